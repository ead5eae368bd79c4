"""The menu of the right mouse button is of what was clicked: few entries, with their keys, grey where one cannot be."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from core.model.figure import Span
from core.model.report import Report
from core.store import Store
from gui.commands import COMMANDS
from gui.library.report_list import DIGEST_ROLE
from gui.text.context_menus import MOST_ENTRIES
from gui.window import MainWindow
from tests.gui.conftest import REPORT, OpenWindow
from tests.gui.session.test_deciding import rows
from tests.gui.text.test_mouse import spot

Press = Callable[..., None]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()


def right_click(widget: QWidget, place: QPoint) -> QMenu:
    """Press the right button as the system does, and return the menu that comes."""
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, widget.mapToGlobal(place))
    QApplication.sendEvent(widget, asked)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def on_text(window: MainWindow, words: str) -> QMenu:
    return right_click(window.view.viewport(), spot(window, REPORT.index(words)))


def all_menus(menu: QMenu) -> Iterator[QMenu]:
    yield menu
    for action in menu.actions():
        inside = action.menu()
        if isinstance(inside, QMenu):
            yield from all_menus(inside)


def entry(menu: QMenu, name: str) -> QAction:
    (found,) = [action for one in all_menus(menu) for action in one.actions() if action.data() == name]
    return found


def choose(qtbot: QtBot, menu: QMenu, name: str) -> None:
    """Click an entry, opening the submenu that it is in."""
    action = entry(menu, name)
    assert action.isEnabled(), name
    for one in all_menus(menu):
        if action in one.actions():
            if one is not menu:
                qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(one.menuAction()).center())
                qtbot.waitUntil(one.isVisible)
            qtbot.mouseClick(one, LEFT, pos=one.actionGeometry(action).center())
            return


def no_longer_than_it_may(menu: QMenu) -> None:
    for one in all_menus(menu):
        entries = [action for action in one.actions() if not action.isSeparator()]
        assert 0 < len(entries) <= MOST_ENTRIES, one.title()


def test_a_figure(window: MainWindow, qtbot: QtBot) -> None:
    menu = on_text(window, "12家")
    no_longer_than_it_may(menu)
    assert menu.objectName() == "context_figure"
    shown = window.session.current
    assert shown is not None
    assert REPORT[slice(*shown.figure.span)] == "12家"
    assert entry(menu, "confirm").text().endswith("\t⏎")
    assert entry(menu, "toggle_flag").text().endswith("\tF")
    assert not entry(menu, "take_selection").isEnabled()
    assert not entry(menu, "take_other:1").isEnabled()
    assert not entry(menu, "list_alike").isEnabled()
    assert not entry(menu, "undo").isEnabled()
    choose(qtbot, menu, "toggle_flag")
    assert [row.remark.flagged for row in rows(window) if row.remark is not None] == [True]


@pytest.mark.parametrize(
    ("name", "verdict"), [("reject_for:count", "reject"), ("set_kind:ratio", "confirm"), ("move_end:-1", "confirm")]
)
def test_what_stands_in_a_submenu(window: MainWindow, qtbot: QtBot, name: str, verdict: str) -> None:
    choose(qtbot, on_text(window, "12家"), name)
    assert [row.verdict for row in rows(window)] == [verdict]
    assert rows(window)[0].target == Span(REPORT.index("12家"), REPORT.index("12家") + 3)
    if verdict == "reject":
        assert rows(window)[0].reason == "count"


@pytest.mark.parametrize(
    ("name", "part"), [("write_note", "note_bar"), ("list_pairs", "pairs"), ("toggle_reasons", "reasons")]
)
def test_what_opens_a_pane(window: MainWindow, qtbot: QtBot, name: str, part: str) -> None:
    choose(qtbot, on_text(window, "6.8%"), name)
    assert getattr(window.parts, part).isVisible()


def test_a_numeral_that_is_no_figure(window: MainWindow, qtbot: QtBot) -> None:
    year = REPORT.index("2025年，")
    menu = on_text(window, "2025年，")
    no_longer_than_it_may(menu)
    assert menu.objectName() == "context_numeral"
    selected = window.view.selected()
    assert selected is not None
    assert selected.start == year
    assert REPORT[slice(*selected)].startswith("2025")
    choose(qtbot, menu, "add_selection")
    assert rows(window)[0].verdict == "add"


def test_selected_words(window: MainWindow, qtbot: QtBot) -> None:
    at = REPORT.index("高新技术企业")
    window.view.setTextCursor(window.view.cursor_on(Span(at, at + 6)))
    menu = on_text(window, "技术企业")
    no_longer_than_it_may(menu)
    assert menu.objectName() == "context_words"
    choose(qtbot, menu, "copy")
    assert QApplication.clipboard().text() == "高新技术企业"


def test_other_text(window: MainWindow, qtbot: QtBot) -> None:
    before = window.session.current
    menu = on_text(window, "空气质量")
    no_longer_than_it_may(menu)
    assert menu.objectName() == "context_text"
    assert window.session.current is before
    choose(qtbot, menu, "go_undecided:1")
    assert window.session.current is not before


def test_rows_of_the_table(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    table = window.table.table
    place = table.visualRect(window.table.model.index(3, 1)).center()
    qtbot.mouseClick(table.viewport(), LEFT, pos=place)
    menu = right_click(table.viewport(), place)
    no_longer_than_it_may(menu)
    assert menu.objectName() == "context_row"
    choose(qtbot, menu, "reject_for:name")
    assert [row.reason for row in rows(window)] == ["name"]
    table.selectAll()
    table.setFocus()
    menu = right_click(table.viewport(), place)
    no_longer_than_it_may(menu)
    assert menu.objectName() == "context_rows"


def test_reports_of_the_list(open_window: OpenWindow, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "两份.biaoshu"
    with Store.open(path) as store:
        for name in ("云汀区", "临湖区"):
            store.add_report(Report(name, REPORT.replace("云汀区", name)))
    window = open_window(path)
    reports = window.reports.reports
    assert window.session.report is not None
    open_one = window.session.report.digest
    row = next(row for row in range(2) if reports.item(row).data(DIGEST_ROLE) == open_one)
    menu = right_click(reports.viewport(), reports.visualItemRect(reports.item(row)).center())
    no_longer_than_it_may(menu)
    assert menu.objectName() == "context_report"
    assert not entry(menu, "toggle_done").isEnabled(), "figures are undecided"
    menu.close()
    # another one is opened first, so that what is done is done to the one that was clicked
    other = reports.item(1 - row).data(DIGEST_ROLE)
    place = reports.visualItemRect(reports.item(1 - row)).center()
    where = reports.viewport().mapToGlobal(place)
    QApplication.sendEvent(reports.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, where))
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None, timeout=20_000)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    choose(qtbot, menu, "toggle_archived")
    assert [one.digest for one in window.session.reports if one.filing.archived] == [other]
    menu = right_click(reports.viewport(), QPoint(20, reports.viewport().height() - 4))
    no_longer_than_it_may(menu)
    assert menu.objectName() == "context_reports"
    assert entry(menu, "open_files").isEnabled()


def test_every_entry_is_a_command_and_every_act_on_a_figure_has_one(window: MainWindow) -> None:
    names = {command.name for command in COMMANDS}
    menus = window.menus
    for clicked in ("figure", "words", "numeral", "text", "row", "rows", "report", "reports"):
        assert set(menus.entries(clicked)) <= names
    decides = {command.name for command in COMMANDS if command.menu == "decide"}
    reached = {name for clicked in ("figure", "words") for name in menus.entries(clicked)}
    # by the buttons of the form, which stand beside; by the bar of settling
    elsewhere = {name for name in decides if name.startswith(("set_bound:", "move_indicator_", "apply"))}
    elsewhere |= {"take_candidate:6", "take_candidate:7"}
    assert decides - reached - elsewhere <= {"take_other:2", "settle_disputes"}


def test_split_and_join_in_the_menu(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    menu = on_text(window, "5.4%")
    assert not entry(menu, "split").isEnabled(), "one number"
    assert entry(menu, "join").isEnabled()
    choose(qtbot, menu, "join")
    menu = on_text(window, "5.4%")
    assert entry(menu, "split").isEnabled(), "two numbers"
    choose(qtbot, menu, "split")
    assert len(rows(window)) == 3
    menu = on_text(window, "6.8%")
    assert not entry(menu, "join").isEnabled(), "the last of its sentence"
    menu.close()
    window.session.go_to(window.session.review.figures[0].target)
    menu = on_text(window, "638.5亿元")
    assert not entry(menu, "join").isEnabled(), "the next one is decided"


def test_what_is_grey_of_split_and_join_would_be_refused(window: MainWindow, press: Press) -> None:
    """At each figure, alone and joined, half of them decided: the menu says beforehand what the keys do."""
    edges, session = window.parts.span_edges, window.session
    press(Qt.Key.Key_Return, "j", Qt.Key.Key_Return, "j", "j", "&")
    tried: set[tuple[str, bool]] = set()
    for target in [shown.target for shown in session.review.figures]:
        for key, can in (("&", edges.can_join), ("/", edges.can_split)):
            session.go_to(target)
            before, expected = len(rows(window)), can()
            press(key)
            assert (len(rows(window)) > before) is expected, (key, target)
            tried.add((key, expected))
            if expected:
                press("u")
    assert len(tried) == 4
