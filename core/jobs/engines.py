"""Several engines of this machine at work: processes that each find the figures of one report at a time."""

import json
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Generic, TypeVar

from ..detection.lexicon import load_lexicon
from ..detection.pipeline import find_figures, read_figure
from ..formats.proposal_lines import proposal_lines
from ..model.corrections import UNCORRECTED, Corrections, corrections_to_record
from ..model.errors import ReportError, error_from_record
from ..model.figure import Proposal, Span, proposal_from_record
from ..model.report import Report
from ..process import Client, EndedError, Message, command
from .client_pool import ClientPool
from .executor import Answer, BrokenOff, ReadyAnswer, ahead_of, attempt

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Work(Generic[Value]):
    """Some work on a report, by its name, its text and perhaps its corrections: done `here`, or asked of an engine.

    `collect` makes of the engine's answers, which come in parts, what `here` returns; `asked` is what is asked for
    besides the verb.
    """

    verb: str
    here: Callable[..., Value]
    collect: Callable[[Iterable[Message]], Value]
    asked: Mapping[str, Any] = field(default_factory=dict)


def proposals_in(name: str, text: str, corrections: Corrections = UNCORRECTED) -> list[Proposal]:
    """Find the proposals of a text with the program's own lexicon."""
    return find_figures(Report(name, text, corrections=corrections), load_lexicon())


def readings_in(
    name: str, text: str, corrections: Corrections = UNCORRECTED, *, spans: Sequence[Span]
) -> list[Proposal | None]:
    """Read spans of a text with the program's own lexicon; None for one that holds no numeral."""
    report, lexicon = Report(name, text, corrections=corrections), load_lexicon()
    return [read_figure(report, span, lexicon) for span in spans]


def lines_in(name: str, text: str) -> list[str]:
    """Find the figures of a text; return each as a line of JSON, in text order."""
    return proposal_lines(Report(name, text), proposals_in(name, text))


def explained_lines_in(name: str, text: str) -> list[str]:
    """Find the figures of a text; return each as a line of JSON with the rules and words it was read by."""
    return proposal_lines(Report(name, text), proposals_in(name, text), explained=True)


def _collect_proposals(answers: Iterable[Message]) -> list[Proposal]:
    return [proposal_from_record(record) for answer in answers for record in answer["proposals"]]


def _collect_lines(answers: Iterable[Message]) -> list[str]:
    return [line for answer in answers for line in answer["lines"]]


PROPOSALS = Work("find", proposals_in, _collect_proposals)
LINES = Work("lines", lines_in, _collect_lines)
EXPLAINED_LINES = Work("lines", explained_lines_in, _collect_lines, {"explained": True})


class Engines(Generic[Value]):
    """Has so many engines do some work on reports; with one it is done here, when it is asked for. A context manager.

    Each engine is the program started again (core/engine.py). It starts with the first report that it is given. One
    that comes to an end over a report keeps that report out, and is started again for the next.
    """

    def __init__(self, work: Work[Value], number: int) -> None:
        self._work = work
        self.ahead = ahead_of(number)
        self._pool = ClientPool([Client(command("serve")) for _ in range(number)] if number > 1 else [])

    def __enter__(self) -> "Engines[Value]":
        return self

    def __exit__(self, *error: object) -> None:
        self._pool.__exit__(*error)

    def ask(self, name: str, text: str, corrections: Corrections = UNCORRECTED) -> Answer[Value | BrokenOff]:
        """Ask for the outcome of the work on a report."""
        said = () if corrections == UNCORRECTED else (corrections,)
        if not self._pool.clients:
            return ReadyAnswer(attempt(self._work.here, name, text, *said))
        return self._pool.submit(partial(self._ask, name, text, said))

    def _ask(self, name: str, text: str, said: tuple[Corrections, ...], client: Client) -> Value | BrokenOff:
        request = {"verb": self._work.verb, "name": name, "text": text, **self._work.asked}
        if said:
            request["corrections"] = corrections_to_record(said[0])
        try:
            return self._work.collect(_answers(client, request))
        except EndedError:
            return BrokenOff(
                error=ReportError(
                    "The figures of {name} were not found, because the process that looked for them came to an end. "
                    "The computer may be short of memory: try again with fewer processes (--jobs).",
                    name=name,
                )
            )
        except _BrokenOffError as fault:
            return fault.broken
        except Exception:
            # what else it says would be taken for the answer to the next request
            client.stop()
            return BrokenOff(traceback.format_exc())


class ProcessExecutor:
    """The executor of a job (core/jobs/executor.py) that finds by so many engines. A context manager.

    Example: `with ProcessExecutor(4) as executor: ...`
    """

    def __init__(self, jobs: int) -> None:
        self._engines = Engines(PROPOSALS, jobs)
        self.ahead = self._engines.ahead

    def __enter__(self) -> "ProcessExecutor":
        return self

    def __exit__(self, *error: object) -> None:
        self._engines.__exit__(*error)

    def find(self, report: Report) -> Answer[list[Proposal] | BrokenOff]:
        """Ask for the proposals of a report."""
        return self._engines.ask(report.name, report.text, report.corrections)

    def read(self, report: Report, spans: Sequence[Span]) -> Answer[list[Proposal | None] | BrokenOff]:
        """Read spans of a report at once, in this process."""
        return ReadyAnswer(attempt(partial(readings_in, spans=spans), report.name, report.text, report.corrections))

    def run(self, work: Callable[[], Value]) -> Answer[Value]:
        """Do a piece of work at once, in this process."""
        return ReadyAnswer(work())


class _BrokenOffError(Exception):
    """An engine says that its work on a report broke off."""

    def __init__(self, broken: BrokenOff) -> None:
        super().__init__()
        self.broken = broken


def _answers(client: Client, request: Message) -> Iterator[Message]:
    """Ask an engine; yield the parts of its answer, raise _BrokenOffError where it says that the work broke off."""
    line = client.exchange({"id": 0, **request}, None)
    while True:
        answer = json.loads(line)
        if "error" in answer:
            trace = answer.get("trace", "")
            raise _BrokenOffError(BrokenOff(trace) if trace else BrokenOff(error=error_from_record(answer["error"])))
        if "done" in answer:
            return
        yield answer
        line = client.next_line(None)
