"""The area a figure is about, if it is not the report's own region as a whole (FIGURES.md §5)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ..model.figure import Proposal, Reason, Span
from ..model.reason import words_of
from .indicator.segmenter import tagged
from .lexicon import Lexicon, begins, in_turn
from .period.expressions import TimeEdges
from .region_and_year import place_names
from .rule import Rule, because, decide
from .survey import Survey

_HAN = "[\u4e00-\u9fff]"
_NUMBER = "[0-9一二两三四五六七八九十百]{1,4}"
_SEPARATORS = " \n\t\u3000，,；;：:。"
_DIGIT = re.compile("[0-9]")
# What ends the stretch for which an area holds.
_BROKEN = re.compile("[；;。！？\n]")


class AreaReading(NamedTuple):
    """The area a figure is about, None for the report's own region as a whole, and by which rules it was read."""

    name: str | None
    reasons: tuple[Reason, ...]


@dataclass(slots=True)
class AreaContext:
    """Where a figure stands, in offsets of the survey.

    `own` is where the words begin that belong to its number and to none before, `clause` and `sentence` are where these
    begin, `number` is where the numbers of its list begin.
    """

    own: int
    clause: int
    sentence: int
    number: int


@dataclass(frozen=True, slots=True)
class _Patterns:
    scope: re.Pattern[str]
    own: re.Pattern[str]
    acting: re.Pattern[str]
    lead: re.Pattern[str]
    goes_on: re.Pattern[str]
    going_on: re.Pattern[str]
    runs_on: re.Pattern[str]
    measured: re.Pattern[str]
    joining: re.Pattern[str]
    beside: re.Pattern[str]
    separators: frozenset[str]


@cache
def _patterns(lexicon: Lexicon) -> _Patterns:
    whole, joining = lexicon.either("areas.whole"), lexicon.either("areas.joining")
    place = f"{begins(place_names())}{in_turn(place_names())}(?:[市州盟省]|地区)?"
    # A name ends at the nearest noun of areas; it does not begin with a verb or a number.
    called = f"(?:{place}|{lexicon.either('areas.named')})"
    begun = f"(?:{called}{_HAN}{{0,8}}?|(?:(?!{lexicon.either('areas.kinds_not')}){_HAN}){{2,4}}?)"
    kinded = f"{begun}{lexicon.either('areas.kinds')}"
    grouped = (
        f"(?:{called}|(?!{lexicon.either('areas.groups_not')})(?:(?!{lexicon.either('areas.kinds_not')}){_HAN}){{2,4}}?)"
        "(?:十[一二三四五六七]?|[两二三四五六七八九])(?:市|县|州|区县)"
    )
    plain = f"{lexicon.either('areas.named', 'areas.common')}(?:地区)?"
    counted = f"{_NUMBER}个{_HAN}{{0,6}}?{lexicon.either('areas.counted')}"
    one = f"(?:{counted}|{plain}|{kinded}|{place})"
    after = lexicon.either("areas.name_after")
    wide = f"{lexicon.either('areas.wide')}|全{whole}"
    measured, verbs = lexicon.either("areas.measured"), lexicon.either("areas.verbs")
    return _Patterns(
        scope=re.compile(
            f"(?:(?P<wide>{wide})|(?P<counted>{counted}))的?(?={measured})"
            f"|(?P<kind>(?:{kinded}|{plain}|{grouped})(?:{joining}{one})*)(?!{after})的?(?=[^0-9，。；、]|(?P<at>[0-9]))"
            f"|(?P<places>{place}(?:{joining}{one})*)(?!{after})的?(?={measured}|{verbs}|(?P<number>[0-9]))"
        ),
        own=re.compile(f"(?:{lexicon.either('areas.own')}{whole}|全{whole})"),
        # 努力引进新区, 二是开展高新区: words that govern an area stand in no name of one
        acting=re.compile(f"^[一二三四五六七八九十]是|{lexicon.either('areas.acting')}"),
        lead=re.compile(lexicon.either("areas.lead")),
        goes_on=re.compile(lexicon.either("areas.verbs", "indicators.dependent")),
        going_on=re.compile(lexicon.either("areas.going_on")),
        runs_on=re.compile(lexicon.either("areas.adverbs", "areas.verbs", "areas.going_on", "areas.no_subject")),
        measured=re.compile(f"(?:完成|实现|[两三四五六七八九十][市县区州])?{measured}"),
        joining=re.compile(joining),
        beside=re.compile(f"[^，。；]{{0,6}}?{joining}{place}"),
        separators=frozenset((*_SEPARATORS, *lexicon.words("areas.joining"))),
    )


