"""What a plot compares: the points of one measure, taken from a table of the panel and perhaps its other status."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from core.panel.panel import View
from core.panel.shown import ShownCell, ShownTable

PlotForm = Literal["ranked", "lines", "against"]
"""Dots by rank for one time, lines over years, or targets against what was reached."""

FORMS: Mapping[View, tuple[PlotForm, ...]] = {
    "concept": ("ranked", "lines", "against"),
    "year": ("ranked", "against"),
    "region": ("lines", "against"),
}
"""The forms in which a table can be drawn: a year has no lines, and the concepts of a region have no common axis."""


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a plot: where it stands in the table, of whom and when it is, its numbers and how it is told.

    `low` and `high` are in the plot's unit, and are the same where it is one number. `text` is the value with its bound
    and without the unit. `vintage` is the year of the report that tells a value which does not stand; None for one that
    stands. `name` is the row's, `time` the column's head.
    """

    row: int
    column: int
    name: str
    time: str
    low: Decimal
    high: Decimal
    bound: str
    text: str
    spoken: str
    status: str
    is_confirmed: bool
    vintage: int | None = None

    @property
    def middle(self) -> Decimal:
        """The number by which it is ranked, and through which a line goes."""
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class Series:
    """The points of one line by year; `others` are values of the same years that do not stand."""

    name: str
    row: int
    points: tuple[Point, ...]
    others: tuple[Point, ...] = ()
    status: str = "actual"


@dataclass(frozen=True, slots=True)
class Pair:
    """What a place aimed at and what it reached, for one time; None for what no report says."""

    name: str
    row: int
    target: Point | None
    actual: Point | None

    @property
    def points(self) -> tuple[Point, ...]:
        """Those of both that there are."""
        return tuple(one for one in (self.target, self.actual) if one is not None)

    @property
    def difference(self) -> Decimal | None:
        """By how much what was reached is above the target; None where one of them is missing or a range."""
        if self.target is None or self.actual is None or any(one.low != one.high for one in self.points):
            return None
        return self.actual.low - self.target.low


def year_of(key: str) -> int | None:
    """Return the year that the head of a column is about; None for other periods."""
    return int(key) if len(key) == 4 and key.isdigit() else None


def point_of(table: ShownTable, row: int, column: int, status: str) -> Point | None:
    """Return what a cell says as a point; None where it says nothing that lies on the axis.

    The parts of a composition do not, nor does a value in another unit than its column's.
    """
    cell = table.cells[row][column]
    if not 1 <= len(cell.numbers) <= 2 or ":" in cell.text:
        return None
    numbers = sorted(map(Decimal, cell.numbers))
    return Point(
        row,
        column,
        table.rows[row].name,
        table.columns[column].name,
        numbers[0],
        numbers[-1],
        cell.bound,
        cell.text,
        cell.spoken,
        status,
        cell.is_confirmed,
    )


def ranked(table: ShownTable, column: int, status: str, *, lowest_first: bool = False) -> list[Point]:
    """Return the points of a column, the highest first, or the lowest, as ranks are."""
    found = [one for row in range(len(table.rows)) if (one := point_of(table, row, column, status)) is not None]
    return sorted(found, key=lambda one: one.middle if lowest_first else -one.middle)


def series(table: ShownTable, rows: Sequence[int], status: str) -> list[Series]:
    """Return the lines of some rows over the columns that are years; a row without a value has none."""
    found = []
    for row in rows:
        points = []
        others: list[Point] = []
        for column, head in enumerate(table.columns):
            point = point_of(table, row, column, status) if year_of(head.key) is not None else None
            if point is not None:
                points.append(point)
                others += _others(point, table.cells[row][column])
        if points:
            found.append(Series(table.rows[row].name, row, tuple(points), tuple(others), status))
    return found


def _others(point: Point, cell: ShownCell) -> Iterator[Point]:
    """Yield what other reports say of a cell, where it is another number than the one that stands."""
    said = dict.fromkeys((year, Decimal(number)) for year, number in cell.vintages)
    for vintage, number in said:
        if number not in (point.low, point.high):
            yield replace(point, low=number, high=number, bound="eq", text=str(number), vintage=vintage)


def pairs(actual: ShownTable, target: ShownTable, key: str) -> list[Pair]:
    """Return what each row aimed at and reached in the column of a key; the one that reached most first.

    The row's number is that in the table which has it, the one of what was reached before the other.
    """
    reached, aimed = _by_row(actual, key, "actual"), _by_row(target, key, "target")
    found = []
    for row in dict.fromkeys((*reached, *aimed)):
        points = aimed.get(row), reached.get(row)
        some = points[1] or points[0]
        assert some is not None
        found.append(Pair(some.name, some.row, *points))
    return sorted(found, key=_most_reached)


def _most_reached(pair: Pair) -> tuple[bool, Decimal]:
    first = pair.actual or pair.target
    return pair.actual is None, -first.middle if first is not None else Decimal()


def _by_row(table: ShownTable, key: str, status: str) -> dict[str, Point]:
    column = next((at for at, head in enumerate(table.columns) if head.key == key), None)
    if column is None:
        return {}
    points = ((head.key, point_of(table, row, column, status)) for row, head in enumerate(table.rows))
    return {row: point for row, point in points if point is not None}


def left_out(table: ShownTable, points: Sequence[Point], columns: Sequence[int], rows: Sequence[int]) -> int:
    """Count the cells of some rows and columns that say something but have no point."""
    drawn = {(one.row, one.column) for one in points}
    return sum(bool(table.cells[row][column].text) and (row, column) not in drawn for row in rows for column in columns)
