"""How a decision is read back from its row: what was proposed is read once where it says what was decided."""

import json
from dataclasses import replace

import pytest

from core.model.decision import new_step
from core.model.figure import Proposal
from core.store.log_row import from_row, to_row
from tests.core.making import figure

PROPOSED = Proposal(figure("3.5%"), 0.9)


def test_what_was_confirmed_as_it_was_proposed_is_read_once() -> None:
    step = new_step("a", "r")
    row = step.confirm(PROPOSED.figure.span, PROPOSED.figure, PROPOSED)
    read = from_row(to_row(row))
    assert read == row
    assert read.proposed is not None
    assert read.figure is read.proposed.figure


def test_what_was_corrected_is_read_apart() -> None:
    step = new_step("a", "r")
    for changed in (replace(PROPOSED.figure, unit="‰"), replace(PROPOSED.figure, area="城区")):
        row = step.confirm(PROPOSED.figure.span, changed, PROPOSED)
        assert from_row(to_row(row)) == row
    row = step.confirm(PROPOSED.figure.span, PROPOSED.figure, replace(PROPOSED, figure=changed))
    assert from_row(to_row(row)) == row


@pytest.mark.parametrize("name", ["kind", "unit", "start"])
def test_a_name_that_a_record_has_twice_counts_as_json_has_it(name: str) -> None:
    row = to_row(new_step("a", "r").confirm(PROPOSED.figure.span, PROPOSED.figure, PROPOSED))
    said = {"kind": "ratio", "unit": "‰", "start": 1}[name]
    row["proposed"] = row["proposed"][:-1] + f",{json.dumps(name)}:{json.dumps(said, ensure_ascii=False)}}}"
    read = from_row(row)
    assert read.proposed is not None
    assert read.proposed.figure == replace(PROPOSED.figure, **{name: said})
    assert read.figure == PROPOSED.figure


@pytest.mark.parametrize("columns", [("[1]", "[1,2]"), ("{", "{,"), ('{"a":1}', '{"a":1,NaN}'), ("1", "1,2")])
def test_what_is_no_record_is_refused(columns: tuple[str, str]) -> None:
    row = to_row(new_step("a", "r").confirm(PROPOSED.figure.span, PROPOSED.figure, PROPOSED))
    row["figure"], row["proposed"] = columns
    with pytest.raises((ValueError, TypeError, KeyError)):
        from_row(row)
