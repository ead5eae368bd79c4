"""The measure of the first figures: from the start of the program until they are painted, of a known and a new report.

And how long `stats` takes over a store of many reports, each of which is decided on.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.bench_timing import Line
from tools.bench_window import ROOT, offscreen, repeated

STARTS = 9
KNOWN_S, NEW_S = 0.5, 0.7
# as many figures as a whole report of 20,000 characters has: the bundled one is three times as dense
CHARACTERS = 7_000
REPORTS, DECISIONS, STATS_S = 1_000, 250, 2.0
BYTES = 600

# main.py, which ends when the figures of its report are painted
FIRST_FIGURES = """
import gc, os, sys
sys.path.insert(0, sys.argv.pop())
gc.disable()
from gui import app
begin = app.begin
def watched(window, paths):
    from PySide6.QtCore import QEvent, QObject, QTimer
    class Watch(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint and window.session.ready and window.session.review.figures:
                QTimer.singleShot(0, lambda: os._exit(0))
            return False
    window.watch = Watch()
    window.session.decided.connect(lambda _: window.view.viewport().installEventFilter(window.watch))
    window.session.decided.connect(lambda _: window.view.viewport().update())
    begin(window, paths)
app.begin = watched
app.run(sys.argv[1:])
"""


def first_figures() -> Iterator[Line]:
    """Time the start until the figures of a report of usual length are painted: one that is known, and one that is new.

    The store of the last time is there, with its engine's answers kept where the report is known.
    """
    report, _ = repeated(1_000)
    with offscreen(), TemporaryDirectory() as folder:
        place = Path(folder)
        known = place / "报告.txt"
        known.write_text(report.text[:CHARACTERS], encoding="utf-8")
        _start(known)
        times: dict[str, list[float]] = {"known": [], "new": []}
        for number in range(STARTS):
            times["known"].append(_start())
            new = place / f"{number}.txt"
            new.write_text(f"{report.text[:CHARACTERS]}\n第{number}份。\n", encoding="utf-8")
            times["new"].append(_start(new))
            # the one of before is open again next time
            _start(known)
        for name, bound in (("known", KNOWN_S), ("new", NEW_S)):
            middle, best = statistics.median(times[name]), min(times[name])
            said = (
                f"{middle:.2f} s, the middle one of {STARTS} starts; the best {best:.2f} s; {CHARACTERS:,} characters"
            )
            yield Line(f"start to first figures of a {name} report / {bound} s", round(middle / bound, 2), 1, said)


def _start(*paths: Path) -> float:
    """Start the window, with files to open if any; return the seconds until figures are painted."""
    start = time.perf_counter()
    command = [sys.executable, "-c", FIRST_FIGURES, *map(str, paths), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return time.perf_counter() - start


def store_stats() -> Iterator[Line]:
    """Take the processor time of `stats` over a store whose figures are known, and what keeping them takes on disk."""
    from core.jobs.engines import ProcessExecutor
    from core.jobs.stats import counts_of
    from core.model.decision import new_step
    from core.store import Store

    report, proposals = repeated(DECISIONS)
    with TemporaryDirectory() as folder:
        place = Path(folder) / "many.biaoshu"
        with Store.open(place) as store:
            annotator = store.annotator("bench")
            for number in range(REPORTS):
                another = replace(report, name=f"report {number}", text=f"{report.text}\n{number}\n")
                store.add_report(another)
                step = new_step(annotator, another.digest)
                store.append([step.confirm(one.figure.span, one.figure, one) for one in proposals])
        before = place.stat().st_size
        with Store.reading(place) as store, ProcessExecutor(os.cpu_count() or 1) as executor:
            figures = sum(
                total
                for _, counts in counts_of(store, executor)
                if isinstance(counts, dict)
                for counted in counts.values()
                for _, total in counted.values()
            )
        bytes_each = (place.stat().st_size - before) / figures
        taken = _processor_time([sys.executable, "-W", "ignore", str(ROOT / "main.py"), "stats", str(place)])
    said = f"{taken:.2f} s of processor time, {REPORTS:,} reports of {DECISIONS} decisions"
    yield Line(f"stats over a store of known reports / {STATS_S} s", round(taken / STATS_S, 2), 1, said)
    said = f"{bytes_each:.0f} bytes a figure, {figures:,} figures"
    yield Line(f"what is kept of a figure on disk / {BYTES} bytes", round(bytes_each / BYTES, 2), 1, said)


def _processor_time(command: list[str]) -> float:
    before = os.times()
    subprocess.run(command, check=True, capture_output=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system
