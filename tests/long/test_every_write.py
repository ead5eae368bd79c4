"""A kill, a full disk, an unconfirmed write, at every single write of a store from its first start to its closing.

The quick tests draw some of them (tests/core/store/test_every_write.py). BIAOSHU_CALL=7 tries the seventh alone.
"""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from tests.core.store.every_write import Call, Meeting, calls_of, meet, nothing_is_lost, traced

ONE = os.environ.get("BIAOSHU_CALL")


def _try(folder: Path, meeting: Meeting, call: Call) -> int:
    place = folder / "-".join(map(str, call))
    place.mkdir()
    met = meet(place / "a.biaoshu", meeting, call)
    try:
        nothing_is_lost(place / "a.biaoshu", met)
    except Exception as error:
        error.add_note(f"{meeting} at call {call}")
        raise
    return len(met.done)


@traced
@pytest.mark.parametrize("meeting", ["kill", "full", "unconfirmed"])
def test_at_every_single_write(tmp_path: Path, meeting: Meeting, capsys: pytest.CaptureFixture[str]) -> None:
    calls = calls_of(tmp_path / "a.biaoshu", meeting)
    chosen = [calls[int(ONE) - 1]] if ONE else calls
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        done = list(pool.map(partial(_try, tmp_path, meeting), chosen))
    with capsys.disabled():
        sys.stdout.write(
            f"\n{meeting}: {len(done)} of {len(calls)} calls, {sum(done)} steps done before them, none lost\n"
        )
