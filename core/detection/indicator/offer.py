"""The offer: what may name the numbers of a list, by the rule that offers it (FIGURES.md §4, `indicator`).

Of each group of rules the first that applies offers: words as they stand in the text, whose edges are then trimmed,
or names that were read before. A rule sees what the groups before its own have offered, so that nothing is looked for
that is not needed: an earlier clause is read only where the words around the number name nothing.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain

from ...model.figure import Figure, Reason, Span
from ..rule import Rule
from .asked import Asked, Group, Named, Stretch
from .coordination import DIVISION_RULES, SECTORS, Coordinated, coordinated, put_back
from .phrase import GRADE_LAST, NOTHING, RANKED_AMONG, Phrase, is_share, phrase_at, plain_words, without_gain
from .segmenter import has_verb

Offer = Iterable[Stretch | Phrase]
"""Stretches of which the first that names something is taken; or phrases, one for all numbers or one for each."""

_SIZES_ANOTHER = re.compile("[、和与及](?:(?:计划)?总?投资)?(?:约|近|超过?|达)?$")
# What is said up to the end of the clause of the things or people before it; what may stand before such people.
_REST_OF_HELPED = re.compile("[^，。；：、\n]{2,24}?(?=[，。；：、\n]|并(?![购网]))")
_REST = re.compile("[^，。；：、\n]{2,24}(?=[，。；：、\n])")
_ALONE = re.compile("(?:[，、；：\\s]|近|约|超过?|[共已又还]?有|全[国省市区县州年])*")
_COUNTS, _SIZES = ("count", "noun"), ("area", "mass", "energy", "volume", "length")
_FROM = ("从", "由")
_BOUND_OF_NEXT = re.compile("^(?:以上|左右|以内)")
# How many characters the bounds around what stands between two numbers may have.
_LONGEST_BOUNDS = 24
_OF = re.compile("(?:以上|以下|左右)?(?:规模)?的")
_NOUN = re.compile("(?:以上|以下|左右)?(?=[\u4e00-\u9fff])")
_QUOTED = re.compile("“[^”]{1,12}”")
_JOINTS = re.compile("[、和与及]")
# What leads on from one size of a thing to the next (总投资9亿元、占地500亩的产业园).
_NEXT_SIZE = re.compile("[、，,][^，。；、\n0-9]{0,8}")
# How something is done, between those who were counted and the verb (64家企业公开出让厂房180套).
_ADVERBS = re.compile("(?:公开|统一|全部|免费|集中|累计|共|已|成功|先后|全面|直接|无偿|优先)+")
_GAIN_FIRST = re.compile("新增|净增")
# Whom something is given to, up to its amount, and what it is called behind the amount.
_GIVEN_TO = re.compile(
    "给予(?P<who>(?!每[人户个家名年](?:每|最|一|$)|最|平均|一次|适当|相应|不)[^，。；：、0-9给]{2,14}?)(?:(?:总计|合计|每[年月人户]|一次性|最高|最多|不超过|不低于|不少于|上限)*)$"
)
_GIFT = re.compile(
    "(?:左右|以上|以内)?的?(?P<gift>(?:资金|财政|一次性)?(?:支持|补助|奖励|补贴|资助|扶持|奖补|贴息|救助)(?:资金)?)(?=[，。；、\n]|$)"
)
_IN_SUM = re.compile("(?:总计|合计|共计|总额|累计|价值)$")
_LONGEST_BETWEEN, _SHORTEST_ACTOR, _LONGEST_HEADING = 10, 2, 40
_VERB_CUTS = ("trim.verb", "trim.achieving")
_ITEM = re.compile(
    r"[ \t\u3000]*(?:[0-9]{1,2}[.．、]|[（(][0-9一二三四五六七八九十]{1,3}[）)]"
    "|[一二三四五六七八九十]{1,3}[、是]|[①-⑳●■◆])"
)
# What a row of a table is called: no sentence, and no figure.
_CELL = re.compile("[ \t\u3000]*[\u4e00-\u9fff（）()“”、]{2,16}[ \t\u3000]*\n?")
# A rate behind the share that it is, but not one of speed (10%的增长率).
_RATE_BEHIND = re.compile(
    "(?:以上|左右|以下)?的?(?P<rate>(?![^，。；、]*增长率)[\u4e00-\u9fff]{2,6}率)(?=[，。；、\n]|$)"
)
# Behind a number what it only leads on with: 高于全市31%的平均水平, 在增加30万辆的情况下, 提高到9万吨新的水平.
_NO_NOUN = re.compile(
    "(?:左右|以上|以下|以内)?(?:的(?:平均水平|(?:情况|条件|背景|前提)下|基础上|同时"
    "|(?:既定|预期|总体|年度|奋斗)?(?:目标|任务|要求)(?:(?:能够|可以|如期|顺利|圆满|基本)*(?:实现|完成))?(?=[，。；、\n]|$))"
    "|的?新的?(?:历史|发展)?(?:台阶|阶段|水平|高度|层次|关口)(?:水平)?(?=[，。；、\n]|$))"
)
_BRACKETED, _MARKS_ONLY = re.compile("（[^）]*）"), re.compile("[，、,]?")
_LONGEST_MOVE = 4
_FAR = 30
# How far before a sum or a balance its fund may be named.
_FURTHEST_FUND = 400
_WITH_OTHERS = re.compile("[与和同][^，。；、]{2,10}?(?:共同|合作|联合|共)(?:建设|推进|实施|建)(?=..)")
# 在谋划工程的基础上，又推出…
_ON_THIS = re.compile("的?(?:基础上|同时|基础之上)$")
_HEADLESS = re.compile(
    "[\u4e00-\u9fff]{0,8}?[，、；]*(?:其中)?(?P<said>(?![到至]|.{0,8}[高升大加长降少][到至])(?P<by>[经由已被])?[^，。；：、的0-9其]{3,14})的"
)
# 其中2项为全国首创: what they are like names nothing.
_SAID, _FIRSTS = re.compile("[^，。；、\n]{3,16}"), ("全国", "全省", "国内", "首")
_PACE = "增速"
_SOME, _DIGIT = re.compile("一批|一系列|若干|多个|部分"), re.compile("[0-9]")
_SUMMED = "总计"
_GRADE_BETWEEN = re.compile("[、和与及](?:国家|[省市区县])级")
_LEAST_THING = 2
_PEOPLE = ("人", "名", "人次", "位")
_COMMAS, _LEAST_WORK, _MONEY = ("，", ","), 3, "资金"
# 其中2个是儿童公园; what is only said of them, or is a grade, names nothing alone.
_IS, _NO_NAME = re.compile("(?:都|均|就)?是(?=[\u4e00-\u9fff“])"), re.compile("[的级]$|[的级](?=[，。；、])")
_MOST_CLAUSES = 4
_TOPIC_WORD = "方面"


# Before the number.


def _own_words(asked: Asked, start: int) -> Offer:
    return (Stretch("amount" if asked.is_counted else "rate", Span(start, asked.first.start)),)


def _last_noun(asked: Asked) -> tuple[int, int] | None:
    """Return where the noun behind the number before ends, and the verb behind it; None where none stands there.

    6个县建设蔬菜基地2万亩: behind 县, and behind 建设.
    """
    start, previous = asked.number_list.start, asked.previous
    if not previous or previous[-1].end != start or not asked.text.startswith(previous[-1].indicator, start):
        return None
    position, end, patterns = start + len(previous[-1].indicator), asked.first.start, asked.patterns
    verb = patterns.strong.match(asked.text, position, end) or patterns.weak.match(asked.text, position, end)
    if verb is None and (adverbs := _ADVERBS.match(asked.text, position, end)) is not None:
        position = adverbs.end()
        verb = patterns.strong.match(asked.text, position, end) or patterns.weak.match(asked.text, position, end)
    if verb is None and _GAIN_FIRST.match(asked.text, position, end) is not None:
        # 9家企业新增生产线6条: the gain stays with what was gained
        return position, end
    if verb is None or patterns.joint.match(asked.text, position, end):
        return None
    return position, verb.end()


def _behind_last_verb(asked: Asked) -> Offer | None:
    found = _last_noun(asked)
    return _own_words(asked, found[1]) if found and asked.first.start - found[1] > 2 else None


def _behind_last_noun(asked: Asked) -> Offer | None:
    found = _last_noun(asked)
    return _own_words(asked, found[0]) if found else None


def _behind_mark(asked: Asked) -> Offer | None:
    """Offer what stands behind the noun of the number before: 3条新线、运营里程【30公里】."""
    start, end = asked.number_list.start, asked.first.start
    if start <= asked.number_list.clause.start:
        return None
    noun = asked.previous[-1].indicator if asked.previous and asked.previous[-1].end == start else ""
    mark = asked.text.find("、", start + len(noun) if asked.text.startswith(noun, start) else start, end)
    return _own_words(asked, mark + 1) if mark > start and end - mark > 2 else None


def _headless(asked: Asked) -> Offer | None:
    """Offer those counted before by what is said of some of them: 取得成果36项，其中获国家奖的【9项】."""
    last = asked.previous[-1] if asked.previous else None
    if last is None or last.kind != "level" or not asked.lead.endswith("的") or asked.runs_on:
        return None
    if asked.unit_class != "count" or last.unit != asked.unit or asked.count > 1 or asked.unit in _PEOPLE:
        return None
    said = _HEADLESS.fullmatch(asked.lead)
    if said is None or not has_verb(said["said"]):
        return None
    # 经人大审议通过的: of how it was done the name says nothing
    name = last.indicator if said["by"] else f"{said['said']}的{last.indicator}"
    span = Span(asked.number_list.start + said.start("said"), asked.number_list.start + said.end("said"))
    return (Phrase(name, (span,), (Reason("candidate.headless", (span,)),), rule="candidate.headless"),)


def _before_number(asked: Asked) -> Offer | None:
    return _own_words(asked, asked.number_list.start)


def _own_subject(asked: Asked) -> Offer | None:
    """Offer the statement before the number, where a mark stands between and no other number: it is of its subject."""
    if asked.before.text or asked.number_list.start != asked.number_list.clause.start:
        return None
    cut = [one for one in asked.one("before").reasons if one.rule == "trim.parted_statement"]
    return (Stretch("subject", cut[0].words[0]),) if cut and cut[0].words else None


# Behind the number.


def _behind(asked: Asked) -> Offer:
    return (Stretch("behind", Span(asked.number_list.numbers_end, asked.number_list.end)),)


def _may_follow(asked: Asked) -> bool:
    """Tell whether the number may have its noun behind it: it is no rank, and not what something rose from."""
    is_amount = asked.number_list.members[0].shape in ("quantity", "fraction")
    if asked.unit not in asked.patterns.item_units and asked.text.startswith("等", asked.number_list.numbers_end):
        # 平板玻璃【3500万箱】等落后产能: the list is summed up; 出台【30条】等举措 counts what it sums up
        return False
    if _NO_NOUN.match(asked.text, asked.number_list.numbers_end):
        # of what was told before
        return False
    return is_amount and asked.text[asked.first.start - 1 : asked.first.start] not in _FROM


def _count_of_sized(asked: Asked) -> Offer | None:
    """Offer the noun behind the size of those that are counted: 【9个】主营业务收入超百亿元的产业集群.

    的 may be left out: 【26个】总投资145亿元水利项目.
    """
    following = asked.number_list.next_span
    if following is None or not asked.is_counted or not _may_follow(asked):
        return None
    if following.start - asked.number_list.numbers_end > _LONGEST_BETWEEN + _LONGEST_BOUNDS:
        return None
    between = _BOUND_OF_NEXT.sub("", asked.text[asked.number_list.numbers_end : following.start])
    # 5家年销售收入超亿元的企业
    between = asked.patterns.bound_last.sub("", between).removeprefix("年").removesuffix("在")
    is_size = asked.patterns.head.fullmatch(between) is not None or between in asked.patterns.herd_sizes
    if not 0 < len(between) <= _LONGEST_BETWEEN or not is_size:
        return None
    found = _OF.match(asked.text, following.end) or _NOUN.match(asked.text, following.end)
    return (Stretch("behind", Span(found.end(), asked.survey.outline.clause_at(found.end()).end)),) if found else None


def _share_of(asked: Asked) -> Offer | None:
    is_so = asked.unit == "%" and _may_follow(asked) and asked.is_attributive and not asked.has_arrived
    return _behind(asked) if is_so else None


def _owner_of_share(asked: Asked) -> Offer | None:
    """Offer the noun behind a share of a whole, which it is the share of: 占生产总值近【四成】的制造业."""
    if asked.unit != "%" or not asked.is_attributive or not asked.begun_share:
        return None
    # 占财政支出20%的要求: what was asked for, and no owner
    if asked.patterns.share_aims.match(asked.text, asked.number_list.numbers_end) is not None:
        return None
    return _behind(asked)


def _rate_behind(asked: Asked) -> Offer | None:
    """Offer the rate behind a share that something came to: 孵化园实现【70%】以上的出租率."""
    if asked.unit != "%" or not asked.before.text or not asked.has_arrived:
        return None
    found = _RATE_BEHIND.match(asked.text, asked.number_list.numbers_end, asked.number_list.end)
    return (Stretch("behind", Span(*found.span("rate"))),) if found else None


def _count_alone(asked: Asked) -> Offer | None:
    is_so = not asked.before.text and asked.is_counted and _may_follow(asked)
    return _behind(asked) if is_so and not _has_stage(asked) else None


def _has_stage(asked: Asked) -> bool:
    """Tell whether only a stage stands behind a count, which is of what was named before: 3条完工，【2条】在建."""
    if asked.unit_class != "count":
        return False
    return (
        asked.patterns.stage_alone.match(asked.text, asked.number_list.numbers_end, asked.number_list.end) is not None
    )


def _used_for(asked: Asked) -> Offer | None:
    """Offer what an amount is spent on, where nothing but a verb stands before it: 安排【7亿元】用于城市低保."""
    verb = asked.before.text
    is_verb = asked.patterns.verbs_only.fullmatch(verb) is not None and verb not in asked.patterns.paid_heads
    if (verb and not is_verb) or not asked.is_counted or not _may_follow(asked):
        return None
    found = asked.patterns.used_for.match(asked.text, asked.number_list.numbers_end, asked.number_list.end)
    return (Stretch("behind", Span(found.end(), asked.number_list.end)),) if found else None


def _spent_on(asked: Asked) -> Offer | None:
    """Offer the work that money is put into, which the head before it is said of: 投资【3亿元】实施供水工程."""
    if asked.before.text not in asked.patterns.paid_heads or not asked.is_counted:
        return None
    end = asked.number_list.end
    work = asked.patterns.paid_work.match(asked.text, asked.number_list.numbers_end, end)
    if work is None:
        work = asked.patterns.used_for.match(asked.text, asked.number_list.numbers_end, end)
        if work is None or asked.text[work.end() : work.end() + _LEAST_THING] in asked.patterns.predicates:
            # 投入9亿元用于改善民生: what is done names no one thing
            return None
    # 建设了滨江路等一批重点工程: what sums the list up is meant; not 用于村村通等工程
    is_done = asked.patterns.used_for.match(asked.text, asked.number_list.numbers_end, end) is None
    summed = asked.patterns.summed_first.match(asked.text, work.end(), end) if is_done else None
    start = summed.end() if summed else work.end()
    return (Stretch("behind", Span(start, end)),) if end - start > 1 else None


def _spent_next(asked: Asked) -> Offer | None:
    """Offer the work that money is put into, told in the next clause: 投入【3亿元】，实施供水工程."""
    clause, patterns = asked.number_list.clause, asked.patterns
    if asked.before.text not in patterns.paid_before or asked.unit_class != "money" or asked.count > 1:
        return None
    if asked.before.text == _MONEY and not asked.put_in:
        return None
    if asked.number_list.start != clause.start or asked.text[clause.end - 1 : clause.end] not in _COMMAS:
        return None
    outline = asked.survey.outline
    sentence = outline.sentence_at(clause.start)
    # 云岭大桥开工，投入3亿元，建设引桥: of the bridge; behind a time that opens the sentence nothing is told
    is_first = sentence.start == clause.start or asked.text[clause.start - 1] == "；"
    if not is_first and asked.survey.time_edges.ends.get(sentence.start, -1) + 1 < clause.start:
        return None
    if clause.end >= sentence.end or clause.end - 1 != asked.number_list.numbers_end:
        return None
    end, following = outline.clause_at(clause.end).end, asked.number_list.next_span
    work = patterns.paid_next.match(asked.text, clause.end - 1, end)
    if work is None:
        return None
    start = work.end()
    if following is not None and following.start < end:
        if following.start == start:
            start = following.end
        else:
            end = following.start
    some = _SOME.match(asked.text, start, end)
    start = some.end() if some else start
    digit = _DIGIT.search(asked.text, start, end)
    if digit is not None and asked.text[digit.start() - 1] in "的和与及":
        # 实施调整后的33项工程, 建成9个防控和5个救治项目: what it is stands behind
        return None
    bracket = asked.text.find("（", start, end)
    end = digit.start() if digit else bracket if bracket >= 0 else end
    # 完成养老、安居、文体等工程: a list is of no one work
    is_list = asked.text.find("、", start, end) >= 0
    return (Stretch("behind", Span(start, end)),) if end - start >= _LEAST_WORK and not is_list else None


def _part_that_is(asked: Asked) -> Offer | None:
    """Offer what a part of those counted before are: 建成公园5个，其中【2个】是儿童公园."""
    if asked.before.text or asked.unit_class != "count" or "其中" not in asked.lead:
        return None
    found = _IS.match(asked.text, asked.number_list.numbers_end, asked.number_list.end)
    if found is None or _NO_NAME.search(asked.text, found.end(), asked.number_list.end):
        return None
    said = _SAID.match(asked.text, found.end(), asked.number_list.end)
    if said is None or has_verb(said[0]) or said[0].startswith(_FIRSTS):
        return None
    return (Stretch("behind", Span(found.end(), asked.number_list.end)),)


def _standard_for(asked: Asked) -> Offer | None:
    """Offer for whom and what is paid by a standard: 按照每月【50元】的标准为低保家庭发放生活补贴."""
    if asked.unit_class != "money" or not asked.lead.lstrip("，、；。 ").startswith("按"):
        return None
    found = asked.patterns.standard_for.match(asked.text, asked.number_list.numbers_end, asked.number_list.end)
    if found is None:
        return None
    spans = (Span(*found.span("who")), Span(*found.span("what")))
    name = plain_words(found["who"] + found["what"])
    return (Phrase(name, spans, (Reason("candidate.standard_for", spans),), rule="candidate.standard_for"),)


def _share_alone(asked: Asked) -> Offer | None:
    if asked.before.text or asked.unit not in ("%", "") or not _may_follow(asked):
        return None
    moves = asked.patterns.moves.search(asked.text, asked.number_list.start, asked.first.start)
    return _behind(asked) if moves is None or asked.is_attributive else None


def _of_class(asked: Asked, classes: Sequence[str]) -> bool:
    """Tell whether a count or a size of some classes may have its noun behind it, although words stand before it."""
    if not asked.is_counted or not asked.before.text or not _may_follow(asked):
        return False
    return asked.size_class in classes and not (asked.is_attributive and asked.has_arrived and not _only_verb(asked))


def _only_verb(asked: Asked) -> bool:
    """Tell whether no noun but only a verb stands before the number and its bound (打造超【9万平方米】的基地)."""
    lead = asked.patterns.bound_last.sub("", asked.lead)
    return asked.patterns.verb_last.search(lead) is not None


def _count_of(asked: Asked) -> Offer | None:
    """Offer the noun behind a count, unless the people before it are counted: 退休职工【6万人】大病保险问题."""
    if not _of_class(asked, _COUNTS):
        return None
    is_said = asked.unit in asked.patterns.person_units and asked.before.text.endswith(asked.patterns.people)
    if is_said and asked.patterns.needed.match(asked.text, asked.number_list.numbers_end, asked.number_list.end):
        return None
    return _behind(asked)


def _size_of(asked: Asked) -> Offer | None:
    """Offer the noun behind a size, unless it is only what the words before have of it: 日供水【2万吨】的能力."""
    if not _of_class(asked, _SIZES):
        return None
    is_had = asked.patterns.had_of_size.match(asked.text, asked.number_list.numbers_end)
    return None if is_had else _behind(asked)


def _object_of_verb(asked: Asked) -> Offer | None:
    """Offer the noun behind any other amount where a verb that takes an object stands right before it."""
    if not asked.is_counted or not asked.before.text or not _may_follow(asked):
        return None
    start, end = asked.number_list.start, asked.first.start
    lead = _IN_SUM.sub("", asked.text[max(start, end - 8) : end])
    if asked.patterns.verb_last.search(lead) is None or asked.is_paid_for:
        return None
    return None if asked.is_attributive and asked.has_arrived else _behind(asked)


def _given(asked: Asked) -> Offer | None:
    """Offer what is given to whom, where both stand around the amount: 给予每个创业团队【300万元】支持."""
    if "给予" not in asked.lead or not asked.is_counted:
        return None
    who = _GIVEN_TO.search(asked.lead)
    gift = _GIFT.match(asked.text, asked.number_list.numbers_end, asked.number_list.end) if who else None
    if who is None or gift is None:
        return None
    offset = asked.number_list.start
    spans = (Span(offset + who.start("who"), offset + who.end("who")), Span(*gift.span("gift")))
    return (Phrase(who["who"] + gift["gift"], spans, (Reason("candidate.given", spans),), rule="candidate.given"),)


def _one_more_size(asked: Asked) -> Offer | None:
    """Offer the next thing of which a size is given: 22亿元的光伏组件、【12.5亿元】的产业园."""
    is_so = asked.lead.startswith("的") and asked.follows_of and _SIZES_ANOTHER.search(asked.lead)
    return _behind(asked) if is_so else None


def _owner_of_head(asked: Asked) -> Offer | None:
    """Offer the noun behind 的, where the head before the number names nothing: 投资【5亿元】的产业园."""
    is_base = asked.text.startswith("的基础上", asked.number_list.numbers_end)
    if not asked.follows_of or is_base or not _is_head_of_next(asked):
        return None
    following = asked.number_list.next_span
    if following is not None and following.start == asked.number_list.numbers_end + 1:
        # 总投资【45亿元】的8个项目: of so many together
        clause = asked.survey.outline.clause_at(following.end - 1)
        return (Stretch("behind", Span(following.end, clause.end)),) if clause.end > following.end else None
    return _behind(asked)


def _owner_of_heads(asked: Asked) -> Offer | None:
    """Offer the noun behind the next number, of which two sizes are told: 总投资【9亿元】、占地500亩的产业园."""
    following = asked.number_list.next_span
    if following is None or asked.count > 1 or asked.text[following.end : following.end + 1] != "的":
        return None
    between = asked.text[asked.number_list.numbers_end : following.start]
    if len(between) > _LONGEST_BETWEEN or not _NEXT_SIZE.fullmatch(between) or not _is_head_of_next(asked):
        return None
    return (Stretch("behind", Span(following.end, asked.survey.outline.clause_at(following.end).end)),)


def _is_head_of_next(asked: Asked) -> bool:
    """Tell whether the words before the number are a head that names nothing, or one behind a verb (建设投资)."""
    if not asked.head:
        return False
    stem = asked.patterns.head.sub("", asked.head)
    is_apart = not stem or stem[-1] in "和与及等" or asked.patterns.weak.fullmatch(stem) is not None
    return stem != asked.head and is_apart


def _goes_on(asked: Asked) -> Offer | None:
    """Offer what a name goes on with behind a size that stands in it: 总投资【9亿元】的云汀1200兆瓦抽水蓄能项目."""
    noun, following = asked.named_behind, asked.number_list.next_span
    is_cut = following is not None and noun.spans[0].end == following.start and "、" not in noun.text
    if not asked.has_owner_behind or following is None or not is_cut or noun.rule == "candidate.spent_on":
        return None
    return (Stretch("shared", Span(following.end, asked.survey.outline.clause_at(following.end - 1).end)),)


def _listed_behind(asked: Asked) -> Offer | None:
    """Offer the whole list that the noun behind a number opens (临江东、白塔清洁能源基地)."""
    noun = asked.behind
    if asked.text[noun.spans[0].end : noun.spans[0].end + 1] != "、":
        return None
    is_share = asked.unit == "%" and asked.is_attributive
    if not is_share and not asked.has_owner_behind:
        return None
    return (Stretch("listed", Span(noun.spans[0].start, asked.number_list.end), noun),)


def _part_that_acts(asked: Asked) -> Offer | None:
    """Offer what is said of the noun behind a share: 【九成】的村实现通车."""
    noun = asked.named_behind
    if asked.unit != "%" or not asked.is_attributive or asked.has_owner_behind:
        return None
    rest = _REST.match(asked.text, noun.spans[0].end, asked.number_list.end)
    return (Stretch("predicate", Span(*rest.span()), noun),) if rest else None


def _done_wholly(asked: Asked) -> Offer | None:
    """Offer what is done with all of something: 危险废物【100%】安全处置; in a list the thing is that of the first."""
    done = asked.patterns.done_wholly.match(asked.text, asked.number_list.numbers_end, asked.number_list.end)
    if done is None or not _is_all(asked, asked.first):
        return None
    carried, who = _done_before(asked), asked.own_before
    spans: tuple[Span, ...] = (Span(*done.span()),)
    if carried:
        return (Phrase(carried + plain_words(done[0]), spans, (Reason("candidate.done_wholly", spans),)),)
    if not who.text or asked.patterns.share_last.search(who.text) or "、" in who.text:
        return None
    if _follows_done(asked, who):
        return None
    if asked.patterns.moves.search(asked.text, asked.first.start - _LONGEST_MOVE, asked.first.start):
        return None
    name, spans = asked.patterns.bringing_first.sub("", who.text, count=1), who.spans + spans
    reasons = (*who.reasons, Reason("candidate.done_wholly", spans))
    return (Phrase(name + plain_words(done[0]), spans, reasons, rule="candidate.done_wholly"),)


def _is_all(asked: Asked, span: Span) -> bool:
    """Tell whether a number is all of something (100%, 百分之百)."""
    return asked.text[span.start : span.end] in asked.patterns.wholly


def _follows_done(asked: Asked, words: Phrase) -> bool:
    """Tell whether words are what was done with all of something in the number before: they stand right behind it."""
    last = asked.previous[-1] if asked.previous else None
    return last is not None and words.spans[0].start == last.end and _is_all(asked, last.span)


def _done_before(asked: Asked) -> str:
    """Return the thing with all of which something was done in the number before, "" where it tells another thing."""
    last = asked.previous[-1] if asked.previous else None
    if last is None or not _is_all(asked, last.span):
        return ""
    done = plain_words(asked.text[last.end : asked.first.start].rstrip("、，和及"))
    thing = last.indicator.removesuffix(done)
    return thing if done and thing != last.indicator else ""


def _noun_of_next(asked: Asked) -> Offer | None:
    """Offer the noun behind the next number, where the one behind this is but a grade: 8个国家级、13个省级医疗中心.

    So it is where that is but a work on something: 建成9个疫情防控和5个应急救援项目.
    """
    noun, following = asked.named_behind, asked.number_list.next_span
    is_short = noun.text[-1] in "级类型"
    if _QUOTED.fullmatch(noun.text) and following is not None:
        # 9个“头雁”、8个“领航”项目: nothing but a mark stands between.
        is_short = asked.text[noun.spans[0].end : following.start] in ("、", "和", "与", "及")
    is_short = is_short or bool(asked.work_beside)
    if not is_short or following is None or not asked.is_named_behind:
        return None
    end = asked.survey.outline.clause_at(following.end - 1).end
    return (Stretch("shared", Span(following.end, end)),)


def _noun_of_grades(asked: Asked) -> Offer | None:
    """Offer the noun behind the last of several grades, each before its number: 抓好省级9个、市级30个重点项目."""
    following = asked.number_list.next_span
    if following is None or asked.runs_on or asked.unit_class != "count" or not GRADE_LAST.search(asked.before.text):
        return None
    if _GRADE_BETWEEN.fullmatch(asked.text, asked.number_list.numbers_end, following.start) is None:
        return None
    if not asked.text.endswith(asked.unit, following.start, following.end):
        return None
    end = asked.survey.outline.clause_at(following.end - 1).end
    return (Stretch("shared", Span(following.end, end)),) if end > following.end else None


def _people_by_action(asked: Asked) -> Offer | None:
    """Offer what people who are counted without a noun did: 【28人】入选省级人才计划, 帮助【2万人】成功创业."""
    last = asked.previous[-1] if asked.previous else None
    if asked.unit not in ("人", "名", "人次"):
        return None
    if last is not None and last.end == asked.first.start and asked.text.endswith(last.indicator, 0, last.start):
        # 监测对象1613户3894人全部实现…: they are named before the first of the two numbers
        return None
    is_helped = asked.patterns.helped_last.search(asked.patterns.bound_last.sub("", asked.lead)) is not None
    if not is_helped and not _ALONE.fullmatch(asked.text, asked.number_list.start, asked.first.start):
        return None
    behind = _REST_OF_HELPED if is_helped else _REST
    rest = behind.match(asked.text, asked.number_list.numbers_end, asked.number_list.end)
    return (Stretch("action", Span(*rest.span())),) if rest else None


# The parts of a phrase, one for each number.


def _sectors_of_composition(asked: Asked) -> Offer | None:
    """Offer each sector with what is said behind their composition: 三次产业结构为5:40:55，贡献率分别为3%、40%、57%."""
    before, last = asked.own_before, asked.previous[-1] if asked.previous else None
    if asked.count != len(SECTORS) or last is None or last.kind != "composition" or "产业" not in last.indicator:
        return None
    if not before.text or "、" in before.text or not before.spans:
        return None
    reasons = (*before.reasons, Reason("candidate.sectors_of_composition", before.spans))
    return tuple(
        Phrase(sector + before.text, before.spans, reasons, rule="candidate.sectors_of_composition")
        for sector in SECTORS
    )


def _summed_list(asked: Asked) -> Offer | None:
    """Offer the members of a list that 等产业 sums up: 金融、文化等产业分别实现增加值【9亿元】、4亿元 → 金融增加值."""
    before = asked.own_before
    if asked.count < 2 or not before.spans:
        return None
    listed = [one.words[0] for one in before.reasons if one.rule == "trim.list_word" and one.words]
    start = listed[0].start if listed else before.spans[0].start
    found = asked.patterns.summed_list.fullmatch(phrase_at(asked.text, start, before.spans[0].end).text)
    if found is None:
        return None
    parts = _JOINTS.split(found["list"])
    kind = asked.patterns.head.search(found["noun"])
    tail = found["tail"] or found["own"] or (kind[0] if kind else "") or _plain_kind(asked, found["noun"])
    if len(parts) != asked.count or not all(parts):
        return None
    reasons = (*before.reasons, Reason("candidate.summed_list", (Span(start, before.spans[0].end),)))
    return tuple(Phrase(part + tail, before.spans, reasons, rule="candidate.summed_list") for part in parts)


def _summed_subject(asked: Asked) -> Offer | None:
    """Offer what the clause before lists, each with the head of this one.

    渔业、林业等产业稳步发展，增加值分别增长【9%】、4% → 渔业增加值.
    """
    head, clause, outline = asked.own_before, asked.number_list.clause, asked.survey.outline
    if asked.count < 2 or head.text not in asked.patterns.dependent or "分别" not in asked.lead:
        return None
    sentence = outline.sentence_at(clause.start)
    if asked.number_list.start != clause.start or sentence.start >= clause.start:
        return None
    start = outline.clause_at(clause.start - 1).start
    if asked.previous and asked.previous[-1].end > start:
        return None
    while (lead := asked.patterns.lead.match(asked.text, start, clause.start)) is not None:
        start = lead.end()
    found = asked.patterns.listed_subject.match(asked.text, start, clause.start)
    if found is None:
        return None
    members = found["list"].split("、")
    if len(members) != asked.count:
        members = _JOINTS.split(found["list"])
    if len(members) != asked.count or not all(members):
        return None
    spans, tail = (*head.spans, Span(start, found.end())), (found["kind"] or "") + head.text
    reasons = (*head.reasons, Reason("candidate.summed_subject", spans[-1:]))
    return tuple(Phrase(one + tail, spans, reasons, rule="candidate.summed_subject") for one in members)


def _quota_of_each(asked: Asked) -> Offer | None:
    """Offer the members of a list of which each has its quota: 完成公路和桥梁改造任务的【96%】和98% → 公路改造."""
    if asked.count < 2 or asked.unit != "%" or not asked.lead.endswith("的"):
        return None
    found = asked.patterns.quota_of_each.search(asked.text, asked.number_list.start, asked.first.start)
    parts = _JOINTS.split(found["list"]) if found else []
    if found is None or len(parts) != asked.count or not all(parts):
        return None
    work = asked.patterns.work_last.search(parts[-1])
    tail = work[0] if work else ""
    spans = (Span(*found.span("list")),)
    reasons = (Reason("candidate.quota_of_each", spans),)
    names = (part if part.endswith(tail) else part + tail for part in parts)
    return tuple(Phrase(plain_words(one), spans, reasons, rule="candidate.quota_of_each") for one in names)


def _heads_in_turn(asked: Asked) -> Offer | None:
    """Offer the figures before, each with the head of this clause.

    公路、水路客运量分别增长6%、3%，货运量分别增长【7%】、8% → 公路货运量.
    """
    head, patterns, count = asked.own_before, asked.patterns, asked.count
    if head.text not in patterns.dependent or "分别" not in asked.lead or not 1 < count <= len(asked.previous):
        return None
    last = asked.previous[-count:]
    if last[-1].end < asked.number_list.clause.start - 1 or len({one.indicator for one in last}) < count:
        return None
    names = [patterns.whole_head.sub("", without_gain(one.indicator)) for one in last]
    if not all(names) or len(set(names)) < count:
        return None
    spans = tuple(one.span for one in last)
    reasons = (*head.reasons, Reason("candidate.heads_in_turn", spans))
    return tuple(Phrase(one + head.text, head.spans, reasons, rule="candidate.heads_in_turn") for one in names)


def _plain_kind(asked: Asked, noun: str) -> str:
    """Return the general noun that a list is summed up by (支柱产业 → 产业), "" where it is none."""
    return next((kind for kind in asked.lexicon.words("indicators.kinds") if noun.endswith(kind)), "")


_Divide = Callable[[Coordinated], Sequence[str] | None]


def _parts(of: Callable[[Asked], Phrase], rule: str, divide: _Divide, asked: Asked) -> Offer | None:
    """Offer the parts of a phrase, one for each number, with what they share put back."""
    phrase = of(asked) if asked.count > 1 else NOTHING
    if not phrase.text:
        return None
    whole = coordinated(phrase.text, asked.count, asked.patterns, asked.lexicon)
    parts = divide(whole)
    if parts is None:
        return None
    put, parts = put_back(whole, parts) if rule == "candidate.listed_parts" else ([], parts)
    reasons = (*phrase.reasons, Reason(rule, phrase.spans), *map(Reason, put))
    return tuple(Phrase(part, phrase.spans, reasons, rule=rule) for part in parts)


def _parts_of(of: Callable[[Asked], Phrase]) -> Sequence[Rule[Asked, Offer]]:
    """Return the rules of coordination as rules that offer the parts of a phrase."""
    return tuple(Rule(one.id, partial(_parts, of, one.id, one.read)) for one in DIVISION_RULES)


def _own_words_before(asked: Asked) -> Phrase:
    return asked.own_before


def _subject_of_all(asked: Asked) -> Phrase:
    return asked.subject if "分别" in asked.lead else NOTHING


# Earlier clauses.


def _is_far(asked: Asked) -> bool:
    """Tell whether no figure stands near enough before the number to name it."""
    if asked.one("action").text:
        return False
    last, clause = (asked.previous[-1] if asked.previous else None), asked.number_list.clause
    return last is None or last.end < clause.start - _FAR or "；" in asked.text[last.end : clause.start]


def _is_head_apart(asked: Asked) -> bool:
    """Tell whether a head that names nothing by itself stands in another clause than the figure before."""
    own = asked.own_before.text
    if (own not in asked.patterns.dependent and not is_share(own, asked.patterns)) or "parts" in asked.offered:
        return False
    last = asked.previous[-1] if asked.previous else None
    if last is not None and last.kind == "level" and own in asked.patterns.stages:
        return False
    return last is None or last.end < asked.number_list.clause.start - 1


def _earliest(asked: Asked) -> int:
    """Return from where on earlier clauses are asked: behind the figure before, else from the sentence's beginning."""
    return asked.previous[-1].end if asked.previous else asked.survey.outline.sentence_at(asked.first.start).start


