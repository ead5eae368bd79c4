"""The command line: the verbs, without a window."""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import click
from click.exceptions import Exit

from core import __version__
from core.annotation.review import Review
from core.annotation.store import Store
from core.catalogue import say
from core.errors import ExchangeError, UserError
from core.exchange.dataset import FORMATS, Format, is_text, save, write
from core.exchange.exported import Exported
from core.exchange.record import CHOICES, Choice, records
from core.figure import KINDS, Proposal, plain_value
from core.report import Report

STORE = click.Path(path_type=Path)
FILES = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))


def run(argv: list[str]) -> int:
    """Run a verb and return the exit status: 0, or 1 with one line on standard error."""
    _speak_utf8()
    try:
        # click's own main would end the process itself, and not quietly, where the reader of a pipe is gone
        with verbs.make_context("biaoshu", list(argv)) as context:
            status = verbs.invoke(context)
        sys.stdout.flush()
    except UserError as error:
        return _fail(say(error))
    except click.ClickException as error:
        return _fail(" ".join(error.format_message().split()))
    except Exit as end:
        return end.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        # the reader has had enough; what is left to flush must not fail at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return int(status or 0)


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale says, and line ends as they are given."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")


def _fail(sentence: str) -> int:
    click.echo(sentence, err=True)
    return 1


@click.group()
@click.version_option(__version__, message="%(version)s")
def verbs() -> None:
    """Review and label the figures in Chinese government work reports; without a verb, in a window."""


@verbs.command()
@FILES
def find(files: tuple[Path, ...]) -> int:
    """Print the figures of FILES, one JSON object a line, in text order."""
    from core.extraction.detect import find_figures
    from core.extraction.lexicon import load_lexicon
    from core.extraction.load import load

    lexicon = load_lexicon()
    status = 0
    for path in files:
        try:
            report = load(path)
        except UserError as error:
            status = _fail(say(error))
            continue
        named = {"report": report.name} if len(files) > 1 else {}
        for proposal in find_figures(report, lexicon):
            click.echo(json.dumps(named | _line(report, proposal), ensure_ascii=False))
    return status


def _line(report: Report, proposal: Proposal) -> dict[str, Any]:
    figure = proposal.figure
    return {
        "start": figure.start,
        "end": figure.end,
        "text": report.text[figure.start : figure.end],
        "kind": figure.kind,
        "value": plain_value(figure.value),
        "unit": figure.unit,
        "bound": figure.bound,
        "indicator": figure.indicator,
        "status": figure.status,
        "period": figure.period,
        "confidence": proposal.confidence,
    }


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
        proposals = _proposals(report) if state == "all" else []
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


def _proposals(report: Report) -> list[Proposal]:
    from core.extraction.detect import find_figures
    from core.extraction.lexicon import load_lexicon

    return find_figures(report, load_lexicon())


@verbs.command("import")
@click.argument("store", type=STORE)
@FILES
def import_(store: Path, files: tuple[Path, ...]) -> int:
    """Add FILES to STORE as reports; STORE is made where there is none."""
    from core.extraction.load import load

    status = 0
    with Store.open(store) as opened:
        for path in files:
            try:
                opened.add_report(load(path))
            except UserError as error:
                status = _fail(say(error))
    return status


@verbs.command()
@click.argument("store", type=STORE)
def stats(store: Path) -> None:
    """Print how far each report of STORE is decided, altogether and by kind, a line for each annotator."""
    with Store.open(store, create=False) as opened:
        click.echo("\t".join(("report", "annotator", "decided", "total", *KINDS)))
        for entry in opened.reports():
            proposals = _proposals(opened.report(entry.digest))
            for identity, name in (opened.annotators() or {"": "-"}).items():
                review = Review(proposals, opened.log(entry.digest, identity))
                click.echo("\t".join((entry.name, name, *_progress(review))))


def _progress(review: Review) -> Iterator[str]:
    """Yield decided and total, then decided/total of each kind."""
    total = Counter(reviewed.figure.kind for reviewed in review.figures)
    decided = Counter(reviewed.figure.kind for reviewed in review.figures if reviewed.state != "undecided")
    yield str(decided.total())
    yield str(total.total())
    yield from (f"{decided[kind]}/{total[kind]}" for kind in KINDS)


@verbs.command(hidden=True)
def serve() -> None:
    """Find figures for the window, by lines of JSON on standard input and output."""
    from core.worker import serve as work

    work(sys.stdin.buffer, sys.stdout.buffer)
