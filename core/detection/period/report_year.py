"""The year a report was given in."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ...model.figure import Reason, Span
from ..lexicon import Lexicon
from ..outline import Heading, Outline
from ..rule import Rule, decide
from .expressions import PLANS, parse_year
from .time_words import FIVE_YEAR_PLAN, NAMED_YEAR, TimeWords, time_words

# Among so many first characters the title and the session stand, and a line of its own that is the day of the session.
_TITLE_PAGE = 4000
_HEAD = 400
_EARLIEST = 1990
_FIVE = 5
_LAST_MONTHS = ("11", "12", "十一", "十二")
_SINCE = re.compile("以来")


@dataclass(frozen=True, slots=True)
class ReportYear:
    """The year a report was given in, None where nothing tells, and by which rule and words it was read.

    `is_communique` says that it is a statistical communiqué, which is about the year before it throughout.
    """

    year: int | None
    reason: Reason
    is_communique: bool = False


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the rules of a report's year look at: its text without furniture, its outline, and the name it was given.

    `head` and `title_page` are where its first lines and its first page end.
    """

    text: str
    outline: Outline
    name: str
    words: TimeWords
    head: int
    title_page: int

    def dated_heading(self) -> Heading | None:
        """Return the first heading that names a year and says that it reviews or plans; None where none does."""
        return next((heading for heading in self.outline.headings if self._is_dated(heading.title)), None)

    def _is_dated(self, title: str) -> bool:
        is_named = self.words.review.search(title) or self.words.plan.search(title)
        return bool(is_named) and NAMED_YEAR.search(title) is not None

    def plans(self, heading: Heading) -> bool:
        """Tell whether a heading opens a plan and no review."""
        words = self.words
        is_plan = words.plan.search(heading.title) is not None and words.review.search(heading.title) is None
        return heading.level < 2 and is_plan

    def plans_only(self, heading: Heading) -> bool:
        """Tell whether a heading plans and names a year."""
        return self.plans(heading) and NAMED_YEAR.search(heading.title) is not None

    def review_heading(self) -> Heading | None:
        """Return the first dated heading if it reviews: 一、2025年工作回顾, but not 2021年以来工作回顾."""
        heading = self.dated_heading()
        if heading is None or heading.level > 1 or self.words.review.search(heading.title) is None:
            return None
        return heading

    def year_reviewed(self, title: str) -> int:
        """Return the last year that stands before the word of review, else the last one (回顾2022年)."""
        review = self.words.review.search(title)
        before = list(_years(title[: review.start()])) if review else []
        return max(before or _years(title))


_Found = tuple[int, tuple[Span, ...]]


def report_year(outline: Outline, name: str, lexicon: Lexicon) -> ReportYear:
    """Read the year a report was given in by the first of `YEAR_RULES` that applies.

    The day of its session, else its title's year, unless its first heading reviews another; else the year of its
    headings or of its name, else the year after the one named most, because a report reviews the year before.
    """
    words = time_words(lexicon)
    text, head = outline.kept, outline.behind(_HEAD)
    is_communique = words.communique_of_year.search(text, 0, head) is not None or (
        words.statistics.search(text, 0, head) is not None and words.report.search(text, 0, head) is None
    )
    decided = decide(YEAR_RULES, _Asked(text, outline, name, words, head, outline.behind(_TITLE_PAGE)))
    if decided is None:
        return ReportYear(None, Reason("section.year_unknown"), is_communique)
    rule, (year, found) = decided
    return ReportYear(year, Reason(rule, found), is_communique)


def _contradicted(asked: _Asked) -> _Found | None:
    """Apply where title or session say another year than the heading that reviews one: the heading is nearer."""
    heading = asked.review_heading()
    if heading is None or _SINCE.search(heading.title):
        return None
    year = asked.year_reviewed(heading.title) + 1
    said = decide(TITLE_RULES, asked)
    return (year, (heading.span,)) if said is not None and said[1][0] != year else None


