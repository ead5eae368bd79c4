"""The numbers that Word writes before paragraphs by itself, which are nowhere in their text."""

from collections.abc import Mapping
from xml.etree import ElementTree

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_CHINESE = frozenset({"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand"})
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

Level = tuple[int, str, str]
"""Where a level's count starts, how its number is written, and the words around it (%1 is the first level's)."""


class Numbering:
    """Counts the numbered paragraphs of a document as they come."""

    def __init__(self, lists: Mapping[str, str], levels: Mapping[tuple[str, int], Level]) -> None:
        self._lists, self._levels = lists, levels
        self._counts: dict[tuple[str, int], int] = {}

    def mark(self, number: str, level: str) -> str:
        """Return what stands before the next paragraph of a list at a level; "" for bullets and unknown lists."""
        scheme, depth = self._lists.get(number, ""), int(level) if level.isdecimal() else 0
        if (scheme, depth) not in self._levels:
            return ""
        start = self._levels[scheme, depth][0]
        self._counts[scheme, depth] = self._counts.get((scheme, depth), start - 1) + 1
        for deeper in range(depth + 1, 9):
            self._counts.pop((scheme, deeper), None)
        words = self._levels[scheme, depth][2]
        for upper in range(depth + 1):
            first, form, _ = self._levels.get((scheme, upper), (1, "decimal", ""))
            words = words.replace(f"%{upper + 1}", written(self._counts.get((scheme, upper), first), form))
        return words if self._levels[scheme, depth][1] not in ("bullet", "none") else ""


def written(count: int, form: str) -> str:
    """Write a number the way a list does."""
    if form in _CHINESE and 0 < count < 100:
        tens, ones = divmod(count, 10)
        return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] if ones else "")
    if form.startswith("decimalEnclosedCircle") and 0 < count <= len(_CIRCLED):
        return _CIRCLED[count - 1]
    if form in ("lowerLetter", "upperLetter") and 0 < count <= 26:
        return chr(ord("a" if form == "lowerLetter" else "A") + count - 1)
    return str(count)


def read_numbering(data: bytes) -> Numbering:
    """Read a document's lists from a part that was seen to be XML without a document type."""
    root = ElementTree.fromstring(data)
    levels: dict[tuple[str, int], Level] = {}
    for scheme in root.iter(f"{_WORD}abstractNum"):
        for level in scheme.iter(f"{_WORD}lvl"):
            start, form, words = (_value(level, tag) for tag in ("start", "numFmt", "lvlText"))
            depth = level.get(f"{_WORD}ilvl", "0")
            if depth.isdecimal() and len(depth) < 3:
                first = int(start) if start.isdecimal() and len(start) < 6 else 1
                levels[scheme.get(f"{_WORD}abstractNumId", ""), int(depth)] = first, form, words[:40]
    lists = {num.get(f"{_WORD}numId", ""): _value(num, "abstractNumId") for num in root.iter(f"{_WORD}num")}
    return Numbering(lists, levels)


def _value(element: ElementTree.Element, tag: str) -> str:
    found = element.find(f"{_WORD}{tag}")
    return "" if found is None else found.get(f"{_WORD}val", "")
