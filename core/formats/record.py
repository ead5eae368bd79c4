"""The record: one decided figure as it leaves the program, whole, the same in every format."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from ..detection.outline import Outline, outline
from ..model.decision import Reason, Verdict
from ..model.errors import ExchangeError
from ..model.figure import Figure, Proposal, Span
from ..model.filing import UNFILED, Filing
from ..model.report import Report
from ..review.review import Review, ReviewedFigure, State

Choice = Literal["confirmed", "decided", "all"]
CHOICES: tuple[Choice, ...] = get_args(Choice)

AROUND = 20
"""How many code points before and after a figure are told, by which it is found in an edited report."""

STATES_OF: dict[Choice, frozenset[State]] = {
    "confirmed": frozenset({"confirmed", "added"}),
    "decided": frozenset({"confirmed", "added", "rejected"}),
    "all": frozenset({"confirmed", "added", "rejected", "undecided"}),
}


@dataclass(frozen=True, slots=True)
class Record:
    """A figure with its report, its words and its decision.

    `report` is the report's name and `digest` its identity. `annotator` names whose review it is; `verdict` and `at`
    are None where that one has not decided. `proposed` is what was decided on, None for a figure that was added.
    `reason` says why it was rejected; `note` and `flagged` are the annotator's remark. `settled` tells whether it was
    decided between others. `region` and `year` are the report's filing, `sentence` is where the figure stands, `before`
    and `after` are what stands on either side of it.
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
    settled: bool = False
    region: str = ""
    year: str = ""
    sentence: str = ""
    before: str = ""
    after: str = ""


def records(
    report: Report,
    review: Review,
    annotator_name: str | None,
    state: Choice | Collection[State] = "confirmed",
    filed: Filing = UNFILED,
) -> Iterator[Record]:
    """Yield a review's figures of some states in text order; by a word: what holds, what is decided, or all.

    Raise ExchangeError where a span does not lie in the report's text.
    """
    wanted = STATES_OF[state] if isinstance(state, str) else state
    yield from records_of(report, ((reviewed, annotator_name) for reviewed in review.figures), wanted, filed)


def records_of(
    report: Report,
    figures: Iterable[tuple[ReviewedFigure, str | None]],
    wanted: Collection[State],
    filed: Filing = UNFILED,
) -> Iterator[Record]:
    """Yield those figures that are in one of the states wanted, each with who says so; raise as `records` does."""
    asked = [figure for figure in figures if figure[0].state in wanted]
    if not asked:
        return
    digest, parts = report.digest, outline(report.text)
    for reviewed, annotator_name in asked:
        yield _record(report, digest, parts, reviewed, annotator_name, filed)


def _record(
    report: Report,
    digest: str,
    parts: Outline,
    reviewed: ReviewedFigure,
    annotator_name: str | None,
    filed: Filing,
) -> Record:
    decision, proposed, figure = reviewed.decision, reviewed.proposed, reviewed.figure
    if proposed is not None:
        _words(report, proposed.figure.span)
    text = _words(report, figure.span)
    return Record(
        report=report.name,
        digest=digest,
        text=text,
        figure=figure,
        state=reviewed.state,
        verdict=decision.verdict if decision else None,
        annotator=annotator_name,
        at=decision.at if decision else None,
        corrected=reviewed.corrected,
        proposed=proposed,
        reason=decision.reason if decision else None,
        note=reviewed.remark.note,
        flagged=reviewed.remark.flagged,
        settled=bool(decision and decision.settles),
        region=filed.region,
        year=filed.year,
        sentence=report.text[slice(*parts.sentence_at(figure.start))].strip(),
        before=report.text[max(0, figure.start - AROUND) : figure.start],
        after=report.text[figure.end : figure.end + AROUND],
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
