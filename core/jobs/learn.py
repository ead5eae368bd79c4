"""Learning from a store: what its annotator's decisions say, taken in report by report."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..review.learnt import Experience
from ..store.judgements import judgements

if TYPE_CHECKING:
    from ..store import Store


def take_in(experience: Experience, store: "Store", annotator: str, digest: str) -> None:
    """Take what holds for an annotator in a report into an experience; raise StoreError where it cannot be read."""
    judged = judgements(store, digest, annotator)
    experience.take(digest, judged, store.report(digest).text if judged else "")


def experience_of(store: "Store", annotator: str, rest: Callable[[], None] = lambda: None) -> Experience:
    """Return the experience of an annotator from all reports of a store; `rest` is called after each report."""
    experience = Experience()
    for report, who in store.decided():
        if who == annotator:
            take_in(experience, store, annotator, report)
            rest()
    return experience
