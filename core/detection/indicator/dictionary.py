"""The word segmenter's dictionary: jieba's, of which only what a text may need is read.

jieba looks a stretch of a text up only where it has found the stretch without its last character, so it never needs a
word whose first two characters do not stand side by side in the text. The dictionary has 498,328 entries; a report of
20,000 characters needs some 35,000 of them.

The file is made from jieba's own dictionary by `python -m tools.dictionary`. It has a head (a mark, the number of
groups, how often all words are met together, the SHA-256 of what follows), the keys of the groups in order, where each
group begins, and the groups themselves: the entries that begin with the same two characters, or the one entry that is
one character. An entry is a line of a word, how often it is met, and its part of speech (v, d or p, else a dash).
"""

import hashlib
import struct
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import add
from pathlib import Path
from threading import Lock

FILE = Path(__file__).parents[3] / "resources" / "segmenter" / "words.dat"

_HEAD = struct.Struct("<8sQQ32s")
_MARK = b"BSWORDS1"
# verbs, adverbs and prepositions
_TAGS = frozenset(("v", "d", "p"))
_NO_TAG = "-"
# So many pairs of characters are remembered as read: random characters would bring ever more of them.
_MOST_SEEN = 2**20

Entry = tuple[str, int, str]
"""A word, how often it is met, and its part of speech."""


class Dictionary:
    """The entries of a dictionary that were asked for so far; threads may share it.

    `counts` says how often each word is met, and has each beginning of a word as well, with 0, which jieba needs; it
    has what a text needs once `read_for` was called with the text. `tags` has the part of speech of each verb (v),
    adverb (d) and preposition (p), and may be asked for any word. `total` is how often all words are met together.
    """

    def __init__(self, data: bytes) -> None:
        """Take what `pack` has made; raise ValueError where it is something else."""
        if data[: len(_MARK)] != _MARK:
            raise ValueError("no dictionary of words")
        _, number, self.total, _ = _HEAD.unpack_from(data)
        places, body = _HEAD.size + 8 * number, _HEAD.size + 8 * number + 4 * (number + 1)
        self._keys = _numbers("Q", data[_HEAD.size : places])
        self._places = _numbers("I", data[places:body])
        self._data, self._body = data, body
        self._lock = Lock()
        self._seen: set[str] = set()
        self._tags: dict[str, str] = {}
        self.counts: dict[str, int] = {}
        self.tags: Mapping[str, str] = _Tags(self, self._tags)

    def read_for(self, text: str) -> None:
        """Read the entries by which a text, or any part of it, may be cut into words."""
        if not self._seen.issuperset(map(add, text, text[1:]) if len(text) > 1 else text):
            self._read({*text, *map(add, text, text[1:])})

    def read_all(self) -> None:
        """Read every entry."""
        self._take(self._data[self._body :])

    def _read(self, pairs: set[str]) -> None:
        with self._lock:
            if len(self._seen) > _MOST_SEEN:
                self._seen = set()
            new = pairs - self._seen
            self._take(b"".join(map(self._group, new)))
            # the last of all, as another thread looks here first
            self._seen |= new

    def _group(self, pair: str) -> bytes:
        key = _key(pair)
        at = bisect_left(self._keys, key)
        if at == len(self._keys) or self._keys[at] != key:
            return b""
        return self._data[self._body + self._places[at] : self._body + self._places[at + 1]]

    def _take(self, lines: bytes) -> None:
        """Read lines in whole columns, which takes half the time of reading word by word."""
        parts = lines.decode().split()
        words = parts[::3]
        self._tags.update((word, tag) for word, tag in zip(words, parts[2::3], strict=True) if tag != _NO_TAG)
        self.counts.update(zip(words, map(int, parts[1::3]), strict=True))


class _Tags(Mapping[str, str]):
    """The part of speech of each verb, adverb and preposition, read when a word is asked for."""

    def __init__(self, dictionary: Dictionary, known: dict[str, str]) -> None:
        self._dictionary, self._known = dictionary, known

    def __getitem__(self, word: str) -> str:
        self._dictionary.read_for(word[:2])
        return self._known[word]

    def __contains__(self, word: object) -> bool:
        if word in self._known:
            return True
        self._dictionary.read_for(str(word)[:2])
        return word in self._known

    def __iter__(self) -> Iterator[str]:
        self._dictionary.read_all()
        return iter(self._known)

    def __len__(self) -> int:
        self._dictionary.read_all()
        return len(self._known)


def entries_of(lines: Iterable[str]) -> list[Entry]:
    """Read a dictionary in jieba's form: a word, its count and its tag on each line, with blanks between them."""
    parts = (line.split() for line in lines)
    return [(word, int(count), tag) for word, count, tag in parts]


def pack(entries: Iterable[Entry]) -> bytes:
    """Return the bytes of a dictionary file, the same for the same entries; of two entries of a word the last holds."""
    counts: dict[str, int] = {}
    tags: dict[str, str] = {}
    total = 0
    for word, count, tag in entries:
        counts[word] = count
        total += count
        if tag in _TAGS:
            tags[word] = tag
    for word in list(counts):
        for end in range(1, len(word)):
            counts.setdefault(word[:end], 0)
    groups = [(key, list(words)) for key, words in groupby(sorted(counts, key=_in_order), _key)]
    lines = [
        "".join(f"{word} {counts[word]} {tags.get(word, _NO_TAG)}\n" for word in words).encode() for _, words in groups
    ]
    places = [0]
    for group in lines:
        places.append(places[-1] + len(group))
    body = b"".join((_bytes("Q", (key for key, _ in groups)), _bytes("I", places), *lines))
    return _HEAD.pack(_MARK, len(groups), total, hashlib.sha256(body).digest()) + body


def _in_order(word: str) -> tuple[int, str]:
    return _key(word), word


def _key(word: str) -> int:
    """Return the number by which the group of a word, or of a text's pair of characters, is found."""
    return ord(word[0]) << 32 | (ord(word[1]) if len(word) > 1 else 0)


def _numbers(kind: str, data: bytes) -> "array[int]":
    """Read whole numbers as they stand in the file, the least byte of each first."""
    numbers = array(kind, data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _bytes(kind: str, numbers: Iterable[int]) -> bytes:
    written = array(kind, numbers)
    if sys.byteorder == "big":
        written.byteswap()
    return written.tobytes()
