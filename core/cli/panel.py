"""The verb panel: what all reports of a store say, by indicator, place and time, as a table."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

import click

from ..jobs.engines import ProcessExecutor
from ..languages import Language
from ..model.attributes import STATUSES
from ..model.errors import ExchangeError
from ..model.figure import KINDS
from ..output import SCREEN
from ..panel.concept import Catalogue
from ..panel.files import Chosen, save_long, save_sdmx, save_wide, write_long
from ..panel.leaving import StoreTexts
from ..panel.opening import open_panel
from ..store import Store
from .run import JOBS, PATH, row, screen, tell, verbs
from .translation import say, speaks_chinese


@verbs.command()
@click.argument("store", type=PATH)
@click.option("--concept", "concepts", metavar="CODE", multiple=True, help="An indicator, by its code or its name.")
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Figures of this kind alone.")
@click.option("--status", "statuses", type=click.Choice(STATUSES), multiple=True, help="What was reached, or targets.")
@click.option("--confirmed", "confirmed_only", is_flag=True, help="Without proposals that nobody has confirmed.")
@click.option("--annotator", metavar="NAME", help="As this annotator decided; what holds for all if not given.")
@click.option("--wide", is_flag=True, help="A workbook: regions by years, a sheet for each indicator, and the sources.")
@click.option("--sdmx", is_flag=True, help="SDMX-CSV, with its structure beside it in a file that ends in .xml.")
@click.option("--list", "lists", is_flag=True, help="Print the indicators and how many figures each has.")
@click.option(
    "--language", type=click.Choice(get_args(Language)), help="Of a workbook's heads; the terminal's if not given."
)
@JOBS
@click.option("-o", "--output", type=PATH, default=SCREEN, help="A file; - is the screen.")
def panel(
    store: Path,
    annotator: str | None,
    wide: bool,
    sdmx: bool,
    lists: bool,
    language: Language | None,
    jobs: int,
    output: Path,
    **asked: tuple[str, ...],
) -> int:
    """Write what the reports of STORE say as one table: a row for each figure, with its place, year and indicator."""
    if (wide or sdmx) and output == SCREEN:
        raise ExchangeError("This cannot be shown on the screen. Name a file for it with -o.")
    with Store.reading(store) as opened, ProcessExecutor(jobs) as executor:
        names = opened.annotators()
        found = open_panel(opened, _annotator(names, annotator), executor=executor)
        for fault in found.faults():
            tell(say(fault))
        if lists:
            counts = dict.fromkeys(found.catalogue.concepts, 0)
            for fact in found.facts():
                counts[fact.concept] += 1
            for code, concept in found.catalogue.concepts.items():
                row(code, concept.chinese, concept.english, counts[code])
            return 0
        concepts = tuple(_concept(found.catalogue, name) for name in asked["concepts"])
        chosen = Chosen(concepts, asked["kinds"], asked["statuses"], bool(asked["confirmed_only"]))
        texts = StoreTexts(opened)
        if wide:
            spoken = language or ("zh" if speaks_chinese(os.environ) else "en")
            save_wide([*chosen.grids(found, spoken)], texts, output, spoken)
        elif sdmx:
            save_sdmx(found, chosen, output)
        elif output == SCREEN:
            write_long(found, chosen, texts, names, screen())
        else:
            save_long(found, chosen, texts, names, output)
    return 0


def _annotator(names: Mapping[str, str], name: str | None) -> str | None:
    """Return the id of an annotator by name; raise ExchangeError where there is none."""
    if name is None:
        return None
    found = next((one for one, called in names.items() if called == name), None)
    if found is None:
        known = "、".join(names.values()) or "-"
        raise ExchangeError("{name} is not an annotator of this store. Name one of: {known}.", name=name, known=known)
    return found


def _concept(catalogue: Catalogue, name: str) -> str:
    """Return the code of a concept by its code or by a name; raise ExchangeError where there is none."""
    for code, one in catalogue.concepts.items():
        if name.casefold() in (code.casefold(), one.chinese.casefold(), one.english.casefold()):
            return code
    raise ExchangeError("There is no indicator {name}. The verb panel with --list prints all of them.", name=name)
