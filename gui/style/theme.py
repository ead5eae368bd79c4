"""The colours of the window and the formats of the text's highlights, light and dark; no other module has any."""

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
    QPen,
    QPixmap,
    QTextCharFormat,
)
from PySide6.QtWidgets import QApplication

from core.model.decision import State
from core.review.review import ReviewedFigure

from . import high_contrast, labels

RESOURCES = Path(__file__).parents[2] / "resources"
# the size in pixels of an icon in rows and buttons; a smaller icon would be scaled up on sharp screens
ICON = 16
Scheme = Literal["system", "light", "dark"]
STANDARD = "standard"
# one choice for the whole application, like its palette
_chosen = {"marks": STANDARD}
_asked: dict[str, Scheme] = {"scheme": "system"}
_followed: list[bool] = []


# compared by identity: each exists once, and formats are cached by it
@dataclass(frozen=True, slots=True, eq=False)
class KindColours:
    """The colours of one kind: its line, and its background while undecided and once decided."""

    line: QColor
    tint: QColor
    fill: QColor


@dataclass(frozen=True, slots=True, eq=False)
class Theme:
    """The colours of one colour scheme, by their use."""

    roles: Mapping[str, QColor]
    chrome: Mapping[str, QColor]
    kinds: Mapping[str, KindColours]
    labels: Mapping[str, KindColours]

    def __getitem__(self, role: str) -> QColor:
        return self.roles[role]


@cache
def _theme(scheme: str, marks: str = STANDARD) -> Theme:
    """Return the colours of a scheme, with a set of highlight colours by name."""
    light, heading, dark = (RESOURCES / "theme.toml").read_text(encoding="utf-8").partition("[dark]\n")
    # only the half of the file that is needed: the first paint waits for it
    table: dict[str, Any] = tomllib.loads(light if scheme == "light" else heading + dark)[scheme]
    return Theme(
        roles={role: QColor(colour) for role, colour in table.items() if isinstance(colour, str)},
        chrome={role: QColor(colour) for role, colour in table["chrome"].items()},
        kinds=_kind_colours(table["kinds"] if marks == STANDARD else table["marks"][marks]),
        labels=_kind_colours(table["labels"]),
    )


def _kind_colours(table: Mapping[str, Mapping[str, str]]) -> dict[str, KindColours]:
    return {name: KindColours(**{use: QColor(colour) for use, colour in uses.items()}) for name, uses in table.items()}


def colours_of(kind: str, of: Theme | None = None) -> KindColours:
    """Return the colours of a kind or a label, by its id or the name of its colours, for the present palette."""
    own, kinds = (of := of or theme()).labels, of.kinds
    if kind in kinds:
        return kinds[kind]
    return own.get(kind) or own.get(labels.colour(kind)) or kinds.get(labels.colour(kind)) or own["slate"]


_darkness: dict[int, bool] = {}


def is_dark() -> bool:
    """Tell whether the window's palette is dark, whether the user or the system chose it."""
    palette = QGuiApplication.palette()
    key = palette.cacheKey()
    # called for each highlight
    if key not in _darkness:
        window, text = palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.WindowText)
        _darkness.clear()
        _darkness[key] = window.lightness() < text.lightness()
    return _darkness[key]


def theme() -> Theme:
    """Return the colours for the present palette and the chosen highlight colours."""
    return _theme("dark" if is_dark() else "light", _chosen["marks"])


def choose_marks(marks: str) -> None:
    """Use another set of highlight colours in the whole application."""
    _chosen["marks"] = marks


def choose_scheme(scheme: Scheme) -> None:
    """Make the whole application light or dark, or let it follow the system.

    The colours are the program's own on every system: Windows shows a selected row in the window's background where its
    list does not have the keyboard, and a desktop without a theme has no colours to give. High contrast of the system
    is respected.
    """
    _asked["scheme"] = scheme
    schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, "system": Qt.ColorScheme.Unknown}
    hints = QGuiApplication.styleHints()
    hints.setColorScheme(schemes[scheme])
    _put_on()
    if not _followed:
        hints.colorSchemeChanged.connect(_follow)
        hints.accessibility().contrastPreferenceChanged.connect(_put_on)
        _followed.append(True)


