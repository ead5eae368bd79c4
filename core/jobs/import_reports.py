"""The import of reports: each report that was read is added to a store; what is refused does not stop the others."""

import traceback
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

from ..model.errors import UserError
from ..model.report import Report
from .progress import Job, Progress
from .read_files import ReadOutcome, ReportPlace, TableFound


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What became of one report: it came in, its text was there already (`is_new` is False), or it was refused.

    `error` says why it was refused, by the reader or by the store; `trace` is set instead where that was a fault of the
    program. `name` is the report's, or the file's where no report could be read from it.
    """

    name: str
    place: ReportPlace | None
    report: Report | None = None
    is_new: bool = True
    error: UserError | None = None
    trace: str = ""

    @property
    def is_refused(self) -> bool:
        """Whether it did not come in."""
        return self.error is not None or bool(self.trace)


def import_reports(
    add: Callable[[Report], bool], reading: Job[ReadOutcome | TableFound, None]
) -> Job[ImportOutcome | TableFound, None]:
    """Add the reports of a reading (`read_files`) to a store as they come; yield what became of each.

    `add` puts a report into the store and returns False where its text is there already; what it raises keeps that one
    report out. Closing the job keeps the reports that came in.
    """
    with closing(reading):
        for progress in reading:
            read = progress.came
            came = _imported(add, read) if isinstance(read, ReadOutcome) else read
            yield Progress(progress.done, progress.of, progress.what, came)


def _imported(add: Callable[[Report], bool], read: ReadOutcome) -> ImportOutcome:
    report, place = read.report, read.place
    if report is None:
        return ImportOutcome(read.name, place, error=read.error)
    try:
        return ImportOutcome(report.name, place, report, add(report))
    except UserError as error:
        return ImportOutcome(report.name, place, report, error=error)
    except Exception:
        return ImportOutcome(report.name, place, report, trace=traceback.format_exc())
