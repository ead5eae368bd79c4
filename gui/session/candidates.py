"""The phrases that may name the figure under decision in place of its indicator, the likeliest first."""

import logging
from typing import NamedTuple

from core.model.errors import UserError
from core.model.near_figure import NearFigure
from core.review.review import ReviewedFigure

from .session import Session
from .span_reading import evidence_of

log = logging.getLogger("biaoshu")


class Candidates(NamedTuple):
    """The phrases that the detector offered for a figure and did not choose, then others that stand near it."""

    phrases: list[str]
    are_all: bool
    """Whether those near it are among them, or none are looked for; else the engine is still to be asked."""


def candidates(session: Session, *, waits: bool = False) -> Candidates:
    """Return what may name the figure under decision.

    The phrases are of the figure as it was read, so that they stay as they are when it is corrected. Those near it are
    found by the engine: unless this `waits` for it, they are there only where they are known by now.
    """
    shown, reading = session.current, session.reading
    if shown is None:
        return Candidates([], True)
    offered = [one.text for one in shown.proposal.candidates] if shown.proposal is not None else []
    near = _near_figure(session, shown, waits=waits)
    if reading is None or near is None:
        return Candidates(offered, True)
    try:
        found = (reading.alternatives if waits else reading.known_alternatives)(near)
    except UserError as error:
        log.warning("no phrases near the figure: %s", error.sentence)
        found = []
    phrases = [one for one in dict.fromkeys((*offered, *(found or ()))) if one != near.figure.indicator]
    return Candidates(phrases, found is not None)


def ask_candidates(session: Session) -> None:
    """Ask for the phrases near the figure under decision that are not known; `candidates_known` tells of them."""
    shown, reading = session.current, session.reading
    near = _near_figure(session, shown, waits=False) if shown is not None else None
    if reading is not None and near is not None:
        reading.ask_alternatives(near)


def _near_figure(session: Session, shown: ReviewedFigure, *, waits: bool) -> NearFigure | None:
    """Return a figure as it was read, with what stands near it; None for a label without a number."""
    outline, proposed = session.outline, shown.proposed
    if outline is None or shown.figure.value == ():
        return None
    is_there = proposed is not None and proposed.figure.span == shown.figure.span
    figure = proposed.figure if proposed is not None and is_there else shown.figure
    sentence = outline.sentence_at(figure.start)
    others = [one.figure for one in session.review.touching(sentence)]
    return NearFigure(
        sentence,
        outline.clause_at(figure.start),
        figure,
        evidence_of(session.reading, shown, "indicator", waits=waits),
        tuple(one.indicator for one in reversed(others) if one.end <= figure.start),
        tuple(one.indicator for one in others if figure.end <= one.start),
    )
