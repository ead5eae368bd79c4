"""A store's own writes, one by one: the process that makes them is ended, or refused, at the one that is named.

The system calls are counted and met by strace, so that what is tried is the program as it is, down to the disk.
"""

import os
import shutil
import subprocess
import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

from core.store import Store
from core.store.check import check
from core.store.location import journal, wal
from tests.core.child import PREAMBLE, ROOT
from tests.core.making import REPORT

traced = pytest.mark.skipif(shutil.which("strace") is None, reason="strace, which meets system calls, is not installed")

Meeting = Literal["kill", "full", "unconfirmed"]
"""What a call meets: the end of the process; a disk full from then on; a disk that does not confirm once."""

Call = tuple[str, int]
"""A system call that the work makes: its name and how many of that name it is."""

_MET = {
    "kill": ("pwrite64", "ftruncate", "unlink", "fsync", "fdatasync"),
    "full": ("pwrite64",),
    "unconfirmed": ("fsync", "fdatasync"),
}
_FAULT = {"kill": "signal=KILL:when={}", "full": "error=ENOSPC:when={}+", "unconfirmed": "error=EIO:when={}"}

# a first start, two reports, decisions, a closing; an opening, decisions, a closing. Said is what is on disk.
WORK = """
    from core.model.report import Report
    from core.model.panel_act import Assignment
    def tried(act, word=None):
        try: act()
        except StoreError as error: say(f"refused {word or type(error).__name__}")
        else: say(f"done {word}" if word else "went")
    def decide(store, count):
        one = store.annotator("李敏")
        for _ in range(count):
            both = new_step(one, REPORT.digest)
            rows = [both.add(figure("3.5%")), both.add(figure("两家"))]
            # an act in the panel names the step beside which it was written
            panel = new_step(one).panel([Assignment("甲", "GDP")], [both.id])
            tried(lambda: store.append([*rows, panel]), both.id)
    def sit(count):
        with Store.open(path) as store:
            tried(lambda: store.add_report(REPORT))
            tried(lambda: store.add_report(Report("另一份", REPORT.text * 400)))
            decide(store, count)
    for count in (4, 3):
        tried(lambda: sit(count))
"""


@dataclass(frozen=True, slots=True)
class Met:
    """What a process said that met something at a call: the steps done and refused, and whether it came to its end."""

    done: list[str]
    refused: list[str]
    is_ended: bool


def calls_of(path: Path, meeting: Meeting) -> list[Call]:
    """Return the calls of the work that can meet something, by name and in order."""
    trace = path.with_name("trace")
    names = _MET[meeting]
    _run(path, "-o", str(trace), "-e", f"trace={','.join(names)}")
    made = trace.read_text(encoding="utf-8", errors="replace").splitlines()
    counts = {name: sum(f" {name}(" in line for line in made) for name in names}
    return [(name, nth) for name in names for nth in range(1, counts[name] + 1)]


def meet(path: Path, meeting: Meeting, call: Call) -> Met:
    """Let the work meet something at one of its calls; what it left behind is still there."""
    for left in (path, wal(path), journal(path)):
        left.unlink(missing_ok=True)
    name, nth = call
    fault = _FAULT[meeting].format(nth)
    outcome = _run(path, "-o", os.devnull, "-e", f"trace={name}", "-e", f"inject={name}:{fault}")
    words = [line.split() for line in outcome.stdout.splitlines()]
    assert "Traceback" not in outcome.stderr, outcome.stderr
    steps = {kind: [word[1] for word in words if word[0] == kind and len(word) > 1] for kind in ("done", "refused")}
    return Met(steps["done"], steps["refused"], outcome.returncode == 0)


def nothing_is_lost(path: Path, met: Met) -> None:
    """Open what was left: all that was said to be done is there, nothing that was refused, and no half of a step."""
    with Store.open(path) as store:
        assert not store.found, store.found
        there = [row.step for row in store.log(REPORT.digest)] if store.reports() else []
        beside = {row.settles[0] for row in store.panel_log()}
        row = store.file.rows("PRAGMA integrity_check")
        assert row == [{"integrity_check": "ok"}]
    assert set(met.done) <= set(there)
    assert not set(met.refused) & set(there)
    assert all(there.count(step) == 2 for step in there)
    assert beside == set(there)
    assert not check(path).faults
    assert not [file for file in path.parent.iterdir() if "set-aside" in file.name]


def _run(path: Path, *options: str) -> subprocess.CompletedProcess[str]:
    places = [word for file in (path, wal(path), journal(path)) for word in ("-P", str(file))]
    program = [sys.executable, "-c", PREAMBLE + textwrap.dedent(WORK), str(path)]
    command = ["strace", "-f", "-qq", *places, *options, *program]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
