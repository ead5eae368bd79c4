"""The detector: pure, linear, ordered, and the same by hand as by itself."""

import subprocess
import sys
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures, read_figure
from core.detection.survey import numerals, survey_report
from core.files.load import load
from core.model.figure import BOUNDS, KINDS, STATUSES, Span, from_record, to_record
from core.model.report import Report

ROOT = Path(__file__).parents[3]
CORPUS = ROOT.parent / "shared" / "corpus"
PIECES = [
    "全区地区生产总值",
    "增长",
    "下降",
    "达到",
    "分别",
    "由",
    "提升至",
    "新增",
    "企业",
    "居全省",
    "第一",
    "首位",
    "前十",
    "翻一番",
    "三分之二",
    "七成",
    "五年来",
    "2025年",
    "“十四五”",
    "12",
    "3.5",
    "1,286",
    "6:4",
    "亿",
    "万",
    "元",
    "%",
    "个",
    "家",
    "百分点",
    "、",
    "，",
    "。",
    "；",
    "\n",
    " ",
    "以上",
    "左右",
    "近",
    "超",
    "一、",
    "（一）",
    "“",
    "”",
    "一二三产",
    "城乡居民",
    "𠮷",
    "的",
    "和",
    "占",
    "-",
    "—",
    "至",
    "十",
    "百",
    "两",
]


def check(report: Report) -> None:
    end = 0
    for proposal in find_figures(report, load_lexicon()):
        figure = proposal.figure
        assert end <= figure.start < figure.end <= len(report.text)
        end = figure.end
        assert figure.kind in KINDS
        assert figure.bound in BOUNDS
        assert figure.status in STATUSES
        assert 0 <= proposal.confidence <= 1
        assert from_record(to_record(figure)) == figure
        for spans in proposal.evidence.values():
            assert all(0 <= span.start < span.end <= len(report.text) for span in spans)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_sentence_gives_ordered_spans_inside_the_text(text: str) -> None:
    check(Report("x", text))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_gives_ordered_spans_inside_the_text(text: str) -> None:
    check(Report("x", text))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join), st.integers(0, 60), st.integers(0, 60))
def test_any_selection_reads_or_is_none(text: str, one: int, two: int) -> None:
    span = Span(min(one, two), max(one, two))
    proposal = read_figure(Report("x", text), span, load_lexicon())
    assert proposal is None or proposal.figure.start >= 0


def test_a_selection_without_a_numeral_is_none() -> None:
    assert read_figure(Report("x", "全区上下克难奋进"), Span(0, 4), load_lexicon()) is None


def test_a_selection_the_detector_excludes_is_read() -> None:
    text = "2024年云岭区政府工作报告\n一、2023年工作回顾\n打造15分钟便民生活圈。"
    start = text.index("15")
    assert not find_figures(Report("x", text), load_lexicon())
    proposal = read_figure(Report("x", text), Span(start, start + 4), load_lexicon())
    assert proposal is not None
    assert (proposal.figure.span, proposal.figure.value, proposal.figure.unit) == (Span(start, start + 4), 15, "分钟")


def test_a_selection_keeps_its_edges() -> None:
    text = "全区新增企业5家以上，增长3.5%。"
    start = text.index("5家")
    proposal = read_figure(Report("x", text), Span(start, start + 4), load_lexicon())
    assert proposal is not None
    assert proposal.figure.span == Span(start, start + 4)
    assert proposal.figure.indicator == "新增企业"


def test_the_detector_is_deterministic_and_leaves_no_trace() -> None:
    report = Report("x", "全区地区生产总值达312.6亿元，增长5.8%，居全市第一。")
    first = find_figures(report, load_lexicon())
    survey_report.cache_clear()
    assert find_figures(report, load_lexicon()) == first


