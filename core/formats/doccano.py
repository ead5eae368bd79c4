"""doccano: JSON lines with one report in each line; spans are counted in 16-bit units, as its page counts them."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, TextIO

from ..model.errors import ExchangeError
from ..model.report import Note
from .exported import LEFT_OUT, SPANS_ALONE, Exported, apart, left_out, losses, placed, spans_alone
from .format import QT_TRANSLATE_NOOP, Format
from .incoming_label import (
    IncomingLabel,
    LabelledText,
    Read,
    Refusal,
    from_units,
    label_of,
    named,
    offset,
    span_of,
    spans_in,
)

# the notes for what this format loses
OVERLAPPING = "{number} figures overlap others; a doccano project drops them unless it allows overlap."


def write_doccano(parts: Sequence[Exported], file: TextIO) -> list[Note]:
    """Write the figures that hold as doccano imports them; return what is lost.

    Overlapping figures are written: a project that allows overlapping spans keeps them, any other drops them without a
    word.
    """
    number = overlapping = 0
    for part in parts:
        found = placed(part, unit="code unit")
        number += len(found)
        overlapping += len(found) - len(apart(found))
        line = {
            "text": part.report.text,
            "label": [[one.start, one.end, one.row.figure.kind] for one in found],
            "report": part.report.name,
            "digest": part.report.digest,
            "annotator": part.annotator,
        }
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return losses(
        spans_alone(number),
        left_out(parts),
        Note(OVERLAPPING, overlapping),
    )


def read_doccano(where: str, line: Mapping[str, Any]) -> Read:
    """Read a line of doccano: spans under "label", "labels" or "entities", in 16-bit units.

    Invalid ones are refused.
    """
    text = line["text"]
    places, length = from_units(text), len(text) + sum(ord(character) >= 0x10000 for character in text)
    marks, refused = [], []
    for item in spans_in(line, "label", "labels", "entities"):
        try:
            start, end, label = _parts(item)
            start, end = span_of(start, end, length)
            if start not in places or end not in places:
                raise ExchangeError("The span from {start} to {end} cuts a character in two.", start=start, end=end)
            marks.append(IncomingLabel(where, places[start], places[end], label_of(label)))
        except ExchangeError as error:
            refused.append(Refusal(where, error))
    return [LabelledText(where, text, tuple(marks), *named(line))], refused


def _parts(item: object) -> tuple[int, int, object]:
    if isinstance(item, Mapping):
        item = [item.get("start_offset"), item.get("end_offset"), item.get("label")]
    if not isinstance(item, list) or len(item) != 3:
        raise ExchangeError("{value} is not a span with a label.", value=str(item)[:40])
    return offset(item[0]), offset(item[1]), item[2]


FORMAT = Format(
    name="doccano",
    ending=".jsonl",
    title=QT_TRANSLATE_NOOP("formats", "doccano: reports with spans, JSON lines"),
    write=write_doccano,
    losses=(SPANS_ALONE, LEFT_OUT, OVERLAPPING),
    marks_text=True,
    reads="line",
    read=read_doccano,
)
