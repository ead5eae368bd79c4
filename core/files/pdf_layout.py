"""The layout of a PDF: from what its pages draw to paragraphs, without page headers, page numbers and stray blanks.

The steps: rows of letters (pdf_rows.py), what stands on every page is left out, ruled tables (pdf_tables.py), columns
and reading order (pdf_columns.py), then here the lines are joined to paragraphs, over columns and pages.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .pdf_columns import Gutter, Line, Part, lines_of
from .pdf_glyphs import Sheet
from .pdf_rows import Piece, Row, rows_of, usual_em
from .pdf_tables import grids_of, joined, take_table

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
_WORD = re.compile(r"[!-~—–～]{2,12}")
# a line this long is not repeated by chance
_TWICE = 8
_BLANKS = re.compile(r"[ \u00a0]{2,}")
# how a note at the foot of a page begins, and how much smaller its letters are than the text's
_NOTE = re.compile(
    r"\s*(?:[①-⑳\u2070¹²³⁴-\u2079*※]|[\[［〔]\s*\d{1,2}\s*[\]］〕]|\d{1,2}(?![\d.,%％])|注\s*\d*\s*[：:])"
)
_NOTE_SIZE = 0.92
# what stands at one place of several pages: so many points apart at most, so many gaps between lines from the text
_SAME_PLACE, _FAR_FROM_TEXT = 3.0, 1.7
_FEWEST_LINES, _FEWEST_TO_LEAVE_OUT = 5, 8
# so much lighter is a watermark than the text, or so often it stands on one page; so many gutters are remembered
_LIGHTER, _TIMES_ON_PAGE = 0.15, 3
_MOST_GUTTERS = 8
# where paragraphs are indented, a line may leave this part of its column free and go on: a long word did not fit
_SHORT = 0.35


def paragraphs_of(sheets: Sequence[Sheet]) -> list[str]:
    """Return the paragraphs of some pages in reading order."""
    pages: list[list[Line]] = []
    gutters: list[Gutter] = []
    drawn = _without_furniture(_without_repeated([rows_of(sheet.glyphs) for sheet in sheets]))
    for sheet, rows in zip(sheets, drawn, strict=True):
        if sheet.plain:
            pages.append(_plain_lines(sheet.plain))
            continue
        lines, found = lines_of(_with_tables(sheet, rows), sheet.rules, gutters)
        gutters = (gutters + found)[-_MOST_GUTTERS:]
        pages.append([clean(line) for line in lines if line.text.strip()])
    return paragraphs(pages)


def _with_tables(sheet: Sheet, rows: Sequence[Row]) -> list[Part]:
    """Return what stands on a page: its ruled tables, and the rows outside them."""
    parts: list[Part] = []
    outside = list(rows)
    for grid in grids_of(sheet.rules):
        table, outside = take_table(grid, outside)
        if table is not None:
            parts.append(table)
    return [*parts, *outside]


def _plain_lines(text: str) -> list[Line]:
    """Return the lines of a page that has more letters than a page has, each a paragraph."""
    return [Line(line, 0, 0, 0, 1, apart=True) for line in text.splitlines() if line.strip()]


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[str]:
    """Return the paragraphs of some pages' lines, given in reading order, joined from them.

    Notes at the foot of a page come after the paragraph that goes on over it.
    """
    body, notes = _without_notes(pages)
    joiner = _Joiner(body)
    for number, page in enumerate(body):
        for line in page:
            joiner.add(number, line)
        joiner.later.extend(paragraphs([notes[number]]) if notes[number] else [])
    joiner.end()
    return [tidy for paragraph in joiner.done if (tidy := _tidy(paragraph))]


class _Joiner:
    """Joins lines to paragraphs as they come. `later` is what comes after the paragraph that is open."""

    def __init__(self, pages: Sequence[Sequence[Line]]) -> None:
        self._frames = _Frames(pages)
        self._before: tuple[int, Line] | None = None
        self._open = ""
        self.done: list[str] = []
        self.later: list[str] = []

    def add(self, page: int, line: Line) -> None:
        """Add the next line, which stands on a page of some number."""
        text = line.text.strip()
        if self._before is not None:
            number, before = self._before
            turned = number != page or before.column != line.column
            if turned and len(text) > _TWICE and text == before.text.strip() and not line.apart:
                # a line cut by the edge of a page is drawn on both pages
                return
            if self._frames.goes_on(number, before, page, line):
                self._open = joined(self._open, text)
                self._before = page, line
                return
        self.end()
        self._open, self._before = line.text.rstrip() if line.apart else text, (page, line)

    def end(self) -> None:
        """End the paragraph that is open."""
        self.done.extend([self._open, *self.later] if self._open else self.later)
        self._open = ""
        self.later.clear()


@dataclass(frozen=True, slots=True)
class _Measure:
    """Where lines of running text begin and end, and how far apart they are."""

    left: float
    right: float
    leading: float
    room: float
    """How many letters a full line has room for, those of half width as half."""
    indents: bool
    """Whether paragraphs begin with an indent, so that a line at the left edge goes on with the one before."""

    @classmethod
    def of(cls, lines: Sequence[Line]) -> "_Measure":
        left = _usual_left(lines)
        steps = [one.bottom - two.bottom for one, two in pairwise(lines) if one.bottom > two.bottom]
        usual = Counter(round(step * 2) / 2 for step in steps)
        return cls(
            left,
            _longest([line.right for line in lines]),
            max(usual, key=lambda s: usual[s], default=0),
            _longest([_letters(line, left) for line in lines]),
            _has_indents(lines, left),
        )


def _longest(lengths: list[float]) -> float:
    """Return the length of full lines: that of the longest, but for one in ten that goes beyond."""
    lengths = sorted(lengths)
    return lengths[int(0.9 * (len(lengths) - 1))] if len(lengths) >= _FEWEST_TO_LEAVE_OUT else lengths[-1]


def _letters(line: Line, left: float) -> float:
    """Return up to how many letters of full width a line reaches from the left edge of its column."""
    wide = sum(1 if letter > "\u02ff" else 0.5 for letter in line.text.strip())
    return max(line.left - left, 0) / max(line.em, 1) + wide


def _has_indents(lines: Sequence[Line], left: float) -> bool:
    """Tell whether paragraphs begin with an indent: several do, and hardly a line at the left edge follows an end."""
    indented = flush = 0
    for before, line in pairwise(lines):
        em = max(line.em, 1)
        if left + 1.2 * em < line.left <= left + 3 * em:
            indented += 1
        elif (
            line.left <= left + 0.5 * em
            and before.text.rstrip().endswith("。")
            and not _MARKED.match(line.text.strip())
        ):
            flush += line.right > before.right + em
    return indented > 1 and flush * 4 <= indented


def _usual_left(lines: Sequence[Line]) -> float:
    """Return where lines begin: the leftmost place at which many of them do."""
    lefts = Counter(round(line.left) for line in lines if len(line.text) > _TWICE) or Counter(
        round(line.left) for line in lines
    )
    many = min(0.15 * sum(lefts.values()), max(lefts.values()))
    return min(left for left, times in lefts.items() if times + lefts[left - 1] + lefts[left + 1] >= many)


class _Frames:
    """The measures of a document's columns: one for all pages, moved on each page to where its lines begin."""

    def __init__(self, pages: Sequence[Sequence[Line]]) -> None:
        of_columns: dict[tuple[int, int], list[Line]] = defaultdict(list)
        self._pages: dict[tuple[int, tuple[int, int]], _Measure] = {}
        for number, page in enumerate(pages):
            here: dict[tuple[int, int], list[Line]] = defaultdict(list)
            for line in page:
                if not line.apart:
                    here[line.column].append(line)
            for column, lines in here.items():
                of_columns[column].extend(lines)
                if len(lines) >= _FEWEST_LINES:
                    self._pages[number, column] = _Measure.of(lines)
        self._columns = {column: _Measure.of(lines) for column, lines in of_columns.items()}
        for column, lines in of_columns.items():
            if len(lines) < _FEWEST_LINES:
                # so few lines do not tell how long full ones are, but tables do
                right = max(line.right for page in pages for line in page if line.column == column)
                self._columns[column] = replace(self._columns[column], right=right, room=1000)

    def _at(self, page: int, line: Line) -> _Measure:
        """Return the measure of the lines around one; a page of another width than most has its own."""
        usual = self._columns[line.column]
        own = self._pages.get((page, line.column))
        if own is None:
            return usual
        moved = replace(usual, left=own.left, right=usual.right + own.left - usual.left)
        return own if abs(moved.right - own.right) > 0.15 * (own.right - own.left) else moved

    def goes_on(self, page: int, line: Line, next_page: int, after: Line) -> bool:
        """Tell whether a line continues in the one after it."""
        if line.apart or after.apart:
            return False
        measure, next_measure = self._at(page, line), self._at(next_page, after)
        em = max(line.em, 1)
        words, more = line.text.strip(), after.text.strip()
        ended, marked = words.endswith(_ENDED), _MARKED.match(words) is not None
        room = _room(words, more, marked=marked)
        # where letters of half width are drawn wider than half, lines of as many letters end at several places
        is_full = line.right >= measure.right - room * em or _letters(line, measure.left) >= measure.room - min(room, 1)
        if measure.indents and not ended and not marked and line.left <= measure.left + 3 * em:
            is_full = is_full or line.right >= measure.right - _SHORT * (measure.right - measure.left)
        if not is_full or abs(line.em - after.em) > 0.25 * em:
            return False
        if _MARKED.match(more) and ended:
            return False
        if after.left > next_measure.left + 1.2 * em:
            return False
        if page != next_page or line.column != after.column:
            return True
        step = line.bottom - after.bottom
        # cells of a table are on the same level
        return 0.3 * em < step <= 1.7 * (measure.leading or step) or step < -10 * em


