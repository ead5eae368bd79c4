"""Errors that a user can act on: an English sentence with its facts kept apart, so that it can be translated."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from ..paths import plain


class UserError(Exception):
    """An error the user can act on.

    `sentence` is an English template that says what happened and what to do; `facts` fill its {fields}. Interfaces look
    the template up in their catalogue (context "errors") and fill it afterwards.
    """

    def __init__(self, sentence: str, **facts: object) -> None:
        self.sentence = sentence
        # a path as a user would type it, without the prefix for long paths of Windows
        self.facts: Mapping[str, object] = {
            name: type(fact)(plain(str(fact))) if isinstance(fact, PurePath) else fact for name, fact in facts.items()
        }
        super().__init__(sentence.format(**self.facts))


class ReportError(UserError):
    """A file could not be read as a report."""


class StoreError(UserError):
    """A store could not be opened, read or written."""


class ExchangeError(UserError):
    """A dataset could not be written or read."""


class HeldError(UserError):
    """A file is open in another program; the work can be repeated when it is closed there."""


class HeldStoreError(StoreError, HeldError):
    """A store, or a copy of one, is open in another program."""


def reason_of(error: OSError) -> str:
    """Return the system's reason for an error, in its own words and without the full stop that Windows adds."""
    return (error.strerror or str(error) or type(error).__name__).rstrip("。. \r\n")


def error_to_record(error: UserError) -> dict[str, Any]:
    """Return an error as an object for JSON, to be sent by another process."""
    facts = {name: fact if isinstance(fact, int | float) else str(fact) for name, fact in error.facts.items()}
    return {"sentence": error.sentence, "facts": facts}


def error_from_record(record: Mapping[str, Any]) -> ReportError:
    """Return the error that another process sent about a report."""
    return ReportError(record["sentence"], **record["facts"])


def labels_error_from_record(record: Mapping[str, Any]) -> ExchangeError:
    """Return the error that another process sent about a file of labels."""
    return ExchangeError(record["sentence"], **record["facts"])
