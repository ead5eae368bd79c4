"""Whatever keys are pressed in whatever order, and wherever a write breaks off, session, store and a plain model agree.

The model knows nothing of reviews and histories: what was said last of each target, and a list of all it ever knew.
"""

import os
import shutil
import tempfile
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from PySide6.QtWidgets import QWidget

from core.annotation.decision import REASONS, Decision, Reason, Remark, new_step
from core.annotation.label import new_label
from core.annotation.merge import merge, take_back_merge
from core.annotation.place import wal
from core.annotation.review import Review, confirm, reject
from core.annotation.store import Store
from core.errors import StoreError, UserError
from core.extraction.detect import find_figures
from core.extraction.lexicon import load_lexicon
from core.figure import BOUNDS, KINDS, Figure, Proposal, Span, is_label
from core.report import Report
from gui.edges import Edges
from gui.report_view import ReportView
from gui.scope import SCOPES, stretch, undecided
from gui.session import Session
from gui.settings import Settings
from gui.verdicts import Verdicts
from gui.walk import ORDERS
from tests.gui.conftest import REPORT as TEXT

REPORT = Report("云汀区2026", TEXT + "城市、农村居民人均收入增长5%、6%，增长3.5%至4%。\n")
OTHER = Report("另一份", TEXT)
LABELS = [new_label("丙", "", "", ""), new_label("丁", "", "", "")]
PLACES = st.integers(0, 10_000)
POSIX = os.name == "posix"

Shown = dict[Span, tuple[str, Figure]]


@cache
def proposed() -> list[Proposal]:
    return list(find_figures(REPORT, load_lexicon()))


@dataclass(frozen=True)
class Known:
    """What was said last: of each target, what is remembered beside it, and what of the report as a whole."""

    said: dict[Span, Decision] = field(default_factory=dict)
    remarks: dict[Span, Remark] = field(default_factory=dict)
    filed: dict[str, str] = field(default_factory=dict)

    def after(self, rows: list[Decision]) -> "Known":
        said = {row.target: row for row in rows if row.target and not row.remark}
        remarks = {row.target: row.remark for row in rows if row.target and row.remark}
        filed = {row.field: row.value or "" for row in rows if row.field}
        return Known(self.said | said, self.remarks | remarks, self.filed | filed)


class Model:
    """All an annotator ever knew, with a mark for undo and redo."""

    def __init__(self) -> None:
        self.log: list[Decision] = []
        self.past = [Known()]
        self.hashes: list[str] = []
        self.now = 0
        self.beside: dict[Span, bool] = {}

    def __copy__(self) -> "Model":
        other = Model()
        other.log, other.past, other.hashes = [*self.log], [*self.past], [*self.hashes]
        other.now, other.beside = self.now, {**self.beside}
        return other

    def take(self, rows: list[Decision]) -> None:
        """Take in what a key wrote: an act of its own, or undos of the acts before it, or of undos."""
        self.log += rows
        for row in rows:
            if row.target is not None:
                is_over = row.verdict == "add" and row.figure is not None and row.figure.span != row.target
                self.beside.setdefault(row.target, is_over)
        if all(row.verdict == "undo" for row in rows):
            undos = {row.step for row in self.log if row.verdict == "undo"}
            self.now += sum(1 if row.undoes in undos else -1 for row in rows)
        else:
            self.past[self.now + 1 :] = [self.past[self.now].after(rows)]
            del self.hashes[self.now + 1 :]
            self.now += 1

    def shown(self) -> Shown:
        """Return the figures an annotator must see: what holds, what was rejected, and proposals nothing lies over."""
        of = {one.figure.span: one.figure for one in proposed()}
        shown: Shown = {}
        covered: list[tuple[Span, Span]] = []
        for target, row in self.past[self.now].said.items():
            if row.figure is not None:
                shown[target] = ("added" if row.verdict == "add" else "confirmed", row.figure)
                if not is_label(row.figure.kind) and not self.beside[target]:
                    covered.append((target, row.figure.span))
            elif row.proposed is not None or target in of:
                shown[target] = ("rejected", row.proposed.figure if row.proposed else of[target])
        for target, figure in of.items():
            hidden = any(by != target and _meet(span, target) for by, span in covered)
            if target not in self.past[self.now].said and not hidden:
                shown[target] = ("undecided", figure)
        return shown


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


