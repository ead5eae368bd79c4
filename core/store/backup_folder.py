"""The folder with the backups of a store: how backups are named, listed and thinned by age. No store is opened here."""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from ..model.decision import Clock, utc_now
from ..paths import STORE_SUFFIX
from .location import real, wal
from .refusals import file_refusal

Occasion = Literal["interval", "merge", "bulk", "restore", "migration", "replaced"]

# the newest backups stay whatever their age; of older ones one an hour stays for a day, one a day for a month, then one
# a month
KEPT_ALWAYS = 5
_NAME = re.compile(r"(\d{8}T\d{12}Z)-(\w+)" + re.escape(STORE_SUFFIX))
_STAMP = "%Y%m%dT%H%M%S%fZ"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup: its file, when it was made (UTC) and on what occasion."""

    path: Path
    at: datetime
    occasion: str


def folder_of(store: Path) -> Path:
    """Return the folder with the backups of a store, which lies beside the store."""
    return real(store).with_name(real(store).name + "-backups")


def list_backups(store: Path) -> list[Backup]:
    """List a store's backups, the newest first."""
    folder = folder_of(store)
    found = []
    for path in folder.iterdir() if folder.is_dir() else ():
        named = _NAME.fullmatch(path.name)
        if named is not None and path.is_file():
            # a file whose digits are no time is not a backup
            with suppress(ValueError):
                found.append(Backup(path, datetime.strptime(named[1], _STAMP).replace(tzinfo=UTC), named[2]))
    return sorted(found, key=lambda one: (one.at, one.path.name), reverse=True)


def name_backup(store: Path, occasion: Occasion, clock: Clock = utc_now) -> Backup:
    """Return the path for a new backup of a store; make the folder where there is none."""
    folder = folder_of(store)
    try:
        folder.mkdir(0o700, exist_ok=True)
    except OSError as error:
        raise file_refusal(error, folder) from error
    at = clock().astimezone(UTC)
    while (path := folder / f"{at.strftime(_STAMP)}-{occasion}{STORE_SUFFIX}").exists():
        at += timedelta(microseconds=1)
    return Backup(path, at, occasion)


def stamped(clock: Clock) -> str:
    """Return the time now (UTC) as the names of backups have it."""
    return clock().astimezone(UTC).strftime(_STAMP)


def superfluous(made: Iterable[Backup], now: datetime) -> list[Backup]:
    """Return the backups that can be deleted: neither among the newest nor the last of their hour, day or month."""
    newest_first = sorted(made, key=lambda one: one.at, reverse=True)
    seen: set[str] = set()
    gone = []
    for place, one in enumerate(newest_first):
        age = now - one.at
        # a backup from the future, made before the clock was set back, is not old
        step = "%Y%m%d%H" if age < timedelta(days=1) else "%Y%m%d" if age < timedelta(days=31) else "%Y%m"
        period = one.at.strftime(step)
        if place >= KEPT_ALWAYS and period in seen:
            gone.append(one)
        seen.add(period)
    return gone


def size_of(backup: Backup) -> int:
    """Return how many bytes a backup takes, with the log that was set aside beside it; 0 for one that is gone."""
    size = 0
    for path in (backup.path, wal(backup.path)):
        with suppress(OSError):
            size += path.stat().st_size
    return size


def beyond(kept: Iterable[Backup], most: int) -> list[Backup]:
    """Return the oldest of some backups, as many as have to go so that the others take at most so many bytes."""
    gone: list[Backup] = []
    left = most
    for one in sorted(kept, key=lambda one: one.at, reverse=True):
        left -= size_of(one)
        if left < 0:
            gone.append(one)
    return gone


def remove(backup: Backup) -> None:
    """Delete a backup, with the log that was set aside beside it."""
    for path in (backup.path, wal(backup.path)):
        path.unlink(missing_ok=True)
