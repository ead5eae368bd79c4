"""The measure of the store: opening, one decision, undo, the table and export as it grows, and memory over a soak."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from tools.bench_open import run_until
from tools.bench_timing import CLOCK, Line
from tools.bench_window import offscreen, press, repeated, settle

if TYPE_CHECKING:
    from core.model.figure import Proposal
    from core.model.report import Report
    from core.store import Store
    from gui.window import MainWindow

SIZES = (1_000, 100_000, 1_000_000)
A_REPORT = 1_000  # decisions
KEYS = 60
LEARNT_WITHIN_S = 600.0
ROUNDS = 3
# a soak: so many reports of a thousand decisions each; what the first tenth holds is the measure
SOAKED = 100
STATM = Path("/proc/self/statm")


def grow(store: "Store", annotator: str, to: int, report: "Report", proposals: list["Proposal"]) -> None:
    """Add reports, each with a thousand decisions of one annotator, until there are so many decisions."""
    from core.model.decision import new_step

    for number in range(store.lengths()[annotator] // A_REPORT, to // A_REPORT):
        another = replace(report, name=f"report {number}", text=f"{report.text}\n{number}\n")
        store.add_report(another)
        step = new_step(annotator, another.digest)
        store.append([step.confirm(one.figure.span, one.figure, one) for one in proposals])


def measured(place: Path, report: "Report", proposals: list["Proposal"]) -> dict[str, float]:
    """Open a store in the window; return the milliseconds of each thing an annotator does there, and of an export."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    from core.store import Store
    from gui.preferences.settings import Settings
    from gui.window import MainWindow

    window = MainWindow(Settings())
    window.resize(1280, 800)
    settle(window)

    store = Store.open(place)
    store.add_report(report)
    annotator = store.annotator("bench")
    store.close()

    def open_store() -> None:
        window.workspace.close_store()
        window.session.use(Store.open(place), annotator)
        window.session.open_report(report.digest)
        window.session.propose(proposals, None)
        QApplication.processEvents()

    times = {"opening": min(_time(open_store) for _ in range(ROUNDS))}
    settle(window)
    # A store is gone through once after each opening, in a thread, for what can be learnt from it. The processor's time
    # is that of all threads, and a key does not wait for this one.
    run_until(lambda: not window.workspace.learning.is_busy, LEARNT_WITHIN_S)
    times["a decision"] = median(_time(lambda: press(window.view, Qt.Key.Key_Return)) for _ in range(KEYS))
    decided = window.session.progress.decided
    times["undo"] = median(_time(lambda: press(window.view, Qt.Key.Key_U)) for _ in range(KEYS))
    times["the table"] = min(_time(lambda: _fill(window)) for _ in range(ROUNDS))
    opened = window.session.store
    assert opened is not None
    if (decided, window.session.progress.decided) != (KEYS, 0):
        raise SystemExit("not every key decided or took back: there is nothing to time")
    times["export"] = _time(lambda: _export(opened, annotator, place.with_suffix(".jsonl")))
    window.close()
    return times


def _fill(window: "MainWindow") -> None:
    from PySide6.QtWidgets import QApplication

    window.table.model.fill()
    QApplication.processEvents()


def _export(store: "Store", annotator: str, target: Path) -> None:
    from core.jobs.export import save
    from core.jobs.gather import gather

    save((gather(store, one, (annotator, "bench"), [], ["confirmed"]) for one in store.reports()), target, "jsonl")


def _time(work: Any) -> float:  # noqa: ANN401
    """Return the milliseconds of this process's own work: the sizes are measured many minutes apart, and what else the
    machine does changes meanwhile.
    """
    start = CLOCK()
    work()
    return (CLOCK() - start) * 1_000


# how much dearer each may be at a million decisions than at a thousand; an export by the decision
BOUNDS = {"opening": 20.0, "a decision": 2.0, "undo": 2.0, "the table": 2.0, "export": 1.5}


def store_growth() -> Iterator[Line]:
    """Compare each thing at 1,000, at 100,000 and at 1,000,000 decisions in one store."""
    from core.store import Store
    from gui import app as application

    report, proposals = repeated(A_REPORT)
    with offscreen(), TemporaryDirectory() as folder:
        application.make_application()
        place = Path(folder) / "grown.biaoshu"
        taken: dict[str, list[float]] = {name: [] for name in BOUNDS}
        for size in SIZES:
            with Store.open(place) as store:
                grow(store, store.annotator("bench"), size, report, proposals)
            for name, time in measured(place, report, proposals).items():
                taken[name].append(time * A_REPORT / size if name == "export" else time)
    sizes = " / ".join(f"{size:,}" for size in SIZES)
    for name, bound in BOUNDS.items():
        each = " / ".join(f"{time:.1f}" for time in taken[name])
        of = ", of 1,000 decisions" if name == "export" else ""
        said = f"{each} ms at {sizes}{of}"
        ratio = round(taken[name][-1] / taken[name][0], 2)
        yield Line(f"{name} at a million decisions / at a thousand", ratio, bound, said)


def soak() -> Iterator[Line]:
    """Decide on 100,000 figures one by one, report after report; what the process holds must stay what it was."""
    if not STATM.is_file():
        print("The system does not tell what a process holds: the soak is left out.", file=sys.stderr)
        return
    from core.review.review import confirm
    from core.store import Store
    from gui.session.session import Session

    report, proposals = repeated(A_REPORT)
    with offscreen(), TemporaryDirectory() as folder, Store.open(Path(folder) / "soaked.biaoshu") as store:
        session = Session()
        session.use(store, store.annotator("bench"))
        held: list[int] = []
        for number in range(SOAKED):
            another = replace(report, text=f"{report.text}\n{number}\n")
            session.add_report(another)
            session.open_report(another.digest)
            session.propose(proposals, None)
            for shown in [*session.review.figures]:
                session.write([confirm(session.act(), shown)])
            if number + 1 in (SOAKED // 10, SOAKED):
                held.append(int(STATM.read_text().split()[1]) * 4096)
        decided = store.lengths()[session.annotator]
        session.use(None, "")
    early, late = held
    taken = f"{late / 2**20:.0f} MB after {decided:,} decisions / {early / 2**20:.0f} MB after {decided // 10:,}"
    yield Line("memory held over a soak of 100,000 decisions", round(late / early, 2), 1.1, taken)
