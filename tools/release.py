"""The release: dist/ laid out with checksums, bills of materials and what CHANGELOG.md says of this version."""

import hashlib
import re
import shutil
from pathlib import Path

from tools.package import NAME, PackageError, version

SUMS = "SHA256SUMS"
NOTES = "RELEASE_NOTES.md"
UNRELEASED = "Unreleased"
# what a release of all systems has, each with its bill of materials and its licences
WHOLE = {
    "the archive for Linux": "biaoshu-*-linux-*.tar.xz",
    "the package for Debian": "biaoshu_*.deb",
    "the archive for Windows": "biaoshu-*-win-*.zip",
    "the installer for Windows": "biaoshu-*.exe",
    "the archive for macOS": "biaoshu-*-darwin-*.zip",
    **{
        f"{thing} of {system}": f"biaoshu-*-{name}-*.{kind}"
        for system, name in (("Linux", "linux"), ("Windows", "win"), ("macOS", "darwin"))
        for thing, kind in (("the bill of materials", "cdx.json"), ("the licences", "licences.txt"))
    },
}


def notes(changelog: str, name: str) -> str:
    """Return what the changelog says under a version's heading; raise PackageError where it says nothing."""
    parts = re.split(r"^## +", changelog, flags=re.M)[1:]
    for part in parts:
        heading, _, body = part.partition("\n")
        if heading.strip("[] ").split("]")[0].split(" ")[0] == name and body.strip():
            return f"# {NAME} {heading.strip()}\n\n{body.strip()}\n"
    raise PackageError(f'CHANGELOG.md has nothing under "## {name}"; write what users gain in this version first')


def lay_beside(root: Path, packed: list[Path]) -> list[Path]:
    """Put the bill of materials and the licences of what was packed last beside it, named as the first of it is."""
    stem = re.sub(r"\.(tar\.xz|zip)$", "", packed[0].name)
    inside = root / "build" / "notices"
    return [
        Path(shutil.copy(inside / name, packed[0].with_name(f"{stem}.{kind}")))
        for name, kind in (("biaoshu.cdx.json", "cdx.json"), ("licences.txt", "licences.txt"))
    ]


def gathered(root: Path, tag: str) -> list[Path]:
    """Return what other machines put into dist, which is whole; raise PackageError where it or the tag is not right."""
    if tag != f"v{version(root)}":
        raise PackageError(f"The tag is {tag or 'missing'} and the version {version(root)}: tag it v{version(root)}.")
    files = sorted(path for path in (root / "dist").glob("*") if path.is_file())
    missing = [what for what, pattern in WHOLE.items() if not any(path.match(pattern) for path in files)]
    if missing:
        raise PackageError(f"dist lacks {', '.join(missing)}; nothing was laid out.")
    return files


def lay_out(root: Path, files: list[Path], *, rehearsal: bool) -> list[Path]:
    """Put notes and checksums beside the packed files and their bills of materials; return all of them.

    A rehearsal takes the notes of what is not released yet.
    """
    folder = files[0].parent
    changelog = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    (folder / NOTES).write_text(notes(changelog, UNRELEASED if rehearsal else version(root)), encoding="utf-8")
    released = [*files, folder / NOTES]
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in released]
    (folder / SUMS).write_text("".join(sums), encoding="utf-8", newline="\n")
    return [*released, folder / SUMS]
