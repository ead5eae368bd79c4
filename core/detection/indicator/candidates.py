"""The candidates: the noun phrases around a number that may name what it measures (FIGURES.md §4, `indicator`).

A phrase may stand before the number (地区生产总值达【318.6亿元】), behind it (【12.4平方公里】起步区), or in an earlier
clause without a number of its own. Each function looks in one of these places and returns a phrase with its edges
trimmed, or NOTHING. Which of them names the figure is decided in `choice`. All offsets are those of the survey's text.
"""

import re
from collections.abc import Mapping

from ...model.figure import Span
from ..lexicon import Lexicon
from ..number_list import NumberList
from ..period.expressions import NO_TIMES, TimeEdges
from ..survey import Survey
from .phrase import JOINTS, LONGEST_JOINED, NOTHING, SITES, Phrase, PhrasePatterns, phrase_at, phrase_patterns
from .segmenter import tagged, tokens
from .trim import can_end_phrase, is_predicate, strip_left, strip_right

# 完成试点任务、并居全省首位: 并 begins another predicate, where at least so many characters follow.
_LEAST_NAMED = 6
_ALSO = re.compile("、(?:并|且|还|同时)(?![购网])")
# 每千人口拥有…: the verb belongs to what is measured.
_PER = re.compile("每[十百千万]")
# 等 opens the noun behind a list (…等项目), but not where the noun only sums the list up (…等工作, _OWN_WORK).
_LIST_WORD = re.compile("(?<![高中初平均对同优劣一二三四])等(?![级次候于待效同])")
_TOPIC = re.compile("([^，。；：、]{2,16}?)(?:发展|建设|工作|领域|改革)?方面(?=[，,])")
_OWN_WORK = re.compile("工作|方面|指标|领域|工作指标|方面工作")
# 在全国有影响力的龙头企业, 有条件的县: an attribute stands before the noun.
_ATTRIBUTIVE = re.compile("(?:在|有|符合|具有|具备)[^，。；、：\n0-9]{2,14}?的(?=[\u4e00-\u9fff“])")
# Last characters of names of places (a place acts: 30个县运营…), and of other nouns of one character.
_PLACES, _REGIONS = "县市州镇乡村省", ("乡村", "农村", "城市", "城镇", "乡镇")
_SHORT_NOUNS = (*_PLACES, *"区校院户人园港站")
# What is said up to the end of the clause of the things or people before it; what may stand before such people.
_REST = re.compile("[^，。；：、\n]{2,24}(?=[，。；：、\n])")
_ALONE = re.compile("(?:[，、；：\\s]|近|约|超过?|[共已]?有|全[国省市区县州])*")
_IMPROVED = re.compile("(?:提升|改善|优化|完善|提高|增强|补齐|升级|提质|改进)了?$")
# 7万吨锌基合金等项目: the size is that of one of several projects.
_AMONG_PROJECTS = re.compile("等(?:一批|若干|多个)?(?:重大|重点|标志性|标杆|产业|工业|优质)*(?:项目|工程).*")


