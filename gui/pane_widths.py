"""Shares the window's width between its panes, so that text and form never get narrower than they can be read at.

Where a pane that opens beside the text does not fit, another one is closed or the list of reports is folded. In a
window that is too narrow for all three, as one at twice the scale is, the list is folded as well.
"""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication, QSplitter, QWidget
from shiboken6 import isValid

from .form.figure_form import FigureForm
from .text.document import SIDE, width_of
from .text.report_view import ReportView

LEAST_CHARACTERS = 18  # of the text, in each line
FEWEST_CHARACTERS = 10  # where even so the form has no room, it is folded


class FoldingSplitter(QSplitter):
    """A splitter that may be smaller than its panes need, by the size of those that can be folded."""

    def minimumSizeHint(self) -> QSize:
        hint, is_row = super().minimumSizeHint(), self.orientation() == Qt.Orientation.Horizontal
        staying = 0
        for at in range(self.count()):
            pane = self.widget(at)
            if pane is not None and not pane.isHidden() and not self.isCollapsible(at):
                # what was set goes before what is asked for, as Qt's layouts have it
                least, asked = pane.minimumSize(), pane.minimumSizeHint()
                staying += (least.width() or asked.width()) if is_row else (least.height() or asked.height())
        staying += self.handleWidth() * (self.count() - 1)
        return hint.boundedTo(QSize(staying, hint.height()) if is_row else QSize(hint.width(), staying))


class PaneWidths(QObject):
    """Watches the panes beside the text. Where two of them do not fit, the one opened later closes the other.

    Where the times of sections do not fit beside the text either, they are not shown meanwhile. Where the list of
    reports does not fit, it is folded (given the width 0), and where the form does not, that too. They are unfolded as
    soon as they fit again. When the keyboard goes to the folded list, the panes are closed for it, and the form is
    folded meanwhile where there is no room for both.
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
        # whether the keyboard is in the list although it has no room, and how wide the form was before that
        self._is_visited, self._lent = False, 0
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fit)
        for watched in (panes, beside, form):
            watched.installEventFilter(self)
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
        # the second one is also narrower where the list is dragged wider, or shown again
        if watched is self._panes or watched is self._beside:
            if kind == QEvent.Type.Resize:
                self._soon.start()
        elif watched is self._form:
            if kind in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
                self._soon.start()
        elif isinstance(watched, QWidget) and kind == QEvent.Type.ShowToParent:
            self._open = [pane for pane in self._open if pane is not watched] + [watched]
            self._soon.start()
        elif kind == QEvent.Type.HideToParent and watched in self._open:
            self._open = [pane for pane in self._open if pane is not watched]
            self._soon.start()
        return False

    def unfold(self) -> None:
        """Give list and form their widths again if they were folded here, and the user has not done so meanwhile."""
        reports, text, form = self._sizes()
        if (self._folded and not reports) or (self._lent and not form):
            room, reports, form = reports + text + form, reports or self._folded, form or self._lent
            self._share(reports, room - reports - form, form)
        self._folded, self._lent = 0, 0

    def _follow_keyboard(self, _before: QWidget | None, now: QWidget | None) -> None:
        # the keyboard moves also while a window is taken down
        if not isValid(self._panes):
            return
        reports = self._panes.widget(0)
        if now is None or reports is None:
            return
        if self._folded and reports.isAncestorOf(now):
            for pane in tuple(self._open):
                pane.hide()
            self._is_visited = True
            self._soon.start()
        elif self._is_visited and not reports.isAncestorOf(now):
            self._is_visited = False
            self._soon.start()

    def _fit(self) -> None:
        reports, text, form = self._sizes()
        total = reports + text + form
        if not self._open:
            self._view.show_margin(True)
            self._fit_reports()
            return
        form = 0 if self._form.isHidden() else form or self._lent
        least_text, least_form = self._least_text(), self._form.least_width() if form else 0
        margin = max(0, self._view.sections.narrowest() - SIDE)
        has_margin = least_text + margin + least_form <= total
        self._view.show_margin(has_margin)
        least_text += margin if has_margin else 0
        if least_text + least_form > total and len(self._open) > 1:
            # hiding it calls this again
            self._open[0].hide()
        elif self._least_text(FEWEST_CHARACTERS) + least_form > total:
            self._folded, self._lent = reports or self._folded, form
            self._share(0, total, 0)
        elif text < least_text or form < least_form or self._lent:
            form = max(least_form, min(form, total - least_text))
            kept = reports if reports + least_text + form <= total else 0
            self._folded = reports if reports and not kept else self._folded
            self._lent = 0
            self._share(kept, total - kept - form, form)

    def _fit_reports(self) -> None:
        """Fold the list of reports where text and form need its room, and unfold it where they do not."""
        reports, text, form = self._sizes()
        room, least_text = reports + text + form, self._least_alone(self._beside)
        least_reports = self._least_alone(self._panes) if reports or self._folded else 0
        form = 0 if self._form.isHidden() else form or self._lent
        least_form = self._form.least_width() if form else 0
        if least_reports + least_text + least_form <= room:
            if self._folded or self._lent or text < least_text or form < least_form:
                # the list is the first to get narrower, the form is never wider at the cost of the text
                width = min(reports or self._folded, room - least_text - least_form)
                form = min(max(form, least_form), room - width - least_text) if form else 0
                self._folded, self._lent, self._is_visited = 0, 0, False
                self._share(width, room - width - form, form)
            return
        self._folded = reports or self._folded
        kept = self._folded if self._is_visited else 0
        if kept + least_text + least_form > room:
            self._lent = form
            self._share(kept, room - kept, 0)
        else:
            self._lent = 0
            form = max(form, least_form)
            self._share(kept, room - kept - form, form)

    @staticmethod
    def _least_alone(splitter: QSplitter) -> int:
        """Return the least width of the first pane of a splitter."""
        first = splitter.widget(0)
        return first.minimumWidth() if first is not None and not first.isHidden() else 0

    def _sizes(self) -> tuple[int, int, int]:
        """Return the widths of the list of reports, the text and the form, in pixels."""
        text, form = self._beside.sizes()
        return self._panes.sizes()[0], text, form

    def _share(self, reports: int, text: int, form: int) -> None:
        self._panes.setSizes([reports, text + form])
        self._beside.setSizes([text, form])

    def _least_text(self, characters: int = LEAST_CHARACTERS) -> int:
        beside = sum(pane.width() for pane in self._inside if pane in self._open)
        return width_of(self._view, characters) + beside
