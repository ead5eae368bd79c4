"""The one door: without a verb the window, with a verb the command line."""

import sys
from pathlib import Path

VERBS = ("find", "explain", "export", "import", "stats", "check", "merge", "repair", "agreement", "propose", "panel")


def has_verb(argv: list[str]) -> bool:
    """Tell the command line from the files and Qt options that a window is started with.

    A bare word that names no file is a verb mistyped, which the command line says better than a window.
    """
    if not argv:
        return False
    return argv[0] in (*VERBS, "--help", "--version") or (argv[0].isidentifier() and not Path(argv[0]).exists())


def main(argv: list[str]) -> int:
    """Run what the arguments ask for; return the exit status."""
    # no door pays for another: Qt, click and what reads files are imported behind the choice
    if argv == ["read"]:
        from core.files.reading_process import serve

        serve(sys.stdin.buffer, sys.stdout.buffer)
        return 0
    if argv == ["convert"]:
        from core.files.office_process import serve

        serve(sys.stdin.buffer, sys.stdout.buffer)
        return 0
    if argv == ["count"]:
        from core.jobs.counting_process import serve

        serve(sys.stdin.buffer, sys.stdout.buffer)
        return 0
    if argv == ["tabulate"]:
        from core.panel.panel_process import serve

        serve(sys.stdin.buffer, sys.stdout.buffer)
        return 0
    if argv == ["serve"]:
        import os

        from core.engine import serve

        serve(sys.stdin.buffer, sys.stdout.buffer)
        # a thread may wait for a request of a window that is gone, and Python's own end would wait for the stream
        os._exit(0)
    if has_verb(argv):
        from core.cli import run as run_verb

        return run_verb(argv)
    from core.process import window_apart

    if (window := window_apart()) is not None:
        # the window is a program of its own, which has no console; this one, and its console, need not stay
        import subprocess

        # nor does a pipe wait for the window's end
        none = subprocess.DEVNULL
        subprocess.Popen([window, *argv], stdin=none, stdout=none, stderr=none)
        return 0
    import gc

    # what is made before the window shows lives as long as it does: looking through it for garbage takes 10 ms
    gc.disable()
    from gui.app import run as run_window

    return run_window(argv)


def run() -> int:
    """Do what the command line says: the entry point `biaoshu` of the wheel."""
    return main(sys.argv[1:])


def run_window() -> int:
    """Open the window on the files that the command line names: the entry point `biaoshu-gui` of the wheel."""
    from gui.app import run as run_gui

    return run_gui(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(run())
