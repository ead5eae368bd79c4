"""The bundled font: it is what its packages make, draws all that a report or the window can say, and steps back."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QRawFont
from PySide6.QtWidgets import QApplication

from gui.app import make_application
from gui.style import fonts
from tools import font
from tools.made_files import unknown

ROOT = Path(__file__).resolve().parents[3]
NO_FONTS = (
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><cachedir>{}</cachedir></fontconfig>'
)
SHOW = """
import json, os, sys
sys.path.insert(0, sys.argv.pop())
from PySide6.QtGui import QFont, QFontInfo, QRawFont
from PySide6.QtWidgets import QLabel
from gui import app as application
from gui.app import make_application
from gui.style import fonts
app = application.Application([])
if os.environ.get("ASKED"):
    app.setFont(QFont(os.environ["ASKED"]))
fonts.lend_font()
application.make_application()
faces = {}
for name, shown in (("window", QLabel("x").font()), ("text", fonts.reading_font(12.0))):
    raw = QRawFont.fromFont(shown)
    faces[name] = (QFontInfo(shown).family(), list(raw.glyphIndexesForString("政府工作报告")))
faces["families"] = app.font().families()
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
    assert unknown(ROOT, font.MADE) == []


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
    shown = shown_with(config)
    for family, glyphs in (shown["window"], shown["text"]):
        assert family == "Noto Sans SC"
        assert 0 not in glyphs
        assert len(set(glyphs)) == 6


def shown_with(config: Path, asked: str = "") -> dict[str, tuple[str, list[int]]]:
    """Return the faces of the window and the text, and their glyphs of six characters, on a system with some fonts."""
    place = os.environ | {"FONTCONFIG_FILE": str(config), "ASKED": asked}
    command = [sys.executable, "-c", SHOW, str(ROOT)]
    done = subprocess.run(command, env=place, capture_output=True, text=True, check=True, timeout=60)
    faces: dict[str, tuple[str, list[int]]] = json.loads(done.stdout)
    return faces


SOME_FONTS = (
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
    "<fontconfig><dir>{}</dir><cachedir>{}</cachedir></fontconfig>"
)


@pytest.fixture
def latin(tmp_path: Path) -> tuple[str, Path]:
    """Give a system with a single face, without Chinese; return its name and the configuration."""
    listed = subprocess.run(
        ["fc-list", ":lang=en:fontformat=TrueType", "file", "family"], capture_output=True, text=True, check=False
    )
    found = [
        line.split(": ") for line in listed.stdout.splitlines() if "DejaVuSans.ttf" in line or "DejaVuSerif.ttf" in line
    ]
    if not found:
        pytest.skip("needs a Latin font (DejaVu) and fc-list")
    file, family = found[0]
    folder = tmp_path / "fonts"
    folder.mkdir()
    shutil.copy(file, folder)
    config = tmp_path / "fonts.conf"
    config.write_text(SOME_FONTS.format(folder, tmp_path / "cache"), encoding="utf-8")
    return family.removeprefix("family=").split(",")[0], config


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only fontconfig can be shown a system with one font")
def test_text_and_interface_are_of_one_family_and_the_desktops_face_writes_what_it_lacks(
    latin: tuple[str, Path],
) -> None:
    family, config = latin
    faces = shown_with(config, family)
    assert faces["families"] == ["Noto Sans SC", family]
    assert faces["window"][0] == faces["text"][0] == "Noto Sans SC"


@pytest.mark.usefixtures("qapp")
def test_figures_below_each_other_are_of_one_width() -> None:
    metrics = QFontMetricsF(make_application().font())
    assert len({round(metrics.horizontalAdvance(digit), 3) for digit in "0123456789"}) == 1


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only fontconfig can be shown a system with one font")
def test_no_chance_face_stands_in_for_one_that_is_not_there(latin: tuple[str, Path]) -> None:
    """As under wine, where the interface has a name for a face and no such face."""
    faces = shown_with(latin[1], "MS Shell Dlg")
    assert faces["families"] == ["Noto Sans SC"]
    assert faces["window"][0] == "Noto Sans SC"
    assert 0 not in faces["window"][1]


@pytest.mark.usefixtures("qapp")
def test_a_face_is_asked_for_characters_not_for_what_it_says_it_writes() -> None:
    number = QFontDatabase.addApplicationFont(str(ROOT / font.FONT))
    try:
        (face,) = QFontDatabase.applicationFontFamilies(number)
        assert fonts.writes(QFont(face), fonts.CHINESE + fonts.SIGNS)
        assert not fonts.writes(QFont(face), fonts.CHINESE + "\U00020000")
    finally:
        QFontDatabase.removeApplicationFont(number)


@pytest.mark.usefixtures("qapp")
def test_menus_and_the_status_bar_have_the_interfaces_face_whatever_the_system_has_for_them() -> None:
    """As Windows has; that its are left out in a window there is tried in tests/windows/test_fonts.py."""
    make_application()
    kinds = ("QMenu", "QMenuBar", "QStatusBar", "QMessageBox")
    for kind in kinds:
        QApplication.setFont(QFont("A face of the system's", 31), kind)
    fonts.keep_font()
    assert {QApplication.font(kind).toString() for kind in kinds} == {QApplication.font().toString()}


@pytest.mark.usefixtures("qapp")
def test_it_steps_back_where_the_system_has_one() -> None:
    if not QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        pytest.skip("this system has no font with Chinese")
    before = QFontDatabase.families()
    fonts.lend_font()
    assert QFontDatabase.families() == before
