"""Writes what was salvaged into a new store. Rows that are not proven are left out, and the account says which.

The decisions after a gap cannot stay in their chain: the chain would have a gap for ever. They are written as a chain
of their own, with new hashes. Each gets a new id, which is its old id followed by a mark, so that the new store can be
merged with an older copy that has the decision in its old place. The new ids are computed from the old ones: repairing
one damaged file twice gives the same store.
"""

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from ..model.decision import RELINKED, is_time, origin
from ..model.errors import UserError
from ..model.report import About, Note, text_digest
from .check import ChainCheck
from .copying import leave_open
from .foreign_store import ForeignChain
from .log_row import COLUMNS, SEALED, first_link, link, sealed
from .row_checks import LAST_TICK, flaw
from .salvage import JUDGED, LAYOUTS, ProgressCallback, Salvage, SalvagedChain, is_sealed
from .store import Store

# of the decisions that nothing proves, at most so many are named one by one
_MOST_NAMED = 5
# the reports and the annotators that kept rows refer to
_REFERRED = """SELECT report AS digest FROM decision JOIN proof ON proof.decision = decision.rowid
        WHERE state <> 'changed' UNION SELECT report FROM proposal"""
_WRITERS = """SELECT annotator FROM decision JOIN proof ON proof.decision = decision.rowid WHERE state <> 'changed'
        UNION SELECT annotator FROM label"""
_TAKEN_BACK = "SELECT row FROM merge WHERE file = 0 AND taken_back_at IS NOT NULL"


@dataclass
class Repaired:
    """The account of a repair: what the damaged store had, as far as that is known, and what the new one has.

    `names` are the annotators' names by id. `before` and `after` count decisions by annotator (id); `relinked` counts
    those of `after` that stood behind a gap. `had` and `has` count reports, labels and proposals. `faults` say what is
    missing, one sentence each.
    """

    names: dict[str, str] = field(default_factory=dict)
    before: Counter[str] = field(default_factory=Counter)
    after: Counter[str] = field(default_factory=Counter)
    relinked: Counter[str] = field(default_factory=Counter)
    had: Counter[str] = field(default_factory=Counter)
    has: Counter[str] = field(default_factory=Counter)
    faults: list[UserError] = field(default_factory=list)


def rebuild_store(found: Salvage, store: Store, progress: ProgressCallback) -> Repaired:
    """Write what was found into a new, empty store in one transaction; return the account.

    `progress` is called with how many decisions are written of how many; an exception that it raises takes everything
    back.
    """
    with store.file.writing():
        rebuild = _Rebuild(found, store.file.db.conn, store.id)
        rebuild.write_merges()
        rebuild.write_reports()
        rebuild.write_annotators()
        written, decisions = 0, found.one("SELECT max(1, count(*)) FROM decision")
        for chain in found.chains.values():
            for _ in rebuild.write_chain(chain):
                progress(written := min(written + 1, decisions), decisions)
        rebuild.write_records("label", "version")
        rebuild.write_records("proposal", "id")
        leave_open(store.file, store.file.db.conn, rebuild.unended, store.clock)
        rebuild.say()
        return rebuild.account


