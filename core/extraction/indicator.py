"""The indicator: what a figure measures, as the shortest noun phrase that names it, and the only use of jieba."""

import logging
import re
import threading
from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from core.extraction.dictionary import read_dictionary
from core.extraction.lexicon import Lexicon, load_lexicon
from core.extraction.phrase import NOTHING, NOWHERE, Edges, Lists, Phrase, lists, make, strip_left, strip_right

# What stands in quotation marks or brackets, and a list of tiers of government (省、市、区).
_ATOM = re.compile(
    "“[^”\n]{0,40}”|《[^》\n]{0,40}》|（[^）\n]{0,40}）|\\([^)\n]{0,40}\\)|‘[^’\n]{0,40}’"
    "|(?:中央|国家|[省市区县州镇乡村国])(?:、(?:国家|[省市区县州镇乡村]))+(?:[两三四]?级)?"
)
_JOINTS = ("、", "和", "与", "及", "以及", "并")
# A second noun joined on is short; a longer one is a clause of its own.
_LONGEST_JOINED = 10
# 在全国有影响力的龙头企业, 有条件的县: the noun stands behind what is said of it.
_ATTRIBUTIVE = re.compile("(?:在|有|符合|具有|具备)[^，。；、：\n0-9]{2,14}?的(?=[\u4e00-\u9fff“])")
# 每千人口拥有…: the verb belongs to what is measured.
_PER = re.compile("每[十百千万]")
# What ends the name of a place, which acts and is not acted on.
_PLACES, _REGIONS = "县市州镇乡村省", ("乡村", "农村", "城市", "城镇", "乡镇")
_lock = threading.Lock()


class _Segmenter(NamedTuple):
    """A jieba tokenizer, and the tag of each verb, adverb and preposition in its dictionary."""

    cut: Callable[..., list[str]]
    tags: Mapping[str, str]


@cache
def _built() -> _Segmenter:
    """Build the tokenizer in memory, with the lexicon's predicates as words.

    The cache in the shared temp folder is never read or written.
    """
    import jieba

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.dt
    with tokenizer.get_dict_file() as file:
        dictionary = read_dictionary(file)
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = dictionary.counts, dictionary.total, True
    lexicon = load_lexicon()
    for word in (*lexicon.words("indicators.predicates"), *lexicon.words("indicators.compounds")):
        if word not in tokenizer.FREQ:
            tokenizer.add_word(word)
    return _Segmenter(tokenizer.lcut, dictionary.tags)


def _segmenter() -> _Segmenter:
    with _lock:
        return _built()


def _tags() -> Mapping[str, str]:
    return _segmenter().tags


def warm() -> None:
    """Prepare the word segmenter; safe to call from any thread, any number of times."""
    _segmenter()


def segment(text: str) -> list[str]:
    """Cut a text into words."""
    return _segmenter().cut(text, HMM=False)


def tokens(text: str) -> list[str]:
    """Cut a phrase into words; what stands in quotation marks or brackets is one, as is a list of tiers."""
    words, last = [], 0
    for atom in _ATOM.finditer(text):
        words += segment(text[last : atom.start()])
        words.append(atom[0])
        last = atom.end()
    return words + segment(text[last:])


def has_verb(phrase: str) -> bool:
    """Say whether a verb stands in a phrase, so that it owns nothing."""
    return any(_tags().get(word) == "v" for word in tokens(phrase))


