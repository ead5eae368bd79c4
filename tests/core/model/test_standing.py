"""The history of a log names every step in order, and strikes out exactly what no longer stands."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.model.decision import Decision, new_step
from core.model.figure import Span
from core.model.standing import Standing, acts, latest, standing, undone_steps

ANNOTATOR, REPORT = "a" * 32, "0" * 64


def a_log(moves: list[int]) -> list[Decision]:
    """Write a log: a rejection for each 0, an undo of the step so many places back for another number."""
    log: list[Decision] = []
    for place, back in enumerate(moves):
        step = new_step(ANNOTATOR, REPORT)
        if back == 0 or back > len(log):
            log.append(step.reject(Span(place, place + 1), None))
        else:
            log.append(step.undo(log[-back].step))
    return log


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 4), max_size=20))
def test_what_is_struck_out_is_what_does_not_stand(moves: list[int]) -> None:
    log = a_log(moves)
    stands = {row.step for row in standing(log)}
    for act in acts(log):
        if act.first.undoes is None:
            assert act.is_undone == (act.step not in stands)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 4), max_size=20))
def test_row_by_row_the_same_stands_as_in_the_whole_log(moves: list[int]) -> None:
    log, kept = a_log(moves), Standing()
    for place, row in enumerate(log, 1):
        kept.append(row)
        held = latest(log[:place])
        assert {target: kept.latest(target) for target in held} == held
        assert all(kept.latest(one.target) is None for one in log[:place] if one.target and one.target not in held)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 4), max_size=20))
def test_every_step_is_there_once_in_order(moves: list[int]) -> None:
    log = a_log(moves)
    assert [act.step for act in acts(log)] == [row.step for row in log]
    assert [row for act in acts(log) for row in act.rows] == log


def test_rows_of_one_key_are_one_act_and_a_redo_strikes_out_the_undo() -> None:
    both, undo = new_step(ANNOTATOR, REPORT), new_step(ANNOTATOR, REPORT)
    rows = [both.reject(Span(0, 1), None), both.reject(Span(2, 3), None), undo.undo(both.id)]
    assert [(len(act.rows), act.is_undone) for act in acts(rows)] == [(2, True), (1, False)]
    rows.append(new_step(ANNOTATOR, REPORT).undo(undo.id))
    assert undone_steps(rows) == {undo.id}


def test_filing_is_an_act_like_any_other() -> None:
    step = new_step(ANNOTATOR, REPORT)
    (act,) = acts([step.file("name", "初稿"), step.file("year", "2026")])
    assert [row.field for row in act.rows] == ["name", "year"]
