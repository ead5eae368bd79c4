"""The command line: the verbs that work without a window; each module has one verb, or a few that belong together."""

from . import agreement, explain, export, find, import_files, panel, propose, stats, stores
from .run import run, verbs

__all__ = [
    "agreement",
    "explain",
    "export",
    "find",
    "import_files",
    "panel",
    "propose",
    "run",
    "stats",
    "stores",
    "verbs",
]
