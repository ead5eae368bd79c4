"""The figures of a table's cells: the head of their column and the name of their row say what they are.

A cell that holds one value is read here (`table.py` says which do); a cell of words is read as any sentence is, and
reaches no further than itself.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import NamedTuple

from ..model.figure import Figure, Kind, Proposal, Reason, Span, Status
from ..model.reason import reasons_of
from .base import BaseReading
from .bound import read_bound
from .context import Context
from .grammar import Expression, construction_of
from .indicator.phrase import plain_words
from .kind import read_kind
from .lexicon import Lexicon
from .number_list import NumberList
from .outline import Heading
from .period.expressions import TimeExpression, iso_years
from .period.sections import SectionTime
from .quantity import UnitReading, read_unit, read_value
from .replaced import NewReading
from .rule import Rule, because, decide
from .survey import Survey
from .table import Place, Table
from .table_label import (
    NO_LABEL,
    Label,
    Unit,
    is_own_place,
    is_place,
    named_by_caption,
    read_label,
    read_unit_words,
    units_of_line,
)

_GROWTH = "增速"
_WHOLE_YEAR = (1, 12)
_SHARES = ("%", "‰", "％")
_POINTS = "百分点"
_HAN = re.compile("[\u4e00-\u9fff]")
_DOWN = re.compile("[↓▼▽]")
_YEAR = re.compile(r"(?<![0-9.])(?:19|20)[0-9]{2}(?![0-9.,%])")
_YEAR_OF_PERIOD = re.compile("[0-9]{4}")
_COMPARED_YEAR = re.compile("[比较](?:19|20)[0-9]{2}")
# How many rows above are asked for what a row leaves out: 增长（%） below 粮食产量.
_ROWS_ABOVE = 6
_FEWEST_PLACES = 2
# How many columns before one are asked for what its growths are of.
_COLUMNS_BEFORE = 6
# A name is not made shorter than this.
_SHORTEST = 2
# Lines above a table that are no caption of it: the title of the report, a sentence that leads to it.
_REPORT = re.compile("工作报告|公报|报告$")
_NO_CAPTION = re.compile("[，；。]|^(?:主要)?(?:如下|见下表)")


@dataclass(frozen=True, slots=True)
class _Heads:
    """What the head of a column says: its labels, the top one first, and what they say together."""

    labels: tuple[Label, ...]
    keeps_growth: bool = False

    @property
    def name(self) -> str:
        names = list(dict.fromkeys(label.name for label in self.labels if label.name))
        return "".join(
            name for index, name in enumerate(names) if not any(name in other for other in names[index + 1 :])
        )

    @property
    def named(self) -> tuple[Label, ...]:
        return tuple(label for label in self.labels if label.name)

    def last(self, name: str) -> Label:
        """Return the lowest label that says something of an attribute; NO_LABEL where none does."""
        return next((label for label in reversed(self.labels) if getattr(label, name)), NO_LABEL)


NO_HEADS = _Heads(())


class _Cell(NamedTuple):
    """What the rules of a cell look at.

    `name` is the label of its row, `above` that of the nearest row above that names something where its own row does
    not, `heads` those of its column. `before` are the heads of the column that its own goes on from: a growth is that
    of the amounts before it; `dated` those that tell its time and its status. `facts` is what is known of the table.
    `is_period_row` says that the row is a time, `unit` is the unit of the cell's number.
    """

    survey: Survey
    place: Place
    expression: Expression
    context: Context
    section: SectionTime
    name: Label
    above: Label
    heads: _Heads
    before: _Heads
    dated: _Heads
    facts: "_Facts"
    is_period_row: bool
    unit: str
    lexicon: Lexicon

    @property
    def table(self) -> Table:
        return self.place.table

    @property
    def measure(self) -> Label:
        """The label that says what kind of figure the cell holds: the head's before the name's."""
        head = self.heads.last("measure")
        return head if head.measure else self.name

    @property
    def whole_name(self) -> str:
        return f"{self.name.name}{self.heads.name}"


@dataclass(frozen=True, slots=True)
class _Words:
    rate_ends: tuple[str, ...]
    amounts: tuple[str, ...]
    quotient: tuple[str, ...]
    before_names: frozenset[str]
    measures: frozenset[str]
    sides: frozenset[str]


@cache
def _words(lexicon: Lexicon) -> _Words:
    return _Words(
        lexicon.words("tables.rate_ends"),
        lexicon.words("tables.amounts"),
        lexicon.words("tables.quotient"),
        frozenset(lexicon.words("tables.before_names")),
        frozenset(lexicon.words("tables.measures")),
        frozenset(lexicon.words("tables.sides")),
    )


def value_cell(survey: Survey, offset: int) -> Place | None:
    """Return the cell of a table that holds one value at an offset; None for prose, and where no table is."""
    place = survey.outline.tables.cell_at(offset) if survey.outline.tables.found else None
    return place if place is not None and place.is_value else None


def read_cell(
    survey: Survey, place: Place, number_list: NumberList, section: SectionTime, new: NewReading, lexicon: Lexicon
) -> Proposal | None:
    """Read the figure of a cell by its row and its column; None where its numeral cannot be read.

    `section` is what the part of the report is about in which the table stands, `new` what is to be read instead.
    """
    expression = number_list.members[0]
    text, span = survey.text, expression.span
    context = Context(text[place.span.start : span.start], text[span.end : place.span.end], place.span.start)
    cell = _asked(survey, place, expression, context, section, lexicon)
    unit, magnitude, magnitude_words = _read_unit(cell)
    if "unit" in new.said:
        unit = unit._replace(name=new.said["unit"])
    cell = cell._replace(unit=unit.name)
    kind, is_negative, kind_reason = _read_kind(cell)
    if "kind" in new.said:
        kind, is_negative = new.said["kind"], new.is_negative
    lent = expression
    if magnitude and expression.shape == "quantity":
        numbers = tuple(one if one.magnitude else one._replace(magnitude=magnitude) for one in expression.numbers)
        lent = expression._replace(numbers=numbers)
    value = read_value(lent, lent, kind, is_negative)
    if value is None:
        return None
    value_reasons = value.reasons
    if lent is not expression:
        value_reasons = (Reason("value.magnitude_of_head", (magnitude_words,)), *value_reasons)
    indicator, indicator_reasons = _read_indicator(cell)
    period, period_reasons = _read_period(cell)
    status, status_reasons = _read_status(cell, period)
    area, area_reasons = _read_area(cell)
    base = _read_base(cell, kind, period)
    bound = read_bound(expression, context, lexicon)
    figure = Figure(
        *span,
        kind=kind,
        value=value.value,
        unit=unit.name,
        bound=bound.bound,
        indicator=new.said.get("indicator") or survey.as_written(indicator, span.start),
        status=new.said.get("status", status),
        period=period,
        area=new.said.get("area", area),
        base=base.year,
    )
    kept = (expression.kept,) if expression.kept is not None else ()
    reasons = reasons_of(
        kind=(kind_reason,),
        value=value_reasons,
        unit=(unit.reason,),
        bound=(bound.reason,),
        indicator=indicator_reasons,
        status=status_reasons,
        period=period_reasons,
        area=area_reasons,
        base=base.reasons,
        span=(construction_of(expression), *kept, Reason("row.cell")),
    )
    return Proposal(figure, 0.0, reasons=reasons)


def _asked(
    survey: Survey, place: Place, expression: Expression, context: Context, section: SectionTime, lexicon: Lexicon
) -> _Cell:
    table = place.table
    heads = _Heads(tuple(_label(survey, cell, lexicon) for cell in table.head_cells(place.column)))
    before, measure = NO_HEADS, heads.last("measure").measure
    if measure == "rank" or (measure and not heads.name):
        before = _before(survey, table, place.column, lexicon)
    name = _name_of(survey, table, place.row, lexicon)
    facts = _facts(survey, table, lexicon)
    is_period = bool(name.span.end) and not name.name and not name.measure and _times_in(survey, name.span) != ()
    is_period = is_period or _YEAR.fullmatch(survey.text, *name.span) is not None
    above = NO_LABEL
    if not name.name and not is_period and not name.is_total:
        for row in range(place.row - 1, max(table.heads, place.row - _ROWS_ABOVE) - 1, -1):
            above = _name_of(survey, table, row, lexicon)
            if above.name:
                break
    return _Cell(
        survey=survey,
        place=place,
        expression=expression,
        context=context,
        section=section,
        name=name,
        above=above,
        heads=heads,
        before=before,
        dated=_dated(survey, table, place.column, heads, lexicon) if measure else heads,
        facts=facts,
        is_period_row=is_period,
        unit=read_unit(expression),
        lexicon=lexicon,
    )


def _before(survey: Survey, table: Table, column: int, lexicon: Lexicon) -> _Heads:
    """Return the heads of the nearest column before another that says what its figures measure, not only how it moved.

    A rank behind a column of growths is that of the growth.
    """
    keeps_growth = False
    numbers = range(column - 1, max(-1, column - _COLUMNS_BEFORE), -1)
    if "value" not in table.roles[:column]:
        # a rank may stand before all others
        numbers = range(column + 1, min(len(table.roles), column + _COLUMNS_BEFORE))
    for number in numbers:
        if table.roles[number] != "value":
            if number < column:
                break
            continue
        heads = _Heads(tuple(_label(survey, cell, lexicon) for cell in table.head_cells(number)))
        measure = heads.last("measure").measure
        keeps_growth = keeps_growth or (measure == "growth" and number == column - 1)
        if heads.name or not measure:
            return _Heads(heads.labels, keeps_growth)
    return NO_HEADS


def _dated(survey: Survey, table: Table, column: int, heads: _Heads, lexicon: Lexicon) -> _Heads:
    """Return the heads that tell the time of a column: its own, else of the amounts before it those of the latest year.

    2024年, 2025年, 增长（%）: the growth is that of 2025.
    """
    if heads.last("status").status is not None or _last_year(survey, heads):
        return heads
    latest, found = 0, heads
    for number in range(column - 1, max(-1, column - _COLUMNS_BEFORE), -1):
        if table.roles[number] != "value":
            break
        other = _Heads(tuple(_label(survey, cell, lexicon) for cell in table.head_cells(number)))
        if other.last("measure").measure:
            # what moves before is of another pair, unless nothing stands between
            if latest:
                break
            continue
        year = _last_year(survey, other)
        if year > latest or (not latest and found is heads and other.last("status").status is not None):
            latest, found = year, other
    return found


def _last_year(survey: Survey, heads: _Heads) -> int:
    """Return the last year that heads name, 0 where they name none."""
    years = [
        int(year)
        for label in heads.labels
        for year in _YEAR.findall(survey.text[slice(*label.span)])
        if not _COMPARED_YEAR.search(survey.text, *label.span)
    ]
    return max(years, default=0)


def _name_of(survey: Survey, table: Table, row: int, lexicon: Lexicon) -> Label:
    """Return the label of a row: its last name, with the one before where it says only what of that."""
    labels = [_label(survey, cell, lexicon, is_row=True) for cell in table.names[row] if cell.end > cell.start]
    if not labels:
        return NO_LABEL
    last = labels[-1]
    if not last.name and len(labels) > 1:
        return replace(last, name=labels[-2].name)
    return last


def _label(survey: Survey, cell: Span, lexicon: Lexicon, *, is_row: bool = False) -> Label:
    return read_label(survey.text, cell, _times_in(survey, cell), lexicon, is_row=is_row)


def _times_in(survey: Survey, span: Span) -> tuple[Span, ...]:
    """Return the time expressions that stand in a stretch of the text."""
    spans = survey.time_spans
    index = bisect_left(spans, span.start, key=lambda one: one.start)
    found = []
    while index < len(spans) and spans[index].end <= span.end:
        found.append(spans[index])
        index += 1
    return tuple(found)


class _Facts(NamedTuple):
    """What is known of a whole table: what its caption says that it shows, where that stands, and the units above it.

    `above` are the lines above it that are no headings of the report. `has_places` says that its rows are places;
    `place_column` is which of several columns of names holds the places of the rows, None where none does.
    """

    caption: str
    caption_span: Span | None
    units: tuple[Unit, ...]
    above: tuple[Span, ...]
    has_places: bool
    place_column: int | None


def _facts(survey: Survey, table: Table, lexicon: Lexicon) -> _Facts:
    times = tuple(_times_in(survey, span) for span in table.above)
    return _facts_of(table, survey.text, survey.outline.headings, times, lexicon)


@lru_cache(maxsize=32)
def _facts_of(
    table: Table, text: str, headings: tuple[Heading, ...], times: tuple[tuple[Span, ...], ...], lexicon: Lexicon
) -> _Facts:
    starts = {heading.span.start: heading for heading in headings}
    above: list[Span] = []
    units: tuple[Unit, ...] = ()
    caption, caption_span = "", None
    for span, inside in zip(table.above, times, strict=True):
        heading = starts.get(span.start)
        if heading is not None and (heading.level > 0 or _REPORT.search(heading.title)):
            break
        above.append(span)
        units = units or units_of_line(text, span, lexicon)
        if caption_span is None and _NO_CAPTION.search(text, *span) is None:
            caption = named_by_caption(text, span, inside, lexicon)
            caption_span = span if caption else None
            units = units or read_label(text, span, inside, lexicon).units
    others = enumerate(table.name_columns[:-1])
    places = next((index for index, column in others if _has_place_head(table, column, text, lexicon)), None)
    return _Facts(caption, caption_span, units, tuple(above), _has_places(table, text, lexicon), places)


def _has_place_head(table: Table, column: int, text: str, lexicon: Lexicon) -> bool:
    heads = {plain_words(text[slice(*cell)]) for cell in table.head_cells(column)}
    return not heads.isdisjoint(lexicon.words("tables.place_heads"))


def _has_places(table: Table, text: str, lexicon: Lexicon) -> bool:
    """Tell whether the rows of a table are places: their head says so, or most of their names do."""
    if table.name_columns and _has_place_head(table, table.name_columns[-1], text, lexicon):
        return True
    names = [plain_words(text[slice(*cells[-1])]) for cells in table.names if cells]
    places = [name for name in names if is_place(name, lexicon)]
    return len(places) >= _FEWEST_PLACES and len(places) * 5 >= len(names) * 3


# The unit


def _read_unit(cell: _Cell) -> tuple[UnitReading, str, Span]:
    """Read the unit of a cell's number, with the magnitude that stands with it elsewhere and where that is."""
    nowhere = Span(0, 0)
    expression = cell.expression
    if cell.unit or expression.shape != "quantity":
        words = Span(expression.span.end - expression.unit_length, expression.span.end)
        return UnitReading(cell.unit, because("unit.own", (words,) if expression.unit_length else ())), "", nowhere
    decided = decide(UNIT_RULES, cell)
    if decided is None:
        return UnitReading("", because("unit.none")), "", nowhere
    rule, unit = decided
    is_own = any(one.magnitude for one in expression.numbers)
    return UnitReading(unit.name, because(rule, _some(unit.words))), "" if is_own else unit.magnitude, unit.words


