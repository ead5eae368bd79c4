"""The signs of crawlers and of Excel in a cell are read as what they mean, and words that look like them stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.files.cell_text import is_cut, plain_cell


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"工作报告\r\n各位代表：\r\n&nbsp;现在", "工作报告\n各位代表：\n 现在"),
        (r"增长5%。\n\n二、目标\t三", "增长5%。\n\n二、目标\t三"),
        (r"全区GDP\r\n增长", "全区GDP\n增长"),
        (r"写了两次\\r\\n的行", "写了两次\n的行"),
        (r"\u3000\u3000各位\xa0代表", "\u3000\u3000各位 代表"),
        ("一_x000D_\n二_x000d_三_x0009_四", "一\n二\n三\t四"),
        ("一\r\n二\r三", "一\n二\n三"),
        ("&amp;nbsp;A&amp;B&ldquo;好&rdquo;&#12288;&#x4e2d;&mdash;", " A&B“好”\u3000中—"),
        ("<p>一</p><p style='text-indent:2em'>二<br/>三</p>", "一\n二\n三"),
        ("一<BR>二<br />三", "一\n二\n三"),
        ("<div><span>增长</span><strong>5%</strong></div><!-- x --><script>3%</script>", "增长5%"),
        ("<table><tr><td>产值</td><td>3亿元</td></tr><tr><td>增速</td></tr></table>", "产值\t3亿元\n增速"),
        ("绿地3km<sup>2</sup>", "绿地3km²"),
        ("一&lt;br&gt;二", "一\n二"),
    ],
)
def test_signs_are_read(written: str, read: str) -> None:
    assert plain_cell(written) == read


@pytest.mark.parametrize(
    "said",
    [
        r"存于C:\new\text\report",
        "R&D经费、AT&T;与研发&投入；",
        "若a<b且c>d，则5<6",
        "型号X<3>，<甲>乙<丙>",
        r"\name{云汀}\text",
        "a_x41_b _x0041_",
        "&unknownname; &;",
        r"路径 \\server\new",
    ],
)
def test_words_that_look_like_signs_stay(said: str) -> None:
    assert plain_cell(said) == said


@given(st.text(st.sampled_from("增长5%。，\n ab—"), max_size=60))
def test_an_ordinary_text_is_not_touched(text: str) -> None:
    assert plain_cell(text) == text


@given(st.text(st.sampled_from("\\rnt&;<>/pbamxlsup_x0D2一3 \"'=-!"), max_size=80))
def test_any_text_is_read(text: str) -> None:
    assert isinstance(plain_cell(text), str)


@pytest.mark.parametrize(
    ("piece", "read"),
    [
        ("<p ", "<p "),
        ("<!--", "<!--"),
        ("<script>", "<script>"),
        ("&amp;", "&"),
        ("\\", "\\"),
        ("</td>", ""),
        ("<sup>", ""),
        ("&a", "&a"),
        ("_x000", "_x000"),
        (" <p>", ""),
        ("<br", "<br"),
        ("\\r", ""),
        ("<p " + "a" * 400, "<p " + "a" * 400),
    ],
)
def test_a_cell_of_one_sign_said_again_and_again_is_read(piece: str, read: str) -> None:
    """What such cells cost is in make bench ARGS=lines: no more for a character than in a short cell."""
    count = 400_000 // len(piece)
    assert plain_cell(piece * count + "</p>") == (read * count).rstrip()


def test_a_cell_at_a_limit_is_probably_cut() -> None:
    assert is_cut("增" * 32_767)
    assert is_cut("增" * 32_765 + "𠮷")
    assert not is_cut("增" * 32_766)
    assert not is_cut("增" * 32_768)
