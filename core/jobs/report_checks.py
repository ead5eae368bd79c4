"""What is looked at when a report comes in: whether its text is whole, is there already, and is what its name says.

Nothing of it keeps a report out. Each finding is told once, and kept with the report as a note.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from ..detection.characters import normalized
from ..detection.furniture import share_of_furniture
from ..detection.lexicon import load_lexicon
from ..detection.region_and_year import Attribution, attribute, contradictions
from ..model.errors import ReportError, UserError
from ..model.report import CUT_OFF, NO_REPORT, ONCE_MORE, OTHER_REGION, OTHER_YEAR, Note, Report

HEAD = 600
"""So many characters at the beginning of a text tell whose it is; a store lists as many (core/store)."""

# A cell of Excel holds so many characters; what is longer was cut as it was put there.
CELL = 32_767
_TERMINALS = "。！？!?…；;”』」》）)】.~～"
_SENTENCE = re.compile("[。！？；]")
# What follows a sentence without being a part of one: 牵头单位：市教育局, and the marks of a list.
_LABELLED = re.compile(r"^[^，。；]{1,10}[：:]")
# What who spread a text has put behind its end, set apart by blanks or naming where it is from.
_CREDIT = re.compile(
    r"\s{2,}\S[^。，]{0,40}$|(?<=[。！!？])[^。，]{0,12}(?:公众号|搜索|来源|来自|www|网)[^。，]{0,20}$"
)
# A text does not end with the heading of a part.
_HEADING = re.compile("^[（(]?[一二三四五六七八九十]{1,3}[）)、.．]")
# So many characters without an end are a sentence that was cut, so many if there is a comma among them; less may be a
# heading or a signature.
_LONG_TAIL, _BEGUN = 60, 10

# A page of links has at least so many lines, and less of its characters than this share stand in sentences.
_LINES, _SHARE, _MOST_PROSE = 8, 0.1, 600
# Or at least this share of it is the furniture of a page and links, whatever stands in them.
_NOTHING_ELSE = 0.9
_DATE = re.compile(
    r"(?:19|20)?\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}:\d{2}(?::\d{2})?|\d{1,2}[-/]\d{1,2}|(?:19|20)\d{2}年?"
)

# Of a head some shingles of this length stand for it, one of so many, chosen by what they begin with, so that a shifted
# text has the same ones; so large a share of them in common brings two texts to be compared whole.
_SHINGLE, _EACH, _IN_COMMON = 10, 8, 0.5
# Two texts are one where this share of their lines is in both.
_SAME_LINES = 0.9
_NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Finding:
    """What is strange about a report: `note` is kept with it, `message` says it once, with names."""

    note: Note
    message: UserError


@dataclass(frozen=True, slots=True)
class Question:
    """What the words of a report leave open: its `regions` or its `years`, those that it may be of."""

    name: str
    regions: tuple[str, ...] = ()
    years: tuple[str, ...] = ()


class Listed(Protocol):
    """A report as a store lists it."""

    @property
    def digest(self) -> str:
        """The digest of its text."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def head(self) -> str:
        """The beginning of its text."""


class ReportChecks:
    """Looks at reports as they come into a store. `listed` are those that are there, `text_of` reads one of them."""

    def __init__(self, listed: Iterable[Listed], text_of: Callable[[str], str]) -> None:
        self._text_of = text_of
        self._names: dict[str, str] = {}
        self._by_shingle: defaultdict[str, list[str]] = defaultdict(list)
        for one in listed:
            self._know(one.digest, one.title, one.head)

    def check(self, report: Report) -> tuple[Report, tuple[Finding, ...]]:
        """Return a report with a note for each finding, and the findings; one whose text is there has none."""
        if report.digest in self._names:
            return report, ()
        found = tuple(self._findings(report))
        self._know(report.digest, report.name, report.text[:HEAD])
        return replace(report, notes=(*report.notes, *(one.note for one in found))), found

    def _findings(self, report: Report) -> Iterator[Finding]:
        if holds_no_report(report.text):
            yield Finding(
                NO_REPORT._replace(number=_line_count(report.text)),
                ReportError(
                    "{name} holds no report, only links or headings. Save the page of the report itself.",
                    name=report.name,
                ),
            )
            return
        if is_cut_off(report.text):
            yield Finding(
                CUT_OFF._replace(number=len(report.text)),
                ReportError(
                    "The text of {name} breaks off; its end is missing. Look for the whole text.", name=report.name
                ),
            )
        yield from place_findings(report.name, attribute(report.name, report.about.title, report.text[:HEAD]))
        other = self._like(report)
        if other:
            yield Finding(
                ONCE_MORE,
                ReportError(
                    "The text of {name} is in the store already as {other}, with other blanks, marks or title. Remove "
                    "one of the two.",
                    name=report.name,
                    other=self._names[other],
                ),
            )

    def _know(self, digest: str, name: str, head: str) -> None:
        self._names[digest] = name
        for shingle in _shingles(head):
            self._by_shingle[shingle].append(digest)

    def _like(self, report: Report) -> str:
        """Return the digest of a report whose text is the same but for blanks, marks and headings; "" for none."""
        shingles = _shingles(report.text[:HEAD])
        common = Counter(digest for shingle in shingles for digest in self._by_shingle.get(shingle, ()))
        for digest, count in common.most_common(3):
            if count >= _IN_COMMON * len(shingles) and is_same_text(report.text, self._text_of(digest)):
                return digest
        return ""


