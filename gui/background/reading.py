"""The reader beside the window: files are parsed in a process of their own, ended where one takes too long."""

import logging
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from core.files.limits import ANSWER, SECONDS
from core.model.errors import ReportError
from core.process import command

if TYPE_CHECKING:
    from PySide6.QtCore import QProcess

log = logging.getLogger("biaoshu")

Answer = dict[str, Any]


class Reader(QObject):
    """Asks the reading process one thing at a time; the answer, or why there is none, comes in the event loop."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._request: Answer | None = None
        self._done: Callable[[Answer], None] = lambda _: None
        self._failed: Callable[[ReportError], None] = lambda _: None
        self._kept = ""
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(SECONDS * 1000)
        self._clock.timeout.connect(lambda: self._give_up(None))

    def ask(self, request: Answer, done: Callable[[Answer], None], failed: Callable[[ReportError], None]) -> None:
        """Put a request; `failed` where the process ends over it or takes too long."""
        # not at the top: nothing is asked or answered before the first paint
        import json

        self._request, self._done, self._failed = request, done, failed
        self._clock.start()
        self._running().write(json.dumps(request).encode() + b"\n")

    def stop(self) -> None:
        """End the process and forget what was asked of it."""
        self._clock.stop()
        self._request = None
        process, self._process = self._process, None
        if process is not None:
            process.readyReadStandardOutput.disconnect()
            process.finished.disconnect()
            process.errorOccurred.disconnect()
            process.kill()
            process.waitForFinished(1_000)
            process.deleteLater()

    def _running(self) -> "QProcess":
        # not at the top: it would come before the first paint
        from PySide6.QtCore import QProcess

        if self._process is None:
            process = QProcess(self)
            process.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
            process.setStandardErrorFile(QProcess.nullDevice())
            process.readyReadStandardOutput.connect(self._hear)
            process.finished.connect(lambda code, _: self._give_up(code))
            process.errorOccurred.connect(self._not_started)
            program, *arguments = command("read")
            process.start(program, arguments)
            self._process = process
            if sys.platform == "win32":
                from core.files.windows_job import Leash

                self._leash = Leash(process.processId())
        return self._process

    def _hear(self) -> None:
        # not at the top: a window is painted before the first file is read
        from core.files.reading_client import KEPT, answer_in

        process = self._process
        if process is None or self._request is None:
            return
        if not process.canReadLine():
            if process.bytesAvailable() > ANSWER + 2:
                self._give_up(-1)
            return
        answer = answer_in(bytes(process.readLine().data()))
        if answer is None:
            self._give_up(-1)
            return
        self._clock.stop()
        if (kept := answer.get("kept", "")) != self._kept and kept:
            self._kept = kept
            log.info(KEPT, kept)
        done, self._request = self._done, None
        if answer["spent"]:
            self.stop()
        if "trace" in answer:
            log.error("in the reader: %s", answer["trace"])
        done(answer)

    def _not_started(self, error: "QProcess.ProcessError") -> None:
        from PySide6.QtCore import QProcess

        if error == QProcess.ProcessError.FailedToStart:
            # it is told while the request is being put
            QTimer.singleShot(0, self, lambda: self._give_up(-1))

    def _give_up(self, code: int | None) -> None:
        """End the process over what it was asked; None stands for too long."""
        # not at the top: a window is painted before the first file is read
        from core.files.reading_client import broken

        request, failed = self._request, self._failed
        self.stop()
        if request is not None:
            failed(broken(request, code))
