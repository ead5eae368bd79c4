"""Tables of a PDF's page: a row is one line, its cells set apart by tabs, a cell of several lines put together.

A ruled table is read by its rules: they tell the cells, also merged ones. One without rules is read by what stands
above one another, see `table_lines`.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .pdf_glyphs import Glyph, Rule
from .pdf_rows import Piece, Row

# Ends of rules that are nearer than this meet, in points.
_TOUCH = 3.0
# A page of a report has some dozens of rules after those of one line are put together.
_MOST_RULES = 600
# A cell of more lines than this is no cell: the table is a frame around running text.
_MOST_LINES = 12
# And so many where the grid has one row: it may frame columns of text.
_MOST_LINES_ALONE = 3
# In a ruled cell a gap of so many letters is a tab.
_TAB_IN_CELL = 3.0
# In a row of a table a gap of so many letters sets two cells apart, also where the rows above have none there.
_CELL_GAP = 1.0
# Single characters of one word stand apart by so many letters at most.
_SPACED = 5.0
# Lines of one cell follow one another by so many letters' heights at most.
_LINE_STEP = 1.8
VALUE = re.compile(r"[\s\d.,，．%％+\-—–~～/()（）]*\d[\s\d.,，．%％+\-—–~～/()（）]*[^\d\s，。；、：]{0,5}")
"""A cell of a table that is a number, with its unit."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table at its place on the page: the texts of its rows' cells from the first to the last."""

    rows: tuple[tuple[str, ...], ...]
    left: float
    right: float
    top: float
    bottom: float
    em: float


@dataclass(frozen=True, slots=True)
class Grid:
    """Rules that meet one another: where its columns and rows part, and which of the parting lines are drawn where."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    """From the top to the bottom."""
    upright: tuple[Rule, ...]
    level: tuple[Rule, ...]


def grids_of(rules: Iterable[Rule]) -> list[Grid]:
    """Return the grids that a page's rules make, each of at least two columns."""
    level = _merged([rule for rule in rules if rule.level], level=True)
    upright = _merged([rule for rule in rules if not rule.level], level=False)
    if not 0 < len(level) + len(upright) <= _MOST_RULES:
        return []
    grids = []
    for flat, standing in _connected(level, upright):
        ends = [x for rule in flat for x in (rule.left, rule.right)]
        tops = [y for rule in standing for y in (rule.bottom, rule.top)]
        if not ends or not tops:
            continue
        # statistical tables are open at their sides: the rules' ends are the outer edges
        xs = _distinct([rule.left for rule in standing] + [min(ends), max(ends)])
        ys = _distinct([rule.bottom for rule in flat] + [min(tops), max(tops)])
        if len(xs) > 2 and len(ys) > 1:
            grids.append(Grid(tuple(xs), tuple(reversed(ys)), tuple(standing), tuple(flat)))
    return grids


def _merged(rules: list[Rule], *, level: bool) -> list[Rule]:
    """Put together the rules that lie in one line and meet."""
    if level:
        keyed = sorted(((rule.bottom + rule.top) / 2, rule.left, rule.right) for rule in rules)
    else:
        keyed = sorted(((rule.left + rule.right) / 2, rule.bottom, rule.top) for rule in rules)
    lines: list[list[tuple[float, float, float]]] = []
    for one in keyed:
        if lines and one[0] - lines[-1][0][0] <= _TOUCH / 2:
            lines[-1].append(one)
        else:
            lines.append([one])
    merged: list[Rule] = []
    for line in lines:
        place = line[0][0]
        start, end = line[0][1], line[0][2]
        for _, low, high in sorted(line, key=lambda one: one[1]):
            if low > end + _TOUCH:
                merged.append(_rule(place, start, end, level=level))
                start, end = low, high
            start, end = min(start, low), max(end, high)
        merged.append(_rule(place, start, end, level=level))
    return merged


def _rule(place: float, start: float, end: float, *, level: bool) -> Rule:
    return Rule(start, place, end, place) if level else Rule(place, start, place, end)


