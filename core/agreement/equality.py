"""When two figures on one span count as the same record: the rule by which proposals are scored."""

from collections import Counter
from collections.abc import Callable, Mapping
from decimal import Decimal

from ..model.attributes import ATTRIBUTES, Attribute, AttributeName, Sort, Value
from ..model.figure import Figure

LEAST_SHARED = 0.8  # the share of characters that two indicators must have in common
_IDLE = frozenset(' \u3000的“”"、,，')
_NEAR, _ROUNDED, _EXACT = Decimal("1e-6"), Decimal("0.005"), Decimal("1e-9")


def alike(one: Figure, other: Figure) -> bool:
    """Tell whether two figures are the same record: same span, and every attribute the same by `differing`."""
    return one.span == other.span and not differing(one, other)


def differing(one: Figure, other: Figure) -> tuple[AttributeName, ...]:
    """Return the names of the attributes in which two figures are not the same.

    Indicators and areas count as the same where they share four fifths of their characters, values where they differ by
    no more than rounding of the last digit, units with or without 个. All others must be equal.
    """
    return tuple(attribute.name for attribute in ATTRIBUTES if not _same(attribute, one, other))


def _same(attribute: Attribute, one: Figure, other: Figure) -> bool:
    first, second = getattr(one, attribute.name), getattr(other, attribute.name)
    if first == second or None in (first, second):
        return bool(first == second)
    return attribute.sort in _RULES and _RULES[attribute.sort](first, second)


def _near(one: Value, other: Value) -> bool:
    parts, others = (value if isinstance(value, tuple) else (value,) for value in (one, other))
    return len(parts) == len(others) and all(map(_as_near, parts, others))


def _as_near(one: Decimal, other: Decimal) -> bool:
    least = min(one, other, key=abs)
    rounded = abs(least) < 100 and least != least.to_integral_value()
    return abs(one - other) <= max(_NEAR * abs(least), _ROUNDED if rounded else _EXACT)


def _one_unit(one: str, other: str) -> bool:
    return (one.removeprefix("个") or one) == (other.removeprefix("个") or other)


def _much_shared(one: str, other: str) -> bool:
    first, second = (Counter(character for character in text if character not in _IDLE) for text in (one, other))
    total = first.total() + second.total()
    return total > 0 and 2 * (first & second).total() >= LEAST_SHARED * total


_RULES: Mapping[Sort, Callable[..., bool]] = {"number": _near, "measure": _one_unit, "phrase": _much_shared}
