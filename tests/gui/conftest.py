"""A window on a store of its own, with a report open and its figures found."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui import app as application
from gui.background import counting, engine, panel_client, reading, store_safety
from gui.preferences.settings import Settings
from gui.window import MainWindow
from tests.warm import warm

REPORT = """云汀区2026年政府工作报告

一、2025年工作回顾

2025年，全区地区生产总值达638.5亿元，增长5.4%，规上工业增加值增长6.8%。新增国家级高新技术企业12家，改造老旧小区25个。
城镇化率达到67.8%，提高1.2个百分点。空气质量优良天数比例居全市第一。新能源装机是2020年的1.8倍。

二、2026年工作安排

地区生产总值增长5.5%左右，新建口袋公园8个，城镇调查失业率控制在5.5%以内，粮食产量保持在20万吨以上。
"""

OpenWindow = Callable[[Path], MainWindow]


@pytest.fixture(autouse=True)
def started_warm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have each window start its processes loaded already; the programs that tests start as programs load as ever."""
    for module in (counting, engine, panel_client, reading, store_safety):
        monkeypatch.setattr(module, "command", warm)


@pytest.fixture(autouse=True)
def patient_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have keys wait for the engine as long as it takes: a busy machine may hold it up for longer than a user waits.

    How long they wait in the program is tried in tests/gui/background/test_engine.py.
    """
    monkeypatch.setattr(engine, "WAIT_S", 20)


@pytest.fixture
def open_window(qtbot: QtBot, qapp: object) -> Iterator[OpenWindow]:
    """Return a function that opens a window as the program does, on files or a store."""
    application.make_application()
    # not a first start: that asks for a name
    settings = Settings()
    settings.keep("name_asked", "yes")
    settings.flush()
    opened: list[MainWindow] = []

    def open_on(path: Path) -> MainWindow:
        window = MainWindow(Settings())
        opened.append(window)
        window.resize(1280, 800)
        with qtbot.waitExposed(window):
            window.show()
        window.workspace.open_last_store()
        window.workspace.open_paths([path])
        qtbot.waitUntil(lambda: window.session.ready, timeout=20_000)
        return window

    yield open_on
    for window in opened:
        if not window.close():
            # what is typed cannot be read, and the window waits: it is given up
            window.session.typing.forget()
            assert window.close()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


@pytest.fixture
def report_file(tmp_path: Path) -> Path:
    """Write the report of these tests to a file."""
    path = tmp_path / "云汀区2026.txt"
    path.write_text(REPORT, encoding="utf-8", newline="\n")
    return path


@pytest.fixture
def window(open_window: OpenWindow, report_file: Path) -> MainWindow:
    """Open the window on the report of these tests."""
    return open_window(report_file)


@pytest.fixture
def press(qtbot: QtBot, window: MainWindow) -> Callable[..., None]:
    """Return a function that presses keys where the keyboard is, or in a widget."""

    def press_keys(*keys: Qt.Key | str, widget: QWidget | None = None, hold: Qt.KeyboardModifier | None = None) -> None:
        for key in keys:
            place = widget or window.focusWidget() or window.view
            qtbot.keyClick(place, key, hold or Qt.KeyboardModifier.NoModifier)

    return press_keys
