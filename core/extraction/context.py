"""The context: kind, sign, bound, unit and value of an expression, from the words of its clause (FIGURES.md §3, §4)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from core.extraction.grammar import Amount, Expression
from core.extraction.lexicon import Lexicon
from core.extraction.numeral import parse_arabic, parse_chinese
from core.extraction.period import When
from core.figure import Bound, Kind, Span, Status, Value

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A figure's clause up to it and after it; `start` is the offset `before` begins at."""

    before: str
    after: str
    start: int

    def span(self, found: re.Match[str], group: int | str = 0) -> Span:
        """The span in the report of what was found in `before`."""
        return Span(self.start + found.start(group), self.start + found.end(group))


@dataclass(frozen=True, slots=True)
class Told:
    """A kind, its sign, and the words that told it."""

    kind: Kind
    negative: bool = False
    words: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Cues:
    change: re.Pattern[str]
    speed: frozenset[str]
    rise: frozenset[str]
    fall: frozenset[str]
    with_object: frozenset[str]
    object_only: frozenset[str]
    rate: re.Pattern[str]
    pace_after: re.Pattern[str]
    bare: re.Pattern[str]
    filling: re.Pattern[str]
    before: tuple[tuple[Bound, re.Pattern[str]], ...]
    after: tuple[tuple[Bound, re.Pattern[str]], ...]


@cache
def cues(lexicon: Lexicon) -> _Cues:
    """Compile the cue words of a lexicon."""
    bounds: tuple[Bound, ...] = ("ge", "gt", "le", "lt", "approx")
    fill = lexicon.either("cues.bound_fill")
    return _Cues(
        change=re.compile(lexicon.either("cues.not_change", "cues.speed", "cues.rise", "cues.fall")),
        speed=frozenset(lexicon.words("cues.speed")),
        rise=frozenset(lexicon.words("cues.rise")),
        fall=frozenset(lexicon.words("cues.fall")),
        with_object=frozenset(lexicon.words("cues.with_object")),
        object_only=frozenset(lexicon.words("cues.object_only")),
        rate=re.compile(f"{lexicon.either('cues.rate_ends')}"),
        pace_after=re.compile(
            f"(?:以上|左右|以内)?的?(?:年均)?{lexicon.either('cues.pace')}(?<!比例)(?<!水平)(?<!的目标)"
        ),
        bare=re.compile(f"[、，, ]*{lexicon.either('cues.bare_change')}"),
        filling=re.compile(
            f"(?:{fill}|{lexicon.either('cues.arrive', *(f'cues.before_{bound}' for bound in bounds))}"
            "|[均都各约近平分别年累计幅将]|全[国省市区]平?均?)*"
        ),
        before=tuple(
            (bound, re.compile(f"(?<![最附靠邻相通经渡])(?P<bound>{lexicon.either(f'cues.before_{bound}')}){fill}?$"))
            for bound in bounds
        ),
        after=tuple(
            (bound, re.compile(rf"[ \n]?(?P<bound>{lexicon.either(f'cues.after_{bound}')})"))
            for bound in bounds
            if f"cues.after_{bound}" in lexicon.lists
        ),
    )


def read_kind(found: Expression, unit: str, around: Surroundings, lexicon: Lexicon) -> Told:
    """Tell an expression's kind and sign from what stands before it."""
    if found.shape == "rank":
        return Told("rank")
    if found.shape == "composition":
        return Told("composition")
    if found.words == "过半":
        return Told("ratio")
    if unit in ("倍", "番"):
        return Told("multiple")
    told = _told_change(unit, around, cues(lexicon), lexicon.unit_classes.get(unit) == "count")
    if told is not None:
        return told
    if unit in ("%", "‰"):
        return Told("ratio")
    if unit == "" and found.shape == "quantity" and not found.amounts[-1].magnitude:
        return Told("ratio")
    return Told("level")


def _told_change(unit: str, around: Surroundings, lists: _Cues, counted: bool) -> Told | None:
    """Growth or change, where the last direction word of the clause governs the number."""
    share = unit in ("%", "‰")
    point = unit in ("百分点", "基点", "千分点", "BP")
    last = None
    for found in lists.change.finditer(around.before):
        if found[0] in lists.speed and share:
            return Told("growth", found[0] in lists.fall or found[0][0] in "降跌减", (around.span(found),))
        if found[0] in lists.rise or found[0] in lists.fall:
            last = found
        elif not point:
            last = None if found[0] not in lists.speed else found
    if share and lists.pace_after.match(around.after):
        return Told("growth")
    if last is None and not share and lists.bare.match(around.before):
        return Told("change")
    if last is None:
        return Told("change") if point else None
    tail = around.before[last.end() :]
    negative = last[0] in lists.fall
    words = (around.span(last),)
    if point:
        return Told("change", negative, words)
    if re.match("[到至为了]*[到至为]", tail):
        return None
    if share:
        return None if lists.rate.search(tail) else Told("growth", negative, words)
    if last[0] in lists.with_object and not re.search("[的率比]", tail):
        return Told("change", negative, words)
    if lists.filling.fullmatch(tail) and not (counted and last[0] in lists.object_only):
        return Told("change", negative, words)
    return None


