"""The placing: labels that come in are found their place in the reports of a store, by text or by quotation."""

import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import accumulate
from typing import NamedTuple

from ..files.content import fold
from ..formats.conll import BLANK, SIGN
from ..formats.incoming_label import IncomingLabel, LabelledText, Refusal
from ..formats.offset_counting import GivenSpan, count_spans, same_words
from ..formats.record import AROUND
from ..model.errors import ExchangeError
from ..model.figure import Span
from ..model.report import Report

LEAST_AROUND = 4
"""How many characters beside a quotation must agree where the report's text is another."""

_BLANK = re.compile(rf"[\s{BLANK}\u200b-\u200d\u2060\ufeff]")
# the end of a sentence, by which a passage is looked up
_SENTENCE = re.compile(r"[^。！？；]*[。！？；]")
# what stands at the edges of a passage that was cut out of its text
_CUT = re.compile(r"^[….]+|[….]+$")
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Placement:
    """A mark in a report of the store; `anew` says that it was found by its words, not by its offsets."""

    mark: IncomingLabel
    report: str
    annotator: str
    span: Span
    anew: bool = False


class _Place(NamedTuple):
    """Where a passage stands in a report: its first character, and the first behind it, blanks not counted."""

    report: str
    start: int
    end: int


Move = Callable[[int, int], Span]
"""Takes a span of a text as it came to its report."""


