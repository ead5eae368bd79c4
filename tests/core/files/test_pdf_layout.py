"""The letters of a PDF's pages are paragraphs again: lines, columns, tables, marks and notes."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.files.pdf_glyphs import Glyph, Rule, Sheet
from core.files.pdf_layout import paragraphs_of

EM = 10.0


def letters(text: str, left: float, base: float, em: float = EM, pitch: float = 0.0, shade: float = 0.0) -> list[Glyph]:
    """Set a line of letters, those of ASCII half as wide as others; `pitch` sets each in a square as wide."""
    glyphs = []
    for letter in text:
        wide = em if letter > "\u02ff" else em / 2
        glyphs.append(Glyph(letter, left, left + wide, base, em, shade))
        left += pitch or wide
    return glyphs


def page(*rows: str, left: float = 60, top: float = 700, step: float = 20, em: float = EM, pitch: float = 0) -> Sheet:
    """Set rows under each other; a row that begins with blanks is indented by as many letters."""
    glyphs: list[Glyph] = []
    for number, row in enumerate(rows):
        text = row.lstrip(" ")
        glyphs += letters(text, left + (len(row) - len(text)) * em, top - number * step, em, pitch)
    return Sheet(tuple(glyphs))


def both(*sheets: Sheet) -> Sheet:
    """Draw several sheets on one page."""
    return Sheet(
        tuple(glyph for sheet in sheets for glyph in sheet.glyphs),
        tuple(rule for sheet in sheets for rule in sheet.rules),
    )


def grid(xs: Sequence[float], ys: Sequence[float]) -> Sheet:
    """Draw the rules of a table whose columns and rows part at some places."""
    return Sheet((), tuple([Rule(xs[0], y, xs[-1], y) for y in ys] + [Rule(x, min(ys), x, max(ys)) for x in xs]))


def test_full_lines_go_on_and_short_or_indented_ones_do_not() -> None:
    rows = page(
        "  全区地区生产总值达三百一十二点",
        "六亿元，增长百分之五点八，财政收",
        "入稳定。",
        "  城镇新增就业一万二千人，居民收入",
        "增长。",
    )
    assert paragraphs_of([rows]) == [
        "全区地区生产总值达三百一十二点六亿元，增长百分之五点八，财政收入稳定。",
        "城镇新增就业一万二千人，居民收入增长。",
    ]


def test_a_number_broken_at_a_line_end_is_whole_again() -> None:
    assert paragraphs_of([page("全区地区生产总值达到了三百多亿3", "12.6亿元。")]) == [
        "全区地区生产总值达到了三百多亿312.6亿元。"
    ]


def test_a_paragraph_goes_on_over_the_page_and_headers_and_numbers_are_left_out() -> None:
    said = [
        "春天里种下的树已经在河岸上成了林",
        "夏天修好的桥把两边的集镇连在一起",
        "秋天收下的粮食装满了新盖好的粮仓",
        "冬天亮起的灯照着刚刚铺好的乡间路",
    ]
    pages = [
        page("某区人民政府文件", said[number], said[number - 1][::-1], f"— {number + 1} —")
        for number in range(len(said))
    ]
    assert paragraphs_of(pages) == ["".join(words + said[number - 1][::-1] for number, words in enumerate(said))]


@pytest.mark.parametrize("number", ["12", "- 3 -", "— 3 —", "第 3 页", "3/12", "第3页 共12页", "iv"])
def test_every_form_of_page_number_is_left_out(number: str) -> None:
    rows = page("  全区地区生产总值达三百一十二点六亿", "元。", number)
    assert paragraphs_of([rows]) == ["全区地区生产总值达三百一十二点六亿元。"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026 年 1 月，增长 5.8 %", "2026年1月，增长5.8%"),
        ("达 312 .6 亿元", "达312.6亿元"),
        ("1 ,286 亩", "1,286亩"),
        ("GDP growth 5 percent", "GDP growth 5 percent"),
        ("⼀、⼯作回顾", "一、工作回顾"),
        ("政 府 工 作 报 告", "政府工作报告"),
        ("甲  3 5", "甲3 5"),
    ],
)
def test_blanks_that_nobody_wrote_are_left_out(written: str, meant: str) -> None:
    assert paragraphs_of([page(written)]) == [meant]


def test_words_of_letters_are_set_apart_or_put_together_at_a_line_end() -> None:
    rows = page(
        "The gross domestic product of", "the district grew by a consid-", "erable share of the whole sum", "at last."
    )
    assert paragraphs_of([rows]) == [
        "The gross domestic product of the district grew by a considerable share of the whole sum at last."
    ]


def test_pieces_of_one_line_are_one_and_cells_are_set_apart() -> None:
    glyphs = [
        *letters("二、", 60, 700),
        *letters("目标", 80, 701),
        *letters("粮食", 60, 680),
        *letters("20万吨", 200, 680),
    ]
    assert paragraphs_of([Sheet(tuple(glyphs))]) == ["二、目标", "粮食\t20万吨"]


def test_a_line_that_the_edge_of_a_page_cuts_is_there_once() -> None:
    first = page("春天里种下的树已经在河岸上成了林", "夏天修好的桥把两边的集镇连在一起")
    second = page("夏天修好的桥把两边的集镇连在一起", "秋天收下的粮食。")
    assert paragraphs_of([first, second]) == [
        "春天里种下的树已经在河岸上成了林夏天修好的桥把两边的集镇连在一起秋天收下的粮食。"
    ]


def test_a_number_that_did_not_fit_goes_down_with_its_line_but_a_heading_stays() -> None:
    rows = page("  全区地区生产总值达三百一十二点六亿", "元，比上年增长百分之六，其中", "5.8%—6.2%为工业。")
    assert len(paragraphs_of([rows])) == 1
    headed = page(
        "一、二〇二五年工作回顾和发展",
        "2025年，全区地区生产总值达三百多亿元",
        "增加值增长百分之六，财政收入也增加了",
        "一成。",
    )
    assert len(paragraphs_of([headed])) == 2


def test_two_narrow_columns_are_read_one_after_the_other_however_they_are_drawn() -> None:
    left = page("一、去年工作回顾", "  全区新建改建乡村", "公路120公里，修缮老", "校舍46所，惠及居民", "两万余户。")
    right = page(
        "二、今年工作安排", "  我们将实施重点项", "目120个，新建学校十", "二所，新增学位八千", "六百个。", left=170
    )
    meant = [
        "一、去年工作回顾",
        "全区新建改建乡村公路120公里，修缮老校舍46所，惠及居民两万余户。",
        "二、今年工作安排",
        "我们将实施重点项目120个，新建学校十二所，新增学位八千六百个。",
    ]
    assert paragraphs_of([both(left, right)]) == meant
    assert paragraphs_of([both(right, left)]) == meant
    by_rows = sorted(both(left, right).glyphs, key=lambda one: (-one.base, one.left))
    assert paragraphs_of([Sheet(tuple(by_rows))]) == meant
    assert paragraphs_of([Sheet(tuple(reversed(by_rows)))]) == meant


def test_digits_in_the_squares_of_a_form_are_one_number() -> None:
    rows = page("地区生产总值达到1234.5亿元，增长", "5.5%。", pitch=EM)
    assert paragraphs_of([rows]) == ["地区生产总值达到1234.5亿元，增长5.5%。"]


@pytest.mark.parametrize("every", [1, 5])
@pytest.mark.parametrize("margin", [20, 260])
def test_the_numbers_of_lines_in_a_margin_are_left_out(every: int, margin: float) -> None:
    said = ["全区新建改建乡村公路一百二十公里，"] * 15
    said[-1] = "完。"
    numbers = [
        glyph
        for number in range(every, 16, every)
        for glyph in letters(str(number), margin, 700 - (number - 1) * 20, em=6)
    ]
    (read,) = paragraphs_of([both(page(*said), Sheet(tuple(numbers)))])
    assert read == "".join(said)


def test_a_list_of_ranks_is_no_margin() -> None:
    rows = page("1  云汀区   312.6", "2  望江县   280.4", "3  青石镇   120.9")
    assert [line.split("\t")[0] for line in paragraphs_of([rows])] == ["1", "2", "3"]


def test_a_ruled_table_is_a_line_a_row_and_its_cells_lines_are_put_together() -> None:
    words = [
        *letters("指标", 62, 705),
        *letters("总量", 122, 705),
        *letters("规模以上", 62, 690),
        *letters("增加值", 62, 678),
        *letters("86.4亿元", 122, 684),
        *letters("粮食", 62, 665),
        *letters("35.6万吨", 122, 665),
    ]
    sheet = both(Sheet(tuple(words)), grid((60, 120, 170), (715, 700, 675, 660)))
    assert paragraphs_of([sheet]) == ["指标\t总量", "规模以上增加值\t86.4亿元", "粮食\t35.6万吨"]


def test_a_raised_digit_is_a_mark_outside_the_number() -> None:
    line = [*letters("实施项目100", 60, 700), *letters("4", 115, 704, em=5.8), *letters("个，面积12km", 118, 700)]
    line += letters("2", line[-1].right, 704, em=5.8)
    line += letters("。", line[-1].right, 700)
    assert paragraphs_of([Sheet(tuple(line))]) == ["实施项目100⁴个，面积12km²。"]


def test_a_watermark_under_the_text_is_left_out() -> None:
    rows = page(
        "全区地区生产总值达三百一十二点六亿", "元，增长百分之五点八，财政收入稳定，", "全年税收完成八十六亿元。"
    )
    mark = [
        glyph
        for number, letter in enumerate("内部资料")
        for glyph in letters(letter, 80 + 40 * number, 650 + 15 * number, 40, shade=0.8)
    ]
    drawn = [glyph for pair in zip(rows.glyphs, [*mark, *[None] * 999], strict=False) for glyph in pair if glyph]
    assert paragraphs_of([Sheet(tuple(drawn))]) == paragraphs_of([rows])


def test_notes_at_a_pages_foot_come_after_the_paragraph_that_goes_on_over_it() -> None:
    first = page("  全区地区生产总值达三百一十二点六亿", "元，增长百分之五点八，财政收入稳定，")
    note = page("①按不变价格计算。", top=100, em=7)
    second = page("全年税收完成八十六亿元。", "  粮食产量三十五万吨。")
    assert paragraphs_of([both(first, note), second]) == [
        "全区地区生产总值达三百一十二点六亿元，增长百分之五点八，财政收入稳定，全年税收完成八十六亿元。",
        "①按不变价格计算。",
        "粮食产量三十五万吨。",
    ]


_GLYPHS = st.builds(
    lambda text, left, width, base, em, shade: Glyph(text, left, left + width, base, em, shade),
    st.sampled_from(["字", "5", ".", " ", "\u3000", "，", "。", "①", "——", "a"]),
    st.sampled_from([0.0, 10.0, 12.0, 100.0, 300.5]) | st.floats(-9e4, 9e4),
    st.sampled_from([0.0, 6.0, 12.0]) | st.floats(-20, 900),
    st.sampled_from([0.0, 12.0, 100.0, 103.0, 700.0]) | st.floats(-9e4, 9e4),
    st.sampled_from([7.0, 12.0]) | st.floats(0.01, 9e4),
    st.sampled_from([0.0, 0.8, 1.0]),
)
_RULES = st.builds(
    lambda x, y, wide, high: Rule(x, y, x + wide, y + high),
    *[st.sampled_from([0.0, 10.0, 100.0, 300.0, 700.0])] * 2,
    *[st.sampled_from([0.0, 50.0, 100.0, 600.0])] * 2,
)


@given(st.lists(st.builds(Sheet, st.lists(_GLYPHS, max_size=40).map(tuple), st.lists(_RULES, max_size=12).map(tuple))))
@settings(deadline=None)
def test_whatever_a_page_draws_is_read_and_nothing_is_made_up(sheets: list[Sheet]) -> None:
    drawn = {letter for sheet in sheets for glyph in sheet.glyphs for letter in glyph.text}
    marks = set("⁰¹²³⁴⁵⁶⁷⁸⁹ \t\u3000")
    assert {letter for paragraph in paragraphs_of(sheets) for letter in paragraph} <= drawn | marks
