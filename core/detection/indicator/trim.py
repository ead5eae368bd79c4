"""The trimming of phrases: where a phrase that names something begins and ends, and what its head is said of."""

import re
from collections.abc import Mapping

from ..period.expressions import TimeEdges
from .phrase import Phrase, PhrasePatterns

# What turns a stock into a flow, and heads that name the stock again (新增企业5家、总数46家).
_GAINED, _SUMS = re.compile("^(?:新增|净增|增加)(?=..)"), re.compile("总|数量|存量|保有量")


def strip_right(
    text: str, start: int, end: int, times: TimeEdges, patterns: PhrasePatterns, ranked: bool = False
) -> int:
    """Return where a phrase ends once the verbs, scope words and times between it and its number are left out.

    地区生产总值同比增长 → 地区生产总值. `start` and `end` are the edges of the phrase, `ranked` keeps a speed at its
    end (增速).
    """
    while end > start:
        opening = times.starts.get(end, -1)
        if opening >= start:
            end = opening
            # 比上年, 较2020年: the word of comparison is left out with the time.
            end -= text[start:end].endswith(("比", "较"))
            continue
        if text[end - 1] in patterns.quota_last and (measure := patterns.quota.search(text, max(start, end - 14), end)):
            end = measure.start()
            continue
        window = text[max(start, end - 10) : end]
        if ranked and patterns.speed.search(window):
            return end
        if patterns.trail_kept.search(window) or (found := patterns.trail.search(window)) is None:
            return end
        # 自然增长率为: only the verb of arriving is left out.
        arriving = len(found[0]) > 2 and window[-1] in "为至到达" and patterns.trail_kept.search(window[:-1])
        end -= 1 if arriving else len(found[0])
    return start


def strip_left(text: str, start: int, end: int, times: TimeEdges, patterns: PhrasePatterns) -> int:
    """Return where a phrase begins once the scope words, manners and times before it are left out.

    2025年全市新建公园 → 新建公园.
    """
    while start < end:
        closing = times.ends.get(start, end + 1)
        if closing <= end:
            start = closing
        elif found := patterns.lead.match(text, start, end):
            start = found.end()
        else:
            break
    return min(start, end)


def can_end_phrase(part: str, patterns: PhrasePatterns, tags: Mapping[str, str]) -> bool:
    """Tell whether a noun phrase may end before a word.

    Before a predicate, or an adverb or preposition of two characters.
    """
    return is_predicate(part, patterns, tags) or (len(part) > 1 and tags.get(part) in ("d", "p"))


def is_predicate(part: str, patterns: PhrasePatterns, tags: Mapping[str, str]) -> bool:
    """Tell whether a word is a predicate, or two of them in one (顺利完成)."""
    joined = len(part) > 3 and part[:2] in patterns.predicates and (part[2:] in patterns.predicates or part[2:] in tags)
    return joined or part in patterns.predicates


def without_gain(name: str) -> str:
    """Return the stock that a flow adds to (新增企业 → 企业)."""
    return _GAINED.sub("", name)


def ends_in_verb(text: str, start: int, end: int, patterns: PhrasePatterns) -> bool:
    """Tell whether a verb that takes an object stands right before `end`."""
    return patterns.verb_last.search(text[max(start, end - 8) : end]) is not None


def complete_head(phrase: Phrase, previous: str, patterns: PhrasePatterns) -> Phrase:
    """Return a phrase with what its head is said of put back, where the head names nothing by itself.

    新能源汽车保有量…、占比 → 新能源汽车保有量占比. `previous` is what was measured before; where it is "" the phrase
    stays as it is.
    """
    if not previous or phrase.text in previous:
        return phrase
    if phrase.text.startswith("占") and len(phrase.text) > 2:
        return Phrase(previous + phrase.text, phrase.spans, "completed")
    if phrase.text in patterns.stages:
        stem = patterns.stage_last.sub("", previous)
        if phrase.text in patterns.stages_behind or stem != previous:
            return Phrase(stem + phrase.text, phrase.spans, "completed")
        return Phrase(phrase.text + patterns.stage_first.sub("", stem), phrase.spans, "completed")
    if phrase.text not in patterns.dependent:
        return phrase
    # 总量列第三、增速居首位: total and speed are of the same thing.
    if _SUMS.match(phrase.text):
        previous = without_gain(previous)
    stem = previous.removesuffix("总量")
    if phrase.text not in patterns.said_of_all:
        stem = patterns.head.sub("", previous)
        if not stem:
            return phrase
    return Phrase(stem + phrase.text, phrase.spans, "completed")
