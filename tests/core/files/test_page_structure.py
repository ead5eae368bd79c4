"""A page is read as it is shown: what stands in a table, raised and lowered characters, what is struck or hidden."""

from pathlib import Path

import pytest

from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures
from core.files.load import load, report_of
from core.files.web_page import article

LONG = "过去一年，全区干部群众勠力同心，较好完成了年初确定的各项任务。"


def lines(markup: str, head: str = "") -> list[str]:
    """Return the lines that markup gives behind a paragraph of an article."""
    first, *others = read(markup, head)
    assert first == LONG
    return others


def read(markup: str, head: str = "") -> list[str]:
    return article(f"{head}<div id='zoom'><p>{LONG}</p>{markup}</div>", "a.html", "utf-8").text.splitlines()


ARTICLE = ["一、2025年工作回顾", "新增企业5家", "增长3.5%"]


@pytest.mark.parametrize(
    "markup",
    [
        "<table><tr><td>{}</td></tr></table>",
        "<table><tr><td width=20></td><td>{}</td><td>&nbsp;</td></tr></table>",
        "<table><tr><td></td></tr><tr><td><table><tbody><tr><td>{}</td></tr></tbody></table></td></tr></table>",
        "<table>" * 30 + "<tr><td>{}",
        "<div style='display: table'><p style='display:table-row'><b style='DISPLAY:table-cell'>{}</b></p></div>",
        "<div style='display:table-cell !important'>{}</div>",
        "<td>{}</td>",
    ],
)
@pytest.mark.parametrize("mark", ["<p>{}</p>", "<div>{}</div>", "{}<br>", "<span style='display:block'>{}</span>"])
def test_an_article_in_a_table_keeps_its_lines(markup: str, mark: str) -> None:
    assert lines(markup.format("".join(map(mark.format, ARTICLE)))) == ARTICLE


def test_an_article_beside_a_column_of_links_keeps_its_lines() -> None:
    said = "".join(f"<p>{LONG}</p><p>新增企业{n}家。</p>" for n in range(1, 9))
    page = f"<table><tr><td><a href=1>首页</a><br><a href=2>公告</a></td><td>{said}</td></tr></table>"
    text = article(page, "a.html", "utf-8").text.splitlines()
    assert text[-16:] == [line for n in range(1, 9) for line in (LONG, f"新增企业{n}家。")]


def test_a_row_of_data_is_one_line_with_tabs_whatever_its_cells_are_made_of() -> None:
    cells = "<tr><td><p>粮食</p><p>产量</p></td><td>35.6<br>万吨</td><td><div>-1.2%</div></td></tr>"
    assert lines(f"<table><caption>主要指标</caption>{cells}</table>") == ["主要指标", "粮食 产量\t35.6 万吨\t-1.2%"]
    row = "<div style='display:table-row'>{}</div>"
    cell = "<div style='display:table-cell'>{}</div>"
    styled = row.format(cell.format("指标") + cell.format("数值")) + row.format(
        cell.format("粮食") + cell.format("5吨")
    )
    assert lines(f"<div style='display:table'>{styled}</div>") == ["指标\t数值", "粮食\t5吨"]
    assert lines("<span style='display:table-cell'>粮食</span><span style='display:table-cell'>5吨</span>") == [
        "粮食\t5吨"
    ]


def test_a_remark_of_two_sentences_does_not_take_a_row_of_data_apart() -> None:
    remark = "<p>按可比价格计算。</p><p>为初步核算数。</p>"
    assert lines(f"<table><tr><td>茶叶产值</td><td>12.5</td><td>{remark}</td></tr></table>") == [
        "茶叶产值\t12.5\t按可比价格计算。 为初步核算数。"
    ]


def test_sentences_in_a_row_of_words_keep_their_lines() -> None:
    tasks = "<p>建设泵站5座。</p><p>完成投资3亿元。</p>"
    assert lines(f"<table><tr><td>1</td><td>{tasks}</td><td>水利局</td></tr></table>") == [
        "1",
        "建设泵站5座。",
        "完成投资3亿元。",
        "水利局",
    ]


def test_merged_cells_keep_the_columns_in_line() -> None:
    table = (
        "<tr><td colspan=3>单位：亿元</td></tr>"
        "<tr><th rowspan=2>指标</th><th colspan=2>2025年</th></tr><tr><th>总量</th><th>增速（%）</th></tr>"
        "<tr><td rowspan=2>工业</td><td>12</td><td rowspan=2>3.5</td></tr><tr><td>13</td></tr>"
        "<tr><td>农业</td><td>8</td><td>2.1</td></tr>"
    )
    assert lines(f"<table>{table}</table>") == [
        "单位：亿元",
        "指标\t2025年",
        "指标\t总量\t增速（%）",
        "工业\t12\t3.5",
        "工业\t13",
        "农业\t8\t2.1",
    ]


