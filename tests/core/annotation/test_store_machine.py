"""Whatever an annotator does, in whatever order, the store and the review say what was done."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from core.annotation.decision import REASONS, Decision, Reason, Remark, new_step
from core.annotation.review import Review, confirm, reject
from core.annotation.store import Store
from core.figure import Figure, Span
from tests.core.making import PROPOSALS, REPORT, figures, spans

PLACES = st.integers(0, 10_000)

# what the annotator knows: for each target what was said of it last, and what it says
Known = dict[Span, tuple[str, Figure | None]]


class Annotation(RuleBasedStateMachine):
    """One annotator at one report, and beside it a list of all that was ever known, with a mark for undo and redo."""

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
        self.past[self.now + 1 :], self.noted[self.now + 1 :] = [known], [noted]
        self.now += 1

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

    @precondition(lambda self: self.now)
    @rule()
    def undo(self) -> None:
        self.write([new_step(self.annotator, REPORT.digest).undo(self.review.undo_step)])
        self.now -= 1

    @precondition(lambda self: self.now + 1 < len(self.past))
    @rule()
    def redo(self) -> None:
        self.write([new_step(self.annotator, REPORT.digest).undo(self.review.redo_step)])
        self.now += 1

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = Store.open(self.folder / "a.biaoshu", create=False)
        self.review = Review(PROPOSALS, self.store.log(REPORT.digest, self.annotator))

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
        assert self.store.log(REPORT.digest) == self.log
        afresh = Review(PROPOSALS, self.log)
        assert list(afresh.figures) == list(self.review.figures)


TestAnnotation = Annotation.TestCase
TestAnnotation.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
