"""Which other times are offered for a figure whose period, or with it its status, was misread."""

from decimal import Decimal

from core.model.figure import Figure, Span, Status
from core.model.section import Section
from core.review.other_times import FigureTime, other_times


def figure(period: str | None, status: Status = "actual") -> Figure:
    return Figure(0, 2, "level", Decimal(1), "个", "eq", "桥梁", status, period)


def section(first: int | None, last: int | None, status: Status) -> Section:
    return Section(Span(0, 1), first, last, status)


REVIEW, PLAN = section(2025, 2025, "actual"), section(2026, 2026, "target")


def test_what_was_read_as_done_may_be_planned_for_the_report_s_own_year() -> None:
    assert other_times(figure("2025"), REVIEW, [REVIEW, PLAN], [])[0] == FigureTime("2026", "target")


def test_an_earlier_year_may_be_that_of_its_section() -> None:
    assert other_times(figure("2023"), REVIEW, [REVIEW, PLAN], [])[0] == FigureTime("2025", "actual")


def test_of_several_years_done_it_may_be_the_last_of_planned_ones_the_first() -> None:
    assert other_times(figure("2021/2025"), REVIEW, [REVIEW], [])[0] == FigureTime("2025", "actual")
    planned = other_times(figure("2026/2030", "target"), PLAN, [PLAN], [])
    assert planned[0] == FigureTime("2026", "target")


def test_the_figure_beside_it_tells_its_time() -> None:
    assert FigureTime("2019", "actual") in other_times(figure("2025"), REVIEW, [REVIEW], [figure("2019")])


def test_a_plan_of_five_years_holds_the_report_s_year() -> None:
    assert FigureTime("2026/2030", "target") in other_times(figure("2026", "target"), PLAN, [PLAN], [])


def test_none_is_offered_twice_or_is_its_own() -> None:
    found = other_times(figure("2025"), REVIEW, [REVIEW, PLAN], [figure("2025"), figure("2026", "target")])
    assert len(found) == len(set(found)) <= 2
    assert FigureTime("2025", "actual") not in found


def test_without_any_years_there_is_nothing_to_offer() -> None:
    assert other_times(figure(None), section(None, None, "actual"), [], []) == []
