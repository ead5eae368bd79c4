"""The year a report was given in."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...model.figure import Reason, Span
from ..lexicon import Lexicon
from ..outline import Heading, Outline
from ..rule import Rule, decide
from .expressions import parse_year
from .time_words import NAMED_YEAR, TimeWords, time_words

# Among so many first characters the title and the session stand, and a line of its own that is the day of the session.
_TITLE_PAGE = 4000
_HEAD = 400


@dataclass(frozen=True, slots=True)
class ReportYear:
    """The year a report was given in, None where nothing tells, and by which rule and words it was read."""

    year: int | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the rules of a report's year look at."""

    text: str
    outline: Outline
    words: TimeWords

    def dated_heading(self) -> Heading | None:
        """Return the first heading that names a year and says that it reviews or plans; None where none does."""
        return next((heading for heading in self.outline.headings if self._is_dated(heading.title)), None)

    def _is_dated(self, title: str) -> bool:
        is_named = self.words.review.search(title) or self.words.plan.search(title)
        return bool(is_named) and NAMED_YEAR.search(title) is not None


_Found = tuple[int, tuple[Span, ...]]


def report_year(text: str, outline: Outline, lexicon: Lexicon) -> ReportYear:
    """Read the year a report was given in by the first of `YEAR_RULES` that applies.

    Its title's year, else the day of its session, else the year of its headings, else the year after the one named
    most, because a report reviews the year before.
    """
    decided = decide(YEAR_RULES, _Asked(text, outline, time_words(lexicon)))
    if decided is None:
        return ReportYear(None, Reason("section.year_unknown"))
    rule, (year, words) = decided
    return ReportYear(year, Reason(rule, words))


def _title(asked: _Asked) -> _Found | None:
    found = asked.words.report_of_year.search(asked.text, 0, _TITLE_PAGE)
    return (parse_year(found[1]), (Span(*found.span()),)) if found else None


def _session(asked: _Asked) -> _Found | None:
    found = asked.words.session_of_day.search(asked.text, 0, _TITLE_PAGE)
    return (parse_year(found[1]), (Span(*found.span()),)) if found else None


def _day(asked: _Asked) -> _Found | None:
    found = asked.words.line_of_day.search(asked.text, 0, _HEAD)
    return (parse_year(found[1]), (Span(*found.span(1)),)) if found else None


def _review(asked: _Asked) -> _Found | None:
    heading = asked.dated_heading()
    if heading is None or not asked.words.review.search(heading.title):
        return None
    return max(_years(heading.title)) + 1, (heading.span,)


def _plan(asked: _Asked) -> _Found | None:
    heading = asked.dated_heading()
    return (max(_years(heading.title)), (heading.span,)) if heading is not None else None


def _named_most(asked: _Asked) -> _Found | None:
    counts = Counter(_years(asked.text))
    return (counts.most_common(1)[0][0] + 1, ()) if counts else None


def _years(text: str) -> Iterator[int]:
    return (parse_year(found[1]) for found in NAMED_YEAR.finditer(text))


YEAR_RULES: Sequence[Rule[_Asked, _Found]] = (
    Rule("section.year_of_title", _title),
    Rule("section.year_of_session", _session),
    Rule("section.year_of_day", _day),
    Rule("section.year_of_review", _review),
    Rule("section.year_of_plan", _plan),
    Rule("section.year_named_most", _named_most),
)
