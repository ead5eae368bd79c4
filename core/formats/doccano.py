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
    parts_of_span,
    span_of,
    spans_in,
    text_in,
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
    text = text_in(line)
    places, length = from_units(text), len(text) + sum(ord(character) >= 0x10000 for character in text)
    marks, refused = [], []
    for item in spans_in(line, "label", "labels", "entities"):
        try:
            start, end, label = parts_of_span(item, "start_offset", "end_offset")
            start, end = span_of(start, end, length)
            if start not in places or end not in places:
                raise ExchangeError("The span from {start} to {end} cuts a character in two.", start=start, end=end)
            marks.append(IncomingLabel(where, places[start], places[end], label_of(label)))
        except ExchangeError as error:
            refused.append(Refusal(where, error))
    return [LabelledText(where, text, tuple(marks), *named(line))], refused


def is_doccano(line: Mapping[str, Any]) -> bool:
    """Tell whether a line is doccano's: by the name of an offset, or because neither spaCy nor Prodigy writes it."""
    items = next(
        (line[name] for name in ("label", "labels", "entities", "spans") if isinstance(line.get(name), list)), ()
    )
    return any(isinstance(item, Mapping) and "start_offset" in item for item in items) or (
        "entities" not in line and "spans" not in line
    )


FORMAT = Format(
    name="doccano",
    ending=".jsonl",
    title=QT_TRANSLATE_NOOP("formats", "doccano: reports with spans, JSON lines"),
    write=write_doccano,
    losses=(SPANS_ALONE, LEFT_OUT, OVERLAPPING),
    marks_text=True,
    reads="line",
    read=read_doccano,
    knows=is_doccano,
)
