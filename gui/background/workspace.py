"""The workspace: opens stores and reports for the session, and gives it the engine's answers."""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from core.files.encoding import ENCODINGS
from core.model.decision import Decision
from core.model.errors import HeldError, StoreError, UserError
from core.model.figure import Proposal, Span
from core.model.report import Note, Report
from core.model.section import Section
from core.paths import STORE_SUFFIX, absolute

from ..preferences.settings import Settings, default_store, earlier_store, make_folder
from ..session.detection import value_of
from ..session.session import Session
from ..style.design import RESOURCES
from .asking import Asking
from .engine import Engine
from .import_files import FileImport
from .import_labels import LabelImports
from .learning import Learning
from .messages import note
from .report_progress import is_listed
from .signature import Signature
from .single_window import SingleWindow
from .store_safety import Safety
from .task import BackgroundWork

if TYPE_CHECKING:
    from core.jobs.read_files import ReportPlace
    from core.store import Store

    from ..session.open_report import ReadReport, StoredReport
    from .export import Export, Exportable, ExportTask, ExportTrial
    from .kept import KeptProposals

log = logging.getLogger("biaoshu")
# a text with more characters, or a report with more figures, is read in a thread, so that the window answers meanwhile
LONG, MANY = 100_000, 2_000
# so many figures that the store keeps, or decisions, are read in 15 ms; more of them are read in a thread
READ_AT_ONCE = 150
BEHIND_MS = 50
# what typing needs is loaded so long after the figures are shown: painting them takes longer on a busy machine
TYPED_MS = 300
# where a report is not there after so long it is said that it is being opened
SAID_AFTER_MS = 200


@dataclass(frozen=True, slots=True)
class KeptPlace:
    """What was open in a workspace, for the one that replaces it when the window is built anew."""

    store: "Store | None"
    report: str | None
    unwritten: tuple[Decision, ...]