def _sentence_topic(asked: Asked) -> Offer | None:
    start, end = _earliest(asked), asked.number_list.clause.start
    return (Stretch("topic", Span(start, end)),) if _TOPIC_WORD in asked.text[start:end] else None


def _topic(asked: Asked) -> Offer | None:
    """Offer what the sentence says at its beginning that it is about: 水产养殖方面，达到【6万吨】."""
    return _sentence_topic(asked) if _is_far(asked) else None


def _object_before(asked: Asked) -> Offer | None:
    """Offer the object of the clause before to a verb alone: 启动村镇银行试点，已开业【36家】."""
    clause = asked.number_list.clause
    if asked.runs_on or asked.unit_class != "count" or asked.number_list.start != clause.start:
        return None
    if asked.text.startswith("、", asked.number_list.numbers_end):
        # 推出9项、总投资30亿元的项目: the noun may stand behind what follows
        return None
    if asked.unit in _PEOPLE or asked.own_before.text in asked.patterns.stages_behind:
        # 就业服务不断加强，新登记【9万人】: people are no object of what was done
        return None
    if (
        asked.patterns.verbs_only.fullmatch(asked.own_before.text) is None
        and asked.own_before.text not in asked.patterns.stages
    ):
        return None
    sentence = asked.survey.outline.sentence_at(clause.start)
    if sentence.start >= clause.start:
        return None
    start = asked.survey.outline.clause_at(clause.start - 1).start
    if asked.previous and asked.previous[-1].end > start:
        return None
    end = clause.start - 1
    found = _ON_THIS.search(asked.text, start, end)
    end = found.start() if found else end
    found = asked.patterns.done_as_last.search(asked.text, start, end)
    return (Stretch("subject", Span(start, found.start() if found else end)),) if end > start else None


