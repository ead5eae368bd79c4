"""Coefficients of agreement beyond chance, computed exactly: Cohen's κ and Krippendorff's α."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

from ..model.figure import Span

Lack = Literal["no units", "one annotator", "one value", "several annotators"]
LACKS: tuple[Lack, ...] = get_args(Lack)

Unit = tuple[Span, Hashable]
"""A span of a text, and the class that an annotator gives it."""


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A coefficient: 1 where all agree, 0 where they agree as chance would, below 0 where less; None if undefined.

    `lack` says why it is undefined: no unit was decided by two annotators ("no units"), only one annotator decided
    ("one annotator"), all decided the same on everything, so that chance would agree as well ("one value"), or the
    coefficient is one of two annotators and there are more ("several annotators").
    """

    value: float | None
    lack: Lack | None = None


def kappa(pairs: Iterable[tuple[Hashable, Hashable]]) -> Coefficient:
    """Return Cohen's κ of two annotators (Cohen 1960); each pair has the class that either gives the same unit."""
    counted = Counter(pairs)
    number = counted.total()
    if not number:
        return Coefficient(None, "no units")
    first, second = Counter[Hashable](), Counter[Hashable]()
    for (one, other), times in counted.items():
        first[one] += times
        second[other] += times
    agreed = sum(times for (one, other), times in counted.items() if one == other)
    by_chance = sum(times * second[value] for value, times in first.items())
    if by_chance == number**2:
        return Coefficient(None, "one value")
    return Coefficient(float(Fraction(agreed * number - by_chance, number**2 - by_chance)))


def nominal_alpha(units: Iterable[Sequence[Hashable]]) -> Coefficient:
    """Return Krippendorff's α for nominal data (Krippendorff 2011).

    `units` has, for each unit, the classes given by those annotators who decided on it. A unit on which fewer than two
    decided does not count.
    """
    alone = False
    totals = Counter[Hashable]()
    # pairs that agree on a unit, by the number of annotators of the unit less one: the sums stay whole numbers
    same: defaultdict[int, int] = defaultdict(int)
    for values in units:
        alone |= len(values) == 1
        if len(values) > 1:
            totals.update(values)
            same[len(values) - 1] += sum(map(values.count, values)) - len(values)
    number = totals.total()
    if not number:
        return Coefficient(None, "one annotator" if alone else "no units")
    by_chance = number * (number - 1) - sum(times * (times - 1) for times in totals.values())
    if not by_chance:
        return Coefficient(None, "one value")
    observed = number - sum(Fraction(times, others) for others, times in same.items())
    return Coefficient(float(1 - observed * (number - 1) / by_chance))


def unitizing_alpha(length: int, readings: Sequence[Iterable[Unit]]) -> Coefficient:
    """Return Krippendorff's α for unitizing a continuum, over all classes of units (Krippendorff 2004, α_U).

    `length` is the length of the continuum, `readings` are the units of each annotator. Where two units of one
    annotator with the same class overlap, the later one is left out.
    """
    if len(readings) == 1:
        return Coefficient(None, "one annotator")
    by_value: defaultdict[Hashable, list[list[Span]]] = defaultdict(lambda: [[] for _ in readings])
    for place, reading in enumerate(readings):
        for span, value in reading:
            by_value[value][place].append(span)
    observed, expected = Fraction(), Fraction()
    for units in map(_apart, by_value.values()):
        observed += observed_disagreement(length, units)
        expected += expected_disagreement(length, units)
    if not by_value:
        return Coefficient(None, "no units")
    return Coefficient(float(1 - observed / expected)) if expected else Coefficient(None, "one value")


def _apart(readings: Sequence[list[Span]]) -> list[list[Span]]:
    """Return each annotator's units in order, without those that overlap the one before."""
    kept = []
    for spans in readings:
        ordered: list[Span] = []
        for span in sorted(spans):
            if not ordered or span.start >= ordered[-1].end:
                ordered.append(span)
        kept.append(ordered)
    return kept


def observed_disagreement(length: int, readings: Sequence[Sequence[Span]]) -> Fraction:
    """Return the observed disagreement, D_oc of Krippendorff 2004.

    It sums the squared distances of units that overlap and the squared lengths of those that overlap none.
    """
    total = 0
    for place, one in enumerate(readings):
        for other in readings[place + 1 :]:
            total += _distances(one, other) + _lone(one, other) + _lone(other, one)
    number = len(readings)
    # each pair of annotators counts in both directions
    return Fraction(2 * total, number * (number - 1) * length**2)


def expected_disagreement(length: int, readings: Sequence[Sequence[Span]]) -> Fraction:
    """Return D_ec of Krippendorff 2004: the disagreement of units of these lengths, put anywhere by chance."""
    units = Counter(span.end - span.start for spans in readings for span in spans)
    gaps = Counter(gap for spans in readings for gap in _gaps(length, spans))
    total = Fraction()
    for size, times in units.items():
        room = sum(number * (gap - size + 1) for gap, number in gaps.items() if gap >= size)
        among = Fraction((units.total() - 1) * (2 * size**3 - 3 * size**2 + size), 3)
        total += times * (among + size**2 * room)
    whole = len(readings) * length
    places = whole * (whole - 1) - sum(times * size * (size - 1) for size, times in units.items())
    return Fraction(2, length) * total / places if places else Fraction()


def _distances(one: Sequence[Span], other: Sequence[Span]) -> int:
    """Return the sum of the squared distances between the starts and between the ends of overlapping units."""
    total = first = 0
    for span in one:
        while first < len(other) and other[first].end <= span.start:
            first += 1
        place = first
        while place < len(other) and other[place].start < span.end:
            met = other[place]
            total += (span.start - met.start) ** 2 + (span.end - met.end) ** 2
            place += 1
    return total


def _lone(one: Sequence[Span], other: Sequence[Span]) -> int:
    """Return the sum of the squared lengths of units that overlap none."""
    total = first = 0
    for span in one:
        while first < len(other) and other[first].end <= span.start:
            first += 1
        if first == len(other) or other[first].start >= span.end:
            total += (span.end - span.start) ** 2
    return total


def _gaps(length: int, spans: Sequence[Span]) -> Iterable[int]:
    """Yield the lengths of the stretches between units, and before the first and after the last."""
    at = 0
    for span in [*spans, Span(length, length)]:
        if span.start > at:
            yield span.start - at
        at = max(at, span.end)
