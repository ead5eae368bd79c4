"""A figure's record holds its value to the digit, its kind or its label, and nothing outside the vocabulary."""

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model.attributes import NAMES, AttributeName
from core.model.figure import (
    Figure,
    Proposal,
    Reason,
    Span,
    from_record,
    is_label,
    proposal_from_record,
    proposal_to_record,
    to_record,
)
from tests.core.making import figure, figures

LABEL = "0123456789abcdef0123456789abcdef"


@settings(max_examples=60)
@given(figures(), st.booleans())
def test_a_record_is_read_back_as_it_was(drawn: Figure, labelled: bool) -> None:
    made = replace(drawn, kind=LABEL, value=()) if labelled else drawn
    assert from_record(json.loads(json.dumps(to_record(made)))) == made


@settings(max_examples=200)
@given(st.lists(st.tuples(st.sampled_from(NAMES), st.booleans(), st.booleans()), unique_by=lambda one: one[0]))
def test_a_proposal_written_again_has_the_same_bytes(drawn: list[tuple[AttributeName, bool, bool]]) -> None:
    """In whatever order its attributes were read, with or without a rule, by words or by none."""
    reasons = {
        name: (Reason("a.rule" if has_rule else "", (Span(1, 2),) if has_words else ()),)
        for name, has_rule, has_words in drawn
    }
    first = json.dumps(proposal_to_record(Proposal(figure(), 0.5, reasons=reasons)))
    assert json.dumps(proposal_to_record(proposal_from_record(json.loads(first)))) == first


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"kind": "levle"}, "levle"),
        ({"kind": LABEL[:-1]}, LABEL[:-1]),
        ({"kind": LABEL.upper()}, LABEL.upper()),
        ({"kind": None}, "None"),
        ({"value": []}, "value"),
        ({"bound": "near"}, "near"),
    ],
)
def test_what_is_outside_the_vocabulary_is_refused(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        from_record(to_record(figure()) | changed)


def test_an_exported_label_is_told_by_its_name() -> None:
    record = to_record(figure(kind="政策举措", value=()))
    assert from_record(record, named=True).kind == "政策举措"
    with pytest.raises(ValueError, match="政策举措"):
        from_record(record)
    with pytest.raises(ValueError, match="kind"):
        from_record(record | {"kind": " "}, named=True)
    with pytest.raises(ValueError, match="value"):
        from_record(record | {"kind": "level"}, named=True)


def test_the_seven_kinds_are_no_labels() -> None:
    assert not is_label("level")
    assert is_label(LABEL)
    assert is_label("政策举措")
    assert to_record(figure(kind=LABEL, value=(), unit=""))["value"] == []
    assert from_record(to_record(figure(value=(Decimal(5), Decimal("6.50"))))).value == (Decimal(5), Decimal("6.5"))
