"""The parts of a PDF's page in reading order: running text, columns of it side by side, and tables.

A page is cut into bands from its head to its foot: the rows of a band leave a strip free between them, a gutter. Where
both sides of the gutters are lines of running text, they are columns, read one after the other, each of which may again
hold bands; else they are the columns of a table, read row by row.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .pdf_glyphs import Rule
from .pdf_rows import Piece, Row, row_of
from .pdf_tables import VALUE, Table, spaced_text, table_lines

Gutter = tuple[float, float]
"""A strip of a page that is free of letters: from its left edge to its right one, in points."""

# A gutter between columns of text, and one between those of a table, is so many letters wide; so deep are columns
# nested.
_NARROWEST, _NARROWEST_IN_TABLE, _DEEPEST = 0.5, 1.0, 4
# So often as this each row may be looked at while bands are sought.
_MOST_STEPS = 30
# Lines of one row of a table whose cells are set around its middle stand so near to one another, in letters' heights.
_SAME_ROW = 1.0
# A column of running text has so many lines, most of them nearly full, and so many letters in a line.
_FEWEST_LINES, _FULL, _MOST_FULL, _FEWEST_LETTERS = 3, 0.7, 0.5, 4.5
# A mark of a sentence, which some lines of text have.
_MARKS, _MOST_MARKS = re.compile("[，。；、：]"), 0.25


@dataclass(frozen=True, slots=True)
class Line:
    """A line at its place on a page, in points from the lower left corner; `em` is the height of its letters.

    `column` tells which column of how many it stands in. A row of a table is `apart`: no line runs on in it.
    """

    text: str
    left: float
    right: float
    bottom: float
    em: float
    column: tuple[int, int] = (0, 1)
    apart: bool = False


Part = Row | Table
"""What stands on a page: a row of letters, or a whole table with rules."""


def lines_of(
    parts: Sequence[Part], rules: Sequence[Rule], known: Sequence[Gutter] = ()
) -> tuple[list[Line], list[Gutter]]:
    """Return the lines of a page in reading order, and the gutters between its columns of running text.

    `known` are such gutters of the pages before: columns that stand there again are columns, however short they are.
    """
    ordered = sorted(parts, key=_top, reverse=True)
    reader = _Reader([rule for rule in rules if rule.level], known)
    return list(reader.read(ordered, (0, 1), 0)), reader.gutters


def _top(part: Part) -> float:
    return part.top if isinstance(part, Table) else part.base + 0.8 * part.em


def _bottom(part: Part) -> float:
    return part.bottom if isinstance(part, Table) else part.base


def _covers(part: Part) -> list[Gutter]:
    """Return from where to where letters of a part stand, from left to right."""
    if isinstance(part, Table):
        return [(part.left, part.right)]
    return [(piece.left, piece.right) for piece in part.pieces]


class _Reader:
    """Reads the parts of one page; remembers which gutters stood between columns of running text."""

    def __init__(self, rules: Sequence[Rule], known: Sequence[Gutter]) -> None:
        self._rules, self._known = rules, known
        self.gutters: list[Gutter] = []

    def read(self, parts: Sequence[Part], column: tuple[int, int], depth: int) -> Iterator[Line]:
        """Yield the lines of some parts, given from the head to the foot of the page."""
        for band, free in _bands(parts):
            gutters = [one for one in free if _has_both_sides(band, one)]
            columns = self._columns(band, gutters) if depth < _DEEPEST else []
            if columns:
                self.gutters.extend(columns)
                for number, part in enumerate(_sides(band, columns)):
                    yield from self.read(part, (number, len(columns) + 1), depth + 1)
            else:
                yield from _rows_or_table(band, gutters, column)

    def _columns(self, band: Sequence[Part], gutters: Sequence[Gutter]) -> list[Gutter]:
        """Return the gutters between columns of running text; none where the band is a table or one column."""
        if not gutters:
            return []
        choices = [list(gutters)]
        if len(gutters) > 1:
            choices += [[one] for one in sorted(gutters, key=lambda one: one[0] - one[1])[:2]]
        for chosen in choices:
            if not self._is_crossed(band, chosen) and self._is_running_text(band, chosen):
                return chosen
        return []

    def _is_crossed(self, band: Sequence[Part], gutters: Sequence[Gutter]) -> bool:
        """Tell whether two rules or more are drawn over a gutter between the rows, as those of a table are."""
        top, bottom = _bottom(band[0]), _top(band[-1])
        for left, right in gutters:
            crossing = {
                round(rule.bottom)
                for rule in self._rules
                if rule.left < left and rule.right > right and bottom - 2 <= rule.bottom <= top + 2
            }
            if len(crossing) > 1:
                return True
        return False

    def _is_running_text(self, band: Sequence[Part], gutters: Sequence[Gutter]) -> bool:
        """Tell whether what stands between gutters is running text: full lines of words, with marks of sentences."""
        sides = _sides(band, gutters)
        if any(isinstance(part, Table) for side in sides for part in side):
            return True
        columns = [[row for row in side if isinstance(row, Row)] for side in sides]
        if not all(columns) or any(_are_values(rows) for rows in columns):
            return False
        if all(self._is_known(one) for one in gutters):
            return True
        lines = sum(map(len, columns))
        full = marked = 0
        for rows in columns:
            widest = max(row.right - row.left for row in rows)
            full += sum(row.right - row.left >= _FULL * widest for row in rows)
            marked += sum(_MARKS.search(row.text) is not None for row in rows)
            if _letters(rows) < _FEWEST_LETTERS * len(rows):
                return False
        return (
            min(len(rows) for rows in columns[:-1]) >= _FEWEST_LINES
            and full >= _MOST_FULL * lines
            and marked >= _MOST_MARKS * lines
        )

    def _is_known(self, gutter: Gutter) -> bool:
        """Tell whether columns of running text parted at this place before: one gutter's middle lies in the other."""
        middle = (gutter[0] + gutter[1]) / 2
        return any(old[0] <= middle <= old[1] or gutter[0] <= (old[0] + old[1]) / 2 <= gutter[1] for old in self._known)


