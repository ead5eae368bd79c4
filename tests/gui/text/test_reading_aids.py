"""The section's heading stays in sight, F2 opens the guideline, the key sheet becomes a page."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtGui import QFont, QTextCursor
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from gui.commands import COMMANDS, text_of
from gui.dialogs.key_sheet import rows
from gui.style import design, theme
from gui.window import MainWindow

Press = Callable[..., None]
GUIDELINE = design.RESOURCES / "guideline"


def test_the_section_above_is_named_while_the_text_scrolls(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    window.resize(1000, 420)
    bar = window.view.verticalScrollBar()
    qtbot.waitUntil(lambda: window.view.height() < 300 and bar.maximum() > 100)
    # the figure under decision is brought back into sight after the resize
    qtbot.wait(300)
    bar.setValue(0)
    assert window.heading.isVisible()
    assert window.heading.path() == []
    bar.setValue(bar.maximum())
    named = (["一、2025年工作回顾"], ["二、2026年工作安排"])
    qtbot.waitUntil(lambda: window.heading.path()[-1:] in named)
    qtbot.waitUntil(lambda: window.heading.text() == window.heading.path()[-1])
    press(Qt.Key.Key_Tab)
    bar.setValue(0)
    qtbot.waitUntil(lambda: window.heading.text() == "")


def test_nested_headings_are_a_path(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "霁川县.txt"
    body = "全县各项工作平稳推进。\n" * 60
    file.write_text(
        f"霁川县2026年政府工作报告\n\n一、工作回顾\n\n（一）产业。\n{body}\n二、今年安排\n{body}", encoding="utf-8"
    )
    window.open_path(file)
    qtbot.waitUntil(
        lambda: window.session.report is not None and window.session.report.name == "霁川县", timeout=20_000
    )
    assert window.session.report is not None
    text = window.session.report.text
    window.view.scroll_to(text.index("全县") + 400)
    assert window.heading.path()[0] == "一、工作回顾"
    assert "产业" in window.heading.path()[-1]
    window.view.scroll_to(len(text) - 5)
    assert window.heading.path() == ["二、今年安排"]


def test_what_a_page_has_around_a_report_is_grey_and_walked_past(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "霁川县.txt"
    file.write_text(
        "霁川县2026年政府工作报告\n发布时间：2026-01-15 浏览次数：1234次\n一、2025年工作回顾\n新增企业5家。\n"
        "— 12 —\n新建厂房3座。\n版权所有：霁川县人民政府 电话：0835-6218907\n",
        encoding="utf-8",
    )
    window.open_path(file)
    qtbot.waitUntil(
        lambda: window.session.report is not None and window.session.report.name == "霁川县", timeout=20_000
    )
    qtbot.waitUntil(lambda: window.session.ready, timeout=20_000)
    assert window.session.report is not None
    text = window.session.report.text
    muted, plain = theme.muted_format().foreground(), theme.plain_format().foreground()
    colours = {}
    for words in ("1234次", "发布时间", "12 —", "0835", "新增企业", "新建厂房"):
        cursor = QTextCursor(window.view.document())
        cursor.setPosition(window.view.offsets.to_qt(text.index(words)) + 1)
        colours[words] = cursor.charFormat().foreground()
    assert [colours[words] == muted for words in colours] == [True] * 4 + [False] * 2
    assert colours["新增企业"] == plain
    qtbot.waitUntil(lambda: window.unread_numerals.label.text() != "", timeout=20_000)
    assert window.unread_numerals.remaining() == []
    assert [text[slice(*one.figure.span)] for one in window.session.review.figures] == ["5家", "3座"]


def headings(window: MainWindow) -> list[str]:
    """Return the lines of the guideline in bold."""
    document = window.parts.guideline.page.document()
    blocks = [document.findBlockByNumber(number) for number in range(document.blockCount())]
    cursors = [QTextCursor(block) for block in blocks if block.text()]
    for cursor in cursors:
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    return [cursor.block().text() for cursor in cursors if cursor.charFormat().fontWeight() == QFont.Weight.Bold]


def test_f2_opens_the_guideline_and_keys_still_decide(window: MainWindow, press: Press) -> None:
    press(Qt.Key.Key_F2)
    assert window.parts.guideline.isVisible()
    assert window.focusWidget() is window.parts.guideline.page
    assert window.parts.guideline.page.toPlainText() == (GUIDELINE / "en.txt").read_text(encoding="utf-8")
    assert headings(window)[:2] == ["What a figure is", "1  Where the span begins and ends"]
    assert len(headings(window)) < window.parts.guideline.page.blockCount() // 5
    press("x")
    assert window.session.review.figures[0].state == "rejected"
    press(Qt.Key.Key_Escape)
    assert window.parts.guideline.isVisible()
    assert window.focusWidget() is window.view
    press(Qt.Key.Key_F2, Qt.Key.Key_F2)
    assert not window.parts.guideline.isVisible()
    assert window.focusWidget() is window.view


def test_the_figure_stays_in_sight_beside_the_guideline(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    window.resize(1000, 420)
    press(*["j"] * (len(window.session.review.figures) - 1))
    press(Qt.Key.Key_F2)
    view, shown = window.view, window.session.current
    assert shown is not None

    def in_sight() -> bool:
        cursor = view.textCursor()
        cursor.setPosition(view.offsets.to_qt(shown.figure.start))
        return 0 <= view.cursorRect(cursor).top() <= view.viewport().height() - view.cursorRect(cursor).height()

    qtbot.wait(100)
    qtbot.waitUntil(in_sight)


def test_the_guideline_speaks_the_interfaces_language(window: MainWindow) -> None:
    translator = QTranslator()
    assert translator.load(QLocale("zh_CN"), "biaoshu", "_", str(design.RESOURCES / "i18n"))
    name = translator.translate("GuidelinePane", "en.txt")
    assert name == "zh_CN.txt"
    assert "什么是数据" in (GUIDELINE / name).read_text(encoding="utf-8")


def test_both_guidelines_have_the_same_parts() -> None:
    parts = [(GUIDELINE / name).read_text(encoding="utf-8").split("\n\n\n") for name in ("en.txt", "zh_CN.txt")]
    assert len(parts[0]) == len(parts[1]) == 5


def test_ctrl_p_writes_every_key_as_a_page(
    window: MainWindow, press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "键位.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path.with_suffix("")), ""))
    press(Qt.Key.Key_P, hold=Qt.KeyboardModifier.ControlModifier)
    page = path.read_bytes()
    assert page.startswith(b"%PDF")
    assert page.count(b"/Type /Page\n") == 1
    assert str(path) in window.notice.text()
    assert {words for _, words in rows() if words} == {text_of(one) for one in COMMANDS if one.keys}


def test_a_page_that_cannot_be_written_is_said(window: MainWindow, tmp_path: Path) -> None:
    from core.model.errors import UserError

    with pytest.raises(UserError):
        window.parts.key_sheet.write(tmp_path / "nowhere" / "keys.pdf")
