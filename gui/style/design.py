"""The sizes of the one design, as theme.toml gives them; its colours are in theme.py."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

RESOURCES = Path(__file__).parents[2] / "resources"
THEME = RESOURCES / "theme.toml"
# the first heading behind the sizes: each half of the file is parsed only where it is needed
COLOURS_BEGIN = "[light]\n"
Text = Literal["small", "body", "title"]
Weight = Literal["normal", "strong"]


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sizes of the design, in pixels at scale 1; `text` is of the size of text that the system has."""

    space: tuple[int, int, int, int]
    """Within a control, between controls, at a pane's edge, between groups."""
    radius: int
    hairline: int
    icon: int
    text: Mapping[Text, float]
    weight: Mapping[Weight, int]


@cache
def sizes() -> Sizes:
    """Return the sizes of the design."""
    head, _, _ = THEME.read_text(encoding="utf-8").partition(COLOURS_BEGIN)
    table = tomllib.loads(head)["sizes"]
    within, between, edge, groups = table.pop("space")
    return Sizes(space=(within, between, edge, groups), **table)
