"""Pinyin: the letters with which the readings of a Chinese character begin."""

import os


def initials(characters: str) -> dict[str, str]:
    """Return the initials of the readings of each Chinese character (区 → "qo"); other characters are left out."""
    # without its 2.5 MB of phrases, which tell which of a character's readings is meant
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    from pypinyin import Style, pinyin

    letters: dict[str, str] = {}
    for character in sorted(set(characters)):
        readings = pinyin(character, style=Style.FIRST_LETTER, heteronym=True, errors="ignore")
        if readings:
            letters[character] = "".join(dict.fromkeys(readings[0]))
    return letters
