"""The command line: the verbs, without a window; one module a group of them."""

from . import agreement, export, find, import_files, propose, stats, stores
from .run import run, verbs

__all__ = ["agreement", "export", "find", "import_files", "propose", "run", "stats", "stores", "verbs"]
