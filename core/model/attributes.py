"""What a figure says: the one table of its attributes (FIGURES.md §3, §4, §5), and how their values are written.

Whatever reads, writes, shows or compares what a figure says asks this table: the store's record, the formats out and
in, the form, the table of the window, completion, agreement. To add an attribute is to add an entry here and a field
to `Figure`; docs/how-to.md names what else may want a look.
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

# () is none: only a label of one's own goes without a number
Value = Decimal | tuple[Decimal, ...]

MOST_DIGITS = 28
"""How many digits a number may have, written out in full, those before and after the point together.

No report's quantity needs more, and so many are what decimal arithmetic holds by default: no sign changes the last of
them. A numeral of more digits is left unread wherever it is read: in a report, in the form, in a file.
"""

WIDE = Context(prec=8 * MOST_DIGITS, Emin=-(10**6), Emax=10**6)
"""In what a number of those digits is multiplied and divided, so that nothing is lost before it is counted again."""

# no report has a number or a phrase near these; a record that says more would take memory and time to read.
# A store may hold numbers from before they were bounded where they are read.
MOST_STORED = 1_000
LONGEST_PHRASE = 1_000_000

_LABEL_ID = re.compile("[0-9a-f]{32}")

YEAR = "[12][0-9]{3}"
"""A pattern of the years that a report may speak of: four digits from 1000 to 2999."""

_MONTH = "(?:0[1-9]|1[0-2])"
_PERIOD = re.compile(f"({YEAR})(?:/({YEAR}))?|({YEAR}-{_MONTH})/({YEAR}-{_MONTH})", re.ASCII)

Sort = Literal["class", "number", "measure", "word", "phrase", "time", "year"]
"""Of what sort a value is, by which every reader and writer of values chooses what to do with it.

A class is one of the seven kinds or a label of one's own; a number is one or several of them; a measure is a unit; a
word is of a closed vocabulary; a phrase is a text; a time is a period in ISO 8601; a year is one year.
"""

Use = Literal["needed", "shared", "walked"]
"""What else an attribute is good for.

Needed: another program's proposal must say it. Shared: a correction of it may hold for other figures of the same shape.
Walked: figures may be gone through in its order.
"""


@dataclass(frozen=True, slots=True)
class Attribute:
    """One thing that a figure says.

    `default` is what a figure says that nothing tells otherwise, and what a record means that goes without the
    attribute; None may be said only where that is the default. `since` is the first version of the store that keeps
    it: where it is later than the first, a record says it only where it is not the default, so that a row from before
    reads, and is written, as it was. `sheet` and `desk` are its place among the columns of a file and of the window;
    in a record the table's own order holds. `uses` are what else it is good for.
    """

    name: AttributeName
    english: str
    chinese: str
    sort: Sort
    sheet: int
    desk: int
    default: Any = None
    words: tuple[str, ...] = ()
    since: int = 1
    uses: frozenset[Use] = frozenset()
    may_be_none: bool = field(init=False)
    """Whether None is a value: nothing tells it."""
    is_later: bool = field(init=False)
    """Whether it came after the first version of the store: its column stands at the end of what was there."""

    def __post_init__(self) -> None:
        # asked at each record of a store
        object.__setattr__(self, "may_be_none", self.default is None)
        object.__setattr__(self, "is_later", self.since > 1)

    def is_for(self, use: Use) -> bool:
        """Tell whether it is good for a use."""
        return use in self.uses

    @property
    def is_typed(self) -> bool:
        """Whether it is written by hand, not chosen among the words of a vocabulary."""
        return self.sort not in ("class", "word")

    def exact(self, value: Any) -> Any:  # noqa: ANN401 (of its sort)
        """Write a value for JSON; a number as a text that loses no digit, several as a list of such texts."""
        return exact_value(value) if self.sort == "number" else value

    def plain(self, value: Any) -> Any:  # noqa: ANN401
        """Write a value for JSON; a number as one, several as a list of them."""
        return plain_value(value) if self.sort == "number" else value

    def text(self, value: Any) -> str:  # noqa: ANN401
        """Write a value as one text, "" for none; the numbers of a range or a composition joined by semicolons."""
        exact = self.exact(value)
        return ";".join(exact) if isinstance(exact, list) else exact or ""

    def read(self, record: Mapping[str, Any], named: bool = False) -> Any:  # noqa: ANN401
        """Read the value from a record that `exact` wrote.

        Raise KeyError where the record must say it and does not, ValueError on what is outside the vocabulary or the
        bounds. `named` takes labels by name, as exported figures have them, instead of by id.
        """
        said = record.get(self.name, self.default) if self.is_later else record[self.name]
        if said is None and self.may_be_none:
            return None
        return _known_class(said, named) if self.sort == "class" else _READERS[self.sort](self, said)


def _known_class(said: object, named: bool) -> str:
    if said in KINDS or (isinstance(said, str) and (said.strip() if named else _LABEL_ID.fullmatch(said))):
        return str(said)
    raise ValueError(f"kind: {said!r:.40}")


def _number(one: Attribute, said: object) -> Value:
    return tuple(map(number_from, said)) if isinstance(said, list) else number_from(said)


def _phrase(one: Attribute, said: object) -> str:
    return phrase_from(said, one.name)


def _word(one: Attribute, said: object) -> str:
    if said not in one.words:
        raise ValueError(f"{one.name}: {said!r:.40}")
    return str(said)


_READERS: Mapping[Sort, Callable[[Attribute, object], Any]] = {
    "number": _number,
    "measure": _phrase,
    "phrase": _phrase,
    "word": _word,
    "time": _phrase,
    "year": _phrase,
}


_ALL_USES = frozenset(get_args(Use))
_NEEDED, _SHARED, _WALKED = (frozenset[Use]((use,)) for use in get_args(Use))

ATTRIBUTES: tuple[Attribute, ...] = (
    Attribute("kind", "Kind", "类别", "class", sheet=2, desk=2, default="", uses=_ALL_USES),
    Attribute("value", "Value", "数值", "number", sheet=3, desk=4, default=(), uses=_NEEDED),
    Attribute("unit", "Unit", "单位", "measure", sheet=4, desk=5, default="", uses=_ALL_USES),
    Attribute("bound", "Bound", "界限", "word", sheet=6, desk=3, default="eq", words=BOUNDS, uses=_SHARED),
    Attribute("indicator", "Indicator", "指标", "phrase", sheet=1, desk=1, default="", uses=_WALKED),
    Attribute("status", "Status", "性质", "word", sheet=7, desk=6, default="actual", words=STATUSES, uses=_SHARED),
    Attribute("period", "Period", "时期", "time", sheet=5, desk=7),
    Attribute("area", "Area", "地域", "phrase", sheet=8, desk=8, since=3),
    Attribute("base", "Base year", "基期", "year", sheet=9, desk=9, since=3),
)
"""Every attribute, in the order that records have them in."""

NAMES: tuple[AttributeName, ...] = tuple(one.name for one in ATTRIBUTES)
BY_NAME: Mapping[str, Attribute] = {one.name: one for one in ATTRIBUTES}

FIRST: tuple[Attribute, ...] = tuple(one for one in ATTRIBUTES if not one.is_later)
"""Those of the first version, which stand where they always stood in what leaves the program."""

LATER: tuple[Attribute, ...] = tuple(one for one in ATTRIBUTES if one.is_later)
"""Those that came later, which stand at the end of it."""

ON_DESK: tuple[Attribute, ...] = tuple(sorted(ATTRIBUTES, key=lambda one: one.desk))
"""All in the order of the window's columns and fields."""

