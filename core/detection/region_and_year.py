"""The region whose report it is, and its year: read from the report's title, opening and hall, last from its name."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from ..model.areas import COUNTRY, Area, find_areas, short_names, shortest_name
from .characters import normalized
from .lexicon import Lexicon

PLACES = Path(__file__).parents[2] / "resources" / "regions.toml"

_HAN = "[\u4e00-\u9fff]"
_DIGITS = dict(zip("〇○零一二三四五六七八九", "000123456789", strict=True))
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])")
_SPELLED = re.compile(r"[一二][九〇○零][〇○零一二三四五六七八九]{2}(?=年)")
# The day the report was given, and the year it looks back on, which is the year before.
_GIVEN = re.compile(r"((?:19|20)[0-9]{2})\s*年\s*([0-9]{1,2})\s*月\s*[0-9]{1,2}\s*日")
# So many characters at the beginning of a report tell whose it is.
_HEAD = 2_000
_FOR_THE_STATE = re.compile(r"代表国务院")
_NATIONAL = re.compile(r"国务院\s*总理|届\s*全国\s*(?:人民\s*代表\s*大会|人大)|国务院(?:政府)?工作报告")
# The words of a report's head end where it speaks to the hall.
_SPOKEN = re.compile(r"各\s*位\s*代\s*表")
# A title is no longer than this, and a name that is no official one has none of these words.
_LONGEST_TITLE = 70
_TITLED_LEVEL = re.compile("([省市县区州盟旗])(?:人民)?政府工作报告")
_LEAD = re.compile("^(?:关于|出席|提请|列席|中共)")
_NO_NAME = re.compile("代表|完成|执行|落实|通过|[我了各现本向在是为及和与的]|全[省市县区州]")
# A line of a day alone is short; and from this month on a hall may hear the report of the next year.
_SHORT_LINE, _LATE = 40, 10
# So many lines are a report's head where it does not speak to a hall.
_OPENING = 8
_LOOKED_BACK = re.compile(r"回顾\D{0,4}((?:19|20)[0-9]{2})年|((?:19|20)[0-9]{2})年[^，。]{0,14}工作的?回顾")

# A place in the words of the hall: no word that leads to it stands in its name.
_PLACE = rf"(?:(?![在向]){_HAN})"
_COUNT = r"第?\s*[一二三四五六七八九十百零〇○0-9]{1,5}\s*届"
_CONGRESS = r"(?:人\s*民\s*代\s*表\s*大\s*会|人\s*大)"
_BEGIN = rf"(?:(?<!{_HAN})|(?<=[在年日向受]))"
# 在云汀区第九届人民代表大会第五次会议上, and without 第 or in two lines
_HALL = re.compile(rf"{_BEGIN}(?P<place>{_PLACE}{{1,30}}?)\s*{_COUNT}\s*{_CONGRESS}")
# 我代表云汀区人民政府, 代表云汀区第九届人民政府, 受市人民政府委托
_ON_BEHALF = re.compile(
    rf"(?:代表|受)\s*(?P<place>{_PLACE}{{1,30}}?)\s*(?:{_COUNT}\s*)?"
    r"(?:人民政府|政府|党工委|管理委员会|管委会|行政公署|行署)"
)
# 云汀区人民政府区长, 甘肃省代省长, 合肥市统计局
_OFFICE = re.compile(
    rf"{_BEGIN}(?P<place>{_PLACE}{{2,30}}?)\s*(?:人民政府|政府)?\s*"
    r"(?:代理?)?(?:[省市区县州盟旗]长|主席|管委会主任|统计局|财政局|发展和改革委员会|发展和改革局|发改委)"
)
# So many characters of a name are enough to know it where one is missing.
_SHORTEST_SLIP = 3
_LEVELS = frozenset(("省", "市", "县", "区", "州", "盟", "旗", "自治区", "自治州", "自治县", "自治旗", "新区"))


@dataclass(frozen=True, slots=True)
class RegionAndYear:
    """A region and a year of four digits, each "" where nothing tells."""

    region: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Of whom and when a report is, as far as its words tell.

    `region` and `year` are "" where nothing tells or where the words leave it open; then `regions` and `years` are what
    it may be. `of_name` is what the file's name says alone, `of_text` what title and text say without it.
    `title_years` are all years that the titles name.
    """

    region: str = ""
    year: str = ""
    regions: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    of_name: RegionAndYear = RegionAndYear()
    of_text: RegionAndYear = RegionAndYear()
    title_years: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Places:
    """The patterns of place names.

    `full` has the full name of each place that is often written short; `titles` are words of a line that is a title.
    """

    full: dict[str, str]
    titles: tuple[str, ...]
    titled: re.Pattern[str]
    last: re.Pattern[str]
    short: re.Pattern[str]


