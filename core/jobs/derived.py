"""What exported records tell beside their figures' attributes: regions' codes, means of years, scopes of ranks."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

from ..formats.columns import years
from ..model.areas import find_areas
from ..model.attributes import is_year
from ..model.figure import Figure

WORDS = Path(__file__).parents[2] / "resources" / "export" / "derived.toml"
# the kinds of which several years have a mean or a sum
_ADDING = frozenset({"level", "growth", "change", "multiple"})


@lru_cache(maxsize=4096)
def region_of(name: str, year: str) -> tuple[str, str]:
    """Return the code and the full path of a region in a year; "" twice where the name is that of none or of several.

    Example: 鼓楼区 alone may be in four cities; 南京市鼓楼区 is 320106 and 江苏省 / 南京市 / 鼓楼区.
    """
    found = find_areas(name, int(year) if is_year(year) else None) if name else ()
    return (found[0].code, found[0].full) if len(found) == 1 else ("", "")


def asks_clause(figure: Figure) -> bool:
    """Tell whether what is told of a figure here depends on its clause: it is a rank, or of several years."""
    first, last = years(figure.period)
    return figure.kind == "rank" or first != last


def aggregation(figure: Figure, before: str) -> str:
    """Return "average" or "total" for a figure of several years, "" for any other; `before` is its clause up to it."""
    first, last = years(figure.period)
    if first == last or figure.kind not in _ADDING:
        return ""
    return "average" if _yearly().search(before + figure.indicator) else "total"


def rank_scope(figure: Figure, before: str) -> str:
    """Return among what a rank is, by the nearest word that says so (全国, 全省, 全市); "" where none does."""
    if figure.kind != "rank":
        return ""
    pattern, scopes = _scopes()
    found = pattern.findall(before) or pattern.findall(figure.indicator)
    return scopes[found[-1]] if found else ""


@cache
def _yearly() -> re.Pattern[str]:
    yearly: Sequence[str] = tomllib.loads(WORDS.read_text(encoding="utf-8"))["yearly"]
    return re.compile("|".join(yearly))


@cache
def _scopes() -> tuple[re.Pattern[str], Mapping[str, str]]:
    given: Mapping[str, Sequence[str]] = tomllib.loads(WORDS.read_text(encoding="utf-8"))["rank_scopes"]
    scopes = {word: scope for scope, words in given.items() for word in words}
    return re.compile("|".join(sorted(scopes, key=len, reverse=True))), scopes
