"""Tables in a text: lines whose cells are set apart by tabs, by bars or by wide blanks.

Pages, Word and PDF documents give a table's row as a line with a tab between two cells (`docs/reading.md`); what is
pasted may have bars or two blanks and more. Such lines one after another are a table where they hold values beside
names. A text without tabs, bars and numbers behind wide blanks costs one search.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from ..model.figure import Span
from .lexicon import Lexicon

Role = Literal["number", "unit", "name", "note", "value"]
"""What a column holds: the numbers of its rows, their units, their names, other words, or values."""

_LINE = re.compile(r"[^\n]*")
_TAB, _BAR = "\t", "|"
_MAY_BE_PASTED = re.compile(r"(?:  |\u3000\u3000|\|)[ \u3000]*[-+−]?[0-9]")
_WIDE_BLANK = re.compile(r"[ \u3000\u00a0]{2,}")
_BLANKS = " \u3000\u00a0\r\x0b\x0c"
_RULE = re.compile(r"[|+:\-—=\s]+")
_MARK = re.compile("[。；！？!?]|，.{12}")
_ITEM = re.compile(
    r"[（(]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[）)、.．]?|第[一二三四五六七八九十0-9]{1,3}[章节条]?|[●○■□◆◇▲△★☆◎·•※—–-]+|[①-⑳]"
)
_YEAR = re.compile("(?:19|20)[0-9]{2}")
# A year, a month or a day, which is no value though it has digits and a unit.
_TIME = re.compile(
    r"(?:19|20)[0-9]{2}(?:[-—–~～至](?:(?:19|20)[0-9]{2}|[0-9]{1,2}))?年.{0,8}"
    r"|[0-9]{1,2}(?:[-—–~～至][0-9]{1,2})?月(?:份|底|末)?(?:[0-9]{1,2}日)?"
    r"|(?:19|20)[0-9]{2}[-/][0-9]{1,2}(?:[-/][0-9]{1,2})?|[0-9]{4}\.[0-9]{1,2}\.[0-9]{1,2}"
)
_NOTHING = re.compile(r"[-−－–—―─…·./\\*]{1,4}|无|/|N/?A|n/?a|未公布|暂无")
_HAN = re.compile("[\u4e00-\u9fffA-Za-z]")
_AGE = re.compile("岁")
_INTEGER = re.compile("[0-9]{1,4}")
# The longest name of a row whose table has no other row, and the longest value.
_LONGEST_NAME, _LONGEST_VALUE = 30, 24
# So many empty lines may part two rows, and so long may a line be that heads some rows of a table.
_EMPTY_LINES, _LONGEST_GROUP = 1, 20
_MOST_HEADS = 3
# How many lines before a table are asked for its caption and its unit, and how long these are.
_LINES_ABOVE, _LONGEST_CAPTION = 3, 60
_MOST_COLUMNS = 200


class Row(NamedTuple):
    """A line of a table: its span and those of its cells, without blanks around them; an empty cell has no length."""

    span: Span
    cells: tuple[Span, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A table of a text: its rows in text order, the first `heads` of them its head.

    `above` are the lines before it that may be its caption or tell its unit, the nearest first. `roles` says what each
    column holds. `names` has for each row the spans of the cells that name it, one for each column of names: where a
    cell is empty, the one above that is not. `values` has for each row the columns in which a value stands;
    `columns_of_head` for each column the cells of the head above it. `unnamed` are the rows without a word,
    `name_columns` the columns of names in the order of `names`, last the one that names what is measured.
    """

    rows: tuple[Row, ...]
    heads: int
    above: tuple[Span, ...]
    roles: tuple[Role, ...]
    names: tuple[tuple[Span, ...], ...]
    values: tuple[frozenset[int], ...]
    columns_of_head: tuple[tuple[Span, ...], ...]
    unnamed: frozenset[int]
    name_columns: tuple[int, ...]

    @property
    def span(self) -> Span:
        return Span(self.rows[0].span.start, self.rows[-1].span.end)

    def head_cells(self, column: int) -> tuple[Span, ...]:
        """Return the cells of the head above a column, the top one first; a merged one holds for all below it."""
        return self.columns_of_head[column] if column < len(self.columns_of_head) else ()


