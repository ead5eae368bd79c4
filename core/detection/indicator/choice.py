"""The indicator: what a figure measures, as the shortest noun phrase that names it, and the only use of jieba."""

import logging
import re
import threading
from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from ..lexicon import Lexicon, load_lexicon
from .phrase import NOTHING, SITES, Lists, Phrase, PhraseEdges, ends_phrase, lists, make, strip_left, strip_right
from .segmenter_dictionary import read_dictionary

# What stands in quotation marks or brackets, a list of tiers of government (省、市、区), and a limit (省级及以上).
_ATOM = re.compile(
    "“[^”\n]{0,40}”|《[^》\n]{0,40}》|（[^）\n]{0,40}）|\\([^)\n]{0,40}\\)|‘[^’\n]{0,40}’"
    "|(?:中央|国家|[省市区县州镇乡村国])(?:、(?:国家|[省市区县州镇乡村]))+(?:[两三四]?级)?"
    "|[及或]以[上下]"
)
JOINTS = ("、", "和", "与", "及", "以及", "并")
# A second noun joined on is short; a longer one is a clause of its own.
LONGEST_JOINED = 10
# 完成试点任务、并居全省首位: a predicate of its own, where so much is named behind it.
_LEAST_NAMED = 6
_ALSO = re.compile("、(?:并|且|还|同时)(?![购网])")
# 每千人口拥有…: the verb belongs to what is measured.
_PER = re.compile("每[十百千万]")
# What opens the noun behind a list (…等项目), and what sums a list up and belongs to it (…等工作).
_LIST_WORD = re.compile("(?<![高中初平均对同优劣一二三四])等(?![级次候于待效同])")
_TOPIC = re.compile("([^，。；：、]{2,16}?)(?:发展|建设|工作|领域|改革)?方面(?=[，,])")
_OWN_WORK = re.compile("工作|方面|指标|领域|工作指标|方面工作")
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


def tagged() -> Mapping[str, str]:
    """Give the tag of each verb, adverb and preposition the dictionary has."""
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
    return any(tagged().get(word) == "v" for word in tokens(phrase))


def before(
    text: str, start: int, end: int, times: PhraseEdges, counted: bool, ranked: bool, fresh: bool, lexicon: Lexicon
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
    start = _cut_subject(text, start, end, counted, words) if counted else _cut_clause(text, start, end, words)
    start = strip_left(text, start, end, times, words)
    if counted and text.startswith("为", start, end) and not text.startswith("为民", start, end):
        verb, named = words.weak.search(text, start + 3, end), words.verb_like.search(text, start + 3, end)
        start = named.start() if named else verb.end() if verb and end - verb.end() >= 2 else start + 1
    if counted and not arrived:
        while (verb := words.weak.match(text, start, end)) and end - verb.end() >= 3:
            start = strip_left(text, verb.end(), end, times, words)
    if counted and text.startswith("实现", start, end - 1):
        start += 2
    return make(text, start, end) if end - start > 1 and not _only_acts(text[start:end], words) else NOTHING


def _only_acts(phrase: str, words: Lists) -> bool:
    """Say whether a phrase is made of verbs alone (惠及, 清理废止), so that it names nothing."""
    if phrase in words.short_object or words.causing.fullmatch(phrase):
        return True
    return (
        3 < len(phrase) <= LONGEST_JOINED
        and phrase not in words.stages
        and words.verbs_only.fullmatch(phrase) is not None
    )


def _cut_clause(text: str, start: int, end: int, words: Lists) -> int:
    """Where the subject of a growth, a share or a rank begins, behind a statement of its own that is joined ahead.

    码头建成投运、货物吞吐量增长: the berth's is told already.
    """
    start = _cut_subject(text, start, end, False, words)
    if (also := _ALSO.search(text, start, end)) and end - also.end() >= _LEAST_NAMED:
        return also.end()
    mark = text.rfind("、", start, end)
    done = mark >= 0 and words.stage_last.search(text, start, mark)
    return mark + 1 if done and done.start() - start >= _LEAST_NAMED <= end - mark - 1 else start


def _cut_subject(text: str, start: int, end: int, counted: bool, words: Lists) -> int:
    """Where the object begins after the last verb that parts it from its subject."""
    pattern = words.strong if counted else words.causing
    if _PER.match(text, start, end):
        return start
    for found in pattern.finditer(text, start, end):
        if found.start() < start:
            continue
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
        if not words.causing.match(found[0]):
            break
    if (
        counted
        and (mark := text.rfind("、", start, end)) >= 0
        and any(kind.match(text, mark + 1, end) for kind in (words.weak, words.lead))
    ):
        start = mark + 1
    for found in _LIST_WORD.finditer(text, start, end):
        if end - found.end() < 2 or _in_quotation(text, found.end(), end):
            continue
        if text[found.end() : end] in words.dependent or words.listed_kind.fullmatch(text, found.end(), end):
            continue
        if not counted and _OWN_WORK.fullmatch(text, found.end(), end):
            continue
        start = found.end()
    return start


def _in_quotation(text: str, start: int, end: int) -> bool:
    """Say whether a spot lies inside quotation marks that close before an end."""
    closing, opening = text.find("”", start, end), text.find("“", start, end)
    return closing >= 0 and (opening < 0 or closing < opening)


def topic(text: str, start: int, end: int, times: PhraseEdges, lexicon: Lexicon) -> Phrase:
    """What a sentence says at its beginning that it is about (水产养殖方面，…)."""
    found = _TOPIC.match(text, strip_left(text, start, min(end, start + 40), times, lists(lexicon)), end)
    return make(text, *found.span(1)) if found else NOTHING


def clause_subject(text: str, start: int, end: int, times: PhraseEdges, lexicon: Lexicon) -> Phrase:
    """What a clause without a figure speaks of, for a later one that leaves it out: its subject, else its object."""
    words, tags = lists(lexicon), tagged()
    start = strip_left(text, start, min(end, start + 40), times, words)
    parts = tokens(text[start : min(end, start + 40)].rstrip("，、；：,;: \n"))
    if not parts:
        return NOTHING
    acts = [
        (part in tags or ends_phrase(part, words, tags) or words.weak.fullmatch(part) is not None)
        and not (onward and onward in SITES)
        for part, onward in zip(parts, [*parts[1:], ""], strict=True)
    ]
    size = next((spot for spot, acting in enumerate(acts) if acting), len(parts))
    if acts[0] or parts[size - 1] in JOINTS:
        first = next(
            (spot for spot, part in enumerate(parts) if spot >= size and not acts[spot] and part not in JOINTS),
            len(parts),
        )
        start += sum(map(len, parts[:first]))
        told = words.predicates - words.nominal
        ending = (spot for spot in range(first + 1, len(parts)) if parts[spot] in told)
        return make(text, start, start + sum(map(len, parts[first : next(ending, len(parts))])))
    return make(text, start, start + sum(map(len, parts[:size])))
