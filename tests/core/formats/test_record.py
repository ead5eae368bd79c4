"""A record holds a figure, its words and its decision, and its offsets are true."""

from decimal import Decimal

import pytest

from core.formats.record import Choice
from core.jobs.gather import records
from core.model.decision import new_step
from core.model.errors import ExchangeError
from core.model.figure import Proposal
from core.review.review import Review
from tests.core.making import PROPOSALS, REPORT, exported, figure


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("confirmed", ["confirmed", "confirmed", "added"]),
        ("decided", ["confirmed", "confirmed", "rejected", "added"]),
        ("all", ["confirmed", "confirmed", "rejected", "undecided", "added"]),
    ],
)
def test_the_states_asked_for_come_in_text_order(state: Choice, expected: list[str]) -> None:
    assert [row.state for row in exported(state)] == expected


def test_a_record_holds_its_words_and_its_decision() -> None:
    first, second, *_, last = exported("all")
    assert [row.text for row in exported("all")] == ["617.4亿元", "增长3.5%", "5.5%", "两家", "第一"]
    assert all(row.text == REPORT.text[row.figure.start : row.figure.end] for row in exported("all"))
    assert (first.verdict, first.corrected, first.proposed) == ("confirm", False, PROPOSALS[0])
    assert (second.corrected, second.proposed, second.figure.value) == (True, PROPOSALS[1], Decimal("-3.5"))
    assert (last.verdict, last.proposed, last.annotator) == ("add", None, "李敏")
    assert {row.digest for row in exported()} == {REPORT.digest}


@pytest.mark.parametrize("end", [len(REPORT.text) + 1, 3])
def test_a_span_outside_the_text_stops_the_export(end: int) -> None:
    """A log that came with another text must not be told as if it were this one's."""
    review = Review([], [new_step("a", "r").add(figure("3.5%", start=3, end=end))])
    with pytest.raises(ExchangeError, match="lies outside its text"):
        list(records(REPORT, review, "李敏"))


def test_a_proposal_outside_the_text_stops_the_export_too() -> None:
    far = Proposal(figure("3.5%", start=500, end=504), 0.5)
    review = Review([], [new_step("a", "r").confirm(figure().span, figure(), far)])
    with pytest.raises(ExchangeError, match="lies outside its text"):
        list(records(REPORT, review, "李敏"))