def test_evidence_names_the_words_that_decided() -> None:
    text = "2024年云岭区政府工作报告\n一、2023年工作回顾\n前三季度工业投资下降超过3%。"
    (proposal,) = find_figures(Report("x", text), load_lexicon())
    said = {name: [text[slice(*span)] for span in spans] for name, spans in proposal.evidence.items()}
    assert said["kind"] == ["下降"]
    assert said["bound"] == ["超过"]
    assert said["period"] == ["前三季度"]
    assert said["indicator"] == ["工业投资"]


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("36万千瓦", 360_000, "千瓦"),
        ("3千瓦", 3, "千瓦"),
        ("36亿千瓦时", 3_600_000_000, "千瓦时"),
        ("1.2万千米", 12_000, "千米"),
        ("3百分点", 3, "百分点"),
        ("1,286.5万千瓦", 12_865_000, "千瓦"),
    ],
)
def test_a_magnitude_that_begins_a_unit_stays_with_the_unit(words: str, value: float, unit: str) -> None:
    """Python before 3.11.5, as Debian 12 has it, took 万千 together where the repetition was a possessive one."""
    (found,) = find_figures(Report("x", f"全区装机规模增加{words}。"), load_lexicon())
    assert (found.figure.value, found.figure.unit) == (Decimal(str(value)), unit)


def test_figures_after_astral_characters_have_code_point_offsets() -> None:
    text = "𠮷😀全区新增企业5家。"
    (proposal,) = find_figures(Report("x", text), load_lexicon())
    assert text[slice(*proposal.figure.span)] == "5家"


def test_importing_the_detector_does_not_import_jieba() -> None:
    code = "import sys, core.detection.pipeline; sys.exit('jieba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


@pytest.mark.skipif(not CORPUS.is_dir(), reason="needs ../shared/corpus")
@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.txt"))[::4], ids=lambda path: path.stem)
def test_whole_reports(path: Path) -> None:
    report = load(path)
    check(report)
    assert len(find_figures(report, load_lexicon())) > 100


ONCE = {"survey_report", "number_lists", "read_lists", "rate"}
EACH_LIST = {"read_units", "read_indicators"}
EACH_FIGURE = {"read_bound", "read_value", "read_period", "read_status", "read_base", "read_area"}
STEPS = {*ONCE, "judge", *EACH_LIST, "read_kind", *EACH_FIGURE}
"""The functions that the steps of a reading are entered by; a list has one kind for all numbers of one unit."""


def test_each_step_is_called_from_one_place_as_often_as_it_has_something_to_read_and_none_from_another(
    sample: Path,
) -> None:
    report, called = load(sample), Counter[str]()
    places: dict[str, set[tuple[str, int]]] = defaultdict(set)
    within: set[tuple[str, str]] = set()

    def step(frame: FrameType, event: str, _: object) -> None:
        name, outer = frame.f_code.co_name, frame.f_back
        if event != "call" or Path(frame.f_code.co_filename).parent.name not in ("detection", "indicator", "period"):
            return
        called[name] += 1
        if name not in STEPS or outer is None:
            return
        places[name].add((Path(outer.f_code.co_filename).name, outer.f_lineno))
        while outer is not None:
            if outer.f_code.co_name in STEPS:
                within.add((name, outer.f_code.co_name))
            outer = outer.f_back

    expressions = len(list(numerals(survey_report(report, load_lexicon()), load_lexicon())))
    survey_report.cache_clear()
    before = sys.getprofile()
    sys.setprofile(step)
    try:
        figures = len(find_figures(report, load_lexicon()))
    finally:
        sys.setprofile(before)
    lists = called["_read_list"]
    assert 0 < lists < figures < expressions
    assert {name: called[name] for name in ONCE} == dict.fromkeys(ONCE, 1)
    assert called["judge"] == expressions
    assert {name: called[name] for name in EACH_LIST} == dict.fromkeys(EACH_LIST, lists)
    assert {name: called[name] for name in EACH_FIGURE} == dict.fromkeys(EACH_FIGURE, figures)
    # a number takes its kind from the one before it in its list, where their units are the same
    assert 0 < called["read_kind"] <= figures
    assert {name: len(places[name]) for name in STEPS} == dict.fromkeys(STEPS, 1)
    assert {outer for _, outer in within} == {"read_lists"}
