"""Loading: every encoding gives the same text, and what cannot be read says so in one sentence."""

import codecs
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.files.content import fold
from core.files.load import load, pasted
from core.model.errors import ReportError
from core.model.report import REPLACEMENT

TEXT = "一、工作回顾\n全区地区生产总值达312.6亿元，增长5.8%。\n"


def written(folder: Path, data: bytes, name: str = "云岭区.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_utf8_file_with_lf_is_the_text(tmp_path: Path) -> None:
    report = load(written(tmp_path, TEXT.encode()))
    assert (report.name, report.text, report.encoding, report.notes) == ("云岭区", TEXT, "utf-8", ())


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.encode("gbk"), "gb18030"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.replace("\n", "\r\n").encode(), "utf-8"),
        (TEXT.replace("\n", "\r").encode(), "utf-8"),
        (TEXT.replace("\n", "\r\n").encode("gb18030"), "gb18030"),
    ],
)
def test_every_encoding_and_line_end_gives_the_same_text(tmp_path: Path, data: bytes, encoding: str) -> None:
    report = load(written(tmp_path, data))
    assert (report.text, report.encoding) == (TEXT, encoding)


def test_a_character_gb2312_lacks_is_read(tmp_path: Path) -> None:
    assert load(written(tmp_path, "镕基路𠮷町".encode("gb18030"))).text == "镕基路𠮷町"


def test_a_damaged_byte_in_utf8_is_replaced_and_noted(tmp_path: Path) -> None:
    data = bytearray((TEXT * 20).encode())
    data[1] = 0xFF
    report = load(written(tmp_path, bytes(data)))
    assert REPLACEMENT in report.text
    assert report.notes
    assert report.text.endswith(TEXT)


@pytest.mark.parametrize("bad", ["\x00", "\x07", "\x0b", "\x7f", "\x85", "\ufdd0", "\ufffe", "\U0001ffff"])
def test_unfit_characters_are_replaced_one_for_one(tmp_path: Path, bad: str) -> None:
    report = load(written(tmp_path, f"达{bad}5亿元".encode()))
    assert report.text == f"达{REPLACEMENT}5亿元"
    assert len(report.notes) == 1


def test_a_lone_surrogate_in_pasted_text_is_replaced() -> None:
    assert fold("a\ud800b") == (f"a{REPLACEMENT}b", fold("a\ud800b")[1])
    assert fold("a\ud800b")[1]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("空.txt", b"", "empty"),
        ("白.txt", b" \n\t\n", "no text"),
        ("表.xlsx", b"x", "open it on its own"),
        ("表.xyz", b"x", "kind"),
        ("坏.txt", b"\xff\xff\xff\xff\x81", "neither"),
    ],
)
def test_what_cannot_be_read_says_so(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    with pytest.raises(ReportError, match=words) as caught:
        load(written(tmp_path, data, name))
    assert caught.value.facts["name"] == name
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_folder_say_so(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="cannot be read"):
        load(tmp_path / "没有.txt")
    with pytest.raises(ReportError, match="folder"):
        load(tmp_path)


def test_a_file_over_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.files.load.SIZE_LIMIT", 10)
    with pytest.raises(ReportError, match="larger"):
        load(written(tmp_path, b"x" * 11))


@settings(max_examples=60)
@given(st.text())
def test_folding_is_done_once(text: str) -> None:
    folded, _ = fold(text)
    assert fold(folded)[0] == folded.removeprefix("\ufeff")
    assert "\r" not in folded
    folded.encode()


@settings(max_examples=60)
@given(st.text(alphabet=st.characters(blacklist_categories=("Cc", "Cs", "Cn")), min_size=1))
def test_folding_leaves_fit_text_alone(text: str) -> None:
    assert fold("。" + text) == ("。" + text, ())


def test_what_shows_otherwise_than_it_stands_is_kept_and_told(tmp_path: Path) -> None:
    report = load(written(tmp_path, "增长1\u202e23%，\u200b下降2%。".encode()))
    assert report.text == "增长1\u202e23%，\u200b下降2%。"
    (note,) = report.notes
    assert "invisible" in note.sentence
    assert note.number == 2


def test_a_file_of_nothing_but_damage_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="no text"):
        load(written(tmp_path, b"\x00" * 500))


def test_content_decides_over_the_suffix(tmp_path: Path) -> None:
    page = f"<!DOCTYPE html><html><script>9%</script><p>{TEXT * 3}</p></html>".encode()
    report = load(written(tmp_path, page, "网页.txt"))
    assert report.text.startswith("一、工作回顾")
    assert "9%" not in report.text
    with pytest.raises(ReportError, match="picture"):
        load(written(tmp_path, b"\x89PNG\r\n\x1a\n", "图.txt"))


def test_a_pasted_text_is_called_by_its_first_line() -> None:
    report = pasted(f"\r\n  {'云汀区报告' * 20}\r\n{TEXT}")
    assert report.name == ("云汀区报告" * 20)[:40]
    assert "\r" not in report.text
    with pytest.raises(ReportError, match="clipboard"):
        pasted(" \n\t")
