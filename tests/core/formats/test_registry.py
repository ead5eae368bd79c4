"""The registry: each format says what it is called, what it loses and how it is read; the document tells of each."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from core.formats.exported import LEFT_OUT, Exported
from core.formats.incoming_label import IncomingLabel, LabelledText, Read
from core.formats.label_files import labels_of
from core.formats.registry import FORMATS
from core.jobs.export import write
from core.model.errors import ExchangeError
from tests.core.formats.writing import drawn_parts, part

DOCUMENT = Path(__file__).parents[3] / "docs" / "formats.md"


def losses(name: str, *parts: Exported) -> set[str]:
    """Write in a format; return the sentences of what it says is lost."""
    with io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") as file:
        return {note.sentence for note in write(parts, file, name)}


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_named_as_in_the_registry_and_described(name: str) -> None:
    form = FORMATS[name]
    assert form.name == name
    assert form.ending.startswith(".")
    assert form.title
    assert (form.read is None) == (form.reads is None)
    assert f"`{name}`" in DOCUMENT.read_text(encoding="utf-8")


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drawn_parts())
def test_a_format_loses_nothing_but_what_it_says(drawn: Exported) -> None:
    for name, form in FORMATS.items():
        assert losses(name, drawn) <= set(form.losses), name


def test_what_has_no_place_for_the_rejected_says_so() -> None:
    for name, form in FORMATS.items():
        assert (LEFT_OUT in losses(name, part("all"))) == (LEFT_OUT in form.losses), name


def test_a_format_of_lines_comes_back_by_its_place_in_the_registry_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No reader is named by hand: what a file holds is read by the first format that knows it."""

    def read(where: str, line: dict[str, str]) -> Read:
        return [LabelledText(where, line["said"], (IncomingLabel(where, 0, 1, "level"),))], []

    new = replace(FORMATS["spacy"], name="new", read=read, knows=lambda line: "said" in line)
    monkeypatch.setattr("core.formats.label_files.FORMATS", {"new": new, **FORMATS})
    lines = '{"said": "甲"}\n{"text": "乙3", "entities": [[1, 2, "level"]]}\n'
    found, refused = labels_of(lines.encode(), Path("x.jsonl"))
    assert ([one.text for one in found], refused) == (["甲", "乙3"], [])
    monkeypatch.setattr("core.formats.label_files.FORMATS", {"new": new})
    found, refused = labels_of(lines.encode(), Path("x.jsonl"))
    assert [one.text for one in found] == ["甲"]
    assert [(one.where, "holds no labels" in one.error.sentence) for one in refused] == [("2", True)]


@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if form.marks_text])
def test_what_marks_a_text_is_not_written_without_it(name: str) -> None:
    from core.formats.exported import withheld

    with pytest.raises(ExchangeError, match="cannot be exported without"):
        losses(name, withheld(part()))
