"""What a reader sees of a place in the text: the highlights that lie over it."""

from collections.abc import Callable

from PySide6.QtGui import QPolygonF, QTextCharFormat

from core.review.review import ReviewedFigure
from gui.window import MainWindow


def seen(window: MainWindow) -> list[tuple[int, int, QTextCharFormat]]:
    """Return the stretches of the text that look otherwise than plain: positions of the report, and the look."""
    window.view.highlights.follow_view()
    return [(*span, look) for span, look in window.view.highlights.shown]


def look_at(window: MainWindow, offset: int) -> QTextCharFormat:
    """Return the look of the character at a place of the report, an empty one where it is plain."""
    return next((look for start, end, look in seen(window) if start <= offset < end), QTextCharFormat())


def seen_words(window: MainWindow, wanted: Callable[[QTextCharFormat], bool]) -> list[str]:
    """Return the words whose look is wanted, in text order."""
    report = window.session.report
    assert report is not None
    return [report.text[start:end] for start, end, look in seen(window) if wanted(look)]


def corners(window: MainWindow) -> list[tuple[ReviewedFigure, QPolygonF]]:
    """Return the figures that are seen to be flagged or noted on, each with its corner in the viewport."""
    return window.view._figure_marks.corners(window.view.offsets, window.session.review.figures)
