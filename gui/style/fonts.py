"""The fonts: one family for text and interface, and the bundled one where the system has none for Chinese."""

from collections.abc import Collection

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetrics, QGuiApplication, QRawFont
from PySide6.QtWidgets import QApplication

from . import design

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


# how many times the size of its letters a row of a table is high
ROW = 1.9
# what a system may have a font of its own for, by Qt's classes
_WITH_OWN_FONTS = ("QMenu", "QMenuBar", "QStatusBar", "QMessageBox", "QAbstractItemView")
# characters that a font for Chinese must have, and the signs that the interface uses
CHINESE, SIGNS = "政府工作报告，。“”", "✓○▼→↓★⚠⏎"


def lend_font() -> None:
    """Set the interface's font: the family that reports are read in, so that a line of both scripts is of one drawing.

    The desktop's own font stays behind it for the characters that it lacks, and where it is the only one with Chinese.
    Where the desktop names a font that does not exist, as under wine, Qt could replace it by any font, even one with
    serifs: it is left out then. The bundled font comes where the system has none for Chinese, or none with our signs.
    """
    font = QGuiApplication.font()
    there = set(QFontDatabase.families())
    drawn = QFontInfo(font).family()
    is_there = bool(drawn) and (font.family() in there or drawn == font.family())
    # fonts are named because the system's replacement depends on its language: it may be Japanese, or one for old
    # screens
    chinese = next((face for face in READING_FACES if face in there and writes(QFont(face), CHINESE)), "")
    # by the real name of the font: Qt ignores a generic one, such as Sans Serif, where other fonts are named
    own = [drawn, *font.families()[1:]] if is_there else []
    if chinese or not any(writes(QFont(face), CHINESE) for face in [*own, *(families() if own else ())]):
        lent: list[str] = []
        if not chinese or not (own or writes(QFont(chinese), SIGNS)):
            number = QFontDatabase.addApplicationFont(str(design.RESOURCES / "fonts" / "NotoSansSC-Regular.ttf"))
            lent = QFontDatabase.applicationFontFamilies(number)
        first = [for_interface(chinese, there), *own, *lent] if chinese else [*lent, *own]
        font.setFamilies(list(dict.fromkeys(first)))
    # figures of one width stand below each other in a table
    font.setFeature(QFont.Tag("tnum"), 1)
    QApplication.setFont(font)


def keep_font() -> None:
    """Give menus, lists, the status bar and message boxes the interface's font again.

    Windows and some desktops have fonts of their own for them, which Qt takes up anew with a style, after `lend_font`.
    """
    font = QApplication.font()
    # where all have it nothing is laid out again
    # PySide's types ask for bytes, which it refuses
    if any(QApplication.font(kind) != font for kind in _WITH_OWN_FONTS):  # type: ignore[call-overload]
        QApplication.setFont(font)


def for_interface(face: str, there: Collection[str]) -> str:
    """Return the variant of a face whose lines are as high as controls are, where the system has one."""
    return f"{face} UI" if f"{face} UI" in there else face


def sized(text: design.Text, weight: design.Weight = "normal") -> QFont:
    """Return the interface's font in one of the design's sizes and weights."""
    font, sizes = QFont(QGuiApplication.font()), design.sizes()
    font.setPointSizeF(font.pointSizeF() * sizes.text[text])
    font.setWeight(QFont.Weight(sizes.weight[weight]))
    return font


def writes(font: QFont, characters: str) -> bool:
    """Tell whether the font that is really drawn with has certain characters.

    What it claims to support is not asked.
    """
    face = QRawFont.fromFont(font)
    return face.isValid() and all(face.supportsCharacter(ord(character)) for character in characters)


def reading_font(size: float, family: str = "") -> QFont:
    """Return the font for reports' texts; `size` is in points, `family` the user's choice, if any."""
    font = QFont(QGuiApplication.font())
    font.setFamilies([*filter(None, [family]), *font.families(), *READING_FACES])
    font.setPointSizeF(size)
    return font


def line_height(metrics: QFontMetrics) -> int:
    """Return the height in pixels of a line of a label, whatever its words are.

    A font that is used for a single character makes its line higher than others, and a label that changes its height
    with its words has everything around it laid out and painted again.
    """
    return metrics.boundingRect(QRect(0, 0, 1_000, 1_000), 0, "国：Ag1").height()


def row_height(font: QFont) -> int:
    """Return the height in pixels of a row of a table: a font for Chinese has higher lines than it needs there."""
    return round(QFontInfo(font).pixelSize() * ROW)


def families() -> list[str]:
    """Return the families that have Chinese characters, in alphabetical order."""
    return sorted(set(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)))
