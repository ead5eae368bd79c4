"""Spreadsheets that are something else in truth: many programs write .xls files that are web pages or XML.

A web page's tables are its sheets. The XML is that of Excel 2003, which other programs still write.
"""

from collections.abc import Iterator
from itertools import islice
from xml.parsers import expat

from ..model.errors import ReportError
from .docx_body import parser_of
from .page_lines import lines
from .page_tree import Node, elements, parse
from .sheet_head import MOST_ROWS, Line, Sheet, check_size
from .workbook_kinds import SPREADSHEET

_MOST_COLUMNS = 16_384


def sheets_of_page(page: str, name: str) -> list[Sheet]:
    """Return the tables of a web page as sheets; of tables within one another the innermost that have several cells."""
    found = []
    for number, table in enumerate(_tables(parse(page)), 1):
        rows = list(islice(_rows(table), MOST_ROWS + 1))
        check_size(name, len(rows), 1)
        found.append(Sheet(str(number), False, rows.__iter__))
    return found


def _tables(root: Node) -> Iterator[Node]:
    """Yield the tables that hold no other table, in order."""
    waiting: list[Node] = [root]
    while waiting:
        node = waiting.pop()
        inner = [child for child in node.children if isinstance(child, Node)]
        if node.tag == "table" and not any(one.tag == "table" for one in _under(node)):
            yield node
            continue
        waiting += reversed(inner)


def _under(root: Node) -> Iterator[Node]:
    """Yield every element within another one, in order."""
    return islice(elements(root), 1, None)


def _rows(table: Node) -> Iterator[Line]:
    # the column of each cell that goes on in the rows under it, with in how many and its text
    active: dict[int, tuple[int, str]] = {}
    for number, row in enumerate((one for one in _under(table) if one.tag == "tr"), 1):
        cells: list[str] = []
        following: dict[int, tuple[int, str]] = {}
        below: list[int] = []
        for cell in (one for one in _under(row) if one.tag in ("td", "th")):
            below += _carry(cells, active, following)
            text = _text(cell)
            high, wide = _span(cell, "rowspan"), _span(cell, "colspan")
            if high > 1:
                following[len(cells)] = high - 1, text
            cells += [text, *[""] * (wide - 1)]
            if len(cells) > _MOST_COLUMNS:
                break
        below += _carry(cells, active, following)
        active = following
        yield Line(number, cells, frozenset(below))


def _carry(
    cells: list[str], active: dict[int, tuple[int, str]], following: dict[int, tuple[int, str]]
) -> Iterator[int]:
    """Say the cells again that come from the rows above, up to the next column of this row; yield their columns."""
    while len(cells) in active:
        column = len(cells)
        left, text = active.pop(column)
        if left > 1:
            following[column] = left - 1, text
        cells.append(text)
        yield column


def _span(cell: Node, which: str) -> int:
    said = cell.attributes.get(which, "").strip()
    return min(max(int(said), 1), 1000) if said.isdecimal() and len(said) < 6 else 1


def _text(cell: Node) -> str:
    """Return a cell's text as the page shows it, line by line."""
    return "\n".join(lines(cell))


def sheets_of_xml(data: bytes, name: str) -> list[Sheet]:
    """Return the sheets of a spreadsheet in the XML of Excel 2003; raise ReportError where it is damaged."""
    reader = _XmlReader(name)
    try:
        reader.read(data)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise ReportError(
            "{name} is damaged, or is not the kind of file that its name says. Save it again.", name=name
        ) from error
    return [Sheet(title, False, rows.__iter__) for title, rows in reader.sheets]


class _XmlReader:
    """Reads worksheets from the XML of Excel 2003."""

    def __init__(self, name: str) -> None:
        self.sheets: list[tuple[str, list[Line]]] = []
        self._name = name
        self._row = self._column = 0
        self._cells: list[str] = []
        self._below: set[int] = set()
        self._active: dict[int, tuple[int, str]] = {}
        self._span: tuple[int, int] = 0, 0
        self._said: list[str] | None = None

    def read(self, data: bytes) -> None:
        parser = parser_of(self._name)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._hear
        parser.Parse(data, True)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, local = tag.rpartition(" ")
        own = {name.removeprefix(f"{SPREADSHEET} "): value for name, value in attributes.items()}
        if space != SPREADSHEET:
            return
        if local == "Worksheet":
            self.sheets.append((own.get("Name", ""), []))
            self._row, self._active = 0, {}
        elif local == "Row" and self.sheets:
            self._row = int(own.get("Index", self._row + 1))
            self._column, self._cells, self._below = 0, [], set()
            check_size(self._name, self._row, 1)
            check_size(self._name, len(self.sheets[-1][1]), 1)
        elif local == "Cell":
            self._column = int(own.get("Index", self._column + 1))
            self._span = int(own.get("MergeDown", 0)), int(own.get("MergeAcross", 0))
            self._carry(self._column - 1)
            self._cells.append("")
        elif local == "Data":
            self._said = []

    def _carry(self, column: int) -> None:
        """Go on to a column of the row; a cell that is merged with those under it is said again."""
        if not 0 <= column < _MOST_COLUMNS:
            raise ValueError(column)
        while len(self._cells) < column:
            last, text = self._active.get(len(self._cells), (0, ""))
            if last >= self._row:
                self._below.add(len(self._cells))
            self._cells.append(text if last >= self._row else "")

    def _hear(self, said: str) -> None:
        if self._said is not None:
            self._said.append(said)

    def _end(self, tag: str) -> None:
        space, _, local = tag.rpartition(" ")
        if space != SPREADSHEET:
            return
        if local == "Data" and self._said is not None and self._cells:
            self._cells[-1] = "".join(self._said).removesuffix("T00:00:00.000")
            self._said = None
        elif local == "Cell" and self._cells:
            down, across = self._span
            if down > 0:
                self._active[len(self._cells) - 1] = self._row + down, self._cells[-1]
            self._column += max(across, 0)
        elif local == "Row" and self.sheets:
            self._carry(max(self._active, default=-1) + 1 if len(self._cells) <= max(self._active, default=-1) else 0)
            self.sheets[-1][1].append(Line(self._row, self._cells, frozenset(self._below)))
