"""Whose report it is and of which year is guessed from its name, its title and its first lines, or not at all."""

import pytest

from core.detection.region_and_year import RegionAndYear, guess_region_and_year

NAMES = [
    ("云汀区2026年政府工作报告", "云汀区", "2026"),
    ("济南2026", "济南市", "2026"),
    ("2025年贵州政府工作报告", "贵州省", "2025"),
    ("浙江省湖州市云汀区政府工作报告（2023）", "云汀区", "2023"),
    ("二〇二四年澄江县政府工作报告", "澄江县", "2024"),
    ("内蒙古自治区_2026", "内蒙古自治区", "2026"),
    ("恩施州2025", "恩施土家族苗族自治州", "2025"),
    ("白沙县", "白沙县", ""),
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
    assert guess_region_and_year("澄江县2024", "", head) == RegionAndYear("澄江县", "2024")


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
