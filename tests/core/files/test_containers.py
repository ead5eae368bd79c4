"""Folders, archives and tables hold reports, which come one by one under the names people gave them."""

import json
import warnings
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from core.files.containers import Container, Source, sources
from core.files.reading_client import ReadingClient
from core.files.report_table import Columns, guess
from core.jobs.read_files import ProcessReader, reports_in
from core.model.errors import ReportError
from core.model.report import Report
from tests.core.files.making import docx, packed

TEXT = "新增企业{}家。\n"
LONG = "全区地区生产总值达312.6亿元，增长5.8%。" * 10


def read(*paths: Path, **how: object) -> list[Report | ReportError]:
    with ReadingClient() as guard:
        return list(reports_in(paths, ProcessReader(1, guard), **how))  # type: ignore[arg-type]


def names(found: list[Report | ReportError]) -> list[str]:
    return [one.name if isinstance(one, Report) else str(one) for one in found]


def test_a_folder_is_read_at_every_depth_in_order_without_what_systems_put_there(tmp_path: Path) -> None:
    for number, name in enumerate(
        ("b/2.txt", "a/1.txt", "3.txt", ".hidden.txt", "~$4.docx", "a/Thumbs.db", ".git/5.txt")
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT.format(number), encoding="utf-8")
    (tmp_path / "z.zip").write_bytes(packed({"6.txt": TEXT.format(8), "__MACOSX/6.txt": "x", "d/": ""}))
    assert names(read(tmp_path)) == ["3", "6", "1", "2"]


def test_an_archive_with_names_in_gbk_is_read_under_them(tmp_path: Path) -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("GBK_NAME__.txt", TEXT.format(3))
        archive.writestr("报告/丙区.docx", docx(TEXT.format(4)))
    data = file.getvalue().replace(b"GBK_NAME__", "云汀乙区年".encode("gbk"))
    (tmp_path / "a.zip").write_bytes(data)
    assert names(read(tmp_path / "a.zip")) == ["云汀乙区年", "丙区"]


def test_a_table_inside_an_archive_is_read_by_its_guessed_columns(tmp_path: Path) -> None:
    rows = f"province,year,full_text\n云汀,2026,{LONG}\n"
    (tmp_path / "a.zip").write_bytes(packed({"t.csv": rows}))
    (found,) = read(tmp_path / "a.zip")
    assert isinstance(found, Report)
    assert (found.name, found.text) == ("云汀2026", LONG)


CSV = f'province,year,title,full_text,url\n云汀,2026,报告,"{LONG}\n第二段",http://a\n云汀,2025,云汀2025报告,增长3%。,\n坏,,,,\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_is_a_report_a_row(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.csv").write_bytes(CSV.encode(encoding))
    first, second, bad = read(tmp_path / "a.csv")
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.name, first.text) == ("云汀2026报告", f"{LONG}\n第二段")
    assert (first.about.title, first.about.date, first.about.source) == ("报告", "2026", "http://a")
    assert second.name == "云汀2025报告"
    assert second.encoding == encoding.removesuffix("-sig")
    assert "Row 3" in str(bad)


