"""The verb explain: the derivation of a figure, why a numeral is none, and what find tells of its rules."""

from pathlib import Path

import pytest

from core.detection.rule import rule_texts
from tests.core.cli.test_cli import biaoshu, complaint, lines

TEXT = "云浦县2025年政府工作报告\n一、2024年工作回顾\n社会消费品零售总额增长6.4%，新建公园8个。\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "云浦县.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def trees(file: Path, *options: str, locale: str = "en_US.UTF-8") -> list[str]:
    """Return the trees that are printed, each as its lines."""
    outcome = biaoshu("explain", file, *options, LC_ALL=locale)
    assert outcome.stderr == b""
    assert outcome.returncode == 0
    return [tree for tree in outcome.stdout.decode().split("\n\n") if tree]


@pytest.mark.parametrize("how", [("--text", "6.4%"), ("--at", str(TEXT.index("6.4%") + 1)), ("--text", "增长")])
def test_a_figure_is_derived_attribute_by_attribute(file: Path, how: tuple[str, str]) -> None:
    (tree,) = trees(file, *how)
    assert "【6.4%】" in tree.splitlines()[0]
    assert "├─ Kind  growth" in tree
    assert f"{rule_texts()['kind.moved_share'].en}  [kind.moved_share]  “增长”" in tree
    assert "Period  2024" in tree


def test_it_speaks_the_language_of_the_terminal(file: Path) -> None:
    (tree,) = trees(file, "--text", "6.4%", locale="zh_CN.UTF-8")
    assert "├─ 类别  增速" in tree
    assert rule_texts()["kind.moved_share"].zh in tree


def test_a_numeral_that_is_no_figure_has_its_rule(file: Path) -> None:
    (tree,) = trees(file, "--at", str(TEXT.index("2024年")))
    assert tree.splitlines()[1] == "└─ No figure  a date or a period"
    assert "[exclusion.in_time]  “2024年”" in tree


def test_without_a_place_all_numerals_are_told_of_in_text_order(file: Path) -> None:
    starts = [int(tree.partition("–")[0]) for tree in trees(file)]
    assert starts == sorted(starts)
    assert len(starts) >= 4


def test_where_no_numeral_stands_that_is_said(file: Path) -> None:
    assert "No numeral stands there" in complaint(biaoshu("explain", file, "--at", "1"))
    assert "No numeral stands there" in complaint(biaoshu("explain", file, "--text", "北京"))


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_find_tells_the_rules_and_words_of_each_figure(file: Path, jobs: str) -> None:
    growth, parks = lines(biaoshu("find", file, "--explain", "--jobs", jobs))
    place = TEXT.index("增长")
    assert growth["reasons"]["kind"] == [["kind.moved_share", [place, place + 2]]]
    assert parks["reasons"]["unit"][0][0] == "unit.own"
    assert {"span", "kind", "value", "unit", "bound", "indicator", "status", "period"} <= set(growth["reasons"])
    plain = lines(biaoshu("find", file))
    assert [{**one, "reasons": None, "candidates": None} for one in plain] == [
        {**one, "reasons": None, "candidates": None} for one in (growth, parks)
    ]
