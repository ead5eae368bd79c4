"""The measure of opening: a report beside plain text, and how long the window ever pauses while much comes in."""

import gc
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from tools.bench_timing import Line
from tools.bench_window import ROOT, offscreen, repeated, settle

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.window import MainWindow

ROUNDS = 7
CHARACTERS = 33_000
# the bundled report is three times as dense in figures as the densest of whole reports
EVERY = 3
MANY = 25_000
PAUSE_MS = 100
FILES, BAD = 1_000, 50
# what takes seconds takes minutes where much else runs
PATIENCE_S = 600.0


def ours(place: Path) -> dict[str, float]:
    """Open a report in a window that is up: with its proposals at hand, the next one so too, and with the engine."""
    from PySide6.QtWidgets import QApplication

    from core.model.figure import proposal_from_record
    from core.model.report import Report

    window = begun()
    text = (place / "text").read_text(encoding="utf-8")
    proposals = [proposal_from_record(one) for one in json.loads((place / "proposals").read_text(encoding="utf-8"))]
    reports = [Report("opened", text + "\n" * number) for number in range(3)]
    for report in reports:
        window.session.add_report(report)
    window.session.list_anew()
    settle(window)
    # a start goes on at the last report, and the page of all reports does not come between
    window.show_panes()
    settle(window)
    # as app.run does
    gc.freeze()

    def show(report: Report) -> None:
        window.session.open_report(report.digest)
        window.session.propose(proposals, None)
        paint(window.view.viewport())

    def find(report: Report) -> None:
        window.workspace.open_report(report.digest)
        while not window.session.ready:
            QApplication.processEvents()
        # what came may be painted by now, and then nothing more would be
        window.view.viewport().update()
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
    from gui.style import fonts

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
    from core.model.report import Report

    window = begun()
    report = Report("many", (place / "many").read_text(encoding="utf-8"))
    window.session.add_report(report)
    window.session.list_anew()
    settle(window)
    gc.freeze()
    session = window.session

    def is_shown() -> bool:
        # a long report is opened in a thread: until it is there, the session is that of the report of before
        return session.report is not None and session.report.digest == report.digest and session.ready

    with _beating(window) as beats:
        window.workspace.open_report(report.digest)
        run_until(is_shown)
        if not is_shown():
            raise SystemExit(f"the figures did not come within {PATIENCE_S:.0f} s: there is nothing to time")
        # what is put off till the keys rest is waited for as well
        run_until(lambda: False, 2)
    found = window.session.progress.found
    window.close()
    return {"longest": _longest(beats), "figures": found}


