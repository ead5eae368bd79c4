"""The store: one file of reports and of an append-only log of decisions; the only SQL."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlite_utils import Database, Migrations

from core.annotation.decision import Clock, Decision, timestamp, utc_now
from core.annotation.place import identity, make_room, real, wal
from core.annotation.refusal import damaged, file_refusal, foreign, is_locked, sqlite_refusal
from core.annotation.row import from_row, to_row
from core.errors import StoreError
from core.report import Note, Report

# "BSHU" in ASCII: tells a store from any other SQLite file
APPLICATION_ID = 0x42534855

# Of two windows that start one store at once, the one that made the file waits these seconds and the other gives way:
# were neither to wait, each could find the other in its way.
_PATIENCE = 5.0

migrations = Migrations("biaoshu")


@migrations()
def reports_and_decisions(db: Database) -> None:
    """Lay out version 1."""
    for statement in _VERSION_1:
        db.execute(statement)


SCHEMA_VERSION = 1

_VERSION_1 = (
    """CREATE TABLE report (
        digest TEXT PRIMARY KEY CHECK (length(digest) = 64),
        name TEXT NOT NULL,
        text TEXT NOT NULL,
        length INTEGER NOT NULL CHECK (length >= 0),
        encoding TEXT NOT NULL,
        notes TEXT NOT NULL,
        added_at TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE annotator (
        id TEXT PRIMARY KEY CHECK (id <> ''),
        name TEXT NOT NULL UNIQUE CHECK (name <> '')
    ) STRICT""",
    """CREATE TABLE decision (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE CHECK (id <> ''),
        step TEXT NOT NULL CHECK (step <> ''),
        at TEXT NOT NULL,
        annotator TEXT NOT NULL REFERENCES annotator (id),
        report TEXT NOT NULL REFERENCES report (digest),
        verdict TEXT NOT NULL CHECK (verdict IN ('confirm', 'reject', 'add', 'remark', 'undo')),
        start INTEGER CHECK (start >= 0),
        "end" INTEGER CHECK ("end" > start),
        figure TEXT,
        proposed TEXT,
        undoes TEXT,
        reason TEXT CHECK (reason IN ('date', 'ordinal', 'name', 'qualifier', 'count', 'other')),
        note TEXT,
        flagged INTEGER CHECK (flagged IN (0, 1)),
        CHECK ((verdict = 'undo') = (undoes IS NOT NULL)),
        CHECK ((verdict = 'undo') = (start IS NULL)),
        CHECK ((start IS NULL) = ("end" IS NULL)),
        CHECK ((verdict IN ('confirm', 'add')) = (figure IS NOT NULL)),
        CHECK (verdict IN ('confirm', 'reject') OR proposed IS NULL),
        CHECK (verdict = 'reject' OR reason IS NULL),
        CHECK ((verdict = 'remark') = (note IS NOT NULL)),
        CHECK ((verdict = 'remark') = (flagged IS NOT NULL))
    ) STRICT""",
    "CREATE INDEX decision_by_report ON decision (report, annotator)",
    *(
        f"CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'the {table} table is append-only'); END"
        for table in ("report", "decision")
        for act in ("UPDATE", "DELETE")
    ),
)

# the last decision on each target that no undo takes back, as `decision.latest` reads one log
_SAYINGS = """WITH undone AS (SELECT undoes FROM decision WHERE verdict = 'undo' AND step NOT IN
        (SELECT undoes FROM decision WHERE verdict = 'undo')),
    holding AS (SELECT max(seq), figure FROM decision WHERE verdict NOT IN ('undo', 'remark') AND step NOT IN undone
        GROUP BY annotator, report, start, "end")
    SELECT json_extract(figure, '$.indicator') AS indicator, json_extract(figure, '$.unit') AS unit,
        json_extract(figure, '$.period') AS period, count(*) AS times FROM holding WHERE figure IS NOT NULL
        GROUP BY 1, 2, 3"""


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """A report as the store lists it, its text left unread; `length` in code points."""

    digest: str
    name: str
    length: int
    added_at: str


class Store:
    """An open store: one connection, which no other window can share.

    What `append` has returned from is on disk. Every method raises StoreError where the file or the disk refuses;
    nothing is half written then, and the call may be repeated.
    """

    def __init__(self, path: Path, db: Database, clock: Clock) -> None:
        self.path = path
        self._db = db
        self._clock = clock
        self._files = {file: identity(file) for file in (path, wal(path))}

    @classmethod
    def open(cls, path: Path, *, create: bool = True, clock: Clock = utc_now) -> "Store":
        """Open a store, or create it where there is none; raise StoreError with what the user can do."""
        path = real(path)
        with _told(path):
            created = make_room(path, create)
            try:
                _refuse_foreign(path)
                return cls(path, _connect(path, patience=_PATIENCE if created else 0), clock)
            except BaseException as error:
                # while another window holds the lock, the file it is filling is no longer ours to remove
                if created and not is_locked(error):
                    with suppress(OSError):
                        path.unlink()
                raise

    def close(self) -> None:
        """Close the file; a second time does nothing."""
        with _told(self.path):
            self._db.close()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def add_report(self, report: Report) -> bool:
        """Add a report; return False where its text is there already."""
        with self._writing():
            if self._db.table("report").count_where("digest = ?", [report.digest]):
                return False
            self._db.table("report").insert(
                {
                    "digest": report.digest,
                    "name": report.name,
                    "text": report.text,
                    "length": len(report.text),
                    "encoding": report.encoding,
                    "notes": json.dumps(report.notes, ensure_ascii=False),
                    "added_at": timestamp(self._clock),
                }
            )
        return True

    def reports(self) -> list[ReportEntry]:
        """List the reports in the order they were added."""
        rows = self._rows("SELECT digest, name, length, added_at FROM report ORDER BY rowid")
        return [ReportEntry(**row) for row in rows]

    def report(self, digest: str) -> Report:
        """Read a report's text by its digest; raise StoreError where it is not in the store."""
        for row in self._rows("SELECT name, text, encoding, notes FROM report WHERE digest = ?", [digest]):
            return Report(row["name"], row["text"], row["encoding"], tuple(map(Note._make, json.loads(row["notes"]))))
        raise StoreError("The report {digest} is not in {path}. Add it again.", digest=digest, path=self.path)

    def annotator(self, name: str) -> str:
        """Return an annotator's id, which is made when the name is new."""
        name = name.strip()
        if not name:
            raise StoreError("An annotator needs a name. Enter one.")
        for row in self._rows("SELECT id FROM annotator WHERE name = ?", [name]):
            return str(row["id"])
        annotator = uuid4().hex
        with self._writing():
            self._db.table("annotator").insert({"id": annotator, "name": name})
        return annotator

    def annotators(self) -> dict[str, str]:
        """Return each annotator's name by id, in the order they came."""
        return {row["id"]: row["name"] for row in self._rows("SELECT id, name FROM annotator ORDER BY rowid")}

    def append(self, rows: Sequence[Decision]) -> None:
        """Write decisions in the order given, all or none."""
        with self._writing():
            self._db.table("decision").insert_all(to_row(row) for row in rows)

    def log(self, report: str, annotator: str | None = None) -> list[Decision]:
        """Read a report's decisions, of one annotator or of all, in the order they were written."""
        where = "report = ?" if annotator is None else "report = ? AND annotator = ?"
        values = [report] if annotator is None else [report, annotator]
        rows = self._rows(f"SELECT * FROM decision WHERE {where} ORDER BY seq", values)
        try:
            return [from_row(row) for row in rows]
        except (ArithmeticError, KeyError, TypeError, ValueError) as error:
            raise damaged(self.path, error) from error

    def sayings(self) -> Iterator[tuple[str, str, str, int]]:
        """Yield the indicator, unit and period ("" for none) that confirmed figures of all reports say, how often."""
        for row in self._rows(_SAYINGS):
            yield row["indicator"], row["unit"], row["period"] or "", row["times"]

    def _rows(self, sql: str, values: Sequence[str] = ()) -> list[dict[str, Any]]:
        with _told(self.path):
            return list(self._db.query(sql, values))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Open a transaction, all or nothing; the lock held since opening makes BEGIN IMMEDIATE of every BEGIN.

        SQLite would go on writing to a file moved or deleted, so its place is looked at first.
        """
        with _told(self.path):
            if any(identity(file) != known for file, known in self._files.items()):
                raise StoreError(
                    "{path} was moved or deleted while it was open. Put it back and try again; nothing was saved.",
                    path=self.path,
                )
            with self._db.atomic():
                yield


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Let no error of SQLite or the file system out but as a StoreError."""
    try:
        yield
    except sqlite3.Error as error:
        raise sqlite_refusal(error, path) from error
    except OSError as error:
        raise file_refusal(error, path) from error


def _refuse_foreign(path: Path) -> None:
    """Look who wrote the file before anything locks or changes it.

    An immutable connection neither locks nor makes files; reading the file by hand would, on closing it, drop the lock
    that another connection of this process holds. An empty file is a store about to be: a killed start leaves one.
    """
    with closing(_connection(path, "mode=ro&immutable=1")) as connection:
        _check_header(path, Database(connection, execute_plugins=False))


def _connection(path: Path, query: str, patience: float = 0) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.as_uri()}?{query}", uri=True, timeout=patience, isolation_level=None)


