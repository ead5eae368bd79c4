"""The choice: which candidate names each number of a list, and what is put back that the text leaves out (§4).

The first rule of `PICK_RULES` that applies picks; the passes of `COMPLETIONS` that belong to it may then complete what
was picked. All that they look at was offered and trimmed before.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ...model.figure import Candidate, Reason, Span
from ..rule import Rule, because, decide
from .asked import Asked
from .coordination import has_head
from .phrase import (
    GAINED,
    GRADE_LAST,
    NOTHING,
    Phrase,
    Source,
    begins_share,
    is_share,
    phrase_at,
    without_gain,
)
from .segmenter import has_verb, tagged, tokens

# 占全省: what a share of the whole is a share of, right before the number.
_SHARE_OF = re.compile("占(?:全[国省市区县州球]|世界)(?=[^，。；占]{0,6}$)")
_SHARE_WORD = re.compile("(?:所占|占)?(?:占比|比重)$")
# The noun at the end of a list of grades (…、13个省级医疗中心), which belongs to each.
_SHARED_NOUN = re.compile("“[^”]*”([^、，；。0-9“]+)|(?:.{1,5}?[级类型][、和][0-9]+[个家项所条座])*.{1,5}?[级类型](.+)")
# What was reached in all, behind what was gained (新增企业5家、累计达到46家).
_IN_ALL = re.compile("[，、]?(?:目前|现|全[国省市区县州])?(?:已)?(?:累计|总共|共有|共达|到达|达|增至|增加到|扩大到)")
# What turns a stock into a flow, and heads that name the stock again (新增企业5家、总数46家).
_GAINS = ("新增", "净增")
_GAINING, _GAIN_FIRST = re.compile("新增|净增"), re.compile("(?:新增|净增)(?=..)")
_SAID_BEFORE = re.compile("(?<=..)(?:总量|增速|增幅|占比)$")
_JOINT_VERB = re.compile("(?<=..)(?:全年|累计|共|实现|完成)+$")
_ARRIVED = re.compile("突破|达|累计|总数|现有")
# 占Y, which nothing behind it calls a share yet.
_SHARE = re.compile("(?<=..)占(?=..)(?!.*(?:比重|比例|份额|占比|之比|比值|率|量)$)(?!用|有|地|据|领|优).*$")
# 增加值占全省比重…，占全国的9%: another share of the same.
_SHARED_BY = re.compile("(?<=..)占(?![用有领据优比]|地(?!区|方)).*(?:比重|占比|比例)$")
_PER_HEAD = re.compile("(?P<head>[人户村亩]均)(?:每?月)?(?:水平)?(?:达到|达|为|约|超过|突破|近|增长|增加|提高)*$")
_DIGIT = re.compile("[0-9]")
_COMPARED = re.compile("[比较][^，。；]{2,12}$")
_GAIN_OF_NAMES = re.compile("(?<![创更革])(?P<gain>新增|净增)(?=[^，。；]*$)")
# What joins the members of a list, each with its number.
_LIST_MARK = re.compile("[、，,]?(?:以及|[和与及])?")
_SUMS = re.compile("总|数量|存量|保有量")
# A grade, a size or a side of the country alone, and where one stands in a fuller name.
_GRADE, _GRADED = re.compile("[国省市区县][家]?级"), re.compile("([国省市区县]家?级)[\u4e00-\u9fff“”]{2,}$")
_GRADE_BESIDE = re.compile("[、和与及](?P<grade>(?:国家|[省市区县])级)$")
_SIZE, _SIZED = (
    re.compile("(?:[0-9]+[万亿]*元?[—–~至-])?(?:[0-9一二三五十百千]+[万亿]*|[百千万亿]+)元(?:以上)?"),
    re.compile("([0-9一二三五十百千]*[万亿]*元以上)[\u4e00-\u9fff“]{2,}$"),
)
_LIMIT_INSIDE = re.compile("(?:超过?|突破|达到?|过)?[0-9一二三五十百千]*[万亿]*元(?:以上)?(?=的.)")
_SIZE_LIMIT = re.compile("以上$|[—–~至-]")
# 其中超5亿元的4家: a size that was passed, alone and in the name of what was counted before.
_SIZE_PASSED = "(?:超过?|突破|达到?|过|上)(?>[0-9.一二三五十百千万亿]{1,9})(?>[美欧]?元?)"
_PASSED = re.compile(f"{_SIZE_PASSED}的?")
_PASSED_INSIDE = re.compile(f"{_SIZE_PASSED}(?=的?[\u4e00-\u9fff（(]|$)")
_SIDE, _SIDED = re.compile("城镇|农村|城市|乡村"), re.compile("^(城镇|农村|城市|乡村)[\u4e00-\u9fff“]{2,}$")
_LONGEST_OWNER = 12
# What stands between the members of a list, and what a member that has a field of its own ends in.
_LIST_MARKS, _FIELD_LAST = "、和与及", re.compile("[田地林园区]$|湿地$")
_SIZES, _BULK = ("area", "mass", "energy", "volume"), ("重量箱", "重箱")
_LONGEST_MEMBER = 8
# Between the members of a list of counted things, whose noun stands before or behind each number.
_NOUN_ALONE = re.compile("[\u4e00-\u9fff“”]{0,12}[，,]")
_LEAST_LISTED, _LISTED_BETWEEN = 2, re.compile("(?!.*其中)[^，。；：、0-9]{0,16}[、和][^，。；：、0-9]{0,16}")
# What a verb is done with has at least so many characters.
_LEAST_THING, _LEAST_NAME = 2, 4
_AREA, _AMOUNTS = "面积", "量额"
_PACES = ("增速", "增幅", "增长率")
_MOST_CANDIDATES, _LONGEST_CANDIDATE = 5, 24
# Trims that leave out what may belong to the name after all: with it the phrase is a candidate.
_VERBS_CUT = frozenset((
    "trim.verb", "trim.causing", "trim.verb_behind_mark", "trim.list_word", "trim.also", "trim.done",
    "trim.beneficiary", "trim.edge_verb", "trim.achieving",
))  # fmt: skip
# Trims that leave nothing of a candidate, so that another names the number.
_DISMISSING = frozenset((
    "trim.parted_statement", "trim.too_short", "trim.only_acts", "trim.no_noun", "trim.predicate_alone",
    "trim.no_predicate", "trim.no_action", "trim.no_topic", "trim.nameless", "trim.ranked_among", "trim.aside",
))  # fmt: skip

# Trims that left out a work on what is counted, which so stands alone.
_WORKED_ON = ("trim.worked_on", "trim.attribute")

_Picked = Sequence[Phrase]


def choose(asked: Asked) -> list[Phrase]:
    """Return what each number of a list measures, with the other candidates; NOTHING's text where nothing names it."""
    rule, picked = decide(PICK_RULES, asked) or ("choice.nothing", (NOTHING,))
    others, dismissed = _others(asked), _dismissed(asked)
    chosen = [_complete(asked, rule, phrase, picked, others, dismissed) for phrase in picked]
    return chosen if len(chosen) == asked.count else chosen * asked.count


