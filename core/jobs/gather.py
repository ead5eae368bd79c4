"""What an export holds: the records of a report of a store, as one annotator decided or as all agree."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from functools import cache, partial
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
from ..review.review import Review, ReviewedFigure, decided_figures
from ..review.sources import with_alternatives
from .derived import aggregation, asks_clause, rank_scope, region_of
from .store_readings import distinct_names, log_of

if TYPE_CHECKING:
    from ..store import ReportEntry, Store


Annotator = tuple[str, str]
"""An annotator of a store: id and name."""


def gather(
    store: "Store",
    entry: "ReportEntry",
    annotator: Annotator | None,
    proposals: Iterable[Proposal],
    states: Collection[State],
) -> Exported:
    """Read a report and what an annotator says of it, of nobody where none is given; else as `gather_each`."""
    (part,) = gather_each(store, entry, [(annotator, proposals)], states)
    return part


def gather_each(
    store: "Store",
    entry: "ReportEntry",
    readers: Iterable[tuple[Annotator | None, Iterable[Proposal]]],
    states: Collection[State],
) -> list[Exported]:
    """Read a report once, and what each of some annotators says of it, of nobody for None.

    With each annotator stand the proposals, which are needed for what is undecided; those of other sources, which the
    store keeps, are laid beside them. A merged label reads as what it was merged into.
    """
    report = replace(store.report(entry.digest), name=entry.title)
    scheme, filed = Scheme(store.labels()), filed_as(entry)
    foreign = store.proposals(entry.digest) if "undecided" in states else []
    outlined = cache(partial(outline, report.text))
    parts = []
    for annotator, proposals in readers:
        log = scheme.through(store.log(entry.digest, annotator[0])) if annotator else []
        name = annotator[1] if annotator else None
        shown, _ = with_alternatives(list(proposals), foreign)
        figures = Review(shown, log).figures if shown else decided_figures(log)
        rows = records_of(report, outlined, [(one, name) for one in figures], states, filed)
        parts.append(Exported(report, name, tuple(_named(row, scheme) for row in rows)))
    return parts


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
    found = records_of(report, partial(outline, report.text), figures, states, filed_as(entry))
    return Exported(report, None, tuple(_named(row, scheme) for row in found), disputes=len(still_open))


def filed_as(entry: "ReportEntry") -> Filing:
    """Tell of whom and when a report is as the library does: what nobody filed is read from its name and beginning."""
    filed = entry.filing
    place = find_region_and_year(
        RegionAndYear(filed.region, filed.year), filed.name, entry.name, entry.about.title, entry.head
    )
    return replace(filed, region=place.region, year=place.year)


def _named(row: Record, scheme: Scheme) -> Record:
    """Name kinds as they leave the store."""
    kind = scheme.exported(row.figure.kind)
    if row.proposed is not None and (proposed := scheme.exported(row.proposed.figure.kind)) != row.proposed.figure.kind:
        figure = replace(row.proposed.figure, kind=proposed)
        row = replace(row, proposed=replace(row.proposed, figure=figure))
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
    figures = [(reviewed, annotator_name) for reviewed in review.figures]
    yield from records_of(report, partial(outline, report.text), figures, wanted, filed)


def records_of(
    report: Report,
    outlined: Callable[[], Outline],
    figures: Iterable[tuple[ReviewedFigure, str | None]],
    wanted: Collection[State],
    filed: Filing = UNFILED,
) -> Iterator[Record]:
    """Yield those figures that are in one of the states wanted, each with who says so; raise as `records` does.

    `outlined` returns the outline of the report's text; it is called where there is such a figure.
    """
    asked = [figure for figure in figures if figure[0].state in wanted]
    if not asked:
        return
    digest, parts = report.digest, outlined()
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
    if proposed is not None and proposed.figure is not figure:
        _words(report, proposed.figure.span)
    text = _words(report, figure.span)
    before = report.text[parts.clause_at(figure.start).start : figure.end] if asks_clause(figure) else ""
    code, path = region_of(filed.region, filed.year)
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
        region_code=code,
        region_path=path,
        aggregation=aggregation(figure, before),
        rank_scope=rank_scope(figure, before),
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
