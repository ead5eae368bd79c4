"""What a store says, apart from how it came to say it: for comparing stores in tests."""

import random
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

from core.model.decision import Decision, new_step
from core.model.figure import Proposal
from core.model.label import new_label
from core.model.report import Report
from core.store import Store
from core.store.log_row import HASHED, LATER
from tests.core.making import REPORT, figure
from tests.core.panel_acts import ACTS

CONTENT = {
    "report": "digest, text",
    "annotator": "id",
    "name": "annotator, tick, name",
    "hand": "id, annotator, store, length, tick, hash",
    # what came with a later version stands behind the rest
    "decision": ", ".join(f'"{name}"' for name in ("seq", "tick", *HASHED, "hash", *LATER)),
    "label": "version, tick, record",
    "proposal": "id, record, at",
}
WORDS = ("617.4亿元", "3.5%", "5.5%", "两家", "第一")
REPORTS = [REPORT, Report("另", REPORT.text + "又一份"), Report("𠮷川区", REPORT.text + "改过")]


def content(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Return all that a store says, in an order of its own."""
    rows = {
        table: sorted((tuple(row.values()) for row in store.file.rows(f"SELECT {columns} FROM {table}")), key=repr)
        for table, columns in CONTENT.items()
    }
    # a hand that nothing was written by yet, or not any more, says nothing
    rows["hand"] = [row for row in rows["hand"] if row[3]]
    return rows


def work(store: Store, annotator: str, name: str, choice: random.Random) -> None:
    """Do a few random acts in an annotator's name."""
    store.annotator(name, annotator)
    for _ in range(choice.randint(0, 4)):
        report = choice.choice(REPORTS)
        store.add_report(report)
        act, chosen = (
            new_step(annotator, report.digest),
            figure(choice.choice(WORDS), value=Decimal(choice.randint(1, 9))),
        )
        log = store.log(report.digest, annotator)
        versions = store.acts("", annotator)
        match choice.randint(0, 11):
            case 0:
                store.append([act.reject(chosen.span, Proposal(chosen, 0.5), "date")])
            case 1 if log:
                store.append([act.undo(choice.choice(log).step)])
            case 2:
                store.append([act.file("region", choice.choice("甲乙"))])
            case 3:
                store.append([new_step(annotator).label(new_label(choice.choice("丙丁戊"), "", "", ""))])
            case 8:
                period = choice.choice(("2025", "2021/2025", ""))
                store.append([act.section(chosen.span, "period", period), act.section(chosen.span, "status", "target")])
            case 9:
                store.append([new_step(annotator).learnt("unit", choice.choice("亩家"), choice.random() < 0.5)])
            case 10 | 11:
                store.append(
                    [new_step(annotator).panel([choice.choice(ACTS)], choice.choices(versions_of(store), k=1))]
                )
            case 4 if versions:
                store.append([new_step(annotator).undo(choice.choice(versions).step)])
            case 5:
                store.add_proposals(report.digest, choice.choice("AB"), [Proposal(chosen, choice.random())])
            case _:
                added = act.add(chosen)
                store.append([added, act.confirm(chosen.span, chosen, None, carried=added.id)])


def versions_of(store: Store) -> list[str]:
    """Return the ids of all acts in the panel, and one that is none."""
    return ["x", *(row.id for row in store.panel_log())]


def rows(store: Store, count: int = 3, annotator: str = "李敏") -> list[Decision]:
    """Write some decisions, one act each."""
    store.add_report(REPORT)
    identity = store.annotator(annotator)
    written = [new_step(identity, REPORT.digest).add(figure(WORDS[at % 5])) for at in range(count)]
    for row in written:
        store.append([row])
    return written


def tamper(path: Path, *statements: str) -> None:
    """Change a closed store behind its back, its triggers put aside for the while."""
    with closing(sqlite3.connect(path)) as open_, open_:
        triggers = open_.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            open_.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            open_.execute(statement)
        for _, sql in triggers:
            open_.execute(sql)
