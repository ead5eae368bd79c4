"""Whatever an annotator does, in whatever order, the store and the review say what was done."""

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from core.model.decision import REASONS, Decision, Reason, Remark, new_step
from core.model.figure import Figure, Span
from core.model.label import Label, new_label
from core.model.panel_act import PanelAct, is_withdrawn
from core.model.panel_standing import Subject, panel_standing, subject_of
from core.review.label_scheme import Scheme
from core.review.review import Review, confirm, reject
from core.store import Store
from tests.core.making import PROPOSALS, REPORT, figures, spans
from tests.core.panel_acts import panel_acts

PLACES = st.integers(0, 10_000)

# what the annotator knows: for each target what was said of it last, and what it says
Known = dict[Span, tuple[str, Figure | None]]


class Annotation(RuleBasedStateMachine):
    """One annotator at one report, at the labels and in the panel, and beside it a list of all that was ever known.

    `now` is a mark in that list for undo and redo.
    """

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.store = Store.open(self.folder / "a.biaoshu")
        self.store.add_report(REPORT)
        self.annotator = self.store.annotator("李敏")
        self.review = Review(PROPOSALS)
        self.log: list[Decision] = []
        self.past: list[Known] = [{}]
        self.noted: list[dict[Span, Remark]] = [{}]
        self.labelled: list[dict[str, Label]] = [{}]
        self.said: list[dict[Subject, PanelAct]] = [{}]
        self.now = 0

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            shutil.rmtree(self.folder)

    def write(self, rows: list[Decision]) -> None:
        self.store.append(rows)
        self.review.append(rows)
        self.log += rows

    def learn(self, rows: list[Decision]) -> None:
        self.write(rows)
        known = dict(self.past[self.now])
        known |= {row.target: (row.verdict, row.figure) for row in rows if row.target and not row.remark}
        noted = self.noted[self.now] | {row.target: row.remark for row in rows if row.target and row.remark}
        labelled = self.labelled[self.now] | {row.label.id: row.label for row in rows if row.label}
        said = self.said[self.now] | {subject_of(act): act for row in rows for act in row.panel}
        past = (self.past, known), (self.noted, noted), (self.labelled, labelled), (self.said, said)
        for states, now in past:
            states[self.now + 1 :] = [now]
        self.now += 1

    def take_back(self, step: str | None) -> None:
        assert step is not None
        report = self.review.rows_of(step)[0].report
        self.write([new_step(self.annotator, report).undo(step)])

    @precondition(lambda self: self.review.figures)
    @rule(place=PLACES, correction=st.none() | figures(spans(50)))
    def confirm(self, place: int, correction: Figure | None) -> None:
        shown = self.review.figures[place % len(self.review.figures)]
        self.learn([confirm(new_step(self.annotator, REPORT.digest), shown, correction)])

    @precondition(lambda self: self.review.figures)
    @rule(place=PLACES, remark=st.builds(Remark, st.text(max_size=3), st.booleans()))
    def remark(self, place: int, remark: Remark) -> None:
        shown = self.review.figures[place % len(self.review.figures)]
        self.learn([new_step(self.annotator, REPORT.digest).remark(shown.target, remark)])

    @precondition(lambda self: self.review.figures)
    @rule(places=st.sets(PLACES, min_size=1, max_size=3), reason=st.none() | st.sampled_from(REASONS))
    def reject(self, places: set[int], reason: Reason | None) -> None:
        step = new_step(self.annotator, REPORT.digest)
        chosen = {place % len(self.review.figures) for place in places}
        self.learn([reject(step, self.review.figures[place], reason) for place in sorted(chosen)])

    @rule(added=figures(spans(50)))
    def add(self, added: Figure) -> None:
        self.learn([new_step(self.annotator, REPORT.digest).add(added)])

    @rule(chinese=st.text("甲乙丙", min_size=1, max_size=3), key=st.sampled_from(["", "p", "q"]))
    def add_label(self, chinese: str, key: str) -> None:
        self.learn([new_step(self.annotator).label(new_label(chinese, "", "red", key))])

    @precondition(lambda self: self.labelled[self.now])
    @rule(
        place=PLACES, into=PLACES, change=st.sampled_from(["rename", "recolour", "rekey", "retire", "merge", "restore"])
    )
    def change_label(self, place: int, into: int, change: str) -> None:
        labels = list(self.labelled[self.now].values())
        was, other = labels[place % len(labels)], labels[into % len(labels)]
        changes = {
            "rename": replace(was, chinese=was.chinese + "丁"),
            "recolour": replace(was, colour="sky"),
            "rekey": replace(was, key="k"),
            "retire": replace(was, retired=True),
            "merge": replace(was, merged_into=other.id),
            "restore": replace(was, retired=False, merged_into=None),
        }
        self.learn([new_step(self.annotator).label(changes[change], was)])

    @rule(acts=st.lists(panel_acts(), min_size=1, max_size=3))
    def act_in_the_panel(self, acts: list[PanelAct]) -> None:
        self.learn([panel_standing(self.store.panel_log(), self.annotator).row(new_step(self.annotator), acts)])

    @precondition(lambda self: self.now)
    @rule()
    def undo(self) -> None:
        self.take_back(self.review.undo_step)
        self.now -= 1

    @rule()
    def undo_all_and_redo_all(self) -> None:
        """Whatever lies between: from nothing done to the last state that can be reached, and back to where one was."""
        here = self.now
        for place in [*range(here - 1, -1, -1), *range(1, len(self.past)), *range(len(self.past) - 2, here - 1, -1)]:
            self.take_back(self.review.undo_step if place < self.now else self.review.redo_step)
            self.now = place
            self.the_labels_are_what_was_made_of_them()
            self.what_was_said_last_in_the_panel_holds()
            self.what_was_said_last_holds()

    @precondition(lambda self: self.now + 1 < len(self.past))
    @rule()
    def redo(self) -> None:
        self.take_back(self.review.redo_step)
        self.now += 1

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = Store.open(self.folder / "a.biaoshu", create=False)
        self.review = Review(PROPOSALS, self.store.acts(REPORT.digest, self.annotator))

    @invariant()
    def the_labels_are_what_was_made_of_them(self) -> None:
        scheme = Scheme(self.store.labels())
        assert {label.id: label for label in scheme.labels if not label.taken_back} == self.labelled[self.now]
        made = {row.label.id for row in self.log if row.label}
        assert {label.id for label in scheme.labels} == made, "a figure may have a label that was taken back"
        assert {label.id for label in scheme.live} <= self.labelled[self.now].keys()

    @invariant()
    def what_was_said_last_in_the_panel_holds(self) -> None:
        standing = panel_standing(self.store.panel_log(), self.annotator)
        said = {subject: act for subject, act in self.said[self.now].items() if not is_withdrawn(act)}
        assert standing.acts == said
        assert standing.disputes == ()

    @invariant()
    def what_was_said_last_holds(self) -> None:
        held = {
            shown.target: (shown.decision.verdict, shown.decision.figure)
            for shown in self.review.figures
            if shown.decision is not None
        }
        proposed = {one.figure.span for one in PROPOSALS}
        known = self.past[self.now]
        assert held == {
            target: said
            for target, said in known.items()
            if said[0] != "reject" or target in proposed or target in held
        }
        assert all(known[target][0] == "reject" for target in known.keys() - held.keys())

    @invariant()
    def what_was_remarked_last_holds_beside_it(self) -> None:
        noted = self.noted[self.now]
        assert all(shown.remark == noted.get(shown.target, Remark()) for shown in self.review.figures)

    @invariant()
    def undo_and_redo_reach_as_far_as_was_done(self) -> None:
        assert (self.review.undo_step is not None) == (self.now > 0)
        assert (self.review.redo_step is not None) == (self.now + 1 < len(self.past))

    @invariant()
    def the_file_says_the_same(self) -> None:
        assert self.store.acts(REPORT.digest, self.annotator) == self.log
        assert self.store.log(REPORT.digest) == [row for row in self.log if row.report]
        afresh = Review(PROPOSALS, self.log)
        assert list(afresh.figures) == list(self.review.figures)


TestAnnotation = Annotation.TestCase
TestAnnotation.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
