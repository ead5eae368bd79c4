"""Stores forged by hand: each column of each table with hostile values, hashes made anew or not, rows swapped or gone.

What is tried is drawn from a seed, so that one that fails is tried again alone.
"""

import json
import random
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.store.log_row import COLUMNS, SEALED, first_link, link, seal
from core.store.row_checks import LAST_TICK, LONGEST_LEAP, proposal_id

DEEP = "[" * 100_000
WIDE = '{"a":' * 5_000
NUMBERS = (
    -(2**63), -5, -1, 0, 1, 2**31, 2**32, 2**48 - 1, 2**53, LONGEST_LEAP, LAST_TICK - 1, LAST_TICK, LAST_TICK + 1,
    2**63 - 100, 2**63 - 1,
)  # fmt: skip
OTHERS: tuple[Any, ...] = (
    None, float("inf"), 1e308, 0.5, "", "x", "0" * 32, "f" * 64, "\0", "长" * 300_000, "9" * 5_000, "NaN", "null", "[]",
    "{}", "true", DEEP, WIDE, '{"undoes": 5}', '["a"]', b"", b"\xff\xfe", b"x" * 40, "9999-99-99", "2026-01-01",
)  # fmt: skip
LEAVES: tuple[Any, ...] = (
    None, True, -5, 10**30, 2**63, 0.5, float("nan"), float("inf"), "", "1E+999999999", "-1E-999999999", "NaN", "sNaN",
    "9" * 5_000, "x" * 5_000, [], [[]], {}, [-5, 10**30], [5, 1], ["1E+999999"], {"a": []},
)  # fmt: skip
RECORDS = {("decision", "figure"), ("decision", "proposed"), ("label", "record"), ("proposal", "record"),
           ("report", "notes"), ("report", "about"), ("merge", "source")}  # fmt: skip
# they have no row numbers
ROWLESS = ("counted", "kept_proposals", "kept_progress", "kept_readings")
TABLES = ("store", "report", "annotator", "name", "hand", "decision", "label", "proposal", "merge", "counted",
          "kept_proposals", "kept_progress", "kept_readings")  # fmt: skip


@dataclass(frozen=True)
class Forgery:
    """What was forged: a column of a table, or a row as a whole; `is_sealed` where the hashes were made anew."""

    table: str
    column: str
    value: str
    is_sealed: bool


def columns(path: Path) -> list[tuple[str, str]]:
    """Return every column of every table of a store."""
    with closing(sqlite3.connect(path)) as file:
        return [(table, row[1]) for table in (*TABLES, "_sqlite_migrations", "written")
                for row in file.execute(f"PRAGMA table_info({table})")]  # fmt: skip


def forge(path: Path, seed: int) -> Forgery:
    """Forge one row of a closed store, in the column that the seed names."""
    choice, places = random.Random(seed), columns(path)
    table, column = places[seed % len(places)]
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        laws = _lawless(file)
        rowid = "report" if table in ROWLESS else "rowid"
        places_of = [row[0] for row in file.execute(f"SELECT {rowid} FROM {table}")]
        if not places_of:
            _lawful(file, laws)
            return Forgery(table, column, "no row", is_sealed=False)
        at = choice.choice(places_of)
        (was,) = file.execute(f'SELECT "{column}" FROM {table} WHERE {rowid} = ?', [at]).fetchone()
        value = _hostile(choice, file, table, column, was)
        what = repr(value)[:60]
        try:
            if choice.random() < 0.08:
                what = "gone"
                file.execute(f"DELETE FROM {table} WHERE {rowid} = ?", [at])
            else:
                file.execute(f'UPDATE {table} SET "{column}" = ? WHERE {rowid} = ?', [value, at])
        except (sqlite3.IntegrityError, OverflowError, UnicodeEncodeError):
            what = "refused"
        is_sealed = choice.random() < 0.6 and _seal_anew(file, table)
        _lawful(file, laws)
    return Forgery(table, column, what, is_sealed)


