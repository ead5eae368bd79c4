"""The preferences: one table of what a user may set, with the values for where nothing valid is set."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

from ..commands import ORDERS
from ..style.words import QT_TRANSLATE_NOOP

ANY_FONT = ""

LANGUAGES = {
    "system": QT_TRANSLATE_NOOP("preferences", "Same as the system"),
    "zh": "中文",
    "en": "English",
}
SCHEMES = {
    "system": QT_TRANSLATE_NOOP("preferences", "Same as the system"),
    "light": QT_TRANSLATE_NOOP("preferences", "Light"),
    "dark": QT_TRANSLATE_NOOP("preferences", "Dark"),
}
MARKS = {
    "standard": QT_TRANSLATE_NOOP("preferences", "Standard"),
    "okabe_ito": QT_TRANSLATE_NOOP("preferences", "Okabe and Ito (colour-blind-safe)"),
    "tol": QT_TRANSLATE_NOOP("preferences", "Tol (colour-blind-safe)"),
    "light_dark": QT_TRANSLATE_NOOP("preferences", "Light to dark (for any colour vision)"),
}
MOTIONS = {
    "system": QT_TRANSLATE_NOOP("preferences", "Same as the system"),
    "never": QT_TRANSLATE_NOOP("preferences", "Never"),
}

OFFICES = {
    "installed": QT_TRANSLATE_NOOP("preferences", "Where it is installed"),
    "never": QT_TRANSLATE_NOOP("preferences", "Never"),
}


@dataclass(frozen=True, slots=True)
class Preference:
    """One preference: a choice by name, a whole number from `least` to `most`, or a font's family."""

    name: str
    text: str
    default: str
    choices: Mapping[str, str] = field(default_factory=dict)
    least: int = 0
    most: int = 0
    step: int = 1
    unit: str = ""

    def valid(self, text: str) -> str:
        """Return a text where it is a valid value, else the default."""
        if self.choices:
            return text if text in self.choices else self.default
        if self.most:
            number = text.removesuffix(".0")
            is_in = number.isascii() and number.isdigit() and self.least <= int(number[:9]) <= self.most
            return number if is_in else self.default
        return text if text.isprintable() and len(text) <= 100 else self.default


PREFERENCES: tuple[Preference, ...] = (
    Preference("language", QT_TRANSLATE_NOOP("preferences", "Language"), "system", LANGUAGES),
    Preference("scheme", QT_TRANSLATE_NOOP("preferences", "Colours"), "system", SCHEMES),
    Preference("marks", QT_TRANSLATE_NOOP("preferences", "Highlight colours"), "standard", MARKS),
    Preference("font", QT_TRANSLATE_NOOP("preferences", "Font of the text"), ANY_FONT),
    Preference("size", QT_TRANSLATE_NOOP("preferences", "Size of the text"), "13", least=8, most=36, unit="pt"),
    Preference(
        "line_height", QT_TRANSLATE_NOOP("preferences", "Line height"), "180", least=140, most=260, step=10, unit="%"
    ),
    Preference(
        "walk",
        QT_TRANSLATE_NOOP("preferences", "Order of the figures"),
        "text",
        {str(order): text for order, text in ORDERS.items()},
    ),
    Preference("office", QT_TRANSLATE_NOOP("preferences", ".doc and .wps through LibreOffice"), "installed", OFFICES),
    Preference(
        "backups", QT_TRANSLATE_NOOP("preferences", "Backups of a store, at most"), "2", least=1, most=1000, unit="GB"
    ),
    Preference("motion", QT_TRANSLATE_NOOP("preferences", "Smooth scrolling"), "system", MOTIONS),
)
BY_NAME: Mapping[str, Preference] = {preference.name: preference for preference in PREFERENCES}


def title(preference: Preference) -> str:
    """Return the title of a preference in the interface's language."""
    return QCoreApplication.translate("preferences", preference.text)


def choice_text(preference: Preference, name: str) -> str:
    """Return the words of a choice in the interface's language; a language has its name in itself."""
    context = "commands" if preference.name == "walk" else "preferences"
    return QCoreApplication.translate(context, preference.choices[name])
