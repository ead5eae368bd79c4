"""The set-up: what is missing is told in one line, the lock is whole and names no place."""

import hashlib
import os
import re
import subprocess
import sys
import tomllib
import zipfile
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
    made = environment.stamp(ROOT / ".venv", environment.LOCK)
    assert made.read_text(encoding="utf-8") == environment.made_from(LOCK.encode())


def test_what_runs_is_a_part_of_the_whole_without_what_tests_and_checks() -> None:
    whole, part = environment.split(LOCK), environment.split((ROOT / environment.RUN_LOCK).read_text(encoding="utf-8"))
    assert {name: whole[name] for name in part} == part
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needed = {re.split(r"[<>=~!; ]", line)[0].lower().replace(".", "-") for line in project["project"]["dependencies"]}
    assert needed | set(environment.FIRST) <= set(part)
    assert not {"pytest", "pytest-qt", "pytest-xdist", "hypothesis", "ruff", "mypy", "pyinstaller"} & set(part)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a project with a small lock and its part, of packages that lie in it: nothing is fetched from elsewhere."""
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheels))
    blocks = {name: _wheel(wheels, name) for name in ("marked", "tried")}
    (tmp_path / environment.RUN_LOCK).write_text(blocks["marked"], encoding="utf-8")
    (tmp_path / environment.LOCK).write_text("".join(blocks.values()), encoding="utf-8")
    monkeypatch.setattr(environment, "FIRST", ())
    return tmp_path


def _wheel(folder: Path, name: str) -> str:
    """Write a package with one module; return its block of a lock."""
    path = folder / f"{name}-1-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        about = f"{name}-1.dist-info"
        wheel.writestr(f"{name}.py", "")
        wheel.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n")
        wheel.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{about}/RECORD", f"{name}.py,,\n{about}/METADATA,,\n{about}/WHEEL,,\n{about}/RECORD,,\n")
    return f"{name}==1 \\\n    --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


def has(python: Path, module: str) -> bool:
    return subprocess.run([python, "-c", f"import {module}"], capture_output=True, check=False).returncode == 0


def test_running_fetches_its_part_and_testing_completes_it(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    python = environment.provide(project, lock=environment.RUN_LOCK, size="1 MB")
    assert has(python, "marked")
    assert not has(python, "tried")
    said = capfd.readouterr().out
    assert "Making the environment in .venv from requirements-run.lock (once; some 1 MB are fetched)" in said
    # what is fetched is seen while it is
    assert "Installing collected packages: marked" in said
    mark = project / ".venv" / "mark"
    mark.touch()
    assert environment.provide(project, lock=environment.RUN_LOCK) == python
    assert capfd.readouterr().out == ""
    assert environment.provide(project) == python
    said = capfd.readouterr().out
    assert "Completing the environment in .venv from requirements.lock" in said
    assert "Installing collected packages: tried" in said
    assert has(python, "tried")
    # the whole serves the part; nothing was made anew
    assert environment.provide(project, lock=environment.RUN_LOCK) == environment.provide(project) == python
    assert capfd.readouterr().out == ""
    assert mark.exists()


def test_an_environment_of_another_lock_is_made_anew(project: Path) -> None:
    python = environment.provide(project)
    (project / environment.LOCK).write_text((project / environment.RUN_LOCK).read_text(encoding="utf-8"))
    (project / environment.RUN_LOCK).write_text("# nothing\n")
    environment.provide(project)
    assert has(python, "marked")
    assert not has(python, "tried")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks for a right to make links")
def test_an_environment_that_is_a_link_is_never_emptied(project: Path, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "kept").touch()
    (project / ".venv").symlink_to(shared, target_is_directory=True)
    with pytest.raises(environment.SetUpError, match="is a link to"):
        environment.provide(project)
    assert [path.name for path in shared.iterdir()] == ["kept"]


def test_where_it_cannot_be_made_it_says_so_and_is_tried_again(project: Path) -> None:
    for wheel in (project / "wheels").iterdir():
        wheel.unlink()
    with pytest.raises(environment.SetUpError, match="is the network there"):
        environment.provide(project)
    assert not environment.stamp(project / ".venv", environment.LOCK).exists()


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