def _follow() -> None:
    if _asked["scheme"] == "system":
        _put_on()


def _put_on() -> None:
    hints = QGuiApplication.styleHints()
    # the system's own palette: it shows whether the system is dark where the system does not say so
    QApplication.setPalette(QPalette())
    if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
        QApplication.setPalette(high_contrast.mended(QApplication.palette(), _chrome(theme())))
        return
    system = {Qt.ColorScheme.Light: "light", Qt.ColorScheme.Dark: "dark"}.get(hints.colorScheme())
    asked = system if _asked["scheme"] == "system" else _asked["scheme"]
    QApplication.setPalette(_chrome(_theme(asked) if asked else theme()))


def _chrome(chosen: Theme) -> QPalette:
    palette = QPalette(chosen.chrome["Button"], chosen.chrome["Window"])
    for name, colour in chosen.chrome.items():
        if name != "disabled":
            palette.setColor(QPalette.ColorRole[name], colour)
    # the colour of progress bars and of the frame of the field that has the keyboard
    palette.setColor(QPalette.ColorRole.Accent, chosen.chrome["Highlight"])
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, chosen.chrome["disabled"])
    return palette


def plain_format() -> QTextCharFormat:
    """Return the format of text that is not highlighted."""
    text_format = QTextCharFormat()
    text_format.setForeground(theme()["text"])
    return text_format


def muted_format() -> QTextCharFormat:
    """Return the format of boilerplate, text that every report has: grey."""
    text_format = plain_format()
    text_format.setForeground(theme()["muted"])
    return text_format


def heading_format(font: QFont, level: int) -> QTextCharFormat:
    """Return the format of a heading; `font` is the text's, level 0 is the title, 1 the outermost headings."""
    text_format = QTextCharFormat()
    text_format.setFontWeight(QFont.Weight.Bold)
    text_format.setFontPointSize(font.pointSizeF() * (1.25 if level <= 1 else 1.05))
    return text_format


def figure_format(shown: ReviewedFigure, of: Theme) -> QTextCharFormat:
    """Return the format of a figure in a theme: its colours show the kind, underline and background the state.

    Undecided: dashed underline. Confirmed: solid underline. Corrected: wavy underline. Added: lines under and over it.
    Rejected: struck out, without background. So states can be told apart without colours too.
    """
    return _figure_format(of, colours_of(shown.figure.kind, of), shown.state, is_corrected=shown.corrected)


@cache
def _figure_format(of: Theme, colours: KindColours, state: State, *, is_corrected: bool) -> QTextCharFormat:
    text_format = QTextCharFormat()
    # set for every figure, so that an inner one does not inherit it from the outer one
    text_format.setFontStrikeOut(state == "rejected")
    text_format.setFontOverline(state == "added")
    if state == "rejected":
        text_format.setBackground(Qt.GlobalColor.transparent)
        text_format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.NoUnderline)
        text_format.setForeground(of["muted"])
        return text_format
    text_format.setForeground(of["text"])
    text_format.setUnderlineColor(colours.line)
    text_format.setBackground(colours.tint if state == "undecided" else colours.fill)
    styles = QTextCharFormat.UnderlineStyle
    decided = styles.WaveUnderline if is_corrected else styles.SingleUnderline
    text_format.setUnderlineStyle(styles.DashUnderline if state == "undecided" else decided)
    return text_format


def current_format() -> QTextCharFormat:
    """Return the format of the figure under decision."""
    text_format = QTextCharFormat()
    text_format.setBackground(theme()["current"])
    text_format.setForeground(theme()["current_text"])
    text_format.setUnderlineColor(theme()["current_edge"])
    return text_format


def evidence_format() -> QTextCharFormat:
    """Return the format of the words that decided an attribute of the figure under decision."""
    text_format = QTextCharFormat()
    text_format.setBackground(theme()["indicator"])
    text_format.setUnderlineColor(theme()["indicator_edge"])
    text_format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    return text_format


