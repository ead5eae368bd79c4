"""The trim: the edges of a stretch are cut until what is left names something, by named rules (FIGURES.md §4).

`trim` goes through the passes of the place where the stretch stands. A pass is a table of rules, of which the first
that applies cuts; some passes go on until none of their rules applies. Every cut is kept as a reason.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from ...model.figure import Reason, Span
from ..period.expressions import TimeEdges
from ..rule import Rule, because, decide
from .asked import Asked, Place, Stretch
from .phrase import (
    COMPARED_BY,
    JOINTS,
    LONGEST_JOINED,
    NOTE_ENDS,
    RANKED_AMONG,
    SITES,
    START_ENDS,
    Phrase,
    PhrasePatterns,
    plain_words,
)
from .segmenter import tagged, tokens

# 完成试点任务、并居全省首位: 并 begins another predicate, where at least so many characters follow.
_LEAST_NAMED = 6
_ADVERB_OF_JOINT = re.compile("(?<=..)(?:要|将)?(?:预计|力争|有望|已|可)(?=完成|实现)")
_ALSO = re.compile("、(?:并|且|还|同时)(?![购网])")
# 每千人口拥有…: the verb belongs to what is measured.
_PER = re.compile("每[十百千万]|[村户亩人组社镇乡县园校]均")
# 等 opens the noun behind a list (…等项目), but not where the noun only sums the list up (…等工作).
_RAISED = re.compile(
    "(?:持续|不断|稳步|逐步|进一步|大幅|有效|全面)*(?:提升|提高|优化|改善|扩大|降低|压减|增强|增加|减少|巩固)"
)
# What is built, at the end of a statement before a mark.
_BUILT_LAST = re.compile("..(?:平台|体系|机制|系统|制度|工程|行动|方案)(?:[0-9]+(?:\\.[0-9]+)?)?$")
_LIST_WORD = re.compile("(?<![高中初平均对同优劣一二三四])等(?![级次候于待效同])")
_TOPIC = re.compile("([^，。；：、]{2,16}?)(?:发展|建设|工作|领域|改革)?方面(?=[，,])")
# 在全国有影响力的龙头企业, 有条件的县: an attribute stands before the noun.
_ATTRIBUTIVE = re.compile(
    "(?:在|有|符合|具有|具备|列入|已(?=[^，。；：的]{4,10}的)|以(?=[^，。；：的]{2,10}为))[^，。；、：\n0-9]{2,14}?的(?=[\u4e00-\u9fff“])"
    # 涵盖交通、养老等方面的项目; 存栏500头规模的牧场
    "|(?:涵盖|覆盖|包含|涉及)[^，。；：\n0-9]{2,24}?的(?=[\u4e00-\u9fff“])|规模的(?=[\u4e00-\u9fff“])"
    # 五个类型的创意产业
    "|(?:类型|种类|类别|门类|品类)的(?=[\u4e00-\u9fff“])"
)
# 高品质、低成本、定制化厂房: several qualities before the noun, without 的.
_QUALITIES = re.compile(
    "(?:(?:[高低优][品质成能端标水效技价颜][质量本耗准平率术值]?|[\u4e00-\u9fff]{2,3}化)[、和]){1,5}"
    "(?:[高低优][品质成能端标水效技价颜][质量本耗准平率术值]?|[\u4e00-\u9fff]{2,3}化)的?(?=[\u4e00-\u9fff“]{2})"
)
_BOUND_FIRST = re.compile(
    # 按每人每月90元的标准为孤儿发放补贴
    r"(?:左右|以上)?的标准(?:[为向给对][^，。；、0-9]{1,10}?)?(?:发放|给予|支付|落实|兑现|提供)(?=[\u4e00-\u9fff]{2})|"
    r"[ \n]?(?:左右|及?以上|及?以下|上下|以内|（含）以[上下内]|\(含\)以[上下内])?(?:人民币)?(?:之间)?(?:的(?!士))?"
)
_COMPARED_AMOUNT = re.compile("(?:[高低多少好优慢快]于(?![二三ⅡⅢI]|国家)|高出|超出)[^，。；、的\n]{2,14}$")
_MARK = re.compile("[，。；：！？\n,;:！]")
_NOUN_BEGINS = re.compile("[\u4e00-\u9fffA-Za-z“《]|[0-9]+[^0-9 ]")
_NOTE_LAST = re.compile(
    "(?:（[^（），。；]{0,6}下同）|下同）|[\\[［〔]注?[0-9]{1,3}[\\]］〕]|(?<=[\u4e00-\u9fff”])[（(][0-9]{1,2}[）)]|[①-⑳]|[*＊※]{1,3})$"
)
_AIM = re.compile("[^，。；：、\n0-9]{0,14}?目标(?:是|为)(?=..)")
_YEARS_USED = re.compile("用[0-9一二两三四五六七八九十]{1,3}(?:年|个月|天)(?:左右)?的?时间，?")
# …补差水平，分别从…: the clause before is all subject where it ends in what can be counted or rated.
_RATED_LAST = re.compile("(?:水平|标准|面积|[率额量数值])$")
_WITHIN = re.compile("(?:的?范围)内?的(?=[\u4e00-\u9fff])")
# Headings that a page has set before a sentence, apart by blanks; 在2020年基础上 behind a name.
_APART = re.compile(
    "[^ \\t\u3000\u00a0\n][ \\t\u3000\u00a0\n]{2,}(?=[^ \\t\u3000\u00a0\n0-9]{2}|[12][0-9]{3}年|[0-9]{1,2}[月.．、])"
)
_AMONG = re.compile(
    "[在于](?:全[国省市区县州]|各|同类|参评|[东中西]部|中西部|东北|沿海|民族)[^，。；、的]{0,4}(?:[省市区县州镇村]|城市|地区|园区|单位|省份)[中里]?$"
)
_AMONG_ONLY = re.compile("[在于][^，。；、]{0,6}(?:[省市区县州]|城市|地区|园区|省份)")
_ON_BASE = re.compile("在[^，。；、]{2,12}(?:的?基础上|基础之上)$")
# 由成立之初的, 从建区前的, 由目前的: what a change starts from.
_FROM_START = re.compile(
    "[由从](?:目前|现在|原来|过去|以前|当初|最初|此前|起初|原先|当时|最[高低多少大小]时|[高低]峰时|低谷时|[^，。；、由从0-9]{2,10}(?:之初|之前|以前|前|初期))$"
)
_YEARS_AMONG = re.compile(
    "(?:已?连续|蝉联)[0-9一二两三四五六七八九十]{1,3}[年次届]在(?=(?P<among>[^，。；、]{2,20})(?:[中里]|之中)?$)"
)
_LONGEST_AREA = 6
_SETTING = re.compile(
    "的?(?:基础上|同时|前提下|情况下|条件下|背景下)$|(?<=[程目作务])外$|的(?:既定|预期|总体|奋斗|年度)(?:目标|任务)$"
)
# 危房改造和庭院提升1.6万户
_SECOND_WORK = re.compile("(?:改造|整治|建设|治理|修缮)[和与及、][^，。；、和与及]{2,3}提升$")
_ADDED_GROWTH = re.compile("(?:拉动|带动)[^，。；、]{2,8}增长$")
_SHARE_OF_SCOPE = re.compile("..(?:约|仅|已|均)?占(?:全[国省市区县州盟旗球]|世界|同期全[国省市])$")
_BRACKETS = re.compile("（[^）]*）")
_COUNTED_BEFORE = re.compile("[0-9两二三四五六七八九十]个$")
_TIMES_OF = re.compile("(?:相当于|是|约?为|超过|达到)[^，。；、0-9]{2,20}的$")
_RECOVERED = re.compile("恢复[到至][^，。；、0-9]{2,12}的$")
_ADVERBS_LAST = re.compile("(?:已|首次|成功|再次|连续|顺利|一举)+$")
_ADVERB_LAST = re.compile("(?:分别|均|都|共|各|新|已|累计|全年)$")
# What sums up what somebody did, before the verb (市政府共办理); whose it is (刊播我市稿件).
_SUMMING = re.compile("累计|全年|先后|(?<![公一总合])共(?!同|有产|享|建|青|管|治|识|赢|富|和国|产)|一共|总共|合计")
_MAKING = re.compile("(?<![行大天特驱即])使(?![用命者馆节得])(?=[^，。；、]{2})")
_OURS = re.compile("[我本][省市县区州旗镇乡](?=[\u4e00-\u9fff]{2})")
# Last characters of names of places (a place acts: 30个县运营…), and of other nouns of one character.
_PLACES, _REGIONS = "县市州镇乡村省", ("乡村", "农村", "城市", "城镇", "乡镇")
_SHORT_NOUNS = (*_PLACES, *"区校院户人园港站")
_SHORT_PAIR = re.compile("[\u4e00-\u9fff]{1,4}[和与及、][\u4e00-\u9fff]{1,4}的")
# What something is done for, given to or done in, right before the number: 为全县9个村安装设备, 在9个乡镇架设线路.
_SERVED = re.compile(
    "(?:(?<![现存正所实潜内])在|(?:(?<![成作认定列评称因])为|给|(?<![面方趋])向|(?<![针相反面])对)(?:[^，。；、0-9在]{1,8}的)?)"
    "(?:(?:全|我|本)[国省市区县州旗])?(?:[^，。；、]?[约近]|超过?)?$"
)
# 造林80万亩和森林抚育150万亩: the noun behind 和 belongs to the next number.
_JOINED_ON = re.compile("(?:以及|[和与及])[^，。；：]+")
# 长, 宽 right behind a size say of what it is one.
_DIMENSION = re.compile("[长宽高深厚](?![\u4e00-\u9fff])|[长宽高深厚]的(?=[\u4e00-\u9fff“])")
_CLAUSE_MARKS = "（(，、；：,;: \n"
# How many characters of an earlier clause, and how many behind a number, are read.
_LONGEST_SUBJECT, _LONGEST_BEHIND, _LONGEST_PLACE = 40, 36, 3
_LAST_WORDS = 10
_NOT_LOOKED = -1
# Of so many characters or more a noun behind a number is never cut off altogether.
_LEAST_KEPT = 3


class Cut:
    """A stretch while it is trimmed: its edges, and what was cut off by which rule.

    `start` and `end` are the edges now. `edge` is where the stretch ended at first, `limit` where its left edge may be
    cut to.
    """

    __slots__ = (
        "_first_at",
        "_first_word",
        "_last_at",
        "_last_word",
        "_settled",
        "_words",
        "_words_at",
        "asked",
        "cuts",
        "edge",
        "end",
        "limit",
        "patterns",
        "place",
        "start",
        "text",
        "times",
    )  # fmt: skip

    def __init__(self, asked: Asked, place: Place, span: Span) -> None:
        self.asked, self.place, self.patterns, self.text = asked, place, asked.patterns, asked.text
        self.times: TimeEdges = asked.survey.time_edges
        self.start, self.end = span
        self.edge = self.end
        far = place in ("subject", "topic", "heading")
        self.limit = min(self.end, self.start + _LONGEST_SUBJECT) if far else self.end
        self.cuts: dict[str, list[Span]] = {}
        self._words: list[str] = []
        self._words_at = Span(0, 0)
        self._first_at = self._last_at = self._settled = _NOT_LOOKED
        self._first_word: tuple[str, int] | None = None
        self._last_word: tuple[str, int] | None = None

    @property
    def is_empty(self) -> bool:
        return self.end <= self.start

    def first_word(self) -> tuple[str, int] | None:
        """Return the class of the word at the left edge that names nothing, and where it ends; None for none."""
        if self._first_at != self.start:
            self._first_at = self.start
            end = self.limit if self.limit < self.end else self.end
            found = self.patterns.lead.match(self.text, self.start, end) if self.start < end else None
            if found and self.place == "subject" and found[0][0] == "向":
                # 向困难群众发放补贴，惠及9万人: to whom it was given is what an earlier clause may be about
                found = None
            self._first_word = (self.patterns.lead_class(found[0]), found.end()) if found else None
        return self._first_word

    def last_word(self) -> tuple[str, int] | None:
        """Return the class of the word at the right edge that names nothing, and where it begins."""
        if self._last_at != self.end:
            self._last_at = self.end
            trail = self.patterns.trail
            word = trail.longest_in(self.last_words())
            self._last_word = (trail.classes[word], self.end - len(word)) if word else None
        return self._last_word

    def last_words(self) -> str:
        """Return the last characters of the stretch, as many as a word at its edge may have."""
        return self.text[max(self.start, self.end - _LAST_WORDS) : self.end]

    def words(self) -> list[str]:
        """Return the words of the stretch as it is now."""
        if self._words_at != (self.start, self.end):
            if self._words_at.start == self.start < self.end < self._words_at.end:
                size, length = 0, self.end - self.start
                while length > 0:
                    length -= len(self._words[size])
                    size += 1
                self._words = self._words[:size] if not length else tokens(self.text[self.start : self.end])
            else:
                self._words = tokens(self.text[self.start : self.end])
            self._words_at = Span(self.start, self.end)
        return self._words

    def go_through(self, place: Place) -> None:
        """Cut by all tables and passes of a place."""
        for one in PASSES[place]:
            if self.start >= self.end:
                return
            if isinstance(one, Pass):
                self.run(one)
            elif (found := decide(one, self)) is not None:
                self._cut(*found)

    def run(self, one: "Pass") -> None:
        """Go through a pass: cut by the first of its rules that applies; a rule that keeps both edges ends the pass."""
        start, end, cuts = self.start, self.end, self.cuts
        if one is LEFT and self._settled == start:
            # Nothing was cut since the words at the left edge were looked at.
            return
        if one.keeps_some:
            self.cuts = {rule: list(words) for rule, words in cuts.items()}
        while self.start < self.end:
            found = _noun_end(self) if one.is_by_word else decide(one.rules_for(self), self)
            if found is None and one.edge_word is not None and (word := one.edge_word(self)) is not None:
                found = decide(one.word_rules, self) or one.cut_off(word, self)
            if found is None or not self._cut(*found):
                break
            for other in one.then:
                self.run(other)
            if not one.is_repeated:
                break
        if one is LEFT:
            self._settled = self.start
        if one.keeps_some and self.start >= self.end and end - start >= _LEAST_KEPT:
            self.start, self.end, self.cuts = start, end, cuts

    def _cut(self, rule: str, to: Span) -> bool:
        """Move the edges and keep what is cut off; tell whether they moved."""
        words = self.cuts.setdefault(rule, [])
        if to.start > self.start:
            words.append(Span(self.start, min(to.start, self.end)))
        if to.start < self.end and to.end < self.end:
            words.append(Span(to.end, self.end))
        has_moved = to != (self.start, self.end)
        self.start, self.end = to
        return has_moved


Table = Sequence[Rule[Cut, Span]]


class Pass(NamedTuple):
    """Rules of which the first that applies cuts, once or, where `is_repeated`, until none of them applies.

    Where none of `rules` applies, and `edge_word` finds a word at the edge that names nothing, `word_rules` say what is
    done with it, else it is cut off by the rule of its class (`classes`). After each cut the passes in `then` are gone
    through. A pass that `keeps_some` cuts nothing where it would leave nothing of three characters or more. One that
    `is_by_word` goes by `NOUN_RULES`, word after word. `other_rules` are those of its rules that may apply where the
    stretch ends in none of the characters that the others look for (`PhrasePatterns.edge_last`); None for all of them.
    """

    rules: Sequence[Rule[Cut, Span]]
    is_repeated: bool = False
    then: Sequence["Pass"] = ()
    keeps_some: bool = False
    is_by_word: bool = False
    edge_word: Callable[[Cut], tuple[str, int] | None] | None = None
    word_rules: Sequence[Rule[Cut, Span]] = ()
    classes: Mapping[str, str] = MappingProxyType({})
    other_rules: Sequence[Rule[Cut, Span]] | None = None

    def rules_for(self, cut: Cut) -> Sequence[Rule[Cut, Span]]:
        """Return the rules that may apply to a stretch by its last character, and by the one that was cut off last."""
        if self.other_rules is None or not cut.patterns.edge_last.isdisjoint(cut.text[cut.end - 1 : cut.end + 1]):
            return self.rules
        return self.other_rules

    def cut_off(self, word: tuple[str, int], cut: Cut) -> tuple[str, Span] | None:
        """Return by which rule a word at the edge is cut off, and what it leaves; None where its class has no rule."""
        rule = self.classes.get(word[0])
        if rule is None:
            return None
        return rule, Span(word[1], cut.end) if self.edge_word is Cut.first_word else Span(cut.start, word[1])


def trim(stretch: Stretch, asked: Asked, rule: str) -> Phrase:
    """Return what a stretch names once its edges are cut; a phrase without text where nothing is left.

    `rule` is the candidate rule that offered it.
    """
    cut = Cut(asked, stretch.place, stretch.span)
    if stretch.place == "listed":
        _go_on(cut, stretch)
    else:
        cut.go_through(stretch.place)
    offered = (Reason(rule, (stretch.span,)), *[because(id_, tuple(words)) for id_, words in cut.cuts.items()])
    reasons = stretch.grown_from.reasons + offered
    if cut.is_empty or asked.text[cut.start : cut.end].isdigit():
        return Phrase("", (), reasons, rule=rule)
    name = plain_words(asked.text[cut.start : cut.end])
    if (joint := _ADVERB_OF_JOINT.search(name)) is not None and asked.patterns.joint.match(name, joint.end()):
        # 商贸企业预计实现利润
        name = name[: joint.start()] + name[joint.end() :]
    return Phrase(name, (Span(cut.start, cut.end),), reasons, rule=rule)


def _go_on(cut: Cut, stretch: Stretch) -> None:
    """Go on from a noun behind a number to those that are listed behind it, each of them trimmed."""
    end = stretch.grown_from.spans[0].end
    while cut.text[end : end + 1] == "、":
        more = Cut(cut.asked, "shared", Span(end + 1, cut.end))
        more.go_through("shared")
        # 总投资9亿元的产业园、投资5亿元的电站: a head leads to the next number
        if more.is_empty or cut.text[more.start : more.end] in cut.patterns.dependent:
            break
        end = more.end
    cut.end = end


# The right edge: what stands between a phrase and its number.


def _time_last(cut: Cut) -> Span | None:
    """Apply to a time, with the word of comparison before it (比上年, 较2020年)."""
    if cut.place in ("behind", "shared"):
        return None
    opening = cut.times.starts.get(cut.end, -1)
    if opening < cut.start:
        return None
    before = cut.times.starts.get(opening - 1, -1)
    if before > cut.start and cut.text[opening - 1] in "、和与及":
        # 产值2021年和2022年分别增长: both times
        opening = before
    return Span(cut.start, opening - cut.text[cut.start : opening].endswith(("比", "较")))


def _quota_last(cut: Cut) -> Span | None:
    if cut.text[cut.end - 1] not in cut.patterns.quota_last:
        return None
    measure = cut.patterns.quota.search(cut.text, max(cut.start, cut.end - 14), cut.end)
    return Span(cut.start, measure.start()) if measure else None


def _pace_of_rank(cut: Cut) -> Span | None:
    if cut.place != "rate" or not cut.asked.is_ranked:
        return None
    return Span(cut.start, cut.end) if cut.patterns.speed.search(cut.last_words()) else None


def _share_last(cut: Cut) -> Span | None:
    """Apply to a share of the whole country or region, which is part of the name: 茶叶产量占全省近【一半】."""
    is_share = cut.asked.unit == "%" and _SHARE_OF_SCOPE.search(cut.last_words()) is not None
    return Span(cut.start, cut.end) if is_share else None


def _growth_last(cut: Cut) -> Span | None:
    """Apply to the growth that something adds to: 拉动经济增长【2个百分点】."""
    is_added = cut.asked.unit == "百分点" and _ADDED_GROWTH.search(cut.last_words()) is not None
    return Span(cut.start, cut.end) if is_added else None


def _kept_last(cut: Cut) -> Span | None:
    """Apply to a word that ends like one of these but belongs to the name, and to the second of two works."""
    if cut.asked.unit_class == "count" and _SECOND_WORK.search(cut.last_words()) is not None:
        return Span(cut.start, cut.end)
    return Span(cut.start, cut.end) if cut.patterns.trail_kept.longest_in(cut.last_words()) else None


def _arriving_last(cut: Cut) -> Span | None:
    """Apply where only the verb of arriving may go, the name before it ending like a trailing word (自然增长率为)."""
    found, window = cut.last_word(), cut.last_words()
    if found is None or cut.end - found[1] <= 2 or window[-1] not in "为至到达":
        return None
    return Span(cut.start, cut.end - 1) if cut.patterns.trail_kept.longest_in(window[:-1]) else None


def _note_last(cut: Cut) -> Span | None:
    """Apply to the mark of a note, and to what says that the figures below are measured likewise (下同)."""
    if cut.text[cut.end - 1] not in NOTE_ENDS:
        return None
    note = _NOTE_LAST.search(cut.last_words())
    return Span(cut.start, cut.end - len(note[0])) if note else None


def _adjustment_last(cut: Cut) -> Span | None:
    """Apply to what a rate leaves out of account, behind its name: 生产总值按可比口径年均增长."""
    if cut.place in ("behind", "shared") or cut.text[cut.end - 1] not in cut.patterns.adjusted_last:
        return None
    found = cut.patterns.adjustment_last.search(cut.text, max(cut.start + 2, cut.end - 28), cut.end)
    return Span(cut.start, found.start()) if found else None


def _base_last(cut: Cut) -> Span | None:
    """Apply to the base of a rate behind its name: 经济总量在2020年基础上翻一番."""
    if cut.text[cut.end - 1] != "上":
        return None
    found = _ON_BASE.search(cut.text, cut.start + 2, cut.end)
    return Span(cut.start, found.start()) if found else None


def _start_last(cut: Cut) -> Span | None:
    """Apply to the time that a change starts from, told without its year: 处理率由建区之初的 → 处理率."""
    if cut.text[cut.end - 1] not in START_ENDS:
        return None
    found = _FROM_START.search(cut.text, max(cut.start + 2, cut.end - 14), cut.end)
    return Span(cut.start, found.start()) if found else None


def _setting_last(cut: Cut) -> Span | None:
    """Apply to what is set beside the rest of the sentence: 在抓好6个试点的基础上, 除12项续建工程外."""
    found = _SETTING.search(cut.text, cut.start + 2, cut.end)
    return Span(cut.start, found.start()) if found else None


def _among_last(cut: Cut) -> Span | None:
    """Apply to those among whom something has its place: 电商交易额在全省县市区中排名第1."""
    # 中 may be cut off already
    if cut.text[cut.end - 1] not in "中里" and not cut.text.startswith(("中", "里"), cut.end):
        return None
    found = _AMONG.search(cut.text, max(cut.start + 2, cut.end - 14), cut.end)
    return Span(cut.start, found.start()) if found else None


TIME_LAST: Sequence[Rule[Cut, Span]] = (Rule("trim.time_last", _time_last),)
RIGHT_RULES: Sequence[Rule[Cut, Span]] = (
    Rule("trim.among_last", _among_last),
    Rule("trim.base_last", _base_last),
    Rule("trim.start_last", _start_last),
    Rule("trim.adjustment_last", _adjustment_last),
    Rule("trim.note_last", _note_last),
    *TIME_LAST,
    Rule("trim.quota_last", _quota_last),
)
"""All but that of times look for certain characters at the end."""
LAST_WORD_RULES: Sequence[Rule[Cut, Span]] = (
    Rule("trim.pace_of_rank", _pace_of_rank),
    Rule("trim.share_last", _share_last),
    Rule("trim.growth_last", _growth_last),
    Rule("trim.kept_last", _kept_last),
    Rule("trim.arriving_last", _arriving_last),
)
LAST_WORDS: Mapping[str, str] = {
    "mark": "trim.mark_last",
    "move": "trim.move_last",
    "bound": "trim.bound_last",
    "scope": "trim.scope_last",
    "rank": "trim.rank_last",
    "each": "trim.each_last",
    "period": "trim.period_last",
    "manner": "trim.manner_last",
    "verb": "trim.verb_last",
}
"""The rules by which a word at the right edge is cut off, by its class."""


# The left edge: what stands before the phrase.


def _time_first(cut: Cut) -> Span | None:
    """Apply to a time, but not to the year that the name of an item of an account begins with (上年结余)."""
    closing = cut.times.ends.get(cut.start, cut.limit + 1)
    if cut.text.startswith("上年", cut.start) and cut.text.startswith(cut.patterns.last_years, closing):
        return None
    return Span(closing, cut.end) if closing <= min(cut.limit, cut.end) else None


def _headings_first(cut: Cut) -> Span | None:
    """Apply to what stands before several blanks in a row: a heading that runs into the sentence."""
    if "  " not in (words := cut.text[cut.start : cut.end]) and "\u3000" not in words and "\t" not in words:
        return None
    ends = [one.end() for one in _APART.finditer(cut.text, cut.start, cut.end)]
    # 社会保险基金预算   收入: a head alone goes on with the name before the blanks
    is_head = ends and cut.text[ends[-1] : cut.end].strip() in cut.patterns.heads
    return Span(ends[-1], cut.end) if ends and not is_head else None


def _years_used_first(cut: Cut) -> Span | None:
    """Apply to how long something takes, before it: 用两年时间把补助标准提高到【80元】."""
    found = _YEARS_USED.match(cut.text, cut.start, cut.end) if cut.text[cut.start] == "用" else None
    return Span(found.end(), cut.end) if found else None


def _aim_first(cut: Cut) -> Span | None:
    """Apply to whose aim it is, before what is aimed at: 新区的总体目标是地区生产总值突破【600亿元】."""
    if cut.place in ("behind", "shared") or "目标" not in cut.text[cut.start : cut.end]:
        return None
    found = _AIM.match(cut.text, cut.start, cut.end)
    return Span(found.end(), cut.end) if found else None


LEFT_RULES: Sequence[Rule[Cut, Span]] = (
    Rule("trim.time_first", _time_first),
    Rule("trim.aim_first", _aim_first),
    Rule("trim.years_used_first", _years_used_first),
)
FIRST_WORDS: Mapping[str, str] = {
    "mark": "trim.mark_first",
    "adjustment": "trim.adjustment_first",
    "scope": "trim.scope_first",
    "manner": "trim.manner_first",
    "period": "trim.period_first",
    "amount": "trim.amount_first",
    "link": "trim.link_first",
}
"""The rules by which a word at the left edge is cut off, by its class."""


# Before a number: the statement and the verbs before what is measured.


def _rank_place(cut: Cut) -> Span | None:
    if not cut.asked.is_ranked:
        return None
    place = cut.patterns.rank_verb.search(cut.text, max(cut.start, cut.end - 16), cut.end)
    years = _YEARS_AMONG.search(cut.text, cut.start, place.start() if place else cut.end)
    if place and years and cut.text[years.start() - 1] not in "并且还、":
        # 高新区连续9年在营商环境测评中名列第二: an area has its place in what it is measured by
        is_area = years.start() - cut.start <= _LONGEST_AREA and cut.text[years.start() - 1] in "区市县州省旗镇"
        is_area = is_area or years.start() == cut.start
        if not _AMONG_ONLY.fullmatch(cut.text, years.end() - 1, years.end("among")):
            return Span(years.end(), years.end("among")) if is_area else Span(cut.start, years.start())
        if not is_area:
            return Span(cut.start, years.start())
    if place is not None and _AMONG_ONLY.fullmatch(cut.text, cut.start, place.start()):
        # 投资30亿元，在沿海城市中列【第三位】: nothing but those among whom the rank is
        return Span(cut.start, cut.start)
    return Span(cut.start, place.start()) if place else None


def _ranked_among(cut: Cut) -> Span | None:
    """Apply to those among whom the rank is, counted before: 工业投资增长9.1%，在全市12个县区中排名【第三】."""
    if not cut.asked.is_ranked or not _COUNTED_BEFORE.search(cut.text, max(cut.start - 6, 0), cut.start):
        return None
    return Span(cut.start, cut.start) if RANKED_AMONG.fullmatch(cut.text, cut.start, cut.edge) else None


def _ranked_list(cut: Cut) -> Span | None:
    """Apply to the list in which a place itself is ranked: 跻身全国工业百强县【第9位】 → 全国工业百强县."""
    if not cut.asked.is_ranked or not cut.patterns.ranking_last.search(cut.text, cut.start, cut.end):
        return None
    verbs = list(cut.patterns.listing.finditer(cut.text, cut.start, cut.end))
    verb = verbs[-1] if verbs else None
    if verb is None or cut.end - verb.end() < 3:
        return None
    place = _ADVERBS_LAST.sub("", cut.text[cut.start : verb.start()])
    return Span(verb.end(), cut.end) if len(place) <= _LONGEST_PLACE else None


def _times_of(cut: Cut) -> Span | None:
    """Apply to what a multiple is a multiple of (为降水量的【7倍】), or what is recovered to (恢复到往年的【96%】)."""
    pattern = _TIMES_OF if cut.asked.unit == "倍" else _RECOVERED if cut.asked.unit == "%" else None
    found = pattern.search(cut.text, cut.start, cut.edge) if pattern else None
    return Span(cut.start, found.start()) if found else None


def _comparison(cut: Cut) -> Span | None:
    base = cut.patterns.compared.search(cut.text, cut.start, cut.end)
    if base is None:
        return None
    # 不低于当地标准的1.6倍
    return Span(cut.start, base.start() - (cut.text[base.start() - 1] == "不"))


def _compared_amount(cut: Cut) -> Span | None:
    """Apply to what an amount is above or below: 人均收入低于城镇居民1.2万元, 人均寿命比全国高3岁."""
    found = _COMPARED_AMOUNT.search(cut.text, cut.start, cut.end) or COMPARED_BY.search(cut.text, cut.start, cut.end)
    return Span(cut.start, found.start()) if found else None


def _parted_statement(cut: Cut) -> Span | None:
    """Apply where a mark stands between the number and the words before it, which are a statement of their own.

    粮食丰收、增长5%: nothing is left; the statement is asked for its subject (`candidate.own_subject`).
    """
    if "trim.comparison" in cut.cuts or cut.text.find("、", cut.end, cut.edge) < 0:
        return None
    if "、" not in _BRACKETS.sub("", cut.text[cut.end : cut.edge]).rstrip("、"):
        return None
    return Span(cut.end, cut.end)


def _also(cut: Cut) -> Span | None:
    found = _ALSO.search(cut.text, cut.start, cut.end)
    return Span(found.end(), cut.end) if found and cut.end - found.end() >= _LEAST_NAMED else None


def _held(cut: Cut) -> Span | None:
    """Apply to the verb before what was raised and held: 持续提升垃圾分类覆盖率并保持在【92%】."""
    if not cut.text.startswith("并", cut.end):
        return None
    found = _RAISED.match(cut.text, cut.start, cut.end)
    return Span(found.end(), cut.end) if found and cut.end - found.end() > 2 else None


def _done(cut: Cut) -> Span | None:
    """Apply to a complete statement: 码头建成投运、货物吞吐量增长9%; or what was built: 建设云平台、联网率升至9%."""
    mark = cut.text.rfind("、", cut.start, cut.end)
    if mark < 0:
        return None
    is_built = "trim.move_last" in cut.cuts and _BUILT_LAST.search(cut.text, cut.start, mark) is not None
    if is_built and cut.patterns.weak.match(cut.text, cut.start, mark):
        return Span(mark + 1, cut.end)
    done = cut.patterns.stage_last.search(cut.text, cut.start, mark)
    # 旧小区改造、棚户区改造500套: before an amount such a word is part of a name
    is_so = done and cut.place == "rate" and done.start() - cut.start >= _LEAST_NAMED <= cut.end - mark - 1
    is_so = is_so or any(
        one.search(cut.text, cut.start, mark) for one in (cut.patterns.done_last, cut.patterns.bettered_last)
    )
    return Span(mark + 1, cut.end) if is_so else None


def _per_kept(cut: Cut) -> Span | None:
    """Apply where the verb belongs to what is measured: 每千人口拥有…; nothing is cut."""
    return Span(cut.start, cut.end) if _PER.match(cut.text, cut.start, cut.end) else None


def _verb(cut: Cut) -> Span | None:
    """Apply to the last verb that parts the object from the subject: 全市新建公园【8个】."""
    return _behind_verb(cut, cut.patterns.strong)


def _verb_behind_adverb(cut: Cut) -> Span | None:
    """Apply to a verb that an adverb of summing leads to (市政府共办理代表建议【300件】), or to one of making (使)."""
    for found in _SUMMING.finditer(cut.text, cut.start + 2, cut.end):
        verb = cut.patterns.weak.match(cut.text, found.end(), cut.end)
        if verb is None or cut.end - verb.end() < _LEAST_KEPT - 1:
            continue
        rest = cut.text[verb.end() : cut.end]
        if rest in cut.patterns.predicates or rest in cut.patterns.dependent:
            # 累计转移就业, 累计推广面积
            continue
        ours = _OURS.match(cut.text, verb.end(), cut.end)
        return Span(ours.end() if ours else verb.end(), cut.end)
    # 资助政策使困难学生【12万人次】受益
    made = _MAKING.search(cut.text, cut.start + 2, cut.end) if cut.asked.runs_on else None
    return Span(made.end(), cut.end) if made else None


def _causing(cut: Cut) -> Span | None:
    """Apply to a verb of causing: 带动就业增长【6%】; not to one in a list of as many parts as numbers."""
    if cut.asked.count > 1 and cut.text.count("、", cut.start, cut.end) + 1 == cut.asked.count:
        return None
    return _behind_verb(cut, cut.patterns.causing)


def _behind_verb(cut: Cut, pattern: re.Pattern[str]) -> Span | None:
    text, start, end, patterns = cut.text, cut.start, cut.end, cut.patterns
    for found in pattern.finditer(text, start, end):
        if found.start() < start:
            continue
        least = 3 if found.start() > start and found[0] not in patterns.short_object else 2
        if found[0] == "支持" and text[max(start, found.start() - 2) : found.start()] in patterns.supporting:
            continue
        if _ADVERB_LAST.search(text, start, found.start()) or found[0] in ("力争", "预计", "确保"):
            # 等领域全年分别引进人才
            least = 2
        if (
            _in_quotation(text, found.end(), end)
            or (found.start() > start and _joined_verb(text, found.end(), end, patterns))
            or end - found.end() < least
            or patterns.joint.match(text, found.start(), end)
            or _done_by_each(cut, found, patterns)
        ):
            continue
        start = found.end()
        while (more := pattern.match(text, start, end)) and end - more.end() >= 3:
            start = more.end()
        if not patterns.causing.match(found[0]):
            break
    return Span(start, end) if start > cut.start else None


def _done_by_each(cut: Cut, verb: re.Match[str], patterns: PhrasePatterns) -> bool:
    """Tell whether a verb says what each of the things listed before it did: 烟草、白酒等行业分别完成税收."""
    count, before = cut.asked.count, slice(cut.start, verb.start())
    if count < 2 or verb[0] not in patterns.done_by_each or not patterns.each_of_them.search(cut.text[before]):
        return False
    return cut.text[before].count("、") + 1 == count


def _joined_verb(text: str, start: int, end: int, patterns: PhrasePatterns) -> bool:
    """Tell whether a verb is joined to another noun behind it (企业设立及变更时限), so that it is one itself."""
    if text[start : start + 1] not in ("及", "和", "或"):
        return False
    return not any(one.match(text, start + 1, end) for one in (patterns.strong, patterns.weak))


def _verb_behind_mark(cut: Cut) -> Span | None:
    mark = cut.text.rfind("、", cut.start, cut.end)
    if mark < 0 or "trim.per_kept" in cut.cuts:
        return None
    patterns = cut.patterns
    begins = any(one.match(cut.text, mark + 1, cut.end) for one in (patterns.weak, patterns.lead))
    return Span(mark + 1, cut.end) if begins else None


def _list_word(cut: Cut) -> Span | None:
    """Apply to the list before 等, where 等 opens the noun that is meant."""
    text, end, patterns, start = cut.text, cut.end, cut.patterns, cut.start
    if text.find("等", start, end) < 0:
        return None
    for found in _LIST_WORD.finditer(text, start, end):
        if end - found.end() < 2 or _in_quotation(text, found.end(), end):
            continue
        if text[found.end() : end] in patterns.dependent or patterns.listed_kind.fullmatch(text, found.end(), end):
            continue
        if cut.place == "rate" and text[found.end() : end] in patterns.own_work:
            continue
        is_aspect = text.startswith("方面的", found.end(), end)
        if is_aspect and "用于" in text[start : found.start()]:
            # 用于教育、医疗等方面的支出: what it was spent on is part of the name
            continue
        start = found.end() + (3 if is_aspect else 0)
    return Span(start, end) if start > cut.start and "trim.per_kept" not in cut.cuts else None


def _list_of_subject(cut: Cut) -> Span | None:
    """Apply to a list before 等 in the subject of a clause: 金融、文化等现代服务业快速发展."""
    found = _list_word(cut)
    return found if found and "、" in cut.text[cut.start : found.start] else None


def _beneficiary(cut: Cut) -> Span | None:
    """Apply to 为 with whom it is done for, and to the verb behind it."""
    text, start, end, patterns = cut.text, cut.start, cut.end, cut.patterns
    if not text.startswith("为", start, end) or text.startswith("为民", start, end):
        return None
    verb, named = patterns.weak.search(text, start + 3, end), patterns.verb_like.search(text, start + 3, end)
    return Span(named.start() if named else verb.end() if verb and end - verb.end() >= 2 else start + 1, end)


def _edge_verb(cut: Cut) -> Span | None:
    """Apply to a verb that is cut off at the left edge alone, unless the number is what something arrived at."""
    verb = cut.patterns.weak.match(cut.text, cut.start, cut.end)
    if verb is None or cut.end - verb.end() < 3 or cut.text[verb.end()] in "（(":
        # 宣布失效（废止）: what stands in brackets is no noun of its own.
        return None
    return None if cut.patterns.arrive.search(cut.text, cut.end, cut.edge) else Span(verb.end(), cut.end)


def _achieving(cut: Cut) -> Span | None:
    return Span(cut.start + 2, cut.end) if cut.text.startswith("实现", cut.start, cut.end - 1) else None


def _too_short(cut: Cut) -> Span | None:
    phrase = cut.text[cut.start : cut.end]
    is_short = len(phrase) <= 1 and phrase not in cut.patterns.short_nouns
    return Span(cut.end, cut.end) if is_short or phrase.isdigit() else None


def _nameless(cut: Cut) -> Span | None:
    """Apply to words that stand for another name (其余), and to a mere target in brackets (年度目标)."""
    if cut.end - cut.start > _LAST_WORDS:
        return None
    return Span(cut.end, cut.end) if cut.patterns.nameless.fullmatch(cut.text, cut.start, cut.end) else None


def _means(cut: Cut) -> Span | None:
    """Apply to the means by which something was done, up to the verb: 通过监管平台完成交易 → 交易."""
    if cut.text[cut.start] not in cut.patterns.means_first:
        return None
    found = cut.patterns.means.match(cut.text, cut.start, cut.end)
    return Span(found.end(), cut.end) if found else None


def _only_acts(cut: Cut) -> Span | None:
    """Apply to a phrase that is made of verbs alone (惠及, 清理废止): it names nothing."""
    phrase, patterns = cut.text[cut.start : cut.end], cut.patterns
    if phrase in patterns.short_object or patterns.causing.fullmatch(phrase):
        return Span(cut.end, cut.end)
    if not 3 < len(phrase) <= LONGEST_JOINED or phrase in patterns.stages:
        return None
    return Span(cut.end, cut.end) if patterns.verbs_only.fullmatch(phrase) else None


def _in_quotation(text: str, start: int, end: int) -> bool:
    """Tell whether an offset lies inside quotation marks that close before `end`."""
    closing, opening = text.find("”", start, end), text.find("“", start, end)
    return closing >= 0 and (opening < 0 or closing < opening)


# Behind a number: its noun, up to what is said of it.


def _bound_first(cut: Cut) -> Span | None:
    found = _BOUND_FIRST.match(cut.text, cut.start, cut.end)
    return Span(found.end(), cut.end) if found and found[0] else None


def _within_first(cut: Cut) -> Span | None:
    """Apply to 范围内的 behind a size: 【2平方公里】范围内的土地整备."""
    found = _WITHIN.match(cut.text, cut.start, cut.end)
    return Span(found.end(), cut.end) if found else None


def _attributive_first(cut: Cut) -> Span | None:
    found = _ATTRIBUTIVE.match(cut.text, cut.start, cut.end)
    if found is None and cut.place == "behind":
        found = cut.patterns.quality_attribute.match(cut.text, cut.start, cut.end) or _QUALITIES.match(
            cut.text, cut.start, cut.end
        )
    return Span(found.end(), cut.end) if found else None


def _counted_place(cut: Cut) -> Span | None:
    """Apply where so many places have something in common: 【12个】县财政收入增长超过15%, or 超过全省平均水平."""
    if cut.asked.unit != "个":
        return None
    following = cut.asked.number_list.next_span
    is_told = following is not None and cut.end == following.start
    pattern = cut.patterns.counted_place if is_told else cut.patterns.compared_place
    found = pattern.match(cut.text, cut.start, cut.end)
    return Span(cut.start, found.end()) if found else None


def _next_mark(cut: Cut) -> Span | None:
    found = _MARK.search(cut.text, cut.start, cut.end)
    end = found.start() if found else cut.end
    # a bracket that was opened before closes here: （其中：5所小学、7所中学）
    closing = cut.text.find("）", cut.start, end)
    if closing >= 0 and cut.text.find("（", cut.start, closing) < 0:
        end = closing
    return Span(cut.start, end) if end < cut.end else None


def _too_far(cut: Cut) -> Span | None:
    far = cut.start + _LONGEST_BEHIND
    return Span(cut.start, far) if cut.end > far else None


def _next_time(cut: Cut) -> Span | None:
    """Apply to a time that is no part of a name: 产业园上半年投产; not 省级“十四五”重点项目."""
    ends, text = cut.times.ends, cut.text
    for position in range(cut.start + 2, cut.end):
        if position in ends and text[position] in "0123456789上下今去年全":
            return Span(cut.start, position)
    return None


def _no_noun(cut: Cut) -> Span | None:
    if _DIMENSION.match(cut.text, cut.start, cut.end) and cut.asked.size_class == "length":
        return Span(cut.end, cut.end)
    following = cut.asked.number_list.next_span
    if following is not None and cut.end == following.start and _JOINED_ON.fullmatch(cut.text, cut.start, cut.end):
        return Span(cut.end, cut.end)
    return None if _NOUN_BEGINS.match(cut.text, cut.start, cut.end) else Span(cut.end, cut.end)


def _next_number(cut: Cut) -> Span | None:
    """Apply to what stands behind the last joint, where the stretch runs on to the next number: it belongs to that."""
    if cut.end != cut.edge:
        return None
    mark = cut.text.rfind("、", cut.start, cut.end)
    kinds = cut.patterns.kinds_that_have.match(cut.text, mark + 1, cut.end) if mark >= 0 else None
    if kinds and not cut.patterns.kinds_last.search(cut.text, cut.start, mark):
        # 9家光伏、风电企业年产值达6亿元: both kinds of firms have it.
        return Span(cut.start, kinds.end("kind"))
    if _SHORT_PAIR.fullmatch(cut.text, cut.start, cut.end):
        # 来自9个国家和地区的30家企业: all of it is said of the next number's noun.
        return Span(cut.start, cut.end - 1)
    parts = cut.words()
    joints = [position for position, part in enumerate(parts) if part in JOINTS]
    if joints and joints[-1] < len(parts) - 1 and parts[joints[0]] != "、":
        # 6个全国项目和住房、医疗2个省级项目: everything behind 和 belongs to the next number.
        joints = joints[:1]
    if not joints or not joints[-1]:
        return None
    return Span(cut.start, cut.start + sum(map(len, parts[: joints[-1]])))


class _Words:
    """The words behind a number, one of which is looked at: the rules say whether the noun phrase ends before it.

    `sized` says that the number is a size and counts nothing, `items` that it counts measures, projects or the like,
    `named` that a noun stands before the word, `served` that something is done for what is counted, so that the verb
    behind it is no part of its name (为【9个】村安装设备: 村), `served_widely` also what is done in it (在【9个】村).
    `helped` says that a verb of helping stands before the number, `bare` that no 的 stands before the words. `joined`
    is the joint before a second noun that is counted as well, and where that noun ends. `acts_at` is the word with
    which begins what those do who are counted.
    """

    __slots__ = (
        "acts_at",
        "bare",
        "ends",
        "helped",
        "index",
        "items",
        "joined",
        "named",
        "part",
        "parts",
        "patterns",
        "served",
        "served_widely",
        "sized",
        "tags",
    )  # fmt: skip

    def __init__(self, cut: Cut, served: bool, bare: bool) -> None:
        self.parts, self.patterns, self.served, self.bare, self.tags = cut.words(), cut.patterns, served, bare, tagged()
        following = cut.asked.number_list.next_span
        self.sized = not _is_count(cut)
        # 9个产业园新建成项目60个: the project belongs to the next number
        self.items = cut.asked.unit in cut.patterns.item_units and (following is None or cut.end < following.start)
        self.named = False
        self.joined = (0, 0)
        self.helped = cut.patterns.helped_last.search(cut.asked.lead) is not None
        self.served_widely = cut.place == "behind" and _is_served(cut.asked)
        self.acts_at = _acting_word(self, cut.asked.unit) if cut.place == "behind" else None

    def look_at(self, index: int) -> None:
        """Go to a word, and tell whether a noun phrase may end before it."""
        parts, patterns, tags = self.parts, self.patterns, self.tags
        self.index, self.part = index, parts[index]
        self.ends = can_end_phrase(self.part, patterns, tags) and not (index and parts[index - 1] == "不")
        is_reached = index > 0 and parts[index - 1] == "通"
        is_fast = not patterns.fast_before.isdisjoint(parts[index + 1 : index + 2])
        if self.part == "高速" and not is_reached and not is_fast:
            # a road
            self.ends = False
        if self.ends and index + 1 < len(parts):
            following = parts[index + 1]
            is_followed = following in tags or following in patterns.predicates
            if (not is_predicate(self.part, patterns, tags) and not is_followed) or following in SITES:
                self.ends = False
            elif self.part == "在" and following[0].isdigit():
                # 投资在5亿元以上的项目
                self.ends = False
            elif self.part in ("超", "超过", "过") and index + 2 < len(parts) and not following.strip("十百千万亿"):
                # 产值超千亿产业集群
                self.ends = False
            elif self.names_work or (self.part == "新增" and self.adds_money):
                self.ends = False

    @property
    def names_work(self) -> bool:
        """Whether the verb and the last word are what the works are called that are counted: 【9个】整村推进项目."""
        behind = self.parts[self.index + 1 :]
        if not self.items or len(behind) != 1 or behind[0] not in self.patterns.work_names or not self.index:
            return False
        before = self.parts[self.index - 1]
        is_place = before[-1] in _PLACES and self.patterns.manner_last.search(before) is None
        return before not in self.patterns.actors and not is_place

    @property
    def adds_money(self) -> bool:
        """Whether what follows is money, of which 新增 says what it is like: 【9亿元】中央新增财政资金."""
        return any(part.endswith(self.patterns.paid_money) for part in self.parts[self.index + 1 : self.index + 4])

    @property
    def is_of_class(self) -> bool:
        """Whether the verb only says of which class the noun behind it is: 实施类项目, 已签约项目开工.

        What was done already is such an attribute where another predicate follows the noun.
        """
        parts, patterns = self.parts, self.patterns
        behind = parts[self.index + 1 :]
        if len(behind) > 1 and behind[0] in patterns.class_ends:
            return True
        if parts[0] != "已" or self.index > 1 or len(parts) < 4:
            return False
        _, done, noun, then = parts[:4]
        is_noun = not can_end_phrase(noun, patterns, self.tags) and noun not in patterns.dependent
        return done in self.tags and is_noun and can_end_phrase(then, patterns, self.tags)

    @property
    def is_said_of_noun(self) -> bool:
        """Whether the word says something of the noun before it."""
        if not self.named or not self.ends:
            return False
        is_last = self.index == len(self.parts) - 1
        if self.sized and self.part in self.patterns.works and is_last:
            # 300万平方米热源改造: so much of the work is done
            return False
        if self.part == "支持" and is_last and self.parts[self.index - 1] in self.patterns.supporting:
            return False
        return not _modifies(self.parts, self.index, self.patterns, self.tags) and not _in_a_name(
            self.parts, self.index
        )


def _predicate_alone(words: _Words) -> int | None:
    """Apply to a predicate that no noun stands before."""
    if words.named or not words.ends or words.is_of_class:
        return None
    parts, index, patterns = words.parts, words.index, words.patterns
    last = index == len(parts) - 1 and (words.bare if index == 0 else parts[index - 1] not in patterns.nominal)
    is_so = is_predicate(words.part, patterns, words.tags) and (last or words.part not in patterns.nominal)
    return index if is_so else None


def _manner_of_predicate(words: _Words) -> int | None:
    """Apply to a predicate with how it is done before it: 企业战略性重组."""
    parts, index = words.parts, words.index
    if index < 2 or not words.ends or not words.patterns.manner_last.search(parts[index - 1]):
        return None
    if not words.is_said_of_noun:
        return None
    return index - (2 if parts[index - 1] in "性化" and index > 2 else 1)


def _predicate(words: _Words) -> int | None:
    return words.index if words.is_said_of_noun else None


def _done_by_noun(words: _Words) -> int | None:
    """Apply to a word with 了 behind it, which makes a verb of it (7个村派了辅导员)."""
    is_done = words.named and words.parts[words.index + 1 : words.index + 2] == ["了"]
    return words.index if is_done else None


def _served_acts(words: _Words) -> int | None:
    return words.index if words.named and words.served and _acts(words) else None


def _is_served(asked: Asked) -> bool:
    """Tell whether something is done for those who are counted, or in what is counted: 为9个村和【6个】社区."""
    lead, last = asked.lead, asked.previous[-1] if asked.previous else None
    if last is not None and last.unit == asked.unit and lead.removeprefix(last.indicator) in JOINTS:
        lead = asked.text[asked.number_list.clause.start : last.start]
    return _SERVED.search(lead) is not None


def _acting_word(words: _Words, unit: str) -> int | None:
    """Return the word that what those do begins with who are counted: 【9600名】跑者激情奔跑, 【14家】企业挂牌融资.

    The unit tells who is counted: people, firms and households, or places in which or for which something is done.
    """
    patterns = words.patterns
    if unit in patterns.item_units:
        # 为9个村安装设备; 9个村的新农村试点工作
        behind = _behind_last(words, patterns.place_ends) if words.served_widely else None
        return behind or _behind_place(words, unit)
    if unit in patterns.household_units:
        ends = patterns.household_ends
    elif unit in patterns.firm_units:
        ends = patterns.firm_ends
    elif unit in patterns.person_units or not unit:
        ends = patterns.person_ends
    else:
        return None
    behind = _behind_last(words, ends)
    if behind is None:
        return None
    rest = words.parts[behind:]
    is_named = unit in patterns.named_by_unit or words.served_widely or rest[0][0] == "“"
    if is_named or rest[0] == "的" or rest[-1].endswith(patterns.needs):
        return behind
    is_done = any(words.tags.get(one) == "v" or is_predicate(one, patterns, words.tags) for one in rest)
    is_work = unit not in (*patterns.firm_units, *patterns.household_units) and rest[-1] in patterns.work_names
    return behind if is_done and not is_work else None


def _behind_place(words: _Words, unit: str) -> int | None:
    """Return 的 behind the name of the places that are counted, None where it stands elsewhere."""
    parts = words.parts
    if unit == "个" and _is_place_before(words):
        return 2 if parts[1][0] in "（(" else 1
    index = parts.index("的") if "的" in parts else 0
    return index if 0 < index <= _LONGEST_PLACE and parts[index - 1][-1] in _PLACES else None


def _is_place_before(words: _Words) -> bool:
    """Tell whether places are counted before a noun that is no thing in them: 【16个】县教育均衡评估验收."""
    parts, patterns = words.parts, words.patterns
    if len(parts) == 1 or parts[0] not in patterns.places_before:
        return False
    if parts[1] in (*JOINTS, *_REGIONS, "的", "等", "或") or "通" in parts[1:3]:
        return False
    size = 2 if parts[1][0] in "（(" else 1
    things = (*patterns.place_ends, *patterns.firm_ends, *patterns.things_in_places)
    return len(parts) > size + 1 and not any(
        part.endswith(things) and part not in (*_REGIONS, *patterns.ends_not) for part in parts[size:]
    )


def _behind_last(words: _Words, ends: tuple[str, ...]) -> int | None:
    """Return the word behind the last noun that ends as those do who are counted, before any predicate.

    None where nothing is said of it, or the words behind it belong to the noun.
    """
    parts, patterns = words.parts, words.patterns
    strict = (
        index
        for index, part in enumerate(parts)
        if index
        and part not in patterns.nominal
        and is_predicate(part, patterns, words.tags)
        # 在园幼儿, 在岗职工
        and not (part == "在" and index + 1 < len(parts) and len(parts[index + 1]) == 1)
    )
    last = next(strict, len(parts))
    nouns = [index for index in range(last) if _ends_as(parts[index], ends, words) and not _is_torn(parts, index)]
    behind = nouns[-1] + 1 if nouns else len(parts)
    if behind < len(parts):
        # 5万人口的移民搬迁工作: those before 的
        behind = next((index + 1 for index in nouns if parts[index + 1] == "的"), behind)
    if behind < len(parts) and parts[behind][0] in "（(":
        behind += 1
    if behind >= len(parts) or parts[behind] in (*JOINTS, "等", "或"):
        return None
    is_quoted = parts[behind][0] == "“"
    return None if is_quoted and not (words.helped and behind == len(parts) - 1) else behind


def _is_torn(parts: list[str], index: int) -> bool:
    """Tell whether a word begins a name that no dictionary has (社康 is cut into 社 and 康)."""
    following = parts[index + 1 : index + 2]
    return len(parts[index]) == 1 and bool(following) and len(following[0]) == 1 and following[0] != "的"


def _ends_as(part: str, ends: tuple[str, ...], words: _Words) -> bool:
    """Tell whether a word ends as those do who are counted; a verb (进厂) does not, unless it ends in a whole word."""
    if not part.endswith(ends) or part in words.patterns.ends_not:
        return False
    return words.tags.get(part) != "v" or part[-2:] in ends


def _place_acts(words: _Words) -> int | None:
    """Apply to the verb of a place (30个县运营农事中心), and to that of those who act (6家企业参与国企改革)."""
    if words.index == words.acts_at:
        return words.index
    before = words.parts[words.index - 1]
    is_place = before[-1] in _PLACES and before not in _REGIONS
    is_actor = before in words.patterns.actors and words.part in words.patterns.predicates
    return words.index if words.named and (is_place or is_actor) and _acts(words) else None


def _acts(words: _Words) -> bool:
    """Tell whether the word is a verb with an object of its own."""
    is_verb = words.tags.get(words.part) == "v" or words.part in words.patterns.predicates
    return is_verb and _takes_object(words.parts, words.index, words.tags, words.served)


def _joint(words: _Words) -> int | None:
    if words.part not in ("、", "和", "与", "及", "以及", "或"):
        return None
    if words.parts[-1].endswith(words.patterns.uncounted) and len(words.parts) - words.index <= _LONGEST_PLACE:
        # 4个片区和铁路沿线: no unit counts what lies along something
        return words.index
    if not words.patterns.more_of_another.isdisjoint(words.parts[words.index + 1 : words.index + 2]):
        return words.index
    if _same_noun(words) or _joins(words.parts, words.index, words.patterns, words.tags):
        return None
    return words.index


def _same_noun(words: _Words) -> bool:
    """Tell whether the noun behind a joint ends as the one before it, so that both are counted: 小康村和文明村."""
    parts, index, patterns = words.parts, words.index, words.patterns
    before, behind = parts[index - 1], parts[index + 1 :]
    if words.sized or words.part not in ("、", "和"):
        return False
    size = next(
        (
            position
            for position, part in enumerate(behind)
            if part in JOINTS or part == "等" or (position and can_end_phrase(part, patterns, words.tags))
        ),
        len(behind),
    )
    second = behind[:size]
    if not second or behind[size : size + 1] == ["等"] or sum(map(len, second)) > LONGEST_JOINED:
        return False
    if before[0] == "“" or second[0][0] == "“":
        # “老民师”、“赤脚医生”
        return before[0] == second[0][0] and len(second) == 1
    if before[-1] != second[-1][-1] or any(part.isdigit() for part in second):
        return False
    if any(one.match("".join(second)) for one in (patterns.strong, patterns.weak)):
        return False
    words.joined = (index, index + 1 + size)
    return True


NOUN_RULES: Sequence[Rule[_Words, int]] = (
    Rule("trim.predicate_alone", _predicate_alone),
    Rule("trim.manner_of_predicate", _manner_of_predicate),
    Rule("trim.predicate", _predicate),
    Rule("trim.done_by_noun", _done_by_noun),
    Rule("trim.served_acts", _served_acts),
    Rule("trim.place_acts", _place_acts),
    Rule("trim.joint", _joint),
)


def _noun_end(cut: Cut) -> tuple[str, Span] | None:
    """End the noun phrase that the words behind a number begin with, before the first word that a rule ends it at."""
    if (measure := _measure(cut)) is not None:
        return measure
    served = cut.place == "behind" and cut.text[cut.asked.first.start - 1] in "为给向"
    # people may be named by what they do alone (3000人就业)
    bare = cut.text[cut.start - 1] != "的" and cut.asked.unit not in cut.patterns.person_units
    words = _Words(cut, served, bare)
    parts = words.parts
    # 投产【60万千瓦】新增机组: what was added is the object of the verb before the number
    is_gain = parts[0] == "新增" and len(parts) > 1 and _is_object(cut)
    for index, part in enumerate(parts):
        if is_gain and index == 0:
            continue
        words.look_at(index)
        if found := decide(NOUN_RULES, words):
            # within the second of two nouns: it is none
            size = words.joined[0] if words.joined[0] < found[1] < words.joined[1] else found[1]
            return found[0], Span(cut.start, cut.start + sum(map(len, parts[:size])))
        words.named = words.named or (part not in words.tags and part not in "新老大小高多")
    return None


def _measure(cut: Cut) -> tuple[str, Span] | None:
    """Keep the name of a measure that begins with a verb, up to what became of it: 【46项】督查考核事项精简到18项."""
    if cut.asked.unit not in cut.patterns.item_units:
        return None
    found = cut.patterns.measure.match(cut.text, cut.start, cut.end)
    if found is None or not is_predicate(cut.words()[0], cut.patterns, tagged()):
        return None
    moved = cut.patterns.moves.match(cut.text, found.end(), cut.end)
    return ("trim.predicate", Span(cut.start, found.end())) if moved or found.end() == cut.end else None


def _is_object(cut: Cut) -> bool:
    """Tell whether a verb stands right before the number, and no number behind what follows it."""
    following = cut.asked.number_list.next_span
    is_last = following is None or cut.end < following.start
    lead = cut.patterns.bound_last.sub("", cut.asked.lead)
    return is_last and cut.place == "behind" and cut.patterns.verb_last.search(lead) is not None


def _in_a_name(parts: list[str], index: int) -> bool:
    """Tell whether a word of one character goes on with a name that no dictionary has (恒达特种纸)."""
    return index == 1 and len(parts[0]) == len(parts[1]) == 1 and parts[0] not in _SHORT_NOUNS


def _takes_object(parts: list[str], index: int, tags: Mapping[str, str], served: bool) -> bool:
    """Tell whether a verb has an object of its own, of two words (30个县运营农事中心; 为9个村安装供暖设备)."""
    rest = parts[index + 1 : index + 3]
    if served and len(rest) == 1 and len(parts[index]) == 2:
        # 向9家企业发放贷款3亿元: the object runs on to the next number
        return rest[0] not in tags and rest[0] not in ("、", "和", "与", "及")
    if len(parts[index]) != 2 or len(rest) != 2 or rest[0] in (*JOINTS, "的", "等"):
        return False
    # `(*tags, …)` would read the whole dictionary.
    return rest[1] not in tags and rest[1] not in JOINTS if served else rest[0] not in tags


def _modifies(parts: list[str], index: int, patterns: PhrasePatterns, tags: Mapping[str, str]) -> bool:
    """Tell whether a verb modifies the noun behind it (粮食产能提升重点县) instead of being the predicate."""
    rest = parts[index + 1 :]
    if parts[index] not in patterns.nominal or not rest:
        return False
    if rest[0] in ("和", "与", "及"):
        # 降碳改造和设备更新项目: both belong to the noun at the end.
        return len(rest) > 2 and rest[-1] not in tags and not any(part in patterns.predicates for part in rest[1:])
    if rest[0] in patterns.work_names and len(rest) > 1 and can_end_phrase(rest[1], patterns, tags):
        # 产业化项目予以扶持: the predicate stands behind the noun
        return True
    if rest[0][0] in "“《我":
        # 帮扶我省高校, 参与“双减”行动: an object follows, so this is the predicate.
        return False
    size = next(
        (position for position, part in enumerate(rest) if part in ("、", "和", "与", "及", "等", "之一", "作为")),
        len(rest),
    )
    # 产业化龙头企业发展; not 财政投入保障民生发展
    goes_on = ("建设", "发展") if parts[index][-1] == "化" else ("建设",)
    rest = rest[: size - 1 if size > 1 and rest[size - 1] in goes_on else size]
    # 气化升级改造项目开工: one work, of which the last word says that it began
    while len(rest) > 1 and rest[0] in patterns.works and rest[-1] not in patterns.works_not:
        rest = rest[1:]
    if len(rest) > 1 and rest[-2] in patterns.work_names and can_end_phrase(rest[-1], patterns, tags):
        rest = rest[:-1]
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
    if parts[index] == "与" and size < len(rest) and rest[size] in patterns.done_with:
        return False
    length = sum(len(part) for part in rest[:size] if part[0] not in "（(")
    acting = parts[index] == "与" and any(
        tags.get(part) == "v" and part not in patterns.nominal for part in rest[:size]
    )
    plain = not acting and not any(part in ("、", "和") for part in rest[:size])
    return 0 < length <= LONGEST_JOINED and plain and (rest[0] not in tags or rest[0] in patterns.general)


def can_end_phrase(part: str, patterns: PhrasePatterns, tags: Mapping[str, str]) -> bool:
    """Tell whether a noun phrase may end before a word.

    Before a predicate, or an adverb or preposition of two characters.
    """
    return is_predicate(part, patterns, tags) or (len(part) > 1 and tags.get(part) in ("d", "p"))


def is_predicate(part: str, patterns: PhrasePatterns, tags: Mapping[str, str]) -> bool:
    """Tell whether a word is a predicate, or two of them in one (顺利完成)."""
    joined = len(part) > 3 and part[:2] in patterns.predicates and (part[2:] in patterns.predicates or part[2:] in tags)
    return joined or part in patterns.predicates


def _attribute(cut: Cut) -> Span | None:
    """Apply to what a counted thing has: 提升【40所】普通高中办学能力."""
    if not _is_count(cut) or not (_runs_on(cut) or cut.patterns.improving_last.search(cut.asked.lead)):
        return None
    found = cut.patterns.attribute_last.search(cut.text, cut.start + 2, cut.end)
    if found and cut.asked.unit in ("项", "类") and found[0].startswith("服务"):
        # 12项养老服务水平: the services are counted
        return Span(cut.start, found.start() + 2)
    return Span(cut.start, found.start()) if found else None


def _worked_on(cut: Cut) -> Span | None:
    """Apply to the work behind what is counted: 完成【60个】村庄环境综合整治, 抓好【40个】重大项目的前期工作."""
    if not _is_count(cut):
        return None
    if cut.text.endswith("出列", cut.start, cut.end) and cut.text[cut.end - 3] in _PLACES:
        # 12个贫困村出列
        return Span(cut.start, cut.end - 2)
    found = cut.patterns.worked_on.fullmatch(cut.text, cut.start, cut.end)
    found = found or cut.patterns.work_of.fullmatch(cut.text, cut.start, cut.end) or _task_of(cut)
    if found is None and cut.asked.unit not in cut.patterns.item_units:
        # 320所城镇小区幼儿园整治任务: the unit tells that the nurseries are counted
        found = cut.patterns.task_on.fullmatch(cut.text, cut.start, cut.end)
        if found and cut.asked.unit not in cut.patterns.household_units and not _names_who(cut, found["thing"]):
            found = None
    return Span(cut.start, found.end("thing")) if found else None


def _task_of(cut: Cut) -> re.Match[str] | None:
    """Find a task or a problem of what is counted, unless the unit counts tasks, or somebody set it (部署的任务)."""
    found = None if cut.asked.unit in ("项", "件") else cut.patterns.task_of.fullmatch(cut.text, cut.start, cut.end)
    last = tokens(found["thing"])[-1] if found else ""
    is_set = tagged().get(last) == "v" or is_predicate(last, cut.patterns, tagged())
    if found is None or is_set:
        return None
    return found if _names_who(cut, found["thing"]) else None


def _names_who(cut: Cut, thing: str) -> bool:
    """Tell whether a noun may be what the unit counts: people, where that is a unit of people."""
    return cut.asked.unit not in cut.patterns.person_units or thing.endswith(cut.patterns.person_ends)


def _counted_head(cut: Cut) -> Span | None:
    """Apply to a head that is said of what is counted, where its predicate follows: 【40所】学校覆盖率提高."""
    found = cut.patterns.head.search(cut.text, cut.start + 2, cut.end) if _is_count(cut) and _runs_on(cut) else None
    if found is None:
        return None
    # 7个产品的竞争力和市场占有率提高
    return Span(cut.start, found.start() - (cut.text[found.start() - 1] in "和与及、"))


def _among_projects(cut: Cut) -> Span | None:
    """Apply to what sums up a list that ends in the number's noun: 光伏组件、【9万辆】轿车等重大项目."""
    if cut.asked.lead.endswith("、") and (last := _LIST_WORD.search(cut.text, cut.start + 2, cut.end)) is not None:
        return Span(cut.start, last.start()) if last.end() < cut.end else None
    found = None if _is_count(cut) else cut.patterns.among_projects.search(cut.text, cut.start + 2, cut.end)
    return Span(cut.start, found.start()) if found else None


