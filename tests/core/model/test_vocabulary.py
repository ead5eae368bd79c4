"""Files that people made may call kinds, bounds, states and columns by their Chinese names."""

import tomllib
from collections import Counter

import pytest

from core.model.attributes import ATTRIBUTES, BOUNDS, KINDS, STATUSES
from core.model.decision import REASONS, STATES
from core.model.vocabulary import NAMES, field_named, kind_named, word_named

TABLES = tomllib.loads(NAMES.read_text(encoding="utf-8"))
WORDS = {"kind": KINDS, "bound": BOUNDS, "status": STATUSES, "state": STATES, "reason": REASONS}


@pytest.mark.parametrize("field", WORDS)
def test_every_word_has_another_name_by_which_it_is_known(field: str) -> None:
    assert set(TABLES[field]) == set(WORDS[field])
    for word, names in TABLES[field].items():
        assert names
        for name in names:
            assert word_named(field, f" {name} ") == word
            if field == "kind":
                assert kind_named(f" {name}\t") == word


def test_no_name_stands_for_two_words() -> None:
    names = Counter(name for field in WORDS for of_word in TABLES[field].values() for name in of_word)
    assert max(names.values()) == 1
    heads = Counter([name for of_field in TABLES["field"].values() for name in of_field])
    heads.update(one.chinese for one in ATTRIBUTES)
    assert max(heads.values()) == 1


def test_every_head_of_a_column_is_known() -> None:
    for field, names in TABLES["field"].items():
        for name in names:
            assert field_named(f" {name}") == field
    for one in ATTRIBUTES:
        assert field_named(one.chinese) == one.name


def test_what_is_no_name_stays_as_it_is() -> None:
    assert (field_named(" 备注 "), word_named("bound", "大概"), kind_named("主题")) == (" 备注 ", "大概", "主题")
    assert word_named("indicator", "总量") == "总量", "free text of a field without a vocabulary"
    assert kind_named("Level") == "level"
