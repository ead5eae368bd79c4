"""The panel process: reads what all reports of a store say and answers which table, so that the window never waits.

It is this program started with the verb `tabulate`, and answers requests as `core.process` says: a JSON object on a
line each way. `gui.background.panel_client` asks it. It reads the store as it is at that moment (`Store.reading`) and
writes nothing.
"""

import json
import signal
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, BinaryIO

from ..languages import Language
from ..model.errors import ExchangeError, UserError, error_to_record
from ..model.panel_standing import PanelStanding, panel_standing
from ..process import Message, to_line
from ..process import serve as serve_lines
from ..store import Store
from .cell import Cell
from .concept import Catalogue, load_catalogue
from .leaving import Leaving, leave
from .panel import Grid, Panel, Query
from .questions import questions
from .reading import ReportReading, read_store
from .shown import (
    fitting,
    shown_examples,
    shown_facts,
    shown_question,
    shown_suggestions,
    shown_table,
    shown_wordings,
    subjects,
    to_record,
)

MOST_WORDINGS = 500
"""How many wordings without a concept are listed; what many reports share comes first."""

MOST_HELD = 40_000_000
"""Texts of so many characters together are held, so that a cell's sentences are there at once."""

PROGRESS_S = 0.05
"""So often, in seconds, it is told how far a file is."""

