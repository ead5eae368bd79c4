"""The panel as SDMX: the cells as observations (SDMX-CSV 2.0), and the structure that says what their columns mean.

Every cell is one observation, with the value that stands in it; a composition is one for each part. The structure is
SDMX-ML 2.1, which tools of statistical offices read (sdmx1, pysdmx).
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from ..formats.csv import csv_line
from ..model.attributes import BOUNDS, KINDS, STATUSES, exact_number
from .cell import Cell, words
from .fact import Fact

AGENCY, VERSION = "BIAOSHU", "1.0.0"
FLOW, STRUCTURE, SCHEME = "PANEL", "PANEL_DSD", "PANEL_CONCEPTS"
NONE, WHOLE = "_Z", "_T"
"""What stands where a dimension has no value, and for a whole that is no part."""

DIMENSIONS: Mapping[str, str] = {
    "REF_AREA": "Area",
    "AREA_PART": "Part of the area",
    "INDICATOR": "Indicator",
    "STATISTIC": "Kind of statement",
    "TARGET": "Actual or target",
    "UNIT_MEASURE": "Unit",
    "BASE_PER": "Base period",
    "COMPONENT": "Part of a composition",
    "TIME_PERIOD": "Time",
}
ATTRIBUTES: Mapping[str, str] = {
    "OBS_STATUS": "Confirmed or proposed",
    "BOUND_TYPE": "How the value limits the truth",
    "LOW": "Lower end",
    "HIGH": "Upper end",
    "VINTAGE": "Year of the report",
    "N_VALUES": "Different values in reports",
    "SOURCE": "Report",
}
_OBSERVATION_STATUS = {"A": "Normal value", "P": "Provisional value"}
# codes that statistics have for units; others are made of the unit's own characters
_UNITS = {
    "%": "PT",
    "‰": "PM",
    "元": "CNY",
    "美元": "USD",
    "欧元": "EUR",
    "港元": "HKD",
    "吨": "TNE",
    "人": "PS",
    "公里": "KM",
}
_IDENTIFIER = re.compile("[A-Za-z0-9_@$-]+")


@dataclass
class _Lists:
    """The code lists of a structure, which grow as observations are written: the name of each code by its list."""

    names: dict[str, dict[str, str]] = field(default_factory=dict)

    def code(self, of: str, code: str, name: str) -> str:
        """Return a code that SDMX takes, and put its name on the list."""
        if not _IDENTIFIER.fullmatch(code):
            code = "X" + hashlib.sha256(code.encode(errors="surrogatepass")).hexdigest()[:12]
        self.names.setdefault(of, {})[code] = name
        return code


def write_sdmx(cells: Iterable[Cell], data: TextIO, structure: TextIO) -> int:
    """Write cells as observations and their structure; return how many observations there are.

    Empty cells, and those of no time, are left out. Every key is there once.
    """
    lists, written = _Lists(), set()
    data.write(csv_line(("STRUCTURE", "STRUCTURE_ID", "ACTION", *DIMENSIONS, "OBS_VALUE", *ATTRIBUTES)))
    for cell in cells:
        for key, values in _observations(cell, lists):
            if key not in written:
                written.add(key)
                data.write(csv_line(("dataflow", f"{AGENCY}:{FLOW}({VERSION})", "I", *key, *values)))
    structure.write(_structure(lists))
    return len(written)


def _observations(cell: Cell, lists: _Lists) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield the key and the values of each observation of a cell."""
    fact = cell.standing
    # SDMX has no time without a beginning
    if fact is None or not fact.time.period or fact.time.period.startswith(".."):
        return
    said = words("en")
    is_composition = fact.kind == "composition"
    for number, amount in enumerate(fact.amounts if is_composition else fact.amounts[:1], 1):
        component = str(number) if is_composition else WHOLE
        key = (
            lists.code("REF_AREA", fact.code or cell.key.place.region, cell.key.place.region),
            lists.code("AREA_PART", cell.key.place.area, cell.key.place.area) if cell.key.place.area else WHOLE,
            lists.code("INDICATOR", cell.concept.code, cell.concept.english or cell.concept.chinese),
            lists.code("STATISTIC", fact.kind, said["kinds"][fact.kind]),
            lists.code("TARGET", fact.status, said["statuses"][fact.status]),
            lists.code("UNIT_MEASURE", _UNITS.get(fact.measure, fact.measure), fact.measure) if fact.measure else NONE,
            lists.code("BASE_PER", fact.time.base, fact.time.base) if fact.time.base else NONE,
            lists.code("COMPONENT", component, component if is_composition else "The whole"),
            _time(fact),
        )
        low, high = (exact_number(one) for one in (min(fact.amounts), max(fact.amounts)))
        is_range = len(fact.amounts) == 2 and not is_composition
        yield (
            key,
            (
                exact_number(amount),
                "A" if fact.is_confirmed else "P",
                fact.bound,
                low if is_range else "",
                high if is_range else "",
                str(fact.vintage or ""),
                str(cell.count),
                fact.title,
            ),
        )


def _time(fact: Fact) -> str:
    """Return a period as SDMX writes it: a year, or its first day and how long it is."""
    first, _, last = fact.time.period.partition("/")
    if not last:
        return first
    years, months = int(last[:4]) - int(first[:4]), int(last[5:7] or 12) - int(first[5:7] or 1)
    length = 12 * years + months + 1
    return f"{first[:4]}-{first[5:7] or '01'}-01/" + (f"P{length // 12}Y" if length % 12 == 0 else f"P{length}M")


