"""The incoming label: a span of a text with its kind as another program's file has it, not yet placed in a report."""

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
    """A labelled span, in code points of the text it came with.

    `where` is its place in the file. `text`, `before` and `after` are its words and those around it, where the file
    tells them; `attributes` are those it tells of the figure, by name, values as texts. `proposed` is what was
    decided on.
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
    """A text with its marks; the text is None where the file has only the marks.

    `is_line` says that it is one line of a report, whose blanks may be written otherwise.
    """

    where: str
    text: str | None
    marks: tuple[IncomingLabel, ...]
    report: str = ""
    digest: str = ""
    annotator: str = ""
    is_line: bool = False


class Refusal(NamedTuple):
    """What could not be taken: its place in the file, why, and how many marks it had."""

    where: str
    error: UserError
    marks: int = 1


Fields = Mapping[str, Any]
"""What a line of JSON holds, by name."""

Read = tuple[list[LabelledText], list[Refusal]]
"""What a file holds: texts with their marks, and what in it is none."""


def parsed(text: str, *, strict: bool = False) -> Any:  # noqa: ANN401 (whatever JSON holds)
    """Read JSON, its numbers exact; raise ValueError where it is none, or holds half a character.

    A number beyond measure, and what Python writes for none (NaN), stays the text it is, which no door takes for a
    number; strictly NaN is no JSON.
    """
    try:
        # half a character as it stands, and below as it is escaped
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
    """Return a span that lies in a text; raise ExchangeError otherwise."""
    first, last = offset(start), offset(end)
    if not 0 <= first < last <= length:
        raise ExchangeError("{start} to {end} is not a span of the text.", start=first, end=last)
    return first, last


def spans_in(line: Mapping[str, Any], *names: str) -> list[object]:
    """Return the spans under the first of some names; raise ExchangeError where these are no list."""
    found: object = next((line[name] for name in names if line.get(name) is not None), [])
    if not isinstance(found, list):
        raise ExchangeError("{value} is not a list of spans.", value=str(found)[:40])
    return found


def label_of(value: object) -> str:
    """Return a label's name; raise ExchangeError where it is none."""
    if not isinstance(value, str) or not value.strip():
        raise ExchangeError("{value} is not a label.", value=str(value)[:40])
    return value.strip()


def from_units(text: str) -> Mapping[int, int] | range:
    """Return, for each offset in 16-bit units that lies between two characters, its code point."""
    if not text or max(text) < "\U00010000":
        return range(len(text) + 1)
    ends = accumulate((2 if ord(character) >= 0x10000 else 1 for character in text), initial=0)
    return {unit: place for place, unit in enumerate(ends)}


def named(fields: object) -> tuple[str, str, str]:
    """Return the report, the digest and the annotator that fields tell, "" for each they do not."""
    known = fields if isinstance(fields, Mapping) else {}
    report, digest, annotator = (str(known.get(name) or "") for name in ("report", "digest", "annotator"))
    return report, digest, annotator


def fields_of(lines: Iterable[str]) -> Iterator[tuple[int, Fields | ExchangeError]]:
    """Read lines of JSON; yield the number of each that is not empty with its fields, or why it has none."""
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
