"""The stock systems: what is missing to make them is said in one sentence and fails; the sources are those of now."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.core.child import posix
from tools import stock

ROOT = Path(__file__).resolve().parents[2]
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Debian is entered on Linux alone")
VERBS = {("test-stock",): "test-stock", ("package", "--stock"): "package ARGS=--stock"}
# rights are given up once all is imported: a user without them may not read where this Python lies
WITHOUT_RIGHTS = """
import ensurepip, os, sys
from tools import dev
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
sys.argv[0] = "dev.py"
sys.exit(dev.main())
"""


def run_set_up(*words: str, **changes: str) -> tuple[int, str]:
    """Ask for the stock systems as a user without rights; return the exit status and what was said of it."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_RIGHTS, *words], cwd=ROOT, env=os.environ | changes, capture_output=True,
        text=True, check=False, timeout=60,
    )  # fmt: skip
    return done.returncode, done.stderr


@linux
@pytest.mark.parametrize("words", VERBS)
@pytest.mark.parametrize("ci", ["true", ""])
def test_without_debootstrap_it_says_so_and_fails(tmp_path: Path, ci: str, words: tuple[str, ...]) -> None:
    status, said = run_set_up(*words, PATH=str(tmp_path), CI=ci)
    assert (status, said.count("\n")) == (1, 1)
    assert "debootstrap" in said


@linux
@pytest.mark.parametrize(("words", "asked"), VERBS.items())
@pytest.mark.parametrize("ci", ["true", ""])
def test_without_rights_it_says_so_and_fails(tmp_path: Path, ci: str, words: tuple[str, ...], asked: str) -> None:
    for program in ("debootstrap", "apt-get"):
        (tmp_path / program).write_text("#!/bin/sh\nexit 9\n")
        (tmp_path / program).chmod(0o755)
    for folder in [tmp_path, *tmp_path.parents][:4]:
        folder.chmod(0o755)
    status, said = run_set_up(*words, PATH=str(tmp_path), CI=ci)
    assert status == 1
    assert said == f"A Debian in a folder can only be made and entered by root: sudo make {asked}\n"


@linux
def test_the_tests_of_both_systems_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stock, "trial", lambda root, suite, words: int(suite == "bookworm"))
    assert stock.run(tmp_path, []) == 1
    monkeypatch.setattr(stock, "trial", lambda root, suite, words: int(suite == "trixie"))
    assert stock.run(tmp_path, []) == 1


@posix
def test_the_sources_laid_there_are_those_of_now(tmp_path: Path) -> None:
    root, place = tmp_path / "here", tmp_path / "there"
    for name in ("core/a.py", ".venv/mine", "build/big", "core/__pycache__/a.pyc", ".mypy_cache/x", "main.py"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("now")
    for name in ("core/gone.py", ".venv/theirs", "main.py"):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text("before")
    stock.lay_sources(root, place)
    there = {path.relative_to(place).as_posix(): path.read_text() for path in place.rglob("*") if path.is_file()}
    assert there == {"core/a.py": "now", "main.py": "now", ".venv/theirs": "before"}


def test_ci_runs_them() -> None:
    assert "CI=true make test-stock" in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_the_systems_know_the_network_and_where_they_are_public_and_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_REPOSITORY", "GITHUB_TOKEN", "https_proxy", "BIAOSHU_CERTIFICATE"):
        monkeypatch.setenv(name, "said")
    given = {variable.partition("=")[0] for variable in stock.variables()}
    assert {"GITHUB_REPOSITORY", "https_proxy", "HOME"} <= given
    assert given.isdisjoint({"GITHUB_TOKEN", "BIAOSHU_CERTIFICATE"})