def noun_before(
    text: str, start: int, end: int, times: TimeEdges, counted: bool, ranked: bool, is_first: bool, lexicon: Lexicon
) -> Phrase:
    """Return the noun phrase that stands before a number: between `start` and `end`, the number's own beginning.

    `counted` says that a verb may have the number as its object, which then begins behind the verb (引进项目【65个】 →
    项目). `ranked` says that the number is a rank, whose indicator keeps its speed (工业增加值增速居全省【第5位】).
    `is_first` says that no other number stands before it in its clause. `times` are left out at both ends.
    """
    patterns = phrase_patterns(lexicon)
    edge = end
    if ranked and (place := patterns.rank_verb.search(text, max(start, end - 16), end)):
        end = place.start()
    end = strip_right(text, start, end, times, patterns, ranked)
    if not counted and (base := patterns.compared.search(text, start, end)):
        end = edge = strip_right(text, start, base.start(), times, patterns, ranked)
    if "、" in text[end:edge].rstrip("、"):
        if not is_first:
            return NOTHING
        return clause_subject(text, start, end, times, lexicon)
    arrived = patterns.arrive.search(text, end, edge) is not None
    start = strip_left(text, start, end, times, patterns)
    start = _cut_subject(text, start, end, counted, patterns) if counted else _cut_clause(text, start, end, patterns)
    start = strip_left(text, start, end, times, patterns)
    if counted and text.startswith("为", start, end) and not text.startswith("为民", start, end):
        verb, named = patterns.weak.search(text, start + 3, end), patterns.verb_like.search(text, start + 3, end)
        start = named.start() if named else verb.end() if verb and end - verb.end() >= 2 else start + 1
    if counted and not arrived:
        while (verb := patterns.weak.match(text, start, end)) and end - verb.end() >= 3:
            start = strip_left(text, verb.end(), end, times, patterns)
    if counted and text.startswith("实现", start, end - 1):
        start += 2
    return phrase_at(text, start, end) if end - start > 1 and not _only_acts(text[start:end], patterns) else NOTHING


def _only_acts(phrase: str, patterns: PhrasePatterns) -> bool:
    """Tell whether a phrase is made of verbs alone (惠及, 清理废止), so that it names nothing."""
    if phrase in patterns.short_object or patterns.causing.fullmatch(phrase):
        return True
    return (
        3 < len(phrase) <= LONGEST_JOINED
        and phrase not in patterns.stages
        and patterns.verbs_only.fullmatch(phrase) is not None
    )


def _cut_clause(text: str, start: int, end: int, patterns: PhrasePatterns) -> int:
    """Return where the subject of a growth, a share or a rank begins, behind a complete statement before it.

    码头建成投运、货物吞吐量增长9%: the subject is 货物吞吐量; the statement about 码头 is complete.
    """
    start = _cut_subject(text, start, end, False, patterns)
    if (also := _ALSO.search(text, start, end)) and end - also.end() >= _LEAST_NAMED:
        return also.end()
    mark = text.rfind("、", start, end)
    done = mark >= 0 and patterns.stage_last.search(text, start, mark)
    return mark + 1 if done and done.start() - start >= _LEAST_NAMED <= end - mark - 1 else start


def _cut_subject(text: str, start: int, end: int, counted: bool, patterns: PhrasePatterns) -> int:
    """Return where the object begins, behind the last verb that separates it from the subject.

    全市新建公园【8个】: 公园. Where the number is not `counted`, only verbs of causing do so (推动, 带动):
    带动就业增长【6%】: 就业.
    """
    pattern = patterns.strong if counted else patterns.causing
    if _PER.match(text, start, end):
        return start
    for found in pattern.finditer(text, start, end):
        if found.start() < start:
            continue
        least = 3 if found.start() > start and found[0] not in patterns.short_object else 2
        if (
            _in_quotation(text, found.end(), end)
            or end - found.end() < least
            or patterns.joint.match(text, found.start(), end)
        ):
            continue
        start = found.end()
        while (more := pattern.match(text, start, end)) and end - more.end() >= 3:
            start = more.end()
        if not patterns.causing.match(found[0]):
            break
    if (
        counted
        and (mark := text.rfind("、", start, end)) >= 0
        and any(pattern.match(text, mark + 1, end) for pattern in (patterns.weak, patterns.lead))
    ):
        start = mark + 1
    for found in _LIST_WORD.finditer(text, start, end):
        if end - found.end() < 2 or _in_quotation(text, found.end(), end):
            continue
        if text[found.end() : end] in patterns.dependent or patterns.listed_kind.fullmatch(text, found.end(), end):
            continue
        if not counted and _OWN_WORK.fullmatch(text, found.end(), end):
            continue
        start = found.end()
    return start


def _in_quotation(text: str, start: int, end: int) -> bool:
    """Tell whether an offset lies inside quotation marks that close before `end`."""
    closing, opening = text.find("”", start, end), text.find("“", start, end)
    return closing >= 0 and (opening < 0 or closing < opening)