def _check_header(path: Path, db: Database) -> bool:
    """Tell whether the file is a store (True) or still empty; raise StoreError for what is neither or too new."""
    application, version = (next(db.query(f"PRAGMA {name}"))[name] for name in ("application_id", "user_version"))
    if application == 0 and version == 0 and not db.table_names() and not db.view_names():
        return False
    if application != APPLICATION_ID:
        raise foreign(path)
    if version > SCHEMA_VERSION:
        raise StoreError("{path} was written by a newer version of this program. Update the program.", path=path)
    return True


def _connect(path: Path, patience: float) -> Database:
    """Open the only connection a store has, lay out or update what is in it, and keep every other window out.

    The layout is written before the file turns to WAL, so that its header tells what it is also after a kill.
    """
    connection = _connection(path, "mode=rw", patience)
    try:
        db = Database(connection, strict=True, execute_plugins=False)
        for pragma in ("locking_mode = EXCLUSIVE", "synchronous = FULL", "foreign_keys = ON", "trusted_schema = OFF"):
            db.execute(f"PRAGMA {pragma}")
        if not _check_header(path, db) or migrations.pending(db):
            db.execute("BEGIN IMMEDIATE")
            migrations.apply(db)
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            db.commit()
        db.enable_wal()
        with Database(memory=True, execute_plugins=False) as blank:
            migrations.apply(blank)
            if db.journal_mode != "wal" or _schema(db) != _schema(blank):
                raise foreign(path)
    except BaseException:
        connection.close()
        raise
    return db


def _schema(db: Database) -> set[tuple[str, str]]:
    """Return what is in a file by name, so that a trigger or view put there by another program is seen."""
    sql = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND (tbl_name <> ? OR type = 'trigger')"
    return {(row["name"], row["sql"]) for row in db.query(sql, [migrations.migrations_table])}
