"""The merge and the check of stores as jobs, which tell how far they are."""

import tempfile
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import TypeVar

from ..store import Store
from ..store.backups import make_backup
from ..store.check import Checked, Step, checking
from ..store.copying import copy_out
from ..store.foreign_store import open_foreign
from ..store.merge import Merged, merging
from .progress import Job, Progress

Value = TypeVar("Value")


def merge(store: Store, others: Sequence[Path], *, dry: bool = False) -> Job[None, Merged]:
    """Take other stores into an open one, after a backup of it; yield how many are taken in of how many.

    All of it comes or nothing; closing the job takes all of it back. With `dry` nothing is written. Raise StoreError as
    `core.store.merge.merge` does.
    """
    if not dry:
        make_backup(store, "merge")
    return (yield from _named(merging(store, others, dry=dry), [path.name for path in others]))


def check(path: Path) -> Job[None, Checked]:
    """Hold every row of a store against its hash and bounds; yield how many sittings are checked of how many.

    Raise StoreError where the store cannot even be read that far. The file is left as it is.
    """
    with open_foreign(path) as read:
        return (yield from _named(checking(read)))


def check_open(store: Store) -> Job[None, Checked]:
    """Check an open store by a copy of it, while others write to it; may run in a thread of its own."""
    with tempfile.TemporaryDirectory(prefix="biaoshu-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / store.path.name
        copy_out(store.file, copy)
        return (yield from check(copy))


def _named(steps: Generator[Step, None, Value], names: Sequence[str] = ()) -> Job[None, Value]:
    """Yield the progress of steps; `names` are those of the things they go through."""
    while True:
        try:
            done, of = next(steps)
        except StopIteration as end:
            value: Value = end.value
            return value
        try:
            yield Progress(done, of, names[done] if names else "")
        except GeneratorExit:
            steps.close()
            raise
