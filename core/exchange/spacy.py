"""spaCy: JSON lines, one report a line, its entities in code points."""

import json
from collections.abc import Sequence
from typing import TextIO

from core.exchange.exported import Exported, apart, left_out, losses, overlaps_left_out, placed, spans_alone
from core.report import Note


def write_spacy(parts: Sequence[Exported], file: TextIO) -> list[Note]:
    """Write what holds as text and entities; say what is lost. Of overlapping figures the longest stays.

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
