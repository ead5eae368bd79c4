"""The reading of a list of numbers: every attribute of its figures, with the words that decided each."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ..model.figure import Bound, Figure, Proposal, Span, evidence_of
from ..model.validation import ascending
from .area import AreaContext, read_area
from .base import read_base
from .confidence import confidence
from .context import Context, KindReading, read_bound, read_kind, read_status
from .grammar import Expression
from .indicator.choice import choose_indicators
from .indicator.phrase import Phrase
from .lexicon import Lexicon
from .number_list import NumberList
from .period.figure_period import PeriodContext, PeriodReading, read_period
from .period.sections import section_time_at
from .quantity import read_unit, read_value, shared_unit
from .survey import Survey

# From how many figures before it a figure may take what it leaves out.
_RECENT = 12
# How many characters after a number are read for what belongs to it.
_AFTER = 16
# What raises an aim (增长6%左右、力争达到7%), and a bare noun (时间、材料): both leave out that something grows.
_RAISED = re.compile("(?:左右|以上)?[，、](?:并|且|在实际工作中)?(?:力争|争取|确保|努力)(?:实现|达到|突破|超过|为|到)?")
_BARE_NOUN = re.compile("、(?![\u4e00-\u9fff]*(?:占比|比重|率))[\u4e00-\u9fff]{1,5}(?<![率比重额度达到至为占超])")


def read_lists(survey: Survey, lists: Sequence[NumberList], lexicon: Lexicon) -> list[Proposal]:
    """Read the figures of the lists of a report, in text order; a number that has no value is left out.

    A figure may take what it leaves out from those before it, so the lists are read from first to last. Offsets are
    those of the survey.
    """
    proposals: list[Proposal] = []
    for number_list in lists:
        proposals += _read_list(survey, number_list, proposals, lexicon)
    return proposals


def _read_list(survey: Survey, number_list: NumberList, earlier: list[Proposal], lexicon: Lexicon) -> list[Proposal]:
    text, members = survey.text, number_list.members
    number = members[0].span.start
    sentence = survey.outline.sentence_at(number)
    in_sentence = [one.figure for one in earlier[-_RECENT:] if one.figure.start >= sentence.start]
    previous = _outside_notes(text, in_sentence, number)
    bounds = _bounds(text, number_list, lexicon)
    units = _units(text, number_list, lexicon)
    indicators = choose_indicators(survey, number_list, units, previous, lexicon)
    proposals: list[Proposal] = []
    kind: KindReading | None = None
    for index, expression in enumerate(members):
        start = number_list.start if index == 0 else members[index - 1].span.end
        unit = units[index]
        context = _context(text, number_list.start if unit != units[0] else start, expression)
        if kind is None or unit != units[0]:
            kind = _parallel_growth(text, number_list, unit, earlier) or read_kind(expression, unit, context, lexicon)
        value = read_value(_with_magnitude(expression, members[-1]), kind.kind, kind.negative)
        if value is None:
            continue
        if kind.kind != "composition":
            # 8%—5%: a range that falls is the same range
            value = ascending(value)
        phrase = indicators[index]
        indicator = survey.as_written(phrase.text, number_list.end)
        period, section_words = _read_period(survey, number_list, expression, kind, lexicon)
        status, status_words = read_status(context.before, start, period, lexicon)
        base = read_base(
            text, sentence.start, number_list.clause, number, kind.kind, period.period, status == "target", lexicon
        )
        area_context = AreaContext(start, number_list.clause.start, sentence.start, number)
        area = read_area(survey, area_context, indicator, earlier[-1:] + proposals, lexicon)
        figure = Figure(
            *expression.span,
            kind=kind.kind,
            value=value,
            unit=unit,
            bound=bounds[index][0],
            indicator=indicator,
            status=status,
            period=period.period,
            area=area.name,
            base=base.year,
        )
        evidence = evidence_of(
            kind=kind.evidence,
            value=(Span(expression.span.start, expression.span.end - _unit_length(expression)),),
            unit=_unit_words(expression, members[-1]),
            bound=bounds[index][1],
            indicator=phrase.spans or _inherited_words(phrase, earlier[-_RECENT:] + proposals[-_RECENT:]),
            period=period.evidence or section_words,
            status=status_words or section_words,
            area=area.evidence,
            base=base.evidence,
        )
        sure = confidence(figure, phrase, text[slice(*expression.span)], survey.year is not None)
        proposals.append(Proposal(figure, sure, evidence=evidence))
    return proposals


def _context(text: str, start: int, expression: Expression) -> Context:
    """Return the words around a number, those before it from an offset on."""
    span = expression.span
    return Context(text[start : span.start], text[span.end : span.end + _AFTER], start)


def _outside_notes(text: str, figures: list[Figure], end: int) -> list[Figure]:
    """Leave out the figures of a note in brackets that is closed before `end`: what follows is not said of them.

    Where nothing else is left, all are returned.
    """
    outside = []
    for figure in figures:
        between = text[figure.end : end]
        closing = between.find("）")
        if closing < 0 or 0 <= between.find("（") < closing:
            outside.append(figure)
    return outside or figures


def _unit_length(expression: Expression) -> int:
    return len(expression.numbers[-1].unit) if expression.shape == "quantity" else 0


def _unit_words(expression: Expression, last: Expression) -> tuple[Span, ...]:
    """Return where a number's unit stands: at its own end, or at the end of the last number of its list."""
    bearer = expression if _unit_length(expression) else last
    length = _unit_length(bearer)
    return (Span(bearer.span.end - length, bearer.span.end),) if length else ()


