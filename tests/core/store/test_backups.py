"""Backups are whole when they are there, thin out with age, and come back; copies are self-contained."""

import os
import shutil
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path, PureWindowsPath
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.decision import new_step
from core.model.errors import StoreError
from core.store import Store
from core.store.backup_folder import (
    KEPT_ALWAYS,
    Backup,
    beyond,
    folder_of,
    list_backups,
    remove,
    size_of,
    superfluous,
)
from core.store.backups import compare, make_backup, restore
from core.store.check import check
from core.store.copying import back_up, share
from core.store.location import _network_share, shared_by, wal
from core.store.merge import merge
from core.store.rescue import save_elsewhere
from tests.core.child import answer, child, posix
from tests.core.making import REPORT, figure
from tests.core.store.content import content, rows

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.biaoshu"


def listing(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


@pytest.mark.parametrize("copied", [back_up, share])
def test_a_copy_of_an_open_store_is_whole_alone_and_closed(path: Path, copied: object) -> None:
    target = path.with_name("copy.biaoshu")
    with Store.open(path) as store:
        rows(store, 40)
        assert (back_up if copied is back_up else share)(store.file, target) == 40
        assert listing(path.parent) == ["a.biaoshu", "a.biaoshu-wal", "copy.biaoshu"]
        assert check(target).faults == []
        with Store.open(target) as copy:
            assert (content(copy), copy.found) == (content(store), [])
            with pytest.raises(StoreError, match="open here"):
                back_up(store.file, target)
        with pytest.raises(StoreError, match="open here"):
            share(store.file, path)


def test_a_store_takes_decisions_while_it_is_backed_up(path: Path) -> None:
    with Store.open(path) as store:
        written = rows(store, 3)
        mine, act = written[0].annotator, new_step(written[0].annotator, REPORT.digest)
        store.append([act.add(figure()) for _ in range(20_000)])
        counts: list[int] = []
        copying = threading.Thread(target=lambda: counts.append(back_up(store.file, path.with_name("copy"))))
        copying.start()
        meanwhile = 0
        while copying.is_alive():
            store.append([new_step(mine, REPORT.digest).add(figure())])
            meanwhile += 1
        copying.join()
    assert meanwhile
    assert 20_003 <= counts[0] <= 20_003 + meanwhile
    found = check(path.with_name("copy"))
    assert (found.faults, found.decisions.total()) == ([], counts[0])


def test_backups_lie_beside_the_store_and_come_back(path: Path) -> None:
    with Store.open(path) as store:
        rows(store, 3)
        made = make_backup(store, "interval")
        assert [one.path for one in list_backups(path)] == [made.path]
        then = content(store)
        rows(store, 2, "王强")
        now = content(store)
        with pytest.raises(StoreError, match="Close it there first"):
            restore(made.path, path)
        difference = compare(made.path, store)
    assert difference.now is not None
    told = {name: (difference.then[one], difference.now[one]) for one, name in difference.names.items()}
    assert told == {"李敏": (3, 3), "王强": (0, 2)}
    kept = restore(made.path, path)
    with Store.open(path) as store:
        assert (content(store), store.found) == (then, [])
    restore(kept, path)
    with Store.open(path) as store:
        assert content(store) == now
    assert [one.occasion for one in list_backups(path)] == ["restore", "restore", "interval"]


def test_a_damaged_store_is_kept_aside_when_a_backup_takes_its_place(path: Path) -> None:
    with Store.open(path) as store:
        rows(store, 3)
        made = make_backup(store, "merge")
    path.write_bytes(path.read_bytes()[:5000])
    assert compare(made.path, None).now is None
    kept = restore(made.path, path)
    assert kept.stat().st_size == 5000
    with Store.open(path) as store:
        assert len(store.log(REPORT.digest)) == 3


def test_a_store_refused_at_opening_is_not_held(path: Path, tmp_path: Path) -> None:
    """Whichever page is damaged: the error, which a window shows, holds nothing open; a backup can take its place."""
    with Store.open(path) as store:
        rows(store, 30)
        made = make_backup(store, "merge")
    whole, damaged = path.read_bytes(), tmp_path / "damaged.biaoshu"
    refused = []
    for start in range(0, len(whole), 4096):
        damaged.write_bytes(whole[:start] + b"\xff" * 4096 + whole[start + 4096 :])
        try:
            Store.open(damaged).close()
        except StoreError as error:
            refused.append(error)
            restore(made.path, damaged)
    assert len(refused) > 10


def test_a_log_left_by_a_kill_is_not_read_into_what_was_restored(path: Path) -> None:
    with Store.open(path) as store:
        rows(store, 3)
        made = make_backup(store, "interval")
        rows(store, 5)
        killed = path.with_name("killed")
        shutil.copy(path, killed)
        shutil.copy(f"{path}-wal", f"{killed}-wal")
    kept = restore(made.path, killed)
    with Store.open(killed) as store:
        assert len(store.log(REPORT.digest)) == 3
    assert check(kept).decisions.total() == 8


def test_no_backup_is_restored_that_is_none(path: Path) -> None:
    with Store.open(path) as store:
        rows(store, 1)
        before = content(store)
    text = path.with_name("text")
    text.write_text("增长3.5%", encoding="utf-8")
    with pytest.raises(StoreError, match="is not a store"):
        restore(text, path)
    with Store.open(path) as store:
        assert content(store) == before


@posix
def test_a_backup_without_room_is_said_so_and_the_store_goes_on(path: Path) -> None:
    code = """
        import resource
        from core.store.backups import make_backup
        from core.store.backup_folder import list_backups
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        store = Store.open(path)
        store.add_report(REPORT)
        one = act(store)
        store.append([one.add(figure("3.5%")) for _ in range(2_000)])
        store.close()
        store = Store.open(path)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
        try: make_backup(store, "interval")
        except StoreError as error: say(error)
        store.append([act(store).add(figure("两家"))])
        say(len(store.log(REPORT.digest)))
        say([*(path.parent / (path.name + "-backups")).iterdir()])
    """
    with child(code, path) as small:
        assert "free some space" in answer(small)
        assert [answer(small), answer(small)] == ["2001", "[]"]


@given(st.lists(st.integers(-3_000, 200_000), max_size=60, unique=True))
def test_backups_thin_out_with_age(minutes: list[int]) -> None:
    made = [Backup(Path(str(one)), NOW - timedelta(minutes=one), "interval") for one in minutes]
    gone = superfluous(made, NOW)
    kept = [one for one in made if one not in gone]
    newest = sorted(made, key=lambda one: one.at, reverse=True)[:KEPT_ALWAYS]
    assert all(one in kept for one in newest)
    # the newest of every day of the last month and of every month is there
    for form, ages in (("%Y%m%d", range(31 * 24 * 60)), ("%Y%m", range(200_001))):
        young = [one for one in made if int((NOW - one.at).total_seconds() // 60) in ages]
        assert {one.at.strftime(form) for one in young} <= {one.at.strftime(form) for one in kept}
    assert len(kept) <= KEPT_ALWAYS + 50 + 25 + 31 + 6
    assert superfluous(kept, NOW) == []


def test_old_backups_go_when_a_new_one_is_made(path: Path) -> None:
    with Store.open(path) as store:
        rows(store, 1)
        for minute in range(20):
            make_backup(store, "interval", lambda minute=minute: NOW + timedelta(minutes=minute))
    assert len(list_backups(path)) == KEPT_ALWAYS + 1
    (folder_of(path) / "a letter").touch()
    assert len(list_backups(path)) == KEPT_ALWAYS + 1


@given(st.lists(st.integers(0, 900), max_size=30), st.integers(0, 5_000))
def test_the_oldest_backups_go_until_the_others_fit(sizes: list[int], most: int) -> None:
    with TemporaryDirectory() as folder:
        made = []
        for number, size in enumerate(sizes):
            place = Path(folder) / str(number)
            place.write_bytes(bytes(size))
            made.append(Backup(place, NOW - timedelta(minutes=number), "interval"))
        gone = beyond(made, most)
        kept = [one for one in made if one not in gone]
        assert kept + gone == made
        assert sum(map(size_of, kept)) <= most
        # the next one would be too much
        assert not gone or sum(map(size_of, [*kept, gone[0]])) > most
        for one in gone:
            remove(one)
        assert sorted(Path(folder).iterdir(), key=lambda one: int(one.name)) == [one.path for one in kept]


def test_of_backups_that_are_too_large_the_newest_stays(path: Path) -> None:
    with Store.open(path) as store:
        rows(store, 30)
        first = make_backup(store, "interval", lambda: NOW, most=1)
        assert [one.path for one in list_backups(path)] == [first.path]
        log = wal(first.path)
        log.write_bytes(b"set aside")
        second = make_backup(store, "merge", lambda: NOW + timedelta(minutes=1), most=1)
        assert [one.path for one in list_backups(path)] == [second.path]
        assert not log.exists()
        third = make_backup(store, "interval", lambda: NOW + timedelta(minutes=2), most=10 * size_of(second))
        assert [one.path for one in list_backups(path)] == [third.path, second.path]


def test_between_two_steps_of_a_backup_the_store_takes_decisions(path: Path) -> None:
    with Store.open(path) as store:
        written = rows(store, 3)
        mine = written[0].annotator
        store.append([new_step(mine, REPORT.digest).add(figure()) for _ in range(3_000)])
        pages = store.file.rows("PRAGMA page_count")[0]["page_count"]
        taken: list[float] = []

        def pause(seconds: float) -> None:
            taken.append(seconds)
            store.append([new_step(mine, REPORT.digest).add(figure("两家"))])

        made = make_backup(store, "interval", pause=pause)
        assert len(taken) >= pages / 64 > 5
        log = store.log(REPORT.digest)
        assert len(log) == 3_003 + len(taken)
        with Store.open(made.path) as copy:
            # the last one came when all was copied
            assert copy.log(REPORT.digest) == log[:-1]
        assert check(made.path).faults == []


# What a store does not take


def test_what_could_not_be_written_is_saved_elsewhere_and_merges_later(path: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "usb.biaoshu"
    with Store.open(path) as store:
        written = rows(store, 2)
        mine = written[0].annotator
        refused = [new_step(mine, REPORT.digest).add(figure("两家"))]
        assert save_elsewhere(store, elsewhere, REPORT, store.annotators(), written, refused)
        with pytest.raises(StoreError, match="already exists"):
            save_elsewhere(store, elsewhere, REPORT, store.annotators(), written, refused)
    with Store.open(elsewhere) as copy:
        assert copy.log(REPORT.digest) == [*written, *refused]
    with Store.open(path) as store:
        merge(store, [elsewhere])
        assert store.log(REPORT.digest) == [*written, *refused]


@posix
def test_of_a_store_deleted_while_open_everything_is_saved_elsewhere(path: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "usb.biaoshu"
    with Store.open(path) as store:
        written = rows(store, 2)
        path.unlink()
        refused = [new_step(written[0].annotator, REPORT.digest).add(figure("两家"))]
        with pytest.raises(StoreError, match="was moved or deleted"):
            store.append(refused)
        assert save_elsewhere(store, elsewhere, REPORT, store.annotators(), written, refused)
    with Store.open(elsewhere) as copy:
        assert copy.log(REPORT.digest) == [*written, *refused]


def test_of_a_store_that_cannot_be_read_what_is_known_is_saved(path: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "usb.biaoshu"
    with Store.open(path) as store:
        written = rows(store, 2)
        written.append(new_step(written[0].annotator, REPORT.digest).undo(written[0].step))
        store.append(written[2:])
        names = store.annotators()
    refused = [new_step(written[0].annotator, REPORT.digest).add(figure("两家"))]
    assert not save_elsewhere(store, elsewhere, REPORT, names, written, refused)
    with Store.open(elsewhere) as copy:
        kept = copy.log(REPORT.digest)
        assert [(row.verdict, row.target) for row in kept] == [
            (row.verdict, row.target) for row in [*written, *refused]
        ]
        assert kept[2].undoes == kept[0].step
    with Store.open(path) as store:
        assert merge(store, [elsewhere]).came.total() == 4


# Where a store should not be

MOUNTS = """/dev/sda1 / ext4 rw 0 0
server:/export /mnt/nas nfs4 rw 0 0
//pc/share /mnt/win\\040share cifs rw 0 0
/dev/sdb1 /mnt/nas/local ext4 rw 0 0
me@host:/ /mnt/ssh fuse.sshfs rw 0 0
/dev/sdc1 /mnt/usb fuseblk rw 0 0
""".replace("\\\\", "\\")


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("/u/li/OneDrive - 某公司/a.biaoshu", "OneDrive"),
        ("/u/li/Dropbox/报告/a.biaoshu", "Dropbox"),
        ("/u/li/Library/Mobile Documents/a.biaoshu", "iCloud"),
        ("/u/li/我的坚果云/a.biaoshu", "坚果云"),
        ("/u/li/Nutstore Files/a.biaoshu", "坚果云"),
        ("/u/li/百度网盘同步空间/a.biaoshu", "百度网盘"),
        ("/u/li/BaiduSyncdisk/a.biaoshu", "百度网盘"),
        ("/u/li/Library/CloudStorage/Other/a.biaoshu", "CloudStorage"),
        ("/mnt/nas/a.biaoshu", "nfs4"),
        ("/mnt/win share/a.biaoshu", "cifs"),
        ("/mnt/ssh/x/a.biaoshu", "fuse.sshfs"),
        ("/mnt/nas/local/a.biaoshu", ""),
        ("/mnt/usb/a.biaoshu", ""),
        ("/u/li/documents/Dropbox.biaoshu", ""),
        ("/u/li/坚果/a.biaoshu", ""),
    ],
)
def test_a_synced_or_distant_folder_is_named_and_a_plain_one_is_not(place: str, name: str) -> None:
    if os.name == "posix":
        assert shared_by(Path(place), MOUNTS) == name


def test_a_windows_share_is_named() -> None:
    assert _network_share(PureWindowsPath(r"\\server\share\a.biaoshu")) == r"\\server\share"
    assert _network_share(PureWindowsPath(r"C:\a.biaoshu")) == ""


def test_here_is_a_plain_place(tmp_path: Path) -> None:
    assert shared_by(tmp_path / "a.biaoshu", MOUNTS) == ""
