"""A log is read only into the file that it belongs to; another one is set aside, told of, and kept."""

import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from core.store import Store
from core.store.backup_folder import folder_of, list_backups
from core.store.backups import make_backup, restore
from core.store.check import check
from core.store.connection import StoreFile
from core.store.copying import back_up, share
from core.store.foreign_store import open_foreign
from core.store.location import wal
from core.store.sqlite_file import commits, log_page_size
from tests.core.child import answer, child, posix
from tests.core.making import REPORT
from tests.core.store.content import content, rows

pytestmark = posix

WRITE = """
    from tests.core.store.content import rows
    store = Store.open(path)
    store.add_report(REPORT)
    rows(store, 40)
    say("written")
    for line in sys.stdin:
        if line == "more\\n": rows(store, 7)
        elif line == "move\\n": store.file.db.execute("PRAGMA wal_checkpoint(PASSIVE)"); rows(store, 3)
        else: store.close()
        say("done")
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.biaoshu"


def leave_to_a_killed_window(path: Path) -> None:
    """Have a window make the store and write forty decisions, and kill it: they are in the log alone."""
    with child(WRITE, path) as window:
        assert answer(window) == "written"
        window.kill()
        window.wait()
    assert wal(path).stat().st_size > 0


def another_store(path: Path, place: Path) -> None:
    """Another store altogether."""
    del path
    with Store.open(place) as store:
        store.add_report(REPORT)
        rows(store, 25, "王强")


def an_older_copy(path: Path, place: Path) -> None:
    """A copy made before this window opened the store."""
    shutil.copy(path.with_name("before"), place)


def a_copy_of_today(path: Path, place: Path) -> None:
    """A copy made by the program itself from what the file alone holds, while the window has it open."""
    with (
        closing(sqlite3.connect(f"file:{path}?immutable=1", uri=True)) as file,
        closing(sqlite3.connect(place)) as copy,
    ):
        file.backup(copy)
    restore(place, place)


def tell(window: subprocess.Popen[str], word: str) -> None:
    assert window.stdin is not None
    window.stdin.write(f"{word}\n")
    window.stdin.flush()
    assert answer(window) == "done"


TAKERS: list[Callable[[Path, Path], None]] = [another_store, an_older_copy, a_copy_of_today]


@pytest.mark.parametrize("end", ["close", "kill"])
@pytest.mark.parametrize("taker", TAKERS, ids=lambda taker: taker.__name__)
def test_a_store_whose_name_another_file_takes_leaves_that_file_whole(
    path: Path, taker: Callable[[Path, Path], None], end: str
) -> None:
    with Store.open(path) as store:
        store.add_report(REPORT)
        rows(store, 5)
    shutil.copy(path, path.with_name("before"))
    with child(WRITE, path) as window:
        assert answer(window) == "written"
        if taker is an_older_copy:
            # what the copy lacks has been moved into the file, and the log begun anew
            tell(window, "move")
        place = path.with_name("taker")
        taker(path, place)
        with Store.open(place) as store:
            expected = content(store)
        place.replace(path)
        if end == "close":
            tell(window, "close")
        else:
            window.kill()
            window.wait()
    assert wal(path).stat().st_size > 0
    with Store.open(path) as store:
        assert content(store) == expected
        (said,) = store.found
        rows(store, 1, "王强")
    assert not check(path).faults
    (aside,) = folder_of(path).glob("*-set-aside*")
    assert aside.stat().st_size > 0
    if end == "close":
        # all of the earlier store was saved as its window closed
        (kept,) = (one for one in list_backups(path) if one.occasion == "replaced")
        assert said.facts["kept"] == kept.path
        with open_foreign(kept.path) as read:
            assert read.lengths().total() >= 40
    else:
        assert said.facts["log"] == aside
    with Store.open(path) as store:
        assert not store.found


def test_the_log_of_a_killed_window_is_the_file_s_own(path: Path) -> None:
    leave_to_a_killed_window(path)
    with Store.open(path) as store:
        assert not store.found
        assert len(store.log(REPORT.digest)) == 40


@pytest.mark.parametrize("how", [back_up, share])
def test_a_copy_made_by_the_program_takes_no_log_of_the_store(
    path: Path, how: Callable[[StoreFile, Path], int]
) -> None:
    """Laid in the store's place beside a log that has more, it stays what it was."""
    copy = path.with_name("copy")
    with Store.open(path) as store:
        store.add_report(REPORT)
        rows(store, 5)
        how(store.file, copy)
        rows(store, 5)
        shutil.copy(wal(path), path.with_name("log"))
    copy.replace(path)
    shutil.copy(path.with_name("log"), wal(path))
    with Store.open(path) as store:
        assert len(store.log(REPORT.digest)) == 5
        assert store.found


