"""Asks the reading process in Qt's event loop, and ends it where a file takes too long."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from core.files.limits import ANSWER, PATIENCE_S
from core.model.errors import ReportError
from core.process import Message, command

from .line_process import LineProcess

log = logging.getLogger("biaoshu")

Answer = Message


class Reader(LineProcess):
    """Asks the reading process one thing at a time; the answer, or the error, arrives in the event loop."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent, ANSWER)
        self._request: Message | None = None
        self._done: Callable[[Message], None] = lambda _: None
        self._failed: Callable[[ReportError], None] = lambda _: None
        self._held: object = None
        self._kept = ""
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(PATIENCE_S * 1000)
        self._clock.timeout.connect(lambda: self._give_up(None))

    def ask(self, request: Message, done: Callable[[Message], None], failed: Callable[[ReportError], None]) -> None:
        """Send a request.

        Call `done` with the answer, or `failed` where the process ends during it or takes too long.
        """
        self._request, self._done, self._failed = request, done, failed
        self._clock.start()
        self._send(request)

    def stop(self) -> None:
        """End the process, and forget the request."""
        self._clock.stop()
        self._request = None
        super().stop()
        self._held = None

    def _program(self) -> list[str]:
        return command("read")

    def _started(self, number: int) -> None:
        # imported here: a window is painted before the first file is read
        from core.files.windows_job import TiedProcess

        self._held = TiedProcess(number)

    def _heard(self, line: bytes) -> None:
        from core.files.reading_client import KEPT, answer_in

        answer = answer_in(line)
        if self._request is None or answer is None:
            # it says what nobody asked, or what is no answer: a harmful file has taken it over
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
            log.error("in the reading process: %s", answer["trace"])
        done(answer)

    def _ended(self, code: int) -> None:
        self._give_up(code)

    def _give_up(self, code: int | None) -> None:
        """End the process and report the request as failed; a code of None means that it was waited for too long."""
        from core.files.reading_client import broken

        request, failed = self._request, self._failed
        self.stop()
        if request is not None:
            failed(broken(request, code))
