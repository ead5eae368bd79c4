"""A whole walk through a report in a window of its own process: all that reads words, by keys and the mouse.

`python -m tests.gui.whole_walk REPORT LABELS` opens a report (tests/gui/background/test_engine.py writes it), moves
edges by characters and words, splits, joins, adds, pairs, goes through the unread numerals, completes, hovers and
imports labels. It says which modules are loaded in this process that hold the segmenter, and fails where a step did not
do what it is here for.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui import app as application
from gui.background import engine
from gui.background.import_labels import LabelFile
from gui.preferences.settings import Settings
from gui.text.mouse import tool_tip
from gui.window import MainWindow
from tests.gui.session.test_deciding import current_text, rows, select
from tests.gui.text.test_mouse import spot, tinted

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
PATIENCE_S = 60


class Walk:
    """The window, and what is pressed in it."""

    def __init__(self, report: Path) -> None:
        application.make_application()
        # what is tried here is what is loaded, not how fast a busy machine is
        engine.WAIT_S = PATIENCE_S
        Settings().keep("name_asked", "yes")
        self.window = MainWindow(Settings())
        self.window.resize(1280, 800)
        self.window.show()
        assert QTest.qWaitForWindowExposed(self.window)
        application.start(self.window, [report])
        self.until(lambda: self.window.session.ready and bool(self.window.unread_numerals.label.text()))

    def until(self, is_so: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE_S
        while not is_so():
            assert time.monotonic() < end
            QTest.qWait(10)

    def press(self, *keys: Qt.Key | str, hold: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            QTest.keyClick(self.window.focusWidget() or self.window.view, key, hold)  # type: ignore[call-overload]
            QApplication.processEvents()

    def go_to(self, words: str) -> None:
        report = self.window.session.report
        assert report is not None
        start = report.text.index(words)
        figures = self.window.session.review.figures
        self.window.session.go_to(next(one.target for one in figures if one.figure.start == start))


def edges(walk: Walk) -> None:
    """Move edges by characters and by words, then take all of it back."""
    walk.press("]")
    assert current_text(walk.window) == "638.5亿元，"
    walk.press("}", "[")
    assert current_text(walk.window) == "达638.5亿元"
    walk.press("[", hold=ALT)
    assert current_text(walk.window) == "地区生产总值达638.5亿元"
    assert len(rows(walk.window)) == 4
    walk.press(*"uuuu")
    assert current_text(walk.window) == "638.5亿元"


def spans(walk: Walk) -> None:
    """Join two figures, split them again, and add one where the detector found none."""
    walk.press("&")
    assert current_text(walk.window) == "638.5亿元，增长5.4%"
    walk.press("/")
    assert current_text(walk.window) == "638.5亿元"
    before = len(walk.window.session.review.figures)
    select(walk.window, "37，")
    walk.press("n")
    assert len(walk.window.session.review.figures) == before + 1


def pairs(walk: Walk) -> None:
    """Pair figures with the indicators that the text lists before them."""
    walk.go_to("1.2%")
    walk.press("p", Qt.Key.Key_Down, "d")
    found = walk.window.parts.pairs.pairs()
    assert found == [("粮食产量", "1.2%"), ("油料产量", "3%"), ("蔬菜产量", "4.5%")], found
    walk.press(Qt.Key.Key_Return)


def unread(walk: Walk) -> None:
    """Go to a numeral that is no figure, and make it one."""
    walk.press("l")
    assert current_text(walk.window) == "35"
    before = len(rows(walk.window))
    walk.press(Qt.Key.Key_Return)
    assert len(rows(walk.window)) == before + 1


def completion(walk: Walk) -> None:
    """List the phrases near a figure that its indicator may be."""
    walk.go_to("6.8%")
    walk.press("e", Qt.Key.Key_Down)
    assert "工业增加值" in walk.window.form.fields["indicator"].offered()
    walk.press(Qt.Key.Key_Escape, Qt.Key.Key_Escape)


def mouse(walk: Walk) -> None:
    """Rest the mouse on a figure whose span was corrected, in a report that is opened anew: it is read again."""
    window, report = walk.window, walk.window.session.report
    assert report is not None
    walk.go_to("67.8%")
    walk.press("[")
    assert current_text(window) == "到67.8%"
    window.workspace.reload()
    walk.until(lambda: window.session.ready)
    walk.go_to("6.8%")
    QTest.mouseMove(window.view.viewport(), spot(window, report.text.index("67.8%")))
    walk.until(lambda: tinted(window) == ["城镇化率", "到67.8%"])
    shown = next(one for one in window.session.review.figures if "67.8" in tool_tip(one))
    assert "城镇化率" in tool_tip(shown)


def labels(walk: Walk, path: Path) -> None:
    """Import labels, whose figures are read."""
    said: list[str] = []
    walk.window.workspace.message.connect(said.append)
    walk.window.workspace.label_imports.take(LabelFile(path, decide=True), walk.window.workspace.annotator_name())
    walk.until(lambda: bool(said))
    report = walk.window.session.report
    assert report is not None
    start = report.text.index("12家")
    (added,) = (one.figure for one in walk.window.session.review.figures if one.figure.start == start)
    assert added.indicator == "新增国家级高新技术企业", added


def main(report: Path, labelled: Path) -> None:
    """Walk, and print which modules are loaded that hold the segmenter."""
    walk = Walk(report)
    for step in (edges, spans, pairs, unread, completion, mouse):
        step(walk)
    labels(walk, labelled)
    assert not walk.window.notice.is_trouble, walk.window.notice.text()
    held = sorted(name for name in sys.modules if name.partition(".")[0] == "jieba" or name.endswith(".segmenter"))
    sys.stdout.write(f"{held}\n")
    assert walk.window.close()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
