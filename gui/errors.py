"""Handles errors that nothing else handles: the log, a sentence in the window, and the diagnostics to copy."""

import logging
import sys
import threading
from collections import deque
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMessageLogContext, QtMsgType, qInstallMessageHandler

from core.model.errors import UserError

from .background.messages import sentence
from .style.activity_log import ActivityLog, of_qt

if TYPE_CHECKING:
    from .session.session import Session
    from .window import MainWindow

LAST_LINES = 200
log = logging.getLogger("biaoshu")


class LastLines(logging.Handler):
    """Keeps the last lines of the activity log in memory, in case its file cannot be written or read."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: deque[str] = deque(maxlen=LAST_LINES)
        self.setFormatter(ActivityLog())

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.extend(self.format(record).splitlines())


last_lines = LastLines()


def what_is_safe(session: "Session") -> tuple[str, str]:
    """Return a sentence on what went wrong and on what is known of the decisions, and the command to offer.

    It says that the decisions are on disk only if they were read back from the store just now.
    """
    try:
        is_kept, is_known = session.is_kept(), True
    except Exception:
        log.exception("reading back")
        is_kept = is_known = False
    if is_kept:
        sentence_text = QCoreApplication.translate(
            "app",
            "Something went wrong in the program. Your decisions are on disk and you can go on. Copy the diagnostics "
            "and send them to whoever maintains the program, so that the cause can be found.",
        )
        return sentence_text, "copy_diagnostics"
    if session.unwritten:
        sentence_text = QCoreApplication.translate(
            "app",
            "Something went wrong in the program: your last decision is not in the store. "
            "Decide again, or save what could not be written elsewhere before you close the window.",
        )
        return sentence_text, "save_unwritten"
    if is_known:
        sentence_text = QCoreApplication.translate(
            "app",
            "Something went wrong in the program: not everything that this window shows is in the store. Open the "
            "report again to see what is stored, and make the last decisions again.",
        )
    else:
        sentence_text = QCoreApplication.translate(
            "app",
            "Something went wrong in the program, and the store cannot be read to find out whether your last "
            "decisions are in it. Choose File › Check the store before you go on.",
        )
    return sentence_text, "copy_diagnostics"


def catch_errors(window: "MainWindow") -> None:
    """Have every error that nothing else handles shown as a sentence in the window and written to the log."""

    def say(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, UserError):
            window.notice.say(sentence(error), "refusal")
            return
        log.error("unexpected", exc_info=(kind, error, trace))
        sentence_text, offered = what_is_safe(window.session)
        window.notice.say(sentence_text, offer=window.actions_by_name[offered])

    sys.excepthook = say
    threading.excepthook = lambda caught: log.error(
        "in a thread", exc_info=(caught.exc_type, caught.exc_value or caught.exc_type(), caught.exc_traceback)
    )
    levels = {QtMsgType.QtDebugMsg: logging.DEBUG, QtMsgType.QtInfoMsg: logging.INFO}

    def take(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        log.log(levels.get(kind, logging.WARNING), "%s", of_qt(context.category, text))

    qInstallMessageHandler(take)
