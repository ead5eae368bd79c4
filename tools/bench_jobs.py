"""Measures --jobs and --scheduler: reports a second with one process, two and a cluster; a report among many."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tools import environment
from tools.bench_timing import Line

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
# Whole rounds of the 21 reports of the corpus, so that the reports of each are as long.
START, FEW, SOME, MANY = 21, 105, 210, 5_040
# Two processes need the reader's share of a core as well, a cluster also that of who hands out.
_TWO, _CLUSTER = 0.75, 0.9
_FLAT = 1.1
# What few reports cost differs from run to run by a tenth and more.
_ROUNDS = 5
_LOCAL = """
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        print(cluster.scheduler_address, flush=True)
        input()
"""


def jobs() -> Iterator[Line]:
    """Yield two processes and a cluster of two against one process, and a report among 5,040 against one of 105.

    Speed is by the wall clock. What a report costs is processor time, which stands still while other programs
    run, for the program and all its processes, without what their start costs: among few that would hide a growth.
    """
    with tempfile.TemporaryDirectory() as folder:
        start, few, some, many = (_repeated(Path(folder) / str(number), number) for number in (START, FEW, SOME, MANY))
        one, two = _run(some, "--jobs", "1").wall, _run(some, "--jobs", "2").wall
        said = f"{SOME / two:.0f} and {SOME / one:.0f} reports a second, start included"
        yield Line("two processes / one, seconds", round(two / one, 2), _TWO, said)
        with _cluster(Path(folder)) as (python, address):
            both = _run(some, "--scheduler", address, python=python).wall
        said = f"{SOME / both:.0f} reports a second against {SOME / one:.0f}, start included"
        yield Line("a cluster of two / one process, seconds", round(both / one, 2), _CLUSTER, said)
        begun, small = (median(_run(place, "--jobs", "2").processor for _ in range(_ROUNDS)) for place in (start, few))
        large = _run(many, "--jobs", "2").processor
        each, among = (1000 * (cost - begun) / (number - START) for cost, number in ((small, FEW), (large, MANY)))
        said = f"{among:.1f} ms / {each:.1f} ms of the processors, two processes"
        yield Line(f"a report among {MANY:,} / one among {FEW}", round(among / each, 2), _FLAT, said)


def _repeated(folder: Path, number: int) -> Path:
    """Lay out so many reports: those of ../shared/corpus, else the bundled one, over and over."""
    folder.mkdir()
    reports = sorted(CORPUS.glob("*.txt")) or sorted((ROOT / "resources" / "sample").glob("*.txt"))
    masters = [Path(shutil.copy(report, folder.parent / f"{folder.name}-{report.name}")) for report in reports]
    for place, report in enumerate(islice(cycle(masters), number)):
        os.link(report, folder / f"{place:05}.txt")
    return folder


class _Taken(NamedTuple):
    """The seconds a run took, by the clock on the wall and by the processors' own."""

    wall: float
    processor: float


def _run(folder: Path, *words: str, python: Path | str = sys.executable) -> _Taken:
    command = [python, ROOT / "main.py", "find", *words, "-o", folder.parent / "found.jsonl", folder]
    start, spent = time.perf_counter(), _spent()
    subprocess.run(command, check=True)
    wall = time.perf_counter() - start
    # Windows does not tell what ended processes took
    return _Taken(wall, (_spent() - spent) or wall)


def _spent() -> float:
    times = os.times()
    return times.children_user + times.children_system


@contextmanager
def _cluster(folder: Path) -> Iterator[tuple[Path, str]]:
    """Start a cluster of two processes; give the Python that knows it, and its address."""
    python = environment.provide(ROOT, "build/cluster-venv", environment.CLUSTER_LOCK, "150 MB")
    script, pipe = folder / "local.py", subprocess.PIPE
    script.write_text(_LOCAL, encoding="utf-8")
    around = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen([python, script], stdin=pipe, stdout=pipe, text=True, env=around) as process:
        assert process.stdout is not None
        try:
            yield python, process.stdout.readline().strip()
        finally:
            process.communicate("\n", timeout=60)
