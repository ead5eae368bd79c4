"""Numerals: Arabic and Chinese ones read as Decimal, and whole numbers written in Chinese."""

import re
from decimal import Decimal

from ..model.figure import is_bounded

DIGITS = dict(zip("零〇一二三四五六七八九", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)) | {
    "两": 2,
    "壹": 1,
    "贰": 2,
}
DIGITS |= {"叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9}
TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
WHOLE = {"廿": 20, "卅": 30}
MAGNITUDES = {"万": 10**4, "亿": 10**8, "兆": 10**12}
# Vague words before a magnitude (数十, 上百, 几千) count as one: a vague magnitude takes its lower end (FIGURES.md §4).
VAGUE = "数几上成近好"
# 一百几十: the part that is not told.
_UNTOLD = re.compile("(?<=[百千万亿])[几数][十百千]")
# 成百上千 is at least the first.
_MANY = re.compile("成([十百千])上[百千万]")
# Digits, and each other character by itself.
_TOKEN = re.compile(r"[0-9]+(?:\.[0-9]+)?|.")

_NARROW = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
LONGEST = 40


def parse_numeral(written: str) -> Decimal | None:
    """Read a numeral in either script, or in both (1亿2000万); None where it cannot be read."""
    is_plain = written[:1].isdigit() and (
        written.isascii() or not any(char in MAGNITUDES or char in TENS for char in written)
    )
    return parse_arabic(written.rstrip("%％")) if is_plain else parse_chinese(written)


def parse_arabic(text: str) -> Decimal | None:
    """Read digits with point and thousands separators, narrow or full width (1,141.5 → 1141.5).

    Return None where the text is no such number or has more digits than a number may (MOST_DIGITS).
    """
    plain = (text if text.isascii() else text.translate(_NARROW)).replace(",", "")
    digits = plain.replace(".", "", 1)
    if len(plain) > LONGEST or not digits.isascii() or not digits.isdigit():
        return None
    return _bounded(Decimal(plain))


def parse_chinese(text: str) -> Decimal | None:
    """Read a Chinese numeral (一百二十, 二〇三五, 两, 半, 廿五, 数十, 三点六, 叁佰) or a mixed one (1亿2000万, 3万5千).

    A vague one is read as its lower end: 数十 → 10, 一百几十 → 100, 成百上千 → 100 (FIGURES.md §4). Return None where
    the text is none, or has more digits than a number may (MOST_DIGITS).
    """
    if not text or len(text) > LONGEST:
        return None
    if text == "半":
        return Decimal("0.5")
    if "点" in text:
        return _parse_decimal(text)
    text = _UNTOLD.sub("", _MANY.sub(r"\1", text)).lstrip(VAGUE)
    if len(text) > 1 and all(char in DIGITS for char in text):
        return _bounded(Decimal("".join(str(DIGITS[char]) for char in text)))
    return _parse_sections(text)


def _bounded(number: Decimal) -> Decimal | None:
    """Return a number; None where it has more digits than a number may."""
    return number if is_bounded(number) else None


def _parse_decimal(text: str) -> Decimal | None:
    """Read a Chinese numeral with a point (三点六)."""
    whole, _, rest = text.partition("点")
    head = parse_chinese(whole)
    # 半点五 is no numeral: a half has no decimal places.
    if head is None or head != head.to_integral_value() or not rest or any(char not in DIGITS for char in rest):
        return None
    return _bounded(Decimal(f"{head}.{''.join(str(DIGITS[char]) for char in rest)}"))


def _parse_sections(text: str) -> Decimal | None:
    """Add up the sections of a numeral: those under 亿, under 万 and under one; a magnitude alone counts once.

    百亿, 万.
    """
    total: int | Decimal = 0
    section: int | Decimal = 0
    largest = 0
    digit: int | Decimal | None = None
    last = 0
    for char in _TOKEN.findall(text):
        if char[0].isascii() and char[0].isdigit():
            digit = Decimal(char)
        elif char in DIGITS:
            digit = DIGITS[char]
        elif char in WHOLE:
            section += WHOLE[char]
        elif char in TENS:
            # 零 before 十 only fills the place above: 一万零十二
            section += (digit or 1) * TENS[char]
            digit, last = None, TENS[char]
        elif char in MAGNITUDES:
            section += digit or 0
            size = MAGNITUDES[char]
            # 三千万亿: a larger magnitude multiplies all before it; 三亿五十万: a smaller one only its own section.
            total = (total + section or 1) * size if size >= largest else total + (section or 1) * size
            section, digit, last, largest = 0, None, size, max(largest, size)
        else:
            return None
    # 两万五 is 25000 and 一百二 is 120: a digit left at the end counts in the next lower place.
    if digit is not None and last >= 100 and text[-1] in DIGITS and text[-2] not in "零〇":
        digit *= last // 10
    return _bounded(Decimal(total + section + (digit or 0))) if text else None


def render_chinese(number: int) -> str:
    """Write a number from 0 to 9999 9999 9999 as a Chinese numeral, as reports do (120 → 一百二十)."""
    if number == 0:
        return "零"
    written = ""
    for size, word in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section, number = divmod(number, size)
        if section:
            gap = "零" if written and section < 1000 else ""
            written += gap + _render_section(section, bool(written)) + word
    return written


def _render_section(section: int, after: bool) -> str:
    """Write up to four digits; `after` says that a section stands before them."""
    written, gap = "", False
    for size, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, section = divmod(section, size)
        if digit:
            lead = "零" if gap and written else ""
            one = size == 10 and digit == 1 and not written and not after
            written += lead + ("" if one else "一二三四五六七八九"[digit - 1]) + word
        gap = not digit
    return written
