"""The .deb: it installs where only its dependencies are, says truly what it is, and no store goes with it."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from core import __version__
from tests.package.conftest import Place


@pytest.fixture
def installed(place: Place, package: Path) -> Iterator[Place]:
    """Install the .deb beside the archive into the bare system."""
    if not place.bare:
        pytest.skip("a package is only installed into a bare system: make package-test")
    (deb,) = package.parent.glob("*.deb")
    shutil.copyfile(deb, place.top / "tmp" / "biaoshu.deb")
    _dpkg(place, "--install", "/tmp/biaoshu.deb")
    yield place
    _dpkg(place, "--purge", "biaoshu")
    (place.top / "tmp" / "biaoshu.deb").unlink()


def _dpkg(place: Place, *words: str) -> None:
    clean = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C"}
    subprocess.run(["chroot", place.top, "dpkg", *words], env=clean, check=True, capture_output=True)


def test_it_works_and_leaves_the_users_store_alone(installed: Place, sample: Path) -> None:
    report = installed.write(sample.name, sample.read_bytes())
    store = installed.home / "我的.biaoshu"
    program = "/usr/bin/biaoshu"
    assert installed.run("--version", program=program) == (0, f"{__version__}\n", "")
    assert installed.run("import", installed.inside(store), installed.inside(report), program=program)[0] == 0
    content = store.read_bytes()
    _dpkg(installed, "--purge", "biaoshu")
    assert not (installed.top / "usr/lib/biaoshu").exists()
    assert not (installed.top / "usr/bin/biaoshu").is_symlink()
    assert store.read_bytes() == content


def test_menu_entry_and_metadata_are_valid(installed: Place) -> None:
    share = installed.top / "usr/share"
    for program, *words in (
        ("desktop-file-validate", share / "applications/org.biaoshu.Biaoshu.desktop"),
        ("appstreamcli", "validate", "--no-net", share / "metainfo/org.biaoshu.Biaoshu.metainfo.xml"),
    ):
        if not shutil.which(program):
            pytest.skip(f"needs {program}")
        done = subprocess.run([program, *words], capture_output=True, text=True, check=False, env=os.environ)
        assert done.returncode == 0, done.stdout + done.stderr
    icons = {path.parts[-3] for path in (share / "icons/hicolor").rglob("org.biaoshu.Biaoshu.*")}
    assert {"16x16", "48x48", "256x256", "scalable"} <= icons
    assert (share / "mime/packages/org.biaoshu.Biaoshu.xml").is_file()
