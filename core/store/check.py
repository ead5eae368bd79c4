"""Checks a store: every row against its types, bounds and hash. Every fault is named."""

import hashlib
import tempfile
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeVar

from ..model.errors import StoreError, UserError
from .copying import copy_out
from .foreign_store import ForeignChain, ForeignStore, open_foreign
from .log_row import UNREADABLE, first_link, link
from .queries import TICKS, UNDOS, undone_in
from .refusals import copied_while_open, torn
from .row_checks import (
    LAST_TICK,
    LONGEST_LEAP,
    StoredRow,
    believed,
    decision_of,
    flaw,
    lies_within,
    reason_of,
    shown_id,
)
from .schema import migrations, recorded_migrations
from .store import Store

Step = tuple[int, int]
"""How much is done of how much."""

Result = TypeVar("Result")


@dataclass
class Checked:
    """The result of a check: how many reports, how many decisions by annotator (id), and a sentence for each fault."""

    reports: int = 0
    decisions: Counter[str] = field(default_factory=Counter)
    names: Mapping[str, str] = field(default_factory=dict)
    faults: list[UserError] = field(default_factory=list)


def check(path: Path) -> Checked:
    """Check a store as it is now; raise StoreError where it cannot even be opened."""
    with open_foreign(path) as read:
        return check_whole(read)


