"""The word segmenter: cuts Chinese text into words; the only module that uses jieba."""

import logging
import re
import threading
from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from ..lexicon import load_lexicon
from .dictionary import FILE, Dictionary

# What stands in quotation marks or brackets, a list of tiers of government (省、市、区), and a limit (省级及以上).
_ATOM = re.compile(
    "“[^”\n]{0,40}”|《[^》\n]{0,40}》|（[^）\n]{0,40}）|\\([^)\n]{0,40}\\)|‘[^’\n]{0,40}’"
    "|(?:中央|国家|[省市区县州镇乡村国])(?:、(?:国家|[省市区县州镇乡村]))+(?:[两三四]?级)?"
    "|[及或]以[上下]"
)
_lock = threading.Lock()


class _Segmenter(NamedTuple):
    """A jieba tokenizer, and the dictionary from which it is given what a text needs before the text is cut."""

    cut: Callable[..., list[str]]
    dictionary: Dictionary


@cache
def _built() -> _Segmenter:
    """Build the tokenizer, with the lexicon's predicates and compounds as words.

    The cache that jieba keeps in the shared temporary folder is never read or written.
    """
    import jieba

    jieba.setLogLevel(logging.WARNING)
    dictionary = Dictionary(FILE.read_bytes())
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = dictionary.counts, dictionary.total, True
    lexicon = load_lexicon()
    for word in (*lexicon.words("indicators.predicates"), *lexicon.words("indicators.compounds")):
        dictionary.read_for(word)
        # the beginning of a longer word stands there with a count of 0, and is no word by that
        if not tokenizer.FREQ.get(word):
            tokenizer.add_word(word)
    return _Segmenter(tokenizer.lcut, dictionary)


def _segmenter() -> _Segmenter:
    """Return the segmenter, built by the first caller while others wait."""
    with _lock:
        return _built()


def tagged() -> Mapping[str, str]:
    """Return the part of speech of each verb, adverb and preposition of the dictionary: v, d or p."""
    return _segmenter().dictionary.tags


def warm() -> None:
    """Build the word segmenter now, so that nobody waits for it later; any thread may call this at any time."""
    _segmenter()


def segment(text: str) -> list[str]:
    """Cut a text into words (粮食产量达到 → 粮食, 产量, 达到)."""
    segmenter = _segmenter()
    segmenter.dictionary.read_for(text)
    return segmenter.cut(text, HMM=False)


def tokens(text: str) -> list[str]:
    """Cut a phrase into words; what stands in quotation marks or brackets is one word, and so is a list of levels.

    省、市、区.
    """
    words, last = [], 0
    for atom in _ATOM.finditer(text):
        words += segment(text[last : atom.start()])
        words.append(atom[0])
        last = atom.end()
    return words + segment(text[last:])


def has_verb(phrase: str) -> bool:
    """Tell whether a verb stands in a phrase."""
    return any(tagged().get(word) == "v" for word in tokens(phrase))
