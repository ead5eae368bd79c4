"""The command palette: every command is found there and done, and no key or click of it reaches what is below."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from core.model.figure import Span
from core.pinyin import initials
from gui import app as application
from gui.commands import COMMANDS, Command, choose_keys, command_search, shown_keys, text_of
from gui.commands.command_search import CommandSearch
from gui.overlays.command_palette import RECENT, CommandPalette
from gui.preferences.settings import Settings
from gui.style.language import in_chinese, in_english, use_language
from gui.window import MainWindow
from tests.gui.conftest import OpenWindow
from tests.gui.session.test_deciding import rows
from tests.gui.test_accessibility import nameless

Press = Callable[..., None]
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
BY_NAME = {command.name: command for command in COMMANDS}
CONFIRM, REJECT, ADD = BY_NAME["confirm"], BY_NAME["reject"], BY_NAME["add_selection"]


@pytest.fixture
def palette(window: MainWindow, qtbot: QtBot) -> CommandPalette:
    """Open the palette by its key, from the text."""
    return opened(window, qtbot)


def opened(window: MainWindow, qtbot: QtBot) -> CommandPalette:
    qtbot.keyClick(window.focusWidget() or window.view, Qt.Key.Key_P, CTRL | SHIFT)
    assert window.parts.command_palette.is_open
    assert window.focusWidget() is window.parts.command_palette.line
    return window.parts.command_palette


def type_text(palette: CommandPalette, text: str) -> None:
    """Type letters by their keys and Chinese as an input method enters it, in place of what was typed before."""
    palette.line.selectAll()
    for one in text:
        if one < "\x7f":
            QTest.keyClicks(palette.line, one)
        else:
            event = QInputMethodEvent()
            event.setCommitString(one)
            QApplication.sendEvent(palette.line, event)
    assert palette.line.text() == text


def names(palette: CommandPalette) -> list[str]:
    """Return the names of the commands that are listed and can be done."""
    return [command.name for command in palette.model.commands[: palette.model.possible]]


def grey(palette: CommandPalette) -> list[Command]:
    return palette.model.commands[palette.model.possible :]


def chosen(palette: CommandPalette) -> str:
    return palette.model.commands[palette.rows.currentIndex().row()].name


def learnt(palette: CommandPalette, qtbot: QtBot) -> None:
    """Wait until the engine has answered which initials the commands have."""
    qtbot.waitUntil(lambda: not palette._search.unlearnt, timeout=20_000)


# What is listed


def test_it_is_made_when_it_is_first_asked_for(window: MainWindow, qtbot: QtBot) -> None:
    window.parts.make_all()
    assert "command_palette" not in vars(window.parts)
    opened(window, qtbot)
    assert "command_palette" in vars(window.parts)


def test_every_command_is_in_it_with_its_menu_words_and_keys(palette: CommandPalette) -> None:
    model = palette.model
    shown = {tuple(model.data(model.index(row, column)) for column in (0, 2)) for row in range(len(model.commands))}
    assert sorted(command.name for command in model.commands) == sorted(BY_NAME)
    assert shown == {(text_of(command), shown_keys(command)) for command in COMMANDS}
    assert {model.data(model.index(row, 1)) for row in range(len(model.commands))} == {
        *("File", "Decide", "Edit", "Go", "Report", "View", "Help")
    }
    right = model.data(model.index(0, 2), Qt.ItemDataRole.TextAlignmentRole)
    assert isinstance(right, Qt.AlignmentFlag)
    assert right & Qt.AlignmentFlag.AlignRight


def test_who_has_keys_of_their_own_sees_and_finds_them(window: MainWindow, qtbot: QtBot) -> None:
    window.settings.keep_keys({"reject": ("F9",), "find_command": ("Ctrl+F9",)})
    qtbot.keyClick(window.view, Qt.Key.Key_F9, CTRL)
    palette = window.parts.command_palette
    assert palette.is_open
    type_text(palette, "f9")
    assert (chosen(palette), names(palette)[:2]) == ("reject", ["reject"])
    assert palette.model.data(palette.model.index(0, 2)) == "F9"
    qtbot.keyClick(palette.line, Qt.Key.Key_F9, CTRL)
    assert not palette.is_open


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("reject: not", "reject"),
        ("否决：不", "reject"),
        ("several", "list_undecided"),
        ("several confirm", "list_undecided"),
        ("批量", "list_undecided"),
        ("导出", "export"),
        ("x", "reject"),
        ("ctrl+e", "export"),
        ("Ctrl+Shift+L", "choose_shown"),
        ("f2", "toggle_guideline"),
        ("KEYS", "show_keys"),
    ],
)
def test_a_command_is_found_by_words_of_either_language_and_by_its_key(
    palette: CommandPalette, typed: str, first: str
) -> None:
    type_text(palette, typed)
    assert chosen(palette) == first


def test_a_command_is_found_by_pinyin_initials(palette: CommandPalette, qtbot: QtBot) -> None:
    learnt(palette, qtbot)
    for typed, first in (("dcsj", "export"), ("qr", "confirm"), ("mlmb", "find_command"), ("导cs", "export")):
        type_text(palette, typed)
        assert chosen(palette) == first, typed


def test_nothing_found_is_said(palette: CommandPalette, qtbot: QtBot) -> None:
    type_text(palette, "zzzzqqqq")
    assert palette.model.commands == []
    assert palette._hint.text() == "Nothing found"
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert palette.is_open


def test_a_screen_reader_is_given_the_row_that_enter_would_do(palette: CommandPalette, window: MainWindow) -> None:
    type_text(palette, "export fig")
    assert palette.line.accessibleDescription() == "Export figures… Ctrl+E"
    assert not nameless(window)


# What is done


def test_enter_does_the_chosen_command_and_the_text_has_the_keyboard_again(
    window: MainWindow, palette: CommandPalette, qtbot: QtBot
) -> None:
    type_text(palette, "a date")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert window.focusWidget() is window.view
    (row,) = rows(window)
    assert (row.verdict, row.reason) == ("reject", "date")


def test_a_click_does_a_command(window: MainWindow, palette: CommandPalette, qtbot: QtBot) -> None:
    type_text(palette, "rank")
    place = palette.rows.visualRect(palette.model.index(names(palette).index("set_kind:rank"), 0)).center()
    qtbot.mouseClick(palette.rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not palette.isVisible()
    (row,) = rows(window)
    assert row.figure is not None
    assert row.figure.kind == "rank"


def test_what_a_command_acts_on_is_what_had_the_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    """Rows selected in the table are still copied, and the row of the table still counts as in sight."""
    window.table.table.setFocus()
    window.table.table.selectRow(1)
    palette = opened(window, qtbot)
    type_text(palette, "copy the")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert window.focusWidget() is window.table.table
    assert "5.4%" in QApplication.clipboard().text()


def test_a_command_that_opens_something_gives_it_the_keyboard(
    window: MainWindow, palette: CommandPalette, qtbot: QtBot
) -> None:
    type_text(palette, "find in text")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert window.focusWidget() is window.parts.find_bar.line
    again = opened(window, qtbot)
    qtbot.keyClick(again.line, Qt.Key.Key_Escape)
    assert window.focusWidget() is window.parts.find_bar.line
    assert window.parts.find_bar.isVisible()


def test_what_is_typed_in_the_form_stays_until_a_command_needs_it(window: MainWindow, qtbot: QtBot) -> None:
    value = window.form.fields["value"]
    qtbot.keyClick(window.view, "e")
    value.setFocus()
    value.selectAll()
    QTest.keyClicks(value, "777")
    palette = opened(window, qtbot)
    qtbot.keyClick(palette.line, Qt.Key.Key_Escape)
    assert (rows(window), value.text(), window.focusWidget()) == ([], "777", value)
    opened(window, qtbot)
    type_text(palette, "next figure")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    (row,) = rows(window)
    assert row.figure is not None
    assert row.figure.value == 777


def test_those_used_last_come_first_and_are_remembered(
    window: MainWindow, palette: CommandPalette, qtbot: QtBot
) -> None:
    for typed in ("larger text", "guideline"):
        type_text(palette, typed)
        qtbot.keyClick(palette.line, Qt.Key.Key_Return)
        opened(window, qtbot)
    assert names(palette)[:2] == ["toggle_guideline", "zoom:1"]
    assert Settings().text(RECENT).split("\n")[:2] == ["toggle_guideline", "zoom:1"]
    type_text(palette, "text")
    assert names(palette)[0] == "zoom:1"


def test_the_arrows_move_round_the_rows_that_can_be_done(palette: CommandPalette, qtbot: QtBot) -> None:
    type_text(palette, "reject")
    assert len(names(palette)) == 7
    qtbot.keyClick(palette.line, Qt.Key.Key_Down)
    assert chosen(palette) == names(palette)[1]
    qtbot.keyClick(palette.line, Qt.Key.Key_Up)
    qtbot.keyClick(palette.line, Qt.Key.Key_Up)
    assert chosen(palette) == names(palette)[-1]
    qtbot.keyClick(palette.line, Qt.Key.Key_Tab)
    assert chosen(palette) == names(palette)[0]
    qtbot.keyClick(palette.line, Qt.Key.Key_PageDown)
    assert chosen(palette) == names(palette)[-1]
    assert QApplication.focusWidget() is palette.line


# What cannot be done now


def test_what_cannot_be_done_is_grey_at_the_end_and_does_nothing_when_chosen(
    window: MainWindow, palette: CommandPalette, qtbot: QtBot
) -> None:
    type_text(palette, "new figure from")
    assert (names(palette), grey(palette)) == ([], [ADD])
    assert not palette.model.flags(palette.model.index(0, 0)) & Qt.ItemFlag.ItemIsEnabled
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    qtbot.mouseClick(
        palette.rows.viewport(),
        Qt.MouseButton.LeftButton,
        pos=palette.rows.visualRect(palette.model.index(0, 0)).center(),
    )
    assert palette.is_open
    assert (rows(window), window.notice.text()) == ([], "")
    type_text(palette, "undo")
    assert BY_NAME["undo"] in grey(palette)
    qtbot.keyClick(palette.line, Qt.Key.Key_Escape)
    report = window.session.report
    assert report is not None
    start = report.text.index("全区")
    cursor = window.view.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + 2, cursor.MoveMode.KeepAnchor)
    window.view.setTextCursor(cursor)
    assert window.view.selected() == Span(start, start + 2)
    opened(window, qtbot)
    type_text(palette, "new figure from")
    assert names(palette)[0] == ADD.name


@pytest.fixture
def changes(window: MainWindow) -> Callable[[], object]:
    """Return a function that says what a command may change: decisions, filings, the figure, what is open."""

    def seen() -> object:
        store = window.session.store
        reports = [(entry.digest, entry.filing) for entry in window.session.reports]
        return (
            [store.log(digest) for digest, _ in reports] if store is not None else None,
            reports,
            window.session.report,
            window.session.current,
            list(window.overlay_area._open) if window.session.report is not None else None,
        )

    return seen


def test_every_grey_command_indeed_does_nothing(
    window: MainWindow, qtbot: QtBot, changes: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a report open, on the home page, and without a store; whoever is asked for a file gives none."""
    for kind in (QDialog, QMessageBox):
        monkeypatch.setattr(kind, "exec", lambda dialog: 0)
    for asks in ("getSaveFileName", "getOpenFileName", "getOpenFileNames"):
        monkeypatch.setattr(QFileDialog, asks, lambda *_, **__: ("", ""))
    palette = opened(window, qtbot)
    counted = []
    for prepare in (lambda: None, window.toggle_home, window.workspace.close_store):
        if palette.is_open:
            qtbot.keyClick(palette.line, Qt.Key.Key_Escape)
        prepare()
        QApplication.processEvents()
        opened(window, qtbot)
        greys = grey(palette)
        counted.append(len(greys))
        palette.leave()
        is_home = window.shows_home
        for command in greys:
            before = changes()
            window.perform(command)
            QApplication.processEvents()
            while (menu := QApplication.activePopupWidget()) is not None:
                menu.close()
            assert changes() == before, command.name
            if is_home and not window.shows_home:
                window.show_home()
    assert 0 < counted[0] < counted[1] < counted[2] < len(COMMANDS)


