"""What the store counts by SQL is what the model reads from its log: whatever was decided, undone, redone, merged."""

import shutil
import tempfile
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.model.decision import Decision, Remark, new_step
from core.model.figure import Span
from core.model.filing import filing
from core.model.report import Report
from core.model.standing import last_standing
from core.store import Store
from core.store.check import check
from core.store.merge import last_merge, merge, take_back_merge
from tests.core.making import REPORT, TEXT, figure

REPORTS = (REPORT, Report("别处", TEXT + "完。"))
WORDS = ("3.5%", "两家")
KINDS = ("growth", "level", "ratio")
ANNOTATORS = {"a" * 32: "李敏", "b" * 32: "王强"}


class Act(NamedTuple):
    """What is done in one of two copies of a store, by whom, at which report; `number` chooses on what, or which undo.

    An undo takes back the step so many places back in the report's log, whoever's it is and undos too.
    """

    what: str
    copy: int
    annotator: int
    report: int
    number: int


ACTS = st.lists(
    st.builds(
        Act,
        st.sampled_from(["confirm", "reject", "add", "remark", "file", *3 * ["undo"]]),
        *(st.integers(0, 1) for _ in range(3)),
        st.integers(0, 5),
    ),
    max_size=25,
)


def rows_of(act: Act, log: list[Decision]) -> list[Decision]:
    """Return the rows that an act writes on a report with such a log."""
    step = new_step(list(ANNOTATORS)[act.annotator], REPORTS[act.report].digest)
    said = figure(WORDS[act.number % 2], kind=KINDS[act.number % 3])
    match act.what:
        case "confirm":
            # a step of two rows is taken back whole
            return [step.confirm(figure(words).span, said, None) for words in WORDS]
        case "reject":
            return [step.reject(said.span, None)]
        case "add":
            return [step.add(said)]
        case "remark":
            return [step.remark(said.span, Remark("再看"))]
        case "file":
            return [step.file(("name", "done", "removed")[act.number % 3], str(act.number // 3 or ""))]
    return [step.undo(log[-1 - act.number].step)] if len(log) > act.number else []


def holding(store: Store) -> dict[tuple[str, str, Span], Decision]:
    """Read what holds from the logs of all reports, as the model does."""
    return {
        (report.digest, *about): row
        for report in REPORTS
        for about, row in last_standing(
            store.log(report.digest),
            lambda row: (row.annotator, row.target) if row.target is not None and row.remark is None else None,
        ).items()
    }


def the_sql_says_what_the_model_says(store: Store) -> None:
    held = holding(store)
    counts = Counter((report, annotator) for report, annotator, _ in held)
    for _ in range(2):
        # counted at first, then as it was kept
        assert store.decided() == dict(counts)
    for report in REPORTS:
        assert store.decided(report.digest) == {key: n for key, n in counts.items() if key[0] == report.digest}
    kinds = Counter(row.figure.kind for row in held.values() if row.figure is not None)
    assert store.label_uses() == kinds
    assert dict(store.sayings(["kind"])) == {(kind,): times for kind, times in kinds.items()}
    assert {entry.digest: entry.filing for entry in store.reports()} == {
        report.digest: filing(store.log(report.digest)) for report in REPORTS
    }


def the_copies_agree_when_merged(acts: list[Act], folder: Path) -> None:
    first = folder / "first.biaoshu"
    with Store.open(first) as store:
        for report in REPORTS:
            store.add_report(report)
        for identity, name in ANNOTATORS.items():
            store.annotator(name, identity)
    second = Path(shutil.copy(first, folder / "second.biaoshu"))
    for number, path in enumerate((first, second)):
        with Store.open(path) as store:
            for act in acts:
                if act.copy == number:
                    store.append(rows_of(act, store.log(REPORTS[act.report].digest)))
            the_sql_says_what_the_model_says(store)
    with Store.open(first) as store:
        merge(store, [second])
        the_sql_says_what_the_model_says(store)
        for act in acts[:5]:
            store.append(rows_of(act, store.log(REPORTS[act.report].digest)))
        the_sql_says_what_the_model_says(store)
    assert check(first).faults == []
    with Store.open(first) as store:
        if last_merge(store) is not None:
            take_back_merge(store)
        the_sql_says_what_the_model_says(store)


@given(ACTS)
# a redo that is undone by its own step, not by the first one's: four deep
@example([Act("reject", 0, 0, 0, 0), *3 * [Act("undo", 0, 0, 0, 0)]])
@example([Act("reject", 0, 0, 0, 0), *4 * [Act("undo", 0, 0, 0, 0)]])
# one annotator decides otherwise at the same tick in both copies
@example([Act("add", 0, 0, 0, 0), Act("add", 1, 0, 0, 2)])
@example([Act("add", 1, 0, 0, 0), Act("add", 0, 0, 0, 2)])
# one annotator takes back what another decided
@example([Act("add", 0, 0, 0, 0), Act("undo", 0, 1, 0, 0)])
@settings(max_examples=40, deadline=None)
def test_what_is_counted_is_what_stands(acts: list[Act]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        the_copies_agree_when_merged(acts, Path(folder))
