"""The words that a field is completed from, found by their characters and by the initials of their pinyin."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from heapq import nsmallest
from itertools import islice

LIMIT = 9
FIRST_HAN = "\u2e80"


class Vocabulary:
    """Words with how often they are used; a word is found by characters that it contains in the order typed.

    Each typed character matches itself or, once its initials are known, a character whose pinyin begins with it: 生值,
    dqsczz and 地qzz all find 地区生产总值.
    """

    def __init__(self) -> None:
        self._times: Counter[str] = Counter()
        self._letters: dict[str, str] = {}
        # all words in the form that is searched: each after a NUL, each character followed by its initials and a line
        # feed; what was added since the last search comes after it
        self._searched = ""
        self._added: list[str] = []
        self._length = 0
        self._words: dict[int, str] = {}
        self.near: Callable[[], Iterable[str]] = tuple
        """Returns the phrases of the report near the figure under decision, the likeliest first."""
        self.unlearnt: set[str] = set()
        """The Chinese characters whose initials are not known yet."""

    def __len__(self) -> int:
        return len(self._times)

    def add(self, word: str, times: int = 1) -> None:
        """Count a word; a word that is added 0 times is offered too."""
        if word and word not in self._times:
            self._append(word)
        if word:
            self._times[word] += times

    def forget(self) -> None:
        """Remove all words; the initials of characters stay."""
        self._times.clear()
        self._clear()

    def learn(self, letters: Mapping[str, str]) -> None:
        """Add the initials of characters' pinyin."""
        is_new = not self.unlearnt.isdisjoint(letters)
        self._letters.update(letters)
        self.unlearnt -= set(letters)
        if not is_new:
            # they are of characters that other fields asked for
            return
        self._clear()
        for word in self._times:
            self._append(word)

    def match(self, typed: str, limit: int = LIMIT) -> list[str]:
        """Return the words that contain what is typed, the likeliest first: early and unbroken, used often, short."""
        # atomic groups: the first place where a character is found is as good as any later one
        steps = [f"(?>[^\0]*?{re.escape(character)})(?>[^\n]*)\n" for character in _plain(typed) if character != " "]
        if not steps:
            return []
        if self._added:
            self._searched, self._added = self._searched + "".join(self._added), []
        hits, text = [], self._searched
        for hit in re.finditer("\0" + "".join(steps), text):
            word = self._words[hit.start()]
            hits.append((text.count("\n", hit.start(), hit.end()), -self._times[word], len(word), word))
        return [word for *_, word in nsmallest(limit, hits)]

    def suggested(self, limit: int = LIMIT) -> list[str]:
        """Return the words to offer while nothing is typed: those near the figure, then those used most."""
        return list(islice(self.near(), limit)) or [word for word, _ in self._times.most_common(limit)]

    def _clear(self) -> None:
        self._searched, self._added, self._length, self._words = "", [], 0, {}

    def _append(self, word: str) -> None:
        self._words[self._length] = word
        self.unlearnt |= {one for one in word if one >= FIRST_HAN and one not in self._letters}
        plain = _plain(word)
        written = "\0" + "".join(f"{character}{self._letters.get(character, '')}\n" for character in plain)
        self._added.append(written)
        self._length += len(written)


def _plain(text: str) -> str:
    """Return a text in lower case, with a blank for every invisible character."""
    lowered = text.lower()
    if lowered.isprintable():
        return lowered
    return "".join(character if character.isprintable() else " " for character in lowered)
