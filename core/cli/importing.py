"""The verb import: what comes into a store."""

from pathlib import Path

import click

from core.annotation.store import Store
from core.catalogue import say
from core.cli.door import FILES, STORE, fail, verbs
from core.errors import UserError


@verbs.command("import")
@click.argument("store", type=STORE)
@FILES
def import_(store: Path, files: tuple[Path, ...]) -> int:
    """Add FILES to STORE as reports; STORE is made where there is none."""
    from core.intake.load import load

    status = 0
    with Store.open(store) as opened:
        for path in files:
            try:
                opened.add_report(load(path))
            except UserError as error:
                status = fail(say(error))
    return status
