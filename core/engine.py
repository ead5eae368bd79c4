"""The worker: extraction behind a pipe, a JSON object a line each way, so that segmenting never holds up a key."""

import json
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from threading import Thread
from typing import Any, BinaryIO

from .model.errors import ReportError, UserError, error_to_record
from .model.figure import Span, proposal_to_record
from .model.report import Report

BATCH = 200

Answer = dict[str, Any]


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until their stream ends.

    `find` with a name and a text brings its proposals by up to 200, then done;
    `read` with a span as well brings the proposal for it, or null; `left` with the spans of a text's figures brings
    the numerals nothing accounts for; `initials` with characters brings the letters their pinyin begins with. A request
    that fails brings an error, with its trace where it is a bug, and the next one is read.
    """
    # the answers' stream is ours alone: what a library prints must not get between two lines
    sys.stdout = sys.stderr
    Thread(target=_warm, daemon=True).start()
    for line in requests:
        for answer in _answers(line):
            try:
                answers.write(json.dumps(answer).encode() + b"\n")
                answers.flush()
            except BrokenPipeError:
                return


def _warm() -> None:
    """Load the dictionary ahead of the first find; what fails here fails there again, and is told there."""
    try:
        list(_find({"name": "", "text": "地区生产总值增长5%。"}))
    except Exception:
        return


def _answers(line: bytes) -> Iterator[Answer]:
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


def _find(request: Answer) -> Iterator[Answer]:
    from .detection.lexicon import load_lexicon
    from .detection.pipeline import find_figures

    found = find_figures(Report(request["name"], request["text"]), load_lexicon())
    for start in range(0, len(found), BATCH):
        yield {"proposals": [proposal_to_record(proposal) for proposal in found[start : start + BATCH]]}
    yield {"done": True}


def _read(request: Answer) -> Iterator[Answer]:
    from .detection.lexicon import load_lexicon
    from .detection.pipeline import read_figure

    report, span = Report(request["name"], request["text"]), Span(*request["span"])
    proposal = read_figure(report, span, load_lexicon())
    yield {"proposal": proposal and proposal_to_record(proposal)}


def _left(request: Answer) -> Iterator[Answer]:
    from .detection.lexicon import load_lexicon
    from .detection.unread_numerals import unread_numerals

    figures = [Span(*span) for span in request["figures"]]
    yield {"left": unread_numerals(Report(request["name"], request["text"]), figures, load_lexicon())}


def _initials(request: Answer) -> Iterator[Answer]:
    from .pinyin import initials

    yield {"initials": initials(request["characters"])}


_VERBS: dict[str, Callable[[Answer], Iterable[Answer]]] = {
    "find": _find,
    "read": _read,
    "left": _left,
    "initials": _initials,
}
