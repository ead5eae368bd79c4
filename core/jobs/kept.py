"""The proposals that a store keeps for its reports, as this program's detector found them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..detection.inputs import inputs_of
from ..model.figure import Proposal
from ..model.report import Report

if TYPE_CHECKING:
    from ..store import Store


def kept_proposals(store: "Store", report: Report) -> list[Proposal] | None:
    """Return the proposals that a store keeps for a report with its corrections; None where there are none.

    None of an earlier detector, or of other inputs, are returned.
    """
    return store.kept.proposals(report.digest, _key(report))


def kept_number(store: "Store", report: Report) -> int | None:
    """Return how many proposals `kept_proposals` returns, without reading them."""
    return store.kept.number(report.digest, _key(report))


def keep_proposals(store: "Store", report: Report, proposals: Sequence[Proposal]) -> None:
    """Have a store keep what was found in one of its reports; may be called in a thread."""
    store.kept.keep_proposals(report.digest, _key(report), proposals)


def _key(report: Report) -> str:
    return inputs_of(report.digest, report.name, report.corrections).key()
