"""A pasted text is called by its first line that is the report's, not by what a page has above it."""

import pytest

from core.jobs.import_reports import import_pasted
from core.model.report import Report
from tests.entries import for_each

REPORT = "云汀县2026年政府工作报告\n一、2025年工作回顾\n新增企业30家，增长4.5%。\n"
ABOVE = [
    "",
    "首页 > 政务公开 > 政府工作报告\n",
    "\n  首页 > 政务公开 > 政府工作报告\n发布时间：2026-01-20 09:30　浏览次数：1,024 次　字号：[大 中 小]　打印\n",
    "当前位置：首页 > 信息公开 > 规划计划\n\n",
]


def name_of(text: str) -> str:
    outcome = import_pasted(text, lambda report: True, (), lambda digest: "")
    return outcome.name


@for_each("above", ABOVE)
def test_a_pasted_report_is_called_by_its_own_first_line(above: str) -> None:
    assert name_of(above + REPORT) == "云汀县2026年政府工作报告"


@pytest.mark.parametrize("text", ["云汀县的报告\n新增企业30家。", "  云汀县的报告\n" + REPORT])
def test_any_first_line_of_a_text_names_it(text: str) -> None:
    assert name_of(text) == "云汀县的报告"


def test_a_text_of_nothing_but_a_page_keeps_its_first_line() -> None:
    seen: list[Report] = []
    import_pasted("首页 > 政务公开 > 政府工作报告\n", lambda report: not seen.append(report), (), lambda digest: "")
    assert seen[0].name == "首页 > 政务公开 > 政府工作报告"
