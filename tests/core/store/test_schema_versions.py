"""A store of every version that was released opens, with all that is in it, after a backup."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.model.decision import Step, new_step
from core.store import SCHEMA_VERSION, Store, log_row
from core.store.backup_folder import list_backups
from core.store.check import check
from core.store.log_row import COLUMNS, to_row
from core.store.merge import merge
from tests.core.child import answer, child
from tests.core.making import REPORT, figure
from tests.core.store.content import content, rows

STORES = Path(__file__).parent / "stores"
# a later version, as one may be: another table, and a column more
LATER = """
    from core.store import log_ownership, connection, schema, foreign_store
    @schema.migrations()
    def more(db):
        db.execute("CREATE TABLE more (x TEXT) STRICT")
        db.execute("ALTER TABLE hand ADD COLUMN colour TEXT")
    log_ownership.SCHEMA_VERSION = connection.SCHEMA_VERSION = foreign_store.SCHEMA_VERSION = schema.SCHEMA_VERSION + 1
"""


def act(store: Store) -> Step:
    return new_step(store.annotator("李敏"), REPORT.digest)


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
        # a row has what came later behind what it had
        widths = {table: len(lines[0]) for table, lines in expected.items() if lines}
        cut = {table: [line[: widths.get(table)] for line in said[table]] for table in expected}
        assert cut == expected
        assert [entry.filing.region for entry in store.reports()] == ["云汀区", ""]
        rows(store, 1)
    with Store.open(tmp_path / "other.biaoshu") as store:
        assert merge(store, [path]).faults == []


@pytest.mark.parametrize("name", ["v1", "v2"])
def test_rows_from_before_keep_their_bytes_and_hashes(name: str, tmp_path: Path) -> None:
    """A figure that says nothing of what came later is written as it was; one that does says so behind the rest."""
    path = Path(shutil.copy(STORES / f"{name}.biaoshu", tmp_path))

    def stored() -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(path)) as held:
            columns = ", ".join(f'"{column}"' for column in COLUMNS if column not in log_row.LATER)
            return held.execute(f"SELECT {columns} FROM decision ORDER BY row").fetchall()

    before = stored()
    with Store.open(path, create=False) as store:
        kept = [row for entry in store.reports() for row in store.log(entry.digest)]
        told = act(store).add(figure("第一", area="滨海新区", base="1997"))
        store.append([told, act(store).add(figure("两家"))])
    after = stored()
    assert after[: len(before)] == before
    at = [column for column in COLUMNS if column not in log_row.LATER].index("figure")
    packed = {row[at] for row in before}
    assert packed == {to_row(row)["figure"] for row in kept}
    news = [str(row[at]) for row in after[len(before) :]]
    assert [line.endswith(',"area":"滨海新区","base":"1997"}') for line in news] == [True, False]
    assert ["area" in line or "base" in line for line in news] == [True, False]
    with Store.open(path, create=False) as store:
        assert store.log(REPORT.digest)[-2] == told
        assert [row.figure.area for row in kept if row.figure is not None] == [None] * len(packed - {None})


@pytest.mark.parametrize("name", [f"v{at}" for at in range(1, SCHEMA_VERSION)])
def test_every_decision_keeps_its_number_its_columns_and_its_hash(name: str, tmp_path: Path) -> None:
    path = Path(shutil.copy(STORES / f"{name}.biaoshu", tmp_path))

    def stored() -> list[dict[str, object]]:
        with closing(sqlite3.connect(path)) as held:
            held.row_factory = sqlite3.Row
            return [dict(row) for row in held.execute("SELECT * FROM decision ORDER BY row")]

    before = stored()
    with Store.open(path, create=False):
        pass
    assert before
    assert stored() == [row | {"carried": row.get("carried")} for row in before]
    with closing(sqlite3.connect(path)) as held:
        indexes = {row[0] for row in held.execute("SELECT name FROM sqlite_schema WHERE tbl_name = 'decision'")}
    assert {"decision_by_report", "decision_undoing", "decision_no_UPDATE", "decision_no_DELETE"} <= indexes


def test_an_older_program_refuses_a_newer_store_with_a_sentence(tmp_path: Path) -> None:
    path = Path(shutil.copy(STORES / f"v{SCHEMA_VERSION}.biaoshu", tmp_path))
    code = f"""
    from core.store import connection, foreign_store, log_ownership
    from core.model.errors import StoreError
    log_ownership.SCHEMA_VERSION = connection.SCHEMA_VERSION = foreign_store.SCHEMA_VERSION = {SCHEMA_VERSION - 1}
    try:
        Store.open(path)
    except StoreError as error:
        say(error)
    """
    whole = path.read_bytes()
    with child(code, path) as older:
        assert "newer" in (answer(older) or "")
    assert path.read_bytes() == whole


def test_a_store_is_backed_up_before_it_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "a.biaoshu"
    with Store.open(path) as store:
        written = rows(store, 3)
    code = f"""{LATER}
    with Store.open(path, create=False) as store:
        say(len(store.log(REPORT.digest)))
        store.append([act(store).add(figure("两家"))])
    from core.store.merge import merge
    old = path.parent / "old.biaoshu"
    with Store.open(old) as store: pass
    with Store.open(path) as store:
        from core.store.backup_folder import list_backups
        say(merge(store, [list_backups(path)[0].path]).is_empty)
    """
    with child(code, path) as later:
        assert [answer(later), answer(later)] == ["3", "True"]
    (kept,) = list_backups(path)
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
