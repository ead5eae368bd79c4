"""The order of words: Chinese by its pinyin, digits before it and Latin letters after it, as dictionaries have it."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from PySide6.QtCore import QCollator, QLocale


@cache
def _collator() -> QCollator:
    return QCollator(QLocale(QLocale.Language.Chinese))


def sort_key(text: str) -> Any:  # noqa: ANN401 (a key of Qt's that can be compared)
    """Return what a text is sorted by: Chinese by its pinyin."""
    return _collator().sortKey(text)


class Ranks:
    """The places of texts in the order of their pinyin, as numbers: rows sorted by them are compared quickly.

    The keys of two different texts are never equal, which Qt's keys may be, so that a row is found again by its key.
    """

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._ranks: dict[str, float] = {}

    def learn(self, texts: Iterable[str]) -> Mapping[str, float]:
        """Take in texts, and number all again; keys from before do not go with keys from after.

        Return the numbers, by which these texts have the order that their keys have.
        """
        new = set(texts) - self._ranks.keys()
        if new:
            # the empty text first; those that Qt takes for equal in the order of their characters
            self._texts = sorted(sorted({*self._ranks, *new}), key=sort_key)
            self._ranks = {text: float(place) for place, text in enumerate(self._texts)}
        return self._ranks

    def key(self, text: str) -> tuple[float, str]:
        """Return what a text is sorted by; one that was not learnt comes between its neighbours, whose keys stay."""
        rank = self._ranks.get(text)
        if rank is None:
            at = bisect_left(self._texts, sort_key(text), key=sort_key)
            before = self._ranks[self._texts[at - 1]] if at else -1.0
            after = self._ranks[self._texts[at]] if at < len(self._texts) else before + 2.0
            rank = self._ranks[text] = (before + after) / 2
            self._texts.insert(at, text)
        return rank, text
