"""One report as one annotator sees it: the proposals read together with the annotator's log, kept row by row."""

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..model.changes import Before, held_before
from ..model.decision import Decision, Reason, Remark, State, Step
from ..model.figure import Figure, Proposal, Span, is_label
from ..model.standing import NO_REMARK, Standing, UndoStack, standing

_STATE_OF: dict[str, State] = {"confirm": "confirmed", "reject": "rejected", "add": "added"}


@dataclass(frozen=True, slots=True)
class ReviewedFigure:
    """A figure as one annotator sees it: what is proposed at its target, and the decision that holds there."""

    target: Span
    figure: Figure
    proposal: Proposal | None
    decision: Decision | None
    remark: Remark = NO_REMARK

    @property
    def state(self) -> State:
        return _STATE_OF[self.decision.verdict] if self.decision else "undecided"

    @property
    def proposed(self) -> Proposal | None:
        """The proposal that was decided on; where nothing is decided yet, the one that waits for a decision."""
        return self.decision.proposed if self.decision else self.proposal

    @property
    def settles(self) -> tuple[str, ...]:
        """The ids of the decisions between which the decision that holds settles a dispute.

        () where it settles none.
        """
        return self.decision.settles if self.decision else ()

    @property
    def corrected(self) -> bool:
        """Whether it was confirmed with other attributes, or another span, than were proposed."""
        proposed = self.proposed
        # most figures are confirmed as they were proposed; to compare all that two of them say takes longer
        is_changed = proposed is not None and self.figure is not proposed.figure and self.figure != proposed.figure
        return is_changed and self.state == "confirmed"


def confirm(
    step: Step, reviewed: ReviewedFigure, figure: Figure | None = None, *, carried: str | None = None
) -> Decision:
    """Return a row that confirms a figure, corrected where `figure` is given; an added figure stays added.

    Where the figure had been settled, the change counts as part of the settling. `carried` is the id of the decision
    whose correction is carried to it.
    """
    held, settles = figure or reviewed.figure, reviewed.settles
    if reviewed.state == "added":
        return step.add(held, reviewed.target, settles)
    return step.confirm(reviewed.target, held, reviewed.proposal or reviewed.proposed, settles, carried)


def add_beside(step: Step, figure: Figure, taken: Container[Span]) -> Decision:
    """Return a row that adds a figure over others which shall stay.

    Its target is a span that is the target of no figure and no proposal in `taken`.
    """
    target = Span(figure.start, figure.end + 1)
    while target in taken:
        target = Span(target.start, target.end + 1)
    return step.add(figure, target)


def reject(step: Step, reviewed: ReviewedFigure, reason: Reason | None = None) -> Decision:
    """Return a row that says that a figure is none, with the reason if one is given.

    Where the figure had been settled, the rejection counts as part of the settling.
    """
    return step.reject(reviewed.target, reviewed.proposal or reviewed.proposed, reason, reviewed.settles)


