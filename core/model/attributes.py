"""The table of attributes: what a figure can say (FIGURES.md §3, §4, §5), and how each value is written and read.

Everything that reads, writes, shows or compares figures uses this table: the store, the formats, the form, the table of
the window, completion and agreement. To add an attribute, add an entry here and a field to `Figure`; docs/how-to.md
lists what else may need a change.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal
from typing import Any, Literal, get_args

Kind = Literal["level", "ratio", "growth", "change", "rank", "multiple", "composition"]
Bound = Literal["eq", "ge", "gt", "le", "lt", "approx"]
Status = Literal["actual", "target"]
AttributeName = Literal["kind", "value", "unit", "bound", "indicator", "status", "period", "area", "base"]

KINDS: tuple[Kind, ...] = get_args(Kind)
BOUNDS: tuple[Bound, ...] = get_args(Bound)
STATUSES: tuple[Status, ...] = get_args(Status)

# one number, or those of a range or a composition; () for none, which only a figure under a label may have
Value = Decimal | tuple[Decimal, ...]

MOST_DIGITS = 28
"""How many digits a number may have when it is written out in full, before and after the point together.

No quantity of a report needs more, and decimal arithmetic keeps as many by default, so that no operation changes the
last digit. A numeral with more digits is rejected wherever it is read: in a report, in the form, in a file.
"""

WIDE = Context(prec=8 * MOST_DIGITS, Emin=-(10**6), Emax=10**6)
"""The decimal context in which numbers are multiplied and divided, so that no digit is lost before digits are counted.
"""

# Bounds for records: no report comes near them, and reading a longer value would take memory and time.
# They are wider than MOST_DIGITS because a store may hold numbers from before that bound.
MOST_STORED = 1_000
LONGEST_PHRASE = 1_000_000

_LABEL_ID = re.compile("[0-9a-f]{32}")

YEAR = "[12][0-9]{3}"
"""A pattern for the years that a report may speak of: four digits, from 1000 to 2999."""

_MONTH = "(?:0[1-9]|1[0-2])"
_PERIOD = re.compile(f"({YEAR})(?:/({YEAR}))?|({YEAR}-{_MONTH})/({YEAR}-{_MONTH})", re.ASCII)

Sort = Literal["class", "number", "measure", "word", "phrase", "time", "year"]
"""The sort of an attribute's values, by which everything that reads or writes values chooses what to do.

A class is one of the seven kinds or a label; a number is one number or several; a measure is a unit; a word is one of a
closed vocabulary; a phrase is free text; a time is a period in ISO 8601; a year is one year.
"""

Use = Literal["needed", "shared", "walked", "carried"]
"""What else an attribute is used for.

