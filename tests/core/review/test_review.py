"""The review shows what proposals and a log say together, and stays right row by row."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model.decision import Decision, Remark, Step, new_step
from core.model.figure import Figure, Proposal, Span
from core.model.standing import latest, undo_and_redo
from core.review.review import Review, ReviewedFigure, add_beside, confirm, decided_figures, reject
from tests.core.making import PROPOSALS, figure, figures, proposal, proposals, spans
from tests.counting import counted

LABEL = "0123456789abcdef0123456789abcdef"


def step() -> Step:
    return new_step("a", "r")


def at(words: str) -> Span:
    return figure(words).span


def states(review: Review) -> list[str]:
    return [reviewed.state for reviewed in review.figures]


@pytest.fixture
def review() -> Review:
    return Review(PROPOSALS)


def test_figures_stand_in_text_order_undecided() -> None:
    review = Review(reversed(PROPOSALS))
    assert [reviewed.proposal for reviewed in review.figures] == PROPOSALS
    assert set(states(review)) == {"undecided"}
    assert (review.undo_step, review.redo_step) == (None, None)


def test_a_confirmed_figure_is_not_corrected_where_it_is_as_proposed(review: Review) -> None:
    assert review.append([confirm(step(), review.get(at("3.5%")))]) == [at("3.5%")]
    assert states(review) == ["undecided", "confirmed", "undecided", "undecided"]
    assert not review.get(at("3.5%")).corrected


def test_a_correction_keeps_its_target_and_hides_what_it_covers(review: Review) -> None:
    longer = figure("617.4亿元,增长3.5%", kind="level", value=Decimal(1))
    assert review.append([confirm(step(), review.get(at("3.5%")), longer)]) == [at("617.4亿元"), at("3.5%")]
    assert review.figures[0].target == at("3.5%")
    assert review.figures[0].figure == longer
    assert review.figures[0].corrected
    assert review.get(at("617.4亿元")) is None
    assert review.append([step().undo(review.undo_step)]) == [at("617.4亿元"), at("3.5%")]
    assert states(review) == ["undecided"] * 4


def test_an_added_figure_hides_only_proposals_nobody_decided_on(review: Review) -> None:
    review.append([reject(step(), review.get(at("3.5%")))])
    added = figure("617.4亿元,增长3.5%")
    review.append([step().add(added)])
    assert [shown.target for shown in review.figures] == [added.span, at("3.5%"), at("5.5%"), at("两家")]
    assert states(review) == ["added", "rejected", "undecided", "undecided"]


def test_a_corrected_addition_stays_added(review: Review) -> None:
    review.append([step().add(figure("第一"))])
    review.append([confirm(step(), review.get(at("第一")), figure("第一", kind="rank"))])
    assert review.get(at("第一")).state == "added"
    assert review.get(at("第一")).figure.kind == "rank"


def test_a_rejected_addition_is_not_shown_until_undone(review: Review) -> None:
    review.append([step().add(figure("第一"))])
    assert review.append([reject(step(), review.get(at("第一")))]) == [at("第一")]
    assert review.get(at("第一")) is None
    assert review.index(at("第一")) is None
    review.append([step().undo(review.undo_step)])
    assert review.get(at("第一")).state == "added"


def test_undo_goes_back_to_the_decision_before_and_redo_forth_again(review: Review) -> None:
    review.append([confirm(step(), review.get(at("3.5%")))])
    review.append([reject(step(), review.get(at("3.5%")))])
    review.append([step().undo(review.undo_step)])
    assert review.get(at("3.5%")).state == "confirmed"
    review.append([step().undo(review.undo_step)])
    assert review.get(at("3.5%")).state == "undecided"
    assert review.undo_step is None
    review.append([step().undo(review.redo_step)])
    review.append([step().undo(review.redo_step)])
    assert review.get(at("3.5%")).state == "rejected"
    assert review.redo_step is None


def test_a_decision_whose_proposal_is_made_no_more_stands_alone() -> None:
    log = [confirm(step(), Review(PROPOSALS).get(at("3.5%"))), reject(step(), Review(PROPOSALS).get(at("两家")))]
    later = Review([proposal("增长3.5%")], log)
    assert states(later) == ["confirmed", "rejected"], "the new proposal overlaps what is confirmed"
    assert [shown.proposal for shown in later.figures] == [None, None]
    assert later.figures[1].figure == figure("两家", kind="level", value=Decimal(2), unit="家", indicator="企业")


def test_a_decision_shows_what_was_decided_where_the_proposal_has_changed_since() -> None:
    row = confirm(step(), Review(PROPOSALS).get(at("3.5%")))
    changed = proposal("3.5%", kind="ratio")
    shown = Review([changed], [row]).get(at("3.5%"))
    assert (shown.figure.kind, shown.proposal) == ("growth", changed)
    assert not shown.corrected


def test_a_rejected_figure_shows_what_was_rejected_where_the_proposal_has_changed_since() -> None:
    row = reject(step(), Review(PROPOSALS).get(at("3.5%")))
    shown = Review([proposal("3.5%", kind="ratio")], [row]).get(at("3.5%"))
    assert (shown.figure.kind, shown.state) == ("growth", "rejected")


def test_rows_of_a_step_come_in_order(review: Review) -> None:
    both = step()
    rows = [reject(both, review.get(at("两家"))), confirm(both, review.get(at("3.5%")))]
    assert review.append(rows) == [at("3.5%"), at("两家")]
    assert review.rows_of(both.id) == rows
    assert review.rows_of("none") == []


# Any log at all: steps are undone that are not the last, twice, before they are written, or by themselves

STEPS = "abcdef"
SPANS = st.sampled_from([Span(0, 3), Span(2, 5), Span(5, 6), Span(5, 9), Span(8, 12), Span(12, 14), Span(1, 13)])


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    verdict = draw(st.sampled_from(["confirm", "reject", "add", "undo", "undo"]))
    act = Step(draw(st.sampled_from(STEPS)), "2026-01-01T00:00:00.000+00:00", "a", "r")
    if verdict == "undo":
        return act.undo(draw(st.sampled_from(STEPS)))
    target, decided = draw(SPANS), draw(figures(SPANS))
    if draw(st.booleans()):
        decided = replace(decided, kind=LABEL)
    if verdict == "add":
        return act.add(decided, target)
    proposed = draw(st.none() | proposals(st.just(target)))
    return act.confirm(target, decided, proposed) if verdict == "confirm" else act.reject(target, proposed)


def read_plainly(made: Sequence[Proposal], log: Sequence[Decision]) -> list[ReviewedFigure]:
    """Say what a review is, without keeping anything."""
    proposed = {one.figure.span: one for one in made}
    holding = latest(log)
    first = {row.target: row for row in reversed(log)}
    beside = {target for target, row in first.items() if row.verdict == "add" and row.figure.span != target}
    shown = []
    for target, row in holding.items():
        source = row.proposed or proposed.get(target)
        decided = row.figure or (source.figure if source else None)
        if decided is not None:
            shown.append(ReviewedFigure(target, decided, proposed.get(target), row))
    for span, one in proposed.items():
        covers = [
            row.figure.span
            for target, row in holding.items()
            if row.figure and target != span and target not in beside and row.figure.kind != LABEL
        ]
        if span not in holding and not any(max(span.start, c.start) < min(span.end, c.end) for c in covers):
            shown.append(ReviewedFigure(span, one.figure, one, None))
    return sorted(shown, key=lambda reviewed: (reviewed.figure.span, reviewed.target))


@settings(max_examples=150, deadline=None)
@given(st.lists(proposals(SPANS), max_size=6), st.lists(decisions(), max_size=14))
def test_row_by_row_is_the_same_as_afresh(made: list[Proposal], log: list[Decision]) -> None:
    kept = Review(made)
    before = {reviewed.target: reviewed for reviewed in kept.figures}
    for place, row in enumerate(log, 1):
        changed = kept.append([row])
        expected = read_plainly(made, log[:place])
        assert list(kept.figures) == expected
        after = {reviewed.target: reviewed for reviewed in expected}
        assert changed == sorted(span for span in before | after if before.get(span) != after.get(span))
        before = after
        undo, redo = undo_and_redo(log[:place])
        assert (kept.undo_step, kept.redo_step) == ((undo or [None])[-1], (redo or [None])[-1])
    assert [kept.index(reviewed.target) for reviewed in kept.figures] == list(range(len(kept.figures)))
    assert all(kept.get(reviewed.target) is reviewed for reviewed in kept.figures)
    afresh = Review(made, log)
    assert list(afresh.figures) == list(kept.figures)
    assert (afresh.undo_step, afresh.redo_step) == (kept.undo_step, kept.redo_step)
    assert decided_figures(log) == list(Review([], log).figures)


def test_a_key_costs_the_same_in_a_long_report_as_in_a_short_one() -> None:
    few, many = (_lines_for_keys(among) for among in (250, 25_000))
    assert few > 1_000
    # a place among a hundred times the figures is a few halvings more; a refold would be a hundred times the lines
    assert many <= 1.5 * few


def _lines_for_keys(among: int) -> int:
    """Confirm, take back and confirm again 100 of so many figures; return how many lines of code it took."""
    plain = figure()
    made = [Proposal(Figure(9 * n, 9 * n + 5, *_attributes(plain)), 0.5) for n in range(among)]
    kept = Review(made)
    with counted("core/review") as count:
        for one in made[:100]:
            kept.append([confirm(step(), kept.get(one.figure.span))])
        for _ in range(100):
            kept.append([step().undo(kept.undo_step)])
        for _ in range(100):
            kept.append([step().undo(kept.redo_step)])
    assert states(kept).count("confirmed") == 100
    return count.lines


def _attributes(plain: Figure) -> tuple[object, ...]:
    return tuple(getattr(plain, name) for name in Figure.__slots__[2:])


def test_a_remark_disturbs_no_verdict() -> None:
    review = Review(PROPOSALS)
    target = at("3.5%")
    kept = Remark("问一问", flagged=True)
    assert review.append([step().remark(target, kept)]) == [target]
    assert (review.get(target).state, review.get(target).remark) == ("undecided", kept)
    review.append([confirm(step(), review.get(target))])
    assert (review.get(target).state, review.get(target).remark) == ("confirmed", kept)
    review.append([step().remark(target, Remark())])
    assert (review.get(target).state, review.get(target).remark) == ("confirmed", Remark())
    review.append([step().undo(review.undo_step)])
    assert (review.get(target).state, review.get(target).remark) == ("confirmed", kept)


def test_a_reason_stands_with_the_rejection() -> None:
    review = Review(PROPOSALS)
    review.append([reject(step(), review.get(at("3.5%")), "date")])
    assert review.get(at("3.5%")).decision.reason == "date"


def test_a_label_over_several_figures_hides_none_of_them(review: Review) -> None:
    label = figure("617.4亿元,增长3.5%", kind=LABEL, value=(), unit="", indicator="")
    review.append([step().add(label)])
    assert states(review) == ["undecided", "added", "undecided", "undecided", "undecided"]
    assert review.get(label.span).figure.kind == LABEL


def test_a_figure_added_beside_others_leaves_them_and_both_can_be_decided(review: Review) -> None:
    over = figure("3.5%", kind="ratio")
    review.append([add_beside(step(), over, review.taken())])
    assert states(review) == ["undecided", "undecided", "added", "undecided", "undecided"]
    first, second = (shown for shown in review.figures if shown.figure.span == at("3.5%"))
    assert first.target == at("3.5%")
    review.append([confirm(step(), first), confirm(step(), second, replace(over, bound="ge"))])
    assert states(review) == ["undecided", "confirmed", "added", "undecided", "undecided"]
    review.append([add_beside(step(), over, review.taken())])
    assert len({shown.target for shown in review.figures}) == 6
    rows = [row for step_ in review._undo_stack.undo for row in review.rows_of(step_)]
    assert states(Review(PROPOSALS, rows)) == states(review), "it is read from the log alone"


@settings(max_examples=60)
@given(st.lists(figures(), max_size=8), st.sets(st.integers(0, 7)), spans())
def test_what_touches_a_span_is_found_among_overlapping_figures(
    drawn: list[Figure], labels: set[int], span: Span
) -> None:
    review = Review([])
    for number, one in enumerate(drawn):
        made = replace(one, kind=LABEL) if number in labels else one
        review.append([add_beside(step(), made, review.taken())])
    plain = [shown for shown in review.figures if shown.figure.start < span.end and shown.figure.end > span.start]
    assert review.touching(span) == plain
