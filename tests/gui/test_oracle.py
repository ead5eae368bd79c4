"""By keys alone the desk reaches a labelled report exactly: what is stored is what is labelled."""

import json
import re
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from core.model.attributes import NAMES
from tests.gui.conftest import OpenWindow
from tools.oracle import Oracle, gold_of, is_right

ROOT = Path(__file__).resolve().parents[2]


def review(open_window: OpenWindow, report: Path, gold_file: Path) -> Oracle:
    oracle = Oracle(open_window(report), gold_of(gold_file))
    oracle.review()
    return oracle


def check_store_equals_gold(oracle: Oracle) -> None:
    session = oracle.window.session
    held = {s.figure.span: s.figure for s in session.review.figures if s.state in ("confirmed", "added")}
    labelled = {span: row for span, row in oracle.gold.items() if not row.get("optional")}
    optional = [span for span, row in oracle.gold.items() if row.get("optional")]
    surplus = [
        span
        for span in held
        if span not in labelled and not any(o.start < span.end and span.start < o.end for o in optional)
    ]
    assert surplus == []
    wrong = [
        (span, name)
        for span, row in labelled.items()
        for name in NAMES
        if span not in held or not is_right(held[span], row, name)
    ]
    assert wrong == []


def test_the_bundled_report_is_reached(open_window: OpenWindow, sample: Path) -> None:
    oracle = review(open_window, sample, ROOT / "tests" / "sample.gold.json")
    check_store_equals_gold(oracle)
    assert oracle.effort.keys >= oracle.effort.figures


@pytest.mark.parametrize("name", ["南浔区", "甘肃省"])
def test_labelled_reports_are_reached(open_window: OpenWindow, shared: Path, name: str) -> None:
    oracle = review(open_window, shared / "gold" / f"{name}.txt", shared / "gold" / f"{name}.gold.json")
    check_store_equals_gold(oracle)


def test_the_command_line_prints_keys_a_figure(tmp_path: Path) -> None:
    """`python -m tools.oracle FOLDER` reviews each labelled text of the folder, and says where there is none."""
    (tmp_path / "one.txt").write_text("全年完成投资12.5亿元。\n", encoding="utf-8")
    row = {"start": 6, "end": 12, "kind": "level", "value": 1250000000, "unit": "元", "bound": "eq"}
    row |= {"indicator": "投资", "status": "actual"}
    (tmp_path / "one.gold.json").write_text(json.dumps([row], ensure_ascii=False), encoding="utf-8")
    run = partial(subprocess.run, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    done = run([sys.executable, "-m", "tools.oracle", str(tmp_path)])
    assert done.returncode == 0, done.stderr
    one, whole = done.stdout.splitlines()
    assert re.match(r"one: \d+\.\d\d keys a figure \(\d+ / 1; ", one)
    assert re.fullmatch(r"all: \d+\.\d\d keys a figure \(\d+ / 1\)", whole)
    (tmp_path / "one.gold.json").unlink()
    none = run([sys.executable, "-m", "tools.oracle", str(tmp_path)])
    assert none.returncode == 2
    assert "holds no labelled text" in none.stderr
