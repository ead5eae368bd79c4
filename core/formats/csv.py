"""CSV: a table with one figure in each row, made for Excel."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter, itemgetter
from typing import TextIO

from ..model.attributes import ATTRIBUTES, FIRST, LATER, NAMES
from ..model.figure import Figure
from .columns import ADDED, added_texts
from .exported import EVIDENCE_LEFT_OUT, evidence_left_out, notes_of
from .format import Format, Writing
from .record import Record
from .sentences import QT_TRANSLATE_NOOP

BOM = "\ufeff"

Cell = str | int | float | bool | None

FIGURE_COLUMNS = ("start", "end", *(one.name for one in FIRST))
_LATER = tuple(one.name for one in LATER)
_IN_FILE_ORDER = tuple(one.name for one in sorted(FIRST, key=lambda one: one.file_order))
# what a record has of its report, and of the decision
_OF_REPORT = ("text", "sentence", "report", "digest")
_OF_DECISION = ("annotator", "state", "verdict", "at", "reason", "note", "flagged", "settled", "corrected")
_NAMES, _NUMBERS = ("start", "end", *NAMES), tuple(one for one in ATTRIBUTES if one.sort == "number")
_said = attrgetter(*_NAMES)
_in_file_order, _later = itemgetter(*_IN_FILE_ORDER), itemgetter(*_LATER)
_in_columns = itemgetter(*FIGURE_COLUMNS)
_NOTHING: Mapping[str, Cell] = dict.fromkeys(_NAMES)
_of_report, _of_decision = attrgetter(*_OF_REPORT), attrgetter(*_OF_DECISION)
COLUMNS = (
    "region",
    "year",
    *_IN_FILE_ORDER,
    *_OF_REPORT,
    "start",
    "end",
    *_OF_DECISION,
    *(f"proposed_{name}" for name in FIGURE_COLUMNS),
    "confidence",
    "source",
    *_LATER,
    *(f"proposed_{name}" for name in _LATER),
    "carried",
    *ADDED,
)

# the signs with which a formula begins in a spreadsheet, in full-width and small forms too
_SIGNS = "=+\\-@＝＋－＠﹦﹢﹣﹫"
_FORMULA = re.compile(rf"""[\t\r\n]|["'\s\x00-\x1f\x7f-\x9f\ufeff\u200b]*[{_SIGNS}]""")
# the beginning of a formula in a part of a cell that another separator, or a line end, would make a cell of its own
_PIECE = re.compile(rf"""([;|\t\r\n\v\f\x1c-\x1e\u0085\u2028\u2029]["'\s\ufeff\u200b]*)([{_SIGNS}][^;|\t\r\n]*)""")
_QUOTED = re.compile(r'[",;|\t\r\n\v\f\x1c-\x1e\u0085\u2028\u2029]')
_BREAK = re.compile(r"[\t\r\n\v\f\u0085\u2028\u2029]+")
_NUMBER = re.compile(r"[+\-＋－]?[0-9]+(,[0-9]{3})*(\.[0-9]+)?[%％‰]?")


def write_csv(rows: Iterable[Record], file: TextIO) -> None:
    """Write figures as CSV that Excel opens with Chinese characters intact: with a BOM, and lines that end in CR LF.

    Open `file` with newline="". The numbers of a range or a composition are joined by semicolons; the words that a
    proposal was read from (its evidence) are not written, JSON lines have them. A text that a spreadsheet would run as
    a formula (beginning with = + - @, tab or a line end) gets an apostrophe before it, unless all of it is a number or
    a percentage: -0.3% and +5.2% stay as they are. The same is done to each part of a text that would become a cell of
    its own where semicolons or tabs separate cells.
    """
    file.write(BOM + csv_line(COLUMNS))
    _write_rows(rows, file)


def _write_rows(rows: Iterable[Record], file: TextIO) -> None:
    for cells in table_rows(rows):
        file.write(csv_line(cells))


