"""How far a long piece of work is, and what a job is: a generator that both the command line and the window drive."""

from collections.abc import Generator
from dataclasses import dataclass
from typing import Generic, TypeVar

Came = TypeVar("Came")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Progress(Generic[Came]):
    """How far a job is: `done` things of `of` (0 where nobody knows how many), `what` names the one at work.

    `came` is what became ready in this step (a file that came in or why it did not), None in most steps.
    """

    done: int
    of: int
    what: str = ""
    came: Came | None = None


Job = Generator[Progress[Came], None, Result]
"""A job yields its progress and returns its result. It raises UserError where it cannot go on.

Closing the generator cancels the job: it ends at the place where it yielded, and leaves nothing half written. A job
yields between asking its executor for an answer and waiting for that answer, so that a driver with an event loop can go
on with the job when the answer is there.
"""


def finish(job: Job[Came, Result]) -> Result:
    """Run a job to its end, wherever nobody looks at its progress, and return its result."""
    while True:
        try:
            next(job)
        except StopIteration as end:
            result: Result = end.value
            return result
