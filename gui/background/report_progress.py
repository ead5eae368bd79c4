"""The reports of a store as rows of the library, with how far each is decided; sorted and filtered, without Qt."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

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

    `found` is how many figures it has, None where they were never looked for.
    """

    entry: "ReportEntry"
    region: str
    year: str
    decided: int
    found: int | None
    is_done: bool

    @property
    def digest(self) -> str:
        return self.entry.digest

    @property
    def title(self) -> str:
        return self.entry.title

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


def row_of(
    entry: "ReportEntry", annotator: str, decided: Mapping[tuple[str, str], int], found: Callable[[str], int | None]
) -> ReportProgress:
    """Return the row of a report for an annotator; what was filed comes before what is guessed."""

    filing = entry.filing
    place = region_and_year_of(filing.region, filing.year, filing.name, entry.name, entry.about.title, entry.head)
    return ReportProgress(
        entry,
        place.region,
        place.year,
        decided.get((entry.digest, annotator), 0),
        found(entry.digest),
        annotator in filing.done,
    )


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
