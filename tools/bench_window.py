"""Measures of the window: how long a key takes until it is painted and stored, and how long the first paint takes."""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tools.bench_timing import Line

if TYPE_CHECKING:
    from PySide6.QtWidgets import QScrollBar, QWidget

    from core.model.figure import Proposal
    from core.model.report import Report

ROOT = Path(__file__).resolve().parent.parent
KEYS = 120
ROUNDS = 3
"""Times are by the wall clock, to which whatever else runs adds: the best of so many rounds counts."""
STARTS = 15

# of our style: another has other things to load
EMPTY_WINDOW = """
import os
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, lambda: os._exit(0))
        return False
app = QApplication(["", "-style", "Fusion"])
window = QMainWindow()
window.setCentralWidget(QTextEdit())
window.resize(1280, 800)
watch = Watch()
window.installEventFilter(watch)
window.show()
app.exec()
"""
# main.py but for what comes behind the first paint
OUR_WINDOW = """
import gc, os, sys
sys.path.insert(0, sys.argv.pop())
gc.disable()
from gui import app
app.begin = lambda window, paths: os._exit(0)
app.run([])
"""


def p95(times: list[float]) -> float:
    """Return the time that 95 of 100 stay within."""
    return sorted(times)[int(len(times) * 0.95)]


def settle(window: "QWidget") -> None:
    """Show a window where it is not, and let what it puts off be done."""
    from PySide6.QtTest import QTest

    window.show()
    QTest.qWaitForWindowExposed(window)
    QTest.qWait(500)


def key_times(figures: int, number: int) -> tuple[list[float], list[float], list[float]]:
    """Confirm figures by key in a report of so many, a new one each round, move edges of others, then scroll it.

    Return each key's milliseconds to painted and stored, those of the keys that move an edge, each of another figure,
    which the engine reads anew, and each page's to painted.
    """
    from PySide6.QtCore import Qt

    from gui import app as application
    from gui.preferences.settings import Settings
    from gui.window import MainWindow

    application.make_application()
    window = MainWindow(Settings())
    window.resize(1280, 800)
    settle(window)
    window.workspace.open_last_store()
    # the report of the time before is read first: no key decides while figures are found
    while window.workspace.is_finding or window.workspace.is_opening:
        settle(window)
    report, proposals = repeated(figures)
    report = replace(report, text=report.text + "\n" * number)
    window.session.add_report(report)
    window.session.open_report(report.digest)
    window.session.propose(proposals, None)
    settle(window)
    times = [_time(lambda: press(window.view, Qt.Key.Key_Return)) for _ in range(KEYS)]
    decided = window.session.progress.decided
    # in the program the engine has found the report's figures by then: it has its dictionary, and the report laid out
    found: list[list[Proposal]] = []
    window.workspace.find(replace(report, text=report.text[:2_000]), found.append)
    shown, reading = window.session.current, window.session.reading
    while not found or shown is None or reading is None or reading.known(shown.figure.span) is None:
        settle(window)
    edges = []
    for _ in range(KEYS):
        press(window.view, Qt.Key.Key_J)
        edges.append(_time(lambda: press(window.view, Qt.Key.Key_BracketRight)))
    moved = window.session.progress.decided - decided
    bar = window.view.verticalScrollBar()
    steps = range(0, bar.maximum(), max(bar.pageStep() // 2, bar.maximum() // KEYS))
    pages = [_time(lambda value=value: _scroll(bar, value)) for value in steps]
    window.close()
    if decided != KEYS:
        raise SystemExit(f"{decided} of {KEYS} keys decided something: there is nothing to time")
    if moved < KEYS:
        raise SystemExit(f"{moved} of {KEYS} keys moved an edge: there is nothing to time")
    return times, edges, pages


def press(widget: object, key: object) -> None:
    """Press a key in a widget, and let what comes of it be done and painted."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    QTest.keyClick(widget, key)  # type: ignore[call-overload]
    QApplication.processEvents()


def _scroll(bar: "QScrollBar", value: int) -> None:
    from PySide6.QtWidgets import QApplication

    bar.setValue(value)
    QApplication.processEvents()


def repeated(figures: int) -> tuple["Report", list["Proposal"]]:
    """Return the bundled report again and again with its proposals moved along, so many figures in all."""
    from core.detection.lexicon import load_lexicon
    from core.detection.pipeline import find_figures
    from core.files.load import load
    from core.model.figure import Proposal
    from core.model.report import Report

    (sample,) = (ROOT / "resources" / "sample").glob("*.txt")
    report = load(sample)
    found = find_figures(report, load_lexicon())

    def moved(proposal: Proposal, by: int) -> Proposal:
        figure = replace(proposal.figure, start=proposal.figure.start + by, end=proposal.figure.end + by)
        reasons = {topic: tuple(one.moved(by) for one in given) for topic, given in proposal.reasons.items()}
        return replace(proposal, figure=figure, reasons=reasons)

    times = -(-figures // len(found))
    proposals = [moved(proposal, turn * len(report.text)) for turn in range(times) for proposal in found]
    return Report("repeated", report.text * times), list(proposals[:figures])


def _time(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1_000


def completion_times() -> list[float]:
    """Return the milliseconds to complete each of four words, rare, in letters or in characters, among 5,000 names."""
    from core.pinyin import initials
    from gui.widgets.vocabulary import Vocabulary

    chosen, vocabulary = random.Random(5), Vocabulary()
    parts = ["地区", "规模", "以上", "工业", "农业", "增加值", "城镇", "居民", "人均", "收入", "投资", "社会", "消费"]
    while len(vocabulary) < 5_000:
        vocabulary.add("".join(chosen.choices(parts, k=6)))
    vocabulary.learn(initials("".join(vocabulary.unlearnt)))
    return [
        _time(lambda typed=typed: vocabulary.match(typed)) for typed in ("s", "zzzzzz", "收入", "dqgy") for _ in "12345"
    ]


def start_times() -> tuple[list[float], list[float]]:
    """Return the milliseconds from spawn to first paint, of our window and an empty one, in turns."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(STARTS):
        for code, kept in ((OUR_WINDOW, times[0]), (EMPTY_WINDOW, times[1])):
            command = [sys.executable, "-c", code, str(ROOT)]
            kept.append(_time(lambda command=command: subprocess.run(command, check=True, capture_output=True)))
    return times


@contextmanager
def offscreen() -> Iterator[None]:
    """Give what is measured a home of its own and no screen."""
    before = dict(os.environ)
    with tempfile.TemporaryDirectory() as home:
        os.environ |= dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), home)
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        # an interpreter that may not keep what it compiled would compile the project at each start
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        try:
            yield
        finally:
            os.environ.clear()
            os.environ |= before


