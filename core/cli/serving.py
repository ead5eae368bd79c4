"""The verb serve: the engine behind the window."""

import sys

from core.cli.door import verbs


@verbs.command(hidden=True)
def serve() -> None:
    """Find figures for the window, by lines of JSON on standard input and output."""
    from core.worker import serve as work

    work(sys.stdin.buffer, sys.stdout.buffer)
