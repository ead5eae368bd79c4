"""The list beside the text is dense: twenty reports in sight, each on a line with a sign of its progress, in groups."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtWidgets import QApplication, QListWidgetItem
from pytestqt.qtbot import QtBot

from gui.library.report_list import DIGEST_ROLE, GROUP_ROLE, ROW_ROLE, elided
from gui.window import MainWindow

Press = Callable[..., None]
LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
SAID = Qt.ItemDataRole.AccessibleTextRole
ALL = 40_000
PLACES = ("安溪县", "白蒲区", "澄江县", "临渡市", "青屿县", "岚山新区")


@pytest.fixture
def listed(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """Bring 24 reports beside the one that is open."""
    folder = tmp_path / "many"
    folder.mkdir()
    for year in range(2022, 2026):
        for place in PLACES:
            text = f"{place}{year}年政府工作报告\n\n新建学校3所，增长2.1%。\n"
            (folder / f"{place}{year}年政府工作报告.txt").write_text(text, encoding="utf-8")
    first = window.session.report
    assert first is not None
    window.workspace.open_paths([folder])
    qtbot.waitUntil(lambda: window.reports.reports.count() == 25, timeout=ALL)
    qtbot.waitUntil(lambda: window.session.ready and window.session.report is not first, timeout=ALL)
    window.workspace.open_report(first.digest)
    qtbot.waitUntil(lambda: window.session.ready, timeout=ALL)
    return window


def items(window: MainWindow) -> list[QListWidgetItem]:
    return [window.reports.reports.item(row) for row in range(window.reports.reports.count())]


def click(window: MainWindow, item: QListWidgetItem, qtbot: QtBot, hold: Qt.KeyboardModifier | None = None) -> None:
    reports = window.reports.reports
    reports.scrollToItem(item)
    place = reports.visualItemRect(item).center()
    qtbot.mouseClick(reports.viewport(), LEFT, hold or Qt.KeyboardModifier.NoModifier, place)


def opened(window: MainWindow, qtbot: QtBot) -> str:
    """Return the title of the open report, once its figures are there."""
    qtbot.waitUntil(lambda: window.session.ready, timeout=ALL)
    row = window.library.current()
    assert row is not None
    return row.title


def sign(window: MainWindow, item: QListWidgetItem) -> bytes:
    """Return the sign at the left of a row as it is painted, in black and white: colours do not tell it."""
    reports = window.reports.reports
    box = reports.visualItemRect(item)
    image = reports.viewport().grab().toImage().copy(box.left(), box.top(), box.height() + 4, box.height())
    return bytes(image.convertToFormat(QImage.Format.Format_Mono).constBits())


def test_twenty_reports_are_in_sight_and_each_row_tells_its_progress(
    listed: MainWindow, press: Press, qtbot: QtBot
) -> None:
    reports = listed.reports.reports
    shown = [one for one in items(listed) if reports.viewport().rect().contains(reports.visualItemRect(one))]
    assert (listed.width(), listed.height()) == (1280, 800)
    assert len(shown) >= 20
    total = len(listed.session.review.figures)
    press(Qt.Key.Key_Return, "x")
    item = items(listed)[0]
    assert item.data(SAID) == f"云汀区2026, 2026 云汀区, {total - 2} undecided, 2 of {total} decided"
    some = sign(listed, item)
    for _ in range(total - 2):
        press(Qt.Key.Key_Return)
    every = sign(listed, item)
    press("d", hold=CTRL)
    assert item.data(SAID) == f"云汀区2026, 2026 云汀区, done, {total} of {total} decided"
    done = sign(listed, item)
    click(listed, items(listed)[3], qtbot)
    qtbot.waitUntil(lambda: listed.session.ready, timeout=ALL)
    none = sign(listed, items(listed)[3])
    assert len({some, every, done, none}) == 4
    assert items(listed)[1].toolTip().startswith(items(listed)[1].data(ROW_ROLE).title + "\n")


def test_a_click_leads_to_the_text_and_the_arrows_stay_in_the_list(listed: MainWindow, qtbot: QtBot) -> None:
    reports = listed.reports.reports
    reports.setFocus()
    click(listed, items(listed)[5], qtbot)
    assert opened(listed, qtbot) == items(listed)[5].data(ROW_ROLE).title
    assert listed.focusWidget() is listed.view
    reports.setFocus()
    qtbot.keyClick(reports, Qt.Key.Key_Down)
    assert opened(listed, qtbot) == items(listed)[6].data(ROW_ROLE).title
    assert listed.focusWidget() is reports
    click(listed, items(listed)[8], qtbot, CTRL)
    assert listed.focusWidget() is reports
    assert listed.reports.selected() == [items(listed)[row].data(DIGEST_ROLE) for row in (6, 8)]


def test_letters_typed_in_the_list_find_a_report(listed: MainWindow, qtbot: QtBot) -> None:
    reports, decided = listed.reports.reports, listed.session.progress.decided
    reports.setFocus()
    for letter in "qy":
        qtbot.keyClick(reports, letter)
    qtbot.waitUntil(lambda: opened(listed, qtbot).startswith("青屿县"), timeout=ALL)
    qtbot.wait(listed.reports._typing.interval() + 200)
    for digit in "2024":
        qtbot.keyClick(reports, digit)
    qtbot.waitUntil(lambda: "2024" in opened(listed, qtbot), timeout=ALL)
    assert listed.focusWidget() is reports
    assert listed.session.progress.decided == decided


def test_groups_are_chosen_in_the_menu_folded_and_the_same_on_the_home_page(
    listed: MainWindow, press: Press, qtbot: QtBot
) -> None:
    reports = listed.reports.reports
    listed.reports.sorting.open()
    menu = QApplication.activePopupWidget()
    assert menu is listed.reports.sorting.values
    by_region = next(one for one in listed.reports.sorting.values.actions() if one.text() == "Grouped by region")
    qtbot.mouseClick(menu, LEFT, pos=listed.reports.sorting.values.actionGeometry(by_region).center())
    heads = [one.data(GROUP_ROLE).title for one in items(listed) if one.data(GROUP_ROLE)]
    assert heads == ["安溪县", "白蒲区", "澄江县", "岚山新区", "临渡市", "青屿县", "云汀区"], "by their pinyin"
    first = items(listed)[0]
    assert [one.data(ROW_ROLE).region for one in items(listed)[1:5]] == ["安溪县"] * 4
    click(listed, first, qtbot)
    assert items(listed)[1].data(GROUP_ROLE).title == "白蒲区"
    assert "folded" in items(listed)[0].data(SAID)
    reports.setFocus()
    reports.setCurrentRow(0)
    qtbot.keyClick(reports, Qt.Key.Key_Right)
    assert items(listed)[1].data(ROW_ROLE).region == "安溪县"
    qtbot.keyClick(reports, Qt.Key.Key_Left)
    qtbot.keyClick(reports, Qt.Key.Key_Return)
    assert items(listed)[1].data(ROW_ROLE).region == "安溪县"
    press("h", widget=listed.view)
    assert listed.parts.home_page.model.group_by == "region"
    listed.parts.home_page.group_by("none")
    press("h")
    assert reports.count() == 25


def test_a_long_title_keeps_its_beginning_and_its_end(qapp: QApplication) -> None:
    metrics = QFontMetrics(qapp.font())
    title = "临渡市第十八届人民代表大会第四次会议关于国民经济和社会发展计划的报告之二"
    for room in (120, 160, 240):
        cut = elided(metrics, title, room)
        head, tail = cut.split("…")
        assert metrics.horizontalAdvance(cut) <= room
        assert title.startswith(head)
        assert title.endswith(tail)
        assert len(head) > len(tail) > 0
    assert elided(metrics, title, 2_000) == title