class Workspace(QObject):
    """Opens stores, reads files into them and opens reports for the session; remembers what was open.

    Signals: `failed`: an error to show. `held`: a file that another program has open; the error, how to try again, and
    how to write to another path. `message`: a sentence about something done. `exported`: the same about an export, and
    its file. `working`: a sentence about what goes on, how much of it is done and of how much, an empty sentence when
    it is over. `left`: a report's digest and the spans of its numerals that nothing was read from.
    """

    failed = Signal(UserError)
    held = Signal(HeldError, object, object)
    message = Signal(str)
    exported = Signal(str, Path)
    left = Signal(str, object)
    working = Signal(str, int, int)

    def __init__(self, session: Session, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._settings = session, settings
        self.engine, self._in_thread = Engine(self), BackgroundWork(self)
        session.engine = self.engine
        self.learning, self.asking = Learning(session, self), Asking(session, self)
        self.signature = Signature(settings)
        self._asked: int | None = None
        # the report, by its digest, that is opened at one figure that was asked for
        self._aimed_at = ""
        self._coming = ""
        # parts of this object, not QTimer.singleShot: that runs on when the window is gone
        self._ask_left_soon = QTimer(self, singleShot=True, interval=BEHIND_MS)
        self._ask_left_soon.timeout.connect(self._ask_left)
        self._load_soon = QTimer(self, singleShot=True, interval=TYPED_MS)
        self._load_soon.timeout.connect(_load_typed_values)
        self._say_opening = QTimer(self, singleShot=True, interval=SAID_AFTER_MS)
        self._say_opening.timeout.connect(lambda: self.working.emit(self.tr("Opening the report…"), 0, 0))
        self._exporting: ExportTask | None = None
        self.file_import = FileImport(session, self.engine, settings, self)
        self.file_import.working.connect(self.working)
        self.file_import.came.connect(self._come)
        self.label_imports = LabelImports(session, self.engine, self)
        for mine, theirs in (("working", self.working), ("message", self.message), ("failed", self.failed)):
            getattr(self.label_imports, mine).connect(theirs)
        self.safety = Safety(settings, self)
        self.safety.failed.connect(self.failed)
        session.before = self.safety.before
        self.single_window = SingleWindow(self)
        session.moved.connect(self._keep_place)
        session.written.connect(self._read_anew)

    @cached_property
    def kept(self) -> "KeptProposals":
        """What the open store keeps of its reports."""
        from .kept import KeptProposals

        return KeptProposals(self._session)

    # Stores

    def open_store(self, path: Path, *, create: bool = False) -> None:
        """Open a store in place of the one that is open; where that fails, raise StoreError and keep the open one.

        A store is made only with `create`: a store that is gone is reported, not replaced by an empty one.
        """
        # whatever link or spelling names it
        if self._session.store is not None and self._session.store.path.resolve() == absolute(path).resolve():
            return
        self._session.leave()
        if path == default_store():
            make_folder(path.parent)
        is_first = self.is_empty
        if is_first:
            # the report of the last time, or the first one read, is asked about next
            self.engine.start()
        # behind it: the import takes as long as the opening
        from core.store import Store

        store = Store.open(path, create=create)
        if not is_first:
            self.close_store()
        self._use(store)
        self._settings.keep("store", str(path))
        self._settings.keep_recent(path)
        last = self._settings.text(f"report/{path}")
        digests = [entry.digest for entry in self._session.reports if is_listed(entry)]
        if digests:
            self.open_report(last if last in digests else digests[0])

    def open_last_store(self) -> None:
        """Open the store of the last time, or make a first one in the user's data folder."""
        remembered = self._settings.text("store")
        path = self._settings.last_store()
        if remembered and path != Path(remembered):
            self.failed.emit(
                StoreError(
                    "The store {path}, which was open last, is no longer there. A new one is open; open yours with "
                    "Ctrl+O.",
                    path=Path(remembered),
                )
            )
        self.open_store(path, create=path == default_store())
        self._tell_of_earlier(path)

    def _tell_of_earlier(self, path: Path) -> None:
        """Say once that an earlier version made a store in a folder in which stores are not made any more."""
        earlier = earlier_store()
        if earlier is None or self._settings.text("told/earlier_store") == str(earlier):
            return
        self._settings.keep("told/earlier_store", str(earlier))
        sentence_text = (
            self.tr("The store of an earlier version was opened from its old place: {path}. Nothing was moved.")
            if path == earlier
            else self.tr("There is a store of an earlier version at {path}. Press Ctrl+O to open it.")
        )
        self.message.emit(sentence_text.format(path=earlier))

    def close_store(self) -> None:
        """Close the store; raise UserError, and keep it open, where what is typed in the form cannot be written."""
        self._session.leave()
        store = self.leave().store
        if store is not None:
            store.close()

    def leave(self) -> "KeptPlace":
        """Give up what is open and return it; the store's file stays open, so that no other window takes it."""
        self.cancel()
        self.safety.finish()
        self.single_window.stop_listening()
        session = self._session
        left = KeptPlace(session.store, session.report.digest if session.report else None, tuple(session.unwritten))
        session.use(None, "")
        return left

    def reopen(self, left: "KeptPlace") -> None:
        """Open what another workspace gave up by `leave`."""
        if left.store is None:
            return
        self.engine.start()
        self._use(left.store)
        self._session.unwritten = list(left.unwritten)
        if left.report is not None:
            self._aimed_at = left.report
            self.open_report(left.report)

    def remember_store(self) -> None:
        """Have the next start open this store, since this window is the one closed last."""
        if self._session.store is not None:
            self._settings.keep("store", str(self._session.store.path))

    def _use(self, store: "Store") -> None:
        self.annotator_name()
        self._session.use(store, self.signature.sign(store))
        self.safety.watch(store)
        self.single_window.listen(store.path)

    def annotator_name(self) -> str:
        """Return the name decisions are signed with; it stays the same in another language."""
        if not self.signature.name:
            self.signature.begin(self.tr("Annotator"))
        return self.signature.name

    def name_annotator(self, name: str, *, another: bool = False) -> None:
        """Change the annotator's name, or sign as `another` person, whose decisions are shown then.

        A sentence says which of the two was done, so that nobody has to wonder where decisions are.
        """
        self._session.leave()
        before = self.annotator_name()
        (self.signature.take if another else self.signature.rename)(name)
        self.signature.stop_asking()
        self.reload()
        if another and name != before:
            template = self.tr(
                "{name} is the annotator from now on, and the decisions of {name} are shown. Those of {before} stay "
                "in the store."
            )
            self.message.emit(template.format(name=name, before=before))
        elif name != before:
            template = self.tr("Your decisions are now signed {name}. All decisions of {before} stay yours.")
            self.message.emit(template.format(name=name, before=before))

    def reload(self) -> None:
        """Read the store and the open report again, as they are on disk now."""
        self._session.leave()
        store, report = self._session.store, self._session.report
        if store is not None:
            self._session.use(store, self.signature.sign(store))
        if report is not None and any(entry.digest == report.digest for entry in self._session.reports):
            self.open_report(report.digest)

    # Reports

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open a store, or read files, folders and archives into the open store and open the first report of them."""
        stores = [path for path in paths if path.suffix == STORE_SUFFIX]
        if stores:
            self.open_store(stores[0])
        files = [path for path in paths if path.suffix != STORE_SUFFIX]
        if not files:
            return
        if self._session.store is None:
            raise StoreError("No store is open. Open one first, or make a new one with Ctrl+N.")
        self.file_import.read(files)

    def paste_report(self) -> None:
        """Make a report of the clipboard's text."""
        if self.is_empty:
            raise StoreError("No store is open. Open one first, or make a new one with Ctrl+N.")
        self.file_import.paste(QGuiApplication.clipboard().text())

    def open_sample(self) -> None:
        """Read the bundled report into the store and open it."""
        self.open_paths(sorted((RESOURCES / "sample").glob("*.txt")))

    @property
    def is_empty(self) -> bool:
        """Whether no store is open."""
        return self._session.store is None

    def readable_again(self) -> "tuple[Report, ReportPlace | None]":
        """Return the open report and where it was read from; raise UserError where it may not be read again."""
        report, store = self._session.report, self._session.store
        if report is None or store is None:
            raise UserError("No report is open. Open one first.")
        if report.encoding not in ENCODINGS:
            raise UserError("{name} itself says which encoding it has; there is nothing to choose.", name=report.name)
        if store.decided(report.digest):
            raise UserError(
                "Figures of {name} have already been decided; in another encoding they would be in other places.",
                name=report.name,
            )
        return report, self.file_import.place_of(report.digest)

    @property
    def is_opening(self) -> bool:
        """Whether a report is being opened and not shown yet."""
        return self.file_import.is_opening or self._in_thread.is_busy

    @property
    def is_finding(self) -> bool:
        """Whether the figures of the shown report are being found."""
        return self._asked is not None

    def open_report(self, digest: str) -> None:
        """Open a report, by its digest, and have its figures found."""
        # also where it is open already, because another report may be on its way
        self._in_thread.drop()
        self._coming = ""
        self._say_opening.stop()
        report = self._session.report
        if report is not None and report.digest == digest and self._session.ready:
            return
        self._session.leave()
        if self._asked is not None:
            self.engine.drop(self._asked)
        entry = next((entry for entry in self._session.reports if entry.digest == digest), None)
        store = self._session.store
        if entry is None or store is None or (entry.length < LONG and store.log_length(digest) <= READ_AT_ONCE):
            self._open(digest)
            return
        self._coming = digest
        self._say_opening.start()
        self._in_thread.do(self._session.fetching(digest), lambda fetched: self._open(digest, fetched), self._stop_work)

    @property
    def coming(self) -> str:
        """The digest of the report that is being opened and not shown yet, else of the open one; "" for none."""
        report = self._session.report
        return self._coming or (report.digest if report is not None else "")

    def open_at(self, digest: str, target: Span) -> None:
        """Open a report at one of its figures, or go to the figure where the report is open already."""
        if self._session.report is not None and self._session.report.digest == digest and self._session.ready:
            self._session.go_to(target)
        else:
            self._session.leave()
            self._settings.keep_place(digest, target)
            self._aimed_at = digest
            self.open_report(digest)

    def _open(self, digest: str, fetched: "StoredReport | None" = None) -> None:
        try:
            # this stores also what was typed while the report was read in the thread
            self._session.leave()
        except UserError as error:
            self._stop_work(error)
            return
        self._coming = ""
        self._say_opening.stop()
        opened = self._session.open_report(digest, fetched)
        if self._session.store is not None:
            self._settings.keep(f"report/{self._session.store.path}", digest)
        number = self.kept.number(opened)
        if number is None:
            self._find(opened)
        elif number < READ_AT_ONCE:
            self._propose_kept(opened, self.kept.read(opened))
        else:
            self._say_opening.start()
            self._in_thread.do(lambda: self.kept.read(opened), lambda kept: self._propose_kept(opened, kept))

    def _propose_kept(self, report: Report, kept: list[Proposal] | None) -> None:
        """Show what the store keeps of a report; where it cannot be read its figures are found anew."""
        if kept is None:
            self._find(report)
        else:
            self._propose(kept)

    def _find(self, report: Report) -> None:
        def found(proposals: list[Proposal]) -> None:
            self._propose(proposals)
            self.kept.keep(report, proposals)

        self._say_opening.stop()
        self.working.emit(self.tr("Finding the figures…"), 0, 0)
        self._asked = self.engine.find(report, found, self._find_failed)

    def exportable(self, listed: Iterable[str] = ()) -> "tuple[Exportable, ExportTrial]":
        """Return what can be exported, and what tries it; `listed` are the reports listed, by digest."""
        from .export import ExportTrial, exportable

        store, who = self._open_store(), (self._session.annotator, self.annotator_name())
        trial = ExportTrial(store, who, self.engine, self._session.reports, self)
        return exportable(store, self._session, listed), trial

    def export(self, choice: "Export") -> None:
        """Write the store's figures to a file, as this annotator sees them; where that fails the old file stays."""
        from .export import ExportTask

        self._exporting = ExportTask(
            self._open_store(),
            (self._session.annotator, self.annotator_name()),
            self.engine,
            choice,
            on_progress=lambda done, size: self.working.emit(self.tr("Exporting…"), done, size),
            done=lambda count, notes: self._exported(count, notes, choice.path),
            failed=self._not_exported,
            parent=self,
            # also those that came in behind the window
            entries=self._open_store().reports(self._session.reports),
        )
        self._exporting.start()

    def _open_store(self) -> "Store":
        if self._session.store is None:
            raise StoreError("No store is open. Open one first, or make a new one with Ctrl+N.")
        return self._session.store

    def _exported(self, count: int, notes: list[Note], path: Path) -> None:
        self.working.emit("", 0, 0)
        lines = [self.tr("{count} figures were written to {path}").format(count=count, path=path)]
        self.exported.emit("\n".join((*lines, *map(note, notes))), path)

    def _not_exported(self, error: UserError) -> None:
        from core.output import KeptError

        if not isinstance(error, KeptError):
            self._stop_work(error)
            return
        self.working.emit("", 0, 0)

        def put(path: Path | None = None) -> None:
            try:
                error.put(path)
            except UserError as again:
                self._not_exported(again)
            else:
                self.message.emit(self.tr("The figures are now in {path}.").format(path=path or error.facts["path"]))

        self.held.emit(error, put, put)

    def _stop_work(self, error: UserError) -> None:
        self._coming = ""
        self._say_opening.stop()
        self.working.emit("", 0, 0)
        self.failed.emit(error)

    def find(
        self, report: Report, done: Callable[[list[Proposal]], None], failed: Callable[[], None] | None = None
    ) -> None:
        """Find the figures of any report, and call `done` with the proposals.

        Where that fails the error is shown and `failed` is called.
        """

        def fail(error: UserError) -> None:
            self._stop_work(error)
            if failed is not None:
                failed()

        kept = self.kept.read(report)
        if kept is not None:
            # from the event loop, as the engine's answer: who asks report after report would call itself
            QTimer.singleShot(0, self, lambda: done(kept))
            return

        def found(proposals: list[Proposal]) -> None:
            self.kept.keep(report, proposals)
            done(proposals)

        self.engine.find(report, found, fail)

    def spell(self, characters: str, done: Callable[[dict[str, str]], None]) -> None:
        """Find the pinyin initials of characters, and call `done` with them; where that fails, nothing is called."""
        if self._session.store is not None:
            self.engine.spell(characters, done, lambda error: log.warning("no initials: %s", error.sentence))

    def cancel(self) -> None:
        """Stop all work in the background; reports that were read stay in the store."""
        self.engine.stop()
        self._in_thread.drop()
        self._coming = ""
        self._say_opening.stop()
        self.file_import.cancel()
        self.label_imports.stop()
        self.learning.stop()
        self.asking.stop()
        if self._exporting is not None:
            self._exporting.stop()
        self._asked = None
        self.working.emit("", 0, 0)

    # Answers

    def _come(self, digest: str) -> None:
        """Open a report that was just read in; where what is typed in the form cannot be stored, it is only listed."""
        try:
            self.open_report(digest)
        except UserError as error:
            self.failed.emit(error)

    def _propose(self, proposals: list[Proposal]) -> None:
        self._asked = None
        self._say_opening.stop()
        report = self._session.report
        if report is None:
            self.working.emit("", 0, 0)
        elif len(proposals) < MANY:
            self._show(report, self._session.reading_of(proposals)())
        else:
            self._in_thread.do(self._session.reading_of(proposals), lambda read: self._show(report, read))

    def _show(self, report: Report, read: "ReadReport") -> None:
        self.working.emit("", 0, 0)
        # who asked for one figure sees that one, decided or not
        is_aimed, self._aimed_at = report.digest == self._aimed_at, ""
        self._session.show(read, self._settings.place(report.digest), resumes=not is_aimed)

        # show first: sending 25,000 figures to the engine takes as long as showing them
        self._ask_left_soon.start()
        self._load_soon.start()
        self._ask_sections(report)

    def _ask_left(self) -> None:
        """Have the numerals found that are no figures; what was learnt to be none stays among them."""
        report = self._session.report
        if report is None:
            return
        digest = report.digest
        spans = [proposal.figure.span for proposal in self._session.learnt.proposals]
        self.engine.left(report, spans, lambda left: self.left.emit(digest, left), self._stop_work)

    def _ask_sections(self, report: Report) -> None:
        """Have the sections of the report found, by the survey of it that its figures are found by too."""

        def take(sections: list[Section]) -> None:
            if self._session.report is report:
                self._session.take_sections(sections)

        self.engine.sections(report, take, self._stop_work)

    def _read_anew(self, rows: Sequence[Decision]) -> None:
        """Find the figures anew where the annotator says something else of the sections, the year or the region."""
        session = self._session
        if not any(row.verdict in ("section", "file", "undo") for row in rows) or not session.take_corrections():
            return
        report = session.report
        assert report is not None
        if self._asked is not None:
            self.engine.drop(self._asked)
        if not session.ready:
            # the figures of the report are on their way, read as it was before
            self._find(report)
            return
        before = {one.target: one.figure for one in session.review.figures if one.state == "undecided"}

        def show(proposals: list[Proposal]) -> None:
            self._asked = None
            if session.report is not report:
                return
            place = session.current.target if session.current is not None else None
            session.show(session.reading_of(proposals)(), place)
            now = {one.target: one.figure for one in session.review.figures if one.state == "undecided"}
            changed = sum(now.get(target, figure) != figure for target, figure in before.items())
            self.working.emit("", 0, 0)
            # what is filed of a report seldom changes how its figures are read
            if changed:
                template = self.tr("{count} undecided figures are read otherwise now. Those decided stay as they are.")
                self.message.emit(template.format(count=changed))
            elif any(row.verdict != "file" for row in rows):
                self.message.emit(self.tr("No undecided figure is read otherwise by this."))

        def found(proposals: list[Proposal]) -> None:
            show(proposals)
            self.kept.keep(report, proposals)

        # first: what is said is seen at once, and the engine keeps the survey that finding needs
        self._ask_sections(report)
        kept = self.kept.read(report)
        if kept is not None:
            show(kept)
            return
        self.working.emit(self.tr("Finding the figures…"), 0, 0)
        self._asked = self.engine.find(report, found, self._find_failed)

    def _find_failed(self, error: UserError) -> None:
        self._asked = None
        self._stop_work(error)

    def _keep_place(self) -> None:
        report, shown = self._session.report, self._session.current
        if report is not None and shown is not None:
            self._settings.keep_place(report.digest, shown.target)


def _load_typed_values() -> None:
    """Load what a typed value is read with, 0.1 s of work, where it is not loaded yet."""
    value_of("1亿元")
