"""What is read beside a writer is what the store was at one moment, and the writer is never in the way."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from core.model.errors import StoreError
from core.store import Store
from core.store.check import check
from core.store.location import LOCK_LENGTH
from core.store.snapshot import copy_around
from tests.core.child import answer, child
from tests.core.making import REPORT

SNAPSHOTS, ATTEMPTS = 30, 10

# decides without end, and moves its log into the file every few decisions, as a long day does
WRITE = """
    store = Store.open(path)
    store.file.db.execute("PRAGMA wal_autocheckpoint = 40")
    store.add_report(REPORT)
    one, written = store.annotator("李敏"), 0
    while True:
        both = new_step(one, REPORT.digest)
        store.append([both.add(figure("3.5%")), both.add(figure("两家"))])
        written += 1
        say(written)
"""


@contextmanager
def read_beside(path: Path) -> Iterator[Store]:
    """Read a store to which another process writes without a pause.

    On a busy machine it may change all the while it is copied; then it is refused, and read again as the sentence says.
    """
    for attempt in range(ATTEMPTS):
        with ExitStack() as stack:
            try:
                store = stack.enter_context(Store.reading(path))
            except StoreError as error:
                if "changed while it was being read" not in str(error) or attempt == ATTEMPTS - 1:
                    raise
                continue
            yield store
            return


def test_what_is_read_beside_a_writer_is_what_was_on_disk_at_one_moment(tmp_path: Path) -> None:
    path = tmp_path / "a.biaoshu"
    last = 0
    with child(WRITE, path) as window:
        for _ in range(SNAPSHOTS):
            said = int(answer(window))
            with read_beside(path) as store:
                log = store.log(REPORT.digest)
                assert not store.found
                assert next(store.file.db.query("PRAGMA integrity_check"))["integrity_check"] == "ok"
            # whole steps alone, all that was said to be written, and never less than before
            assert len(log) % 2 == 0
            assert len(log) // 2 >= max(said, last)
            last = len(log) // 2
        assert not check(path).faults
        with pytest.raises(StoreError, match="open in another window"):
            Store.open(path)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.biaoshu", "a.biaoshu-wal"]


def test_what_is_read_cannot_be_written_to(tmp_path: Path) -> None:
    path = tmp_path / "a.biaoshu"
    with Store.open(path) as store:
        store.add_report(REPORT)
    path.chmod(0o400)
    before = path.read_bytes()
    with Store.reading(path) as store, pytest.raises(StoreError):
        store.annotator("李敏")
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("size", [4000, 5000, 5100, 5000 + LOCK_LENGTH, 5001 + LOCK_LENGTH, 5_000_000])
def test_the_bytes_of_the_lock_are_left_out_and_all_others_copied(tmp_path: Path, size: int) -> None:
    """On Windows nobody else may read them; SQLite keeps nothing there."""
    whole = os.urandom(size)
    source, copy = tmp_path / "source", tmp_path / "copy"
    source.write_bytes(whole)
    copy_around(source, copy, 5000)
    there = copy.read_bytes()
    assert len(there) == size
    assert there[:5000] == whole[:5000]
    assert not there[5000 : 5000 + LOCK_LENGTH].strip(b"\0")
    assert there[5000 + LOCK_LENGTH :] == whole[5000 + LOCK_LENGTH :]
