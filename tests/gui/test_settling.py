"""What annotators differ on is settled by key, side by side, each settling one step that names both sources."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from pytestqt.qtbot import QtBot

from core.agreement.reports import log_of
from core.agreement.settling import settled
from core.annotation.decision import Decision, new_step
from core.annotation.store import Store
from core.exchange.dataset import FORMATS
from core.extraction.detect import find_figures
from core.extraction.lexicon import load_lexicon
from core.figure import Figure, Proposal
from core.report import Report
from gui.export_dialog import ExportDialog, exportable
from gui.main_window import MainWindow
from tests.gui.conftest import REPORT, OpenWindow
from tests.gui.test_deciding import rows

Press = Callable[..., None]
Said = dict[str, Figure | None]


def by_words(report: Report) -> dict[str, Proposal]:
    found = find_figures(report, load_lexicon())
    return {report.text[one.figure.start : one.figure.end]: one for one in found}


def decide(store: Store, report: Report, name: str, otherwise: Said, words: Sequence[str]) -> None:
    """Let an annotator confirm what is proposed on some words, or decide as said."""
    step = new_step(store.annotator(name), report.digest)
    proposals = by_words(report)
    written: list[Decision] = []
    for one in words:
        proposal = proposals[one]
        held = otherwise.get(one, proposal.figure)
        target = proposal.figure.span
        written.append(step.confirm(target, held, proposal) if held else step.reject(target, proposal, "other"))
    store.append(written)


@pytest.fixture
def report() -> Report:
    return Report("云汀区2026", REPORT)


@pytest.fixture
def window(open_window: OpenWindow, report: Report, tmp_path: Path) -> MainWindow:
    """Open a store in which Li and Wang differ on the kind of one figure, and on whether another is one."""
    path = tmp_path / "two.biaoshu"
    words = ["638.5亿元", "5.4%", "6.8%", "12家"]
    with Store.open(path) as store:
        store.add_report(report)
        decide(store, report, "李敏", {}, words)
        kind = replace(by_words(report)["5.4%"].figure, kind="ratio")
        decide(store, report, "王强", {"5.4%": kind, "12家": None}, words)
    return open_window(path)


def held(window: MainWindow) -> dict[str, tuple[str, str]]:
    """Return what holds for the team, by its words: its kind and who says so."""
    store, report = window.session.store, window.session.report
    assert store is not None
    assert report is not None
    names = store.annotators()
    outcomes, _ = settled(log_of(store, report.digest))
    return {
        report.text[one.reviewed.figure.start : one.reviewed.figure.end]: (
            one.reviewed.figure.kind if one.reviewed.state != "rejected" else "-",
            "、".join(names[annotator] for annotator in one.annotators),
        )
        for one in outcomes
    }


def lit(window: MainWindow, pane: int) -> list[str]:
    """Return the words of a version that are underlined: those another one has otherwise."""
    document = window.several.settling.panes[pane].document()
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
    return window.several.settling.panes[pane].toPlainText()


def test_versions_stand_side_by_side_in_their_sentence_what_differs_lit(window: MainWindow, press: Press) -> None:
    press("s")
    settling = window.several.settling
    assert settling.isVisible()
    assert window.focusWidget() is settling
    assert "1 of 2, 2 open" in settling.title()
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
    assert "2 of 2, 1 open" in window.several.settling.title()


def target(window: MainWindow, words: str) -> tuple[int, int]:
    assert window.session.report is not None
    start = window.session.report.text.index(words)
    return start, start + len(words)


def test_when_all_is_settled_the_walk_ends_and_says_so(window: MainWindow, press: Press) -> None:
    press("s", "1", "2")
    assert not window.several.settling.isVisible()
    assert window.focusWidget() is window.view
    assert "All 2 disputes" in window.notice.text()
    assert held(window)["12家"] == ("-", "Annotator")
    press("s")
    assert "settled by Annotator: 1" in window.several.settling.title()


def test_each_settling_is_one_step_that_undo_takes_back(window: MainWindow, press: Press) -> None:
    press("s", "1", "u")
    assert window.several.settling.isVisible()
    assert "1 of 2, 2 open" in window.several.settling.title()
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
    qtbot.waitUntil(lambda: window.focusWidget() is window.several.settling)
    (row,) = rows(window)
    assert len(row.settles) == 2
    assert row.figure is not None
    assert row.figure.indicator == "x"
    assert "2 of 2, 1 open" in window.several.settling.title()


def test_one_of_the_two_may_settle_and_comes_first(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    window.desk.name_annotator("王强")
    qtbot.waitUntil(lambda: window.session.ready)
    own = len(rows(window))
    press("s")
    assert shown(window, 0).startswith("1   王强\n")
    assert shown(window, 1).startswith("2   李敏\n")
    press("2")
    assert len(rows(window)) == own + 1
    assert held(window)["5.4%"] == ("growth", "王强")
    assert "2 of 2, 1 open" in window.several.settling.title()
    press("u")
    assert "5.4%" not in held(window)


def test_escape_leaves_all_as_it_was(window: MainWindow, press: Press) -> None:
    press("s", Qt.Key.Key_Down)
    assert "2 of 2" in window.several.settling.title()
    assert "No figure here (other reasons)" in shown(window, 1)
    press(Qt.Key.Key_Tab)
    assert "1 of 2" in window.several.settling.title()
    press(Qt.Key.Key_Up, Qt.Key.Key_Escape)
    assert not window.several.settling.isVisible()
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
    assert window.several.settling.isVisible()


def test_where_nobody_differs_a_sentence_says_so(open_window: OpenWindow, report_file: Path, qtbot: QtBot) -> None:
    alone = open_window(report_file)
    qtbot.keyClick(alone.view, "s")
    assert "differ on nothing" in alone.notice.text()
    assert not alone.several.settling.isVisible()


# Others' decisions


def beside(window: MainWindow) -> str:
    label = window.several.beside.label
    return label.text() if label.isVisibleTo(window) else ""


def test_others_decisions_are_told_in_the_form(window: MainWindow, press: Press) -> None:
    assert beside(window) == "李敏、王强 ✓ the same"
    press(Qt.Key.Key_Tab)
    assert beside(window) == "李敏 ✓ the same\n王强 ✓ Ratio"


def test_a_blind_reader_sees_nobody_elses(window: MainWindow, press: Press) -> None:
    window.actions_by_name["toggle_blind"].trigger()
    assert beside(window) == ""
    press("s")
    assert not window.several.settling.isVisible()
    assert "without seeing" in window.notice.text()
    window.actions_by_name["toggle_blind"].trigger()
    assert beside(window).startswith("李敏")
    press("s")
    assert window.several.settling.isVisible()


def underlined(window: MainWindow) -> list[str]:
    dashes = QTextCharFormat.UnderlineStyle.DashDotLine
    lit = [one for one in window.view.extraSelections() if one.format.underlineStyle() == dashes]
    return [one.cursor.selectedText() for one in lit]


def test_what_only_others_hold_is_faintly_underlined(window: MainWindow, report: Report, qtbot: QtBot) -> None:
    store = window.session.store
    assert store is not None
    added = replace(by_words(report)["12家"].figure, start=report.text.index("规上"), end=report.text.index("规上") + 2)
    store.append([new_step(store.annotator("李敏"), report.digest).add(added)])
    window.session.close_report()
    window.desk.open_report(report.digest)
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
def rival(open_window: OpenWindow, report: Report, tmp_path: Path) -> MainWindow:
    """Open a store into which another program brought a reading of a figure of its own."""
    path = tmp_path / "sources.biaoshu"
    figures = by_words(report)
    with Store.open(path) as store:
        store.add_report(report)
        other = replace(figures["638.5亿元"].figure, bound="ge")
        missed = replace(figures["1.8倍"].figure, start=report.text.index("第一"), end=report.text.index("第一") + 1)
        store.add_proposals(report.digest, "规则", [Proposal(other, 0.7, "规则"), Proposal(missed, 0.6, "规则")])
    return open_window(path)


def test_another_sources_reading_is_told_in_the_form(rival: MainWindow) -> None:
    assert beside(rival) == "R  规则 70%: at least"


@pytest.mark.parametrize(
    ("key", "bound", "source"), [(Qt.Key.Key_Return, "eq", "detector"), (Qt.Key.Key_R, "ge", "规则")]
)
def test_one_key_takes_either_reading(rival: MainWindow, qtbot: QtBot, key: Qt.Key, bound: str, source: str) -> None:
    qtbot.keyClick(rival.view, key)
    (row,) = rows(rival)
    assert row.figure is not None
    assert row.proposed is not None
    assert (row.figure.bound, row.proposed.source) == (bound, source)
    current = rival.session.current
    assert current is not None
    assert current.state == "undecided"
    assert row.target != current.target
    qtbot.keyClick(rival.view, Qt.Key.Key_R)
    assert len(rows(rival)) == 1
    assert "No other source" in rival.notice.text()


def test_agreement_is_shown_in_a_window_of_its_own(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_name["show_agreement"].trigger()
    (dialog,) = [child for child in window.children() if child.objectName() == "agreement"]
    table, sources = dialog.annotators, dialog.sources
    qtbot.waitUntil(lambda: table.rowCount() >= 4 and sources.rowCount() == 1, timeout=20_000)
    cells = [table.item(0, column).text() for column in range(table.columnCount())]
    assert cells[:6] == ["李敏、王强", "all", "7", "0.857", "0.571", "0.500"]
    assert [sources.item(0, column).text() for column in (0, 2, 3, 4)] == ["detector", "8", "7", "6"]
    dialog.close()


def test_the_export_may_be_the_teams(window: MainWindow, press: Press, tmp_path: Path) -> None:
    press("s", "2")
    store = window.session.store
    assert store is not None
    dialog = ExportDialog(window, exportable(store, window.session))
    assert [dialog.whose.itemData(at) for at in range(dialog.whose.count())] == [None, 0, 2, 3]
    assert dialog.annotators.isEnabled()
    dialog.whose.setCurrentIndex(1)
    assert not dialog.annotators.isEnabled()
    dialog.formats.setCurrentRow(FORMATS.index("jsonl"))
    out = tmp_path / "team.jsonl"
    window.desk.export(dialog.choice(out))
    found = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [(one["text"], one["kind"], one["annotator"]) for one in found] == [
        ("638.5亿元", "level", "李敏、王强"),
        ("5.4%", "ratio", "Annotator"),
        ("6.8%", "growth", "李敏、王强"),
    ]
    assert "1 disputes are open" in window.notice.text()
    dialog.deleteLater()
