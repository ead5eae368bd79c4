"""A report: one text, whose characters were made uniform when it was loaded, with its name and its digest."""

from dataclasses import dataclass, field
from typing import NamedTuple

from .corrections import UNCORRECTED, Corrections

TEXT_LIMIT = 2_000_000
"""The most characters a report may have; the largest of a country is some 40,000."""

REPLACEMENT = "\ufffd"
"""What stands in a text for a character that could not be decoded or that no program carries unharmed."""


class Note(NamedTuple):
    """What was replaced while loading.

    An English sentence with {number} in it, translated as an error's is, and the number.
    """

    sentence: str
    number: int


@dataclass(frozen=True, slots=True)
class About:
    """What a report's file says about itself; "" where it says nothing."""

    title: str = ""
    date: str = ""
    source: str = ""


NO_ABOUT = About()


@dataclass(frozen=True, slots=True)
class Report:
    """A report's folded text, which no later step changes.

    `encoding` is how the file was read, `notes` say what was replaced while loading, `about` is what the file says
    about itself. `corrections` are what the annotator who reads it says of its year, its region and its sections: the
    detector reads by them. They are no part of the report's identity.
    """

    name: str
    text: str
    encoding: str = "utf-8"
    notes: tuple[Note, ...] = ()
    about: About = NO_ABOUT
    corrections: Corrections = UNCORRECTED
    digest: str = field(init=False)
    """The report's identity: sha256 of its folded text, in hexadecimal."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "digest", text_digest(self.text))


def text_digest(text: str) -> str:
    """Return the digest of a report's text."""
    # imported here: a window is painted before its first report is read
    import hashlib

    return hashlib.sha256(text.encode()).hexdigest()
