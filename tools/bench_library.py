"""The measure of a large library: pauses of the window in a store of 250,000 decisions, and keys beside its works.

The window is watched by a timer that should fire each millisecond: the longest time between two beats is the pause.
It is taken by the wall clock, to which all that runs on the machine adds, so the best of three rounds counts; the
processor time of the window's own thread within that pause is told beside it.
"""

import gc
import json
import os
import shutil
import statistics
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tools.bench_open import apart, begun, run_until
from tools.bench_timing import Line
from tools.bench_window import offscreen, press, repeated, settle

if TYPE_CHECKING:
    from PySide6.QtCore import Qt

    from gui.window import MainWindow

ROUNDS = 3
REPORTS, DECISIONS, MANY = 1_000, 250, 10_000
PAUSE_MS, SORTED_MS, BACKUP_MS = 50, 60, 30
FIGURES, TABLE = 400, 25_000
KEYS, MOST_KEYS = 40, 400
AT_REST = 1.25
"""How much dearer a key may be beside other work, or in a longer list: the two are measured minutes apart."""
PATIENCE_S = 120.0


class Watch:
    """Writes down, each millisecond that it can, what the time is and how much of it the thread had the processor."""

    def __init__(self, window: "MainWindow") -> None:
        from PySide6.QtCore import QTimer

        self._beats: list[tuple[float, float]] = []
        self._timer = QTimer(window, interval=1)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        self._beats.append((time.perf_counter(), time.thread_time()))

    def longest(self, work: Callable[[], object], until: Callable[[], bool] = lambda: True) -> list[float]:
        """Do something, wait until it is over and all is at rest; return the longest pause: wall and processor, ms."""
        self._beats = []
        self._beat()
        work()
        run_until(until, PATIENCE_S)
        run_until(lambda: False, 1)
        self._beat()
        pauses = ((after[0] - before[0], after[1] - before[1]) for before, after in pairwise(self._beats))
        return [1_000 * one for one in max(pauses)]


def library(place: Path) -> dict[str, list[float]]:
    """Do what an analyst does in a large store; return by what is done the longest pause, or the times of its keys."""
    window = opened_window(place)
    watch, session, counting = Watch(window), window.session, window.library.counting
    taken: dict[str, list[float]] = {}
    # the opening itself is measured by `store`: what comes behind it is looked at
    window.workspace.open_store(place / "large.biaoshu")
    gc.freeze()
    taken["after it is opened"] = watch.longest(lambda: _rest(3), lambda: session.ready and not counting.is_busy)

    def go_through() -> None:
        for _ in range(6):
            window.library.go_report(1)
            run_until(lambda: session.ready and not window.workspace.is_opening, PATIENCE_S)
            _rest()

    taken["from report to report"] = watch.longest(go_through)
    _look_around(window, watch, taken)
    _open_new(window)
    _press_beside(window, watch, taken)
    _export_and_merge(window, place, watch, taken)
    window.close()
    return taken


def _rest(seconds: float = 0.3) -> None:
    run_until(lambda: False, seconds)


def _look_around(window: "MainWindow", watch: Watch, taken: dict[str, list[float]]) -> None:
    """Sort and group the home page, search and sort the list."""
    from PySide6.QtCore import Qt

    from gui.home.report_table import COLUMNS

    def look() -> None:
        window.show_home()
        _rest()
        for column in range(len(COLUMNS)):
            window.parts.home_page.tree.sortByColumn(column, Qt.SortOrder.AscendingOrder)
            _rest(0.1)
        for by in ("region", "year", "none"):
            window.library.group_by(by)
            _rest()
        window.show_panes()

    def search() -> None:
        for words in ("2", "20", "2012", ""):
            window.reports.line.setText(words)
            _rest()
        for order in ("name", "year", "region", "progress", "added"):
            window.library.sort_by(order)
            _rest()

    # the page is made, and its modules are loaded, when it is first asked for
    window.show_home()
    window.show_panes()
    taken["on the home page"] = watch.longest(look)
    taken["in the list, searched and sorted"] = watch.longest(search)


