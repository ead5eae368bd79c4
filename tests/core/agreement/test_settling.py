"""A disputed passage is settled by naming every decision in it, and opens again when somebody decides otherwise."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from core.agreement.passages import Passage, passages
from core.agreement.readings import ReportReadings, readings_of
from core.agreement.settling import agreed, seal, settle, settled
from core.model.decision import Decision, new_step
from core.model.figure import Figure, Span
from tests.core.agreement.reading import ALL, COMPANIES, GDP, GROWTH, NAMES, RATIO, decisions, log_of, logs, text
from tests.core.making import REPORT, figure

LI, WANG, ZHAO = NAMES
CORRECTED = replace(GROWTH, kind="ratio")
RANK = figure("第一", kind="rank")


def disputed(rows: list[Decision]) -> list[Passage]:
    return [passage for passage in passages(log_of(rows)) if passage.disputed]


def holding(rows: list[Decision]) -> list[Figure]:
    outcomes, _ = settled(log_of(rows))
    return [outcome.figure for outcome in outcomes if outcome.decision.verdict != "reject"]


def test_what_differs_in_any_attribute_is_disputed() -> None:
    (passage,) = disputed(decisions(LI, *ALL) + decisions(WANG, GDP, (GROWTH, CORRECTED), RATIO, COMPANIES))
    assert text(passage.span) == "3.5%"
    assert [(version.annotators, version.figures) for version in passage.versions] == [
        ((LI,), (GROWTH,)),
        ((WANG,), (CORRECTED,)),
    ]


def test_those_who_read_alike_are_one_version() -> None:
    rows = decisions(LI, GROWTH) + decisions(WANG, (GROWTH, None)) + decisions(ZHAO, GROWTH)
    (passage,) = disputed(rows)
    assert [version.annotators for version in passage.versions] == [(LI, ZHAO), (WANG,)]
    assert passage.versions[1].figures == ()


def test_readers_come_in_the_order_asked_for_each_once() -> None:
    rows = decisions(LI, GROWTH) + decisions(WANG, GROWTH) + decisions(ZHAO, GROWTH)
    log = readings_of(rows, [WANG, LI, WANG, "nobody"])
    assert [reader.annotator for reader in log.readers] == [WANG, LI, ZHAO]
    assert [passage.disputed for passage in passages(log)] == [False]


def test_what_one_has_not_decided_is_not_disputed() -> None:
    assert not disputed(decisions(LI, *ALL) + decisions(WANG, GDP))


def test_what_one_added_and_another_passed_over_is_disputed() -> None:
    (passage,) = disputed(decisions(LI, GDP, added=(RANK,)) + decisions(WANG, GDP))
    assert [(version.annotators, version.figures) for version in passage.versions] == [((LI,), (RANK,)), ((WANG,), ())]
    assert passage.versions[1].decisions == ()


def test_spans_that_meet_are_one_passage() -> None:
    longer = figure("增长3.5%")
    (passage,) = disputed(decisions(LI, GROWTH) + decisions(WANG, (GROWTH, None), added=(longer,)))
    assert text(passage.span) == "增长3.5%"
    assert passage.targets == (longer.span, GROWTH.span)
    step = new_step(ZHAO, REPORT.digest)
    rows = settle(step, passage, passage.versions[0])
    assert {(row.target, row.verdict) for row in rows} == {(GROWTH.span, "confirm"), (longer.span, "reject")}
    assert {row.step for row in rows} == {step.id}
    assert all(set(row.settles) == {source.id for source in passage.decisions} for row in rows)


def test_a_label_over_a_figure_is_a_passage_of_its_own() -> None:
    label = replace(figure("增长3.5%"), kind="0123456789abcdef0123456789abcdef", value=())
    beside = new_step(LI, REPORT.digest).add(label, Span(label.start, label.end + 1))
    rows = [*decisions(LI, GROWTH), beside, *decisions(WANG, (GROWTH, CORRECTED))]
    assert [(text(passage.span), len(passage.versions)) for passage in disputed(rows)] == [("增长3.5%", 2), ("3.5%", 2)]


def test_a_third_reading_settles_as_well() -> None:
    log = decisions(LI, GROWTH) + decisions(WANG, (GROWTH, None))
    (passage,) = disputed(log)
    third = replace(GROWTH, bound="ge")
    rows = seal(new_step(ZHAO, REPORT.digest), passage, decisions(ZHAO, (GROWTH, third)))
    assert holding(log + rows) == [third]
    assert not settled(log_of(log + rows))[1]


def test_a_settling_opens_again_for_who_decides_otherwise_and_not_for_who_agrees() -> None:
    log = decisions(LI, GROWTH) + decisions(WANG, (GROWTH, CORRECTED))
    (passage,) = disputed(log)
    log += settle(new_step(ZHAO, REPORT.digest), passage, passage.versions[0])
    assert not disputed(log)[0].open
    assert not disputed(log + decisions(WANG, GROWTH) + decisions(ZHAO, (GROWTH, None)))[0].settled
    assert not disputed(log + decisions(ZHAO, GROWTH))[0].open
    assert holding(log + decisions(ZHAO, GROWTH)) == [GROWTH]


def test_of_two_settlings_the_later_one_holds() -> None:
    longer = figure("增长3.5%")
    log = decisions(LI, GROWTH, added=(longer,)) + decisions(WANG, (GROWTH, CORRECTED))
    (passage,) = disputed(log)
    for version in (*passage.versions, passage.versions[0]):
        log += settle(new_step(ZHAO, REPORT.digest), passage, version)
        assert tuple(holding(log)) == version.figures


def test_undoing_a_settling_opens_the_passage() -> None:
    log = decisions(LI, GROWTH) + decisions(WANG, (GROWTH, CORRECTED))
    (passage,) = disputed(log)
    step = new_step(ZHAO, REPORT.digest)
    log += settle(step, passage, passage.versions[1])
    assert holding(log) == [CORRECTED]
    undo = new_step(ZHAO, REPORT.digest)
    assert disputed([*log, undo.undo(step.id)])[0].open
    assert holding([*log, undo.undo(step.id)]) == []
    assert holding([*log, undo.undo(step.id), new_step(ZHAO, REPORT.digest).undo(undo.id)]) == [CORRECTED]


def test_at_least_so_many_must_read_alike() -> None:
    rows = decisions(LI, GDP, GROWTH, RATIO) + decisions(WANG, GDP, (GROWTH, None), (RATIO, None))
    rows += decisions(ZHAO, GDP, GROWTH, (COMPANIES, None))

    def held(least: int) -> list[tuple[Figure, tuple[str, ...]]]:
        return [(one.figure, one.annotators) for one in agreed(log_of(rows), least)]

    assert held(3) == [(GDP, NAMES)]
    assert held(2) == [(GDP, NAMES), (GROWTH, (LI, ZHAO))]
    # two read the ratio, one each way: no version of it is the most read
    assert held(1) == [(GDP, NAMES), (GROWTH, (LI, ZHAO)), (COMPANIES, (ZHAO,))]


# Any log


def joined(log: ReportReadings) -> list[set[str]]:
    """Put decisions together that share a character, two by two until nothing moves."""
    places = []
    for reader in log.readers:
        for row in reader.decided.values():
            assert row.target is not None
            covered = set() if row.verdict == "add" else set(range(*row.target))
            covered |= set(range(*row.figure.span)) if row.figure else set()
            # what lies between where a figure was proposed and where it was put belongs to it
            places.append((set(range(min(covered), max(covered) + 1)), {row.id}))
    moved = True
    while moved:
        moved = False
        for at, (covered, ids) in enumerate(places):
            for other in places[at + 1 :]:
                if covered & other[0]:
                    places[at] = (covered | other[0], ids | other[1])
                    places.remove(other)
                    moved = True
                    break
            if moved:
                break
    return [ids for _, ids in places]


@settings(max_examples=200)
@given(logs())
def test_passages_are_what_hangs_together(rows: list[Decision]) -> None:
    found = passages(log_of(rows))
    expected = joined(log_of(rows))
    assert sorted(sorted(row.id for row in passage.decisions) for passage in found) == sorted(map(sorted, expected))
    spans = [passage.span for passage in found]
    assert spans == sorted(spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


@settings(max_examples=200)
@given(logs(), st.data())
def test_after_a_walk_all_is_settled_as_chosen_and_undo_gives_back_the_rest(
    rows: list[Decision], data: st.DataObject
) -> None:
    chosen: dict[Span, tuple[Figure, ...]] = {}
    log, steps = list(rows), []
    for passage in disputed(rows):
        version = data.draw(st.sampled_from(passage.versions))
        step = new_step("adjudicator", REPORT.digest)
        log += settle(step, passage, version)
        steps.append(step.id)
        chosen[passage.span] = version.figures
    outcomes, still_open = settled(log_of(log))
    assert not still_open
    assert [passage.span for passage in passages(log_of(log))] == [passage.span for passage in passages(log_of(rows))]
    for span, figures in chosen.items():
        inside = [one for one in outcomes if span.start <= one.target.start < span.end]
        held = [one for one in inside if one.decision is not None and one.decision.figure is not None]
        assert tuple(one.figure for one in held) == figures
        assert all(one.decision is not None and one.decision.settles for one in inside)
    log += [new_step("adjudicator", REPORT.digest).undo(step) for step in steps]
    assert settled(log_of(log)) == settled(log_of(rows))


@settings(max_examples=200)
@given(logs(), st.integers(1, 3))
def test_what_is_agreed_is_read_alike_by_so_many(rows: list[Decision], least: int) -> None:
    log = log_of(rows)
    held = {reader.annotator: {row.figure for row in reader.decided.values()} for reader in log.readers}
    outcomes = agreed(log, least)
    for outcome in outcomes:
        assert len(outcome.annotators) >= least
        if outcome.decision.verdict != "reject":
            assert all(outcome.figure in held[name] for name in outcome.annotators)
    assert agreed(log, 4) == []
    assert {one.target for one in agreed(log, least + 1)} <= {one.target for one in outcomes}
