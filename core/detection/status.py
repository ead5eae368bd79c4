"""The status of a figure: whether it has happened or is planned (FIGURES.md §4)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ..model.figure import Reason, Span, Status
from .indicator.phrase import quota
from .lexicon import Lexicon, begins
from .period.tense import Tense
from .rule import Rule, because, decide

# 计划改造的24个: the plan belongs to an attribute of what is counted, not to the figure.
_ATTRIBUTE = re.compile("[^，。；]{0,8}的")
_MET = re.compile("完成|超额|好于|高于|低于|快于|慢于|优于|圆满|年度")
# “雏鹰计划”团队, 计划目标值: neither says that the figure is planned.
_NAMED = "[”》]|目标值"


class StatusReading(NamedTuple):
    """A status, and by which rules and words it was read: those of its time or section where the clause is silent."""

    status: Status
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Cues:
    target: re.Pattern[str]
    actual: re.Pattern[str]
    measure: re.Pattern[str]
    bracketed: re.Pattern[str]
    against: re.Pattern[str]
    aim: re.Pattern[str]


@cache
def _cues(lexicon: Lexicon) -> _Cues:
    """Compile the words of a target, those of what has happened, and what a figure is measured by."""
    met = lexicon.either("time.target_met")
    target, actual = (begins(lexicon.words(f"cues.firm_{status}")) for status in ("target", "actual"))
    named = "".join(f"(?<!{word})" for word in lexicon.words("cues.named_plans"))
    return _Cues(
        target=re.compile(
            f"{target}{named}{lexicon.either('cues.firm_target')}(?!总投资超|总投资过|生育|单列|{_NAMED})(?![^，。；]{{0,6}}{met})"
        ),
        actual=re.compile(
            f"{actual}(?<![由从实]){lexicon.either('cues.firm_actual')}(?!{lexicon.either('time.basis')})"
        ),
        bracketed=re.compile(
            f"[（(][^，。；（）()]{{0,6}}{lexicon.either('cues.aims')}(?:值|数)?[^0-9，。；（）()]{{0,8}}$"
        ),
        measure=re.compile(f"{quota(lexicon)}的?$"),
        against=re.compile(f"{lexicon.either('cues.against_target')}$"),
        aim=re.compile("(?:左右|以上|以内|以下)?的(?:年度|年初|全年)?(?:预期|计划|调控|控制|规划)目标(?!任务)"),
    )


@dataclass(slots=True)
class _Asked:
    """What the rules of the status look at: the words of the clause, and whether its time or section is planned.

    `target` is a word of a target among them; it is not looked for where that is planned anyway. `behind` are the
    words behind the number.
    """

    before: str
    behind: str
    start: int
    is_planned: bool
    cues: _Cues
    target: re.Match[str] | None

    def words(self, found: re.Match[str]) -> tuple[Span, ...]:
        """Return where something stands in the text that was found in `before`."""
        return (Span(self.start + found.start(), self.start + found.end()),)


_Found = tuple[Status, tuple[Span, ...]]


def read_status(before: str, behind: str, start: int, tense: Tense, lexicon: Lexicon) -> StatusReading:
    """Read whether a figure has happened or is planned, by the first of `STATUS_RULES` that applies.

    The words of its clause decide (力争, 已), else whether its time or its section is planned, which `tense` says.
    `before` are the words before the number, `start` their offset, `behind` the words behind it.
    """
    if tense.is_settled:
        return StatusReading("target" if tense.is_planned else "actual", tense.reasons)
    cues = _cues(lexicon)
    target = None if tense.is_planned else cues.target.search(before)
    asked = _Asked(before, behind, start, tense.is_planned, cues, target)
    id_, (status, words) = decide(STATUS_RULES, asked) or ("status.review", ("actual", ()))
    return StatusReading(status, (because(id_, words), *(() if words else tense.reasons)))


def _target_compared(asked: _Asked) -> _Found | None:
    """Apply to what was aimed at, where what happened is held against it: 上涨1.2%，低于【3%】左右的预期目标."""
    found = asked.cues.against.search(asked.before) if asked.cues.aim.match(asked.behind) else None
    return ("target", asked.words(found)) if found else None


def _done_in_plan(asked: _Asked) -> _Found | None:
    found = asked.cues.actual.search(asked.before) if asked.is_planned else None
    # 在已有基础上力争达到30亿元: what is aimed at is named behind what is there
    if found is None or asked.cues.target.search(asked.before, found.end()):
        return None
    return "actual", asked.words(found)


def _planned(asked: _Asked) -> _Found | None:
    return ("target", ()) if asked.is_planned else None


def _bracketed_target(asked: _Asked) -> _Found | None:
    """Apply in brackets that say what was aimed at: 增长6.5%（年度目标【6%】以上）."""
    found = asked.cues.bracketed.search(asked.before)
    return ("target", asked.words(found)) if found else None


def _target_met(asked: _Asked) -> _Found | None:
    """Apply where a target is only what the figure is measured by: 完成年度目标的【103%】 has happened."""
    found = asked.target
    if found is None:
        return None
    is_measure = (
        _MET.search(asked.before[: found.start()]) is not None
        or asked.cues.measure.search(asked.before) is not None
        or _ATTRIBUTE.fullmatch(asked.before, found.end()) is not None
    )
    return ("actual", asked.words(found)) if is_measure else None


def _target_word(asked: _Asked) -> _Found | None:
    return ("target", asked.words(asked.target)) if asked.target else None


def _review(asked: _Asked) -> _Found | None:
    return "actual", ()


STATUS_RULES: Sequence[Rule[_Asked, _Found]] = (
    Rule("status.bracketed_target", _bracketed_target),
    Rule("status.target_compared", _target_compared),
    Rule("status.done_in_plan", _done_in_plan),
    Rule("status.planned", _planned),
    Rule("status.target_met", _target_met),
    Rule("status.target_word", _target_word),
    Rule("status.review", _review),
)
