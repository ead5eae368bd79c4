"""The verb agreement: how far the annotators of a store agree, and what became of each source's proposals."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, get_args
from unicodedata import east_asian_width

import click

from ..agreement.coefficients import Coefficient
from ..agreement.measure import Agreement, MeasuredReport, agreements
from ..agreement.readings import AnnotatorReading
from ..agreement.sources import SourceShare, shares
from ..formats.csv import inert
from ..jobs.engines import proposals_in
from ..jobs.executor import BrokenOff, attempt
from ..jobs.store_readings import distinct_names, measured_reports
from ..model.errors import StoreError
from ..model.figure import Proposal
from ..review.label_scheme import Scheme
from ..store import ReportEntry, Store
from .run import PATH, fail_for, one_line, screen, shown, verbs

Form = Literal["text", "csv", "json"]
Row = Mapping[str, object]

MEASURES = ("spans", "records", "kinds", "decisions", "units")
HEADS = {
    "spans": "span F1",
    "records": "record F1",
    "kinds": "κ kinds",
    "decisions": "α decisions",
    "units": "α spans",
    "precision": "precision",
    "share_unchanged": "share unchanged",
}


@verbs.command()
@click.argument("store", type=PATH)
@click.option("--report", "reports", metavar="NAME", multiple=True, help="Only this report; may be given again.")
@click.option("--format", "form", type=click.Choice(get_args(Form)), default="text", show_default=True)
@click.option("--sources", "by_source", is_flag=True, help="What became of each source's proposals instead.")
@click.option("--no-carried", is_flag=True, help="Leave out decisions that were carried from another one.")
def agreement(store: Path, reports: tuple[str, ...], form: Form, by_source: bool, no_carried: bool) -> int:
    """Print how far the annotators of STORE agree, by report, by pair and by kind.

    Spans and whole records by F1, kinds of shared spans by Cohen's κ, decisions on the same targets and the spans in
    the text by Krippendorff's α. What settles a dispute is left out: each annotator counts as reading alone.
    """
    with Store.reading(store) as opened:
        entries = _chosen(opened, reports)
        broken: list[str] = []
        read = list(measured_reports(opened, entries, with_carried=not no_carried))
        rows = list(_source_rows(opened, entries, read, broken) if by_source else _rows(opened, read))
    _print(rows, form)
    return int(bool(broken))


def _chosen(store: Store, names: Sequence[str]) -> list[ReportEntry]:
    """Return the reports with these names, or all that were not removed."""
    entries = [entry for entry in store.reports() if not entry.filing.removed]
    if missing := set(names).difference(*((entry.name, entry.title) for entry in entries)):
        raise StoreError("There is no report {name} in {path}. Check the name.", name=min(missing), path=store.path)
    return [entry for entry in entries if not names or {entry.name, entry.title}.intersection(names)]


def _rows(store: Store, read: Sequence[MeasuredReport]) -> Iterator[Row]:
    names, scheme = distinct_names(store.annotators()), Scheme(store.labels())
    for one in agreements(read):
        yield {
            "report": one.report or "all",
            "annotators": [names[annotator] for annotator in one.annotators],
            "kind": "all" if one.kind is None else scheme.exported(one.kind),
            "compared": one.compared,
            "figures": one.figures,
            "same_spans": one.same_spans,
            "same_records": one.same_records,
            **{name: _measure(one, name) for name in MEASURES},
        }


def _measure(one: Agreement, name: str) -> Coefficient:
    measured: Coefficient = getattr(one, name)
    return measured


def _proposed(
    store: Store, entries: Sequence[ReportEntry], measured: Sequence[MeasuredReport], broken: list[str]
) -> Iterator[tuple[list[Proposal], list[AnnotatorReading]]]:
    """Yield what is proposed in each report, with its readers.

    A report in which finding breaks off is named and left out.
    """
    for entry, read in zip(entries, measured, strict=True):
        found = attempt(proposals_in, entry.name, store.report(entry.digest).text)
        if isinstance(found, BrokenOff):
            broken.append(entry.name)
            fail_for(entry.name, found)
            continue
        yield [*found, *store.proposals(entry.digest)], list(read.readers.values())


def _source_rows(
    store: Store, entries: Sequence[ReportEntry], measured: Sequence[MeasuredReport], broken: list[str]
) -> Iterator[Row]:
    proposed = _proposed(store, entries, measured, broken)
    for share in shares(proposed):
        counted = {name: getattr(share, name) for name in ("source", "proposals", "decided", "right", "unchanged")}
        yield counted | {name: _share(share, name) for name in ("precision", "share_unchanged")}


def _share(share: SourceShare, name: str) -> Coefficient:
    value: float | None = getattr(share, name)
    return Coefficient(value, None if value is not None else "no units")


def _print(rows: Sequence[Row], form: Form) -> None:
    if form == "json":
        click.echo(shown(json.dumps([_plain(row) for row in rows], ensure_ascii=False, indent=2)))
    elif form == "csv":
        table = [_flat(row) for row in rows]
        writer = csv.DictWriter(screen(), list(table[0]) if table else [], lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)
    else:
        _print_columns(rows)


def _plain(row: Row) -> Row:
    """Return a row for JSON: a coefficient is its value, null where it is undefined, with the reason beside it."""
    return {
        name: {"value": cell.value, "undefined": cell.lack} if isinstance(cell, Coefficient) else cell
        for name, cell in row.items()
    }


def _flat(row: Row) -> dict[str, object]:
    """Return a row of cells: an undefined coefficient is empty, and the last cell has the reason."""
    cells: dict[str, object] = {}
    lacks = []
    for name, cell in row.items():
        if isinstance(cell, Coefficient):
            cells[name] = "" if cell.value is None else f"{cell.value:.4f}"
            lacks += [f"{name}: {cell.lack}"] if cell.lack else []
        else:
            cells[name] = (
                inert("、".join(cell)) if isinstance(cell, list) else inert(cell) if isinstance(cell, str) else cell
            )
    return cells | {"undefined": "; ".join(lacks)}


def _print_columns(rows: Sequence[Row]) -> None:
    """Print rows in aligned columns; an undefined coefficient is explained in words."""
    shown = [name for name in (rows[0] if rows else ()) if name not in ("same_spans", "same_records")]
    table = [[HEADS.get(name, name) for name in shown], *([_cell(row[name]) for name in shown] for row in rows)]
    widths = [max(map(_width, column)) for column in zip(*table, strict=True)]
    for line in table:
        padded = (cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True))
        click.echo("  ".join(padded).rstrip())


def _cell(cell: object) -> str:
    if isinstance(cell, Coefficient):
        return f"({cell.lack})" if cell.value is None else f"{cell.value:.3f}"
    return one_line("、".join(cell) if isinstance(cell, list) else cell)


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
