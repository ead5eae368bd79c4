"""The draw of questions writes each with its sentences, and a table without any."""

from pathlib import Path

import pytest

from core.model.report import Report
from tests.core.panel.reports import make_store
from tools.draw_questions import ROOT, main

REPORTS = [
    Report("云汀市2018年政府工作报告", "2017年，地区生产总值达到3.6万亿元。三次产业结构为12:44:50。"),
    Report("云汀市2023年政府工作报告", "地区生产总值从2017年的3.06万亿元增加到2022年的4.2万亿元。"),
]


def test_each_question_is_drawn_with_its_sentences_and_kept_without(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with make_store(tmp_path / "a.biaoshu", *REPORTS):
        pass
    output = tmp_path / "drawn.md"
    assert main([str(tmp_path / "a.biaoshu"), str(output)]) == 0
    written = output.read_text(encoding="utf-8")
    assert "2017年，地区生产总值达到【3.6万亿元】。" in written
    assert "【12:44:50】" in written
    table = (tmp_path / "drawn.md.tsv").read_text(encoding="utf-8")
    assert [line.split("\t")[0] for line in table.splitlines()] == ["rule", "said_otherwise", "composition"]
    assert "亿" not in table
    at = REPORTS[0].text.index("3.6万亿元")
    assert f"{REPORTS[0].digest[:16]}:{at}-{at + 6} " in table
    assert "2 in 2 reports; at most 1 a report in 95 of 100" in capsys.readouterr().out
    first = written
    assert main([str(tmp_path / "a.biaoshu"), str(output)]) == 0
    assert output.read_text(encoding="utf-8") == first


def test_nothing_is_written_into_the_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "a.biaoshu"), str(ROOT / "drawn.md")]) == 1
    assert "outside the project" in capsys.readouterr().err
    assert not (ROOT / "drawn.md").exists()
