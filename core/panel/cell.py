"""Cells: what several reports say of one place, one time and one concept, and how that is written and spoken."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Literal

from ..languages import Language
from ..model.attributes import exact_number
from .concept import Concept
from .fact import Fact, Place, Time
from .units import RESOURCES, ColumnUnit, column_unit

Empty = Literal["", "no_report", "unread", "not_said"]
"""Why a cell is empty: no report that would say it, one that is not read to the end, or none that says it.

"" where it is not empty.
"""

_MAGNITUDES = (("亿", 8), ("万", 4))
# units that are never counted in 万
_UNCOUNTED = frozenset(("", "%", "‰", "百分点", "千分点", "倍", "位"))
SIGNS: Mapping[str, str] = {"eq": "", "ge": "≥", "gt": ">", "le": "≤", "lt": "<", "approx": "≈"}


@dataclass(frozen=True, slots=True)
class CellKey:
    """What a cell is about; two facts with one key are values of one cell."""

    place: Place
    concept: str
    kind: str
    status: str
    time: Time
    measure: str
    code: str = ""
    """The official code that the place had at that time, "" where it has none."""

    @property
    def text(self) -> str:
        """The key as choices name it in a store; it stays the same whatever other reports come in."""
        time = f"{self.time.period}@{self.time.base}" if self.time.base else self.time.period
        place = self.code or self.place.region
        return "|".join((place, self.place.area, self.concept, self.kind, self.status, time, self.measure))


@dataclass(frozen=True, slots=True)
class Cell:
    """What reports say of one place, one time and one concept.

    `facts` are all its values, the one that stands first; `others` are facts that belong here but for their measure
    (美元 in a column of 元), which are never counted together with it. `unit` is the unit that it is shown in.
    """

    key: CellKey
    concept: Concept
    unit: ColumnUnit
    facts: tuple[Fact, ...] = ()
    others: tuple[Fact, ...] = ()
    empty: Empty = ""
    is_chosen: bool = False

    @property
    def standing(self) -> Fact | None:
        """The fact whose value the cell shows; None where it is empty."""
        return self.facts[0] if self.facts else None

    @property
    def count(self) -> int:
        """How many different values reports give for it."""
        return len({(one.amounts, one.bound) for one in self.facts})

    @property
    def is_revised(self) -> bool:
        """Whether a later report gives another value than the first one, further off than its digits explain."""
        if len(self.facts) < 2:
            return False
        first = min(self.facts, key=lambda one: one.vintage or 0)
        return any(one.vintage != first.vintage and differ(first, one) for one in self.facts)

    @property
    def is_confirmed(self) -> bool:
        """Whether what it shows was confirmed; False for a proposal."""
        return bool(self.facts) and self.facts[0].is_confirmed

    @property
    def text(self) -> str:
        """What the cell shows: the value with its bound (≥7, 4.5–5), with its unit where it is not the column's."""
        fact = self.standing
        return "" if fact is None else written(fact, self.unit)

    def spoken(self, language: Language = "zh") -> str:
        """Return the cell as a screen reader says it: all of it in words, an empty one with the reason."""
        said, key = words(language), self.key
        head: list[str] = [
            key.place.name,
            self.concept.name(language),
            said["kinds"][key.kind],
            said["statuses"][key.status],
        ]
        head.append(time_text(key.time, language))
        fact = self.standing
        if fact is None:
            return str(said["between"]).join([*head, said["empty"][self.empty or "not_said"]])
        value = f"{said['bounds'][fact.bound]}{number_text(fact, self.unit)}{unit_text(fact, self.unit)}"
        head.append(value)
        head.append(said["states"]["confirmed" if fact.is_confirmed else "undecided"])
        if self.count > 1:
            head.append(said["values"].format(number=self.count))
        if self.is_revised:
            head.append(said["revised"])
        head += [said["rules"][rule] for rule in fact.rules]
        if self.others:
            units = sorted({one.unit for one in self.others})
            head.append(said["others"].format(number=len(self.others), units="、".join(units)))
        return str(said["between"]).join(head)


def written(fact: Fact, unit: ColumnUnit) -> str:
    """Return a fact's value with its bound, and with its unit where it cannot be written in a column's."""
    own = unit_text(fact, unit) if unit_text(fact, unit) != unit.text else ""
    return f"{SIGNS[fact.bound]}{number_text(fact, unit)}{own}"


