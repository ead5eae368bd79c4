"""The merging: other stores' reports, decisions, labels and proposals taken into an open one in one transaction."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.annotation.decision import timestamp
from core.annotation.refusal import copied_while_open
from core.annotation.row import COLUMNS
from core.annotation.store import Store
from core.annotation.store.check import HandCheck, intact_reports, is_label_record, is_proposal_record
from core.annotation.store.stranger import StrangeHand, Stranger
from core.errors import StoreError, UserError

_NEW_ROW = "INSERT INTO decision ({}, came) VALUES ({}, :came)".format(
    ", ".join(f'"{name}"' for name in COLUMNS), ", ".join(f":{name}" for name in COLUMNS)
)

# what came with a merge, in the order in which nothing is left hanging; what later rows of one's own name stays
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
    """What came, or would come: decisions by annotator (id) before and new, and how many of the rest are new.

    `named` counts the names of annotators that are new. `namesakes` are names that two different texts have; both stay.
    `faults` say what is wrong with the others' files; of a hand with a fault what stands before it came.
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

    @property
    def is_empty(self) -> bool:
        return not (self.came.total() or self.reports or self.labels or self.proposals or self.named)


class _NotMeantError(Exception):
    """Ends a dry run: the transaction it is raised in is taken back."""


class Merging:
    """Takes strangers into an open store; nothing of theirs is believed that was not checked row by row."""

    def __init__(self, store: Store) -> None:
        self._store, self._db = store, store._db
        self._merged = Merged()
        self._row = 0

    def merge(self, strangers: Sequence[Stranger], *, dry: bool = False) -> Merged:
        """Take in the strangers' stores, all or nothing; with `dry` only say what would come.

        Raise StoreError where two decisions have one place in a hand, which no fault of a disk explains.
        """
        self._merged = Merged(before=self._store.lengths())
        with suppress(_NotMeantError), self._store._writing():
            self._row = 1 + (self._one("SELECT max(row) AS one FROM merge") or 0)
            source = json.dumps([[str(read.path), read.id] for read in strangers], ensure_ascii=False)
            self._db.table("merge").insert({"row": self._row, "at": timestamp(self._store._clock), "source": source})
            for read in strangers:
                self._take(read)
            self._merged.names = self._store.annotators()
            self._merged.namesakes = self._namesakes()
            if dry or self._merged.is_empty:
                raise _NotMeantError
        self._store._tick = self._store._last_tick()
        return self._merged

    def _one(self, sql: str, *values: object) -> Any:  # noqa: ANN401 (whatever the one column holds)
        return next((row["one"] for row in self._db.query(sql, values)), None)

    def _take(self, read: Stranger) -> None:
        if read.was_open:
            self._merged.faults.append(copied_while_open(read.path))
        lengths = self._take_reports(read)
        self._take_annotators(read)
        names = read.annotators()
        for hand in read.hands():
            self._take_hand(read, hand, names.get(hand.annotator, hand.annotator), lengths)
        self._take_records(read, "label", "version, tick, at, annotator, record, hash")
        self._take_records(read, "proposal", "id, report, source, record, at")

    def _take_reports(self, read: Stranger) -> dict[str, int]:
        """Take in the reports whose texts are what their digests say; return the length of each report there."""
        lengths = intact_reports(read, self._merged.faults)
        known = {row["digest"] for row in self._db.query("SELECT digest FROM report")}
        for digest in lengths:
            if digest not in known:
                (row,) = read.rows("SELECT * FROM report WHERE digest = ?", [digest])
                self._db.table("report").insert(row | {"came": self._row})
                self._merged.reports += 1
        return lengths

    def _take_annotators(self, read: Stranger) -> None:
        before = self._one("SELECT count(*) AS one FROM name")
        for table, columns in (("annotator", "id"), ("name", "annotator, tick, name, hash")):
            marks = ", ".join("?" * (columns.count(",") + 2))
            rows = ((*row.values(), self._row) for row in read.rows(f"SELECT {columns} FROM {table}"))
            self._db.conn.executemany(f"INSERT OR IGNORE INTO {table} ({columns}, came) VALUES ({marks})", rows)
        self._merged.named += self._one("SELECT count(*) AS one FROM name") - before

    def _take_hand(self, read: Stranger, hand: StrangeHand, name: str, lengths: dict[str, int]) -> None:
        """Take in what a hand has beyond what is known of it."""
        known = next(self._db.query("SELECT * FROM hand WHERE id = ?", [hand.id]), None)
        walk = HandCheck(hand, name, lengths)
        if known is not None:
            there = read.rows(
                "SELECT hash FROM decision WHERE hand = ? AND seq = ?", [hand.row, min(known["length"], hand.length)]
            )
            ours = self._one(
                "SELECT hash AS one FROM decision WHERE hand = ? AND seq = ?",
                known["row"],
                min(known["length"], hand.length),
            )
            if hand.annotator != known["annotator"] or (there and there[0]["hash"] != ours):
                raise StoreError(
                    "{path} has decisions of {name} that differ from those known here under the same numbers. Nothing "
                    "was merged; check both stores.",
                    path=read.path,
                    name=name,
                )
            if hand.length <= known["length"]:
                return
            walk.go_on_from(known["length"], known["tick"], known["hash"])
        place = known["row"] if known is not None else self._new_hand(hand, walk)
        self._db.conn.executemany(_NEW_ROW, self._rows(read, walk, hand, place))
        if self._merged.came[hand.annotator]:
            self._db.execute("DELETE FROM counted")
        self._merged.faults += walk.faults
        self._db.execute(
            "UPDATE hand SET length = ?, tick = ?, hash = ? WHERE row = ?", [walk.length, walk.tick, walk.hash, place]
        )

    def _new_hand(self, hand: StrangeHand, walk: HandCheck) -> int:
        row = {"id": hand.id, "annotator": hand.annotator, "store": hand.store, "came": self._row}
        self._db.table("hand").insert(row | {"length": 0, "tick": 0, "hash": walk.hash})
        return int(self._one("SELECT max(row) AS one FROM hand"))

    def _rows(self, read: Stranger, walk: HandCheck, hand: StrangeHand, place: int) -> Iterator[dict[str, Any]]:
        for row in walk.intact(read):
            self._merged.came[hand.annotator] += 1
            yield row | {"hand": place, "came": self._row}

    def _take_records(self, read: Stranger, table: str, columns: str) -> None:
        """Take in the labels or the proposals that are not known and can be read."""
        identity, can_read = ("version", is_label_record) if table == "label" else ("id", is_proposal_record)
        known = {row[identity] for row in self._db.query(f"SELECT {identity} FROM {table}")}
        fresh = (row for row in read.stream(f"SELECT {columns} FROM {table}") if row[identity] not in known)
        rows = [row | {"came": self._row} for row in fresh if can_read(row["record"])]
        self._db.table(table).insert_all(rows)
        setattr(self._merged, f"{table}s", getattr(self._merged, f"{table}s") + len(rows))

    def _namesakes(self) -> list[str]:
        sql = "SELECT name FROM report GROUP BY name HAVING count(*) > 1 AND max(came) = ? ORDER BY name"
        return [row["name"] for row in self._db.query(sql, [self._row])]

    def last(self) -> tuple[str, list[str]] | None:
        """Tell when the last merge that can be taken back was, and of which files; None where there is none."""
        row = next(self._db.query("SELECT * FROM merge WHERE taken_back_at IS NULL ORDER BY row DESC LIMIT 1"), None)
        return None if row is None else (row["at"], [Path(path).name for path, _ in json.loads(row["source"])])

    def take_back(self) -> int:
        """Take out what came with the last merge; return how many decisions went. Merging again brings them back."""
        with self._store._writing():
            row = self._one("SELECT max(row) AS one FROM merge WHERE taken_back_at IS NULL")
            if row is None:
                raise StoreError("Nothing was merged into {path} that could be taken back.", path=self._store.path)
            number = self._one("SELECT count(*) AS one FROM decision WHERE came = ?", row)
            hands = [one["hand"] for one in self._db.query("SELECT DISTINCT hand FROM decision WHERE came = ?", [row])]
            self._db.table("merge").update(row, {"taken_back_at": timestamp(self._store._clock)})
            for hand in hands:
                self._cut(hand, row)
            for statement in _TAKE_OUT:
                self._db.execute(statement, [row])
        return int(number)

    def _cut(self, hand: int, merge: int) -> None:
        """Let a hand end before what came with a merge."""
        sql = "SELECT seq, tick, hash FROM decision WHERE hand = ? AND came IS NOT ? ORDER BY seq DESC LIMIT 1"
        for row in self._db.query(sql, [hand, merge]):
            self._db.table("hand").update(hand, {"length": row["seq"], "tick": row["tick"], "hash": row["hash"]})
