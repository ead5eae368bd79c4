"""Whatever keys are pressed in whatever order, wherever a write breaks off, session, store and a plain model agree."""

import os
import shutil
import tempfile
from copy import copy
from dataclasses import replace
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

from core.model.decision import Decision, Remark, new_step
from core.model.errors import StoreError, UserError
from core.model.figure import Span
from core.review.review import Review
from core.store import Store
from core.store.location import wal
from core.store.merge import merge, take_back_merge
from gui.commands import make_actions
from gui.dialogs.label_actions import LabelActions
from gui.form.figure_form import FigureForm
from gui.overlays.span_edges import SpanEdges
from gui.preferences.settings import Settings
from gui.session.session import Session
from gui.session.verdicts import Verdicts
from gui.text.context_menus import ContextMenus
from gui.text.report_view import ReportView
from tests.gui.direct_reading import DirectReading
from tests.gui.sitting_keys import KEYS, OF_FORM, KeyTargets
from tests.gui.sitting_model import LABELS, OTHER, REPORT, Model, proposed

PLACES = st.integers(0, 10_000)
POSIX = os.name == "posix"


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
            # not by the one at the desk, whose undo reaches no further than what is done here
            store.append([new_step(store.annotator("周宁")).label(label) for label in LABELS])
        self.model, self.theirs, self.merged = Model(), 0, 0
        self.window = QWidget()
        self.actions = make_actions(self.window, lambda _: None)
        self.states: list[Model] = []
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
        self.session.engine = DirectReading()
        verdicts = Verdicts(self.session)
        self.view = ReportView(self.session, verdicts, Settings(), ContextMenus(self.session, {}), self.window)
        edges, label_actions = SpanEdges(self.session, verdicts, self.view), LabelActions(self.session, {}, self.window)
        self.form = FigureForm(self.session, verdicts, {}, self.actions, self.window)
        self.targets = KeyTargets(self.session, verdicts, edges, label_actions, self.form)
        self.written: list[Decision] = []
        self.pressed: list[Decision] = []
        self.given_up: list[str] = []
        self.session.written.connect(self.written.extend)
        self.session.written.connect(self.pressed.extend)
        # what was typed is a step of its own before that of the key
        self.session.kept.connect(self.settle)
        self.form.gave_up.connect(self.given_up.append)
        self.lay_out()

    def lay_out(self) -> None:
        self.session.use(self.store, self.annotator)
        self.session.open_report(REPORT.digest)
        self.session.propose(proposed(), None)

    def leave(self) -> None:
        """Have what is typed written before anything leads away; what cannot be read is given up, as by Escape."""
        try:
            self.session.leave()
        except StoreError:
            raise
        except UserError:
            assert self.written == []
            self.form.give_up()

    def settle(self) -> None:
        """Take in what was written as one step."""
        if self.written:
            self.model.take(list(self.written))
            self.written.clear()
            if self.model.now == len(self.model.hashes):
                self.model.hashes.append(self.hash())
            self.states.append(copy(self.model))

    def get_up(self) -> None:
        self.session.use(None, "")
        self.form.deleteLater()
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
        labels = sorted((label.id, label.chinese, label.merged_into) for label in self.session.scheme.live)
        filed = (entry.title, entry.filing.region, entry.filing.year, self.annotator in entry.filing.done)
        return sha256(repr((figures, labels, filed)).encode()).hexdigest()

    def press(self, name: str, place: int, number: int) -> None:
        """Press a key on some figure; what a key refuses changes nothing.

        While something is typed half of the keys are pressed on the figure it is about.
        """
        for rows in (self.written, self.pressed, self.given_up):
            rows.clear()
        typed, current = self.typed(), self.session.current
        try:
            if self.session.review.figures and not (typed and number % 2):
                self.session.go_to(self.session.review.figures[place % len(self.session.review.figures)].target)
            if name not in OF_FORM:
                self.session.leave()
            KEYS[name](self.targets, number)
        except StoreError:
            raise
        except UserError:
            assert self.written == []
        self.settle()
        if typed and name not in ("type", "escape"):
            assert current is not None
            self.nothing_typed_is_lost(typed, current.target)

    def typed(self) -> dict[str, str]:
        """Return what the lines of the form say, {} where it is what the figure says."""
        return {name: field.text() for name, field in self.form.fields.items()} if self.form.has_draft() else {}

    def nothing_typed_is_lost(self, typed: dict[str, str], target: Span) -> None:
        """Whatever key was pressed, what was typed is in the form still, or the log says it."""
        current = self.session.current
        if current is not None and current.target == target and self.form.has_draft():
            assert set(self.typed().values()) & set(typed.values())
            return
        assert self.given_up == []
        rows = [row.figure for row in self.pressed if row.target == target and row.figure is not None]
        assert any(figure.indicator == typed["indicator"].strip() for figure in rows)

    @rule(data=st.data(), place=PLACES, number=PLACES)
    def press_a_key(self, data: st.DataObject, place: int, number: int) -> None:
        self.press(data.draw(st.sampled_from(sorted(KEYS))), place, number)

    @rule(data=st.data(), place=PLACES, typed=PLACES, number=PLACES)
    def type_and_press_a_key(self, data: st.DataObject, place: int, typed: int, number: int) -> None:
        self.press("type", place, 2 * typed)
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
            # what was typed may be a step that went before
            assert self.hash() == (self.model.hashes[self.model.now] if self.pressed else before)
            assert self.session.unwritten
        finally:
            setrlimit(RLIMIT_FSIZE, (RLIM_INFINITY, RLIM_INFINITY))

    @rule(data=st.data(), place=PLACES, number=PLACES, share=st.floats(0, 1))
    def be_killed_at_a_write(self, data: st.DataObject, place: int, number: int, share: float) -> None:
        """Go on with the files as a kill leaves them when so much of what the key wrote has come to the file."""
        before, base = wal(self.path).stat().st_size, self.path.read_bytes()
        self.states[:] = [copy(self.model)]
        self.press(data.draw(st.sampled_from(sorted(KEYS))), place, number)
        log = wal(self.path).read_bytes()
        whole = self.path.read_bytes()
        is_cut = whole == base and len(log) > before
        reach = before + int((len(log) - before) * share) if is_cut else len(log)
        self.get_up()
        self.path.write_bytes(whole)
        wal(self.path).write_bytes(log[:reach])
        self.sit_down()
        if reach < len(log):
            acts = self.store.acts(REPORT.digest, self.annotator)
            self.model = next(copy(state) for state in reversed(self.states) if state.log == acts)
        assert self.hash() == self.model.hashes[self.model.now]

    @rule()
    def close_and_open(self) -> None:
        self.leave()
        self.get_up()
        self.sit_down()

    @rule()
    def undo_to_nothing_and_redo_to_the_end(self) -> None:
        """Every step of the way back, and of the way forth again, looks as it looked the first time."""
        self.leave()
        now = self.model.now
        for ends, key in ((0, "undo"), (len(self.model.past) - 1, "redo"), (now, "undo")):
            while self.model.now != ends:
                self.press(key, 0, 0)
                assert self.hash() == self.model.hashes[self.model.now]

    @rule(places=st.sets(PLACES, max_size=4), is_done=st.booleans())
    def another_decides_and_is_merged(self, places: set[int], is_done: bool) -> None:
        self.leave()
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
        self.leave()
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
        walked = [self.session.walk.neighbour(None, 0)] if shown else []
        while walked and (following := self.session.walk.neighbour(walked[-1], 1)) is not None:
            walked.append(following)
        assert sorted(target for target in walked if target) == sorted(shown)

    @invariant()
    def what_was_said_last_in_the_panel_holds(self) -> None:
        assert self.session.panel_standing().acts == self.model.past[self.model.now].panel

    @invariant()
    def the_report_is_filed_as_the_model_knows(self) -> None:
        filed = self.model.past[self.model.now].filed
        (entry,) = [entry for entry in self.session.reports if entry.digest == REPORT.digest]
        told = {"name": entry.filing.name, "region": entry.filing.region, "year": entry.filing.year}
        assert told == {name: filed.get(name, "") for name in told}
        assert self.session.is_done == bool(filed.get("done"))

    @invariant()
    def the_file_says_the_same(self) -> None:
        assert self.store.acts(REPORT.digest, self.annotator) == self.model.log == self.session.known
        decided = sum(row.report == REPORT.digest for row in self.model.log)
        assert len(self.store.log(REPORT.digest)) == decided + self.theirs
        afresh = Review(proposed(), self.session.scheme.through(self.model.log))
        assert list(afresh.figures) == list(self.session.review.figures)


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