def _measured_unit(cell: _Cell) -> Unit | None:
    """Apply where the head says that its column holds growths, shares of a target or ranks: 增速, 位次."""
    label = cell.heads.last("measure")
    if label.measure in ("growth", "of target") and not label.units:
        own = cell.heads.last("units").units
        if own:
            return own[-1]
        share = next((one for one in cell.facts.units if one.name in _SHARES), None)
        is_bare = label.measure_words is not None
        return share or (Unit("", "%", label.measure_words or label.span) if is_bare else None)
    if label.measure == "rank" or (cell.name.measure == "rank" and not label.measure):
        words = label if label.measure == "rank" else cell.name
        return Unit("", "位", words.measure_words or words.span)
    if label.measure and label.units:
        return label.units[-1]
    return None


def _unit_of_column(cell: _Cell) -> Unit | None:
    """Return the unit that a column of units gives the row."""
    roles = cell.table.roles
    if "unit" not in roles:
        return None
    column = roles.index("unit")
    row = cell.table.rows[cell.place.row]
    span = row.cells[column] if column < len(row.cells) else Span(0, 0)
    return read_unit_words(cell.survey.text, span, cell.lexicon, is_unit=True) if span.end > span.start else None


def _unit_of_name(cell: _Cell) -> Unit | None:
    return cell.name.units[-1] if cell.name.units else None


