"""The indicator: what a figure measures, as the shortest noun phrase that names it, and the only use of jieba."""

import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from core.extraction.lexicon import Lexicon, either
from core.figure import Span

_PUNCTUATION = re.escape(" \n\t\u3000\u00a0，、；：。,;:—-！!？?．")
_ATOM = re.compile("“[^”\n]{0,40}”|《[^》\n]{0,40}》|（[^）\n]{0,40}）|\\([^)\n]{0,40}\\)|‘[^’\n]{0,40}’")
# A word ends in one of these when it is a noun made of a verb: 覆盖率, 服务业, 开发区.
_NOUN_SUFFIX = "类率数量额度业者性值期费权型级化"
_JOINTS = ("、", "和", "与", "及", "以及", "并")
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase as it names something, and where its words stand in the report."""

    text: str
    spans: tuple[Span, ...] = ()


NOTHING = Phrase("")


class Edges(NamedTuple):
    """Where time expressions stand: the start of each by its end, and the end of each by its start."""

    starts: Mapping[int, int]
    ends: Mapping[int, int]

    @classmethod
    def of(cls, spans: Sequence[Span]) -> "Edges":
        """Index some spans by both their edges."""
        return cls({span.end: span.start for span in spans}, {span.start: span.end for span in spans})


NOWHERE = Edges({}, {})


@dataclass(frozen=True, slots=True)
class Lists:
    """The indicator lists of a lexicon, compiled."""

    lead: re.Pattern[str]
    trail: re.Pattern[str]
    trail_kept: re.Pattern[str]
    speed: re.Pattern[str]
    rank_verb: re.Pattern[str]
    attributive: re.Pattern[str]
    strong: re.Pattern[str]
    joint: re.Pattern[str]
    weak: re.Pattern[str]
    causing: re.Pattern[str]
    verb_last: re.Pattern[str]
    arrive: re.Pattern[str]
    list_word: re.Pattern[str]
    own_work: re.Pattern[str]
    dependent: frozenset[str]
    said_of_all: frozenset[str]
    head: re.Pattern[str]
    stages: frozenset[str]
    stage_last: re.Pattern[str]
    short_object: frozenset[str]
    predicates: frozenset[str]
    nominal: frozenset[str]


@cache
def lists(lexicon: Lexicon) -> Lists:
    """Compile the indicator lists of a lexicon."""
    bounds = [f"cues.before_{bound}" for bound in ("ge", "gt", "le", "lt", "approx")]
    said = {"增量", "减量", "净增"}
    moves = either(
        word
        for name in ("cues.rise", "cues.fall")
        for word in lexicon.words(name)
        if len(word) > 1 and word not in said
    )
    kept, trail = lexicon.either("indicators.lead_kept"), lexicon.either("indicators.trail", *bounds)
    strong, weak = lexicon.either("indicators.strong_verbs"), lexicon.either("indicators.weak_verbs")
    suffix = f"(?![{_NOUN_SUFFIX}])"
    return Lists(
        lead=re.compile(f"[{_PUNCTUATION}]+|(?!{kept}){lexicon.either('indicators.lead')}"),
        trail=re.compile(f"(?:[{_PUNCTUATION}]|{moves}[到至为了]?|{trail})$"),
        trail_kept=re.compile(f"{lexicon.either('indicators.trail_kept')}$"),
        attributive=re.compile(f"(?:以上|左右|以下)?的(?!{lexicon.either('cues.pace')})"),
        rank_verb=re.compile(f"{lexicon.either('indicators.rank_verbs')}[^，。；、]{{0,12}}$"),
        speed=re.compile(f"{lexicon.either('cues.speed')}$"),
        strong=re.compile(f"(?:{strong}了?){suffix}"),
        joint=re.compile(lexicon.either("indicators.joint_verbs")),
        weak=re.compile(f"(?:{weak}了?){suffix}"),
        causing=re.compile(lexicon.either("indicators.causing")),
        verb_last=re.compile(f"(?:{strong}|{weak}|新增|净增|达成|超额)了?$"),
        arrive=re.compile(lexicon.either("cues.arrive", *bounds)),
        list_word=re.compile("(?<![高中初平均对同优劣一二三四])等(?![级次候于待效同])"),
        own_work=re.compile("工作|方面|指标|领域|工作指标|方面工作"),
        dependent=frozenset(lexicon.words("indicators.dependent")),
        said_of_all=frozenset(lexicon.words("indicators.said_of_all")),
        head=re.compile(f"{lexicon.either('indicators.dependent')}$"),
        stages=frozenset(lexicon.words("indicators.stages")),
        stage_last=re.compile(f"{lexicon.either('indicators.stages')}$"),
        short_object=frozenset(lexicon.words("indicators.short_object")),
        predicates=frozenset(lexicon.words("indicators.predicates")),
        nominal=frozenset(lexicon.words("indicators.nominal")),
    )


@cache
def _tags() -> dict[str, str]:
    """Prepare jieba with its dictionary built in memory, and keep the tag of each verb, adverb and preposition.

    The cache in the shared temp folder is never read or written.
    """
    import logging

    import jieba

    jieba.setLogLevel(logging.WARNING)
    tags: dict[str, str] = {}
    with _lock:
        if not jieba.dt.initialized:
            jieba.dt.FREQ, jieba.dt.total = jieba.dt.gen_pfdict(jieba.dt.get_dict_file())
            jieba.dt.initialized = True
        with jieba.dt.get_dict_file() as file:
            for line in file:
                word, _, tag = line.decode().rstrip().split(" ")
                if tag in ("v", "d", "p"):
                    tags[word] = tag
    return tags


def warm() -> None:
    """Prepare the word segmenter; safe to call from any thread, any number of times."""
    _tags()


def segment(text: str) -> list[str]:
    """Cut a text into words."""
    warm()
    import jieba

    return list(jieba.dt.lcut(text, HMM=False))


def tokens(text: str) -> list[str]:
    """Cut a phrase into words; what stands in quotation marks or brackets is one."""
    words, last = [], 0
    for atom in _ATOM.finditer(text):
        words += segment(text[last : atom.start()])
        words.append(atom[0])
        last = atom.end()
    return words + segment(text[last:])


def make(text: str, start: int, end: int) -> Phrase:
    """The phrase a stretch of a report holds, blanks and line breaks left out."""
    return Phrase(re.sub(r"\s+", "", text[start:end]), (Span(start, end),)) if end > start else NOTHING


def before(text: str, start: int, end: int, times: Edges, counted: bool, ranked: bool, lexicon: Lexicon) -> Phrase:
    """The noun phrase ahead of a number.

    `counted` says that a verb may take it as its object (引进项目65个), `ranked` that a speed is part of it.
    """
    words = lists(lexicon)
    edge = end
    if ranked and (place := words.rank_verb.search(text, max(start, end - 16), end)):
        end = place.start()
    end = strip_right(text, start, end, times, words, ranked)
    if "、" in text[end:edge].rstrip("、"):
        return clause_subject(text, start, end, times, lexicon)
    arrived = words.arrive.search(text, end, edge) is not None
    start = strip_left(text, start, end, times, words)
    start = _cut_subject(text, start, end, counted, words)
    start = strip_left(text, start, end, times, words)
    if counted and not arrived:
        while (verb := words.weak.match(text, start, end)) and end - verb.end() >= 3:
            start = strip_left(text, verb.end(), end, times, words)
    return make(text, start, end) if end - start > 1 else NOTHING


def strip_right(text: str, start: int, end: int, times: Edges, words: Lists, ranked: bool = False) -> int:
    """Where the phrase ends once verbs, scopes and times before the number are left out."""
    while end > start:
        opening = times.starts.get(end, -1)
        if opening >= start:
            end = opening
            # 比上年, 较2020年: what a comparison is made with goes with its word.
            end -= text[start:end].endswith(("比", "较"))
            continue
        window = text[max(start, end - 10) : end]
        if ranked and words.speed.search(window):
            return end
        if words.trail_kept.search(window) or (found := words.trail.search(window)) is None:
            return end
        end -= len(found[0])
    return start


def strip_left(text: str, start: int, end: int, times: Edges, words: Lists) -> int:
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


def _cut_subject(text: str, start: int, end: int, counted: bool, words: Lists) -> int:
    """Where the object begins after the last verb that parts it from its subject."""
    pattern = words.strong if counted else words.causing
    for found in list(pattern.finditer(text, start, end))[::-1]:
        least = 3 if found.start() > start and found[0] not in words.short_object else 2
        if end - found.end() < least or words.joint.match(text, found.start(), end):
            continue
        start = found.end()
        break
    if (
        counted
        and (mark := text.rfind("、", start, end)) >= 0
        and (words.weak.match(text, mark + 1, end) or words.lead.match(text, mark + 1, end))
    ):
        start = mark + 1
    for found in words.list_word.finditer(text, start, end):
        if end - found.end() < 2:
            continue
        if not counted and words.own_work.fullmatch(text, found.end(), end):
            continue
        start = found.end()
    return start


def ends_in_verb(text: str, start: int, end: int, words: Lists) -> bool:
    """Say whether a verb that takes an object stands right before a number."""
    return words.verb_last.search(text[max(start, end - 8) : end]) is not None


def has_word(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Say whether anything but bound words stands between a clause's start and a number."""
    bounds = [f"cues.before_{bound}" for bound in ("ge", "gt", "le", "lt", "approx")]
    return re.fullmatch(f"[{_PUNCTUATION}]*(?:{lexicon.either(*bounds)})?", text[start:end]) is None