def test_a_log_beside_an_empty_file_is_kept(path: Path) -> None:
    leave_to_a_killed_window(path)
    path.write_bytes(b"")
    with Store.open(path) as store:
        assert store.reports() == []
        assert store.found
    assert list(folder_of(path).glob("*-set-aside*"))


def test_a_journal_of_another_file_is_never_taken_back_to(path: Path) -> None:
    """A journal of a file that was empty when it began would empty the store."""
    with Store.open(path) as store:
        store.add_report(REPORT)
        rows(store, 5)
    other = path.with_name("other")
    with closing(sqlite3.connect(other, isolation_level=None)) as making:
        making.execute("CREATE TABLE a (b)")
        making.execute("PRAGMA cache_size = 1")
        making.execute("BEGIN")
        making.executemany("INSERT INTO a VALUES (?)", [("x" * 3000,)] * 50)
        shutil.copy(other.with_name("other-journal"), path.with_name(path.name + "-journal"))
        making.execute("ROLLBACK")
    with Store.open(path) as store:
        assert len(store.log(REPORT.digest)) == 5
        assert store.found


def test_a_checkpoint_cut_short_anywhere_loses_nothing(path: Path) -> None:
    """Move so many of the log's pages into the file, in their order, and stop: whatever the header then claims."""
    leave_to_a_killed_window(path)
    file, log = path.read_bytes(), wal(path).read_bytes()
    with wal(path).open("rb") as opened:
        size = log_page_size(opened)
        places = {number: place for commit in commits(opened) for number, place in commit.pages.items()}
    assert size is not None
    moved = bytearray(file)
    for number, place in sorted(places.items()):
        end = number * size
        moved.extend(bytes(max(0, end - len(moved))))
        moved[end - size : end] = log[place : place + size]
        # the file grows as its last page is written: it ends where the last one moved so far does
        path.write_bytes(moved)
        wal(path).write_bytes(log)
        with open_foreign(path) as read:
            assert read.lengths().total() == 40
        with Store.open(path) as store:
            assert not store.found
            assert len(store.log(REPORT.digest)) == 40
    assert len(places) > 8


def test_a_restore_cut_short_anywhere_leaves_the_old_store_or_the_backup(path: Path) -> None:
    """Ended before each call of the system in turn: what opens is one of the two, and the old one is in the backups."""
    leave_to_a_killed_window(path)
    old = path.read_bytes(), wal(path).read_bytes()
    backup = path.with_name("backup.biaoshu")
    with Store.open(backup) as store:
        store.add_report(REPORT)
        rows(store, 5)
    code = """
        from core.store.backups import restore
        turn = int(sys.stdin.readline())
        def count(event, _):
            global turn
            if event in ("open", "os.rename", "os.remove", "shutil.copyfile", "os.chmod", "sqlite3.connect"):
                turn -= 1
                if turn == 0: os.kill(os.getpid(), signal.SIGKILL)
        sys.addaudithook(count)
        restore(path.with_name("backup.biaoshu"), path)
        turn = 0
        say("restored")
    """
    seen, turn, said = set(), 0, ""
    while said != "restored":
        turn += 1
        path.write_bytes(old[0])
        wal(path).write_bytes(old[1])
        shutil.rmtree(folder_of(path), ignore_errors=True)
        with child(code, path) as restoring:
            assert restoring.stdin is not None
            restoring.stdin.write(f"{turn}\n")
            restoring.stdin.flush()
            said = answer(restoring)
            restoring.wait()
        with Store.open(path) as store:
            there = len(store.log(REPORT.digest))
        seen.add(there)
        if there == 5:
            (kept,) = (one for one in list_backups(path) if one.occasion == "restore")
            with open_foreign(kept.path) as read:
                assert read.lengths().total() == 40
    assert seen == {5, 40}
    assert turn > 20


def test_a_junk_name_among_the_backups_harms_nothing(path: Path) -> None:
    folder_of(path).mkdir()
    for name in ("20269999T999999999999Z-interval.biaoshu", "x.biaoshu", "20260101T000000000000Z-bulk.biaoshu"):
        (folder_of(path) / name).mkdir()
    with Store.open(path) as store:
        store.add_report(REPORT)
        rows(store, 3)
        made = make_backup(store, "bulk")
    assert [one.path for one in list_backups(path)] == [made.path]
