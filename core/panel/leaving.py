"""What leaves the panel from its page: the table in sight or everything, from a store into a file, with progress."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from ..languages import Language
from ..store import Store
from .cell import Cell, words
from .fact import Fact
from .files import Chosen, save_long, save_sdmx, save_wide
from .panel import Grid, Panel, Query

Form = Literal["wide", "long", "sdmx"]
"""A workbook as the table is on the screen, CSV with a row for each figure, or SDMX-CSV with its structure."""

_KEPT_TEXTS = 16


class StoreTexts(Mapping[str, str]):
    """The texts of a store's reports by their digests, a few of them kept."""

    def __init__(self, store: Store) -> None:
        self._read = lru_cache(maxsize=_KEPT_TEXTS)(lambda digest: store.report(digest).text)
        self._store = store

    def __getitem__(self, digest: str) -> str:
        return self._read(digest)

    def __iter__(self) -> Iterator[str]:
        return (entry.digest for entry in self._store.reports())

    def __len__(self) -> int:
        return len(self._store.reports())


@dataclass(frozen=True, slots=True)
class InTable:
    """The facts of one table, as `Chosen` has them of many."""

    query: Query

    def facts(self, panel: Panel) -> Iterator[Fact]:
        """Yield all values of all cells, those of other measures too."""
        for row in panel.table(self.query).cells:
            for cell in row:
                yield from (*cell.facts, *cell.others)

    def cells(self, panel: Panel) -> Iterator[Cell]:
        """Yield the cells that have a value; values of several measures are several cells."""
        about = {(one.place, one.concept, one.time) for one in self.facts(panel)}
        query = self.query
        concept = query.of if query.view == "concept" else None
        for cell in panel.cells(concept, query.kind, query.status, confirmed_only=query.confirmed_only):
            if (cell.key.place, cell.key.concept, cell.key.time) in about:
                yield cell

    def grids(self, panel: Panel, language: Language) -> Iterator[tuple[str, Grid]]:
        """Yield the table with its name, unless it is empty."""
        query, said = self.query, words(language)
        of = query.of if query.view != "region" else query.of.strip("|").rpartition(" / ")[2]
        grid = panel.table(query)
        if any(cell.facts for row in grid.cells for cell in row):
            yield f"{of} {said['kinds'][query.kind]} {said['statuses'][query.status]}", grid


@dataclass(frozen=True, slots=True)
class Leaving:
    """What leaves, in which form, to which file; `is_all` for all concepts, kinds, places and times of the store."""

    form: Form
    query: Query
    path: Path
    language: Language
    is_all: bool = False


def leave(store: Store, panel: Panel, leaving: Leaving, progress: Callable[[int, int], None]) -> int:
    """Write what leaves the panel of a store; return how many values it has.

    `progress` is called with how much is done of how much, and may raise an error to stop: the file that was there
    stays then, as it does where the new one cannot be written (ExchangeError).
    """
    query = leaving.query
    chosen = Chosen(confirmed_only=query.confirmed_only) if leaving.is_all else InTable(query)
    count = sum(1 for _ in chosen.facts(panel))
    steps, texts = _Steps(progress, count), StoreTexts(store)
    match leaving.form:
        case "wide":
            save_wide([*chosen.grids(panel, leaving.language)], texts, leaving.path, leaving.language, steps)
        case "long":
            save_long(panel, chosen, texts, store.annotators(), leaving.path, steps)
        case "sdmx":
            return save_sdmx(panel, chosen, leaving.path, steps)
    return count


class _Steps:
    """Tells how far it is: each call is one of so many values written."""

    def __init__(self, progress: Callable[[int, int], None], count: int) -> None:
        self._progress, self._count, self._done = progress, max(count, 1), 0

    def __call__(self) -> None:
        self._progress(self._done, self._count)
        self._done = min(self._done + 1, self._count)
