"""The lock of a store is seen by hand as SQLite sees it, on every system."""

from pathlib import Path

import pytest

from core.model.errors import StoreError
from core.store import Store
from core.store.backups import restore
from core.store.copying import back_up
from core.store.location import is_held, kept_apart
from core.store.repair import repair
from tests.core.child import answer, child
from tests.core.store.content import rows

HOLD = """
store = Store.open(path)
say("open")
sys.stdin.readline()
store.close()
say("closed")
sys.stdin.readline()
"""


def test_a_store_that_another_process_has_is_seen_to_be_held(tmp_path: Path) -> None:
    path, backup = tmp_path / "a.biaoshu", tmp_path / "b.biaoshu"
    with Store.open(path) as store:
        rows(store, 2)
        back_up(store.file, backup)
    assert not is_held(path)
    with child(HOLD, path) as process:
        assert answer(process) == "open"
        assert is_held(path)
        for act in (lambda: restore(backup, path), lambda: repair(path, tmp_path / "c.biaoshu")):
            with pytest.raises(StoreError, match="open in another window"):
                act()
        assert not (tmp_path / "a.biaoshu.part").exists()
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
        assert answer(process) == "closed"
        assert not is_held(path)


def test_what_is_kept_apart_by_hand_is_open_to_nobody(tmp_path: Path) -> None:
    path = tmp_path / "a.biaoshu"
    with Store.open(path) as store:
        rows(store, 2)
    with (
        kept_apart(path),
        child(
            """
            try:
                Store.open(path)
            except StoreError as error:
                say(error.sentence)
            """,
            path,
        ) as process,
    ):
        assert "open in another window" in answer(process)
    with Store.open(path) as store:
        assert len(store.reports()) == 1
