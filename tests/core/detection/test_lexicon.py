"""The lexicon: every entry of every list does what its list says."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.detection.lexicon import Lexicon, begins, either, in_turn, load_lexicon
from core.detection.outline import outline
from core.detection.period.expressions import find_times
from core.detection.pipeline import find_figures
from core.detection.unread_numerals import unread_numerals
from core.model.figure import Figure
from core.model.report import Report
from tests.entries import for_each

LEXICON = load_lexicon()
COUNT_CLASSES = [
    name
    for name in LEXICON.lists
    if name.startswith("units.") and name not in ("units.per", "units.noun", "units.noun_not", "units.unit_not")
]
UNITS = [(name, unit) for name in COUNT_CLASSES for unit in LEXICON.words(name)]


def found(text: str) -> list[Figure]:
    return [one.figure for one in find_figures(Report("x", text), LEXICON)]


def test_the_lexicon_is_read_once_and_frozen() -> None:
    assert load_lexicon() is LEXICON
    with pytest.raises(AttributeError):
        LEXICON.lists = {}  # type: ignore[misc]
    with pytest.raises(KeyError):
        LEXICON.words("units.nothing")


def test_no_list_holds_an_entry_twice_or_an_empty_one() -> None:
    for name, words in LEXICON.lists.items():
        assert len(set(words)) == len(words), (name, [word for word in words if words.count(word) > 1])
        assert all(word and word == word.strip() for word in words), name


def test_the_longest_word_of_a_list_matches_first() -> None:
    pattern = re.compile(Lexicon({"a.b": ("增", "增长", "上升", "增长率")}).either("a.b"))
    assert pattern.findall("增速增长增长率上升") == ["增", "增长", "增长率", "上升"]


@given(st.sets(st.text("增长率.(", max_size=4), max_size=12), st.text("增长率.(", max_size=12))
def test_words_that_begin_alike_match_as_those_of_a_plain_list(words: set[str], text: str) -> None:
    """Whatever follows: an expression tries the longest word first, and then the shorter ones."""
    plain = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    for behind in ("", "长", "$"):
        expected = re.finditer(f"(?:{plain}){behind}", text)
        spans = [one.span() for one in expected]
        assert [one.span() for one in re.finditer(either(words) + behind, text)] == spans
        assert [one.span() for one in re.finditer(in_turn(words) + behind, text)] == spans
        if words and "" not in words:
            assert [one.span() for one in re.finditer(begins(words) + either(words) + behind, text)] == spans


@for_each("name, unit", UNITS)
def test_every_unit_is_part_of_its_figure(name: str, unit: str) -> None:
    # a duration is a figure only where it is what is measured, 点 only where an index rose or fell
    lead = {"units.time": "审批时限压缩至", "units.point": "综合指数上升"}.get(name, "全区合计达到")
    (figure,) = found(f"{lead}12{unit}。")
    assert figure.end - figure.start == 2 + len(unit)


@for_each("unit", LEXICON.words("units.noun"))
def test_every_noun_counts_itself_after_digits(unit: str) -> None:
    (figure,) = found(f"覆盖全部12{unit}。")
    assert (figure.end - figure.start, figure.unit) == (2 + len(unit), unit)


@for_each("word", LEXICON.words("units.noun_not"))
def test_every_word_a_noun_begins_is_no_unit(word: str) -> None:
    assert found(f"实施2030{word}专项。") == []


@for_each("word", LEXICON.words("units.unit_not"))
def test_every_word_a_unit_begins_is_no_unit(word: str) -> None:
    (figure,) = found(f"政策惠及15万{word}。")
    assert figure.end - figure.start == len("15万")


@for_each("per", LEXICON.words("units.per"))
def test_every_per_unit_follows_a_slash(per: str) -> None:
    (figure,) = found(f"平均水平达到12.5元/{per}。")
    assert figure.unit == f"元/{per}"


@for_each("magnitude", LEXICON.words("numerals.magnitudes"))
def test_every_magnitude_multiplies(magnitude: str) -> None:
    (figure,) = found(f"产值达到3{magnitude}元。")
    (bare,) = found(f"产值突破{magnitude}元。")
    assert figure.value == 3 * bare.value


@for_each("word", LEXICON.words("numerals.more"))
def test_every_open_end_is_more(word: str) -> None:
    (figure,) = found(f"新增企业30{word}家。")
    assert (figure.bound, figure.end - figure.start) == ("gt", 4)


@for_each("mark", LEXICON.words("numerals.range_marks"))
def test_every_range_mark_joins_two_ends(mark: str) -> None:
    (figure,) = found(f"培育企业3{mark}5家。")
    assert figure.value == (3, 5)


@for_each("word", LEXICON.words("exclusions.words"))
def test_every_idiom_is_no_figure(word: str) -> None:
    assert found(f"扎实做好{word}相关事务。") == []


@for_each("word", LEXICON.words("exclusions.ordinal_after"))
def test_every_ordinal_is_no_rank(word: str) -> None:
    assert found(f"深入贯彻第一{word}要求。") == []


@for_each("word", LEXICON.words("exclusions.name_after"))
def test_every_name_is_no_figure(word: str) -> None:
    assert found(f"完善3{word}布局。") == []


@for_each("word", LEXICON.words("exclusions.own_points"))
def test_every_own_point_is_no_figure(word: str) -> None:
    assert found(f"扎实推进三{word}见效。") == []


@for_each("word", LEXICON.words("exclusions.abstract"))
def test_every_abstract_noun_counts_own_points(word: str) -> None:
    assert found(f"统筹好三项基本{word}。") == []


@for_each("word", LEXICON.words("exclusions.extents"))
def test_what_runs_on_or_lies_side_by_side_is_done_to_such_an_extent(word: str) -> None:
    assert [one.value for one in found(f"改造90公里以上老旧{word}。")] == [90]


@for_each("word", LEXICON.words("indicators.share_aims"))
def test_what_a_share_was_set_for_has_no_share(word: str) -> None:
    assert [one.indicator for one in found(f"占财政支出20%的{word}。")] != [f"{word}占财政支出比重"]


@for_each("word", LEXICON.words("areas.acting"))
def test_a_verb_is_in_no_name_of_an_area(word: str) -> None:
    assert [one.area for one in found(f"{word}云岭新区企业30家。")] in ([None], ["云岭新区"])


@for_each("word", LEXICON.words("time.record_behind"))
def test_years_behind_which_a_record_stands_are_not_the_time_of_what_follows(word: str) -> None:
    text = f"2024年云岭区政府工作报告\n一、2023年工作回顾\n近九年来产值{word}好，税收8亿元。"
    assert [one.period for one in found(text)] == ["2023"]


@for_each("word", LEXICON.words("exclusions.code_before"))
def test_every_code_word_makes_a_code(word: str) -> None:
    assert found(f"沿{word}104推进改造。") == []


@for_each("word", LEXICON.words("exclusions.numbered"))
def test_every_word_for_a_table_or_an_annex_has_a_number_and_counts_nothing(word: str) -> None:
    text = f"{word}2所示为全区完成情况。"
    assert found(text) == []
    assert unread_numerals(Report("x", text), [], LEXICON) == []


@for_each("word", LEXICON.words("exclusions.pointing"))
def test_every_pointing_word_stands_before_a_numbered_table(word: str) -> None:
    assert unread_numerals(Report("x", f"全区情况{word}表2，各镇从略。"), [], LEXICON) == []


@for_each("word", LEXICON.words("exclusions.shown_after"))
def test_what_a_table_shows_is_no_count_of_houses(word: str) -> None:
    assert found(f"全区情况如表2{word}。") == []


@for_each("level", LEXICON.words("indicators.levels"))
def test_every_level_of_a_list_gets_the_noun_behind_the_last(level: str) -> None:
    names = [one.indicator for one in found(f"{level}、县级示范园分别增至12个、31个。")]
    assert names == [f"{level}示范园", "县级示范园"]


@for_each("work", LEXICON.words("indicators.works"))
def test_every_work_behind_another_belongs_to_the_name_of_the_project(work: str) -> None:
    assert [one.indicator for one in found(f"推动4个气化升级{work}项目开工。")] == [f"气化升级{work}项目"]


@for_each("name", LEXICON.words("indicators.work_names"))
def test_every_name_of_a_work_ends_it_before_the_verb_that_says_how_far_it_came(name: str) -> None:
    assert [one.indicator for one in found(f"推动4个气化升级改造{name}开工。")] == [f"气化升级改造{name}"]


@for_each("word", LEXICON.words("indicators.works_not"))
def test_what_a_work_is_only_set_as_is_no_name_of_it(word: str) -> None:
    assert [one.indicator for one in found(f"落实5个社区改造提升{word}。")] == ["社区"]


@for_each("word", LEXICON.words("indicators.joining"))
def test_every_joining_word_says_one_thing_of_the_figures_before(word: str) -> None:
    *_, last = found(f"获奖励指标900亩、规划指标640亩，{word}为全市第一。")
    assert last.indicator == "奖励指标、规划指标"


@for_each("word", LEXICON.words("indicators.rest"))
def test_every_word_for_the_rest_counts_what_was_counted_before(word: str) -> None:
    *_, last = found(f"14个粮库除3个外，{word}11个完成扩容。")
    assert (last.indicator, last.value) == ("粮库", 11)


@for_each("number", LEXICON.words("indicators.wholly"))
def test_every_word_for_all_of_something_joins_it_to_what_is_done(number: str) -> None:
    assert [one.indicator for one in found(f"厨余垃圾{number}规范收运。")] == ["厨余垃圾规范收运"]


@for_each("word", LEXICON.words("indicators.done_wholly_not"))
def test_what_is_not_done_joins_nothing_to_what_all_of_is_told(word: str) -> None:
    (figure,) = found(f"厨余垃圾100%{word}分类收运。")
    assert figure.indicator in ("厨余垃圾", "分类收运")


@for_each("word", LEXICON.words("indicators.share_ends"))
def test_every_share_has_its_own_value_of_100(word: str) -> None:
    assert [one.indicator for one in found(f"厨余垃圾收运{word}100%分类到位。")] == [f"厨余垃圾收运{word}"]


@for_each("word", LEXICON.words("indicators.bringing"))
def test_every_verb_before_what_is_done_wholly_is_no_part_of_it(word: str) -> None:
    assert [one.indicator for one in found(f"{word}厨余垃圾100%分类收运。")] == ["厨余垃圾分类收运"]


NAMED = {
    "bettering_manners": ("水域生态{}改善、优质断面比例达到12%。", "优质断面比例"),
    "bettering": ("水域生态持续{}、优质断面比例达到12%。", "优质断面比例"),
    "supporting": ("落实12项{}支持。", "{}支持"),
    "measures": ("出台12项支持农户加快升级{}。", "支持农户加快升级{}"),
    "done_with": ("12家医院与高校{}。", "医院"),
    "going_on": ("水产养殖业{}提速，增长12%。", "水产养殖业"),
    "project_qualities": ("加快12万吨铝合金等{}项目建设。", "铝合金"),
    "stocks": ("新增贷款9亿元、存款{}12亿元。", "存款{}"),
    "sides": ("{}、农村公路里程分别增长12%、9%。", "{}公路里程"),
}


@for_each("name, word", [(name, word) for name in NAMED for word in LEXICON.words(f"indicators.{name}")])
def test_every_word_around_a_name_leaves_it_the_name_of_its_list(name: str, word: str) -> None:
    sentence, indicator = NAMED[name]
    assert [one.indicator for one in found(sentence.format(word)) if one.value in (12, 120000, 12 * 10**8)] == [
        indicator.format(word)
    ]


BEHIND = {
    "item_units": ("出台12{}支持渔业创新发展政策措施。", "支持渔业创新发展政策措施"),
    "used_for": ("安排12亿元{}城市低保。", "城市低保"),
    "topics": ("渔船{}，实施船坞等项目，产值突破12亿元。", "渔船{}产值"),
    "more_of_another": ("建成12个渔业中心和{}加工中心。", "渔业中心"),
    "counted_places": ("12个{}财政收入增长超过15%。", "{}"),
    "having": ("推动12个产业{}的集聚区扩容。", "集聚区"),
    "paid_work": ("投入12亿元{}渔港供水系统。", "渔港供水系统投入"),
    "paid_heads": ("{}12亿元实施渔港供水系统升级工程。", "渔港供水系统升级工程{}"),
    "paid_money": ("投入12亿元扶持{}。", "扶持{}"),
    "helped": ("{}12人成功创业。", "成功创业"),
    "worked_on": ("推进12个云岭{}环境综合整治。", "云岭{}"),
    "work_about": ("推进12个小区{}综合整治。", "小区"),
    "work_on": ("推进12个小区{}。", "小区"),
    "class_ends": ("12个实施{}重点项目完成投资33亿元。", "实施{}重点项目"),
}


@for_each("name, word", [(name, word) for name in BEHIND for word in LEXICON.words(f"indicators.{name}")])
def test_every_word_around_what_is_counted_leaves_it_its_name(name: str, word: str) -> None:
    sentence, indicator = BEHIND[name]
    assert [one.indicator for one in found(sentence.format(word)) if one.value in (12, 12 * 10**8)] == [
        indicator.format(word)
    ]


@for_each("unit", LEXICON.words("indicators.person_units"))
def test_people_are_not_named_by_what_they_do_where_nothing_else_names_them(unit: str) -> None:
    assert [one.indicator for one in found(f"新增12{unit}就业。")] == ["新增就业"]


@for_each("word", LEXICON.words("indicators.had_by_gained"))
def test_what_the_things_gained_have_is_of_what_was_gained(word: str) -> None:
    *_, last = found(f"新增粮库12座，总{word}达到3亿元。")
    assert "粮库" not in last.indicator or last.indicator.startswith("新增")


@for_each("word", LEXICON.words("exclusions.measured_time"))
def test_every_measuring_word_makes_a_duration_a_figure(word: str) -> None:
    assert len(found(f"平均{word}3个工作日。")) == 1


def test_a_duration_that_is_not_measured_is_none() -> None:
    assert found("平均每隔3个工作日。") == []


@for_each("word", LEXICON.words("exclusions.term"))
def test_every_term_makes_a_duration_none(word: str) -> None:
    assert found(f"{word}延长30年。") == []


@for_each("noun", LEXICON.words("exclusions.kind_nouns"))
def test_every_kind_noun_after_a_kind_unit_makes_a_name(noun: str) -> None:
    assert found(f"推进500千伏{noun}建设。") == []


@for_each("word", LEXICON.words("exclusions.qualifier_limits"))
def test_every_limit_before_a_noun_makes_a_qualifier(word: str) -> None:
    assert found(f"抓好5亿元{word}项目储备。") == []


def moved(word: str) -> str:
    """Return a statement that something moved; a comparison without anything compared only bounds the number."""
    return f"全区工业产值{word}全省12%。" if word.endswith("于") else f"全区工业产值{word}12%。"


@for_each("word", [word for word in LEXICON.words("cues.rise") + LEXICON.words("cues.fall") if word.endswith("于")])
def test_every_comparison_with_nothing_compared_is_a_bound(word: str) -> None:
    (figure,) = found(f"全区工业污染指标{word}12毫克。")
    assert (figure.kind, figure.value, figure.bound != "eq") == ("level", 12, True)


@for_each("word", LEXICON.words("cues.rise"))
def test_every_rise_is_positive(word: str) -> None:
    (figure,) = found(moved(word))
    assert (figure.kind, figure.value) == ("growth", 12)


@for_each("word", LEXICON.words("cues.fall"))
def test_every_fall_is_negative(word: str) -> None:
    (figure,) = found(moved(word))
    assert (figure.kind, figure.value) == ("growth", -12)


@for_each("word", LEXICON.words("cues.speed"))
def test_every_speed_is_a_growth(word: str) -> None:
    (figure,) = found(f"全区工业产值{word}达到12%。")
    assert figure.kind == "growth"


@for_each("word", LEXICON.words("cues.not_change"))
def test_every_flow_is_no_change(word: str) -> None:
    (figure,) = found(f"全区{word}规模达到12亿元。")
    assert figure.kind == "level"


@for_each("word", LEXICON.words("cues.with_object"))
def test_every_verb_with_an_object_makes_a_change(word: str) -> None:
    (figure,) = found(f"{word}库存物资12吨。")
    assert figure.kind == "change"


@for_each("word", LEXICON.words("cues.object_only"))
def test_every_improving_verb_leaves_a_count_a_level(word: str) -> None:
    (figure,) = found(f"{word}40所学校办学能力。")
    assert figure.kind == "level"


@for_each("word", LEXICON.words("cues.rate_ends"))
def test_every_rate_noun_after_a_change_word_makes_a_ratio(word: str) -> None:
    (figure,) = found(f"增长覆盖{word}12%。")
    assert figure.kind == "ratio"


@for_each(
    "bound, word",
    [(bound, word) for bound in ("ge", "gt", "le", "lt", "approx") for word in LEXICON.words(f"cues.before_{bound}")],
)
def test_every_bound_word_before_a_number(bound: str, word: str) -> None:
    (figure,) = found(f"全区工业产值{word}12亿元。")
    assert figure.bound == bound


@for_each(
    "bound, word",
    [(bound, word) for bound in ("ge", "gt", "le", "approx") for word in LEXICON.words(f"cues.after_{bound}")],
)
def test_every_bound_word_after_a_number(bound: str, word: str) -> None:
    (figure,) = found(f"全区工业产值12亿元{word}。")
    assert figure.bound == bound


@for_each("word", LEXICON.words("cues.bound_fill"))
def test_every_filling_word_leaves_the_bound(word: str) -> None:
    (figure,) = found(f"全区工业产值超过{word}12亿元。")
    assert figure.bound == "gt"


@for_each("word", LEXICON.words("cues.arrive"))
def test_every_arrival_names_a_level(word: str) -> None:
    (figure,) = found(f"全区工业产值{word}12亿元。")
    assert figure.kind == "level"


@for_each("word", LEXICON.words("cues.rank_before"))
def test_every_rank_word_makes_a_rank(word: str) -> None:
    (figure,) = found(f"工业产值{word}第一。")
    assert figure.kind == "rank"


@for_each("word", LEXICON.words("cues.firm_target"))
def test_every_target_word_turns_a_review_to_a_target(word: str) -> None:
    (figure,) = found(f"2024年云岭区政府工作报告\n一、2023年工作回顾\n{word}新增企业5家。")
    assert figure.status == "target"


@for_each("word", LEXICON.words("cues.firm_actual"))
def test_every_fact_word_turns_a_plan_to_a_fact(word: str) -> None:
    (figure,) = found(f"2024年云岭区政府工作报告\n二、2024年工作安排\n{word}建成站点5个。")
    assert figure.status == "actual"


@for_each(
    "name, years",
    [
        ("this_year", (2024, 2024)),
        ("last_year", (2023, 2023)),
        ("five_years", (2019, 2023)),
        ("next_five_years", (2024, 2028)),
    ],
)
def test_every_time_word_names_its_years(name: str, years: tuple[int, int]) -> None:
    for word in LEXICON.words(f"time.{name}"):
        times, spans = find_times(word, 2024, LEXICON)
        assert [(time.first, time.last) for time in times] == [years], word
        assert spans == ((0, len(word)),)


@for_each("word", LEXICON.words("time.base_before"))
def test_every_comparing_word_makes_a_base(word: str) -> None:
    times, _ = find_times(f"{word}2020年", 2024, LEXICON)
    assert [time.base for time in times] == [True]


@for_each("word", LEXICON.words("time.yearly"))
def test_every_yearly_word_spans_the_five_years(word: str) -> None:
    (figure,) = found(f"2024年云岭区政府工作报告\n一、2023年工作回顾\n工业产值{word}增长5%。")
    assert figure.period == "2019/2023"


@for_each("word", LEXICON.words("time.yearly_mean"))
def test_every_yearly_mean_is_of_one_year(word: str) -> None:
    (figure,) = found(f"2024年云岭区政府工作报告\n一、2023年工作回顾\n细颗粒物年均{word}达到26微克。")
    assert figure.period == "2023"


@for_each("word", LEXICON.words("time.every_year"))
def test_every_year_spans_the_five_years_spoken_of(word: str) -> None:
    (figure,) = found(f"2024年云岭区政府工作报告\n一、过去五年工作回顾\n就业{word}达到5万人。")
    assert figure.period == "2019/2023"
    (figure,) = found(f"2024年云岭区政府工作报告\n一、2023年工作回顾\n就业{word}达到5万人。")
    assert figure.period == "2023"


@for_each("word", LEXICON.words("cues.against_target"))
def test_what_is_held_against_a_target_leaves_it_one(word: str) -> None:
    (figure,) = found(f"2024年云岭区政府工作报告\n一、2023年工作回顾\n出口{word}6%的预期目标。")
    assert figure.status == "target"


def period_behind(opening: str, heading: str = "一、过去五年工作回顾") -> str | None:
    """Return the period of a figure that stands a paragraph behind an opening, in a report of 2026."""
    (figure,) = found(f"2026年云岭区政府工作报告\n{heading}\n{opening}\n新造渔船30艘。")
    return figure.period


@for_each("word", LEXICON.words("time.speech"))
def test_who_speaks_opens_no_section(word: str) -> None:
    assert period_behind(f"今年是开局之年，{word}工作。", "一、工作") != "2026"
    assert period_behind("今年是开局之年。", "一、工作") == "2026"


@for_each("word", LEXICON.words("time.not_opening"))
def test_what_is_only_faced_opens_nothing(word: str) -> None:
    assert period_behind(f"{word}去年的旱情，我们苦干。") == "2021/2025"
    assert period_behind(f"{word}旱情，去年我们苦干。") == "2025"


@for_each("word", LEXICON.words("time.closes_years"))
def test_what_closes_five_years_turns_to_them_behind_it(word: str) -> None:
    heading = "一、2025年和“十四五”工作回顾"
    assert period_behind(f"去年{word}。五年来，渔业转型。", heading) == "2021/2025"
    assert period_behind("去年平稳。五年来，渔业转型。", heading) == "2025"


@for_each("word", LEXICON.words("time.looks_back"))
def test_every_word_that_looks_back_may_stand_before_the_five_years(word: str) -> None:
    assert period_behind(f"去年收官。{word}过去五年，渔业转型。", "一、2025年和“十四五”工作回顾") == "2021/2025"


@for_each(
    "line",
    [
        "下载",
        "打印",
        "【字号：大 中 小】",
        "责任编辑：李某",
        "版权所有",
        "来源：云岭日报",
        "扫一扫在手机打开当前页",
        "浏览次数：12",
    ],
)
def test_lines_around_a_report_are_furniture(line: str) -> None:
    assert len(outline(line).furniture) == 1


@for_each("words", [("units.count", "multiple"), ("indicators.lead_link", "indicators.strong_verbs")])
def test_lists_are_known_by_file_and_key(words: tuple[str, str]) -> None:
    assert words[0] in LEXICON.lists
