"""The jobs of stores tell how far they are, and a merge that is cancelled leaves the store as it was."""

from pathlib import Path

from core.jobs.merge_and_check import check, merge
from core.jobs.progress import finish
from core.model.decision import new_step
from core.model.report import Report
from core.store import Store
from tests.core.making import REPORT, figure


def store_of(path: Path, report: Report) -> Path:
    """Make a store with a report and a decision."""
    with Store.open(path) as store:
        store.add_report(report)
        store.append([new_step(store.annotator("李敏"), report.digest).add(figure("3.5%"))])
    return path


def test_a_merge_is_told_store_by_store_and_a_cancelled_one_brings_nothing(tmp_path: Path) -> None:
    others = [store_of(tmp_path / f"{name}.biaoshu", Report(name, REPORT.text + name)) for name in "乙丙"]
    with Store.open(store_of(tmp_path / "甲.biaoshu", REPORT)) as store:
        job = merge(store, others)
        seen = [next(job), next(job)]
        assert [(one.done, one.of, one.what) for one in seen] == [(0, 2, "乙.biaoshu"), (1, 2, "丙.biaoshu")]
        job.close()
        assert len(list(store.reports())) == 1
        assert store.lengths().total() == 1
        assert finish(merge(store, others)).came.total() == 2
        assert len(list(store.reports())) == 3


def test_a_check_is_told_sitting_by_sitting(tmp_path: Path) -> None:
    job = check(store_of(tmp_path / "甲.biaoshu", REPORT))
    progress = next(job)
    assert (progress.done, progress.of) == (0, 1)
    assert finish(job).faults == []