def _topic_of_head(asked: Asked) -> Offer | None:
    """Offer the same for a head: 水产养殖方面，产量达到【6万吨】."""
    return _sentence_topic(asked) if _is_head_apart(asked) else None


def _object_of_stage(asked: Asked) -> Offer | None:
    """Offer what the clause before is done with, where the stage of so many follows: 共建公路项目，【3条】完工."""
    clause = asked.number_list.clause
    if asked.own_before.text or asked.number_list.start != clause.start or not _has_stage(asked):
        return None
    sentence = asked.survey.outline.sentence_at(clause.start)
    if sentence.start >= clause.start:
        return None
    start = asked.survey.outline.clause_at(clause.start - 1).start
    if asked.previous and asked.previous[-1].end > start:
        return None
    others = _WITH_OTHERS.match(asked.text, start, clause.start - 1)
    return (Stretch("subject", Span(others.end() if others else start, clause.start)),)


def _subject_of_clause(asked: Asked) -> Offer | None:
    """Offer the clauses before, the nearest first: 数字经济蓬勃发展，增长【12%】."""
    return _clauses(asked, _earliest(asked)) if not asked.subject.text and _is_far(asked) else None


def _subject_of_head(asked: Asked) -> Offer | None:
    """Offer the same for a head: 粮食生产保持稳定，产量达到【6万吨】.

    What a sentence begins with, named alone, comes first: 渔业产业集群，实施网箱等项目，产值突破【6亿元】.
    """
    if asked.subject.text or not _is_head_apart(asked):
        return None
    earliest = _earliest(asked)
    sentence = asked.survey.outline.sentence_at(asked.first.start)
    topic = asked.patterns.topic_alone.match(asked.text, sentence.start, asked.number_list.clause.start)
    if topic is None:
        return _clauses(asked, earliest)
    return chain((Stretch("subject", Span(*topic.span("topic"))),), _clauses(asked, earliest))