def _structure(lists: _Lists) -> str:
    """Return the structure as SDMX-ML 2.1: code lists, concepts, the definition of the data, and the flow."""
    lists.names["OBS_STATUS"] = dict(_OBSERVATION_STATUS)
    for name, code in (("AREA_PART", WHOLE), ("UNIT_MEASURE", NONE), ("BASE_PER", NONE), ("COMPONENT", WHOLE)):
        lists.names.setdefault(name, {}).setdefault(code, "The whole" if code == WHOLE else "Not applicable")
    for name, some in (("STATISTIC", KINDS), ("TARGET", STATUSES), ("BOUND_TYPE", BOUNDS)):
        for one in some:
            lists.names.setdefault(name, {}).setdefault(one, one)
    codelists = "".join(_codelist(name, codes) for name, codes in sorted(lists.names.items()))
    every = {**DIMENSIONS, "OBS_VALUE": "Value", **ATTRIBUTES}
    concepts = "".join(f"<str:Concept id={quoteattr(one)}>{_named(name)}</str:Concept>" for one, name in every.items())
    dimensions = "".join(_dimension(place, one, lists) for place, one in enumerate(DIMENSIONS, 1))
    attributes = "".join(_attribute(one, lists) for one in ATTRIBUTES)
    of = f'agencyID="{AGENCY}" version="{VERSION}"'
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<mes:Structure xmlns:mes="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message" \
xmlns:str="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/structure" \
xmlns:com="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common">
<mes:Header><mes:ID>PANEL</mes:ID><mes:Test>false</mes:Test><mes:Prepared>2000-01-01T00:00:00</mes:Prepared>\
<mes:Sender id="{AGENCY}"/></mes:Header>
<mes:Structures>
<str:Dataflows><str:Dataflow id="{FLOW}" {of}>{_named("Panel of figures of reports")}\
<str:Structure><Ref id="{STRUCTURE}" {of} class="DataStructure"/></str:Structure></str:Dataflow></str:Dataflows>
<str:Codelists>{codelists}</str:Codelists>
<str:Concepts><str:ConceptScheme id="{SCHEME}" {of}>{_named("Columns")}{concepts}</str:ConceptScheme></str:Concepts>
<str:DataStructures><str:DataStructure id="{STRUCTURE}" {of}>{_named("Panel of figures of reports")}\
<str:DataStructureComponents>
<str:DimensionList id="DimensionDescriptor">{dimensions}</str:DimensionList>
<str:AttributeList id="AttributeDescriptor">{attributes}</str:AttributeList>
<str:MeasureList id="MeasureDescriptor"><str:PrimaryMeasure id="OBS_VALUE">{_identity("OBS_VALUE")}\
</str:PrimaryMeasure></str:MeasureList>
</str:DataStructureComponents></str:DataStructure></str:DataStructures>
</mes:Structures>
</mes:Structure>
"""


def _named(name: str) -> str:
    return f'<com:Name xml:lang="en">{escape(_printable(name))}</com:Name>'


def _printable(name: str) -> str:
    """Return a name without characters that no XML may have."""
    return re.sub("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff\\ud800-\\udfff]", "\ufffd", name) or "-"


def _codelist(name: str, codes: Mapping[str, str]) -> str:
    lines = "".join(f"<str:Code id={quoteattr(code)}>{_named(said)}</str:Code>" for code, said in sorted(codes.items()))
    return f'<str:Codelist id="CL_{name}" agencyID="{AGENCY}" version="{VERSION}">{_named(name)}{lines}</str:Codelist>'


def _identity(name: str) -> str:
    return (
        f'<str:ConceptIdentity><Ref id="{name}" maintainableParentID="{SCHEME}" '
        f'maintainableParentVersion="{VERSION}" agencyID="{AGENCY}" class="Concept"/></str:ConceptIdentity>'
    )


def _representation(name: str, lists: _Lists) -> str:
    if name not in lists.names:
        return ""
    return (
        f'<str:LocalRepresentation><str:Enumeration><Ref id="CL_{name}" agencyID="{AGENCY}" '
        f'version="{VERSION}" class="Codelist"/></str:Enumeration></str:LocalRepresentation>'
    )


def _dimension(place: int, name: str, lists: _Lists) -> str:
    if name == "TIME_PERIOD":
        form = '<str:LocalRepresentation><str:TextFormat textType="ObservationalTimePeriod"/></str:LocalRepresentation>'
        return f'<str:TimeDimension id="{name}" position="{place}">{_identity(name)}{form}</str:TimeDimension>'
    return (
        f'<str:Dimension id="{name}" position="{place}">{_identity(name)}{_representation(name, lists)}</str:Dimension>'
    )


def _attribute(name: str, lists: _Lists) -> str:
    status = "Mandatory" if name in ("OBS_STATUS", "BOUND_TYPE") else "Conditional"
    relation = '<str:AttributeRelationship><str:PrimaryMeasure><Ref id="OBS_VALUE"/></str:PrimaryMeasure>'
    return (
        f'<str:Attribute id="{name}" assignmentStatus="{status}">{_identity(name)}{_representation(name, lists)}'
        f"{relation}</str:AttributeRelationship></str:Attribute>"
    )
