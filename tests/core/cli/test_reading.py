"""What find and import read: folders, archives, tables by flags, and encodings that are told."""

from pathlib import Path

from core.store import Store
from tests.core.cli.test_cli import biaoshu, complaint, lines
from tests.core.files.making import docx, packed, page


def test_find_reads_folders_and_archives_and_names_the_reports(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "深").mkdir(parents=True)
    (folder / "甲.txt").write_bytes("新增企业3家。".encode("gb18030"))
    (folder / "深" / "乙.docx").write_bytes(docx("新增企业4家。"))
    (folder / "丙.zip").write_bytes(packed({"丁.txt": "新增企業5家。".encode("big5")}))
    found = lines(biaoshu("find", folder))
    assert [(one["report"], one["value"], one["unit"]) for one in found] == [
        ("丁", 5, "家"),
        ("甲", 3, "家"),
        ("乙", 4, "家"),
    ]


def test_find_reads_a_table_by_its_flags(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b,c\n甲,新增企业3家。,x\n乙,新增企业4家。,y\n", encoding="utf-8")
    found = lines(biaoshu("find", tmp_path / "a.csv", "--text-column", "b", "--name-columns", "c, a"))
    assert [(one["report"], one["value"]) for one in found] == [("x甲", 3), ("y乙", 4)]


def test_find_decodes_as_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("新增企業5家。".encode("big5"))
    assert lines(biaoshu("find", tmp_path / "a.txt", "--encoding", "big5"))[0]["text"] == "5家"
    assert "utf-8" in complaint(biaoshu("find", tmp_path / "a.txt", "--encoding", "klingon"))


def test_import_keeps_what_a_page_says_of_itself_and_goes_on_after_a_bad_file(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page("新增企业3家。", "云汀区2026年政府工作报告"))
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4")
    outcome = biaoshu("import", tmp_path / "s.biaoshu", tmp_path / "b.pdf", tmp_path / "a.html")
    assert "b.pdf" in complaint(outcome)
    with Store.open(tmp_path / "s.biaoshu") as store:
        (entry,) = store.reports()
    assert (entry.about.title, entry.about.date, entry.about.source) == (
        "云汀区2026年政府工作报告",
        "2026-01-19",
        "云汀日报",
    )


HALL = "政府工作报告\n——2020年1月9日在鼓楼区第十八届人民代表大会第四次会议上\n各位代表：\n新建公园8座，群众都说好。\n"


def test_import_tells_what_is_strange_and_asks_what_is_open(tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text(HALL, encoding="utf-8")
    (tmp_path / "乙.txt").write_text(HALL.replace("\n", "\n\n"), encoding="utf-8")
    (tmp_path / "云汀区2021.txt").write_text(HALL.removesuffix("好。\n").replace("鼓楼区", "蠡县"), encoding="utf-8")
    files = sorted(tmp_path.glob("*.txt"))
    outcome = biaoshu("import", tmp_path / "s.biaoshu", *files)
    said = outcome.stderr.decode()
    assert outcome.returncode == 0, "nothing of it keeps a report out"
    assert "南京市鼓楼区、徐州市鼓楼区、福州市鼓楼区、开封市鼓楼区? Say it with --region." in said
    assert "甲 is in the store already as 乙" in said
    assert "The text of 云汀区2021 breaks off" in said
    assert "云汀区2021 is named for 云汀区, but its text is a report of 蠡县." in said
    assert "云汀区2021 is named for 2021, but its text is a report of the year 2020." in said
    with Store.open(tmp_path / "s.biaoshu") as store:
        notes = {entry.name: store.report(entry.digest).notes for entry in store.reports()}
    assert [len(notes[name]) for name in ("乙", "甲", "云汀区2021")] == [0, 1, 3]


def test_region_and_year_are_said_by_an_annotator(tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text(HALL, encoding="utf-8")
    words = ("import", tmp_path / "s.biaoshu", tmp_path / "甲.txt", "--region", "福州市鼓楼区", "--year", "2020")
    assert "Name the annotator with --annotator." in complaint(biaoshu(*words))
    outcome = biaoshu(*words, "--annotator", "赵宁")
    assert (outcome.returncode, outcome.stderr) == (0, b"")
    with Store.open(tmp_path / "s.biaoshu") as store:
        (entry,) = store.reports()
    assert (entry.filing.region, entry.filing.year) == ("福州市鼓楼区", "2020")


def test_import_says_once_what_is_not_seen_in_a_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("新增企业1\u200b2家，税收3.5\u2009亿\u2009元。\n" * 3, encoding="utf-8")
    (tmp_path / "b.txt").write_text("新增企业13家，税收 3.6 亿　元。\n", encoding="utf-8")
    said = biaoshu("import", tmp_path / "s.biaoshu", tmp_path / "a.txt", tmp_path / "b.txt").stderr.decode()
    assert said.count("as if they were not there") == 1
    assert "a: 9 invisible" in said
