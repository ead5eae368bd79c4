"""What is found in a report as lines of JSON, one a proposal: what the command line prints and `propose` reads."""

import json
from collections.abc import Iterable
from typing import Any

from ..model.attributes import FIRST, LATER
from ..model.figure import Proposal
from ..model.report import Report


def proposal_lines(report: Report, proposals: Iterable[Proposal]) -> list[str]:
    """Return proposals of a report as lines of JSON, in the order they are given."""
    return [json.dumps(_record(report, proposal), ensure_ascii=False) for proposal in proposals]


def _record(report: Report, proposal: Proposal) -> dict[str, Any]:
    figure = proposal.figure
    return {
        "start": figure.start,
        "end": figure.end,
        "text": report.text[figure.start : figure.end],
        **{attribute.name: attribute.plain(getattr(figure, attribute.name)) for attribute in FIRST},
        "confidence": proposal.confidence,
        **{attribute.name: attribute.plain(getattr(figure, attribute.name)) for attribute in LATER},
    }
