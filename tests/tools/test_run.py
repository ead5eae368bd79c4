"""make run, as a new user meets it: with a display a window on the sample, without one its picture."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.entries import for_each

ROOT = Path(__file__).resolve().parents[2]
RUN = [sys.executable, str(ROOT / "tools" / "dev.py"), "run"]
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")


def without_display() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in DISPLAYS}


@for_each("dead", [{}, {"DISPLAY": ":4711"}])
def test_without_a_display_the_window_is_drawn_and_its_place_told(dead: dict[str, str]) -> None:
    picture = ROOT / "build" / "window.png"
    picture.unlink(missing_ok=True)
    done = subprocess.run(RUN, env=without_display() | dead, capture_output=True, text=True, check=True, timeout=120)
    assert "No display" in done.stdout
    assert str(picture) in done.stdout
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (1280, 800)
    seen = {image.pixel(x, y) for x in range(0, 1280, 3) for y in range(0, 800, 3)}
    assert len(seen) > 100, "the picture is blank"


@pytest.mark.xvfb
def test_with_a_display_a_window_opens_on_the_sample(display: dict[str, str], tmp_path: Path) -> None:
    if not shutil.which("xdotool"):
        pytest.skip("needs xdotool (make test installs it on Debian and Ubuntu)")
    place = without_display() | display

    def ask(*words: str) -> str:
        return subprocess.run(
            ["xdotool", *words], env=place, capture_output=True, text=True, check=False, timeout=30
        ).stdout.strip()

    with (
        (tmp_path / "out").open("w") as out,
        subprocess.Popen(RUN, env=place, stdout=out, stderr=out, start_new_session=True) as program,
    ):
        try:
            until = time.monotonic() + 60
            while not (window := ask("search", "--onlyvisible", "--name", "云汀区")) and time.monotonic() < until:
                time.sleep(0.2)
            assert window, (tmp_path / "out").read_text()
            ask("windowactivate", "--sync", window.split()[0])
            ask("key", "ctrl+q")
            assert program.wait(30) == 0
        finally:
            if program.poll() is None:
                os.killpg(program.pid, signal.SIGKILL)  # the window is a child of what was started
    said = (tmp_path / "out").read_text(encoding="utf-8")
    assert said == "Opening the window on resources/sample/云汀区2026年政府工作报告.txt\n"