def test_a_name_in_a_column_behind_the_first_is_repeated_and_a_value_is_not() -> None:
    table = "<tr><td>甲</td><td rowspan=2>万吨</td><td rowspan=2>5</td><td>a</td></tr><tr><td>乙</td><td>b</td></tr>"
    assert lines(f"<table>{table}</table>") == ["甲\t万吨\t5\ta", "乙\t万吨\t\tb"]


def test_no_cell_takes_more_columns_or_rows_than_a_table_has() -> None:
    table = "<tr><td colspan=60000>甲</td><td>乙</td></tr><tr><td rowspan=0>丙</td><td>1</td></tr><tr><td>2</td></tr>"
    first, *others = lines(f"<table>{table}</table>")
    assert (first.replace("\t", ""), others) == ("甲乙", ["丙\t1", "丙\t2"])
    assert len(first) < 100


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("12km<sup>2</sup>，28μg/m<sup>3</sup>", "12km²，28μg/m³"),
        ("100<sup>4</sup>个", "100⁴个"),
        ("100<sup><a href='#n4'>4</a></sup>个", "100⁴个"),
        ("100<span style='font-size:8px;vertical-align: super'>12</span>个", "100¹²个"),
        ("100<sup>[4]</sup>个", "100[4]个"),
        ("100<sup>(4)</sup>个", "100[4]个"),
        ("100<sup>④</sup>个", "100④个"),
        ("100<sup>注4</sup>个", "100[注4]个"),
        ("占98<sup>%</sup>", "占98%"),
        ("100<sup>1,2</sup>个", "100[1,2]个"),
        ("100<sup>4)</sup>个", "100[4]个"),
        ("100<span style='position:relative;top:-5pt;mso-text-raise:5.0pt;font-size:8pt'>4</span>个", "100⁴个"),
        ("100<sub>4</sub>个", "100₄个"),
        ("CO<sub>2</sub>排放，PM<sub>2.5</sub>浓度", "CO2排放，PM2.5浓度"),
        ("吸收CO<sub>2</sub>5万吨", "吸收CO2 5万吨"),
        ("3×10<sup>8</sup>度", "3×10⁸度"),
        ("20<sup>o</sup>C", "20°C"),
        ("占<sup>1</sup>/<sub>3</sub>", "占1/3"),
        ("占<sup>1</sup>⁄<sub>3</sub>", "占1/3"),
        ("2<sup>1</sup>/<sub>3</sub>", "2 1/3"),
        ("占<math><mfrac><mn>1</mn><mn>3</mn></mfrac></math>", "占1/3"),
        ("12<math><msup><mi>km</mi><mn>2</mn></msup></math>", "12km²"),
        ("<sup>增长5%的项目有很多</sup>", "增长5%的项目有很多"),
        ("<sup style='vertical-align:baseline'>5</sup>个", "5个"),
        ("<ruby>镕<rp>(</rp><rt>róng</rt><rp>)</rp></ruby>基路", "镕基路"),
    ],
)
def test_what_is_raised_or_lowered_keeps_its_place_and_joins_no_number(markup: str, shown: str) -> None:
    assert lines(f"<p>{markup}</p>") == [shown]


@pytest.mark.parametrize(
    "hidden",
    [
        "<s>{}</s>",
        "<strike>{}</strike>",
        "<del>{}</del>",
        "<span style='text-decoration: line-through'>{}</span>",
        "<span style='text-decoration-line:underline line-through'><b>{}</b></span>",
        "<span hidden>{}</span>",
        "<span style='display : none'>{}</span>",
        "<span style='visibility:hidden'>{}</span>",
        "<span style='font-size:0'>{}</span>",
        "<span style='font-size:0px;color:#fff'>{}</span>",
        "<span style='opacity:0'>{}</span>",
        "<span style='color:#FFF;background:#fff'>{}</span>",
        "<span style='position:absolute;left:-9999px'>{}</span>",
        "<span style='mso-hide:all'>{}</span>",
        "<span style='color: transparent'>{}</span>",
        "<font color='#FFFFFF'>{}</font>",
        "<span style='color:#fff'>{}</span>",
        "<span style='display:inline-block;height:0;overflow:hidden'>{}</span>",
        "<span class='note sr-only'>{}</span>",
        "<span class='no copy'>{}</span>",
        "<template>{}</template><span hidden=''>{}</span>",
    ],
)
def test_what_is_struck_out_or_hidden_is_left_out_and_counted(hidden: str) -> None:
    head = "<style><!-- p, .copy { Display: none } p {display:block} @media print { b {display:none} } --></style>"
    markup = f"<p>达1234{hidden.format('99', '99')}.5亿元，<b>增长5%</b></p>"
    assert lines(markup, head) == ["达1234.5亿元，增长5%"]
    content = article(f"{head}<div id='zoom'><p>{LONG}</p>{markup}</div>", "a.html", "utf-8")
    assert [note.number for note in content.notes] == [2]