def test_on_the_home_page_what_is_of_no_report_is_done_there(window: MainWindow, qtbot: QtBot) -> None:
    window.toggle_home()
    palette = opened(window, qtbot)
    assert CONFIRM in grey(palette)
    type_text(palette, "preferences")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert window.preference_actions.has_dialog()
    assert window.shows_home


# Nothing below it hears of its keys


def test_no_key_of_any_command_reaches_the_window(window: MainWindow, palette: CommandPalette, qtbot: QtBot) -> None:
    current = window.session.current
    for command in COMMANDS:
        for key in command.keys:
            if key in ("Return", "Enter", "Esc", "Ctrl+Shift+P"):
                continue
            type_text(palette, "zzzz")
            QTest.keySequence(palette.line, key)
            assert palette.is_open, key
            assert window.focusWidget() is palette.line, key
    for letter in "fderh":
        qtbot.keyClick(palette.line, letter, ALT)
    assert QApplication.activePopupWidget() is None
    assert (rows(window), window.session.current, window.notice.text()) == ([], current, "")
    assert not window.shows_home


def test_who_takes_the_keyboard_gets_it_when_the_palette_closes(
    window: MainWindow, palette: CommandPalette, qtbot: QtBot
) -> None:
    """A report that has been read meanwhile gives the text the keyboard: what is typed still goes to the line."""
    window.table.table.setFocus()
    QTest.keyClicks(window.focusWidget(), "x")
    assert (palette.line.text(), rows(window)) == ("x", [])
    qtbot.keyClick(palette.line, Qt.Key.Key_Escape)
    assert window.focusWidget() is window.table.table


