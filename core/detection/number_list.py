"""The row: numbers of one list, which share what stands before them and often a unit, a bound or a verb."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..model.figure import Span
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
# How far back a clause is read: a line without any punctuation must not cost its length at every number.
_REACH = 240
# How far before a list 分别 may stand.
_BEFORE_LIST = 12


@dataclass(frozen=True, slots=True)
class NumberList:
    """A list of numbers that share what stands before them, and the row's place among the figures of its sentence."""

    members: tuple[Expression, ...]
    clause: Span
    start: int
    end: int
    beyond: int
    following: Span | None


def rows(known: Survey, found: Sequence[Expression]) -> list[NumberList]:
    """Put the numbers of one list together."""
    rows: list[NumberList] = []
    members: list[Expression] = []
    edge = 0
    for index, one in enumerate(found):
        members.append(one)
        following = found[index + 1] if index + 1 < len(found) else None
        if following is not None and _listed(known.text, members, following):
            continue
        first, last = members[0], members[-1]
        clause = known.plan.clause_at(first.span.start)
        clause = Span(max(clause.start, first.span.start - _REACH), clause.end)
        if (opened := _note_opened(known.text, max(clause.start, edge), first.span.start)) is not None:
            clause = Span(opened, clause.end)
        end = known.plan.clause_at(max(last.span.end - 1, 0)).end
        beyond, spot = last.span.end, index + 1
        # Two numbers side by side count the same thing (27类946个): the noun follows the second.
        while spot < min(len(found), index + 4) and not known.text[beyond : found[spot].span.start].strip():
            beyond, spot = found[spot].span.end, spot + 1
        if spot < len(found):
            end = min(max(end, beyond), found[spot].span.start)
        following_span = following.span if following else None
        rows.append(
            NumberList(tuple(members), clause, max(clause.start, edge), max(end, beyond), beyond, following_span)
        )
        edge, members = last.span.end + len(_limit_after(known.text, last.span.end)), []
    return rows


def _note_opened(text: str, start: int, end: int) -> int | None:
    """Where a note in brackets that holds a number begins (164亿元（其中工业投资72亿元）); None where none is open."""
    place = text.rfind("（", start, end)
    return place + 1 if place >= start and "）" not in text[place:end] else None


def _limit_after(text: str, end: int) -> str:
    """The bound word right after a number, where punctuation follows it."""
    found = _LIMIT.match(text, end)
    return found[0] if found else ""


def _listed(text: str, members: Sequence[Expression], following: Expression) -> bool:
    """Say whether a number goes on the list of those before it."""
    last = members[-1]
    if following.shape != last.shape and {following.shape, last.shape} != {"quantity", "fraction"}:
        return False
    between = text[last.span.end : following.span.start]
    separator = _LISTED.fullmatch(between) if len(between) <= 8 else None
    if separator is None or len(members) >= _LONGEST_LIST:
        return False
    if separator["comma"] and "分别" not in text[max(0, members[0].span.start - _BEFORE_LIST) : members[0].span.start]:
        return False
    units = read_unit(last), read_unit(following)
    if units[0] == units[1] or not units[0] or units == ("个", "百分点"):
        return True
    respectively = "分别" in text[max(0, members[0].span.start - _BEFORE_LIST) : members[0].span.start]
    return respectively and all(units)
