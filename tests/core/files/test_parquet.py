"""Parquet tables are read where pyarrow is installed; where it is not one sentence says what to save the table as.

What needs pyarrow is skipped without it: `make test-long` runs this file with the pyarrow of requirements-readers.lock.
"""

import os
import random
import subprocess
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from core.files import parquet as reading
from core.files.parquet import parquet_rows
from core.files.reading_client import ReadingClient
from core.jobs.read_files import ProcessReader, reports_in
from core.model.errors import ReportError
from core.model.report import Report
from tests.core.cli.test_cli import biaoshu, lines
from tests.core.files.making import packed

ROOT = Path(__file__).parents[3]
# written by pyarrow 26, polars 2.1 and DuckDB 2.0, with a column of lists that no report is made of
TABLES = sorted((Path(__file__).parent / "tables").glob("*.parquet"))
EXPECTED = [
    {
        "province": "云汀" if number < 20 else "岭东",
        "year": "" if number % 10 == 9 else str(1990 + number),
        "title": "" if number % 3 == 0 else f"政府工作报告{number}",
        "published": "" if number == 1 else date(2026, 1, 1 + number % 28).isoformat(),
        "full_text": f"第{number}份报告\n全区地区生产总值达{300 + number}.6亿元，增长{number % 9}.{number % 7}%。"
        f"新增企业{number + 2}家，𠮷川区占三成。",
    }
    for number in range(40)
]
WITHOUT = (
    "import runpy, sys; sys.modules['pyarrow'] = None; sys.argv = ['main.py', 'read'];"
    f"sys.path.insert(0, {str(ROOT)!r}); runpy.run_path({str(ROOT / 'main.py')!r}, run_name='__main__')"
)
"""The reading process as it is where pyarrow is not installed."""

with_pyarrow = pytest.mark.skipif(reading.pyarrow is None, reason="pyarrow is not installed")


def rows(data: bytes) -> list[dict[str, str] | ReportError]:
    return list(parquet_rows(BytesIO(data), "a.parquet"))


