"""Reads the texts typed for a figure's attributes, in the form or in the table, as a figure."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal, cast

from PySide6.QtCore import QCoreApplication

from core.model.attributes import ATTRIBUTES, BY_NAME, IN_WINDOW_ORDER, Attribute, AttributeName, Kind, is_label
from core.model.figure import Figure
from core.model.validation import is_ascending, kind_of

from ..style import words
from ..style.words import QT_TRANSLATE_NOOP
from .detection import time_of, value_of

Trouble = Literal["no number", "falling range", "unit of a composition", "no time", "no year"]
Troubles = Mapping[AttributeName, Trouble]
SENTENCES: dict[Trouble, str] = {
    "no number": QT_TRANSLATE_NOOP(
        "typed", "This value cannot be read. Write 559.2亿, 5%—6%, 三分之二 or plain digits; 5 6 is a range."
    ),
    "falling range": QT_TRANSLATE_NOOP(
        "typed", "Write a range with the lower number first: 5 10. Write a composition as 3:5:2."
    ),
    "unit of a composition": QT_TRANSLATE_NOOP("typed", "The unit of a composition must be % or empty."),
    "no time": QT_TRANSLATE_NOOP(
        "typed", "This period cannot be read. Write 2025, 2021-2025, 十四五 or 2025年上半年, or leave it empty."
    ),
    "no year": QT_TRANSLATE_NOOP("typed", "This base year cannot be read. Write a year like 1997, or leave it empty."),
}
TYPED = tuple(one for one in IN_WINDOW_ORDER if one.is_typed)
"""The attributes whose values are typed, in the window's order."""


def sentence_of(trouble: Trouble) -> str:
    """Return what to write instead of a text that cannot be read, in the user's language."""
    return QCoreApplication.translate("typed", SENTENCES[trouble])


def texts_of(figure: Figure) -> dict[AttributeName, str]:
    """Return the text that is edited for each attribute of a figure."""
    return {
        one.name: words.edit_text(figure) if one.sort == "number" else one.text(getattr(figure, one.name))
        for one in TYPED
    }


def with_text(figure: Figure, name: AttributeName, text: str) -> tuple[Figure, Trouble | None]:
    """Return a figure with one attribute as it is typed, and what is wrong with the text.

    A unit that is typed with a value goes with it: 5.67亿元. Where the text cannot be read the figure is as before.
    """
    texts = texts_of(figure)
    if text == texts[name]:
        return figure, None
    texts[name] = text
    if BY_NAME[name].sort == "number":
        value = value_of(text)
        if value is not None and (value.unit or value.kind == "composition"):
            texts["unit"] = value.unit
    changed, troubles = read_texts(figure, texts)
    trouble = troubles.get(name) or next(iter(troubles.values()), None)
    return (figure, trouble) if trouble is not None else (changed, None)


def read_texts(figure: Figure, texts: Mapping[AttributeName, str]) -> tuple[Figure, Troubles]:
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
