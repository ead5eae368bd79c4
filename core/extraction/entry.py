"""The entry: a value or a period as an annotator types it, read as the engine reads a report."""

import re
from decimal import Decimal, InvalidOperation

from core.extraction.grammar import Amount, Expression, expressions
from core.extraction.lexicon import Lexicon
from core.extraction.quantity import read_unit, read_value
from core.extraction.writing import ordinary
from core.figure import Span, Value

LONGEST = 80
_MONTH = "(?:0[1-9]|1[0-2])"
_YEAR = "[12][0-9]{3}"
_PERIOD = re.compile(f"({_YEAR})(?:/({_YEAR}))?|({_YEAR}-{_MONTH})/({_YEAR}-{_MONTH})", re.ASCII)
_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:,[0-9]{3})*)(?:\.[0-9]+)?", re.ASCII)


def value_of(text: str, lexicon: Lexicon) -> tuple[Value, str] | None:
    """Read a value and the unit it names, "" for none; None where the text is no value.

    Digits are read as they stand, the numbers of a range or a composition apart by blanks (5 6); everything else as in
    a report: 559.2亿元, 5%—6%, 三分之二, -0.3%.
    """
    text = ordinary(text.strip())
    if not text or len(text) > LONGEST:
        return None
    plain = _plain(text)
    if plain is not None:
        return plain, ""
    found = next(expressions(text, lexicon), None)
    if found is None or found.span != (0, len(text)):
        return None
    # its sign is written here, and growth has no way to read one into it
    value = read_value(found, "multiple" if found.amounts[-1].unit == "番" else "level", negative=False)
    return None if value is None else (value, read_unit(found))


def _plain(text: str) -> Value | None:
    numbers = text.replace("，", ",").replace("−", "-").split()
    if not all(_NUMBER.fullmatch(part) for part in numbers):
        return None
    try:
        parts = tuple(Decimal(part.replace(",", "")) for part in numbers)
    except InvalidOperation:
        return None
    return parts[0] if len(parts) == 1 else parts


def is_period(text: str) -> bool:
    """Tell whether a text is a period: a year, two years or two months apart by /, the first not after the second."""
    found = _PERIOD.fullmatch(text)
    if found is None:
        return False
    first, last = (found[1], found[2]) if found[1] else (found[3], found[4])
    return last is None or first <= last


def units(lexicon: Lexicon) -> list[str]:
    """Return every unit of the lexicon as figures carry it (个百分点 → 百分点), in its order."""
    named = (Amount("", "1", "", "", unit) for unit in lexicon.unit_classes)
    return list(dict.fromkeys(read_unit(Expression(Span(0, 1), "quantity", (one,), one.unit)) for one in named))
