"""What chooses the reports that are listed, on the home page and beside the text alike: a search line and a menu."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from ..background.report_progress import SHOWS, Show
from ..style.words import QT_TRANSLATE_NOOP
from ..widgets.find_line import FindLine
from ..widgets.menu_button import MenuButton
from .library import Library

SHOW_WORDS: dict[Show, str] = {
    "current": QT_TRANSLATE_NOOP("library", "All"),
    "undone": QT_TRANSLATE_NOOP("library", "Not done"),
    "done": QT_TRANSLATE_NOOP("library", "Done"),
    "archived": QT_TRANSLATE_NOOP("library", "Archived"),
    "removed": QT_TRANSLATE_NOOP("library", "Removed"),
}


class ReportSearch(FindLine):
    """The words that the reports are searched for; it shows what another such line was given, too."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self.setPlaceholderText(self.tr("Name, region or year"))
        self.setAccessibleName(self.tr("Find a report"))
        self.setClearButtonEnabled(True)
        self.textChanged.connect(library.look_for)
        library.changed.connect(self._follow)

    def _follow(self) -> None:
        # what the library keeps has no blanks at its ends, where the next word may be typed
        if self.text().strip() != self._library.words:
            self.setText(self._library.words)


class ShownReports(MenuButton):
    """The menu of which reports are listed: all, those not done, done, archived or removed, with how many each has."""

    def __init__(self, library: Library, parent: QWidget) -> None:
        super().__init__("", parent)
        self._library = library
        self.values.aboutToShow.connect(self._fill)
        library.changed.connect(self._follow)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow()

    def _follow(self) -> None:
        # of the two, the one on the other page is named when it is shown
        if self.isVisible():
            self.name(f"{_word(self._library.show)} ({len(self._library.rows())})")

    def _fill(self) -> None:
        self.values.clear()
        for show in SHOWS:
            action = self.values.addAction(f"{_word(show)}\t{self._library.count(show)}")
            action.setCheckable(True)
            action.setChecked(show == self._library.show)
            action.triggered.connect(lambda _checked=False, show=show: self._library.show_only(show))


def _word(show: Show) -> str:
    return QCoreApplication.translate("library", SHOW_WORDS[show])
