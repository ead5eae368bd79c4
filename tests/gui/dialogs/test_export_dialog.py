"""The export dialog in two steps: figures are chosen, counted and shown beforehand, and the file has just these."""

import csv
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from core.jobs import export_preview
from core.model.decision import new_step
from core.model.report import Report
from core.review.review import confirm
from gui.background import export as background
from gui.background.export import Export
from gui.dialogs.export_dialog import ExportDialog
from gui.dialogs.tick_list import TickList
from gui.window import MainWindow
from tests.gui.conftest import REPORT
from tests.gui.exporting import at_dialog, choose_which, export

Press = Callable[..., None]
OTHER = REPORT.replace("云汀区2026", "雁溪县2025").replace("2025年，", "2024年，").replace("全区", "全县")


@pytest.fixture
def filled(window: MainWindow) -> MainWindow:
    """Confirm all figures of the open report, and those of another report."""
    store, session = window.session.store, window.session
    assert store is not None
    other = Report("雁溪县2025", OTHER)
    store.add_report(other)
    session.list_anew()
    for digest in (Report("", REPORT).digest, other.digest):
        step = new_step(session.annotator, digest)
        store.append([confirm(step, one) for one in session.review.figures if one.figure.period])
    return window


def counted(dialog: ExportDialog, qtbot: QtBot) -> str:
    """Return the count, when it is there."""
    qtbot.waitUntil(lambda: not dialog.count.text().startswith("Counting"))
    return dialog.count.text()


def search(ticks: TickList, qtbot: QtBot, words: str) -> None:
    """Type words into the line over a list, and tick the first row."""
    ticks.line.clear()
    # an input method commits Chinese as a whole
    ticks.line.insert(words)
    qtbot.keyClick(ticks.line, Qt.Key.Key_Down)
    assert ticks.window().focusWidget() is ticks.view
    qtbot.keyClick(ticks.view, Qt.Key.Key_Space)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [*csv.DictReader(file)]