class ReportIndex:
    """The reports labels may belong to: their digests by name (several where names meet), texts fetched when asked.

    `is_named` says that whoever imports has named the only report there is.
    """

    def __init__(
        self, digests: Mapping[str, Sequence[str]], fetch: Callable[[str], Report], *, is_named: bool = False
    ) -> None:
        self._named = digests
        self._fetch = fetch
        self._texts: dict[str, str] = {}
        self._squeezed: dict[str, str] = {}
        self._lines: dict[str, list[tuple[_Place, int]]] = {}
        self._sentences: dict[str, dict[str, None]] = {}
        self.digests = list(dict.fromkeys(digest for known in digests.values() for digest in known))
        self._known = frozenset(self.digests)
        self._is_named = is_named
        self._signs: tuple[str, array[int]] | None = None
        self._names: dict[str, str] = {
            digest: name for name, known in reversed(list(digests.items())) for digest in known
        }

    def text(self, digest: str) -> str:
        """Return a report's text."""
        if digest not in self._texts:
            self._texts[digest] = self._fetch(digest).text
        return self._texts[digest]

    def name(self, digest: str) -> str:
        """Return what a report is called."""
        return self._names[digest]

    def whole(self, text: str) -> str | None:
        """Return the report that has this text, None where none has."""
        digest = sha256(fold(text)[0].encode(errors="replace")).hexdigest()
        return digest if digest in self._known else None

    def known(self, labelled: LabelledText) -> str | None:
        """Return the report that a text says it is of, or that was named for it, None where there is none.

        Raise ExchangeError where several have that name.
        """
        if labelled.digest in self._known:
            return labelled.digest
        named = self._named.get(labelled.report, ()) if labelled.report else ()
        if len(set(named)) > 1:
            raise ExchangeError("Several reports are named {name}.", name=labelled.report)
        if named:
            return named[0]
        return self.digests[0] if self._is_named and len(self.digests) == 1 else None

    def by_words(self, marks: Sequence[IncomingLabel]) -> str:
        """Return the report in which the words of all these labels stand at their offsets.

        Raise ExchangeError where there is none, or where there are several.
        """
        found = [digest for digest in self.digests if _stands(marks, self.text(digest))]
        if len(found) == 1:
            return found[0]
        raise (
            self._several(found)
            if found
            else ExchangeError("No report of the store has this text or name. Import the report first.")
        )

    def places(self, text: str, report: str | None, *, only_lines: bool = False) -> list[_Place]:
        """Return where a passage stands in the reports, or in one of them; with `only_lines` where it is a whole line.

        Blanks and line ends do not count.
        """
        self._read()
        for squeezed in dict.fromkeys((_squeezed(text), _CUT.sub("", _squeezed(text)))):
            if not squeezed:
                return []
            lines = [one for one in self._lines.get(squeezed, ()) if report in (None, one[0].report)]
            # of lines one with as many blanks is meant
            found = [one for one, length in lines if length == len(text)] or [one for one, _ in lines]
            found = found if only_lines else list(self._anywhere(squeezed, report))
            if found:
                return found
        return []

    def _anywhere(self, squeezed: str, report: str | None) -> Iterator[_Place]:
        """Yield each place of a passage; one that begins with a sentence is looked for as a sentence first."""
        first, *others = _SENTENCE.findall(squeezed) or [""]
        # the first may have begun before the passage does; the others are whole sentences of the report too
        having = [self._sentences.get(one, {}) for one in others or [first]]
        if others and not all(having):
            return
        fewest = min(having, key=len) or self.digests
        for digest in [report] if report is not None else list(fewest):
            text = self._squeezed[digest]
            start = text.find(squeezed)
            while start >= 0:
                yield _Place(digest, start, start + len(squeezed))
                start = text.find(squeezed, start + 1)

    def signs(self, digest: str) -> Sequence[int]:
        """Return where the characters of a report are that are no blanks; kept for the report asked for last."""
        if self._signs is None or self._signs[0] != digest:
            self._signs = digest, array("I", (found.start() for found in SIGN.finditer(self.text(digest))))
        return self._signs[1]

    def _read(self) -> None:
        """Read all reports for the first passage that is looked up."""
        if self._squeezed:
            return
        for digest in self.digests:
            at = 0
            for line in self.text(digest).split("\n"):
                squeezed = _squeezed(line)
                if squeezed:
                    self._lines.setdefault(squeezed, []).append((_Place(digest, at, at + len(squeezed)), len(line)))
                at += len(squeezed)
            self._squeezed[digest] = _squeezed(self.text(digest))
            # with what a line begins after a heading, which has no stop at its end, and without that
            for piece in (self._squeezed[digest], *map(_squeezed, self.text(digest).split("\n"))):
                for sentence in _SENTENCE.findall(piece):
                    self._sentences.setdefault(sentence, {})[digest] = None

    def one_of(self, places: Sequence[_Place]) -> _Place:
        """Return the only place; raise ExchangeError that names the reports where there are several."""
        if len(places) == 1:
            return places[0]
        raise self._several(list(dict.fromkeys(place.report for place in places)))

    def _several(self, digests: Sequence[str]) -> ExchangeError:
        names = ", ".join(self.name(digest) for digest in digests[:_MOST_NAMED])
        if len(digests) == 1:
            return ExchangeError(
                "These words are in several places of {name}. Label more of the text around them.", name=names
            )
        names += ", …" if len(digests) > _MOST_NAMED else ""
        return ExchangeError("These words are in several reports: {names}. Name the report.", names=names)


def _squeezed(text: str) -> str:
    return _BLANK.sub("", text)


def _stands(marks: Sequence[IncomingLabel], text: str) -> bool:
    """Tell whether the words of all labels are in a text at their offsets."""
    return bool(marks) and all(one.text != "" and text[one.start : one.end] == one.text for one in marks)


def place(found: Iterable[LabelledText], reports: ReportIndex) -> tuple[list[Placement], list[Refusal]]:
    """Find each mark its place; a mark whose words stand elsewhere now is found by them and by those around it.

    A text that is a part of a report is found by its words; where they stand in several places, by the texts of the
    file before and behind it.
    """
    given = list(found)
    places = _passages(given, reports)
    placed: list[Placement] = []
    refused: list[Refusal] = []
    for one, passage in zip(given, places, strict=True):
        try:
            if isinstance(passage, ExchangeError):
                raise passage
            digest, moved = _report_of(one, passage, reports)
        except ExchangeError as error:
            if one.marks:
                refused.append(Refusal(one.where, error, len(one.marks)))
            continue
        for mark in one.marks:
            try:
                placed.append(_placed(mark, one, digest, reports.text(digest), moved, is_part=passage is not None))
            except ExchangeError as error:
                refused.append(Refusal(mark.where, error))
    return placed, refused


