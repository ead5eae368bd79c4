"""Workbooks of Excel, WPS and LibreOffice: their sheets as lines of texts; read by python-calamine.

Values alone are read: a formula's last result, nothing of macros, pictures or links to other files. A workbook is
checked before it is parsed: calamine makes room for every cell between the first and the last one, and a single stray
cell in the last row would take more memory than there is.
"""

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from io import BytesIO
from xml.parsers import expat

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from ..model.errors import ReportError
from .docx_body import parser_of
from .sheet_head import Line, Sheet, check_size
from .zipped import opened, read_part

_REFERENCE = re.compile(rb'<(?:\w{1,9}:)?c\s[^<>]{0,99}?\br="([A-Z]{1,9})([0-9]{1,19})"[^<>]{0,99}?(/?)>')
_TABLES = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_ROW = re.compile(rb"<(?:\w{1,9}:)?row[\s>]")


def sheets_of(data: bytes, name: str) -> list[Sheet]:
    """Return the sheets of a workbook in order; raise ReportError where it is damaged, locked or too large."""
    if data.startswith(b"PK"):
        _check_parts(data, name)
    merged = _merged_of_ods(data, name)
    with _sentences(name):
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        known = enumerate(book.sheets_metadata)
        return [
            Sheet(
                one.name,
                one.visible != SheetVisibleEnum.Visible,
                _lines_of(book, number, name, merged[number] if number < len(merged) else []),
            )
            for number, one in known
            if one.typ == SheetTypeEnum.WorkSheet
        ]


def text_of(value: object) -> str:
    """Return a cell's value as text: a whole number without a point, a day without the clock of midnight."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, date | time) else str(value)


Merged = list[tuple[int, int, int]]
"""The merged cells of a sheet that reach over several rows: first row, last row and column of each, counted from 0."""


class _MergedCells:
    """Reads from the content of a workbook of LibreOffice which cells are merged, a list a sheet: calamine does not.

    Raises ReportError for a sheet with cells that are said again too often.
    """

    def __init__(self, name: str) -> None:
        self.sheets: list[Merged] = []
        self._name = name
        self._row = self._column = 0
        self._rows = 1
        self._parser = parser_of(name)
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def read(self, content: bytes) -> None:
        """Read the main part of a workbook."""
        self._parser.Parse(content, True)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        local = tag.removeprefix(_TABLES)
        if local == "table":
            self.sheets.append([])
            self._row = 0
        elif local == "table-row":
            self._rows = int(attributes.get(f"{_TABLES}number-rows-repeated", 1))
            self._column = 0
        elif local in ("table-cell", "covered-table-cell") and self.sheets:
            high = int(attributes.get(f"{_TABLES}number-rows-spanned", 1))
            if high > 1:
                self.sheets[-1].append((self._row, self._row + high - 1, self._column))
            repeated = int(attributes.get(f"{_TABLES}number-columns-repeated", 1))
            if f"{_OFFICE}value-type" in attributes:
                check_size(self._name, self._row + self._rows, self._column + repeated)
            self._column += repeated

    def _end(self, tag: str) -> None:
        if tag == f"{_TABLES}table-row":
            self._row += self._rows


def _merged_of_ods(data: bytes, name: str) -> list[Merged]:
    """Return the merged cells of each sheet of a workbook of LibreOffice; none for another workbook."""
    if not data.startswith(b"PK"):
        return []
    with opened(data, name) as packed:
        if "content.xml" not in packed.namelist():
            return []
        content = read_part(packed, "content.xml", name)
    reader = _MergedCells(name)
    try:
        reader.read(content)
    except (expat.ExpatError, ValueError) as error:
        raise _damaged(name) from error
    return reader.sheets


def _lines_of(book: CalamineWorkbook, number: int, name: str, merged: Merged) -> Callable[[], Iterator[Line]]:
    def lines() -> Iterator[Line]:
        with _sentences(name):
            sheet = book.get_sheet_by_index(number)
            if sheet.start is None:
                return
            check_size(name, sheet.height, sheet.width)
            ranges = [(first, last, column) for (first, column), (last, _) in sheet.merged_cell_ranges or ()]
            yield from _filled(sheet, *sheet.start, ranges + merged)

    return lines


def _filled(sheet: CalamineSheet, top: int, left: int, ranges: Merged) -> Iterator[Line]:
    """Yield the lines of a sheet, with merged cells in each of their lines."""
    merged: dict[int, list[tuple[int, int]]] = {}
    for first, last, column in ranges:
        if last > first:
            merged.setdefault(first, []).append((last, column))
    # the column of each merged cell that goes on, with its last row and its text
    active: dict[int, tuple[int, str]] = {}
    before = [""] * left
    for row, values in enumerate(sheet.iter_rows(), top):
        cells = before + [text_of(value) for value in values]
        active = {column: (last, text) for column, (last, text) in active.items() if last >= row}
        below = frozenset(column for column in active if column < len(cells) and not cells[column])
        for column in below:
            cells[column] = active[column][1]
        for last, column in merged.get(row, ()):
            if column < len(cells) and cells[column]:
                active[column] = last, cells[column]
        yield Line(row + 1, cells, below)


@contextmanager
def _sentences(name: str) -> Iterator[None]:
    """Turn calamine's errors into sentences; what it cannot bear at all, a panic, is an error as well."""
    try:
        yield
    except PasswordError as error:
        raise ReportError(
            "{name} is protected by a password. Save it without one and open it again.", name=name
        ) from error
    except (CalamineError, ValueError, OverflowError, OSError) as error:
        raise _damaged(name) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged(name) from error


