"""A label from another program's file: a span of a text with its kind, not yet placed in a report."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import accumulate
from typing import Any, NamedTuple

from ..model.decision import Reason, State
from ..model.errors import ExchangeError, UserError
from ..model.figure import MOST_DIGITS, Proposal, is_bounded


@dataclass(frozen=True, slots=True)
class IncomingLabel:
    """A labelled span, in code points of the text that it came with.

    `where` is its place in the file. `text`, `before` and `after` are its words and those around it, where the file has
    them. `attributes` are those that the file gives for the figure, by name, with values as texts. `proposed` is the
    proposal that was decided on.
    """

    where: str
    start: int
    end: int
    kind: str
    text: str = ""
    before: str = ""
    after: str = ""
    attributes: Mapping[str, object] = field(default_factory=dict)
    state: State = "confirmed"
    confidence: float = 1.0
    reason: Reason | None = None
    note: str = ""
    flagged: bool = False
    proposed: Proposal | None = None


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A text with its labels; the text is None where the file has labels only.

    `is_line` says that it is one line of a report, in which blanks may be written differently.
    """

    where: str
    text: str | None
    marks: tuple[IncomingLabel, ...]
    report: str = ""
    digest: str = ""
    annotator: str = ""
    is_line: bool = False


class Refusal(NamedTuple):
    """Something that could not be taken: its place in the file, why, and how many labels it had."""

    where: str
    error: UserError
    marks: int = 1


Fields = Mapping[str, Any]
"""What a line of JSON holds, by name."""

Read = tuple[list[LabelledText], list[Refusal]]
"""What a file holds: texts with their marks, and what in it is none."""


def parsed(text: str, *, strict: bool = False) -> Any:  # noqa: ANN401 (whatever JSON holds)
    """Parse JSON with exact numbers; raise ValueError where it is invalid, or has half a surrogate pair.

    A number beyond the bounds, and Python's NaN, stays the text that it is, which is refused as a number later; with
    `strict`, NaN is invalid JSON.
    """
    try:
        # half a surrogate pair as such; below, as it is escaped
        text.encode()
        constant = _refused if strict else str
        read = json.loads(text, parse_float=_number, parse_int=_whole, parse_constant=constant)
        if "\\ud" in text.lower():
            json.dumps(read, ensure_ascii=False, default=str).encode()
    except (ArithmeticError, RecursionError) as error:
        raise ValueError("no JSON") from error
    return read


def _number(text: str) -> Decimal | str:
    number = Decimal(text)
    return number if is_bounded(number) else text


def _whole(text: str) -> int | str:
    return int(text) if len(text) <= MOST_DIGITS + 1 else text


def _refused(name: str) -> str:
    raise ValueError(name)


def offset(value: object) -> int:
    """Return a number of characters; raise ExchangeError where it is none."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise ExchangeError("{value} is not an offset.", value=str(value)[:40])
    return value


def span_of(start: object, end: object, length: int) -> tuple[int, int]:
    """Return a span within a text; raise ExchangeError for any other."""
    first, last = offset(start), offset(end)
    if not 0 <= first < last <= length:
        raise ExchangeError("{start} to {end} is not a span of the text.", start=first, end=last)
    return first, last


def spans_in(line: Mapping[str, Any], *names: str) -> list[object]:
    """Return the spans under the first of some names that a line has; raise ExchangeError where they are no list."""
    found: object = next((line[name] for name in names if line.get(name) is not None), [])
    if not isinstance(found, list):
        raise ExchangeError("{value} is not a list of spans.", value=str(found)[:40])
    return found


def text_in(line: Mapping[str, Any]) -> str:
    """Return the text that a line is about; raise ExchangeError where it has none."""
    text = line.get("text")
    if not isinstance(text, str):
        raise ExchangeError("There is no text in it.")
    return text


def parts_of_span(item: object, start: str, end: str) -> tuple[object, object, object]:
    """Return start, end and label of a span: a list of the three, or an object that has them by name, `label` the last.

    Raise ExchangeError where it is neither; that they are offsets and a name is not looked at.
    """
    if isinstance(item, Mapping):
        item = [item.get(start), item.get(end), item.get("label")]
    if not isinstance(item, list) or len(item) != 3:
        raise ExchangeError("{value} is not a span with a label.", value=str(item)[:40])
    return item[0], item[1], item[2]


def label_of(value: object) -> str:
    """Return the name of a label; raise ExchangeError where it is none."""
    if not isinstance(value, str) or not value.strip():
        raise ExchangeError("{value} is not a label.", value=str(value)[:40])
    return value.strip()


def from_units(text: str) -> Mapping[int, int] | range:
    """Return the code point for each offset in 16-bit units that lies between two characters."""
    if not text or max(text) < "\U00010000":
        return range(len(text) + 1)
    ends = accumulate((2 if ord(character) >= 0x10000 else 1 for character in text), initial=0)
    return {unit: place for place, unit in enumerate(ends)}


def named(fields: object) -> tuple[str, str, str]:
    """Return the report, the digest and the annotator that fields name, "" for each that they do not name."""
    known = fields if isinstance(fields, Mapping) else {}
    report, digest, annotator = (str(known.get(name) or "") for name in ("report", "digest", "annotator"))
    return report, digest, annotator


def fields_of(lines: Iterable[str]) -> Iterator[tuple[int, Fields | ExchangeError]]:
    """Parse lines of JSON; yield the number of each line that is not empty with its fields, or why it has none."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield number, _fields(line)
            except ExchangeError as error:
                yield number, error


def _fields(line: str) -> Fields:
    try:
        fields = parsed(line, strict=True)
    except ValueError as error:
        raise ExchangeError("This is not a JSON object.") from error
    if not isinstance(fields, dict):
        raise ExchangeError("This is not a JSON object.")
    return fields
