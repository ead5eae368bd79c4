"""The bundled font: it is what its packages make, draws all that a report or the window can say, and steps back."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase, QRawFont

from gui.looks import fonts
from tools import font

ROOT = Path(__file__).resolve().parents[2]
NO_FONTS = (
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><cachedir>{}</cachedir></fontconfig>'
)
SHOW = """
import json, sys
sys.path.insert(0, sys.argv.pop())
from PySide6.QtGui import QFontInfo, QFontMetricsF, QRawFont
from PySide6.QtWidgets import QLabel
from gui import app as application
from gui.looks import fonts
app = application.Application([])
fonts.lend_font()
application.make_application()
faces = {}
for name, shown in (("window", QLabel("x").font()), ("text", fonts.reading_font(12.0))):
    raw = QRawFont.fromFont(shown)
    faces[name] = (QFontInfo(shown).family(), list(raw.glyphIndexesForString("政府工作报告")))
print(json.dumps(faces))
"""


def missing(characters: set[str]) -> str:
    """Return the characters the bundled font has no glyph for, or an empty one."""
    raw = QRawFont(str(ROOT / font.FONT), 20.0)
    assert raw.isValid()
    drawn = {character for character in characters if character.isprintable() and not character.isspace()}
    assert drawn
    glyphs = {character: raw.glyphIndexesForString(character) for character in drawn}
    return "".join(
        sorted(
            character for character, found in glyphs.items() if not all(found) or raw.pathForGlyph(found[0]).isEmpty()
        )
    )


def characters_of(*folders: Path) -> set[str]:
    files = [path for folder in folders for path in folder.rglob("*") if path.suffix in (".txt", ".ts", ".toml", ".py")]
    assert files
    return {character for path in files for character in path.read_text(encoding="utf-8")}


def test_it_is_what_its_packages_make() -> None:
    """The recorded hashes are those of what `dev.py font` makes; `dev.py font --check` makes it again and compares."""
    assert font.strangers(ROOT) == []


def test_it_may_be_given_away() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (ROOT / font.LICENCE).read_text(encoding="utf-8")


@pytest.mark.usefixtures("qapp")
def test_every_character_of_the_window_is_in_it() -> None:
    assert missing(characters_of(ROOT / "gui", ROOT / "core", ROOT / "resources")) == ""


@pytest.mark.usefixtures("qapp")
def test_every_character_of_the_reports_is_in_it(shared: Path) -> None:
    assert missing(characters_of(shared / "corpus", shared / "gold")) == ""


@pytest.mark.usefixtures("qapp")
def test_every_character_of_gb_2312_and_the_dictionary_is_in_it() -> None:
    import jieba

    pairs = {bytes((lead, trail)) for lead in range(0xA1, 0xF8) for trail in range(0xA1, 0xFF)}
    standard = {character for pair in pairs for character in pair.decode("gb2312", "ignore")}
    assert len(standard) == 7_445
    with jieba.get_module_res("dict.txt") as file:
        assert missing(standard | set(file.read().decode())) == ""


@pytest.mark.usefixtures("qapp")
def test_a_character_it_lacks_is_told() -> None:
    assert missing({"政", "\U00020000"}) == "\U00020000"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only fontconfig can be shown a system without fonts")
def test_it_is_lent_where_the_system_has_no_font(tmp_path: Path) -> None:
    config = tmp_path / "fonts.conf"
    config.write_text(NO_FONTS.format(tmp_path / "cache"), encoding="utf-8")
    place = os.environ | {"FONTCONFIG_FILE": str(config)}
    command = [sys.executable, "-c", SHOW, str(ROOT)]
    done = subprocess.run(command, env=place, capture_output=True, text=True, check=True, timeout=60)
    for family, glyphs in json.loads(done.stdout).values():
        assert family == "Noto Sans SC"
        assert 0 not in glyphs
        assert len(set(glyphs)) == 6


@pytest.mark.usefixtures("qapp")
def test_it_steps_back_where_the_system_has_one() -> None:
    if not QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        pytest.skip("this system has no font with Chinese")
    before = QFontDatabase.families()
    fonts.lend_font()
    assert QFontDatabase.families() == before
