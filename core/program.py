"""The program itself, as one of its processes starts another: from its sources, or packaged."""

import sys
from pathlib import Path


def command(verb: str) -> list[str]:
    """Return what starts this program again with a verb."""
    entry = [] if getattr(sys, "frozen", False) else [str(Path(__file__).parents[1] / "main.py")]
    return [sys.executable, *entry, verb]