def before(
    text: str, start: int, end: int, times: Edges, counted: bool, ranked: bool, fresh: bool, lexicon: Lexicon
) -> Phrase:
    """The noun phrase ahead of a number.

    `counted` says that a verb may take it as its object (引进项目65个), `ranked` that a speed is part of it, `fresh`
    that no number stands before it in its clause.
    """
    words = lists(lexicon)
    edge = end
    if ranked and (place := words.rank_verb.search(text, max(start, end - 16), end)):
        end = place.start()
    end = strip_right(text, start, end, times, words, ranked)
    if not counted and (base := words.compared.search(text, start, end)):
        end = edge = strip_right(text, start, base.start(), times, words, ranked)
    if "、" in text[end:edge].rstrip("、"):
        if not fresh:
            return NOTHING
        return clause_subject(text, start, end, times, lexicon)
    arrived = words.arrive.search(text, end, edge) is not None
    start = strip_left(text, start, end, times, words)
    start = _cut_subject(text, start, end, counted, words)
    start = strip_left(text, start, end, times, words)
    if counted and text[start:end].startswith("为") and (verb := words.weak.search(text, start + 3, end)):
        start = verb.end() if end - verb.end() >= 2 else start
    if counted and not arrived:
        while (verb := words.weak.match(text, start, end)) and end - verb.end() >= 3:
            start = strip_left(text, verb.end(), end, times, words)
    if counted and text.startswith("实现", start, end - 1):
        start += 2
    return make(text, start, end) if end - start > 1 and not _only_acts(text[start:end], words) else NOTHING


def _only_acts(phrase: str, words: Lists) -> bool:
    """Say whether a phrase is made of verbs alone (惠及, 清理废止), so that it names nothing."""
    if phrase in words.short_object:
        return True
    return (
        3 < len(phrase) <= _LONGEST_JOINED
        and phrase not in words.stages
        and words.verbs_only.fullmatch(phrase) is not None
    )


def _cut_subject(text: str, start: int, end: int, counted: bool, words: Lists) -> int:
    """Where the object begins after the last verb that parts it from its subject."""
    pattern = words.strong if counted else words.causing
    if _PER.match(text, start, end):
        return start
    for found in pattern.finditer(text, start, end):
        least = 3 if found.start() > start and found[0] not in words.short_object else 2
        if (
            _in_quotation(text, found.end(), end)
            or end - found.end() < least
            or words.joint.match(text, found.start(), end)
        ):
            continue
        start = found.end()
        while (more := pattern.match(text, start, end)) and end - more.end() >= 3:
            start = more.end()
        break
    if (
        counted
        and (mark := text.rfind("、", start, end)) >= 0
        and any(kind.match(text, mark + 1, end) for kind in (words.weak, words.lead))
    ):
        start = mark + 1
    for found in words.list_word.finditer(text, start, end):
        if end - found.end() < 2 or _in_quotation(text, found.end(), end):
            continue
        if text[found.end() : end] in words.dependent:
            continue
        if not counted and words.own_work.fullmatch(text, found.end(), end):
            continue
        start = found.end()
    return start


def _in_quotation(text: str, start: int, end: int) -> bool:
    """Say whether a spot lies inside quotation marks that close before an end."""
    closing, opening = text.find("”", start, end), text.find("“", start, end)
    return closing >= 0 and (opening < 0 or closing < opening)


def after(text: str, start: int, end: int, times: Edges, lexicon: Lexicon) -> Phrase:
    """The noun phrase that follows a number, up to the predicate or a time; empty where none follows."""
    words, tags = lists(lexicon), _tags()
    stretch = text[start:end]
    lead = re.match(r"[ \n]?(?:左右|以上|以下|上下|以内)?(?:人民币)?的?", stretch)
    offset = lead.end() if lead else 0
    if attributive := _ATTRIBUTIVE.match(stretch, offset):
        offset = attributive.end()
    stop = re.search("[，。；：！？\n,;:！]", stretch[offset:])
    limit = offset + stop.start() if stop else len(stretch)
    limit = min(limit, offset + 36)
    limit = next((spot for spot in range(offset + 2, limit) if _begins_time(text, start + spot, times)), limit)
    if limit <= offset or not re.match("[\u4e00-\u9fffA-Za-z“《0-9]", stretch[offset:limit]):
        return NOTHING
    parts = tokens(stretch[offset:limit])
    if stop is None and limit == len(stretch) and stretch[-1] in "到至为":
        return NOTHING
    if stop is None and limit == len(stretch):
        # The next number's own words begin after the last joint.
        joint = max((spot for spot, part in enumerate(parts) if part in _JOINTS), default=0)
        parts = parts[:joint] if joint else parts
    size = _noun_length(parts, words, tags)
    spot = start + offset + sum(map(len, parts[:size]))
    return make(text, start + offset, strip_right(text, start + offset, spot, NOWHERE, words) if size else spot)


