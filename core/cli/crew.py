"""The crew: finds the figures of many reports at once, on this machine's cores or on a cluster's, answers in order."""

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager
from multiprocessing import get_context
from typing import Any, Protocol

from core.errors import ReportError, UserError
from core.figure import Proposal, plain_value
from core.report import Report

# Reports ahead of the one whose answer is awaited, for each who works: enough to keep all busy behind a long report.
_AHEAD = 4
# Cores of one cluster are many and far: so many reports are with it at any time.
_WITH_CLUSTER = 64

Found = tuple[Report, list[str]]


class Answer(Protocol):
    """What is to come from a report: the lines of its figures."""

    def result(self) -> list[str]:
        """Wait for the lines."""


Ask = Callable[[str, str], Answer]


def lines_of(name: str, text: str) -> list[str]:
    """Find the figures of a text; return each as a line of JSON, in text order."""
    from core.extraction.detect import find_figures
    from core.extraction.lexicon import load_lexicon

    report = Report(name, text)
    return [
        json.dumps(_record(report, proposal), ensure_ascii=False) for proposal in find_figures(report, load_lexicon())
    ]


def _record(report: Report, proposal: Proposal) -> dict[str, Any]:
    figure = proposal.figure
    return {
        "start": figure.start,
        "end": figure.end,
        "text": report.text[figure.start : figure.end],
        "kind": figure.kind,
        "value": plain_value(figure.value),
        "unit": figure.unit,
        "bound": figure.bound,
        "indicator": figure.indicator,
        "status": figure.status,
        "period": figure.period,
        "confidence": proposal.confidence,
    }


def found(reports: Iterable[Report], jobs: int, scheduler: str = "") -> Iterator[Found]:
    """Find the figures of reports, by so many processes or by a cluster; yield them in the reports' order.

    Raise UserError where the cluster cannot be reached or its programs are not there, and where a process was killed.
    """
    if scheduler:
        with _cluster(scheduler) as ask:
            yield from _in_order(reports, ask, _WITH_CLUSTER)
    elif jobs > 1:
        with _cores(jobs) as ask:
            yield from _in_order(reports, ask, jobs * _AHEAD)
    else:
        for report in reports:
            yield report, lines_of(report.name, report.text)


def _in_order(reports: Iterable[Report], ask: Ask, ahead: int) -> Iterator[Found]:
    waiting: deque[tuple[Report, Answer]] = deque()
    try:
        for report in reports:
            waiting.append((report, ask(report.name, report.text)))
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


@contextmanager
def _cores(jobs: int) -> Iterator[Ask]:
    # spawn: a fork of a process with threads may hang, and Windows and macOS know nothing else
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:

        def ask(name: str, text: str) -> Future[list[str]]:
            return pool.submit(lines_of, name, text)

        yield ask


def _cluster(scheduler: str) -> AbstractContextManager[Ask]:
    try:
        from distributed import Client
    except ImportError as error:
        raise UserError(
            "A cluster needs the program's extra “cluster” (dask), which is not installed. Leave out --scheduler, or "
            "install it: pip install 'biaoshu[cluster]'."
        ) from error
    return _on_cluster(Client, scheduler)


@contextmanager
def _on_cluster(connect: Callable[..., Any], scheduler: str) -> Iterator[Ask]:
    try:
        client = connect(scheduler, timeout="10s", set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise UserError(
            "No cluster answers at {scheduler}. Check the address, or leave out --scheduler.", scheduler=scheduler
        ) from error
    try:

        def ask(name: str, text: str) -> Answer:
            answer: Answer = client.submit(lines_of, name, text, pure=False)
            return answer

        yield ask
    finally:
        client.close()


def named(found_lines: Sequence[str], name: str) -> list[str]:
    """Put the report's name at the head of each line."""
    head = json.dumps({"report": name}, ensure_ascii=False)[:-1]
    return [f"{head}, {line[1:]}" for line in found_lines]
