"""The packaged command line on Windows: every verb answers as it does here, hostile files meet one sentence."""

from pathlib import Path

import pytest

from tests.package.test_verbs import (
    test_a_hostile_file_meets_a_sentence,
    test_a_store_is_made_measured_and_read_out,
    test_every_kind_of_file_is_read_as_the_sources_read_it,
    test_find_says_what_the_sources_say,
    test_it_says_its_version_and_its_help,
    test_its_notices_are_inside,
    test_the_reader_and_the_engine_behind_the_window_answer,
    test_what_cannot_be_done_is_said_in_a_line,
)
from tests.windows.conftest import Program
from tests.windows.place import WindowsPlace

__all__ = [
    "test_a_hostile_file_meets_a_sentence",
    "test_a_store_is_made_measured_and_read_out",
    "test_every_kind_of_file_is_read_as_the_sources_read_it",
    "test_find_says_what_the_sources_say",
    "test_it_says_its_version_and_its_help",
    "test_its_notices_are_inside",
    "test_the_reader_and_the_engine_behind_the_window_answer",
    "test_what_cannot_be_done_is_said_in_a_line",
]


@pytest.fixture
def place(packaged: Program, folder: Path) -> WindowsPlace:
    """Return the home of the trials."""
    return WindowsPlace(packaged, folder)
