"""What opens over the text or beside it: in whatever order, nothing breaks, nothing typed is lost, the text is read."""

from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from time import monotonic

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.model.figure import Span
from core.store import Store
from gui.overlays.overlay import LEAST_LINES, Overlay
from gui.text.document import height_of
from gui.window import MainWindow
from tests.gui.conftest import OpenWindow
from tests.gui.session.test_deciding import rows
from tests.gui.two_annotators import two_annotators

Press = Callable[..., None]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ESCAPE, ENTER, DOWN = Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Down
SIZES = ((1280, 800), (1000, 700))
LONGEST_S = 5
# each by its own key; a plain one is pressed in the text
KEYS: dict[str, tuple[Qt.Key | str, Qt.KeyboardModifier]] = {
    "find": ("f", CTRL),
    "figure_list": (ENTER, SHIFT),
    "similar_figures": ("a", Qt.KeyboardModifier.NoModifier),
    "note": ("m", Qt.KeyboardModifier.NoModifier),
    "labels": ("i", Qt.KeyboardModifier.NoModifier),
    "pairs": ("p", Qt.KeyboardModifier.NoModifier),
    "settling": ("s", Qt.KeyboardModifier.NoModifier),
    "guideline": (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier),
    "history": ("h", CTRL),
}
BESIDE = ("guideline", "history")


