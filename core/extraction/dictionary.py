"""The dictionary of the word segmenter, read in whole columns: word by word it takes twice the time, a second."""

from collections.abc import Mapping
from typing import NamedTuple

# of verbs, adverbs and prepositions
_TAGS = frozenset(("v", "d", "p"))


class Dictionary(NamedTuple):
    """Words with how often each is met, the beginnings of words among them with 0, and what they are together."""

    counts: dict[str, int]
    total: int
    tags: Mapping[str, str]
    """The tag of each verb, adverb and preposition."""


def read_dictionary(text: str) -> Dictionary:
    """Read a dictionary in jieba's form: a word, its count and its tag a line, with blanks between."""
    parts = text.split()
    words, numbers = parts[::3], list(map(int, parts[1::3]))
    counts = dict(zip(words, numbers, strict=True))
    tags = {word: tag for word, tag in zip(words, parts[2::3], strict=True) if tag in _TAGS}
    shorter = {word[:-1] for word in words}
    beginnings: set[str] = set()
    while shorter:
        beginnings |= shorter
        shorter = {word[:-1] for word in shorter if word}
    beginnings.discard("")
    counts.update(dict.fromkeys(beginnings.difference(counts), 0))
    return Dictionary(counts, sum(numbers), tags)
