"""What a table's file is in truth: a workbook, a web page, or XML; without loading what reads it."""

import zipfile
import zlib
from io import BytesIO

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# the names, as OLE writes them, of the part of an .xls that holds the sheets, in its newer and its older version
_BOOKS = tuple("".join(f"{letter}\0" for letter in name).encode() for name in ("Workbook", "Book"))
_DOCUMENT = "".join(f"{letter}\0" for letter in "WordDocument").encode()
_SHEETS_OF_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
"""The namespace of the XML of Excel 2003."""


def is_packed(head: bytes) -> bool:
    """Tell by its first bytes whether a file may be a workbook; `is_workbook` needs the whole file."""
    return head.startswith((_OLE, b"PK\x03\x04"))


def is_workbook(data: bytes) -> bool:
    """Tell by a file's content whether it is a workbook, whatever its name says.

    An old document of Word with a sheet in it is none.
    """
    if data.startswith(_OLE):
        return _DOCUMENT not in data and any(name in data for name in _BOOKS)
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            names = set(packed.namelist())
            said = packed.open("mimetype").read(len(_SHEETS_OF_ODS)) if "mimetype" in names else b""
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError, OSError):
        return False
    return bool(names & {"xl/workbook.xml", "xl/workbook.bin"}) or (said == _SHEETS_OF_ODS and "content.xml" in names)


def is_xml_spreadsheet(head: bytes) -> bool:
    """Tell by its first bytes whether a file is a spreadsheet in the XML of Excel 2003."""
    head = head[:4096]
    return SPREADSHEET.encode() in head and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<?xml", b"<Work"))


def is_page(head: bytes) -> bool:
    """Tell by its first bytes whether a file that is called a table is a web page."""
    head = head[:2048].removeprefix(b"\xef\xbb\xbf")
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.replace(b"\0", b"")[2:]
    head = head.lstrip().lower()
    return head.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<body", b"<style")) or (
        head.startswith((b"<?xml", b"<!--")) and b"<html" in head
    )
