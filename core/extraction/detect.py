"""The detector: a report's figures as proposals, a pure function of its text and the lexicon."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from core.extraction import indicator
from core.extraction.context import (
    Surroundings,
    Told,
    read_bound,
    read_kind,
    read_status,
    read_unit,
    read_value,
    shared_unit,
)
from core.extraction.coordination import divide
from core.extraction.exclusion import exclude, quoted_spans
from core.extraction.grammar import Expression, expressions
from core.extraction.indicator import NOTHING, Edges, Phrase
from core.extraction.lexicon import Lexicon
from core.extraction.outline import Outline, outline
from core.extraction.period import Place, Time, When, find_times, read_period
from core.extraction.section import Setting, report_year, setting_at, settings
from core.figure import Attribute, Bound, Figure, Proposal, Span
from core.report import Report

# What stands between two numbers of one list: a bound after the first, a separator, 分别.
_LISTED = re.compile(
    r"[ \n]?(?:以上|以下|左右|以内|上下)?(?:、|和|及|与|以及|、和|(?P<comma>[，,]))(?:分别)?(?:约|近|超过|超)?"
)
_LIMIT = re.compile("(?:(?:及以上|以上|及以下|以下|左右|以内|上下|之内)(?=[、，。；]))?")
_LONGEST_LIST = 24
# How far back a clause is read: a line without any punctuation must not cost its length at every number.
_REACH = 240
_SHARE_OF = re.compile("占全[国省市区县州](?=[^，。；占]{0,6}$)")
_BARE_NOUN = re.compile("、[\u4e00-\u9fff]{1,5}(?<![率比重额度达到至为占])")
_JOINED = re.compile("均|都|双双|皆|同时")


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known of a whole report before its figures are read, computed once."""

    text: str
    plan: Outline
    year: int | None
    times: tuple[Time, ...]
    time_spans: tuple[Span, ...]
    time_edges: Edges
    settings: tuple[Setting, ...]
    quotes: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A list of numbers that share what stands before them, and the row's place among the figures of its sentence."""

    members: tuple[Expression, ...]
    clause: Span
    start: int
    end: int
    beyond: int
    following: Span | None


@lru_cache(maxsize=8)
def survey(report: Report, lexicon: Lexicon) -> Survey:
    """Survey a report: its outline, its year, its time expressions and what each paragraph is about."""
    text = report.text
    plan = outline(text)
    year = report_year(text, plan, lexicon)
    times, spans = find_times(text, year, lexicon)
    return Survey(
        text, plan, year, times, spans, Edges.of(spans), settings(text, plan, times, year, lexicon), quoted_spans(text)
    )


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
        clause = Span(max(clause.start, first.span.start - _REACH), clause.end)
        end = known.plan.clause_at(max(last.span.end - 1, 0)).end
        beyond, spot = last.span.end, index + 1
        # Two numbers side by side count the same thing (32类1763个): the noun follows the second.
        while spot < min(len(found), index + 4) and not known.text[beyond : found[spot].span.start].strip():
            beyond, spot = found[spot].span.end, spot + 1
        if spot < len(found):
            end = min(max(end, beyond), found[spot].span.start)
        following_span = following.span if following else None
        rows.append(Row(tuple(members), clause, max(clause.start, edge), max(end, beyond), beyond, following_span))
        edge, members = last.span.end + len(_limit_after(known.text, last.span.end)), []
    return rows


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
    if separator["comma"] and "分别" not in text[max(0, members[0].span.start - 12) : members[0].span.start]:
        return False
    units = read_unit(last), read_unit(following)
    if units[0] == units[1] or not units[0] or units == ("个", "百分点"):
        return True
    respectively = "分别" in text[max(0, members[0].span.start - 12) : members[0].span.start]
    return respectively and {"%", "倍"} >= set(units)


