"""Finds every row that the pages of damaged files still hold, and decides which of these rows can be believed.

Every leaf page of every file is read, whether its tree can be followed or not: the table of a row is recognised by the
number and the types of its columns.

A decision is proven by its hash, which is computed over the decision and the hash of the decision before it in the
chain. Where only its own hash is damaged, the next decision proves it. Where the decision before it is missing, nothing
can prove it; such a decision is kept only if every byte of its page is accounted for and nothing else on the page is
damaged. A report is proven by its digest, a proposal by its id, and a name, a label and a report's other columns by the
hash of the row.

Rows of a store are only ever added, except that a merge may be taken back. Then its row in the table `merge` says so;
where that row is lost too, the freelist shows it. A row on a page that no tree leads to is therefore as good as any
other row.
"""

import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType
from typing import Any, Literal

from .log_row import SEALED, first_link, link, seal
from .pages import LOST, Cell, JournalReader, PageReader, Value
from .sqlite_format import INDEX_INNER, INDEX_LEAF, TABLE_LEAF

ProgressCallback = Callable[[int, int], None]
State = Literal["proven", "alone", "changed"]

# the columns of each table and what each holds: i an integer, t a text, with ? possibly nothing, - the row's number;
# layouts of older versions do not have the columns after the |
_LAYOUTS = {
    "report": "digest t, name t, text t, length i, encoding t, notes t, about t, added_at t, came i? | hash t",
    "annotator": "id t, came i?",
    "name": "annotator t, tick i, name t, came i? | hash t",
    "hand": "row -, id t, annotator t, store t, length i, tick i, hash t, came i?",
    "decision": "row -, hand i, seq i, tick i, id t, step t, at t, annotator t, report t, verdict t, "
    "start i?, end i?, figure t?, proposed t?, undoes t?, reason t?, note t?, flagged i?, field t?, value t?, "
    "settles t?, hash t, came i? | carried t?",
    "label": "row -, version t, tick i, at t, annotator t, record t, came i? | hash t",
    "proposal": "id t, report t, source t, record t, at t, came i?",
    "merge": "row -, at t, source t, taken_back_at t?",
}
_TYPES: dict[str, tuple[type, ...]] = {
    "i": (int,),
    "t": (str,),
    "i?": (int, type(None)),
    "t?": (str, type(None)),
    "-": (type(None),),
}
# the indexes whose entries tell which rows there were, with the table of each
_NAMING = {
    "sqlite_autoindex_report_1": "report",
    "sqlite_autoindex_label_1": "label",
    "sqlite_autoindex_proposal_1": "proposal",
}


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table and the Python types that each may hold.

    Layouts of older versions end after the first `least` columns.
    """

    table: str
    columns: tuple[str, ...]
    types: tuple[tuple[type, ...], ...]
    least: int

    def fits(self, values: Sequence[Value]) -> bool:
        """Tell whether the values of a record can be a row of this table."""
        return len(values) in (self.least, len(self.columns)) and all(
            isinstance(value, types) for value, types in zip(values, self.types, strict=False)
        )


def _layout(table: str, columns_text: str) -> Layout:
    columns = [part.split() for part in columns_text.replace(" |", ",").split(", ")]
    least = len(columns_text.split(" |")[0].split(", "))
    return Layout(table, tuple(name for name, _ in columns), tuple(_TYPES[kind] for _, kind in columns), least)


LAYOUTS = {table: _layout(table, columns) for table, columns in _LAYOUTS.items()}


@dataclass
class SalvagedChain:
    """What is known of a chain of decisions.

    `key` is its id; where the id is lost, it is the file's number and the number that the chain's rows name. `length`
    and `hash` say where it should end, `came` by which merge it came.
    """

    key: str
    id: str = ""
    annotator: str = ""
    store: str = ""
    length: int = 0
    hash: str = ""
    came: int | None = None


@dataclass
class Salvage:
    """All that was found, in a temporary database with one table for each table of a store.

    `chains` are the chains by key.
    """

    db: sqlite3.Connection
    chains: dict[str, SalvagedChain] = field(default_factory=dict)
    # how many decisions came with merges whose own row is lost
    unknown: int = 0

    def rows(self, sql: str, values: Sequence[object] = ()) -> Iterator[dict[str, Any]]:
        """Yield the rows that a query finds, each as a dict by column."""
        found = self.db.execute(sql, values)
        names = [column[0] for column in found.description]
        return (dict(zip(names, row, strict=True)) for row in found)

    @property
    def is_empty(self) -> bool:
        """Whether no row of any store was found."""
        tables = ("report", "decision", "label", "hand", "torn")
        return not any(self.one(f"SELECT 1 FROM {table} LIMIT 1") for table in tables)

    def one(self, sql: str, *values: object) -> Any:  # noqa: ANN401 (whatever the one column holds)
        """Return the first column of the first row that a query finds; None where it finds none."""
        return next((row[0] for row in self.db.execute(sql, values)), None)


def salvage(
    sources: Sequence[PageReader],
    db: sqlite3.Connection,
    progress: ProgressCallback,
    before: Mapping[int, JournalReader] = MappingProxyType({}),
) -> Salvage:
    """Read all pages of all files into a database, and decide which rows are proven.

    Where the files differ, the first one holds. `before` gives, by the position of a file in `sources`, the pages of
    its rollback journal: they are used where the file's own pages are damaged. `progress` is called with how much is
    done and how much there is; an exception that it raises ends the work.
    """
    found = Salvage(db)
    for layout in LAYOUTS.values():
        columns = ", ".join(f'"{name}"' for name in layout.columns)
        db.execute(f"CREATE TABLE {layout.table} (file, page, place, free, goes_on, {columns})")
    db.execute("CREATE TABLE named (what, key, PRIMARY KEY (what, key)) WITHOUT ROWID")
    db.execute("CREATE TABLE pointed (file, hand, id, PRIMARY KEY (file, hand, id)) WITHOUT ROWID")
    db.execute("CREATE TABLE reached (file, hand, seq, PRIMARY KEY (file, hand)) WITHOUT ROWID")
    db.execute("CREATE TABLE torn (digest PRIMARY KEY, name, free) WITHOUT ROWID")
    db.execute("CREATE TABLE unsound (file, page, PRIMARY KEY (file, page)) WITHOUT ROWID")
    db.execute("CREATE TABLE proof (decision PRIMARY KEY, state, hash) WITHOUT ROWID")
    # each page counts twice: once when it is read, once when its rows are proven
    done, total = 0, 2 * sum(pages.count for pages in sources)
    for number, pages in enumerate(sources):
        reading = _Reading(found, pages, number, before.get(number))
        for page in pages.numbers():
            reading.take(page)
            progress(done := done + 1, total)
    _leave_taken_back(found)
    _leave_unproven(found)
    db.execute("CREATE INDEX hand_in_order ON hand (file, row)")
    _name_chains(found)
    decisions = found.one("SELECT max(1, count(*)) FROM decision")
    _prove(found, lambda proven: progress(done + (total - done) * proven // decisions, total))
    return found


class _Reading:
    """Reads one file page by page into the tables of a `Salvage`."""

    def __init__(self, found: Salvage, pages: PageReader, number: int, before: JournalReader | None) -> None:
        self._found, self._db, self._pages, self._number = found, found.db, pages, number
        self._before, self._in_journal = before, set(before.numbers()) if before else set()
        self._free = pages.free()
        self._owner: dict[int, str] = {}
        for name, (kind, root) in (pages.trees() or (before.trees() if before else {})).items():
            if kind == "index" and name in _NAMING:
                self._owner |= dict.fromkeys(pages.walk(root, "index")[0], name)

    def take(self, number: int) -> None:
        """Read a page; where it is damaged, read also what stood there before a transaction that was not finished."""
        is_whole = self._take(self._pages, number)
        if self._before is not None and not is_whole:
            self._take(self._before, number, is_before=True)

    def _take(self, pages: PageReader, number: int, *, is_before: bool = False) -> bool:
        """Store the rows of a page; return whether all of it could be read.

        A page from the rollback journal is stored with a negative number, so that damage on it does not count against
        the page of the file, nor the reverse.
        """
        data = pages.page(number)
        cells = list(pages.cells(number, data)) if data else []
        whole = [cell for cell in cells if cell is not None]
        if not whole:
            return number not in self._in_journal
        kind = data[100] if number == 1 and data[0] not in (TABLE_LEAF, INDEX_LEAF, INDEX_INNER) else data[0]
        if kind == TABLE_LEAF:
            place = -number if is_before else number
            is_sound = len(whole) == len(cells) and pages.is_sound(number, data, whole)
            if not self._take_rows(place, whole, is_free=number in self._free) or not is_sound:
                self._db.execute("INSERT OR IGNORE INTO unsound VALUES (?, ?)", [self._number, place])
            return is_sound and not any(LOST in cell.values for cell in whole)
        if number not in self._free:
            for cell in whole:
                self._take_entry(self._owner.get(number, ""), cell.values)
        return len(whole) == len(cells)

    def _take_rows(self, number: int, cells: Sequence[Cell], *, is_free: bool) -> bool:
        """Store the rows of a table's leaf; return whether each was recognised as a row of a table."""
        rows: defaultdict[str, list[tuple[object, ...]]] = defaultdict(list)
        is_whole = True
        for cell in cells:
            layout = next((one for one in LAYOUTS.values() if one.fits(cell.values)), None)
            if layout is None:
                # the damage may be on an overflow page, and not on this one
                is_whole = is_whole and cell.goes_on
                self._take_torn(cell.values, is_free)
                continue
            values = [
                cell.rowid if name == "row" else value for name, value in zip(layout.columns, cell.values, strict=False)
            ]
            values += [None] * (len(layout.columns) - len(values))
            rows[layout.table].append((self._number, number, cell.rowid, is_free, cell.goes_on, *values))
        for table, taken in rows.items():
            marks = ", ".join("?" * len(taken[0]))
            self._db.executemany(f"INSERT INTO {table} VALUES ({marks})", taken)
        return is_whole

    def _take_torn(self, values: Sequence[Value], is_free: bool) -> None:
        """Store the digest and the name of a report whose text is incomplete."""
        layout = LAYOUTS["report"]
        if len(values) in (layout.least, len(layout.columns)) and LOST in values:
            digest, name = values[:2]
            if isinstance(digest, str) and isinstance(name, str) and len(digest) == 64:
                self._db.execute("INSERT OR IGNORE INTO torn VALUES (?, ?, ?)", [digest, name, is_free])

    def _take_entry(self, owner: str, values: Sequence[Value]) -> None:
        """Store what an index entry tells.

        That a row existed, a chain's id, how long a chain is, or an annotator's name.
        """
        match values:
            case (str(key), int()) if owner:
                self._db.execute("INSERT OR IGNORE INTO named VALUES (?, ?)", [_NAMING[owner], key])
            case (str(key), int(row)) if len(key) == 32:
                self._db.execute("INSERT OR IGNORE INTO pointed VALUES (?, ?, ?)", [self._number, row, key])
            case (int(chain), int(seq), int()):
                self._db.execute(
                    "INSERT INTO reached VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET seq = max(seq, excluded.seq)",
                    [self._number, chain, seq],
                )
            case (str(annotator), int(tick), str(name), int()):
                self._db.execute(
                    "INSERT INTO name (file, page, place, free, annotator, tick, name) VALUES (?, 0, 0, 0, ?, ?, ?)",
                    [self._number, annotator, tick, name],
                )


