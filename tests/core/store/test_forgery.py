"""Stores that somebody forged: the check names it, a merge leaves it out, and the store that merged goes on."""

import random
import shutil
import sqlite3
import tempfile
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model.attributes import NAMES
from core.model.decision import new_step
from core.model.errors import StoreError
from core.model.figure import Proposal, Span
from core.model.label import new_label
from core.model.panel_standing import panel_standing
from core.model.report import Report
from core.review.review import Review
from core.store import Store
from core.store.check import check
from core.store.kept import KeptProgress
from core.store.merge import merge, take_back_merge
from core.store.row_checks import LAST_TICK
from tests.core.making import PROPOSALS, REPORT, figure
from tests.core.panel_acts import ACTS
from tests.core.store.content import content, rows, tamper, work
from tests.core.store.forging import DEEP, columns, forge, link_anew

FORGERIES = 16
MINE, HIS = "a" * 32, "b" * 32
# no hash is over these, as they say what is so in one file only, or merely what happened: types and bounds are all
UNSEALED = {
    ("store", "id"), ("hand", "row"), ("hand", "store"), ("hand", "came"), ("decision", "row"), ("label", "row"),
    ("merge", "row"), ("merge", "at"), ("merge", "source"), ("merge", "taken_back_at"), ("annotator", "id"),
    ("_sqlite_migrations", "applied_at"), ("_sqlite_migrations", "id"), ("written", "id"), ("written", "after"),
    # what can be found anew: nobody is told of it
    *(("kept_proposals", column) for column in ("report", "inputs", "number", "packed", "hash")),
    *(("kept_progress", column) for column in ("report", "annotator", "inputs", "counts")),
    *(("kept_readings", column) for column in ("report", "annotator", "inputs", "packed", "hash")),
}  # fmt: skip
KEY = "f" * 64


def busy_store(path: Path, annotator: str, name: str, seed: int) -> None:
    """Make a store with rows in every table, some of them merged in."""
    aside = path.with_name(f"{path.name}.aside")
    with Store.open(aside) as store:
        work(store, "c" * 32, "张洁", random.Random(seed + 1))
        rows(store, 2, "张洁")
    with Store.open(path) as store:
        store.annotator(name, annotator)
        store.add_report(REPORT)
        for _ in range(3):
            work(store, annotator, name, random.Random(seed))
        act = new_step(annotator, REPORT.digest)
        store.append([act.add(figure()), act.confirm(figure("两家").span, figure("两家"), PROPOSALS[3])])
        act = new_step(annotator, REPORT.digest)
        store.append([act.file("region", "甲"), act.reject(figure("5.5%").span, PROPOSALS[2], "date")])
        act = new_step(annotator, REPORT.digest)
        store.append([act.section(Span(0, 12), "period", "2021/2025"), act.section(Span(0, 12), "status", "target")])
        carried = act.confirm(figure().span, figure(period="2021/2025"), PROPOSALS[1], carried=act.id)
        store.append([carried, new_step(annotator).learnt("indicator", "地区生产总值", is_on=False)])
        store.append([new_step(annotator).label(new_label("领导", "leader", "red", "l"))])
        store.append([new_step(annotator).panel(ACTS), new_step(annotator).panel(ACTS[3:4], ["x"])])
        store.add_proposals(REPORT.digest, "另一家", PROPOSALS)
        store.kept.keep_proposals(REPORT.digest, KEY, PROPOSALS)
        store.kept.keep_progress(REPORT.digest, annotator, KeptProgress(KEY, {"level": (1, 2)}))
        store.kept.keep_readings(annotator, [(REPORT.digest, KEY, b"packed")])
        merge(store, [aside])
        store.decided()
    aside.unlink()


def goes_on(store: Store, annotator: str = MINE) -> None:
    """Decide, undo, redo, label, file and rename in a store, and read all there is in it."""
    store.add_report(REPORT)
    store.append([new_step(annotator, REPORT.digest).add(figure("第一"))])
    review = Review([], store.acts(REPORT.digest, annotator))
    for step in ("undo_step", "redo_step"):
        back = getattr(review, step)
        assert back is not None
        row = new_step(annotator, review.rows_of(back)[0].report).undo(back)
        store.append([row])
        review.append([row])
    store.append([new_step(annotator).label(new_label("新", "", "sky", ""))])
    store.append([panel_standing(store.panel_log(), annotator).row(new_step(annotator), ACTS)])
    store.append([new_step(annotator, REPORT.digest).file("year", "2026")])
    store.annotator(f"{store.annotators()[annotator]}之", annotator)
    for entry in store.reports():
        store.report(entry.digest)
        store.log(entry.digest)
        store.proposals(entry.digest)
        read_kept(store, entry.digest)
    assert store.labels()
    assert panel_standing(store.panel_log(), annotator).acts
    assert store.decided()
    assert store.label_uses()
    assert list(store.sayings(NAMES))