class _Said(NamedTuple):
    """A place that a line says the report is of: the official areas it may mean, or a name that is none of them."""

    weight: int
    areas: tuple[Area, ...]
    name: str


_COUNTRY_SAID = _Said(9, find_areas(COUNTRY), COUNTRY)


def find_region_and_year(filed: RegionAndYear, given: str, name: str, title: str, head: str) -> RegionAndYear:
    """Return a report's region and year, each from the first source that tells it.

    These are: what an annotator filed, the name the report was given, then its title and its first lines, and last its
    file's name.
    """
    renamed, found = guess_region_and_year(given), guess_region_and_year(name, title, head)
    return RegionAndYear(filed.region or renamed.region or found.region, filed.year or renamed.year or found.year)


def guess_region_and_year(name: str, title: str = "", head: str = "") -> RegionAndYear:
    """Guess a report's region and year from its title and its first lines, and from its name where these say nothing.

    guess_region_and_year("澄江县2025年政府工作报告") is RegionAndYear("澄江县", "2025"). What is open stays "".
    """
    found = attribute(name, title, head)
    return RegionAndYear(found.region, found.year)


@lru_cache(maxsize=10_000)
def attribute(name: str, title: str = "", head: str = "") -> Attribution:
    """Tell of whom and when a report is, by its title, its first lines and its file's name; the name counts last."""
    places = _places()
    name, title, head = normalized(name), normalized(title), normalized(head)
    lines = [line.strip() for line in head.split("\n")]
    opening = _opening(lines)
    titled = [
        title,
        *(line for line in opening if len(line) <= _LONGEST_TITLE and any(map(line.__contains__, places.titles))),
    ]
    named_year, years = _year([name]), _years(title, lines, titled)
    text_year = years[0] if len(years) == 1 else ""
    in_title = tuple(dict.fromkeys(found for line in titled for found in _YEAR.findall(_GIVEN.sub("", line))))
    # a name decides between years that contradict one another
    year = text_year or (named_year if not years or named_year in years else "")
    at = int(years[0] if years else named_year or 0) or None
    levels, said = _said(lines, opening, titled, places, at)
    by_name = next(iter(_named(name, places, at)), None)
    context = f"{name}\n{title}\n{head}"
    regions = _decided(said, levels, context, at)
    if not regions and by_name is None:
        regions = _mentioned(head, levels, at)
    named = _regions_of(by_name, levels, context, at) if by_name else ()
    named_region = named[0] if len(named) == 1 else ""
    of_name = RegionAndYear(named_region, named_year)
    of_text = RegionAndYear(regions[0] if len(regions) == 1 and said else "", text_year)
    if not regions or (len(regions) > 1 and named_region in regions):
        regions = named
    region = regions[0] if len(regions) == 1 and (said or by_name) else ""
    open_regions, open_years = () if region else regions, () if year else years
    return Attribution(region, year, open_regions, open_years, of_name, of_text, in_title)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What a file's name or a table's columns say of a report, and what its text says instead."""

    about: Literal["region", "year"]
    said: str
    text: str


def contradictions(said: RegionAndYear, text: RegionAndYear) -> tuple[Contradiction, ...]:
    """Return in what a report's text is not of the place and year that its name or its table's columns say.

    Nothing contradicts where either says nothing. What lies in the region said does not contradict it: a report of
    容城县 in the rows of 保定市. `text` is what `attribute` finds without the name: `Attribution.of_text`.
    """
    found: list[Contradiction] = []
    if said.region and text.region and not _agree(said.region, text.region):
        found.append(Contradiction("region", said.region, text.region))
    if said.year and text.year and said.year != text.year:
        found.append(Contradiction("year", said.year, text.year))
    return tuple(found)


def _agree(said: str, text: str) -> bool:
    wanted, found = find_areas(normalized(said)), find_areas(text)
    if wanted and found:
        return any(
            area.path[: len(one.path)] == one.path or _became(one, area) or _became(area, one)
            for area in found
            for one in wanted
        )
    return "".join(said.split()).endswith(text) or text.endswith("".join(said.split()))


def _became(one: Area, other: Area) -> bool:
    """Tell whether an area is another under the name it had before or has since: 徐水县 and 徐水区 of one city."""
    return one.path[:-1] == other.path[:-1] and bool(set(short_names(one.name)) & set(short_names(other.name)))


def _said(
    lines: Sequence[str], opening: Sequence[str], titled: Sequence[str], places: _Places, year: int | None
) -> tuple[frozenset[str], list[_Said]]:
    """Return the levels that the lines name without a place (省人民政府), and the places they are said to be of."""
    flat, head = "\n".join(lines), "\n".join(opening)
    if _NATIONAL.search(head) or _FOR_THE_STATE.search(flat):
        return frozenset(), [_COUNTRY_SAID]
    levels: set[str] = set()
    said = [one for line in titled for one in _named(line, places, year)]
    for pattern, weight in ((_HALL, 3), (_ON_BEHALF, 3), (_OFFICE, 2)):
        # the speech names other halls and offices too
        for found in pattern.finditer(flat if pattern is _ON_BEHALF else head):
            place = "".join(found["place"].split())
            if place in _LEVELS:
                levels.add(place)
            elif one := _place(place, weight, places, year, only_official=pattern is _OFFICE):
                said.append(one)
    said += (
        _Said(2, areas, line)
        for line in opening
        if 1 < len(line) < 15 and line[-1:] in "省市县区州盟旗" and (areas := find_areas(line, year))
    )
    return frozenset(levels), said


def _opening(lines: Sequence[str]) -> Sequence[str]:
    """Return a report's head: the lines up to that which speaks to the hall, or the first ones."""
    spoken = next((at for at, line in enumerate(lines) if _SPOKEN.search(line)), None)
    return [line for line in lines if line][:_OPENING] if spoken is None else lines[: spoken + 1]