def after(text: str, start: int, end: int, lexicon: Lexicon) -> Phrase:
    """The noun phrase that follows a number, up to the predicate; empty where none follows."""
    words, tags = lists(lexicon), _tags()
    stretch = text[start:end]
    lead = re.match(r"[ \n]?(?:左右|以上|以下|上下|以内)?(?:人民币)?的?", stretch)
    offset = lead.end() if lead else 0
    stop = re.search("[，。；：！？\n,;:！]", stretch[offset:])
    limit = offset + stop.start() if stop else len(stretch)
    limit = min(limit, offset + 36)
    if limit <= offset or not re.match("[\u4e00-\u9fffA-Za-z“《（0-9]", stretch[offset:limit]):
        return NOTHING
    parts = tokens(stretch[offset:limit])
    if stop is None and limit == len(stretch):
        # The next number's own words begin after the last joint.
        joint = max((spot for spot, part in enumerate(parts) if part in _JOINTS), default=0)
        parts = parts[:joint] if joint else parts
    size = _noun_length(parts, words, tags)
    spot = start + offset + sum(map(len, parts[:size]))
    return make(text, start + offset, strip_right(text, start + offset, spot, NOWHERE, words) if size else spot)


def _noun_length(parts: list[str], words: Lists, tags: dict[str, str]) -> int:
    """How many words make up the noun phrase that opens a stretch."""
    named = False
    for index, part in enumerate(parts):
        ends = _ends_phrase(part, words, tags)
        if ends and part not in words.predicates and index + 1 < len(parts) and parts[index + 1] not in tags:
            ends = False
        if not named and ends and part in words.predicates and part not in words.nominal:
            return index
        if named and ends and not _modifies(parts, index, words, tags):
            return index
        if part in ("、", "和", "与", "及", "以及", "或") and not _joins(parts, index, words, tags):
            return index
        named = named or (part not in tags and part not in "新老大小高多")
    return len(parts)


