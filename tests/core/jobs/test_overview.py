"""The overview of a store's reports: counted the same from what is kept as anew, also beside a window, by a process."""

import json
import subprocess
import sys
from pathlib import Path

from core.jobs.counting_process import BATCH
from core.jobs.executor import Answer, BrokenOff, ReadyAnswer
from core.jobs.overview import overviews
from core.model.decision import new_step
from core.model.figure import Proposal
from core.model.overview import Overview, overview_from_record
from core.model.report import Report
from core.review.review import Review
from core.store import Store
from tests.core.jobs.test_stats import Counting
from tests.core.making import figure

ROOT = Path(__file__).parents[3]
TEXT = "云汀区2026年政府工作报告\n\n2025年，地区生产总值增长5.4%，新建公园8个。登记号数 4471。\n"
REPORT = Report("云汀区", TEXT)


def found_in(store: Store) -> list[Proposal]:
    answer = Counting().find(store.report(REPORT.digest)).result()
    assert not isinstance(answer, BrokenOff)
    return answer


def one_of(store: Store, annotator: str, executor: Counting | None = None) -> Overview:
    (overview,) = overviews(store, annotator, executor or Counting())
    return overview


def test_each_act_is_in_the_overview(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a") as store:
        store.add_report(REPORT)
        me, other = store.annotator("李敏"), store.annotator("王强")
        assert one_of(store, me) == Overview(REPORT.digest, 2, 0, 1, 0)
        first, _ = found_in(store)
        row = new_step(me, REPORT.digest).confirm(first.figure.span, first.figure, first)
        store.append([row])
        assert one_of(store, me) == Overview(REPORT.digest, 2, 1, 1, 0, me, row.at)
        at = TEXT.index("4471")
        added = new_step(me, REPORT.digest).add(figure(start=at, end=at + 4))
        store.append([added])
        assert one_of(store, me) == Overview(REPORT.digest, 3, 2, 0, 0, me, added.at), "the numeral is read now"
        step = new_step(other, REPORT.digest)
        store.append([step.reject(first.figure.span, first)])
        mine, his = one_of(store, me), one_of(store, other)
        # who read the report and did not add what another one added saw no figure there
        assert (mine.disputed, his.disputed, his.decided, his.unread) == (2, 2, 1, 1)
        assert mine.last_by == other
        store.append([new_step(other, REPORT.digest).undo(step.id)])
        assert one_of(store, me).disputed == 0, "nobody else has decided"
        assert one_of(store, "").decided == 0


def test_what_is_kept_is_not_counted_again(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a") as store:
        store.add_report(REPORT)
        store.add_report(Report("临湖区", TEXT.replace("云汀", "临湖")))
        me = store.annotator("李敏")
        executor = Counting()
        before = [*overviews(store, me, executor)]
        assert executor.asked == ["云汀区", "临湖区"]
        assert [*overviews(store, me, executor)] == before
        assert executor.asked == ["云汀区", "临湖区"]
        first = found_in(store)[0]
        store.append([new_step(me, REPORT.digest).confirm(first.figure.span, first.figure, first)])
        after = {one.digest: one for one in overviews(store, me, executor)}
        assert after[REPORT.digest].decided == 1
        assert executor.asked == ["云汀区", "临湖区"], "its figures are known, only the log is read anew"
        review = Review(found_in(store), store.log(REPORT.digest, me))
        assert after[REPORT.digest].found == len(review.figures)


def test_a_report_whose_figures_are_not_found_is_left_out(tmp_path: Path) -> None:
    class Broken(Counting):
        def find(self, report: Report) -> Answer[list[Proposal] | BrokenOff]:
            return ReadyAnswer(BrokenOff("a fault")) if report.name == "云汀区" else super().find(report)

    with Store.open(tmp_path / "a") as store:
        store.add_report(REPORT)
        store.add_report(Report("临湖区", TEXT.replace("云汀", "临湖")))
        assert [one.found for one in overviews(store, "", Broken())] == [2]


def ask(store: Store, annotator: str) -> list[dict[str, object]]:
    """Ask the counting process about a store that is open here; return the lines of its answer."""
    request = json.dumps({"id": 7, "store": str(store.path), "annotator": annotator}).encode() + b"\n"
    process = [sys.executable, str(ROOT / "main.py"), "count"]
    ended = subprocess.run(process, input=request, stdout=subprocess.PIPE, check=True)
    lines = [json.loads(line) for line in ended.stdout.splitlines()]
    assert {line["id"] for line in lines} == {7}
    return lines


def test_the_process_counts_beside_the_open_store_and_hands_on_what_may_be_kept(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.biaoshu") as store:
        for number in range(3):
            store.add_report(Report(f"云汀区{number}", TEXT.replace("公园8个", f"公园{number + 3}个")))
        me = store.annotator("李敏")
        *lines, last = ask(store, me)
        assert last == {"id": 7, "done": True}
        counted = [overview_from_record(one) for line in lines for one in line["overviews"]]  # type: ignore[attr-defined]
        assert [(one.found, one.unread) for one in counted] == [(2, 1)] * 3
        assert not store.kept.numbers(), "it writes nothing itself"
        for line in lines:
            store.kept.keep_records(line["rows"])  # type: ignore[arg-type]
        executor = Counting()
        assert [*overviews(store, me, executor)] == counted
        assert executor.asked == []
        (line, last) = ask(store, me)
        assert [overview_from_record(one) for one in line["overviews"]] == counted  # type: ignore[attr-defined]
        assert line["rows"] == []
        assert len(counted) <= BATCH


def test_a_store_that_is_gone_is_answered_with_an_error(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.biaoshu") as store:
        request = json.dumps({"id": 1, "store": str(tmp_path / "none.biaoshu"), "annotator": ""}).encode() + b"\n"
        process = [sys.executable, str(ROOT / "main.py"), "count"]
        ended = subprocess.run(process, input=request, stdout=subprocess.PIPE, check=True)
        (answer,) = map(json.loads, ended.stdout.splitlines())
        assert "error" in answer
        assert store.is_in_place
