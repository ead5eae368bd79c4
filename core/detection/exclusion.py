"""What is no figure: the classes of FIGURES.md §2, decided by the words around a numeral and by its shape."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ..model.figure import Span
from .grammar import ARABIC, Expression, unit_pattern
from .lexicon import Lexicon
from .qualifier import exclude_qualifier, passed_by, vague_before
from .survey import Survey

ExclusionClass = Literal[
    "time", "duration", "ordinal", "name", "idiom", "own point", "qualifier", "first", "bare", "quoted"
]

_CHINESE_START = re.compile("[一二两三四五六七八九十百千万亿零〇半几数上壹贰叁肆伍陆柒捌玖拾佰仟廿卅]")
_HAN = re.compile("[\u4e00-\u9fff“（(《]")
_CODE_BEFORE = re.compile("[第A-Za-z+＋×*/_.．:：#]$")
# 20万千瓦/40万千瓦时: two measures of one thing, and no code.
_BESIDE = re.compile("[0-9][万亿]?(?:千瓦|兆瓦|吉瓦)/$")
_CODE_AFTER = re.compile("[A-Za-z+＋×*_]")
_LATIN_AFTER, _LATIN_BEFORE = re.compile("[0-9A-Za-z/]"), re.compile("[A-Za-z/]$")
_NEXT_ORDINAL = re.compile("[、和][二三四五六七八九十](?![、和]?[0-9])")
# ［4］三张清单：the title of a note; 水质保持二类: a grade of water.
_NOTE = re.compile("\n[ \u3000]*[［\\[][0-9]{1,3}[］\\]][^，。；：\n]{0,16}$")
_GRADED = re.compile("(?:保持|达到?|稳定在|优于|为)$")
# 事故起数降至0: a bare zero that is a figure.
_DOWN_TO = re.compile("(?:[降减压]|下降|减少|降低|压降|压减)[至到为]$")
_OPENS = re.compile("(?:^|[。！？\n\u3000 ])$")
_BESIDE_COUNT = re.compile("(?:大类)?[0-9]+[个项件条类]")
_VERSION = re.compile(r"[0-9]\.0")
_CLOCK = re.compile(r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?")
_PARTED = re.compile("比|结构|构成")
_BREAK = re.compile("[，。；,;、\n]")
# 二道沟, 八里桥: a unit that belongs to the name of a place.
_PLACE_UNITS, _PLACE = ("道", "里"), re.compile("[河沟江湾桥坡岭梁屯庄店山坪]")
# Units with which 一 is a number and no article (下降一成).
_ONE_COUNTS = ("成", "倍", "番", "个百分点", "百分点")


@dataclass(frozen=True, slots=True)
class ExclusionPatterns:
    """The word lists of `resources/lexicon/exclusions.toml`, compiled; each field is named as its list.

    A name that ends in `_before` or `_after` matches right before or right after a numeral.
    """

    idiom: re.Pattern[str]
    idiom_before: re.Pattern[str]
    own_point: re.Pattern[str]
    point_units: frozenset[str]
    noun_units: frozenset[str]
    abstract: re.Pattern[str]
    stage: re.Pattern[str]
    name_after: re.Pattern[str]
    code_before: re.Pattern[str]
    ordinal_after: re.Pattern[str]
    rank_before: re.Pattern[str]
    top_after: re.Pattern[str]
    first_before: re.Pattern[str]
    half_before: re.Pattern[str]
    vague_before: re.Pattern[str]
    measured_time: re.Pattern[str]
    term: re.Pattern[str]
    reach_name: re.Pattern[str]
    reached: re.Pattern[str]
    quotient: re.Pattern[str]
    shares_unit: re.Pattern[str]
    edition: re.Pattern[str]


@cache
def exclusion_patterns(lexicon: Lexicon) -> ExclusionPatterns:
    """Compile the exclusion lists of a lexicon."""

    def any_of(*names: str) -> str:
        return lexicon.either(*(f"exclusions.{name}" for name in names))

    arrive = lexicon.either(
        "cues.arrive", "cues.arrive_verbs", *(f"cues.before_{bound}" for bound in ("ge", "gt", "le", "lt", "approx"))
    )
    return ExclusionPatterns(
        idiom=re.compile(any_of("words")),
        idiom_before=re.compile(f"{any_of('idiom_before')}$"),
        own_point=re.compile(any_of("own_points")),
        point_units=frozenset(lexicon.words("exclusions.own_point_units")),
        noun_units=frozenset(lexicon.words("units.noun")),
        abstract=re.compile(f"[^，。；、“]{{0,4}}?{any_of('abstract')}"),
        stage=re.compile(any_of("stages")),
        edition=re.compile(any_of("editions")),
        name_after=re.compile(any_of("name_after")),
        code_before=re.compile(f"{any_of('code_before')}$"),
        ordinal_after=re.compile(any_of("ordinal_after")),
        rank_before=re.compile(f"{lexicon.either('cues.rank_before')}[^，。；、]{{0,8}}$"),
        top_after=re.compile(any_of("top_after")),
        first_before=re.compile(f"{any_of('first_before')}$"),
        half_before=re.compile(f"{any_of('half_before')}$"),
        vague_before=vague_before(lexicon),
        measured_time=re.compile(any_of("measured_time")),
        term=re.compile(any_of("term")),
        reached=re.compile(f"{any_of('stage_reached')}$"),
        reach_name=re.compile(f"(?:以上|以下|以内|内)?(?:[^，。；、以左上内]{{0,6}}?{any_of('reach_names')})"),
        quotient=re.compile(f"{any_of('quotients')}(?:[^，。；]{{0,16}})?(?:[由从]|{arrive})$|{any_of('quotients')}$"),
        shares_unit=re.compile(f"(?>(?:[、和及与]{ARABIC})+)[万亿]?{unit_pattern(lexicon)}"),
    )


def inside(spans: Sequence[Span], span: Span) -> bool:
    """Tell whether one of some spans, which are in text order, holds all of another."""
    index = bisect_right(spans, (span.start, float("inf"))) - 1
    return index >= 0 and spans[index].end >= span.end


def touches(spans: Sequence[Span], span: Span) -> bool:
    """Tell whether one of some spans, which are in text order, shares a character with another."""
    index = bisect_right(spans, (span.end, -1)) - 1
    return index >= 0 and spans[index].end > span.start


def exclude(survey: Survey, expression: Expression, lexicon: Lexicon) -> ExclusionClass | None:
    """Return the class of FIGURES.md §2 that an expression falls in; None for a figure.

    "time" for 2025年, "own point" for 五项重点工作, "qualifier" for 5亿元以上项目, None for 新增企业【5家】. "bare" is
    a numeral without a unit, which no class names.
    """
    text, times = survey.text, survey.time_spans
    if touches(times, expression.span) and not (expression.shape == "quantity" and _has_real_unit(expression, lexicon)):
        return "time"
    if inside(times, expression.span):
        return "time"
    if inside(survey.quotes, expression.span):
        return "quoted"
    before = text[max(0, expression.span.start - 24) : expression.span.start]
    after = text[expression.span.end : expression.span.end + 20]
    if expression.shape == "rank":
        return _exclude_rank(expression, before, after, exclusion_patterns(lexicon))
    if expression.shape == "composition":
        return _exclude_composition(expression, before, after)
    if expression.shape == "quantity":
        return _exclude_quantity(expression, before, after, lexicon)
    return _exclude_doubling(expression, before, exclusion_patterns(lexicon))


def _has_real_unit(expression: Expression, lexicon: Lexicon) -> bool:
    """Tell whether an expression has a unit that does not measure time."""
    unit = expression.numbers[-1].unit
    return bool(unit) and lexicon.unit_classes.get(unit) != "time"


def _exclude_doubling(expression: Expression, before: str, patterns: ExclusionPatterns) -> ExclusionClass | None:
    """Leave out 一半 and 半数 where no word says that something came to a half."""
    return "idiom" if expression.text in ("一半", "半数") and not patterns.half_before.search(before) else None


def _exclude_composition(expression: Expression, before: str, after: str) -> ExclusionClass | None:
    """Leave out times of day (9:30) and parts of codes (A1:2)."""
    if _CLOCK.fullmatch(expression.text) and not _PARTED.search(before):
        return "time"
    return "bare" if _LATIN_AFTER.match(after) or _LATIN_BEFORE.search(before) else None


def _exclude_rank(
    expression: Expression, before: str, after: str, patterns: ExclusionPatterns
) -> ExclusionClass | None:
    """Leave out ordinals in names (第三产业), points of a speech (第二，…), idioms and claims of being first."""
    placed = expression.text[-1] in "位名"
    if expression.text.startswith("第"):
        if _NEXT_ORDINAL.match(after) or (_OPENS.search(before) and after.startswith("，")):
            return "ordinal"
        if placed or not _HAN.match(after):
            return None
        return "ordinal" if patterns.ordinal_after.match(after) or not patterns.rank_before.search(before) else None
    if expression.text.startswith("前"):
        return None if placed or not _HAN.match(after) or patterns.top_after.match(after) else "ordinal"
    if patterns.first_before.search(before):
        return "idiom"
    return None if patterns.rank_before.search(before) or not _HAN.match(after) else "first"


def _exclude_quantity(expression: Expression, before: str, after: str, lexicon: Lexicon) -> ExclusionClass | None:
    """Leave out names, codes, idioms, durations and qualifiers among amounts and counts."""
    patterns, last = exclusion_patterns(lexicon), expression.numbers[-1]
    chinese = _CHINESE_START.match(expression.text) is not None
    if (_CODE_BEFORE.search(before) and not _BESIDE.search(before)) or _CODE_AFTER.match(after):
        return "name"
    if not last.unit and patterns.code_before.search(before):
        return "name"
    if chinese and (_NOTE.search(before) or (last.unit == "类" and _GRADED.search(before))):
        return "name"
    if chinese and (reason := _exclude_chinese(expression, before, after, patterns)):
        return reason
    if not last.unit:
        return _exclude_bare(expression, before, after, chinese, patterns)
    if (
        last.unit == "期"
        and _HAN.match(after)
        and not patterns.edition.search(_BREAK.split(before)[-1] + _BREAK.split(after)[0])
    ):
        return "name"
    unit_class = lexicon.unit_classes.get(last.unit, "per")
    if unit_class == "count" and not last.magnitude and _VERSION.fullmatch(last.numeral):
        return "name"
    if unit_class == "time":
        return _exclude_time(before, after, patterns)
    return exclude_qualifier(expression, before, after, unit_class, lexicon)


def _exclude_chinese(
    expression: Expression, before: str, after: str, patterns: ExclusionPatterns
) -> ExclusionClass | None:
    """Leave out idioms, slogans and the report's own points, which are written with Chinese numerals."""
    first, joined = expression.numbers[0], expression.text + after
    if patterns.idiom.match(joined) or _covers(patterns.idiom, before, joined):
        return "idiom"
    small = len(first.numeral) == 1 and not first.approximator
    # 十大类45项: a count with another right behind it is a figure.
    pointed = not _BESIDE_COUNT.match(after) and (
        patterns.own_point.match(joined[len(first.numeral) :])
        or (patterns.stage.match(after) and not patterns.reached.search(before))
    )
    if pointed and not first.approximator:
        return "own point"
    if small and first.unit in patterns.point_units and (before.endswith("”") or patterns.abstract.match(after)):
        return "own point"
    if small and first.unit in _PLACE_UNITS and _PLACE.match(after):
        return "name"
    if (small and first.unit in patterns.noun_units) or first.unit in ("轮", "期"):
        return "idiom"
    if first.numeral == "一" and first.unit and first.unit not in _ONE_COUNTS:
        return "idiom"
    return "idiom" if patterns.idiom_before.search(before) else None