def _press_beside(window: "MainWindow", watch: Watch, taken: dict[str, list[float]]) -> None:
    """Decide by keys while nothing else goes on, while reports are counted, and while the store is backed up."""
    from PySide6.QtCore import Qt

    counting, safety = window.library.counting, window.workspace.safety
    taken["keys at rest"] = keys(window, Qt.Key.Key_Return)
    beside = taken["keys beside a backup"] = []

    def count() -> None:
        assert window.session.store is not None
        window.session.store.file.db.execute("DELETE FROM kept_progress")
        counting.count()
        taken["keys while counts are made"] = keys(window, Qt.Key.Key_U)

    def back_up() -> None:
        safety.back_up()
        while safety.is_backing_up and len(beside) < MOST_KEYS:
            beside.extend(keys(window, Qt.Key.Key_Return, 1) + keys(window, Qt.Key.Key_U, 1))

    taken["while reports are counted"] = watch.longest(count, lambda: not counting.is_busy)
    taken["while it is backed up"] = watch.longest(back_up, lambda: not safety.is_backing_up)


def _export_and_merge(window: "MainWindow", place: Path, watch: Watch, taken: dict[str, list[float]]) -> None:
    from PySide6.QtWidgets import QDialog

    from gui.background.export import Export

    over: list[object] = []
    window.workspace.exported.connect(lambda *_: over.append("exported"))
    window.workspace.failed.connect(over.append)
    window.workspace.message.connect(over.append)
    choice = Export("all", "jsonl", place / "out.jsonl")
    taken["while it is exported"] = watch.longest(lambda: window.workspace.export(choice), lambda: bool(over))
    over.clear()

    def merge() -> None:
        window.parts.store_actions.look_at([place / "other.biaoshu"])
        run_until(lambda: any(one.objectName() != "waiting" for one in window.findChildren(QDialog)), PATIENCE_S)
        for dialog in window.findChildren(QDialog):
            if dialog.objectName() != "waiting":
                dialog.accept()

    taken["while another store is merged"] = watch.longest(merge, lambda: bool(over))


def long_list(place: Path) -> dict[str, list[float]]:
    """Decide by keys with one report in the store, then with 10,000."""
    from PySide6.QtCore import Qt

    window = opened_window(place)
    taken: dict[str, list[float]] = {}
    for name in ("one", "many"):
        window.workspace.open_store(place / f"{name}.biaoshu")
        run_until(lambda: window.session.ready and not window.workspace.is_opening, PATIENCE_S)
        run_until(lambda: not window.library.counting.is_busy, 5)
        window.library.counting.stop()
        _open_new(window)
        taken[name] = keys(window, Qt.Key.Key_Return)
    window.close()
    return taken