def _hostile(choice: random.Random, file: sqlite3.Connection, table: str, column: str, was: object) -> object:
    if (table, column) in RECORDS and was and choice.random() < 0.7:
        record = json.loads(str(was))
        if isinstance(record, dict) and record:
            record[choice.choice(sorted(record))] = choice.choice(LEAVES)
        elif isinstance(record, list):
            record.append(choice.choice(LEAVES))
        return json.dumps(record, ensure_ascii=False)
    if choice.random() < 0.2:
        return choice.choice([row[0] for row in file.execute(f'SELECT "{column}" FROM {table}')])
    if isinstance(was, int) and choice.random() < 0.7:
        return choice.choice(NUMBERS)
    return choice.choice((*NUMBERS, *OTHERS))


def _lawless(file: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """Put aside what the layout forbids: its triggers, its checks, its types; return what to lay back."""
    laws = file.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    for _, name, _ in (law for law in laws if law[0] == "trigger"):
        file.execute(f"DROP TRIGGER {name}")
    file.execute("PRAGMA ignore_check_constraints = ON")
    file.execute("PRAGMA writable_schema = ON")
    file.execute(
        "UPDATE sqlite_schema SET sql = replace(replace(sql, ') STRICT, WITHOUT', ') WITHOUT'), ') STRICT', ')')"
    )
    for kind in ("TEXT", "INTEGER"):
        file.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, ? || ' NOT NULL', ?) WHERE name NOT IN (?, ?, ?, ?)",
            [kind, kind, *ROWLESS],
        )
    file.execute("PRAGMA writable_schema = RESET")
    return laws


def _lawful(file: sqlite3.Connection, laws: list[tuple[str, str, str]]) -> None:
    file.execute("PRAGMA writable_schema = ON")
    for kind, name, sql in laws:
        if kind == "table":
            file.execute("UPDATE sqlite_schema SET sql = ? WHERE name = ?", [sql, name])
    file.execute("PRAGMA writable_schema = RESET")
    for kind, _, sql in laws:
        if kind == "trigger":
            file.execute(sql)


def _seal_anew(file: sqlite3.Connection, table: str) -> bool:
    """Make the hashes of a table anew, as a forger would who knows how; return whether that could be done."""
    file.row_factory = sqlite3.Row
    try:
        if table in SEALED:
            for row in map(dict, file.execute(f"SELECT rowid AS place, * FROM {table}").fetchall()):
                file.execute(f"UPDATE {table} SET hash = ? WHERE rowid = ?", [seal(table, row), row["place"]])
        elif table == "proposal":
            for row in map(dict, file.execute("SELECT rowid AS place, * FROM proposal").fetchall()):
                file.execute("UPDATE proposal SET id = ? WHERE rowid = ?", [proposal_id(row), row["place"]])
        elif table in ("decision", "hand"):
            for hand in map(dict, file.execute("SELECT * FROM hand").fetchall()):
                link_anew(file, hand)
    except (AttributeError, TypeError, sqlite3.Error, OverflowError):
        return False
    finally:
        file.row_factory = None
    return table in (*SEALED, "proposal", "decision", "hand")


def link_anew(file: sqlite3.Connection, hand: dict[str, Any]) -> None:
    """Link the rows of a hand anew, and let it end where they end; `file` gives its rows by name."""
    before, seq, tick = first_link(hand["id"]), 0, hand["tick"]
    for row in map(dict, file.execute("SELECT * FROM decision WHERE hand = ? ORDER BY seq", [hand["row"]]).fetchall()):
        before = link(before, {name: row[name] for name in COLUMNS if name != "hand"})
        file.execute("UPDATE decision SET hash = ? WHERE row = ?", [before, row["row"]])
        seq, tick = row["seq"], row["tick"]
    file.execute("UPDATE hand SET length = ?, tick = ?, hash = ? WHERE row = ?", [seq, tick, before, hand["row"]])
