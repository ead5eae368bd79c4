"""Stores put together say the same in whatever order they meet, and nothing that was said is lost or said twice."""

import random
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model.decision import new_step
from core.model.errors import StoreError
from core.model.filing import filing
from core.model.label import new_label
from core.model.report import Report
from core.model.standing import latest
from core.review.review import Review
from core.store import Store
from core.store.merge import last_merge, merge, take_back_merge
from tests.core.making import REPORT, figure
from tests.core.store.content import content, rows, tamper, work

ANNOTATORS = {"a" * 32: "李敏", "b" * 32: "王强", "c" * 32: "李敏"}


def a_store(path: Path, seed: int, *, of: Path | None = None) -> Path:
    """Make a random store, or go on in a copy of another."""
    choice = random.Random(seed)
    if of is not None:
        shutil.copy(of, path)
    with Store.open(path) as store:
        for annotator, name in ANNOTATORS.items():
            if choice.random() < 0.6:
                work(store, annotator, name + choice.choice(["", "二"]), choice)
    return path


def together(path: Path, first: Path, *others: Path) -> object:
    """Merge others into a copy of a store, and return what it says then."""
    shutil.copy(first, path)
    with Store.open(path) as store:
        for other in others:
            merge(store, [other])
        return content(store)


def the_laws_hold(seed: int, folder: Path) -> None:
    root = a_store(folder / "root", seed)
    a, b, c = (a_store(folder / name, seed + place, of=root) for place, name in enumerate("abc", 1))
    ab, ba = together(folder / "ab", a, b), together(folder / "ba", b, a)
    assert ab == ba
    assert together(folder / "abb", folder / "ab", b) == ab
    assert together(folder / "aa", a, a) == together(folder / "a_", a)
    assert together(folder / "ab_c", folder / "ab", c) == together(folder / "a_bc", a, *[_bc(folder, b, c)])


def _bc(folder: Path, b: Path, c: Path) -> Path:
    together(folder / "bc", b, c)
    return folder / "bc"


