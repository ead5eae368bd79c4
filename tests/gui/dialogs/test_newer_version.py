"""The decisions on a draft go over to the final report, and come back by one undo."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.review.review import confirm
from gui.dialogs.store_dialogs import Summary
from gui.window import MainWindow
from tests.gui.conftest import REPORT

Press = Callable[..., None]


def test_a_draft_s_decisions_are_carried_over_at_once(
    window: MainWindow, tmp_path: Path, press: Press, qtbot: QtBot
) -> None:
    draft = window.session.report
    assert draft is not None
    step = window.session.act()
    window.session.write([confirm(step, shown) for shown in window.session.review.figures])
    count = len(window.session.review.figures)
    final = tmp_path / "云汀区2026定稿.txt"
    final.write_text(REPORT.replace("增长5.5%左右", "增长5%左右").replace("，改造老旧小区25个", ""), encoding="utf-8")
    window.workspace.open_paths([final])
    qtbot.waitUntil(lambda: window.session.ready and window.session.report.digest != draft.digest, timeout=20_000)
    assert [entry.digest for entry in window.parts.newer_version.candidates()] == [draft.digest]
    window.parts.newer_version.look_at(draft.digest)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(Summary)), timeout=10_000)
    (summary,) = window.findChildren(Summary)
    row = summary.table.topLevelItem(0)
    assert "增长【5.5%】左右" in row.text(0)
    assert "增长【5%】左右" in row.text(1)
    assert f"{count - 2} decisions are carried over." in summary.below.text()
    assert "1 are no longer in the text" in summary.below.text()
    qtbot.keyClick(summary, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "were carried over" in window.notice.text(), timeout=10_000)
    states = [shown.state for shown in window.session.review.figures]
    assert (states.count("confirmed"), states.count("undecided")) == (count - 2, 1)
    assert window.session.reports[-1].filing.version_of == draft.digest
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=5_000)
    press("U")
    assert {shown.state for shown in window.session.review.figures} == {"undecided"}
    assert window.session.reports[-1].filing.version_of == ""
