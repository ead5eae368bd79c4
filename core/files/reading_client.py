"""The client of the reading process: asks it what files hold, and ends it where a file takes too long or breaks it."""

import json
import logging
from collections.abc import Sequence
from typing import Any

from ..model.errors import ReportError, error_from_record
from ..model.report import About, Note
from ..process import Client, EndedError, command
from .containers import Source
from .limits import ANSWER, PATIENCE_S, SECONDS, TOO_LARGE, TOO_LONG
from .reading_process import too_much
from .report_table import columns_from_record
from .windows_job import TiedProcess

Answer = dict[str, Any]

log = logging.getLogger("biaoshu")
KEPT = "the process that reads files is held by: %.200r"
"""What the log says of it; the words are that process's own, and could be anything where a file has broken it."""


def broken(request: Answer, code: int | None) -> ReportError:
    """Return the sentence about a reading process that ended during a request.

    `code` is None where it was waited for too long.
    """
    name = Source(request["path"], request.get("member", "")).name
    if request["verb"] == "labels" and code in (None, TOO_LONG):
        return ReportError(
            "Reading {name} took longer than {seconds} seconds and was stopped. Split it and import the parts.",
            name=name,
            seconds=PATIENCE_S if code is None else SECONDS,
        )
    if request["verb"] == "labels":
        return ReportError(
            "{name} stopped the program that reads it: the file is damaged, meant to do harm, or too large. Split it "
            "and import the parts.",
            name=name,
        )
    if code is None:
        return ReportError(
            "Reading {name} took longer than {seconds} seconds and was stopped. Open it once more where the computer "
            "was busy, else save it as plain text and open that.",
            name=name,
            seconds=PATIENCE_S,
        )
    if code == TOO_LONG:
        return ReportError(
            "Reading {name} took longer than {seconds} seconds and was stopped. Save it as plain text and open that.",
            name=name,
            seconds=SECONDS,
        )
    if code == TOO_LARGE:
        return too_much(name)
    return ReportError(
        "{name} stopped the program that reads it: the file is damaged, meant to do harm, or needs too much memory. "
        "Save it as plain text and open that.",
        name=name,
    )


def answer_in(line: bytes) -> Answer | None:
    """Return the answer in a line; None where it is none, which only a process taken over by a file says."""
    try:
        answer = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(answer, dict) or "spent" not in answer:
        return None
    try:
        sound = (
            bool(str(error_from_record(answer["error"]))) if "error" in answer
            else _is_report(answer["report"]) and isinstance(answer["more"], bool) if "report" in answer
            else _are_sheets(answer["sheets"]) if "sheets" in answer
            else isinstance(answer["bytes"], str) if "bytes" in answer
            else answer["gathered"] is True if "gathered" in answer
            else isinstance(answer["lines"], list) and isinstance(answer["more"], bool) if "lines" in answer
            else _are_lists(answer, "found", "refused") and isinstance(answer["more"], bool) if "found" in answer
            else all(len(one) == 3 and _are_texts(one[:2]) and type(one[2]) is int for one in answer["sources"])
        )  # fmt: skip
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return None
    return answer if sound else None


def _is_report(record: Answer) -> bool:
    About(**record["about"])
    notes = [Note._make(fields) for fields in record["notes"]]
    texts = [*record["about"].values(), record["name"], record["text"], record["encoding"]]
    return _are_texts([*texts, *(note.sentence for note in notes)]) and all(
        isinstance(note.number, int) for note in notes
    )


def _are_sheets(sheets: object) -> bool:
    return (
        isinstance(sheets, list)
        and bool(sheets)
        and all(
            _are_texts([one["name"], *one["columns"]])
            and isinstance(one["hidden"], bool)
            and (one["guess"] is None or _are_columns(one["guess"]))
            and all(_are_texts([*sample, *sample.values()]) for sample in one["samples"])
            for one in sheets
        )
    )


def _are_columns(record: Answer) -> bool:
    columns = columns_from_record(record)
    several = (columns.name, columns.region, columns.more)
    one = [columns.text, columns.title, columns.date, columns.source, columns.year, columns.sheet]
    return all(isinstance(names, tuple) and _are_texts([*names]) for names in several) and _are_texts(one)


def _are_lists(answer: Answer, *names: str) -> bool:
    return all(isinstance(answer[name], list) for name in names)


def _are_texts(listed: object) -> bool:
    return isinstance(listed, list) and all(isinstance(one, str) for one in listed)


class ReadingClient(Client):
    """Reads files through a process of its own, which is started when needed, and again after a file has broken it."""

    def __init__(self, program: Sequence[str] = ()) -> None:
        super().__init__(program or command("read"), TiedProcess)
        self._kept = ""

    def __enter__(self) -> "ReadingClient":
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def ask(self, request: Answer) -> Answer:
        """Return the answer to a request; raise ReportError for an error, or where the process ends during it."""
        answer = self.answer(request)
        if "error" in answer:
            raise error_from_record(answer["error"])
        return answer

    def answer(self, request: Answer) -> Answer:
        """Return the answer to a request, which may be an error; raise ReportError where the process ends during it."""
        try:
            answer = answer_in(self.exchange(request, PATIENCE_S, ANSWER))
        except EndedError as error:
            raise broken(request, error.code) from None
        if answer is None:
            self.stop()
            raise broken(request, -1)
        self._note(str(answer.get("kept", "")))
        if answer["spent"]:
            self.stop()
        return answer

    def _note(self, kept: str) -> None:
        """Write to the log how the system confines the process, where that has changed."""
        if kept and kept != self._kept:
            self._kept = kept
            log.info(KEPT, kept)
