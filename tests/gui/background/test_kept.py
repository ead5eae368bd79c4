"""A report whose figures the store knows opens with them; what another detector found is never shown."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from core.detection.inputs import DetectionInputs
from core.jobs.kept import keep_proposals, kept_proposals
from core.model.figure import Figure, Proposal
from core.model.report import Report
from gui.background.workspace import READ_AT_ONCE
from gui.window import MainWindow
from tests.core.store.content import tamper
from tests.gui.conftest import REPORT, OpenWindow

OTHER = "另一份2026年报告\n新增企业7家，增长3.5%。\n"


def kept(window: MainWindow, report: Report) -> list[Proposal] | None:
    assert window.session.store is not None
    return kept_proposals(window.session.store, report)


def shown(window: MainWindow) -> list[str]:
    report = window.session.report
    assert report is not None
    return [report.text[one.figure.start : one.figure.end] for one in window.session.review.figures]


def go_to(window: MainWindow, digest: str, qtbot: QtBot) -> None:
    """Open another report; come back when its figures are shown."""
    window.workspace.open_report(digest)
    qtbot.waitUntil(lambda: window.session.ready and not window.workspace.is_opening, timeout=20_000)


def with_both(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> tuple[Report, Report]:
    """Open a second report beside the first; return both, when what was found in them is kept."""
    first = window.session.report
    assert first is not None
    path = tmp_path / "另一份.txt"
    path.write_text(OTHER, encoding="utf-8", newline="\n")
    window.workspace.open_paths([path])
    qtbot.waitUntil(lambda: window.session.report is not first and window.session.ready, timeout=20_000)
    second = window.session.report
    assert second is not None
    qtbot.waitUntil(lambda: None not in (kept(window, first), kept(window, second)), timeout=20_000)
    return first, second


def test_what_was_found_is_kept_and_shown_without_the_engine(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    first, second = with_both(window, tmp_path, qtbot)
    of_second = shown(window)
    window.workspace.open_report(first.digest)
    assert window.session.ready, "at once: nobody is asked"
    assert not window.workspace.is_finding
    assert len(shown(window)) > 5
    window.workspace.open_report(second.digest)
    assert window.session.ready
    assert shown(window) == of_second
    found: list[Sequence[Proposal]] = []
    window.workspace.find(first, found.append)
    assert found == [], "from the event loop, as the engine's answer is"
    qtbot.waitUntil(lambda: len(found) == 1, timeout=20_000)
    assert found == [kept(window, first)]


def test_what_another_detector_found_is_not_shown_and_goes(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    first, _ = with_both(window, tmp_path, qtbot)
    store, right = window.session.store, kept(window, first)
    assert store is not None
    assert right is not None
    for stale in (
        DetectionInputs(first.digest, first.name, "an earlier detector"),
        DetectionInputs(first.digest, "别区", "an earlier detector"),
    ):
        store.kept.keep_proposals(first.digest, stale.key(), right[:1])
        window.session.close_report()
        go_to(window, first.digest, qtbot)
        assert len(shown(window)) == len(right)
        qtbot.waitUntil(lambda: kept(window, first) == right, timeout=20_000)
        assert store.kept.proposals(first.digest, stale.key()) is None


def test_kept_figures_that_are_damaged_are_found_anew_and_nothing_is_said(
    open_window: OpenWindow, report_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window(report_file)
    report, store = window.session.report, window.session.store
    assert report is not None
    assert store is not None
    qtbot.waitUntil(lambda: kept(window, report) is not None, timeout=20_000)
    right = shown(window)
    path = store.path
    window.close()
    tamper(path, "UPDATE kept_proposals SET packed = x'00'")
    again = open_window(path)
    assert again.notice.text() == ""
    assert shown(again) == right
    qtbot.waitUntil(lambda: kept(again, report) is not None, timeout=20_000)


def test_many_kept_figures_are_read_in_a_thread(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    text = REPORT + "".join(f"新增第{number}类企业{number}家。\n" for number in range(READ_AT_ONCE + 100))
    report = Report("很多", text)
    session.add_report(report)
    session.list_anew()
    assert session.store is not None
    assert session.report is not None
    begun = text.index("新增第0类")
    qtbot.waitUntil(lambda: session.report is not None and kept(window, session.report) is not None, timeout=20_000)
    found = kept(window, session.report)
    assert found
    one = found[0]
    many = [
        Proposal(_moved(one, begun + place), 0.5)
        for place, sign in enumerate(text[begun:])
        if sign == "新" and text[begun + place :].startswith("新增第")
    ]
    keep_proposals(session.store, report, many)
    window.workspace.open_report(report.digest)
    assert window.workspace.is_opening
    qtbot.waitUntil(lambda: session.ready and not window.workspace.is_opening, timeout=20_000)
    assert len(session.review.figures) == len(many) > READ_AT_ONCE


def _moved(proposal: Proposal, start: int) -> Figure:
    return replace(proposal.figure, start=start, end=start + 2)
