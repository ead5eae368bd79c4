"""The measure of the panel: opened, turned, and from a cell to its sentence, over 800 reports nobody has decided on.

The store is made here: reports of invented counties over twenty years, whose sentences tell what the catalogue knows,
with every proposal kept and what each report says as well, as after a first opening.
"""

import json
import os
import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tools.bench_library import ROUNDS, opened_window, rounds
from tools.bench_open import run_until
from tools.bench_timing import Line
from tools.large_store import moved

if TYPE_CHECKING:
    from core.model.figure import Proposal
    from core.panel.concept import Concept
    from gui.window import MainWindow

COUNTIES, FIRST_YEAR, YEARS = 40, 2004, 20
SENTENCES = 62
"""In each half of a report; two and a half figures each."""
PATIENCE_S = 120.0
OPENED_MS, TURNED_MS, SENTENCE_MS, HELD_MB = 1_000, 100, 200, 500
_SYLLABLES = "临安平清河源山宁阳泉林江口岭溪川固远兴和"
_STORE = "panel.biaoshu"


def _sentence(chosen: random.Random, concept: "Concept") -> str:
    """Return a sentence that tells a concept in one or two of its kinds."""
    growth = f"{round(chosen.uniform(1, 20), 1)}%"
    if "level" in concept.kinds and concept.unit:
        number = round(chosen.uniform(300, 9_000), 1)
        more = f"，增长{growth}" if "growth" in concept.kinds else ""
        return f"{concept.chinese}达到{number}{concept.unit}{more}。"
    if "ratio" in concept.kinds:
        return f"{concept.chinese}达到{round(chosen.uniform(20, 95), 1)}%。"
    return f"{concept.chinese}增长{growth}。"


def _body(chosen: random.Random, concepts: Sequence["Concept"], year: int) -> str:
    """Return the text of a report behind its title: what was reached, and what is planned."""
    halves = []
    for heading in (f"一、{year - 1}年工作回顾", f"二、{year}年工作安排"):
        said = [_sentence(chosen, one) for one in chosen.sample(concepts, SENTENCES)]
        paragraphs = ["".join(said[at : at + 6]) for at in range(0, len(said), 6)]
        halves.append("\n".join([heading, *paragraphs]))
    return "\n".join(halves) + "\n"


def _bodies() -> Iterator[tuple[int, str, "list[Proposal]"]]:
    """Yield of each year the body that all counties' reports share, with what the detector proposes for it."""
    from core.detection.lexicon import load_lexicon
    from core.detection.pipeline import find_figures
    from core.model.report import Report
    from core.panel.concept import load_catalogue

    chosen, lexicon = random.Random(1), load_lexicon()
    concepts = [one for one in load_catalogue().concepts.values() if set(one.kinds) & {"level", "ratio", "growth"}]
    for year in range(FIRST_YEAR, FIRST_YEAR + YEARS):
        body = _body(chosen, concepts, year)
        yield year, body, list(find_figures(Report("body", body), lexicon))


def _make(place: Path) -> None:
    """Make the store in a folder, and write who opens it."""
    from core.jobs.kept import keep_proposals
    from core.model.report import Report
    from core.panel.reading import read_store
    from core.store import Store

    chosen = random.Random(2)
    counties = ["".join(chosen.sample(_SYLLABLES, 2)) + "县" for _ in range(COUNTIES)]
    with Store.open(place / _STORE) as store:
        for year, body, found in _bodies():
            for county in counties:
                title = f"{county}{year}年政府工作报告"
                report = Report(f"{title}.txt", f"{title}\n\n{body}")
                store.add_report(report)
                keep_proposals(store, report, [moved(one, len(title) + 2) for one in found])
        identity = store.annotator("分析一")
        for _ in read_store(store, identity):
            pass
    said = {"annotator": "分析一", "identities": f"{identity} 分析一", "name_asked": "yes"}
    (place / "signature").write_text(json.dumps(said), encoding="utf-8")


def panel(place: Path) -> dict[str, list[float]]:
    """Do in the panel what an analyst does; return the milliseconds of each, and the megabytes that are held."""
    window = opened_window(place)
    window.workspace.open_store(place / _STORE)
    run_until(lambda: not window.library.counting.is_busy and not window.workspace.is_opening, PATIENCE_S)
    run_until(lambda: False, 2)
    taken: dict[str, list[float]] = {"opened": [_until_shown(window, window.show_panel)]}
    page = window.parts.panel_page
    # the reports that were never opened are counted for the panel
    run_until(lambda: not window.library.counting.is_busy and not page.client.is_busy, PATIENCE_S)
    run_until(lambda: False, 4)
    turned = taken["turned"] = []
    for _ in range(2):
        for button in (*page.statuses.buttons()[::-1], *page.views.buttons()):
            turned.append(_until_shown(window, button.click))
        for kind in ("growth", "ratio", "level"):
            turned.append(_until_shown(window, lambda kind=kind: page.set_kind(kind)))
        for box in (page.confirmed, page.spans, page.areas):
            turned.extend(_until_shown(window, box.click) for _ in range(2) if box.isEnabled())
    page.show_view("concept")
    _rest()
    taken["values"] = [_to_values(window, at) for at in range(12)]
    taken["sentence"] = [_to_report(window, at) for at in range(12, 20)]
    taken["held"] = [_held()]
    taken["cells"] = [float(sum(bool(cell.text) for row in page.model.table.cells for cell in row))]
    window.close()
    return taken


