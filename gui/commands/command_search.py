"""Commands found by their words in either language, by the initials of the Chinese ones' pinyin, and by their keys."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..style.language import in_chinese, in_english
from .actions import menu_words, shown_keys, text_of
from .command import Command
from .command_table import COMMANDS
from .keymap import keys_of

FIRST_HAN = "\u2e80"
# how well a command is found, the best first
KEY, BEGINS, WORD_BEGINS, CONTAINS, KEY_BEGINS, INITIALS_BEGIN, INITIALS, MENU = range(8)
# of several words, each found on its own
APART = 10
# Return is written Enter where keys are shown
_ENTER = re.compile("return")


@dataclass(frozen=True, slots=True)
class _Words:
    """What a command is found by, all in small letters."""

    texts: tuple[str, ...]
    menus: tuple[str, ...]


class CommandSearch:
    """Says how well each command is found by what is typed; it has no state but the initials it has learnt."""

    def __init__(self) -> None:
        self._words = {
            command.name: _Words(
                tuple(text_of(command, language).casefold() for language in (in_english, in_chinese)),
                tuple(menu_words(command.menu, language).casefold() for language in (in_english, in_chinese)),
            )
            for command in COMMANDS
        }
        self._letters: dict[str, str] = {}

    @property
    def unlearnt(self) -> str:
        """The Chinese characters of the commands whose initials are not known yet."""
        texts = {one for words in self._words.values() for text in words.texts for one in text}
        return "".join(sorted(one for one in texts if one >= FIRST_HAN and one.isalnum() and one not in self._letters))

    def learn(self, letters: Mapping[str, str]) -> None:
        """Add the initials of characters' pinyin."""
        self._letters.update(letters)

    def found(self, typed: str, recent: Iterable[str] = ()) -> list[Command]:
        """Return the commands that are found by what is typed, the best first, all where nothing is typed.

        Of equally good ones those used lately, whose names are `recent`, the latest first, come before the others,
        which keep the order of the key sheet.
        """
        places = {name: place for place, name in enumerate(recent)}
        ranked = []
        # what is done to figures comes before what is done to files
        for place, command in enumerate(sorted(COMMANDS, key=lambda one: one.menu == "file")):
            rank = self.rank(typed, command)
            if rank is not None:
                ranked.append((rank, places.get(command.name, len(places)), place, command))
        return [command for *_, command in sorted(ranked, key=lambda one: one[:3])]

    def rank(self, typed: str, command: Command) -> int | None:
        """Return how well a command is found by what is typed, the best being 0; None where it is not found."""
        plain = " ".join(typed.casefold().split())
        if not plain:
            return 0
        whole = self._rank(plain, command)
        if whole is not None or " " not in plain:
            return whole
        apart = [self._rank(word, command) for word in plain.split(" ")]
        return APART + max(rank for rank in apart if rank is not None) if None not in apart else None

    def _rank(self, typed: str, command: Command) -> int | None:
        words, keys = self._words[command.name], _keys(command)
        if typed in keys:
            return KEY
        if any(text.startswith(typed) for text in words.texts):
            return BEGINS
        begins = re.compile(rf"(?<![^\W_]){re.escape(typed)}")
        # Chinese is written without blanks: only what stands after a sign begins a word
        if any(begins.search(text) for text in words.texts):
            return WORD_BEGINS
        if any(typed in text for text in words.texts):
            return CONTAINS
        if len(typed) > 1 and any(key.startswith(typed) for key in keys):
            return KEY_BEGINS
        initials = [self._initials(typed, text) for text in words.texts]
        if any(place == 0 for place in initials):
            return INITIALS_BEGIN
        if any(place is not None for place in initials):
            return INITIALS
        return MENU if any(menu.startswith(typed) for menu in words.menus) else None

    def _initials(self, typed: str, text: str) -> int | None:
        """Return where the initials of a text are what is typed, of Chinese characters or of English words.

        0 is its beginning. A typed character also stands for itself, so that 确r finds 确认. None where there are none.
        """
        if len(typed) < 2:
            return None
        if not any(one >= FIRST_HAN for one in text):
            place = "".join(re.findall(r"\b[a-z]", text)).find(typed)
            return place if place >= 0 else None
        if self._begin(typed, text):
            return 0
        # but for what begins with the text, no initials run past a sign: 类别：总量 is found by lbzl, not by bz
        parts = re.split(r"[\W_]+", text)
        return 1 if any(self._begin(typed, part[at:]) for part in parts for at in range(len(part))) else None

    def _begin(self, typed: str, text: str) -> bool:
        """Tell whether the initials of a text begin with what is typed."""
        signs = [one + self._letters.get(one, "") for one in text if one.isalnum()]
        return len(signs) >= len(typed) and all(one in sign for one, sign in zip(typed, signs, strict=False))


def _keys(command: Command) -> set[str]:
    """Return a command's keys as they may be typed into a line: as the table writes them and as the system does."""
    written = {key.casefold() for key in keys_of(command)} | {key.casefold() for key in shown_keys(command).split()}
    return written | {_ENTER.sub("enter", key) for key in written}