@pytest.mark.parametrize(
    "markup",
    [
        "<p><font color='white'>增长5%</font></p>",
        "<p style='background:#900'>增长<span style='color:#fff'>5%</span></p>",
        "<table><tr bgcolor='#036'><td>增长<font color='#ffffff'>5%</font></td></tr></table>",
        "<p>增长<span style='color:#fff;background-color:red'>5%</span></p>",
        "<p>增长<b style='color:#ffe'>5%</b></p>",
    ],
)
def test_white_text_is_shown_where_its_ground_is_or_may_be_another(markup: str) -> None:
    assert lines(markup) == ["增长5%"]


def test_text_of_its_own_size_within_one_of_none_is_shown() -> None:
    assert lines("<div style='font-size:0'><span style='font-size:16px'>增长5%</span> <i>77</i></div>") == ["增长5%"]
    assert lines("<div style='visibility:hidden'>7<span style='visibility:visible'>增长5%</span></div>") == ["增长5%"]


def test_most_of_a_page_is_never_hidden() -> None:
    """Some sites hide the article until a script has run."""
    page = f"<h1>云岭区报告</h1><div style='display:none'>{f'<p>{LONG}</p>' * 5}</div>"
    assert article(page, "a.html", "utf-8").text.splitlines() == ["云岭区报告", *[LONG] * 5]


def test_the_lines_of_a_typed_page_are_lines() -> None:
    typed = "一、回顾\n新增企业5家。\n\n二、安排"
    assert lines(f"<pre>{typed}</pre>") == lines(f"<div style='white-space: pre-wrap'>{typed}</div>")
    assert lines(f"<pre>{typed}</pre>") == ["一、回顾", "新增企业5家。", "二、安排"]


def test_a_report_in_a_cell_has_the_figures_that_it_has_in_paragraphs(sample: Path) -> None:
    text = load(sample).text
    said = "".join(f"<p>{line}</p>" for line in text.splitlines() if line.strip())
    broken = "".join(f"{line}<br>" for line in text.splitlines() if line.strip())
    plain = figures(f"<html><body>{said}")
    assert len(plain) > 10
    for markup in (said, broken, f"<table><tr><td>{broken}</td><td></td></tr></table>"):
        assert figures(f"<html><body><table width=900><tr><td>{markup}</td></tr></table>") == plain


def figures(page: str) -> list[tuple[object, ...]]:
    found = [one.figure for one in find_figures(report_of(page.encode(), "a.html"), load_lexicon())]
    return [(one.kind, one.value, one.unit, one.bound, one.indicator, one.status, one.period) for one in found]


@pytest.mark.parametrize(
    ("markup", "value", "unit", "indicator"),
    [
        ("引进项目100<sup>4</sup>个", "100", "个", "项目"),
        ("引进项目10<sup>[4]</sup>个", "10", "个", "项目"),
        ("引进项目100<sup>④</sup>个", "100", "个", "项目"),
        ("新增企业<sup>2</sup>56家", "56", "家", "新增企业"),
        ("地区生产总值<sup>3</sup>增长5.5<sup>6</sup>%", "5.5", "%", "地区生产总值"),
        ("新增城区面积12km<sup>2</sup>", "12", "km²", "新增城区面积"),
        ("PM<sub>2.5</sub>平均浓度达28微克/立方米", "28", "微克/立方米", "PM2.5平均浓度"),
    ],
)
def test_a_figure_is_read_without_the_marks_of_notes(markup: str, value: str, unit: str, indicator: str) -> None:
    page = f"<html><body><div id='zoom'><p>一、2025年工作回顾</p><p>{LONG}</p><p>{markup}。</p></div>"
    (figure,) = (one.figure for one in find_figures(report_of(page.encode(), "a.html"), load_lexicon()))
    assert (str(figure.value), figure.unit, figure.indicator) == (value, unit, indicator)
