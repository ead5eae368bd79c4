"""Where pages of a damaged store are gone, those that a rollback journal beside it still has come back."""

import shutil
import sqlite3
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.store import Store
from core.store.check import check
from core.store.location import journal
from core.store.repair import repair
from core.store.sqlite_format import JOURNAL_MAGIC, SIZES, journal_pages
from tests.core.store.content import content, rows

PAGE = 4096


def unfinished(path: Path, crash: Path) -> set[int]:
    """Write over every decision with SQLite's rollback journal, and copy both files before the write is finished.

    Return the pages that the journal has.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as held:
        held.execute("PRAGMA journal_mode = DELETE")
        held.execute("PRAGMA cache_size = 5")
        held.execute("BEGIN IMMEDIATE")
        for (name,) in held.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            held.execute(f'DROP TRIGGER "{name}"')
        held.execute("UPDATE decision SET hash = lower(hex(randomblob(32)))")
        shutil.copy(path, crash)
        shutil.copy(journal(path), journal(crash))
        held.execute("ROLLBACK")
    with journal(crash).open("rb") as back:
        return set(journal_pages(back, PAGE)[1])


def zeroed(path: Path, pages: set[int]) -> None:
    with path.open("r+b") as file:
        for number in pages:
            file.seek((number - 1) * PAGE)
            file.write(bytes(PAGE))


def test_what_an_unfinished_write_damaged_comes_back_from_the_journal(tmp_path: Path) -> None:
    path, crash, new = (tmp_path / name for name in ("a.biaoshu", "crash.biaoshu", "new.biaoshu"))
    with Store.open(path) as store:
        rows(store, 120)
        whole = content(store)
    pages = unfinished(path, crash)
    assert len(pages) > 10
    zeroed(crash, pages)
    alone = tmp_path / "alone.biaoshu"
    shutil.copy(crash, alone)
    repair(crash, new)
    with Store.open(new) as store:
        assert content(store)["decision"] == whole["decision"]
        assert content(store)["report"] == whole["report"]
    assert not check(new).faults
    # without the journal it would not have
    repair(alone, tmp_path / "less.biaoshu")
    with Store.open(tmp_path / "less.biaoshu") as store:
        assert len(content(store)["decision"]) < 60


@pytest.mark.parametrize("harm", ["ended", "header", "record", "cut"])
def test_what_is_left_of_a_journal_is_read(harm: str, tmp_path: Path) -> None:
    path, crash, new = (tmp_path / name for name in ("a.biaoshu", "crash.biaoshu", "new.biaoshu"))
    with Store.open(path) as store:
        rows(store, 120)
        whole = {row[0] for row in content(store)["decision"]}
    pages = unfinished(path, crash)
    zeroed(crash, pages - {1})
    back = bytearray(journal(crash).read_bytes())
    if harm == "ended":
        back[:28] = bytes(28)
    elif harm == "header":
        back[20:28] = b"\xff" * 8
    elif harm == "record":
        at = 512 + 3 * (PAGE + 8) + 4 + PAGE - 200
        back[at] ^= 0xFF
    else:
        del back[-(PAGE // 2) :]
    journal(crash).write_bytes(back)
    repair(crash, new)
    with Store.open(new) as store:
        said = {row[0] for row in content(store)["decision"]}
    if harm in ("ended", "header"):
        assert said == whole
    else:
        assert len(said) > len(whole) // 2
    assert not check(new).faults


def test_sound_pages_count_more_than_the_journal_and_a_strange_one_is_left(tmp_path: Path) -> None:
    path, crash, new = (tmp_path / name for name in ("a.biaoshu", "crash.biaoshu", "new.biaoshu"))
    with Store.open(path) as store:
        rows(store, 60)
    unfinished(path, crash)
    with Store.open(path) as store:
        rows(store, 60)
        whole = content(store)
    # the store went on; a journal of before lies beside it
    shutil.copy(journal(crash), journal(path))
    repair(path, new)
    with Store.open(new) as store:
        assert content(store)["decision"] == whole["decision"]
    other, strange = tmp_path / "other.biaoshu", tmp_path / "strange.biaoshu"
    with Store.open(other) as store:
        rows(store, 60, "王小明")
    unfinished(other, strange)
    shutil.copy(journal(strange), journal(path))
    repair(path, tmp_path / "again.biaoshu")
    with Store.open(tmp_path / "again.biaoshu") as store:
        assert content(store)["decision"] == whole["decision"]
        assert list(store.annotators().values()) == ["李敏"]


@given(st.binary(max_size=3_000), st.integers(0, 3), st.sampled_from([512, 1024, 4096]))
def test_no_byte_of_a_journal_is_believed(noise: bytes, parts: int, size: int) -> None:
    header = JOURNAL_MAGIC + b"\xff\xff\xff\xff" + bytes(8) + (512).to_bytes(4, "big") + size.to_bytes(4, "big")
    for data in (noise, header.ljust(512, b"\0") * parts + noise):
        found_size, found = journal_pages(BytesIO(data), size)
        assert found_size in SIZES
        assert all(0 <= place <= len(data) - found_size for place in found.values())
