"""What a user can mend: errors that carry one sentence, its facts apart so that it can be said in any language."""

from collections.abc import Mapping


class UserError(Exception):
    """An error the user can act on.

    `sentence` is an English template that says what happened and what to do; `facts` fill its {fields}. Interfaces look
    the template up in their catalogue (context "errors") and fill it afterwards.
    """

    def __init__(self, sentence: str, **facts: object) -> None:
        super().__init__(sentence.format(**facts))
        self.sentence = sentence
        self.facts: Mapping[str, object] = facts


class ReportError(UserError):
    """A file could not be read as a report."""


class StoreError(UserError):
    """A store could not be opened, read or written."""


class ExchangeError(UserError):
    """A dataset could not be written or read."""
