"""Labels that analysts add to the seven kinds of FIGURES.md, and the versions in which they are kept; pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from .errors import UserError

LONGEST_NAME = 30
# of a label's version as it is kept: more than any name or id there is
LONGEST_TEXT = 200
# the digits of the kinds stay theirs
KEYS = "abcdefghijklmnopqrstuvwxyz890"


class LabelError(UserError):
    """A label could not be made, changed, retired or merged."""


@dataclass(frozen=True, slots=True)
class Label:
    """One version of a label; of the versions with one `id` the last holds.

    `colour` names colours of the theme; `key` is the letter or digit that puts the label on a span, "" for none. A
    retired label is offered no more; what has a merged one reads as what it was merged into. A label is `taken_back`
    where all its versions were: it is offered no more either, but what has it still reads as it was called.
    """

    id: str
    chinese: str
    english: str
    colour: str
    key: str
    retired: bool = False
    merged_into: str | None = None
    taken_back: bool = False

    @property
    def is_live(self) -> bool:
        return not (self.retired or self.taken_back) and self.merged_into is None

    @property
    def exported_name(self) -> str:
        """The name in what leaves the store, where kinds have English names."""
        return self.english or self.chinese


def new_label(chinese: str, english: str, colour: str, key: str) -> Label:
    """Make the first version of a label."""
    # not at the top: a window is painted before a label is made
    from uuid import uuid4

    return Label(uuid4().hex, chinese.strip(), english.strip(), colour, key)


def label_to_record(label: Label) -> dict[str, Any]:
    """Turn a version of a label into a JSON-ready record; raise ValueError where it could not be read back."""
    record = asdict(label)
    label_from_record(record)
    return record


def label_from_record(record: Mapping[str, Any]) -> Label:
    """Read a version of a label back from `label_to_record`; raise KeyError or ValueError where the record is none."""
    texts = {name: _text(record[name], name) for name in ("id", "chinese", "english", "colour", "key")}
    into, retired, taken_back = record["merged_into"], record["retired"], record.get("taken_back", False)
    if not texts["id"] or not isinstance(retired, bool) or not isinstance(taken_back, bool):
        raise ValueError("id, retired or taken_back")
    return Label(**texts, retired=retired, merged_into=into and _text(into, "merged_into"), taken_back=taken_back)


def _text(said: object, name: str) -> str:
    if isinstance(said, str) and len(said) <= LONGEST_TEXT:
        return said
    raise ValueError(name)
