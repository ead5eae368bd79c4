"""Tables of reports: each row is a report, one column is its text, others its name and what is known about it."""

import csv
import json
import re
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import PurePath
from typing import Any, BinaryIO

from ..model.errors import ReportError
from ..model.report import TEXT_LIMIT, About
from .content import Content
from .encoding import codec_of

_SAMPLE = 1 << 20
_TEXT = ("full_text", "fulltext", "text", "content", "body", "report", "正文", "全文", "文本", "内容", "报告")
_NAME = (
    "province",
    "region",
    "city",
    "省份",
    "省",
    "地区",
    "城市",
    "year",
    "年份",
    "年度",
    "年",
    "title",
    "标题",
    "题目",
    "name",
    "名称",
)
_TITLE = ("title", "标题", "题目", "name", "名称")
_DATE = ("date", "publish_date", "pubdate", "published", "日期", "发布日期", "时间", "year", "年份", "年度", "年")
_SOURCE = ("source", "url", "link", "来源", "链接", "网址")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a table say what: the report's text, the parts of its name in order, title, date and source."""

    text: str
    name: tuple[str, ...] = ()
    title: str = ""
    date: str = ""
    source: str = ""


Row = Mapping[str, str]
Rows = Generator[Row | ReportError, None, None]


def rows(stream: BinaryIO, name: str, encoding: str = "") -> tuple[str, Rows]:
    """Return a table's encoding and its rows, from CSV, TSV, JSON lines or Parquet.

    A row that cannot be read is an error.
    """
    head = stream.read(_SAMPLE)
    stream.seek(0)
    if not head:
        raise ReportError("{name} is empty; choose another file.", name=name)
    suffix = PurePath(name).suffix.lower()
    if suffix == ".parquet":
        from .parquet import parquet_rows

        return "utf-8", _closing(stream, parquet_rows(stream, name))
    codec, found = _encoding(head, name, encoding)
    lines = TextIOWrapper(stream, codec, "replace", newline="")
    if suffix in (".jsonl", ".json"):
        return found, _closing(lines, _objects(lines, name))
    separator = "\t" if suffix == ".tsv" else _separator(head.decode(codec, "replace"))
    return found, _closing(lines, _cells(lines, name, separator))


def _encoding(head: bytes, name: str, encoding: str) -> tuple[str, str]:
    """Return the codec of a table by its beginning, which may end within a character."""
    cut = head[: head.rfind(b"\n") + 1] or head
    if 0 in head:
        # in encodings of two or four bytes the cut must not split a character
        cut = head[: len(head) // 4 * 4]
    codec, found = codec_of(cut, name, encoding)
    return ("utf-8-sig" if codec == "utf-8" else codec), found


def _closing(lines: BinaryIO | TextIOWrapper, found: Iterator[Row | ReportError]) -> Rows:
    """Yield the rows of a table, and close it when they are done or nobody wants more."""
    with lines:
        yield from found


def _separator(head: str) -> str:
    first = head.splitlines()[0] if head else ""
    return max(",\t;", key=first.count)


def _cells(lines: Iterable[str], name: str, separator: str) -> Iterator[Row | ReportError]:
    csv.field_size_limit(TEXT_LIMIT)
    table = csv.reader(lines, delimiter=separator)
    header: list[str] | None = None
    while True:
        try:
            cells = next(table, None)
        except csv.Error:
            yield ReportError(
                "Line {line} of {name} cannot be read as a row of a table.", line=table.line_num, name=name
            )
            continue
        if cells is None:
            return
        if header is None:
            header = [cell.strip().removeprefix("\ufeff") for cell in cells]
        elif any(cells):
            yield dict(zip(header, cells, strict=False))


def _objects(lines: TextIOWrapper, name: str) -> Iterator[Row | ReportError]:
    start = lines.read(1).removeprefix("\ufeff")
    if start == "[":
        yield from _listed(start + lines.read(4 * TEXT_LIMIT), name)
        return
    for number, rest in enumerate(lines, 1):
        line, start = start + rest, ""
        if not line.strip():
            continue
        try:
            yield _row_of(_read(line))
        except (ValueError, TypeError, RecursionError):
            yield ReportError("Line {line} of {name} is not a JSON object.", line=number, name=name)


def _listed(text: str, name: str) -> Iterator[Row | ReportError]:
    try:
        listed = _read(text)
    except (ValueError, RecursionError) as error:
        raise ReportError("{name} is not JSON, or its list is too long; save it as JSON lines.", name=name) from error
    for number, one in enumerate(listed, 1):
        try:
            yield _row_of(one)
        except TypeError:
            yield ReportError("Line {line} of {name} is not a JSON object.", line=number, name=name)


def _read(text: str) -> Any:  # noqa: ANN401 (whatever JSON holds)
    """Return the value of a JSON text; a number that is too long to be read stays a text."""
    return json.loads(text, parse_int=lambda number: int(number) if len(number) < 100 else number)


def _row_of(value: object) -> Row:
    if not isinstance(value, dict):
        raise TypeError
    return {key: cell if isinstance(cell, str) else "" if cell is None else json.dumps(cell, ensure_ascii=False)
            for key, cell in value.items()}  # fmt: skip


def guess(header: Iterable[str], sample: Iterable[Row]) -> Columns | None:
    """Guess which columns say what: by their names, then by which has the longest text; None where no text is long."""
    names = list(header)
    found = {name.strip().lower(): name for name in reversed(names)}
    first = list(sample)

    def named(words: Iterable[str]) -> str:
        return next((found[word] for word in words if word in found), "")

    longest = max(names, key=lambda name: sum(len(row.get(name, "")) for row in first), default="")
    text = named(_TEXT) or (longest if max((len(row.get(longest, "")) for row in first), default=0) > 200 else "")
    if not text:
        return None
    parts = [found[word] for word in _NAME if word in found and found[word] != text]
    others = (named(_TITLE), named(_DATE), named(_SOURCE))
    return Columns(text, tuple(dict.fromkeys(parts)), *("" if one == text else one for one in others))


def row_content(row: Row, columns: Columns, name: str, number: int, encoding: str) -> tuple[str, Content]:
    """Return the name and the content of a row's report; raise ReportError where its text is empty or too long."""
    text = row.get(columns.text, "")
    parts = [row.get(part, "").strip() for part in columns.name]
    # 云汀区 2026 云汀区2026年政府工作报告: what the title has already is not repeated
    kept = [part for at, part in enumerate(parts) if part and not any(part in later for later in parts[at + 1 :])]
    called = re.sub(r"\s+", " ", "".join(kept))[:120] or f"{PurePath(name).stem} {number}"
    if not text.strip():
        raise ReportError(
            "Row {row} of {name} has no text in the column {column}.", row=number, name=name, column=columns.text
        )
    if len(text) > TEXT_LIMIT:
        raise ReportError(
            "{name} holds more than {limit} characters; split it and open the parts.", name=called, limit=TEXT_LIMIT
        )
    title, date, source = (row.get(one, "").strip()[:200] for one in (columns.title, columns.date, columns.source))
    return called, Content(text, encoding, about=About(title, date, source))