def _damaged(name: str) -> ReportError:
    return ReportError("{name} is damaged, or is not the kind of file that its name says. Save it again.", name=name)


def _check_parts(data: bytes, name: str) -> None:
    """Unpack what calamine will unpack; raise ReportError for a part that is too large or may do harm."""
    with opened(data, name) as packed:
        for part in packed.infolist():
            if not part.filename.startswith(("xl/", "content.xml")) or part.filename.startswith("xl/media/"):
                continue
            content = read_part(packed, part, name)
            if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content[:4096]:
                raise ReportError(
                    "{name} contains a document type declaration, which no office program writes; it may be meant to "
                    "do harm. Save it again in Excel or WPS.",
                    name=name,
                )
            if part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml"):
                check_size(name, *_extent(content))


def _extent(content: bytes) -> tuple[int, int]:
    """Return between which rows and columns the cells of a worksheet lie: how many of each."""
    rows, columns = [len(_ROW.findall(content))], [0]
    first_row, first_column = 10**20, 10**9
    for letters, digits, is_empty in _REFERENCE.findall(content):
        if not is_empty:
            row, column = int(digits), _column(letters)
            first_row, first_column = min(first_row, row), min(first_column, column)
            rows.append(row)
            columns.append(column)
    last_row, last_column = max(rows[1:], default=0), max(columns)
    return max(rows[0], last_row - first_row + 1), max(1, last_column - first_column + 1)


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return column


def load_calamine() -> None:
    """Have calamine load what it loads at the first value of each kind."""
    for sheet in sheets_of(_SMALL, ""):
        list(sheet.lines())


def _small(cells: Sequence[str]) -> bytes:
    """Make a workbook of one row in memory."""
    office = "http://schemas.openxmlformats.org"
    main, links = f"{office}/spreadsheetml/2006/main", f"{office}/officeDocument/2006/relationships"
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{office}/package/2006/relationships"><Relationship Id="a" '
        f'Type="{links}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{links}"><sheets><sheet name="a" sheetId="1" r:id="a"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{office}/package/2006/relationships">'
        f'<Relationship Id="a" Type="{links}/worksheet" Target="worksheets/a.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/>'
        '<xf numFmtId="46"/></cellXfs></styleSheet>',
        "xl/worksheets/a.xml": f'<worksheet xmlns="{main}"><sheetData><row r="1">{"".join(cells)}</row></sheetData>'
        "</worksheet>",
    }
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for part, content in parts.items():
            packed.writestr(part, content)
    return file.getvalue()


# a text, a number, a truth, a day with a clock, a length of time and an error
_SMALL = _small(
    [
        '<c t="inlineStr"><is><t>增长</t></is></c>',
        "<c><v>1.5</v></c>",
        '<c t="b"><v>1</v></c>',
        '<c s="1"><v>45000.5</v></c>',
        '<c s="2"><v>1.5</v></c>',
        '<c t="e"><v>#N/A</v></c>',
    ]
)