def _is_count(cut: Cut) -> bool:
    return cut.asked.unit_class == "count"


def _runs_on(cut: Cut) -> bool:
    return cut.text[cut.end : cut.end + 1] not in ("", *"、，。；\n")


# What is said to the end of the clause, of what stands behind a number.


def _no_predicate(cut: Cut) -> Span | None:
    is_said = is_predicate(cut.words()[0], cut.patterns, tagged())
    return None if is_said else Span(cut.end, cut.end)


def _no_action(cut: Cut) -> Span | None:
    is_done = cut.text[cut.start] == "因" or can_end_phrase(cut.words()[0], cut.patterns, tagged())
    return None if is_done else Span(cut.end, cut.end)


# An earlier clause: what it is about.


def _uncounted_clause(cut: Cut) -> Span | None:
    """Apply to what a clause leaves out of account: 不含返乡人员，又有9万人就业."""
    is_aside = cut.text.startswith(cut.patterns.asides, cut.start)
    return Span(cut.end, cut.end) if is_aside else None


def _topic(cut: Cut) -> Span | None:
    found = _TOPIC.match(cut.text, cut.start, cut.end)
    return Span(*found.span(1)) if found else None


def _no_topic(cut: Cut) -> Span | None:
    return Span(cut.end, cut.end)


