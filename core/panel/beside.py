"""What stands beside a figure in its text and makes it another fact than its attributes say: pure functions of a text.

A figure says what its words say. That a number is of the five years together, of the county whose sentence it is, or of
the towns that have more than so much, stands around it.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple, get_args

from ..detection.lexicon import either, load_lexicon
from ..model.figure import Figure, Span
from .beside_words import words_beside

Sign = Literal[
    "",
    "flow",
    "per_head",
    "total",
    "total_of_five",
    "class",
    "compared",
    "last_year",
    "stage",
    "listed",
    "each",
    "begun",
    "moved",
]
"""What stands beside a figure.

flow: 新增 right before the number. per_head: 人均 right before it. total: 累计 in its clause. total_of_five: 五年
begins what it is said in. class: the number says of which towns or firms is spoken (超10亿元的县). compared: the change
is no change over time (高于全国1.7个百分点). last_year: a growth over the year before, in a sentence about several
years. stage: a later one was reached in the same years (跨越5万亿元、6万亿元两个台阶). listed: another number follows
or stands before (达到5853元和1610元), so that it is one of several indicators' alone. each: 均 stands before the
number, so that each of several indicators is so much (财政收入、税收均超过百亿元). begun: what is counted is only being
built (新开工高速公路300公里). moved: the people who are counted went to other work (转移农村劳动力31万人).
"""
SIGNS: tuple[Sign, ...] = get_args(Sign)

Years = Literal["", "reached", "unsaid"]
"""What stands beside a figure whose period is several years.