def _named(line: str, places: _Places, year: int | None) -> Iterator[_Said]:
    """Yield the places that a title or a file's name says it is of."""
    if "国务院" in line:
        yield _COUNTRY_SAID
    for found in places.short.finditer(line):
        yield _Said(3, find_areas(places.full[found["place"]], year) or find_areas(places.full[found["place"]]), "")
    for found in places.titled.finditer(line):
        if one := _place(found["place"], 3, places, year):
            yield one


def _place(said: str, weight: int, places: _Places, year: int | None, *, only_official: bool = False) -> _Said | None:
    """Return the areas that the words before a government or a congress mean; None where they are no place."""
    said = _LEAD.sub("", said)
    areas = find_areas(said, year) or find_areas(said)
    units = places.last.findall(said)
    if not areas and units:
        # what leads to the name is cut off: 出席云汀市澄江区
        areas = next(
            (found for at in range(1, len(units)) if (found := find_areas("".join(units[at:]), year))), ()
        ) or find_areas(units[-1], year)
    if areas:
        # 国家统计局 has an office here and there
        return None if only_official and areas[0].level == "country" else _Said(weight, areas, "")
    if (
        only_official
        or not units
        or _NO_NAME.search(units[-1])
        or not places.last.fullmatch(units[-1])
        or not said.endswith(units[-1])
    ):
        return None
    return _Said(weight, (), units[-1])


