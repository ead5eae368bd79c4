"""Where facts belong: regions with the official code that they had in a year, and rows that stay one over the years."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal, NamedTuple, get_args

from ..model.areas import COUNTRY, Area, find_areas, newest_year
from .fact import Place

Level = Literal["country", "province", "prefecture", "county", "other"]
"""How large the area of a row of the panel is (`level_of`); "other" is a part of a region, or not known."""
LEVELS: tuple[Level, ...] = get_args(Level)

_KIND_OF_AREA = re.compile(
    "(?:[\u4e00-\u9fff]{1,8}族)*(?:自治)?(?:省|市|区|县|州|旗|盟)|维吾尔自治区|回族自治区|壮族自治区"
)
_KIND_AT_END = re.compile(f"(?:{_KIND_OF_AREA.pattern})$")
_SELF_GOVERNED = re.compile("自治[区州县旗]$")
_BY_DEPTH: Mapping[int, Level] = {1: "province", 2: "prefecture", 3: "county"}
OLDEST_YEAR = 1980
"""The first year for which there are official codes."""


@cache
def found(region: str, year: int | None) -> Area | None:
    """Return the official area that the name of a report's region means in a year; None for none, or for several.

    A year without codes of its own has the nearest's.
    """
    areas = find_areas(region, within_codes(year)) if region else ()
    return areas[0] if len(areas) == 1 else None


def ambiguous(region: str, year: int | None) -> tuple[Area, ...]:
    """Return the areas that a region's name may mean in a year where they are several."""
    areas = find_areas(region, within_codes(year))
    return areas if len(areas) > 1 else ()


def within_codes(year: int | None) -> int | None:
    """Return the year by whose codes a year is read: the newest there are for what is to come."""
    return None if year is None else min(max(year, OLDEST_YEAR), newest_year())


@cache
def level_of(place: Place) -> Level:
    """Return how large the area of a row is: 广东省 / 深圳市 / 大鹏新区, which has no code, is one among counties.

    "other" is a part of a region (兵团), and what is no area that is known.
    """
    area = found(place.region, None) if not place.area else None
    if area is None:
        return "other"
    return _BY_DEPTH.get(len(area.path), "other") if area.level == "uncoded" else area.level


@cache
def part_of(region: str, area: str, year: int | None) -> Area | None:
    """Return the official area that the words for a part of a region mean in a year; None where they mean none.

    It has to lie in the region: 滨江区 in a report of 杭州市.
    """
    whole = found(region, year)
    if area in ("全国", "中国", "我国"):
        return next(iter(find_areas(COUNTRY)), None)
    if whole is not None and (area == whole.name or is_short_name(area, whole)):
        return whole
    if whole is None or whole.level == "country":
        named = find_areas(area, within_codes(year))
        return named[0] if len(named) == 1 and whole is not None else None
    inside = [one for one in find_areas(area, within_codes(year)) if one.code and _lies_in(one, whole)]
    return inside[0] if len(inside) == 1 else None


def is_short_name(words: str, area: Area) -> bool:
    """Tell whether words are the short name of an area: 西藏 of 西藏自治区, 云汀 of 云汀市."""
    if len(words) < 2 or words == area.name or not area.name.startswith(words):
        return False
    return _KIND_OF_AREA.fullmatch(area.name, len(words)) is not None


@cache
def own_names(region: str, year: int | None) -> tuple[str, ...]:
    """Return the words by which a report may call its region: 云汀区, 云汀 and 区 (区生产总值); () for none."""
    whole = found(region, year)
    kind = _KIND_AT_END.search(whole.name) if whole is not None else None
    # 回族自治区 calls itself 自治区
    self_governed = _SELF_GOVERNED.search(whole.name) if whole is not None else None
    if whole is None or kind is None:
        return (whole.name,) if whole is not None else ()
    short = whole.name[: kind.start()]
    called = (kind[0], self_governed[0]) if self_governed is not None else (kind[0],)
    return tuple(dict.fromkeys((whole.name, *([short] if len(short) > 1 else []), *called)))


def _lies_in(area: Area, whole: Area) -> bool:
    return len(area.path) > len(whole.path) and area.path[: len(whole.path)] == whole.path


class About(NamedTuple):
    """What a fact is about: a report's region and year, the words for a part of it ("" for none), and its own year."""

    region: str
    filed: int | None
    area: str
    year: int | None


class Rows:
    """The rows of a panel: regions that stay one over the years, although their codes or their names change.

    Two areas of two years are one row where a report of the one says something of itself in the year of the other
    (重庆市 of 1996), where they share a code (襄樊市 became 襄阳市), or where they share a name that only one area of
    the province has (a county that another city took in).
    """

    def __init__(self, seen: Iterable[About]) -> None:
        self._parent: dict[str, str] = {}
        self._by_name: dict[tuple[str, str], str] = {}
        self._known: dict[About, tuple[Place, str]] = {}
        latest: dict[str, tuple[int, Area]] = {}
        for one in seen:
            for area, year in ((_own(one), one.filed), (_official(one), one.year)):
                if area is not None:
                    self._see(area, year)
                    latest[_node(area)] = max(latest.get(_node(area), (0, area)), (year or 0, area), key=_year)
            if not one.area and (own := _own(one)) and (then := _official(one)):
                self._join(_node(own), _node(then))
        self._shown: dict[str, tuple[int, Area]] = {}
        for node, last in latest.items():
            root = self._root(node)
            self._shown[root] = max(self._shown.get(root, last), last, key=_year)

    def place(self, one: About) -> tuple[Place, str]:
        """Return the row of what a fact is about, and the official code that it had in the fact's year, "" for none."""
        if one not in self._known:
            self._known[one] = self._place(one)
        return self._known[one]

    def _place(self, one: About) -> tuple[Place, str]:
        official = _official(one)
        whole = official if one.area and official else _own(one) or official
        words = "" if one.area and official else one.area
        code = official.code if official else _own_code(one) if words else ""
        if whole is None:
            return Place(f"{one.region}|{words}", one.region, words), code
        root = self._root(_node(whole))
        return Place(f"{root}|{words}", self._shown[root][1].full, words), code

    def _see(self, area: Area, year: int | None) -> None:
        """Take in an area of a year; join it with that of the same name in its province, where only one has it.

        One without a code is joined with what it became: 光明新区 and 光明区 are one row.
        """
        node = _node(area)
        self._parent.setdefault(node, node)
        is_within = bool(area.code) and len(area.path) > 1
        if is_within and len(find_areas(area.path[0] + area.name, within_codes(year))) == 1:
            self._join(node, self._by_name.setdefault((area.path[0], area.name), node))
        if area.became:
            self._parent.setdefault(area.became, area.became)
            self._join(node, area.became)

    def _root(self, node: str) -> str:
        while self._parent[node] != node:
            node = self._parent[node]
        return node

    def _join(self, one: str, other: str) -> None:
        first, second = sorted((self._root(one), self._root(other)))
        self._parent[second] = first


def _own(one: About) -> Area | None:
    """Return the official area of a report's region in the report's year."""
    return found(one.region, one.filed)


def _official(one: About) -> Area | None:
    """Return the official area that a fact is about, in the fact's own year."""
    return part_of(one.region, one.area, one.year) if one.area else found(one.region, one.year)


def _own_code(one: About) -> str:
    """Return the code that a report's region had in a fact's year, for a part of it that has none."""
    area = found(one.region, one.year)
    return area.code if area else ""


def _year(latest: tuple[int, Area]) -> int:
    return latest[0]


def _node(area: Area) -> str:
    """Return what an area is known by: its code, or the path of one that has none."""
    return area.code or area.full