class Sitting(RuleBasedStateMachine):
    """One annotator at the desk; beside them another one, whose store is merged and taken back again."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "a.biaoshu"
        with Store.open(self.path) as store:
            store.add_report(REPORT)
            store.add_report(OTHER)
            self.annotator = store.annotator("李敏")
            for label in LABELS:
                store.write_label(label, self.annotator)
        self.model, self.theirs, self.merged = Model(), 0, 0
        self.desk = QWidget()
        self.sit_down()
        self.model.hashes = [self.hash()]

    def teardown(self) -> None:
        if hasattr(self, "session"):
            self.get_up()
            shutil.rmtree(self.folder)

    def sit_down(self) -> None:
        """Open the store in a session of its own, as a window does when it starts."""
        self.store = Store.open(self.path, create=False)
        assert self.store.found == []
        self.session = Session()
        self.verdicts = Verdicts(self.session)
        self.view = ReportView(self.session, self.verdicts, Settings(), {}, self.desk)
        self.edges = Edges(self.session, self.verdicts, self.view)
        self.written: list[Decision] = []
        self.session.written.connect(self.written.extend)
        self.lay_out()

    def lay_out(self) -> None:
        self.session.use(self.store, self.annotator)
        self.session.open_report(REPORT.digest)
        self.session.propose(proposed(), None)

    def get_up(self) -> None:
        self.session.use(None, "")
        self.view.deleteLater()
        self.session.deleteLater()
        self.store.close()

    def hash(self) -> str:
        """Return the hash of all the annotator sees of the report and is told of it."""
        figures = [
            (shown.target, shown.state, shown.figure, shown.remark, shown.decision and shown.decision.reason)
            for shown in self.session.review.figures
        ]
        (entry,) = [entry for entry in self.session.reports if entry.digest == REPORT.digest]
        filed = (entry.title, entry.filing.region, entry.filing.year, self.annotator in entry.filing.done)
        return sha256(repr((figures, filed)).encode()).hexdigest()

    def press(self, name: str, place: int, number: int) -> None:
        """Press a key on some figure; what a key refuses changes nothing."""
        if self.session.review.figures:
            self.session.go_to(self.session.review.figures[place % len(self.session.review.figures)].target)
        self.written.clear()
        try:
            KEYS[name](self, number)
        except StoreError:
            raise
        except UserError:
            assert self.written == []
        if self.written:
            self.model.take(list(self.written))
            if self.model.now == len(self.model.hashes):
                self.model.hashes.append(self.hash())

    @rule(data=st.data(), place=PLACES, number=PLACES)
    def press_a_key(self, data: st.DataObject, place: int, number: int) -> None:
        self.press(data.draw(st.sampled_from(sorted(KEYS))), place, number)

    @precondition(lambda self: POSIX)
    @rule(data=st.data(), place=PLACES, number=PLACES, room=st.integers(0, 30_000))
    def press_a_key_on_a_full_disk(self, data: st.DataObject, place: int, number: int, room: int) -> None:
        from resource import RLIM_INFINITY, RLIMIT_FSIZE, setrlimit

        name, before = data.draw(st.sampled_from(sorted(KEYS))), self.hash()
        setrlimit(RLIMIT_FSIZE, (wal(self.path).stat().st_size + room, RLIM_INFINITY))
        try:
            self.press(name, place, number)
        except StoreError:
            assert self.hash() == before
            assert self.session.unwritten
        finally:
            setrlimit(RLIMIT_FSIZE, (RLIM_INFINITY, RLIM_INFINITY))

    @rule(data=st.data(), place=PLACES, number=PLACES, share=st.floats(0, 1))
    def be_killed_at_a_write(self, data: st.DataObject, place: int, number: int, share: float) -> None:
        """Go on with the files as a kill leaves them when so much of what the key wrote has come to the file."""
        before, model, base = wal(self.path).stat().st_size, copy(self.model), self.path.read_bytes()
        self.press(data.draw(st.sampled_from(sorted(KEYS))), place, number)
        log = wal(self.path).read_bytes()
        whole = self.path.read_bytes()
        is_cut = whole == base and len(log) > before
        reach = before + int((len(log) - before) * share) if is_cut else len(log)
        self.get_up()
        self.path.write_bytes(whole)
        wal(self.path).write_bytes(log[:reach])
        self.sit_down()
        if reach < len(log) and self.store.log(REPORT.digest, self.annotator) == model.log:
            self.model = model
        assert self.hash() == self.model.hashes[self.model.now]

    @rule()
    def close_and_open(self) -> None:
        self.get_up()
        self.sit_down()

    @rule()
    def undo_to_nothing_and_redo_to_the_end(self) -> None:
        """Every step of the way back, and of the way forth again, looks as it looked the first time."""
        now = self.model.now
        for ends, key in ((0, "undo"), (len(self.model.past) - 1, "redo"), (now, "undo")):
            while self.model.now != ends:
                self.press(key, 0, 0)
                assert self.hash() == self.model.hashes[self.model.now]

    @rule(places=st.sets(PLACES, max_size=4), is_done=st.booleans())
    def another_decides_and_is_merged(self, places: set[int], is_done: bool) -> None:
        other = self.folder / "b.biaoshu"
        with Store.open(other) as store:
            store.add_report(REPORT)
            step = new_step(store.annotator("王强"), REPORT.digest)
            chosen = [proposed()[place % len(proposed())] for place in places]
            store.append([step.confirm(one.figure.span, replace(one.figure, bound="ge"), one) for one in chosen])
            store.append([step.file("done", "1")] if is_done else [])
            there = len(store.log(REPORT.digest))
        came = merge(self.store, [other])
        self.merged += not came.is_empty
        self.theirs = there
        self.lay_out()

    @precondition(lambda self: self.merged)
    @rule()
    def take_the_merge_back(self) -> None:
        self.theirs -= take_back_merge(self.store)
        self.merged -= 1
        self.lay_out()

    @invariant()
    def the_window_shows_what_the_model_knows(self) -> None:
        review, known = self.session.review, self.model.past[self.model.now]
        shown = self.model.shown()
        assert {one.target: (one.state, one.figure) for one in review.figures} == shown
        assert {one.target: one.remark for one in review.figures} == {
            target: known.remarks.get(target, Remark()) for target in shown
        }
        assert self.hash() == self.model.hashes[self.model.now]
        assert (review.undo_step is not None, review.redo_step is not None) == (
            self.model.now > 0,
            self.model.now + 1 < len(self.model.past),
        )
        decided = sum(state != "undecided" for state, _ in shown.values())
        assert (self.session.progress.found, self.session.progress.decided) == (len(shown), decided)
        walked = [self.session.walk.beside(None, 0)] if shown else []
        while walked and (following := self.session.walk.beside(walked[-1], 1)) is not None:
            walked.append(following)
        assert sorted(target for target in walked if target) == sorted(shown)

    @invariant()
    def the_report_is_filed_as_the_model_knows(self) -> None:
        filed = self.model.past[self.model.now].filed
        (entry,) = [entry for entry in self.session.reports if entry.digest == REPORT.digest]
        told = {"name": entry.filing.name, "region": entry.filing.region, "year": entry.filing.year}
        assert told == {name: filed.get(name, "") for name in told}
        assert self.session.is_done == bool(filed.get("done"))

    @invariant()
    def the_file_says_the_same(self) -> None:
        assert self.store.log(REPORT.digest, self.annotator) == self.model.log == self.session.known
        assert len(self.store.log(REPORT.digest)) == len(self.model.log) + self.theirs
        afresh = Review(proposed(), self.model.log)
        assert list(afresh.figures) == list(self.session.review.figures)


Key = Callable[[Sitting, int], None]


def _span(sitting: Sitting, number: int) -> Span:
    """Choose some words of the report: those of a figure, or any others."""
    figures = sitting.session.review.figures
    if number % 3 and figures:
        return figures[number % len(figures)].figure.span
    start = number % (len(REPORT.text) - 12)
    return Span(start, start + 1 + number % 11)


def _confirm(sitting: Sitting, _: int) -> None:
    shown = sitting.session.current
    sitting.verdicts.confirm()
    if shown is not None:
        held = sitting.session.review.get(shown.target)
        assert held is not None
        assert (held.figure, held.state in ("confirmed", "added")) == (shown.figure, True)


def _reject(sitting: Sitting, number: int) -> None:
    reasons: list[Reason | None] = [None, *REASONS]
    shown = sitting.session.current
    sitting.verdicts.reject_for(reasons[number % len(reasons)])
    held = sitting.session.review.get(shown.target) if shown is not None else None
    assert held is None or held.state == "rejected"


def _kind(sitting: Sitting, number: int) -> None:
    kinds = [*KINDS, *(label.id for label in LABELS)]
    sitting.verdicts.set_kind(kinds[number % len(kinds)])
    current = sitting.session.current
    assert current is None or current.figure.kind == kinds[number % len(kinds)]


def _confirm_many(sitting: Sitting, number: int) -> None:
    session = sitting.session
    if session.current is None or session.outline is None:
        return
    place = stretch(
        session.outline, SCOPES[number % len(SCOPES)], session.current.figure.start, len(REPORT.text)
    )
    found = undecided(session.review, place, (number % 10) / 10)
    step = session.act()
    if found:
        session.write([confirm(step, one) for one in found])
    assert undecided(session.review, place, (number % 10) / 10) == []


def _reject_many(sitting: Sitting, number: int) -> None:
    chosen = [one for place, one in enumerate(sitting.session.review.figures) if (place + number) % 4 == 0]
    step = sitting.session.act()
    if chosen:
        sitting.session.write([reject(step, one, "other") for one in chosen])


def _undo_back(sitting: Sitting, number: int) -> None:
    steps = list(sitting.session.review.undo_steps)
    if steps:
        sitting.verdicts.undo_back(steps[number % len(steps)])
        assert list(sitting.session.review.undo_steps) == steps[: number % len(steps) + 1]


def _file_both(sitting: Sitting, number: int) -> None:
    sitting.session.file([OTHER.digest, REPORT.digest], {"region": "甲乙丙"[number % 3], "year": "2026"})
    assert {entry.filing.region for entry in sitting.session.reports} == {"甲乙丙"[number % 3]}


KEYS: dict[str, Key] = {
    "confirm": _confirm,
    "reject": _reject,
    "flag": lambda sitting, _: sitting.verdicts.toggle_flag(),
    "note": lambda sitting, number: sitting.verdicts.note("存疑" * (number % 3)),
    "kind": _kind,
    "bound": lambda sitting, number: sitting.verdicts.set_bound(BOUNDS[number % len(BOUNDS)]),
    "status": lambda sitting, _: sitting.verdicts.toggle_status(),
    "start": lambda sitting, number: sitting.verdicts.move_start(number % 5 - 2),
    "end": lambda sitting, number: sitting.verdicts.move_end(number % 5 - 2),
    "start by word": lambda sitting, number: sitting.edges.move_start_word(1 - 2 * (number % 2)),
    "end by word": lambda sitting, number: sitting.edges.move_end_word(1 - 2 * (number % 2)),
    "split": lambda sitting, _: sitting.edges.split(),
    "join": lambda sitting, _: sitting.edges.join(),
    "add": lambda sitting, number: sitting.verdicts.add(_span(sitting, number)),
    "add over": lambda sitting, number: sitting.verdicts.add_over(_span(sitting, number)),
    "label": lambda sitting, number: sitting.verdicts.label(
        LABELS[number % 2].id, _span(sitting, number), over=bool(number % 5)
    ),
    "confirm many": _confirm_many,
    "reject many": _reject_many,
    "undo": lambda sitting, _: sitting.verdicts.undo(),
    "redo": lambda sitting, _: sitting.verdicts.redo(),
    "undo back": _undo_back,
    "name": lambda sitting, number: sitting.session.file([REPORT.digest], {"name": "甲乙"[: number % 3]}),
    "region of both": _file_both,
    "done": lambda sitting, number: sitting.session.file([REPORT.digest], {"done": "1" * (number % 2)}),
    "order": lambda sitting, number: sitting.session.walk_by(ORDERS[number % len(ORDERS)]),
}


def run(examples: int, steps: int) -> None:
    """Let hypothesis press keys, in so many examples of up to so many steps."""
    chosen = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=[*HealthCheck],
        database=None,
    )
    run_state_machine_as_test(Sitting, settings=chosen)  # type: ignore[no-untyped-call]


def test_session_store_and_model_agree_whatever_is_pressed(qapp: object) -> None:
    run(12, 25)