def _fund(asked: Asked) -> Offer | None:
    """Offer the fund that a sum or a balance is of, named before in the paragraph.

    社会保险基金预算收入9亿元。当年收支结余【1亿元】 → 社会保险基金预算.
    """
    if asked.own_before.text not in asked.patterns.balances or asked.count > 1:
        return None
    last = asked.previous[-1] if asked.previous else None
    is_beside = last is not None and last.end >= asked.number_list.clause.start - 1
    is_beside = is_beside and asked.own_before.text.endswith(_SUMMED)
    if is_beside and last is not None and not last.indicator.endswith(tuple(asked.patterns.balances)):
        # 一般公共预算收入5亿元，收入总计9亿元: told of the same without a word between
        return None
    start = asked.survey.outline.paragraph_at(asked.first.start).start
    start = max(start, asked.first.start - _FURTHEST_FUND)
    named = list(asked.patterns.fund.finditer(asked.text, start, asked.number_list.clause.start))
    return (Stretch("heading", Span(*named[-1].span())),) if named else None


def _clauses(asked: Asked, start: int) -> Iterator[Stretch]:
    end = asked.number_list.clause.start
    for _ in range(_MOST_CLAUSES):
        clause = asked.survey.outline.clause_at(end - 1)
        if end <= start or clause.start < start:
            # 增长11%、保持两位数增长，占比提高: the rest of a clause with a figure is about that figure.
            return
        yield Stretch("subject", Span(clause.start, end))
        end = clause.start


