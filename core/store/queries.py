"""The queries that several modules of the store share, and how rows of a log are read back.

Each order and each count of decisions is defined here once. What stands after undo is defined in `model.standing`,
whose result `HOLDING` is given; the tests hold both against each other.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ..model.decision import Decision
from ..model.standing import undone_steps
from .log_row import UNREADABLE, first_link, link
from .refusals import damaged
from .row_checks import decision_of, lies_within

ORDER = "decision.tick, hand.id, decision.seq"
"""The order of every log, in whatever order stores were merged: no row comes before one that its annotator had seen."""

UNDOS = f"""SELECT decision.report, decision.step, decision.undoes
    FROM decision LEFT JOIN hand ON hand.row = decision.hand WHERE undoes IS NOT NULL {{}} ORDER BY {ORDER}"""
"""The undos of all reports in the order of the log; formatted with a condition that leaves one report, or with ""."""

_DECISIONS = """verdict IN ('confirm', 'reject', 'add') {}
    AND decision.report || step NOT IN (SELECT value FROM json_each(:undone))"""

HELD = """SELECT * FROM (
        SELECT {columns}, row_number() OVER (
            PARTITION BY decision.report, decision.annotator, start, "end"
            ORDER BY decision.tick DESC, hand.id DESC, decision.seq DESC) AS place
        FROM decision LEFT JOIN hand ON hand.row = decision.hand
        WHERE verdict IN ('confirm', 'reject', 'add') {condition}
            AND decision.report || step NOT IN (SELECT value FROM json_each(:undone)))
    WHERE place = 1"""
"""Some columns of the decision of each annotator that holds on each target, as `model.standing.latest` reads a log.

Formatted with the columns and a condition; `:undone` is the JSON of what `undone_in` returns.
"""

HOLDING = HELD.format(columns="decision.report, decision.annotator, start, figure", condition="{}")
"""The decision of each annotator that holds on each target, as `model.standing.latest` reads a report's log.

`:undone` is the JSON of what `undone_in` returns: the steps that are undone. Formatted as `UNDOS` is.
"""

COUNT = f"""SELECT report, annotator, count(*) AS number
    FROM (SELECT DISTINCT report, annotator, start, "end" FROM decision WHERE {_DECISIONS})
    GROUP BY report, annotator"""
"""How many targets each annotator decided on in each report; `:undone` and its condition are those of `HOLDING`."""

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
"""Every decision with what it is checked against: its chain, the row before it and how long its report is."""


def undone_in(undos: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return which steps the rows of `UNDOS` take back: each a report's digest and a step, written as one text."""
    by_report: defaultdict[str, list[_Undo]] = defaultdict(list)
    for row in undos:
        by_report[row["report"]].append(_Undo(row["step"], row["undoes"]))
    return [f"{report}{step}" for report, rows in by_report.items() for step in undone_steps(rows)]


class _Undo(NamedTuple):
    step: str
    undoes: str


def read_decisions(path: Path, rows: Iterable[dict[str, Any]]) -> Iterator[Decision]:
    """Return the decisions of rows, each checked against its hash and its report.

    Raise StoreError where one is wrong.
    """
    for row in rows:
        try:
            decision = decision_of(row)
            before = row["before"] if row["seq"] > 1 else first_link(row["hand_id"])
            if link(before, row) != row["hash"] or not lies_within(decision, row["text_length"]):
                raise ValueError(f"decision {row['seq']} of {row['hand_id'][:8]}")
        except UNREADABLE as error:
            raise damaged(path, error) from error
        yield decision