def _ends_phrase(part: str, words: Lists, tags: dict[str, str]) -> bool:
    """Say whether a word may end a noun phrase: a predicate, or an adverb or preposition of two characters."""
    joined = len(part) > 3 and part[:2] in words.predicates
    return joined or part in words.predicates or (len(part) > 1 and tags.get(part) in ("d", "p"))


def _modifies(parts: list[str], index: int, words: Lists, tags: dict[str, str]) -> bool:
    """Say whether a verb modifies the noun behind it (粮食产能提升重点县) rather than being the predicate."""
    rest = parts[index + 1 :]
    if parts[index] not in words.nominal or not rest:
        return False
    size = next((spot for spot, part in enumerate(rest) if part in ("、", "和", "与", "及", "等")), len(rest))
    rest = rest[:size]
    return bool(rest) and rest[-1] not in words.nominal and not any(_ends_phrase(part, words, tags) for part in rest)


def _joins(parts: list[str], index: int, words: Lists, tags: dict[str, str]) -> bool:
    """Say whether a second noun, short and complete, is joined on (技术和产品)."""
    rest = parts[index + 1 :]
    size = next((spot for spot, part in enumerate(rest) if part == "等" or _ends_phrase(part, words, tags)), len(rest))
    if size < len(rest) and rest[size] == "等":
        return False
    length = sum(map(len, rest[:size]))
    return 0 < length <= 10 and not any(part in ("、", "和") for part in rest[:size]) and rest[0] not in tags


def depend(phrase: Phrase, previous: str, words: Lists) -> Phrase:
    """Put back what a head that names nothing alone was said of (…保有量、占比 → …保有量占比)."""
    if not previous or phrase.text in previous:
        return phrase
    if phrase.text.startswith("占") and len(phrase.text) > 2:
        return Phrase(previous + phrase.text, phrase.spans)
    if phrase.text in words.stages:
        return Phrase(words.stage_last.sub("", previous) + phrase.text, phrase.spans)
    if phrase.text not in words.dependent:
        return phrase
    stem = previous
    if phrase.text not in words.said_of_all:
        stem = words.head.sub("", previous) or previous
    return Phrase(stem + phrase.text, phrase.spans)


def clause_subject(text: str, start: int, end: int, times: Edges, lexicon: Lexicon) -> Phrase:
    """What a clause without a figure speaks of, for a later one that leaves it out: its subject, else its object."""
    words, tags = lists(lexicon), _tags()
    start = strip_left(text, start, min(end, start + 40), times, words)
    parts = tokens(text[start : min(end, start + 40)].rstrip("，、；：,;: \n"))
    acts = [part in tags or part in words.predicates or words.weak.fullmatch(part) is not None for part in parts]
    if not parts:
        return NOTHING
    size = next((spot for spot, part in enumerate(parts) if acts[spot] or _ends_phrase(part, words, tags)), 0)
    if acts[0] or parts[size - 1] in _JOINTS:
        first = next(
            (spot for spot, part in enumerate(parts) if spot >= size and not acts[spot] and part not in _JOINTS),
            len(parts),
        )
        start += sum(map(len, parts[:first]))
        return make(text, start, start + sum(map(len, parts[first:])))
    return make(text, start, start + sum(map(len, parts[:size])))
