"""The taking in: placed labels become decisions of an annotator, or proposals somebody has yet to decide on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from core.admission import admitted, said_of
from core.annotation.decision import Decision, Remark, Step
from core.annotation.review import Review, ReviewedFigure, add_beside
from core.attributes import SAID_OF_ITS_OWN
from core.errors import ExchangeError
from core.exchange.incoming import Mark, Refusal
from core.exchange.placing import Placement
from core.figure import KINDS, Figure, Proposal, Span, is_label, unread

Reader = Callable[[Span], Proposal | None]
"""Reads a span of the report; None where it holds no numeral."""


@dataclass(frozen=True, slots=True)
class Kinds:
    """What a file's labels mean: a kind, or a label of one's own by id; `named` are renamed first."""

    own: Mapping[str, str]
    named: Mapping[str, str]

    def of(self, label: str) -> str:
        """Return a kind or a label's id; raise ExchangeError where there is none of this name."""
        label = self.named.get(label, label)
        if label in KINDS:
            return label
        for name, identity in self.own.items():
            if label in (name, "_".join(name.split())):
                return identity
        raise ExchangeError(
            "There is no kind or label named {name}. Make the label, or say which it is.", name=label[:40]
        )


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of some labels: rows to write, how many decide what was decided so already, what was refused."""

    rows: tuple[Decision, ...]
    same: int
    refused: tuple[Refusal, ...]


def decisions(
    placed: Sequence[Placement], review: Review, step: Step, kinds: Kinds, read: Reader, length: int
) -> Taken:
    """Turn labels into decisions of one step: on the proposal they stand on, else as figures that are added.

    `review` is the annotator's, with the proposals of the report; it takes in the rows. A label nobody decided on there
    decides nothing here.
    """
    rows: list[Decision] = []
    refused: list[Refusal] = []
    same = 0
    for one in placed:
        try:
            made = list(_decided(one, review, step, kinds, read, length))
        except ExchangeError as error:
            refused.append(Refusal(one.mark.where, error))
            continue
        same += not made
        review.append(made)
        rows += made
    return Taken(tuple(rows), same, tuple(refused))


def _decided(one: Placement, review: Review, step: Step, kinds: Kinds, read: Reader, length: int) -> list[Decision]:
    """Return the rows for a label: what is decided, and what is remarked where that is told and new."""
    mark = one.mark
    if mark.state == "undecided":
        raise ExchangeError("Nobody decided on it there. Import it as a proposal.")
    figure = None if mark.state == "rejected" and mark.proposed is None else figure_of(one, kinds, read)
    proposed = _proposed(one, kinds, length)
    target = proposed.figure.span if proposed is not None else one.span
    shown = review.get(target)
    rows: list[Decision] = []
    if mark.state == "rejected":
        if shown is None or shown.decision is None or (shown.state, shown.decision.reason) != ("rejected", mark.reason):
            found = proposed or (shown.proposed if shown is not None else None)
            rows.append(step.reject(target, found, mark.reason))
    elif figure is not None and not _holds(review, target, figure, mark):
        rows.append(_holding(review, target, figure, proposed, mark, step))
        target = rows[0].target or target
    remark = Remark(mark.note, mark.flagged)
    if (mark.note or mark.flagged) and (shown is None or shown.remark != remark):
        rows.append(step.remark(target, remark))
    return rows


def _holding(
    review: Review, target: Span, figure: Figure, proposed: Proposal | None, mark: Mark, step: Step
) -> Decision:
    """Write that a figure holds: of what was proposed, or added; beside what else is shown where it shall stay."""
    if proposed is not None:
        return step.confirm(target, figure, proposed)
    shown = review.get(target)
    if shown is None:
        return step.add(figure, target)
    decided_now = shown.decision is not None and shown.decision.step == step.id
    if mark.state == "added" or is_label(figure.kind) or decided_now:
        return add_beside(step, figure, review.taken())
    return step.confirm(target, figure, shown.proposed) if shown.proposed else step.add(figure, target)


def _holds(review: Review, target: Span, figure: Figure, mark: Mark) -> bool:
    """Tell whether a figure is decided so already."""
    if mark.proposed is not None:
        shown: ReviewedFigure | None = review.get(target)
        return shown is not None and shown.state == "confirmed" and shown.figure == figure
    return any(
        other.figure == figure and other.state in ("confirmed", "added") for other in review.touching(figure.span)
    )


def _proposed(one: Placement, kinds: Kinds, length: int) -> Proposal | None:
    """Return what was decided on, moved as far as its label was."""
    proposed = one.mark.proposed
    if proposed is None:
        return None
    by = one.span.start - one.mark.start
    figure = replace(
        proposed.figure,
        start=proposed.figure.start + by,
        end=proposed.figure.end + by,
        kind=kinds.of(proposed.figure.kind),
    )
    if not 0 <= figure.start < figure.end <= length:
        raise ExchangeError("What was proposed lies outside the report.")
    evidence = {} if by else proposed.evidence
    return replace(proposed, figure=figure, evidence=evidence)


def proposals(placed: Sequence[Placement], kinds: Kinds, read: Reader) -> tuple[list[Proposal], list[Refusal]]:
    """Turn labels into proposals; what was rejected there is proposed by nobody."""
    made: list[Proposal] = []
    refused: list[Refusal] = []
    for one in placed:
        try:
            if one.mark.state == "rejected":
                raise ExchangeError("It was rejected there and is no proposal.")
            made.append(Proposal(figure_of(one, kinds, read), one.mark.confidence))
        except ExchangeError as error:
            refused.append(Refusal(one.mark.where, error))
    return made, refused


def figure_of(one: Placement, kinds: Kinds, read: Reader) -> Figure:
    """Make a label's figure: what the file tells of it, and what the report's own words tell where it does not.

    Raise ExchangeError where its kind is unknown, where it has no number, or where an attribute is none.
    """
    kind, told = kinds.of(one.mark.kind), one.mark.told
    figure = unread(*one.span, kind)
    if kind in KINDS and not set(told) >= SAID_OF_ITS_OWN:
        found = read(one.span)
        if found is None and "value" not in told:
            raise ExchangeError("There is no number in the words.")
        figure = replace(found.figure, start=one.span.start, end=one.span.end, kind=kind) if found else figure
    figure = replace(figure, **said_of(told))
    if kind in KINDS and figure.value == ():
        raise ExchangeError("There is no number in the words.")
    return admitted(figure) if "value" in told else figure
