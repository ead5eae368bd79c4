"""Foreign words are shown as they are: no markup is read, no file is opened, no ampersand and no [*] is lost."""

import ctypes
import ctypes.util
import os
import select
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import shiboken6
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication, QHelpEvent, QImage, QTextDocument
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QListView,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QTextEdit,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures
from core.files.containers import Source
from core.files.report_table import Columns
from core.jobs.read_files import SheetOffer, TableFound
from core.model.decision import Remark, new_step
from core.model.figure import Figure
from core.model.label import Label
from core.model.report import Report
from core.store import Store
from gui.dialogs.export_dialog import ExportDialog
from gui.dialogs.import_dialogs import ColumnsDialog, RefusedList
from gui.library.report_dialog import ReportDialog
from gui.style.plain_text import JOINER, in_title, on_button, plain
from gui.window import MainWindow
from tests.gui.conftest import REPORT, OpenWindow

MARK = "甲&乙"


def hostile(bait: Path) -> str:
    return f'<img src="{bait}"><b>{MARK}</b>&lt;[*]'


@pytest.fixture
def bait(tmp_path: Path) -> Path:
    """Make a picture that nobody has a reason to open."""
    path = tmp_path / "p.png"
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(0)
    assert image.save(str(path))
    return path


class Watch:
    """Tells whether a file was opened by anybody; by Linux's inotify, which needs no tool and no right."""

    def __init__(self, path: Path) -> None:
        libc = ctypes.CDLL(ctypes.util.find_library("c"), use_errno=True)
        self._watch = libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        opened_or_read = 0x20 | 0x01
        assert libc.inotify_add_watch(self._watch, os.fsencode(path), opened_or_read) >= 0

    def was_opened(self) -> bool:
        ready, _, _ = select.select([self._watch], [], [], 0.1)
        return bool(ready) and bool(os.read(self._watch, 4096))

    def close(self) -> None:
        os.close(self._watch)


@pytest.fixture
def opened(bait: Path) -> Iterator[Callable[[], bool]]:
    """Return a function that tells whether the bait was opened since it was asked last."""
    if not sys.platform.startswith("linux"):
        pytest.skip("needs inotify")
    watch = Watch(bait)
    # it tells of what it is there for
    document = QTextDocument()
    document.setHtml(f'<img src="{bait}">')
    document.drawContents  # noqa: B018 - the size asks for the picture
    document.idealWidth()
    assert watch.was_opened()
    yield watch.was_opened
    watch.close()


@pytest.fixture
def words(bait: Path) -> str:
    return hostile(bait)


@pytest.fixture
def evil(open_window: OpenWindow, tmp_path: Path, words: str, qtbot: QtBot) -> MainWindow:
    """Open a store in which every word that somebody else may have put there is hostile."""
    folder = tmp_path / "<b>甲&乙[*]"
    folder.mkdir()
    path = folder / "<u>甲&乙[*].biaoshu"
    text = REPORT.replace("一、2025年工作回顾", f"一、{words}").replace("规上工业增加值", "规上<b>甲&乙</b>增加值")
    report = Report(words, text)
    found = find_figures(report, load_lexicon())
    with closing(Store.open(path)) as store:
        store.add_report(report)
        store.add_report(Report(f"{words}2", REPORT.replace("638.5", "638.6")))
        for name in (words, f"乙{words}"):
            step = new_step(store.annotator(name), report.digest)
            figures = [
                replace(one.figure, indicator=words, unit=f"{words}元", period=words)
                if name == words
                else replace(one.figure, indicator=f"{words}二")
                for one in found
            ]
            store.append(
                [step.confirm(one.figure.span, figure, one) for one, figure in zip(found, figures, strict=True)]
            )
            step = new_step(store.annotator(name), report.digest)
            store.append([step.remark(found[0].figure.span, Remark(note=words, flagged=True))])
        made = Label("a" * 32, f"<b>{MARK}</b>", f"<i>{MARK}</i>", "red", "h")
        own = store.annotator(words)
        store.append([new_step(own).label(made)])
        step = new_step(own, report.digest)
        store.append([step.add(Figure(0, 4, "a" * 32, (), "", "eq", words, "actual", None), None)])
        store.append([new_step(own, report.digest).file(field, words) for field in ("name", "region", "year")])
    window = open_window(path)
    window.workspace.name_annotator(words)
    qtbot.waitUntil(lambda: window.session.ready, timeout=20_000)
    return window


# What is walked through


