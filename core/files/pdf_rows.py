"""From the letters of a PDF's page to its rows: what stands on one line, in pieces that wide gaps set apart.

The steps, each a function: letters drawn twice and watermarks are left out, letters on one line become a row, small
raised letters are marks in the row they belong to, a row is cut at its wide gaps, and the numbers of lines in a margin
are left out.
"""

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median, median_low

from .pdf_glyphs import Glyph

_RAISED = str.maketrans("0123456789", "\u2070¹²³⁴\u2075\u2076\u2077\u2078\u2079")
# A mark is so much smaller than the letters beside it, and stands so much higher, in heights of their font.
_MARK_SIZE, _LOWEST_MARK, _HIGHEST_MARK, _DEEPEST_MARK = 0.86, 0.15, 0.8, 0.4
_LONGEST_MARK = 6
# How far from the line letters may stand that are in it, and pieces that stand beside one another.
_IN_LINE, _BESIDE = 0.2, 0.4
# A gap this wide sets two pieces apart, as a narrow gutter between columns does; one that was typed may be wider.
_GAP, _TYPED_GAP = 0.5, 0.8
_WORD_GAP = 0.18
# A letter that is drawn twice is drawn so near to itself, in points.
_DOUBLE = 3.0
# Ink this light, beside dark ink, is a watermark where it is large or lies under other letters.
_LIGHT, _LARGE = 0.3, 1.7
_MOST_NEIGHBOURS = 40


@dataclass(frozen=True)
class Piece:
    """Letters of one line without a wide gap, from left to right; `typed` tells that a blank was typed before them."""

    glyphs: tuple[Glyph, ...]
    typed: bool = False

    @cached_property
    def left(self) -> float:
        """Where the first letter begins."""
        return self.glyphs[0].left

    @cached_property
    def right(self) -> float:
        """Where the last letter ends."""
        return max(one.right for one in self.glyphs)

    @cached_property
    def em(self) -> float:
        """The height of most of its letters' font."""
        return usual_em(self.glyphs)

    @cached_property
    def text(self) -> str:
        """Its words, with blanks where words of Latin letters are set apart."""
        return _text(self.glyphs)


@dataclass(frozen=True)
class Row:
    """The pieces on one line of a page, from left to right; `base` is the height of the line over the page's foot."""

    pieces: tuple[Piece, ...]
    base: float

    @cached_property
    def left(self) -> float:
        """Where its first piece begins."""
        return self.pieces[0].left

    @cached_property
    def right(self) -> float:
        """Where its last piece ends."""
        return max(piece.right for piece in self.pieces)

    @cached_property
    def em(self) -> float:
        """The height of most of its letters' font."""
        return usual_em(glyph for piece in self.pieces for glyph in piece.glyphs)

    @cached_property
    def text(self) -> str:
        """The words of its pieces, set apart by tabs."""
        return "\t".join(piece.text.strip() for piece in self.pieces)


def usual_em(glyphs: Iterable[Glyph]) -> float:
    """Return the height of font that most letters have, in points; 1 where there are none."""
    sizes = [glyph.em for glyph in glyphs]
    # most lines have one size of letters, which is told without counting each
    if not sizes or sizes.count(sizes[0]) == len(sizes):
        return sizes[0] if sizes else 1.0
    counts = Counter(sizes)
    return max(counts, key=lambda em: (counts[em], em))


def rows_of(glyphs: Sequence[Glyph]) -> list[Row]:
    """Return the rows of a page, from its head to its foot."""
    lines = [once(line) for line in _with_marks(_lines(visible(glyphs)))]
    rows = [row_of(pieces) for line in lines if (pieces := list(_pieces(line)))]
    return without_margin_numbers(rows)


def row_of(pieces: Sequence[Piece]) -> Row:
    """Return the row of some pieces, at the height at which most of their letters stand."""
    return Row(tuple(pieces), median_low(glyph.base for piece in pieces for glyph in piece.glyphs))


def once(line: Sequence[Glyph]) -> list[Glyph]:
    """Leave out the letters of a line that are drawn twice at nearly one place, as bold ones and shadows are."""
    kept: list[Glyph] = []
    for glyph in line:
        before = kept[-1] if kept else None
        if before is not None and before.text == glyph.text and not glyph.text.isspace():
            # two narrow letters of one word are no double
            limit = min(_DOUBLE, 0.25 * glyph.em, 0.4 * (glyph.right - glyph.left))
            if glyph.left - before.left <= limit:
                continue
        kept.append(glyph)
    return kept


