"""A store of every version that was released opens, with all that is in it, after a backup."""

import json
import shutil
from pathlib import Path

import pytest

from core.annotation.backup_folder import backups
from core.annotation.merge import merge
from core.annotation.store import SCHEMA_VERSION, Store
from core.annotation.store.check import check
from tests.core.annotation.content import content, rows
from tests.core.child import answer, child

STORES = Path(__file__).parent / "stores"
# a later version, as one may be: another table, and a column more
LATER = """
    from core.annotation.store import belonging, connection, schema, stranger
    @schema.migrations()
    def more(db):
        db.execute("CREATE TABLE more (x TEXT) STRICT")
        db.execute("ALTER TABLE hand ADD COLUMN colour TEXT")
    belonging.SCHEMA_VERSION = connection.SCHEMA_VERSION = stranger.SCHEMA_VERSION = 3
"""


def test_every_version_has_its_store() -> None:
    assert sorted(path.stem for path in STORES.glob("*.biaoshu")) == [f"v{at}" for at in range(1, SCHEMA_VERSION + 1)]


@pytest.mark.parametrize("name", [path.stem for path in STORES.glob("*.biaoshu")])
def test_a_store_of_that_version_opens_whole(name: str, tmp_path: Path) -> None:
    path = Path(shutil.copy(STORES / f"{name}.biaoshu", tmp_path))
    expected = json.loads((STORES / f"{name}.json").read_text(encoding="utf-8"))
    assert check(path).faults == []
    with Store.open(path, create=False) as store:
        assert store.found == []
        said = json.loads(json.dumps(content(store)))
        assert {table: said[table] for table in expected} == expected
        assert [entry.filing.region for entry in store.reports()] == ["云汀区", ""]
        rows(store, 1)
    with Store.open(tmp_path / "other.biaoshu") as store:
        assert merge(store, [path]).faults == []


def test_a_store_is_backed_up_before_it_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "a.biaoshu"
    with Store.open(path) as store:
        written = rows(store, 3)
    code = f"""{LATER}
    with Store.open(path, create=False) as store:
        say(len(store.log(REPORT.digest)))
        store.append([act(store).add(figure("两家"))])
    from core.annotation.merge import merge
    old = path.parent / "old.biaoshu"
    with Store.open(old) as store: pass
    with Store.open(path) as store:
        from core.annotation.backup_folder import backups
        say(merge(store, [backups(path)[0].path]).is_empty)
    """
    with child(code, path) as later:
        assert [answer(later), answer(later)] == ["3", "True"]
    (kept,) = backups(path)
    assert kept.occasion == "migration"
    with Store.open(kept.path) as store:
        assert store.log(written[0].report) == written


def test_a_kill_while_it_is_brought_up_to_date_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    path = tmp_path / "a.biaoshu"
    with Store.open(path) as store:
        rows(store, 2)
    code = f"""{LATER}
    import shutil
    whole = path.read_bytes()
    turn, status = 0, -1
    while status:
        turn += 1
        path.write_bytes(whole)
        for left in path.parent.glob(path.name + "-*"):
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        pid = os.fork()
        if not pid:
            def count(frame, event, called):
                global turn
                if event == "c_call" and called.__name__ == "execute":
                    turn -= 1
                    if turn == 0: os.kill(os.getpid(), signal.SIGKILL)
            sys.setprofile(count)
            Store.open(path)
            os._exit(0)
        status = os.waitpid(pid, 0)[1]
        with Store.open(path) as store:
            assert len(store.log(REPORT.digest)) == 2 and not store.found
    say(turn)
    """
    with child(code, path) as mortal:
        assert int(answer(mortal) or 0) > 15
