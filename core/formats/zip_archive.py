"""Zip archives for formats with several files; the same figures give the same bytes."""

from collections.abc import Iterable, Mapping
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ..paths import alike, apart, fit
from .exported import Exported


def write_archive(files: Mapping[str, str], file: BinaryIO) -> None:
    """Write named texts as a .zip of UTF-8 files without times or owners."""
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, text in files.items():
            entry = ZipInfo(name)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, text.encode())


def file_names(parts: Iterable[Exported]) -> list[str]:
    """Return a file name for each part after its report; where the name is taken already, with its position.

    Every system accepts all of the names and tells them apart.
    """
    names: list[str] = []
    taken: set[str] = set()
    for place, part in enumerate(parts, 1):
        names.append(apart(fit(part.report.name), taken, place))
        taken.add(alike(names[-1]))
    return names
