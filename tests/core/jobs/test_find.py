"""Finding in many reports: with several processes, into a file, and again after a run that was ended."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.core.child import ROOT, posix
from tests.core.cli.test_cli import biaoshu, complaint


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "reports"
    place.mkdir()
    for number in range(12):
        text = f"政府工作报告\n一、2025年工作回顾\n地区生产总值增长{number}.5%，新建公路{number + 1}公里。\n" * (
            1 + number % 5
        )
        (place / f"{number:02}.txt").write_text(text, encoding="utf-8")
    return place


@pytest.fixture
def whole(folder: Path) -> bytes:
    found = biaoshu("find", folder)
    assert found.stdout.count(b"\n") == sum(2 * (1 + number % 5) for number in range(12))
    return found.stdout


def test_several_processes_say_the_same_in_the_same_order(folder: Path, whole: bytes) -> None:
    found = biaoshu("find", "--jobs", "3", folder)
    assert (found.returncode, found.stderr, found.stdout) == (0, b"", whole)


def test_an_output_is_the_same_as_the_screen_and_leaves_nothing_beside_it(folder: Path, whole: bytes) -> None:
    place = folder.parent / "found.jsonl"
    assert biaoshu("find", "--jobs", "2", "-o", place, folder).returncode == 0
    assert place.read_bytes() == whole
    assert sorted(path.name for path in folder.parent.iterdir()) == ["found.jsonl", "reports"]


def test_a_bad_file_among_many_is_named_and_the_others_are_searched(folder: Path, whole: bytes) -> None:
    (folder / "05a.txt").write_bytes(b"")
    found = biaoshu("find", "--jobs", "2", folder)
    assert complaint(found) == "05a.txt is empty; choose another file."
    assert found.stdout == whole


@posix
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_killed_run_is_gone_on_with(folder: Path, jobs: str) -> None:
    # the last report takes long: the run is still under way when it is killed
    (folder / "99.txt").write_text("地区生产总值增长3.5%，新建公路4公里。\n" * 1500, encoding="utf-8")
    whole = biaoshu("find", folder).stdout
    place = folder.parent / "found.jsonl"
    part = folder.parent / "found.jsonl.part-reports"
    place.write_bytes(b"from before\n")
    words = [sys.executable, ROOT / "main.py", "find", "--jobs", jobs, "-o", place, folder]
    # in a group of its own, so that its processes end with it
    with subprocess.Popen(words, start_new_session=True) as process:
        while process.poll() is None and not (part.exists() and part.read_bytes().count(b"\n") >= 3):
            pass
        os.killpg(process.pid, signal.SIGKILL)
    assert place.read_bytes() == b"from before\n"
    there = part.read_bytes().count(b"\n")
    assert there >= 3
    again = biaoshu("find", "--jobs", jobs, "-o", place, "--resume", folder)
    assert (again.returncode, again.stderr, place.read_bytes()) == (0, b"", whole)
    assert not part.exists()


def test_what_changed_since_is_found_anew(folder: Path, whole: bytes) -> None:
    place = folder.parent / "found.jsonl"
    assert biaoshu("find", "-o", place, folder).returncode == 0
    place.rename(folder.parent / "found.jsonl.part")
    # the list of a run that had come to the end, but for a torn last line; then the third report is another
    from core.files.load import load

    rows, size = [], 0
    for path in sorted(folder.iterdir()):
        report = load(path)
        size = whole.rindex(f'"report": "{report.name}"'.encode())
        size = whole.index(b"\n", size) + 1
        rows.append(f'{{"digest": "{report.digest}", "name": "{report.name}", "bytes": {size}}}\n')
    (folder.parent / "found.jsonl.part-reports").write_text("".join(rows) + '{"digest', encoding="utf-8")
    (folder / "02.txt").write_text("一、2025年工作回顾\n新建学校7所。\n", encoding="utf-8")
    assert biaoshu("find", "-o", place, "--resume", folder).returncode == 0
    assert place.read_bytes() == biaoshu("find", folder).stdout != whole


def test_to_go_on_needs_an_output(folder: Path) -> None:
    assert complaint(biaoshu("find", "--resume", folder)) == "--resume needs the output it goes on with: -o FILE."


def test_a_cluster_without_its_extra_is_said_so(folder: Path) -> None:
    assert "biaoshu[cluster]" in complaint(biaoshu("find", "--scheduler", "tcp://127.0.0.1:9", folder))


@posix
def test_a_place_that_cannot_be_written_says_that_nothing_was_found_and_leaves_nothing(folder: Path) -> None:
    for place in (folder / "missing" / "found.jsonl", folder / "found.jsonl"):
        if place.parent == folder:
            # the lines could be written, and the list beside them not
            (folder / "found.jsonl.part-reports").mkdir()
        found = biaoshu("find", folder / "00.txt", "-o", place)
        assert found.returncode == 1
        assert complaint(found).endswith("Nothing was found yet; choose another place for it.")
        assert not place.with_name("found.jsonl.part").exists()
