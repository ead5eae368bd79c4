"""The tables of a store by version, and the comparison of a file's tables with them."""

from functools import cache
from uuid import uuid4

from sqlite_utils import Database, Migrations

from .log_row import SEALED, seal

# the application id of SQLite's header: "BSHU" in ASCII tells a store from any other SQLite file
APPLICATION_ID = 0x42534855

SCHEMA_VERSION = 6

migrations = Migrations("biaoshu")

_TABLES = (
    # one row: the id that a store shares with its copies, and whether the file is open
    """CREATE TABLE store (
        id TEXT PRIMARY KEY CHECK (length(id) = 32),
        is_open INTEGER NOT NULL CHECK (is_open IN (0, 1))
    ) STRICT""",
    """CREATE TABLE report (
        digest TEXT PRIMARY KEY CHECK (length(digest) = 64),
        name TEXT NOT NULL,
        text TEXT NOT NULL,
        length INTEGER NOT NULL CHECK (length >= 0),
        encoding TEXT NOT NULL,
        notes TEXT NOT NULL,
        about TEXT NOT NULL,
        added_at TEXT NOT NULL,
        came INTEGER REFERENCES merge (row)
    ) STRICT""",
    """CREATE TABLE annotator (
        id TEXT PRIMARY KEY CHECK (id <> ''),
        came INTEGER REFERENCES merge (row)
    ) STRICT""",
    # an annotator may change names: the one with the greatest tick holds
    """CREATE TABLE name (
        annotator TEXT NOT NULL REFERENCES annotator (id),
        tick INTEGER NOT NULL CHECK (tick >= 0),
        name TEXT NOT NULL CHECK (name <> ''),
        came INTEGER REFERENCES merge (row),
        PRIMARY KEY (annotator, tick, name)
    ) STRICT""",
    # a chain: what one annotator wrote into one store between its opening and its closing, with the length and the last
    # hash of the chain; the name of the table is older than the word, and stays so that no store has to be changed
    """CREATE TABLE hand (
        row INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE CHECK (length(id) = 32),
        annotator TEXT NOT NULL REFERENCES annotator (id),
        store TEXT NOT NULL,
        length INTEGER NOT NULL CHECK (length >= 0),
        tick INTEGER NOT NULL CHECK (tick >= 0),
        hash TEXT NOT NULL CHECK (length(hash) = 64),
        came INTEGER REFERENCES merge (row)
    ) STRICT""",
    """CREATE TABLE decision (
        row INTEGER PRIMARY KEY,
        hand INTEGER NOT NULL REFERENCES hand (row),
        seq INTEGER NOT NULL CHECK (seq > 0),
        tick INTEGER NOT NULL CHECK (tick > 0),
        id TEXT NOT NULL UNIQUE CHECK (id <> ''),
        step TEXT NOT NULL CHECK (step <> ''),
        at TEXT NOT NULL,
        annotator TEXT NOT NULL REFERENCES annotator (id),
        report TEXT NOT NULL REFERENCES report (digest),
        verdict TEXT NOT NULL CHECK (verdict IN ('confirm', 'reject', 'add', 'remark', 'file', 'undo')),
        start INTEGER CHECK (start >= 0),
        "end" INTEGER CHECK ("end" > start),
        figure TEXT,
        proposed TEXT,
        undoes TEXT,
        reason TEXT CHECK (reason IN ('date', 'ordinal', 'name', 'qualifier', 'count', 'other')),
        note TEXT,
        flagged INTEGER CHECK (flagged IN (0, 1)),
        field TEXT CHECK (field IN
            ('name', 'region', 'year', 'archived', 'removed', 'done', 'blind', 'version_of')),
        value TEXT,
        settles TEXT,
        hash TEXT NOT NULL CHECK (length(hash) = 64),
        came INTEGER REFERENCES merge (row),
        UNIQUE (hand, seq),
        CHECK ((verdict = 'undo') = (undoes IS NOT NULL)),
        CHECK ((verdict IN ('undo', 'file')) = (start IS NULL)),
        CHECK ((start IS NULL) = ("end" IS NULL)),
        CHECK ((verdict IN ('confirm', 'add')) = (figure IS NOT NULL)),
        CHECK (verdict IN ('confirm', 'reject') OR proposed IS NULL),
        CHECK (verdict = 'reject' OR reason IS NULL),
        CHECK ((verdict = 'remark') = (note IS NOT NULL)),
        CHECK ((verdict = 'remark') = (flagged IS NOT NULL)),
        CHECK ((verdict = 'file') = (field IS NOT NULL)),
        CHECK ((verdict = 'file') = (value IS NOT NULL)),
        CHECK (verdict IN ('confirm', 'reject', 'add') OR settles IS NULL)
    ) STRICT""",
    """CREATE TABLE label (
        row INTEGER PRIMARY KEY,
        version TEXT NOT NULL UNIQUE CHECK (length(version) = 32),
        tick INTEGER NOT NULL CHECK (tick > 0),
        at TEXT NOT NULL,
        annotator TEXT NOT NULL REFERENCES annotator (id),
        record TEXT NOT NULL,
        came INTEGER REFERENCES merge (row)
    ) STRICT""",
    """CREATE TABLE proposal (
        id TEXT PRIMARY KEY CHECK (length(id) = 64),
        report TEXT NOT NULL REFERENCES report (digest),
        source TEXT NOT NULL CHECK (source <> ''),
        record TEXT NOT NULL,
        at TEXT NOT NULL,
        came INTEGER REFERENCES merge (row)
    ) STRICT""",
    # one row for each merge; rows that came with a merge may be deleted when it is taken back
    """CREATE TABLE merge (
        row INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        source TEXT NOT NULL,
        taken_back_at TEXT
    ) STRICT""",
    # how many targets are decided in a report, kept until something is written on it
    """CREATE TABLE counted (
        report TEXT NOT NULL REFERENCES report (digest),
        annotator TEXT NOT NULL REFERENCES annotator (id),
        number INTEGER NOT NULL CHECK (number >= 0),
        PRIMARY KEY (report, annotator)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX decision_by_report ON decision (report, annotator)",
    "CREATE INDEX decision_by_field ON decision (report) WHERE field IS NOT NULL",
    "CREATE INDEX decision_undoing ON decision (undoes) WHERE undoes IS NOT NULL",
    "CREATE INDEX decision_by_merge ON decision (came) WHERE came IS NOT NULL",
    "CREATE INDEX proposal_by_report ON proposal (report)",
)

_APPEND_ONLY = ("report", "annotator", "name", "decision", "label", "proposal")


def _no_update(table: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_UPDATE BEFORE UPDATE ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'the {table} table is append-only'); END"
    )


_VERSION_1 = (
    *_TABLES,
    *map(_no_update, _APPEND_ONLY),
    *(
        f"CREATE TRIGGER {table}_no_DELETE BEFORE DELETE ON {table} "
        "WHEN OLD.came IS NULL OR OLD.came NOT IN (SELECT row FROM merge WHERE taken_back_at IS NOT NULL) "
        f"BEGIN SELECT RAISE(ABORT, 'the {table} table is append-only'); END"
        for table in _APPEND_ONLY
    ),
)


@migrations()
def reports_and_decisions(db: Database) -> None:
    """Make the tables of version 1."""
    for statement in _VERSION_1:
        db.execute(statement)


@migrations()
def seals_and_writes(db: Database) -> None:
    """Change to version 2: rows outside the log have a hash too, and each write names the write before it.

    Rows of version 1 are hashed as they are found. The first write comes after the store's id, which stands for the
    last write of a store of version 1 (`log_ownership.py`).
    """
    for table, columns in SEALED.items():
        db.execute(f"DROP TRIGGER {table}_no_UPDATE")
        db.execute(f"ALTER TABLE {table} ADD COLUMN hash TEXT NOT NULL DEFAULT ''")
        for row in db.query(f"SELECT rowid AS place, {', '.join(columns)} FROM {table}"):
            db.execute(f"UPDATE {table} SET hash = ? WHERE rowid = ?", [seal(table, row), row["place"]])
        db.execute(_no_update(table))
    db.execute("CREATE TABLE written (id TEXT NOT NULL, after TEXT NOT NULL) STRICT")
    stores = [row["id"] for row in db.query("SELECT id FROM store")]
    db.execute("INSERT INTO written VALUES (?, ?)", [uuid4().hex, stores[0] if stores else ""])


@migrations()
def areas_and_bases(db: Database) -> None:
    """Change to version 3: a figure may have an area and a base, in the records of the same tables.

    No table changes and no row is rewritten. A record without them means that the figure has none, and a figure that
    has none is written as before, so that every hash stays valid. The version rises because an older program would read
    a record that has them as one without.
    """


@migrations()
def kept_proposals(db: Database) -> None:
    """Change to version 4: what can be found anew is kept, the detector's proposals and how far each report is decided.

    No row refers to these tables and they refer to none: whatever stands in them, nothing else is the worse for it.
    They have no row numbers of their own, so that a repair, which looks for rows by their columns, passes them over.
    """
    db.execute(
        """CREATE TABLE kept_proposals (
        report TEXT PRIMARY KEY,
        inputs TEXT NOT NULL,
        number INTEGER NOT NULL,
        packed BLOB NOT NULL,
        hash TEXT NOT NULL
    ) STRICT, WITHOUT ROWID"""
    )
    db.execute(
        """CREATE TABLE kept_progress (
        report TEXT,
        annotator TEXT,
        inputs TEXT NOT NULL,
        counts TEXT NOT NULL,
        PRIMARY KEY (report, annotator)
    ) STRICT, WITHOUT ROWID"""
    )


_DECISION_5 = """CREATE TABLE decision (
        row INTEGER PRIMARY KEY,
        hand INTEGER NOT NULL REFERENCES hand (row),
        seq INTEGER NOT NULL CHECK (seq > 0),
        tick INTEGER NOT NULL CHECK (tick > 0),
        id TEXT NOT NULL UNIQUE CHECK (id <> ''),
        step TEXT NOT NULL CHECK (step <> ''),
        at TEXT NOT NULL,
        annotator TEXT NOT NULL REFERENCES annotator (id),
        report TEXT NOT NULL REFERENCES report (digest),
        verdict TEXT NOT NULL CHECK (verdict IN ('confirm', 'reject', 'add', 'remark', 'file', 'section', 'undo')),
        start INTEGER CHECK (start >= 0),
        "end" INTEGER CHECK ("end" > start),
        figure TEXT,
        proposed TEXT,
        undoes TEXT,
        reason TEXT CHECK (reason IN ('date', 'ordinal', 'name', 'qualifier', 'count', 'other')),
        note TEXT,
        flagged INTEGER CHECK (flagged IN (0, 1)),
        field TEXT CHECK (field IN
            ('name', 'region', 'year', 'archived', 'removed', 'done', 'blind', 'version_of', 'period', 'status')),
        value TEXT,
        settles TEXT,
        hash TEXT NOT NULL CHECK (length(hash) = 64),
        came INTEGER REFERENCES merge (row),
        carried TEXT CHECK (carried <> ''),
        UNIQUE (hand, seq),
        CHECK ((verdict = 'undo') = (undoes IS NOT NULL)),
        CHECK ((verdict IN ('undo', 'file')) = (start IS NULL)),
        CHECK ((start IS NULL) = ("end" IS NULL)),
        CHECK ((verdict IN ('confirm', 'add')) = (figure IS NOT NULL)),
        CHECK (verdict IN ('confirm', 'reject') OR proposed IS NULL),
        CHECK (verdict = 'reject' OR reason IS NULL),
        CHECK ((verdict = 'remark') = (note IS NOT NULL)),
        CHECK ((verdict = 'remark') = (flagged IS NOT NULL)),
        CHECK ((verdict IN ('file', 'section')) = (field IS NOT NULL)),
        CHECK ((verdict IN ('file', 'section')) = (value IS NOT NULL)),
        CHECK ((verdict = 'section') = (coalesce(field, '') IN ('period', 'status'))),
        CHECK (verdict IN ('confirm', 'reject', 'add') OR settles IS NULL),
        CHECK (verdict = 'confirm' OR carried IS NULL)
    ) STRICT"""


@migrations()
def corrected_sections(db: Database) -> None:
    """Change to version 5: a decision may correct a section's time, and says whose correction was carried to it.

    SQLite changes no constraint of a table, so the table is made anew, and its rows are copied as they are, with their
    numbers and hashes: the new column is hashed only where it says something. The new column is the last, so that a
    repair knows rows of both layouts. Switches of what was learnt are records of the table `label`, which has the acts
    that belong to no report.
    """
    db.execute("ALTER TABLE decision RENAME TO decision_of_version_4")
    db.execute(_DECISION_5)
    db.execute("INSERT INTO decision SELECT *, NULL FROM decision_of_version_4")
    # its indexes and triggers go with it
    db.execute("DROP TABLE decision_of_version_4")
    for statement in _VERSION_1:
        if statement.startswith(("CREATE INDEX decision_", "CREATE TRIGGER decision_")):
            db.execute(statement)


@migrations()
def acts_in_the_panel(db: Database) -> None:
    """Change to version 6: acts in the panel are records of the table `label`, which has the acts of no report.

    No table changes and no row is rewritten. The version rises because an older program would take such a record for a
    damaged label. What reports say, as the panel reads them, is kept as the detector's proposals are.
    """
    db.execute(
        """CREATE TABLE kept_readings (
        report TEXT NOT NULL,
        annotator TEXT NOT NULL,
        inputs TEXT NOT NULL,
        packed BLOB NOT NULL,
        hash TEXT NOT NULL,
        PRIMARY KEY (report, annotator)
    ) STRICT, WITHOUT ROWID"""
    )


def schema_of(db: Database) -> frozenset[tuple[str, str]]:
    """Return the schema of a file by name, so that a trigger or view that another program made is found."""
    sql = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND (tbl_name <> ? OR type = 'trigger')"
    return frozenset((row["name"], row["sql"]) for row in db.query(sql, [migrations.migrations_table]))


@cache
def expected_schema(version: int) -> frozenset[tuple[str, str]]:
    """Return the schema of a store of a version. It is made once, which takes as long as opening a store."""
    with Database(memory=True, execute_plugins=False) as blank:
        steps = [step.name for step in migrations.pending(blank)]
        migrations.apply(blank, stop_before=steps[version] if version < len(steps) else None)
        return schema_of(blank)


@cache
def recorded_migrations() -> list[tuple[str, str]]:
    """Return what a store of this version records of its migrations, sorted: each one's set and name."""
    with Database(memory=True, execute_plugins=False) as blank:
        return sorted((migrations.name, step.name) for step in migrations.pending(blank))
