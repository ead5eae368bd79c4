"""What else a correction is about: figures read by the same time, section, words or rules, read again."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.detection.lexicon import Lexicon, load_lexicon
from core.detection.pipeline import find_figures
from core.detection.same_cause import find_same_cause
from core.model.attributes import KINDS, STATUSES
from core.model.corrections import Corrections
from core.model.decision import SectionCorrection
from core.model.figure import Figure, Span
from core.model.report import Report
from core.model.same_cause import Decided, SameCause
from tests.counting import counted

TEXT = """溪岭县2026年政府工作报告

一、“十四五”时期工作回顾

改造老旧小区45个，新建公路310公里，财政收入年均增长5.2%。粮食总产量达到62万吨，培育合作社130家。

五年来，累计新增企业1200家，园区总数达到18个。

二、2026年工作安排

城乡居民人均收入分别增长6.3%和7.2%，新建口袋公园8个。城镇居民人均收入增长6%，粮食总产量达到63万吨。

滨江新区完成投资45亿元，增长12%，滨江新区新开工项目30个。滨江新区新建道路6条。
"""


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


Carry = Callable[..., dict[str, SameCause]]


@pytest.fixture(scope="module")
def carry(lexicon: Lexicon) -> Carry:
    """Return a function that corrects the figure with some words and returns what has its cause, by words."""

    def carried(
        words: str, *others: tuple[str, dict[str, Any]], text: str = TEXT, name: str = "溪岭县2026", **said: object
    ) -> dict[str, SameCause]:
        report = Report(name, text)
        found = {text[slice(*one.figure.span)]: one.figure for one in find_figures(report, lexicon)}
        decided = [
            Decided(found[one].span, replace(found[one], **changed)) for one, changed in ((words, said), *others)
        ]
        taken = {one.target for one in decided}
        undecided = [figure.span for figure in found.values() if figure.span not in taken]
        same = find_same_cause(report, decided[0], decided[1:], undecided, lexicon)
        assert all(one.before == found[text[slice(*one.before.span)]] for one in same)
        return {text[slice(*one.before.span)]: one for one in same}

    return carried


def periods(same: dict[str, SameCause]) -> dict[str, str | None]:
    return {words: one.after.figure.period for words, one in same.items()}


def test_a_section_whose_years_are_corrected_is_read_again(carry: Carry) -> None:
    same = carry("45个", period="2016/2020")
    # a yearly growth has the new span, a stock its last year: no value is copied
    assert periods(same) == {
        "310公里": "2016/2020",
        "5.2%": "2016/2020",
        "62万吨": "2020",
        "130家": "2016/2020",
    }
    assert [words for words, one in same.items() if one.is_sure] == ["310公里", "5.2%"]


def test_a_stock_says_the_last_of_the_years(carry: Carry) -> None:
    assert periods(carry("62万吨", period="2020")) == {
        "45个": "2016/2020",
        "310公里": "2016/2020",
        "5.2%": "2016/2020",
        "130家": "2016/2020",
    }


def test_a_time_expression_is_corrected_where_it_stands(carry: Carry) -> None:
    same = carry("1200家", period="2020/2025")
    # to 2025 as before: a stock of which nothing changes is not shown
    assert periods(same) == {}
    assert periods(carry("1200家", period="2016/2020")) == {"18个": "2020"}


def test_a_second_correction_makes_all_sure(carry: Carry) -> None:
    same = carry("45个", ("310公里", {"period": "2016/2020"}), period="2016/2020")
    assert set(same) == {"5.2%", "62万吨", "130家"}
    assert all(one.is_sure for one in same.values())


def test_a_second_correction_that_says_something_else_does_not(carry: Carry) -> None:
    assert not any(
        one.is_sure for one in carry("45个", ("310公里", {"period": "2011/2015"}), period="2016/2020").values()
    )


def test_what_was_confirmed_speaks_against_the_cause(carry: Carry) -> None:
    # as often as it was corrected: shown, and nothing is taken without a look
    same = carry("45个", ("310公里", {}), period="2016/2020")
    assert same
    assert not any(one.is_sure for one in same.values())
    assert carry("45个", ("310公里", {}), ("130家", {}), period="2016/2020") == {}


def test_a_confirmed_figure_read_by_other_rules_does_not(carry: Carry) -> None:
    # the yearly growth is right, so it is not the section: only what was read as plainly as the corrected one
    same = carry("45个", ("5.2%", {}), period="2016/2020")
    assert set(same) == {"310公里", "130家"}


def test_a_single_year_for_several_may_be_that_of_one_figure(carry: Carry) -> None:
    same = carry("45个", ("310公里", {"period": "2025"}), period="2025")
    assert not any(one.is_sure for one in same.values())
    same = carry("45个", ("310公里", {"period": "2025"}), ("130家", {"period": "2025"}), period="2025")
    assert all(one.is_sure for one in same.values())


def test_a_period_that_no_section_has_is_carried_nowhere(carry: Carry) -> None:
    assert carry("45个", period="2025-01/2025-09") == {}
    assert carry("45个", period=None) == {}


def test_the_status_of_a_section(carry: Carry) -> None:
    same = carry("8个", status="actual")
    assert {one.after.figure.status for one in same.values()} == {"actual"}
    assert {"6.3%", "7.2%", "6%", "63万吨", "45亿元", "12%", "30个", "6条"} == set(same)
    assert [words for words, one in same.items() if one.is_sure] == ["6.3%", "7.2%"]


def test_years_and_status_of_a_section_are_one_cause(carry: Carry) -> None:
    same = carry("8个", period="2025", status="actual")
    assert {(one.after.figure.period, one.after.figure.status) for one in same.values()} == {("2025", "actual")}


def test_an_area_reaches_what_was_read_by_it(carry: Carry) -> None:
    same = carry("45亿元", area="滨江经济开发区")
    # the growth has it from the figure before it; the other clauses name it by words of their own
    assert set(same) == {"12%"}
    assert same["12%"].after.figure.area == "滨江经济开发区"


def test_an_indicator_keeps_its_own_other_parts(carry: Carry) -> None:
    same = carry("6.3%", indicator="城镇居民人均可支配收入")
    assert {words: one.after.figure.indicator for words, one in same.items()} == {"7.2%": "农村居民人均可支配收入"}


def test_an_indicator_is_taken_over_by_the_figure_behind(carry: Carry) -> None:
    same = carry("45亿元", indicator="完成投资")
    assert {words: one.after.figure.indicator for words, one in same.items()} == {"12%": "完成投资"}
    assert same["12%"].is_sure


def test_an_indicator_of_the_same_words_elsewhere(carry: Carry) -> None:
    same = carry("62万吨", indicator="粮食产量")
    assert {words: one.after.figure.indicator for words, one in same.items()} == {"63万吨": "粮食产量"}
    assert not same["63万吨"].is_sure


def test_words_taken_in_from_beside_must_stand_there_too(carry: Carry) -> None:
    title = "溪岭县2026年政府工作报告"
    text = f"{title}\n\n小麦、玉米等粮食总产量达62万吨。小麦、玉米等粮食总产量达60万吨。粮食总产量达63万吨。\n"
    same = carry("62万吨", text=text, indicator="小麦、玉米等粮食总产量")
    assert set(same) == {"60万吨"}


def test_another_indicator_altogether_is_not_carried(carry: Carry) -> None:
    assert carry("62万吨", indicator="仓储能力") == {}


def test_the_numbers_of_a_list_have_indicators_of_their_own(carry: Carry) -> None:
    text = "溪岭县2026年政府工作报告\n\n全县三个园区分别实现产值12亿元、15亿元和18亿元，分别增长5%、6%和7%。\n"
    same = carry("12亿元", text=text, indicator="东部园区产值")
    assert set(same) <= {"5%"}


def test_a_kind_of_the_same_words(carry: Carry) -> None:
    text = "溪岭县2026年政府工作报告\n\n客流增加12万人次。运力增加3万人次，班次调整9次。\n"
    same = carry("12万人次", text=text, kind="level", value=Decimal(120_000))
    assert {words: one.after.figure.kind for words, one in same.items()} == {"3万人次": "level"}


def test_a_unit_of_the_same_words(carry: Carry) -> None:
    text = "溪岭县2026年政府工作报告\n\n新建大棚30座。改建大棚12座，新建桥梁5座。\n"
    same = carry("30座", text=text, unit="个")
    assert {words: one.after.figure.unit for words, one in same.items()} == {"12座": "个", "5座": "个"}


def test_a_text_with_breaks_has_offsets_of_its_own(carry: Carry) -> None:
    text = TEXT.replace("新建公路310公里", "新建公\n路 310 公里")
    same = carry("45个", text=text, period="2016/2020")
    assert "310 公里" in same
    assert all(text[slice(*one.after.figure.span)] == words for words, one in same.items())


_SAID = st.fixed_dictionaries(
    {},
    optional={
        "period": st.one_of(
            st.none(),
            st.integers(1990, 2060).map(str),
            st.tuples(st.integers(1990, 2030), st.integers(0, 30)).map(lambda one: f"{one[0]}/{one[0] + one[1]}"),
            st.just("2025-01/2025-06"),
            st.just("2025Q1"),
        ),
        "status": st.sampled_from(STATUSES),
        "kind": st.sampled_from(KINDS),
        "unit": st.sampled_from(("", "个", "%", "元", "座")),
        "indicator": st.text("城乡居民人均收入粮食产量新区", max_size=12),
        "area": st.one_of(st.none(), st.just("全国"), st.just("滨江新区")),
    },
)
_FIGURES = find_figures(Report("溪岭县2026", TEXT), load_lexicon())


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_is_corrected_only_undecided_figures_are_read_again(data: st.DataObject) -> None:
    spans = [one.figure.span for one in _FIGURES]
    by_span = {one.figure.span: one.figure for one in _FIGURES}
    said = data.draw(st.dictionaries(st.sampled_from(spans), _SAID, min_size=1, max_size=4))
    decided = [Decided(span, replace(by_span[span], **changed)) for span, changed in said.items()]
    undecided = [span for span in spans if span not in said]
    same = find_same_cause(Report("溪岭县2026", TEXT), decided[0], decided[1:], undecided, load_lexicon())
    changed = _changed(by_span[decided[0].target], decided[0].figure)
    if not changed:
        assert same == []
    assert [one.before.span for one in same] == sorted({one.before.span for one in same})
    for one in same:
        assert one.before == by_span[one.before.span]
        assert one.before.span in undecided
        assert one.after.figure.span == one.before.span
        assert one.after.figure != one.before


def _changed(one: Figure, other: Figure) -> bool:
    return any(
        getattr(one, name) != getattr(other, name) for name in ("period", "status", "area", "kind", "unit", "indicator")
    )


def test_its_cost_grows_with_the_report_and_no_faster(lexicon: Lexicon) -> None:
    def run(times: int) -> int:
        text = (
            "溪岭县2026年政府工作报告\n\n一、2025年工作回顾\n\n"
            + "改造小区45个，新建公路310公里，产量达62万吨。\n" * times
        )
        report = Report("溪岭县2026", text)
        spans = [one.figure.span for one in find_figures(report, lexicon)]
        first = find_figures(report, lexicon)[0].figure
        correction = Decided(first.span, replace(first, period="2024"))

        with counted("core/detection") as count:
            assert len(find_same_cause(report, correction, (), spans[1:], lexicon)) == len(spans) - 1
        return count.lines

    assert run(80) < 2.6 * run(40)


def test_a_span_without_a_figure_is_left_out(lexicon: Lexicon) -> None:
    report = Report("溪岭县2026", TEXT)
    nowhere = Decided(Span(0, 2), replace(_FIGURES[0].figure, start=0, end=2, period="2024"))
    assert find_same_cause(report, nowhere, (), [one.figure.span for one in _FIGURES], lexicon) == []
    correction = Decided(_FIGURES[0].figure.span, replace(_FIGURES[0].figure, period="2016/2020"))
    assert find_same_cause(report, correction, (), [Span(0, 2)], lexicon) == []


def test_a_section_that_was_corrected_is_read_as_it_was(lexicon: Lexicon) -> None:
    heading = Span(TEXT.index("一、"), TEXT.index("\n\n改造"))
    said = Corrections(sections=(SectionCorrection(heading, "period", "2011/2015"),))
    report = Report("溪岭县2026", TEXT, corrections=said)
    found = {TEXT[slice(*one.figure.span)]: one.figure for one in find_figures(report, lexicon)}
    assert found["310公里"].period == "2011/2015"
    correction = Decided(found["45个"].span, replace(found["45个"], period="2016/2020"))
    same = find_same_cause(report, correction, (), [one.span for one in found.values()], lexicon)
    changed = {TEXT[slice(*one.before.span)]: (one.before.period, one.after.figure.period) for one in same}
    assert changed["310公里"] == ("2011/2015", "2016/2020")
    assert changed["62万吨"] == ("2015", "2020")
