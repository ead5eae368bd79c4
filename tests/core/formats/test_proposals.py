"""Another program's proposals are taken line by line, and each that does not fit is refused with its reason."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.formats.incoming_label import fields_of
from core.jobs.import_proposals import KnownReports, read_proposals
from core.model.errors import ExchangeError
from core.model.figure import Proposal, proposal_to_record
from core.model.report import Report
from tests.core.making import REPORT, TEXT, figure, proposal

OTHER = Report("别处", "别处2025年工作回顾。\n")
LABEL = "0123456789abcdef0123456789abcdef"
ALONE = KnownReports({REPORT.name: (REPORT.digest,)}, lambda _: REPORT, {"措施": LABEL})
GROWTH = figure("3.5%")


def line(**changed: Any) -> str:
    fields = proposal_to_record(proposal()) | {"text": "3.5%", "value": 3.5} | changed
    return json.dumps({name: value for name, value in fields.items() if value != "left out"}, ensure_ascii=False)


def refusal(text: str, known: KnownReports = ALONE) -> str:
    found, refused = read_proposals(fields_of([text]), "规则", known)
    assert found == {}
    ((number, error),) = refused
    assert number == 1
    return str(error)


def test_a_line_as_find_prints_it_is_taken() -> None:
    found, refused = read_proposals(fields_of([line(), "", line(confidence=0.25, bound="ge")]), "规则", ALONE)
    assert refused == []
    assert found == {REPORT.digest: [Proposal(GROWTH, 0.9, "规则"), Proposal(figure("3.5%", bound="ge"), 0.25, "规则")]}


def test_what_may_be_left_out_is_the_usual() -> None:
    bare = line(indicator="left out", bound="left out", status="left out", period="left out", confidence="left out")
    (taken,) = read_proposals(fields_of([bare]), "规则", ALONE)[0][REPORT.digest]
    assert taken == Proposal(figure("3.5%", indicator="", period=None), 1.0, "规则")


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (3, Decimal(3)),
        ("3.50", Decimal("3.50")),
        ([1, 2.5], (Decimal(1), Decimal("2.5"))),
        ([7], Decimal(7)),
        (0.1, Decimal("0.1")),
        ([8, 5], (Decimal(5), Decimal(8))),
        (-(10**27), Decimal(-(10**27))),
    ],
)
def test_values_are_read_exactly(value: object, read: object) -> None:
    assert read_proposals(fields_of([line(value=value)]), "规则", ALONE)[0][REPORT.digest][0].figure.value == read


def test_a_label_of_ones_own_goes_by_its_name_and_needs_no_number() -> None:
    for value in (None, []):
        (taken,) = read_proposals(fields_of([line(kind="措施", value=value)]), "规则", ALONE)[0][REPORT.digest]
        assert (taken.figure.kind, taken.figure.value) == (LABEL, ())


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "not a JSON object"),
        ("[]", "not a JSON object"),
        ('{"start": NaN}', "not a JSON object"),
        ("[" * 100_000, "not a JSON object"),
        (line(text="left out"), "no text"),
        (line(kind="left out"), "no kind"),
        (line(end=len(TEXT) + 1), "not a span"),
        (line(start=-1), "not a span"),
        (line(start=True), "not a span"),
        (line(start=GROWTH.end), "not a span"),
        (line(start=1.5), "not a span"),
        (line(start=GROWTH.start + 1, end=GROWTH.end + 1), "other words"),
        (line(text=None), "other words"),
        (line(kind="speed"), "kind cannot be speed"),
        (line(kind=["growth"]), "kind cannot be"),
        (line(bound="least"), "bound cannot be least"),
        (line(bound=None), "bound cannot be None"),
        (line(status=[]), "status cannot be"),
        (line(unit=None), "unit is not a text"),
        (line(indicator=7), "indicator is not a text"),
        (line(value="5成"), "not a number"),
        (line(value=True), "not a number"),
        (line(value=None), "not a number"),
        (line(value=[]), "not a number"),
        (line(value=[1, None]), "not a number"),
        (line(value="1e999999"), "not a number of at most 28 digits"),
        (line(value=10**28), "not a number of at most 28 digits"),
        (line(value="0." + "1" * 28), "not a number of at most 28 digits"),
        (line(value=1).replace('"value": 1', '"value": 1E+999999999'), "not a number of at most 28 digits"),
        (line(value=1).replace('"value": 1', f'"value": {"9" * 5000}'), "not a number of at most 28 digits"),
        (line(value=[3, 5, 2], unit="元"), "Only a composition"),
        (line(kind="composition", value=[3, 5, 2], unit="元"), "must be % or empty"),
        (line(kind="composition", value=[1] * 101), "at most 100 numbers"),
        (line(unit="元" * 32_768), "unit has more than 32767"),
        (line(indicator="企" * 32_768), "indicator has more than 32767"),
        (line(indicator="\ud800"), "not a JSON object"),
        (line(value="Infinity"), "not a number"),
        (line(period="去年"), "not a period"),
        (line(period=2025), "not a period"),
        (line(confidence=1.01), "confidence"),
        (line(confidence="0.5"), "confidence"),
        (line(report="别处"), "no report named 别处"),
        (line(digest="0" * 64), "no report with the digest"),
    ],
)  # fmt: skip
def test_a_line_that_does_not_fit_is_refused_with_its_reason(text: str, reason: str) -> None:
    assert reason in refusal(text)


def test_a_line_names_its_report_where_there_are_several() -> None:
    both = {REPORT.digest: REPORT, OTHER.digest: OTHER}
    known = KnownReports({one.name: (one.digest,) for one in both.values()}, lambda digest: both[digest])
    assert "which report" in refusal(line(), known)
    assert list(read_proposals(fields_of([line(report=REPORT.name)]), "规则", known)[0]) == [REPORT.digest]
    assert list(read_proposals(fields_of([line(digest=REPORT.digest)]), "规则", known)[0]) == [REPORT.digest]
    assert "other words" in refusal(line(report=OTHER.name, start=0, end=4), known)
    same = KnownReports({REPORT.name: tuple(both)}, lambda digest: both[digest])
    assert "name its digest" in refusal(line(report=REPORT.name), same)


def test_lines_refused_do_not_keep_the_others_out() -> None:
    found, refused = read_proposals(fields_of([line(), "{", "", line(bound="?"), line(bound="le")]), "规则", ALONE)
    assert [number for number, _ in refused] == [2, 4]
    assert len(found[REPORT.digest]) == 2


@pytest.mark.parametrize("source", ["", "  ", "detector"])
def test_a_source_has_a_name_of_its_own(source: str) -> None:
    with pytest.raises(ExchangeError):
        read_proposals(fields_of([line()]), source, ALONE)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(), lambda s: st.lists(s) | st.dictionaries(st.text(), s)
    )
)
def test_any_json_is_taken_or_refused(value: object) -> None:
    for text in (json.dumps(value), line(value=value), line(kind=value), line(start=value), line(period=value)):
        found, refused = read_proposals(fields_of([text]), "规则", ALONE)
        assert len(found) + len(refused) <= 1
