"""What a PDF's page draws: its letters and its rules, each at its place, as the page is looked at.

Everything that asks PDFium is here. Lengths are points; x grows to the right and y upwards, after the page was turned
so that most of its letters stand upright.
"""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from pypdfium2 import PdfPage, PdfTextPage, raw

# No page that a person reads has more letters or lines; beyond, the layout would cost time and memory for nothing.
MOST_GLYPHS = 60_000
_MOST_RULES = 20_000
_FARTHEST = 1e5
"""Points; places beyond are none that a page shows, and infinite ones are among them."""
_QUARTER = math.pi / 2
_UPRIGHT = 0.05
"""Radians by which letters may lean from a right angle, as those of a scan that was read by a machine do."""
_HYPHEN = "\x02"
"""What PDFium says instead of a hyphen at a line's end."""
_THIN = 3.0
_SHORTEST_RULE = 6.0


class Glyph(NamedTuple):
    """One letter: its box from left to right, the line it stands on, the height of its font and its shade.

    `shade` is 0 for black ink and 1 for white or fully transparent ink.
    """

    text: str
    left: float
    right: float
    base: float
    em: float
    shade: float


class Rule(NamedTuple):
    """A straight line that is drawn, upright or level: from its lower left end to its upper right end."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def level(self) -> bool:
        """Whether it lies, and does not stand."""
        return self.right - self.left >= self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one page draws. `plain` is its text in PDFium's order, for a page that has more letters than a page has."""

    glyphs: tuple[Glyph, ...] = ()
    rules: tuple[Rule, ...] = ()
    plain: str = ""


class _Style(NamedTuple):
    """How letters that follow one another are drawn: the height of their font, their angle, shade, and line."""

    em: float
    angle: float
    shade: float
    base: float


class _Drawn(NamedTuple):
    """A letter as PDFium gives it: its number, its edges and how it is drawn."""

    text: str
    number: int
    left: float
    right: float
    style: _Style


def read_sheet(page: PdfPage, layer: PdfTextPage, limit: int) -> Sheet:
    """Return what a page draws; at most `limit` letters of it."""
    count = min(layer.count_chars(), limit)
    if count > MOST_GLYPHS:
        return Sheet(plain=layer.get_text_range(0, count, errors="replace"))
    reader = _LayerReader(layer)
    drawn = list(reader.letters(count))
    turn = _usual_turn(one.style.angle for one in drawn)
    # what leans is a watermark or a stamp
    glyphs = tuple(
        glyph
        for one in drawn
        if _right_angles(one.style.angle) == turn and (glyph := reader.glyph(one, turn)) is not None
    )
    return Sheet(glyphs, tuple(_turned(rule, turn) for rule in _rules(page)) if glyphs else ())


class _LayerReader:
    """Asks PDFium for the letters of a page. It keeps the places that PDFium writes its answers to."""

    def __init__(self, layer: PdfTextPage) -> None:
        self._layer = layer.raw
        self._box, self._matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        self._numbers = [ctypes.c_double() for _ in range(4)]
        self._colours = [ctypes.c_uint() for _ in range(4)]
        self._to_box, self._to_matrix = ctypes.byref(self._box), ctypes.byref(self._matrix)
        self._to_numbers = [ctypes.byref(one) for one in self._numbers]
        self._to_colours = [ctypes.byref(one) for one in self._colours]

    def letters(self, count: int) -> Iterator[_Drawn]:
        """Yield the letters that the page itself draws, among the first `count` characters.

        A call costs more than all that is done with its answer: two are made for each letter, and the others only
        where a letter does not stand behind the one before on the same line.
        """
        unicode, loose_box, is_generated = (
            raw.FPDFText_GetUnicode,
            raw.FPDFText_GetLooseCharBox,
            raw.FPDFText_IsGenerated,
        )
        layer, box, to_box = self._layer, self._box, self._to_box
        style = _NO_STYLE
        before: _Drawn | None = None
        bottom = top = right = math.nan
        for index in range(count):
            text = chr(unicode(layer, index) or 0xFFFD)
            # PDFium makes blanks of its own where it believes that words are set apart
            if text in "\r\n" or (text.isspace() and is_generated(layer, index) == 1):
                continue
            if not loose_box(layer, index, to_box):
                continue
            left = box.left
            if (
                before is not None
                and left == before.left
                and bottom == box.bottom
                and self._is_one_shape(before, index)
            ):
                before = before._replace(text=before.text + text)
                continue
            if box.bottom != bottom or box.top != top or not -1 < (left - right) / (top - bottom or 1) < 1:
                style = self._style(index)
                bottom, top = box.bottom, box.top
            right = box.right
            if style.em <= 0:
                continue
            if before is not None:
                yield before
            before = _Drawn("-" if text == _HYPHEN else text, index, left, right, style)
        if before is not None:
            yield before

    def _is_one_shape(self, before: _Drawn, index: int) -> bool:
        """Tell whether a letter is drawn by the shape of the one before it, as two dashes that a font joins are."""
        things = (raw.FPDFText_GetTextObject(self._layer, number) for number in (before.number, index))
        one, other = (ctypes.cast(thing, ctypes.c_void_p).value for thing in things)
        return one == other

    def _style(self, index: int) -> _Style:
        """Return how a letter is drawn; one without height where it stands nowhere."""
        size = raw.FPDFText_GetFontSize(self._layer, index)
        if not raw.FPDFText_GetMatrix(self._layer, index, self._to_matrix):
            return _NO_STYLE
        em = round(abs(size) * math.hypot(self._matrix.c, self._matrix.d), 2)
        if not raw.FPDFText_GetCharOrigin(self._layer, index, *self._to_numbers[:2]):
            return _NO_STYLE
        base = self._numbers[1].value
        # a comparison with what is no number is False
        if not (0 < em < _FARTHEST and abs(base) < _FARTHEST):
            return _NO_STYLE
        known = raw.FPDFText_GetFillColor(self._layer, index, *self._to_colours)
        red, green, blue, alpha = (one.value for one in self._colours)
        light = (0.3 * red + 0.59 * green + 0.11 * blue) / 255
        # ink of half the strength over white paper is half as dark
        shade = 1 - (1 - light) * alpha / 255 if known else 0.0
        return _Style(em, math.atan2(self._matrix.b, self._matrix.a), shade, base)

    def glyph(self, one: _Drawn, turn: int) -> Glyph | None:
        """Return a letter in the directions of a page turned by right angles; None where it stands nowhere."""
        style = one.style
        left, right, base = one.left, one.right, style.base
        if turn:
            # PDFium knows how wide a letter is only where it stands upright; of others it knows the shape's edges
            numbers, places = self._numbers, self._to_numbers
            if not raw.FPDFText_GetCharOrigin(self._layer, one.number, *places[:2]):
                return None
            left, base = _turned_point(numbers[0].value, numbers[1].value, turn)
            if not raw.FPDFText_GetCharBox(self._layer, one.number, *places):
                return None
            west, east, south, north = (number.value for number in numbers)
            right = max(_turned_point(west, south, turn)[0], _turned_point(east, north, turn)[0], left)
        if not (abs(left) < _FARTHEST and abs(right) < _FARTHEST and abs(base) < _FARTHEST):
            return None
        return Glyph(one.text, left, right, base, style.em, style.shade)


