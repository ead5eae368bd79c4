"""The engine as the window asks it: in a process of its own, so that segmenting never holds up a key."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, QTimer

from core.model.corrections import UNCORRECTED, Corrections, corrections_to_record
from core.model.errors import ReportError, UserError, error_from_record
from core.model.explanation import Explanation, explanation_from_record
from core.model.figure import Proposal, Span, proposal_from_record
from core.model.near_figure import NearFigure, near_to_record
from core.model.report import Report
from core.model.same_cause import Decided, SameCause, decided_to_record, same_cause_from_record
from core.model.section import Section, shown_section_from_record
from core.process import Message, command, from_line

from .line_process import LineProcess

log = logging.getLogger("biaoshu")
Failed = Callable[[UserError], None]

WAIT_S = 1.0
"""How long a key waits for an answer, in seconds."""

_PLAIN_ANSWERS = ("listed", "phrases", "words", "initials")
"""What an answer may hold that is handed on as it came."""


@dataclass
class _Question:
    """A request on its way: what to do with its answer, and the proposals that came so far.

    `again` is what is asked once more where the process ends over it, None where it is not to be.
    """

    done: Callable[[Any], None]
    failed: Failed
    is_urgent: bool = False
    proposals: list[Proposal | None] = field(default_factory=list)
    again: Message | None = None

    def break_off(self) -> None:
        """Say that the process ended over it."""
        self.failed(
            UserError("Reading the text was interrupted, so nothing was done. Try again in a moment.")
            if self.is_urgent
            else ReportError("Reading the report was interrupted. Open it again.")
        )


class Engine(LineProcess):
    """Asks the worker process for reports, proposals and words; answers arrive in the event loop, in the order asked.

    What a key asks is urgent: the process answers it at once, before and beside all else, and `wait_for` waits for it.
    The process starts at the first question or before, and ends with this object: when its standard input closes.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # the questions on their way, by their numbers
        self._questions: dict[int, _Question] = {}
        self._last = 0
        # the question that a key waits for now, and one that a key waited for in vain
        self._awaited: int | None = None
        self._unanswered: int | None = None
        # what the process has of the report that it was asked about last: its name, digest and corrections
        self._report_sent: tuple[str, str, Corrections] | None = None
        # the questions over which a process ended, until they are asked again or told
        self._broken_off: dict[int, _Question] = {}

    # Asked for in order

    def find(self, report: Report, done: Callable[[list[Proposal]], None], failed: Failed) -> int:
        """Find a report's figures; return the question's number."""
        return self._ask({"verb": "find", **_whole(report)}, _Question(done, failed))

    def read_all(
        self, report: Report, spans: Sequence[Span], done: Callable[[list[Proposal | None]], None], failed: Failed
    ) -> int:
        """Read many spans of a report, of any report, each as `read` does."""
        return self._ask({"verb": "read", **_whole(report), "spans": spans}, _Question(done, failed))

    def left(self, report: Report, figures: list[Span], done: Callable[[list[Span]], None], failed: Failed) -> int:
        """Find a report's numerals that no figure and no class of what is none accounts for."""
        return self._ask({"verb": "left", **_whole(report), "figures": figures}, _Question(done, failed))

    def same_cause(
        self,
        report: Report,
        correction: Decided,
        decided: Sequence[Decided],
        undecided: Sequence[Span],
        done: Callable[[list[SameCause]], None],
        failed: Failed,
    ) -> int:
        """Find the undecided figures that a correction is about too (core/detection/same_cause.py)."""
        said = {
            "correction": decided_to_record(correction),
            "decided": [*map(decided_to_record, decided)],
            "undecided": undecided,
        }
        return self._ask({"verb": "same_cause", **_whole(report), **said}, _Question(done, failed))

    def sections(self, report: Report, done: Callable[[list[Section]], None], failed: Failed) -> int:
        """Find what sets a time in a report."""
        return self._ask({"verb": "sections", **_whole(report)}, _Question(done, failed))

    def spell(self, characters: str, done: Callable[[dict[str, str]], None], failed: Failed) -> int:
        """Find the letters the characters' pinyin begins with; return the question's number."""
        return self._ask({"verb": "initials", "characters": characters}, _Question(done, failed))

    # Urgent

    def read(
        self, report: Report, spans: Sequence[Span], done: Callable[[list[Proposal | None]], None], failed: Failed
    ) -> int:
        """Read the figure of each of some spans; None for one that holds no numeral."""
        return self._ask_at_once({"verb": "read", "spans": spans}, done, failed, report)

    def listed(
        self, report: Report, spans: Sequence[Span], done: Callable[[list[str] | None], None], failed: Failed
    ) -> int:
        """Find the indicators the text lists before some figures, one for each; None where it lists not so many."""
        return self._ask_at_once({"verb": "listed", "spans": spans}, done, failed, report)

    def alternatives(self, report: Report, near: NearFigure, done: Callable[[list[str]], None], failed: Failed) -> int:
        """Find the phrases that a figure's indicator may be (core/detection/indicator/alternatives.py)."""
        return self._ask_at_once({"verb": "alternatives", "near": near_to_record(near)}, done, failed, report)

    def explain(self, report: Report, span: Span, done: Callable[[list[Explanation]], None], failed: Failed) -> int:
        """Explain the numerals that touch a span: how each was read, or why it is no figure."""
        return self._ask_at_once({"verb": "explain", "span": span}, done, failed, report)

    def words(self, text: str, done: Callable[[list[str]], None], failed: Failed) -> int:
        """Cut a text into words."""
        return self._ask_at_once({"verb": "words", "text": text}, done, failed)

    def wait_for(self, number: int) -> None:
        """Wait until an urgent question is answered, and have its answer taken up before all others that came.

        Raise UserError where that takes longer than a key may wait. The answer still comes then, in the event loop;
        and until it has, no other key waits, so that a process that does not answer holds up one key and not each.
        """
        is_slow = self._unanswered in self._questions
        until = time.monotonic() + (0 if is_slow else WAIT_S)
        self._awaited = number
        try:
            while number in self._questions:
                # as the process writes it: the number first
                line = self._wait_for_line(b'{"id": %d,' % number, until)
                if line is not None:
                    self._heard(line)
                elif number in self._questions:
                    self._unanswered = self._unanswered if is_slow else number
                    raise UserError("The text is still being read, so nothing was done. Try again in a moment.")
        finally:
            self._awaited = None

    # Questions on their way

    def drop(self, number: int) -> None:
        """Forget a question: its answer is passed over when it comes."""
        self._questions.pop(number, None)
        self._broken_off.pop(number, None)

    def stop(self) -> None:
        """End the process and forget all questions."""
        self._questions.clear()
        self._broken_off.clear()
        super().stop()

    def _ask(self, request: Message, question: _Question) -> int:
        self._last += 1
        self._questions[self._last] = question
        request = {"id": self._last, **request}
        question.again = None if question.is_urgent else request
        self._send(request)
        return self._last

    def _ask_at_once(
        self, request: Message, done: Callable[[Any], None], failed: Failed, report: Report | None = None
    ) -> int:
        """Ask an urgent question; a report is sent only where the process does not have it from the last one."""
        # first: a process that is started now has none
        self._running()
        if report is not None and self._report_sent != (report.name, report.digest, report.corrections):
            self._report_sent = report.name, report.digest, report.corrections
            request = request | _whole(report)
        return self._ask(request | {"urgent": True}, _Question(done, failed, is_urgent=True))

    def _program(self) -> list[str]:
        return command("serve")

    def _started(self, number: int) -> None:
        self._report_sent = None

    def _heard(self, line: bytes) -> None:
        self._take(from_line(line))

    def _take(self, answer: Message) -> None:
        question = self._questions.get(answer["id"])
        if question is None:
            return
        if "proposals" in answer:
            question.proposals += [record and proposal_from_record(record) for record in answer["proposals"]]
            return
        del self._questions[answer["id"]]
        if "trace" in answer:
            log.error("in the engine: %s", answer["trace"])
        if "error" in answer:
            question.failed(error_from_record(answer["error"]))
        elif "explained" in answer:
            question.done([*map(explanation_from_record, answer["explained"])])
        elif "same_cause" in answer:
            question.done([*map(same_cause_from_record, answer["same_cause"])])
        elif "sections" in answer:
            question.done([*map(shown_section_from_record, answer["sections"])])
        elif "left" in answer:
            question.done([Span(*span) for span in answer["left"]])
        else:
            said = next((answer[name] for name in _PLAIN_ANSWERS if name in answer), question.proposals)
            question.done(said)

    def _ended(self, code: int) -> None:
        """Ask every open question once more of another process; tell it that the process is gone where that ends too.

        A process may be ended by the system, which is short of memory, or by a virus scanner: nobody need know of it. A
        key does not wait for another: its question is told at once, and the others when the key is done.
        """
        questions, self._questions = self._questions, {}
        self._broken_off |= {number: one for number, one in questions.items() if number != self._awaited}
        if self._awaited in questions:
            QTimer.singleShot(0, self, self._tell_broken_off)
            questions[self._awaited].break_off()
        else:
            self._tell_broken_off()

    def _tell_broken_off(self) -> None:
        broken_off, self._broken_off = self._broken_off, {}
        for number, question in broken_off.items():
            request, question.again = question.again, None
            if request is None:
                question.break_off()
            else:
                log.warning("the engine ended and is asked once more")
                question.proposals.clear()
                self._questions[number] = question
                self._send(request)


def _whole(report: Report) -> Message:
    whole = {"name": report.name, "text": report.text}
    if report.corrections == UNCORRECTED:
        return whole
    return whole | {"corrections": corrections_to_record(report.corrections)}
