"""spaCy: JSON lines with one report in each line, entities in code points; Prodigy's lines can be read as well."""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any, TextIO

from ..model.errors import ExchangeError
from .exported import LEFT_OUT, OVERLAPS_LEFT_OUT, SPANS_ALONE, left_out, notes_of, placed, without_overlaps
from .format import Format, Writing
from .incoming_label import LabelledText, Read, Refusal, is_ours, marks_in, named, spans_in, text_in
from .sentences import QT_TRANSLATE_NOOP


def write_spacy(file: TextIO) -> Writing:
    """Write the figures that hold as text and entities; return what is lost. Of overlapping figures the longest stays.

    The spans align with the tokens of spacy.blank("zh"), which are characters.
    """
    lost = Counter[str]()
    while (part := (yield)) is not None:
        found = placed(part)
        kept = without_overlaps(found)
        lost[SPANS_ALONE] += len(kept)
        lost[OVERLAPS_LEFT_OUT] += len(found) - len(kept)
        lost[LEFT_OUT] += left_out(part)
        line = {
            "text": part.report.text,
            "entities": [[one.start, one.end, one.row.figure.kind] for one in kept],
            "meta": {"report": part.report.name, "digest": part.report.digest, "annotator": part.annotator},
        }
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return notes_of(lost)


def read_spacy(where: str, line: Mapping[str, Any]) -> Read:
    """Read a line of spaCy ("entities", or "ents" of its documents) or of Prodigy ("spans", "answer").

    What was not accepted in Prodigy is refused.
    """
    text, items = text_in(line), spans_in(line, "entities", "spans", "ents")
    if line.get("answer", "accept") != "accept":
        error = ExchangeError("It was answered with {answer} and is left out.", answer=line["answer"])
        return [], [Refusal(where, error, len(items))]
    meta = line.get("meta")
    marks, refused = marks_in(where, text, items, "code point", is_firm=True, is_ours=is_ours(text, meta))
    return [LabelledText(where, text, tuple(marks), *named(meta))], refused


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
