"""Parquet tables, read through the optional package pyarrow; columns of nested values are passed over.

pyarrow is no part of the packaged app. It comes with the sources where it is asked for (`pip install
'biaoshu[parquet]'`). Where it is missing one sentence says what to save the table as.

This module is loaded before the reading process confines itself, and pyarrow with it: afterwards nothing can be loaded
and no thread can begin. All calls of pyarrow below therefore work in the thread that makes them. Nor may pyarrow begin
a thread while it is loaded: Landlock confines the thread that asks for it, and would leave another one free.
"""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any, BinaryIO

from ..model.errors import ReportError
from ..model.report import TEXT_LIMIT
from .zipped import WHOLE_LIMIT

# Arrow's allocators read these once, when they are loaded. jemalloc would begin a thread that gives memory back.
os.environ["JE_ARROW_MALLOC_CONF"] = "background_thread:false"
os.environ["ARROW_DEFAULT_MEMORY_POOL"] = "system"
try:
    import pyarrow
    import pyarrow.parquet
except ImportError:
    pyarrow = None

MOST_ROWS = 200_000
"""A table with more rows is refused."""

_LOCKED = b"PARE"
_BATCH_ROWS = 64
# bytes of a column that are read at once from the file
_BUFFER = 1 << 20
# bytes of the part of a file that describes it, and members of one list in it
_FOOT_LIMIT, _LIST_LIMIT = 64 * 2**20, 1_000_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_PER_SECOND = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}


def parquet_rows(stream: BinaryIO, name: str) -> Iterator[dict[str, str] | ReportError]:
    """Yield the rows of a Parquet table, each a column's name and its value as text, "" where there is none.

    `stream` is the open file, `name` what it is called in sentences. An error is yielded as the last one where the
    table is damaged further on, or holds more than WHOLE_LIMIT characters. Raise ReportError where nothing can be read:
    pyarrow is missing, the table is damaged, encrypted, without a column of single values, or has more than MOST_ROWS
    rows; MemoryError where it needs more memory than the process may use.
    """
    stream.seek(max(0, stream.seek(0, os.SEEK_END) - len(_LOCKED)))
    if stream.read(len(_LOCKED)) == _LOCKED:
        raise _locked(name)
    if pyarrow is None:
        raise ReportError(
            "{name} is a Parquet table, which is read only where the package pyarrow is installed. Save it as CSV or "
            "JSON lines (.jsonl) and open that.",
            name=name,
        )
    stream.seek(0)
    try:
        table = _open(stream)
        number = table.metadata.num_rows
        single = [field.name for field in table.schema_arrow if not pyarrow.types.is_nested(field.type)]
    except (pyarrow.ArrowException, ArithmeticError, LookupError, OSError, TypeError, ValueError) as error:
        raise _refusal(name, error) from error
    if number > MOST_ROWS:
        raise ReportError(
            "{name} holds more than {limit} rows; split it and open the parts.", name=name, limit=MOST_ROWS
        )
    if not single:
        raise ReportError("{name} has no column of texts; name the column that holds them.", name=name)
    return _rows(table, single, name)


def _open(stream: BinaryIO) -> Any:  # noqa: ANN401  a class of pyarrow's, which may be missing
    """Open a table so that of each column one page is in memory, and no thread reads ahead."""
    return pyarrow.parquet.ParquetFile(
        pyarrow.PythonFile(stream, mode="r"),
        buffer_size=_BUFFER,
        pre_buffer=False,
        coerce_int96_timestamp_unit="us",
        thrift_string_size_limit=_FOOT_LIMIT,
        thrift_container_size_limit=_LIST_LIMIT,
    )


def _rows(table: Any, single: list[str], name: str) -> Iterator[dict[str, str] | ReportError]:  # noqa: ANN401
    size = 0
    try:
        for batch in table.iter_batches(_BATCH_ROWS, columns=single, use_threads=False):
            columns = {
                field.name: _texts(column)
                for field, column in zip(batch.schema, batch.columns, strict=True)
                if not pyarrow.types.is_nested(field.type)
            }
            for row in range(batch.num_rows):
                cells = {column: texts[row] for column, texts in columns.items()}
                size += sum(map(len, cells.values()))
                if size > WHOLE_LIMIT:
                    yield ReportError(
                        "{name} unpacks to more than {limit} MB; split it and open the parts.",
                        name=name,
                        limit=WHOLE_LIMIT // 2**20,
                    )
                    return
                yield cells
    except (pyarrow.ArrowException, ArithmeticError, LookupError, OSError, TypeError, ValueError) as error:
        if isinstance(error, MemoryError):
            raise
        yield _refusal(name, error)


def _texts(column: Any) -> list[str]:  # noqa: ANN401  an array of pyarrow's
    """Return the values of a column as texts, "" for those that are missing."""
    kind = column.type
    if pyarrow.types.is_dictionary(kind):
        known = _texts(column.dictionary)
        return ["" if place is None else known[place] for place in column.indices.to_pylist()]
    if pyarrow.types.is_string(kind):
        # as bytes: what is no UTF-8 is shown as such, and is no reason to refuse the table
        column = column.view(pyarrow.binary())
    elif pyarrow.types.is_large_string(kind):
        column = column.view(pyarrow.large_binary())
    elif pyarrow.types.is_timestamp(kind):
        # as numbers: times of a zone would look for the zone's file, and nanoseconds for pandas
        ticks = _PER_SECOND[kind.unit]
        return [
            "" if one is None else _moment(one * 10**6 // ticks) for one in column.view(pyarrow.int64()).to_pylist()
        ]
    return ["" if one is None else _text(one) for one in column.to_pylist()]


def _text(value: object) -> str:
    if isinstance(value, bytes):
        # of a text that is too long for a report no more than shows that it is; a letter has at most 4 bytes
        return value[: 4 * TEXT_LIMIT + 4].decode(errors="replace")[: TEXT_LIMIT + 1]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value != value:
        return ""
    if isinstance(value, float) and value.is_integer():
        # years of which some are missing become 2025.0 in the tables of pandas
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)


def _moment(microseconds: int) -> str:
    """Return a time since 1970 as text, without its clock where that says midnight."""
    moment = _EPOCH + timedelta(microseconds=microseconds)
    return moment.date().isoformat() if moment.time() == datetime.min.time() else moment.isoformat(" ")


def _locked(name: str) -> ReportError:
    return ReportError("{name} is protected by a password. Save it without one and open it again.", name=name)


def _refusal(name: str, error: Exception) -> ReportError:
    if isinstance(error, MemoryError):
        raise error
    if "crypt" in str(error):
        return _locked(name)
    return ReportError("{name} is damaged, or is not the kind of file that its name says. Save it again.", name=name)


def load_pyarrow() -> None:
    """Have pyarrow load what it loads when the first table is read, if it is installed."""
    if pyarrow is None:
        return
    table = pyarrow.table(
        {
            "text": ["增长3%"],
            "number": [1.5],
            "day": [date(2026, 1, 1)],
            "time": [datetime(2026, 1, 1, 1, tzinfo=UTC)],
            "named": pyarrow.array(["增长"]).dictionary_encode(),
        }
    )
    file = BytesIO()
    pyarrow.parquet.write_table(table, file)
    file.seek(0)
    for _ in parquet_rows(file, ""):
        pass
