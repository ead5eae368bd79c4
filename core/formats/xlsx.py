"""Excel workbooks: a sheet to read and reckon with in the user's language, and behind it all there is to each figure.

The first sheet is for people: a dozen columns under heads in their language, numbers that Excel reckons with in the
unit in which the report says them. The second has the columns of CSV, for programs. A third lists the reports, a fourth
says what each column means.
"""

import re
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from ..languages import Language
from ..model.attributes import ATTRIBUTES, IN_WINDOW_ORDER, Attribute, Sort
from ..model.errors import ExchangeError
from .codebook import codebook
from .csv import COLUMNS, Cell, table_rows
from .exported import EVIDENCE_LEFT_OUT, Exported, evidence_left_out, notes_of
from .format import Format, Writing
from .record import Record
from .sentences import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format as CellFormat

WORDS = Path(__file__).parents[2] / "resources" / "export" / "workbook.toml"
MOST_ROWS = 1_048_576
LONGEST_CELL = 32_767
_DIGITS = 15
"""What Excel keeps of a number."""

_NUMBERS = frozenset(f"{of}{one.name}" for one in ATTRIBUTES if one.sort == "number" for of in ("", "proposed_"))
_NUMBERS |= {"value_low", "value_high"}
_WIDTHS = {"text": 14, "sentence": 60, "report": 24, "note": 24, "at": 24, "region_path": 24}
_WIDTHS |= {one.name: {"phrase": 28, "number": 16}.get(one.sort, 10) for one in ATTRIBUTES}
# what the first sheet says of a figure: all that every figure has but its class, which the sheet of details has
_SAID = tuple(one for one in IN_WINDOW_ORDER if not one.is_later)
_SHOWN_WIDTHS: Mapping[Sort, int] = {"class": 8, "phrase": 28, "number": 14, "measure": 12, "word": 8, "time": 17}
UPPER = "upper"
"""The column of the upper end of a range, which stands behind that of the number."""


def _columns_of(one: Attribute) -> Iterator[tuple[str, int]]:
    yield one.name, _SHOWN_WIDTHS[one.sort]
    if one.sort == "number":
        yield UPPER, 10


SHOWN: Mapping[str, int] = {
    "report": 24,
    "region": 14,
    **{name: width for one in _SAID for name, width in _columns_of(one)},
    "text": 18,
    "sentence": 70,
    "state": 10,
}
"""The columns of the first sheet, and their widths in characters."""

# a magnitude at the end of a number as written, before its unit
_MAGNITUDE = re.compile("(万亿|亿|千万|百万|万)(?=[^\\d零一二三四五六七八九十百千万亿]*$)")
_POWERS = {"万亿": 12, "亿": 8, "千万": 7, "百万": 6, "万": 4, "": 0}
# one time of creation for all files, so that the same figures give the same bytes
_MADE = datetime(2000, 1, 1)

# the notes for what this format loses
INEXACT = QT_TRANSLATE_NOOP("errors", "{number} values have more digits than Excel keeps and are written as text.")
CUT = QT_TRANSLATE_NOOP("errors", "{number} texts are longer than a cell can hold and were cut.")


def write_xlsx(file: BinaryIO, language: Language = "zh") -> Writing:
    """Write a workbook of four sheets, in a language; return what is lost.

    Every text is written as a text: no cell is a formula or a link, and -0.3% stays as it is. A value is a number where
    Excel keeps all its digits, else a text. On the second sheet the numbers of a range are joined by semicolons. The
    rows wait in files of a folder of their own, since a workbook can be put together only at the end.
    """
    words = _words(language)
    lost = Counter[str]({EVIDENCE_LEFT_OUT: 0, INEXACT: 0, CUT: 0})
    with tempfile.TemporaryDirectory(prefix="biaoshu-", ignore_cleanup_errors=True) as folder:
        book = new_book(file, "figures", constant_memory=True, tmpdir=folder)
        sheets = _FiguresSheet(book, words), _DetailsSheet(book, words, lost), _SourcesSheet(book, words)
        try:
            while (part := (yield)) is not None:
                for sheet in sheets:
                    sheet.add(part)
                lost[EVIDENCE_LEFT_OUT] += evidence_left_out(part)
            for sheet in sheets:
                sheet.end()
            _write_codebook(book, words)
            book.close()
        finally:
            for made in book.worksheets():
                # where the writing broke off, the files of the rows are still open
                made._opt_close()
    return notes_of(lost)