def _decided(said: Sequence[_Said], levels: frozenset[str], context: str, year: int | None) -> tuple[str, ...]:
    """Return the region that most weighs, or several where nothing decides between them."""
    weights: Counter[tuple[str, ...]] = Counter()
    inner: dict[tuple[str, ...], tuple[str, ...]] = {}
    official = [one for one in said if one.areas]
    for one in said:
        meant = one if one.areas else next((other for other in official if _is_slip(one.name, other)), one)
        regions = _regions_of(meant, levels, context, year)
        weights[regions] += one.weight
        inner[regions] = meant.areas[0].path if len(regions) == 1 and meant.areas else ()
    if not weights:
        return ()
    # what lies in another region counts with it: the innermost is whose report it is
    for regions, path in inner.items():
        for other, others in inner.items():
            if path and others and len(path) > len(others) and path[: len(others)] == others:
                weights[regions] += weights[other]
    # an official name comes before one that is none
    (best, most), *rest = sorted(weights.items(), key=lambda one: (-one[1], not inner[one[0]]))
    rest = [one for one in rest if inner[one[0]] or not inner[best]]
    if rest and rest[0][1] == most and not set(best) & set(rest[0][0]):
        return tuple(dict.fromkeys((*best, *rest[0][0])))
    return best


def _is_slip(name: str, other: _Said) -> bool:
    """Tell whether a name is an official one that lost a character: 内蒙古自区."""
    full = other.areas[0].name
    rest = iter(full)
    return len(full) - len(name) == 1 and len(name) > _SHORTEST_SLIP and all(character in rest for character in name)


def _regions_of(one: _Said, levels: frozenset[str], context: str, year: int | None) -> tuple[str, ...]:
    """Return the names of the regions that a place may mean, as few as the words around it leave."""
    if not one.areas:
        return (one.name,)
    areas = one.areas
    if len(areas) > 1:
        fitting = [area for area in areas if area.name[-1] in {level[-1] for level in levels}]
        areas = tuple(fitting) or areas
    if len(areas) > 1:
        counts = [sum(context.count(name) for above in area.path[:-1] for name in _written(above)) for area in areas]
        if max(counts):
            areas = tuple(area for area, count in zip(areas, counts, strict=True) if count == max(counts))
    if len(areas) > 1 and areas[0].level in ("province", "prefecture") and areas[1].level != areas[0].level:
        areas = areas[:1]
    return tuple(shortest_name(area, year) for area in areas)


def _written(name: str) -> tuple[str, ...]:
    """Return the forms in which a region's name stands in a text, the short one of two characters or more."""
    return short_names(name)[-1:] or (name,)


def _mentioned(head: str, levels: frozenset[str], year: int | None) -> tuple[str, ...]:
    """Return the provinces that a head names where it says no more than that a province's government reports."""
    if not levels & {"省", "自治区"}:
        return ()
    counts: Counter[str] = Counter()
    for short, name in _places().full.items():
        if name.endswith(("省", "自治区")):
            counts[name] += head.count(short)
    return tuple(name for name, count in counts.most_common(2) if count)


def _years(title: str, lines: Sequence[str], titled: Sequence[str]) -> tuple[str, ...]:
    """Return the year that the title, the day the report was given and the year it looks back on tell.

    Two where they contradict one another.
    """
    in_titles = next(filter(None, map(_titled_year, titled)), "")
    given = _day(titled) or _day([line for line in lines if "届" in line or "会议" in line])
    given = given or _day([line for line in lines[:10] if len(line) < _SHORT_LINE])
    after = _year_after(lines)
    if not given:
        return tuple(filter(None, (in_titles or after,)))
    day, month = given
    # a hall that meets in the last months of a year hears the report of the next
    late = str(int(day) + 1) if month >= _LATE else day
    if not in_titles:
        return (after if after == late else day,)
    if in_titles in (day, late) or not any("工作报告" in line for line in titled):
        return (in_titles,)
    return (in_titles, day)


def _titled_year(line: str) -> str:
    """Return the year of a title; of one of a year's accounts with the next year's plan it is the next year."""
    bare = _GIVEN.sub("", line)
    years: list[str] = _YEAR.findall(bare)
    if "工作报告" not in line and len(years) > 1 and int(years[1]) == int(years[0]) + 1:
        return years[1]
    return _year([bare])


def _day(lines: Iterable[str]) -> tuple[str, int] | None:
    """Return the year and the month of the first day that some lines name."""
    found = next((found for line in lines if (found := _GIVEN.search(line))), None)
    return (found[1], int(found[2])) if found else None


