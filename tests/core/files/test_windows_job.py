"""The job: what Windows holds the reading process by; its records are Windows' own, byte for byte."""

import ctypes
import subprocess
import sys
from pathlib import Path

import pytest

from core.files import windows_job
from core.files.limits import MEMORY
from core.files.reading_client import ReadingClient
from core.jobs.read_files import ProcessReader, reports_in
from core.model.report import Report

ROOT = Path(__file__).resolve().parents[3]
windows = pytest.mark.skipif(sys.platform != "win32", reason="jobs are Windows' own: make windows-test")


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="the offsets are those of 64 bits")
def test_the_records_are_laid_out_as_windows_has_them() -> None:
    """By <winnt.h>: what is written beside its place limits something else, or nothing."""
    basic, extended = windows_job.BasicLimits, windows_job.ExtendedLimits
    assert (ctypes.sizeof(basic), ctypes.sizeof(extended)) == (64, 144)
    assert (basic.flags.offset, basic.processes.offset, basic.priority.offset) == (16, 40, 56)
    assert (extended.counted.offset, extended.process_memory.offset, extended.peak_of_job.offset) == (64, 112, 136)


def test_the_reader_gives_up_memory_and_other_processes_and_cannot_break_away() -> None:
    limits = windows_job.limits_of_reader()
    assert (limits.process_memory, limits.basic.processes) == (MEMORY, 1)
    # memory of a process, active processes, an end at a fault
    assert limits.basic.flags == 0x100 | 0x8 | 0x400
    for breakaway in (0x800, 0x1000):
        assert not limits.basic.flags & breakaway


def test_the_leash_ends_what_is_tied_and_limits_nothing_else() -> None:
    assert windows_job.limits_of_tied_process().basic.flags == 0x2000


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has jobs")
def test_elsewhere_nothing_is_claimed() -> None:
    assert windows_job.close_process() == ""


IN_A_JOB = """
import ctypes, sys
sys.path.insert(0, {root!r})
from core.files.windows_job import close_process
said, answer = [], ctypes.c_int()
for _ in range(2):
    ctypes.windll.kernel32.IsProcessInJob(ctypes.c_void_p(-1), None, ctypes.byref(answer))
    said.append(answer.value)
    kept = close_process()
print(said, kept)
"""


@windows
def test_the_process_is_in_a_job_from_then_on() -> None:
    code = IN_A_JOB.format(root=str(ROOT))
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert told.stdout.strip() == "[0, 1] job, low integrity"


@windows
def test_what_holds_the_reader_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "a.txt").write_text("新增企业3家。", encoding="utf-8")
    with ReadingClient() as guard, caplog.at_level("INFO", "biaoshu"):
        (found,) = reports_in([tmp_path / "a.txt"], ProcessReader(1, guard))
    assert isinstance(found, Report)
    assert "'job, low integrity, its own rules'" in caplog.text


STARTS = """
import subprocess, sys, time
sys.path.insert(0, {root!r})
from core.files.windows_job import TiedProcess
tied = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
tied_process = TiedProcess(tied.pid)
print(tied.pid, flush=True)
time.sleep(600)
"""
RUNS = """
import ctypes, sys
ctypes.windll.kernel32.OpenProcess.restype = ctypes.c_void_p
handle = ctypes.windll.kernel32.OpenProcess(0x100000, 0, int(sys.argv[1]))
ended = not handle or ctypes.windll.kernel32.WaitForSingleObject(ctypes.c_void_p(handle), 20000) == 0
sys.exit(not ended)
"""


@windows
def test_a_tied_process_ends_with_the_one_that_is_killed() -> None:
    code = STARTS.format(root=str(ROOT))
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as owner:
        assert owner.stdout is not None
        tied = owner.stdout.readline().strip()
        owner.kill()
        owner.wait()
        assert subprocess.run([sys.executable, "-c", RUNS, tied], check=False, timeout=60).returncode == 0
