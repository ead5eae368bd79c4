"""The grammar of numeral expressions, as one composed regular expression (FIGURES.md §1).

    expression   rank | doubling | tenths | fraction | composition | quantity
    rank         第 numeral [位 名 …]  ·  首位  ·  前 numeral [位 名]
    doubling     翻 [了] [numeral] 番  ·  倍增  ·  过半  ·  一半
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
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple

from ..model.figure import Reason, Span
from .lexicon import Lexicon, either, in_turn
from .numeral import LONGEST, VAGUE, parse_numeral
from .rule import Rule, because, decide, some_of

Shape = Literal["rank", "doubling", "fraction", "composition", "quantity"]

GAP = r"(?:(?>[ \t\u3000\u00a0]*)(?:\n(?>[ \t\u3000\u00a0]*))?)"
# Blanks beside the mark of a composition.
_FEW = r"(?>[ \t\u3000\u00a0]{0,3})"
ARABIC = r"(?:(?>[0-9]{1,3})(?>(?:[,，][0-9]{3}(?![0-9]))+)|(?>[0-9]+))(?>(?:\.(?>[0-9]+))?)"
# 千 and 百 stay with the unit they begin: 千瓦, 百分点.
_THOUSAND, _HUNDRED = "千(?![瓦米克伏卡帕焦])", "百(?!分)"
# Digits with two magnitudes, of which the last may be the one before the unit: 1亿2000(万元), 13万2千, 2千3百. The
# second part is not much smaller than the first, or stands behind 零: 3亿2万平方米 are two numbers.
MIXED = (
    # 3万多亿: the magnitude behind 多 is of the whole
    r"(?>[0-9]{1,6})(?>(?:\.[0-9]{1,4})?)万(?=[多余]亿)|"
    "(?>[0-9]{1,6})(?=[亿万千百])"
    "(?:亿(?:零?[1-9][0-9]{2,3}|零[0-9]{1,2}|[1-9]千[1-9]百|[1-9][千百])(?=[多余]?万)"
    f"(?:万(?:零?[1-9]{_THOUSAND}|零?[0-9]{{4}}(?![0-9.年])))?"
    f"|万(?:零?[1-9]{_THOUSAND}(?:零?[1-9]{_HUNDRED})?|零?[1-9]{_HUNDRED}"
    "|(?:[0-9]{4}|零[0-9]{1,3})(?![0-9.年万亿]))"
    f"|{_THOUSAND}零?[1-9]{_HUNDRED}(?:[1-9]十)?|{_HUNDRED}零?[1-9]十)"
)
_CHINESE_CHAR = f"(?:[一二两三四五六七八九十零〇廿卅万亿]|{_HUNDRED}|{_THOUSAND})"
_CHINESE_RUN = f"(?>{_CHINESE_CHAR}+)(?>(?:(?<=[百千万亿])[几数](?=[十百千])(?>{_CHINESE_CHAR}+))?)"
# The characters of cheques; one alone is a number before money only (陆 and 伍 begin names).
_CAPITAL = "[壹贰叁肆伍陆柒捌玖]"
CAPITALS = (
    f"(?:(?:{_CAPITAL}(?=[拾佰仟万亿])|拾(?=[壹贰叁肆伍陆柒捌玖万亿]))(?>[壹贰叁肆伍陆柒捌玖拾佰仟零万亿]+)"
    f"|{_CAPITAL}(?=[元圆角]))"
)
# 好几百家; not 办好几件实事.
_MANY = "(?:(?<![办做建管用种抓打讲搞修写守护选补育干答编兑培看治下开良友美最更])好(?=几))"
CHINESE = (
    rf"(?:(?:{_MANY}?[数几]|(?<![跨迈站登跃踏])上(?=[十百千万亿]))?{_CHINESE_RUN}(?>(?:点(?>[一二三四五六七八九零〇]+))?)"
    rf"|半(?=[年天个])|{_MANY}?[数几](?=[个家项名条座种百千万亿])|成[十百千]上[百千万]"
    f"|{CAPITALS})"
)
NUMERAL = f"(?:{MIXED}|{ARABIC}|{CHINESE})"
COUNTED = "(?:[个家名人岁万里亩天十百千份件处座所套台辆户头只株栋幢]|项(?!目|工))"
"""What 十四五 counts when it is no five-year plan: 十四五份材料."""
_NUMERAL = re.compile(NUMERAL)
_MAGNITUDES = "百千万亿"
PEOPLE = ("indicators.people", "left_out.people", "exclusions.people_behind", "indicators.households")
"""The word lists of nouns of people and households, which a number counts without a unit (3万多职工)."""
# The characters an expression may begin with. They are looked for first, so that most of a text is passed over quickly.
_FIRST = "0-9一二两三四五六七八九十零〇廿卅万亿百千半数几上第首榜前翻倍过壹贰叁肆伍陆柒捌玖拾好成−－＋+–—-"
# Of those the ones that many other words begin with: what must follow.
_NO_START = "好[^几]|成[^十百千]|[–—][^0-9]"


class WrittenNumber(NamedTuple):
    """The parts of one number as they are written, each "" where it is missing.

    30余万家: numeral 30, approximator 余 (the number is not exact), magnitude 万, unit 家.
    """

    sign: str
    numeral: str
    approximator: str
    magnitude: str
    unit: str


class Expression(NamedTuple):
    """A numeral expression: its span, its shape, its numbers and its text.

    A range has two numbers, a composition one for each part, a fraction its part and its whole. `construction` is the
    rule that it was found by. `kept` is the rule that says that it is a figure although something speaks against it
    (`exclusion.py`), None where nothing does.
    """

    span: Span
    shape: Shape
    numbers: tuple[WrittenNumber, ...]
    text: str
    construction: Reason
    kept: Reason | None = None

    @property
    def is_plain(self) -> bool:
        """Whether it is one exact number in digits, without a sign: so most are."""
        number = self.numbers[0]
        is_single = len(self.numbers) == 1 and self.shape == "quantity"
        return is_single and not number.sign and not number.approximator and "0" <= number.numeral[:1] <= "9"

    @property
    def unit_length(self) -> int:
        """How many characters at the end of the text are the unit; 0 where none stands there (七成五)."""
        unit = self.numbers[-1].unit
        return len(unit) if self.shape == "quantity" and self.text.endswith(unit) else 0


def sign_pattern(lexicon: Lexicon) -> str:
    """Return the part of the grammar for a plus or minus; a dash is one only behind the words it may follow."""
    words = sorted(lexicon.words("numerals.before_minus"), key=len)
    behind = "|".join(f"(?<={re.escape(word)})" for word in words)
    return rf"(?:(?<![0-9A-Za-z%％）)”])[-−－+＋]|(?=[–—])(?:{behind})[–—])(?=[0-9])"


def minus_word(lexicon: Lexicon) -> str:
    """Return an expression for 负, where it ends no other word (减负)."""
    return f"(?<![{''.join(lexicon.words('numerals.no_minus'))}])负"


def _number_pattern(lexicon: Lexicon, name: str) -> str:
    """Return the part of the grammar for one number; `name` distinguishes the groups of two in a range."""
    magnitude = _magnitude_pattern(lexicon)
    approximator = lexicon.either("numerals.more", "numerals.about")
    unit, ahead = unit_pattern(lexicon), unit_ahead(lexicon)
    # 3万多职工: people need no unit, and 多 is no part of their name; nothing stands behind a span that was selected
    without_unit = rf"{lexicon.either('numerals.more')}(?={lexicon.either(*PEOPLE)}|\Z)"
    return rf"""
        (?P<sign{name}>{sign_pattern(lexicon)})?
        (?:(?<=(?P<minus{name}>{minus_word(lexicon)}))|(?<=(?P<below{name}>零下)))?
        (?P<numeral{name}>{NUMERAL})
        (?P<more{name}>{approximator}(?={GAP}(?:{magnitude}|{ahead})))?
        (?:{GAP}(?P<magnitude{name}>(?>(?:{magnitude})+)))?
        (?P<also{name}>{approximator}(?={GAP}{ahead})|{without_unit})?
        (?:{GAP}(?P<unit{name}>{unit}))?"""


# Units of shares: 增长5%至6% is a range, although a verb of change stands before it.
_SHARES = (None, "%", "％", "‰", "个百分点", "百分点")
# A magnitude that begins a unit belongs to the unit: 3千瓦, 5千米.
_KEEP = "(?<!千(?=[瓦米克伏卡帕焦]))"


_NO_UNITS = ("units.per", "units.noun", "units.noun_not", "units.unit_not", "units.letters")


@cache
def unit_pattern(lexicon: Lexicon) -> str:
    """Return an expression for a unit as written, with what it is counted per (微克/立方米).

    A unit in Latin letters does not match inside a longer word.
    """
    units = _units(lexicon)
    unit, per = in_turn(units), in_turn((*units, *lexicon.words("units.per")))
    dot = "[·•・\u2219\u22c5‧.．]"
    each = f"(?:[十百千万亿]{{0,3}}{per}(?:(?:{dot}|[/／]){per})?|[（(]{per}(?:{dot}{per})?[）)])"
    also = rf"(?:(?:[/／]|(?<=克)每){each}|（{unit}）|\({unit}\))?"
    return _unit(lexicon, unit + also)


@cache
def unit_ahead(lexicon: Lexicon) -> str:
    """Return an expression that matches where a unit begins: what it is counted per is not looked at.

    With all the units that may stand behind a stroke, `unit_pattern` takes nine times as long to compile.
    """
    return _unit(lexicon, in_turn(_units(lexicon)))


def _units(lexicon: Lexicon) -> list[str]:
    names = [name for name in lexicon.lists if name.startswith("units.") and name not in _NO_UNITS]
    return [unit for name in names for unit in lexicon.words(name)]


def _unit(lexicon: Lexicon, unit: str) -> str:
    """Return an expression for a unit, or for a noun that is counted like one, where they end no other word."""
    # 项 counts in 45项目标, not in 超百亿项目
    longer = f"(?!{lexicon.either('units.unit_not')}|项目(?!标)|人口(?!以[上下]))"
    # 2026省科技专项: a year counts no provinces
    noun = f"(?<!(?:19|20)[0-9]{{2}})(?!{lexicon.either('units.noun_not')}){lexicon.either('units.noun')}"
    apart = "(?:(?<![A-Za-z])|(?![A-Za-z]))(?:(?<![A-Za-z][23])|(?![0-9]))"
    letters = f"(?<=[0-9][0-9万]){lexicon.either('units.letters')}(?![0-9A-Za-z+])"
    return rf"(?:{longer}{unit}{apart}|(?<![ \n百千万亿]){noun}|{letters})"


def _place_pattern(lexicon: Lexicon) -> str:
    return rf"第{GAP}(?P<place_number>{NUMERAL})(?:{GAP}[位名](?!于))?"


def _first_place_pattern(lexicon: Lexicon) -> str:
    return lexicon.either("numerals.first_places")


def _top_pattern(lexicon: Lexicon) -> str:
    other_word = "".join(lexicon.words("numerals.not_top"))
    # 元旦前17.1万户: no place in an order has decimals
    return rf"(?<![{other_word}])前{GAP}(?!(?>[0-9]+)\.)(?P<top_number>{NUMERAL})(?![%％‰])(?:{GAP}[位名](?!于))?"


def _doubling_pattern(lexicon: Lexicon) -> str:
    return "翻了?(?:将?近|约)?(?P<fold>[一两二三四五])?番"


def _doubled_pattern(lexicon: Lexicon) -> str:
    # 成倍增长 grows by some multiple
    return "(?<![成翻])倍增(?![长加])"


def _times_pattern(lexicon: Lexicon) -> str:
    return rf"翻了?(?P<times_number>{NUMERAL})倍"


def _half_pattern(lexicon: Lexicon) -> str:
    return lexicon.either("numerals.halves")


def _tenths_pattern(lexicon: Lexicon) -> str:
    return "(?P<tenth>[一二两三四五六七八九])成(?P<rest>[一二三四五六七八九半])(?![十百千万亿])"


def _fraction_pattern(lexicon: Lexicon) -> str:
    """Return the part of the grammar for a fraction, or two that are a range (百分之五至百分之六, 百分之五至六)."""
    marks = lexicon.either("numerals.range_marks")
    whole = f"(?:[百千万]|{CHINESE})"
    return rf"""(?:(?<=(?P<fraction_minus>{minus_word(lexicon)})))?(?P<whole>{whole})分之(?P<part>{NUMERAL})
        (?:{marks}(?:(?:(?P<whole2>{whole})分之)|(?!{NUMERAL}(?:分之|{GAP}[年月日号个家项位名人元万亿%％倍成])))(?P<part2>{NUMERAL}))?"""


def _slash_fraction_pattern(lexicon: Lexicon) -> str:
    return (
        "(?:(?<![0-9./／])(?P<over>[1-9])[/／](?P<under>[2-9])(?![0-9/／]|\\.[0-9])"
        "|(?<=[\u4e00-\u9fff])(?P<over2>[1-9][0-9]?)[/／](?P<under2>[1-9][0-9]{1,3})(?![0-9/／]|\\.[0-9]|[年月日]))"
    )


def _composition_pattern(lexicon: Lexicon) -> str:
    mark = rf"{_FEW}[:：∶︰﹕]{_FEW}"
    share = rf"{ARABIC}(?>(?:{_FEW}[%％])?)"
    return rf"""(?:{share}(?>(?:{mark}{share})+)
        |(?<![0-9.])(?=[0-9.]{{1,8}}比)(?P<shares>{ARABIC}(?>(?:比{ARABIC})+))(?![0-9.年月日%％个家项万亿元倍])
        |(?=[一二三四五六七八九十](?:点[一二三四五六七八九])?比)(?<!{_CHINESE_CHAR})(?P<words>[一二三四五六七八九十](?>(?:点[一二三四五六七八九])?)(?>(?:比[一二三四五六七八九十](?>(?:点[一二三四五六七八九])?))+))(?![十百千万亿年月日个家项元倍看学]))"""


def _two_digits_pattern(lexicon: Lexicon) -> str:
    """Return the part of the grammar for two digits that are a range: 两三家, 七八成, 十七八, 三四十万, 一、两个."""
    marked = f"{lexicon.either('numerals.marked_pairs')}(?={lexicon.either('numerals.marked_pair_units')})"
    # 选择一、两个市县: at the beginning of a line, and behind a mark, the first is the number of an item
    pairs = f"{either(lexicon.words('numerals.pairs'))}|(?<=[\u4e00-\u9fff]){marked}"
    no_range = lexicon.either("numerals.no_range")
    approximator = lexicon.either("numerals.more")
    magnitude, unit, ahead = _magnitude_pattern(lexicon), unit_pattern(lexicon), unit_ahead(lexicon)
    return rf"""(?<![第一二两三四五六七八九十百千])(?!十四五(?!{COUNTED}))
        (?P<lead>(?>(?:[一两二三四五六七八九](?:[百千万]))*)(?>(?:[一二三四五六七八九]?十)?))
        (?P<pair>{pairs})(?P<low>(?:十|{_HUNDRED}|{_THOUSAND})?)(?![一二两三四五六七八九]|{no_range})
        (?P<pair_more>{approximator}(?=(?:{magnitude}|{ahead})))?
        (?:{GAP}(?P<pair_magnitude>(?>(?:{magnitude})+)))?
        (?P<pair_also>{approximator}(?={ahead}))?
        (?:{GAP}(?P<pair_unit>{unit})|(?<=[万亿]))"""


def _quantity_pattern(lexicon: Lexicon) -> str:
    """Return the part of the grammar for a number, or two that are a range, of which the first unit is the second."""
    marks = lexicon.either("numerals.range_marks")
    same_unit = r"(?(unit1)(?=(?>[+-]?[0-9.,，十百千万亿零一二两三四五六七八九\s]*)(?P=unit1)))"
    return rf"""{_number_pattern(lexicon, "1")}
        (?:{GAP}{marks}{GAP}(?:负|零下)?(?=[+-]?{NUMERAL}){same_unit}{_number_pattern(lexicon, "2")})?"""


def _magnitude_pattern(lexicon: Lexicon) -> str:
    return f"(?:{either(lexicon.words('numerals.magnitudes'))}(?<!百)|百(?!分)){_KEEP}"


@cache
def _smaller(lexicon: Lexicon) -> Mapping[tuple[str, str], int]:
    """Return how many of a smaller unit are one of a larger: 元 and 角 → 10."""
    parts = (line.split("=") for line in lexicon.words("numerals.parts"))
    return {(larger, smaller): int(count) for larger, smaller, count in parts}


def _compound_pattern(lexicon: Lexicon) -> str:
    """Return the part of the grammar for an amount of two or three units: 3元5角, 2小时15分, 1米8."""
    of: dict[str, list[str]] = {}
    for larger, smaller in _smaller(lexicon):
        of.setdefault(larger, []).append(smaller)
    number = f"(?:{ARABIC}|{CHINESE})"
    third = "(?:零?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:分|秒))?"
    parts = "|".join(
        rf"{re.escape(larger)}[零又]?(?:{number}{GAP}{either(smaller)}(?!钟头)" rf"{third})"
        for larger, smaller in of.items()
    )
    short = lexicon.either("numerals.short")
    ends = r"(?=[，。；、）)\n]|$)"
    magnitude = f"(?>(?:{_magnitude_pattern(lexicon)})*)"
    # a digit behind a larger amount, or behind decimals, is the mark of a note: 26.5亿元2、, 60元2、
    small = rf"(?:[0-9]|{CHINESE}){GAP}{short}[1-9一二三四五六七八九]|(?>[0-9]{{1,3}})米[0-9]{{1,2}}"
    each = rf"(?:[/／]{lexicon.either('units.per')})?"
    return rf"(?<![0-9.])(?:{number}{magnitude}{GAP}(?:{parts})|(?:{small}){ends}){each}"


@cache
def _amounts(lexicon: Lexicon) -> re.Pattern[str]:
    """Compile one part of an amount of several units: its number, its magnitude and its unit, "" for a digit alone."""
    units = either(unit for larger, smaller in _smaller(lexicon) for unit in (larger, smaller, "秒"))
    return re.compile(
        rf"(?P<number>{ARABIC}|{CHINESE})(?P<magnitude>(?>(?:{_magnitude_pattern(lexicon)})*)){GAP}(?P<unit>{units}|$)"
    )


def _compound_numbers(found: re.Match[str], lexicon: Lexicon) -> "Numbers":
    """Return the value of an amount of several units, in the first of them, and that unit (3元5角 as 3.5元).

    It is rounded to two places, as fractions are.
    """
    amount, _, per = found[0].replace("／", "/").partition("/")
    first, *parts = _amounts(lexicon).finditer(amount)
    total = parse_numeral(first["number"])
    if total is None:
        return _plain_numbers(first["number"])
    share, above = Decimal(1), first["unit"]
    for part in parts:
        number = parse_numeral(part["number"])
        count = _smaller(lexicon).get((above, part["unit"]), 10 ** len(part["number"]))
        share, above = share / count, part["unit"]
        total += (number or 0) * share
    places = total.quantize(Decimal("0.01")).normalize()
    unit = f"{first['unit']}/{per}" if per else first["unit"]
    return (WrittenNumber("", f"{places:f}", "", first["magnitude"], unit),)


def _and_a_half_pattern(lexicon: Lexicon) -> str:
    """Return the part of the grammar for a number and a half of its unit: 两个半小时, 一倍半."""
    number = f"(?:{ARABIC}|{CHINESE})"
    counted, plain = lexicon.either("numerals.halved"), lexicon.either("numerals.and_a_half")
    return (
        rf"(?<![0-9.])(?P<halved>{number}){GAP}"
        rf"(?:个(?:半|(?P<halved_more>[多余]))(?P<halved_unit>{counted})"
        rf"|(?P<halved_plain>{plain})半(?![年月天数价岛个小夜以径成载山坡程导决]))"
    )


def _and_a_half_numbers(found: re.Match[str], lexicon: Lexicon) -> "Numbers":
    unit = found["halved_plain"] or f"个{found['halved_unit']}"
    more, number = found["halved_more"] or "", parse_numeral(found["halved"])
    if number is None or more:
        return (WrittenNumber("", found["halved"], more, "", unit),)
    return (WrittenNumber("", f"{number + Decimal('0.5'):f}", "", "", unit),)


Numbers = tuple[WrittenNumber, ...]


def _plain_numbers(*numerals: str) -> Numbers:
    """Return numbers that have nothing but their numerals."""
    return tuple(WrittenNumber("", numeral, "", "", "") for numeral in numerals)


def _tenths_numbers(found: re.Match[str], _: Lexicon) -> Numbers:
    """Read 七成五 as 7.5 tenths."""
    return (WrittenNumber("", f"{found['tenth']}点{found['rest']}".replace("半", "五"), "", "", "成"),)


def _fraction_numbers(found: re.Match[str], lexicon: Lexicon) -> Numbers:
    """Return the part and the whole, and those of the second fraction of a range (百分之五至百分之六, 百分之七八)."""
    part = found["part"]
    if part[-2:] in lexicon.words("numerals.pairs"):
        lead = part[:-2]
        return _plain_numbers(lead + part[-2], found["whole"], lead + part[-1], found["whole"])
    more = (found["part2"], found["whole2"] or found["whole"]) if found["part2"] else ()
    first, *others = _plain_numbers(found["part"], found["whole"], *more)
    # 负百分之五: 负 belongs to the value and not to the span
    return (first._replace(sign=found["fraction_minus"] or ""), *others)


def _two_digits_numbers(found: re.Match[str], _: Lexicon) -> Numbers:
    """Read two digits side by side as the ends of a range (十七八 as 十七 and 十八), of which the last has the unit."""
    lead, low = found["lead"], found["low"] or ""
    first, last = (f"{lead}{digit}{low}" for digit in (found["pair"][0], found["pair"][-1]))
    more = found["pair_more"] or found["pair_also"] or ""
    end = WrittenNumber("", last, more, found["pair_magnitude"] or "", found["pair_unit"] or "")
    return WrittenNumber("", first, "", "", ""), end


def _quantity_numbers(found: re.Match[str], _: Lexicon) -> Numbers:
    first = _written_number(found, "1")
    return (first, _written_number(found, "2")) if found["numeral2"] else (first,)


class Construction(NamedTuple):
    """A rule of the grammar: its id, the shape it gives an expression, its pattern, and the numbers of what it matched.

    A construction is tried before those that stand after it.
    """

    id: str
    shape: Shape
    pattern: Callable[[Lexicon], str]
    numbers: Callable[[re.Match[str], Lexicon], Numbers]


CONSTRUCTIONS: Sequence[Construction] = (
    Construction("expression.place", "rank", _place_pattern, lambda found, _: _plain_numbers(found["place_number"])),
    Construction("expression.first_place", "rank", _first_place_pattern, lambda found, _: _plain_numbers("一")),
    Construction("expression.top", "rank", _top_pattern, lambda found, _: _plain_numbers(found["top_number"])),
    Construction(
        "expression.doubling", "doubling", _doubling_pattern, lambda found, _: _plain_numbers(found["fold"] or "")
    ),
    Construction("expression.doubled", "doubling", _doubled_pattern, lambda found, _: _plain_numbers("一")),
    Construction(
        "expression.times", "doubling", _times_pattern, lambda found, _: _plain_numbers(found["times_number"])
    ),
    Construction("expression.half", "doubling", _half_pattern, lambda found, _: _plain_numbers("")),
    Construction("expression.tenths", "quantity", _tenths_pattern, _tenths_numbers),
    Construction(
        "expression.fraction",
        "fraction",
        _fraction_pattern,
        _fraction_numbers,
    ),
    Construction(
        "expression.slash_fraction",
        "fraction",
        _slash_fraction_pattern,
        lambda found, _: _plain_numbers(found["over"] or found["over2"], found["under"] or found["under2"]),
    ),
    Construction(
        "expression.composition",
        "composition",
        _composition_pattern,
        lambda found, _: _plain_numbers(*re.split(r"\s*[:：∶︰﹕比]\s*", found[0])),
    ),
    Construction("expression.two_digits", "quantity", _two_digits_pattern, _two_digits_numbers),
    Construction("expression.number", "quantity", _quantity_pattern, _quantity_numbers),
)

LONGER: Sequence[Construction] = (
    Construction("expression.compound", "quantity", _compound_pattern, _compound_numbers),
    Construction("expression.and_a_half", "quantity", _and_a_half_pattern, _and_a_half_numbers),
)
"""Constructions that begin as a number with its unit and go on: they are tried where such a number is followed so."""
# What they go on with: 3元5角, 两个半小时, 2年零3个月, 5角3分.
_GOES_ON = frozenset("0123456789一二两三四五六七八九十零又半多余角块")

NUMBER = Reason("expression.number")


@cache
def expression_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """Compile the whole grammar into one expression, in which each construction is a group."""
    return re.compile(rf"(?=[{_FIRST}]) (?!{_NO_START}) (?: {_either_of(CONSTRUCTIONS, lexicon)} )", re.VERBOSE)


@cache
def _longer_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(_either_of(LONGER, lexicon), re.VERBOSE)


def _either_of(constructions: Sequence[Construction], lexicon: Lexicon) -> str:
    """Return an expression that matches any of some constructions, each a group that bears the last part of its id."""
    return "\n      | ".join(f"(?P<{one.id.rpartition('.')[2]}> {one.pattern(lexicon)} )" for one in constructions)


@cache
def _by_group() -> Mapping[str, Construction]:
    """Return the constructions by the names of their groups: the last part of their ids."""
    return {one.id.rpartition(".")[2]: one for one in (*CONSTRUCTIONS, *LONGER)}


def expressions(text: str, lexicon: Lexicon, start: int = 0, end: int | None = None) -> Iterator[Expression]:
    """Yield every numeral expression between two offsets of a text, in text order, whether it is a figure or not.

    地区生产总值达【318.6亿元】，列全市【第2位】. `end` is the end of the text if not given.
    """
    pattern, groups, end = expression_pattern(lexicon), _by_group(), len(text) if end is None else end
    while found := pattern.search(text, start, end):
        construction = groups[found.lastgroup or ""]
        if construction.shape == "quantity" and text[found.end() : found.end() + 1] in _GOES_ON:
            longer = _longer_pattern(lexicon).match(text, found.start(), end)
            if longer is not None and longer.end() > found.end():
                found, construction = longer, groups[longer.lastgroup or ""]
        reason = because(construction.id)
        if construction.id == NUMBER.rule and text[found.end() : found.end() + 1] == ".":
            behind = _behind_item(found, text, pattern)
            found, construction = behind or found, groups[(behind or found).lastgroup or ""]
        if construction.id == NUMBER.rule and (found["unit2"] or found["unit1"] == _POINTS_OR_PLACES):
            cut = decide(CUTS, _Quantity(found, text, lexicon))
            if cut is not None:
                rule, (words, cut_at) = cut
                reason = Reason(rule, (words,))
                found = pattern.match(text, found.start(), cut_at) or found
                construction = groups[found.lastgroup or ""]
        yield Expression(
            Span(*found.span()), construction.shape, construction.numbers(found, lexicon), found[0], reason
        )
        start = found.end()


# 4.3.5万亩: the number of an item, and a number with its own point, at the beginning of a line.
_ITEM_OF_DECIMAL = re.compile(r"[1-9][0-9]?\.(?=[0-9]{1,4}\.[0-9])")
_LINE_BEGINS = re.compile(r"(?:^|\n)[ \t\u3000]{0,4}$")


def _behind_item(found: re.Match[str], text: str, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """Return the quantity behind the number of an item that a number with a point was taken for; None for none."""
    start = found.start()
    item = _ITEM_OF_DECIMAL.match(text, start)
    if item is None or _LINE_BEGINS.search(text, max(0, start - 5), start) is None:
        return None
    behind = pattern.match(text, item.end())
    return behind if behind is not None and behind["unit1"] else None


# 提高2个点, 排查23个点: points of an index, or places.
_POINTS_OR_PLACES = "个点"


class _Quantity(NamedTuple):
    """A quantity that the grammar found, and the text that it stands in."""

    found: re.Match[str]
    text: str
    lexicon: Lexicon

    def moved(self) -> re.Match[str] | None:
        """Return the verb of change right before it, None where none stands there."""
        start = self.found.start()
        return _moved(self.lexicon).search(self.text, max(0, start - 5), start)


_Cut = tuple[Span, int]
"""The words that end an expression earlier, and where it ends."""


def _change_to_level(asked: _Quantity) -> _Cut | None:
    """Apply where a verb of change stands before: 增加3万人次至45万人次 is a change, and what it came to."""
    verb = asked.moved() if asked.found["unit2"] and asked.found["unit1"] not in _SHARES else None
    return (Span(*verb.span()), asked.found.end("unit1")) if verb else None


def _places(asked: _Quantity) -> _Cut | None:
    """Apply to places that are counted: 排查隐患23个点, where nothing rose or fell."""
    if asked.found["unit1"] != _POINTS_OR_PLACES or asked.moved():
        return None
    end = asked.found.end("unit1")
    return Span(end - 1, end), end - 1


CUTS: Sequence[Rule[_Quantity, _Cut]] = (
    Rule("expression.change_to_level", _change_to_level),
    Rule("expression.places", _places),
)
"""What ends an expression earlier than the grammar would."""


def construction_of(expression: Expression) -> Reason:
    """Return the rule that tells the construction of an expression most closely, and the words it rests on.

    The grammar finds all numbers by one construction; `NUMBER_RULES` tell them apart.
    """
    if expression.construction != NUMBER:
        return expression.construction
    rules = PLAIN_NUMBER_RULES if expression.is_plain else NUMBER_RULES
    id_, words = decide(rules, expression) or (NUMBER.rule, ())
    return because(id_, words)


def _range(expression: Expression) -> tuple[Span, ...] | None:
    return () if len(expression.numbers) > 1 else None


def _rough(expression: Expression) -> tuple[Span, ...] | None:
    said = expression.numbers[-1].approximator
    if not said:
        return None
    start = expression.span.start + expression.text.rindex(said)
    return (Span(start, start + len(said)),)


def _some(expression: Expression) -> tuple[Span, ...] | None:
    return _first_character(expression) if expression.text[0] in VAGUE else None


def _magnitude_alone(expression: Expression) -> tuple[Span, ...] | None:
    return _first_character(expression) if expression.text[0] in _MAGNITUDES else None


def _signed(expression: Expression) -> tuple[Span, ...] | None:
    sign = expression.numbers[0].sign
    return _first_character(expression) if sign and expression.text.startswith(sign) else None


def _minus_word(expression: Expression) -> tuple[Span, ...] | None:
    """Apply where 负 or 零下 stands before the number: it belongs to its value and not to its span."""
    sign, (start, end) = expression.numbers[0].sign, expression.span
    if not sign or expression.text.startswith(sign):
        return None
    # a span that was selected may begin elsewhere than the number, so where the word stands is not known
    return (Span(start - len(sign), start),) if end - start == len(expression.text) else ()


def _chinese(expression: Expression) -> tuple[Span, ...] | None:
    return () if not expression.numbers[0].numeral[:1].isascii() else None


def _bare(expression: Expression) -> tuple[Span, ...] | None:
    return () if not expression.numbers[-1].unit else None


def _first_character(expression: Expression) -> tuple[Span, ...]:
    return (Span(expression.span.start, expression.span.start + 1),)


NUMBER_RULES: Sequence[Rule[Expression, tuple[Span, ...]]] = (
    Rule("expression.range", _range),
    Rule("expression.rough", _rough),
    Rule("expression.some", _some),
    Rule("expression.magnitude_alone", _magnitude_alone),
    Rule("expression.signed", _signed),
    Rule("expression.minus_word", _minus_word),
    Rule("expression.chinese", _chinese),
    Rule("expression.bare", _bare),
)
"""The constructions of a number; one that none of them tells is a number with its unit."""
PLAIN_NUMBER_RULES = some_of(NUMBER_RULES, "expression.bare")
"""Those of a plain number, which no other applies to."""


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


def holds_numeral(text: str, span: Span) -> bool:
    """Tell whether a span has a numeral."""
    return _NUMERAL.search(text, *span) is not None


@cache
def _moved(lexicon: Lexicon) -> re.Pattern[str]:
    """Compile a verb of change that stands right before a number."""
    return re.compile(f"{lexicon.either('cues.rise', 'cues.fall')}了?$")


_PARTS = {
    name: tuple(f"{part}{name}" for part in ("sign", "minus", "below", "numeral", "more", "also", "magnitude", "unit"))
    for name in ("1", "2")
}


def _written_number(found: re.Match[str], name: str) -> WrittenNumber:
    """Return one number of a quantity, by the name of its groups."""
    sign, minus, below, numeral, more, also, magnitude, unit = found.group(*_PARTS[name])
    return WrittenNumber(sign or minus or below or "", numeral, more or also or "", magnitude or "", unit or "")