def _leave_taken_back(found: Salvage) -> None:
    """Delete the rows that came with a merge which was taken back.

    Where the merge's own row is lost, those of its rows that stand on a freed page are deleted.
    """
    db = found.db
    # rows of the table of migrations have columns of the same types, and are no merges
    db.execute("DELETE FROM merge WHERE at NOT LIKE '____-__-__T%' OR source NOT LIKE '[%'")
    db.execute("CREATE INDEX merge_by_row ON merge (file, row)")
    known = "SELECT 1 FROM merge WHERE merge.file = {0}.file AND merge.row = {0}.came"
    for table in ("decision", "label", "proposal"):
        db.execute(
            f"""DELETE FROM {table} WHERE came IS NOT NULL AND (
                EXISTS ({known.format(table)} AND taken_back_at IS NOT NULL)
                OR free AND NOT EXISTS ({known.format(table)}))"""
        )
    db.execute("CREATE INDEX decision_in_order ON decision (file, hand, seq)")
    db.execute(
        f"""DELETE FROM hand WHERE EXISTS ({known.format("hand")} AND taken_back_at IS NOT NULL)
            AND NOT EXISTS (SELECT 1 FROM decision WHERE decision.file = hand.file AND decision.hand = hand.row)"""
    )
    unknown = f"SELECT count(*) FROM decision WHERE file = 0 AND came IS NOT NULL AND NOT EXISTS ({known})"
    found.unknown = found.one(unknown.format("decision"))
    # the new store keeps the merges of the first file only
    for table in ("report", "annotator", "name", "hand", "decision", "label", "proposal"):
        db.execute(f"UPDATE {table} SET came = NULL WHERE file > 0 OR NOT EXISTS ({known.format(table)})")