SAID_OF_ITS_OWN: frozenset[str] = frozenset(one.name for one in ATTRIBUTES if one.is_typed and not one.may_be_none)
"""What a figure must be told to say without its report being read: what a file that goes without it leaves open."""


def is_label(kind: str) -> bool:
    """Tell whether a figure's kind is none of the seven but a label of one's own."""
    return kind not in KINDS


def is_bounded(number: Decimal) -> bool:
    """Tell whether a number is one, and has no more digits than it may, written out in full."""
    if not number.is_finite():
        return False
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and max(number.adjusted() + 1, 1) + max(-exponent, 0) <= MOST_DIGITS


def is_period(text: str) -> bool:
    """Tell whether a text is a period as figures carry it (FIGURES.md §4): a year, or two years or months with /.

    The first is not after the second: "2025", "2021/2025", "2025-01/2025-09".
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
    """Turn a decimal into the JSON number that prints as it is written."""
    return int(value) if value == value.to_integral_value() else float(value)


def plain_value(value: Value) -> int | float | list[int | float]:
    """Turn a value into a JSON number, or a list of them for a range or a composition."""
    return [plain_number(part) for part in value] if isinstance(value, tuple) else plain_number(value)


def exact_number(value: Decimal) -> str:
    """Write a decimal as text that loses no digit, without exponent or idle zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def exact_value(value: Value) -> str | list[str]:
    """Write a value as text that loses no digit, or a list of such texts."""
    return [exact_number(part) for part in value] if isinstance(value, tuple) else exact_number(value)


def bounded(number: Decimal) -> Decimal:
    """Return a number as it is; raise ValueError where it is none, or has more digits than can be written out."""
    if not number.is_finite() or len(number.as_tuple().digits) > MOST_STORED or abs(number.adjusted()) > MOST_STORED:
        raise ValueError("value: no number of at most 1,000 digits")
    return number


def number_from(said: object) -> Decimal:
    """Return the number that a record says; raise ValueError where it is none, or beyond the bounds."""
    if isinstance(said, bool) or not isinstance(said, str | int | Decimal):
        raise ValueError(f"value: {said!r:.40}")
    # a text of a million digits is looked at no closer; a sign, a point and an exponent have room
    if isinstance(said, str) and len(said) > 2 * MOST_STORED:
        raise ValueError("value: too long")
    try:
        return bounded(Decimal(said))
    except ArithmeticError as error:
        raise ValueError(f"value: {said!r:.40}") from error


def phrase_from(said: object, name: str) -> str:
    """Return what a record says under a name, which must be a text of bounded length; raise ValueError otherwise."""
    if isinstance(said, str) and len(said) <= LONGEST_PHRASE:
        return said
    raise ValueError(name)
