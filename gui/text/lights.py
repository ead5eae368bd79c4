"""The lights over the marks: the figure under decision, the words that say it, what was found, chosen or pointed at."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QTextEdit

from core.figure import Span
from gui.looks import theme
from gui.session.session import Session

if TYPE_CHECKING:
    from gui.text.report_view import ReportView

# lights beyond those near the eye would cost a frame at each repaint
LIT_HITS = 100


class Lights:
    """Lays tints over the text, which are no part of it; the later ones lie over the earlier."""

    def __init__(self, session: Session, view: "ReportView") -> None:
        self._session, self._view = session, view
        self._hits: list[tuple[Span, bool]] = []
        self._hovered: Sequence[Span] = ()
        self._chosen: Sequence[Span] = ()
        self._others: Sequence[Span] = ()

    def forget(self) -> None:
        """Take it that nothing was found and the mouse is on nothing, as in another report."""
        self._hits, self._hovered, self._chosen, self._others = [], (), (), ()
        self._view.setExtraSelections([])

    def find(self, hits: Sequence[Span], at: int | None) -> None:
        """Light what was found, those near the one `at` a place among them."""
        near = range(0) if at is None else range(max(0, at - LIT_HITS), min(len(hits), at + LIT_HITS))
        self._hits = [(hits[place], place == at) for place in near]
        self.light()

    def hover(self, spans: Sequence[Span]) -> None:
        """Tint the words the mouse is on and those that belong to them alike."""
        self._hovered = spans
        self.light()

    def choose(self, spans: Sequence[Span]) -> None:
        """Tint the figures whose rows are chosen in the table, the first of them where there are very many."""
        if spans or self._chosen:
            self._chosen = spans[: 2 * LIT_HITS]
            self.light()

    def underline(self, spans: Sequence[Span]) -> None:
        """Draw a line under what only others hold, the first of it where there is very much."""
        if spans or self._others:
            self._others = spans[: 2 * LIT_HITS]
            self.light()

    def light(self) -> None:
        """Light everything as it is now."""
        shown = self._session.current
        lit = [self._lit(span, theme.others_format()) for span in self._others]
        lit += [self._lit(span, theme.hover_format()) for span in (*self._chosen, *self._hovered)]
        lit += [self._lit(span, theme.hit_format(is_current=False)) for span, at in self._hits if not at]
        if shown is not None:
            lit += [self._lit(span, theme.evidence_format()) for span in self._session.evidence()]
            lit.append(self._lit(shown.figure.span, theme.current_format()))
        lit += [self._lit(span, theme.hit_format(is_current=True)) for span, at in self._hits if at]
        self._view.setExtraSelections(lit)

    def _lit(self, span: Span, look: QTextCharFormat) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        selection.cursor = self._view.cursor_on(span)
        selection.format = look
        return selection
