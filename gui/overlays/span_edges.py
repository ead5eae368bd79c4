"""Commands on the span of the figure under decision: move an edge by words, split the span, join it with the next."""

import re
from itertools import accumulate

from core.model.errors import UserError
from core.model.figure import Figure, Span, is_label
from core.review.review import confirm

from ..session.detection import holds_numeral
from ..session.session import Session
from ..session.verdicts import Verdicts
from ..text.report_view import ReportView

# in so many characters around the edge words are looked for
AROUND = 30
_JOINT = re.compile(r"[ 、，,；;:：~～—–至到和与及]+")


class SpanEdges:
    """Each command is one step of the log, and is refused where the span would run into a decided figure."""

    def __init__(self, session: Session, verdicts: Verdicts, view: ReportView) -> None:
        self._session, self._verdicts, self._view = session, verdicts, view

    def move_start_word(self, by: int) -> None:
        """Move the figure's start to the next word boundary, or with -1 to the previous one."""
        if self._session.current is not None:
            self._verdicts.move_start(to_word(self._session, self._session.current.figure.start, by))

    def move_end_word(self, by: int) -> None:
        """Move the figure's end to the next word boundary, or with -1 to the previous one."""
        if self._session.current is not None:
            self._verdicts.move_end(to_word(self._session, self._session.current.figure.end, by))

    def split(self) -> None:
        """Split the figure at the caret into two, or into one for each numeral where the caret is not inside it.

        Raises UserError where a part has no numeral.
        """
        shown, reading = self._session.current, self._session.reading
        if shown is None or reading is None:
            return
        read = reading.read_all(self._parts(shown.figure.span))
        figures = [one.figure for one in read if one is not None]
        if len(figures) < 2 or len(figures) < len(read):
            raise UserError(
                "There is not a number on each side of the cursor. Put the cursor between two numbers of the figure."
            )
        step = self._session.act()
        self._session.write([confirm(step, shown, figures[0]), *(step.add(figure) for figure in figures[1:])])

    def join(self) -> None:
        """Join the figure under decision with the next one; raise UserError where that one is decided."""
        shown = self._session.current
        if shown is None or self._session.reading is None or self._session.outline is None:
            return
        following = self._following(shown.figure)
        if following is None:
            raise UserError("No other figure follows in this sentence. Go to the first of the two.")
        self._verdicts.move_end(following.end - shown.figure.end)

    def can_split(self) -> bool:
        """Tell whether the figure under decision has several parts with a numeral each: whether it can be split."""
        shown = self._session.current
        if shown is None or self._session.report is None:
            return False
        parts, text = self._parts(shown.figure.span), self._session.report.text
        return len(parts) > 1 and all(holds_numeral(text, part) for part in parts)

    def can_join(self) -> bool:
        """Tell whether a figure follows in the sentence, and no decided one would be run into: whether it can join."""
        shown = self._session.current
        if shown is None or self._session.outline is None:
            return False
        following = self._following(shown.figure)
        return following is not None and self._verdicts.may_reach(Span(shown.figure.start, following.end))

    def _following(self, figure: Figure) -> Figure | None:
        """Return the next figure of the same sentence, which is no label; None where there is none."""
        assert self._session.outline is not None
        rest = Span(figure.end, self._session.outline.sentence_at(figure.start).end)
        behind = (one.figure for one in self._session.review.touching(rest))
        following = next((one for one in behind if one.start >= rest.start and not is_label(one.kind)), None)
        return following if following is not None and following.end <= rest.end else None

    def _parts(self, span: Span) -> list[Span]:
        """Return the parts of a span, without what stands between the numerals."""
        assert self._session.report is not None
        text = self._session.report.text
        place = self._view.textCursor().position()
        caret = self._view.offsets.span_to_text(place, place).start
        if span.start < caret < span.end:
            pieces = [(span.start, caret), (caret, span.end)]
        else:
            joints = [joint.span() for joint in _JOINT.finditer(text, *span)]
            starts = [span.start, *(end for _, end in joints)]
            pieces = list(zip(starts, [*(start for start, _ in joints), span.end], strict=True))
        return [part for piece in pieces if (part := _bare(text, Span(*piece))).start < part.end]


def to_word(session: Session, offset: int, by: int) -> int:
    """Return the distance from an offset of the open report to the next word boundary, or with -1 to the one before.

    0 at the ends of the text.
    """
    assert session.reading is not None
    start = max(offset - AROUND, 0)
    words = session.reading.words(start, offset + AROUND)
    edges = [start, *(start + length for length in accumulate(map(len, words)))]
    beyond = [edge - offset for edge in edges if (edge - offset) * by > 0]
    return min(beyond, key=abs, default=0)


def _bare(text: str, span: Span) -> Span:
    """Return a span without separators at its ends."""
    words = text[span.start : span.end]
    before = _JOINT.match(words)
    start = span.start + (before.end() if before else 0)
    kept = re.sub(f"{_JOINT.pattern}$", "", text[start : span.end])
    return Span(start, start + len(kept))
