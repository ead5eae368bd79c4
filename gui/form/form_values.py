"""Reads the texts of the form's lines as a figure."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal, cast

from core.model.attributes import ATTRIBUTES, Attribute, AttributeName, Kind, is_label
from core.model.figure import Figure
from core.model.validation import is_ascending, kind_of

from ..session.detection import time_of, value_of

Trouble = Literal["no number", "falling range", "unit of a composition", "no time", "no year"]
Troubles = Mapping[AttributeName, Trouble]


def read(figure: Figure, texts: Mapping[AttributeName, str]) -> tuple[Figure, Troubles]:
    """Return a figure with the typed texts of its attributes, and what is wrong with which of them.

    An attribute that cannot be read stays as the figure has it. The kind changes where it does not go with the new
    value or unit: 5.4% of a level is a ratio, 3:5:2 a composition. A label needs no value, and goes with any.
    """
    news: dict[str, Any] = {}
    troubles: dict[AttributeName, Trouble] = {}
    for one in ATTRIBUTES:
        if one.is_typed and one.sort != "number":
            value, trouble = _read_text(one, texts[one.name].strip())
            if trouble is not None:
                troubles[one.name] = trouble
            else:
                news[one.name] = value
    return _read_value(figure, replace(figure, **news), texts["value"].strip(), troubles)


def _read_text(one: Attribute, text: str) -> tuple[str | None, Trouble | None]:
    """Return the value typed for an attribute that is no number, and what is wrong with it."""

    if not text:
        return one.default, None
    if one.sort == "time":
        period = time_of(text, is_year=False)
        return period, "no time" if period is None else None
    if one.sort == "year":
        year = time_of(text, is_year=True)
        return year, "no year" if year is None else None
    return text, None


def _read_value(
    figure: Figure, changed: Figure, text: str, troubles: dict[AttributeName, Trouble]
) -> tuple[Figure, Troubles]:
    """Return the figure with the typed value, and with a kind that goes with it and the unit."""

    value = value_of(text)
    if value is not None:
        changed = replace(changed, value=value.value)
        if not is_label(figure.kind) and (changed.value, changed.unit) != (figure.value, figure.unit):
            kind = kind_of(changed.value, changed.unit, value.kind or cast("Kind", figure.kind))
            if kind is None and ("composition" in (value.kind, figure.kind) or is_ascending(changed.value)):
                troubles["unit"] = "unit of a composition"
            elif kind is None:
                troubles["value"] = "falling range"
            changed = replace(changed, kind=kind or figure.kind)
    elif not text and is_label(figure.kind):
        changed = replace(changed, value=())
    else:
        troubles["value"] = "no number"
    return changed, troubles
