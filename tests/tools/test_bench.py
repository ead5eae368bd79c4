"""The benchmark: bounds are kept or missed, confidence is judged by band, the peer's lock is whole."""

import itertools
import json
import re
from pathlib import Path

import pytest

from tools import environment
from tools.bench_calibration import BANDS, Band, bands, judge
from tools.bench_timing import Line, compare

ROOT = Path(__file__).resolve().parents[2]


def test_a_ratio_is_taken_of_the_rounds_after_the_first() -> None:
    slow = iter((900.0, 6.0, 6.0, 6.0))
    line = compare("six / two", lambda _: next(slow), lambda _: 2.0, bound=2.5, rounds=3)
    assert line.ratio == 3
    assert not line.holds


@pytest.mark.parametrize(
    ("ratio", "least", "holds"), [(1, False, True), (3, False, False), (3, True, True), (1, True, False)]
)
def test_a_line_holds_on_the_right_side_of_its_bound(ratio: float, least: bool, holds: bool) -> None:
    assert Line("line", ratio, 2, "", least).holds is holds


def test_the_bands_are_the_whole_of_confidence() -> None:
    edges = sorted(BANDS)
    assert edges[0][0] == 0
    assert edges[-1][1] > 1
    assert all(high == low for (_, high), (low, _) in itertools.pairwise(edges))


@pytest.mark.parametrize(
    ("low", "right", "holds"), [(0.8, 95, True), (0.8, 94, False), (0.6, 60, True), (0.6, 59, False), (0.0, 0, True)]
)
def test_a_band_holds_what_it_promises(low: float, right: int, holds: bool) -> None:
    assert Band(low, 1, 100, right).holds is holds


def test_proposals_are_judged_as_the_labelled_reports_are(shared: Path, tmp_path: Path) -> None:
    """One right, one with a wrong unit in its label, one that no label has."""
    report, gold = tmp_path / "岚山区.txt", tmp_path / "岚山区.gold.json"
    report.write_text(
        "2026年岚山区政府工作报告\n一、2025年工作回顾\n地区生产总值增长5.1%。新建公园12个。新增企业7家。\n",
        encoding="utf-8",
    )
    text = report.read_text(encoding="utf-8")
    label = {"bound": "eq", "status": "actual", "period": ["2025"], "optional": False}
    growth, parks = text.index("5.1%"), text.index("12个")
    labels = [
        label
        | {
            "start": growth,
            "end": growth + 4,
            "kind": "growth",
            "value": 5.1,
            "unit": "%",
            "indicator": ["地区生产总值"],
        },
        label | {"start": parks, "end": parks + 3, "kind": "level", "value": 12, "unit": "座", "indicator": ["公园"]},
    ]
    gold.write_text(json.dumps(labels, ensure_ascii=False), encoding="utf-8")
    score = judge()
    assert score is not None
    table = bands([(report, gold)], score)
    assert sum(band.proposals for band in table) == 3
    assert sum(band.right for band in table) == 1


def test_the_peers_lock_has_hashes_and_no_address() -> None:
    lock = (ROOT / environment.BENCH_LOCK).read_text(encoding="utf-8")
    blocks = environment.split(lock)
    assert {"recognizers-text-number-with-unit", "emoji", *environment.FIRST} <= set(blocks)
    assert all("--hash=sha256:" in block for block in blocks.values())
    assert "://" not in lock
    assert re.search(r"^emoji==1\.", lock, re.M)


def test_the_peer_is_in_no_other_lock() -> None:
    assert "recognizers" not in (ROOT / environment.LOCK).read_text(encoding="utf-8")
