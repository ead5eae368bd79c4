"""The languages the program speaks, and which of a user's languages it speaks first."""

import re
from collections.abc import Iterable
from typing import Literal

Language = Literal["zh", "en"]
# the languages of the locales that C programs have where none is chosen
NO_LANGUAGE = ("c", "posix")


def first_spoken(names: Iterable[str]) -> Language:
    """Return the first of some languages or locales, best first, that the program speaks; English where it has none.

    What comes after English is not looked at: who has Chinese as a second language wants English.
    """
    for name in map(language_of, names):
        if name == "zh":
            return "zh"
        if name == "en" or name in NO_LANGUAGE:
            return "en"
    return "en"


def language_of(name: str) -> str:
    """Return the language of a locale's name in lower case, as "zh" of "zh_CN.UTF-8"."""
    return re.split("[-_.@]", name.lower(), maxsplit=1)[0]