Needed: a proposal from another program must have it. Shared: a correction of it may hold for other figures of the same
shape. Walked: an annotator may go through the figures in its order. Carried: what misread it may have misread other
figures too (core/detection/same_cause.py).
"""


@dataclass(frozen=True, slots=True)
class Attribute:
    """One thing that a figure says.

    `default` is the value of a figure for which nothing else is known, and the meaning of a record without the
    attribute; only an attribute whose default is None may be None. `words` is the vocabulary of a word. `since` is the
    version of the store that introduced it: an attribute that is later than the first version is written only where it
    is not the default, so that older rows keep their bytes. `file_order` and `window_order` are its places among the
    columns of exported files and of the window; records have the order of the table. `uses` are what else it is used
    for. `letter` stands for it in the text of a figure's reasons (core/model/reason.py); it is never changed.
    """

    name: AttributeName
    english: str
    chinese: str
    sort: Sort
    letter: str
    file_order: int
    window_order: int
    default: Any = None
    words: tuple[str, ...] = ()
    since: int = 1
    uses: frozenset[Use] = frozenset()
    may_be_none: bool = field(init=False)
    """Whether None is a value: nothing is known of it."""
    is_later: bool = field(init=False)
    """Whether a later version than the first introduced it: its column then stands after those of the first version."""
    is_text: bool = field(init=False)
    """Whether every text of a bearable length is a value as far as a record is read."""

    def __post_init__(self) -> None:
        # computed once, since they are asked for at each record of a store
        object.__setattr__(self, "may_be_none", self.default is None)
        object.__setattr__(self, "is_later", self.since > 1)
        object.__setattr__(self, "is_text", self.sort in ("measure", "phrase", "time", "year"))

    def is_for(self, use: Use) -> bool:
        """Tell whether the attribute has a use."""
        return use in self.uses

    @property
    def is_typed(self) -> bool:
        """Whether its values are typed, not chosen from a vocabulary."""
        return self.sort not in ("class", "word")

    def exact(self, value: Any) -> Any:  # noqa: ANN401 (of its sort)
        """Return a value for JSON without losing a digit: a number as a text, several as a list of texts."""
        return exact_value(value) if self.sort == "number" else value

    def plain(self, value: Any) -> Any:  # noqa: ANN401
        """Return a value for JSON with a number as a JSON number, several as a list of them."""
        return plain_value(value) if self.sort == "number" else value

    def text(self, value: Any) -> str:  # noqa: ANN401
        """Return a value as one text, "" for none; the numbers of a range or a composition are joined by semicolons."""
        exact = self.exact(value)
        return ";".join(exact) if isinstance(exact, list) else exact or ""

    def read(self, record: Mapping[str, Any], named: bool = False) -> Any:  # noqa: ANN401
        """Return the value that a record holds, in the form that `exact` writes.

        Raises KeyError where the record must have the attribute and does not, and ValueError for a value outside the
        vocabulary or the bounds. `named` accepts labels by name, as exported figures have them, instead of by id.
        """
        value = record.get(self.name, self.default) if self.is_later else record[self.name]
        if value is None and self.may_be_none:
            return None
        # most attributes are texts, which is told here, since to ask by the sort takes longer than to look
        if self.is_text and isinstance(value, str) and len(value) <= LONGEST_PHRASE:
            return value
        return _known_class(value, named) if self.sort == "class" else _READERS[self.sort](self, value)


def _known_class(value: object, named: bool) -> str:
    if value in KINDS or (isinstance(value, str) and (value.strip() if named else _LABEL_ID.fullmatch(value))):
        return str(value)
    raise ValueError(f"kind: {value!r:.40}")


def _number(one: Attribute, value: object) -> Value:
    return tuple(map(number_from, value)) if isinstance(value, list) else number_from(value)


def _phrase(one: Attribute, value: object) -> str:
    return phrase_from(value, one.name)


def _word(one: Attribute, value: object) -> str:
    if value not in one.words:
        raise ValueError(f"{one.name}: {value!r:.40}")
    return str(value)


_READERS: Mapping[Sort, Callable[[Attribute, object], Any]] = {
    "number": _number,
    "measure": _phrase,
    "phrase": _phrase,
    "word": _word,
    "time": _phrase,
    "year": _phrase,
}


_ALL_USES = frozenset(get_args(Use))
_NEEDED, _SHARED, _WALKED, _CARRIED = (frozenset[Use]((use,)) for use in get_args(Use))

ATTRIBUTES: tuple[Attribute, ...] = (
    Attribute("kind", "Kind", "类别", "class", letter="K", file_order=2, window_order=2, default="", uses=_ALL_USES),
    Attribute("value", "Value", "数值", "number", letter="V", file_order=3, window_order=4, default=(), uses=_NEEDED),
    Attribute("unit", "Unit", "单位", "measure", letter="U", file_order=4, window_order=5, default="", uses=_ALL_USES),
    Attribute(
        "bound",
        "Bound",
        "界限",
        "word",
        letter="B",
        file_order=6,
        window_order=3,
        default="eq",
        words=BOUNDS,
        uses=_SHARED,
    ),
    Attribute(
        "indicator",
        "Indicator",
        "指标",
        "phrase",
        letter="I",
        file_order=1,
        window_order=1,
        default="",
        uses=_WALKED | _CARRIED,
    ),
    Attribute(
        "status",
        "Status",
        "性质",
        "word",
        letter="S",
        file_order=7,
        window_order=6,
        default="actual",
        words=STATUSES,
        uses=_SHARED | _CARRIED,
    ),
    Attribute("period", "Period", "时期", "time", letter="P", file_order=5, window_order=7, uses=_CARRIED),
    Attribute("area", "Area", "地域", "phrase", letter="A", file_order=8, window_order=8, since=3, uses=_CARRIED),
    Attribute("base", "Base year", "基期", "year", letter="Y", file_order=9, window_order=9, since=3),
)
"""Every attribute, in the order that records have them."""

NAMES: tuple[AttributeName, ...] = tuple(one.name for one in ATTRIBUTES)
BY_NAME: Mapping[str, Attribute] = {one.name: one for one in ATTRIBUTES}

FIRST: tuple[Attribute, ...] = tuple(one for one in ATTRIBUTES if not one.is_later)
"""The attributes of the first version; in exported files they keep their old places."""

LATER: tuple[Attribute, ...] = tuple(one for one in ATTRIBUTES if one.is_later)
"""The attributes that came later; in exported files they come last."""

IN_WINDOW_ORDER: tuple[Attribute, ...] = tuple(sorted(ATTRIBUTES, key=lambda one: one.window_order))
"""All attributes in the order of the window's columns and fields."""