def _complete(
    asked: Asked,
    rule: str,
    phrase: Phrase,
    picked: _Picked,
    others: Sequence[Phrase],
    dismissed: tuple[Reason, ...],
) -> Phrase:
    """Complete a phrase that was picked, and give it its reasons and the candidates that were not chosen."""
    source, rules = SOURCES.get(rule, "before"), []
    owner = _owner(asked, rule, phrase, picked) if asked.named == "before" else NOTHING
    beside = _beside(asked)
    # What was picked before a number is whole by itself where nothing is said of it and no figure stands beside it.
    is_whole = asked.named == "before" and asked.count == 1 and not owner.text and not beside.text
    is_whole = is_whole and not _says_gain(asked) and asked.unit != "%" and "均" not in asked.lead
    # 清退、分流3万人: people may be named by several verbs
    is_whole = (
        is_whole
        and not asked.put_in
        and not asked.one("shared").text
        and not ("、" in asked.lead and asked.unit in asked.patterns.person_units)
    )
    if not is_whole and rule in COMPLETIONS:
        completing = _Completing(asked, phrase, owner, beside)
        for completions in COMPLETIONS[rule]:
            if (completions is _NAMES and not beside.text) or (completions is _HEADS and not owner.text):
                # none of them applies without
                continue
            found = decide(completions, completing)
            if found is not None:
                by, phrase = found
                rules.append(by)
                source = SOURCES.get(by, source)
                completing = _Completing(asked, phrase, owner, beside)
    reasons = (*dismissed, *phrase.reasons, because(rule, phrase.spans), *map(because, rules))
    kept = [one for one in others if one.text != phrase.text][:_MOST_CANDIDATES]
    candidates = tuple([Candidate(one.text, one.rule, one.spans) for one in kept])
    return Phrase(phrase.text, phrase.spans, reasons, source, candidates, phrase.rule)


def _dismissed(asked: Asked) -> tuple[Reason, ...]:
    """Return by which trims candidates were dismissed that would have come before the one that is chosen."""
    lost = [phrases[0].reasons[-1] for phrases in asked.offered.values() if not phrases[0].text and phrases[0].reasons]
    return tuple([reason for reason in lost if reason.rule in _DISMISSING])


def _others(asked: Asked) -> list[Phrase]:
    """Return the candidates in the order of their groups, each name once, one more than is kept."""
    found: dict[str, Phrase] = {}
    for group, phrases in asked.offered.items():
        for phrase in phrases:
            if phrase.text and phrase.text not in found:
                found[phrase.text] = phrase
            if group == "before" and phrase.text and (longer := _longer(asked, phrase)) is not None:
                found.setdefault(longer.text, longer)
            if len(found) > _MOST_CANDIDATES:
                return list(found.values())
    return list(found.values())


def _longer(asked: Asked, phrase: Phrase) -> Phrase | None:
    """Return a phrase with the verbs and the list before it that were cut off, where it is not too long by them."""
    cut = [one.words[0].start for one in phrase.reasons if one.words and one.rule in _VERBS_CUT]
    if not cut or phrase.spans[0].end - min(cut) > _LONGEST_CANDIDATE:
        return None
    return phrase_at(asked.text, min(cut), phrase.spans[0].end)._replace(rule=phrase.rule)


# The pick.


def _noun_and_head(asked: Asked) -> _Picked | None:
    """Put the head before a number behind the noun that it is said of: 投资【5亿元】的产业园."""
    noun, before = asked.named_behind, asked.before
    if not noun.text or not asked.has_owner_behind:
        return None
    more = asked.one("goes_on")
    stem = asked.patterns.head.sub("", asked.head)
    is_apart = stem[-1:] in ("和", "与", "及", "等") or asked.patterns.weak.fullmatch(stem)
    head = asked.head.removeprefix(stem) if is_apart else asked.head
    reasons = noun.reasons + more.reasons + before.reasons
    return (Phrase(noun.text + more.text + head, noun.spans + more.spans + before.spans, reasons),)


def _share_of_noun(asked: Asked) -> _Picked | None:
    """Name a share by the noun behind it and the whole before it: 占生产总值【四成】的制造业."""
    noun, before = asked.named_behind, asked.before
    if asked.behind.rule != "candidate.owner_of_share" or not noun.text:
        return None
    name = noun.text + asked.begun_share.removesuffix("的")
    share = "" if _SHARE_WORD.search(name) else "比重"
    return (Phrase(name + share, noun.spans + before.spans, noun.reasons + before.reasons, rule=noun.rule),)


def _rate_of_subject(asked: Asked) -> _Picked | None:
    """Put the rate behind a share behind its subject: 孵化园实现【70%】以上的出租率 → 孵化园出租率."""
    rate, before = asked.behind, asked.before
    if rate.rule != "candidate.rate_behind" or not rate.text:
        return None
    return (Phrase(before.text + rate.text, before.spans + rate.spans, rate.reasons + before.reasons),)


def _part_that_acts(asked: Asked) -> _Picked | None:
    """Name the part of a thing that a share is of by what it does: 【九成】的村实现通车 → 实现通车的村."""
    noun, acts = asked.named_behind, asked.one("predicate")
    if not noun.text or not acts.text:
        return None
    said = asked.text[slice(*acts.spans[0])]
    return (Phrase(f"{said}的{noun.text}", noun.spans + acts.spans, acts.reasons),)


