"""The verb find: figures of files."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import click

from ..jobs.executor import BrokenOff
from ..jobs.find import find_lines, with_name
from ..jobs.resumable import ResumableFile
from ..model.report import Report
from ..output import SCREEN, into, place_of, refusal
from .progress import counted
from .reading_options import ReportFiles, holds_several, reading_options
from .run import FILES, JOBS, PATH, fail_for, shown, verbs


@verbs.command()
@FILES
@JOBS
@click.option("--scheduler", default="", metavar="ADDRESS", help="A Dask cluster that finds, by its address.")
@click.option("--explain", is_flag=True, help="With each figure the rules and words by which it was read.")
@click.option("-o", "--output", type=PATH, default=None, help="A file; if not given, or -, the screen.")
@click.option("--resume", is_flag=True, help="Go on with the output an earlier run left unfinished.")
@reading_options
def find(
    files: tuple[Path, ...],
    jobs: int,
    scheduler: str,
    explain: bool,
    output: Path | None,
    resume: bool,
    **how: str | bool | None,
) -> int:
    """Print the figures of FILES, one JSON object a line, in text order.

    FILES are reports (text, web pages, Word, PDF), folders and archives of them, and tables with a report a row; - is
    standard input, in any usual encoding. With more processes, or a cluster, the lines are the same and in the same
    order. An output that was not finished stays beside its place until a run with --resume goes on with it. What cannot
    be read, or breaks off, is named, and the others go on.
    """
    place = _place(output)
    if resume and place is None:
        raise click.UsageError("--resume needs the output it goes on with: -o FILE.")
    reports = ReportFiles(files, how, jobs)
    lines_of = partial(find_lines, jobs=jobs, scheduler=scheduler, explained=explain)
    several = len(files) > 1 or holds_several(files[0])
    status = 0
    if output not in (None, SCREEN) and place is None:
        with into(output) as stream:
            for report, lines in lines_of(counted(reports)):
                if isinstance(lines, BrokenOff):
                    status = fail_for(report.name, lines)
                    continue
                stream.writelines(
                    f"{shown(line)}\n".encode() for line in (with_name(lines, report.name) if several else lines)
                )
    elif place is None:
        for report, lines in lines_of(counted(reports)):
            if isinstance(lines, BrokenOff):
                status = fail_for(report.name, lines)
                continue
            for line in with_name(lines, report.name) if several else lines:
                click.echo(shown(line))
    else:
        status = _write(reports, ResumableFile(place, resume), several, lines_of)
    return status or int(reports.refused > 0)


def _place(output: Path | None) -> Path | None:
    """Return the file to be replaced, through links; None where lines go to the screen, a pipe or a device."""
    if output is None or output == SCREEN:
        return None
    try:
        return place_of(output)
    except OSError as error:
        raise refusal(output, error) from error


def _write(
    reports: Iterable[Report],
    out: ResumableFile,
    several: bool,
    lines_of: Callable[[Iterable[Report]], Iterator[tuple[Report, list[str] | BrokenOff]]],
) -> int:
    """Write what is found to a file; return the exit status."""
    status = 0
    with closing(out):
        for report, lines in lines_of(out.left(counted(reports))):
            if isinstance(lines, BrokenOff):
                status = fail_for(report.name, lines)
            else:
                out.add(report, list(map(shown, with_name(lines, report.name) if several else lines)))
        out.finish()
    return status
