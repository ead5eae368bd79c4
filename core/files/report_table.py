"""Tables of reports: each row is a report, one column is its text, others its name and what is known about it.

CSV, TSV, JSON lines, Parquet, workbooks (core/files/workbook.py), and what is called a workbook and is a web page or
XML in truth (core/files/sheet_forms.py). A workbook may have several sheets, and titles above the head of a table.
"""

import csv
import json
import re
import unicodedata
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from io import TextIOWrapper
from itertools import chain, islice
from pathlib import PurePath
from typing import Any, BinaryIO

from ..model.errors import ReportError
from ..model.report import TEXT_LIMIT, About, Note
from .cell_text import is_cut, plain_cell, says_nothing
from .content import Content
from .encoding import codec_of, decode
from .file_kind import kind_of
from .load import whole
from .sheet_head import HEAD_LINES, Head, Line, is_figures_table, letters_of, names_of_head, role_of
from .table_words import Role
from .workbook_kinds import is_packed, is_page, is_workbook, is_xml_spreadsheet

_SAMPLE = 1 << 20
_SAMPLE_ROWS = 200
_SHOWN_ROWS = 3
# a text of so many characters is a report's, whatever its column is called
_LONG = 200
# the lines of a sheet have so many characters if they are a report's
_SHORTEST = 500
# a row of a report that fills several has fewer characters than a report
_PART_LIMIT = 3_000
# so many numbers in as many columns make a table one of numbers, if it has no text
_MANY_NUMBERS = 3
_MOST_NAMED = 200


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a table say what.

    `text` has the reports' texts, which go on in `more`; `name` are the parts of a report's name in order, `region` the
    places from the largest to the smallest; `sheet` is the one sheet of a workbook to read, "" for all that have the
    text. A column is named by its head, or by its letter where no head says that.
    """

    text: str
    name: tuple[str, ...] = ()
    title: str = ""
    date: str = ""
    source: str = ""
    region: tuple[str, ...] = ()
    year: str = ""
    more: tuple[str, ...] = ()
    sheet: str = ""


def columns_from_record(record: Mapping[str, Any]) -> Columns:
    """Return the columns of an object that came through JSON, where tuples are lists."""
    fields: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in record.items()}
    return Columns(**fields)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its number as people count it there, and its cells by the names of their columns.

    `below` are the columns whose cell is merged with the one above.
    """

    number: int
    cells: Mapping[str, str]
    below: frozenset[str] = frozenset()


Rows = Generator[Row | ReportError, None, None]


@dataclass(frozen=True, slots=True)
class TableSheet:
    """A sheet of a table, with its rows to be taken once; a table that is no workbook has one, without a name.

    `columns` are the names of its columns in order and `letters` their names by their letters; both are empty where
    each row brings its own. `refusal` says why a sheet holds no reports, whatever its columns are.
    """

    name: str
    rows: Rows
    columns: tuple[str, ...] = ()
    letters: Mapping[str, str] | None = None
    hidden: bool = False
    refusal: ReportError | None = None
    is_one_report: bool = False
    """Whether its one column has the lines of a report, and nothing says what a row is."""


@dataclass(frozen=True, slots=True)
class SheetFound:
    """What a sheet holds: its columns, a guess of what they say (None where no text is long), and its first reports."""

    name: str
    hidden: bool
    columns: tuple[str, ...]
    letters: Mapping[str, str]
    guess: Columns | None
    samples: tuple[Mapping[str, str], ...]
    numbers: int
    refusal: ReportError | None = None
    broken: bool = False
    """Whether its first rows are there and none of them can be read."""