reached: its words say how much it came to (突破8000亿元), and none that it is of the years together. unsaid: no word
says that it grew so much over several years, and it grew no more than in one: only the section is about them.
"""

_BREAK = re.compile("[，,；;。！？!?：:\n]")
_STOP = re.compile("[；;。！？!?\n]")
_OF_FIVE = re.compile("(?:过去|近|这|本届政府|“?[十九八七]五”?)?[五5]年(?!来|间)(?:以来)?")
_ONE_NAME = re.compile("(?:新疆)?(?:生产建设)?兵团")
_TO_FIVE = re.compile("[，,](?:比|是|为|相当于|较)(?:“?[七八九十]+五”?(?:时期|期间)|(?:上|前)一?个?五年)")
_LISTED = re.compile("(?:左右|以上|以下|以内)?[、和及，,][0-9０-９]")
_NEXT = re.compile("[百千万亿]*元?[、和及][0-9０-９]")
_LISTED_BEFORE = re.compile("[0-9０-９][^，,；;。0-9０-９]{0,6}[、和及与]$")
# a change of a change: 存款增加250亿元，比上年多增加60亿元
_MORE_THAN_THEN = re.compile("[多少](?:增|减|降|升)(?:加|少|长|低|高)?了?$")
_SPAN = re.compile("([0-9]{4})/([0-9]{4})")
_SO_MANY_YEARS = "[一二三四五六七八九十两]年(?!前)|(?<![0-9０-９])[0-9０-９]年"
_NAMED_YEAR = re.compile("(?<![0-9])[0-9]{4}年")
_NUMERALS = re.compile("[0-9０-９.．%％]+[^，,；;。0-9０-９]{0,6}[、，,]")
# a section about several years has as many at least; more than this nothing grows in one year that has no word for it
_LEAST_YEARS, _MOST_A_YEAR = 3, 30


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The words of `resources/panel/beside.toml`, compiled.

    A name that ends in `_last` matches right before the number, one that ends in `_next` right behind it; the others
    are looked for in the clause.
    """

    flow_last: re.Pattern[str]
    made_new_last: re.Pattern[str]
    per_head_last: re.Pattern[str]
    class_next: re.Pattern[str]
    compared_last: re.Pattern[str]
    others: re.Pattern[str]
    last_year: re.Pattern[str]
    one_year: re.Pattern[str]
    stages_next: re.Pattern[str]
    in_turn: re.Pattern[str]
    each_last: re.Pattern[str]
    built_last: re.Pattern[str]
    begun_last: re.Pattern[str]
    opened_last: re.Pattern[str]
    moved_last: re.Pattern[str]
    moved_next: re.Pattern[str]
    moved_not: re.Pattern[str]
    by_then: re.Pattern[str]
    reached_last: re.Pattern[str]
    last_year_next: re.Pattern[str]
    together: re.Pattern[str]
    several_years: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = {name: either(some) for name, some in words_beside().items()}
    return _Patterns(
        flow_last=re.compile(f"{words['gained']}(?:了|各|{words['reaching']})?$"),
        made_new_last=re.compile(f"{words['made_new']}{words['made_new_too']}?了?$"),
        per_head_last=re.compile(f"人均(?:为|{words['reaching']})?$"),
        class_next=re.compile(f"(?:以上|左右)?的?[（(]?{words['class_nouns']}"),
        compared_last=re.compile(
            f"{words['comparing']}[^，,；;。]{{0,14}}$|比原?{words['compared_with']}[^，,；;。]{{0,12}}$"
        ),
        others=re.compile(words["others"]),
        last_year=re.compile(words["last_year"]),
        one_year=re.compile(f"{words['one_year']}|[0-9]{{4}}年"),
        stages_next=re.compile(f"(?:[、和及][0-9０-９.．]+[百千万亿]*元?)+[^，,；;。]{{0,4}}{words['stages']}"),
        # 连续三年 is how long, and nothing was reached in turn
        in_turn=re.compile(f"{words['in_turn']}|连续(?![0-9０-９一二三四五六七八九十]+[年个])"),
        # 均 of 年均, 人均 … is part of a noun
        each_last=re.compile(
            f"(?:(?<![平年人户日月亩])均|双双){words['each_will']}?(?:保持|稳定)?(?:{words['each_reaching']}了?)?$"
        ),
        built_last=re.compile(f"(?<![已共累计]){words['built']}$"),
        begun_last=re.compile(f"{words['begun']}{words['begun_too']}?的?$"),
        opened_last=re.compile(f"(?<![已共累计]){words['opened']}$"),
        moved_last=re.compile(f"{words['moved_verbs']}$"),
        moved_next=re.compile(f"[^，,；;。0-9]{{0,12}}?{words['moved_verbs']}"),
        moved_not=re.compile(words["moved_not"]),
        by_then=re.compile(words["by_then"]),
        reached_last=re.compile(f"{words['reached']}了?约?$"),
        last_year_next=re.compile(f"[，,、（(](?:分别)?{words['last_year']}"),
        # 公共 is no 共
        together=re.compile(f"{words['together']}|(?<!公)共|{_SO_MANY_YEARS}"),
        several_years=re.compile(f"{words['over_years']}|[增高加降减少][到至]|[由从]|{_SO_MANY_YEARS}"),
    )


class Beside(NamedTuple):
    """What stands beside a figure: a sign, and the part of the region that its paragraph or its sentence is about.

    `years` says what a period of several years is to it.
    """

    sign: Sign
    topic: str
    years: Years = ""


def beside(text: str, figure: Figure, sentence: Span, paragraph: Span) -> Beside:
    """Return what stands beside a figure of a text."""
    before = text[sentence.start : figure.start].rstrip()
    after = text[figure.end : figure.end + 24]
    topic = "" if figure.area else _topic(text, figure.start, sentence.start, paragraph.start)
    return Beside(_sign(figure, before, after), topic, _years(figure, before, after))


