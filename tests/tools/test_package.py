"""Packing: the same bytes from the same folder, icons that programs can read, notes from the changelog."""

import hashlib
import os
import struct
import tarfile
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from core import __version__
from tools import icons, package, release

ROOT = Path(__file__).resolve().parents[2]
CHANGELOG = (
    "# Changelog\n\n## Unreleased\n\n- Later.\n\n## 1.2.0 (2026-01-02)\n\n### Added\n\n- A thing.\n\n## 1.1.0\n\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "app"
    (place / "内").mkdir(parents=True)
    (place / "程序").write_text("#!/bin/sh\n", encoding="utf-8")
    (place / "程序").chmod(0o777)
    (place / "内" / "a.txt").write_text("a", encoding="utf-8")
    (place / "link").symlink_to("内/a.txt")
    return place


def test_the_version_has_one_place() -> None:
    assert package.version(ROOT) == __version__


def test_an_archive_holds_nothing_of_the_day_or_the_machine(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    first = package.archive(ROOT, folder, folder.parent / "x-1.tar.xz").read_bytes()
    os.utime(folder / "程序", (1, 1))
    (folder / "内" / "a.txt").chmod(0o600)
    assert package.archive(ROOT, folder, folder.parent / "x-1.tar.xz").read_bytes() == first
    with tarfile.open(folder.parent / "x-1.tar.xz") as packed:
        rights = {entry.name: (entry.mode, entry.uid, entry.mtime) for entry in packed if not entry.issym()}
    assert rights["x-1/程序"] == (0o755, 0, 1_700_000_000)
    assert rights["x-1/内/a.txt"] == (0o644, 0, 1_700_000_000)


def test_a_listing_tells_every_change(folder: Path) -> None:
    before = package.listing(folder)
    assert set(before) == {"程序", "内/a.txt", "link"}
    (folder / "内" / "a.txt").write_text("b", encoding="utf-8")
    after = package.listing(folder)
    assert {name for name in before if before[name] != after[name]} == {"内/a.txt"}


def test_icons_are_read_at_every_size(tmp_path: Path) -> None:
    picture = (ROOT / "resources" / "icons" / "biaoshu.png").read_bytes()
    assert QImage.fromData(picture).width() == 256
    (tmp_path / "x.ico").write_bytes(icons.ico({256: picture}))
    assert QImage(str(tmp_path / "x.ico")).size().width() == 256
    made = icons.icns({"ic08": picture})
    assert made[:4] == b"icns"
    assert struct.unpack(">I", made[4:8])[0] == len(made)
    assert made[8:12] == b"ic08"
    assert made[16:] == picture


def test_notes_are_those_of_the_version() -> None:
    assert release.notes(CHANGELOG, "1.2.0") == "# biaoshu 1.2.0 (2026-01-02)\n\n### Added\n\n- A thing.\n"
    assert "Later" in release.notes(CHANGELOG, "Unreleased")


@pytest.mark.parametrize("name", ["1.1.0", "1.2", "2.0.0"])
def test_a_version_nobody_wrote_about_is_no_release(name: str) -> None:
    with pytest.raises(package.PackageError, match=name):
        release.notes(CHANGELOG, name)


def test_metadata_names_the_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert f'<release version="{__version__}" date="2023-11-14"/>' in package.metainfo(ROOT)


FILES = (
    "biaoshu-1.2.0-linux-x86_64.tar.xz",
    "biaoshu_1.2.0_amd64.deb",
    "biaoshu-1.2.0-win-amd64.zip",
    "biaoshu-1.2.0-win-amd64-setup.exe",
    "biaoshu-1.2.0-darwin-arm64.zip",
    *(
        f"biaoshu-1.2.0-{system}.{kind}"
        for system in ("linux-x86_64", "win-amd64", "darwin-arm64")
        for kind in ("cdx.json", "licences.txt")
    ),
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a project of version 1.2.0 with what the three systems' machines put into dist."""
    (tmp_path / "core").mkdir()
    (tmp_path / "core" / "__init__.py").write_text('__version__ = "1.2.0"\n', encoding="utf-8")
    (tmp_path / "CHANGELOG.md").write_text(CHANGELOG, encoding="utf-8")
    (tmp_path / "dist").mkdir()
    for name in FILES:
        (tmp_path / "dist" / name).write_text(name, encoding="utf-8")
    return tmp_path


def test_what_is_gathered_is_laid_out_with_notes_and_sums_that_hold(root: Path) -> None:
    laid_out = release.lay_out(root, release.gathered(root, "v1.2.0"), rehearsal=False)
    assert {path.name for path in laid_out} == {*FILES, "RELEASE_NOTES.md", "SHA256SUMS"}
    assert "A thing" in (root / "dist" / "RELEASE_NOTES.md").read_text(encoding="utf-8")
    sums = dict(reversed(line.split("  ")) for line in (root / "dist" / "SHA256SUMS").read_text("utf-8").splitlines())
    assert set(sums) == {*FILES, "RELEASE_NOTES.md"}
    for name, told in sums.items():
        assert hashlib.sha256((root / "dist" / name).read_bytes()).hexdigest() == told


@pytest.mark.parametrize("name", FILES)
def test_a_release_that_lacks_anything_is_none(root: Path, name: str) -> None:
    (root / "dist" / name).unlink()
    with pytest.raises(package.PackageError, match="dist lacks"):
        release.gathered(root, "v1.2.0")


@pytest.mark.parametrize("tag", ["", "1.2.0", "v1.2.1", "v1.2.0-rc1"])
def test_a_tag_is_the_versions(root: Path, tag: str) -> None:
    with pytest.raises(package.PackageError, match=r"version 1\.2\.0"):
        release.gathered(root, tag)


@pytest.mark.parametrize("ending", ["tar.xz", "zip"])
def test_the_bill_of_materials_lies_beside_what_it_is_of(root: Path, ending: str) -> None:
    (root / "build" / "notices").mkdir(parents=True)
    for name in ("biaoshu.cdx.json", "licences.txt", "components.json"):
        (root / "build" / "notices" / name).write_text(name, encoding="utf-8")
    packed = root / "dist" / f"biaoshu-1.2.0-here.{ending}"
    beside = release.lay_beside(root, [packed, packed.with_name("other")])
    assert [path.name for path in beside] == ["biaoshu-1.2.0-here.cdx.json", "biaoshu-1.2.0-here.licences.txt"]
    assert beside[0].read_text(encoding="utf-8") == "biaoshu.cdx.json"
