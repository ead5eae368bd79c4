"""The crew: what is found in many reports, on this machine's cores or on a cluster's, answers in order."""

import json
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
from typing import Any, Generic, Protocol, TypeVar

from ..model.attributes import FIRST, LATER
from ..model.errors import ReportError, UserError
from ..model.figure import Proposal
from ..model.report import Report

# Things ahead of the one whose answer is awaited, for each who works: enough to keep all busy behind a long report.
_AHEAD = 4
# Cores of one cluster are many and far: so many reports are with it at any time.
_WITH_CLUSTER = 64

Thing = TypeVar("Thing")
Told = TypeVar("Told")
Said = TypeVar("Said", covariant=True)


class Answer(Protocol[Said]):
    """What is to come of a thing."""

    def result(self) -> Said:
        """Wait for it."""


@dataclass(frozen=True, slots=True)
class ReadyAnswer(Generic[Told]):
    """An answer that is there, or that comes while it is read."""

    told: Told

    def result(self) -> Told:
        """Return it."""
        return self.told


@dataclass(frozen=True, slots=True)
class BrokenOff:
    """What came of one report's work that a fault of the program broke off; the work on all others goes on."""

    trace: str


Ask = Callable[[str, str], Answer[Told | BrokenOff]]
"""Asks for what is found in a report, by its name and text."""


def tried(work: Callable[[str, str], Told], name: str, text: str) -> Told | BrokenOff:
    """Do some work on a report; whatever goes wrong over it is the answer, not the end of the run."""
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


def lines_of(name: str, text: str) -> list[str]:
    """Find the figures of a text; return each as a line of JSON, in text order."""
    report = Report(name, text)
    return [json.dumps(_record(report, proposal), ensure_ascii=False) for proposal in proposals_of(report)]


def _record(report: Report, proposal: Proposal) -> dict[str, Any]:
    figure = proposal.figure
    return {
        "start": figure.start,
        "end": figure.end,
        "text": report.text[figure.start : figure.end],
        **{said.name: said.plain(getattr(figure, said.name)) for said in FIRST},
        "confidence": proposal.confidence,
        **{said.name: said.plain(getattr(figure, said.name)) for said in LATER},
    }


def found(reports: Iterable[Report], jobs: int, scheduler: str = "") -> Iterator[tuple[Report, list[str] | BrokenOff]]:
    """Find the figures of reports, by so many processes or by a cluster; yield them in the reports' order.

    Raise UserError where the cluster cannot be reached or its programs are not there, and where a process was killed.
    """
    at_work, ahead = (_cluster(scheduler), _WITH_CLUSTER) if scheduler else (crew(lines_of, jobs), ahead_of(jobs))
    with at_work as ask:
        yield from in_order(reports, lambda report: ask(report.name, report.text), ahead)


def ahead_of(jobs: int) -> int:
    """Return how many things so many processes are given ahead of the one whose answer is awaited."""
    return jobs * _AHEAD if jobs > 1 else 0


def in_order(things: Iterable[Thing], ask: Callable[[Thing], Answer[Told]], ahead: int) -> Iterator[tuple[Thing, Told]]:
    """Ask for each of some things, so many ahead of the one whose answer is awaited; yield them in their order.

    Raise ReportError where a process that works was killed.
    """
    waiting: deque[tuple[Thing, Answer[Told]]] = deque()
    try:
        for thing in things:
            waiting.append((thing, ask(thing)))
            if len(waiting) > ahead:
                first, answer = waiting.popleft()
                yield first, answer.result()
        while waiting:
            first, answer = waiting.popleft()
            yield first, answer.result()
    except BrokenProcessPool as error:
        raise ReportError(
            "A process that finds figures was ended from outside. Try again with fewer processes (--jobs)."
        ) from error


def crew(work: Callable[[str, str], Told], jobs: int) -> AbstractContextManager[Ask[Told]]:
    """Have so many processes do some work on reports; with one it is done here, when it is asked for."""
    return _cores(work, jobs) if jobs > 1 else nullcontext(lambda name, text: ReadyAnswer(tried(work, name, text)))


@contextmanager
def _cores(work: Callable[[str, str], Told], jobs: int) -> Iterator[Ask[Told]]:
    # spawn: a fork of a process with threads may hang, and Windows and macOS know nothing else
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_leave_breaks)

    def ask(name: str, text: str) -> Future[Told | BrokenOff]:
        return pool.submit(partial(tried, work), name, text)

    try:
        yield ask
    finally:
        pool.shutdown(cancel_futures=True)


def _leave_breaks() -> None:
    """Leave a break (Ctrl+C) to the process that gave the work, which ends this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _cluster(scheduler: str) -> AbstractContextManager[Ask[list[str]]]:
    try:
        from distributed import Client
    except ImportError as error:
        raise UserError(
            "A cluster needs the program's extra “cluster” (dask), which is not installed. Leave out --scheduler, or "
            "install it: pip install 'biaoshu[cluster]'."
        ) from error
    return _on_cluster(Client, scheduler)


@contextmanager
def _on_cluster(connect: Callable[..., Any], scheduler: str) -> Iterator[Ask[list[str]]]:
    try:
        client = connect(scheduler, timeout="10s", set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise UserError(
            "No cluster answers at {scheduler}. Check the address, or leave out --scheduler.", scheduler=scheduler
        ) from error
    try:

        def ask(name: str, text: str) -> Answer[list[str] | BrokenOff]:
            answer: Answer[list[str] | BrokenOff] = client.submit(partial(tried, lines_of), name, text, pure=False)
            return answer

        yield ask
    finally:
        client.close()


def named(found_lines: Sequence[str], name: str) -> list[str]:
    """Put the report's name at the head of each line."""
    head = json.dumps({"report": name}, ensure_ascii=False)[:-1]
    return [f"{head}, {line[1:]}" for line in found_lines]
