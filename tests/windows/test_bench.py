"""The bench is a Windows: its Python, its locale, its drive, and the two doors of the program stand in it."""

from pathlib import Path

from tests.windows.conftest import Program
from tools.windows import Bench

TOLD = """
import ctypes, locale, os, sys
print(sys.platform, sys.getwindowsversion().major, ctypes.windll.kernel32.GetACP(), os.environ["USERPROFILE"],
      os.environ.get("LC_ALL"))
"""


def test_it_is_a_chinese_windows_10(bench: Bench) -> None:
    told = bench.run(["-c", TOLD]).stdout.decode("gbk").split()
    assert told == ["win32", "10", "936", bench.inside(bench.home), "None"]


def test_its_terminal_has_no_variable_of_another_system(bench: Bench) -> None:
    told = bench.run([r"C:\windows\system32\cmd.exe", "/c", "echo %LC_ALL%"]).stdout.decode("gbk").split()
    assert told == ["%LC_ALL%"]


def test_the_program_says_its_version(program: Program) -> None:
    from core import __version__

    told = program.run("--version")
    assert (told.returncode, told.stdout.decode().strip(), told.stderr) == (0, __version__, b"")


def test_a_path_is_seen_there_as_here(bench: Bench, folder: Path) -> None:
    (folder / "一 二.txt").write_text("三", encoding="utf-8")
    read = "import sys; sys.stdout.buffer.write(open(sys.argv[1], 'rb').read())"
    assert bench.run(["-c", read, bench.inside(folder / "一 二.txt")]).stdout.decode() == "三"
