"""The import of labels: those of a file are placed in reports, made decisions or proposals, and written at once."""

import traceback
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..formats.incoming_label import IncomingLabel, LabelledText, Read, Refusal
from ..model.attributes import REQUIRED
from ..model.decision import Decision, Remark, Step, new_step
from ..model.errors import ExchangeError, UserError
from ..model.figure import KINDS, Figure, Proposal, Span, is_label, unread
from ..model.report import Report
from ..model.standing import undo_and_redo
from ..model.validation import admitted, attributes_from, text_of
from ..model.vocabulary import kind_named
from ..review.label_scheme import Scheme
from ..review.review import Review, ReviewedFigure, add_beside
from ..review.sources import with_alternatives
from .executor import Answer, BrokenOff, Executor, ReadyAnswer
from .label_placing import Placement, ReportIndex, place
from .progress import Job, Progress
from .read_labels import labels_in
from .store_proposals import proposals_for

if TYPE_CHECKING:
    from ..store import Store


SpanReader = Callable[[Span], Proposal | None]
"""Tells how a span of the report is read; None where it holds no numeral."""


@dataclass(frozen=True, slots=True)
class LabelNames:
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
        if kind_named(label) in KINDS:
            return kind_named(label)
        raise ExchangeError(
            "There is no kind or label named {name}. Make the label, or say which one it stands for.", name=label[:40]
        )


@dataclass(frozen=True, slots=True)
class MadeDecisions:
    """What became of some labels: rows to write, how many decide what was decided so already, what was refused."""

    rows: tuple[Decision, ...]
    same: int
    refused: tuple[Refusal, ...]


def decisions(
    placed: Sequence[Placement], review: Review, step: Step, names: LabelNames, read: SpanReader, length: int
) -> MadeDecisions:
    """Turn labels into decisions of one step: on the proposal they stand on, else as figures that are added.

    `review` is the annotator's, with the proposals of the report; it takes in the rows. A label nobody decided on there
    decides nothing here.
    """
    rows: list[Decision] = []
    refused: list[Refusal] = []
    same = 0
    for one in placed:
        try:
            made = list(_decided(one, review, step, names, read, length))
        except ExchangeError as error:
            refused.append(Refusal(one.mark.where, error))
            continue
        same += not made
        review.append(made)
        rows += made
    return MadeDecisions(tuple(rows), same, tuple(refused))


def _decided(
    one: Placement, review: Review, step: Step, names: LabelNames, read: SpanReader, length: int
) -> list[Decision]:
    """Return the rows for a label: what is decided, and what is remarked where that is told and new."""
    mark = one.mark
    if mark.state == "undecided":
        raise ExchangeError("Nobody decided on it there. Import it as a proposal.")
    figure = None if mark.state == "rejected" and mark.proposed is None else figure_of(one, names, read)
    proposed = _proposed(one, names, length)
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
    review: Review, target: Span, figure: Figure, proposed: Proposal | None, mark: IncomingLabel, step: Step
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


def _holds(review: Review, target: Span, figure: Figure, mark: IncomingLabel) -> bool:
    """Tell whether a figure is decided so already."""
    if mark.proposed is not None:
        shown: ReviewedFigure | None = review.get(target)
        return shown is not None and shown.state == "confirmed" and shown.figure == figure
    return any(
        other.figure == figure and other.state in ("confirmed", "added") for other in review.touching(figure.span)
    )


def _proposed(one: Placement, names: LabelNames, length: int) -> Proposal | None:
    """Return what was decided on, moved as far as its label was."""
    proposed = one.mark.proposed
    if proposed is None:
        return None
    by = one.span.start - one.mark.start
    figure = replace(
        proposed.figure,
        start=proposed.figure.start + by,
        end=proposed.figure.end + by,
        kind=names.of(proposed.figure.kind),
    )
    if not 0 <= figure.start < figure.end <= length:
        raise ExchangeError("What was proposed lies outside the report.")
    return replace(proposed, figure=figure, reasons={} if by else proposed.reasons)


def proposals(placed: Sequence[Placement], names: LabelNames, read: SpanReader) -> tuple[list[Proposal], list[Refusal]]:
    """Turn labels into proposals; what was rejected there is proposed by nobody."""
    made: list[Proposal] = []
    refused: list[Refusal] = []
    for one in placed:
        try:
            if one.mark.state == "rejected":
                raise ExchangeError("It was rejected there and is no proposal.")
            made.append(Proposal(figure_of(one, names, read), one.mark.confidence))
        except ExchangeError as error:
            refused.append(Refusal(one.mark.where, error))
    return made, refused


