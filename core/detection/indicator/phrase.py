"""The phrase: a stretch of a report that names something, and how its edges are trimmed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from ...model.figure import Span
from ..lexicon import Lexicon, either

PUNCTUATION = re.escape(" \n\t\u3000\u00a0，、；：。,;:—-！!？?．")
# A word ends in one of these when it is a noun made of a verb: 覆盖率, 服务业, 开发区.
_NOUN_SUFFIX = "[率额度者性值期费权型级]|数(?![智字据])|量(?!子)|类(?!脑)|业(?!态)|化(?!工)"

# A verb in front of one of these is part of a noun (加速园).
SITES = "园站厂馆院所"

# 高质量办理建议: how it was done, where a verb follows.
_MANNER = "高(?:质量|标准|水平|效率|起点|规格)"
# What makes a flow of a stock, and heads that name the stock again (新增企业5家、总数46家).
_GAINED, _SUMS = re.compile("^(?:新增|净增|增加)(?=..)"), re.compile("总|数量|存量|保有量")

Source = Literal["before", "after", "part", "undivided", "completed", "inherited", "joined", "earlier", "none"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase as it names something, where its words stand in the report, and how it was come by."""

    text: str
    spans: tuple[Span, ...] = ()
    source: Source = "before"


NOTHING = Phrase("", source="none")


class PhraseEdges(NamedTuple):
    """Where time expressions stand: the start of each by its end, and the end of each by its start."""

    starts: Mapping[int, int]
    ends: Mapping[int, int]

    @classmethod
    def of(cls, spans: Sequence[Span]) -> "PhraseEdges":
        """Index some spans by both their edges."""
        return cls({span.end: span.start for span in spans}, {span.start: span.end for span in spans})


NOWHERE = PhraseEdges({}, {})


@dataclass(frozen=True, slots=True)
class Lists:
    """The indicator lists of a lexicon, compiled."""

    lead: re.Pattern[str]
    trail: re.Pattern[str]
    quota: re.Pattern[str]
    quota_last: frozenset[str]
    trail_kept: re.Pattern[str]
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
    short_object: frozenset[str]
    predicates: frozenset[str]
    nominal: frozenset[str]


@cache
def lists(lexicon: Lexicon) -> Lists:
    """Compile the indicator lists of a lexicon."""
    bounds = [f"cues.before_{bound}" for bound in ("ge", "gt", "le", "lt", "approx")]
    kept, trail = lexicon.either("indicators.lead_kept"), lexicon.either("indicators.trail", *bounds)
    strong, weak = lexicon.either("indicators.strong_verbs"), lexicon.either("indicators.weak_verbs")
    suffix = f"(?!{_NOUN_SUFFIX})"
    adjusting, adjusted = lexicon.either("indicators.adjusting"), lexicon.either("indicators.adjusted")
    adjustment = f"{adjusting}[^，。；、]{{1,16}}?{adjusted}+后?|{adjusting}[^，。；、]{{1,12}}?后"
    return Lists(
        lead=re.compile(
            f"[{PUNCTUATION}]+|{adjustment}|{_MANNER}(?={strong}|{weak})|(?!{kept}){lexicon.either('indicators.lead')}"
        ),
        trail=re.compile(f"(?:[{PUNCTUATION}]|{_moves(lexicon)}[到至为了]?|{trail})$"),
        quota=re.compile(f"{quota(lexicon)}$"),
        quota_last=frozenset(word[-1] for word in lexicon.words("indicators.quotas")),
        trail_kept=re.compile(f"{lexicon.either('indicators.trail_kept')}$"),
        attributive=re.compile(f"(?:以上|左右|以下)?的(?!{lexicon.either('cues.pace')})"),
        rank_verb=re.compile(f"{lexicon.either('indicators.rank_verbs')}[^，。；、]{{0,12}}$"),
        speed=re.compile(f"{lexicon.either('cues.speed')}$"),
        strong=re.compile(f"(?!{lexicon.either('indicators.verb_like')})新?(?:{strong}了?){suffix}"),
        joint=re.compile(lexicon.either("indicators.joint_verbs")),
        weak=re.compile(f"(?!{lexicon.either('indicators.verb_like')})新?(?:{weak}了?){suffix}"),
        verb_like=re.compile(lexicon.either("indicators.verb_like")),
        causing=re.compile(lexicon.either("indicators.causing")),
        verbs_only=re.compile(f"(?>(?:{strong}|{weak})+)"),
        verb_last=re.compile(f"(?:{strong}|{weak}|新增|净增|达成|超额)了?$"),
        arrive=re.compile(lexicon.either("cues.arrive", *bounds)),
        dependent=frozenset(lexicon.words("indicators.dependent")),
        said_of_all=frozenset(lexicon.words("indicators.said_of_all")),
        head=re.compile(f"{lexicon.either('indicators.dependent')}$"),
        listed_kind=re.compile(f"{lexicon.either('indicators.kinds')}{lexicon.either('indicators.dependent')}?"),
        general=frozenset(lexicon.words("indicators.general")),
        manner_last=re.compile(f"(?:[性化]|{lexicon.either('indicators.manners')})$"),
        moves=re.compile(lexicon.either("cues.rise", "cues.fall", "cues.speed")),
        compared=re.compile(
            f"(?!{lexicon.either('indicators.compared_not')}){lexicon.either('indicators.compared')}"
            f"(?<!{'占比|同比|环比|可比|对比|之比|入比|价比'.replace('|', ')(?<!')})"
            "(?:[^，。；、]|、(?=[全本][国省市区县州]|世界|全球|同类)){1,20}$"
        ),
        stages=frozenset(lexicon.words("indicators.stages")),
        stage_first=re.compile(f"^{lexicon.either('indicators.stages')}(?=..)"),
        stage_last=re.compile(f"{lexicon.either('indicators.stages')}$"),
        stages_behind=frozenset(lexicon.words("indicators.stages_behind")),
        attribute_last=re.compile(f"的?{lexicon.either('indicators.attributes')}$"),
        short_object=frozenset(lexicon.words("indicators.short_object")),
        predicates=frozenset(lexicon.words("indicators.predicates")),
        nominal=frozenset(lexicon.words("indicators.nominal")),
    )