def open_table(stream: BinaryIO, name: str, encoding: str = "") -> tuple[str, list[TableSheet]]:
    """Return a table's encoding and its sheets.

    A row that cannot be read is an error among the rows. Raises ReportError where nothing can be read.
    """
    head = stream.read(_SAMPLE)
    stream.seek(0)
    if not head:
        raise ReportError("{name} is empty; choose another file.", name=name)
    suffix = PurePath(name).suffix.lower()
    if suffix == ".parquet":
        from .parquet import parquet_rows

        return "utf-8", [TableSheet("", _closing(stream, _counted(parquet_rows(stream, name))))]
    if is_packed(head):
        return _workbook(stream, name)
    if is_xml_spreadsheet(head) or (is_page(head) and suffix != ".json"):
        return _other_forms(stream, name, encoding)
    codec, found = _encoding(head, name, encoding)
    lines = TextIOWrapper(stream, codec, "replace", newline="")
    if suffix in (".jsonl", ".json"):
        return found, [TableSheet("", _closing(lines, _counted(_objects(lines, name))))]
    text = head.decode(codec, "replace")
    declared = _DECLARED.match(text)
    if declared:
        lines.readline()
    separator = declared[1] if declared else "\t" if suffix == ".tsv" else _separator(text)
    sheet = _grid("", _cells(lines, name, separator), name, is_csv=True)
    return found, [replace(sheet, rows=_closing(lines, sheet.rows))]


def _workbook(stream: BinaryIO, name: str) -> tuple[str, list[TableSheet]]:
    with stream:
        data = whole(stream, name)
    if not is_workbook(data):
        # the sentence for what it is; a document is opened under its own name
        kind_of(data, name, PurePath(name).suffix.lower())
        raise ReportError("{name} is damaged, or is not the kind of file that its name says. Save it again.", name=name)
    from .workbook import sheets_of

    return _FORM, [_grid(one.name, one.lines(), name, hidden=one.hidden) for one in sheets_of(data, name)]


def _other_forms(stream: BinaryIO, name: str, encoding: str) -> tuple[str, list[TableSheet]]:
    """Read what is called a table and is a web page or XML in truth."""
    from .sheet_forms import sheets_of_page, sheets_of_xml

    with stream:
        data = whole(stream, name)
    if is_xml_spreadsheet(data):
        sheets, found = sheets_of_xml(data, name), "xml"
    else:
        page, found, _ = decode(data, name, encoding)
        sheets = sheets_of_page(page, name)
    return found, [_grid(one.name, one.lines(), name, hidden=one.hidden) for one in sheets]


# what stands for the encoding of a workbook's texts
_FORM = "xlsx"
# the line by which Excel is found_in_text the separator of a CSV file
_DECLARED = re.compile(r"\ufeff?\"?sep=(.)\"?\r?\n", re.I)


