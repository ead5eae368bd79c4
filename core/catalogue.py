"""The catalogue: an error's sentence in the language of the terminal, for where no Qt is."""

import os
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

from core.errors import UserError

CHINESE = Path(__file__).parent.parent / "resources" / "i18n" / "biaoshu_zh_CN.ts"
CONTEXT = "errors"


def say(error: UserError, environment: Mapping[str, str] = os.environ, catalogue: Path = CHINESE) -> str:
    """Fill an error's sentence, in Chinese where the locale is Chinese and the catalogue has it."""
    sentence = _translation(error.sentence, catalogue) if speaks_chinese(environment) else None
    return (sentence or error.sentence).format(**error.facts)


def speaks_chinese(environment: Mapping[str, str]) -> bool:
    """Tell whether the first of LC_ALL, LC_MESSAGES and LANG that is set names Chinese."""
    named = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next((locale for locale in named if locale), "").lower().startswith("zh")


def _translation(sentence: str, catalogue: Path) -> str | None:
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
