"""What an export would have: how many figures of how many reports, and how the first of them look."""

import io
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING
from zipfile import ZipFile

from ..formats.columns import years
from ..formats.exported import HOLDING, Exported
from ..formats.registry import FORMATS
from ..formats.xlsx import shown_heads, shown_texts
from ..languages import Language
from ..model.report import Note
from ..review.label_scheme import Scheme
from .derived import region_of
from .executor import Executor
from .export import ExportSource, Piece, write
from .gather import Annotator, filed_as
from .progress import Job, Progress
from .selection import PATH_MARK, Selection

if TYPE_CHECKING:
    from ..store import ReportEntry, Store

LONGEST = 20_000
"""How many characters of a file a preview has at most."""


@dataclass(frozen=True, slots=True)
class ExportCount:
    """How many figures an export would have, and of how many reports."""

    figures: int = 0
    reports: int = 0

    def with_report(self, figures: int) -> "ExportCount":
        """Count a report with so many figures."""
        return ExportCount(self.figures + figures, self.reports + bool(figures))


def count_figures(
    store: "Store",
    selection: Selection,
    annotators: Sequence[Annotator | None],
    executor: Executor,
    entries: "Sequence[ReportEntry] | None" = None,
) -> Job[None, ExportCount]:
    """Count what `export` would write; yield how many reports are counted.

    Closing the job ends it at the few reports it is at. What each annotator confirmed and added is counted without
    reading the decisions; anything else takes as long as to gather it. `entries` are as for `export`.
    """
    source = ExportSource(store, selection, annotators, executor, entries)
    count, of, counts = ExportCount(), len(source.entries), source.counts
    if selection.states == HOLDING and selection.team is None and not selection.settled:
        readers = {annotator[0] for annotator in annotators if annotator is not None}
        counts = partial(_held, store, selection, readers)
    for done, title, piece in source.pieces():
        counting = executor.run(partial(counts, piece))
        yield Progress(done, of, title)
        for figures in counting.result():
            count = count.with_report(figures)
    return count


def _held(store: "Store", selection: Selection, readers: Collection[str], piece: Piece) -> list[int]:
    """Count what some annotators hold of each report of a piece."""
    scheme = Scheme(store.labels())
    counts = []
    for entry, _ in piece:
        filed = filed_as(entry)
        if selection.takes_region(filed.region, region_of(filed.region, filed.year)[1]):
            held = store.figures_held(entry.digest)
            counts.append(
                sum(
                    times
                    for reader, said, times in held
                    if reader in readers
                    and selection.takes_figure({**said, "kind": scheme.exported(said["kind"] or "")})
                )
            )
    return counts


@dataclass(frozen=True, slots=True)
class ExportValues:
    """What the figures of a store can be chosen by, each with how many figures or reports have it, the most first.

    `regions` are those of the reports and what they lie in, as paths (江苏省 / 南京市). `years` are those that
    confirmed figures speak of, in order, with none left out between the first and the last.
    """

    indicators: Mapping[str, int]
    years: Sequence[int]
    regions: Mapping[str, int]


def values_of(store: "Store", entries: "Sequence[ReportEntry] | None" = None) -> ExportValues:
    """Read what the figures of a store can be chosen by; `entries` are as for `export`."""
    indicators = Counter({indicator: times for (indicator,), times in store.sayings(["indicator"]) if indicator})
    found = [year for (period,), _ in store.sayings(["period"]) for year in years(period) if year is not None]
    regions = Counter[str]()
    for entry in store.reports() if entries is None else entries:
        filed = filed_as(entry)
        if entry.filing.removed or not filed.region:
            continue
        found += [year for year in years(filed.year)[:1] if year is not None]
        names = (region_of(filed.region, filed.year)[1] or filed.region).split(PATH_MARK)
        regions.update(PATH_MARK.join(names[:depth]) for depth in range(1, len(names) + 1))
    known = range(min(found), max(found) + 1) if found else ()
    return ExportValues(dict(indicators.most_common()), known, dict(regions.most_common()))


@dataclass(frozen=True, slots=True)
class ExportPreview:
    """The first figures of an export: as rows under heads, as people read them, and as the file begins.

    `files` are the texts that the format writes by name (of an archive each of its files), each cut after LONGEST
    characters; {} for a workbook, which `rows` show. `notes` are what the format loses of these figures: [] where
    nothing is lost.
    """

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    files: Mapping[str, str]
    notes: Sequence[Note]


def preview(
    store: "Store",
    selection: Selection,
    annotators: Sequence[Annotator | None],
    executor: Executor,
    form: str,
    number: int = 20,
    language: Language = "zh",
    entries: "Sequence[ReportEntry] | None" = None,
) -> Job[None, ExportPreview]:
    """Gather the first so many figures that are asked for; return how they look in a format.

    No more reports are read than these figures take. `entries` are as for `export`. Raise UserError as `export` does.
    """
    source = ExportSource(store, selection, annotators, executor, entries)
    shown: list[Exported] = []
    left = number
    for done, title, piece in source.pieces(at_once=1):
        gathering = executor.run(partial(source.parts, piece))
        yield Progress(done, len(source.entries), title)
        for part in gathering.result():
            if left and part.rows:
                shown.append(replace(part, rows=part.rows[:left]))
                left -= len(shown[-1].rows)
        if not left:
            break
    writing = executor.run(partial(_shown, shown, form, language))
    yield Progress(len(source.entries), len(source.entries))
    return writing.result()


def _shown(parts: Sequence[Exported], form: str, language: Language) -> ExportPreview:
    rows = [shown_texts(row, language) for part in parts for row in part.rows]
    files, notes = _files(parts, form, language)
    return ExportPreview(shown_heads(language), rows, files, notes)


def _files(parts: Sequence[Exported], name: str, language: Language) -> tuple[Mapping[str, str], Sequence[Note]]:
    raw = io.BytesIO()
    with io.TextIOWrapper(raw, encoding="utf-8", newline="") as file:
        notes = write(parts, file, name, language)
        file.flush()
        form, data = FORMATS[name], raw.getvalue()
    if form.is_text:
        return {f"figures{form.ending}": data.decode()[:LONGEST]}, notes
    if form.speaks:
        return {}, notes
    with ZipFile(io.BytesIO(data)) as archive:
        return {one: archive.read(one).decode()[:LONGEST] for one in archive.namelist()}, notes