class Place(NamedTuple):
    """A cell of a table: its table, the numbers of its row and its column, and its span."""

    table: Table
    row: int
    column: int
    span: Span

    @property
    def is_value(self) -> bool:
        """Tell whether the cell holds one value, and stands below the head and beside the names."""
        return self.column in self.table.values[self.row]

    @property
    def is_unnamed(self) -> bool:
        """Tell whether neither its row nor a head has a word: the ticks and labels of a chart stand so."""
        return not self.table.heads and self.row in self.table.unnamed

    @property
    def has_values(self) -> bool:
        """Tell whether the row of the cell holds a value."""
        return bool(self.table.values[self.row])


class Tables:
    """The tables of a text, to be asked for the row and the cell that hold an offset."""

    def __init__(self, found: Sequence[Table] = ()) -> None:
        self.found = tuple(found)
        rows = [(row.span.start, table, index) for table in found for index, row in enumerate(table.rows)]
        self._starts = [start for start, _, _ in rows]
        self._rows = rows

    def __bool__(self) -> bool:
        return bool(self.found)

    def row_at(self, offset: int) -> Row | None:
        """Return the row that holds an offset; None where none does."""
        found = self._at(offset)
        return found[0].rows[found[1]] if found is not None else None

    def cell_at(self, offset: int) -> Place | None:
        """Return the cell that holds an offset, be it the blank behind it; None where no table does."""
        found = self._at(offset)
        if found is None:
            return None
        table, index = found
        cells = table.rows[index].cells
        column = max(bisect_right(cells, offset, key=lambda cell: cell.start) - 1, 0)
        return Place(table, index, column, cells[column])

    def rows_in(self, start: int, end: int) -> Iterator[Row]:
        """Yield the rows that share a character with a stretch of the text."""
        for _, table, index in self._rows[max(bisect_right(self._starts, start) - 1, 0) :]:
            row = table.rows[index]
            if row.span.start >= end:
                return
            if row.span.end > start:
                yield row

    def _at(self, offset: int) -> tuple[Table, int] | None:
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return None
        _, table, row = self._rows[index]
        return (table, row) if offset <= table.rows[row].span.end else None


NO_TABLES = Tables()


@dataclass(frozen=True, slots=True)
class _Words:
    value: re.Pattern[str]
    number_heads: frozenset[str]
    unit_heads: frozenset[str]
    note_heads: frozenset[str]
    name_heads: frozenset[str]
    thing_heads: frozenset[str]
    rank_heads: frozenset[str]


