"""The margin says which years each section is about; corrected there, its undecided figures are read by it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from core.model.decision import new_step
from core.model.figure import Span
from core.store import Store
from core.store.check import check
from core.store.merge import merge
from gui.style.language import use_language
from gui.text.section_marks import SectionMark
from gui.window import MainWindow
from tests.gui.conftest import REPORT, OpenWindow
from tests.gui.two_annotators import READ

Press = Callable[..., None]
REVIEW, PLAN = "一、2025年工作回顾", "二、2026年工作安排"


def marks(window: MainWindow, qtbot: QtBot) -> dict[str, SectionMark]:
    """Return the marks in sight, by the words they stand beside."""
    qtbot.waitUntil(lambda: bool(window.session.sections) and bool(window.view.sections.marks()), timeout=20_000)
    report = window.session.report
    assert report is not None
    return {report.text[slice(*mark.section.span)]: mark for mark in window.view.sections.marks()}


def said(window: MainWindow, qtbot: QtBot) -> dict[str, str]:
    return {words: f"{mark.years} · {mark.status}" for words, mark in marks(window, qtbot).items()}


def read(window: MainWindow) -> dict[str, tuple[str | None, str]]:
    """Return of each figure, by its words, its period and its status."""
    return {
        REPORT[one.figure.start : one.figure.end]: (one.figure.period, one.figure.status)
        for one in window.session.review.figures
    }


def settled(window: MainWindow, qtbot: QtBot, count: int) -> None:
    """Wait until so many figures are told to read otherwise."""
    qtbot.waitUntil(lambda: window.notice.text().startswith(f"{count} undecided figures"), timeout=20_000)


def rows(window: MainWindow) -> list[tuple[str, str, str]]:
    """Return what is stored of sections and of the report: its verdict, field and value."""
    store = window.session.store
    assert store is not None
    log = store.log(READ.digest)
    return [
        (
            row.verdict,
            (row.section.field if row.section else row.field) or "",
            (row.section.value if row.section else row.value) or "",
        )
        for row in log
        if row.verdict in ("section", "file", "undo")
    ]


def type_years(window: MainWindow, qtbot: QtBot, years: str, *, planned: bool | None = None) -> None:
    """Type years in the open bar, choose done or planned, and press Enter."""
    bar = window.parts.section_bar
    assert bar.years.hasFocus()
    bar.years.selectAll()
    qtbot.keyClicks(bar.years, years)
    if planned is not None:
        qtbot.keyClick(bar.years, Qt.Key.Key_Tab)
        assert bar.status.hasFocus()
        qtbot.keyClick(bar.status, Qt.Key.Key_Down if planned else Qt.Key.Key_Up)
    focused = window.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, Qt.Key.Key_Return)


def test_the_margin_tells_the_time_of_each_section(window: MainWindow, qtbot: QtBot) -> None:
    assert said(window, qtbot) == {
        "云汀区2026年政府工作报告": "2025 · done",
        REVIEW: "2025 · done",
        PLAN: "2026 · planned",
    }
    view = window.view
    for words, mark in marks(window, qtbot).items():
        # beside its own line, left of the text
        line = view.cursorRect(view.cursor_on(Span(*mark.section.span))).translated(view.viewport().pos())
        where = mark.geometry().translated(view.sections.pos())
        assert line.top() - 4 <= where.top() <= line.bottom(), words
        assert where.right() < view.viewport().geometry().left()
        assert where.left() >= 0
        # all of its words have room
        assert max(map(mark.fontMetrics().horizontalAdvance, mark.lines())) <= mark.width()
        assert words[:6] in mark.toolTip()
        assert mark.accessibleName().startswith("Section “")
        assert "2026" in mark.accessibleName() or "2025" in mark.accessibleName()


@pytest.mark.parametrize(("width", "zoom"), [(1280, 0), (700, 0), (700, 8), (1900, 0), (1280, 15)])
def test_the_margin_never_covers_the_text(window: MainWindow, qtbot: QtBot, width: int, zoom: int) -> None:
    for _ in range(zoom):
        window.view.zoom(1)
    window.resize(width, 800)
    qtbot.wait(50)
    for mark in marks(window, qtbot).values():
        place = mark.mapTo(window.view, QPoint(0, 0))
        assert place.x() + mark.width() < window.view.viewport().geometry().left()
        assert max(map(mark.fontMetrics().horizontalAdvance, mark.lines())) <= mark.width()


def test_marks_follow_the_text_as_it_scrolls(window: MainWindow, qtbot: QtBot) -> None:
    for _ in range(15):
        window.view.zoom(1)
    (first, *_) = marks(window, qtbot)
    window.view.verticalScrollBar().setValue(window.view.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: first not in marks(window, qtbot))
    shown = marks(window, qtbot)
    assert PLAN in shown
    line = window.view.cursorRect(window.view.cursor_on(Span(*shown[PLAN].section.span)))
    assert abs(shown[PLAN].y() - line.top()) < line.height()


def test_a_click_opens_the_bar_and_enter_reads_the_undecided_anew(window: MainWindow, qtbot: QtBot) -> None:
    window.session.lead_to(next(one.target for one in window.session.review.figures if one.figure.unit == "家"))
    qtbot.keyClick(window.view, Qt.Key.Key_Return)
    before, place = read(window), window.session.current
    qtbot.mouseClick(marks(window, qtbot)[REVIEW], Qt.MouseButton.LeftButton)
    bar = window.parts.section_bar
    assert bar.isVisible()
    assert bar.title() == f"“{REVIEW}”"
    assert (bar.years.text(), bar.status.currentText()) == ("2025", "done")
    type_years(window, qtbot, "2021-2024")
    settled(window, qtbot, 5)
    after = read(window)
    changed = {words for words, now in after.items() if before[words] != now}
    # a sum takes the span, a share or a rank its last year; what names its year and what is decided stay
    assert changed == {"25个", "67.8%", "1.2个百分点", "第一", "1.8倍"}
    assert after["25个"] == ("2021/2024", "actual")
    assert after["67.8%"] == after["第一"] == ("2024", "actual")
    assert after["1.2个百分点"] == ("2021/2024", "actual")
    assert after["12家"] == before["12家"] == ("2025", "actual")
    assert after["638.5亿元"] == before["638.5亿元"]
    assert rows(window) == [("section", "period", "2021/2024")]
    assert not bar.isVisible()
    assert window.view.hasFocus()
    current = window.session.current
    assert current is not None
    assert place is not None
    assert current.target == place.target
    qtbot.waitUntil(lambda: said(window, qtbot)[REVIEW] == "2021–2024 · done", timeout=20_000)


def test_a_key_opens_it_and_one_undo_takes_all_back(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    before = read(window)
    marks(window, qtbot)
    press("y")
    bar = window.parts.section_bar
    assert bar.title() == f"“{REVIEW}”", "the section of the figure under decision"
    type_years(window, qtbot, "2026", planned=True)
    qtbot.waitUntil(lambda: "undecided figures" in window.notice.text(), timeout=20_000)
    assert read(window)["67.8%"] == ("2026", "target")
    assert rows(window) == [("section", "period", "2026"), ("section", "status", "target")]
    qtbot.waitUntil(lambda: said(window, qtbot)[REVIEW] == "2026 · planned", timeout=20_000)
    press("u")
    qtbot.waitUntil(lambda: read(window) == before, timeout=20_000)
    qtbot.waitUntil(lambda: said(window, qtbot)[REVIEW] == "2025 · done", timeout=20_000)
    press("z", hold=Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: read(window)["67.8%"] == ("2026", "target"), timeout=20_000)


def test_escape_leaves_everything_and_what_is_no_year_is_said(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    marks(window, qtbot)
    press("y")
    bar = window.parts.section_bar
    bar.years.selectAll()
    qtbot.keyClicks(bar.years, "last")
    assert bar.years.is_marked()
    assert "Write 2025, or 2021/2025" in bar.hint()
    qtbot.keyClick(bar.years, Qt.Key.Key_Return)
    assert bar.isVisible()
    bar.years.selectAll()
    qtbot.keyClicks(bar.years, "2025-01/2025-09")
    qtbot.keyClick(bar.years, Qt.Key.Key_Return)
    assert bar.isVisible(), "months are no years of a section"
    qtbot.keyClick(bar.years, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert window.view.hasFocus()
    assert rows(window) == []


def test_nothing_is_written_where_nothing_was_changed(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    marks(window, qtbot)
    press("y")
    qtbot.keyClick(window.parts.section_bar.years, Qt.Key.Key_Return)
    assert rows(window) == []
    assert not window.parts.section_bar.isVisible()


def test_empty_years_let_what_is_read_hold_again(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    before = read(window)
    marks(window, qtbot)
    press("y")
    type_years(window, qtbot, "2023")
    qtbot.waitUntil(lambda: read(window) != before, timeout=20_000)
    qtbot.waitUntil(lambda: said(window, qtbot)[REVIEW] == "2023 · done", timeout=20_000)
    press("y")
    bar = window.parts.section_bar
    qtbot.keyClick(bar.years, Qt.Key.Key_Delete)
    qtbot.keyClick(bar.years, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: read(window) == before, timeout=20_000)
    qtbot.waitUntil(lambda: said(window, qtbot)[REVIEW] == "2025 · done", timeout=20_000)


def test_a_correction_by_which_nothing_is_read_otherwise_says_so(
    window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    marks(window, qtbot)
    press(*[Qt.Key.Key_Return] * len(window.session.review.figures))
    assert window.session.progress.left.total() == 0
    before = read(window)
    press("y")
    type_years(window, qtbot, "2027")
    qtbot.waitUntil(lambda: window.notice.text().startswith("No undecided figure"), timeout=20_000)
    assert read(window) == before
    assert rows(window) == [("section", "period", "2027")]


def test_the_reports_own_year_moves_every_section(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    marks(window, qtbot)
    press("y")
    bar = window.parts.section_bar
    bar.year.setFocus()
    qtbot.keyClicks(bar.year, "2024")
    bar.region.setFocus()
    # QTest types no Chinese
    bar.region.setText("云汀区")
    qtbot.keyClick(bar.region, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "undecided figures" in window.notice.text(), timeout=20_000)
    assert rows(window) == [("file", "year", "2024"), ("file", "region", "云汀区")]
    qtbot.waitUntil(lambda: said(window, qtbot)["云汀区2026年政府工作报告"] == "2023 · done", timeout=20_000)
    press("u")
    qtbot.waitUntil(lambda: said(window, qtbot)["云汀区2026年政府工作报告"] == "2025 · done", timeout=20_000)


def test_a_reopened_store_shows_and_takes_back_what_was_corrected(
    window: MainWindow, open_window: OpenWindow, press: Press, qtbot: QtBot
) -> None:
    before = read(window)
    marks(window, qtbot)
    press("y")
    type_years(window, qtbot, "2022")
    qtbot.waitUntil(lambda: read(window)["67.8%"] == ("2022", "actual"), timeout=20_000)
    now, store = read(window), window.session.store
    assert store is not None
    path = store.path
    window.close()
    assert check(path).faults == []
    again = open_window(path)
    assert read(again) == now
    assert said(again, qtbot)[REVIEW] == "2022 · done"
    qtbot.keyClick(again.view, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: read(again) == before, timeout=20_000)


def differing(path: Path, other: Path) -> None:
    """Make a store in which Li corrects a heading, and one in which Wang corrects it otherwise."""
    start = REPORT.index(REVIEW)
    span = Span(start, start + len(REVIEW))
    for place, name, period in ((path, "李敏", "2024"), (other, "王强", "2023")):
        with Store.open(place) as store:
            store.add_report(READ)
            store.append([new_step(store.annotator(name), READ.digest).section(span, "period", period)])


def test_differing_corrections_are_shown_as_disputed_after_a_merge(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path, other = tmp_path / "a.biaoshu", tmp_path / "b.biaoshu"
    differing(path, other)
    with Store.open(path) as store:
        assert merge(store, [other]).faults == []
    window = open_window(path)
    window.workspace.name_annotator("李敏", another=True)
    qtbot.waitUntil(lambda: window.session.ready and bool(window.session.sections), timeout=20_000)
    mark = marks(window, qtbot)[REVIEW]
    assert mark.is_disputed
    assert mark.years == "≠ 2024"
    assert "王强: 2023" in mark.toolTip()
    assert "王强: 2023" in mark.accessibleName()
    assert read(window)["67.8%"] == ("2024", "actual"), "each annotator is read by their own"
    qtbot.mouseClick(mark, Qt.MouseButton.LeftButton)
    assert "王强: 2023" in window.parts.section_bar.hint()
    type_years(window, qtbot, "2023")
    qtbot.waitUntil(lambda: said(window, qtbot)[REVIEW] == "2023 · done", timeout=20_000)
    window.workspace.name_annotator("王强", another=True)
    qtbot.waitUntil(lambda: window.session.ready and bool(window.session.sections), timeout=20_000)
    assert read(window)["67.8%"] == ("2023", "actual")


def test_who_reads_blind_hears_of_no_other(open_window: OpenWindow, tmp_path: Path, qtbot: QtBot) -> None:
    path, other = tmp_path / "a.biaoshu", tmp_path / "b.biaoshu"
    differing(path, other)
    with Store.open(path) as store:
        merge(store, [other])
    window = open_window(path)
    window.workspace.name_annotator("李敏", another=True)
    qtbot.waitUntil(lambda: window.session.ready and bool(window.session.sections), timeout=20_000)
    window.actions_by_name["toggle_blind"].trigger()
    mark = marks(window, qtbot)[REVIEW]
    assert not mark.is_disputed
    assert "王强" not in mark.toolTip()


def test_a_store_that_cannot_be_written_leaves_the_bar_open(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    before = read(window)
    marks(window, qtbot)
    press("y")
    store = window.session.store
    assert store is not None
    store.file.db.execute("PRAGMA query_only = ON")
    bar = window.parts.section_bar
    bar.years.selectAll()
    qtbot.keyClicks(bar.years, "2022")
    with qtbot.captureExceptions() as raised:
        qtbot.keyClick(bar.years, Qt.Key.Key_Return)
    assert raised == []
    assert bar.isVisible()
    assert window.notice.is_trouble
    store.file.db.execute("PRAGMA query_only = OFF")
    assert read(window) == before
    assert rows(window) == []
    qtbot.keyClick(bar.years, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: read(window)["67.8%"] == ("2022", "actual"), timeout=20_000)


def test_what_is_filed_while_the_figures_are_on_their_way_is_read_with_them(
    window: MainWindow, open_window: OpenWindow, qtbot: QtBot
) -> None:
    """The year is said before the first figure is shown; then nothing is shown that was read by another."""
    store, report = window.session.store, window.session.report
    assert store is not None
    assert report is not None
    store.file.db.execute("DELETE FROM kept_proposals")
    store.file.db.conn.commit()
    window.session.close_report()
    window.workspace.open_report(report.digest)
    assert not window.session.ready
    window.session.file([report.digest], {"year": "2024"})
    qtbot.waitUntil(lambda: window.session.ready, timeout=20_000)
    assert read(window)["8个"] == ("2024", "target")
    qtbot.waitUntil(lambda: said(window, qtbot)[PLAN] == "2024 · planned", timeout=20_000)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_mark_made_anew_has_all_its_lines(
    open_window: OpenWindow, report_file: Path, qtbot: QtBot, language: str
) -> None:
    """Marks are made anew with each report, and were as high as they would be at another width."""
    use_language(language)
    try:
        sections = open_window(report_file).view.sections
        qtbot.waitUntil(lambda: len(sections.marks()) > 1)
        sections.show_sections()
        assert [mark.height() for mark in sections.marks()] == [
            len(mark.lines()) * mark.fontMetrics().height() for mark in sections.marks()
        ]
    finally:
        use_language("system")
