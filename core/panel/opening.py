"""The panel of a store: its reports read, its annotators' concepts, assignments and choices laid over the catalogue."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..jobs.executor import Executor
from ..model.panel_standing import PanelStanding, panel_standing
from .concept import Catalogue, load_catalogue
from .panel import Panel
from .reading import read_store

if TYPE_CHECKING:
    from ..store import ReportEntry, Store


def open_panel(
    store: "Store",
    annotator: str | None = None,
    entries: Iterable["ReportEntry"] | None = None,
    executor: Executor | None = None,
) -> Panel:
    """Return the panel of a store for an annotator (by id); None for what holds for all of them.

    `entries` are the store's reports where they are known. With an `executor` the figures of reports in which nobody
    has looked for any are found first.
    """
    standing = panel_standing(store.panel_log(), annotator or "")
    return Panel.of(read_store(store, annotator, entries, executor), catalogue_of(standing), standing.choices)


def catalogue_of(standing: PanelStanding) -> Catalogue:
    """Return the bundled catalogue with what holds of the annotators' concepts and assignments."""
    return load_catalogue().with_own(standing.concepts.values(), standing.assignments)