def run_until(holds: Callable[[], bool], most_s: float = PATIENCE_S) -> None:
    """Run the program's own event loop until something holds: a test's lets no thread have the interpreter."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop, looking, enough = QEventLoop(), QTimer(interval=20), QTimer(interval=round(most_s * 1_000))
    looking.timeout.connect(lambda: holds() and loop.quit())
    enough.timeout.connect(loop.quit)
    looking.start()
    enough.start()
    loop.exec()


def files(place: Path) -> dict[str, float]:
    """Drop a folder of files on a window that is up; return its longest pause, the seconds, how many came in or not."""
    window = begun()
    settle(window)
    gc.freeze()
    before = len(window.session.reports)
    said: list[str] = []
    window.workspace.file_import.working.connect(lambda what, *_: said.append(what))
    start = time.perf_counter()
    with _beating(window) as beats:
        window.workspace.open_paths([place / "files"])
        # it says what goes on, and says nothing when that is over
        run_until(lambda: any(said) and said[-1] == "")
        seconds = time.perf_counter() - start
        run_until(lambda: False, 2)
    came, refused = len(window.session.reports) - before, len(window.workspace.file_import.refused)
    window.close()
    return {"longest": _longest(beats), "seconds": seconds, "came": came, "refused": refused}


def begun() -> "MainWindow":
    """Start the application and let its window come to rest, with a first store open."""
    from gui import app as application
    from gui.preferences.settings import Settings
    from gui.window import MainWindow

    application.make_application()
    window = MainWindow(Settings())
    window.resize(1280, 800)
    settle(window)
    application.begin(window, [])
    return window


@contextmanager
def _beating(window: "QWidget") -> Iterator[list[float]]:
    """Have a window write down, each millisecond that it can, what the time is."""
    from PySide6.QtCore import QTimer

    beats = [time.perf_counter()]
    beat = QTimer(window, interval=1)
    beat.timeout.connect(lambda: beats.append(time.perf_counter()))
    beat.start()
    yield beats
    beat.stop()


def _longest(beats: list[float]) -> float:
    """Return the longest time between two beats, in milliseconds."""
    return 1_000 * max(after - before for before, after in pairwise(beats))


def _time(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1_000


def apart(name: str, place: Path) -> Any:  # noqa: ANN401 (what the work returns)
    """Do a work (module:function) in a process of its own, where nothing is loaded and nothing drawn yet."""
    code = "import sys; sys.path.insert(0, sys.argv[1]); from tools.bench_open import main; main(*sys.argv[2:])"
    command = [sys.executable, "-c", code, str(ROOT), name, str(place)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def _best(rounds: tuple[dict[str, float], ...]) -> dict[str, float]:
    return {name: min(one[name] for one in rounds) for name in rounds[0]}


def _paused(place: Path) -> dict[str, float]:
    """Measure the pauses in a home of its own, where no report is open and the figures of none are known."""
    with offscreen():
        paused: dict[str, float] = apart("tools.bench_open:pauses", place)
    if paused["figures"] < MANY:
        raise SystemExit(f"{paused['figures']:,} figures came, not {MANY:,}: not what was to be timed")
    return paused


def main(name: str, place: str) -> None:
    """Do a work, named by its module and function, and print its times."""
    module, _, function = name.partition(":")
    print(json.dumps(getattr(import_module(module), function)(Path(place))))


def _fill(folder: Path, text: str) -> None:
    """Fill a folder with reports and, after each nineteen, with a file that is none."""
    bad = (b"PK\x03\x04 cut off", b"%PDF-1.7 cut off", b"\x89PNG\r\n\x1a\n", b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    folder.mkdir()
    for number in range(FILES):
        if number % (FILES // BAD) == 0:
            (folder / f"{number:04}.docx").write_bytes(bad[number // 20 % len(bad)])
        else:
            (folder / f"{number:04}.txt").write_text(f"{text}\n第{number}份。\n", encoding="utf-8")


def opening() -> Iterator[Line]:
    """Measure how a report opens, as the first of a start, how 25,000 figures do, and how a thousand files come in."""
    from core.model.figure import proposal_to_record

    report, proposals = repeated(MANY)
    kept = [one for one in proposals[::EVERY] if one.figure.end <= CHARACTERS]
    with offscreen(), TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "text").write_text(report.text[:CHARACTERS], encoding="utf-8")
        (place / "proposals").write_text(json.dumps([*map(proposal_to_record, kept)]), encoding="utf-8")
        (place / "many").write_text(report.text, encoding="utf-8")
        rounds = [
            (apart("tools.bench_open:ours", place), apart("tools.bench_open:plain", place)) for _ in range(ROUNDS)
        ]
        mine, theirs = (
            {name: min(one[name] for one in each) for name in each[0]} for each in zip(*rounds, strict=True)
        )
        yield Line(
            f"a report of {CHARACTERS:,} characters, open to marked / its plain text, open to painted",
            round(mine["first"] / theirs["first"], 2),
            # Qt lays out and paints the highlights: docs/decisions/0053
            4,
            f"{mine['first']:.0f} ms / {theirs['first']:.0f} ms, {len(kept)} figures at hand, best of {ROUNDS}; "
            f"the next one {mine['next']:.0f} ms / {theirs['next']:.0f} ms; found by the engine {mine['found']:.0f} ms",
        )
        longest = min((_paused(place) for _ in range(2)), key=lambda one: one["longest"])
        taken = f"{longest['longest']:.0f} ms while {longest['figures']:,} figures open, the better of 2"
        yield Line(f"the window's longest pause / {PAUSE_MS} ms", round(longest["longest"] / PAUSE_MS, 2), 1, taken)
    # in a home of its own: no report of before is open
    with offscreen(), TemporaryDirectory() as folder:
        place = Path(folder)
        _fill(place / "files", report.text[: CHARACTERS // 2])
        coming = apart("tools.bench_open:files", place)
        if (coming["came"], coming["refused"]) != (FILES - BAD, BAD):
            raise SystemExit(
                f"{coming['came']} files came in, {coming['refused']} were refused: not what was put there"
            )
        yield Line(
            f"the window's longest pause while {FILES:,} files come in / {PAUSE_MS} ms",
            round(coming["longest"] / PAUSE_MS, 2),
            1,
            f"{coming['longest']:.0f} ms; {FILES - BAD} in and {BAD} refused in {coming['seconds']:.0f} s",
        )
