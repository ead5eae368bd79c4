"""The rules by which questions are asked, each a pure function; which there are stands in `questions.py`.

What each looks for, with an example and a counter-example, stands in resources/panel/questions.toml. The measures here
are those under which hardly a question of 784 reports had an answer of "all is well".
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from ..detection.region_and_year import RegionAndYear, attribute, contradictions
from ..jobs.report_checks import HEAD, same_texts
from ..model.attributes import NAMES
from ..model.figure import Span
from ..model.panel_act import FactPlace
from .cell import SIGNS
from .concept import Concept
from .fact import Fact, Place, Time
from .finding import NOWHERE, Finding, Side, side_of
from .reading import PLACES, ReportReading

APART = Decimal("0.03")
"""Two values of one fact are asked about where they are further apart than this share of the greater one."""

POINTS_APART = 5
"""A growth is asked about where it is more points off what the two levels around it allow."""

TIMES_APART = 4
"""A level is asked about where it is more times the middle of its neighbours, or that is more times the level."""

YEARS_AROUND, FEWEST_AROUND = 3, 3
"""The neighbours of a level are of so many years before and after it, and there are at least so many of them."""

ROUGHEST = Decimal("0.1")
"""However few digits a value is given with, no other one further off than this share is the same."""

TextOf = Callable[[str], str]
"""Gives the text of a report by its digest."""


@dataclass(frozen=True, slots=True)
class ReportSaid:
    """What one report says: its figures, its text, and those of its figures that measure a concept as facts."""

    reading: ReportReading
    text: str
    facts: Sequence[Fact]
    concepts: Mapping[str, Concept]


@dataclass(frozen=True, slots=True)
class Series:
    """All that is said of one concept at one place, in whatever report."""

    place: Place
    concept: Concept
    facts: Sequence[Fact]
    text_of: TextOf


# When two values are not the same


def are_apart(one: Fact, other: Fact, least: Decimal = Decimal(0)) -> bool:
    """Tell whether two values differ by more than their digits explain, and by more than `least` of the greater one.

    3.6万亿 and 3.06万亿 differ, 5万亿 and 5.05万亿 do not. Of a value with a bound only one beyond the bound differs.
    """
    (first,), (second,) = one.amounts, other.amounts
    if _allows(one.bound, first, second) or _allows(other.bound, second, first):
        return False
    difference = abs(first - second)
    return difference > max(_slack(one), _slack(other)) and difference > least * max(abs(first), abs(second))


def _allows(bound: str, value: Decimal, other: Decimal) -> bool:
    """Tell whether a bound on a value lets the other value be the truth."""
    return other >= value if bound in ("ge", "gt") else bound in ("le", "lt") and other <= value


def _slack(fact: Fact) -> Decimal:
    """Return how far the truth may be from a value as it is given: half of its last digit that is not zero."""
    (value,) = fact.amounts
    if not value:
        return Decimal(0)
    half = Decimal(5).scaleb(int(value.normalize().as_tuple().exponent) - 1)
    slack = min(half, ROUGHEST * abs(value))
    return max(slack, APART * abs(value)) if fact.bound == "approx" else slack


# One report

# what stands between two numbers of a row
_BETWEEN = re.compile(r"\s*(?:[、,，]|和|及|以及|与)\s*")
_RESPECTIVELY, _BEFORE_ROW = "分别", 15
# what two numbers of a row have in common that are read as the same
_OF_ROW = tuple(name for name in NAMES if name not in ("value", "bound"))


def same_row(said: ReportSaid) -> Iterator[Finding]:
    """Find two numbers of one row (分别增长…) that are read as the same."""
    reading = said.reading
    for row in _rows(said):
        alike: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for number in row:
            alike[tuple(reading.text(name, number) for name in _OF_ROW)].append(number)
        for some in alike.values():
            indicator = reading.text("indicator", some[0])
            if len(some) > 1 and indicator:
                yield Finding("same_row", tuple(_side(reading, number) for number in some), {"indicator": indicator})


def _rows(said: ReportSaid) -> Iterator[list[int]]:
    """Yield the figures that make a row of numbers behind 分别, each row by the places of its figures."""
    starts, ends = said.reading.column("start"), said.reading.column("end")
    rows: list[list[int]] = []
    for number in sorted(range(len(said.reading)), key=lambda number: starts[number]):
        last = rows[-1][-1] if rows else number
        if rows and _BETWEEN.fullmatch(said.text, ends[last], max(ends[last], starts[number])):
            rows[-1].append(number)
        else:
            rows.append([number])
    for row in rows:
        begin = max(said.reading.column("sentence_start")[row[0]], starts[row[0]] - _BEFORE_ROW)
        if len(row) > 1 and _RESPECTIVELY in said.text[begin : starts[row[0]]]:
            yield row


def _side(reading: ReportReading, number: int) -> Side:
    start, end, begin, stop, first, last = (reading.column(name)[number] for name in PLACES)
    value = f"{SIGNS[reading.text('bound', number)]}{reading.text('value', number)}{reading.text('unit', number)}"
    place = FactPlace(reading.digest, Span(begin, stop))
    return Side(place, reading.title, Span(start, end), Span(first, last), value)


# kinds of which a report may well give two values: 居全国第六位、中部第二位
_SEVERAL = ("rank", "composition")
# a value that was passed, whatever its bound: 跃上2万亿元新台阶
_STEP = re.compile("(?:这个|的)?(?:新的?|大|历史)?(?:台阶|大关|关口|门槛)")
# the words of a growth at other prices or of another scope than the level says
_COMPARABLE = re.compile("实际|扣除|剔除|可比|同口径|同比口径|不变价|名义|还原|不考虑")
_CLAUSE = re.compile(r"(?:[^，,；;。（(\d]*[，,])?[^，,；;。（(]*\Z")
_LONGEST_CLAUSE = 60
# what comes behind is a part of what stands before: 一般预算收入23.3亿元，其中地方一般预算收入13.8亿元
_OF_WHICH = "其中"
# a target that is striven for, above the one that is to be reached
_STRIVEN = re.compile("力争|争取|力求|奋斗|冲刺|挑战")


def said_twice(said: ReportSaid) -> Iterator[Finding]:
    """Find a concept of which a report gives two values of one kind and time."""
    cells: defaultdict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in said.facts:
        if fact.time.period and fact.kind not in _SEVERAL and len(fact.amounts) == 1:
            key = fact.place.key, fact.concept, fact.kind, fact.status, fact.time, fact.measure
            cells[key].append(fact)
    for facts in cells.values():
        first, *later = sorted(facts, key=lambda one: one.span)
        for other in later:
            if are_apart(first, other) and not _is_explained(first, other, said.text):
                yield _asked("said_twice", first, said.concepts[first.concept], [first, other])
                break


def _is_explained(one: Fact, other: Fact, text: str) -> bool:
    """Tell whether a report says itself why it gives two values: other prices, a target striven for, a part of it."""
    if one.kind == "growth" and is_comparable(one, text) != is_comparable(other, text):
        return True
    if one.status == "target" and _is_striven(one, text) != _is_striven(other, text):
        return True
    if one.wording != other.wording and _OF_WHICH in text[one.span.end : min(other.span.start, one.sentence.end)]:
        return True
    return any(_STEP.match(text, fact.span.end) for fact in (one, other))


def is_comparable(fact: Fact, text: str) -> bool:
    """Tell whether a growth is said to be at constant prices or of one scope: 扣除价格因素实际增长, 同口径增长."""
    return _COMPARABLE.search(_clause(fact, text)) is not None


def _is_striven(fact: Fact, text: str) -> bool:
    return _STRIVEN.search(_clause(fact, text)) is not None


def _clause(fact: Fact, text: str) -> str:
    """Return what stands before a number in its clause, and in the clause before where that has no number."""
    before = text[max(fact.sentence.start, fact.span.start - _LONGEST_CLAUSE) : fact.span.start]
    found = _CLAUSE.search(before)
    return found[0] if found else ""


# All reports


def said_otherwise(series: Series) -> Iterator[Finding]:
    """Find a level of which a later report gives another value."""
    times: defaultdict[tuple[Time, str], list[Fact]] = defaultdict(list)
    for fact in series.facts:
        if fact.kind == "level" and fact.status == "actual" and fact.time.period and len(fact.amounts) == 1:
            times[fact.time, fact.measure].append(fact)
    for facts in times.values():
        by_vintage: defaultdict[int, list[Fact]] = defaultdict(list)
        for fact in facts:
            if fact.vintage is not None:
                by_vintage[fact.vintage].append(fact)
        known: list[list[Fact]] = []
        for vintage in sorted(by_vintage):
            new = sorted(by_vintage[vintage], key=lambda one: one.span)
            if known and all(are_apart(one, other, APART) for some in known for one in some for other in new):
                yield _asked("said_otherwise", new[0], series.concept, [known[-1][0], new[0]])
            elif known:
                continue
            known.append(new)


# what is told at current prices, but grows at constant ones
_AT_CONSTANT_PRICES = re.compile("生产总值|增加值|GDP")


def growth(series: Series) -> Iterator[Finding]:
    """Find a growth of money that does not go with the levels of its year and of the year before.

    Each level and the growth are those of the report of the year after: what was revised since is another question.
    """
    if "money" not in series.concept.families or _AT_CONSTANT_PRICES.search(series.concept.chinese):
        return
    levels: defaultdict[tuple[int, str], list[Fact]] = defaultdict(list)
    growths: defaultdict[int, list[Fact]] = defaultdict(list)
    for fact in series.facts:
        year = fact.time.year
        if fact.status == "actual" and year is not None and fact.vintage == year + 1 and len(fact.amounts) == 1:
            if fact.kind == "level":
                levels[year, fact.measure].append(fact)
            elif fact.kind == "growth" and fact.measure == "%":
                growths[year].append(fact)
    for (year, measure), now in sorted(levels.items()):
        before = levels.get((year - 1, measure), ())
        stated = [fact for fact in growths.get(year, ()) if not is_comparable(fact, series.text_of(fact.report))]
        tried = [(_points_off(old, new, said), old, new, said) for old in before for new in now for said in stated]
        if tried and len(stated) == len(growths[year]):
            off, old, new, said = min(tried, key=lambda one: one[0])
            if off > POINTS_APART:
                between = f"{(new.amounts[0] / old.amounts[0] - 1) * 100:.1f}"
                yield _asked("growth", new, series.concept, [old, new, said], growth=between)


def _points_off(old: Fact, new: Fact, said: Fact) -> Decimal:
    """Return how many points a stated growth is off what two levels, with the digits they are given with, allow."""
    (before,), (now,), (stated,) = old.amounts, new.amounts, said.amounts
    if before <= 0 or now <= 0 or {old.bound, new.bound, said.bound} - {"eq", "approx"}:
        return Decimal(0)
    least = (now - _slack(new)) / (before + _slack(old)) * 100 - 100
    most = (now + _slack(new)) / (before - _slack(old)) * 100 - 100
    return max(least - stated, stated - most, Decimal(0))


def size(series: Series) -> Iterator[Finding]:
    """Find a level that is out of all proportion to those of the years around it."""
    measures: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in series.facts:
        if fact.kind == "level" and fact.status == "actual" and fact.time.is_year and len(fact.amounts) == 1:
            measures[fact.measure].append(fact)
    for facts in measures.values():
        by_year: defaultdict[int, list[Fact]] = defaultdict(list)
        for fact in facts:
            by_year[int(fact.time.period)].append(fact)
        for year, some in sorted(by_year.items()):
            years = [at for at in range(year - YEARS_AROUND, year + YEARS_AROUND + 1) if at != year and at in by_year]
            if len(years) < FEWEST_AROUND:
                continue
            around = [fact for at in years for fact in by_year[at]]
            middle = median(fact.amounts[0] for fact in around)
            for fact in some:
                times = _times(fact.amounts[0], middle)
                if times > TIMES_APART:
                    near = min(around, key=lambda one: (abs(int(one.time.period) - year), abs(one.amounts[0] - middle)))
                    yield _asked("size", fact, series.concept, [fact, near], times=f"{times:.0f}")


def _times(value: Decimal, middle: Decimal) -> Decimal:
    return max(value / middle, middle / value) if value > 0 and middle > 0 else Decimal(0)


def composition(series: Series) -> Iterator[Finding]:
    """Find parts of a whole that do not add up to 100."""
    for fact in series.facts:
        total = sum(fact.amounts, Decimal(0))
        # parts that come to another sum than about 100 are a relation: 2.8:1, 3:3:4
        if fact.kind == "composition" and len(fact.amounts) > 1 and 50 < total < 200:
            finest = min(int(one.as_tuple().exponent) for one in fact.value)
            if abs(total - 100) > len(fact.amounts) * Decimal(5).scaleb(finest - 1):
                yield _asked("composition", fact, series.concept, [fact], sum=f"{total:f}")


# The reports themselves

# how a report speaks of the whole of its region, by what the region's name ends with; below a province come cities,
# below these districts and counties, then towns
_WHOLE = re.compile("全([省市州盟区县旗镇乡])")
_LEVELS: Mapping[str, int] = {
    end: level for level, ends in enumerate(("省", "市州盟", "区县旗", "镇乡")) for end in ends
}
_AUTONOMOUS_REGION = "自治区"
# so often at least a report speaks of the whole of another place, and so many times as often as of its own
_FEWEST_WHOLE, _TIMES_OWN = 5, 2


@dataclass(frozen=True, slots=True)
class Reports:
    """The reports of a store, and what gives the text of one of them."""

    readings: Sequence[ReportReading]
    text_of: TextOf


def text_twice(reports: Reports) -> Iterator[Finding]:
    """Find a text that is filed as two reports."""
    by_digest = {one.digest: one for one in reports.readings}
    heads = {digest: reports.text_of(digest)[:HEAD] for digest in by_digest}
    for first, second in same_texts(heads, reports.text_of):
        sides = tuple(_whole(by_digest[digest]) for digest in (first, second))
        yield Finding("text_twice", sides, {"first": sides[0].title, "second": sides[1].title})


def other_place(reports: Reports) -> Iterator[Finding]:
    """Find a report that is another place's than the one it is filed under."""
    for reading in reports.readings:
        text = reports.text_of(reading.digest)
        found = _other_region(reading, text) or _other_whole(reading.region, text)
        if found:
            names = {"title": reading.title, "region": reading.region, "found": found}
            yield Finding("other_place", (_whole(reading),), names)


