"""The language of the terminal, and an error's sentence in it, for processes without Qt."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from ..languages import NO_LANGUAGE, first_spoken, language_of
from ..model.errors import UserError

CHINESE = Path(__file__).parents[2] / "resources" / "i18n" / "biaoshu_zh_CN.ts"
CONTEXT = "errors"
_CHINESE_ID, _LANGUAGE_OF_ID = 0x04, 0x3FF


def say(error: UserError, environment: Mapping[str, str] = os.environ, catalogue: Path = CHINESE) -> str:
    """Return an error's sentence with its facts, in Chinese where the locale is Chinese and the catalogue has it."""
    sentence = _translation(error.sentence, catalogue) if speaks_chinese(environment) else None
    return (sentence or error.sentence).format(**error.facts)


def speaks_chinese(environment: Mapping[str, str]) -> bool:
    """Tell whether the terminal's language is Chinese.

    The first of LC_ALL, LC_MESSAGES and LANG that is set decides, else the language of Windows. LANGUAGE lists
    preferred languages; it comes before the locale, unless that is C.
    """
    named = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next((locale for locale in named if locale), "")
    if not locale:
        return first_spoken(display_languages()) == "zh"
    liked = environment.get("LANGUAGE", "").split(":") if language_of(locale) not in NO_LANGUAGE else []
    return first_spoken([*liked, locale]) == "zh"


def display_languages() -> list[str]:
    """Return the languages of the desktop on Windows; elsewhere variables say them, and the list is empty."""
    if sys.platform != "win32":
        return []
    import ctypes

    return [name_of(ctypes.windll.kernel32.GetUserDefaultUILanguage())]


def name_of(number: int) -> str:
    """Return the name of the language or locale that has a number in Windows; "" where it has none."""
    from locale import windows_locale

    if number & _LANGUAGE_OF_ID == _CHINESE_ID:
        # without script and country: some combinations have no name there
        return "zh"
    return windows_locale.get(number, "")


def _translation(sentence: str, catalogue: Path) -> str | None:
    # imported here: the window asks this module for its language before its first paint
    from xml.etree import ElementTree

    try:
        contexts = ElementTree.parse(catalogue).getroot().iter("context")
    except (OSError, ElementTree.ParseError):
        # a broken catalogue must not hide the error it was to translate
        return None
    for context in contexts:
        if context.findtext("name") == CONTEXT:
            for message in context.iter("message"):
                if message.findtext("source") == sentence:
                    return message.findtext("translation")
    return None
