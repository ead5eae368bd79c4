"""The log of a store: who decides, and every decision in the order of its tick, tied to the one before by its hash."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

from sqlite_utils import Database

from ..model.attributes import AttributeName, phrase_from
from ..model.decision import Clock, Decision, timestamp
from ..model.errors import StoreError, UserError
from ..model.standing import undone_steps
from .connection import Connected
from .log_row import COLUMNS, UNREADABLE, first_link, link, sealed, to_label_row, to_row
from .refusals import copied_while_open, damaged, torn, unkeepable
from .row_checks import LAST_TICK, decision_of, lies_within, shown_id

ORDER = "decision.tick, hand.id, decision.seq"
"""The order of every log, whatever was merged in whatever order: what a hand had seen comes before what it wrote."""

UNDOS = f"""SELECT decision.report, decision.step, decision.undoes
    FROM decision LEFT JOIN hand ON hand.row = decision.hand WHERE undoes IS NOT NULL {{}} ORDER BY {ORDER}"""
"""The undos of all reports in the order of the log; formatted with a condition that leaves one report, or with ""."""

HOLDING = """SELECT * FROM (
        SELECT decision.report, decision.annotator, start, figure, row_number() OVER (
            PARTITION BY decision.report, decision.annotator, start, "end"
            ORDER BY decision.tick DESC, hand.id DESC, decision.seq DESC) AS place
        FROM decision LEFT JOIN hand ON hand.row = decision.hand
        WHERE verdict IN ('confirm', 'reject', 'add') {}
            AND report || step NOT IN (SELECT value FROM json_each(:undone)))
    WHERE place = 1"""
"""The decision of each annotator that holds on each target, as `model.standing.latest` reads a report's log.

Which steps are undone SQL is told: `:undone` is what `undone_in` returns, as JSON. Formatted as `UNDOS` is.
"""

COUNT = f"SELECT report, annotator, count(*) AS number FROM ({HOLDING}) GROUP BY report, annotator"
"""How many targets each annotator decided on in each report; formatted as `UNDOS` is."""


def undone_in(undos: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return which steps the rows of `UNDOS` take back: each a report's digest and a step, written as one text."""
    by_report: defaultdict[str, list[_Undo]] = defaultdict(list)
    for row in undos:
        by_report[row["report"]].append(_Undo(row["step"], row["undoes"]))
    return [f"{report}{step}" for report, rows in by_report.items() for step in undone_steps(rows)]


class _Undo(NamedTuple):
    step: str
    undoes: str


NAMES = """SELECT name.* FROM annotator JOIN name ON name.annotator = annotator.id
    ORDER BY annotator.rowid, name.tick, name.name"""
"""Every annotator with every name it had, the one that holds last."""

TICKS = " UNION ALL ".join(
    f"SELECT tick FROM {table} WHERE typeof(tick) = 'integer'" for table in ("decision", "label", "name")
)
"""The tick of every row that has one."""

LINKED = """SELECT decision.*, hand.id AS hand_id, before.hash AS before, report.length AS text_length FROM decision
    LEFT JOIN hand ON hand.row = decision.hand
    LEFT JOIN report ON report.digest = decision.report
    LEFT JOIN decision AS before ON before.hand = decision.hand AND before.seq = decision.seq - 1"""
"""Every decision with what it is held against: its hand, the row before it and how long its report is."""

# a store of so many decisions is looked through in a tenth of a second
_LOOKED_THROUGH = 10_000

# hands that do not end where they should
_TORN = """SELECT hand.annotator FROM hand LEFT JOIN decision ON decision.hand = hand.row AND decision.seq = hand.length
    WHERE (hand.length > 0 AND decision.hash IS NOT hand.hash)
        OR EXISTS (SELECT 1 FROM decision AS more WHERE more.hand = hand.row AND more.seq > hand.length)"""