def test_columns_that_are_named_are_used(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("x\ty\tz\n增长3%。\t甲\t乙\n", encoding="utf-8")
    (found,) = read(tmp_path / "a.tsv", columns=Columns("x", ("z", "y"), title="y"))
    assert isinstance(found, Report)
    assert (found.name, found.text, found.about.title) == ("乙甲", "增长3%。", "甲")


def test_json_lines_and_a_list_are_read_and_bad_lines_named(tmp_path: Path) -> None:
    rows = [{"title": "甲", "text": LONG, "year": 2026}, {"title": "乙", "text": "增长3%。", "tags": ["a"]}]
    (tmp_path / "a.jsonl").write_text("\n".join([json.dumps(rows[0]), "{", "[1]", "", json.dumps(rows[1])]), "utf-8")
    (tmp_path / "b.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    found = read(tmp_path / "a.jsonl")
    assert names(found) == [
        "2026甲",
        "Line 2 of a.jsonl is not a JSON object.",
        "Line 3 of a.jsonl is not a JSON object.",
        "乙",
    ]
    assert names(read(tmp_path / "b.json")) == ["2026甲", "乙"]


def test_rows_may_be_asked_for_in_any_order(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("title,text\n" + "".join(f"{number},增长{number}%。\n" for number in range(5)), encoding="utf-8")
    container, source = Container(), Source(str(path))
    asked = [container.read(source, at, "", None) for at in (0, 3, 1, 2, 4)]
    container.close()
    assert [(one.name, more) for one, more in asked if isinstance(one, Report)] == [
        ("0", True),
        ("3", True),
        ("1", True),
        ("2", True),
        ("4", False),
    ]


def test_the_columns_of_a_table_are_told_with_a_guess(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(CSV, encoding="utf-8")
    with ReadingClient() as guard:
        answer = guard.ask({"verb": "columns", "path": str(tmp_path / "a.csv"), "member": ""})
    (sheet,) = answer["sheets"]
    assert sheet["columns"] == ["province", "year", "title", "full_text", "url"]
    assert sheet["guess"]["text"] == "full_text"
    assert sheet["guess"]["name"] == ["province", "year", "title"]
    assert [sample["year"] for sample in sheet["samples"]] == ["2026", "2025"]


def test_the_longest_column_is_the_text_where_no_name_says_so() -> None:
    assert guess(["a", "b"], [{"a": "x", "b": LONG}]) == Columns("b")
    assert guess(["a", "b"], [{"a": "x", "b": "y"}]) is None


def test_a_folder_of_a_whole_system_is_not_listed_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.files.containers.MOST_FILES", 3)
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text("增长3%。", encoding="utf-8")
    with pytest.raises(ReportError, match="more than 3 files"):
        sources(tmp_path)


def test_a_folder_of_nothing_says_so(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="no files"):
        sources(tmp_path)


def test_a_column_that_is_not_there_is_said_once(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(CSV, encoding="utf-8")
    assert names(read(tmp_path / "a.csv", columns=Columns("正文"))) == [
        "a.csv has no column 正文; it has province, year, title, full_text, url."
    ]
    (tmp_path / "b.csv").write_text("a,b\n1,2\n3,4\n", encoding="utf-8")
    assert names(read(tmp_path / "b.csv")) == ["b.csv has no column of texts; name the column that holds them."]


def test_the_column_of_texts_is_guessed_once_for_all_rows(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"a,b\n{LONG},x\n增长3%。,一二三四五六七八九十\n", encoding="utf-8")
    assert [one.text for one in read(tmp_path / "a.csv") if isinstance(one, Report)] == [LONG, "增长3%。"]


def test_two_members_of_one_name_both_come_in(tmp_path: Path) -> None:
    """Each of several files of one name in an archive is read, a table among them, and a damaged one is named."""
    path = tmp_path / "a.zip"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(path, "w") as archive:
            for number in range(3):
                archive.writestr("同名.txt", f"新增企业{number}家。")
            archive.writestr("other.txt", "增长3%。")
            archive.writestr("t.csv", "title,text\n甲,增长4%。\n")
            archive.writestr("t.csv", "title,text\n乙,增长5%。\n")
    data = bytearray(path.read_bytes())
    data[data.index("1家".encode())] = ord("7")
    path.write_bytes(data)
    found = read(path)
    assert [one.text if isinstance(one, Report) else "refused" for one in found] == [
        "新增企业0家。",
        "refused",
        "新增企业2家。",
        "增长3%。",
        "增长4%。",
        "增长5%。",
    ]
    assert "同名.txt" in str(found[1])


@pytest.mark.parametrize("field", ["text", "title", "date", "url"])
@pytest.mark.parametrize("codes", [[0xD800], [0xDFFF], [0xDE00, 0xD83D]])
def test_half_a_character_in_one_row_keeps_no_other_out(tmp_path: Path, field: str, codes: list[int]) -> None:
    half = "".join(map(chr, codes))
    rows = [{"title": f"甲{number}", "text": f"增长{number}%。", "date": "2026", "url": "u"} for number in range(4)]
    rows[1][field] += half
    for path, data in (
        (tmp_path / "a.jsonl", "\n".join(map(json.dumps, rows))),
        (tmp_path / "a.json", json.dumps(rows)),
    ):
        path.write_text(data, encoding="utf-8")
        found = read(path)
        came = [one.text.rstrip("\ufffd") for one in found if isinstance(one, Report)]
        assert came == [one["text"].rstrip(half) for one in rows]
        for one in found:
            assert isinstance(one, Report)
            (one.name + one.text + one.about.title + one.about.date + one.about.source).encode()


@pytest.mark.parametrize("number", ["9" * 5000, "1E+999999999", "NaN"])
def test_a_number_of_any_length_in_one_row_keeps_no_other_out(tmp_path: Path, number: str) -> None:
    rows = [
        f'{{"title": "甲{place}", "text": "增长{place}%。", "n": {number if place == 1 else 1}}}' for place in range(3)
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(rows), encoding="utf-8")
    (tmp_path / "a.json").write_text(f"[{', '.join(rows)}]", encoding="utf-8")
    for path in sorted(tmp_path.iterdir()):
        assert names(read(path)) == ["甲0", "甲1", "甲2"]


@pytest.mark.parametrize("codec", ["utf-32", "utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be", "utf-16"])
@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.txt"])
def test_a_table_in_wide_characters_is_read(tmp_path: Path, codec: str, name: str) -> None:
    text = f"本区工作回顾，生产总值增长3%，粮食产量20万吨。{LONG}"
    content = {
        "a.csv": f"title,text\n甲,{text}\n",
        "a.jsonl": json.dumps({"title": "甲", "text": text}, ensure_ascii=False) + "\n",
        "a.txt": text,
    }[name]
    (tmp_path / name).write_bytes(content.encode(codec))
    (found,) = read(tmp_path / name)
    assert isinstance(found, Report)
    assert found.text == text
    assert found.encoding == codec[:6]
