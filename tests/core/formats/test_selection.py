"""What is asked for leaves, no more; parts are made by report and are the same for the same seed."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.formats.exported import Exported
from core.jobs.selection import Selection, divided, selected, shares
from core.model.decision import STATES
from core.model.errors import ExchangeError
from core.model.report import Report
from tests.core.formats.writing import part
from tests.core.making import REPORT, exported

EVERY = frozenset(STATES)


def chosen(selection: Selection) -> list[str]:
    made = replace(part("all"), rows=tuple(replace(row, settled=row.text == "第一") for row in exported("all")))
    return [row.text for one in selected([made], selection) for row in one.rows]


@pytest.mark.parametrize(
    ("selection", "words"),
    [
        (Selection(), ["617.4亿元", "增长3.5%", "第一"]),
        (Selection(states=frozenset({"rejected", "undecided"})), ["5.5%", "两家"]),
        (Selection(states=EVERY, kinds=frozenset({"level"})), ["617.4亿元", "两家"]),
        (Selection(settled=True), ["第一"]),
        (Selection(annotators=frozenset({"王强"})), []),
        (Selection(annotators=frozenset({"李敏"}), kinds=frozenset({"rank"})), ["第一"]),
        (Selection(reports=frozenset({REPORT.digest[:12]}), kinds=frozenset({"rank"})), ["第一"]),
        (Selection(reports=frozenset({REPORT.digest[:4]})), []),
        (Selection(reports=frozenset({"𠮷川区"}), kinds=frozenset({"rank"})), ["第一"]),
    ],
)
def test_only_what_is_asked_for_leaves(selection: Selection, words: list[str]) -> None:
    assert chosen(selection) == words


def test_words_stay_where_they_shall() -> None:
    (made,) = selected([part("all")], Selection(states=EVERY, text=False))
    assert {(row.text, row.sentence, row.before, row.after) for row in made.rows} == {("",) * 4}


@pytest.mark.parametrize("said", ["", "80", "80/10/5/5", "a/b", "-1/2", "0/0", "80/x", "1/0.5/"])
def test_what_is_no_ratio_is_refused(said: str) -> None:
    with pytest.raises(ExchangeError):
        shares(said)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 40), st.integers(0, 5), st.sampled_from(["80/10/10", "70/30", "1/1/1", "0/0/1"]))
def test_parts_are_by_report_of_the_sizes_asked_for_and_the_same_for_a_seed(count: int, seed: int, said: str) -> None:
    reports = [Report(str(number), f"{number} {REPORT.text}") for number in range(count)]
    parts = [Exported(report, name, tuple(exported())) for report in reports for name in ("甲", "乙")]
    split = divided(parts, said, seed)
    place = {one.report.digest: one.split for one in split}
    assert all(one.split == place[one.report.digest] for one in split)
    sizes = Counter(place.values())
    for name, share in zip(("train", "dev", "test"), shares(said), strict=True):
        assert abs(sizes[name] - share * count) < 1
    again = divided(parts[::-1], said, seed)
    assert {one.report.digest: one.split for one in again} == place


def test_a_file_a_report_is_named_after_it() -> None:
    other = replace(part(), report=replace(REPORT, name="甲/乙"))
    assert [one.split for one in divided([part(), other], "report")] == ["𠮷川区", "甲_乙"]