def _done_wholly(asked: Asked) -> _Picked | None:
    return asked.offered["done"] if asked.one("done").text else None


def _listed_behind(asked: Asked) -> _Picked | None:
    return asked.offered["listed"] if asked.one("listed").text else None


def _behind_number(asked: Asked) -> _Picked | None:
    return asked.offered["behind"] if asked.behind.text else None


def _parts(asked: Asked) -> _Picked | None:
    return asked.offered.get("parts")


def _head_alone(asked: Asked) -> _Picked | None:
    return (asked.own_before,) if asked.is_head_alone and asked.before.text else None


def _before_number(asked: Asked) -> _Picked | None:
    return (asked.before,) if asked.before.text else None


def _people_by_action(asked: Asked) -> _Picked | None:
    return asked.offered["action"] if asked.one("action").text else None


def _parts_of_subject(asked: Asked) -> _Picked | None:
    return asked.offered.get("subject_parts")


def _earlier_subject(asked: Asked) -> _Picked | None:
    return (asked.subject,) if asked.subject.text else None


def _figures_in_turn(asked: Asked) -> _Picked | None:
    return asked.offered.get("in_turn")


def _figures_joined(asked: Asked) -> _Picked | None:
    return asked.offered.get("joined")


def _figure_before(asked: Asked) -> _Picked | None:
    return asked.offered.get("figure")


def _nothing(asked: Asked) -> _Picked | None:
    return (NOTHING,)


PICK_RULES: Sequence[Rule[Asked, _Picked]] = (
    Rule("choice.noun_and_head", _noun_and_head),
    Rule("choice.share_of_noun", _share_of_noun),
    Rule("choice.rate_of_subject", _rate_of_subject),
    Rule("choice.part_that_acts", _part_that_acts),
    Rule("choice.done_wholly", _done_wholly),
    Rule("choice.listed_behind", _listed_behind),
    Rule("choice.behind_number", _behind_number),
    Rule("choice.parts", _parts),
    Rule("choice.head_alone", _head_alone),
    Rule("choice.before_number", _before_number),
    Rule("choice.people_by_action", _people_by_action),
    Rule("choice.parts_of_subject", _parts_of_subject),
    Rule("choice.earlier_subject", _earlier_subject),
    Rule("choice.figures_in_turn", _figures_in_turn),
    Rule("choice.figures_joined", _figures_joined),
    Rule("choice.figure_before", _figure_before),
    Rule("choice.nothing", _nothing),
)


# What is put back.


@dataclass(slots=True)
class _Completing:
    """A phrase that was picked for a number.

    `owner` is what its head is said of, NOTHING where it names its number by itself; `beside` is the figure before,
    NOTHING where it stands in another clause or the phrase is for several numbers.
    """

    asked: Asked
    phrase: Phrase
    owner: Phrase
    beside: Phrase

    @property
    def text(self) -> str:
        return self.phrase.text

    def followed_by(self, text: str, owner: Phrase = NOTHING) -> Phrase:
        """Return the phrase under its completed name, by the reasons of what was put back as well."""
        return Phrase(text, self.phrase.spans, self.phrase.reasons + owner.reasons, rule=self.phrase.rule)


def _beside(asked: Asked) -> Phrase:
    """Return the figure before, where it stands in the same clause as a single number."""
    is_beside = asked.count == 1 and asked.previous and asked.previous[-1].end >= asked.number_list.clause.start - 1
    return asked.one("figure") if is_beside else NOTHING


def _owner(asked: Asked, rule: str, phrase: Phrase, picked: _Picked) -> Phrase:
    """Return what a head that names nothing by itself is said of; NOTHING where the phrase needs nothing.

    It is the subject of the clause before, else the indicator of the figure before:
    粮食种植面积稳定，产量达到【6万吨】.
    """
    owner = _owner_of_parts(asked, picked) if rule == "choice.parts" else _owner_of_head(asked, phrase.text)
    return NOTHING if phrase.text in owner.text else owner


def _owner_of_parts(asked: Asked, parts: _Picked) -> Phrase:
    return asked.one("figure") if {part.text for part in parts} <= asked.patterns.dependent else NOTHING


def _owner_of_head(asked: Asked, head: str) -> Phrase:
    if "counted" in asked.offered:
        return asked.one("counted")
    if asked.put_in or _is_of_scope(asked) or _is_new_investment(asked, head) or asked.is_paid_for:
        return NOTHING
    if asked.one("actor").text:
        return asked.one("actor")
    last = asked.previous[-1] if asked.previous else None
    if head in asked.patterns.summed_heads and (listed := _listed_before(asked)).text:
        return listed
    if asked.one("earlier").rule == "candidate.object_before":
        # 深入开展招商，签约36个: what is only done counts nothing
        thing = asked.subject.text
        is_opened = len(thing) >= _LEAST_NAME and asked.patterns.opened_last.search(thing) is not None
        is_opened = is_opened and thing[0] not in "每各" and _is_name(thing, asked)
        return asked.subject if is_opened else NOTHING
    is_stage = head in asked.patterns.stages and last is not None and last.kind == "level"
    if is_stage or head in asked.patterns.dependent or is_share(head, asked.patterns):
        return asked.subject if asked.subject.text else asked.one("figure")
    if head in asked.patterns.balances:
        return asked.subject
    if asked.unit == "%" and last is not None and _is_rate_of(head, last.indicator, asked.patterns.rated_acts):
        # 固定资产投资9亿元，投资率80%: only who or what is counted has a rate
        is_count = asked.lexicon.unit_class(last.unit) == "count"
        return asked.one("figure") if is_count else NOTHING
    return _owner_apart(asked, head)


