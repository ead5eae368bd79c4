"""What a store will not do, it says in a sentence, and nothing is lost or left behind."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.model.decision import Step, new_step
from core.model.errors import StoreError
from core.store import Store
from core.store.store import remove_unfinished
from tests.core.child import answer, child, posix
from tests.core.making import REPORT, figure


def act(store: Store) -> Step:
    return new_step(store.annotator("李敏"), REPORT.digest)


def listing(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.biaoshu"


@pytest.fixture
def kept(path: Path) -> Path:
    """Return a closed store with a report and a decision."""
    with Store.open(path) as store:
        store.add_report(REPORT)
        store.append([act(store).add(figure("3.5%"))])
    return path


# Who is in the way


def test_a_store_open_in_another_process_is_refused_at_once(kept: Path) -> None:
    with child("store = Store.open(path); say('open'); sys.stdin.read()", kept) as other:
        assert answer(other) == "open"
        with pytest.raises(StoreError, match="open in another window"):
            Store.open(kept)
    with Store.open(kept) as store:
        assert len(store.log(REPORT.digest)) == 1


def test_a_store_open_in_the_same_process_is_refused_and_stays_locked(kept: Path) -> None:
    """Looking at the file must not drop the lock that the first window holds."""
    with Store.open(kept) as first:
        for _ in range(3):
            with pytest.raises(StoreError, match="open in another window"):
                Store.open(kept)
        outcome = "try: Store.open(path); say('open')\nexcept StoreError as error: say(error.sentence)"
        with child(outcome, kept) as other:
            assert "open in another window" in answer(other)
        first.append([act(first).add(figure("两家"))])


def test_two_processes_that_make_one_store_at_once_never_both_have_it(path: Path) -> None:
    code = """
        try:
            store = Store.open(path)
            store.add_report(REPORT)
            say("open")
            sys.stdin.read()
        except StoreError as error:
            say(error.sentence)
    """
    for round_ in range(5):
        place = path.with_name(f"{round_}.biaoshu")
        with child(code, place) as one, child(code, place) as other:
            said = sorted([answer(one), answer(other)])
        assert said.count("open") == 1, said
        assert "open in another window" in "".join(said)
        with Store.open(place, create=False) as store:
            assert len(store.reports()) == 1


def test_who_gives_way_to_another_process_leaves_it_the_file_it_made(path: Path) -> None:
    """The one that made the file may find it taken, and filled, by another process that began a moment later."""
    path.touch()
    with child("store = Store.open(path); store.add_report(REPORT); say('open'); sys.stdin.read()", path) as other:
        assert answer(other) == "open"
        remove_unfinished(path)
    with Store.open(path, create=False) as store:
        assert len(store.reports()) == 1


def test_a_file_filled_and_closed_by_another_process_is_left_to_it(path: Path) -> None:
    with Store.open(path) as store:
        store.add_report(REPORT)
    remove_unfinished(path)
    with Store.open(path, create=False) as store:
        assert len(store.reports()) == 1


def test_a_file_that_could_not_be_filled_is_removed(path: Path) -> None:
    path.touch()
    remove_unfinished(path)
    assert listing(path.parent) == []


# What is no store


@pytest.mark.parametrize("content", [b"a text", "增长3.5%".encode("gb18030") * 2000, b"\0" * 4096])
def test_another_file_is_refused_and_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(StoreError, match="is not a store"):
        Store.open(path)
    assert path.read_bytes() == content
    assert listing(path.parent) == [path.name]


@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_another_programs_database_is_refused_and_left_alone(path: Path, journal: str) -> None:
    with closing(sqlite3.connect(path)) as foreign:
        foreign.execute(f"PRAGMA journal_mode = {journal}")
        foreign.execute("CREATE TABLE decision (x)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="is not a store"):
        Store.open(path)
    assert path.read_bytes() == before
    assert listing(path.parent) == [path.name]


def test_a_newer_store_is_refused_and_left_alone(kept: Path) -> None:
    with closing(sqlite3.connect(kept)) as newer:
        newer.execute("PRAGMA user_version = 99")
    before = kept.read_bytes()
    with pytest.raises(StoreError, match="written by a newer version"):
        Store.open(kept)
    assert kept.read_bytes() == before


@pytest.mark.parametrize(
    "smuggled",
    [
        "CREATE TRIGGER own AFTER INSERT ON decision BEGIN DELETE FROM annotator; END",
        "CREATE TRIGGER own AFTER INSERT ON _sqlite_migrations BEGIN DELETE FROM annotator; END",
        "CREATE VIEW own AS SELECT * FROM decision",
        "DROP TRIGGER decision_no_delete",
    ],
)
def test_a_store_changed_by_another_program_is_refused(kept: Path, smuggled: str) -> None:
    with closing(sqlite3.connect(kept)) as stranger:
        stranger.execute(smuggled)
    with pytest.raises(StoreError, match="is not a store"):
        Store.open(kept)


def test_an_empty_file_becomes_a_store(path: Path) -> None:
    """A start that was killed, or a file dialog, leaves one."""
    path.touch()
    with Store.open(path) as store:
        assert store.reports() == []


def test_a_damaged_store_is_called_damaged(kept: Path) -> None:
    whole = kept.read_bytes()
    kept.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(StoreError, match="is damaged"), Store.open(kept) as store:
        store.log(REPORT.digest)


def test_a_decision_that_cannot_be_read_is_called_damage(kept: Path) -> None:
    with closing(sqlite3.connect(kept)) as stranger, stranger:
        trigger = stranger.execute("SELECT sql FROM sqlite_schema WHERE name = 'decision_no_UPDATE'").fetchone()[0]
        stranger.execute("DROP TRIGGER decision_no_UPDATE")
        stranger.execute("UPDATE decision SET figure = replace(figure, 'growth', 'grown')")
        stranger.execute(trigger)
    with Store.open(kept) as store, pytest.raises(StoreError, match="is damaged"):
        store.log(REPORT.digest)


# Where no store can be


def test_a_missing_folder_is_named(path: Path) -> None:
    with pytest.raises(StoreError, match=r"The folder .*none does not exist"):
        Store.open(path.parent / "none" / "a.biaoshu")


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        Store.open(tmp_path)


def test_a_store_that_must_be_there_is_not_made(path: Path) -> None:
    with pytest.raises(StoreError, match="There is no store at"):
        Store.open(path, create=False)
    assert listing(path.parent) == []


@posix
@pytest.mark.parametrize("shut", ["folder", "file", "new"])
def test_a_place_that_may_not_be_written_to_is_said_so(kept: Path, shut: str) -> None:
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        pytest.skip("root may write everywhere and cannot become another user here (no setpriv)")
    wanted = kept.with_name("new.biaoshu") if shut == "new" else kept
    for folder in [*kept.parents][: 4 if os.geteuid() == 0 else 0]:
        folder.chmod(folder.stat().st_mode | 0o055)
    kept.chmod(0o444 if shut == "file" else 0o666)
    kept.parent.chmod(0o777 if shut == "file" else 0o555)
    before = listing(kept.parent)
    code = """
        if os.geteuid() == 0:
            os.setgroups([]), os.setgid(65534), os.setuid(65534)
        try: Store.open(path); say("open")
        except StoreError as error: say(error)
    """
    try:
        with child(code, wanted) as nobody:
            said = answer(nobody)
    finally:
        kept.parent.chmod(0o755)
    told = f"No file can be made in {kept.parent}" if shut == "new" else f"{wanted} cannot be written to. Copy it"
    assert told in said
    assert listing(kept.parent) == before


@posix
@pytest.mark.parametrize("away", ["move", "delete", "delete log"])
def test_a_store_moved_or_deleted_while_open_takes_no_more_decisions(kept: Path, away: str) -> None:
    log = kept.with_name(kept.name + "-wal")
    with Store.open(kept) as store:
        row = act(store).add(figure("两家"))
        gone = log if away == "delete log" else kept
        back = kept.with_name("elsewhere")
        gone.rename(back)
        with pytest.raises(StoreError, match="was moved or deleted while it was open"):
            store.append([row])
        back.rename(gone)
        store.append([row])
    with Store.open(kept) as store:
        assert store.log(REPORT.digest)[-1] == row


@posix
def test_a_store_behind_a_link_is_the_one_it_points_to(kept: Path, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "link.biaoshu"
    link.parent.mkdir()
    link.symlink_to(kept)
    with Store.open(link) as store:
        assert store.path == kept
        with pytest.raises(StoreError, match="open in another window"):
            Store.open(kept)
    assert listing(link.parent) == [link.name]
