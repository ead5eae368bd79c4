"""The store: one file with reports, the log of decisions on them, labels, and what other programs propose.

`Store` is what the window, the command line and the jobs use. It writes through `StoreFile`, the open file, and asks
`queries` for what several modules ask. Nothing is ever changed or deleted in the tables of reports, annotators,
decisions, labels and proposals: rows are appended, and what stands is read from them (`model.standing`).

Each decision is tied to the one that its annotator wrote before it by a hash (`log_row.link`). What one annotator
writes between one opening of the store and its closing is one such chain; a chain is a row of the table `hand`. Each
row also has a `tick`, a number greater than all that the store had seen when it was written. So the rows of stores that
are merged have one order, in which nobody's row comes before what they had seen (`queries.ORDER`).
"""

import json
import os
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from functools import partial
from heapq import merge
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

from sqlite_utils import Database

from ..model.attributes import ATTRIBUTES, AttributeName, phrase_from
from ..model.corrections import UNCORRECTED, Corrections, corrections_of
from ..model.decision import Clock, Decision, timestamp, utc_now
from ..model.errors import StoreError, UserError
from ..model.figure import Proposal, proposal_from_record, proposal_to_record
from ..model.filing import UNFILED, Filing, filing
from ..model.label import Label
from ..model.report import NO_ABOUT, About, Note, Report
from ..model.standing import standing_labels
from .backup_folder import list_backups, name_backup
from .connection import StoreFile, as_store_errors, connect, is_ours
from .copying import back_up
from .kept import Kept, keep_beside
from .location import kept_apart, make_room, real, wal
from .log_ownership import look, move_to_backups
from .log_row import COLUMNS, UNREADABLE, first_link, from_label_row, link, sealed, to_label_row, to_row, unpack
from .queries import COUNT, HOLDING, LINKED, NAMES, ORDER, UNDOS, read_decisions, undone_in
from .refusals import (
    copied_while_open,
    damaged,
    foreign_log_kept,
    open_elsewhere,
    replaced,
    torn,
    unkeepable,
)
from .row_checks import LAST_TICK, decision_of, flaw, lies_within, proposal_id, shown_id
from .snapshot import snapshot

# Of two windows that start one store at once, the one that made the file waits these seconds and the other gives way:
# were neither to wait, each could find the other in its way.
_PATIENCE = 5.0

# a store with so many decisions is checked in a tenth of a second
_LOOKED_THROUGH = 10_000

# finds chains that do not end where they should
_TORN = """SELECT hand.annotator FROM hand LEFT JOIN decision ON decision.hand = hand.row AND decision.seq = hand.length
    WHERE (hand.length > 0 AND decision.hash IS NOT hand.hash)
        OR EXISTS (SELECT 1 FROM decision AS more WHERE more.hand = hand.row AND more.seq > hand.length)"""

_INSERT = "INSERT INTO decision ({}) VALUES ({})".format(
    ", ".join(f'"{name}"' for name in COLUMNS), ", ".join(f":{name}" for name in COLUMNS)
)

_VERSION_PLACES = "SELECT row, hash FROM label ORDER BY tick, version"
_VERSIONS = "SELECT * FROM label WHERE row IN (SELECT value FROM json_each(?))"

_INSERT_LABEL = (
    "INSERT INTO label (version, tick, at, annotator, record, hash) "
    "VALUES (:version, :tick, :at, :annotator, :record, :hash)"
)


# finds the rows that file a report, with the undos of them and the undos of those
_FILINGS = f"""WITH RECURSIVE filed (row, step) AS (
        SELECT row, step FROM decision WHERE field IS NOT NULL AND verdict = 'file'
        UNION SELECT decision.row, decision.step FROM decision JOIN filed ON decision.undoes = filed.step)
    {LINKED} WHERE decision.row IN (SELECT row FROM filed) ORDER BY {ORDER}"""

