"""The dialogs about stores: which to merge and what that would bring, which backup to restore, what a repair found."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDateTime, QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.model.errors import UserError
from core.paths import STORE_SUFFIX, fitting
from core.store.backup_folder import Backup
from core.store.backups import Difference
from core.store.check import Checked
from core.store.merge import Merged
from core.store.rebuild import Repaired

from ..background.messages import sentence
from ..style.on_screen import room_on_screen
from ..style.plain_text import PlainLabel, in_title
from ..style.words import QT_TRANSLATE_NOOP
from ..widgets.file_dialogs import FileDialogs

translate = QCoreApplication.translate

MOST_FAULTS = 8
NARROWEST = 80  # the width of a column in pixels
OCCASIONS = {
    "interval": QT_TRANSLATE_NOOP("store_dialogs", "while working"),
    "merge": QT_TRANSLATE_NOOP("store_dialogs", "before a merge"),
    "bulk": QT_TRANSLATE_NOOP("store_dialogs", "before many decisions at once"),
    "restore": QT_TRANSLATE_NOOP("store_dialogs", "before a backup was restored"),
    "migration": QT_TRANSLATE_NOOP("store_dialogs", "before an update"),
}


def ask_stores(files: FileDialogs) -> list[Path]:
    """Ask which stores to merge into the open one."""
    return files.open_files(
        translate("store_dialogs", "Merge stores"), translate("store_dialogs", "Stores (*.biaoshu)")
    )


def ask_store(files: FileDialogs) -> Path | None:
    """Ask for the store whose backups are wanted."""
    return files.open_file(
        translate("store_dialogs", "The store to restore"), translate("store_dialogs", "Stores (*.biaoshu)")
    )


def ask_damaged(files: FileDialogs) -> Path | None:
    """Ask for the store to be repaired, or a log that was set aside."""
    return files.open_file(
        translate("store_dialogs", "The store to repair"),
        translate("store_dialogs", "Stores and logs (*.biaoshu *-wal)")
        + ";;"
        + translate("store_dialogs", "All files (*)"),
    )


def ask_older(files: FileDialogs) -> list[Path]:
    """Ask for older copies of the store that is repaired."""
    return files.open_files(
        translate("store_dialogs", "Older copies that fill in what is missing"),
        translate("store_dialogs", "Stores (*.biaoshu)"),
    )


def ask_copy(files: FileDialogs, title: str) -> Path | None:
    """Ask where to save a copy of the store; its suffix is added where it is missing."""
    path = files.save_file(title, "", translate("store_dialogs", "Stores (*.biaoshu)"))
    if path is None:
        return None
    return fitting(path if path.suffix == STORE_SUFFIX else path.with_name(path.name + STORE_SUFFIX))


class Summary(QDialog):
    """A table of annotators with counts, sentences below it, and buttons for what can be done about it."""

    def __init__(self, title: str, columns: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(in_title(title))
        self.table = QTreeWidget()
        self.table.setRootIsDecorated(False)
        self.table.setAlternatingRowColors(True)
        self.table.setHeaderLabels(list(columns))
        self.table.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, len(columns)):
            self.table.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
            self.table.headerItem().setTextAlignment(column, Qt.AlignmentFlag.AlignRight)
        self.table.header().setStretchLastSection(False)
        self.table.header().setMinimumSectionSize(NARROWEST)
        self.below = PlainLabel()
        self.below.setWordWrap(True)
        self.below.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.buttons = QDialogButtonBox()
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.column = QVBoxLayout(self)
        for widget in (self.table, self.below, self.buttons):
            self.column.addWidget(widget)
        self.resize(room_on_screen(self, QSize(560, 380)))

    def show_counts(self, rows: Sequence[tuple[str, Sequence[int | None]]]) -> None:
        """Show a row for each annotator, with the numbers aligned at the right."""
        self.table.clear()
        for name, numbers in rows:
            row = QTreeWidgetItem([name, *("–" if number is None else str(number) for number in numbers)])
            for column in range(1, len(numbers) + 1):
                row.setTextAlignment(column, Qt.AlignmentFlag.AlignRight)
            self.table.addTopLevelItem(row)

    def show_texts(self, rows: Sequence[Sequence[str]]) -> None:
        """Show rows of texts, in columns of the same width."""
        self.table.clear()
        self.table.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for column in range(self.table.columnCount()):
            self.table.headerItem().setTextAlignment(column, Qt.AlignmentFlag.AlignLeft)
        self.table.addTopLevelItems([QTreeWidgetItem(list(row)) for row in rows])

    def say(self, sentences: Sequence[str]) -> None:
        """Show sentences below the table, one on each line."""
        self.below.setText("\n".join(sentences))

    def offer(self, does: str, *, is_possible: bool = True) -> None:
        """Add a button that does what the dialog is about, and one that cancels, as Escape does."""
        doing = self.buttons.addButton(does, QDialogButtonBox.ButtonRole.AcceptRole)
        doing.setEnabled(is_possible)
        doing.setDefault(is_possible)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)


def merge_summary(merged: Merged, parent: QWidget) -> Summary:
    """Show what a merge would bring before it is done, also what comes in the name of who writes in this store."""
    columns = ("Annotator", "Before", "New", "After")
    heads = [translate("store_dialogs", column) for column in columns]
    summary = Summary(translate("store_dialogs", "What the merge will add"), heads, parent)
    before, came = merged.before, merged.came
    ordered = sorted(merged.names, key=lambda one: (-came[one], merged.names[one]))
    summary.show_counts([(merged.names[one], (before[one], came[one], before[one] + came[one])) for one in ordered])
    counts = translate("store_dialogs", "New: {reports} reports, {labels} labels, {proposals} proposals.").format(
        reports=merged.reports, labels=merged.labels, proposals=merged.proposals
    )
    namesakes = translate("store_dialogs", "Two different texts are called {name}; both are kept.")
    notices = [sentence(one) for one in merged.notices]
    sentences = [counts, *notices, *(namesakes.format(name=name) for name in merged.namesakes), *_faults(merged.faults)]
    if merged.is_empty:
        sentences.insert(0, translate("store_dialogs", "Nothing new: everything in these stores is already here."))
    summary.say(sentences)
    summary.offer(translate("store_dialogs", "Merge"), is_possible=not merged.is_empty)
    return summary


def check_summary(checked: Checked, parent: QWidget) -> Summary:
    """Show what a check found."""
    heads = [translate("store_dialogs", "Annotator"), translate("store_dialogs", "Decisions")]
    summary = Summary(translate("store_dialogs", "Check of the store"), heads, parent)
    summary.show_counts([(name, (checked.decisions[one],)) for one, name in checked.names.items()])
    whole = translate("store_dialogs", "Every row is as it was written, and {reports} reports are complete.")
    summary.say(_faults(checked.faults) or [whole.format(reports=checked.reports)])
    summary.buttons.addButton(QDialogButtonBox.StandardButton.Close)
    return summary


class RepairSummary(Summary):
    """What came into a repaired store and what is missing; it can be opened, or the repair done again."""

    def __init__(self, repaired: Repaired, new: Path, parent: QWidget) -> None:
        heads = [translate("store_dialogs", column) for column in ("Annotator", "Before", "Read", "After a gap")]
        super().__init__(translate("store_dialogs", "What was repaired"), heads, parent)
        before, after, relinked = repaired.before, repaired.after, repaired.relinked
        ordered = sorted(repaired.names, key=lambda one: (-before[one], repaired.names[one]))
        self.show_counts([(repaired.names[one], (before[one], after[one], relinked[one])) for one in ordered])
        had, has = repaired.had, repaired.has
        counts = translate(
            "store_dialogs",
            "Read: {reports} of {all_reports} reports, {labels} of {all_labels} changes of labels, "
            "{proposals} of {all_proposals} proposals.",
        ).format(
            reports=has["reports"],
            all_reports=had["reports"],
            labels=has["labels"],
            all_labels=had["labels"],
            proposals=has["proposals"],
            all_proposals=had["proposals"],
        )
        place = translate("store_dialogs", "The new store is {path}; the damaged file is as it was.").format(path=new)
        whole = [] if repaired.faults else [translate("store_dialogs", "Nothing is missing.")]
        self.say([place, counts, *whole, *_faults(repaired.faults)])
        self.again = self.buttons.addButton(
            translate("store_dialogs", "Repair again with an older copy…"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.again.setEnabled(bool(repaired.faults))
        self.again.clicked.connect(self.reject)
        opening = self.buttons.addButton(
            translate("store_dialogs", "Open the new store"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        opening.setDefault(True)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.resize(room_on_screen(self, QSize(660, 420)))


class RestoreDialog(Summary):
    """The backups of a store; the differences between the selected one and the store are found when it is selected."""

    def __init__(self, found: Sequence[Backup], differs: Callable[[Path], Difference], parent: QWidget) -> None:
        heads = [
            translate("store_dialogs", column) for column in ("Annotator", "In the backup", "Now", "Gone if restored")
        ]
        super().__init__(translate("store_dialogs", "Restore a backup"), heads, parent)
        self._found, self._differs = found, cache(differs)
        self.list = QTreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setHeaderLabels([translate("store_dialogs", "Made"), translate("store_dialogs", "Reason")])
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for backup in found:
            at = QDateTime.fromSecsSinceEpoch(int(backup.at.timestamp()))
            occasion = translate("store_dialogs", OCCASIONS.get(backup.occasion, backup.occasion))
            # with seconds, which tell two backups of the same minute apart
            made = at.toString("yyyy-MM-dd HH:mm:ss")
            self.list.addTopLevelItem(QTreeWidgetItem([made, occasion]))
        self.column.insertWidget(0, self.list)
        self.offer(translate("store_dialogs", "Restore"))
        self.list.currentItemChanged.connect(self._show_chosen)
        self.list.setCurrentIndex(self.list.model().index(0, 0))
        self.list.setFocus()
        self.resize(room_on_screen(self, QSize(620, 520)))

    def chosen(self) -> Path:
        """Return the backup to restore."""
        return self._found[self.list.currentIndex().row()].path

    def _show_chosen(self) -> None:
        restoring = self.buttons.buttons()[0]
        try:
            differs = self._differs(self.chosen())
        except UserError as error:
            self.show_counts([])
            self.say([sentence(error)])
            restoring.setEnabled(False)
            return
        restoring.setEnabled(True)
        self.show_counts([(name, _change(one, differs.then, differs.now)) for one, name in differs.names.items()])
        template = translate(
            "store_dialogs",
            "Reports: {then} in the backup, {now} now. The present contents are kept as a backup of their own.",
        )
        self.say([template.format(then=differs.reports_then, now="–" if differs.now is None else differs.reports_now)])


def _change(one: str, then: Mapping[str, int], now: Counter[str] | None) -> tuple[int | None, ...]:
    there = then.get(one, 0)
    return (there, None, None) if now is None else (there, now[one], max(now[one] - there, 0))


def _faults(faults: Sequence[UserError]) -> list[str]:
    """Return sentences for what is wrong, only the first few in full."""
    sentences = [sentence(fault) for fault in faults[:MOST_FAULTS]]
    more = len(faults) - len(sentences)
    return [*sentences, translate("store_dialogs", "… and {count} more").format(count=more)] if more > 0 else sentences


# the names of the columns, for the catalogue of translations
_COLUMNS = (
    QT_TRANSLATE_NOOP("store_dialogs", "Annotator"),
    QT_TRANSLATE_NOOP("store_dialogs", "Before"),
    QT_TRANSLATE_NOOP("store_dialogs", "New"),
    QT_TRANSLATE_NOOP("store_dialogs", "After"),
    QT_TRANSLATE_NOOP("store_dialogs", "Read"),
    QT_TRANSLATE_NOOP("store_dialogs", "After a gap"),
    QT_TRANSLATE_NOOP("store_dialogs", "In the backup"),
    QT_TRANSLATE_NOOP("store_dialogs", "Now"),
    QT_TRANSLATE_NOOP("store_dialogs", "Lost if restored"),
)
