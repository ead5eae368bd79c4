"""The bound beside a number: 以上, 超过, 近, 约 (FIGURES.md §4).

The bound after the number comes before the one ahead of it: 超过【30家】以上 is "ge".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, cast

from ..model.figure import Bound, Reason, Span
from .context import BOUND_ORDER, Context
from .grammar import Expression
from .lexicon import Lexicon, begins
from .rule import Rule, because, decide, some_of

_TOP, _HALF_PASSED = "前", "过半"
_HUNDREDS_UP, _SOME = ("上", "成"), frozenset("数几")
# Units of a share of a whole.
_PARTS = ("%", "％", "成")
_TIMES = "倍"
# 来 behind a number is about so many, all others are more.
_ABOUT = "来"


class BoundReading(NamedTuple):
    """A bound, and by which rule and words it was read."""

    bound: Bound
    reason: Reason


@dataclass(frozen=True, slots=True)
class _Cues:
    before: re.Pattern[str]
    longest_before: int
    of_whole: re.Pattern[str]
    of_multiple: re.Pattern[str]
    after: re.Pattern[str]


@cache
def _cues(lexicon: Lexicon) -> _Cues:
    """Compile the words of bounds before and after a number (`resources/lexicon/cues.toml`), a group for each bound."""
    fill = lexicon.either("cues.bound_fill")

    def any_of(at: str) -> str:
        lists = {bound: f"cues.{at}_{bound}" for bound in BOUND_ORDER}
        words = (f"(?P<{bound}>{lexicon.either(name)})" for bound, name in lists.items() if name in lexicon.lists)
        return f"(?:{'|'.join(words)})"

    words = [word for bound in BOUND_ORDER for word in lexicon.words(f"cues.before_{bound}")]
    multiples = {one: f"cues.multiple_{one}" for one in BOUND_ORDER if f"cues.multiple_{one}" in lexicon.lists}
    return _Cues(
        before=re.compile(
            f"{begins(words)}(?<![最附靠邻相通经渡节签合预集履违打侦告攻]){any_of('before')}{fill}?(?:(?<=不[足到])全[国省市区县州])?$"
        ),
        of_whole=re.compile(
            f"(?:(?P<ge>{lexicon.either('cues.share_ge')})|(?P<gt>{lexicon.either('cues.share_gt')})"
            f"|(?P<le>{lexicon.either('cues.share_le')}))(?![^，。；、]*{lexicon.either('cues.no_whole')})"
            "[^，。；、0-9]{2,16}的$"
        ),
        of_multiple=re.compile(
            f"(?:{'|'.join(f'(?P<{one}>{lexicon.either(name)})' for one, name in multiples.items())})"
            "(?:[0-9]{4}年)?[^，。；、0-9]{0,12}的$"
        ),
        longest_before=max(map(len, words)) + max(map(len, lexicon.words("cues.bound_fill"))) + 2,
        # 控制在4%以内的目标; not 内蒙古, 起步. A stray full stop stands before 以内 in some pastes
        after=re.compile(
            rf"(?:[ \n]|。(?=以内))?{any_of('after')}"
            "(?!(?:(?<=[起许多余])|(?<=内)(?!的)(?<!以内)(?<!之内))[\u4e00-\u9fff])"
        ),
    )


@dataclass(slots=True)
class _Asked:
    """What the rules of the bound look at: the number, the words around it and the words of bounds."""

    expression: Expression
    context: Context
    cues: _Cues


_Found = tuple[Bound, tuple[Span, ...]]


def read_bound(expression: Expression, context: Context, lexicon: Lexicon) -> BoundReading:
    """Read the bound beside a number (FIGURES.md §4) by the first of `BOUND_RULES`; "eq" where none stands there."""
    rules = PLAIN_BOUND_RULES if expression.is_plain else BOUND_RULES
    id_, (bound, words) = decide(rules, _Asked(expression, context, _cues(lexicon))) or ("bound.exact", ("eq", ()))
    return BoundReading(bound, because(id_, words))


def _after(asked: _Asked) -> _Found | None:
    hit = asked.cues.after.match(asked.context.after)
    if hit is None:
        return None
    bound, end = cast(Bound, hit.lastgroup), asked.expression.span.end
    return bound, (Span(end + hit.start(bound), end + hit.end(bound)),)


def _approximator(asked: _Asked) -> _Found | None:
    said = asked.expression.numbers[-1].approximator
    if asked.expression.shape != "quantity" or not said:
        return None
    offset = asked.expression.span.start + asked.expression.text.rindex(said)
    return ("approx" if said == _ABOUT else "gt"), (Span(offset, offset + 1),)


def _top_ranks(asked: _Asked) -> _Found | None:
    return ("le", ()) if asked.expression.shape == "rank" and asked.expression.text.startswith(_TOP) else None


def _rank(asked: _Asked) -> _Found | None:
    return ("eq", ()) if asked.expression.shape == "rank" else None


def _half_passed(asked: _Asked) -> _Found | None:
    return ("gt", ()) if asked.expression.text == _HALF_PASSED else None


def _before(asked: _Asked) -> _Found | None:
    """Apply the word of a bound before the number; of several the one that begins first, which holds the others."""
    before, cues = asked.context.before, asked.cues
    hit = cues.before.search(before, max(0, len(before) - cues.longest_before))
    if hit is None:
        return None
    bound = cast(Bound, hit.lastgroup)
    return bound, (asked.context.span(hit, bound),)


def _of_whole(asked: _Asked) -> _Found | None:
    """Apply to the bound of a share that stands before what it is a share of: 不低于财政支出的【80%】."""
    if asked.expression.numbers[-1].unit not in _PARTS and asked.expression.shape not in ("fraction", "doubling"):
        return None
    hit = asked.cues.of_whole.search(asked.context.before) if asked.context.before.endswith("的") else None
    if hit is None:
        return None
    bound = cast(Bound, hit.lastgroup)
    return bound, (asked.context.span(hit, bound),)


def _of_multiple(asked: _Asked) -> _Found | None:
    """Apply to the bound of a multiple that stands before what it is a multiple of: 约为上年的【3倍】."""
    if asked.expression.numbers[-1].unit != _TIMES or not asked.context.before.endswith("的"):
        return None
    hit = asked.cues.of_multiple.search(asked.context.before)
    if hit is None:
        return None
    bound = cast(Bound, hit.lastgroup)
    return bound, (asked.context.span(hit, bound),)


def _hundreds_up(asked: _Asked) -> _Found | None:
    is_so = asked.expression.shape == "quantity" and asked.expression.numbers[-1].numeral.startswith(_HUNDREDS_UP)
    return ("ge", ()) if is_so else None


def _some(asked: _Asked) -> _Found | None:
    is_so = asked.expression.shape == "quantity" and not _SOME.isdisjoint(asked.expression.numbers[-1].numeral)
    return ("gt", ()) if is_so else None


def _exact(asked: _Asked) -> _Found | None:
    return "eq", ()


BOUND_RULES: Sequence[Rule[_Asked, _Found]] = (
    Rule("bound.after", _after),
    Rule("bound.approximator", _approximator),
    Rule("bound.top_ranks", _top_ranks),
    Rule("bound.rank", _rank),
    Rule("bound.half_passed", _half_passed),
    Rule("bound.before", _before),
    Rule("bound.of_whole", _of_whole),
    Rule("bound.of_multiple", _of_multiple),
    Rule("bound.hundreds_up", _hundreds_up),
    Rule("bound.some", _some),
    Rule("bound.exact", _exact),
)
PLAIN_BOUND_RULES = some_of(
    BOUND_RULES, "bound.after", "bound.before", "bound.of_whole", "bound.of_multiple", "bound.some", "bound.exact"
)
"""Those of a plain number, which no other applies to."""


class _List(NamedTuple):
    """What the rules of a list's bounds look at: the bounds of its numbers, and the span of the first number."""

    bounds: Sequence[BoundReading]
    first: Span


def shared_bounds(bounds: Sequence[BoundReading], first: Span) -> list[BoundReading]:
    """Return the bounds of the numbers of one list: one before the first or behind the last holds for the whole list.

    FIGURES.md §5: 分别增长6%、9%以上; 普及率超过96%、88%. `first` is the span of the first number.
    """
    decided = decide(LIST_BOUND_RULES, _List(bounds, first)) if len(bounds) > 1 else None
    if decided is None:
        return list(bounds)
    rule, bearer = decided
    shared = BoundReading(bearer.bound, Reason(rule, bearer.reason.words))
    return [one if one is bearer else shared for one in bounds]


def _behind_list(asked: _List) -> BoundReading | None:
    *others, last = asked.bounds
    return last if last.bound != "eq" and all(one.bound == "eq" for one in others) else None


def _before_list(asked: _List) -> BoundReading | None:
    first, *others = asked.bounds
    if first.bound == "eq" or any(one.bound != "eq" for one in others):
        return None
    is_its_own = any(span.start > asked.first.start for span in first.reason.words)
    return None if is_its_own else first


LIST_BOUND_RULES: Sequence[Rule[_List, BoundReading]] = (
    Rule("bound.behind_list", _behind_list),
    Rule("bound.before_list", _before_list),
)
