"""Pages as the sites of governments, aggregators and WeChat save them: the figures are those of the report alone."""

import pytest

from core.detection.characters import normalized
from core.detection.furniture import share_of_furniture
from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures
from core.files.web_page import article
from core.jobs.report_checks import holds_no_report
from core.model.report import Report

REPORT = (
    "——2026年1月12日在临溪县第十八届人民代表大会第六次会议上",
    "县长 周明",
    "各位代表：",
    "现在，我代表县人民政府，向大会报告工作，请予审议。",
    "一、2025年工作回顾",
    "过去一年，全县地区生产总值达到247.3亿元，增长5.6%；粮食产量18.4万吨，新增规上企业23家，城镇新增就业4200人。",
    "新建标准厂房12万平方米，入库税收超千万元企业达到9家，改造老旧小区42个，新建农村公路86公里。",
    "二、2026年工作安排",
    "今年主要目标是：县域生产总值力争增长5.5%，居民收入同步增长，新建高标准农田3.5万亩。",
)
TITLE = "2026年临溪县政府工作报告"
BODY = "".join(f"<p>&emsp;&emsp;{line}</p>" for line in REPORT)
BROKEN = "<br/>".join(f"　　{line}" for line in REPORT)
PARTS = ("首页", "政务公开", "办事服务", "政民互动")
LINKS = "".join(f'<li><a href="/x/{n}.html">{words}</a></li>' for n, words in enumerate(PARTS))
OTHERS = ("全县前三季度税收增长8.1%", "县医院新院区12个科室搬迁", "5家企业获评省级工厂", "新开工项目30个")
NEWS = "".join(
    f'<li><a href="/n/{n}.html">{words}</a><span>01-{n:02}</span></li>' for n, words in enumerate(OTHERS, 11)
)
FOOT = (
    "<p>主办：临溪县人民政府办公室 电话：0835-6218907 邮编：625300</p>"
    "<p>蜀ICP备12003456号-1 川公网安备 51180002000123号</p>"
    "<p>网站标识码：5118000012</p><p>您是第 1234567 位访问者</p>"
)
COUNTER = (
    "发布时间：2026-01-15 10:32 来源：临溪日报 浏览次数：<span id=c>1234</span>次 "
    "字号：[ <a>大</a> <a>中</a> <a>小</a> ] <a>打印</a>"
)
SCRIPT = "<script>var total=1234; $(function(){ $('#c').html('浏览12次'); });</script><style>.x{width:1200px}</style>"


def page(inner: str, behind: str = "") -> str:
    """Return a page of a site with its navigation, its column of news and its foot around an article."""
    return (
        f"<html><head><meta charset=utf-8><title>{TITLE}_临溪县人民政府</title>{SCRIPT}</head><body>"
        f"<div class=top><ul>{LINKS}</ul></div>"
        f"<div class=wz>您当前的位置：<a>首页</a> &gt; <a>政务公开</a></div>{inner}{behind}"
        f"<div class=right><h3>最新信息</h3><ul>{NEWS}</ul></div><div class=bottom>{FOOT}</div>{SCRIPT}</body></html>"
    )


