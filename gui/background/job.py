"""A job of core/jobs driven from the window's event loop, which answers keys between the job's steps."""

from collections.abc import Callable, Sequence
from time import monotonic
from typing import Any, Generic, TypeVar, cast

from PySide6.QtCore import QObject, QTimer

from core.jobs.executor import Answer, BrokenOff
from core.jobs.progress import Job
from core.model.errors import UserError
from core.model.figure import Proposal, Span
from core.model.report import Report
from core.process import Message

from .engine import Engine
from .reading import Reader
from .task import BackgroundWork

# for how many seconds a job runs before the window handles keys again
SLICE = 0.05

Value = TypeVar("Value")


class _Awaited(Generic[Value]):
    """An answer that arrives in the event loop."""

    def __init__(self) -> None:
        self.is_there = False
        self._value: Value | None = None
        self._error: Exception | None = None

    def give(self, value: Value | None, error: Exception | None = None) -> None:
        """Take the answer, or the exception that was raised instead."""
        self.is_there, self._value, self._error = True, value, error

    def result(self) -> Value:
        """Return the answer, or raise the exception. The runner continues a job only when the answer has arrived."""
        assert self.is_there
        if self._error is not None:
            raise self._error
        return cast("Value", self._value)


class JobRunner(QObject):
    """Runs one job at a time: the engine finds and reads figures, the reading process reads reports, a thread the rest.

    It is the executor of the job (core/jobs/executor.py) and reads its files (core/jobs/read_files.py). While an answer
    is awaited, the job rests at its last yield.
    """

    ahead = 0

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine, self._thread, self._reader = engine, BackgroundWork(self), Reader(self)
        self._job: Job[Any, Any] | None = None
        self._waited_for: list[_Awaited[Any]] = []
        self._progress: Callable[[int, int], None]
        self._take: Callable[[Any], None]
        self._done: Callable[[Any], None]
        self._failed: Callable[[UserError], None]

    def start(
        self,
        job: Job[Any, Any],
        *,
        progress: Callable[[int, int], None],
        done: Callable[[Any], None],
        failed: Callable[[UserError], None],
        take: Callable[[Any], None] = lambda _: None,
    ) -> None:
        """Run a job; a job that is running is stopped.

        `progress` is called with how much is done of how much, `take` with each result that is ready, `done` with the
        result of the job and `failed` with the UserError that ended it.
        """
        self.stop()
        self._job = job
        self._progress, self._take, self._done, self._failed = progress, take, done, failed
        self._step()

    @property
    def is_busy(self) -> bool:
        """Whether a job runs."""
        return self._job is not None

    def stop(self) -> None:
        """Cancel the job; none of its functions is called any more."""
        job, self._waited_for = self._job, []
        self._thread.drop()
        self._end()
        if job is not None:
            job.close()

    # What a job asks for

    def find(self, report: Report) -> Answer[list[Proposal] | BrokenOff]:
        """Ask the engine for the proposals of a report."""
        answer = _Awaited[list[Proposal] | BrokenOff]()
        self._engine.find(
            report,
            lambda found: self._arrive(answer, found),
            lambda error: self._arrive(answer, BrokenOff(error=error)),
        )
        return self._awaiting(answer)

    def read(self, report: Report, spans: Sequence[Span]) -> Answer[list[Proposal | None] | BrokenOff]:
        """Ask the engine how some spans of a report are read."""
        answer = _Awaited[list[Proposal | None] | BrokenOff]()
        self._engine.read_all(
            report,
            spans,
            lambda read: self._arrive(answer, read),
            lambda error: self._arrive(answer, BrokenOff(error=error)),
        )
        return self._awaiting(answer)

    def run(self, work: Callable[[], Value]) -> Answer[Value]:
        """Do a piece of work in a thread."""
        answer = _Awaited[Value]()

        def attempt() -> tuple[Value | None, Exception | None]:
            try:
                return work(), None
            except Exception as error:
                return None, error

        self._thread.do(attempt, lambda came: self._arrive(answer, *came))
        return self._awaiting(answer)

    def ask(self, request: Message) -> Answer[Message]:
        """Ask the reading process what a file holds."""
        answer = _Awaited[Message]()
        self._reader.ask(
            request, lambda came: self._arrive(answer, came), lambda error: self._arrive(answer, None, error)
        )
        return self._awaiting(answer)

    def _awaiting(self, answer: _Awaited[Value]) -> _Awaited[Value]:
        if not answer.is_there:
            self._waited_for.append(answer)
        return answer

    def _arrive(self, answer: _Awaited[Any], value: object, error: Exception | None = None) -> None:
        answer.give(value, error)
        if answer in self._waited_for:
            self._waited_for.remove(answer)
            if not self._waited_for:
                self._step()

    def _step(self) -> None:
        """Continue the job until it waits for an answer, has used its time, or is finished."""
        until = monotonic() + SLICE
        job = self._job
        while job is not None and job is self._job and not self._waited_for:
            try:
                progress = next(job)
            except StopIteration as end:
                self._end()
                self._done(end.value)
                return
            except UserError as error:
                self._end()
                self._failed(error)
                return
            except BaseException:
                self._end()
                raise
            self._progress(progress.done, progress.of)
            if progress.came is not None:
                self._take(progress.came)
            if monotonic() > until:
                QTimer.singleShot(0, self, self._step)
                return

    def _end(self) -> None:
        self._job = None
        # nothing waits in memory for the next file, which may never come
        self._reader.stop()
