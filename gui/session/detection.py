"""The window's one door to core.detection: what is typed, laid out and filed is read by its rules.

The segmenter is not behind it, which the engine's process alone holds. Each function loads what it needs when it is
first called: at the top it would delay the first paint by some 20 ms.
"""

from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

from core.model.figure import Span
from core.model.report import Report

if TYPE_CHECKING:
    from core.detection.lexicon import Lexicon
    from core.detection.outline import Outline
    from core.detection.region_and_year import RegionAndYear
    from core.detection.typed_values import TypedValue


def value_of(text: str) -> "TypedValue | None":
    """Read a typed value with its unit; None where it is none."""
    from core.detection.typed_values import value_of

    return value_of(text, _lexicon())


def time_of(text: str, *, is_year: bool) -> str | None:
    """Read a typed period, or a year, as a figure carries it; None where it is none."""
    from core.detection.typed_values import period_of, year_of

    return (year_of if is_year else period_of)(text, _lexicon())


@cache
def units_and_indicators() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the units and the heads of indicators that the lexicon has."""
    from core.detection.typed_values import units

    lexicon = _lexicon()
    return tuple(units(lexicon)), tuple(lexicon.words("indicators.heads"))


def whole_numerals(text: str, span: Span) -> Span:
    """Return a span with all of a numeral that one of its edges cuts through."""
    widened: Span = _grammar().whole_numerals(text, span)
    return widened


def holds_numeral(text: str, span: Span) -> bool:
    """Tell whether a span has a numeral, so that a figure can be read from it."""
    holds: bool = _grammar().holds_numeral(text, span)
    return holds


def _lexicon() -> "Lexicon":
    from core.detection.lexicon import load_lexicon

    return load_lexicon()


def _grammar() -> ModuleType:
    from core.detection import grammar

    return grammar


def outline_of(text: str) -> "Outline":
    """Return the sections and sentences of a report's text."""
    from core.detection.outline import outline

    return outline(text)


def region_and_year_of(
    region: str, year: str, given: str, name: str, title: str, head: str
) -> tuple["RegionAndYear", tuple[str, ...], tuple[str, ...]]:
    """Return of where and when a report is: as it was filed, else as its names and beginning say.

    With it come the regions and the years that it may be of where they leave it open.
    """
    rules = _regions()
    found = rules.find_region_and_year(rules.RegionAndYear(region, year), given, name, title, head)
    words = rules.attribute(name, title, head)
    return found, () if found.region else words.regions, () if found.year else words.years


def expect_region_and_year(report: Report) -> None:
    """Guess of where and when a report is once, when it comes in, so that the list need not guess it again."""
    from core.store.store import HEAD

    _regions().attribute(report.name, report.about.title, report.text[:HEAD])


def _regions() -> ModuleType:
    from core.detection import region_and_year

    return region_and_year
