"""The window speaks the language its user's system speaks: the first of those the system names that it has."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale

from gui.style.language import use_language

ROOT = Path(__file__).resolve().parents[3]
SAY = """
import json
from PySide6.QtCore import QCoreApplication, QLocale
from gui import app as application
app = application.make_application()
said = [QCoreApplication.translate(*words) for words in (("words", "Level"), ("QPlatformTheme", "Cancel"))]
print(json.dumps([QLocale.system().uiLanguages(), *said]))
"""
CHINESE, ENGLISH = ["总量", "取消"], ["Level", "Cancel"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there a variable is what the system answers")
@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ({"LANG": "zh_CN.UTF-8"}, CHINESE),
        ({"LANG": "zh_TW.UTF-8"}, CHINESE),
        ({"LANG": "en_US.UTF-8"}, ENGLISH),
        ({"LANG": "fr_FR.UTF-8"}, ENGLISH),
        # Chinese second, as many have it who read their system in English
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "en_US:zh_CN"}, ENGLISH),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "fr:zh_CN:en"}, CHINESE),
    ],
)
def test_the_window_speaks_the_first_language_of_the_system_that_it_has(
    named: dict[str, str], expected: list[str]
) -> None:
    place = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))} | named
    done = subprocess.run(
        [sys.executable, "-c", SAY], env=place, capture_output=True, text=True, check=True, cwd=ROOT, timeout=60
    )
    languages, *said = json.loads(done.stdout)
    assert said == expected, languages


@pytest.mark.usefixtures("qapp")
def test_what_windows_answers_where_it_speaks_chinese_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the answer of the platform is put in its place, as Qt gives it there."""

    class Chinese:
        def uiLanguages(self) -> list[str]:
            return ["zh-Hans-CN", "zh-CN", "zh-Hans", "zh", "en-Latn-US", "en-US", "en-Latn", "en"]

    monkeypatch.setattr(QLocale, "system", Chinese)
    try:
        assert use_language("system")
    finally:
        monkeypatch.undo()
        use_language("system")
