"""The detector: a report's figures as proposals, a pure function of its text and the lexicon."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from core.extraction import indicator
from core.extraction.context import Surroundings, Told, read_bound, read_kind, read_unit, read_value, shared_unit
from core.extraction.coordination import divide
from core.extraction.exclusion import exclude, quoted_spans
from core.extraction.grammar import Expression, expressions
from core.extraction.indicator import NOTHING, Phrase
from core.extraction.lexicon import Lexicon
from core.extraction.outline import Outline, outline
from core.extraction.period import Place, Time, find_times, read_period
from core.extraction.section import Setting, report_year, setting_at, settings
from core.figure import Attribute, Bound, Figure, Proposal, Span
from core.report import Report

# What stands between two numbers of one list: a bound after the first, a separator, 分别.
_LISTED = re.compile(r"[ \n]?(?:以上|以下|左右|以内|上下)?[、，,和及与至]{1,2}(?:分别)?(?:约|近|超过|超)?")
_JOINED = re.compile("均|都|双双|皆|同时")


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known of a whole report before its figures are read, computed once."""

    text: str
    plan: Outline
    year: int | None
    times: tuple[Time, ...]
    time_spans: tuple[Span, ...]
    settings: tuple[Setting, ...]
    quotes: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A list of numbers that share what stands before them, and the row's place among the figures of its sentence."""

    members: tuple[Expression, ...]
    clause: Span
    start: int
    end: int


@lru_cache(maxsize=8)
def survey(report: Report, lexicon: Lexicon) -> Survey:
    """Survey a report: its outline, its year, its time expressions and what each paragraph is about."""
    text = report.text
    plan = outline(text)
    year = report_year(text, plan, lexicon)
    times, spans = find_times(text, year, lexicon)
    return Survey(text, plan, year, times, spans, settings(text, plan, times, year, lexicon), quoted_spans(text))


def find_figures(report: Report, lexicon: Lexicon) -> list[Proposal]:
    """Propose every figure of a report, in text order, no two overlapping."""
    known = survey(report, lexicon)
    found = [
        one
        for one in expressions(known.text, lexicon)
        if exclude(known.text, one, lexicon, known.time_spans, known.quotes) is None
    ]
    return _read_all(known, found, lexicon)


def read_figure(report: Report, span: Span, lexicon: Lexicon) -> Proposal | None:
    """Read the attributes of a span selected by hand; None where it holds no numeral."""
    known = survey(report, lexicon)
    span = Span(max(0, span[0]), min(len(known.text), span[1]))
    chosen = next(expressions(known.text, lexicon, span.start, span.end), None)
    if chosen is None:
        return None
    sentence = known.plan.sentence_at(span.start)
    around = [
        one
        for one in expressions(known.text, lexicon, sentence.start, max(sentence.end, span.end))
        if (one.span.end <= span.start or one.span.start >= span.end)
        and exclude(known.text, one, lexicon, known.time_spans, known.quotes) is None
    ]
    around.append(replace(chosen, span=span))
    proposals = _read_all(known, sorted(around, key=lambda one: one.span), lexicon)
    return next((one for one in proposals if one.figure.span == span), None)


def _read_all(known: Survey, found: Sequence[Expression], lexicon: Lexicon) -> list[Proposal]:
    proposals: list[Proposal] = []
    for row in _rows(known, found):
        proposals += _read_row(known, row, proposals, lexicon)
    return proposals


def _rows(known: Survey, found: Sequence[Expression]) -> list[Row]:
    """Put the numbers of one list together."""
    rows: list[Row] = []
    members: list[Expression] = []
    edge = 0
    for index, one in enumerate(found):
        members.append(one)
        following = found[index + 1] if index + 1 < len(found) else None
        if following is not None and _listed(known.text, members, following):
            continue
        first, last = members[0], members[-1]
        clause = known.plan.clause_at(first.span.start)
        end = known.plan.clause_at(max(last.span.end - 1, 0)).end
        end = min(end, following.span.start) if following else end
        rows.append(Row(tuple(members), clause, max(clause.start, edge), max(end, last.span.end)))
        edge, members = last.span.end, []
    return rows


def _listed(text: str, members: Sequence[Expression], following: Expression) -> bool:
    """Say whether a number goes on the list of those before it."""
    last = members[-1]
    if following.shape != last.shape and {following.shape, last.shape} != {"quantity", "fraction"}:
        return False
    between = text[last.span.end : following.span.start]
    if len(between) > 8 or not _LISTED.fullmatch(between):
        return False
    units = read_unit(last), read_unit(following)
    return units[0] == units[1] or not units[0]


