"""The engine: the process that finds and reads figures, so that the window never holds the segmenter.

It is this program started with the verb `serve`, and answers requests as `core.process` says: a JSON object on a line
each way. `gui.background.engine` asks it for the window, `core.jobs.engines` for the command line.

A request is an object with `id`, which each line of its answer begins with, `verb`, what that verb takes, and perhaps
`urgent`. A key waits for an urgent request, which is answered at once, also while a long report is read; all others are
answered one after the other, in the order in which they came.
"""

import json
import signal
import traceback
from collections.abc import Callable, Iterable, Iterator
from queue import SimpleQueue
from threading import Thread
from typing import BinaryIO

from .detection.explain import explain
from .detection.indicator.alternatives import alternative_phrases
from .detection.indicator.respective_lists import listed_indicators
from .detection.indicator.segmenter import segment, warm
from .detection.lexicon import load_lexicon
from .detection.pipeline import find_figures, read_figure
from .detection.report_sections import report_sections
from .detection.same_cause import find_same_cause
from .detection.unread_numerals import unread_numerals
from .formats.proposal_lines import proposal_lines
from .model.corrections import UNCORRECTED, corrections_from_record
from .model.errors import ReportError, UserError, error_to_record
from .model.explanation import explanation_to_record
from .model.figure import Proposal, Span, proposal_to_record
from .model.near_figure import near_from_record
from .model.report import Report
from .model.same_cause import decided_from_record, same_cause_to_record
from .model.section import section_to_record
from .pinyin import initials
from .process import Message, to_line
from .process import serve as serve_lines

