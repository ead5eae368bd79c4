"""The verb find: figures of files, and proposals for the verbs that need them."""

import json
from pathlib import Path
from typing import Any

import click

from core.cli.door import FILES, verbs
from core.cli.reading import Reading, holds_several, reading
from core.figure import Proposal, plain_value
from core.report import Report


@verbs.command()
@FILES
@reading
def find(files: tuple[Path, ...], **how: str | None) -> int:
    """Print the figures of FILES, one JSON object a line, in text order.

    FILES are reports (text, web pages, Word, PDF), folders and archives of them, and tables with a report a row.
    """
    from core.extraction.detect import find_figures
    from core.extraction.lexicon import load_lexicon

    lexicon = load_lexicon()
    reports = Reading(files, how)
    several = len(files) > 1 or holds_several(files[0])
    for report in reports:
        named = {"report": report.name} if several else {}
        for proposal in find_figures(report, lexicon):
            click.echo(json.dumps(named | _line(report, proposal), ensure_ascii=False))
    return int(reports.refused > 0)


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
