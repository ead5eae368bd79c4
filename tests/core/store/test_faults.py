"""Whatever fails at whatever write, a store is as it was before an act or as it is after it."""

import os
import random
import shutil
import signal
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from core.model.decision import new_step
from core.store import Store
from core.store.backup_folder import list_backups
from core.store.backups import make_backup, restore
from core.store.check import check
from core.store.merge import merge, take_back_merge
from tests.core.child import answer, child, posix
from tests.core.making import REPORT, figure
from tests.core.store.content import content, rows, work

CUT_POINTS = 60
KILLS = 20


def fail_writes(folder: Path, first: int, points: int) -> tuple[int, int]:
    """Let a write fail at each of so many points, from a first one on; return how many failed and how many did not.

    The size a file may have stands for the disk: each point is a write that fails, some in the middle of a merge.
    """
    with Store.open(folder / "other") as store:
        rows(store, 60, "王强")
    code = f"""
        import resource
        from core.store.merge import merge
        from core.store.check import check_open
        from tests.core.store.content import content
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        store = Store.open(path)
        store.add_report(REPORT)
        one = store.annotator("李敏")
        store.append([act(store).add(figure("3.5%")) for _ in range(30)])
        other, failed, done = path.parent / "other", 0, 0
        log = path.with_name(path.name + "-wal")
        for point in range({points}):
            before = content(store)
            # a step prime to the reach: no two points of a thousand are one
            room = log.stat().st_size + 1 + ({first} + point) * 2_003 % 120_000
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
            try:
                if point % 3: store.append([act(store).add(figure("两家")) for _ in range(1 + point)])
                else: merge(store, [other])
                done += 1
            except StoreError as error:
                failed += 1
                assert content(store) == before, point
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            row = act(store).add(figure("两家"))
            store.append([row])
            assert store.log(REPORT.digest)[-1] == row
        assert not check_open(store).faults
        say(f"{{failed}} {{done}}")
    """
    with child(code, folder / "a.biaoshu") as small:
        failed, done = map(int, (answer(small) or "0 0").split())
    return failed, done


@posix
def test_a_write_that_fails_anywhere_changes_nothing_and_can_be_made_again(tmp_path: Path) -> None:
    failed, done = fail_writes(tmp_path, 0, CUT_POINTS)
    assert failed + done == CUT_POINTS
    assert failed > CUT_POINTS / 4


def kill_merges(folder: Path, kills: int, seed: int = 1) -> set[int]:
    """Kill a process that merges and takes back without end; return how many decisions were there after each kill."""
    mine, other = folder / "a.biaoshu", folder / "other"
    with Store.open(mine) as store:
        rows(store, 5)
    with Store.open(other) as store:
        rows(store, 300, "王强")
    whole = mine.read_bytes()
    code = """
        from core.store.merge import merge, take_back_merge
        store = Store.open(path)
        say("begin")
        while True:
            merge(store, [path.parent / "other"])
            take_back_merge(store)
    """
    choice, seen = random.Random(seed), set()
    for _ in range(kills):
        mine.write_bytes(whole)
        with child(code, mine) as killed:
            assert answer(killed) == "begin"
            time.sleep(choice.random() * 0.2)
            os.kill(killed.pid, signal.SIGKILL)
            killed.wait()
        found = check(mine)
        assert found.faults == []
        seen.add(found.decisions.total())
        with Store.open(mine) as store:
            assert store.found == []
        for left in mine.parent.glob("a.biaoshu-wal"):
            left.unlink()
    return seen


@posix
def test_a_kill_in_the_middle_of_a_merge_leaves_all_of_it_or_nothing(tmp_path: Path) -> None:
    assert kill_merges(tmp_path, KILLS) <= {5, 305}