def _connected(level: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Return the groups of rules that cross or touch one another."""
    parents = list(range(len(level) + len(upright)))

    def root(one: int) -> int:
        while parents[one] != one:
            parents[one] = parents[parents[one]]
            one = parents[one]
        return one

    for number, flat in enumerate(level):
        for other, standing in enumerate(upright, len(level)):
            if (
                flat.left - _TOUCH <= standing.left <= flat.right + _TOUCH
                and standing.bottom - _TOUCH <= flat.bottom <= standing.top + _TOUCH
            ):
                parents[root(other)] = root(number)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for number, rule in enumerate([*level, *upright]):
        groups[root(number)][number >= len(level)].append(rule)
    return list(groups.values())


def _distinct(places: list[float]) -> list[float]:
    """Return places in order, those that nearly agree once."""
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > _TOUCH:
            kept.append(place)
    return kept


_Line = tuple[Row, list[Piece]]
"""A row of the page, and which pieces of it stand in a cell."""


def take_table(grid: Grid, rows: Sequence[Row]) -> tuple[Table | None, list[Row]]:
    """Return the table in a grid, and the rows without its letters; no table where the grid frames running text."""
    cells = _Cells(grid)
    inside: dict[tuple[int, int], list[_Line]] = defaultdict(list)
    rest: list[Row] = []
    for row in rows:
        height = row.base + 0.3 * row.em
        if not cells.top >= height >= cells.bottom:
            rest.append(row)
            continue
        outside: list[Piece] = []
        for piece in row.pieces:
            if piece.right < cells.left or piece.left > cells.right:
                outside.append(piece)
                continue
            for place, part in _parted(piece, cells, height):
                lines = inside[place]
                if not lines or lines[-1][0] is not row:
                    lines.append((row, []))
                lines[-1][1].append(part)
        if outside:
            rest.append(Row(tuple(outside), row.base))
    places = {row for row, _ in inside}
    lines_most = max((len(lines) for lines in inside.values()), default=0)
    if _is_open(inside.values()):
        # rules part its head and its columns at most: it is read as one without rules
        return None, _cut(rows, cells)
    most = _MOST_LINES if len(places) > 1 else _MOST_LINES_ALONE
    if len({column for _, column in inside}) < 2 or lines_most > most:
        return None, list(rows)
    width = len(grid.xs) - 1
    said = tuple(
        _cells_together({column: lines for (row, column), lines in inside.items() if row == number}, width)
        for number in sorted(places)
    )
    em = max(row.em for lines in inside.values() for row, _ in lines)
    return Table(said, cells.left, cells.right, cells.top, cells.bottom, em), rest


def _cut(rows: Sequence[Row], cells: "_Cells") -> list[Row]:
    """Return rows with their pieces cut where they cross from one cell into another."""
    found: list[Row] = []
    for row in rows:
        height = row.base + 0.3 * row.em
        if cells.top >= height >= cells.bottom:
            parts = [part for piece in row.pieces for _, part in _parted(piece, cells, height)]
            found.append(Row(tuple(parts), row.base) if parts else row)
        else:
            found.append(row)
    return found


def _parted(piece: Piece, cells: "_Cells", height: float) -> list[tuple[tuple[int, int], Piece]]:
    """Cut a piece where it crosses from one cell into another; return the parts with their cells."""
    parts: list[tuple[tuple[int, int], list[Glyph]]] = []
    for glyph in piece.glyphs:
        place = cells.at((glyph.left + glyph.right) / 2, height)
        if not parts or parts[-1][0] != place:
            if glyph.text.isspace():
                continue
            parts.append((place, []))
        parts[-1][1].append(glyph)
    return [(place, Piece(tuple(glyphs))) for place, glyphs in parts]


def _is_open(cells: Iterable[Sequence[_Line]]) -> bool:
    """Tell whether a row of a grid holds several rows of the table: a cell of it has numbers in several lines."""
    return any(sum(all(VALUE.fullmatch(piece.text) for piece in pieces) for _, pieces in lines) > 1 for lines in cells)


def _cells_together(cells: Mapping[int, Sequence[_Line]], width: int) -> tuple[str, ...]:
    """Return the cells of one row of a table, by its columns, the lines of each put together."""
    texts = [""] * width
    for column, lines in cells.items():
        for row, pieces in lines:
            texts[column] = joined(texts[column], spaced_text(pieces, _TAB_IN_CELL * row.em).strip())
    return tuple(texts)


class _Cells:
    """Tells in which cell of a grid a point lies; a merged cell is named by its first row and column."""

    def __init__(self, grid: Grid) -> None:
        self.left, self.right = grid.xs[0], grid.xs[-1]
        self.top, self.bottom = grid.ys[0], grid.ys[-1]
        self._xs, self._falls = grid.xs, [-y for y in grid.ys]
        rows, columns = len(grid.ys) - 1, len(grid.xs) - 1
        first_column = [[0] * columns for _ in range(rows)]
        for row, (top, bottom) in enumerate(pairwise(grid.ys)):
            middle = (top + bottom) / 2
            drawn = [rule.left for rule in grid.upright if rule.bottom <= middle <= rule.top]
            starts = {bisect_right(grid.xs, x + _TOUCH) - 1 for x in drawn}
            for column in range(columns):
                same = column and column not in starts
                first_column[row][column] = first_column[row][column - 1] if same else column
        first_row = [[row] * columns for row in range(rows)]
        for column, (left, right) in enumerate(pairwise(grid.xs)):
            middle = (left + right) / 2
            drawn = [-rule.bottom for rule in grid.level if rule.left <= middle <= rule.right]
            starts = {bisect_right(self._falls, fall + _TOUCH) - 1 for fall in drawn}
            for row in range(1, rows):
                if row not in starts and first_column[row][column] == first_column[row - 1][column]:
                    first_row[row][column] = first_row[row - 1][column]
        self._first_column, self._first_row = first_column, first_row

    def at(self, x: float, y: float) -> tuple[int, int]:
        """Return the row and the column of the cell that holds a point, or of the one nearest to it."""
        column = min(max(bisect_right(self._xs, x) - 1, 0), len(self._xs) - 2)
        row = min(max(bisect_right(self._falls, -y) - 1, 0), len(self._falls) - 2)
        row = self._first_row[row][column]
        return row, self._first_column[row][column]


def joined(text: str, more: str) -> str:
    """Add a line to the one before.

    With a blank between words of Latin letters, without one where a hyphen cuts a word, and for Chinese.
    """
    if not text or not more:
        return text + more
    if (
        text.endswith("-")
        and text[-2:-1].isascii()
        and text[-2:-1].isalpha()
        and more[0].isascii()
        and more[0].islower()
    ):
        return text[:-1] + more
    letters = all(character.isascii() and character.isalpha() for character in (text[-1], more[0]))
    return text + (" " if letters or text[-1] in ",;" else "") + more


def table_lines(rows: Sequence[Row], edges: Sequence[float]) -> list[tuple[Row, tuple[str, ...]]]:
    """Return the rows of a table without rules, each by its first line and its cells; `edges` are where columns begin.

    Rows that stand nearer to one another than the rows of the table do are lines of one row.
    """
    found: list[tuple[Row, tuple[str, ...]]] = []
    for group in _rows_together(rows, edges):
        cells = [""] * len(edges)
        for row in group:
            own: dict[int, list[Piece]] = defaultdict(list)
            for at, piece in _columns_of(row, edges):
                own[at].append(piece)
            for at, pieces in own.items():
                cells[at] = joined(cells[at], spaced_text(pieces, _CELL_GAP * row.em).strip())
        found.append((group[0], tuple(cells)))
    return found


def spaced_text(pieces: Sequence[Piece], limit: float) -> str:
    """Return the words of some pieces of one row, with a tab at each gap wider than a limit in points.

    Single Chinese characters are one word that is spread over its cell.
    """
    groups = [list(pieces[0].glyphs)]
    for before, piece in pairwise(pieces):
        gap = piece.left - before.right
        spaced = _is_letter(before) and _is_letter(piece) and gap <= _SPACED * piece.em
        if gap > limit and not spaced:
            groups.append([])
        elif piece.typed:
            groups[-1].append(piece.glyphs[0]._replace(text="\u3000"))
        groups[-1].extend(piece.glyphs)
    return "\t".join(Piece(tuple(group)).text for group in groups)


def _is_letter(piece: Piece) -> bool:
    return len(piece.glyphs) == 1 and "\u4e00" <= piece.glyphs[0].text <= "\u9fff"


def _rows_together(rows: Sequence[Row], edges: Sequence[float]) -> list[list[Row]]:
    """Put the lines together that are one row of a table: two numbers of one column are never of one row."""
    steps = sorted(one.base - two.base for one, two in pairwise(rows))
    groups: list[list[Row]] = []
    values: set[int] = set()
    near = _nearness(steps)
    for row in rows:
        step = groups[-1][-1].base - row.base if groups else 0.0
        own = {column for column, piece in _columns_of(row, edges) if VALUE.fullmatch(piece.text)}
        if (
            groups
            and not values & own
            and step <= _LINE_STEP * row.em
            and (step <= near or _continues(groups[-1], row, edges))
        ):
            groups[-1].append(row)
            values |= own
        else:
            groups.append([row])
            values = own
    return groups


def _columns_of(row: Row, edges: Sequence[float]) -> list[tuple[int, Piece]]:
    """Return the pieces of a row, each with the number of its column."""
    return [(max(bisect_right(edges, (piece.left + piece.right) / 2) - 1, 0), piece) for piece in row.pieces]


def _nearness(steps: Sequence[float]) -> float:
    """Return up to which step two lines are of one row of a table: 0 where all lines are as far apart.

    Steps within a row and those between rows part where one is much larger than the next smaller one.
    """
    best, limit = 1.25, 0.0
    for small, large in pairwise(steps):
        if small > 0 and large / small > best:
            best, limit = large / small, (small + large) / 2
    return limit


def _continues(group: Sequence[Row], row: Row, edges: Sequence[float]) -> bool:
    """Tell whether a line goes on with the row before: it has fewer cells and none in the first column."""
    if len(row.pieces) >= len(group[0].pieces):
        return False
    return all(column and not piece.text[:1].isdigit() for column, piece in _columns_of(row, edges))
