"""INCEpTION: UIMA's CAS as XMI with its type system, and as JSON; offsets are counted in 16-bit units."""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO
from xml.sax.saxutils import quoteattr

from ..model.attributes import ATTRIBUTES, FIRST, LATER
from ..model.report import REPLACEMENT
from .exported import LEFT_OUT, Exported, PlacedRecord, left_out, notes_of, placed
from .format import Format, Writing
from .sentences import QT_TRANSLATE_NOOP
from .zip_archive import Archive, FileNames

LAYER = "custom.Figure"
FEATURES = (
    *(attribute.name for attribute in FIRST),
    "state",
    "annotator",
    "note",
    *(attribute.name for attribute in LATER),
)
_VIEW = "_InitialView"

# characters that XML 1.0 cannot have; the text of a report has none of them
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

TYPE_SYSTEM = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">\n <types>\n  <typeDescription>\n'
    f"   <name>{LAYER}</name>\n   <description/>\n   <supertypeName>uima.tcas.Annotation</supertypeName>\n"
    "   <features>\n"
    + "".join(
        f"    <featureDescription><name>{name}</name><description/>"
        "<rangeTypeName>uima.cas.String</rangeTypeName></featureDescription>\n"
        for name in FEATURES
    )
    + "   </features>\n  </typeDescription>\n </types>\n</typeSystemDescription>\n"
)
_NAMESPACES = {
    "xmi": "http://www.omg.org/XMI",
    "cas": "http:///uima/cas.ecore",
    "tcas": "http:///uima/tcas.ecore",
    "custom": "http:///custom.ecore",
}


def write_inception(file: BinaryIO) -> Writing:
    """Write the figures that hold: a CAS of each report as .xmi and as .json, and TypeSystem.xml.

    Return what is lost.
    """
    lost, names = Counter[str](), FileNames()
    with Archive(file) as archive:
        archive.add("TypeSystem.xml", TYPE_SYSTEM)
        while (part := (yield)) is not None:
            name, found = names.name(part.report.name), placed(part, unit="code unit")
            archive.add(f"xmi/{name}.xmi", _xmi(part, found))
            archive.add(f"json/{name}.json", _json(part, found))
            lost[LEFT_OUT] += left_out(part)
    return notes_of(lost)


def _features(one: PlacedRecord) -> dict[str, str]:
    row, figure = one.row, one.row.figure
    features: dict[str, str] = {
        attribute.name: attribute.text(getattr(figure, attribute.name)) for attribute in ATTRIBUTES
    }
    features |= {"state": row.state, "annotator": row.annotator or "", "note": row.note}
    return {name: features[name] for name in FEATURES if features[name]}


def _units(part: Exported) -> int:
    """Return how many 16-bit units a text has."""
    return len(part.report.text) + sum(ord(character) >= 0x10000 for character in part.report.text)


def _xmi(part: Exported, found: Sequence[PlacedRecord]) -> str:
    spaces = {f"xmlns:{name}": place for name, place in _NAMESPACES.items()}
    lines = [_tag("tcas:DocumentAnnotation", {"xmi:id": 2, "sofa": 1, "begin": 0, "end": _units(part)}, language="zh")]
    for number, one in enumerate(found, 3):
        place = {"xmi:id": number, "sofa": 1, "begin": one.start, "end": one.end}
        lines.append(_tag("custom:Figure", place, **_features(one)))
    sofa = {"xmi:id": 1, "sofaNum": 1, "sofaID": _VIEW, "mimeType": "text/plain"}
    lines.append(_tag("cas:Sofa", sofa, sofaString=part.report.text))
    members = " ".join(str(number) for number in range(2, len(found) + 3))
    lines.append(_tag("cas:View", {"sofa": 1, "members": members}))
    head = _tag("xmi:XMI", spaces | {"xmi:version": "2.0"}).replace("/>", ">")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n' + head + '<cas:NULL xmi:id="0"/>' + "".join(lines) + "</xmi:XMI>\n"
    )


def _tag(name: str, attributes: Mapping[str, object], **more: str) -> str:
    # line ends and tabs in an XML attribute would be read as blanks
    whole = {"\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}
    xml_attributes = "".join(
        f" {key}={quoteattr(_UNFIT.sub(REPLACEMENT, str(text)), whole)}" for key, text in {**attributes, **more}.items()
    )
    return f"<{name}{xml_attributes}/>"


def _json(part: Exported, found: Sequence[PlacedRecord]) -> str:
    features: dict[str, Any] = {name: {"%NAME": name, "%RANGE": "uima.cas.String"} for name in FEATURES}
    layer = {"%NAME": LAYER, "%SUPER_TYPE": "uima.tcas.Annotation"} | features
    sofa: dict[str, Any] = {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": _VIEW}
    structures = [sofa | {"mimeType": "text/plain", "sofaString": part.report.text}]
    document = {"%ID": 2, "%TYPE": "uima.tcas.DocumentAnnotation", "@sofa": 1, "begin": 0, "end": _units(part)}
    structures.append(document | {"language": "zh"})
    for number, one in enumerate(found, 3):
        place = {"%ID": number, "%TYPE": LAYER, "@sofa": 1, "begin": one.start, "end": one.end}
        structures.append(place | _features(one))
    members = list(range(2, len(found) + 3))
    made = {"%TYPES": {LAYER: layer}, "%FEATURE_STRUCTURES": structures}
    views = {_VIEW: {"%SOFA": 1, "%MEMBERS": members}}
    return json.dumps(made | {"%VIEWS": views}, ensure_ascii=False, indent=1) + "\n"


FORMAT = Format(
    name="inception",
    ending=".zip",
    title=QT_TRANSLATE_NOOP("formats", "INCEpTION: UIMA CAS as XMI and JSON, zipped"),
    write=write_inception,
    losses=(LEFT_OUT,),
    is_text=False,
    marks_text=True,
)
