"""One job reads files for the command line and the window: in order, whatever is wrong with one, and can be ended."""

from collections import deque
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.files.report_table import Columns
from core.jobs.import_reports import ImportOutcome, import_reports
from core.jobs.progress import Progress
from core.jobs.read_files import ProcessReader, ReadOutcome, ReportPlace, TableFound, Wanted, read_again, read_files
from core.model.errors import StoreError
from core.model.report import Report
from tests.core.files.making import packed

TEXT = "第{}份报告\n新增企业{}家。\n"


@pytest.fixture(params=[1, 3])
def reader(request: pytest.FixtureRequest) -> Iterator[ProcessReader]:
    with ProcessReader(request.param) as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "报告"
    place.mkdir()
    for number in (1, 2, 4):
        (place / f"{number}.txt").write_text(TEXT.format(number, number + 2), encoding="utf-8")
    (place / "3.txt").write_bytes(b"")
    (place / "5.zip").write_bytes(packed({"甲.txt": TEXT.format(5, 7), "乙.pdf": b"x"}))
    rows = "".join(f'云汀{number},"{TEXT.format(number, number)}"\n' for number in (6, 7))
    (place / "6.csv").write_text(f"title,full_text\n{rows}", encoding="utf-8")
    return place


def outcomes(steps: list[Progress[ReadOutcome | TableFound]]) -> list[str]:
    """Return the name of each report that was read, or of the file with a ! where none was."""
    read = [step.came for step in steps if isinstance(step.came, ReadOutcome)]
    return [one.report.name if one.report is not None else f"{one.name}!" for one in read]


def test_files_are_read_in_order_and_what_cannot_be_is_named_in_its_place(reader: ProcessReader, folder: Path) -> None:
    steps = list(read_files(deque([folder.parent / "gone", folder]), reader))
    assert outcomes(steps) == ["gone!", "1", "2", "3.txt!", "4", "甲", "乙.pdf!", "云汀6", "云汀7"]
    assert (steps[-1].done, steps[-1].of) == (9, 9)
    assert all(step.done <= step.of for step in steps)
    assert [step.done for step in steps] == sorted(step.done for step in steps)


def test_a_table_named_by_itself_is_asked_about_behind_all_reports(reader: ProcessReader, folder: Path) -> None:
    wanted: deque[Wanted] = deque([folder / "6.csv", folder / "1.txt"])
    steps = list(read_files(wanted, reader, asks_for_columns=True))
    assert outcomes(steps) == ["1"]
    found = steps[-1].came
    assert isinstance(found, TableFound)
    assert (found.source.name, found.first.columns) == ("6.csv", ["title", "full_text"])
    assert found.sheets == found.together == [found.first]
    assert found.first.guess is not None
    assert found.first.guess.text == "full_text"
    named = Columns("full_text", ())
    rows = list(read_files(deque([ReportPlace(found.source, 1, named)]), reader))
    assert [one.came.place.at for one in rows if isinstance(one.came, ReadOutcome) and one.came.place] == [1]


def test_what_is_wanted_meanwhile_is_read_too(reader: ProcessReader, folder: Path) -> None:
    wanted: deque[Wanted] = deque([folder / "1.txt"])
    steps = []
    for step in read_files(wanted, reader):
        steps.append(step)
        if len(steps) == 1:
            wanted.append(folder / "2.txt")
    assert outcomes(steps) == ["1", "2"]


def test_a_report_is_read_again_in_another_encoding(reader: ProcessReader, tmp_path: Path) -> None:
    (tmp_path / "旧.txt").write_bytes("全區新增企業3家。\n".encode("big5"))
    (first,) = [step.came for step in read_files(deque([tmp_path / "旧.txt"]), reader) if step.came]
    assert isinstance(first, ReadOutcome)
    assert first.place is not None
    again = read_again(first.place, "gb18030", reader)
    next(again)
    with pytest.raises(StopIteration) as end:
        next(again)
    assert end.value.value.encoding == "gb18030"


def test_what_the_store_refuses_keeps_one_report_out(reader: ProcessReader, folder: Path) -> None:
    came: list[str] = []

    def add(report: Report) -> bool:
        if report.name == "2":
            raise StoreError("The disk is full.")
        if report.name == "4":
            raise ZeroDivisionError
        came.append(report.name)
        return report.name != "1"

    job = import_reports(add, read_files(deque([folder]), reader), tuple, str)
    done = [step.came for step in job if isinstance(step.came, ImportOutcome)]
    assert came == ["1", "甲", "云汀6", "云汀7"]
    assert [one.name for one in done if one.is_refused] == ["2", "3.txt", "4", "乙.pdf"]
    assert [one.name for one in done if not one.is_new] == ["1"]
    assert [bool(one.trace) for one in done if one.is_refused] == [False, False, True, False]


def test_a_job_that_is_closed_keeps_what_came_in(reader: ProcessReader, folder: Path) -> None:
    came: list[Report] = []
    job = import_reports(lambda report: came.append(report) is None, read_files(deque([folder]), reader), tuple, str)
    while len(came) < 2:
        next(job)
    job.close()
    assert [report.name for report in came] == ["1", "2"]
