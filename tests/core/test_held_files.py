"""What another program has open stays as it is, is told in a sentence, and nothing that was written is lost."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from core.files.load import load
from core.held_files import MOMENT_S
from core.model.errors import HeldError, ReportError, StoreError
from core.model.report import Report
from core.output import KeptError, written
from core.store import Store
from core.store.backups import restore
from core.store.copying import back_up, share
from tests.core.holding import NOT_SHARED, held, tried_where_one_may_mount
from tests.core.store.content import content, rows
from tests.warm import warm

windows = pytest.mark.skipif(sys.platform != "win32", reason="only Windows keeps files from being read")


def biaoshu(*words: str | Path) -> subprocess.CompletedProcess[str]:
    program = warm(*map(str, words))
    return subprocess.run(
        program, capture_output=True, stdin=subprocess.DEVNULL, encoding="utf-8", timeout=120, check=False
    )


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "a.biaoshu"
    with Store.open(path) as opened:
        rows(opened, 5)
    return path


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_what_was_written_for_a_held_file_is_kept_and_put_there_later(tmp_path: Path) -> None:
    path = tmp_path / "数据.csv"
    path.write_bytes(b"old")
    with held(path):
        with pytest.raises(KeptError, match="open in another program") as caught, written(path) as file:
            file.write(b"new")
        assert path.read_bytes() == b"old"
        assert names(tmp_path) == ["数据-2.csv", "数据.csv"]
        assert (tmp_path / "数据-2.csv").read_bytes() == b"new"
        assert str(tmp_path / "数据-2.csv") in str(caught.value)
        # still open: nothing changes
        with pytest.raises(KeptError) as again:
            caught.value.put()
        assert names(tmp_path) == ["数据-2.csv", "数据.csv"]
    again.value.put()
    assert names(tmp_path) == ["数据.csv"]
    assert path.read_bytes() == b"new"


def test_what_was_kept_can_go_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "数据.csv"
    path.write_bytes(b"old")
    with held(path):
        with pytest.raises(KeptError) as caught, written(path) as file:
            file.write(b"new")
        caught.value.put(tmp_path / "b.csv")
        assert names(tmp_path) == ["b.csv", "数据.csv"]
        assert (tmp_path / "b.csv").read_bytes() == b"new"


def write_both(folder: Path) -> None:
    with written(folder / "a.train.csv") as one, written(folder / "a.test.csv") as two:
        one.write(b"train")
        two.write(b"test")


def test_of_parts_written_together_none_is_lost_where_one_is_held(tmp_path: Path) -> None:
    for name in ("a.train.csv", "a.test.csv"):
        (tmp_path / name).write_bytes(b"old")
    with held(tmp_path / "a.test.csv"):
        with pytest.raises(KeptError) as caught:
            write_both(tmp_path)
        assert (tmp_path / "a.test-2.csv").read_bytes() == b"test"
        assert (tmp_path / "a.train-2.csv").read_bytes() == b"train"
        assert len(caught.value.kept) == 2
    caught.value.put()
    assert names(tmp_path) == ["a.test.csv", "a.train.csv"]
    assert (tmp_path / "a.train.csv").read_bytes() == b"train"
    assert (tmp_path / "a.test.csv").read_bytes() == b"test"


def test_an_export_into_a_held_file_is_one_sentence_and_kept(store: Path, tmp_path: Path) -> None:
    csv = tmp_path / "figures.csv"
    csv.write_bytes(b"old")
    with held(csv):
        ran = biaoshu("export", store, "--format", "csv", "-o", csv)
        assert ran.returncode == 1
        assert len(ran.stderr.splitlines()) == 1
        assert "figures-2.csv" in ran.stderr
        assert csv.read_bytes() == b"old"
    assert biaoshu("export", store, "--format", "csv", "-o", csv).returncode == 0
    assert (tmp_path / "figures-2.csv").read_bytes() == csv.read_bytes()


def test_what_was_found_for_a_held_file_is_gone_on_with(tmp_path: Path) -> None:
    report, out = tmp_path / "云汀区.txt", tmp_path / "figures.jsonl"
    report.write_text("全区生产总值达312.6亿元。\n", encoding="utf-8")
    out.write_bytes(b"old")
    with held(out):
        ran = biaoshu("find", report, "-o", out)
        assert ran.returncode == 1
        assert "--resume" in ran.stderr
        assert out.read_bytes() == b"old"
    assert biaoshu("find", report, "-o", out, "--resume").returncode == 0
    assert b"312.6" in out.read_bytes()
    assert names(tmp_path) == ["figures.jsonl", "云汀区.txt"]


def test_a_copy_of_a_store_over_a_held_file_is_told(store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.biaoshu"
    copy.write_bytes(b"old")
    with Store.open(store) as opened:
        for write in (share, back_up):
            with held(copy), pytest.raises(StoreError, match="open in another program") as caught:
                write(opened.file, copy)
            assert isinstance(caught.value, HeldError)
            assert copy.read_bytes() == b"old"
        assert share(opened.file, copy) == 5
    assert not [name for name in names(tmp_path) if name.endswith(".part")]


def test_a_backup_is_not_laid_over_a_held_store_and_nothing_is_lost(store: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup.biaoshu"
    with Store.open(store) as opened:
        back_up(opened.file, backup)
        opened.add_report(Report("另", "新增企业12家。\n"))
        before = content(opened)
    with held(store), pytest.raises(StoreError, match="open in another program"):
        restore(backup, store)
    assert not (tmp_path / "a.biaoshu.part").exists()
    with Store.open(store) as opened:
        assert content(opened) == before
    restore(backup, store)
    with Store.open(store) as opened:
        assert [entry.name for entry in opened.reports()] != ["另"]
        assert len(opened.reports()) == 1


@windows
def test_who_only_looks_at_a_file_for_a_moment_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    begun = threading.Event()

    def look() -> None:
        with held(path):
            begun.set()
            time.sleep(MOMENT_S / 3)

    looking = threading.Thread(target=look)
    looking.start()
    begun.wait()
    with written(path) as file:
        file.write(b"new")
    looking.join()
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["a.csv"]


@windows
def test_what_may_be_read_is_read_and_what_not_is_told(tmp_path: Path) -> None:
    path = tmp_path / "云汀区.txt"
    path.write_text("全区生产总值达312.6亿元。\n", encoding="utf-8")
    with held(path):
        assert "312.6" in load(path).text
    with held(path, NOT_SHARED):
        with pytest.raises(ReportError, match="open in another program, which does not let it be read"):
            load(path)
        ran = biaoshu("find", path)
    assert ran.returncode == 1
    assert "open in another program" in ran.stderr


@windows
def test_a_store_that_another_program_keeps_shut_is_told(store: Path) -> None:
    with held(store, NOT_SHARED), pytest.raises(StoreError, match="open in another program"):
        Store.open(store)
    with Store.open(store) as opened:
        assert len(opened.reports()) == 1


def test_all_this_is_tried_where_one_may_mount() -> None:
    tried_where_one_may_mount(__file__)
