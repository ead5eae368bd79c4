"""What is learnt from decisions is what they show, whatever the order of the reports, and nothing they contradict."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.decision import Decision, new_step
from core.model.figure import Figure, Proposal, Span
from core.model.judgement import Judgement, judgement_of
from core.review.learnt import (
    Experience,
    Learnt,
    Lessons,
    back_edge,
    front_edge,
    numeral_words,
    switched_off,
    unit_words,
)

WORDS = "全市客运量3万人，全市货运量5万吨，三大攻坚战，GDP达9亿元。"
NAMES = ("甲", "乙", "丙")


def figure(words: str, indicator: str, unit: str = "万", at: int | None = None) -> Figure:
    start = WORDS.index(words) if at is None else at
    return Figure(start, start + len(words), "level", Decimal(3), unit, "eq", indicator, "actual", "2025")


def proposed(words: str, indicator: str, unit: str = "万", at: int | None = None) -> Proposal:
    return Proposal(figure(words, indicator, unit, at), 0.9)


def confirmed(was: Proposal, **said: str) -> Decision:
    return new_step("a", "r").confirm(was.figure.span, replace(was.figure, **said), was)


def rejected(was: Proposal) -> Decision:
    return new_step("a", "r").reject(was.figure.span, was, "name")


def judged(*decisions: Decision) -> list[Judgement]:
    return [one for row in decisions if (one := judgement_of(row)) is not None]


def learnt_from(*reports: list[Decision]) -> list[tuple[str, str, str]]:
    experience = Experience()
    for name, rows in zip(NAMES, reports, strict=False):
        experience.take(name, judged(*rows), WORDS)
    return [(one.kind, one.words, one.becomes) for one in experience.learnt()]


GDP = proposed("9亿元", "GDP", "元")


def test_one_correction_teaches_nothing_and_two_of_one_wording_do() -> None:
    correction = confirmed(GDP, indicator="地区生产总值")
    assert learnt_from([correction]) == []
    assert learnt_from([correction, confirmed(GDP, indicator="地区生产总值")]) == [("indicator", "GDP", "地区生产总值")]


def test_a_wording_that_was_kept_is_not_replaced() -> None:
    corrections = [confirmed(GDP, indicator="地区生产总值") for _ in range(2)]
    assert learnt_from(corrections, [confirmed(GDP)]) == []


def test_a_wording_that_became_several_others_is_not_replaced() -> None:
    assert learnt_from([confirmed(GDP, indicator=said) for said in ("地区生产总值", "生产总值", "国内生产总值")]) == []


def test_a_wording_that_was_only_completed_is_learnt_from_two_reports_alone() -> None:
    completed = [confirmed(proposed("9亿元", "增加值", "元"), indicator="工业增加值") for _ in range(2)]
    assert learnt_from(completed) == []
    assert learnt_from(completed[:1], completed[1:]) == [("indicator", "增加值", "工业增加值")]


def test_the_edge_of_several_wordings_is_learnt_from_two_reports() -> None:
    cut = [confirmed(proposed("3万人", f"全市{name}"), indicator=name) for name in ("客运量", "货运量")]
    assert learnt_from(cut) == []
    assert learnt_from(cut[:1], cut[1:]) == [("indicator", "全市…", "")]


def test_an_edge_leaves_the_wordings_that_were_kept_with_it() -> None:
    experience = Experience()
    names = ("客运量", "货运量", "用电量", "发电量", "存款余额")
    cut = [confirmed(proposed("3万人", f"全市{name}"), indicator=name) for name in names]
    experience.take("甲", judged(*cut), WORDS)
    experience.take("乙", judged(*cut, confirmed(proposed("3万人", "全市之最"))), WORDS)
    lessons = Lessons(experience.learnt())
    read = lessons.read([proposed("3万人", "全市之最"), proposed("5万吨", "全市贷款余额")], WORDS)
    assert [one.figure.indicator for one in read.proposals] == ["全市之最", "贷款余额"]


def test_words_that_are_rejected_are_left_out_and_told_why() -> None:
    drive = proposed("三大", "攻坚战", "大")
    experience = Experience()
    rows = [rejected(drive), rejected(drive)]
    experience.take("甲", judged(*rows), WORDS)
    (one,) = experience.learnt()
    assert (one.kind, one.words) == ("no_figure", "几大攻坚")
    read = Lessons([one]).read([drive, GDP], WORDS)
    assert (read.proposals, read.left_out) == ([GDP], [drive])
    assert {reason.rule for reason in read.left_out[0].reasons["span"]} == {
        f"learnt.no_figure:{row.id}" for row in rows
    }
    experience.take("乙", judged(confirmed(drive)), WORDS)
    assert experience.learnt() == ()


def test_a_unit_is_learnt_where_the_value_stays() -> None:
    people = proposed("3万人", "客运量", "人")
    assert learnt_from([confirmed(people, unit="人次"), confirmed(people, unit="人次")]) == [("unit", "#人", "人次")]
    other = [replace(row, figure=replace(row.figure, value=Decimal(4))) for row in [confirmed(people, unit="人次")] * 2]
    assert learnt_from(other) == []


def test_a_learnt_reading_names_its_decisions_and_offers_what_was_read() -> None:
    experience = Experience()
    rows = [confirmed(GDP, indicator="地区生产总值") for _ in range(2)]
    experience.take("甲", judged(*rows), WORDS)
    (read,) = Lessons(experience.learnt()).read([GDP], WORDS).proposals
    assert read.figure == replace(GDP.figure, indicator="地区生产总值")
    assert {reason.rule for reason in read.reasons["indicator"]} == {f"learnt.indicator:{row.id}" for row in rows}
    assert read.candidates[0].text == "GDP"


def test_what_was_read_by_it_and_decided_otherwise_contradicts_it() -> None:
    """The reading that was learnt is confirmed once and corrected back twice: it is learnt no more."""
    experience = Experience()
    rows = [confirmed(GDP, indicator="地区生产总值") for _ in range(4)]
    experience.take("甲", judged(*rows), WORDS)
    (read,) = Lessons(experience.learnt()).read([GDP], WORDS).proposals
    experience.take("乙", judged(confirmed(read)), WORDS)
    (one,) = experience.learnt()
    assert (one.confirmed, one.contradicted) == (1, 0)
    experience.take("丙", judged(confirmed(read, indicator="GDP")), WORDS)
    (one,) = experience.learnt()
    assert (one.confirmed, one.contradicted) == (1, 1)
    experience.take("丙", judged(*[confirmed(read, indicator="GDP")] * 2), WORDS)
    assert experience.learnt() == ()


def test_what_is_decided_or_apart_stays_as_it_is() -> None:
    lessons = Lessons([Learnt("indicator", "GDP", "地区生产总值", (), 0, 0)])
    assert lessons.read([GDP], WORDS, apart={GDP.figure.span}).proposals == [GDP]


def test_what_is_switched_off_is_not_used_and_an_undo_switches_it_on_again() -> None:
    off = new_step("a").learnt("indicator", "GDP", is_on=False)
    assert switched_off([off]) == {("indicator", "GDP")}
    assert switched_off([off, new_step("a").undo(off.step)]) == frozenset()
    assert switched_off([off, new_step("a").learnt("indicator", "GDP", is_on=True)]) == frozenset()
    assert not Lessons([Learnt("indicator", "GDP", "地区生产总值", (), 0, 0, is_on=False)])


@pytest.mark.parametrize(
    ("was", "said", "front", "back"),
    [
        ("全市客运量", "客运量", ("全市", ""), None),
        ("地均税收为每亩", "地均税收", None, ("为每亩", "")),
        ("一产增加值", "第一产业增加值", ("一产", "第一产业"), None),
        ("客运量", "新增客运量", None, None),
        ("甲", "乙", None, None),
    ],
)
def test_the_edges_of_wordings(
    was: str, said: str, front: tuple[str, str] | None, back: tuple[str, str] | None
) -> None:
    assert (front_edge(was, said), back_edge(was, said)) == (front, back)


def test_numerals_are_known_by_their_words() -> None:
    assert numeral_words(WORDS, Span(WORDS.index("三大"), WORDS.index("三大") + 2)) == "几大攻坚"
    assert numeral_words("增长3%。", Span(2, 4)) == ""
    assert unit_words("接待１．２万 人次", Span(2, 9)) == "#人次"


INDICATORS = st.sampled_from(["GDP", "全市客运量", "全市货运量", "客运量", "货运量", "地区生产总值", "增加值", ""])


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    """Draw a decision on one of the numerals of WORDS, read by the detector or by something learnt."""
    words = draw(st.sampled_from(["3万人", "5万吨", "三大", "9亿元"]))
    was = proposed(words, draw(INDICATORS), draw(st.sampled_from(["人", "吨", "元"])))
    if draw(st.booleans()):
        return rejected(was)
    return confirmed(was, indicator=draw(INDICATORS), unit=draw(st.sampled_from(["人", "人次", "吨"])))


@given(st.lists(st.lists(decisions(), max_size=6), min_size=1, max_size=3), st.randoms())
def test_the_order_of_the_reports_and_taking_one_again_make_no_difference(
    reports: list[list[Decision]], random: object
) -> None:
    named = list(zip(NAMES, reports, strict=False))
    first, second = Experience(), Experience()
    for name, rows in named:
        first.take(name, judged(*rows), WORDS)
    for name, _ in named:
        second.take(name, judged(*reports[0]), WORDS)
    for name, rows in sorted(named, reverse=True):
        second.take(name, judged(*rows), WORDS)
    assert first.learnt() == second.learnt()


@given(st.lists(decisions(), max_size=12), st.lists(decisions(), max_size=6))
def test_nothing_is_learnt_against_what_was_decided_more_often(one: list[Decision], other: list[Decision]) -> None:
    """Each thing learnt has at least two decisions, and five for each one that speaks against it."""
    experience = Experience()
    experience.take("甲", judged(*one), WORDS)
    experience.take("乙", judged(*other), WORDS)
    for each in experience.learnt():
        assert len(each.sources) >= 2
        assert each.contradicted * 5 <= len(each.sources) + each.confirmed


def test_the_decisions_that_a_reading_came_from_are_read_back_from_its_text() -> None:
    rows = [confirmed(GDP, indicator="地区生产总值") for _ in range(2)]
    experience = Experience()
    experience.take("甲", judged(*rows), WORDS)
    (read,) = Lessons(experience.learnt()).read([GDP], WORDS).proposals
    (judgement,) = judged(confirmed(read))
    assert set(judgement.sources("indicator")) == {row.id for row in rows}
    assert judgement.sources("unit") == ()
