"""The reading process: the process in which files are parsed, so that a harmful file can harm nothing else.

It is this program started with the verb `read`. It answers requests as `core.process` says, a JSON object on a line
each way, under limits (`core.files.limits`), and may be killed at any time. `core.files.reading_client` and
`gui.background.reading` ask it.
"""

import json
import sys
import traceback
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from importlib import import_module
from importlib.abc import MetaPathFinder
from io import BufferedReader, BufferedWriter, FileIO
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn

from ..model.errors import ReportError, UserError, error_to_record
from ..model.report import About, Note, Report
from ..model.vocabulary import load_names
from ..process import serve as serve_lines
from ..process import to_line
from .containers import Container, Source, members_of, sources
from .encoding import load_codecs
from .limits import ANSWER, SPENT, Limits, memory_used
from .report_table import SheetFound, columns_from_record
from .table_words import table_words
from .windows_job import close_process

if TYPE_CHECKING:
    import socket

    from .broker import Loaded

Answer = dict[str, Any]


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer each request with one line until their stream ends.

    `list` with a path brings its sources; `columns` with a source a table's sheets with their columns; `read` with a
    source, a place in it and what is known of its encoding and columns brings a report and whether more follow;
    `labels` with a path and a number brings that part of a file of labels, and whether more follow, `gather` takes up
    one of several that belong together. `spent` says that the process has grown and the next request is better asked
    of another; `kept` what the system holds it by.
    """
    if sys.platform == "linux":
        from .broker import Broker

        Broker(_serve_confined).serve(requests, answers)
        return
    kept = ", ".join(filter(None, (close_process(), "its own rules")))
    limits, containers = Limits(), Container()
    limits.set()
    serve_lines(requests, answers, lambda line: [_line(_answer(json.loads(line), limits, containers), kept)])


def _line(answer: Answer, kept: str) -> bytes:
    answer = {"spent": memory_used() > SPENT} | answer | {"kept": kept}
    line = to_line(answer)
    if len(line) > ANSWER:
        line = to_line({"error": error_to_record(_too_large(answer)), "more": False, "spent": True})
    return line


def _serve_confined(channel: "socket.socket", broker: int, loaded: "Loaded") -> None:
    """Run the confined reader: load parsers, give up rights, then parse what the broker sends until nothing comes."""
    import socket

    from .broker import ALL, UNLOADED, Descriptor, ReceivedFile
    from .confinement import Confinement

    confinement, limits = Confinement(), Limits()
    confinement.end_with(broker)
    _load(loaded)
    sys.meta_path.insert(0, _Unloaded())
    kept = confinement.close_files()
    limits.set()
    kept += f", {confinement.close_calls(channel.fileno())}"
    given: list[Descriptor] = []
    containers = Container(lambda _: BufferedReader(ReceivedFile(given[0])))
    # not the socket's own streams, which use network calls
    requests = BufferedReader(FileIO(channel.fileno(), "rb", closefd=False))
    answers = BufferedWriter(FileIO(channel.fileno(), "wb", closefd=False))
    while True:
        head, numbers, _, _ = socket.recv_fds(channel, 1, 1)
        if not head:
            return
        given[:] = map(Descriptor, numbers)
        try:
            line = _line(
                _answer(json.loads(requests.readline()), limits, containers, closed=True, whole=loaded == ALL), kept
            )
        except UnloadedError:
            line = UNLOADED
        # the container keeps open what it needs itself
        given.clear()
        answers.write(line)
        answers.flush()


class UnloadedError(ImportError):
    """A module was not loaded before the process was confined, and cannot be loaded any more."""


class _Unloaded(MetaPathFinder):
    """Refuses every import: once the process is confined no module's file can be opened."""

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> NoReturn:
        raise UnloadedError(name)


def _load(kinds: "Loaded") -> None:
    """Load what reads plain texts and tables, and these kinds of files, with everything that they load at work."""
    load_codecs()
    load_names()
    table_words()
    # computing a digest loads a module at the first time
    Report("", "")
    for kind in kinds:
        _LOADERS[kind]()


def _load_pages() -> None:
    from .web_page import read_mail

    # what is called a workbook may be a page
    import_module(".sheet_forms", __package__)
    read_mail(_PAGE, "")


def _load_pdf() -> None:
    # the first is loaded by Counter.most_common, which joins lines
    import heapq  # noqa: F401

    import pypdfium2.raw  # noqa: F401

    from .pdf import use_substitute_font

    use_substitute_font()


def _load_parquet() -> None:
    from .parquet import load_pyarrow

    load_pyarrow()


def _load_tables() -> None:
    from .row_region import load_areas
    from .workbook import load_calamine

    load_calamine()
    load_areas()


_LOADERS: dict[str, Callable[[], object]] = {
    "page": _load_pages,
    "docx": lambda: import_module(".docx", __package__),
    "pdf": _load_pdf,
    "parquet": _load_parquet,
    "table": _load_tables,
    "labels": lambda: import_module("..formats.label_transfer", __package__),
}
_PAGE = b"""MIME-Version: 1.0
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<html><body><article><p>=31&amp;</p><table><tr><td>2</td></tr></table></article></body></html>
"""


def _too_large(answer: Answer) -> ReportError:
    name = answer.get("report", {}).get("name", "")
    return ReportError("{name} holds too much text; split it and open the parts.", name=name)


