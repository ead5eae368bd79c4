"""Which topic of the manual is about what has the keyboard, and the key that opens it in every dialog."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from ..commands import COMMANDS, keys_of
from ..commands.keymap import sequences

BEGIN = "start"
# a widget that is made of no class of its own names its topic by this
PROPERTY = "manual topic"
# by the class of a widget; what is inside one of these has its topic
TOPICS = {
    "StartPage": "start",
    "Headings": "start",
    "ReportView": "walk",
    "FigureForm": "form",
    "FigureTable": "table",
    "ReportList": "list",
    "HomePage": "home",
    "PanelPage": "panel",
    "NameBar": "annotators",
    "FigureListOverlay": "many",
    "SameCauseList": "cause",
    "PairsOverlay": "pairs",
    "NoteBar": "flag",
    "SectionBar": "section",
    "FindBar": "find",
    "LabelPalette": "labels",
    "SettlingOverlay": "annotators",
    "GuidelinePane": "guideline",
    "ReasonsPane": "reasons",
    "LearntPane": "learnt",
    "HistoryPane": "history",
    "LabelsDialog": "labels",
    "AgreementDialog": "annotators",
    "ExportDialog": "export",
    "ReportDialog": "list",
    "ColumnsDialog": "open",
    "RefusedList": "open",
    "QFileDialog": "open",
    "Summary": "store",
    "RepairSummary": "store",
    "RestoreDialog": "store",
    "KeySheet": "keys",
    "Legend": "legend",
    "PanelExportDialog": "panel",
    "PreferencesDialog": "preferences",
}


def topic_of(widget: QWidget | None) -> str:
    """Return the topic that a widget, or the nearest one around it that has any, is explained under."""
    while widget is not None:
        topic = widget.property(PROPERTY) or TOPICS.get(type(widget).__name__)
        if topic:
            return str(topic)
        widget = widget.parentWidget()
    return BEGIN


class ManualKey(QObject):
    """Gives every dialog the key of the manual when it first has the keyboard: those of the window do not reach it.

    `opened` is called with the dialog.
    """

    def __init__(self, opened: Callable[[QWidget], None], window: QWidget) -> None:
        super().__init__(window)
        self._opened, self._window = opened, window
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or not isValid(self._window):
            return
        dialog = now.window()
        if dialog is self._window or not isinstance(dialog, QDialog) or dialog.findChild(QShortcut, PROPERTY):
            return
        keys = keys_of(next(command for command in COMMANDS if command.name == "show_manual"))
        shortcut = QShortcut(dialog)
        shortcut.setObjectName(PROPERTY)
        shortcut.setKeys(sequences(keys))
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(lambda: self._opened(dialog))
