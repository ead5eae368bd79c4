"""Each paragraph knows which heading or paragraph set the years it is about, by which rules and by which words."""

from core.detection.lexicon import load_lexicon
from core.detection.period.sections import SectionTime
from core.detection.pipeline import find_figures
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


def test_what_the_last_sentence_of_a_paragraph_announces_holds_behind_it() -> None:
    lead = "一、2025年工作回顾\n新造渔船20艘。\n二、“十五五”思路和工作任务\n“十五五”期间，渔业加快转型，渔港达到9座。"
    for announcement, years in {
        "2026年我们要重点抓好以下几方面的工作。": (2026, 2026, "target"),
        "围绕这些目标，今年要办好下列十件民生实事：": (2026, 2026, "target"),
        "今后五年，我们将着力推进六方面重点工作：": (2026, 2030, "target"),
        "2026年，要推进六方面工作。": (2026, 2030, "target"),
        "为此，要做好以下工作：": (2026, 2030, "target"),
    }.items():
        found = sections_of(f"云浦县2026年政府工作报告\n{lead}{announcement}\n（一）渔业\n新造渔船40艘。\n")
        assert found["新造渔船40艘。"] == years, announcement
        assert found["新造渔船20艘。"] == (2025, 2025, "actual")
        assert next(years for words, years in found.items() if "渔港达到9座" in words) == (2026, 2030, "target")


def test_a_year_that_a_heading_names_holds_on_behind_the_paragraph_that_turns_to_it() -> None:
    turning = "新造渔船20艘。\n新造渔船30艘。过去的一年，我们迎难而上。\n新造渔船40艘。"
    for heading, last in (("“十四五”时期和2025年工作回顾", 2025), ("“十四五”时期工作回顾", 2021)):
        text = f"云浦县2026年政府工作报告\n一、{heading}\n{turning}\n"
        survey = survey_report(Report("示例", text), load_lexicon())
        assert [one.first for one in survey.section_times[1:]] == [2021, 2021, 2021, 2025, last]


def test_before_any_heading_nothing_but_the_reports_year_tells() -> None:
    survey, sections = surveyed()
    title = sections["云浦县2026年政府工作报告"]
    assert [reason.rule for reason in title.reasons] == ["section.before_headings", "section.year_of_title"]
    assert [survey.text[slice(*span)] for span in title.reasons[-1].words] == ["2026年政府工作报告"]


def sections_of(text: str, name: str = "示例") -> dict[str, tuple[int | None, int | None, str]]:
    """Return the first and last year of each paragraph of a report and whether it is planned, by its words."""
    survey = survey_report(Report(name, text), load_lexicon())
    found = zip(survey.outline.paragraphs, survey.section_times, strict=True)
    return {survey.text[slice(*span)].strip(): (one.first, one.last, one.status) for span, one in found}


def test_a_heading_that_runs_into_its_paragraph_opens_its_section() -> None:
    found = sections_of(
        "各位代表：现在，我代表县人民政府报告工作，请予审议，并请各位委员和列席人员提出宝贵的意见和建议。"
        "2025年工作回顾2025年，全县新造渔船30艘。"
        "下面，报告今年的工作。 二、2026年工作安排 2026年，全县新造渔船40艘。"
        "三、加强政府自身建设 各位代表，培训干部300人。\n"
    )
    assert found["2025年工作回顾"] == (2025, 2025, "actual")
    assert found["2025年，全县新造渔船30艘。下面，报告今年的工作。"] == (2025, 2025, "actual")
    assert found["2026年，全县新造渔船40艘。"] == (2026, 2026, "target")
    assert found["各位代表，培训干部300人。"] == (2026, 2026, "target")


def test_words_of_a_sentence_that_read_like_a_heading_open_no_section() -> None:
    found = sections_of(
        "云浦县2026年政府工作报告\n一、2025年工作回顾\n"
        "全县上下坚决落实省委、省政府决策部署，按照县委2026年工作安排，新造渔船30艘，渔港建设全面提速，渔民收入稳步增加。\n"
    )
    assert [one[2] for one in found.values()] == ["actual"] * 3


def test_line_breaks_that_are_written_out_are_line_breaks() -> None:
    found = sections_of(
        r"各位代表：\r\n一、过去五年工作回顾\r\n\r\n新造渔船30艘。\r\n二、2026年工作安排\r\n新造渔船40艘。"
    )
    assert found["新造渔船30艘。"] == (2021, 2025, "actual")
    assert found["新造渔船40艘。"] == (2026, 2026, "target")


def test_a_list_of_headings_within_a_section_does_not_change_its_time() -> None:
    found = sections_of(
        "云浦县2026年政府工作报告\n2025年工作回顾\n一、渔业转型取得新成效\n新造渔船30艘。\n二、以民生实事为重点\n新建学校3所。\n"
        "2026年主要工作\n一、突出重点\n新造渔船40艘。\n二、渔港建设取得新进展\n新建渔港4座。\n三、推动“十五五”良好开局\n改造渔港5座。\n"
    )
    assert found["新造渔船30艘。"] == found["新建学校3所。"] == (2025, 2025, "actual")
    assert found["新造渔船40艘。"] == found["新建渔港4座。"] == found["改造渔港5座。"] == (2026, 2026, "target")


