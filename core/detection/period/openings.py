"""What a paragraph says of the years it is about: by how it opens, as an item of a list, by a year or years in it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from ...model.figure import Reason, Span
from ..rule import Rule, decide
from .expressions import TimeExpression
from .headings import REVIEWS, Mode, Setting
from .time_words import TimeWords

Style = Literal["dash", "number"]
"""How an item of a list is marked: by a dash, or by a number in brackets."""

# How many characters into a paragraph a time expression may begin that opens it: one of several years, and of one.
_OPENING = 30
_BRIEF_OPENING = 8
# In so many first characters the lead of a list of targets stands, and in so many behind it that they were met.
_LEAD_LENGTH = 60
_MET_LENGTH = 8
_IN_BRACKETS = re.compile("[（(][^）)]*$")
_DIGIT = re.compile("[0-9]")
_DASH = re.compile(r"\s*——")
_NUMBERED = re.compile(r"\s*[（(][一二三四五六七八九十]")
# A note at the end of a report explains words, and turns to no other time.
_NOTE = re.compile(r"\s*[〔\[［【][0-9]{1,3}[〕\]］】]")
_MARKER = re.compile(
    r"\s*(?:——|[一二三四五六七八九十]{1,3}[、是]|[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]{1,2}[.．、])?"
)
# Behind a year: a day of it, which opens nothing (去年11月召开的会议).
_MONTH_BEHIND = re.compile("(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})月")
_FIVE = 5


class Paragraph(NamedTuple):
    """What the rules of a paragraph look at: its span, its first sentence, its times and those of its first sentence.

    `setting` is what holds before it, `year` the report's own, `style` how the items before it were marked. A heading
    within a section is an item with a number.
    """

    text: str
    span: Span
    sentence: Span
    times: Sequence[TimeExpression]
    first_times: Sequence[TimeExpression]
    year: int | None
    setting: Setting
    style: Style | None
    words: TimeWords
    is_heading: bool = False

    def item_style(self) -> tuple[Style, Span] | None:
        """Return how the paragraph is marked as an item of a list, and where the mark stands; None for no item."""
        if self.is_heading:
            mark = _MARKER.match(self.text, *self.span)
            return "number", Span(*mark.span()) if mark else self.span
        if mark := _DASH.match(self.text, *self.span):
            return "dash", Span(*mark.span())
        if mark := _NUMBERED.match(self.text, *self.span):
            return "number", Span(*mark.span())
        return None

    def opening_time(self) -> TimeExpression | None:
        """Return the time expression that opens the paragraph; None where none does."""
        if self.words.speech.search(self.text, *self.sentence):
            return None
        marker = _MARKER.match(self.text, *self.span)
        opening = marker.end() if marker else self.span.start
        if address := self.words.address.match(self.text, opening, self.span.end):
            opening = address.end()
        for time in self.first_times:
            if time.span.start > opening + (_OPENING if time.last > time.first else _BRIEF_OPENING):
                return None
            if self.words.not_opening.search(self.text, opening, time.span.start):
                return None
            before = self.text[opening : time.span.start]
            if time.last == time.first and self.words.before_year.search(before) is None:
                return None
            if not time.base and not time.months and self._names_what_follows(time):
                return None if self._is_so_far(time) else time
        return None

    def _is_so_far(self, time: TimeExpression) -> bool:
        """Tell whether 今年 in a review speaks of what is done: 今年以来，新建学校36所, but not 今年是…."""
        if self.setting.mode not in REVIEWS or not self.text.startswith("今年", time.span.start):
            return False
        if self.words.so_far.match(self.text, time.span.end):
            return True
        return (
            self.setting.by_heading
            and self.words.plan_begins.search(self.text, time.span.end, self.sentence.end) is None
        )

    def _names_what_follows(self, time: TimeExpression) -> bool:
        """Tell whether a time expression names what follows.

        A date does not, nor does the bare name of a plan (“十五五” without 时期) or an attribute of a single noun.
        """
        words = self.text[slice(*time.span)]
        if "月" in words or _MONTH_BEHIND.match(self.text, time.span.end):
            return False
        if "年" not in words:
            return self.words.plan_time.search(words) is not None or not words.strip('“”"').startswith("十")
        if words == "今年" and self.setting.mode == "next five":
            return self.words.opens_year.match(self.text, time.span.end) is not None
        is_said_of = self.words.said_of_year.match(self.text, time.span.end) is not None
        return not words[0].isdigit() or is_said_of


class _Turn(NamedTuple):
    """What a paragraph turns to, and the words that say so; `other` is what it may turn to later.

    `stays` says that the paragraph is what tells this, though it holds before it as well.
    """

    mode: Mode
    words: tuple[Span, ...]
    other: Mode | None = None
    stays: bool = False


class _Opening(NamedTuple):
    """What the rules of an opening look at: the lead of targets that are still to be met, and the time that opens it.

    `opened` is what that time is about: one of the modes, None where it is none of them. `closed` are the five years
    that a later sentence opens with, behind one that closes them. `is_since` says that the first sentence measures its
    year from the one before the five, `is_by_last_year` that the targets are those of the last of the five planned.
    """

    setting: Setting
    lead: Span | None
    time: TimeExpression | None
    opened: Mode | None
    closed: TimeExpression | None = None
    is_since: bool = False
    is_by_last_year: bool = False


def read_paragraph(paragraph: Paragraph) -> tuple[Setting, Style | None]:
    """Return what holds from a paragraph on, and how the items of its list are marked.

    It may turn by how it opens or as an item of a list, then to a single year, then to the years ahead.
    """
    if _NOTE.match(paragraph.text, *paragraph.span):
        return paragraph.setting, paragraph.style
    opening = _opening(paragraph)
    style = paragraph.style
    opens = opening.lead is not None or opening.opened is not None or opening.closed is not None
    if opens and (decided := decide(OPENING_RULES, opening)) is not None:
        setting = _opened(paragraph, *decided)
    else:
        setting, style = read_item(paragraph)
    if setting.other is not None and (turned := decide(NARROWING_RULES, paragraph._replace(setting=setting))):
        setting = _turned(setting, paragraph, *turned)
    if (setting.announced or setting.both) and (turned := decide(AHEAD_RULES, paragraph._replace(setting=setting))):
        setting = _turned(setting, paragraph, *turned)
    return setting, style


def read_later_sentence(paragraph: Paragraph, sentence_at: Callable[[int], Span]) -> Setting | None:
    """Return what holds from a later sentence of a paragraph on; None where none turns to another time.

    In a review of several years a sentence opens that of the last by its name: 刚刚过去的2025年，…, 一年来，….
    `sentence_at` tells which sentence holds an offset.
    """
    if paragraph.setting.mode != "five" or not paragraph.times:
        return None
    for time in paragraph.times[len(paragraph.first_times) :]:
        if (decided := decide(LATER_RULES, _Later(paragraph, time, sentence_at))) is not None:
            rule, (start, words) = decided
            return replace(
                paragraph.setting,
                mode="year",
                start=start,
                reasons=(Reason(rule, (words,)),),
                by_heading=False,
                items_told=False,
            )
    return None


def read_announcement(paragraph: Paragraph, last: Span) -> Setting:
    """Return what holds behind a paragraph, by its last sentence: 2026年要重点抓好以下六方面工作。"""
    asked = _Announcement(paragraph, last)
    decided = decide(ANNOUNCEMENT_RULES, asked)
    setting = paragraph.setting if decided is None else _opened(paragraph, *decided)
    # 五年来，我们主要做了以下工作：(一)… the items are of these years, however they are marked
    is_told = setting.other is not None and setting.mode in REVIEWS and asked.said is not None
    return replace(setting, items_told=True) if is_told else setting


def read_item(paragraph: Paragraph) -> tuple[Setting, Style | None]:
    """Take up an item of a list: in a section on two periods a new style of items begins the second period."""
    setting = paragraph.setting
    item = paragraph.item_style() if setting.other is not None else None
    if item is None:
        return setting, paragraph.style
    if (decided := decide(LIST_RULES, paragraph)) is not None:
        setting = _turned(setting, paragraph, *decided)
    return setting, item[0]


def _opened(paragraph: Paragraph, rule: str, turn: _Turn) -> Setting:
    """Return what holds after the opening of a paragraph: a plan turns to no review, and where the year is named, the
    rest of the section is the year's work.
    """
    setting = paragraph.setting
    setting = replace(setting, both=setting.both and turn.mode != "plan")
    is_same = turn.mode == setting.mode and not turn.stays
    if is_same or (setting.mode not in REVIEWS and turn.mode in REVIEWS):
        return setting
    other = "plan" if setting.both and turn.mode == "next five" else setting.other
    if turn.mode not in REVIEWS and other in REVIEWS:
        other = None
    return _turned(setting, paragraph, rule, turn._replace(other=other))


def _turned(setting: Setting, paragraph: Paragraph, rule: str, turn: _Turn) -> Setting:
    return replace(
        setting,
        mode=turn.mode,
        other=turn.other,
        start=paragraph.span.start,
        reasons=(Reason(rule, turn.words),),
        by_heading=False,
        items_told=False,
    )


def _opening(paragraph: Paragraph) -> _Opening:
    time = paragraph.opening_time()
    opened = _mode_of(time, paragraph.year)
    is_since = opened == "year" and paragraph.setting.mode == "five" and _measures_from_before(paragraph)
    lead = _lead(paragraph)
    is_by_last_year = lead is not None and _is_by_last_year(paragraph)
    return _Opening(paragraph.setting, lead, time, opened, _closed_years(paragraph), is_since, is_by_last_year)


def _is_by_last_year(paragraph: Paragraph) -> bool:
    """Tell whether targets are led to as those of the last of five years: 主要目标是：到2030年, in a report of 2026."""
    year, start = paragraph.year, paragraph.span.start
    return year is not None and any(
        time.first == time.last == year + _FIVE - 1 and paragraph.text.endswith("到", start, time.span.start)
        for time in paragraph.times
        if time.span.start < start + _LEAD_LENGTH
    )


def _measures_from_before(paragraph: Paragraph) -> bool:
    """Tell whether the first sentence names the year before the five years reviewed (是2007年的2.5倍)."""
    year = paragraph.year
    return year is not None and any(
        time.first == time.last == year - 1 - _FIVE and not time.relative for time in paragraph.first_times
    )


def _closed_years(paragraph: Paragraph) -> TimeExpression | None:
    """Return the five years reviewed that a later sentence opens with, where the first one closes them; else None.

    2015年是“十二五”收官之年。五年来，… speaks of the five years.
    """
    text, (start, end), words = paragraph.text, paragraph.sentence, paragraph.words
    if paragraph.setting.mode not in REVIEWS or not words.closes_years.search(text, start, end):
        return None
    for time in paragraph.times:
        if time.span.start > end + _LEAD_LENGTH:
            break
        is_opened = words.years_begin.search(text, max(start, time.span.start - _BRIEF_OPENING), time.span.start)
        if is_opened and not time.base and time.last > time.first and _mode_of(time, paragraph.year) == "five":
            return time
    return None


def _lead(paragraph: Paragraph) -> Span | None:
    """Return where a paragraph leads to targets; None where it does not, or says that they were met."""
    start = paragraph.span.start
    opening = paragraph.text[start : min(paragraph.span.end, start + _LEAD_LENGTH)]
    lead = paragraph.words.target_lead.search(opening)
    # what brackets say of an aim is told of the figure before them: 增长6.5%（年度预期目标为6%）
    if lead is None or _IN_BRACKETS.search(opening, 0, lead.start()):
        return None
    around = opening[: lead.start()] + opening[lead.end() :][:_MET_LENGTH]
    return None if paragraph.words.target_met.search(around) else Span(start + lead.start(), start + lead.end())


def _mode_of(time: TimeExpression | None, year: int | None) -> Mode | None:
    """Return what a time that opens a paragraph turns its section to; None where it turns it to nothing."""
    if time is None or year is None:
        return None
    if time.first == time.last:
        return "year" if time.first == year - 1 else "plan" if time.first == year else None
    if time.last - time.first != _FIVE - 1:
        # 三年来 holds for its own paragraph
        return "next five" if time.first >= year else None
    if time.last == year - 1:
        return "five"
    return "next five" if time.first >= year else None


def _lead_ahead(asked: _Opening) -> _Turn | None:
    is_ahead = "next five" in (asked.opened, asked.setting.mode) or asked.is_by_last_year
    is_ahead = is_ahead and asked.opened != "plan"
    return _Turn("next five", _lead_words(asked)) if asked.lead is not None and is_ahead else None


def _lead_words(asked: _Opening) -> tuple[Span, ...]:
    return tuple(span for span in (asked.time.span if asked.time else None, asked.lead) if span is not None)


def _lead_of_year(asked: _Opening) -> _Turn | None:
    return _Turn("plan", _lead_words(asked)) if asked.lead is not None else None


def _opens(mode: Mode) -> Callable[[_Opening], _Turn | None]:
    """Return a rule for paragraphs that are opened by a time of one mode."""

    def read(asked: _Opening) -> _Turn | None:
        return _Turn(mode, (asked.time.span,)) if asked.time is not None and asked.opened == mode else None

    return read


def _closed(asked: _Opening) -> _Turn | None:
    return _Turn("five", (asked.closed.span,)) if asked.closed is not None else None


def _end_of_years(asked: _Opening) -> _Turn | None:
    """In a section on five years, a year that is measured from the one before them tells what they reached."""
    if not asked.is_since or asked.time is None:
        return None
    return _Turn("five", (asked.time.span,), stays=True)


OPENING_RULES: Sequence[Rule[_Opening, _Turn]] = (
    Rule("section.target_lead_ahead", _lead_ahead),
    Rule("section.target_lead", _lead_of_year),
    Rule("section.years_closed", _closed),
    Rule("section.year_ends_years", _end_of_years),
    Rule("section.opens_with_year_reviewed", _opens("year")),
    Rule("section.opens_with_years_reviewed", _opens("five")),
    Rule("section.opens_with_year_planned", _opens("plan")),
    Rule("section.opens_with_years_planned", _opens("next five")),
)


class _Later(NamedTuple):
    """What the rules of a later sentence look at: its paragraph, a time in it, and where sentences begin and end."""

    paragraph: Paragraph
    time: TimeExpression
    sentence_at: Callable[[int], Span]


def _turns_to_year(asked: _Later) -> tuple[int, Span] | None:
    """Apply to the year reviewed as a whole where it opens a sentence; give where that begins, and the time.

    What closes the years themselves (刚刚过去的2025年是收官之年。五年来，…) turns to none.
    """
    paragraph, time = asked.paragraph, asked.time
    text, words = paragraph.text, paragraph.words
    if time.base or time.months or _mode_of(time, paragraph.year) != "year":
        return None
    if words.whole_year_behind.match(text, time.span.end) is None:
        return None
    is_whole = words.year_as_whole.fullmatch(text, *time.span) is not None
    if not is_whole and not text.endswith("过去的", 0, time.span.start):
        return None
    sentence = asked.sentence_at(time.span.start)
    if words.whole_year_before.fullmatch(text, sentence.start, time.span.start) is None:
        return None
    is_closing = words.closes_years.search(text, *sentence) is not None
    later = (one for one in paragraph.times if one.span.start >= sentence.end)
    if is_closing and any(_mode_of(one, paragraph.year) == "five" for one in later):
        return None
    return sentence.start, time.span


LATER_RULES: Sequence[Rule[_Later, tuple[int, Span]]] = (Rule("section.turns_to_year", _turns_to_year),)
"""How a later sentence of a paragraph turns to another time; each gives where that begins, and the words."""


class _Announcement(NamedTuple):
    """What the rules of an announcement look at: a paragraph and its last sentence."""

    paragraph: Paragraph
    last: Span

    @property
    def said(self) -> re.Match[str] | None:
        """The words that say so; None where none do."""
        return self.paragraph.words.announces.search(self.paragraph.text, *self.last)


def _announced(asked: _Announcement) -> _Turn | None:
    """The last sentence says that a time's work follows: the time nearest before the words that say so is meant."""
    paragraph, (start, _) = asked
    said = asked.said
    if said is None:
        return None
    for time in reversed(paragraph.times):
        if not start <= time.span.start < said.end() or time.base or time.months:
            continue
        mode = _mode_of(time, paragraph.year)
        return _Turn(mode, (time.span, Span(*said.span()))) if mode is not None else None
    return None