def _clause_mark(cut: Cut) -> Span | None:
    """Apply to the marks at the end of a clause, and to what is too far from its beginning to be read."""
    end = cut.start + len(cut.text[cut.start : min(cut.end, cut.start + _LONGEST_SUBJECT)].rstrip(_CLAUSE_MARKS))
    return Span(cut.start, end) if end < cut.end else None


def _heading_mark(cut: Cut) -> Span | None:
    """Apply to the mark at the end of a heading."""
    end = cut.start + len(cut.text[cut.start : cut.end].rstrip(_CLAUSE_MARKS + "。！\t\u3000"))
    return Span(cut.start, end) if end < cut.end else None


def _subject_size(cut: Cut) -> tuple[list[bool], int]:
    """Return which words of a clause are said of its subject, and before how many of them its subject ends."""
    patterns, tags, parts = cut.patterns, tagged(), cut.words()
    acting = [
        (part in tags or can_end_phrase(part, patterns, tags) or patterns.weak.fullmatch(part) is not None)
        and not (onward and onward in SITES)
        for part, onward in zip(parts, [*parts[1:], ""], strict=True)
    ]
    return acting, next((position for position, acts_here in enumerate(acting) if acts_here), len(parts))


def _object_of_clause(cut: Cut) -> Span | None:
    """Apply to a clause that begins with its verb, or has two subjects: its object is what is meant."""
    parts, (acting, size) = cut.words(), _subject_size(cut)
    if not acting[0] and parts[size - 1] not in JOINTS:
        return None
    first = next(
        (
            position
            for position, part in enumerate(parts)
            if position >= size and not acting[position] and part not in (*JOINTS, "了")
        ),
        len(parts),
    )
    start = cut.start + sum(map(len, parts[:first]))
    plain_predicates = cut.patterns.predicates - cut.patterns.nominal
    ending = (position for position in range(first + 1, len(parts)) if parts[position] in plain_predicates)
    end = start + sum(map(len, parts[first : next(ending, len(parts))]))
    effort = cut.patterns.effort_last.search(cut.text, start, end) if end - start > _LEAST_KEPT else None
    return Span(start, effort.start() if effort else end)


