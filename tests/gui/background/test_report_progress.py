"""The shelf sorts, filters and leads on; pure."""

from pathlib import Path

from core.detection.region_and_year import attribute
from core.model.filing import Filing
from core.model.report import Report
from core.store import ReportEntry, Store
from gui.background.report_progress import ReportProgress, arrange, guessed, next_undone, row_of
from gui.session.detection import expect_region_and_year

ME = "a" * 32


def row(name: str, filing: Filing | None = None, *, decided: int = 0, found: int | None = 10) -> ReportProgress:
    digest = name.ljust(64, "0")
    entry = ReportEntry(digest, name, 100, "2026-01-09T08:00:00.000+00:00", filing=filing or Filing())
    return guessed(row_of(entry, ME, {(digest, ME): decided}, lambda _: found))


ROWS = [
    row("云汀区2024", decided=3),
    row("澄江县2026", Filing(done=frozenset({ME})), decided=10),
    row("澄江县2023", Filing(archived=True)),
    row("说明", Filing(region="白沙县", year="2025"), found=None),
    row("废稿", Filing(removed=True, archived=True)),
    row("澄江县2025", Filing(done=frozenset({"b" * 32}), name="草案")),
]


def titles(rows: list[ReportProgress]) -> list[str]:
    return [one.title for one in rows]


def test_what_is_filed_holds_before_what_is_guessed() -> None:
    assert [(one.region, one.year) for one in ROWS[:4]] == [
        ("云汀区", "2024"),
        ("澄江县", "2026"),
        ("澄江县", "2023"),
        ("白沙县", "2025"),
    ]
    assert (ROWS[5].region, ROWS[5].year) == ("澄江县", "2025")
    named = row("说明", Filing(name="云汀区2022"))
    assert (named.region, named.year) == ("云汀区", "2022")


def test_each_sort_of_report_is_listed_by_itself() -> None:
    assert titles(arrange(ROWS, "current", "added")) == ["云汀区2024", "澄江县2026", "说明", "草案"]
    assert titles(arrange(ROWS, "undone", "added")) == ["云汀区2024", "说明", "草案"]
    assert titles(arrange(ROWS, "done", "added")) == ["澄江县2026"]
    assert titles(arrange(ROWS, "archived", "added")) == ["澄江县2023"]
    assert titles(arrange(ROWS, "removed", "added")) == ["废稿"]


def test_rows_are_sorted_by_each_key() -> None:
    assert titles(arrange(ROWS, "current", "year")) == ["澄江县2026", "说明", "草案", "云汀区2024"]
    assert titles(arrange(ROWS, "current", "region")) == ["云汀区2024", "草案", "澄江县2026", "说明"]
    assert titles(arrange(ROWS, "current", "progress")) == ["说明", "草案", "云汀区2024", "澄江县2026"]
    assert titles(arrange(ROWS, "current", "name")) == sorted(["云汀区2024", "澄江县2026", "说明", "草案"])


def test_words_are_looked_for_in_title_region_and_year() -> None:
    assert titles(arrange(ROWS, "current", "added", "白沙 2025")) == ["说明"]
    assert titles(arrange(ROWS, "current", "added", "澄江 2024")) == []


def test_progress_is_said_and_never_more_than_all() -> None:
    assert [one.progress for one in ROWS[:4]] == ["3/10", "10/10", "0/10", ""]
    assert row("x", decided=12).progress == "10/10"
    assert row("x", decided=12, found=None).progress == "12/?"
    assert [one.share for one in ROWS[:2]] == [0.3, 1.0]
    assert [row("x", Filing(done=frozenset({ME})), found=None).share, row("x", decided=3, found=None).share] == [
        1.0,
        0.0,
    ]
    assert row("x", found=0).share == 1.0


def test_the_next_one_not_done_goes_round_the_end() -> None:
    listed = arrange(ROWS, "current", "added")
    assert next_undone(listed, ROWS[0].digest) == ROWS[3].digest
    assert next_undone(listed, ROWS[5].digest) == ROWS[0].digest
    assert next_undone(listed, None) == ROWS[0].digest
    assert next_undone(listed[1:2], ROWS[1].digest) is None
    assert next_undone(listed[:1], ROWS[0].digest) is None


def test_what_came_in_is_not_guessed_again_where_it_is_listed(tmp_path: Path) -> None:
    text = "云汀县2027年政府工作报告\n\n" + "全县新建公园𠮷园等3个。" * 200
    report = Report("无题", text)
    with Store.open(tmp_path / "a.biaoshu") as store:
        store.add_report(report)
        expect_region_and_year(report)
        attribute("", "", "")
        before = attribute.cache_info().misses
        (entry,) = store.reports()
        listed = guessed(row_of(entry, ME, {}, lambda _: None))
    assert (listed.region, listed.year) == ("云汀县", "2027")
    assert attribute.cache_info().misses == before