@pytest.fixture
def window(open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    """Open a store with disputes, with a figure rejected that another one is like."""
    return open_window(two_annotators(tmp_path / "two.biaoshu"))


@pytest.fixture
def rejected(window: MainWindow, press: Press) -> MainWindow:
    go_to(window, "5.4%")
    press("x")
    go_to(window, "638.5亿元")
    return window


def go_to(window: MainWindow, words: str) -> None:
    report = window.session.report
    assert report is not None
    start = report.text.index(words)
    window.session.go_to(Span(start, start + len(words)))


def overlays(window: MainWindow) -> dict[str, Overlay]:
    """Return the panes that share the place over the text, by name."""
    return {
        "find": window.parts.find_bar,
        "figure_list": window.parts.figure_list,
        "note": window.parts.note_bar,
        "labels": window.parts.label_palette,
        "pairs": window.parts.pairs,
        "settling": window.parts.annotator_actions.settling,
    }


def panes(window: MainWindow) -> dict[str, QWidget]:
    """Return everything that has a place of its own in the window, by name."""
    fixed = {
        "guideline": window.parts.guideline,
        "history": window.parts.history,
        "notice": window.notice,
        "heading": window.heading,
        "text": window.view,
        "form": window.form,
        "reports": window.reports,
        "table": window.table,
        "status": window.status,
    }
    return {**overlays(window), **fixed}


def pane_of(window: MainWindow, name: str) -> QWidget:
    return panes(window)["figure_list" if name == "similar_figures" else name]


def open_by_key(window: MainWindow, press: Press, name: str) -> None:
    key, hold = KEYS[name]
    if hold is not CTRL and name not in BESIDE:
        window.view.setFocus()
    press(key, hold=hold)


def hold_apart(window: MainWindow, where: str) -> None:
    """Nothing lies over another or out of the window; one pane is over the text; the text has its lines."""
    # what opens is laid out by timers of nothing: on a busy machine some turns later
    for _ in range(3):
        QApplication.processEvents()
    QTest.qWait(20)
    shown: dict[str, QRect] = {}
    for name, pane in panes(window).items():
        # a pane beside the text that made room for others is folded away, out of the window
        if pane.isVisible() and not pane.visibleRegion().isEmpty():
            shown[name] = QRect(pane.mapTo(window, pane.rect().topLeft()), pane.size())
    for name, place in shown.items():
        assert window.rect().contains(place), f"{where}: {name} is outside at {place}"
    if "notice" in shown:
        # it lies over the foot of the text, or its head, and moves nothing
        assert shown["text"].contains(shown.pop("notice")), where
    for (name, place), (other, beside) in combinations(shown.items(), 2):
        assert not place.intersects(beside), f"{where}: {name} {place} lies over {other} {beside}"
    assert len(shown.keys() & overlays(window).keys()) <= 1, f"{where}: {sorted(shown)}"
    assert window.view.height() >= height_of(window.view, LEAST_LINES), f"{where}: the text has {window.view.height()}"
    focused = window.focusWidget()
    assert focused is not None, f"{where}: the keyboard is nowhere"
    assert focused.isVisible(), f"{where}: the keyboard is in a hidden {focused}"


def put_all_away(window: MainWindow, press: Press) -> None:
    for pane in (window.parts.guideline, window.parts.history):
        pane.hide()
    while (top := next((pane for pane in overlays(window).values() if pane.isVisible()), None)) is not None:
        place = {
            "find": window.parts.find_bar.line,
            "figure_list": window.parts.figure_list.rows,
            "note": window.parts.note_bar.line,
        }.get(
            next(name for name, pane in overlays(window).items() if pane is top),
            getattr(top, "rows", top),
        )
        press(ESCAPE, widget=place)
    assert not any(pane.is_open for pane in overlays(window).values())
    window.view.setFocus()


@pytest.mark.parametrize("size", SIZES)
def test_each_after_each_other_lies_over_nothing_and_the_first_comes_back(
    rejected: MainWindow, press: Press, size: tuple[int, int]
) -> None:
    window, seen = rejected, 0
    window.resize(*size)
    for first in KEYS:
        for second in KEYS:
            where, begun = f"{size}: {first}, {second}", monotonic()
            go_to(window, "638.5亿元")
            open_by_key(window, press, first)
            hold_apart(window, where)
            assert pane_of(window, first).isVisible(), where
            had_keyboard = window.focusWidget()
            open_by_key(window, press, second)
            hold_apart(window, where)
            assert monotonic() - begun < LONGEST_S, where
            before, now = pane_of(window, first), pane_of(window, second)
            assert now.isVisible() == (first != second or second not in BESIDE), where
            if isinstance(before, Overlay) and isinstance(now, Overlay) and before is not now and before.is_open:
                press(ESCAPE)
                hold_apart(window, f"{where}, back")
                assert before.isVisible(), where
                # a plain key was pressed in the text, and the keyboard comes back there
                assert window.focusWidget() is (had_keyboard if KEYS[second][1] is CTRL else window.view), where
                seen += 1
            put_all_away(window, press)
            assert (window.width(), window.height()) == size, where
    assert seen >= 30


def test_all_at_once_come_back_one_by_one_and_the_table_has_its_height(rejected: MainWindow, press: Press) -> None:
    window = rejected
    for size in SIZES:
        window.resize(*size)
        QApplication.processEvents()
        # the table takes all that it can have
        window._whole.setSizes([1, size[1]])
        QApplication.processEvents()
        height = window.table.height()
        for name in (*KEYS, *reversed(KEYS)):
            open_by_key(window, press, name)
            hold_apart(window, f"{size} {name}")
        assert window.table.height() < height
        put_all_away(window, press)
        for _ in range(3):
            QApplication.processEvents()
        assert window.table.height() == height


def test_a_list_is_cut_before_the_text_is(window: MainWindow, press: Press) -> None:
    window.resize(*SIZES[1])
    press(ENTER, hold=SHIFT)
    press(*[Qt.Key.Key_Right] * 4)
    hold_apart(window, "the whole report listed")
    assert window.parts.figure_list.model.rowCount() > 6
    assert (
        3
        <= window.parts.figure_list.rows.height() // window.parts.figure_list.rows.verticalHeader().defaultSectionSize()
        < 12
    )


KEY_NAMES = st.sampled_from([*KEYS, "escape", "type", "walk", "confirm", "undo", "smaller", "larger", "heading"])


def test_whatever_is_pressed_nothing_lies_over_another(rejected: MainWindow, press: Press) -> None:
    window = rejected

    def act(name: str) -> None:
        if name in KEYS:
            open_by_key(window, press, name)
        elif name == "escape":
            press(ESCAPE)
        elif name == "type":
            press(*"12")
        elif name in ("smaller", "larger"):
            window.resize(*SIZES[name == "smaller"])
        elif name == "heading":
            window.reports.headings.setFocus()
        else:
            window.view.setFocus()
            press({"walk": "j", "confirm": ENTER, "undo": "u"}[name])

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(KEY_NAMES, min_size=3, max_size=10))
    def sequence(names: list[str]) -> None:
        for at, name in enumerate(names):
            begun = monotonic()
            act(name)
            hold_apart(window, ", ".join(names[: at + 1]))
            assert monotonic() - begun < LONGEST_S, names[: at + 1]
        put_all_away(window, press)

    sequence()


