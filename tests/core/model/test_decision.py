"""Steps write rows; a log of rows says what stands and what can be taken back."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given

from core.model.decision import (
    Step,
    decision_from_record,
    decision_to_record,
    new_step,
    timestamp,
)
from core.model.standing import UndoStack, latest, standing, undo_and_redo
from tests.core.making import figure, figures, proposal, proposals

BEIJING = timezone(timedelta(hours=8))


def step() -> Step:
    return new_step("a", "r")


def test_a_step_carries_its_time_in_utc_with_milliseconds() -> None:
    act = new_step("a", "r", lambda: datetime(2026, 1, 1, 7, 30, 5, 123456, BEIJING))
    row = act.confirm(figure().span, figure(), proposal())
    assert row.at == "2025-12-31T23:30:05.123+00:00"
    assert datetime.fromisoformat(timestamp()).tzinfo == UTC


def test_rows_of_an_act_share_its_step_and_differ_in_id() -> None:
    act = step()
    rows = [act.confirm(figure("3.5%").span, figure("3.5%"), None), act.reject(figure("两家").span, None)]
    assert {row.step for row in rows} == {act.id}
    assert len({row.id for row in rows}) == 2


def test_an_added_figure_keeps_the_target_it_was_added_at() -> None:
    added, corrected = figure("5.5%"), figure("5.5%左右")
    assert step().add(added).target == added.span
    assert step().add(corrected, added.span).target == added.span


def test_undo_takes_back_a_step_and_redo_takes_back_the_undo() -> None:
    done, undone, redone = step(), step(), step()
    row = done.add(figure())
    log = [row, undone.undo(done.id)]
    assert standing(log) == []
    assert undo_and_redo(log) == ([], [undone.id])
    log.append(redone.undo(undone.id))
    assert latest(log) == {figure().span: row}
    assert undo_and_redo(log) == ([done.id], [])


def test_a_redone_step_can_be_undone_again() -> None:
    done, undone, redone, again = step(), step(), step(), step()
    log = [done.add(figure()), undone.undo(done.id), redone.undo(undone.id), again.undo(done.id)]
    assert standing(log) == []
    assert undo_and_redo(log) == ([], [again.id])


def test_a_new_decision_empties_what_could_be_redone() -> None:
    done, other = step(), step()
    log = [done.add(figure("3.5%")), step().undo(done.id), other.add(figure("两家"))]
    assert undo_and_redo(log) == ([other.id], [])


def test_a_step_of_two_rows_is_undone_whole() -> None:
    both = step()
    log = [both.add(figure("3.5%")), both.add(figure("两家")), step().undo(both.id)]
    assert latest(log) == {}


def test_what_can_be_undone_row_by_row_is_as_of_the_whole() -> None:
    first, second, undone, redone = step(), step(), step(), step()
    log = [first.add(figure()), second.reject(figure().span, None), undone.undo(second.id), redone.undo(undone.id)]
    stack = UndoStack()
    for place, row in enumerate(log, 1):
        stack.append(row)
        assert (stack.undo, stack.redo) == undo_and_redo(log[:place])


@given(figures(), proposals())
def test_a_decision_is_read_back_as_it_was(decided: object, proposed: object) -> None:
    row = step().confirm(decided.span, decided, proposed)
    back = decision_from_record(decision_to_record(row))
    assert back == row
    assert back.proposed.evidence == proposed.evidence