def texts_of(widget: QWidget) -> Iterator[tuple[str, str]]:
    """Yield what a widget says where Qt guesses, and whether a text says what it shall."""
    for name in ("toolTip", "statusTip", "whatsThis"):
        yield name, str(getattr(widget, name)())
    if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText:
        yield "label", widget.text()
    if isinstance(widget, QMessageBox):
        yield "informative", widget.informativeText()


def rich_in(root: QWidget) -> list[str]:
    """List every place of a window that reads markup, or would lose an ampersand or a [*]."""
    wrong = []
    widgets = [root, *root.findChildren(QWidget)]
    for widget in widgets:
        where = f"{type(widget).__name__} {widget.objectName()}"
        wrong += [f"{where}.{name}: {text}" for name, text in texts_of(widget) if GuiQt.mightBeRichText(text)]
        if isinstance(widget, QAbstractButton) and MARK in widget.text():
            wrong.append(f"{where}: {widget.text()} has a key of its own")
        if isinstance(widget, QMenu) and MARK in widget.title():
            wrong.append(f"{where}: {widget.title()} has a key of its own")
        if "[*]" in widget.windowTitle().replace("[*][*]", ""):
            wrong.append(f"{where}: {widget.windowTitle()} loses its sign")
        if isinstance(widget, QTextEdit | QPlainTextEdit):
            html = widget.document().toHtml()
            wrong += [f"{where}: {html}"] * ("<img" in html)
        if isinstance(widget, QAbstractItemView):
            wrong += [f"{where}: {text}" for text in tips_of(widget) if GuiQt.mightBeRichText(text)]
    for action in root.findChildren(QAction):
        wrong += [
            f"action {action.objectName()}: {text}"
            for text in (action.toolTip(), action.statusTip(), action.whatsThis())
            if GuiQt.mightBeRichText(text)
        ]
        wrong += [f"action {action.text()} has a key of its own"] * (MARK in action.text())
    return wrong


def tips_of(view: QAbstractItemView) -> Iterator[str]:
    """Yield what a list says beside its rows' own words, which it paints letter for letter."""
    roles = [role.value for role in Qt.ItemDataRole if role.value < Qt.ItemDataRole.UserRole.value]
    painted = (Qt.ItemDataRole.DisplayRole.value, Qt.ItemDataRole.EditRole.value)
    model = view.model()
    for index in every_index(view):
        for role in roles:
            said = model.data(index, role) if role not in painted else None
            if isinstance(said, str):
                yield said
    for orientation in Qt.Orientation:
        for section in range(columns(view) if orientation is Qt.Orientation.Horizontal else 0):
            for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.StatusTipRole, Qt.ItemDataRole.WhatsThisRole):
                said = model.headerData(section, orientation, role)
                if isinstance(said, str):
                    yield said


def columns(view: QAbstractItemView) -> int:
    return 1 if isinstance(view, QListView) else view.model().columnCount()


def every_index(view: QAbstractItemView) -> Iterable[QModelIndex]:
    model = view.model()
    waiting = [QModelIndex()]
    while waiting:
        parent = waiting.pop()
        for row in range(model.rowCount(parent)):
            for column in range(columns(view)):
                index = model.index(row, column, parent)
                yield index
                if not column and model.rowCount(index):
                    waiting.append(index)


def point_at_everything(root: QWidget) -> None:
    """Rest with the mouse on each widget and on the rows of each list, as somebody does who waits for tool tips."""
    for widget in [root, *root.findChildren(QWidget)]:
        # a tip that goes takes its label with it
        if not shiboken6.isValid(widget) or not widget.isVisible():
            continue
        places = [widget.rect().center()]
        if isinstance(widget, QAbstractItemView):
            places = [widget.visualRect(index).center() for index in list(every_index(widget))[:40]]
            widget = widget.viewport()  # noqa: PLW2901
        for place in places:
            event = QHelpEvent(QEvent.Type.ToolTip, place, widget.mapToGlobal(place))
            QApplication.sendEvent(widget, event)
            for tip in [one for one in QApplication.topLevelWidgets() if one.inherits("QTipLabel")]:
                assert isinstance(tip, QLabel)
                assert not GuiQt.mightBeRichText(tip.text()), tip.text()
                tip.grab()
    QToolTip.hideText()


def look(opened: Callable[[], bool], where: str) -> None:
    for root in [one for one in QApplication.topLevelWidgets() if one.isVisible()]:
        assert not rich_in(root), where
        root.grab()
        point_at_everything(root)
    assert not opened(), where


# The walk