def number_text(fact: Fact, unit: ColumnUnit) -> str:
    """Return a fact's numbers in a column's unit where that is exact, else in the figure's own."""
    return (":" if fact.kind == "composition" else "–").join(map(exact_number, numbers(fact, unit)))


def unit_text(fact: Fact, unit: ColumnUnit) -> str:
    """Return the unit that `number_text` is in."""
    return unit.text if _in_unit(fact, unit) is not None else _magnitude(fact)[0] + fact.unit


def numbers(fact: Fact, unit: ColumnUnit) -> Sequence[Decimal]:
    """Return a fact's numbers in a column's unit where that is exact, else as its figure has them, in 亿 or 万."""
    shown = _in_unit(fact, unit)
    return [one.scaleb(-_magnitude(fact)[1]) for one in fact.value] if shown is None else shown


def _magnitude(fact: Fact) -> tuple[str, int]:
    """Return the magnitude in which a figure's numbers are shown, and the power of ten that it stands for."""
    least = min(map(abs, fact.value))
    is_counted = fact.unit not in _UNCOUNTED
    return next(((word, power) for word, power in _MAGNITUDES if is_counted and least >= 10**power), ("", 0))


def _in_unit(fact: Fact, unit: ColumnUnit) -> Sequence[Decimal] | None:
    if fact.measure != unit.measure:
        return None
    shown = [unit.shown(one) for one in fact.amounts]
    return [one for one in shown if one is not None] if None not in shown else None


def differ(one: Fact, other: Fact) -> bool:
    """Tell whether two facts of a cell are further apart than the digits of the rougher one explain.

    3.6万亿 and 3.06万亿 differ; 5万亿 and 5.05万亿 do not. A fact with a bound differs only where the other lies
    beyond it.
    """
    if len(one.amounts) != len(other.amounts):
        return False
    return any(_apart(one, first, other, second) for first, second in zip(one.amounts, other.amounts, strict=True))


def _apart(one: Fact, first: Decimal, other: Fact, second: Decimal) -> bool:
    # what is rounded is up to half of its last digit away
    tolerance = max(_last_digit(first), _last_digit(second)) / 2
    for fact, value, against in ((one, first, second), (other, second, first)):
        match fact.bound:
            case "ge" | "gt" if against > value - tolerance:
                return False
            case "le" | "lt" if against < value + tolerance:
                return False
            case "approx":
                tolerance = max(tolerance, 2 * _last_digit(value))
    return abs(first - second) > tolerance


def _last_digit(amount: Decimal) -> Decimal:
    """Return one unit of the last digit that is not zero: of 36000 it is 1000."""
    exponent = amount.normalize().as_tuple().exponent
    return Decimal(1).scaleb(int(exponent)) if amount else Decimal(1)


def time_text(time: Time, language: Language) -> str:
    """Return a time as heads show it: 2015, 2016–2020, 2015 (2010)."""
    if time.period.startswith("../"):
        return str(words(language)["until"]).format(time=time.period[3:])
    shown = time.period.replace("/", "–")
    return str(words(language)["based"]).format(time=shown, base=time.base) if time.base else shown


def order(fact: Fact) -> tuple[Any, ...]:
    """Return by what the facts of a cell are sorted; the first one stands where nobody chose another.

    What is confirmed comes before proposals, a place's own report before another's, the report that said it first
    before those that said it again, a plain value before a bounded one, and the text's order last.
    """
    return (
        not fact.is_confirmed,
        not fact.is_own_report,
        fact.vintage or 9999,
        fact.bound != "eq",
        fact.report,
        fact.span,
    )


@cache
def unit_of(concept: Concept, kind: str, measure: str) -> ColumnUnit:
    """Return the unit of a concept's column for figures of a kind whose values are brought to a measure."""
    own = column_unit(concept.unit) if concept.unit else None
    if own is not None and own.measure == measure:
        return own
    if own is not None and kind in ("level", "change") and own.text.startswith("亿") and measure.endswith("元"):
        return column_unit("亿" + measure)
    return column_unit(measure)


@cache
def words(language: Language) -> Mapping[str, Any]:
    """Return the words in which cells are spoken and tables are headed, in a language."""
    read: Mapping[str, Mapping[str, Any]] = tomllib.loads((RESOURCES / "words.toml").read_text(encoding="utf-8"))
    return read[language]
