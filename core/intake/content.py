"""The content of a file: the text in it, how it was decoded, and what it says of itself."""

from dataclasses import dataclass

from core.report import NO_ABOUT, About, Note

TEXT_LIMIT = 2_000_000
"""The most characters a report may have; the largest of a country is some 40,000."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds, before its text is folded."""

    text: str
    encoding: str
    notes: tuple[Note, ...] = ()
    about: About = NO_ABOUT
