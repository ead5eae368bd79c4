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


REVERSED = Note("The text contains {number} invisible characters, which may show numbers in reverse order.", 0)
PASSED = Note("{number} invisible characters and unusual blanks in the text are read as if they were not there.", 0)
UNSEEN = frozenset((REVERSED.sentence, PASSED.sentence))
"""The notes on what is not seen as it stands."""

NO_REPORT = Note("The page holds no report, only {number} lines of links or headings.", 0)
CUT_OFF = Note("The text breaks off after {number} characters; its end is missing.", 0)
OTHER_REGION = Note("The text is of another region than its name or row says.", 1)
OTHER_YEAR = Note("The text is of another year than its name or row says.", 1)
ONCE_MORE = Note("The store holds this text once more, with other blanks, marks or another title.", 1)
STRANGE = frozenset(one.sentence for one in (NO_REPORT, CUT_OFF, OTHER_REGION, OTHER_YEAR, ONCE_MORE))
"""The notes that say that something is strange about the report itself, not about how its file was read."""


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