def _read_row(known: Survey, row: Row, done: list[Proposal], lexicon: Lexicon) -> list[Proposal]:
    text, members = known.text, row.members
    sentence = known.plan.sentence_at(row.members[0].span.start)
    previous = [one.figure for one in done[-12:] if one.figure.start >= sentence.start]
    bounds = _bounds(text, row, lexicon)
    units = _units(text, row, lexicon)
    names = _names(known, row, units, previous, lexicon)
    proposals: list[Proposal] = []
    told: Told | None = None
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
        name = names[index]
        when, words = _when(known, row, one, told)
        status, status_words = read_status(around.before, start, when, lexicon)
        figure = Figure(*one.span, told.kind, value, unit, bounds[index][0], name.text, status, when.period)
        evidence: dict[Attribute, tuple[Span, ...]] = {
            "kind": told.words,
            "bound": bounds[index][1],
            "indicator": name.spans,
            "period": when.words or words,
            "status": status_words or words,
        }
        proposals.append(Proposal(figure, 0.9, evidence={key: spans for key, spans in evidence.items() if spans}))
    return proposals


def _parallel(text: str, row: Row, unit: str, done: Sequence[Proposal]) -> Told | None:
    """A share right after a growth, with a bare noun between, is a growth too (压减时间58%、材料52%)."""
    if unit != "%" or not done or text[row.start : row.start + 1] != "、":
        return None
    last, lead = done[-1].figure, text[row.start : row.members[0].span.start]
    if last.kind != "growth" or last.end != row.start or not _BARE_NOUN.fullmatch(lead):
        return None
    return Told("growth", isinstance(last.value, Decimal) and last.value < 0)


def _with_magnitude(one: Expression, last: Expression) -> Expression:
    """A bare number of a list takes the magnitude that stands once with the unit (8.2、3.5万亩)."""
    if one is last or one.shape != "quantity" or one.amounts[-1].unit or one.amounts[-1].magnitude:
        return one
    amounts = tuple(replace(amount, magnitude=last.amounts[-1].magnitude) for amount in one.amounts)
    return replace(one, amounts=amounts)


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


def _units(text: str, row: Row, lexicon: Lexicon) -> list[str]:
    """Each number's unit; one that stands once, at the end of a list, holds for all of it."""
    last = read_unit(row.members[-1])
    units = [read_unit(one) or (last if one.shape == "quantity" else "") for one in row.members]
    if last == "百分点":
        return [last] * len(units)
    if not last and row.members[0].shape == "quantity":
        first = row.members[0]
        around = Surroundings(text[row.start : first.span.start], text[first.span.end : first.span.end + 16], row.start)
        return [shared_unit(around, first, lexicon)] * len(units)
    return units


def _names(known: Survey, row: Row, units: Sequence[str], previous: Sequence[Figure], lexicon: Lexicon) -> list[Phrase]:
    """What each number of a list measures."""
    text, words, count = known.text, indicator.lists(lexicon), len(row.members)
    first = row.members[0]
    counted = first.shape == "quantity" and units[0] not in ("%", "‰", "百分点", "倍", "")
    ahead = indicator.before(
        text, row.start, first.span.start, known.time_edges, counted, first.shape == "rank", lexicon
    )
    if _may_follow(text, row, units[0], ahead, counted, lexicon):
        behind = indicator.after(text, row.beyond, row.end, lexicon)
        if behind.text:
            return [_complete(known, row, behind, lexicon)] * count
    if ahead.text.rpartition("、")[2] in words.dependent and text[row.beyond : row.beyond + 1] == "的":
        ahead = Phrase(ahead.text.rpartition("、")[2], ahead.spans)
        behind = indicator.after(text, row.beyond, row.end, lexicon)
        if behind.text:
            return [Phrase(behind.text + ahead.text, behind.spans + ahead.spans)] * count
    if not ahead.text:
        return _inherit(known, row, previous, lexicon)
    if count > 1 and (parts := divide(ahead.text, count, words, lexicon)):
        return [Phrase(part, ahead.spans) for part in parts]
    return [indicator.depend(ahead, _said_of(known, row, ahead, previous, lexicon), words)] * count


