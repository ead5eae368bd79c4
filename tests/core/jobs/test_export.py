"""An export holds a few reports at a time in every format, and is whole or not there."""

import gc
import io
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from core.formats.exported import Exported
from core.formats.registry import FORMATS
from core.jobs.engines import ProcessExecutor
from core.jobs.export import ExportRequest, export, save
from core.jobs.progress import finish
from core.jobs.selection import Selection
from core.model.decision import new_step
from core.model.figure import Proposal
from core.model.reason import Reason, Reasons, Span, _given
from core.model.report import Report
from core.store import Store
from tests.core.making import REPORT, exported, figure

FEW, MANY = 8, 32
FILLER = "这一段文字只占地方，里面一个数也没有。" * 40 + "\n"


def made(number: int) -> Iterator[Exported]:
    """Make reports with sixty figures each, none of which is there before it is asked for."""
    for at in range(number):
        report = Report(f"{at}号", f"{REPORT.text}{FILLER}{at}")
        rows = [replace(row, report=report.name, digest=report.digest) for row in exported() for _ in range(20)]
        yield Exported(report, "李敏", tuple(replace(row, figure=replace(row.figure)) for row in rows))


@contextmanager
def counted_memory() -> Iterator[None]:
    """Count what is allocated.

    Garbage in cycles is collected often, so that what is counted does not hang on what ran before.
    """
    thresholds = gc.get_threshold()
    gc.collect()
    gc.set_threshold(50)
    tracemalloc.start()
    try:
        yield
    finally:
        tracemalloc.stop()
        gc.set_threshold(*thresholds)


def most_held(number: int, place: Path, form: str) -> int:
    """Return how many bytes were held at most while so many reports were written."""
    with counted_memory():
        save(made(number), place, form)
        return tracemalloc.get_traced_memory()[1]


@pytest.mark.parametrize("form", FORMATS)
def test_four_times_the_figures_take_no_more_memory(tmp_path: Path, form: str) -> None:
    # the bounded caches of what cells and regions are written as are filled before anything is counted
    save(made(MANY), tmp_path / "first", form)
    few, many = (most_held(number, tmp_path / str(number), form) for number in (FEW, MANY))
    assert many <= 1.2 * few, f"{few:,} and {many:,} bytes"
    assert (tmp_path / str(MANY)).stat().st_size > 1.5 * (tmp_path / str(FEW)).stat().st_size


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store of twelve reports, each so long that it is a piece of its own, with one figure each."""
    with Store.open(tmp_path / "a.biaoshu") as opened:
        me = opened.annotator("李敏")
        for number in range(12):
            report = Report(f"{number}号", f"{REPORT.text}{FILLER * 140}{number}")
            opened.add_report(report)
            opened.append([new_step(me, report.digest).add(figure("3.5%"))])
        yield opened


@pytest.mark.parametrize("split", ["", "report", "50/50"])
def test_a_store_is_exported_a_few_reports_at_a_time(store: Store, tmp_path: Path, split: str) -> None:
    def held(number: int) -> int:
        asked = Selection(reports=frozenset(f"{at}号" for at in range(number)))
        request = ExportRequest("doccano", asked, tmp_path / f"{number}.jsonl", split)
        with counted_memory(), ProcessExecutor(1) as executor:
            assert finish(export(store, request, list(store.annotators().items()), executor)).count == number
            most = tracemalloc.get_traced_memory()[1]
        files = list(tmp_path.glob(f"{number}*.jsonl"))
        assert len(files) == {"": 1, "report": number, "50/50": 2}[split]
        assert sum(file.read_text(encoding="utf-8").count("\n") for file in files) == number
        return most

    held(3)
    assert held(12) <= 1.2 * held(4)


def test_a_report_is_read_once_however_many_annotators_read_it(store: Store, tmp_path: Path) -> None:
    second = store.annotator("王芳")
    for entry in store.reports():
        store.append([new_step(second, entry.digest).add(figure("3.5%"))])
    asked: list[str] = []
    store.file.db.conn.set_trace_callback(asked.append)
    with ProcessExecutor(1) as executor:
        request = ExportRequest("csv", Selection(), tmp_path / "out.csv")
        assert finish(export(store, request, list(store.annotators().items()), executor)).count == 24
    assert sum(", text FROM report" in statement for statement in asked) == 12


@pytest.mark.parametrize("split", ["", "report", "50/50"])
def test_an_export_that_is_broken_off_leaves_what_was_there(store: Store, tmp_path: Path, split: str) -> None:
    (tmp_path / "out.csv").write_text("before")
    there = sorted(tmp_path.iterdir())
    for steps in (1, 3, 7, 12):
        with ProcessExecutor(1) as executor:
            request = ExportRequest("csv", Selection(), tmp_path / "out.csv", split)
            job = export(store, request, list(store.annotators().items()), executor)
            for _ in range(steps):
                next(job)
            job.close()
        assert sorted(tmp_path.iterdir()) == there
    assert (tmp_path / "out.csv").read_text() == "before"


def test_an_export_of_small_reports_can_be_stopped_between_any_few_of_them(tmp_path: Path) -> None:
    with Store.open(tmp_path / "small.biaoshu") as small, ProcessExecutor(1) as executor:
        for number in range(40):
            small.add_report(Report(f"{number}号", f"新建公园{number}个。"))
        job = export(small, ExportRequest("csv", Selection(), tmp_path / "out.csv"), [None], executor)
        told = [progress.done for progress in job]
    assert told[-1] == 40
    assert max(after - before for before, after in pairwise([0, *told])) <= 8


def test_nothing_goes_to_a_stream_before_all_is_written(store: Store) -> None:
    with io.StringIO(newline="") as stream, ProcessExecutor(1) as executor:
        job = export(store, ExportRequest("csv", Selection(), None, stream=stream), [None], executor)
        for _ in range(5):
            next(job)
        assert stream.getvalue() == ""
        job.close()
        assert stream.getvalue() == ""
        job = export(
            store,
            ExportRequest("csv", Selection(), None, stream=stream),
            list(store.annotators().items()),
            executor,
        )
        assert finish(job).count == 12
        assert stream.getvalue().count("\r\n") == 13


@pytest.mark.parametrize("form", ["csv", "xlsx", "label-studio", "brat"])
def test_a_format_that_does_not_write_reasons_does_not_read_them(tmp_path: Path, form: str) -> None:
    """They are checked with their row; reading them took a third of an export."""
    shown = figure("3.5%")
    reasons: Reasons = {"kind": (Reason("kind.moved_share", (Span(0, 2),)),), "value": (Reason("value.number"),)}
    with Store.open(tmp_path / "a.biaoshu") as store:
        me = store.annotator("李敏")
        store.add_report(REPORT)
        proposed = Proposal(shown, 0.9, reasons=reasons)
        store.append([new_step(me, REPORT.digest).confirm(shown.span, shown, proposed)])
        (read,) = store.log(REPORT.digest)
        _given.cache_clear()
        with ProcessExecutor(1) as executor:
            request = ExportRequest(form, Selection(), tmp_path / "out")
            assert finish(export(store, request, [(me, "李敏")], executor)).count == 1
        assert _given.cache_info().misses == 0
        assert read.proposed is not None
        assert dict(read.proposed.reasons)["kind"] == reasons["kind"]
        assert _given.cache_info().misses == 2
