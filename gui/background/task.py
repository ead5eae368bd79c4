"""A task: work in a thread of its own, so that the window answers meanwhile; its result comes by the event loop."""

import logging
import threading
from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThread, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from core.model.errors import UserError


class BackgroundWork(QObject):
    """Does one work after the other; a newer one, or `drop`, has the result of the one before passed over."""

    _came = Signal(int, object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._number = 0
        self._then: Callable[[Any], None] | None = None
        self._failed: Callable[[UserError], None] | None = None
        self._came.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def do(
        self,
        work: Callable[[], object],
        then: Callable[[Any], None],
        failed: Callable[[UserError], None] | None = None,
    ) -> None:
        """Do a work that touches no widget and writes nothing, then give `then` its result.

        `failed` is given what the user can mend; whatever else it raises is raised then.
        """
        self.drop()
        number, self._then, self._failed = self._number, then, failed

        def run() -> None:
            try:
                came: tuple[object, BaseException | None] = work(), None
            except Exception as error:
                came = None, error
            self._came.emit(number, *came)

        threading.Thread(target=run, name="aside", daemon=True).start()

    @property
    def is_busy(self) -> bool:
        """Whether something is on its way."""
        return self._then is not None

    def drop(self) -> None:
        """Pass over what is on its way."""
        self._number += 1
        self._then = self._failed = None

    def _take(self, number: int, result: object, error: BaseException | None) -> None:
        then, failed = self._then, self._failed
        if number != self._number or then is None:
            return
        self._then = self._failed = None
        if isinstance(error, UserError) and failed is not None:
            failed(error)
        elif error is not None:
            raise error
        else:
            then(result)


log = logging.getLogger("biaoshu")


class Task(QThread):
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


class Teller(QObject):
    """Tells the window how far an errand is, from the errand's thread, and the errand that it is to stop."""

    message = Signal(int)

    def __init__(self, stopped: UserError) -> None:
        super().__init__()
        self._stopped, self._stop, self._last = stopped, Event(), -1

    def stop(self) -> None:
        """Let the errand end when it next says how far it is."""
        self._stop.set()

    def __call__(self, done: int, total: int) -> None:
        """Say how much of all is done; raise what was agreed on where the errand is to stop."""
        if self._stop.is_set():
            raise self._stopped
        percent = 100 * done // max(total, 1)
        if percent != self._last:
            self._last = percent
            self.message.emit(percent)


def do_apart(
    window: QWidget,
    sentence: str,
    work: Callable[[], Any],
    done: Callable[[Any], None],
    failed: Callable[[UserError], None],
    teller: Teller | None = None,
) -> None:
    """Do a piece of work in a thread while the window takes no keys, says what goes on and stays alive.

    With a `teller`, which the work calls, the window shows how far it is and offers to stop it.
    """
    waiting = QProgressDialog(sentence, "", 0, 0 if teller is None else 100, window)
    waiting.setAutoReset(False)
    waiting.setAutoClose(False)
    if teller is None:
        waiting.setCancelButton(None)
    else:
        waiting.setCancelButtonText(QCoreApplication.translate("errand", "Stop"))
        waiting.canceled.connect(teller.stop)
        teller.message.connect(waiting.setValue)
    waiting.setWindowModality(Qt.WindowModality.WindowModal)
    waiting.setMinimumDuration(0)
    waiting.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, False)
    waiting.setObjectName("waiting")
    errand = Task(work, window)

    def end(then: Callable[[Any], None], result: object) -> None:
        waiting.reset()
        # at once: while it is shown the window takes no keys
        waiting.hide()
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
