"""How far the reports of a store are decided, by annotator and kind."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ..detection.inputs import inputs_of
from ..model.corrections import corrections_of
from ..review.label_scheme import Scheme
from ..review.review import Review
from ..store.kept import Counts, KeptProgress
from .executor import BrokenOff, Executor
from .store_proposals import proposals_for_each

if TYPE_CHECKING:
    from ..store import ReportEntry, Store

NOTHING_KEPT = KeptProgress("", {})


def counts_of(store: "Store", executor: Executor) -> Iterator[tuple["ReportEntry", Mapping[str, Counts] | BrokenOff]]:
    """Yield each report of a store with how much of it each annotator (by id; "" where there is none) has decided.

    What was counted before is not counted again as long as the proposals, the log and the merged labels are the same.
    """
    scheme = Scheme(store.labels())
    annotators = list(store.annotators()) or [""]
    logs, known, merged = logs_by_report(store), store.kept.progress(), merged_labels(scheme)
    for entry in store.reports():
        keys = progress_keys(store, entry, annotators, logs.get(entry.digest, {}), merged)
        kept = {one: known.get((entry.digest, one), NOTHING_KEPT) for one in annotators}
        if all(key and kept[one].inputs == key for one, key in keys.items()):
            yield entry, {one: progress.counts for one, progress in kept.items()}
            continue
        found = proposals_for_each(store, entry.digest, executor, annotators).result()
        broken = next((one for one in found.values() if isinstance(one, BrokenOff)), None)
        if broken is not None:
            yield entry, broken
            continue
        counts = {
            one: counted(Review(proposals, scheme.through(store.log(entry.digest, one))))
            for one, proposals in found.items()
            if not isinstance(proposals, BrokenOff)
        }
        for one in annotators:
            store.kept.keep_progress(entry.digest, one, KeptProgress(keys[one], counts[one]))
        yield entry, counts


def logs_by_report(store: "Store") -> dict[str, dict[str, str]]:
    """Return by report and annotator what is known of each log: another row in it gives it another value."""
    logs: dict[str, dict[str, str]] = {}
    for (report, annotator), known in store.kept.logs().items():
        logs.setdefault(report, {})[annotator] = known
    return logs


def merged_labels(scheme: Scheme) -> list[tuple[str, str]]:
    """Return which labels were merged, each with the one that it reads as."""
    return sorted((label.id, scheme.reading(label.id)) for label in scheme.labels if label.merged_into)


def progress_keys(
    store: "Store",
    entry: "ReportEntry",
    annotators: Iterable[str],
    logs: Mapping[str, str],
    merged: Sequence[tuple[str, str]],
) -> dict[str, str]:
    """Return for each annotator (by id) the key of all that a report's progress is counted from.

    That is the proposals, the logs of all annotators, since they may differ, and the merged labels. The key is "" where
    the detector's version is not known.
    """
    log = store.corrections_log(entry.digest)
    found = {one: inputs_of(entry.digest, entry.name, corrections_of(log, one)).key() for one in annotators}
    said = {one: json.dumps([key, sorted(logs.items()), merged]) for one, key in found.items()}
    return {
        one: hashlib.sha256(said[one].encode(errors="surrogatepass")).hexdigest() if key else ""
        for one, key in found.items()
    }


def counted(review: Review) -> Counts:
    """Count by kind how many of a review's figures are decided, and of how many."""
    counts: dict[str, tuple[int, int]] = {}
    for reviewed in review.figures:
        decided, of = counts.get(reviewed.figure.kind, (0, 0))
        counts[reviewed.figure.kind] = (decided + (reviewed.state != "undecided"), of + 1)
    return counts