def _covers(pattern: re.Pattern[str], before: str, joined: str) -> bool:
    """Tell whether a word that begins up to three characters before an expression reaches into it (千家【万户】)."""
    window = before[-3:].rjust(3) + joined[:4]
    return any(hit.start() < 3 < hit.end() for hit in pattern.finditer(window))


def _exclude_time(before: str, after: str, patterns: ExclusionPatterns) -> ExclusionClass | None:
    """Leave out a duration, unless it is itself what is measured (审批时限压缩至【2个工作日】)."""
    clause = _BREAK.split(before)[-1]
    if not patterns.measured_time.search(clause) or patterns.term.search(clause) or patterns.reach_name.match(after):
        return "duration"
    return None


def _exclude_bare(
    expression: Expression, before: str, after: str, chinese: bool, patterns: ExclusionPatterns
) -> ExclusionClass | None:
    """Leave out a numeral without a unit, unless it has a magnitude that counts, or a quotient or index is named.

    城乡居民收入比降至【2.21】 is a figure.
    """
    last = expression.numbers[-1]
    if patterns.name_after.match(after) and not last.magnitude:
        return "name"
    if passed_by(before, after):
        return "qualifier"
    if chinese:
        return None if last.numeral[-1] in "亿万" and patterns.vague_before.search(before) else "idiom"
    if expression.text == "0" and _DOWN_TO.search(before) and not _HAN.match(after):
        return None
    if last.magnitude or patterns.shares_unit.match(after) or patterns.quotient.search(before):
        return None
    return "bare"
