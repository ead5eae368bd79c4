"""W3C Web Annotation: a JSON-LD page of annotations, each with its quotation and its position."""

import json
from collections.abc import Sequence
from typing import Any, TextIO
from uuid import NAMESPACE_URL, uuid5

from ..model.figure import to_record
from ..model.report import Note
from .exported import LEFT_OUT, Exported, PlacedRecord, left_out, losses, placed
from .format import QT_TRANSLATE_NOOP, Format
from .record import AROUND

# the notes for what this format loses
TEXTS = "{number} reports are named by their digests only; their texts are missing."


def write_web_annotation(parts: Sequence[Exported], file: TextIO) -> list[Note]:
    """Write the figures that hold, with positions in code points; return what is lost.

    The texts of reports are named by digest, and are not in the file.
    """
    items = [_annotation(part, one) for part in parts for one in placed(part)]
    page = {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage", "items": items}
    file.write(json.dumps(page, ensure_ascii=False, indent=1) + "\n")
    return losses(left_out(parts), Note(TEXTS, len(parts)))


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
