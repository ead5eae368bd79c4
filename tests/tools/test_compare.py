"""The comparison of two commits: the same code finds the same, and whatever differs is told by attribute."""

import subprocess
import sys
from pathlib import Path

import pytest

from tools.compare import ROOT, common_hash, differences

PLACE = ("0" * 64, 3, 6)
OTHER = ("0" * 64, 9, 12)


def test_the_same_code_finds_the_same(tmp_path: Path) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("the project is no clone of its repository")
    text = "2025年，全县粮食产量12.5万吨，增长3.5%；新建道路30公里。\n"
    (tmp_path / "made.txt").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tools.compare", "HEAD", "HEAD", "--texts", tmp_path, "--jobs", "1"],
        check=False, cwd=ROOT, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "3 figures in 1 texts, then 3"
    assert len({line.split()[0] for line in lines[1:]}) == 1
    left = subprocess.run(["git", "worktree", "list"], check=True, cwd=ROOT, capture_output=True, text=True).stdout
    assert "compare-" not in left


def test_differences_are_told_by_attribute() -> None:
    base = {PLACE: {"unit": "元", "value": 3}, OTHER: {"unit": "%", "value": 5}}
    other = {PLACE: {"unit": "美元", "value": 3, "area": None}}
    told = differences(base, other, 3)
    assert told.new == ("area",)
    assert dict(told.counts) == {"unit": 1, "only in the base": 1}
    assert told.examples["unit"] == ["000000000000 3–6 '元' → '美元'"]
    assert common_hash(base, told.new) != common_hash(other, told.new)


def test_an_attribute_that_one_alone_knows_is_no_difference() -> None:
    base, other = {PLACE: {"unit": "元"}}, {PLACE: {"unit": "元", "area": "滨海新区"}}
    told = differences(base, other, 3)
    assert not told.counts
    assert common_hash(base, told.new) == common_hash(other, told.new)