def _ends_on_years(asked: _Announcement) -> _Turn | None:
    """Behind a year's review, the last sentence turns to five years and tells no figure: 五年来，全县面貌一新。"""
    paragraph, (start, end) = asked
    setting = paragraph.setting
    if setting.mode != "year" or setting.by_heading or start == paragraph.span.start:
        return None
    if _DIGIT.search(paragraph.text, start, end):
        return None
    for time in paragraph.times:
        if time.span.start == start and not time.base and _mode_of(time, paragraph.year) == "five":
            return _Turn("five", (time.span,))
    return None


ANNOUNCEMENT_RULES: Sequence[Rule[_Announcement, _Turn]] = (
    Rule("section.announced_year", _announced),
    Rule("section.ends_on_years", _ends_on_years),
)


def _numbered_after_aims(asked: Paragraph) -> _Turn | None:
    """In a plan of five years and of one, the first numbered item ends the aims of the five."""
    setting, item = asked.setting, asked.item_style()
    if item is None or item[0] != "number" or (setting.mode, setting.other) != ("next five", "plan"):
        return None
    return _Turn("plan", (item[1],))


def _names_mode(asked: Paragraph, mode: Mode) -> bool:
    """Tell whether a paragraph names the years of a mode (五年来)."""
    return any(not time.base and not time.months and _mode_of(time, asked.year) == mode for time in asked.times)