REQUIRED: frozenset[str] = frozenset(one.name for one in ATTRIBUTES if one.is_typed and not one.may_be_none)
"""The attributes that are typed and cannot be None.

A figure in an imported file that lacks one of them can be completed only by reading its report.
"""


def is_label(kind: str) -> bool:
    """Tell whether a kind is a label that an analyst made, and none of the seven kinds."""
    return kind not in KINDS


def is_bounded(number: Decimal) -> bool:
    """Tell whether a number is finite and has at most MOST_DIGITS digits when it is written out in full."""
    if not number.is_finite():
        return False
    written = str(number)
    if len(written) <= MOST_DIGITS and "E" not in written:
        # written out in full; counting the digits takes longer
        return True
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and max(number.adjusted() + 1, 1) + max(-exponent, 0) <= MOST_DIGITS


def is_period(text: str) -> bool:
    """Tell whether a text is a period as figures carry it (FIGURES.md §4): a year, or two years or months joined by /.

    The first is not after the second. Examples: "2025", "2021/2025", "2025-01/2025-09".
    """
    found = _PERIOD.fullmatch(text)
    if found is None:
        return False
    first, last = (found[1], found[2]) if found[1] else (found[3], found[4])
    return last is None or first <= last


def is_year(text: str) -> bool:
    """Tell whether a text is a year of four digits."""
    return re.fullmatch(YEAR, text, re.ASCII) is not None


def plain_number(value: Decimal) -> int | float:
    """Return a decimal as the JSON number that prints as it is written."""
    return int(value) if value == value.to_integral_value() else float(value)


def plain_value(value: Value) -> int | float | list[int | float]:
    """Return a value as a JSON number, or as a list of them for a range or a composition."""
    return [plain_number(part) for part in value] if isinstance(value, tuple) else plain_number(value)


def exact_number(value: Decimal) -> str:
    """Return a decimal as a text that keeps every digit, without exponent and without superfluous zeros."""
    text = str(value)
    if "E" in text:
        # str() writes an exponent for the very small and for what was multiplied with one
        text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def exact_value(value: Value) -> str | list[str]:
    """Return a value as a text that keeps every digit, or as a list of such texts."""
    return [exact_number(part) for part in value] if isinstance(value, tuple) else exact_number(value)


def bounded(number: Decimal) -> Decimal:
    """Return a number unchanged; raise ValueError where it is not finite or has too many digits to be written out."""
    if not number.is_finite() or len(number.as_tuple().digits) > MOST_STORED or abs(number.adjusted()) > MOST_STORED:
        raise ValueError("value: no number of at most 1,000 digits")
    return number


def number_from(value: object) -> Decimal:
    """Return the number of a record; raise ValueError where it is none, or beyond the bounds."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise ValueError(f"value: {value!r:.40}")
    # a text of a million digits is not even parsed; twice the bound leaves room for a sign, a point and an exponent
    if isinstance(value, str) and len(value) > 2 * MOST_STORED:
        raise ValueError("value: too long")
    try:
        number = Decimal(value)
        # a short text that is written out in full is within the bounds; counting the digits takes longer
        is_short = isinstance(value, str) and len(value) <= MOST_DIGITS and "E" not in value.upper()
        return number if is_short and number.is_finite() else bounded(number)
    except ArithmeticError as error:
        raise ValueError(f"value: {value!r:.40}") from error


def phrase_from(value: object, name: str) -> str:
    """Return the text of a record under a name; raise ValueError where it is no text, or a longer one than allowed."""
    if isinstance(value, str) and len(value) <= LONGEST_PHRASE:
        return value
    raise ValueError(name)
