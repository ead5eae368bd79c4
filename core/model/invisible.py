"""Characters that are not seen, and blanks of unusual widths: what a reader of the page does not know of.

Pages, Word and PDFs put them between letters and digits: marks of where a line may be broken, of the direction of
writing, of the form of a character, fillers of other scripts. Unicode calls them "default ignorable", or "format".
"""

import re

INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""What takes no place in a line, or is a filler of another script, as the inside of a class of characters.

Signs over, under or through a character (U+0301, U+0336, U+20E3) are seen and are none of them.
"""

NARROW = "\u2004-\u200a\u202f\u205f"
"""Blanks that are narrower than a usual one; between two digits they set its thousands apart."""

WIDE = "\u1680\u2000-\u2003"
"""Other blanks than the usual one, the one that does not break a line (U+00A0) and the one of China (U+3000)."""

REVERSING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""The invisible characters that change the direction of writing: 1<U+202E>23% is shown as another number."""

_INVISIBLE = re.compile(f"[{INVISIBLE}]+")
# What a page's source writes for a character (&nbsp; &#8203; &ldquo;), also where it was written so twice (&amp;nbsp;).
_ENTITY = re.compile("&(?:amp;)*(?:(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,15});|nbsp(?![a-zA-Z]))")
# One character is looked for before several are: in a text without any that takes two thirds of the time.
_MAY_BE_UNSEEN = re.compile(f"[&{INVISIBLE}]")
_UNSEEN = re.compile(f"[{INVISIBLE}]+|{_ENTITY.pattern}")
_BLANK_NAMES = ("nbsp", "ensp", "emsp", "thinsp", "numsp", "puncsp", "hairsp", "emsp13", "emsp14")
_INVISIBLE_NAMES = ("zwnj", "zwj", "shy", "lrm", "rlm", "ZeroWidthSpace", "NoBreak")
_PAIRS = (
    "amp& lt< gt> quot\" apos' ldquo“ rdquo” lsquo‘ rsquo’ mdash— ndash– minus\u2212 plus+ plusmn± times× divide÷ "
    "hellip… middot· bull• percnt% permil‰ deg° sup1¹ sup2² sup3³ ge≥ le≤ laquo« raquo» lsaquo‹ copy© reg® microµ "
    "muμ OmegaΩ yen¥ euro€ comma, period. colon: lpar( rpar)"
)
_NAMES = (
    {pair[:-1]: pair[-1] for pair in _PAIRS.split()}
    | dict.fromkeys(_BLANK_NAMES, " ")
    | dict.fromkeys(_INVISIBLE_NAMES, "\u200b")
)
_SIGNS = "+-\u2212\u2013"


def without_invisible(text: str) -> str:
    """Return a text without its invisible characters; blanks stay."""
    return _INVISIBLE.sub("", text)


def visible(text: str) -> tuple[str, tuple[int, ...] | None]:
    """Return a text as it is seen, and the offset in the text of each character that is left.

    Invisible characters are left out, and what a page's source writes for a character is that character: its offset is
    that of the last character written for it, of the first for a sign, so that spans hold all of it. The offsets are
    None where the text is as it is seen.
    """
    if _MAY_BE_UNSEEN.search(text) is None:
        return text, None
    unseen = _UNSEEN if "&" in text else _INVISIBLE
    pieces: list[str] = []
    offsets: list[int] = []
    last = 0
    for found in unseen.finditer(text):
        start, end = found.span()
        char = _written(found[0]) if found[0][0] == "&" else ""
        if char is None:
            continue
        pieces += text[last:start], char
        offsets.extend(range(last, start))
        if char:
            offsets.append(start if char in _SIGNS else end - 1)
        last = end
    if not last:
        return text, None
    pieces.append(text[last:])
    offsets.extend(range(last, len(text)))
    return "".join(pieces), tuple(offsets)


def _written(entity: str) -> str | None:
    """Return the character an entity stands for, "" where it is invisible; None where it stands for none."""
    name = entity.rstrip(";").rpartition("&")[2].replace("amp;", "")
    if name.startswith("#"):
        code = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
        # controls, halves of characters and what is beyond Unicode stand for nothing
        char = chr(code) if 0xA0 <= code < 0xD800 or 0xE000 <= code < 0x110000 or 0x20 <= code < 0x7F else None
    else:
        char = _NAMES.get(name)
    return "" if char is not None and _INVISIBLE.match(char) else char