def test_without_pyarrow_a_sentence_says_what_to_save_the_table_as(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(TABLES[0].read_bytes())
    (tmp_path / "b.txt").write_text("新增企业2家。\n", encoding="utf-8")
    with ReadingClient([sys.executable, "-c", WITHOUT]) as client:
        refused, read = reports_in([tmp_path], ProcessReader(1, client))
        with pytest.raises(ReportError, match="pyarrow"):
            client.ask({"verb": "columns", "path": str(path)})
    assert isinstance(read, Report)
    assert str(refused) == (
        "a.parquet is a Parquet table, which is read only where the package pyarrow is installed. "
        "Save it as CSV or JSON lines (.jsonl) and open that."
    )


@with_pyarrow
@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_what_others_write_is_read_to_the_letter(path: Path) -> None:
    assert rows(path.read_bytes()) == EXPECTED


@with_pyarrow
def test_every_packing_and_encoding_is_read() -> None:
    import pyarrow
    from pyarrow.parquet import write_table

    told: list[dict[str, Any]] = [
        {
            "full_text": f"第{number}份报告\n" + f"增长{number % 97}.{number % 7}%，𠮷川区😀\t" * (number % 23),
            "same": "云汀" * (number % 3),
            "small": (number - 90) * 1000 if number % 5 else None,
            "half": number / 4 if number % 11 else None,
            "truth": bool(number % 2),
            "exact": Decimal(number) / 100,
            "moment": datetime(2026, 1, 1, number % 24, tzinfo=UTC),
            "list": [number],
        }
        for number in range(180)
    ]
    table = pyarrow.Table.from_pylist(told)
    expected = [
        {
            "full_text": row["full_text"],
            "same": row["same"],
            "small": "" if row["small"] is None else str(row["small"]),
            "half": "" if row["half"] is None else f"{row['half']:g}",
            "truth": "true" if row["truth"] else "false",
            "exact": f"{row['exact']:.2f}",
            "moment": "2026-01-01" + (format(row["moment"], " %H:%M:%S") if row["moment"].hour else ""),
        }
        for row in told
    ]
    texts = ("PLAIN", "DELTA_LENGTH_BYTE_ARRAY", "DELTA_BYTE_ARRAY")
    encodings = [None, *({"full_text": text, "same": text, "small": "DELTA_BINARY_PACKED"} for text in texts)]
    packings = ("none", "snappy", "gzip", "zstd", "lz4", "brotli")
    for packing, version, encoding in product(packings, ("1.0", "2.0"), encodings):
        file = BytesIO()
        write_table(
            table,
            file,
            compression=packing,
            data_page_version=version,
            use_dictionary=encoding is None,
            column_encoding=encoding,
            data_page_size=2_000,
            row_group_size=70,
        )
        assert rows(file.getvalue()) == expected, (packing, version, encoding)


@with_pyarrow
def test_times_names_and_damaged_letters_are_texts() -> None:
    import pyarrow
    from pyarrow.parquet import write_table

    table = pyarrow.table(
        {
            "zone": pyarrow.array([datetime(2026, 3, 1, 8, 30)], pyarrow.timestamp("ns", "Asia/Shanghai")),
            "second": pyarrow.array([0], pyarrow.timestamp("s")),
            "named": pyarrow.array(["增长"]).dictionary_encode(),
            "damaged": pyarrow.array([b"5%\xff"], pyarrow.binary()).view(pyarrow.string()),
            "large": pyarrow.array(["全区"], pyarrow.large_string()),
            "bytes": pyarrow.array([b"3%"]),
            "none": pyarrow.nulls(1),
            "nothing": pyarrow.array([float("nan")]),
        }
    )
    file = BytesIO()
    write_table(table, file)
    assert rows(file.getvalue()) == [
        {
            "zone": "2026-03-01 08:30:00", "second": "1970-01-01", "named": "增长", "damaged": "5%\ufffd",
            "large": "全区", "bytes": "3%", "none": "", "nothing": "",
        }
    ]  # fmt: skip


@with_pyarrow
def test_a_row_is_a_report_also_within_folders_and_archives(tmp_path: Path) -> None:
    data = next(path for path in TABLES if "zstd" in path.name).read_bytes()
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.parquet").write_bytes(data)
    (folder / "b.zip").write_bytes(packed({"深/c.parquet": data}))
    with ReadingClient() as guard:
        found = [one for one in reports_in([folder], ProcessReader(1, guard)) if isinstance(one, Report)]
    assert len(found) == 80
    assert [one.name for one in found[:3]] == ["云汀1990", "云汀1991政府工作报告1", "云汀1992政府工作报告2"]
    assert (found[1].about.title, found[2].about.date) == ("政府工作报告1", "2026-01-03")
    assert [one.text for one in found] == [row["full_text"] for row in EXPECTED] * 2


@with_pyarrow
def test_columns_are_named_by_flags(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(next(path for path in TABLES if "duckdb" in path.name).read_bytes())
    found = lines(biaoshu("find", path, "--text-column", "full_text", "--name-columns", "published,province"))
    named = {one["report"]: one["value"] for one in found if one["unit"] == "家"}
    assert len(named) == 40
    assert named["2026-01-03云汀"] == 4


@with_pyarrow
def test_what_unpacks_beyond_measure_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "WHOLE_LIMIT", 2**11)
    found = rows(TABLES[0].read_bytes())
    assert 20 < len(found) < 40
    assert all(isinstance(one, dict) for one in found[:-1])
    assert "unpacks to more than 0 MB" in str(found[-1])


@with_pyarrow
def test_a_table_with_any_byte_changed_ends_in_rows_or_in_a_sentence() -> None:
    draw = random.Random(3)
    sound = 0
    for path in TABLES:
        data = path.read_bytes()
        for _ in range(150):
            changed = bytearray(data)
            for _ in range(draw.choice((1, 1, 2, 8))):
                changed[draw.randrange(len(data))] = draw.randrange(256)
            try:
                found = rows(bytes(changed))
            except ReportError:
                continue
            assert all(isinstance(one, dict) for one in found[:-1])
            sound += found == EXPECTED
    assert 0 < sound < 150 * len(TABLES)


@with_pyarrow
@pytest.mark.skipif(sys.platform != "linux", reason="threads are counted in /proc")
def test_pyarrow_begins_no_thread_that_would_stay_free_when_the_process_is_confined() -> None:
    script = (
        "import os; from core.files.parquet import load_pyarrow; load_pyarrow(); print(os.listdir('/proc/self/task'))"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ARROW", "JE_"))}
    said = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, check=True)
    assert said.stdout.count(b"'") == 2, said.stdout
