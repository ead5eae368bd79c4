"""The lexicon: the word lists of `resources/lexicon`, read once into one frozen table."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "resources" / "lexicon"


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The word lists by file and key: `cues.rise` is the list `rise` of `cues.toml`.

    A lexicon equals only itself, so that the expressions compiled from its words can be kept by it.
    """

    lists: Mapping[str, tuple[str, ...]]

    def words(self, name: str) -> tuple[str, ...]:
        """Return the words of a list in the order of its file; raise KeyError for a list that does not exist."""
        return self.lists[name]

    def either(self, *names: str) -> str:
        """Return an expression that matches any word of some lists, the longest first; KeyError for an unknown list."""
        return either(word for name in names for word in self.lists[name])

    @cached_property
    def unit_classes(self) -> dict[str, str]:
        """Return the class of each unit: money, share, time, count …"""
        return {
            word: name.partition(".")[2]
            for name, words in self.lists.items()
            if name.startswith("units.") and name not in ("units.per", "units.noun_not", "units.unit_not")
            for word in words
        }

    def unit_class(self, unit: str) -> str | None:
        """Return the class of a unit, of its first part where another stands in brackets (个（类）); None for none."""
        if unit.endswith(("）", ")")) and unit not in self.unit_classes:
            unit = re.split("[（(]", unit, maxsplit=1)[0]
        return self.unit_classes.get(unit)


def either(words: Iterable[str]) -> str:
    """Return an expression that matches any of some words, the longest first.

    Words that begin alike stand together behind their first character (增长|增加|上升 → 增(?:长|加)|上升), since an
    expression tries its alternatives one after another.
    """
    alike: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        alike.setdefault(word[:1], []).append(re.escape(word[1:]))
    alternatives = (
        re.escape(first) + (f"(?:{'|'.join(rests)})" if len(rests) > 1 else rests[0]) for first, rests in alike.items()
    )
    return f"(?:{'|'.join(alternatives)})"


def in_turn(words: Iterable[str]) -> str:
    """Return the same as `either`, with each word written out: it is compiled in half the time, and matched in twice.

    It is for many words that stand several times in one expression, behind something that they seldom follow.
    """
    return f"(?:{'|'.join(map(re.escape, sorted(set(words), key=lambda word: (-len(word), word))))})"


def begins(words: Iterable[str]) -> str:
    """Return an expression that looks ahead whether one of some words may begin, by its first character.

    Put before many words it says at once that none of them stands there. An expression that is searched for begins with
    the words themselves, since their first characters are looked for more quickly without.
    """
    return f"(?=[{''.join(sorted({re.escape(word[0]) for word in words}))}])"


@cache
def load_lexicon() -> Lexicon:
    """Return the lexicon of the program, read from `resources/lexicon` at the first call."""
    return Lexicon(read_lists(FOLDER))


def read_lists(folder: Path) -> dict[str, tuple[str, ...]]:
    """Read the TOML files of a folder into lists that are named `file.key`."""
    lists: dict[str, tuple[str, ...]] = {}
    for path in sorted(folder.glob("*.toml")):
        for key, words in tomllib.loads(path.read_text(encoding="utf-8")).items():
            lists[f"{path.stem}.{key}"] = tuple(words)
    return lists
