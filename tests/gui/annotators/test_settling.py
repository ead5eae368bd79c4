"""What annotators differ on is settled by key, side by side, each settling one step that names both sources."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.agreement.settling import settled
from core.jobs.store_readings import log_of
from core.model.figure import Span
from core.model.report import Report
from core.store import Store
from gui.window import MainWindow
from tests.gui.conftest import REPORT, OpenWindow
from tests.gui.session.test_deciding import rows
from tests.gui.two_annotators import decide, two_annotators

Press = Callable[..., None]
OTHER = Report("沙汀区2026", REPORT.replace("云汀", "沙汀"))


@pytest.fixture
def window(open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    """Open a store in which two annotators differ on two figures."""
    return open_window(two_annotators(tmp_path / "two.biaoshu"))


def held(window: MainWindow) -> dict[str, tuple[str, str]]:
    """Return what holds for the team, by its words: its kind and who says so."""
    store, report = window.session.store, window.session.report
    assert store is not None
    assert report is not None
    names = store.annotators()
    outcomes, _ = settled(log_of(store, report.digest))
    return {
        report.text[one.figure.start : one.figure.end]: (
            one.figure.kind if one.decision.verdict != "reject" else "-",
            "、".join(names[annotator] for annotator in one.annotators),
        )
        for one in outcomes
    }


def lit(window: MainWindow, pane: int) -> list[str]:
    """Return the words of a version that are underlined: those another one has otherwise."""
    document = window.parts.annotator_actions.settling.panes[pane].document()
    found = []
    block = document.begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            piece = pieces.fragment()
            if piece.charFormat().fontUnderline():
                found.append(piece.text())
            pieces += 1
        block = block.next()
    return found


def shown(window: MainWindow, pane: int) -> str:
    return window.parts.annotator_actions.settling.panes[pane].toPlainText()


def test_versions_stand_side_by_side_in_their_sentence_what_differs_lit(window: MainWindow, press: Press) -> None:
    press("s")
    settling = window.parts.annotator_actions.settling
    assert settling.isVisible()
    assert window.focusWidget() is settling
    assert "1 of 2, 2 unsettled" in settling.title()
    assert len(settling.panes) == 2
    assert shown(window, 0).startswith("1   李敏\n")
    assert shown(window, 1).startswith("2   王强\n")
    for pane in range(2):
        assert "地区生产总值达638.5亿元，增长5.4%，" in shown(window, pane)
    assert lit(window, 0) == ["Growth"]
    assert lit(window, 1) == ["Ratio"]


@pytest.mark.parametrize(("key", "kind"), [("1", "growth"), ("2", "ratio")])
def test_one_key_lets_a_version_hold_naming_both_sources(window: MainWindow, press: Press, key: str, kind: str) -> None:
    before = window.session.store
    assert before is not None
    assert window.session.report is not None
    sources = {row.id for row in before.log(window.session.report.digest) if row.target == target(window, "5.4%")}
    press("s", key)
    (row,) = rows(window)
    assert set(row.settles) == sources
    assert len(sources) == 2
    assert held(window)["5.4%"] == (kind, "Annotator")
    assert "12家" not in held(window)
    assert "2 of 2, 1 unsettled" in window.parts.annotator_actions.settling.title()


def target(window: MainWindow, words: str) -> tuple[int, int]:
    assert window.session.report is not None
    start = window.session.report.text.index(words)
    return start, start + len(words)


def test_when_all_is_settled_the_walk_ends_and_says_so(window: MainWindow, press: Press) -> None:
    press("s", "1", "2")
    assert not window.parts.annotator_actions.settling.isVisible()
    assert window.focusWidget() is window.view
    assert "All 2 disputes" in window.notice.text()
    assert held(window)["12家"] == ("-", "Annotator")
    press("s")
    assert "settled by Annotator: 1" in window.parts.annotator_actions.settling.title()


def test_each_settling_is_one_step_that_undo_takes_back(window: MainWindow, press: Press) -> None:
    press("s", "1")
    assert window.actions_by_name["undo"].text().endswith("settle 5.4%")
    press("u")
    assert window.parts.annotator_actions.settling.isVisible()
    assert "1 of 2, 2 unsettled" in window.parts.annotator_actions.settling.title()
    assert "5.4%" not in held(window)
    press("2")
    assert held(window)["5.4%"] == ("ratio", "Annotator")


def test_no_figure_is_a_reading_as_well(window: MainWindow, press: Press) -> None:
    press("s", "x")
    (row,) = rows(window)
    assert row.verdict == "reject"
    assert held(window)["5.4%"] == ("-", "Annotator")


def test_a_third_reading_is_made_in_the_form_and_the_walk_goes_on(
    window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    press("s", "e")
    field = window.form.fields["indicator"]
    assert window.focusWidget() is field
    assert field.text() == "地区生产总值"
    press(*"x", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.focusWidget() is window.parts.annotator_actions.settling)
    (row,) = rows(window)
    assert len(row.settles) == 2
    assert row.figure is not None
    assert row.figure.indicator == "x"
    assert "2 of 2, 1 unsettled" in window.parts.annotator_actions.settling.title()


def test_one_of_the_two_may_settle_and_comes_first(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    window.workspace.name_annotator("王强", another=True)
    qtbot.waitUntil(lambda: window.session.ready)
    own = len(rows(window))
    press("s")
    assert shown(window, 0).startswith("1   王强\n")
    assert shown(window, 1).startswith("2   李敏\n")
    press("2")
    assert len(rows(window)) == own + 1
    assert held(window)["5.4%"] == ("growth", "王强")
    assert "2 of 2, 1 unsettled" in window.parts.annotator_actions.settling.title()
    press("u")
    assert "5.4%" not in held(window)


def test_a_change_to_what_was_settled_is_settled_too(window: MainWindow, press: Press) -> None:
    press("s", "1", "2")
    window.session.go_to(Span(*target(window, "5.4%")))
    press("4")
    row = rows(window)[-1]
    assert len(row.settles) == 2
    assert held(window)["5.4%"] == ("change", "Annotator")
    press("x")
    assert held(window)["5.4%"] == ("-", "Annotator")


def test_the_walk_goes_on_in_another_report(open_window: OpenWindow, tmp_path: Path, qtbot: QtBot) -> None:
    path = two_annotators(tmp_path / "two.biaoshu")
    with Store.open(path) as store:
        store.add_report(OTHER)
        decide(store, OTHER, "李敏", {}, ["5.4%"])
        decide(store, OTHER, "王强", {"5.4%": None}, ["5.4%"])
    both = open_window(path)
    settling = both.parts.annotator_actions.settling
    for key in "s12":
        qtbot.keyClick(both.focusWidget() or both.view, key)
    assert not settling.isVisible()
    assert both.focusWidget() is both.view
    qtbot.keyClick(both.view, "s")
    qtbot.waitUntil(settling.isVisible, timeout=20_000)
    assert both.session.report is not None
    assert both.session.report.digest == OTHER.digest
    assert "1 of 1, 1 unsettled" in settling.title()
    qtbot.keyClick(settling, "1")
    qtbot.keyClick(both.view, "s")
    qtbot.waitUntil(settling.isVisible)
    assert "1 of 1, 0 unsettled" in settling.title()


def test_escape_leaves_all_as_it_was(window: MainWindow, press: Press) -> None:
    press("s", Qt.Key.Key_Down)
    assert "2 of 2" in window.parts.annotator_actions.settling.title()
    assert "No figure here (other reasons)" in shown(window, 1)
    press(Qt.Key.Key_Tab)
    assert "1 of 2" in window.parts.annotator_actions.settling.title()
    press(Qt.Key.Key_Up, Qt.Key.Key_Escape)
    assert not window.parts.annotator_actions.settling.isVisible()
    assert window.focusWidget() is window.view
    assert rows(window) == []


def test_a_draft_left_behind_settles_nothing(window: MainWindow, press: Press) -> None:
    """From the form back to the text and on to another figure: what is decided there is a decision like any other."""
    press("s", "e", Qt.Key.Key_Escape, Qt.Key.Key_Escape)
    window.go_text()
    press(Qt.Key.Key_Tab, Qt.Key.Key_Return)
    (row,) = rows(window)
    assert row.settles == ()


def test_other_keys_do_nothing_to_the_figures(window: MainWindow, press: Press) -> None:
    press("s", "9", "t", "n", "=", Qt.Key.Key_Return, Qt.Key.Key_Space)
    assert rows(window) == []
    assert window.parts.annotator_actions.settling.isVisible()


def test_where_nobody_differs_a_sentence_says_so(open_window: OpenWindow, report_file: Path, qtbot: QtBot) -> None:
    alone = open_window(report_file)
    qtbot.keyClick(alone.view, "s")
    assert "no unsettled disputes" in alone.notice.text()
    assert not alone.parts.annotator_actions.settling.isVisible()
