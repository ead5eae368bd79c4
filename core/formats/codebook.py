"""The codebook: what each column of exported tables and JSON lines is called, holds and means, in both languages."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TextIO

from ..languages import Language
from ..model.attributes import ATTRIBUTES, KINDS
from ..model.decision import REASONS, STATES, VERDICTS
from .csv import BOM, COLUMNS, csv_line

_RESOURCES = Path(__file__).parents[2] / "resources" / "export"
HEADS = ("column", "type", "unit", "meaning", "含义", "values")
LANGUAGES: Sequence[Language] = ("en", "zh")
JSON_FIELDS = ("before", "after", "proposed")
"""The fields of JSON lines that tables do not have."""

_PROPOSED: Mapping[Language, str] = {"en": "As it was proposed: ", "zh": "提议时的："}


@dataclass(frozen=True, slots=True)
class ColumnMeaning:
    """A column: its name, the type and the unit of its cells, what it means, and the words it may have.

    The type is text, word (one of `words`), number, integer, boolean, time (ISO 8601) or object. `words` has the words
    of a closed vocabulary with what each means in a language, {} where any text may stand.
    """

    name: str
    type: str
    unit: str
    meaning: Mapping[Language, str]
    words: Mapping[str, Mapping[Language, str]]

    def listed(self, languages: Iterable[Language] = LANGUAGES) -> str:
        """Return the words of the vocabulary as one text."""
        said = {
            word: " ".join(meaning[one] for one in languages if one in meaning) for word, meaning in self.words.items()
        }
        return "; ".join(f"{word} ({meaning})" if meaning else word for word, meaning in said.items())


@cache
def codebook() -> Sequence[ColumnMeaning]:
    """Return what each column means, in the order of the tables, then what JSON lines have beside them."""
    entries = tomllib.loads((_RESOURCES / "codebook.toml").read_text(encoding="utf-8"))
    return [_column(name, entries) for name in (*COLUMNS, *JSON_FIELDS)]


def _column(name: str, entries: Mapping[str, Any]) -> ColumnMeaning:
    plain = name.removeprefix("proposed_")
    said = entries[plain]
    meaning: dict[Language, str] = {one: (_PROPOSED[one] if plain != name else "") + said[one] for one in LANGUAGES}
    words = {
        word: {one: entries["words"][one][word] for one in LANGUAGES if word in entries["words"][one]}
        for word in _vocabularies().get(plain, ())
    }
    return ColumnMeaning(name, said["type"], said.get("unit", ""), meaning, words)


@cache
def _vocabularies() -> Mapping[str, Sequence[str]]:
    scopes = tomllib.loads((_RESOURCES / "derived.toml").read_text(encoding="utf-8"))["rank_scopes"]
    return {
        "kind": KINDS,
        **{one.name: one.words for one in ATTRIBUTES if one.sort == "word"},
        "state": STATES,
        "verdict": [one for one in VERDICTS if one in ("confirm", "reject", "add")],
        "reason": REASONS,
        "aggregation": ("average", "total"),
        "rank_scope": list(scopes),
    }


def write_codebook(file: TextIO) -> None:
    """Write the codebook as CSV that Excel opens, a row a column, with what it means in both languages."""
    file.write(BOM + csv_line(HEADS))
    for one in codebook():
        cells = (one.name, one.type, one.unit, one.meaning["en"], one.meaning["zh"], one.listed())
        file.write(csv_line(cells))
