"""The verb find: figures of files."""

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import click

from core.cli.crew import found, named
from core.cli.door import FILES, JOBS, verbs
from core.cli.reading import Reading, holds_several, reading, ticking
from core.cli.unfinished import Unfinished
from core.report import Report


@verbs.command()
@FILES
@JOBS
@click.option("--scheduler", default="", metavar="ADDRESS", help="A Dask cluster that finds, by its address.")
@click.option("-o", "--output", type=click.Path(path_type=Path), default=None, help="A file; if not given, the screen.")
@click.option("--resume", is_flag=True, help="Go on with the output an earlier run left unfinished.")
@reading
def find(
    files: tuple[Path, ...], jobs: int, scheduler: str, output: Path | None, resume: bool, **how: str | None
) -> int:
    """Print the figures of FILES, one JSON object a line, in text order.

    FILES are reports (text, web pages, Word, PDF), folders and archives of them, and tables with a report a row. With
    more processes, or a cluster, the lines are the same and in the same order. An output that was not finished stays
    beside its place until a run with --resume goes on with it.
    """
    if resume and output is None:
        raise click.UsageError("--resume needs the output it goes on with: -o FILE.")
    reports = Reading(files, how, jobs)
    several = len(files) > 1 or holds_several(files[0])
    if output is None:
        for report, lines in found(ticking(reports), jobs, scheduler):
            for line in named(lines, report.name) if several else lines:
                click.echo(line)
    else:
        _write(reports, Unfinished(output, resume), several, jobs, scheduler)
    return int(reports.refused > 0)


def _write(reports: Iterable[Report], out: Unfinished, several: bool, jobs: int, scheduler: str) -> None:
    with closing(out):
        for report, lines in found(out.left(ticking(reports)), jobs, scheduler):
            out.add(report, named(lines, report.name) if several else lines)
        out.finish()