def figure_of(one: Placement, names: LabelNames, read: SpanReader) -> Figure:
    """Make a label's figure: what the file tells of it, and what the report's own words tell where it does not.

    Raise ExchangeError where its kind is unknown, where it has no number, or where an attribute is none.
    """
    kind, attributes = names.of(one.mark.kind), one.mark.attributes
    figure = unread(*one.span, kind)
    if _is_read(kind, one):
        found = read(one.span)
        if found is None and "value" not in attributes:
            raise ExchangeError("There is no number in the words.")
        figure = replace(found.figure, start=one.span.start, end=one.span.end, kind=kind) if found else figure
    figure = replace(figure, **attributes_from(attributes))
    if kind in KINDS and figure.value == ():
        raise ExchangeError("There is no number in the words.")
    return admitted(figure) if "value" in attributes else figure


def _is_read(kind: str, one: Placement) -> bool:
    """Tell whether the words under a label of a kind are read: the file does not say all of its own."""
    return kind in KINDS and not set(one.mark.attributes) >= REQUIRED


@dataclass(frozen=True, slots=True)
class LabelImportOptions:
    """What a file's labels become: decisions (`decide`) or proposals of a source.

    `annotator` is the name of whose decisions they are, "" for whom the file names; `annotator_id` is the id, where
    several annotators may bear the name. `report` names the report they belong to, "" for what the file says.
    `renamed` says what a label's name means here (a kind, or the name of a label of one's own).
    """

    decide: bool
    annotator: str = ""
    source: str = ""
    report: str = ""
    renamed: Mapping[str, str] = field(default_factory=dict)
    annotator_id: str = ""


@dataclass(eq=False)
class LabelImport:
    """The labels of one file, placed in reports of a store.

    `add` is called for each of `digests`, the reports that labels were placed in, with what tells how its
    `spans_to_read` are read; then `write` writes all of it. `refused` are the labels that do not come in, `rows` the
    decisions made, `proposed` the proposals by report, `same` how many labels were in the store already, `done` how
    many labels became something.
    """

    options: LabelImportOptions
    store: "Store"
    names: LabelNames
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

    def add(self, report: Report, found: Sequence[Proposal], read: SpanReader) -> None:
        """Make decisions or proposals of a report's labels; `found` are its proposals, `read` reads a span of it."""
        placed = self.placed[report.digest]
        if not self.options.decide:
            self.proposed[report.digest], refused = proposals(placed, self.names, read)
            self._count(placed, refused)
            return
        by: defaultdict[str, list[Placement]] = defaultdict(list)
        for one in placed:
            by[self.options.annotator or one.annotator].append(one)
        scheme = Scheme(self.store.labels())
        shown, _ = with_alternatives(found, self.store.proposals(report.digest))
        for name, own in by.items():
            annotator = self.options.annotator_id or self.store.annotator(name)
            log = scheme.through(self.store.log(report.digest, annotator))
            step = new_step(annotator, report.digest)
            made = decisions(own, Review(shown, log), step, self.names, read, len(report.text))
            self.rows += made.rows
            self.same += made.same
            self._count(own, made.refused)

    def spans_to_read(self, digest: str) -> list[Span]:
        """Return the spans of a report whose figures the file does not tell in full."""
        spans: dict[Span, None] = {}
        for one in self.placed[digest]:
            # a name that means nothing here is refused when the labels are added
            with suppress(ExchangeError):
                if _is_read(self.names.of(one.mark.kind), one):
                    spans[one.span] = None
        return list(spans)

    def refuse_report(self, digest: str, error: UserError) -> None:
        """Leave out a report's labels; `error` says why."""
        self._count(self.placed[digest], [Refusal(one.mark.where, error) for one in self.placed[digest]])

    def write(self) -> None:
        """Write what was made of the labels: all decisions or none."""
        if self.rows:
            self.store.append(self.rows)
        for digest, found in self.proposed.items():
            self.same += len(found) - self.store.add_proposals(digest, self.options.source, found)

    def _count(self, placed: Sequence[Placement], refused: Sequence[Refusal]) -> None:
        self.refused += refused
        self.done += len(placed) - len(refused)


@dataclass(frozen=True, slots=True)
class ImportedLabels:
    """What became of a file of labels: its import, or what kept all of it out.

    `error` says it, and `trace` is the Python trace where it was a fault of the program. Nothing was written then.
    """

    path: Path
    labels: LabelImport | None
    error: UserError | None = None
    trace: str = ""


@dataclass(frozen=True, slots=True)
class LabelWork:
    """What an import of labels needs of who drives it.

    `options` says what the labels of a file become, `explain` makes of what broke off over a report (by name) the error
    that its labels are refused with, and `before_write` is told how many decisions are about to be written at once.
    """

    options: Callable[[Path], LabelImportOptions]
    explain: Callable[[str, BrokenOff], UserError]
    before_write: Callable[[int], None] = lambda _: None


class _Part(NamedTuple):
    """A report that a file's labels were placed in ("" where there is none), and whether it is the file's last.

    `spans` of it are read.
    """

    path: Path
    labels: LabelImport
    digest: str
    is_last: bool
    spans: list[Span]


class _Asked(NamedTuple):
    """What is asked for a part: the proposals of its report, and how its spans are read."""

    part: _Part
    found: Answer[list[Proposal] | BrokenOff]
    read: Answer[list[Proposal | None] | BrokenOff]