def test_headings_without_numbers_and_with_words_for_years_set_them() -> None:
    headings = {
        "上年工作总结": (2025, 2025, "actual"),
        "一、过去一年主要工作": (2025, 2025, "actual"),
        "本届政府工作回顾": (2021, 2025, "actual"),
        "一、向海而兴、不平凡的五年": (2021, 2025, "actual"),
        "第一部分 2025年主要工作": (2025, 2025, "actual"),
        "一、2025年主要工作回顾": (2025, 2025, "actual"),
        "二、对今年政府工作的建议": (2026, 2026, "target"),
        "今后五年奋斗目标": (2026, 2030, "target"),
        "“十五五”时期发展思路": (2026, 2030, "target"),
        "二、“十五五”时期主要任务和二〇三五年远景目标": (2026, 2030, "target"),
        "二、2026年主要任务——开启“十五五”新局": (2026, 2026, "target"),
        "2026年重点任务": (2026, 2026, "target"),
    }
    for heading, expected in headings.items():
        found = sections_of(f"云浦县2026年政府工作报告\n{heading}\n新造渔船30艘。\n")
        assert found["新造渔船30艘。"] == expected, heading


def test_a_plan_that_ends_this_year_does_not_make_its_last_year_a_review() -> None:
    found = sections_of("云浦县2025年政府工作报告\n二、2025年主要任务——决胜“十四五”\n新造渔船30艘。\n")
    assert found["新造渔船30艘。"] == (2025, 2025, "target")


def test_five_years_and_one_in_turn_are_each_reviewed_and_planned() -> None:
    found = sections_of(
        "云浦县2026年政府工作报告\n一、“十四五”时期发展回顾\n建港3座。\n二、“十五五”时期主要目标\n建港5座。\n"
        "三、2025年工作回顾\n建港1座。\n四、2026年工作安排\n建港2座。\n"
    )
    assert [found[f"建港{count}座。"] for count in (3, 5, 1, 2)] == [
        (2021, 2025, "actual"),
        (2026, 2030, "target"),
        (2025, 2025, "actual"),
        (2026, 2026, "target"),
    ]


def test_a_communique_is_about_its_year_throughout() -> None:
    found = sections_of(
        "云浦县2025年国民经济和社会发展统计公报\n云浦县统计局\n\n2025年，渔业增长5%。\n"
        "图1　2021—2025年渔船数\n二、重点行业\n“十四五”期间，新造渔船30艘。\n三、人口\n出生300人。\n"
    )
    assert set(found.values()) == {(2025, 2025, "actual")}


def test_a_budget_is_carried_out_in_one_year_and_drafted_for_the_next() -> None:
    found = sections_of(
        "关于云浦县2025年预算执行情况和2026年预算草案的报告\n——2025年12月27日在云浦县人民代表大会会议上\n"
        "一、2025年预算执行情况\n收入8亿元。\n二、2026年预算草案\n收入9亿元。\n"
    )
    assert found["收入8亿元。"] == (2025, 2025, "actual")
    assert found["收入9亿元。"] == (2026, 2026, "target")


def test_the_year_a_report_reviews_is_told_by_its_heading_where_its_title_is_another() -> None:
    for title in ("云浦县2024年政府工作报告", "（2021年12月28日在云浦县人民代表大会会议上）"):
        found = sections_of(f"{title}\n一、2021年工作回顾\n新造渔船30艘。\n二、2022年工作安排\n新造渔船40艘。\n")
        assert found["新造渔船30艘。"] == (2021, 2021, "actual"), title
        assert found["新造渔船40艘。"] == (2022, 2022, "target"), title


def test_a_report_that_names_no_year_takes_that_of_its_name_and_a_plan_without_any_is_planned() -> None:
    text = "一、过去五年工作回顾\n建港3座。\n二、今后五年主要任务\n到2030年，建港5座。\n建港6座。\n"
    named = sections_of(text, "2026年云浦县政府工作报告")
    assert named["建港3座。"] == (2021, 2025, "actual")
    assert named["建港6座。"] == (2026, 2030, "target")
    proposals = find_figures(Report("示例", "二、今后工作安排\n建港5座。\n"), load_lexicon())
    assert [(one.figure.status, one.figure.period) for one in proposals] == [("target", None)]


def test_the_year_of_the_twentieth_century_is_a_year() -> None:
    found = sections_of(
        "政府工作报告\n（一九九九年一月二十七日）\n一、1998年工作的回顾\n建港3座。\n二、“九五”后期的任务\n建港4座。\n"
    )
    assert found["建港3座。"] == (1998, 1998, "actual")
    assert found["建港4座。"][2] == "target"


def test_a_section_turned_by_a_plan_does_not_turn_back_by_the_marks_of_its_items() -> None:
    found = sections_of(
        "云浦县2026年政府工作报告\n一、“十四五”时期和2025年工作回顾\n——渔业。建港3座。\n"
        "2026年，我们要抓好以下工作。\n（一）渔业。\n建港4座。\n"
    )
    assert found["建港4座。"] == (2026, 2026, "target")


def test_the_years_in_a_chart_title_or_a_note_turn_nothing() -> None:
    found = sections_of(
        "云浦县2026年政府工作报告\n一、2025年工作回顾\n2021—2025年渔船数\n建港3座。\n〔3〕今后五年行动：指渔港改造。\n建港4座。\n"
    )
    assert found["建港3座。"] == found["建港4座。"] == (2025, 2025, "actual")


def test_behind_a_review_a_heading_without_a_time_plans_five_years_where_a_later_one_plans_the_year() -> None:
    text = "云浦县2026年政府工作报告\n一、过去五年工作回顾\n建港3座。\n二、开创渔业新局面\n建港5座。\n"
    assert sections_of(text)["建港5座。"] == (2026, 2026, "target")
    found = sections_of(text + "三、2026年重点工作\n建港1座。\n")
    assert (found["建港5座。"], found["建港1座。"]) == ((2026, 2030, "target"), (2026, 2026, "target"))
    yearly = text.replace("过去五年", "2025年") + "三、2026年重点工作\n建港1座。\n"
    assert sections_of(yearly)["建港5座。"] == (2026, 2026, "target")
