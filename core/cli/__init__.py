"""The command line: the verbs, without a window; one module a group of them."""

from core.cli import agreeing, exporting, finding, importing, keeping, progress, proposing
from core.cli.door import run, verbs

__all__ = [
    "agreeing",
    "exporting",
    "finding",
    "importing",
    "keeping",
    "progress",
    "proposing",
    "run",
    "verbs",
]
