"""Where everything of a plot lies: lines, marks and words at their places in pixels, without anything of Qt.

The same drawing is painted in the window, into a picture, and written as SVG. What is confirmed is filled, a proposal
is hollow. A bound is an arrow to where the value may lie, a range a bar with its ends. Colours are named by their use.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from .plot_points import Pair, Point, Series

Shape = Literal["circle", "square", "diamond", "triangle", "down", "cross", "bar", "star"]
SHAPES: tuple[Shape, ...] = ("circle", "square", "triangle", "diamond", "down", "cross", "star", "bar")
Anchor = Literal["start", "middle", "end"]
MOST_NAMED = 12
"""So many lines have a colour and a name at their end; where there are more the others are grey."""

LINES = 8
"""So many colours there are for lines: "line0" and so on."""

MARGIN, GAP, TICK = 12.0, 8.0, 4.0
RADIUS, SMALL = 4.5, 3.0
_ARROW = 14.0
_MOST_TICKS = 6
_LEAST_NAME = 80.0
# a scale begins at nothing where the least value is below this share of the greatest
_FROM_ZERO = 0.35


@dataclass(frozen=True, slots=True)
class Letters:
    """How wide words are, how high a line of them is, and how high capitals and figures are, in pixels."""

    width: Callable[[str], float]
    height: float
    capital: float

    def fitted(self, text: str, room: float) -> str:
        """Return a text, cut in its middle where it is wider than its room."""
        if self.width(text) <= room:
            return text
        kept = len(text) - 1
        while kept > 1 and self.width(_cut(text, kept)) > room:
            kept -= 1
        return _cut(text, kept)


def _cut(text: str, kept: int) -> str:
    return f"{text[: kept - kept // 2]}…{text[len(text) - kept // 2 :]}"


@dataclass(frozen=True, slots=True)
class Path:
    """A line through some places."""

    places: tuple[tuple[float, float], ...]
    colour: str
    width: float = 1.0
    is_dashed: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of a value."""

    x: float
    y: float
    shape: Shape
    colour: str
    is_filled: bool
    radius: float = RADIUS


