"""xBRL-JSON: one fact for each number, with a small taxonomy of the kinds and the dimensions."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any, BinaryIO

from ..model.attributes import FIRST, LATER
from ..model.figure import exact_number
from .exported import LEFT_OUT, add_kinds, notes_of
from .format import Format, Writing
from .json_page import JsonPage
from .observation import NUMBERLESS, TIMELESS, Observation, count_losses, observations
from .sentences import QT_TRANSLATE_NOOP
from .zip_archive import Archive

FACTS, TAXONOMY = "figures.json", "biaoshu.xsd"
NAMESPACE = "urn:biaoshu:taxonomy"
PREFIXES = {
    "f": NAMESPACE,
    "unit": "urn:biaoshu:unit",
    "place": "urn:biaoshu:place",
    "iso4217": "http://www.xbrl.org/2003/iso4217",
    "xbrl": "https://xbrl.org/2021",
}
_CURRENCIES = {"元": "iso4217:CNY", "人民币": "iso4217:CNY", "美元": "iso4217:USD"}
_PURE = {"%": -2, "‰": -3}
# these are no dimensions: the kind is the fact's concept; number, unit and time are parts of every fact
_TELLING = ("phrase", "word", "year")
DIMENSIONS = (
    *(attribute.name.capitalize() for attribute in FIRST if attribute.sort in _TELLING),
    *("Report", "Position", "Part", "Annotator"),
    *(attribute.name.capitalize() for attribute in LATER),
)

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xbrli="http://www.xbrl.org/2003/instance" '
    f'xmlns:xbrldt="http://xbrl.org/2005/xbrldt" xmlns:f="{NAMESPACE}" targetNamespace="{NAMESPACE}" '
    'elementFormDefault="qualified">\n'
    ' <xs:import namespace="http://www.xbrl.org/2003/instance" '
    'schemaLocation="http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"/>\n'
    ' <xs:import namespace="http://xbrl.org/2005/xbrldt" '
    'schemaLocation="http://www.xbrl.org/2005/xbrldt-2005.xsd"/>\n'
)


def write_xbrl(file: BinaryIO) -> Writing:
    """Write the figures that hold as figures.json and biaoshu.xsd, zipped; return what is lost.

    Percent and per mille are pure numbers (5.5% is 0.055); `decimals` is what the printed digits say. Each number of a
    range or a composition is a fact of its own, numbered by Part. A figure without a period is left out.
    """
    lost, kinds, number = Counter[str](), dict[str, None](), 0
    info = {"documentType": "https://xbrl.org/2021/xbrl-json", "namespaces": PREFIXES, "taxonomy": [TAXONOMY]}
    with Archive(file) as archive:
        with archive.open(FACTS) as facts:
            document = JsonPage({"documentInfo": info}, "facts", facts, named=True)
            while (part := (yield)) is not None:
                for one in observations(part):
                    number += 1
                    document.add(_fact(one), f"f{number}")
                add_kinds(kinds, part)
                count_losses(lost, part)
            document.end()
        archive.add(TAXONOMY, taxonomy(kinds))
    return notes_of(lost)


def taxonomy(kinds: Iterable[str]) -> str:
    """Return the schema: a numeric concept for each kind, and a dimension for each thing that tells facts apart."""
    lines = [_HEAD]
    for name in dict.fromkeys(map(concept, kinds)):
        lines.append(
            f' <xs:element name="{name}" id="f_{name}" type="xbrli:decimalItemType" '
            'substitutionGroup="xbrli:item" xbrli:periodType="duration" nillable="true"/>\n'
        )
    for name in DIMENSIONS:
        lines.append(
            f' <xs:element name="{name}Domain" id="f_{name}Domain" type="xs:string"/>\n'
            f' <xs:element name="{name}" id="f_{name}" type="xbrli:stringItemType" abstract="true" '
            'substitutionGroup="xbrldt:dimensionItem" xbrli:periodType="duration" nillable="true" '
            f'xbrldt:typedDomainRef="#f_{name}Domain"/>\n'
        )
    return "".join((*lines, "</xs:schema>\n"))


def concept(kind: str) -> str:
    """Return the name of a kind as XML allows it: signs and blanks of a label become _."""
    name = re.sub(r"[^\w.-]", "_", kind)
    return name if re.match(r"[^\W\d]", name) else f"_{name}"


def _fact(one: Observation) -> dict[str, Any]:
    row, figure = one.row, one.row.figure
    shift = _PURE.get(figure.unit, 0)
    dimensions: dict[str, str] = {
        "concept": f"f:{concept(figure.kind)}",
        "entity": "place:" + ("_".join((row.region or row.report).split()) or "_"),
        "period": f"{one.begin.isoformat()}T00:00:00/{one.end.isoformat()}T00:00:00",
    }
    if unit := _unit(figure.unit):
        dimensions["unit"] = unit
    position = f"{figure.start}-{figure.end}"
    first = (attribute.text(getattr(figure, attribute.name)) for attribute in FIRST if attribute.sort in _TELLING)
    later = (attribute.text(getattr(figure, attribute.name)) for attribute in LATER)
    identifying = (*first, row.digest, position, str(one.number), row.annotator or "", *later)
    dimensions |= {f"f:{name}": _one_line(text) for name, text in zip(DIMENSIONS, identifying, strict=True) if text}
    value = exact_number(one.value.scaleb(shift) if shift else one.value)
    return {"value": value, "decimals": one.decimals - shift, "dimensions": dimensions}


def _unit(unit: str) -> str:
    """Return a unit as measures with names that XML allows, divided where it is a quotient; "" for a pure number."""
    if not unit or unit in _PURE:
        return ""
    above, _, below = unit.partition("/")
    return _measure(above) + (f"/{_measure(below)}" if below else "")


def _measure(unit: str) -> str:
    return _CURRENCIES.get(unit) or f"unit:{concept(unit)}"


def _one_line(text: str) -> str:
    """Return a text without the blanks that an XML reader would merge."""
    return " ".join(text.split())


FORMAT = Format(
    name="xbrl-json",
    ending=".zip",
    title=QT_TRANSLATE_NOOP("formats", "xBRL-JSON: facts with a small taxonomy, zipped"),
    write=write_xbrl,
    losses=(LEFT_OUT, TIMELESS, NUMBERLESS),
    is_text=False,
)
