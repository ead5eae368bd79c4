"""A table's lines and its head: which of the first names the columns, and what a column's name says it holds."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ..model.errors import ReportError
from .table_words import Role, table_words

MOST_ROWS = 200_000
"""A sheet with more rows is refused."""
MOST_CELLS = 12_000_000
"""The most cells between the first and the last one of a sheet; each takes 24 bytes, filled or not."""

HEAD_LINES = 30
"""Among so many first lines of a table is its head."""
_LONGEST_NAME = 40
_LONG_CELL = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: its number as the table counts, from 1, and its cells from the first column on.

    A cell that was merged with those under it stands in each of their lines; `below` are the columns, counted from 0,
    where it comes from above.
    """

    number: int
    cells: list[str]
    below: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, whether it is hidden, and what gives its lines; those without a cell may be left out."""

    name: str
    hidden: bool
    lines: Callable[[], Iterator[Line]]


def check_size(name: str, height: int, width: int) -> None:
    """Raise ReportError for a sheet of too many rows, or of cells far away from each other."""
    if height * width > MOST_CELLS:
        raise ReportError(
            "{name} has cells far away from its table (the last in row {row}). Delete the rows and columns behind the "
            "table, save it and open it again.",
            name=name,
            row=height,
        )
    if height > MOST_ROWS:
        raise ReportError(
            "{name} holds more than {limit} rows; split it and open the parts.", name=name, limit=MOST_ROWS
        )


@dataclass(frozen=True, slots=True)
class Head:
    """The names of a table's columns, each once, and which of them are in use; `line` is the head's, 0 for none."""

    line: int
    names: tuple[str, ...]
    used: tuple[bool, ...]


# the names of columns that only a table of exported figures has together
_FIGURES = frozenset(("start", "end", "sentence", "report", "digest"))


def role_of(name: str) -> Role:
    """Return what a column holds by its name: role_of("所属省份") is "province"."""
    plain, names = _plain(name), table_words()
    if plain in names.called:
        return names.called[plain]
    if len(plain) > 2 * _LONGEST_NAME:
        return ""
    return next(
        (part.role for part in names.parts if any(map(plain.__contains__, part.parts)) or plain.endswith(part.endings)),
        "",
    )


def _plain(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name).lower()
    return re.sub(r"\(.{0,20}\)|[\s*:_\-.]+(?![a-z])|\s+", "", plain)


def is_figures_table(names: Sequence[str]) -> bool:
    """Tell whether columns are those of figures that were exported, which are no reports."""
    return set(names) >= _FIGURES


def letters_of(column: int) -> str:
    """Return the letters of a column, counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def names_of_head(lines: Sequence[Line], *, is_csv: bool = False) -> Head:
    """Find the head among a table's first lines.

    It is the line with the most names that are known, else the first that has more than a title; titles, dates and
    remarks may stand above it. A line with a long text is none: a table without a head has its columns called by their
    letters. In CSV, where titles are rare, the first line is the head if none has a known name.
    """
    width = max((len(line.cells) for line in lines), default=0)
    best, most = None, 0
    candidates: list[int] = []
    for at, line in enumerate(lines):
        filled = [cell for cell in map(str.strip, line.cells) if cell]
        if any(len(cell) > _LONG_CELL for cell in filled):
            break
        known = sum(role_of(cell) != "" for cell in filled if len(cell) <= _LONGEST_NAME)
        if known > most and (known > 1 or len(filled) < 3 or is_csv):
            best, most = at, known
        if filled:
            candidates.append(at)
    if best is None and candidates:
        several = [at for at in candidates if sum(bool(cell.strip()) for cell in lines[at].cells) > 1]
        best = candidates[0] if is_csv else (several or candidates)[0]
    if best is None:
        return _named(0, [""] * width, lines)
    return _named(lines[best].number, _with_line_beside(lines, best), lines[best + 1 :])


def _with_line_beside(lines: Sequence[Line], at: int) -> list[str]:
    """Return the names of a head of one line or two: a merged cell's name stands in the line above, or parts below."""
    names = [cell.strip().removeprefix("\ufeff") for cell in lines[at].cells]
    above = lines[at - 1].cells if at else []
    if sum(bool(cell.strip()) for cell in above) > 1:
        for column, cell in enumerate(above):
            if column < len(names) and not names[column] and len(cell) <= _LONGEST_NAME:
                names[column] = cell.strip()
    return names


def _named(line: int, names: list[str], under: Sequence[Line]) -> Head:
    """Give each column a name of its own; one without a name is called by its letter."""
    width = max(len(names), max((len(one.cells) for one in under), default=0))
    names = names + [""] * (width - len(names))
    used = [
        bool(name) or any(at < len(one.cells) and one.cells[at].strip() for one in under)
        for at, name in enumerate(names)
    ]
    given: dict[str, int] = {}
    for at, name in enumerate(names):
        own = name or letters_of(at)
        given[own if own not in given else f"{own} ({letters_of(at)})"] = at
    return Head(line, tuple(given), tuple(used))
