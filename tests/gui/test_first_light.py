"""The main job by real keys on a real window: decide, be killed, start again, take the figures away."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.model.decision import Decision
from core.model.standing import latest
from core.store import Store

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 40.0


def wait_for(seen: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not seen():
        assert time.monotonic() < end, "nothing came"
        time.sleep(0.05)


class ProgramOnScreen:
    """The program on a virtual screen, and the keyboard before it."""

    def __init__(self, place: dict[str, str], home: Path, *words: str) -> None:
        self.place = os.environ | place | {"LANG": "zh_CN.UTF-8"}
        self.store = home / "data" / "Biaoshu" / "Biaoshu" / "figures.biaoshu"
        self.home = home
        self.program = subprocess.Popen(self.begin(*words), env=self.place, stderr=subprocess.PIPE, text=True)

    def begin(self, *words: str) -> list[str]:
        """Return the command line that opens the window."""
        return self.say(*words)

    def say(self, *words: str) -> list[str]:
        """Return the command line that asks the same program for a verb."""
        return [sys.executable, str(ROOT / "main.py"), *words]

    def known(self, path: Path) -> str:
        """Return a file's name as the program knows it."""
        return str(path)

    def xdotool(self, *words: str) -> str:
        done = subprocess.run(["xdotool", *words], env=self.place, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    def wait_for_title(self, name: str) -> None:
        """Wait until the window of a report is there and has the keyboard; nobody waits for a program that ended."""
        wait_for(lambda: self.xdotool("search", "--name", name) or self.program.poll() is not None)
        assert self.program.poll() is None, "the program ended"
        self.xdotool("search", "--sync", "--onlyvisible", "--name", name, "windowactivate", "--sync")

    def wait_for_place(self) -> None:
        """Wait until the figures are found: the place is remembered from then on."""
        wait_for(lambda: "place" in self.remembered())

    def remembered(self) -> str:
        path = self.home / "config" / "Biaoshu" / "Biaoshu.ini"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def press(self, *keys: str) -> None:
        self.xdotool("key", "--delay", "40", *keys)

    def kill(self) -> None:
        self.program.kill()
        self.program.wait()
        self.program.stderr.close()  # type: ignore[union-attr]


@pytest.fixture
def start(display: dict[str, str], home: Path) -> Iterator[Callable[..., ProgramOnScreen]]:
    if not shutil.which("xdotool"):
        pytest.skip("needs xdotool (make test installs it on Debian and Ubuntu)")
    screens: list[ProgramOnScreen] = []

    def start_program(*words: str) -> ProgramOnScreen:
        screens.append(ProgramOnScreen(display, home, *words))
        return screens[-1]

    yield start_program
    for screen in screens:
        if screen.program.poll() is None:
            screen.kill()


def log_of(store: Path) -> list[Decision]:
    with Store.open(store, create=False) as opened:
        (entry,) = opened.reports()
        return opened.log(entry.digest)


def decided(screen: ProgramOnScreen) -> list[Decision]:
    """Read the decisions of a store somebody has open, from a copy of its files."""
    copy = screen.home / "copy.biaoshu"
    for suffix in ("", "-wal"):
        source = screen.store.with_name(screen.store.name + suffix)
        target = copy.with_name(copy.name + suffix)
        target.unlink(missing_ok=True)
        if source.exists():
            shutil.copy(source, target)
    return log_of(copy)


def do_the_walk(screen: ProgramOnScreen) -> None:
    """Confirm ten, reject two, correct a kind and a span, add one, undo twice, redo once."""
    screen.press(*["Return"] * 5, *["space"] * 5)
    screen.press("x", "x")
    screen.press("5", "Return")
    screen.press("bracketright", "Return")
    # the title has the year: a numeral that nobody proposes
    screen.press("ctrl+Home", *["shift+Right"] * 10, "n")
    screen.press("u", "u", "ctrl+shift+z")


def check_walk(rows: list[Decision], text: str) -> None:
    verdicts = [row.verdict for row in rows]
    assert verdicts[:14] == ["confirm"] * 10 + ["reject"] * 2 + ["confirm"] * 2
    assert verdicts[14:] == ["add", "undo", "undo", "undo"]
    held = latest(rows)
    assert len(held) == 14
    kind, span = rows[12], rows[13]
    assert kind.figure is not None
    assert kind.proposed is not None
    assert (kind.figure.kind, kind.figure.span) == ("rank", kind.proposed.figure.span)
    assert span.figure is not None
    assert span.proposed is not None
    assert span.figure.end == span.proposed.figure.end + 1
    assert all(0 <= row.target.start < row.target.end <= len(text) for row in held.values() if row.target)


def export(screen: ProgramOnScreen, state: str) -> list[dict[str, object]]:
    done = subprocess.run(
        screen.say("export", screen.known(screen.store), "--format", "jsonl", "--state", state),
        env=screen.place,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def walk_and_be_killed(start: Callable[..., ProgramOnScreen], report: Path) -> None:
    text = report.read_text(encoding="utf-8")
    first = start(str(report))
    first.wait_for_title(report.stem)
    first.wait_for_place()
    do_the_walk(first)
    wait_for(lambda: len(decided(first)) >= 18)
    time.sleep(0.5)
    place = first.remembered()
    first.kill()
    rows = log_of(first.store)
    check_walk(rows, text)

    second = start()
    second.wait_for_title(report.stem)
    wait_for(lambda: second.xdotool("search", "--name", report.stem))
    assert second.remembered() == place
    second.press("u")
    wait_for(lambda: len(decided(second)) == 19)
    second.press("ctrl+shift+z")
    wait_for(lambda: len(decided(second)) == 20)
    second.kill()
    assert latest(log_of(second.store)) == latest(rows)

    confirmed, all_decided = export(second, "confirmed"), export(second, "decided")
    held = latest(rows)
    assert len(all_decided) == len(held)
    assert len(confirmed) == sum(row.verdict != "reject" for row in held.values())
    for row in all_decided:
        assert text[int(str(row["start"])) : int(str(row["end"]))] == row["text"]


def test_decisions_and_place_outlive_a_kill(start: Callable[..., ProgramOnScreen], sample: Path) -> None:
    walk_and_be_killed(start, sample)


def test_the_same_on_a_labelled_report(start: Callable[..., ProgramOnScreen], shared: Path) -> None:
    walk_and_be_killed(start, shared / "gold" / "南浔区.txt")
