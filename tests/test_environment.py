"""What the machine must give: a Qt that counts references right, letters for Chinese, an environment of the lock."""

import os
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase, QRawFont
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

ROOT = Path(__file__).resolve().parent.parent
CALLS = 20_000


def test_qt_takes_no_reference_from_none(qtbot: QtBot) -> None:
    """PySide6 6.12.0 takes one at each void call on Python 3.11 and aborts after some 4,000 calls."""
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for number in range(CALLS):
        label.setNum(number)
    assert abs(sys.getrefcount(None) - before) < CALLS // 100


def test_chinese_has_letters(qtbot: QtBot) -> None:
    """A system without a Chinese font draws the same box for every character."""
    families = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    assert families, "no font with Chinese: install fonts-wqy-microhei"
    glyphs = QRawFont.fromFont(QFontDatabase.font(families[0], "", 12)).glyphIndexesForString("政府工作")
    assert 0 not in glyphs
    assert len(set(glyphs)) == 4


def test_environment_is_of_the_lock() -> None:
    locked = re.findall(r"^([A-Za-z0-9._-]+)==(\S+) (?!; sys_platform)", (ROOT / "requirements.lock").read_text(), re.M)
    assert len(locked) > 20
    assert {name: version(name) for name, _ in locked} == dict(locked)


@pytest.mark.xvfb
def test_a_real_screen_can_be_had(display: dict[str, str], tmp_path: Path) -> None:
    """The virtual screen of the tests opens a real window: Qt's xcb plug-in finds all its libraries."""
    program = (
        "from PySide6.QtWidgets import QApplication, QLabel; a = QApplication([]); w = QLabel('政府'); w.show();"
        "a.processEvents(); print(a.platformName(), w.isVisible())"
    )
    shown = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | display,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert shown.stdout.split() == ["xcb", "True"]
