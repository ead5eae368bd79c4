"""Merges stores by what they contain, in one step that can be looked at before and taken back afterwards."""

import json
import sqlite3
from collections import Counter
from collections.abc import Generator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..model.decision import timestamp
from ..model.errors import StoreError, UserError
from .check import (
    ChainCheck,
    Step,
    finished,
    naming,
    reach_of,
    sound_annotators,
    sound_chains,
    sound_labels,
    sound_names,
    sound_proposals,
    sound_reports,
)
from .foreign_store import ForeignChain, ForeignStore, open_foreign
from .log_row import COLUMNS
from .refusals import copied_while_open
from .store import Store

# the columns that are taken from each table, beside `came`
_TAKEN = {
    "report": ("digest", "name", "text", "length", "encoding", "notes", "about", "added_at", "hash"),
    "annotator": ("id",),
    "name": ("annotator", "tick", "name", "hash"),
    "decision": COLUMNS,
    "label": ("version", "tick", "at", "annotator", "record", "hash"),
    "proposal": ("id", "report", "source", "record", "at"),
}
_NEW = {
    table: 'INSERT INTO {} ("{}", came) VALUES ({}, :came)'.format(
        table, '", "'.join(names), ", ".join(f":{name}" for name in names)
    )
    for table, names in _TAKEN.items()
}

# deletes what came with a merge, in an order in which no row refers to a deleted one; what the store's own later rows
# refer to stays
_TAKE_OUT = (
    "DELETE FROM counted WHERE report IN (SELECT report FROM decision WHERE came = ?)",
    "DELETE FROM decision WHERE came = ?",
    "DELETE FROM label WHERE came = ?",
    "DELETE FROM proposal WHERE came = ?",
    """DELETE FROM report WHERE came = ? AND digest NOT IN (SELECT report FROM decision)
        AND digest NOT IN (SELECT report FROM proposal)""",
    "DELETE FROM hand WHERE came = ? AND row NOT IN (SELECT hand FROM decision)",
    """DELETE FROM name WHERE came = ? AND (
        annotator NOT IN (SELECT annotator FROM hand UNION SELECT annotator FROM label)
        OR annotator IN (SELECT annotator FROM name AS other WHERE other.came IS NOT name.came))""",
    "DELETE FROM annotator WHERE came = ? AND id NOT IN (SELECT annotator FROM name)",
)


@dataclass
class Merged:
    """What a merge brought, or would bring.

    Decisions are counted by annotator (id), before the merge and new; of all else only what is new is counted. `named`
    counts new names of annotators. `namesakes` are names that two different reports have; both stay. `faults` say what
    is wrong in the other files and was left out; of a chain with a fault the rows before it came. `notices` tell of
    decisions that came in the name of somebody who writes in this store.
    """

    names: dict[str, str] = field(default_factory=dict)
    before: Counter[str] = field(default_factory=Counter)
    came: Counter[str] = field(default_factory=Counter)
    reports: int = 0
    labels: int = 0
    proposals: int = 0
    named: int = 0
    namesakes: list[str] = field(default_factory=list)
    faults: list[UserError] = field(default_factory=list)
    notices: list[UserError] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.came.total() or self.reports or self.labels or self.proposals or self.named)


class _NotMeantError(Exception):
    """Ends a dry run: the transaction in which it is raised is taken back."""


