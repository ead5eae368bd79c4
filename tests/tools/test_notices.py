"""The bill of materials: what is taken from Debian stands in it, whichever Python the packager runs on."""

import shutil
import sys
from pathlib import Path

import pytest

from tools import notices

LIBRARIES = {"libfontconfig.so.1": "libfontconfig1", "libxkbcommon.so.0": "libxkbcommon0"}


def place(name: str) -> Path:
    found = [path for path in Path("/usr/lib").glob(f"*-linux-gnu*/{name}") if path.exists()]
    if not found or not shutil.which("dpkg-query"):
        pytest.skip("the libraries of a Debian are not here")
    return found[0]


@pytest.mark.parametrize("prefix", [sys.base_prefix, "/usr"], ids=["this Python", "Debian's Python"])
def test_every_library_of_debian_is_listed(monkeypatch: pytest.MonkeyPatch, prefix: str) -> None:
    monkeypatch.setattr(sys, "base_prefix", prefix)
    taken = [(name, str(place(name)), "BINARY") for name in LIBRARIES]
    listed = {component.name: component for component in notices._system(taken)}
    assert set(listed) == set(LIBRARIES.values())
    assert all(component.licence and component.texts[0].strip() for component in listed.values())
