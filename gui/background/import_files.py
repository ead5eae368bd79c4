"""The way in: files and the clipboard brought into the store as reports; what is refused is listed."""

import logging
from collections import deque
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from core.model.errors import ReportError, StoreError, UserError, error_from_record
from core.model.report import Report

from ..session.session import Session
from .messages import note, sentence
from .reading import Answer, Reader
from .report_progress import expect

# what reads files is imported where it is needed: a window is painted before the first of them
if TYPE_CHECKING:
    from core.files.containers import Source
    from core.files.report_table import Columns

log = logging.getLogger("biaoshu")
# while many files are read the list of reports follows so often, in seconds
LIST_EVERY = 1.0
# and once listing them takes so long, when all are read: a key must not wait for it
LIST_MOST = 0.04
# of so many reports the notes are told, one line each
_TOLD = 3


class Place(NamedTuple):
    """Where a report was read from: the source, which one of it, and by which columns of a table."""

    source: "Source"
    at: int = 0
    columns: "Columns | None" = None


@dataclass
class _Batch:
    """What is on its way in: paths to be looked into, places to be read, and what became of those before."""

    paths: deque[Path] = field(default_factory=deque)
    places: deque[Place] = field(default_factory=deque)
    tables: "list[Source]" = field(default_factory=list)
    encoding: str = ""
    size: int = 0
    done: int = 0
    came: list[Report] = field(default_factory=list)
    there: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    refused: list[UserError] = field(default_factory=list)
    listed_at: float = 0.0
    listing: float = 0.0


