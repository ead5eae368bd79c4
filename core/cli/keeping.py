"""The verbs check and merge: what keeps stores whole and puts them together."""

from pathlib import Path

import click

from core.annotation.backup import make_backup
from core.annotation.merge import merge as merge_stores
from core.annotation.store import Store
from core.annotation.store.check import check as check_store
from core.annotation.store.merging import Merged
from core.catalogue import say
from core.cli.door import STORE, fail, verbs

OTHERS = click.argument("others", nargs=-1, required=True, type=click.Path(path_type=Path))


@verbs.command()
@click.argument("store", type=STORE)
def check(store: Path) -> int:
    """Hold every decision of STORE against its hash; name what is missing or changed, and leave the file as it is."""
    found = check_store(store)
    click.echo(f"reports\t{found.reports}")
    for annotator, name in found.names.items():
        click.echo(f"{name}\t{found.decisions[annotator]}")
    status = 0
    for fault in found.faults:
        status = fail(say(fault))
    return status


@verbs.command()
@click.argument("store", type=STORE)
@OTHERS
@click.option("--dry-run", "dry", is_flag=True, help="Say what would come, and write nothing.")
def merge(store: Path, others: tuple[Path, ...], dry: bool) -> int:
    """Put OTHERS' reports and decisions into STORE: all or nothing, each decision once, after a backup."""
    with Store.open(store, create=False) as opened:
        if not dry:
            make_backup(opened, "merge")
        merged = merge_stores(opened, others, dry=dry)
    _print(merged)
    status = 0
    for fault in merged.faults:
        status = fail(say(fault))
    return status


def _print(merged: Merged) -> None:
    """Print the decisions of each annotator before, new and after, then how much else is new."""
    click.echo("\t".join(("annotator", "before", "new", "after")))
    for annotator, name in merged.names.items():
        before, came = merged.before[annotator], merged.came[annotator]
        click.echo(f"{name}\t{before}\t{came}\t{before + came}")
    for what, number in (("reports", merged.reports), ("labels", merged.labels), ("proposals", merged.proposals)):
        click.echo(f"{what}\t{number}")
    for name in merged.namesakes:
        click.echo(f"namesake\t{name}")
