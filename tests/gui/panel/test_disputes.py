"""Disputes in the panel: shown after a merge with who said what, settled by a digit, and open again after undo."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.model.decision import new_step
from core.model.panel_act import Assignment
from core.model.panel_standing import panel_standing
from core.model.report import Report
from core.store import Store
from gui.panel.panel_page import PanelPage
from gui.window import MainWindow
from tests.gui.conftest import REPORT, OpenWindow
from tests.gui.panel.test_panel_page import ALL


@pytest.fixture
def store_file(tmp_path: Path) -> Path:
    """Make a store in which two annotators assign one wording to two concepts."""
    path = tmp_path / "两人.biaoshu"
    with Store.open(path) as store:
        store.add_report(Report("云汀区2026", REPORT))
        for name, code in (("李敏", "GDP"), ("王强", "RETAIL")):
            standing = panel_standing(store.panel_log())
            store.append([standing.row(new_step(store.annotator(name)), [Assignment("经济规模", code)])])
    return path


@pytest.fixture
def window(open_window: OpenWindow, store_file: Path) -> MainWindow:
    return open_window(store_file)


@pytest.fixture
def page(window: MainWindow, press: Callable[..., None], qtbot: QtBot) -> PanelPage:
    press("d")
    page = window.parts.panel_page
    qtbot.waitUntil(page.dispute_button.isVisible, timeout=ALL)
    qtbot.mouseClick(page.dispute_button, Qt.MouseButton.LeftButton)
    return page


def test_a_digit_settles_and_undo_opens_it_again(
    page: PanelPage, window: MainWindow, press: Callable[..., None], qtbot: QtBot
) -> None:
    assert page.disputes.rows.hasFocus()
    shown = [button.text() for button in page.disputes.versions if button.isVisible()]
    assert len(shown) == 2
    assert any("李敏" in text for text in shown)
    assert any("王强" in text for text in shown)
    at = next(at for at, text in enumerate(shown) if "王强" in text)
    press(str(at + 1), widget=page.disputes.rows)
    standing = window.session.panel_standing()
    assert not standing.open_disputes
    assert [one.concept for one in standing.assignments] == ["RETAIL"]
    assert page.disputes.current is None
    press("u", widget=page.disputes.rows)
    qtbot.waitUntil(lambda: page.disputes.current is not None, timeout=ALL)
