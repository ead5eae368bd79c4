"""The manual opens inside the program at what has the keyboard, leads inside and back, and touches no network."""

import importlib
import pkgutil
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QDockWidget, QWidget
from pytestqt.qtbot import QtBot

import gui
from gui.dialogs import manual_pages
from gui.dialogs.manual import ManualWindow
from gui.dialogs.manual_topics import PROPERTY, TOPICS, topic_of
from gui.overlays.overlay import Overlay
from gui.overlays.side_pane import SidePane
from gui.style.plain_text import PlainBox
from gui.window import MainWindow
from tests.gui.exporting import at_dialog

Press = Callable[..., None]
LEFT, CTRL, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def shown(qtbot: QtBot) -> ManualWindow:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, ManualWindow) and one.isVisible()]
    assert len(found) == 1
    return found[0]


def names(page: str) -> list[str]:
    return list(manual_pages._TOPIC.findall((manual_pages.FOLDER / page).read_text(encoding="utf-8")))


def test_both_languages_have_the_same_topics_in_the_same_order() -> None:
    assert names("manual.md") == names("manual.zh.md")
    assert len(set(names("manual.md"))) == len(names("manual.md")) > 30


def test_every_pane_and_dialog_has_a_topic_that_there_is() -> None:
    for module in pkgutil.walk_packages(gui.__path__, "gui."):
        importlib.import_module(module.name)

    def below(one: type) -> set[type]:
        return {one, *(other for kind in one.__subclasses__() for other in below(kind))}

    bases = (Overlay, SidePane, QDockWidget, QDialog)
    ours = {one for base in bases for one in below(base) if one.__module__.startswith("gui.")}
    # bases of others, and what names its topic itself or is the manual
    ours -= {Overlay, SidePane, PlainBox, ManualWindow}
    assert {one.__name__ for one in ours} <= set(TOPICS)
    assert set(TOPICS.values()) <= set(names("manual.md"))


@pytest.mark.parametrize(
    ("keys", "topic"),
    [
        ([], "walk"),
        (["e"], "form"),
        ([Qt.Key.Key_F6, Qt.Key.Key_F6], "table"),
        ([("l", CTRL)], "list"),
        (["h"], "home"),
        (["d"], "panel"),
        (["w"], "reasons"),
        ([("w", SHIFT)], "learnt"),
        ([("h", CTRL)], "history"),
        ([Qt.Key.Key_F2], "guideline"),
        (["m"], "flag"),
        (["p"], "pairs"),
        (["y"], "section"),
        ([("f", CTRL)], "find"),
        ([(Qt.Key.Key_Return, SHIFT)], "many"),
        ([("i", CTRL)], "labels"),
        ([(",", CTRL)], "preferences"),
        ([Qt.Key.Key_F1], "keys"),
    ],
)
def test_it_opens_at_what_has_the_keyboard(
    window: MainWindow, press: Press, qtbot: QtBot, keys: list[object], topic: str
) -> None:
    # Y needs the sections, which are read beside the window
    qtbot.waitUntil(lambda: bool(window.session.sections), timeout=20_000)
    for key in keys:
        if isinstance(key, tuple):
            press(key[0], hold=key[1])
        else:
            press(key)
    QApplication.processEvents()
    place = QApplication.focusWidget() or window.focusWidget()
    assert place is not None
    qtbot.keyClick(place, Qt.Key.Key_F1, SHIFT)
    manual = shown(qtbot)
    assert manual.page == "manual.md"
    assert manual.topic == topic
    assert manual.focusWidget() is manual.text
    for one in QApplication.topLevelWidgets():
        if isinstance(one, QDialog):
            one.close()


def test_in_a_dialog_that_must_be_answered_it_can_be_read(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    seen: list[tuple[str, bool]] = []

    def look(dialog: QDialog) -> None:
        try:
            # its fields have the keyboard once it is shown
            qtbot.waitUntil(dialog.isActiveWindow)
            qtbot.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_F1, SHIFT)
            manual = shown(qtbot)
            manual.contents.setFocus()
            qtbot.keyClick(manual.contents, Qt.Key.Key_Home)
            seen.append((manual.topic, manual.parentWidget() is dialog))
        finally:
            dialog.reject()

    at_dialog(look)
    press("e", hold=CTRL)
    assert seen == [("export", True)]