HEAD = f"<h1>{TITLE}</h1><div class=info>{COUNTER}</div>"
BESIDE = "<div class=pn>上一篇：<a>临溪县2025年民生实事20件全部办结</a><br>下一篇：<a>没有了</a></div>"
ROWS = f"<tr><td class=title>{TITLE}</td></tr><tr><td>{COUNTER}</td></tr><tr><td id=zoom>{BROKEN}</td></tr>"
FEED = (
    "<div>时间：2026-01-15&nbsp;&nbsp;作者：县域资讯&nbsp;&nbsp;来源：政府网&nbsp;&nbsp;"
    "阅读：<b>136</b>&nbsp;评论：<b>0</b></div>"
)
MESSENGER = (
    f"<html><head><title></title><meta property='og:title' content='{TITLE}'></head><body id=activity-detail>"
    f"<h1 class=rich_media_title id=activity-name>{TITLE}</h1>"
    "<div id=meta_content><em id=publish_time>2026-01-15 10:32</em> 四川 <a>临溪发布</a></div>"
    "<div class='rich_media_content js_underline_content' id=js_content style='visibility: hidden; opacity: 0;'>"
    f"<section>{BODY}</section></div>"
    "<div class=rich_media_tool><span>阅读 1234</span><span>点赞 56</span><span>在看 12</span></div>"
    f"<p>微信扫一扫<br>关注该公众号</p>{SCRIPT}</body></html>"
)
PAGES = {
    "trs": page(f"<div class=xl>{HEAD}<div class='view TRS_UEDITOR trs_paper_default'>{BODY}</div></div>", BESIDE),
    "trs in a table": page(
        f"<table><tr><td>{HEAD}<div class=TRS_Editor><style>.TRS_Editor P{{margin:0}}</style>{BODY}</div></td></tr>"
        "</table>"
    ),
    "hanweb": page(f"<div id=c>{HEAD}<div id=zoom><!--content.begin-->{BODY}<!--content.end--></div></div>", BESIDE),
    "hanweb in a table": page(f"<table id=article>{ROWS}</table>"),
    "ucap": page(f"<div>{HEAD}<div class=article><UCAPCONTENT>{BODY}</UCAPCONTENT></div></div>", BESIDE),
    "ucap by id": page(f"<div>{HEAD}<div id=UCAP-CONTENT class='pages_content'>{BODY}</div></div>"),
    "vsb": page(
        f"<form name=_newscontent_fromname><div class=c>{HEAD}<div id=vsb_content_2>"
        f"<div class=v_news_content>{BODY}</div></div></div>{BESIDE}</form>"
    ),
    "dedecms": page(
        f"<div class=viewbox><div class=title><h2>{TITLE}</h2></div><div class=info>{COUNTER}</div>"
        f"<div class=content><table><tr><td>{BODY}</td></tr></table></div>{BESIDE}</div>"
    ),
    "aggregator": page(
        f"<div class=art><h2>{TITLE}</h2>{FEED}{BODY}</div>", f"<div><h3>相关文章</h3><ul>{NEWS}</ul></div>"
    ),
    "wechat": MESSENGER,
    "encyclopedia": page(
        f"<div class='mainContent_x J-lemma-content'><h1>{TITLE}</h1><div class=para>{BROKEN}</div></div>"
        "<div class=side>浏览次数：12345次 编辑次数：12次历史版本</div>"
    ),
    "library": page(
        f"<div class=doc-header>{TITLE} 12页 1234次阅读 评分 4.5</div><div class='reader-txt-layer'>{BROKEN}</div>"
        "<div>剩余8页未读 下载文档到电脑</div>"
    ),
    "none named": page(f"<div class=a1><div class=b1>{HEAD}{BODY}{BESIDE}</div></div>"),
    "words alone": page(f"<center>{TITLE}</center><center>{COUNTER}</center>{BROKEN}"),
}


def read(text: str) -> list[tuple[object, ...]]:
    found = [(text[slice(*one.figure.span)], one.figure) for one in find_figures(Report(TITLE, text), load_lexicon())]
    return [(words, one.kind, one.value, one.unit, one.indicator, one.status, one.period) for words, one in found]


PLAIN = read("\n".join((TITLE, *REPORT)))


@pytest.mark.parametrize("source", PAGES.values(), ids=PAGES)
def test_the_figures_of_a_saved_page_are_those_of_its_report(source: str) -> None:
    text = article(source, "x.html", "utf-8").text
    assert len(PLAIN) == 11
    assert read(text) == PLAIN, text


@pytest.mark.parametrize("source", PAGES.values(), ids=PAGES)
def test_the_lines_of_the_report_come_in(source: str) -> None:
    lines = [line.strip(" \u2003\u3000") for line in article(source, "x.html", "utf-8").text.splitlines()]
    assert [line for line in lines if line in REPORT] == list(REPORT)


def test_a_page_without_an_article_is_furniture() -> None:
    text = article(page(f"<div><h3>政府工作报告</h3><ul>{NEWS}</ul><ul>{LINKS}</ul></div>"), "x.html", "utf-8").text
    assert share_of_furniture(normalized(text), load_lexicon()) > 0.9
    assert holds_no_report(text)


@pytest.mark.parametrize("source", PAGES.values(), ids=PAGES)
def test_a_page_with_an_article_holds_a_report(source: str) -> None:
    assert not holds_no_report(article(source, "x.html", "utf-8").text)


def test_a_table_pasted_a_cell_a_line_is_no_page_of_links() -> None:
    cells = ("指标", "数量", "增速", "入库税收", "12.5", "6.3%", "粮食产量", "18.4", "1.2%", "用电量", "3.6", "5.1%")
    assert not holds_no_report("\n".join(cells))
