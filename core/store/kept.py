"""What a store keeps that can be found anew: the detector's proposals for each report, and what is made of them.

That is how far each report is decided, and what it says in the panel.

Nothing here is a decision, so nothing of it is in a hash, checked, merged or repaired. Everything is kept under a key:
the hash of all that it was found from. Where a key is not the one that is asked for, or a row is not as it was written,
nothing is there, and whoever asked finds anew and keeps that. What the disk refuses to keep is found again next time;
nobody is told.
"""

import base64
import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from ..model.errors import StoreError
from ..model.figure import Proposal, proposal_from_record, proposal_to_record
from .connection import StoreFile, as_store_errors, connect
from .location import journal, real, wal
from .log_row import UNREADABLE, unpack
from .row_checks import lie_within, spans_of

Counts = Mapping[str, tuple[int, int]]
"""By kind, or by a label's id: how many figures are decided, and of how many."""

# what proposals of a report may take when unpacked; a report of the greatest length takes a tenth
_MOST = 200_000_000
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

# who wrote last on each report: `row` is the order in which rows came into this file
_LAST = """SELECT decision.report, decision.annotator, decision.at FROM (
        SELECT max(row) AS last FROM decision GROUP BY report
    ) AS ends JOIN decision ON decision.row = ends.last"""

# the statement that writes a row, by its table
_WRITE = {
    "kept_proposals": "INSERT OR REPLACE INTO kept_proposals VALUES (?, ?, ?, ?, ?)",
    "kept_progress": "INSERT OR REPLACE INTO kept_progress VALUES (?, ?, ?, ?)",
    "kept_readings": "INSERT OR REPLACE INTO kept_readings VALUES (?, ?, ?, ?, ?)",
}

# the last row of each log and how many it has: by the hash of that row all rows before it are known
_LOGS = """SELECT ends.report, ends.annotator, ends.number, decision.hash FROM (
        SELECT report, annotator, count(*) AS number, max(row) AS last FROM decision GROUP BY report, annotator
    ) AS ends JOIN decision ON decision.row = ends.last"""


class KeptRow(NamedTuple):
    """A row to be written, and the table it belongs to."""

    table: str
    values: tuple[Any, ...]


class KeptProgress(NamedTuple):
    """How much of a report an annotator has decided, and the key of all that it was counted from.

    `unread` is how many numerals are of no figure, `disputed` how many passages annotators differ on; each is None
    where only the figures were counted.
    """

    inputs: str
    counts: Counts
    unread: int | None = None
    disputed: int | None = None


class Kept:
    """What an open store keeps. Where the store is only read, what would be kept waits in `waiting`."""

    def __init__(self, file: StoreFile) -> None:
        self._file = file
        self.is_read_only = False
        self.waiting: list[KeptRow] = []

    # Proposals

    def proposals(self, report: str, inputs: str) -> list[Proposal] | None:
        """Return what was found in a report from these inputs; None where it has to be found anew.

        `report` is its digest, `inputs` the key of all that proposals are found from, "" where that is not known.
        """
        sql = """SELECT kept.*, length FROM kept_proposals AS kept JOIN report ON report.digest = kept.report
            WHERE kept.report = ? AND inputs = ?"""
        if not inputs:
            return None
        with suppress(StoreError, zlib.error, *UNREADABLE):
            for row in self._file.rows(sql, [report, inputs]):
                return _unpacked(row)
        return None

    def number(self, report: str, inputs: str) -> int | None:
        """Return how many proposals `proposals` returns; it may turn out that they cannot be read."""
        found = self.numbers(report).get(report)
        return found[1] if found is not None and inputs and found[0] == inputs else None

    def keep_proposals(self, report: str, inputs: str, proposals: Sequence[Proposal]) -> None:
        """Keep what was found in a report from these inputs, in place of what was found from others.

        May be called in a thread.
        """
        if not inputs:
            return
        # a value that cannot be written out is none of the detector's
        with suppress(ValueError):
            packed = zlib.compress(_json([*map(proposal_to_record, proposals)]).encode(), 3)
            row = (report, inputs, len(proposals), packed)
            self._write([KeptRow("kept_proposals", (*row, _hash(*row)))])

    def numbers(self, report: str | None = None) -> dict[str, tuple[str, int]]:
        """Return of one report or of all from which inputs its proposals were found, and how many they are."""
        where, values = ("", []) if report is None else (" WHERE report = ?", [report])
        with suppress(StoreError, *UNREADABLE):
            rows = self._file.rows(f"SELECT report, inputs, number FROM kept_proposals{where}", values)
            return {row["report"]: (row["inputs"], int(row["number"])) for row in rows}
        return {}

    # Progress

    def logs(self) -> dict[tuple[str, str], str]:
        """Return what is known of each log, by report and annotator: another row in it gives it another value."""
        rows = self._file.rows(_LOGS)
        return {(row["report"], row["annotator"]): f"{row['number']} {row['hash']}" for row in rows}

    def last_decisions(self) -> dict[str, tuple[str, str]]:
        """Return of each report on which something was written who wrote last (by id), and when."""
        rows = self._file.rows(_LAST)
        return {row["report"]: (row["annotator"], row["at"]) for row in rows}

    def progress(self) -> dict[tuple[str, str], KeptProgress]:
        """Return by report and annotator how much is decided, and from which inputs that was counted."""
        with suppress(StoreError):
            rows = self._file.rows("SELECT report, annotator, inputs, counts FROM kept_progress")
            return {(row["report"], row["annotator"]): _progress(row["inputs"], row["counts"]) for row in rows}
        return {}

    def keep_progress(self, report: str, annotator: str, progress: KeptProgress) -> None:
        """Keep how much of a report an annotator has decided."""
        if progress.inputs:
            said = {"counts": progress.counts, "unread": progress.unread, "disputed": progress.disputed}
            self._write([KeptRow("kept_progress", (report, annotator, progress.inputs, _json(said)))])

    # What reports say in the panel

    def readings(self, annotator: str) -> dict[str, tuple[str, bytes]]:
        """Return by report what it says for an annotator (by id, "" for all), packed, and the inputs that it is of."""
        sql = "SELECT report, inputs, packed, hash FROM kept_readings WHERE annotator = ?"
        with suppress(StoreError, *UNREADABLE):
            return {
                row["report"]: (row["inputs"], row["packed"])
                for row in self._file.rows(sql, [annotator])
                if _hash(row["report"], row["inputs"], len(row["packed"]), row["packed"]) == row["hash"]
            }
        return {}

    def keep_readings(self, annotator: str, found: Iterable[tuple[str, str, bytes]]) -> None:
        """Keep what reports say for an annotator: of each its digest, its inputs and what was packed."""
        rows = [
            KeptRow("kept_readings", (report, annotator, inputs, packed, _hash(report, inputs, len(packed), packed)))
            for report, inputs, packed in found
            if inputs
        ]
        if rows:
            self._write(rows)

    # Rows that another process found

    def take_records(self) -> list[Any]:
        """Return what was found while the store was only read, as JSON takes it, and forget it here."""
        waiting, self.waiting = self.waiting, []
        return [[row.table, [*map(_as_json, row.values)]] for row in waiting]

    def keep_records(self, records: Iterable[Any]) -> None:
        """Keep what `take_records` returned of a copy of this store; may be called in a thread.

        It is held against its hash when it is read, as all that is kept.
        """
        self._write([KeptRow(table, tuple(map(_from_json, values))) for table, values in records])

    def _write(self, rows: Iterable[KeptRow]) -> None:
        if self.is_read_only:
            self.waiting += rows
            return
        with suppress(StoreError):
            _write(self._file, rows)


