"""The backups of a store: made beside it, read back, thinned by age, and laid in its place again."""

import os
import re
import shutil
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal, get_args

from core.annotation.decision import Clock, utc_now
from core.annotation.place import SUFFIX, is_held, real, wal
from core.annotation.refusal import file_refusal
from core.annotation.store import Store
from core.annotation.store.connection import is_ours
from core.annotation.store.copying import back_up
from core.annotation.store.stranger import stranger
from core.errors import StoreError

Occasion = Literal["interval", "merge", "bulk", "restore", "migration"]
OCCASIONS: tuple[Occasion, ...] = get_args(Occasion)

# the newest so many stay whatever their age; of older ones one an hour for a day, one a day for a month, one a month
KEPT_ALWAYS = 5
_NAME = re.compile(r"(\d{8}T\d{12}Z)-(\w+)" + re.escape(SUFFIX))
_STAMP = "%Y%m%dT%H%M%S%fZ"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup: its file, when it was made (UTC) and on what occasion."""

    path: Path
    at: datetime
    occasion: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What a backup has and what the store has now, None where that cannot be read: reports, decisions by annotator."""

    names: dict[str, str]
    then: Counter[str]
    now: Counter[str] | None
    reports_then: int
    reports_now: int | None


def folder_of(store: Path) -> Path:
    """Name the folder of a store's backups: beside it."""
    return real(store).with_name(real(store).name + "-backups")


def backups(store: Path) -> list[Backup]:
    """List a store's backups, the newest first."""
    folder = folder_of(store)
    found = []
    for path in folder.iterdir() if folder.is_dir() else ():
        named = _NAME.fullmatch(path.name)
        if named is not None:
            found.append(Backup(path, datetime.strptime(named[1], _STAMP).replace(tzinfo=UTC), named[2]))
    return sorted(found, key=lambda one: (one.at, one.path.name), reverse=True)


def make_backup(store: Store, occasion: Occasion, clock: Clock = utc_now) -> Backup:
    """Back an open store up beside it, then thin the older ones; raise StoreError where that fails."""
    made = name_backup(store.path, occasion, clock)
    back_up(store, made.path)
    for old in superfluous([one for one in backups(store.path) if one.path != made.path], made.at):
        old.path.unlink(missing_ok=True)
    return made


def name_backup(store: Path, occasion: Occasion, clock: Clock = utc_now) -> Backup:
    """Name a new backup of a store, in the folder of its backups, which is made where there is none."""
    folder = folder_of(store)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise file_refusal(error, folder) from error
    at = clock().astimezone(UTC)
    while (path := folder / f"{at.strftime(_STAMP)}-{occasion}{SUFFIX}").exists():
        at += timedelta(microseconds=1)
    return Backup(path, at, occasion)


def superfluous(made: Iterable[Backup], now: datetime) -> list[Backup]:
    """Return the backups that can go: neither among the newest nor the last of their hour, day or month."""
    newest_first = sorted(made, key=lambda one: one.at, reverse=True)
    seen: set[str] = set()
    gone = []
    for place, one in enumerate(newest_first):
        age = now - one.at
        # a clock that jumped back makes no backup old
        step = "%Y%m%d%H" if age < timedelta(days=1) else "%Y%m%d" if age < timedelta(days=31) else "%Y%m"
        period = one.at.strftime(step)
        if place >= KEPT_ALWAYS and period in seen:
            gone.append(one)
        seen.add(period)
    return gone


def compare(backup: Path, store: Store | None) -> Difference:
    """Tell what a backup has beside what an open store has; raise StoreError where the backup cannot be read."""
    with stranger(backup) as read:
        then, reports, names = read.lengths(), read.count_reports(), read.annotators()
    if store is None:
        return Difference(names, then, None, reports, None)
    return Difference(names | store.annotators(), then, store.lengths(), reports, len(store.reports()))


def restore(backup: Path, store: Path, clock: Clock = utc_now) -> Path:
    """Lay a backup in the place of a store that nobody has open; return where what was there is kept.

    What was there becomes a backup itself, whole or damaged as it is. Raise StoreError where a file cannot be read or
    written; the store is then as it was.
    """
    store = real(store)
    if is_ours(store) or (store.exists() and is_held(store)):
        raise StoreError("{path} is open in another window. Close it there first.", path=store)
    with stranger(backup):
        pass
    kept = name_backup(store, "restore", clock).path
    part = store.with_name(store.name + ".part")
    try:
        shutil.copyfile(backup, part)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        for file_there, place in ((wal(store), wal(kept)), (store, kept)):
            if file_there.exists():
                shutil.copyfile(file_there, place)
        # a log of the old file would be read into the new one
        wal(store).unlink(missing_ok=True)
        part.replace(store)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise file_refusal(error, store) from error
    return kept
