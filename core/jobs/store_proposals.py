"""The proposals of a store's report: those that the store keeps, else those that are found, which it keeps then."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..model.figure import Proposal
from .executor import Answer, BrokenOff, Executor, ReadyAnswer
from .kept import keep_proposals, kept_proposals

if TYPE_CHECKING:
    from ..store import Store

Found = list[Proposal] | BrokenOff


def proposals_for(store: "Store", digest: str, executor: Executor) -> Answer[Found]:
    """Ask for the proposals of a report of a store: those that are kept, else those that are found, and then kept."""
    report = store.report(digest)
    kept = kept_proposals(store, digest, report.name)
    if kept is not None:
        return ReadyAnswer(kept)
    return _KeepingAnswer(executor.find(report), lambda found: keep_proposals(store, report, found))


@dataclass(frozen=True, slots=True)
class _KeepingAnswer:
    """An answer whose proposals are kept when they are there."""

    answer: Answer[Found]
    keep: Callable[[list[Proposal]], None]

    def result(self) -> Found:
        """Wait for the proposals, keep them and return them."""
        found = self.answer.result()
        if not isinstance(found, BrokenOff):
            self.keep(found)
        return found
