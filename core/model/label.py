"""Labels that analysts add to the seven kinds of FIGURES.md, and the versions in which they are kept."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from .errors import UserError

LONGEST_NAME = 30
# of each text in a stored version of a label; no name or id is longer
LONGEST_TEXT = 200
# the digits that are keys of the seven kinds cannot be keys of labels
KEYS = "abcdefghijklmnopqrstuvwxyz890"


class LabelError(UserError):
    """A label could not be made, changed, retired or merged."""


@dataclass(frozen=True, slots=True)
class Label:
    """One version of a label; of all versions with one `id` the last holds.

    `colour` is the name of a pair of colours in the theme. `key` is the letter or digit that puts the label on a span,
    "" for none. A retired label is not offered any more. A figure with a merged label counts as having the label into
    which it was merged. A label is `taken_back` where all its versions were undone: it is not offered any more, but
    figures that have it keep its name.
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
        """The name in exported files, where kinds have English names."""
        return self.english or self.chinese


def new_label(chinese: str, english: str, colour: str, key: str) -> Label:
    """Return the first version of a new label."""
    # imported here: a window is painted before the first label is made
    from uuid import uuid4

    return Label(uuid4().hex, chinese.strip(), english.strip(), colour, key)


def label_to_record(label: Label) -> dict[str, Any]:
    """Return a version of a label as a record for JSON; raise ValueError where it could not be read back."""
    record = asdict(label)
    label_from_record(record)
    return record


def label_from_record(record: Mapping[str, Any]) -> Label:
    """Return the label of a record from `label_to_record`; raise KeyError or ValueError where it is invalid."""
    texts = {name: _text(record[name], name) for name in ("id", "chinese", "english", "colour", "key")}
    into, retired, taken_back = record["merged_into"], record["retired"], record.get("taken_back", False)
    if not texts["id"] or not isinstance(retired, bool) or not isinstance(taken_back, bool):
        raise ValueError("id, retired or taken_back")
    return Label(**texts, retired=retired, merged_into=into and _text(into, "merged_into"), taken_back=taken_back)


def _text(value: object, name: str) -> str:
    if isinstance(value, str) and len(value) <= LONGEST_TEXT:
        return value
    raise ValueError(name)