def _unit_of_head(cell: _Cell) -> Unit | None:
    units = cell.heads.last("units").units
    if not units:
        return None
    return _fitting(cell, units)


def _growth_named(cell: _Cell) -> Unit | None:
    """Apply where the row is named by a growth and no unit is told: 地区生产总值增长."""
    if cell.name.measure != "growth":
        return None
    words = cell.name.measure_words or cell.name.span
    return next((one for one in cell.facts.units if one.name in _SHARES), Unit("", "%", words))


def _unit_above(cell: _Cell) -> Unit | None:
    units = cell.facts.units
    return _fitting(cell, units) if units else None


def _fitting(cell: _Cell, units: Sequence[Unit]) -> Unit:
    """Return of several units (亿元、%) the one that fits what the row is: a rate has the share."""
    shares = [one for one in units if one.name in _SHARES]
    others = [one for one in units if one.name not in _SHARES]
    is_rate = cell.whole_name.endswith(_words(cell.lexicon).rate_ends)
    fitting = shares if is_rate or not others else others
    return (fitting or units)[0]


UNIT_RULES: Sequence[Rule[_Cell, Unit]] = (
    Rule("unit.measured_column", _measured_unit),
    Rule("unit.of_column", _unit_of_column),
    Rule("unit.of_name", _unit_of_name),
    Rule("unit.of_head", _unit_of_head),
    Rule("unit.growth_named", _growth_named),
    Rule("unit.above_table", _unit_above),
)
"""Where the unit of a bare number in a cell stands."""


