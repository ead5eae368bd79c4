"""The words of time that headings, openings and first lines have (`resources/lexicon/time.toml`)."""

import re
from dataclasses import dataclass
from functools import cache

from ..lexicon import Lexicon
from .expressions import PLAN, YEAR

FIVE_YEAR_PLAN = re.compile(f"({PLAN})五")
NAMED_YEAR = re.compile(f"({YEAR})[ ]*年")

_NUMBER = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_DATE = rf"({YEAR})[ ]*年[ ]*({_NUMBER})[ ]*月[ ]*{_NUMBER}?[ ]*日"
"""A date, whose groups are its year and its month."""


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The patterns of what names a report, a section or the years of either."""

    report: re.Pattern[str]
    report_of_year: re.Pattern[str]
    session_of_day: re.Pattern[str]
    day_of_session: re.Pattern[str]
    statistics: re.Pattern[str]
    communique_of_year: re.Pattern[str]
    draft_of_year: re.Pattern[str]
    named_report: re.Pattern[str]
    line_of_day: re.Pattern[str]
    review: re.Pattern[str]
    result: re.Pattern[str]
    still_reviewed: re.Pattern[str]
    first_year: re.Pattern[str]
    wished: re.Pattern[str]
    plan: re.Pattern[str]
    own_year: re.Pattern[str]
    last_year: re.Pattern[str]
    this_year: re.Pattern[str]
    heading_ends: re.Pattern[str]
    five: re.Pattern[str]
    target_lead: re.Pattern[str]
    target_met: re.Pattern[str]
    outlook: re.Pattern[str]
    one_year: re.Pattern[str]
    plan_time: re.Pattern[str]
    said_of_year: re.Pattern[str]
    so_far: re.Pattern[str]
    address: re.Pattern[str]
    plan_begins: re.Pattern[str]
    announces: re.Pattern[str]
    speech: re.Pattern[str]
    not_opening: re.Pattern[str]
    opens_year: re.Pattern[str]
    before_year: re.Pattern[str]
    notes: re.Pattern[str]
    list_title: re.Pattern[str]
    list_of_aims: re.Pattern[str]
    year_as_whole: re.Pattern[str]
    whole_year_before: re.Pattern[str]
    whole_year_behind: re.Pattern[str]
    closes_years: re.Pattern[str]
    years_begin: re.Pattern[str]


@cache
def time_words(lexicon: Lexicon) -> TimeWords:
    """Compile the words of time of a lexicon."""
    report, session = lexicon.either("time.report"), lexicon.either("time.session")
    five = lexicon.either("time.five_years", "time.next_five_years")
    this_year = lexicon.either("time.this_year", "time.next_year")
    last_year = lexicon.either("time.last_year", "time.heading_last_year")
    named = "工作报告"
    announced = lexicon.either("time.announced")
    list_title = lexicon.either("time.list_titles", "time.list_aims")
    return TimeWords(
        report=re.compile(report),
        report_of_year=re.compile(rf"({YEAR})[ ]*年[^\n。]{{0,24}}{report}"),
        session_of_day=re.compile(rf"{_DATE}[^\n。]{{0,30}}{session}"),
        day_of_session=re.compile(rf"{session}上?\s*[（(]?\s*{_DATE}"),
        line_of_day=re.compile(rf"(?:^\W*{_DATE}\W*$|{_DATE}\s*[）)])", re.MULTILINE),
        statistics=re.compile(rf"^\s*\S{{0,12}}{lexicon.either('time.statistics')}\s*$", re.MULTILINE),
        communique_of_year=re.compile(rf"({YEAR})[ ]*年[^。]{{0,40}}?{lexicon.either('time.communique')}"),
        draft_of_year=re.compile(rf"({YEAR})[ ]*年(?:(?!{YEAR})[^。，]){{0,30}}?{lexicon.either('time.draft')}"),
        named_report=re.compile(
            rf"(?<![0-9A-Za-z])({YEAR})[^0-9]*{named}|{named}[^0-9]*(?<![0-9A-Za-z])({YEAR})(?![0-9A-Za-z])"
        ),
        result=re.compile(lexicon.either("time.result")),
        still_reviewed=re.compile(lexicon.either("time.still_reviewed")),
        first_year=re.compile(lexicon.either("time.first_year")),
        wished=re.compile(lexicon.either("time.wished")),
        review=re.compile(f"{lexicon.either('time.review')}|(?<!今后)(?<!未来)(?<!新)的[五一]年"),
        plan=re.compile(lexicon.either("time.plan")),
        own_year=re.compile(f"{YEAR}[ ]*年|{this_year}|{last_year}"),
        last_year=re.compile(last_year),
        this_year=re.compile(f"{this_year}(?!以来)"),
        heading_ends=re.compile(f"{lexicon.either('time.heading_ends')}(?:情况|建议|如下)?[：:]?$"),
        five=re.compile(f"五年|(?<![0-9])5年|{FIVE_YEAR_PLAN.pattern}|{five}"),
        target_lead=re.compile(f"{lexicon.either('time.target_lead')}[^，。；]{{0,8}}?(?:是|为|：|:|如下)"),
        target_met=re.compile(lexicon.either("time.target_met")),
        outlook=re.compile(lexicon.either("time.outlook")),
        one_year=re.compile(lexicon.either("time.one_year")),
        plan_time=re.compile(f"{lexicon.either('time.plan_time')}$"),
        said_of_year=re.compile(lexicon.either("time.said_of_year")),
        so_far=re.compile(lexicon.either("time.this_year_so_far")),
        address=re.compile(rf"\s*{lexicon.either('time.address')}[，,：:！!]\s*"),
        plan_begins=re.compile(lexicon.either("time.plan_begins")),
        speech=re.compile(lexicon.either("time.speech")),
        not_opening=re.compile(f"{lexicon.either('time.not_opening')}[^，,]*$"),
        opens_year=re.compile(lexicon.either("time.opens_year")),
        before_year=re.compile(
            rf"(?:^|[^\u4e00-\u9fff]|{lexicon.either('time.opening_before', 'time.looks_back', 'time.before_year')})$"
        ),
        notes=re.compile(rf"\W*(?:附件?[0-9一二三]?[：:]?)?[^，。；：:\n]{{0,20}}?{lexicon.either('time.notes')}\W*"),
        list_title=re.compile(
            rf"\W*(?:附件?[0-9一二三]?[：:]?)?(?:{_NUMBER}[、.．])?\W*"
            rf"(?P<title>{YEAR}[ ]*年[^，。；：:\n0-9]{{2,24}}?{list_title})\W*"
        ),
        list_of_aims=re.compile(f"{lexicon.either('time.list_aims')}$"),
        year_as_whole=re.compile(lexicon.either("time.year_as_whole")),
        whole_year_before=re.compile(
            rf"\s*(?:{lexicon.either('time.address')}[，,：:！!])?\s*(?:而|{lexicon.either('time.looks_back')})?(?:刚刚|刚)?(?:过去的)?"
        ),
        whole_year_behind=re.compile(f"{lexicon.either('time.said_of_year')}|全"),
        closes_years=re.compile(lexicon.either("time.closes_years")),
        years_begin=re.compile(
            rf"(?:[。！!]\s*{lexicon.either('time.looks_back')}?|，{lexicon.either('time.looks_back')})的?$"
        ),
        announces=re.compile(
            rf"(?:{lexicon.either('time.announced_below')}[^，。；：:]{{0,12}}?{announced}[^，。；：:]{{0,6}}[。：:；;]?"
            rf"|(?:{_NUMBER}|[几数])[个项大]?{announced}[^，。；：:]{{0,6}}[：:])\s*$"
        ),
    )