def _said_of(known: Survey, row: Row, ahead: Phrase, previous: Sequence[Figure], lexicon: Lexicon) -> str:
    """What a head that names nothing alone is said of: the subject of the clause before it, or its figure's."""
    words = indicator.lists(lexicon)
    if ahead.text in words.stages and previous and previous[-1].kind == "level":
        return previous[-1].indicator
    if ahead.text not in words.dependent and not ahead.text.startswith("占"):
        return ""
    if not previous or previous[-1].end < row.clause.start - 1:
        sentence = known.plan.sentence_at(row.start)
        edge = previous[-1].end if previous else sentence.start
        subject = _earlier_subject(known, row, edge, lexicon)
        if subject.text:
            return subject.text
    return previous[-1].indicator if previous else ""


def _complete(known: Survey, row: Row, behind: Phrase, lexicon: Lexicon) -> Phrase:
    """Put back a noun that only the next number names (8个国家级、13个省级医疗中心)."""
    if behind.text[-1] not in "级类型" or row.following is None:
        return behind
    end = known.plan.clause_at(row.following.end - 1).end
    shared = re.match(".{1,5}?[级类型](.+)", indicator.after(known.text, row.following.end, end, lexicon).text)
    return Phrase(behind.text + shared[1], behind.spans) if shared else behind


def _may_follow(text: str, row: Row, unit: str, ahead: Phrase, counted: bool, lexicon: Lexicon) -> bool:
    """Say whether the thing measured may stand after the number."""
    first, last = row.members[0], row.members[-1]
    if first.shape not in ("quantity", "fraction"):
        return False
    words = indicator.lists(lexicon)
    attributive = words.attributive.match(text, last.span.end)
    if (
        unit == "%"
        and attributive
        and not words.arrive.search(text, max(row.start, first.span.start - 3), first.span.start)
    ):
        return True
    if not ahead.text:
        alone = not indicator.has_word(text, row.start, first.span.start, lexicon)
        return counted or (unit in ("%", "") and (attributive is not None or alone))
    if not counted:
        return False
    unit_class = lexicon.unit_classes.get(unit)
    if attributive and words.arrive.search(text, max(row.start, first.span.start - 3), first.span.start):
        return False
    if unit_class in ("count", "noun", "area", "mass", "energy", "volume", "length"):
        return True
    return indicator.ends_in_verb(text, row.start, first.span.start, words)


def _inherit(known: Survey, row: Row, previous: Sequence[Figure], lexicon: Lexicon) -> list[Phrase]:
    """Take over what the figures before measure, where a clause leaves its subject out."""
    count, lead = len(row.members), known.text[row.start : row.members[0].span.start]
    sentence = known.plan.sentence_at(row.members[0].span.start)
    if not previous or previous[-1].end < row.clause.start - 30:
        subject = _earlier_subject(known, row, previous[-1].end if previous else sentence.start, lexicon)
        if subject.text:
            return [subject] * count
    if not previous:
        return [NOTHING] * count
    if count > 1 and len(previous) >= count:
        return [Phrase(figure.indicator) for figure in previous[-count:]]
    if _JOINED.search(lead) and len(previous) > 1:
        kinds = [figure for figure in previous if figure.kind == previous[-1].kind]
        names = list(dict.fromkeys(figure.indicator for figure in kinds))
        return [Phrase("、".join(names))] * count
    share = _SHARE_OF.search(lead)
    return [Phrase(previous[-1].indicator + (share[0] if share else ""))] * count


def _earlier_subject(known: Survey, row: Row, start: int, lexicon: Lexicon) -> Phrase:
    """The subject of the nearest earlier clause of the sentence that names one."""
    end = row.clause.start
    for _ in range(4):
        if end <= start:
            break
        clause = known.plan.clause_at(end - 1)
        subject = indicator.clause_subject(known.text, max(clause.start, start), end, known.time_edges, lexicon)
        if subject.text:
            return subject
        end = clause.start
    return NOTHING


def _when(known: Survey, row: Row, one: Expression, told: Told) -> tuple[When, tuple[Span, ...]]:
    """A figure's period, with the words that set its paragraph."""
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
    return read_period(known.text, place, known.times, told.kind in ("level", "ratio", "rank")), setting.words