def _listed_before(asked: Asked) -> Phrase:
    """Return all things of the list that a sum is of: 省重点项目9个、市重点项目30个，总投资【90亿元】; else NOTHING."""
    if asked.one("earlier").text or len(asked.previous) < _LEAST_LISTED:
        return NOTHING
    last = asked.previous[-1]
    clause = asked.number_list.clause
    # the noun may stand behind the last number
    if last.end < clause.start and not _NOUN_ALONE.fullmatch(asked.text, last.end, clause.start):
        return NOTHING
    listed = [last]
    for figure in reversed(asked.previous[:-1]):
        between = asked.text[figure.end : listed[0].start]
        if figure.unit != last.unit or figure.kind != "level" or not _LISTED_BETWEEN.fullmatch(between):
            break
        listed.insert(0, figure)
    names = [figure.indicator for figure in listed]
    is_list = len(listed) >= _LEAST_LISTED and last.kind == "level" and asked.lexicon.unit_class(last.unit) == "count"
    start = max(0, listed[0].start - _LONGEST_CANDIDATE)
    if not all(asked.text.find(one, start, clause.start) >= 0 for one in names):
        # 力争新开工20个、投产12个: of the same things
        return NOTHING
    if not is_list or any(one in other for one in names for other in names if one is not other):
        return NOTHING
    reason = Reason("choice.list_before", tuple(figure.span for figure in listed))
    return Phrase("、".join(names), (), (reason,))


def _is_rate_of(head: str, counted: str, acts: frozenset[str]) -> bool:
    """Tell whether a rate says how many do what those counted before did (医保参保9万人，参保率98%)."""
    is_so = len(head) > _LEAST_THING and head[-1] == "率" and counted.endswith(head[:-1]) and counted != head[:-1]
    is_so = is_so and (head[:-1] in acts or has_verb(head[:-1]))
    # 城镇新增就业9万人，就业率96%: not of those who were added
    return is_so and _GAINING.search(counted) is None


def _owner_apart(asked: Asked, head: str) -> Phrase:
    """Return what the clauses before say of a name, at the beginning of its clause; NOTHING where they say nothing.

    It is the side of the country (农村低保制度健全，低保对象【3万人】), or the rate that others have as well
    (住院报销比例，县级医院达到【75%】).
    """
    clause, last = asked.number_list.clause, asked.previous[-1] if asked.previous else None
    if asked.number_list.start != clause.start or asked.named != "before" or asked.count > 1:
        return NOTHING
    sentence = asked.survey.outline.sentence_at(clause.start)
    if sentence.start >= clause.start:
        return NOTHING
    text, patterns = asked.text, asked.patterns
    at = text.rfind(head[:2], max(sentence.start, last.end if last else 0), clause.start)
    if at - 2 >= sentence.start and _SIDE.fullmatch(text, at - 2, at) and patterns.provided.match(text, at + 2):
        return Phrase(text[at - 2 : at], (Span(at - 2, at),))
    if has_head(head, asked.lexicon):
        return NOTHING
    topic = patterns.rated.fullmatch(text, asked.survey.outline.clause_at(clause.start - 1).start, clause.start)
    if topic is None and last is not None:
        topic = patterns.rated.match(text, sentence.start, clause.start)
        topic = topic if topic and last.indicator.endswith(topic["topic"]) else None
    if topic is None or "的" in topic["topic"] or not _is_name(topic["topic"], asked) or has_verb(head):
        return NOTHING
    return phrase_at(text, *topic.span("topic"))


def _is_name(phrase: str, asked: Asked) -> bool:
    """Tell whether a phrase is a name alone: no statement, and nothing that is done (提高补助标准)."""
    words, patterns = tokens(phrase), asked.patterns
    if patterns.lead.match(phrase) or patterns.weak.match(phrase) or patterns.strong.search(phrase):
        return False
    plain = patterns.predicates - patterns.nominal
    return words[0] not in tagged() and words[0] not in patterns.predicates and plain.isdisjoint(words)


def _is_of_scope(asked: Asked) -> bool:
    """Tell whether the report's own area stands right before a head, which is of that (全市面积【9983平方公里】)."""
    if not asked.before.spans:
        return False
    start = asked.before.spans[0].start
    cut = [words for one in asked.before.reasons if one.rule == "trim.scope_first" for words in one.words]
    return any(words.end == start for words in cut)


def _is_new_investment(asked: Asked, head: str) -> bool:
    """Tell whether money is invested anew at the beginning of a clause, beside other money: 投资【2000万元】，完成…"""
    is_first = head in ("投资", "投入") and asked.lead.strip("，、；。 ") == head
    last = asked.previous[-1] if asked.previous else None
    is_money = last is not None and last.unit == asked.unit and not asked.follows_of
    return is_first and is_money and asked.number_list.start == asked.number_list.clause.start


def _shared_noun(one: _Completing) -> Phrase | None:
    """Put back the noun that only the next number names: 8个国家级、13个省级医疗中心 → 国家级医疗中心."""
    following = one.asked.one("shared")
    work = one.asked.work_beside if following.text and one.asked.is_named_behind else ""
    ends = one.asked.patterns.work_ends.search(following.text) if work else None
    if ends:
        is_cut = any(reason.rule in _WORKED_ON for reason in one.phrase.reasons)
        return None if is_cut else one.followed_by(work + ends[0], following)
    shared = _SHARED_NOUN.match(following.text) if one.asked.is_named_behind and following.text else None
    return one.followed_by(one.text + (shared[1] or shared[2]), following) if shared else None


def _owned(one: _Completing) -> Phrase | None:
    """Put its owner before a noun behind a number that is short and general: 稳经济30项举措 → 稳经济举措."""
    before, lead, patterns = one.asked.before, one.asked.lead, one.asked.patterns
    if not one.asked.is_named_behind or one.text not in patterns.general or not before.text or "、" in before.text:
        return None
    if "等" in lead or not lead.endswith(before.text) or len(before.text) > _LONGEST_OWNER:
        return None
    if patterns.verb_last.search(before.text) or has_verb(before.text):
        return None
    return Phrase(before.text + one.text, before.spans + one.phrase.spans, before.reasons + one.phrase.reasons)


def _fuller(one: _Completing, short: re.Pattern[str], full: re.Pattern[str], limit: str = "") -> Phrase | None:
    """Put back the noun of the figure beside behind what stands alone here and with its noun there."""
    if not one.beside.text or not short.fullmatch(one.text):
        return None
    whole = full.search(one.beside.text)
    if whole is None or whole[1].startswith(one.text):
        return None
    return one.followed_by(one.text + limit + one.beside.text[whole.end(1) :], one.beside)


