"""The word segmenter: cuts Chinese text into words; the only module that uses jieba."""

import logging
import re
import threading
from collections.abc import Callable, Mapping
from functools import cache
from typing import BinaryIO, NamedTuple

from ..lexicon import load_lexicon

# What stands in quotation marks or brackets, a list of tiers of government (省、市、区), and a limit (省级及以上).
_ATOM = re.compile(
    "“[^”\n]{0,40}”|《[^》\n]{0,40}》|（[^）\n]{0,40}）|\\([^)\n]{0,40}\\)|‘[^’\n]{0,40}’"
    "|(?:中央|国家|[省市区县州镇乡村国])(?:、(?:国家|[省市区县州镇乡村]))+(?:[两三四]?级)?"
    "|[及或]以[上下]"
)
# Tags of verbs, adverbs and prepositions.
_TAGS = frozenset(("v", "d", "p"))
# How many bytes of the dictionary are read at a time: all of it in columns would take 60 MB.
_PART = 2**19
_lock = threading.Lock()


class Dictionary(NamedTuple):
    """The words of a dictionary with how often each is met, and how often all are met together.

    `counts` has the beginnings of words as well, with 0, which jieba needs. `tags` has the part of speech of each verb
    (v), adverb (d) and preposition (p).
    """

    counts: dict[str, int]
    total: int
    tags: dict[str, str]


def read_dictionary(file: BinaryIO) -> Dictionary:
    """Read a dictionary in jieba's form: in each line a word, its count and its tag, with blanks between them.

    It is read in whole columns, because word by word, as jieba does, takes a second, twice the time.
    """
    found = Dictionary({}, 0, {})
    shorter: set[str] = set()
    while lines := file.readlines(_PART):
        parts = b"".join(lines).decode().split()
        words, numbers = parts[::3], list(map(int, parts[1::3]))
        found.counts.update(zip(words, numbers, strict=True))
        found.tags.update((word, tag) for word, tag in zip(words, parts[2::3], strict=True) if tag in _TAGS)
        found = found._replace(total=found.total + sum(numbers))
        shorter.update(word[:-1] for word in words)
    beginnings: set[str] = set()
    while shorter:
        beginnings |= shorter
        shorter = {word[:-1] for word in shorter if word}
    beginnings.discard("")
    found.counts.update(dict.fromkeys(beginnings.difference(found.counts), 0))
    return found


class _Segmenter(NamedTuple):
    """A jieba tokenizer, and the tag of each verb, adverb and preposition in its dictionary."""

    cut: Callable[..., list[str]]
    tags: Mapping[str, str]


@cache
def _built() -> _Segmenter:
    """Build the tokenizer in memory, with the lexicon's predicates and compounds as words.

    The cache that jieba keeps in the shared temporary folder is never read or written.
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
    """Return the segmenter, built by the first caller while others wait."""
    with _lock:
        return _built()


def tagged() -> Mapping[str, str]:
    """Return the part of speech of each verb, adverb and preposition of the dictionary: v, d or p."""
    return _segmenter().tags


def warm() -> None:
    """Build the word segmenter now, so that nobody waits for it later; any thread may call this at any time."""
    _segmenter()


def segment(text: str) -> list[str]:
    """Cut a text into words (粮食产量达到 → 粮食, 产量, 达到)."""
    return _segmenter().cut(text, HMM=False)


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
