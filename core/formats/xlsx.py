"""Excel workbooks: one figure in each row, numbers as numbers, and texts as texts that are never run as formulas."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, BinaryIO

from ..model.attributes import ATTRIBUTES
from ..model.errors import ExchangeError
from ..model.report import Note
from .csv import COLUMNS, Cell, table_rows
from .exported import EVIDENCE_LEFT_OUT, Exported, evidence_left_out, losses
from .format import QT_TRANSLATE_NOOP, Format

if TYPE_CHECKING:
    from xlsxwriter.format import Format as CellFormat
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_576
LONGEST_CELL = 32_767
_DIGITS = 15
"""What Excel keeps of a number."""

_NUMBERS = frozenset(f"{of}{one.name}" for one in ATTRIBUTES if one.sort == "number" for of in ("", "proposed_"))
_WIDTHS = {"text": 14, "sentence": 60, "report": 24, "note": 24, "at": 24}
_WIDTHS |= {one.name: {"phrase": 28, "number": 16}.get(one.sort, 10) for one in ATTRIBUTES}
# one time of creation for all files, so that the same figures give the same bytes
_MADE = datetime(2000, 1, 1)

# the notes for what this format loses
INEXACT = "{number} values have more digits than Excel keeps and are written as text."
CUT = "{number} texts are longer than a cell can hold and were cut."


def write_xlsx(parts: Sequence[Exported], file: BinaryIO) -> list[Note]:
    """Write a worksheet with one figure in each row under a heading; return what is lost.

    Every text is written as a text: no cell is a formula or a link, and -0.3% stays as it is. A value is a number where
    Excel keeps all its digits, else a text. The numbers of a range are joined by semicolons.
    """
    # imported here: it is slow to load, and listing the formats would wait for it
    from xlsxwriter import Workbook

    rows = [row for part in parts for row in part.rows]
    if len(rows) >= MOST_ROWS:
        raise ExchangeError(
            "{count} figures are more than a sheet can hold. Choose fewer reports, or export CSV.", count=len(rows)
        )
    options = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    book = Workbook(file, options)
    book.set_properties({"created": _MADE, "author": "", "title": "figures"})
    sheet = book.add_worksheet("figures")
    _lay_out(sheet, book.add_format({"bold": True}), len(rows))
    long = inexact = 0
    for place, cells in enumerate(table_rows(rows), 1):
        for column, (name, cell) in enumerate(zip(COLUMNS, cells, strict=True)):
            kept = _kept(name, cell)
            inexact += name in _NUMBERS and _is_number(cell) and isinstance(kept, str)
            long += isinstance(kept, str) and len(kept) > LONGEST_CELL
            _write(sheet, place, column, kept)
    book.close()
    return losses(
        evidence_left_out(parts),
        Note(INEXACT, inexact),
        Note(CUT, long),
    )


def _lay_out(sheet: "Worksheet", bold: "CellFormat", count: int) -> None:
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, count, len(COLUMNS) - 1)
    for column, name in enumerate(COLUMNS):
        sheet.write_string(0, column, name, bold)
        sheet.set_column(column, column, _WIDTHS.get(name, 10))


def _kept(name: str, cell: Cell) -> Cell:
    """Return a value as a number where that loses no digit, else as it is."""
    if name in _NUMBERS and _is_number(cell):
        exact = Decimal(str(cell))
        if len(exact.normalize().as_tuple().digits) <= _DIGITS and Decimal(repr(float(exact))) == exact:
            return float(exact)
    return cell


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(cell) and ";" not in cell


def _write(sheet: "Worksheet", row: int, column: int, cell: Cell) -> None:
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell)
    elif cell:
        sheet.write_string(row, column, cell[:LONGEST_CELL])


FORMAT = Format(
    name="xlsx",
    ending=".xlsx",
    title=QT_TRANSLATE_NOOP("formats", "Excel (.xlsx): a table with one row per figure"),
    write=write_xlsx,
    losses=(EVIDENCE_LEFT_OUT, INEXACT, CUT),
    is_text=False,
)