_NO_STYLE = _Style(0, 0, 0, 0)


def _usual_turn(angles: Iterator[float]) -> int:
    """Return by how many right angles most letters of a page are turned, against the clock."""
    turns = Counter(turn for angle in angles if (turn := _right_angles(angle)) is not None)
    return turns.most_common(1)[0][0] if turns else 0


def _right_angles(angle: float) -> int | None:
    """Return how many right angles an angle is; None where it leans from all."""
    if angle == 0:
        return 0
    turns = round(angle / _QUARTER)
    return turns % 4 if abs(angle - turns * _QUARTER) <= _UPRIGHT else None


def _turned_point(x: float, y: float, turn: int) -> tuple[float, float]:
    """Return where a point comes to lie when a page is turned by right angles with the clock."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]


def _turned(rule: Rule, turn: int) -> Rule:
    one, other = _turned_point(rule.left, rule.bottom, turn), _turned_point(rule.right, rule.top, turn)
    return Rule(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))


_Matrix = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1, 0, 0, 1, 0, 0)


def _rules(page: PdfPage) -> Iterator[Rule]:
    """Yield the level and upright lines that a page draws: strokes, thin bars, and the edges of frames."""
    left = _MOST_RULES
    for number in range(min(raw.FPDFPage_CountObjects(page.raw), _MOST_RULES)):
        thing = raw.FPDFPage_GetObject(page.raw, number)
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            for rule in _path_rules(thing, _SAME, left):
                left -= 1
                yield rule
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            matrix = _matrix(thing)
            for inner in range(min(max(raw.FPDFFormObj_CountObjects(thing), 0), left)):
                part = raw.FPDFFormObj_GetObject(thing, inner)
                left -= 1
                if part and raw.FPDFPageObj_GetType(part) == raw.FPDF_PAGEOBJ_PATH:
                    for rule in _path_rules(part, matrix, left):
                        left -= 1
                        yield rule
        if left <= 0:
            return


def _matrix(thing: raw.FPDF_PAGEOBJECT) -> _Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(thing, ctypes.byref(found)):
        return _SAME
    return found.a, found.b, found.c, found.d, found.e, found.f


def _through(point: tuple[float, float], matrix: _Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f


def _path_rules(path: raw.FPDF_PAGEOBJECT, outer: _Matrix, most: int) -> Iterator[Rule]:
    """Yield the rules of one path: each straight piece of a stroke, and each thin bar that is filled."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(path, ctypes.byref(mode), ctypes.byref(stroke)):
        return
    inner = _matrix(path)
    x, y = ctypes.c_float(), ctypes.c_float()
    corners: list[tuple[float, float]] = []
    for number in range(min(max(raw.FPDFPath_CountSegments(path), 0), most)):
        segment = raw.FPDFPath_GetPathSegment(path, number)
        if not segment or not raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            continue
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            yield from _shape_rules(corners, stroked=bool(stroke.value))
            corners = []
        corners.append(_through(_through((x.value, y.value), inner), outer))
        if raw.FPDFPathSegment_GetClose(segment):
            corners.append(corners[0])
    yield from _shape_rules(corners, stroked=bool(stroke.value))


def _shape_rules(corners: list[tuple[float, float]], *, stroked: bool) -> Iterator[Rule]:
    """Yield the rules of a chain of corners: its box where that is thin, else, where it is stroked, its edges."""
    if len(corners) < 2 or not all(abs(x) < _FARTHEST and abs(y) < _FARTHEST for x, y in corners):
        return
    across, up = [x for x, _ in corners], [y for _, y in corners]
    box = Rule(min(across), min(up), max(across), max(up))
    wide, high = box.right - box.left, box.top - box.bottom
    if min(wide, high) <= _THIN:
        if max(wide, high) >= _SHORTEST_RULE:
            yield box
        return
    if stroked:
        for (x, y), (u, v) in pairwise(corners):
            if min(abs(x - u), abs(y - v)) <= _THIN / 2 and max(abs(x - u), abs(y - v)) >= _SHORTEST_RULE:
                yield Rule(min(x, u), min(y, v), max(x, u), max(y, v))
