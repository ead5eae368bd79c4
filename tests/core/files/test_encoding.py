"""The encoding is found from the bytes, also of a short text and a damaged one; one that is asked for is used."""

import pytest

from core.files.encoding import ENCODINGS, Encoding, decode
from core.model.errors import ReportError

SIMPLIFIED = "全区地区生产总值达312.6亿元，比上年增长5.8%；新增就业1.2万人。\n粮食产量稳定在20万吨以上。"
TRADITIONAL = "全區地區生產總值達312.6億元，比上年增長5.8%；新增就業1.2萬人。\n糧食產量穩定在20萬噸以上。"


@pytest.mark.parametrize("length", [8, 20, 40, 200])
@pytest.mark.parametrize(
    ("text", "codec", "found"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "gbk", "gb18030"),
        (SIMPLIFIED, "utf-16", "utf-16"),
        (SIMPLIFIED, "utf-16-le", "utf-16"),
        (SIMPLIFIED, "utf-16-be", "utf-16"),
        (SIMPLIFIED, "utf-32", "utf-32"),
        (SIMPLIFIED, "utf-32-le", "utf-32"),
        (SIMPLIFIED, "utf-32-be", "utf-32"),
        (TRADITIONAL, "utf-32-le", "utf-32"),
        (TRADITIONAL, "utf-8", "utf-8"),
        (TRADITIONAL, "big5", "big5"),
        (TRADITIONAL, "big5hkscs", "big5"),
        (TRADITIONAL, "gbk", "gb18030"),
        (TRADITIONAL, "utf-16-le", "utf-16"),
    ],
)
def test_every_encoding_is_found_from_a_few_letters(text: str, codec: str, found: Encoding, length: int) -> None:
    said = (text * 4)[:length]
    assert decode(said.encode(codec), "a.txt") == (said, found, 0)


@pytest.mark.parametrize("codec", ["gbk", "big5", "utf-8"])
def test_a_text_that_is_cut_off_or_damaged_is_read_and_its_damage_counted(codec: str) -> None:
    data = (TRADITIONAL * 20).encode(codec)
    text, _, damaged = decode(data[:-1], "a.txt")
    assert text[:-2] == (TRADITIONAL * 20)[:-2][: len(text) - 2]
    assert damaged
    hurt = bytearray(data)
    hurt[40] = 0xFF
    assert decode(bytes(hurt), "a.txt")[2] >= 1


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_an_encoding_that_is_asked_for_is_used(encoding: str) -> None:
    assert decode(SIMPLIFIED.encode(), "a.txt", encoding)[1] == encoding
    codec = {"utf-16": "utf-16-be", "utf-32": "utf-32-be"}.get(encoding, encoding)
    text = TRADITIONAL if encoding == "big5" else SIMPLIFIED
    assert decode(text.encode(codec), "a.txt", encoding)[0] == text


def test_a_byte_order_mark_is_dropped_whoever_asks() -> None:
    assert decode(SIMPLIFIED.encode("utf-8-sig"), "a.txt", "utf-8")[0] == SIMPLIFIED
    assert decode(SIMPLIFIED.encode("utf-16"), "a.txt", "utf-16")[0] == SIMPLIFIED


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(ReportError, match="neither"):
        decode(bytes(range(128, 256)) * 20, "a.bin")


@pytest.mark.parametrize("codec", ["utf-32", "utf-32-le", "utf-32-be"])
def test_what_is_in_four_bytes_is_never_read_as_in_two(codec: str) -> None:
    """A mark of UTF-32 begins as one of UTF-16; without one, ASCII in four bytes is ASCII with nulls."""
    marked = b"\x00\x00\xfe\xff" + SIMPLIFIED.encode("utf-32-be")
    assert decode(marked, "a.txt") == (SIMPLIFIED, "utf-32", 0)
    for text in (SIMPLIFIED, "a,b\n1,2\n", "𠮷😀" * 3, SIMPLIFIED * 3000):
        assert decode(text.encode(codec), "a.txt") == (text, "utf-32", 0)
    cut = decode((SIMPLIFIED * 20).encode(codec)[:-1], "a.txt")
    assert (cut[0][:-1], cut[1]) == ((SIMPLIFIED * 20)[:-1], "utf-32")
    assert decode("ab\n".encode("utf-16-le") * 20, "a.txt")[1] != "utf-32"
