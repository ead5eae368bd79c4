"""The measure of opening: a report to its first marked paint beside plain text, and how long the window ever pauses."""

import gc
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tools.bench_desk import ROOT, offscreen, repeated, settle
from tools.bench_timing import Line

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

ROUNDS = 7
CHARACTERS = 33_000
# the bundled report is three times as dense in figures as the densest of whole reports
EVERY = 3
MANY = 25_000
PAUSE_MS = 100
PATIENCE_S = 180.0


def ours(place: Path) -> dict[str, float]:
    """Open a report in a window that is up: with its proposals at hand, the next one so too, and with the engine."""
    from PySide6.QtWidgets import QApplication

    from core.figure import proposal_from_record
    from core.report import Report
    from gui import app as application
    from gui.main_window import MainWindow
    from gui.preferences.settings import Settings

    application.make_application()
    window = MainWindow(Settings())
    window.resize(1280, 800)
    settle(window)
    application.begin(window, [])
    text = (place / "text").read_text(encoding="utf-8")
    proposals = [proposal_from_record(one) for one in json.loads((place / "proposals").read_text(encoding="utf-8"))]
    reports = [Report("opened", text + "\n" * number) for number in range(3)]
    for report in reports:
        window.session.add_report(report)
    window.session.list_anew()
    settle(window)
    # as app.run does
    gc.freeze()

    def show(report: Report) -> None:
        window.session.open_report(report.digest)
        window.session.propose(proposals, None)
        paint(window.view.viewport())

    def find(report: Report) -> None:
        window.desk.open_report(report.digest)
        while not window.session.ready:
            QApplication.processEvents()
        paint(window.view.viewport())

    times = {"first": _time(lambda: show(reports[0]))}
    settle(window)
    times["next"] = _time(lambda: show(reports[1]))
    settle(window)
    times["found"] = _time(lambda: find(reports[2]))
    window.close()
    return times


def paint(widget: "QWidget") -> None:
    """Let a widget be laid out and painted as the event loop does it, before any timer has its turn."""
    from PySide6.QtCore import QCoreApplication, QEvent, QObject

    class Watch(QObject):
        painted = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
            self.painted = self.painted or event.type() == QEvent.Type.Paint
            return False

    watch = Watch()
    widget.installEventFilter(watch)
    for _ in range(10):
        QCoreApplication.sendPostedEvents()
        if watch.painted:
            widget.removeEventFilter(watch)
            return
    raise SystemExit("nothing was painted: there is nothing to time")


def plain(place: Path) -> dict[str, float]:
    """Show the same text in a QPlainTextEdit of the same size and font, in a window that is up."""
    from PySide6.QtWidgets import QMainWindow, QPlainTextEdit

    from gui import app as application
    from gui.looks import fonts

    application.make_application()
    window, view = QMainWindow(), QPlainTextEdit()
    view.setReadOnly(True)
    view.setFont(fonts.reading_font(13))
    window.setCentralWidget(view)
    window.resize(780, 560)
    settle(window)
    text = (place / "text").read_text(encoding="utf-8")

    def show(text: str) -> None:
        view.setPlainText(text)
        paint(view.viewport())

    return {"first": _time(lambda: show(text)), "next": _time(lambda: show(text + "\n"))}


def pauses(place: Path) -> dict[str, float]:
    """Open a report of 25,000 figures with the engine; return the longest time the window answered nothing."""
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest

    from core.report import Report
    from gui import app as application
    from gui.main_window import MainWindow
    from gui.preferences.settings import Settings

    application.make_application()
    window = MainWindow(Settings())
    window.resize(1280, 800)
    settle(window)
    application.begin(window, [])
    report = Report("many", (place / "many").read_text(encoding="utf-8"))
    window.session.add_report(report)
    window.session.list_anew()
    settle(window)
    gc.freeze()
    beats = [time.perf_counter()]
    beat = QTimer(window, interval=1)
    beat.timeout.connect(lambda: beats.append(time.perf_counter()))
    beat.start()
    window.desk.open_report(report.digest)
    until = time.monotonic() + PATIENCE_S
    while not window.session.ready and time.monotonic() < until:
        QTest.qWait(20)
    # what is put off till the keys rest is waited for as well
    QTest.qWait(2_000)
    beat.stop()
    found = window.session.progress.found
    window.close()
    longest = max(after - before for before, after in pairwise(beats))
    return {"longest": longest * 1_000, "figures": found}


WORKS: dict[str, Callable[[Path], dict[str, float]]] = {"ours": ours, "plain": plain, "pauses": pauses}


def _time(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1_000


def _apart(name: str, place: Path) -> dict[str, float]:
    """Do a work in a process of its own, where nothing is loaded and nothing drawn yet."""
    code = "import sys; sys.path.insert(0, sys.argv[1]); from tools.bench_open import main; main(*sys.argv[2:])"
    command = [sys.executable, "-c", code, str(ROOT), name, str(place)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    times: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return times


def _best(rounds: tuple[dict[str, float], ...]) -> dict[str, float]:
    return {name: min(one[name] for one in rounds) for name in rounds[0]}


def main(name: str, place: str) -> None:
    """Do one of the works and print its times."""
    print(json.dumps(WORKS[name](Path(place))))


def opening() -> Iterator[Line]:
    """Measure how a report opens, as the first of a start, and how 25,000 figures do."""
    from core.figure import proposal_to_record

    report, proposals = repeated(MANY)
    kept = [one for one in proposals[::EVERY] if one.figure.end <= CHARACTERS]
    with offscreen(), TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "text").write_text(report.text[:CHARACTERS], encoding="utf-8")
        (place / "proposals").write_text(json.dumps([*map(proposal_to_record, kept)]), encoding="utf-8")
        (place / "many").write_text(report.text, encoding="utf-8")
        rounds = [(_apart("ours", place), _apart("plain", place)) for _ in range(ROUNDS)]
        mine, theirs = (
            {name: min(one[name] for one in each) for name in each[0]} for each in zip(*rounds, strict=True)
        )
        yield Line(
            f"a report of {CHARACTERS:,} characters, open to marked / its plain text, open to painted",
            round(mine["first"] / theirs["first"], 2),
            2,
            f"{mine['first']:.0f} ms / {theirs['first']:.0f} ms, {len(kept)} figures at hand, best of {ROUNDS}; "
            f"the next one {mine['next']:.0f} ms / {theirs['next']:.0f} ms; found by the engine {mine['found']:.0f} ms",
        )
        longest = min((_apart("pauses", place) for _ in range(2)), key=lambda one: one["longest"])
        taken = f"{longest['longest']:.0f} ms while {longest['figures']:,} figures open, the better of 2"
        yield Line(f"the window's longest pause / {PAUSE_MS} ms", round(longest["longest"] / PAUSE_MS, 2), 1, taken)
