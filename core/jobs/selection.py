"""Which of a store's figures an export takes, and how it divides them into several files."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from random import Random

from ..formats.columns import years
from ..formats.exported import HOLDING, Exported, withheld
from ..formats.zip_archive import FileNames
from ..model.attributes import NAMES
from ..model.decision import State
from ..model.errors import ExchangeError
from ..model.figure import Status

PARTS = ("train", "dev", "test")
DIGEST = 64  # characters
PATH_MARK = " / "
"""What stands between the names of a region's path."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for; None asks for all. Kinds are kinds or names of labels, annotators and reports are names.

    An indicator may have * for anything (*生产总值). Of a period, a year or two joined by /, are the figures whose
    time lies within it. Of a region are the reports of it and of what lies in it.

    `team` asks for what holds for all annotators instead of each one's decisions: 0 for what was settled and what
    nobody disputes, a number for what at least so many read alike.
    """

    states: frozenset[State] = HOLDING
    annotators: frozenset[str] | None = None
    kinds: frozenset[str] | None = None
    reports: frozenset[str] | None = None
    indicators: frozenset[str] | None = None
    periods: frozenset[str] | None = None
    statuses: frozenset[Status] | None = None
    regions: frozenset[str] | None = None
    settled: bool = False
    text: bool = True
    team: int | None = None

    def takes_report(self, name: str, digest: str) -> bool:
        """Tell whether a report is asked for, by its name or by the beginning of its digest."""
        return (
            self.reports is None
            or not self.reports.isdisjoint((name, digest))
            or digest.startswith(_beginnings(self.reports))
        )

    def takes_region(self, region: str, path: str) -> bool:
        """Tell whether the reports of a region are asked for; `path` has the names of what it lies in."""
        return self.regions is None or not self.regions.isdisjoint((region, *path.split(PATH_MARK)))

    @property
    def takes_all_figures(self) -> bool:
        """Whether figures are asked for whatever they say."""
        return all(asked is None for asked in (self.kinds, self.statuses, self.indicators, self.periods))

    def takes_figure(self, said: Mapping[str, str | None]) -> bool:
        """Tell whether a figure is asked for by what it says by name of attribute; a label is called by its name."""
        return (
            (self.kinds is None or said["kind"] in self.kinds)
            and (self.statuses is None or said["status"] in self.statuses)
            and (self.indicators is None or _pattern(self.indicators).fullmatch(said["indicator"] or "") is not None)
            and (self.periods is None or any(_lies_within(said["period"], whole) for whole in self.periods))
        )


def selected(parts: Iterable[Exported], selection: Selection) -> Iterator[Exported]:
    """Yield the reports asked for with the figures asked for; without their words where these shall stay."""
    takes_all = selection.takes_all_figures
    for part in parts:
        if not selection.takes_report(part.report.name, part.report.digest):
            continue
        if selection.team is None and selection.annotators is not None and part.annotator not in selection.annotators:
            continue
        rows = tuple(
            row
            for row in part.rows
            if row.state in selection.states
            and (row.settled or not selection.settled)
            and selection.takes_region(row.region, row.region_path)
            and (takes_all or selection.takes_figure({n: getattr(row.figure, n) for n in NAMES}))
        )
        chosen = replace(part, rows=rows)
        yield chosen if selection.text else withheld(chosen)


@lru_cache
def _pattern(indicators: frozenset[str]) -> re.Pattern[str]:
    said = (".*".join(map(re.escape, one.split("*"))) for one in sorted(indicators))
    return re.compile("|".join(said), re.DOTALL)


def _lies_within(period: str | None, whole: str) -> bool:
    (first, last), (begin, end) = years(period), years(whole)
    return None not in (first, begin) and begin <= first and last <= end  # type: ignore[operator]


@lru_cache
def _beginnings(reports: frozenset[str]) -> tuple[str, ...]:
    """Return which of some names may be the beginning of a digest; a whole one begins no other."""
    return tuple(part for part in reports if 8 <= len(part) < DIGEST)


def shares(ratio: str) -> tuple[Fraction, ...]:
    """Read a ratio of train, dev and test (80/10/10, or 80/20 for train and test); raise ExchangeError otherwise."""
    try:
        parts = [Fraction(part) for part in ratio.split("/")]
    except (ValueError, ZeroDivisionError):
        parts = []
    if len(parts) not in (2, 3) or min(parts) < 0 or sum(parts) <= 0:
        raise ExchangeError("{said} is not a ratio. Write it like 80/10/10 or 80/20.", said=ratio)
    parts = parts if len(parts) == 3 else [parts[0], Fraction(0), parts[1]]
    return tuple(part / sum(parts) for part in parts)


def split_by_ratio(digests: Iterable[str], ratio: Iterable[Fraction], seed: int = 0) -> dict[str, str]:
    """Return for each report, by its digest, the part it goes to; all annotators' reviews of a report go to one.

    The same reports and the same seed give the same parts, whatever order they come in.
    """
    ordered = sorted(set(digests))
    Random(seed).shuffle(ordered)
    edges, total = [], Fraction(0)
    for share in ratio:
        total += share
        edges.append(round(total * len(ordered)))
    return {
        digest: next(name for name, edge in zip(PARTS, edges, strict=True) if number < edge)
        for number, digest in enumerate(ordered)
    }


class Division:
    """Divides what leaves: "" not at all, "report" into a part a report, else by a ratio of train, dev and test.

    Raises ExchangeError for what is no ratio. Where `needs_digests` is true, `digests` must have the reports with a
    figure before the first report is placed.
    """

    def __init__(self, split: str, seed: int = 0) -> None:
        self.needs_digests = split not in ("", "report")
        self.digests: set[str] = set()
        self._ratio, self._seed = shares(split) if self.needs_digests else (), seed
        self._names = FileNames() if split == "report" else None
        self._places: dict[str, str] = {}

    def placed(self, part: Exported) -> Exported:
        """Name the part that the next report goes to."""
        if self._names is not None:
            return replace(part, split=self._names.name(part.report.name))
        if not self.needs_digests:
            return part
        if not self._places:
            self._places = split_by_ratio(self.digests, self._ratio, self._seed)
        return replace(part, split=self._places[part.report.digest])


def divided(parts: Iterable[Exported], split: str, seed: int = 0) -> list[Exported]:
    """Divide reports that are all there already, as `Division` does; those without a figure are left out."""
    division, full = Division(split, seed), [part for part in parts if part.rows]
    division.digests = {part.report.digest for part in full}
    return [division.placed(part) for part in full]
