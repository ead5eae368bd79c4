"""The command line: the verbs, without a window; one module a group of them."""

from core.cli import exporting, finding, importing, progress, serving
from core.cli.door import run, verbs

__all__ = ["exporting", "finding", "importing", "progress", "run", "serving", "verbs"]
