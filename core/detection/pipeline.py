"""The detector: a report's figures as proposals, a pure function of its text and the lexicon."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ..model.figure import Bound, Figure, Proposal, Span, evidence_of
from ..model.report import Report
from ..model.validation import ascending
from .area import Place, read_area
from .base import read_base
from .confidence import confidence
from .context import Context, Surroundings, read_bound, read_kind, read_status
from .exclusion import exclude
from .grammar import Expression, expressions
from .indicator.choice import names
from .indicator.phrase import Phrase
from .lexicon import Lexicon
from .number_list import NumberList, rows
from .period.figure_period import PeriodPlace, When, read_period
from .period.sections import setting_at
from .quantity import read_unit, read_value, shared_unit
from .survey import Survey, survey

# How many figures back one may be inherited from.
_RECENT = 12
_RAISED = re.compile("(?:左右|以上)?[，、](?:并|且|在实际工作中)?(?:力争|争取|确保|努力)(?:实现|达到|突破|超过|为|到)?")
_BARE_NOUN = re.compile("、(?![\u4e00-\u9fff]*(?:占比|比重|率))[\u4e00-\u9fff]{1,5}(?<![率比重额度达到至为占超])")


def find_figures(report: Report, lexicon: Lexicon) -> list[Proposal]:
    """Propose every figure of a report, in text order, no two overlapping."""
    known = survey(report, lexicon)
    found = [one for one in expressions(known.text, lexicon) if exclude(known, one, lexicon) is None]
    return [known.flow.restored(one) for one in _read_all(known, found, lexicon)]


def read_figure(report: Report, span: Span, lexicon: Lexicon) -> Proposal | None:
    """Read the attributes of a span selected by hand; None where it holds no numeral."""
    known = survey(report, lexicon)
    selected = Span(max(0, span[0]), min(len(report.text), span[1]))
    span = known.flow.taken(selected)
    chosen = next(expressions(known.text, lexicon, span.start, span.end), None)
    if chosen is None:
        return None
    sentence = known.plan.sentence_at(span.start)
    around = [
        one
        for one in expressions(known.text, lexicon, sentence.start, max(sentence.end, span.end))
        if (one.span.end <= span.start or one.span.start >= span.end) and exclude(known, one, lexicon) is None
    ]
    around.append(replace(chosen, span=span))
    proposals = _read_all(known, sorted(around, key=lambda one: one.span), lexicon)
    read = next((known.flow.restored(one) for one in proposals if one.figure.span == span), None)
    return read and replace(read, figure=replace(read.figure, start=selected.start, end=selected.end))


def _read_all(known: Survey, found: Sequence[Expression], lexicon: Lexicon) -> list[Proposal]:
    proposals: list[Proposal] = []
    for row in rows(known, found):
        proposals += _read_row(known, row, proposals, lexicon)
    return proposals


def _read_row(known: Survey, row: NumberList, done: list[Proposal], lexicon: Lexicon) -> list[Proposal]:
    text, members = known.text, row.members
    sentence = known.plan.sentence_at(row.members[0].span.start)
    before = [one.figure for one in done[-_RECENT:] if one.figure.start >= sentence.start]
    previous = _outside_notes(text, before, row.members[0].span.start)
    bounds = _bounds(text, row, lexicon)
    units = _units(text, row, lexicon)
    called = names(known, row, units, previous, lexicon)
    proposals: list[Proposal] = []
    told: Context | None = None
    for index, one in enumerate(members):
        start = row.start if index == 0 else members[index - 1].span.end
        unit = units[index]
        lead = row.start if unit != units[0] else start
        around = Surroundings(text[lead : one.span.start], text[one.span.end : one.span.end + 16], lead)
        if told is None or unit != units[0]:
            told = _parallel(text, row, unit, done) or read_kind(one, unit, around, lexicon)
        value = read_value(_with_magnitude(one, members[-1]), told.kind, told.negative)
        if value is None:
            continue
        if told.kind != "composition":
            # 8%—5%: a range that falls is the same range
            value = ascending(value)
        name = called[index]
        measured = known.as_written(name.text, row.end)
        when, words = _when(known, row, one, told, lexicon)
        status, status_words = read_status(around.before, start, when, lexicon)
        number, ahead = members[0].span.start, status == "target"
        base = read_base(text, sentence.start, row.clause, number, told.kind, when.period, ahead, lexicon)
        place = Place(start, row.clause.start, sentence.start, number)
        area = read_area(known, place, measured, done[-1:] + proposals, lexicon)
        figure = Figure(
            *one.span,
            kind=told.kind,
            value=value,
            unit=unit,
            bound=bounds[index][0],
            indicator=measured,
            status=status,
            period=when.period,
            area=area.name,
            base=base.year,
        )
        evidence = evidence_of(
            kind=told.words,
            value=(Span(one.span.start, one.span.end - _unit_length(one)),),
            unit=_unit_words(one, members[-1]),
            bound=bounds[index][1],
            indicator=name.spans or _inherited_words(name, done[-_RECENT:] + proposals[-_RECENT:]),
            period=when.words or words,
            status=status_words or words,
            area=area.words,
            base=base.words,
        )
        sure = confidence(figure, name, known.text[slice(*one.span)], known.year is not None)
        proposals.append(Proposal(figure, sure, evidence=evidence))
    return proposals


def _outside_notes(text: str, figures: list[Figure], end: int) -> list[Figure]:
    """Leave out the figures of a note in brackets that is closed again: what comes after it is not said of them."""
    outside = []
    for figure in figures:
        between = text[figure.end : end]
        closing = between.find("）")
        if closing < 0 or 0 <= between.find("（") < closing:
            outside.append(figure)
    return outside or figures


def _unit_length(one: Expression) -> int:
    return len(one.amounts[-1].unit) if one.shape == "quantity" else 0


def _unit_words(one: Expression, last: Expression) -> tuple[Span, ...]:
    """Where a number's unit stands: at its end, or at the end of its list."""
    bearer = one if _unit_length(one) else last
    length = _unit_length(bearer)
    return (Span(bearer.span.end - length, bearer.span.end),) if length else ()


