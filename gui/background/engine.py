"""The extraction engine in a process of its own, so that segmenting never holds up a key."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject

from core.model.errors import ReportError, UserError, error_from_record
from core.model.figure import Proposal, Span, proposal_from_record
from core.model.report import Report
from core.process import Message, command

from .line_process import LineProcess

log = logging.getLogger("biaoshu")
Failed = Callable[[UserError], None]


@dataclass
class _Question:
    """A request on its way: what to do with its answer, and the proposals that came so far."""

    done: Callable[[Any], None]
    failed: Failed
    proposals: list[Proposal] = field(default_factory=list)


class Engine(LineProcess):
    """Asks the worker process for reports and proposals; answers arrive in the event loop, in the order asked.

    The process starts at the first question or before, and ends with this object: when its standard input closes.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._questions: dict[int, _Question] = {}
        self._last = 0

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
        super().stop()

    def _ask(self, request: Message, question: _Question) -> int:
        self._last += 1
        self._questions[self._last] = question
        self._send({"id": self._last, **request})
        return self._last

    def _program(self) -> list[str]:
        return command("serve")

    def _heard(self, line: bytes) -> None:
        # not at the top: nothing is answered before the first paint
        import json

        self._take(json.loads(line))

    def _take(self, answer: Message) -> None:
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

    def _ended(self, code: int) -> None:
        """Tell every open question that the process is gone; the next question starts another."""
        questions, self._questions = self._questions, {}
        for question in questions.values():
            question.failed(ReportError("Reading the report was interrupted. Open it again."))
