"""The phrase that names an indicator, and the patterns of words by which phrases are found and trimmed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from ...model.figure import Candidate, Reason, Span
from ..lexicon import Lexicon, begins

# U+FFFD and U+000C stand where a page ended.
_MARKS = " \n\t\u3000\u00a0，、；：。,;:—-！!？?．\ufffd\x0c"
PUNCTUATION = re.escape(_MARKS)
# A word ends in one of these when it is a noun made of a verb: 覆盖率, 服务业, 开发区.
_NOUN_SUFFIX = "[率额度者性值期费权型级]|数(?![智字据])|量(?!子)|类(?!脑)|业(?!态)|化(?!工)"
RANKED_AMONG = re.compile("[^，。；、的]{1,8}?(?:当?中|之?内|里)[^，。；、]{0,6}")
"""Behind the number of those among whom something is ranked, up to its rank: 12个【县区中排名】第三."""
# 比全国高2000元, 较上年少3处: by so much more or less than what is named between; 占比高, 比重高 compare nothing.
COMPARED_BY = re.compile(
    "(?:(?<![占对相])比(?![重例较值率照])|较(?=[上去]年|年初|同期|全[国省市区县州]|计划|预算|目标))"
    "[^，。；、的\n]{1,12}(?P<way>(?<![提升])高|(?<![降减])低|多|(?<![至不减缺])少|(?<![加增])快|慢|(?<![增延])长|(?<![缩])短)出?了?$"
)
# A verb in front of one of these is part of a noun (加速园).
SITES = "园站厂馆院所"
JOINTS = ("、", "和", "与", "及", "以及", "并")
# What the mark of a note at the end of a phrase may end with.
NOTE_ENDS = frozenset("）)*＊※]］〕①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
# What the time ends in that a change starts from (由目前的, 从建区前的).
START_ENDS = frozenset("初前在来去先期时")
# A second noun joined on is short; a longer one is a clause of its own.
LONGEST_JOINED = 10
# What turns a stock into a flow, at the beginning of its name.
GAINED = re.compile("^(?:新增|净增|增加)(?=..)")
GRADE_LAST = re.compile("(?:国家|[省市区县])级$")
"""The grade of things, which shares the noun of other grades (省级9个、市级30个重点项目)."""
# The mark of a note, which is no part of a name.
_NOTE_BEGINS = frozenset("【[［〔（(*＊※①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_NOTE = re.compile(
    r"[\[［〔【]注?[0-9]{1,3}[\]］〕】]|[①-⑳]|(?<=[\u4e00-\u9fff”])（(?:注?[0-9]{1,2}|注|[^（）]{0,8}下同)）"
    r"|(?<=[\u4e00-\u9fff”])\(注?[0-9]{1,2}\)|(?<=[\u4e00-\u9fff”）])[*＊※]{1,3}(?![0-9A-Za-z])"
)
# A mark at the beginning of an item of a list: （一）, 1., ●; with a numeral, only where an item may begin.
_ITEM = (
    r"[●○■□◆◇▲△★☆◎·•※▶▷◦▪▫√✓❖❶-➓\u2023\u2219\u25b8\u25ba\u2714\u2794-\u27be\uf06c-\uf0d8]|[（(](?:[一二三四五六七八九十]{1,3}|[0-9]{1,2}(?:[.．][0-9]{1,2}){0,2})[）)]"
    # 1.2 and 1.2.1 of an item with its own number, which only begins a line
    r"|(?<![^\n \t\u3000])[0-9]{1,2}(?:[.．][1-9][0-9]?){1,3}(?![0-9])[.．、）)]?"
    r"|(?<![^\n \t\u3000])第(?:[0-9]{1,3}|[一二三四五六七八九十百]{1,4})[条款][ \t\u3000]*"
    # 71、 of an item with a number, which begins a line or follows another item
    r"|(?<![^\n \t\u3000；;。])[0-9]{1,3}、(?![0-9])"
    r"|(?<![0-9A-Za-z.])[0-9]{1,2}[.．](?![0-9])|[①-⒛㈠-㈩㊀-㊉]|[\[［][0-9]{1,3}[\]］]"
    r"|(?<![0-9A-Za-z.（(\u4e00-\u9fff])(?:[0-9]{1,2}|[A-Za-z]|[ivxIVX]{2,5})[)）]"
    r"|(?<![0-9A-Za-z.（(\u4e00-\u9fff])(?:[A-Za-z]|[ivxIVX]{2,5})[.．、](?![0-9A-Za-z])"
    # 一、 of an item; not 一、二、三产业
    r"|(?<![0-9A-Za-z、，\u4e00-\u9fff])(?:[一二三四五六七八九十]{1,3}|[壹贰叁肆伍陆柒捌玖拾]{1,3}|[甲乙丙丁戊己庚辛壬癸])、"
    "(?![一二三四五六七八九十])"
)
_SHARE_BEGINS = re.compile("占(?![用有领据优比]|地(?!区|方))")
_ITEM_MARK = re.compile(_ITEM)
# The classes of words at either edge, each a list of `resources/lexicon/indicators.toml` (lead_scope …).
LEADS = ("scope", "manner", "period", "amount", "link")
TRAILS = ("scope", "rank", "each", "period", "manner", "bound", "move", "verb")
Source = Literal["before", "after", "part", "undivided", "completed", "inherited", "joined", "earlier", "none"]


class Phrase(NamedTuple):
    """A noun phrase that names something.

    `text` is its name, which may put back what a coordination leaves out; `spans` are where its words stand, in offsets
    of the survey. `reasons` are the rules that offered, trimmed and chose it, in this order; `rule` is the one that
    offered it. `source` tells how it was come by; `candidates` are the other phrases that were offered, ranked.
    """

    text: str
    spans: tuple[Span, ...] = ()
    reasons: tuple[Reason, ...] = ()
    source: Source = "before"
    candidates: tuple[Candidate, ...] = ()
    rule: str = ""

    def explained(self, inherited: tuple[Span, ...]) -> tuple[Reason, ...]:
        """Return by which rules it was found; `inherited` are the words of the figure that it was taken over from."""
        if self.spans:
            return self.reasons
        return tuple(
            Reason(one.rule, inherited) if one.rule.startswith("choice.") and not one.words else one
            for one in self.reasons
        )


NOTHING = Phrase("", source="none")


def phrase_at(text: str, start: int, end: int) -> Phrase:
    """Return the phrase that a stretch of the text holds, in plain words; NOTHING for none."""
    return Phrase(plain_words(text[start:end]), (Span(start, end),)) if end > start else NOTHING


def begins_share(text: str) -> bool:
    """Tell whether words begin with a share of something (占全省), and not with another verb (占用耕地)."""
    return _SHARE_BEGINS.match(text) is not None


def is_share(text: str, patterns: "PhrasePatterns") -> bool:
    """Tell whether words say a share of something, with its head before it or without (产量占全省, 占全省)."""
    return "占" in text and (begins_share(text) or patterns.share_head.match(text) is not None)


def without_gain(name: str) -> str:
    """Return the stock that a flow adds to (新增企业 → 企业)."""
    return GAINED.sub("", name)


def plain_words(text: str) -> str:
    """Return some words without blanks, line breaks and the marks of notes (地区生产总值[1])."""
    words = "".join(text.split())
    return words if _NOTE_BEGINS.isdisjoint(words) else _NOTE.sub("", words)


@dataclass(frozen=True, slots=True)
class EndWords:
    """Words that may stand at the end of a phrase, each with its class.

    Every stretch is asked for them, so that they are looked up by their length and not tried one after another.
    `lengths` are those of the words that end in a character, the longest first.
    """

    classes: Mapping[str, str]
    lengths: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, classes: Mapping[str, str]) -> "EndWords":
        lengths: dict[str, set[int]] = {}
        for word in classes:
            lengths.setdefault(word[-1], set()).add(len(word))
        return cls(classes, {last: tuple(sorted(some, reverse=True)) for last, some in lengths.items()})

    def longest_in(self, text: str) -> str:
        """Return the longest of the words that a text ends in, "" for none."""
        for length in self.lengths.get(text[-1:], ()):
            if text[-length:] in self.classes:
                return text[-length:]
        return ""


@dataclass(frozen=True, slots=True)
class PhrasePatterns:
    """The word lists of `resources/lexicon/indicators.toml`, compiled; each field is named as its list.

    A name that ends in `_last` matches at the end of a phrase, one that ends in `_first` at its beginning; `trail` are
    the words that are cut off there. `edge_last` are the characters that what else is cut off there ends in.
    """

    lead: re.Pattern[str]
    lead_words: Mapping[str, str]
    trail: EndWords
    quota: re.Pattern[str]
    quota_last: frozenset[str]
    trail_kept: EndWords
    speed: re.Pattern[str]
    rank_verb: re.Pattern[str]
    attributive: re.Pattern[str]
    strong: re.Pattern[str]
    joint: re.Pattern[str]
    weak: re.Pattern[str]
    verb_like: re.Pattern[str]
    causing: re.Pattern[str]
    verb_last: re.Pattern[str]
    verbs_only: re.Pattern[str]
    arrive: re.Pattern[str]
    dependent: frozenset[str]
    said_of_all: frozenset[str]
    had_of_size: re.Pattern[str]
    herd_sizes: frozenset[str]
    head: re.Pattern[str]
    moves: re.Pattern[str]
    general: frozenset[str]
    manner_last: re.Pattern[str]
    listed_kind: re.Pattern[str]
    compared: re.Pattern[str]
    stages: frozenset[str]
    stage_first: re.Pattern[str]
    stage_last: re.Pattern[str]
    stages_behind: frozenset[str]
    attribute_last: re.Pattern[str]
    actors: frozenset[str]
    per_unit: re.Pattern[str]
    intensities: frozenset[str]
    whole_names: frozenset[str]
    short_object: frozenset[str]
    predicates: frozenset[str]
    nominal: frozenset[str]
    class_ends: frozenset[str]
    more_of_another: frozenset[str]
    fast_before: frozenset[str]
    counted_place: re.Pattern[str]
    compared_place: re.Pattern[str]
    quality_attribute: re.Pattern[str]
    used_for: re.Pattern[str]
    paid_work: re.Pattern[str]
    summed_first: re.Pattern[str]
    summed_list: re.Pattern[str]
    each_of_them: re.Pattern[str]
    done_by_each: frozenset[str]
    paid_heads: frozenset[str]
    paid_for: re.Pattern[str]
    helped_last: re.Pattern[str]
    worked_on: re.Pattern[str]
    work_of: re.Pattern[str]
    topic_alone: re.Pattern[str]
    improving_last: re.Pattern[str]
    own_work: frozenset[str]
    works: frozenset[str]
    works_not: frozenset[str]
    work_names: frozenset[str]
    level: re.Pattern[str]
    short_nouns: frozenset[str]
    strong_last: re.Pattern[str]
    share_head: re.Pattern[str]
    kinds_that_have: re.Pattern[str]
    kinds_last: re.Pattern[str]
    done_last: re.Pattern[str]
    ranking_last: re.Pattern[str]
    listing: re.Pattern[str]
    whole_head: re.Pattern[str]
    share_aims: re.Pattern[str]
    adjustment_last: re.Pattern[str]
    adjusted_last: frozenset[str]
    share_of_whole: re.Pattern[str]
    edge_last: frozenset[str]
    nameless: re.Pattern[str]
    means: re.Pattern[str]
    means_first: frozenset[str]
    gain_verbs: re.Pattern[str]
    gain_last: re.Pattern[str]
    bound_last: re.Pattern[str]
    joining: re.Pattern[str]
    rest_last: re.Pattern[str]
    wholly: frozenset[str]
    done_wholly: re.Pattern[str]
    share_last: re.Pattern[str]
    bringing_first: re.Pattern[str]
    bettered_last: re.Pattern[str]
    supporting: frozenset[str]
    person_units: frozenset[str]
    item_units: frozenset[str]
    measure: re.Pattern[str]
    done_with: frozenset[str]
    going_on: frozenset[str]
    among_projects: re.Pattern[str]
    had_by_gained: re.Pattern[str]
    stock_last: re.Pattern[str]
    sides: re.Pattern[str]
    last_years: tuple[str, ...]
    person_ends: tuple[str, ...]
    firm_ends: tuple[str, ...]
    household_ends: tuple[str, ...]
    place_ends: tuple[str, ...]
    ends_not: frozenset[str]
    firm_units: frozenset[str]
    household_units: frozenset[str]
    named_by_unit: frozenset[str]
    paid_money: tuple[str, ...]
    heads: frozenset[str]
    task_on: re.Pattern[str]
    task_of: re.Pattern[str]
    uncounted: tuple[str, ...]
    people: tuple[str, ...]
    needs: tuple[str, ...]
    needed: re.Pattern[str]
    unjoining: re.Pattern[str]
    peer: re.Pattern[str]
    peers: re.Pattern[str]
    rated_acts: frozenset[str]
    schooled: frozenset[str]
    school_units: frozenset[str]
    insured_last: re.Pattern[str]
    insurance: re.Pattern[str]
    other_of_pair: Mapping[str, str]
    balances: frozenset[str]
    fund: re.Pattern[str]
    listed_head: re.Pattern[str]
    provided: re.Pattern[str]
    rated: re.Pattern[str]
    listed_subject: re.Pattern[str]
    paid_before: frozenset[str]
    put_in: frozenset[str]
    said_first: re.Pattern[str]
    left_people: frozenset[str]
    opened_last: re.Pattern[str]
    paid_next: re.Pattern[str]
    summed_heads: frozenset[str]
    standard_for: re.Pattern[str]
    done_as_last: re.Pattern[str]
    verb_marked: re.Pattern[str]
    acted_last: re.Pattern[str]
    stage_alone: re.Pattern[str]
    work_ends: re.Pattern[str]
    works_beside: frozenset[str]
    work_last: re.Pattern[str]
    quota_of_each: re.Pattern[str]
    event_last: re.Pattern[str]
    effort_last: re.Pattern[str]
    asides: tuple[str, ...]
    places_before: frozenset[str]
    things_in_places: tuple[str, ...]

    def lead_class(self, word: str) -> str:
        """Return the class of what `lead` found: that of its list, else manner, a mark, or an adjustment (剔除…后)."""
        if word in self.lead_words:
            return self.lead_words[word]
        if word.endswith("地"):
            # adverbs of the list of manner (积极稳妥地)
            return "manner"
        if word[0] in "在向加减" or word[-1] in "将把" or word.startswith("提请"):
            # where something was done (在媒体上), whom it was given to (向市人大提交), who decided it (市委决定将), and
            # what an account adds (加上级补助收入)
            return "link"
        if word.startswith("连续第"):
            return "period"
        return "mark" if word[0] in f"{_MARKS}）)." or _ITEM_MARK.match(word) else "adjustment"


# 上年, 上海, 上缴 behind 在: the first character of another word.
_OTHER_WORDS = "[年半季月周述海市级缴学岗户网划争调升报游下]"
# 代表议案、建议, 建议和提案: what is proposed; elsewhere 建议 leads to a target (建议：地区生产总值增长7%).
_PROPOSALS = "建议(?:[、和及与]|$)"


@cache
def phrase_patterns(lexicon: Lexicon) -> PhrasePatterns:
    """Compile the word lists of a lexicon that phrases are found and trimmed by."""
    bounds = [f"cues.before_{bound}" for bound in ("ge", "gt", "le", "lt", "approx")]
    leads, trails = (
        [f"indicators.{at}_{one}" for one in classes] for at, classes in (("lead", LEADS), ("trail", TRAILS))
    )
    kept = lexicon.either("indicators.lead_kept")
    strong, weak = lexicon.either("indicators.strong_verbs"), lexicon.either("indicators.weak_verbs")
    begins_strong = begins(("新", *lexicon.words("indicators.strong_verbs")))
    begins_weak = begins(("新", *lexicon.words("indicators.weak_verbs")))
    suffix, verb_like = f"(?!{_NOUN_SUFFIX})", lexicon.either("indicators.verb_like")
    adjusting, adjusted = lexicon.either("indicators.adjusting"), lexicon.either("indicators.adjusted")
    adjusted_last = frozenset("后") | {word[-1] for word in lexicon.words("indicators.adjusted")}
    quota_last = frozenset(word[-1] for word in lexicon.words("indicators.quotas"))
    adjustment = f"{adjusting}[^，。；、]{{1,16}}?{adjusted}+后?|{adjusting}[^，。；、]{{1,12}}?后"
    # 提请市人大及其常委会审议地方性法规, 向市人大提交议案: whom something is laid before or given to, with the verb
    laying = (
        "(?:提请[^，。；、0-9]{2,16}?(?:审议|审查)(?:批准|通过)?"
        f"|向[^，。；、0-9]{{2,12}}?{lexicon.either('indicators.laid_before')}了?)(?=[\u4e00-\u9fff]{{2}})"
    )
    # 加上级补助收入, 加上上年结转收入
    adding = f"[加减](?:[上去](?!级))?(?={lexicon.either('indicators.account_items')})"
    places = f"{lexicon.either('indicators.counted_places')}(?![级属直域场市县区])"
    class_nouns, each_did = lexicon.either("indicators.class_nouns"), lexicon.either("indicators.done_by_each")
    return PhrasePatterns(
        lead=re.compile(
            f"[{PUNCTUATION}）)]+|[.](?=[\u4e00-\u9fff]|(?:19|20)[0-9]{{2}}年)|{_ITEM}|{adjustment}|{laying}|{adding}|{lexicon.either('indicators.qualities')}(?={strong}|{weak})|{lexicon.either('indicators.lead_manner')}+地(?={strong}|{weak})|在[\u4e00-\u9fff]{{2,4}}(?<!以)上(?!{_OTHER_WORDS})(?=[\u4e00-\u9fff]{{2}})|连续第[0-9一二三四五六七八九十]+[年次]|[^，。；、0-9]{{2,5}}决定[将把]|(?!{kept}|{_PROPOSALS}|有[^，。；、]{{1,10}}的){lexicon.either(*leads)}"
        ),
        lead_words=dict.fromkeys(lexicon.words("indicators.qualities"), "manner") | _classes(lexicon, leads),
        trail=EndWords.of(
            {f"{move}{arriving}": "move" for move in _moves(lexicon) for arriving in ("", *"到至为了")}
            | dict.fromkeys(f"{_MARKS}（(", "mark")
            | dict.fromkeys((word for name in bounds for word in lexicon.words(name)), "bound")
            | _classes(lexicon, trails)
        ),
        quota=re.compile(f"{quota(lexicon)}$"),
        quota_last=quota_last,
        trail_kept=EndWords.of(dict.fromkeys(lexicon.words("indicators.trail_kept"), "kept")),
        attributive=re.compile(f"(?:以上|左右|以下)?的(?!{lexicon.either('cues.pace')})"),
        # 综合排名: without 排名 nothing is named
        rank_verb=re.compile(
            f"(?<!综合){lexicon.either('indicators.rank_verbs')}(?:[^，。；、（）]|（[^）]{{0,8}}）){{0,12}}$"
        ),
        speed=re.compile(f"{lexicon.either('cues.speed')}$"),
        strong=re.compile(f"{begins_strong}(?!{verb_like})新?(?:{strong}了?){suffix}"),
        joint=re.compile(lexicon.either("indicators.joint_verbs")),
        weak=re.compile(f"{begins_weak}(?!{verb_like})新?(?:{weak}了?){suffix}"),
        verb_like=re.compile(verb_like),
        causing=re.compile(lexicon.either("indicators.causing")),
        verbs_only=re.compile(f"(?>(?:{strong}|{weak})+)"),
        verb_last=re.compile(f"(?:{strong}|{weak}|新增|净增|达成|超额)了?$"),
        arrive=re.compile(lexicon.either("cues.arrive", *bounds)),
        dependent=frozenset(lexicon.words("indicators.dependent")),
        said_of_all=frozenset(lexicon.words("indicators.said_of_all")),
        had_of_size=re.compile(f"的(?:{lexicon.either('indicators.had_of_size')}(?=[，,；;。]|$)|任务)"),
        herd_sizes=frozenset(lexicon.words("indicators.herd_sizes")),
        head=re.compile(f"{lexicon.either('indicators.dependent')}$"),
        listed_kind=re.compile(f"{lexicon.either('indicators.kinds')}{lexicon.either('indicators.dependent')}?"),
        general=frozenset(lexicon.words("indicators.general")),
        manner_last=re.compile(f"(?:(?<![女男异同])性|化|{lexicon.either('indicators.manners')})$"),
        moves=re.compile(lexicon.either("cues.rise", "cues.fall", "cues.speed")),
        compared=re.compile(
            f"(?!{lexicon.either('indicators.compared_not')}){lexicon.either('indicators.compared')}"
            f"(?<!{'占比|同比|环比|可比|对比|之比|入比|价比|评比|攀比|配比'.replace('|', ')(?<!')})"
            "(?:[^，。；、]|、(?=[全本][国省市区县州]|世界|全球|同类)){1,20}$"
        ),
        stages=frozenset(lexicon.words("indicators.stages")),
        stage_first=re.compile(f"^{lexicon.either('indicators.stages')}(?=..)"),
        stage_last=re.compile(f"{lexicon.either('indicators.stages')}$"),
        stages_behind=frozenset(lexicon.words("indicators.stages_behind")),
        attribute_last=re.compile(f"的?{lexicon.either('indicators.attributes')}$"),
        actors=frozenset(lexicon.words("indicators.actors")),
        per_unit=re.compile(f"(?P<base>(?:单位|每?[万亿]元).{{2,14}}?){lexicon.either('indicators.intensities')}$"),
        intensities=frozenset(lexicon.words("indicators.intensities")),
        whole_names=frozenset(lexicon.words("indicators.whole_names")),
        short_object=frozenset(lexicon.words("indicators.short_object")),
        predicates=frozenset(lexicon.words("indicators.predicates")),
        nominal=frozenset(lexicon.words("indicators.nominal")),
        class_ends=frozenset(lexicon.words("indicators.class_ends")),
        more_of_another=frozenset(lexicon.words("indicators.more_of_another")),
        fast_before=frozenset(lexicon.words("indicators.fast_before")),
        # 财政收入增长超过, which the next number follows
        counted_place=re.compile(
            f"{places}(?=[^，。；、的]{{2,14}}?(?:{lexicon.either('cues.rise')}|超过|突破|超|达到|达)[^，。；、的]{{0,4}}$)"
        ),
        compared_place=re.compile(
            f"{places}(?=[^，。；、的]{{1,13}}?(?:[率量额值速幅数度入]|投资|水平)"
            "(?:[高快低慢好优]于|超过|达到)(?:全|国|我|本|平均)[^，。；、的]{0,10}$)"
        ),
        topic_alone=re.compile(f"\\s*(?P<topic>[^，。；：、0-9\n]{{2,14}}{lexicon.either('indicators.topics')})[，：]"),
        used_for=re.compile(f"(?:左右|以上|多)?，?{lexicon.either('indicators.used_for')}"),
        paid_work=re.compile(f"{lexicon.either('indicators.paid_work')}了?(?=[\u4e00-\u9fff“])"),
        summed_first=re.compile(
            "[^，。；：\n]{2,40}?(?<![高中初平均对同优劣上下])等(?:一批|若干|多个)?(?![级次候于待效同])"
        ),
        # 金融、文化创意等支柱产业分别实现增加值: a list, the noun that sums it up, and what each of its members has
        summed_list=re.compile(
            "(?P<list>[^，。；：等]+?[、和与及][^，。；：、]+?)(?<![高中初平均对同优劣上下])"
            f"(?:等(?![级次候于待效同])|(?={class_nouns}分别))(?P<noun>[^，。；：、]{{0,12}}?)"
            f"(?:{each_did}(?P<own>[^，。；：、分]{{2,8}})(?:分别(?:达到|达|为)?)?"
            f"|分别(?:{each_did}|达到|达)?(?P<tail>.*))?"
        ),
        each_of_them=re.compile(f"(?:等[^，。；：、]{{0,12}}?|{class_nouns})分别$"),
        done_by_each=frozenset(lexicon.words("indicators.done_by_each")),
        paid_heads=frozenset(lexicon.words("indicators.paid_heads")),
        # not 支持资金, 建设资金
        paid_for=re.compile(
            f"(?:左右|以上|多)?(?![^，。；、]{{0,8}}{lexicon.either('indicators.paid_money')})"
            f"(?:对(?![外内口接标])|{lexicon.either('indicators.used_for', 'indicators.paid_work')}|{strong}|{weak})"
        ),
        helped_last=re.compile(f"{lexicon.either('indicators.helped')}了?$"),
        worked_on=re.compile(
            f"(?P<thing>[^，。；、的]{{0,8}}?{lexicon.either('indicators.worked_on')})(?!工程|项目)"
            f"{lexicon.either('indicators.work_about')}{{0,3}}{lexicon.either('indicators.work_on')}(?:任务|工作)?"
        ),
        work_of=re.compile(
            "(?P<thing>[^，。；、的]{2,16}?)(?<!方面)(?<!领域)(?<!类型)(?<!环节)的"
            f"[^，。；、的]{{0,6}}?{lexicon.either('indicators.work_of', 'indicators.work_on')}(?:工作|任务)?"
        ),
        task_of=re.compile(
            "(?P<thing>[^，。；、的]{2,16}?)(?<!方面)(?<!领域)(?<!类型)(?<!环节)的[^，。；、的]{2,16}(?:任务|问题)"
        ),
        # 特色鲜明、带动力强的集聚区; of several also those told by one character (规模大、前景好的项目)
        quality_attribute=re.compile(
            f"(?:(?:[^，。；：、的\n0-9]{{1,4}}?{lexicon.either('indicators.having')}[、和且]?){{1,5}}"
            f"|(?:[^，。；：、的\n0-9]{{1,4}}?(?:{lexicon.either('indicators.having')}|[高强大好优广快])[、和且]){{1,4}}"
            f"[^，。；：、的\n0-9]{{1,4}}?(?:{lexicon.either('indicators.having')}|[高强大好优广快]))的(?=[\u4e00-\u9fff“])"
        ),
        improving_last=re.compile(
            f"{lexicon.either('indicators.improving')}了?(?:城乡|农村|城镇|城市|[全我本][国省市区县州旗])?$"
        ),
        own_work=frozenset(lexicon.words("indicators.own_work")),
        works=frozenset(lexicon.words("indicators.works")),
        works_not=frozenset(lexicon.words("indicators.works_not")),
        work_names=frozenset(lexicon.words("indicators.work_names")),
        level=re.compile(lexicon.either("indicators.levels")),
        strong_last=re.compile(f"(?:{strong}了?)$"),
        share_head=re.compile(f"{lexicon.either('indicators.dependent')}占(?=..)"),
        kinds_that_have=re.compile(
            f"(?P<kind>[^、，。；]{{1,8}}?{lexicon.either('indicators.members')})[共已年总]?{lexicon.either('indicators.dependent')}"
        ),
        kinds_last=re.compile(f"{lexicon.either('indicators.members')}$"),
        done_last=re.compile(f"{lexicon.either('indicators.done')}$"),
        ranking_last=re.compile(f"{lexicon.either('indicators.rankings')}”?$"),
        listing=re.compile(lexicon.either("indicators.listing")),
        whole_head=re.compile(f"{lexicon.either('indicators.dependent', 'indicators.whole_heads')}$"),
        share_aims=re.compile(f"(?:以上|左右|以下)?的{lexicon.either('indicators.share_aims')}"),
        adjustment_last=re.compile(f"{adjusting}[^，。；]{{1,24}}?{adjusted}+后?$"),
        adjusted_last=adjusted_last,
        # 不低于财政支出的80%, not 超过去年同期的80%
        share_of_whole=re.compile(
            f"(?P<verb>{lexicon.either('cues.share_ge', 'cues.share_gt', 'cues.share_le', 'cues.share_eq')})"
            f"(?![^，。；、]*{lexicon.either('cues.no_whole')})"
            f"(?:{lexicon.either('indicators.trail_scope')}|[本我全][省市区县州旗])?"
            f"(?P<whole>[^，。；、0-9]{{1,14}}(?:{lexicon.either('indicators.heads')}|[量额]|总值|GDP))的$"
        ),
        # in a place among others, on a base, with an adjustment, a note's mark or a quota
        edge_last=frozenset("中里上") | START_ENDS | adjusted_last | NOTE_ENDS | quota_last,
        # 两项增速 are those of the figures before
        nameless=re.compile(
            f"[两二三四五六七八九]项(?:主要)?(?:指标)?(?:增速|增幅)?|“?[一二三四五六七八九十]{{1,2}}五”?(?:期间|时期|末|规划)?|{lexicon.either('indicators.nameless')}|[（(]?(?:{lexicon.either('indicators.quota_leads')})*{lexicon.either('indicators.quotas')}|[（(]?(?:年度|全年|年初)"
        ),
        means_first=frozenset(word[0] for word in lexicon.words("indicators.means")),
        means=re.compile(f"{lexicon.either('indicators.means')}.{{2,20}}?(?:{strong}|{weak})(?=..)"),
        short_nouns=frozenset(lexicon.words("indicators.short_nouns")),
        gain_verbs=re.compile(f"(?P<gain>新增|净增)(?:{strong}|{weak}|的)+"),
        gain_last=re.compile(
            f"(?<![创更革])(?P<gain>新增|净增)加?了?{lexicon.either('indicators.trail_each', *bounds)}*$"
        ),
        bound_last=re.compile(f"(?:[{PUNCTUATION}]|{lexicon.either('indicators.trail_each', *bounds)})+$"),
        # 均 of 年均, 人均 … is part of a noun
        joining=re.compile(f"(?<![年平人户村亩])均|{lexicon.either('indicators.joining')}"),
        rest_last=re.compile(f"{lexicon.either('indicators.rest')}的?$"),
        wholly=frozenset(lexicon.words("indicators.wholly")),
        done_wholly=re.compile(
            f"(?!{lexicon.either('indicators.done_wholly_not')})[\u4e00-\u9fff“”A-Za-z+ （）]{{2,20}}(?=[，。；、\n]|$)"
        ),
        share_last=re.compile(f"(?:{lexicon.either('indicators.share_ends')}|[“”])$"),
        bringing_first=re.compile(f"^{lexicon.either('indicators.bringing')}+(?=..)"),
        bettered_last=re.compile(
            f"{lexicon.either('indicators.bettering_manners')}{lexicon.either('indicators.bettering')}$"
        ),
        supporting=frozenset(lexicon.words("indicators.supporting")),
        person_units=frozenset(lexicon.words("indicators.person_units")),
        item_units=frozenset(lexicon.words("indicators.item_units")),
        measure=re.compile(f"[^、，。；：0-9]{{4,24}}{lexicon.either('indicators.measures')}"),
        done_with=frozenset(lexicon.words("indicators.done_with")),
        going_on=frozenset(lexicon.words("indicators.going_on")),
        among_projects=re.compile(
            f"等(?:一批|若干|多个)?{lexicon.either('indicators.project_qualities')}*{lexicon.either('indicators.work_names')}.*"
        ),
        had_by_gained=re.compile(lexicon.either("indicators.had_by_gained")),
        stock_last=re.compile(f"{lexicon.either('indicators.stocks')}$"),
        sides=re.compile(lexicon.either("indicators.sides")),
        last_years=lexicon.words("indicators.last_years"),
        person_ends=lexicon.words("indicators.person_ends"),
        firm_ends=lexicon.words("indicators.firm_ends"),
        household_ends=lexicon.words("indicators.household_ends"),
        place_ends=lexicon.words("indicators.place_ends") + lexicon.words("indicators.counted_places"),
        uncounted=lexicon.words("indicators.uncounted"),
        people=lexicon.words("indicators.people"),
        # 退休职工6万人大病保险问题
        needed=re.compile(f"的?[^，。；、0-9\n]{{2,14}}{lexicon.either('indicators.needs')}(?=[，。；、\n]|$)"),
        needs=lexicon.words("indicators.needs"),
        places_before=frozenset(lexicon.words("indicators.places_before")),
        things_in_places=lexicon.words("indicators.things_in_places"),
        ends_not=frozenset(lexicon.words("indicators.ends_not")),
        firm_units=frozenset(lexicon.words("indicators.firm_units")),
        household_units=frozenset(lexicon.words("indicators.household_units")),
        named_by_unit=frozenset(lexicon.words("indicators.named_by_unit")),
        paid_money=lexicon.words("indicators.paid_money"),
        heads=frozenset(lexicon.words("indicators.heads") + lexicon.words("indicators.dependent")),
        task_on=re.compile(
            "(?P<thing>[^，。；、的]{2,16}?)的?"
            f"{lexicon.either('indicators.work_of', 'indicators.work_on')}{{1,2}}(?:任务|工作)"
        ),
        unjoining=re.compile(lexicon.either("indicators.unjoining")),
        peer=re.compile(lexicon.either("indicators.peers")),
        peers=re.compile(f"{lexicon.either('indicators.peers')}$"),
        schooled=frozenset(lexicon.words("indicators.schooled")),
        school_units=frozenset(lexicon.words("indicators.school_units")),
        rated_acts=frozenset(lexicon.words("indicators.rated_acts")),
        insured_last=re.compile(f"{lexicon.either('indicators.insured')}$"),
        insurance=re.compile(f"{lexicon.either('indicators.insured')}(?P<tail>保险.*)"),
        other_of_pair=dict(entry.split("=") for entry in lexicon.words("indicators.other_of_pair")),
        balances=frozenset(lexicon.words("indicators.balances")),
        # 社会保险基金预算收入: the name of what has the income
        fund=re.compile(
            f"[\u4e00-\u9fff“”]{{2,16}}?{lexicon.either('indicators.funds')}+(?=收入|支出|收支|总收入|总支出)"
        ),
        listed_head=re.compile(f"(?:落后|过剩)?{lexicon.either('indicators.listed_heads')}$"),
        provided=re.compile(lexicon.either("indicators.provided")),
        # 渔业、林业等产业稳步发展: the members, and the noun that is shared where 等 does not close them
        listed_subject=re.compile(
            "(?P<list>[^，。；：等0-9\n]{2,60}?)(?:(?<![高中初平均对同优劣上下])等(?![级次候于待效同])"
            f"|(?:[两二三四五六七八九十]大)?{lexicon.either('indicators.class_said')}*(?P<kind>{class_nouns})(?!链|集群|园))"
        ),
        said_first=re.compile(lexicon.either("indicators.said_of_all")),
        put_in=frozenset(lexicon.words("indicators.put_in")),
        opened_last=re.compile(f"{lexicon.either('indicators.opened')}”?$"),
        left_people=frozenset(lexicon.words("indicators.left_people")),
        paid_before=frozenset(lexicon.words("indicators.paid_before")),
        paid_next=re.compile(
            "[，,](?:(?:为|给)[^，。；：、]{2,16}?)?(?:统一|全部|全面)?"
            f"{lexicon.either('indicators.paid_next', 'indicators.paid_work')}了?(?=[\u4e00-\u9fff“0-9])"
        ),
        summed_heads=frozenset(lexicon.words("indicators.summed_heads")),
        standard_for=re.compile(
            f"的?标准[，,]?{lexicon.either('indicators.paid_for_whom')}(?P<who>[^，。；：、\n]{{2,20}}?)"
            f"{lexicon.either('indicators.paid_to')}(?P<what>[^，。；：、\n]{{2,12}})(?=[，。；]|$)"
        ),
        done_as_last=re.compile(f"(?<=..){lexicon.either('indicators.done_as')}$"),
        # 清退、分流3万人: another verb before the mark
        verb_marked=re.compile(f"{lexicon.either('indicators.left_people')}[、和]$"),
        acted_last=re.compile(f"(?:{strong}|{weak})$"),
        stage_alone=re.compile(
            f"已?(?:全部|全面)?(?P<stage>{lexicon.either('indicators.stages')})(?=[，,。；;]|、[0-9]|$)"
        ),
        event_last=re.compile(f"{lexicon.either('indicators.events')}$"),
        asides=lexicon.words("indicators.asides"),
        effort_last=re.compile(f"(?<=..){lexicon.either('indicators.efforts')}$"),
        work_last=re.compile(f"(?<=..){lexicon.either('indicators.works_beside')}$"),
        # 完成年度公路和桥梁改造任务的: a list, of each of which a part of its quota is told
        quota_of_each=re.compile(
            f"完成了?(?:“[^”]{{2,8}}”(?:期间|规划)?)?(?:{lexicon.either('indicators.quota_leads')})*"
            f"(?P<list>[^，。；：0-9]{{2,24}}?[、和与及][^，。；：0-9]{{2,24}}?)总?(?:{lexicon.either('indicators.quota_leads')})*"
            f"{lexicon.either('indicators.quotas')}的$"
        ),
        works_beside=frozenset(lexicon.words("indicators.works_beside")),
        work_ends=re.compile(f"{lexicon.either('indicators.members')}$"),
        rated=re.compile(f"\\s*(?P<topic>[\u4e00-\u9fff“”（）]{{4,24}}{lexicon.either('indicators.rated')})[，,]"),
    )


def _classes(lexicon: Lexicon, names: Sequence[str]) -> dict[str, str]:
    """Return the class of each word of some lists, which their names end in."""
    return {word: name.rpartition("_")[2] for name in names for word in lexicon.words(name)}


def _moves(lexicon: Lexicon) -> list[str]:
    """Return the verbs of change that stand between a phrase and its number (增长, 下降 …)."""
    said = {"增量", "减量", "净增"}
    moves = (*lexicon.words("cues.rise"), *lexicon.words("cues.fall"))
    return [word for word in moves if word[1:] and word not in said]


@cache
def quota(lexicon: Lexicon) -> str:
    """Return an expression for what a figure is measured by, before it (完成省定目标任务的112%)."""
    verbs, leads, heads = (lexicon.either(f"indicators.{name}") for name in ("quota_verbs", "quota_leads", "quotas"))
    return f"{verbs}{leads}{{0,4}}{heads}"
