"""Passages: stretches of a report where decisions of several annotators overlap, and the version of each annotator."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model.decision import Decision, origin
from ..model.figure import Figure, Span, is_label
from .readings import AnnotatorReading, ReportReadings

Steps = Mapping[Span | None, Mapping[int, tuple[Decision, ...]]]


@dataclass(frozen=True, slots=True)
class PassageVersion:
    """One version of a passage: the annotators (by id) who have it, and the decisions of the first of them.

    There are no decisions where these annotators decided nothing here while another one added a figure.
    """

    annotators: tuple[str, ...]
    decisions: tuple[Decision, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of the version in text order; none where it says that there is none."""
        return _figures(self.decisions)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a report with the versions of it and every decision in it; `span` covers all these decisions.

    `settled` are the rows of the step that settled it; none while it is not settled, or where somebody has decided
    otherwise since.
    """

    span: Span
    versions: tuple[PassageVersion, ...]
    decisions: tuple[Decision, ...]
    settled: tuple[Decision, ...] = ()

    @property
    def disputed(self) -> bool:
        """Whether annotators differ here, settled or not."""
        return len(self.versions) > 1

    @property
    def open(self) -> bool:
        """Whether annotators differ here and nobody has settled it."""
        return self.disputed and not self.settled

    @property
    def targets(self) -> tuple[Span, ...]:
        """The targets decided on here, in text order."""
        return tuple(sorted({row.target for row in self.decisions if row.target is not None}))


def passages(log: ReportReadings) -> list[Passage]:
    """Return the passages of a report in text order; decisions that share a character are in the same passage.

    Labels lie over figures and have passages of their own. Two figures are the same where every attribute is. An
    annotator who decided nothing in a passage has no version of it, except where every decision in it added a figure:
    then that annotator saw no figure there.
    """
    found = []
    settlings = _steps(log.settling)
    for layer in (False, True):
        for span, rows in _together(log.readers, layer):
            versions = _versions(rows, log.readers)
            found.append(Passage(span, versions, tuple(rows), _settled(versions, rows, settlings)))
    return sorted(found, key=lambda passage: passage.span)


def _together(readers: Sequence[AnnotatorReading], labels: bool) -> Iterator[tuple[Span, list[Decision]]]:
    """Yield groups of overlapping decisions, on labels or on figures (`labels`), with the span that each covers."""
    places = sorted(
        (
            (_span(row), number, row)
            for number, reader in enumerate(readers)
            for row in reader.decided.values()
            if (row.figure is not None and is_label(row.figure.kind)) == labels
        ),
        key=lambda place: place[:2],
    )
    rows: list[Decision] = []
    start = end = 0
    for span, _, row in places:
        if rows and span.start >= end:
            yield Span(start, end), rows
            rows = []
        start, end = (min(start, span.start), max(end, span.end)) if rows else span
        rows.append(row)
    if rows:
        yield Span(start, end), rows


def _span(row: Decision) -> Span:
    """Return the span that a decision is about: its target together with its figure, if that was moved.

    Of an added figure only the figure counts: the target of one that was added over others need not lie in the text.
    """
    assert row.target is not None
    if row.figure is None:
        return row.target
    if row.verdict == "add":
        return row.figure.span
    return Span(min(row.target.start, row.figure.start), max(row.target.end, row.figure.end))


def _versions(rows: Sequence[Decision], readers: Sequence[AnnotatorReading]) -> tuple[PassageVersion, ...]:
    by_annotator: defaultdict[str, list[Decision]] = defaultdict(list)
    for row in rows:
        by_annotator[row.annotator].append(row)
    if all(row.proposed is None for row in rows):
        for reader in readers:
            by_annotator.setdefault(reader.annotator, [])
    alike: dict[tuple[Figure, ...], list[str]] = {}
    for reader in readers:
        if reader.annotator in by_annotator:
            alike.setdefault(_figures(by_annotator[reader.annotator]), []).append(reader.annotator)
    return tuple(PassageVersion(tuple(names), tuple(by_annotator[names[0]])) for names in alike.values())


def _figures(rows: Sequence[Decision]) -> tuple[Figure, ...]:
    return tuple(sorted((row.figure for row in rows if row.figure is not None), key=lambda figure: figure.span))


def _steps(settling: Sequence[Decision]) -> Steps:
    """Return the settling decisions by step, and for each target the steps that decide on it, by number."""
    by_step: defaultdict[str, list[Decision]] = defaultdict(list)
    for row in settling:
        by_step[row.step].append(row)
    about: defaultdict[Span | None, dict[int, tuple[Decision, ...]]] = defaultdict(dict)
    for number, rows in enumerate(by_step.values()):
        for row in rows:
            about[row.target][number] = tuple(rows)
    return about


def _settled(versions: Sequence[PassageVersion], rows: Sequence[Decision], settlings: Steps) -> tuple[Decision, ...]:
    """Return the last step that settles this passage and names every decision in it that differs."""
    targets = {row.target for row in rows}
    # a step decides on all targets of the passage as it was then; where the passage has grown since, one target is
    # enough
    steps = {number: step for target in targets for number, step in settlings.get(target, {}).items()}
    for _, step in sorted(steps.items(), reverse=True):
        here = tuple(row for row in step if row.target in targets)
        known = {origin(source) for row in here for source in row.settles}
        dissenting = {name for version in versions if version.figures != _figures(here) for name in version.annotators}
        if all(origin(row.id) in known for row in rows if row.annotator in dissenting):
            return here
    return ()