@given(st.integers(0, 10**9))
@settings(max_examples=12, deadline=None)
def test_merging_is_commutative_associative_and_idempotent(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        the_laws_hold(seed, Path(folder))


@given(st.integers(0, 10**9))
@settings(max_examples=12, deadline=None)
def test_a_merge_taken_back_leaves_what_was_there_and_may_be_done_again(seed: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        a = a_store(folder / "a", seed)
        b, c = a_store(folder / "b", seed + 1, of=a), a_store(folder / "c", seed + 2)
        a_store(a, seed + 3)
        with Store.open(a) as store:
            states = [content(store)]
            for other in (b, c):
                if not merge(store, [other]).is_empty:
                    states.append(content(store))
            last = states.pop()
            while states:
                take_back_merge(store)
                assert content(store) == states.pop()
            merge(store, [c, b])
            assert content(store) == last


def test_the_summary_counts_before_and_after(tmp_path: Path) -> None:
    mine, other = tmp_path / "mine", tmp_path / "other"
    with Store.open(mine) as store:
        rows(store, 3)
    with Store.open(other) as store:
        rows(store, 2, "王强")
        store.add_report(Report(REPORT.name, "另一个文本"))
    with Store.open(mine) as store:
        before = content(store)
        dry = merge(store, [other], dry=True)
        assert content(store) == before
        assert last_merge(store) is None
        done = merge(store, [other])
        assert dry == done
        counts = {done.names[one]: (done.before[one], done.came[one]) for one in done.names}
        assert counts == {"李敏": (3, 0), "王强": (0, 2)}
        assert (done.reports, done.namesakes, done.faults) == (1, [REPORT.name], [])
        assert len(store.log(REPORT.digest)) == 5
        assert last_merge(store) is not None
        assert merge(store, [other]).is_empty
        assert take_back_merge(store) == 2
        assert content(store) == before
        with pytest.raises(StoreError, match="There is no merge into"):
            take_back_merge(store)


def test_one_person_in_two_stores_is_one_and_two_of_one_name_are_two(tmp_path: Path) -> None:
    mine, other = tmp_path / "mine", tmp_path / "other"
    for path, ids in ((mine, "ab"), (other, "ac")):
        with Store.open(path) as store:
            store.add_report(REPORT)
            for one in ids:
                store.annotator("李敏", one)
                store.append([new_step(one, REPORT.digest).add(figure("3.5%"))])
    with Store.open(mine) as store:
        merge(store, [other])
        assert store.annotators() == dict.fromkeys("abc", "李敏")
        assert [len(store.log(REPORT.digest, one)) for one in "abc"] == [2, 1, 1]


def test_work_gone_on_in_two_copies_comes_together(tmp_path: Path) -> None:
    """The same annotator decides at home and in the office: both are there, and undo takes back one after the other."""
    office, home = tmp_path / "office", tmp_path / "home"
    with Store.open(office) as store:
        first = rows(store, 1)
    shutil.copy(office, home)
    for path, words in ((office, "5.5%"), (home, "两家")):
        with Store.open(path) as store:
            mine = store.annotator("李敏")
            act = new_step(mine, REPORT.digest)
            store.append([act.add(figure(words))])
            store.append([new_step(mine, REPORT.digest).undo(act.id)])
            store.append([new_step(mine, REPORT.digest).add(figure(words))])
    with Store.open(office) as store:
        merge(store, [home])
        log = store.log(REPORT.digest, mine)
        assert set(latest(log)) == {first[0].target, figure("5.5%").span, figure("两家").span}
        review = Review([], log)
        for left in (2, 1, 0):
            store.append([row := new_step(mine, REPORT.digest).undo(review.undo_step)])
            review.append([row])
            assert len(review.figures) == left
        assert review.undo_step is None


def test_a_store_half_copied_merges_as_far_as_it_goes_and_is_named(tmp_path: Path) -> None:
    """Of a store copied without its log a part arrives; the whole one brings the rest later."""
    whole, half, mine = tmp_path / "whole", tmp_path / "half", tmp_path / "mine"
    with Store.open(whole) as store:
        rows(store, 3)
        store.file.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        rows(store, 4)
        shutil.copy(whole, half)
    with Store.open(mine) as store:
        merged = merge(store, [half])
        assert ["copied while a window had it open" in str(fault) for fault in merged.faults] == [True]
        assert merged.came.total() == 3
        merged = merge(store, [whole])
        assert (merged.came.total(), merged.faults) == (4, [])
    with Store.open(half) as store:
        assert "copied while a window had it open" in str(store.found[0])


@pytest.mark.parametrize(
    ("damage", "fault", "came"),
    [
        ("DELETE FROM decision WHERE seq = 2", "1 decisions of 李敏 are missing after", 1),
        ("DELETE FROM decision WHERE seq = 4", "1 decisions of 李敏 are missing after", 3),
        ("UPDATE decision SET figure = replace(figure, '3.5', '3.6') WHERE seq = 2", "Decision 2 of 李敏", 1),
        ("UPDATE decision SET report = (SELECT digest FROM report WHERE name = '另') WHERE seq = 3", "Decision 3", 2),
        ("UPDATE report SET text = replace(text, '3.5', '3.6')", "is not the one that was added", 0),
    ],
)
def test_what_was_changed_or_lost_on_the_way_is_named_and_left_out(
    tmp_path: Path, damage: str, fault: str, came: int
) -> None:
    mine, other = tmp_path / "mine", tmp_path / "other"
    with Store.open(other) as store:
        store.add_report(Report("另", "另"))
        rows(store, 4)
    tamper(other, damage)
    with Store.open(mine) as store:
        merged = merge(store, [other])
        assert fault in str(merged.faults[0])
        assert merged.came.total() == came
        assert all(store.log(entry.digest) is not None for entry in store.reports())


def test_two_decisions_in_one_place_are_named_and_left_out(tmp_path: Path) -> None:
    mine, other = tmp_path / "mine", tmp_path / "other"
    with Store.open(mine) as store:
        rows(store, 2)
    shutil.copy(mine, other)
    with Store.open(other) as store:
        rows(store, 1, "王强")
    tamper(other, "UPDATE decision SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE seq = 2")
    with Store.open(mine) as store:
        before = store.log(REPORT.digest)
        merged = merge(store, [other])
        assert any("differ from those known here" in str(fault) for fault in merged.faults)
        assert store.log(REPORT.digest)[:2] == before
        assert merged.came.total() == 1


def test_no_store_is_merged_while_it_is_open(tmp_path: Path) -> None:
    mine, other = tmp_path / "mine", tmp_path / "other"
    with Store.open(mine) as store, Store.open(other):
        with pytest.raises(StoreError, match="is the store that is open here"):
            merge(store, [mine])
        with pytest.raises(StoreError, match="is the store that is open here"):
            merge(store, [other])
        with pytest.raises(StoreError, match="There is no store at"):
            merge(store, [tmp_path / "none"])
        (tmp_path / "text").write_text("增长3.5%", encoding="utf-8")
        with pytest.raises(StoreError, match="is not a store"):
            merge(store, [tmp_path / "text"])
    assert sorted(file.name for file in tmp_path.iterdir()) == ["mine", "other", "text"]


def test_a_name_changed_in_one_store_holds_in_both(tmp_path: Path) -> None:
    mine, other = tmp_path / "mine", tmp_path / "other"
    with Store.open(mine) as store:
        store.annotator("李敏", "a")
    shutil.copy(mine, other)
    with Store.open(other) as store:
        store.annotator("李敏之", "a")
    with Store.open(mine) as store:
        merge(store, [other])
        assert store.annotators() == {"a": "李敏之"}


def test_filings_of_all_annotators_meet(tmp_path: Path) -> None:
    mine, other = tmp_path / "mine", tmp_path / "other"
    for path, one, region in ((mine, "a", "甲"), (other, "b", "乙")):
        with Store.open(path) as store:
            store.add_report(REPORT)
            store.annotator(one, one)
            act = new_step(one, REPORT.digest)
            store.append([act.file("region", region), act.file("done", "1")])
    with Store.open(mine) as store:
        merge(store, [other])
        entry = store.reports()[0]
        assert entry.filing == filing(store.log(REPORT.digest))
        assert entry.filing.done == {"a", "b"}
        assert entry.filing.region in "甲乙"


def test_what_became_of_a_label_in_two_copies_reads_the_same_in_both(tmp_path: Path) -> None:
    """One takes the label back, another has renamed it meanwhile: it stands under that name."""
    mine, other = tmp_path / "mine", tmp_path / "other"
    label = new_label("政策举措", "", "red", "p")
    renamed = replace(label, chinese="工作举措")
    with Store.open(mine) as store:
        store.annotator("李敏", "a")
        store.append([made := new_step("a").label(label)])
    shutil.copy(mine, other)
    with Store.open(mine) as store:
        store.append([new_step("a").undo(made.step)])
        assert [one.taken_back for one in store.labels()] == [True]
    with Store.open(other) as store:
        store.annotator("王强", "b")
        store.append([change := new_step("b").label(renamed, label)])
    for path, source in ((mine, other), (other, mine)):
        with Store.open(path) as store:
            merge(store, [source])
            assert merge(store, [source]).is_empty
            assert store.labels() == [renamed]
            assert Review([], store.acts("", "a")).undo_step is None
            assert Review([], store.acts("", "b")).undo_step == change.step
