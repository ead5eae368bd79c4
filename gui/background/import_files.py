"""The way in: files and the clipboard brought into the store as reports; what is refused is listed."""

import logging
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.files.encoding import GUESSED
from core.model.errors import ReportError, UserError
from core.model.report import Report

from ..preferences.settings import Settings
from ..session.detection import expect_region_and_year
from ..session.session import Session
from .engine import Engine
from .job import JobRunner
from .messages import note, sentence

# what reads files is imported where it is needed: a window is painted before the first of them
if TYPE_CHECKING:
    from core.files.containers import Source
    from core.files.report_table import Columns
    from core.jobs.import_reports import ImportOutcome
    from core.jobs.read_files import ReportPlace, TableFound, Wanted
    from core.jobs.report_checks import Question

log = logging.getLogger("biaoshu")
# while many files are read the list of reports follows so often, in seconds
LIST_EVERY = 1.0
# and once listing them takes so long, when all are read: a key must not wait for it
LIST_MOST = 0.04
# so many lines are told of the reports that came in; more are listed by a command
_MOST_NOTES = 3


@dataclass
class _Batch:
    """What came of the files that are read together: how many of how many are read, and what became of them."""

    size: int = 0
    done: int = 0
    came: list[Report] = field(default_factory=list)
    there: list[str] = field(default_factory=list)
    noticed: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    refused: list[UserError] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    listed_at: float = 0.0
    listing: float = 0.0