def test_contents_links_search_and_the_way_back(
    window: MainWindow, press: Press, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    press(Qt.Key.Key_F1, hold=SHIFT)
    manual = shown(qtbot)
    qtbot.waitUntil(manual.isActiveWindow)
    assert manual.topic == "walk"
    item = next(
        one
        for one in manual.contents.findItems("Panes", Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive)
        if one is not None
    )
    qtbot.mouseClick(manual.contents.viewport(), LEFT, pos=manual.contents.visualItemRect(item).center())
    assert manual.topic == "panes"
    manual.follow("formats.md")
    assert manual.page == "formats.md"
    qtbot.mouseClick(manual.back, LEFT)
    assert (manual.page, manual.topic) == ("manual.md", "panes")
    qtbot.keyClick(manual.text, Qt.Key.Key_Left, ALT)
    assert manual.topic == "walk"
    qtbot.keyClick(manual.text, Qt.Key.Key_Right, ALT)
    assert manual.topic == "panes"
    assert not opened
    manual.follow("https://example.org/")
    assert [one.toString() for one in opened] == ["https://example.org/"]
    manual.follow(QUrl.fromLocalFile(str(manual_pages.FOLDER)).toString())
    assert len(opened) == 1
    qtbot.keyClick(manual.text, "f", CTRL)
    qtbot.keyClicks(manual.line, "zigzag")
    assert manual.count.text().startswith("1 of ")
    qtbot.keyClick(manual.line, Qt.Key.Key_Return)
    assert manual.text.extraSelections()
    manual.close()


def test_a_link_is_followed_by_a_click(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press(Qt.Key.Key_F1, hold=SHIFT)
    manual = shown(qtbot)
    manual.go("manual.md")
    text = manual.text
    place = next(
        QPoint(x, y)
        for y in range(4, text.viewport().height(), 4)
        for x in range(4, text.viewport().width(), 4)
        if text.anchorAt(QPoint(x, y)) == "manual.zh.md"
    )
    qtbot.mouseClick(text.viewport(), LEFT, pos=place)
    assert manual.page == "manual.zh.md"
    manual.close()


def test_all_links_that_are_shown_lead_somewhere_and_no_picture_is_loaded() -> None:
    for page in manual_pages.PAGES:
        source = manual_pages.source_of(page)
        assert "![" not in source
        assert "<!--" not in source
        for _, link in manual_pages._LINK.findall(source):
            assert manual_pages.leads(link), link


def test_what_has_no_topic_is_explained_by_what_is_around_it(qtbot: QtBot) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    inner = QWidget(outer)
    assert topic_of(inner) == "start"
    outer.setProperty(PROPERTY, "store")
    assert topic_of(inner) == "store"


def test_the_legend_is_in_the_present_colours_and_in_words(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    from gui.dialogs.legend import Legend, Sample

    press("p", hold=CTRL | SHIFT)
    qtbot.keyClicks(window.focusWidget(), "legend")
    press(Qt.Key.Key_Return)
    (legend,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, Legend) and one.isVisible()]
    samples = legend.findChildren(Sample)
    assert len(samples) > 40
    assert all(one.accessibleName() for one in samples)
    # each is drawn, and looks like no other
    pictures = [one.grab().toImage() for one in samples]
    same = [(other, at) for at, one in enumerate(pictures) for other in range(at) if one == pictures[other]]
    # but for the level among the kinds, which is the confirmed one among the states
    assert len(same) == 1
    assert same[0][0] == 0
    window.settings.prefer("scheme", "dark")
    QApplication.processEvents()
    assert samples[0].grab().toImage() != pictures[0]
    window.settings.prefer("scheme", "light")
    legend.close()