def _years(figure: Figure, before: str, after: str) -> Years:
    """Return what a period of several years is to a figure, by the words that stand around it in its sentence."""
    patterns = _patterns()
    span = _SPAN.fullmatch(figure.period or "")
    if span is None or int(span[2]) - int(span[1]) < _LEAST_YEARS:
        return ""
    opening = before[: found.start()] if (found := _BREAK.search(before)) else ""
    if figure.kind == "level" and (patterns.reached_last.search(before) or patterns.last_year_next.match(after)):
        clause = before[_last(_BREAK, before) :]
        # 年均增长10%、达到5000亿元: what is said before another number is said of that
        own = clause[_last(_NUMERALS, clause) :]
        return (
            "" if patterns.together.search(own) or patterns.together.search(_NAMED_YEAR.sub("", opening)) else "reached"
        )
    values = figure.value if isinstance(figure.value, tuple) else (figure.value,)
    if figure.kind != "growth" or any(abs(one) > _MOST_A_YEAR for one in values):
        return ""
    year = span[1] if figure.status == "target" else span[2]
    said = f"{opening}。{before[_last(_STOP, before) :]}".replace(f"{year}年", "")
    return "" if patterns.several_years.search(said) or _NAMED_YEAR.search(said) else "unsaid"


def _sign(figure: Figure, before: str, after: str) -> Sign:
    patterns = _patterns()
    clause = before[_last(_BREAK, before) :]
    if figure.kind == "level" and patterns.begun_last.search(
        clause, 0, max(clause.rfind(figure.indicator), 0) or len(clause)
    ):
        return "begun"
    if patterns.flow_last.search(before) or (figure.kind == "level" and _is_made_new(clause, figure.indicator)):
        return "flow"
    if patterns.per_head_last.search(before):
        return "per_head"
    if figure.kind == "level" and (moved := _moved(clause, after, figure.indicator)):
        return moved
    if figure.kind == "level" and "的" in after[:4] and patterns.class_next.match(after):
        return "class"
    is_of_change = figure.kind == "change" and _MORE_THAN_THEN.search(clause) is not None
    if is_of_change or (
        figure.kind == "change"
        and (found := patterns.compared_last.search(clause))
        and patterns.others.search(found[0])
    ):
        return "compared"
    if figure.kind == "growth" and "/" in (figure.period or "") and patterns.last_year.search(clause):
        return "last_year"
    total = _total(figure, before, after, clause) if figure.kind == "level" else ""
    return total or _of_list(clause, after, is_level=figure.kind == "level")


def _total(figure: Figure, before: str, after: str, clause: str) -> Sign:
    """Return what says of a level that it is of several years together; "" for nothing."""
    patterns = _patterns()
    if figure.period and len(figure.period) == 4:
        said = before[_last(_STOP, before) :].lstrip(" \u3000")
        for words in (said, clause.lstrip(" \u3000")):
            if (found := _OF_FIVE.match(words)) and not patterns.one_year.search(words, found.end()):
                return "total_of_five"
        if _TO_FIVE.match(after):
            return "total_of_five"
        if "累计" in clause or "累计" in figure.indicator:
            return "total"
    return "total" if "/" in (figure.period or "") and "累计" in clause else ""


def _of_list(clause: str, after: str, *, is_level: bool) -> Sign:
    """Return what the numbers or the indicators say that stand beside a figure in a list."""
    patterns = _patterns()
    if _LISTED.match(after) or _LISTED_BEFORE.search(clause):
        is_stage = (
            is_level
            and "分别" not in clause
            and (patterns.stages_next.match(after) or (_NEXT.match(after) and patterns.in_turn.search(clause)))
        )
        return "stage" if is_stage else "listed"
    return "each" if patterns.each_last.search(clause) else ""


def _is_made_new(clause: str, indicator: str) -> bool:
    """Tell whether what is counted was made in the time: 新建高标准农田6.6万亩 is none of the stock."""
    patterns = _patterns()
    at = clause.rfind(indicator)
    if (
        at < 0
        and (patterns.made_new_last.search(clause) or patterns.built_last.search(clause))
        and "累计" not in clause
    ):
        # the noun stands behind the number: 新培育1000家高新技术企业
        return True
    if at > 0 and patterns.made_new_last.search(clause, 0, at) is not None:
        return True
    is_opened = indicator in words_beside()["opened_nouns"] and patterns.opened_last.search(clause, 0, max(at, 0))
    is_built = at > 0 and (bool(is_opened) or patterns.built_last.search(clause, 0, at) is not None)
    return is_built and patterns.by_then.search(clause, at + len(indicator)) is None and "累计" not in clause


