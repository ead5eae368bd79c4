"""The set-up: what is missing is told in one line, the lock is whole and names no place."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tools import environment, system

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / environment.LOCK).read_text(encoding="utf-8")


def test_every_locked_package_has_hashes_and_no_address() -> None:
    blocks = environment.split(LOCK)
    assert {"pyside6-essentials", "jieba", "sqlite-utils", "pytest", *environment.FIRST} <= set(blocks)
    for name, block in blocks.items():
        head, *hashes = block.replace("\\\n", "").split("--hash=")
        assert re.fullmatch(rf"{re.escape(name)}==[\w.]+( ; [^;]+)?", head.strip(), re.I), head
        assert hashes, name
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", part.strip()) for part in hashes), name
    assert "://" not in LOCK
    assert not re.search(r"^\s*-", LOCK.replace("    --hash=", ""), re.M)


@pytest.mark.parametrize("system_name", ["win32", "darwin"])
def test_the_lock_serves_other_systems(system_name: str) -> None:
    assert f"; sys_platform == '{system_name}'" in LOCK


def test_an_environment_depends_on_its_lock() -> None:
    assert environment.made_from(b"a") != environment.made_from(b"b")
    assert (ROOT / ".venv" / "made-from").read_text(encoding="utf-8") == environment.made_from(LOCK.encode())


@pytest.fixture
def lacking(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Make this a Linux that lacks a library, where only what is put into the returned folder can be run."""
    monkeypatch.setattr(sys, "platform", "linux")
    need = ("libnowhere1", system.NEEDS["qt"][0][1], "libnowhere.so.1")
    monkeypatch.setitem(system.NEEDS, "qt", (need,))
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def test_without_rights_one_line_says_what_to_type(lacking: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (lacking / "apt-get").write_text("#!/bin/sh\n")
    (lacking / "apt-get").chmod(0o755)
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(system.MissingError) as told:
        system.provide("qt")
    assert "\n" not in str(told.value)
    assert str(told.value).endswith("sudo apt-get install --yes --no-install-recommends libnowhere1")


def test_without_apt_the_library_is_named(lacking: Path) -> None:
    with pytest.raises(system.MissingError, match=r"Missing: libnowhere\.so\.1\. .*libnowhere1") as told:
        system.provide("qt")
    assert "\n" not in str(told.value)


def test_a_missing_font_stops_nobody(lacking: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (lacking / "apt-get").write_text("#!/bin/sh\n")
    (lacking / "apt-get").chmod(0o755)
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    package, _, thing = system.NEEDS["font"][0]
    monkeypatch.setitem(system.NEEDS, "font", ((package, lambda _: False, thing),))
    system.provide("font")
    with pytest.raises(system.MissingError, match=f"libnowhere1 {package}$"):
        system.provide("qt", "font")


def test_what_apt_did_not_bring_is_told(lacking: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (lacking / "apt-get").write_text("#!/bin/sh\nexit 0\n")
    (lacking / "apt-get").chmod(0o755)
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    with pytest.raises(system.MissingError, match="still not usable: libnowhere1"):
        system.provide("qt")


def test_an_unknown_verb_shows_the_verbs() -> None:
    shown = subprocess.run(
        [sys.executable, ROOT / "tools" / "dev.py", "fly"], capture_output=True, text=True, check=False, timeout=60
    )
    assert shown.returncode == 2
    assert {"run", "test", "lint", "bench"} <= set(shown.stdout.split())


def test_pythons_own_library_is_asked_for_where_python_is_built_to_share_one(monkeypatch: pytest.MonkeyPatch) -> None:
    (name, usable, library) = system.NEEDS["package"][1]
    assert name == f"libpython3.{sys.version_info.minor}"
    answers = {"Py_ENABLE_SHARED": 1, "LIBDIR": "/nowhere"}
    monkeypatch.setattr(system.sysconfig, "get_config_var", answers.get)
    assert not usable("libnowhere.so.1")
    answers["Py_ENABLE_SHARED"] = 0
    assert usable(library)
