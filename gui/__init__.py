"""The window: Qt over core."""

import builtins
from builtins import __import__ as python_import

import PySide6.QtCore  # noqa: F401  # for what it does to imports

# PySide takes the place of Python's own import, to read the source of each module that is imported from then on: it
# looks for `from __feature__ import …`, which nothing here asks for. That took 90 ms of a start up to the first figures
builtins.__import__ = python_import
