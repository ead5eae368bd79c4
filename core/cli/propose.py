"""The verb propose: figures of another program, laid beside the detector's."""

from collections import defaultdict
from pathlib import Path

import click

from ..formats.label_transfer import lines_in
from ..formats.proposals import KnownReports, read_proposals
from ..model.errors import ExchangeError
from ..review.label_scheme import Scheme
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
        proposals, refused = read_proposals(lines_in(file), source, shelf_of(opened))
        new = sum(opened.add_proposals(digest, source.strip(), found) for digest, found in proposals.items())
    for number, error in refused:
        fail(say(ExchangeError("Line {line}: {reason}", line=number, reason=say(error))))
    row("source", "proposals", "new", "refused")
    row(source.strip(), sum(map(len, proposals.values())), new, len(refused))
    return 1 if refused else 0


def shelf_of(store: Store) -> KnownReports:
    """Name the reports of a store, by their files' names and by those they were given, and its labels."""
    digests: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for entry in store.reports():
        if not entry.filing.removed:
            digests[entry.name][entry.digest] = digests[entry.title][entry.digest] = None
    labels = {
        name: label.id for label in Scheme(store.labels()).live for name in (label.chinese, label.english) if name
    }
    return KnownReports({name: tuple(known) for name, known in digests.items()}, store.report, labels)
