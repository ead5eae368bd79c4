"""The form says how a value is read at every key, and keeps nothing it cannot read."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QAbstractButton, QStyle, QStyleOptionFrame
from pytestqt.qtbot import QtBot

from gui.style import theme
from gui.table.filters import says_in_attributes
from gui.text.mouse import tool_tip
from gui.window import MainWindow
from tests.gui.dialogs.test_labels_dialog import enter, write
from tests.gui.form.test_field_vocabularies import has_initials
from tests.gui.session.test_deciding import rows
from tests.gui.style.test_theme import contrast

Press = Callable[..., None]


def test_the_reading_changes_with_every_key(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press("e")
    value, seen = window.form.fields["value"], []
    write(qtbot, value, "")
    for typed in ("5", "5", "9", ".", "2", "亿"):
        enter(value, typed)
        seen.append(window.form.reading())
    assert seen == ["5元", "55元", "559元", "", "559.2元", "559.2亿元 = 55,920,000,000元"]
    assert rows(window) == []


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("12000", "1.2万元 = 12,000元"),
        ("-0.3%", "-0.3%"),
        ("5亿 7亿", ""),
        ("500000000 700000000", "5亿 – 7亿元 = 500,000,000 – 700,000,000元"),
        ("6 45 49", "6 : 45 : 49"),
        ("三分之二", "66.67%"),
    ],
)
def test_digits_and_myriads_stand_side_by_side(
    window: MainWindow, press: Press, qtbot: QtBot, typed: str, read: str
) -> None:
    press("e")
    write(qtbot, window.form.fields["value"], typed)
    assert window.form.reading().startswith(read)
    assert bool(window.form.trouble()) is (not read)
    assert window.form.confirm.isEnabled() is bool(read)


def test_a_value_is_still_read_where_the_period_is_none(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press("e")
    write(qtbot, window.form.fields["period"], "明年")
    write(qtbot, window.form.fields["value"], "7亿")
    assert window.form.reading() == "7亿元 = 700,000,000元"
    assert "period" in window.form.trouble()
    assert not window.form.confirm.isEnabled()
    press("\r")
    assert rows(window) == []


def test_a_composition_is_one_by_its_writing_and_has_no_unit(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press("e")
    value, unit = window.form.fields["value"], window.form.fields["unit"]
    write(qtbot, value, "3:5:2")
    assert (unit.text(), window.form.choice_buttons.kinds["composition"].isChecked()) == ("", True)
    write(qtbot, unit, "亩")
    assert (unit.is_marked(), window.form.confirm.isEnabled()) == (True, False)
    press(Qt.Key.Key_Return)
    assert rows(window) == []
    write(qtbot, unit, "")
    press(Qt.Key.Key_Return)
    (row,) = rows(window)
    assert row.figure is not None
    assert (row.figure.kind, row.figure.unit) == ("composition", "")
    assert row.figure.value == (3, 5, 2)


def test_the_unit_comes_back_where_a_composition_was_none(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press("e")
    write(qtbot, window.form.fields["value"], "3:5")
    write(qtbot, window.form.fields["value"], "35")
    assert window.form.fields["unit"].text() == "元"
    assert window.form.choice_buttons.kinds["level"].isChecked()
    assert not window.form.choice_buttons.kinds["composition"].isChecked()


@pytest.mark.parametrize("typed", ["10-5", "10 5", "5%—5%"])
def test_a_range_that_does_not_rise_is_marked_and_kept_from_the_log(
    window: MainWindow, press: Press, qtbot: QtBot, typed: str
) -> None:
    press("e")
    write(qtbot, window.form.fields["value"], typed)
    assert window.form.fields["value"].is_marked()
    assert "5 10" in window.form.trouble()
    press(Qt.Key.Key_Return)
    assert rows(window) == []


@pytest.mark.parametrize(
    ("at", "typed", "kind"),
    [
        (0, "5.4%", "ratio"),
        (0, "1.8倍", "multiple"),
        (1, "3个百分点", "change"),
        (1, "第3位", "rank"),
        (1, "2%", "growth"),
    ],
)
def test_the_kind_follows_a_value_that_it_does_not_go_with(
    window: MainWindow, press: Press, qtbot: QtBot, at: int, typed: str, kind: str
) -> None:
    press(*["j"] * at)
    press("e")
    write(qtbot, window.form.fields["value"], typed)
    press(Qt.Key.Key_Return)
    (row,) = rows(window)
    assert row.figure is not None
    assert row.figure.kind == kind


def test_a_kind_chosen_by_its_key_stays_where_only_the_indicator_is_changed(
    window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    press("5", "e")
    write(qtbot, window.form.fields["indicator"], "总产值")
    press(Qt.Key.Key_Return)
    last = rows(window)[-1].figure
    assert last is not None
    assert (last.kind, last.indicator) == ("rank", "总产值")


@pytest.mark.parametrize(("typed", "period"), [("2021-2025", "2021/2025"), ("2022年上半年", "2022-01/2022-06")])
def test_a_period_is_taken_as_analysts_write_it_and_shown_as_figures_have_it(
    window: MainWindow, press: Press, qtbot: QtBot, typed: str, period: str
) -> None:
    press("e")
    field = window.form.fields["period"]
    field.setFocus()
    write(qtbot, field, typed)
    press(Qt.Key.Key_Tab)
    assert field.text() == period
    press(Qt.Key.Key_Return, widget=field)
    (row,) = rows(window)
    assert row.figure is not None
    assert row.figure.period == period
    press("k")
    assert field.text() == period


def select_words(window: MainWindow, words: str) -> None:
    view, report = window.view, window.session.report
    assert report is not None
    start = view.offsets.to_qt(report.text.index(words))
    cursor = view.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)


def test_words_selected_beside_the_figure_become_its_indicator_in_two_keys(window: MainWindow, press: Press) -> None:
    select_words(window, "规上工业")
    press("e")
    indicator = window.form.fields["indicator"]
    assert (indicator.text(), indicator.selectedText()) == ("规上工业", "规上工业")
    assert window.form.confirm.isEnabled()
    assert rows(window) == []
    press(Qt.Key.Key_Return)
    (row,) = rows(window)
    assert row.figure is not None
    assert (row.verdict, row.figure.indicator) == ("confirm", "规上工业")
    assert window.session.current is not None
    assert window.session.current.state == "undecided"
    press("e")
    assert indicator.text() == "地区生产总值"


def test_words_of_the_figure_itself_are_no_indicator(window: MainWindow, press: Press) -> None:
    select_words(window, "达638.5亿元")
    press("e")
    assert window.form.fields["indicator"].text() == "地区生产总值"


def test_shift_and_the_arrows_select_what_e_takes(window: MainWindow, press: Press) -> None:
    press(*[Qt.Key.Key_Left] * 5, hold=Qt.KeyboardModifier.ShiftModifier)
    press("e")
    assert window.form.fields["indicator"].text() == "生产总值达"


def test_an_area_and_a_base_year_are_typed_stored_and_undone(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press("e")
    write(qtbot, window.form.fields["area"], "滨河新区")
    write(qtbot, window.form.fields["base"], "前年")
    assert "base year" in window.form.trouble()
    press("\r", widget=window.form.fields["base"])
    assert rows(window) == []
    write(qtbot, window.form.fields["base"], "1997年")
    assert window.form.trouble() == ""
    press("\r", widget=window.form.fields["base"])
    (row,) = rows(window)
    assert row.figure is not None
    assert (row.figure.area, row.figure.base) == ("滨河新区", "1997")
    shown = window.session.review.get(row.target) if row.target is not None else None
    assert shown is not None
    assert (shown.state, shown.corrected) == ("confirmed", True)
    assert tool_tip(shown).endswith("Area 滨河新区 · Base year 1997")
    assert says_in_attributes(row.figure, "滨河")
    assert window.table.filters.buttons["area"].isVisible()
    window.table.filters.want("area", ["滨河新区"])
    assert [one.target for one in window.session.review.figures if window.table.wanted.wants(one, "")] == [row.target]
    vocabulary = window.field_vocabularies.by_attribute["area"]
    qtbot.waitUntil(lambda: "滨河新区" in vocabulary.match("滨"), timeout=10_000)


def places(window: MainWindow) -> list[QRect]:
    buttons = (window.form.confirm, window.form.reject)
    return [QRect(button.mapTo(window, QPoint()), button.size()) for button in buttons]


@pytest.mark.parametrize("height", [800, 520])
def test_confirm_and_reject_stand_still_whatever_is_said_of_the_figure(
    window: MainWindow, press: Press, qtbot: QtBot, height: int
) -> None:
    window.resize(1280, height)
    qtbot.wait(50)
    before = places(window)
    press("m")
    note = "与公报不同，待查原表，" * 8
    write(qtbot, window.parts.note_bar.line, note)
    press(Qt.Key.Key_Return, "f")
    assert [row.verdict for row in rows(window)] == ["remark", "remark"]
    press("j")
    window.parts.annotator_actions.other_readings.label.setText("李敏 ✓ 同一裁定\n" * 12)
    window.parts.annotator_actions.other_readings.label.show()
    press("k", "e")
    write(qtbot, window.form.fields["value"], "许多")
    qtbot.wait(50)
    assert window.form.trouble()
    assert not window.form.confirm.isEnabled()
    assert note in window.form.note()
    assert places(window) == before


def test_each_key_stands_once_in_the_form_and_confirm_alone_is_filled(window: MainWindow, press: Press) -> None:
    buttons = [one for one in window.form.findChildren(QAbstractButton) if one.isVisible() and one.text()]
    keys = [part for one in buttons for part in one.text().split() if part in {"⏎", "X", "U", "W", "I", *"1234567"}]
    assert sorted(keys) == sorted(set(keys))
    assert {"⏎", "X", "U", "W", "I", *"1234567"} == set(keys)
    assert [one for one in buttons if one.property("main")] == [window.form.confirm]


def test_confirm_and_reject_name_their_keys_only_while_these_do_it(
    window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    form, figure_list = window.form, window.parts.figure_list
    before = places(window)
    assert (form.confirm.text(), form.reject.text()) == ("Confirm ⏎", "Reject X")
    press(Qt.Key.Key_Return, hold=Qt.KeyboardModifier.ShiftModifier)
    assert figure_list.buttons.buttons["do"].text().endswith("⏎")
    assert (form.confirm.text(), form.reject.text()) == ("Confirm", "Reject")
    qtbot.wait(50)
    assert [(one.left(), one.width()) for one in places(window)] == [(one.left(), one.width()) for one in before]
    # by the mouse it still decides on the figure, and the list goes on
    qtbot.mouseClick(form.confirm, Qt.MouseButton.LeftButton)
    assert [row.verdict for row in rows(window)] == ["confirm"]
    press(Qt.Key.Key_Escape)
    assert (form.confirm.text(), form.reject.text()) == ("Confirm ⏎", "Reject X")
    assert places(window) == before
    # a field takes Enter for the whole form, and a letter for itself
    press("e")
    assert form.isAncestorOf(window.focusWidget())
    assert (form.confirm.text(), form.reject.text()) == ("Confirm ⏎", "Reject")


def test_confirm_by_the_mouse_stores_what_is_typed(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press("e")
    value = window.form.fields["value"]
    assert value.text() == "638.5亿"
    write(qtbot, value, "638.6亿")
    qtbot.mouseClick(window.form.confirm, Qt.MouseButton.LeftButton)
    (row,) = rows(window)
    assert row.figure is not None
    assert (row.verdict, row.figure.value, row.figure.unit) == ("confirm", Decimal(63_860_000_000), "元")
    assert window.session.current is not None
    assert window.session.current.state == "undecided"


def test_a_long_unit_is_whole(window: MainWindow) -> None:
    window.resize(1280, 800)
    field = window.form.fields["unit"]
    option = QStyleOptionFrame()
    field.initStyleOption(option)
    inside = field.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, field)
    # a line leaves two pixels free on either side
    assert inside.width() - 4 >= field.fontMetrics().horizontalAdvance("立方米/万元")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_chosen_has_a_frame_that_is_seen(window: MainWindow, scheme: theme.Scheme, qtbot: QtBot) -> None:
    theme.choose_scheme(scheme)
    theme.style_controls()
    try:
        qtbot.wait(20)
        chosen, other = window.form.choice_buttons.kinds["level"], window.form.choice_buttons.kinds["rank"]
        assert chosen.isChecked()
        picture, beside = chosen.grab().toImage(), other.grab().toImage()
        middle = chosen.width() // 2
        edge = picture.pixelColor(middle, 1)
        assert edge == theme.theme()["accent_line"]
        # the style mixes light into the grounds of the buttons
        grounds = [picture.pixelColor(middle, 3), beside.pixelColor(middle, 3), window.palette().window().color()]
        assert all(contrast(edge, ground) >= 3 for ground in grounds)
    finally:
        theme.leave_controls()
        theme.choose_scheme("system")


def test_the_list_of_a_field_goes_with_its_figure_where_the_next_says_the_same(
    window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    press("j", "e", Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    unit = window.form.fields["unit"]
    assert window.focusWidget() is unit
    # what fields offer comes behind the report
    qtbot.waitUntil(lambda: has_initials(window), timeout=20_000)
    press(Qt.Key.Key_Down)
    assert unit.offered()
    qtbot.mouseClick(window.form.confirm, Qt.MouseButton.LeftButton)
    assert len(rows(window)) == 1
    assert unit.text() == "%"
    assert unit.offered() == []
