"""The reader: the process in which files are parsed, a JSON object a line each way; it may be killed at any time."""

import json
import sys
import traceback
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from core.errors import ReportError, UserError, error_to_record
from core.intake.limits import ANSWER, SPENT, Limits, memory_used
from core.intake.source import Shelf, Source, sources
from core.intake.table import Columns
from core.report import About, Note, Report

Answer = dict[str, Any]


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer each request with one line until their stream ends.

    `list` with a path brings its sources; `columns` with a source a table's columns; `read` with a source, a place in
    it and what is known of its encoding and columns brings a report and whether more follow. `spent` says that the
    process has grown and the next request is better asked of another.
    """
    # the answers' stream is ours alone: what a library prints must not get between two lines
    sys.stdout = sys.stderr
    limits, shelf = Limits(), Shelf()
    limits.set()
    for line in requests:
        answer = _answer(json.loads(line), limits, shelf)
        answer["spent"] = memory_used() > SPENT
        # a file's name need not be text; what reads JSON bytes takes that in
        data = json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass")
        if len(data) > ANSWER:
            data = json.dumps({"error": error_to_record(_too_large(answer)), "more": False, "spent": True}).encode()
        try:
            answers.write(data + b"\n")
            answers.flush()
        except BrokenPipeError:
            return


def _too_large(answer: Answer) -> ReportError:
    name = answer.get("report", {}).get("name", "")
    return ReportError("{name} holds more text than can be handed over; split it and open the parts.", name=name)


def _answer(request: Answer, limits: Limits, shelf: Shelf) -> Answer:
    limits.begin(request["path"])
    try:
        return _VERBS[request["verb"]](request, shelf)
    except UserError as error:
        return {"error": error_to_record(error), "more": False}
    except MemoryError:
        return {"error": error_to_record(too_much(request["path"])), "more": False}
    except Exception:
        bug = ReportError("{name} cannot be made sense of. Save it as plain text and open that.", name=_name(request))
        return {"error": error_to_record(bug), "more": False, "trace": traceback.format_exc()}
    finally:
        limits.end()


def _name(request: Answer) -> str:
    return Source(request["path"], request.get("member", "")).name


def too_much(path: str) -> ReportError:
    """Say that a file wants more memory than it is given."""
    return ReportError(
        "{name} needs more than {memory} MB of memory to be read. Save it as plain text and open that.",
        name=Path(path).name,
        memory=1024,
    )


def _list(request: Answer, shelf: Shelf) -> Answer:
    return {"sources": sources(Path(request["path"]))}


def _columns(request: Answer, shelf: Shelf) -> Answer:
    names, guessed = shelf.header(_source(request), request.get("encoding", ""))
    return {"columns": names, "guess": guessed and asdict(guessed)}


def _read(request: Answer, shelf: Shelf) -> Answer:
    columns = request.get("columns")
    chosen = Columns(**{**columns, "name": tuple(columns["name"])}) if columns else None
    read, more = shelf.read(_source(request), request.get("at", 0), request.get("encoding", ""), chosen)
    if isinstance(read, ReportError):
        return {"error": error_to_record(read), "more": more}
    return {"report": report_to_record(read), "more": more}


def _source(request: Answer) -> Source:
    return Source(request["path"], request.get("member", ""))


def report_to_record(report: Report) -> Answer:
    """Pack a report as an object of JSON."""
    fields = ("name", "text", "encoding", "notes")
    return {**{name: getattr(report, name) for name in fields}, "about": asdict(report.about)}


def report_from_record(record: Answer) -> Report:
    """Unpack a report; raise ValueError, KeyError or TypeError where the object is none."""
    notes = tuple(map(Note._make, record["notes"]))
    about = About(**record["about"])
    return Report(record["name"], record["text"], record["encoding"], notes, about)


_VERBS: dict[str, Callable[[Answer, Shelf], Answer]] = {"list": _list, "columns": _columns, "read": _read}