# finds the rows that correct how a report is read, with the undos of them and the undos of those
_CORRECTIONS = f"""WITH RECURSIVE said (row, step) AS (
        SELECT row, step FROM decision WHERE report = ? AND field IS NOT NULL
            AND field IN ('year', 'region', 'period', 'status')
        UNION SELECT decision.row, decision.step FROM decision JOIN said ON decision.undoes = said.step)
    {LINKED} WHERE decision.row IN (SELECT row FROM said) ORDER BY {ORDER}"""

# what `figures_held` tells of a figure
_HELD = tuple(one.name for one in ATTRIBUTES if one.sort not in ("number", "measure", "year"))

# how many code points of each report's text are read to list it: enough to find its region and year
HEAD = 600
_DIGESTS = "SELECT digest FROM report ORDER BY rowid"
_REPORT_COLUMNS = "digest, name, length, encoding, notes, about, added_at, hash"
_LISTED = f"""SELECT {_REPORT_COLUMNS}, substr(text, 1, {HEAD}) AS head FROM report
    WHERE digest IN (SELECT value FROM json_each(?))"""


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """A report as the store lists it: its text is not read but for its `head`. `length` is in code points."""

    digest: str
    name: str
    length: int
    added_at: str
    about: About = NO_ABOUT
    filing: Filing = UNFILED
    head: str = ""
    notes: tuple[Note, ...] = ()
    """What was replaced or noticed when it came in."""

    @property
    def title(self) -> str:
        """The name that an annotator gave it, else the name of its file."""
        return self.filing.name or self.name


@dataclass(frozen=True, slots=True)
class Chain:
    """What one annotator has written since the store was opened: its row in the table `hand`, and its end.

    `length` counts its decisions, `hash` is the hash of the last of them.
    """

    row: int
    id: str
    length: int
    hash: str


