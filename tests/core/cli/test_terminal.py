"""What comes out of a verb is UTF-8 with the same bytes on every system; what goes in is in any usual encoding."""

import codecs
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.files.content import Content
from core.files.load import SIZE_LIMIT, finished, load, pasted
from core.model.decision import new_step
from core.model.figure import Span, unread
from core.model.report import Report
from core.store import Store
from tests.core.child import ROOT
from tests.core.store.content import rows
from tests.warm import warm

REPORT = "一、回顾\n全区地区生产总值达312.6亿元，增长5.8%。\n二、安排\n增长6%左右。\n"
NARROW = {"PYTHONIOENCODING": "cp1252"}


def biaoshu(*words: str | Path, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return run(warm(*map(str, words)), given, environment)


def new_biaoshu(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program in a Python that starts for it, and makes its streams as the environment says."""
    return run([sys.executable, str(ROOT / "main.py"), *map(str, words)], b"", environment)


def run(program: list[str], given: bytes, environment: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        program, input=given, capture_output=True, timeout=120, check=False, env={**os.environ, **environment}
    )


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "云汀 区.txt"
    path.write_bytes(REPORT.encode())
    return path


def test_what_is_found_is_utf_8_with_line_ends_alone_whatever_the_locale(report: Path, tmp_path: Path) -> None:
    ran = new_biaoshu("find", report, **NARROW)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert b"\r" not in ran.stdout
    assert [json.loads(line)["text"] for line in ran.stdout.decode().splitlines()] == ["312.6亿元", "5.8%", "6%"]
    assert biaoshu("find", report, "-o", tmp_path / "a.jsonl", **NARROW).returncode == 0
    assert (tmp_path / "a.jsonl").read_bytes() == ran.stdout


def test_an_error_names_a_chinese_path_in_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    ran = new_biaoshu("find", tmp_path / "没有.txt", **NARROW)
    assert ran.returncode == 1
    assert "没有.txt" in ran.stderr.decode()
    assert ran.stderr.count(b"\n") == 1
    assert b"\r" not in ran.stderr


@pytest.mark.parametrize("form", ["csv", "jsonl", "conll", "doccano", "sdmx-csv", "html", "xlsx", "brat"])
def test_an_export_has_the_bytes_it_has_on_every_system(form: str, tmp_path: Path) -> None:
    store, out = tmp_path / "标注 库.biaoshu", tmp_path / "数 据"
    with Store.open(store) as opened:
        rows(opened, 5)
    assert biaoshu("export", store, "--format", form, "-o", out, **NARROW).returncode == 0
    written = out.read_bytes()
    if form in ("xlsx", "brat"):
        with zipfile.ZipFile(BytesIO(written)) as packed:
            assert not any(b"\r\n" in packed.read(name) for name in packed.namelist() if not name.endswith(".xml"))
        return
    # Excel's lines end with both; a text's line ends are never doubled
    ends = b"\r\n" if form in ("csv", "sdmx-csv") else b"\n"
    assert written.replace(ends, b"").count(b"\r") == 0
    assert biaoshu("export", store, "--format", form, **NARROW).stdout == written


@pytest.mark.parametrize("verb", ["stats", "check", "agreement", "merge"])
def test_names_with_line_ends_tabs_and_controls_break_no_row(verb: str, tmp_path: Path) -> None:
    store, plain = tmp_path / "a.biaoshu", tmp_path / "b.biaoshu"
    for path, name, annotators in (
        (store, "县\n区\t报\x1b[31m告\u2028尾\r", ("甲\n乙", "丙\t丁")),
        (plain, "县", ("甲", "丙")),
    ):
        with Store.open(path) as opened:
            opened.add_report(Report(name, REPORT))
            for annotator in annotators:
                step = new_step(opened.annotator(annotator), Report("", REPORT).digest)
                opened.append([step.add(replace(unread(8, 15, "level"), value=Decimal(1), unit="元"), Span(8, 15))])
    others = [store] if verb == "merge" else []
    ran, same = (biaoshu(verb, one, *(others and [one])) for one in (store, plain))
    assert ran.returncode == same.returncode
    assert ran.stdout.count(b"\n") == same.stdout.count(b"\n")
    assert ran.stdout.count(b"\t") == same.stdout.count(b"\t")
    assert not set(ran.stdout) & (set(range(32)) - set(b"\n\t"))
    if verb in ("stats", "agreement"):
        assert "县\\n区\\t报\\u001b[31m告" in ran.stdout.decode()


def test_a_report_is_named_in_one_line_whatever_its_file_is_called() -> None:
    assert finished(Content(REPORT, "utf-8"), "县\n区\t报\x1b告\u2028尾", "x").name == "县 区 报 告 尾"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "big5"])
def test_standard_input_is_read_in_any_usual_encoding(encoding: str, tmp_path: Path) -> None:
    text = REPORT if encoding != "big5" else "全區地區生產總值達312.6億元，增長5.8%。\n二、安排\n增長6%左右。\n" * 3
    ran = biaoshu("find", "-", given=text.encode(encoding), **NARROW)
    assert (ran.returncode, ran.stderr) == (0, b"")
    (tmp_path / "stdin.txt").write_bytes(text.encode(encoding))
    assert ran.stdout == biaoshu("find", tmp_path / "stdin.txt").stdout
    assert json.loads(ran.stdout.splitlines()[0])["value"] == 31260000000


def test_standard_input_is_a_report_to_import_too(report: Path, tmp_path: Path) -> None:
    store = tmp_path / "a.biaoshu"
    assert biaoshu("import", store, "-", report, given="新增12家。\n".encode()).returncode == 0
    with Store.open(store) as opened:
        assert sorted(entry.name for entry in opened.reports()) == ["stdin", "云汀 区"]


@pytest.mark.parametrize("given", [b"", b"\x00" * (SIZE_LIMIT + 2)])
def test_standard_input_that_holds_nothing_or_too_much_is_one_sentence(given: bytes) -> None:
    ran = biaoshu("find", "-", given=given)
    assert (ran.returncode, ran.stdout, len(ran.stderr.splitlines())) == (1, b"", 1)
    assert b"stdin" in ran.stderr


LINES = st.lists(st.text(st.sampled_from("增长5.8%，亿元 \t12"), max_size=12), min_size=1, max_size=8)


@given(LINES, st.lists(st.sampled_from(["\n", "\r\n"]), min_size=8, max_size=8))
def test_line_ends_of_any_system_make_one_report(lines: list[str], ends: list[str]) -> None:
    plain = "增长1%\n" + "".join(f"{line}\n" for line in lines)
    other = "增长1%\r\n" + "".join(f"{line}{end}" for line, end in zip(lines, ends, strict=False))
    read = [finished(Content(text, "utf-8"), "甲", "甲") for text in (plain, other)]
    assert read[0].text == read[1].text
    assert read[0].digest == read[1].digest
    assert pasted(plain).digest == pasted(other).digest


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_a_file_with_the_line_ends_of_windows_is_the_same_report(encoding: str, tmp_path: Path) -> None:
    paths = [tmp_path / name / "甲.txt" for name in ("linux", "windows")]
    for path, text in zip(paths, (REPORT, REPORT.replace("\n", "\r\n")), strict=True):
        path.parent.mkdir()
        path.write_bytes(text.encode(encoding))
    assert load(paths[0]).digest == load(paths[1]).digest
    assert biaoshu("find", paths[0]).stdout == biaoshu("find", paths[1]).stdout


def test_a_word_before_the_text_is_no_part_of_it() -> None:
    assert pasted(codecs.BOM_UTF8.decode() + REPORT).text == pasted(REPORT).text


@pytest.mark.skipif(sys.platform != "win32", reason="only Windows has a console with pages of characters")
def test_the_device_of_nothing_takes_an_export_and_standard_output_stays_empty(report: Path) -> None:
    ran = biaoshu("find", report, "-o", "NUL")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"", b"")
