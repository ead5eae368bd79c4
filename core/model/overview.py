"""How far one annotator is with a report, as the list of reports and the home page show it."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Overview:
    """How far one annotator is with a report.

    `digest` names the report. Of its `found` figures `decided` are decided; `unread` numerals are of no figure, and on
    `disputed` passages annotators differ without one of them having settled it. `last_by` (an annotator's id) wrote
    last on it, at `last_at` (as in the log); both are "" where nobody has.
    """

    digest: str
    found: int
    decided: int
    unread: int
    disputed: int
    last_by: str = ""
    last_at: str = ""


def overview_to_record(overview: Overview) -> dict[str, Any]:
    """Write an overview as an object of JSON."""
    return asdict(overview)


def overview_from_record(record: dict[str, Any]) -> Overview:
    """Read what `overview_to_record` wrote."""
    return Overview(**record)
