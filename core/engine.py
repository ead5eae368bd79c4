"""The engine: the process that finds figures, so that no key ever waits for the segmenter.

It is this program started with the verb `serve`, and answers requests as `core.process` says: a JSON object on a line
each way. `gui.background.engine` asks it.
"""

import json
import traceback
from collections.abc import Callable, Iterable, Iterator
from threading import Thread
from typing import BinaryIO

from .model.errors import ReportError, UserError, error_to_record
from .model.figure import Span, proposal_to_record
from .model.report import Report
from .process import Message, to_line
from .process import serve as serve_lines

BATCH = 200
"""How many proposals an answer has at most."""


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until their stream ends or nobody hears.

    `find` with a name and a text brings its proposals by up to 200, then done;
    `read` with a span as well brings the proposal for it, or null; `left` with the spans of a text's figures brings
    the numerals nothing accounts for; `initials` with characters brings the letters their pinyin begins with. A request
    that fails brings an error, with its trace where it is a bug, and the next one is read.
    """
    Thread(target=_load_segmenter, daemon=True).start()
    serve_lines(requests, answers, lambda line: map(to_line, _answers(line)))


def _load_segmenter() -> None:
    """Load what the first find needs ahead of it; what fails here fails there again, and is told there."""
    from .detection.indicator.segmenter import warm

    try:
        warm()
        list(_find({"name": "", "text": "地区生产总值增长5%。"}))
    except Exception:
        return


def _answers(line: bytes) -> Iterator[Message]:
    """Yield the answers to one request, the last of them an error where it fails."""
    number = None
    try:
        request = json.loads(line)
        number = request["id"]
        for answer in _VERBS[request["verb"]](request):
            yield {"id": number, **answer}
    except UserError as error:
        yield {"id": number, "error": error_to_record(error)}
    except Exception:
        bug = ReportError("Reading the report failed. Open it again; the log file has the details.")
        yield {"id": number, "error": error_to_record(bug), "trace": traceback.format_exc()}


def _find(request: Message) -> Iterator[Message]:
    from .detection.lexicon import load_lexicon
    from .detection.pipeline import find_figures

    found = find_figures(Report(request["name"], request["text"]), load_lexicon())
    for start in range(0, len(found), BATCH):
        yield {"proposals": [proposal_to_record(proposal) for proposal in found[start : start + BATCH]]}
    yield {"done": True}


def _read(request: Message) -> Iterator[Message]:
    from .detection.lexicon import load_lexicon
    from .detection.pipeline import read_figure

    report, span = Report(request["name"], request["text"]), Span(*request["span"])
    proposal = read_figure(report, span, load_lexicon())
    yield {"proposal": proposal and proposal_to_record(proposal)}


def _left(request: Message) -> Iterator[Message]:
    from .detection.lexicon import load_lexicon
    from .detection.unread_numerals import unread_numerals

    figures = [Span(*span) for span in request["figures"]]
    yield {"left": unread_numerals(Report(request["name"], request["text"]), figures, load_lexicon())}


def _initials(request: Message) -> Iterator[Message]:
    from .pinyin import initials

    yield {"initials": initials(request["characters"])}


_VERBS: dict[str, Callable[[Message], Iterable[Message]]] = {
    "find": _find,
    "read": _read,
    "left": _left,
    "initials": _initials,
}