def _encoding(head: bytes, name: str, encoding: str) -> tuple[str, str]:
    """Return the codec of a table by its beginning, which may end within a character."""
    cut = head[: head.rfind(b"\n") + 1] or head
    if 0 in head:
        # in encodings of two or four bytes the cut must not split a character
        cut = head[: len(head) // 4 * 4]
    codec, found = codec_of(cut, name, encoding)
    return ("utf-8-sig" if codec == "utf-8" else codec), found


def _counted(found: Iterator[Mapping[str, str] | ReportError]) -> Rows:
    for number, row in enumerate(found, 1):
        yield row if isinstance(row, ReportError) else Row(number, row)


def is_table_text(data: bytes) -> bool:
    """Tell whether a text is a table, as Excel saves one as text: its first line has the names of several columns."""
    head = data[:_SAMPLE]
    try:
        codec, _ = _encoding(head, "", "")
    except ReportError:
        return False
    first = head.decode(codec, "replace").removeprefix("\ufeff").split("\n", 1)[0].rstrip("\r")
    roles = [role_of(cell.strip('"')) for cell in first.split("\t") if len(cell) < _LONG]
    return sum(map(bool, roles)) > 1 and "text" in roles


def _closing(lines: BinaryIO | TextIOWrapper, found: Iterator[Row | ReportError]) -> Rows:
    """Yield the rows of a table, and close it when they are done or nobody wants more."""
    with lines:
        yield from found


def _separator(head: str) -> str:
    """Return what sets cells apart: where a head names the texts and more, its own sign, be it ^ or a control.

    Else what there is most of in the first line that has several cells.
    """
    first = head.splitlines()[:20]
    for line in first:
        signs = set(_SIGN.findall(line[: _LONGEST_HEAD + 1])) if len(line) <= _LONGEST_HEAD else ()
        known: dict[str, int] = {sign: _known_in(line, sign) for sign in signs}
        if known and max(known.values()) > 1:
            return max(sorted(known), key=known.__getitem__)
    for line in first:
        best = max(",\t;", key=line.count)
        if best in line:
            return best
    return ","


# what may set cells apart: no sign of a sentence, of a quotation or within a name
_SIGN = re.compile(r"[^\w\s\"'“”，。：、（）()《》.\-]|[\t\x01-\x08]")
_LONGEST_HEAD = 2_000


def _known_in(line: str, sign: str) -> int:
    """Return how many columns of a head have names that are known, if one is that of the texts."""
    roles = [role_of(cell.strip('" \ufeff')) for cell in line.split(sign) if len(cell) < _LONG]
    return sum(map(bool, roles)) if "text" in roles or "likely text" in roles else 0


def _cells(lines: Iterable[str], name: str, separator: str) -> Iterator[Line | ReportError]:
    """Yield the rows of CSV with something in them; a row that cannot be read is an error."""
    csv.field_size_limit(TEXT_LIMIT)
    table = csv.reader(lines, delimiter=separator)
    number = 0
    while True:
        number += 1
        try:
            cells = next(table, None)
        except csv.Error:
            yield ReportError(
                "Line {line} of {name} cannot be read as a row of a table.", line=table.line_num, name=name
            )
            continue
        if cells is None:
            return
        yield Line(number, cells)


def _grid(
    sheet: str, lines: Iterator[Line | ReportError], name: str, *, hidden: bool = False, is_csv: bool = False
) -> TableSheet:
    """Return a sheet of lines: its head is found among the first of them.

    A row of CSV is counted from the first one under the head; one of a sheet has the sheet's own number.
    """
    first = list(islice(lines, HEAD_LINES))
    known = [one for one in first if isinstance(one, Line)]
    head = names_of_head(known, is_csv=is_csv)
    is_one_report = (
        not is_csv
        and sum(head.used) == 1
        and not any(map(role_of, head.names))
        and all(len(cell) < _PART_LIMIT for line in known for cell in line.cells)
    )
    if is_one_report:
        head = Head(0, tuple(letters_of(at) for at in range(len(head.names))), head.used)
    refusal = None
    if is_figures_table(head.names):
        refusal = ReportError(
            "{name} is a table of exported figures, not of reports. Export them as JSON lines (.jsonl) and bring those "
            "in as labels.",
            name=name,
        )
    shown = tuple(one for one, used in zip(head.names, head.used, strict=True) if used)
    letters = {letters_of(at): one for at, one in enumerate(head.names)}
    rows = _rows_under(head, chain(first, lines), is_csv=is_csv)
    return TableSheet(sheet, rows, shown, letters, hidden, refusal, is_one_report)


def _rows_under(head: Head, lines: Iterator[Line | ReportError], *, is_csv: bool) -> Rows:
    number = 0
    for line in lines:
        if isinstance(line, ReportError):
            yield line
            continue
        if line.number <= head.line or not any(map(str.strip, line.cells)):
            continue
        number += 1
        cells = dict(zip(head.names, line.cells, strict=False))
        if head.line and list(cells.values()) == list(cells):
            # the head, said again at the top of each printed page
            continue
        below = frozenset(head.names[at] for at in line.below if at < len(head.names))
        yield Row(number if is_csv else line.number, cells, below)


def _objects(lines: TextIOWrapper, name: str) -> Iterator[Mapping[str, str] | ReportError]:
    start = lines.read(1).removeprefix("\ufeff")
    if start == "[":
        yield from _listed(start + lines.read(4 * TEXT_LIMIT), name)
        return
    for number, rest in enumerate(lines, 1):
        line, start = start + rest, ""
        if not line.strip():
            continue
        if number == 1 and len(line) < _LONG and line.startswith("{") and line.rstrip().endswith(("{", "[", ",")):
            # one object over many lines, not a row that was cut off
            yield from _listed(line + lines.read(4 * TEXT_LIMIT), name)
            return
        try:
            value = _read(line)
            if number == 1 and (within := _list_within(value)):
                yield from map(_row_of, within)
                continue
            yield _row_of(value)
        except (ValueError, TypeError, RecursionError):
            yield ReportError("Line {line} of {name} is not a JSON object.", line=number, name=name)


def _listed(text: str, name: str) -> Iterator[Mapping[str, str] | ReportError]:
    try:
        listed = _read(text)
    except (ValueError, RecursionError) as error:
        raise ReportError("{name} is not JSON, or its list is too long; save it as JSON lines.", name=name) from error
    if isinstance(listed, dict):
        listed = _list_within(listed) or [listed]
    for number, one in enumerate(listed, 1):
        try:
            yield _row_of(one)
        except TypeError:
            yield ReportError("Line {line} of {name} is not a JSON object.", line=number, name=name)


_DEEPEST_LIST = 4


def _list_within(value: object) -> list[dict[str, Any]]:
    """Return the rows that an answer of a site's interface has in it ({"code": 0, "data": {"list": […]}}); [] for none.

    An object with a text of its own is a row itself, whatever else it holds.
    """
    level = [value]
    for _ in range(_DEEPEST_LIST):
        objects = [one for one in level if isinstance(one, dict)]
        if any(isinstance(cell, str) and "text" in role_of(key) for one in objects for key, cell in one.items()):
            return []
        level = [cell for one in objects for cell in one.values()]
        for cell in level:
            if isinstance(cell, list) and cell and all(isinstance(one, dict) for one in cell):
                return cell
    return []


def _read(text: str) -> Any:  # noqa: ANN401 (whatever JSON holds)
    """Return the value of a JSON text; a number that is too long to be read stays a text."""
    return json.loads(text, parse_int=lambda number: int(number) if len(number) < 100 else number)


def _row_of(value: object) -> Mapping[str, str]:
    if not isinstance(value, dict):
        raise TypeError
    return {key: cell if isinstance(cell, str) else "" if cell is None else json.dumps(cell, ensure_ascii=False)
            for key, cell in value.items()}  # fmt: skip


def look_at(sheet: TableSheet) -> SheetFound:
    """Return what a sheet holds, by its first rows."""
    first = list(islice(sheet.rows, _SAMPLE_ROWS))
    sound = [row for row in first if isinstance(row, Row)]
    columns = sheet.columns or tuple(dict.fromkeys(name for row in sound for name in row.cells))
    cells = [row.cells for row in sound]
    guessed = None if sheet.refusal else guess(columns, cells)
    if sheet.is_one_report:
        lines = [one.get(columns[0], "") for one in cells]
        guessed = (
            Columns(columns[0]) if sum(map(len, lines)) > _SHORTEST and any("。" in line for line in lines) else None
        )
    with_text = [one for one in cells if guessed is None or not says_nothing(one.get(guessed.text, ""))]
    samples = tuple({name: _shortened(cell) for name, cell in one.items()} for one in with_text[:_SHOWN_ROWS])
    numbers = sum(_NUMBER.fullmatch(cell) is not None for one in cells for cell in one.values())
    return SheetFound(
        sheet.name,
        sheet.hidden,
        columns,
        sheet.letters or {},
        guessed,
        samples,
        numbers,
        sheet.refusal,
        broken=bool(first) and not sound,
    )


_NUMBER = re.compile(r"\s*[-+]?[0-9][0-9,]*(?:\.[0-9]+)?%?\s*")
_SHOWN = 300


def _shortened(cell: str) -> str:
    plain = plain_cell(cell[: 4 * _SHOWN])
    return plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1] + "…"


