"""Sends labels out of the reading process: as JSON objects, part by part, which are put together again here."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from ..model.errors import ExchangeError, error_to_record
from ..model.figure import proposal_to_record
from ..model.report import TEXT_LIMIT
from .incoming_label import IncomingLabel, LabelledText, Read, Refusal
from .label_files import LARGEST, labels_of, lines_of, several_of, too_large

Answer = dict[str, Any]

# the limits of one part: so many characters, and so many labels or lines
_CHARACTERS = 1_000_000
_MARKS = 2_000

Thing = TypeVar("Thing")


def whole_of(file: BinaryIO, name: str, there: int = 0) -> bytes:
    """Return the bytes of a file of labels, beside `there` bytes read before.

    Raise ExchangeError where it is too large.
    """
    data = file.read(LARGEST - there + 1)
    if len(data) > LARGEST - there:
        raise too_large(Path(name))
    return data


def parts_of_several(files: Mapping[str, bytes]) -> Iterator[Answer]:
    """Yield the parts in which files that belong together are sent."""
    yield from _packed(several_of(files))


def parts_of(data: bytes, name: str, what: str) -> Iterator[Answer]:
    """Yield the parts in which a file is sent: its labels, or its lines as they are."""
    if what == "lines":
        lines = ([number, *_packed_line(fields)] for number, fields in lines_of(data, Path(name)))
        yield from ({"lines": part} for part in _bundled(lines, lambda line: len(str(line[1] or ""))))
        return
    yield from _packed(labels_of(data, Path(name)))


def _packed(read: Read) -> Iterator[Answer]:
    found, refused = read
    sized = (one for one in found if _is_of_a_size(one, refused))
    for part in _bundled(map(_pack, sized), _size):
        yield {"found": part, "refused": []}
    for part in _bundled(map(_pack_refusal, refused), lambda _: 100):
        yield {"found": [], "refused": part}


def _is_of_a_size(one: LabelledText, refused: list[Refusal]) -> bool:
    """Tell whether a text is no longer than a report may be; where it is longer, add a refusal."""
    if one.text is None or len(one.text) <= TEXT_LIMIT:
        return True
    error = ExchangeError(
        "Its text has more than {limit} characters, which is too long for a report.", limit=TEXT_LIMIT
    )
    refused.append(Refusal(one.where, error, len(one.marks)))
    return False


def _bundled(things: Iterable[Thing], size: Callable[[Thing], int]) -> Iterator[list[Thing]]:
    bundle: list[Thing] = []
    weight = 0
    for thing in things:
        bundle.append(thing)
        weight += size(thing)
        if weight > _CHARACTERS or len(bundle) >= _MARKS:
            yield bundle
            bundle, weight = [], 0
    yield bundle


def _size(record: Answer) -> int:
    return len(record["text"] or "") + sum(len(mark["text"]) + 500 for mark in record["marks"])


def _pack(one: LabelledText) -> Answer:
    names = ("where", "text", "report", "digest", "annotator", "is_line")
    return {**{name: getattr(one, name) for name in names}, "marks": list(map(_pack_mark, one.marks))}


def _pack_mark(mark: IncomingLabel) -> Answer:
    names = ("where", "start", "end", "kind", "text", "before", "after", "state", "confidence", "reason", "note")
    attributes = _plain(mark.attributes)
    proposed = mark.proposed and proposal_to_record(mark.proposed)
    own = {"flagged": mark.flagged, "attributes": attributes, "proposed": proposed}
    return {**{name: getattr(mark, name) for name in names}, **own}


def _pack_refusal(one: Refusal) -> Answer:
    return {"where": one.where, "error": error_to_record(one.error), "marks": one.marks}


def _packed_line(fields: Mapping[str, Any] | ExchangeError) -> tuple[Any, Any]:
    if isinstance(fields, ExchangeError):
        return None, error_to_record(fields)
    sure = fields.get("confidence")
    return _plain({**fields, "confidence": float(sure)} if isinstance(sure, Decimal) else fields), None


def _plain(fields: Mapping[str, object]) -> Any:  # noqa: ANN401 (what JSON holds)
    """Return fields with decimals as texts, which keep every digit."""
    return json.loads(json.dumps(fields, default=str))
