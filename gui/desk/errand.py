"""The errand: one piece of work in a thread of its own, and the window's answer to how it ended."""

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, QThread, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from core.errors import UserError

log = logging.getLogger("biaoshu")


class Errand(QThread):
    """Does a piece of work away from the window; `came` has what it returns, `failed` what the user must know."""

    came = Signal(object)
    failed = Signal(UserError)

    def __init__(self, work: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self.finished.connect(self.deleteLater)

    def run(self) -> None:
        """Do the work; Qt calls this in the thread."""
        try:
            result = self._work()
        except UserError as error:
            self.failed.emit(error)
        except Exception:
            # nobody above would hear of it in a thread
            log.exception("an errand broke off")
            self.failed.emit(UserError("This broke off before it was done. The log says why (Help › Show the log)."))
        else:
            self.came.emit(result)


def do_apart(
    window: QWidget,
    sentence: str,
    work: Callable[[], Any],
    done: Callable[[Any], None],
    failed: Callable[[UserError], None],
) -> None:
    """Do a piece of work in a thread while the window takes no keys, says what goes on and stays alive."""
    waiting = QProgressDialog(sentence, "", 0, 0, window)
    waiting.setCancelButton(None)
    waiting.setWindowModality(Qt.WindowModality.WindowModal)
    waiting.setMinimumDuration(0)
    waiting.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, False)
    waiting.setObjectName("waiting")
    errand = Errand(work, window)

    def end(then: Callable[[Any], None], result: object) -> None:
        waiting.reset()
        waiting.deleteLater()
        # not every system gives the keys back by itself
        window.activateWindow()
        # the thread is through but for its own end; what follows may write
        errand.wait()
        then(result)

    errand.came.connect(lambda result: end(done, result))
    errand.failed.connect(lambda error: end(failed, error))
    waiting.show()
    errand.start()
