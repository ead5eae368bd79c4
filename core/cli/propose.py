"""The verb propose: figures of another program, laid beside the detector's."""

from pathlib import Path

import click

from ..jobs.import_proposals import known_reports, read_proposals
from ..jobs.read_labels import lines_in
from ..model.errors import ExchangeError
from ..store import Store
from .run import PATH, fail, row, verbs
from .translation import say


@verbs.command()
@click.argument("store", type=PATH)
@click.argument("file", type=PATH)
@click.option("--source", required=True, metavar="NAME", help="Who proposes; shown beside each of the proposals.")
def propose(store: Path, file: Path, source: str) -> int:
    """Bring another program's figures in FILE, lines of JSON as find prints them, into STORE as proposals.

    Each line needs start, end, text, kind, value and unit, and report or digest where STORE has several reports. Lines
    that do not fit are refused by number; the others are taken.
    """
    with Store.open(store, create=False) as opened:
        proposals, refused = read_proposals(lines_in(file), source, known_reports(opened))
        new = sum(opened.add_proposals(digest, source.strip(), found) for digest, found in proposals.items())
    for number, error in refused:
        fail(say(ExchangeError("Line {line}: {reason}", line=number, reason=say(error))))
    row("source", "proposals", "new", "refused")
    row(source.strip(), sum(map(len, proposals.values())), new, len(refused))
    return 1 if refused else 0