def same_texts(heads: Mapping[str, str], text_of: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of reports, by digest, whose texts are the same but for blanks, marks and headings.

    `heads` are the beginnings of their texts (`HEAD`), by digest and in the order they came; the text of one is asked
    for only where its head is like another's.
    """
    by_shingle: defaultdict[str, list[str]] = defaultdict(list)
    for digest, head in heads.items():
        shingles = _shingles(head)
        common = Counter(other for shingle in shingles for other in by_shingle[shingle])
        for other, count in common.most_common(3):
            if count >= _IN_COMMON * len(shingles) and is_same_text(text_of(digest), text_of(other)):
                yield other, digest
        for shingle in shingles:
            by_shingle[shingle].append(digest)


def place_findings(name: str, found: Attribution) -> Iterator[Finding]:
    """Yield what a report's name, or the columns of its row, say otherwise than its text.

    `found` is what `attribute` finds; of a row of a table its `of_name` holds what the columns say.
    """
    for one in contradictions(found.of_name, found.of_text):
        if one.about == "year" and one.said in found.title_years:
            # 2025年预算执行情况和2026年预算草案 is of both
            continue
        if one.about == "region":
            yield Finding(
                OTHER_REGION,
                ReportError(
                    "{name} is named for {said}, but its text is a report of {found}. Look which of them is right.",
                    name=name,
                    said=one.said,
                    found=one.text,
                ),
            )
        else:
            yield Finding(
                OTHER_YEAR,
                ReportError(
                    "{name} is named for {said}, but its text is a report of the year {found}. Look which of them is "
                    "right.",
                    name=name,
                    said=one.said,
                    found=one.text,
                ),
            )


def question(report: Report) -> Question | None:
    """Return what has to be asked about a report's region and year; None where they are clear or nothing is said."""
    found = attribute(report.name, report.about.title, report.text[:HEAD])
    return Question(report.name, found.regions, found.years) if found.regions or found.years else None


def is_cut_off(text: str) -> bool:
    """Tell whether a text ends amid a sentence, or where a cell of a table is full."""
    # a line break of a cell may have had two characters
    if CELL in (len(text), len(text) + text.count("\n")) or len(text.rstrip("\n")) == CELL - 1:
        return True
    last = _CREDIT.sub("", text.rstrip().rpartition("\n")[2].strip()).rstrip()
    if not last or last[-1] in _TERMINALS or "\t" in last:
        return False
    ends = [found.end() for found in _SENTENCE.finditer(last)]
    tail = last[ends[-1] :] if ends else last
    if _LABELLED.match(tail):
        return False
    # a list of points that ends without a stop has numbers, a signature no comma
    has_begun = "，" in tail and len(tail) >= _BEGUN and not tail[0].isdigit()
    return bool(ends) or has_begun or len(tail) >= _LONG_TAIL or bool(_HEADING.match(last))


def holds_no_report(text: str) -> bool:
    """Tell whether a text is a page of links or headings: many short lines, hardly a sentence, hardly a number."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) < _LINES:
        return False
    if share_of_furniture(normalized(text), load_lexicon()) > _NOTHING_ELSE:
        return True
    prose = sum(len(line) for line in lines if _SENTENCE.search(line))
    if prose > min(_MOST_PROSE, _SHARE * sum(map(len, lines))):
        return False
    # a table has numbers in its lines, a list of links only the days of its pages
    numbered = sum(any(map(str.isdigit, _DATE.sub("", line))) for line in lines)
    return numbered < len(lines) / 3


def is_same_text(one: str, other: str) -> bool:
    """Tell whether two texts have the same lines, but for blanks, marks and a few lines such as a title."""
    first, second = _lines_of(one), _lines_of(other)
    if "".join(first) == "".join(second):
        return True
    common = sum((Counter(first) & Counter(second)).values())
    return common >= _SAME_LINES * max(len(first), len(second))


def _lines_of(text: str) -> list[str]:
    """Return the sentences of a text without blanks and marks; hand-broken lines are joined."""
    return [bare for part in re.split("[。！？；]", text) if (bare := _NO_LETTER.sub("", part))]


def _shingles(head: str) -> frozenset[str]:
    """Return the shingles that stand for a head: those that begin with some of the characters, wherever they stand."""
    letters = _NO_LETTER.sub("", head)
    whole = range(len(letters) - _SHINGLE + 1)
    chosen = frozenset(letters[at : at + _SHINGLE] for at in whole if ord(letters[at]) % _EACH == 0)
    return chosen or frozenset((letters,))


def _line_count(text: str) -> int:
    return sum(1 for line in text.split("\n") if line.strip())
