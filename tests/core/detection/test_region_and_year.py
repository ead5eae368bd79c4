"""Whose report it is and of which year is read from title, hall and opening, last from its name, or not at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.detection.region_and_year import RegionAndYear, attribute, contradictions, guess_region_and_year

NAMES = [
    ("云汀区2026年政府工作报告", "云汀区", "2026"),
    ("济南2026", "济南市", "2026"),
    ("2025年贵州政府工作报告", "贵州省", "2025"),
    ("浙江省湖州市云汀区政府工作报告（2023）", "云汀区", "2023"),
    ("二〇二四年澄江县政府工作报告", "澄江县", "2024"),
    ("内蒙古自治区_2026", "内蒙古自治区", "2026"),
    ("恩施州2025", "恩施土家族苗族自治州", "2025"),
    ("白沙县", "白沙黎族自治县", ""),
    ("云汀县", "云汀县", ""),
    ("政府工作报告", "", ""),
    ("市政府工作报告", "", ""),
    ("城市更新工作报告", "", ""),
    ("report 12345", "", ""),
]


@pytest.mark.parametrize(("name", "region", "year"), NAMES)
def test_a_name_tells_place_and_year(name: str, region: str, year: str) -> None:
    assert guess_region_and_year(name) == RegionAndYear(region, year)


def test_the_head_tells_where_the_name_does_not() -> None:
    head = "政府工作报告\n——2026年1月9日在云汀区第九届人民代表大会第五次会议上\n2020年以来，我们走过了不平凡的五年。"
    assert guess_region_and_year("正文", "", head) == RegionAndYear("云汀区", "2026")
    assert guess_region_and_year("澄江县2024", "", head) == RegionAndYear("云汀区", "2026"), "the name counts last"


def test_a_title_comes_before_the_head() -> None:
    assert guess_region_and_year("doc1", "澄江县2025年政府工作报告", "2026年云汀区政府工作报告") == RegionAndYear(
        "澄江县", "2025"
    )


def test_a_report_that_looks_back_on_a_year_is_of_the_next() -> None:
    assert guess_region_and_year(
        "正文", "", "各位代表：\n一、2025年工作回顾\n过去一年，全区上下同心。"
    ) == RegionAndYear("", "2026")
    assert guess_region_and_year("正文", "", "一、回顾2022年：稳中求进\n") == RegionAndYear("", "2023")


def test_running_text_tells_nothing() -> None:
    assert guess_region_and_year("正文", "", "2019年在云汀区新建公园8个。\n县政府投入12亿元。") == RegionAndYear()


HEADS = [
    # the hall, on behalf of whom, and who speaks, in one line and in two, with 第 and without
    ("政府工作报告\n——2019年1月20日在全南县第十七届人民代表大会第四次会议上", "全南县", "2019"),
    ("政府工作报告\n（2009年2月13日在山东省第十一届\n人民代表大会第二次会议上）\n各位代表：", "山东省", "2009"),
    ("某某市长在上海市第十四届人民代表大会第三次会议的政府工作报告（2015年）\n各位代表：", "上海市", "2015"),
    ("各位代表：\n现在，我代表贵州省人民政府，向大会报告工作。\n一、2019年工作回顾", "贵州省", "2020"),
    ("政府工作报告\n甘肃省代省长  某某\n各位代表：\n我代表省人民政府报告工作。", "甘肃省", ""),
    ("2006年新疆自治区政府工作报告\n各位代表：", "新疆维吾尔自治区", "2006"),
    ("2001年内蒙古自治区政府工作报告\n2001年2月16日在内蒙古自区第九届人民代表大会第四次会议上", "内蒙古自治区", "2001"),
    ("政府工作报告\n——2008年3月5日在第十一届全国人民代表大会第一次会议上\n国务院总理  某某", "全国", "2008"),
    ("2025年云汀市国民经济和社会发展统计公报\n云汀市统计局\n国家统计局云汀调查队\n2026年3月1日", "云汀市", "2025"),
    ("关于云汀市2025年预算执行情况和2026年预算草案的报告\n云汀市财政局", "云汀市", "2026"),
    ("2014年坪山新区管委会工作报告\n各位代表：", "坪山新区", "2014"),
    ("2026年云岭省政府工作报告\n各位代表：", "云岭省", "2026"),
    (
        "政府工作报告\n2023年12月28日在云汀县第十届人民代表大会第四次会议上\n各位代表：\n一、2023年工作回顾",
        "云汀县",
        "2024",
    ),
    # a hall that is named in the speech is not the one it is given to
    (
        "2019年云汀区政府工作报告\n各位代表：\n我们参加了十三届全国人大二次会议，较好完成了区七届人大五次会议的任务。",
        "云汀区",
        "2019",
    ),
]


@pytest.mark.parametrize(("head", "region", "year"), HEADS)
def test_hall_title_and_office_tell_of_whom_it_is(head: str, region: str, year: str) -> None:
    assert guess_region_and_year("正文", "", head) == RegionAndYear(region, year)


def test_areas_of_one_name_are_told_apart_by_the_words_around() -> None:
    head = "政府工作报告\n——2020年1月9日在鼓楼区第十八届人民代表大会第四次会议上\n各位代表：\n"
    assert guess_region_and_year("正文", "", head + "在福州市委的领导下，") == RegionAndYear("福州市鼓楼区", "2020")
    assert guess_region_and_year("徐州鼓楼区2020", "", head).region == "徐州市鼓楼区"
    unsure = attribute("正文", "", head)
    assert (unsure.region, unsure.regions) == ("", ("南京市鼓楼区", "徐州市鼓楼区", "福州市鼓楼区", "开封市鼓楼区"))


def test_a_province_that_is_only_mentioned_is_asked_not_guessed() -> None:
    found = attribute("正文", "", "2008年政府工作报告\n各位代表：\n我代表省人民政府报告工作。贵州的发展很快。")
    assert (found.region, found.regions, found.year) == ("", ("贵州省",), "2008")


def test_years_that_contradict_one_another_are_asked_not_guessed() -> None:
    found = attribute("正文", "", "云汀区2024年政府工作报告\n2022年1月24日在云汀区第十九届人民代表大会第二次会议上")
    assert (found.region, found.year, found.years) == ("云汀区", "", ("2024", "2022"))


@pytest.mark.parametrize(
    ("said", "text", "about"),
    [
        (("容城县", "2019"), ("容城县", "2019"), []),
        (("保定市容城县", "2019"), ("容城县", "2018"), ["year"]),
        (("保定市", ""), ("容城县", "2018"), []),
        (("蠡县", "2020"), ("容城县", "2020"), ["region"]),
        (("徐水区", "2012"), ("徐水县", "2012"), []),
        (("坪山区", ""), ("坪山新区", ""), []),
        (("容城县", ""), ("保定市", ""), ["region"]),
        (("鼓楼区", ""), ("福州市鼓楼区", ""), []),
        (("南京市鼓楼区", ""), ("福州市鼓楼区", ""), ["region"]),
        (("云汀市澄江新区", ""), ("澄江新区", ""), []),
        (("云汀区", "2020"), ("", ""), []),
    ],
)
def test_a_text_of_another_place_or_year_than_its_name_says(
    said: tuple[str, str], text: tuple[str, str], about: list[str]
) -> None:
    found = contradictions(RegionAndYear(*said), RegionAndYear(*text))
    assert [one.about for one in found] == about


@settings(deadline=None)
@given(st.text(alphabet="云汀区县市省在第届人民代表大会政府工作报告2019年12月日\n （）—我", max_size=80))
def test_any_head_is_read_to_an_end(head: str) -> None:
    found = attribute(head, head, head)
    assert not (found.region and found.regions)
    assert not (found.year and found.years)
