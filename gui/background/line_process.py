"""A process that is asked in Qt's event loop: a JSON object on a line each way, as `core.process` says."""

import time

from PySide6.QtCore import QObject, QProcess, QTimer

from core.process import LINE_LIMIT, Lines, LineTooLongError, Message, to_line

# of answers taken up in one go, in seconds: as long as a key may wait
_TURN = 0.02


class LineProcess(QObject):
    """Starts a process when it is needed, and again after it ended; hands on its lines in the event loop.

    A subclass says what is started, and what becomes of a line and of the process's end.
    """

    def __init__(self, parent: QObject | None = None, limit: int = LINE_LIMIT) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._lines = Lines(limit)
        self._limit = limit
        self._waits = False

    def _program(self) -> list[str]:
        """Return the program that is started, with its arguments."""
        raise NotImplementedError

    def _started(self, number: int) -> None:
        """Take note that a process of this number was started."""

    def _heard(self, line: bytes) -> None:
        """Take up a line of the process."""
        raise NotImplementedError

    def _ended(self, code: int) -> None:
        """Take note that the process ended, with this status; -1 where it could not start or broke the framing."""
        raise NotImplementedError

    def start(self) -> None:
        """Start the process before it is asked, so that it gets ready meanwhile."""
        self._running()

    def stop(self) -> None:
        """End the process, if one runs; nothing more is heard of it."""
        self._end_process()

    def _end_process(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.readyReadStandardOutput.disconnect()
            process.finished.disconnect()
            process.errorOccurred.disconnect()
            process.closeWriteChannel()
            process.kill()
            process.waitForFinished(1_000)
            process.deleteLater()

    def _send(self, message: Message) -> None:
        self._running().write(to_line(message))

    def _running(self) -> QProcess:

        if self._process is None:
            process = QProcess(self)
            process.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
            process.setStandardErrorFile(QProcess.nullDevice())
            # to methods of this object, which Qt lets go of before it deletes the process with this object: where a
            # window goes without being closed, nothing is told of a process that is half gone
            process.readyReadStandardOutput.connect(self._receive)
            process.finished.connect(self._lost)
            process.errorOccurred.connect(self._fail)
            # Qt opens no console for it where this process has none
            program, *arguments = self._program()
            self._process, self._lines = process, Lines(self._limit)
            process.start(program, arguments)
            if number := process.processId():
                self._started(number)
        return self._process

    def _wait_for_line(self, start: bytes, until: float) -> bytes | None:
        """Wait for a line that begins so, until a time of `time.monotonic`, and return it before all others.

        The other lines stay in order and are taken up in the event loop. Return None where none comes in time, or where
        the process ends meanwhile, which `_ended` has been told then.
        """
        process, self._waits = self._process, True
        try:
            while process is not None and process is self._process:
                self._gather()
                line, left = self._lines.take_first(start), until - time.monotonic()
                if line is not None or left <= 0:
                    return line
                is_there = process.waitForReadyRead(max(1, round(left * 1_000)))
                if not is_there and process is self._process and process.state() == process.ProcessState.NotRunning:
                    # it could not be started, of which Qt tells later only
                    self._lost(-1)
            return None
        finally:
            self._waits = False
            QTimer.singleShot(0, self, self._take_up)

    def _receive(self) -> None:
        self._gather()
        if not self._waits:
            self._take_up()

    def _gather(self) -> None:
        """Read what has come of the process's output."""
        if self._process is None:
            return
        try:
            self._lines.add(bytes(self._process.readAllStandardOutput().data()))
        except LineTooLongError:
            self._lost(-1)

    def _take_up(self) -> None:
        """Take up the lines that have come for as long as a key may wait; the rest when the keys had their turn."""
        until = time.monotonic() + _TURN
        while self._process is not None and (line := self._lines.take()) is not None:
            self._heard(line)
            if time.monotonic() > until:
                QTimer.singleShot(0, self, self._take_up)
                return

    def _fail(self, error: QProcess.ProcessError) -> None:
        process = self._process
        if process is not None and error == process.ProcessError.FailedToStart:
            # Qt says so while the request is being sent
            QTimer.singleShot(0, self, lambda: self._lost(-1) if self._process is process else None)

    def _lost(self, code: int) -> None:
        self._end_process()
        self._ended(code)