def visible(glyphs: Sequence[Glyph]) -> Sequence[Glyph]:
    """Leave out the letters of a watermark: light and large ones, and those over which others are written.

    Of two letters at one place the watermark's is the lighter one, else the larger one.
    """
    inked = [glyph for glyph in glyphs if not glyph.text.isspace()]
    # a page has few styles and many letters: what counts as one style is found once for each
    rounded = {drawn: (round(drawn[0], 1), round(drawn[1], 1)) for drawn in {(one.em, one.shade) for one in glyphs}}
    styles = Counter(rounded[one.em, one.shade] for one in inked)
    if len(styles) < 2:
        return glyphs
    body = max(styles, key=lambda style: styles[style])
    others = [one for one in inked if rounded[one.em, one.shade] != body]
    places = _by_place(inked)
    marks: Counter[tuple[float, float]] = Counter()
    sizes: Counter[tuple[float, float]] = Counter()
    large: set[tuple[float, float]] = set()
    for one in others:
        style = rounded[one.em, one.shade]
        sizes[style] += 1
        if one.shade >= body[1] + _LIGHT and one.em > _LARGE * body[0]:
            large.add(style)
        marks[style] += any(_is_under(one, other) for other in _near(one, places))
    gone = {style for style in sizes if style in large or marks[style] * 4 >= sizes[style]}
    if not gone:
        return glyphs
    return [one for one in glyphs if rounded[one.em, one.shade] not in gone]


_Places = dict[tuple[int, int], list[Glyph]]
_GRAIN = 24.0


