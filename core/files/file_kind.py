"""The kind of a file, found from its first bytes, since a suffix may be wrong.

What cannot be read is refused with a reason.
"""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Literal

from ..model.errors import ReportError
from .label_file import LABEL_SUFFIXES, label_file
from .workbook_kinds import is_workbook

Kind = Literal["plain", "page", "mail", "docx", "pdf", "table", "zip"]

SPREADSHEETS = (".xlsx", ".xlsm", ".xltx", ".xls", ".xlsb", ".ods", ".et")
"""The suffixes of workbooks: Excel's, LibreOffice's and that of WPS."""

SUFFIXES: dict[str, Kind] = {
    ".txt": "plain",
    ".html": "page",
    ".htm": "page",
    ".shtml": "page",
    ".xhtml": "page",
    ".mht": "mail",
    ".mhtml": "mail",
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".dotm": "docx",
    ".pdf": "pdf",
    ".csv": "table",
    ".tsv": "table",
    ".jsonl": "table",
    ".json": "table",
    ".parquet": "table",
    **dict.fromkeys(SPREADSHEETS, "table"),
    ".zip": "zip",
}

OLD_DOCUMENTS = (".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt", ".ott", ".fodt")
"""The suffixes of documents that LibreOffice makes readable; without it a sentence says what to do."""

_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.text"

Refusal = Callable[[str], ReportError]


def _word(name: str) -> ReportError:
    return ReportError(
        "{name} is in the old format of Word or WPS. Install LibreOffice and let it be used for such files, or open it "
        "in Word or WPS, save it as .docx and open that.",
        name=name,
    )


def _damaged(name: str) -> ReportError:
    return ReportError("{name} is damaged, or is not the kind of file that its name says. Save it again.", name=name)


def _locked(name: str) -> ReportError:
    return ReportError("{name} is protected by a password. Save it without one and open it again.", name=name)


def _rich(name: str) -> ReportError:
    return ReportError(
        "{name} is a rich text file. Install LibreOffice and let it be used for such files, or open it in Word or WPS, "
        "save it as .docx and open that.",
        name=name,
    )


def _open_document(name: str) -> ReportError:
    return ReportError(
        "{name} is an OpenDocument text. Install LibreOffice and let it be used for such files, or save it as .docx "
        "and open that.",
        name=name,
    )


def _image(name: str) -> ReportError:
    return ReportError(
        "{name} is a picture. Have its text recognized (OCR), save that as .txt or .docx and open it.", name=name
    )


def _ofd(name: str) -> ReportError:
    return ReportError("{name} is an OFD document. Save it as PDF or as text in its reader and open that.", name=name)


def _other_office(name: str) -> ReportError:
    return ReportError("{name} was made by another office program. Save it there as .docx and open that.", name=name)


def _packed(name: str) -> ReportError:
    return ReportError(
        "{name} is an archive of a kind that cannot be opened here. Unpack it and open what is in it.", name=name
    )


def _parquet(name: str) -> ReportError:
    return ReportError("{name} is a Parquet table under another name. Have it end in .parquet and open it.", name=name)


def _program(name: str) -> ReportError:
    return ReportError("{name} is a program or a database, not a text. Choose another file.", name=name)


# "EncryptedPackage": the name, as OLE writes it, of the part that holds a password-protected document
_LOCK_MARK = b"\x00".join(bytes((letter,)) for letter in b"EncryptedPackage")
_SENTENCES: tuple[tuple[bytes, Refusal], ...] = (
    (b"{\\rtf", _rich),
    *((magic, _image) for magic in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"<svg")),
    *((magic, _packed) for magic in (b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")),
    (b"PAR1", _parquet),
    *((magic, _program) for magic in (b"\x7fELF", b"MZ", b"SQLite format 3\x00", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed")),
)
# formats that only the suffix tells, because they begin as others do
_BY_SUFFIX: dict[str, Refusal] = {
    ".doc": _word,
    ".wps": _word,
    ".ofd": _ofd,
}
_BY_SUFFIX |= dict.fromkeys(
    (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".svg", ".heic"), _image
)
_BY_SUFFIX |= {".dot": _word, ".wpt": _word, ".odt": _open_document, ".ott": _open_document, ".fodt": _open_document}
_BY_SUFFIX |= dict.fromkeys(LABEL_SUFFIXES, label_file)
_BY_SUFFIX |= {".rar": _packed, ".7z": _packed, ".gz": _packed, ".tar": _packed, ".rtf": _rich}
_DOCUMENT = re.compile(r"word/document[0-9]*\.xml")
_PARTS: tuple[tuple[str, Refusal], ...] = (
    ("OFD.xml", _ofd),
    ("ppt/presentation.xml", _other_office),
    ("content.xml", _other_office),
    ("META-INF/container.xml", _other_office),
)


FOR_OFFICE = frozenset(refusal("").sentence for refusal in (_word, _rich, _open_document))
"""What is said of the files that LibreOffice may make a .docx of."""


def kind_of(data: bytes, name: str, suffix: str) -> Kind:
    """Return the kind of a file by its content, then by its suffix (lower case).

    Raise ReportError if it is unreadable.
    """
    head = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        locked = _LOCK_MARK in data
        if is_workbook(data) and not locked:
            return "table"
        raise (_locked if locked else _damaged if suffix in SPREADSHEETS else _word)(name)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        kind = "table" if is_workbook(data) else _packed_kind(data, name)
        if kind == "zip" and SUFFIXES.get(suffix) in ("docx", "table"):
            raise _damaged(name)
        return kind
    if b"%PDF-" in data[:1024]:
        return "pdf"
    for magic, refusal in _SENTENCES:
        # a text could begin with a short magic number
        if data.startswith(magic) and (len(magic) > 2 or b"\x00" in data[:64]):
            raise refusal(name)
    start = head[:512].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<?xml")) and b"<html" in data[:4096].lower():
        return "page"
    if start.startswith((b"mime-version:", b"from:", b"content-type: multipart/related")):
        return "mail"
    return _kind_by_suffix(name, suffix)


def _kind_by_suffix(name: str, suffix: str) -> Kind:
    kind = SUFFIXES.get(suffix)
    if suffix in _BY_SUFFIX:
        raise _BY_SUFFIX[suffix](name)
    if kind is None:
        known = " ".join(SUFFIXES)
        raise ReportError(
            "{name} is not a kind of file that can be read ({known}); save it as plain text.", name=name, known=known
        )
    if kind in ("docx", "pdf", "zip"):
        raise _damaged(name)
    return kind


def _packed_kind(data: bytes, name: str) -> Kind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            names = set(packed.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise _damaged(name) from error
    # some programs number it
    if any(_DOCUMENT.fullmatch(part) for part in names):
        return "docx"
    if _OPEN_DOCUMENT in data[:256]:
        # the first of its parts says so, and is not compressed
        raise _open_document(name)
    for part, refusal in _PARTS:
        if part in names:
            raise refusal(name)
    return "zip"
