"""What the form's lines say, read as a figure."""

from collections.abc import Mapping
from dataclasses import replace

from core.figure import Attribute, Figure, is_label


def read(figure: Figure, said: Mapping[Attribute, str]) -> tuple[Figure, frozenset[Attribute]]:
    """Change a figure to what is said of its indicator, value, unit and period; name what cannot be read.

    That stays as the figure has it. A label needs no value.
    """
    # not at the top: it would come before the first paint
    from core.extraction.entry import is_period, value_of
    from core.extraction.lexicon import load_lexicon

    entered = {name: text.strip() for name, text in said.items()}
    changed = replace(figure, indicator=entered["indicator"], unit=entered["unit"])
    unread: set[Attribute] = set()
    value, period = value_of(entered["value"], load_lexicon()), entered["period"]
    if value is not None:
        changed = replace(changed, value=value[0])
    elif not entered["value"] and is_label(figure.kind):
        changed = replace(changed, value=())
    else:
        unread.add("value")
    if not period or is_period(period):
        changed = replace(changed, period=period or None)
    else:
        unread.add("period")
    return changed, frozenset(unread)
