"""How one process of the program starts another, on each system, from its sources and packaged."""

import sys
from pathlib import Path

import pytest

from core import process
from main import main

ROOT = Path(__file__).resolve().parents[2]


def package(monkeypatch: pytest.MonkeyPatch, system: str, running: Path) -> None:
    """Have the program believe that it is packaged for a system and runs as one of its programs."""
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(running))


def test_from_the_sources_the_interpreter_starts_it() -> None:
    assert process.command("read") == [sys.executable, str(ROOT / "main.py"), "read"]
    assert process.window_apart() is None


@pytest.mark.parametrize("running", [process.TERMINAL, process.WINDOW])
def test_on_windows_the_terminals_program_reads_behind_both(
    running: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package(monkeypatch, "win32", tmp_path / running)
    assert process.command("serve") == [str(tmp_path / "biaoshu.exe"), "serve"]
    # without a console of its own, over the window
    assert process.unseen() == 0x08000000


@pytest.mark.parametrize("system", ["linux", "darwin"])
def test_elsewhere_it_is_one_program(system: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package(monkeypatch, system, tmp_path / "biaoshu")
    assert process.command("serve") == [str(tmp_path / "biaoshu"), "serve"]
    assert process.unseen() == 0
    assert process.window_apart() is None


def test_only_the_terminals_program_hands_on_and_only_to_one_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package(monkeypatch, "win32", tmp_path / "Biaoshu.EXE")
    assert process.window_apart() is None
    window = tmp_path / "biaoshu-window.exe"
    window.touch()
    assert process.window_apart() == window
    monkeypatch.setattr(sys, "executable", str(window))
    assert process.window_apart() is None


# it ends while the window goes on: that nobody waits for the window is meant
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.skipif(sys.platform == "win32", reason="a script stands for the window's program")
def test_without_a_verb_the_window_gets_what_the_terminal_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, told = tmp_path / "biaoshu-window.exe", tmp_path / "told"
    window.write_text(f'#!/bin/sh\nprintf "%s|" "$@" > "{told}.part"\nmv "{told}.part" "{told}"\n', encoding="utf-8")
    window.chmod(0o755)
    package(monkeypatch, "win32", tmp_path / "biaoshu.exe")
    # subprocess chose its way when it was loaded, on the system that this is
    assert main(["我的 库.biaoshu", "--theme", "dark"]) == 0
    while not told.exists():
        pass
    assert told.read_text(encoding="utf-8") == "我的 库.biaoshu|--theme|dark|"
