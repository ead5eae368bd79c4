"""The kinds' demands: which values and units go with which kind (FIGURES.md §3, §4)."""

from decimal import Decimal

from core.figure import Kind, Value

_SHARES = ("%", "‰")
_COMPOSITION_UNITS = ("", "%")
# what a percentage of, or no percentage any more, makes of what says how something moved
_OPPOSITE: dict[Kind, tuple[Kind, ...]] = {"growth": ("change",), "change": ("growth",)}
_PLAIN: tuple[Kind, ...] = ("level", "ratio", "change", "multiple")


def is_ascending(value: Value) -> bool:
    """Tell whether a value is one number, or a range from the lower end to the higher.

    Declines rise in size as they are written: 下降2%—3% is [-2, -3].
    """
    if isinstance(value, Decimal):
        return True
    if len(value) != 2:
        return False
    low, high = value
    return low < high or high < low < 0


def ascending(value: Value) -> Value:
    """Return a range from its lower end to its higher, and as one number where both are the same."""
    if isinstance(value, Decimal) or len(value) != 2 or is_ascending(value):
        return value
    low, high = sorted(value)
    return low if low == high else (low, high)


def takes(kind: Kind, value: Value, unit: str) -> bool:
    """Tell whether a kind goes with a value and its unit."""
    if kind == "composition":
        return isinstance(value, tuple) and len(value) > 1 and unit in _COMPOSITION_UNITS
    if not is_ascending(value):
        return False
    if kind == "level":
        return unit not in (*_SHARES, "百分点", "倍")
    if kind == "change":
        return unit not in (*_SHARES, "倍")
    return unit in {"ratio": ("", *_SHARES), "growth": _SHARES, "rank": ("位",), "multiple": ("倍",)}[kind]


def kind_of(value: Value, unit: str, kind: Kind) -> Kind | None:
    """Return a kind where it goes with a value and its unit, else the nearest that does, None where none does.

    A composition is none of those that something else turns into by itself: its parts are in an order of their own.
    """
    nearest = () if kind == "composition" and isinstance(value, tuple) else (*_OPPOSITE.get(kind, ()), *_PLAIN)
    return next((one for one in (kind, *nearest) if takes(one, value, unit)), None)
