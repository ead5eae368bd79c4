"""What the quick tests of the store try some times is tried hundreds and thousands of times, and through the window.

BIAOSHU_MERGES says how many random triples of stores are merged, where there is no time for 10,000; BIAOSHU_FORGERY
from which seed on stores are forged.
"""

import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from core.model.decision import Decision
from core.model.standing import latest
from core.store import Store
from core.store.check import check
from tests.core.child import posix
from tests.core.files import test_confinement as closing
from tests.core.files.native import REFUSED
from tests.core.store.content import rows
from tests.core.store.test_check import logs, no_change_is_taken_in_silence
from tests.core.store.test_faults import Keeping, fail_writes, kill_merges
from tests.core.store.test_forgery import a_forgery_stops_nothing
from tests.core.store.test_merge import the_laws_hold
from tests.core.store.test_repair import DAMAGES, make, what_can_be_read_comes
from tests.core.store.test_store_machine import Annotation
from tests.core.store.test_store_survival import kill_rounds
from tests.gui.session import test_session_machine as sitting
from tests.gui.test_first_light import ProgramOnScreen, decided, wait_for

KILLS = 200
WINDOW_KILLS = 30
CUT_POINTS = 1_000
AT_ONCE = 50
DAMAGED_STORES = 500
FORGERIES = 100
FIRST_FORGERY = int(os.environ.get("BIAOSHU_FORGERY", "1000"))
REPAIRS = 500
REPAIR_SEED = int(os.environ.get("BIAOSHU_SEED", "20000"))
MERGES = int(os.environ.get("BIAOSHU_MERGES", "10000"))
MERGE_KILLS = 50
MEMORY = Path("/dev/shm")
WITNESS = Path(__file__).with_name("witness.py")
KEYS_A_ROUND = 40  # more than a window gets to before it is killed

