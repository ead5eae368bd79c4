"""The panel: the facts of all reports by concept, place and time, and the three tables that are made of them.

One concept as regions × years, one year as regions × concepts, one region as concepts × years. The panel holds the
readings in columns and makes facts of them only for the cells that are asked for.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple, cast, get_args

from ..model.attributes import Bound, Status
from ..model.decision import State
from ..model.errors import ExchangeError, UserError
from ..model.figure import Span
from ..model.panel_act import FactPlace
from .cell import Cell, CellKey, Empty, order, unit_of
from .concept import OWN_KINDS, Catalogue, Concept, bare, worded
from .fact import Fact, Place, Rule, Time
from .placing import About, Level, Rows, ambiguous, level_of, own_names, part_of
from .reading import PLACES, TEXTS, ReportReading
from .units import ColumnUnit, amount, measured

View = Literal["concept", "year", "region"]
"""A concept as regions × years, a year as regions × concepts, a region as concepts × years."""

Choices = Mapping[str, FactPlace]
"""Which value stands, where annotators chose one, by the text of a cell's key."""

# an index of prices: 102.5 is a growth of 2.5 %
_LEAST_INDEX, _MOST_INDEX = 80, 130
_MOST_DIGITS_PER_HEAD = 6
_RULES = frozenset(get_args(Rule))
_YEARS = re.compile("[0-9]{4}/[0-9]{4}")
# how the text of the value of 2.36:1 ends
_TO_ONE = ";1"
_SHARED_KINDS = frozenset({"growth", "multiple", "ratio"})
# one word for two things: 金融机构存贷款余额
_BOTH_BALANCES = re.compile("^(?P<whose>[\u4e00-\u9fff]{0,12}?)存贷款余额$")
# characters of a name that is whole by itself
_WHOLE_NAME = 4
_JOINING = re.compile("[、和及与]")
# with what the names of official areas end
_AREA_ENDS = frozenset("省市区县州盟旗")
_CONFIRMED = frozenset({"confirmed", "added"})


@dataclass(frozen=True, slots=True)
class Query:
    """What a table shows.

    `view` and `of` say which one: the code of a concept, a year, or the key of a place. `kind` and `status` are the
    switches; `confirmed_only` leaves proposals out. `spans` shows columns for periods of several years or of a part of
    a year too, and for growth from an earlier year. `areas` shows rows for parts of regions too (兵团, 新区). `level`
    shows rows of areas of one level only (`placing.Level`), "" those of all.
    """

    view: View
    of: str
    kind: str = "level"
    status: str = "actual"
    confirmed_only: bool = False
    spans: bool = False
    areas: bool = True
    level: Level | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of cells: `rows` and `columns` are places, times or concepts, as the view has them.

    `elsewhere` counts the facts of the concept or place that have no cell here: without a time, or of a time or place
    that is not shown.
    """

    query: Query
    rows: Sequence[Place | Concept]
    columns: Sequence[Time | Concept]
    cells: Sequence[Sequence[Cell]]
    elsewhere: int = 0

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell by its row and column, counted from 0."""
        return self.cells[row][column]


class Unassigned(NamedTuple):
    """A wording that no concept has: how many figures have it, in how many reports, and of which kinds."""

    words: str
    figures: int
    reports: int
    kinds: tuple[str, ...]


def _time(period: str, base: str, sign: str) -> Time:
    """Return a figure's time; a base that is the year before the period is the usual one, which is not said.

    What stands beside the figure may say that it is of five years together, of all years until then (../2020), or of
    the last of several years. What is measured may say so too: a GDP is of one year.
    """
    match sign:
        case "total_of_five":
            return Time(f"{int(period) - 4}/{period}")
        case "total" if "/" not in period:
            return Time(f"../{period}")
        case "one_year":
            return Time(period.partition("/")[2])
        case "first_year":
            return Time(period.partition("/")[0])
        case "last_year":
            period, base = period.partition("/")[2][:4], ""
    first = period[:4]
    return Time(period, base if base and not (first and int(base) == int(first) - 1) else "")


