"""The verbs check and merge, pressed as a user does."""

import shutil
from pathlib import Path

from core.store import Store
from core.store.backup_folder import list_backups
from core.store.check import check
from tests.core.cli.test_cli import biaoshu
from tests.core.making import REPORT
from tests.core.store.content import content, rows, tamper


def two(tmp_path: Path) -> tuple[Path, Path]:
    mine, other = tmp_path / "我的.biaoshu", tmp_path / "他的.biaoshu"
    with Store.open(mine) as store:
        rows(store, 3)
    with Store.open(other) as store:
        rows(store, 2, "王强")
    return mine, other


def test_check_counts_and_names_what_is_wrong(tmp_path: Path) -> None:
    mine, other = two(tmp_path)
    outcome = biaoshu("check", mine)
    assert (outcome.returncode, outcome.stderr) == (0, b"")
    assert outcome.stdout.decode() == "reports\t1\n李敏\t3\n"
    tamper(other, "DELETE FROM decision WHERE seq = 1")
    outcome = biaoshu("check", other)
    assert outcome.returncode == 1
    assert outcome.stdout.decode() == "reports\t1\n王强\t0\n"
    assert "1 decisions of 王强 are missing after -" in outcome.stderr.decode()


def test_merge_tells_before_and_after_and_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    mine, other = two(tmp_path)
    shutil.copy(mine, tmp_path / "before")
    dry = biaoshu("merge", "--dry-run", mine, other)
    with Store.open(mine) as store, Store.open(tmp_path / "before") as before:
        assert content(store) == content(before)
    done = biaoshu("merge", mine, other)
    assert (done.returncode, done.stderr, done.stdout) == (0, b"", dry.stdout)
    assert done.stdout.decode().splitlines()[:4] == [
        "annotator\tbefore\tnew\tafter",
        "李敏\t3\t0\t3",
        "王强\t0\t2\t2",
        "reports\t0",
    ]
    with Store.open(mine) as store:
        assert len(store.log(REPORT.digest)) == 5
    (kept,) = list_backups(mine)
    assert (kept.occasion, check(kept.path).decisions.total()) == ("merge", 3)


def test_merge_takes_all_or_nothing(tmp_path: Path) -> None:
    mine, other = two(tmp_path)
    (tmp_path / "text").write_text("增长3.5%", encoding="utf-8")
    refused = biaoshu("merge", mine, other, tmp_path / "text")
    assert refused.returncode == 1
    assert "is not a store of this program" in refused.stderr.decode()
    with Store.open(mine) as store:
        assert len(store.log(REPORT.digest)) == 3


def test_repair_tells_what_came_and_what_is_missing(tmp_path: Path) -> None:
    mine, _ = two(tmp_path)
    with Store.open(mine) as store:
        rows(store, 60)
    new = tmp_path / "新的.biaoshu"
    outcome = biaoshu("repair", mine, "-o", new)
    assert (outcome.returncode, outcome.stderr) == (0, b"")
    assert outcome.stdout.decode().splitlines() == [
        "annotator\tbefore\tafter\tretold",
        "李敏\t63\t63\t0",
        "reports\t1\t1",
        "labels\t0\t0",
        "proposals\t0\t0",
    ]
    assert check(new).faults == []
    again = biaoshu("repair", mine, "-o", new)
    assert again.returncode == 1
    assert again.stderr.decode() == f"{new} already exists. Give the repaired store another name.\n"
    data = bytearray(mine.read_bytes())
    leaves = [at for at in range(0, len(data), 4096) if data[at] == 13 and b'"growth"' in data[at : at + 4096]]
    data[leaves[2] : leaves[2] + 4096] = bytes(4096)
    (tmp_path / "damaged").write_bytes(data)
    part = biaoshu("repair", tmp_path / "damaged", "-o", tmp_path / "part")
    assert part.returncode == 1
    assert "decisions of 李敏 are missing between 20" in part.stderr.decode()
    before, after = map(int, part.stdout.decode().splitlines()[1].split("\t")[1:3])
    assert 0 < after < before == 63
    whole = biaoshu("repair", tmp_path / "damaged", "-o", tmp_path / "whole", "--beside", mine)
    assert (whole.returncode, whole.stderr) == (0, b"")
