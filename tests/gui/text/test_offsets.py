"""Offsets hold against a real Qt document for any text that loading lets through."""

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from core.model.figure import Span
from gui.text.offsets import Offsets

TEXTS = st.text(alphabet=st.sampled_from("年增长12.5%亿，。\n\t 𠮷😀é"), max_size=60)


def selected(document: QTextDocument, start: int, end: int) -> str:
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText().replace("\u2029", "\n")


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, longest=st.integers(4, 40), data=st.data())
def test_a_span_selects_its_own_characters(qapp: object, text: str, longest: int, data: st.DataObject) -> None:
    offsets = Offsets(text, longest)
    document = QTextDocument()
    document.setPlainText(offsets.shown)
    start = data.draw(st.integers(0, max(0, len(text) - 1)))
    end = data.draw(st.integers(start, min(len(text), start + longest)))
    if start == end:
        return
    first, last = offsets.span_to_qt(Span(start, end))
    shown = selected(document, first, last)
    inserted = [at for at in offsets._breaks if start < at < end]
    expected = "\n".join(text[a:b] for a, b in zip([start, *inserted], [*inserted, end], strict=True))
    assert shown == expected
    assert offsets.span_to_text(first, last) == Span(start, end)


@settings(max_examples=100, deadline=None)
@given(text=TEXTS, longest=st.integers(4, 40))
def test_every_position_comes_back_to_the_character_it_is_in(text: str, longest: int) -> None:
    offsets = Offsets(text, longest)
    for offset in range(len(text) + 1):
        assert offsets.to_text(offsets.to_qt(offset)) == offset
        assert offsets.to_text(offsets.to_qt(offset, end=True)) == offset
    for position in range(len(offsets.shown.encode("utf-16-le")) // 2 + 1):
        assert 0 <= offsets.to_text(position) <= len(text)


def test_long_lines_are_broken_after_punctuation_and_short_ones_never() -> None:
    line = "一" * 30 + "。" + "二" * 30
    assert Offsets(line, 40).shown == "一" * 30 + "。\n" + "二" * 30
    assert Offsets(line, 61).shown == line
    assert max(map(len, Offsets("九" * 10_001, 2_000).shown.split("\n"))) == 2_000


def test_wide_characters_before_a_figure_do_not_shift_it(qapp: object) -> None:
    text = "𠮷😀增长5.2%"
    document = QTextDocument()
    document.setPlainText(Offsets(text).shown)
    start, end = Offsets(text).span_to_qt(Span(4, 8))
    assert selected(document, start, end) == "5.2%"
