"""The pictures of the manual: the window on the bundled report, brought by keys to what a page tells of."""

import argparse
import os
import shutil
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from gui.style.theme import Scheme
    from gui.window import MainWindow

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = next((ROOT / "resources" / "sample").glob("*.txt"))
WIDTH, HEIGHT = 1280, 800
# A key is pressed this long after the one before, in milliseconds: dialogs need their turn of the event loop.
_PAUSE, _LAST = 120, 2_000
_NAMES = ("李然", "周宁")
_FEW = "Return Return Return X Return"


@dataclass(frozen=True)
class Picture:
    """One picture: its name, what is open, and the keys pressed."""

    name: str
    keys: str = ""
    store: str = "one"
    theme: "Scheme" = "light"


PICTURES = (
    Picture("first-start", store="none"),
    Picture("review", _FEW),
    Picture("dark", _FEW, theme="dark"),
    Picture("form", f"{_FEW} E"),
    Picture("figure-list", f"{_FEW} Shift+Return"),
    Picture("similar-figures", f"{_FEW} X A"),
    Picture("pairs", f"{'Tab ' * 17}P"),
    Picture("section", "Y"),
    Picture("labels", "Ctrl+I"),
    Picture("find", "Ctrl+F G D P"),
    Picture("history", f"{_FEW} T U Ctrl+H"),
    Picture("guideline", "F2"),
    Picture("library", "", store="many"),
    Picture("filter", f"{_FEW} Ctrl+Shift+F"),
    Picture("export", f"{_FEW} Ctrl+E"),
    Picture("preferences", "Ctrl+,"),
    Picture("settle", "S", store="two"),
    Picture("agreement", "Ctrl+G", store="two"),
)


def main() -> int:
    """Draw the pictures named, or all, in one language, into a folder."""
    options = argparse.ArgumentParser(prog="pictures")
    options.add_argument("folder", type=Path)
    options.add_argument("names", nargs="*")
    options.add_argument("--suffix", default="")
    chosen = options.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    for picture in PICTURES:
        if chosen.names and picture.name not in chosen.names:
            continue
        # each in a process of its own: a window is not opened twice in one
        if pid := os.fork():
            _, status = os.waitpid(pid, 0)
            if status:
                print(f"{picture.name}: the window ended with {status}")
                return 1
            print(chosen.folder / f"{picture.name}{chosen.suffix}.png")
        else:
            _draw(picture, chosen.folder / f"{picture.name}{chosen.suffix}.png")
    return 0


def _draw(picture: Picture, place: Path) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest

    from gui import app as application
    from gui.preferences.settings import Settings
    from gui.style import theme
    from gui.window import MainWindow

    # always the same place, which the window shows
    home = str(Path(tempfile.gettempdir()) / _NAMES[0])
    shutil.rmtree(home, ignore_errors=True)
    Path(home).mkdir()
    os.environ.update(
        {"HOME": home} | {f"XDG_{kind}_HOME": f"{home}/{kind.lower()}" for kind in ("DATA", "CONFIG", "CACHE")}
    )
    app = application.make_application()
    settings = Settings()
    settings.keep("annotator", _NAMES[0])
    theme.choose_scheme(picture.theme)
    window = MainWindow(settings)
    window.resize(WIDTH, HEIGHT)
    window.show()
    QTest.qWaitForWindowExposed(window)
    paths = _prepare(picture.store, Path(home))
    application.begin(window, paths)
    waited = 0
    while picture.store != "none" and not window.session.ready and waited < 30_000:
        QTest.qWait(100)
        waited += 100
    QTest.qWait(_LAST)
    keys = picture.keys.split()
    for number, key in enumerate(keys):
        QTimer.singleShot(_PAUSE * (number + 1), lambda key=key: _press(window, key))
    QTimer.singleShot(_PAUSE * (len(keys) + 1) + _LAST, lambda: _save(window, place))
    app.exec()


def _press(window: "MainWindow", written: str) -> None:
    from PySide6.QtGui import QKeySequence
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    combination = QKeySequence(written)[0]
    popup = QApplication.activePopupWidget() or QApplication.activeModalWidget() or window
    focused = QApplication.focusWidget()
    target = focused if focused is not None and popup.isAncestorOf(focused) else popup
    QTest.keyClick(target, combination.key(), combination.keyboardModifiers())


def _save(window: "MainWindow", place: Path) -> None:
    """Paint the window and what stands over it, and end."""
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QColor, QPainter
    from PySide6.QtWidgets import QApplication

    picture = window.grab()
    painter = QPainter(picture)
    others = [one for one in QApplication.topLevelWidgets() if one is not window and one.isVisible() and one.isWindow()]
    for one in others:
        corner = one.mapToGlobal(QPoint(0, 0)) - window.mapToGlobal(QPoint(0, 0))
        corner.setX(max(0, min(corner.x(), window.width() - one.width())))
        corner.setY(max(0, min(corner.y(), window.height() - one.height())))
        painter.drawPixmap(corner, one.grab())
        painter.setPen(QColor("gray"))
        painter.drawRect(one.rect().translated(corner))
    painter.end()
    saved = _small(picture.toImage()).save(str(place), "PNG", 0)
    # what is still open has nothing to keep: its home goes with it
    os._exit(0 if saved else 1)


def _small(picture: "QImage") -> "QImage":
    """Keep the 256 colours that most of a picture has: a quarter of the bytes, and nobody sees it."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    full = picture.convertToFormat(QImage.Format.Format_RGB32)
    shades = Counter(memoryview(full.constBits()).cast("I")).most_common(256)
    table = [shade for shade, _ in shades]
    return full.convertToFormat(QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.ThresholdDither)


def _prepare(what: str, home: Path) -> list[Path]:
    """Make what a picture is of, and return what the window opens."""
    if what == "none":
        return []
    if what == "one":
        return [SAMPLE]
    place = home / "figures.biaoshu"
    _fill(place, several=what == "many")
    return [place]


def _fill(place: Path, several: bool) -> None:
    """Make a store with several reports, or one report that two annotators read otherwise here and there."""
    from core.detection.lexicon import load_lexicon
    from core.detection.pipeline import find_figures
    from core.files.load import load
    from core.model.decision import new_step
    from core.model.report import Report
    from core.review.review import Review, confirm, reject
    from core.store import Store

    report = load(SAMPLE)
    reports = [report]
    if several:
        reports += [
            Report(f"{name}{year}年政府工作报告", report.text.replace("云汀区", name).replace("2026", str(year)))
            for name, year in (("柳河区", 2026), ("临渡县", 2026), ("柳河区", 2025), ("青石县", 2024))
        ]
    with Store.open(place) as store:
        annotators = [store.annotator(name) for name in _NAMES[: 1 if several else 2]]
        for number, one in enumerate(reports):
            store.add_report(one)
            shown = Review(find_figures(one, load_lexicon())).figures
            for turn, annotator in enumerate(annotators):
                step = new_step(annotator, one.digest, lambda: datetime(2026, 3, 2, 9, tzinfo=UTC))
                part = shown if not several else shown[: len(shown) * number // 4]
                rows = []
                for at, figure in enumerate(part):
                    if turn and at % 9 == 4:
                        rows.append(reject(step, figure, "count"))
                    elif turn and at % 9 == 7:
                        other = "target" if figure.figure.status == "actual" else "actual"
                        rows.append(confirm(step, figure, replace(figure.figure, status=other)))
                    else:
                        rows.append(confirm(step, figure))
                if several and number == len(reports) - 1:
                    rows.append(step.file("done", "1"))
                if rows:
                    store.append(rows)


if __name__ == "__main__":
    sys.exit(main())
