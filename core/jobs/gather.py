"""What an export holds: the records of a report of a store, as one annotator decided or as all agree."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ..agreement.settling import agreed, settled
from ..detection.outline import Outline, outline
from ..detection.region_and_year import RegionAndYear, find_region_and_year
from ..formats.exported import Exported
from ..formats.record import AROUND, STATES_OF, Choice, Record
from ..model.decision import State
from ..model.errors import ExchangeError
from ..model.figure import Proposal, Span
from ..model.filing import UNFILED, Filing
from ..model.report import Report
from ..review.label_scheme import Scheme
from ..review.review import Review, ReviewedFigure
from ..review.sources import with_alternatives
from .store_readings import distinct_names, log_of

if TYPE_CHECKING:
    from ..store import ReportEntry, Store


def gather(
    store: "Store",
    entry: "ReportEntry",
    annotator: tuple[str, str] | None,
    proposals: Iterable[Proposal],
    states: Collection[State],
) -> Exported:
    """Read a report and what an annotator (id and name) says of it, of nobody where none is given.

    `proposals` are needed for what is undecided; those of other sources, which the store keeps, are laid beside them.
    A merged label reads as what it was merged into.
    """
    report = replace(store.report(entry.digest), name=entry.title)
    scheme = Scheme(store.labels())
    log = scheme.through(store.log(entry.digest, annotator[0])) if annotator else []
    name = annotator[1] if annotator else None
    foreign = store.proposals(entry.digest) if "undecided" in states else []
    shown, _ = with_alternatives(list(proposals), foreign)
    rows = records(report, Review(shown, log), name, states, _filed(entry))
    return Exported(report, name, tuple(_named(row, scheme) for row in rows))


def gather_team(store: "Store", entry: "ReportEntry", least: int, states: Collection[State]) -> Exported:
    """Read a report and what holds for all who read it: what at least so many read alike, each on their own.

    For 0 it is what was settled and what nobody disputes; disputes that are open are counted, and left out.
    """
    report = replace(store.report(entry.digest), name=entry.title)
    scheme, names = Scheme(store.labels()), distinct_names(store.annotators())
    log = log_of(store, entry.digest)
    outcomes, still_open = (agreed(log, least), []) if least else settled(log)
    figures = [
        (
            ReviewedFigure(one.target, one.figure, None, one.decision),
            "、".join(names[annotator] for annotator in one.annotators),
        )
        for one in outcomes
    ]
    rows = tuple(_named(row, scheme) for row in records_of(report, figures, states, _filed(entry)))
    return Exported(report, None, rows, disputes=len(still_open))


def _filed(entry: "ReportEntry") -> Filing:
    """Tell of whom and when a report is as the library does: what nobody filed is read from its name and beginning."""
    filed = entry.filing
    place = find_region_and_year(
        RegionAndYear(filed.region, filed.year), filed.name, entry.name, entry.about.title, entry.head
    )
    return replace(filed, region=place.region, year=place.year)


def _named(row: Record, scheme: Scheme) -> Record:
    """Name kinds as they leave the store."""
    kind = scheme.exported(row.figure.kind)
    if row.proposed is not None:
        proposed = replace(row.proposed.figure, kind=scheme.exported(row.proposed.figure.kind))
        row = replace(row, proposed=replace(row.proposed, figure=proposed))
    return row if kind == row.figure.kind else replace(row, figure=replace(row.figure, kind=kind))


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
        carried=decision is not None and decision.carried is not None,
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