def _other_style(asked: Paragraph) -> _Turn | None:
    item, other = asked.item_style(), asked.setting.other
    if item is None or other is None or asked.style is None or item[0] == asked.style:
        return None
    if asked.setting.items_told or (asked.setting.mode == "five" and _names_mode(asked, "five")):
        return None
    return _Turn(other, (item[1],))


LIST_RULES: Sequence[Rule[Paragraph, _Turn]] = (
    Rule("section.numbered_after_aims", _numbered_after_aims),
    Rule("section.other_style_of_items", _other_style),
)


def _narrowed(asked: Paragraph) -> _Turn | None:
    """In a section on five years and on one, turn to the year where a paragraph speaks of a year alone (全年)."""
    if (asked.setting.mode, asked.setting.other) != ("five", "year"):
        return None
    if any(time.last > time.first for time in asked.times):
        return None
    for time in asked.times:
        if not time.base and asked.words.one_year.fullmatch(asked.text, *time.span):
            return _Turn("year", (time.span,))
    return None


NARROWING_RULES: Sequence[Rule[Paragraph, _Turn]] = (Rule("section.narrowed_to_year", _narrowed),)


def _may_look_ahead(setting: Setting) -> bool:
    """Tell whether the heading announced years ahead that its section has not turned to yet."""
    return (setting.both and setting.mode == "plan") or (
        (setting.announced or setting.both) and setting.mode in REVIEWS
    )