def guess(header: Iterable[str], sample: Iterable[Mapping[str, str]]) -> Columns | None:
    """Guess which columns say what: by their names, then by which has the longest text; None where no text is long."""
    names, first = list(header), list(sample)
    by_role: dict[Role, list[str]] = {}
    for name in names:
        by_role.setdefault(role_of(name), []).append(name)
    size = {name: max((len(row.get(name, "")) for row in first), default=0) for name in names}

    def of(*roles: Role) -> list[str]:
        return [name for role in roles for name in by_role.get(role, ())]

    sure, likely = of("text"), [name for name in of("likely text") if _reads_as_text(name, first)]
    text = max(sure or likely, key=lambda name: size[name], default="")
    if text:
        family = [name for name in names if name == text or _goes_on(text, name, size[name])]
    else:
        # none is called so: whichever are long
        family = [name for name in names if size[name] > _LONG and role_of(name) == ""]
    if not family:
        return None
    text, *more = family

    def one(*roles: Role) -> str:
        return next((name for name in of(*roles) if name not in family), "")

    title, year = one("title", "likely title"), one("year")
    region = tuple(filter(None, (one("province"), one("city"), one("county", "region"))))
    parts = tuple(dict.fromkeys(filter(None, (*region, year, title))))
    return Columns(text, parts, title, one("date", "year"), one("source"), region, year, tuple(more))


