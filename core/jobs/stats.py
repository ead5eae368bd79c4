"""How far the reports of a store are decided, by annotator and kind."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ..detection.inputs import inputs_of
from ..model.corrections import corrections_of
from ..review.label_scheme import Scheme
from ..review.review import Review
from .executor import BrokenOff, Executor
from .store_proposals import proposals_for_each

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
        log = store.corrections_log(entry.digest)
        keys = {one: inputs_of(entry.digest, entry.name, corrections_of(log, one)).key() for one in annotators}
        key = keys[annotators[0]]
        inputs = {one: _key(keys[one], logs.get((entry.digest, one), ""), merged) for one in annotators}
        kept = {one: known.get((entry.digest, one), ("", {})) for one in annotators}
        if key and all(kept[one][0] == inputs[one] for one in annotators):
            yield entry, {one: counts for one, (_, counts) in kept.items()}
            continue
        found = proposals_for_each(store, entry.digest, executor, annotators).result()
        broken = next((one for one in found.values() if isinstance(one, BrokenOff)), None)
        if broken is not None:
            yield entry, broken
            continue
        counts = {
            one: _counted(Review(proposals, scheme.through(store.log(entry.digest, one))))
            for one, proposals in found.items()
            if not isinstance(proposals, BrokenOff)
        }
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