@dataclass(slots=True)
class _Asked:
    """What the rules of the area look at.

    `indicator` is what the figure measures, `before` the figure before it in the sentence, None where it is the first.
    """

    survey: Survey
    context: AreaContext
    indicator: str
    before: Proposal | None
    patterns: _Patterns


class _Found(NamedTuple):
    """An area, the words that told where it is named, and by which rules the name was read.

    `is_kind` says that the name tells by itself that it is an area (滨江新区), which that of a city alone does not.
    """

    name: str | None
    words: tuple[Span, ...] = ()
    reasons: tuple[Reason, ...] = ()
    is_kind: bool = False


_WHOLE_REGION = _Found(None)


def read_area(
    survey: Survey, context: AreaContext, indicator: str, earlier: Sequence[Proposal], lexicon: Lexicon
) -> AreaReading:
    """Read the area a figure is about (FIGURES.md §5): 滨江新区生产总值增长【8%】 → 滨江新区.

    By the first of `AREA_RULES` that applies: what its own words or its clause begin with decides, be it an area or the
    report's own region; else the figure before it in the sentence, whose statement it goes on; else the area that the
    sentence begins with. `indicator` is what the figure measures, `earlier` are the figures before it.
    """
    before = earlier[-1] if earlier and earlier[-1].figure.start >= context.sentence else None
    asked = _Asked(survey, context, indicator, before, _patterns(lexicon))
    rule, found = decide(AREA_RULES, asked) or ("area.whole_region", _WHOLE_REGION)
    return AreaReading(found.name, (because(rule, found.words), *found.reasons))


def _own_words(asked: _Asked) -> _Found | None:
    own = asked.context.own
    if own == asked.context.clause or asked.survey.text[own] not in asked.patterns.separators:
        return None
    return _alone(_scope_at(asked, own), asked)


def _clause(asked: _Asked) -> _Found | None:
    return _alone(_scope_at(asked, asked.context.clause), asked)


def _same_indicator(asked: _Asked) -> _Found | None:
    before = asked.before
    return _as_before(before) if before is not None and before.figure.indicator == asked.indicator else None


def _goes_on(asked: _Asked) -> _Found | None:
    before, text, number = asked.before, asked.survey.text, asked.context.number
    if before is None:
        return None
    clause = _skipped(text, asked.context.clause, number, asked.survey.time_edges, asked.patterns)
    goes_on = asked.patterns.goes_on.match(text, clause, number) is not None
    if not goes_on and not _is_of_own_words(before) and asked.patterns.going_on.match(text, clause, number):
        # no clause between the figure before and this has a subject of its own
        between = text[before.figure.end : clause].split("，")[1:-1]
        goes_on = all(asked.patterns.runs_on.match(one) for one in between)
    if not goes_on and before.figure.area is not None and asked.patterns.measured.match(text, clause):
        goes_on = _is_topic(asked, before.figure.area)
    return _as_before(before) if goes_on and not _BROKEN.search(text, before.figure.end, number) else None


def _is_of_own_words(before: Proposal) -> bool:
    """Tell whether the area of a figure is named beside its number alone: 建设沼气池20万户、山区改灶【5万户】."""
    return any(reason.rule == "area.own_words" for reason in before.reasons.get("area", ()))


