"""Blanks and invisible characters inside a figure are read as if they were not there; its span holds them."""

import sys
import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.detection.flow import flow_of
from core.detection.lexicon import load_lexicon
from core.detection.outline import outline
from core.detection.pipeline import find_figures, read_figure
from core.model.figure import Span
from core.model.invisible import visible, without_invisible
from core.model.report import Report

HEAD = "澜平县2026年政府工作报告\n\n一、2025年工作回顾\n\n"
# Each place of a character within a figure, or within the words that say what it is, is a |.
PLACES = """
全年入库税收达到4|7|5.2亿元。
全年入库税收达到47|83.5亿元。
全年入库税收达到47|.25亿元。
全年入库税收达到47.|25亿元。
全年入库税收达到475.2|亿元。
全年入库税收达到475.2亿|元。
全年入库税收达到475.2亿元|，好于预期。
全年入库税收增长6.3|%。
全县森林覆盖率提高2.4|个|百|分|点。
全县规上工业用电量下|降6.3%。
全县规上工业用电量增|长6.3%。
20|2|4|年，县域物流总额增长6.3%。
2024|年，县域物流总额增长6.3%。
全县固定资|产|投|资增长6.3%。
全年入库税收达到|475.2亿元。
全年减税降费475.2亿元|以上。
全年减税降费475.2亿元以|上。
新建标准厂房38|万|平|方|米。
新建标准厂房三十|八万平方米。
三次产业结构为12.5|:|40.2|:|47.3。
全县城镇登记失业率控制在百分|之|四。
""".strip().splitlines()
FORMAT = [chr(code) for code in range(sys.maxunicode) if unicodedata.category(chr(code)) in ("Cf", "Zs")]
# What stands before a number in Arabic and Syriac, over words of Egyptian or of music, and is seen.
SEEN = {chr(code) for code in (*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD)}
SEEN |= {chr(code) for code in range(0x13430, 0x13440)}
FILLERS = [
    *"\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0",
    *map(chr, (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))),
]
NO_WIDTH = [char for char in FORMAT if unicodedata.category(char) == "Cf" and char not in SEEN] + FILLERS
BLANKS = [char for char in FORMAT if unicodedata.category(char) == "Zs"]
# of tags and of the second selectors of variants, of which there are hundreds, the first and the last stand for all
TRIED = sorted({char for char in NO_WIDTH if ord(char) < 0xE0000} | set("\U000e0001\U000e007f\U000e0100\U000e01ef"))


def said(text: str) -> list[tuple[Any, ...]]:
    """Return what is read in a text: each figure's words without the characters tried, and its attributes."""
    found = [one.figure for one in find_figures(Report("x", text), load_lexicon())]
    return [
        (text[slice(*one.span)], one.value, one.unit, one.bound, one.kind, one.indicator, one.period) for one in found
    ]


# A blank of China's width between two numerals in characters parts two columns.
PARTS = {("\u3000", "新建标准厂房三十|八万平方米。")}


def test_every_place_is_one_of_a_figure() -> None:
    """Each sentence says one figure, whose value no part of its digits would give."""
    found = said(HEAD + "\n\n".join(PLACES).replace("|", ""))
    assert len(found) == len(PLACES)
    assert {one[1] for one in found if one[4] == "level"} == {47520000000, 478350000000, 4725000000, 380000}
    assert {one[6] for one in found} == {"2024", "2025"}


@pytest.mark.parametrize("char", [*TRIED, *BLANKS], ids=lambda char: f"U+{ord(char):04X}")
def test_a_character_that_is_not_seen_changes_no_figure(char: str) -> None:
    tried = [place for place in PLACES if (char, place) not in PARTS]
    plain, dirty = (HEAD + "\n\n".join(tried).replace("|", put) for put in ("", char))
    found = said(dirty)
    assert [("".join(words.split(char)), *rest) for words, *rest in found] == said(plain)


def test_tags_and_selectors_of_variants_are_all_passed_over() -> None:
    assert without_invisible("".join(NO_WIDTH)) == ""
    assert without_invisible("".join(BLANKS)) == "".join(BLANKS)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 400), st.sampled_from(NO_WIDTH)), min_size=1, max_size=12))
def test_they_may_stand_anywhere(where: list[tuple[int, str]]) -> None:
    """Wherever such characters stand, also in headings, the figures are those of the text without them."""
    plain = HEAD + "\n\n".join(PLACES).replace("|", "")
    chars = list(plain)
    for place, char in where:
        chars.insert(min(place, len(chars)), char)
    dirty = "".join(chars)
    found = said(dirty)
    assert [(without_invisible(words), *rest) for words, *rest in found] == said(plain)
    assert [one.title for one in outline(dirty).headings] == [one.title for one in outline(plain).headings]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="年5. \u3000\u200b\u2009\ufe0f亿\n，"))