class FileImport(QObject):
    """Reads files through the reading process into the session's store.

    `working` carries a sentence with how much is done of how much, an empty one when it is over; `told` and `failed` a
    sentence and the name of a command that helps further, or ""; `came` the digest of the first report that came in;
    `table_found` a table's source, its columns and a guess of what they hold.
    """

    working = Signal(str, int, int)
    message = Signal(str, str)
    failed = Signal(str, str)
    came = Signal(str)
    table_found = Signal(object, list, object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._reader = Reader(self)
        self._batch = _Batch()
        self._busy = self._is_coming = False
        self._places: dict[str, Place] = {}
        self.refused: list[str] = []

    @property
    def is_opening(self) -> bool:
        """Whether the one file that is being read will be shown next; while many are read work goes on."""
        return self._is_coming or (self._busy and self._batch.size == 1)

    def read(self, paths: Sequence[Path]) -> None:
        """Read files, and those in folders and archives; a table of reports waits for its columns to be told."""
        self._batch.paths += paths
        self._batch.size += len(paths)
        self._go_on()

    def read_table(self, source: "Source", columns: "Columns") -> None:
        """Read a table's rows as reports."""
        self._batch.places.append(Place(source, 0, columns))
        self._batch.size += 1
        self._go_on()

    def paste(self, text: str) -> None:
        """Make a report of a text; raise ReportError where there is none in it."""
        from core.files.load import pasted

        report = pasted(text)
        is_new = self._session.add_report(report)
        self._session.list_anew()
        self.came.emit(report.digest)
        if not is_new:
            self.message.emit(*self._say_there([report.name]), "")

    def place_of(self, digest: str) -> Place | None:
        """Return where a report was read from, if that was since the window opened."""
        return self._places.get(digest)

    def read_again(self, old: str, place: Place, encoding: str) -> None:
        """Read a report's file in another encoding; the report as it was read before is removed from the list."""
        asked = {"verb": "read", **place.source._asdict(), "at": place.at, "encoding": encoding}
        asked["columns"] = place.columns and asdict(place.columns)
        self.cancel()
        self._is_coming = True
        self.working.emit(self.tr("Reading files…"), 0, 0)
        self._reader.ask(asked, lambda answer: self._replace(old, place, answer), self._fail)

    def cancel(self) -> None:
        """Stop reading; what came in stays."""
        self._reader.stop()
        self._batch, self._busy, self._is_coming = _Batch(), False, False
        self.working.emit("", 0, 0)

    def _replace(self, old: str, place: Place, answer: Answer) -> None:
        from core.files.reading_process import report_from_record

        self._is_coming = False
        self.working.emit("", 0, 0)
        if "error" in answer:
            self._fail(error_from_record(answer["error"]))
            return
        report = report_from_record(answer["report"])
        if report.digest == old:
            self.message.emit(self.tr("Read as {encoding}: the text is the same.").format(encoding=_shown(report)), "")
            return
        self._keep(report, place)
        self._session.file([old], {"removed": "1"})
        self._session.list_anew()
        self.came.emit(report.digest)
        self.message.emit(self.tr("Read as {encoding}.").format(encoding=_shown(report)), "read_again")

    def _fail(self, error: ReportError) -> None:
        self._is_coming = False
        self.working.emit("", 0, 0)
        self.failed.emit(sentence(error), "")

    # One after another

    def _go_on(self) -> None:
        if not self._busy:
            self._busy = True
            self._step()

    def _step(self) -> None:
        batch = self._batch
        self.working.emit(self.tr("Reading files…"), batch.done, batch.size)
        if batch.places:
            place = batch.places.popleft()
            asked = {"verb": "read", **place.source._asdict(), "at": place.at, "encoding": ""}
            asked["columns"] = place.columns and asdict(place.columns)
            self._reader.ask(asked, lambda answer: self._take(place, answer), self._refuse)
        elif batch.paths:
            path = batch.paths.popleft()
            self._reader.ask({"verb": "list", "path": str(path)}, self._take_list, self._refuse)
        elif batch.tables:
            table = batch.tables.pop(0)
            asked = {"verb": "columns", **table._asdict()}
            self._reader.ask(asked, lambda answer: self._take_columns(table, answer), self._refuse)
        else:
            self._end()

    def _take_list(self, answer: Answer) -> None:
        from core.files.containers import Source

        if "error" in answer:
            self._refuse(error_from_record(answer["error"]))
            return
        listed = [Source(*one) for one in answer["sources"]]
        if len(listed) == 1 and listed[0].is_table:
            self._batch.tables += listed
        else:
            self._batch.places += map(Place, listed)
            self._batch.size += len(listed) - 1
        self._step()

    def _take_columns(self, table: "Source", answer: Answer) -> None:
        from core.files.report_table import Columns

        self._batch.done += 1
        if "error" in answer:
            self._batch.refused.append(error_from_record(answer["error"]))
        else:
            guessed = answer["guess"]
            columns = Columns(**{**guessed, "name": tuple(guessed["name"])}) if guessed else None
            # when what goes on is done: whoever hears of it asks the user
            QTimer.singleShot(0, self, lambda: self.table_found.emit(table, answer["columns"], columns))
        self._step()

    def _take(self, place: Place, answer: Answer) -> None:
        from core.files.reading_process import report_from_record

        if answer["more"]:
            self._batch.places.appendleft(place._replace(at=place.at + 1))
            self._batch.size += 1
        if "error" in answer:
            self._refuse(error_from_record(answer["error"]))
            return
        try:
            report = report_from_record(answer["report"])
            is_new = self._keep(report, place)
        except StoreError as error:
            self._refuse(error)
            return
        except Exception:
            # whatever it is: the others come in
            log.exception("a report was passed over")
            name = place.source.name
            self._refuse(ReportError("{name} was skipped. The log says why (Help › Show the log).", name=name))
            return
        if not is_new:
            self._batch.there.append(report.name)
        self._batch.notes += (f"{report.name}: {note(one)}" for one in report.notes)
        self._batch.came.append(Report(report.name, "", report.encoding) if self._batch.came else report)
        self._count()

    def _keep(self, report: Report, place: Place) -> bool:
        """Put a report into the store; return False if its text is there already."""
        is_new = self._session.add_report(report)
        expect(report)
        self._places[report.digest] = place
        if not is_new and any(
            entry.digest == report.digest and entry.filing.removed for entry in self._session.reports
        ):
            # what is brought in again is meant to be there
            self._session.file([report.digest], {"removed": ""})
        return is_new

    def _refuse(self, error: UserError) -> None:
        self._batch.refused.append(error)
        self._count()

    def _count(self) -> None:
        batch = self._batch
        batch.done += 1
        start = monotonic()
        if start > batch.listed_at + LIST_EVERY and batch.done < batch.size and batch.listing < LIST_MOST:
            self._session.list_anew()
            batch.listed_at = monotonic()
            batch.listing = batch.listed_at - start
        self._step()

    def _end(self) -> None:
        from core.files.encoding import GUESSED

        batch, self._batch, self._busy = self._batch, _Batch(), False
        # nothing waits in memory for the next file, which may never come
        self._reader.stop()
        self.working.emit("", 0, 0)
        self._session.list_anew()
        if batch.there or batch.notes:
            self.message.emit("\n".join([*self._say_there(batch.there), *batch.notes[:_TOLD]]), "")
        elif len(batch.came) == 1 and batch.came[0].encoding in GUESSED:
            said = self.tr("Read as {encoding}. If the text looks wrong, read it with another encoding.")
            self.message.emit(said.format(encoding=_shown(batch.came[0])), "read_again")
        self._tell_refused(batch)
        if batch.came:
            # what is typed meanwhile comes between the list and the text, and decides nothing
            self._is_coming = True
            QTimer.singleShot(0, self, lambda: self._tell_came(batch.came[0].digest))

    def _tell_came(self, digest: str) -> None:
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
            self.failed.emit(self.refused[0], "")
            return
        said = self.tr("{count} files could not be read; {came} reports were added. The first problem: {first}")
        filled = said.format(count=len(self.refused), came=len(batch.came), first=self.refused[0])
        self.failed.emit(filled, "show_refused")


def _shown(report: Report) -> str:
    return report.encoding.upper()