class FileImport(QObject):
    """Drives the import of reports (core/jobs/import_reports.py) into the session's store, through the reading process.

    `working` carries a sentence with how much is done of how much, an empty one when it is over; `message` and `failed`
    a sentence and the name of a command that helps further, or ""; `came` the digest of the first report that came in;
    `table_found` a table (TableFound) whose columns are to be told.
    """

    working = Signal(str, int, int)
    message = Signal(str, str)
    failed = Signal(str, str)
    came = Signal(str)
    table_found = Signal(object)

    def __init__(self, session: Session, engine: Engine, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._settings = session, settings
        self._runner = JobRunner(engine, self)
        self._wanted: deque[Wanted] = deque()
        self._batch = _Batch()
        self._is_coming = False
        self._places: dict[str, ReportPlace] = {}
        self.refused: list[str] = []
        self.said: list[str] = []

    @property
    def is_opening(self) -> bool:
        """Whether the one file that is being read will be shown next; while many are read work goes on."""
        return self._is_coming or (self._runner.is_busy and self._batch.size == 1)

    def read(self, paths: Sequence[Path]) -> None:
        """Read files, and those in folders and archives; a table of reports waits for its columns to be told."""
        self._want(paths)

    def read_table(self, source: "Source", columns: "Columns") -> None:
        """Read a table's rows as reports."""
        from core.jobs.read_files import ReportPlace

        self._want([ReportPlace(source, 0, columns)])

    def paste(self, text: str) -> None:
        """Make a report of a text; raise ReportError where there is none in it."""
        from core.jobs.import_reports import import_pasted

        outcome = import_pasted(text, self._session.add_report, self._session.reports, self._text_of)
        assert outcome.report is not None
        self._session.list_anew()
        self.came.emit(outcome.report.digest)
        said = [*(sentence(one.message) for one in outcome.findings), *self._asked(outcome.question)]
        if not outcome.is_new:
            said = self._say_there([outcome.name])
        if said:
            self.message.emit("\n".join(said), "")

    def place_of(self, digest: str) -> "ReportPlace | None":
        """Return where a report was read from, if that was since the window opened."""
        return self._places.get(digest)

    def read_again(self, old: str, place: "ReportPlace", encoding: str) -> None:
        """Read a report's file in another encoding; the report as it was read before is removed from the list."""
        from core.jobs.read_files import read_again

        self.cancel()
        self._is_coming = True
        self._runner.start(
            read_again(place, encoding, self._runner),
            progress=lambda done, of: self.working.emit(self.tr("Reading files…"), 0, 0),
            done=lambda report: self._replace(old, place, report),
            failed=self._fail,
        )

    def cancel(self) -> None:
        """Stop reading; what came in stays."""
        self._runner.stop()
        self._wanted.clear()
        self._batch, self._is_coming = _Batch(), False
        self.working.emit("", 0, 0)

    def _replace(self, old: str, place: "ReportPlace", report: Report) -> None:
        self._is_coming = False
        self.working.emit("", 0, 0)
        if report.digest == old:
            self.message.emit(self.tr("Read as {encoding}: the text is the same.").format(encoding=_shown(report)), "")
            return
        self._add(report)
        self._places[report.digest] = place
        self._session.file([old], {"removed": "1"})
        self._session.list_anew()
        self.came.emit(report.digest)
        self.message.emit(self.tr("Read as {encoding}.").format(encoding=_shown(report)), "read_again")

    def _fail(self, error: UserError) -> None:
        self._is_coming = False
        self.working.emit("", 0, 0)
        self.failed.emit(sentence(error), "")

    # Many, one after another

    def _want(self, wanted: "Sequence[Wanted]") -> None:
        """Have files read behind those that are being read, if any are."""
        from core.jobs.import_reports import import_reports
        from core.jobs.read_files import read_files

        self._wanted += wanted
        self._batch.size += len(wanted)
        if not self._runner.is_busy:
            self._runner.start(
                import_reports(
                    self._add,
                    read_files(
                        self._wanted,
                        self._runner,
                        asks_for_columns=True,
                        uses_office=self._settings.preference("office") != "never",
                    ),
                    lambda: self._session.reports,
                    self._text_of,
                ),
                progress=self._count,
                take=self._take,
                done=lambda _: self._end(),
                failed=self._fail,
            )

    def _text_of(self, digest: str) -> str:
        assert self._session.store is not None
        return self._session.store.report(digest).text

    def _count(self, done: int, of: int) -> None:
        self._batch.done, self._batch.size = done, of
        self.working.emit(self.tr("Reading files…"), done, of)

    def _add(self, report: Report) -> bool:
        """Put a report into the store; return False if its text is there already."""
        is_new = self._session.add_report(report)
        expect_region_and_year(report)
        if not is_new and any(
            entry.digest == report.digest and entry.filing.removed for entry in self._session.reports
        ):
            # what is brought in again is meant to be there
            self._session.file([report.digest], {"removed": ""})
        return is_new

    def _take(self, came: "ImportOutcome | TableFound") -> None:
        from core.jobs.import_reports import ImportOutcome

        if isinstance(came, ImportOutcome):
            self._note(came)
            self._list_at_times()
            return
        table = came
        # when what goes on is done: whoever hears of it asks the user
        QTimer.singleShot(0, self, lambda: self._tell_table(table))

    def _tell_table(self, table: "TableFound") -> None:
        if self._session.store is not None:
            self.table_found.emit(table)

    def _note(self, outcome: "ImportOutcome") -> None:
        """Keep what became of a report, to tell of it in the end."""
        batch, report = self._batch, outcome.report
        if outcome.error is not None:
            batch.refused.append(outcome.error)
            # the rows of a table that were passed over, by their names
            batch.rows += str(outcome.error.facts.get("called", "")).splitlines()
        elif report is None or outcome.trace:
            log.error("a report was passed over: %s", outcome.trace)
            name = outcome.name
            batch.refused.append(ReportError("{name} was skipped. The log says why (Help › Show the log).", name=name))
        else:
            if outcome.place is not None:
                self._places[report.digest] = outcome.place
            if not outcome.is_new:
                batch.there.append(report.name)
            found = [one.note for one in outcome.findings]
            batch.notes += (f"{report.name}: {note(one)}" for one in report.notes if one not in found)
            batch.noticed += (sentence(one.message) for one in outcome.findings)
            batch.noticed += self._asked(outcome.question)
            # the texts of many are not kept in memory
            batch.came.append(Report(report.name, "", report.encoding) if batch.came else report)

    def _list_at_times(self) -> None:
        """List the reports anew while many are read, as long as that is quick."""
        batch, start = self._batch, monotonic()
        if start > batch.listed_at + LIST_EVERY and batch.done < batch.size and batch.listing < LIST_MOST:
            self._session.list_anew()
            batch.listed_at = monotonic()
            batch.listing = batch.listed_at - start

    def _end(self) -> None:
        batch, self._batch = self._batch, _Batch()
        self.working.emit("", 0, 0)
        self._session.list_anew()
        there = self._say_there(batch.there)
        self.said = [*there, *batch.noticed, *batch.notes]
        if self.said:
            self.message.emit(*self._say_noticed(there))
        elif len(batch.came) == 1 and batch.came[0].encoding in GUESSED:
            said = self.tr("Read as {encoding}. If the text looks wrong, read it with another encoding.")
            self.message.emit(said.format(encoding=_shown(batch.came[0])), "read_again")
        self.said = [*self.said, *(self.tr("No text in row {row}").format(row=row) for row in batch.rows)]
        self._tell_refused(batch)
        if batch.came:
            # what is typed meanwhile comes between the list and the text, and decides nothing
            self._is_coming = True
            QTimer.singleShot(0, self, lambda: self._tell_came(batch.came[0].digest))

    def _say_noticed(self, there: list[str]) -> tuple[str, str]:
        """Return what is told of the reports that came in, and the command that lists all of it, "" if that is all.

        `there`, with which all that is told begins, says which texts the store has already.
        """
        others = self.said[len(there) :]
        if len(others) <= _MOST_NOTES:
            return "\n".join(self.said), ""
        more = self.tr("{count} things were noticed about the reports. The first: {first}")
        return "\n".join([*there, more.format(count=len(others), first=others[0])]), "show_refused"

    def _asked(self, question: "Question | None") -> list[str]:
        """Return the questions that a report's words leave open, in words."""
        said = []
        if question is not None and question.regions:
            region = self.tr("It is not clear of which region {name} is: {regions}? Say it by Name, region and year.")
            said.append(region.format(name=question.name, regions="、".join(question.regions)))
        if question is not None and question.years:
            year = self.tr("It is not clear of which year {name} is: {years}? Say it by Name, region and year.")
            said.append(year.format(name=question.name, years="、".join(question.years)))
        return said

    def _tell_came(self, digest: str) -> None:
        """Tell of a report that came in, unless reading was given up meanwhile: the store may be closed by then."""
        if self._is_coming:
            self._is_coming = False
            self.came.emit(digest)

    def _say_there(self, names: list[str]) -> list[str]:
        if not names:
            return []
        if len(names) == 1:
            one = self.tr("The text of {name} is already in the store, together with the decisions on it.")
            return [one.format(name=names[0])]
        several = self.tr("The texts of {count} files are already in the store, together with the decisions on them.")
        return [several.format(count=len(names))]

    def _tell_refused(self, batch: _Batch) -> None:
        if not batch.refused:
            return
        self.refused = [sentence(error) for error in batch.refused]
        if len(self.refused) == 1:
            self.failed.emit(self.refused[0], "show_refused" if batch.rows else "")
            return
        said = self.tr("{count} problems with files; {came} reports were added. The first problem: {first}")
        filled = said.format(count=len(self.refused), came=len(batch.came) - len(batch.there), first=self.refused[0])
        self.failed.emit(filled, "show_refused")


def _shown(report: Report) -> str:
    return report.encoding.upper()