def read_bound(found: Expression, around: Surroundings, lexicon: Lexicon) -> tuple[Bound, tuple[Span, ...]]:
    """Read the bound beside the number, the one after it before the one ahead of it."""
    lists = cues(lexicon)
    for bound, pattern in lists.after:
        if hit := pattern.match(around.after):
            offset = found.span.end + hit.start("bound")
            return bound, (Span(offset, offset + len(hit["bound"])),)
    amount = found.amounts[-1]
    if found.shape == "quantity" and amount.more:
        spot = found.span.start + found.words.rindex(amount.more)
        return ("approx" if amount.more == "来" else "gt"), (Span(spot, spot + 1),)
    if found.shape == "rank":
        return ("le", ()) if found.words.startswith("前") else ("eq", ())
    if found.words == "过半":
        return "gt", ()
    best = None
    for bound, pattern in lists.before:
        if (hit := pattern.search(around.before)) and (best is None or hit.start() < best[1].start()):
            best = (bound, hit)
    if best is not None:
        return best[0], (around.span(best[1], "bound"),)
    if found.shape == "quantity" and re.match("[上]", amount.numeral):
        return "ge", ()
    if found.shape == "quantity" and re.match("[数几]", amount.numeral):
        return "gt", ()
    return "eq", ()


def number(written: str) -> Decimal | None:
    """Read a numeral in either script."""
    return parse_arabic(written.rstrip("%％")) if written[:1].isdigit() else parse_chinese(written)


def amount_value(amount: Amount) -> Decimal | None:
    """The number of an amount with its magnitude applied; None where it cannot be read."""
    base = number(amount.numeral)
    if base is None:
        return None
    for char in amount.magnitude:
        base *= {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}[char]
    base = base.quantize(Decimal(1)) if base == base.to_integral_value() else base.normalize()
    return -base if amount.sign in ("-", "−", "－") and amount.sign else base


def read_value(found: Expression, kind: Kind, negative: bool) -> Value | None:
    """The value in the base unit (FIGURES.md §4); None where the numeral cannot be read."""
    if found.shape == "doubling":
        return _doubling_value(found)
    if found.shape == "fraction":
        part, whole = (number(amount.numeral) for amount in found.amounts)
        return None if part is None or not whole else (part * HUNDRED / whole).quantize(Decimal("0.01")).normalize() + 0
    values = tuple(amount_value(amount) for amount in _shared_magnitude(found.amounts))
    if not values or any(value is None for value in values):
        return None
    numbers = tuple(value for value in values if value is not None)
    if found.amounts[-1].unit == "成":
        numbers = tuple(10 * value for value in numbers)
    if kind == "multiple" and found.amounts[-1].unit == "番":
        numbers = tuple(2**value for value in numbers)
    if negative and kind in ("growth", "change"):
        numbers = tuple(-abs(value) for value in numbers)
    return numbers[0] if len(numbers) == 1 else numbers


def _doubling_value(found: Expression) -> Decimal:
    if found.words in ("过半", "一半", "半数"):
        return Decimal(50)
    fold = found.amounts[0].numeral
    if "倍" in found.words:
        return number(fold) or Decimal(2)
    return Decimal(2) ** int(parse_chinese(fold) or 1)


def _shared_magnitude(amounts: Sequence[Amount]) -> Sequence[Amount]:
    """In a range the magnitude may stand once, at the end (3至5万人)."""
    if len(amounts) == 2 and amounts[1].magnitude and not amounts[0].magnitude and not amounts[0].unit:
        first = amounts[0]
        return (Amount(first.sign, first.numeral, first.more, amounts[1].magnitude, first.unit), amounts[1])
    return amounts


_UNIT_NAMES = {
    "％": "%",
    "个百分点": "百分点",
    "个千分点": "千分点",
    "个基点": "基点",
    "个BP": "BP",
    "成": "%",
    "番": "倍",
}


def read_unit(found: Expression) -> str:
    """The unit as the expression itself names it; empty where it does not."""
    if found.shape == "rank":
        return "位"
    if found.shape == "fraction" or found.words in ("过半", "一半", "半数"):
        return "%"
    if found.shape == "doubling":
        return "倍"
    if found.shape == "composition":
        return "%" if found.words.endswith(("%", "％")) else ""
    unit = found.amounts[-1].unit or found.amounts[0].unit
    return _UNIT_NAMES.get(unit, unit.replace("％", "%"))


@cache
def _unit_nouns(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    people, money = lexicon.either("indicators.people"), lexicon.either("indicators.money_nouns")
    return re.compile(f"的?[^，。；、]{{0,6}}?{people}"), re.compile(f"{money}(?:[^，。；、]{{0,4}})$")


def shared_unit(around: Surroundings, found: Expression, lexicon: Lexicon) -> str:
    """The unit a writer left out: people or money, as the nouns around tell."""
    people, money = _unit_nouns(lexicon)
    if around.before.endswith("人次"):
        return "人次"
    if not any(char in found.words for char in "万亿千百"):
        return ""
    if money.search(around.before):
        return "元"
    if people.match(around.after) or re.search("人[数口]?[^，。；、]{0,3}$|就业[^，。；、]{0,3}$", around.before):
        return "人"
    return "元" if "亿" in found.words else ""


@cache
def _tense(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    met = lexicon.either("time.target_met")
    return (
        re.compile(f"{lexicon.either('cues.firm_target')}(?![^，。；]{{0,6}}{met})"),
        re.compile(lexicon.either("cues.firm_actual")),
    )


def read_status(before: str, start: int, when: When, lexicon: Lexicon) -> tuple[Status, tuple[Span, ...]]:
    """Read whether a figure happened or is meant to: by its clause's words, else by its time and setting."""
    target, actual = _tense(lexicon)
    if when.ahead:
        found = actual.search(before)
        status: Status = "actual" if found else "target"
    else:
        found = target.search(before)
        if found and re.search("完成|超额|好于|高于|圆满", before[: found.start()]):
            found = None
        status = "target" if found else "actual"
    words = (Span(start + found.start(), start + found.end()),) if found else when.words
    return status, words
