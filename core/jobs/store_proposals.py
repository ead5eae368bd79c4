"""The proposals of a store's report: those that the store keeps, else those that are found, which it keeps then."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..model.corrections import corrections_of
from ..model.figure import Proposal
from ..model.report import Report
from .executor import Answer, BrokenOff, Executor, ReadyAnswer
from .kept import keep_proposals, kept_proposals

if TYPE_CHECKING:
    from ..store import Store

Found = list[Proposal] | BrokenOff


def proposals_for(store: "Store", digest: str, executor: Executor, annotator: str = "") -> Answer[Found]:
    """Ask for the proposals of a report of a store: those that are kept, else those that are found, and then kept.

    The report is read with the corrections of an annotator (by id, "" for nobody).
    """
    return _proposals_for(store, store.report(digest, annotator), executor)


def proposals_for_each(
    store: "Store", digest: str, executor: Executor, annotators: Iterable[str]
) -> Answer[dict[str, Found]]:
    """Ask for the proposals of a report as each of some annotators reads it, by id.

    Those who correct the same of it share them: they are found once.
    """
    report = store.report(digest)
    log = store.corrections_log(digest)
    said = {annotator: corrections_of(log, annotator) for annotator in annotators}
    answers = {
        one: _proposals_for(store, replace(report, corrections=one), executor) for one in dict.fromkeys(said.values())
    }
    return _Each({annotator: answers[one] for annotator, one in said.items()})


def _proposals_for(store: "Store", report: Report, executor: Executor) -> Answer[Found]:
    kept = kept_proposals(store, report)
    if kept is not None:
        return ReadyAnswer(kept)
    return _KeepingAnswer(executor.find(report), lambda found: keep_proposals(store, report, found))


@dataclass(frozen=True, slots=True)
class _Each:
    """The answers that several annotators wait for; some of them may be the same one."""

    answers: Mapping[str, Answer[Found]]

    def result(self) -> dict[str, Found]:
        """Wait for all of them; return each annotator's."""
        known: dict[int, Found] = {}
        for answer in self.answers.values():
            if id(answer) not in known:
                known[id(answer)] = answer.result()
        return {annotator: known[id(answer)] for annotator, answer in self.answers.items()}


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
