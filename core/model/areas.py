"""The official areas of China by year: provinces, prefectures and counties with their codes (GB/T 2260).

The lists are those of the end of each year from 1980 on (resources/areas, read when an area is first asked for). An
area holds in a year if it was in force when the year began, when most reports are given, or began within the year.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Literal, NamedTuple

AREAS = Path(__file__).parents[2] / "resources" / "areas"

AreaLevel = Literal["country", "province", "prefecture", "county", "uncoded"]
"""The level of an area; `uncoded` is one without a code of its own, such as a development zone with its own reports."""

_DEPTH: dict[AreaLevel, int] = {"country": 0, "province": 1, "prefecture": 2, "county": 3, "uncoded": 4}

COUNTRY = "全国"
_COUNTRY_NAMES = frozenset(("全国", "中国", "国家", "国务院", "中华人民共和国"))

# the peoples in the names of autonomous areas, and those whose name stands there without 族 too
_PEOPLES = (
    "壮|满|回|苗|维吾尔|土家|彝|蒙古|藏|布依|侗|瑶|朝鲜|白|哈尼|哈萨克|黎|傣|畲|傈僳|仡佬|东乡|高山|拉祜|水|佤|纳西|羌|土|仫佬|锡伯"
    "|柯尔克孜|达斡尔|景颇|毛南|撒拉|布朗|塔吉克|阿昌|普米|鄂温克|怒|京|基诺|德昂|保安|俄罗斯|裕固|乌孜别克|门巴|鄂伦春|独龙|塔塔尔|赫哲|珞巴|各"
)
_AUTONOMOUS = re.compile(
    f"^(?P<stem>.*?)(?:(?:{_PEOPLES})族|维吾尔|哈萨克|柯尔克孜|蒙古|锡伯|塔吉克)*自治(?P<kind>[区州县旗])$"
)
_ENDING = re.compile("(?:特别行政区|地区|林区|特区|矿区|新区|省|市|盟|县|旗|区|州)$")
_BETWEEN = re.compile(r"[\s/／>›·,，、\-—－]+")


class _Span(NamedTuple):
    """A name under a code, from the first to the last year at whose end it was so; `last` is None where it still is."""

    code: str
    name: str
    first: int
    last: int | None

    def holds(self, year: int) -> bool:
        return self.first <= year and (self.last is None or year - 1 <= self.last)

    def began_before(self, year: int) -> bool:
        """Tell whether it was in force when a year began."""
        return self.first < year and (self.last is None or year - 1 <= self.last)


@dataclass(frozen=True, slots=True)
class Area:
    """An area as it was in one year.

    `code` has six digits, "" where there is none; `path` are the names from the province down to its own; `parent` is
    the code of the area it lies in, "" for a province. It was in the lists of the end of the years `since` to `until`,
    which is None where it still is. `became` is the code of the area that one without a code became: 光明新区 is
    光明区 since 2018.
    """

    code: str
    name: str
    level: AreaLevel
    path: tuple[str, ...]
    parent: str = ""
    since: int = 0
    until: int | None = None
    became: str = ""

    @property
    def full(self) -> str:
        """The whole path as it is shown: 江苏省 / 南京市 / 鼓楼区."""
        return " / ".join(self.path)


CHINA = Area("", COUNTRY, "country", (COUNTRY,))


def find_areas(name: str, year: int | None = None) -> tuple[Area, ...]:
    """Return the areas that a name means in a year, the largest first; () where it was no area's name then.

    A name may be short (全南 for 全南县, 恩施州), and names of what it lies in may stand before it, with or without
    signs between (南京市鼓楼区, 江苏 / 南京 / 鼓楼区). Whole names come before short ones: 吉林市 is the city alone,
    吉林 the province and the city. Without a year it is today's areas, or
    those that bore the name before where none does today.
    """
    said = _BETWEEN.sub("", name)
    if said in _COUNTRY_NAMES:
        return (CHINA,)
    if said.startswith("中国") and len(said) > 4:
        said = said[2:]
    if year is None:
        return _found(said, _table().newest) or _found(said, None)
    return _found(said, year)


def _found(said: str, year: int | None) -> tuple[Area, ...]:
    """Return the areas that a name means in a year, in the past if none is given."""
    table = _table()
    for names in (table.by_name, table.by_short):
        for at in range(len(said) - 1):
            spans = names.get(said[at:], ())
            fitting = _fitting(spans, said[:at], year) if year else _newest_of(spans, said[:at])
            if fitting:
                return fitting
    return ()


def area_of(code: str, year: int | None = None) -> Area | None:
    """Return the area that had a code in a year, today if none is given; None where none had."""
    year = year or _table().newest
    span = _best(_table().by_code.get(code, ()), year)
    return _area(span, year) if span else None


@cache
def all_areas(year: int | None = None) -> tuple[Area, ...]:
    """Return all areas of a year, today's if none is given, by code; those without one at the end."""
    year = year or _table().newest
    coded = (_best(spans, year) for _, spans in sorted(_table().by_code.items()))
    uncoded = (one.span for one in _table().uncoded if one.span.holds(year))
    return tuple(_area(span, year) for span in (*coded, *uncoded) if span)


