"""The words of resources/panel/beside.toml: by them it is read what stands beside a figure (`beside`, `concept`)."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from .units import RESOURCES


@cache
def words_beside() -> Mapping[str, tuple[str, ...]]:
    """Return the lists of words, by their names."""
    return {name: tuple(words) for name, words in _read().items() if isinstance(words, list)}


@cache
def said_before() -> Mapping[str, str]:
    """Return the word that a sign says of a figure's wording, by the signs that say one: 新增 of "flow"."""
    words: Mapping[str, str] = _read()["before"]
    return words


@cache
def _read() -> Mapping[str, Any]:
    return tomllib.loads((RESOURCES / "beside.toml").read_text(encoding="utf-8"))