def _report_of(one: LabelledText, passage: _Place | None, reports: ReportIndex) -> tuple[str, Move | None]:
    """Return a text's report, and what moves its spans there; None where its words are looked for one by one."""
    if one.text is not None and passage is not None:
        return passage.report, _in_passage(one.text, passage, reports.signs(passage.report))
    digest = reports.whole(one.text) if one.text is not None else None
    if digest is not None:
        return digest, _in_text(one)
    digest = reports.known(one)
    if one.text is not None:
        if digest is None:
            raise ExchangeError("No report of the store has this text or name. Import the report first.")
        return digest, None
    digest = digest or reports.by_words(one.marks)
    return digest, _as_counted(one.marks, reports.text(digest), holds=one.digest == digest)


def _as_counted(marks: Sequence[IncomingLabel], text: str, *, holds: bool) -> Move | None:
    """Return what moves the spans of labels that came without their text, by the words that they quote."""
    if holds or _stands(marks, text):
        return Span
    given = [GivenSpan(one.start, one.end, one.kind, one.text) for one in marks]
    counted = count_spans(text, given, "code point", is_firm=True)
    spans = {
        (one.start, one.end): span
        for one, span in zip(given, counted, strict=True)
        if isinstance(span, Span) and one.words and same_words(text[span.start : span.end], one.words)
    }
    return (lambda start, end: spans[start, end]) if len(spans) == len({one[:2] for one in given}) else None


def _passages(given: Sequence[LabelledText], reports: ReportIndex) -> list[_Place | ExchangeError | None]:
    """Return for each text where it stands as a part of a report, None where it is a whole report or in none."""
    found: list[list[_Place]] = []
    faults: dict[int, ExchangeError] = {}
    for at, one in enumerate(given):
        places: list[_Place] = []
        if one.text is not None and reports.whole(one.text) is None:
            try:
                report = reports.known(one)
                places = reports.places(one.text, report, only_lines=one.is_line or not one.marks)
                if one.is_line and not places:
                    places = reports.places(one.text, report)
            except ExchangeError as error:
                faults[at] = error
            if one.is_line and not places and at not in faults:
                faults[at] = ExchangeError("No line of a report in the store reads like this.")
        found.append(places)
    chosen = _chosen(given, found)
    result: list[_Place | ExchangeError | None] = []
    for at, places in enumerate(found):
        try:
            result.append(faults.get(at) or chosen[at] or (reports.one_of(places) if places else None))
        except ExchangeError as error:
            result.append(error)
    return result


def _chosen(given: Sequence[LabelledText], found: Sequence[Sequence[_Place]]) -> list[_Place | None]:
    """Choose among several places of a passage, where the other passages of the file tell which it is.

    It is the place beside that of the passage before or behind it in the file; where the passages are in the order of
    the report, the only one between theirs; where the file has it as often as the report, each has its own in order.
    """
    chosen = [places[0] if len(places) == 1 else None for places in found]
    _choose_in_turn(given, found, chosen)
    for at in range(1, len(found)):
        before = chosen[at - 1]
        if chosen[at] is None and before is not None:
            chosen[at] = next((one for one in found[at] if one[:2] == (before.report, before.end)), None)
    for at in range(len(found) - 2, -1, -1):
        behind = chosen[at + 1]
        if chosen[at] is None and behind is not None:
            chosen[at] = next((o for o in found[at] if (o.report, o.end) == (behind.report, behind.start)), None)
    _choose_between(found, chosen)
    last: _Place | None = None
    for at, one in enumerate(given):
        places = found[at]
        if chosen[at] is None and places and one.is_line and len({place.report for place in places}) == 1:
            later = [place for place in places if last is not None and place >= (last.report, last.end)]
            chosen[at] = min(later or places)
        last = chosen[at] or last
    return chosen


