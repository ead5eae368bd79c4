"""Lists of numbers: numbers that share what stands before them, and often a unit, a bound or a verb."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..model.figure import Reason, Span
from .grammar import Expression
from .quantity import read_unit
from .survey import Survey

# What stands between two numbers of one list: a bound after the first, a separator, 分别.
_LISTED = re.compile(
    r"[ \n]?(?:以上|以下|左右|以内|上下)?(?:、|和|及|与|以及|、和|(?P<comma>[，,]))(?:分别)?"
    r"(?:每[人户亩生床](?:每?[年月天日]|每?学[年期])?)?(?:约|近|超过|超)?"
)
_LIMIT = re.compile("(?:(?:及以上|以上|及以下|以下|左右|以内|上下|之内)(?=[、，。；]))?")
_LONGEST_LIST = 24
# How many characters before its number a clause is read: a line without punctuation must not cost its whole length at
# every number.
_REACH = 240
# How many characters before a list 分别 may stand.
_BEFORE_LIST = 12


_SINGLE = Reason("row.single")


@dataclass(frozen=True, slots=True)
class NumberList:
    """The numbers of one list, a single number being a list of one, and where its words stand.

    `members` are its numbers in text order. `clause` is the clause of the first. From `start` to the first number run
    the words that belong to this list and to no number before it; `end` is where the words behind it end. `numbers_end`
    is the end of the last number, or of the numbers right beside it that count the same thing (27类946个), behind which
    the noun stands. `next_span` is the next number of the report, None where there is none. Offsets are those of the
    survey.
    """

    members: tuple[Expression, ...]
    clause: Span
    start: int
    end: int
    numbers_end: int
    next_span: Span | None
    reason: Reason = _SINGLE


def number_lists(survey: Survey, found: Sequence[Expression]) -> list[NumberList]:
    """Put the numbers of one list together (8.2、3.5万亩; 分别增长6%和7%); `found` is in text order."""
    lists: list[NumberList] = []
    members: list[Expression] = []
    last_end = 0
    for index, expression in enumerate(found):
        members.append(expression)
        following = found[index + 1] if index + 1 < len(found) else None
        if following is not None and _listed(survey.text, members, following):
            continue
        first, last = members[0], members[-1]
        clause = survey.outline.clause_at(first.span.start)
        clause = Span(max(clause.start, first.span.start - _REACH), clause.end)
        if (opened := _note_opened(survey.text, max(clause.start, last_end), first.span.start)) is not None:
            clause = Span(opened, clause.end)
        end = survey.outline.clause_at(max(last.span.end - 1, 0)).end
        numbers_end, after = last.span.end, index + 1
        # Two numbers side by side count the same thing (27类946个): the noun follows the second.
        while after < min(len(found), index + 4) and not survey.text[numbers_end : found[after].span.start].strip():
            numbers_end, after = found[after].span.end, after + 1
        if after < len(found):
            end = min(max(end, numbers_end), found[after].span.start)
        lists.append(
            NumberList(
                members=tuple(members),
                clause=clause,
                start=max(clause.start, last_end),
                end=max(end, numbers_end),
                numbers_end=numbers_end,
                next_span=following.span if following else None,
            )
        )
        last_end, members = last.span.end + len(_limit_after(survey.text, last.span.end)), []
    return lists


def _note_opened(text: str, start: int, end: int) -> int | None:
    """Return where a note in brackets that holds a number begins (164亿元（其中工业投资72亿元）), None for none."""
    bracket = text.rfind("（", start, end)
    return bracket + 1 if bracket >= start and "）" not in text[bracket:end] else None


def _limit_after(text: str, end: int) -> str:
    """Return the bound word right after a number, where punctuation follows it; "" where none stands there."""
    found = _LIMIT.match(text, end)
    return found[0] if found else ""


def _listed(text: str, members: Sequence[Expression], following: Expression) -> bool:
    """Tell whether a number goes on the list of those before it."""
    last = members[-1]
    if following.shape != last.shape and {following.shape, last.shape} != {"quantity", "fraction"}:
        return False
    between = text[last.span.end : following.span.start]
    separator = _LISTED.fullmatch(between) if len(between) <= 8 else None
    if separator is None or len(members) >= _LONGEST_LIST:
        return False
    respectively = "分别" in text[max(0, members[0].span.start - _BEFORE_LIST) : members[0].span.start]
    if separator["comma"] and not respectively:
        return False
    units = read_unit(last), read_unit(following)
    if units[0] == units[1] or not units[0] or units == ("个", "百分点"):
        return True
    return respectively and all(units)
