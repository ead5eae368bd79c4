"""The door of the command line: runs a verb, and says what went wrong in one line."""

import os
import sys
import traceback
from io import TextIOWrapper
from pathlib import Path

import click
from click.exceptions import Exit

from core import __version__
from core.catalogue import say
from core.cli.journal import write
from core.errors import UserError

STORE = click.Path(path_type=Path)
FILES = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))


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
        # click's own main would end the process itself, and not quietly, where the reader of a pipe is gone
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
        # the reader has had enough; what is left to flush must not fail at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception:
        log = write(" ".join(argv), traceback.format_exc())
        return fail(say(UserError("A fault of the program broke this off. Its log has the details: {log}", log=log)))
    return int(status or 0)


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale says, and line ends as they are given."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")


def fail(sentence: str) -> int:
    """Say on standard error what went wrong; return the exit status of a failure."""
    click.echo(sentence, err=True)
    return 1


def fail_at(name: str, trace: str) -> int:
    """Say that a fault of the program kept one report out, keep its trace; return the exit status of a failure."""
    error = UserError(
        "{name} was passed over: a fault of the program broke the work on it off. The log has the details: {log}",
        name=name,
        log=write(name, trace),
    )
    return fail(say(error))


@click.group()
@click.version_option(__version__, message="%(version)s")
def verbs() -> None:
    """Review and label the figures in Chinese government work reports; without a verb, in a window."""
