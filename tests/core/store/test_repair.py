"""What can still be read of a damaged store comes into a new one; nothing else does, and what is missing is told."""

import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.agreement.passages import passages
from core.agreement.readings import readings_of
from core.agreement.settling import settle
from core.model.decision import RELINKED, Remark, new_step, origin
from core.model.errors import StoreError
from core.model.figure import Span
from core.model.label import new_label
from core.model.report import Report
from core.store import Store
from core.store.check import check
from core.store.log_row import HASHED, LATER
from core.store.merge import merge, take_back_merge
from core.store.pages import PageReader, Value, is_log
from core.store.rebuild import Repaired
from core.store.repair import repair
from core.store.salvage import LAYOUTS
from core.store.sqlite_format import TABLE_LEAF
from tests.core.making import PROPOSALS, REPORT, figure
from tests.core.panel_acts import ACTS
from tests.core.store.content import content, rows

PAGE = 4096
DECISION_COLUMNS = len(LAYOUTS["decision"].columns)
LONG = Report("长", "".join(f"第{number}段，粮食产量{number}万吨。\n" for number in range(2_000)))
QUICK_DAMAGES = 60


@dataclass(frozen=True)
class Original:
    """A whole store, what is in it, and on which pages each decision and each report stands."""

    path: Path
    decisions: dict[str, tuple[object, ...]]
    others: dict[str, set[tuple[object, ...]]]
    places: dict[str, set[int]]
    reports: dict[str, set[int]]
    taken_back: set[str]


def written(path: Path) -> tuple[dict[str, tuple[object, ...]], dict[str, set[tuple[object, ...]]]]:
    """Return the decisions of a store by their first ids, and its other rows, but for what each file numbers anew."""
    said = ", ".join(f'"{name}"' for name in (*HASHED, *LATER) if name != "id")
    with closing(sqlite3.connect(path)) as file:
        decisions = {origin(row[0]): row[1:] for row in file.execute(f"SELECT id, tick, {said} FROM decision")}
        others = {
            table: set(file.execute(f"SELECT {columns} FROM {table}"))
            for table, columns in {
                "report": "digest, name, text, encoding, notes, about, added_at",
                "annotator": "id",
                "name": "annotator, tick, name",
                "label": "version, tick, at, annotator, record",
                "proposal": "id, report, source, record, at",
            }.items()
        }
    return decisions, others


class Followed(PageReader):
    """Pages that remember which of them were read."""

    seen: set[int]

    def page(self, number: int) -> bytes:
        self.seen.add(number)
        return super().page(number)


class Counting(PageReader):
    """Pages that count how often one is read."""

    reads = 0

    def page(self, number: int) -> bytes:
        self.reads += 1
        return super().page(number)


def places(path: Path) -> tuple[dict[str, set[int]], dict[str, set[int]]]:
    """Return the pages that each decision and each report stands on, found by following them."""
    decisions: dict[str, set[int]] = {}
    reports: dict[str, set[int]] = {}
    with path.open("rb") as file:
        pages = Followed(file, None)
        for number in pages.numbers():
            pages.seen = set()
            data = pages.page(number)
            for cell in pages.cells(number, data) if data[0] == TABLE_LEAF else ():
                if cell is None:
                    continue
                here, pages.seen = pages.seen | {number}, set()
                if len(cell.values) == DECISION_COLUMNS:
                    decisions[str(cell.values[4])] = here
                elif len(cell.values) > 8 and isinstance(cell.values[2], str) and len(str(cell.values[0])) == 64:
                    reports[str(cell.values[0])] = here
    return decisions, reports


