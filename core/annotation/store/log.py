"""The log of a store: who decides, and every decision in the order of its tick, tied to the one before by its hash."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlite_utils import Database

from core.annotation.decision import Clock, Decision
from core.annotation.refusal import copied_while_open, damaged, torn
from core.annotation.row import COLUMNS, first_link, from_row, link, sealed, to_label_row, to_row
from core.annotation.store.connection import Connected
from core.errors import StoreError, UserError

ORDER = "decision.tick, hand.id, decision.seq"
"""The order of every log, whatever was merged in whatever order: what a hand had seen comes before what it wrote."""

STANDING = """WITH undone AS (SELECT undoes FROM decision WHERE undoes IS NOT NULL {0} AND step NOT IN
        (SELECT undoes FROM decision WHERE undoes IS NOT NULL {0}))
    SELECT max(tick), report, annotator, start, figure FROM decision
        WHERE verdict IN ('confirm', 'reject', 'add') {0} AND step NOT IN undone
        GROUP BY annotator, report, start, "end" """
"""The last decision on each target that no undo takes back, nearly as `decision.latest` reads one log; of all reports,
or formatted with a condition that leaves one.
"""

NAMES = """SELECT id, name FROM annotator JOIN name ON name.annotator = annotator.id
    ORDER BY annotator.rowid, name.tick, name.name"""
"""Every annotator with every name it had, the one that holds last."""

_LOG = """SELECT decision.*, hand.id AS hand_id, before.hash AS before FROM decision
    JOIN hand ON hand.row = decision.hand
    LEFT JOIN decision AS before ON before.hand = decision.hand AND before.seq = decision.seq - 1"""

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
        faults: list[UserError] = []
        self._tick = self._last_tick()
        self.is_looked_through = self.lengths().total() <= _LOOKED_THROUGH
        if self.is_looked_through:
            faults += [
                damaged(self.path, ValueError(row["integrity_check"]))
                for row in self._rows("PRAGMA integrity_check(1)")
                if row["integrity_check"] != "ok"
            ]
        if self._rows("SELECT is_open FROM store")[0]["is_open"]:
            self._is_marked = has_log
            if not has_log:
                faults.append(copied_while_open(self.path))
        names = self.annotators()
        faults += [torn(names.get(row["annotator"], row["annotator"])) for row in self._rows(_TORN)]
        if not faults:
            self._mark()
        return faults

    def _last_tick(self) -> int:
        tables = " UNION ALL ".join(f"SELECT max(tick) AS tick FROM {name}" for name in ("hand", "label", "name"))
        return self._rows(f"SELECT max(tick) AS tick FROM ({tables})")[0]["tick"] or 0

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
            with self._writing():
                self._db.table("annotator").insert({"id": identity}, ignore=True)
                row = {"annotator": identity, "tick": self._tick + 1, "name": name}
                self._db.table("name").insert(sealed("name", row))
            self._tick += 1
        return identity

    def annotators(self) -> dict[str, str]:
        """Return each annotator's name by id, in the order they came."""
        rows = self._rows(NAMES)
        return {row["id"]: row["name"] for row in rows}

    def lengths(self) -> Counter[str]:
        """Return how many decisions each annotator (by id) wrote, undos among them."""
        rows = self._rows("SELECT annotator, sum(length) AS number FROM hand GROUP BY annotator")
        return Counter({row["annotator"]: row["number"] for row in rows})

    def append(self, rows: Sequence[Decision]) -> None:
        """Write decisions and versions of labels in the order given, all or none."""
        hands = dict(self._hands)
        ticked = list(enumerate(rows, self._tick + 1))
        with self._writing():
            packed = [self._linked(hands, tick, row) for tick, row in ticked if row.report]
            self._db.conn.executemany(_INSERT, packed)
            versions = [sealed("label", to_label_row(row) | {"tick": tick}) for tick, row in ticked if not row.report]
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
        rows = self._rows(f"{_LOG} WHERE {where} ORDER BY {ORDER}", values)
        return zip((row["tick"] for row in rows), checked(self.path, rows), strict=True)

    def decided(self, report: str | None = None) -> dict[tuple[str, str], int]:
        """Count the targets decided on, by report and annotator, of one report or of all.

        What was counted is kept until more is written on the report.
        """
        known: dict[tuple[str, str], int] = {}
        if report is None:
            rows = self._rows("SELECT report, annotator, number FROM counted")
            known = {(row["report"], row["annotator"]): row["number"] for row in rows}
            sql = "SELECT digest FROM report WHERE digest NOT IN (SELECT report FROM counted)"
            stale = [row["digest"] for row in self._rows(sql)]
        else:
            stale = [report]
        sql = f"SELECT annotator, count(*) AS times FROM ({STANDING.format('AND report = ?1')}) GROUP BY annotator"
        fresh = {(one, row["annotator"]): row["times"] for one in stale for row in self._rows(sql, [one])}
        if report is None and fresh:
            # what is counted can be counted again
            with suppress(StoreError), self._writing():
                rows = [{"report": one, "annotator": by, "number": times} for (one, by), times in fresh.items()]
                self._db.table("counted").insert_all(rows, replace=True)
        return known | fresh

    def sayings(self) -> Iterator[tuple[str, str, str, int]]:
        """Yield the indicator, unit and period ("" for none) that confirmed figures of all reports say, how often."""
        holding = STANDING.format("")
        sql = f"""SELECT json_extract(figure, '$.indicator') AS indicator, json_extract(figure, '$.unit') AS unit,
            json_extract(figure, '$.period') AS period, count(*) AS times FROM ({holding})
            WHERE figure IS NOT NULL GROUP BY 1, 2, 3"""
        for row in self._rows(sql):
            yield row["indicator"], row["unit"], row["period"] or "", row["times"]


def checked(path: Path, rows: Iterable[dict[str, Any]]) -> Iterator[Decision]:
    """Read decisions back, each held against its hash; raise StoreError where one is not as it was written."""
    for row in rows:
        before = row["before"] if row["seq"] > 1 else first_link(row["hand_id"])
        try:
            if link(before, row) != row["hash"]:
                raise ValueError(f"decision {row['seq']} of {row['hand_id'][:8]}")
            decision = from_row(row)
        except (ArithmeticError, KeyError, TypeError, ValueError) as error:
            raise damaged(path, error) from error
        yield decision
