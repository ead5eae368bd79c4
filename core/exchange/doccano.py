"""doccano: JSON lines, one report a line, spans in 16-bit units as its page counts them."""

import json
from collections.abc import Sequence
from typing import TextIO

from core.exchange.exported import Exported, apart, left_out, losses, placed, spans_alone
from core.report import Note


def write_doccano(parts: Sequence[Exported], file: TextIO) -> list[Note]:
    """Write what holds as doccano imports it; say what is lost.

    Overlapping figures are written: a project that allows overlapping spans holds them, another drops them unsaid.
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
        Note("{number} figures overlap others; a doccano project drops them unless it allows overlap.", overlapping),
    )