def _inherited_words(phrase: Phrase, earlier: Sequence[Proposal]) -> tuple[Span, ...]:
    """Return where the words of an indicator stand that was taken over from an earlier figure."""
    for proposal in reversed(earlier):
        if proposal.figure.indicator and proposal.figure.indicator in phrase.text:
            return proposal.evidence.get("indicator", ())
    return ()


def _parallel_growth(text: str, number_list: NumberList, unit: str, earlier: Sequence[Proposal]) -> KindReading | None:
    """Read a share as a growth where it follows one with only a bare noun or a higher aim between; None elsewhere.

    压减时间58%、材料52%; 增长6%、力争7%.
    """
    if unit != "%" or not earlier:
        return None
    last, number = earlier[-1].figure, number_list.members[0].span.start
    if last.kind != "growth":
        return None
    raised = _RAISED.fullmatch(text, last.end, number) is not None
    listed = last.end == number_list.start and _BARE_NOUN.fullmatch(text[number_list.start : number]) is not None
    return KindReading("growth", isinstance(last.value, Decimal) and last.value < 0) if raised or listed else None


def _with_magnitude(expression: Expression, last: Expression) -> Expression:
    """Give a bare number of a list the magnitude that stands once with the unit, at its end (8.2、3.5万亩)."""
    own = expression.numbers[-1]
    if expression is last or expression.shape != "quantity" or own.unit or own.magnitude:
        return expression
    numbers = tuple(replace(number, magnitude=last.numbers[-1].magnitude) for number in expression.numbers)
    return replace(expression, numbers=numbers)


def _bounds(text: str, number_list: NumberList, lexicon: Lexicon) -> list[tuple[Bound, tuple[Span, ...]]]:
    """Read each number's bound, with its words; one before the first or behind the last holds for the whole list.

    FIGURES.md §5: 分别增长6%、9%以上; 普及率超过96%、88%.
    """
    bounds: list[tuple[Bound, tuple[Span, ...]]] = []
    start = number_list.start
    for expression in number_list.members:
        bounds.append(read_bound(expression, _context(text, start, expression), lexicon))
        start = expression.span.end
    if len(bounds) > 1 and all(bound == "eq" for bound, _ in bounds[:-1]) and bounds[-1][0] != "eq":
        return [bounds[-1]] * len(bounds)
    if len(bounds) > 1 and bounds[0][0] != "eq" and all(bound == "eq" for bound, _ in bounds[1:]):
        own = [span.start > number_list.members[0].span.start for span in bounds[0][1]]
        return bounds if any(own) else [bounds[0]] * len(bounds)
    return bounds


def _units(text: str, number_list: NumberList, lexicon: Lexicon) -> list[str]:
    """Read each number's unit; one that stands once, at the end of a list, holds for all of it (4.1万、1.9万元)."""
    first, last = number_list.members[0], read_unit(number_list.members[-1])
    units = [read_unit(one) or (last if one.shape == "quantity" else "") for one in number_list.members]
    if last == "百分点":
        return [last] * len(units)
    if not last and first.shape == "quantity":
        context = _context(text, number_list.start, first)
        return [shared_unit(context.before, context.after, first, lexicon)] * len(units)
    return units


def _read_period(
    survey: Survey, number_list: NumberList, expression: Expression, kind: KindReading, lexicon: Lexicon
) -> tuple[PeriodReading, tuple[Span, ...]]:
    """Read a figure's period; return with it the words that say what its section is about."""
    start = expression.span.start
    section = section_time_at(survey.section_times, start)
    context = PeriodContext(
        span=expression.span,
        clause=number_list.clause,
        sentence=survey.outline.sentence_at(start),
        paragraph=survey.outline.paragraph_at(start),
        first=section.first,
        last=section.last,
        planned=section.status == "target",
    )
    is_state = kind.kind in ("level", "ratio", "rank")
    return read_period(survey.text, context, survey.times, is_state, lexicon), section.evidence