def _is_topic(asked: _Asked, area: str) -> bool:
    """Tell whether a sentence is about an area: 推动山区融合发展，…，旅游收入….

    Its first clause names it and has no number.
    """
    first = asked.survey.outline.clause_at(asked.context.sentence)
    if _DIGIT.search(asked.survey.text, *first):
        return False
    found = _scope_at(asked, first.start)
    return found is not None and found.name == area and asked.patterns.joining.search(area) is None


def _as_before(before: Proposal) -> _Found:
    return _Found(before.figure.area, words_of(before.reasons.get("area", ())))


def _other_statement(asked: _Asked) -> _Found | None:
    return _WHOLE_REGION if asked.before is not None else None


def _sentence(asked: _Asked) -> _Found | None:
    context, text = asked.context, asked.survey.text
    if context.sentence >= context.clause or _BROKEN.search(text, context.sentence, context.number):
        return None
    found = _scope_at(asked, context.sentence)
    if found is None or not found.is_kind or asked.patterns.own.search(text, context.clause, context.number):
        return None
    return found if _runs_through(asked, found) else None


def _runs_through(asked: _Asked, found: _Found) -> bool:
    """Tell whether what the clauses behind an area tell is still of it, up to that of the figure.

    They leave their subjects out (山区加快修路，新建桥梁3座), begin with the number (自贸区…，38项经验) or name what is
    measured of a region (库区…，经济增长6%). It is not where a second place stands beside it (藏区学生和海东学生…，
    新建学校3所) or opens a clause, nor behind another subject (流域治理进展顺利，平原绿化…，退耕11万亩).
    """
    survey, context, patterns = asked.survey, asked.context, asked.patterns
    text, (reason,) = survey.text, found.reasons
    if patterns.beside.match(text, reason.words[-1].end, context.clause):
        return False
    clause = survey.outline.clause_at(context.sentence)
    goes_on = True
    while clause.end <= context.clause:
        start = _skipped(text, clause.end, context.number, survey.time_edges, patterns)
        scope = _scope_at(asked, start)
        if scope is not None and scope.name != found.name:
            return False
        begins = patterns.runs_on.match(text, start) is not None or start >= context.number
        # 开发区 after 经济开发区 is the same
        is_named = any(text.startswith(found.name[-count:], start) for count in (2, 3)) if found.name else False
        goes_on = (
            is_named
            or scope is not None
            or (goes_on and begins)
            or patterns.measured.match(text, start) is not None
            or text.startswith("其中", clause.end)
        )
        clause = survey.outline.clause_at(clause.end)
    return goes_on


def _whole_region(asked: _Asked) -> _Found | None:
    return _WHOLE_REGION


AREA_RULES: Sequence[Rule[_Asked, _Found]] = (
    Rule("area.own_words", _own_words),
    Rule("area.clause", _clause),
    Rule("area.same_indicator", _same_indicator),
    Rule("area.goes_on", _goes_on),
    Rule("area.other_statement", _other_statement),
    Rule("area.sentence", _sentence),
    Rule("area.whole_region", _whole_region),
)
"""Which words tell the area."""


@dataclass(slots=True)
class _Begun:
    """What the rules of a scope look at: what some words begin with.

    `own` is a name of the report's region, `scope` an area; `name` is the words of the area, "" where there is none.
    """

    survey: Survey
    start: int
    own: re.Match[str] | None
    scope: re.Match[str] | None
    name: str


def _alone(found: _Found | None, asked: _Asked) -> _Found | None:
    """Return of several areas the one that a figure names as what it measures.

    东港市、西港市分别达到【62亿元】和【51亿元】: one area for each.
    """
    name = asked.indicator
    if found is None or found.name is None or name not in asked.patterns.joining.split(found.name):
        return found
    (reason,) = found.reasons
    start = reason.words[0].start + found.name.index(name)
    alone = Reason("area.one_of_several", (Span(start, start + len(name)),))
    return _Found(name, reasons=(because(reason.rule), alone), is_kind=found.is_kind)