def _moved(clause: str, after: str, indicator: str) -> Sign:
    """Return "moved" where the people who are counted went to other work, "flow" where these are new ones, or "".

    They did in 转移农村劳动力31万人 and in 3万农村劳动力实现转移就业; 新转移农村劳动力31万人 are new ones.
    """
    patterns = _patterns()
    if not indicator.endswith(words_beside()["moved_nouns"]) or patterns.moved_not.search(clause):
        return ""
    at = clause.rfind(indicator)
    if at >= 0:
        gone = patterns.moved_last.search(clause, 0, at)
        return ("flow" if clause[: gone.start()].endswith(("新", "新增")) else "moved") if gone is not None else ""
    found = patterns.moved_next.match(after)
    return "moved" if found is not None and patterns.moved_not.match(after, found.end()) is None else ""


def _last(pattern: re.Pattern[str], words: str) -> int:
    """Return where the words behind the last match of a pattern begin."""
    return max((found.end() for found in pattern.finditer(words)), default=0)


@cache
def _topics() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return how a paragraph or a sentence about a part of the region begins, and what says the whole region again."""
    lexicon, words = load_lexicon(), {name: either(some) for name, some in words_beside().items()}
    number = "(?:[0-9]+|[一二三四五六七八九十两]+)个"
    measured = f"{lexicon.either('areas.measured')}|实现|完成|达"
    # a number of counties is an area where the next words are what is measured of it
    counted = f"{number}[\u4e00-\u9fff]{{0,8}}?{lexicon.either('areas.counted')}(?:（市[、区]*）)?(?={measured})"
    kinded = f"(?:(?!{lexicon.either('areas.kinds_not')})[\u4e00-\u9fff]){{0,6}}?{lexicon.either('areas.kinds')}"
    some = f"(?:[0-9]+个?[\u4e00-\u9fff]{{0,8}}?{lexicon.either('areas.counted')})?"
    named = f"(?:新疆)?(?:生产建设)?兵团|(?<!农){lexicon.either('areas.named', 'areas.common')}{some}"
    lead = (
        "[ \t\u3000]*(?:[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．][ \u3000]*)?(?:[一二三四五六七八九十]是)?"
        "(?:各位代表[！!，,：:]?[ 　]*)?"
        f"(?:(?:过去的?)?一年(?:来|里)?|{words['topic_leads']})?[，,]?{words['topic_verbs']}?"
    )
    topic = re.compile(f"{lead}(?P<area>{counted}|{named}|{kinded})(?![0-9、和及与内外])")
    level = lexicon.either("areas.whole")
    # the whole region is spoken of again where a clause begins with it, not where something is compared with it
    whole = re.compile(f"[，,；;。：:\\s](?:其中|预计|初步)?(?:全{level}|自治区|{lexicon.either('areas.own')}{level})")
    return topic, whole


def _clause_before(text: str, sentence: int, paragraph: int) -> int:
    """Return where the last clause of the sentence before begins; where it is the first, its own beginning."""
    before = text[paragraph:sentence].rstrip(" \u3000")
    return paragraph + _last(_BREAK, before[:-1]) if before else sentence


def _topic(text: str, number: int, sentence: int, paragraph: int) -> str:
    """Return the part of the region that the text is about from one of some places up to a number, "" for the whole."""
    topic, whole = _topics()
    lists = words_beside()
    for start in (paragraph, sentence, _clause_before(text, sentence, paragraph)):
        found = topic.match(text, start, number)
        if found is None or found["area"].endswith(lists["not_topics"]):
            continue
        is_carried = start in (paragraph, sentence) or found["area"].endswith(lists["carried"])
        if is_carried and whole.search(text, found.start("area"), number) is None:
            return _ONE_NAME.sub("兵团", found["area"])
    return ""
