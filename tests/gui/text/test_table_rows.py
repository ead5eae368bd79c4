"""A table in the report's text stands in columns, and the text is what it was."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextBlock, QTextCharFormat
from pytestqt.qtbot import QtBot

from core.model.figure import Span
from gui.style import theme
from gui.text.document import line_boxes
from gui.window import MainWindow
from tests.gui.text_formats import look_at

Press = Callable[..., None]
CTRL = Qt.KeyboardModifier.ControlModifier
BEFORE = "云汀区2026年政府工作报告\n\n一、2025年工作回顾\n\n全区新增企业5家。\n\n"
NARROW = "指标\t2025年（亿元）\t增速（%）\n工业产值\t1,086.4\t7.5\n农业产值\t12.1\t-10.25\n合计\t1098.5\t7.3\n"
WIDE = (
    "镇街名称\t地区生产总值（亿元）\t增速（%）\t规上工业增加值（亿元）\t增速（%）\t固定资产投资（亿元）\t增速（%）\n"
    "城东街道\t112.5\t5.3\t33.2\t4.1\t22.3\t-3.2\n西溪镇\t88.5\t14.3\t3.25\t-6.1\t1.9\t0.4\n"
)
PROSE = (
    "序号\t民生实事\t完成情况\n"
    "1\t新建公办幼儿园3所，改扩建中小学5所，新增公办学位8580个，缓解城区入学压力。\t全部完工，新增学位8600个。\n"
)


@pytest.fixture
def report_file(tmp_path: Path) -> Path:
    path = tmp_path / "表格.txt"
    between = ("\n接着是各镇街的情况。\n\n", "\n还有民生实事。\n\n", "\n各位代表，再接再厉。\n")
    text = "".join(part for pair in zip((NARROW, WIDE, PROSE), between, strict=True) for part in pair)
    path.write_text(BEFORE + text, encoding="utf-8")
    return path


def block_at(window: MainWindow, words: str) -> QTextBlock:
    report, view = window.session.report, window.view
    assert report is not None
    return view.document().findBlock(view.offsets.to_qt(report.text.index(words)))


def right_of(window: MainWindow, words: str) -> float:
    """Return where some words of the report end, in pixels of the document."""
    report, view = window.session.report, window.view
    assert report is not None
    start = report.text.index(words)
    *_, (box, _) = line_boxes(view, view.offsets, Span(start, start + len(words)))
    return box.right()


def letters(window: MainWindow, words: str) -> QTextCharFormat:
    return block_at(window, words).begin().fragment().charFormat()


def lines(block: QTextBlock) -> int:
    return block.layout().lineCount()


def assert_in_columns(window: MainWindow) -> None:
    """Check that the numbers of each column end at the same pixel, each row on one line."""
    for column in (("1,086.4", "12.1", "1098.5"), ("7.5", "-10.25", "7.3"), ("112.5", "88.5"), ("-3.2", "0.4")):
        ends = [right_of(window, words) for words in column]
        assert max(ends) - min(ends) < 1.5, (column, ends)
    for words in ("工业产值", "农业产值", "合计\t", "城东街道", "西溪镇"):
        assert lines(block_at(window, words)) == 1, words


def test_the_numbers_of_a_column_end_at_the_same_pixel(window: MainWindow) -> None:
    assert_in_columns(window)


def test_the_text_is_what_it_was(window: MainWindow) -> None:
    report, view = window.session.report, window.view
    assert report is not None
    assert view.document().toPlainText() == view.offsets.shown == report.text
    assert [report.text[slice(*one.figure.span)] for one in window.session.review.figures][1:3] == ["1,086.4", "7.5"]


def test_a_table_stands_on_its_ground_with_a_strong_head(window: MainWindow) -> None:
    head, row, prose = (block_at(window, words) for words in ("指标\t", "工业产值", "全区新增企业"))
    assert head.blockFormat().background().color() == row.blockFormat().background().color() == theme.theme()["table"]
    assert prose.blockFormat().background().style() == Qt.BrushStyle.NoBrush
    assert letters(window, "指标\t").fontWeight() == QFont.Weight.DemiBold
    assert letters(window, "工业产值").fontWeight() == QFont.Weight.Normal
    assert prose.blockFormat().tabPositions() == []


def test_figures_of_a_table_are_marked(window: MainWindow) -> None:
    report = window.session.report
    assert report is not None
    at = report.text.index("-10.25")
    assert look_at(window, at).background().color() == theme.colours_of("growth").tint


def test_columns_stay_in_line_at_every_size_of_letters_and_window(
    window: MainWindow, qtbot: QtBot, press: Press
) -> None:
    for _ in range(3):
        press(Qt.Key.Key_Plus, hold=CTRL)
    assert_in_columns(window)
    for _ in range(6):
        press(Qt.Key.Key_Minus, hold=CTRL)
    assert_in_columns(window)
    press(Qt.Key.Key_0, hold=CTRL)
    before = window.view.viewport().width()
    window.resize(window.width() - 180, window.height())
    qtbot.waitUntil(lambda: window.view.viewport().width() < before)
    qtbot.wait(50)
    assert_in_columns(window)


def test_a_wide_table_has_smaller_letters_and_a_narrow_one_the_texts_own(window: MainWindow) -> None:
    own = window.view.document().defaultFont().pointSizeF()
    assert letters(window, "工业产值").fontPointSize() == own
    assert own * 0.7 < letters(window, "城东街道").fontPointSize() < own


def test_cells_of_sentences_follow_one_another(window: MainWindow) -> None:
    row = block_at(window, "1\t新建公办")
    layout = row.layout()
    assert lines(row) > 1
    widths = [layout.lineAt(number).naturalTextWidth() for number in range(lines(row))]
    assert min(widths[:-1]) > 0.8 * max(widths)
