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
