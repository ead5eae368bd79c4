"""The verb import: what comes into a store."""

from pathlib import Path

import click

from core.annotation.store import Store
from core.catalogue import say
from core.cli.door import FILES, STORE, fail, verbs
from core.cli.reading import Reading, reading
from core.errors import UserError


@verbs.command("import")
@click.argument("store", type=STORE)
@FILES
@reading
def import_(store: Path, files: tuple[Path, ...], **how: str | None) -> int:
    """Add FILES to STORE as reports; STORE is made where there is none.

    FILES are reports (text, web pages, Word, PDF), folders and archives of them, and tables with a report a row.
    """
    reports = Reading(files, how)
    status = 0
    with Store.open(store) as opened:
        for report in reports:
            try:
                opened.add_report(report)
            except UserError as error:
                status = fail(say(error))
    return status or int(reports.refused > 0)