_BUG = UserError("This was interrupted before it was finished. The log says why (Help › Show the log).")


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until their stream ends or nobody hears.

    Every request has `id`, which its answer begins with, `store` (a path), `annotator` (an id, "" for nobody) and
    `language`. With `read` the store is read anew before. `ask` is one of:

    - "subjects": the answer has `subjects`, what tables there can be.
    - "table", with `query`, the fields of a `Query`: the answer has `table`. With `beside` it is held beside the one
      that was asked for last without: targets beside what was reached.
    - "facts", with `row` and `column` of the table asked for last: the answer has `facts` and the cell's `key`. With
      `beside` the table is the one beside.
    - "wordings": the answer has `wordings`, those that no concept has.
    - "examples", with the `words` of a wording: the answer has `examples` of its figures, `suggestions` of what it may
      measure, and `fitting`, the codes of all concepts in whose cells its figures may stand.
    - "questions": the answer has `questions`, those too that annotators answered.
    - "leave", with `form`, `query`, `path` and `is_all` of a `Leaving`: what leaves is written, and the answer has
      `count`. Before it come lines with `done` and `of`. It stops when there is a file at the path `stop`.

    Or the answer has an `error`, with its trace where it is a bug. Where reports were read of which the store keeps no
    reading, a line with `rows` comes before the answer: whoever has the store open may keep them
    (`Kept.keep_records`).
    """
    # an interrupt (Ctrl+C) goes to all processes of a terminal: the one that asks ends, and this one with its input
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def send(message: Message) -> None:
        answers.write(to_line(message))
        answers.flush()

    tables = PanelTables(send)
    serve_lines(requests, answers, lambda line: map(to_line, tables.answer(json.loads(line))))


class PanelTables:
    """A store's panel, read when it is first asked for, and the table asked for last.

    To be read the store is copied (`Store.reading`). So it is opened only for what is not held here yet: what was
    decided meanwhile, and texts, which never change.
    """

    def __init__(self, send: Callable[[Message], None]) -> None:
        self._send = send
        self._read_for: tuple[str, str] | None = None
        self._readings: list[ReportReading] = []
        self._panel: Panel | None = None
        # the table in sight, and the one beside it
        self._grids: dict[bool, Grid] = {}
        self._texts = _HeldTexts()

    def answer(self, request: Message) -> Iterator[Message]:
        """Yield the answer to a request."""
        number = request["id"]
        with suppress(UserError), ExitStack() as until_answered:
            store = _StoreWhenAsked(Path(request["store"]), until_answered)
            try:
                answer = self._answer(request, store)
            except UserError as error:
                answer = {"error": error_to_record(error)}
            except Exception:
                answer = {"error": error_to_record(_BUG), "trace": traceback.format_exc()}
            yield {"id": number, **answer}
            # behind the answer: the cells that are looked at next have their sentences at once
            if request["ask"] == "facts" and store.is_open:
                with suppress(UserError):
                    self._texts.fill(self._readings, store())

    def _answer(self, request: Message, store: "_StoreWhenAsked") -> dict[str, Any]:
        language: Language = request["language"]
        is_beside = bool(request.get("beside"))
        panel = self._current(store, request)

        def text_of(digest: str) -> str:
            return self._texts.text(digest, store)

        match request["ask"]:
            case "subjects":
                return {"subjects": to_record(subjects(panel, language))}
            case "table":
                grid = self._grids[is_beside] = panel.table(Query(**request["query"]))
                return {"table": to_record(shown_table(grid, panel.catalogue, language))}
            case "facts":
                cell = self._cell(self._grids.get(is_beside), request["row"], request["column"])
                facts = shown_facts(cell, text_of, language) if cell is not None else ()
                return {
                    "facts": [to_record(fact) for fact in facts],
                    "key": cell.key.text if cell is not None else "",
                }
            case "wordings":
                return {"wordings": [to_record(one) for one in shown_wordings(panel, language, MOST_WORDINGS)]}
            case "examples":
                wording = request["words"]
                found = shown_examples(panel, wording, text_of)
                codes = fitting(wording, panel)
                like = shown_suggestions(wording, codes, panel, language)
                return {
                    "examples": [to_record(one) for one in found],
                    "suggestions": [to_record(one) for one in like],
                    "fitting": sorted(codes),
                }
            case "leave":
                given = {name: request[name] for name in ("form", "is_all")}
                query, path = Query(**request["query"]), Path(request["path"])
                leaving = Leaving(query=query, path=path, language=language, **given)
                return {"count": leave(store(), panel, leaving, _Progress(request, self._send))}
            case "questions":
                asked = questions(panel, text_of)
                return {"questions": [to_record(shown_question(one, text_of, language)) for one in asked]}
        raise ValueError(f"{request['ask']!r:.40}")

    def _cell(self, grid: Grid | None, row: int, column: int) -> Cell | None:
        """Return a cell of a table that was asked for; None where it has no such cell."""
        if grid is None or row >= len(grid.rows) or column >= len(grid.columns):
            return None
        return grid.cell(row, column)

    def _current(self, store: "_StoreWhenAsked", request: Message) -> Panel:
        """Return the panel, read anew where it is another store's or annotator's, or where that is asked for."""
        asked_for = (request["store"], request["annotator"])
        if self._panel is None or asked_for != self._read_for or request.get("read"):
            annotator = request["annotator"] or None
            self._readings = [*read_store(store(), annotator)]
            # what was read for the first time is for the window to keep, which has the store open
            if found := store().kept.take_records():
                self._send({"id": request["id"], "rows": found})
            standing = panel_standing(store().panel_log(), request["annotator"])
            self._panel = Panel.of(self._readings, catalogue_of(standing), standing.choices)
            self._read_for, self._grids = asked_for, {}
        return self._panel


class _StoreWhenAsked:
    """A store that is copied and opened when it is first called for, until the block of `opened` ends."""

    def __init__(self, path: Path, opened: ExitStack) -> None:
        self._path, self._opened = path, opened
        self._store: Store | None = None

    @property
    def is_open(self) -> bool:
        """Whether it was called for."""
        return self._store is not None

    def __call__(self) -> Store:
        """Return the store."""
        if self._store is None:
            self._store = self._opened.enter_context(Store.reading(self._path))
        return self._store


class _HeldTexts:
    """Texts of reports by their digests, up to so many characters together."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._length = 0

    def text(self, digest: str, store: _StoreWhenAsked) -> str:
        """Return a report's text: the one that is held, or else that of the store, which is held then."""
        if digest not in self._texts:
            self._hold(digest, store().report(digest).text)
        return self._texts[digest]

    def fill(self, readings: Iterable[ReportReading], store: Store) -> None:
        """Hold the texts of reports, for as long as there is room."""
        for digest in (one.digest for one in readings):
            if self._length >= MOST_HELD:
                return
            if digest not in self._texts:
                self._hold(digest, store.report(digest).text)

    def _hold(self, digest: str, text: str) -> None:
        self._texts[digest] = text
        self._length += len(text)
        while self._length > MOST_HELD and len(self._texts) > 1:
            oldest = next(iter(self._texts))
            self._length -= len(self._texts.pop(oldest))


class _Progress:
    """Sends how far a request is, some times a second, and stops it when its file to stop is there."""

    def __init__(self, request: Message, send: Callable[[Message], None]) -> None:
        self._number, self._path, self._stop = request["id"], Path(request["path"]), Path(request["stop"])
        self._send, self._next = send, 0.0

    def __call__(self, done: int, of: int) -> None:
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + PROGRESS_S
        if self._stop.exists():
            raise ExchangeError(
                "{path} was not written, because you stopped it. What was there is unchanged.", path=self._path
            )
        self._send({"id": self._number, "done": done, "of": of})


def catalogue_of(standing: PanelStanding) -> Catalogue:
    """Return the bundled catalogue with what annotators made and assigned."""
    return load_catalogue().with_own(standing.concepts.values(), standing.assignments)
