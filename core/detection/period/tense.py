"""Whether the time that a figure's period was read from lies in what is planned (FIGURES.md §4, `status`)."""

from collections.abc import Sequence
from typing import NamedTuple

from ...model.figure import Reason
from ..rule import Rule, decide
from .expressions import TimeExpression
from .sections import SectionTime


class Tense(NamedTuple):
    """Whether a figure's time is planned, and by which rules and words that is known.

    `is_settled` says that this holds whatever the words of the clause say.
    """

    is_planned: bool
    reasons: tuple[Reason, ...]
    is_settled: bool = False


class _Asked(NamedTuple):
    """What the rules of the tense look at: a time with the years it names, the first year of its section, and the last.

    In a review all up to the last is past; where its years were corrected that may be later than they are. `is_ahead`
    says that the words of the clause plan.
    """

    time: TimeExpression
    first: int
    last: int
    is_plan: bool
    is_ahead: bool


def read_tense(time: TimeExpression | None, section: SectionTime, is_ahead: bool = False) -> Tense:
    """Tell whether a figure is of what is planned: by its time where this names years of its own, else by its section.

    In the review of 2025, 到2030年 is planned.
    """
    is_plan = section.status == "target"
    names_none = time is None or time.base or time.whole or time.floating or time.count
    if time is None or names_none or section.first is None or section.last is None:
        return Tense(is_plan, section.setting[:1])
    past_until = section.last if section.past_until is None else section.past_until
    decided = decide(TENSE_RULES, _Asked(time, section.first, past_until, is_plan, is_ahead))
    if decided is None:
        return Tense(is_plan, section.setting[:1])
    return Tense(decided[1], (Reason(decided[0], (time.span,)),))


def _after_review(asked: _Asked) -> bool | None:
    time = asked.time
    # a plan that is under way (“十四五”期间) holds years of the review too
    begins = time.last if time.first == time.last or asked.is_ahead else time.first
    return True if not asked.is_plan and begins > asked.last and time.months is None else None


def _in_review(asked: _Asked) -> bool | None:
    return None if asked.is_plan else False


def _in_plan(asked: _Asked) -> bool | None:
    return True if asked.is_plan and asked.time.last >= asked.first else None


def _before_plan(asked: _Asked) -> bool | None:
    return False if asked.is_plan else None


TENSE_RULES: Sequence[Rule[_Asked, bool]] = (
    Rule("status.after_review", _after_review),
    Rule("status.in_review", _in_review),
    Rule("status.in_plan", _in_plan),
    Rule("status.before_plan", _before_plan),
)
