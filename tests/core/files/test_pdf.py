"""PDFs as programs draw them: every kind of page that was once misread, each made for it, and what may not be lost."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.files.pdf import read_pdf
from tests.core.files.drawing import Page, drawn
from tests.counting import counted

SAID = (
    "  全区地区生产总值达到312.6亿元，增",
    "长5.8%，新建改建乡村公路120公里，",
    "修缮老校舍46所，粮食产量稳定在三十",
    "五万吨以上。",
)
MEANT = (
    "全区地区生产总值达到312.6亿元，增长5.8%，新建改建乡村公路120公里，修缮老校舍46所，粮食产量稳定在三十五万吨以上。"
)


OTHERS = [
    (rows, "".join(rows).strip())
    for rows in (
        [
            f"  {name}区地区生产总值达到312.6亿元，增",
            f"长5.8%，{name}镇改建乡村公路120公里，",
            f"修缮老校舍46所，{name}乡产量稳定在三十",
            f"五万吨，{name}村通车。",
        ]
        for name in "云望青石白"
    )
]
"""Pages of other words than one another, and what is read of them."""


def read(*pages: Page) -> list[str]:
    """Return the paragraphs that are read of a PDF of some pages."""
    return read_pdf(drawn(*pages), "a.pdf").text.rstrip("\n").split("\n")


def plain() -> Page:
    return Page().lines(SAID, 80, 700)


def test_a_plain_page_is_its_paragraphs() -> None:
    assert read(plain()) == [MEANT]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_page_that_is_turned_when_it_is_shown_is_read_as_ever(turned: int) -> None:
    assert read(Page(turned).lines(SAID, 80, 700)) == [MEANT]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_words_drawn_at_a_right_angle_are_read_as_they_are_looked_at(angle: int) -> None:
    page = Page(angle)
    for number, row in enumerate(SAID):
        words = row.lstrip(" ")
        along, across = (len(row) - len(words)) * 12, number * 20
        x, y = {
            90: (200 + across, 100 + along),
            180: (500 - along, 200 + across),
            270: (400 - across, 700 - along),
        }[angle]
        page.words(words, x, y, angle=angle)
    assert read(page) == [MEANT]


@pytest.mark.parametrize(
    ("size", "angle"), [(30, 0), (60, 0), (9, 30), (30, 30), (60, 30), (9, 45), (30, 45), (60, -35), (30, -35)]
)
def test_a_watermark_is_left_out_whether_it_leans_or_not(size: float, angle: float) -> None:
    under = Page().words("内部资料", 120, 650, size, angle=angle, grey=0.8).lines(SAID, 80, 700)
    above = plain().words("内部资料", 120, 650, size, angle=angle, grey=0.8)
    assert read(under) == read(above) == [MEANT]


def test_the_letters_of_a_watermark_may_be_drawn_between_those_of_the_text() -> None:
    page = Page()
    for number, row in enumerate(SAID):
        words = row.lstrip(" ")
        half = len(words) // 2
        left = 80 + (len(row) - len(words)) * 12
        wide = sum(6 if letter.isascii() else 12 for letter in words[:half])
        page.words(words[:half], left, 700 - 20 * number)
        page.words("内部资料"[number], 150 + 40 * number, 690 - 18 * number, 40, grey=0.85)
        page.words(words[half:], left + wide, 700 - 20 * number)
    assert read(page) == [MEANT]


def test_a_small_watermark_on_every_page_is_left_out() -> None:
    pages = [
        Page().lines(said, 80, 700).words("仅供查阅", 100, 690, 7, grey=0.7).words("仅供查阅", 250, 670, 7, grey=0.7)
        for said, _ in OTHERS[:3]
    ]
    assert read(*pages) == [meant for _, meant in OTHERS[:3]]


def test_white_words_in_a_dark_head_of_a_table_are_kept() -> None:
    page = plain().raw(b"0.2 g 78 560 200 20 re f")
    page.words("指标", 82, 565, grey=1).words("总量", 182, 565, grey=1)
    page.words("粮食", 82, 545).words("35万吨", 182, 545).words("棉花", 82, 525).words("12万吨", 182, 525)
    assert read(page)[1:] == ["指标\t总量", "粮食\t35万吨", "棉花\t12万吨"]


@pytest.mark.parametrize("mark", ["1", "12", "①", "[1]", "*"])
def test_a_raised_mark_does_not_join_the_number_before_it(mark: str) -> None:
    page = Page().words("今年实施重点项目100", 80, 700).words(mark, 194, 704.5, 7)
    after = 194 + sum(3.5 if letter.isascii() else 7 for letter in mark)
    page.words("个，新建学校12所。", after, 700)
    raised = mark.translate(str.maketrans("12", "¹²")) if mark.isdecimal() else mark
    assert read(page) == [f"今年实施重点项目100{raised}个，新建学校12所。"]


def test_a_lowered_digit_stays_a_digit() -> None:
    page = Page().words("CO", 80, 700).words("2", 92, 697.5, 7).words("排放量下降3%。", 95.5, 700)
    assert read(page) == ["CO2排放量下降3%。"]


@pytest.mark.parametrize("pitch", [14, 16, 20])
def test_letter_spaced_lines_are_words_and_numbers(pitch: float) -> None:
    page = Page()
    for number, row in enumerate(("地区生产总值达到1234.5亿元，", "增长5.5%。")):
        page.words(row, 80, 700 - 24 * number, pitch=pitch)
    assert "".join(read(page)) == "地区生产总值达到1234.5亿元，增长5.5%。"


@pytest.mark.parametrize("columns", [2, 3])
@pytest.mark.parametrize("letters", [8, 12, 16])
@pytest.mark.parametrize("by_rows", [False, True])
def test_narrow_columns(columns: int, letters: int, by_rows: bool) -> None:
    said = [
        f"第{name}季度全区新建改建乡村公路{12 + number}0公里，"
        f"修缮老校舍{40 + number}所，惠及居民{number + 2}万余户，收入增加。"
        for number, name in enumerate("一二三"[:columns])
    ]
    words = []
    for number, paragraph in enumerate(said):
        line, room, row = "", letters - 2.0, 0
        left = 60 + number * (letters * 12 + 24)
        rows = []
        for letter in paragraph:
            wide = 0.5 if letter.isascii() else 1
            if wide > room:
                rows.append(line)
                line, room = "", letters
            line, room = line + letter, room - wide
        rows.append(line)
        for row, line in enumerate(rows):
            words.append((row, number, line, left + (24 if row == 0 else 0), 700 - 20 * row))
    page = Page(width=900)
    for _, _, line, x, y in sorted(words) if by_rows else words:
        page.words(line, x, y)
    assert read(page) == said


def test_a_heading_over_two_columns_and_a_line_below_them_keep_their_places() -> None:
    page = Page().words("云汀区二〇二六年发展情况公报", 150, 760, 18)
    page.lines(SAID, 60, 700).lines([row.replace("全区", "全县") for row in SAID], 320, 700)
    page.words("各位代表，成绩来之不易，前路任重道远，让我们一起努力，再创佳绩，不负重托。", 60, 560)
    assert read(page) == [
        "云汀区二〇二六年发展情况公报",
        MEANT,
        MEANT.replace("全区", "全县"),
        "各位代表，成绩来之不易，前路任重道远，让我们一起努力，再创佳绩，不负重托。",
    ]


ROWS = (
    ("指标", "总量", "增速"),
    ("地区生产总值", "312.6亿元", "5.8%"),
    ("粮食", "35万吨", "-1.2%"),
    ("就业", "1.2万人", "3%"),
)


def table(page: Page, xs: tuple[float, ...], y: float, *, ruled: bool) -> Page:
    """Draw ROWS at some columns from a height down."""
    for number, row in enumerate(ROWS):
        for x, cell in zip(xs, row, strict=False):
            page.words(cell, x + 4, y - 15 - 20 * number)
    if ruled:
        page.grid([*xs, xs[-1] + 70], [y - 20 * number for number in range(len(ROWS) + 1)])
    return page


@pytest.mark.parametrize("ruled", [False, True])
def test_a_table_is_a_line_a_row(ruled: bool) -> None:
    page = table(plain(), (80, 170, 240), 600, ruled=ruled).words("各位代表，成绩来之不易。", 80, 480)
    assert read(page) == [MEANT, *("\t".join(row) for row in ROWS), "各位代表，成绩来之不易。"]


def test_two_ruled_tables_side_by_side_and_under_one_another() -> None:
    rows = ["\t".join(row) for row in ROWS]
    beside = table(table(Page(width=900), (60, 150, 220), 700, ruled=True), (400, 490, 560), 700, ruled=True)
    assert read(beside) == rows * 2
    under = table(table(Page(), (60, 150, 220), 700, ruled=True), (60, 150, 220), 560, ruled=True)
    assert read(under) == rows * 2


def test_merged_cells_are_named_once_and_keep_the_columns_in_line() -> None:
    page = Page().words("产业", 64, 685).words("总量", 194, 685).words("第一产业", 64, 655)
    page.words("农业", 124, 665).words("12亿元", 194, 665).words("林业", 124, 645).words("3亿元", 194, 645)
    for y in (700, 680, 640):
        page.rule(60, y, 260, y)
    page.rule(120, 660, 260, 660).rule(60, 640, 60, 700).rule(120, 640, 120, 680)
    page.rule(190, 640, 190, 700).rule(260, 640, 260, 700)
    assert read(page) == ["产业\t\t总量", "第一产业\t农业\t12亿元", "\t林业\t3亿元"]


@pytest.mark.parametrize("size", [8, 9, 10])
def test_notes_in_small_letters_at_a_pages_foot_come_after_the_paragraph(size: float) -> None:
    first = Page().lines(SAID[:3], 80, 700).words("①按不变价格计算，比重按现价计算。", 80, 90, size)
    first.words("— 1 —", 280, 40)
    second = Page().lines([SAID[3], "  就业稳定。"], 80, 700).words("— 2 —", 280, 40)
    assert read(first, second) == [MEANT, "①按不变价格计算，比重按现价计算。", "就业稳定。"]


@pytest.mark.parametrize("pages", [2, 3, 5])
def test_headers_and_changing_page_numbers_are_left_out_of_few_pages_too(pages: int) -> None:
    made = [
        Page()
        .words("云汀区统计局　2026年公报", 200, 800, 9)
        .lines(said, 80, 700)
        .words(f"第{number}页 共{pages}页", 260, 40, 9)
        for number, (said, _) in enumerate(OTHERS[:pages], 1)
    ]
    assert read(*made) == [meant for _, meant in OTHERS[:pages]]


def test_pages_that_are_all_alike_are_kept() -> None:
    assert read(*[plain() for _ in range(5)]) == [MEANT] * 5


@pytest.mark.parametrize("kind", ["rows", "scattered", "squares", "shades"])
def test_a_page_of_many_letters_costs_no_more_for_each(kind: str) -> None:
    assert _lines(kind, 1000) < 10 * _lines(kind, 250)


def _lines(kind: str, count: int) -> int:
    """Return how many lines of the reader's code run to read a page of so many words."""
    page = Page()
    for number in range(count):
        if kind == "rows":
            page.words("1", 300, 830 - number * 0.05, 0.04).words("字", 350, 830 - number * 0.05, 0.04)
        elif kind == "scattered":
            page.words(chr(0x4E00 + number % 5000), number * 37.3 % 590, number * 91.7 % 840, number * 13 % 20 + 1)
        elif kind == "squares":
            page.words("5", number % 100 * 5, 830 - number // 100 * 5, 2).grid((0, number % 500), (0, number % 700))
        else:
            page.words("字", number % 100 * 5.9, 830 - number // 100 * 2, 1.5, grey=0.5 * (number % 2))
    data = drawn(page)
    with counted("core/files") as count_of_lines:
        read_pdf(data, "a.pdf")
    return count_of_lines.lines


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 40)), min_size=4, max_size=4), st.randoms())
@settings(max_examples=20, deadline=None)
def test_the_order_in_which_words_are_drawn_does_not_matter(cuts: list[tuple[int, int]], order: random.Random) -> None:
    pieces = []
    for number, row in enumerate(SAID):
        words = row.lstrip(" ")
        left = 80.0 + (len(row) - len(words)) * 12
        cut = cuts[number][1] % len(words)
        for piece in (words[:cut], words[cut:]):
            if piece:
                pieces.append((piece, left, 700 - 20 * number))
                left += sum(6 if letter.isascii() else 12 for letter in piece)
    order.shuffle(pieces)
    page = Page()
    for piece, x, y in pieces:
        page.words(piece, x, y)
    assert read(page) == [MEANT]


@pytest.mark.parametrize(
    "content",
    [
        b"BT /F1 0 Tf 80 700 Td <53EF> Tj ET",
        b"BT /F1 1e30 Tf 80 700 Td <53EF> Tj ET",
        b"BT /F1 12 Tf 1e38 1e38 1e38 1e38 1e38 1e38 Tm <53EF> Tj ET",
        b"BT /F1 12 Tf 0 0 0 0 80 700 Tm <53EF53EF> Tj ET",
        b"1e30 w 0 0 m 1e38 1e38 l S 0 0 1e38 -1e38 re S",
        b"q " * 2000 + b"Q " * 3000,
    ],
)
def test_letters_without_size_or_place_disturb_no_others(content: bytes) -> None:
    assert read(plain().raw(content)) == [MEANT]
