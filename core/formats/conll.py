"""CoNLL: a character and its BIO tag on each line, with a blank line after each line of the text."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import TextIO

from ..model.errors import ExchangeError
from .exported import (
    LEFT_OUT,
    OVERLAPS_LEFT_OUT,
    SPANS_ALONE,
    PlacedRecord,
    left_out,
    notes_of,
    placed,
    without_overlaps,
)
from .format import Format, Writing
from .incoming_label import IncomingLabel, LabelledText, Read, Refusal
from .sentences import QT_TRANSLATE_NOOP

BLANK = "▁"

SIGN = re.compile(rf"[^\s{BLANK}\u200b-\u200d\u2060\ufeff]")
"""A character that can be seen. A line without one is found again in no report, so nothing is marked in it."""

# the prefixes of BIO, and of the schemes that mark the last or the only token of an entity too
_BEGINS, _ENDS = frozenset("BSU"), frozenset("ESLU")
_TAG = re.compile(r"O|[BIMELSU]-\S+")

# the notes for what this format loses
CUT = QT_TRANSLATE_NOOP("errors", "{number} figures that run over a line end are cut in two there.")
BLANKS = QT_TRANSLATE_NOOP("errors", "{number} spaces are written as ▁.")


def write_conll(file: TextIO) -> Writing:
    """Write the figures that hold as characters and tags, separated by TAB; return what is lost.

    Of overlapping figures the longest stays. A figure that runs over a line end begins again (B-) after it, and leaves
    out a line of blanks alone.
    """
    lost = Counter[str]()
    while (part := (yield)) is not None:
        found = placed(part)
        kept = without_overlaps(found)
        lost[SPANS_ALONE] += len(kept)
        lost[OVERLAPS_LEFT_OUT] += len(found) - len(kept)
        lost[LEFT_OUT] += left_out(part)
        lost[CUT] += sum("\n" in one.row.text for one in kept)
        lost[BLANKS] += sum(character.isspace() and character != "\n" for character in part.report.text)
        _write_text(part.report.text, kept, file)
    return notes_of(lost)


def _write_text(text: str, kept: list[PlacedRecord], file: TextIO) -> None:
    kinds = {place: one for one in kept for place in range(one.start, one.end)}
    place = 0
    for line in text.split("\n"):
        begun, is_seen = None, SIGN.search(line) is not None
        for character in line:
            one = kinds.get(place) if is_seen else None
            tag = "O" if one is None else f"{'I' if one is begun else 'B'}-{_tag(one.row.figure.kind)}"
            file.write(f"{BLANK if character.isspace() else character}\t{tag}\n")
            begun, place = one, place + 1
        if line:
            file.write("\n")
        place += 1


def _tag(kind: str) -> str:
    """Name a kind in a column: a label's blanks become _."""
    return "_".join(kind.split())


def read_conll(text: str) -> Read:
    """Read characters or words with their tags (BIO, BIOES, BMES or BILOU), with a blank line after each sentence."""
    found: list[LabelledText] = []
    refused: list[Refusal] = []
    sentence: list[tuple[int, str, str]] = []
    for number, line in enumerate((*text.removeprefix("\ufeff").split("\n"), ""), 1):
        if not line.strip("\r "):
            if sentence:
                found.append(_labelled(sentence))
            sentence = []
            continue
        columns = line.rstrip("\r").split("\t") if "\t" in line else line.split()
        if columns[0] == "-DOCSTART-":
            continue
        if len(columns) < 2 or not _TAG.fullmatch(columns[-1]):
            refused.append(Refusal(str(number), ExchangeError("This is not a character with its tag.")))
            columns = [columns[0], "O"]
        sentence.append((number, columns[0], columns[-1]))
    return found, refused


def _labelled(sentence: list[tuple[int, str, str]]) -> LabelledText:
    text = "".join(token for _, token, _ in sentence)
    return LabelledText(str(sentence[0][0]), text, tuple(_marks(sentence)), is_line=True)


def _marks(sentence: list[tuple[int, str, str]]) -> Iterator[IncomingLabel]:
    """Yield the entities of a sentence; one that continues without a beginning begins there."""
    at, kind, begun, line = 0, "", 0, 0
    text = "".join(token for _, token, _ in sentence)
    for number, token, tag in (*sentence, (0, "", "O")):
        letter, _, named = tag.partition("-")
        if kind and (tag == "O" or letter in _BEGINS or named != kind):
            yield IncomingLabel(str(line), begun, at, kind, text[begun:at])
            kind = ""
        if tag != "O" and not kind:
            kind, begun, line = named, at, number
        at += len(token)
        if kind and letter in _ENDS:
            yield IncomingLabel(str(line), begun, at, kind, text[begun:at])
            kind = ""


FORMAT = Format(
    name="conll",
    ending=".conll",
    title=QT_TRANSLATE_NOOP("formats", "CoNLL: one character and its BIO tag per line"),
    write=write_conll,
    losses=(SPANS_ALONE, OVERLAPS_LEFT_OUT, LEFT_OUT, CUT, BLANKS),
    marks_text=True,
    reads="text",
    read=read_conll,
)