def _grade_of_host(one: _Completing) -> Phrase | None:
    """Complete a grade in brackets by what stands before them: 湿地公园4个（国家级【3个】） → 国家级湿地公园."""
    asked = one.asked
    is_note = asked.text[asked.number_list.start - 1 : asked.number_list.start] in ("（", "(")
    if not one.beside.text or not is_note or not _GRADE.fullmatch(one.text) or _GRADED.search(one.beside.text):
        return None
    return one.followed_by(one.text + one.beside.text, one.beside)


def _grade(one: _Completing) -> Phrase | None:
    """Complete a grade: 国家级企业1户、省级【3户】 → 省级企业."""
    return _fuller(one, _GRADE, _GRADED)


def _size_of_figure(one: _Completing) -> Phrase | None:
    """Complete a size by the whole name of the figure before, which has no size itself."""
    if not one.beside.text or not _SIZE.fullmatch(one.text) or _SIZED.search(one.beside.text):
        return None
    limit = _LIMIT_INSIDE.search(one.beside.text)
    if limit is not None:
        # 主营业务收入超亿元的企业312户，5亿元以上的46户: one limit in place of the other
        own = f"{one.text.removesuffix('以上')}以上"
        return one.followed_by(one.beside.text[: limit.start()] + own + one.beside.text[limit.end() :], one.beside)
    return one.followed_by(f"{one.text.removesuffix('以上')}以上{one.beside.text}", one.beside)


def _size_passed(one: _Completing) -> Phrase | None:
    """Complete a size that was passed: 产值超亿元的企业60家，其中超5亿元的【14家】 → 产值超5亿元的企业."""
    if one.text[:1] not in "超突达过上" or _PASSED.fullmatch(one.text) is None or not one.beside.text:
        return None
    if one.asked.previous and one.asked.previous[-1].unit != one.asked.unit:
        return None
    size, name = one.text.removesuffix("的"), one.beside.text
    inside = _PASSED_INSIDE.search(name)
    named = f"{size}的{name}" if inside is None else name[: inside.start()] + size + name[inside.end() :]
    return one.followed_by(named, one.beside)


def _size(one: _Completing) -> Phrase | None:
    """Complete a size: 亿元以上项目12个、10亿元【3个】 → 10亿元以上项目."""
    return _fuller(one, _SIZE, _SIZED, "" if _SIZE_LIMIT.search(one.text) else "以上")


def _side(one: _Completing) -> Phrase | None:
    """Complete a side of the country: 城镇居民收入…、农村【2万元】 → 农村居民收入."""
    return _fuller(one, _SIDE, _SIDED)


def _share_of_owner(one: _Completing) -> Phrase | None:
    if not one.owner.text or len(one.text) <= 2 or not is_share(one.text, one.asked.patterns):
        return None
    if begins_share(one.text):
        return one.followed_by(_SHARED_BY.sub("", one.owner.text) + one.text, one.owner)
    if "占" in one.owner.text:
        # 进出口额占全省进出口总额的65%，投资占全社会投资的42%
        return None
    if one.asked.patterns.said_first.match(one.text) and one.owner.text[-1] in _AMOUNTS:
        # 专利申请量…，总量占全市三成: of the whole name
        return one.followed_by(_SAID_BEFORE.sub("", one.owner.text) + one.text, one.owner)
    return one.followed_by(one.asked.patterns.head.sub("", one.owner.text) + one.text, one.owner)


def _stage_behind(one: _Completing) -> Phrase | None:
    """Put a stage behind what it is a stage of: 生猪出栏…、存栏【…】 → 生猪存栏."""
    patterns = one.asked.patterns
    if not one.owner.text or one.text not in patterns.stages:
        return None
    stem = patterns.stage_last.sub("", one.owner.text)
    is_so = one.text in patterns.stages_behind or stem != one.owner.text
    return one.followed_by(stem + one.text, one.owner) if is_so else None


def _stage_first(one: _Completing) -> Phrase | None:
    """Put a stage, or a verb alone, before what it is said of, in place of its stage: 开工项目390个、竣工【437个】."""
    is_stage = one.text in one.asked.patterns.stages
    is_verb_alone = not is_stage and "counted" in one.asked.offered
    if not one.owner.text or not (is_stage or is_verb_alone):
        return None
    thing = one.asked.patterns.stage_first.sub("", without_gain(one.owner.text))
    verb = one.asked.patterns.verbs_only.match(thing) if is_verb_alone else None
    if verb is not None and len(thing) - verb.end() >= _LEAST_THING:
        thing = thing[verb.end() :]
    return one.followed_by(one.text + thing, one.owner)


def _head_of_stock(one: _Completing) -> Phrase | None:
    """Put a head behind the stock that was added to: 新增企业5家、总数【46家】 → 企业总数."""
    return _with_head(one, without_gain(one.owner.text)) if _is_head(one) and _is_sum_of_gain(one) else None


def _head_of_figure(one: _Completing) -> Phrase | None:
    """Put a head behind what it is said of, in place of its head: 粮食种植面积…、产量【…】 → 粮食产量."""
    return _with_head(one, one.owner.text) if _is_head(one) and not _is_sum_of_gain(one) else None


def _is_head(one: _Completing) -> bool:
    return one.owner.text != "" and one.text in one.asked.patterns.dependent


def _is_sum_of_gain(one: _Completing) -> bool:
    """Tell whether a head is said of all that the figure before only added to (总数, 占比), not of what was added."""
    return one.asked.patterns.had_by_gained.search(one.text) is None and GAINED.match(one.owner.text) is not None


def _with_head(one: _Completing, owner: str) -> Phrase | None:
    patterns = one.asked.patterns
    if one.text == "完成投资" and patterns.whole_head.search(owner) and owner.endswith("固定资产投资"):
        # 固定资产投资…，完成投资…
        return one.followed_by(owner, one.owner)
    stem = _SAID_BEFORE.sub("", owner) if one.text in patterns.said_of_all else patterns.whole_head.sub("", owner)
    is_whole = one.text in patterns.said_of_all
    stem = patterns.effort_last.sub("", _JOINT_VERB.sub("", stem))
    if one.text.endswith(_AREA) and one.text[:-2] and stem.startswith(one.text[:-2]):
        # 新开工项目9个，新开工面积3万平方米
        return one.followed_by(stem + one.text[-2:], one.owner)
    return one.followed_by(stem + one.text, one.owner) if stem or is_whole else None


