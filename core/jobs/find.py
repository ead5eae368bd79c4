"""What is found in many reports, on this machine's cores or on a cluster's, in the order of the reports."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import Any

from ..model.attributes import FIRST, LATER
from ..model.errors import UserError
from ..model.figure import Proposal
from ..model.report import Report
from .executor import Answer, Ask, BrokenOff, ahead_of, attempt, in_order, proposals_of, run_in_processes

# The cores of a cluster are many and far away: so many reports are with it at any time.
_WITH_CLUSTER = 64


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
        **{attribute.name: attribute.plain(getattr(figure, attribute.name)) for attribute in FIRST},
        "confidence": proposal.confidence,
        **{attribute.name: attribute.plain(getattr(figure, attribute.name)) for attribute in LATER},
    }


def find_lines(
    reports: Iterable[Report], jobs: int, scheduler: str = ""
) -> Iterator[tuple[Report, list[str] | BrokenOff]]:
    """Find the figures of reports, by so many processes or by a Dask cluster; yield their lines in the reports' order.

    Raise UserError where the cluster cannot be reached or its programs are not there, and where a process was killed.
    """
    workers, ahead = (
        (_cluster(scheduler), _WITH_CLUSTER) if scheduler else (run_in_processes(lines_of, jobs), ahead_of(jobs))
    )
    with workers as ask:
        for report, answer in in_order(reports, lambda report: ask(report.name, report.text), ahead):
            yield report, answer.result()


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
            answer: Answer[list[str] | BrokenOff] = client.submit(partial(attempt, lines_of), name, text, pure=False)
            return answer

        yield ask
    finally:
        client.close()


def with_name(lines: Sequence[str], name: str) -> list[str]:
    """Put the report's name at the head of each line of JSON."""
    head = json.dumps({"report": name}, ensure_ascii=False)[:-1]
    return [f"{head}, {line[1:]}" for line in lines]
