"""An annotator keeps an id behind a name: in every store, under a new name, and apart from others of the same name."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from core.annotation.store import Store
from gui.desk.signature import Signature
from gui.main_window import MainWindow
from gui.preferences.settings import Settings
from tests.gui.test_deciding import rows


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


def test_the_dialog_tells_a_new_name_from_another_person(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window.view, Qt.Key.Key_Return)
    before = window.session.annotator

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        line, same = dialog.findChild(QLineEdit), dialog.findChild(QCheckBox)
        qtbot.keyClicks(line, " Li  Min ")
        qtbot.keyClick(same, Qt.Key.Key_Space)
        qtbot.keyClick(line, Qt.Key.Key_Return)

    QTimer.singleShot(0, answer)
    window.actions_by_name["name_annotator"].trigger()
    qtbot.waitUntil(lambda: window.session.ready)
    assert window.session.annotator == before
    assert window.session.store is not None
    assert window.session.store.annotators() == {before: "Li Min"}
    assert len(rows(window)) == 1
