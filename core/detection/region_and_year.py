"""The origin: whose report it is and of which year, guessed from its name and its first lines."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from .characters import normalized
from .lexicon import Lexicon

PLACES = Path(__file__).parents[2] / "resources" / "regions.toml"

_HAN = "[\u4e00-\u9fff]"
_DIGITS = dict(zip("〇○零一二三四五六七八九", "000123456789", strict=True))
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])")
_SPELLED = re.compile(r"[一二][九〇○零][〇○零一二三四五六七八九]{2}(?=年)")
# the day the report was given; what it looks back on is the year before
_GIVEN = re.compile(r"((?:19|20)[0-9]{2})年[0-9]{1,2}月[0-9]{1,2}日")
# so much of a report tells whose it is
_HEAD = 2_000
_NATIONAL = re.compile("代表国务院|国务院总理")
_LOOKED_BACK = re.compile(r"回顾\D{0,4}((?:19|20)[0-9]{2})年|((?:19|20)[0-9]{2})年[^，。]{0,14}工作的?回顾")


@dataclass(frozen=True, slots=True)
class RegionAndYear:
    """A place and a year of four digits, "" where nothing tells."""

    region: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True)
class _Places:
    """What names of places look like, the full names of those often written short, and what a line of titles has."""

    full: dict[str, str]
    titles: tuple[str, ...]
    titled: re.Pattern[str]
    last: re.Pattern[str]
    short: re.Pattern[str]


def find_region_and_year(filed: RegionAndYear, given: str, name: str, title: str, head: str) -> RegionAndYear:
    """Tell a report's place and year: what was filed, else what the name it was given tells, else what is guessed."""
    renamed, found = guess_region_and_year(given), guess_region_and_year(name, title, head)
    return RegionAndYear(filed.region or renamed.region or found.region, filed.year or renamed.year or found.year)


@lru_cache(maxsize=10_000)
def guess_region_and_year(name: str, title: str = "", head: str = "") -> RegionAndYear:
    """Guess a report's place and year from its file's name, its title and its first lines, in this order."""
    places = _places()
    name, title, head = normalized(name), normalized(title), normalized(head)
    lines = head.split("\n")
    said = [name, title, *(line.strip() for line in lines if any(word in line for word in places.titles))]
    region = next((found for text in said for found in _regions(text, places)), "")
    return RegionAndYear(region, _year(said) or _year_after(lines))


def _regions(text: str, places: _Places) -> Iterator[str]:
    """Yield the places a line may be the report of; of several within one another the innermost."""
    for found in places.short.finditer(text):
        yield places.full[found["place"]]
    for found in places.titled.finditer(text):
        yield places.last.findall(found["place"])[-1]


def _year(said: Iterable[str]) -> str:
    """Return the first year that is told, that of the day the report was given before one in a title."""
    for text in said:
        found = _GIVEN.search(text) or _YEAR.search(text)
        if found:
            return found[1]
        if spelled := _SPELLED.search(text):
            return "".join(_DIGITS[character] for character in spelled[0])
    return ""


def _year_after(lines: Iterable[str]) -> str:
    """Return the year after the one that is looked back on."""
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
    begin = f"(?:^|(?<=[0-9\\s—―(（《“_-])|(?<=(?:{before})))(?!年|月|{before})"
    end = f"(?=\\s*$|\\s*(?:{after})|\\s*第[^届\\s]{{1,6}}届|\\s*[（(_-]?\\s*(?:19|20)[0-9]{{2}}|\\s*二[〇○零])"
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
    """Whose report it is: the level that it calls its own (全省, 全市), "" where none is, and its names."""

    level: str = ""
    names: frozenset[str] = frozenset()


def home_region(name: str, text: str, lexicon: Lexicon) -> HomeRegion:
    """Tell whose report it is: by its name and its first lines, else by the level it speaks of most."""
    head = text[:_HEAD]
    if _NATIONAL.search(head):
        return HomeRegion("国")
    region = guess_region_and_year(name, "", head).region
    if region:
        return HomeRegion(region[-1], frozenset((region, region.rstrip("省市县区州盟旗"))))
    levels = Counter(level for level in _whole(lexicon).findall(text) if level != "国")
    return HomeRegion(levels.most_common(1)[0][0] if levels else "")


@cache
def _whole(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(f"全({lexicon.either('areas.whole')})(?!面)")
