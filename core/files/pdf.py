"""PDFs: the text layer of the pages in the order in which it was written. A scan is refused as one."""

import ctypes
from collections.abc import Iterator
from functools import cache

from pypdfium2 import PdfDocument, PdfiumError, PdfTextPage, raw

from ..model.errors import ReportError
from ..model.report import TEXT_LIMIT, About, Note
from .content import Content
from .pdf_layout import Line, clean, paragraphs, whole_lines
from .substitute_font import SubstituteFont

_MOST_PAGES = 3_000
# private-use and unmapped characters, where the font does not say which letters it draws
_UNREADABLE = 0.2
_NO_PASSWORD = 4


def read_pdf(data: bytes, name: str, encoding: str = "") -> Content:
    """Read a PDF's text.

    Raise ReportError for a scan, a locked or damaged file, and letters that cannot be identified.
    """

    use_substitute_font()
    try:
        document = PdfDocument(data)
        about = _about(document)
        pages, blank = _pages(document, name)
    except PdfiumError as error:
        if getattr(error, "err_code", None) == _NO_PASSWORD:
            raise ReportError(
                "{name} is protected by a password. Save it without one and open it again.", name=name
            ) from error
        raise ReportError(
            "{name} is damaged, or is not the kind of file that its name says. Save it again.", name=name
        ) from error
    characters = sum(len(line.text.strip()) for page in pages for line in page)
    if not characters:
        raise ReportError(
            "{name} is a scan: its pages are pictures. Have its text recognized (OCR), save that as .txt or .docx "
            "and open it.",
            name=name,
        )
    strange = sum(map(_is_strange, (character for page in pages for line in page for character in line.text)))
    if strange > _UNREADABLE * characters:
        raise ReportError(
            "{name} does not say which characters the shapes in its fonts stand for. Have its text recognized (OCR), "
            "save that as .txt or .docx and open it.",
            name=name,
        )
    notes = (Note("{number} pages hold no text; they may be scans.", blank),) if blank else ()
    return Content("\n".join(paragraphs(pages)) + "\n", "pdf", notes, about)


@cache
def use_substitute_font() -> SubstituteFont:
    """Give PDFium our substitute font in place of this machine's fonts; done once, for the life of the process."""

    return SubstituteFont()


def _is_strange(character: str) -> bool:
    return "\ue000" <= character <= "\uf8ff" or character == "\ufffd" or character >= "\U000f0000"


def _about(document: PdfDocument) -> About:
    metadata = document.get_metadata_dict(skip_empty=True)
    made = metadata.get("CreationDate", "").removeprefix("D:")
    date = f"{made[:4]}-{made[4:6]}-{made[6:8]}" if made[:8].isdecimal() and len(made) >= 8 else ""
    return About(metadata.get("Title", "").strip()[:200], date)


def _pages(document: PdfDocument, name: str) -> tuple[list[list[Line]], int]:
    """Return the lines of every page, and how many pages have none."""
    pages: list[list[Line]] = []
    size = 0
    if len(document) > _MOST_PAGES:
        raise ReportError(
            "{name} has more than {limit} pages; split it and open the parts.", name=name, limit=_MOST_PAGES
        )
    for number in range(len(document)):
        page = document[number]
        layer = page.get_textpage()
        try:
            lines = whole_lines(line for line in map(clean, _lines(layer)) if line.text.strip())
        finally:
            layer.close()
            page.close()
        pages.append(lines)
        size += sum(len(line.text) for line in lines)
        if size > TEXT_LIMIT:
            raise ReportError(
                "{name} holds more than {limit} characters; split it and open the parts.", name=name, limit=TEXT_LIMIT
            )
    return pages, sum(not page for page in pages)


def _lines(layer: PdfTextPage) -> Iterator[Line]:
    """Divide a page's characters into lines: where PDFium breaks them, and where the pen moves far back or down."""

    count = min(layer.count_chars(), TEXT_LIMIT + 1)
    letters: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    box = raw.FS_RECTF()
    for index in range(count):
        character = chr(raw.FPDFText_GetUnicode(layer, index) or 0xFFFD)
        if character in "\r\n":
            if letters:
                yield _line(letters, boxes)
            letters, boxes = [], []
            continue
        letters.append(character)
        # the loose box is the letter's cell in its line, whatever its shape
        if not character.isspace() and raw.FPDFText_GetLooseCharBox(layer, index, ctypes.byref(box)):
            boxes.append((box.left, box.right, box.bottom, box.top))
    if letters:
        yield _line(letters, boxes)


def _line(letters: list[str], boxes: list[tuple[float, float, float, float]]) -> Line:
    text = "".join(letters)
    if not boxes:
        return Line(text, 0, 0, 0, 0)
    em = sorted(top - bottom for _, _, bottom, top in boxes)[len(boxes) // 2]
    bottom = sorted(box[2] for box in boxes)[len(boxes) // 2]
    return Line(text, min(box[0] for box in boxes), max(box[1] for box in boxes), bottom, em)
