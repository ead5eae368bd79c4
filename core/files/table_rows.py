"""The rows of a table as lines: a row of data is one line with tabs; what only stands in a table is lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST_COLUMNS = 64
"""How many columns one cell may take; it is taken for this many where it says more."""
# a name is repeated for every row that it belongs to, within these bounds a table: a file could repeat without end
_LONGEST_NAME, _MOST_REPEATED, _MOST_CONTINUED = 40, 100_000, 200_000
# the lines of a cell are text, not data, where one of them is a sentence or so long; and always where all are so long
_LONG_LINE, _ARTICLE = 40, 300
_SENTENCE_END = re.compile("[。！？；!?;]”?$")
_VALUE, _ITEM_NUMBER = re.compile(r"[-−+－＋]?[0-9][0-9,，.]*.{0,12}"), re.compile("[0-9]{1,3}[.、．]?")
_UNIT = re.compile("[（(]?(?:计量)?单位[:： ]")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its lines, how many columns and rows it takes, and whether it continues the cell above it."""

    lines: Sequence[str] = ()
    columns: int = 1
    rows: int = 1
    continues: bool = False

    @property
    def text(self) -> str:
        """The lines as one, without tabs."""
        return " ".join(line.replace("\t", " ").strip() for line in self.lines if line.strip())

    @property
    def is_written(self) -> bool:
        """Whether anything stands in it."""
        return any(line.strip() for line in self.lines)


Row = Sequence[Cell]


def spread(rows: Sequence[Row]) -> list[Row]:
    """Return rows in which every place that a cell above takes by its `rows` has a cell that continues it."""
    spread_rows: list[Row] = []
    # by column: how many more rows the cell takes that begins there, and how many columns
    taken: dict[int, tuple[int, int]] = {}
    left = _MOST_CONTINUED
    for row in rows:
        cells: list[Cell] = []
        below: dict[int, tuple[int, int]] = {}
        column = 0
        waiting = iter(row)
        while True:
            if column in taken:
                more, columns = taken.pop(column)
                more -= 1
                cells.append(Cell(columns=columns, continues=True))
            else:
                cell = next(waiting, None)
                if cell is None:
                    break
                more, columns = cell.rows - 1, cell.columns
                cells.append(cell)
            if more and column < MOST_COLUMNS and left > 0:
                below[column] = more, columns
                left -= 1
            column += columns
        # those beyond the end of a short row
        taken = below | {at: (more - 1, columns) for at, (more, columns) in taken.items() if at > column and more > 1}
        spread_rows.append(cells)
    return spread_rows


def table_lines(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the lines of a table.

    A row of data is a line, its cells set apart by tabs, so that each value stands under its head: a cell of several
    columns is followed by empty ones; one of several rows is repeated where it is a name, else empty. What is text in
    the form of a table keeps its lines: rows of one cell, and cells with sentences in several lines.
    """
    is_layout = all(sum(cell.is_written for cell in row) <= 1 for row in rows)
    above: dict[int, str] = {}
    left = _MOST_REPEATED
    for row in rows:
        alone = next((cell for cell in row if cell.is_written), None) if _is_alone(row) else None
        if is_layout or _is_text(row):
            yield from (line for cell in row for line in cell.lines if line.strip())
        elif alone is not None and (len(row) == 1 or _UNIT.match(alone.text)):
            yield from filter(str.strip, alone.lines)
        else:
            columns: list[str] = []
            for cell in row:
                at = len(columns)
                text = above.get(at, "") if cell.continues else cell.text
                if cell.continues:
                    left -= len(text)
                    text = text if left > 0 else ""
                else:
                    above[at] = text if _is_name(text, at) else ""
                columns += [text] + [""] * (min(cell.columns, MOST_COLUMNS) - 1)
            line = "\t".join(columns).rstrip("\t")
            if line.strip():
                yield line


def _is_alone(row: Row) -> bool:
    return sum(cell.is_written or cell.continues for cell in row) == 1


def _is_name(text: str, column: int) -> bool:
    return len(text) <= _LONGEST_NAME and (column == 0 or not re.search("[0-9]", text))


def _is_text(row: Row) -> bool:
    """Tell whether a row is text rather than data: a cell holds a table, or sentences, and no other is a value."""
    several = [at for at, cell in enumerate(row) if len(cell.lines) > 1]
    if not several:
        return False
    cells = [row[at] for at in several]
    if any(sum("\t" in line for line in cell.lines) > 1 or len(cell.text) > _ARTICLE for cell in cells):
        return True
    if not any(_SENTENCE_END.search(line) or len(line) > _LONG_LINE for cell in cells for line in cell.lines):
        return False
    return not any(
        _VALUE.fullmatch(cell.text) and not (at == 0 and _ITEM_NUMBER.fullmatch(cell.text))
        for at, cell in enumerate(row)
        if at not in several
    )