def _reads_as_text(name: str, rows: Sequence[Mapping[str, str]]) -> bool:
    """Tell whether a column called 内容 or the like holds texts: one is long, or several are sentences."""
    cells = [row.get(name, "") for row in rows]
    return any(len(cell) > _LONG or "。" in cell for cell in cells)


_PART = re.compile(
    r"[\s_\-－—(（【\[]*(?:[0-9０-９]{1,2}|[一二三四五六七八九十上中下]|续[0-9一二三四]?|补充|part ?[0-9])[)）】\]]*$",
    re.I,
)


def _goes_on(text: str, name: str, size: int) -> bool:
    """Tell whether a column goes on with the text of another: 正文2 after 正文1, 正文（续） after 正文."""
    stem, other = _PART.sub("", text), _PART.sub("", name)
    return size > 0 and other == stem != "" and (name != other)


def chosen_sheets(found: Sequence[SheetFound], columns: Columns | None, name: str) -> list[tuple[int, Columns]]:
    """Return which sheets are read, by their places, and by which columns each.

    Without columns these are the sheets that have a text, each by its own guess; hidden ones only where no other has
    one. Raises ReportError where there is none.
    """
    if refusal := next((one.refusal for one in found if one.refusal), None):
        # of a workbook of exported figures other sheets tell of the reports
        raise refusal
    filled = [at for at, one in enumerate(found) if one.columns]
    if not filled and (broken := [at for at, one in enumerate(found) if one.broken]):
        # each of its rows says why
        return [(at, columns or Columns("")) for at in broken]
    if not filled:
        raise ReportError("{name} holds no rows; choose another file.", name=name)
    if columns is not None and columns.sheet:
        filled = [_sheet_called(columns.sheet, found, name)]
    guessed = [at for at in filled if found[at].guess is not None]
    places = [at for at in guessed if not found[at].hidden] or guessed
    if columns is None or not columns.text:
        if not places:
            raise _no_text([found[at] for at in filled], name)
        return [(at, _guess_of(found[at], columns or Columns(""))) for at in places]
    chosen = [(at, resolved) for at in places or filled if (resolved := _resolved(columns, found[at]))]
    if not chosen:
        # the column is in a sheet that has no long text
        chosen = [(at, resolved) for at in filled if (resolved := _resolved(columns, found[at]))][:1]
    if not chosen:
        known = dict.fromkeys(column for at in places or filled for column in found[at].columns)
        raise ReportError(
            "{name} has no column {column}; it has {known}.", name=name, column=columns.text, known=", ".join(known)
        )
    return chosen


