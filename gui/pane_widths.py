"""Shares the window's width between its panes, so that text and form never get narrower than they can be read at.

Where a pane that opens beside the text does not fit, another one is closed or the list of reports is folded.
"""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QSplitter, QWidget
from shiboken6 import isValid

from .form.figure_form import FigureForm
from .text.document import SIDE, width_of
from .text.report_view import ReportView

LEAST_CHARACTERS = 18  # of the text, in each line


class PaneWidths(QObject):
    """Watches the panes beside the text. Where two of them do not fit, the one opened later closes the other.

    Where the times of sections do not fit beside the text either, they are not shown meanwhile. Where the list of
    reports does not fit, it is folded (given the width 0). It is unfolded when no pane is open
    beside the text any more; when the keyboard goes to the folded list, the panes are closed for it.
    """

    def __init__(self, panes: QSplitter, beside: QSplitter, view: ReportView, form: FigureForm) -> None:
        """Watch `panes`, the list of reports and what is beside it; `beside` divides text and form."""
        super().__init__(panes)
        self._panes, self._beside, self._view, self._form = panes, beside, view, form
        # those that share the text's part of the splitter
        self._inside: list[QWidget] = []
        # those that are open, the latest last
        self._open: list[QWidget] = []
        # how wide the list of reports was when it was folded; 0 while it is not
        self._folded = 0
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fit)
        panes.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow_keyboard)

    def watch(self, pane: QWidget, *, is_inside: bool = False) -> None:
        """Make room for a pane whenever it opens; one that `is_inside` shares the text's part of the splitter."""
        pane.installEventFilter(self)
        if is_inside:
            self._inside.append(pane)

    @property
    def folds_reports(self) -> bool:
        """Whether the list of reports is folded here, because it has no room."""
        return bool(self._folded)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._panes:
            if kind == QEvent.Type.Resize and self._open:
                self._soon.start()
        elif isinstance(watched, QWidget) and kind == QEvent.Type.ShowToParent:
            self._open = [pane for pane in self._open if pane is not watched] + [watched]
            self._soon.start()
        elif kind == QEvent.Type.HideToParent and watched in self._open:
            self._open = [pane for pane in self._open if pane is not watched]
            self._soon.start()
        return False

    def unfold(self) -> None:
        """Give the list of reports its width again if it was folded here and the user has not unfolded it meanwhile."""
        reports, text, form = self._sizes()
        if self._folded and not reports:
            self._share(self._folded, text - self._folded, form)
        self._folded = 0

    def _follow_keyboard(self, _before: QWidget | None, now: QWidget | None) -> None:
        # the keyboard moves also while a window is taken down
        if not isValid(self._panes):
            return
        reports = self._panes.widget(0)
        if self._folded and now is not None and reports is not None and reports.isAncestorOf(now):
            for pane in tuple(self._open):
                pane.hide()

    def _fit(self) -> None:
        reports, text, form = self._sizes()
        total = reports + text + form
        if not self._open:
            self._view.show_margin(True)
            self.unfold()
            return
        least_text, least_form = self._least_text(), self._least_form() if form else 0
        margin = max(0, self._view.sections.narrowest() - SIDE)
        has_margin = least_text + margin + least_form <= total
        self._view.show_margin(has_margin)
        least_text += margin if has_margin else 0
        if least_text + least_form > total and len(self._open) > 1:
            # hiding it calls this again
            self._open[0].hide()
        elif text < least_text or form < least_form:
            form = max(least_form, min(form, total - least_text))
            kept = reports if reports + least_text + form <= total else 0
            self._folded = reports if reports and not kept else self._folded
            self._share(kept, total - kept - form, form)

    def _sizes(self) -> tuple[int, int, int]:
        """Return the widths of the list of reports, the text and the form, in pixels."""
        text, form = self._beside.sizes()
        return self._panes.sizes()[0], text, form

    def _share(self, reports: int, text: int, form: int) -> None:
        self._panes.setSizes([reports, text + form])
        self._beside.setSizes([text, form])

    def _least_text(self) -> int:
        beside = sum(pane.width() for pane in self._inside if pane in self._open)
        return width_of(self._view, LEAST_CHARACTERS) + beside

    def _least_form(self) -> int:
        return self._form.least_width()
