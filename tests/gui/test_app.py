"""The application starts light, speaks the system's language, and lets no error end it or go unsaid."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from core import __version__
from core.store import Store

ROOT = Path(__file__).resolve().parents[2]


def run_code(code: str, *words: str, **place: str) -> str:
    """Run code in an interpreter of its own, as the program is run; return what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{code}", *words],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"} | place,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_no_source_is_read_to_look_for_features_of_pyside() -> None:
    """PySide reads each module that is imported after it, unless Python's own import is put back (gui/__init__.py)."""
    code = """
import builtins, linecache
own = builtins.__import__
from gui import app
print(builtins.__import__ is own, [name for name in linecache.cache if name.endswith("app.py")])
"""
    assert run_code(code) == "True []\n"


def test_nothing_heavy_is_imported_before_the_first_paint() -> None:
    printed = run_code("""
from PySide6.QtCore import QTimer
from gui import app
def look(window, paths):
    heavy = {"jieba", "sqlite_utils", "sqlite3", "click", "core.detection.pipeline", "core.store"}
    print(sorted(heavy & set(sys.modules)), flush=True)
    window.close()
app.start = look
app.run([])
""")
    assert printed == "[]\n"


def test_the_first_figures_do_not_wait_for_what_typing_needs(home: Path, tmp_path: Path) -> None:
    """What a typed value is read by is compiled behind them, and before anybody types."""
    report = tmp_path / "report.txt"
    report.write_text("2025年，全县粮食总产量23.4万吨，增长2.6%。\n", encoding="utf-8")
    printed = run_code(
        """
from pathlib import Path
from PySide6.QtCore import QTimer
from gui import app
def tell(window, what):
    from core.detection.grammar import expression_pattern
    compiled = expression_pattern.cache_info().currsize
    print(what, compiled, flush=True)
    return compiled
def watched(window, paths):
    def loaded():
        if tell(window, "later"):
            window.close()
    window.timer = QTimer(window, interval=200)
    window.timer.timeout.connect(loaded)
    def shown():
        if window.session.ready and window.session.review.figures and not window.timer.isActive():
            tell(window, "shown")
            window.timer.start()
    window.session.decided.connect(shown)
    begin(window, [Path(sys.argv[1])])
begin, app.begin = app.begin, watched
app.run([])
""",
        str(report),
    )
    assert printed.splitlines()[0] == "shown 0"
    assert printed.splitlines()[-1] == "later 1"


@pytest.mark.parametrize(("language", "menu"), [("zh_CN.UTF-8", "文件(&F)"), ("en_US.UTF-8", "&File"), ("C", "&File")])
def test_the_systems_language_is_spoken(language: str, menu: str) -> None:
    printed = run_code(
        """
from gui import app
from gui.window import MainWindow
from gui.preferences.settings import Settings
app.make_application()
window = MainWindow(Settings())
sys.stdout.buffer.write(window.menuBar().actions()[0].text().encode())
""",
        LANG=language,
        LC_ALL=language,
    )
    assert printed == menu


@pytest.mark.parametrize(("chosen", "said"), [("zh", "打开报告后"), ("en", "The figures of the report you open")])
def test_the_language_chosen_is_spoken_from_the_next_start_on_behind_the_first_paint_too(
    chosen: str, said: str, tmp_path: Path
) -> None:
    printed = run_code(
        f"""
from PySide6.QtCore import QCoreApplication
from gui import app
from gui.preferences.settings import Settings
application = app.make_application()
Settings().prefer("language", {chosen!r})
def tell(window, paths):
    begin(window, paths)
    said = QCoreApplication.translate("FigureTable", "The figures of the report you open are listed here.")
    sys.stdout.buffer.write(said.encode())
    window.close()
begin, app.begin = app.begin, tell
app.run([])
""",
        **dict.fromkeys(("LANG", "LC_ALL"), "en_US.UTF-8" if chosen == "zh" else "zh_CN.UTF-8"),
        **dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), str(tmp_path)),
    )
    assert said in printed


def test_an_unexpected_error_is_one_sentence_and_the_log_has_the_rest(home: Path) -> None:
    printed = run_code("""
from PySide6.QtCore import QTimer
from gui import app
def start(window, paths):
    def look():
        print(window.notice.text(), flush=True)
        window.close()
    def fail():
        QTimer.singleShot(50, window, look)
        raise RuntimeError("the slot broke")
    QTimer.singleShot(0, window, fail)
app.start = start
app.run([])
""")
    assert "so that the cause can be found" in printed
    assert "Traceback" not in printed
    log = home / "data" / "Biaoshu" / "Biaoshu" / "biaoshu.log"
    assert "RuntimeError: the slot broke" in log.read_text(encoding="utf-8")


