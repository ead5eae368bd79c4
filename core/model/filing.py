"""What annotators file about a report as a whole (its name, region, year and so on), read from its log."""

from collections.abc import Iterable
from dataclasses import dataclass

from .decision import Decision, Field
from .standing import last_standing

OWN_FIELDS: frozenset[Field] = frozenset({"done", "blind"})
"""The fields that each annotator has for himself; of every other field the last value holds, whoever wrote it."""


@dataclass(frozen=True, slots=True)
class Filing:
    """What is filed about a report as a whole.

    A text is "" where nothing is filed. `done` and `blind` hold the annotators (by id) who filed it for their own
    reading; `version_of` is the digest of the report of which this one is a newer version.
    """

    name: str = ""
    region: str = ""
    year: str = ""
    archived: bool = False
    removed: bool = False
    version_of: str = ""
    done: frozenset[str] = frozenset()
    blind: frozenset[str] = frozenset()


UNFILED = Filing()


def filing(log: Iterable[Decision]) -> Filing:
    """Return what is filed about a report, from the log of all its annotators.

    Rows with other verdicts do not matter.
    """
    last = last_standing(log, _subject)
    values = {name: row.value or "" for (name, _), row in last.items()}
    own = {
        name: frozenset(who for (field, who), row in last.items() if field == name and row.value) for name in OWN_FIELDS
    }
    return Filing(
        name=values.get("name", ""),
        region=values.get("region", ""),
        year=values.get("year", ""),
        archived=bool(values.get("archived")),
        removed=bool(values.get("removed")),
        version_of=values.get("version_of", ""),
        done=own["done"],
        blind=own["blind"],
    )


def _subject(row: Decision) -> tuple[Field, str] | None:
    """Return what a row is about: a field, with the annotator where each annotator has the field for himself."""
    return (
        None
        if row.verdict != "file" or row.field is None
        else (row.field, row.annotator if row.field in OWN_FIELDS else "")
    )
