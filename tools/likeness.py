"""When a wording of an indicator or a unit is right: as labels and test sentences are compared."""

import re
from collections import Counter
from collections.abc import Sequence

ENOUGH = 0.8

_LEFT_OUT = re.compile('[ \u3000的“”"、,，]')
_GAINED = re.compile("新增|净增")


def likeness(one: str, other: str) -> float:
    """Compare two wordings as bags of characters: F1, with blanks, 的, quotation marks and commas left out."""
    bags = [Counter(_LEFT_OUT.sub("", words)) for words in (one, other)]
    return 2 * (bags[0] & bags[1]).total() / max(1, bags[0].total() + bags[1].total())


def names_same(wording: str, accepted: Sequence[str]) -> bool:
    """Tell whether a wording is near enough to one that is accepted; what was newly gained is not what there is."""
    if all(map(_GAINED.search, accepted)) and not _GAINED.search(wording):
        return False
    return any(likeness(wording, one) >= ENOUGH for one in accepted)


def same_unit(unit: str, accepted: Sequence[str]) -> bool:
    """Tell whether a unit is accepted, with or without its 个: 个工作日 is 工作日."""
    return _bare(unit) in map(_bare, accepted)


def _bare(unit: str) -> str:
    return unit.removeprefix("个") or unit
