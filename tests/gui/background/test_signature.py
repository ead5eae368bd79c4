"""An annotator keeps an id behind a name: in every store, under a new name, and apart from others of the same name."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QRadioButton
from pytestqt.qtbot import QtBot

from core.store import Store
from gui import app as application
from gui.background.signature import Signature
from gui.preferences.settings import Settings
from gui.window import MainWindow
from tests.gui.session.test_deciding import rows


@pytest.fixture
def signature(qapp: QApplication) -> Signature:
    signature = Signature(Settings())
    signature.take("李敏")
    return signature


def test_one_id_in_every_store(signature: Signature, tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.biaoshu") as a, Store.open(tmp_path / "b.biaoshu") as b:
        assert signature.sign(a) == signature.sign(b)
        assert b.annotators() == {signature.sign(a): "李敏"}


def test_somebody_else_of_the_same_name_is_somebody_else(signature: Signature, tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.biaoshu") as own, Store.open(tmp_path / "theirs.biaoshu") as theirs:
        other = theirs.annotator("李敏")
        assert signature.sign(own) != other
        assert signature.sign(theirs) != other
        assert list(theirs.annotators().values()) == ["李敏", "李敏"]


def test_a_name_new_here_is_the_one_the_store_knows(signature: Signature, tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.biaoshu") as store:
        assert store.annotator("李敏") == signature.sign(store)


def test_two_people_who_never_chose_a_name_stay_two(qapp: QApplication, tmp_path: Path) -> None:
    with Store.open(tmp_path / "theirs.biaoshu") as theirs:
        other = theirs.annotator("Annotator")
        signature = Signature(Settings())
        signature.begin("Annotator")
        assert signature.sign(theirs) == signature.sign(theirs) != other


def test_a_new_name_keeps_the_id_and_another_name_is_another(signature: Signature, tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.biaoshu") as store:
        first = signature.sign(store)
        signature.rename("李 敏敏")
        assert signature.sign(store) == first
        assert store.annotators() == {first: "李 敏敏"}
        signature.take("王强")
        assert signature.sign(store) != first
        with pytest.raises(Exception, match="李 敏敏 is another annotator"):
            signature.rename("李 敏敏")
        signature.take("李 敏敏")
        assert signature.sign(store) == first


def answer(qtbot: QtBot, window: MainWindow, name: str, *, another: bool = False) -> None:
    """Click on the name in the status bar, and answer the dialog by keys."""

    def type_name() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        line, (_, other) = dialog.findChild(QLineEdit), dialog.findChildren(QRadioButton)
        qtbot.keyClicks(line, name)
        if another:
            qtbot.keyClick(other, Qt.Key.Key_Space)
        qtbot.keyClick(line, Qt.Key.Key_Return)

    QTimer.singleShot(0, type_name)
    qtbot.mouseClick(window.status.signed, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session.ready, timeout=20_000)


def test_a_new_name_is_ones_own_unless_somebody_else_is_chosen(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window.view, Qt.Key.Key_Return)
    before = window.session.annotator
    answer(qtbot, window, " Li  Min ")
    assert window.session.annotator == before
    assert window.session.store is not None
    assert window.session.store.annotators() == {before: "Li Min"}
    assert len(rows(window)) == 1
    assert window.session.review.figures[0].state == "confirmed"
    assert window.status.signed.text() == "Decisions of Li Min"
    assert "Li Min" in window.notice.text()


def test_becoming_another_is_said_and_what_is_shown_is_theirs(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window.view, Qt.Key.Key_Return)
    before = window.session.annotator
    answer(qtbot, window, "R&D", another=True)
    assert window.session.annotator != before
    assert window.session.review.figures[0].state == "undecided"
    assert window.status.signed.text() == "Decisions of R&&D"
    assert "Those of Annotator stay in the store" in window.notice.text()
    answer(qtbot, window, "Annotator", another=True)
    assert window.session.annotator == before
    assert window.session.review.figures[0].state == "confirmed"


def first_start(qtbot: QtBot, path: Path | None = None) -> MainWindow:
    """Open the window as at the first start, on a report or on nothing."""
    application.make_application()
    window = MainWindow(Settings())
    window.show()
    qtbot.waitExposed(window)
    window.workspace.open_last_store()
    if path is not None:
        window.workspace.open_paths([path])
        qtbot.waitUntil(lambda: window.session.ready, timeout=20_000)
    return window


def end(window: MainWindow) -> None:
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_the_first_start_asks_once_for_the_name_and_blocks_nothing(
    qapp: QApplication, qtbot: QtBot, report_file: Path
) -> None:
    window = first_start(qtbot, report_file)
    bar = window.parts.name_bar
    assert bar is not None
    assert bar.isVisible()
    qtbot.keyClick(window.view, Qt.Key.Key_Return)
    assert len(rows(window)) == 1
    identity = window.session.annotator
    qtbot.mouseClick(bar.line, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(bar.line, "Li Min")
    qtbot.keyClick(bar.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.ready, timeout=20_000)
    assert (bar.isVisible(), window.session.annotator) == (False, identity)
    assert window.status.signed.text() == "Decisions of Li Min"
    assert len(rows(window)) == 1
    end(window)
    again = first_start(qtbot)
    assert again.parts.name_bar is not None
    assert not again.parts.name_bar.isVisible()
    end(again)


@pytest.mark.parametrize("way", ["not now", "escape", "the window closed"])
def test_the_question_can_be_left_and_never_comes_again(qapp: QApplication, qtbot: QtBot, way: str) -> None:
    window = first_start(qtbot)
    bar = window.parts.name_bar
    assert bar is not None
    assert bar.isVisible()
    assert window.focusWidget() is window.parts.start_page.offers["open_sample"]
    if way == "not now":
        qtbot.mouseClick(bar.skip, Qt.MouseButton.LeftButton)
    elif way == "escape":
        qtbot.mouseClick(bar.line, Qt.MouseButton.LeftButton)
        qtbot.keyClick(bar.line, Qt.Key.Key_Escape)
        assert window.focusWidget() is window.parts.start_page.offers["open_sample"]
    end(window)
    again = first_start(qtbot)
    assert again.parts.name_bar is not None
    assert not again.parts.name_bar.isVisible()
    end(again)


def test_who_came_before_it_was_asked_is_not_asked(qapp: QApplication, qtbot: QtBot) -> None:
    Settings().keep("annotator", "Annotator")
    window = first_start(qtbot)
    assert window.parts.name_bar is not None
    assert not window.parts.name_bar.isVisible()
    end(window)


def test_the_question_has_its_own_line_where_the_text_is_narrow(
    qapp: QApplication, qtbot: QtBot, report_file: Path
) -> None:
    window = first_start(qtbot, report_file)
    bar = window.parts.name_bar
    assert bar is not None

    def seen_whole() -> bool:
        parts = (bar.question, bar.line, bar.sign, bar.skip)
        return all(part.visibleRegion().boundingRect() == part.rect() for part in parts) and all(
            part.width() >= part.sizeHint().width() for part in (bar.question, bar.sign, bar.skip)
        )

    def lines() -> int:
        return 1 + (bar.question.geometry().bottom() < bar.line.geometry().top())

    for width, height, wanted in ((1600, 900, 1), (640, 400, 2), (1600, 900, 1)):
        window.resize(width, height)
        qtbot.waitUntil(lambda wanted=wanted: seen_whole() and lines() == wanted)  # type: ignore[misc]
    end(window)
