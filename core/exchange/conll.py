"""CoNLL: a character and its BIO tag a line, a blank line after each line of the text."""

from collections.abc import Sequence
from typing import TextIO

from core.exchange.exported import (
    Exported,
    Placed,
    apart,
    left_out,
    losses,
    overlaps_left_out,
    placed,
    spans_alone,
)
from core.report import Note

BLANK = "▁"


def write_conll(parts: Sequence[Exported], file: TextIO) -> list[Note]:
    """Write what holds as characters and tags, TAB between; say what is lost.

    Of overlapping figures the longest stays. A figure that runs over a line end begins anew (B-) after it.
    """
    number = dropped = cut = blanks = 0
    for part in parts:
        found = placed(part)
        kept = apart(found)
        number, dropped = number + len(kept), dropped + len(found) - len(kept)
        cut += sum("\n" in one.row.text for one in kept)
        blanks += sum(character.isspace() and character != "\n" for character in part.report.text)
        _write_text(part.report.text, kept, file)
    return losses(
        spans_alone(number),
        overlaps_left_out(dropped),
        left_out(parts),
        Note("{number} figures that run over a line end are cut in two there.", cut),
        Note("{number} blanks are written as ▁.", blanks),
    )


def _write_text(text: str, kept: list[Placed], file: TextIO) -> None:
    kinds = {place: one for one in kept for place in range(one.start, one.end)}
    begun = None
    sentence: list[str] = []
    for place, character in enumerate(text + "\n"):
        if character == "\n":
            if sentence:
                file.write("".join(sentence) + "\n")
            sentence, begun = [], None
            continue
        one = kinds.get(place)
        tag = "O" if one is None else f"{'I' if one is begun else 'B'}-{_tag(one.row.figure.kind)}"
        begun = one
        sentence.append(f"{BLANK if character.isspace() else character}\t{tag}\n")


def _tag(kind: str) -> str:
    """Name a kind in a column: a label's blanks become _."""
    return "_".join(kind.split())