def check_open(store: Store) -> Checked:
    """Check a copy of an open store while others write to the store; may run in a thread of its own."""
    with tempfile.TemporaryDirectory(prefix="biaoshu-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / store.path.name
        copy_out(store.file, copy)
        return check(copy)


def check_whole(read: ForeignStore) -> Checked:
    """Check all of a store, table by table, without changing it."""
    return finished(checking(read))


def finished(steps: Generator[Step, None, Result]) -> Result:
    """Run a generator to its end and return its result."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: Result = end.value
            return result


def checking(read: ForeignStore) -> Generator[Step, None, Checked]:
    """Check all of a store as `check_whole` does; yield, again and again, how much is checked of how much."""
    found = Checked()
    if read.was_open:
        found.faults.append(copied_while_open(read.path))
    with naming(found.faults):
        _check_file(read, found.faults)
    found.names = sound_annotators(read, found.faults)
    lengths = {row["digest"]: row["length"] for row in sound_reports(read, found.faults)}
    found.reports = len(lengths)
    reach = reach_of(read, 0, found.faults)
    chains = list(sound_chains(read, found.names, found.faults))
    for done, chain in enumerate(chains):
        yield done, len(chains)
        whole = ChainCheck(chain, found.names.get(chain.annotator, chain.annotator), lengths, reach, goes_on=True)
        with naming(found.faults):
            for _ in whole.intact(read):
                # what stands after a fault is checked too, but not counted
                found.decisions[chain.annotator] += not whole.faults
        found.faults += whole.faults
    for _ in sound_labels(read, reach, found.faults):
        pass
    for _ in sound_proposals(read, lengths, found.faults):
        pass
    _check_rest(read, found.faults)
    return found


@contextmanager
def naming(faults: list[UserError]) -> Iterator[None]:
    """Catch a StoreError of the block, add it to the faults once, and go on after the block."""
    try:
        yield
    except StoreError as error:
        if str(error) not in map(str, faults):
            faults.append(error)


def _check_file(read: ForeignStore, faults: list[UserError]) -> None:
    """Have SQLite check the pages, and whether rows refer to rows that are missing."""
    for row in read.pragma("integrity_check(10)"):
        if row["integrity_check"] != "ok":
            faults.append(UserError("The file is damaged: {reason}.", reason=str(row["integrity_check"])))
    lost = Counter((row["table"], row["parent"]) for row in read.pragma("foreign_key_check"))
    for (table, parent), number in lost.items():
        faults.append(
            UserError(
                "{number} rows of the table {table} refer to rows of the table {other} that are missing.",
                number=number,
                table=table,
                other=parent,
            )
        )


def _sound(
    read: ForeignStore, table: str, sql: str, faults: list[UserError], name: Callable[[StoredRow, str], UserError]
) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table that are as they were written, and add a fault for each other one."""
    with naming(faults):
        for row in read.stream(sql):
            reason = flaw(table, row)
            if reason:
                faults.append(name(row, reason))
            else:
                yield row


def sound_annotators(read: ForeignStore, faults: list[UserError]) -> dict[str, str]:
    """Return each annotator's name by id, from the rows that are sound; add a fault for each other row."""
    known = {row["id"]: "" for row in _sound(read, "annotator", "SELECT * FROM annotator", faults, _annotator_fault)}
    for row in sound_names(read, reach_of(read, 0, []), faults):
        if row["annotator"] in known:
            known[row["annotator"]] = row["name"]
    for annotator in (one for one, name in known.items() if not name):
        known[annotator] = shown_id(annotator)
        faults.append(_annotator_fault({"id": annotator}, "name"))
    return known


def sound_names(read: ForeignStore, reach: int, faults: list[UserError]) -> Iterator[dict[str, Any]]:
    """Yield the sound rows of annotators' names, the name that holds last; add a fault for each other row."""
    sql = "SELECT * FROM name ORDER BY tick, name"
    return _reached(_sound(read, "name", sql, faults, _annotator_fault), reach, faults, _annotator_fault)


def sound_reports(read: ForeignStore, faults: list[UserError]) -> Iterator[dict[str, Any]]:
    """Yield the reports whose text has the digest they are kept under; add a fault for each other one."""
    for row in _sound(read, "report", "SELECT * FROM report", faults, _report_fault):
        if hashlib.sha256(row["text"].encode(errors="surrogatepass")).hexdigest() == row["digest"]:
            yield row
        else:
            faults.append(UserError("The text of {report} is not the one that was added.", report=row["name"]))


def sound_chains(read: ForeignStore, names: Mapping[str, str], faults: list[UserError]) -> list[ForeignChain]:
    """Return the chains in the order they came into the file; add a fault for each whose row is not as it was kept."""

    def fault(row: StoredRow, reason: str) -> UserError:
        return UserError(
            "A sitting of {name} is not as it was stored ({reason}).",
            name=names.get(row["annotator"], _shown(row["annotator"])),
            reason=reason,
        )

    rows = _sound(read, "hand", "SELECT * FROM hand ORDER BY row", faults, fault)
    return [ForeignChain.of(row) for row in rows]


def sound_labels(read: ForeignStore, reach: int, faults: list[UserError]) -> Iterator[dict[str, Any]]:
    """Yield the versions of labels; add a fault for each that is not as it was written."""
    rows = _sound(read, "label", "SELECT * FROM label ORDER BY row", faults, _label_fault)
    return _reached(rows, reach, faults, _label_fault)


def sound_proposals(
    read: ForeignStore, lengths: Mapping[str, int], faults: list[UserError]
) -> Iterator[dict[str, Any]]:
    """Yield the proposals of other programs that lie within a sound report; add a fault for each other one."""
    sql = """SELECT proposal.*, report.length AS length FROM proposal
        LEFT JOIN report ON report.digest = proposal.report ORDER BY proposal.rowid"""
    for row in _sound(read, "proposal", sql, faults, _proposal_fault):
        if row["report"] in lengths:
            yield row
        else:
            faults.append(_proposal_fault(row, "report"))


def _reached(
    rows: Iterator[dict[str, Any]], reach: int, faults: list[UserError], name: Callable[[StoredRow, str], UserError]
) -> Iterator[dict[str, Any]]:
    """Yield the rows whose tick can be believed; add a fault for each other one."""
    for row in rows:
        if row["tick"] <= reach:
            yield row
        else:
            faults.append(name(row, "tick"))


def reach_of(read: ForeignStore, clock: int, faults: list[UserError]) -> int:
    """Return the greatest tick of a store's rows that can be believed, beginning with the tick of a clock."""
    reach = clock
    with naming(faults):
        near = read.rows(f"SELECT max(tick) AS tick FROM ({TICKS}) WHERE tick <= ?", [clock + LONGEST_LEAP])
        reach = max(clock, near[0]["tick"] or 0)
        ahead = read.stream(f"SELECT tick FROM ({TICKS}) WHERE tick > ? ORDER BY tick", [reach])
        return believed(reach, (row["tick"] for row in ahead))
    return reach


def _check_rest(read: ForeignStore, faults: list[UserError]) -> None:
    """Check what the store keeps about itself: merges, counts, its own row, and the layouts it has had."""
    for _ in _sound(read, "merge", "SELECT * FROM merge ORDER BY row", faults, _merge_fault):
        pass
    counted = {}
    for row in _sound(read, "counted", "SELECT * FROM counted", faults, _count_fault):
        counted[row["report"], row["annotator"]] = row
    with naming(faults):
        if counted:
            anew = _counted_anew(read)
            faults += [_count_fault(row, "number") for of, row in counted.items() if anew.get(of) != row["number"]]
    for _ in _sound(read, "store", "SELECT * FROM store", faults, _store_fault):
        pass
    with naming(faults):
        migrated = read.rows(f"SELECT migration_set, name FROM {migrations.migrations_table}")
        if sorted((str(row["migration_set"]), str(row["name"])) for row in migrated) != recorded_migrations():
            faults.append(UserError("The store's list of the layouts it has had is wrong."))


def _counted_anew(read: ForeignStore) -> dict[tuple[str, str], int]:
    """Return how many targets each annotator decided on in each report, counted from the log itself.

    A file from elsewhere is read by plain SELECTs only, so the query of an open store (`queries.COUNT`) cannot be used
    here.
    """
    undone = set(undone_in(read.stream(UNDOS.format(""))))
    sql = """SELECT report, annotator, step, start, "end" FROM decision
        WHERE verdict IN ('confirm', 'reject', 'add') ORDER BY report, annotator"""
    counts: dict[tuple[str, str], int] = {}
    for of, rows in groupby(read.stream(sql), key=itemgetter("report", "annotator")):
        counts[of] = len({(row["start"], row["end"]) for row in rows if f"{of[0]}{row['step']}" not in undone})
    return counts


def _shown(value: object) -> str:
    """Return at most 40 characters of a column's value, whatever it is, to be shown."""
    return str(value)[:40]


def _annotator_fault(row: StoredRow, reason: str) -> UserError:
    who = row.get("name") or row.get("annotator") or row.get("id")
    return UserError("The annotator {name} is not as first stored ({reason}).", name=_shown(who), reason=reason)


def _report_fault(row: StoredRow, reason: str) -> UserError:
    return UserError(
        "The report {report} is not as it was added ({reason}).", report=_shown(row["name"]), reason=reason
    )


def _label_fault(row: StoredRow, reason: str) -> UserError:
    return UserError(
        "A change of a label or of the panel, made at {at}, is not as it was written ({reason}).",
        at=_shown(row["at"])[:16],
        reason=reason,
    )


def _proposal_fault(row: StoredRow, reason: str) -> UserError:
    return UserError(
        "A proposal of {source}, made at {at}, is not as it was added ({reason}).",
        source=_shown(row["source"]),
        at=_shown(row["at"])[:16],
        reason=reason,
    )


def _merge_fault(row: StoredRow, reason: str) -> UserError:
    return UserError(
        "The record of the merge made at {at} cannot be read ({reason}).", at=_shown(row["at"]), reason=reason
    )


def _count_fault(row: StoredRow, reason: str) -> UserError:
    return UserError(
        "The stored number of decisions on the report {digest} is wrong ({reason}).",
        digest=_shown(row["report"])[:8],
        reason=reason,
    )


def _store_fault(_row: StoredRow, reason: str) -> UserError:
    return UserError("What the store says about itself cannot be right ({reason}).", reason=reason)


class ChainCheck:
    """Checks the decisions of one chain, from a store that is not trusted, one after the other.

    `faults` grows as rows are read. Rows after a fault are not believed, and a merge takes none of them. With `goes_on`
    they are checked all the same, each against the row before it in the file, so that every fault is named.
    """

    def __init__(
        self,
        chain: ForeignChain,
        name: str,
        lengths: Mapping[str, int],
        reach: int = LAST_TICK,
        *,
        goes_on: bool = False,
    ) -> None:
        self._hand, self._name, self._lengths, self._reach, self._goes_on = chain, name, lengths, reach, goes_on
        self.faults: list[UserError] = []
        self.length, self.tick, self.hash = 0, 0, first_link(chain.id)
        self._at = ""
        self._is_linked = True

    def go_on_from(self, length: int, tick: int, hash_: str) -> None:
        """Begin after a row that is known already: the chain's length, last tick and last hash up to there."""
        self.length, self.tick, self.hash = length, tick, hash_

    def intact(self, read: ForeignStore) -> Iterator[dict[str, Any]]:
        """Yield the rows in order as long as each is as it was written; then add a fault for what is wrong."""
        sql = "SELECT * FROM decision WHERE hand = ? AND seq > ? ORDER BY seq"
        for row in read.stream(sql, [self._hand.row, self.length]):
            if type(row["seq"]) is int and row["seq"] != self.length + 1:
                self._gap(row["seq"] - 1)
                self._is_linked = False
            reason = self.wrong_with(row) if self._is_linked or self._goes_on else ""
            if reason:
                self._name_fault(row, reason)
            if self.faults and not self._goes_on:
                return
            self._pass(row, reason)
            if not reason:
                yield row
        if self.length < self._hand.length:
            self._gap(self._hand.length)
        elif (self.length, self.hash) != (self._hand.length, self._hand.hash) or (
            self.length and self.tick != self._hand.tick
        ):
            self.faults.append(torn(self._name))

    def _pass(self, row: StoredRow, reason: str) -> None:
        """Go on after a row, which may be wrong."""
        self.length = row["seq"] if type(row["seq"]) is int else self.length + 1
        self.tick = row["tick"] if reason != "tick" and type(row["tick"]) is int else self.tick
        self.hash, self._at, self._is_linked = str(row["hash"]), _shown(row["at"])[:16], True

    def wrong_with(self, row: StoredRow) -> str:
        """Return what is wrong with the next row after the one before it, "" if nothing is."""
        try:
            decision = decision_of(row)
            if self._is_linked and link(self.hash, row) != row["hash"]:
                return "hash"
        except UNREADABLE as error:
            return reason_of(error)
        if not self.tick < row["tick"] <= self._reach:
            return "tick"
        if decision.annotator != self._hand.annotator:
            return "annotator"
        length = self._lengths.get(decision.report)
        if length is None:
            return "report"
        return "" if lies_within(decision, length) else "span"

    def _name_fault(self, row: StoredRow, reason: str) -> None:
        self.faults.append(
            UserError(
                "Decision {seq} of {name}, made at {at}, is not as it was written ({reason}).",
                seq=_shown(row["seq"]),
                name=self._name,
                at=_shown(row["at"])[:16],
                reason=reason,
            )
        )

    def _gap(self, last: int) -> None:
        """Add a fault for the rows that are missing before the next one, or up to where the chain should end."""
        self.faults.append(
            UserError(
                "{number} decisions of {name} are missing after {at}.",
                number=last - self.length,
                name=self._name,
                at=self._at or "-",
            )
        )
