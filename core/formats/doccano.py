"""doccano: JSON lines with one report in each line; spans are counted in 16-bit units, as its page counts them."""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any, TextIO

from .exported import LEFT_OUT, SPANS_ALONE, left_out, notes_of, placed, without_overlaps
from .format import Format, Writing
from .incoming_label import LabelledText, Read, is_ours, marks_in, named, spans_in, text_in
from .sentences import QT_TRANSLATE_NOOP

# the notes for what this format loses
OVERLAPPING = QT_TRANSLATE_NOOP(
    "errors", "{number} figures overlap others; a doccano project drops them unless it allows overlap."
)


def write_doccano(file: TextIO) -> Writing:
    """Write the figures that hold as doccano imports them; return what is lost.

    Overlapping figures are written: a project that allows overlapping spans keeps them, any other drops them without a
    word.
    """
    lost = Counter[str]()
    while (part := (yield)) is not None:
        found = placed(part, unit="code unit")
        lost[SPANS_ALONE] += len(found)
        lost[LEFT_OUT] += left_out(part)
        lost[OVERLAPPING] += len(found) - len(without_overlaps(found))
        line = {
            "text": part.report.text,
            "label": [[one.start, one.end, one.row.figure.kind] for one in found],
            "report": part.report.name,
            "digest": part.report.digest,
            "annotator": part.annotator,
        }
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return notes_of(lost)


def read_doccano(where: str, line: Mapping[str, Any]) -> Read:
    """Read a line of doccano: spans under "label", "labels", "entities" or "annotations", most often in 16-bit units.

    Invalid ones are refused.
    """
    text = text_in(line)
    marks, refused = marks_in(where, text, spans_in(line, *_SPANS), "code unit", is_ours=is_ours(text, line))
    return [LabelledText(where, text, tuple(marks), *named(line))], refused


_SPANS = ("label", "labels", "entities", "annotations", "标签")


def is_doccano(line: Mapping[str, Any]) -> bool:
    """Tell whether a line is doccano's: by the name of an offset, or because neither spaCy nor Prodigy writes it."""
    items = next((line[name] for name in (*_SPANS, "spans") if line.get(name) and isinstance(line[name], list)), ())
    return any(isinstance(item, Mapping) and "start_offset" in item for item in items) or not any(
        name in line for name in ("entities", "spans", "ents")
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