def _room(words: str, more: str, *, marked: bool) -> float:
    """Return how many letters' room a full line may leave free at its end, before a line that begins with `more`."""
    room = 0.9 if words.endswith(_ENDED) else 2.2
    # letters and digits that did not fit were moved to the next line as one word
    word = _WORD.match(more)
    if word and not marked:
        room += 0.6 * len(word[0])
    return room


def _without_notes(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[list[Line]]]:
    """Return the pages without the notes at the feet of their columns, and the notes' lines, page by page."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[round(line.em, 1)] += len(line.text)
    usual = max(sizes, key=lambda em: sizes[em], default=0.0)
    bodies: list[list[Line]] = []
    notes: list[list[Line]] = []
    for page in pages:
        body: list[Line] = []
        at_foot: list[Line] = []
        for number, line in enumerate(page):
            body.append(line)
            if number + 1 == len(page) or page[number + 1].column != line.column:
                count = _notes_at_end(body, line.column, usual)
                at_foot.extend(body[len(body) - count :])
                del body[len(body) - count :]
        # a page of notes alone is a page of its own kind
        bodies.append(body or at_foot)
        notes.append(at_foot if body else [])
    return bodies, notes


def _notes_at_end(lines: Sequence[Line], column: tuple[int, int], usual: float) -> int:
    """Return how many lines at the end of a column are notes: in small letters, the first with a mark."""
    found = 0
    for count, line in enumerate(reversed(lines), 1):
        if line.apart or line.column != column or line.em > _NOTE_SIZE * usual:
            break
        if _NOTE.match(line.text):
            found = count
    return found


def _without_repeated(pages: Sequence[Sequence[Row]]) -> list[list[Row]]:
    """Leave out pieces in lighter ink than the text that stand at one place of most pages, or often on one page."""
    styles: Counter[tuple[float, float]] = Counter()
    places: Counter[tuple[str, int, int]] = Counter()
    for page in pages:
        for row in page:
            for piece in row.pieces:
                styles[piece.em, piece.glyphs[0].shade] += len(piece.glyphs)
        places.update({_place(piece, row) for row in page for piece in row.pieces})
    if len(styles) < 2:
        return [list(page) for page in pages]
    _, shade = max(styles, key=lambda style: styles[style])
    most = max(2, 0.5 * len(pages))
    kept: list[list[Row]] = []
    for page in pages:
        within = Counter(piece.text for row in page for piece in row.pieces)
        rows: list[Row] = []
        for row in page:
            pieces = tuple(
                piece
                for piece in row.pieces
                if piece.glyphs[0].shade < shade + _LIGHTER
                or (places[_place(piece, row)] < most and within[piece.text] < _TIMES_ON_PAGE)
            )
            if pieces:
                rows.append(Row(pieces, row.base))
        kept.append(rows)
    return kept


def _place(piece: Piece, row: Row) -> tuple[str, int, int]:
    return piece.text, round(piece.left / _SAME_PLACE), round(row.base / _SAME_PLACE)


def _without_furniture(pages: Sequence[Sequence[Row]]) -> list[list[Row]]:
    """Return the pages without page numbers, and without what is at the head or the foot of most pages."""
    kept = [list(page) for page in pages]
    usual = usual_em(glyph for page in pages for row in page for piece in row.pieces for glyph in piece.glyphs)
    for place in (0, -1):
        # a header may have two lines, and a number below it
        for _ in range(3):
            ends = Counter(_shape(page[place]) for page in kept if page)
            apart = Counter(_at_place(page[place]) for page in kept if page and _is_apart(page, place, usual))
            for page in kept:
                if page and _is_furniture(page, place, ends, apart, len(kept)):
                    page.pop(place)
    # pages that are all alike are no furniture
    return [some or list(page) for some, page in zip(kept, pages, strict=True)]


def _is_furniture(
    page: Sequence[Row], place: int, ends: Counter[str], apart: Counter[tuple[str, int]], pages: int
) -> bool:
    row = page[place]
    text = row.text.strip()
    if _PAGE_NUMBER.fullmatch(text):
        return True
    if len(text) > 60:
        return False
    if pages > 2 and ends[_shape(row)] > max(2, 0.4 * pages):
        return True
    # on few pages: the same at the same height, away from the text or in smaller letters
    return apart[_at_place(row)] > 1


def _is_apart(page: Sequence[Row], place: int, usual: float) -> bool:
    """Tell whether the first or last row of a page stands away from the others, or is smaller than the text."""
    row = page[place]
    if row.em < _NOTE_SIZE * usual:
        return True
    if len(page) < 3:
        return False
    steps = sorted(one.base - two.base for one, two in pairwise(page))
    step = abs(row.base - page[1 if place == 0 else -2].base)
    return step > _FAR_FROM_TEXT * steps[len(steps) // 2]


def _at_place(row: Row) -> tuple[str, int]:
    return _shape(row), round(row.base / _SAME_PLACE)


def _shape(row: Row) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s", "", row.text))


def _tidy(text: str) -> str:
    text = _RADICALS.sub(lambda found: _plain(found[0]), text)
    text = _BETWEEN_WIDE.sub("", text)
    text = _IN_NUMBER.sub(lambda found: found[1] or "", text)
    return _BLANKS.sub(" ", text).strip(" \u3000\u00a0\n")


def _plain(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 else character


def clean(line: Line) -> Line:
    """Remove from a line what no page shows, and the blanks of a line in which all letters are spaced out."""
    text = "".join(character for character in line.text if character not in _JUNK)
    if len(_SET_APART.findall(text)) > 0.4 * len(text.replace(" ", "")) > 3:
        text = _SET_APART.sub(r"\1", text)
    return replace(line, text=text)
