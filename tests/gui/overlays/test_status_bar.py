"""The status bar says whole words and whole numbers: of less importance less, where there is not room for all."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from gui.overlays.similar_figures import pattern
from gui.overlays.status_bar import StatusBar
from gui.style.language import use_language
from gui.window import MainWindow
from tests.gui.conftest import OpenWindow

ENGLISH, CHINESE = "en", "zh"


@pytest.fixture(params=[ENGLISH, CHINESE])
def speaking(
    request: pytest.FixtureRequest, open_window: OpenWindow, sample: Path, qtbot: QtBot
) -> Iterator[MainWindow]:
    """Open the bundled report, with figures of every kind, in either language."""
    use_language(request.param)
    window = open_window(sample)
    # the last to come into the bar
    qtbot.waitUntil(lambda: window.unread_numerals.label.text() != "", timeout=20_000)
    yield window
    use_language("system")


def texts(status: StatusBar) -> dict[str, tuple[int, int]]:
    """Return what is seen in the bar, with the pixels it needs and those it has."""
    found = {}
    for label in status.findChildren(QLabel):
        if label.isVisible() and label.text():
            needed = label.fontMetrics().horizontalAdvance(label.text())
            found[label.text()] = (needed, label.visibleRegion().boundingRect().width())
    return found


def cut(status: StatusBar) -> list[str]:
    """Return what is not seen whole: of a bar that is laid out, nothing."""
    words = [text for text, (needed, there) in texts(status).items() if needed > there or text.endswith("…")]
    buttons = [button for button in status.findChildren(QToolButton) if button.isVisible()]
    return words + [button.text() for button in buttons if button.width() < button.sizeHint().width()]


def check_whole(status: StatusBar, qtbot: QtBot) -> None:
    with suppress(qtbot.TimeoutError):
        qtbot.waitUntil(lambda: not cut(status), timeout=5_000)
    assert cut(status) == []


def progress(status: StatusBar) -> str:
    return next(text for text in texts(status) if re.search(r"\b0\b|已定 0", text))


def test_nothing_is_cut_at_1280(speaking: MainWindow, qtbot: QtBot) -> None:
    """Every kind is counted, and of the store at least its name is said; the tip has its place."""
    status = speaking.status
    qtbot.waitUntil(lambda: len(texts(status)) >= 4)
    check_whole(status, qtbot)
    assert progress(status) == status.progress_text()
    assert len(re.findall("[0-9]+", progress(status))) == 2 + 7
    store = speaking.session.store
    assert store is not None
    kept_at = next(label for label in status.findChildren(QLabel) if str(store.path) in label.toolTip())
    assert store.path.name in kept_at.text()


def test_with_the_order_of_the_walk_and_what_is_alike_nothing_is_cut_either(speaking: MainWindow, qtbot: QtBot) -> None:
    status = speaking.status
    speaking.settings.prefer("walk", "confidence")
    report = speaking.session.report
    assert report is not None
    by_pattern = [pattern(report.text, shown.figure.span) for shown in speaking.session.review.figures]
    at = next(place for place, one in enumerate(by_pattern) if by_pattern.count(one) > 1)
    speaking.session.go_to(speaking.session.review.figures[at].target)
    speaking.verdicts.reject()
    qtbot.waitUntil(
        lambda: status.order.isVisible() and speaking.parts.similar_figures.label.isVisible(), timeout=20_000
    )
    check_whole(status, qtbot)
    numbers = [int(number) for number in re.findall("[0-9]+", status.progress_text())]
    assert numbers[0] + sum(numbers[2:]) == numbers[1]


@pytest.mark.parametrize("width", [1600, 1280, 1100, 1000, 900])
def test_kinds_there_is_no_room_for_are_counted_together(speaking: MainWindow, qtbot: QtBot, width: int) -> None:
    """No number is lost or cut at any width: what is left sums up to what is undecided."""
    speaking.setMinimumWidth(0)
    speaking.resize(width, 800)
    qtbot.waitUntil(lambda: speaking.width() == width)
    check_whole(speaking.status, qtbot)
    said = progress(speaking.status)
    numbers = [int(number) for number in re.findall("[0-9]+", said)]
    assert len(numbers) == 2 or numbers[0] + sum(numbers[2:]) == numbers[1], said


def test_what_is_said_of_a_key_leaves_out_what_is_left_for_a_while(speaking: MainWindow, qtbot: QtBot) -> None:
    status = speaking.status
    long = "A figure of which much is to be said, its indicator among it, so that the bar is nearly full of it " * 2
    check_whole(status, qtbot)
    before = {label.text() for label in status.findChildren(QLabel) if "biaoshu" in label.text()}
    status.say(long[:110])
    qtbot.waitUntil(lambda: any(text.startswith("A figure") for text in texts(status)))
    check_whole(status, qtbot)
    # what stands at the right does not move at each key
    assert {label.text() for label in status.findChildren(QLabel) if "biaoshu" in label.text()} == before
    status.say("")
    check_whole(status, qtbot)
    assert progress(status) == status.progress_text()
