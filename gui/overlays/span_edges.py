"""The edges: where the figure under decision begins and ends, moved by words, one span made two or two made one."""

import re
from itertools import accumulate

from core.model.errors import UserError
from core.model.figure import Span, is_label
from core.review.review import confirm

from ..session.session import Session
from ..session.verdicts import Verdicts
from ..text.report_view import ReportView

# how far from the span words are looked for, in characters
AROUND = 30
_JOINT = re.compile(r"[ 、，,；;:：~～—–至到和与及]+")


class SpanEdges:
    """Verbs on the span under decision; each is one step in the log, refused where it runs into a decided figure."""

    def __init__(self, session: Session, verdicts: Verdicts, view: ReportView) -> None:
        self._session, self._verdicts, self._view = session, verdicts, view

    def move_start_word(self, by: int) -> None:
        """Move the figure's start to the next edge of a word, on or back."""
        if self._session.current is not None:
            self._verdicts.move_start(self._to_word(self._session.current.figure.start, by))

    def move_end_word(self, by: int) -> None:
        """Move the figure's end to the next edge of a word, on or back."""
        if self._session.current is not None:
            self._verdicts.move_end(self._to_word(self._session.current.figure.end, by))

    def split(self) -> None:
        """Make two figures of one at the caret, or one of each numeral where the caret is not inside it.

        Raises UserError where a part holds no numeral.
        """
        shown, reading = self._session.current, self._session.reading
        if shown is None or reading is None:
            return
        read = [reading.read(part) for part in self._parts(shown.figure.span)]
        figures = [one.figure for one in read if one is not None]
        if len(figures) < 2 or len(figures) < len(read):
            raise UserError(
                "There is not a number on each side of the cursor. Put the cursor between two numbers of the figure."
            )
        step = self._session.act()
        self._session.write([confirm(step, shown, figures[0]), *(step.add(figure) for figure in figures[1:])])

    def join(self) -> None:
        """Make one figure of the one under decision and the next; raise UserError where that one is decided."""
        shown, reading, outline = self._session.current, self._session.reading, self._session.outline
        if shown is None or reading is None or outline is None:
            return
        rest = Span(shown.figure.end, outline.sentence_at(shown.figure.start).end)
        behind = (one.figure for one in self._session.review.touching(rest))
        following = next((one for one in behind if one.start >= rest.start and not is_label(one.kind)), None)
        if following is None or following.end > rest.end:
            raise UserError("No other figure follows in this sentence. Go to the first of the two.")
        self._verdicts.move_end(following.end - shown.figure.end)

    def _to_word(self, offset: int, by: int) -> int:
        """Return how far it is from an offset to the next edge of a word; 0 at the ends of the text."""
        # not at the top: it would come before the first paint
        from core.detection.indicator.segmenter import segment

        assert self._session.report is not None
        text = self._session.report.text
        start = max(offset - AROUND, 0)
        words = segment(text[start : offset + AROUND])
        edges = [start, *(start + length for length in accumulate(map(len, words)))]
        beyond = [edge - offset for edge in edges if (edge - offset) * by > 0]
        return min(beyond, key=abs, default=0)

    def _parts(self, span: Span) -> list[Span]:
        """Return what a span is cut into, without what joins the numerals."""
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


def _bare(text: str, span: Span) -> Span:
    """Return a span without what joins numerals at its ends."""
    words = text[span.start : span.end]
    before = _JOINT.match(words)
    start = span.start + (before.end() if before else 0)
    kept = re.sub(f"{_JOINT.pattern}$", "", text[start : span.end])
    return Span(start, start + len(kept))