Tell = Callable[[str], None]


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Return what writes a count to the screen, which docs/reliability.md quotes."""

    def write(counted: str) -> None:
        with capsys.disabled():
            sys.stdout.write(f"\n{counted}\n")

    return write


@posix
def test_two_hundred_kills_lose_no_acknowledged_decision(tmp_path: Path, tell: Tell) -> None:
    written = 0
    for turn in range(KILLS // AT_ONCE):
        written += kill_rounds(tmp_path / f"{turn}.biaoshu", AT_ONCE)
    assert written > 2 * KILLS
    tell(f"{KILLS} kills, {written} decisions")


@posix
def test_kills_in_the_middle_of_a_merge_leave_all_of_it_or_nothing(tmp_path: Path) -> None:
    assert kill_merges(tmp_path, MERGE_KILLS, seed=7) == {5, 305}


@posix
def test_a_thousand_writes_that_fail_change_nothing(tmp_path: Path, tell: Tell) -> None:
    failed = 0
    for first in range(0, CUT_POINTS, AT_ONCE):
        folder = tmp_path / str(first)
        folder.mkdir()
        fail, done = fail_writes(folder, first, AT_ONCE)
        assert fail + done == AT_ONCE
        failed += fail
        shutil.rmtree(folder)
    assert failed > CUT_POINTS / 4
    tell(f"{CUT_POINTS} points, {failed} writes failed")


def test_five_hundred_more_damaged_stores_tell_no_other_story(tmp_path: Path, tell: Tell) -> None:
    """Others than those of the quick test: another store, other damage."""
    path = tmp_path / "a.biaoshu"
    with Store.open(path) as store:
        rows(store, 60)
        rows(store, 30, "王强")
    assert len(logs(path)) == 1
    seeds = range(10_000, 10_000 + DAMAGED_STORES)
    outcomes = [no_change_is_taken_in_silence(path, tmp_path / "damaged", seed) for seed in seeds]
    assert {"refused", "whole", "seen"} == {*outcomes}
    counts = ", ".join(f"{outcomes.count(outcome)} {outcome}" for outcome in sorted({*outcomes}))
    tell(f"{DAMAGED_STORES} damaged stores: {counts}")


def test_five_hundred_repairs_lose_nothing_that_can_be_read(tmp_path: Path, tell: Tell) -> None:
    """Others than those of the quick test: another store, other damage; BIAOSHU_SEED begins elsewhere."""
    whole = make(tmp_path / "a.biaoshu", 90)
    counted = Counter[str]()
    for seed in range(REPAIR_SEED, REPAIR_SEED + REPAIRS):
        counted += what_can_be_read_comes(whole, tmp_path / str(seed), DAMAGES[seed % len(DAMAGES)], seed)
    assert counted["there"] >= counted["readable"] > 0
    share = counted["there"] / counted["all"]
    tell(
        f"{REPAIRS} repairs: {counted['readable']} decisions on undamaged pages, all there; {counted['there']} of "
        f"{counted['all']} came ({share:.1%}), {counted['alone']} told as unproven and {counted['changed']} of these "
        f"changed; of {counted['nothing']} stores nothing was left"
    )


def test_a_hundred_forged_stores_stop_nothing(tmp_path: Path, tell: Tell) -> None:
    """Another column of another table by each seed, from BIAOSHU_FORGERY on; alone: pytest -k hundred_forged."""
    outcomes = []
    for seed in range(FIRST_FORGERY, FIRST_FORGERY + FORGERIES):
        folder = tmp_path / str(seed)
        folder.mkdir()
        outcomes.append(a_forgery_stops_nothing(folder, seed))
        shutil.rmtree(folder)
    assert outcomes.count("named") > FORGERIES / 4
    counts = ", ".join(f"{outcomes.count(outcome)} {outcome}" for outcome in sorted({*outcomes}))
    tell(f"{FORGERIES} forged stores from seed {FIRST_FORGERY} on: {counts}")


def triples(first: int) -> int:
    """Try the laws on the triples from this one on, in a process of their own; return how many."""
    seeds = range(first, min(first + AT_ONCE, MERGES))
    for seed in seeds:
        # what a merge says does not hang on the disk it is on
        with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
            the_laws_hold(seed * 10, Path(folder))
    return len(seeds)


def test_merge_laws_hold_for_ten_thousand_triples(tell: Tell) -> None:
    start = time.monotonic()
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        tried = sum(pool.map(triples, range(0, MERGES, AT_ONCE)))
    assert tried == MERGES
    tell(f"{tried} triples of stores, 3 pairs each, in {time.monotonic() - start:.0f} s")


@pytest.mark.parametrize("machine", [Annotation, Keeping])
def test_the_state_machines_go_on_for_longer(machine: type[RuleBasedStateMachine]) -> None:
    longer = settings(
        max_examples=200, stateful_step_count=50, deadline=None, suppress_health_check=[*HealthCheck], database=None
    )
    run_state_machine_as_test(machine, settings=longer)  # type: ignore[no-untyped-call]


def test_the_machine_of_the_session_goes_on_for_longer(qapp: object) -> None:
    sitting.run(200, 50)


class Watched(ProgramOnScreen):
    """The program with a witness of what its window painted."""

    def __init__(self, display: dict[str, str], home: Path, *words: str) -> None:
        self.seen = home / f"seen-{time.monotonic_ns()}"
        super().__init__(display | {"BIAOSHU_WITNESS": str(self.seen)}, home, *words)

    def begin(self, *words: str) -> list[str]:
        return [sys.executable, str(WITNESS), *words]

    def shown(self) -> int | None:
        """Return how many figures are decided by the last line of progress that was painted, None before any."""
        lines = self.seen.read_text(encoding="utf-8") if self.seen.exists() else ""
        counts = re.findall(r"^已定 (\d+)，共", lines, re.MULTILINE)
        return int(counts[-1]) if counts else None


@pytest.fixture
def watch(display: dict[str, str], home: Path) -> Iterator[Callable[..., Watched]]:
    if not shutil.which("xdotool"):
        pytest.skip("needs xdotool (make test-long installs it on Debian and Ubuntu)")
    screens: list[Watched] = []

    def start(*words: str) -> Watched:
        screens.append(Watched(display, home, *words))
        return screens[-1]

    yield start
    for screen in screens:
        if screen.program.poll() is None:
            screen.kill()


def kept(screen: Watched) -> list[Decision]:
    """Read the log of a store its window was killed over, from a copy: the next window finds what the kill left."""
    found = check(screen.store)
    assert found.faults == []
    return decided(screen)


def test_thirty_kills_of_the_window_lose_nothing_it_showed(
    watch: Callable[..., Watched], sample: Path, tmp_path: Path, tell: Tell
) -> None:
    """Real keys decide, a kill comes at a random moment; the next window shows what the one before had painted."""
    report = tmp_path / "报告.txt"
    report.write_text(sample.read_text(encoding="utf-8") * 12, encoding="utf-8")
    choice, before, counted = random.Random(3), list[Decision](), 0
    for turn in range(WINDOW_KILLS):
        screen = watch(*([] if turn else [str(report)]))
        screen.wait_for_title(report.stem)
        wait_for(lambda screen=screen: screen.shown() is not None)
        assert screen.shown() == counted, "the window begins with what was kept"
        keys = choice.choices(["Return", "space", "x"], k=KEYS_A_ROUND)
        hand = subprocess.Popen(["xdotool", "key", "--delay", "15", *keys], env=screen.place)
        wait_for(lambda screen=screen, least=counted: (screen.shown() or 0) > least)
        time.sleep(choice.random() * 0.4)
        screen.kill()
        hand.wait()
        after, shown = kept(screen), screen.shown()
        assert after[: len(before)] == before
        assert shown is not None
        assert len(latest(after)) >= shown > counted
        before, counted = after, len(latest(after))
    tell(f"{WINDOW_KILLS} kills of the window, {len(before)} decisions")


TRIAL_ROUNDS = 200
TRIAL_SEED = int(os.environ.get("BIAOSHU_SEED", "14"))


@pytest.mark.skipif(sys.platform != "linux", reason="Landlock and seccomp are Linux's")
def test_the_native_code_trial(tmp_path: Path, tell: Tell) -> None:
    """Every call of the system but those allowed, with arguments by chance, from the reading process after it closed.

    Started alone: `make test-long ARGS="tests/long/test_reliability.py -k native_code"`; BIAOSHU_SEED seeds it.
    """
    closing.has_what_it_needs()
    for turn in range(TRIAL_ROUNDS // 10):
        folder = tmp_path / str(turn)
        folder.mkdir()
        tried, numbers = closing.native(folder, 9, "TRY", f"NUMBERS {TRIAL_SEED + turn} 10")
        for name, how in json.loads(closing.text_of(tried)).items():
            assert how[0] == -1, (name, how)
            assert how[1] in REFUSED, (name, how)
        assert json.loads(closing.text_of(numbers)) == []
        assert sorted(path.name for path in folder.iterdir()) == ["0.txt", "1.txt", "secret"]
    tell(f"{TRIAL_ROUNDS} rounds over every call, {TRIAL_ROUNDS // 10} over the attempts by name: none let through")
