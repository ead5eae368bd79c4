"""The archive: a format's several files in one .zip, the same bytes for the same figures."""

import re
from collections.abc import Iterable, Mapping
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from core.exchange.exported import Exported

# what file systems refuse in a name
_UNFIT = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]')


def write_archive(files: Mapping[str, str], file: BinaryIO) -> None:
    """Write named texts as a .zip of UTF-8 files without times or owners."""
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, text in files.items():
            entry = ZipInfo(name)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, text.encode())


def file_names(parts: Iterable[Exported]) -> list[str]:
    """Name a file for each part after its report and, where that is taken, after its place; no name twice."""
    names: list[str] = []
    taken: set[str] = set()
    for place, part in enumerate(parts, 1):
        plain = _UNFIT.sub("_", part.report.name).strip(" .")[:60] or "report"
        name = plain if plain.casefold() not in taken else f"{plain}-{place}"
        while name.casefold() in taken:
            name += "_"
        taken.add(name.casefold())
        names.append(name)
    return names