class Merging:
    """Takes the content of other stores into an open one, after checking it row by row."""

    def __init__(self, store: Store) -> None:
        self._store, self._db = store, store.file.db
        self._merged = Merged()
        self._row = self._reach = 0
        self._names: Mapping[str, str] = {}
        self._writers: Mapping[str, str] = {}

    def merge(self, foreign: Sequence[ForeignStore], *, dry: bool = False) -> Generator[Step, None, Merged]:
        """Take in all that is sound in the other stores, or nothing; with `dry`, only count what would come.

        Yields, before each store, how many stores are done of how many. Closing the generator takes everything back.
        """
        self._merged = Merged(before=self._store.lengths())
        with suppress(_NotMeantError), self._store.file.writing():
            self._row = 1 + (self._one("SELECT max(row) AS one FROM merge") or 0)
            source = json.dumps([[str(read.path), read.id] for read in foreign], ensure_ascii=False)
            self._db.table("merge").insert({"row": self._row, "at": timestamp(self._store.clock), "source": source})
            for done, read in enumerate(foreign):
                yield done, len(foreign)
                self._take(read)
            self._merged.names = self._store.annotators()
            self._merged.namesakes = self._namesakes()
            if dry or self._merged.is_empty:
                raise _NotMeantError
        self._store.tick = self._store.last_tick()
        return self._merged

    def _one(self, sql: str, *values: object) -> Any:  # noqa: ANN401 (whatever the one column holds)
        return next((row["one"] for row in self._db.query(sql, values)), None)

    def _take(self, read: ForeignStore) -> None:
        faults = self._merged.faults
        if read.was_open:
            faults.append(copied_while_open(read.path))
        self._reach = reach_of(read, self._store.last_tick(), faults)
        self._writers = self._writing_here()
        lengths = self._take_reports(read)
        self._names = sound_annotators(read, faults)
        self._take_annotators(read)
        for chain in sound_chains(read, self._names, faults):
            with naming(faults):
                self._take_chain(read, chain, lengths)
        self._take_labels(read)
        known = self._known("proposal", "id")
        for row in sound_proposals(read, lengths, faults):
            if row["id"] not in known:
                self._merged.proposals += self._put("proposal", row)

    def _writing_here(self) -> dict[str, str]:
        """Return the annotators (name by id) who wrote in this store itself.

        Decisions that come in their names are reported.
        """
        sql = """SELECT DISTINCT annotator FROM hand WHERE came IS NULL
            UNION SELECT annotator FROM label WHERE came IS NULL"""
        names = self._store.annotators()
        return {row["annotator"]: names.get(row["annotator"], row["annotator"]) for row in self._db.query(sql)}

    def _known(self, table: str, column: str) -> set[str]:
        return {row[column] for row in self._db.query(f"SELECT {column} FROM {table}")}

    def _put(self, table: str, row: Mapping[str, Any]) -> bool:
        """Insert a sound row; where this store's constraints refuse it all the same, add a fault."""
        try:
            self._db.conn.execute(_NEW[table], {name: row[name] for name in _TAKEN[table]} | {"came": self._row})
        except (sqlite3.IntegrityError, sqlite3.DataError, OverflowError) as error:
            self._merged.faults.append(
                UserError(
                    "A row of the table {table} cannot be added to this store ({reason}).",
                    table=table,
                    reason=str(error),
                )
            )
            return False
        return True

    def _take_reports(self, read: ForeignStore) -> dict[str, int]:
        """Take in the reports whose text has the digest they are kept under; return the length of each report there."""
        lengths, known = {}, self._known("report", "digest")
        for row in sound_reports(read, self._merged.faults):
            if row["digest"] in known or self._put("report", row):
                lengths[row["digest"]] = row["length"]
                self._merged.reports += row["digest"] not in known
        return lengths

    def _take_annotators(self, read: ForeignStore) -> None:
        """Take in the annotators with all names they had; report which of this store's own annotators changed names."""
        known = self._known("annotator", "id")
        for annotator in self._names:
            if annotator not in known:
                self._put("annotator", {"id": annotator})
        had = {(row["annotator"], row["tick"], row["name"]) for row in self._db.query("SELECT * FROM name")}
        # what is wrong with them is in the faults already
        for row in sound_names(read, self._reach, []):
            if row["annotator"] in self._names and (row["annotator"], row["tick"], row["name"]) not in had:
                self._merged.named += self._put("name", row)
        for row in self._db.query("SELECT id FROM annotator WHERE id NOT IN (SELECT annotator FROM name)"):
            self._store.name_by_id(row["id"])
        called = self._store.annotators()
        for annotator, name in self._writers.items():
            if called[annotator] != name:
                self._merged.notices.append(
                    UserError(
                        "{name}, who writes in this store, is called {other} in {path}, and will be called so here "
                        "too after the merge.",
                        name=name,
                        other=called[annotator],
                        path=read.path,
                    )
                )

    def _take_chain(self, read: ForeignStore, chain: ForeignChain, lengths: Mapping[str, int]) -> None:
        """Take in those rows of a chain that this store does not have."""
        name = self._names.get(chain.annotator, chain.annotator)
        walk = ChainCheck(chain, name, lengths, self._reach)
        known = next(self._db.query("SELECT * FROM hand WHERE id = ?", [chain.id]), None)
        if known is not None:
            if not self._is_same(read, chain, known):
                self._merged.faults.append(
                    UserError(
                        "{path} has decisions of {name} that differ from those known here under the same numbers. They "
                        "were left out; check both stores.",
                        path=read.path,
                        name=name,
                    )
                )
                return
            if chain.length <= known["length"]:
                return
            if self._is_ended(known):
                self._merged.faults.append(
                    UserError(
                        "{path} has {number} more decisions in a sitting of {name} that took place in this store. "
                        "They were left out as forged; if {name} did write them, open {path} and merge this store "
                        "into it.",
                        path=read.path,
                        number=chain.length - known["length"],
                        name=name,
                    )
                )
                return
            walk.go_on_from(known["length"], known["tick"], known["hash"])
        elif chain.annotator not in self._names:
            self._merged.faults.append(
                UserError("A sitting of {name} is not as it was stored ({reason}).", name=name, reason="annotator")
            )
            return
        place = known["row"] if known is not None else self._new_chain(chain, walk)
        came = self._take_rows(read, walk, place)
        self._merged.came[chain.annotator] += came
        if came:
            self._db.execute("DELETE FROM counted")
            if chain.annotator in self._writers:
                self._merged.notices.append(self._in_own_name(read, chain, came, self._writers[chain.annotator]))
        self._merged.faults += walk.faults
        self._db.execute(
            "UPDATE hand SET length = ?, tick = ?, hash = ? WHERE row = ?", [walk.length, walk.tick, walk.hash, place]
        )

    def _is_same(self, read: ForeignStore, chain: ForeignChain, known: Mapping[str, Any]) -> bool:
        """Tell whether two chains are the same as far as both have rows."""
        if (chain.annotator, chain.store) != (known["annotator"], known["store"]):
            return False
        at = min(known["length"], chain.length)
        there = read.rows("SELECT hash FROM decision WHERE hand = ? AND seq = ?", [chain.row, at])
        ours = self._one("SELECT hash AS one FROM decision WHERE hand = ? AND seq = ?", known["row"], at)
        return not there or there[0]["hash"] == ours

    def _is_ended(self, known: Mapping[str, Any]) -> bool:
        """Tell whether a chain was written in this very file: then no other file can have more of its rows.

        A chain that was being written while a copy was made is marked, in the copy, as having come from elsewhere
        (`copying.leave_open`).
        """
        return known["came"] is None

    def _new_chain(self, chain: ForeignChain, walk: ChainCheck) -> int:
        row = {"id": chain.id, "annotator": chain.annotator, "store": chain.store, "came": self._row}
        self._db.table("hand").insert(row | {"length": 0, "tick": 0, "hash": walk.hash})
        return int(self._one("SELECT max(row) AS one FROM hand"))

    def _take_rows(self, read: ForeignStore, walk: ChainCheck, place: int) -> int:
        """Take in the rows of a chain up to the first that is not sound or does not fit here; return how many.

        `walk` then stands at the last row taken, also where the file cannot be read any further.
        """
        came = 0
        last = walk.length, walk.tick, walk.hash
        with naming(self._merged.faults):
            for row in walk.intact(read):
                if not self._put("decision", row | {"hand": place}):
                    break
                last = walk.length, walk.tick, walk.hash
                came += 1
        walk.go_on_from(*last)
        return came

    def _in_own_name(self, read: ForeignStore, chain: ForeignChain, came: int, name: str) -> UserError:
        """Add a notice about decisions in the name of somebody who writes in this store.

        From a copy, or from elsewhere.
        """
        facts = {"number": came, "name": name, "path": read.path}
        if chain.store == self._store.id:
            return UserError(
                "{number} decisions of {name}, who writes in this store, come from another copy of it, {path}.", **facts
            )
        return UserError(
            "{number} decisions of {name}, who writes in this store, come from another store, {path}.", **facts
        )

    def _take_labels(self, read: ForeignStore) -> None:
        known, own = self._known("label", "version"), Counter[str]()
        for row in sound_labels(read, self._reach, self._merged.faults):
            if row["version"] not in known and self._put("label", row):
                self._merged.labels += 1
                own[row["annotator"]] += row["annotator"] in self._writers
        for annotator, number in own.items():
            if number:
                self._merged.notices.append(
                    UserError(
                        "{number} changes of labels, of what was learnt or of the panel in the name of {name}, who "
                        "writes in this store, come from {path}.",
                        number=number,
                        name=self._writers[annotator],
                        path=read.path,
                    )
                )

    def _namesakes(self) -> list[str]:
        sql = "SELECT name FROM report GROUP BY name HAVING count(*) > 1 AND max(came) = ? ORDER BY name"
        return [row["name"] for row in self._db.query(sql, [self._row])]

    def last(self) -> tuple[str, list[str]] | None:
        """Return when the last merge was made that can be taken back, and of which files; None where there is none."""
        row = next(self._db.query("SELECT * FROM merge WHERE taken_back_at IS NULL ORDER BY row DESC LIMIT 1"), None)
        return None if row is None else (row["at"], [Path(path).name for path, _ in json.loads(row["source"])])

    def take_back(self) -> int:
        """Remove what came with the last merge; return how many decisions that were. Merging again brings them back."""
        with self._store.file.writing():
            row = self._one("SELECT max(row) AS one FROM merge WHERE taken_back_at IS NULL")
            if row is None:
                raise StoreError("There is no merge into {path} that could be taken back.", path=self._store.path)
            number = self._one("SELECT count(*) AS one FROM decision WHERE came = ?", row)
            chains = [one["hand"] for one in self._db.query("SELECT DISTINCT hand FROM decision WHERE came = ?", [row])]
            self._db.table("merge").update(row, {"taken_back_at": timestamp(self._store.clock)})
            for chain in chains:
                self._cut(chain, row)
            for statement in _TAKE_OUT:
                self._db.execute(statement, [row])
            for table in ("kept_proposals", "kept_progress", "kept_readings"):
                self._db.execute(f"DELETE FROM {table} WHERE report NOT IN (SELECT digest FROM report)")
        return int(number)

    def _cut(self, chain: int, merge: int) -> None:
        """Shorten a chain to the rows that were there before a merge."""
        sql = "SELECT seq, tick, hash FROM decision WHERE hand = ? AND came IS NOT ? ORDER BY seq DESC LIMIT 1"
        for row in self._db.query(sql, [chain, merge]):
            self._db.table("hand").update(chain, {"length": row["seq"], "tick": row["tick"], "hash": row["hash"]})


def merging(store: Store, others: Sequence[Path], *, dry: bool = False) -> Generator[Step, None, Merged]:
    """Merge as `merge` does, store by store; closing the generator leaves the open store as it was."""
    with ExitStack() as opened:
        foreign = [opened.enter_context(open_foreign(path)) for path in others]
        return (yield from Merging(store).merge(foreign, dry=dry))


def merge(store: Store, others: Sequence[Path], *, dry: bool = False) -> Merged:
    """Take other stores' reports, decisions, labels and proposals into an open one, all of them or nothing.

    Reports meet by the hash of their texts and decisions by their places in their chains, so that the order of merges,
    or merging twice, makes no difference. With `dry` nothing is written. Raise StoreError where a file is no store, is
    open in a window, or has other decisions under the same numbers.
    """
    return finished(merging(store, others, dry=dry))


def take_back_merge(store: Store) -> int:
    """Remove what came with the last merge; return how many decisions that were. Merging again brings them back."""
    return Merging(store).take_back()


def last_merge(store: Store) -> tuple[str, list[str]] | None:
    """Return when the last merge was made that can be taken back, and the names of its files; None if none was."""
    return Merging(store).last()