@cache
def _words(lexicon: Lexicon) -> _Words:
    """Compile what a value looks like, and the words of heads (`resources/lexicon/tables.toml`)."""
    bounds = lexicon.either(
        *(f"cues.before_{bound}" for bound in ("ge", "gt", "le", "lt", "approx")), "cues.bound_fill"
    )
    after = lexicon.either(*(f"cues.after_{bound}" for bound in ("ge", "gt", "le", "approx")))
    moved = lexicon.either(
        "cues.rise",
        "cues.fall",
        "cues.speed",
        "tables.growth",
        "tables.fall",
        "tables.compared",
        "tables.change",
        "tables.before_values",
        "cues.arrive",
    )
    units = lexicon.either(*(name for name in lexicon.lists if name.startswith("units.") and not name.endswith("_not")))
    # cells of several lines that ran together have more digits than any number
    digits = r"[0-9]{1,3}(?:[,，][0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,12}(?![0-9])(?:\.[0-9]{1,6})?(?![0-9.])"
    number = f"(?:{digits}|[一二两三四五六七八九十百千]+(?=[成倍])|翻[一两]?番)"
    magnitude = "[十百千万亿]{0,3}?"
    unit = f"(?:{magnitude}{units}(?:/[\u4e00-\u9fffA-Za-z³²23]{{1,4}})?|[万亿千百]{{0,2}})"
    one = rf"[-−－–—+＋]?{number}[ \u3000]?[多余]?(?:{unit}|[万亿千百]{{0,2}})"
    return _Words(
        value=re.compile(
            rf"(?:{bounds}|{moved}|[约近每在年将要均↑↓▲▼△▽>=≥≤<>＞＜ \u3000]){{0,4}}(?:第(?=[0-9]))?"
            rf"{one}(?:(?:[—–~～至到:：/-]|—{{2}})[ ]?{one}){{0,3}}[位名]?(?:{after}|[↑↓▲▼*①-⑳ \u3000]){{0,3}}"
        ),
        number_heads=frozenset(lexicon.words("tables.number_heads")),
        unit_heads=frozenset(lexicon.words("tables.unit_heads")),
        note_heads=frozenset(lexicon.words("tables.note_heads")),
        name_heads=frozenset((*lexicon.words("tables.name_heads"), *lexicon.words("tables.thing_heads"))),
        thing_heads=frozenset(lexicon.words("tables.thing_heads")),
        rank_heads=frozenset(lexicon.words("tables.rank")),
    )


def tables_in(text: str, lexicon: Lexicon) -> Tables:
    """Find the tables of a text, whose characters are normalized; one without tabs costs a search.

    tables_in("指标\\t2025年（亿元）\\n地区生产总值\\t318.6", load_lexicon())
    """
    has_tabs, is_pasted = _TAB in text, _MAY_BE_PASTED.search(text) is not None
    if not has_tabs and not is_pasted:
        return NO_TABLES
    words = _words(lexicon)
    lines = [Span(*found.span()) for found in _LINE.finditer(text) if found.end() > found.start()]
    found = [
        table
        for first, last in _runs(text, lines, words, is_pasted)
        for table in _tables_of(text, lines, first, last, words)
    ]
    return Tables(found) if found else NO_TABLES


# Lines and cells


def _parts(text: str, line: Span, is_pasted: bool) -> tuple[Span, ...]:
    """Return the cells of a line, without blanks around them; () where nothing parts it."""
    start, end = line
    if text.find(_TAB, start, end) >= 0:
        return _split(text, line, re.finditer("\t", text[start:end]))
    if not is_pasted:
        return ()
    words = text[start:end].strip(_BLANKS)
    if words.count(_BAR) >= 2 or (_BAR in words and not words.startswith(_BAR)):
        cells = _split(text, line, re.finditer(r"\|", text[start:end]))
        # bars at both ends part nothing
        first = 1 if words.startswith(_BAR) else 0
        return cells[first : len(cells) - 1 if words.endswith(_BAR) else len(cells)]
    begin = start + len(text[start:end]) - len(text[start:end].lstrip(_BLANKS))
    inner = Span(begin, end)
    return _split(text, inner, _WIDE_BLANK.finditer(text[begin:end].rstrip(_BLANKS)))


def _split(text: str, line: Span, marks: Iterable[re.Match[str]]) -> tuple[Span, ...]:
    cells: list[Span] = []
    at = line.start
    for mark in marks:
        cells.append(_stripped(text, at, line.start + mark.start()))
        at = line.start + mark.end()
    cells.append(_stripped(text, at, line.end))
    return tuple(cells) if 1 < len(cells) <= _MOST_COLUMNS else ()


