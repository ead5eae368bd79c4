"""What is looked at when a report comes in: cut texts, texts that are there, pages of links, other places and years."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.detection.region_and_year import RegionAndYear, attribute
from core.files.load import load
from core.jobs.report_checks import (
    CELL,
    HEAD,
    ReportChecks,
    holds_no_report,
    is_cut_off,
    is_same_text,
    place_findings,
    question,
)
from core.model.report import About, Report
from core.store.store import HEAD as STORE_HEAD
from tests.entries import for_each

OPENING = "各位代表：\n　　现在，我代表区人民政府，向大会报告工作，请予审议。\n"
REVIEW = (
    "一、过去一年工作回顾\n　　去年，我们新建公园八座，修缮校舍十二所，群众的日子一天比一天好。"
    "河道清淤全部完工，老街换了新貌。\n"
)
PLAN = "二、今年的安排\n　　今年要办好十件实事，开通三条公交线路，再建两座水厂。让我们携手同行，不负全区人民的托付！\n"
TEXT = f"云汀区政府工作报告\n——2026年1月9日在云汀区第九届人民代表大会第五次会议上\n{OPENING}{REVIEW}{PLAN}"


def sentences(report: Report, *there: Report) -> list[str]:
    """Return what is told of a report that comes in after others."""
    texts = {one.digest: one.text for one in there}
    listed = [Entry(one.digest, one.name, one.text[:HEAD]) for one in there]
    checked, findings = ReportChecks(listed, texts.__getitem__).check(report)
    assert [one.note for one in findings] == list(checked.notes)
    assert checked.digest == report.digest
    for one in findings:
        assert one.note.sentence.format(number=one.note.number)
        assert one.message.sentence.format(**one.message.facts)
    return [one.message.sentence for one in findings]


@dataclass(frozen=True)
class Entry:
    """A report as a store lists it."""

    digest: str
    title: str
    head: str


def test_a_whole_report_has_nothing_strange() -> None:
    assert sentences(Report("云汀区2026年政府工作报告", TEXT)) == []
    assert HEAD == STORE_HEAD


CUT = [
    TEXT.removesuffix("的托付！\n"),
    TEXT[: TEXT.index("十二所")],
    f"{TEXT}三、加强政府自身建设",
    f"{TEXT}（三）守住安全底线\n",
    TEXT.removesuffix("的托付！\n") + "  详见官网：www.example.org",
    "各位代表：\n" + "我们坚持以人民为中心的发展思想" * 8,
    "字" * CELL,
    # lines broken by hand, the last as long as those above it
    "各位代表：\n"
    + "我们今年要办好教育、医疗和养老\n" * 6
    + "这几件大事，让老人和孩子都能\n"
    + "安心地过上好日子，并且把河道",
]
WHOLE = [
    TEXT,
    f"{TEXT}附件：名词解释.docx",
    f"{TEXT}责任编辑：某某",
    f"{TEXT}2026年1月9日",
    f"{TEXT}云汀区人民政府",
    f"{TEXT}项目\t数量\n公园\t8座",
    f"{TEXT}1．建设公园，8座。牵头单位：区园林局",
    f"{TEXT}（完）",
    f"{TEXT}相关报道：",
    f"{TEXT.rstrip()}  搜索云 汀 数 据",
    f"{TEXT.rstrip()}公众号云汀 数据网",
    "去年新建公园8座",
    "",
]


@for_each("text", CUT)
def test_a_text_that_ends_amid_a_sentence_is_cut_off(text: str) -> None:
    assert is_cut_off(text)


@for_each("text", WHOLE)
def test_a_text_that_ends_as_texts_do_is_whole(text: str) -> None:
    assert not is_cut_off(text)


def test_a_cut_text_is_told_and_kept() -> None:
    (told,) = sentences(Report("云汀区2026年政府工作报告", TEXT.removesuffix("的托付！\n")))
    assert "breaks off" in told


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\n\n"),
        lambda text: text.replace("　　", "    "),
        lambda text: "云汀区人大网\n" + text,
        lambda text: text.replace("云汀区政府工作报告\n", "2026年区长的报告\n"),
        lambda text: text.replace("，", ","),
    ],
)
def test_the_same_text_in_other_clothes_is_told_with_the_name_it_has(change: Callable[[str], str]) -> None:
    first, again = Report("甲", TEXT + REVIEW * 3), Report("乙", change(TEXT + REVIEW * 3))
    (told,) = sentences(again, Report("丙", "另一份报告。" + PLAN * 3), first)
    assert "in the store already as {other}" in told
    assert sentences(first, first) == [], "the very same text is told apart, as it was before"


def test_another_report_of_the_same_place_is_another() -> None:
    other = TEXT.replace(REVIEW, REVIEW.replace("八座", "九座") + "全区新开书店四家，图书馆夜里也亮着灯。\n" * 4)
    assert sentences(Report("乙", other.replace("2026", "2025")), Report("甲", TEXT)) == []
    assert not is_same_text(TEXT, other)


LINKS = (
    "首页\n政务公开\n新闻中心\n互动交流\n政府工作报告\n统计公报\n规划计划\n人事信息\n财政预决算\n联系我们\n网站地图\n"
)
LIST = "".join(f"云汀区{year}年政府工作报告\n{year}-01-1{year % 10}\n" for year in range(2014, 2026))


@for_each("text", [LINKS, LIST, LINKS * 20, LINKS + "主办：云汀区人民政府办公室。\n" + LINKS * 3])
def test_a_page_of_links_holds_no_report(text: str) -> None:
    assert holds_no_report(text)
    (told,) = sentences(Report("网页", text))
    assert "holds no report" in told


@for_each(
    "text", [TEXT, LINKS + TEXT, "去年新建公园8座。", "公园\n8座\n水厂\n2座\n学校\n12所\n书店\n4家\n桥\n3座\n", ""]
)
def test_a_report_a_table_and_a_line_hold_something(text: str) -> None:
    assert not holds_no_report(text)


def test_a_text_of_another_place_or_year_than_its_name_is_told() -> None:
    (place,) = sentences(Report("蠡县2026", TEXT.replace("云汀区", "容城县")))
    assert "is a report of {found}" in place
    (year,) = sentences(Report("云汀区2024年政府工作报告", TEXT))
    assert "of the year {found}" in year
    budget = "关于云汀市2025年预算执行情况和2026年预算草案的报告\n各位代表：\n收支平衡。"
    assert sentences(Report("云汀市2025年预算", budget)) == [], "such a title names both years"


def test_what_the_words_leave_open_is_asked() -> None:
    hall = "政府工作报告\n——2020年1月9日在鼓楼区第十八届人民代表大会第四次会议上\n各位代表：\n一切都好。"
    asked = question(Report("正文", hall))
    assert asked is not None
    assert asked.regions == ("南京市鼓楼区", "徐州市鼓楼区", "福州市鼓楼区", "开封市鼓楼区")
    assert question(Report("福州鼓楼2020", hall)) is None, "the name says which"
    assert question(Report("正文", hall, about=About(title="开封市鼓楼区政府工作报告"))) is None


@settings(deadline=None)
@given(st.lists(st.sampled_from(["，", "。", "\n", "区", "8", "\t", "：", "一、", "工作"]), max_size=60).map("".join))
def test_any_text_is_looked_at_to_an_end(text: str) -> None:
    sentences(Report("甲", text))
    assert is_same_text(text, text.replace("，", "").replace("\t", ""))


def test_the_sample_has_nothing_strange(sample: Path) -> None:
    assert sentences(load(sample)) == []


def test_what_a_table_says_is_held_against_the_text() -> None:
    found = replace(attribute("", "", TEXT), of_name=RegionAndYear("蠡县", "2026"))
    assert [one.message.facts["said"] for one in place_findings("第3行", found)] == ["蠡县"]
