"""The lines that the nodes of a web page show: blocks and breaks begin one, a table's row of data is one with tabs."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from .page_tree import Look, Node
from .raised_text import Piece, joined
from .table_rows import MOST_COLUMNS, Cell, Row, spread, table_lines

# tables nested deeper are read as blocks
_DEEPEST_TABLE = 16
_MOST_ROWS = 65_534
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u2018-\u201d\U00020000-\U0003ffff"
_SOURCE_BREAK = re.compile(rf"(?<=[{_WIDE}])[ \t]*[\r\n][ \t\r\n]*(?=[{_WIDE}])")
_BLANKS = re.compile(r"[ \t\r\n\f\xa0]+")
_TABLE = Look("table")
_PARTS_OF_A_TABLE = ("rows", "row", "cell")

Content = list[Node | str]


def lines(root: Node) -> Iterator[str]:
    """Yield the lines that the content of a node shows, none of them empty."""
    yield from _lines(root, 0)


def tidy(text: str) -> str:
    """Return a text with its blanks as single ones, and without the source's line breaks between Chinese characters."""
    return _BLANKS.sub(" ", _SOURCE_BREAK.sub("", text)).strip()


def _lines(root: Node, tables: int) -> Iterator[str]:
    """Yield the lines of a node that is within so many tables."""
    line: list[Piece] = []
    # what is still to come, the next one last; None ends a line
    waiting: list[tuple[Node | str | None, Look]] = [(part, root.look) for part in reversed(_grouped(root))]
    while waiting:
        part, around = waiting.pop()
        if isinstance(part, str):
            first, *others = part.splitlines() or [part] if around.keeps_breaks else [part]
            line.append(Piece(first, around.place))
            waiting += [one for other in reversed(others) for one in ((other, around), (None, around))]
            continue
        if part is not None and part.tag == "mfrac":
            line.append(_fraction(part))
            continue
        if part is not None and part.look.display in ("inline", "spaced") and part.tag != "br":
            blank: list[tuple[Node | str | None, Look]] = [(" ", around)] if part.look.display == "spaced" else []
            waiting += [*blank, *((child, part.look) for child in reversed(_grouped(part))), *blank]
            continue
        yield from _finished(line)
        line = []
        if part is None or part.tag == "br":
            continue
        if part.look.display == "table" and tables < _DEEPEST_TABLE:
            yield from table_lines(spread(list(_rows(part, tables + 1))))
        else:
            waiting += [(None, around), *((child, part.look) for child in reversed(_grouped(part)))]
    yield from _finished(line)


def _finished(pieces: list[Piece]) -> Iterator[str]:
    text = tidy(joined(pieces)) if pieces else ""
    if text:
        yield text


def _grouped(node: Node) -> Content:
    """Return the content of a node, with rows and cells that stand in no table put into one."""
    if node.look.display == "table" or not any(_is_of_a_table(child) for child in node.children):
        return node.children
    grouped: Content = []
    for is_of_a_table, parts in groupby(node.children, _is_of_a_table):
        content = list(parts)
        grouped += [Node("table", {}, content, _TABLE)] if is_of_a_table else content
    return grouped


def _is_of_a_table(part: Node | str) -> bool:
    return isinstance(part, Node) and part.look.display in _PARTS_OF_A_TABLE


def _rows(table: Node, tables: int) -> Iterator[Row]:
    """Yield the rows of a table; what stands between them is a row of one cell."""
    loose: Content = []
    for part in _parts(table):
        display = part.look.display if isinstance(part, Node) else ""
        if display == "cell" or (display != "row" and (loose or _is_written(part))):
            loose.append(part)
            continue
        if loose:
            yield list(_cells(loose, tables))
            loose = []
        if isinstance(part, Node) and display == "row":
            yield list(_cells(part.children, tables))
    if loose:
        yield list(_cells(loose, tables))


def _parts(table: Node) -> Iterator[Node | str]:
    """Yield what stands in a table, without the groups of its rows."""
    waiting: Content = list(reversed(table.children))
    while waiting:
        part = waiting.pop()
        if isinstance(part, Node) and part.look.display == "rows":
            waiting += reversed(part.children)
        else:
            yield part


def _cells(content: Iterable[Node | str], tables: int) -> Iterator[Cell]:
    for is_cell, parts in groupby(content, lambda one: isinstance(one, Node) and one.look.display == "cell"):
        if not is_cell:
            loose = Node("div", {}, list(parts))
            if any(_is_written(part) for part in loose.children):
                yield Cell(list(_lines(loose, tables)))
            continue
        for part in parts:
            if isinstance(part, Node):
                columns, rows = _span(part, "colspan", MOST_COLUMNS), _span(part, "rowspan", _MOST_ROWS)
                yield Cell(list(_lines(part, tables)), columns, rows)


def _is_written(part: Node | str) -> bool:
    return not isinstance(part, str) or bool(part.strip())


def _span(cell: Node, name: str, most: int) -> int:
    """Return how many columns or rows a cell says that it takes; 0 rows are all that are left."""
    said = cell.attributes.get(name, "").strip()[:6]
    number = int(said) if said.isascii() and said.isdecimal() else 1
    return most if number == 0 and name == "rowspan" else max(1, min(number, most))


def _fraction(node: Node) -> Piece:
    parts = [" ".join(_lines(part, _DEEPEST_TABLE)) for part in node.children if isinstance(part, Node)]
    return Piece("/".join(filter(None, parts)), "fraction")
