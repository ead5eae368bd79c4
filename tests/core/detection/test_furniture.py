"""Furniture: what a page has around a report holds no figures, and no sentence of a report is any."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.detection.characters import normalized
from core.detection.explain import explain
from core.detection.furniture import furniture, inside_lines, share_of_furniture
from core.detection.lexicon import load_lexicon
from core.detection.outline import outline
from core.detection.pipeline import find_figures, read_figure
from core.detection.unread_numerals import unread_numerals
from core.model.figure import Span
from core.model.report import Report
from tests.counting import counted
from tests.entries import for_each

LEXICON = load_lexicon()
REPORT = """政府工作报告
——2026年1月12日在临溪县第十八届人民代表大会第六次会议上
县长 周明
各位代表：
现在，我代表县人民政府，向大会报告工作，请予审议。
一、2025年工作回顾
过去一年，全县地区生产总值达到247.3亿元，增长5.6%；粮食产量18.4万吨，新增规上企业23家，城镇新增就业4200人。
（一）产业提质增效
新建标准厂房12万平方米，入库税收超千万元企业达到9家。
二、2026年工作安排
今年主要目标是：县域生产总值力争增长5.5%左右，居民收入同步增长，新建高标准农田3.5万亩。
各位代表，让我们携手奋进，为建设美好临溪而努力！
"""
# What stands before, between and behind the paragraphs of a report on the pages of sites and aggregators.
FRAMES = {
    "counter": "发布时间：2026-01-15 10:32 来源：临溪日报 浏览次数：1234次 字号：[ 大 中 小 ] 打印 关闭",
    "aggregator": "时间：2026-01-15????\t\t\t作者：县域资讯????\t\t\t来源：政府网????\t\t\t阅读：\n136\n评论：\n0",
    "sizes": "【字体：大  中  小】 【打印本页】 【关闭窗口】",
    "sizes in lines": "【字号：\n大\n中\n小\n】\n打印\n关闭",
    "path": "您当前的位置：首页 > 政务公开 > 法定主动公开内容 > 2026年工作报告",
    "path by words": "首页 >> 信息公开 >> 规划计划 >> 第3页",
    "register": "版权所有：临溪县人民政府\n"
    "主办：临溪县人民政府办公室 电话：0835-6218907 邮编：625300\n"
    "川ICP备12003456号-1  川公网安备 51180002000123号\n网站标识码：5118000012",
    "foot": "Copyright © 2012-2026 临溪县人民政府 All Rights Reserved\n"
    "技术支持：云岭科技有限公司\n您是第 1234567 位访问者",
    "index": "索引号： \t008390121/2026-00014\t 分类： \t工作报告\n"
    "发布机构： \t县政府办\t 成文日期： \t2026-01-12\n 文号： \t\t 有效性： \t有效",
    "beside": "上一篇：临溪县2025年民生实事20件全部办结\n下一篇：没有了",
    "beside in lines": "上一篇：\n临溪县2025年民生实事20件全部办结\n下一篇：\n全县5家企业获评省级工厂",
    "related": "相关阅读\n临溪县前三季度税收增长8.1%\n县医院新院区12个科室搬迁\n2024年临溪县政府工作报告",
    "dated links": "12-03\n柳河区2025年政府工作报告\n11-15\n"
    "青沙县2025年政府工作报告\n11-15\n白石县2025年政府工作报告\n11-07",
    "share": "分享到： 微信 新浪微博 QQ空间 朋友圈\n扫一扫在手机打开当前页",
    "script": "var pageSize=20; var total = 1234;\n$(function(){\n  $('#share-1').share();\n"
    "  if($('.list li').length==0){\n    $('.box').css('height','300px');\n  }\n})\n"
    "document.write(unescape('%3Cspan id=_x %3E'));",
    "style": "@media screen and (max-width:750px){\n.article p{font-size:16px;line-height:30px}\n}\n"
    ".con { width:1200px; margin:0 auto }",
    "words in a script": "    var desc = '全县税收12亿元';\n    wxShare({\n      title: '临溪县2026年政府工作报告',\n"
    "      desc: desc\n    });",
    "tag": '<p style="font-size:16px">\n<a href="javascript:void(0)" onclick="go(12)">\n</a>',
    "cookies": "本网站使用Cookie提升浏览体验，最长保存180天。继续访问即表示同意\n接受  拒绝",
    "navigation": "临溪县人民政府\n网站首页\n走进临溪\n政务公开\n办事服务\n政民互动\n新闻中心\n"
    "通知公告\n12345热线\n长者版\n搜索",
    "day and counter": "2026-01-15 10:32:11  来源：政府办公室  点击：1234次\n"
    "稿源：临溪日报 | 编辑：王某 | 2026-01-15 | 阅读：1,234",
    "counters without a colon": "浏览 1234 次\n阅读(1234)\n【浏览量】1234\n"
    "共有1234人次浏览\n本页已被访问1234次\n总访问量1234567人次",
    "pager": "首页 上一页 1 2 3 4 5 下一页 尾页\n共10页 1 2 3 下一页 转到第 页",
    "software": "Powered by CMS v5.2.1\n建议使用1024×768分辨率浏览本站\n扫码下载APP 1.2万人已下载",
    "address of the page": "http://www.linxi.gov.cn/art/2026/1/15/art_123_4567.html",
    "copies": "抄送：县委各部门，县人大办、县政协办（共印120份）",
    "page": "— 12 —",
    "pages": "第 3 页 共 10 页",
    "wide page": "-  3 -",
    "page of": "Page 3 of 10",
}


def read(text: str) -> list[tuple[object, ...]]:
    """Return all that is read of each figure of a text, without its place."""
    found = [(text[slice(*one.figure.span)], one.figure) for one in find_figures(Report("x", text), LEXICON)]
    return [
        (words, one.kind, one.value, one.unit, one.bound, one.indicator, one.status, one.period) for words, one in found
    ]


PLAIN = read(REPORT)
TITLES = [one.title for one in outline(REPORT).headings]


def taken(text: str) -> str:
    """Return the characters of a text that are furniture."""
    return "".join(text[slice(*span)] for span in furniture(normalized(text), LEXICON))


def test_a_report_of_its_own_has_none() -> None:
    assert len(PLAIN) == 9
    assert furniture(normalized(REPORT), LEXICON) == ()


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
def test_a_frame_before_and_behind_a_report_changes_nothing_of_it(frame: str) -> None:
    for text in (f"{frame}\n{REPORT}", f"{REPORT}\n{frame}\n", f"{frame}\n\n{REPORT}{frame}"):
        assert read(text) == PLAIN, text
        titles = [one.title for one in outline(text).headings]
        # the title of another report may be the one of this where it stands before it
        assert [one for one in titles if one != "2024年临溪县政府工作报告"] == TITLES


@pytest.mark.parametrize("name", [name for name in FRAMES if name not in ("navigation", "foot")])
def test_a_frame_between_two_paragraphs_changes_nothing_of_them(name: str) -> None:
    before, heading, after = REPORT.partition("二、2026年工作安排")
    assert read(f"{before}{FRAMES[name]}\n{heading}{after}") == PLAIN


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
def test_the_numerals_of_a_frame_say_why_they_are_no_figures_and_are_not_unread(frame: str) -> None:
    text = f"{REPORT}\n{frame}\n"
    report = Report("x", text)
    start = len(REPORT)
    said = [one for one in explain(report, LEXICON) if one.span.start >= start]
    assert all(one.exclusion is not None and one.exclusion.rule == "exclusion.furniture" for one in said)
    assert not [one for one in unread_numerals(report, [], LEXICON) if one.start >= start]


def test_all_frames_at_once_leave_the_report() -> None:
    around = "\n".join(FRAMES.values())
    assert read(f"{FRAMES['navigation']}\n{FRAMES['path']}\n{REPORT}{around}\n") == PLAIN


def test_a_numeral_of_a_frame_can_be_read_by_hand() -> None:
    text = f"{REPORT}浏览次数：1234次\n"
    start = text.index("1234")
    proposal = read_figure(Report("x", text), Span(start, start + 5), LEXICON)
    assert proposal is not None
    assert proposal.figure.value == 1234


@pytest.mark.parametrize("foot", ["— 12 —", "-3-", "- 3 -", " — 7 — ", "第 3 页 共 10 页", "第3页，共10页"])
def test_the_foot_of_a_page_inside_a_line_is_passed_over(foot: str) -> None:
    text = f"过去一年，全县地区生产{foot}总值达到247.3亿元，粮食产{foot}量18.4万吨。"
    assert read(text) == read(text.replace(foot, ""))
    assert len(inside_lines(text)) == 2


def test_tags_within_words_are_passed_over() -> None:
    text = '<p>过去一年，全县地区生产总值达到<span style="font-size:16px">247</span>.3<b>亿</b>元，增长5.6%。</p>'
    assert [one[1:] for one in read(text)] == [
        one[1:] for one in read("过去一年，全县地区生产总值达到247.3亿元，增长5.6%。")
    ]


@pytest.mark.parametrize(
    "line",
    [
        "来源：县统计局2025年快报，全县税收完成12.4亿元，增长6.3%。",
        "资料来源：各部门报表。",
        "单位：亿元",
        "附件：2025年民生实事完成情况",
        "县政府网站浏览次数达到120万次，阅读量居全市第二。",
        "“临溪发布”客户端下载量突破8万次。",
        "政务公开",
        "打印店、复印店等个体工商户新增120户。",
        "关闭煤矿3处，退出产能120万吨。",
        "承办单位：县住房和城乡建设局",
        "办事服务更加便捷，网上办件率达到96%。",
        "全年电话受理群众诉求1.2万件。",
        "谱写下一篇章，全年力争新开工项目30个。",
        "名称\t数量\t单位",
        "累计浏览量突破120万次。",
        "全年图书借阅12万次，网上访问120万人次。",
        "下载量1234次的应用有3个",
        "12-03",
        "分享发展成果，惠及群众3万人。",
        "2021—2025年，全县累计投入12亿元。",
        "GDP(亿元)",
        "R&D经费投入强度达到2.1%。",
        "if条件成熟",
        "相关阅读活动120场。",
        "2026年1月12日",
        "首页推荐景区3处。",
        "主办：全国性赛事2场，承办：省级赛事5场。",
        "电话、邮编、地址等信息完成更新1200条。",
        "一是“扫一扫”办事更方便，在手机上可办事项达到320项，群众满意率达到98.5%。",
    ],
)
def test_a_line_of_a_report_is_none(line: str) -> None:
    text = REPORT.replace("二、2026年工作安排", f"{line}\n二、2026年工作安排")
    assert taken(text) == ""


def test_headings_below_a_list_of_links_inside_a_report_are_kept() -> None:
    text = REPORT.replace("（一）产业提质增效", "相关阅读\n临溪县前三季度税收增长8.1%\n（一）产业提质增效")
    assert "产业提质" not in taken(text)


def test_code_that_begins_a_line_ends_before_the_words_of_the_report() -> None:
    lead = "var total = 1234; $(function(){ go('首页'); }); "
    text = lead + REPORT.replace("\n", "")
    assert taken(text).startswith("var total")
    assert "政府" not in taken(text)


@for_each("label", [word for name in ("labels", "labels_weak") for word in LEXICON.words(f"furniture.{name}")])
def test_every_label_with_a_value_is_furniture_beside_another(label: str) -> None:
    assert taken(f"{REPORT}{label}：12 字号：大 中 小\n").startswith(label)


@for_each("label", LEXICON.words("furniture.labels_long"))
def test_every_long_label_takes_a_long_value(label: str) -> None:
    value = "临溪县人民政府关于印发二〇二六年重点工作任务分解方案以及部门责任清单的通知"
    assert taken(f"{REPORT}发布时间：2026-01-15 {label}：{value}\n").endswith(value)


@for_each("link", [word for name in ("links", "links_weak", "sections") for word in LEXICON.words(f"furniture.{name}")])
def test_every_link_is_furniture_beside_another(link: str) -> None:
    assert taken(f"{REPORT}网站地图｜{link}｜联系我们\n") == f"网站地图｜{link}｜联系我们"


@for_each("head", LEXICON.words("furniture.list_heads"))
def test_every_head_of_a_list_of_links_takes_its_list(head: str) -> None:
    assert taken(f"{REPORT}{head}\n临溪县前三季度税收增长8.1%\n") == f"{head}临溪县前三季度税收增长8.1%"


@for_each("foot", LEXICON.words("furniture.feet"))
def test_every_foot_takes_the_short_lines_behind_it(foot: str) -> None:
    line = {
        "ICP备": "川ICP备12003456号",
        "公网安备": "川公网安备51180002000123号",
        "网站标识码": "网站标识码：5118000012",
    }
    text = f"{REPORT}{line.get(foot, foot + '：临溪县人民政府')}\n累计访问人次1234567\n"
    assert taken(text).endswith("累计访问人次1234567")


def test_the_share_tells_a_page_of_navigation_from_a_report() -> None:
    assert share_of_furniture("", LEXICON) == 0
    assert share_of_furniture(normalized(REPORT), LEXICON) < 0.4
    pages = "\n".join(
        FRAMES[name] for name in ("navigation", "path", "register", "related", "share", "index", "script")
    )
    assert share_of_furniture(normalized(pages), LEXICON) > 0.95
    whole = share_of_furniture(normalized(f"{FRAMES['navigation']}\n{REPORT * 3}{FRAMES['register']}"), LEXICON)
    assert share_of_furniture(normalized(REPORT), LEXICON) < whole < 0.6


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from([*FRAMES.values(), *REPORT.splitlines(), "", " ", "：", "<", "第", "-", "首页"]), max_size=12
    )
)
def test_spans_are_in_order_apart_and_inside_the_text(parts: list[str]) -> None:
    text = "\n".join(parts)
    last = -1
    for start, end in furniture(normalized(text), LEXICON):
        assert last < start < end <= len(text)
        last = end
    assert 0 <= share_of_furniture(normalized(text), LEXICON) <= 1


@pytest.mark.parametrize(
    "part", ["首页 > ", "时间：", "<p ", "第 3 页", "var x = '", "来源：县 ", "- 3 -", "12-03\n", "相关阅读\n链接\n"]
)
def test_strange_texts_cost_what_they_are_long(part: str) -> None:
    def lines_for(text: str) -> int:
        with counted("core/detection") as count:
            furniture(text, LEXICON)
        return count.lines

    assert lines_for(part * 2000) <= 11 * max(lines_for(part * 200), 100)