def new_book(file: BinaryIO, title: str, **options: object) -> "Workbook":
    """Begin a workbook of any size, of which the same cells give the same bytes."""
    # imported here: it is slow to load, and listing the formats would wait for it
    from xlsxwriter import Workbook

    book = Workbook(file, options)
    book.use_zip64()
    book.set_properties({"created": _MADE, "author": "", "title": title})
    return book


class _Sheet:
    """A sheet that grows downwards, under a head that stays in sight and filters its columns."""

    def __init__(self, book: "Workbook", title: str, heads: Sequence[str], widths: Sequence[int]) -> None:
        self.sheet = book.add_worksheet(title)
        self._columns, self.row = len(heads), 0
        bold = book.add_format({"bold": True})
        self.sheet.freeze_panes(1, 0)
        for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
            self.sheet.write_string(0, column, head, bold)
            self.sheet.set_column(column, column, width)

    def next_row(self) -> int:
        """Return the number of the next row; raise ExchangeError where a sheet has no more."""
        self.row += 1
        if self.row >= MOST_ROWS:
            raise ExchangeError(
                "{count} figures are more than a sheet can hold. Choose fewer reports, or export CSV.", count=self.row
            )
        return self.row

    def write(self, column: int, cell: Cell) -> None:
        """Write a cell of the row at hand; an empty one is left out."""
        if isinstance(cell, bool):
            self.sheet.write_boolean(self.row, column, cell)
        elif isinstance(cell, int | float):
            self.sheet.write_number(self.row, column, cell)
        elif cell:
            self.sheet.write_string(self.row, column, cell[:LONGEST_CELL])

    def end(self) -> None:
        """Have the head filter all rows that were written."""
        self.sheet.autofilter(0, 0, self.row, self._columns - 1)


class _FiguresSheet(_Sheet):
    """The sheet for people."""

    def __init__(self, book: "Workbook", words: Mapping[str, Any]) -> None:
        heads = [words["columns"][name][0] for name in SHOWN]
        super().__init__(book, words["sheets"]["figures"], heads, list(SHOWN.values()))
        self._words, self._formats = words, _NumberFormats(book)
        # printed on A4 across, as wide as a page, its head on every page
        self.sheet.set_paper(9)
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(0)

    def add(self, part: Exported) -> None:
        """Write the figures of a report."""
        for row in part.rows:
            place = self.next_row()
            shown = shown_cells(row, self._words)
            for column, name in enumerate(SHOWN):
                cell = shown[name]
                if isinstance(cell, Decimal):
                    form = self._formats.of(cell, is_percent=row.figure.unit == "%")
                    self.sheet.write_number(place, column, float(cell), form)
                else:
                    self.write(column, cell)


def shown_heads(language: Language) -> list[str]:
    """Return the heads of the first sheet."""
    return [_words(language)["columns"][name][0] for name in SHOWN]


def shown_texts(row: Record, language: Language) -> list[str]:
    """Return what the first sheet shows of a figure, as Excel shows it."""
    cells = shown_cells(row, _words(language))
    return [
        cell
        if isinstance(cell, str)
        # without noughts behind the point, which come from a unit of 亿
        else f"{cell.scaleb(2).normalize():f}%"
        if row.figure.unit == "%"
        else f"{cell.normalize():,f}"
        for cell in (cells[name] for name in SHOWN)
    ]


def shown_cells(row: Record, words: Mapping[str, Any]) -> dict[str, str | Decimal]:
    """Return what the first sheet says of a figure, by column; a number is a Decimal, as Excel is to reckon with it.

    Example: 1234.5亿元, which is 123450000000 元, is 1234.5 and 亿元; 5.5% is 0.055 and %.
    """
    shown: dict[str, str | Decimal] = {name: getattr(row, name) for name in SHOWN if hasattr(row, name)}
    is_corrected = row.corrected and row.state == "confirmed"
    shown["state"] = words["states"]["corrected" if is_corrected else row.state]
    numbers, magnitude = _as_said(row)
    for one in _SAID:
        said = getattr(row.figure, one.name)
        if one.sort == "number":
            shown[one.name], shown[UPPER] = (*numbers, "", "")[:2]
        elif one.sort == "measure":
            shown[one.name] = magnitude + said
        elif one.sort == "word":
            shown[one.name] = words["words"].get(said, "")
        elif one.sort == "class":
            shown[one.name] = words["words"].get(said, said)
        else:
            shown[one.name] = said or ""
    return shown