# The kind


class _Found(NamedTuple):
    kind: Kind
    words: tuple[Span, ...] = ()
    is_negative: bool = False


def _read_kind(cell: _Cell) -> tuple[Kind, bool, Reason]:
    """Read the kind of a cell's figure, and whether it tells of a decline."""
    if _HAN.search(cell.context.before) or cell.expression.shape != "quantity":
        own = read_kind(cell.expression, cell.unit, cell.context, cell.lexicon)
        if own.kind not in ("level", "ratio") or cell.expression.shape != "quantity":
            return own.kind, own.negative, own.reason
    rule, found = decide(KIND_RULES, cell) or ("kind.amount_of_cell", _Found("level"))
    is_negative = found.is_negative or (found.kind in ("growth", "change") and _DOWN.search(_around(cell)) is not None)
    is_signed = cell.expression.numbers[0].sign != ""
    return found.kind, is_negative and not is_signed, because(rule, found.words)


def _around(cell: _Cell) -> str:
    return cell.context.before + cell.context.after


def _rank(cell: _Cell) -> _Found | None:
    label = cell.heads.last("measure")
    label = label if label.measure else cell.name
    return _Found("rank", _some(label.measure_words)) if label.measure == "rank" and cell.unit == "位" else None


def _of_target(cell: _Cell) -> _Found | None:
    label = cell.measure
    return (
        _Found("ratio", _some(label.measure_words)) if label.measure == "of target" and cell.unit in _SHARES else None
    )


