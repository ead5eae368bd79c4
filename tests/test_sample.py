"""The bundled report and its labels: what the window opens first, and what every part may measure itself on."""

import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures
from core.files.load import load
from core.model.figure import BOUNDS, KINDS, STATUSES
from tests.entries import for_each

GOLD = Path(__file__).with_name("sample.gold.json")
# each is no figure (FIGURES.md §2), and stands in the sample
TRAPS = (
    *("2025年", "“十四五”", "连续三年", "三年行动", "前三季度", "二〇三五年", "2026年1月19日"),
    *("二十届", "第五次会议", "（一）", "一二三产", "今年是“十五五”的第一年"),
    *("“336”", "S317", "5G", "C919", "PM2.5", "4A级", "“三农”", "“一网通办”", "8英寸晶圆", "三级甲等"),
    *("一系列", "一张蓝图", "一往无前", "进一步", "一般公共预算", "千帆竞发"),
    *("四个方面工作", "三项任务", "一是壮大"),
    *("3亿元以上项目", "65岁以上老人", "每万人口", "万元GDP能耗", "千亿级装备", "规模以上", "亿元以上项目", "两项补贴"),
    *("全市首个",),
)


@pytest.fixture(scope="module")
def text(sample: Path) -> str:
    return sample.read_bytes().decode()


@pytest.fixture(scope="module")
def gold() -> list[dict[str, Any]]:
    return json.loads(GOLD.read_text(encoding="utf-8"))


def words(figure: dict[str, Any], name: str) -> Iterator[str | None]:
    """Yield what is accepted for an attribute, the best first."""
    yield from figure[name] if isinstance(figure[name], list) else [figure[name]]


def test_the_text_is_as_it_is_loaded(text: str) -> None:
    assert 1_500 <= len(text) <= 2_500
    assert not {"\r", "\ufeff", "\t"} & set(text)
    assert text.endswith("\n")


def test_labels_stand_where_they_say(text: str, gold: list[dict[str, Any]]) -> None:
    assert [text[figure["start"] : figure["end"]] for figure in gold] == [figure["text"] for figure in gold]
    spans = [(figure["start"], figure["end"]) for figure in gold]
    assert all(start < end for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(spans))


def test_every_word_of_the_vocabulary_occurs(gold: list[dict[str, Any]]) -> None:
    assert {figure["kind"] for figure in gold} == set(KINDS)
    assert {next(words(figure, "bound")) for figure in gold} == set(BOUNDS)
    assert {figure["status"] for figure in gold} == set(STATUSES)
    assert {"2025", "2020", "2026", "2030", "2021/2025", "2025-01/2025-09"} <= {
        next(words(figure, "period")) for figure in gold
    }
    assert sum(figure["optional"] for figure in gold) <= 3


@for_each("trap", TRAPS)
def test_traps_are_in_the_text_and_unlabelled(trap: str, text: str, gold: list[dict[str, Any]]) -> None:
    starts = [at for at in range(len(text)) if text.startswith(trap, at)]
    assert starts
    labelled = {at for figure in gold for at in range(figure["start"], figure["end"])}
    assert not labelled & {at for start in starts for at in range(start, start + len(trap))}


def test_the_detector_finds_every_figure(sample: Path, gold: list[dict[str, Any]]) -> None:
    """The report that greets a new user: nothing missed, hardly a trap fallen into."""
    found = {proposal.figure.span for proposal in find_figures(load(sample), load_lexicon())}
    labelled = {(figure["start"], figure["end"]) for figure in gold}
    assert {(figure["start"], figure["end"]) for figure in gold if not figure["optional"]} - found == set()
    assert len(found - labelled) <= len(labelled) // 20


def test_parts_of_a_whole_add_up(gold: list[dict[str, Any]]) -> None:
    """The invented figures are possible ones: parts make wholes, changes make levels."""
    value = {figure["text"]: figure["value"] for figure in gold}
    assert all(abs(sum(parts) - 100) < 0.05 for parts in value.values() if isinstance(parts, list) and len(parts) == 3)
    assert value["486.3亿元"] + value["152.2亿元"] == value["638.5亿元"]
    assert value["486.3亿元"] * 1.056**5 == pytest.approx(value["638.5亿元"], rel=0.005)
    assert value["29.1亿元"] / value["38.4亿元"] == pytest.approx(0.758, abs=0.0005)
    assert value["58620元"] / value["34280元"] == pytest.approx(1.71, abs=0.005)
