"""The other names of the words of the closed vocabularies, which files that people made may have instead.

The glossary and the window call a kind, a bound, a status or a state by a Chinese word too, and a column by its Chinese
head. What comes in from files may use either; what leaves uses the English words alone. The names are data:
resources/vocabulary.toml, read when the first of them is asked for.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from .attributes import ATTRIBUTES, KINDS

NAMES = Path(__file__).parents[2] / "resources" / "vocabulary.toml"

_CLOSED = frozenset({one.name for one in ATTRIBUTES if one.sort in ("class", "word")} | {"state", "reason"})


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    """Return for each table of the file what each other name stands for."""
    tables = tomllib.loads(NAMES.read_text(encoding="utf-8"))
    return {table: {name: word for word, names in words.items() for name in names} for table, words in tables.items()}


@cache
def _words() -> Mapping[str, str]:
    """Return the word of every other name; no name stands for words of two vocabularies."""
    return {name: word for table, names in _tables().items() if table != "field" for name, word in names.items()}


@cache
def _fields() -> Mapping[str, str]:
    return {**{one.chinese: one.name for one in ATTRIBUTES}, **_tables()["field"]}


def load_names() -> None:
    """Read the file now: a process that confines itself opens no file afterwards."""
    _words()
    _fields()


def field_named(given: str) -> str:
    """Return what exported files call a column or a field that has a Chinese name; what is no such name as it is."""
    return _fields().get(given.strip(), given)


def word_named(field: str, given: object) -> object:
    """Return the vocabulary's word for what a file says of a field that has one, such as a bound or a state.

    What is no other name of a word, and what any other field has, is returned as it is.
    """
    return _words().get(given.strip(), given) if isinstance(given, str) and field in _CLOSED else given


def kind_named(given: str) -> str:
    """Return the kind that a label's name means, in Chinese or in English in any case; the name itself for no kind."""
    name = given.strip()
    return _tables()["kind"].get(name) or (name.lower() if name.lower() in KINDS else given)