def import_labels(
    store: "Store", files: Sequence[Path], work: LabelWork, executor: Executor
) -> Job[ImportedLabels, None]:
    """Read files of labels and write what they say; yield each file's outcome as it is written.

    The labels of one file are written at once, or none of them. What goes wrong over a file keeps that file out, and
    what goes wrong over a report the labels of that report; the others come in. `done` counts reports, and so does
    `of` where one file is imported.
    """
    waiting: deque[_Asked] = deque()
    failed: list[LabelImport] = []
    done = 0

    def ask(part: _Part) -> _Asked:
        # what was proposed is of interest only where something is decided
        options = part.labels.options
        finds = bool(part.digest) and options.decide
        named = (one for one, name in store.annotators().items() if name == options.annotator)
        reader = options.annotator_id or next(named, "")
        return _Asked(
            part,
            proposals_for(store, part.digest, executor, reader) if finds else ReadyAnswer([]),
            executor.read(store.report(part.digest, reader), part.spans) if part.spans else ReadyAnswer([]),
        )

    def settled(left: int) -> Iterator[Progress[ImportedLabels]]:
        """Go on with the reports that wait for an answer, until only so many are left."""
        nonlocal done
        while len(waiting) > left:
            part, found, read = waiting.popleft()
            of = len(part.labels.digests) if len(files) == 1 else 0
            yield Progress(done, of, part.path.name)
            outcome = None if part.labels in failed else _go_on(part, found.result(), read.result(), store, work)
            if outcome is not None and outcome.error is not None:
                failed.append(part.labels)
            done += 1
            yield Progress(done, of, part.path.name, outcome)

    for path in files:
        try:
            reading = executor.run(partial(_read, path))
            yield Progress(done, 0, path.name)
            labels = place_labels(reading.result(), store, work.options(path))
        except UserError as error:
            yield from settled(0)
            yield Progress(done, 0, path.name, ImportedLabels(path, None, error))
            continue
        except Exception:
            trace = traceback.format_exc()
            yield from settled(0)
            reason = work.explain(path.name, BrokenOff(trace))
            yield Progress(done, 0, path.name, ImportedLabels(path, None, reason))
            continue
        digests = labels.digests or [""]
        for digest in digests:
            spans = labels.spans_to_read(digest) if digest else []
            waiting.append(ask(_Part(path, labels, digest, digest == digests[-1], spans)))
            yield from settled(executor.ahead)
    yield from settled(0)


def _read(path: Path) -> Read:
    return labels_in(path)


def _go_on(
    part: _Part,
    found: list[Proposal] | BrokenOff,
    read: list[Proposal | None] | BrokenOff,
    store: "Store",
    work: LabelWork,
) -> ImportedLabels | None:
    """Take in what a file says of one report; after the last one write all of it and return the outcome."""
    labels = part.labels
    try:
        if part.digest:
            report = store.report(part.digest)
            if isinstance(found, BrokenOff):
                labels.refuse_report(part.digest, work.explain(report.name, found))
            elif isinstance(read, BrokenOff):
                labels.refuse_report(part.digest, work.explain(report.name, read))
            else:
                labels.add(report, found, dict(zip(part.spans, read, strict=True)).__getitem__)
        if not part.is_last:
            return None
        work.before_write(len(labels.rows))
        labels.write()
    except UserError as error:
        return ImportedLabels(part.path, None, error)
    except Exception:
        return ImportedLabels(part.path, None, trace=traceback.format_exc())
    return ImportedLabels(part.path, labels)


def place_labels(read: Read, store: "Store", options: LabelImportOptions) -> LabelImport:
    """Place labels that were read in the store's reports; nothing is written.

    Raise ExchangeError where they shall be decisions and the file does not say whose.
    """
    found, refused = read
    reports = ReportIndex(_named(store, options.report), store.report, is_named=bool(options.report))
    signed, strange = _signed(found)
    placed, homeless = place(signed, reports)
    if options.decide and not options.annotator and any(not one.annotator for one in placed):
        raise ExchangeError("The file does not say whose decisions these are. Name the annotator.")
    by: defaultdict[str, list[Placement]] = defaultdict(list)
    for one in placed:
        by[one.report].append(one)
    own = {name: label.id for label in Scheme(store.labels()).live for name in (label.chinese, label.english) if name}
    return LabelImport(options, store, LabelNames(own, options.renamed), dict(by), [*refused, *strange, *homeless])


def _signed(found: Sequence[LabelledText]) -> Read:
    """Leave out what is signed with more than a name."""
    signed: list[LabelledText] = []
    refused: list[Refusal] = []
    for one in found:
        try:
            text_of("annotator", one.annotator)
            signed.append(one)
        except ExchangeError as error:
            refused.append(Refusal(one.where, error, len(one.marks)))
    return signed, refused


def undo_import(rows: Iterable[Decision], store: "Store") -> int:
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
