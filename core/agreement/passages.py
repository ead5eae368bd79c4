"""Passages: stretches of a report on which decisions of several annotators overlap, and how each reads them; pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model.decision import Decision, origin
from ..model.figure import Figure, Span, is_label
from .readings import AnnotatorReading, ReportReadings

Steps = Mapping[Span | None, Mapping[int, tuple[Decision, ...]]]


@dataclass(frozen=True, slots=True)
class PassageVersion:
    """One way to read a passage: the annotators (by id) who read it so, and the decisions of the first of them.

    There are no decisions where these annotators decided nothing here, and another added a figure.
    """

    annotators: tuple[str, ...]
    decisions: tuple[Decision, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures it holds, in text order; none where it holds that there is none."""
        return _figures(self.decisions)


@dataclass(frozen=True, slots=True)
class Passage:
    """The span that all decisions in it cover, the versions of it, every decision in it, and those that settled it.

    What holds after a settling (`settled`) are the rows of one step; none while nothing was settled, or while somebody
    decided otherwise since.
    """

    span: Span
    versions: tuple[PassageVersion, ...]
    decisions: tuple[Decision, ...]
    settled: tuple[Decision, ...] = ()

    @property
    def disputed(self) -> bool:
        """Tell whether annotators differ here, settled or not."""
        return len(self.versions) > 1

    @property
    def open(self) -> bool:
        """Tell whether annotators differ here and nobody has settled it."""
        return self.disputed and not self.settled

    @property
    def targets(self) -> tuple[Span, ...]:
        """What was decided on here, in text order."""
        return tuple(sorted({row.target for row in self.decisions if row.target is not None}))


def passages(log: ReportReadings) -> list[Passage]:
    """Cut what a report's readers decided into passages, in text order; decisions that share a character share one.

    Labels of one's own lie over figures, and have passages of their own. Figures are the same where every attribute is.
    Who decided nothing in a passage has no version of it, but where all of it was added: there the other readers saw no
    figure.
    """
    found = []
    settlings = _steps(log.settling)
    for layer in (False, True):
        for span, rows in _together(log.readers, layer):
            versions = _versions(rows, log.readers)
            found.append(Passage(span, versions, tuple(rows), _settled(versions, rows, settlings)))
    return sorted(found, key=lambda passage: passage.span)


def _together(readers: Sequence[AnnotatorReading], labels: bool) -> Iterator[tuple[Span, list[Decision]]]:
    """Yield the decisions on labels or those on figures that hang together, and the span they cover."""
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
    """Return all that a decision is about: its target, and its figure where that was moved; of an added one the figure.

    What was added beside others has a target that is none of its text.
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
    """Put the rows that settle together by their steps; name for each target the steps about it, by their number."""
    by_step: defaultdict[str, list[Decision]] = defaultdict(list)
    for row in settling:
        by_step[row.step].append(row)
    about: defaultdict[Span | None, dict[int, tuple[Decision, ...]]] = defaultdict(dict)
    for number, rows in enumerate(by_step.values()):
        for row in rows:
            about[row.target][number] = tuple(rows)
    return about


def _settled(versions: Sequence[PassageVersion], rows: Sequence[Decision], settlings: Steps) -> tuple[Decision, ...]:
    """Return the last step that settles this passage and knew every decision in it that reads otherwise."""
    targets = {row.target for row in rows}
    # a step covers all targets of a passage as it was then; where the passage has grown since, one of them will do
    steps = {number: step for target in targets for number, step in settlings.get(target, {}).items()}
    for _, step in sorted(steps.items(), reverse=True):
        here = tuple(row for row in step if row.target in targets)
        known = {origin(source) for row in here for source in row.settles}
        dissenting = {name for version in versions if version.figures != _figures(here) for name in version.annotators}
        if all(origin(row.id) in known for row in rows if row.annotator in dissenting):
            return here
    return ()
