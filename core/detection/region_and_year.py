"""The region whose report it is, and its year: guessed from the report's name and its first lines."""

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
# The day the report was given, and the year it looks back on, which is the year before.
_GIVEN = re.compile(r"((?:19|20)[0-9]{2})年[0-9]{1,2}月[0-9]{1,2}日")
# So many characters at the beginning of a report tell whose it is.
_HEAD = 2_000
_COUNTRY = ("全国", "中国", "国家", "中华人民共和国")
_NATIONAL = re.compile("代表国务院|国务院总理")
_LOOKED_BACK = re.compile(r"回顾\D{0,4}((?:19|20)[0-9]{2})年|((?:19|20)[0-9]{2})年[^，。]{0,14}工作的?回顾")


@dataclass(frozen=True, slots=True)
class RegionAndYear:
    """A region and a year of four digits, each "" where nothing tells."""

    region: str = ""
    year: str = ""


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


def find_region_and_year(filed: RegionAndYear, given: str, name: str, title: str, head: str) -> RegionAndYear:
    """Return a report's region and year, each from the first source that tells it.

    These are: what an annotator filed, the name the report was given, then its file's name, its title and its first
    lines.
    """
    renamed, found = guess_region_and_year(given), guess_region_and_year(name, title, head)
    return RegionAndYear(filed.region or renamed.region or found.region, filed.year or renamed.year or found.year)


@lru_cache(maxsize=10_000)
def guess_region_and_year(name: str, title: str = "", head: str = "") -> RegionAndYear:
    """Guess a report's region and year from its name, its title and its first lines, in this order.

    guess_region_and_year("澄江县2025年政府工作报告") is RegionAndYear("澄江县", "2025").
    """
    places = _places()
    name, title, head = normalized(name), normalized(title), normalized(head)
    lines = head.split("\n")
    said = [name, title, *(line.strip() for line in lines if any(word in line for word in places.titles))]
    region = next((found for text in said for found in _regions(text, places)), "")
    return RegionAndYear(region, _year(said) or _year_after(lines))


def _regions(text: str, places: _Places) -> Iterator[str]:
    """Yield the places a line may be the report of; of several inside one another the innermost."""
    for found in places.short.finditer(text):
        yield places.full[found["place"]]
    for found in places.titled.finditer(text):
        yield places.last.findall(found["place"])[-1]


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
    """The region whose report it is.

    `level` is the level that it calls its own (省 in 全省, 市 in 全市), "" where nothing tells; `names` are its names,
    whole and without their last character.
    """

    level: str = ""
    names: frozenset[str] = frozenset()


def home_region(name: str, text: str, lexicon: Lexicon) -> HomeRegion:
    """Return the region whose report it is.

    By the report's name and first lines, else by the level that it speaks of most.
    """
    head = text[:_HEAD]
    if _NATIONAL.search(head):
        return HomeRegion("国")
    region = guess_region_and_year(name, "", head).region
    if region:
        return _region(region)
    levels = Counter(level for level in _whole(lexicon).findall(text) if level != "国")
    return HomeRegion(levels.most_common(1)[0][0] if levels else "")


def named_region(region: str) -> HomeRegion | None:
    """Return the region that an annotator says a report is of; None for "".

    Of several inside one another (浙江省云浦县) it is the innermost.
    """
    region = normalized(region).strip()
    if not region:
        return None
    if region in _COUNTRY:
        return HomeRegion("国")
    return _region(guess_region_and_year(region).region or region)


def _region(region: str) -> HomeRegion:
    return HomeRegion(region[-1], frozenset((region, region.rstrip("省市县区州盟旗") or region)))


@cache
def _whole(lexicon: Lexicon) -> re.Pattern[str]:
    """Compile the words for a region as a whole (全市), whose group is the level."""
    return re.compile(f"全({lexicon.either('areas.whole')})(?!面)")