def test_every_character_of_the_flow_is_one_of_the_text(text: str) -> None:
    running, _ = flow_of(text)
    for start in range(len(running.text)):
        span = running.to_report(Span(start, start + 1))
        assert text[slice(*span)] == running.text[start]
        assert running.from_report(span) == Span(start, start + 1)
    seen, offsets = visible(text)
    assert seen == (text if offsets is None else "".join(text[offset] for offset in offsets))


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        # thousands by blanks
        ("全年入库税收达到1 475.2亿元。", ["1 475.2亿元"]),
        ("全年培训农民12 345人次。", ["12 345人次"]),
        ("全县总人口1\u2009234\u2009567人。", ["1\u2009234\u2009567人"]),
        ("全县总人口1\u202f234\u202f567人。", ["1\u202f234\u202f567人"]),
        ("全年用电１\u2009２３４万千瓦时。", ["１\u2009２３４万千瓦时"]),
        # every letter apart
        ("全 县 生 产 总 值 达 到 1 4 7 5.2 亿 元，增 长 6.3 %。", ["1 4 7 5.2 亿 元", "6.3 %"]),
        ("全　县　生　产　总　值　达　到　1　4　7　5.2　亿　元。", ["1　4　7　5.2　亿　元"]),
        # two numbers
        ("新增企业32类 1763个。", ["32类", "1763个"]),
        ("新增高新技术企业56家1 培育示范企业12家2。", ["56家", "12家"]),
        ("见表12 34.5%的村通了公交。", ["34.5%"]),
        ("2024 34.5%的村通了公交。", ["34.5%"]),
    ],
)
def test_blanks_in_a_number_and_between_two(sentence: str, figures: list[str]) -> None:
    assert [words for words, *_ in said(HEAD + sentence)] == figures


ENTITIES = {
    "&nbsp;": "",
    "&ensp;": "",
    "&emsp;": "",
    "&thinsp;": "",
    "&#160;": "",
    "&#xA0;": "",
    "&#8203;": "",
    "&zwnj;": "",
    "&amp;nbsp;": "",
    "&nbsp": "",
    "&shy;": "",
    "&#12288;": "",
}


@pytest.mark.parametrize("entity", ENTITIES)
def test_what_a_source_writes_for_a_blank_is_one(entity: str) -> None:
    plain = "全年入库税收达到475.2亿元，增长6.3%；全县森林覆盖率提高2.4个百分点。"
    dirty = f"全年入库税收达到475.2{entity}亿{entity}元，增长6.3{entity}%；全县森林覆盖率提高2.4个{entity}百分点。"
    assert [(words.replace(entity, ""), *rest) for words, *rest in said(HEAD + dirty)] == said(HEAD + plain)


def test_what_a_source_writes_for_a_character_is_that_character_and_within_the_span() -> None:
    text = "&ldquo;十四五&rdquo;时期，入库税收年均增长6&mdash;7&#37;，失业率&le;5&percnt;，"
    text += "温差&minus;3&#x5EA6;以内，R&D经费12亿元&unknown;。"
    found = said(HEAD + text)
    assert [one[0] for one in found] == ["6&mdash;7&#37;", "5&percnt;", "&minus;3&#x5EA6;", "12亿元"]
    assert found[0][1:] == ((6, 7), "%", "eq", "growth", "入库税收", "2021/2025")
    assert (found[1][3], found[2][1]) == ("le", -3)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.sampled_from(["&", "amp;", "nbsp", ";", "#", "x41", "12", "\u200b", "亿元"]), max_size=14).map("".join)
)
def test_offsets_of_a_text_as_it_is_seen_are_in_order(text: str) -> None:
    seen, offsets = visible(text)
    if offsets is not None:
        assert len(seen) == len(offsets)
        assert list(offsets) == sorted(set(offsets))
        assert all(offset < len(text) for offset in offsets)


def test_separate_numbers_of_a_list_are_not_joined() -> None:
    assert all(
        flow_of(text)[0].text == text for text in ("1 2", "12 34", "1 2 3", "5.5 6.5", "1\u30002", "县长\u3000周明")
    )


def test_a_sign_through_a_digit_is_seen_and_is_not_passed_over() -> None:
    """Strokes and accents are seen: a number with one inside is not read as if it had none."""
    assert without_invisible("4\u03367\u20e3é\u0301") == "4\u03367\u20e3é\u0301"


def test_a_tab_in_a_row_of_a_table_parts_two_cells() -> None:
    assert flow_of("入库税收\t475.2\t6.3\n粮食产量\t32.1\t1.4\n")[0].report_offsets is None


def test_a_selection_that_begins_with_an_invisible_character_is_read() -> None:
    text = f"{HEAD}全年入库税收达到\u200b47\u200b5.2亿\u2009元\ufeff。"
    start = text.index("\u200b")
    proposal = read_figure(Report("x", text), Span(start, len(text) - 1), load_lexicon())
    assert proposal is not None
    assert (proposal.figure.span, proposal.figure.value) == (Span(start, len(text) - 1), 47520000000)


PLAN = "澜平县2026年政府工作报告\n\n三、2026年主要任务\n\n"


@pytest.mark.parametrize("indent", ["　　", "  ", "\u00a0\u00a0", "\t"])
@pytest.mark.parametrize(
    "sentence",
    [
        "到2030年，全县生产总值达到600亿元，城镇化率达到60%。",
        "力争到2030年，旅游总收入跃上90亿元台阶；接待人数达到500万人次。",
        "确保到2028年，新增学位3000个。",
        "截至2025年底，全县实有企业4200家。",
        "2025年，入库税收增长6.3%。",
    ],
)
def test_an_indented_paragraph_is_read_as_one_that_is_not(sentence: str, indent: str) -> None:
    assert said(PLAN + indent + sentence) == said(PLAN + sentence) != []


def test_a_year_that_the_reports_own_region_aims_at_is_that_of_its_clauses() -> None:
    found = find_figures(
        Report("x", f"{PLAN}　　全县力争到2030年，生产总值达到600亿元，城镇化率达到60%。"), load_lexicon()
    )
    assert [one.figure.period for one in found] == ["2030", "2030"]