def _year(said: Iterable[str]) -> str:
    """Return the first year that some lines name, in each line that of the day the report was given first."""
    for text in said:
        found = _GIVEN.search(text) or _YEAR.search(text)
        if found:
            return found[1]
        if spelled := _SPELLED.search(text):
            return "".join(_DIGITS[character] for character in spelled[0])
    return ""


def _year_after(lines: Iterable[str]) -> str:
    """Return the year after the one that the report looks back on; "" where no line names it."""
    found = next((found for line in lines if (found := _LOOKED_BACK.search(line))), None)
    return str(int(found[1] or found[2]) + 1) if found else ""


@cache
def place_names() -> frozenset[str]:
    """Return the names of provinces, prefectures and cities, whole and as they are often written short."""
    full = _places().full
    return frozenset((*full, *full.values()))


@cache
def _places() -> _Places:
    with PLACES.open("rb") as file:
        table = tomllib.load(file)
    full = {city: f"{city}市" for cities in table["cities"].values() for city in cities.split()}
    full |= {f"{short}州": name for short, name in table["prefectures"].items() if name.endswith("州")}
    full |= table["prefectures"] | table["provinces"]
    endings, after, before = ("|".join(table[key]) for key in ("endings", "after", "before"))
    unit = f"(?:{_HAN}{{2,12}}?(?:{endings})|{_HAN}(?:{'|'.join(table['short_before'])}))"
    begin = f"(?:^|(?<=[0-9\\s—―(（《“_-])|(?<=(?:{before})))(?!年|月|在|日(?!照))"
    hall = "第?[一二三四五六七八九十百零〇○0-9]{1,5}届"
    end = f"(?=\\s*$|\\s*(?:{after})|\\s*{hall}|\\s*[（(_-]?\\s*(?:19|20)[0-9]{{2}}|\\s*二[〇○零])"
    short = "|".join(sorted(full, key=len, reverse=True))
    return _Places(
        full=full,
        titles=tuple(table["titles"]),
        titled=re.compile(f"{begin}(?P<place>(?:{unit}){{1,4}}){end}"),
        last=re.compile(unit),
        short=re.compile(f"{begin}(?P<place>{short}){end}"),
    )


@dataclass(frozen=True, slots=True)
class HomeRegion:
    """The region whose report it is.

    `level` is the level that it calls its own (省 in 全省, 市 in 全市), "" where nothing tells; `names` are its names,
    whole and without their last character.
    """

    level: str = ""
    names: frozenset[str] = frozenset()


def home_region(name: str, text: str, lexicon: Lexicon) -> HomeRegion:
    """Return the region whose report it is.

    By the report's name and first lines, else by the level that its title names without an official place, else by the
    level that it speaks of most.
    """
    head = text[:_HEAD]
    region = guess_region_and_year(name, "", head).region
    if region:
        return _region(region)
    titled = _TITLED_LEVEL.search(f"{name}\n{head}")
    if titled is not None:
        return HomeRegion(titled[1])
    levels = Counter(level for level in _whole(lexicon).findall(text) if level != "国")
    return HomeRegion(levels.most_common(1)[0][0] if levels else "")


def named_region(region: str) -> HomeRegion | None:
    """Return the region that an annotator says a report is of; None for "".

    Of several inside one another (浙江省云浦县) it is the innermost.
    """
    region = normalized(region).strip()
    return _region(guess_region_and_year(region).region or region) if region else None


def _region(region: str) -> HomeRegion:
    areas = find_areas(region)
    if areas and areas[0].level == "country":
        return HomeRegion("国")
    # 南京市鼓楼区 calls itself 鼓楼区
    name = areas[0].name if len(areas) == 1 else region
    return HomeRegion(name[-1], frozenset((name, name.rstrip("省市县区州盟旗") or name)))


@cache
def _whole(lexicon: Lexicon) -> re.Pattern[str]:
    """Compile the words for a region as a whole (全市), whose group is the level."""
    return re.compile(f"全({lexicon.either('areas.whole')})(?!面)")
