"""An export, or a copy, over a file that another program has open: a sentence, and a second chance by a button."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from core.store import Store
from gui.window import MainWindow
from tests.core.holding import held, tried_where_one_may_mount
from tests.gui.exporting import export_as


@pytest.fixture
def busy(tmp_path: Path) -> Iterator[tuple[Path, ExitStack]]:
    """Give a file that another program has open, until it is closed there."""
    path = tmp_path / "数据.csv"
    path.write_bytes(b"old")
    with ExitStack() as opened:
        opened.enter_context(held(path))
        yield path, opened


def buttons(window: MainWindow) -> dict[str, QPushButton]:
    return {button.text(): button for button in window.notice.findChildren(QPushButton) if button.isVisible()}


def test_an_export_is_tried_again_when_the_file_is_closed(
    window: MainWindow, qtbot: QtBot, busy: tuple[Path, ExitStack], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, opened = busy
    export_as(window, qtbot, monkeypatch, path, "all")
    qtbot.waitUntil(lambda: "open in another program" in window.notice.text())
    assert list(buttons(window)) == ["Try again", "Save elsewhere…"]
    # still open there: the same is said again, and nothing is written twice
    qtbot.mouseClick(buttons(window)["Try again"], Qt.MouseButton.LeftButton)
    assert "open in another program" in window.notice.text()
    assert path.read_bytes() == b"old"
    assert len(list(path.parent.glob("数据*.csv"))) == 2
    opened.close()
    qtbot.mouseClick(buttons(window)["Try again"], Qt.MouseButton.LeftButton)
    assert str(path) in window.notice.text()
    assert not buttons(window)
    assert "638.5" in path.read_text(encoding="utf-8-sig")
    assert len(list(path.parent.glob("数据*.csv"))) == 1


def test_an_export_goes_elsewhere_where_that_is_chosen(
    window: MainWindow, qtbot: QtBot, busy: tuple[Path, ExitStack], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, _ = busy
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    export_as(window, qtbot, monkeypatch, path, "all")
    qtbot.waitUntil(lambda: "open in another program" in window.notice.text())

    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        line = dialog.findChild(QLineEdit)
        assert line is not None
        line.selectAll()
        qtbot.keyClicks(line, str(path.with_name("elsewhere.csv")))
        qtbot.keyClick(line, Qt.Key.Key_Return)

    QTimer.singleShot(300, choose)
    qtbot.mouseClick(buttons(window)["Save elsewhere…"], Qt.MouseButton.LeftButton)
    assert "638.5" in path.with_name("elsewhere.csv").read_text(encoding="utf-8-sig")
    assert path.read_bytes() == b"old"
    assert "elsewhere.csv" in window.notice.text()


def test_a_copy_of_the_store_is_tried_again(window: MainWindow, qtbot: QtBot, busy: tuple[Path, ExitStack]) -> None:
    path, opened = busy
    window.parts.store_actions.share_to(path)
    qtbot.waitUntil(lambda: "open in another program" in window.notice.text(), timeout=15_000)
    assert path.read_bytes() == b"old"
    opened.close()
    qtbot.mouseClick(buttons(window)["Try again"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "A copy with" in window.notice.text(), timeout=15_000)
    with Store.open(path, create=False) as copy:
        assert len(copy.reports()) == 1


def test_all_this_is_tried_where_one_may_mount() -> None:
    tried_where_one_may_mount(__file__)
