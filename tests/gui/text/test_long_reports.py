"""A long report is read from the store while the window answers, and nothing decided meanwhile is lost."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.window import MainWindow
from tests.core.store.content import tamper
from tests.gui.conftest import OpenWindow
from tests.gui.library.test_report_selection import ALL, click, wait_for

LONG = "长溪县2024"


@pytest.fixture
def both(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """Bring in a long report, decide on its first figure, and go back to the short one."""
    first = window.session.report
    assert first is not None
    path = tmp_path / f"{LONG}.txt"
    text = "长溪县2024年政府工作报告\n\n新建学校3所，增长2.1%。\n" + "各项工作稳步推进，成效明显。\n" * 8_000
    path.write_text(text, encoding="utf-8")
    window.workspace.open_paths([path])
    wait_for(window, qtbot, LONG)
    qtbot.keyClick(window.view, Qt.Key.Key_Return)
    window.workspace.open_report(first.digest)
    wait_for(window, qtbot, "云汀区2026")
    return window


def test_what_is_decided_while_a_long_report_is_read_is_known_when_it_opens(both: MainWindow, qtbot: QtBot) -> None:
    before = both.session.report
    click(both, qtbot, LONG)
    assert both.session.report is before, "it is read in a thread"
    (entry,) = [entry for entry in both.session.reports if before is not None and entry.digest != before.digest]
    qtbot.keyClick(both.view, Qt.Key.Key_Return)
    both.library.describe(entry.digest, "长溪县初稿", "", "")
    assert both.session.report is before
    wait_for(both, qtbot, "长溪县初稿")
    store = both.session.store
    assert store is not None
    assert both.session.known == store.acts(entry.digest, both.session.annotator)
    assert both.session.progress.decided == 1
    assert {row.field for row in both.session.known} >= {"name", None}


def test_what_takes_long_to_open_is_said(both: MainWindow, qtbot: QtBot) -> None:
    said: list[str] = []
    both.workspace.working.connect(lambda what, *_: said.append(what))
    # however fast this machine reads it
    both.workspace._say_opening.setInterval(0)
    click(both, qtbot, LONG)
    qtbot.waitUntil(lambda: said[:1] == ["Opening the report…"], timeout=20_000)
    wait_for(both, qtbot, LONG)
    assert said[-1] == "", "it is over"


def test_commands_hit_the_report_shown_while_another_is_on_its_way(both: MainWindow, qtbot: QtBot) -> None:
    click(both, qtbot, LONG)
    qtbot.keyClick(both.view, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    wait_for(both, qtbot, LONG)
    assert [row.title for row in both.library.rows()] == [LONG]


def test_a_long_report_whose_log_is_damaged_is_refused_in_a_sentence(
    both: MainWindow, open_window: OpenWindow, qtbot: QtBot
) -> None:
    assert both.session.store is not None
    path = both.session.store.path
    both.close()
    tamper(path, "UPDATE decision SET at = '2020-01-01'")
    window = open_window(path)
    click(window, qtbot, LONG)
    qtbot.waitUntil(window.notice.isVisible, timeout=ALL)
    assert "damaged" in window.notice.text()
    assert window.session.report is not None
    assert window.session.report.name == "云汀区2026"
