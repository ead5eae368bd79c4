"""The fonts: the one the text is read in, and the bundled one where the system has none for Chinese."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QApplication

from gui.looks import theme

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


def lend_font() -> None:
    """Give the application the bundled font, for Chinese, where the system has no font that covers it."""
    if QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        return
    number = QFontDatabase.addApplicationFont(str(theme.RESOURCES / "fonts" / "NotoSansSC-Regular.ttf"))
    font = QGuiApplication.font()
    # the desktop's own face still writes what it has
    font.setFamilies([*font.families(), *QFontDatabase.applicationFontFamilies(number)])
    QApplication.setFont(font)


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
