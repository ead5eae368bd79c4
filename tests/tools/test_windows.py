"""The Windows bench: what is missing for it is said in one sentence and fails; its lock is whole and names no place."""

import os
import platform
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tools import environment, windows

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / environment.WINDOWS_LOCK).read_text(encoding="utf-8")
WITHOUT_RIGHTS = """
import ensurepip, os, sys
from tools import dev, system
# what the other verbs need is there: it is not what is asked about
for group in ("qt", "window", "font", "i18n", "test", "package"):
    system.NEEDS[group] = ()
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
sys.argv = ["dev.py", "windows-test"]
sys.exit(dev.main())
"""
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="wine is asked for on Linux alone")


@linux
@pytest.mark.parametrize("ci", ["true", ""])
def test_without_wine_and_rights_it_says_so_and_fails(tmp_path: Path, ci: str) -> None:
    """Neither an empty PATH nor one with an apt-get that may not be used makes it green."""
    if platform.machine() != "x86_64":
        pytest.skip("another processor is told of first")
    tmp_path.chmod(0o755)
    for folder in [tmp_path, *tmp_path.parents][:3]:
        folder.chmod(0o755)
    for installs in (False, True):
        if installs:
            (tmp_path / "apt-get").write_text("#!/bin/sh\nexit 9\n")
            (tmp_path / "apt-get").chmod(0o755)
        done = subprocess.run(
            [sys.executable, "-c", WITHOUT_RIGHTS], cwd=ROOT, env=os.environ | {"PATH": str(tmp_path), "CI": ci},
            capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        assert (done.returncode, done.stderr.count("\n"), done.stdout) == (1, 1, "")
        assert {"wine", "nsis"} <= set(re.findall(r"[\w-]+", done.stderr))


@pytest.mark.parametrize(("name", "machine"), [("darwin", "arm64"), ("win32", "AMD64"), ("linux", "aarch64")])
def test_elsewhere_it_says_so(monkeypatch: pytest.MonkeyPatch, name: str, machine: str) -> None:
    monkeypatch.setattr(sys, "platform", name)
    monkeypatch.setattr(platform, "machine", lambda: machine)
    with pytest.raises(environment.SetUpError, match=rf"needs Linux on x86-64.*{machine}\.$") as told:
        windows.need_this_system()
    assert "\n" not in str(told.value)


def test_without_a_bench_its_tests_fail() -> None:
    """A run that tried nothing is not green."""
    clean = {name: value for name, value in os.environ.items() if name != "BIAOSHU_WINDOWS"}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/windows/test_bench.py"],
        cwd=ROOT, env=clean, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 1
    assert "make windows-test" in done.stdout
    assert "passed" not in done.stdout


def test_its_lock_is_whole_names_no_address_and_no_condition() -> None:
    """Conditions would be judged by the Linux that asks for the packages."""
    blocks = environment.split(LOCK)
    assert {"pyside6-essentials", "jieba", "pyinstaller", "pywin32-ctypes", "colorama", windows.CARRIER} <= set(blocks)
    for name, block in blocks.items():
        head, *hashes = block.replace("\\\n", "").split("--hash=")
        assert re.fullmatch(rf"{re.escape(name)}==[\w.]+", head.strip(), re.I), head
        assert hashes, name
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", part.strip()) for part in hashes), name
    assert "://" not in LOCK


def test_its_versions_are_those_of_the_environment() -> None:
    def versions(lock: str) -> dict[str, str]:
        heads = {name: block.split()[0] for name, block in environment.split(lock).items()}
        return {name: head.partition("==")[2] for name, head in heads.items()}

    own, everywhere = versions(LOCK), versions((ROOT / environment.LOCK).read_text(encoding="utf-8"))
    assert {name for name in own if everywhere.get(name, own[name]) != own[name]} == set()
    assert len(own.keys() & everywhere.keys()) > 25


def test_it_is_made_again_when_what_it_is_made_of_changes(tmp_path: Path) -> None:
    (tmp_path / windows.STUBS).mkdir(parents=True)
    (tmp_path / windows.STUBS / "a.c").write_text("int a;")
    (tmp_path / environment.WINDOWS_LOCK).write_text("a==1")
    before = windows.made_from(tmp_path)
    assert windows.made_from(tmp_path) == before
    (tmp_path / windows.STUBS / "a.c").write_text("int b;")
    changed = windows.made_from(tmp_path)
    (tmp_path / environment.WINDOWS_LOCK).write_text("a==2")
    assert len({before, changed, windows.made_from(tmp_path)}) == 3


@linux
def test_two_runs_do_not_share_a_bench(tmp_path: Path) -> None:
    told = pytest.raises(environment.SetUpError, match=r"runs already")
    with windows.alone(tmp_path), told, windows.alone(tmp_path):
        pytest.fail("the second came in")
    with windows.alone(tmp_path):
        pass
