"""The counting process: counts beside the window how far each report of its store is, so that no key waits for it.

It is this program started with the verb `count`, and answers requests as `core.process` says: a JSON object on a line
each way. `gui.background.counting` asks it. It reads the store as it is at that moment (`Store.reading`) and writes
nothing: what it found on the way, and the store may keep, goes to the window, which has the store open.
"""

import ctypes
import json
import os
import signal
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import BinaryIO

from ..model.errors import UserError, error_to_record
from ..model.overview import Overview, overview_to_record
from ..process import Message, to_line
from ..process import serve as serve_lines
from ..store import Store
from .engines import ProcessExecutor
from .overview import overviews

BATCH = 200
"""How many reports a line of an answer has at most."""

# BELOW_NORMAL_PRIORITY_CLASS of <winbase.h>, and what is about as much on other systems
_BELOW_NORMAL, _NICER = 0x4000, 5
_BUG = UserError("This was interrupted before it was finished. The log says why (Help › Show the log).")
# seconds after which a line goes out although it could hold more
_PATIENCE = 0.5


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until their stream ends or nobody hears.

    A request has `id`, which each line of its answer begins with, `store` (a path) and `annotator` (an id, "" for
    nobody). Where it names attributes as `words` the first line of its answer has the `sayings` of the store: a list
    of the values and how many figures have them. Then come lines with some `overviews` and the `rows` that the store
    may keep, then `done`; or an `error`, with its trace where it is a bug.
    """
    # an interrupt (Ctrl+C) goes to all processes of a terminal: the one that asks ends, and this one with its input
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _yield_to_others()
    serve_lines(requests, answers, lambda line: map(to_line, _answers(json.loads(line))))


def _answers(request: Message) -> Iterator[Message]:
    number = request["id"]
    try:
        with Store.reading(Path(request["store"])) as store, ProcessExecutor(1) as executor:
            if names := request.get("words"):
                yield {"id": number, "sayings": list(store.sayings(names))}
            for counted in _in_batches(overviews(store, request["annotator"], executor)):
                found = [*map(overview_to_record, counted)]
                yield {"id": number, "overviews": found, "rows": store.kept.take_records()}
        yield {"id": number, "done": True}
    except UserError as error:
        yield {"id": number, "error": error_to_record(error)}
    except Exception:
        yield {"id": number, "error": error_to_record(_BUG), "trace": traceback.format_exc()}


def _in_batches(found: Iterator[Overview]) -> Iterator[list[Overview]]:
    """Gather what comes at once; what comes slowly goes out as it comes."""
    batch: list[Overview] = []
    begun = monotonic()
    for overview in found:
        batch.append(overview)
        if len(batch) == BATCH or monotonic() > begun + _PATIENCE:
            yield batch
            batch, begun = [], monotonic()
    if batch:
        yield batch


def _yield_to_others() -> None:
    """Have the system run every other process before this one, which nobody waits for."""
    if sys.platform == "win32":
        kernel = ctypes.WinDLL("kernel32")
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        kernel.SetPriorityClass(ctypes.c_void_p(kernel.GetCurrentProcess()), _BELOW_NORMAL)
    else:
        os.nice(_NICER)
