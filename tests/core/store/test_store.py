"""A store keeps reports and decisions exactly, and is what it says it is."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from core.model.decision import Decision, Remark, new_step
from core.model.errors import StoreError
from core.model.figure import Proposal, Reason, Span
from core.model.report import Note, Report
from core.store import APPLICATION_ID, SCHEMA_VERSION, Store
from tests.core.making import REPORT, figure, proposal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "标数 #1%.biaoshu"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path, clock=lambda: datetime(2026, 1, 1, tzinfo=UTC)) as opened:
        yield opened


def some_rows(store: Store) -> list[Decision]:
    """Write one row of each verdict, one act each."""
    store.add_report(REPORT)
    annotator = store.annotator("李敏")
    exact = figure("617.4亿元", value=(Decimal("0.1"), Decimal("12345678901234567890.123456789")), period=None)
    sure = Proposal(exact, 1 / 3, "规则", {"kind": (Reason("kind.share", (Span(3, 5), Span(7, 9))),)})
    acts = [new_step(annotator, REPORT.digest) for _ in range(5)]
    rows = [
        acts[0].confirm(exact.span, exact, sure),
        acts[1].reject(figure("3.5%").span, proposal("3.5%"), "date"),
        acts[2].add(figure("第一", kind="rank")),
        acts[3].undo(acts[2].id),
        acts[4].remark(figure("3.5%").span, Remark("问一问 𠮷", flagged=True)),
    ]
    store.append(rows)
    return rows


def ask(store: Store, sql: str) -> object:
    return next(store.file.db.query(sql)).popitem()[1]


def test_a_report_is_kept_once_and_whole(store: Store) -> None:
    noted = Report("𠮷川区", "增长\x003.5%\n", "gb18030", (Note("{number} 字", 1), Note("{number} 处", 2)))
    assert store.add_report(noted)
    assert not store.add_report(Report("another name", noted.text))
    assert store.report(noted.digest) == noted
    entry = store.reports()[0]
    assert (entry.name, entry.length, entry.added_at) == ("𠮷川区", 8, "2026-01-01T00:00:00.000+00:00")


def test_reports_come_in_the_order_they_were_added(store: Store) -> None:
    for name in ("丙", "甲", "乙"):
        store.add_report(Report(name, name))
    assert [entry.name for entry in store.reports()] == ["丙", "甲", "乙"]


def test_a_list_taken_up_again_says_what_a_new_one_does(store: Store) -> None:
    first, second = Report("甲", "甲"), Report("乙", "乙")
    store.add_report(first)
    before = store.reports()
    store.add_report(second)
    step = new_step(store.annotator("李敏"), first.digest)
    store.append([step.file("name", "丙")])
    after = store.reports(before)
    assert after == store.reports()
    assert [entry.title for entry in after] == ["丙", "乙"]
    store.append([new_step(store.annotator("李敏"), first.digest).undo(step.id)])
    assert store.reports(after) == store.reports()
    assert store.reports(after)[1] is after[1]


def test_a_report_that_is_not_there_is_said_so(store: Store) -> None:
    with pytest.raises(StoreError, match="The report 00 is not in"):
        store.report("00")


def test_an_annotator_keeps_an_id(store: Store) -> None:
    first, second = store.annotator("李敏"), store.annotator("王强")
    assert store.annotator(" 李敏 ") == first != second
    assert store.annotators() == {first: "李敏", second: "王强"}
    with pytest.raises(StoreError, match="needs a name"):
        store.annotator(" ")


def test_decisions_come_back_as_they_were_written(store: Store, path: Path) -> None:
    rows = some_rows(store)
    store.close()
    with Store.open(path) as again:
        log = again.log(REPORT.digest)
        assert log == rows
        assert log[0].proposed.reasons == rows[0].proposed.reasons
        assert str(log[0].figure.value[1]) == "12345678901234567890.123456789"


def test_a_log_is_of_one_report_and_one_annotator(store: Store) -> None:
    rows = some_rows(store)
    other = Report("另", f"{REPORT.text}另一份")
    store.add_report(other)
    wang = store.annotator("王强")
    elsewhere = new_step(wang, other.digest).add(figure("3.5%"))
    his = new_step(wang, REPORT.digest).add(figure("3.5%"))
    store.append([elsewhere, his])
    assert store.log(other.digest) == [elsewhere]
    assert store.log(REPORT.digest, wang) == [his]
    assert store.log(REPORT.digest, rows[0].annotator) == rows
    assert store.log(REPORT.digest) == [*rows, his]


def test_sayings_are_of_what_holds(store: Store) -> None:
    """Corrected, rejected and undone ones are left out; what was redone is there again; annotators count each."""
    store.add_report(REPORT)
    acts = [new_step(store.annotator(name), REPORT.digest) for name in ("李敏", "李敏", "李敏", "李敏", "李敏", "王强")]
    first, other, place = figure("3.5%"), figure("617.4亿元", indicator="总值", unit="元", period=None), figure("第一")
    undo = acts[3].undo(acts[2].id)
    store.append([acts[0].confirm(first.span, figure("3.5%", indicator="错"), None)])
    store.append([acts[1].confirm(first.span, first, None), acts[1].add(place)])
    store.append([acts[2].confirm(other.span, other, None), acts[2].reject(place.span, None)])
    store.append([undo])
    told = ("indicator", "unit", "period", "area")
    assert sorted(store.sayings(told)) == [(("地区生产总值", "%", "2025", ""), 2)]
    store.append([acts[4].undo(undo.step), acts[5].confirm(first.span, first, None)])
    store.append([new_step(acts[0].annotator, REPORT.digest).remark(first.span, Remark("?"))])
    assert sorted(store.sayings(told)) == [(("地区生产总值", "%", "2025", ""), 2), (("总值", "元", "", ""), 1)]


def test_an_act_is_written_whole_or_not_at_all(store: Store) -> None:
    rows = some_rows(store)
    fresh = new_step(rows[0].annotator, REPORT.digest)
    many = [fresh.add(figure("两家")) for _ in range(350)]
    with pytest.raises(StoreError, match="Nothing was changed"):
        store.append([*many, rows[0]])
    assert store.log(REPORT.digest) == rows
    store.append([fresh.add(figure("两家"))])
    assert len(store.log(REPORT.digest)) == len(rows) + 1


@pytest.mark.parametrize("unknown", ["report", "annotator"])
def test_a_decision_names_a_report_and_an_annotator_of_the_store(store: Store, unknown: str) -> None:
    rows = some_rows(store)
    known = {"annotator": rows[0].annotator, "report": REPORT.digest}
    with pytest.raises(StoreError, match="FOREIGN KEY"):
        store.append([new_step(**known | {unknown: "0" * 64}).add(figure())])


@pytest.mark.parametrize("table", ["decision", "report"])
@pytest.mark.parametrize("sql", ["UPDATE {} SET rowid = rowid", "DELETE FROM {}"])
def test_what_is_written_is_never_changed(store: Store, table: str, sql: str) -> None:
    some_rows(store)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        store.file.db.execute(sql.format(table))


def test_a_decision_is_not_replaced_either(store: Store) -> None:
    some_rows(store)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        store.file.db.execute("INSERT OR REPLACE INTO decision SELECT * FROM decision")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("verdict", "maybe"),
        ("verdict", "undo"),
        ("step", ""),
        ("start", -1),
        ("start", None),
        ("end", 0),
        ("figure", None),
        ("undoes", "x"),
        ("start", "a word"),
        ("reason", "date"),
        ("note", ""),
        ("flagged", 0),
    ],
)
def test_a_row_outside_the_vocabulary_is_refused(store: Store, column: str, value: object) -> None:
    some_rows(store)
    row = next(store.file.db.query("SELECT * FROM decision WHERE verdict = 'confirm'"))
    good = row | {"row": None, "seq": 99, "id": "good"}
    with pytest.raises(sqlite3.IntegrityError, match=r"CHECK|cannot store"):
        store.file.db.table("decision").insert(good | {column: value})
    store.file.db.table("decision").insert(good)


@pytest.mark.parametrize(
    ("verdict", "column", "value"),
    [
        ("reject", "reason", "whim"),
        ("remark", "flagged", 2),
        ("remark", "flagged", None),
        ("remark", "note", None),
        ("remark", "start", None),
        ("remark", "figure", "{}"),
        ("remark", "reason", "date"),
    ],
)
def test_a_reason_or_a_remark_outside_its_place_is_refused(
    store: Store, verdict: str, column: str, value: object
) -> None:
    some_rows(store)
    row = next(store.file.db.query("SELECT * FROM decision WHERE verdict = ?", [verdict]))
    good = row | {"row": None, "seq": 99, "id": "good"}
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        store.file.db.table("decision").insert(good | {column: value})
    store.file.db.table("decision").insert(good)


def test_the_file_says_what_it_is_and_how_it_is_kept(store: Store) -> None:
    settings = {
        "application_id": APPLICATION_ID,
        "user_version": SCHEMA_VERSION,
        "journal_mode": "wal",
        "synchronous": 2,
        "locking_mode": "exclusive",
        "foreign_keys": 1,
        "trusted_schema": 0,
    }
    assert {name: ask(store, f"PRAGMA {name}") for name in settings} == settings
    for table in ("report", "annotator", "decision"):
        assert store.file.db.table(table).strict


def test_nothing_lies_beside_a_closed_store(store: Store, path: Path) -> None:
    some_rows(store)
    store.close()
    store.close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_decision_costs_few_milliseconds_among_many(store: Store) -> None:
    """Rows read back in order also where there are many, and one more is one insert."""
    store.add_report(REPORT)
    annotator = store.annotator("李敏")
    rows = [new_step(annotator, REPORT.digest).add(figure()) for _ in range(5_000)]
    store.append(rows)
    store.append([last := new_step(annotator, REPORT.digest).undo(rows[-1].step)])
    assert store.log(REPORT.digest, annotator) == [*rows, last]