def _scope_at(asked: _Asked, start: int) -> _Found | None:
    """Read the area, or the report's own region, that the words from `start` begin with; None for neither."""
    survey, end, patterns = asked.survey, asked.context.number, asked.patterns
    start = _skipped(survey.text, start, end, survey.time_edges, patterns)
    own = patterns.own.match(survey.text, start, end)
    # One character of the number is read too: it tells that a place stands right before the number.
    scope = patterns.scope.match(survey.text, start, end + 1)
    if scope is not None and not _is_scope(scope, asked):
        scope = None
    if own is None and scope is None:
        return None
    name = next(filter(None, scope.group("wide", "counted", "kind", "places"))) if scope is not None else ""
    decided = decide(SCOPE_RULES, _Begun(survey, start, own, scope, name))
    if decided is None:
        return None
    rule, (named, length) = decided
    reason = Reason(rule, (Span(start, start + length),))
    return _Found(named, reasons=(reason,), is_kind=scope is not None and scope["kind"] is not None)


def _is_scope(found: re.Match[str], asked: _Asked) -> bool:
    """Tell whether an area is what the number is said of.

    A place right before the number is the subject; where a noun follows the number's digits, it belongs to that
    (大连30万吨油轮), and cities may be what it counts or where that is (东港、西港【3个】医疗中心).
    """
    begins_number = found["at"] is not None or found["number"] is not None
    if begins_number and found.end() < asked.context.number:
        return False
    places = found["places"]
    is_named = asked.indicator == places or asked.indicator in asked.patterns.joining.split(places or "")
    if found["number"] is not None and not is_named:
        return False
    kind = found["kind"]
    return kind is None or (tagged().get(kind[:2]) != "v" and asked.patterns.acting.search(kind) is None)


_Scope = tuple[str | None, int]


def _own_region(asked: _Begun) -> _Scope | None:
    if asked.own is None:
        return None
    words, home = asked.own[0], asked.survey.home.level
    is_home = words[0] != "全" or not home or words[1:].removeprefix("自治") == home
    return (None, len(words)) if is_home else None


def _own_name(asked: _Begun) -> _Scope | None:
    name, home = asked.name, asked.survey.home
    if not name:
        return None
    is_home = (name[0] == "全" and name[1:] == home.level) or any(name in (one, f"{one}地区") for one in home.names)
    return (None, len(name)) if is_home else None


def _by_group(group: str) -> Callable[[_Begun], _Scope | None]:
    """Return a rule for one sort of areas, by a group of the pattern of areas."""

    def read(asked: _Begun) -> _Scope | None:
        return (asked.name, len(asked.name)) if asked.scope is not None and asked.scope[group] is not None else None

    return read


SCOPE_RULES: Sequence[Rule[_Begun, _Scope]] = (
    Rule("area.own_region", _own_region),
    Rule("area.own_name", _own_name),
    Rule("area.wide", _by_group("wide")),
    Rule("area.counted", _by_group("counted")),
    Rule("area.of_kind", _by_group("kind")),
    Rule("area.places", _by_group("places")),
)
"""What sort of area some words begin with: its name, None for the report's own region, and how long its words are."""


def _skipped(text: str, start: int, end: int, times: TimeEdges, patterns: _Patterns) -> int:
    """Return where the first words of a clause begin, behind separators, times and words that lead to a subject.

    其中.
    """
    while start < end:
        if text[start] in patterns.separators:
            start += 1
        elif start in times.ends and times.ends[start] <= end:
            start = times.ends[start]
        elif (lead := patterns.lead.match(text, start, end)) is not None:
            start = lead.end()
        else:
            break
    return start