def _are_values(rows: Sequence[Row]) -> bool:
    """Tell whether most rows are numbers with their units, as those in a column of a table are."""
    return sum(VALUE.fullmatch(row.text) is not None for row in rows) * 2 > len(rows)


def _letters(rows: Sequence[Row]) -> float:
    """Return how many Chinese characters' room the letters of some rows take."""
    return sum((row.right - row.left) / max(row.em, 1) for row in rows)


def _bands(parts: Sequence[Part]) -> Iterator[tuple[list[Part], list[Gutter]]]:
    """Yield the bands of some parts, each with its gutters, from the leftmost; a band without gutters is one column.

    A band begins where a part leaves a gap between its pieces, and goes on as long as the next leave one there too.
    """
    left = min((cover[0] for part in parts for cover in _covers(part)), default=0.0)
    right = max((cover[1] for part in parts for cover in _covers(part)), default=0.0)
    plain: list[Part] = []
    at = 0
    # a page made to cost time has many bands that come to nothing: it is one column
    steps = _MOST_STEPS * len(parts)
    while at < len(parts) and steps > 0:
        common = [one for one in _inner(parts[at]) if _is_wide(one, parts[at])]
        end = at + 1
        while common and end < len(parts):
            narrowed = [one for one in _common(common, _free(parts[end], left, right)) if _is_wide(one, parts[end])]
            if not narrowed:
                break
            common, end = narrowed, end + 1
        steps -= end - at
        gutters = _gutters(parts[at:end])
        if not gutters:
            plain.append(parts[at])
            at += 1
            continue
        band = _without_end(list(parts[at:end]), gutters)
        at += len(band)
        # the first line of a cell may stand above those of the other cells, and reach into their line
        while (
            plain
            and _bottom(plain[-1]) - _bottom(band[0]) < _SAME_ROW * plain[-1].em
            and not _crosses(plain[-1], gutters)
        ):
            band.insert(0, plain.pop())
        if plain:
            yield plain, []
            plain = []
        yield band, gutters
    plain.extend(parts[at:])
    if plain:
        yield plain, []


def _gutters(band: Sequence[Part]) -> list[Gutter]:
    """Return the strips that all parts of a band leave free, and that have parts at both sides."""
    left = min(cover[0] for part in band for cover in _covers(part))
    right = max(cover[1] for part in band for cover in _covers(part))
    common = [(left, right)]
    for part in band:
        common = [one for one in _common(common, _free(part, left, right)) if _is_wide(one, part)]
    return [one for one in common if _has_both_sides(band, one)]


def _crosses(part: Part, gutters: Sequence[Gutter]) -> bool:
    return any(cover[0] < right and cover[1] > left for cover in _covers(part) for left, right in gutters)


def _is_wide(gutter: Gutter, part: Part) -> bool:
    return gutter[1] - gutter[0] >= _NARROWEST * part.em


def _inner(part: Part) -> list[Gutter]:
    """Return the gaps between the pieces of a part."""
    return [(one[1], two[0]) for one, two in pairwise(_covers(part)) if two[0] > one[1]]


def _free(part: Part, left: float, right: float) -> list[Gutter]:
    """Return the strips within the page's edges in which nothing of a part stands, from left to right."""
    edges = [left, *(edge for cover in _covers(part) for edge in cover), right]
    return [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if end > start]


def _common(some: Sequence[Gutter], others: Sequence[Gutter]) -> list[Gutter]:
    """Return what two lists of strips, each from left to right, have in common."""
    found: list[Gutter] = []
    one = other = 0
    while one < len(some) and other < len(others):
        start, end = max(some[one][0], others[other][0]), min(some[one][1], others[other][1])
        if end > start:
            found.append((start, end))
        if some[one][1] < others[other][1]:
            one += 1
        else:
            other += 1
    return found


