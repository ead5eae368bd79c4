"""docs/reliability.md names tests that are there."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_every_test_the_page_names_is_there() -> None:
    page = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", page)
    assert len(named) > 40
    gone = [
        f"{path}::{name}"
        for path, name in named
        if not re.search(rf"^(def |class ){name}\b|^{name} =", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert not gone
