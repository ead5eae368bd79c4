"""The gathering: a report of a store with an annotator's review of it, or a team's; labels named, ready to leave."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from core.agreement.reports import log_of, told_apart
from core.agreement.settling import agreed, settled
from core.annotation.filing import Filing
from core.annotation.review import Review, State
from core.annotation.rival import lay_beside
from core.annotation.scheme import Scheme
from core.exchange.exported import Exported
from core.exchange.record import Record, records, records_of
from core.extraction.origin import Origin, origin
from core.figure import Proposal

if TYPE_CHECKING:
    from core.annotation.store import ReportEntry, Store


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
    shown, _ = lay_beside(list(proposals), foreign)
    rows = records(report, Review(shown, log), name, states, _filed(entry))
    return Exported(report, name, tuple(_named(row, scheme) for row in rows))


def gather_team(store: "Store", entry: "ReportEntry", least: int, states: Collection[State]) -> Exported:
    """Read a report and what holds for all who read it: what at least so many read alike, each on their own.

    For 0 it is what was settled and what nobody disputes; disputes that are open are counted, and left out.
    """
    report = replace(store.report(entry.digest), name=entry.title)
    scheme, names = Scheme(store.labels()), told_apart(store.annotators())
    log = log_of(store, entry.digest)
    outcomes, still_open = (agreed(log, least), []) if least else settled(log)
    figures = [(one.reviewed, "、".join(names[annotator] for annotator in one.annotators)) for one in outcomes]
    rows = tuple(_named(row, scheme) for row in records_of(report, figures, states, _filed(entry)))
    return Exported(report, None, rows, disputes=len(still_open))


def _filed(entry: "ReportEntry") -> Filing:
    """Tell of whom and when a report is as the library does: what nobody filed is read from its name and beginning."""
    filed = entry.filing
    told = origin(Origin(filed.region, filed.year), filed.name, entry.name, entry.about.title, entry.head)
    return replace(filed, region=told.region, year=told.year)


def _named(row: Record, scheme: Scheme) -> Record:
    """Name kinds as they leave the store."""
    kind = scheme.exported(row.figure.kind)
    if row.proposed is not None:
        proposed = replace(row.proposed.figure, kind=scheme.exported(row.proposed.figure.kind))
        row = replace(row, proposed=replace(row.proposed, figure=proposed))
    return row if kind == row.figure.kind else replace(row, figure=replace(row.figure, kind=kind))
