"""Others' decisions and other sources' readings are told beside one's own, unless one reads blind; a team exports."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from pytestqt.qtbot import QtBot

from core.model.decision import new_step
from core.model.figure import Proposal
from core.store import Store
from gui.dialogs.export_dialog import ExportDialog
from gui.window import MainWindow
from tests.gui.conftest import OpenWindow
from tests.gui.session.test_deciding import rows
from tests.gui.text_formats import seen_words
from tests.gui.two_annotators import READ, by_words, two_annotators

Press = Callable[..., None]


@pytest.fixture
def window(open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    """Open a store in which two annotators differ on two figures."""
    return open_window(two_annotators(tmp_path / "two.biaoshu"))


def beside(window: MainWindow) -> str:
    label = window.parts.annotator_actions.other_readings.label
    return label.text() if label.isVisibleTo(window) else ""


def test_others_decisions_are_told_in_the_form(window: MainWindow, press: Press) -> None:
    assert beside(window) == "李敏、王强 ✓ confirmed as shown here"
    press(Qt.Key.Key_Tab)
    assert beside(window) == "李敏 ✓ confirmed as shown here\n王强 ✓ Ratio"


def test_a_decision_is_the_same_where_its_verdict_is_too(window: MainWindow, press: Press) -> None:
    press("x", "k")
    assert beside(window) == "李敏、王强 ✓ confirmed as shown here", "one's own is a rejection of the same values"
    press(Qt.Key.Key_Return, "k")
    assert beside(window) == "李敏、王强 ✓ the same decision"
    press(".")
    assert beside(window) == "李敏、王强 ✓ exactly"


def test_a_blind_reader_sees_nobody_elses(window: MainWindow, press: Press) -> None:
    window.actions_by_name["toggle_blind"].trigger()
    assert beside(window) == ""
    press("s")
    assert not window.parts.annotator_actions.settling.isVisible()
    assert "hidden from you" in window.notice.text()
    window.actions_by_name["toggle_blind"].trigger()
    assert beside(window).startswith("李敏")
    press("s")
    assert window.parts.annotator_actions.settling.isVisible()


def underlined(window: MainWindow) -> list[str]:
    dashes = QTextCharFormat.UnderlineStyle.DashDotLine
    return seen_words(window, lambda look: look.underlineStyle() == dashes)


def test_what_only_others_hold_is_faintly_underlined(window: MainWindow, qtbot: QtBot) -> None:
    store = window.session.store
    assert store is not None
    added = replace(by_words(READ)["12家"].figure, start=READ.text.index("规上"), end=READ.text.index("规上") + 2)
    store.append([new_step(store.annotator("李敏"), READ.digest).add(added)])
    window.session.close_report()
    window.workspace.open_report(READ.digest)
    qtbot.waitUntil(lambda: underlined(window) == ["规上"])
    window.actions_by_name["toggle_blind"].trigger()
    qtbot.waitUntil(lambda: underlined(window) == [])


def test_blindness_outlives_the_window(window: MainWindow, open_window: OpenWindow) -> None:
    window.actions_by_name["toggle_blind"].trigger()
    store = window.session.store
    assert store is not None
    path = store.path
    window.close()
    assert beside(open_window(path)) == ""


# Other sources


@pytest.fixture
def two_sources(open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    """Open a store into which another program brought a reading of a figure of its own."""
    path = tmp_path / "sources.biaoshu"
    figures = by_words(READ)
    with Store.open(path) as store:
        store.add_report(READ)
        other = replace(figures["638.5亿元"].figure, bound="ge")
        missed = replace(figures["1.8倍"].figure, start=READ.text.index("第一"), end=READ.text.index("第一") + 1)
        alone = replace(missed, start=READ.text.index("规上"), end=READ.text.index("规上") + 2)
        brought = [Proposal(other, 0.7, "规则"), Proposal(missed, 0.6, "规则"), Proposal(alone, 0.5, "规则")]
        store.add_proposals(READ.digest, "规则", brought)
    return open_window(path)


def test_another_sources_reading_is_told_in_the_form(two_sources: MainWindow) -> None:
    assert beside(two_sources) == "R  规则 70%: at least"


@pytest.mark.parametrize(
    ("key", "bound", "source"), [(Qt.Key.Key_Return, "eq", "detector"), (Qt.Key.Key_R, "ge", "规则")]
)
def test_one_key_takes_either_reading(
    two_sources: MainWindow, qtbot: QtBot, key: Qt.Key, bound: str, source: str
) -> None:
    qtbot.keyClick(two_sources.view, key)
    (row,) = rows(two_sources)
    assert row.figure is not None
    assert row.proposed is not None
    assert (row.figure.bound, row.proposed.source) == (bound, source)
    current = two_sources.session.current
    assert current is not None
    assert current.state == "undecided"
    assert row.target != current.target
    qtbot.keyClick(two_sources.view, Qt.Key.Key_R)
    assert len(rows(two_sources)) == 1
    assert "No other source" in two_sources.notice.text()


def test_what_another_source_alone_proposes_is_walked_to_and_says_so(two_sources: MainWindow, qtbot: QtBot) -> None:
    for _ in range(2):
        qtbot.keyClick(two_sources.view, Qt.Key.Key_Tab)
    current = two_sources.session.current
    assert current is not None
    assert READ.text[current.figure.start : current.figure.end] == "规上"
    assert beside(two_sources) == "proposed by 规则"
    qtbot.keyClick(two_sources.view, Qt.Key.Key_Return)
    (row,) = rows(two_sources)
    assert row.proposed is not None
    assert row.proposed.source == "规则"


def test_agreement_is_shown_in_a_window_of_its_own(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_name["show_agreement"].trigger()
    (dialog,) = [child for child in window.children() if child.objectName() == "agreement"]
    table, sources = dialog.annotators, dialog.sources
    qtbot.waitUntil(lambda: table.rowCount() >= 4 and sources.rowCount() == 1, timeout=20_000)
    cells = [table.item(0, column).text() for column in range(table.columnCount())]
    assert cells[:7] == ["李敏、王强", "all", "4", "7", "0.857", "0.571", "0.500"]
    assert [sources.item(0, column).text() for column in (0, 2, 3, 4)] == ["detector", "8", "7", "6"]
    dialog.close()


def test_agreement_can_leave_carried_decisions_out(window: MainWindow, qtbot: QtBot) -> None:
    store = window.session.store
    assert store is not None
    proposed = by_words(READ)["638.5亿元"]
    step = new_step(store.annotator("王强"), READ.digest)
    store.append([step.confirm(proposed.figure.span, proposed.figure, proposed, carried="x" * 32)])
    window.actions_by_name["show_agreement"].trigger()
    (dialog,) = [child for child in window.children() if child.objectName() == "agreement"]

    def compared() -> str | None:
        item = dialog.annotators.item(0, 2)
        return item.text() if item is not None else None

    qtbot.waitUntil(lambda: compared() == "4", timeout=20_000)
    dialog.carried.setFocus()
    qtbot.keyClick(dialog.carried, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: compared() == "3", timeout=20_000)
    dialog.close()


def test_the_export_may_be_the_teams(window: MainWindow, press: Press, tmp_path: Path, qtbot: QtBot) -> None:
    press("s", "2")
    store = window.session.store
    assert store is not None
    dialog = ExportDialog(window, *window.workspace.exportable(), window.settings)
    page = dialog.which_page
    assert [page.whose.itemData(at) for at in range(page.whose.count())] == ["own", "ticked", 0, 2, 3]
    page.whose.setCurrentIndex(2)
    dialog.how_page.choose_format("jsonl")
    out = tmp_path / "team.jsonl"
    window.workspace.export(dialog.choice(out))
    qtbot.waitUntil(out.exists)
    found = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [(one["text"], one["kind"], one["annotator"]) for one in found] == [
        ("638.5亿元", "level", "李敏、王强"),
        ("5.4%", "ratio", "Annotator"),
        ("6.8%", "growth", "李敏、王强"),
    ]
    qtbot.waitUntil(lambda: "1 disputes are not settled" in window.notice.text())
    dialog.reject()
    dialog.deleteLater()
