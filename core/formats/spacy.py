"""spaCy: JSON lines with one report in each line, entities in code points; Prodigy's lines can be read as well."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, TextIO

from ..model.errors import ExchangeError
from ..model.report import Note
from .exported import (
    LEFT_OUT,
    OVERLAPS_LEFT_OUT,
    SPANS_ALONE,
    Exported,
    apart,
    left_out,
    losses,
    overlaps_left_out,
    placed,
    spans_alone,
)
from .format import QT_TRANSLATE_NOOP, Format
from .incoming_label import (
    IncomingLabel,
    LabelledText,
    Read,
    Refusal,
    label_of,
    named,
    parts_of_span,
    span_of,
    spans_in,
    text_in,
)


def write_spacy(parts: Sequence[Exported], file: TextIO) -> list[Note]:
    """Write the figures that hold as text and entities; return what is lost. Of overlapping figures the longest stays.

    The spans align with the tokens of spacy.blank("zh"), which are characters.
    """
    number = dropped = 0
    for part in parts:
        found = placed(part)
        kept = apart(found)
        number, dropped = number + len(kept), dropped + len(found) - len(kept)
        line = {
            "text": part.report.text,
            "entities": [[one.start, one.end, one.row.figure.kind] for one in kept],
            "meta": {"report": part.report.name, "digest": part.report.digest, "annotator": part.annotator},
        }
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return losses(spans_alone(number), overlaps_left_out(dropped), left_out(parts))


def read_spacy(where: str, line: Mapping[str, Any]) -> Read:
    """Read a line of spaCy ("entities") or of Prodigy ("spans", "answer").

    What was not accepted in Prodigy is refused.
    """
    text, items = text_in(line), spans_in(line, "entities", "spans")
    if line.get("answer", "accept") != "accept":
        error = ExchangeError("It was answered with {answer} and is left out.", answer=line["answer"])
        return [], [Refusal(where, error, len(items))]
    marks, refused = [], []
    for item in items:
        try:
            start, end, label = parts_of_span(item, "start", "end")
            start, end = span_of(start, end, len(text))
            marks.append(IncomingLabel(where, start, end, label_of(label)))
        except ExchangeError as error:
            refused.append(Refusal(where, error))
    return [LabelledText(where, text, tuple(marks), *named(line.get("meta")))], refused


FORMAT = Format(
    name="spacy",
    ending=".jsonl",
    title=QT_TRANSLATE_NOOP("formats", "spaCy: reports with entities, JSON lines"),
    write=write_spacy,
    losses=(SPANS_ALONE, OVERLAPS_LEFT_OUT, LEFT_OUT),
    marks_text=True,
    reads="line",
    read=read_spacy,
)
