"""The options of find and import that say how files are read, and the reports of the files that are named."""

import sys
import tempfile
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from ..files.encoding import ENCODINGS
from ..files.file_kind import SUFFIXES
from ..files.load import SIZE_LIMIT
from ..files.report_table import Columns
from ..jobs.progress import Job
from ..jobs.read_files import ProcessReader, ReadOutcome, TableFound, read_files
from ..model.report import Report
from ..output import SCREEN
from .run import fail
from .translation import say

Verb = TypeVar("Verb", bound=Callable[..., Any])


def reading_options(verb: Verb) -> Verb:
    """Add to a verb the options that say how files are read."""
    columns = {
        "--source-column": "Which column of a table holds where the report is from.",
        "--date-column": "Which column of a table holds the report's date.",
        "--title-column": "Which column of a table holds the report's title.",
        "--year-column": "Which column of a table holds the year whose report it is.",
        "--region-columns": "Which columns of a table hold the region, the largest first, with commas between.",
        "--name-columns": "Which columns of a table make a report's name, with commas between.",
        "--text-column": "Which column of a table (CSV, Excel, ODS, JSONL, Parquet) holds the reports' text, by its "
        "head or its letter; guessed if not told.",
        "--sheet": "Which sheet of a workbook holds the reports, by its name or its number; all that have a text if "
        "not told.",
    }
    for option, words in columns.items():
        verb = click.option(option, default="", metavar="NAME", help=words)(verb)
    verb = click.option(
        "--office/--no-office",
        "office",
        default=True,
        help="Read .doc, .wps, .rtf and .odt through LibreOffice, where it is installed; on if not given.",
    )(verb)
    encoding = click.Choice(ENCODINGS, case_sensitive=False)
    return click.option("--encoding", type=encoding, default=None, help="How text is decoded; found if not given.")(
        verb
    )


def columns_of(options: Mapping[str, str | None]) -> Columns | None:
    """Return the columns that the options name; None where they are to be guessed."""
    text, title, date, source, year = (
        options[f"{field}_column"] or "" for field in ("text", "title", "date", "source", "year")
    )
    name, region, sheet = _listed(options["name_columns"]), _listed(options["region_columns"]), options["sheet"] or ""
    if not name and text:
        name = (*region, *filter(None, (year, title)))
    columns = Columns(text, name, title, date, source, region, year, sheet=sheet)
    return None if columns == Columns("") else columns


def _listed(names: str | None) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, (names or "").split(","))))


def holds_several(path: Path) -> bool:
    """Tell whether a path may have more than one report, by its type or its suffix."""
    return path.is_dir() or SUFFIXES.get(path.suffix.lower()) in ("zip", "table")


@contextmanager
def _with_standard_input(paths: Sequence[Path]) -> Iterator[Sequence[Path]]:
    """Yield the paths, with - replaced by a temporary file of the bytes of standard input.

    The reading process takes it as any other file: its kind and encoding are found, within the same limits.
    """
    if SCREEN not in paths:
        yield paths
        return
    with tempfile.TemporaryDirectory(prefix="biaoshu-", ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "stdin.txt"
        # one byte more than allowed is enough to have it refused as too large
        file.write_bytes(sys.stdin.buffer.read(SIZE_LIMIT + 1) if sys.stdin is not None else b"")
        yield [file if path == SCREEN else path for path in paths]


class ReportFiles:
    """The reports of some paths, in order; files that cannot be read are named at once, and counted."""

    def __init__(self, paths: Sequence[Path], options: Mapping[str, Any], jobs: int) -> None:
        self._paths, self._encoding = paths, options["encoding"] or ""
        self._columns = columns_of(options)
        self._jobs, self._uses_office = jobs, bool(options["office"])
        self.refused = 0

    @contextmanager
    def reading(self) -> Iterator[Job[ReadOutcome | TableFound, None]]:
        """Give the job that reads the paths; its processes end with the block."""
        with (
            _with_standard_input(self._paths) as paths,
            ProcessReader(self._jobs) as reader,
            closing(
                read_files(deque(paths), reader, self._encoding, self._columns, uses_office=self._uses_office)
            ) as job,
        ):
            yield job

    def __iter__(self) -> Iterator[Report]:
        with self.reading() as job:
            for progress in job:
                if isinstance(progress.came, ReadOutcome):
                    if progress.came.report is not None:
                        yield progress.came.report
                    elif progress.came.error is not None:
                        self.refused += 1
                        fail(say(progress.came.error))
