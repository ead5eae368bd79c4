"""The explanation of a numeral: how it was read, or why it is no figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .figure import Proposal, Reason, Span, proposal_from_record, proposal_to_record, span_from


@dataclass(frozen=True, slots=True)
class Explanation:
    """What became of one numeral of a report; offsets are those of the report.

    It is a figure, with its `proposal`, whose reasons tell how it was read; or it was left out, and `exclusion` is the
    rule that did so, with the words that decided, `exclusion_class` the class of FIGURES.md §2. Where both are None it
    has no value that can be told: more digits than a number may have.
    """

    span: Span
    proposal: Proposal | None = None
    exclusion: Reason | None = None
    exclusion_class: str = ""


def explanation_to_record(one: Explanation) -> dict[str, Any]:
    """Turn an explanation into a JSON-ready record."""
    return {
        "span": list(one.span),
        "proposal": one.proposal and proposal_to_record(one.proposal),
        "exclusion": one.exclusion and [one.exclusion.rule, *map(list, one.exclusion.words)],
        "class": one.exclusion_class,
    }


def explanation_from_record(record: Mapping[str, Any]) -> Explanation:
    """Read an explanation back from `explanation_to_record`; raise ValueError where it is none."""
    exclusion = None
    if record["exclusion"]:
        rule, *words = record["exclusion"]
        exclusion = Reason(rule, tuple(map(span_from, words)))
    proposal = record["proposal"] and proposal_from_record(record["proposal"])
    return Explanation(span_from(record["span"]), proposal or None, exclusion, record["class"])
