"""Parquet tables are read as others write them; what is damaged in any byte ends in rows or in one sentence."""

import random
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from core.files import parquet as reading
from core.files.parquet import parquet_rows
from core.files.reading_client import ReadingClient
from core.model.errors import ReportError
from core.model.report import Report
from tests.core.cli.test_cli import biaoshu, lines
from tests.core.files.making import packed
from tests.core.files.tabled import data_page, parquet, plain

# written by pyarrow 26, polars 2.1 and DuckDB 2.0, with a column of lists that no report is made of
TABLES = sorted((Path(__file__).parent / "tables").glob("*.parquet"))
BROTLI = next(path for path in TABLES if "brotli" in path.name)
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


def rows(data: bytes) -> list[dict[str, str] | ReportError]:
    return list(parquet_rows(BytesIO(data), "a.parquet"))


@pytest.mark.parametrize("path", [path for path in TABLES if path != BROTLI], ids=lambda path: path.stem)
def test_what_others_write_is_read_to_the_letter(path: Path) -> None:
    assert rows(path.read_bytes()) == EXPECTED


def test_what_is_packed_by_brotli_says_so() -> None:
    with pytest.raises(ReportError, match="brotli"):
        rows(BROTLI.read_bytes())


def test_a_row_is_a_report_also_within_folders_and_archives(tmp_path: Path) -> None:
    data = next(path for path in TABLES if "zstd" in path.name).read_bytes()
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.parquet").write_bytes(data)
    (folder / "b.zip").write_bytes(packed({"深/c.parquet": data}))
    with ReadingClient() as guard:
        found = [one for one in guard.reports([folder]) if isinstance(one, Report)]
    assert len(found) == 80
    assert [one.name for one in found[:3]] == ["云汀1990", "云汀1991政府工作报告1", "云汀1992政府工作报告2"]
    assert (found[1].about.title, found[2].about.date) == ("政府工作报告1", "2026-01-03")
    assert [one.text for one in found] == [row["full_text"] for row in EXPECTED] * 2


def test_columns_are_named_by_flags(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(next(path for path in TABLES if "duckdb" in path.name).read_bytes())
    found = lines(biaoshu("find", path, "--text-column", "full_text", "--name-columns", "published,province"))
    named = {one["report"]: one["value"] for one in found if one["unit"] == "家"}
    assert len(named) == 40
    assert named["2026-01-03云汀"] == 4


def test_rows_before_the_damage_come_in() -> None:
    first, bad = rows(parquet([data_page(plain("增长3%。"), 1)], 2))
    assert first == {"text": "增长3%。"}
    assert "damaged" in str(bad)


def test_what_unpacks_beyond_measure_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "WHOLE_LIMIT", 2**20)
    found = rows(parquet([data_page(plain("5" * 1000), 1)], 1, groups=2000))
    assert len(found) == 1049
    assert "unpacks to more than 1 MB" in str(found[-1])


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
