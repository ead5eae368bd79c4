"""The numbers that Word writes itself before the paragraphs of lists, and how each form of them is written."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree

from .word_styles import Styles, child, children, local, truth, value


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: where its count starts, how its number is written, and the words around it.

    In `words` %1 is the number of the first level. `gap` stands between them and the text: tab, space or nothing.
    `style` is the paragraph style that belongs to it. Where `is_legal`, the numbers of all levels are in digits.
    `restarts` is how many levels are above that let it begin anew, None for all.
    """

    start: int = 1
    form: str = "decimal"
    words: str = ""
    gap: str = "tab"
    style: str = ""
    is_legal: bool = False
    is_hidden: bool = False
    restarts: int | None = None


@dataclass(frozen=True, slots=True)
class Scheme:
    """The levels of a list, or the style that has them."""

    levels: Mapping[int, Level]
    linked_style: str = ""


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list: whose levels it has, where it starts anew, and which levels it has of its own."""

    scheme: str
    starts: Mapping[int, int] = field(default_factory=dict)
    levels: Mapping[int, Level] = field(default_factory=dict)


# a word cannot have more levels
_LEVELS = 9
_PLACE = re.compile("%([1-9])")
_COUNTS = re.compile(r"[0-9０-９〇零一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾]")


class Numbering:
    """Counts the numbered paragraphs of a document as they come."""

    def __init__(self, lists: Mapping[str, NumberedList], schemes: Mapping[str, Scheme], styles: Styles) -> None:
        self._lists, self._schemes, self._styles = lists, schemes, styles
        self._counts: dict[tuple[str, int], int] = {}
        self._begun: set[tuple[str, int]] = set()

    def mark(self, number: str, level: str, style: str, level_of_style: str, text: str) -> str:
        """Return what Word shows before the next paragraph of a list: its number, and the gap to its text.

        `level` is "" where the paragraph does not name one: then it is the one that belongs to its style, or the one
        that its style names. "" is returned for bullets and unknown lists.
        """
        listed = self._lists.get(number)
        if listed is None:
            return ""
        scheme = self._scheme(listed)
        levels = {**self._schemes[scheme].levels, **listed.levels} if scheme in self._schemes else {}
        depth = _depth(levels, level, style, level_of_style)
        if depth not in levels:
            return ""
        this = levels[depth]
        self._count(scheme, number, listed, levels, depth)
        if this.form == "bullet" or this.is_hidden:
            return ""

        def number_of(found: re.Match[str]) -> str:
            upper = int(found[1]) - 1
            one = levels.get(upper, Level())
            return written(self._counts.get((scheme, upper), one.start), "decimal" if this.is_legal else one.form)

        return _with_gap(_PLACE.sub(number_of, this.words), this.gap, text)

    def _scheme(self, listed: NumberedList) -> str:
        """Return whose levels a list has: a scheme may refer to a style, and that to another list."""
        name = listed.scheme
        for _ in range(_LEVELS):
            style = self._schemes[name].linked_style if name in self._schemes else ""
            following = self._lists.get(self._styles.list_of(style).number) if style else None
            if following is None or following.scheme == name:
                break
            name = following.scheme
        return name

    def _count(self, scheme: str, number: str, listed: NumberedList, levels: Mapping[int, Level], depth: int) -> None:
        start = levels[depth].start
        if depth in listed.starts and (number, depth) not in self._begun:
            self._begun.add((number, depth))
            start = listed.starts[depth]
            self._counts.pop((scheme, depth), None)
        self._counts[scheme, depth] = self._counts.get((scheme, depth), start - 1) + 1
        for deeper in range(depth + 1, _LEVELS):
            restarts = levels[deeper].restarts if deeper in levels else None
            if restarts is None or depth < restarts:
                self._counts.pop((scheme, deeper), None)


def _depth(levels: Mapping[int, Level], level: str, style: str, level_of_style: str) -> int:
    if not level:
        of_style = (depth for depth, one in levels.items() if style and one.style == style)
        return next(of_style, int(level_of_style) if _is_small(level_of_style) else 0)
    return int(level) if _is_small(level) else 0


def _with_gap(mark: str, gap: str, text: str) -> str:
    """Return a list's number with what parts it from the text: a blank, also where a number would join another."""
    joins = bool(text) and bool(_COUNTS.match(text))
    return mark.rstrip() + " " if mark.strip() and (gap != "nothing" or joins) else mark