def _as_said(row: Record) -> tuple[Sequence[Decimal | str], str]:
    """Return a figure's number, or both ends of its range, in the unit as written, and the magnitude of that unit.

    What Excel could not keep, and the parts of a composition, are one text, in the unit without a magnitude.
    """
    figure = row.figure
    numbers = figure.value if isinstance(figure.value, tuple) else (figure.value,)
    found = _MAGNITUDE.search(row.text)
    magnitude = found[1] if found is not None and figure.unit not in ("%", "‰") else ""
    power = 2 if figure.unit == "%" else _POWERS[magnitude]
    scaled = [one.scaleb(-power) for one in numbers]
    if len(scaled) > 2 or figure.kind == "composition" or not all(map(_is_kept, scaled)):
        return [";".join(f"{one:f}" for one in numbers)], ""
    return scaled, magnitude


class _NumberFormats:
    """The formats of a workbook's numbers: as many decimals as a number has, thousands apart, percentages as such."""

    def __init__(self, book: "Workbook") -> None:
        self._book = book
        self._made: dict[str, CellFormat] = {}

    def of(self, number: Decimal, *, is_percent: bool) -> "CellFormat":
        """Return the format in which a number is seen as it was written."""
        exponent = number.normalize().as_tuple().exponent
        decimals = max(0, -int(exponent) - (2 if is_percent else 0))
        shape = ("0" if is_percent else "#,##0") + ("." + "0" * decimals if decimals else "") + "%" * is_percent
        if shape not in self._made:
            self._made[shape] = self._book.add_format({"num_format": shape})
        return self._made[shape]


# The sheets behind it


class _DetailsSheet(_Sheet):
    """The columns of CSV; it counts how many texts were cut, and how many values are no numbers of Excel."""

    def __init__(self, book: "Workbook", words: Mapping[str, Any], lost: Counter[str]) -> None:
        super().__init__(book, words["sheets"]["details"], COLUMNS, [_WIDTHS.get(name, 10) for name in COLUMNS])
        self._lost = lost

    def add(self, part: Exported) -> None:
        """Write the figures of a report."""
        for cells in table_rows(part.rows):
            self.next_row()
            for column, (name, cell) in enumerate(zip(COLUMNS, cells, strict=True)):
                kept = _kept(name, cell)
                self._lost[INEXACT] += name in _NUMBERS and _is_number(cell) and isinstance(kept, str)
                self._lost[CUT] += isinstance(kept, str) and len(kept) > LONGEST_CELL
                self.write(column, kept)


class _SourcesSheet(_Sheet):
    """A row for each report and annotator."""

    def __init__(self, book: "Workbook", words: Mapping[str, Any]) -> None:
        heads = words["sources"]
        super().__init__(book, words["sheets"]["sources"], list(heads.values()), [30, 16, 8, 16, 12, 70])

    def add(self, part: Exported) -> None:
        """Write the row of a report."""
        self.next_row()
        first = part.rows[0]
        cells: Iterable[Cell] = (
            part.report.name, first.region, first.year, part.annotator or "", len(part.rows), first.digest
        )  # fmt: skip
        for column, cell in enumerate(cells):
            self.write(column, cell)


def _write_codebook(book: "Workbook", words: Mapping[str, Any]) -> None:
    """Tell what each column of the first sheet means, then each of the details."""
    heads = list(words["codebook"].values())
    sheet = _Sheet(book, words["sheets"]["codebook"], heads, [12, 20, 10, 20, 90, 60])
    language: Language = words["language"]
    shown = (
        (words["sheets"]["figures"], *words["columns"][name][:1], "", "", words["columns"][name][1], "")
        for name in SHOWN
    )
    details = (
        (words["sheets"]["details"], one.name, one.type, one.unit, one.meaning[language], one.listed([language]))
        for one in codebook()
        if one.name in COLUMNS
    )
    for cells in (*shown, *details):
        sheet.next_row()
        for column, cell in enumerate(cells):
            sheet.write(column, cell)
    sheet.end()


@cache
def _words(language: Language) -> Mapping[str, Any]:
    said: Mapping[str, Any] = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    return {**said[language], "language": language}


def _kept(name: str, cell: Cell) -> Cell:
    """Return a value as a number where that loses no digit, else as it is."""
    if name in _NUMBERS and _is_number(cell) and _is_kept(exact := Decimal(str(cell))):
        return float(exact)
    return cell


def _is_kept(exact: Decimal) -> bool:
    """Tell whether Excel keeps all digits of a number."""
    return len(exact.normalize().as_tuple().digits) <= _DIGITS and Decimal(repr(float(exact))) == exact


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(cell) and ";" not in cell


FORMAT = Format(
    name="xlsx",
    ending=".xlsx",
    title=QT_TRANSLATE_NOOP("formats", "Excel (.xlsx): a table with one row per figure"),
    write=write_xlsx,
    losses=(EVIDENCE_LEFT_OUT, INEXACT, CUT),
    is_text=False,
    speaks=True,
)
