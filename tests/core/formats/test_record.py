"""A record holds a figure, its words and its decision, and its offsets are true."""

import csv
import io
import json
from decimal import Decimal
from zipfile import ZipFile

import pytest

from core.formats.columns import ADDED
from core.formats.exported import Exported
from core.formats.jsonl import read_jsonl
from core.formats.record import Choice
from core.jobs.export import write
from core.jobs.gather import records
from core.model.decision import new_step
from core.model.errors import ExchangeError
from core.model.figure import Proposal
from core.review.review import Review
from tests.core.making import PROPOSALS, REPORT, exported, figure


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("confirmed", ["confirmed", "confirmed", "added"]),
        ("decided", ["confirmed", "confirmed", "rejected", "added"]),
        ("all", ["confirmed", "confirmed", "rejected", "undecided", "added"]),
    ],
)
def test_the_states_asked_for_come_in_text_order(state: Choice, expected: list[str]) -> None:
    assert [row.state for row in exported(state)] == expected


def test_a_record_holds_its_words_and_its_decision() -> None:
    first, second, *_, last = exported("all")
    assert [row.text for row in exported("all")] == ["617.4亿元", "增长3.5%", "5.5%", "两家", "第一"]
    assert all(row.text == REPORT.text[row.figure.start : row.figure.end] for row in exported("all"))
    assert (first.verdict, first.corrected, first.proposed) == ("confirm", False, PROPOSALS[0])
    assert (second.corrected, second.proposed, second.figure.value) == (True, PROPOSALS[1], Decimal("-3.5"))
    assert (last.verdict, last.proposed, last.annotator) == ("add", None, "李敏")
    assert {row.digest for row in exported()} == {REPORT.digest}


@pytest.mark.parametrize("end", [len(REPORT.text) + 1, 3])
def test_a_span_outside_the_text_stops_the_export(end: int) -> None:
    """A log that came with another text must not be told as if it were this one's."""
    review = Review([], [new_step("a", "r").add(figure("3.5%", start=3, end=end))])
    with pytest.raises(ExchangeError, match="lies outside its text"):
        list(records(REPORT, review, "李敏"))


def test_a_proposal_outside_the_text_stops_the_export_too() -> None:
    far = Proposal(figure("3.5%", start=500, end=504), 0.5)
    review = Review([], [new_step("a", "r").confirm(figure().span, figure(), far)])
    with pytest.raises(ExchangeError, match="lies outside its text"):
        list(records(REPORT, review, "李敏"))


@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl", "datasets"])
def test_a_carried_decision_is_marked_behind_all_else(form: str) -> None:
    step = new_step("a", REPORT.digest)
    proposed = PROPOSALS[1]
    log = [step.confirm(proposed.figure.span, proposed.figure, proposed, carried="x" * 32)]
    log.append(step.confirm(PROPOSALS[2].figure.span, PROPOSALS[2].figure, PROPOSALS[2]))
    made = tuple(records(REPORT, Review(PROPOSALS, log), "李敏"))
    assert [row.carried for row in made] == [True, False]
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding="utf-8", newline="")
    write([Exported(REPORT, "李敏", made)], file, form)
    file.flush()
    data = raw.getvalue()
    if form == "csv":
        rows = list(csv.reader(data.decode("utf-8-sig").splitlines()))
        place = rows[0].index("carried")
        assert [row[place] for row in rows] == ["carried", "true", "false"]
        assert rows[0][place + 1 :] == [*ADDED]
    elif form == "jsonl":
        assert [json.loads(line)["carried"] for line in data.decode().splitlines()] == [True, False]
        assert list(read_jsonl(data.decode().splitlines())) == list(made)
    else:
        with ZipFile(io.BytesIO(data)) as archive:
            if form == "datasets":
                line = json.loads(archive.read("data/train.jsonl"))
                assert [list(one.items())[-1] for one in line["figures"]] == [("carried", True), ("carried", False)]
            else:
                sheet = archive.read("xl/worksheets/sheet2.xml").decode()
                assert [row.count('t="b"><v>1<') for row in sheet.split("<row")[2:]] == [1, 0]
