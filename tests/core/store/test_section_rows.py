"""Corrections of sections, carried decisions and switches of what was learnt are rows of the log like any other."""

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.corrections import section_corrections
from core.model.decision import Decision, SectionCorrection, new_step
from core.model.errors import StoreError
from core.model.figure import Span
from core.model.standing import standing
from core.store import Store
from core.store.check import check
from core.store.log_row import from_label_row, from_row, link, to_label_row, to_row
from core.store.merge import merge, take_back_merge
from core.store.repair import repair
from core.store.row_checks import decision_of
from tests.core.making import REPORT, figure
from tests.core.store.content import content, tamper

HEADING = Span(0, 12)


def store_with_all(path: Path) -> list[Decision]:
    """Make a store with a correction of a section, a carried decision and a switch; return the rows."""
    with Store.open(path) as store:
        store.add_report(REPORT)
        who = store.annotator("李敏")
        act, other = new_step(who, REPORT.digest), new_step(who, REPORT.digest)
        cause = other.confirm(figure().span, figure(period="2021/2025"), None)
        written = [
            act.section(HEADING, "period", "2021/2025"),
            act.section(HEADING, "status", "target"),
            cause,
            other.confirm(figure("5.5%").span, figure("5.5%", period="2021/2025"), None, carried=cause.id),
            new_step(who).learnt("no_figure", "第一", is_on=False),
        ]
        store.append(written)
    return written


def test_each_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "a.biaoshu"
    written = store_with_all(path)
    assert check(path).faults == []
    with Store.open(path) as store:
        assert store.found == []
        assert store.log(REPORT.digest) == written[:-1]
        who = written[0].annotator
        assert store.acts("", who) == written[-1:]
        assert store.labels() == []
        # they decide nothing
        assert store.decided() == {(REPORT.digest, who): 2}
        assert store.reports()[0].filing.year == ""
        assert section_corrections(store.log(REPORT.digest)) == (
            SectionCorrection(HEADING, "period", "2021/2025"),
            SectionCorrection(HEADING, "status", "target"),
        )


def test_an_undo_takes_a_correction_and_a_switch_back_and_the_last_one_holds(tmp_path: Path) -> None:
    path = tmp_path / "a.biaoshu"
    first, *_, switch = store_with_all(path)
    with Store.open(path) as store:
        later = new_step(first.annotator, REPORT.digest)
        store.append([later.section(HEADING, "period", "2024"), later.section(HEADING, "status", "")])
        assert section_corrections(store.log(REPORT.digest)) == (SectionCorrection(HEADING, "period", "2024"),)
        store.append([new_step(first.annotator, REPORT.digest).undo(later.id)])
        store.append([new_step(first.annotator).undo(switch.step)])
    with Store.open(path) as store:
        assert len(section_corrections(store.log(REPORT.digest))) == 2
        assert standing(store.acts("", first.annotator)) == []
    assert check(path).faults == []


def test_a_merge_brings_them_and_takes_them_back(tmp_path: Path) -> None:
    path, other = tmp_path / "a.biaoshu", tmp_path / "b.biaoshu"
    written = store_with_all(other)
    with Store.open(path) as store:
        store.add_report(REPORT)
        before = content(store)
        merged = merge(store, [other])
        assert (merged.faults, merged.came.total(), merged.labels) == ([], 4, 1)
        assert store.log(REPORT.digest) == written[:-1]
        assert store.acts("", written[0].annotator) == written[-1:]
        take_back_merge(store)
        assert content(store) == before


def test_a_repair_brings_them_whole(tmp_path: Path) -> None:
    path, new = tmp_path / "a.biaoshu", tmp_path / "new.biaoshu"
    written = store_with_all(path)
    assert repair(path, new).faults == []
    with Store.open(new) as store:
        assert store.log(REPORT.digest) == written[:-1]
        assert store.acts("", written[0].annotator) == written[-1:]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE decision SET value = '2024' WHERE field = 'period'",
        "UPDATE decision SET start = 1 WHERE field = 'period'",
        "UPDATE decision SET field = 'year', verdict = 'file', start = NULL, \"end\" = NULL WHERE field = 'period'",
        "UPDATE decision SET carried = 'x' WHERE carried IS NOT NULL",
        "UPDATE decision SET carried = NULL WHERE carried IS NOT NULL",
        "UPDATE decision SET carried = id WHERE verdict = 'confirm' AND carried IS NULL",
        "UPDATE label SET record = replace(record, 'false', 'true')",
    ],
)
def test_one_that_somebody_changed_is_told_and_not_taken(change: str, tmp_path: Path) -> None:
    path, mine = tmp_path / "a.biaoshu", tmp_path / "mine.biaoshu"
    store_with_all(path)
    tamper(path, change)
    assert check(path).faults != []
    with Store.open(mine) as store:
        merged = merge(store, [path])
        assert merged.faults
        assert merged.came.total() + merged.labels < 5


@pytest.mark.parametrize(
    ("field", "value"),
    [("period", "25年"), ("period", "2025-13"), ("status", "done"), ("year", "2025"), ("period", "9" * 40_000)],
)
def test_one_that_could_not_be_read_back_is_not_written(field: str, value: str, tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.biaoshu") as store:
        store.add_report(REPORT)
        row = new_step(store.annotator("李敏"), REPORT.digest).section(HEADING, field, value)
        with pytest.raises(StoreError):
            store.append([row])
        beyond = new_step(row.annotator, REPORT.digest).section(Span(0, 9_999), "status", "actual")
        with pytest.raises(StoreError):
            store.append([beyond])
        with pytest.raises(StoreError):
            store.append([new_step(row.annotator).learnt("unit", "", is_on=True)])
        assert store.log(REPORT.digest) == []


def test_a_carried_mark_on_anything_but_a_confirmation_is_no_decision(tmp_path: Path) -> None:
    step = new_step("a", REPORT.digest)
    for decision in (step.add(figure()), step.reject(figure().span, None), step.section(HEADING, "status", "actual")):
        row = to_row(decision) | {"seq": 1, "tick": 1, "hash": "0" * 64, "came": None}
        assert decision_of(row) == decision
        with pytest.raises(ValueError, match="verdict"):
            decision_of(row | {"carried": "x"})


@given(st.sampled_from(["period", "status"]), st.sampled_from(["2025", "2021/2025", "2025-01/2025-09", ""]))
def test_a_correction_is_packed_and_unpacked(field: str, value: str) -> None:
    decision = new_step("a", REPORT.digest).section(HEADING, field, value if field == "period" else "actual")
    assert from_row(to_row(decision)) == decision
    switch = new_step("a").learnt("unit", value or "亩", is_on=field == "period")
    assert from_label_row(to_label_row(switch)) == switch


def test_a_row_that_says_nothing_new_is_hashed_as_before() -> None:
    """The hash of version 4: over its columns alone; what is carried is a part of it where there is something."""
    step = new_step("a", "r")
    row = to_row(step.confirm(figure().span, figure(), None)) | {"seq": 1, "tick": 1}
    values = json.dumps([1, 1, *(row[name] for name in V4)], ensure_ascii=False, separators=(",", ":"))
    assert link("0", row) == hashlib.sha256(f"0\n{values}".encode()).hexdigest()
    assert link("0", row | {"carried": "x"}) != link("0", row)


V4 = (
    "id", "step", "at", "annotator", "report", "verdict", "start", "end", "figure", "proposed", "undoes", "reason",
    "note", "flagged", "field", "value", "settles",
)  # fmt: skip
