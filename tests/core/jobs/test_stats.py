"""How far reports are decided: told the same from what is kept as from what is found, and never from what is stale."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from core.detection.inputs import DetectionInputs
from core.jobs.engines import ProcessExecutor
from core.jobs.executor import Answer, BrokenOff, Executor, ReadyAnswer
from core.jobs.export import ExportRequest, export
from core.jobs.kept import kept_number, kept_proposals
from core.jobs.selection import Selection
from core.jobs.stats import counts_of
from core.jobs.store_proposals import proposals_for, proposals_for_each
from core.model.decision import State, new_step
from core.model.figure import Proposal, Span
from core.model.label import new_label
from core.model.report import Report
from core.review.label_scheme import Scheme
from core.review.review import Review
from core.store import Store
from core.store.kept import KeptProgress
from tests.core.making import PROPOSALS, REPORT, figure

STORES = Path(__file__).parents[1] / "store" / "stores"


class Counting:
    """An executor that finds in this process and counts how often it is asked."""

    ahead = 0

    def __init__(self) -> None:
        self.asked: list[str] = []
        self._executor: Executor = ProcessExecutor(1).__enter__()

    def find(self, report: Report) -> Answer[list[Proposal] | BrokenOff]:
        """Find the proposals of a report."""
        self.asked.append(report.name)
        return self._executor.find(report)

    def run(self, work):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
        """Do nothing of the kind."""
        raise NotImplementedError


def counted(store: Store, executor: Counting) -> list[tuple[str, Mapping[str, object]]]:
    """Return how far each report is decided, as `counts_of` tells it."""
    found = []
    for entry, counts in counts_of(store, executor):
        assert not isinstance(counts, BrokenOff)
        found.append((entry.digest, counts))
    return found


def anew(store: Store) -> list[tuple[str, Mapping[str, object]]]:
    """Return the same, with every figure found and every decision read."""
    scheme = Scheme(store.labels())
    found = []
    for entry in store.reports():
        answer = ProcessExecutor(1).__enter__().find(store.report(entry.digest)).result()
        assert not isinstance(answer, BrokenOff)
        of: dict[str, dict[str, tuple[int, int]]] = {}
        for one in store.annotators() or [""]:
            kinds: dict[str, tuple[int, int]] = {}
            for shown in Review(answer, scheme.through(store.log(entry.digest, one))).figures:
                decided, total = kinds.get(shown.figure.kind, (0, 0))
                kinds[shown.figure.kind] = (decided + (shown.state != "undecided"), total + 1)
            of[one] = kinds
        found.append((entry.digest, of))
    return found


@pytest.mark.parametrize("name", [path.stem for path in sorted(STORES.glob("*.biaoshu"))])
def test_what_is_counted_from_what_is_kept_is_what_is_counted_anew(name: str, tmp_path: Path) -> None:
    path = Path(shutil.copy(STORES / f"{name}.biaoshu", tmp_path))
    with Store.open(path, create=False) as store:
        first, second = Counting(), Counting()
        assert counted(store, first) == anew(store) == counted(store, second)
        assert second.asked == []


def test_every_act_is_counted(tmp_path: Path) -> None:
    """After each decision, undo, label, merge of labels and name nothing is told that is not so any more."""
    with Store.open(tmp_path / "a") as store:
        executor = Counting()
        assert counted(store, executor) == []
        store.add_report(REPORT)
        assert counted(store, executor) == anew(store), "nobody has decided"
        me = store.annotator("李敏")
        old, new = new_label("旧", "", "", ""), new_label("新", "", "", "")
        step = new_step(me, REPORT.digest)
        acts = [
            [new_step(me).label(old)],
            [new_step(me).label(new)],
            [step.confirm(PROPOSALS[0].figure.span, PROPOSALS[0].figure, PROPOSALS[0])],
            [new_step(me, REPORT.digest).add(figure("第一", kind=old.id))],
            [new_step(me, REPORT.digest).undo(step.id)],
        ]
        for rows in acts:
            store.append(rows)
            assert counted(store, executor) == anew(store)
        merged = Scheme(store.labels()).merged(old, new)
        store.append([new_step(me).label(merged, old)])
        assert counted(store, executor) == anew(store)
        store.annotator("王强")
        assert counted(store, executor) == anew(store)
        assert executor.asked == [REPORT.name], "its figures were found once"


def test_what_another_detector_found_is_found_anew(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a") as store:
        store.add_report(REPORT)
        store.annotator("李敏")
        stale = DetectionInputs(REPORT.digest, REPORT.name, "an earlier one").key()
        store.kept.keep_proposals(REPORT.digest, stale, PROPOSALS[:1])
        store.kept.keep_progress(REPORT.digest, store.annotator("李敏"), KeptProgress(stale, {"level": (1, 1)}))
        assert kept_proposals(store, REPORT) is None
        assert kept_number(store, REPORT) is None
        executor = Counting()
        assert counted(store, executor) == anew(store)
        assert executor.asked == [REPORT.name]
        assert stale not in {inputs for inputs, _ in store.kept.numbers().values()}, "the stale one is gone"
        found = proposals_for(store, REPORT.digest, Counting()).result()
        assert found == kept_proposals(store, REPORT) != PROPOSALS[:1]


def test_what_broke_off_is_not_kept(tmp_path: Path) -> None:
    class Broken(Counting):
        def find(self, report: Report) -> Answer[list[Proposal] | BrokenOff]:
            return ReadyAnswer(BrokenOff("a fault"))

    with Store.open(tmp_path / "a") as store:
        store.add_report(REPORT)
        assert [counts for _, counts in counts_of(store, Broken())] == [BrokenOff("a fault")]
        assert store.kept.numbers() == {}


def test_each_annotator_is_counted_by_figures_read_with_own_corrections(tmp_path: Path) -> None:
    """Two correct the heading otherwise: figures are found once for each, and once for those who correct nothing."""
    with Store.open(tmp_path / "a") as store:
        store.add_report(REPORT)
        heading = Span(0, REPORT.text.index("\n"))
        mine, other = store.annotator("李敏"), store.annotator("王强")
        store.annotator("赵宁")
        store.annotator("孙悦")
        store.append([new_step(mine, REPORT.digest).section(heading, "period", "2022")])
        store.append([new_step(other, REPORT.digest).section(heading, "period", "2023")])
        executor = Counting()
        first = counted(store, executor)
        assert len(executor.asked) == 3
        assert counted(store, executor) == first
        assert len(executor.asked) == 3, "all of it is kept"
        store.append([new_step(mine, REPORT.digest).section(heading, "period", "2023")])
        counted(store, executor)
        found = proposals_for_each(store, REPORT.digest, executor, [mine, other, ""]).result()
        periods = {
            who: {one.figure.period for one in proposals if not isinstance(proposals, BrokenOff)}
            for who, proposals in found.items()
        }
        assert "2023" in periods[mine]
        assert periods[mine] == periods[other] != periods[""]
        assert found[mine] is found[other]


@pytest.mark.parametrize("jobs", [1, 2])
def test_undecided_figures_leave_as_their_annotator_reads_them(tmp_path: Path, jobs: int) -> None:
    with Store.open(tmp_path / "a") as store:
        store.add_report(REPORT)
        heading = Span(0, REPORT.text.index("\n"))
        mine, other = store.annotator("李敏"), store.annotator("王强")
        store.append([new_step(mine, REPORT.digest).section(heading, "period", "2022")])
        out = tmp_path / "out.jsonl"
        states: frozenset[State] = frozenset({"undecided"})
        request = ExportRequest("jsonl", Selection(states=states), path=out)
        with ProcessExecutor(jobs) as executor:
            for _ in export(store, request, [(mine, "李敏"), (other, "王强")], executor):
                pass
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    periods = {who: {line["period"] for line in lines if line["annotator"] == who} for who in ("李敏", "王强")}
    assert "2022" in periods["李敏"]
    assert "2022" not in periods["王强"]
