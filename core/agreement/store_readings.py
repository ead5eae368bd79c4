"""The reports of a store as its annotators read them, each on their own, labels merged since read as one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from ..review.label_scheme import Scheme
from .measure import Read
from .readings import Log, read_log

if TYPE_CHECKING:
    from ..store import ReportEntry, Store


def told_apart(names: Mapping[str, str]) -> dict[str, str]:
    """Return annotators' names by id, those that several have with the beginning of their id."""
    times = Counter(names.values())
    return {identity: name if times[name] == 1 else f"{name} ({identity[:4]})" for identity, name in names.items()}


def log_of(store: "Store", digest: str) -> Log:
    """Read a report's log, the readers in the order of the store's annotators."""
    return read_log(Scheme(store.labels()).through(store.log(digest)), list(store.annotators()))


def reads(store: "Store", entries: Iterable["ReportEntry"]) -> Iterator[Read]:
    """Yield the reports of a store with those who read them, under the names they were given."""
    for entry in entries:
        readers = log_of(store, entry.digest).readers
        yield Read(entry.title, entry.length, {reader.annotator: reader for reader in readers})