@dataclass(frozen=True, slots=True)
class Words:
    """A text; `y` is its baseline."""

    x: float
    y: float
    text: str
    colour: str = "text"
    anchor: Anchor = "start"
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the mark of a point is, to be hovered and walked to."""

    x: float
    y: float
    point: Point


@dataclass
class Drawing:
    """A whole plot: its size, what is drawn from back to front, and where its points are."""

    width: float
    height: float
    shapes: list[Path | Mark | Words] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)

    def nearest(self, x: float, y: float, reach: float = 14.0) -> Spot | None:
        """Return the spot that is nearest to a place, None where none is within reach."""
        near = min(self.spots, key=lambda one: math.hypot(one.x - x, one.y - y), default=None)
        return near if near is not None and math.hypot(near.x - x, near.y - y) <= reach else None


# Scales


@dataclass(frozen=True, slots=True)
class Scale:
    """Places numbers between two ends of a plot, in pixels."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, number: Decimal | float) -> float:
        share = (float(number) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


def ticks(low: float, high: float, most: int = _MOST_TICKS) -> tuple[float, ...]:
    """Return round numbers, steps of 1, 2 or 5 apart, around all numbers from `low` to `high`; `most` at most.

    The first is not above `low` and the last not below `high`. Of two numbers that are the same it makes room around.
    """
    most = max(most, 3)
    if low == high:
        about = abs(low) or 1.0
        low, high = low - about / 10, high + about / 10
    power = math.floor(math.log10((high - low) / most)) - 1
    while True:
        for factor in (1, 2, 5):
            step = Decimal(factor).scaleb(power)
            first, last = math.floor(Decimal(low) / step), math.ceil(Decimal(high) / step)
            if last - first < most:
                return tuple(float(at * step) for at in range(first, last + 1))
        power += 1


def tick_texts(numbers: Sequence[float]) -> list[str]:
    """Return how ticks are written: with thousands parted, and as many decimals as their steps need."""
    step = min((abs(after - before) for before, after in pairwise(numbers)), default=1.0)
    decimals = max(0, -math.floor(math.log10(step) + 1e-9)) if step else 0
    return [f"{number:,.{decimals}f}".replace("-", "−") for number in numbers]


def _span(points: Sequence[Point]) -> tuple[float, float]:
    low, high = float(min(one.low for one in points)), float(max(one.high for one in points))
    return (0.0 if 0 < low < _FROM_ZERO * high else low), high


def spread(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return places in the order given that are `gap` apart, as near to those given as that allows.

    Where they do not all have room between `low` and `high` they are as far apart as there is room.
    """
    if not places:
        return []
    gap = min(gap, (high - low) / max(len(places) - 1, 1))
    order = sorted(range(len(places)), key=lambda at: places[at])
    found = [0.0] * len(places)
    last = low - gap
    for at in order:
        last = found[at] = max(min(places[at], high), last + gap)
    above = high + gap
    for at in reversed(order):
        above = found[at] = min(found[at], above - gap)
    return found


# Plots


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a plot: its width and least height, its letters, title, unit, and the lines at its foot."""

    width: float
    height: float
    letters: Letters
    unit: str = ""
    title: str = ""
    notes: tuple[str, ...] = ()

    @property
    def row(self) -> float:
        """How high a row of ranked dots is."""
        return math.ceil(self.letters.height * 1.45)

    @property
    def top(self) -> float:
        """Where the plot begins below its title."""
        return MARGIN + (self.letters.height + GAP if self.title else 0)

    @property
    def foot(self) -> float:
        """How high the lines at the foot are."""
        return MARGIN + (len(self.notes) * self.letters.height + GAP if self.notes else 0)

    def around(self, drawing: Drawing) -> Drawing:
        """Return a drawing with its title and the lines at its foot."""
        letters = self.letters
        if self.title:
            drawing.shapes.append(
                Words(
                    MARGIN,
                    MARGIN + letters.height * 0.75,
                    letters.fitted(self.title, self.width - 2 * MARGIN),
                    is_strong=True,
                )
            )
        for at, note in enumerate(reversed(self.notes)):
            y = drawing.height - MARGIN - at * letters.height
            drawing.shapes.append(Words(MARGIN, y, letters.fitted(note, self.width - 2 * MARGIN), "muted"))
        return drawing


def draw_ranked(points: Sequence[Point], frame: Frame) -> Drawing:
    """Place points below each other in the order given, with their names at the left and their values beside them."""
    return _draw_rows([(one.name, (one,), one.text) for one in points], frame, "line0")


def draw_pairs(pairs: Sequence[Pair], frame: Frame) -> Drawing:
    """Place for each row what was aimed at (a diamond) and what was reached (a circle), with the difference."""
    return _draw_rows([(one.name, one.points, _pair_text(one)) for one in pairs], frame, "line0")


def _pair_text(pair: Pair) -> str:
    difference = pair.difference
    values = "  →  ".join(one.text for one in pair.points)
    if difference is None:
        return values
    sign = "+" if difference > 0 else "−" if difference < 0 else "±"
    return f"{values}  ({sign}{abs(difference):,f})"


def _draw_rows(rows: Sequence[tuple[str, Sequence[Point], str]], frame: Frame, colour: str) -> Drawing:
    letters, points = frame.letters, [one for _, some, _ in rows for one in some]
    axis = frame.top + letters.height * 1.4
    height = max(frame.height, axis + GAP + len(rows) * frame.row + frame.foot)
    drawing = Drawing(frame.width, height)
    if not points:
        return frame.around(drawing)
    named = max(letters.width(name) for name, _, _ in rows)
    left = MARGIN + min(named, max(frame.width * 0.3, _LEAST_NAME)) + 2 * GAP
    right = frame.width - MARGIN - max(letters.width(text) for _, _, text in rows) - _ARROW - GAP
    right = max(right, left + 80)
    found = ticks(*_span(points), _tick_count(right - left, letters))
    scale = Scale(found[0], found[-1], left, right)
    bottom = axis + GAP + len(rows) * frame.row
    drawing.shapes.append(Path(((left, axis), (right, axis)), "hairline"))
    for number, text in zip(found, tick_texts(found), strict=True):
        x = scale(number)
        drawing.shapes.append(Path(((x, axis - TICK), (x, axis)), "muted"))
        drawing.shapes.append(Words(x, axis - TICK - 3, text, "muted", "middle"))
    if frame.unit:
        unit = letters.fitted(frame.unit, frame.width - right - MARGIN - 2 * GAP)
        drawing.shapes.append(Words(frame.width - MARGIN, axis - TICK - 3, unit, "muted", "end"))
    if found[0] < 0 < found[-1]:
        drawing.shapes.append(Path(((scale(0), axis), (scale(0), bottom)), "hairline"))
    for at, (name, some, text) in enumerate(rows):
        y = axis + GAP + (at + 0.5) * frame.row
        baseline = y + letters.capital / 2
        shown = letters.fitted(name, left - MARGIN - 2 * GAP)
        drawing.shapes.append(Words(left - 2 * GAP, baseline, shown, anchor="end"))
        first = min(scale(one.low) for one in some)
        drawing.shapes.append(Path(((left, y), (first, y)), "hairline"))
        if len(some) > 1:
            drawing.shapes.append(Path(((scale(some[0].middle), y), (scale(some[1].middle), y)), "muted", 2))
        end = left
        for point in some:
            end = max(end, _draw_across(drawing, point, y, scale, colour))
        drawing.shapes.append(Words(end + GAP, baseline, text, "text"))
    return frame.around(drawing)


def _draw_across(drawing: Drawing, point: Point, y: float, scale: Scale, colour: str) -> float:
    """Draw a point in its row, with its range or bound; return how far to the right it goes."""
    low, high, x = scale(point.low), scale(point.high), scale(point.middle)
    own = "line1" if point.status == "target" else colour
    end = x + RADIUS
    if high > low:
        drawing.shapes.append(Path(((low, y), (high, y)), own, 2))
        drawing.shapes += [Path(((at, y - RADIUS), (at, y + RADIUS)), own, 2) for at in (low, high)]
        end = high
    if way := _way(point.bound):
        tip = x + way * _ARROW
        drawing.shapes.append(Path(((x + way * RADIUS, y), (tip, y)), own, 1.5))
        drawing.shapes.append(Path(((tip - way * 4, y - 3), (tip, y), (tip - way * 4, y + 3)), own, 1.5))
        end = max(end, tip)
    shape: Shape = "diamond" if point.status == "target" else "circle"
    drawing.shapes.append(Mark(x, y, shape, own, point.is_confirmed))
    drawing.spots.append(Spot(x, y, point))
    return end


def _way(bound: str) -> int:
    """Return whether the value may lie above (1) or below (-1) what is told; 0 where it is what is told."""
    return {"ge": 1, "gt": 1, "le": -1, "lt": -1}.get(bound, 0)


def _tick_count(room: float, letters: Letters) -> int:
    return max(3, min(_MOST_TICKS, int(room / max(letters.width("000,000") * 1.5, 1))))


def draw_lines(lines: Sequence[Series], frame: Frame, current: int | None = None) -> Drawing:
    """Place lines over years, each with its name at its end; `current` is the row of the one that is lit.

    Where a line has no value for a year it is dashed. Of many lines the highest at the end are named, with the lit one,
    which alone shows its bounds and what other reports say.
    """
    letters, height = frame.letters, max(frame.height, 220.0)
    drawing = Drawing(frame.width, height)
    points = [one for line in lines for one in (*line.points, *line.others)]
    if not points:
        return frame.around(drawing)
    named = _named(lines, current)
    ends = [letters.fitted(line.name, frame.width * 0.22) for line in named]
    years = sorted({_year(one) for one in points})
    top, bottom = frame.top + letters.height * 1.4, height - frame.foot - letters.height * 1.6
    found = ticks(*_span(points), max(3, min(_MOST_TICKS, int((bottom - top) / (letters.height * 2)))))
    texts = tick_texts(found)
    left = MARGIN + max(map(letters.width, texts)) + GAP
    right = frame.width - MARGIN - max(map(letters.width, ends), default=0) - 3 * GAP
    up = Scale(found[0], found[-1], bottom, top)
    first, last = years[0], years[-1]
    across = Scale(first, last, left + 2 * GAP, right) if first < last else Scale(first - 1, last + 1, left, right)
    for number, text in zip(found, texts, strict=True):
        y = up(number)
        drawing.shapes.append(Path(((left, y), (right, y)), "hairline", 1 if number else 1.5))
        drawing.shapes.append(Words(left - GAP, y + letters.capital / 2, text, "muted", "end"))
    if frame.unit:
        drawing.shapes.append(Words(MARGIN, frame.top + letters.height * 0.6, frame.unit, "muted"))
    step = math.ceil(len(range(first, last + 1)) / max(1, int((right - left) / (letters.width("2000") * 1.6))))
    for year in range(last, first - 1, -step):
        drawing.shapes.append(Path(((across(year), bottom), (across(year), bottom + TICK)), "muted"))
        drawing.shapes.append(Words(across(year), bottom + TICK + letters.height, str(year), "muted", "middle"))
    # the named lines last, and the lit one over all others
    order = sorted(lines, key=lambda line: (line.row == current, line in named))
    for line in order:
        _draw_line(drawing, line, _look(line, named, lines, current), across, up, is_lit=line.row == current)
    places = spread([up(line.points[-1].middle) for line in named], letters.height, top, bottom)
    for line, name, y in zip(named, ends, places, strict=True):
        end = line.points[-1]
        at, colour = (across(_year(end)), up(end.middle)), _look(line, named, lines, current)[0]
        drawing.shapes.append(Path(((at[0] + RADIUS + 2, at[1]), (right + GAP, y)), "hairline"))
        drawing.shapes.append(
            Words(right + 1.5 * GAP, y + letters.capital / 2, name, colour, is_strong=line.row == current)
        )
    return frame.around(drawing)


def _year(point: Point) -> int:
    return int(point.time)


def _named(lines: Sequence[Series], current: int | None) -> list[Series]:
    if len(lines) <= MOST_NAMED:
        return list(lines)
    last = max(_year(line.points[-1]) for line in lines)
    # a line that ended earlier has no place at the end
    order = sorted(
        lines, key=lambda line: (line.row != current, _year(line.points[-1]) < last, -line.points[-1].middle)
    )
    return order[:MOST_NAMED]


def _look(
    line: Series, named: Sequence[Series], lines: Sequence[Series], current: int | None
) -> tuple[str, Shape, float]:
    """Return the colour, the shape of the marks and the width of a line."""
    is_lit = line.row == current and len({one.row for one in lines}) > 1
    if len({one.status for one in lines}) > 1:
        return ("line1", "diamond", 1.5) if line.status == "target" else ("line0", "circle", 2)
    if line not in named:
        return "faint", "circle", 1
    if len(lines) > MOST_NAMED:
        return ("line0", "circle", 3) if is_lit else ("muted", "circle", 1)
    at = lines.index(line)
    return f"line{at % LINES}", SHAPES[(at + at // LINES) % len(SHAPES)], 3 if is_lit else 1.5


def _draw_line(
    drawing: Drawing, line: Series, look: tuple[str, Shape, float], across: Scale, up: Scale, *, is_lit: bool
) -> None:
    colour, shape, width = look
    places = [(across(_year(one)), up(one.middle)) for one in line.points]
    # of many lines only the lit one has everything: the others are what it is seen against
    is_plain = colour in ("faint", "muted")
    gaps = [_year(after) - _year(before) > 1 for before, after in pairwise(line.points)]
    if is_plain and not any(gaps):
        drawing.shapes.append(Path(tuple(places), colour, width))
        gaps = []
    for at, has_gap in enumerate(gaps):
        drawing.shapes.append(Path((places[at], places[at + 1]), colour, width, has_gap or line.status == "target"))
    for other in () if is_plain else line.others:
        x, y = across(_year(other)), up(other.middle)
        standing = next(one for one in line.points if one.column == other.column)
        drawing.shapes.append(Path(((x, y), (x, up(standing.middle))), "muted"))
        drawing.shapes.append(Mark(x, y, shape, "muted", False, SMALL))
        drawing.spots.append(Spot(x, y, other))
    radius = SMALL if is_plain else RADIUS + (0.5 if is_lit else 0)
    for point, (x, y) in zip(line.points, places, strict=True):
        if point.high > point.low and not is_plain:
            low, high = up(point.low), up(point.high)
            drawing.shapes.append(Path(((x, low), (x, high)), colour, 2))
            drawing.shapes += [Path(((x - RADIUS, end), (x + RADIUS, end)), colour, 2) for end in (low, high)]
        if (way := -_way(point.bound)) and not is_plain:
            tip = y + way * _ARROW
            drawing.shapes.append(Path(((x, y + way * radius), (x, tip)), colour, 1.5))
            drawing.shapes.append(Path(((x - 3, tip - way * 4), (x, tip), (x + 3, tip - way * 4)), colour, 1.5))
        drawing.shapes.append(Mark(x, y, shape, colour, point.is_confirmed, radius))
        drawing.spots.append(Spot(x, y, point))
