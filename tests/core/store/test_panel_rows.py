"""Acts in the panel are rows like any other: hashed, checked, merged, repaired and taken back."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from core.model.decision import Decision, new_step
from core.model.errors import StoreError
from core.model.figure import Span
from core.model.label import new_label
from core.model.panel_act import Assignment, FactPlace, OwnConcept, PanelAct, QuestionAnswer, ValueChoice
from core.model.panel_standing import panel_standing, settle
from core.model.standing import standing, undo_and_redo
from core.store import Store
from core.store.check import check
from core.store.log_row import from_label_row, to_label_row
from core.store.merge import merge, take_back_merge
from core.store.repair import repair
from tests.core.making import REPORT, figure
from tests.core.panel_acts import ACTS, PLACE, panel_acts
from tests.core.store.content import content, tamper


def store_with_acts(path: Path, name: str = "李敏") -> list[Decision]:
    """Make a store in which an annotator did each sort of act; return the rows."""
    with Store.open(path) as store:
        store.add_report(REPORT)
        who = store.annotator(name)
        written = [new_step(who).panel(ACTS[:2]), *(new_step(who).panel([act]) for act in ACTS[2:])]
        store.append(written)
    return written


def test_each_act_is_read_back_as_it_was_written_and_decides_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.biaoshu"
    written = store_with_acts(path)
    assert check(path).faults == []
    with Store.open(path) as store:
        assert store.panel_log() == written
        assert store.acts("", written[0].annotator) == written
        assert store.log(REPORT.digest) == []
        assert (store.labels(), store.decided(), store.label_uses()) == ([], {}, {})
        held = panel_standing(store.panel_log())
        assert held.concepts == {"OWN_TEA": ACTS[0]}
        assert held.assignments == ACTS[1:4]
        assert held.choices == {"GDP|level|actual|川区|2025": PLACE}
        assert [*held.answers.values()] == [ACTS[5]]
        assert held.disputes == ()


def test_the_latest_act_of_report_labels_or_panel_is_taken_back_first(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.biaoshu") as store:
        store.add_report(REPORT)
        who = store.annotator("李敏")
        acts = [
            new_step(who, REPORT.digest).add(figure()),
            new_step(who).panel(ACTS[:2]),
            new_step(who).label(new_label("领导", "", "red", "")),
            new_step(who).panel(ACTS[3:4]),
        ]
        for act in acts:
            store.append([act])
        for act in reversed(acts):
            undoable, _ = undo_and_redo(store.acts(REPORT.digest, who))
            assert undoable[-1] == act.step
            store.append([new_step(who, act.report).undo(act.step)])
        assert panel_standing(store.panel_log()).acts == {}
        assert standing(store.acts(REPORT.digest, who)) == []
        _, redoable = undo_and_redo(store.acts(REPORT.digest, who))
        store.append([new_step(who, REPORT.digest).undo(redoable[-1])])
        # what was done with one key comes back with one
        store.append([new_step(who).undo(redoable[-2])])
        assert [*panel_standing(store.panel_log()).acts.values()] == [*ACTS[:2]]


def test_a_merge_brings_acts_and_their_undos_and_takes_them_back(tmp_path: Path) -> None:
    path, other = tmp_path / "a.biaoshu", tmp_path / "b.biaoshu"
    written = store_with_acts(other, "王强")
    with Store.open(other) as store:
        undo = new_step(written[0].annotator).undo(written[0].step)
        store.append([undo])
    with Store.open(path) as store:
        before = content(store)
        merged = merge(store, [other])
        assert (merged.faults, merged.labels) == ([], len(written) + 1)
        assert store.panel_log() == [*written, undo]
        assert panel_standing(store.panel_log()).concepts == {}
        take_back_merge(store)
        assert content(store) == before
        assert store.panel_log() == []


def test_a_repair_brings_them_whole(tmp_path: Path) -> None:
    path, new = tmp_path / "a.biaoshu", tmp_path / "new.biaoshu"
    written = store_with_acts(path)
    assert repair(path, new).faults == []
    with Store.open(new) as store:
        assert store.panel_log() == written


def test_what_two_annotators_assigned_otherwise_is_a_dispute_until_one_act_settles_it(tmp_path: Path) -> None:
    mine, other = tmp_path / "a.biaoshu", tmp_path / "b.biaoshu"
    ours, theirs = Assignment("生产总值", "GDP"), Assignment("生产总值", "")
    with Store.open(other) as store:
        his = store.annotator("王强")
        store.append([new_step(his).panel([theirs])])
    with Store.open(mine) as store:
        me = store.annotator("李敏")
        store.append([new_step(me).panel([ours])])
        merge(store, [other])
        held = panel_standing(store.panel_log())
        (dispute,) = held.open_disputes
        assert {version.act: version.annotators for version in dispute.versions} == {ours: (me,), theirs: (his,)}
        # nothing holds for nobody in particular; each annotator's own act holds for him
        assert held.assignments == ()
        assert panel_standing(store.panel_log(), me).assignments == (ours,)
        assert panel_standing(store.panel_log(), his).assignments == (theirs,)
        store.append([settle(new_step(me), dispute, theirs)])
        settled = panel_standing(store.panel_log(), me)
        assert (settled.assignments, settled.open_disputes) == ((theirs,), ())
    # in the other store, where it is merged, it is settled too; who decides so again knows of it
    with Store.open(other) as store:
        merge(store, [mine])
        held = panel_standing(store.panel_log(), his)
        assert (held.assignments, held.open_disputes) == ((theirs,), ())
        store.append([held.row(new_step(his), [ours])])
        again = panel_standing(store.panel_log(), his)
        assert (again.assignments, again.open_disputes) == ((ours,), ())


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE label SET record = replace(record, 'OWN_TEA', 'OWN_TE')",
        "UPDATE label SET record = replace(record, 'revised', 'explained')",
        'UPDATE label SET record = replace(record, \'"settles": []\', \'"settles": ["x"]\')',
        "UPDATE label SET annotator = 'x' WHERE record LIKE '%GDP%'",
        "UPDATE label SET record = '{\"panel\": []}'",
    ],
)
def test_one_that_somebody_changed_is_named_and_not_taken(change: str, tmp_path: Path) -> None:
    path, mine = tmp_path / "a.biaoshu", tmp_path / "mine.biaoshu"
    written = store_with_acts(path)
    tamper(path, change)
    assert "A change of a label or of the panel" in "\n".join(map(str, check(path).faults))
    with Store.open(mine) as store:
        merged = merge(store, [path])
        assert merged.faults
        assert merged.labels < len(written)
    with Store.open(path) as store, pytest.raises(StoreError):
        store.panel_log()


BIG = "长" * 2_001


@pytest.mark.parametrize(
    "act",
    [
        Assignment("", "GDP"),
        Assignment(BIG, "GDP"),
        Assignment("甲", BIG),
        OwnConcept("", "茶叶"),
        OwnConcept("TEA", ""),
        OwnConcept("TEA", "茶叶", kinds=("level",) * 10_001),
        ValueChoice("", PLACE),
        ValueChoice("甲", FactPlace("", Span(0, 1))),
        ValueChoice("甲", FactPlace(REPORT.digest, Span(3, 1))),
        QuestionAnswer("x", (), (), "revised"),
        QuestionAnswer("x", (PLACE,), ("1", "2"), "revised"),
        QuestionAnswer("x", (PLACE,), ("1",), "perhaps"),  # type: ignore[arg-type]
        QuestionAnswer("x", (PLACE,), ("1",), "revised", "长" * 100_001),
    ],
)
def test_one_that_could_not_be_read_back_is_not_written(act: PanelAct, tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.biaoshu") as store:
        who = store.annotator("李敏")
        with pytest.raises(StoreError):
            store.append([new_step(who).panel([ACTS[1]]), new_step(who).panel([act])])
        assert store.panel_log() == []


@given(panel_acts())
def test_an_act_is_packed_and_unpacked(act: PanelAct) -> None:
    row = new_step("a").panel([act, replace(act)], ["x"])
    assert from_label_row(to_label_row(row)) == row