def _read_row(known: Survey, row: Row, done: list[Proposal], lexicon: Lexicon) -> list[Proposal]:
    text, members = known.text, row.members
    sentence = known.plan.sentence_at(row.members[0].span.start)
    previous = [one.figure for one in done if one.figure.start >= sentence.start][-12:]
    bounds = _bounds(text, row, lexicon)
    names = _names(known, row, previous, lexicon)
    proposals: list[Proposal] = []
    told: Told | None = None
    unit_words = read_unit(members[-1])
    for index, one in enumerate(members):
        start = row.start if index == 0 else members[index - 1].span.end
        around = Surroundings(text[start : one.span.start], text[one.span.end : one.span.end + 16], start)
        unit = read_unit(one) or (unit_words if one.shape == "quantity" else "")
        if not unit and one.shape == "quantity":
            unit = shared_unit(around, one, lexicon)
        if index == 0 or told is None:
            told = read_kind(one, unit, around, lexicon)
        value = read_value(one, told.kind, told.negative)
        if value is None:
            continue
        name = names[index]
        period, period_words, setting = _when(known, row, one, told)
        figure = Figure(
            *one.span, told.kind, value, unit, bounds[index][0], name.text, setting.status, period
        )
        evidence: dict[Attribute, tuple[Span, ...]] = {
            "kind": told.words,
            "bound": bounds[index][1],
            "indicator": name.spans,
            "period": period_words or setting.words,
            "status": setting.words,
        }
        proposals.append(Proposal(figure, 0.9, evidence={key: spans for key, spans in evidence.items() if spans}))
    return proposals


def _bounds(text: str, row: Row, lexicon: Lexicon) -> list[tuple[Bound, tuple[Span, ...]]]:
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


def _names(known: Survey, row: Row, previous: Sequence[Figure], lexicon: Lexicon) -> list[Phrase]:
    """What each number of a list measures."""
    text, words, count = known.text, indicator.lists(lexicon), len(row.members)
    first, last = row.members[0], row.members[-1]
    counted = first.shape == "quantity" and read_unit(first) not in ("%", "‰", "百分点", "倍", "")
    lead = text[row.start : first.span.start]
    ahead = indicator.before(text, row.start, first.span.start, known.time_spans, counted, lexicon)
    behind = NOTHING
    if _may_follow(text, row, first, ahead, counted, lexicon):
        behind = indicator.after(text, last.span.end, row.end, lexicon)
    if behind.text:
        return [behind] * count
    if not ahead.text:
        return _inherit(lead, count, previous)
    if count > 1 and (parts := divide(ahead.text, count, words, lexicon)):
        return [Phrase(part, ahead.spans) for part in parts]
    ahead = indicator.depend(ahead, previous[-1].indicator if previous else "", words)
    return [ahead] * count


def _may_follow(text: str, row: Row, first: Expression, ahead: Phrase, counted: bool, lexicon: Lexicon) -> bool:
    """Say whether the thing measured may stand after the number."""
    if first.shape not in ("quantity", "fraction"):
        return False
    unit = read_unit(first)
    if not ahead.text:
        return counted or unit in ("%", "") and text[row.members[-1].span.end :][:1] == "的"
    if counted and lexicon.unit_classes.get(unit) == "count":
        return True
    words = indicator.lists(lexicon)
    end = first.span.start
    return counted and indicator.ends_in_verb(text, row.start, end, words)


def _inherit(lead: str, count: int, previous: Sequence[Figure]) -> list[Phrase]:
    """Take over what the figures before measure, where a clause leaves its subject out."""
    if not previous:
        return [NOTHING] * count
    if count > 1 and len(previous) >= count:
        return [Phrase(figure.indicator) for figure in previous[-count:]]
    if _JOINED.search(lead) and len(previous) > 1:
        kinds = [figure for figure in previous if figure.kind == previous[-1].kind]
        names = list(dict.fromkeys(figure.indicator for figure in kinds))
        return [Phrase("、".join(names))] * count
    return [Phrase(previous[-1].indicator)] * count


def _when(known: Survey, row: Row, one: Expression, told: Told) -> tuple[str | None, tuple[Span, ...], Setting]:
    setting = setting_at(known.settings, one.span.start)
    place = Place(
        one.span,
        row.clause,
        known.plan.sentence_at(one.span.start),
        known.plan.paragraph_at(one.span.start),
        setting.first,
        setting.last,
        setting.status == "target",
    )
    period, words = read_period(known.text, place, known.times, told.kind in ("level", "ratio", "rank"))
    return period, words, setting
