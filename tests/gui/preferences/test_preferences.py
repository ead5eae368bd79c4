"""What a user sets holds at once and after a kill; rubbish in the file is as good as nothing."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QSpinBox
from pytestqt.qtbot import QtBot

from gui.commands import choose_keys
from gui.preferences.preferences import PREFERENCES
from gui.preferences.preferences_dialog import PreferencesDialog
from gui.preferences.settings import Settings
from gui.style import theme
from gui.style.language import use_language
from gui.window import MainWindow
from tests.gui.conftest import REPORT, OpenWindow
from tests.gui.text_formats import look_at

Press = Callable[..., None]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def as_delivered() -> Iterator[None]:
    """Leave the application as it is delivered."""
    yield
    choose_keys({})
    theme.choose_marks(theme.STANDARD)
    if QApplication.instance() is not None:
        use_language("system")
        theme.choose_scheme("system")


@pytest.fixture
def dialog(window: MainWindow, press: Press) -> PreferencesDialog:
    """Open the preferences by their key."""
    press(Qt.Key.Key_Comma, hold=CTRL)
    return shown_dialog(window)


def open_dialogs(window: MainWindow) -> list[PreferencesDialog]:
    return [child for child in window.findChildren(QDialog) if isinstance(child, PreferencesDialog)]


def shown_dialog(window: MainWindow) -> PreferencesDialog:
    (dialog,) = open_dialogs(window)
    assert dialog.isVisible()
    return dialog


def back_to(window: MainWindow, qtbot: QtBot) -> None:
    """Put the keyboard from the dialog into the window."""
    window.activateWindow()
    window.view.setFocus()
    qtbot.waitUntil(window.isActiveWindow)


def step(qtbot: QtBot, dialog: PreferencesDialog, name: str, *keys: Qt.Key) -> None:
    """Press keys in a row of the dialog."""
    row = dialog.rows[name]
    row.setFocus()
    for key in keys:
        qtbot.keyClick(row, key)


def test_every_preference_has_a_row_and_says_what_is_set(dialog: PreferencesDialog) -> None:
    assert list(dialog.rows) == [preference.name for preference in PREFERENCES]
    for preference in PREFERENCES:
        row = dialog.rows[preference.name]
        shown = row.currentData() if isinstance(row, QComboBox) else str(row.value())
        assert shown == preference.default
        assert row.accessibleName()


def test_size_font_and_line_height_hold_at_once_and_after_a_kill(
    window: MainWindow, dialog: PreferencesDialog, qtbot: QtBot
) -> None:
    def line() -> float:
        """Return how far it is from one line of a paragraph to the next, in widths of a character."""
        layout = window.view.document().findBlockByNumber(REPORT[: REPORT.index("2025年，全区")].count("\n")).layout()
        character = QFontMetricsF(window.view.document().defaultFont()).horizontalAdvance("国")
        return (layout.lineAt(1).y() - layout.lineAt(0).y()) / character

    assert line() == pytest.approx(1.8, abs=0.06)
    step(qtbot, dialog, "size", Qt.Key.Key_Up, Qt.Key.Key_Up)
    step(qtbot, dialog, "line_height", Qt.Key.Key_Up)
    assert window.view.document().defaultFont().pointSizeF() == 15
    assert line() == pytest.approx(1.9, abs=0.06)
    fonts = dialog.rows["font"]
    assert isinstance(fonts, QComboBox)
    if fonts.count() > 1:
        step(qtbot, dialog, "font", Qt.Key.Key_Down)
        assert window.view.document().defaultFont().families()[0] == fonts.currentData()
    # another reader of the file, as after a kill: nothing was closed
    again = Settings()
    assert (again.preference("size"), again.preference("line_height")) == ("15", "190")


def test_the_marks_take_the_colours_of_a_set_at_once(
    window: MainWindow, dialog: PreferencesDialog, qtbot: QtBot
) -> None:
    def tint() -> str:
        return look_at(window, window.session.review.figures[3].figure.start).background().color().name()

    before, kind = tint(), window.session.review.figures[3].figure.kind
    assert before == theme._theme("light").kinds[kind].tint.name()
    step(qtbot, dialog, "marks", Qt.Key.Key_Down)
    assert dialog.rows["marks"].property("currentText") == "Okabe and Ito (colour-blind-safe)"
    assert tint() == theme._theme("light", "okabe_ito").kinds[kind].tint.name() != before


def test_the_colours_turn_dark_at_once(window: MainWindow, dialog: PreferencesDialog, qtbot: QtBot) -> None:
    step(qtbot, dialog, "scheme", Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert theme.is_dark()
    qtbot.waitUntil(lambda: window.view.palette().base().color() == theme.theme()["paper"])


def test_the_walk_follows_the_preference_and_the_preference_the_walk(
    window: MainWindow, press: Press, dialog: PreferencesDialog, qtbot: QtBot
) -> None:
    step(qtbot, dialog, "walk", Qt.Key.Key_Down)
    assert window.session.walk.order == "confidence"
    back_to(window, qtbot)
    press(Qt.Key.Key_4, widget=window.view, hold=Qt.KeyboardModifier.AltModifier)
    assert window.session.walk.order == "unit"
    assert dialog.rows["walk"].property("currentText") == "By unit"
    assert Settings().preference("walk") == "unit"


def test_the_language_changes_in_the_open_window(
    window: MainWindow, press: Press, dialog: PreferencesDialog, qtbot: QtBot
) -> None:
    back_to(window, qtbot)
    press(Qt.Key.Key_Return, "x", widget=window.view)
    session = window.session
    step(qtbot, dialog, "language", Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: window.session is not session and window.session.ready, timeout=20_000)
    assert window.windowTitle().endswith("标数")
    assert window.menuBar().actions()[0].text().startswith("文件")
    assert not [
        label.text() for label in window.form.findChildren(QLabel) if label.text().isascii() and label.text().isalpha()
    ]
    assert [shown.state for shown in window.session.review.figures[:3]] == ["confirmed", "rejected", "undecided"]
    assert window.session.current is window.session.review.figures[2]
    # Qt deletes the one of before when its loop has a turn
    qtbot.waitUntil(lambda: len(open_dialogs(window)) == 1)
    again = shown_dialog(window)
    assert again.windowTitle() == "偏好设置"
    back_to(window, qtbot)
    press(Qt.Key.Key_Return, widget=window.view)
    assert window.session.review.figures[2].state == "confirmed"
    # nothing of the window as it was hears of anything any more
    window.settings.prefer("size", "16")
    window.settings.prefer("marks", "tol")
    assert window.view.document().defaultFont().pointSizeF() == 16
    press("f", "l", "b", "a", "m", widget=window.view)
    press(Qt.Key.Key_Escape, Qt.Key.Key_F2, Qt.Key.Key_Escape)
    press(Qt.Key.Key_F, hold=CTRL)
    press("5", Qt.Key.Key_Escape)
    back_to(window, qtbot)
    window.session.go_to(window.session.review.figures[2].target)
    press("f", widget=window.view)
    again.rows["language"].setFocus()
    qtbot.keyClick(again.rows["language"], Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: window.windowTitle().endswith("Biaoshu") and window.session.ready, timeout=20_000)
    back_to(window, qtbot)
    assert window.session.review.figures[2].remark.flagged
    press("u", "u", "u", widget=window.view)
    assert window.session.review.figures[2].state == "undecided"


def test_going_through_the_languages_changes_nothing_before_the_keys_rest(
    window: MainWindow, dialog: PreferencesDialog, qtbot: QtBot
) -> None:
    session = window.session
    step(qtbot, dialog, "language", Qt.Key.Key_Down, Qt.Key.Key_Down)
    qtbot.wait(400)
    # the system of these tests speaks English too
    assert window.session is session
    assert shown_dialog(window) is dialog
    assert Settings().preference("language") == "en"


def test_all_as_delivered(dialog: PreferencesDialog, window: MainWindow, qtbot: QtBot) -> None:
    step(qtbot, dialog, "size", Qt.Key.Key_Up)
    step(qtbot, dialog, "walk", Qt.Key.Key_Down)
    dialog.reset.setFocus()
    qtbot.keyClick(dialog.reset, Qt.Key.Key_Return)
    assert dialog.isVisible()
    size = dialog.rows["size"]
    assert isinstance(size, QSpinBox)
    assert size.value() == 13
    assert window.session.walk.order == "text"
    assert window.view.document().defaultFont().pointSizeF() == 13
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(PreferencesDialog))


RUBBISH = """[General]
language=klingon
scheme=7
marks=../../etc
font="\\x1\\x2"
size=1e99
line_height=-5
walk="text, unit"
motion=@Invalid()
zoom=nan
store=\\0
recent=\\x1\\x2
[keys]
confirm=garbage
reject="Ctrl+, X, Y"
nothing_such=X
split=\\x4e00
[place]
abc=99999999999999999999 99999999999999999999
[state]
window=hello
table=@ByteArray(xx)
"""


def test_rubbish_in_the_file_is_as_good_as_nothing(
    home: Path, qapp: object, open_window: OpenWindow, report_file: Path, qtbot: QtBot
) -> None:
    from gui import app as application

    application.make_application()
    file = Path(QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Biaoshu", "Biaoshu").fileName())
    assert home in file.parents
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(RUBBISH, encoding="utf-8")
    settings = Settings()
    assert {one.name: settings.preference(one.name) for one in PREFERENCES} == {
        one.name: one.default for one in PREFERENCES
    }
    assert settings.number("zoom", 0) == 0
    assert settings.place("abc") is None
    window = open_window(report_file)
    assert window.view.document().defaultFont().pointSizeF() == 13
    qtbot.keyClick(window.view, Qt.Key.Key_Return)
    assert window.session.review.figures[0].state == "confirmed"
    qtbot.keyClick(window.view, "x")
    assert window.session.review.figures[1].state == "rejected"
