"""Runs a verb of the command line, and says what went wrong in one line."""

import os
import re
import sys
import traceback
from io import TextIOBase, TextIOWrapper
from pathlib import Path
from typing import Any, TextIO, cast

import click
from click.exceptions import Exit

from .. import __version__
from ..formats.csv import inert
from ..jobs.executor import BrokenOff
from ..model.errors import UserError
from ..paths import typed
from .log_file import write
from .translation import say


class TypedPath(click.Path):
    """A path as a user types it; ~ is the home folder also where no shell replaces it."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401
        """Return the path of a text."""
        return typed(Path(os.fsdecode(super().convert(value, param, ctx))))


PATH = TypedPath()
FILES = click.argument("files", nargs=-1, required=True, type=PATH)


def _every_core(context: click.Context, option: click.Parameter, jobs: int) -> int:
    return jobs or os.cpu_count() or 1


JOBS = click.option(
    "--jobs",
    type=click.IntRange(0),
    default=1,
    metavar="N",
    callback=_every_core,
    help="Processes at work, 0 for all cores; what comes out is the same.",
)


def run(argv: list[str]) -> int:
    """Run a verb and return the exit status: 0, or 1 with one line on standard error."""
    _speak_utf8()
    try:
        # click's main ends the process itself, and prints an error where the reader of a pipe is gone
        with verbs.make_context("biaoshu", list(argv)) as context:
            status = verbs.invoke(context)
        sys.stdout.flush()
    except UserError as error:
        return fail(say(error))
    except click.ClickException as error:
        return fail(" ".join(error.format_message().split()))
    except Exit as end:
        return end.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        # the reader of the pipe is gone; what is left to flush must not fail at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception:
        log = write(" ".join(argv), traceback.format_exc())
        return fail(say(UserError("An error in the program stopped this. The log has the details: {log}", log=log)))
    return int(status or 0)


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale, and line ends as they are given."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")


# characters that control a terminal or change what it shows: controls, marks of direction, characters without width
_UNSHOWN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


def shown(text: str) -> str:
    """Return a text in which characters that control or hide are written by number, as in JSON; LF and tab stay."""
    return _UNSHOWN.sub(_numbered, text)


def _numbered(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"


def one_line(text: object) -> str:
    """Return a text for one line among others, without line ends, tabs and characters that control a terminal."""
    return shown(str(text)).replace("\n", "\\n").replace("\t", "\\t")


def tell(sentence: str) -> None:
    """Print a line on standard error."""
    click.echo(one_line(sentence), err=True)


def row(*cells: object) -> None:
    """Print cells separated by tabs, so that a spreadsheet which opens the output runs none of them as a formula."""
    # "-" stands for no annotator
    click.echo("\t".join(cell if cell == "-" else str(inert(one_line(cell))) for cell in cells))


class Screen(TextIOBase):
    """Standard output as a terminal: files are written to it without the characters that would control the terminal."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write a text as `shown` returns it."""
        self._stream.write(shown(text))
        return len(text)


def screen() -> TextIO:
    """Return the stream for data that has no file: a pipe gets it unchanged, a terminal without control characters."""
    return cast(TextIO, Screen(sys.stdout)) if sys.stdout.isatty() else sys.stdout


def fail(sentence: str) -> int:
    """Print on standard error what went wrong; return the exit status of a failure."""
    tell(sentence)
    return 1


def fail_for(name: str, broken: BrokenOff) -> int:
    """Say what kept one report out; return the exit status of a failure."""
    return fail(say(broken.error)) if broken.error is not None else fail_at(name, broken.trace)


def fail_at(name: str, trace: str) -> int:
    """Report that a fault of the program kept one report out, and log its trace.

    Return the exit status of a failure.
    """
    error = UserError(
        "{name} was skipped, because an error in the program stopped the work on it. The log has the details: {log}",
        name=name,
        log=write(name, trace),
    )
    return fail(say(error))


@click.group()
@click.version_option(__version__, message="%(version)s")
def verbs() -> None:
    """Review and label the figures in Chinese government work reports; without a verb, in a window."""