def _inherited_words(name: Phrase, done: Sequence[Proposal]) -> tuple[Span, ...]:
    """Where the words of an indicator taken over from figures before stand."""
    for earlier in reversed(done):
        if earlier.figure.indicator and earlier.figure.indicator in name.text:
            return earlier.evidence.get("indicator", ())
    return ()


def _parallel(text: str, row: NumberList, unit: str, done: Sequence[Proposal]) -> Context | None:
    """A share right after a growth, with a bare noun or a higher aim between, is a growth too.

    压减时间58%、材料52%; 增长6%、力争7%.
    """
    if unit != "%" or not done:
        return None
    last, lead = done[-1].figure, text[row.start : row.members[0].span.start]
    negative = isinstance(last.value, Decimal) and last.value < 0
    if last.kind == "growth" and _RAISED.fullmatch(text, last.end, row.members[0].span.start):
        return Context("growth", negative)
    if last.kind != "growth" or last.end != row.start or not _BARE_NOUN.fullmatch(lead):
        return None
    return Context("growth", negative)


def _with_magnitude(one: Expression, last: Expression) -> Expression:
    """A bare number of a list takes the magnitude that stands once with the unit (8.2、3.5万亩)."""
    if one is last or one.shape != "quantity" or one.amounts[-1].unit or one.amounts[-1].magnitude:
        return one
    amounts = tuple(replace(amount, magnitude=last.amounts[-1].magnitude) for amount in one.amounts)
    return replace(one, amounts=amounts)


def _bounds(text: str, row: NumberList, lexicon: Lexicon) -> list[tuple[Bound, tuple[Span, ...]]]:
    """Each number's bound; one before the first or after the last number of a list holds for all of it."""
    bounds: list[tuple[Bound, tuple[Span, ...]]] = []
    start = row.start
    for one in row.members:
        around = Surroundings(text[start : one.span.start], text[one.span.end : one.span.end + 16], start)
        bounds.append(read_bound(one, around, lexicon))
        start = one.span.end
    if len(bounds) > 1 and all(bound == "eq" for bound, _ in bounds[:-1]) and bounds[-1][0] != "eq":
        return [bounds[-1]] * len(bounds)
    if len(bounds) > 1 and bounds[0][0] != "eq" and all(bound == "eq" for bound, _ in bounds[1:]):
        own = [span.start > row.members[0].span.start for span in bounds[0][1]]
        return bounds if any(own) else [bounds[0]] * len(bounds)
    return bounds


def _units(text: str, row: NumberList, lexicon: Lexicon) -> list[str]:
    """Each number's unit; one that stands once, at the end of a list, holds for all of it."""
    last = read_unit(row.members[-1])
    units = [read_unit(one) or (last if one.shape == "quantity" else "") for one in row.members]
    if last == "百分点":
        return [last] * len(units)
    if not last and row.members[0].shape == "quantity":
        first = row.members[0]
        before, after = text[row.start : first.span.start], text[first.span.end : first.span.end + 16]
        return [shared_unit(before, after, first, lexicon)] * len(units)
    return units


def _when(
    known: Survey, row: NumberList, one: Expression, told: Context, lexicon: Lexicon
) -> tuple[When, tuple[Span, ...]]:
    """A figure's period, with the words that set its paragraph."""
    setting = setting_at(known.settings, one.span.start)
    place = PeriodPlace(
        one.span,
        row.clause,
        known.plan.sentence_at(one.span.start),
        known.plan.paragraph_at(one.span.start),
        setting.first,
        setting.last,
        setting.status == "target",
    )
    return read_period(known.text, place, known.times, told.kind in ("level", "ratio", "rank"), lexicon), setting.words
