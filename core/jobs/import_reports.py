"""The import of reports: each report that was read is added to a store; what is refused does not stop the others."""

import traceback
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, replace

from ..detection.outline import outline
from ..files.load import pasted
from ..model.errors import UserError
from ..model.report import Report
from .progress import Job, Progress
from .read_files import ReadOutcome, ReportPlace, TableFound
from .report_checks import Finding, Listed, Question, ReportChecks, question

# so many characters of a pasted text are looked through for the line that names it, and so long is a name
_HEAD, _NAME = 4000, 40


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What became of one report: it came in, its text was there already (`is_new` is False), or it was refused.

    `error` says why it was refused, by the reader or by the store; `trace` is set instead where that was a fault of the
    program. `name` is the report's, or the file's where no report could be read from it. `findings` are what is strange
    about a report that came in, `question` what its words leave open.
    """

    name: str
    place: ReportPlace | None
    report: Report | None = None
    is_new: bool = True
    error: UserError | None = None
    trace: str = ""
    findings: tuple[Finding, ...] = ()
    question: Question | None = None

    @property
    def is_refused(self) -> bool:
        """Whether it did not come in."""
        return self.error is not None or bool(self.trace)


def import_reports(
    add: Callable[[Report], bool],
    reading: Job[ReadOutcome | TableFound, None],
    listed: Callable[[], Iterable[Listed]],
    text_of: Callable[[str], str],
) -> Job[ImportOutcome | TableFound, None]:
    """Add the reports of a reading (`read_files`) to a store as they come; yield what became of each.

    `add` puts a report into the store and returns False where its text is there already; what it raises keeps that one
    report out. Closing the job keeps the reports that came in. `listed` returns the reports that are there and
    `text_of` the text of one, by its digest: what comes in is held against them.
    """
    checks: ReportChecks | None = None
    with closing(reading):
        for progress in reading:
            read = progress.came
            if isinstance(read, ReadOutcome):
                checks = checks or ReportChecks(listed(), text_of)
                came: ImportOutcome | TableFound | None = _imported(add, read, checks)
            else:
                came = read
            yield Progress(progress.done, progress.of, progress.what, came)


def import_pasted(
    text: str, add: Callable[[Report], bool], listed: Iterable[Listed], text_of: Callable[[str], str]
) -> ImportOutcome:
    """Add a report made of a text; raise ReportError where there is none in it, and what `add` raises."""
    report, findings = ReportChecks(listed, text_of).check(_named(pasted(text)))
    is_new = add(report)
    return ImportOutcome(report.name, None, report, is_new, findings=findings, question=question(report))


def _named(report: Report) -> Report:
    """Return a pasted report under its first line that a page does not have around it: no path, no navigation."""
    start, around = 0, outline(report.text[:_HEAD]).furniture
    for line in report.text[:_HEAD].splitlines(keepends=True):
        words, at = line.strip(), start + len(line) - len(line.lstrip())
        start += len(line)
        if words and not any(one.start <= at < one.end for one in around):
            return replace(report, name=words[:_NAME])
    return report


def _imported(add: Callable[[Report], bool], read: ReadOutcome, checks: ReportChecks) -> ImportOutcome:
    report, place = read.report, read.place
    if report is None:
        return ImportOutcome(read.name, place, error=read.error)
    try:
        report, findings = checks.check(report)
        is_new = add(report)
        asked = question(report) if is_new else None
        return ImportOutcome(report.name, place, report, is_new, findings=findings if is_new else (), question=asked)
    except UserError as error:
        return ImportOutcome(report.name, place, report, error=error)
    except Exception:
        return ImportOutcome(report.name, place, report, trace=traceback.format_exc())
