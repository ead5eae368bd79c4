"""The release: dist/ laid out with checksums, notices and the notes that CHANGELOG.md has for this version."""

import hashlib
import re
import shutil
from pathlib import Path

from tools.package import NAME, PackageError, version

SUMS = "SHA256SUMS"
NOTES = "RELEASE_NOTES.md"
UNRELEASED = "Unreleased"


def notes(changelog: str, name: str) -> str:
    """Return what the changelog says under a version's heading; raise PackageError where it says nothing."""
    parts = re.split(r"^## +", changelog, flags=re.M)[1:]
    for part in parts:
        heading, _, body = part.partition("\n")
        if heading.strip("[] ").split("]")[0].split(" ")[0] == name and body.strip():
            return f"# {NAME} {heading.strip()}\n\n{body.strip()}\n"
    raise PackageError(f'CHANGELOG.md has nothing under "## {name}"; write what users gain in this version first')


def lay_out(root: Path, files: list[Path], *, rehearsal: bool) -> list[Path]:
    """Put notes, bill of materials, licences and checksums beside the packed files; return all of them.

    A rehearsal takes the notes of what is not released yet.
    """
    folder = files[0].parent
    changelog = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    (folder / NOTES).write_text(notes(changelog, UNRELEASED if rehearsal else version(root)), encoding="utf-8")
    inside = root / "build" / "notices"
    beside = [Path(shutil.copy(inside / name, folder)) for name in ("biaoshu.cdx.json", "licences.txt")]
    laid_out = [*files, *beside, folder / NOTES]
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in laid_out]
    (folder / SUMS).write_text("".join(sums), encoding="utf-8")
    return [*laid_out, folder / SUMS]