def _moved(cell: _Cell) -> _Found | None:
    """Apply where head or name say that a share is a growth: 增速（%）, 比上年增减（%）."""
    label = cell.measure
    if label.measure not in ("growth", "change") or cell.unit not in _SHARES:
        return None
    return _Found("growth", _some(label.measure_words), label.is_fall)


def _changed(cell: _Cell) -> _Found | None:
    """Apply where head or name say that an amount is a change: 比上年增减（亿元）."""
    label = cell.measure
    if label.measure not in ("growth", "change"):
        return None
    return _Found("change", _some(label.measure_words), label.is_fall)


def _points(cell: _Cell) -> _Found | None:
    return _Found("change") if cell.unit == _POINTS else None


def _multiple(cell: _Cell) -> _Found | None:
    return _Found("multiple") if cell.unit == "倍" else None


def _share_of_amount(cell: _Cell) -> _Found | None:
    """Apply to a share in a row whose name is an amount, or beside an amount: 地区生产总值 has no share, it grows."""
    if cell.unit not in _SHARES or cell.whole_name.endswith(_words(cell.lexicon).rate_ends):
        return None
    name = cell.whole_name or cell.above.name
    if name.endswith(_words(cell.lexicon).amounts) or cell.expression.numbers[0].sign:
        words = cell.name if cell.name.name else cell.heads.last("name")
        return _Found("growth", _some(words.span))
    return None


def _share_beside(cell: _Cell) -> _Found | None:
    """Apply to a share that stands behind an amount in a table without a head: 粮食产量, 35.6万吨, 1.2%."""
    if cell.unit not in _SHARES or cell.table.heads or cell.whole_name.endswith(_words(cell.lexicon).rate_ends):
        return None
    row = cell.table.rows[cell.place.row]
    earlier = [column for column in cell.table.values[cell.place.row] if column < cell.place.column]
    for column in sorted(earlier):
        if cell.survey.text[row.cells[column].end - 1] not in _SHARES:
            return _Found("growth", (row.cells[column],))
    return None


def _share(cell: _Cell) -> _Found | None:
    return _Found("ratio") if cell.unit in _SHARES else None


def _quotient(cell: _Cell) -> _Found | None:
    is_so = not cell.unit and cell.whole_name.endswith(_words(cell.lexicon).quotient)
    return _Found("ratio") if is_so else None


KIND_RULES: Sequence[Rule[_Cell, _Found]] = (
    Rule("kind.column_of_ranks", _rank),
    Rule("kind.share_of_target", _of_target),
    Rule("kind.column_of_growths", _moved),
    Rule("kind.points_of_cell", _points),
    Rule("kind.multiple_of_cell", _multiple),
    Rule("kind.column_of_changes", _changed),
    Rule("kind.share_beside_amount", _share_beside),
    Rule("kind.share_of_amount", _share_of_amount),
    Rule("kind.share_of_cell", _share),
    Rule("kind.quotient_of_cell", _quotient),
)
"""What kind the figure of a cell is, where the cell itself does not say it."""


