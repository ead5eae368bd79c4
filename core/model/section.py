"""A section as it is shown: the heading or paragraph that sets its time, its years, and whether they are past."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from .figure import STATUSES, Span, Status, span_from


@dataclass(frozen=True, slots=True)
class Section:
    """What a part of a report is about, from the heading or paragraph on that sets it.

    `span` is that of the heading or paragraph in the report's text. `first` and `last` are its years, None where they
    are not known; `status` is "actual" in a review and "target" in a plan. `is_corrected` says that an annotator said
    so.
    """

    span: Span
    first: int | None
    last: int | None
    status: Status
    is_corrected: bool = False

    @property
    def period(self) -> str:
        """The years as a figure has them (2025, 2021/2025); "" where they are not known."""
        if self.first is None or self.last is None:
            return ""
        return str(self.first) if self.first == self.last else f"{self.first}/{self.last}"


def section_to_record(section: Section) -> dict[str, Any]:
    """Return a section as a record for JSON."""
    return asdict(section)


def shown_section_from_record(record: Mapping[str, Any]) -> Section:
    """Return the section of a record from `section_to_record`; raise ValueError for values out of bounds."""
    first, last, status = record["first"], record["last"], record["status"]
    if status not in STATUSES or any(year is not None and type(year) is not int for year in (first, last)):
        raise ValueError("section")
    return Section(span_from(record["span"]), first, last, status, bool(record["is_corrected"]))
