"""The verb export: what a store holds, written to a file or the screen."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar, get_args

import click

from ..formats.record import CHOICES, STATES_OF
from ..formats.registry import FORMATS
from ..jobs.engines import ProcessExecutor
from ..jobs.executor import BrokenOff
from ..jobs.export import ExportRequest, save_codebook
from ..jobs.export import export as export_figures
from ..jobs.export_preview import count_figures
from ..jobs.gather import Annotator
from ..jobs.selection import Selection
from ..languages import Language
from ..model.attributes import STATUSES, is_period
from ..model.decision import STATES, State
from ..model.errors import ExchangeError, UserError
from ..model.figure import KINDS
from ..output import SCREEN, place_of
from ..store import Store
from .log_file import write as keep_trace
from .progress import drive
from .run import JOBS, PATH, fail, row, screen, tell, verbs
from .translation import say, speaks_chinese

Name = TypeVar("Name", bound=str)

# "confirmed" means the figures that hold, added ones too
_STATES = {str(state): frozenset({state}) for state in STATES} | {
    str(word): states for word, states in STATES_OF.items()
}


@verbs.command()
@click.argument("store", type=PATH)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), required=True)
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
@click.option("--indicator", "indicators", metavar="WORDS", multiple=True, help="Of this indicator; * is anything.")
@click.option("--period", "periods", metavar="YEAR", multiple=True, help="Of this year, or within 2021/2025.")
@click.option("--status", "statuses", type=click.Choice(STATUSES), multiple=True, help="Reached, or planned.")
@click.option("--region", "regions", metavar="NAME", multiple=True, help="Reports of this region and what lies in it.")
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
@click.option(
    "--language", type=click.Choice(get_args(Language)), help="Of a workbook's heads; the terminal's if not given."
)
@click.option("--codebook", is_flag=True, help="Beside the file another one that says what each column means.")
@click.option("--count", is_flag=True, help="Only say how many figures of how many reports these are.")
@JOBS
@click.option("-o", "--output", type=PATH, default=SCREEN, help="A file; - is the screen.")
def export(
    store: Path,
    form: str,
    output: Path,
    split: str,
    seed: int,
    jobs: int,
    language: Language | None,
    codebook: bool,
    count: bool,
    **asked: Any,  # noqa: ANN401
) -> int:
    """Write the decided figures of STORE: confirmed (and added) ones, decided (rejected too) or all.

    Flags that say which may be given several times. What a format loses is told on standard error.
    """
    if output != SCREEN and _is_same(output, store):
        raise ExchangeError("{path} is the store itself. Give the exported figures another name.", path=output)
    to_screen = output == SCREEN
    if split and (to_screen or _is_no_file(output)):
        raise ExchangeError("The parts are written to files of their own. Name a file for them with -o.")
    if codebook and (to_screen or _is_no_file(output)):
        raise ExchangeError("The codebook is written beside the figures. Name a file for them with -o.")
    if to_screen and not FORMATS[form].is_text and not count:
        raise ExchangeError("{form} cannot be shown as text on the screen. Name a file for it with -o.", form=form)
    with Store.reading(store) as opened, ProcessExecutor(jobs) as executor:
        selection = _selection(opened, asked)
        annotators = _annotators(opened, selection)
        if count:
            counted = drive(count_figures(opened, selection, annotators, executor))
            row("figures", "reports")
            row(str(counted.figures), str(counted.reports))
            return 0
        path, stream = (None, screen()) if to_screen else (output, None)
        spoken = language or ("zh" if speaks_chinese(os.environ) else "en")
        request = ExportRequest(form, selection, path, split, seed, stream, spoken)
        result = drive(export_figures(opened, request, annotators, executor))
    if codebook:
        save_codebook(output)
    for name, broken in result.broken:
        fail(say(_broken_off(name, broken)))
    for note in result.notes:
        tell(say(UserError(note[0], number=note[1])))
    return int(bool(result.broken))


def _is_same(output: Path, store: Path) -> bool:
    """Tell whether the output would be written over the store, by whatever link it is named."""
    try:
        return output.samefile(store)
    except OSError:
        return False


def _is_no_file(output: Path) -> bool:
    try:
        return place_of(output) is None
    except OSError:
        return False


def _selection(store: Store, asked: dict[str, Any]) -> Selection:
    """Return what is asked for; raise ExchangeError where the store has no such annotator, label or report."""
    known = list(store.annotators().values())
    for name in asked["annotators"]:
        if name not in known:
            named = "、".join(known) or "-"
            raise ExchangeError(
                "{name} is not an annotator of this store. Name one of: {known}.", name=name, known=named
            )
    selection = Selection(
        states=frozenset[State]().union(*(_STATES[state] for state in asked["states"])),
        annotators=_or_all(asked["annotators"]),
        kinds=_or_all((*asked["kinds"], *_labels(store, asked["labels"]))),
        reports=_or_all(asked["reports"]),
        indicators=_or_all(asked["indicators"]),
        periods=_or_all(asked["periods"]),
        statuses=_or_all(asked["statuses"]),
        regions=_or_all(asked["regions"]),
        settled=asked["settled"],
        text=asked["text"],
        team=asked["agreed"] or (0 if asked["team"] else None),
    )
    for period in asked["periods"]:
        if not is_period(period):
            raise ExchangeError("{period} is no period. Write a year like 2025, or two like 2021/2025.", period=period)
    for name in asked["reports"]:
        if not any(Selection(reports=frozenset({name})).takes_report(one.title, one.digest) for one in store.reports()):
            raise ExchangeError("There is no report {name} in the store. Check the name.", name=name)
    return selection


def _or_all(names: tuple[Name, ...]) -> frozenset[Name] | None:
    return frozenset(names) or None


def _labels(store: Store, names: tuple[str, ...]) -> Iterator[str]:
    """Yield the names by which labels are exported."""
    known = {name: label.exported_name for label in store.labels() for name in (label.chinese, label.english) if name}
    for name in names:
        if name not in known:
            raise ExchangeError("There is no label {name} in the store. Check the name.", name=name)
        yield known[name]


def _broken_off(name: str, broken: BrokenOff) -> UserError:
    """Say that the undecided figures of a report were left out, and write the trace to the log."""
    if broken.error is not None:
        return broken.error
    return ExchangeError(
        "The undecided figures of {name} were left out, because an error in the program stopped the work on it. The "
        "log has the details: {log}",
        name=name,
        log=keep_trace(name, broken.trace),
    )


def _annotators(store: Store, selection: Selection) -> list[Annotator | None]:
    """Return the annotators whose decisions are exported; None stands for nobody, for undecided figures."""
    annotators = store.annotators()
    if not annotators and "undecided" in selection.states:
        return [None]
    return [one for one in annotators.items() if selection.annotators is None or one[1] in selection.annotators]
