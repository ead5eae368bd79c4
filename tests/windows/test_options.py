"""The command line on Windows, option by option: each does what it does here, to the byte."""

from pathlib import Path

import pytest

from tests.package.test_options import TRIALS, files, test_it_does_what_the_sources_do
from tests.windows.conftest import Program
from tests.windows.place import WindowsPlace

__all__ = ["TRIALS", "files", "test_it_does_what_the_sources_do"]


@pytest.fixture
def place(packaged: Program, folder: Path) -> WindowsPlace:
    """Return the home of the trials, which are the package's: what differs in it alone is missed elsewhere."""
    return WindowsPlace(packaged, folder)