_INSERT = "INSERT INTO decision ({}) VALUES ({})".format(
    ", ".join(f'"{name}"' for name in COLUMNS), ", ".join(f":{name}" for name in COLUMNS)
)

_INSERT_LABEL = (
    "INSERT INTO label (version, tick, at, annotator, record, hash) "
    "VALUES (:version, :tick, :at, :annotator, :record, :hash)"
)


@dataclass(frozen=True, slots=True)
class Hand:
    """What one annotator wrote between one opening of the store and its closing: by row, how much, up to where."""

    row: int
    id: str
    length: int
    hash: str


class Log(Connected):
    """The verbs of annotators and decisions.

    `is_looked_through` says that the file was small enough to be looked through as it was opened; `check` looks closer.
    """

    is_looked_through = False

    def __init__(self, path: Path, db: Database, clock: Clock) -> None:
        super().__init__(path, db, clock)
        self._hands: dict[str, Hand] = {}
        self._tick = 0

    def _begin(self, has_log: bool) -> list[UserError]:
        """Say what is seen to be wrong without reading it all; where nothing is, mark the file as open."""
        taken_out = self._take_out_unreached()
        faults: list[UserError] = []
        self._tick = self._last_tick()
        self.is_looked_through = self.lengths().total() <= _LOOKED_THROUGH
        if self.is_looked_through:
            faults += [
                damaged(self.path, ValueError(row["integrity_check"]))
                for row in self._rows("PRAGMA integrity_check(1)")
                if row["integrity_check"] != "ok"
            ]
        if any(row["is_open"] for row in self._rows("SELECT is_open FROM store")):
            self._is_marked = has_log
            if not has_log:
                faults.append(copied_while_open(self.path))
        names = self.annotators()
        faults += [torn(names.get(row["annotator"], row["annotator"])) for row in self._rows(_TORN)]
        if not faults:
            self._mark()
        return [*taken_out, *faults]

    def _take_out_unreached(self) -> list[UserError]:
        """Take out what came with a merge and has a tick that no store reaches: after it no decision had room.

        A merge takes no such row any more; a store may have one from a program that did.
        """
        sql = "SELECT came FROM {} WHERE tick > ? AND came IS NOT NULL"
        tables = ("name", "label")
        merges = [row["came"] for table in tables for row in self._rows(sql.format(table), [LAST_TICK])]
        if not merges:
            return []
        with self._writing():
            # only what a merge taken back has brought may be deleted; that merge is none
            for merge in set(merges):
                for kept in self._rows("SELECT taken_back_at FROM merge WHERE row = ?", [merge]):
                    said = "UPDATE merge SET taken_back_at = ? WHERE row = ?"
                    self._db.execute(said, [timestamp(self._clock), merge])
                    for table in tables:
                        self._db.execute(f"DELETE FROM {table} WHERE tick > ? AND came = ?", [LAST_TICK, merge])
                    self._db.execute(said, [kept["taken_back_at"], merge])
            for row in self._rows("SELECT id FROM annotator WHERE id NOT IN (SELECT annotator FROM name)"):
                self._name_by_id(row["id"])
        self._tick = self._last_tick()
        return [
            StoreError(
                "{number} names or labels that came into {path} with a merge were made by hand to stop it from taking "
                "decisions. They were taken out, and all decisions are there.",
                number=len(merges),
                path=self.path,
            )
        ]

    def _name_by_id(self, annotator: str) -> None:
        """Call an annotator whose names are all gone by the id; a name that comes later holds before this one."""
        self._db.table("name").insert(sealed("name", {"annotator": annotator, "tick": 0, "name": shown_id(annotator)}))

    def _last_tick(self) -> int:
        """Return the greatest tick this store has seen; one that no store reaches is passed over."""
        tables = " UNION ALL ".join(f"SELECT tick FROM {name}" for name in ("hand", "label", "name"))
        return int(self._rows(f"SELECT max(tick) AS tick FROM ({tables}) WHERE tick <= ?", [LAST_TICK])[0]["tick"] or 0)

    def annotator(self, name: str, identity: str = "") -> str:
        """Return an annotator's id, made known with this name: the id given, else the first of that name or a new one.

        Two annotators may have one name; one who comes with another name than before is renamed.
        """
        name = name.strip()
        if not name:
            raise StoreError("An annotator needs a name. Enter one.")
        known = self.annotators()
        identity = identity or next((one for one, called in known.items() if called == name), uuid4().hex)
        if known.get(identity) != name:
            self._look_for_room(1)
            with self._writing():
                self._db.table("annotator").insert({"id": identity}, ignore=True)
                row = {"annotator": identity, "tick": self._tick + 1, "name": name}
                self._db.table("name").insert(sealed("name", row))
            self._tick += 1
        return identity

    def annotators(self) -> dict[str, str]:
        """Return each annotator's name by id, in the order they came."""
        return {row["annotator"]: self._sound("name", row)["name"] for row in self._rows(NAMES)}

    def lengths(self) -> Counter[str]:
        """Return how many decisions each annotator (by id) wrote, undos among them."""
        counts = Counter[str]()
        for row in self._rows("SELECT * FROM hand"):
            counts[row["annotator"]] += self._sound("hand", row)["length"]
        return counts

    def append(self, rows: Sequence[Decision]) -> None:
        """Write decisions and versions of labels in the order given, all or none.

        Nothing is written that could not be read back: a StoreError says what in it cannot be kept.
        """
        self._look_for_room(len(rows))
        hands = dict(self._hands)
        ticked = list(enumerate(rows, self._tick + 1))
        with self._writing():
            with _keepable():
                packed = [self._linked(hands, tick, row) for tick, row in ticked if row.report]
                self._look_at(packed)
                versions = [
                    sealed("label", to_label_row(row) | {"tick": tick}) for tick, row in ticked if not row.report
                ]
            self._db.conn.executemany(_INSERT, packed)
            self._db.conn.executemany(_INSERT_LABEL, versions)
            for report in {row["report"] for row in packed}:
                self._db.execute("DELETE FROM counted WHERE report = ?", [report])
            for row in {row["hand"]: row for row in packed}.values():
                self._db.execute(
                    "UPDATE hand SET length = ?, tick = ?, hash = ? WHERE row = ?",
                    [row["seq"], row["tick"], row["hash"], row["hand"]],
                )
        self._hands = hands
        self._tick += len(rows)

    def _look_for_room(self, number: int) -> None:
        """Raise StoreError where the clock has no room for so many ticks: only a row made by hand brings it so far."""
        if self._tick + number > LAST_TICK:
            raise StoreError(
                "{path} has no room for another decision: a row made by hand used up its order. Take the last merge "
                "back in the File menu, or restore a backup made before it.",
                path=self.path,
            )

    def _look_at(self, rows: Iterable[dict[str, Any]]) -> None:
        """Read rows back before they are written; raise ValueError where one could not be."""
        lengths: dict[str, int | None] = {}
        for row in rows:
            if row["report"] not in lengths:
                found = self._rows("SELECT length FROM report WHERE digest = ?", [row["report"]])
                lengths[row["report"]] = found[0]["length"] if found else None
            if not lies_within(decision_of(row), lengths[row["report"]]):
                raise ValueError("span")

    def _linked(self, hands: dict[str, Hand], tick: int, decision: Decision) -> dict[str, Any]:
        """Make a decision the next row of its annotator's hand."""
        hand = hands.get(decision.annotator) or self._new_hand(decision.annotator)
        row = to_row(decision) | {"hand": hand.row, "seq": hand.length + 1, "tick": tick}
        row["hash"] = link(hand.hash, row)
        hands[decision.annotator] = replace(hand, length=hand.length + 1, hash=row["hash"])
        return row

    def _new_hand(self, annotator: str) -> Hand:
        """Begin an annotator's hand: each opening of a store has its own, so that of two copies none goes on both."""
        identity = uuid4().hex
        row = {"id": identity, "annotator": annotator, "store": self.id}
        self._db.table("hand").insert(row | {"length": 0, "tick": self._tick, "hash": first_link(identity)})
        return Hand(self._rows("SELECT max(row) AS row FROM hand")[0]["row"], identity, 0, first_link(identity))

    def log(self, report: str, annotator: str | None = None) -> list[Decision]:
        """Read a report's decisions, of one annotator or of all, in the order of their ticks.

        Raise StoreError where one is not as it was written.
        """
        return [row for _, row in self._ticked(report, annotator)]

    def _ticked(self, report: str, annotator: str | None) -> Iterator[tuple[int, Decision]]:
        where = "decision.report = ?" if annotator is None else "decision.report = ? AND decision.annotator = ?"
        values = [report] if annotator is None else [report, annotator]
        rows = self._rows(f"{LINKED} WHERE {where} ORDER BY {ORDER}", values)
        return zip((row["tick"] for row in rows), checked(self.path, rows), strict=True)

    def decided(self, report: str | None = None) -> dict[tuple[str, str], int]:
        """Count the targets decided on, by report and annotator, of one report or of all.

        What was counted is kept until more is written on the report.
        """
        known: dict[tuple[str, str], int] = {}
        if report is None:
            rows = self._rows("SELECT report, annotator, number FROM counted")
            known = {(row["report"], row["annotator"]): self._sound("counted", row)["number"] for row in rows}
            sql = "SELECT digest FROM report WHERE digest NOT IN (SELECT report FROM counted)"
            stale = [row["digest"] for row in self._rows(sql)]
        else:
            stale = [report]
        fresh = [row for one in stale for row in self._holding(COUNT, one)]
        if report is None and fresh:
            # what is counted can be counted again
            with suppress(StoreError), self._writing():
                self._db.table("counted").insert_all(fresh, replace=True)
        return known | {(row["report"], row["annotator"]): row["number"] for row in fresh}

    def _holding(self, sql: str, report: str | None = None) -> list[dict[str, Any]]:
        """Ask something of the decisions that hold, of one report or of all; `sql` is built on `HOLDING`."""
        condition = "" if report is None else "AND report = :report"
        undone = undone_in(self._rows(UNDOS.format(condition), {"report": report}))
        return self._rows(sql.format(condition), {"report": report, "undone": json.dumps(undone)})

    def sayings(self, names: Sequence[AttributeName]) -> Iterator[tuple[tuple[str, ...], int]]:
        """Yield what confirmed figures of all reports say of some attributes ("" for none), and how often."""
        said = ", ".join(f"json_extract(figure, '$.{name}') AS {name}" for name in names)
        groups = ", ".join(str(number) for number in range(1, len(names) + 1))
        sql = f"SELECT {said}, count(*) AS times FROM ({HOLDING}) WHERE figure IS NOT NULL GROUP BY {groups}"
        with self._believing():
            for row in self._holding(sql):
                yield tuple(phrase_from(row[name] or "", name) for name in names), row["times"]


@contextmanager
def _keepable() -> Iterator[None]:
    """Say what cannot be kept, because it could not be read back."""
    try:
        yield
    except UNREADABLE as error:
        raise unkeepable(error) from error


def checked(path: Path, rows: Iterable[dict[str, Any]]) -> Iterator[Decision]:
    """Read decisions back, each held against its hash and its report; raise StoreError where one cannot be so."""
    for row in rows:
        try:
            decision = decision_of(row)
            before = row["before"] if row["seq"] > 1 else first_link(row["hand_id"])
            if link(before, row) != row["hash"] or not lies_within(decision, row["text_length"]):
                raise ValueError(f"decision {row['seq']} of {row['hand_id'][:8]}")
        except UNREADABLE as error:
            raise damaged(path, error) from error
        yield decision
