"""What a store has of a report: its text, its parts and what was decided on it, read together, aside if need be."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.annotation.decision import Decision
from core.annotation.review import Review
from core.annotation.scheme import Scheme
from core.report import Report

if TYPE_CHECKING:
    from core.annotation.store import Store
    from core.extraction.outline import Outline


@dataclass(frozen=True)
class Fetched:
    """A report with what an annotator did at it; `rows` is how many decisions of this sitting it knows of."""

    report: Report
    outline: "Outline"
    log: list[Decision]
    review: Review
    rows: int


def fetched(store: "Store", digest: str, annotator: str, scheme: Scheme, rows: int) -> Fetched:
    """Read a report and an annotator's log of it; raise StoreError where either is not as it was written."""
    from core.extraction.outline import outline

    report = store.report(digest)
    log = store.acts(digest, annotator)
    return Fetched(report, outline(report.text), log, Review([], scheme.through(log)), rows)
