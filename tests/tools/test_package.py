"""Packing: the same bytes from the same folder, icons that programs can read, notes from the changelog."""

import hashlib
import os
import plistlib
import shutil
import struct
import subprocess
import sys
import tarfile
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from core import __version__
from tools import elf, icons, package, release, signing

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


ADDRESSES = [
    ({}, ""),
    ({"BIAOSHU_PICTURES": "https://example.org/x/"}, "https://example.org/x"),
    (
        {"GITHUB_REPOSITORY": "a/b", "GITHUB_SHA": "c0ffee"},
        "https://raw.githubusercontent.com/a/b/c0ffee/docs/images/manual",
    ),
]


@pytest.mark.parametrize(("given", "address"), ADDRESSES)
def test_metadata_shows_pictures_where_they_are_public(
    given: dict[str, str], address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("BIAOSHU_PICTURES", "GITHUB_REPOSITORY", "GITHUB_SHA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    text = package.metainfo(ROOT)
    shown = [image.text or "" for image in ET.fromstring(text).iter("image")]
    assert bool(shown) == bool(address)
    for picture in shown:
        assert picture.startswith(f"{address}/")
        assert (ROOT / "docs" / "images" / "manual" / picture.rpartition("/")[2]).is_file()
    if shutil.which("appstreamcli"):
        target = tmp_path / f"{package.ID}.metainfo.xml"
        target.write_text(text, encoding="utf-8")
        done = subprocess.run(
            ["appstreamcli", "validate", "--no-net", target], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout


def test_the_menu_entry_offers_itself_for_stores_only() -> None:
    entry = (ROOT / package.LINUX / f"{package.ID}.desktop").read_text(encoding="utf-8")
    (types,) = [line for line in entry.splitlines() if line.startswith("MimeType=")]
    assert types == "MimeType=application/x-biaoshu;"
    assert 'type="application/x-biaoshu"' in (ROOT / package.LINUX / f"{package.ID}.mime.xml").read_text("utf-8")


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """Make what macOS runs as one: a program that may be run, and libraries that are links."""
    app = tmp_path / "dist" / "Biaoshu.app"
    program = app / "Contents" / "MacOS" / "biaoshu"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\necho 标数\n", encoding="utf-8")
    program.chmod(0o755)
    (app / "Contents" / "Frameworks").mkdir()
    (app / "Contents" / "Frameworks" / "libx.1.dylib").write_bytes(b"x")
    (app / "Contents" / "Frameworks" / "libx.dylib").symlink_to("libx.1.dylib")
    (app / "Contents" / "Resources").mkdir()
    (app / "Contents" / "Resources" / "Frameworks").symlink_to("../Frameworks")
    (app / "Contents" / "Info.plist").write_bytes(plistlib.dumps({"CFBundleName": "标数"}))
    # what the packager leaves beside it is the same once more
    (tmp_path / "dist" / "biaoshu").mkdir()
    return app


def test_on_macos_the_app_is_what_is_packed(bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = package.built_in(bundle.parent, "darwin")
    assert built.whole == bundle
    assert built.window == built.terminal == bundle / "Contents" / "MacOS" / "biaoshu"
    monkeypatch.setattr(sys, "platform", "darwin")
    (packed,) = package.pack(ROOT, built)
    with zipfile.ZipFile(packed) as archive:
        assert {Path(name).parts[0] for name in archive.namelist()} == {"Biaoshu.app"}


@pytest.mark.skipif(not shutil.which("unzip"), reason="needs unzip")
def test_an_unpacked_app_runs_and_has_its_links(bundle: Path, tmp_path: Path) -> None:
    packed = package.zipped(ROOT, bundle, tmp_path / "x.zip", top=bundle.name)
    subprocess.run(["unzip", "-q", packed, "-d", tmp_path / "out"], check=True)
    app = tmp_path / "out" / "Biaoshu.app"
    assert package.listing(app) == package.listing(bundle)
    assert (app / "Contents/Resources/Frameworks").is_symlink()
    assert (app / "Contents/Resources/Frameworks/libx.dylib").read_bytes() == b"x"
    told = subprocess.run([app / "Contents" / "MacOS" / "biaoshu"], capture_output=True, text=True, check=True)
    assert told.stdout == "标数\n"


def test_a_zip_holds_nothing_of_the_day(bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    first = package.zipped(ROOT, bundle, tmp_path / "1.zip", top="x").read_bytes()
    os.utime(bundle / "Contents" / "Info.plist", (1, 1))
    assert package.zipped(ROOT, bundle, tmp_path / "2.zip", top="x").read_bytes() == first


PLACES = ["/srv/builder/lib", "/opt/a:/opt/b"]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    if not sys.platform.startswith("linux") or not shutil.which("gcc"):
        pytest.skip("needs gcc on Linux")
    (tmp_path / "x.c").write_text("int three(void) { return 3; }", encoding="utf-8")
    return tmp_path / "libx.so"


def compiled(library: Path, *words: str) -> Path:
    subprocess.run(["gcc", "-shared", "-fPIC", *words, "-o", library, library.with_name("x.c")], check=True)
    return library


@pytest.mark.parametrize("places", PLACES)
@pytest.mark.parametrize("form", ["--enable-new-dtags", "--disable-new-dtags"])
def test_a_library_names_no_place_of_the_builder_and_still_loads(library: Path, places: str, form: str) -> None:
    made = compiled(library, f"-Wl,{form},-rpath,{places}")
    assert elf.search_paths(made) == [places]
    assert elf.strip_search_paths(made) == places.split(":")
    assert elf.search_paths(made) == []
    load = "import ctypes, sys; print(ctypes.CDLL(sys.argv[1]).three())"
    told = subprocess.run([sys.executable, "-c", load, made], capture_output=True, text=True, check=True)
    assert told.stdout == "3\n"
    if shutil.which("readelf"):
        told = subprocess.run(["readelf", "-d", made], capture_output=True, text=True, check=True)
        assert "PATH" not in told.stdout
        assert told.stderr == ""


def test_a_library_that_looks_beside_itself_stays_as_it_is(library: Path) -> None:
    made = compiled(library, "-Wl,-rpath,$ORIGIN/../lib")
    content = made.read_bytes()
    assert elf.strip_search_paths(made) == []
    assert made.read_bytes() == content
    mixed = compiled(library, "-Wl,-rpath,$ORIGIN:/srv/builder/lib")
    with pytest.raises(elf.ElfError, match=r"libx\.so .*/srv/builder/lib"):
        elf.strip_search_paths(mixed)


@pytest.mark.parametrize("content", [b"", b"#!/bin/sh\n", b"\x7fELF\x01\x01\x01"])
def test_what_is_no_library_names_no_place(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(content)
    assert elf.strip_search_paths(tmp_path / "x") == []


PROGRAM = """
OutFile "{target}"
RequestExecutionLevel user
Section
SectionEnd
"""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """Make a small program for Windows."""
    for needed in ("makensis", "osslsigncode", "openssl"):
        if not shutil.which(needed):
            pytest.skip(f"needs {needed}")
    script, target = tmp_path / "x.nsi", tmp_path / "程序.exe"
    script.write_text(PROGRAM.format(target=target), encoding="utf-8")
    subprocess.run(
        ["makensis", "-V1", "-INPUTCHARSET", "UTF8", script], check=True, env=os.environ | {"LC_ALL": "C.UTF-8"}
    )
    return target


@pytest.fixture
def certificate(tmp_path: Path) -> dict[str, str]:
    """Make a certificate that signs itself, and the variables that name it."""
    key, signed, packed, secret = (tmp_path / name for name in ("key.pem", "signed.pem", "钥.pfx", "password"))
    secret.write_text("一个 password\n", encoding="utf-8")
    for words in (
        ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=Biaoshu test", "-days", "2",
         "-addext", "extendedKeyUsage=codeSigning", "-keyout", key, "-out", signed],
        ["pkcs12", "-export", "-inkey", key, "-in", signed, "-out", packed, "-passout", f"file:{secret}"],
    ):  # fmt: skip
        subprocess.run(["openssl", *words], check=True, capture_output=True)
    return {signing.CERTIFICATE: str(packed), signing.PASSWORD: str(secret), "signed": str(signed)}


def verified(program: Path, certificate: dict[str, str]) -> bool:
    words = ["osslsigncode", "verify", "-CAfile", certificate["signed"], "-in", program]
    return subprocess.run(words, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="signs as on Linux")
def test_programs_are_signed_by_one_command(program: Path, certificate: dict[str, str]) -> None:
    assert not verified(program, certificate)
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "dev.py", "sign", program], env=os.environ | certificate,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert verified(program, certificate)
    assert {path.name for path in program.parent.glob("*.signed")} == set()


@pytest.mark.skipif(sys.platform == "win32", reason="signs as on Linux")
def test_the_installer_is_signed_as_it_is_made(
    program: Path, certificate: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in certificate.items():
        monkeypatch.setenv(name, value)
    folder = tmp_path / "built"
    folder.mkdir()
    shutil.copyfile(program, folder / "biaoshu.exe")
    icons.make(ROOT, Path(sys.executable))
    (setup,) = package.installer(ROOT, folder, tmp_path / "标数 $x setup.exe")
    assert verified(setup, certificate)


def test_signing_says_in_a_line_what_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(signing.SigningError, match="no certificate is given"):
        signing.sign([tmp_path], {})
    with pytest.raises(signing.SigningError, match="there is no such file"):
        signing.sign([tmp_path], {signing.CERTIFICATE: str(tmp_path / "none.pfx")})


def test_a_wrong_password_signs_nothing(program: Path, certificate: dict[str, str], tmp_path: Path) -> None:
    content = program.read_bytes()
    (tmp_path / "other").write_text("other\n", encoding="utf-8")
    with pytest.raises(signing.SigningError, match="could not be signed"):
        signing.sign([program], certificate | {signing.PASSWORD: str(tmp_path / "other")})
    assert program.read_bytes() == content


def test_an_installer_of_one_folder_is_the_same_twice(program: Path, tmp_path: Path) -> None:
    folder = tmp_path / "built"
    (folder / "_internal" / "字 体").mkdir(parents=True)
    for name in ("biaoshu.exe", "biaoshu-window.exe", "_internal/b.dll", "_internal/a.dll", "_internal/字 体/$c.ttf"):
        (folder / name).write_bytes(name.encode())
    icons.make(ROOT, Path(sys.executable))
    first, second = tmp_path / "1.exe", tmp_path / "2.exe"
    list(package.installer(ROOT, folder, first))
    os.utime(folder / "_internal" / "a.dll", (1, 1))
    list(package.installer(ROOT, folder, second))
    assert first.read_bytes() == second.read_bytes()
    assert program.stat().st_size > 0
