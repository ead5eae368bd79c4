"""The fonts: the one for reading the text, and the bundled one where the system has none for Chinese."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetrics, QGuiApplication, QRawFont
from PySide6.QtWidgets import QApplication

from . import theme

# the fonts of Chinese systems, the bundled one last; without names Qt may choose a Japanese font for Han characters
READING_FACES = [
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
]


# characters that a font for Chinese must have, and the signs that the interface uses
CHINESE, SIGNS = "政府工作报告，。“”", "✓○▼→↓★⚠⏎"


def lend_font() -> None:
    """Set the interface's font so that it has Chinese: the system's, or the bundled one where there is none.

    The desktop's own font stays for the characters it has. Where the desktop names a font that does not exist, as under
    wine, Qt could replace it by any font, even one with serifs: then the Chinese font is used for everything.
    """
    font = QGuiApplication.font()
    there = set(QFontDatabase.families())
    drawn = QFontInfo(font).family()
    is_there = bool(drawn) and (font.family() in there or drawn == font.family())
    if is_there and any(writes(QFont(face), CHINESE) for face in font.families()):
        return
    # fonts are named because the system's replacement depends on its language: it may be Japanese, or one for old
    # screens
    chinese = next((face for face in READING_FACES if face in there and writes(QFont(face), CHINESE)), "")
    if not chinese and is_there and any(writes(QFont(face), CHINESE) for face in families()):
        return
    # by the real name of the font: Qt ignores a generic one, such as Sans Serif, where other fonts are named
    faces = [face for face in (drawn if is_there else "", chinese) if face]
    if not chinese or not (is_there or writes(QFont(chinese), SIGNS)):
        number = QFontDatabase.addApplicationFont(str(theme.RESOURCES / "fonts" / "NotoSansSC-Regular.ttf"))
        faces += QFontDatabase.applicationFontFamilies(number)
    font.setFamilies(faces)
    QApplication.setFont(font)


def writes(font: QFont, characters: str) -> bool:
    """Tell whether the font that is really drawn with has certain characters.

    What it claims to support is not asked.
    """
    face = QRawFont.fromFont(font)
    return face.isValid() and all(face.supportsCharacter(ord(character)) for character in characters)


def reading_font(size: float, family: str = "") -> QFont:
    """Return the font for reports' texts; `size` is in points, `family` the user's choice, if any."""
    font = QFont(QGuiApplication.font())
    font.setFamilies([*filter(None, [family]), *READING_FACES, *font.families()])
    font.setPointSizeF(size)
    return font


def line_height(metrics: QFontMetrics) -> int:
    """Return the height in pixels of a line of a label, whatever its words are.

    A font that is used for a single character makes its line higher than others, and a label that changes its height
    with its words has everything around it laid out and painted again.
    """
    return metrics.boundingRect(QRect(0, 0, 1_000, 1_000), 0, "国：Ag1").height()


def families() -> list[str]:
    """Return the families that have Chinese characters, in alphabetical order."""
    return sorted(set(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)))
