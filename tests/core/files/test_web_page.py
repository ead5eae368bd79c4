"""A web page is read as its article: no navigation, no scripts, blocks as lines, and what it says of itself apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.files.web_page import article, parse, read_page
from core.model.errors import ReportError
from core.model.report import About

LONG = "全区地区生产总值达312.6亿元，增长5.8%。" * 8


def lines(page: str) -> list[str]:
    return article(page, "a.html", "utf-8").text.splitlines()


def test_blocks_and_breaks_begin_lines_and_inline_marks_do_not() -> None:
    page = f"<p>一、<b>工作</b><i>回顾</i></p><div>增长<span>5</span>.8%<br>下降0.2%</div><p>{LONG}"
    assert lines(page) == ["一、工作回顾", "增长5.8%", "下降0.2%", LONG]


def test_a_source_line_broken_between_chinese_letters_is_one_and_blanks_are_one() -> None:
    assert lines("<p>增长\r\n   5.8%，\n  其中\n工业 &nbsp; 增长 GDP\n growth</p>") == [
        "增长 5.8%，其中工业 增长 GDP growth"
    ]


def test_a_table_is_read_row_by_row() -> None:
    page = "<table><tr><th>指标<th>值<tr><td>粮食<p>产量</p></td><td>20万吨</td></tr></table>"
    assert lines(page) == ["指标\t值", "粮食 产量\t20万吨"]


@pytest.mark.parametrize(
    "beside",
    [
        "<nav>首页9%</nav>",
        "<script>if (a < b) document.write('9%')</script>",
        "<style>p{width:9%}</style>",
        "<!-- 9% <p>旧9%</p> -->",
        '<div class="main-nav">导航9%</div>',
        '<div id="footer">备案9号</div>',
        '<div class="share-box">分享9%</div>',
        '<div style="display: none">藏9%</div>',
        "<noscript>9%</noscript>",
        "<template>9%</template>",
        "<svg><text>9%</text></svg>",
        "<select><option>9%</select>",
    ],
)
def test_what_stands_beside_the_article_is_left_out(beside: str) -> None:
    page = f"<html><body>{beside}<div><div><p>{LONG}</p><p>第二段增长3%。</p></div></div></body></html>"
    assert lines(page) == [LONG, "第二段增长3%。"]


def test_a_class_that_sounds_like_navigation_does_not_lose_the_article() -> None:
    assert lines(f'<div class="content share"><p>{LONG}</p></div>') == [LONG]


def test_links_within_the_article_stay() -> None:
    assert lines(f'<div><p>{LONG}</p><p>详见<a href="x">附件3</a>。</p></div>')[1] == "详见附件3。"


def test_the_title_comes_first_unless_the_article_has_it() -> None:
    page = "<title>甲区报告_甲区政府</title><h1>甲区报告</h1><div id='zoom'><p>{}</p></div>"
    assert lines(page.format(LONG)) == ["甲区报告", LONG]
    assert lines(page.format("甲区 报告</p><p>" + LONG)) == ["甲区 报告", LONG]


def test_title_date_and_source_are_read_where_the_page_says_them() -> None:
    head = '<meta name="ArticleTitle" content="甲区报告"><meta name="PubDate" content="2026/1/9">'
    page = f"{head}<p>来源：甲区日报 责任编辑：李敏</p><p>{LONG}</p>"
    assert article(page, "a.html", "utf-8").about == About("甲区报告", "2026-01-09", "甲区日报")
    said = f"<h1>乙区报告</h1><p>发布时间：2026年2月3日 10:00</p><p>{LONG}</p>"
    assert article(said, "a.html", "utf-8").about == About("乙区报告", "2026-02-03", "")


def test_what_was_left_out_beside_the_article_is_told() -> None:
    beside = f"<div class='side'>{'旁注' * 60}</div>"
    (note,) = article(f"<body>{beside}<div id='zoom'><p>{LONG * 3}</p></div></body>", "a.html", "utf-8").notes
    assert note.number == 120


def test_the_bytes_decide_over_the_label() -> None:
    page = f'<meta charset="gb2312"><p>镕基路{LONG}</p>'
    assert "镕基路" in read_page(page.encode("gb18030"), "a.html").text
    assert "镕基路" in read_page(page.encode(), "a.html").text


def test_a_page_that_only_a_script_would_fill_says_so() -> None:
    with pytest.raises(ReportError, match="no text of its own"):
        lines('<div id="app"></div><script src="app.js"></script>')


@pytest.mark.parametrize(
    "broken", ["增长 < 5%", "增长<5%，> 3%", "a<b>c", "<p增长5%", "<", "</", "<!", "<!--", "&#x110000;", "&#0;"]
)
def test_broken_markup_is_taken_as_it_comes(broken: str) -> None:
    assert parse(broken)
    assert lines(f"<p>{LONG}</p>{broken}")[0] == LONG


@settings(max_examples=150)
@given(st.text(alphabet="<>/!-&;#\"'=ap div增5% \n", max_size=60))
def test_nothing_breaks_the_reading(markup: str) -> None:
    parse(markup)
    assert lines(f"<p>{LONG}</p><p>{markup}</p>")
