"""What holds in the panel: what annotators say alike, and what was settled; the time decides nothing."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.decision import Decision, new_step
from core.model.panel_act import Assignment, PanelAct, QuestionAnswer, is_withdrawn
from core.model.panel_standing import PanelDispute, panel_standing, settle, subject_of
from tests.core.panel_acts import PLACE, panel_acts

GDP, OTHER, BACK = Assignment("甲", "GDP"), Assignment("甲", ""), Assignment("甲", None)


def by(annotator: str, act: PanelAct, settles: tuple[str, ...] = ()) -> Decision:
    return new_step(annotator).panel([act], settles)


def the_dispute(log: list[Decision]) -> PanelDispute:
    (dispute,) = panel_standing(log).open_disputes
    return dispute


def test_what_is_said_alike_holds_whoever_said_it() -> None:
    assert panel_standing([by("a", GDP), by("b", GDP)], "c").assignments == (GDP,)


def test_who_takes_back_what_he_said_is_of_no_opinion() -> None:
    log = [by("a", GDP), by("b", OTHER), by("b", BACK)]
    assert panel_standing(log).assignments == (GDP,)
    assert panel_standing([by("a", GDP), by("a", BACK)]).assignments == ()


@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_the_order_in_which_they_said_it_decides_nothing(order: tuple[int, ...]) -> None:
    rows = [by("a", GDP), by("b", OTHER), by("c", GDP)]
    held = panel_standing([rows[place] for place in order])
    assert held.assignments == ()
    assert {frozenset(one.annotators) for one in held.open_disputes[0].versions} == {frozenset("ac"), frozenset("b")}


def test_a_settling_holds_until_somebody_says_otherwise_without_knowing_of_it() -> None:
    log = [by("a", GDP), by("b", OTHER)]
    log.append(settle(new_step("c"), the_dispute(log), OTHER))
    assert panel_standing(log, "a").assignments == (OTHER,)
    assert [one.settled for one in panel_standing(log).disputes] == [OTHER]
    assert panel_standing([*log, by("d", OTHER)]).open_disputes == ()
    assert len(panel_standing([*log, by("d", GDP)]).open_disputes) == 1
    assert len(panel_standing([*log, by("a", Assignment("甲", "CPI"))]).open_disputes) == 1
    knowing = panel_standing(log).row(new_step("a"), [GDP])
    assert panel_standing([*log, knowing]).assignments == (GDP,)


def test_two_settlings_that_do_not_know_of_each_other_are_a_dispute() -> None:
    log = [by("a", GDP), by("b", OTHER)]
    dispute = the_dispute(log)
    log += [settle(new_step("c"), dispute, GDP), settle(new_step("d"), dispute, OTHER)]
    assert panel_standing(log).assignments == ()
    last = settle(new_step("a"), the_dispute(log), GDP)
    assert panel_standing([*log, last]).assignments == (GDP,)


def test_a_settling_may_let_the_catalogue_decide_and_is_undone_like_any_act() -> None:
    log = [by("a", GDP), by("b", OTHER)]
    settling = settle(new_step("a"), the_dispute(log), BACK)
    assert panel_standing([*log, settling], "a").assignments == ()
    assert panel_standing([*log, settling]).open_disputes == ()
    assert len(panel_standing([*log, settling, new_step("a").undo(settling.step)]).open_disputes) == 1


def test_an_act_on_another_subject_settles_nothing() -> None:
    log = [by("a", GDP), by("b", OTHER)]
    with pytest.raises(ValueError, match="is not about"):
        settle(new_step("a"), the_dispute(log), Assignment("乙", "GDP"))


def test_notes_make_no_dispute_and_an_answer_is_for_the_values_it_was_given_for() -> None:
    one = QuestionAnswer("told_otherwise", (PLACE,), ("3.5%",), "revised", "普查")
    other = QuestionAnswer("told_otherwise", (PLACE,), ("3.5%",), "revised")
    held = panel_standing([by("a", one), by("b", other)])
    assert (held.disputes, [*held.answers.values()]) == ((), [one])
    assert ("told_otherwise", (PLACE,), ("3.6%",)) not in held.answers


@given(st.lists(st.tuples(st.sampled_from("abc"), panel_acts(), st.booleans()), max_size=12))
def test_nothing_holds_that_somebody_says_otherwise_unless_it_was_settled(
    said: list[tuple[str, PanelAct, bool]],
) -> None:
    log: list[Decision] = []
    for annotator, act, knows in said:
        step = new_step(annotator)
        log.append(panel_standing(log, annotator).row(step, [act]) if knows else step.panel([act]))
    held = panel_standing(log)
    for subject in {subject_of(act) for _, act, _ in said}:
        last = {who: act for who, act, _ in said if subject_of(act) == subject and not is_withdrawn(act)}
        if subject in held.acts:
            assert held.acts[subject] in last.values() or any(act == held.acts[subject] for _, act, _ in said)
    for dispute in held.open_disputes:
        assert dispute.subject not in held.acts
        row = settle(new_step("d"), dispute, dispute.versions[0].act)
        after = panel_standing([*log, row])
        assert after.acts[dispute.subject] == dispute.versions[0].act
        assert all(one.subject != dispute.subject for one in after.open_disputes)