class Keeping(RuleBasedStateMachine):
    """Two analysts' stores that are worked in, merged, taken back, backed up, restored and torn from a window."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.paths = [self.folder / name for name in ("a.biaoshu", "b.biaoshu")]
        self.stores = [Store.open(path) for path in self.paths]
        self.merges: list[dict[str, list[tuple[object, ...]]]] = []
        self.kept: list[tuple[Path, dict[str, list[tuple[object, ...]]]]] = []
        self.seen: set[str] = set()

    def teardown(self) -> None:
        if hasattr(self, "stores"):
            for store in self.stores:
                store.close()
            shutil.rmtree(self.folder)

    @property
    def mine(self) -> Store:
        return self.stores[0]

    @rule(which=st.integers(0, 1), who=st.sampled_from("abc"), seed=st.integers(0, 10**6))
    def decide(self, which: int, who: str, seed: int) -> None:
        work(self.stores[which], who * 32, who, random.Random(seed))
        if not which:
            self.merges.clear()

    @rule()
    def merge_other(self) -> None:
        before = content(self.mine)
        self.stores[1].close()
        there = {row[2] for row in before["decision"]}
        if not merge(self.mine, [self.paths[1]]).is_empty:
            self.merges.append(before)
        self.stores[1] = Store.open(self.paths[1])
        now = {row[2] for row in content(self.mine)["decision"]}
        assert now >= there | {row[2] for row in content(self.stores[1])["decision"]}

    @precondition(lambda self: self.merges)
    @rule()
    def take_back(self) -> None:
        take_back_merge(self.mine)
        assert content(self.mine) == self.merges.pop()

    @rule()
    def back_up(self) -> None:
        self.kept.append((make_backup(self.mine, "interval").path, content(self.mine)))
        self.kept = [one for one in self.kept if one[0].exists()]

    @precondition(lambda self: self.kept)
    @rule(which=st.integers(0, 100))
    def restore_one(self, which: int) -> None:
        path, then = self.kept[which % len(self.kept)]
        self.mine.close()
        restore(path, self.paths[0])
        self.stores[0] = Store.open(self.paths[0])
        assert content(self.mine) == then
        assert list_backups(self.paths[0])[0].occasion == "restore"
        self.merges.clear()

    @rule()
    def be_killed(self) -> None:
        """Go on with the files as a kill would leave them at this moment."""
        torn, files = self.folder / "torn", [self.paths[0], self.paths[0].with_name("a.biaoshu-wal")]
        torn.mkdir()
        for file in files:
            shutil.copy(file, torn / file.name)
        before = content(self.mine)
        self.mine.close()
        for file in files:
            shutil.move(torn / file.name, file)
        torn.rmdir()
        self.stores[0] = Store.open(self.paths[0])
        assert (content(self.mine), self.mine.found) == (before, [])

    @invariant()
    def every_log_reads_whole(self) -> None:
        for store in self.stores:
            read = sum(len(store.log(entry.digest)) for entry in store.reports())
            assert read == store.lengths().total() == len(content(store)["decision"])
            # what was kept of the counts is what is counted anew
            assert store.decided() == {
                key: n for entry in store.reports() for key, n in store.decided(entry.digest).items()
            }


TestKeeping = Keeping.TestCase
TestKeeping.settings = settings(max_examples=12, stateful_step_count=20, deadline=None)


def test_undone_to_nothing_and_redone_to_the_end_says_the_same(tmp_path: Path) -> None:
    from core.model.standing import latest, undo_and_redo

    with Store.open(tmp_path / "a") as store:
        mine = store.annotator("李敏")
        rows(store, 12)
        store.append([new_step(mine, REPORT.digest).file("year", "2026")])
        store.append([new_step(mine, REPORT.digest).reject(figure().span, None)])
        log = store.log(REPORT.digest)
        said, filed, counted = latest(log), store.reports()[0].filing, store.decided()
        assert counted == {(REPORT.digest, mine): len(said)} == store.decided(REPORT.digest)
        while steps := undo_and_redo(log)[0]:
            store.append([new_step(mine, REPORT.digest).undo(steps[-1])])
            log = store.log(REPORT.digest)
        assert latest(log) == {}
        assert store.decided() == {}
        while steps := undo_and_redo(log)[1]:
            store.append([new_step(mine, REPORT.digest).undo(steps[-1])])
            log = store.log(REPORT.digest)
        assert (latest(log), store.reports()[0].filing, store.decided()) == (said, filed, counted)


@pytest.mark.parametrize("years", [-10, 30])
def test_a_clock_that_jumps_changes_no_order(tmp_path: Path, years: int) -> None:
    from datetime import UTC, datetime, timedelta

    then = datetime(2026, 1, 1, tzinfo=UTC)
    times = iter([then, then + timedelta(days=365 * years), then, then + timedelta(hours=1)])
    with Store.open(tmp_path / "a") as store:
        store.add_report(REPORT)
        mine = store.annotator("李敏")
        for at in times:
            store.append([new_step(mine, REPORT.digest, lambda at=at: at).add(figure())])
        written = [row.id for row in store.log(REPORT.digest)]
    with Store.open(tmp_path / "b") as store:
        merge(store, [tmp_path / "a"])
        assert [row.id for row in store.log(REPORT.digest)] == written
