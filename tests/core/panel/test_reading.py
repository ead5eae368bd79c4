"""What a report says is read once: what is kept is what would be read, and nothing damaged or stale is taken."""

import zlib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from core.model.decision import new_step
from core.panel.reading import COLUMN, pack, read_store, unpack
from core.store import Store
from tests.core.panel.reports import confirm_all, make_store, report

NORTH = report("河北省", 2021, "全省地区生产总值达3.6万亿元，增长3.9%。", "地区生产总值增长6.5%左右。")
SOUTH = report("湖南省", 2021, "地区生产总值增长3.8%。", "地区生产总值增长7%以上。")


def seen(store: Store, annotator: str | None = None) -> list[tuple[str, str, int | None, int | None, list[list[str]]]]:
    """Return all that the reports of a store say."""
    names = [name for name in COLUMN if not name.endswith(("start", "end"))]
    return [
        (
            one.title,
            one.region,
            one.year,
            one.undecided,
            [[one.text(name, row) for name in names] for row in range(len(one))],
        )
        for one in read_store(store, annotator)
    ]


def test_what_is_kept_is_what_would_be_read(tmp_path: Path) -> None:
    with make_store(tmp_path / "a.biaoshu", NORTH, SOUTH) as store:
        first = seen(store)
        assert len(store.kept.readings("")) == 2
        assert seen(store) == first
        store.kept.keep_readings("", [(one.digest, "0" * 64, b"") for one in (NORTH, SOUTH)])
        assert seen(store) == first


def test_a_decision_is_read_at_once_and_for_its_annotator(tmp_path: Path) -> None:
    with make_store(tmp_path / "a.biaoshu", NORTH, SOUTH) as store:
        before = seen(store)
        assert before[0][3] == 3
        confirm_all(store, NORTH)
        after = seen(store)
        assert after[0][3] == 0
        assert after[1] == before[1]
        other = store.annotator("王强")
        assert seen(store, other) == before
        found = next(iter(store.kept.proposals(NORTH.digest, store.kept.numbers()[NORTH.digest][0]) or ()))
        store.append([new_step(other, NORTH.digest).reject(found.figure.span, found)])
        # what two say otherwise holds for nobody
        assert seen(store)[0][3] == 1
        assert len(seen(store, other)[0][4]) == 2


def test_a_newer_version_and_a_removed_report_are_read_as_such(tmp_path: Path) -> None:
    with make_store(tmp_path / "a.biaoshu", NORTH, SOUTH) as store:
        step = new_step(store.annotator("李敏"), SOUTH.digest)
        store.append([step.file("removed", "1")])
        assert [one[0] for one in seen(store)] == [NORTH.name]
    with make_store(tmp_path / "b.biaoshu", NORTH, SOUTH) as store:
        step = new_step(store.annotator("李敏"), SOUTH.digest)
        store.append([step.file("version_of", NORTH.digest)])
        assert [one[0] for one in seen(store)] == [SOUTH.name]


@given(st.binary(max_size=200), st.booleans())
def test_what_is_damaged_is_read_anew(data: bytes, packs: bool) -> None:
    entry = object()
    assert unpack(entry, zlib.compress(data) if packs else data) is None  # type: ignore[arg-type]


def test_what_is_packed_is_unpacked(tmp_path: Path) -> None:
    with make_store(tmp_path / "a.biaoshu", NORTH) as store:
        (one,) = read_store(store)
        (entry,) = store.reports()
        again = unpack(entry, pack(one))
        assert again is not None
        assert [list(column) for column in again.columns] == [list(column) for column in one.columns]
        assert list(again.texts) == list(one.texts)