def _leave_unproven(found: Salvage) -> None:
    """Delete the labels and proposals that are not proven; each is first noted as having existed."""
    db = found.db
    for table, identity in (("label", "version"), ("proposal", "id")):
        db.execute(f"INSERT OR IGNORE INTO named SELECT '{table}', {identity} FROM {table} WHERE NOT free")
        for row in found.rows(f"SELECT rowid AS number, * FROM {table}"):
            is_proven = is_whole_proposal(row) if table == "proposal" else is_sealed(table, row)
            if not is_proven:
                db.execute(f"DELETE FROM {table} WHERE rowid = ?", [row["number"]])
    for table in ("label", "name"):
        # rows of an older layout have no hash: they are kept if their page is undamaged
        db.execute(
            f"""DELETE FROM {table} WHERE hash IS NULL AND page <> 0 AND EXISTS
                (SELECT 1 FROM unsound WHERE unsound.file = {table}.file AND unsound.page = {table}.page)"""
        )


def _name_chains(found: Salvage) -> None:
    """Find out which chain each decision belongs to: its row names the chain only by a number within its file."""
    db = found.db
    db.execute("CREATE TABLE belongs (file, hand, key, PRIMARY KEY (file, hand)) WITHOUT ROWID")
    places = [*db.execute("SELECT file, hand FROM decision UNION SELECT file, row FROM hand ORDER BY 1, 2")]
    for file, number in places:
        known = [
            *found.rows("SELECT * FROM hand WHERE file = ? AND row = ? ORDER BY free, length DESC", [file, number])
        ]
        identity = _identity(found, file, number, known)
        key = identity or f"{file}:{number}"
        chain = found.chains.setdefault(key, SalvagedChain(key, identity))
        for row in known:
            # an older version, on a freed page, counts only where there is no other
            is_latest = row["id"] == identity and row["free"] == known[0]["free"]
            if is_latest and (row["length"] > chain.length or not chain.annotator):
                chain.annotator, chain.store, chain.came = row["annotator"], row["store"], row["came"]
                chain.length, chain.hash = row["length"], row["hash"]
        sql = (
            "SELECT max(seq) FROM (SELECT seq FROM decision WHERE file = ?1 AND hand = ?2 UNION ALL "
            "SELECT seq FROM reached WHERE file = ?1 AND hand = ?2)"
        )
        chain.length = max(chain.length, found.one(sql, file, number) or 0)
        db.execute("INSERT INTO belongs VALUES (?, ?, ?)", [file, number, key])


