"""A report in traditional or full-width characters has the figures, and offsets, of the same in everyday ones."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from core.detection.characters import TABLE, normalized
from core.detection.lexicon import load_lexicon
from core.detection.outline import outline
from core.detection.pipeline import find_figures
from core.detection.region_and_year import RegionAndYear, guess_region_and_year
from core.detection.typed_values import value_of
from core.model.report import Report

SIMPLIFIED = """云汀区2026年政府工作报告

一、2025年工作回顾
全区地区生产总值达638.5亿元，增长5.4%，提高1.2个百分点；粮食产量20万吨以上，减税降费3.6亿元，新增就业1.1万人。
居民人均可支配收入不低于4.2万元，与经济增长同步，新能源装机是2020年的1.8倍。
"""
TRADITIONAL = """雲汀區2026年政府工作報告

一、2025年工作回顧
全區地區生產總值達638.5億元，增長5.4%，提高1.2個百分點；糧食產量20萬噸以上，減稅降費3.6億元，新增就業1.1萬人。
居民人均可支配收入不低於4.2萬元，與經濟增長同步，新能源裝機是2020年的1.8倍。
"""


def test_the_figures_are_the_same() -> None:
    lexicon = load_lexicon()
    plain = [one.figure for one in find_figures(Report("a", SIMPLIFIED), lexicon)]
    assert len(plain) >= 7
    assert [one.figure for one in find_figures(Report("a", TRADITIONAL), lexicon)] == plain


WIDE = str.maketrans(
    "0123456789.%-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "０１２３４５６７８９．％－ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ",
)
COUNTY = """澄江县人民政府工作报告
——2022年1月6日在澄江县第九届人民代表大会第一次会议上
一、过去五年工作回顾
工业总产值由2016年的86.4亿元增加到2021年的152亿元，年均增长9.3%；降尘量累计下降-2.5吨。
二、今后五年发展目标
到2026年，工业总产值突破260亿元，单位GDP能耗累计下降13%，PM2.5平均浓度控制在28微克/立方米以内。
"""


def test_a_report_in_full_width_digits_has_the_same_figures() -> None:
    lexicon = load_lexicon()
    plain = [one.figure for one in find_figures(Report("a", COUNTY), lexicon)]
    assert [one.period for one in plain] == ["2016", "2021", "2017/2021", "2017/2021", "2026", "2026", "2026"]
    wide = [one.figure for one in find_figures(Report("a", COUNTY.translate(WIDE)), lexicon)]
    assert [replace(one, indicator=normalized(one.indicator)) for one in wide] == plain
    # the name keeps the report's own letters and digits
    assert [one.indicator for one in wide[-2:]] == ["单位ＧＤＰ能耗", "ＰＭ２．５平均浓度"]
    assert guess_region_and_year("a", "", COUNTY.translate(WIDE)) == RegionAndYear("澄江县", "2022")


def test_the_outline_is_the_same_in_the_words_of_the_original() -> None:
    plain, other = outline(SIMPLIFIED), outline(TRADITIONAL)
    assert [heading.span for heading in other.headings] == [heading.span for heading in plain.headings]
    assert other.headings[0].title == "雲汀區2026年政府工作報告"
    assert other.clauses == plain.clauses


def test_a_value_typed_in_traditional_characters_is_read() -> None:
    assert value_of("3.6萬億元", load_lexicon()) == value_of("3.6万亿元", load_lexicon()) is not None


def test_a_simplified_text_is_left_alone() -> None:
    assert normalized(SIMPLIFIED) == SIMPLIFIED


def test_every_pair_is_one_character_each_and_given_once() -> None:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    pairs = [pair for line in lines if not line.startswith("#") for pair in line.split()]
    assert all(len(pair) == 2 and pair[0] != pair[1] for pair in pairs)
    assert len({pair[0] for pair in pairs}) == len(pairs) > 2_500
    # what is read as another is itself read as nothing else
    assert not {pair[1] for pair in pairs} & {pair[0] for pair in pairs}


@settings(max_examples=50)
@given(st.text())
def test_no_offset_moves(text: str) -> None:
    assert len(normalized(text)) == len(text)
    assert normalized(normalized(text)) == normalized(text)
