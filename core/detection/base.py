"""The base of a figure: the year a growth, a change or a multiple is measured from, if not the year before.

FIGURES.md §5.
"""

import re
from dataclasses import dataclass
from functools import cache

from ..model.figure import Kind, Reason, Span
from .lexicon import Lexicon
from .period.expressions import PLANS

_MEASURED: tuple[Kind, ...] = ("growth", "change", "multiple")
_YEAR = "(?:19|20)[0-9]{2}"
_PLAN = '[“"‘]?(?P<plan>十[一二三四五六])五[”"’]?(?:时期|规划)?(?:期?末|收官)'
# How many characters before a number the year may stand that it is measured from.
_REACH = 40
_SPAN = re.compile("([0-9]{4})/([0-9]{4})")


_YEAR_BEFORE = Reason("base.year_before")


@dataclass(frozen=True, slots=True)
class BaseReading:
    """The year a figure is measured from, and by which rule and words it was read.

    `year` is None where it is the year before, or where nothing names it.
    """

    year: str | None = None
    reason: Reason = _YEAR_BEFORE


NO_BASE = BaseReading()


@dataclass(frozen=True, slots=True)
class _Patterns:
    compared: re.Pattern[str]
    multiple: re.Pattern[str]
    basis: re.Pattern[str]
    opening: re.Pattern[str]
    since: re.Pattern[str]
    yearly: re.Pattern[str]
    otherwise: re.Pattern[str]
    all_together: re.Pattern[str]
    sum: re.Pattern[str]


@cache
def _patterns(lexicon: Lexicon) -> _Patterns:
    year = f"(?:(?P<year>{_YEAR})年(?:[底末初]|同期|全年)?|{_PLAN})"
    moved = lexicon.either("cues.rise", "cues.fall")
    return _Patterns(
        compared=re.compile(f"{lexicon.either('bases.before')}{year}"),
        multiple=re.compile(f"{lexicon.either('bases.of')}{year}的[^，。；、]{{0,6}}$"),
        basis=re.compile(f"在?{year}(?:[^，。；、]{{0,6}}){lexicon.either('bases.on')}"),
        opening=re.compile(f"{lexicon.either('bases.before')}{year}(?:相比|比较|对比)?[，,]"),
        since=re.compile(f"{lexicon.either('bases.since')}{year}(?:的|不足|约)?"),
        yearly=re.compile(f"{lexicon.either('time.yearly')}(?!{lexicon.either('time.yearly_mean')})|平均"),
        otherwise=re.compile(lexicon.either("bases.each", "bases.compared", "time.last_year", "time.base_year")),
        all_together=re.compile(lexicon.either("bases.all_together")),
        sum=re.compile(f"{lexicon.either('bases.sum')}(?!{moved})[^；。]{{0,40}}?[0-9]"),
    )


def read_base(
    text: str, sentence: int, clause: Span, start: int, kind: Kind, period: str | None, planned: bool, lexicon: Lexicon
) -> BaseReading:
    """Read the year a figure is measured from: 比2015年增长【46%】 → 2015; 年均增长【5%】 over 2016/2020 → 2015.

    `sentence` is where its sentence begins, `clause` the span of its clause, `start` where its number begins; offsets
    are those of `text`. `period` is the figure's own, `planned` says that it is a target. A year that a comparison
    names is the base, and so is the year before a span that a rate or a multiple runs over; of a target only where the
    words say so. The year before the figure's own is none.
    """
    if kind not in _MEASURED:
        return NO_BASE
    patterns = _patterns(lexicon)
    lead = max(clause.start, start - _REACH)
    if basis := _last(patterns.basis, text, lead, start):
        return _named_base(basis, "")
    named = _last(patterns.compared, text, lead, start)
    if named is None and kind == "multiple":
        named = patterns.multiple.search(text, lead, start)
    if named is None and kind == "change":
        named = _last(patterns.since, text, lead, start)
    if named is None and not patterns.otherwise.search(text, lead, start):
        named = _last(patterns.opening, text, sentence, clause.start)
    span = _SPAN.fullmatch(period or "")
    if named is not None:
        return _named_base(named, span[2] if span else (period or "")[:4])
    if span is None or patterns.otherwise.search(text, lead, start):
        return NO_BASE
    rate = _last(patterns.yearly, text, lead, start)
    if rate is None and patterns.sum.search(text, max(sentence, start - 2 * _REACH), start):
        # A sum over several years is compared with the sum over as many years before.
        return NO_BASE
    if rate is None and (kind == "change" or (planned and not patterns.all_together.search(text, lead, start))):
        return NO_BASE
    return BaseReading(str(int(span[1]) - 1), Reason("base.span", (Span(*rate.span()),) if rate else ()))


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the last match of a pattern between two offsets."""
    return next(reversed(list(pattern.finditer(text, start, end))), None)


def _named_base(named: re.Match[str], own: str) -> BaseReading:
    """Return the year that a comparison names; NO_BASE where it is the year before the figure's own or later."""
    year = int(named["year"]) if named["year"] else PLANS[named["plan"]] + 4
    if own and year >= int(own) - 1:
        return NO_BASE
    return BaseReading(str(year), Reason("base.named", (Span(*named.span()),)))
