"""Coefficients of agreement beyond chance, computed exactly: Cohen's κ and Krippendorff's α; pure."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

from ..model.figure import Span

Lack = Literal["no units", "one annotator", "one value", "several annotators"]
LACKS: tuple[Lack, ...] = get_args(Lack)

Unit = tuple[Span, Hashable]
"""A span of a continuum and what an annotator takes it for."""


@dataclass(frozen=True, slots=True)
class Coefficient:
    """1 where all agree, 0 where they agree as chance would, below 0 where less; None where it is undefined.

    `lack` says why it is: nothing was decided by two ("no units"), only one annotator decided ("one annotator"), all
    decided the same on everything, so that chance would agree as well ("one value"), or the measure is one of two
    annotators and there are more ("several annotators").
    """

    value: float | None
    lack: Lack | None = None


def kappa(pairs: Iterable[tuple[Hashable, Hashable]]) -> Coefficient:
    """Compute Cohen's κ of two annotators, given what each of them says of each unit (Cohen 1960)."""
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
    """Compute Krippendorff's α of names, given for each unit what was said of it by those who said something.

    A unit of which fewer than two said something counts nothing (Krippendorff 2011, nominal).
    """
    alone = False
    totals = Counter[Hashable]()
    # how often two say the same of a unit, by how many others there are: the sum stays in whole numbers
    same: defaultdict[int, int] = defaultdict(int)
    for said in units:
        alone |= len(said) == 1
        if len(said) > 1:
            totals.update(said)
            same[len(said) - 1] += sum(map(said.count, said)) - len(said)
    number = totals.total()
    if not number:
        return Coefficient(None, "one annotator" if alone else "no units")
    by_chance = number * (number - 1) - sum(times * (times - 1) for times in totals.values())
    if not by_chance:
        return Coefficient(None, "one value")
    observed = number - sum(Fraction(times, others) for others, times in same.items())
    return Coefficient(float(1 - observed * (number - 1) / by_chance))


def unitizing_alpha(length: int, readings: Sequence[Iterable[Unit]]) -> Coefficient:
    """Compute Krippendorff's α of units in a continuum, over all that units are taken for (Krippendorff 2004, α_U).

    `length` is the continuum's, `readings` are the units of each annotator. Where two units of one annotator that are
    taken for the same overlap, the later one is left out.
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
    """Put each annotator's units in order, and leave out what overlaps the one before."""
    kept = []
    for spans in readings:
        ordered: list[Span] = []
        for span in sorted(spans):
            if not ordered or span.start >= ordered[-1].end:
                ordered.append(span)
        kept.append(ordered)
    return kept


def observed_disagreement(length: int, readings: Sequence[Sequence[Span]]) -> Fraction:
    """Compute D_oc of Krippendorff 2004: the squared distances of units that meet, the squared lengths of lone ones."""
    total = 0
    for place, one in enumerate(readings):
        for other in readings[place + 1 :]:
            total += _distances(one, other) + _lone(one, other) + _lone(other, one)
    number = len(readings)
    # each pair of annotators is looked at from both sides
    return Fraction(2 * total, number * (number - 1) * length**2)


def expected_disagreement(length: int, readings: Sequence[Sequence[Span]]) -> Fraction:
    """Compute D_ec of Krippendorff 2004: what units of these lengths, put anywhere, would differ by."""
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
    """Sum the squared distances between starts and between ends of units that meet."""
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
    """Sum the squared lengths of units that meet none."""
    total = first = 0
    for span in one:
        while first < len(other) and other[first].end <= span.start:
            first += 1
        if first == len(other) or other[first].start >= span.end:
            total += (span.end - span.start) ** 2
    return total


def _gaps(length: int, spans: Sequence[Span]) -> Iterable[int]:
    """Yield the lengths of the stretches between units, and before and after them."""
    at = 0
    for span in [*spans, Span(length, length)]:
        if span.start > at:
            yield span.start - at
        at = max(at, span.end)