def _guess_of(found: SheetFound, asked: Columns) -> Columns:
    """Return the guess of a sheet, but what is asked for of its columns."""
    assert found.guess is not None
    resolved = _resolved(replace(asked, text=found.guess.text), found)
    assert resolved is not None
    said = {field: value for field in _FIELDS if (value := getattr(resolved, field))}
    return replace(found.guess, **said)


_FIELDS = ("name", "title", "date", "source", "region", "year", "sheet")


def _sheet_called(called: str, found: Sequence[SheetFound], name: str) -> int:
    """Return the place of a sheet that is called so, or that is so many-th from 1."""
    for at, one in enumerate(found):
        if one.name == called:
            return at
    if called.isdecimal() and 0 < int(called[:9]) <= len(found):
        return int(called[:9]) - 1
    raise ReportError(
        "{name} has no sheet {sheet}; it has {known}.",
        name=name,
        sheet=called,
        known=", ".join(one.name for one in found),
    )


def _resolved(columns: Columns, found: SheetFound) -> Columns | None:
    """Return columns with letters replaced by the heads of a sheet; None where it has no such column of texts."""

    def named(column: str) -> str:
        return column if column in found.columns else found.letters.get(column.upper(), column)

    text, more = named(columns.text), columns.more
    if text not in found.columns and "," in text:
        # several columns of one text
        text, *others = (named(part.strip()) for part in columns.text.split(","))
        more = (*more, *others)
    if text not in found.columns:
        return None
    return replace(
        columns,
        text=text,
        more=tuple(map(named, more)),
        name=tuple(map(named, columns.name)),
        region=tuple(map(named, columns.region)),
        **{field: named(getattr(columns, field)) for field in ("title", "date", "source", "year")},
    )


def _no_text(found: Sequence[SheetFound], name: str) -> ReportError:
    """Return why no sheet of a table is read: it is a table of numbers, or has no column of texts."""
    if any(one.numbers >= _MANY_NUMBERS <= len(one.columns) for one in found):
        return ReportError(
            "{name} is a table of numbers and has no column of texts. Save the text of each report as .txt or .docx "
            "and open that, or put the texts into a column.",
            name=name,
        )
    return ReportError("{name} has no column of texts; name the column that holds them.", name=name)


@dataclass(frozen=True, slots=True)
class ReportRows:
    """The rows of a table that are one report: most often one."""

    rows: tuple[Row, ...]
    columns: Columns
    sheet: str = ""

    @property
    def number(self) -> int:
        """The number of the first row."""
        return self.rows[0].number

    def has_text(self) -> bool:
        """Tell whether there is a text in the columns of texts."""
        return any(_text_of(row, self.columns).strip() for row in self.rows)

    def called(self) -> str:
        """Return what a row without a text is called, to name it."""
        cells = self.rows[0].cells
        return shown_name(cells, self.columns)[:60]


def reports_of(sheet: TableSheet, columns: Columns) -> Iterator[ReportRows | ReportError]:
    """Put the rows together that are one report; an error stands between the reports around it."""
    waiting: list[Row] = []
    for row in sheet.rows:
        if isinstance(row, Row) and waiting and (sheet.is_one_report or _is_more(waiting, row, columns)):
            waiting.append(row)
            continue
        if waiting:
            yield ReportRows(tuple(waiting), columns, sheet.name)
        waiting = [row] if isinstance(row, Row) else []
        if isinstance(row, ReportError):
            yield row
    if waiting:
        yield ReportRows(tuple(waiting), columns, sheet.name)


def _is_more(before: Sequence[Row], row: Row, columns: Columns) -> bool:
    """Tell whether a row goes on with the report of the rows before it.

    It does where it has a text and says nothing of its own of whose report it is, or, with a text that is too short to
    be a report, the same region, year and title again.
    """
    who = dict.fromkeys(filter(None, (*columns.name, *columns.region, columns.title, columns.year)))
    text = _text_of(row, columns)
    if not who or not text.strip() or not _text_of(before[-1], columns).strip() or _OPENING.search(text[:300]):
        return False
    own = {name: row.cells.get(name, "").strip() for name in who if name not in row.below}
    said = {name: before[0].cells.get(name, "").strip() for name in who}
    if not any(own.values()):
        return any(said.values())
    if not (columns.year and (columns.title or columns.region) and own.get(columns.year)):
        return False
    same = all(own.get(name, said[name]) == said[name] for name in who)
    return same and all(len(_text_of(one, columns)) < _PART_LIMIT for one in (*before[-1:], row))


