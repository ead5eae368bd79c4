"""The wide table: a workbook with a sheet for each table of the panel as the screen has it, and one of the sources."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO

from ..formats.xlsx import new_book
from ..languages import Language
from .cell import Cell, number_text, numbers, time_text, unit_text, words
from .concept import Concept
from .fact import Fact, Place, Time
from .panel import Grid

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_LONGEST_CELL = 32_767
_LONGEST_NAME = 31
_DIGITS = 15
"""What Excel keeps of a number."""


def write_wide(
    grids: Sequence[tuple[str, Grid]],
    texts: Mapping[str, str],
    file: BinaryIO,
    language: Language,
    tick: Callable[[], None],
) -> None:
    """Write tables with their names as a workbook; `texts` has the text of each report by its digest.

    `tick` is called for each value on the sheet of sources.

    A plain value is a number that Excel reckons with, in the unit of its column; one with a bound is a text that says
    so. A proposal that nobody confirmed is in italics and in brackets. Every text is a text: none is run as a formula.
    """
    book = new_book(file, "panel", in_memory=True, strings_to_formulas=False, strings_to_urls=False)
    said, taken = words(language)["wide"], {str(words(language)["wide"]["sources"]).casefold()}
    formats = _Formats(book)
    names = [_sheet_name(name, taken) for name, _ in grids]
    for name, (_, grid) in zip(names, grids, strict=True):
        _write_grid(book.add_worksheet(name), grid, formats, said, language)
    sources = book.add_worksheet(said["sources"])
    _write_sources(sources, zip(names, (grid for _, grid in grids), strict=True), texts, formats, said, language, tick)
    book.close()


class _Formats:
    """The formats of a workbook's cells: bold heads, numbers with their decimals, proposals in italics and brackets."""

    def __init__(self, book: "Workbook") -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}
        self.head = self._of(bold=True)

    def of(self, cell: Cell) -> "Format":
        """Return the format of a cell."""
        shape: dict[str, Any] = {"align": "right"}
        if (number := _number(cell)) is not None:
            decimals = max(0, -int(number.normalize().as_tuple().exponent))
            digits = "#,##0" + ("." + "0" * decimals if decimals else "")
            shape["num_format"] = digits if cell.is_confirmed else f"({digits});(-{digits})"
        return self._of(**shape, italic=not cell.is_confirmed)

    def _of(self, **shape: object) -> "Format":
        key = tuple(sorted(shape.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(shape)
        return self._made[key]


def _write_grid(sheet: "Worksheet", grid: Grid, formats: _Formats, said: Mapping[str, Any], language: Language) -> None:
    query, vocabulary = grid.query, words(language)
    about = [vocabulary["kinds"][query.kind], vocabulary["statuses"][query.status]]
    by_place = bool(grid.rows) and isinstance(grid.rows[0], Place)
    heads = [said["area"], said["code"]] if by_place else [said["concept"], said["unit"]]
    heads += [_head(column, grid, place, language) for place, column in enumerate(grid.columns)]
    unit = _units(grid, 0) if query.view == "concept" else ""
    sheet.write_string(
        0, 0, " · ".join(filter(None, [_title(grid, language), *about, unit]))[:_LONGEST_CELL], formats.head
    )
    for column, head in enumerate(heads):
        sheet.write_string(1, column, head[:_LONGEST_CELL], formats.head)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, len(heads) - 1, 11)
    sheet.freeze_panes(2, 2)
    for place, (row, cells) in enumerate(zip(grid.rows, grid.cells, strict=True), 2):
        codes = {cell.key.code for cell in cells if cell.key.code}
        last = next((cell.key.code for cell in reversed(cells) if cell.key.code), "")
        first = (
            [row.name, last if codes else ""] if isinstance(row, Place) else [row.name(language), cells[0].unit.text]
        )
        for column, text in enumerate(first):
            sheet.write_string(place, column, text[:_LONGEST_CELL])
        for column, cell in enumerate(cells, 2):
            _write_cell(sheet, place, column, cell, formats)


def _write_cell(sheet: "Worksheet", row: int, column: int, cell: Cell, formats: _Formats) -> None:
    number = _number(cell)
    if number is not None:
        sheet.write_number(row, column, float(number), formats.of(cell))
    elif cell.facts:
        sheet.write_string(row, column, cell.text if cell.is_confirmed else f"({cell.text})", formats.of(cell))


def _number(cell: Cell) -> Decimal | None:
    """Return what a cell shows as a number: one value without a bound, in the column's unit, that Excel keeps whole."""
    fact = cell.standing
    if fact is None or fact.bound != "eq" or unit_text(fact, cell.unit) != cell.unit.text:
        return None
    shown = numbers(fact, cell.unit)
    is_kept = len(shown) == 1 and len(shown[0].normalize().as_tuple().digits) <= _DIGITS
    return shown[0] if is_kept else None


def _write_sources(
    sheet: "Worksheet",
    grids: Iterable[tuple[str, Grid]],
    texts: Mapping[str, str],
    formats: _Formats,
    said: Mapping[str, Any],
    language: Language,
    tick: Callable[[], None],
) -> None:
    """List every value of every cell with its report, its sentence and its wording; first those that stand."""
    heads: Mapping[str, str] = said["heads"]
    for column, title in enumerate(heads.values()):
        sheet.write_string(0, column, title, formats.head)
    sheet.freeze_panes(1, 0)
    line = 1
    for name, grid in grids:
        for row, cells in zip(grid.rows, grid.cells, strict=True):
            for head, cell in zip(grid.columns, cells, strict=True):
                for place, fact in enumerate((*cell.facts, *cell.others)):
                    tick()
                    shown = _source(cell, fact, texts, language)
                    stands = said["stands"] if place == 0 else ""
                    texts_of = [name, _text(row, language), _text(head, language), stands, *shown]
                    for at, text in enumerate(texts_of):
                        sheet.write_string(line, at, text[:_LONGEST_CELL])
                    line += 1


def _source(cell: Cell, fact: Fact, texts: Mapping[str, str], language: Language) -> list[str]:
    sentence = texts[fact.report][slice(*fact.sentence)].strip()
    state = words(language)["states"]["confirmed" if fact.is_confirmed else "undecided"]
    bound = words(language)["bounds"][fact.bound].strip()
    return [
        number_text(fact, cell.unit),
        unit_text(fact, cell.unit),
        bound,
        fact.modal,
        state,
        fact.title,
        str(fact.vintage or ""),
        fact.wording,
        fact.words,
        sentence,
        f"{fact.span.start}–{fact.span.end}",
        fact.report,
    ]


def _text(head: Place | Concept | Time, language: Language) -> str:
    if isinstance(head, Place):
        return head.name
    return time_text(head, language) if isinstance(head, Time) else head.name(language)


def _head(column: Time | Concept, grid: Grid, place: int, language: Language) -> str:
    """Return the head of a column; a concept's has its unit."""
    name = _text(column, language)
    unit = _units(grid, place) if isinstance(column, Concept) else ""
    return f"{name} ({unit})" if unit else name


def _units(grid: Grid, column: int) -> str:
    return next((cells[column].unit.text for cells in grid.cells if cells), "")


def _title(grid: Grid, language: Language) -> str:
    """Return what a table is of: its concept, its year or its region."""
    cell = next((cell for cells in grid.cells for cell in cells), None)
    if cell is None or grid.query.view == "year":
        return grid.query.of
    return cell.concept.name(language) if grid.query.view == "concept" else cell.key.place.name


def _sheet_name(name: str, taken: set[str]) -> str:
    """Return a name that Excel takes for a sheet and that no other sheet has."""
    plain = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", name).strip(" '")[:_LONGEST_NAME] or "-"
    shown, number = plain, 2
    while shown.casefold() in taken:
        shown = f"{plain[: _LONGEST_NAME - 4]} {number}"
        number += 1
    taken.add(shown.casefold())
    return shown
