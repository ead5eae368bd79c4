"""What an annotator says of a report's year, its region and its sections is read as if the text said so."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.detection.inputs import inputs_of
from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures, read_figure
from core.detection.report_sections import report_sections
from core.model.corrections import (
    UNCORRECTED,
    Corrections,
    corrections_from_record,
    corrections_of,
    corrections_to_record,
)
from core.model.decision import SectionCorrection, new_step
from core.model.figure import Span
from core.model.report import Report

TEXT = """云浦县2026年政府工作报告
一、过去一年工作回顾
渔业稳步恢复，新造渔船30艘，水产品产量年均增长6%。
全县渔港达到12座。
2023年，改造渔港7座。
去年，渔港建设提速，新建码头3座。
新建冷库8座。
二、工作安排
新造渔船40艘。
力争改造渔港5座。
"""
HEADING, PLAN = "一、过去一年工作回顾", "二、工作安排"


def span_of(line: str, text: str = TEXT) -> Span:
    start = text.index(line)
    return Span(start, start + len(line))


def corrected(line: str, text: str = TEXT, **said: str) -> Corrections:
    return Corrections(tuple(SectionCorrection(span_of(line, text), name, value) for name, value in said.items()))


def read(corrections: Corrections = UNCORRECTED, text: str = TEXT) -> dict[str, tuple[str | None, str]]:
    """Return of each figure, by its words, its period and its status."""
    report = Report("示例", text, corrections=corrections)
    return {
        text[one.figure.start : one.figure.end]: (one.figure.period, one.figure.status)
        for one in find_figures(report, load_lexicon())
    }


def changed(corrections: Corrections) -> dict[str, tuple[str | None, str]]:
    before, after = read(), read(corrections)
    assert before.keys() == after.keys()
    return {words: said for words, said in after.items() if before[words] != said}


def test_without_a_correction_the_text_alone_tells() -> None:
    assert read() == {
        "30艘": ("2025", "actual"),
        "6%": ("2021/2025", "actual"),
        "12座": ("2025", "actual"),
        "7座": ("2023", "actual"),
        "3座": ("2025", "actual"),
        "8座": ("2025", "actual"),
        "40艘": ("2026", "target"),
        "5座": ("2026", "target"),
    }


def test_years_of_a_heading_hold_for_all_that_has_none_of_its_own() -> None:
    """A sum and a mean take the span, a stock its last year; what names its own time keeps it."""
    assert changed(corrected(HEADING, period="2019/2023")) == {
        "30艘": ("2019/2023", "actual"),
        "6%": ("2019/2023", "actual"),
        "12座": ("2023", "actual"),
        "8座": ("2019/2023", "actual"),
    }


def test_a_section_that_was_taken_for_a_review_is_planned() -> None:
    found = read(corrected(HEADING, period="2026", status="target"))
    assert found["30艘"] == ("2026", "target")
    assert found["12座"] == ("2026", "target")
    assert found["7座"] == ("2023", "actual")
    assert found["40艘"] == ("2026", "target")


def test_a_plan_that_is_past_keeps_the_words_that_say_a_target() -> None:
    assert changed(corrected(PLAN, period="2025", status="actual")) == {
        "40艘": ("2025", "actual"),
        "5座": ("2025", "target"),
    }


def test_the_status_alone_is_corrected_and_the_years_stay() -> None:
    assert changed(corrected(PLAN, status="actual")) == {"40艘": ("2026", "actual")}


def test_a_paragraph_is_corrected_as_a_heading_is() -> None:
    opening = "去年，渔港建设提速，新建码头3座。"
    assert changed(corrected(opening, period="2022/2024")) == {"8座": ("2022/2024", "actual")}


def test_any_paragraph_may_be_given_a_time() -> None:
    """It holds as far as the section does that it is in."""
    assert changed(corrected("全县渔港达到12座。", period="2022")) == {
        "12座": ("2022", "actual"),
        "8座": ("2022", "actual"),
    }


def test_what_it_was_read_by_names_the_correction_and_its_heading() -> None:
    report = Report("示例", TEXT, corrections=corrected(HEADING, period="2024", status="target"))
    found = {TEXT[one.figure.start : one.figure.end]: one for one in find_figures(report, load_lexicon())}
    for topic in ("period", "status"):
        reason = found["30艘"].reasons[topic][-1]
        assert (reason.rule, reason.words) == ("section.corrected", (span_of(HEADING),))
    assert "section.corrected" not in {one.rule for one in found["7座"].reasons["period"]}
    again = read_figure(report, found["30艘"].figure.span, load_lexicon())
    assert again == found["30艘"]


def test_the_reports_year_moves_every_section_and_what_is_said_by_last_year() -> None:
    found = read(Corrections(year="2024"))
    assert found["30艘"] == ("2023", "actual")
    assert found["3座"] == ("2023", "actual")
    assert found["40艘"] == ("2024", "target")
    assert found["7座"] == ("2023", "actual")


@pytest.mark.parametrize(("region", "area"), [("", "滨河新区"), ("澄江市滨河新区", None), ("澄江市", "滨河新区")])
def test_the_reports_own_region_is_no_area(region: str, area: str | None) -> None:
    text = "一、2025年工作回顾\n滨河新区完成投资8亿元。\n"
    (found,) = find_figures(Report("示例", text, corrections=Corrections(region=region)), load_lexicon())
    assert found.figure.area == area


def test_sections_are_shown_where_they_are_set_with_what_was_corrected() -> None:
    def shown(corrections: Corrections) -> list[tuple[str, str, str, bool]]:
        report = Report("示例", TEXT, corrections=corrections)
        found = report_sections(report, load_lexicon())
        return [(TEXT[slice(*one.span)][:4], one.period, one.status, one.is_corrected) for one in found]

    assert shown(UNCORRECTED) == [
        ("云浦县2", "2025", "actual", False),
        ("一、过去", "2025", "actual", False),
        ("二、工作", "2026", "target", False),
    ]
    assert shown(corrected(HEADING, period="2021/2024")) == [
        ("云浦县2", "2025", "actual", False),
        ("一、过去", "2021/2024", "actual", True),
        ("二、工作", "2026", "target", False),
    ]


def test_the_rest_of_a_paragraph_that_turns_to_a_year_is_shown_and_corrected_alone() -> None:
    heading, turn = "一、过去五年工作回顾", "刚刚过去的2025年，我们迎难而上。"
    text = f"云浦县2026年政府工作报告\n{heading}\n新造渔船30艘。{turn}新建渔港4座。\n新建码头5座。\n"
    shown = report_sections(Report("示例", text), load_lexicon())
    assert [(text[slice(*one.span)].strip(), one.period) for one in shown[1:]] == [
        (heading, "2021/2025"),
        (f"{turn}新建渔港4座。", "2025"),
        ("新建码头5座。", "2021/2025"),
    ]
    assert read(corrected(turn, text, period="2024"), text) == {
        "30艘": ("2021/2025", "actual"),
        "4座": ("2024", "actual"),
        "5座": ("2021/2025", "actual"),
    }
    said = read(corrected(heading, text, period="2019/2023"), text)
    assert (said["30艘"], said["4座"]) == (("2019/2023", "actual"), ("2025", "actual"))


def test_lines_that_a_page_broke_are_corrected_where_the_report_has_them() -> None:
    text = "云浦县2026年政府\n工作报告\n一、过去一年\n工作回顾\n渔业稳步恢复，新造渔船3\n0艘。\n"
    (plain,) = [
        one for one in report_sections(Report("示例", text), load_lexicon()) if "回顾" in text[slice(*one.span)]
    ]
    said = Corrections((SectionCorrection(plain.span, "period", "2023"),))
    report = Report("示例", text, corrections=said)
    assert [one.figure.period for one in find_figures(report, load_lexicon())] == ["2023"]
    (shown,) = [one for one in report_sections(report, load_lexicon()) if one.is_corrected]
    assert (shown.span, shown.period) == (plain.span, "2023")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(TEXT) - 1), st.sampled_from(["2019", "2021/2025", "2030", "2025-01/2025-09"]))
def test_wherever_a_correction_stands_nothing_before_it_changes(start: int, period: str) -> None:
    """What is corrected holds from its paragraph on, and no figure comes or goes."""
    report = Report("示例", TEXT)
    said = Corrections((SectionCorrection(Span(start, start + 1), "period", period),))
    before = find_figures(report, load_lexicon())
    after = find_figures(replace(report, corrections=said), load_lexicon())
    assert [one.figure.span for one in before] == [one.figure.span for one in after]
    paragraph = TEXT.rfind("\n", 0, start) + 1
    for old, new in zip(before, after, strict=True):
        if old.figure.end <= paragraph:
            assert old == new
    if period.count("-"):
        # months are no years of a section
        assert before == after


def test_corrections_are_a_part_of_the_key_of_what_is_kept() -> None:
    keys = {
        inputs_of("d", "n", one).key()
        for one in (
            UNCORRECTED,
            Corrections(year="2024"),
            Corrections(region="云浦县"),
            corrected(HEADING, period="2024"),
        )
    }
    assert len(keys) == 4
    assert inputs_of("d", "n").key() in keys


def test_corrections_are_packed_and_unpacked() -> None:
    said = replace(corrected(HEADING, period="2024", status="target"), year="2025", region="云浦县")
    assert corrections_from_record(corrections_to_record(said)) == said


def test_each_annotator_has_own_sections_and_all_share_year_and_region() -> None:
    mine, other = new_step("a", "r"), new_step("b", "r")
    log = [
        mine.section(span_of(HEADING), "period", "2024"),
        other.section(span_of(HEADING), "period", "2023"),
        other.file("year", "2026"),
        mine.file("region", "云浦县"),
        other.file("done", "1"),
    ]
    one, two = corrections_of(log, "a"), corrections_of(log, "b")
    assert [said.value for said in (*one.sections, *two.sections)] == ["2024", "2023"]
    assert (one.year, one.region) == (two.year, two.region) == ("2026", "云浦县")
    assert corrections_of([*log, new_step("b", "r").undo(other.id)], "b") == Corrections(region="云浦县")
    assert corrections_of([mine.file("year", "去年")], "a") == UNCORRECTED
