"""Labels: what the head of a table's column, or the name of its row, says of the figures that it stands for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from ..model.figure import Span, Status
from .lexicon import Lexicon
from .quantity import unit_name

Measure = Literal["", "growth", "change", "rank", "of target"]
"""What a label says that its figures are; "" for nothing, "of target" for a share of what was planned."""

_BRACKETS = re.compile(r"[（(\[［〔]([^（()）\[\]［］〔〕]{0,20})[)）\]］〕]")
_OPEN_UNIT = re.compile("[，,、：:/ ]([^，,、：: /（）()]{1,10})$")
_SPLIT = re.compile("[，,、；; ]|或|/(?=[亿万%])")
_NOTE = re.compile(
    r"注?[0-9]{1,2}|[①-⑳]|现价|当年价格?|可比价格?|不变价格?|按.{1,6}价格?计?算?|[+±/\-﹣—%]+|当年|初步|预计"
)
_MARKS = re.compile(
    r"[\s#＃*＊●○■□◆◇▲△★☆◎·•※—–\-−、.．，:：]+|[（(](?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[）)]"
    r"|[一二三四五六七八九十]{1,3}[、.．]|[0-9]{1,2}(?:\.[0-9]{1,2}){0,2}[.．、](?![0-9])|[0-9]{1,2}(?:\.[0-9]{1,2}){1,2}(?=[\u4e00-\u9fff])|[①-⑳]"
)
# Words of a status that a name keeps where it begins with them.
_KEPT_FIRST = frozenset({"完成", "实现", "计划"})
_ENDS = "的 \u3000\t，,、:：；;-—*/及和与"
_PERCENT = re.compile(r"[±+\-/﹣]*[%‰]$")
_CAPTION_NUMBER = re.compile(
    r"(?:附?表|专栏|附件|图)[ ]?[0-9一二三四五六七八九十]{0,3}(?:[-—.][0-9]{1,2})?[ \u3000:：、.]*"
)
_BARE_YEAR = re.compile(r"(?<![0-9.])((?:19|20)[0-9]{2})(?![0-9.,%])")


class Unit(NamedTuple):
    """A unit with its magnitude, as a head names it for its figures (亿, 元), and where it stands in the text."""

    magnitude: str
    name: str
    words: Span


@dataclass(frozen=True, slots=True)
class Label:
    """What a head or a name says: the words that are left name what is measured, "" where it only says what of it.

    `is_fall` says that a plain number is that of a fall. `status` is what the words say of it, with `status_words`;
    `is_earlier` that it is of the year before the one spoken of. `is_total` names a row that holds what others come to,
    `is_part` one that is a part of a row above. All spans are of the text that the label stands in.
    """

    span: Span
    name: str
    measure: Measure = ""
    measure_words: Span | None = None
    is_fall: bool = False
    units: tuple[Unit, ...] = ()
    status: Status | None = None
    status_words: Span | None = None
    is_earlier: bool = False
    is_total: bool = False
    is_part: bool = False
    keeps_growth: bool = False


NO_LABEL = Label(Span(0, 0), "")


@dataclass(frozen=True, slots=True)
class _Words:
    unit: re.Pattern[str]
    any_unit: re.Pattern[str]
    parts: re.Pattern[str]
    totals: frozenset[str]
    growth: re.Pattern[str]
    fall: re.Pattern[str]
    change: re.Pattern[str]
    compared: re.Pattern[str]
    rank: re.Pattern[str]
    of_target: re.Pattern[str]
    target_done: re.Pattern[str]
    target: re.Pattern[str]
    done: re.Pattern[str]
    earlier: re.Pattern[str]
    generic: re.Pattern[str]
    unit_line: re.Pattern[str]
    caption_ends: re.Pattern[str]
    caption_begins: re.Pattern[str]
    places: re.Pattern[str]
    places_not: re.Pattern[str]
    own_places: frozenset[str]
    status_ends: re.Pattern[str]
    amount_last: re.Pattern[str]


@cache
def _words(lexicon: Lexicon) -> _Words:
    """Compile the words of heads and names (`resources/lexicon/tables.toml`)."""

    def any_of(*names: str) -> str:
        return lexicon.either(*(f"tables.{name}" for name in names))

    magnitude = "(?P<magnitude>(?:亿|万|千(?![瓦米克伏卡帕焦])|百(?!分)){0,2})"
    units = lexicon.either(*(name for name in lexicon.lists if name.startswith("units.") and not name.endswith("_not")))
    per = "(?:[/·][\u4e00-\u9fffA-Za-z³²23]{1,5})?"
    return _Words(
        unit=re.compile(f"{magnitude}(?P<unit>{units}{per})"),
        any_unit=re.compile(f"{magnitude}(?P<unit>[\u4e00-\u9fffA-Za-z%‰/·²³μ]{{1,8}})"),
        parts=re.compile(any_of("parts")),
        totals=frozenset(lexicon.words("tables.totals")),
        growth=re.compile(f"(?<![自新净])(?<!自然){any_of('growth')}(?![率](?<!增长率))"),
        fall=re.compile(any_of("fall")),
        change=re.compile(f"(?<!净)(?<!新){any_of('change')}(?!值)"),
        compared=re.compile(any_of("compared")),
        rank=re.compile(f"[在居列]?(?:全[国省市区县州]|[国省市区县])?{any_of('rank')}"),
        of_target=re.compile(f"(?:比例|的)?{any_of('of_target')}(?:的|%|比例|比重)*"),
        target_done=re.compile(any_of("target_done")),
        target=re.compile(f"(?<!完成)(?<!公共)(?<!招生){any_of('target')}(?!内|外|赤字|管理|单位|完成|执行|法)"),
        done=re.compile(any_of("done")),
        earlier=re.compile(f"(?<![比较同与于])(?<!为){any_of('earlier')}"),
        generic=re.compile(f"(?:{any_of('generic', 'target', 'done', 'earlier', 'now')}|[值数的额])*"),
        unit_line=re.compile(rf"[（(【\[]?{any_of('unit_lines')}[：:]\s*(?P<units>[^）)】\]]{{1,30}})[）)】\]]?"),
        caption_ends=re.compile(f"{any_of('caption_ends')}$"),
        caption_begins=re.compile(f"(?:{any_of('caption_begins', 'own_places')})"),
        places=re.compile(f"[\u4e00-\u9fff]{{1,10}}{any_of('place_ends')}"),
        places_not=re.compile(f".*{any_of('place_ends_not')}"),
        own_places=frozenset(lexicon.words("tables.own_places")),
        status_ends=re.compile(f"{any_of('target', 'done', 'target_done')}(?:值|数|额)?"),
        amount_last=re.compile(
            rf"(?<=[\u4e00-\u9fff])[为达约]{{0,2}}[:：]?[0-9][0-9,]*(?:\.[0-9]+)?[万亿]{{0,2}}{units}$"
        ),
    )


def read_unit_words(text: str, span: Span, lexicon: Lexicon, *, is_unit: bool) -> Unit | None:
    """Read the unit that a stretch of the text is (万人, %); None where it is none.

    `is_unit` says that it is one, be it in the lexicon or not: the words of a column of units, or behind 单位：.
    """
    words = _words(lexicon)
    found = words.unit.fullmatch(text, *span) or (words.any_unit.fullmatch(text, *span) if is_unit else None)
    if found is None:
        return None
    return Unit(found["magnitude"], unit_name(found["unit"]), span)


def units_of_line(text: str, span: Span, lexicon: Lexicon) -> tuple[Unit, ...]:
    """Return the units that a line above a table tells (单位：亿元、%), be it in brackets at the end of a caption."""
    found = _words(lexicon).unit_line.search(text, *span)
    return tuple(_units_in(text, Span(*found.span("units")), lexicon, is_unit=True)) if found else ()


def _units_in(text: str, span: Span, lexicon: Lexicon, *, is_unit: bool) -> Iterator[Unit]:
    """Yield the unit that a stretch is, else each of its parts that is one (亿元、%)."""
    whole = read_unit_words(text, span, lexicon, is_unit=False)
    if whole is not None:
        yield whole
        return
    at = span.start
    for mark in (*_SPLIT.finditer(text, *span), None):
        end = mark.start() if mark is not None else span.end
        part = Span(
            at + len(text[at:end]) - len(text[at:end].lstrip()), end - (len(text[at:end]) - len(text[at:end].rstrip()))
        )
        if part.end > part.start and (unit := read_unit_words(text, part, lexicon, is_unit=is_unit)) is not None:
            yield unit
        at = mark.end() if mark is not None else end


class _Left:
    """The words of a label that are left, each with its place in the text."""

    def __init__(self, text: str, span: Span) -> None:
        self.text = text[slice(*span)]
        self.places = list(range(*span))

    def place(self, start: int, end: int) -> Span:
        """Return where a stretch of what is left stands in the text; an empty span where nothing is left of it."""
        if end <= start:
            return Span(0, 0)
        return Span(self.places[start], self.places[end - 1] + 1)

    def cut(self, start: int, end: int) -> Span:
        """Take a stretch of what is left out, and return where it stood in the text."""
        stood = self.place(start, end)
        self.text = self.text[:start] + self.text[end:]
        del self.places[start:end]
        return stood


@lru_cache(maxsize=4096)
def _read(text: str, times: tuple[Span, ...], is_row: bool, lexicon: Lexicon) -> Label:
    """Read a label from its words alone; `times` are the time expressions in it."""
    words = _words(lexicon)
    left = _Left(text, Span(0, len(text)))
    is_part = _cut_marks(left, words)
    if not is_row and (unit := read_unit_words(text, left.place(0, len(left.text)), lexicon, is_unit=False)):
        # a row of the head holds the units alone
        return Label(Span(0, len(text)), "", units=(unit,))
    if is_row and (amount := words.amount_last.search(left.text)) is not None:
        left.cut(*amount.span())
    units = _cut_bracketed(text, left, lexicon)
    _cut_times(left, times)
    units = units or _cut_units(text, left, lexicon)
    is_total = _squeeze(left.text) in words.totals
    moved = _cut_measure(left, words)
    status, status_words = ("actual", moved.words) if moved.measure == "of target" else _read_status(left, words)
    return Label(
        span=Span(0, len(text)),
        name=_name(left, None if status is None or moved.measure == "of target" else status, is_row, words),
        measure=moved.measure,
        measure_words=moved.words,
        is_fall=moved.is_fall,
        units=units,
        status=status,
        status_words=status_words,
        is_earlier=words.earlier.search(text) is not None,
        is_total=is_total,
        is_part=is_part,
        keeps_growth=moved.keeps_growth,
    )


def _cut_marks(left: _Left, words: _Words) -> bool:
    """Cut the marks that a name begins with (一、, 其中：, #), and tell whether they make it a part of one above."""
    is_part = False
    while True:
        part = words.parts.match(left.text)
        mark = part or _MARKS.match(left.text)
        if mark is None:
            return is_part
        is_part = is_part or part is not None
        left.cut(*mark.span())


def _cut_bracketed(text: str, left: _Left, lexicon: Lexicon) -> tuple[Unit, ...]:
    """Cut the brackets that hold a unit or a note of prices, and return the units."""
    units: tuple[Unit, ...] = ()
    for bracket in reversed(list(_BRACKETS.finditer(left.text))):
        inside = left.place(*bracket.span(1)) if bracket[1] else Span(0, 0)
        found = tuple(_units_in(text, inside, lexicon, is_unit=False))
        units = (*found, *units)
        if found or not bracket[1] or _NOTE.fullmatch(bracket[1]):
            left.cut(*bracket.span())
    return units


def _cut_times(left: _Left, times: Sequence[Span]) -> None:
    for start, end in reversed(times):
        if start in left.places and end - 1 in left.places:
            left.cut(left.places.index(start), left.places.index(end - 1) + 1)
    for year in reversed(list(_BARE_YEAR.finditer(left.text))):
        left.cut(*year.span())


def _cut_units(text: str, left: _Left, lexicon: Lexicon) -> tuple[Unit, ...]:
    """Cut a unit at the end that no brackets hold, and return it: 产量、万吨, 增速%."""
    if (mark := _OPEN_UNIT.search(left.text)) is not None:
        unit = read_unit_words(text, left.place(*mark.span(1)), lexicon, is_unit=False)
        if unit is not None:
            left.cut(*mark.span())
            return (unit,)
    percent = _PERCENT.search(left.text)
    if percent is None:
        return ()
    at = left.cut(*percent.span())
    return (Unit("", "‰" if text[at.end - 1] == "‰" else "%", Span(at.end - 1, at.end)),)


class _Moved(NamedTuple):
    """What a label says that its figures are, and by which words."""

    measure: Measure
    words: Span | None = None
    is_fall: bool = False
    keeps_growth: bool = False


def _cut_measure(left: _Left, words: _Words) -> _Moved:
    """Cut the words that say what the figures are, and return it; what is measured by a target keeps them."""
    if (of_target := words.of_target.search(left.text)) is not None:
        return _Moved("of target", left.place(*of_target.span()))
    if (rank := words.rank.search(left.text)) is not None:
        at = left.cut(*rank.span())
        return _Moved("rank", at, keeps_growth=words.growth.search(left.text) is not None)
    moved = _Moved("")
    patterns: Sequence[tuple[Measure, bool, re.Pattern[str]]] = (
        ("growth", False, words.growth),
        ("growth", True, words.fall),
        ("change", False, words.change),
    )
    for measure, is_fall, pattern in patterns:
        found = pattern.search(left.text)
        if found is not None and _is_last(left.text, found, words):
            moved = _Moved(measure, left.cut(*found.span()), is_fall)
            break
    if moved.measure or words.compared.fullmatch(_squeeze(left.text)):
        for found in reversed(list(words.compared.finditer(left.text))):
            at = left.cut(*found.span())
            moved = moved if moved.measure else _Moved("growth", at)
    return moved


def _read_status(left: _Left, words: _Words) -> tuple[Status | None, Span | None]:
    patterns: Sequence[tuple[Status, re.Pattern[str]]] = (
        ("target", words.target_done),
        ("actual", words.done),
        ("target", words.target),
    )
    for status, pattern in patterns:
        if (found := pattern.search(left.text)) is not None:
            return status, left.place(*found.span())
    return None, None


def _name(left: _Left, status: Status | None, is_row: bool, words: _Words) -> str:
    """Return what is left as a name, without the words of a status at either end; "" where they say nothing else.

    The name of a row keeps what says that something was done: 固定资产投资完成额.
    """
    name = _squeeze(left.text)
    if words.generic.fullmatch(name):
        return ""
    is_cut = status == "target" or (status is not None and not is_row)
    for found in reversed(list(words.status_ends.finditer(name))) if is_cut else ():
        is_first, is_last = found.start() == 0, found.end() == len(name)
        # 完成投资 is another thing than 投资
        if is_last or (is_first and found[0] not in _KEPT_FIRST):
            name = name[: found.start()] + name[found.end() :]
    return "" if words.generic.fullmatch(name) else name.strip(_ENDS)


def amount_in_name(text: str, span: Span, lexicon: Lexicon) -> Span | None:
    """Return the amount that the name of a row ends with (地区生产总值318.6亿元); None for none."""
    found = _words(lexicon).amount_last.search(text, *span)
    return Span(*found.span()) if found is not None else None


def _is_last(text: str, moved: re.Match[str], words: _Words) -> bool:
    """Tell whether a word of movement is what a label ends with, and not a part of its noun (增加值, 增长极)."""
    rest = text[moved.end() :].strip(_ENDS + "率度额量数值情况")
    return not rest or words.compared.fullmatch(rest) is not None or words.generic.fullmatch(rest) is not None


def _squeeze(text: str) -> str:
    """Return a label's words without blanks and the marks at their ends."""
    return "".join(text.split()).strip(_ENDS)


def read_label(text: str, span: Span, times: Sequence[Span], lexicon: Lexicon, *, is_row: bool = False) -> Label:
    """Read what a head, or the name of a row, says; `times` are the time expressions of the text in it, in text order.

    2025年产量（万吨） is the production, in 万吨; 比上年增长（%） a growth, whatever stands in its row.
    """
    start = span.start
    local = tuple(Span(one.start - start, one.end - start) for one in times)
    read = _read(text[slice(*span)], local, is_row, lexicon)
    return _moved(read, start) if start else read


def _moved(label: Label, by: int) -> Label:
    def moved(span: Span | None) -> Span | None:
        return Span(span.start + by, span.end + by) if span is not None else None

    return Label(
        Span(label.span.start + by, label.span.end + by),
        label.name,
        label.measure,
        moved(label.measure_words),
        label.is_fall,
        tuple(unit._replace(words=Span(unit.words.start + by, unit.words.end + by)) for unit in label.units),
        label.status,
        moved(label.status_words),
        label.is_earlier,
        label.is_total,
        label.is_part,
        label.keeps_growth,
    )


def named_by_caption(text: str, span: Span, times: Sequence[Span], lexicon: Lexicon) -> str:
    """Return what the caption of a table says that it shows: 表2 2025年主要农产品产量情况（万吨） → 主要农产品产量."""
    words = _words(lexicon)
    left = _Left(text, span)
    for start, end in reversed(times):
        left.cut(start - span.start, end - span.start)
    name = _BRACKETS.sub("", left.text)
    name = _CAPTION_NUMBER.sub("", name.strip(), count=1)
    if (unit_line := words.unit_line.search(name)) is not None:
        name = name[: unit_line.start()]
    name = _BARE_YEAR.sub("", _squeeze(name))
    while (begun := words.caption_begins.match(name)) is not None:
        name = name[begun.end() :]
    while (ended := words.caption_ends.search(name)) is not None:
        name = name[: ended.start()].strip(_ENDS)
    return name.strip(_ENDS)


def is_place(name: str, lexicon: Lexicon) -> bool:
    """Tell whether the name of a row or a head is that of a place: 城东街道, 云汀区."""
    words = _words(lexicon)
    return words.places.fullmatch(name) is not None and words.places_not.fullmatch(name) is None


def is_own_place(name: str, lexicon: Lexicon) -> bool:
    """Tell whether a name is one of the report's own region as a whole: 全区."""
    return name in _words(lexicon).own_places