def _moves(lexicon: Lexicon) -> str:
    """The verbs of change that stand between a phrase and its number, as an expression."""
    said = {"增量", "减量", "净增"}
    moves = (*lexicon.words("cues.rise"), *lexicon.words("cues.fall"))
    return either(word for word in moves if word[1:] and word not in said)


@cache
def quota(lexicon: Lexicon) -> str:
    """What a figure is measured by, ahead of it (完成省定目标任务的112%), as an expression."""
    verbs, leads, heads = (lexicon.either(f"indicators.{name}") for name in ("quota_verbs", "quota_leads", "quotas"))
    return f"{verbs}{leads}{{0,4}}{heads}"


def make(text: str, start: int, end: int) -> Phrase:
    """The phrase a stretch of a report holds, blanks and line breaks left out."""
    return Phrase(re.sub(r"\s+", "", text[start:end]), (Span(start, end),)) if end > start else NOTHING


def strip_right(text: str, start: int, end: int, times: PhraseEdges, words: Lists, ranked: bool = False) -> int:
    """Where the phrase ends once verbs, scopes and times before the number are left out."""
    while end > start:
        opening = times.starts.get(end, -1)
        if opening >= start:
            end = opening
            # 比上年, 较2020年: what a comparison is made with goes with its word.
            end -= text[start:end].endswith(("比", "较"))
            continue
        if text[end - 1] in words.quota_last and (measure := words.quota.search(text, max(start, end - 14), end)):
            end = measure.start()
            continue
        window = text[max(start, end - 10) : end]
        if ranked and words.speed.search(window):
            return end
        if words.trail_kept.search(window) or (found := words.trail.search(window)) is None:
            return end
        # 自然增长率为: only the verb of arriving goes.
        arriving = len(found[0]) > 2 and window[-1] in "为至到达" and words.trail_kept.search(window[:-1])
        end -= 1 if arriving else len(found[0])
    return start


def strip_left(text: str, start: int, end: int, times: PhraseEdges, words: Lists) -> int:
    """Where the phrase begins once scopes, manners and times ahead of it are left out."""
    while start < end:
        closing = times.ends.get(start, end + 1)
        if closing <= end:
            start = closing
        elif found := words.lead.match(text, start, end):
            start = found.end()
        else:
            break
    return min(start, end)


def ends_phrase(part: str, words: Lists, tags: Mapping[str, str]) -> bool:
    """Say whether a word may end a noun phrase: a predicate, or an adverb or preposition of two characters."""
    return acts(part, words, tags) or (len(part) > 1 and tags.get(part) in ("d", "p"))


def acts(part: str, words: Lists, tags: Mapping[str, str]) -> bool:
    """Say whether a word is a predicate, or two of them in one (顺利完成)."""
    joined = len(part) > 3 and part[:2] in words.predicates and (part[2:] in words.predicates or part[2:] in tags)
    return joined or part in words.predicates


def without_gain(name: str) -> str:
    """The stock that a flow adds to (新增企业 → 企业)."""
    return _GAINED.sub("", name)


def ends_in_verb(text: str, start: int, end: int, words: Lists) -> bool:
    """Say whether a verb that takes an object stands right before a number."""
    return words.verb_last.search(text[max(start, end - 8) : end]) is not None


def depend(phrase: Phrase, previous: str, words: Lists) -> Phrase:
    """Put back what a head that names nothing alone was said of (…保有量、占比 → …保有量占比)."""
    if not previous or phrase.text in previous:
        return phrase
    if phrase.text.startswith("占") and len(phrase.text) > 2:
        return Phrase(previous + phrase.text, phrase.spans, "completed")
    if phrase.text in words.stages:
        stem = words.stage_last.sub("", previous)
        if phrase.text in words.stages_behind or stem != previous:
            return Phrase(stem + phrase.text, phrase.spans, "completed")
        return Phrase(phrase.text + words.stage_first.sub("", stem), phrase.spans, "completed")
    if phrase.text not in words.dependent:
        return phrase
    # 总量列第三、增速居首位: both are said of the same
    if _SUMS.match(phrase.text):
        previous = without_gain(previous)
    stem = previous.removesuffix("总量")
    if phrase.text not in words.said_of_all:
        stem = words.head.sub("", previous)
        if not stem:
            return phrase
    return Phrase(stem + phrase.text, phrase.spans, "completed")
