"""What is found in many reports, on this machine's cores or on a cluster's, in the order of the reports."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import Any

from ..model.errors import UserError
from ..model.report import Report
from .engines import EXPLAINED_LINES, LINES, Engines
from .executor import Answer, BrokenOff, attempt, in_order

# The cores of a cluster are many and far away: so many reports are with it at any time.
_WITH_CLUSTER = 64

FindLines = Callable[[str, str], list[str]]
"""What finds the lines of a report by its name and text."""


def find_lines(
    reports: Iterable[Report], jobs: int, scheduler: str = "", *, explained: bool = False
) -> Iterator[tuple[Report, list[str] | BrokenOff]]:
    """Find the figures of reports, by so many processes or by a Dask cluster; yield their lines in the reports' order.

    Where they shall be `explained`, each line has the rules and words by which the figure was read.
    Raise UserError where the cluster cannot be reached or its programs are not there.
    """
    work = EXPLAINED_LINES if explained else LINES
    with _cluster(scheduler, work.here) if scheduler else Engines(work, jobs) as finder:
        for report, answer in in_order(reports, lambda report: finder.ask(report.name, report.text), finder.ahead):
            yield report, answer.result()


class _Cluster:
    """The workers of a cluster, by its client."""

    ahead = _WITH_CLUSTER

    def __init__(self, client: Any, work: FindLines) -> None:  # noqa: ANN401  its package need not be there
        self._client, self._work = client, work

    def ask(self, name: str, text: str) -> Answer[list[str] | BrokenOff]:
        """Ask for the lines of a report."""
        answer: Answer[list[str] | BrokenOff] = self._client.submit(
            partial(attempt, self._work), name, text, pure=False
        )
        return answer


def _cluster(scheduler: str, work: FindLines) -> AbstractContextManager[_Cluster]:
    try:
        from distributed import Client
    except ImportError as error:
        raise UserError(
            "A cluster needs the program's extra “cluster” (dask), which is not installed. Leave out --scheduler, or "
            "install it: pip install 'biaoshu[cluster]'."
        ) from error
    return _on_cluster(Client, scheduler, work)


@contextmanager
def _on_cluster(connect: Callable[..., Any], scheduler: str, work: FindLines) -> Iterator[_Cluster]:
    try:
        client = connect(scheduler, timeout="10s", set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise UserError(
            "No cluster answers at {scheduler}. Check the address, or leave out --scheduler.", scheduler=scheduler
        ) from error
    try:
        yield _Cluster(client, work)
    finally:
        client.close()


def with_name(lines: Sequence[str], name: str) -> list[str]:
    """Put the report's name at the head of each line of JSON."""
    head = json.dumps({"report": name}, ensure_ascii=False)[:-1]
    return [f"{head}, {line[1:]}" for line in lines]
