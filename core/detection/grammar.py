"""The grammar of numeral expressions, as one composed regular expression (FIGURES.md §1).

    expression   rank | doubling | tenths | fraction | composition | quantity
    rank         第 numeral [位 名 …]  ·  首位  ·  前 numeral [位 名]
    doubling     翻 [了] [numeral] 番  ·  过半  ·  一半
    tenths       numeral 成 numeral
    fraction     numeral 分之 numeral  ·  百分之 numeral  ·  digit / digit
    composition  numeral : numeral [: numeral …]
    quantity     number [range-mark number]
    number       [sign] numeral [approximator] [magnitude] [approximator] [unit]
    numeral      digits with , and .  ·  Chinese numerals
    unit         a word of the lexicon [/ a unit it is counted per]

Where both ends of a range name a unit, it is the same one: 下降0.4个百分点至1.1% are two quantities.
增加3万人次至45万人次 are two as well: a change, and what it came to. Blanks and one line break may stand between a
numeral, its magnitude and its unit, because text from a PDF has them.

Every repeated part is an atomic group, so that a run of 100,000 digits is read in one pass. Possessive quantifiers
would mean the same, but Python reads them wrongly before 3.11.5, and Debian 12 has 3.11.2.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ..model.figure import Span
from .lexicon import Lexicon, either
from .numeral import LONGEST

Shape = Literal["rank", "doubling", "fraction", "composition", "quantity"]

GAP = r"(?:(?>[ \t\u3000\u00a0]*)(?:\n(?>[ \t\u3000\u00a0]*))?)"
ARABIC = r"(?:(?>[0-9]{1,3})(?>(?:[,，][0-9]{3}(?![0-9]))+)|(?>[0-9]+))(?>(?:\.(?>[0-9]+))?)"
# 千 and 百 stay with the unit they begin: 千瓦, 百分点.
_CHINESE_CHAR = "(?:[一二两三四五六七八九十零〇廿卅万亿]|百(?!分)|千(?![瓦米克伏卡帕焦]))"
CHINESE = (
    rf"(?:(?:[数几]|(?<![跨迈站登跃踏])上(?=[十百千万亿]))?(?>{_CHINESE_CHAR}+)(?>(?:点(?>[一二三四五六七八九零〇]+))?)"
    "|半(?=[年天个])|[数几](?=[个家项名条座种百千万亿]))"
)
NUMERAL = f"(?:{ARABIC}|{CHINESE})"
_NUMERAL = re.compile(NUMERAL)
# The characters an expression may begin with. They are looked for first, so that most of a text is passed over quickly.
_FIRST = "0-9一二两三四五六七八九十零〇廿卅万亿百千半数几上第首榜前翻过−－＋+-"
SIGN = r"(?<![0-9A-Za-z%％）)”])[-−－+＋](?=[0-9])"


@dataclass(frozen=True, slots=True)
class WrittenNumber:
    """The parts of one number as they are written, each "" where it is missing.

    30余万家: numeral 30, approximator 余 (the number is not exact), magnitude 万, unit 家.
    """

    sign: str
    numeral: str
    approximator: str
    magnitude: str
    unit: str


@dataclass(frozen=True, slots=True)
class Expression:
    """A numeral expression: its span, its shape, its numbers and its text.

    A range has two numbers, a composition one for each part, a fraction its part and its whole.
    """

    span: Span
    shape: Shape
    numbers: tuple[WrittenNumber, ...]
    text: str


def _number_pattern(lexicon: Lexicon, name: str) -> str:
    """Return the part of the grammar for one number; `name` distinguishes the groups of two in a range."""
    magnitude = f"(?:{either(lexicon.words('numerals.magnitudes'))}(?<!百)|百(?!分)){_KEEP}"
    approximator = lexicon.either("numerals.more", "numerals.about")
    unit = unit_pattern(lexicon)
    return rf"""
        (?P<sign{name}>{SIGN})?
        (?P<numeral{name}>{NUMERAL})
        (?P<more{name}>{approximator}(?={GAP}(?:{magnitude}|{unit})))?
        (?:{GAP}(?P<magnitude{name}>(?>(?:{magnitude})+)))?
        (?P<also{name}>{approximator}(?={GAP}{unit}))?
        (?:{GAP}(?P<unit{name}>{unit}))?"""


# Units of shares: 增长5%至6% is a range, although a verb of change stands before it.
_SHARES = (None, "%", "％", "‰", "个百分点", "百分点")
# A magnitude that begins a unit belongs to the unit: 3千瓦, 5千米.
_KEEP = "(?<!千(?=[瓦米克伏卡帕焦]))"


_NO_UNITS = ("units.per", "units.noun", "units.noun_not", "units.unit_not")


@cache
def unit_pattern(lexicon: Lexicon) -> str:
    """Return an expression for a unit as written, with what it is counted per (微克/立方米).

    A unit in Latin letters does not match inside a longer word.
    """
    names = [name for name in lexicon.lists if name.startswith("units.") and name not in _NO_UNITS]
    unit, per = lexicon.either(*names), lexicon.either("units.per", *names)
    longer = f"(?!{lexicon.either('units.unit_not')})"
    noun = f"(?!{lexicon.either('units.noun_not')}){lexicon.either('units.noun')}"
    also = rf"(?:(?:[/／]|(?<=克)每)[十百千万亿]{{0,3}}{per}|（{unit}）|\({unit}\))?"
    return rf"(?:{longer}{unit}{also}(?:(?<![A-Za-z])|(?![A-Za-z]))|(?<![ \n百千万亿]){noun})"


@cache
def expression_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """Compile the whole grammar into one expression."""
    marks = lexicon.either("numerals.range_marks")
    digits = rf"{ARABIC}"
    return re.compile(
        rf"""
        (?=[{_FIRST}])
        (?:
        (?P<rank>
            第{GAP}(?P<place>{NUMERAL})(?:{GAP}[位名](?!于))? | [首榜]位 | 榜首
          | (?<![年之以提目当此往])前{GAP}(?P<top>{NUMERAL})(?![%％‰])(?:{GAP}[位名](?!于))?
        )
      | (?P<doubling> 翻了?(?P<fold>[一两二三四五])?番 | 翻了?(?P<times>{NUMERAL})倍 | 过半 | 一半 | 半数 )
      | (?P<tenths>(?P<tenth>[一二两三四五六七八九])成(?P<rest>[一二三四五六七八九半]))(?![十百千万亿])
      | (?P<fraction> (?P<whole>[百千万]|{CHINESE})分之(?P<part>{NUMERAL})
          | (?<![0-9./／])(?P<over>[1-9])/(?P<under>[2-9])(?![0-9./／]) )
      | (?P<composition> {digits}(?>[%％]?)(?>(?:[:：∶]{digits}(?>[%％]?))+) )
      | (?P<quantity> {_number_pattern(lexicon, "1")} (?:{GAP}{marks}{GAP}(?={NUMERAL})
            (?(unit1)(?=(?>[0-9.,，十百千万亿零一二两三四五六七八九\s]*)(?P=unit1))){_number_pattern(lexicon, "2")})? )
        )
        """,
        re.VERBOSE,
    )


def expressions(text: str, lexicon: Lexicon, start: int = 0, end: int | None = None) -> Iterator[Expression]:
    """Yield every numeral expression between two offsets of a text, in text order, whether it is a figure or not.

    地区生产总值达【318.6亿元】，列全市【第2位】. `end` is the end of the text if not given.
    """
    pattern, moved, end = expression_pattern(lexicon), _moved(lexicon), len(text) if end is None else end
    while found := pattern.search(text, start, end):
        if (
            found["unit2"]
            and found["unit1"] not in _SHARES
            and moved.search(text, max(0, found.start() - 5), found.start())
        ):
            found = pattern.match(text, found.start(), found.end("unit1")) or found
        yield _expression_of(found)
        start = found.end()


def whole_numerals(text: str, span: Span) -> Span:
    """Return a span widened to all of a numeral that one of its edges cuts through: a figure has the whole.

    FIGURES.md §1.
    """
    start, end = span
    # A longer numeral cannot be read.
    around = max(0, start - LONGEST), min(len(text), end + LONGEST)
    for found in _NUMERAL.finditer(text, *around):
        if found.start() < span.start < found.end():
            start = found.start()
        if found.start() < span.end < found.end():
            end = found.end()
    return Span(start, end)


@cache
def _moved(lexicon: Lexicon) -> re.Pattern[str]:
    """Compile a verb of change that stands right before a number."""
    return re.compile(f"{lexicon.either('cues.rise', 'cues.fall')}了?$")


def _expression_of(found: re.Match[str]) -> Expression:
    """Turn what the grammar matched into an expression."""
    span, words = Span(*found.span()), found[0]
    if found["quantity"] is not None:
        numbers = tuple(_written_number(found, name) for name in ("1", "2") if found[f"numeral{name}"])
        return Expression(span, "quantity", numbers, words)
    if found["rank"] is not None:
        return Expression(span, "rank", (WrittenNumber("", found["place"] or found["top"] or "一", "", "", ""),), words)
    if found["tenths"] is not None:
        # 七成五 is 7.5 tenths
        return Expression(
            span,
            "quantity",
            (WrittenNumber("", f"{found['tenth']}点{found['rest']}".replace("半", "五"), "", "", "成"),),
            words,
        )
    if found["doubling"] is not None:
        fold = found["fold"] or found["times"] or ""
        return Expression(span, "doubling", (WrittenNumber("", fold, "", "", ""),), words)
    if found["fraction"] is not None:
        part, whole = found["part"] or found["over"], found["whole"] or found["under"]
        parts = (WrittenNumber("", part, "", "", ""), WrittenNumber("", whole, "", "", ""))
        return Expression(span, "fraction", parts, words)
    terms = re.split("[:：∶]", words)
    return Expression(span, "composition", tuple(WrittenNumber("", term, "", "", "") for term in terms), words)


def _written_number(found: re.Match[str], name: str) -> WrittenNumber:
    """Return one number of a quantity, by the name of its groups."""
    approximator = found[f"more{name}"] or found[f"also{name}"] or ""
    return WrittenNumber(
        found[f"sign{name}"] or "",
        found[f"numeral{name}"],
        approximator,
        found[f"magnitude{name}"] or "",
        found[f"unit{name}"] or "",
    )
