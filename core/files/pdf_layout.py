"""The layout of a PDF's pages: joins lines to paragraphs; leaves out page headers, page numbers and stray blanks."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u2018-\u201d\u2014\u2026\U00020000-\U0003ffff"
_PAGE_NUMBER = re.compile(
    r"[\s\-—–·.]*(?:第\s*)?(\d{1,4}|[ivxIVX]{1,6})(?:\s*页)?(?:\s*[/／共,，]\s*(?:共\s*)?\d{1,4}\s*页?)?[\s\-—–·.]*"
)
# a line that begins with the mark of a heading or of a list entry begins a paragraph, wherever it stands
_MARKED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}(?:部分|章)|[（(][一二三四五六七八九十]{1,3}[）)]|——)"
)
_ENDED = tuple("。！？!?；;：:”）)…")
_JUNK = frozenset("\x00\ufffe\uffff\x02\xad\u200b\ufeff")
# radicals that fonts use for the characters that look like them
_RADICALS = re.compile("[\u2e80-\u2fd5\uf900-\ufaff]")
_BETWEEN_WIDE = re.compile(
    rf"(?<=[{_WIDE}])[ \u00a0]+(?=[{_WIDE}0-9A-Za-z.+\-%(])|(?<=[0-9A-Za-z.%)])[ \u00a0]+(?=[{_WIDE}])"
)
_IN_NUMBER = re.compile(r"(?<=\d) ?([.,．]) ?(?=\d)|(?<=\d) (?=[%％‰])")
_SET_APART = re.compile(r"(\S) (?=\S|$)")
_WORD = re.compile(r"[!-~]{2,12}")
# a line this long is not repeated by chance
_TWICE = 8
_BLANKS = re.compile(r"[ \u00a0]{2,}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line at its place on a page, in points from the lower left corner; `em` is the height of its letters."""

    text: str
    left: float
    right: float
    bottom: float
    em: float


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[str]:
    """Return the paragraphs of some pages in reading order, joined from their lines."""
    body = _without_furniture(pages)
    lines = [line for page in body for line in page]
    if not lines:
        return []
    measure = _Measure.of(lines)
    joined: list[str] = []
    before: Line | None = None
    for page in body:
        turned = True
        for line in page:
            if turned and before is not None and len(line.text) > _TWICE and line.text.strip() == before.text.strip():
                # a line cut by the edge of a page is drawn on both pages
                continue
            if before is not None and joined and measure.goes_on(before, line, new_page=turned):
                joined[-1] = _join(joined[-1], line.text.strip())
            else:
                joined.append(line.text.strip())
            before, turned = line, False
    return [tidy for paragraph in joined if (tidy := _tidy(paragraph))]


@dataclass(frozen=True, slots=True)
class _Measure:
    """Where lines of running text begin and end, and how far apart they are."""

    left: float
    right: float
    leading: float

    @classmethod
    def of(cls, lines: Sequence[Line]) -> "_Measure":
        lefts = Counter(round(line.left) for line in lines if len(line.text) > 8) or Counter(
            round(line.left) for line in lines
        )
        rights = sorted(line.right for line in lines)
        steps = [one.bottom - two.bottom for one, two in pairwise(lines) if one.bottom > two.bottom]
        usual = Counter(round(step * 2) / 2 for step in steps)
        return cls(
            lefts.most_common(1)[0][0],
            rights[int(0.9 * (len(rights) - 1))],
            max(usual, key=lambda s: usual[s], default=0),
        )

    def goes_on(self, line: Line, after: Line, *, new_page: bool) -> bool:
        """Tell whether a line continues in the one after it."""
        em = max(line.em, 1)
        step = line.bottom - after.bottom
        short = 0.9 if line.text.rstrip().endswith(_ENDED) else 2.2
        # letters and digits that did not fit were moved to the next line as one word
        word = _WORD.match(after.text.strip())
        short += 0.6 * len(word[0]) if word and not _MARKED.match(line.text.strip()) else 0
        if line.right < self.right - short * em or abs(line.em - after.em) > 0.25 * em:
            return False
        if _MARKED.match(after.text.strip()) and line.text.rstrip().endswith(_ENDED):
            return False
        if after.left > self.left + 1.2 * em:
            return False
        if new_page:
            return True
        # a second column begins far up the page; a table's cells are on the same level
        return 0.3 * em < step <= 1.7 * (self.leading or step) or step < -10 * em


def _without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Return the pages without page numbers, and without what is at the head or the foot of most pages."""
    kept = [list(page) for page in pages]
    for place in (0, -1):
        # a header may have two lines, and a number below it
        for _ in range(3):
            ends = Counter(_shape(page[place]) for page in kept if page)
            for page in kept:
                if page and _is_furniture(page[place], ends, len(kept)):
                    page.pop(place)
    return kept


def _is_furniture(line: Line, ends: Counter[str], pages: int) -> bool:
    text = line.text.strip()
    if _PAGE_NUMBER.fullmatch(text):
        return True
    return pages > 2 and len(text) <= 60 and ends[_shape(line)] > max(2, 0.4 * pages)


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s", "", line.text))


def _join(text: str, more: str) -> str:
    """Add a line to the one before.

    With a blank between words of Latin letters, without one where a hyphen cuts a word, and for Chinese.
    """
    if not text or not more:
        return text + more
    if (
        text.endswith("-")
        and text[-2:-1].isascii()
        and text[-2:-1].isalpha()
        and more[0].isascii()
        and more[0].islower()
    ):
        return text[:-1] + more
    letters = all(character.isascii() and character.isalpha() for character in (text[-1], more[0]))
    return text + (" " if letters or text[-1] in ",;" else "") + more


def _tidy(text: str) -> str:
    text = _RADICALS.sub(lambda found: _plain(found[0]), text)
    text = _BETWEEN_WIDE.sub("", text)
    text = _IN_NUMBER.sub(lambda found: found[1] or "", text)
    return _BLANKS.sub(" ", text).strip()


def _plain(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 else character


def clean(line: Line) -> Line:
    """Remove from a line what no page shows, and the blanks of a line in which all letters are spaced out."""
    text = "".join(character for character in line.text if character not in _JUNK)
    if len(_SET_APART.findall(text)) > 0.4 * len(text.replace(" ", "")) > 3:
        text = _SET_APART.sub(r"\1", text)
    return replace(line, text=text)


def whole_lines(pieces: Iterable[Line]) -> list[Line]:
    """Join the pieces that stand side by side on one line; a wide gap becomes a tab, as between cells of a table."""
    lines: list[Line] = []
    for piece in pieces:
        before = lines[-1] if lines else None
        em = max(piece.em, 1)
        if before is None or abs(piece.bottom - before.bottom) > 0.3 * em or piece.left < before.right - em:
            lines.append(piece)
            continue
        gap = "\t" if piece.left > before.right + 1.5 * em else ""
        text = before.text.rstrip() + gap + piece.text.lstrip()
        lines[-1] = replace(before, text=text, right=max(piece.right, before.right))
    return lines
