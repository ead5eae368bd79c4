"""W3C Web Annotation: a JSON-LD page of annotations, each with its quotation and its position."""

import json
from collections import Counter
from typing import Any, TextIO
from uuid import NAMESPACE_URL, uuid5

from ..model.figure import to_record
from .exported import LEFT_OUT, Exported, PlacedRecord, left_out, notes_of, placed
from .format import Format, Writing
from .json_page import JsonPage
from .record import AROUND
from .sentences import QT_TRANSLATE_NOOP

# the notes for what this format loses
TEXTS = QT_TRANSLATE_NOOP("errors", "{number} reports are named by their digests only; their texts are missing.")


def write_web_annotation(file: TextIO) -> Writing:
    """Write the figures that hold, with positions in code points; return what is lost.

    The texts of reports are named by digest, and are not in the file.
    """
    lost = Counter[str]()
    page = JsonPage({"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage"}, "items", file)
    while (part := (yield)) is not None:
        for one in placed(part):
            page.add(_annotation(part, one))
        lost[LEFT_OUT] += left_out(part)
        lost[TEXTS] += 1
    page.end()
    return notes_of(lost)


def _annotation(part: Exported, one: PlacedRecord) -> dict[str, Any]:
    text, row = part.report.text, one.row
    quote = {"type": "TextQuoteSelector", "exact": row.text}
    quote |= {"prefix": text[max(0, one.start - AROUND) : one.start], "suffix": text[one.end : one.end + AROUND]}
    position = {"type": "TextPositionSelector", "start": one.start, "end": one.end}
    record = json.dumps(to_record(row.figure, whole=True), ensure_ascii=False)
    # the id of a figure stays as it was before later attributes were added
    name = json.dumps([row.digest, row.annotator, row.at, json.dumps(to_record(row.figure), ensure_ascii=False)])
    made: dict[str, Any] = {
        "id": uuid5(NAMESPACE_URL, name).urn,
        "type": "Annotation",
        "motivation": "tagging",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": row.figure.kind},
            {"type": "TextualBody", "purpose": "describing", "format": "application/json", "value": record},
        ],
        "target": {"source": f"urn:sha256:{row.digest}", "selector": [position, quote] if row.text else [position]},
    }
    if row.annotator is not None:
        made["creator"] = {"type": "Person", "nickname": row.annotator}
    if row.at is not None:
        made["created"] = row.at
    return made


FORMAT = Format(
    name="web-annotation",
    ending=".jsonld",
    title=QT_TRANSLATE_NOOP("formats", "W3C Web Annotation: quotes and positions, JSON-LD"),
    write=write_web_annotation,
    losses=(LEFT_OUT, TEXTS),
)
