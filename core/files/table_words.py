"""The words of tables of reports: what their columns are called, and what stands in a cell without text.

They are those of resources/files/columns.toml.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

COLUMNS = Path(__file__).parents[2] / "resources" / "files" / "columns.toml"

Role = Literal[
    "text", "likely text", "title", "likely title", "province", "city", "county", "region", "year", "date", "source", ""
]
"""What a column holds: the report's text, its title, whose it is, when and where it is from; "" for anything else."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a column holds whose name has one of the parts, or ends like this."""

    role: Role
    parts: tuple[str, ...]
    endings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableWords:
    """What a column holds by its whole name and by a part of it, the first that fits; words for an empty cell."""

    called: Mapping[str, Role]
    parts: tuple[Part, ...]
    nothing: frozenset[str]


@cache
def table_words() -> TableWords:
    """Return the words, read when they are first asked for; a process that gives up opening files asks before."""
    read = tomllib.loads(COLUMNS.read_text(encoding="utf-8"))
    roles: dict[str, Role] = {role: role for role in get_args(Role)} | {"other": ""}
    return TableWords(
        {name: roles[role] for role, names in read["called"].items() for name in names},
        tuple(Part(roles[one["role"]], tuple(one["parts"]), tuple(one.get("endings", ()))) for one in read["contains"]),
        frozenset(read["nothing"]),
    )