def hover_format() -> QTextCharFormat:
    """Return the format of the figure under the mouse, the words that name it, and figures selected in the table."""
    text_format = QTextCharFormat()
    text_format.setBackground(theme()["hover"])
    text_format.setForeground(theme()["text"])
    return text_format


def unread_format() -> QTextCharFormat:
    """Return the format of a numeral that is no figure and was not decided on: a faint dotted underline."""
    text_format = QTextCharFormat()
    text_format.setUnderlineColor(theme()["left_edge"])
    text_format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    return text_format


def others_format() -> QTextCharFormat:
    """Return the format of a figure that only other annotators have: a faint underline of dashes and dots."""
    text_format = QTextCharFormat()
    text_format.setUnderlineColor(theme()["muted"])
    text_format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashDotLine)
    return text_format


def hit_format(*, is_current: bool) -> QTextCharFormat:
    """Return the format of words that were found; the current ones are underlined and darker."""
    text_format = QTextCharFormat()
    text_format.setBackground(theme()["hit"])
    text_format.setForeground(theme()["text"])
    if is_current:
        text_format.setBackground(theme()["current_hit"])
        text_format.setFontUnderline(True)
        text_format.setUnderlineColor(theme()["text"])
    return text_format


def kind_icon(kind: str, side: int = ICON) -> QIcon:
    """Return a small square in the colours of a kind, a label or a name of colours, with a margin of two pixels."""
    return _icon(colours_of(kind), side, QGuiApplication.primaryScreen().devicePixelRatio())


@cache
def _icon(colours: KindColours, side: int, ratio: float) -> QIcon:
    with _drawing(side, ratio) as (painter, picture):
        painter.setPen(QPen(colours.line, 1.5))
        painter.setBrush(colours.fill)
        painter.drawRoundedRect(3, 3, side - 6, side - 6, 3, 3)
    icon = QIcon(picture)
    # added for selected rows too, where the style would tint it so that kinds could be confused
    icon.addPixmap(picture, QIcon.Mode.Selected)
    return icon


@contextmanager
def _drawing(side: int, ratio: float) -> Iterator[tuple[QPainter, QPixmap]]:
    """Return a painter on an empty square pixmap that is sharp on a screen with this device pixel ratio."""
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        yield painter, picture
    finally:
        painter.end()


def warning_icon(side: int = 16) -> QIcon:
    """Return an exclamation mark in a triangle."""
    with _drawing(side, QGuiApplication.primaryScreen().devicePixelRatio()) as (painter, picture):
        painter.setPen(QPen(theme()["warning"], 1.5))
        painter.setBrush(theme()["warning_paper"])
        painter.drawPolygon([QPoint(side // 2, 1), QPoint(side - 1, side - 2), QPoint(1, side - 2)])
        painter.drawLine(QPoint(side // 2, 6), QPoint(side // 2, side - 7))
        painter.drawPoint(QPoint(side // 2, side - 4))
    return QIcon(picture)


def notice_palette(base: QPalette, trouble: bool) -> QPalette:
    """Return a palette for a notice: of trouble, or of something done."""
    palette = QPalette(base)
    palette.setColor(QPalette.ColorRole.Window, theme()["warning_paper" if trouble else "good_paper"])
    palette.setColor(QPalette.ColorRole.WindowText, theme()["warning" if trouble else "good"])
    return palette


def page_palette() -> QPalette:
    """Return a palette for the text pane, in which the margins beside the column have the colour of paper too."""
    palette = QPalette(QGuiApplication.palette())
    for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
        palette.setColor(role, theme()["paper"])
    palette.setColor(QPalette.ColorRole.Text, theme()["text"])
    return palette


def chosen_palette() -> QPalette:
    """Return a palette for a button that is chosen, which is clearly visible in either scheme."""
    palette = QPalette(QGuiApplication.palette())
    palette.setColor(QPalette.ColorRole.Button, theme()["chosen"])
    palette.setColor(QPalette.ColorRole.ButtonText, theme()["chosen_text"])
    return palette
