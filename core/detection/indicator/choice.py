"""The choice of an indicator: which of the candidate phrases names what each number of a list measures (FIGURES.md §4).

By default the phrase before the number; the noun behind it for counts and sizes; where the clause names nothing, that
of the figure or clause before. A list of phrases gives one to each number of a list (`coordination`).
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ...model.figure import Figure
from ..lexicon import Lexicon
from ..number_list import NumberList
from ..survey import Survey
from .candidates import (
    clause_subject,
    counted_noun,
    noun_after,
    noun_before,
    people_by_action,
    topic,
    with_list,
    with_predicate,
)
from .coordination import divide
from .phrase import NOTHING, Phrase, PhrasePatterns, phrase_patterns
from .segmenter import has_verb
from .trim import complete_head, ends_in_verb, without_gain

# 占全省: what a share of the whole is a share of, right before the number.
_SHARE_OF = re.compile("占(?:全[国省市区县州球]|世界)(?=[^，。；占]{0,6}$)")
# The noun at the end of a list of grades (…、13个省级医疗中心), which belongs to each.
_SHARED_NOUN = re.compile("(?:.{1,5}?[级类型][、和][0-9]+[个家项所条座])*.{1,5}?[级类型](.+)")
# What was reached in all, behind what was gained (新增企业5家、累计达到46家).
_IN_ALL = re.compile("[，、]?(?:目前|现|全[国省市区县州])?(?:已)?(?:累计|总共|共有|共达|达到|达|增至|增加到|扩大到)")
# Words that say one thing of several figures before.
_JOINED = re.compile("(?<![年平人户村亩])均|都|双双|皆|同时")
# A grade, a size or a side of the country alone, and where one stands in a fuller name.
_GRADE, _GRADED = re.compile("[国省市区县][家]?级"), re.compile("([国省市区县]家?级)[\u4e00-\u9fff“”]{2,}$")
_SIZE, _SIZED = (
    re.compile("(?:[0-9]+[万亿]*元?[—–~至-])?(?:[0-9一二三五十百千]+[万亿]*|[百千万亿]+)元(?:以上)?"),
    re.compile("([0-9一二三五十百千]*[万亿]*元以上)[\u4e00-\u9fff“]{2,}$"),
)
_SIDE, _SIDED = re.compile("城镇|农村|城市|乡村"), re.compile("^(城镇|农村|城市|乡村)[\u4e00-\u9fff“]{2,}$")
_SIZES_ANOTHER = re.compile("[、和与及](?:(?:计划)?总?投资)?(?:约|近|超过?|达)?$")
_LONGEST_OWNER = 12
# What a plant makes in a certain time is its size (15亿立方米/年煤制气项目).
_YEARLY = re.compile("[/／](?:[年月天日]|小时)$")
# Classes of units whose noun may follow even where words stand before the number.
_FOLLOWED = ("count", "noun", "area", "mass", "energy", "volume", "length")


def choose_indicators(
    survey: Survey, number_list: NumberList, units: Sequence[str], previous: Sequence[Figure], lexicon: Lexicon
) -> list[Phrase]:
    """Return what each number of a list measures, one phrase for each, in order; NOTHING where nothing names it.

    `units` are the units of the numbers, `previous` the figures already read in the sentence, in text order. In
    城乡居民收入分别增长【6.1%】和【7.3%】 the phrases are 城镇居民收入 and 农村居民收入.
    """
    text, patterns, count = survey.text, phrase_patterns(lexicon), len(number_list.members)
    first = number_list.members[0]
    counted = first.shape == "quantity" and units[0] not in ("%", "‰", "百分点", "倍", "")
    before_number = noun_before(
        text,
        _own_start(text, number_list, previous, patterns),
        first.span.start,
        survey.time_edges,
        counted=counted,
        ranked=first.shape == "rank",
        is_first=number_list.start == number_list.clause.start,
        lexicon=lexicon,
    )
    named = _named_behind(survey, number_list, units[0], before_number, counted, lexicon)
    if named.text:
        return [named] * count
    if (
        before_number.text.rpartition("、")[2] in patterns.dependent
        and text[number_list.numbers_end : number_list.numbers_end + 1] == "的"
    ):
        # The noun that this belongs to was not found, so it stands alone.
        before_number = Phrase(before_number.text.rpartition("、")[2], before_number.spans)
    if not before_number.text:
        people = people_by_action(survey, number_list, lexicon) if units[0] in ("人", "名") else NOTHING
        if people.text:
            return [replace(people, source="after")] * count
        return _inherit(survey, number_list, units[0], previous, lexicon)
    if count == 1 and previous and previous[-1].end >= number_list.clause.start - 1:
        before_number = _named_fully(before_number, previous[-1].indicator)
    if count > 1 and (parts := divide(before_number.text, count, patterns, lexicon)):
        owner = previous[-1].indicator if previous and set(parts) <= patterns.dependent else ""
        return [complete_head(Phrase(part, before_number.spans, "part"), owner, patterns) for part in parts]
    said_of = _said_of(survey, number_list, before_number, previous, units[0], lexicon)
    completed = complete_head(before_number, said_of, patterns)
    return [replace(completed, source="undivided") if count > 1 else completed] * count


def _named_behind(
    survey: Survey, number_list: NumberList, unit: str, before_number: Phrase, counted: bool, lexicon: Lexicon
) -> Phrase:
    """Return what the noun behind a list of numbers says they measure; NOTHING where it does not name them."""
    text, patterns = survey.text, phrase_patterns(lexicon)
    follows = _may_follow(text, number_list, unit, before_number, counted, lexicon)
    continues = _continues(text, number_list)
    head = before_number.text.rpartition("、")[2]
    if not follows and not (
        text[number_list.numbers_end : number_list.numbers_end + 1] == "的"
        and (continues or head in patterns.dependent)
    ):
        return NOTHING
    after_number = counted_noun(survey, number_list, unit, lexicon)
    if not after_number.text:
        return NOTHING
    if unit == "%" and patterns.attributive.match(text, number_list.numbers_end):
        after_number = with_predicate(
            survey, number_list, with_list(survey, number_list, after_number, lexicon), lexicon
        )
    if follows:
        lead = text[number_list.start : number_list.members[0].span.start]
        after_number = _owned(before_number, _complete(survey, number_list, after_number, lexicon), lead, patterns)
    elif not continues:
        after_number = with_list(survey, number_list, after_number, lexicon)
        return Phrase(after_number.text + head, after_number.spans + before_number.spans, "completed")
    return replace(after_number, source="after")


def _continues(text: str, number_list: NumberList) -> bool:
    """Tell whether a number gives the size of one more thing after another (22亿元的光伏组件、【12.5亿元】的产业园)."""
    lead = text[number_list.start : number_list.members[0].span.start]
    return lead.startswith("的") and _SIZES_ANOTHER.search(lead) is not None


def _own_start(text: str, number_list: NumberList, previous: Sequence[Figure], patterns: PhrasePatterns) -> int:
    """Return where the words begin that belong to a number and not to the number before it.

    3条新线、运营里程【30公里】: behind the noun of the number before.
    """
    if (
        previous
        and previous[-1].end == number_list.start
        and text.startswith(previous[-1].indicator, number_list.start)
    ):
        # 6个县建设蔬菜基地2万亩: the words begin behind the verb of the counties.
        position, end = number_list.start + len(previous[-1].indicator), number_list.members[0].span.start
        verb = patterns.strong.match(text, position, end) or patterns.weak.match(text, position, end)
        if verb and not patterns.joint.match(text, position, end):
            return verb.end() if end - verb.end() > 2 else position
    mark = text.find("、", number_list.start, number_list.members[0].span.start)
    behind_number = number_list.start > number_list.clause.start and mark > number_list.start
    return mark + 1 if behind_number and number_list.members[0].span.start - mark > 2 else number_list.start


def _named_fully(before_number: Phrase, previous: str) -> Phrase:
    """Return a phrase with the noun put back that a grade, a size or a place leaves out.

    国家级企业1户、省级【3户】 → 省级企业. `previous` is the indicator of the figure before.
    """
    for short, full in ((_GRADE, _GRADED), (_SIZE, _SIZED), (_SIDE, _SIDED)):
        whole = full.search(previous)
        if short is _SIZE and short.fullmatch(before_number.text) and previous and not whole:
            return Phrase(f"{before_number.text.removesuffix('以上')}以上{previous}", before_number.spans, "completed")
        if short.fullmatch(before_number.text) and whole and not whole[1].startswith(before_number.text):
            plain = short is _SIZE and not re.search("以上$|[—–~至-]", before_number.text)
            limit = "以上" if plain else ""
            return Phrase(before_number.text + limit + previous[whole.end(1) :], before_number.spans, "completed")
    return before_number


def _said_of(
    survey: Survey,
    number_list: NumberList,
    before_number: Phrase,
    previous: Sequence[Figure],
    unit: str,
    lexicon: Lexicon,
) -> str:
    """Return what a head that names nothing by itself is said of; "" where the phrase needs nothing.

    It is the subject of the clause before, else the indicator of the figure before:
    粮食种植面积稳定，产量达到【6万吨】.
    """
    patterns = phrase_patterns(lexicon)
    if before_number.text in patterns.stages and previous and previous[-1].kind == "level":
        counted = [figure.indicator for figure in previous if figure.unit == unit and figure.kind == "level"]
        return counted[-1] if counted else previous[-1].indicator
    if before_number.text not in patterns.dependent and not before_number.text.startswith("占"):
        return ""
    if not previous or previous[-1].end < number_list.clause.start - 1:
        sentence = survey.outline.sentence_at(number_list.start)
        edge = previous[-1].end if previous else sentence.start
        subject = _earlier_subject(survey, number_list, edge, lexicon)
        if subject.text:
            return subject.text
    return previous[-1].indicator if previous else ""


def _owned(before_number: Phrase, after_number: Phrase, lead: str, patterns: PhrasePatterns) -> Phrase:
    """Return the noun behind a number with its owner put before it, where the noun is short and general.

    稳经济30项举措 → 稳经济举措.
    """
    if not before_number.text or "、" in before_number.text or "等" in lead or not lead.endswith(before_number.text):
        return after_number
    if (
        len(before_number.text) > _LONGEST_OWNER
        or after_number.text not in patterns.general
        or patterns.verb_last.search(before_number.text)
        or has_verb(before_number.text)
    ):
        return after_number
    return Phrase(before_number.text + after_number.text, before_number.spans + after_number.spans)


def _complete(survey: Survey, number_list: NumberList, after_number: Phrase, lexicon: Lexicon) -> Phrase:
    """Return a noun with its head put back that only the next number names.

    8个国家级、13个省级医疗中心 → 国家级医疗中心.
    """
    if after_number.text[-1] not in "级类型" or number_list.next_span is None:
        return after_number
    end = survey.outline.clause_at(number_list.next_span.end - 1).end
    shared = _SHARED_NOUN.match(
        noun_after(survey.text, number_list.next_span.end, end, survey.time_edges, lexicon).text
    )
    return Phrase(after_number.text + shared[1], after_number.spans) if shared else after_number


def _may_follow(
    text: str, number_list: NumberList, unit: str, before_number: Phrase, counted: bool, lexicon: Lexicon
) -> bool:
    """Tell whether the thing measured may stand after the number.

    It may where nothing stands before the number, and for counts and sizes (引进【65个】项目); it may not where the
    number is what something arrived at.
    """
    first, last = number_list.members[0], number_list.members[-1]
    if first.shape not in ("quantity", "fraction"):
        return False
    if text[first.span.start - 1 : first.span.start] in ("从", "由"):
        return False
    patterns = phrase_patterns(lexicon)
    attributive = patterns.attributive.match(text, last.span.end)
    arrived = patterns.arrive.search(text, max(number_list.start, first.span.start - 3), first.span.start) is not None
    if unit == "%" and attributive and not arrived:
        return True
    if not before_number.text:
        alone = patterns.moves.search(text, number_list.start, first.span.start) is None
        return counted or (unit in ("%", "") and (attributive is not None or alone))
    if not counted:
        return False
    unit_class = lexicon.unit_classes.get(_YEARLY.sub("", unit))
    if attributive and arrived:
        return False
    if unit_class in _FOLLOWED:
        return True
    return ends_in_verb(text, number_list.start, first.span.start, patterns)


def _inherit(
    survey: Survey, number_list: NumberList, unit: str, previous: Sequence[Figure], lexicon: Lexicon
) -> list[Phrase]:
    """Return the indicators of a list whose clause names none: those of a subject or of figures before it.

    地区生产总值达318.6亿元，增长【4.2%】: 地区生产总值. What several figures share is joined by 、
    (开工率、竣工率均提升【8个百分点】).
    """
    count, lead = len(number_list.members), survey.text[number_list.start : number_list.members[0].span.start]
    sentence = survey.outline.sentence_at(number_list.members[0].span.start)
    apart = previous and "；" in survey.text[previous[-1].end : number_list.clause.start]
    if not previous or apart or previous[-1].end < number_list.clause.start - 30:
        subject = _earlier_subject(survey, number_list, previous[-1].end if previous else sentence.start, lexicon)
        parts = divide(subject.text, count, phrase_patterns(lexicon), lexicon) if "分别" in lead else None
        if subject.text:
            return [replace(subject, text=part, source="earlier") for part in parts or [subject.text] * count]
    if not previous:
        return [NOTHING] * count
    if count > 1 and len(previous) >= count:
        return [Phrase(figure.indicator, source="inherited") for figure in previous[-count:]]
    if _JOINED.search(lead) and len(previous) > 1:
        kinds = [figure for figure in previous if figure.kind == previous[-1].kind]
        joined = list(dict.fromkeys(figure.indicator for figure in kinds))
        return [Phrase("、".join(joined), source="joined")] * count
    share = _SHARE_OF.search(lead)
    whole = previous[-1].indicator
    if previous[-1].unit == unit and _IN_ALL.match(lead):
        whole = without_gain(whole)
    if lexicon.unit_classes.get(unit) == "money" and previous[-1].unit == "%":
        # 民生支出占比保持在80%以上，累计达260亿元: the money is the expenditure, not its share.
        whole = re.sub("(?:所占|占)?(?:占比|比重)$", "", whole) or whole
    return [Phrase(whole + (share[0] if share else ""), source="inherited")] * count


def _earlier_subject(survey: Survey, number_list: NumberList, start: int, lexicon: Lexicon) -> Phrase:
    """Return what the sentence says it is about, else the subject of the nearest earlier clause that names one.

    Clauses before the offset `start` are not asked.
    """
    end = number_list.clause.start
    about = topic(survey.text, start, end, survey.time_edges, lexicon)
    if about.text:
        return about
    for _ in range(4):
        clause = survey.outline.clause_at(end - 1)
        if end <= start or clause.start < start:
            # 增长11%、保持两位数增长，占比提高: the rest of a clause with a figure is about that figure.
            break
        subject = clause_subject(survey.text, clause.start, end, survey.time_edges, lexicon)
        if subject.text:
            return subject
        end = clause.start
    return NOTHING