# What was typed


def notes(window: MainWindow) -> list[str]:
    return [row.remark.note for row in rows(window) if row.remark is not None]


def test_a_note_half_written_waits_under_another_pane(window: MainWindow, press: Press) -> None:
    press("m", *"why")
    press("f", hold=CTRL)
    assert not window.parts.note_bar.isVisible()
    press(ESCAPE)
    assert window.focusWidget() is window.parts.note_bar.line
    assert window.parts.note_bar.line.text() == "why"
    window.view.setFocus()
    press("m")
    assert window.parts.note_bar.line.text() == "why"
    press(ENTER)
    assert notes(window) == ["why"]


@pytest.mark.parametrize("away", ["walk", "find", "confirm", "settle", "report", "store", "language", "close"])
def test_a_note_half_written_is_kept_where_its_figure_is_left(
    window: MainWindow, press: Press, tmp_path: Path, qtbot: QtBot, away: str
) -> None:
    first = window.session.current
    assert first is not None
    assert window.session.report is not None
    assert window.session.store is not None
    digest, annotator, path = window.session.report.digest, window.session.annotator, window.session.store.path
    press("m", *"why")
    if away in ("walk", "confirm", "settle"):
        window.view.setFocus()
        press({"walk": "j", "confirm": ENTER, "settle": "s"}[away])
        assert not window.parts.note_bar.is_open
    elif away == "find":
        press("f", hold=CTRL)
        press(*"12")
    elif away == "report":
        other = tmp_path / "other.txt"
        other.write_text("2026年，全县新增企业30家。\n", encoding="utf-8")
        window.workspace.open_paths([other])
        qtbot.waitUntil(lambda: window.session.ready and window.session.report.digest != digest, timeout=20_000)  # type: ignore[union-attr]
    elif away == "store":
        window.workspace.open_store(tmp_path / "other.biaoshu", create=True)
    elif away == "language":
        window.make_anew()
    else:
        window.close()
    window.workspace.close_store()
    with Store.open(path) as store:
        written = [row for row in store.log(digest, annotator) if row.remark is not None]
    assert [(row.target, row.remark and row.remark.note) for row in written] == [(first.target, "why")]


def test_a_note_that_is_left_with_escape_is_not_kept(window: MainWindow, press: Press) -> None:
    press("m", *"why", ESCAPE, "j")
    assert notes(window) == []


def test_pairs_that_were_shifted_wait_as_they_are(window: MainWindow, press: Press) -> None:
    press("p")
    before = window.parts.pairs.pairs()
    press(DOWN, hold=SHIFT)
    shifted = window.parts.pairs.pairs()
    assert shifted != before
    press("f", hold=CTRL)
    press(ESCAPE)
    assert window.focusWidget() is window.parts.pairs.rows
    assert window.parts.pairs.pairs() == shifted
    window.view.setFocus()
    press("p")
    assert window.parts.pairs.pairs() == shifted


def test_words_looked_for_and_their_hits_come_back_after_a_list(window: MainWindow, press: Press) -> None:
    press("f", hold=CTRL)
    press(*"5.")
    hits, said = window.view.highlights._hits, window.parts.find_bar.count_text()
    assert hits
    window.view.setFocus()
    press(ENTER, hold=SHIFT)
    assert window.view.highlights._hits != hits
    press(ESCAPE)
    assert window.parts.find_bar.isVisible()
    assert (window.view.highlights._hits, window.parts.find_bar.count_text()) == (hits, said)


def test_pairs_where_there_are_none_are_one_sentence_and_no_panel(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "plain.txt"
    path.write_text("本报告没有数据。\n", encoding="utf-8")
    window = open_window(path)
    assert not window.session.review.figures
    qtbot.keyClick(window.view, "p")
    assert window.notice.text() == "This report has no figure. Select a number and press N first."
    assert not window.parts.pairs.isVisible()
    window.workspace.close_store()
    window.actions_by_name["list_pairs"].trigger()
    assert "No report is open" in window.notice.text()