# these open over the text, or decide
HERE = (
    "toggle_history", "find_words", "write_note", "list_labels", "list_undecided", "list_pairs", "settle_disputes",
    "reject", "undo", "redo", "toggle_flag", "undo", "toggle_guideline", "edit", "list_alike", "filter_by:state",
    "find_report", "choose_columns", "choose_shown",
)  # fmt: skip


def test_no_foreign_word_is_read_as_markup_anywhere_in_the_window(
    evil: MainWindow, qtbot: QtBot, opened: Callable[[], bool], words: str
) -> None:
    window = evil
    look(opened, "the window")
    assert JOINER in window.reports.reports.item(0).toolTip()
    assert MARK in window.windowTitle()
    for name in HERE:
        window.actions_by_name[name].trigger()
        QApplication.processEvents()
        look(opened, name)
        qtbot.keyClick(window.focusWidget() or window.view, Qt.Key.Key_Escape)
    for menu in window.findChildren(QMenu):
        menu.aboutToShow.emit()
        assert not rich_in(window), menu.title()
    for button in (*window.table.filters.buttons.values(), window.reports.shown, window.reports.sorting):
        button.open()
        look(opened, button.text())
        button.values.close()
    window.table.filters.want("unit", [f"{words}元"])
    look(opened, "filtered")
    window.notice.say(words)
    look(opened, "the notice")
    QGuiApplication.clipboard().setText(f"{words}\n2026年地区生产总值增长5%。")
    window.actions_by_name["paste_report"].trigger()
    qtbot.waitUntil(lambda: window.session.ready, timeout=20_000)
    look(opened, "pasted")


def test_no_foreign_word_is_read_as_markup_in_the_windows_of_their_own(
    evil: MainWindow, qtbot: QtBot, opened: Callable[[], bool], words: str
) -> None:
    row = evil.library.current()
    assert row is not None
    made: list[QDialog] = [
        ExportDialog(evil, *evil.workspace.exportable(), evil.settings),
        RefusedList([words], [words], evil),
        ColumnsDialog(
            TableFound(
                Source(words),
                [
                    SheetOffer(words, [words, f"{words}2"], Columns(words), [{words: words}]),
                    SheetOffer(f"{words}2", [words], None),
                ],
            ),
            evil,
        ),
        ReportDialog(row, evil),
    ]
    for dialog in made:
        dialog.show()
        look(opened, dialog.windowTitle())
        dialog.close()
        dialog.deleteLater()
    for name in ("show_agreement", "manage_labels", "show_preferences", "show_keys", "check_store"):
        evil.actions_by_name[name].trigger()
        qtbot.wait(500)
        shown = [one for one in evil.findChildren(QDialog) if one.isVisible()]
        assert shown, name
        look(opened, name)
        for dialog in shown:
            dialog.close()


def test_a_combo_box_shows_its_rows_letter_for_letter(evil: MainWindow) -> None:
    for box in evil.findChildren(QComboBox):
        assert not [text for text in tips_of(box.view()) if GuiQt.mightBeRichText(text)]


# The functions


PIECES = st.sampled_from(
    ["<", ">", "&", "lt;", "b", "img src=x", "/", "!doctype html", "?xml", " ", "\n", "甲", "a href='x'", "!--", "\t"]
)
TEXTS = st.lists(PIECES | st.text(max_size=3), max_size=12).map("".join)


@given(TEXTS)
def test_what_is_plain_looks_like_no_markup_and_reads_the_same(text: str) -> None:
    said = plain(text)
    assert not GuiQt.mightBeRichText(said)
    assert said == text or said.replace(JOINER, "") == text.replace(JOINER, "")
    assert plain(said) == said


@given(TEXTS)
def test_a_button_and_a_title_say_what_they_are_given(text: str) -> None:
    button = QAction(on_button(text))
    # what Qt shows is its text without single ampersands
    assert on_button(text).replace("&&", "&") == text.replace("\t", " ")
    assert button.text().count("&") % 2 == 0
    widget = in_title(f"{text}[*]")
    assert "[*]" not in widget.replace("[*][*]", "")


def test_a_tool_tip_with_markup_is_shown_letter_for_letter(qtbot: QtBot, words: str) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    QToolTip.showText(QPoint(5, 5), plain(words), widget)
    (tip,) = [one for one in QApplication.topLevelWidgets() if one.inherits("QTipLabel")]
    assert isinstance(tip, QLabel)
    assert tip.text().replace(JOINER, "") == words
    QToolTip.hideText()
