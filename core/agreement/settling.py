"""Settling disputes: one version of a disputed passage is made to hold; and what holds for a team then."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..model.decision import Decision, Step
from ..model.figure import Figure, Span
from .passages import Passage, PassageVersion, passages
from .readings import ReportReadings


@dataclass(frozen=True, slots=True)
class Outcome:
    """A figure that was decided for a team: the decision on it, and the annotators (by id) who decided so.

    `figure` is what holds or what was rejected; `decision` says which of the two, and on which target.
    """

    figure: Figure
    target: Span
    decision: Decision
    annotators: tuple[str, ...]


def settle(step: Step, passage: Passage, version: PassageVersion) -> list[Decision]:
    """Return the rows by which a passage gets one of its versions: each of its targets is decided so, in one step."""
    return seal(step, passage, [_again(step, row) for row in version.decisions])


def seal(step: Step, passage: Passage, rows: Iterable[Decision]) -> list[Decision]:
    """Return the rows of a step as rows that settle a passage.

    They name every decision there, and reject its other targets.
    """
    written = list(rows)
    decided = {row.target for row in written}
    proposed = {row.target: row.proposed for row in passage.decisions if row.proposed is not None}
    written += [step.reject(target, proposed.get(target)) for target in passage.targets if target not in decided]
    sources = tuple(row.id for row in passage.decisions)
    return [replace(row, settles=sources) for row in written]


def sealed(passage: Passage, rows: Sequence[Decision]) -> list[Decision]:
    """Return rows about to be written as rows that settle a passage, if they decide on a target of it.

    Else unchanged.
    """
    first = next((row for row in rows if row.target in passage.targets and row.remark is None), None)
    if first is None:
        return list(rows)
    return seal(Step(first.step, first.at, first.annotator, first.report), passage, rows)


def _again(step: Step, row: Decision) -> Decision:
    """Return a new row with the same decision as an earlier one."""
    assert row.target is not None
    if row.figure is None:
        return step.reject(row.target, row.proposed, row.reason)
    if row.verdict == "add":
        return step.add(row.figure, row.target)
    return step.confirm(row.target, row.figure, row.proposed)


def settled(log: ReportReadings) -> tuple[list[Outcome], list[Passage]]:
    """Return what holds for the team, and the passages that are still open.

    What was settled holds, and so does what nobody disputes.
    """
    holding: list[Outcome] = []
    still_open = []
    for passage in passages(log):
        if passage.settled:
            holding += _outcomes(passage.settled, (passage.settled[0].annotator,))
        elif passage.disputed:
            still_open.append(passage)
        else:
            holding += _outcomes(passage.versions[0].decisions, passage.versions[0].annotators)
    return _in_order(holding), still_open


def agreed(log: ReportReadings, least: int) -> list[Outcome]:
    """Return the figures that at least `least` annotators read alike, each on their own.

    Of several such versions of a passage the one that most annotators read counts; where two are read by as many,
    neither does.
    """
    holding: list[Outcome] = []
    for passage in passages(log):
        most = max(len(version.annotators) for version in passage.versions)
        chosen = [version for version in passage.versions if len(version.annotators) == most]
        if most >= least and len(chosen) == 1:
            holding += _outcomes(chosen[0].decisions, chosen[0].annotators)
    return _in_order(holding)


def _outcomes(rows: Sequence[Decision], annotators: tuple[str, ...]) -> Iterator[Outcome]:
    """Yield the outcomes of decisions; a figure that was added and then rejected has none."""
    for row in rows:
        figure = row.figure or (row.proposed.figure if row.proposed else None)
        if figure is not None and row.target is not None:
            yield Outcome(figure, row.target, row, annotators)


def _in_order(outcomes: Iterable[Outcome]) -> list[Outcome]:
    return sorted(outcomes, key=lambda outcome: (outcome.figure.span, outcome.target))
