"""A store that was damaged, cut or changed is never taken for whole."""

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.model.decision import Decision, Remark, new_step
from core.model.errors import StoreError
from core.model.figure import Proposal
from core.model.label import new_label
from core.model.report import Report
from core.store import Store
from core.store.check import check, check_open
from tests.core.making import PROPOSALS, REPORT, figure
from tests.core.store.content import rows, tamper

DAMAGED_STORES = 500


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of several pages, with every kind of row."""
    path = tmp_path_factory.mktemp("whole") / "a.biaoshu"
    with Store.open(path) as store:
        rows(store, 30)
        mine = store.annotator("李敏")
        act = new_step(mine, REPORT.digest)
        store.append([act.remark(figure().span, Remark("记", flagged=True)), act.file("year", "2026")])
        store.append([new_step(mine, REPORT.digest).undo(act.id)])
        store.append([new_step(mine, REPORT.digest).reject(figure().span, PROPOSALS[1], "name", settles=["x", "y"])])
        store.append([new_step(mine).label(new_label("领导", "leader", "red", "l"))])
        store.add_proposals(REPORT.digest, "另一家", PROPOSALS)
    return path


@pytest.fixture
def path(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(whole, tmp_path / "a.biaoshu"))


def logs(path: Path) -> dict[str, list[Decision]]:
    with Store.open(path, create=False) as store:
        assert not store.found, store.found
        return {entry.digest: store.log(entry.digest) for entry in store.reports()}


def test_a_whole_store_has_no_fault_and_is_left_as_it_is(path: Path) -> None:
    before = path.read_bytes()
    found = check(path)
    assert (found.faults, found.reports, list(found.decisions.values())) == ([], 1, [34])
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("DELETE FROM decision WHERE seq > 30", "4 decisions of 李敏 are missing after 20"),
        ("DELETE FROM decision WHERE seq BETWEEN 5 AND 9", "5 decisions of 李敏 are missing after 20"),
        ("DELETE FROM decision", "34 decisions of 李敏 are missing after -"),
        ("UPDATE decision SET figure = replace(figure, '3.5', '3.6') WHERE seq = 7", "Decision 7 of 李敏, made at 20"),
        ("UPDATE decision SET at = '2020' || substr(at, 5) WHERE seq = 8", "(hash)"),
        ("UPDATE hand SET length = length - 1", "are not as expected"),
        ("UPDATE report SET text = replace(text, '3.5', '3.6')", "The text of 𠮷川区 is not the one"),
        ("UPDATE label SET record = '{}'", "A change of a label or of the panel, made at 20"),
        ("UPDATE proposal SET record = '[]'", "A proposal of 另一家, made at 20"),
        ("UPDATE store SET is_open = 1", "copied while a window had it open"),
    ],
)
def test_each_fault_is_named(path: Path, statement: str, fault: str) -> None:
    tamper(path, statement)
    assert fault in str(check(path).faults[0])


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM decision WHERE seq > 30",
        "DELETE FROM decision",
        "UPDATE hand SET length = length - 1",
        "UPDATE decision SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE seq = 34",
    ],
)
def test_a_lost_end_is_seen_at_opening(path: Path, statement: str) -> None:
    tamper(path, statement)
    with Store.open(path) as store:
        assert "The last decisions of 李敏 are not as expected" in str(store.found[0])


@pytest.mark.parametrize("column", ["at", "id", "step", "figure", "start", "annotator"])
def test_a_changed_decision_is_not_read_in_silence(path: Path, column: str) -> None:
    value = {"start": "start + 1", "annotator": "'x'"}.get(column, f"{column} || ' '")
    add = "INSERT INTO annotator (id) VALUES ('x')"
    tamper(path, add, f"UPDATE decision SET {column} = {value} WHERE seq = 1")
    with Store.open(path) as store, pytest.raises(StoreError, match="is damaged"):
        store.log(REPORT.digest)


def test_a_report_swapped_for_another_text_is_not_read(path: Path) -> None:
    tamper(path, "UPDATE report SET text = replace(text, '3.5', '3.6')")
    with Store.open(path) as store, pytest.raises(StoreError, match="is damaged"):
        store.report(REPORT.digest)


def damage(path: Path, choice: random.Random) -> None:
    """Flip some bits, or cut the file off."""
    data = bytearray(path.read_bytes())
    if choice.random() < 0.2:
        del data[choice.randrange(len(data)) :]
    else:
        for _ in range(choice.choice([1, 1, 1, 4, 64])):
            data[choice.randrange(len(data))] ^= 1 << choice.randrange(8)
    path.write_bytes(data)


def no_change_is_taken_in_silence(whole: Path, path: Path, seed: int) -> str:
    """Damage a copy; whatever the store then answers is what was written, or it says that it is damaged."""
    written = logs(whole)
    shutil.copy(whole, path)
    damage(path, random.Random(seed))
    try:
        found = check(path)
        faultless = not found.faults
        if faultless:
            assert found.decisions.total() == sum(map(len, written.values()))
    except StoreError:
        faultless = False
    try:
        with Store.open(path, create=False) as store:
            read = {entry.digest: store.log(entry.digest) for entry in store.reports()}
            seen = bool(store.found)
    except StoreError:
        return "refused"
    finally:
        for left in path.parent.glob(f"{path.name}*"):
            left.unlink()
    assert seen or read == written
    if not seen:
        return "whole"
    assert not faultless, "opening sees more than the check"
    return "seen"


def test_of_damaged_stores_none_tells_another_story(path: Path, tmp_path: Path) -> None:
    """All 500 of them here: they take seconds."""
    outcomes = [no_change_is_taken_in_silence(path, tmp_path / "damaged", seed) for seed in range(DAMAGED_STORES)]
    assert outcomes.count("refused") > DAMAGED_STORES / 4
    assert {"whole", "seen"} <= {*outcomes}


def test_an_open_store_is_checked_by_a_copy(path: Path) -> None:
    with Store.open(path) as store:
        rows(store, 3)
        found = check_open(store)
    assert (found.faults, found.decisions.total()) == ([], 37)


def test_a_stranger_s_trigger_or_view_never_runs(path: Path) -> None:
    with closing(sqlite3.connect(path)) as stranger:
        stranger.execute("CREATE VIEW own AS SELECT * FROM decision")
    with pytest.raises(StoreError, match="is not a store"):
        check(path)


def test_a_stranger_is_only_read(path: Path) -> None:
    from core.store.foreign_store import open_foreign

    with open_foreign(path) as read:
        for act in ("DELETE FROM decision", "ATTACH 'x' AS x", "PRAGMA query_only = OFF", "CREATE TABLE x (y)"):
            with pytest.raises(StoreError):
                read.rows(act)


def test_a_store_left_by_a_kill_is_checked_with_its_log(path: Path) -> None:
    with Store.open(path) as store:
        rows(store, 3)
        copy = path.with_name("b.biaoshu")
        shutil.copy(path, copy)
        shutil.copy(f"{path}-wal", f"{copy}-wal")
    found = check(copy)
    assert (found.faults, found.decisions.total()) == ([], 37)
    with Store.open(copy) as store:
        assert store.found == []


def test_labels_and_proposals_come_back_the_latest_first_made_first(tmp_path: Path) -> None:
    from dataclasses import replace

    with Store.open(tmp_path / "a.biaoshu") as store:
        store.add_report(REPORT)
        mine = store.annotator("李敏")
        leader, target = new_label("领导", "", "red", "l"), new_label("靶", "", "blue", "")
        store.append([new_step(mine).label(leader)])
        store.append([new_step(mine).label(target)])
        renamed = replace(leader, chinese="带头")
        store.append([new_step(mine).label(renamed)])
        assert store.labels() == [renamed, target]
        store.append([new_step(mine, REPORT.digest).add(figure(kind=leader.id, value=()))])
        assert store.label_uses() == {leader.id: 1}
        assert store.log(REPORT.digest)[0].figure == figure(kind=leader.id, value=())
        assert store.add_proposals(REPORT.digest, "甲", PROPOSALS) == 4
        assert store.add_proposals(REPORT.digest, "甲", PROPOSALS) == 0
        surer = Proposal(PROPOSALS[0].figure, 0.99)
        assert store.add_proposals(REPORT.digest, "甲", [surer]) == 1
        kept = store.proposals(REPORT.digest)
        assert [(one.figure, one.source) for one in kept] == [(one.figure, "甲") for one in PROPOSALS]
        assert kept[0].confidence == 0.99
        assert store.proposals(REPORT.digest, "乙") == []
        assert store.sources() == {"甲": 5}


def test_a_report_is_filed_counted_and_taken_back(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.biaoshu") as store:
        store.add_report(REPORT)
        store.add_report(Report("另", "另"))
        mine, other = store.annotator("李敏"), store.annotator("王强")
        act = new_step(mine, REPORT.digest)
        store.append(
            [act.file("name", "吉川区的报告"), act.file("done", "1"), act.add(figure()), act.add(figure("两家"))]
        )
        his = new_step(other, REPORT.digest)
        store.append([his.file("removed", "1"), his.file("year", "2026"), his.add(figure())])
        entry, plain = store.reports()
        assert (entry.title, entry.filing.year, entry.filing.removed) == ("吉川区的报告", "2026", True)
        assert (entry.filing.done, plain.title, plain.filing.done) == ({mine}, "另", frozenset())
        assert store.decided() == store.decided(REPORT.digest) == {(REPORT.digest, mine): 2, (REPORT.digest, other): 1}
        undo = new_step(other, REPORT.digest).undo(his.id)
        store.append([undo])
        assert not store.reports()[0].filing.removed
        assert store.decided() == {(REPORT.digest, mine): 2}
        store.append([new_step(other, REPORT.digest).undo(undo.step), new_step(mine, REPORT.digest).file("year", "")])
        assert store.reports()[0].filing.removed
        assert store.reports()[0].filing.year == ""