BATCH = 200
"""How many proposals a line of an answer has at most."""


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until their stream ends or nobody hears.

    - `find` with a report (`name`, `text`, perhaps `corrections`) brings its proposals by up to 200, then done.
    - `sections` with a report brings what sets a time in it, with the years and the status that it sets.
    - `lines` with a report brings the same as lines of JSON, as the command line prints them, by up to 200, then done;
      `explained` with the rules and words by which each was read.
    - `read` with a report and `spans` brings the proposal for each span, null for one without a numeral, then done.
    - `left` with a report and the spans of its `figures` brings the numerals that nothing accounts for.
    - `listed` with a report and `spans` brings the indicators listed before these figures, or null.
    - `alternatives` with a report and a figure with what stands `near` it brings the phrases that its indicator may be.
    - `same_cause` with a report, a `correction`, the other `decided` figures and the spans that are `undecided` brings
      the undecided figures that were read by what the correction says was misread, as they are read with it replaced.
    - `explain` with a report and a `span` brings how the numerals that touch it were read, or why they are no figures.
    - `words` with a `text` brings the words that the segmenter cuts it into.
    - `initials` with `characters` brings the letters their pinyin begins with.

    An urgent request without a name is about the report of the last urgent one that had a report. A request that fails
    brings an error, with its trace where it is a bug, and the next one is answered.

    Where nobody hears, this returns while a thread may still wait for the next request: the process is to end then.
    """
    # an interrupt (Ctrl+C) goes to all processes of a terminal: the one that asks ends, and this one with its input
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_load_segmenter, daemon=True).start()
    waiting: SimpleQueue[Message | None] = SimpleQueue()
    Thread(target=_receive, args=(requests, answers, waiting), daemon=True).start()
    serve_lines(iter(waiting.get, None), answers, lambda request: map(to_line, _answers(request)))


def _receive(requests: BinaryIO, answers: BinaryIO, waiting: "SimpleQueue[Message | None]") -> None:
    """Answer what is urgent, put all else in the queue, and None behind it when the requests end.

    Each line is written by one call, which a BufferedWriter does not mix with that of another thread.
    """
    kept: Report | None = None

    def answer(line: bytes) -> Iterator[bytes]:
        nonlocal kept
        request = _request_in(line)
        if not request.get("urgent"):
            waiting.put(request)
            return
        if "name" not in request:
            request["report"] = kept
        yield from map(to_line, _answers(request))
        kept = request.get("report") or kept

    try:
        serve_lines(requests, answers, answer)
    finally:
        waiting.put(None)


def _load_segmenter() -> None:
    """Load what the first find needs ahead of it; what fails here fails there again, and is told there."""
    try:
        warm()
        list(_find({"name": "", "text": "地区生产总值增长5%。"}))
    except Exception:
        return


def _request_in(line: bytes) -> Message:
    """Return the request on a line; one that is `broken`, by the exception that says why, where it is none."""
    try:
        request = json.loads(line)
    except ValueError as error:
        return {"broken": error}
    return request if isinstance(request, dict) else {"broken": TypeError("A request is an object.")}


def _answers(request: Message) -> Iterator[Message]:
    """Yield the answers to one request, the last of them an error where it fails."""
    number = request.get("id")
    try:
        if "broken" in request:
            raise request["broken"]
        for answer in _VERBS[request["verb"]](request):
            yield {"id": number, **answer}
    except UserError as error:
        yield {"id": number, "error": error_to_record(error)}
    except Exception:
        bug = ReportError("Reading the report failed. Open it again; the log file has the details.")
        yield {"id": number, "error": error_to_record(bug), "trace": traceback.format_exc()}


def _report_in(request: Message) -> Report:
    """Return the report a request is about; it is in the request from then on."""
    report: Report | None = request.get("report")
    if report is None:
        said = request.get("corrections")
        corrections = corrections_from_record(said) if said else UNCORRECTED
        report = Report(request["name"], request["text"], corrections=corrections)
    request["report"] = report
    return report


def _spans(found: Iterable[Iterable[int]]) -> list[Span]:
    return [Span(*span) for span in found]


def _find(request: Message) -> Iterator[Message]:
    yield from _in_batches(find_figures(_report_in(request), load_lexicon()))


def _sections(request: Message) -> Iterator[Message]:
    yield {"sections": [*map(section_to_record, report_sections(_report_in(request), load_lexicon()))]}


def _lines(request: Message) -> Iterator[Message]:
    report = _report_in(request)
    lines = proposal_lines(report, find_figures(report, load_lexicon()), explained=request.get("explained", False))
    for start in range(0, len(lines), BATCH):
        yield {"lines": lines[start : start + BATCH]}
    yield {"done": True}


def _read(request: Message) -> Iterator[Message]:
    report, lexicon = _report_in(request), load_lexicon()
    yield from _in_batches([read_figure(report, span, lexicon) for span in _spans(request["spans"])])


def _in_batches(found: list[Proposal] | list[Proposal | None]) -> Iterator[Message]:
    for start in range(0, len(found), BATCH):
        yield {"proposals": [proposal and proposal_to_record(proposal) for proposal in found[start : start + BATCH]]}
    yield {"done": True}


def _left(request: Message) -> Iterator[Message]:
    yield {"left": unread_numerals(_report_in(request), _spans(request["figures"]), load_lexicon())}


def _listed(request: Message) -> Iterator[Message]:
    yield {"listed": listed_indicators(_report_in(request), _spans(request["spans"]), load_lexicon())}


def _alternatives(request: Message) -> Iterator[Message]:
    near = near_from_record(request["near"])
    yield {"phrases": list(alternative_phrases(_report_in(request).text, near))}


def _words(request: Message) -> Iterator[Message]:
    yield {"words": segment(request["text"])}


def _initials(request: Message) -> Iterator[Message]:

    yield {"initials": initials(request["characters"])}


def _same_cause(request: Message) -> Iterator[Message]:
    correction, decided = decided_from_record(request["correction"]), [*map(decided_from_record, request["decided"])]
    undecided = _spans(request["undecided"])
    found = find_same_cause(_report_in(request), correction, decided, undecided, load_lexicon())
    yield {"same_cause": [*map(same_cause_to_record, found)]}


def _explain(request: Message) -> Iterator[Message]:
    """Explain the numerals that touch a span: those that are no figure by their rule, the others as proposals."""
    (span,) = _spans([request["span"]])
    explained = explain(_report_in(request), load_lexicon())
    touched = (one for one in explained if one.span.start < span.end and span.start < one.span.end)
    yield {"explained": [explanation_to_record(one) for one in touched]}


_VERBS: dict[str, Callable[[Message], Iterable[Message]]] = {
    "find": _find,
    "sections": _sections,
    "lines": _lines,
    "read": _read,
    "left": _left,
    "listed": _listed,
    "alternatives": _alternatives,
    "words": _words,
    "same_cause": _same_cause,
    "explain": _explain,
    "initials": _initials,
}
