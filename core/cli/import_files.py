"""The verb import: reports that come into a store, and labels for the reports that are there."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import click

from ..files.report_table import ROW_NOTES
from ..jobs.engines import ProcessExecutor
from ..jobs.executor import BrokenOff
from ..jobs.import_labels import ImportedLabels, LabelImportOptions, LabelWork, import_labels
from ..jobs.import_reports import ImportOutcome, import_reports
from ..jobs.read_files import TableFound
from ..jobs.report_checks import Question
from ..model.decision import Field, new_step
from ..model.errors import ExchangeError, UserError
from ..model.report import UNSEEN
from ..store import Store
from .log_file import write as keep_trace
from .progress import drive
from .reading_options import ReportFiles, reading_options
from .run import FILES, JOBS, PATH, fail, fail_at, row, tell, verbs
from .translation import say

_SAID: tuple[Field, ...] = ("region", "year")


@verbs.command("import")
@click.argument("store", type=PATH)
@FILES
@click.option("--as", "becomes", type=click.Choice(["decisions", "proposals"]), help="FILES are labels, not reports.")
@click.option("--annotator", metavar="NAME", help="Whose decisions they are; if not given, whose the file says.")
@click.option("--source", metavar="NAME", help="Who proposes them; if not given, the file's name.")
@click.option("--report", metavar="NAME", help="The report they are of, where the file does not tell it.")
@click.option("--map", "renamed", metavar="LABEL=KIND", multiple=True, help="What a label of the file means here.")
@click.option("--region", metavar="NAME", help="The region that the reports are of; needs --annotator.")
@click.option("--year", metavar="YEAR", type=click.IntRange(1900, 2100), help="Their year; needs --annotator.")
@JOBS
@reading_options
def import_(store: Path, files: tuple[Path, ...], becomes: str | None, jobs: int, **options: Any) -> int:  # noqa: ANN401
    """Add FILES to STORE as reports; STORE is made where there is none.

    FILES are reports (text, web pages, Word, PDF), folders and archives of them, and tables with a report a row. What
    is strange about one is told: a text that breaks off, is there already, or is of another place than its name says.

    With --as, FILES are labels of reports that are in STORE: doccano, Label Studio, brat, spaCy, Prodigy, CoNLL or our
    own JSONL, known by what is in them. Each file's labels of a report are one step of its annotator.
    """
    if becomes is not None:
        return _import_labels(store, files, becomes == "decisions", options, jobs)
    said: dict[Field, str] = {name: str(options[name]) for name in _SAID if options[name]}
    if said and not options["annotator"]:
        raise ExchangeError("Who says of which region and year the reports are? Name the annotator with --annotator.")
    came, refused = 0, 0

    def take(outcome: ImportOutcome | TableFound) -> None:
        nonlocal came, refused
        assert isinstance(outcome, ImportOutcome)
        came += outcome.report is not None
        refused += outcome.is_refused
        _tell_what_came(outcome)
        for finding in outcome.findings:
            tell(say(finding.message))
        if outcome.report is not None and not outcome.is_refused and said:
            step = new_step(opened.annotator(options["annotator"]), outcome.report.digest)
            opened.append([step.file(field, value) for field, value in said.items()])
        if outcome.question is not None:
            _ask(outcome.question, said)

    def text_of(digest: str) -> str:
        return opened.report(digest).text

    with Store.open(store) as opened, ReportFiles(files, options, jobs).reading() as reading:
        # counted are the reports, not the files that hold none
        job = import_reports(opened.add_report, reading, opened.reports, text_of)
        drive(job, take, with_total=False, done=lambda: came)
    return int(refused > 0)


def _tell_what_came(outcome: ImportOutcome) -> None:
    """Say why a report did not come in, or what is strange about the row of a table that it is of."""
    if outcome.error is not None:
        fail(say(outcome.error))
        if called := str(outcome.error.facts.get("called", "")):
            # the rows of a table that were passed over, by their names
            keep_trace(str(outcome.error), called)
    elif outcome.trace:
        fail_at(outcome.name, outcome.trace)
    elif outcome.report is not None:
        for note in outcome.report.notes:
            if note.sentence in ROW_NOTES or note.sentence in UNSEEN:
                tell(f"{outcome.name}: {say(UserError(note[0], number=note[1]))}")


def _ask(question: Question, said: Collection[Field]) -> None:
    """Say what the words of a report leave open and nobody has said, and by which option it is said."""
    if question.regions and "region" not in said:
        error = ExchangeError(
            "It is not clear of which region {name} is: {regions}? Say it with --region.",
            name=question.name,
            regions="、".join(question.regions),
        )
        tell(say(error))
    if question.years and "year" not in said:
        error = ExchangeError(
            "It is not clear of which year {name} is: {years}? Say it with --year.",
            name=question.name,
            years="、".join(question.years),
        )
        tell(say(error))


def _import_labels(store: Path, files: Sequence[Path], decide: bool, choices: dict[str, str], jobs: int) -> int:
    renamed = _map(choices["renamed"])
    refused: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    status = 0

    def options(path: Path) -> LabelImportOptions:
        source = choices["source"] or path.stem
        return LabelImportOptions(decide, choices["annotator"] or "", source, choices["report"] or "", renamed)

    def take(outcome: ImportedLabels) -> None:
        nonlocal status
        name = outcome.path.name
        if outcome.labels is not None:
            for refusal in outcome.labels.refused:
                refused[name, say(refusal.error)].append(refusal.where)
            row(name, *outcome.labels.counts)
        elif outcome.error is not None:
            status = fail(f"{name}: {say(outcome.error)}")
        else:
            status = fail_at(name, outcome.trace)

    row("file", "read", "placed", "re-anchored", "there already", "refused")
    with Store.open(store, create=False) as opened, ProcessExecutor(jobs) as executor:
        work = LabelWork(options, broken_off)
        drive(import_labels(opened, files, work, executor), take, with_total=False)
    for (name, reason), places in refused.items():
        status = fail(f"{name}:{','.join(dict.fromkeys(places))}: {reason}")
    return status


def broken_off(name: str, broken: BrokenOff) -> UserError:
    """Return the error for labels of a report that are left out, and write the trace to the log."""
    if broken.error is not None:
        return broken.error
    return ExchangeError(
        "The labels of {name} were left out, because an error in the program stopped the work on it. The log has the "
        "details: {log}",
        name=name,
        log=keep_trace(name, broken.trace),
    )


def _map(pairs: Sequence[str]) -> dict[str, str]:
    renamed = {}
    for one in pairs:
        label, sign, kind = one.partition("=")
        if not (label and sign and kind):
            raise ExchangeError("{said} is not a pair. Write it like LABEL=growth.", said=one)
        renamed[label] = kind
    return renamed
