"""The verb export: what a store holds, written to a file or the screen."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from core.annotation.review import STATES, State
from core.annotation.store import Store
from core.catalogue import say
from core.cli.door import STORE, verbs
from core.cli.finding import proposals_of
from core.errors import ExchangeError, UserError
from core.exchange.dataset import FORMATS, Format, is_text, save, write
from core.exchange.exported import Exported, disputes_left_out
from core.exchange.gathering import gather, gather_team
from core.exchange.record import CHOICES, STATES_OF
from core.exchange.selection import Selection, divided, selected
from core.figure import KINDS

# "confirmed" is what holds: the added too
_STATES = {str(state): frozenset({state}) for state in STATES} | {
    str(word): states for word, states in STATES_OF.items()
}


@verbs.command()
@click.argument("store", type=STORE)
@click.option("--format", "form", type=click.Choice(FORMATS), required=True)
@click.option(
    "--state",
    "states",
    type=click.Choice([*CHOICES, *(state for state in STATES if state not in CHOICES)]),
    multiple=True,
    default=["confirmed"],
    show_default=True,
    help="confirmed takes the added too, decided the rejected as well, all the undecided as well.",
)
@click.option("--annotator", "annotators", metavar="NAME", multiple=True, help="Whose decisions; all if not given.")
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Figures of this kind alone.")
@click.option("--label", "labels", metavar="NAME", multiple=True, help="What has this label of one's own.")
@click.option("--report", "reports", metavar="NAME", multiple=True, help="Reports of this name, or of this digest.")
@click.option("--settled", is_flag=True, help="Only what was decided between others.")
@click.option(
    "--team", is_flag=True, help="What was settled and what nobody disputes, once, instead of each annotator's."
)
@click.option("--agreed", type=click.IntRange(min=1), metavar="N", help="What at least N annotators read alike, once.")
@click.option("--text/--no-text", default=True, show_default=True, help="With the reports' own words, or without.")
@click.option(
    "--split", default="", metavar="RATIO", help="80/10/10 for train, dev and test, or report: one file a report."
)
@click.option("--seed", type=int, default=0, show_default=True, help="Which reports go to which part.")
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("-"), help="A file; - is the screen.")
def export(store: Path, form: Format, output: Path, split: str, seed: int, **asked: Any) -> None:  # noqa: ANN401
    """Write the decided figures of STORE: confirmed (and added) ones, decided (rejected too) or all.

    Flags that say which may be given several times. What a format loses is told on standard error.
    """
    if output != Path("-") and output.resolve() == store.resolve():
        raise ExchangeError("{path} is the store itself. Give the exported figures another name.", path=output)
    with Store.open(store, create=False) as opened:
        selection = _selection(opened, asked)
        parts = list(selected(_parts(opened, selection), selection))
    told = disputes_left_out(parts)
    if split and output == Path("-"):
        raise ExchangeError("Parts are files of their own. Name a file for them by -o.")
    for note in [*_written(divided(parts, split, seed), form, output), *told]:
        click.echo(say(UserError(note[0], number=note[1])), err=True)


def _selection(store: Store, asked: dict[str, Any]) -> Selection:
    """Read what is asked for; raise ExchangeError where the store has no such annotator, label or report."""
    known = list(store.annotators().values())
    for name in asked["annotators"]:
        if name not in known:
            named = "、".join(known) or "-"
            raise ExchangeError("{name} is no annotator of this store; name one of: {known}.", name=name, known=named)
    selection = Selection(
        states=frozenset[State]().union(*(_STATES[state] for state in asked["states"])),
        annotators=_or_all(asked["annotators"]),
        kinds=_or_all((*asked["kinds"], *_labels(store, asked["labels"]))),
        reports=_or_all(asked["reports"]),
        settled=asked["settled"],
        text=asked["text"],
        team=asked["agreed"] or (0 if asked["team"] else None),
    )
    for name in asked["reports"]:
        if not any(Selection(reports=frozenset({name})).takes_report(one.title, one.digest) for one in store.reports()):
            raise ExchangeError("There is no report {name} in the store. Check the name.", name=name)
    return selection


def _or_all(names: tuple[str, ...]) -> frozenset[str] | None:
    return frozenset(names) or None


def _labels(store: Store, names: tuple[str, ...]) -> Iterator[str]:
    """Yield the names by which labels leave the store."""
    known = {name: label.exported_name for label in store.labels() for name in (label.chinese, label.english) if name}
    for name in names:
        if name not in known:
            raise ExchangeError("There is no label {name} in the store. Check the name.", name=name)
        yield known[name]


def _parts(store: Store, selection: Selection) -> Iterator[Exported]:
    annotators = store.annotators()
    undecided = "undecided" in selection.states
    for entry in store.reports():
        if entry.filing.removed or not selection.takes_report(entry.title, entry.digest):
            continue
        if selection.team is not None:
            yield gather_team(store, entry, selection.team, selection.states)
            continue
        proposals = proposals_of(store.report(entry.digest)) if undecided else []
        for identity, name in annotators.items():
            if selection.annotators is None or name in selection.annotators:
                yield gather(store, entry, (identity, name), proposals, selection.states)
        if undecided and not annotators:
            yield gather(store, entry, None, proposals, selection.states)


def _written(parts: list[Exported], form: Format, output: Path) -> list[Any]:
    if output != Path("-"):
        return save(parts, output, form)
    if not is_text(form):
        raise ExchangeError("{form} is no text to show on a screen. Name a file for it by -o.", form=form)
    return write(parts, sys.stdout, form)
