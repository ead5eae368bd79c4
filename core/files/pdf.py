"""PDFs: the text layer of the pages in the order in which it was written. A scan is refused as one."""

from collections.abc import Iterator
from functools import cache

from pypdfium2 import PdfDocument, PdfiumError

from ..model.errors import ReportError
from ..model.report import TEXT_LIMIT, About, Note
from .content import Content
from .pdf_glyphs import Sheet, read_sheet
from .pdf_layout import paragraphs_of
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
        sheets = _sheets(document, name)
    except PdfiumError as error:
        if getattr(error, "err_code", None) == _NO_PASSWORD:
            raise ReportError(
                "{name} is protected by a password. Save it without one and open it again.", name=name
            ) from error
        raise ReportError(
            "{name} is damaged, or is not the kind of file that its name says. Save it again.", name=name
        ) from error
    characters = strange = blank = 0
    for sheet in sheets:
        before = characters
        for character in _characters(sheet):
            characters += 1
            strange += _is_strange(character)
        blank += characters == before
    if not characters:
        raise ReportError(
            "{name} is a scan: its pages are pictures. Have its text recognized (OCR), save that as .txt or .docx "
            "and open it.",
            name=name,
        )
    if strange > _UNREADABLE * characters:
        raise ReportError(
            "{name} does not say which characters the shapes in its fonts stand for. Have its text recognized (OCR), "
            "save that as .txt or .docx and open it.",
            name=name,
        )
    notes = (Note("{number} pages hold no text; they may be scans.", blank),) if blank else ()
    return Content("\n".join(paragraphs_of(sheets)) + "\n", "pdf", notes, about)


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


def _sheets(document: PdfDocument, name: str) -> list[Sheet]:
    """Return what every page draws."""
    if len(document) > _MOST_PAGES:
        raise ReportError(
            "{name} has more than {limit} pages; split it and open the parts.", name=name, limit=_MOST_PAGES
        )
    sheets: list[Sheet] = []
    size = 0
    for number in range(len(document)):
        page = document[number]
        layer = page.get_textpage()
        try:
            sheet = read_sheet(page, layer, TEXT_LIMIT + 1)
        finally:
            layer.close()
            page.close()
        sheets.append(sheet)
        size += len(sheet.glyphs) + len(sheet.plain)
        if size > TEXT_LIMIT:
            raise ReportError(
                "{name} holds more than {limit} characters; split it and open the parts.", name=name, limit=TEXT_LIMIT
            )
    return sheets


def _characters(sheet: Sheet) -> Iterator[str]:
    """Yield every character of a page that is no blank."""
    yield from (glyph.text for glyph in sheet.glyphs if not glyph.text.isspace())
    yield from (character for character in sheet.plain if not character.isspace())