def read_kept(store: Store, digest: str) -> None:
    """Read what can be found anew: whatever stands there, it is what was kept, or nothing is there."""
    assert store.kept.proposals(digest, KEY) in (None, PROPOSALS)
    store.kept.numbers()
    store.kept.logs()
    store.kept.progress()


def a_forgery_stops_nothing(folder: Path, seed: int) -> str:
    """Merge a forged store; say whether it was refused, named or harmless, when the store that merged has gone on."""
    mine, other = folder / "mine", folder / "other"
    busy_store(mine, MINE, "李敏", seed)
    if seed % 3:
        busy_store(other, HIS, "王强", seed + 7)
    else:
        shutil.copy(mine, other)
        with Store.open(other) as store:
            rows(store, 2, "李敏")
            work(store, HIS, "王强", random.Random(seed))
    with Store.open(other) as store:
        reports, ids = {entry.digest for entry in store.reports()}, {row[3] for row in content(store)["decision"]}
    forgery = forge(other, seed)
    told = f"{seed}: {forgery}"
    with Store.open(mine) as store:
        before = content(store)
        try:
            dry = merge(store, [other], dry=True)
            merged = merge(store, [other])
        except StoreError:
            assert content(store) == before, told
            merged = None
        else:
            assert list(map(str, dry.faults)) == list(map(str, merged.faults)), told
            if forgery.table not in (
                "report",
                "annotator",
                "hand",
                "decision",
                "store",
                "written",
                "_sqlite_migrations",
            ):
                assert {entry.digest for entry in store.reports()} >= reports, told
                assert {row[3] for row in content(store)["decision"]} >= ids, told
        goes_on(store)
    assert list(map(str, check(mine).faults)) == [], told
    with Store.open(mine) as store:
        assert store.found == [], told
        goes_on(store)
        if merged is not None and not merged.is_empty:
            take_back_merge(store)
            goes_on(store)
    assert list(map(str, check(mine).faults)) == [], told
    return "refused" if merged is None else "named" if merged.faults else "harmless"


@pytest.mark.parametrize("seed", range(FORGERIES))
def test_a_forged_store_that_is_merged_stops_nothing(tmp_path: Path, seed: int) -> None:
    # seeds far apart: each column is the turn of some
    a_forgery_stops_nothing(tmp_path, seed * 5)


def test_every_column_of_every_table_is_looked_at(tmp_path: Path) -> None:
    """What is changed without its hash is named, whatever the column; the few that no hash is over are listed."""
    whole, path = tmp_path / "whole", tmp_path / "a"
    busy_store(whole, MINE, "李敏", 3)
    assert check(whole).faults == []
    silent, tried = set(), set()
    for table, column in columns(whole):
        shutil.copy(whole, path)
        if (table, column) in UNSEALED:
            continue
        with closing(sqlite3.connect(path)) as file:
            found = file.execute(f'SELECT "{column}" FROM {table} WHERE "{column}" IS NOT NULL LIMIT 1').fetchone()
        if found is None:
            continue
        other = found[0] + 1 if isinstance(found[0], int) else found[0][:-1] + ("d" if found[0][-1:] == "e" else "e")
        value, was = (
            repr(one) if isinstance(one, int) else "'" + one.replace("'", "''") + "'" for one in (other, found[0])
        )
        first = f'WHERE rowid = (SELECT min(rowid) FROM {table} WHERE "{column}" = {was})' if table != "counted" else ""
        try:
            tamper(path, "PRAGMA ignore_check_constraints = ON", f'UPDATE {table} SET "{column}" = {value} {first}')
        except sqlite3.IntegrityError:
            # what must be there once only cannot be changed so
            continue
        tried.add((table, column))
        try:
            faults = check(path).faults
        except StoreError:
            continue
        if not faults:
            silent.add((table, column))
    assert silent == set()
    assert len(tried) > 45


@pytest.mark.parametrize("seed", range(0, 400, 16))
def test_the_check_of_a_forged_store_never_crashes(tmp_path: Path, seed: int) -> None:
    """Nor does the reading of it: whatever it holds is read, or refused with a sentence."""
    path = tmp_path / "a"
    busy_store(path, MINE, "李敏", 5)
    forgery = forge(path, seed)
    try:
        faults = [str(fault) for fault in check(path).faults]
    except StoreError as error:
        faults = [str(error)]
    refused = ""
    try:
        with Store.open(path) as store:
            read_all(store)
    except StoreError as error:
        refused = str(error)
    assert faults or not refused, (forgery, refused)