def _is_quotient(kind: str, read_as: str) -> bool:
    """Tell whether two parts are read as how many times the second the first is: 城乡居民收入比为2.36:1."""
    return kind == "composition" and read_as == "ratio"


def _wordings(one: ReportReading) -> Iterator[tuple[str, str, str]]:
    """Yield of each figure of a report the wording, the area that it is about, and the sign beside it.

    The wording is without the area.
    """
    texts = one.texts
    columns = zip(*(one.column(name) for name in ("indicator", "area", "topic", "sign")), strict=True)
    for wording, area, topic, sign in columns:
        about = texts[area] or texts[topic]
        yield bare(texts[wording], about), about, texts[sign]


class _Row(NamedTuple):
    """A figure of a concept, with what tables are filtered by; `about` says to which row of the panel it belongs."""

    report: int
    row: int
    concept: str
    kind: str
    status: str
    time: Time
    about: About
    is_confirmed: bool
    part: str


@dataclass
class Panel:
    """What all reports say, by concept, place and time.

        panel = Panel.of(read_store(store), load_catalogue())
        grid = panel.table(Query("concept", "GDP", kind="growth", status="target"))
        grid.cell(0, 0).text

    A panel does not change; another catalogue or other choices make another one of the same readings.
    """

    readings: Sequence[ReportReading]
    catalogue: Catalogue
    choices: Choices = field(default_factory=dict)
    _rows: list[_Row] = field(default_factory=list)
    _placing: Rows = field(default_factory=lambda: Rows(()))
    _places: dict[str, Place] = field(default_factory=dict)
    _reports: dict[str, dict[int, list[int]]] = field(default_factory=dict)
    _index: defaultdict[tuple[str, str], list[_Row]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, readings: Iterable[ReportReading], catalogue: Catalogue, choices: Choices | None = None) -> "Panel":
        """Make the panel of what reports say, with a catalogue and choices of values."""
        panel = cls(list(readings), catalogue, choices or {})
        panel._fill()
        return panel

    def _fill(self) -> None:
        self._rows = [*self._assigned()]
        own = [About(one.region or one.title, one.year, "", one.year) for one in self.readings]
        self._placing = Rows({*own, *(row.about for row in self._rows)})
        for number, about in enumerate(own):
            place, _ = self._placing.place(about)
            self._places[place.key] = place
            if about.filed is not None:
                self._reports.setdefault(place.key, {}).setdefault(about.filed, []).append(number)
        for row in self._rows:
            place = self._place(row)
            self._index["concept", row.concept].append(row)
            self._index["region", place.key].append(row)
            self._index["year", row.time.period].append(row)
            self._places.setdefault(place.key, place)

    def _place(self, row: _Row) -> Place:
        """Return the row of the panel that a figure belongs to."""
        return self._placing.place(row.about)[0]

    def _assigned(self) -> Iterator[_Row]:
        """Yield each figure whose wording measures a concept.

        Whatever can be is asked once for all figures that say the same, as there are a hundred thousand of them.
        """
        known: dict[tuple[str, str, str, str], tuple[str | None, str]] = {}
        times: dict[tuple[str, str, str], Time] = {}
        measures: dict[str, tuple[tuple[str, str], ...]] = {}
        for number, one in enumerate(self.readings):
            texts, own = one.texts, own_names(one.region, one.year)
            kinds, units, values = one.column("kind"), one.column("unit"), one.column("value")
            periods, bases = one.column("period"), one.column("base")
            statuses, states, years = one.column("status"), one.column("state"), one.column("years")
            for row, (words, area, sign) in enumerate(_wordings(one)):
                parts = measures.get(words)
                if parts is None:
                    parts = measures[words] = self._parted(words)
                if (not parts or parts[0][0] in own) and (itself := next(filter(words.startswith, own), "")):
                    parts = self._parted(bare(words, itself))
                if not parts:
                    continue
                kind, unit = texts[kinds[row]], texts[units[row]]
                if len(parts) > 1 and sign != "each" and (kind not in _SHARED_KINDS or sign == "listed"):
                    # two indicators have one growth or one rate, but one sum only where that is said
                    continue
                for within, part in parts:
                    if within and part_of(one.region, within, one.year) is None:
                        continue
                    key = part, kind, unit, sign
                    if key not in known:
                        known[key] = self._concept(*key)
                    concept, read_as = known[key]
                    if not concept or self._is_other(concept, kind, read_as, unit, texts[values[row]]):
                        continue
                    period = texts[periods[row]]
                    said_of = texts[years[row]], texts[statuses[row]]
                    when = period, texts[bases[row]], self._time_sign(concept, read_as, period, sign, *said_of)
                    time = times.get(when) or times.setdefault(when, _time(*when))
                    # a fact without a time is of the report's year
                    about = About(one.region or one.title, one.year, area or within, time.last_year or one.year)
                    is_confirmed = texts[states[row]] in _CONFIRMED
                    shared = concept if len(parts) > 1 else ""
                    yield _Row(number, row, concept, read_as, texts[statuses[row]], time, about, is_confirmed, shared)

    def _parted(self, wording: str) -> tuple[tuple[str, str], ...]:
        """Return the wordings that may measure a concept in one, each with an area that it begins with; () for none.

        石河子市地区生产总值 is 石河子市 and 地区生产总值. 城镇居民人均可支配收入和农民人均纯收入 are two, where one
        number is told of both; of 旅游总收入和入境游客 only one may measure a concept.
        """
        if self.catalogue.may_measure(wording):
            return (("", wording),)
        for at in range(2, len(wording) - 1):
            if wording[at - 1] in _AREA_ENDS and self.catalogue.may_measure(wording[at:]):
                return ((wording[:at], wording[at:]),)
        parts = _JOINING.split(_BOTH_BALANCES.sub(r"\g<whose>存款余额、\g<whose>贷款余额", wording))
        measure = [self.catalogue.may_measure(one) for one in parts]
        # a short one may share its end with the next: 进口、出口通关时间
        is_said = any(one and len(part) >= _WHOLE_NAME for one, part in zip(measure, parts, strict=True))
        return tuple(("", one) for one in parts) if all(measure) or is_said else ()

    def _time_sign(self, concept: str, kind: str, period: str, sign: str, years: str, status: str) -> str:
        """Return what says of which time a figure is beside its period, "" for nothing; no total is told of a stock.

        Growth in a section about several years, of which no word says that it is over all of them, is of the last one;
        in a plan it is of the first.
        """
        is_reached = kind == "level" and years == "reached"
        if (self._is_of_last(concept, kind, period) or is_reached) and sign != "total":
            return "one_year"
        measured_yearly = self.catalogue.concepts[concept]
        if years == "unsaid" and (measured_yearly.read_as or (kind == "growth" and measured_yearly.grows_yearly)):
            return "first_year" if status == "target" else "one_year"
        return sign if kind == "growth" or (kind == "level" and not self.catalogue.concepts[concept].flow) else ""

    def _is_of_last(self, concept: str, kind: str, period: str) -> bool:
        """Tell whether a value told of several years is that of the last: no GDP is of five years together."""
        if kind not in OWN_KINDS or not self.catalogue.concepts[concept].is_yearly:
            return False
        return _YEARS.fullmatch(period) is not None

    def _is_other(self, concept: str, kind: str, read_as: str, unit: str, value: str) -> bool:
        """Tell whether a value is that of another thing than its wording's.

        A sum of money a million times too small for what is told in 亿元 is per head. Two parts are a ratio only where
        the second is 1.
        """
        if _is_quotient(kind, read_as):
            return not value.endswith(_TO_ONE)
        is_money = read_as == "level" and unit == "元" and self.catalogue.concepts[concept].unit.startswith("亿")
        return is_money and len(value.partition(".")[0]) <= _MOST_DIGITS_PER_HEAD

    def _concept(self, wording: str, kind: str, unit: str, sign: str) -> tuple[str | None, str]:
        """Return the concept and the kind of figures with a wording; None where it is not assigned."""
        code = self.catalogue.concept_of(worded(wording, sign), kind, unit)
        if not code:
            return code, kind
        concept = self.catalogue.concepts[code]
        kind = concept.read_as.get(kind, kind)
        return code if concept.takes(kind, unit) else None, kind

    # What there is

    def concepts(self) -> list[Concept]:
        """Return the concepts that some report measures, those that most figures have first."""
        counts = Counter(row.concept for row in self._rows)
        return [self.catalogue.concepts[code] for code, _ in counts.most_common()]

    def count_of(self, concept: str) -> int:
        """Return how many figures measure a concept, by its code."""
        return len(self._index["concept", concept])

    def places(self) -> list[Place]:
        """Return all places in the order of their codes, parts of a region behind it."""
        return sorted(self._places.values(), key=lambda place: place.key)

    def years(self) -> list[int]:
        """Return all single years that facts are about."""
        return sorted({year for row in self._rows if (year := row.time.year) is not None})

    def looked_up(self) -> Iterator[tuple[ReportReading, int, str]]:
        """Yield each figure, as a report and a row of it, with the wording by which it is looked up, "" for none."""
        for one in self.readings:
            for row, (words, _, sign) in enumerate(_wordings(one)):
                yield one, row, worded(words, sign)

    def unassigned(self) -> list[Unassigned]:
        """Return the wordings that no concept has, as they are looked up, the most frequent first."""
        figures = Counter[str]()
        reports: defaultdict[str, set[str]] = defaultdict(set)
        kinds: defaultdict[str, set[str]] = defaultdict(set)
        assigned = {(self.readings[row.report].digest, row.row) for row in self._rows}
        for one, row, words in self.looked_up():
            kind, unit = one.text("kind", row), one.text("unit", row)
            if words and (one.digest, row) not in assigned and self.catalogue.concept_of(words, kind, unit) != "":
                figures[words] += 1
                reports[words].add(one.digest)
                kinds[words].add(kind)
        return [
            Unassigned(words, count, len(reports[words]), tuple(sorted(kinds[words])))
            for words, count in figures.most_common()
        ]

    def faults(self) -> list[UserError]:
        """Return what is wrong about the reports that an analyst can mend, a sentence each; nothing is left out for it.

        A region's name that several areas bear has no code, and a report without a region or a year has no cell of its
        own to be missed in.
        """
        found: list[UserError] = []
        for one in self.readings:
            if not one.region or one.year is None:
                found.append(
                    ExchangeError("{name} has no region or no year. File them in its properties.", name=one.title)
                )
            elif areas := ambiguous(one.region, one.year):
                found.append(
                    ExchangeError(
                        "{name} is filed for {region}, which may be {areas}. File the region with what it lies in.",
                        name=one.title,
                        region=one.region,
                        areas="、".join(area.full for area in areas),
                    )
                )
        for key, years in self._reports.items():
            for year, numbers in sorted(years.items()):
                if len(numbers) > 1:
                    found.append(
                        ExchangeError(
                            "{number} reports are filed for {region} and {year}: {names}. Their values share cells.",
                            number=len(numbers),
                            region=self._places[key].name,
                            year=year,
                            names="、".join(self.readings[number].title for number in numbers),
                        )
                    )
        return found

    # Facts

    def facts(
        self,
        concept: str | None = None,
        kind: str | None = None,
        status: str | None = None,
        *,
        confirmed_only: bool = False,
    ) -> Iterator[Fact]:
        """Yield facts, of one concept, kind and status where these are given, in the order of the reports."""
        for row in self._rows if concept is None else self._index["concept", concept]:
            if kind in (None, row.kind) and status in (None, row.status) and (row.is_confirmed or not confirmed_only):
                yield self._fact(row)

    def _fact(self, row: _Row) -> Fact:
        one, texts = self.readings[row.report], self.readings[row.report].texts
        said = {name: texts[one.column(name)[row.row]] for name in TEXTS}
        places = [one.column(name)[row.row] for name in PLACES]
        value = tuple(map(Decimal, said["value"].split(";")))
        amounts, measure, rules = self._measured(row, value, said)
        place, code = self._placing.place(row.about)
        return Fact(
            report=one.digest,
            title=one.title,
            vintage=one.year,
            place=place,
            code=code,
            concept=row.concept,
            wording=said["indicator"],
            kind=row.kind,
            status=cast(Status, said["status"]),
            time=row.time,
            bound=cast(Bound, said["bound"]),
            value=value,
            unit=said["unit"],
            amounts=amounts,
            measure=measure,
            modal=said["modal"],
            words=said["words"],
            span=Span(*places[0:2]),
            target=Span(*places[2:4]),
            sentence=Span(*places[4:6]),
            state=cast(State, said["state"]),
            annotator=said["annotator"],
            decision=said["decision"],
            rules=rules,
            is_own_report=not row.about.area,
            part=row.part,
        )

    def _measured(
        self, row: _Row, value: tuple[Decimal, ...], said: Mapping[str, str]
    ) -> tuple[tuple[Decimal, ...], str, tuple[Rule, ...]]:
        """Return a fact's numbers in the measure of its unit, that measure, and the rules that made them so."""
        if _is_quotient(said["kind"], row.kind):
            return value[:1], "", ("read_as",)
        unit, rules = said["unit"], [cast(Rule, said["sign"])] if said["sign"] in _RULES else []
        if row.about.area and row.about.area == said["topic"] and not said["area"]:
            rules.append("topic")
        if "/" in said["period"] and row.time.is_year and "last_year" not in rules:
            rules.append("one_year")
        amounts = [amount(one, unit) for one in value]
        measure = measured(unit).measure
        if None in amounts:
            return value, unit, tuple(rules)
        if measure != unit:
            rules.append("unit")
        if row.kind != said["kind"]:
            rules.append("read_as")
        exact = tuple(one for one in amounts if one is not None)
        concept = self.catalogue.concepts[row.concept]
        if concept.is_index and row.kind == "growth" and all(_LEAST_INDEX <= one <= _MOST_INDEX for one in exact):
            return tuple(one - 100 for one in exact), "%", ("index",)
        return exact, measure, tuple(rules)

    # Tables

    def table(self, query: Query) -> Grid:
        """Return the table that a query asks for."""
        index = self._index[query.view, query.of]
        rows = [row for row in index if self._is_asked(row, query)]
        shown = [row for row in rows if self._is_shown(row, query)]
        by_cell: defaultdict[tuple[Place | Concept, Time | Concept], list[Fact]] = defaultdict(list)
        for row in shown:
            by_cell[self._heads(row, query.view)].append(self._fact(row))
        rows_shown = self._rows_of(query, {row for row, _ in by_cell})
        columns = self._columns_of({column for _, column in by_cell})
        main = self._main_measures(by_cell.values())
        cells = [
            [self._cell(query, row, column, by_cell.get((row, column), ()), main) for column in columns]
            for row in rows_shown
        ]
        return Grid(query, rows_shown, columns, cells, len(rows) - len(shown))

    def _is_asked(self, row: _Row, query: Query) -> bool:
        return row.kind == query.kind and row.status == query.status and (row.is_confirmed or not query.confirmed_only)

    def _is_shown(self, row: _Row, query: Query) -> bool:
        if query.view != "region" and not self._has_row(self._place(row), query):
            return False
        if query.view == "year":
            return not row.time.base
        return bool(row.time.period) and (query.spans or row.time.is_year)

    def _has_row(self, place: Place, query: Query) -> bool:
        return (query.areas or not place.area) and query.level in ("", level_of(place))

    def _heads(self, row: _Row, view: View) -> tuple[Place | Concept, Time | Concept]:
        concept = self.catalogue.concepts[row.concept]
        match view:
            case "concept":
                return self._place(row), row.time
            case "year":
                return self._place(row), concept
            case "region":
                return concept, row.time

    def _rows_of(self, query: Query, found: set[Place | Concept]) -> Sequence[Place | Concept]:
        if query.view == "region":
            return self._sorted_concepts(found)
        of_reports = (self._places[key] for key in self._reports)
        places = {one for one in found if isinstance(one, Place)}
        places |= {place for place in of_reports if self._has_row(place, query)}
        # what is no area that is known stands behind those that are
        return [*sorted(places, key=lambda place: (level_of(place) == "other" and not place.area, place.key))]

    def _columns_of(self, found: set[Time | Concept]) -> Sequence[Time | Concept]:
        times = [one for one in found if isinstance(one, Time)]
        return [*sorted(times)] if times else self._sorted_concepts(found)

    def _sorted_concepts(self, found: Iterable[object]) -> list[Concept]:
        order_of = {code: place for place, code in enumerate(self.catalogue.concepts)}
        return sorted((one for one in found if isinstance(one, Concept)), key=lambda one: order_of[one.code])

    def _main_measures(self, cells: Iterable[Sequence[Fact]]) -> dict[str, str]:
        """Return for each concept the measure that most of its facts have, which its column shows."""
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for facts in cells:
            for fact in facts:
                counts[fact.concept][fact.measure] += 1
        return {code: of_concept.most_common(1)[0][0] for code, of_concept in counts.items()}

    def _cell(
        self,
        query: Query,
        row: Place | Concept,
        column: Time | Concept,
        facts: Sequence[Fact],
        main: Mapping[str, str],
    ) -> Cell:
        place = row if isinstance(row, Place) else self._places[query.of]
        concept = next((one for one in (row, column) if isinstance(one, Concept)), None)
        concept = concept or self.catalogue.concepts[query.of]
        time = column if isinstance(column, Time) else Time(query.of)
        measure = main.get(concept.code, "")
        unit = unit_of(concept, query.kind, measure)
        if facts and not any(one.measure == measure for one in facts):
            measure = Counter(one.measure for one in facts).most_common(1)[0][0]
        key = CellKey(place, concept.code, query.kind, query.status, time, measure, facts[0].code if facts else "")
        return self._filled(key, unit, facts)

    def _filled(self, key: CellKey, unit: ColumnUnit, facts: Sequence[Fact]) -> Cell:
        """Return a cell with the facts of its measure, the one that stands first; those of others stay beside it."""
        chosen = self.choices.get(key.text) if self.choices else None
        own = sorted(
            (one for one in facts if one.measure == key.measure), key=lambda one: (one.origin != chosen, *order(one))
        )
        others = tuple(one for one in facts if one.measure != key.measure)
        empty: Empty = "" if own else self._why_empty(key.place, key.time, key.status)
        is_chosen = chosen is not None and bool(own) and own[0].origin == chosen
        return Cell(key, self.catalogue.concepts[key.concept], unit, tuple(own), others, empty, is_chosen)

    def cells(
        self,
        concept: str | None = None,
        kind: str | None = None,
        status: str | None = None,
        *,
        confirmed_only: bool = False,
    ) -> Iterator[Cell]:
        """Yield every cell that has a value, of one concept, kind and status where these are given.

        Values of several measures are several cells here.
        """
        found: defaultdict[CellKey, list[Fact]] = defaultdict(list)
        for fact in self.facts(concept, kind, status, confirmed_only=confirmed_only):
            key = CellKey(fact.place, fact.concept, fact.kind, fact.status, fact.time, fact.measure, fact.code)
            found[key].append(fact)
        for key, facts in found.items():
            yield self._filled(key, unit_of(self.catalogue.concepts[key.concept], key.kind, key.measure), facts)

    def _why_empty(self, place: Place, time: Time, status: str) -> Empty:
        """Tell why nothing is said of a place and a time: by the report that would say it."""
        region = self._reports.get(place.key) or self._reports.get(place.key.partition("|")[0] + "|") or {}
        year = time.last_year
        if year is None:
            return "not_said"
        if (year if status == "target" else year + 1) not in region:
            return "no_report"
        said_in = (year,) if status == "target" else (year, year + 1)
        numbers = [number for one in said_in for number in region.get(one, ())]
        return "not_said" if all(self.readings[number].is_read for number in numbers) else "unread"
