"""The verb import: reports that come into a store, and labels for the reports that are there."""

from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from core.annotation.store import Store
from core.catalogue import say
from core.cli.door import FILES, STORE, fail, verbs
from core.cli.reading import Reading, reading, ticking
from core.errors import ExchangeError, UserError


@verbs.command("import")
@click.argument("store", type=STORE)
@FILES
@click.option("--as", "becomes", type=click.Choice(["decisions", "proposals"]), help="FILES are labels, not reports.")
@click.option("--annotator", metavar="NAME", help="Whose decisions they are; if not given, whose the file says.")
@click.option("--source", metavar="NAME", help="Who proposes them; if not given, the file's name.")
@click.option("--report", metavar="NAME", help="The report they are of, where the file does not tell it.")
@click.option("--map", "renamed", metavar="LABEL=KIND", multiple=True, help="What a label of the file means here.")
@reading
def import_(store: Path, files: tuple[Path, ...], becomes: str | None, **said: str) -> int:
    """Add FILES to STORE as reports; STORE is made where there is none.

    FILES are reports (text, web pages, Word, PDF), folders and archives of them, and tables with a report a row.

    With --as, FILES are labels of reports that are in STORE: doccano, Label Studio, brat, spaCy, Prodigy, CoNLL or our
    own JSONL, known by what is in them. Each file's labels of a report are one step of its annotator.
    """
    if becomes is not None:
        return _import_labels(store, files, becomes == "decisions", said)
    reports = Reading(files, said)
    status = 0
    with Store.open(store) as opened:
        for report in ticking(reports):
            try:
                opened.add_report(report)
            except UserError as error:
                status = fail(say(error))
    return status or int(reports.refused > 0)


def _import_labels(store: Path, files: Sequence[Path], decide: bool, said: dict[str, str]) -> int:
    from core.cli.finding import proposals_of
    from core.exchange.labels import Wish, take_in, take_out
    from core.extraction.detect import read_figure
    from core.extraction.lexicon import load_lexicon

    refused: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    status = 0
    click.echo("\t".join(("file", "read", "placed", "re-anchored", "there already", "refused")))
    with Store.open(store, create=False) as opened:
        for path in files:
            wish = Wish(
                decide,
                said["annotator"] or "",
                said["source"] or path.stem,
                said["report"] or "",
                _map(said["renamed"]),
            )
            try:
                taking = take_in(path, opened, wish)
                for digest in taking.digests:
                    report = opened.report(digest)
                    taking.add(report, proposals_of(report), partial(read_figure, report, lexicon=load_lexicon()))
                take_out(taking, opened)
            except UserError as error:
                status = fail(f"{path.name}: {say(error)}")
                continue
            for refusal in taking.refused:
                refused[path.name, say(refusal.error)].append(refusal.where)
            click.echo("\t".join((path.name, *map(str, taking.counts))))
    for (name, reason), places in refused.items():
        status = fail(f"{name}:{','.join(dict.fromkeys(places))}: {reason}")
    return status


def _map(said: Sequence[str]) -> dict[str, str]:
    renamed = {}
    for one in said:
        label, sign, kind = one.partition("=")
        if not (label and sign and kind):
            raise ExchangeError("{said} is no pair. Write it like LABEL=growth.", said=one)
        renamed[label] = kind
    return renamed