def csv_line(cells: Iterable[Cell]) -> str:
    """Return a row of CSV in which no spreadsheet finds a formula, whether it separates by comma, semicolon or tab.

    What a semicolon or a tab would cut is put in quotation marks. Then -5 in 1;-5 is followed by a quotation mark, and
    not by a comma with the next cell, which would be the decimals of a formula in half of Europe.
    """
    first, *others = ["" if cell is None else cell if isinstance(cell, str) else _plain(cell) for cell in cells]
    # The first cell of a line must not be a number, or the cells behind it would be taken for its decimals. Of others,
    # what has nothing but letters and digits needs no look: most cells are empty or such.
    written = [
        text if not text or text.isalnum() else _known(text) if len(text) <= _SHORT else _written(text)
        for text in others
    ]
    return ",".join([_known_first(first), *written]) + "\r\n"


def _plain(cell: float | bool) -> str:
    return ("true" if cell else "false") if isinstance(cell, bool) else str(cell)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def _written(text: str) -> str:
    """Return a cell that no spreadsheet runs; without a separator, and without a sign before it, it is as it is."""
    return text if _QUOTED.search(text) is None and _FORMULA.match(text) is None else _quoted(inert(text))


def _written_first(text: str) -> str:
    return _quoted(inert(text, numbers=False))


# most cells were written a short time ago: kinds, units, years, indicators
_SHORT = 24
_known = lru_cache(maxsize=512)(_written)
_known_first = lru_cache(maxsize=64)(_written_first)


def table_rows(rows: Iterable[Record]) -> Iterator[list[Cell]]:
    """Yield the cells of each figure in the order of COLUMNS; values are texts that keep every digit."""
    yield from map(_cells, rows)


def tab_separated(rows: Iterable[Sequence[str]]) -> str:
    """Return cells as lines of text separated by tabs, as a spreadsheet takes them from the clipboard.

    No cell is run as a formula. A tab or a line end inside a cell becomes a blank. A cell that begins with a quotation
    mark is put in quotation marks, or the spreadsheet would end it at the next one.
    """
    return "".join("\t".join(map(_pasted, row)) + "\n" for row in rows)


def _pasted(cell: str) -> str:
    text = str(inert(_BREAK.sub(" ", cell).strip()))
    return '"' + text.replace('"', '""') + '"' if text.startswith('"') else text


def _cells(row: Record) -> list[Cell]:
    figure, proposed = row.figure, row.proposed
    said = _figure_cells(figure)
    before: Mapping[str, Cell] = _NOTHING
    if proposed is not None:
        # most figures are confirmed as they were proposed
        before = said if proposed.figure is figure else _figure_cells(proposed.figure)
    return [
        row.region,
        row.year,
        *_in_file_order(said),
        *_of_report(row),
        figure.start,
        figure.end,
        *_of_decision(row),
        *_in_columns(before),
        *((None, None) if proposed is None else (proposed.confidence, proposed.source)),
        *_later(said),
        *_later(before),
        row.carried,
        *added_texts(row),
    ]


def _figure_cells(figure: Figure) -> Mapping[str, Cell]:
    cells: dict[str, Cell] = dict(zip(_NAMES, _said(figure), strict=True))
    for one in _NUMBERS:
        cells[one.name] = one.text(cells[one.name])
    return cells


def inert(cell: str, *, numbers: bool = True) -> str:
    """Return a cell in which neither the text nor a part that another separator would cut off is run as a formula.

    Where `numbers` is true, what is a number as a whole, or numbers joined by semicolons, stays as it is.
    """
    if numbers and all(map(_NUMBER.fullmatch, cell.split(";"))):
        return cell

    def held(found: re.Match[str]) -> str:
        is_number = numbers and _NUMBER.fullmatch(found[2].strip())
        return found[0] if is_number else f"{found[1]}'{found[2]}"

    return ("'" if _FORMULA.match(cell) else "") + _PIECE.sub(held, cell)


def _write(file: TextIO) -> Writing:
    lost = Counter[str]()
    file.write(BOM + csv_line(COLUMNS))
    while (part := (yield)) is not None:
        _write_rows(part.rows, file)
        lost[EVIDENCE_LEFT_OUT] += evidence_left_out(part)
    return notes_of(lost)


FORMAT = Format(
    name="csv",
    ending=".csv",
    title=QT_TRANSLATE_NOOP("formats", "CSV: a table with one row per figure"),
    write=_write,
    losses=(EVIDENCE_LEFT_OUT,),
)
