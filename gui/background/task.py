"""Work in a thread, so that the window can answer meanwhile; the result arrives in the event loop."""

import atexit
import logging
import threading
import time
from collections.abc import Callable
from functools import cache
from threading import Event
from typing import Any
from weakref import WeakSet, ref

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThread, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget
from shiboken6 import isValid

from core.model.errors import UserError


class BackgroundWork(QObject):
    """Runs one piece of work at a time in a thread, without a dialog; only the newest one's result is used.

    A newer piece of work, or `drop`, lets the one before run to its end and ignores its result.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._number = 0
        self._then: Callable[[Any], None] | None = None
        self._failed: Callable[[UserError], None] | None = None
        # made in the window's thread, to which its results go
        self._results = _results()

    def do(
        self,
        work: Callable[[], object],
        then: Callable[[Any], None],
        failed: Callable[[UserError], None] | None = None,
    ) -> None:
        """Run `work` in a thread, then call `then` with its result.

        `work` touches no widget, and writes nothing but what can be derived again: the program may end before it does.

        `failed` is called with a UserError that it raises; any other error is raised in the window's thread.
        """
        self.drop()
        number, self._then, self._failed = self._number, then, failed
        # the thread may outlive this object, and must not touch it then
        results, owner = self._results, ref(self)

        def run() -> None:
            try:
                came: tuple[object, BaseException | None] = work(), None
            except Exception as error:
                came = None, error
            results.bring(owner, number, *came)

        results.start(run)

    @property
    def is_busy(self) -> bool:
        """Whether a result is awaited."""
        return self._then is not None

    def drop(self) -> None:
        """Ignore the result of the work that is running."""
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


LAST_WAIT_S = 1.0
"""How long the end of the program waits for threads. The windows are closed by then, and no result is awaited."""


class _Results(QObject):
    """Starts the threads and brings their results into the window's thread, as long as the program does not end.

    At the end of the program Qt's objects are deleted, this one too, while a thread may still run: one that emitted
    then would crash the process. So nothing is brought any more before that, and threads have a moment to end.
    """

    came = Signal(object, int, object, object)

    def __init__(self) -> None:
        super().__init__()
        self._bringing = threading.Lock()
        self._ended = False
        self._threads: WeakSet[threading.Thread] = WeakSet()
        self.came.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        # what is registered last is called first: before PySide deletes Qt's objects
        atexit.register(self._end)

    def start(self, run: Callable[[], None]) -> None:
        """Call `run` in a thread, which does not keep the program from ending."""
        thread = threading.Thread(target=run, name="background work", daemon=True)
        self._threads.add(thread)
        thread.start()

    def bring(self, owner: Callable[[], BackgroundWork | None], number: int, *came: object) -> None:
        """Bring a result to its owner, in the window's thread; called in a thread."""
        with self._bringing:
            if not self._ended:
                self.came.emit(owner, number, *came)

    def _end(self) -> None:
        with self._bringing:
            self._ended = True
        until = time.monotonic() + LAST_WAIT_S
        for thread in list(self._threads):
            thread.join(max(0.0, until - time.monotonic()))

    def _deliver(self, owner: Callable[[], BackgroundWork | None], number: int, result: object, error: object) -> None:
        work = owner()
        if work is not None and isValid(work):
            work._take(number, result, error if isinstance(error, BaseException) else None)


@cache
def _results() -> _Results:
    return _Results()


log = logging.getLogger("biaoshu")


class Task(QThread):
    """A piece of work in a thread: `came` carries its result, `failed` the UserError to show.

    An error of another class is written to the log, and `failed` carries a sentence that says so.
    """

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
            # in a thread nothing above this could handle it
            log.exception("a task broke off")
            self.failed.emit(
                UserError("This was interrupted before it was finished. The log says why (Help › Show the log).")
            )
        else:
            self.came.emit(result)


class TaskProgress(QObject):
    """The progress of a task, which the task reports from its thread and the window shows; the window can stop it.

    `percent` carries the percentage that is done. `stopped` is the error with which the task ends when it is stopped.
    """

    percent = Signal(int)

    def __init__(self, stopped: UserError) -> None:
        super().__init__()
        self._stopped, self._stop, self._last = stopped, Event(), -1

    def stop(self) -> None:
        """Have the task end when it next reports its progress."""
        self._stop.set()

    def __call__(self, done: int, total: int) -> None:
        """Report how much of `total` is done; raise `stopped` where the task is to stop."""
        if self._stop.is_set():
            raise self._stopped
        percent = 100 * done // max(total, 1)
        if percent != self._last:
            self._last = percent
            self.percent.emit(percent)


def run_with_dialog(
    window: QWidget,
    sentence: str,
    work: Callable[[], Any],
    done: Callable[[Any], None],
    failed: Callable[[UserError], None],
    progress: TaskProgress | None = None,
) -> None:
    """Do a piece of work in a thread while a dialog says what goes on; the window is painted but takes no keys.

    With a `progress`, which the work calls, the dialog has a progress bar and a button that stops the work. `done` is
    called with the result of the work, `failed` with the UserError that it raised.
    """
    waiting = QProgressDialog(sentence, "", 0, 0 if progress is None else 100, window)
    waiting.setAutoReset(False)
    waiting.setAutoClose(False)
    if progress is None:
        waiting.setCancelButton(None)
    else:
        waiting.setCancelButtonText(QCoreApplication.translate("task", "Stop"))
        waiting.canceled.connect(progress.stop)
        progress.percent.connect(waiting.setValue)
    waiting.setWindowModality(Qt.WindowModality.WindowModal)
    waiting.setMinimumDuration(0)
    waiting.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, False)
    waiting.setObjectName("waiting")
    task = Task(work, window)

    def end(then: Callable[[Any], None], result: object) -> None:
        waiting.reset()
        # deleted at once: as long as it is shown the window takes no keys
        waiting.hide()
        waiting.deleteLater()
        # not every system gives the keyboard back by itself
        window.activateWindow()
        # the thread has finished its work; what follows may write
        task.wait()
        then(result)

    task.came.connect(lambda result: end(done, result))
    task.failed.connect(lambda error: end(failed, error))
    waiting.show()
    task.start()