def _answer(
    request: Answer, limits: Limits, containers: Container, *, closed: bool = False, whole: bool = True
) -> Answer:
    limits.begin("" if closed else request["path"])
    try:
        return _VERBS[request["verb"]](request, containers)
    except UserError as error:
        return {"error": error_to_record(error), "more": False}
    except MemoryError:
        return {"error": error_to_record(too_much(request["path"])), "more": False}
    except Exception as error:
        if isinstance(error, UnloadedError) and not whole:
            raise
        bug = ReportError("{name} cannot be understood. Save it as plain text and open that.", name=_name(request))
        return {"error": error_to_record(bug), "more": False, "trace": _trace(error)}
    finally:
        limits.end()


def _trace(error: Exception) -> str:
    """Return where an error was raised, without source lines: the sources cannot be opened any more."""
    places = [f"{frame.f_code.co_filename}:{line}" for frame, line in traceback.walk_tb(error.__traceback__)]
    return "\n".join((*places, f"{type(error).__name__}: {error}"))


def _name(request: Answer) -> str:
    return Source(request["path"], request.get("member", ""), request.get("which", 0)).name


def too_much(path: str) -> ReportError:
    """Return the error for a file that needs more memory than it is allowed."""
    return ReportError(
        "{name} needs more than {memory} MB of memory to be read. Save it as plain text and open that.",
        name=Path(path).name,
        memory=1024,
    )


def _list(request: Answer, containers: Container) -> Answer:
    return {"sources": sources(Path(request["path"]))}


def _inside(request: Answer, containers: Container) -> Answer:
    with containers.opened(request["path"]) as file:
        return {"members": members_of(file, _source(request).name)}


def _bytes(request: Answer, containers: Container) -> Answer:
    """Return the bytes of an archive's member, for LibreOffice: whoever asks does not open archives."""
    return {"bytes": b64encode(containers.member(_source(request))).decode()}


def _columns(request: Answer, containers: Container) -> Answer:
    containers.refuse_labels(_source(request), in_folder=False)
    sheets = containers.header(_source(request), request.get("encoding", ""))
    return {"sheets": [_sheet_to_record(one) for one in sheets if one.columns]}


def _sheet_to_record(sheet: SheetFound) -> Answer:
    return {
        "name": sheet.name,
        "hidden": sheet.hidden,
        "columns": list(sheet.columns),
        "guess": sheet.guess and asdict(sheet.guess),
        "samples": [dict(sample) for sample in sheet.samples],
    }


def _read(request: Answer, containers: Container) -> Answer:
    if not request.get("at"):
        containers.refuse_labels(_source(request), in_folder=request.get("in_folder", False))
    columns = request.get("columns")
    chosen = columns_from_record(columns) if columns else None
    read, more = containers.read(_source(request), request.get("at", 0), request.get("encoding", ""), chosen)
    # a large table is not opened anew for each of its rows
    held = {"spent": False} if more else {}
    if isinstance(read, ReportError):
        return {"error": error_to_record(read), "more": more} | held
    return {"report": report_to_record(read), "more": more} | held


class _Labels:
    """Reads a file of labels, and returns it part by part while that file is the one asked for."""

    def __init__(self) -> None:
        self._open: tuple[str, str, int] | None = None
        self._parts: Iterator[Answer] = iter(())
        self._next: Answer | None = None
        self._gathered: dict[str, bytes] = {}

    def gather(self, request: Answer, containers: Container) -> Answer:
        """Add one file of several that belong together; the first one begins anew."""
        from ..formats.label_transfer import whole_of

        if request["first"]:
            self._gathered, self._open = {}, None
        with containers.opened(request["path"]) as file:
            self._gathered[_name(request)] = whole_of(file, _name(request), sum(map(len, self._gathered.values())))
        return {"gathered": True, "spent": False}

    def part(self, request: Answer, containers: Container) -> Answer:
        """Return a part of a file, and whether more follow; the process counts as spent only after the last one."""
        asked = request["path"], request["as"], request["at"]
        if asked != self._open:
            self._parts = self._begun(request, containers)
            for _ in range(request["at"]):
                next(self._parts, None)
            self._next = next(self._parts, None)
        part, self._next = self._next or {}, next(self._parts, None)
        self._open = (*asked[:2], request["at"] + 1)
        more = self._next is not None
        return {**part, "more": more} | ({"spent": False} if more else {})

    def _begun(self, request: Answer, containers: Container) -> Iterator[Answer]:
        # its modules are those that read other programs' labels, which reports do not need
        from ..formats.label_transfer import parts_of, parts_of_several, whole_of

        if request["as"] == "several":
            return parts_of_several(self._gathered)
        with containers.opened(request["path"]) as file:
            return parts_of(whole_of(file, _name(request)), _name(request), request["as"])


_LABELS = _Labels()


def _source(request: Answer) -> Source:
    return Source(request["path"], request.get("member", ""), request.get("which", 0))


def report_to_record(report: Report) -> Answer:
    """Return a report as an object for JSON."""
    fields = ("name", "text", "encoding", "notes")
    return {**{name: getattr(report, name) for name in fields}, "about": asdict(report.about)}


def report_from_record(record: Answer) -> Report:
    """Return the report of an object from `report_to_record`; raise ValueError, KeyError or TypeError for any other."""
    notes = tuple(map(Note._make, record["notes"]))
    about = About(**record["about"])
    return Report(record["name"], record["text"], record["encoding"], notes, about)


_VERBS: dict[str, Callable[[Answer, Container], Answer]] = {
    "list": _list,
    "inside": _inside,
    "bytes": _bytes,
    "columns": _columns,
    "read": _read,
    "labels": _LABELS.part,
    "gather": _LABELS.gather,
}
