"""The base of a figure: the year a growth, a change or a multiple is measured from, if not the year before.

FIGURES.md §5.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ..model.figure import Kind, Reason, Span
from .lexicon import Lexicon
from .period.expressions import PLAN, PLANS, multiple_of_thing
from .rule import Rule, because, decide

_MEASURED: tuple[Kind, ...] = ("growth", "change", "multiple")
_YEAR = "(?:19|20)[0-9]{2}"
# How many characters before a number the year may stand that it is measured from.
_REACH = 40
# How a change of a share is told, from the number on.
_POINTS = re.compile("[0-9.]+[多余]?个?(?:[、和][0-9.]+[多余]?个?)*百分点")
# 比“十四五”快, 超过计划: what points are told against that is no year.
_HELD_AGAINST = re.compile("(?<![占同环])比(?![重例率值])|较(?!大|多)|超过?计划|超过?目标|[快慢高低优好]于")
_SPAN = re.compile("([0-9]{4})/([0-9]{4})")


class BaseReading(NamedTuple):
    """The year a figure is measured from, and by which rules and words it was read.

    `year` is None where it is the year before, or where nothing names it.
    """

    year: str | None
    reasons: tuple[Reason, ...]


@dataclass(slots=True)
class BaseContext:
    """Where a figure stands, in offsets of the survey, and what it says.

    `sentence` is where its sentence begins, `clause` the span of its clause, `start` where its number begins. `period`
    is the figure's own, `is_target` says that it is planned.
    """

    sentence: int
    clause: Span
    start: int
    kind: Kind
    period: str | None
    is_target: bool


@dataclass(frozen=True, slots=True)
class _Patterns:
    compared: re.Pattern[str]
    multiple: re.Pattern[str]
    of_thing: re.Pattern[str]
    basis: re.Pattern[str]
    opening: re.Pattern[str]
    since: re.Pattern[str]
    yearly: re.Pattern[str]
    otherwise: re.Pattern[str]
    all_together: re.Pattern[str]
    summed: re.Pattern[str]


@cache
def _patterns(lexicon: Lexicon) -> _Patterns:
    plan_end = f'[“"‘]?(?P<plan>{PLAN})五[”"’]?{lexicon.either("bases.plan")}?{lexicon.either("bases.end")}'
    year = f"(?:(?P<year>{_YEAR})年{lexicon.either('bases.of_year')}?|{plan_end})"
    moved = lexicon.either("cues.rise", "cues.fall")
    mean = f"{lexicon.either('time.yearly')}(?!{lexicon.either('time.yearly_mean')})"
    return _Patterns(
        compared=re.compile(f"{lexicon.either('bases.before')}{year}"),
        multiple=re.compile(f"{lexicon.either('bases.of')}{year}的[^，。；、]{{0,6}}$"),
        # 是天然水平的30倍, 是“十三五”时期的1.5倍: of what is no year
        of_thing=multiple_of_thing(lexicon, f'[“"‘]?{PLAN}五[”"’]?{lexicon.either("bases.plan")}?'),
        basis=re.compile(f"在?{year}(?:[^，。；、]{{0,6}}){lexicon.either('bases.on')}"),
        opening=re.compile(f"{lexicon.either('bases.before')}{year}{lexicon.either('bases.comparing')}?[，,]"),
        since=re.compile(f"{lexicon.either('bases.since')}{year}(?:的|不足|约)?"),
        yearly=re.compile(f"{mean}|{lexicon.either('bases.mean')}"),
        otherwise=re.compile(lexicon.either("bases.each", "bases.compared", "time.last_year", "time.base_year")),
        all_together=re.compile(lexicon.either("bases.all_together")),
        summed=re.compile(f"{lexicon.either('bases.sum')}(?!{moved})[^；。]{{0,40}}?[0-9]"),
    )


@dataclass(slots=True)
class _Asked:
    """What the rules of the base look at."""

    text: str
    context: BaseContext
    patterns: _Patterns

    @property
    def lead(self) -> int:
        """Where the words begin that are near enough before the number."""
        return max(self.context.clause.start, self.context.start - _REACH)

    @property
    def span(self) -> tuple[int, int] | None:
        """The first and last year of the figure's period, None where it is not of several years."""
        years = _SPAN.fullmatch(self.context.period or "")
        return (int(years[1]), int(years[2])) if years else None

    def otherwise(self) -> re.Match[str] | None:
        """Return words which say that it is measured from something else than a year named earlier (同比)."""
        return self.patterns.otherwise.search(self.text, self.lead, self.context.start)

    @property
    def names_year(self) -> bool:
        """Whether the words near before the number may name a year, by its number or that of a plan."""
        words = self.text[self.lead : self.context.start]
        return "年" in words or "五" in words

    def last(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return the last match of a pattern in the words near before the number."""
        return _last(pattern, self.text, self.lead, self.context.start)


class _Found(NamedTuple):
    """What a rule says: the year that is measured from, None for the year before, and the words that say so.

    `is_compared` says that the year is one that the figure's own is compared with.
    """

    year: int | None
    words: tuple[Span, ...] = ()
    is_compared: bool = False


_NO_YEAR = _Found(None)


def read_base(text: str, context: BaseContext, lexicon: Lexicon) -> BaseReading:
    """Read the year a figure is measured from: 比2015年增长【46%】 → 2015; 年均增长【5%】 over 2016/2020 → 2015.

    By the first of `BASE_RULES` that applies. A year that a comparison names is the base, and so is the year before a
    span that a rate or a multiple runs over; of a target only where the words say so. The year before the figure's own
    is none.
    """
    asked = _Asked(text, context, _patterns(lexicon))
    rule, found = decide(BASE_RULES, asked) or ("base.one_year", _NO_YEAR)
    reason = because(rule, found.words)
    if found.is_compared and found.year is not None:
        own = asked.span[1] if asked.span is not None else int((context.period or "0")[:4])
        if (dropped := decide(COMPARED_RULES, _Compared(found.year, own))) is not None:
            return BaseReading(None, (reason, because(dropped[0])))
    return BaseReading(None if found.year is None else str(found.year), (reason,))


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the last match of a pattern between two offsets."""
    return next(reversed(list(pattern.finditer(text, start, end))), None)


def _named(found: re.Match[str] | None, *, is_compared: bool = True) -> _Found | None:
    """Return the year that some words name; None where there are none."""
    if found is None:
        return None
    year = int(found["year"]) if found["year"] else PLANS[found["plan"]] + 4
    return _Found(year, (Span(*found.span()),), is_compared)


def _not_measured(asked: _Asked) -> _Found | None:
    return None if asked.context.kind in _MEASURED else _NO_YEAR


def _basis(asked: _Asked) -> _Found | None:
    return _named(asked.last(asked.patterns.basis), is_compared=False) if asked.names_year else None


def _compared(asked: _Asked) -> _Found | None:
    return _named(asked.last(asked.patterns.compared)) if asked.names_year else None


def _multiple_of(asked: _Asked) -> _Found | None:
    if asked.context.kind != "multiple":
        return None
    return _named(asked.patterns.multiple.search(asked.text, asked.lead, asked.context.start))


def _multiple_of_thing(asked: _Asked) -> _Found | None:
    """Apply to a multiple of what is no year: 是全省水平的【2倍】, 是“十三五”时期的【1.5倍】."""
    if asked.context.kind != "multiple":
        return None
    found = asked.patterns.of_thing.search(asked.text, asked.lead, asked.context.start)
    return _Found(None, (Span(*found.span()),)) if found else None


def _changed_since(asked: _Asked) -> _Found | None:
    return _named(asked.last(asked.patterns.since)) if asked.context.kind == "change" else None


def _opening(asked: _Asked) -> _Found | None:
    """Take the comparison that an earlier clause of the sentence is: 与2019年相比，客流量增长【12%】."""
    if asked.otherwise():
        return None
    context = asked.context
    return _named(_last(asked.patterns.opening, asked.text, context.sentence, context.clause.start))


def _one_year(asked: _Asked) -> _Found | None:
    return _NO_YEAR if asked.span is None else None


def _compared_otherwise(asked: _Asked) -> _Found | None:
    found = asked.otherwise()
    return _Found(None, (Span(*found.span()),)) if found else None


def _yearly(asked: _Asked) -> _Found | None:
    span = asked.span
    rate = asked.last(asked.patterns.yearly) if span is not None else None
    return _Found(span[0] - 1, (Span(*rate.span()),)) if rate and span is not None else None


def _summed(asked: _Asked) -> _Found | None:
    """Apply where the number before it is a sum of several years, which is compared with as many years before."""
    context = asked.context
    first = max(context.sentence, context.start - 2 * _REACH)
    found = asked.patterns.summed.search(asked.text, first, context.start)
    return _Found(None, (Span(*found.span()),)) if found else None


def _change(asked: _Asked) -> _Found | None:
    """Apply to what was added or taken away over several years; what a share rose or fell by is no such sum."""
    if asked.context.kind != "change":
        return None
    is_share = _POINTS.match(asked.text, asked.context.start) is not None
    return None if is_share and _HELD_AGAINST.search(asked.text, asked.lead, asked.context.start) is None else _NO_YEAR


def _target(asked: _Asked) -> _Found | None:
    """Apply to a target over several years, unless words say that it is for all of them together."""
    if not asked.context.is_target:
        return None
    together = asked.patterns.all_together.search(asked.text, asked.lead, asked.context.start)
    return None if together else _NO_YEAR


def _whole_span(asked: _Asked) -> _Found | None:
    span = asked.span
    return _Found(span[0] - 1) if span is not None else None


BASE_RULES: Sequence[Rule[_Asked, _Found]] = (
    Rule("base.not_measured", _not_measured),
    Rule("base.basis", _basis),
    Rule("base.compared", _compared),
    Rule("base.multiple_of", _multiple_of),
    Rule("base.multiple_of_thing", _multiple_of_thing),
    Rule("base.changed_since", _changed_since),
    Rule("base.opening", _opening),
    Rule("base.one_year", _one_year),
    Rule("base.compared_otherwise", _compared_otherwise),
    Rule("base.yearly", _yearly),
    Rule("base.summed", _summed),
    Rule("base.change", _change),
    Rule("base.target", _target),
    Rule("base.whole_span", _whole_span),
)


class _Compared(NamedTuple):
    """What the rules of a year that is compared with look at: that year and the figure's own, 0 where not known."""

    year: int
    own: int


def _year_before(asked: _Compared) -> bool | None:
    return True if asked.own and asked.year >= asked.own - 1 else None


COMPARED_RULES: Sequence[Rule[_Compared, bool]] = (Rule("base.named_year_before", _year_before),)
"""Where a year that a comparison names is no base: the year before the figure's own, or one that is not before it."""
