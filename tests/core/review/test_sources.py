"""Other sources' proposals are decided on by themselves, or laid beside the one they read otherwise."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.model.figure import Proposal, Span
from core.review.sources import with_alternatives
from tests.core.making import PROPOSALS, figure, proposals

GROWTH = PROPOSALS[1]
OTHER = Proposal(figure("3.5%", kind="ratio"), 0.5, "规则")


def test_another_reading_of_a_span_is_laid_beside_it() -> None:
    longer = Proposal(figure("增长3.5%"), 0.4, "模型")
    shown, alternatives = with_alternatives(PROPOSALS, [longer, OTHER])
    assert shown == PROPOSALS
    assert alternatives == {GROWTH.figure.span: [longer, OTHER]}


def test_the_same_reading_is_left_out() -> None:
    same = replace(GROWTH, source="规则", confidence=0.1)
    assert with_alternatives(PROPOSALS, [same, OTHER, replace(OTHER, source="模型")])[1] == {
        GROWTH.figure.span: [OTHER]
    }


def test_what_stands_alone_is_decided_on_by_itself() -> None:
    rank, wider = Proposal(figure("第一"), 0.5, "规则"), Proposal(figure("居全市第一"), 0.5, "模型")
    shown, alternatives = with_alternatives(PROPOSALS, [wider, rank])
    assert shown == [*PROPOSALS, wider]
    assert alternatives == {wider.figure.span: [rank]}


def apart(found: list[Proposal]) -> list[Proposal]:
    kept: list[Proposal] = []
    for one in sorted(found, key=lambda one: one.figure.span):
        if not kept or one.figure.start >= kept[-1].figure.end:
            kept.append(one)
    return kept


@given(st.lists(proposals(), max_size=8).map(apart), st.lists(proposals(), max_size=8))
def test_nothing_is_lost_and_nothing_shown_overlaps(own: list[Proposal], foreign: list[Proposal]) -> None:
    foreign = sorted(foreign, key=lambda one: (one.figure.span, one.source))
    shown, alternatives = with_alternatives(own, foreign)
    spans = sorted(one.figure.span for one in shown)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert set(alternatives) <= set(spans)
    said = [one.figure for one in shown] + [one.figure for beside in alternatives.values() for one in beside]
    assert {one.figure for one in [*own, *foreign]} == set(said)
    for target, beside in alternatives.items():
        covered = set(range(*target))
        assert all(covered & set(range(*Span(one.figure.start, one.figure.end))) for one in beside)
        assert len({one.figure for one in beside}) == len(beside)