def make(path: Path, each: int) -> Original:
    """Make a store with every kind of row, several hands, long texts and notes, and a merge that was taken back."""
    other, third = path.with_name("other"), path.with_name("third")
    with Store.open(other) as store:
        rows(store, each, "王强")
    with Store.open(third) as store:
        # more than comes after it: some of the pages it had stay free
        store.add_report(REPORT)
        his = store.annotator("赵云")
        store.append([new_step(his, REPORT.digest).add(figure()) for _ in range(9 * each)])
        store.add_report(LONG)
        gone = {row.id for row in store.log(REPORT.digest)}
    for turn in range(3):
        with Store.open(path) as store:
            rows(store, each)
            mine = store.annotator("李敏")
            store.add_report(LONG)
            act = new_step(mine, REPORT.digest)
            store.append(
                [act.remark(figure().span, Remark("长批注" * 900 * turn, flagged=True)), act.file("year", "2026")]
            )
            store.append([new_step(mine, REPORT.digest).undo(act.id)])
            store.append([new_step(mine).label(new_label(f"领导{turn}", "", "red", "l"))])
            act = new_step(mine, REPORT.digest)
            store.append([act.section(Span(0, 12), "period", f"202{turn}"), act.section(Span(0, 12), "status", "")])
            store.append([act.confirm(figure().span, figure(), PROPOSALS[1], carried=act.id)])
            store.append([new_step(mine).learnt("unit", "家", is_on=turn == 1), new_step(mine).panel(ACTS, ["x"])])
            store.append([new_step(mine, LONG.digest).reject(figure().span, PROPOSALS[1], "name", settles=["x", "y"])])
            store.add_proposals(LONG.digest, f"第{turn}家", PROPOSALS)
            if turn == 1:
                # some builds of SQLite zero what they delete
                store.file.rows("PRAGMA secure_delete = OFF")
                merge(store, [third])
                take_back_merge(store)
                merge(store, [other])
    decisions, others = written(path)
    stands = places(path)
    return Original(path, decisions, others, {one: stands[0][one] for one in decisions}, stands[1], gone)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Original:
    return make(tmp_path_factory.mktemp("whole") / "a.biaoshu", 60)


def mend(damaged: Path, *beside: Path) -> tuple[Repaired, Path]:
    """Repair into a new store beside the damaged one, which stays as it is, and hold the new one against its check."""
    new = damaged.with_name("new.biaoshu")
    before = damaged.read_bytes()
    account = repair(damaged, new, beside)
    assert damaged.read_bytes() == before
    assert check(new).faults == []
    return account, new


def losses(account: Repaired) -> str:
    return "\n".join(map(str, account.faults))


def nothing_is_invented(whole: Original, new: Path, account: Repaired) -> Counter[str]:
    """Hold every row of a new store against the original's; return how many decisions are there, and how many alone."""
    decisions, others = written(new)
    alone = sum(fault.facts["number"] for fault in account.faults if "directly after a gap" in fault.sentence)
    if "merges about which nothing else is known" not in losses(account):
        assert not whole.taken_back & decisions.keys()
    own = decisions.keys() - whole.taken_back
    changed = [one for one in own if whole.decisions.get(one) != decisions[one]]
    assert len(changed) <= alone
    told_changed = {fault.facts["report"] for fault in account.faults if "may have changed" in fault.sentence}
    for table, there in others.items():
        for row in there - whole.others[table]:
            if table == "report":
                assert row[1] in told_changed
                assert Report("", str(row[2])).digest in whole.reports
            else:
                assert table == "name"
                assert row[1] == 0
                assert "The name of an annotator is lost" in losses(account)
    return Counter(there=len(decisions), alone=alone, changed=len(changed))


def undamaged(whole: Original, pages: set[int]) -> set[str]:
    """Return the decisions that no damaged page has to do with, neither their own nor their report's."""
    lost = {digest for digest, on in whole.reports.items() if on & pages}
    at = 1 + HASHED.index("report") - 1
    return {one for one, on in whole.places.items() if not on & pages and whole.decisions[one][at] not in lost}


Damage = Callable[[bytearray, random.Random], set[int]]


