"""The traditional characters, read as the simplified ones they stand for, one for one: offsets hold for both."""

from functools import cache
from pathlib import Path

TABLE = Path(__file__).parents[2] / "resources" / "traditional.txt"


def simplified(text: str) -> str:
    """Return a text of the same length in simplified characters, for matching words; what is kept is the original."""
    return text if text.isascii() else text.translate(_table())


@cache
def _table() -> dict[int, str]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return {ord(pair[0]): pair[1] for line in lines if not line.startswith("#") for pair in line.split()}