def window_and_keys() -> Iterator[Line]:
    """Measure keys, the effort of a review and the start."""
    with offscreen():
        few, few_edges, few_pages = _best(400)
        many, many_edges, many_pages = _best(25_000)
        said = f"{_said(few)}, the best of {ROUNDS} rounds"
        yield Line("a key to painted and stored at 400 figures, median / 16 ms", statistics.median(few) / 16, 1, said)
        yield Line("a key to painted and stored at 400 figures, p95 / 33 ms", p95(few) / 33, 1, said)
        yield _p95_line("a key to painted and stored at 25,000 figures, p95 / 50 ms", many, 50)
        said = _said(few_edges)
        edge = statistics.median(few_edges)
        yield Line("a key that moves an edge to painted and stored at 400 figures, median / 16 ms", edge / 16, 1, said)
        yield _p95_line("a key that moves an edge to painted and stored at 400 figures, p95 / 33 ms", few_edges, 33)
        yield _p95_line("a key that moves an edge to painted and stored at 25,000 figures, p95 / 50 ms", many_edges, 50)
        yield _p95_line("a page scrolled to painted at 400 figures, p95 / 16 ms", few_pages, 16)
        yield _p95_line("a page scrolled to painted at 25,000 figures, p95 / 16 ms", many_pages, 16)
        yield _p95_line("a name completed among 5,000, p95 / 16 ms", completion_times(), 16)
        # the two of a round run one after the other, on a machine as fast for both; the middle round counts
        rounds = sorted(zip(*start_times(), strict=True), key=lambda pair: pair[0] / pair[1])
        ours, empty = rounds[STARTS // 2]
        taken = f"{ours:.0f} ms / {empty:.0f} ms, the middle one of {STARTS} rounds"
        yield Line("start to first paint / an empty window's of the same style", ours / empty, 2.5, taken)
        total = figures = 0
        from tools.oracle import labelled_reports, review_all

        for name, effort in review_all(labelled_reports(), to_the_letter=True):
            taken = f"{effort.by_one_key / effort.figures:.0%} by one key; {effort.details()}"
            total, figures = total + effort.keys, figures + effort.figures
            yield Line(f"keys a labelled figure, {name}", effort.keys / effort.figures, 3, taken)
        yield Line("keys a labelled figure, all reports", total / figures, 1.6, f"{total} keys / {figures} figures")


def _best(figures: int) -> tuple[list[float], list[float], list[float]]:
    """Time keys, edges and pages in some rounds; return the times of the best round of each."""
    keys, edges, pages = zip(*(key_times(figures, number) for number in range(ROUNDS)), strict=True)
    return min(keys, key=p95), min(edges, key=p95), min(pages, key=p95)


def _p95_line(name: str, times: list[float], budget_ms: float) -> Line:
    return Line(name, p95(times) / budget_ms, 1, _said(times))


def _said(times: list[float]) -> str:
    return f"median {statistics.median(times):.1f} ms, p95 {p95(times):.1f} ms"
