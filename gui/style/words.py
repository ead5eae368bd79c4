"""The interface's words for the vocabulary: kinds, bounds, statuses, states and attributes, in the user's language."""

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from core.model.attributes import LATER, Attribute
from core.model.figure import Figure, Span, Value
from core.review.review import ReviewedFigure

from . import labels


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark a text of a table for the catalogue; lupdate knows the name.

    Qt's own function is not typed to return a str.
    """
    return text


KINDS = {
    "level": QT_TRANSLATE_NOOP("words", "Level"),
    "ratio": QT_TRANSLATE_NOOP("words", "Ratio"),
    "growth": QT_TRANSLATE_NOOP("words", "Growth"),
    "change": QT_TRANSLATE_NOOP("words", "Change"),
    "rank": QT_TRANSLATE_NOOP("words", "Rank"),
    "multiple": QT_TRANSLATE_NOOP("words", "Multiple"),
    "composition": QT_TRANSLATE_NOOP("words", "Composition"),
}
BOUNDS = {
    "eq": QT_TRANSLATE_NOOP("words", "exactly"),
    "ge": QT_TRANSLATE_NOOP("words", "at least"),
    "gt": QT_TRANSLATE_NOOP("words", "more than"),
    "le": QT_TRANSLATE_NOOP("words", "at most"),
    "lt": QT_TRANSLATE_NOOP("words", "less than"),
    "approx": QT_TRANSLATE_NOOP("words", "about"),
}
# how many characters of a span's words a title or a menu shows
MOST_WORDS = 20
BOUND_SIGNS = {"eq": "=", "ge": "≥", "gt": ">", "le": "≤", "lt": "<", "approx": "≈"}
STATUSES = {"actual": QT_TRANSLATE_NOOP("words", "Actual"), "target": QT_TRANSLATE_NOOP("words", "Target")}
STATES = {
    "undecided": QT_TRANSLATE_NOOP("words", "Undecided"),
    "confirmed": QT_TRANSLATE_NOOP("words", "Confirmed"),
    "corrected": QT_TRANSLATE_NOOP("words", "Corrected"),
    "rejected": QT_TRANSLATE_NOOP("words", "Rejected"),
    "added": QT_TRANSLATE_NOOP("words", "Added"),
}
STATE_SIGNS = {"undecided": "○", "confirmed": "✓", "corrected": "≠", "rejected": "×", "added": "+"}

REASONS = {
    "date": QT_TRANSLATE_NOOP("words", "a date"),
    "ordinal": QT_TRANSLATE_NOOP("words", "an ordinal"),
    "name": QT_TRANSLATE_NOOP("words", "a name or slogan"),
    "qualifier": QT_TRANSLATE_NOOP("words", "a qualifier"),
    "count": QT_TRANSLATE_NOOP("words", "the report's own count"),
    "other": QT_TRANSLATE_NOOP("words", "other reasons"),
}
COLOURS = {
    "red": QT_TRANSLATE_NOOP("words", "Red"),
    "amber": QT_TRANSLATE_NOOP("words", "Amber"),
    "olive": QT_TRANSLATE_NOOP("words", "Olive"),
    "jade": QT_TRANSLATE_NOOP("words", "Jade"),
    "sky": QT_TRANSLATE_NOOP("words", "Sky blue"),
    "indigo": QT_TRANSLATE_NOOP("words", "Indigo"),
    "plum": QT_TRANSLATE_NOOP("words", "Plum"),
    "slate": QT_TRANSLATE_NOOP("words", "Slate"),
}
DETECTOR = QT_TRANSLATE_NOOP("words", "detector")
CARRIED = QT_TRANSLATE_NOOP("words", "carried over")
FLAG_SIGN, NOTE_SIGN = "★", "※"

_WORDS = KINDS | BOUNDS | STATUSES | STATES | REASONS


def word(name: str, translate: Callable[[str, str], str] = QCoreApplication.translate) -> str:
    """Return the interface's word for a kind, bound, status, state or reason; for a label, its name.

    `translate` gives the words of another language than the interface's.
    """
    known = _WORDS.get(name)
    return labels.name(name) if known is None else translate("words", known)


def colour(name: str) -> str:
    """Return the interface's word for a colour that labels may have."""
    return QCoreApplication.translate("words", COLOURS[name])


def source(name: str) -> str:
    """Return the word for a source: the detector in the interface's language, another program by its name."""
    return QCoreApplication.translate("words", DETECTOR) if name == DETECTOR else name


def surface(text: str, span: Span) -> str:
    """Return the words of a span on one line; of many words only the first."""
    words = text[span.start : span.end].replace("\n", " ")
    return words if len(words) <= MOST_WORDS else f"{words[:MOST_WORDS]}…"


def state_of(shown: ReviewedFigure) -> str:
    """Return the state to show: a confirmed figure that was changed counts as corrected."""
    return "corrected" if shown.state == "confirmed" and shown.corrected else shown.state


