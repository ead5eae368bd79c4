"""The fonts: the one the text is read in, and the bundled one where the system has none for Chinese."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetrics, QGuiApplication, QRawFont
from PySide6.QtWidgets import QApplication

from . import theme

# the faces Chinese systems have, the bundled one last: named, or a Japanese face may be chosen for Han characters
READING_FACES = [
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
]


# what a face has that is said to write Chinese, and the signs that the window is written with besides
CHINESE, SIGNS = "政府工作报告，。“”", "✓○▼→↓★⚠⏎"


def lend_font() -> None:
    """Have the interface written in faces that have Chinese: the system's, or the bundled one where it has none.

    The desktop's own face goes on writing what it has. Where that is a mere name, with no such face on the system, as
    under wine, anything may stand in for it, a face with serifs too: the Chinese one then writes everything.
    """
    font = QGuiApplication.font()
    there = set(QFontDatabase.families())
    drawn = QFontInfo(font).family()
    is_there = bool(drawn) and (font.family() in there or drawn == font.family())
    if is_there and any(writes(QFont(face), CHINESE) for face in font.families()):
        return
    # named, or what the system takes in its place depends on its language: the one of Japan, the one of old screens
    chinese = next((face for face in READING_FACES if face in there and writes(QFont(face), CHINESE)), "")
    if not chinese and is_there and any(writes(QFont(face), CHINESE) for face in families()):
        return
    # by the face's own name: one that only stands for it, as Sans Serif, is passed over where others are named
    faces = [face for face in (drawn if is_there else "", chinese) if face]
    if not chinese or not (is_there or writes(QFont(chinese), SIGNS)):
        number = QFontDatabase.addApplicationFont(str(theme.RESOURCES / "fonts" / "NotoSansSC-Regular.ttf"))
        faces += QFontDatabase.applicationFontFamilies(number)
    font.setFamilies(faces)
    QApplication.setFont(font)


def writes(font: QFont, characters: str) -> bool:
    """Tell whether the face that a font is drawn with has some characters itself; what it claims to is not asked."""
    face = QRawFont.fromFont(font)
    return face.isValid() and all(face.supportsCharacter(ord(character)) for character in characters)


def reading_font(size: float, family: str = "") -> QFont:
    """Return the font of the report's text, `size` in points, of a family where one is named."""
    font = QFont(QGuiApplication.font())
    font.setFamilies([*filter(None, [family]), *READING_FACES, *font.families()])
    font.setPointSizeF(size)
    return font


def line_height(metrics: QFontMetrics) -> int:
    """Return the pixels a line of a label takes, whatever it says.

    A face that lends a single character makes its line higher than others; a label that changes its height with its
    words has all around it laid out and painted anew.
    """
    return metrics.boundingRect(QRect(0, 0, 1_000, 1_000), 0, "国：Ag1").height()


def families() -> list[str]:
    """Return the families that can write Chinese, in the alphabet's order."""
    return sorted(set(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)))