def newest_year() -> int:
    """Return the last year for which there are codes."""
    return _table().newest


def shortest_name(area: Area, year: int | None = None) -> str:
    """Return as much of an area's path as tells it from others of that year: 罗湖区, but 南京市鼓楼区."""
    for count in range(1, len(area.path) + 1):
        name = "".join(area.path[-count:])
        if len(find_areas(name, year) or find_areas(name)) == 1:
            return name
    return "".join(area.path)


@cache
def named_areas(year: int | None = None) -> dict[str, Area]:
    """Return all areas of a year by names that each only one bears (罗湖区, 南京市鼓楼区), the largest areas first."""
    areas = sorted(all_areas(year), key=lambda area: _DEPTH[area.level])
    times = Counter(area.name for area in areas)
    return {area.name if times[area.name] == 1 else "".join(area.path[-2:]): area for area in areas}


def short_names(name: str) -> tuple[str, ...]:
    """Return how a name is written short: 恩施土家族苗族自治州 is 恩施州 and 恩施.

    No short name has fewer than two characters.
    """
    autonomous = _AUTONOMOUS.match(name)
    if autonomous:
        # 鄂温克族自治旗 is named after its people alone
        stem = autonomous["stem"] or name.removesuffix("自治" + autonomous["kind"]).removesuffix("族")
        shorts = [stem + autonomous["kind"], stem]
    else:
        shorts = [_ENDING.sub("", name)]
    also = _also().get(name, ())
    return tuple(dict.fromkeys(short for short in (*shorts, *also) if len(short) > 1 and short != name))


class _Uncoded(NamedTuple):
    """An area without a code: the code of what it lies in, and that of what it became, "" where it did not."""

    span: _Span
    parent: str
    became: str = ""


class _Table(NamedTuple):
    by_code: dict[str, tuple[_Span, ...]]
    by_name: dict[str, tuple[_Span, ...]]
    by_short: dict[str, tuple[_Span, ...]]
    uncoded: tuple[_Uncoded, ...]
    newest: int


@cache
def _table() -> _Table:
    spans = [_Span(code, name, *_years(first, last)) for code, name, first, last in _lines("codes.tsv")]
    uncoded = [
        _Uncoded(_Span("", name, *_years(first, last)), parent, *became)
        for name, parent, first, last, *became in _lines("uncoded.tsv")
    ]
    by_code: defaultdict[str, list[_Span]] = defaultdict(list)
    by_name: defaultdict[str, list[_Span]] = defaultdict(list)
    by_short: defaultdict[str, list[_Span]] = defaultdict(list)
    for span in spans:
        by_code[span.code].append(span)
    for span in (*spans, *(one.span for one in uncoded)):
        by_name[span.name].append(span)
        for short in short_names(span.name):
            by_short[short].append(span)
    newest = max(max(span.first, span.last or 0) for span in spans)
    return _Table(_fixed(by_code), _fixed(by_name), _fixed(by_short), tuple(uncoded), newest)