class _Rebuild:
    """Writes a new store table by table, so that every row refers only to rows that are there already."""

    def __init__(self, found: Salvage, db: sqlite3.Connection, store: str) -> None:
        self._found, self._db, self._store = found, db, store
        self.account = Repaired()
        self._merges: set[int] = set()
        self._lengths: dict[str, int] = {}
        self._lost: dict[str, str] = {}
        self._homeless = Counter[str]()
        self._alone: list[str] = []
        self.unended: list[int] = []

    def _insert(self, table: str, row: Mapping[str, Any]) -> bool:
        """Insert a row.

        Return False where the store's constraints refuse it, which only a forged or damaged row does.
        """
        if table in SEALED:
            row = sealed(table, row)
        columns = ", ".join(f'"{name}"' for name in row)
        try:
            marks = ", ".join("?" * len(row))
            self._db.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(row.values()))
        except (sqlite3.IntegrityError, UnicodeError, OverflowError):
            return False
        return True

    def _came(self, row: Mapping[str, Any]) -> int | None:
        return row["came"] if row["came"] in self._merges else None

    def write_merges(self) -> None:
        """Write the merges of the first file."""
        sql = "SELECT row, at, source, taken_back_at FROM merge WHERE file = 0 ORDER BY row, taken_back_at IS NULL"
        for row in self._found.rows(sql):
            if row["row"] not in self._merges and is_time(row["at"]):
                source = row["source"] if not flaw("merge", {**row, "taken_back_at": None}) else "[]"
                back = row["taken_back_at"] if is_time(row["taken_back_at"]) else row["taken_back_at"] and row["at"]
                if self._insert("merge", {**row, "source": source, "taken_back_at": back}):
                    self._merges.add(row["row"])

    # Reports

    def write_reports(self) -> None:
        """Write each report whose text has the digest that a row names; remember the reports whose text is lost."""
        found = self._found
        wanted = {row["digest"] for row in found.rows(_REFERRED)}
        sql = f"SELECT digest FROM report WHERE came IN ({_TAKEN_BACK})"
        taken_back = {row["digest"] for row in found.rows(sql)} - wanted
        names: dict[str, str] = {}
        for place in [*found.rows("SELECT rowid AS number, digest, name FROM report ORDER BY file, place, free")]:
            names.setdefault(place["digest"], place["name"])
            (row,) = found.rows("SELECT * FROM report WHERE rowid = ?", [place["number"]])
            digest = text_digest(row["text"])
            # the digest may be damaged where the text is not
            if digest not in self._lengths and digest not in taken_back and digest in (row["digest"], *wanted):
                self._write_report({**row, "digest": digest, "length": len(row["text"])})
        names |= {row["digest"]: row["name"] for row in found.rows("SELECT digest, name FROM torn")}
        named = {row["key"] for row in found.rows("SELECT key FROM named WHERE what = 'report'")}
        torn = {row["digest"] for row in found.rows("SELECT digest FROM torn WHERE NOT free")}
        lost = sorted((wanted | named | torn) - self._lengths.keys() - taken_back)
        self._lost = {digest: names.get(digest, digest[:12]) for digest in lost}
        self.account.has["reports"] = len(self._lengths)
        self.account.had["reports"] = len(self._lengths) + len(lost)

    def _write_report(self, row: dict[str, Any]) -> None:
        is_as_written = is_sealed("report", row)
        if not (_can(_notes, row["notes"]) and _can(_about, row["about"])):
            is_as_written, row["notes"], row["about"] = False, "[]", "{}"
        columns = {name: row[name] for name in LAYOUTS["report"].columns if name != "hash"}
        if self._insert("report", columns | {"came": self._came(row)}):
            self._lengths[row["digest"]] = row["length"]
            if not is_as_written:
                self.account.faults.append(
                    UserError(
                        "The text of {report} is complete; its name and what its file said about it may have changed.",
                        report=row["name"],
                    )
                )

    # Annotators

    def write_annotators(self) -> None:
        """Write every annotator who wrote a decision or a label, or whose name is known; report names that are lost."""
        found = self._found
        # True: names from the table; False: names from its index, used where the table has none
        names: dict[bool, dict[str, dict[tuple[int, str], int | None]]] = {True: {}, False: {}}
        for row in found.rows("SELECT * FROM name ORDER BY file, free, place"):
            is_own = row["page"] > 0
            if 0 <= row["tick"] < LAST_TICK and row["name"] and (not is_own or is_sealed("name", row)):
                names[is_own].setdefault(row["annotator"], {}).setdefault((row["tick"], row["name"]), row["came"])
        wrote = {row["annotator"] for row in found.rows(_WRITERS)}
        gone = {row["row"] for row in found.rows(_TAKEN_BACK)}
        stays = wrote | {one for one, known in names[True].items() if not gone.issuperset(known.values())}
        came = {row["id"]: row for row in found.rows("SELECT * FROM annotator ORDER BY file DESC, place DESC")}
        for one in dict.fromkeys([*reversed(came), *sorted(stays)]):
            if one in stays and one:
                self._insert("annotator", {"id": one, "came": self._came(came.get(one, {"came": None}))})
                self._write_names(one, names[True].get(one) or names[False].get(one) or {})

    def _write_names(self, annotator: str, names: Mapping[tuple[int, str], int | None]) -> None:
        if not names:
            names = {(0, annotator[:8]): None}
            self.account.faults.append(
                UserError("The name of an annotator is lost; {name} stands in its place.", name=annotator[:8])
            )
        for (tick, name), came in names.items():
            self._insert(
                "name", {"annotator": annotator, "tick": tick, "name": name, "came": self._came({"came": came})}
            )
        self.account.names[annotator] = max(names)[1]

    # Decisions

    def write_chain(self, chain: SalvagedChain) -> Iterator[None]:
        """Write a chain of decisions, and the decisions after each of its gaps as a chain of their own.

        Report each gap. Yields before each decision: the work may be interrupted there.
        """
        annotator, last, at, homeless = chain.annotator, 0, "", 0
        writing: _Written | None = None
        parts: list[_Written] = []
        for row in self._chosen(chain):
            yield
            if row["report"] not in self._lengths:
                self._homeless[row["report"]] += 1
                homeless += 1
                continue
            if writing is None or row["seq"] != last + 1:
                writing = self._begin(chain, row, is_first=not last)
                parts.append(writing)
            if not self._go_on(writing, row):
                continue
            annotator = row["annotator"]
            self.account.after[annotator] += 1
            self.account.relinked[annotator] += writing.is_relinked
            if row["state"] == "alone":
                self._alone.append(f"{self.account.names[annotator]} {_minute(row)}")
            self._report_gap(annotator, row["seq"] - last - 1 - homeless, at, _minute(row))
            last, at, homeless = row["seq"], _minute(row), 0
        # another copy of the store may have more decisions of these chains
        self.unended += [part.row for part in parts if part.row and (part.is_relinked or part.length != chain.length)]
        if chain.length and (annotator or last):
            self.account.before[annotator] += chain.length
            self._report_gap(annotator, chain.length - last - homeless, at, "")

    def _chosen(self, chain: SalvagedChain) -> Iterator[dict[str, Any]]:
        """Yield one decision for each number of the chain: a proven one before any other."""
        seq = 0
        for row in self._found.rows(JUDGED, [chain.key]):
            if row["seq"] > seq:
                seq = row["seq"]
                yield row

    def _begin(self, chain: SalvagedChain, row: Mapping[str, Any], *, is_first: bool) -> "_Written":
        is_relinked = not (is_first and row["seq"] == 1 and chain.id)
        key = f"{chain.id}\n{row['seq']}\n{row['proved']}"
        identity = hashlib.sha256(key.encode()).hexdigest()[:32] if is_relinked else chain.id
        return _Written(identity, row["annotator"], chain.store or self._store, is_relinked, self._lengths)

    def _go_on(self, writing: "_Written", row: Mapping[str, Any]) -> bool:
        """Write a decision as the next row of a chain.

        Return False where a check of the row would find something wrong.
        """
        packed = writing.next(row)
        if packed is None or packed["annotator"] not in self.account.names:
            return False
        if not writing.length and not self._insert_chain(writing, self._came(row)):
            return False
        if not self._insert("decision", packed | {"hand": writing.row, "came": self._came(row)}):
            return False
        writing.take(packed)
        self._db.execute(
            "UPDATE hand SET length = ?, tick = ?, hash = ? WHERE row = ?",
            [writing.length, writing.tick, writing.hash, writing.row],
        )
        return True

    def _insert_chain(self, writing: "_Written", came: int | None) -> bool:
        if writing.row:
            return True
        row = {"id": writing.id, "annotator": writing.annotator, "store": writing.store, "came": came}
        is_new = self._insert("hand", row | {"length": 0, "tick": 0, "hash": first_link(writing.id)})
        writing.row = self._db.execute("SELECT max(row) FROM hand").fetchone()[0] if is_new else 0
        return is_new

    def _report_gap(self, annotator: str, number: int, after: str, before: str) -> None:
        if number > 0:
            self.account.faults.append(
                UserError(
                    "{number} decisions of {name} are missing between {after} and {before}.",
                    number=number,
                    name=self.account.names.get(annotator, annotator[:8]),
                    after=after or "-",
                    before=before or "-",
                )
            )

    # Labels and proposals

    def write_records(self, table: Literal["label", "proposal"], identity: str) -> None:
        """Write the proven versions of labels, or the proven proposals; count how many others there were.

        `identity` is the column that has their id.
        """
        found, written = self._found, set[str]()
        columns = [name for name in LAYOUTS[table].columns if name not in ("hash", "row")]
        for row in found.rows(f"SELECT * FROM {table} ORDER BY file, place, free"):
            if table == "label":
                can_read = not flaw(table, sealed(table, row)) and row["annotator"] in self.account.names
            else:
                length = self._lengths.get(row["report"])
                can_read = length is not None and not flaw(table, {**row, "length": length})
            if row[identity] not in written and can_read:
                columns_written = {name: row[name] for name in columns} | {"came": self._came(row)}
                if self._insert(table, columns_written):
                    written.add(row[identity])
        named = {row["key"] for row in found.rows("SELECT key FROM named WHERE what = ?", [table])}
        self.account.has[f"{table}s"] = len(written)
        self.account.had[f"{table}s"] = max(len(named), len(written))

    # The account

    def say(self) -> None:
        """Add a sentence to the account for everything that is missing; the gaps have theirs already."""
        account = self.account
        for digest, name in self._lost.items():
            account.faults.append(
                UserError(
                    "The text of {report} is lost, and with it {number} decisions on it, which are still in the "
                    "damaged file. Repair it again together with an older copy that has the text.",
                    report=name,
                    number=self._homeless[digest],
                )
            )
        if labels := account.had["labels"] - account.has["labels"]:
            account.faults.append(
                UserError("{number} changes of labels, of what was learnt or of the panel are missing.", number=labels)
            )
        if proposals := account.had["proposals"] - account.has["proposals"]:
            account.faults.append(UserError("{number} proposals of other programs are missing.", number=proposals))
        if self._alone:
            more = " …" if len(self._alone) > _MOST_NAMED else ""
            account.faults.append(
                UserError(
                    "{number} decisions come directly after a gap, so nothing proves that they are as they were "
                    "written. Look at them: {decisions}",
                    number=len(self._alone),
                    decisions=", ".join(self._alone[:_MOST_NAMED]) + more,
                )
            )
        if self._found.unknown:
            account.faults.append(
                UserError(
                    "{number} decisions came with merges about which nothing else is known; some may have been taken "
                    "back.",
                    number=self._found.unknown,
                )
            )


