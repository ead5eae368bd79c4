"""The label scheme: names and keys are nobody else's, what is in use stays, merging is read and not written."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from core.cli import verbs
from core.model.decision import Decision, new_step
from core.model.label import Label, LabelError, label_from_record, label_to_record, new_label
from core.model.standing import standing_labels
from core.review.label_scheme import Scheme
from core.store import Store
from tests.core.making import REPORT, figure

POLICY = new_label("政策举措", "Policy", "red", "p")
SLOGAN = new_label("目标口号", "", "sky", "")
MEASURE = new_label("工作举措", "Measure", "plum", "m")


@pytest.fixture
def scheme() -> Scheme:
    return Scheme([POLICY, SLOGAN, MEASURE])


def added(kind: str) -> Decision:
    return new_step("a", "r").add(figure(kind=kind, value=()))


def test_the_last_version_of_a_label_holds_in_its_first_place(scheme: Scheme) -> None:
    renamed = replace(POLICY, chinese="政策")
    later = Scheme([POLICY, SLOGAN, renamed])
    assert [label.chinese for label in later.labels] == ["政策", "目标口号"]
    assert scheme.get("none") is None


@pytest.mark.parametrize(
    "label",
    [
        new_label("政策举措", "", "red", ""),
        new_label("新的", "Policy", "red", ""),
        new_label("新的", "level", "red", ""),
        new_label("rank", "", "red", ""),
        new_label("Measure", "", "red", ""),
        new_label(" ", "", "red", ""),
        new_label("长" * 31, "", "red", ""),
        new_label("新的", "N" * 31, "red", ""),
        new_label("新的", "", "red", "m"),
        new_label("新的", "", "red", "1"),
    ],
)
def test_another_ones_name_or_key_is_refused(scheme: Scheme, label: Label) -> None:
    with pytest.raises(LabelError):
        scheme.checked(label)


def test_a_label_may_keep_its_own_name_and_key(scheme: Scheme) -> None:
    changed = replace(POLICY, english="Policies")
    assert scheme.checked(changed) == changed
    assert scheme.checked(new_label("新的", "", "red", "9")).key == "9"


def test_a_label_in_use_is_not_retired(scheme: Scheme) -> None:
    with pytest.raises(LabelError, match="政策举措 is on 3 figures"):
        scheme.retired(POLICY, 3)
    later = Scheme([*scheme.labels, scheme.retired(POLICY, 0)])
    assert [label.chinese for label in later.live] == ["目标口号", "工作举措"]
    # its name and key are free again, and then it cannot come back as it was
    taken = Scheme([*later.labels, later.checked(new_label("政策举措", "", "red", "p"))])
    with pytest.raises(LabelError, match="named 政策举措"):
        taken.restored(later.labels[0])
    freed = Scheme([*later.labels, later.checked(new_label("别的", "", "red", "p"))])
    assert freed.restored(later.labels[0]) == replace(POLICY, key="")


def test_what_is_merged_reads_as_the_other_and_can_be_taken_back(scheme: Scheme) -> None:
    log = [added(POLICY.id), added("level"), added(MEASURE.id)]
    merged = Scheme([*scheme.labels, scheme.merged(POLICY, MEASURE)])
    read = merged.through(log)
    assert [row.figure.kind for row in read if row.figure] == [MEASURE.id, "level", MEASURE.id]
    assert [replace(row, figure=None) for row in read] == [replace(row, figure=None) for row in log]
    assert merged.exported(POLICY.id) == "Measure"
    back = Scheme([*merged.labels, merged.restored(merged.labels[0])])
    assert back.through(log) == log
    assert back.labels[0] == POLICY


def test_a_label_is_merged_into_another_live_one_only(scheme: Scheme) -> None:
    with pytest.raises(LabelError):
        scheme.merged(POLICY, POLICY)
    merged = Scheme([*scheme.labels, scheme.merged(POLICY, MEASURE)])
    gone = merged.labels[0]
    for label, into in ((SLOGAN, gone), (gone, SLOGAN)):
        with pytest.raises(LabelError):
            merged.merged(label, into)


@settings(max_examples=80)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=8))
def test_merges_in_any_order_end_and_lead_to_a_label_that_is_merged_no_further(merges: list[tuple[int, int]]) -> None:
    labels = [Label(f"{number:032x}", f"标签{number}", "", "red", "") for number in range(5)]
    scheme = Scheme(labels)
    for one, other in merges:
        label, into = scheme.labels[one], scheme.labels[other]
        if label.is_live and into.is_live and one != other:
            scheme = Scheme([*scheme.labels, scheme.merged(label, into)])
    live = {label.id for label in scheme.live}
    assert live
    assert all(scheme.reading(label.id) in live for label in labels)


def test_a_circle_of_merges_from_a_damaged_store_ends() -> None:
    scheme = Scheme([replace(POLICY, merged_into=MEASURE.id), replace(MEASURE, merged_into=POLICY.id)])
    assert scheme.reading(POLICY.id) in (POLICY.id, MEASURE.id)


def test_a_label_leaves_by_its_english_name_or_else_the_chinese_one(scheme: Scheme) -> None:
    assert [scheme.exported(kind) for kind in (POLICY.id, SLOGAN.id, "level")] == ["Policy", "目标口号", "level"]


def test_a_version_is_read_back_from_its_record() -> None:
    assert label_from_record(label_to_record(replace(POLICY, retired=True))) == replace(POLICY, retired=True)


def test_the_verb_stats_counts_labels_by_their_names(tmp_path: Path) -> None:
    path = tmp_path / "a.biaoshu"
    with Store.open(path) as store:
        store.add_report(REPORT)
        step = new_step(store.annotator("李敏"), REPORT.digest)
        for label in (POLICY, SLOGAN, replace(POLICY, merged_into=MEASURE.id), MEASURE):
            store.append([new_step(step.annotator).label(label)])
        store.append([step.add(figure("第一", kind=POLICY.id, value=()))])
    outcome = CliRunner().invoke(verbs, ["stats", str(path)])
    assert outcome.exception is None
    heads, row = (line.split("\t") for line in outcome.output.splitlines())
    counts = dict(zip(heads, row, strict=True))
    assert (counts["Measure"], counts["目标口号"]) == ("1/1", "0/0")
    assert "Policy" not in counts


def test_a_label_whose_every_version_is_taken_back_is_not_live_but_keeps_its_name() -> None:
    first, second = new_step("a"), new_step("b")
    renamed = replace(POLICY, english="Measure")
    rows = [first.label(POLICY), second.label(renamed, POLICY), new_step("a").undo(first.id)]
    assert Scheme(standing_labels(rows)).live == [renamed], "another annotator's version stands"
    rows.append(undone := new_step("b").undo(second.id))
    scheme = Scheme(standing_labels(rows))
    assert (scheme.live, scheme.exported(POLICY.id)) == ([], "Measure")
    assert scheme.restored(scheme.labels[0]) == renamed
    assert scheme.checked(new_label("政策举措", "Measure", "red", "p")), "its name and key are free"
    assert Scheme(standing_labels([*rows, new_step("b").undo(undone.step)])).live == [renamed]
