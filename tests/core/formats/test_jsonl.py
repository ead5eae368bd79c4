"""JSON lines hold whole records, exactly."""

import io
import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.formats.columns import ADDED
from core.formats.jsonl import read_jsonl, write_jsonl
from core.formats.record import Record
from core.jobs.gather import records
from core.model.decision import new_step
from core.model.errors import ExchangeError
from core.model.report import Report
from core.review.review import Review
from tests.core.making import any_records, exported, figure

REST = ("confirmed", "confirm", "李敏", "2026-01-01T00:00:00.000+00:00", False, None)


def lines(made: list[Record]) -> str:
    file = io.StringIO(newline="")
    write_jsonl(made, file)
    return file.getvalue()


@settings(max_examples=60, deadline=None)
@given(st.lists(any_records(), max_size=3))
def test_json_lines_are_read_back_as_they_were(made: list[Record]) -> None:
    back = read_jsonl(io.StringIO(lines(made), newline=""))
    assert back == made
    for one, other in zip(back, made, strict=True):
        assert (one.proposed and one.proposed.evidence) == (other.proposed and other.proposed.evidence)


def test_a_json_line_has_numbers_and_chinese_in_the_open() -> None:
    made = Record("县", "0" * 64, "6.6:49.8:43.6", figure(value=(Decimal("6.60"), Decimal("49.8"))), *REST)
    line = lines([made])
    assert '"value": [6.6, 49.8]' in line
    assert '"report": "县"' in line
    exact = Record("县", "0" * 64, "x", figure(value=Decimal("12345678901234567890.123456789")), *REST)
    assert '"value": 12345678901234567890.123456789,' in lines([exact])


def test_a_json_line_has_all_the_fields_in_order() -> None:
    fields = json.loads(lines(exported()).splitlines()[1])
    assert " ".join(fields) == (
        "report digest start end text kind value unit bound indicator status period "
        "state verdict annotator at reason note flagged corrected proposed "
        "settled region year sentence before after area base carried " + " ".join(ADDED)
    )
    assert fields["proposed"]["value"] == 3.5
    assert fields["proposed"]["confidence"] == 0.9


@pytest.mark.parametrize("line", ["", "{", "[]", "{}", '{"state": "confirmed", "verdict": "undo"}', "1" * 5000])
def test_a_line_that_is_no_figure_is_named(line: str) -> None:
    good = lines(exported()[:1])
    with pytest.raises(ExchangeError, match="Line 2 is not an exported figure"):
        read_jsonl(io.StringIO(good + line + "\n"))


def test_offsets_count_code_points_past_astral_characters() -> None:
    text = "𠮷😀" * 3 + "增长3.5%"
    report = Report("县", text)
    review = Review([], [new_step("a", report.digest).add(figure("3.5%", start=8, end=12))])
    written = lines(list(records(report, review, "李敏")))
    fields = json.loads(written)
    assert text[fields["start"] : fields["end"]] == fields["text"] == "3.5%"