def _communique(asked: _Asked) -> _Found | None:
    found = asked.words.communique_of_year.search(asked.text, 0, asked.head)
    return (parse_year(found[1]) + 1, (Span(*found.span()),)) if found else None


def _session(asked: _Asked) -> _Found | None:
    words = asked.words
    found = words.session_of_day.search(asked.text, 0, asked.title_page)
    return _given(found or words.day_of_session.search(asked.text, 0, asked.title_page))


def _given(found: re.Match[str] | None) -> _Found | None:
    """Return the year of a date; the next one where it is of the last months, whose reports review their own year."""
    if found is None:
        return None
    year, month = [group for group in found.groups() if group is not None]
    return parse_year(year) + (month in _LAST_MONTHS), (Span(*found.span()),)


def _draft(asked: _Asked) -> _Found | None:
    found = asked.words.draft_of_year.search(asked.text, 0, asked.head)
    return (parse_year(found[1]), (Span(*found.span()),)) if found else None


def corrected_year(year: str, read: ReportYear) -> ReportYear:
    """Return the year that an annotator says a report was given in, "" for the one that is read."""
    return replace(read, year=int(year), reason=Reason("section.year_corrected")) if year else read


def _title(asked: _Asked) -> _Found | None:
    found = asked.words.report_of_year.search(asked.text, 0, asked.title_page)
    return (parse_year(found[1]), (Span(*found.span()),)) if found else None


def _day(asked: _Asked) -> _Found | None:
    found = asked.words.line_of_day.search(asked.text, 0, asked.head)
    return _given(found)


def _review(asked: _Asked) -> _Found | None:
    heading = asked.dated_heading()
    if heading is None or not asked.words.review.search(heading.title):
        return None
    return asked.year_reviewed(heading.title) + 1, (heading.span,)


def _plan(asked: _Asked) -> _Found | None:
    heading = next((one for one in asked.outline.headings if asked.plans_only(one)), None)
    return (min(_years(heading.title)), (heading.span,)) if heading is not None else None


def _five_year_plan(asked: _Asked) -> _Found | None:
    """Return the year after a five-year plan that the first heading of a review names: “十四五”时期工作回顾."""
    for heading in asked.outline.headings:
        found = FIVE_YEAR_PLAN.search(heading.title)
        if (
            heading.level < 2
            and found
            and asked.words.review.search(heading.title)
            and not _SINCE.search(heading.title)
        ):
            return PLANS[found[1]] + _FIVE, (heading.span,)
    return None


def _name(asked: _Asked) -> _Found | None:
    found = asked.words.named_report.search(asked.name)
    return (parse_year(found[1] or found[2]), ()) if found else None


def _named_most(asked: _Asked) -> _Found | None:
    """Return the year after the last one that is named often before the first heading of a plan, or in all."""
    plan = next((one for one in asked.outline.headings if asked.plans(one)), None)
    reviewed = Counter(_years(asked.text[: plan.span.start])) if plan is not None else Counter[int]()
    counts = reviewed or Counter(_years(asked.text))
    if not counts:
        return None
    most = max(counts.values())
    return max(year for year, count in counts.items() if 2 * count > most) + 1, ()


def _years(text: str) -> Iterator[int]:
    """Yield the years that a text names, those of its history left out."""
    return (year for found in NAMED_YEAR.finditer(text) if (year := parse_year(found[1])) >= _EARLIEST)


TITLE_RULES: Sequence[Rule[_Asked, _Found]] = (
    Rule("section.year_of_communique", _communique),
    Rule("section.year_of_session", _session),
    Rule("section.year_of_draft", _draft),
    Rule("section.year_of_title", _title),
    Rule("section.year_of_day", _day),
)
"""What the first page says of the year."""

YEAR_RULES: Sequence[Rule[_Asked, _Found]] = (
    Rule("section.year_of_heading", _contradicted),
    *TITLE_RULES,
    Rule("section.year_of_review", _review),
    Rule("section.year_of_plan", _plan),
    Rule("section.year_of_name", _name),
    Rule("section.year_after_plan", _five_year_plan),
    Rule("section.year_named_most", _named_most),
)
