"""The lexicon: the words of resources/lexicon, read once into one frozen table."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "resources" / "lexicon"


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Word lists by file and key (`cues.rise`); compared by identity so that compiled expressions can be kept by it."""

    lists: Mapping[str, tuple[str, ...]]

    def words(self, name: str) -> tuple[str, ...]:
        """The words of a list, as the file orders them; raise KeyError for a list that does not exist."""
        return self.lists[name]

    def either(self, *names: str) -> str:
        """A group that matches any word of some lists, the longest first."""
        return either(word for name in names for word in self.lists[name])

    @cached_property
    def boilerplate(self) -> re.Pattern[str]:
        return re.compile("|".join(self.lists["outline.boilerplate"]))

    @cached_property
    def unit_classes(self) -> dict[str, str]:
        """The class of each unit (money, share, time, count …)."""
        return {
            word: name.partition(".")[2]
            for name, words in self.lists.items()
            if name.startswith("units.") and name not in ("units.per", "units.noun_not", "units.unit_not")
            for word in words
        }


def either(words: object) -> str:
    """A group that matches any of some words, the longest first."""
    listed = sorted(set(words), key=lambda word: (-len(word), word))  # type: ignore[call-overload]
    return f"(?:{'|'.join(map(re.escape, listed))})"


@cache
def load_lexicon() -> Lexicon:
    """Read every list of resources/lexicon, once."""
    return Lexicon(read_lists(FOLDER))


def read_lists(folder: Path) -> dict[str, tuple[str, ...]]:
    """Read the TOML files of a folder into lists named `file.key`."""
    lists: dict[str, tuple[str, ...]] = {}
    for path in sorted(folder.glob("*.toml")):
        for key, words in tomllib.loads(path.read_text(encoding="utf-8")).items():
            lists[f"{path.stem}.{key}"] = tuple(words)
    return lists