def _actor(asked: Asked) -> Offer | None:
    """Offer who has what a head names, where a verb stands between: 限上工业完成增加值【9亿元】."""
    before = asked.before
    is_event = asked.patterns.event_last.fullmatch(before.text) is not None
    if (before.text not in asked.patterns.dependent and not is_event) or asked.count > 1:
        return None
    cut = [one.words[0] for one in before.reasons if one.rule in _VERB_CUTS and one.words]
    if not cut:
        return None
    verb = asked.patterns.strong_last.search(asked.text, cut[0].start, cut[0].end)
    if verb is None or verb.start() - cut[0].start < _SHORTEST_ACTOR:
        return None
    return (Stretch("actor", Span(cut[0].start, verb.start())),)


def _heading(asked: Asked) -> Offer | None:
    """Offer the item's heading, where the sentence behind it names nothing: 1.支持扩大内需。安排【2亿元】."""
    sentence, paragraph = (at(asked.first.start) for at in (
        asked.survey.outline.sentence_at, asked.survey.outline.paragraph_at
    ))  # fmt: skip
    if asked.previous or sentence.start != asked.number_list.clause.start:
        return None
    start = paragraph.start
    if start == sentence.start > 0:
        # 1.一般公共预算收入, on a line of its own
        start = asked.survey.outline.paragraph_at(start - 1).start
    first = asked.survey.outline.sentence_at(start)
    is_next = first.end == sentence.start and first.end - start <= _LONGEST_HEADING
    is_item = is_next and _ITEM.match(asked.text, start, first.end)
    return (Stretch("heading", Span(start, first.end)),) if is_item else None


