"""Packed files: reads the parts of a .zip or .docx one by one within bounds, whatever sizes they declare."""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import PurePath, PurePosixPath
from typing import BinaryIO

from ..model.errors import ReportError

PART_LIMIT = 64 * 2**20
WHOLE_LIMIT = 2 * 2**30
MOST_PARTS = 20_000

_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError, RuntimeError)
# the entry has the mode of the packed file
_UNIX = 3
_SYSTEM_FILES = ("__MACOSX", "Thumbs.db", "desktop.ini")


@contextmanager
def opened(file: BinaryIO | bytes, name: str) -> Iterator[zipfile.ZipFile]:
    """Open a packed file for the block.

    Raise ReportError, then or within the block, where it is damaged or too large.
    """
    try:
        with zipfile.ZipFile(BytesIO(file) if isinstance(file, bytes) else file) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > WHOLE_LIMIT:
                raise ReportError(
                    "{name} unpacks to more than {limit} MB or {parts} files; unpack it and open a part of it.",
                    name=name,
                    limit=WHOLE_LIMIT // 2**20,
                    parts=MOST_PARTS,
                )
            yield packed
    except _DAMAGED as error:
        raise ReportError(
            "{name} is damaged, or is not the kind of file that its name says. Save it again.", name=name
        ) from error


def read_part(packed: zipfile.ZipFile, part: zipfile.ZipInfo | str, name: str) -> bytes:
    """Unpack one part into memory, at most PART_LIMIT bytes; nothing is written where a member's name points."""
    entry = packed.getinfo(part) if isinstance(part, str) else part
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if entry.create_system == _UNIX and kind not in (0, stat.S_IFREG):
        raise ReportError(
            "{name} is not a file but a link or a device in an archive. Put the file itself into the archive.",
            name=name,
        )
    if entry.flag_bits & 1:
        raise ReportError("{name} is protected by a password. Save it without one and open it again.", name=name)
    if entry.file_size <= PART_LIMIT:
        with packed.open(entry) as stream:
            data = stream.read(PART_LIMIT + 1)
        if len(data) <= PART_LIMIT:
            return data
    limit = PART_LIMIT // 2**20
    raise ReportError("{name} unpacks to more than {limit} MB; split it and open the parts.", name=name, limit=limit)


def members(packed: zipfile.ZipFile) -> list[str]:
    """Return the files in an archive by the names they are packed under, without folders and system files."""
    return [
        entry.filename
        for entry in packed.infolist()
        if not entry.is_dir() and not is_of_the_system(PurePosixPath(entry.filename))
    ]


def is_of_the_system(path: PurePath) -> bool:
    """Tell whether a file is one that a desktop or an office program leaves beside documents."""
    return any(part in _SYSTEM_FILES for part in path.parts) or path.name.startswith((".", "~$"))


def shown_name(entry: zipfile.ZipInfo) -> str:
    """Return a member's file name as people wrote it: Chinese packing programs write GBK without saying so."""
    name = entry.filename
    if not entry.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("gb18030")
        except (UnicodeEncodeError, UnicodeDecodeError):
            name = entry.filename
    return PurePosixPath(name.replace("\\", "/")).name or name