def _some(span: Span | None) -> tuple[Span, ...]:
    return (span,) if span is not None and span.end > span.start else ()


# The indicator

_Named = tuple[str, tuple[Reason, ...]]


def _read_indicator(cell: _Cell) -> _Named:
    decided = decide(INDICATOR_RULES, cell)
    if decided is None:
        return "", (because("choice.nothing"),)
    return decided[1]


def _row_reason(label: Label) -> Reason:
    return Reason("choice.row_name", _some(label.span))


def _head_reason(cell: _Cell) -> Reason:
    return Reason("choice.column_head", tuple(label.span for label in cell.heads.named))


def _caption_named(cell: _Cell) -> _Named | None:
    if not cell.facts.caption:
        return None
    return cell.facts.caption, (Reason("choice.table_caption", _some(cell.facts.caption_span)),)


def _by_head(cell: _Cell) -> _Named | None:
    """Apply where the row says where or when and not what: a place, a year, a total."""
    is_total = cell.name.is_total
    if not (cell.facts.has_places or cell.is_period_row or is_total or is_own_place(cell.name.name, cell.lexicon)):
        return None
    if is_total and cell.facts.caption and cell.heads.last("measure").measure == "of target":
        caption, reasons = cell.facts.caption, (Reason("choice.table_caption", _some(cell.facts.caption_span)),)
        return caption + _done_of_target(cell.heads.name), (*reasons, _head_reason(cell))
    if cell.heads.name and not _is_place_head(cell):
        return cell.heads.name, (_head_reason(cell),)
    if cell.before.name:
        return cell.before.name + _growth_kept(cell), (_before_reason(cell),)
    said = plain_words(cell.survey.text[slice(*cell.name.span)])
    return _caption_named(cell) or ((said, (_row_reason(cell.name),)) if is_total else None)


# 为预算%, 占计划%: so much of what was aimed at is done.
_OF_AIM = re.compile("[为占](?=[^，。]{0,4}(?:预算|计划|目标|任务))")


def _done_of_target(head: str) -> str:
    """Return the head of a share of what was aimed at as running text says it: 为预算 → 完成预算 (FIGURES.md §5)."""
    return _OF_AIM.sub("完成", head, count=1) if _OF_AIM.match(head) else head


def _by_row(cell: _Cell) -> _Named | None:
    name, head = _without_scope(cell), _done_of_target(cell.heads.name or cell.before.name)
    if not name:
        return None
    ending, words = _growth_kept(cell), _words(cell.lexicon)
    reasons: tuple[Reason, ...] = (_row_reason(cell.name),)
    is_said = head in name or (head in words.measures and name.endswith(head[-1]))
    if not head or is_said or (cell.heads.name and _is_place_head(cell)):
        return name + ending, reasons
    reasons = (*reasons, _head_reason(cell) if cell.heads.name else _before_reason(cell))
    if head in words.before_names:
        return head + name, reasons
    if head.startswith(name):
        return head + ending, reasons
    return name + head + ending, reasons


def _growth_kept(cell: _Cell) -> str:
    """Return what a rank of a growth keeps in its name (FIGURES.md §4)."""
    is_of_growth = cell.before.keeps_growth or any(label.keeps_growth for label in cell.heads.labels)
    is_rank = cell.heads.last("measure").measure == "rank"
    return _GROWTH if is_rank and is_of_growth else ""


def _before_reason(cell: _Cell) -> Reason:
    return Reason("choice.column_before", tuple(label.span for label in cell.before.named))


def _by_side(cell: _Cell) -> _Named | None:
    """Apply where a row is one side of a thing above it (城镇 below 常住人口), which names nothing alone."""
    words = _words(cell.lexicon)
    if cell.name.name not in words.sides or cell.facts.has_places:
        return None
    for row in range(cell.place.row - 1, max(cell.table.heads, cell.place.row - _ROWS_ABOVE) - 1, -1):
        parent = _name_of(cell.survey, cell.table, row, cell.lexicon)
        if parent.name and parent.name not in words.sides:
            head = cell.heads.name or cell.before.name
            ending = head if head and head not in parent.name else ""
            spans = (*_some(cell.name.span), *_some(parent.span))
            name = f"{cell.name.name}{_scope_cut(cell, parent.name)}{ending}{_growth_kept(cell)}"
            return name, (Reason("choice.side_of_row", spans), *((_head_reason(cell),) if cell.heads.named else ()))
    return None


