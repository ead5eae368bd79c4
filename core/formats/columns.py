"""The columns of tables and JSON lines that came later, for programs: numbers, years and codes to reckon and join with.

They follow from what a record says, and are not read back.
"""

import re
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter

from ..model.figure import Figure, exact_number
from .record import Record

ADDED = (
    "value_low",
    "value_high",
    "report_year",
    "fact_year",
    "fact_year_first",
    "region_code",
    "region_path",
    "aggregation",
    "rank_scope",
)
"""The names of these columns, which stand behind all others."""

FROM_TEXT = ("region_code", "region_path", "aggregation", "rank_scope")
"""Those that a record has from its report, and not from its figure alone."""

_from_text = attrgetter(*FROM_TEXT)
_PERIOD = re.compile(r"([12][0-9]{3})(?:-[0-9]{2})*(?:/([12][0-9]{3})(?:-[0-9]{2})*)?", re.ASCII)
_YEAR = re.compile("[12][0-9]{3}", re.ASCII)


def added_texts(row: Record) -> list[str | int | float | bool | None]:
    """Return what these columns say, in their order, with values as texts that keep every digit."""
    low, high, *others = added(row)
    texts = [exact_number(low) if isinstance(low, Decimal) else None]
    # most figures have one number, which is both ends
    texts.append(texts[0] if high is low else exact_number(high) if isinstance(high, Decimal) else None)
    return [*texts, *others]  # type: ignore[list-item]


def added(row: Record) -> tuple[Decimal | int | str | None, ...]:
    """Return what these columns say of a record, in their order: numbers are numbers, None or "" is nothing."""
    low, high = ends(row.figure)
    first, last = years(row.figure.period)
    return (low, high, _report_year(row.year), last, first, *_from_text(row))


@lru_cache(maxsize=64)
def _report_year(year: str) -> int | None:
    return int(year) if _YEAR.fullmatch(year) else None


def ends(figure: Figure) -> tuple[Decimal | None, Decimal | None]:
    """Return the lower and the upper end of a range; of one number, that number twice; of a composition, nothing.

    Example: 8%—10% is 8 and 10; 5.5%以上 is 5.5 and 5.5, and its bound says the rest.
    """
    if isinstance(figure.value, Decimal) and figure.kind != "composition":
        return figure.value, figure.value
    value = figure.value if isinstance(figure.value, tuple) else (figure.value,)
    if figure.kind == "composition" or len(value) not in (1, 2):
        return None, None
    return min(value), max(value)


@lru_cache(maxsize=4096)
def years(period: str | None) -> tuple[int | None, int | None]:
    """Return the first and the last year of a period; twice the same where it lies in one year.

    Example: "2021/2025" is 2021 and 2025, "2025-01/2025-09" is 2025 and 2025.
    """
    found = _PERIOD.fullmatch(period or "")
    return (int(found[1]), int(found[2] or found[1])) if found else (None, None)