def topic(text: str, start: int, end: int, times: TimeEdges, lexicon: Lexicon) -> Phrase:
    """Return what a sentence says at its beginning that it is about, NOTHING where it does not say so.

    水产养殖方面，产量达到【6万吨】: 水产养殖.
    """
    found = _TOPIC.match(text, strip_left(text, start, min(end, start + 40), times, phrase_patterns(lexicon)), end)
    return phrase_at(text, *found.span(1)) if found else NOTHING


def clause_subject(text: str, start: int, end: int, times: TimeEdges, lexicon: Lexicon) -> Phrase:
    """Return what a clause without a number is about, for a later clause that leaves it out.

    Its subject, else its object.

    数字经济蓬勃发展，增长【12%】: 数字经济.
    """
    patterns, tags = phrase_patterns(lexicon), tagged()
    start = strip_left(text, start, min(end, start + 40), times, patterns)
    parts = tokens(text[start : min(end, start + 40)].rstrip("，、；：,;: \n"))
    if not parts:
        return NOTHING
    acting = [
        (part in tags or can_end_phrase(part, patterns, tags) or patterns.weak.fullmatch(part) is not None)
        and not (onward and onward in SITES)
        for part, onward in zip(parts, [*parts[1:], ""], strict=True)
    ]
    size = next((position for position, acts_here in enumerate(acting) if acts_here), len(parts))
    if acting[0] or parts[size - 1] in JOINTS:
        first = next(
            (
                position
                for position, part in enumerate(parts)
                if position >= size and not acting[position] and part not in JOINTS
            ),
            len(parts),
        )
        start += sum(map(len, parts[:first]))
        plain_predicates = patterns.predicates - patterns.nominal
        ending = (position for position in range(first + 1, len(parts)) if parts[position] in plain_predicates)
        return phrase_at(text, start, start + sum(map(len, parts[first : next(ending, len(parts))])))
    return phrase_at(text, start, start + sum(map(len, parts[:size])))


def noun_after(text: str, start: int, end: int, times: TimeEdges, lexicon: Lexicon, served: bool = False) -> Phrase:
    """Return the noun phrase that follows a number, from `start` up to its predicate, a time or `end`; else NOTHING.

    企业获评省级绿色工厂: 企业. `served` says that something is done for what is counted, so that the verb behind it is
    no part of its name (为【9个】村安装供暖设备: 村).
    """
    patterns, tags = phrase_patterns(lexicon), tagged()
    stretch = text[start:end]
    lead = re.match(r"[ \n]?(?:左右|以上|以下|上下|以内)?(?:人民币)?的?", stretch)
    offset = lead.end() if lead else 0
    if attributive := _ATTRIBUTIVE.match(stretch, offset):
        offset = attributive.end()
    stop = re.search("[，。；：！？\n,;:！]", stretch[offset:])
    limit = offset + stop.start() if stop else len(stretch)
    limit = min(limit, offset + 36)
    limit = next(
        (position for position in range(offset + 2, limit) if _begins_time(text, start + position, times)), limit
    )
    if limit <= offset or not re.match("[\u4e00-\u9fffA-Za-z“《0-9]", stretch[offset:limit]):
        return NOTHING
    parts = tokens(stretch[offset:limit])
    if stop is None and limit == len(stretch):
        # What stands behind the last joint belongs to the next number.
        joints = [position for position, part in enumerate(parts) if part in JOINTS]
        if joints and joints[-1] < len(parts) - 1 and parts[joints[0]] != "、":
            # 6个全国项目和住房、医疗2个省级项目: everything behind 和 belongs to the next number.
            joints = joints[:1]
        parts = parts[: joints[-1]] if joints and joints[-1] else parts
    size = _noun_length(parts, patterns, tags, served)
    position = start + offset + sum(map(len, parts[:size]))
    trimmed = strip_right(text, start + offset, position, NO_TIMES, patterns)
    return phrase_at(
        text, start + offset, trimmed if trimmed > start + offset or position - start - offset < 3 else position
    )


