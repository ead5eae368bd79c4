"""The count and the preview of an export are what the export writes."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from core.formats.exported import HOLDING, LEFT_OUT
from core.formats.record import STATES_OF
from core.formats.registry import FORMATS
from core.jobs.engines import ProcessExecutor
from core.jobs.export import ExportRequest, export
from core.jobs.export_preview import LONGEST, ExportCount, count_figures, preview, values_of
from core.jobs.gather import Annotator
from core.jobs.progress import finish
from core.jobs.selection import Selection
from core.model.decision import new_step
from core.model.label import new_label
from core.model.report import Report
from core.review.review import Review, confirm, reject
from core.store import Store
from tests.core.making import PROPOSALS, TEXT, figure


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Three reports, two annotators: confirmed, corrected, rejected, undone, added and labelled figures."""
    with Store.open(tmp_path / "a.biaoshu") as opened:
        label, merged = new_label("回顾", "", "label1", ""), new_label("旧", "", "label2", "")
        li, wang = opened.annotator("李敏"), opened.annotator("王强")
        opened.append([new_step(li).label(label), new_step(li).label(merged)])
        for number, name in enumerate(("甲县", "乙县", "丙县")):
            report = Report(name, f"{TEXT}{number}\n")
            opened.add_report(report)
            shown = Review(PROPOSALS).figures
            step, undone = new_step(li, report.digest), new_step(li, report.digest)
            opened.append(
                [confirm(step, shown[0], figure("617.4亿元", kind="level", status="target")), reject(step, shown[2])]
            )
            opened.append([confirm(undone, shown[1])])
            if number:
                opened.append([new_step(li, report.digest).undo(undone.id)])
            other = new_step(wang, report.digest)
            marked = figure("工作回顾", kind=merged.id, value=(), unit="", indicator="", period=None)
            opened.append([other.add(marked), confirm(other, shown[1]), other.file("region", "江苏省南京市鼓楼区")])
        opened.append([new_step(li).label(replace(merged, merged_into=label.id))])
        yield opened


SELECTIONS = [
    {},
    {"kinds": frozenset({"回顾"})},
    {"kinds": frozenset({"level", "growth"}), "annotators": frozenset({"李敏"})},
    {"indicators": frozenset({"*生产总值"})},
    {"periods": frozenset({"2021/2025"})},
    {"periods": frozenset({"2024"})},
    {"statuses": frozenset({"target"})},
    {"regions": frozenset({"南京市"})},
    {"regions": frozenset({"苏州市"})},
    {"reports": frozenset({"乙县"})},
    {"settled": True},
    {"team": 0},
    {"team": 2},
]


def annotators(store: Store, selection: Selection) -> list[Annotator | None]:
    named = selection.annotators
    return [one for one in store.annotators().items() if named is None or one[1] in named]


@pytest.mark.parametrize(
    ("asked", "states"),
    list(product(SELECTIONS, (HOLDING, STATES_OF["decided"], STATES_OF["all"], frozenset({"added"})))),
)
def test_the_count_is_what_is_written(store: Store, asked: dict[str, object], states: frozenset[str]) -> None:
    selection = Selection(states=states, **asked)  # type: ignore[arg-type]
    whose = annotators(store, selection)
    with ProcessExecutor(1) as executor, io.StringIO(newline="") as stream:
        written = finish(export(store, ExportRequest("csv", selection, None, stream=stream), whose, executor))
        rows = list(csv.DictReader(io.StringIO(stream.getvalue()[1:], newline="")))
        counted = finish(count_figures(store, selection, whose, executor))
    assert counted == ExportCount(written.count, len({row["digest"] for row in rows}))
    assert len(rows) == written.count


def test_a_count_stops_where_it_is_closed(store: Store) -> None:
    for number in range(17):
        store.add_report(Report(f"{number}号", f"{TEXT}{number}号\n"))
    with ProcessExecutor(1) as executor:
        job = count_figures(store, Selection(), annotators(store, Selection()), executor)
        step = next(job)
        job.close()
    assert (step.done, step.of) == (7, 20)


def test_what_figures_can_be_chosen_by_is_what_is_confirmed_and_filed(store: Store) -> None:
    values = values_of(store)
    assert values == values_of(store, store.reports())
    counts = [*values.indicators.values()]
    assert counts == sorted(counts, reverse=True)
    region = "江苏省 / 南京市 / 鼓楼区"
    assert values.regions == {"江苏省": 3, "江苏省 / 南京市": 3, region: 3}
    with ProcessExecutor(1) as executor:

        def count(**asked: frozenset[str]) -> int:
            selection = Selection(**asked)  # type: ignore[arg-type]
            return finish(count_figures(store, selection, annotators(store, selection), executor)).figures

        assert all(count(indicators=frozenset({name})) == number for name, number in values.indicators.items())
        assert count(periods=frozenset({f"{values.years[0]}/{values.years[-1]}"})) > 0
        assert count(regions=frozenset({"南京市"})) == count() > 0


@pytest.mark.parametrize("form", FORMATS)
def test_a_preview_has_the_first_figures_in_the_format(store: Store, form: str) -> None:
    with ProcessExecutor(1) as executor:
        whose = annotators(store, Selection())
        job = preview(store, Selection(), whose, executor, form, number=3, language="en")
        done = []
        try:
            while True:
                done.append(next(job))
        except StopIteration as end:
            made = end.value
    # one for the report that has them, one for the writing
    assert len(done) == 2
    assert made.heads[:2] == ["Report", "Region"]
    assert [row[0] for row in made.rows] == ["甲县"] * 3
    assert all(len(text) <= LONGEST for text in made.files.values())
    assert (made.files == {}) == (form == "xlsx")
    assert {note.sentence for note in made.notes} <= set(FORMATS[form].losses)


def test_what_is_lost_is_told_only_where_something_is(store: Store) -> None:
    with ProcessExecutor(1) as executor:
        for states, lost in ((HOLDING, []), (STATES_OF["decided"], [LEFT_OUT])):
            selection = Selection(states=states)
            made = finish(preview(store, selection, annotators(store, selection), executor, "inception"))
            assert [note.sentence for note in made.notes] == lost


def test_numbers_are_shown_as_excel_shows_them(store: Store) -> None:
    with ProcessExecutor(1) as executor:
        made = finish(preview(store, Selection(), annotators(store, Selection()), executor, "xlsx", 2))
    at = made.heads.index("数值")
    assert [(row[at], row[made.heads.index("单位")]) for row in made.rows] == [("3.5%", "%"), ("3.5%", "%")]
