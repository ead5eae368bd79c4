"""The gathering: a report of a store with an annotator's review of it, or a team's; labels named, ready to leave."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING

from ..agreement.settling import agreed, settled
from ..detection.region_and_year import RegionAndYear, find_region_and_year
from ..jobs.store_readings import distinct_names, log_of
from ..model.errors import ExchangeError
from ..model.figure import Proposal
from ..model.filing import Filing
from ..review.label_scheme import Scheme
from ..review.review import Review, ReviewedFigure, State
from ..review.sources import with_alternatives
from .exported import HOLDING, Exported, withheld
from .record import Record, records, records_of
from .zip_archive import file_names

if TYPE_CHECKING:
    from ..store import ReportEntry, Store


PARTS = ("train", "dev", "test")


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for; None asks for all. Kinds are kinds or names of labels, annotators and reports are names.

    `team` asks for what holds for all annotators instead of each one's decisions: 0 for what was settled and what
    nobody disputes, a number for what at least so many read alike.
    """

    states: frozenset[State] = HOLDING
    annotators: frozenset[str] | None = None
    kinds: frozenset[str] | None = None
    reports: frozenset[str] | None = None
    settled: bool = False
    text: bool = True
    team: int | None = None

    def takes_report(self, name: str, digest: str) -> bool:
        """Tell whether a report is asked for, by its name or by the beginning of its digest."""
        return self.reports is None or name in self.reports or any(_begins(digest, part) for part in self.reports)


def selected(parts: Iterable[Exported], selection: Selection) -> Iterator[Exported]:
    """Yield the reports asked for with the figures asked for; without their words where these shall stay."""
    for part in parts:
        if not selection.takes_report(part.report.name, part.report.digest):
            continue
        if selection.team is None and selection.annotators is not None and part.annotator not in selection.annotators:
            continue
        rows = tuple(
            row
            for row in part.rows
            if row.state in selection.states
            and (selection.kinds is None or row.figure.kind in selection.kinds)
            and (row.settled or not selection.settled)
        )
        chosen = replace(part, rows=rows)
        yield chosen if selection.text else withheld(chosen)


def _begins(digest: str, part: str) -> bool:
    return len(part) >= 8 and digest.startswith(part)


def shares(said: str) -> tuple[Fraction, ...]:
    """Read a ratio of train, dev and test (80/10/10, or 80/20 for train and test); raise ExchangeError otherwise."""
    try:
        told = [Fraction(part) for part in said.split("/")]
    except (ValueError, ZeroDivisionError):
        told = []
    if len(told) not in (2, 3) or min(told) < 0 or sum(told) <= 0:
        raise ExchangeError("{said} is no ratio. Write it like 80/10/10 or 80/20.", said=said)
    told = told if len(told) == 3 else [told[0], Fraction(0), told[1]]
    return tuple(part / sum(told) for part in told)


def split_by_ratio(parts: Sequence[Exported], ratio: Collection[Fraction], seed: int = 0) -> list[Exported]:
    """Name for each report the part it goes to; all annotators' reviews of a report go to one.

    The same reports and the same seed give the same parts, whatever order they come in.
    """
    digests = sorted({part.report.digest for part in parts if part.rows})
    Random(seed).shuffle(digests)
    edges, total = [], Fraction(0)
    for share in ratio:
        total += share
        edges.append(round(total * len(digests)))
    place = {
        digest: next(name for name, edge in zip(PARTS, edges, strict=True) if number < edge)
        for number, digest in enumerate(digests)
    }
    return [replace(part, split=place[part.report.digest]) for part in parts if part.rows]


def divided(parts: Iterable[Exported], split: str, seed: int = 0) -> list[Exported]:
    """Divide what leaves: "" not at all, "report" into a part a report, else by a ratio."""
    full = [part for part in parts if part.rows]
    if split == "report":
        return [replace(part, split=name) for part, name in zip(full, file_names(full), strict=True)]
    return split_by_ratio(full, shares(split), seed) if split else full


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
    told = find_region_and_year(
        RegionAndYear(filed.region, filed.year), filed.name, entry.name, entry.about.title, entry.head
    )
    return replace(filed, region=told.region, year=told.year)


def _named(row: Record, scheme: Scheme) -> Record:
    """Name kinds as they leave the store."""
    kind = scheme.exported(row.figure.kind)
    if row.proposed is not None:
        proposed = replace(row.proposed.figure, kind=scheme.exported(row.proposed.figure.kind))
        row = replace(row, proposed=replace(row.proposed, figure=proposed))
    return row if kind == row.figure.kind else replace(row, figure=replace(row.figure, kind=kind))
