"""The words of time that headings, openings and first lines have (`resources/lexicon/time.toml`)."""

import re
from dataclasses import dataclass
from functools import cache

from ..lexicon import Lexicon
from .expressions import PLANS, YEAR

FIVE_YEAR_PLAN = re.compile(f"({'|'.join(PLANS)})五")
NAMED_YEAR = re.compile(f"({YEAR})年")

_DAY = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The patterns of what names a report, a section or the years of either."""

    report: re.Pattern[str]
    report_of_year: re.Pattern[str]
    session_of_day: re.Pattern[str]
    line_of_day: re.Pattern[str]
    review: re.Pattern[str]
    plan: re.Pattern[str]
    own_year: re.Pattern[str]
    five: re.Pattern[str]
    target_lead: re.Pattern[str]
    target_met: re.Pattern[str]
    outlook: re.Pattern[str]
    one_year: re.Pattern[str]
    plan_time: re.Pattern[str]
    said_of_year: re.Pattern[str]


@cache
def time_words(lexicon: Lexicon) -> TimeWords:
    """Compile the words of time of a lexicon."""
    report, session = lexicon.either("time.report"), lexicon.either("time.session")
    five = lexicon.either("time.five_years", "time.next_five_years")
    return TimeWords(
        report=re.compile(report),
        report_of_year=re.compile(rf"({YEAR})年[^\n。]{{0,24}}{report}"),
        session_of_day=re.compile(rf"({YEAR})年[0-9]{{1,2}}月[0-9]{{1,2}}日[^\n。]{{0,30}}{session}"),
        line_of_day=re.compile(rf"^\W*({YEAR})年{_DAY}月{_DAY}日\W*$", re.MULTILINE),
        review=re.compile(lexicon.either("time.review")),
        plan=re.compile(lexicon.either("time.plan")),
        own_year=re.compile(f"{YEAR}年|{lexicon.either('time.this_year', 'time.last_year')}"),
        five=re.compile(f"五年|(?<![0-9])5年|{FIVE_YEAR_PLAN.pattern}|{five}"),
        target_lead=re.compile(f"{lexicon.either('time.target_lead')}[^，。；]{{0,8}}?(?:是|为|：|:|如下)"),
        target_met=re.compile(lexicon.either("time.target_met")),
        outlook=re.compile(lexicon.either("time.outlook")),
        one_year=re.compile(lexicon.either("time.one_year")),
        plan_time=re.compile(f"{lexicon.either('time.plan_time')}$"),
        said_of_year=re.compile(lexicon.either("time.said_of_year")),
    )