_OPENING = re.compile("各位代表|政府工作报告|代表.{0,20}人民政府")


def _text_of(row: Row, columns: Columns) -> str:
    """Return a row's text, from all columns it goes over: one that is cut at a cell's limit goes on at once."""
    cells = (row.cells.get(name, "") for name in (columns.text, *columns.more))
    parts = [part for part in cells if not says_nothing(part)]
    return "".join(part if at == 0 or is_cut(parts[at - 1]) else f"\n{part}" for at, part in enumerate(parts))


def row_content(found: ReportRows, name: str, encoding: str) -> tuple[str, Content]:
    """Return the name and the content of a report of a table; raise ReportError where its text is empty or too long."""
    row, columns = found.rows[0], found.columns
    text = plain_cell("\n".join(_text_of(one, columns) for one in found.rows))
    if not text.strip():
        raise ReportError(
            "Row {row} of {name} has no text in the column {column}.", row=row.number, name=name, column=columns.text
        )
    title, source = (_flat(row.cells.get(one, ""))[:200] for one in (columns.title, columns.source))
    kept, notes = _agreeing(found, title, text)
    parts = _joined([part for part in (_part(row, one, columns) for one in columns.name if one in kept) if part])
    alone = f"{PurePath(name).stem} {row.number}" if columns.name or len(found.rows) == 1 else PurePath(name).stem
    called = re.sub(r"\s+", " ", "".join(parts))[:120] or alone
    if len(text) > TEXT_LIMIT:
        raise ReportError(
            "{name} holds more than {limit} characters; split it and open the parts.", name=called, limit=TEXT_LIMIT
        )
    last = next(
        (cell for one in (*columns.more[::-1], columns.text) if (cell := found.rows[-1].cells.get(one, ""))), ""
    )
    if is_cut(last):
        notes.append(Note(CUT, len(last)))
    if len(found.rows) > 1:
        notes.append(Note(TOGETHER, len(found.rows)))
    said = _day(_flat(row.cells.get(columns.date, "")))[:200]
    return called, Content(text, encoding, tuple(notes), About(title, said, source))


def shown_name(cells: Mapping[str, str], columns: Columns) -> str:
    """Return what the report of a row is called by its columns."""
    row = Row(0, cells)
    return "".join(_joined([_part(row, one, columns) for one in columns.name]))


def shown_text(cells: Mapping[str, str], columns: Columns) -> str:
    """Return the text of a row, as much of it as its cells have."""
    return plain_cell(_text_of(Row(0, cells), columns))


def shown_region_and_year(cells: Mapping[str, str], columns: Columns) -> tuple[str, str]:
    """Return what a row says of its report's region and year, "" where it says nothing."""
    row = Row(0, cells)
    return "".join(_part(row, one, columns) for one in columns.region), _part(row, columns.year, columns)


# what is said of a report of a table
CUT = "The cell of its text is full with {number} characters: its end is probably cut off."
TOGETHER = "Its text stands in {number} rows of the table, which were put together."
OTHER_REGION = "Row {number} of the table names another region than the report's title and text, and was not believed."
OTHER_YEAR = "Row {number} of the table names another year than the report's title and text, and was not believed."

ROW_NOTES = (CUT, TOGETHER, OTHER_REGION, OTHER_YEAR)
"""Every sentence that is said of a row, with {number} for the number of its characters, of the rows, or of the row."""


def _joined(parts: Sequence[str]) -> list[str]:
    """Leave out what a later part says: 云汀区 2026 云汀区2026年政府工作报告."""
    return [part for at, part in enumerate(parts) if part and not any(part in later for later in parts[at + 1 :])]


