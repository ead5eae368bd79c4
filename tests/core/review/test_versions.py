"""Decisions go over to a newer version of a report with their words; what changed or went is told, not decided."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from core.model.decision import Decision, Remark, new_step
from core.model.figure import Figure, Proposal, Span
from core.review.versions import Alignment, carry

OLDER = """云汀区政府工作报告（草案）
一、回顾
全区地区生产总值达638.5亿元，增长5.4%，新增企业12家。
城镇调查失业率5.5%，粮食产量20万吨。
二、安排
地区生产总值增长5.5%左右，新建口袋公园8个。
改造老旧小区25个。
"""
NEWER = """云汀区政府工作报告
一、回顾
过去一年，全区地区生产总值达638.5亿元，增长5.4%，新增企业15家。
二、安排
地区生产总值增长5%左右，新建口袋公园8个。
城镇调查失业率5.5%，粮食产量保持稳定。
"""
STEP = new_step("a", "newer")


def span(words: str, text: str = OLDER, place: int = 0) -> Span:
    start = -1
    for _ in range(place + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def figure(words: str, place: int = 0) -> Figure:
    return Figure(*span(words, OLDER, place), "growth", Decimal(1), "%", "eq", "指标", "actual", None)


def decide(*figures: Figure) -> list[Decision]:
    return [new_step("a", "older").confirm(one.span, one, Proposal(one, 0.5)) for one in figures]


def words(rows: list[Decision], text: str = NEWER) -> list[str]:
    return [text[slice(*row.figure.span)] for row in rows if row.figure]


def test_words_that_stayed_are_carried_with_all_that_was_said_of_them() -> None:
    log = decide(figure("638.5亿元"), figure("5.4%"), figure("8个"))
    carried = carry(OLDER, NEWER, log, [], STEP)
    assert words(carried.rows) == ["638.5亿元", "5.4%", "8个"]
    assert (carried.changed, carried.orphans) == ([], [])
    first = carried.rows[0]
    assert (first.report, first.step, first.verdict) == ("newer", STEP.id, "confirm")
    assert first.target == first.figure.span == first.proposed.figure.span == span("638.5亿元", NEWER)


def test_a_figure_that_changed_is_told_and_not_decided() -> None:
    carried = carry(OLDER, NEWER, decide(figure("5.5%", 1), figure("12家")), [], STEP)
    told = {OLDER[slice(*old)]: NEWER[slice(*new)] for old, new in carried.changed}
    assert told == {"5.5%": "5%", "12家": "15家"}
    assert carried.rows == []


def test_what_moved_is_found_and_what_went_is_an_orphan() -> None:
    carried = carry(OLDER, NEWER, decide(figure("5.5%"), figure("20万吨"), figure("25个")), [], STEP)
    assert [row.target for row in carried.rows] == [span("5.5%", NEWER)]
    assert [OLDER[slice(*gone)] for gone in carried.orphans] == ["20万吨", "25个"]


def test_rejections_additions_and_remarks_go_too_and_undone_ones_do_not() -> None:
    act, undone = new_step("a", "older"), new_step("a", "older")
    two, eight = figure("5.4%"), figure("8个")
    log = [act.reject(two.span, Proposal(two, 0.5), "date"), act.remark(eight.span, Remark("问", flagged=True))]
    log += [act.add(eight), undone.add(figure("638.5亿元")), new_step("a", "older").undo(undone.id)]
    rows = {row.verdict: row for row in carry(OLDER, NEWER, log, [], STEP).rows}
    assert rows.keys() == {"reject", "add", "remark"}
    assert (rows["reject"].reason, rows["reject"].target) == ("date", span("5.4%", NEWER))
    assert rows["add"].target == rows["remark"].target == span("8个", NEWER)


def test_what_is_decided_on_the_newer_text_stays() -> None:
    there = span("8个", NEWER)
    decided = [new_step("a", "newer").reject(there, None)]
    assert carry(OLDER, NEWER, decide(figure("8个")), decided, STEP).rows == []


@given(st.text("增长5.5%亿元，。\n地区", max_size=60), st.text("增长5.5%亿元，。\n地区", max_size=60), st.data())
def test_a_place_has_the_words_or_lies_between_the_neighbours(older: str, newer: str, data: st.DataObject) -> None:
    places = Alignment(older, newer)
    if older:
        start = data.draw(st.integers(0, len(older) - 1))
        one = Span(start, data.draw(st.integers(start + 1, len(older))))
        place = places.place(one)
        assert place is None or 0 <= place.start < place.end <= len(newer)
        assert Alignment(older, older).place(one) == one
