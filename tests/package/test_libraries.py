"""The libraries of the package: none sends the loader to a place of the machine that built it."""

import shutil
import subprocess
import sys

import pytest

from tests.package.conftest import Place
from tools import elf

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux's libraries")


def test_every_library_looks_for_others_beside_itself_only(place: Place) -> None:
    files = [path for path in place.app.rglob("*") if path.is_file() and not path.is_symlink()]
    libraries = [path for path in files if path.read_bytes()[:6] == elf.MAGIC]
    assert len(libraries) > 50
    foreign = {
        path.name: told
        for path in libraries
        for told in elf.search_paths(path)
        if any(part.split("/")[0] != elf.OWN for part in told.split(":"))
    }
    assert foreign == {}


@pytest.mark.skipif(not shutil.which("readelf"), reason="needs readelf")
def test_another_program_says_the_same(place: Place) -> None:
    libraries = sorted(path for path in place.app.rglob("*.so*") if path.is_file() and not path.is_symlink())
    told = subprocess.run(["readelf", "-d", *libraries], capture_output=True, text=True, check=True).stdout
    places = [line.partition("[")[2].rstrip("]") for line in told.splitlines() if "PATH)" in line]
    assert places
    assert [place for place in places if not all(part.startswith("$ORIGIN") for part in place.split(":"))] == []
