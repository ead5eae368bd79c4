"""What holds on a report's figures is read from the store as it is from the log."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.jobs.learn import experience_of
from core.model.decision import Decision, new_step
from core.model.judgement import Judgement, judgement_of
from core.model.standing import last_standing
from core.review.learnt import Experience
from core.store import Store
from core.store.judgements import judgements
from tests.core.making import PROPOSALS, REPORT, figure


def held(log: list[Decision]) -> list[Judgement]:
    last = last_standing(log, lambda row: row.target if row.verdict in ("confirm", "reject", "add") else None)
    found = [one for row in last.values() if (one := judgement_of(row)) is not None]
    return sorted((one._replace(why="") for one in found), key=lambda one: one.target)


@st.composite
def a_row(draw: st.DrawFn, annotator: str, steps: list[str]) -> Decision:
    """Draw one more decision of an annotator on a proposal, or the undo of one of the steps before."""
    step = new_step(annotator, REPORT.digest)
    was = draw(st.sampled_from(PROPOSALS))
    said = figure(indicator=draw(st.sampled_from(["失业率", "生产总值"])))
    rows = [
        step.confirm(was.figure.span, was.figure, was),
        step.confirm(was.figure.span, said, was),
        step.reject(was.figure.span, was),
        step.add(said),
    ]
    return draw(st.sampled_from([*rows, *map(step.undo, steps)]))


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_the_store_and_the_log_say_the_same(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    path = tmp_path_factory.mktemp("store") / "a.biaoshu"
    with Store.open(path) as store:
        store.add_report(REPORT)
        me, other = store.annotator("甲"), store.annotator("乙")
        rows: list[Decision] = []
        for _ in range(data.draw(st.integers(0, 8))):
            who = data.draw(st.sampled_from([me, other]))
            row = data.draw(a_row(who, [row.step for row in rows if row.annotator == who]))
            store.append([row])
            rows.append(row)
        for who in (me, other):
            log = store.log(REPORT.digest, who)
            assert [one._replace(why="") for one in judgements(store, REPORT.digest, who)] == held(log)


def test_another_s_decisions_teach_nothing(tmp_path: Path) -> None:
    """Two corrections of one wording, each of another annotator: neither learns from the other's."""
    with Store.open(tmp_path / "a.biaoshu") as store:
        store.add_report(REPORT)
        names = [store.annotator(name) for name in ("甲", "乙")]
        for who, was in zip(names, PROPOSALS, strict=False):
            said = figure(indicator="经济总量")
            store.append([new_step(who, REPORT.digest).confirm(was.figure.span, said, was)])
        assert [experience_of(store, who).learnt() for who in names] == [(), ()]
        for was in PROPOSALS[:2]:
            row = new_step(names[0], REPORT.digest).confirm(was.figure.span, figure(indicator="经济总量"), was)
            store.append([row])
        assert [one.words for one in experience_of(store, names[0]).learnt()] == ["地区生产总值"]
        assert experience_of(store, names[1]).learnt() == Experience().learnt() == ()