def test_a_home_that_cannot_be_written_does_not_keep_it_from_starting(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    printed = run_code(
        """
from gui import app
def look(window, paths):
    app_start(window, paths)
    print(window.notice.text(), flush=True)
    window.close()
app_start, app.start = app.start, look
app.run([])
""",
        XDG_DATA_HOME=str(blocked),
        XDG_CONFIG_HOME=str(blocked),
    )
    assert "folder" in printed
    assert "Traceback" not in printed


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_picture_of_the_marked_window_can_be_taken(tmp_path: Path, sample: Path, theme: str) -> None:
    picture = tmp_path / "window.png"
    subprocess.run(
        [
            sys.executable,
            str(ROOT / "main.py"),
            "--theme",
            theme,
            "--size",
            "1280x800",
            "--screenshot",
            str(picture),
            str(sample),
        ],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        timeout=60,
        check=True,
        capture_output=True,
    )
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (1280, 800)
    colours = {image.pixelColor(x, y).name() for x in range(230, 900, 3) for y in range(60, 500, 3)}
    from gui.style.theme import _theme

    assert len({colour.tint.name() for colour in _theme(theme).kinds.values()} & colours) >= 3
    assert _theme(theme)["paper"].name() in colours
    assert _theme(theme)["current"].name() in colours


def test_the_version_is_the_projects() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert __version__ == project["version"]


@pytest.mark.parametrize("when", ["before the first paint", "while it runs"])
def test_a_store_that_the_desktop_asks_for_is_opened(when: str, tmp_path: Path) -> None:
    """A double click on macOS comes as an event, not as an argument."""
    store = tmp_path / "双击.biaoshu"
    # one that is gone is missed, not made
    Store.open(store).close()
    printed = run_code(
        """
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from gui import app
def ask():
    QApplication.sendEvent(QApplication.instance(), QFileOpenEvent(QUrl.fromLocalFile(sys.argv[1])))
def end(window):
    sys.stdout.buffer.write(str(window.session.store.path).encode())
    window.close()
start = app.start
def look(window, paths):
    if sys.argv[2] == "before the first paint":
        ask()
    start(window, paths)
    if sys.argv[2] == "while it runs":
        QTimer.singleShot(0, ask)
    QTimer.singleShot(100, lambda: end(window))
app.start = look
app.run([])
""",
        str(store),
        when,
    )
    assert printed == str(store)


def test_reports_that_the_desktop_asks_for_are_read_into_the_open_store(tmp_path: Path) -> None:
    """Several files marked and opened on macOS come as so many events at once."""
    store = tmp_path / "双击.biaoshu"
    Store.open(store).close()
    reports = [tmp_path / f"{name}.txt" for name in ("甲", "乙", "丙")]
    for number, report in enumerate(reports):
        report.write_text(f"{report.stem}区去年造林{number + 3}万亩。", encoding="utf-8")
    printed = run_code(
        """
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from gui import app
start = app.start
def look(window, paths):
    start(window, paths)
    def ask():
        for name in sys.argv[2:]:
            QApplication.sendEvent(QApplication.instance(), QFileOpenEvent(QUrl.fromLocalFile(name)))
        end()
    def end(left=200):
        titles = sorted(entry.title for entry in window.session.store.reports())
        if len(titles) == 3 or not left:
            sys.stdout.buffer.write(" ".join(titles).encode())
            window.close()
        else:
            QTimer.singleShot(100, lambda: end(left - 1))
    QTimer.singleShot(0, ask)
app.start = look
app.run(sys.argv[1:2])
""",
        str(store),
        *map(str, reports),
    )
    assert printed == "丙 乙 甲"


def test_what_the_desktop_asks_for_waits_until_an_open_question_is_answered(tmp_path: Path) -> None:
    first, second = tmp_path / "一.biaoshu", tmp_path / "二.biaoshu"
    for store in (first, second):
        Store.open(store).close()
    printed = run_code(
        """
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QMessageBox
from gui import app
start = app.start
def look(window, paths):
    start(window, paths)
    def say():
        sys.stdout.buffer.write(window.session.store.path.stem.encode() + b" ")
    def ask():
        box = QMessageBox(window)
        event = QFileOpenEvent(QUrl.fromLocalFile(sys.argv[2]))
        QTimer.singleShot(50, lambda: QApplication.sendEvent(QApplication.instance(), event))
        QTimer.singleShot(600, lambda: (say(), box.close()))
        box.exec()
        QTimer.singleShot(1000, lambda: (say(), window.close()))
    QTimer.singleShot(0, ask)
app.start = look
app.run(sys.argv[1:2])
""",
        str(first),
        str(second),
    )
    assert printed == "一 二 "


def test_the_desktop_entry_is_the_windows() -> None:
    """By this name Wayland finds the icon."""
    printed = run_code("""
from gui import app
print(app.make_application().desktopFileName())
""")
    assert (ROOT / "packaging" / "linux" / f"{printed.strip()}.desktop").is_file()