def table(place: Path) -> dict[str, list[float]]:
    """Sort the table of 25,000 figures by each of its columns; return the milliseconds of each."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    window = opened_window(place)
    window.workspace.open_last_store()
    _open_new(window, TABLE)
    run_until(lambda: window.table.model.rowCount() == TABLE, PATIENCE_S)
    gc.freeze()
    times: dict[str, list[float]] = {}
    for column, one in enumerate(window.table.model.columns):
        for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
            start = time.perf_counter()
            window.table.table.sortByColumn(column, order)
            QApplication.processEvents()
            times.setdefault(one.title, []).append(1_000 * (time.perf_counter() - start))
    window.close()
    return {title: [max(both)] for title, both in times.items()}


def keys(window: "MainWindow", key: "Qt.Key", number: int = KEYS) -> list[float]:
    """Press a key so often, with a short rest after each; return the milliseconds of each to painted and stored."""
    times = []
    for _ in range(number):
        start = time.perf_counter()
        press(window.view, key)
        times.append(1_000 * (time.perf_counter() - start))
        run_until(lambda: False, 0.02)
    return times


def _open_new(window: "MainWindow", figures: int = FIGURES) -> None:
    """Put a report of its own into the open store, and have its figures shown."""
    report, proposals = repeated(figures)
    window.session.add_report(report)
    window.session.list_anew()
    window.session.open_report(report.digest)
    window.session.propose(proposals, None)
    # reports that came are counted soon, which is no part of what is timed next
    run_until(lambda: False, 3)
    window.library.counting.stop()


def opened_window(place: Path) -> "MainWindow":
    """Return a window that is up, of the annotator who decides in the stores of a place."""
    from gui import app as application
    from gui.preferences.settings import Settings

    application.make_application()
    settings = Settings()
    for name, value in json.loads((place / "signature").read_text(encoding="utf-8")).items():
        settings.keep(name, value)
    settings.flush()
    window = begun()
    settle(window)
    return window


def _make(place: Path) -> None:
    """Make the stores that are measured in a folder, and write who decides in them."""
    from core.store import Store
    from tools.large_store import fill

    fill(place / "large.biaoshu", REPORTS, DECISIONS)
    fill(place / "many.biaoshu", MANY, 5, kept=False)
    fill(place / "one.biaoshu", 1, 5, kept=False)
    fill(place / "other.biaoshu", 100, DECISIONS, seed=2, kept=False)
    with Store.open(place / "large.biaoshu") as store:
        known = store.annotators()
    identities = "\n".join(f"{identity} {name}" for identity, name in known.items())
    said = {"annotator": next(iter(known.values())), "identities": identities, "name_asked": "yes"}
    (place / "signature").write_text(json.dumps(said), encoding="utf-8")


def rounds(work: str, made: Path) -> list[dict[str, list[float]]]:
    """Do a work (module:function) so often; return what each time took.

    Each time it has a process, copies of the stores and a home of its own.
    """
    taken = []
    for _ in range(ROUNDS):
        with offscreen():
            place = Path(os.environ["HOME"]) / "stores"
            shutil.copytree(made, place)
            taken.append(apart(work, place))
    return taken


def large_library() -> Iterator[Line]:
    """Measure the pauses in a large store, keys beside other work and in a long list, and the table sorted."""
    with TemporaryDirectory() as folder:
        made = Path(folder)
        _make(made)
        taken = rounds("tools.bench_library:library", made)
        for name in taken[0]:
            if not name.startswith("keys"):
                wall, own = min(one[name] for one in taken)
                said = f"{wall:.0f} ms, of which {own:.0f} ms the thread's own; the best of {ROUNDS}"
                yield Line(
                    f"the window's longest pause in a large store, {name} / {PAUSE_MS} ms", wall / PAUSE_MS, 1, said
                )
        ratios = [
            statistics.median(one["keys while counts are made"]) / statistics.median(one["keys at rest"])
            for one in taken
        ]
        best = taken[ratios.index(min(ratios))]
        said = f"{_said(best['keys while counts are made'])} / {_said(best['keys at rest'])}, the best of {ROUNDS}"
        yield Line("a key while counts are made / at rest, medians", round(min(ratios), 2), AT_REST, said)
        beside = min((one["keys beside a backup"] for one in taken), key=max)
        said = f"{_said(beside)}, of {len(beside)} keys; the best of {ROUNDS}"
        yield Line(f"a decision beside a backup, the longest / {BACKUP_MS} ms", max(beside) / BACKUP_MS, 1, said)
        lists = rounds("tools.bench_library:long_list", made)
        ratios = [statistics.median(one["many"]) / statistics.median(one["one"]) for one in lists]
        best = lists[ratios.index(min(ratios))]
        said = f"{_said(best['many'])} / {_said(best['one'])}, the best of {ROUNDS}"
        yield Line(f"a key with {MANY:,} reports in the list / with one, medians", round(min(ratios), 2), AT_REST, said)
        tables = rounds("tools.bench_library:table", made)
        columns = {title: min(one[title][0] for one in tables) for title in tables[0]}
        slowest = max(columns, key=lambda title: columns[title])
        said = f"{columns[slowest]:.0f} ms by {slowest}; the best of {ROUNDS}"
        yield Line(f"the table of {TABLE:,} figures sorted / {SORTED_MS} ms", columns[slowest] / SORTED_MS, 1, said)


def _said(times: list[float]) -> str:
    return f"median {statistics.median(times):.1f} ms, longest {max(times):.1f} ms"
