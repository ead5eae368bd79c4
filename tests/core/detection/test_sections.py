"""Each paragraph knows which heading or paragraph set the years it is about, by which rules and by which words."""

from core.detection.lexicon import load_lexicon
from core.detection.period.sections import SectionTime
from core.detection.survey import Survey, survey_report
from core.model.report import Report

TEXT = """云浦县2026年政府工作报告
一、“十四五”时期和2025年工作回顾
渔业稳步恢复，新造渔船30艘。
去年，渔港建设提速。
新建码头3座。
二、工作安排
新造渔船40艘。
未来五年，渔业加快转型。
改造渔港5座。
"""


def surveyed() -> tuple[Survey, dict[str, SectionTime]]:
    survey = survey_report(Report("示例", TEXT), load_lexicon())
    lines = TEXT.splitlines()
    return survey, dict(zip(lines, survey.section_times, strict=True))


def set_by(line: str) -> tuple[str, dict[str, list[str]]]:
    """Return the line that set what a line is about, and each rule by which it did with its words."""
    survey, sections = surveyed()
    section = sections[line]
    end = TEXT.index("\n", section.set_at)
    return TEXT[section.set_at : end], {
        reason.rule: [survey.text[slice(*span)] for span in reason.words] for reason in section.setting
    }


def test_a_setting_holds_until_another_and_names_where_it_was_set() -> None:
    _, sections = surveyed()
    assert [(one.first, one.last, one.status) for one in sections.values()] == [
        (2025, 2025, "actual"),
        (2021, 2025, "actual"),
        (2021, 2025, "actual"),
        (2025, 2025, "actual"),
        (2025, 2025, "actual"),
        (2026, 2026, "target"),
        (2026, 2026, "target"),
        (2026, 2030, "target"),
        (2026, 2030, "target"),
    ]


def test_what_a_heading_sets_is_told_by_its_own_words() -> None:
    heading = "一、“十四五”时期和2025年工作回顾"
    assert set_by("渔业稳步恢复，新造渔船30艘。") == (
        heading,
        {"section.heading_past_years": ["十四五"], "section.heading_five_first": ["十四五", "2025年"]},
    )
    assert set_by("新造渔船40艘。") == (
        "二、工作安排",
        {"section.heading_plan": ["安排"], "section.heading_one_year": []},
    )


def test_what_a_paragraph_sets_is_told_by_its_opening_and_holds_for_the_next() -> None:
    for line in ("去年，渔港建设提速。", "新建码头3座。"):
        assert set_by(line) == ("去年，渔港建设提速。", {"section.opens_with_year_reviewed": ["去年"]})
    assert set_by("改造渔港5座。") == ("未来五年，渔业加快转型。", {"section.opens_with_years_planned": ["未来五年"]})


def test_before_any_heading_nothing_but_the_reports_year_tells() -> None:
    survey, sections = surveyed()
    title = sections["云浦县2026年政府工作报告"]
    assert [reason.rule for reason in title.reasons] == ["section.before_headings", "section.year_of_title"]
    assert [survey.text[slice(*span)] for span in title.reasons[-1].words] == ["2026年政府工作报告"]