def _identity(found: Salvage, file: int, number: int, known: Sequence[dict[str, Any]]) -> str:
    """Return the id of a chain, "" where it is lost.

    It is the id that the chain's first decision is linked to; without that decision, the id in the table `hand`.
    """
    listed = [row["id"] for row in known]
    pointed = [row["id"] for row in found.rows("SELECT id FROM pointed WHERE file = ? AND hand = ?", [file, number])]
    first = [*found.rows("SELECT * FROM decision WHERE file = ? AND hand = ? AND seq = 1", [file, number])]
    for identity in dict.fromkeys([*listed, *pointed]):
        if any(link(first_link(identity), row) == row["hash"] for row in first):
            return str(identity)
    sql = "SELECT 1 FROM decision WHERE file = ? AND hand = ? AND seq = ? AND hash = ?"
    ends = [row["id"] for row in known if found.one(sql, file, number, row["length"], row["hash"])]
    return str(next(iter([*ends, *listed]), ""))


_PLACES = """FROM belongs CROSS JOIN decision ON belongs.file = decision.file AND belongs.hand = decision.hand"""

ORDERED = f"""SELECT decision.rowid AS decision, decision.* {_PLACES}
    WHERE belongs.key = ? ORDER BY decision.seq, decision.file, decision.free"""

JUDGED = f"""SELECT decision.*, proof.state, proof.hash AS proved {_PLACES}
    JOIN proof ON proof.decision = decision.rowid AND proof.state <> 'changed'
    WHERE belongs.key = ? ORDER BY decision.seq, proof.state <> 'proven', decision.file, decision.free"""
