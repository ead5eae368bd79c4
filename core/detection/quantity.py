"""The value and the unit of a figure (FIGURES.md §4).

A value is read in three steps. A magnitude that stands once is given to the numbers it holds for (`SHARING_RULES`). The
construction of the expression tells its numbers (`_value_rules`). What stands around may turn them (`TURNING_RULES`): a
decline is negative. Each rule that takes part is a reason of the value.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from ..model.figure import MOST_DIGITS, WIDE, Kind, Reason, Span, Value, is_bounded
from ..model.validation import ascending
from .grammar import Expression, WrittenNumber
from .lexicon import Lexicon
from .numeral import VAGUE, parse_chinese, parse_numeral
from .rule import Rule, because, decide, some_of

HUNDRED = Decimal(100)
# The greatest power of 2 that has no more digits than a number may.
_MOST_DOUBLINGS = 93
_SIZES = {name: Decimal(size) for name, size in (("十", 10), ("百", 100), ("千", 1000), ("万", 10**4), ("亿", 10**8))}
_LARGE, _MAGNITUDES = "亿", "百千万亿"
_MINUS = ("-", "−", "－", "–", "—", "负", "零下")
_MONEY = "人民币"
_TENTH, _FOLD, _TIMES, _TOP = "成", "番", "倍", "前"

Numbers = tuple[Decimal, ...]
Spans = tuple[Span, ...]


def number_value(written: WrittenNumber) -> Decimal | None:
    """Return the number of a written number with its magnitude and sign applied (3.5万 → 35000).

    None where it cannot be read, or has more digits than a number may.
    """
    base, magnitude = parse_numeral(written.numeral), written.magnitude
    if magnitude and not written.numeral.isascii() and any(char in written.numeral for char in _MAGNITUDES):
        # 1亿2000 and 万, 一亿两千 and 万: the magnitude is of the last part only
        base, magnitude = parse_numeral(written.numeral + magnitude), ""
    if base is None:
        return None
    for char in magnitude:
        base = WIDE.multiply(base, _SIZES[char])
        if base.adjusted() >= MOST_DIGITS:
            return None
    # digits alone are a whole number as they stand
    base = base if not written.magnitude and written.numeral.isdecimal() else _plain(base)
    if (written.magnitude or not written.numeral.isascii()) and not is_bounded(base):
        # digits without a magnitude are read within bounds
        return None
    return -base if written.sign in _MINUS else base


def _plain(number: Decimal) -> Decimal:
    """Return a number without idle zeros and without exponent."""
    whole = number == number.to_integral_value()
    return number.quantize(Decimal(1), context=WIDE) if whole else number.normalize(WIDE)


# The value


class ValueReading(NamedTuple):
    """A value in the base unit, and by which rules and words it was read."""

    value: Value
    reasons: tuple[Reason, ...]


def read_value(expression: Expression, last: Expression, kind: Kind, negative: bool) -> ValueReading | None:
    """Read the value of a number (FIGURES.md §4); None where it cannot be read, or has too many digits.

    `last` is the last number of its list, whose magnitude may hold for it (8.2、3.5万亩). `negative` says that the
    words around tell of a decline. A range is put in order, its lower end first.
    """
    reading = _read(expression, last, kind, negative)
    if reading is None or kind == "composition":
        return reading
    value = ascending(reading.value)
    if value == reading.value:
        return reading
    return ValueReading(value, (*reading.reasons, because("value.in_order")))


def value_of_expression(expression: Expression, kind: Kind, negative: bool) -> Value | None:
    """Return the value of an expression in its base unit (FIGURES.md §4): 二分之一 → 50, 翻两番 → 4, 5%—6% → (5, 6).

    `negative` says that the words around tell of a decline, which makes a growth or a change negative. None where the
    numeral cannot be read, or has more digits than a number may. The ends of a range stay as they are written.
    """
    reading = _read(expression, expression, kind, negative)
    return reading.value if reading is not None else None


def _read(expression: Expression, last: Expression, kind: Kind, negative: bool) -> ValueReading | None:
    reasons: list[Reason] = []
    # one number that stands alone has nobody to take a magnitude from
    for rule in SHARING_RULES if expression is not last or len(expression.numbers) > 1 else ():
        shared = rule.read(_Shared(expression, last))
        if shared is not None:
            expression, words = shared
            reasons.append(because(rule.id, words))
    decided = decide(_value_rules(expression), expression)
    if decided is None:
        return None
    id_, (numbers, words) = decided
    reasons.append(because(id_, words))
    is_bound_anew = expression.shape != "quantity"
    # what tells of no decline is turned by its unit alone
    for turn in TURNING_RULES if negative or expression.numbers[-1].unit in (_TENTH, _FOLD) else ():
        turned = turn.read(_Turned(expression, numbers, kind, negative))
        if turned is not None:
            numbers, is_bound_anew = turned, True
            reasons.append(because(turn.id))
    # the numbers of a quantity are within bounds as they were read
    if not numbers or (is_bound_anew and not all(map(is_bounded, numbers))):
        return None
    return ValueReading(numbers[0] if len(numbers) == 1 else numbers, tuple(reasons))


@dataclass(slots=True)
class _Shared:
    """A number and the last one of its list, which are the same where it stands alone."""

    expression: Expression
    last: Expression


def _magnitude_of_list(asked: _Shared) -> tuple[Expression, Spans] | None:
    """Give a bare number of a list the magnitude that stands once with the unit, at its end (8.2、3.5万亩)."""
    expression, own, lent = asked.expression, asked.expression.numbers[-1], asked.last.numbers[-1].magnitude
    if expression is asked.last or expression.shape != "quantity" or own.unit or own.magnitude or not lent:
        return None
    numbers = tuple(number._replace(magnitude=lent) for number in expression.numbers)
    return expression._replace(numbers=numbers), _magnitude_words(asked.last, lent)


def _magnitude_of_range(asked: _Shared) -> tuple[Expression, Spans] | None:
    """Give both ends of a range the magnitude that stands once, at its end (3至5万人)."""
    expression = asked.expression
    if expression.shape != "quantity" or len(expression.numbers) != 2:
        return None
    first, second = expression.numbers
    if not second.magnitude or first.magnitude or first.unit:
        return None
    numbers = (first._replace(magnitude=second.magnitude), second)
    return expression._replace(numbers=numbers), _magnitude_words(expression, second.magnitude)


def _magnitude_words(expression: Expression, magnitude: str) -> Spans:
    """Return where the last magnitude of an expression stands; none where a gap parts its characters."""
    at = expression.text.rfind(magnitude, 0, len(expression.text) - expression.unit_length)
    start = expression.span.start + at
    return (Span(start, start + len(magnitude)),) if at >= 0 else ()


SHARING_RULES: Sequence[Rule[_Shared, tuple[Expression, Spans]]] = (
    Rule("value.magnitude_of_list", _magnitude_of_list),
    Rule("value.magnitude_of_range", _magnitude_of_range),
)
"""What gives a number a magnitude that stands elsewhere; each that applies takes part, in order."""


_Read = tuple[Numbers, Spans]
_NONE: _Read = ((), ())


def _half(expression: Expression) -> _Read | None:
    return ((Decimal(50),), ()) if not expression.numbers[0].numeral and _FOLD not in expression.text else None


def _times(expression: Expression) -> _Read | None:
    """Read 翻三倍 as 3; nothing is multiplied to nothing: 翻零倍 is read as a doubling."""
    if _TIMES not in expression.text or expression.construction.rule == "expression.doubled":
        return None
    times = parse_numeral(expression.numbers[0].numeral)
    return ((Decimal(2) if times == 0 else times,), ()) if times is not None else _NONE


def _doubling(expression: Expression) -> _Read | None:
    return (Decimal(2) ** int(parse_chinese(expression.numbers[0].numeral) or 1),), ()


def _fraction(expression: Expression) -> _Read | None:
    """Read a part of a whole in percent, to two places (三分之二 → 66.67); of a range both its ends."""
    shares: list[Decimal] = []
    read = [parse_numeral(written.numeral) for written in expression.numbers]
    for part, whole in zip(read[::2], read[1::2], strict=True):
        if part is None or not whole:
            return _NONE
        share = WIDE.divide(WIDE.multiply(part, HUNDRED), whole)
        shares.append(_plain(share.quantize(Decimal("0.01"), context=WIDE)))
    if expression.numbers[0].sign in _MINUS:
        shares = [-share for share in shares]
    return tuple(shares), ()


def _composition(expression: Expression) -> _Read | None:
    return _numbers(expression), ()


def _first_place(expression: Expression) -> _Read | None:
    return ((Decimal(1),), ()) if expression.numbers[0].numeral not in expression.text else None


def _top_ranks(expression: Expression) -> _Read | None:
    return (_numbers(expression), _numeral_words(expression)) if expression.text.startswith(_TOP) else None


def _rank(expression: Expression) -> _Read | None:
    return _numbers(expression), _numeral_words(expression)


def _range(expression: Expression) -> _Read | None:
    return (_numbers(expression), _numeral_words(expression)) if len(expression.numbers) > 1 else None


def _vague(expression: Expression) -> _Read | None:
    """Read the lower end of a vague number: 百亿元, 数十家, 上万人."""
    numeral = expression.numbers[-1].numeral
    is_vague = numeral[0] in VAGUE or numeral[0] in _MAGNITUDES
    return (_numbers(expression), _numeral_words(expression)) if is_vague else None


def _rough(expression: Expression) -> _Read | None:
    """Read the lower end of a number that is not exact: 30余家, 十多万人."""
    return (_numbers(expression), _numeral_words(expression)) if expression.numbers[-1].approximator else None


def _minus(expression: Expression) -> _Read | None:
    is_so = expression.numbers[-1].sign in _MINUS
    return (_numbers(expression), _numeral_words(expression)) if is_so else None


def _chinese(expression: Expression) -> _Read | None:
    is_so = not expression.numbers[-1].numeral[:1].isascii()
    return (_numbers(expression), _numeral_words(expression)) if is_so else None


def _magnitude(expression: Expression) -> _Read | None:
    is_so = expression.numbers[-1].magnitude
    return (_numbers(expression), _numeral_words(expression)) if is_so else None


def _number(expression: Expression) -> _Read | None:
    return _numbers(expression), _numeral_words(expression)


def _numbers(expression: Expression) -> Numbers:
    """Return the numbers of an expression with their magnitudes; none where one of them cannot be read."""
    numbers = []
    for written in expression.numbers:
        value = number_value(written)
        if value is None:
            return ()
        numbers.append(value)
    return tuple(numbers)


def _numeral_words(expression: Expression) -> Spans:
    """Return where an expression stands without its unit."""
    return (Span(expression.span.start, expression.span.end - expression.unit_length),)


DOUBLING_VALUE_RULES: Sequence[Rule[Expression, _Read]] = (
    Rule("value.half", _half),
    Rule("value.times", _times),
    Rule("value.doubling", _doubling),
)
FRACTION_VALUE_RULES: Sequence[Rule[Expression, _Read]] = (Rule("value.fraction", _fraction),)
COMPOSITION_VALUE_RULES: Sequence[Rule[Expression, _Read]] = (Rule("value.composition", _composition),)
RANK_VALUE_RULES: Sequence[Rule[Expression, _Read]] = (
    Rule("value.first_place", _first_place),
    Rule("value.top_ranks", _top_ranks),
    Rule("value.rank", _rank),
)
NUMBER_VALUE_RULES: Sequence[Rule[Expression, _Read]] = (
    Rule("value.range", _range),
    Rule("value.vague", _vague),
    Rule("value.rough", _rough),
    Rule("value.minus", _minus),
    Rule("value.chinese", _chinese),
    Rule("value.magnitude", _magnitude),
    Rule("value.number", _number),
)
PLAIN_VALUE_RULES = some_of(NUMBER_VALUE_RULES, "value.magnitude", "value.number")
"""Those of a plain number, which no other applies to."""


def _value_rules(expression: Expression) -> Sequence[Rule[Expression, _Read]]:
    """Return the constructions of a value for the shape of an expression.

    One that applies and returns no number says that the numeral cannot be read.
    """
    match expression.shape:
        case "quantity":
            return PLAIN_VALUE_RULES if expression.is_plain else NUMBER_VALUE_RULES
        case "rank":
            return RANK_VALUE_RULES
        case "composition":
            return COMPOSITION_VALUE_RULES
        case "fraction":
            return FRACTION_VALUE_RULES
        case "doubling":
            return DOUBLING_VALUE_RULES


@dataclass(slots=True)
class _Turned:
    """The numbers of an expression as read so far, and what its kind and the words around say of them."""

    expression: Expression
    numbers: Numbers
    kind: Kind
    negative: bool


def _tenths(asked: _Turned) -> Numbers | None:
    """Turn tenths into percent: 七成 → 70."""
    if asked.expression.shape != "quantity" or asked.expression.numbers[-1].unit != _TENTH:
        return None
    return tuple(_plain(WIDE.multiply(Decimal(10), number)) for number in asked.numbers)


def _folds(asked: _Turned) -> Numbers | None:
    """Turn a number of doublings into a multiple: 2番 → 4. There is none where there are too many."""
    if asked.kind != "multiple" or asked.expression.numbers[-1].unit != _FOLD:
        return None
    if any(abs(number) > _MOST_DOUBLINGS for number in asked.numbers):
        return ()
    return tuple(2**number for number in asked.numbers)


def _halved(asked: _Turned) -> Numbers | None:
    """Turn a fall by a half, or a fold, into its negative; a doubling that is no growth has no sign."""
    if not asked.negative or asked.kind != "growth" or asked.expression.shape != "doubling":
        return None
    return tuple(-number for number in asked.numbers)


def _decline(asked: _Turned) -> Numbers | None:
    if not asked.negative or asked.kind not in ("growth", "change") or asked.expression.shape == "doubling":
        return None
    return tuple(-abs(number) for number in asked.numbers)


TURNING_RULES: Sequence[Rule[_Turned, Numbers]] = (
    Rule("value.tenths", _tenths),
    Rule("value.folds", _folds),
    Rule("value.halved", _halved),
    Rule("value.decline", _decline),
)
"""What turns the numbers of an expression into its value; each that applies takes part, in order."""


# The unit


class UnitReading(NamedTuple):
    """A unit without its magnitude, "" for none, and by which rule and words it was read."""

    name: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class _Words:
    magnitudes: frozenset[str]
    person_times: re.Pattern[str]
    homes_after: re.Pattern[str]
    people_counted: re.Pattern[str]
    people_right_after: re.Pattern[str]
    money_before: re.Pattern[str]
    people_after: re.Pattern[str]
    headcount_before: re.Pattern[str]
    people_right_before: re.Pattern[str]


@cache
def _words(lexicon: Lexicon) -> _Words:
    """Compile the nouns that tell a unit which the writer left out."""
    people, homes = lexicon.either("indicators.people", "left_out.people"), lexicon.either("indicators.households")
    money, headcount = lexicon.either("indicators.money_nouns"), lexicon.either("left_out.headcount")
    return _Words(
        magnitudes=frozenset(lexicon.words("left_out.magnitudes")),
        person_times=re.compile(
            f"(?P<said>{lexicon.either('left_out.person_times')}){lexicon.either('left_out.arrive')}?$"
        ),
        homes_after=re.compile(f"的?[^，。；、]{{0,6}}?(?P<said>{homes})"),
        people_counted=re.compile(lexicon.either("exclusions.people_behind")),
        people_right_after=re.compile(f"{people}(?!均)"),
        money_before=re.compile(f"(?P<said>{money})(?:[^，。；、]{{0,4}})$"),
        people_after=re.compile(f"的?[^，。；、]{{0,6}}?(?P<said>{people})"),
        headcount_before=re.compile(f"(?P<said>{headcount})[^，。；、]{{0,3}}$"),
        people_right_before=re.compile(f"(?P<said>{people}){lexicon.either('left_out.arrive')}?$"),
    )


@dataclass(slots=True)
class _Asked:
    """What the rules of the unit look at: a number, the first and last of its list, and the words around the first."""

    expression: Expression
    first: Expression
    last: Expression
    before: str
    after: str
    words: _Words

    def words_before(self, found: re.Match[str]) -> Spans:
        """Return where something stands in the text that was found in `before`."""
        return self._words(self.first.span.start - len(self.before), found)

    def words_after(self, found: re.Match[str]) -> Spans:
        """Return where something stands in the text that was found in `after`."""
        return self._words(self.first.span.end, found)

    def _words(self, start: int, found: re.Match[str]) -> Spans:
        group = "said" if "said" in found.re.groupindex else 0
        return (Span(start + found.start(group), start + found.end(group)),)


_Found = tuple[str, Spans]


def read_unit(expression: Expression) -> str:
    """Return the unit that an expression itself names, without its magnitude (FIGURES.md §4); "" where it names none.

    个百分点 → 百分点, 第3名 → 位.
    """
    decided = decide(OWN_UNIT_RULES, expression)
    return decided[1][0] if decided is not None else ""


def read_units(members: Sequence[Expression], before: str, after: str, lexicon: Lexicon) -> list[UnitReading]:
    """Read each number's unit; one that stands once, at the end of a list, holds for all of it (4.1万、1.9万元).

    `before` and `after` are the words around the first number.
    """
    if len(members) == 1 and (own := decide(OWN_UNIT_RULES, members[0])) is not None:
        # most numbers: nothing else than the unit behind it is looked at
        return [_unit_reading(own)]
    words, last = _words(lexicon), members[-1]
    asked = [_Asked(one, members[0], last, before, after, words) for one in members]
    return [
        _unit_reading(
            decide(OTHER_UNIT_RULES, one) or decide(OWN_UNIT_RULES, one.expression) or decide(LENT_UNIT_RULES, one)
        )
        for one in asked
    ]


def _unit_reading(decided: tuple[str, _Found] | None) -> UnitReading:
    if decided is None:
        return UnitReading("", because("unit.none"))
    id_, (name, words) = decided
    return UnitReading(name, because(id_, words))


_UNIT_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "％": "%",
        # typed for ‰
        "%o": "‰",
        "％o": "‰",
        "个百分点": "百分点",
        "个千分点": "千分点",
        "个基点": "基点",
        "个BP": "BP",
        "个点": "点",
        "圆": "元",
        "成": "%",
        "番": "倍",
        "个位次": "位次",
        "个名次": "名次",
    }
)
_POINTS = "百分点"


def _points_of_list(asked: _Asked) -> _Found | None:
    """Apply where a list ends in points: 3个、5个百分点 are all points."""
    if asked.expression is asked.last or read_unit(asked.last) != _POINTS:
        return None
    return _POINTS, _unit_words(asked.last)


def _place(expression: Expression) -> _Found | None:
    return ("位", ()) if expression.shape == "rank" else None


def _part(expression: Expression) -> _Found | None:
    is_part = expression.shape == "fraction" or (
        expression.shape == "doubling" and _FOLD not in expression.text and _TIMES not in expression.text
    )
    return ("%", ()) if is_part else None


def _multiple(expression: Expression) -> _Found | None:
    return ("倍", ()) if expression.shape == "doubling" else None


def _shares(expression: Expression) -> _Found | None:
    """Apply to a composition whose parts are written in percent."""
    if expression.shape != "composition" or not expression.text.endswith(("%", "％")):
        return None
    return "%", (Span(expression.span.end - 1, expression.span.end),)


def _own(expression: Expression) -> _Found | None:
    unit = expression.numbers[-1].unit if expression.shape == "quantity" else ""
    return (unit_name(unit), _unit_words(expression)) if unit else None


def unit_name(unit: str) -> str:
    """Return the name of a unit as figures have it."""
    return _UNIT_NAMES.get(unit, unit.replace("％", "%"))


def _unit_words(expression: Expression) -> Spans:
    """Return where the unit at the end of an expression stands."""
    length, end = expression.unit_length, expression.span.end
    return (Span(end - length, end),) if length else ()


def _unit_of_list(asked: _Asked) -> _Found | None:
    unit = read_unit(asked.last)
    return (unit, _unit_words(asked.last)) if asked.expression.shape == "quantity" and unit else None


def _bare_composition(asked: _Asked) -> _Found | None:
    return ("", ()) if asked.expression.shape == "composition" else None


def _person_times(asked: _Asked) -> _Found | None:
    found = asked.words.person_times.search(asked.before)
    return (found["said"], asked.words_before(found)) if found else None


def _renminbi(asked: _Asked) -> _Found | None:
    """Apply where the name of the money stands behind the number: 3500亿人民币."""
    start = asked.first.span.end
    return ("元", (Span(start, start + len(_MONEY)),)) if asked.after.startswith(_MONEY) else None


def _people_counted(asked: _Asked) -> _Found | None:
    """Read a number right before a noun of people as a number of people: 引进【300】人才, 【1000多】职工."""
    people = asked.words.people_right_after if asked.first.numbers[-1].approximator else asked.words.people_counted
    found = None if _LARGE in asked.first.text else people.match(asked.after)
    return ("人", asked.words_after(found)) if found else None


def _plain_number(asked: _Asked) -> _Found | None:
    """Leave a number without a magnitude without a unit: the words around do not tell it one."""
    return None if any(char in asked.first.text for char in asked.words.magnitudes) else ("", ())


def _households(asked: _Asked) -> _Found | None:
    found = None if _LARGE in asked.first.text else asked.words.homes_after.match(asked.after)
    return ("户", asked.words_after(found)) if found else None


def _people_right_after(asked: _Asked) -> _Found | None:
    found = None if _LARGE in asked.first.text else asked.words.people_right_after.match(asked.after)
    return ("人", asked.words_after(found)) if found else None


def _money(asked: _Asked) -> _Found | None:
    found = asked.words.money_before.search(asked.before)
    return ("元", asked.words_before(found)) if found else None


def _people_after(asked: _Asked) -> _Found | None:
    found = asked.words.people_after.match(asked.after)
    return ("人", asked.words_after(found)) if found else None


def _headcount(asked: _Asked) -> _Found | None:
    found = asked.words.headcount_before.search(asked.before)
    return ("人", asked.words_before(found)) if found else None


def _people_right_before(asked: _Asked) -> _Found | None:
    found = asked.words.people_right_before.search(asked.before)
    return ("人", asked.words_before(found)) if found else None


def _large_amount(asked: _Asked) -> _Found | None:
    return ("元", ()) if _LARGE in asked.first.text else None


OTHER_UNIT_RULES: Sequence[Rule[_Asked, _Found]] = (Rule("unit.points_of_list", _points_of_list),)
"""What gives a number another unit than its own."""

OWN_UNIT_RULES: Sequence[Rule[Expression, _Found]] = (
    Rule("unit.own", _own),
    Rule("unit.place", _place),
    Rule("unit.part", _part),
    Rule("unit.multiple", _multiple),
    Rule("unit.shares", _shares),
)
"""The units that an expression names itself."""

LENT_UNIT_RULES: Sequence[Rule[_Asked, _Found]] = (
    Rule("unit.of_list", _unit_of_list),
    Rule("unit.composition", _bare_composition),
    Rule("unit.person_times", _person_times),
    Rule("unit.renminbi", _renminbi),
    Rule("unit.people_counted", _people_counted),
    Rule("unit.plain_number", _plain_number),
    Rule("unit.households", _households),
    Rule("unit.people_right_after", _people_right_after),
    Rule("unit.money", _money),
    Rule("unit.people_after", _people_after),
    Rule("unit.headcount", _headcount),
    Rule("unit.people_right_before", _people_right_before),
    Rule("unit.large_amount", _large_amount),
)
"""The units that stand elsewhere: at the end of the list, or left out and told by the nouns around its first number."""
