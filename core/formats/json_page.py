"""A JSON object whose last member is long: a list or an object that is written member by member."""

import json
from collections.abc import Mapping
from typing import TextIO


class JsonPage:
    """Writes `{…, name: […]}` or, where members have names, `{…, name: {…}}`, with each member on a line of its own.

    An indented member would be several times slower to write, and leave more behind for the collector of garbage.
    Example: `page = JsonPage({"a": 1}, "items", file); page.add({"b": 2}); page.end()`
    """

    def __init__(self, head: Mapping[str, object], name: str, file: TextIO, *, named: bool = False) -> None:
        self._file, self._ends = file, "{}" if named else "[]"
        self._before = "\n"
        file.write(_dumped(head)[:-1] + f", {json.dumps(name)}: {self._ends[0]}")

    def add(self, member: object, name: str = "") -> None:
        """Write the next member, under its name where members have names."""
        key = f"{_dumped(name)}: " if self._ends == "{}" else ""
        self._file.write(f"{self._before}{key}{_dumped(member)}")
        self._before = ",\n"

    def end(self) -> None:
        """Write what stands behind the last member."""
        self._file.write(("" if self._before == "\n" else "\n") + self._ends[1] + "}\n")


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
