"""The reading of a list of numbers: every attribute of its figures, with the words that decided each."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ..model.figure import Figure, Proposal, Reason, Span
from ..model.reason import reasons_of, words_of
from .area import AreaContext, read_area
from .base import BaseContext, read_base
from .bound import BoundReading, read_bound, shared_bounds
from .confidence import rate
from .context import Context
from .grammar import Expression, construction_of
from .indicator.naming import read_indicators
from .indicator.phrase import Phrase
from .kind import KindReading, listed_change, parallel_growth, read_kind
from .lexicon import Lexicon
from .number_list import NumberList
from .period.figure_period import PeriodContext, PeriodReading, read_period
from .period.sections import SectionTime, section_time_at
from .quantity import read_units, read_value
from .replaced import NOTHING, Replaced
from .status import read_status
from .survey import Survey
from .table_cell import read_cell, value_cell

# From how many figures before it a figure may take what it leaves out.
_RECENT = 12
# In so many characters behind a number stands that it was aimed at (低于3%左右的预期目标).
_AIM_BEHIND = 16
_LINE_GOES_ON, _NEAR = re.compile("[^。！？!?]*\n[ \t\u3000]*[，、；,;]"), 20
# How many characters after a number are read for what belongs to it.
_AFTER = 16


# What stands between the value that a change starts from and the one it arrives at, or between two of a list.
_GOES_ON = re.compile("[^，。；、]{0,10}[到至为成][近约超过]{0,2}|(?:左右|以上)?[、和及][^，。；]*")


def read_lists(
    survey: Survey, lists: Sequence[NumberList], lexicon: Lexicon, replaced: Replaced = NOTHING
) -> list[Proposal]:
    """Read the figures of the lists of a report, in text order; a number that has no value is left out.

    A figure may take what it leaves out from those before it, so the lists are read from first to last. Offsets are
    those of the survey. `replaced` says what single figures say instead of what is read; the times that are replaced
    are those of the survey already.
    """
    proposals: list[Proposal] = []
    for number_list in lists:
        proposals += _read_list(survey, number_list, proposals, lexicon, replaced)
    return rate(proposals, survey.text, survey.year, lexicon)


def _read_list(
    survey: Survey, number_list: NumberList, earlier: list[Proposal], lexicon: Lexicon, replaced: Replaced
) -> list[Proposal]:
    text, members = survey.text, number_list.members
    number = members[0].span.start
    cell = value_cell(survey, number)
    if cell is not None:
        section = section_time_at(survey.section_times, number)
        read = read_cell(survey, cell, number_list, section, replaced.of_figure(members[0].span), lexicon)
        return [read] if read is not None else []
    sentence = survey.outline.sentence_at(number)
    in_sentence = _read_since(earlier, sentence.start)
    if not in_sentence and earlier and _goes_on(text, earlier[-1].figure.end, number):
        in_sentence = [earlier[-1].figure]
    previous = _outside_notes(text, in_sentence, number)
    contexts = _contexts(text, number_list)
    bounds = _bounds(members, contexts, lexicon)
    units = read_units(members, contexts[0].before, contexts[0].after, lexicon)
    if replaced.figures:
        news = (replaced.of_figure(one.span).said.get("unit") for one in members)
        units = [unit if new is None else unit._replace(name=new) for unit, new in zip(units, news, strict=True)]
    names = [unit.name for unit in units]
    indicators = read_indicators(survey, number_list, names[0], previous, lexicon)
    proposals: list[Proposal] = []
    kind: KindReading | None = None
    for index, (expression, unit) in enumerate(zip(members, units, strict=True)):
        context = contexts[index]
        start = context.start
        if unit.name != names[0]:
            context = _context(text, number_list.start, expression)
        if kind is None or unit.name != names[0]:
            kind = (
                parallel_growth(text, number_list, unit.name, earlier)
                or listed_change(text, number_list, unit.name, earlier, lexicon)
                or read_kind(expression, unit.name, context, lexicon)
            )
        new = replaced.of_figure(expression.span)
        own_kind = kind._replace(kind=new.said["kind"], negative=new.is_negative) if "kind" in new.said else kind
        value = read_value(expression, members[-1], own_kind.kind, own_kind.negative)
        if value is None:
            continue
        phrase = indicators[index]
        indicator = new.said.get("indicator") or survey.as_written(phrase.text, number_list.end)
        section = section_time_at(survey.section_times, expression.span.start)
        # asked again only for the later numbers of a list
        own_sentence = sentence if index == 0 else survey.outline.sentence_at(expression.span.start)
        period = _read_period(survey, number_list, index, own_sentence, section, own_kind, lexicon)
        words = _status_words(text, number_list.clause.start, context, expression.span.start)
        behind = text[expression.span.end : expression.span.end + _AIM_BEHIND]
        status = read_status(text[slice(*words)], behind, words.start, period.tense, lexicon)
        if "status" in new.said:
            status = status._replace(status=new.said["status"])
        base_context = BaseContext(
            sentence.start, number_list.clause, number, own_kind.kind, period.period, status.status == "target"
        )
        base = read_base(text, base_context, lexicon)
        area_context = AreaContext(start, number_list.clause.start, sentence.start, number)
        area = read_area(survey, area_context, indicator, earlier[-1:] + proposals, lexicon)
        if "area" in new.said:
            area = area._replace(name=new.said["area"])
        figure = Figure(
            *expression.span,
            kind=own_kind.kind,
            value=value.value,
            unit=unit.name,
            bound=bounds[index].bound,
            indicator=indicator,
            status=status.status,
            period=period.period,
            area=area.name,
            base=base.year,
        )
        others = phrase.candidates
        if survey.has_wide_characters:
            others = tuple(replace(one, text=survey.as_written(one.text, number_list.end)) for one in others)
        inherited = () if phrase.spans else _inherited_words(phrase, earlier[-_RECENT:] + proposals[-_RECENT:])
        reasons = reasons_of(
            kind=(own_kind.reason,),
            value=value.reasons,
            unit=(unit.reason,),
            bound=(bounds[index].reason,),
            indicator=phrase.explained(inherited),
            status=status.reasons,
            period=period.reasons,
            area=area.reasons,
            base=base.reasons,
            span=_span_reasons(expression, number_list.reasons[index]),
        )
        # how sure it is is known when all are read
        proposals.append(Proposal(figure, 0.0, reasons=reasons, candidates=others))
    return proposals


def _read_since(earlier: Sequence[Proposal], start: int) -> list[Figure]:
    """Return the last figures that begin at or behind an offset, in text order."""
    found = []
    for one in reversed(earlier[-_RECENT:]):
        if one.figure.start < start:
            break
        found.append(one.figure)
    return found[::-1]


def _span_reasons(expression: Expression, row: Sequence[Reason]) -> tuple[Reason, ...]:
    """Return why an expression is a figure, and of which list it is one."""
    kept = (expression.kept,) if expression.kept is not None else ()
    return construction_of(expression), *kept, *row


def _context(text: str, start: int, expression: Expression) -> Context:
    """Return the words around a number, those before it from an offset on."""
    span = expression.span
    return Context(text[start : span.start], text[span.end : span.end + _AFTER], start)


def _goes_on(text: str, end: int, number: int) -> bool:
    """Tell whether a number goes on from a figure above, where a page has broken the line before a mark."""
    return number - end <= _NEAR and _LINE_GOES_ON.match(text, end, number) is not None


def _status_words(text: str, clause: int, context: Context, number: int) -> Span:
    """Return the words by which a number is planned or not: those between the number before it and itself.

    Of a value that a change arrives at, and of a later one of a list, all of the clause: 力争由30亿元增加到50亿元. The
    bracket that opens a clause tells what was only aimed at.
    """
    # what goes on ends in a word of arriving, or begins with a mark: that is quickly told
    may_go_on = text[number - 1] in "到至为成近约超过" or text[context.start] in "左以、和及"
    goes_on = may_go_on and _GOES_ON.fullmatch(text, context.start, number) is not None
    start = clause if goes_on else context.start
    return Span(start - (text[start - 1 : start] in ("（", "(")), number)


def _outside_notes(text: str, figures: list[Figure], end: int) -> list[Figure]:
    """Leave out the figures of a note in brackets that is closed before `end`: what follows is not said of them.

    Where nothing else is left, all are returned.
    """
    if not figures or text.find("）", figures[0].end, end) < 0:
        return figures
    outside = []
    for figure in figures:
        between = text[figure.end : end]
        closing = between.find("）")
        if closing < 0 or 0 <= between.find("（") < closing:
            outside.append(figure)
    return outside or figures


def _inherited_words(phrase: Phrase, earlier: Sequence[Proposal]) -> tuple[Span, ...]:
    """Return where the words of an indicator stand that was taken over from an earlier figure."""
    for proposal in reversed(earlier):
        if proposal.figure.indicator and proposal.figure.indicator in phrase.text:
            return words_of(proposal.reasons.get("indicator", ()))
    return ()


def _contexts(text: str, number_list: NumberList) -> list[Context]:
    """Return the words around each number: before it those of the list, or those behind the number before."""
    contexts: list[Context] = []
    start = number_list.start
    for expression in number_list.members:
        contexts.append(_context(text, start, expression))
        start = expression.span.end
    return contexts


def _bounds(members: Sequence[Expression], contexts: Sequence[Context], lexicon: Lexicon) -> list[BoundReading]:
    """Read each number's bound; one before the first or behind the last holds for the whole list."""
    bounds = [read_bound(one, context, lexicon) for one, context in zip(members, contexts, strict=True)]
    return shared_bounds(bounds, members[0].span)


def _read_period(
    survey: Survey,
    number_list: NumberList,
    index: int,
    sentence: Span,
    section: SectionTime,
    kind: KindReading,
    lexicon: Lexicon,
) -> PeriodReading:
    """Read the period of a number of a list, from its clause, sentence and paragraph, else from its section."""
    span = number_list.members[index].span
    context = PeriodContext(
        span=span,
        clause=number_list.clause,
        sentence=sentence,
        paragraph=survey.outline.paragraph_at(span.start),
        section=section,
        index=index,
        count=len(number_list.members),
        first=number_list.members[0].span.start,
        last=number_list.members[-1].span.end,
    )
    is_state = kind.kind in ("level", "ratio", "rank")
    return read_period(survey.text, context, survey.times, is_state, lexicon)