def _share_named(one: _Completing) -> Phrase | None:
    """Name a share of something as one: 民生支出占财政支出的【八成】 → 民生支出占财政支出比重."""
    is_share = one.asked.unit == "%" and _SHARE.search(one.text) is not None
    # 教育支出达到占财政支出20%的要求
    return one.followed_by(one.text.removesuffix("的").replace("达到占", "占") + "比重") if is_share else None


def _share_of_whole(one: _Completing) -> Phrase | None:
    """Name a share that a verb tells of a whole: 民生支出不低于财政支出的【80%】 → 民生支出占财政支出比重."""
    if one.asked.unit != "%" or not one.asked.lead.endswith("的"):
        return None
    found = one.asked.patterns.share_of_whole.search(one.asked.lead)
    if found is None or "占" in found["whole"]:
        return None
    own = one.text.partition(found["verb"])[0]
    name = own or one.owner.text
    if not name or found["whole"] in name:
        return None
    share = f"{name}占{found['whole']}比重"
    return one.followed_by(share) if own else one.followed_by(share, one.owner)


def _per_head(one: _Completing) -> Phrase | None:
    """Put 人均 before what it stands behind, or what the figure before measures: 生产总值110亿元、人均达到【4万元】."""
    found = _PER_HEAD.search(one.asked.lead)
    return one.followed_by(found["head"] + one.text) if found and found["head"] not in one.text and one.text else None


def _says_gain(asked: Asked) -> bool:
    """Tell whether a word of gaining (新增) stands anywhere before the number."""
    return _GAINS[0] in asked.lead or _GAINS[1] in asked.lead


def _gain(one: _Completing) -> Phrase | None:
    """Put the gain back that stands between a phrase and its number, or before a number (新增【3家】企业).

    What was gained in a year is another indicator than what there is.
    """
    asked = one.asked
    if not _says_gain(asked) or not one.text or not _is_amount(asked) or _GAINING.search(one.text):
        return None
    last = asked.patterns.gain_last.search(asked.lead)
    if last is not None and _COMPARED.search(asked.lead, 0, last.start()):
        # 比上个五年净增9亿元
        return None
    if last is None and asked.named == "behind":
        # 新增云汀、白塔两处3A级景区: names stand between the gain and the number.
        last = _GAIN_OF_NAMES.search(asked.lead)
        if last is not None and asked.patterns.strong.search(asked.lead, last.end("gain")):
            return None
    if last is None:
        # 新增完成改造小区30个: the verbs behind the gain were cut off with it.
        last = asked.patterns.gain_verbs.fullmatch(asked.text, *_verbs_cut(one.phrase)) or _gain_of_listed(one)
    return one.followed_by(last["gain"] + one.text) if last is not None else None


def _gain_of_listed(one: _Completing) -> re.Match[str] | None:
    """Return the gain before a list that 等 sums up: 新增云汀书屋等文化设施【6处】."""
    cut = [reason.words[0] for reason in one.phrase.reasons if reason.words and reason.rule == "trim.list_word"]
    gain = _GAIN_OF_NAMES.match(one.asked.text, cut[0].start, cut[0].end) if cut else None
    if gain and _DIGIT.search(one.asked.text, *cut[0]):
        return None
    return None if gain and one.asked.patterns.strong.search(one.asked.text, gain.end("gain"), cut[0].end) else gain


def _verbs_cut(phrase: Phrase) -> tuple[int, int]:
    """Return where the verbs stood that were cut off before a phrase; nothing where none were."""
    cut = [one.words[0] for one in phrase.reasons if one.words and one.rule in ("trim.verb", "trim.edge_verb")]
    return (min(one.start for one in cut), max(one.end for one in cut)) if cut else (0, 0)


def _gain_of_list(one: _Completing) -> Phrase | None:
    """Put back the gain that governs a whole list: 新增幼儿园5所、小学【2所】 → 新增小学."""
    asked, beside = one.asked, one.beside
    gain = _GAIN_FIRST.match(beside.text)
    if gain is None or not one.text or _GAINING.search(one.text) or not _is_amount(asked):
        return None
    own = "" if asked.named == "behind" else asked.before.text
    if (
        asked.patterns.event_last.search(one.text)
        or one.text[0] == "每"
        or asked.patterns.stock_last.search(one.text)
        or _SUMS.match(own)
    ):
        return None
    if _begins_with_verb(asked, one.text) or beside.text.endswith("再就业") < one.text.endswith("再就业"):
        # 新增就业岗位35万个、失业人员再就业9万人: an event of its own
        return None
    lead = asked.lead.removeprefix(without_gain(beside.text))
    words = _LIST_MARK.match(lead)
    if words is None:
        return None
    is_parted = asked.number_list.start == asked.number_list.clause.start
    if is_parted and (asked.previous[-1].unit != asked.unit or asked.unit_class != "count"):
        return None
    if _ARRIVED.search(lead):
        return None
    rest = asked.patterns.bound_last.sub("", lead[words.end() :])
    return one.followed_by(gain[0] + one.text, beside) if rest == own else None


def _begins_with_verb(asked: Asked, text: str) -> bool:
    """Tell whether a name begins with a verb of its own, which no other verb governs."""
    patterns = asked.patterns
    is_predicate = text[:2] in patterns.predicates and text[:2] not in patterns.nominal
    return is_predicate or patterns.verbs_only.match(text) is not None


def _gain_of_parts(one: _Completing) -> Phrase | None:
    """Put back the gain that stands before the first part of a list: 新增学位、床位【500个】、60张 → 新增床位."""
    gain = _GAIN_FIRST.match(one.asked.offered["parts"][0].text)
    return one.followed_by(gain[0] + one.text) if gain and not _GAINING.search(one.text) else None


def _is_amount(asked: Asked) -> bool:
    return asked.is_counted


def _undivided(one: _Completing) -> Phrase | None:
    """Give all numbers of a list one name, since it has not as many parts."""
    return one.phrase if one.asked.count > 1 else None


