"""What a table's columns are called: every word of resources/files/columns.toml, and names with such words in them."""

import tomllib

import pytest

from core.files.cell_text import says_nothing
from core.files.sheet_head import role_of
from core.files.table_words import COLUMNS

WORDS = tomllib.loads(COLUMNS.read_text(encoding="utf-8"))
NAMES = [(role, name) for role, names in WORDS["called"].items() for name in names]
PARTS = [(one["role"], part) for one in WORDS["contains"] for part in one["parts"]]


def as_written(role: str) -> str:
    """Return what `role_of` says for a role of the file."""
    return "" if role == "other" else role


@pytest.mark.parametrize(("role", "name"), NAMES)
def test_a_column_is_known_by_its_name_however_it_is_written(role: str, name: str) -> None:
    assert {role_of(name), role_of(f" {name.upper()} "), role_of(f"{name}（必填）")} == {as_written(role)}


def test_a_name_stands_once() -> None:
    names = [name for _, name in NAMES]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(("role", "part"), PARTS)
def test_a_column_is_known_by_a_part_of_its_name(role: str, part: str) -> None:
    assert role_of(f"甲{part}乙") == as_written(role)


def test_a_column_of_numbers_or_links_is_not_the_text_it_is_about() -> None:
    assert role_of("全文链接") == "source"
    assert [role_of(name) for name in ("正文字数", "标题编号", "report_id", "id", "text_count")] == [""] * 5
    assert [role_of(name) for name in ("county_name", "county code")] == ["county", ""]


@pytest.mark.parametrize("word", WORDS["nothing"])
def test_a_word_for_an_empty_cell_says_nothing(word: str) -> None:
    assert says_nothing(word)
    assert says_nothing(f"（{word.upper()}）")
    assert not says_nothing(f"{word}产业园开工")