def test_enter_that_is_held_decides_nothing_behind_the_palette(
    window: MainWindow, palette: CommandPalette, qtbot: QtBot
) -> None:
    type_text(palette, "next figure")
    qtbot.keyPress(palette.line, Qt.Key.Key_Return)
    assert not palette.is_open
    current = window.session.current
    for _ in range(3):
        for kind in (QKeyEvent.Type.ShortcutOverride, QKeyEvent.Type.KeyPress):
            event = QKeyEvent(kind, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=True)
            event.ignore()
            QApplication.sendEvent(window.view, event)
            # accepted here it is no shortcut any more
            assert event.isAccepted()
    assert (rows(window), window.session.current) == ([], current)
    qtbot.keyRelease(window.view, Qt.Key.Key_Return)
    qtbot.keyClick(window.view, Qt.Key.Key_Return)
    assert [row.verdict for row in rows(window)] == ["confirm"]


def test_a_click_beside_it_only_closes_it(window: MainWindow, palette: CommandPalette, qtbot: QtBot) -> None:
    (confirm,) = [one for one in window.form.findChildren(QPushButton) if one.text().startswith("Confirm")]
    place = confirm.mapTo(window, QPoint(confirm.width() // 2, confirm.height() // 2))
    assert window.childAt(place) is palette
    qtbot.mouseClick(window.childAt(place), Qt.MouseButton.LeftButton, pos=place)
    assert not palette.is_open
    assert rows(window) == []
    assert window.focusWidget() is window.view


# How it looks


@pytest.mark.parametrize("size", [(800, 600), (1024, 700), (1920, 1080)])
def test_it_fits_into_the_window(window: MainWindow, qtbot: QtBot, size: tuple[int, int]) -> None:
    palette = opened(window, qtbot)
    window.resize(*size)
    qtbot.waitUntil(lambda: palette.size() == window.size())
    card = palette._card.geometry()
    assert window.rect().contains(card)
    assert QRect(QPoint(0, 0), palette._card.size()).contains(palette._hint.geometry())
    for command in COMMANDS:
        assert palette.rows.fontMetrics().horizontalAdvance(shown_keys(command)) < palette.rows.columnWidth(2)
        assert palette.rows.fontMetrics().horizontalAdvance(text_of(command)) < palette.rows.columnWidth(0)


@pytest.fixture
def chinese(open_window: OpenWindow, report_file: Path) -> Iterator[MainWindow]:
    """Open the window with its words in Chinese."""
    use_language("zh")
    yield open_window(report_file)
    use_language("en")


def test_a_chinese_window_has_chinese_words_and_english_ones_find_them(chinese: MainWindow, qtbot: QtBot) -> None:
    palette = opened(chinese, qtbot)
    type_text(palette, "export fig")
    assert palette.model.data(palette.model.index(0, 0)) == "导出数据…"
    assert palette.model.data(palette.model.index(0, 1)) == "文件"
    type_text(palette, "kind: rank")
    assert palette.model.data(palette.model.index(0, 0)) == "类别：位次"
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert [row.figure.kind for row in rows(chinese) if row.figure is not None] == ["rank"]


def test_it_opens_without_a_store_too(qtbot: QtBot, qapp: object) -> None:
    application.make_application()
    Settings().keep("name_asked", "yes")
    window = MainWindow(Settings())
    with qtbot.waitExposed(window):
        window.show()
    palette = opened(window, qtbot)
    assert "open_files" in names(palette)
    assert CONFIRM in grey(palette)
    qtbot.keyClick(palette.line, Qt.Key.Key_Escape)
    assert not palette.is_open
    window.close()
    window.deleteLater()


# The search


@pytest.fixture(scope="module")
def search() -> CommandSearch:
    search = CommandSearch()
    search.learn(initials(search.unlearnt))
    assert search.unlearnt == ""
    return search


def test_each_command_is_among_the_first_by_its_words_in_either_language(search: CommandSearch) -> None:
    for command in COMMANDS:
        for language in (in_english, in_chinese):
            text = text_of(command, language)
            assert search.found(text)[0] in [one for one in COMMANDS if text_of(one, language).startswith(text)]
        for key in command.keys:
            assert search.found(key)[0] is command


def test_the_order_is_key_beginning_word_inside_initials_menu(search: CommandSearch) -> None:
    """“Reject: not a figure” is 否决：不是数据, “Command palette” 命令面板."""
    ways = [
        ("x", "reject", command_search.KEY),
        ("rej", "reject", command_search.BEGINS),
        ("not a", "reject", command_search.WORD_BEGINS),
        ("不是", "reject", command_search.WORD_BEGINS),
        ("是数", "reject", command_search.CONTAINS),
        ("ctrl+shift+", "find_command", command_search.KEY_BEGINS),
        ("ml", "find_command", command_search.INITIALS_BEGIN),
        ("cp", "find_command", command_search.INITIALS_BEGIN),
        ("mb", "find_command", command_search.INITIALS),
        ("帮助", "find_command", command_search.MENU),
        ("palette command", "find_command", command_search.APART + command_search.WORD_BEGINS),
    ]
    ranks = [search.rank(typed, BY_NAME[name]) for typed, name, _ in ways]
    assert ranks == [rank for *_, rank in ways]
    assert ranks == sorted(rank for rank in ranks if rank is not None)
    assert search.rank("mb", REJECT) is None
    # no initials run past a sign, but from the beginning on: 类别：位次
    rank = BY_NAME["set_kind:rank"]
    found = [search.rank(typed, rank) for typed in ("lbwc", "wc", "bw")]
    assert found == [command_search.INITIALS_BEGIN, command_search.INITIALS, None]


def test_of_equally_good_ones_those_used_last_come_first(search: CommandSearch) -> None:
    plain = search.found("reject")
    recent = [plain[4].name, plain[2].name]
    assert search.found("reject", recent)[:2] == [plain[4], plain[2]]
    assert set(search.found("reject", recent)) == set(plain)
    # but not before better ones
    assert search.found("x", recent)[0] is REJECT


def test_words_of_the_palette_follow_the_keys_in_force(search: CommandSearch) -> None:
    choose_keys({"reject": ["F9"]})
    try:
        assert search.found("f9")[0] is REJECT
        assert search.rank("x", REJECT) != 0
    finally:
        choose_keys({})
