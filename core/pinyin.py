"""The pinyin: which letters the readings of a Chinese character begin with."""

import os


def initials(characters: str) -> dict[str, str]:
    """Map each Chinese character to the letters its readings begin with (区 → "qo"); others are left out."""
    # its 2.5 MB of phrases would only tell which of a character's readings is meant
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    from pypinyin import Style, pinyin

    letters: dict[str, str] = {}
    for character in sorted(set(characters)):
        readings = pinyin(character, style=Style.FIRST_LETTER, heteronym=True, errors="ignore")
        if readings:
            letters[character] = "".join(dict.fromkeys(readings[0]))
    return letters