def read_all(store: Store) -> None:
    """Read a store as the window does."""
    read_kept(store, REPORT.digest)
    store.labels()
    panel_standing(store.panel_log(), MINE)
    store.sources()
    store.decided()
    store.label_uses()
    list(store.sayings(NAMES))
    for entry in store.reports():
        store.report(entry.digest)
        store.log(entry.digest)
        store.proposals(entry.digest)
        store.acts(entry.digest, MINE)


@pytest.mark.parametrize("table", ["label", "name"])
def test_a_tick_that_leaves_no_room_is_named_and_left_out(tmp_path: Path, table: str) -> None:
    mine, other = tmp_path / "mine", tmp_path / "other"
    busy_store(mine, MINE, "李敏", 1)
    busy_store(other, HIS, "王强", 2)
    forge_tick(other, table, 2**63 - 1)
    with Store.open(mine) as store:
        merged = merge(store, [other])
        assert any("(tick)" in str(fault) for fault in merged.faults)
        assert HIS in store.annotators()
        goes_on(store)
    assert check(mine).faults == []


def forge_tick(path: Path, table: str, tick: int) -> None:
    from core.store.log_row import seal

    tamper(path, f"UPDATE {table} SET tick = {tick} WHERE rowid = (SELECT max(rowid) FROM {table} WHERE came IS NULL)")
    with closing(sqlite3.connect(path)) as file:
        file.row_factory = sqlite3.Row
        row = dict(file.execute(f"SELECT rowid AS place, * FROM {table} WHERE tick = {tick}").fetchone())
    tamper(path, f"UPDATE {table} SET hash = '{seal(table, row)}' WHERE rowid = {row['place']}")


@pytest.mark.parametrize("tick", [2**63 - 1, LAST_TICK + 1])
@pytest.mark.parametrize("table", ["label", "name"])
def test_a_store_that_took_such_a_tick_before_goes_on(tmp_path: Path, table: str, tick: int) -> None:
    mine, other = tmp_path / "mine", tmp_path / "other"
    busy_store(mine, MINE, "李敏", 1)
    busy_store(other, HIS, "王强", 2)
    with Store.open(mine) as store:
        merge(store, [other])
    forge_tick_that_came(mine, table, tick)
    with Store.open(mine) as store:
        assert "had been forged so that" in str(store.found[0])
        goes_on(store)
    with Store.open(mine) as store:
        assert store.found == []
    assert check(mine).faults == []


def forge_tick_that_came(path: Path, table: str, tick: int) -> None:
    sql = f"UPDATE {table} SET tick = {tick} WHERE rowid = (SELECT max(rowid) FROM {table} WHERE came IS NOT NULL)"
    tamper(path, sql)


def test_a_clock_at_its_end_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with Store.open(path) as store:
        written = rows(store, 1)
    tamper(path, f"UPDATE hand SET tick = {LAST_TICK}")
    with Store.open(path) as store:
        with pytest.raises(StoreError, match="cannot store another decision"):
            rows(store, 1)
        assert store.log(REPORT.digest) == written


@pytest.mark.parametrize("ahead", [2**32 - 1, 2**32 + 50])
def test_a_tick_that_leaps_is_believed_as_far_as_honest_ones_may(tmp_path: Path, ahead: int) -> None:
    """What comes after a leap that was believed is believed too, also by a third store."""
    mine, other, third = tmp_path / "mine", tmp_path / "other", tmp_path / "third"
    busy_store(mine, MINE, "李敏", 1)
    busy_store(other, HIS, "王强", 2)
    forge_tick(other, "label", ahead)
    with Store.open(mine) as store:
        assert bool(merge(store, [other]).faults) == (ahead > 2**32)
        goes_on(store)
    assert check(mine).faults == []
    with Store.open(third) as store:
        assert merge(store, [mine]).faults == []
        assert store.log(REPORT.digest, MINE)


