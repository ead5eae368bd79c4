"""The extraction engine in a process of its own, so that segmenting never holds up a key."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from core.model.errors import ReportError, UserError, error_from_record
from core.model.figure import Proposal, Span, proposal_from_record
from core.model.report import Report
from core.process import command

if TYPE_CHECKING:
    from PySide6.QtCore import QProcess

log = logging.getLogger("biaoshu")
Failed = Callable[[UserError], None]
# of answers read in one go
TURN_S = 0.02


@dataclass
class _Question:
    """A request on its way: what to do with its answer, and the proposals that came so far."""

    done: Callable[[Any], None]
    failed: Failed
    proposals: list[Proposal] = field(default_factory=list)


class Engine(QObject):
    """Asks the worker process for reports and proposals; answers arrive in the event loop, in the order asked.

    The process starts at the first question or before, and ends with this object: when its standard input closes.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._questions: dict[int, _Question] = {}
        self._last = 0

    def start(self) -> None:
        """Start the process before it is asked, so that it gets ready meanwhile."""
        self._running()

    def find(self, report: Report, done: Callable[[list[Proposal]], None], failed: Failed) -> int:
        """Find a report's figures; return the question's number."""
        return self._ask({"verb": "find", "name": report.name, "text": report.text}, _Question(done, failed))

    def left(self, report: Report, figures: list[Span], done: Callable[[list[Span]], None], failed: Failed) -> int:
        """Find a report's numerals that no figure and no class of what is none accounts for."""
        request = {"verb": "left", "name": report.name, "text": report.text, "figures": figures}
        return self._ask(request, _Question(done, failed))

    def spell(self, characters: str, done: Callable[[dict[str, str]], None], failed: Failed) -> int:
        """Find the letters the characters' pinyin begins with; return the question's number."""
        return self._ask({"verb": "initials", "characters": characters}, _Question(done, failed))

    def drop(self, number: int) -> None:
        """Forget a question: its answer is passed over when it comes."""
        self._questions.pop(number, None)

    def stop(self) -> None:
        """End the process and forget all questions."""
        self._questions.clear()
        process, self._process = self._process, None
        if process is not None:
            process.readyReadStandardOutput.disconnect()
            process.finished.disconnect()
            process.closeWriteChannel()
            process.kill()
            process.waitForFinished(1_000)
            process.deleteLater()

    def _ask(self, request: dict[str, Any], question: _Question) -> int:
        # not at the top: nothing is asked or answered before the first paint
        import json

        self._last += 1
        self._questions[self._last] = question
        line = json.dumps({"id": self._last, **request}, ensure_ascii=True) + "\n"
        self._running().write(line.encode())
        return self._last

    def _running(self) -> "QProcess":
        # not at the top: it would come before the first paint
        from PySide6.QtCore import QProcess

        if self._process is None:
            process = QProcess(self)
            process.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
            process.readyReadStandardOutput.connect(self._read)
            process.finished.connect(self._ended)
            # Qt opens no console for it where this process has none
            program, *arguments = command("serve")
            process.start(program, arguments)
            self._process = process
        return self._process

    def _read(self) -> None:
        """Take what has come for as long as a key may wait, and the rest when the keys have had their turn."""
        import json

        until = time.monotonic() + TURN_S
        while self._process is not None and self._process.canReadLine():
            self._answer(json.loads(bytes(self._process.readLine().data())))
            if time.monotonic() > until:
                QTimer.singleShot(0, self, self._read)
                return

    def _answer(self, answer: dict[str, Any]) -> None:
        question = self._questions.get(answer["id"])
        if question is None:
            return
        if "proposals" in answer:
            question.proposals += map(proposal_from_record, answer["proposals"])
            return
        del self._questions[answer["id"]]
        if "trace" in answer:
            log.error("in the engine: %s", answer["trace"])
        if "error" in answer:
            question.failed(error_from_record(answer["error"]))
        elif "left" in answer:
            question.done([Span(*span) for span in answer["left"]])
        elif "initials" in answer:
            question.done(answer["initials"])
        else:
            question.done(question.proposals)

    def _ended(self) -> None:
        """Tell every open question that the process is gone; the next question starts another."""
        self._process = None
        questions, self._questions = self._questions, {}
        for question in questions.values():
            question.failed(ReportError("Reading the report broke off. Open it again."))
