"""The verbs check, merge and repair: what keeps stores whole, puts them together and saves what can be read."""

from pathlib import Path

import click

from ..jobs.merge_and_check import check as check_store
from ..jobs.merge_and_check import merge as merge_stores
from ..store import Store
from ..store.merge import Merged
from ..store.repair import repair as repair_store
from .progress import drive
from .run import PATH, fail, row, verbs
from .translation import say

OTHERS = click.argument("others", nargs=-1, required=True, type=PATH)


@verbs.command()
@click.argument("store", type=PATH)
def check(store: Path) -> int:
    """Hold every row of STORE against its hash and bounds; name what is missing or changed; leave the file as it is."""
    found = drive(check_store(store))
    row("reports", found.reports)
    for annotator, name in found.names.items():
        row(name, found.decisions[annotator])
    status = 0
    for fault in found.faults:
        status = fail(say(fault))
    return status


@verbs.command()
@click.argument("store", type=PATH)
@OTHERS
@click.option("--dry-run", "dry", is_flag=True, help="Say what would come, and write nothing.")
def merge(store: Path, others: tuple[Path, ...], dry: bool) -> int:
    """Put OTHERS' reports and decisions into STORE: all or nothing, each decision once, after a backup."""
    with Store.open(store, create=False) as opened:
        merged = drive(merge_stores(opened, others, dry=dry))
    _print(merged)
    status = 0
    for fault in merged.faults:
        status = fail(say(fault))
    return status


def _print(merged: Merged) -> None:
    """Print the decisions of each annotator before, new and after, then how much else is new."""
    row("annotator", "before", "new", "after")
    for annotator, name in merged.names.items():
        before, came = merged.before[annotator], merged.came[annotator]
        row(name, before, came, before + came)
    for what, number in (("reports", merged.reports), ("labels", merged.labels), ("proposals", merged.proposals)):
        row(what, number)
    for name in merged.namesakes:
        row("namesake", name)
    for notice in merged.notices:
        row("told", say(notice))


@verbs.command()
@click.argument("store", type=PATH)
@click.option("-o", "new", type=PATH, required=True, metavar="NEW", help="The new store; nothing is replaced.")
@click.option(
    "--beside", type=PATH, multiple=True, help="An older copy that fills in what is missing; may be repeated."
)
def repair(store: Path, new: Path, beside: tuple[Path, ...]) -> int:
    """Bring all that can still be read of STORE, or of a log that was set aside, into NEW; say what is missing."""
    account = repair_store(store, new, beside)
    row("annotator", "before", "after", "retold")
    for annotator, name in account.names.items():
        counts = (account.before[annotator], account.after[annotator], account.relinked[annotator])
        row(name, *counts)
    for what in ("reports", "labels", "proposals"):
        row(what, account.had[what], account.has[what])
    status = 0
    for fault in account.faults:
        status = fail(say(fault))
    return status
