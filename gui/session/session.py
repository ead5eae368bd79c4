"""The session, one annotator at one report: the only object of the window that writes to the store."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.model.corrections import UNCORRECTED, Corrections, corrections_of
from core.model.decision import Decision, Field, LearntKind, SectionCorrection, Step, new_step
from core.model.errors import UserError
from core.model.figure import AttributeName, Figure, Proposal, Span
from core.model.filing import UNFILED, Filing
from core.model.panel_act import PanelAct
from core.model.panel_standing import PanelDispute, PanelStanding, panel_standing, settle, subject_of
from core.model.report import Report
from core.model.section import Section
from core.review.label_scheme import Scheme
from core.review.review import Review, ReviewedFigure, confirm
from core.review.sections import OtherSaying, corrections_by_annotator, others_say
from core.review.sources import Alternatives

from ..style import labels
from .draft import Draft, TypedDraft
from .open_report import NO_LESSONS, ReadReport, StoredReport, read_report
from .open_report import fetched as fetched_report
from .span_reading import NamedBy, Reading, ReadingEngine, evidence_of
from .walk import Order, Progress, Walk

if TYPE_CHECKING:
    from core.detection.outline import Outline
    from core.panel.finding import Finding
    from core.store import ReportEntry, Store


class Session(QObject):
    """One annotator at one report of a store, and the figure under decision there.

    It holds what is read of the report (`review`, `progress`, `alternatives`), how the detector's proposals are read
    by the `lessons` from the annotator's own decisions (`learnt`), the `walk` through its figures and where the
    annotator stands in it, what is `typing` in the form, and the log as this annotator sees it.
    Everything that decides goes through `write`: the store has the rows before anything else changes, so a
    StoreError leaves everything as it was. Whoever goes to another figure, report or store writes what is typed
    first, by `leave`; where that cannot be read UserError is raised and nothing has moved.

    Signals: `leaving`: the store or the report is about to be closed, and can still be written to. `opened`: another
    store or report is open, or the store's reports changed. `decided`: a list of the targets whose figures changed.
    `moved`: another figure is under decision. `refused`: the UserError of a click, which no command says. `relabelled`:
    the store's labels changed. `panel_changed`: something was done in the panel, or taken back there. `filed`:
    something was said of reports as a whole. `written`: the rows that were written on the open report or the labels.
    `asked_known`: what the report leaves to ask is known anew. `sections_known`: what sets a time in the report is
    known anew. `kept`: the figure that was typed and is written because the annotator went on. `kind_followed`: the
    figure before and after its span was moved and its kind with that. `evidence_known`: the words that decided a
    figure, which were not known when they were asked for, are known now. `candidates_known`: so are phrases that may
    name one. Lists go through the signals as Python objects: Qt's own lists of 25,000 spans take 0.1 s to make.
    """

    leaving = Signal()
    moved = Signal()
    refused = Signal(UserError)
    opened = Signal()
    decided = Signal(object)
    relabelled = Signal()
    panel_changed = Signal()
    filed = Signal()
    written = Signal(object)
    asked_known = Signal()
    sections_known = Signal()
    kept = Signal(object)
    kind_followed = Signal(object, object)
    evidence_known = Signal()
    candidates_known = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.review = Review([], [])
        self.walk = Walk([])
        self.engine: ReadingEngine | None = None
        self.reading: Reading | None = None
        self.attribute: AttributeName = "indicator"
        self._current: Span | None = None
        self._draft: Draft | None = None
        self._joined: ReviewedFigure | None = None
        self.typing = TypedDraft()
        self.named_by: NamedBy | None = None
        """The words that an annotator named a figure by last, by a selection or by moving their edges."""
        self._back_at: Span | None = None
        self.store: Store | None = None
        self.annotator = ""
        self.scheme = Scheme()
        self.report: Report | None = None
        self.progress = Progress(self.review)
        self.ready = False
        self.reports: Sequence[ReportEntry] = ()
        self.outline: Outline | None = None
        self._proposals: Sequence[Proposal] = ()
        self.known: list[Decision] = []
        self.log_of_all: Sequence[Decision] = ()
        """What all annotators had decided on the report when it was opened."""
        self.unwritten: list[Decision] = []
        self.before: Callable[[int], None] = lambda count: None
        self._rows = 0
        self.alternatives: Alternatives = {}
        self.sections: Sequence[Section] = ()
        self._said: Mapping[str, Sequence[SectionCorrection]] = {}
        self.asked: Mapping[Span, Sequence[Finding]] = {}
        """What the open report leaves to ask, by the targets of the figures that it is about."""
        self.lessons = NO_LESSONS
        self._apart: frozenset[Span] = frozenset()
        self.learnt = NO_LESSONS.read((), "")

    # The store and the report

    def use(self, store: "Store | None", annotator: str) -> None:
        """Use another store, or none, for an annotator (by id), no report open; the caller closes the one before."""
        self.leaving.emit()
        self.store, self.annotator = store, annotator
        self._read_labels()
        self.close_report()

    def relabel(self) -> None:
        """Take in what became of the store's labels and of the log, and read the report's figures anew through them."""
        self._read_labels()
        # a report that is being read in the background is read through the labels of before
        self._rows += 1
        if self.report is not None and self.store is not None:
            self.known = self.store.acts(self.report.digest, self.annotator)
        if self.report is not None and self.ready:
            self.propose(self._proposals, self._current)
        self.relabelled.emit()

    def _read_labels(self) -> None:
        self.scheme = Scheme(self.store.labels() if self.store else ())
        labels.show(self.scheme)

    def close_report(self) -> None:
        """Close the open report."""
        self.leaving.emit()
        self.report, self.outline, self.ready = None, None, False
        self.known = self.store.acts("", self.annotator) if self.store else []
        self.review, self._current, self.reading = Review([], self.known), None, None
        self.log_of_all = ()
        self.sections, self._said = (), {}
        self._draft = self._joined = None
        self.asked = {}
        self.progress, self.walk = Progress(self.review), Walk([], self.walk.order)
        self.reports = self.store.reports() if self.store else ()
        self.opened.emit()

    def add_report(self, report: Report) -> bool:
        """Put a report into the store; return False if its text is there already. `list_anew` tells of it."""
        assert self.store is not None
        return self.store.add_report(report)

    def list_anew(self) -> None:
        """List the store's reports as they are filed now."""
        self.reports = self.store.reports(self.reports) if self.store is not None else ()
        self.filed.emit()

    @property
    def is_done(self) -> bool:
        """Whether the annotator said that the open report is done."""
        return self.annotator in self._filing().done

    @property
    def is_blind(self) -> bool:
        """Whether the annotator reads the open report without seeing what others decided."""
        return self.annotator in self._filing().blind

    def _filing(self) -> Filing:
        digest = self.report.digest if self.report is not None else None
        return next((entry.filing for entry in self.reports if entry.digest == digest), UNFILED)

    def fetching(self, digest: str) -> Callable[[], StoredReport]:
        """Return the work of reading a report with what was decided on it; it may be done in a thread."""
        assert self.store is not None

        return partial(fetched_report, self.store, digest, self.annotator, self.scheme, self._rows)

    def open_report(self, digest: str, fetched: StoredReport | None = None) -> Report:
        """Open a report with what was decided on it; `fetched` is read anew where anything was written meanwhile.

        Its proposals come by `propose`.
        """
        # it may write, and what was read before would be old
        self.leaving.emit()
        if fetched is None or fetched.rows != self._rows:
            fetched = self.fetching(digest)()
        report, self.known, self.review = fetched.report, fetched.log, fetched.review
        self.log_of_all = fetched.log_of_all
        self.report, self.outline, self.ready = report, fetched.outline, False
        self._apart = frozenset()
        self._current = None
        self.reading = Reading(report, self.engine, self.evidence_known.emit, self.candidates_known.emit)
        self._draft = self._joined = None
        self.asked = {}
        self.walk = Walk(self.review.figures, self.walk.order)
        self.sections = ()
        self._read_corrections()
        self.opened.emit()
        return report

    def propose(self, proposals: Sequence[Proposal], place: Span | None) -> None:
        """Join what is proposed, here and by other sources, with the log; go to `place` or the first undecided."""
        self.show(self.reading_of(proposals)(), place)

    def reading_of(self, proposals: Sequence[Proposal]) -> Callable[[], ReadReport]:
        """Return the work of joining proposals with the log, as a callable: it needs no store, may run in a thread."""
        assert self.store is not None
        assert self.report is not None
        foreign = self.store.proposals(self.report.digest)
        log = self.scheme.through(self.known)

        return partial(
            read_report,
            proposals,
            foreign,
            log,
            self.walk.order,
            self._rows,
            # nobody who reads blind is told what to say, not even by what he said before
            lessons=NO_LESSONS if self.is_blind else self.lessons,
            text=self.report.text,
            apart=self._apart,
        )

    def show(self, read: ReadReport, place: Span | None, *, resumes: bool = False) -> None:
        """Show what was read, read anew where something was decided meanwhile; go to `place` or the first undecided.

        Where one `resumes` work at `place`, and the figure there is decided, it is the next undecided one instead.
        """
        if read.rows != self._rows or read.walk.order != self.walk.order:
            read = self.reading_of(read.proposals)()
        self._proposals, self.alternatives, self.learnt = read.proposals, read.alternatives, read.learnt
        self.review, self.progress, self.walk = read.review, read.progress, read.walk
        if self.asked:
            self.walk = Walk(self.review.figures, self.walk.order, self.asked)
        self.ready = True
        self.decided.emit([shown.target for shown in self.review.figures])
        if place is None or self.review.get(place) is None:
            place = self.walk.next(None, 1, self._is_undecided) or self.walk.neighbour(None, 0)
        elif resumes and not self._is_undecided(place):
            place = self.walk.next(place, 1, self._is_undecided) or place
        self._move_to(place)

    def read_again(self, *, keeps_current: bool = False) -> None:
        """Read the open report's proposals again by what was learnt.

        With `keeps_current` the figure under decision stays as it is: nobody asked for another reading.
        """
        if self.report is not None and self.ready and self.store is not None and not self.typing.is_there():
            if keeps_current and self._current is not None:
                self._apart = frozenset((self._current,))
            self.propose(self._proposals, self._current)

    def take_questions(self, asked: "Mapping[Span, Sequence[Finding]]") -> None:
        """Take in what the open report leaves to ask, by target; the walk goes on from where it stands."""
        if asked != self.asked:
            self.asked = asked
            passed = self.walk.passed(self._current)
            self.walk = Walk(self.review.figures, self.walk.order, asked, passed)
            self.asked_known.emit()

    # What the annotator says of the report as it is read: its year, its region, its sections

    def take_sections(self, sections: Sequence[Section]) -> None:
        """Take in what sets a time in the open report, as the detector reads it with the annotator's corrections."""
        self.sections = sections
        self.sections_known.emit()

    def section_at(self, offset: int) -> Section | None:
        """Return the section that an offset of the report lies in; None where none is known."""
        at = bisect_right(self.sections, offset, key=lambda section: section.span.start) - 1
        return self.sections[max(at, 0)] if self.sections else None

    def others_say(self, span: Span) -> list[OtherSaying]:
        """Return what other annotators say of the section that is set at a span; nothing while reading blind."""
        return [] if self.is_blind else others_say(self._said, self.annotator, span)

    def name_of(self, annotator: str) -> str:
        """Return the name of an annotator by id."""
        names = self.store.annotators() if self.store is not None else {}
        return names.get(annotator, annotator[:8])

    def take_corrections(self) -> bool:
        """Take in what the annotator says now of how the report is read; tell whether that is another than before.

        Where it is, the report's figures have to be found anew.
        """
        if self.report is None:
            return False
        corrections = self._read_corrections()
        if corrections == self.report.corrections:
            return False
        self.report = replace(self.report, corrections=corrections)
        self.reading = Reading(self.report, self.engine, self.evidence_known.emit, self.candidates_known.emit)
        return True

    def _read_corrections(self) -> Corrections:
        """Read from the store what all annotators say of the sections; return what this one corrects."""
        if self.store is None or self.report is None:
            return UNCORRECTED
        log = self.store.corrections_log(self.report.digest)
        self._said = corrections_by_annotator(log)
        return corrections_of(log, self.annotator)

    # The figure under decision, and the ways from one to another

    @property
    def current(self) -> ReviewedFigure | None:
        """The figure under decision, with what keys changed of it while something is typed."""
        return self._joined or self.held

    @property
    def held(self) -> ReviewedFigure | None:
        """The figure under decision as it stands in the log, or as it is proposed."""
        if self._draft is not None:
            return self._draft.shown
        return self.review.get(self._current) if self._current is not None else None

    def beside(self, target: Span) -> list[Figure]:
        """Return the figures before and behind a target, the nearest first."""
        figures, at = self.review.figures, self.review.index(target)
        if at is None:
            return []
        here = figures[at].figure
        near = [figures[place].figure for place in (at - 1, at + 1) if 0 <= place < len(figures)]
        return sorted(near, key=lambda one: abs(one.start - here.start))

    def join(self, figure: Figure) -> None:
        """Have a key's change shown beside what is typed; both are written as one step."""
        held = self.held
        if held is not None:
            self._joined = replace(held, figure=figure)
            self.moved.emit()

    def unjoin(self) -> None:
        """Let go of what keys changed beside what was typed."""
        if self._joined is not None:
            self._joined = None
            self.moved.emit()

    def evidence(self) -> tuple[Span, ...]:
        """Return the spans of the words that decided the attribute looked at, of the figure under decision.

        Those that are not known yet are told of by `evidence_known`.
        """
        shown = self.current
        if shown is None:
            return ()
        named = self.words_named(shown.target, shown.figure.indicator) if self.attribute == "indicator" else None
        return (named,) if named is not None else evidence_of(self.reading, shown, self.attribute)

    def words_named(self, target: Span, indicator: str) -> Span | None:
        """Return the words that the annotator named a figure by last; None where it has another indicator by now."""
        named, report = self.named_by, self.report
        if named is None or report is None or named[:3] != (report.digest, target, indicator):
            return None
        return named.words

    def name_by(self, target: Span, indicator: str, words: Span) -> None:
        """Remember by which words of the open report a figure is about to be named."""
        if self.report is not None:
            self.named_by = NamedBy(self.report.digest, target, indicator, words)

    def look_at(self, attribute: AttributeName) -> None:
        """Take an attribute under the eye: the words that decided it are lit."""
        if attribute != self.attribute:
            self.attribute = attribute
            self.moved.emit()

    def go_to(self, target: Span | None, draft: Draft | None = None) -> None:
        """Take a figure under decision, or a draft on its target; None where there is none left."""
        if target is None or draft is not None or self.review.get(target) is not None:
            self._move_to(target, draft)

    def lead_to(self, target: Span) -> bool:
        """Go to a figure where nobody hears of an error but by `refused`; tell whether it is under decision."""
        try:
            self.go_to(target)
        except UserError as error:
            self.refused.emit(error)
            return False
        return True

    def go(self, by: int) -> None:
        """Go so many figures on in the walk, or back."""
        target = self.walk.neighbour(self._current, by)
        if target is not None:
            self._move_to(target)

    def go_undecided(self, by: int) -> None:
        """Go to the next figure nobody has decided on, or the one before; past the end of the walk it goes round."""
        target = self.next_undecided(by)
        if target is not None:
            self._move_to(target)

    def next_undecided(self, by: int) -> Span | None:
        """Return the target of the next figure nobody has decided on, or of the one before; None where none is left."""
        return self.walk.next(self._current, by, self._is_undecided)

    def go_flagged(self, by: int) -> None:
        """Go to the next flagged figure, or the one before, round the ends of the walk; raise UserError for none."""
        shown = self.review.get
        target = self.walk.next(self._current, by, lambda one: (now := shown(one)) is not None and now.remark.flagged)
        if target is not None:
            self._move_to(target)
        elif self.review.figures:
            raise UserError("No figure of this report is flagged.")

    def go_last_decided(self) -> None:
        """Go to the figure decided last in this report; asked again from there, to the one decided before it."""
        decided = [(shown.decision.at, shown.target) for shown in self.review.figures if shown.decision is not None]
        targets = [target for _, target in sorted(decided)]
        if targets:
            at = targets.index(self._current) if self._current is not None and self._current in targets else -1
            is_asked_again = at >= 0 and self._current in (self._back_at, targets[-1])
            self._back_at = targets[max(at - 1, 0) if is_asked_again else -1]
            self._move_to(self._back_at)

    def walk_by(self, order: Order) -> None:
        """Go through the figures in another order from now on, beginning with the first undecided one."""
        self.walk = Walk(self.review.figures, order, self.asked)
        self.go_to(self.walk.next(None, 1, self._is_undecided) or self._current)

    def _is_undecided(self, target: Span) -> bool:
        shown = self.review.get(target)
        return shown is not None and shown.state == "undecided"

    def _move_to(self, target: Span | None, draft: Draft | None = None) -> None:
        if (target, draft) != (self._current, self._draft):
            self.leave()
            self._joined = None
        self._current, self._draft = target, draft
        self.moved.emit()

    # The log

    def act(self) -> Step:
        """Begin an act of the annotator at the report."""
        if self.report is None:
            raise UserError("No report is open. Open one with Ctrl+O first.")
        return new_step(self.annotator, self.report.digest)

    def leave(self) -> None:
        """Write what is typed as a step of its own; raise UserError where it cannot be read, or the disk refuses."""
        held = self.held
        if held is not None and self.typing.is_there():
            figure = self.typing.read()
            self.write([confirm(self.act(), held, figure)], is_typed=True)
            self.kept.emit(figure)

    def write(self, rows: Sequence[Decision], *, goes_on: bool = False, is_typed: bool = False) -> list[Span]:
        """Append decisions to the log, then tell of them; return the targets whose figures changed.

        What is typed is written before them, unless they are what `is_typed`. Where it goes on, the next undecided
        figure is under decision before anyone is told, so that nothing is shown twice; where the one decided on is gone
        with it, what comes after the figure before it.
        """
        assert self.store is not None
        if not is_typed:
            self.leave()
        rows = self._draft.seal(rows) if self._draft is not None else rows
        self.append(rows)
        if is_typed:
            self.typing.forget()
        before = self.walk.neighbour(self._current, -1) if self._current is not None else None
        self._draft = self._joined = None
        changed = self.review.append(rows)
        self.progress.update(self.review, changed)
        if not self.walk.holds(changed, self.review):
            self.walk = Walk(self.review.figures, self.walk.order, self.asked)
        if goes_on:
            if self.current is None:
                self._current = before
            self._current = self.next_undecided(1) or self.walk.neighbour(self._current, 0)
        self.decided.emit(changed)
        self.written.emit(list(rows))
        if goes_on:
            self.moved.emit()
        if any(self._files(row) for row in rows):
            self.list_anew()
        if any(self._acts_in_panel(row) for row in rows):
            self.panel_changed.emit()
        if not all(row.report or self._acts_in_panel(row) for row in rows):
            self.relabel()
        return changed

    def undoing(self, step: str) -> Decision:
        """Write that a step is taken back, at the report it was made at or at the labels."""
        (report,) = {row.report for row in self.review.rows_of(step)}
        return new_step(self.annotator, report).undo(step)

    def append(self, rows: Sequence[Decision]) -> None:
        """Append decisions to the log; those that it does not take are remembered, to be saved elsewhere."""
        assert self.store is not None
        places = {_place(row) for row in rows}
        left = [row for row in self.unwritten if _place(row) not in places]
        self.before(len(rows))
        try:
            self.store.append(rows)
        except Exception:
            # whatever it was, the store has none of them
            self.unwritten = [*left, *rows]
            raise
        self.unwritten = left
        self._rows += len(rows)
        here = {"", self.report.digest if self.report is not None else ""}
        self.known += [row for row in rows if row.report in here]

    def is_kept(self) -> bool:
        """Tell whether all that was decided here is on disk: read back just now, and nothing was refused.

        Raise StoreError where the store cannot be read. Without a store nothing was decided.
        """
        if self.store is None:
            return not self.unwritten
        there = self.store.acts(self.report.digest if self.report is not None else "", self.annotator)
        return (
            not self.unwritten
            and self.store.is_in_place
            and {row.id for row in self.known} <= {row.id for row in there}
        )

    def file(self, digests: Iterable[str], said: Mapping[Field, str]) -> None:
        """Say something of some reports as a whole, a step on each; "" takes back what was said."""
        assert self.store is not None
        rows: dict[str, list[Decision]] = {}
        for digest in digests:
            step = new_step(self.annotator, digest)
            rows[digest] = [step.file(field, value) for field, value in said.items()]
        own = rows.pop(self.report.digest, None) if self.report is not None else None
        if rows:
            self.append([row for step in rows.values() for row in step])
            self.list_anew()
        if own:
            self.write(own)

    def switch_learnt(self, kind: LearntKind, words: str, *, is_on: bool) -> None:
        """Have something that was learnt used, or not used, from now on."""
        self.write([new_step(self.annotator).learnt(kind, words, is_on)])

    def panel_standing(self) -> PanelStanding:
        """Return what holds in the panel for the annotator, and what is disputed there; it is read from the store."""
        return panel_standing(self.store.panel_log() if self.store is not None else (), self.annotator)

    def act_in_panel(self, acts: Sequence[PanelAct]) -> None:
        """Do some acts in the panel as one step, which undo takes back."""
        self.write([self.panel_standing().row(new_step(self.annotator), acts)])

    def settle_in_panel(self, dispute: PanelDispute, act: PanelAct) -> None:
        """Settle what annotators say differently of a wording, a concept, a cell or a question."""
        self.write([settle(new_step(self.annotator), dispute, act)])

    def _acts_in_panel(self, row: Decision) -> bool:
        """Tell whether a row is an act in the panel, or takes such a row back."""
        return bool(row.panel) or any(self._acts_in_panel(other) for other in self.review.rows_of(row.undoes or ""))

    def _files(self, row: Decision) -> bool:
        """Tell whether a row says something of the report as a whole, or takes such a row back."""
        return row.verdict == "file" or any(self._files(other) for other in self.review.rows_of(row.undoes or ""))


def _place(row: Decision) -> tuple[object, ...]:
    """Return what a row is about: of two rows that were not written the later one about it holds."""
    section = row.section and (row.section.span, row.section.field)
    learnt = row.learnt and (row.learnt.kind, row.learnt.words)
    panel = tuple(map(subject_of, row.panel))
    return row.report, row.target, row.field, row.label and row.label.id, section, learnt, panel
