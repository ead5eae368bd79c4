"""The backups of a store: made beside it, compared with it, and put in its place again."""

import shutil
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from stat import S_IMODE

from ..model.decision import Clock, utc_now
from .backup_folder import Backup, Occasion, beyond, list_backups, name_backup, remove, size_of, superfluous
from .connection import is_ours
from .copying import Pause, back_up, begin_anew, put_in_place, sync, sync_folder
from .foreign_store import open_foreign
from .location import kept_apart, real, wal
from .refusals import file_refusal, open_elsewhere
from .store import Store


@dataclass(frozen=True, slots=True)
class Difference:
    """What a backup has and what the store has now: reports, and decisions by annotator.

    What the store has is None where the store cannot be read.
    """

    names: dict[str, str]
    then: Counter[str]
    now: Counter[str] | None
    reports_then: int
    reports_now: int | None


def make_backup(
    store: Store, occasion: Occasion, clock: Clock = utc_now, *, most: int | None = None, pause: Pause | None = None
) -> Backup:
    """Back up an open store in the folder beside it, then delete the superfluous older backups.

    `most` is how many bytes all backups of the store may take together (None for any number): the oldest go first, and
    the one just made stays whatever it takes. `pause` lets those who write to the store have their turns
    (`copying.back_up`). Raises StoreError where the backup cannot be written.
    """
    made = name_backup(store.path, occasion, clock)
    back_up(store.file, made.path, clock, pause)
    others = [one for one in list_backups(store.path) if one.path != made.path]
    gone = superfluous(others, made.at)
    if most is not None:
        gone += beyond([one for one in others if one not in gone], most - size_of(made))
    for old in gone:
        remove(old)
    return made


def compare(backup: Path, store: Store | None) -> Difference:
    """Return what a backup has and what an open store has; raise StoreError where the backup cannot be read."""
    with open_foreign(backup) as read:
        then, reports, names = read.lengths(), read.count_reports(), read.annotators()
    if store is None:
        return Difference(names, then, None, reports, None)
    return Difference(names | store.annotators(), then, store.lengths(), reports, len(store.reports()))


def restore(backup: Path, store: Path, clock: Clock = utc_now) -> Path:
    """Put a backup in the place of a store that nobody has open.

    Return the path under which the replaced store is kept. What is replaced becomes a backup itself, whole or damaged
    as it is. Raises StoreError where a file cannot be read or written; the store is then as it was.
    """
    store = real(store)
    if is_ours(store):
        raise open_elsewhere(store)
    with open_foreign(backup):
        pass
    kept = name_backup(store, "restore", clock).path
    part = store.with_name(store.name + ".part")
    try:
        with ExitStack() as held:
            if store.exists():
                held.enter_context(kept_apart(store))
            shutil.copyfile(backup, part)
            part.chmod(S_IMODE((store if store.exists() else backup).stat().st_mode))
            begin_anew(part)
            # what is replaced is on disk as a backup before anything takes its place; its log is moved last, so it is
            # whole until then
            for there, place in ((store, kept), (wal(store), wal(kept))):
                if there.exists():
                    shutil.copy(there, place)
                    sync(place)
            sync_folder(kept.parent)
        put_in_place(part, store)
        # the log of the old file does not belong to the new one: it goes beside the old one
        wal(store).unlink(missing_ok=True)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise file_refusal(error, store) from error
    return kept
