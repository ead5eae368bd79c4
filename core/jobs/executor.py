"""Who does the heavy work of a job: the same process, other processes of this machine, or the window's engine."""

import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from typing import Generic, Protocol, TypeVar

from ..model.errors import ReportError, UserError
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
class BrokenOff:
    """What came of the work on one report that broke off; the work on all others goes on.

    `trace` is the Python trace of a fault of the program. `error` is set instead where the one who did the work has
    said already what went wrong.
    """

    trace: str = ""
    error: UserError | None = None


Ask = Callable[[str, str], Answer[Value | BrokenOff]]
"""Asks for the outcome of some work on a report, by the report's name and text."""


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


class ProcessExecutor:
    """Finds by so many processes of this machine, by none but this one where `jobs` is 1. A context manager.

    Example: `with ProcessExecutor(4) as executor: ...`
    """

    def __init__(self, jobs: int) -> None:
        self._work = run_in_processes(proposals_in, jobs)
        self.ahead = ahead_of(jobs)

    def __enter__(self) -> "ProcessExecutor":
        self._ask = self._work.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._work.__exit__(None, None, None)

    def find(self, report: Report) -> Answer[list[Proposal] | BrokenOff]:
        """Ask for the proposals of a report."""
        return self._ask(report.name, report.text)

    def read(self, report: Report, spans: Sequence[Span]) -> Answer[list[Proposal | None] | BrokenOff]:
        """Read spans of a report at once, in this process."""
        return ReadyAnswer(attempt(partial(readings_in, spans=spans), report.name, report.text))

    def run(self, work: Callable[[], Value]) -> Answer[Value]:
        """Do a piece of work at once, in this process."""
        return ReadyAnswer(work())


def attempt(work: Callable[[str, str], Value], name: str, text: str) -> Value | BrokenOff:
    """Do some work on a report; an exception, whichever it is, is returned as BrokenOff."""
    try:
        return work(name, text)
    except Exception:
        return BrokenOff(traceback.format_exc())


def proposals_of(report: Report) -> list[Proposal]:
    """Find the proposals of a report with the program's own lexicon."""
    from ..detection.lexicon import load_lexicon
    from ..detection.pipeline import find_figures

    return find_figures(report, load_lexicon())


def proposals_in(name: str, text: str) -> list[Proposal]:
    """Find the proposals of a text."""
    return proposals_of(Report(name, text))


def readings_in(name: str, text: str, spans: Sequence[Span]) -> list[Proposal | None]:
    """Read spans of a text with the program's own lexicon; None for one that holds no numeral."""
    from ..detection.lexicon import load_lexicon
    from ..detection.pipeline import read_figure

    report, lexicon = Report(name, text), load_lexicon()
    return [read_figure(report, span, lexicon) for span in spans]


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


def run_in_processes(work: Callable[[str, str], Value], jobs: int) -> AbstractContextManager[Ask[Value]]:
    """Have so many processes do some work on reports; with one it is done here, when it is asked for."""
    return _pool(work, jobs) if jobs > 1 else nullcontext(lambda name, text: ReadyAnswer(attempt(work, name, text)))


@dataclass(frozen=True, slots=True)
class _PoolAnswer(Generic[Value]):
    """An answer from another process."""

    future: Future[Value]

    def result(self) -> Value:
        """Wait for the answer; raise ReportError where the process was killed."""
        try:
            return self.future.result()
        except BrokenProcessPool as error:
            raise ReportError(
                "A process that finds figures was ended from outside the program. Try again with fewer processes "
                "(--jobs)."
            ) from error


@contextmanager
def _pool(work: Callable[[str, str], Value], jobs: int) -> Iterator[Ask[Value]]:
    # spawn: a fork of a process with threads may hang, and Windows and macOS know nothing else
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_ignore_interrupt)

    def ask(name: str, text: str) -> Answer[Value | BrokenOff]:
        try:
            return _PoolAnswer(pool.submit(partial(attempt, work), name, text))
        except BrokenProcessPool as error:
            raise ReportError(
                "A process that finds figures was ended from outside the program. Try again with fewer processes "
                "(--jobs)."
            ) from error

    try:
        yield ask
    finally:
        pool.shutdown(cancel_futures=True)


def _ignore_interrupt() -> None:
    """Leave an interrupt (Ctrl+C) to the process that gave the work, which ends this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
