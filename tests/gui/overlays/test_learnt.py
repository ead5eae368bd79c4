"""What was learnt is read in the next report, listed with its decisions, switched, and not used while reading blind."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem, QTreeWidget, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from core.store import Store
from gui.overlays.learnt import LearntPane
from gui.window import MainWindow

OpenWindow = Callable[[Path], MainWindow]
HEAD = "云汀区{year}年政府工作报告\n\n一、{before}年工作回顾\n\n"
FIRST = "全区GDP达638亿元。今年GDP增长5.4%。新建公园8个。\n"
BLIND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
SECOND = "全区GDP达702亿元。新建公园9个。\n"


@pytest.fixture
def reports(tmp_path: Path) -> list[Path]:
    """Write two reports that call the gross product GDP."""
    folder = tmp_path / "reports"
    folder.mkdir()
    paths = []
    for year, text in ((2025, FIRST), (2026, SECOND)):
        path = folder / f"云汀区{year}.txt"
        path.write_text(HEAD.format(year=year, before=year - 1) + text, encoding="utf-8")
        paths.append(path)
    return paths


@pytest.fixture
def window(open_window: OpenWindow, reports: list[Path], qtbot: QtBot) -> MainWindow:
    """Open a window on the first report, the second one in the store beside it."""
    window = open_window(reports[1])
    open_report(window, reports[0], qtbot)
    return window


def open_report(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    window.workspace.open_paths([path])
    show(window, path.stem, qtbot)


def show(window: MainWindow, name: str, qtbot: QtBot) -> None:
    def is_open() -> bool:
        report = window.session.report
        return window.session.ready and report is not None and report.name == name

    entries = [entry.digest for entry in window.session.reports if entry.name == name]
    if entries:
        window.workspace.open_report(entries[0])
    qtbot.waitUntil(is_open, timeout=20_000)


def at(window: MainWindow, words: str) -> None:
    """Go to the figure on some words."""
    report = window.session.report
    assert report is not None
    start = report.text.index(words)
    shown = next(one for one in window.session.review.figures if one.figure.start == start)
    window.session.go_to(shown.target)


def correct(window: MainWindow, press: Callable[..., None], words: str, indicator: str) -> None:
    """Type another indicator for the figure on some words, by keys."""
    at(window, words)
    press("e")
    field = window.form.fields["indicator"]
    field.selectAll()
    committed = QInputMethodEvent()
    committed.setCommitString(indicator)
    QApplication.sendEvent(field, committed)
    press(Qt.Key.Key_Return)


def indicators(window: MainWindow) -> list[str]:
    return [shown.figure.indicator for shown in window.session.review.figures]


def items(tree: QTreeWidget) -> list[QTreeWidgetItem]:
    found = [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]
    return [item for item in found if item is not None]


@pytest.fixture
def taught(window: MainWindow, press: Callable[..., None], reports: list[Path], qtbot: QtBot) -> MainWindow:
    """Correct GDP twice in the first report, and open the second one."""
    for words in ("638亿元", "5.4%"):
        correct(window, press, words, "地区生产总值")
    assert indicators(window)[:2] == ["地区生产总值"] * 2
    show(window, reports[1].stem, qtbot)
    return window


@pytest.fixture
def pane(taught: MainWindow, press: Callable[..., None]) -> LearntPane:
    press("W", hold=Qt.KeyboardModifier.ShiftModifier)
    pane = taught.parts.learnt
    assert pane.isVisible()
    assert taught.focusWidget() is pane.tree
    return pane


def test_the_next_report_is_read_by_what_was_corrected_twice(taught: MainWindow, press: Callable[..., None]) -> None:
    assert indicators(taught) == ["地区生产总值", "公园"]
    assert taught.session.review.figures[0].state == "undecided"
    at(taught, "702亿元")
    press("w")
    tree = taught.parts.reasons.tree
    lines = [item.child(row).text(0) for item in items(tree) for row in range(item.childCount())]
    assert lines.count("Learnt from your decisions: you put this wording each time") == 1


def test_one_key_confirms_it_and_it_counts_as_confirmed_after_a_restart(
    taught: MainWindow, press: Callable[..., None], open_window: OpenWindow
) -> None:
    at(taught, "702亿元")
    press(Qt.Key.Key_Return)
    shown = taught.session.review.figures[0]
    assert (shown.state, shown.corrected) == ("confirmed", False)
    store = taught.session.store
    assert store is not None
    path = store.path
    taught.close()
    again = open_window(path)
    again.workspace.learning.refresh()
    (one,) = again.workspace.learning.learnt
    assert (one.words, one.becomes, len(one.sources), one.confirmed) == ("GDP", "地区生产总值", 2, 1)


def test_the_pane_lists_it_with_its_decisions_and_switches_it_by_space_and_back_by_undo(
    taught: MainWindow, pane: LearntPane, press: Callable[..., None], qtbot: QtBot
) -> None:
    (item,) = items(pane.tree)
    assert item.text(0).splitlines() == [
        "GDP → 地区生产总值",
        "2 decisions · confirmed 0 · against 0 · here 1",
    ]
    assert item.childCount() == 2
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: indicators(taught) == ["GDP", "公园"])
    assert items(pane.tree)[0].checkState(0) is Qt.CheckState.Unchecked
    press(Qt.Key.Key_Escape, "u")
    assert indicators(taught) == ["地区生产总值", "公园"]
    assert items(pane.tree)[0].checkState(0) is Qt.CheckState.Checked


def test_a_click_on_the_tick_switches_it(taught: MainWindow, pane: LearntPane, qtbot: QtBot) -> None:
    tree = pane.tree
    rectangle = tree.visualItemRect(items(tree)[0])
    option = QStyleOptionViewItem()
    option.initFrom(tree)
    option.rect = rectangle
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
    box = tree.style().subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, tree)
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    qtbot.waitUntil(lambda: indicators(taught) == ["GDP", "公园"])


def test_enter_or_a_click_on_a_decision_leads_there(
    taught: MainWindow, pane: LearntPane, press: Callable[..., None], reports: list[Path], qtbot: QtBot
) -> None:
    press(Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Return)
    report = taught.session.report
    qtbot.waitUntil(lambda: taught.session.report is not report and taught.session.ready, timeout=20_000)
    assert taught.session.report is not None
    assert taught.session.report.name == reports[0].stem
    shown = taught.session.current
    assert shown is not None
    assert taught.session.report.text[slice(*shown.target)] == "638亿元"
    second = items(pane.tree)[0].child(1)
    QTest.mouseClick(
        pane.tree.viewport(),
        Qt.MouseButton.LeftButton,
        pos=pane.tree.visualItemRect(second).topLeft() + QPoint(8, 8),
    )
    qtbot.waitUntil(lambda: taught.session.current is not None and taught.session.current is not shown)
    assert taught.session.current is not None
    assert taught.session.report.text[slice(*taught.session.current.target)] == "5.4%"


def test_nothing_of_it_is_used_while_reading_blind(
    taught: MainWindow, pane: LearntPane, press: Callable[..., None], qtbot: QtBot
) -> None:
    press("h", hold=BLIND)
    assert taught.session.is_blind
    qtbot.waitUntil(lambda: indicators(taught) == ["GDP", "公园"])
    assert items(pane.tree)[0].text(0) == "This report is read blind: nothing that was learnt is used."
    press("h", hold=BLIND)
    qtbot.waitUntil(lambda: indicators(taught) == ["地区生产总值", "公园"])


def test_a_decision_that_is_undone_teaches_no_more(
    taught: MainWindow, press: Callable[..., None], reports: list[Path], qtbot: QtBot
) -> None:
    show(taught, reports[0].stem, qtbot)
    press("u")
    show(taught, reports[1].stem, qtbot)
    assert indicators(taught) == ["GDP", "公园"]


def test_words_rejected_twice_are_left_out_and_stay_among_the_unread_numerals(
    window: MainWindow, press: Callable[..., None], tmp_path: Path, qtbot: QtBot
) -> None:
    for number, text in enumerate(
        ("建成三条示范长廊。改造两条示范长廊。新建公园8个。\n", "建成五条示范长廊。新建公园9个。\n")
    ):
        path = tmp_path / f"岚山区{2025 + number}.txt"
        path.write_text(HEAD.format(year=2025 + number, before=2024 + number) + text, encoding="utf-8")
        open_report(window, path, qtbot)
        if not number:
            for shown in list(window.session.review.figures)[:2]:
                window.session.go_to(shown.target)
                press("x")
    assert indicators(window) == ["公园"]
    (left,) = window.session.learnt.left_out
    text = window.session.report.text if window.session.report else ""
    assert text[slice(*left.figure.span)] == "五条"
    qtbot.waitUntil(lambda: window.unread_numerals.remaining() == [left.figure.span], timeout=20_000)


def test_another_annotator_s_merged_decisions_teach_nothing(
    taught: MainWindow, tmp_path: Path, open_window: OpenWindow, reports: list[Path], qtbot: QtBot
) -> None:
    from core.store.merge import merge

    store = taught.session.store
    assert store is not None
    path = store.path
    taught.close()
    with Store.open(tmp_path / "other.biaoshu") as mine:
        mine.annotator("别人")
        merge(mine, [path])
    window = open_window(tmp_path / "other.biaoshu")
    window.workspace.name_annotator("别人", another=True)
    show(window, reports[1].stem, qtbot)
    assert indicators(window) == ["GDP", "公园"]
    assert window.workspace.learning.learnt == ()
