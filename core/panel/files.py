"""The files that leave the panel: the long table as CSV, the wide one as a workbook, the cells as SDMX."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, Protocol, TextIO, TypeVar

from ..formats.csv import BOM, csv_line
from ..languages import Language
from ..model.errors import ExchangeError
from ..output import written
from ..paths import STORE_SUFFIX, followed
from .cell import Cell, words
from .fact import Fact
from .long_table import COLUMNS, rows
from .panel import Grid, Panel, Query
from .sdmx import write_sdmx
from .wide_table import write_wide

Item = TypeVar("Item")
Tick = Callable[[], None]
"""Called for each value that is written; an error that it raises leaves the file as it was."""


def _nothing() -> None:
    pass


class Selected(Protocol):
    """What leaves a panel: its facts one by one, or its cells."""

    def facts(self, panel: Panel) -> Iterator[Fact]:
        """Yield the facts."""

    def cells(self, panel: Panel) -> Iterator[Cell]:
        """Yield the cells, each of one measure."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which facts leave: those of some concepts (by code), kinds and statuses, () for all; perhaps confirmed alone."""

    concepts: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    confirmed_only: bool = False

    def facts(self, panel: Panel) -> Iterator[Fact]:
        """Yield the facts that are chosen, in the order of the reports."""
        for fact in panel.facts(confirmed_only=self.confirmed_only):
            if self.takes(fact.concept, fact.kind, fact.status):
                yield fact

    def cells(self, panel: Panel) -> Iterator[Cell]:
        """Yield the cells that are chosen; values of several measures are several cells."""
        for cell in panel.cells(confirmed_only=self.confirmed_only):
            if self.takes(cell.key.concept, cell.key.kind, cell.key.status):
                yield cell

    def grids(self, panel: Panel, language: Language) -> Iterator[tuple[str, Grid]]:
        """Yield the tables that are chosen with their names: one for each concept, kind and status that has values."""
        said = words(language)
        found = dict.fromkeys((fact.concept, fact.kind, fact.status) for fact in self.facts(panel))
        order = list(panel.catalogue.concepts)
        for concept, kind, status in sorted(found, key=lambda one: (order.index(one[0]), *one[1:])):
            query = Query("concept", concept, kind, status, self.confirmed_only, spans=True)
            yield f"{concept} {said['kinds'][kind]} {said['statuses'][status]}", panel.table(query)

    def takes(self, concept: str, kind: str, status: str) -> bool:
        """Tell whether facts of a concept, a kind and a status are chosen."""
        return (
            concept in (self.concepts or (concept,))
            and kind in (self.kinds or (kind,))
            and status in (self.statuses or (status,))
        )


def write_long(
    panel: Panel,
    chosen: Selected,
    texts: Mapping[str, str],
    names: Mapping[str, str],
    file: TextIO,
    tick: Tick = _nothing,
) -> int:
    """Write the long table as CSV, with a BOM and lines that end in CR LF; return how many facts there are.

    `texts` has the reports' texts by digest, `names` the annotators' by id. No cell is run as a formula.
    """
    file.write(BOM + csv_line(COLUMNS))
    found = rows(_ticked(chosen.facts(panel), tick), panel.catalogue, texts.__getitem__, names)
    return sum(bool(file.write(csv_line(row))) for row in found)


def save_long(
    panel: Panel,
    chosen: Selected,
    texts: Mapping[str, str],
    names: Mapping[str, str],
    path: Path,
    tick: Tick = _nothing,
) -> int:
    """Write the long table to a file, which then holds all of it; return how many facts there are.

    Raise ExchangeError where it cannot be written; what was there is kept then. The same holds of the others here.
    """
    with _text_file(path) as file:
        return write_long(panel, chosen, texts, names, file, tick)


def save_wide(
    grids: Sequence[tuple[str, Grid]],
    texts: Mapping[str, str],
    path: Path,
    language: Language,
    tick: Tick = _nothing,
) -> None:
    """Write tables with their names as they are on the screen to a workbook, with a sheet of their sources."""
    if not grids:
        raise ExchangeError("No report says anything of what was chosen. Choose other indicators, or other kinds.")
    with figures_file(path) as raw:
        write_wide(grids, texts, raw, language, tick)


def save_sdmx(panel: Panel, chosen: Selected, path: Path, tick: Tick = _nothing) -> int:
    """Write the cells as SDMX-CSV, and their structure beside it under the same name ending in .xml.

    Return how many observations there are.
    """
    if path.suffix.lower() == ".xml":
        raise ExchangeError("{path} would be the name of the structure too. Give the data another name.", path=path)
    found = _ticked(chosen.cells(panel), tick)
    with _text_file(path) as data, _text_file(path.with_suffix(".xml")) as structure:
        return write_sdmx(found, data, structure)


def _ticked(items: Iterable[Item], tick: Tick) -> Iterator[Item]:
    for item in items:
        tick()
        yield item


@contextmanager
def figures_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file for what leaves the panel; it is whole at the end of the block, or as it was.

    Raise ExchangeError for the name of a store, and where it cannot be written.
    """
    if STORE_SUFFIX in (path.suffix.lower(), followed(path).suffix.lower()):
        raise ExchangeError("{path} is the name of a store. Give the exported figures another name.", path=path)
    with written(path) as raw:
        yield raw


@contextmanager
def _text_file(path: Path) -> Iterator[TextIO]:
    with figures_file(path) as raw:
        file = TextIOWrapper(raw, encoding="utf-8", newline="")
        try:
            yield file
            file.flush()
        finally:
            file.detach()
