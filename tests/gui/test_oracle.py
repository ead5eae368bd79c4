"""By keys alone the desk reaches a labelled report exactly: what is stored is what is labelled."""

import json
import re
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures
from core.model.attributes import NAMES
from core.model.figure import Span, plain_value, to_record
from core.model.report import Report
from tests.gui.conftest import OpenWindow
from tools.oracle import Oracle, gold_of, is_right

ROOT = Path(__file__).resolve().parents[2]


def review(open_window: OpenWindow, report: Path, gold_file: Path) -> Oracle:
    oracle = Oracle(open_window(report), gold_of(gold_file), to_the_letter=True)
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


MISDATED = """溪岭县2026年政府工作报告

一、“十四五”时期工作回顾

改造老旧小区45个，新建公路310公里，财政收入年均增长5.2%。粮食总产量达到62万吨，培育合作社130家。治理河道86公里，建成高标准农田12万亩，发放补贴3.2亿元。

二、2026年工作安排

城乡居民人均收入分别增长6.3%和7.2%，新建口袋公园8个，新建桥梁3座。
"""


def test_one_correction_for_all_that_has_its_cause(open_window: OpenWindow, tmp_path: Path) -> None:
    """Under a heading that names the wrong five years only two figures are corrected by themselves."""
    report, labels = tmp_path / "溪岭县2026.txt", tmp_path / "溪岭县2026.gold.json"
    report.write_text(MISDATED, encoding="utf-8", newline="\n")
    rows = []
    for one in find_figures(Report(report.stem, MISDATED), load_lexicon()):
        row = to_record(one.figure) | {"value": plain_value(one.figure.value)}
        moved = {"2021/2025": "2016/2020", "2025": "2020"}
        row["period"] = moved.get(one.figure.period or "", one.figure.period)
        # five years that begin in 2016 are measured from the year before
        row |= {"base": "2015"} if one.figure.base == "2020" else {}
        rows.append(row)
    labels.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    oracle = review(open_window, report, labels)
    check_store_equals_gold(oracle)
    effort = oracle.effort
    assert (effort.ticked_right, effort.broken) == (effort.ticked, 0)
    # the period of the first of eight is typed; one key enters the list, one ticks all, one takes them
    assert effort.carried == 7
    assert effort.spent["list"] == 3
    assert effort.keys == len(rows) - effort.carried + effort.spent["period"] + effort.spent["list"]


def labelled(folder: Path, text: str, **others: Any) -> tuple[Path, Path]:
    """Write a text with its figures labelled as they are read, but for `others`, by the words of a figure."""
    report, labels = folder / "溪岭县2026.txt", folder / "溪岭县2026.gold.json"
    report.write_text(text, encoding="utf-8", newline="\n")
    rows = []
    for one in find_figures(Report(report.stem, text), load_lexicon()):
        row = to_record(one.figure) | {"value": plain_value(one.figure.value)}
        rows.append(row | others.get("_" + text[slice(*one.figure.span)], {}))
    labels.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    return report, labels


REVIEWED = """溪岭县2026年政府工作报告

一、2025年工作回顾

新建口袋公园45个，改造泵站3座。

二、2026年工作安排

新建桥梁8座。
"""


def test_a_period_with_its_status_takes_one_key(open_window: OpenWindow, tmp_path: Path) -> None:
    planned = {"period": "2026", "status": "target"}
    oracle = review(open_window, *labelled(tmp_path, REVIEWED, _3座=planned))
    check_store_equals_gold(oracle)
    assert oracle.effort.spent == {"confirm": 3, "period": 1}


def test_words_of_the_text_are_selected_where_that_takes_fewest(open_window: OpenWindow, tmp_path: Path) -> None:
    """Two for the mouse and one for the key."""
    far = REVIEWED.replace("改造泵站", "维护城乡供水设施的同时改造泵站")
    oracle = review(open_window, *labelled(tmp_path, far, _45个={"indicator": "城乡供水设施的同时改造"}))
    check_store_equals_gold(oracle)
    assert oracle.effort.spent["indicator"] == 3


def test_an_indicator_is_right_where_it_is_near_enough(open_window: OpenWindow, tmp_path: Path) -> None:
    report, labels = labelled(tmp_path, REVIEWED, _45个={"indicator": "新建口袋公园"}, _3座={"indicator": "泵站改造"})
    loose = Oracle(open_window(report), gold_of(labels))
    loose.review()
    assert "indicator" not in loose.effort.spent


def test_what_lies_outside_a_passage_is_left_alone(open_window: OpenWindow, tmp_path: Path) -> None:
    report, labels = labelled(tmp_path, REVIEWED)
    rows = [
        one for one in json.loads(labels.read_text(encoding="utf-8")) if REVIEWED[one["start"] : one["end"]] == "3座"
    ]
    labels.write_text(json.dumps(rows), encoding="utf-8")
    at = rows[0]["start"]
    window = open_window(report)
    effort = Oracle(window, gold_of(labels), Span(at - 2, at + 2)).review()
    assert (effort.keys, effort.figures) == (1, 1)
    assert [one.state for one in window.session.review.figures] == ["undecided", "confirmed", "undecided"]


@pytest.mark.parametrize("name", ["南浔区", "甘肃省", "广东_深圳福田区_2014", "公报_昌都市_2025"])
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
    passages = tmp_path / "passages.json"
    passages.write_text('{"one": {"start": 4, "end": 14}}', encoding="utf-8")
    cut = run([sys.executable, "-m", "tools.oracle", str(tmp_path), "--passages", str(passages)])
    assert cut.stdout.splitlines() == done.stdout.splitlines()
    (tmp_path / "one.gold.json").unlink()
    none = run([sys.executable, "-m", "tools.oracle", str(tmp_path)])
    assert none.returncode == 2
    assert "holds no labelled text" in none.stderr