_DIGITS, _TENS = "〇一二三四五六七八九", ("", "十", "百", "千")
_CHINESE = "零一二三四五六七八九"
_FORMAL, _FORMAL_TENS = "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
# the forms that have a sign for each number, as far as they go
_SIGNS = {
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
    "ideographTraditional": _STEMS,
    "ideographZodiac": _BRANCHES,
    "ideographZodiacTraditional": "",
}
_BY_DIGITS = frozenset({"ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"})
# the second of each two writes only numbers below 100 with tens
_SPOKEN = frozenset({"chineseCountingThousand", "taiwaneseCountingThousand"})
_SPOKEN_TO_100 = frozenset({"chineseCounting", "taiwaneseCounting"})
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def written(count: int, form: str) -> str:
    """Return a number as a list with this format writes it."""
    if form == "none":
        return ""
    signs = _SIGNS.get(form, "")
    if 0 < count <= len(signs):
        return signs[count - 1]
    if form == "ideographZodiacTraditional" and 0 < count <= 60:
        return _STEMS[(count - 1) % 10] + _BRANCHES[(count - 1) % 12]
    if 0 < count < 10_000:
        if form in _SPOKEN or (form in _SPOKEN_TO_100 and count < 100):
            return _spoken(count, _CHINESE, _TENS).removeprefix("一" if 10 <= count < 20 else "")
        if form == "japaneseCounting":
            return re.sub("一(?=[十百千])|零", "", _spoken(count, _CHINESE, _TENS))
        if form in ("chineseLegalSimplified", "ideographLegalTraditional"):
            return _spoken(count, _FORMAL, _FORMAL_TENS)
        if form in ("lowerRoman", "upperRoman"):
            return _roman(count) if form == "lowerRoman" else _roman(count).upper()
        if form in ("lowerLetter", "upperLetter") and count <= 26 * 9:
            letter = chr(ord("a" if form == "lowerLetter" else "A") + (count - 1) % 26)
            return letter * ((count - 1) // 26 + 1)
    if form in _BY_DIGITS or form in _SPOKEN_TO_100:
        return "".join(_DIGITS[int(digit)] for digit in str(abs(count)))
    if form in ("decimalFullWidth", "decimalFullWidth2"):
        return str(count).translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
    return f"{count:02}" if form == "decimalZero" else f"- {count} -" if form == "numberInDash" else str(count)


def _spoken(count: int, digits: str, tens: tuple[str, ...]) -> str:
    """Return 一百零一 for 101: a zero is spoken once between two digits."""
    said = ""
    figures = str(count)
    for at, figure in enumerate(figures):
        if figure != "0":
            said += (
                (digits[0] if at and figures[at - 1] == "0" else "") + digits[int(figure)] + tens[len(figures) - at - 1]
            )
    return said


def _roman(count: int) -> str:
    said = ""
    for worth, letters in _ROMAN:
        times, count = divmod(count, worth)
        said += letters * times
    return said


def read_numbering(data: bytes, styles: Styles) -> Numbering:
    """Return the lists of a document, from a part that was checked to be XML without a document type."""
    root = ElementTree.fromstring(data)
    schemes: dict[str, Scheme] = {}
    lists: dict[str, NumberedList] = {}
    for one in root:
        if local(one) == "abstractNum":
            schemes[value(one, "abstractNumId")] = Scheme(dict(_levels(one)), value(child(one, "numStyleLink")))
        elif local(one) == "num":
            overrides = [(value(found, "ilvl"), found) for found in children(one, "lvlOverride")]
            starts = {
                int(level): int(start)
                for level, override in overrides
                if _is_small(level) and _is_small(start := value(child(override, "startOverride")))
            }
            own = {depth: level for _, override in overrides for depth, level in _levels(override)}
            lists[value(one, "numId")] = NumberedList(value(child(one, "abstractNumId")), starts, own)
    return Numbering(lists, schemes, styles)


def _is_small(number: str) -> bool:
    return number.isascii() and number.isdecimal() and len(number) < 6


def _levels(parent: ElementTree.Element) -> Iterator[tuple[int, Level]]:
    for level in children(parent, "lvl"):
        depth = value(level, "ilvl") or "0"
        if not _is_small(depth) or int(depth) >= _LEVELS:
            continue
        start, restart = value(child(level, "start")), value(child(level, "lvlRestart"))
        properties = child(level, "rPr")
        yield (
            int(depth),
            Level(
                int(start) if _is_small(start) else 1,
                value(child(level, "numFmt")) or "decimal",
                value(child(level, "lvlText"))[:40],
                value(child(level, "suff")) or "tab",
                value(child(level, "pStyle")),
                truth(child(level, "isLgl")),
                properties is not None and truth(child(properties, "vanish")),
                int(restart) if _is_small(restart) else None,
            ),
        )
