"""Lines that were broken by hand, or by a narrow column, under the length of a page's lines: which of them are full.

A text that is set in lines of 8 to 17 characters shows it: most of its lines end at one width, few go beyond it, marks
stand inside them, and they end anywhere in a sentence. A list of short names or of short sentences ends its lines with
its items, in as many widths as it has items.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

# Lines broken by hand are as narrow and as wide as this, in Chinese characters.
_NARROWEST, _WIDEST = 8.0, 17.5
_FEWEST_LINES = 3
# A word or number that does not fit, and a mark that may not begin a line, leave so much room at a line's end.
_ROOM = 2.0
# Of the lines that do not end a paragraph so many are full; few are wider; so many have a mark inside; so many end
# within a clause.
_FULL, _WIDER, _MARKED, _CUT = 0.6, 0.2, 0.4, 0.6
# So many lines of a list have a mark inside; where lines are so wide their places may be two letters apart, else one.
_ALIKE, _WIDE = 0.9, 10
# Hardly a text has such lines: they are looked for first.
_TWO_NARROW = re.compile(r"\n[^\n]{6,24}\n[^\n]{6,24}(?:\n|$)")
_NARROW = re.compile("[\0-\u02ff]")
_LINE = re.compile(r"[^\n]+")
_INNER_MARK = re.compile("[，、；：。].")
_END = re.compile("[。！？!?：；:;”）)…]$")
_CLAUSE_END = re.compile("[，、。！？!?：；:;”）)…%％]$")
# The last letter of a line and the first of the next where a number goes on, or a clause ends.
_WITHIN = re.compile("[0-9.][0-9.%％‰亿万]|.[，。；、：）”]")
# What begins a paragraph whatever stands before it.
_BEGINS = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}(?:部分|章)|[（(][一二三四五六七八九十]{1,3}[）)])"
)
# Blanks that stand before each line of a quoted or shifted text; an indent of two characters begins a paragraph.
_INSET = re.compile("[ \u00a0]{1,4}|\u3000")

_Line = tuple[int, str]
"""Where a line begins, and its words with the blanks before them."""


@dataclass(frozen=True, slots=True)
class Wrapped:
    """Where the full lines begin of parts that are broken by hand, and those that all are shifted by a few blanks."""

    full: frozenset[int] = frozenset()
    shifted: frozenset[int] = frozenset()


def wrapped_lines(text: str) -> Wrapped:
    """Return which lines of a text are full where it is broken by hand to 8 to 17 characters a line.

    The width is that of the whole text, or else of each part between blank lines.
    """
    if _TWO_NARROW.search(text) is None:
        return Wrapped()
    parts: list[list[_Line]] = [[]]
    end = 0
    for found in _LINE.finditer(text):
        words = found[0].rstrip()
        if not words:
            continue
        if text.count("\n", end, found.start()) > 1 and parts[-1]:
            parts.append([])
        parts[-1].append((found.start(), words))
        end = found.start() + len(words)
    whole = _full_lines([line for part in parts for line in part])
    full: set[int] = set(whole)
    shifted: set[int] = set()
    for part in parts:
        own = whole or _full_lines(part)
        full |= own
        shifted |= _shifted_lines(part, own)
    return Wrapped(frozenset(full), frozenset(shifted))


def _full_lines(lines: Sequence[_Line]) -> set[int]:
    """Return where those lines begin that reach the width to which all are broken; none where they are not broken."""
    if len(lines) < _FEWEST_LINES:
        return set()
    # by their number of letters, as a program breaks them, or as wide as they are shown
    by_letters = _reaching(lines, [float(len(words.strip())) for _, words in lines])
    as_shown = _reaching(lines, [_shown(words.strip()) for _, words in lines])
    return max(by_letters, as_shown, key=len)


def _shown(words: str) -> float:
    """Return how wide words are shown, in Chinese characters."""
    return len(words) - 0.5 * len(_NARROW.findall(words))


def _reaching(lines: Sequence[_Line], widths: Sequence[float]) -> set[int]:
    """Return where the lines begin that reach the width at which most do, if those are lines broken within clauses."""
    # an indent takes room too
    rooms = [width + 2.0 * words.startswith("\u3000\u3000") for (_, words), width in zip(lines, widths, strict=True)]
    width = _usual_width(rooms)
    if not _NARROWEST <= width <= _WIDEST:
        return set()
    full = [line for line, room in zip(lines, rooms, strict=True) if width - _ROOM <= room <= width + 0.5]
    open_lines = sum(
        room >= width - _ROOM or (_END.search(words) is None and _BEGINS.match(words) is None)
        for (_, words), room in zip(lines, rooms, strict=True)
    )
    wider = sum(room > width + 0.5 for room in rooms)
    marked = _count(_INNER_MARK.search(words) for _, words in full)
    cut = _count(None if _CLAUSE_END.search(words) else words for _, words in full)
    if (
        len(full) < _FEWEST_LINES
        or len(full) < _FULL * open_lines
        or wider > _WIDER * len(lines)
        or marked < _MARKED * len(full)
        or cut < _CUT * len(full)
        or (not _breaks_numbers(lines) and _are_alike([words.strip() for _, words in full], width))
    ):
        return set()
    return {start for start, _ in full}


def _breaks_numbers(lines: Sequence[_Line]) -> bool:
    """Tell whether a line begins within a number, or with a mark that ends a clause: no item of a list does."""
    return any(_WITHIN.match(one.strip()[-1] + other.strip()[0]) for (_, one), (_, other) in pairwise(lines))


def _are_alike(lines: Sequence[str], width: float) -> bool:
    """Tell whether lines are items of a list, made alike: each has a mark inside, all at nearly one place."""
    places = [found.start() for words in lines if (found := _INNER_MARK.search(words)) is not None]
    if not places or len(places) < _ALIKE * len(lines):
        return False
    middle, near = median(places), 2 if width >= _WIDE else 1
    return sum(abs(place - middle) <= near for place in places) * 5 >= 4 * len(places)


def _count(found: Iterable[object]) -> int:
    return sum(one is not None for one in found)


def _usual_width(rooms: Sequence[float]) -> float:
    """Return the width that most lines reach and few exceed."""
    counts = [0] * (2 * int(_WIDEST) + 8)
    for room in rooms:
        counts[min(int(2 * room), len(counts) - 1)] += 1
    best, width = 0, 0.0
    for at in range(int(2 * _NARROWEST), int(2 * _WIDEST) + 1):
        score = sum(counts[at - 3 : at + 1]) - sum(counts[at + 2 :])
        # of widths that as many lines reach the one at which the longest end is that of all
        if counts[at] and score >= best:
            best, width = score, at / 2
    return width


def _shifted_lines(part: Sequence[_Line], full: set[int]) -> set[int]:
    """Return where lines begin that are shifted by a few blanks, if nearly all full lines of their part are."""
    insets = {start: words[: len(words) - len(words.lstrip())] for start, words in part}
    counts = Counter(insets[start] for start, _ in part if start in full)
    inset, times = counts.most_common(1)[0] if counts else ("", 0)
    if _INSET.fullmatch(inset) is None or times * 5 < 4 * counts.total():
        return set()
    return {start for start, own in insets.items() if own == inset}