def _stripped(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    left = len(words) - len(words.lstrip(_BLANKS))
    return Span(start + left, max(start + left, start + len(words.rstrip(_BLANKS))))


def _filled(cells: Sequence[Span]) -> list[Span]:
    return [cell for cell in cells if cell.end > cell.start]


def _is_value(text: str, cell: Span, words: _Words) -> bool:
    """Tell whether a cell holds one value and nothing else: 318.6, -1.2%, 增长5%左右, ≥7%."""
    if not 0 < cell.end - cell.start <= _LONGEST_VALUE:
        return False
    return words.value.fullmatch(text, *cell) is not None and _TIME.fullmatch(text, *cell) is None


# Which lines are a table


def _runs(text: str, lines: Sequence[Span], words: _Words, is_pasted: bool) -> Iterator[tuple[int, list[Row]]]:
    """Yield the rows that follow one another, each time with the number of the first line."""
    first, rows, waiting = 0, [], []  # type: tuple[int, list[Row], list[Row]]
    last_end = 0
    for number, line in enumerate(lines):
        words_of_line = text[slice(*line)].strip(_BLANKS + _TAB)
        if not words_of_line:
            continue
        cells = _parts(text, line, is_pasted)
        if cells and _RULE.fullmatch(words_of_line) and _BAR in words_of_line:
            # the line under the head of a table with bars
            last_end = line.end
            continue
        is_row = len(_filled(cells)) >= 2 or (bool(_filled(cells)) and (bool(rows) or _is_head(text, lines, number)))
        gap = text.count("\n", last_end, line.start) - 1 if rows else 0
        is_apart = gap > _EMPTY_LINES or (gap and not (is_row and _goes_on(text, rows, cells, words)))
        if rows and (is_apart or not (is_row or _may_group(text, line))):
            yield first, rows
            rows, waiting = [], []
        if is_row:
            row = Row(_stripped_line(text, line), cells)
            if waiting and not _goes_on(text, rows, cells, words):
                yield first, rows
                rows = []
            if not rows:
                first, waiting = number, []
            rows += [*waiting, row]
            waiting = []
            last_end = line.end
        elif rows:
            if waiting:
                yield first, rows
                rows, waiting = [], []
            else:
                span = _stripped(text, *line)
                waiting = [Row(span, (span,))]
                last_end = line.end
    if rows:
        yield first, rows


def _is_head(text: str, lines: Sequence[Span], number: int) -> bool:
    """Tell whether a line with one cell, which is not the first, heads the rows below it."""
    line, below = lines[number], lines[number + 1 : number + 2]
    marks = text.count(_TAB, *line)
    return text.startswith(_TAB, line.start) and marks > 0 and any(text.count(_TAB, *one) == marks for one in below)


def _stripped_line(text: str, line: Span) -> Span:
    """Return a line without the blanks around it; tabs at its beginning part cells and stay."""
    return Span(line.start, line.start + len(text[slice(*line)].rstrip(_BLANKS + _TAB)))


def _may_group(text: str, line: Span) -> bool:
    """Tell whether a line may head some rows within a table: a cell over all columns."""
    words = text[slice(*line)].strip()
    return (
        len(words) <= _LONGEST_GROUP
        and words[-1] not in "。！？；，、：:"
        and re.search("表 ?[0-9一二三四五六七八九十]|单位", words) is None
    )


def _goes_on(text: str, rows: Sequence[Row], cells: Sequence[Span], words: _Words) -> bool:
    """Tell whether a row goes on a table behind an empty line, or behind one that heads some of its rows."""
    return len(cells) == len(rows[-1].cells) and any(_is_value(text, cell, words) for cell in cells[1:])


def _tables_of(text: str, lines: Sequence[Span], first: int, rows: list[Row], words: _Words) -> Iterator[Table]:
    """Yield the tables that some rows are: a head in their midst begins another."""
    if not _is_sure(text, rows, words):
        return
    above = _lines_above(text, lines, first)
    begin, has_values = 0, False
    for index, row in enumerate(rows):
        if has_values and _is_new_head(text, row, words):
            yield _table(text, rows[begin:index], above, words)
            begin, above, has_values = index, (), False
        has_values = has_values or any(_is_value(text, cell, words) for cell in row.cells[1:])
    yield _table(text, rows[begin:], above, words)


def _is_sure(text: str, rows: Sequence[Row], words: _Words) -> bool:
    """Tell whether rows are a table: no prose with a stray tab, no list with a tab behind the marks of its items."""
    with_values = [any(_is_value(text, cell, words) for cell in row.cells[1:]) for row in rows]
    by_tabs = _TAB in text[slice(*rows[0].span)]
    if not by_tabs and (
        len(rows) < 2 or sum(with_values) < 1 or len({len(row.cells) for row in rows if len(row.cells) > 1}) > 1
    ):
        return False
    if (
        not by_tabs
        and _BAR not in text[slice(*rows[0].span)]
        and min(len(row.cells) for row in rows if len(row.cells) > 1) < 3
    ):
        return sum(with_values) >= 2 and all(_is_short(text, row) for row in rows)
    if len(rows) == 1:
        (row,) = rows
        name = _filled(row.cells)[0]
        others = [cell for cell in row.cells if cell != name and cell.end > cell.start]
        is_named = name.end - name.start <= _LONGEST_NAME and _HAN.search(text, *name) is not None
        is_item = _ITEM.fullmatch(text, *name) is not None
        values = sum(_is_value(text, cell, words) for cell in others)
        return is_named and not is_item and values > 0 and values * 2 >= len(others) and _is_short(text, row)
    if any(with_values):
        return True
    listed = [row for row in rows if len(_filled(row.cells)) == 2 and _ITEM.fullmatch(text, *_filled(row.cells)[0])]
    return (
        len(listed) * 2 < len(rows)
        and len({len(row.cells) for row in rows}) <= 2
        and any(len(row.cells) > 2 for row in rows)
    )


def _is_short(text: str, row: Row) -> bool:
    return all(_MARK.search(text, *cell) is None for cell in row.cells)


def _is_new_head(text: str, row: Row, words: _Words) -> bool:
    """Tell whether a row behind values begins another table: it has the words of a head first, and no value."""
    cells = _filled(row.cells)
    if len(cells) < 2 or any(_is_value(text, cell, words) and not _YEAR.fullmatch(text, *cell) for cell in cells):
        return False
    said = text[slice(*cells[0])]
    return said in words.name_heads or said in words.number_heads


def _lines_above(text: str, lines: Sequence[Span], first: int) -> tuple[Span, ...]:
    """Return the lines before a table that may be its caption or tell its unit, the nearest first."""
    above: list[Span] = []
    for line in reversed(lines[max(0, first - 2 * _LINES_ABOVE) : first]):
        span = _stripped(text, *line)
        if span.end == span.start:
            continue
        is_short = span.end - span.start <= _LONGEST_CAPTION and _TAB not in text[slice(*span)]
        if (
            not is_short
            or _BAR in text[slice(*span)]
            or text[span.end - 1] in "。！？；，"
            or len(above) == _LINES_ABOVE
        ):
            break
        above.append(span)
    return tuple(above)


# What the rows and columns of a table are


def _table(text: str, rows: Sequence[Row], above: tuple[Span, ...], words: _Words) -> Table:
    """Tell the head of a table from its rows, and what each column holds."""
    rows = list(rows)
    while len(rows) > 1 and len(_filled(rows[0].cells)) == 1 and rows[0].cells[0].end > rows[0].cells[0].start:
        # a row of one cell above the head is its caption
        above = (_filled(rows[0].cells)[0], *above)
        rows = rows[1:]
    is_year_row = [_is_row_of_years(text, row, words) for row in rows[:_MOST_HEADS]]
    heads = 0
    for row in rows[:_MOST_HEADS]:
        has_value = any(_is_value(text, cell, words) for cell in row.cells)
        if has_value and not is_year_row[heads]:
            break
        cells = _filled(row.cells)
        # a row of one cell, or of one that is repeated, heads some of the rows below the head
        is_group = len({text[slice(*cell)] for cell in cells}) == 1 and cells[0] == row.cells[0]
        if is_group or any(_NOTHING.fullmatch(text, *cell) for cell in cells):
            break
        heads += 1
    if heads == len(rows) or (heads == _MOST_HEADS and not _any_values(text, rows[heads:], words)):
        heads = 1 if len(rows) > 1 else 0
    width = max(len(row.cells) for row in rows)
    values = [
        frozenset(column for column, cell in enumerate(row.cells) if _is_value(text, cell, words)) for row in rows
    ]
    columns_of_head = _columns_of_head(text, rows[:heads], width)
    roles = _roles(text, rows, heads, values, columns_of_head, width, words)
    name_columns = _name_columns(text, roles, columns_of_head, words)
    names = _names(text, rows, heads, name_columns)
    below = [index >= heads for index in range(len(rows))]
    values = [
        frozenset(
            column
            for column in found
            if is_below and roles[column] == "value" and _is_named(text, name, columns_of_head[column])
        )
        for found, name, is_below in zip(values, names, below, strict=True)
    ]
    unnamed = frozenset(index for index, row in enumerate(rows) if _HAN.search(text, *row.span) is None)
    return Table(tuple(rows), heads, above, roles, names, tuple(values), columns_of_head, unnamed, name_columns)


def _is_named(text: str, names: Sequence[Span], heads: Sequence[Span]) -> bool:
    """Tell whether words name a value: those of its row or of its column, which the ticks of a chart lack."""
    return any(_HAN.search(text, *cell) is not None for cell in (*names, *heads))


def _any_values(text: str, rows: Iterable[Row], words: _Words) -> bool:
    return any(_is_value(text, cell, words) for row in rows for cell in row.cells[1:])


def _is_row_of_years(text: str, row: Row, words: _Words) -> bool:
    """Tell whether a row has years for values, and no other: 指标, 2023, 2024."""
    values = [cell for cell in row.cells if _is_value(text, cell, words)]
    is_named = not values or values[0] != row.cells[0]
    return bool(values) and is_named and all(_YEAR.fullmatch(text, *cell) for cell in values)


def _columns_of_head(text: str, heads: Sequence[Row], width: int) -> tuple[tuple[Span, ...], ...]:
    """Return for each column the cells of the head above it, the top one first.

    A merged cell is written once, over the first of its columns or over none: the empty ones behind it, and those that
    are missing, are its too where the row below tells them apart. One over several rows leaves an empty one below it.
    """
    columns: list[list[Span]] = [[] for _ in range(width)]
    # for each column the cell above, be it merged over several rows
    above: dict[int, Span] = {}
    for number, row in enumerate(heads):
        is_last = number == len(heads) - 1
        if number and _begins_as(text, row, heads[number - 1]):
            cells: Sequence[Span] = (*row.cells, *[Span(0, 0)] * (width - len(row.cells)))
        else:
            cells = _set_out(row, None if is_last else heads[number + 1], number > 0, width)
        filled = {column: cell for column, cell in enumerate(cells) if cell.end > cell.start}
        held = Span(0, 0)
        for column, cell in enumerate(cells[:width]):
            if column in filled:
                held = cell
            elif column in above:
                held = Span(0, 0)
                filled[column] = above[column]
                continue
            elif is_last or not (column and held.end > held.start):
                continue
            # a head over the names is over nothing else
            if cell.end == cell.start and column and not columns[column - 1]:
                continue
            if held.end > held.start and held not in columns[column]:
                columns[column].append(held)
        above = filled
    return tuple(map(tuple, columns))


def _begins_as(text: str, row: Row, above: Row) -> bool:
    """Tell whether a row has the cell over the names too, said again or left empty: what it lacks is at its end."""
    first, upper = row.cells[0], above.cells[0]
    return first.end == first.start or text[slice(*first)] == text[slice(*upper)]


def _set_out(row: Row, below: Row | None, is_second: bool, width: int) -> Sequence[Span]:
    """Return the cells of a row of a head, one for each column; a row with fewer cells than columns is set out.

    The last of several rows lacks the cells over the names, which are merged with those above.
    """
    cells = row.cells
    missing = width - len(cells)
    if missing <= 0:
        return cells
    if below is None:
        return (*[Span(0, 0)] * missing, *cells) if is_second else cells
    inner = len(below.cells)
    names = width - inner if inner < width else 1
    merged = cells[names:]
    if merged and names >= 0 and (width - names) % len(merged) == 0:
        each = (width - names) // len(merged)
        return (*cells[:names], *(cell for cell in merged for _ in range(each)))
    return cells


def _roles(
    text: str,
    rows: Sequence[Row],
    heads: int,
    values: Sequence[frozenset[int]],
    columns_of_head: Sequence[Sequence[Span]],
    width: int,
    words: _Words,
) -> tuple[Role, ...]:
    """Tell what each column of a table holds, by its head and its cells."""
    roles: list[Role] = []
    below = [(row, found) for row, found in zip(rows[heads:], values[heads:], strict=True) if len(row.cells) > 1]
    for column in range(width):
        said = {text[slice(*cell)].replace(" ", "") for cell in columns_of_head[column]}
        cells = [row.cells[column] for row, _ in below if column < len(row.cells)]
        filled = [cell for cell in cells if cell.end > cell.start and not _NOTHING.fullmatch(text, *cell)]
        count = sum(column in found for _, found in below)
        if said & words.rank_heads:
            roles.append("value")
        elif said & words.number_heads or (column == 0 and _are_numbers(text, filled, width)):
            roles.append("number")
        elif said & words.unit_heads and count * 2 <= len(filled):
            roles.append("unit")
        elif said & words.note_heads and count * 2 <= len(filled):
            roles.append("note")
        elif "value" in roles and ("name" in roles or count):
            roles.append("value" if count else "note")
        elif column == 0:
            is_value = bool(said) and 0 < count == len(filled) and not any(_AGE.search(text, *cell) for cell in filled)
            are_years = all(_YEAR.fullmatch(text, *cell) for cell in filled)
            roles.append("value" if is_value and not are_years and not said & words.name_heads else "name")
        else:
            roles.append("value" if count * 3 >= len(filled) and count else "name")
    return tuple(roles)


def _are_numbers(text: str, cells: Sequence[Span], width: int) -> bool:
    """Tell whether cells number their rows: 1, 2, 3 before other columns."""
    if len(cells) < 2 or width < 3 or not all(_INTEGER.fullmatch(text, *cell) for cell in cells):
        return False
    numbers = [int(text[slice(*cell)]) for cell in cells]
    return numbers[0] in (0, 1) and all(after - before == 1 for before, after in pairwise(numbers))


def _name_columns(
    text: str, roles: Sequence[Role], columns_of_head: Sequence[Sequence[Span]], words: _Words
) -> tuple[int, ...]:
    """Return the columns that name the rows, last the one that names what is measured: 类别, 指标."""
    columns = [column for column, role in enumerate(roles) if role == "name"]
    said = [
        column
        for column in columns
        if any(text[slice(*cell)].replace(" ", "") in words.thing_heads for cell in columns_of_head[column])
    ]
    chosen = (said or columns)[-1:]
    return (*[column for column in columns if column not in chosen], *chosen)


def _names(text: str, rows: Sequence[Row], heads: int, columns: Sequence[int]) -> tuple[tuple[Span, ...], ...]:
    """Return for each row the cells that name it; an empty one is merged with the one above."""
    held: dict[int, Span] = dict.fromkeys(columns, Span(0, 0))
    names: list[tuple[Span, ...]] = []
    for index, row in enumerate(rows):
        if index < heads:
            names.append(())
            continue
        for column in columns:
            cell = row.cells[column] if column < len(row.cells) else Span(0, 0)
            if cell.end > cell.start:
                held[column] = cell
        names.append(tuple(held.values()))
    return tuple(names)
