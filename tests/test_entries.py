"""A test of a whole list tries every entry and names each that fails."""

from pathlib import Path

import pytest

from tests.entries import for_each


def test_every_entry_is_tried_and_each_that_fails_is_named() -> None:
    tried = []

    @for_each("word, number", [("一", 1), ("二", 3), ("三", 3), ("四", 0)])
    def counts(word: str, number: int) -> None:
        tried.append(word)
        assert 12 // number == 12 or number == 3 != len(word) + 1, "miscounted"
        assert word != "二"

    with pytest.raises(AssertionError) as told:
        counts()
    assert tried == ["一", "二", "三", "四"]
    first, *others = str(told.value).splitlines()
    assert first == "2 of 4 entries fail:"
    assert any(line.startswith("('二', 3): AssertionError") for line in others)
    assert any(line.startswith("('四', 0): ZeroDivisionError") for line in others)


def test_an_empty_list_fails() -> None:
    @for_each("word", [])
    def nothing(word: str) -> None: ...

    with pytest.raises(AssertionError, match="nothing would be tried"):
        nothing()


@for_each("word", ["甲", "乙"])
def test_fixtures_stand_beside_the_entries(word: str, tmp_path: Path) -> None:
    (tmp_path / word).write_text(word, encoding="utf-8")
    assert (tmp_path / "甲").exists()