def _without_scope(cell: _Cell) -> str:
    """Return the name of the row without the report's own region before it: 全区常住人口 → 常住人口."""
    return _scope_cut(cell, cell.name.name)


def _scope_cut(cell: _Cell, name: str) -> str:
    level = cell.survey.home.level
    scope, rest = name[:2], name[2:]
    is_own = is_own_place(scope, cell.lexicon) and not _is_wider(scope, level)
    return rest if is_own and len(rest) >= _SHORTEST else name


def _by_row_above(cell: _Cell) -> _Named | None:
    """Apply where a row only says what of the one above: 增长（%） below 粮食产量."""
    if not cell.above.name or (cell.heads.name and not _is_place_head(cell)):
        return None
    return cell.above.name, (Reason("choice.row_above", _some(cell.above.span)),)


def _by_head_alone(cell: _Cell) -> _Named | None:
    return (cell.heads.name, (_head_reason(cell),)) if cell.heads.name else None


INDICATOR_RULES: Sequence[Rule[_Cell, _Named]] = (
    Rule("choice.column_head", _by_head),
    Rule("choice.side_of_row", _by_side),
    Rule("choice.row_name", _by_row),
    Rule("choice.row_above", _by_row_above),
    Rule("choice.column_head", _by_head_alone),
    Rule("choice.table_caption", _caption_named),
)
"""What names the figure of a cell."""


def _is_place_head(cell: _Cell) -> bool:
    name = cell.heads.name
    return is_own_place(name, cell.lexicon) or name == "全国" or is_place(name, cell.lexicon)


# The time


def _read_period(cell: _Cell) -> tuple[str | None, tuple[Reason, ...]]:
    """Read the period of a cell: that of its head, its row or its caption, else that of the section."""
    places = [label.span for label in reversed(cell.dated.labels)]
    sources: list[tuple[str, list[Span]]] = [
        ("period.table_head", places),
        ("period.table_row", [cell.name.span] if cell.name.span.end else []),
        ("period.table_caption", list(cell.facts.above)),
    ]
    is_earlier = cell.dated.last("is_earlier").is_earlier
    for rule, spans in sources:
        for span in spans:
            found = _time_at(cell, span)
            if found is None:
                continue
            period, words, time = found
            if is_earlier and rule == "period.table_caption" and len(period) == 4:
                words_of_head = cell.dated.last("is_earlier").span
                return str(int(period) - 1), (Reason("period.table_year_before", (words_of_head,)),)
            by = (Reason(rule, (words,)),)
            return period, (*by, Reason(time.rule, (time.span,))) if time is not None else by
    section = cell.section
    if section.first is None or section.last is None:
        return None, (because("period.unknown"), *section.reasons)
    if is_earlier and section.first == section.last:
        words_of_head = cell.dated.last("is_earlier").span
        return str(section.last - 1), (Reason("period.table_year_before", (words_of_head,)), *section.reasons)
    return iso_years(section.first, section.last), (because("period.section"), *section.reasons)


def _time_at(cell: _Cell, span: Span) -> tuple[str, Span, TimeExpression | None] | None:
    """Return the time that a head, a name or a caption names, with its words; None for none of its own."""
    bare = _YEAR.search(cell.survey.text, *span)
    for time in _named_times(cell, span):
        if time.base or time.relative or time.whole or time.count:
            continue
        if time.floating and time.months is not None:
            year = cell.section.last
            if year is None:
                continue
            if time.months == _WHOLE_YEAR:
                return str(year), time.span, time
            return f"{year}-{time.months[0]:02}/{year}-{time.months[1]:02}", time.span, time
        return time.period, time.span, time
    if bare is not None and not any(one.start <= bare.start() < one.end for one in _times_in(cell.survey, span)):
        return bare[0], Span(*bare.span()), None
    return None


def _named_times(cell: _Cell, span: Span) -> Iterator[TimeExpression]:
    """Yield the times with years of their own that stand in a stretch of the text."""
    times = cell.survey.times
    index = bisect_left(times, span.start, key=lambda one: one.span.start)
    while index < len(times) and times[index].span.end <= span.end:
        yield times[index]
        index += 1