class Store:
    """An open store, which no other window can open meanwhile.

    What `append` has returned from is on disk. Every method raises StoreError where the file or the disk refuses;
    nothing is half written then, and the call may be repeated.

    `found` says what was seen to be wrong at opening. `is_looked_through` says whether the file was small enough to be
    looked through then; `check.check` looks closer. `tick` is the greatest tick that the store has seen.

        with Store.open(Path("a.biaoshu")) as store:
            store.add_report(report)
            me = store.annotator("李敏")
            store.append([new_step(me, report.digest).add(figure)])
    """

    found: Sequence[UserError] = ()
    is_looked_through = False

    def __init__(self, file: StoreFile, clock: Clock) -> None:
        self.file = file
        self.clock = clock
        self.tick = 0
        self.kept = Kept(file)
        self._chains: dict[str, Chain] = {}
        self._known_versions: dict[int, _KnownVersion] = {}

    @property
    def path(self) -> Path:
        """The store's file; where a copy of it is read, still the file that was copied."""
        return self.file.path

    @property
    def id(self) -> str:
        """Which store this is; a copy of the file has the same id."""
        return self.file.id

    @property
    def is_in_place(self) -> bool:
        """Whether the file that was opened still has its name; False after it was moved, removed or replaced."""
        return self.file.is_in_place

    @classmethod
    def open(cls, path: Path, *, create: bool = True, clock: Clock = utc_now) -> "Store":
        """Open a store, or create it where there is none; raise StoreError with what the user can do about it."""
        path = real(path)
        with as_store_errors(path):
            created = make_room(path, create)
            patience = _PATIENCE if created else 0
            try:
                found = settle_logs(path, patience, clock)
                has_log = wal(path).exists()
                db = connect(path, patience, partial(keep_old, path, clock))
                return cls._opened(path, db, clock, has_log, found)
            except BaseException:
                if created:
                    remove_unfinished(path)
                raise

    @classmethod
    @contextmanager
    def reading(cls, path: Path, *, clock: Clock = utc_now) -> Iterator["Store"]:
        """Open a store for reading what it is at this moment, even while a window has it open and writes to it.

        A copy in a private folder is read, which is deleted after the block; nothing is made beside the store, and
        nothing can be written. Raises StoreError where it cannot be read. What was found meanwhile and can be found
        anew (`kept`) is put into the store after the block, where nobody has it open then.
        """
        with as_store_errors(path), snapshot(path) as taken:
            db = connect(taken.path, 0, lambda _: None)
            store = cls._opened(taken.path, db, clock, taken.has_log, [], called=real(path))
            store.file.db.execute("PRAGMA query_only = ON")
            store.kept.is_read_only = True
            with store:
                yield store
        keep_beside(path, store.kept.waiting)

    @classmethod
    def _opened(
        cls, path: Path, db: Database, clock: Clock, has_log: bool, found: list[UserError], called: Path | None = None
    ) -> "Store":
        """Return the store of a connection just made; close the connection where it cannot be used.

        `called` is the path of the store where `path` is a private copy of it.
        """
        store = cls(StoreFile(path, db), clock)
        try:
            store.found = [*found, *store._begin(has_log)]
        except BaseException:
            store.file.release()
            raise
        store.file.path = called or path
        return store

    def _begin(self, has_log: bool) -> list[UserError]:
        """Record what is wrong as far as it is seen without a full check; where nothing is, mark the file as open."""
        taken_out = self._take_out_unreached()
        faults: list[UserError] = []
        self.tick = self.last_tick()
        self.is_looked_through = self.lengths().total() <= _LOOKED_THROUGH
        if self.is_looked_through:
            faults += [
                damaged(self.path, ValueError(row["integrity_check"]))
                for row in self.file.rows("PRAGMA integrity_check(1)")
                if row["integrity_check"] != "ok"
            ]
        if any(row["is_open"] for row in self.file.rows("SELECT is_open FROM store")):
            self.file.is_marked = has_log
            if not has_log:
                faults.append(copied_while_open(self.path))
        names = self.annotators()
        faults += [torn(names.get(row["annotator"], row["annotator"])) for row in self.file.rows(_TORN)]
        if not faults:
            self.file.mark()
        return [*taken_out, *faults]

    def _take_out_unreached(self) -> list[UserError]:
        """Remove what came with a merge and has a tick so great that no decision could follow it.

        A merge takes no such row any more; a store may have one from an earlier program.
        """
        sql = "SELECT came FROM {} WHERE tick > ? AND came IS NOT NULL"
        tables = ("name", "label")
        merges = [row["came"] for table in tables for row in self.file.rows(sql.format(table), [LAST_TICK])]
        if not merges:
            return []
        with self.file.writing():
            # the tables let only rows of a merge that was taken back be deleted, so the merge is marked as such
            # meanwhile
            for merge in set(merges):
                for kept in self.file.rows("SELECT taken_back_at FROM merge WHERE row = ?", [merge]):
                    update = "UPDATE merge SET taken_back_at = ? WHERE row = ?"
                    self.file.db.execute(update, [timestamp(self.clock), merge])
                    for table in tables:
                        self.file.db.execute(f"DELETE FROM {table} WHERE tick > ? AND came = ?", [LAST_TICK, merge])
                    self.file.db.execute(update, [kept["taken_back_at"], merge])
            for row in self.file.rows("SELECT id FROM annotator WHERE id NOT IN (SELECT annotator FROM name)"):
                self.name_by_id(row["id"])
        self.tick = self.last_tick()
        return [
            StoreError(
                "{number} names or labels that came into {path} with a merge had been forged so that no decisions "
                "could be stored. They were removed, and all decisions are there.",
                number=len(merges),
                path=self.path,
            )
        ]

    def close(self) -> None:
        """Close the file; a second time does nothing.

        Where another file has its name by now, everything in the store is saved among the backups first: the store's
        own file is gone, and its log would be left beside a file to which it does not belong.
        """
        with suppress(StoreError, sqlite3.Error):
            if not self.is_in_place and self.file.rows("SELECT 1"):
                back_up(self.file, name_backup(self.path, "replaced", self.clock).path, self.clock)
        self.file.close()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    # Annotators

    def annotator(self, name: str, identity: str = "") -> str:
        """Return the id of an annotator, and record the name.

        The id given, else the first that has the name, or a new one. Two annotators may have the same name. One that
        has another name than before is renamed.
        """
        name = name.strip()
        if not name:
            raise StoreError("An annotator needs a name. Enter one.")
        known = self.annotators()
        identity = identity or next((one for one, called in known.items() if called == name), uuid4().hex)
        if known.get(identity) != name:
            self._look_for_room(1)
            with self.file.writing():
                self.file.db.table("annotator").insert({"id": identity}, ignore=True)
                row = {"annotator": identity, "tick": self.tick + 1, "name": name}
                self.file.db.table("name").insert(sealed("name", row))
            self.tick += 1
        return identity

    def annotators(self) -> dict[str, str]:
        """Return each annotator's name by id, in the order in which they were recorded."""
        return {row["annotator"]: self.file.sound("name", row)["name"] for row in self.file.rows(NAMES)}

    def name_by_id(self, annotator: str) -> None:
        """Name an annotator, all of whose names are lost, by the id; a name that is given later holds."""
        self.file.db.table("name").insert(
            sealed("name", {"annotator": annotator, "tick": 0, "name": shown_id(annotator)})
        )

    # Decisions

    def append(self, rows: Sequence[Decision]) -> None:
        """Write decisions, versions of labels and acts in the panel in the order given, all of them or none.

        Raises StoreError where one could not be read back, and says what in it cannot be stored.
        """
        self._look_for_room(len(rows))
        chains = dict(self._chains)
        ticked = list(enumerate(rows, self.tick + 1))
        with self.file.writing():
            with _keepable():
                packed = [self._linked(chains, tick, row) for tick, row in ticked if row.report]
                self._look_at(packed)
                versions = [
                    sealed("label", to_label_row(row) | {"tick": tick}) for tick, row in ticked if not row.report
                ]
            self.file.db.conn.executemany(_INSERT, packed)
            self.file.db.conn.executemany(_INSERT_LABEL, versions)
            for report in {row["report"] for row in packed}:
                self.file.db.execute("DELETE FROM counted WHERE report = ?", [report])
            for row in {row["hand"]: row for row in packed}.values():
                self.file.db.execute(
                    "UPDATE hand SET length = ?, tick = ?, hash = ? WHERE row = ?",
                    [row["seq"], row["tick"], row["hash"], row["hand"]],
                )
        self._chains = chains
        self.file.growing = [chain.row for chain in chains.values()]
        self.tick += len(rows)

    def _look_for_room(self, number: int) -> None:
        """Raise StoreError where no tick is left for so many decisions; only a forged row brings it so far."""
        if self.tick + number > LAST_TICK:
            raise StoreError(
                "{path} cannot store another decision: a forged row used up the order numbers. Take the last merge "
                "back in the File menu, or restore a backup made before it.",
                path=self.path,
            )

    def _look_at(self, rows: Iterable[dict[str, Any]]) -> None:
        """Read rows back before they are written; raise ValueError where one cannot be read."""
        lengths: dict[str, int | None] = {}
        for row in rows:
            if row["report"] not in lengths:
                found = self.file.rows("SELECT length FROM report WHERE digest = ?", [row["report"]])
                lengths[row["report"]] = found[0]["length"] if found else None
            if not lies_within(decision_of(row), lengths[row["report"]]):
                raise ValueError("span")

    def _linked(self, chains: dict[str, Chain], tick: int, decision: Decision) -> dict[str, Any]:
        """Return a decision as the next row of its annotator's chain."""
        chain = chains.get(decision.annotator) or self._new_chain(decision.annotator)
        row = to_row(decision) | {"hand": chain.row, "seq": chain.length + 1, "tick": tick}
        row["hash"] = link(chain.hash, row)
        chains[decision.annotator] = replace(chain, length=chain.length + 1, hash=row["hash"])
        return row

    def _new_chain(self, annotator: str) -> Chain:
        """Begin a chain for an annotator: each opening of a store has its own.

        Otherwise two copies of a store could continue the same chain with different rows.
        """
        identity = uuid4().hex
        row = {"id": identity, "annotator": annotator, "store": self.id}
        self.file.db.table("hand").insert(row | {"length": 0, "tick": self.tick, "hash": first_link(identity)})
        return Chain(self.file.rows("SELECT max(row) AS row FROM hand")[0]["row"], identity, 0, first_link(identity))

    def last_tick(self) -> int:
        """Return the greatest tick that this store has seen, except those that cannot be believed."""
        tables = " UNION ALL ".join(f"SELECT tick FROM {name}" for name in ("hand", "label", "name"))
        return int(
            self.file.rows(f"SELECT max(tick) AS tick FROM ({tables}) WHERE tick <= ?", [LAST_TICK])[0]["tick"] or 0
        )

    def log(self, report: str, annotator: str | None = None) -> list[Decision]:
        """Return the decisions on a report, by one annotator or by all, in the order of their ticks.

        Raises StoreError where one is not as it was written.
        """
        return [row for _, row in self._ticked(report, annotator)]

    def acts(self, report: str, annotator: str) -> list[Decision]:
        """Return what an annotator decided on a report ("" for none) and on labels, in the order of the ticks.

        Raises StoreError where a row is not as it was written.
        """
        own = (entry for entry in self._versions() if entry[1].annotator == annotator)
        return [row for _, row in merge(self._ticked(report, annotator), own, key=itemgetter(0))]

    def acts_and_log(self, report: str, annotator: str) -> tuple[list[Decision], list[Decision]]:
        """Return what `acts` returns and what `log` returns of all annotators, each row read once."""
        ticked = list(self._ticked(report, None))
        mine = (entry for entry in ticked if entry[1].annotator == annotator)
        own = (entry for entry in self._versions() if entry[1].annotator == annotator)
        return [row for _, row in merge(mine, own, key=itemgetter(0))], [row for _, row in ticked]

    def log_length(self, report: str) -> int:
        """Return how many rows all annotators wrote on a report, without reading them."""
        rows = self.file.rows("SELECT count(*) AS number FROM decision WHERE report = ?", [report])
        return int(rows[0]["number"])

    def _ticked(self, report: str, annotator: str | None) -> Iterator[tuple[int, Decision]]:
        where = "decision.report = ?" if annotator is None else "decision.report = ? AND decision.annotator = ?"
        values = [report] if annotator is None else [report, annotator]
        rows = self.file.rows(f"{LINKED} WHERE {where} ORDER BY {ORDER}", values)
        return zip((row["tick"] for row in rows), read_decisions(self.path, rows), strict=True)

    def lengths(self) -> Counter[str]:
        """Return how many decisions each annotator (by id) wrote, undos included."""
        counts = Counter[str]()
        for row in self.file.rows("SELECT * FROM hand"):
            counts[row["annotator"]] += self.file.sound("hand", row)["length"]
        return counts

    def decided(self, report: str | None = None) -> dict[tuple[str, str], int]:
        """Return how many targets are decided, by report and annotator, in one report or in all.

        A count is kept in the store until more is written on the report.
        """
        known: dict[tuple[str, str], int] = {}
        if report is None:
            known = self.decided_known()
            sql = "SELECT digest FROM report WHERE digest NOT IN (SELECT report FROM counted)"
            stale = [row["digest"] for row in self.file.rows(sql)]
        else:
            stale = [report]
        fresh = [row for one in stale for row in self._holding(COUNT, one)]
        if report is None and fresh:
            # a count that cannot be kept can be counted again
            with suppress(StoreError), self.file.writing():
                self.file.db.table("counted").insert_all(fresh, replace=True)
        return known | {(row["report"], row["annotator"]): row["number"] for row in fresh}

    def decided_known(self) -> dict[tuple[str, str], int]:
        """Return what `decided` returns of all reports as far as it need not be counted."""
        rows = self.file.rows("SELECT report, annotator, number FROM counted")
        return {(row["report"], row["annotator"]): self.file.sound("counted", row)["number"] for row in rows}

    def sayings(self, names: Sequence[AttributeName]) -> Iterator[tuple[tuple[str, ...], int]]:
        """Yield what confirmed figures of all reports say of some attributes, one text for each ("" for none).

        With each combination of values comes the number of figures that have it.
        """
        columns = ", ".join(f"json_extract(figure, '$.{name}') AS {name}" for name in names)
        groups = ", ".join(str(number) for number in range(1, len(names) + 1))
        sql = f"SELECT {columns}, count(*) AS times FROM ({HOLDING}) WHERE figure IS NOT NULL GROUP BY {groups}"
        with self.file.unreadable_is_damage():
            for row in self._holding(sql):
                yield tuple(phrase_from(row[name] or "", name) for name in names), row["times"]

    def figures_held(self, report: str) -> Iterator[tuple[str, Mapping[str, str | None], int]]:
        """Yield what the figures of a report that somebody confirmed or added say, and how many say the same.

        That is the annotator's id, and what is said by name of attribute, without numbers and units. Nothing else of
        the decisions is read.
        """
        said = ", ".join(f"json_extract(figure, '$.{name}') AS {name}" for name in _HELD)
        held = f"SELECT annotator, {said} FROM ({HOLDING}) WHERE figure IS NOT NULL"
        groups = ", ".join(str(number) for number in range(1, len(_HELD) + 2))
        with self.file.unreadable_is_damage():
            for row in self._holding(f"SELECT *, count(*) AS times FROM ({held}) GROUP BY {groups}", report):
                values: dict[str, str | None] = {
                    name: None if row[name] is None else phrase_from(row[name], name) for name in _HELD
                }
                yield row["annotator"], values, row["times"]

    def _holding(self, sql: str, report: str | None = None) -> list[dict[str, Any]]:
        """Run a query over the decisions that hold, in one report or in all; `sql` is built on `HOLDING`."""
        condition = "" if report is None else "AND report = :report"
        undone = undone_in(self.file.rows(UNDOS.format(condition), {"report": report}))
        return self.file.rows(sql.format(condition), {"report": report, "undone": json.dumps(undone)})

    # Reports

    def add_report(self, report: Report) -> bool:
        """Add a report; return False where a report with the same text is there already."""
        with self.file.writing():
            if self.file.db.table("report").count_where("digest = ?", [report.digest]):
                return False
            row = sealed(
                "report",
                {
                    "digest": report.digest,
                    "name": report.name,
                    "text": report.text,
                    "length": len(report.text),
                    "encoding": report.encoding,
                    "notes": json.dumps(report.notes, ensure_ascii=False),
                    "about": json.dumps(asdict(report.about), ensure_ascii=False),
                    "added_at": timestamp(self.clock),
                },
            )
            self.file.db.table("report").insert(row)
        return True

    def reports(self, known: Iterable[ReportEntry] = ()) -> list[ReportEntry]:
        """Return an entry for each report, removed and archived ones too, in the order they were added.

        Entries `known` from an earlier call get only what was filed since; for every other entry the whole text is
        read.
        """
        filed: defaultdict[str, list[Decision]] = defaultdict(list)
        for row in read_decisions(self.path, self.file.rows(_FILINGS)):
            filed[row.report].append(row)
        entries = {entry.digest: entry for entry in known}
        digests = [row["digest"] for row in self.file.rows(_DIGESTS)]
        rows = self.file.rows(_LISTED, [json.dumps([digest for digest in digests if digest not in entries])])
        with self.file.unreadable_is_damage():
            entries |= {row["digest"]: _entry(self.file.sound("report", row)) for row in rows}
            return [_filed(entries[digest], filed.get(digest, ())) for digest in digests]

    def report(self, digest: str, reader: str | None = None) -> Report:
        """Return a report by its digest; raise StoreError where it is not in the store, or is not as it was added.

        With a `reader`, an annotator by id ("" for nobody), it has the corrections that hold for that annotator.
        """
        for row in self.file.rows(f"SELECT {_REPORT_COLUMNS}, text FROM report WHERE digest = ?", [digest]):
            with self.file.unreadable_is_damage():
                self.file.sound("report", row)
                notes = tuple(map(Note._make, json.loads(row["notes"])))
                said = UNCORRECTED if reader is None else self.corrections(digest, reader)
                report = Report(row["name"], row["text"], row["encoding"], notes, _about(row["about"]), said)
                if report.digest != digest:
                    raise ValueError(f"the text of {report.name}")
                return report
        raise StoreError("The report {digest} is not in {path}. Add it again.", digest=digest, path=self.path)

    def corrections(self, digest: str, annotator: str) -> Corrections:
        """Return what an annotator (by id, "" for nobody) corrects of a report: its year, its region, its sections."""
        return corrections_of(self.corrections_log(digest), annotator)

    def corrections_log(self, digest: str) -> list[Decision]:
        """Return the rows of all annotators that correct a report's year, region or sections, and their undos."""
        return [*read_decisions(self.path, self.file.rows(_CORRECTIONS, [digest]))]

    # Proposals of other programs

    def add_proposals(self, report: str, source: str, proposals: Iterable[Proposal]) -> int:
        """Store the proposals of another program for a report; return how many of them are new.

        They are stored under `source`, whatever source a proposal itself names.
        """
        at = timestamp(self.clock)
        known = {json.dumps(proposal_to_record(one), sort_keys=True) for one in self.proposals(report, source)}
        rows = []
        found = self.file.rows("SELECT length FROM report WHERE digest = ?", [report])
        length = found[0]["length"] if found else None
        for one in proposals:
            try:
                record = json.dumps(proposal_to_record(one) | {"source": source}, sort_keys=True)
            except ValueError as error:
                raise unkeepable(error) from error
            if record in known:
                continue
            known.add(record)
            row = {"report": report, "source": source, "record": record, "at": at}
            row["id"] = proposal_id(row)
            if reason := flaw("proposal", row | {"length": length}):
                raise unkeepable(ValueError(reason))
            rows.append(row)
        with self.file.writing():
            self.file.db.table("proposal").insert_all(rows)
        return len(rows)

    def proposals(self, report: str, source: str | None = None) -> list[Proposal]:
        """Return the proposals of other programs for a report, or of one of them, in text order.

        Where a source proposed the same span in the same words several times, its latest proposal holds.
        """
        sql = """SELECT proposal.*, report.length AS length FROM proposal JOIN report ON report.digest = proposal.report
            WHERE proposal.report = ? ORDER BY at, id"""
        rows = [row for row in self.file.rows(sql, [report]) if source in (None, row["source"])]
        with self.file.unreadable_is_damage():
            read = [proposal_from_record(unpack(self.file.sound("proposal", row)["record"])) for row in rows]
        latest = {(one.source, one.figure): one for one in read}
        return sorted(latest.values(), key=lambda one: (one.figure.span, one.source))

    def sources(self) -> dict[str, int]:
        """Return each program that proposed figures, and how many proposals it has."""
        rows = self.file.rows("SELECT source, count(*) AS times FROM proposal GROUP BY source ORDER BY source")
        return {row["source"]: row["times"] for row in rows}

    # Labels

    def labels(self) -> list[Label]:
        """Return each label as it stands, those no longer in use too, in the order they were made."""
        return standing_labels(row for _, row in self._versions())

    def label_uses(self) -> dict[str, int]:
        """Return how many figures have each kind: labels by id, the seven kinds by name."""
        sql = f"SELECT json_extract(figure, '$.kind') AS kind, count(*) AS times FROM ({HOLDING}) GROUP BY 1"
        with self.file.unreadable_is_damage():
            return {
                phrase_from(row["kind"], "kind"): row["times"] for row in self._holding(sql) if row["kind"] is not None
            }

    # The panel

    def panel_log(self) -> list[Decision]:
        """Return the acts of all annotators in the panel with the undos of them, in the order of the ticks.

        What holds is read from them by `model.panel_standing`. Raises StoreError where a row is not as it was written.
        """
        rows = [row for _, row in self._versions()]
        acts = {row.step for row in rows if row.panel}
        for row in rows:
            # an undo of an undo is one of the panel too
            if row.undoes in acts:
                acts.add(row.step)
        return [row for row in rows if row.step in acts]

    def _versions(self) -> Iterator[tuple[int, Decision]]:
        """Yield the acts of no report with their ticks, in the order of the ticks.

        A row is read and checked once while the store is open: acts in the panel may be many, and each report that is
        opened asks for them.
        """
        places = [(row["row"], row["hash"]) for row in self.file.rows(_VERSION_PLACES)]
        known = {place: version.hash for place, version in self._known_versions.items()}
        missing = [place for place, hash_ in places if known.get(place) != hash_]
        with self.file.unreadable_is_damage():
            for row in self.file.rows(_VERSIONS, [json.dumps(missing)]) if missing else ():
                decision = from_label_row(self.file.sound("label", row))
                self._known_versions[row["row"]] = _KnownVersion(row["hash"], row["tick"], decision)
        for place, _ in places:
            _, tick, decision = self._known_versions[place]
            yield tick, decision


