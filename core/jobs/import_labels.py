"""The labels of a file on their way into a store: read, placed, made decisions or proposals, written at once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..formats.incoming_label import Labelled, Mark, Read, Refusal
from ..formats.label_placing import Placement, ReportIndex, place
from ..formats.label_transfer import labels_in
from ..model.attributes import SAID_OF_ITS_OWN
from ..model.decision import Decision, Remark, Step, new_step
from ..model.errors import ExchangeError, UserError
from ..model.figure import KINDS, Figure, Proposal, Span, is_label, unread
from ..model.report import Report
from ..model.standing import undo_and_redo
from ..model.validation import admitted, said_of, text_of
from ..review.label_scheme import Scheme
from ..review.review import Review, ReviewedFigure, add_beside
from ..review.sources import with_alternatives

if TYPE_CHECKING:
    from ..store import Store


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


@dataclass(frozen=True, slots=True)
class Wish:
    """What shall become of a file's labels: decisions or proposals, whose, of which report, under which names.

    Whose: the annotator's name, and the id where several may bear it; "" for whom the file names.
    """

    decide: bool
    annotator: str = ""
    source: str = ""
    report: str = ""
    renamed: Mapping[str, str] = field(default_factory=dict)
    identity: str = ""


@dataclass
class Taking:
    """A file's labels on their way: `digests` are the reports to `add`, one after the other; then all are written."""

    wish: Wish
    store: "Store"
    kinds: Kinds
    placed: Mapping[str, Sequence[Placement]]
    refused: list[Refusal]
    rows: list[Decision] = field(default_factory=list)
    proposed: dict[str, list[Proposal]] = field(default_factory=dict)
    same: int = 0
    done: int = 0

    @property
    def digests(self) -> list[str]:
        """The reports that labels were placed in."""
        return list(self.placed)

    @property
    def counts(self) -> tuple[int, int, int, int, int]:
        """How many labels were read, placed, found anew by their words, there already, and refused."""
        found = [one for placed in self.placed.values() for one in placed]
        anew = sum(one.anew for one in found)
        refused = sum(refusal.marks for refusal in self.refused)
        return self.done + refused, self.done - self.same, anew, self.same, refused

    def add(self, report: Report, found: Sequence[Proposal], read: Reader) -> None:
        """Make of a report's labels what shall become of them; `found` are its proposals, `read` reads a span."""
        placed = self.placed[report.digest]
        if not self.wish.decide:
            self.proposed[report.digest], refused = proposals(placed, self.kinds, read)
            self._count(placed, refused)
            return
        by: defaultdict[str, list[Placement]] = defaultdict(list)
        for one in placed:
            by[self.wish.annotator or one.annotator].append(one)
        scheme = Scheme(self.store.labels())
        shown, _ = with_alternatives(found, self.store.proposals(report.digest))
        for name, own in by.items():
            annotator = self.wish.identity or self.store.annotator(name)
            log = scheme.through(self.store.log(report.digest, annotator))
            step = new_step(annotator, report.digest)
            taken = decisions(own, Review(shown, log), step, self.kinds, read, len(report.text))
            self.rows += taken.rows
            self.same += taken.same
            self._count(own, taken.refused)

    def pass_over(self, report: Report, error: UserError) -> None:
        """Leave out a report's labels, and say why."""
        self._count(self.placed[report.digest], [Refusal(one.mark.where, error) for one in self.placed[report.digest]])

    def _count(self, placed: Sequence[Placement], refused: Sequence[Refusal]) -> None:
        self.refused += refused
        self.done += len(placed) - len(refused)


def take_in(path: Path, store: "Store", wish: Wish) -> Taking:
    """Read a file within limits and place its labels in the store's reports; write nothing.

    Raise ExchangeError where the file is none, or where it does not say whose decisions they are.
    """
    return take(labels_in(path), store, wish)


def take(read: Read, store: "Store", wish: Wish) -> Taking:
    """Place labels that were read in the store's reports, as `take_in` does."""
    found, refused = read
    reports = ReportIndex(_named(store, wish.report), store.report)
    signed, strange = _signed(found)
    placed, homeless = place(signed, reports)
    if wish.decide and not wish.annotator and any(not one.annotator for one in placed):
        raise ExchangeError("The file does not say whose decisions these are. Name the annotator.")
    by: defaultdict[str, list[Placement]] = defaultdict(list)
    for one in placed:
        by[one.report].append(one)
    own = {name: label.id for label in Scheme(store.labels()).live for name in (label.chinese, label.english) if name}
    return Taking(wish, store, Kinds(own, wish.renamed), dict(by), [*refused, *strange, *homeless])


def _signed(found: Sequence[Labelled]) -> Read:
    """Leave out what is signed with more than a name."""
    signed: list[Labelled] = []
    refused: list[Refusal] = []
    for one in found:
        try:
            text_of("annotator", one.annotator)
            signed.append(one)
        except ExchangeError as error:
            refused.append(Refusal(one.where, error, len(one.marks)))
    return signed, refused


def take_back(rows: Iterable[Decision], store: "Store") -> int:
    """Undo the steps of an import that still stand, in every report; return how many there were."""
    steps = dict.fromkeys((row.annotator, row.report, row.step) for row in rows)
    undone = [
        new_step(annotator, report).undo(step)
        for annotator, report, step in steps
        if step in undo_and_redo(store.log(report, annotator))[0]
    ]
    if undone:
        store.append(undone)
    return len(undone)


def take_out(taking: Taking, store: "Store") -> None:
    """Write what was made of the labels: all decisions or none."""
    if taking.rows:
        store.append(taking.rows)
    for digest, found in taking.proposed.items():
        taking.same += len(found) - store.add_proposals(digest, taking.wish.source, found)


def _named(store: "Store", only: str) -> dict[str, list[str]]:
    """Name the reports labels may belong to; raise ExchangeError where there is none of the name asked for."""
    named: defaultdict[str, list[str]] = defaultdict(list)
    for entry in store.reports():
        if not entry.filing.removed and only in ("", entry.name, entry.title, entry.digest):
            for name in dict.fromkeys((entry.name, entry.title)):
                named[name].append(entry.digest)
    if not named and only:
        raise ExchangeError("There is no report {name} in the store. Check the name.", name=only)
    return named
