"""The reports of a store as rows of the library, with how far each is decided; sorted and filtered, without Qt."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, get_args

from core.model.overview import Overview
from core.model.report import STRANGE, Note

from ..session.detection import region_and_year_of

if TYPE_CHECKING:
    from core.store import ReportEntry

SortBy = Literal["added", "name", "year", "region", "progress"]
SORTS: tuple[SortBy, ...] = get_args(SortBy)
Show = Literal["current", "undone", "done", "archived", "removed"]
SHOWS: tuple[Show, ...] = get_args(Show)


@dataclass(frozen=True, slots=True)
class ReportProgress:
    """A row of the library: a report's region and year, and how many of its figures an annotator has decided.

    `found` is how many figures it has, None where they were never looked for; `overview` what was counted beside the
    window, None where nothing was yet. `regions` and `years` are what it may be of where nobody filed it and its words
    leave it open.
    """

    entry: "ReportEntry"
    region: str
    year: str
    decided: int
    found: int | None
    is_done: bool
    overview: Overview | None = None
    regions: tuple[str, ...] = ()
    years: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        return self.entry.digest

    @property
    def title(self) -> str:
        return self.entry.title

    @property
    def strange(self) -> tuple[Note, ...]:
        """What was strange about it when it came in."""
        return tuple(one for one in self.entry.notes if one.sentence in STRANGE)

    @property
    def undecided(self) -> int | None:
        """How many figures are undecided; None where it is not known how many there are."""
        return None if self.found is None else max(self.found - self.decided, 0)

    @property
    def share(self) -> float:
        """The decided share of its figures, from 0 to 1; 1 where it is done or has no figure."""
        if self.is_done or self.found == 0:
            return 1.0
        return min(self.decided / self.found, 1.0) if self.found is not None else 0.0

    @property
    def progress(self) -> str:
        """How many figures are decided of how many: "?" where the number is not known yet, "" where neither is."""
        if self.found is None:
            return f"{self.decided}/?" if self.decided else ""
        return f"{min(self.decided, self.found)}/{self.found}"


def counted(row: ReportProgress, overview: Overview) -> ReportProgress:
    """Return a row with what was counted."""
    return replace(row, decided=overview.decided, found=overview.found, overview=overview)


def row_of(
    entry: "ReportEntry", annotator: str, decided: Mapping[tuple[str, str], int], found: Callable[[str], int | None]
) -> ReportProgress:
    """Return the row of a report for an annotator, with the region and the year that were filed (`guessed`)."""
    filing = entry.filing
    number = decided.get((entry.digest, annotator), 0)
    is_done = annotator in filing.done
    return ReportProgress(entry, filing.region, filing.year, number, found(entry.digest), is_done)


def guessed(row: ReportProgress) -> ReportProgress:
    """Return a row with the region and the year as they are read from the report where nobody filed them."""
    entry, filing = row.entry, row.entry.filing
    said = (filing.region, filing.year, filing.name, entry.name, entry.about.title, entry.head)
    place, regions, years = region_and_year_of(*said)
    return replace(row, region=place.region, year=place.year, regions=regions, years=years)


_WANTED: dict[Show, Callable[[ReportProgress], bool]] = {
    "current": lambda row: not row.entry.filing.archived,
    "undone": lambda row: not row.entry.filing.archived and not row.is_done,
    "done": lambda row: not row.entry.filing.archived and row.is_done,
    "archived": lambda row: row.entry.filing.archived,
}
_KEYS: dict[SortBy, Callable[[ReportProgress], Any]] = {
    "added": lambda row: 0,
    "name": lambda row: row.title,
    # the latest year first; reports without a year come last
    "year": lambda row: (not row.year, -int(row.year) if row.year.isdecimal() else 0, row.year),
    "region": lambda row: (not row.region, row.region, row.year),
    "progress": lambda row: (row.is_done, row.share),
}


def arrange(rows: Iterable[ReportProgress], show: Show, sort: SortBy, words: str = "") -> list[ReportProgress]:
    """Return the rows to list in their order; those that are equal in it stay in the order they were added.

    `words` are looked for in title, region and year.
    """
    looked_for = words.lower().split()
    return sorted((row for row in rows if wanted(row, show) and _says(row, looked_for)), key=_KEYS[sort])


def wanted(row: ReportProgress, show: Show) -> bool:
    """Tell whether a row belongs to what is listed; removed reports are listed only by themselves."""
    removed = row.entry.filing.removed
    return removed if show == "removed" else not removed and _WANTED[show](row)


def _says(row: ReportProgress, looked_for: Sequence[str]) -> bool:
    words = f"{row.title} {row.region} {row.year}".lower()
    return all(word in words for word in looked_for)


def is_listed(entry: "ReportEntry") -> bool:
    """Tell whether a report is neither removed nor archived."""
    return not (entry.filing.removed or entry.filing.archived)


def next_undone(rows: Sequence[ReportProgress], digest: str | None) -> str | None:
    """Return the next report after `digest` that is not done, going round the end; None where all are done."""
    at = next((place for place, row in enumerate(rows) if row.digest == digest), -1)
    around = [*rows[at + 1 :], *rows[: max(at, 0)]]
    return next((row.digest for row in around if not row.is_done), None)
