"""The dialog for a report's name, region and year: path and code, official names while typing, what is open."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.model.report import CUT_OFF
from core.pinyin import initials
from core.store.store import ReportEntry
from gui.background.report_progress import ReportProgress, guessed, row_of
from gui.library.report_dialog import ReportDialog

HALL = "政府工作报告\n——2020年1月9日在{}第十八届人民代表大会第四次会议上\n各位代表：\n"


def row(head: str, name: str = "正文") -> ReportProgress:
    entry = ReportEntry("a" * 64, name, 100, "2026-01-09T08:00:00.000+00:00", head=head, notes=(CUT_OFF,))
    return guessed(row_of(entry, "", {}, lambda _: None))


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def opened(qtbot: QtBot, parent: QWidget, of: ReportProgress) -> ReportDialog:
    dialog = ReportDialog(of, parent, lambda characters, done: done(initials(characters)))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


def test_the_whole_path_and_the_code_of_the_year_stand_below_the_region(qtbot: QtBot, parent: QWidget) -> None:
    dialog = opened(qtbot, parent, row(HALL.format("襄樊市").replace("2020", "2009")))
    assert dialog.place.text() == "湖北省 / 襄樊市 · 420600"
    dialog.year.setText("2012")
    assert dialog.place.text() == "湖北省 / 襄樊市 had the code 420600 to the end of 2009."
    dialog.region.setText("坪山区")
    assert dialog.place.text() == "广东省 / 深圳市 / 坪山区 has the code 440310 from 2016 on."
    dialog.region.setText("坪山新区")
    assert dialog.place.text() == "广东省 / 深圳市 / 坪山新区 · no code of its own"
    dialog.region.setText("云汀区")
    assert "kept as it is written" in dialog.place.text()
    dialog.region.clear()
    assert not dialog.place.isVisible()
    assert "breaks off" in dialog.notes.text()


def test_official_areas_are_offered_by_characters_and_by_initials(qtbot: QtBot, parent: QWidget) -> None:
    dialog = opened(qtbot, parent, row(HALL.format("云汀区")))
    dialog.region.setFocus()
    dialog.region.selectAll()
    chosen = QInputMethodEvent()
    chosen.setCommitString("全南")  # as an input method brings it
    QApplication.sendEvent(dialog.region, chosen)
    assert dialog.region.offered() == ["全南县"]
    dialog.region.selectAll()
    qtbot.keyClicks(dialog.region, "qnx")
    assert "全南县" in dialog.region.offered()
    at = dialog.region.offered().index("全南县")
    for _ in range(at):
        qtbot.keyClick(dialog.region, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.region, Qt.Key.Key_Return)
    assert dialog.answers() == ("正文", "全南县", "2020")
    assert dialog.isVisible(), "Enter took the row and did not close the dialog"
    assert dialog.place.text() == "江西省 / 赣州市 / 全南县 · 360729"


def test_what_is_open_is_chosen_by_a_click_or_by_keys(qtbot: QtBot, parent: QWidget) -> None:
    dialog = opened(qtbot, parent, row(HALL.format("鼓楼区")))
    assert dialog.answers() == ("正文", "", "2020")
    names = [button.text() for button in dialog.regions.offered]
    assert names == ["南京市鼓楼区", "徐州市鼓楼区", "福州市鼓楼区", "开封市鼓楼区"]
    qtbot.mouseClick(dialog.regions.offered[2], Qt.MouseButton.LeftButton)
    assert dialog.answers()[1] == "福州市鼓楼区"
    assert dialog.place.text() == "福建省 / 福州市 / 鼓楼区 · 350102"
    assert not dialog.regions.isVisible()
    dialog.region.setText("鼓楼区")
    assert "Several areas" in dialog.place.text()
    dialog.regions.offered[0].setFocus()
    qtbot.keyClick(dialog.regions.offered[0], Qt.Key.Key_Space)
    assert dialog.answers()[1] == "南京市鼓楼区"


def test_a_year_that_title_and_hall_tell_otherwise_is_asked(qtbot: QtBot, parent: QWidget) -> None:
    dialog = opened(
        qtbot, parent, row("云汀区2024年政府工作报告\n2022年1月24日在云汀区第十九届人民代表大会第二次会议上")
    )
    assert [button.text() for button in dialog.years.offered] == ["2024", "2022"]
    assert dialog.when.isVisible()
    qtbot.mouseClick(dialog.years.offered[1], Qt.MouseButton.LeftButton)
    assert dialog.answers() == ("正文", "云汀区", "2022")
    assert not dialog.when.isVisible()