"""The decisions of a chain that were not changed, in order; for each number those that are proven come first."""


# a decision that nothing proves is kept only if other rows name its annotator and its report too
_UNHEARD_OF = """WITH others AS (SELECT annotator, report FROM decision JOIN proof ON proof.decision = decision.rowid
        WHERE state = 'proven')
    UPDATE proof SET state = 'changed' WHERE state = 'alone' AND decision IN (SELECT rowid FROM decision WHERE
        annotator NOT IN (SELECT annotator FROM hand UNION SELECT id FROM annotator UNION SELECT annotator FROM name
            UNION SELECT annotator FROM others)
        OR report NOT IN (SELECT digest FROM report UNION SELECT digest FROM torn
            UNION SELECT key FROM named WHERE what = 'report' UNION SELECT report FROM others))"""


def _prove(found: Salvage, progress: Callable[[int], None]) -> None:
    """Store for each decision whether it is "proven", stands "alone" after a gap, or was "changed"."""
    done = 0
    for chain in found.chains.values():
        before: set[str] = {first_link(chain.id)} if chain.id else set()
        is_sure, last, page = bool(chain.id), 0, None
        for seq, rows, following in _ahead(found.rows(ORDERED, [chain.key])):
            if seq != last + 1:
                before, is_sure, page = set(), False, None
            proven: set[str] = set()
            progress(done := done + len(rows))
            for row in rows:
                here = (row["file"], row["page"])
                state, hash_ = _state(row, before, following, chain)
                if state == "changed" and not is_sure and here != page:
                    # the hash before it may as well be the one that was changed
                    state = "alone"
                if state == "alone" and row["goes_on"] and any("\0" in str(value) for value in row.values()):
                    # the bytes of an overflow page that was zeroed
                    state = "changed"
                if state == "proven":
                    proven.add(hash_)
                if (state == "changed" or hash_ != row["hash"]) and not row["goes_on"]:
                    found.db.execute("INSERT OR IGNORE INTO unsound VALUES (?, ?)", here)
                found.db.execute("INSERT INTO proof VALUES (?, ?, ?)", [row["decision"], state, hash_])
                # where the row continues on another page, the damage is probably on that page
                page = None if row["goes_on"] else here
            before, is_sure, last = proven or {row["hash"] for row in rows}, bool(proven), seq
    found.db.execute(
        """UPDATE proof SET state = 'changed' WHERE state = 'alone' AND decision IN
            (SELECT decision.rowid FROM decision JOIN unsound ON unsound.file = decision.file
                AND unsound.page = decision.page)"""
    )
    found.db.execute(_UNHEARD_OF)


def _state(
    row: dict[str, Any], before: set[str], following: list[dict[str, Any]], chain: SalvagedChain
) -> tuple[State, str]:
    """Return the state of a decision, and the hash that it has or should have.

    `before` are the hashes that the decision before it may have, `following` the rows with the next number in the
    chain.
    """
    if not before:
        return "alone", row["hash"]
    links = [link(one, row) for one in before]
    if row["hash"] in links:
        return "proven", row["hash"]
    for one in links:
        ends = row["seq"] == chain.length and one == chain.hash
        if ends or any(link(one, after) == after["hash"] for after in following):
            return "proven", one
    return "changed", row["hash"]


def _ahead(rows: Iterator[dict[str, Any]]) -> Iterator[tuple[int, list[dict[str, Any]], list[dict[str, Any]]]]:
    """Yield each number with the rows that have it and the rows that have the number after it."""
    groups = ((seq, list(group)) for seq, group in groupby(rows, key=itemgetter("seq")))
    current = next(groups, None)
    while current is not None:
        following = next(groups, None)
        seq, group = current
        yield seq, group, following[1] if following and following[0] == seq + 1 else []
        current = following


def is_sealed(table: str, row: dict[str, Any]) -> bool:
    """Tell whether a row has the hash of its content; a row of an older layout has no hash and is believed."""
    return row["hash"] is None or str(row["hash"]) == seal(table, {name: row[name] for name in SEALED[table]})


def is_whole_proposal(row: dict[str, Any]) -> bool:
    """Tell whether a proposal's id is the hash of its content."""
    content = "\n".join((row["report"], row["source"], row["at"], row["record"]))
    return hashlib.sha256(content.encode()).hexdigest() == str(row["id"])