def _by_place(glyphs: Iterable[Glyph]) -> _Places:
    places: _Places = defaultdict(list)
    for one in glyphs:
        places[int(one.left // _GRAIN), int(one.base // _GRAIN)].append(one)
    return places


def _near(glyph: Glyph, places: _Places) -> Iterator[Glyph]:
    """Yield letters whose lower left corners stand in or near the box of one; not more than a few at each place."""
    for x in range(int(glyph.left // _GRAIN) - 1, min(int(glyph.right // _GRAIN), int(glyph.left // _GRAIN) + 9) + 1):
        for y in range(int(glyph.base // _GRAIN) - 1, int(glyph.base // _GRAIN) + min(int(glyph.em // _GRAIN), 9) + 2):
            yield from places.get((x, y), ())[:_MOST_NEIGHBOURS]


def _is_under(one: Glyph, other: Glyph) -> bool:
    """Tell whether the middle part of a letter's box meets that of another, which is darker or smaller."""
    if one.shade < other.shade - 0.1 or (one.shade < other.shade + 0.1 and one.em <= 1.2 * other.em):
        return False
    across = min(one.right, other.right) - max(one.left, other.left)
    up = min(one.base + 0.8 * one.em, other.base + 0.8 * other.em) - max(one.base, other.base)
    return across > 0.15 * other.em and up > 0.15 * other.em


def _lines(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Return the letters that stand on one line, from left to right; lines from the head of the page to its foot."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: (-one.base, one.left)):
        first = lines[-1][0] if lines else None
        if first is not None and first.base - glyph.base <= _IN_LINE * min(first.em, glyph.em):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return [sorted(line, key=lambda one: one.left) for line in _put_together(lines)]


def _put_together(lines: list[list[Glyph]]) -> list[list[Glyph]]:
    """Join lines that stand beside one another at nearly one height, as those of a page that a scanner turned."""
    joined: list[list[Glyph]] = []
    for line in lines:
        before = joined[-1] if joined else None
        if (
            before is not None
            and before[0].base - line[0].base <= _BESIDE * min(before[0].em, line[0].em)
            and 0.8 < before[0].em / line[0].em < 1.25
            and not _meet(before, line)
        ):
            before.extend(line)
        else:
            joined.append(list(line))
    return joined


def _meet(one: Sequence[Glyph], other: Sequence[Glyph]) -> bool:
    """Tell whether letters of two lines stand above one another."""
    lefts = sorted((glyph.left, glyph.right) for glyph in one)
    starts = [left for left, _ in lefts]
    for glyph in other:
        at = bisect_left(starts, glyph.right - 0.1)
        if at and lefts[at - 1][1] > glyph.left + 0.1:
            return True
    return False


def _with_marks(lines: list[list[Glyph]]) -> list[list[Glyph]]:
    """Put small raised and lowered letters into the line beside whose letters they stand; digits as ¹²³ if raised."""
    taken: list[list[Glyph]] = [list(line) for line in lines]
    for number, line in enumerate(lines):
        rest: list[Glyph] = []
        for piece in _pieces(line):
            host = _host(piece, lines, number)
            if host is None:
                rest.extend(piece.glyphs)
                continue
            # a number in brackets is set apart by them
            raised = piece.glyphs[0].base > lines[host][0].base and piece.text.strip().isdecimal()
            em = lines[host][0].em
            taken[host].extend(
                one._replace(text=one.text.translate(_RAISED) if raised else one.text, base=lines[host][0].base, em=em)
                for one in piece.glyphs
            )
        if len(rest) < len(line):
            gone = {id(one) for one in line} - {id(one) for one in rest}
            taken[number] = [one for one in taken[number] if id(one) not in gone]
    return [sorted(line, key=lambda one: one.left) for line in taken if line]


def _host(piece: Piece, lines: Sequence[Sequence[Glyph]], number: int) -> int | None:
    """Return which line a small piece is a mark in, by its number; None where it is none."""
    if len(piece.glyphs) > _LONGEST_MARK:
        return None
    for near in (number + 1, number - 1, number + 2, number - 2):
        if not 0 <= near < len(lines):
            continue
        line = lines[near]
        em = usual_em(line)
        higher = piece.glyphs[0].base - line[0].base
        if piece.em > _MARK_SIZE * em or not -_DEEPEST_MARK * em <= higher <= _HIGHEST_MARK * em:
            continue
        if 0 <= higher < _LOWEST_MARK * em:
            continue
        at = bisect_left(line, piece.left + 0.2 * em, key=lambda one: one.left)
        after_one = at and abs(piece.left - line[at - 1].right) <= 0.5 * em
        before_one = at < len(line) and abs(line[at].left - piece.right) <= 0.5 * em
        if after_one or before_one:
            return near
    return None


def _pieces(line: Sequence[Glyph]) -> Iterator[Piece]:
    """Cut a line at its wide gaps; blanks at the ends of pieces are left out.

    In letter-spaced and justified lines all letters stand apart: a wide gap is one that is wider than those.
    """
    inked = [glyph for glyph in line if not glyph.text.isspace()]
    if not inked:
        return
    em = usual_em(inked)
    spacing = _spacing(inked, em)
    piece: list[Glyph] = []
    blanks: list[Glyph] = []
    typed = False
    right = inked[0].left
    for glyph in line:
        if glyph.text.isspace():
            blanks.append(glyph)
            continue
        limit = (_TYPED_GAP if blanks else _GAP) * em + 1.5 * spacing
        if piece and glyph.left - right > limit:
            yield Piece(tuple(piece), typed)
            piece, typed = [], bool(blanks)
        elif piece:
            piece.extend(blanks)
        blanks = []
        piece.append(glyph)
        right = max(right, glyph.right)
    if piece:
        yield Piece(tuple(piece), typed)


def _spacing(inked: Sequence[Glyph], em: float) -> float:
    """Return how far apart the letters of a line usually stand, in points; 0 where they stand side by side."""
    gaps = [two.left - one.right for one, two in pairwise(inked)]
    usual = median(gaps) if gaps else 0.0
    return usual if 0.05 * em < usual <= 1.5 * em else 0.0


def _text(glyphs: Sequence[Glyph]) -> str:
    """Return the words of letters on one line, with a blank where words of Latin letters or digits are set apart."""
    inked = [glyph for glyph in glyphs if not glyph.text.isspace()]
    em = usual_em(inked)
    spacing = _spacing(inked, em)
    words: list[str] = []
    before: Glyph | None = None
    typed = ""
    for glyph in glyphs:
        if glyph.text.isspace():
            typed += "\u3000" if glyph.text == "\u3000" else " "
            continue
        if before is not None:
            gap = glyph.left - before.right
            if typed:
                words.append(typed)
            elif (
                gap > _WORD_GAP * em + 1.5 * spacing
                and before.text.isascii()
                and glyph.text.isascii()
                and not _in_grid(before, glyph, em + spacing)
            ):
                words.append(" ")
        words.append(glyph.text)
        before, typed = glyph, ""
    return "".join(words)


def _in_grid(one: Glyph, two: Glyph, pitch: float) -> bool:
    """Tell whether two letters stand in neighbouring squares of a form, each as wide as a Chinese character."""
    lefts = two.left - one.left
    middles = (two.left + two.right - one.left - one.right) / 2
    return min(abs(lefts - pitch), abs(middles - pitch)) <= 0.15 * pitch


# So many numbers of at most so many digits in line make the numbers of lines, or so many between columns; their edges
# are so near to one another, in points, and the pieces beside them have so many letters.
_FEWEST_NUMBERS, _FEWEST_BETWEEN, _LONGEST_NUMBER, _IN_STACK = 3, 8, 4, 2.0
_FEWEST_BESIDE, _MOST_BESIDE = 6, 3


def without_margin_numbers(rows: Sequence[Row]) -> list[Row]:
    """Leave out the numbers of lines that stand in a margin, or between columns, at every line or at every fifth."""
    gone: set[int] = set()
    for numbers in _stacks(rows):
        if _count_on(numbers) and _are_beside_text(numbers, rows):
            gone |= {id(piece) for _, piece in numbers}
    if not gone:
        return list(rows)
    kept = ([piece for piece in row.pieces if id(piece) not in gone] for row in rows)
    return [row_of(pieces) for pieces in kept if pieces]


_Numbers = list[tuple[Row, Piece]]


def _stacks(rows: Sequence[Row]) -> Iterator[_Numbers]:
    """Yield numbers that stand under one another, in line at their right or their left, from the first to the last."""
    numbers = [
        (row, piece)
        for row in rows
        if len(row.pieces) > 1
        for piece in row.pieces
        if len(piece.glyphs) <= _LONGEST_NUMBER and piece.text.isdecimal()
    ]
    stacks = [*_in_line([(piece.right, row, piece) for row, piece in numbers])]
    stacks += _in_line([(piece.left, row, piece) for row, piece in numbers])
    taken: set[int] = set()
    for stack in sorted(stacks, key=len, reverse=True):
        if len(stack) >= _FEWEST_NUMBERS and not any(id(piece) in taken for _, piece in stack):
            taken |= {id(piece) for _, piece in stack}
            yield stack


def _in_line(edges: Sequence[tuple[float, Row, Piece]]) -> list[_Numbers]:
    """Return the numbers whose edges are in line, each group from the head of the page to its foot."""
    groups: list[_Numbers] = []
    last = -math.inf
    for edge, row, piece in sorted(edges, key=lambda one: one[0]):
        if edge - last > _IN_STACK:
            groups.append([])
        groups[-1].append((row, piece))
        last = edge
    return [sorted(group, key=lambda one: -one[0].base) for group in groups]


def _count_on(numbers: _Numbers) -> bool:
    """Tell whether numbers count on by equal steps."""
    steps = Counter(int(two.text) - int(one.text) for (_, one), (_, two) in pairwise(numbers))
    step, times = steps.most_common(1)[0]
    return step > 0 and times * 5 >= 4 * (len(numbers) - 1)


def _are_beside_text(numbers: _Numbers, rows: Sequence[Row]) -> bool:
    """Tell whether numbers have a strip for themselves, beside lines of running text and not of cells of a table."""
    marked = {id(piece) for _, piece in numbers}
    left, right = min(piece.left for _, piece in numbers), max(piece.right for _, piece in numbers)
    others = [piece for row in rows for piece in row.pieces if id(piece) not in marked]
    outside = all(piece.left >= right for piece in others) or all(piece.right <= left for piece in others)
    top, bottom = numbers[0][0].base, numbers[-1][0].base
    crossing = any(
        bottom <= row.base <= top and piece.left < right and piece.right > left and id(piece) not in marked
        for row in rows
        for piece in row.pieces
    )
    if not outside and (crossing or len(numbers) < _FEWEST_BETWEEN):
        return False
    beside = [[piece for piece in row.pieces if id(piece) not in marked] for row, _ in numbers]
    # beside a number stands one piece, or two columns with a number between them
    return sum(len(pieces) <= _MOST_BESIDE for pieces in beside) * 5 >= 4 * len(beside) and sum(
        len(piece.glyphs) for pieces in beside for piece in pieces
    ) >= _FEWEST_BESIDE * sum(map(len, beside))
