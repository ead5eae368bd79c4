"""The placing: labels that come in are found their place in the reports of a store, by text or by quotation."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import NamedTuple

from ..files.content import fold
from ..formats.conll import BLANK
from ..formats.incoming_label import IncomingLabel, LabelledText, Refusal
from ..formats.record import AROUND
from ..model.errors import ExchangeError
from ..model.figure import Span
from ..model.report import Report

LEAST_AROUND = 4
"""How many characters beside a quotation must agree where the report's text is another."""

_BLANK = re.compile(rf"[\s{BLANK}]")


@dataclass(frozen=True, slots=True)
class Placement:
    """A mark in a report of the store; `anew` says that it was found by its words, not by its offsets."""

    mark: IncomingLabel
    report: str
    annotator: str
    span: Span
    anew: bool = False


class _Line(NamedTuple):
    """Where a line of a report begins, and how long it is."""

    report: str
    start: int
    length: int


class ReportIndex:
    """The reports labels may belong to: their digests by name (several where names meet), texts fetched when asked."""

    def __init__(self, digests: Mapping[str, Sequence[str]], fetch: Callable[[str], Report]) -> None:
        self._named = digests
        self._fetch = fetch
        self._texts: dict[str, str] = {}
        self._lines: dict[str, list[_Line]] | None = None
        self.digests = list(dict.fromkeys(digest for known in digests.values() for digest in known))

    def text(self, digest: str) -> str:
        """Return a report's text."""
        if digest not in self._texts:
            self._texts[digest] = self._fetch(digest).text
        return self._texts[digest]

    def of(self, labelled: LabelledText) -> tuple[str, bool]:
        """Return the report a text belongs to and whether its offsets hold there; raise ExchangeError for none."""
        if labelled.text is not None:
            folded, _ = fold(labelled.text)
            digest = sha256(folded.encode(errors="replace")).hexdigest()
            if digest in self.digests:
                return digest, True
        elif labelled.digest in self.digests:
            return labelled.digest, True
        if labelled.digest in self.digests:
            return labelled.digest, False
        named = self._named.get(labelled.report, ())
        if len(set(named)) == 1:
            return named[0], False
        if named:
            raise ExchangeError("Several reports are named {name}.", name=labelled.report)
        raise ExchangeError("No report of the store has this text or name. Import the report first.")

    def lines(self, line: str) -> "list[_Line]":
        """Return the lines that are the same but for their blanks, those as long as it where there are any."""
        if self._lines is None:
            self._lines = {}
            for digest in self.digests:
                start = 0
                for words in self.text(digest).split("\n"):
                    self._lines.setdefault(_BLANK.sub("", words), []).append(_Line(digest, start, len(words)))
                    start += len(words) + 1
        found = self._lines.get(_BLANK.sub("", line), [])
        return [one for one in found if one.length == len(line)] or found


def place(found: Iterable[LabelledText], reports: ReportIndex) -> tuple[list[Placement], list[Refusal]]:
    """Find each mark its place; a mark whose words stand elsewhere now is found by them and by those around it."""
    placed: list[Placement] = []
    refused: list[Refusal] = []
    last: tuple[str, int] | None = None
    moved: Callable[[int, int], Span] | None
    for one in found:
        try:
            if one.is_line:
                line = _line_place(one, reports, last)
                digest, moved = line.report, _in_line(one, reports.text(line.report), line.start)
                last = (digest, line.start + 1)
            else:
                digest, holds = reports.of(one)
                moved = _in_text(one) if holds else None
        except ExchangeError as error:
            if one.marks:
                refused.append(Refusal(one.where, error, len(one.marks)))
            continue
        for mark in one.marks:
            try:
                placed.append(_placed(mark, one, digest, reports.text(digest), moved))
            except ExchangeError as error:
                refused.append(Refusal(mark.where, error))
    return placed, refused


