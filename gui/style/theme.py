"""The colours of the window and the formats of the text's highlights, light and dark; no other module has any."""

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast

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
from PySide6.QtWidgets import QApplication, QPushButton

from core.model.decision import State
from core.review.review import ReviewedFigure

from . import fonts, high_contrast, labels, stylesheet
from .design import COLOURS_BEGIN, THEME, sizes

# the size in pixels of an icon in rows and buttons; a smaller icon would be scaled up on sharp screens
ICON = sizes().icon
Colour = QColor
Colours = Mapping[str, QColor]
Scheme = Literal["system", "light", "dark"]
# of the lines of a plot: the colours of labels, in an order in which neighbours are far apart
_LINES = ("sky", "red", "jade", "plum", "amber", "indigo", "olive", "slate")
STANDARD = "standard"
# one choice for the whole application, like its palette
_chosen = {"marks": STANDARD}
_asked: dict[str, Scheme] = {"scheme": "system"}
_followed: list[bool] = []
_styled: list[bool] = []
_dressed: dict[str, Mapping[str, str]] = {}


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

    def for_controls(self) -> dict[str, str]:
        """Return the colours that the style of the controls names, and the mark of a ticked box.

        What is filled darkens under the mouse.
        """
        accent = {f"accent_{use}": self["accent"].darker(by).name() for use, by in (("hover", 110), ("down", 125))}
        mark = {"tick": stylesheet.tick(self["on_accent"].lightness())}
        return {role: colour.name() for role, colour in self.roles.items()} | accent | mark


@cache
def _theme(scheme: str, marks: str = STANDARD) -> Theme:
    """Return the colours of a scheme, with a set of highlight colours by name."""
    _, heading, colours = THEME.read_text(encoding="utf-8").partition(COLOURS_BEGIN)
    light, dark_heading, dark = colours.partition("[dark]\n")
    # only the half of the file that is needed: the first paint waits for it
    table: dict[str, Any] = tomllib.loads(heading + light if scheme == "light" else dark_heading + dark)[scheme]
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


def is_high_contrast() -> bool:
    """Tell whether the system is asked for high contrast, where its own colours are used."""
    # held while it is asked: Qt's wrapper of it goes with its owner's
    hints = QGuiApplication.styleHints()
    return hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast


def plot_colours(*, on_paper: bool = False) -> Colours:
    """Return the colours of plots by their use: "paper", "text", "line0" and so on.

    They are the window's, or those of the light scheme for what leaves the window and is printed. In high contrast
    everything is in the colour of the system's text.
    """
    if is_high_contrast() and not on_paper:
        palette, roles = QGuiApplication.palette(), QPalette.ColorRole
        text = palette.color(roles.Text)
        lines = {f"line{at}": text for at in range(len(_LINES))}
        plain = dict.fromkeys(("text", "muted", "hairline", "faint"), text)
        return {**lines, **plain, "paper": palette.color(roles.Base), "current": palette.color(roles.Highlight)}
    chosen = _theme("light", _chosen["marks"]) if on_paper else theme()
    lines = {f"line{at}": chosen.labels[name].line for at, name in enumerate(_LINES)}
    roles_of = {role: chosen[role] for role in ("paper", "text", "muted", "hairline")}
    return {**lines, **roles_of, "faint": chosen["hairline"].darker(115), "current": chosen["accent_line"]}


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
    if is_high_contrast():
        palette = high_contrast.mended(QApplication.palette(), _chrome(theme()))
        _dress(palette, stylesheet.system_colours(palette))
        return
    system = {Qt.ColorScheme.Light: "light", Qt.ColorScheme.Dark: "dark"}.get(hints.colorScheme())
    asked = system if _asked["scheme"] == "system" else _asked["scheme"]
    chosen = _theme(asked) if asked else theme()
    _dress(_chrome(chosen), chosen.for_controls())


def _dress(palette: QPalette, colours: Mapping[str, str]) -> None:
    """Give the whole application a palette, and its controls a style if they have one."""
    QApplication.setPalette(palette)
    _dressed["colours"] = colours
    if _styled:
        style_controls()


def style_controls() -> None:
    """Give the controls the style of the scheme that was chosen.

    At the start it is called when the window is built: a style there before would be worked out anew for each widget
    that is put into another (20 ms).
    """
    app = cast("QApplication", QApplication.instance())
    made = stylesheet.sheet(app.palette(), _dressed["colours"])
    _styled.append(True)
    # every widget is dressed anew by it
    if app.styleSheet() != made:
        app.setStyleSheet(made)
        fonts.keep_font()


def leave_controls() -> None:
    """Take the style from the controls again: what is tested next finds them as Qt draws them."""
    _styled.clear()
    cast("QApplication", QApplication.instance()).setStyleSheet("")


def _chrome(chosen: Theme) -> QPalette:
    """Return a scheme's palette; the accent is that of its roles, for chosen rows, links and progress."""
    roles = QPalette.ColorRole
    palette = QPalette(chosen["button"], chosen.chrome["Window"])
    for name, colour in chosen.chrome.items():
        if name != "disabled":
            palette.setColor(roles[name], colour)
    palette.setColor(roles.Button, chosen["button"])
    palette.setColor(roles.HighlightedText, chosen["on_accent"])
    for role, name in ((roles.Highlight, "accent"), (roles.Accent, "accent"), (roles.Link, "accent_line")):
        palette.setColor(role, chosen[name])
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, chosen.chrome["disabled"])
    return palette


def plain_format() -> QTextCharFormat:
    """Return the format of text that is not highlighted."""
    text_format = QTextCharFormat()
    text_format.setForeground(theme()["text"])
    return text_format


def muted_format() -> QTextCharFormat:
    """Return the format of the furniture of a page, which is no part of the report: grey."""
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


def mark_format(kind: str, state: State, *, is_corrected: bool = False) -> QTextCharFormat:
    """Return the format of any figure of a kind in a state, in the present colours."""
    of = theme()
    return _figure_format(of, colours_of(kind, of), state, is_corrected=is_corrected)


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


def faint(colour: QColor) -> QColor:
    """Return a colour made so faint that it is just seen, on every background that it is seen on itself."""
    made = QColor(colour)
    made.setAlphaF(0.18)
    return made


def veil() -> QColor:
    """Return the colour that lies over a window below a card in it: darker in either scheme, and seen through."""
    made = QColor(Qt.GlobalColor.black)
    made.setAlphaF(0.45 if is_dark() else 0.2)
    return made


def card_palette() -> QPalette:
    """Return the palette of a card that lies over a window: it has the ground of a list, and a quiet edge and words."""
    palette = QPalette(QGuiApplication.palette())
    palette.setColor(QPalette.ColorRole.Window, palette.color(QPalette.ColorRole.Base))
    palette.setColor(QPalette.ColorRole.WindowText, theme()["muted"])
    return palette


def fill(button: QPushButton) -> None:
    """Have a button filled with the accent: the one of a page that most came for. Call it before it is first shown."""
    button.setProperty("main", True)


def page_palette() -> QPalette:
    """Return a palette for the text pane, in which the margins beside the column have the colour of paper too."""
    palette = QPalette(QGuiApplication.palette())
    for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
        palette.setColor(role, theme()["paper"])
    palette.setColor(QPalette.ColorRole.Text, theme()["text"])
    return palette