def _ahead(setting: Setting, words: Span) -> _Turn:
    return _Turn("next five", (words,), "plan" if setting.mode == "plan" else setting.other)


def _ahead_by_years(asked: Paragraph) -> _Turn | None:
    if not _may_look_ahead(asked.setting) or asked.year is None:
        return None
    for time in asked.first_times:
        if time.first >= asked.year and time.last > time.first:
            return _ahead(asked.setting, time.span)
    return None


def _ahead_by_words(asked: Paragraph) -> _Turn | None:
    if not _may_look_ahead(asked.setting):
        return None
    found = asked.words.outlook.search(asked.text, *asked.sentence)
    if found and asked.words.target_met.search(asked.text, asked.sentence.start, found.start()):
        return None
    return _ahead(asked.setting, Span(*found.span())) if found else None


def _ahead_by_items(asked: Paragraph) -> _Turn | None:
    """Take the items right below a heading that names the aims of five years first, and then a year, as these aims."""
    setting, item = asked.setting, asked.item_style()
    if not (setting.both and setting.by_heading and setting.mode == "plan") or item is None or item[0] != "dash":
        return None
    named = setting.reasons[-1].words
    is_first = len(named) > 1 and named[0].start < named[1].start
    is_below = "\n" not in asked.text[setting.start : asked.span.start].strip()
    return _ahead(setting, item[1]) if is_first and is_below else None


AHEAD_RULES: Sequence[Rule[Paragraph, _Turn]] = (
    Rule("section.ahead_by_items", _ahead_by_items),
    Rule("section.ahead_by_years", _ahead_by_years),
    Rule("section.ahead_by_words", _ahead_by_words),
)