def _until_shown(window: "MainWindow", work: Callable[[], object]) -> float:
    """Do something and return the milliseconds until the panel shows what came of it, painted."""
    start = time.perf_counter()
    work()
    page = window.parts.panel_page
    _wait(lambda: not page.client.is_busy and bool(page.title.text()))
    page.table.viewport().repaint()
    taken = 1_000 * (time.perf_counter() - start)
    _rest()
    return taken


def _to_values(window: "MainWindow", at: int) -> float:
    """Go to a cell and return the milliseconds until its sentences are listed below."""
    page = window.parts.panel_page
    start = time.perf_counter()
    _go_to(window, at)
    _wait(lambda: bool(page.facts.facts) and not page.client.is_busy)
    page.facts.viewport().repaint()
    taken = 1_000 * (time.perf_counter() - start)
    _rest()
    return taken


def _to_report(window: "MainWindow", at: int) -> float:
    """Go from a cell to its sentence in the report; return the milliseconds until it is painted there."""
    page = window.parts.panel_page
    _go_to(window, at)
    _wait(lambda: bool(page.facts.facts) and not page.client.is_busy)
    start = time.perf_counter()
    page.opened.emit(page.facts.facts[0])
    _wait(lambda: window.session.ready and not window.workspace.is_opening and not window.shows_panel)
    window.view.viewport().repaint()
    taken = 1_000 * (time.perf_counter() - start)
    window.show_panel()
    _rest()
    return taken


def _go_to(window: "MainWindow", at: int) -> None:
    """Make another cell with a value the current one."""
    page = window.parts.panel_page
    filled = [
        (row, column)
        for row, cells in enumerate(page.model.table.cells)
        for column, cell in enumerate(cells)
        if cell.text
    ]
    page.facts.show_facts(())
    page.table.setCurrentIndex(page.model.index(*filled[(at * 37) % len(filled)]))


def _wait(holds: Callable[[], bool]) -> None:
    """Let the window work until something holds."""
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    until = time.perf_counter() + PATIENCE_S
    while not holds() and time.perf_counter() < until:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 5)


def _rest() -> None:
    run_until(lambda: False, 0.3)


def _held() -> float:
    """Return the megabytes of memory that the window and the panel's process hold; 0 where the system does not tell."""
    own = str(os.getpid())
    return sum(
        int(said["VmRSS"].split()[0]) / 1_024
        for said in map(_status, Path("/proc").glob("[0-9]*"))
        if "VmRSS" in said and (said["Pid"] == own or (said["PPid"] == own and said["verb"] == "tabulate"))
    )


def _status(process: Path) -> dict[str, str]:
    """Return what the system tells of a process, with the last word of its command; nothing of one that ended."""
    try:
        lines = (process / "status").read_text().splitlines()
        command = (process / "cmdline").read_text().strip("\0").split("\0")
    except OSError:
        return {}
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)} | {"verb": command[-1]}


def large_panel() -> Iterator[Line]:
    """Measure how the panel of 800 reports opens, turns and leads to a sentence, and what is held for it."""
    with TemporaryDirectory() as folder:
        made = Path(folder)
        _make(made)
        taken = rounds("tools.bench_panel:panel", made)
    named = (
        ("opened", "the panel of 800 reports, opened", OPENED_MS),
        ("turned", "a switch of the panel, until its table is painted, the longest", TURNED_MS),
        ("values", "a cell, until its sentences are listed, the longest", SENTENCE_MS),
        ("sentence", "from a cell to its sentence in the report, the longest", SENTENCE_MS),
    )
    for name, title, bound in named:
        best = min((one[name] for one in taken), key=max)
        said = f"{max(best):.0f} ms, of {len(best)}; the best of {ROUNDS}"
        yield Line(f"{title} / {bound:,} ms", round(max(best) / bound, 2), 1, said)
    held = min(one["held"][0] for one in taken)
    said = f"{held:.0f} MB in the window and the panel's process"
    yield Line(f"what is held for the panel / {HELD_MB} MB", round(held / HELD_MB, 2), 1, said)
