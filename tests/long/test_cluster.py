"""The cluster: two processes of Dask find what one process finds, in the same order."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.core.child import ROOT

TWO_PROCESSES = """
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        print(cluster.scheduler_address, flush=True)
        input()
"""


@pytest.fixture
def scheduler(cluster: Path, tmp_path: Path) -> Iterator[str]:
    script = tmp_path / "two.py"
    script.write_text(TWO_PROCESSES, encoding="utf-8")
    pipe = subprocess.PIPE
    around = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen([cluster, script], stdin=pipe, stdout=pipe, text=True, env=around) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.communicate("\n", timeout=60)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "reports"
    place.mkdir()
    for number in range(40):
        text = f"政府工作报告\n一、2025年工作回顾\n地区生产总值增长{number}.5%，新建公路{number + 1}公里。\n" * (
            1 + number % 7
        )
        (place / f"{number:02}.txt").write_text(text, encoding="utf-8")
    return place


def find(python: Path, *words: str | Path) -> bytes:
    done = subprocess.run([python, ROOT / "main.py", "find", *words], capture_output=True, check=False, timeout=300)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout


def test_a_cluster_says_the_same_in_the_same_order(cluster: Path, scheduler: str, folder: Path) -> None:
    alone = find(cluster, folder)
    assert alone.count(b"\n") == sum(2 * (1 + number % 7) for number in range(40))
    assert find(cluster, "--scheduler", scheduler, folder) == alone


def test_no_cluster_is_said_in_one_line(cluster: Path, folder: Path) -> None:
    words = [cluster, ROOT / "main.py", "find", "--scheduler", "tcp://127.0.0.1:9", folder]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "No cluster answers at tcp://127.0.0.1:9. Check the address, or leave out --scheduler."
    ]
