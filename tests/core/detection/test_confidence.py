"""What makes a proposal doubtful is told, and lowers its confidence."""

import tomllib
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from core.detection.confidence import POINTS, RULE_IDS, rate
from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures
from core.detection.rule import rule_texts
from core.model.figure import KINDS, STATUSES, Figure, Proposal, Reason
from core.model.reason import reasons_from_text, reasons_to_text
from core.model.report import Report
from tests.counting import counted
from tools import calibrate
from tools.calibrate import Judged

HEAD = "云汀区2026年政府工作报告\n一、2025年工作回顾\n"


def found(text: str) -> dict[str, Proposal]:
    """Find the figures of a text under a head that tells its years, by their words."""
    text = HEAD + text
    read = find_figures(Report("云汀区", text), load_lexicon())
    return {text[one.figure.start : one.figure.end]: one for one in read}


def doubts(proposal: Proposal) -> list[str]:
    return [reason.rule.removeprefix("confidence.") for reason in proposal.reasons.get("confidence", ())]


def test_a_plain_figure_has_no_doubt_and_a_higher_confidence_than_any_doubtful_one() -> None:
    read = found("固定资产投资增长8%。“十三五”时期，累计建成公园30个。")
    assert doubts(read["8%"]) == []
    assert "state_over_years" in doubts(read["30个"])
    assert read["30个"].confidence < read["8%"].confidence


def test_one_indicator_with_two_values_is_doubtful_both_times_and_names_the_other() -> None:
    read = found("全区一般公共预算收入38亿元。\n一般公共预算收入完成41亿元。\n固定资产投资52亿元。")
    for one, other in (("38亿元", "41亿元"), ("41亿元", "38亿元")):
        (reason,) = [by for by in read[one].reasons["confidence"] if by.rule == "confidence.other_value"]
        assert reason.words == (read[other].figure.span,)
    assert "other_value" not in doubts(read["52亿元"])


def test_the_same_value_told_twice_is_not_doubtful() -> None:
    assert "other_value" not in doubts(found("一般公共预算收入38亿元。\n全区一般公共预算收入38亿元。")["38亿元"])


def test_every_rule_has_points_that_lower_and_is_told_of() -> None:
    table = tomllib.loads(POINTS.read_text(encoding="utf-8"))
    assert [f"confidence.{name}" for name in table["rules"]] == list(RULE_IDS)
    assert all(rule["points"] < 0 and 0 <= rule["right"] <= rule["judged"] for rule in table["rules"].values())
    assert set(RULE_IDS) <= set(rule_texts())


FIGURES = st.builds(
    Figure,
    start=st.integers(0, 40),
    end=st.just(41),
    kind=st.sampled_from(KINDS),
    value=st.sampled_from([Decimal(1), Decimal(-2), (Decimal(3), Decimal(5))]),
    unit=st.sampled_from(["", "元", "%"]),
    bound=st.just("eq"),
    indicator=st.sampled_from(["", "投资", "固定资产投资", "（一）投资", "目标是投资", "建成后"]),
    status=st.sampled_from(STATUSES),
    period=st.sampled_from([None, "2025", "2021/2025", "2025-01/2025-09"]),
)


@given(st.lists(FIGURES, max_size=6), st.none() | st.integers(1000, 2999))
def test_any_proposals_are_rated_from_0_to_1_and_keep_what_they_say(figures: list[Figure], year: int | None) -> None:
    some = [Proposal(figure, 0.0, reasons={"span": (Reason("row.single"),)}) for figure in figures]
    rated = rate(some, "三" * 41, year, load_lexicon())
    assert [one.figure for one in rated] == figures
    assert all(0 < one.confidence < 1 for one in rated)
    assert all(one.reasons.keys() - {"confidence"} == {"span"} for one in rated)


def test_doubts_are_written_with_a_proposal_and_read_back() -> None:
    read = found("全区一般公共预算收入38亿元。\n一般公共预算收入完成41亿元。")["38亿元"]
    text = reasons_to_text(read.reasons, read.figure.start)
    assert reasons_from_text(text, read.figure.start)["confidence"] == read.reasons["confidence"]


def test_a_report_that_says_one_thing_of_many_values_costs_no_more_than_its_length() -> None:
    def cost(count: int) -> int:
        figures = [
            Proposal(Figure(at, at + 1, "level", Decimal(at), "元", "eq", "投资", "actual", "2025"), 0.0)
            for at in range(count)
        ]
        text, lexicon = "1" * count, load_lexicon()
        rate(figures[:10], text, 2026, lexicon)
        with counted("core/detection") as count_of_lines:
            rate(figures, text, 2026, lexicon)
        return count_of_lines.lines

    assert cost(8_000) < 9 * cost(1_000)


def test_points_are_fitted_to_what_was_judged() -> None:
    """Figures with a doubt are right half as often: its points lower the confidence, and the right ones are above."""
    sure = [Judged(0.9, frozenset(), index % 10 != 0) for index in range(100)]
    doubtful = [Judged(0.5, frozenset({"confidence.short_name"}), index % 5 == 0) for index in range(50)]
    base, points = calibrate.fit(sure + doubtful)
    assert base > 1.5
    assert points["confidence.short_name"] < -1.5
    assert calibrate.auc(sure + doubtful) > 0.8
    assert "right = 10" in calibrate.table(sure + doubtful)
