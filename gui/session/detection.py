"""The window's one door to core.detection: what is typed, laid out and filed is read by its rules.

The segmenter is not behind it, which the engine's process alone holds. Each function loads what it needs when it is
first called: at the top it would delay the first paint by some 20 ms.
"""

from typing import TYPE_CHECKING

from core.model.figure import Span
from core.model.report import Report

if TYPE_CHECKING:
    from core.detection.outline import Outline
    from core.detection.region_and_year import RegionAndYear
    from core.detection.typed_values import TypedValue


def value_of(text: str) -> "TypedValue | None":
    """Read a typed value with its unit; None where it is none."""
    from core.detection.lexicon import load_lexicon
    from core.detection.typed_values import value_of

    return value_of(text, load_lexicon())


def time_of(text: str, *, is_year: bool) -> str | None:
    """Read a typed period, or a year, as a figure carries it; None where it is none."""
    from core.detection.lexicon import load_lexicon
    from core.detection.typed_values import period_of, year_of

    return (year_of if is_year else period_of)(text, load_lexicon())


def units_and_indicators() -> tuple[list[str], list[str]]:
    """Return the units and the heads of indicators that the lexicon has."""
    from core.detection.lexicon import load_lexicon
    from core.detection.typed_values import units

    lexicon = load_lexicon()
    return units(lexicon), list(lexicon.words("indicators.heads"))


def whole_numerals(text: str, span: Span) -> Span:
    """Return a span with all of a numeral that one of its edges cuts through."""
    from core.detection.grammar import whole_numerals

    return whole_numerals(text, span)


def outline_of(text: str) -> "Outline":
    """Return the sections and sentences of a report's text."""
    from core.detection.outline import outline

    return outline(text)


def region_and_year_of(region: str, year: str, *said: str) -> "RegionAndYear":
    """Return of where and when a report is: as it was filed, else as its names and beginning say."""
    from core.detection.region_and_year import RegionAndYear, find_region_and_year

    return find_region_and_year(RegionAndYear(region, year), *said)


def expect_region_and_year(report: Report) -> None:
    """Guess of where and when a report is once, when it comes in, so that the list need not guess it again."""
    from core.detection.region_and_year import guess_region_and_year
    from core.store.store import HEAD

    guess_region_and_year(report.name, report.about.title, report.text[:HEAD])
