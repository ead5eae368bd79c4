"""Errors that a user can act on: each has an English sentence, and its facts apart, so that it can be translated."""

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
        # a path as it is typed, without what Windows is told of its length
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
    """A file is open in another program; what was to be done with it can be done when it is closed there."""


class HeldStoreError(StoreError, HeldError):
    """A store, or a copy of one, is open in another program."""


def reason_of(error: OSError) -> str:
    """Return why the system refused, in its own words and without the stop that Windows ends them with."""
    return (error.strerror or str(error) or type(error).__name__).rstrip("。. \r\n")


def error_to_record(error: UserError) -> dict[str, Any]:
    """Pack an error as an object of JSON, to be said by another process."""
    facts = {name: fact if isinstance(fact, int | float) else str(fact) for name, fact in error.facts.items()}
    return {"sentence": error.sentence, "facts": facts}


def error_from_record(record: Mapping[str, Any]) -> ReportError:
    """Unpack what another process could not read or find."""
    return ReportError(record["sentence"], **record["facts"])


def labels_error_from_record(record: Mapping[str, Any]) -> ExchangeError:
    """Unpack why another process could not take labels."""
    return ExchangeError(record["sentence"], **record["facts"])