def _whole_subject(cut: Cut) -> Span | None:
    """Apply to a clause that is a name alone, ending in its head: 民生支出占财政支出的比重，始终超过七成."""
    is_whole = cut.patterns.head.search(cut.text, cut.start, cut.end) and "占" in cut.text[cut.start : cut.end]
    if not is_whole and cut.asked.lead.lstrip("，").startswith("分别"):
        has_moved = cut.patterns.moves.search(cut.text, cut.start, cut.end) is not None
        is_whole = not has_moved and _RATED_LAST.search(cut.text, cut.start, cut.end) is not None
    return Span(cut.start, cut.end) if is_whole else None


def _predicate_of_clause(cut: Cut) -> Span | None:
    parts, (_, size) = cut.words(), _subject_size(cut)
    if size == len(parts):
        return None
    if size > 1 and parts[size - 1] in cut.patterns.going_on:
        # 农产品加工业发展提速
        size -= 1
    return Span(cut.start, cut.start + sum(map(len, parts[:size])))


RIGHT = Pass(
    RIGHT_RULES,
    is_repeated=True,
    edge_word=Cut.last_word,
    word_rules=LAST_WORD_RULES,
    classes=LAST_WORDS,
    other_rules=TIME_LAST,
)
LEFT = Pass(LEFT_RULES, is_repeated=True, edge_word=Cut.first_word, classes=FIRST_WORDS)

