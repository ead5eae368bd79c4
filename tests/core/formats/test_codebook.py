"""The codebook tells every column of every table, in both languages, and every word of the closed vocabularies."""

import csv
import io
import json

import pytest

from core.formats.codebook import HEADS, JSON_FIELDS, codebook, write_codebook
from core.formats.csv import COLUMNS
from core.formats.jsonl import write_jsonl
from core.model.figure import KINDS
from tests.core.making import exported

TYPES = {"text", "word", "number", "integer", "boolean", "time", "object"}


def test_every_column_and_every_field_has_its_row() -> None:
    names = [one.name for one in codebook()]
    assert names == [*COLUMNS, *JSON_FIELDS]
    with io.StringIO() as file:
        write_jsonl(exported(), file)
        fields = set(json.loads(file.getvalue().splitlines()[0]))
    assert fields <= set(names)


@pytest.mark.parametrize("name", [*COLUMNS, *JSON_FIELDS])
def test_a_column_says_what_it_holds(name: str) -> None:
    (one,) = [column for column in codebook() if column.name == name]
    assert one.type in TYPES
    assert all(one.meaning[language] for language in ("en", "zh"))
    assert bool(one.words) == (one.type == "word")
    assert all(set(meaning) in ({"en", "zh"}, set()) for meaning in one.words.values())


def test_it_is_written_as_a_table_that_excel_opens() -> None:
    with io.StringIO(newline="") as file:
        write_codebook(file)
        written = file.getvalue()
    assert written.startswith("\ufeffcolumn,type,unit,")
    rows = {row["column"]: row for row in csv.DictReader(io.StringIO(written[1:], newline=""))}
    assert tuple(next(iter(rows.values()))) == HEADS
    assert [word.partition(" ")[0] for word in rows["kind"]["values"].split("; ")] == list(KINDS)
    assert rows["value_low"]["type"] == "number"
    assert "全省" in rows["rank_scope"]["values"]
    assert rows["proposed_unit"]["含义"].startswith("提议时的")


def test_what_numbers_and_words_are_called_is_what_is_written() -> None:
    types = {one.name: one.type for one in codebook()}
    words = {one.name: set(one.words) for one in codebook() if one.words}
    with io.StringIO() as file:
        write_jsonl(exported("all"), file)
        lines = [json.loads(line) for line in file.getvalue().splitlines()]
    for line in lines:
        for name, cell in line.items():
            if types[name] in ("text", "time") or cell is None:
                assert isinstance(cell, str | None), name
            elif types[name] == "word":
                assert cell == "" or cell in words[name], name
            elif types[name] == "boolean":
                assert isinstance(cell, bool), name
