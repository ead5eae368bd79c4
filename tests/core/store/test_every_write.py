"""A kill, a full disk, an unconfirmed write: at some writes of a store drawn by chance; at all in make test-long."""

import random
from pathlib import Path

import pytest

from tests.core.store.every_write import Meeting, calls_of, meet, nothing_is_lost, traced

DRAWN = 5


@traced
@pytest.mark.parametrize("meeting", ["kill", "full", "unconfirmed"])
def test_whatever_a_write_meets_nothing_is_lost(tmp_path: Path, meeting: Meeting) -> None:
    path = tmp_path / "a.biaoshu"
    calls = calls_of(path, meeting)
    assert len(calls) > 15
    met = set()
    for call in random.Random(14).sample(calls, DRAWN):
        found = meet(path, meeting, call)
        met.add(found.is_ended)
        nothing_is_lost(path, found)
    assert met == {meeting != "kill"}
