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
# how many shades are looked at for a picture of few colours, and how near two of them may not be
_LOOKED_AT, _NEAR = 3_000, 60
_NAMES = ("李然", "周宁")
_FEW = "Return Return Return X Return"


@dataclass(frozen=True)
class Picture:
    """One picture: its name, what is open, and the keys pressed."""

    name: str
    keys: str = ""
    store: str = "one"
    theme: "Scheme" = "light"
    size: tuple[int, int] = (WIDTH, HEIGHT)
    colours: int = 256


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
    Picture("home", "H", store="many"),
    Picture("panel", "D", store="panel"),
    Picture("plot-lines", "D growth O 2", store="panel"),
    Picture("plot-against", "D growth O 3", store="panel"),
    Picture("palette", "Ctrl+Shift+P F I G"),
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
        place = chosen.folder / f"{picture.name}{chosen.suffix}.png"
        if status := draw_apart(picture, place):
            print(f"{picture.name}: the window ended with {status}")
            return 1
        print(place)
    return 0


def draw_apart(picture: Picture, place: Path) -> int:
    """Draw a picture in a process of its own, since a window is not opened twice in one; return its exit status."""
    if pid := os.fork():
        return os.waitpid(pid, 0)[1]
    _draw(picture, place)
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
    theme.style_controls()
    window.resize(*picture.size)
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
    if picture.store == "panel" or picture.keys in ("H", "D"):
        for key in keys:
            _press(window, key)
            _wait_for_page(window)
        keys = []
    for number, key in enumerate(keys):
        QTimer.singleShot(_PAUSE * (number + 1), lambda key=key: _press(window, key))
    QTimer.singleShot(_PAUSE * (len(keys) + 1) + _LAST, lambda: _save(window, place, picture.colours))
    app.exec()


def _wait_for_page(window: "MainWindow") -> None:
    """Wait until a page of all reports shows what was asked for: counts and tables come from other processes."""
    from PySide6.QtTest import QTest

    page, waited = window.parts.panel_page, 0

    def is_on_its_way() -> bool:
        return (
            window.library.counting.is_busy
            or any(row.overview is None for row in window.library.rows())
            or (window.shows_panel and (page.client.is_busy or not page.title.text()))
        )

    while is_on_its_way() and waited < 120_000:
        QTest.qWait(_PAUSE)
        waited += _PAUSE
    QTest.qWait(_LAST)


def _press(window: "MainWindow", written: str) -> None:
    from PySide6.QtGui import QKeySequence
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    if written == "growth":
        # a kind is chosen from a menu, which a picture would show
        window.parts.panel_page.set_kind(written)
        return
    combination = QKeySequence(written)[0]
    popup = QApplication.activePopupWidget() or QApplication.activeModalWidget() or window
    focused = QApplication.focusWidget()
    target = focused if focused is not None and popup.isAncestorOf(focused) else popup
    QTest.keyClick(target, combination.key(), combination.keyboardModifiers())


def _save(window: "MainWindow", place: Path, colours: int) -> None:
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
    saved = _small(picture.toImage(), colours).save(str(place), "PNG", 0)
    # what is still open has nothing to keep: its home goes with it
    os._exit(0 if saved else 1)


