"""The two programs of the package: what Windows is told of each, and that each sends on what the other is for."""

import os
import signal
import struct
from pathlib import Path

import pytest

from core import __version__
from tests.windows.conftest import PATIENCE_S
from tests.windows.test_installer import running, wait_for
from tools import package
from tools.windows import Bench

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = {"biaoshu.exe": 3, "biaoshu-window.exe": 2}
"""Each program, and the number by which Windows gives it a console (3) or none (2)."""


@pytest.mark.parametrize("name", PROGRAMS)
def test_windows_is_told_what_it_must_know_before_the_start(built: Path, name: str) -> None:
    content = (built / name).read_bytes()
    (head,) = struct.unpack_from("<I", content, 0x3C)
    assert struct.unpack_from("<H", content, head + 24 + 68) == (PROGRAMS[name],)
    for said in (b">true</longPathAware>", b">UTF-8</activeCodePage>", b">PerMonitorV2</dpiAwareness>"):
        assert said in content
    for said in ("FileVersion", __version__, "Biaoshu", "标数", name):
        assert said.encode("utf-16-le") in content


def test_they_share_all_but_themselves(built: Path) -> None:
    assert {path.name for path in built.iterdir()} == {*PROGRAMS, "_internal"}


def test_the_package_is_no_heavier_than_it_may_be(built: Path, tmp_path: Path) -> None:
    assert package.weight(built) <= package.UNPACKED
    packed = package.zipped(ROOT, built, tmp_path / "x.zip", top="biaoshu")
    assert packed.stat().st_size <= package.PACKED


def test_the_terminals_program_hands_on_to_the_window_and_ends(
    bench: Bench, built: Path, user: Path, display: dict[str, str]
) -> None:
    # without pipes: what is started under wine holds those of what started it, whatever it was given
    started = bench.start([built / "biaoshu.exe"], DISPLAY=display["DISPLAY"])
    try:
        assert started.wait(timeout=PATIENCE_S) == 0
        wait_for(lambda: running(bench, "biaoshu-window.exe"))
    finally:
        for pid in running(bench, "biaoshu-window.exe"):
            os.kill(pid, signal.SIGKILL)
