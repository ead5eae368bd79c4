"""A small writer of PDFs: words and rules at places, as any program may draw them; the font's letters are squares."""

import math
from collections.abc import Sequence

from tests.core.files.making import pdf_of, stream

# every letter stands for itself; those of ASCII are half as wide as they are high
_FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/Square/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>",
    b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Square"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    b"/DW 1000/W[32 126 500]/FontDescriptor %d 0 R>>",
    b"<</Type/FontDescriptor/FontName/Square/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120"
    b"/CapHeight 700/StemV 80>>",
)


def _to_unicode() -> bytes:
    ranges = [b"<%02X00><%02XFF><%02X00>" % (high, high, high) for high in range(256)]
    blocks = (ranges[at : at + 64] for at in range(0, 256, 64))
    said = b"\n".join(b"%d beginbfrange\n%s\nendbfrange" % (len(block), b"\n".join(block)) for block in blocks)
    return (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        b"1 begincodespacerange <0000><FFFF> endcodespacerange\n" + said + b"\nendcmap end end"
    )


class Page:
    """What is drawn on one page, in the order in which it is said; lengths in points from the lower left corner."""

    def __init__(self, turned: int = 0, width: float = 595, height: float = 842) -> None:
        self._turned, self._width, self._height = turned, width, height
        self._content: list[bytes] = []

    def words(
        self, words: str, x: float, y: float, size: float = 12, *, angle: float = 0, grey: float = 0, pitch: float = 0
    ) -> "Page":
        """Draw words; `pitch` sets each letter so many points behind the one before, for itself."""
        cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        pieces = list(words) if pitch else [words]
        for number, piece in enumerate(pieces):
            left, base = x + number * pitch * cosine, y + number * pitch * sine
            matrix = b"%.5f %.5f %.5f %.5f %.3f %.3f Tm" % (cosine, sine, -sine, cosine, left, base)
            letters = piece.encode("utf-16-be").hex().upper().encode()
            self._content.append(b"BT %.2f g /F1 %.2f Tf %s <%s> Tj ET" % (grey, size, matrix, letters))
        return self

    def lines(self, rows: Sequence[str], x: float, y: float, size: float = 12, step: float = 20) -> "Page":
        """Draw rows under one another; one that begins with blanks is indented by as many letters."""
        for number, row in enumerate(rows):
            words = row.lstrip(" ")
            self.words(words, x + (len(row) - len(words)) * size, y - number * step, size)
        return self

    def rule(self, x: float, y: float, to_x: float, to_y: float) -> "Page":
        """Draw a line."""
        self._content.append(b"0.5 w %.2f %.2f m %.2f %.2f l S" % (x, y, to_x, to_y))
        return self

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> "Page":
        """Draw the rules of a table."""
        for y in ys:
            self.rule(min(xs), y, max(xs), y)
        for x in xs:
            self.rule(x, min(ys), x, max(ys))
        return self

    def raw(self, content: bytes) -> "Page":
        """Draw by operators of PDF's own."""
        self._content.append(content)
        return self

    def page_and_content(self, at: int, font: int) -> tuple[bytes, bytes]:
        """Return the page's object, and that of its content, which is numbered `at`."""
        box = b"/MediaBox[0 0 %.0f %.0f]/Rotate %d" % (self._width, self._height, self._turned)
        resources = b"/Resources<</Font<</F1 %d 0 R>>>>" % font
        leaf = b"<</Type/Page/Parent 2 0 R%s/Contents %d 0 R%s>>" % (box, at, resources)
        return leaf, stream(b"\n".join(self._content))


def drawn(*pages: Page) -> bytes:
    """Return a PDF of some pages."""
    font = 3 + 2 * len(pages)
    kids = b" ".join(b"%d 0 R" % (3 + 2 * number) for number in range(len(pages)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages))]
    for number, page in enumerate(pages):
        objects += page.page_and_content(4 + 2 * number, font)
    objects += [_FONT[0] % (font + 1, font + 3), _FONT[1] % (font + 2), _FONT[2], stream(_to_unicode())]
    return pdf_of(objects)