def _choose_in_turn(
    given: Sequence[LabelledText], found: Sequence[Sequence[_Place]], chosen: list[_Place | None]
) -> None:
    """Give each of several passages that read the same its place in order, where there are as many places."""
    same: dict[tuple[str, tuple[_Place, ...]], list[int]] = {}
    for at, places in enumerate(found):
        if len(places) > 1 and len({one.report for one in places}) == 1:
            same.setdefault((_squeezed(given[at].text or ""), tuple(places)), []).append(at)
    for (_, places), ats in same.items():
        if len(ats) == len(places):
            for at, one in zip(ats, sorted(places), strict=True):
                chosen[at] = one


def _choose_between(found: Sequence[Sequence[_Place]], chosen: list[_Place | None]) -> None:
    """Choose the only place between those of the passages before and behind, where all are in the report's order."""
    known = [one for one in chosen if one is not None]
    if len(known) < 2 or len({one.report for one in known}) > 1 or known != sorted(known):
        return
    report = known[0].report
    ends = list(accumulate((one.end if one else 0 for one in chosen), max))
    last = max(one.end for one in known) + 1
    starts = list(accumulate((one.start if one else last for one in reversed(chosen)), min))[::-1]
    for at, places in enumerate(found):
        if chosen[at] is None and starts[at] < last:
            between = [one for one in places if one.report == report and ends[at] <= one.start < one.end <= starts[at]]
            chosen[at] = between[0] if len(between) == 1 else None


def _placed(
    mark: IncomingLabel, one: LabelledText, digest: str, text: str, moved: Move | None, *, is_part: bool
) -> Placement:
    """Place a label by what moves its span, else by its words; of a part of a report every word is known to agree."""
    words = one.text[mark.start : mark.end] if one.text is not None else mark.text
    if moved is not None:
        span = moved(mark.start, mark.end)
        there = text[span.start : span.end]
        if span.start < span.end <= len(text) and (
            is_part or not words or fold(words)[0] == there or same_words(there, words)
        ):
            return Placement(mark, digest, one.annotator, span)
    if one.text is not None:
        around = (one.text[max(0, mark.start - AROUND) : mark.start], one.text[mark.end : mark.end + AROUND])
        mark = replace(mark, before=around[0], after=around[1])
    span = find_anew(text, fold(words)[0], fold(mark.before)[0], fold(mark.after)[0])
    return Placement(mark, digest, one.annotator, span, anew=True)


def _in_text(one: LabelledText) -> Move:
    """Return what moves a span of a text as it came to the text as it was folded."""
    text = one.text
    if text is None or ("\r" not in text and not text.startswith("\ufeff")):
        return Span
    lead = text.startswith("\ufeff")
    gone = [found.start() for found in re.finditer("\r\n", text)]
    return lambda start, end: Span(
        *(place - lead * (place > 0) - sum(cut < place for cut in gone) for place in (start, end))
    )


def _in_passage(passage: str, place: _Place, there: Sequence[int]) -> Move:
    """Return what moves a span of a passage to its report, whose blanks may be written otherwise or not at all.

    `there` are the characters of the report that are no blanks.
    """
    signs = [at for at, character in enumerate(passage) if not _BLANK.match(character)]
    if len(signs) > place.end - place.start:
        # it was found without the dots at its edges
        signs = signs[len(_squeezed(passage)) - len(_squeezed(passage).lstrip("….")) :]
    its = there[place.start : place.end]
    by = its[0] - signs[0]
    if len(signs) == len(its) and all(mine + by == one for mine, one in zip(signs, its, strict=True)):
        # blank for blank the same: one at the edge of a label stays in it
        return lambda first, last: Span(max(first + by, 0), last + by)
    moved = dict(zip(signs, its, strict=False))

    def in_report(first: int, last: int) -> Span:
        inside = [moved[at] for at in range(first, last) if at in moved]
        return Span(inside[0], inside[-1] + 1) if inside else Span(0, 0)

    return in_report


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
