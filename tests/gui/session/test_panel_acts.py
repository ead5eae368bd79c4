"""Acts in the panel are written by the session, and U takes back the latest act of report, labels or panel."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.model.decision import new_step
from core.model.panel_act import Assignment, OwnConcept, PanelAct, QuestionAnswer, ValueChoice
from core.model.panel_standing import panel_standing
from gui.style import design
from gui.style.act_words import act_words
from gui.window import MainWindow
from tests.core.panel_acts import ACTS, PLACE

Press = Callable[..., None]


def undo_name(window: MainWindow) -> str:
    return window.actions_by_name["undo"].text()


def test_u_takes_back_the_latest_act_of_report_or_panel_and_names_it(
    window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    session = window.session
    assert session.store is not None
    press(Qt.Key.Key_Return)
    after_report = undo_name(window)
    assert after_report == "Undo: confirm 638.5亿元"
    with qtbot.waitSignal(session.panel_changed):
        session.act_in_panel(ACTS[:2])
    assert undo_name(window) == "Undo: assign “茶叶总产量” to tea"
    assert session.panel_standing().concepts == {"OWN_TEA": ACTS[0]}
    with qtbot.waitSignal(session.panel_changed):
        press("u")
    assert panel_standing(session.store.panel_log()).acts == {}
    assert undo_name(window) == after_report
    assert window.actions_by_name["redo"].text() == "Redo: assign “茶叶总产量” to tea"
    press("u")
    assert undo_name(window) == "Undo"


def test_a_dispute_is_settled_by_an_act_and_opened_again_by_undo(window: MainWindow, press: Press) -> None:
    session = window.session
    assert session.store is not None
    ours, theirs = Assignment("生产总值", "GDP"), Assignment("生产总值", "")
    session.act_in_panel([ours])
    session.store.append([new_step(session.store.annotator("王强")).panel([theirs])])
    (dispute,) = session.panel_standing().open_disputes
    session.settle_in_panel(dispute, theirs)
    assert session.panel_standing().assignments == (theirs,)
    assert undo_name(window) == "Undo: settle: assign “生产总值” to no concept"
    press("u")
    assert session.panel_standing().open_disputes == (dispute,)
    assert session.panel_standing().assignments == (ours,)


@pytest.mark.parametrize(
    ("acts", "words"),
    [
        (ACTS[:2], "把“茶叶总产量”归入 茶叶产量"),
        ([Assignment("甲", "GDP"), Assignment("乙", "GDP")], "把“甲”归入 GDP等，另有 1 项"),
        ([Assignment("甲", "")], "“甲”不归入任何概念"),
        ([Assignment("甲", None)], "“甲”仍按目录归入"),
        ([OwnConcept("A", "茶叶", is_retired=True)], "停用概念 茶叶"),
        ([ValueChoice("x", PLACE)], "选定数值"),
        ([ValueChoice("x", None)], "不再选定数值"),
        ([ACTS[5]], "答疑：序列已修订"),
        ([QuestionAnswer("x", (PLACE,), ("1",), "")], "重新提问"),
    ],
)
def test_what_was_done_in_the_panel_is_said_in_chinese(acts: list[PanelAct], words: str, qapp: QApplication) -> None:
    translator = QTranslator()
    assert translator.load(QLocale("zh_CN"), "biaoshu", "_", str(design.RESOURCES / "i18n"))
    qapp.installTranslator(translator)
    try:
        said = act_words([new_step("a").panel(acts)], "", lambda _: [])
    finally:
        qapp.removeTranslator(translator)
    assert said == words