_BEHIND: Sequence[Table | Pass] = (
    (Rule("trim.bound_first", _bound_first),),
    (Rule("trim.attributive_first", _attributive_first), Rule("trim.within_first", _within_first)),
    (Rule("trim.next_mark", _next_mark),),
    (Rule("trim.counted_place", _counted_place),),
    (Rule("trim.setting_last", _setting_last),),
    (Rule("trim.no_noun", _no_noun),),
    (Rule("trim.too_far", _too_far),),
    (Rule("trim.next_time", _next_time),),
    (Rule("trim.next_number", _next_number),),
    Pass((), is_by_word=True),
    RIGHT._replace(keeps_some=True),
)

_NAMELESS: Table = (
    Rule("trim.too_short", _too_short),
    Rule("trim.nameless", _nameless),
    Rule("trim.only_acts", _only_acts),
)

PASSES: Mapping[Place, Sequence[Table | Pass]] = {
    "amount": (
        RIGHT,
        (Rule("trim.headings_first", _headings_first),),
        Pass((Rule("trim.compared_amount", _compared_amount),), then=(RIGHT,)),
        (Rule("trim.parted_statement", _parted_statement),),
        LEFT,
        (Rule("trim.done", _done),),
        (
            Rule("trim.per_kept", _per_kept),
            Rule("trim.means", _means),
            Rule("trim.verb", _verb),
            Rule("trim.verb_behind_adverb", _verb_behind_adverb),
        ),
        (Rule("trim.verb_behind_mark", _verb_behind_mark),),
        (Rule("trim.list_word", _list_word),),
        LEFT,
        (Rule("trim.beneficiary", _beneficiary),),
        Pass((Rule("trim.edge_verb", _edge_verb),), is_repeated=True, then=(LEFT,)),
        (Rule("trim.achieving", _achieving),),
        _NAMELESS,
    ),
    "rate": (
        (
            Rule("trim.ranked_list", _ranked_list),
            Rule("trim.ranked_among", _ranked_among),
            Rule("trim.rank_place", _rank_place),
            Rule("trim.times_of", _times_of),
        ),
        RIGHT,
        (Rule("trim.headings_first", _headings_first),),
        Pass((Rule("trim.comparison", _comparison),), then=(RIGHT,)),
        (Rule("trim.parted_statement", _parted_statement),),
        LEFT,
        (Rule("trim.per_kept", _per_kept), Rule("trim.means", _means), Rule("trim.causing", _causing)),
        (Rule("trim.list_word", _list_word),),
        (Rule("trim.held", _held), Rule("trim.also", _also), Rule("trim.done", _done)),
        LEFT,
        _NAMELESS,
    ),
    "behind": (
        *_BEHIND,
        (
            Rule("trim.worked_on", _worked_on),
            Rule("trim.attribute", _attribute),
            Rule("trim.counted_head", _counted_head),
            Rule("trim.among_projects", _among_projects),
        ),
    ),
    "shared": _BEHIND,
    "predicate": ((Rule("trim.no_predicate", _no_predicate),),),
    "action": ((Rule("trim.no_action", _no_action),),),
    "heading": (LEFT, (Rule("trim.heading_mark", _heading_mark),)),
    "actor": (LEFT, RIGHT, (Rule("trim.clause_mark", _clause_mark),), _NAMELESS),
    "topic": (LEFT, (Rule("trim.topic", _topic), Rule("trim.no_topic", _no_topic))),
    "subject": (
        (Rule("trim.aside", _uncounted_clause),),
        LEFT,
        (Rule("trim.list_of_subject", _list_of_subject),),
        (Rule("trim.clause_mark", _clause_mark),),
        (Rule("trim.adjustment_last", _adjustment_last),),
        (
            Rule("trim.whole_subject", _whole_subject),
            Rule("trim.object_of_clause", _object_of_clause),
            Rule("trim.predicate_of_clause", _predicate_of_clause),
        ),
    ),
}  # fmt: skip
"""The tables and passes of each place, in order; of a table the first rule that applies cuts, once."""