@cache
def _also() -> dict[str, list[str]]:
    """Return the short names that do not follow from the whole ones."""
    return {name: short for name, *short in _lines("also.tsv")}


def _lines(name: str) -> Iterable[list[str]]:
    """Yield the fields of each line of a table of areas."""
    lines = (AREAS / name).read_text("utf-8").splitlines()
    return (line.split("\t") for line in lines if line and not line.startswith("#"))


def _years(first: str, last: str) -> tuple[int, int | None]:
    return int(first), int(last) if last else None


def _fixed(lists: dict[str, list[_Span]]) -> dict[str, tuple[_Span, ...]]:
    return {key: tuple(spans) for key, spans in lists.items()}


def _best(spans: Iterable[_Span], year: int) -> _Span | None:
    """Return which of the names under a code held in a year: that of its beginning, else that which began in it."""
    held = [span for span in spans if span.holds(year)]
    return next((span for span in held if span.began_before(year)), held[0] if held else None)


def _fitting(spans: Iterable[_Span], before: str, year: int) -> tuple[Area, ...]:
    """Return the areas of a year among some of one name that lie in what is said before the name."""
    held = [
        (span, area) for span in spans if span.holds(year) and _lies_in((area := _area(span, year)).path[:-1], before)
    ]
    # what bore one name under two codes within the year had the older one when it began: 公主岭市 in 2020
    began = {(span.name, span.code[:2]) for span, _ in held if span.began_before(year)}
    return _sorted(area for span, area in held if span.began_before(year) or (span.name, span.code[:2]) not in began)


def _newest_of(spans: Iterable[_Span], before: str) -> tuple[Area, ...]:
    """Return areas of the past, each name of a province as it was last."""
    by_place = sorted(spans, key=lambda span: (span.code[:2], span.name, span.last or 0))
    last = [list(held)[-1] for _, held in groupby(by_place, key=lambda span: (span.code[:2], span.name))]
    areas = [_area(span, span.last or _table().newest) for span in last]
    return _sorted(area for area in areas if _lies_in(area.path[:-1], before))


def _sorted(areas: Iterable[Area]) -> tuple[Area, ...]:
    return tuple(sorted(areas, key=lambda area: (_DEPTH[area.level], area.code)))


def _lies_in(path: tuple[str, ...], before: str) -> bool:
    """Tell whether what is said before a name are names of what it lies in, in order; some may be left out."""
    if not before:
        return True
    if not path:
        return False
    return any(
        before.endswith(name) and _lies_in(path[:-1], before.removesuffix(name))
        for name in (path[-1], *short_names(path[-1]))
    ) or _lies_in(path[:-1], before)


def _area(span: _Span, year: int) -> Area:
    parents = _parents(span, year)
    path = (*(parent.name for parent in parents), span.name)
    level: AreaLevel = (
        "uncoded"
        if not span.code
        else "province"
        if span.code.endswith("0000")
        else "prefecture"
        if span.code.endswith("00")
        else "county"
    )
    became = next((one.became for one in _table().uncoded if one.span is span), "") if not span.code else ""
    parent = parents[-1].code if parents else ""
    return Area(span.code, span.name, level, path, parent, span.first, span.last, became)


def _parents(span: _Span, year: int) -> list[_Span]:
    """Return what an area lay in, from the province down."""
    table = _table()
    if span.code:
        above = [span.code[:2] + "0000", span.code[:4] + "00"]
    else:
        parent = next(one.parent for one in table.uncoded if one.span is span)
        above = [parent[:2] + "0000", parent]
    found = (_best(table.by_code.get(code, ()), year) for code in dict.fromkeys(above) if code != span.code)
    return [parent for parent in found if parent]
