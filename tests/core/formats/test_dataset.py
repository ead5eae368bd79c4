"""A dataset is written whole, or the old file stays."""

import io
import os
from pathlib import Path

import pytest

from core.formats.exported import Exported
from core.formats.registry import FORMATS
from core.jobs.export import save, write
from core.jobs.gather import records
from core.model.decision import new_step
from core.model.errors import ExchangeError
from core.review.review import Review
from tests.core.child import posix
from tests.core.making import REPORT, exported, figure


def parts(times: int = 1) -> list[Exported]:
    return [Exported(REPORT, "李敏", tuple(exported()))] * times


def as_bytes(form: str, made: list[Exported]) -> bytes:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding="utf-8", newline="")
    write(made, file, form)
    file.flush()
    return raw.getvalue()


@pytest.mark.parametrize("form", FORMATS)
def test_a_saved_file_holds_exactly_what_was_written(tmp_path: Path, form: str) -> None:
    place = tmp_path / "数据"
    made = parts()
    save(made, place, form)
    assert place.read_bytes() == as_bytes(form, made)
    assert [file.name for file in tmp_path.iterdir()] == ["数据"]


def test_a_failed_export_keeps_the_old_file(tmp_path: Path) -> None:
    place = tmp_path / "old.csv"
    place.write_text("old")
    broken = Review([], [new_step("a", "r").add(figure("3.5%", start=3, end=999))])
    with pytest.raises(ExchangeError, match="lies outside"):
        save((Exported(REPORT, "李敏", tuple(records(REPORT, broken, "李敏"))) for _ in "x"), place, "csv")
    assert place.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["old.csv"]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match="could not be written"):
        save(parts(), tmp_path / "none" / "x.csv", "csv")
    with pytest.raises(ExchangeError, match="could not be written"):
        save(parts(), tmp_path, "csv")
    assert not list(tmp_path.iterdir())


@posix
def test_a_full_disk_keeps_the_old_file(tmp_path: Path) -> None:
    import resource
    import signal

    place = tmp_path / "old.jsonl"
    place.write_text("old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, before[1]))
        with pytest.raises(ExchangeError, match="could not be written"):
            save(parts(50), place, "jsonl")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert place.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["old.jsonl"]


@posix
def test_a_link_is_followed_and_the_mask_of_the_user_holds(tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    mask = os.umask(0o027)
    try:
        save(parts(), tmp_path / "link.csv", "csv")
    finally:
        os.umask(mask)
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").stat().st_mode & 0o777 == 0o640


def test_a_store_is_not_written_over(tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match="is the name of a store"):
        save(parts(), tmp_path / "a.BIAOSHU", "csv")
