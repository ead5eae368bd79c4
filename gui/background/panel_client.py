"""Asks the panel process for tables, in the event loop: what all reports say is read and held beside the window."""

import logging
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from core.languages import Language
from core.model.errors import UserError, error_from_record
from core.panel.panel import Query
from core.panel.shown import (
    ShownFact,
    ShownQuestion,
    ShownSide,
    ShownSuggestion,
    ShownTable,
    ShownWording,
    Subjects,
    fact_from_record,
    question_from_record,
    side_from_record,
    subjects_from_record,
    suggestion_from_record,
    table_from_record,
    wording_from_record,
)
from core.process import command, from_line

from ..session.session import Session
from .line_process import LineProcess
from .task import BackgroundWork

log = logging.getLogger("biaoshu")

Examples = Callable[[tuple[ShownSide, ...], tuple[ShownSuggestion, ...], frozenset[str]], None]
Taken = Callable[[dict[str, Any]], None]


class PanelClient(LineProcess):
    """What the panel's page shows of the session's store.

    Answers are given to whoever asked, and only while nobody has asked for the same thing again: `failed` carries what
    went wrong, `progress` how much of what leaves is written of how much. `read_again` has the store read anew before
    the next answer. What reports say is kept in the store when it was read for the first time.
    """

    failed = Signal(UserError)
    progress = Signal(int, int)

    def __init__(self, session: Session, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._language = session, language
        self._number = 0
        self._waiting: dict[int, tuple[tuple[str, bool], Taken]] = {}
        self._is_old = True
        self._keeping = BackgroundWork(self)

    @property
    def is_busy(self) -> bool:
        """Whether an answer is awaited."""
        return bool(self._waiting)

    @property
    def awaits_subjects(self) -> bool:
        """Whether the store is being read for `subjects`."""
        return any(what == "subjects" for (what, _), _ in self._waiting.values())

    def read_again(self) -> None:
        """Have the store read anew before the next answer: something was decided, filed or assigned."""
        self._is_old = True

    def subjects(self, taken: Callable[[Subjects], None]) -> None:
        """Ask what tables there can be."""
        self._ask("subjects", {}, lambda answer: taken(subjects_from_record(answer["subjects"])))

    def table(self, query: Query, taken: Callable[[ShownTable], None], *, beside: bool = False) -> None:
        """Ask for a table; with `beside` it is held beside the one that was asked for without."""
        more = {"query": asdict(query), "beside": beside}
        self._ask("table", more, lambda answer: taken(table_from_record(answer["table"])))

    def facts(
        self, row: int, column: int, taken: Callable[[str, tuple[ShownFact, ...]], None], *, beside: bool = False
    ) -> None:
        """Ask for the values of a cell of the table asked for last; given are the cell's key and its values."""

        def take(answer: dict[str, Any]) -> None:
            taken(answer["key"], tuple(fact_from_record(one) for one in answer["facts"]))

        self._ask("facts", {"row": row, "column": column, "beside": beside}, take)

    def wordings(self, taken: Callable[[tuple[ShownWording, ...]], None]) -> None:
        """Ask for the wordings that no concept has."""
        self._ask("wordings", {}, lambda answer: taken(tuple(map(wording_from_record, answer["wordings"]))))

    def examples(self, words: str, taken: Examples) -> None:
        """Ask for some figures with a wording, what it may measure, and the codes of all concepts that it goes with."""

        def take(answer: dict[str, Any]) -> None:
            found = tuple(map(side_from_record, answer["examples"]))
            taken(found, tuple(map(suggestion_from_record, answer["suggestions"])), frozenset(answer["fitting"]))

        self._ask("examples", {"words": words}, take)

    def questions(self, taken: Callable[[tuple[ShownQuestion, ...]], None]) -> None:
        """Ask what does not add up; over many reports that takes seconds."""
        self._ask("questions", {}, lambda answer: taken(tuple(map(question_from_record, answer["questions"]))))

    def leave(
        self, form: str, query: Query, path: Path, stop: Path, taken: Callable[[int], None], *, is_all: bool
    ) -> None:
        """Ask that the panel be written to a file; given is how many values it has.

        It stops when there is a file at the path `stop`.
        """
        more = {"form": form, "query": asdict(query), "path": str(path), "stop": str(stop), "is_all": is_all}
        self._ask("leave", more, lambda answer: taken(answer["count"]))

    def stop(self) -> None:
        """End the process; whoever waits hears nothing."""
        self._waiting.clear()
        self._is_old = True
        super().stop()

    def _ask(self, what: str, more: dict[str, Any], taken: Taken) -> None:
        store = self._session.store
        if store is None:
            return
        # only the answer asked for last is wanted
        about = (what, bool(more.get("beside")))
        self._waiting = {number: one for number, one in self._waiting.items() if one[0] != about}
        self._number += 1
        self._waiting[self._number] = (about, taken)
        request = {
            "id": self._number,
            "ask": what,
            "store": str(store.path),
            "annotator": self._session.annotator,
            "language": self._language,
            "read": self._is_old,
            **more,
        }
        self._is_old = False
        self._send(request)

    def _program(self) -> list[str]:
        return command("tabulate")

    def _heard(self, line: bytes) -> None:
        answer = from_line(line)
        if "rows" in answer:
            self._keep(answer["rows"])
            return
        if "done" in answer:
            self.progress.emit(answer["done"], answer["of"])
            return
        waiting = self._waiting.pop(answer["id"], None)
        if waiting is None:
            return
        if "error" in answer:
            log.warning("the panel could not be shown: %s", answer.get("trace") or answer["error"])
            # what was read by then may be of before
            self._is_old = True
            self.failed.emit(error_from_record(answer["error"]))
            return
        waiting[1](answer)

    def _keep(self, rows: list[Any]) -> None:
        """Keep what reports say, so that they are not read anew the next time."""
        store = self._session.store
        if store is not None:
            # a key pressed meanwhile waits for no disk
            self._keeping.do(lambda: store.kept.keep_records(rows), lambda _: None)

    def _ended(self, code: int) -> None:
        log.warning("the panel's process ended with %s", code)
        if self._waiting:
            self._waiting.clear()
            self._is_old = True
            self.failed.emit(
                UserError("The panel could not be read. Open it again; the log says why (Help › Show the log).")
            )
