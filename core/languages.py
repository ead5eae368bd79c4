"""The languages that the program speaks, and which of a user's languages it chooses."""

import re
from collections.abc import Iterable
from typing import Literal

Language = Literal["zh", "en"]
# the locales of C programs for which no language is chosen
NO_LANGUAGE = ("c", "posix")


def first_spoken(names: Iterable[str]) -> Language:
    """Return the first language, of some languages or locales from best to worst, that the program speaks.

    Else English. Languages after English are not looked at: a user who has Chinese as a second language wants English.
    """
    for name in map(language_of, names):
        if name == "zh":
            return "zh"
        if name == "en" or name in NO_LANGUAGE:
            return "en"
    return "en"


def language_of(name: str) -> str:
    """Return the language of a locale's name in lower case: "zh" for "zh_CN.UTF-8"."""
    return re.split("[-_.@]", name.lower(), maxsplit=1)[0]
