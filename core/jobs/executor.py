"""Who does the heavy work of a job: the same process, other processes of this machine, or the window's engine."""

import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, NoReturn, Protocol, TypeVar

from ..model.errors import UserError
from ..model.figure import Proposal, Span
from ..model.report import Report

# Things asked for ahead of the one whose answer is awaited, for each process: enough to keep all busy behind a long
# report.
_AHEAD = 4

Thing = TypeVar("Thing")
Value = TypeVar("Value")
Value_co = TypeVar("Value_co", covariant=True)


class Answer(Protocol[Value_co]):
    """The answer to something that was asked for; it may still be on its way."""

    def result(self) -> Value_co:
        """Wait for the answer and return it."""


@dataclass(frozen=True, slots=True)
class ReadyAnswer(Generic[Value]):
    """An answer that is there."""

    value: Value

    def result(self) -> Value:
        """Return it."""
        return self.value


@dataclass(frozen=True, slots=True)
class FailedAnswer:
    """An answer that is an error."""

    error: UserError

    def result(self) -> NoReturn:
        """Raise it."""
        raise self.error


@dataclass(frozen=True, slots=True)
class DeferredAnswer(Generic[Value]):
    """An answer that is worked out, here, when it is waited for."""

    work: Callable[[], Value]

    def result(self) -> Value:
        """Do the work and return what it returns."""
        return self.work()


@dataclass(frozen=True, slots=True)
class BrokenOff:
    """What came of the work on one report that broke off; the work on all others goes on.

    `trace` is the Python trace of a fault of the program. `error` is set instead where the one who did the work has
    said already what went wrong.
    """

    trace: str = ""
    error: UserError | None = None


class Executor(Protocol):
    """Does what takes long in a job. `ahead` is how many reports a job asks for before it waits for the first."""

    @property
    def ahead(self) -> int:
        """How many reports are asked for ahead of the one whose answer is awaited."""

    def find(self, report: Report) -> Answer[list[Proposal] | BrokenOff]:
        """Ask for the proposals of a report."""

    def read(self, report: Report, spans: Sequence[Span]) -> Answer[list[Proposal | None] | BrokenOff]:
        """Ask how some spans of a report are read, each as `core.detection.pipeline.read_figure` says."""

    def run(self, work: Callable[[], Value]) -> Answer[Value]:
        """Ask for a piece of work that reads or writes a file; `result` raises what the work raises."""


def attempt(work: Callable[..., Value], name: str, text: str, *more: object) -> Value | BrokenOff:
    """Do some work on a report; an exception, whichever it is, is returned as BrokenOff."""
    try:
        return work(name, text, *more)
    except Exception:
        return BrokenOff(traceback.format_exc())


def ahead_of(jobs: int) -> int:
    """Return how many things so many processes are given ahead of the one whose answer is awaited."""
    return jobs * _AHEAD if jobs > 1 else 0


def in_order(
    things: Iterable[Thing], ask: Callable[[Thing], Answer[Value]], ahead: int
) -> Iterator[tuple[Thing, Answer[Value]]]:
    """Ask for each of some things, so many ahead; yield each with its answer, which may still be on its way, in order.

    Who takes them calls `result()` of each answer before the next.
    """
    waiting: deque[tuple[Thing, Answer[Value]]] = deque()
    for thing in things:
        waiting.append((thing, ask(thing)))
        if len(waiting) > ahead:
            yield waiting.popleft()
    yield from waiting
