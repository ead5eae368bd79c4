"""The judgement: what an annotator decided on one proposal, as far as something may be learnt from it."""

import re
from typing import NamedTuple

from .decision import Decision, origin
from .figure import Figure, Span
from .reason import reasons_to_text

LEARNT = "learnt."
"""What the rules begin with by which a reading was changed that an annotator's decisions had taught."""

_SOURCES = re.compile(r"learnt\.([a-z_]+):([0-9a-f]+)")


class Judgement(NamedTuple):
    """What holds on one span for one annotator: a figure, or none.

    `was_indicator` and `was_unit` are what had been proposed, None where nothing was; `indicator` and `unit` what was
    decided, None where it is no figure. `is_same_value` says that the value was confirmed as proposed. `why` are the
    rules of the proposal as a short text (`core.model.reason`). `figure_span` is where the figure stands.
    """

    decision: str
    at: str
    target: Span
    figure_span: Span
    was_indicator: str | None
    was_unit: str | None
    indicator: str | None
    unit: str | None
    is_same_value: bool
    why: str

    def sources(self, topic: str) -> tuple[str, ...]:
        """Return the decisions, by id, from which the proposal's reading of a topic had been learnt; () for none."""
        if LEARNT not in self.why:
            return ()
        return tuple(source for name, source in _SOURCES.findall(self.why) if name == topic)


def judgement_of(decision: Decision) -> Judgement | None:
    """Return what a decision says of its proposal; None for a decision that says nothing of a figure."""
    if decision.verdict not in ("confirm", "reject", "add") or decision.target is None:
        return None
    before = decision.proposed.figure if decision.proposed is not None else None
    after: Figure | None = decision.figure if decision.verdict != "reject" else None
    figure = after or before
    return Judgement(
        decision=origin(decision.id),
        at=decision.at,
        target=decision.target,
        figure_span=figure.span if figure is not None else decision.target,
        was_indicator=before.indicator if before else None,
        was_unit=before.unit if before else None,
        indicator=after.indicator if after else None,
        unit=after.unit if after else None,
        is_same_value=bool(before and after and before.value == after.value),
        why=reasons_to_text(decision.proposed.reasons, 0) if decision.proposed else "",
    )