def _cell_before(asked: Asked) -> Offer | None:
    """Offer the line before, where the number has its line for itself: the cells of a table, pasted one a line."""
    number_list, outline = asked.number_list, asked.survey.outline
    line = outline.paragraph_at(asked.first.start)
    if (
        line.start == 0
        or asked.text[line.start : line.end].strip() != asked.text[asked.first.start : number_list.numbers_end]
    ):
        return None
    before = outline.paragraph_at(line.start - 1)
    return (Stretch("heading", before),) if _CELL.fullmatch(asked.text, before.start, before.end) else None


# Figures before.


def _named(figure: Figure, rule: str) -> Phrase:
    return Phrase(figure.indicator, (), (Reason(rule, (figure.span,)),), rule=rule)


def _in_turn(asked: Asked) -> Offer | None:
    """Offer the figures before, one for each number, where there are as many."""
    if asked.subject.text or asked.one("action").text or not 1 < asked.count <= len(asked.previous):
        return None
    return tuple(_named(figure, "candidate.figures_in_turn") for figure in asked.previous[-asked.count :])


def _joined(asked: Asked) -> Offer | None:
    """Offer all figures before of the kind of the last one, of which one thing is said: 开工率、竣工率均提升."""
    if asked.subject.text or asked.one("action").text or len(asked.previous) < 2:
        return None
    if not asked.patterns.joining.search(asked.lead):
        return None
    kinds = [figure for figure in asked.previous if figure.kind == asked.previous[-1].kind]
    names = "、".join(dict.fromkeys(figure.indicator for figure in kinds))
    reason = Reason("candidate.figures_joined", tuple(one.span for one in kinds))
    return (Phrase(names, (), (reason,), rule=reason.rule),)


