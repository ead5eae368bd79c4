"""The report: one text, folded once on load, known by its name and its digest."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Report:
    """A report's folded text, which no later step changes.

    `encoding` is how the file was read; `notes` say what loading replaced, one sentence each.
    """

    name: str
    text: str
    encoding: str = "utf-8"
    notes: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """The report's identity: sha256 of its folded text, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()