def keep_beside(path: Path, waiting: Sequence[KeptRow]) -> None:
    """Keep what was found while a store was only read; leave that where a window has the store or the layout is older.

    A log beside the store, a window's or one that was left behind, is a matter of the window that opens the store.
    """
    path = real(path)
    if not waiting or any(log.exists() for log in (wal(path), journal(path))):
        return
    with suppress(StoreError, _OlderLayoutError), as_store_errors(path):
        file = StoreFile(path, connect(path, 0, _refuse_older))
        try:
            _write(file, waiting)
        finally:
            file.release()


class _OlderLayoutError(Exception):
    """A store has an earlier layout, which only opening it to work in it brings up to date."""


def _refuse_older(_old: sqlite3.Connection) -> None:
    raise _OlderLayoutError


def _write(file: StoreFile, rows: Iterable[KeptRow]) -> None:
    with file.writing():
        for row in rows:
            file.db.execute(_WRITE[row.table], row.values)


def _hash(report: str, inputs: str, number: int, packed: bytes) -> str:
    return hashlib.sha256(f"{report}\n{inputs}\n{number}\n".encode(errors="surrogatepass") + packed).hexdigest()


def _unpacked(row: Mapping[str, Any]) -> list[Proposal]:
    """Read proposals back from a row that has the length of its report; raise what UNREADABLE has where that fails."""
    if _hash(row["report"], row["inputs"], row["number"], row["packed"]) != row["hash"]:
        raise ValueError("hash")
    text = zlib.decompressobj().decompress(row["packed"], _MOST).decode()
    proposals = [proposal_from_record(record) for record in json.loads(text)]
    if len(proposals) != row["number"] or not all(lie_within(spans_of(one), row["length"]) for one in proposals):
        raise ValueError("number")
    return proposals


def _as_json(value: object) -> object:
    return {"bytes": base64.b64encode(value).decode()} if isinstance(value, bytes) else value


def _from_json(value: Any) -> object:  # noqa: ANN401 (what JSON holds)
    return base64.b64decode(value["bytes"]) if isinstance(value, dict) else value


def _progress(inputs: str, packed: object) -> KeptProgress:
    """Read progress back; of no inputs where it cannot be read, so that it is counted anew."""
    with suppress(*UNREADABLE):
        said = unpack(packed)
        counts = {str(kind): (int(decided), int(of)) for kind, (decided, of) in said["counts"].items()}
        return KeptProgress(inputs, counts, _number(said["unread"]), _number(said["disputed"]))
    return KeptProgress("", {})


def _number(said: object) -> int | None:
    return said if isinstance(said, int) else None