def _other_region(reading: ReportReading, text: str) -> str:
    """Return the region that a text's head names, where it is another than the one it is filed under."""
    said = RegionAndYear(reading.region, "")
    found = contradictions(said, attribute("", "", text[:HEAD]).of_text)
    return found[0].text if found else ""


def _other_whole(region: str, text: str) -> str:
    """Return how a text speaks of the whole of its place, where that is of a lower level than its region.

    A report of a district may well speak of its city more often than of itself: 居全市第二.
    """
    end = region[-1:]
    if end not in _LEVELS:
        return ""
    level = 0 if region.endswith(_AUTONOMOUS_REGION) else _LEVELS[end]
    counts = Counter(found[1] for found in _WHOLE.finditer(text))
    lower = [one for one in counts if one != end and _LEVELS[one] > level]
    most = max(lower, key=lambda one: counts[one], default="")
    return f"全{most}" if counts[most] >= _FEWEST_WHOLE and counts[most] > _TIMES_OWN * counts[end] else ""


def _whole(reading: ReportReading) -> Side:
    value = f"{reading.region} {reading.year or ''}".strip()
    return Side(FactPlace(reading.digest, NOWHERE), reading.title, NOWHERE, NOWHERE, value)


def _asked(rule: str, about: Fact, concept: Concept, sides: Sequence[Fact], **names: str) -> Finding:
    """Return a finding about a fact's place, concept and time."""
    return Finding(rule, tuple(map(side_of, sides)), {"place": about.place.name, **names}, concept, about.time)