def _begins_time(text: str, position: int, times: TimeEdges) -> bool:
    """Tell whether a time begins at an offset that is no part of a name.

    产业园上半年投产; not 省级“十四五”重点项目.
    """
    return position in times.ends and text[position] in "0123456789上下今去年全"


def _noun_length(parts: list[str], patterns: PhrasePatterns, tags: Mapping[str, str], served: bool) -> int:
    """Return how many words make up the noun phrase that a stretch begins with.

    `parts` are the words of the stretch, `tags` the parts of speech that the segmenter knows. Where the noun is
    `served`, the next verb ends it.
    """
    named = False
    for index, part in enumerate(parts):
        ends = can_end_phrase(part, patterns, tags) and not (index and parts[index - 1] == "不")
        if ends and part not in patterns.predicates and index + 1 < len(parts) and parts[index + 1] not in tags:
            ends = False
        if ends and index + 1 < len(parts) and parts[index + 1] in SITES:
            ends = False
        last = 0 < index == len(parts) - 1 and parts[index - 1] not in patterns.nominal
        if not named and ends and is_predicate(part, patterns, tags) and (last or part not in patterns.nominal):
            return index
        if named and ends and not _modifies(parts, index, patterns, tags) and not _in_a_name(parts, index):
            # 企业战略性重组: 战略性 says how they act and is left out.
            manner = index > 1 and patterns.manner_last.search(parts[index - 1]) is not None
            return index - manner * (2 if parts[index - 1] in "性化" and index > 2 else 1)
        if (
            named
            and (served or (parts[index - 1][-1] in _PLACES and parts[index - 1] not in _REGIONS))
            and (tags.get(part) == "v" or part in patterns.predicates)
            and _takes_object(parts, index, tags, served)
        ):
            return index
        if part in ("、", "和", "与", "及", "以及", "或") and not _joins(parts, index, patterns, tags):
            return index
        named = named or (part not in tags and part not in "新老大小高多")
    return len(parts)


def _in_a_name(parts: list[str], index: int) -> bool:
    """Tell whether a word of one character goes on with a name that no dictionary has (恒达特种纸)."""
    return index == 1 and len(parts[0]) == len(parts[1]) == 1 and parts[0] not in _SHORT_NOUNS


def _takes_object(parts: list[str], index: int, tags: Mapping[str, str], served: bool) -> bool:
    """Tell whether a verb has an object of its own, of two words (30个县运营农事中心; 为9个村安装供暖设备)."""
    rest = parts[index + 1 : index + 3]
    if len(parts[index]) != 2 or len(rest) != 2 or rest[0] in (*JOINTS, "的", "等"):
        return False
    return rest[1] not in tags and rest[1] not in JOINTS if served else rest[0] not in tags


def _modifies(parts: list[str], index: int, patterns: PhrasePatterns, tags: Mapping[str, str]) -> bool:
    """Tell whether a verb modifies the noun behind it (粮食产能提升重点县) instead of being the predicate."""
    rest = parts[index + 1 :]
    if parts[index] not in patterns.nominal or not rest:
        return False
    if rest[0] in ("和", "与", "及"):
        # 降碳改造和设备更新项目: both belong to the noun at the end.
        return len(rest) > 2 and rest[-1] not in tags and not any(part in patterns.predicates for part in rest[1:])
    if rest[0][0] in "“《我":
        # 帮扶我省高校, 参与“双减”行动: an object follows, so this is the predicate.
        return False
    size = next(
        (position for position, part in enumerate(rest) if part in ("、", "和", "与", "及", "等", "之一")), len(rest)
    )
    rest = rest[: size - 1 if size > 1 and rest[size - 1] == "建设" else size]
    return (
        bool(rest)
        and rest[-1] not in patterns.nominal
        and not any(can_end_phrase(part, patterns, tags) for part in rest)
    )


