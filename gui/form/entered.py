"""What the form's lines say, read as a figure."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal, cast

from core.figure import Attribute, Figure, Kind, is_label
from core.kinds import is_ascending, kind_of

Trouble = Literal["value", "order", "unit", "period"]


def read(figure: Figure, said: Mapping[Attribute, str]) -> tuple[Figure, frozenset[Trouble]]:
    """Change a figure to what is said of its indicator, value, unit and period; name what is wrong.

    What cannot be read stays as the figure has it. The kind follows another value or unit that it does not go with:
    5.4% of a level is a ratio, 3:5:2 a composition. A label needs no value, and goes with any.
    """
    # not at the top: it would come before the first paint
    from core.extraction.entry import period_of, value_of
    from core.extraction.lexicon import load_lexicon

    lexicon = load_lexicon()
    entered = {name: text.strip() for name, text in said.items()}
    changed = replace(figure, indicator=entered["indicator"], unit=entered["unit"])
    troubles: set[Trouble] = set()
    value = value_of(entered["value"], lexicon)
    if value is not None:
        changed = replace(changed, value=value.value)
        if not is_label(figure.kind) and (changed.value, changed.unit) != (figure.value, figure.unit):
            kind = kind_of(changed.value, changed.unit, value.kind or cast("Kind", figure.kind))
            if kind is None:
                is_composition = "composition" in (value.kind, figure.kind) or is_ascending(changed.value)
                troubles.add("unit" if is_composition else "order")
            changed = replace(changed, kind=kind or figure.kind)
    elif not entered["value"] and is_label(figure.kind):
        changed = replace(changed, value=())
    else:
        troubles.add("value")
    period = period_of(entered["period"], lexicon)
    if period is not None or not entered["period"]:
        changed = replace(changed, period=period)
    else:
        troubles.add("period")
    return changed, frozenset(troubles)
