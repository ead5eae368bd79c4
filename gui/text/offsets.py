"""The border between a report's code points and Qt's UTF-16 positions; the only place that knows both."""

import re
from bisect import bisect_left, bisect_right

from core.model.figure import Span

# Qt lays out a block at a time, 0.4 ms per 1,000 characters: longer lines are shown in pieces
LONGEST_BLOCK = 2_000
BREAK_AFTER = "。；;！？!?，,、 "
# characters that are two UTF-16 units in Qt
_WIDE = re.compile("[\U00010000-\U0010ffff]")


class Offsets:
    """The map between a report's text and the text a Qt document shows for it.

    `shown` is the report's text but for line breaks put into lines of over `longest` characters.
    """

    def __init__(self, text: str, longest: int = LONGEST_BLOCK) -> None:
        self._length = len(text)
        self._wide = [found.start() for found in _WIDE.finditer(text)]
        self._breaks = _breaks(text, longest)
        pieces = zip([0, *self._breaks], [*self._breaks, len(text)], strict=True)
        self.shown = "\n".join(text[start:end] for start, end in pieces)

    def to_qt(self, offset: int, *, end: bool = False) -> int:
        """Return the Qt position of a code point offset; an `end` stays before a line break that is only shown."""
        breaks = bisect_left(self._breaks, offset) if end else bisect_right(self._breaks, offset)
        return offset + bisect_left(self._wide, offset) + breaks

    def to_text(self, position: int) -> int:
        """Return the code point offset of a Qt position; one inside a surrogate pair belongs to its character."""
        offsets = range(self._length + 1)
        return max(0, bisect_right(offsets, position, key=lambda offset: self.to_qt(offset, end=True)) - 1)

    def span_to_qt(self, span: Span) -> tuple[int, int]:
        """Return the Qt positions of a span; the end is exclusive."""
        return self.to_qt(span.start), self.to_qt(span.end, end=True)

    def span_to_text(self, start: int, end: int) -> Span:
        """Return the span of the characters that two Qt positions (end exclusive) touch."""
        last = self.to_text(end)
        inside = self.to_qt(last, end=True) < end and self.to_qt(last) < end
        return Span(self.to_text(start), min(self._length, last + inside))


def _breaks(text: str, longest: int) -> list[int]:
    """Return where lines longer than `longest` are cut for display: after punctuation where there is some."""
    breaks: list[int] = []
    start = 0
    for line in text.split("\n"):
        at, end = start, start + len(line)
        while end - at > longest:
            cut = max(text.rfind(mark, at + longest // 2, at + longest) for mark in BREAK_AFTER) + 1
            at = cut or at + longest
            breaks.append(at)
        start = end + 1
    return breaks