def forge_more(path: Path, hand_of: str) -> None:
    """Go on in the last hand of an annotator, as one would who knows how a row is linked."""
    with closing(sqlite3.connect(path)) as file:
        file.row_factory = sqlite3.Row
        hand = dict(
            file.execute("SELECT * FROM hand WHERE annotator = ? ORDER BY row DESC LIMIT 1", [hand_of]).fetchone()
        )
        row = dict(
            file.execute("SELECT * FROM decision WHERE hand = ? ORDER BY seq DESC LIMIT 1", [hand["row"]]).fetchone()
        )
        row |= {"row": None, "seq": row["seq"] + 1, "tick": row["tick"] + 1, "id": "forged", "step": "forged"}
        marks = ", ".join("?" * len(row))
        file.execute(f"INSERT INTO decision VALUES ({marks})", list(row.values()))
        link_anew(file, hand)
        file.commit()


def lawless(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file, file:
        for (name,) in file.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            file.execute(f"DROP TRIGGER {name}")


def test_nobody_goes_on_in_a_hand_that_ended_here(tmp_path: Path) -> None:
    """A shared copy comes back with a row more in one's own hand, all hashes made anew."""
    mine, back = tmp_path / "mine", tmp_path / "back"
    with Store.open(mine) as store:
        rows(store, 3, "李敏")
    shutil.copy(mine, back)
    with Store.open(mine) as store:
        (me,) = store.annotators()
        laws = store.file.rows("SELECT sql FROM sqlite_schema WHERE type = 'trigger'")
    lawless(back)
    forge_more(back, me)
    with closing(sqlite3.connect(back)) as file, file:
        for law in laws:
            file.execute(law["sql"])
    assert check(back).faults == [], "the forger made all hashes anew"
    with Store.open(mine) as store:
        before = content(store)
        merged = merge(store, [back])
        assert "left out as forged" in str(merged.faults[0])
        assert (merged.is_empty, content(store)) == (True, before)


def test_one_s_own_copy_worked_in_elsewhere_comes_back_and_is_told(tmp_path: Path) -> None:
    office, laptop = tmp_path / "office", tmp_path / "laptop"
    with Store.open(office) as store:
        rows(store, 2)
    shutil.copy(office, laptop)
    with Store.open(laptop) as store:
        rows(store, 3)
    with Store.open(office) as store:
        rows(store, 1)
        merged = merge(store, [laptop])
        assert (merged.came.total(), merged.faults) == (3, [])
        assert "3 decisions of 李敏, who writes in this store, come from another copy of it" in str(merged.notices[0])
        assert take_back_merge(store) == 3
    assert check(office).faults == []


def test_one_s_name_from_another_store_is_told(tmp_path: Path) -> None:
    mine, other = tmp_path / "mine", tmp_path / "other"
    for path, name in ((mine, "李敏"), (other, "骗子")):
        with Store.open(path) as store:
            store.annotator("甲", "x")
            store.annotator(name, MINE)
            rows(store, 1, name)
            store.append([new_step(MINE).label(new_label("新", "", "sky", ""))])
    with Store.open(other) as store:
        store.annotator("骗", MINE)
    with Store.open(mine) as store:
        told = " ".join(map(str, merge(store, [other]).notices))
    assert "李敏, who writes in this store, is called 骗 in" in told
    assert "1 decisions of 李敏, who writes in this store, come from another store" in told
    assert "1 changes of labels, of what was learnt or of the panel in the name of 李敏" in told


def test_a_backup_laid_back_takes_what_was_decided_after_it(tmp_path: Path) -> None:
    """The sitting that a backup was made in goes on in the file it was made of: that is no forgery."""
    from core.store.backups import make_backup

    path, copy = tmp_path / "a", tmp_path / "copy"
    with Store.open(path) as store:
        rows(store, 2)
        made = make_backup(store, "interval")
        rows(store, 3)
    shutil.copy(made.path, copy)
    with Store.open(copy) as store:
        merged = merge(store, [path])
        assert (merged.came.total(), merged.faults) == (3, [])


def test_nobody_goes_on_in_a_hand_that_a_kill_ended(tmp_path: Path) -> None:
    path, torn, shared = tmp_path / "a", tmp_path / "torn", tmp_path / "shared"
    with Store.open(path) as store:
        rows(store, 2)
        shutil.copy(path, torn)
        shutil.copy(f"{path}-wal", f"{torn}-wal")
        rows(store, 1)
    shutil.copy(path, shared)
    with Store.open(torn) as store:
        assert store.found == []
        merged = merge(store, [shared])
        assert "left out as forged" in str(merged.faults[0])
        assert merged.came.total() == 0


def test_a_shared_copy_takes_what_its_sitting_went_on_with(tmp_path: Path) -> None:
    """A copy is shared in the middle of a sitting, worked in by another, and meets the next copy shared."""
    from core.store.copying import share

    mine, first, second = tmp_path / "mine", tmp_path / "first", tmp_path / "second"
    with Store.open(mine) as store:
        rows(store, 2)
        share(store.file, first)
        rows(store, 3)
        share(store.file, second)
    with Store.open(first) as store:
        rows(store, 1, "王强")
        merged = merge(store, [second])
        assert (merged.came.total(), merged.faults, merged.notices) == (3, [], [])
        take_back_merge(store)
        with pytest.raises(StoreError, match="There is no merge into"):
            take_back_merge(store)
    assert check(first).faults == []


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store with rows in every table, on many pages."""
    path = tmp_path_factory.mktemp("busy") / "a"
    busy_store(path, MINE, "李敏", 5)
    with Store.open(path) as store:
        rows(store, 40)
    return path


@given(
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), max_size=2),
    st.lists(st.tuples(st.integers(100, 10**7), st.binary(min_size=1, max_size=8)), max_size=4),
)
@settings(max_examples=40, deadline=None)
def test_pages_swapped_and_bytes_changed_are_read_or_refused(
    busy: Path, swaps: list[tuple[int, int]], changes: list[tuple[int, bytes]]
) -> None:
    """Whatever stands where in the file: the check names it or the file is refused; nothing crashes."""
    whole = busy.read_bytes()
    size = int.from_bytes(whole[16:18], "big")
    pages = [whole[at : at + size] for at in range(0, len(whole), size)]
    for one, other in ((1 + one % (len(pages) - 1), 1 + other % (len(pages) - 1)) for one, other in swaps):
        pages[one], pages[other] = pages[other], pages[one]
    data = bytearray(b"".join(pages))
    for place, change in changes:
        at = place % (len(data) - len(change))
        data[at : at + len(change)] = change
    with tempfile.TemporaryDirectory() as folder:
        path, mine = Path(folder) / "a", Path(folder) / "mine"
        path.write_bytes(data)
        faultless = False
        with suppress(StoreError):
            faultless = not check(path).faults
        with Store.open(mine) as store:
            with suppress(StoreError):
                merge(store, [path])
            store.annotator("李敏", MINE)
            goes_on(store)
        assert check(mine).faults == []
        try:
            with Store.open(path, create=False) as store:
                read_all(store)
        except StoreError as error:
            assert not faultless, error  # noqa: PT017 (what is refused here the check must have named)


@pytest.mark.parametrize("record", [DEEP, '{"a":' * 5_000, "NaN", "[0]", "{}", "x" * 11_000_000])
@pytest.mark.parametrize(
    "column", ["decision.figure", "decision.proposed", "label.record", "proposal.record", "report.notes"]
)
def test_json_of_any_shape_is_damage_and_no_crash(tmp_path: Path, column: str, record: str) -> None:
    path = tmp_path / "a"
    busy_store(path, MINE, "李敏", 5)
    table, name = column.split(".")
    with closing(sqlite3.connect(path)) as file, file:
        laws = file.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for law, _ in laws:
            file.execute(f"DROP TRIGGER {law}")
        file.execute(f"UPDATE {table} SET {name} = ? WHERE {name} IS NOT NULL", [record])
        for _, sql in laws:
            file.execute(sql)
    assert check(path).faults
    with pytest.raises(StoreError, match="damaged"), Store.open(path) as store:
        read_all(store)


def test_nothing_is_written_that_could_not_be_read_back(tmp_path: Path) -> None:
    from decimal import Decimal

    with Store.open(tmp_path / "a") as store:
        store.add_report(REPORT)
        mine = store.annotator("李敏")
        act = new_step(mine, REPORT.digest)
        for wrong in (
            figure(value=Decimal("1E+999999999")),
            figure(value=Decimal("NaN")),
            figure(end=10**6),
            figure(start=-5),
        ):
            with pytest.raises(StoreError, match="could not be read back"):
                store.append([act.add(figure("两家")), act.add(wrong)])
            with pytest.raises(StoreError, match="could not be read back"):
                store.add_proposals(REPORT.digest, "甲", [Proposal(wrong, 0.5)])
        with pytest.raises(StoreError, match="could not be read back"):
            store.add_proposals(REPORT.digest, "甲", [Proposal(figure(), float("nan"))])
        with pytest.raises(StoreError, match="could not be read back"):
            store.append([act.file("name", "\ud800")])
        with pytest.raises(StoreError, match="could not be read back"):
            store.append([new_step(mine).label(new_label("长" * 300, "", "red", ""))])
        assert (store.log(REPORT.digest), store.proposals(REPORT.digest), store.labels()) == ([], [], [])
        assert not store.add_report(REPORT)
        assert store.add_report(Report("另", "另"))
