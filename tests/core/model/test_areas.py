"""The official areas: found by whole and short names, by the year, and told apart by what they lie in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model.areas import (
    all_areas,
    area_of,
    find_areas,
    newest_year,
    short_names,
    shortest_name,
)

FOUND = [
    ("全南", 2020, "360729", "江西省 / 赣州市 / 全南县"),
    ("恩施州", 2020, "422800", "湖北省 / 恩施土家族苗族自治州"),
    ("长阳县", 2020, "420528", "湖北省 / 宜昌市 / 长阳土家族自治县"),
    ("鄂温克旗", 2020, "150724", "内蒙古自治区 / 呼伦贝尔市 / 鄂温克族自治旗"),
    ("锡林郭勒盟", 2024, "152500", "内蒙古自治区 / 锡林郭勒盟"),
    ("喀什地区", 2024, "653100", "新疆维吾尔自治区 / 喀什地区"),
    ("蠡县", 2020, "130635", "河北省 / 保定市 / 蠡县"),
    ("天门市", 2024, "429006", "湖北省 / 天门市"),
    ("吉林市", 2024, "220200", "吉林省 / 吉林市"),
    ("广东深圳罗湖区", 2014, "440303", "广东省 / 深圳市 / 罗湖区"),
    ("江苏省 / 南京市 / 鼓楼区", 2020, "320106", "江苏省 / 南京市 / 鼓楼区"),
    ("徐州市鼓楼区", 2020, "320302", "江苏省 / 徐州市 / 鼓楼区"),
    ("浦东新区", 2020, "310115", "上海市 / 浦东新区"),
    ("襄樊市", 2009, "420600", "湖北省 / 襄樊市"),
    ("襄阳市", 2012, "420600", "湖北省 / 襄阳市"),
    ("公主岭市", 2020, "220381", "吉林省 / 四平市 / 公主岭市"),
    ("公主岭市", 2021, "220184", "吉林省 / 长春市 / 公主岭市"),
    ("宣武区", 2010, "110104", "北京市 / 宣武区"),
    ("坪山新区", 2014, "", "广东省 / 深圳市 / 坪山新区"),
    ("深圳市坪山区", 2018, "440310", "广东省 / 深圳市 / 坪山区"),
    ("新疆生产建设兵团", 2020, "", "新疆维吾尔自治区 / 新疆生产建设兵团"),
    ("国务院", 2020, "", "全国"),
]


@pytest.mark.parametrize(("name", "year", "code", "path"), FOUND)
def test_a_name_and_a_year_give_code_and_path(name: str, year: int, code: str, path: str) -> None:
    (area,) = find_areas(name, year)
    assert (area.code, area.full) == (code, path)


def test_a_name_that_several_areas_bear_gives_them_all() -> None:
    assert [area.code for area in find_areas("鼓楼区", 2020)] == ["320106", "320302", "350102", "410204"]
    assert [area.full for area in find_areas("吉林", 2020)] == ["吉林省", "吉林省 / 吉林市"], "the largest comes first"


def test_what_was_abolished_or_is_yet_to_come_is_no_area_of_the_year() -> None:
    assert find_areas("宣武区", 2011) == ()
    assert find_areas("坪山区", 2014) == ()
    assert find_areas("云汀区", 2020) == ()
    (area,) = find_areas("宣武区")
    assert (area.code, area.since, area.until) == ("110104", 1980, 2009), "without a year it is found as it was last"


def test_a_code_gives_the_name_of_the_year() -> None:
    assert [getattr(area_of("420600", year), "name", None) for year in (2009, 2010, 2011)] == [
        "襄樊市",
        "襄樊市",
        "襄阳市",
    ]
    assert area_of("110104", 2015) is None
    assert area_of("999999") is None


def test_the_areas_within_another() -> None:
    assert sum(area.parent == "" for area in all_areas(2020)) == 34
    names = [area.name for area in all_areas(2014) if area.parent == "440300"]
    assert names == [
        "罗湖区",
        "福田区",
        "南山区",
        "宝安区",
        "龙岗区",
        "盐田区",
        "坪山新区",
        "光明新区",
        "龙华新区",
        "大鹏新区",
    ]


def test_the_shortest_name_that_tells_an_area_from_others() -> None:
    (nanjing,), (luohu,) = find_areas("南京市鼓楼区", 2020), find_areas("罗湖区", 2020)
    assert shortest_name(nanjing, 2020) == "南京市鼓楼区"
    assert shortest_name(luohu, 2020) == "罗湖区"


def test_no_short_name_is_one_character() -> None:
    assert short_names("蠡县") == ()
    assert short_names("双江拉祜族佤族布朗族傣族自治县") == ("双江县", "双江")


@settings(deadline=None)
@given(st.integers(1981, newest_year()), st.data())
def test_each_area_of_a_year_is_found_by_its_path_and_its_code(year: int, data: st.DataObject) -> None:
    area = data.draw(st.sampled_from(all_areas(year)))
    for found in (find_areas("".join(area.path), year), find_areas(area.full, year)):
        # of two that bore its name within the year it is the one of the year's beginning: 益阳市 in 1994
        earlier = [one for one in found if one.name == area.name and one.since < area.since == year]
        assert area in found or earlier
    assert not area.code or area_of(area.code, year) == area


def test_every_year_has_its_areas_each_in_one_that_there_was() -> None:
    for year in range(1981, newest_year() + 1):
        areas = all_areas(year)
        codes = {area.code for area in areas if area.code}
        assert len(codes) > 2_500, year
        assert {area.parent for area in areas} - {""} <= codes, year
