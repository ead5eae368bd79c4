"""The record: one decided figure as it leaves the program, whole, the same in every format."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from core.annotation.decision import Reason, Verdict
from core.annotation.review import Review, ReviewedFigure, State
from core.errors import ExchangeError
from core.figure import Figure, Proposal, Span
from core.report import Report

Choice = Literal["confirmed", "decided", "all"]
CHOICES: tuple[Choice, ...] = get_args(Choice)

_STATES: dict[Choice, frozenset[State]] = {
    "confirmed": frozenset({"confirmed", "added"}),
    "decided": frozenset({"confirmed", "added", "rejected"}),
    "all": frozenset({"confirmed", "added", "rejected", "undecided"}),
}


@dataclass(frozen=True, slots=True)
class Record:
    """A figure with its report, its words and its decision.

    `report` is the report's name and `digest` its identity. `annotator` names whose review it is; `verdict` and `at`
    are None where that one has not decided. `proposed` is what was decided on, None for a figure that was added.
    `reason` says why it was rejected; `note` and `flagged` are the annotator's remark.
    """

    report: str
    digest: str
    text: str
    figure: Figure
    state: State
    verdict: Verdict | None
    annotator: str | None
    at: str | None
    corrected: bool
    proposed: Proposal | None
    reason: Reason | None = None
    note: str = ""
    flagged: bool = False


def records(
    report: Report, review: Review, annotator_name: str | None, state: Choice = "confirmed"
) -> Iterator[Record]:
    """Yield a review's figures in text order: the confirmed and added, with the rejected, or with the undecided too.

    Raise ExchangeError where a span does not lie in the report's text.
    """
    digest = report.digest
    for reviewed in review.figures:
        if reviewed.state in _STATES[state]:
            yield _record(report, digest, reviewed, annotator_name)


def _record(report: Report, digest: str, reviewed: ReviewedFigure, annotator_name: str | None) -> Record:
    decision, proposed = reviewed.decision, reviewed.proposed
    if proposed is not None:
        _words(report, proposed.figure.span)
    return Record(
        report=report.name,
        digest=digest,
        text=_words(report, reviewed.figure.span),
        figure=reviewed.figure,
        state=reviewed.state,
        verdict=decision.verdict if decision else None,
        annotator=annotator_name,
        at=decision.at if decision else None,
        corrected=reviewed.corrected,
        proposed=proposed,
        reason=decision.reason if decision else None,
        note=reviewed.remark.note,
        flagged=reviewed.remark.flagged,
    )


def _words(report: Report, span: Span) -> str:
    """Return the words a span covers."""
    words = report.text[span.start : span.end]
    if len(words) != span.end - span.start or not words:
        raise ExchangeError(
            "A figure of {report} lies outside its text ({start} to {end}). Nothing was written.",
            report=report.name,
            start=span.start,
            end=span.end,
        )
    return words