def _counted_before(asked: Asked) -> Offer | None:
    """Offer what was counted before in the same unit, where a stage or verb stands for it: 开工390个、竣工【437个】."""
    if not asked.previous or asked.previous[-1].kind != "level":
        return None
    if asked.own_before.text not in asked.patterns.stages and not _is_verb_alone(asked):
        return None
    counted = [figure for figure in asked.previous if figure.unit == asked.unit and figure.kind == "level"]
    return (_named(counted[-1], "candidate.figure_counted"),) if counted else None


def _is_verb_alone(asked: Asked) -> bool:
    """Tell whether nothing but a verb leads from what was counted before to a count: 制定办法20件，废止【6件】."""
    last, verb = asked.previous[-1], asked.own_before
    if asked.unit_class != "count" or last.unit != asked.unit or not verb.spans or asked.runs_on:
        return False
    if asked.patterns.verbs_only.fullmatch(_BRACKETED.sub("", verb.text)) is None:
        return False
    lead = asked.text[last.end : verb.spans[0].start].removeprefix(last.indicator)
    return _MARKS_ONLY.fullmatch(lead) is not None


def _rest_of(asked: Asked) -> Offer | None:
    """Offer what was counted first in the sentence, of which the rest is told: 20个项目除1个外，其余【19个】完工."""
    if not asked.previous or not asked.patterns.rest_last.search(asked.lead) or asked.before.text:
        return None
    counted = [figure for figure in asked.previous if figure.unit == asked.unit and figure.kind == "level"]
    left_out = asked.text.rfind("除", counted[0].end if counted else 0, asked.first.start)
    whole = [figure for figure in counted if left_out < 0 or figure.end <= left_out]
    return (_named(whole[-1], "candidate.rest_of"),) if whole else None