def state_text(shown: ReviewedFigure) -> str:
    """Return the state of a figure in words: with the reason of a rejection, whether it was carried, flag and note."""
    is_carried = shown.decision is not None and shown.decision.carried is not None
    # what was carried is corrected: one word says it, as wide as the others are
    parts = [QCoreApplication.translate("words", CARRIED) if is_carried else word(state_of(shown))]
    if shown.decision is not None and shown.decision.reason is not None:
        parts.append(f"({word(shown.decision.reason)})")
    parts += [FLAG_SIGN] * shown.remark.flagged + [NOTE_SIGN] * bool(shown.remark.note)
    return " ".join(parts)


def reading(figure: Figure) -> str:
    """Return everything that a figure says, as one line of words; of a label what it says too."""
    value = f"{BOUND_SIGNS[figure.bound]} {full_text(figure)}" if figure.value != () else ""
    parts = (figure.indicator, word(figure.kind), value, figure.period, word(figure.status))
    return " · ".join(filter(None, (*parts, later_text(figure))))


def attribute(one: Attribute) -> str:
    """Return the interface's word for an attribute, from the table of attributes itself."""
    return one.english if labels.is_english() else one.chinese


def attribute_value(one: Attribute, figure: Figure) -> str:
    """Return in words what a figure says of an attribute.

    Kind, bound and status in the user's language, a unit as it is.
    """
    value = getattr(figure, one.name)
    if one.sort == "number":
        return number_text(figure)
    return word(value) if one.sort in ("class", "word") else one.text(value)


def later_text(figure: Figure) -> str:
    """Return in words the attributes that hardly any figure has, each after its name; "" where it has none."""
    return " · ".join(
        f"{attribute(one)} {attribute_value(one, figure)}" for one in LATER if getattr(figure, one.name) is not None
    )


def bound_sign(figure: Figure) -> str:
    """Return the sign of a figure's bound; "" for a label without a number."""
    return BOUND_SIGNS[figure.bound] if figure.value != () else ""


def number_text(figure: Figure) -> str:
    """Return a value with all digits and thousands separators; a range has –, a composition :, no value is ""."""
    return _joined(figure, lambda value: _exact(value, ",f"))


def edit_text(figure: Figure) -> str:
    """Return a value as the form edits it, without its unit: in 万, 亿 and 万亿 as people say it, all digits kept.

    The parts of a composition are separated by blanks. So are those of a range, unless both are said by the same
    magnitude and none is below zero: 1–2.5万 would be read as beginning with 10,000, and a dash as a sign. What is
    returned is read as the same value where it is typed.
    """
    parts = _parts(figure.value)
    said = [_as_said(part, "f") for part in parts]
    magnitudes = {text.lstrip("-.0123456789") for text in said}
    if len(parts) == 1:
        return said[0]
    if (
        len(parts) == 2
        and figure.kind != "composition"
        and min(parts) >= 0
        and len(magnitudes) == 1
        and any(magnitudes)
    ):
        return "–".join(said)
    return " ".join(_exact(part, "f") for part in parts)


def short_text(figure: Figure) -> str:
    """Return a value with its unit as people say it, in 万, 亿 and 万亿, with all digits: 5.67万亿元, 58,620元."""
    return _joined(figure, _as_said) + figure.unit


def full_text(figure: Figure) -> str:
    """Return a value as people say it and, where that is written otherwise, with all digits as well."""
    full, short = number_text(figure) + figure.unit, short_text(figure)
    return full if full == short else f"{short} = {full}"


def _parts(value: Value) -> tuple[Decimal, ...]:
    return value if isinstance(value, tuple) else (value,)


def _joined(figure: Figure, write: Callable[[Decimal], str]) -> str:
    parts = [write(part) for part in _parts(figure.value)]
    return (" – " if len(parts) == 2 and figure.kind != "composition" else " : ").join(parts)


def _as_said(value: Decimal, form: str = ",f") -> str:
    """Return a number by the greatest of 万亿, 亿 and 万 that it reaches, with all its digits.

    A number of five digits is said so only where that is shorter: 1.2万, but 58,620. `form` is how the digits are
    written: with thousands separators, or "f" without.
    """
    for places, magnitude in ((12, "万亿"), (8, "亿"), (4, "万")):
        if abs(value) >= Decimal(10) ** places:
            sign, digits, exponent = value.as_tuple()
            assert isinstance(exponent, int), "no figure has an infinite value"
            # no arithmetic: that would round a number of many digits
            said = _exact(Decimal((sign, digits, exponent - places)), form) + magnitude
            is_said_so = abs(value) >= Decimal(10) ** 5 or len(said) < len(_exact(value, "f"))
            return said if is_said_so else _exact(value, form)
    return _exact(value, form)


def _exact(value: Decimal, form: str) -> str:
    """Return all digits of a number; zeros that say nothing behind its point are left out."""
    text = format(value, form)
    return text.rstrip("0").rstrip(".") if "." in text else text
