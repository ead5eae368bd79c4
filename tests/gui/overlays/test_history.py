"""The history lists every step of a report in order, struck out when undone, and leads back to any of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures
from core.model.attributes import BY_NAME, NAMES
from core.model.changes import Changes
from core.model.decision import new_step
from core.model.label import new_label
from core.model.report import Report
from core.store import Store
from gui.overlays.history import HistoryPane
from gui.style import design
from gui.style.act_words import act_words
from gui.window import MainWindow
from tests.gui.conftest import OpenWindow
from tests.gui.dialogs.test_labels_dialog import write

Press = Callable[..., None]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def listed(history: HistoryPane) -> list[tuple[str, bool]]:
    """Return the words of each step and whether they are struck out."""
    model, font = history.model, Qt.ItemDataRole.FontRole
    places = [model.index(row, 1) for row in range(model.rowCount())]
    return [(place.data(), isinstance(place.data(font), QFont)) for place in places]


@pytest.fixture
def history(window: MainWindow, press: Press) -> HistoryPane:
    """Open the history by its key and give the keyboard back to the text."""
    press("h", hold=CTRL)
    assert window.parts.history.isVisible()
    assert window.focusWidget() is window.parts.history.steps
    press(Qt.Key.Key_Escape)
    assert window.focusWidget() is window.view
    return window.parts.history


def test_steps_are_listed_as_they_are_made(window: MainWindow, history: HistoryPane, press: Press) -> None:
    assert history.steps.hint
    press(Qt.Key.Key_Return, "x", "f")
    press("d", hold=SHIFT)
    assert [said for said, _ in listed(history)] == [
        "confirm 638.5亿元",
        "reject 5.4%",
        "flag 6.8%",
        "reject 6.8% (a date)",
    ]
    assert not any(struck for _, struck in listed(history))
    assert {history.model.index(row, 2).data() for row in range(4)} == {"Annotator"}
    assert all(history.model.index(row, 0).data().startswith("today ") for row in range(4))


def test_every_step_says_what_it_changed(window: MainWindow, history: HistoryPane, press: Press, qtbot: QtBot) -> None:
    press(".", "5", "2", "t")
    for note in ("对照公报", "已核对", ""):
        press("m")
        write(qtbot, window.parts.note_bar.line, note)
        press(Qt.Key.Key_Return)
    press("f", "f", "e")
    fields = window.form.fields
    for name, text in (("value", "0.39万亿"), ("period", "2021-2025"), ("area", "滨河新区")):
        write(qtbot, fields[name], text)
    press(Qt.Key.Key_Return, widget=fields["area"])
    said = [words for words, _ in listed(history)]
    assert said == [
        "confirm 638.5亿元: Bound = → ≥",
        "confirm 638.5亿元: Kind Level → Rank",
        "confirm 638.5亿元: Kind Rank → Ratio",
        "confirm 638.5亿元: Status Actual → Target",
        "note on 638.5亿元: 对照公报",
        "note on 638.5亿元: 对照公报 → 已核对",
        "remove the note on 638.5亿元: 已核对",
        "flag 638.5亿元",
        "take the flag off 638.5亿元",
        "confirm 638.5亿元: Kind Ratio → Level · Value 638.5亿 → 3900亿 · Period 2025 → 2021/2025 · Area – → 滨河新区",
    ]
    press("u", "u")
    assert listed(history)[-1][0] == "undo: take the flag off 638.5亿元"


def test_moved_ends_are_called_so(window: MainWindow, history: HistoryPane, press: Press) -> None:
    press("[", hold=ALT)
    press("{", hold=ALT)
    press("u")
    press("[", hold=ALT)
    assert [said for said, _ in listed(history)] == [
        "move the ends 638.5亿元 → 达638.5亿元",
        "move the ends 达638.5亿元 → 638.5亿元",
        "undo: move the ends 达638.5亿元 → 638.5亿元",
        "move the ends 达638.5亿元 → 地区生产总值达638.5亿元: Indicator 地区生产总值 → –",
    ]


def test_the_menu_names_what_undo_takes_back_as_the_history_does(
    window: MainWindow, history: HistoryPane, press: Press
) -> None:
    undo, redo = window.actions_by_name["undo"], window.actions_by_name["redo"]
    press("[", hold=ALT)
    assert undo.text() == "Undo: move the ends 638.5亿元 → 达638.5亿元"
    press("f")
    assert undo.text() == "Undo: flag 638.5亿元"
    press("u")
    assert redo.text() == "Redo: flag 638.5亿元"
    press("u")
    assert redo.text() == "Redo: move the ends 638.5亿元 → 达638.5亿元"


def test_a_split_is_not_called_a_move_of_ends(window: MainWindow, history: HistoryPane, press: Press) -> None:
    press("j", "&", "/")
    assert [said for said, _ in listed(history)] == [
        "move the ends 5.4% → 5.4%，规上工业增加值增长6.8%",
        "confirm 5.4%: words 5.4%，规上工业增加值增长6.8% → 5.4% and 1 more",
    ]


def test_each_attribute_is_named_by_the_table_of_attributes(window: MainWindow) -> None:
    shown = window.session.review.figures[0]
    other = {
        "kind": "rank",
        "value": Decimal(7),
        "unit": "位",
        "bound": "lt",
        "indicator": "总产值",
        "status": "target",
        "period": "2030",
        "area": "滨河新区",
        "base": "2015",
    }
    assert set(other) == set(NAMES)
    for name, value in other.items():
        step, changes = new_step("a"), Changes()
        rows = [step.confirm(shown.target, replace(shown.figure, **{name: value}), shown.proposal, ())]
        changes.append(rows)
        assert window.session.report is not None
        said = act_words(rows, window.session.report.text, lambda _: [], changes.before)
        assert said.count("→") == 1, said
        assert f": {BY_NAME[name].english} " in said


def test_a_step_of_another_day_says_which(open_window: OpenWindow, tmp_path: Path) -> None:
    path = tmp_path / "旧.biaoshu"
    with Store.open(path) as store:
        report = Report("云汀区", "云汀区2026年政府工作报告\n\n2025年，新建公园8个。\n")
        store.add_report(report)
        step = new_step(store.annotator("周宁"), report.digest, lambda: datetime(2024, 3, 5, 12, tzinfo=UTC))
        (proposal,) = find_figures(report, load_lexicon())
        store.append([step.confirm(proposal.figure.span, proposal.figure, proposal)])
    window = open_window(path)
    window.actions_by_name["toggle_history"].trigger()
    history = window.parts.history
    assert [history.model.index(0, column).data() for column in (1, 2)] == ["confirm 8个", "周宁"]
    assert history.model.index(0, 0).data().startswith("2024-03-05 ")


def test_what_is_undone_is_struck_out_and_redone_stands(window: MainWindow, history: HistoryPane, press: Press) -> None:
    press(Qt.Key.Key_Return, "x", "u")
    assert listed(history) == [("confirm 638.5亿元", False), ("reject 5.4%", True), ("undo: reject 5.4%", False)]
    press("y", hold=CTRL)
    assert listed(history)[1:] == [("reject 5.4%", False), ("undo: reject 5.4%", True), ("redo: reject 5.4%", False)]


def test_enter_goes_to_the_figure_of_a_step(
    window: MainWindow, history: HistoryPane, press: Press, qtbot: QtBot
) -> None:
    press(Qt.Key.Key_Return, "x", "j", "j", "u")
    history.steps.setFocus()
    history.steps.selectRow(0)
    qtbot.keyClick(history.steps, Qt.Key.Key_Return)
    assert window.session.current is window.session.review.figures[0]
    for _ in range(2):
        qtbot.keyClick(history.steps, Qt.Key.Key_Down)
    qtbot.keyClick(history.steps, Qt.Key.Key_Return)
    assert window.session.current is window.session.review.figures[1]
    assert len(listed(history)) == 3


def test_undo_back_to_a_step(window: MainWindow, history: HistoryPane, press: Press, qtbot: QtBot) -> None:
    press(*[Qt.Key.Key_Return] * 4)
    history.steps.selectRow(1)
    button = history.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert [shown.state for shown in window.session.review.figures[:4]] == ["confirmed"] * 2 + ["undecided"] * 2
    assert [struck for _, struck in listed(history)] == [False, False, True, True, False, False]
    press("y", "y", hold=CTRL)
    assert [shown.state for shown in window.session.review.figures[:4]] == ["confirmed"] * 4
    history.steps.selectRow(4)
    press("u", hold=CTRL | SHIFT)
    assert "undone" in window.notice.text()
    assert [shown.state for shown in window.session.review.figures[:4]] == ["confirmed"] * 4


def test_filing_is_listed_and_undone_by_name(window: MainWindow, history: HistoryPane, press: Press) -> None:
    for _ in window.session.review.figures:
        press(Qt.Key.Key_Return)
    press("d", hold=CTRL)
    assert listed(history)[-1] == ("mark the report as done", False)
    assert window.actions_by_name["undo"].text() == "Undo: mark the report as done"
    press("u")
    assert listed(history)[-2:] == [("mark the report as done", True), ("undo: mark the report as done", False)]
    assert window.actions_by_name["redo"].text() == "Redo: mark the report as done"


def test_the_history_outlives_the_window(open_window: OpenWindow, window: MainWindow, press: Press) -> None:
    press(Qt.Key.Key_Return, "x", "u")
    store, report = window.session.store, window.session.report
    assert store is not None
    assert report is not None
    path = Path(store.path)
    window.close()
    again = open_window(path)
    again.actions_by_name["toggle_history"].trigger()
    assert listed(again.parts.history) == [
        ("confirm 638.5亿元", False),
        ("reject 5.4%", True),
        ("undo: reject 5.4%", False),
    ]
    assert again.actions_by_name["undo"].text() == "Undo: confirm 638.5亿元"
    assert again.actions_by_name["redo"].text() == "Redo: reject 5.4%"


def test_two_annotators_steps_are_listed_and_each_undoes_his_own(window: MainWindow, press: Press) -> None:
    press(Qt.Key.Key_Return)
    window.workspace.name_annotator("王强", another=True)
    press("h", hold=CTRL)
    history = window.parts.history
    assert [history.model.index(row, 2).data() for row in range(history.model.rowCount())] == ["Annotator"]
    history.steps.selectRow(0)
    press("u", hold=CTRL | SHIFT)
    assert "another annotator" in window.notice.text()


def test_what_was_done_to_a_label_is_said_in_chinese(qapp: QApplication) -> None:
    label = new_label("政策举措", "Policy", "red", "p")
    changes = [
        (label, None),
        (replace(label, chinese="工作举措"), label),
        (replace(label, english=""), label),
        (replace(label, key=""), label),
        (replace(label, retired=True), label),
        (label, replace(label, taken_back=True)),
    ]
    translator = QTranslator()
    assert translator.load(QLocale("zh_CN"), "biaoshu", "_", str(design.RESOURCES / "i18n"))
    qapp.installTranslator(translator)
    try:
        said = [act_words([new_step("a").label(now, was)], "", lambda _: []) for now, was in changes]
        undone = new_step("a").label(label)
        undo = act_words([new_step("a").undo(undone.step)], "", lambda _: [undone])
    finally:
        qapp.removeTranslator(translator)
    assert said == [
        "新增标签 政策举措",
        "标签 政策举措 改名为 工作举措",
        "标签 Policy 改名为 –",
        "标签 政策举措 不再有键",
        "停用标签 政策举措",
        "恢复标签 政策举措",
    ]
    assert undo == "撤销：新增标签 政策举措"