class _Written:
    """A chain of the new store while it is being written."""

    def __init__(
        self, identity: str, annotator: str, store: str, is_relinked: bool, lengths: Mapping[str, int]
    ) -> None:
        self.id, self.annotator, self.store, self.is_relinked = identity, annotator, store, is_relinked
        self.row, self.length, self.tick, self.hash = 0, 0, 0, first_link(identity)
        self._walk = ChainCheck(ForeignChain(0, identity, annotator, store, 0, 0, self.hash), "", lengths)

    def next(self, row: Mapping[str, Any]) -> dict[str, Any] | None:
        """Return a decision as the next row of this chain; None where a check of it would find something wrong."""
        packed = {name: row[name] for name in COLUMNS} | {"seq": self.length + 1, "hash": row["proved"]}
        if self.is_relinked:
            packed["id"] = f"{origin(packed['id'])}{RELINKED}{self.id[:8]}"
            packed["hash"] = link(self.hash, packed)
        self._walk.go_on_from(self.length, self.tick, self.hash)
        return None if self._walk.wrong_with(packed) else packed

    def take(self, packed: Mapping[str, Any]) -> None:
        """Note that a row was written."""
        self.length, self.tick, self.hash = packed["seq"], packed["tick"], packed["hash"]


def _minute(row: Mapping[str, Any]) -> str:
    return str(row["at"])[:16].replace("T", " ")


def _can(reader: Callable[[str], object], text: str) -> bool:
    try:
        reader(text)
    except (ArithmeticError, AttributeError, KeyError, RecursionError, TypeError, ValueError):
        return False
    return True


def _notes(packed: str) -> list[Note]:
    return [Note._make(note) for note in json.loads(packed)]


def _about(packed: str) -> About:
    return About(**json.loads(packed))
