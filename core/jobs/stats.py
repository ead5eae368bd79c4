"""How far the reports of a store are decided, by annotator and kind."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ..detection.inputs import inputs_of
from ..review.label_scheme import Scheme
from ..review.review import Review
from .executor import BrokenOff, Executor
from .store_proposals import proposals_for

if TYPE_CHECKING:
    from ..store import ReportEntry, Store
    from ..store.kept import Counts


def counts_of(store: "Store", executor: Executor) -> Iterator[tuple["ReportEntry", "Mapping[str, Counts] | BrokenOff"]]:
    """Yield each report of a store with how much of it each annotator (by id; "" where there is none) has decided.

    What was counted before is not counted again as long as the proposals, the log and the merged labels are the same.
    """
    scheme = Scheme(store.labels())
    merged = sorted((label.id, scheme.reading(label.id)) for label in scheme.labels if label.merged_into)
    annotators = list(store.annotators()) or [""]
    logs, known = store.kept.logs(), store.kept.progress()
    for entry in store.reports():
        key = inputs_of(entry.digest, entry.name).key()
        inputs = {one: _key(key, logs.get((entry.digest, one), ""), merged) for one in annotators}
        kept = {one: known.get((entry.digest, one), ("", {})) for one in annotators}
        if key and all(kept[one][0] == inputs[one] for one in annotators):
            yield entry, {one: counts for one, (_, counts) in kept.items()}
            continue
        found = proposals_for(store, entry.digest, executor).result()
        if isinstance(found, BrokenOff):
            yield entry, found
            continue
        counts = {one: _counted(Review(found, scheme.through(store.log(entry.digest, one)))) for one in annotators}
        if key:
            for one in annotators:
                store.kept.keep_progress(entry.digest, one, inputs[one], counts[one])
        yield entry, counts


def _key(proposals: str, log: str, merged: Sequence[tuple[str, str]]) -> str:
    return hashlib.sha256(json.dumps([proposals, log, merged]).encode(errors="surrogatepass")).hexdigest()


def _counted(review: Review) -> "Counts":
    """Count by kind how many of a review's figures are decided, and of how many."""
    counts: dict[str, tuple[int, int]] = {}
    for reviewed in review.figures:
        decided, of = counts.get(reviewed.figure.kind, (0, 0))
        counts[reviewed.figure.kind] = (decided + (reviewed.state != "undecided"), of + 1)
    return counts
