"""The table: one figure a row of CSV, made for Excel."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from core.exchange.record import Record
from core.figure import Figure, exact_value

BOM = "\ufeff"

FIGURE_COLUMNS = ("start", "end", "kind", "value", "unit", "bound", "indicator", "status", "period")
COLUMNS = (
    "region",
    "year",
    "indicator",
    "kind",
    "value",
    "unit",
    "period",
    "bound",
    "status",
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
)

# what a spreadsheet takes for the beginning of a formula, full-width forms too
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_BREAK = re.compile(r"[\t\r\n\v\f\u0085\u2028\u2029]+")
_NUMBER = re.compile(r"[+\-＋－]?[0-9]+(,[0-9]{3})*(\.[0-9]+)?[%％‰]?")

Cell = str | int | float | bool | None


def write_csv(rows: Iterable[Record], file: TextIO) -> None:
    """Write figures as CSV that Excel opens with Chinese intact: a BOM first, lines ending in CR LF.

    Open `file` with newline="". The numbers of a range or a composition are joined by semicolons; what a proposal was
    read from (its evidence) is left to JSON lines. A text that a spreadsheet would run as a formula (beginning with = +
    - @, tab or a line end) gets an apostrophe before it, unless the whole of it is a number or a percentage: -0.3% and
    +5.2% stay as they are.
    """
    file.write(BOM)
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for cells in table_rows(rows):
        writer.writerow([_inert(_as_written(cell)) for cell in cells])


def table_rows(rows: Iterable[Record]) -> Iterator[list[Cell]]:
    """Yield the cells of each figure, in the order of COLUMNS; values as texts that lose no digit."""
    for row in rows:
        cells = _cells(row)
        yield [cells.get(name) for name in COLUMNS]


def tab_separated(rows: Iterable[Sequence[str]]) -> str:
    """Write cells as lines of text apart by tabs, as a spreadsheet takes them from the clipboard; none is run.

    A tab or line end inside a cell becomes a blank. A cell that begins with a quotation mark is put into marks, or the
    spreadsheet would take it for one that ends at the next.
    """
    return "".join("\t".join(map(_pasted, row)) + "\n" for row in rows)


def _pasted(cell: str) -> str:
    text = str(_inert(_BREAK.sub(" ", cell).strip()))
    return '"' + text.replace('"', '""') + '"' if text.startswith('"') else text


def _cells(row: Record) -> dict[str, Cell]:
    cells = {name: getattr(row, name) for name in COLUMNS if hasattr(row, name)}
    cells |= _figure_cells(row.figure)
    if row.proposed is not None:
        cells |= {f"proposed_{name}": cell for name, cell in _figure_cells(row.proposed.figure).items()}
        cells |= {"confidence": row.proposed.confidence, "source": row.proposed.source}
    return cells


def _figure_cells(figure: Figure) -> dict[str, Cell]:
    value = exact_value(figure.value)
    joined = ";".join(value) if isinstance(value, list) else value
    return {name: joined if name == "value" else getattr(figure, name) for name in FIGURE_COLUMNS}


def _as_written(cell: Cell) -> Cell:
    return ("true" if cell else "false") if isinstance(cell, bool) else cell


def _inert(cell: Cell) -> Cell:
    """Keep a text from being run as a formula."""
    if isinstance(cell, str) and _FORMULA.match(cell) and not _NUMBER.fullmatch(cell):
        return "'" + cell
    return cell