def _read_status(cell: _Cell, period: str | None) -> tuple[Status, tuple[Reason, ...]]:
    rule, (status, words) = decide(STATUS_RULES, (cell, period)) or ("status.in_section", (cell.section.status, ()))
    reasons = (because(rule, words), *(() if words else cell.section.setting[:1]))
    return status, reasons


_Status = tuple[Status, tuple[Span, ...]]
_Dated = tuple[_Cell, str | None]


def _status_of_head(asked: _Dated) -> _Status | None:
    label = asked[0].dated.last("status")
    return (label.status, _some(label.status_words)) if label.status is not None else None


def _status_of_year(asked: _Dated) -> _Status | None:
    """Apply where the head names a year: one before the report's own is past, that one and later are planned."""
    cell, period = asked
    year, own = cell.survey.year, cell.dated
    if year is None or period is None or not any(_time_at(cell, label.span) for label in own.labels):
        return None
    spans = tuple(label.span for label in own.labels if _time_at(cell, label.span))
    last = int(_YEAR_OF_PERIOD.findall(period)[-1])
    return ("target" if last >= year else "actual"), spans[-1:]


def _status_of_name(asked: _Dated) -> _Status | None:
    """Apply where a row is named by a target or by what was done and by nothing else, or by a target of its own."""
    name = asked[0].name
    is_said = name.status == "target" or (name.status is not None and not name.name)
    return (name.status, _some(name.status_words)) if name.status is not None and is_said else None


def _status_of_caption(asked: _Dated) -> _Status | None:
    cell = asked[0]
    for span in cell.facts.above:
        label = _label(cell.survey, span, cell.lexicon)
        if label.status is not None:
            return label.status, _some(label.status_words)
    return None


STATUS_RULES: Sequence[Rule[_Dated, _Status]] = (
    Rule("status.table_head", _status_of_head),
    Rule("status.table_year", _status_of_year),
    Rule("status.table_row", _status_of_name),
    Rule("status.table_caption", _status_of_caption),
)
"""What says whether the figure of a cell has happened or is planned."""


# The area and the base


def _read_area(cell: _Cell) -> tuple[str | None, tuple[Reason, ...]]:
    rule, (area, words) = decide(AREA_RULES, cell) or ("area.whole_region", (None, ()))
    return area, (because(rule, words),)


_Area = tuple[str | None, tuple[Span, ...]]


def _place_row(cell: _Cell) -> _Area | None:
    column = cell.facts.place_column
    if column is not None:
        span = cell.table.names[cell.place.row][column]
        name = plain_words(cell.survey.text[slice(*span)])
        is_own = is_own_place(name, cell.lexicon) or name in cell.survey.home.names
        return (None if is_own or not name else name), _some(span)
    name = cell.name.name
    if not cell.facts.has_places or not name:
        return None
    if cell.name.is_total or is_own_place(name, cell.lexicon) or name in cell.survey.home.names:
        return None, _some(cell.name.span)
    return name, _some(cell.name.span)


def _place_head(cell: _Cell) -> _Area | None:
    name = cell.heads.name
    if not name or not _is_place_head(cell):
        return None
    words = tuple(label.span for label in cell.heads.named)
    own = is_own_place(name, cell.lexicon) and name[1:] in ("", cell.survey.home.level, *_LEVELS_OF_HOME)
    is_own = (own and not _is_wider(name, cell.survey.home.level)) or name in cell.survey.home.names
    return (None if is_own else name), words


_LEVELS_OF_HOME = ("市", "区", "县", "省", "州", "盟", "旗", "镇", "乡")
_ORDER = ("国", "省", "市", "州", "盟", "区", "县", "旗", "镇", "乡")


def _is_wider(name: str, level: str) -> bool:
    """Tell whether 全省 is wider than the region whose report it is."""
    last = name[-1]
    return bool(level) and last in _ORDER and level in _ORDER and name.startswith("全") and last != level


AREA_RULES: Sequence[Rule[_Cell, _Area]] = (
    Rule("area.table_row", _place_row),
    Rule("area.table_head", _place_head),
)
"""What says where the figure of a cell is about."""


def _read_base(cell: _Cell, kind: Kind, period: str | None) -> BaseReading:
    if kind not in ("growth", "change", "multiple"):
        return BaseReading(None, (because("base.not_measured"),))
    for label in reversed(cell.heads.labels):
        for time in _named_times(cell, label.span):
            is_named = time.base and not time.relative and time.first == time.last
            if is_named and (period is None or str(time.first + 1) != period):
                return BaseReading(str(time.first), (Reason("base.table_head", (time.span,)),))
    return BaseReading(None, (because("base.one_year"),))