def zero(data: bytearray, choice: random.Random) -> set[int]:
    """Zero some pages, as a disk does with a sector that it cannot read."""
    numbers = set(choice.sample(range(1, len(data) // PAGE + 1), choice.choice([1, 1, 3, 8])))
    for number in numbers:
        data[(number - 1) * PAGE : number * PAGE] = bytes(PAGE)
    return numbers


def fill(data: bytearray, choice: random.Random) -> set[int]:
    """Lay other bytes over some sectors."""
    numbers = set()
    for _ in range(choice.choice([1, 2, 6])):
        at = choice.randrange(len(data) // 512) * 512
        data[at : at + 512] = choice.randbytes(512)
        numbers.add(at // PAGE + 1)
    return numbers


def swap(data: bytearray, choice: random.Random) -> set[int]:
    """Let pages change places."""
    numbers = choice.sample(range(1, len(data) // PAGE + 1), choice.choice([2, 2, 4]))
    for one, other in zip(numbers[::2], numbers[1::2], strict=True):
        first, second = slice((one - 1) * PAGE, one * PAGE), slice((other - 1) * PAGE, other * PAGE)
        data[first], data[second] = data[second], data[first]
    return set(numbers)


def cut(data: bytearray, choice: random.Random) -> set[int]:
    """Cut the file off."""
    end, last = choice.randrange(PAGE, len(data)), len(data) // PAGE
    del data[end:]
    return set(range(end // PAGE + 1, last + 1))


def flip(data: bytearray, choice: random.Random) -> set[int]:
    """Flip some bits."""
    numbers = set()
    for _ in range(choice.choice([1, 4, 16, 64])):
        at = choice.randrange(len(data))
        data[at] ^= 1 << choice.randrange(8)
        numbers.add(at // PAGE + 1)
    return numbers


def behead(data: bytearray, choice: random.Random) -> set[int]:
    """Destroy the header, and with it which tree begins where."""
    length = choice.choice([16, 100, PAGE])
    data[:length] = bytes(length) if choice.random() < 0.5 else choice.randbytes(length)
    return {1}


DAMAGES: list[Damage] = [zero, fill, swap, cut, flip, behead]


def what_can_be_read_comes(whole: Original, folder: Path, damage: Damage, seed: int) -> Counter[str]:
    """Damage a copy and repair it; return how many decisions no damage touched, and how many came."""
    data, choice = bytearray(whole.path.read_bytes()), random.Random(seed)
    pages = damage(data, choice)
    folder.mkdir()
    damaged = folder / "damaged.biaoshu"
    damaged.write_bytes(data)
    expected = undamaged(whole, pages)
    if not expected and not any(places(damaged)):
        with pytest.raises(StoreError, match="Nothing of a store is left"):
            mend(damaged)
        shutil.rmtree(folder)
        return Counter(all=len(whole.decisions), nothing=1)
    account, new = mend(damaged)
    came = written(new)[0].keys()
    assert expected <= came, f"{damage.__name__} {seed}: {len(expected - came)} of {len(expected)} did not come"
    counted = nothing_is_invented(whole, new, account)
    if counted["there"] < len(whole.decisions):
        assert account.faults
    shutil.rmtree(folder)
    return counted | Counter(readable=len(expected), all=len(whole.decisions))


def test_of_a_whole_store_everything_comes_as_it_is(whole: Original) -> None:
    account, new = mend(whole.path)
    assert account.faults == []
    assert account.before == account.after
    assert account.had == account.has
    assert written(new) == written(whole.path)
    with Store.open(whole.path) as was, Store.open(new) as now:
        assert content(now) == content(was)
    new.unlink()


@pytest.mark.parametrize("damage", DAMAGES)
def test_whatever_the_damage_what_it_did_not_touch_comes_back(whole: Original, tmp_path: Path, damage: Damage) -> None:
    counted = Counter[str]()
    for seed in range(QUICK_DAMAGES // len(DAMAGES)):
        counted += what_can_be_read_comes(whole, tmp_path / str(seed), damage, seed)
    assert counted["there"] >= counted["readable"] > 0


def destroyed(path: Path, *numbers: int) -> Path:
    """Zero pages of a copy."""
    data = bytearray(path.read_bytes())
    for number in numbers:
        data[(number - 1) * PAGE : number * PAGE] = bytes(PAGE)
    copy = path.with_name("damaged.biaoshu")
    copy.write_bytes(data)
    return copy


def test_what_stands_after_a_gap_is_kept_told_and_merges_with_an_older_copy(tmp_path: Path) -> None:
    """The older copy has the missing decisions, and those after the gap in their old places."""
    path = tmp_path / "a.biaoshu"
    with Store.open(path) as store:
        rows(store, 60)
        mine, his = store.annotator("李敏"), store.annotator("王强")
        log = store.log(REPORT.digest)
        act = new_step(his, REPORT.digest)
        store.append([act.confirm(figure().span, figure(), None, [row.id for row in log])])
    leaves = sorted({number for on in places(path)[0].values() for number in on})
    account, new = mend(destroyed(path, leaves[2]))
    whole = written(path)[0]
    came = written(new)[0]
    lost = whole.keys() - came.keys()
    assert 0 < len(lost) < 20
    assert came == {one: row for one, row in whole.items() if one in came}
    assert account.before[mine] == 60
    assert account.after[mine] == 60 - len(lost)
    assert 0 < account.relinked[mine] < account.after[mine]
    assert account.relinked[his] == 0
    assert f"{len(lost)} decisions of 李敏 are missing between 20" in losses(account)
    assert "1 decisions come directly after a gap" in losses(account)
    with closing(sqlite3.connect(new)) as file:
        assert file.execute(f"SELECT count(*) FROM decision WHERE id LIKE '%{RELINKED}%'").fetchone() == (
            account.relinked[mine],
        )
    other = Path(shutil.copy(path, tmp_path / "copy.biaoshu"))
    for one, into in ((new, other), (path, new)):
        with Store.open(into) as store:
            assert merge(store, [one]).faults == []
            assert {origin(row.id) for row in store.log(REPORT.digest)} == whole.keys()
        assert check(into).faults == []


def test_two_repairs_of_one_damage_are_one_to_a_merge(tmp_path: Path) -> None:
    path = tmp_path / "a.biaoshu"
    with Store.open(path) as store:
        rows(store, 60)
    leaves = sorted({number for on in places(path)[0].values() for number in on})
    damaged = destroyed(path, leaves[2])
    repair(damaged, tmp_path / "one.biaoshu")
    repair(damaged, tmp_path / "other.biaoshu")
    with Store.open(tmp_path / "one.biaoshu") as store:
        assert merge(store, [tmp_path / "other.biaoshu"]).came.total() == 0


def test_what_is_settled_stays_settled_where_the_decisions_were_tied_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.biaoshu"
    with Store.open(path) as store:
        rows(store, 40)
        mine, his, third = (store.annotator(name) for name in ("李敏", "王强", "赵云"))
        store.append([new_step(mine, REPORT.digest).add(figure(unit="元"))])
        store.append([new_step(his, REPORT.digest).reject(figure().span, None)])
        (passage,) = [one for one in passages(readings_of(store.log(REPORT.digest))) if one.span == figure().span]
        store.append(settle(new_step(third, REPORT.digest), passage, passage.versions[0]))
    leaves = sorted({number for on in places(path)[0].values() for number in on})
    account, new = mend(destroyed(path, leaves[1]))
    assert account.relinked[mine] > 0
    with Store.open(new) as store:
        assert any(one.settled for one in passages(readings_of(store.log(REPORT.digest))))


def test_an_older_copy_fills_in_what_is_lost(tmp_path: Path) -> None:
    path, older = tmp_path / "a.biaoshu", tmp_path / "older.biaoshu"
    with Store.open(path) as store:
        rows(store, 30)
        store.add_report(LONG)
    shutil.copy(path, older)
    with Store.open(path) as store:
        rows(store, 30)
    whole, (decisions, reports) = written(path), places(path)
    report = reports[REPORT.digest]
    damaged = destroyed(path, *report)
    account, new = mend(damaged)
    assert (account.after.total(), account.has["reports"]) == (0, 0)
    assert f"The text of {REPORT.digest[:12]} is lost, and with it 60 decisions on it" in losses(account)
    new.unlink()
    first = min(min(on) for on in decisions.values())
    damaged = destroyed(path, *report, first)
    account, new = mend(damaged, older)
    assert account.faults == []
    assert account.relinked.total() == 0
    assert written(new) == whole


def test_what_came_with_a_merge_that_was_taken_back_stays_out(whole: Original, tmp_path: Path) -> None:
    """Its decisions stand on freed pages, and prove themselves; without the freelist the merge tells of them."""
    copy = Path(shutil.copy(whole.path, tmp_path / "a.biaoshu"))
    with copy.open("rb") as file:
        pages = PageReader(file, None)
        freed = pages.free()
        there = [cell for number in freed for cell in pages.cells(number, pages.page(number)) if cell]
        assert whole.taken_back & {str(cell.values[4]) for cell in there if len(cell.values) == DECISION_COLUMNS}
        merges = pages.walk(pages.trees()["merge"][1], "table")[0]
    for numbers in ([], [1], merges):
        account, new = mend(destroyed(copy, *numbers))
        assert written(new)[0] == whole.decisions
        assert ("merges about which nothing else is known" in losses(account)) == (numbers == merges)
        new.unlink()
    account, new = mend(destroyed(copy, 1, *merges))
    assert written(new)[0].keys() >= whole.decisions.keys()
    assert "merges about which nothing else is known; some may have been taken back" in losses(account)


def test_a_log_that_was_set_aside_gives_what_it_holds(tmp_path: Path) -> None:
    """A window was killed after its store had been replaced: the log is all that is left of its last decisions."""
    path, log, older = (tmp_path / name for name in ("a.biaoshu", "set-aside.biaoshu-wal", "older.biaoshu"))
    with Store.open(path) as store:
        rows(store, 30)
    shutil.copy(path, older)
    with Store.open(path) as store:
        rows(store, 40)
        shutil.copy(f"{path}-wal", log)
    whole = written(path)
    assert is_log(log.read_bytes())
    account, new = mend(log, older)
    assert (account.faults, written(new)) == ([], whole)
    new.unlink()
    alone, new = mend(log)
    assert alone.has["reports"] == 0 < alone.had["reports"]
    assert "decisions on it, which are still in the damaged file" in losses(alone)
    new.unlink()
    # a report that came while the window was open is in the log too
    with Store.open(path) as store:
        store.add_report(LONG)
        store.append([new_step(store.annotator("李敏"), LONG.digest).add(figure())])
        shutil.copy(f"{path}-wal", log)
    last, new = mend(log)
    assert last.has["reports"] == 2
    assert {row[2] for row in written(new)[1]["report"]} == {REPORT.text, LONG.text}
    assert written(new)[0].items() <= written(path)[0].items()
    assert any(LONG.digest in row for row in written(new)[0].values())


@pytest.mark.parametrize("spot", ["header", "salt", "checksum", "page", "commit"])
def test_of_a_damaged_log_every_other_page_is_read(tmp_path: Path, spot: str) -> None:
    path, copy = tmp_path / "a.biaoshu", tmp_path / "damaged.biaoshu"
    with Store.open(path) as store:
        rows(store, 20)
    with Store.open(path) as store:
        rows(store, 30)
        shutil.copy(path, copy)
        log = bytearray(Path(f"{path}-wal").read_bytes())
    frame = 24 + PAGE
    at = {
        "header": 5,
        "salt": 18,
        "checksum": 32 + 3 * frame + 18,
        "page": 32 + 3 * frame + 900,
        "commit": 32 + 3 * frame + 6,
    }
    log[at[spot]] ^= 0x40
    Path(f"{copy}-wal").write_bytes(log)
    account, new = mend(copy)
    whole, came = written(path)[0], written(new)[0]
    assert came == {one: row for one, row in whole.items() if one in came}
    # a page is written again with each decision that it takes
    assert len(came) >= len(whole) - 1
    assert len(came) == len(whole) or account.faults


def test_an_act_that_was_not_ended_is_not_read(tmp_path: Path) -> None:
    path, copy = tmp_path / "a.biaoshu", tmp_path / "copy.biaoshu"
    with Store.open(path) as store:
        rows(store, 5)
        shutil.copy(path, copy)
        log = Path(f"{path}-wal").read_bytes()
    Path(f"{copy}-wal").write_bytes(log[:-1])
    account, new = mend(copy)
    assert (account.faults, len(written(new)[0])) == ([], 4)


def test_nothing_is_replaced_and_nothing_left_behind(whole: Original, tmp_path: Path) -> None:
    copy = Path(shutil.copy(whole.path, tmp_path / "a.biaoshu"))
    taken = tmp_path / "taken"
    taken.write_text("mine")
    with pytest.raises(StoreError, match="already exists"):
        repair(copy, taken)
    with pytest.raises(StoreError, match="already exists"):
        repair(copy, copy)
    with pytest.raises(StoreError, match="does not exist"):
        repair(copy, tmp_path / "no" / "new")
    with pytest.raises(StoreError, match="There is no store"):
        repair(tmp_path / "none", tmp_path / "new")
    with Store.open(copy), pytest.raises(StoreError, match="is open"):
        repair(copy, tmp_path / "new")
    for data in (b"", b"plain", bytes(9 * PAGE), random.Random(1).randbytes(9 * PAGE)):
        (tmp_path / "foreign").write_bytes(data)
        with pytest.raises(StoreError, match="Nothing of a store is left"):
            repair(tmp_path / "foreign", tmp_path / "new")

    for part in (0.1, 0.4, 0.6, 0.9):

        def stop(done: int, total: int, part: float = part) -> None:
            if done > part * total:
                raise StoreError("stopped")

        with pytest.raises(StoreError, match="stopped"):
            repair(copy, tmp_path / "new", progress=stop)
    assert taken.read_text() == "mine"
    assert {one.name for one in tmp_path.iterdir()} == {"a.biaoshu", "taken", "foreign"}


@pytest.mark.parametrize("size", [512, 1024, 4096, 65536])
def test_the_reader_of_pages_reads_what_sqlite_wrote(tmp_path: Path, size: int) -> None:
    path, choice = tmp_path / "file", random.Random(size)
    lengths = [choice.choice([0, 1, 30, 100, 400, 1_000, 5_000, 70_000]) for _ in range(150)]
    numbers = [choice.choice([0, 1, -1, 127, 2**15, -(2**31), 2**47, 2**63 - 1, -(2**63), 1.5, None]) for _ in lengths]
    written = [
        (number, "字" * length, choice.randbytes(length % 300)) for number, length in zip(numbers, lengths, strict=True)
    ]
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute(f"PRAGMA page_size = {size}")
        file.execute("CREATE TABLE one (a, b, c)")
        file.execute("CREATE INDEX other ON one (b)")
        file.execute("BEGIN")
        file.executemany("INSERT INTO one VALUES (?, ?, ?)", written)
        file.execute("COMMIT")
    with path.open("rb") as file:
        pages = PageReader(file, None)
        assert pages.size == size
        leaves, is_whole = pages.walk(pages.trees()["one"][1], "table")
        assert is_whole
        read: dict[int, tuple[Value, ...]] = {}
        for number in leaves:
            data = pages.page(number)
            cells = [cell for cell in pages.cells(number, data) if cell is not None]
            read |= {cell.rowid: cell.values for cell in cells}
            assert not cells or pages.is_sound(number, data, cells)
        assert [read[row] for row in sorted(read)] == written
        indexed, is_whole = pages.walk(pages.trees()["other"][1], "index")
        assert is_whole
        entries = [cell.values for number in indexed for cell in pages.cells(number, pages.page(number)) if cell]
        assert sorted((row, text) for text, row in entries) == [(row, read[row][1]) for row in sorted(read)]


@given(data=st.binary(max_size=3 * 512), at=st.integers(0, 2**16), kind=st.sampled_from([2, 5, 10, 13]))
@settings(max_examples=300, deadline=None)
def test_no_bytes_break_the_reader(whole: Original, data: bytes, at: int, kind: int) -> None:
    import io

    file = bytearray(whole.path.read_bytes()[: 30 * PAGE])
    place = at % (len(file) - len(data) - 1)
    file[place : place + len(data)] = data
    file[place // PAGE * PAGE] = kind
    for one in (
        PageReader(io.BytesIO(file), None),
        PageReader(io.BytesIO(file), io.BytesIO(b"\x37\x7f\x06\x82" + data + file)),
    ):
        one.free()
        for _, root in one.trees().values():
            one.walk(root, "table")
            one.walk(root, "index")
        for number in one.numbers():
            page = one.page(number)
            cells = [cell for cell in one.cells(number, page) if cell is not None]
            assert all(len(cell.values) <= 64 for cell in cells)
            if cells:
                one.is_sound(number, page, cells)


def test_a_chain_that_every_row_names_is_not_followed_for_ever(tmp_path: Path) -> None:
    """A page whose every pointer leads to one cell, which goes on over the whole file."""
    count, length = 1_500, 2_000 * (PAGE - 4)
    cell = bytes([0x80 | length >> 14 & 0x7F | 0, 0x80 | length >> 7 & 0x7F, length & 0x7F, 1, 2, 8])
    cell = bytes([0x80 | length >> 21]) + cell
    leaf = bytearray(PAGE)
    leaf[0], leaf[3:5], leaf[5:7] = TABLE_LEAF, count.to_bytes(2), (3_100).to_bytes(2)
    leaf[8 : 8 + 2 * count] = (3_100).to_bytes(2) * count
    leaf[3_100 : 3_100 + len(cell)] = cell
    own = 489 + (length - 489) % (PAGE - 4)
    own = own if own <= PAGE - 35 else 489
    at = 3_100 + 5 + own
    leaf[at : at + 4] = (2).to_bytes(4)
    chain = b"".join((number + 1).to_bytes(4) + bytes(PAGE - 4) for number in range(2, 2_001))
    path = tmp_path / "file"
    path.write_bytes(bytes(leaf) + chain)
    with path.open("rb") as file:
        pages = Counting(file, None)
        assert len(list(pages.cells(1, pages.page(1)))) == count
        assert 2_000 <= pages.reads <= 5 * pages.count + 2_000
