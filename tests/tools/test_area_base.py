"""The measure of area and base: labels of other eyes are met, and what differs is counted."""

from pathlib import Path

import pytest

from core.model.attributes import BY_NAME
from core.model.figure import Span
from tests.core.making import figure
from tools.area_base import LABELS, LEAST_RECALL, MOST_WRONG, Score, add, labels, measure


def test_the_rules_meet_the_labels(shared: Path) -> None:
    """What labels tell is read in four of five at least, and of a hundred figures at most one is set wrongly."""
    scores = measure()
    assert {name: score.labelled for name, score in scores.items()} == {"area": 9, "base": 32}
    for name, score in scores.items():
        assert score.recall >= LEAST_RECALL, name
        assert score.wrongly <= MOST_WRONG, name


def test_the_labels_are_of_places_without_a_word_of_the_texts(shared: Path) -> None:
    labelled = labels()
    assert len(labelled) == 9
    assert all(isinstance(span, Span) for rows in labelled.values() for span in rows)
    assert LABELS.stat().st_size < 20_000


@pytest.mark.parametrize(
    ("said", "label", "right", "wrong"),
    [
        (None, None, 0, 0),
        ("1997", "1997", 1, 0),
        (None, "1997", 0, 0),
        ("1998", "1997", 0, 1),
        ("1997", None, 0, 1),
        ("1997", ["2000", "1997"], 1, 0),
        (None, [None, "1997"], 0, 0),
        ("1997", [None, "1997"], 0, 0),
    ],
)
def test_a_label_is_met_or_not(said: str | None, label: object, right: int, wrong: int) -> None:
    score, made = Score(), figure(base=said)
    add(score, BY_NAME["base"], {made.span: made}, {made.span: {"base": label}} if label else {}, "")
    given = int(bool(label) and not (isinstance(label, list) and None in label))
    assert (score.labelled, score.right, score.wrong, score.figures) == (given, right, wrong, 1)