class Review:
    """The figures of one report as one annotator sees them.

    A decision belongs to the proposal whose span is its target. Where no such proposal is made any more, the decision
    stands alone with what it says. An undecided proposal is hidden where it overlaps a confirmed or added figure that
    has another target, unless that figure is a label or was added over others (its target is then not its own span). A
    figure that was added and then rejected is hidden too.
    """

    def __init__(self, proposals: Iterable[Proposal], log: Iterable[Decision] = ()) -> None:
        self._proposals = {proposal.figure.span: proposal for proposal in proposals}
        self._spans = sorted(self._proposals)
        self._longest = max((span.end - span.start for span in self._spans), default=0)
        self._longest_shown = self._longest
        self._beside: dict[Span, bool] = {}
        self._hidden_by: Counter[Span] = Counter()
        self._standing = Standing()
        self._before: dict[str, Before] = {}
        self._undo_stack = UndoStack()
        self._holding: dict[Span, Decision] = {}
        spans = {span for row in log for span in self._take(row)}.union(self._spans)
        self._shown = {span: reviewed for span in spans if (reviewed := self._read(span)) is not None}
        self._figures = sorted(self._shown.values(), key=_order)
        for reviewed in self._figures:
            self._longest_shown = max(self._longest_shown, reviewed.figure.end - reviewed.figure.start)

    @property
    def figures(self) -> Sequence[ReviewedFigure]:
        """The figures in text order. It is a view: `append` changes it."""
        return self._figures

    @property
    def log(self) -> Sequence[Decision]:
        """The decisions so far, in their order. It is a view: `append` changes it."""
        return self._standing.rows

    @property
    def undo_step(self) -> str | None:
        """The step that an undo would name, None where nothing can be undone."""
        return self._undo_stack.undo[-1] if self._undo_stack.undo else None

    @property
    def undo_steps(self) -> Sequence[str]:
        """The steps that can be undone, the next one last."""
        return self._undo_stack.undo

    @property
    def redo_step(self) -> str | None:
        """The step that a redo would name, None where nothing can be redone."""
        return self._undo_stack.redo[-1] if self._undo_stack.redo else None

    def get(self, target: Span) -> ReviewedFigure | None:
        """Return the figure of a target, None where none is shown."""
        return self._shown.get(target)

    def index(self, target: Span) -> int | None:
        """Return the position of a target's figure in `figures`."""
        reviewed = self._shown.get(target)
        return None if reviewed is None else bisect_left(self._figures, _order(reviewed), key=_order)

    def touching(self, span: Span) -> list[ReviewedFigure]:
        """Return the shown figures that share a character with a span, in text order; they may overlap one another."""
        first = bisect_right(self._figures, span.start - self._longest_shown, key=lambda shown: shown.figure.start)
        last = bisect_left(self._figures, span.end, key=lambda shown: shown.figure.start)
        return [shown for shown in self._figures[max(first - 1, 0) : last] if shown.figure.end > span.start]

    def taken(self) -> frozenset[Span]:
        """Return the targets of all figures and proposals, whether they are shown or not."""
        return frozenset(self._proposals) | frozenset(self._beside)

    def rows_of(self, step: str) -> list[Decision]:
        """Return the rows of a step, in the order they were written."""
        return self._standing.rows_of(step)

    def before(self, row: Decision) -> Before | None:
        """Return what held on a row's target before it; None for a row without a target, or of another log."""
        return self._before.get(row.id)

    def append(self, rows: Iterable[Decision]) -> list[Span]:
        """Add the log's next rows; return the targets whose figure appeared, changed or vanished, in text order."""
        spans = {span for row in rows for span in self._take(row)}
        return sorted(span for span in spans if self._show(span))

    def _take(self, row: Decision) -> Iterator[Span]:
        """Add a row; yield each target that may be shown differently now."""
        self._undo_stack.append(row)
        if row.target is not None and row.target not in self._beside:
            self._beside[row.target] = row.figure is not None and row.verdict == "add" and row.figure.span != row.target
        before = held_before(row, self._standing)
        if before is not None:
            self._before[row.id] = before
        for target in self._standing.append(row):
            yield from self._hold(target, self._standing.latest(target))

    def _hold(self, target: Span, decision: Decision | None) -> Iterator[Span]:
        """Let a decision hold on a target; yield each target that may be shown differently now."""
        held = self._holding.pop(target, None)
        if decision is not None:
            self._holding[target] = decision
        for covering, count in ((held, -1), (decision, 1)):
            if covering is not None and covering.figure is not None and self._hides(covering.figure, target):
                for span in self._overlapping(covering.figure.span):
                    self._hidden_by[span] += count
                    yield span
        yield target

    def _hides(self, figure: Figure, target: Span) -> bool:
        return not is_label(figure.kind) and not self._beside[target]

    def _overlapping(self, span: Span) -> Iterator[Span]:
        """Return the proposals' spans that share a character with a span."""
        first = bisect_right(self._spans, span.start - self._longest, key=lambda proposed: proposed.start)
        for place in range(first, len(self._spans)):
            proposed = self._spans[place]
            if proposed.start >= span.end:
                return
            if proposed.end > span.start:
                yield proposed

    def _show(self, target: Span) -> bool:
        """Update what is shown for a target; return whether that changed."""
        shown, reviewed = self._shown.get(target), self._read(target)
        if shown == reviewed:
            return False
        if shown is not None:
            del self._figures[bisect_left(self._figures, _order(shown), key=_order)]
            del self._shown[target]
        if reviewed is not None:
            insort(self._figures, reviewed, key=_order)
            self._shown[target] = reviewed
            self._longest_shown = max(self._longest_shown, reviewed.figure.end - reviewed.figure.start)
        return True

    def _read(self, target: Span) -> ReviewedFigure | None:
        proposal, decision = self._proposals.get(target), self._holding.get(target)
        if decision is None:
            if proposal is None or self._hidden_by[target]:
                return None
            return ReviewedFigure(target, proposal.figure, proposal, None, self._standing.remark(target))
        decided_on = decision.proposed or proposal
        figure = decision.figure or (decided_on.figure if decided_on else None)
        if figure is None:
            return None
        return ReviewedFigure(target, figure, proposal, decision, self._standing.remark(target))


def decided_figures(log: Iterable[Decision]) -> list[ReviewedFigure]:
    """Return the figures of a `Review` of no proposals, which is quicker where no row follows."""
    rows = standing(log)
    held = {row.target: row for row in rows if row.target is not None and row.remark is None}
    remarks = {row.target: row.remark for row in rows if row.target is not None and row.remark is not None}
    figures = []
    for target, row in held.items():
        figure = row.figure or (row.proposed.figure if row.proposed else None)
        if figure is not None:
            figures.append(ReviewedFigure(target, figure, None, row, remarks.get(target, NO_REMARK)))
    return sorted(figures, key=_order)


def _order(reviewed: ReviewedFigure) -> tuple[Span, Span]:
    return reviewed.figure.span, reviewed.target
