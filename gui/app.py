"""The application: parses the command line, makes the window in its language and colours, and opens the last store."""

import gc
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QObject,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFileOpenEvent, QIcon
from PySide6.QtWidgets import QApplication

from core import __version__
from core.model.errors import StoreError, UserError
from core.paths import STORE_SUFFIX, typed

from .background.messages import sentence
from .background.single_window import ask_open_window
from .errors import catch_errors, log
from .preferences.settings import Settings
from .style import design, fonts, theme
from .style.focus import Focus
from .style.language import use_language
from .style.theme import Scheme
from .window import MainWindow

# how long at most after a window took its store it begins to listen for a second start; a busy machine takes its time
LISTENS_WITHIN_S, ASK_EVERY_S = 2.0, 0.05
DESKTOP_ID = "org.biaoshu.Biaoshu"


def run(argv: Sequence[str]) -> int:
    """Open the window on the store and reports named in `argv`; return the exit status of the process."""
    options = _options(argv)
    app = make_application()
    settings = Settings(app)
    if settings.preference("language") != "system":
        use_language(settings.preference("language"))
    store = store_of(options.paths) or settings.last_store()
    # a picture is always taken of a new window
    answer = ask_open_window(store, options.paths) if options.screenshot is None else "nobody"
    if answer == "opened":
        return 0
    theme.choose_scheme(options.theme or settings.scheme())
    window = MainWindow(settings)
    theme.style_controls()
    catch_errors(window)
    if options.size:
        window.resize(*map(int, options.size.split("x")))
    window.show()
    # files that the desktop wants opened before the last store is open wait until it is
    paths = [*options.paths]
    app.asked.connect(paths.append)
    AfterFirstPaint(window, lambda: begin(window, paths) if answer == "nobody" else begin_without(window, store))
    if options.screenshot:
        window.asks_name = False
        take_picture_when_marked(window, options.screenshot)
    # main.py switched garbage collection off; objects made up to now are never searched
    gc.freeze()
    gc.enable()
    return app.exec()


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asks for."""

    paths: Sequence[Path] = ()
    theme: Scheme | None = None
    screenshot: Path | None = None
    size: str | None = None


def _options(argv: Sequence[str]) -> Options:
    if not argv:
        return Options()
    # imported here: a start by double click has no arguments, and its first paint would wait for the import
    import argparse

    parser = argparse.ArgumentParser(prog="biaoshu", description="Review the figures of government work reports.")
    parser.add_argument("paths", nargs="*", type=_path, help="reports (.txt) or a store (.biaoshu) to open")
    parser.add_argument("--theme", choices=("light", "dark"), help="colours, whatever the settings say")
    parser.add_argument("--screenshot", type=_path, metavar="FILE", help="save a picture of the window and end")
    parser.add_argument("--size", metavar="WxH", help="the window's size")
    return Options(**vars(parser.parse_args(list(argv))))


def _path(text: str) -> Path:
    return typed(Path(text))


class Application(QApplication):
    """The application object. `asked` carries a file that the desktop wants opened, as macOS does on a double click."""

    asked = Signal(Path)
    focus: Focus | None = None

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            self.asked.emit(Path(event.file()))
            return True
        return super().event(event)


def make_application() -> Application:
    """Return the application object, made if need be, with its name, style and language."""
    # a part of a pane has the pane's font and palette, although there is a style sheet
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_UseStyleSheetPropagationInWidgetStyles)
    app = QApplication.instance()
    if not isinstance(app, Application):
        if os.environ.keys() & {"QT_IM_MODULE", "QT_IM_MODULES"}:
            from .style.input_method import choose_input_method

            choose_input_method(os.environ)
        # given here, not by setStyle: for its result PySide would make all enumerations of a style, which takes 6 ms
        app = Application([*sys.argv[:1], "-style", "Fusion"])
    app.setOrganizationName("Biaoshu")
    # Wayland finds the icon by this name; on macOS and X11 it does no harm
    app.setDesktopFileName(DESKTOP_ID)
    app.setApplicationName("Biaoshu")
    app.setApplicationVersion(__version__)
    fonts.lend_font()
    app.setWindowIcon(QIcon(str(design.RESOURCES / "icons" / "biaoshu.png")))
    use_language("system")
    if app.focus is None:
        app.focus = Focus(app)
    return app


class AfterFirstPaint(QObject):
    """Calls a function once, after the window has been painted for the first time."""

    def __init__(self, window: MainWindow, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._then = then
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._then)
        return False


def begin(window: MainWindow, paths: Sequence[Path]) -> None:
    """Do what could wait for the first paint: open the log, then open the last store or what was named."""
    _keep_log()
    start(window, paths)
    _hear(window)


def begin_without(window: MainWindow, store: Path) -> None:
    """Start without a store, and say why: the window that has the store open did not answer."""
    _keep_log()
    window.parts.make_all()
    window.notice.say(
        sentence(
            StoreError(
                "The window that has {path} open does not answer, so nothing was opened here. Wait for it, or end "
                "it, and start again; or press Ctrl+O to open another store.",
                path=store,
            )
        )
    )
    _hear(window)


def _keep_log() -> None:
    # imported here: the first paint logs nothing, and a log that turns over loads sockets
    from .log_files import keep_log

    keep_log()


def _hear(window: MainWindow) -> None:
    app = QApplication.instance()
    assert isinstance(app, Application)
    # handled as a request of a second start: the window comes to the front, and waits while a dialog is open
    app.asked.connect(lambda path: window.answer([path], ""))


def store_of(paths: Sequence[Path]) -> Path | None:
    """Return the first store among some paths; None where there is none."""
    return next((path for path in paths if path.suffix == STORE_SUFFIX), None)


def start(window: MainWindow, paths: Sequence[Path]) -> None:
    """Open the last store at the place where it was left, then open what was named on the command line."""
    log.info("start %s", QCoreApplication.applicationVersion())
    store = store_of(paths) or window.settings.last_store()
    try:
        if store_of(paths) is None:
            window.workspace.open_last_store()
        window.workspace.open_paths([path.absolute() for path in paths])
    except UserError as error:
        if window.workspace.is_empty and _other_window_takes(store, paths):
            window.close()
            return
        window.notice.say(sentence(error))
        # where nothing could be opened, the start page shows what can be
        window.parts.make_all()


def _other_window_takes(store: Path, paths: Sequence[Path]) -> bool:
    """Tell whether another window opened what this one could not.

    Of two starts at the same time the later one finds the store taken, while the other window may not listen for
    requests yet.
    """
    end = time.monotonic() + LISTENS_WITHIN_S
    while (answer := ask_open_window(store, paths)) == "nobody" and time.monotonic() < end:
        time.sleep(ASK_EVERY_S)
    return answer == "opened"


def take_picture_when_marked(window: MainWindow, path: Path) -> None:
    """Save a picture of the window when the report's figures are highlighted and its unread numerals counted.

    Then end.
    """

    def take() -> None:
        saved = window.grab().save(str(path))
        window.close()
        QCoreApplication.exit(0 if saved else 1)

    window.workspace.left.connect(lambda *_: QTimer.singleShot(300, window, take))
    window.workspace.failed.connect(lambda _: QTimer.singleShot(300, window, take))