def _begins_time(text: str, spot: int, times: Edges) -> bool:
    """Say whether a time begins at a spot that is no part of a name (产业园上半年投产; 省级“十四五”重点项目)."""
    return spot in times.ends and text[spot] in "0123456789上下今去年全"


def _noun_length(parts: list[str], words: Lists, tags: Mapping[str, str]) -> int:
    """How many words make up the noun phrase that opens a stretch."""
    named = False
    for index, part in enumerate(parts):
        ends = _ends_phrase(part, words, tags) and not (index and parts[index - 1] == "不")
        if ends and part not in words.predicates and index + 1 < len(parts) and parts[index + 1] not in tags:
            ends = False
        last = 0 < index == len(parts) - 1 and parts[index - 1] not in words.nominal
        if not named and ends and _acts(part, words, tags) and (last or part not in words.nominal):
            return index
        if named and ends and not _modifies(parts, index, words, tags):
            return index
        if (
            named
            and parts[index - 1][-1] in _PLACES
            and parts[index - 1] not in _REGIONS
            and tags.get(part) == "v"
            and _takes_object(parts, index, tags)
        ):
            return index
        if part in ("、", "和", "与", "及", "以及", "或") and not _joins(parts, index, words, tags):
            return index
        named = named or (part not in tags and part not in "新老大小高多")
    return len(parts)


def _takes_object(parts: list[str], index: int, tags: Mapping[str, str]) -> bool:
    """Say whether the verb behind a place's name has an object of its own (30个县运营农事中心)."""
    rest = parts[index + 1 : index + 3]
    return len(parts[index]) == 2 and len(rest) == 2 and rest[0] not in (*_JOINTS, "的", "等") and rest[0] not in tags


def _ends_phrase(part: str, words: Lists, tags: Mapping[str, str]) -> bool:
    """Say whether a word may end a noun phrase: a predicate, or an adverb or preposition of two characters."""
    return _acts(part, words, tags) or (len(part) > 1 and tags.get(part) in ("d", "p"))


def _acts(part: str, words: Lists, tags: Mapping[str, str]) -> bool:
    """Say whether a word is a predicate, or two of them in one (顺利完成)."""
    joined = len(part) > 3 and part[:2] in words.predicates and (part[2:] in words.predicates or part[2:] in tags)
    return joined or part in words.predicates


def _modifies(parts: list[str], index: int, words: Lists, tags: Mapping[str, str]) -> bool:
    """Say whether a verb modifies the noun behind it (粮食产能提升重点县) rather than being the predicate."""
    rest = parts[index + 1 :]
    if parts[index] not in words.nominal or not rest:
        return False
    if rest[0] in ("和", "与", "及"):
        # 降碳改造和设备更新项目: both belong to the noun at the end.
        return len(rest) > 2 and rest[-1] not in tags and not any(part in words.predicates for part in rest[1:])
    size = next((spot for spot, part in enumerate(rest) if part in ("、", "和", "与", "及", "等")), len(rest))
    rest = rest[:size]
    return bool(rest) and rest[-1] not in words.nominal and not any(_ends_phrase(part, words, tags) for part in rest)


def _joins(parts: list[str], index: int, words: Lists, tags: Mapping[str, str]) -> bool:
    """Say whether a second noun, short and complete, is joined on (技术和产品)."""
    rest = parts[index + 1 :]
    if rest and rest[0].startswith("以上"):
        return True
    size = next((spot for spot, part in enumerate(rest) if part == "等" or _ends_phrase(part, words, tags)), len(rest))
    if size < len(rest) and (rest[size] == "等" or parts[index] == "、"):
        return False
    length = sum(len(part) for part in rest[:size] if part[0] not in "（(")
    acts = parts[index] == "与" and any(tags.get(part) == "v" and part not in words.nominal for part in rest[:size])
    plain = not acts and not any(part in ("、", "和") for part in rest[:size])
    return 0 < length <= _LONGEST_JOINED and plain and rest[0] not in tags


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
