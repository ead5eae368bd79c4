"""The verb import: reports that come into a store, and labels for the reports that are there."""

import traceback
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from ..jobs.find import Answer, BrokenOff, ReadyAnswer, ahead_of, crew, in_order, proposals_in
from ..jobs.reading import Reading, reading, ticking
from ..model.errors import ExchangeError, UserError
from ..model.figure import Proposal
from ..store import Store
from .log_file import write as keep_trace
from .run import FILES, JOBS, PATH, fail, fail_at, row, verbs
from .translation import say

if TYPE_CHECKING:
    from ..jobs.import_labels import Taking


@verbs.command("import")
@click.argument("store", type=PATH)
@FILES
@click.option("--as", "becomes", type=click.Choice(["decisions", "proposals"]), help="FILES are labels, not reports.")
@click.option("--annotator", metavar="NAME", help="Whose decisions they are; if not given, whose the file says.")
@click.option("--source", metavar="NAME", help="Who proposes them; if not given, the file's name.")
@click.option("--report", metavar="NAME", help="The report they are of, where the file does not tell it.")
@click.option("--map", "renamed", metavar="LABEL=KIND", multiple=True, help="What a label of the file means here.")
@JOBS
@reading
def import_(store: Path, files: tuple[Path, ...], becomes: str | None, jobs: int, **said: str) -> int:
    """Add FILES to STORE as reports; STORE is made where there is none.

    FILES are reports (text, web pages, Word, PDF), folders and archives of them, and tables with a report a row.

    With --as, FILES are labels of reports that are in STORE: doccano, Label Studio, brat, spaCy, Prodigy, CoNLL or our
    own JSONL, known by what is in them. Each file's labels of a report are one step of its annotator.
    """
    if becomes is not None:
        return _import_labels(store, files, becomes == "decisions", said, jobs)
    reports = Reading(files, said, jobs)
    status = 0
    with Store.open(store) as opened:
        for report in ticking(reports):
            try:
                opened.add_report(report)
            except UserError as error:
                status = fail(say(error))
            except Exception:
                status = fail_at(report.name, traceback.format_exc())
    return status or int(reports.refused > 0)


def _import_labels(store: Path, files: Sequence[Path], decide: bool, said: dict[str, str], jobs: int) -> int:
    refused: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    status = 0
    row("file", "read", "placed", "re-anchored", "there already", "refused")
    with Store.open(store, create=False) as opened, crew(proposals_in, jobs) as ask:

        def asked(part: _Part) -> Answer[list[Proposal] | BrokenOff]:
            # what was proposed is of interest only where something is decided
            return ask("", opened.report(part.digest).text) if part.digest and decide else ReadyAnswer([])

        failed: Taking | UserError | None = None
        for part, found in ticking(in_order(_parts(opened, files, decide, said), asked, ahead_of(jobs))):
            if part.taking is failed:
                continue
            try:
                taken = _taken(part, found, opened)
            except UserError as error:
                failed = part.taking
                status = fail(f"{part.path.name}: {say(error)}")
                continue
            except Exception:
                failed = part.taking
                status = fail_at(part.path.name, traceback.format_exc())
                continue
            if taken is not None:
                for refusal in taken.refused:
                    refused[part.path.name, say(refusal.error)].append(refusal.where)
                row(part.path.name, *taken.counts)
    for (name, reason), places in refused.items():
        status = fail(f"{name}:{','.join(dict.fromkeys(places))}: {reason}")
    return status


def _taken(part: "_Part", found: Sequence[Proposal] | BrokenOff, store: Store) -> "Taking | None":
    """Take in what a file says of one report; after the last one write all of it and return it."""
    from ..detection.lexicon import load_lexicon
    from ..detection.pipeline import read_figure
    from ..jobs.import_labels import take_out

    if isinstance(part.taking, UserError):
        raise part.taking
    if part.digest:
        report = store.report(part.digest)
        if isinstance(found, BrokenOff):
            part.taking.pass_over(report, broken_off(report.name, found.trace))
        else:
            part.taking.add(report, found, partial(read_figure, report, lexicon=load_lexicon()))
    if not part.last:
        return None
    take_out(part.taking, store)
    return part.taking


def broken_off(name: str, trace: str) -> ExchangeError:
    """Say that the labels of a report stay out, and keep the trace of why."""
    return ExchangeError(
        "The labels of {name} were left out: a fault of the program broke the work on it off. The log has the details: "
        "{log}",
        name=name,
        log=keep_trace(name, trace),
    )


class _Part(NamedTuple):
    """A report that a file's labels were placed in, "" for none at all; or why the file cannot be read."""

    path: Path
    taking: "Taking | UserError"
    digest: str = ""
    last: bool = True


def _parts(store: Store, files: Sequence[Path], decide: bool, said: dict[str, str]) -> Iterator[_Part]:
    """Read files of labels one after the other; what they say stays out of the store."""
    from ..jobs.import_labels import Wish, take_in

    renamed = _map(said["renamed"])
    for path in files:
        wish = Wish(decide, said["annotator"] or "", said["source"] or path.stem, said["report"] or "", renamed)
        try:
            taking = take_in(path, store, wish)
        except UserError as error:
            yield _Part(path, error)
            continue
        except Exception:
            yield _Part(path, broken_off(path.name, traceback.format_exc()))
            continue
        digests = taking.digests or [""]
        yield from (_Part(path, taking, digest, digest == digests[-1]) for digest in digests)


def _map(said: Sequence[str]) -> dict[str, str]:
    renamed = {}
    for one in said:
        label, sign, kind = one.partition("=")
        if not (label and sign and kind):
            raise ExchangeError("{said} is no pair. Write it like LABEL=growth.", said=one)
        renamed[label] = kind
    return renamed
