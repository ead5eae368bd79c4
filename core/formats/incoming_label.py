"""A label from another program's file: a span of a text with its kind, not yet placed in a report."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from typing import Any, NamedTuple

from ..model.decision import Reason, State
from ..model.errors import ExchangeError, UserError
from ..model.figure import MOST_DIGITS, Proposal, Span, is_bounded
from .offset_counting import Counting, GivenSpan, count_spans, same_words


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


def spans_in(line: Mapping[str, Any], *names: str) -> list[object]:
    """Return the spans under the first of some names that has any; raise ExchangeError where they are no list.

    A name may lead to objects by label and by words, as in {"level": {"12家": [[36, 38]]}}, whose ends are inclusive.
    """
    given = [line[name] for name in names if line.get(name)]
    found = next((one for one in given if isinstance(one, list | Mapping)), given[0] if given else [])
    if isinstance(found, Mapping):
        return list(_by_label(found))
    if not isinstance(found, list):
        raise ExchangeError("{value} is not a list of spans.", value=str(found)[:40])
    return found


def _by_label(found: Mapping[str, Any]) -> Iterator[object]:
    for label, by_words in found.items():
        for words, places in by_words.items() if isinstance(by_words, Mapping) else ():
            for place in places if isinstance(places, list) else (places,):
                is_span = isinstance(place, list) and len(place) == 2 and type(place[1]) is int
                yield [place[0], place[1] + 1, label, words] if is_span else place
        if not isinstance(by_words, Mapping):
            yield by_words


def text_in(line: Mapping[str, Any]) -> str:
    """Return the text that a line is about; raise ExchangeError where it has none."""
    text = next((line[name] for name in TEXT_NAMES if line.get(name) is not None), None)
    if not isinstance(text, str):
        raise ExchangeError("There is no text in it.")
    return text


TEXT_NAMES = ("text", "raw", "raw_text", "sentence", "content", "原文", "文本", "正文")
"""Under which names programs write the text that their labels are on."""

_STARTS = ("start", "start_offset", "begin", "startOffset", "start_char", "start_idx", "start_pos")
_ENDS = ("end", "end_offset", "endOffset", "end_char", "end_idx", "end_pos")
_LABELS = ("label", "labels", "type", "tag", "kind", "entity_type", "entity", "category", "标签", "类别")
_WORDS = ("text", "word", "words", "mention", "surface", "原文", "片段")


class SpanParts(NamedTuple):
    """What a file gives for one span; that they are offsets, a name and words is not looked at."""

    start: object
    end: object
    label: object
    words: object = ""


def parts_of_span(item: object) -> SpanParts:
    """Return the parts of a span: from a list of start, end and label, or from an object that has them by name.

    Raise ExchangeError where it is neither.
    """
    if isinstance(item, Mapping):
        parts = [
            next((item[name] for name in names if item.get(name) is not None), None)
            for names in (_STARTS, _ENDS, _LABELS, _WORDS)
        ]
        if None not in parts[:3]:
            label = parts[2]
            label = label[0] if isinstance(label, list) and len(label) == 1 else label
            return SpanParts(parts[0], parts[1], label, parts[3] or "")
    elif isinstance(item, list) and len(item) in (3, 4):
        if isinstance(item[0], str) and type(item[1]) is type(item[2]) is int:
            item = [item[1], item[2], item[0], *item[3:]]
        return SpanParts(*item)
    raise ExchangeError("{value} is not a span with a label.", value=str(item)[:40])


def label_of(value: object) -> str:
    """Return the name of a label; raise ExchangeError where it is none."""
    if not isinstance(value, str) or not value.strip():
        raise ExchangeError("{value} is not a label.", value=str(value)[:40])
    return value.strip()


def marks_in(
    where: str,
    text: str,
    items: Iterable[object],
    usual: Counting,
    *,
    is_firm: bool = False,
    is_ours: bool = False,
) -> tuple[list[IncomingLabel], list[Refusal]]:
    """Return the labels of a text's spans, in code points, and what of them is refused.

    How the offsets are counted is found by all spans together; `usual`, `is_firm` and `is_ours` are as `count_spans`
    takes them.
    """
    marks: list[IncomingLabel] = []
    refused: list[Refusal] = []
    given: list[GivenSpan] = []
    for item in items:
        try:
            parts = parts_of_span(item)
            words = parts.words if isinstance(parts.words, str) else ""
            # some name a label by its number alone
            label = str(parts.label) if type(parts.label) is int else label_of(parts.label)
            given.append(GivenSpan(offset(parts.start), offset(parts.end), label, words))
        except ExchangeError as error:
            refused.append(Refusal(where, error))
    counted = count_spans(text, given, usual, is_firm=is_firm, is_ours=is_ours)
    for one, span in zip(given, counted, strict=True):
        wrong = span if isinstance(span, ExchangeError) else differing(text, span, one.words)
        if wrong is not None:
            refused.append(Refusal(where, wrong))
        elif isinstance(span, Span):
            marks.append(IncomingLabel(where, *span, one.label))
    return marks, refused


def differing(text: str, span: Span, words: str) -> ExchangeError | None:
    """Return the error for a span whose words are not those that the file quotes; None where they are."""
    if not words or same_words(text[span.start : span.end], words):
        return None
    return ExchangeError("The words from {start} to {end} are different.", start=span.start, end=span.end)


def is_ours(text: str, fields: object) -> bool:
    """Tell whether a text comes with its own digest, as only this program writes it."""
    _, digest, _ = named(fields)
    return digest != "" and digest == sha256(text.encode(errors="replace")).hexdigest()


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
