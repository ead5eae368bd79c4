"""Drives a job from the command line: its progress is counted on standard error, if that is a terminal."""

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import click

from ..jobs.progress import Came, Job, Result

Thing = TypeVar("Thing")


def ignore(came: object) -> None:
    """Do nothing with the results of a step."""


def drive(
    job: Job[Came, Result],
    take: Callable[[Came], None] = ignore,
    *,
    with_total: bool = True,
    done: Callable[[], int] | None = None,
) -> Result:
    """Run a job to its end and return its result; `take` is called with each result as soon as it is ready.

    On a terminal the number of things done is shown and, unless `with_total` is off, the number of all. `done`, where
    it is given, returns the number of things done, instead of what the job says.
        result = drive(export(store, request, annotators, executor))
    """
    shown = _Counter()
    try:
        while True:
            try:
                progress = next(job)
            except StopIteration as end:
                result: Result = end.value
                return result
            if progress.came is not None:
                take(progress.came)
            shown.show(progress.done if done is None else done(), progress.of if with_total else 0)
    finally:
        job.close()
        shown.end()


def counted(things: Iterable[Thing]) -> Iterator[Thing]:
    """Yield things unchanged, and count them on standard error if that is a terminal."""
    shown = _Counter()
    for number, thing in enumerate(things, 1):
        yield thing
        shown.show(number, 0)
    shown.end()


class _Counter:
    """A number that is shown on the last line of a terminal; it shows nothing where standard error is no terminal."""

    def __init__(self) -> None:
        self._is_terminal = sys.stderr.isatty()
        self._last: tuple[int, int] | None = None

    def show(self, done: int, of: int) -> None:
        """Show how many things are done, and of how many where that is known."""
        if not self._is_terminal or not done or (done, of) == self._last:
            return
        self._last = done, of
        # back to the beginning of the line, so that the next output overwrites the number
        click.echo(f"{done} / {of}\r" if of else f"{done}\r", nl=False, err=True)

    def end(self) -> None:
        """Go to the next line, if a number was shown."""
        if self._last is not None:
            click.echo(err=True)