def test_an_indicator_years_and_a_status_are_chosen_and_counted_as_they_are_written(
    filled: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def act(dialog: ExportDialog) -> None:
        page = dialog.which_page
        qtbot.waitUntil(lambda: "地区生产总值" in page.indicators.shown())
        assert counted(dialog, qtbot).endswith(" figures of 2 reports")
        search(page.indicators, qtbot, "生产总值")
        assert page.indicators.chosen() == {"*生产总值*"}
        assert page.lists.tabText(0) == "Indicators (1)"
        said.append(counted(dialog, qtbot))
        page.first.setCurrentIndex(page.first.findData(2025))
        page.last.setCurrentIndex(page.last.findData(2025))
        page.status.setCurrentIndex(page.status.findData("actual"))
        said.append(counted(dialog, qtbot))

    out = tmp_path / "out.csv"
    export(filled, qtbot, monkeypatch, out, act)
    qtbot.waitUntil(out.exists)
    found = rows(out)
    assert found
    assert {(row["indicator"], row["period"], row["status"]) for row in found} == {("地区生产总值", "2025", "actual")}
    assert said[1] == f"{len(found)} figures of {len({row['digest'] for row in found})} reports"
    assert said[0] != said[1]


def test_a_click_anywhere_in_a_row_ticks_it_and_one_button_takes_all_filters_away(
    filled: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def act(dialog: ExportDialog) -> None:
        ticks = dialog.which_page.indicators
        qtbot.waitUntil(lambda: bool(ticks.shown()))
        everything = counted(dialog, qtbot)
        first = ticks.view.visualRect(ticks.view.model().index(0, 0))
        for place in (first.left() + 8, first.right() - 8):
            point = QPoint(place, first.center().y())
            qtbot.mouseClick(ticks.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
            assert (ticks.chosen() is None) == (place > first.center().x())
        qtbot.mouseClick(ticks.view.viewport(), Qt.MouseButton.LeftButton, pos=first.center())
        assert counted(dialog, qtbot) != everything
        assert dialog.widen.isVisible()
        qtbot.mouseClick(dialog.widen, Qt.MouseButton.LeftButton)
        assert ticks.chosen() is None
        assert counted(dialog, qtbot) == everything
        assert not dialog.widen.isVisible()
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    export(filled, qtbot, monkeypatch, tmp_path / "none.csv", act)
    assert not (tmp_path / "none.csv").exists()


def test_the_report_that_is_open_or_those_ticked_are_exported(
    filled: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def this(dialog: ExportDialog) -> None:
        qtbot.keyClick(dialog, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(dialog.which_page.scopes["current"].isChecked)
        assert counted(dialog, qtbot).endswith(" of 1 reports")

    export(filled, qtbot, monkeypatch, tmp_path / "this.csv", this)
    qtbot.waitUntil((tmp_path / "this.csv").exists)
    assert {row["report"] for row in rows(tmp_path / "this.csv")} == {"云汀区2026"}

    def ticked(dialog: ExportDialog) -> None:
        page = dialog.which_page
        page.lists.setCurrentWidget(page.reports)
        search(page.reports, qtbot, "雁溪")
        assert page.scopes["ticked"].isChecked()

    export(filled, qtbot, monkeypatch, tmp_path / "ticked.csv", ticked)
    qtbot.waitUntil((tmp_path / "ticked.csv").exists)
    assert {row["report"] for row in rows(tmp_path / "ticked.csv")} == {"雁溪县2025"}


def test_the_first_rows_are_shown_as_they_are_written(
    filled: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[list[str]] = []
    choices: list[Export] = []
    lines: list[str] = []

    def then(dialog: ExportDialog) -> None:
        how = dialog.how_page
        assert how.format == "xlsx"
        qtbot.waitUntil(lambda: how.rows.rowCount() > 0)
        assert how.rows.horizontalHeaderItem(0).text() == "Report"
        assert how.formats.item(5).isHidden()
        qtbot.keyClick(how.formats, Qt.Key.Key_Down)
        qtbot.keyClick(how.formats, Qt.Key.Key_Down)
        qtbot.waitUntil(lambda: how.shown.currentWidget() is how.lines and bool(how.lines.toPlainText()))
        lines.extend(how.lines.toPlainText().splitlines())
        assert how.place.text().endswith(".jsonl")
        choices.append(dialog.choice(tmp_path / "out.jsonl"))
        qtbot.keyClick(how.formats, Qt.Key.Key_Up)
        qtbot.waitUntil(lambda: how.shown.currentWidget() is how.rows and how.rows.rowCount() > 0)
        heads = [how.rows.horizontalHeaderItem(at).text() for at in range(how.rows.columnCount())]
        shown.append(heads)
        shown.extend([how.rows.item(row, at).text() for at in range(len(heads))] for row in range(how.rows.rowCount()))

    out = tmp_path / "out.csv"
    export(filled, qtbot, monkeypatch, out, lambda dialog: None, then)
    qtbot.waitUntil(out.exists)
    with out.open(encoding="utf-8-sig", newline="") as file:
        written = [*csv.reader(file)]
    assert len(shown) > 5
    assert [[cell[:300] for cell in row] for row in written[: len(shown)]] == shown
    filled.workspace.export(choices[0])
    qtbot.waitUntil((tmp_path / "out.jsonl").exists)
    objects = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) > 5
    assert [line.removesuffix("…") for line in lines] == [one[:300] for one in objects[: len(lines)]]


def test_what_was_chosen_last_is_there_again(
    filled: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def act(dialog: ExportDialog) -> None:
        choose_which(dialog, "all")
        search(dialog.which_page.indicators, qtbot, "生产总值")
        dialog.which_page.status.setCurrentIndex(1)

    out = tmp_path / "out.jsonl"
    export(filled, qtbot, monkeypatch, out, act, lambda dialog: dialog.how_page.choose_format("jsonl"))
    qtbot.waitUntil(out.exists)
    seen = []

    def look(dialog: ExportDialog) -> None:
        page = dialog.which_page
        seen.append((page.choice(), page.indicators.chosen(), page.status.currentData()))
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        assert dialog.how_page.format == "jsonl"
        assert dialog.how_page.path() == tmp_path / "Figures.jsonl"
        qtbot.keyClick(dialog, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        assert dialog.pages.currentIndex() == 0
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    export(filled, qtbot, monkeypatch, out, look)
    assert seen == [("all", {"*生产总值*"}, "actual")]


def test_a_file_that_is_there_is_written_over_only_when_that_is_answered(
    filled: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.xlsx"
    out.write_bytes(b"old")

    def answer(words: str) -> None:
        def click(box: QMessageBox) -> None:
            (button,) = [one for one in box.findChildren(QPushButton) if words in one.text()]
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

        at_dialog(click)  # type: ignore[arg-type]

    def then(dialog: ExportDialog) -> None:
        dialog.how_page.place.setText(str(out))
        answer("Cancel")
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        assert dialog.isVisible()
        assert out.read_bytes() == b"old"
        answer("Write over it")
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        assert not dialog.isVisible()

    export(filled, qtbot, monkeypatch, tmp_path / "elsewhere.xlsx", lambda dialog: None, then)
    qtbot.waitUntil(lambda: out.read_bytes()[:2] == b"PK")


def test_nothing_is_read_on_the_windows_thread(
    filled: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: set[int] = set()
    for module, name in ((export_preview, "_held"), (export_preview, "_shown"), (background, "values_of")):
        real = getattr(module, name)

        def noted(*given: object, real: Callable[..., object] = real) -> object:
            threads.add(threading.get_ident())
            return real(*given)

        monkeypatch.setattr(module, name, noted)

    def then(dialog: ExportDialog) -> None:
        qtbot.waitUntil(lambda: dialog.how_page.rows.rowCount() > 0)
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    export(filled, qtbot, monkeypatch, tmp_path / "x.csv", lambda dialog: counted(dialog, qtbot) and None, then)
    assert threads
    assert threading.get_ident() not in threads