def _placed(
    mark: IncomingLabel, one: LabelledText, digest: str, text: str, moved: Callable[[int, int], Span] | None
) -> Placement:
    words = one.text[mark.start : mark.end] if one.text is not None else mark.text
    if moved is not None:
        span = moved(mark.start, mark.end)
        if span.end <= len(text) and (one.is_line or not words or fold(words)[0] == text[span.start : span.end]):
            return Placement(mark, digest, one.annotator, span)
    if one.text is not None:
        around = (one.text[max(0, mark.start - AROUND) : mark.start], one.text[mark.end : mark.end + AROUND])
        mark = replace(mark, before=around[0], after=around[1])
    span = find_anew(text, fold(words)[0], fold(mark.before)[0], fold(mark.after)[0])
    return Placement(mark, digest, one.annotator, span, anew=True)


def _in_text(one: LabelledText) -> Callable[[int, int], Span]:
    """Return what moves a span of a text as it came to the text as it was folded."""
    text = one.text
    if text is None or ("\r" not in text and not text.startswith("\ufeff")):
        return Span
    lead = text.startswith("\ufeff")
    gone = [found.start() for found in re.finditer("\r\n", text)]
    return lambda start, end: Span(
        *(place - lead * (place > 0) - sum(cut < place for cut in gone) for place in (start, end))
    )


def _line_place(one: LabelledText, reports: ReportIndex, last: tuple[str, int] | None) -> _Line:
    """Find a sentence its line: of several the next one after the last, else the only one, else the first of one text.

    Raise ExchangeError where there is none or it cannot be told which.
    """
    places = reports.lines(one.text or "")
    after = [place for place in places if last is not None and place.report == last[0] and place.start >= last[1]]
    if after:
        return min(after)
    if not places:
        raise ExchangeError("No line of a report in the store reads like this.")
    if len({place.report for place in places}) > 1:
        raise ExchangeError("This line is in several reports. Name the report.")
    return min(places)


def _in_line(one: LabelledText, text: str, start: int) -> Callable[[int, int], Span]:
    """Return what moves a span of a sentence to its line, whose blanks may be written otherwise or not at all."""
    sentence, line = one.text or "", text[start:].split("\n", 1)[0]
    if len(sentence) == len(line):
        return lambda first, last: Span(start + first, start + last)
    signs = [place for place, character in enumerate(sentence) if not _BLANK.match(character)]
    there = [place for place, character in enumerate(line) if not _BLANK.match(character)]
    moved = dict(zip(signs, there, strict=True))

    def in_line(first: int, last: int) -> Span:
        inside = [moved[place] for place in range(first, last) if place in moved]
        return Span(start + inside[0], start + inside[-1] + 1) if inside else Span(start, start)

    return in_line


def find_anew(text: str, words: str, before: str, after: str) -> Span:
    """Find a quotation in a text that changed: where most of what stood beside it stands beside it still.

    Raise ExchangeError where the words are gone, where too little around them agrees, or where two places do as well.
    """
    if not words:
        raise ExchangeError("The report has a different text, and the label gives no words to look for.")
    places = list(_occurrences(text, words))
    if not places:
        raise ExchangeError("{words} is no longer in the report.", words=words[:40])
    scores = [(_agreeing(text, start, start + len(words), before, after), start) for start in places]
    best = max(scores)
    needed = min(LEAST_AROUND, len(before) + len(after))
    if best[0] < needed:
        raise ExchangeError("{words} is in the report, but with other words around it.", words=words[:40])
    if sum(score == best[0] for score, _ in scores) > 1:
        raise ExchangeError("{words} is in several places of the report.", words=words[:40])
    return Span(best[1], best[1] + len(words))


def _occurrences(text: str, words: str) -> Iterator[int]:
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def _agreeing(text: str, start: int, end: int, before: str, after: str) -> int:
    """Count the characters on both sides that agree, outwards up to the first that does not."""
    count = 0
    for mine, its in zip(reversed(before), reversed(text[max(0, start - len(before)) : start]), strict=False):
        if mine != its:
            break
        count += 1
    for mine, its in zip(after, text[end : end + len(after)], strict=False):
        if mine != its:
            break
        count += 1
    return count
