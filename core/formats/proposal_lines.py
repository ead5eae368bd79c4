"""What is found in a report as lines of JSON, one a proposal: what the command line prints and `propose` reads."""

import json
from collections.abc import Iterable
from typing import Any

from ..model.attributes import FIRST, LATER
from ..model.figure import Proposal
from ..model.report import Report


def proposal_lines(report: Report, proposals: Iterable[Proposal], *, explained: bool = False) -> list[str]:
    """Return proposals of a report as lines of JSON, in the order they are given.

    Where they shall be `explained`, each has at its end the rules and words by which it was read, and the candidates
    for its indicator that were not chosen.
    """
    records = (_record(report, one) | (_explained(one) if explained else {}) for one in proposals)
    return [json.dumps(record, ensure_ascii=False) for record in records]


def _explained(proposal: Proposal) -> dict[str, Any]:
    """Return for each attribute, and for the span, the id of each rule that read it, with the spans of its words."""
    return {
        "reasons": {
            topic: [[reason.rule, *map(list, reason.words)] for reason in reasons]
            for topic, reasons in proposal.reasons.items()
        },
        "candidates": [[one.text, one.rule, *map(list, one.words)] for one in proposal.candidates],
    }


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