def _small(picture: "QImage", colours: int) -> "QImage":
    """Keep the colours that most of a picture has: a quarter of the bytes, and nobody sees it."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    full = picture.convertToFormat(QImage.Format.Format_RGB32)
    shades = [shade for shade, _ in Counter(memoryview(full.constBits()).cast("I")).most_common()]
    table = shades[:256] if colours == 256 else _apart(shades, colours)
    return full.convertToFormat(QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.ThresholdDither)


def _apart(shades: list[int], colours: int) -> list[int]:
    """Choose the commonest colours, then others that differ from them: rare ones say something, too."""
    parted = [tuple(shade >> by & 255 for by in (16, 8, 0)) for shade in shades[:_LOOKED_AT]]
    # the grounds are alike, and large
    chosen = parted[: colours // 2]
    for parts in parted:
        if all(sum(abs(one - two) for one, two in zip(parts, other, strict=True)) > _NEAR for other in chosen):
            chosen.append(parts)
        if len(chosen) == colours:
            break
    return [255 << 24 | red << 16 | green << 8 | blue for red, green, blue in chosen]


def _prepare(what: str, home: Path) -> list[Path]:
    """Make what a picture is of, and return what the window opens."""
    if what == "none":
        return []
    if what == "one":
        return [SAMPLE]
    place = home / "figures.biaoshu"
    if what == "panel":
        _fill_panel(place)
        return [place]
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


# what five invented districts tell: product and its growth, revenue, investment, income of residents, aim of growth
_DISTRICTS = {
    "云汀区": ((586.4, 5.2, 41.3, 6.8, 52_316, "6%左右"), (614.9, 5.6, 43.1, 5.1, 54_870, "5.5%左右"),
             (638.5, 5.4, 45.2, 7.3, 57_420, "5.5%以上")),
    "柳河区": ((402.7, 4.1, 27.8, 3.2, 46_905, "5%以上"), (421.3, 4.9, 28.6, 4.4, 48_990, "5%以上"),
             (447.8, 6.1, 30.9, 9.6, 51_735, "6%以上")),
    "临湖区": ((731.0, 6.3, 58.4, 8.9, 58_240, "6.5%左右"), (779.6, 6.0, 61.7, 6.2, 61_015, "6%左右"),
             (815.2, 4.7, 62.0, 2.8, 63_380, "5%至6%")),
    "青石县": ((188.6, 3.6, 11.2, 1.5, 35_480, "5%以上"), (196.9, 4.4, 11.9, 5.7, 37_250, "4.5%以上"),
             (207.3, 5.3, 12.8, 8.1, 39_410, "5%以上")),
    "临渡县": ((254.1, 5.9, 15.6, 10.4, 38_760, "6%以上"), (270.2, 6.2, 17.1, 11.8, 41_230, "6.5%以上"),
             (283.9, 5.0, 17.7, 4.9, 43_305, "5.5%左右")),
}  # fmt: skip
_DISTRICT = """{place}{year}年政府工作报告

一、{last}年工作回顾

过去一年，全{part}上下稳中求进。{last}年，全{part}地区生产总值达{size}亿元，增长{growth}%；一般公共预算收入{income}亿元；\
固定资产投资增长{built}%；城镇居民人均可支配收入{earned}元。{again}

二、{year}年工作安排

{year}年主要预期目标是：地区生产总值增长{aim}。
"""


def _fill_panel(place: Path) -> None:
    """Make a store of five invented districts over three years, partly confirmed; one tells a year again otherwise."""
    from core.detection.lexicon import load_lexicon
    from core.detection.pipeline import find_figures
    from core.jobs.kept import keep_proposals
    from core.model.decision import new_step
    from core.model.report import Report
    from core.review.review import Review, confirm
    from core.store import Store

    lexicon = load_lexicon()
    with Store.open(place) as store:
        annotator = store.annotator(_NAMES[0])
        for name, years in _DISTRICTS.items():
            for year, (size, growth, income, built, earned, aim) in enumerate(years, 2024):
                is_told_again = (name, year) == ("临湖区", 2026)
                report = Report(
                    f"{name}{year}年政府工作报告",
                    _DISTRICT.format(
                        place=name,
                        part=name[-1],
                        year=year,
                        last=year - 1,
                        size=size,
                        growth=growth,
                        income=income,
                        built=built,
                        earned=earned,
                        aim=aim,
                        again="经最终核实，2024年地区生产总值为752.4亿元。" if is_told_again else "",
                    ),
                )
                store.add_report(report)
                found = list(find_figures(report, lexicon))
                keep_proposals(store, report, found)
                if year < 2026 or name in ("云汀区", "青石县"):
                    step = new_step(annotator, report.digest, lambda: datetime(2026, 3, 2, 9, tzinfo=UTC))
                    store.append([confirm(step, figure) for figure in Review(found).figures])


if __name__ == "__main__":
    sys.exit(main())
