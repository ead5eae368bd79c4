"""The lines of a PDF are paragraphs again, without what stands on every page and without blanks no one wrote."""

import pytest

from core.files.pdf_layout import Line, clean, paragraphs, whole_lines


def page(*rows: str, left: float = 60, width: float = 10, top: float = 700, step: float = 20) -> list[Line]:
    """Set rows under each other; a row that begins with blanks is indented by as many letters."""
    lines = []
    for number, row in enumerate(rows):
        text = row.lstrip(" ")
        start = left + (len(row) - len(text)) * width
        lines.append(Line(text, start, start + len(text) * width, top - number * step, 14))
    return lines


def test_full_lines_go_on_and_short_or_indented_ones_do_not() -> None:
    rows = page(
        "  全区地区生产总值达三百一十二点",
        "六亿元，增长百分之五点八，财政收",
        "入稳定。",
        "  城镇新增就业一万二千人，居民收入",
        "增长。",
    )
    assert paragraphs([rows]) == [
        "全区地区生产总值达三百一十二点六亿元，增长百分之五点八，财政收入稳定。",
        "城镇新增就业一万二千人，居民收入增长。",
    ]


def test_a_number_broken_at_a_line_end_is_whole_again() -> None:
    assert paragraphs([page("全区地区生产总值达到了三百多亿3", "12.6亿元。")]) == [
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
    assert paragraphs(pages) == ["".join(words + said[number - 1][::-1] for number, words in enumerate(said))]


@pytest.mark.parametrize("number", ["12", "- 3 -", "— 3 —", "第 3 页", "3/12", "第3页 共12页", "iv"])
def test_every_form_of_page_number_is_left_out(number: str) -> None:
    rows = page("  全区地区生产总值达三百一十二点六亿", "元。", number)
    assert paragraphs([rows]) == ["全区地区生产总值达三百一十二点六亿元。"]


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
    (line,) = map(clean, page(written))
    assert paragraphs([[line]]) == [meant]


def test_words_of_letters_are_set_apart_or_put_together_at_a_line_end() -> None:
    rows = page(
        "The gross domestic product of", "the district grew by a consid-", "erable share of the whole sum", "at last."
    )
    assert paragraphs([rows]) == [
        "The gross domestic product of the district grew by a considerable share of the whole sum at last."
    ]


def test_pieces_of_one_line_are_one_and_cells_are_set_apart() -> None:
    pieces = [
        Line("二、", 60, 80, 700, 14),
        Line("目标", 80, 100, 701, 14),
        Line("粮食", 60, 80, 680, 14),
        Line("20万吨", 200, 250, 680, 14),
    ]
    assert [line.text for line in whole_lines(pieces)] == ["二、目标", "粮食\t20万吨"]


def test_a_line_that_the_edge_of_a_page_cuts_is_there_once() -> None:
    first = page("春天里种下的树已经在河岸上成了林", "夏天修好的桥把两边的集镇连在一起")
    second = page("夏天修好的桥把两边的集镇连在一起", "秋天收下的粮食。")
    assert paragraphs([first, second]) == [
        "春天里种下的树已经在河岸上成了林夏天修好的桥把两边的集镇连在一起秋天收下的粮食。"
    ]


def test_a_number_that_did_not_fit_goes_down_with_its_line_but_a_heading_stays() -> None:
    rows = page("  全区地区生产总值达三百一十二点六亿", "元，比上年增长百分之六，其中", "5.8%—6.2%为工业。")
    assert len(paragraphs([rows])) == 1
    headed = page(
        "一、二〇二五年工作回顾和发展",
        "2025年，全区地区生产总值达三百多亿元",
        "增加值增长百分之六，财政收入也增加了",
        "一成。",
    )
    assert len(paragraphs([headed])) == 2