def _without_end(band: list[Part], gutters: Sequence[Gutter]) -> list[Part]:
    """Return a band without the parts at its end that stand on one side of all gutters, away from those before them.

    A column may be longer than the other: its lines follow one another as closely as the others do.
    """
    last = max((number for number, part in enumerate(band) if _is_on_both(part, gutters)), default=len(band) - 1)
    steps = sorted(_bottom(one) - _bottom(two) for one, two in pairwise(band[: last + 1]))
    usual = steps[len(steps) // 2] if steps else 0.0
    while last + 1 < len(band) and _bottom(band[last]) - _bottom(band[last + 1]) <= 1.4 * usual:
        last += 1
    return band[: last + 1]


def _is_on_both(part: Part, gutters: Sequence[Gutter]) -> bool:
    covers = _covers(part)
    return any(covers[0][1] <= left + 0.1 and covers[-1][0] >= right - 0.1 for left, right in gutters)


def _has_both_sides(band: Sequence[Part], gutter: Gutter) -> bool:
    """Tell whether enough parts of a band stand at each side of a gutter, so that it is none by chance."""
    left = sum(_covers(part)[0][0] < gutter[0] - 0.1 for part in band)
    right = sum(_covers(part)[-1][1] > gutter[1] + 0.1 for part in band)
    return min(left, right) >= 2 or (min(left, right) == 1 and max(left, right) >= _FEWEST_LINES)


def _sides(band: Sequence[Part], gutters: Sequence[Gutter]) -> list[list[Part]]:
    """Return what of a band stands between its gutters, from the leftmost column to the rightmost."""
    middles = [(left + right) / 2 for left, right in gutters]
    sides: list[list[Part]] = [[] for _ in range(len(gutters) + 1)]
    for part in band:
        if isinstance(part, Table):
            sides[sum(middle < (part.left + part.right) / 2 for middle in middles)].append(part)
            continue
        pieces: list[list[Piece]] = [[] for _ in sides]
        for piece in part.pieces:
            pieces[sum(middle < (piece.left + piece.right) / 2 for middle in middles)].append(piece)
        for side, some in zip(sides, pieces, strict=True):
            if some:
                side.append(row_of(some))
    return sides


def _rows_or_table(band: Sequence[Part], gutters: Sequence[Gutter], column: tuple[int, int]) -> Iterator[Line]:
    """Yield the lines of a band that is one column, or a table where gutters part it."""
    rows = [part for part in band if isinstance(part, Row)]
    gutters = [one for one in gutters if _parts_cells(rows, one)]
    if gutters and len(rows) == len(band) and sum(len(row.pieces) > 1 for row in rows) > 1:
        edges = [min(row.left for row in rows), *(sum(one) / 2 for one in gutters)]
        for row, cells in table_lines(rows, edges):
            yield Line("\t".join(cells).rstrip("\t"), row.left, row.right, row.base, row.em, column, apart=True)
        return
    for part in band:
        if isinstance(part, Table):
            for number, cells in enumerate(part.rows):
                base = part.top - (number + 1) * (part.top - part.bottom) / len(part.rows)
                yield Line("\t".join(cells).rstrip("\t"), part.left, part.right, base, part.em, column, apart=True)
        else:
            yield _plain_line(part, column)


def _parts_cells(rows: Sequence[Row], gutter: Gutter) -> bool:
    """Tell whether a gutter parts cells of a table: it is wide, or what stands behind it is in line."""
    if gutter[1] - gutter[0] >= _NARROWEST_IN_TABLE * max((row.em for row in rows), default=1):
        return True
    behind = [next((piece for piece in row.pieces if piece.left >= gutter[1] - 0.1), None) for row in rows]
    pieces = [piece for piece in behind if piece is not None]
    sides = (
        Counter(round(piece.left / _ALIGNED) for piece in pieces),
        Counter(round(piece.right / _ALIGNED) for piece in pieces),
    )
    return len(pieces) >= _FEWEST_LINES and any(max(side.values()) * 5 >= 4 * len(pieces) for side in sides)


# A gap within a line of running text that is wider than this sets two things apart.
_TAB, _COLUMN = 1.5, 3.0
# Cells whose edges are this near to one another are in line, in points.
_ALIGNED = 2.0


def _plain_line(row: Row, column: tuple[int, int]) -> Line:
    """Return a row of running text as a line; a gap that is wider than those between its letters is a tab."""
    widest = max((two.left - one.right for one, two in pairwise(row.pieces)), default=0.0)
    apart = widest > _COLUMN * row.em
    # a row of a table by itself: all its gaps part cells
    is_cells = apart and any(VALUE.fullmatch(piece.text) for piece in row.pieces)
    text = spaced_text(row.pieces, (_NARROWEST if is_cells else _TAB) * row.em)
    return Line(text, row.left, row.right, row.base, row.em, column, apart=apart)
