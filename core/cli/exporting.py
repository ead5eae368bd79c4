"""The verb export: what a store holds, written to a file or the screen."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from core.annotation.review import Review
from core.annotation.store import Store
from core.catalogue import say
from core.cli.door import STORE, verbs
from core.cli.finding import proposals_of
from core.errors import ExchangeError, UserError
from core.exchange.dataset import FORMATS, Format, is_text, save, write
from core.exchange.exported import Exported
from core.exchange.record import CHOICES, Choice, records


@verbs.command()
@click.argument("store", type=STORE)
@click.option("--format", "form", type=click.Choice(FORMATS), required=True)
@click.option("--state", type=click.Choice(CHOICES), default="confirmed", show_default=True)
@click.option("--annotator", metavar="NAME", help="Whose decisions; of all annotators if not given.")
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("-"), help="A file; - is the screen.")
def export(store: Path, form: Format, state: Choice, annotator: str | None, output: Path) -> None:
    """Write the decided figures of STORE: confirmed (and added) ones, decided (rejected too) or all."""
    with Store.open(store, create=False) as opened:
        parts = list(_parts(opened, annotator, state))
    notes = []
    if output == Path("-"):
        if not is_text(form):
            raise ExchangeError("{form} is an archive of several files. Name a file for it by -o.", form=form)
        notes = write(parts, sys.stdout, form)
    elif output.resolve() == store.resolve():
        raise ExchangeError("{path} is the store itself. Give the exported figures another name.", path=output)
    else:
        notes = save(parts, output, form)
    for note in notes:
        click.echo(say(UserError(note[0], number=note[1])), err=True)


def _parts(store: Store, annotator: str | None, state: Choice) -> Iterator[Exported]:
    names = _chosen(store.annotators(), annotator)
    for entry in store.reports():
        report = store.report(entry.digest)
        proposals = proposals_of(report) if state == "all" else []
        for identity, name in names.items():
            review = Review(proposals, store.log(entry.digest, identity))
            yield Exported(report, name, tuple(records(report, review, name, state)))
        if state == "all" and not names:
            yield Exported(report, None, tuple(records(report, Review(proposals), None, state)))


def _chosen(names: dict[str, str], annotator: str | None) -> dict[str, str]:
    """Keep the annotator asked for, or all."""
    chosen = {identity: name for identity, name in names.items() if annotator in (None, name)}
    if annotator is not None and not chosen:
        known = "、".join(names.values()) or "-"
        raise ExchangeError("{name} is no annotator of this store; name one of: {known}.", name=annotator, known=known)
    return chosen
