"""Raised and lowered characters (km², a note's mark, the 2 of CO2) and fractions, as text that joins no number."""

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Literal, NamedTuple

Place = Literal["line", "raised", "lowered", "fraction"]


class Piece(NamedTuple):
    """A piece of a line, and where it stands: on the line, raised, lowered, or as a fraction of its own."""

    text: str
    place: Place = "line"


# by escapes: the interface's own face has not all of them
_RAISED_DIGITS = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"
_LOWERED_DIGITS = "\u2080\u2081\u2082\u2083\u2084\u2085\u2086\u2087\u2088\u2089"
_RAISED = str.maketrans("0123456789+-−=n", _RAISED_DIGITS + "\u207a\u207b\u207b\u207c\u207f")
_LOWERED = str.maketrans("0123456789+-−=", _LOWERED_DIGITS + "\u208a\u208b\u208b\u208c")
_NUMBER = re.compile("[0-9]+|[-+−][0-9]+|n")
_DIGIT = re.compile("[0-9０-９]")
_LATIN = re.compile("[A-Za-z)）]")
# a mark that has its own frame: [1], （1）, ①
_FRAMED = re.compile("[\\[［〔【].*[\\]］〕】]|[①-⑳*＊※†‡#®™°℃%％‰]+")
_IN_BRACKETS = re.compile("[(（]?([^()（）]{1,4})[)）]")
# whoever raises or lowers more than this means it for the eye
_LONGEST = 6
# ¹/3 with either digit raised or lowered, or a fraction's own stroke; each run of digits is looked at once, from its
# beginning
_FRACTION = re.compile(
    "(?<![A-Za-z\u2070¹²³⁴-\u2079])([\u2070¹²³⁴-\u2079]+)[/／\u2044∕]([\u2080-\u2089]+|[0-9]+)"
    "|(?<![A-Za-z0-9])(?:([0-9]+)[/／\u2044∕]([\u2080-\u2089]+)|([0-9]+)\u2044([0-9]+))"
)
_PLAIN = str.maketrans(_RAISED_DIGITS + _LOWERED_DIGITS, 2 * "0123456789")


def joined(pieces: Iterable[Piece]) -> str:
    """Return a line of its pieces: 100, a raised 4 and 个 are 100⁴个; km and a raised 2 are km²; 1 above 3 is 1/3."""
    groups = [
        ("".join(piece.text for piece in group), place) for place, group in groupby(pieces, lambda one: one.place)
    ]
    if all(place == "line" for _, place in groups):
        return "".join(text for text, _ in groups)
    line = ""
    parts: list[str] = []
    filled = [(text, place) for text, place in groups if text]
    for at, (text, place) in enumerate(filled):
        after = filled[at + 1][0][:1] if at + 1 < len(filled) else ""
        shown = _written(text, place, line[-1:], after)
        if shown:
            parts.append(shown)
            line = shown
    return _FRACTION.sub(_fraction, "".join(parts))


def _written(text: str, place: Place, before: str, after: str) -> str:
    """Return a piece as it is written between two characters of the line, "" for none there."""
    mark = text.strip()
    if place == "line" or not mark or len(mark) > _LONGEST or not (before + after).strip():
        return text
    if place == "fraction":
        return _apart(before, mark, after)
    if place == "lowered":
        return _lowered(mark, before, after)
    return _raised(mark, before, after)


def _raised(mark: str, before: str, after: str) -> str:
    """Return a raised mark: ° of a temperature, a number in raised digits, anything else in brackets if it has none."""
    if mark in ("o", "O", "0", "○", "º", "°") and after in ("C", "Ｃ", "F") and _DIGIT.match(before):
        return "°"
    if _NUMBER.fullmatch(mark):
        return mark.translate(_RAISED)
    bracketed = _IN_BRACKETS.fullmatch(mark)
    if bracketed:
        return f"[{bracketed[1]}]"
    if _FRAMED.fullmatch(mark) or (
        mark.isascii() and mark.isalpha() and (_DIGIT.match(before) or _LATIN.match(before))
    ):
        return mark
    return f"[{mark}]"


def _lowered(mark: str, before: str, after: str) -> str:
    """Return CO2 and PM2.5 in ordinary digits, as the words of reports have them; elsewhere lowered ones."""
    if _LATIN.match(before) or not _DIGIT.search(mark):
        return f"{mark} " if _DIGIT.match(after) and _DIGIT.match(mark[-1]) else mark
    return mark.translate(_LOWERED) if _NUMBER.fullmatch(mark) else f"[{mark}]"


def _fraction(found: re.Match[str]) -> str:
    upper, lower = (part.translate(_PLAIN) for part in found.groups() if part is not None)
    before = found.string[found.start() - 1 : found.start()] if found.start() else ""
    return _apart(before, f"{upper}/{lower}", found.string[found.end() : found.end() + 1])


def _apart(before: str, fraction: str, after: str) -> str:
    """Set a blank between a fraction and a digit beside it: 2 and 1/3 is 2 1/3."""
    return (" " if _DIGIT.match(before) else "") + fraction + (" " if _DIGIT.match(after) else "")
