"""CSV: a table with one figure in each row, made for Excel."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from ..model.attributes import ATTRIBUTES, FIRST, LATER
from ..model.figure import Figure
from ..model.report import Note
from .exported import EVIDENCE_LEFT_OUT, Exported, evidence_left_out, losses
from .format import QT_TRANSLATE_NOOP, Format
from .record import Record

BOM = "\ufeff"

FIGURE_COLUMNS = ("start", "end", *(one.name for one in FIRST))
_LATER = tuple(one.name for one in LATER)
COLUMNS = (
    "region",
    "year",
    *(one.name for one in sorted(FIRST, key=lambda one: one.file_order)),
    "text",
    "sentence",
    "report",
    "digest",
    "start",
    "end",
    "annotator",
    "state",
    "verdict",
    "at",
    "reason",
    "note",
    "flagged",
    "settled",
    "corrected",
    *(f"proposed_{name}" for name in FIGURE_COLUMNS),
    "confidence",
    "source",
    *_LATER,
    *(f"proposed_{name}" for name in _LATER),
    "carried",
)

# the signs with which a formula begins in a spreadsheet, in full-width and small forms too
_SIGNS = "=+\\-@＝＋－＠﹦﹢﹣﹫"
_FORMULA = re.compile(rf"""[\t\r\n]|["'\s\x00-\x1f\x7f-\x9f\ufeff\u200b]*[{_SIGNS}]""")
# the beginning of a formula in a part of a cell that another separator, or a line end, would make a cell of its own
_PIECE = re.compile(rf"""([;|\t\r\n\v\f\x1c-\x1e\u0085\u2028\u2029]["'\s\ufeff\u200b]*)([{_SIGNS}][^;|\t\r\n]*)""")
_QUOTED = re.compile(r'[",;|\t\r\n\v\f\x1c-\x1e\u0085\u2028\u2029]')
_BREAK = re.compile(r"[\t\r\n\v\f\u0085\u2028\u2029]+")
_NUMBER = re.compile(r"[+\-＋－]?[0-9]+(,[0-9]{3})*(\.[0-9]+)?[%％‰]?")

Cell = str | int | float | bool | None


def write_csv(rows: Iterable[Record], file: TextIO) -> None:
    """Write figures as CSV that Excel opens with Chinese characters intact: with a BOM, and lines that end in CR LF.

    Open `file` with newline="". The numbers of a range or a composition are joined by semicolons; the words that a
    proposal was read from (its evidence) are not written, JSON lines have them. A text that a spreadsheet would run as
    a formula (beginning with = + - @, tab or a line end) gets an apostrophe before it, unless all of it is a number or
    a percentage: -0.3% and +5.2% stay as they are. The same is done to each part of a text that would become a cell of
    its own where semicolons or tabs separate cells.
    """
    file.write(BOM)
    file.write(csv_line(COLUMNS))
    for cells in table_rows(rows):
        file.write(csv_line(map(_as_written, cells)))


def csv_line(cells: Iterable[Cell]) -> str:
    """Return a row of CSV in which no spreadsheet finds a formula, whether it separates by comma, semicolon or tab.

    What a semicolon or a tab would cut is put in quotation marks. Then -5 in 1;-5 is followed by a quotation mark, and
    not by a comma with the next cell, which would be the decimals of a formula in half of Europe.
    """
    first, *others = cells
    # the first cell of a line must not be a number, or the cells behind it would be taken for its decimals
    return ",".join(map(_quoted, (inert(first, numbers=False), *map(inert, others)))) + "\r\n"


def _quoted(cell: Cell) -> str:
    text = "" if cell is None else str(cell)
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def table_rows(rows: Iterable[Record]) -> Iterator[list[Cell]]:
    """Yield the cells of each figure in the order of COLUMNS; values are texts that keep every digit."""
    for row in rows:
        cells = _cells(row)
        yield [cells.get(name) for name in COLUMNS]


def tab_separated(rows: Iterable[Sequence[str]]) -> str:
    """Return cells as lines of text separated by tabs, as a spreadsheet takes them from the clipboard.

    No cell is run as a formula. A tab or a line end inside a cell becomes a blank. A cell that begins with a quotation
    mark is put in quotation marks, or the spreadsheet would end it at the next one.
    """
    return "".join("\t".join(map(_pasted, row)) + "\n" for row in rows)


def _pasted(cell: str) -> str:
    text = str(inert(_BREAK.sub(" ", cell).strip()))
    return '"' + text.replace('"', '""') + '"' if text.startswith('"') else text


def _cells(row: Record) -> dict[str, Cell]:
    cells = {name: getattr(row, name) for name in COLUMNS if hasattr(row, name)}
    cells |= _figure_cells(row.figure)
    if row.proposed is not None:
        cells |= {f"proposed_{name}": cell for name, cell in _figure_cells(row.proposed.figure).items()}
        cells |= {"confidence": row.proposed.confidence, "source": row.proposed.source}
    return cells


def _figure_cells(figure: Figure) -> dict[str, Cell]:
    place: dict[str, Cell] = {"start": figure.start, "end": figure.end}
    return place | {one.name: one.text(getattr(figure, one.name)) for one in ATTRIBUTES}


def _as_written(cell: Cell) -> Cell:
    return ("true" if cell else "false") if isinstance(cell, bool) else cell


def inert(cell: Cell, *, numbers: bool = True) -> Cell:
    """Return a cell in which neither the text nor a part that another separator would cut off is run as a formula.

    Where `numbers` is true, what is a number as a whole, or numbers joined by semicolons, stays as it is.
    """
    if not isinstance(cell, str) or (numbers and all(map(_NUMBER.fullmatch, cell.split(";")))):
        return cell

    def held(found: re.Match[str]) -> str:
        is_number = numbers and _NUMBER.fullmatch(found[2].strip())
        return found[0] if is_number else f"{found[1]}'{found[2]}"

    return ("'" if _FORMULA.match(cell) else "") + _PIECE.sub(held, cell)


def _write(parts: Sequence[Exported], file: TextIO) -> list[Note]:
    write_csv((row for part in parts for row in part.rows), file)
    return losses(evidence_left_out(parts))


FORMAT = Format(
    name="csv",
    ending=".csv",
    title=QT_TRANSLATE_NOOP("formats", "CSV: a table with one row per figure"),
    write=_write,
    losses=(EVIDENCE_LEFT_OUT,),
)
