"""How far each report of a store is, as the home page lists it: what is decided, what is left, and who was at it last.

The reports of a store that nobody has opened yet are read for it, so that they can be counted too.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..agreement.passages import passages
from ..agreement.readings import readings_of
from ..detection.lexicon import load_lexicon
from ..detection.unread_numerals import unread_numerals
from ..model.decision import Decision
from ..model.overview import Overview
from ..review.label_scheme import Scheme
from ..review.review import Review
from ..store.kept import Counts, KeptProgress
from .executor import BrokenOff, Executor
from .stats import NOTHING_KEPT, counted, logs_by_report, merged_labels, progress_keys
from .store_proposals import proposals_for

if TYPE_CHECKING:
    from ..store import ReportEntry, Store


def overviews(store: "Store", annotator: str, executor: Executor) -> Iterator[Overview]:
    """Yield an overview of each report of a store for an annotator (by id, "" for nobody).

    First come those that are known from what the store keeps, in the store's order, then those that have to be counted;
    what is counted is kept. A report whose figures cannot be found is left out: opening it says why.
    """
    scheme = Scheme(store.labels())
    logs, known, merged = logs_by_report(store), store.kept.progress(), merged_labels(scheme)
    last = store.kept.last_decisions()
    uncounted: list[tuple[ReportEntry, str]] = []
    for entry in store.reports():
        if entry.filing.removed:
            continue
        (key,) = progress_keys(store, entry, [annotator], logs.get(entry.digest, {}), merged).values()
        kept = known.get((entry.digest, annotator), NOTHING_KEPT)
        if key and kept.inputs == key and kept.unread is not None and kept.disputed is not None:
            yield _overview(entry.digest, kept.counts, kept.unread, kept.disputed, last)
        else:
            uncounted.append((entry, key))
    for entry, key in uncounted:
        progress = _progress(store, entry, annotator, scheme, executor, key)
        if progress is not None:
            store.kept.keep_progress(entry.digest, annotator, progress)
            yield _overview(entry.digest, progress.counts, progress.unread or 0, progress.disputed or 0, last)


def _overview(digest: str, counts: Counts, unread: int, disputed: int, last: dict[str, tuple[str, str]]) -> Overview:
    found, decided = sum(of for _, of in counts.values()), sum(decided for decided, _ in counts.values())
    return Overview(digest, found, decided, unread, disputed, *last.get(digest, ("", "")))


def _progress(
    store: "Store", entry: "ReportEntry", annotator: str, scheme: Scheme, executor: Executor, key: str
) -> KeptProgress | None:
    proposals = proposals_for(store, entry.digest, executor, annotator).result()
    if isinstance(proposals, BrokenOff):
        return None
    log = scheme.through(store.log(entry.digest))
    review = Review(proposals, [row for row in log if row.annotator == annotator])
    report = store.report(entry.digest, annotator)
    # a label without a number reads none of the numerals under it
    read = sorted(one.figure.span for one in review.figures if one.figure.value != ())
    unread = len(unread_numerals(report, read, load_lexicon()))
    return KeptProgress(key, counted(review), unread, _disputed(log))


def _disputed(log: list[Decision]) -> int:
    """Count the passages on which annotators differ and which nobody has settled."""
    if len({row.annotator for row in log}) < 2:
        return 0
    return sum(passage.open for passage in passages(readings_of(log)))
