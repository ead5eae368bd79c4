"""The sections: a heading chosen leads the walk to its first undecided figure."""

from core.annotation.review import ReviewedFigure
from core.figure import Span
from gui.session.session import Session
from gui.text.report_view import ReportView


def section(session: Session, offset: int) -> Span:
    """Return what stands under the heading at an offset, with the headings below it."""
    assert session.outline is not None
    assert session.report is not None
    headings = session.outline.headings
    at = next(at for at, heading in enumerate(headings) if heading.span.start == offset)
    behind = (other.span.start for other in headings[at + 1 :] if other.level <= headings[at].level)
    return Span(offset, next(behind, len(session.report.text)))


def go_section(session: Session, view: ReportView, offset: int) -> bool:
    """Show a heading and have the first undecided figure under it under decision; tell whether there is one.

    Where both have no room the figure is what is seen. Where none is undecided the walk stays where it is.
    """
    touching = session.review.touching(section(session, offset))
    undecided: list[ReviewedFigure] = [shown for shown in touching if shown.state == "undecided"]
    first = min(undecided, key=lambda shown: shown.figure.span, default=None)
    if first is not None and not session.lead_to(first.target):
        return True
    view.scroll_to(offset)
    if first is not None and not view.shows_current():
        view.bring_back()
    return first is not None
