"""The verb find: figures of files, and proposals for the verbs that need them."""

import json
from pathlib import Path
from typing import Any

import click

from core.catalogue import say
from core.cli.door import FILES, fail, verbs
from core.errors import UserError
from core.figure import Proposal, plain_value
from core.report import Report


@verbs.command()
@FILES
def find(files: tuple[Path, ...]) -> int:
    """Print the figures of FILES, one JSON object a line, in text order."""
    from core.extraction.detect import find_figures
    from core.extraction.lexicon import load_lexicon
    from core.intake.load import load

    lexicon = load_lexicon()
    status = 0
    for path in files:
        try:
            report = load(path)
        except UserError as error:
            status = fail(say(error))
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


def proposals_of(report: Report) -> list[Proposal]:
    """Find the proposals of a report with the program's own lexicon."""
    from core.extraction.detect import find_figures
    from core.extraction.lexicon import load_lexicon

    return find_figures(report, load_lexicon())
