"""What leaves in a format that can come back comes back, for a thousand stores a format."""

import pytest
from hypothesis import given, settings

from tests.core.formats.arriving import BACK, Drawn, drawn_logs, round_trip


@pytest.mark.parametrize("form", BACK)
@settings(max_examples=1000, deadline=None)
@given(drawn=drawn_logs())
def test_a_thousand_stores_come_back(form: str, drawn: Drawn) -> None:
    round_trip(form, drawn)
