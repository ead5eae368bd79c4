"""The area a figure is about, if it is not the report's own region as a whole (FIGURES.md §5)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ..model.figure import Proposal, Reason, Span
from .indicator.segmenter import tagged
from .lexicon import Lexicon
from .period.expressions import TimeEdges
from .region_and_year import place_names
from .survey import Survey

_HAN = "[\u4e00-\u9fff]"
_NUMBER = "[0-9一二两三四五六七八九十百]{1,4}"
_SEPARATORS = " \n\t\u3000、，,和及与；;：:。"
_AND = re.compile("[、和及与]")
# What ends the stretch for which an area holds.
_BROKEN = re.compile("[；;。！？\n]")


_WHOLE = Reason("area.whole_region")


@dataclass(frozen=True, slots=True)
class AreaReading:
    """The area a figure is about, and by which rule and words it was read.

    `name` is None for the report's own region as a whole. `is_kind` says that the name tells by itself that it is an
    area (滨江新区), which the name of a city alone does not.
    """

    name: str | None = None
    reason: Reason = _WHOLE
    is_kind: bool = False


WHOLE_REGION = AreaReading()


@dataclass(frozen=True, slots=True)
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
    lead: re.Pattern[str]
    goes_on: re.Pattern[str]


@cache
def _patterns(lexicon: Lexicon) -> _Patterns:
    whole = lexicon.either("areas.whole")
    place = f"(?:{'|'.join(sorted(place_names(), key=len, reverse=True))})(?:[市州盟省]|地区)?"
    # A name ends at the nearest noun of areas; it does not begin with a verb or a number.
    called = f"(?:{place}|{lexicon.either('areas.named')})"
    begun = f"(?:{called}{_HAN}{{0,8}}?|(?:(?!{lexicon.either('areas.kinds_not')}){_HAN}){{2,4}}?)"
    kinded = f"{begun}{lexicon.either('areas.kinds')}"
    plain = f"{lexicon.either('areas.named', 'areas.common')}(?:地区)?"
    counted = f"{_NUMBER}个{_HAN}{{0,6}}?{lexicon.either('areas.counted')}"
    one = f"(?:{counted}|{plain}|{kinded}|{place})"
    after = lexicon.either("areas.name_after")
    wide = f"{lexicon.either('areas.wide')}|全{whole}"
    measured, verbs = lexicon.either("areas.measured"), lexicon.either("areas.verbs")
    return _Patterns(
        scope=re.compile(
            f"(?P<area>(?:{wide}|{counted}))的?(?={measured})"
            f"|(?P<kind>(?:{kinded}|{plain})(?:[、和及与]{one})*)(?!{after})的?(?=[^0-9，。；、]|(?P<at>[0-9]))"
            f"|(?P<places>{place}(?:[、和及与]{one})*)(?!{after})的?(?={measured}|{verbs}|(?P<number>[0-9]))"
        ),
        own=re.compile(f"(?:{lexicon.either('areas.own')}{whole}|全{whole})"),
        lead=re.compile(lexicon.either("areas.lead")),
        goes_on=re.compile(lexicon.either("areas.verbs", "indicators.dependent")),
    )


def read_area(
    survey: Survey, context: AreaContext, indicator: str, earlier: Sequence[Proposal], lexicon: Lexicon
) -> AreaReading:
    """Read the area a figure is about (FIGURES.md §5): 滨江新区生产总值增长【8%】 → 滨江新区.

    What its own words or its clause begin with decides, be it an area or the report's own region; else the figure
    before it in the sentence, whose statement it goes on; else the area that the sentence begins with. `indicator` is
    what the figure measures, `earlier` are the figures before it.
    """
    begins = context.own == context.clause or survey.text[context.own] in _SEPARATORS
    for start in dict.fromkeys((context.own, context.clause)[not begins :]):
        area = _scope_at(survey, start, context.number, indicator, lexicon)
        if area is not None:
            return _alone(area, indicator)
    before = earlier[-1] if earlier and earlier[-1].figure.start >= context.sentence else None
    if before is not None:
        between = survey.text[before.figure.end : context.number]
        clause = _skipped(survey.text, context.clause, context.number, survey.time_edges, _patterns(lexicon))
        patterns = _patterns(lexicon)
        goes_on = patterns.goes_on.match(survey.text, clause, context.number) and not _BROKEN.search(between)
        if before.figure.indicator == indicator or goes_on:
            return AreaReading(before.figure.area, Reason("area.goes_on", before.evidence.get("area", ())))
        return WHOLE_REGION
    if context.sentence < context.clause and not _BROKEN.search(survey.text, context.sentence, context.number):
        area = _scope_at(survey, context.sentence, context.number, indicator, lexicon)
        own = _patterns(lexicon).own.search(survey.text, context.clause, context.number)
        if area is not None and area.is_kind and own is None:
            return area
    return WHOLE_REGION


def _alone(area: AreaReading, indicator: str) -> AreaReading:
    """Return of several areas the one that a figure names as what it measures.

    东港市、西港市分别达到【62亿元】和【51亿元】: one area for each.
    """
    if area.name is None or indicator not in _AND.split(area.name):
        return area
    start = area.reason.words[0].start + area.name.index(indicator)
    return AreaReading(indicator, Reason("area.one_of_several", (Span(start, start + len(indicator)),)), area.is_kind)


def _scope_at(survey: Survey, start: int, end: int, indicator: str, lexicon: Lexicon) -> AreaReading | None:
    """Read the area, or the report's own region, that the words from `start` begin with; None for neither."""
    patterns, text, home = _patterns(lexicon), survey.text, survey.home
    start = _skipped(text, start, end, survey.time_edges, patterns)
    if own := patterns.own.match(text, start, end):
        level = own[0][1:].removeprefix("自治")
        if own[0][0] != "全" or level == home.level or not home.level:
            return WHOLE_REGION
    # One character of the number is read too: it tells that a place stands right before the number.
    found = patterns.scope.match(text, start, end + 1)
    # A place right before a number is the subject, or a noun follows that belongs to it (大连30万吨油轮).
    if found is None or (_begins_number(found) and found.end() < end) or _is_counted_with(found, indicator):
        return None
    name = found["area"] or found["kind"] or found["places"]
    if found["kind"] and tagged().get(name[:2]) == "v":
        return None
    if (name[0] == "全" and name[1:] == home.level) or any(name in (one, f"{one}地区") for one in home.names):
        return WHOLE_REGION
    whole = Span(start, start + len(name))
    return AreaReading(name, Reason("area.named", (whole,)), is_kind=found["kind"] is not None)


def _begins_number(found: re.Match[str]) -> bool:
    return (found["at"] or found["number"]) is not None


def _is_counted_with(found: re.Match[str], indicator: str) -> bool:
    """Tell whether cities right before a number are what it counts or where that is (东港、西港【3个】医疗中心)."""
    return found["number"] is not None and indicator != found["places"] and indicator not in _AND.split(found["places"])


def _skipped(text: str, start: int, end: int, times: TimeEdges, patterns: _Patterns) -> int:
    """Return where the first words of a clause begin, behind separators, times and words that lead to a subject.

    其中.
    """
    while start < end:
        if text[start] in _SEPARATORS:
            start += 1
        elif start in times.ends and times.ends[start] <= end:
            start = times.ends[start]
        elif (lead := patterns.lead.match(text, start, end)) is not None:
            start = lead.end()
        else:
            break
    return start
