"""What a figure says goes through every format that tells it, the attributes that came later at the end."""

import io
import json
from collections.abc import Mapping
from zipfile import ZipFile

import pytest

from core.formats.columns import ADDED
from core.formats.csv import COLUMNS
from core.formats.html_page import write_page
from core.formats.hugging_face import CARD, write_datasets
from core.formats.incoming_label import fields_of
from core.formats.jsonl import read_jsonl
from core.formats.registry import FORMATS
from core.formats.sdmx import write_sdmx
from core.formats.xbrl import DIMENSIONS
from core.jobs.export import write
from core.jobs.import_proposals import KnownReports, read_proposals
from core.model.attributes import ATTRIBUTES, LATER, NAMES, Attribute
from core.model.figure import Figure, from_record, to_record
from tests.core.formats.writing import as_files, as_text, objects, one
from tests.core.making import REPORT, figure

SPANS_ALONE: frozenset[str] = frozenset({"doccano", "spacy", "conll"})
"""The formats that tell spans and kinds and nothing else of a figure."""

TOLD = {"area": "滨海新区", "base": "1997"}


def written(form: str, said: Mapping[str, str]) -> str:
    """Return all that a format writes of one figure, unpacked."""
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding="utf-8", newline="")
    write([one("甲5乙", "5", **said)], file, form)
    file.flush()
    data = raw.getvalue()
    if not data.startswith(b"PK"):
        return data.decode()
    with ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in SPANS_ALONE])
def test_every_format_that_tells_what_a_figure_says_tells_its_area_and_base(form: str) -> None:
    assert set(TOLD) == {said.name for said in LATER}
    told, untold = written(form, TOLD), written(form, {})
    for said in TOLD.values():
        assert said in told
        assert said not in untold


def test_what_came_later_stands_at_the_end() -> None:
    later = [said.name for said in LATER]
    assert COLUMNS[-5 - len(ADDED) :] == (*later, *(f"proposed_{name}" for name in later), "carried", *ADDED)
    assert DIMENSIONS[-2:] == ("Area", "Base")
    text, _ = as_text(write_sdmx, one("甲5乙", "5", **TOLD))
    head, row = (line.split(",") for line in text.splitlines())
    assert (head[-2:], row[-2:]) == (["AREA", "BASE"], list(TOLD.values()))


def test_the_page_has_a_column_for_it_where_a_figure_tells_it() -> None:
    pages = [as_text(write_page, one("甲5乙", "5", **said))[0] for said in (TOLD, {})]
    assert ["<th>地域 area</th>" in page for page in pages] == [True, False]
    assert ["<td>滨海新区</td>" in page for page in pages] == [True, False]


def test_the_card_describes_every_field_of_a_figure() -> None:
    files, _ = as_files(write_datasets, one("甲5乙", "5", **TOLD))
    (line,) = objects(files["data/train.jsonl"])
    card = CARD.read_text(encoding="utf-8").split("name: figures")[1]
    described = [row.split(":")[1].strip() for row in card.splitlines() if row.strip().startswith("- name:")]
    assert described == list(line["figures"][0])
    assert {name: line["figures"][0][name] for name in TOLD} == TOLD


def test_a_line_from_before_reads_as_one_that_tells_neither() -> None:
    text = written("jsonl", {})
    before = {name: said for name, said in json.loads(text).items() if name not in TOLD}
    (row,) = read_jsonl([json.dumps(before)])
    assert (row.figure.area, row.figure.base) == (None, None)
    assert json.loads(text)["area"] is None


def test_another_program_proposes_an_area_and_a_base() -> None:
    fields = to_record(figure("3.5%")) | {"text": "3.5%", "value": 3.5} | TOLD
    known = KnownReports({REPORT.name: (REPORT.digest,)}, lambda _: REPORT)
    found, refused = read_proposals(fields_of([json.dumps(fields)]), "规则", known)
    assert refused == []
    assert (found[REPORT.digest][0].figure.area, found[REPORT.digest][0].figure.base) == tuple(TOLD.values())
    for wrong in ({"base": "九七年"}, {"base": 1997}, {"base": "19970"}, {"area": 3}, {"area": "区" * 40_000}):
        found, refused = read_proposals(fields_of([json.dumps(fields | wrong)]), "规则", known)
        assert (found, len(refused)) == ({}, 1), wrong


def test_a_record_says_what_came_later_only_where_it_is_told() -> None:
    plain, told = to_record(figure()), to_record(figure(**TOLD))
    assert list(plain) == ["start", "end", *(name for name in NAMES if name not in TOLD)]
    assert list(told) == ["start", "end", *NAMES]
    assert list(to_record(figure(), whole=True)) == list(told)
    assert from_record(plain) == figure()
    assert from_record(told) == figure(**TOLD)


@pytest.mark.parametrize("said", ATTRIBUTES, ids=lambda said: said.name)
def test_every_attribute_reads_what_it_writes(said: Attribute) -> None:
    made: Figure = figure(**TOLD)
    value = getattr(made, said.name)
    assert said.read({said.name: said.exact(value)}) == value
    if said.may_be_none:
        assert said.read({said.name: None}) is None
    if not said.is_later:
        with pytest.raises(KeyError):
            said.read({})
