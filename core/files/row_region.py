"""Whether a row of a table says another region or year than the title and the text of its report."""

import re
from collections.abc import Sequence

from ..detection.characters import normalized
from ..detection.region_and_year import RegionAndYear, attribute, contradictions
from ..model.areas import find_areas

# so many characters at the beginning of a text tell whose it is
_HEAD = 2_000
_ENDING = re.compile(
    "(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|自治县|地区|新区|[省市县区州盟旗])$"
)
_ABOVE = frozenset("省市区州盟县旗")


def contradicted(places: Sequence[str], year: str, title: str, text: str) -> tuple[bool, bool]:
    """Tell whether title and text contradict the places of a row, and whether they contradict its year.

    Where they leave open what they are of, nothing contradicts that is among what they may be. `year` has four digits,
    or is "" where the row says none.
    """
    places = [normalized(place) for place in places]
    found = attribute("", title, text[:_HEAD])
    regions = (found.of_text.region,) if found.of_text.region else found.regions
    years = (found.of_text.year,) if found.of_text.year else found.years
    said = RegionAndYear("/".join(places))
    agree = (
        any(is_same_place(region, place) for place in places) or not contradictions(said, RegionAndYear(region))
        for region in regions
    )
    return bool(places and regions) and not any(agree), bool(years and year) and year not in years


def is_same_place(one: str, other: str) -> bool:
    """Tell whether two names are of one place, with or without what it is and what it lies in: 徐水县 and 徐水 are."""
    if one == other or _short(one) == _short(other):
        return True
    above = other.removesuffix(one) if other.endswith(one) else other.removesuffix(_short(one))
    return above != other and above[-1:] in _ABOVE


def _short(name: str) -> str:
    return _ENDING.sub("", name) or name


def load_areas() -> None:
    """Load what telling whose a report is needs."""
    find_areas("云汀县")
    attribute("", "云汀县2026年政府工作报告", "")
