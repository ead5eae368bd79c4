"""A label is used as a kind is: offered for more like it, edited in the form, and exported by its name."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.formats.registry import FORMATS
from core.model.decision import new_step
from core.model.label import Label, new_label
from gui.background.export import Export
from gui.window import MainWindow
from tests.gui.dialogs.test_labels_dialog import labelled, write
from tests.gui.session.test_deciding import rows, select

Press = Callable[..., None]
ENTER = Qt.Key.Key_Return


@pytest.fixture
def label(window: MainWindow) -> Label:
    """Give the store a label, whose key is P."""
    store, made = window.session.store, new_label("政策举措", "Policy", "red", "p")
    assert store is not None
    store.append([new_step(window.session.annotator).label(made)])
    window.session.relabel()
    return made


def test_the_same_words_elsewhere_are_offered_and_labelled_together(
    window: MainWindow, press: Press, label: Label, qtbot: QtBot
) -> None:
    select(window, "全区")
    press("i", "p")
    assert window.parts.similar_figures.found == []
    select(window, "地区生产总值")
    press("i", "p")
    qtbot.waitUntil(lambda: window.parts.similar_figures.label.text() == "A: 1 similar figures")
    press("a")
    assert window.parts.figure_list.title().startswith("Label 地区生产总值 as Policy")
    press(ENTER)
    assert [text for text, _ in labelled(window)] == ["全区", "地区生产总值", "地区生产总值"]
    press("u")
    assert [text for text, _ in labelled(window)] == ["全区", "地区生产总值"]


def test_more_like_this_corrects_others_to_a_label(
    window: MainWindow, press: Press, label: Label, qtbot: QtBot
) -> None:
    figures = [one for one in window.session.review.figures if one.figure.unit == "%"]
    twins = [one for one in figures if one.figure.indicator == "地区生产总值"]
    assert len(twins) == 2
    window.session.go_to(twins[0].target)
    press("i", "p")
    qtbot.waitUntil(lambda: window.parts.similar_figures.label.text() == "A: 1 similar figures")
    press("a")
    assert "Policy" in window.parts.figure_list.title()
    press(ENTER)
    assert [name for _, name in labelled(window)] == ["Policy", "Policy"]


def test_the_form_takes_a_label_without_a_value(window: MainWindow, press: Press, label: Label, qtbot: QtBot) -> None:
    select(window, "改造老旧小区")
    press("i", "p", "e")
    form = window.form
    assert (form.fields["value"].text(), form.reading(), form.choice_buttons.label.isChecked()) == ("", "", True)
    assert "Policy" in form.choice_buttons.label.text()
    assert not any(
        button.isChecked() for button in (*form.choice_buttons.kinds.values(), *form.choice_buttons.bounds.values())
    )
    assert window.session.evidence() == ()
    write(qtbot, form.fields["indicator"], "小区")
    qtbot.keyClick(form.fields["indicator"], ENTER)
    row = rows(window)[-1]
    assert row.figure is not None
    assert (row.figure.indicator, row.figure.value) == ("小区", ())
    press(Qt.Key.Key_Tab)
    assert not form.choice_buttons.label.isChecked()


def test_a_label_without_a_number_has_no_bound(window: MainWindow, press: Press, label: Label) -> None:
    select(window, "改造老旧小区")
    press("i", "p", ".")
    assert len(rows(window)) == 1
    shown = window.table.table.model()
    cells = {(shown.index(row, 3).data(), shown.index(row, 4).data()) for row in range(shown.rowCount())}
    assert {bound for kind, bound in cells if kind == "Policy"} == {""}
    assert ("Level", "=") in cells


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_takes_labels_without_a_number_by_their_names_or_says_it_does_not(
    window: MainWindow, press: Press, label: Label, qtbot: QtBot, tmp_path: Path, form: str
) -> None:
    select(window, "改造老旧小区")
    press("i", "p")
    out = tmp_path / f"out{FORMATS[form].ending}"
    with qtbot.waitSignal(window.workspace.exported, timeout=10_000) as told:
        window.workspace.export(Export("confirmed", form, out))
    written = out.read_bytes()
    if zipfile.is_zipfile(out):
        with zipfile.ZipFile(out) as archive:
            written = b"".join(archive.read(name) for name in archive.namelist())
    has_no_place = "1 labels without a number were left out" in told.args[0]
    assert has_no_place is form.startswith(("sdmx", "xbrl"))
    assert has_no_place or b"Policy" in written
    assert label.id.encode() not in written