def _joins(parts: list[str], index: int, patterns: PhrasePatterns, tags: Mapping[str, str]) -> bool:
    """Tell whether a second noun, short and complete, is joined on by the word at `index` (技术和产品)."""
    rest = parts[index + 1 :]
    if rest and parts[index - 1][-1] in "级类型" and any(part[-1] in "级类型" for part in rest):
        # 县级、片区级品牌: both are grades of one noun.
        return True
    size = next(
        (position for position, part in enumerate(rest) if part == "等" or can_end_phrase(part, patterns, tags)),
        len(rest),
    )
    if size < len(rest) and (rest[size] == "等" or parts[index] == "、"):
        return False
    length = sum(len(part) for part in rest[:size] if part[0] not in "（(")
    acting = parts[index] == "与" and any(
        tags.get(part) == "v" and part not in patterns.nominal for part in rest[:size]
    )
    plain = not acting and not any(part in ("、", "和") for part in rest[:size])
    return 0 < length <= LONGEST_JOINED and plain and (rest[0] not in tags or rest[0] in patterns.general)


def counted_noun(survey: Survey, number_list: NumberList, unit: str, lexicon: Lexicon) -> Phrase:
    """Return the thing that a number counts or gives the size of, from the noun behind it.

    What the thing has is left out (提升【40所】普通高中办学能力: 普通高中), and so is the list it opens
    (【7万吨】锌基合金等项目: 锌基合金).
    """
    text, patterns = survey.text, phrase_patterns(lexicon)
    served = text[number_list.members[0].span.start - 1] in "为给"
    behind = noun_after(text, number_list.numbers_end, number_list.end, survey.time_edges, lexicon, served)
    if not behind.text:
        return behind
    start, end = behind.spans[0]
    if lexicon.unit_classes.get(unit) == "count":
        onward = text[end : end + 1] not in ("", *"、，。；\n")
        improved = onward or _IMPROVED.search(text[number_list.start : number_list.members[0].span.start])
        kept = patterns.attribute_last.search(text, start + 2, end) if improved else None
        if kept is None and onward:
            kept = patterns.head.search(text, start + 2, end)
    else:
        kept = _AMONG_PROJECTS.search(text, start + 2, end)
    return phrase_at(text, start, kept.start()) if kept else behind


def with_list(survey: Survey, number_list: NumberList, behind: Phrase, lexicon: Lexicon) -> Phrase:
    """Return the whole list that a noun behind a number opens (临江东、白塔清洁能源基地)."""
    start, end = behind.spans[0]
    while survey.text[end : end + 1] == "、":
        more = noun_after(survey.text, end + 1, number_list.end, survey.time_edges, lexicon)
        if not more.text:
            break
        end = more.spans[0].end
    return phrase_at(survey.text, start, end)


def with_predicate(survey: Survey, number_list: NumberList, behind: Phrase, lexicon: Lexicon) -> Phrase:
    """Return the part of a thing that a share is of, named by what it does (【九成】的村实现通车 → 实现通车的村).

    Where the rest of the clause is no predicate, the noun is returned as it is.
    """
    end = behind.spans[0].end
    rest = _REST.match(survey.text, end, number_list.end)
    if rest is None or not is_predicate(tokens(rest[0])[0], phrase_patterns(lexicon), tagged()):
        return behind
    return Phrase(f"{rest[0]}的{behind.text}", (*behind.spans, Span(*rest.span())))


def people_by_action(survey: Survey, number_list: NumberList, lexicon: Lexicon) -> Phrase:
    """Return what people who are counted without a noun did: the rest of their clause (【28人】入选省级人才计划).

    NOTHING where words stand before the number, or where the rest is no predicate.
    """
    number = number_list.members[0].span
    rest = _REST.match(survey.text, number_list.numbers_end, number_list.end)
    if rest is None or _ALONE.fullmatch(survey.text, number_list.start, number.start) is None:
        return NOTHING
    did = rest[0][0] == "因" or can_end_phrase(tokens(rest[0])[0], phrase_patterns(lexicon), tagged())
    return phrase_at(survey.text, *rest.span()) if did else NOTHING