def _figure_before(asked: Asked) -> Offer | None:
    if not asked.previous:
        return None
    figure, *earlier = reversed(asked.previous)
    if figure.kind == "rank" and not asked.is_ranked and earlier and figure.indicator == earlier[0].indicator + _PACE:
        # 从业人员增长9%、居全省第1位，增加7万人: the pace is of the rank alone
        figure = earlier[0]
    # 工业投资增长9.1%，在全市12个县区中排名第三: the number that counts who is ranked against is passed over
    if asked.is_ranked and earlier and RANKED_AMONG.fullmatch(asked.text, figure.end, asked.first.start):
        figure = earlier[0]
    return (_named(figure, "candidate.figure_before"),)


Rules = Mapping[Group, Sequence[Rule[Asked, Offer]]]
"""The rules by the group that they offer, in the order in which the groups are asked."""

BEFORE: Rules = {
    "before": (
        Rule("candidate.behind_last_verb", _behind_last_verb),
        Rule("candidate.behind_last_noun", _behind_last_noun),
        Rule("candidate.behind_mark", _behind_mark),
        Rule("candidate.headless", _headless),
        Rule("candidate.before_number", _before_number),
    ),
    "own_subject": (Rule("candidate.own_subject", _own_subject),),
}
BEHIND: Rules = {
    "behind": (
        Rule("candidate.count_of_sized", _count_of_sized),
        Rule("candidate.given", _given),
        Rule("candidate.owner_of_share", _owner_of_share),
        Rule("candidate.rate_behind", _rate_behind),
        Rule("candidate.share_of", _share_of),
        Rule("candidate.standard_for", _standard_for),
        Rule("candidate.part_that_is", _part_that_is),
        Rule("candidate.used_for", _used_for),
        Rule("candidate.spent_on", _spent_on),
        Rule("candidate.count_alone", _count_alone),
        Rule("candidate.share_alone", _share_alone),
        Rule("candidate.count_of", _count_of),
        Rule("candidate.size_of", _size_of),
        Rule("candidate.object_of_verb", _object_of_verb),
        Rule("candidate.one_more_size", _one_more_size),
        Rule("candidate.owner_of_head", _owner_of_head),
    ),
}
BEYOND: Rules = {
    "behind": (
        Rule("candidate.owner_of_heads", _owner_of_heads),
        Rule("candidate.spent_next", _spent_next),
    )
}
"""What is asked in place of `BEHIND` where nothing but a mark stands behind the number."""

FURTHER: Mapping[Named, Rules] = {
    "behind": {
        "listed": (Rule("candidate.listed_behind", _listed_behind),),
        "predicate": (Rule("candidate.part_that_acts", _part_that_acts),),
        "shared": (Rule("candidate.noun_of_next", _noun_of_next),),
        "goes_on": (Rule("candidate.goes_on", _goes_on),),
    },
    "before": {
        "done": (Rule("candidate.done_wholly", _done_wholly),),
        "shared": (Rule("candidate.noun_of_grades", _noun_of_grades),),
        "parts": (
            Rule("candidate.summed_list", _summed_list),
            Rule("candidate.summed_subject", _summed_subject),
            Rule("candidate.sectors_of_composition", _sectors_of_composition),
            Rule("candidate.quota_of_each", _quota_of_each),
            *_parts_of(_own_words_before),
            Rule("candidate.heads_in_turn", _heads_in_turn),
        ),
        "actor": (Rule("candidate.actor", _actor),),
        "topic": (Rule("candidate.topic_of_head", _topic_of_head),),
        "earlier": (
            Rule("candidate.fund", _fund),
            Rule("candidate.object_before", _object_before),
            Rule("candidate.subject_of_head", _subject_of_head),
        ),
        "counted": (Rule("candidate.figure_counted", _counted_before),),
    },
    "nothing": {
        "done": (Rule("candidate.done_wholly", _done_wholly),),
        "action": (Rule("candidate.people_by_action", _people_by_action),),
        "topic": (Rule("candidate.topic", _topic),),
        "earlier": (
            Rule("candidate.object_of_stage", _object_of_stage),
            Rule("candidate.subject_of_clause", _subject_of_clause),
        ),
        "heading": (Rule("candidate.heading", _heading), Rule("candidate.cell_before", _cell_before)),
        "subject_parts": _parts_of(_subject_of_all),
        "in_turn": (Rule("candidate.figures_in_turn", _in_turn),),
        "joined": (Rule("candidate.figures_joined", _joined),),
    },
}
"""What is asked further, by what the words around the number have named."""

OF_SEVERAL: frozenset[Group] = frozenset({"parts", "subject_parts", "in_turn"})
"""The groups whose rules apply to a list of several numbers alone."""

LAST: Rules = {
    "figure": (
        Rule("candidate.rest_of", _rest_of),
        Rule("candidate.figure_before", _figure_before),
    )
}
