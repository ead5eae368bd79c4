"""Reads a file as a report, whose text is folded once and never changed again."""

import os
import re
import stat
from collections.abc import Callable
from functools import partial
from pathlib import Path, PurePath
from typing import BinaryIO

from ..held_files import is_shut
from ..model.errors import ReportError, reason_of
from ..model.invisible import INVISIBLE, NARROW, REVERSING, WIDE
from ..model.report import PASSED, REPLACEMENT, REVERSED, TEXT_LIMIT, About, Note, Report
from ..paths import reachable
from .content import Content, damage, fold
from .encoding import decode
from .file_kind import Kind, kind_of
from .label_file import is_tagged, label_file

SIZE_LIMIT = 64 * 2**20
# the name of a pasted text is the beginning of its first line
_NAME = 40

_INVISIBLE, _REVERSING = re.compile(f"[{INVISIBLE}]"), re.compile(f"[{REVERSING}]")
# blanks that every text has are not told of
_PASSED = re.compile(f"[{INVISIBLE}{NARROW}{WIDE}]")

# line ends, tabs and other controls, which a file's name may have and the name of a report has not
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_HALF = re.compile("[\ud800-\udfff]")

Parser = Callable[[bytes, str, str], Content]
"""Reads a file's bytes, under its name, in an encoding where one is asked for."""


def load(path: Path, encoding: str = "") -> Report:
    """Read a file as a report; raise ReportError with one sentence that says what to do.

    The file is parsed in this process. Files from elsewhere are read by `core.files.reading_client`, in another
    process.
    """
    path = Path(path)
    return report_of(read_file(path), path.name, encoding)


def open_file(path: Path) -> BinaryIO:
    """Open a file.

    Raise ReportError where it cannot be read or is no file: opening a pipe would wait for its writer.
    """
    path = reachable(path)
    try:
        _refuse_what_is_none(path.stat().st_mode, path.name)
        # if a pipe takes its place meanwhile, opening it does not wait either
        file = open(path, "rb", opener=_without_waiting)  # noqa: SIM115  it is given to who closes it
    except OSError as error:
        if is_shut(path):
            raise ReportError(
                "{name} is open in another program, which does not let it be read. Close it there and try again.",
                name=path.name,
            ) from error
        reason = reason_of(error)
        raise ReportError("{name} cannot be read: {reason}.", name=path.name, reason=reason) from error
    try:
        _refuse_what_is_none(os.fstat(file.fileno()).st_mode, path.name)
    except ReportError:
        file.close()
        raise
    return file


def _without_waiting(name: str, flags: int) -> int:
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


def _refuse_what_is_none(mode: int, name: str) -> None:
    if stat.S_ISDIR(mode):
        raise ReportError("{name} is a folder; choose a file in it.", name=name)
    if not stat.S_ISREG(mode):
        raise ReportError("{name} is not a file but a device or a pipe; choose another.", name=name)


def whole(file: BinaryIO, name: str) -> bytes:
    """Return the bytes of an open file; raise ReportError where it cannot be read or is larger than SIZE_LIMIT."""
    try:
        data = file.read(SIZE_LIMIT + 1)
    except OSError as error:
        reason = reason_of(error)
        raise ReportError("{name} cannot be read: {reason}.", name=name, reason=reason) from error
    if len(data) > SIZE_LIMIT:
        limit = SIZE_LIMIT // 2**20
        raise ReportError("{name} is larger than {limit} MB; split it and open the parts.", name=name, limit=limit)
    return data


def read_file(path: Path) -> bytes:
    """Return the bytes of a file; raise ReportError where it is none, cannot be read, or is larger than SIZE_LIMIT."""
    with open_file(path) as file:
        return whole(file, path.name)


def report_of(data: bytes, name: str, encoding: str = "") -> Report:
    """Return the report in a file's bytes; `name` is the file's name. Raises ReportError where they hold no text."""
    if not data:
        raise ReportError("{name} is empty; choose another file.", name=name)
    kind = kind_of(data, name, PurePath(name).suffix.lower())
    if kind in ("zip", "table"):
        raise ReportError("{name} holds several reports; open it on its own.", name=name)
    content = _parser(kind)(data, name, encoding)
    if kind == "plain" and is_tagged(content.text):
        raise label_file(name)
    return finished(content, PurePath(name).stem, name)


def finished(content: Content, stem: str, name: str) -> Report:
    """Return the report of a content, with its text folded; raise ReportError where it is empty or too long."""
    text, notes = fold(content.text)
    if not text.strip() or text.count(REPLACEMENT) > len(text) / 2:
        raise ReportError("{name} holds no text; choose another file.", name=name)
    if len(text) > TEXT_LIMIT:
        raise ReportError(
            "{name} holds more than {limit} characters; split it and open the parts.", name=name, limit=TEXT_LIMIT
        )
    notes += _unseen(text)
    about = About(*(_text(one) for one in (content.about.title, content.about.date, content.about.source)))
    return Report(_CONTROLS.sub(" ", _text(stem)), text, content.encoding, content.notes + notes, about)


def _unseen(text: str) -> tuple[Note, ...]:
    """Return the note on characters that are not seen as they stand, which the detector passes over."""
    passed = len(_PASSED.findall(text))
    if not passed:
        return ()
    if _REVERSING.search(text):
        return (REVERSED._replace(number=len(_INVISIBLE.findall(text))),)
    return (PASSED._replace(number=passed),)


def _text(words: str) -> str:
    """Return words without half a character, which neither a store nor a line of JSON takes.

    A file system may hold names that are no text, and a table halves of characters.
    """
    return _HALF.sub(REPLACEMENT, words)


def _read_plain(data: bytes, name: str, encoding: str) -> Content:
    text, found, damaged = decode(data, name, encoding)
    return Content(text, found, damage(damaged))


def _parser(kind: Kind) -> Parser:
    """Return the function that reads a kind of file. A plain text does not wait for the libraries of the others."""
    if kind in ("page", "mail"):
        from . import web_page

        return web_page.read_page if kind == "page" else web_page.read_mail
    if kind == "docx":
        from .docx import read_docx

        return partial(read_docx, insert=_inserted)
    if kind == "pdf":
        from .pdf import read_pdf

        return read_pdf
    return _read_plain


def _inserted(data: bytes, name: str) -> Content | None:
    """Return the content of a page or a text that is kept within a Word document; None where it is neither."""
    kind = kind_of(data, name, PurePath(name).suffix.lower())
    if kind == "page":
        from .web_page import read_whole_page

        return read_whole_page(data, name)
    return _parser(kind)(data, name, "") if kind in ("mail", "plain") else None


def pasted(text: str) -> Report:
    """Return a report of a text without a file, named by its first line; raise ReportError where nothing is in it.

    A text that is too long is refused by its length alone, since whoever pastes waits for it.
    """
    if len(text) > TEXT_LIMIT:
        raise ReportError(
            "The clipboard holds more than {limit} characters. Copy only the report, or one part of it at a time.",
            limit=TEXT_LIMIT,
        )
    name = next((line.strip()[:_NAME] for line in text.splitlines() if line.strip()), "")
    if not name:
        raise ReportError("The clipboard holds no text. Copy the report's text first.")
    return finished(Content(text, "utf-8"), name, name)
