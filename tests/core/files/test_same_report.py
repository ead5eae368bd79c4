"""A report saved as Word, PDF, web page, web archive and text in every encoding has the same figures."""

from collections.abc import Callable
from pathlib import Path

import pytest

from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures
from core.files.load import load
from core.files.reading_client import ReadingClient
from core.jobs.read_files import ProcessReader, reports_in
from core.model.figure import Figure
from core.model.report import Report
from tests.core.files.making import docx, page, pdf, web_archive

Make = Callable[[str, str], bytes]

FILES: dict[str, Make] = {
    "a.docx": docx,
    "a.pdf": lambda text, _: pdf(text),
    "unindented.pdf": lambda text, _: pdf(text, indent=0),
    "small.pdf": lambda text, _: pdf(text, size=11, columns=40),
    "a.html": lambda text, title: page(text.partition("\n")[2], title),
    "b.htm": lambda text, title: page(text.partition("\n")[2], title, "utf-8", "utf-8"),
    "a.mht": lambda text, title: web_archive(page(text.partition("\n")[2], title), "gb2312"),
    "gbk.txt": lambda text, _: text.encode("gbk"),
    "utf16.txt": lambda text, _: text.encode("utf-16"),
    "bare_utf16.txt": lambda text, _: text.encode("utf-16-be"),
    "bom.txt": lambda text, _: text.encode("utf-8-sig"),
}


def said(report: Report) -> list[tuple[object, ...]]:
    """Return what the figures of a report say, in order, wherever they stand."""
    return [_attributes(one.figure) for one in find_figures(report, load_lexicon())]


def _attributes(figure: Figure) -> tuple[object, ...]:
    return figure.kind, figure.value, figure.unit, figure.bound, figure.indicator, figure.status, figure.period


@pytest.mark.parametrize("name", FILES)
def test_the_figures_are_those_of_the_text(name: str, tmp_path: Path, sample: Path, qapp: object) -> None:
    report = load(sample)
    title = report.text.partition("\n")[0]
    path = tmp_path / name
    path.write_bytes(FILES[name](report.text, title))
    with ReadingClient() as guard:
        (read,) = reports_in([path], ProcessReader(1, guard))
    assert isinstance(read, Report)
    assert said(read) == said(report)
    lines = [line.strip() for line in read.text.split("\n") if line.strip()]
    assert lines[0] == title
    assert not [line for line in lines if "首页" in line or "备案号" in line or line.startswith("— ")]


def test_what_a_page_says_of_itself_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(page("全区地区生产总值达312.6亿元。", "云汀区2026年政府工作报告"))
    about = load(path).about
    assert (about.title, about.date, about.source) == ("云汀区2026年政府工作报告", "2026-01-19", "云汀日报")
