"""The indicator: what is offered, how it is trimmed and chosen, and what is kept of the rest."""

import sys
from collections import Counter
from pathlib import Path
from types import FrameType

import pytest

from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures
from core.model.figure import Proposal
from core.model.report import Report


def proposals(sentence: str) -> list[Proposal]:
    return find_figures(Report("示例", sentence), load_lexicon())


def rules(proposal: Proposal) -> list[str]:
    return [reason.rule for reason in proposal.reasons["indicator"]]


@pytest.mark.parametrize(
    ("stretch", "phrase"),
    [
        ("企业获评省级绿色工厂，", "企业"),
        ("新投产项目增加产值。", "新投产项目"),
        ("县域医共体，", "县域医共体"),
        ("技术和产品实现替代。", "技术和产品"),
        ("的城市污水处理厂完成提标。", "城市污水处理厂"),
        ("，增长。", ""),
        ("。", ""),
    ],
)
def test_the_noun_phrase_after_a_number(stretch: str, phrase: str) -> None:
    (one,) = proposals(f"12家{stretch}")
    assert one.figure.indicator == phrase


def test_a_phrase_is_offered_then_trimmed_then_chosen_and_completed() -> None:
    first, second = proposals("去年全市新增上市公司3家，总数达到24家。")
    assert rules(first) == [
        "candidate.before_number",
        "trim.time_first",
        "trim.scope_first",
        "choice.before_number",
    ]
    assert rules(second) == [
        "candidate.before_number",
        "trim.verb_last",
        "candidate.figure_before",
        "choice.before_number",
        "choice.head_of_stock",
    ]
    assert second.figure.indicator == "上市公司总数"


def test_the_words_of_a_trim_are_what_it_cut_off_and_no_evidence() -> None:
    text = "全市新建学校8所。"
    (one,) = proposals(text)
    words = {reason.rule: [text[slice(*span)] for span in reason.words] for reason in one.reasons["indicator"]}
    assert words == {
        "candidate.before_number": ["全市新建学校"],
        "trim.scope_first": ["全市"],
        "trim.verb": ["新建"],
        "choice.before_number": ["学校"],
    }
    assert [text[slice(*span)] for span in one.evidence["indicator"]] == ["学校"]


def test_a_trim_that_dismissed_a_candidate_is_told() -> None:
    assert "trim.only_acts" in rules(proposals("制定规范性文件9件，清理废止23件。")[1])


def test_what_was_not_chosen_is_kept_ranked() -> None:
    _, second = proposals("新建学校8所，改造供水管网12公里。")
    assert second.figure.indicator == "供水管网"
    assert [(one.text, one.rule) for one in second.candidates] == [
        ("改造供水管网", "candidate.before_number"),
        ("学校", "candidate.figure_before"),
    ]


def test_at_most_five_candidates_are_kept_and_never_the_one_chosen() -> None:
    text = "粮食、油料、蔬菜、茶叶、水果、药材产量分别增长1%、2%、3%、4%、5%、6%。"
    found = proposals(text)
    assert [one.figure.indicator for one in found][:2] == ["粮食产量", "油料产量"]
    for one in found:
        names = [other.text for other in one.candidates]
        assert 0 < len(names) <= 5
        assert len(set(names)) == len(names)
        assert one.figure.indicator not in names
        assert "" not in names


STEPS = ("offer", "trim", "choice")


def calls(sentence: str) -> tuple[Counter[str], set[tuple[str, str]]]:
    """Find the figures of a sentence; return how often each function is called, and which step was in which."""
    called: Counter[str] = Counter()
    within: set[tuple[str, str]] = set()

    def step(frame: FrameType, event: str, _: object) -> None:
        path = Path(frame.f_code.co_filename)
        if event != "call" or path.parent.name != "indicator":
            return
        called[frame.f_code.co_name] += 1
        outer = frame.f_back
        while outer is not None:
            file = Path(outer.f_code.co_filename)
            if file.parent.name == "indicator" and {file.stem, path.stem} <= set(STEPS) and file != path:
                within.add((path.stem, file.stem))
            outer = outer.f_back

    before = sys.getprofile()
    sys.setprofile(step)
    try:
        proposals(sentence)
    finally:
        sys.setprofile(before)
    return called, within


@pytest.mark.parametrize(
    ("sentence", "lists"),
    [
        ("全市新建学校8所。", 1),
        ("8个国家级、13个省级医疗中心建成。", 2),
        ("九成的村实现通车，28人入选省级人才计划。", 2),
        ("水产养殖发展方面，推进良种繁育，产量稳定在13万吨，增长6%。", 2),
        ("粮食、油料产量分别增长1%、2%，均居全省第一。", 2),
    ],
)
def test_each_step_is_entered_once_for_each_list_and_none_from_another(sentence: str, lists: int) -> None:
    called, within = calls(sentence)
    assert (called["read_indicators"], called["choose"]) == (lists, lists)
    assert within == set()
