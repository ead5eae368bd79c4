"""What each annotator of a store reads in its reports: the log of a store handed to `agreement`.

Figures whose label was merged into another since are read as having the other label.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from ..agreement.measure import MeasuredReport
from ..agreement.readings import ReportReadings, readings_of, without_carried
from ..review.label_scheme import Scheme

if TYPE_CHECKING:
    from ..store import ReportEntry, Store


def distinct_names(names: Mapping[str, str]) -> dict[str, str]:
    """Return annotators' names by id, made distinct: a name of several gets part of the id.

    Example: {"a1b2…": "李敏", "c3d4…": "李敏"} becomes {"a1b2…": "李敏 (a1b2)", "c3d4…": "李敏 (c3d4)"}.
    """
    times = Counter(names.values())
    return {identity: name if times[name] == 1 else f"{name} ({identity[:4]})" for identity, name in names.items()}


def log_of(store: "Store", digest: str) -> ReportReadings:
    """Read a report's log, the readers in the order of the store's annotators."""
    return readings_of(Scheme(store.labels()).through(store.log(digest)), list(store.annotators()))


def measured_reports(
    store: "Store", entries: Iterable["ReportEntry"], *, with_carried: bool = True
) -> Iterator[MeasuredReport]:
    """Yield the reports of a store with those who read them, under the names they were given.

    Decisions that were carried from another one are left out where `with_carried` is false.
    """
    for entry in entries:
        readers = log_of(store, entry.digest).readers
        readers = readers if with_carried else without_carried(readers)
        yield MeasuredReport(entry.title, entry.length, {reader.annotator: reader for reader in readers})
