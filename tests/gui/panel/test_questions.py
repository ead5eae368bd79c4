"""Questions: what does not add up is shown with both sentences, answered by a key, and stays answered."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.model.panel_act import QuestionAnswer
from core.model.report import Report
from core.store import Store
from gui.panel.panel_page import PanelPage
from gui.panel.question_pane import question_of
from gui.window import MainWindow
from tests.gui.conftest import OpenWindow
from tests.gui.panel.test_panel_page import ALL

TEXT = """云汀区{year}年政府工作报告

一、{last}年工作回顾

{last}年，全区社会消费品零售总额{size}亿元，增长5.1%。{more}
"""


@pytest.fixture
def store_file(tmp_path: Path) -> Path:
    path = tmp_path / "云汀.biaoshu"
    with Store.open(path) as store:
        for year, size, more in ((2025, "256", ""), (2026, "269", "2024年社会消费品零售总额281.4亿元。")):
            store.add_report(Report(f"云汀区{year}", TEXT.format(year=year, last=year - 1, size=size, more=more)))
    return path


@pytest.fixture
def window(open_window: OpenWindow, store_file: Path) -> MainWindow:
    return open_window(store_file)


@pytest.fixture
def page(window: MainWindow, press: Callable[..., None], qtbot: QtBot) -> PanelPage:
    press("d")
    page = window.parts.panel_page
    qtbot.waitUntil(lambda: len(page.model.table.columns) == 2 and not window.library.counting.is_busy, timeout=ALL)
    qtbot.mouseClick(page.question_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.questions.current is not None, timeout=ALL)
    return page


def answers(window: MainWindow) -> list[QuestionAnswer]:
    store = window.session.store
    assert store is not None
    return [act for row in store.panel_log() for act in row.panel if isinstance(act, QuestionAnswer)]


def test_both_sentences_stand_side_by_side_and_a_key_answers(
    page: PanelPage, window: MainWindow, press: Callable[..., None], qtbot: QtBot
) -> None:
    asked = page.questions.current
    assert asked is not None
    assert asked.rule == "said_otherwise"
    shown = [card.sentence.text() for card in page.questions.cards if card.isVisible()]
    assert any("256亿元" in text for text in shown)
    assert any("281.4亿元" in text for text in shown)
    count = sum(page.questions.answer_of(one) is None for one in page.questions._questions)
    page.questions.note.setText("经济普查后修订")
    press("3", widget=page.questions.rows)
    (answer,) = answers(window)
    assert (answer.rule, answer.answer, answer.note) == ("said_otherwise", "revised", "经济普查后修订")
    assert page.questions.about.text().startswith(f"{count - 1} of")
    # found anew it is known to be answered
    qtbot.mouseClick(page.question_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.question_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.looking.is_busy, timeout=ALL)
    (again,) = [one for one in page.questions._questions if one.rule == "said_otherwise"]
    said = page.questions.answer_of(again)
    assert said is not None
    assert (said.answer, said.note) == ("revised", "经济普查后修订")
    qtbot.mouseClick(page.questions.with_answered, Qt.MouseButton.LeftButton)
    shown = [row.text(0) for row in page.questions._rows.values()]
    assert any("revised series" in text for text in shown)
    # what U takes back is asked again
    press("u", widget=page.questions.rows)
    qtbot.waitUntil(lambda: page.questions.answer_of(again) is None, timeout=ALL)


def test_a_wrong_reading_is_opened_and_enter_opens_a_place(
    page: PanelPage, window: MainWindow, press: Callable[..., None], qtbot: QtBot
) -> None:
    asked = page.questions.current
    assert asked is not None
    first = asked.sides[0]
    press("1", widget=page.questions.rows)
    assert answers(window)[-1].answer == "reading_wrong"
    qtbot.waitUntil(lambda: not window.shows_page and window.session.ready, timeout=ALL)
    assert window.session.report is not None
    assert window.session.report.digest == first.report


def test_a_note_that_is_typed_stays_with_its_question(
    page: PanelPage, window: MainWindow, press: Callable[..., None], qtbot: QtBot
) -> None:
    pane = page.questions
    asked = pane.current
    assert asked is not None
    qtbot.mouseClick(pane.note, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(pane.note, "census")
    # elsewhere and back: another question, where there is one, and the table
    pane.rows.setCurrentItem(list(pane._rows.values())[-1])
    qtbot.waitUntil(lambda: not pane._soon.isActive())
    qtbot.mouseClick(page.question_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.question_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.looking.is_busy, timeout=ALL)
    pane.rows.setCurrentItem(pane._rows[question_of(asked)])
    qtbot.waitUntil(lambda: pane.note.text() == "census")
    press("5", widget=pane.rows)
    assert answers(window)[-1].note == "census"