def _flat(cell: str) -> str:
    return re.sub(r"\s+", " ", plain_cell(cell)).strip()


def _part(row: Row, column: str, columns: Columns) -> str:
    cell = _flat(row.cells.get(column, ""))
    is_time = column in (columns.date, columns.year) or role_of(column) in ("date", "year")
    return _day(cell) if is_time and column != columns.title else cell


_SERIAL_DAY = date(1899, 12, 30)
_DAY_OF_1905 = re.compile(r"1905-[0-9]{2}-[0-9]{2}")
_YEAR_AS_NUMBER = re.compile(r"(?:19|20)[0-9]{2}\.0+")
_SERIAL = re.compile(r"(?:3[6-9]|[4-6][0-9])[0-9]{3}")


def _day(cell: str) -> str:
    """Return a day or a year as it was meant: Excel shows the year 2024 as 1905-07-16 and a day as 45292.

    A sign that keeps it a text for Excel ('2024), wide digits and the .0 of a number (2024.0) are left out.
    """
    cell = unicodedata.normalize("NFKC", cell).lstrip("'’‘`")
    if _YEAR_AS_NUMBER.fullmatch(cell):
        return cell[:4]
    if _DAY_OF_1905.fullmatch(cell):
        return str((date.fromisoformat(cell) - _SERIAL_DAY).days)
    if _SERIAL.fullmatch(cell):
        return (_SERIAL_DAY + timedelta(int(cell))).isoformat()
    return cell


_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def _agreeing(found: ReportRows, title: str, text: str) -> tuple[set[str], list[Note]]:
    """Return the columns of a report's name that its title and text do not contradict, and notes of those they do."""
    row, columns = found.rows[0], found.columns
    kept, notes = set(columns.name), list[Note]()
    places = [place for one in columns.region if (place := _flat(row.cells.get(one, "")))]
    year = _YEAR.search(unicodedata.normalize("NFKC", _day(_flat(row.cells.get(columns.year, "")))))
    if not (places or year):
        return kept, notes
    from .row_region import contradicted

    other_region, other_year = contradicted(places, year[0] if year else "", title, text)
    if other_region:
        kept -= set(columns.region)
        notes.append(Note(OTHER_REGION, row.number))
    if other_year:
        kept -= {columns.year}
        notes.append(Note(OTHER_YEAR, row.number))
    return kept, notes


def without_text(passed: Sequence[ReportRows], name: str) -> ReportError:
    """Return the one account of the rows that have no text: how many, which, and in `called` by their names."""
    if len(passed) == 1:
        only = passed[0]
        return ReportError(
            "Row {row} of {name} has no text in the column {column}.",
            row=only.number,
            name=name,
            column=only.columns.text,
        )
    by_sheet: dict[str, list[int]] = {}
    for one in passed:
        by_sheet.setdefault(one.sheet, []).append(one.number)
    several = len(by_sheet) > 1
    rows = "; ".join(
        f"{sheet}: {_ranges(numbers)}" if several else _ranges(numbers) for sheet, numbers in by_sheet.items()
    )
    return ReportError(
        "{count} rows of {name} have no text and were passed over: {rows}.",
        count=len(passed),
        name=name,
        rows=rows,
        called="\n".join(f"{one.number} {one.called()}".strip() for one in passed[:_MOST_NAMED]),
    )


def _ranges(numbers: Sequence[int]) -> str:
    """Write numbers in rising order with those that follow each other as ranges: 2, 7, 9–12."""
    said: list[str] = []
    first = last = numbers[0]
    for number in [*numbers[1:], -1]:
        if number == last + 1:
            last = number
            continue
        said.append(str(first) if first == last else f"{first}–{last}" if last > first + 1 else f"{first}, {last}")
        first = last = number
    return ", ".join(said[:_MOST_NAMED]) + (", …" if len(said) > _MOST_NAMED else "")
