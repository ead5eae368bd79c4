"""The phrases that may name the figure under decision in place of its indicator, the likeliest first."""

import logging

from core.model.errors import UserError
from core.model.near_figure import NearFigure
from core.review.review import ReviewedFigure

from .session import Session
from .span_reading import evidence_of

log = logging.getLogger("biaoshu")


def candidates(session: Session, *, waits: bool = False) -> list[str]:
    """Return the phrases that the detector offered for the figure and did not choose, then others that stand near it.

    They are of the figure as it was read, so that they stay as they are when it is corrected. The others are found by
    the engine: unless this `waits` for it, only those are there that are known by now.
    """
    shown, reading = session.current, session.reading
    if shown is None:
        return []
    offered = [one.text for one in shown.proposal.candidates] if shown.proposal is not None else []
    near = _near_figure(session, shown, waits=waits)
    if reading is None or near is None:
        return offered
    try:
        found = (reading.alternatives if waits else reading.known_alternatives)(near)
    except UserError as error:
        log.warning("no phrases near the figure: %s", error.sentence)
        found = []
    return [one for one in dict.fromkeys((*offered, *(found or ()))) if one != near.figure.indicator]


def ask_candidates(session: Session) -> None:
    """Ask for the phrases near the figure under decision that are not known; `candidates_known` tells of them."""
    shown, reading = session.current, session.reading
    near = _near_figure(session, shown, waits=False) if shown is not None else None
    if reading is not None and near is not None:
        reading.ask_alternatives(near)


def are_known(session: Session) -> bool:
    """Tell whether the phrases near the figure under decision are known by now, or none are looked for."""
    shown, reading = session.current, session.reading
    near = _near_figure(session, shown, waits=False) if shown is not None else None
    return reading is None or near is None or reading.known_alternatives(near) is not None


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
