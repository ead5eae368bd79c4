"""Lists of numbers: numbers that share what stands before them, and often a unit, a bound or a verb."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ..model.figure import Reason, Span
from .grammar import Expression
from .lexicon import Lexicon
from .quantity import read_unit
from .rule import Rule, decide, some_of
from .survey import Survey

_LONGEST_LIST = 24
# How many characters may stand between two numbers of one list.
_CLOSING = ("和", "与", "及", "以及")
_LONGEST_MARK = 8
# How many characters before its number a clause is read: a line without punctuation must not cost its whole length at
# every number.
_REACH = 240
# How many characters before a list 分别 may stand.
_BEFORE_LIST = 12
# How many numbers side by side count the same thing at most, after the first.
_MOST_BESIDE = 3
# Blanks between two numbers side by side; a tab parts the cells of a table.
_BLANKS = " \n\u3000\u00a0"
# 推进6个共8200套公租房项目: both numbers are of the noun behind the second.
_IN_ALL = "共"
_ONLY_BOUNDS = " 约近达超≥≤＞＜><"

Spans = tuple[Span, ...]

_SINGLE, _FIRST = Reason("row.single"), Reason("row.first")


@dataclass(frozen=True, slots=True)
class _Words:
    between: re.Pattern[str]
    respectively: re.Pattern[str]
    limit: re.Pattern[str]
    points: tuple[tuple[str, str], ...]
    noun: re.Pattern[str]


@cache
def _words(lexicon: Lexicon) -> _Words:
    """Compile what stands between and around the numbers of a list (`resources/lexicon/rows.toml`)."""

    def any_of(name: str) -> str:
        return lexicon.either(f"rows.{name}")

    return _Words(
        between=re.compile(
            rf"[ \n]?{any_of('bounds_after')}?(?P<mark>{any_of('separators')}|(?P<comma>{any_of('commas')}))"
            rf"{any_of('respectively')}?(?:每{any_of('per_units')}(?:每?{any_of('per_times')})?)?"
            rf"{any_of('bounds_before')}?(?P<compared>[高低快慢优好]于[^，。；、0-9]{{1,6}})?"
        ),
        respectively=re.compile(any_of("respectively")),
        limit=re.compile(f"{any_of('limits')}(?={any_of('limit_marks')})"),
        points=tuple(
            (half, whole) for half in lexicon.words("rows.half_points") for whole in lexicon.words("rows.points")
        ),
        noun=re.compile(f"(?!{any_of('separators')}|{any_of('bounds_after')}|的)[\u4e00-\u9fff“]"),
    )


class NumberList(NamedTuple):
    """The numbers of one list, a single number being a list of one, and where its words stand.

    `members` are its numbers in text order. `clause` is the clause of the first. From `start` to the first number run
    the words that belong to this list and to no number before it; `end` is where the words behind it end. `numbers_end`
    is the end of the last number, or of the numbers right beside it that count the same thing (27类946个), behind which
    the noun stands. `next_span` is the next number of the report, None where there is none. `reasons` are the rules by
    which each number stands in the list, and those by which the words of the list were bounded. Offsets are those of
    the survey.
    """

    members: tuple[Expression, ...]
    clause: Span
    start: int
    end: int
    numbers_end: int
    next_span: Span | None
    reasons: tuple[tuple[Reason, ...], ...] = ()


def number_lists(survey: Survey, found: Sequence[Expression], lexicon: Lexicon) -> list[NumberList]:
    """Put the numbers of one list together (8.2、3.5万亩; 分别增长6%和7%); `found` is in text order."""
    lists: list[NumberList] = []
    members: list[Expression] = []
    joined: list[Reason] = []
    last_end = 0
    for index, expression in enumerate(found):
        members.append(expression)
        following = found[index + 1] if index + 1 < len(found) else None
        reason = _joined(survey.text, members, following, lexicon) if following is not None else None
        if reason is not None:
            joined.append(reason)
            continue
        lists.append(_list_of(survey, members, joined, found[index + 1 : index + 2 + _MOST_BESIDE], last_end))
        last_end = _end_with_limit(survey.text, expression.span.end, lexicon)
        members, joined = [], []
    return lists


def _list_of(
    survey: Survey,
    members: Sequence[Expression],
    joined: Sequence[Reason],
    following: Sequence[Expression],
    last_end: int,
) -> NumberList:
    """Return the list of some numbers, with the words around it.

    `joined` says why each number but the first belongs to the list, `following` are the numbers of the report that come
    next, `last_end` is where the list before this one ends.
    """
    first, last = members[0], members[-1]
    whole = survey.outline.clause_at(first.span.start)
    clause = Span(max(whole.start, first.span.start - _REACH), whole.end)
    bounding: list[Reason] = []
    words = _Before(survey.text, max(clause.start, last_end), first.span.start)
    # most lists stand in no brackets, and no number stands right beside them
    note = decide(START_RULES, words) if survey.text.find("（", words.start, words.end) >= 0 else None
    if note is not None:
        clause = Span(note[1].end, clause.end)
        bounding.append(Reason(note[0], (note[1],)))
    numbers_end = last.span.end
    is_beside = following and survey.text[numbers_end : following[0].span.start].strip() in ("", _IN_ALL)
    beside = decide(END_RULES, _Behind(survey.text, last, following)) if is_beside else None
    rest = following
    if beside is not None:
        numbers_end = beside[1][-1].end
        rest = following[len(beside[1]) :]
        bounding.append(Reason(beside[0], beside[1]))
    if last.span.end > whole.end:
        whole = survey.outline.clause_at(last.span.end - 1)
    end = max(whole.end, numbers_end)
    if rest:
        end = max(min(end, rest[0].span.start), numbers_end)
    own = (_FIRST, *joined) if joined else (_SINGLE,)
    return NumberList(
        members=tuple(members),
        clause=clause,
        start=max(clause.start, last_end),
        end=end,
        numbers_end=numbers_end,
        next_span=following[0].span if following else None,
        reasons=tuple([(reason, *bounding) for reason in own]),
    )


def _end_with_limit(text: str, end: int, lexicon: Lexicon) -> int:
    """Return where a list ends that ends in a number: behind the bound right after it, where a mark follows that."""
    found = _words(lexicon).limit.match(text, end)
    return found.end() if found else end


@dataclass(slots=True)
class _Before:
    """The words before a list: those of its clause that belong to no number before it."""

    text: str
    start: int
    end: int


def _note(asked: _Before) -> Span | None:
    """Return the bracket that opens a note which holds the list (164亿元（其中工业投资72亿元）)."""
    bracket = asked.text.rfind("（", asked.start, asked.end)
    inside = asked.text[bracket + 1 : asked.end] if bracket >= asked.start else ""
    # 出口（+3.2%）: what stands before the bracket names the number
    is_open = "）" not in inside and inside.strip(_ONLY_BOUNDS) != ""
    return Span(bracket, bracket + 1) if is_open else None


START_RULES: Sequence[Rule[_Before, Span]] = (Rule("row.note", _note),)
"""Where the words of a list begin, if not with its clause."""


@dataclass(slots=True)
class _Behind:
    """The last number of a list and the numbers that come next in the report."""

    text: str
    last: Expression
    following: Sequence[Expression]


def _beside(asked: _Behind) -> Spans | None:
    """Return the numbers side by side that count the same thing (27类946个): the noun follows the last of them."""
    spans: list[Span] = []
    end = asked.last.span.end
    for one in asked.following[:_MOST_BESIDE]:
        if asked.text[end : one.span.start].strip(_BLANKS) not in ("", _IN_ALL):
            break
        spans.append(one.span)
        end = one.span.end
    return tuple(spans) or None


END_RULES: Sequence[Rule[_Behind, Spans]] = (Rule("row.beside", _beside),)
"""Where the noun of a list stands, if not behind its last number."""


class _Pair(NamedTuple):
    """Two numbers with a mark between them: the last of a list so far, and the one that may go on with it.

    `mark` is where the mark stands, `respectively` the word that gives each number its own thing, None where none
    stands before the list. `is_closed` says that 和 stands before the last, behind which a comma goes on with another
    statement; `is_compared` that the second is compared with something else (高于全省2.3、高于全市1.1个百分点).
    `has_noun` says that a noun of its own stands right behind the second (分别达到98%、56%，8所学校入选). `units` are
    the units that the two name themselves.
    """

    units: tuple[str, str]
    mark: Span
    is_comma: bool
    is_compared: bool
    is_closed: bool
    has_noun: bool
    respectively: Span | None
    words: _Words


def _joined(text: str, members: Sequence[Expression], following: Expression, lexicon: Lexicon) -> Reason | None:
    """Return why a number goes on the list of those before it; None where it begins another."""
    pair = _pair(text, members, following, lexicon)
    rules = COMPARED_RULES if pair is not None and pair.is_compared else JOINING_RULES
    decided = decide(rules, pair) if pair is not None else None
    return Reason(*decided) if decided is not None else None


def _pair(text: str, members: Sequence[Expression], following: Expression, lexicon: Lexicon) -> _Pair | None:
    """Return two numbers as the rules look at them; None where they cannot be of one list."""
    last, words = members[-1], _words(lexicon)
    if following.shape != last.shape and {following.shape, last.shape} != {"quantity", "fraction"}:
        return None
    if following.span.start - last.span.end > _LONGEST_MARK or len(members) >= _LONGEST_LIST:
        return None
    between = words.between.fullmatch(text, last.span.end, following.span.start)
    if between is None:
        return None
    start = members[0].span.start
    respectively = words.respectively.search(text, max(0, start - _BEFORE_LIST), start)
    is_comma = between["comma"] is not None
    return _Pair(
        units=(read_unit(last), read_unit(following)),
        mark=Span(*between.span("mark")),
        is_comma=is_comma,
        is_compared=between["compared"] is not None,
        is_closed=len(members) > 1 and text[members[-2].span.end : last.span.start].strip() in _CLOSING,
        has_noun=is_comma and words.noun.match(text, following.span.end) is not None,
        respectively=Span(*respectively.span()) if respectively else None,
        words=words,
    )


def _same_unit(pair: _Pair) -> Spans | None:
    return (pair.mark,) if not pair.is_comma and pair.units[0] == pair.units[1] else None


def _unit_at_end(pair: _Pair) -> Spans | None:
    return (pair.mark,) if not pair.is_comma and not pair.units[0] else None


def _points(pair: _Pair) -> Spans | None:
    return (pair.mark,) if not pair.is_comma and pair.units in pair.words.points else None


def _respectively(pair: _Pair) -> Spans | None:
    """Apply behind 分别, where commas may part the numbers and their units may differ."""
    if pair.respectively is None or (pair.units[0] and not pair.units[1]):
        return None
    if (pair.is_closed and pair.is_comma) or pair.has_noun:
        # 分别增长9%和8%，两项增速均居首位
        return None
    return pair.respectively, pair.mark


JOINING_RULES: Sequence[Rule[_Pair, Spans]] = (
    Rule("row.same_unit", _same_unit),
    Rule("row.unit_at_end", _unit_at_end),
    Rule("row.points", _points),
    Rule("row.respectively", _respectively),
)
"""What joins two numbers to one list."""

COMPARED_RULES = some_of(JOINING_RULES, "row.unit_at_end")
"""What joins them where the second is compared with something else."""
