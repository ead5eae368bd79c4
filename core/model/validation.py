"""Which values a figure may have, wherever they come from: the form, another program, a file of labels.

Each function takes what a JSON file holds and returns it as a figure carries it, or raises ExchangeError with one
sentence. The form uses the same rules: `is_bounded`, `is_period`, `kind_of`, and the lengths here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeVar, cast

from .attributes import (
    ATTRIBUTES,
    MOST_DIGITS,
    Attribute,
    Kind,
    Sort,
    Value,
    is_bounded,
    is_label,
    is_period,
    is_year,
)
from .errors import ExchangeError
from .figure import Figure
from .vocabulary import word_named

_SHARES = ("%", "‰")
_COMPOSITION_UNITS = ("", "%")
# the kind that a growth or a change becomes when its unit becomes a percentage, or is one no longer
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
    """Return a range with the lower end first, and as one number where both ends are the same."""
    if isinstance(value, Decimal) or len(value) != 2 or is_ascending(value):
        return value
    low, high = sorted(value)
    return low if low == high else (low, high)


def takes(kind: Kind, value: Value, unit: str) -> bool:
    """Tell whether a kind can have a value with a unit (FIGURES.md §4)."""
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
    """Return a kind where it can have a value with a unit, else the nearest kind that can, None where none can.

    Nothing becomes a composition by itself, because the order of its parts has a meaning.
    """
    nearest = () if kind == "composition" and isinstance(value, tuple) else (*_OPPOSITE.get(kind, ()), *_PLAIN)
    return next((one for one in (kind, *nearest) if takes(one, value, unit)), None)


_LINE = 32_767
LONGEST: dict[str, int] = {one.name: _LINE for one in ATTRIBUTES if one.sort in ("measure", "phrase")}
LONGEST |= {"note": _LINE, "annotator": 200}
"""How many characters a text may have: as many as a line of the form takes."""

MOST_PARTS = 100
"""How many numbers a composition may have."""

Word = TypeVar("Word")


def number_of(given: object) -> Decimal:
    """Return a number that is given as one or as a text."""
    if isinstance(given, (int, str, Decimal)) and not isinstance(given, bool):
        try:
            # the text of a number is short; a longer one is not even parsed
            number = Decimal(given if not isinstance(given, str) or len(given) <= 2 * MOST_DIGITS else "NaN")
        except ArithmeticError:
            number = Decimal("NaN")
        if is_bounded(number):
            return number
    raise ExchangeError("{value} is not a number of at most {most} digits.", value=str(given)[:40], most=MOST_DIGITS)


def value_of(given: object, may_be_none: bool) -> Value:
    """Return a number, a range or a composition; () for none only where `may_be_none` is true."""
    if isinstance(given, list | tuple) and len(given) != 1:
        if len(given) > MOST_PARTS:
            raise ExchangeError("A value has at most {most} numbers.", most=MOST_PARTS)
        parts = tuple(number_of(part) for part in given)
        if parts or may_be_none:
            return parts
    elif given is None and may_be_none:
        return ()
    return number_of(given[0] if isinstance(given, list | tuple) and given else given)


def period_of(given: object) -> str | None:
    """Return a period; None for an empty one."""
    if given is None or given == "":
        return None
    if isinstance(given, str) and is_period(given):
        return given
    raise ExchangeError("{period} is not a period. Write 2025, 2021/2025 or 2025-01/2025-09.", period=str(given)[:40])


def year_of(given: object) -> str | None:
    """Return a year; None for an empty one."""
    if given is None or given == "":
        return None
    if isinstance(given, str) and is_year(given):
        return given
    raise ExchangeError("{year} is not a year. Write it like 1997.", year=str(given)[:40])


def word_of(field: str, given: object, words: Sequence[Word]) -> Word:
    """Return a word of a vocabulary."""
    for word in words:
        if given == word:
            return word
    raise ExchangeError(
        "{field} cannot be {word}; it is one of: {words}.",
        field=field,
        word=str(given)[:40],
        words=", ".join(map(str, words)),
    )


def text_of(field: str, given: object) -> str:
    """Return a text with no more characters than its field may have."""
    if not isinstance(given, str):
        raise ExchangeError("{field} is not a text.", field=field)
    if len(given) > LONGEST[field]:
        raise ExchangeError("{field} has more than {most} characters.", field=field, most=LONGEST[field])
    return given


def confidence_of(given: object) -> float:
    """Return the confidence of a source, from 0 to 1."""
    if isinstance(given, (int, float, Decimal)) and not isinstance(given, bool) and given == given and 0 <= given <= 1:
        return float(given)
    raise ExchangeError("The confidence {confidence} is not a number from 0 to 1.", confidence=str(given)[:40])


def attribute_of(one: Attribute, given: object) -> Any:  # noqa: ANN401 (of its sort)
    """Return the value of an attribute from a file; raise ExchangeError where a figure cannot have it."""
    return _READERS[one.sort](one, given)


def attributes_from(given: Mapping[str, object]) -> dict[str, Any]:
    """Return the attributes of a figure from a file, without its kind; raise ExchangeError as `attribute_of` does."""
    return {
        one.name: attribute_of(one, given[one.name]) for one in ATTRIBUTES if one.sort in _READERS and one.name in given
    }


def _text(one: Attribute, given: object) -> str | None:
    return None if one.may_be_none and given in (None, "") else text_of(one.name, given)


_READERS: Mapping[Sort, Callable[[Attribute, object], Any]] = {
    "number": lambda one, given: value_of(given, may_be_none=True),
    "measure": _text,
    "phrase": _text,
    "word": lambda one, given: word_of(one.name, word_named(one.name, given), one.words),
    "time": lambda one, given: period_of(given),
    "year": lambda one, given: year_of(given),
}


def admitted(figure: Figure) -> Figure:
    """Return a figure as it may be stored, a range with the lower end first.

    Raises ExchangeError where its parts do not agree with one another. A kind that does not go with the value or the
    unit is accepted: the keys of the window can set it too.
    """
    if is_label(figure.kind):
        return figure
    kind, value, unit = figure.kind, figure.value, figure.unit
    if kind != "composition":
        value = ascending(value)
    if kind_of(value, unit, cast("Kind", kind)) is None and not takes("composition", value, unit):
        if kind == "composition":
            raise ExchangeError("The unit of a composition must be % or empty.")
        raise ExchangeError("Only a composition has more than two numbers; a range has two.")
    return replace(figure, value=value)