def _stock(one: _Completing) -> Phrase | None:
    """Take the gain off what was reached in all: 新增企业5家、累计达到【46家】 → 企业."""
    asked = one.asked
    if asked.previous[-1].unit != asked.unit or not _IN_ALL.match(asked.lead):
        return None
    stock = without_gain(one.text)
    return one.followed_by(stock) if stock != one.text else None


def _other_of_pair(one: _Completing) -> Phrase | None:
    """Give the other of two things what the first is said of: 财政收入6亿元、支出【9亿元】 → 财政支出."""
    if "；" in one.asked.text[one.asked.previous[-1].end : one.asked.first.start] and "预算" not in one.beside.text:
        # 其他收入1亿元；支出9亿元: of another thing
        return None
    for first, other in one.asked.patterns.other_of_pair.items():
        for own, beside in ((other, first), (first, other)):
            if one.text == own and one.beside.text.endswith(beside) and one.beside.text != beside:
                return one.followed_by(one.beside.text.removesuffix(beside) + own, one.beside)
    return None


def _of_schools(one: _Completing) -> Phrase | None:
    """Put those in schools behind the schools that were counted before them: 普通高中36所、在校生【8万人】."""
    patterns = one.asked.patterns
    if one.text not in patterns.schooled or one.asked.previous[-1].unit not in patterns.school_units:
        return None
    return one.followed_by(one.beside.text + one.text, one.beside)


def _head_of_list(one: _Completing) -> Phrase | None:
    """Put back the head that only the first of a list has: 压减炼钢产能9万吨、炼铁【7万吨】 → 炼铁产能."""
    asked, text = one.asked, one.text
    head = asked.patterns.listed_head.search(one.beside.text)
    if head is None or not head.start() or asked.named != "before":
        return None
    if asked.unit_class not in _SIZES and asked.unit not in _BULK:
        return None
    if asked.lead[:1] not in _LIST_MARKS or asked.lead[1:] != text or len(text) > _LONGEST_MEMBER:
        return None
    if has_head(text, asked.lexicon) or text[-1] == "产" or text in asked.patterns.stages or has_verb(text):
        return None
    if head[0].endswith("面积") and (asked.previous[-1].unit != asked.unit or _FIELD_LAST.search(text)):
        return None
    return one.followed_by(text + head[0], one.beside)


def _rate_of_counted(one: _Completing) -> Phrase | None:
    """Put a rate behind whose rate it is: 工伤保险参保9万人，参保率达【98%】 → 工伤保险参保率."""
    is_so = (
        one.asked.unit == "%"
        and one.owner.text
        and _is_rate_of(one.text, one.owner.text, one.asked.patterns.rated_acts)
    )
    return one.followed_by(one.owner.text + "率", one.owner) if is_so else None


def _balance_of_fund(one: _Completing) -> Phrase | None:
    """Put a sum or a balance behind its fund: 社会保险基金预算收入9亿元。当年收支结余【1亿元】."""
    is_so = one.owner.text and one.text in one.asked.patterns.balances
    return one.followed_by(one.owner.text + one.text, one.owner) if is_so else None


def _side_of_clause(one: _Completing) -> Phrase | None:
    """Put back the side of the country that the clause before names: 农村低保制度健全，低保对象【3万人】."""
    return one.followed_by(one.owner.text + one.text, one.owner) if _SIDE.fullmatch(one.owner.text) else None


def _rate_of_topic(one: _Completing) -> Phrase | None:
    """Put behind a name the rate that the sentence is about: 住院报销比例，县级医院达到【75%】."""
    is_so = one.owner.text and not one.owner.reasons and not has_head(one.text, one.asked.lexicon)
    return one.followed_by(one.text + one.owner.text, one.owner) if is_so else None


def _thing_of_verb(one: _Completing) -> Phrase | None:
    """Name a number behind a verb alone by the object of the clause before: 谋划重点工程，又推出【186项】."""
    is_so = one.owner.rule == "candidate.object_before"
    return one.followed_by(one.owner.text, one.owner) if is_so else None


def _verbs_together(one: _Completing) -> Phrase | None:
    """Put back the verb before a mark, of people who are named by it alone: 清退、分流【3万人】."""
    asked = one.asked
    if not one.phrase.spans or asked.unit not in asked.patterns.person_units:
        return None
    if one.text not in asked.patterns.left_people:
        return None
    start = one.phrase.spans[0].start
    found = asked.patterns.verb_marked.search(asked.text, max(asked.number_list.start, start - _LONGEST_MEMBER), start)
    return one.followed_by(found[0] + one.text) if found else None


def _with_its_verb(one: _Completing) -> Phrase | None:
    """Put back the verb without which a name tells little: 累计投入资金【9亿元】 → 投入资金."""
    return one.followed_by(one.asked.put_in) if one.asked.put_in.endswith(one.text) else None


def _noun_of_grades(one: _Completing) -> Phrase | None:
    """Give a grade the noun behind the last one: 省级【9个】、市级30个重点项目 → 省级重点项目."""
    noun, grade = one.asked.one("shared"), GRADE_LAST.search(one.text)
    return one.followed_by(grade[0] + noun.text, noun) if noun.text and grade else None


def _grade_before(one: _Completing) -> Phrase | None:
    """Put the grade before the noun behind a number that it alone stands before: 省级9个、市级【30个】重点项目."""
    asked = one.asked
    grade = _GRADE_BESIDE.search(asked.lead)
    is_so = grade is not None and asked.one("figure").text.endswith(one.text) and not _GRADE.match(one.text)
    return one.followed_by(grade["grade"] + one.text) if grade and is_so else None


def _pace_of_growth(one: _Completing) -> Phrase | None:
    """Name a rank by the growth before it, where nothing but that was told.

    工业投资增长8%、居全省【第4】 → 工业投资增速.
    """
    asked = one.asked
    if not asked.is_ranked or not one.text or one.text.endswith(_PACES):
        return None
    told = [figure for figure in asked.previous if figure.indicator == one.text]
    if not told or told[-1].kind != "growth" or not isinstance(told[-1].value, Decimal | int | float):
        return None
    is_pace = told[-1].value > 0 and all(figure.kind == "growth" for figure in told)
    return one.followed_by(one.text + "增速") if is_pace and "总量" not in asked.lead else None