class _KnownVersion(NamedTuple):
    """A row of the table `label` that was read and checked."""

    hash: str
    tick: int
    decision: Decision


@contextmanager
def _keepable() -> Iterator[None]:
    """Turn an error of the block into a StoreError that says what cannot be stored."""
    try:
        yield
    except UNREADABLE as error:
        raise unkeepable(error) from error


def _filed(entry: ReportEntry, log: Sequence[Decision]) -> ReportEntry:
    """Return an entry with what a log files of the report; the entry itself where nothing changed."""
    found = filing(log) if log else UNFILED
    return entry if found == entry.filing else replace(entry, filing=found)


def _entry(row: Mapping[str, Any]) -> ReportEntry:
    about = _about(row["about"])
    notes = tuple(map(Note._make, json.loads(row["notes"])))
    return ReportEntry(row["digest"], row["name"], row["length"], row["added_at"], about, head=row["head"], notes=notes)


def _about(packed: str) -> About:
    return About(**unpack(packed))


def settle_logs(path: Path, patience: float, clock: Clock) -> list[UserError]:
    """Move the logs beside a store that do not belong to it to the backups, before SQLite would read them into it.

    Returns a sentence for each.
    """
    if is_ours(path):
        raise open_elsewhere(path)
    seen: list[UserError] = []
    with kept_apart(path, patience) as file:
        for log in look(path, file).others:
            written_at = log.stat().st_mtime
            whole = [one.path for one in list_backups(path) if one.occasion == "replaced"]
            moved = move_to_backups(path, log, clock)
            # the newest first: a backup made when the window was closed has all that the log has
            is_saved = whole and whole[0].stat().st_mtime >= written_at
            seen.append(replaced(path, whole[0]) if is_saved else foreign_log_kept(path, moved))
    return seen


def remove_unfinished(path: Path) -> None:
    """Delete a file that was made for a new store and could not be filled, unless another process took it.

    The other process may have opened the file at any moment since, so it is checked under the lock that it would need.
    """
    with suppress(OSError, StoreError):
        with kept_apart(path) as file:
            is_to_go = look(path, file).content != "store"
            if is_to_go and os.name == "posix":
                path.unlink()
        # Windows deletes no file that is open in this process or another one
        if is_to_go and os.name == "nt":
            path.unlink()


def keep_old(path: Path, clock: Clock, old: sqlite3.Connection) -> None:
    """Back a store up before its layout is changed; where that fails, the layout is not changed."""
    kept = name_backup(path, "migration", clock)
    with closing(sqlite3.connect(kept.path)) as copy:
        old.backup(copy)