def _money_for_people(one: _Completing) -> Phrase | None:
    """Name money right behind people by what was done for them: 资助困难学生6万人次【7200万元】 → 资助困难学生资金."""
    asked = one.asked
    last = asked.previous[-1]
    if asked.unit_class != "money" or last.end != asked.first.start or last.unit not in asked.patterns.person_units:
        return None
    start = asked.survey.outline.clause_at(asked.first.start).start
    at = asked.text.rfind(last.indicator, start, last.start)
    verb = asked.patterns.acted_last.search(asked.text, max(start, at - _LONGEST_MEMBER), at) if at > start else None
    return one.followed_by(f"{verb[0] if verb else ''}{one.text}资金")


def _money_of_share(one: _Completing) -> Phrase | None:
    """Take the share off money: 民生支出占比保持在80%以上，累计达【260亿元】: the expenditure is meant."""
    asked = one.asked
    is_money = asked.unit_class == "money"
    if not is_money or asked.previous[-1].unit != "%":
        return None
    whole = _SHARE_WORD.sub("", one.text)
    return one.followed_by(whole) if whole and whole != one.text else None


def _share_of_area(one: _Completing) -> Phrase | None:
    """Put behind the figure before what it is a share of: …达12亿元，占全省【3%】."""
    share = _SHARE_OF.search(one.asked.lead)
    return one.followed_by(_SHARED_BY.sub("", one.text) + share[0]) if share else None


_Passes = Sequence[Sequence[Rule[_Completing, Phrase]]]

_GAIN: _Passes = ((Rule("choice.gain", _gain), Rule("choice.gain_of_list", _gain_of_list)),)
_NOUN_BEHIND: _Passes = (
    (Rule("choice.shared_noun", _shared_noun), Rule("choice.grade_before", _grade_before)),
    (Rule("choice.owned", _owned),),
    *_GAIN,
)
_NAMES = (
    Rule("choice.size_passed", _size_passed),
    Rule("choice.grade", _grade),
    Rule("choice.grade_of_host", _grade_of_host),
    Rule("choice.size_of_figure", _size_of_figure),
    Rule("choice.size", _size),
    Rule("choice.side", _side),
    Rule("choice.other_of_pair", _other_of_pair),
    Rule("choice.head_of_list", _head_of_list),
    Rule("choice.of_schools", _of_schools),
)
_HEADS = (
    Rule("choice.thing_of_verb", _thing_of_verb),
    Rule("choice.share_of_owner", _share_of_owner),
    Rule("choice.stage_behind", _stage_behind),
    Rule("choice.stage_first", _stage_first),
    Rule("choice.head_of_stock", _head_of_stock),
    Rule("choice.head_of_figure", _head_of_figure),
    Rule("choice.rate_of_counted", _rate_of_counted),
    Rule("choice.balance_of_fund", _balance_of_fund),
    Rule("choice.side_of_clause", _side_of_clause),
    Rule("choice.rate_of_topic", _rate_of_topic),
)
_SHARES: _Passes = ((Rule("choice.share_of_whole", _share_of_whole), Rule("choice.share_named", _share_named)),)
_BEFORE: _Passes = (
    _NAMES,
    _HEADS,
    (
        Rule("choice.verbs_together", _verbs_together),
        Rule("choice.with_its_verb", _with_its_verb),
        Rule("choice.undivided", _undivided),
        Rule("choice.noun_of_grades", _noun_of_grades),
    ),
    *_SHARES,
    (Rule("choice.per_head", _per_head),),
    *_GAIN,
)

COMPLETIONS: Mapping[str, _Passes] = {
    "choice.part_that_acts": _NOUN_BEHIND,
    "choice.listed_behind": _NOUN_BEHIND,
    "choice.behind_number": _NOUN_BEHIND,
    "choice.parts": (_HEADS, (Rule("choice.gain_of_parts", _gain_of_parts),)),
    "choice.head_alone": _BEFORE,
    "choice.before_number": _BEFORE,
    "choice.figure_before": (
        (Rule("choice.stock", _stock),),
        (
            Rule("choice.money_of_share", _money_of_share),
            Rule("choice.money_for_people", _money_for_people),
            Rule("choice.pace_of_growth", _pace_of_growth),
        ),
        (Rule("choice.share_of_area", _share_of_area),),
        *_SHARES,
        (Rule("choice.per_head", _per_head),),
        *_GAIN,
    ),
}
"""The passes in which what a rule picked is completed, by that rule; in each pass at most one rule completes."""

SOURCES: Mapping[str, Source] = {
    "choice.noun_and_head": "completed",
    "choice.share_of_noun": "completed",
    "choice.rate_of_subject": "completed",
    "choice.part_that_acts": "after",
    "choice.done_wholly": "completed",
    "choice.listed_behind": "after",
    "choice.behind_number": "after",
    "choice.parts": "part",
    "choice.people_by_action": "after",
    "choice.parts_of_subject": "earlier",
    "choice.earlier_subject": "earlier",
    "choice.figures_in_turn": "inherited",
    "choice.figures_joined": "joined",
    "choice.figure_before": "inherited",
    "choice.nothing": "none",
    "choice.grade": "completed",
    "choice.grade_of_host": "completed",
    "choice.size_passed": "completed",
    "choice.size_of_figure": "completed",
    "choice.size": "completed",
    "choice.side": "completed",
    "choice.share_of_owner": "completed",
    "choice.stage_behind": "completed",
    "choice.stage_first": "completed",
    "choice.head_of_stock": "completed",
    "choice.head_of_figure": "completed",
    "choice.other_of_pair": "completed",
    "choice.thing_of_verb": "completed",
    "choice.verbs_together": "completed",
    "choice.pace_of_growth": "completed",
    "choice.money_for_people": "completed",
    "choice.with_its_verb": "completed",
    "choice.noun_of_grades": "completed",
    "choice.grade_before": "completed",
    "choice.head_of_list": "completed",
    "choice.of_schools": "completed",
    "choice.rate_of_counted": "completed",
    "choice.balance_of_fund": "completed",
    "choice.side_of_clause": "completed",
    "choice.rate_of_topic": "completed",
    "choice.undivided": "undivided",
}
"""How a phrase was come by, on which its confidence depends; the other rules leave that as it is."""
