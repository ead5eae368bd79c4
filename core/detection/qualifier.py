"""Amounts that say which thing is meant, inside the name of an indicator: they are no figures (FIGURES.md §2)."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from .grammar import GAP, Expression
from .lexicon import Lexicon

_HAN = re.compile("[\u4e00-\u9fff“（(《]")
_COUNTED_PASS = re.compile("[个家位]过$")
_STAGE_AMOUNT = re.compile("(?:[0-9一二两三四五六七八九]?个)?[百千万十]{0,2}[万亿]元?级?")
_POPULATION = re.compile("口以[上下]")
# 3人制篮球, 50人论坛: the number names a form of a game or a meeting.
_FORMAT = re.compile("论坛|制(?![造作定订])")
# 首台30万千瓦机组: the number is the size of one machine.
_ONE_UNIT = re.compile("[首单每][台座套]$")
_FUNDS = re.compile("资[金额]?[^，。；、]{0,3}$")
_VOLTAGES = ("千伏", "kV", "KV")
# Classes of units whose amounts are qualifiers where a limit (以上) and a noun follow.
_LIMITED = ("money", "length", "area", "volume", "mass", "energy", "data", "physics", "time", "noun")


@dataclass(frozen=True, slots=True)
class _Patterns:
    aim: re.Pattern[str]
    limit: re.Pattern[str]
    counted_after: re.Pattern[str]
    count_after: re.Pattern[str]
    vague_before: re.Pattern[str]
    verb_before: re.Pattern[str]
    stage: re.Pattern[str]
    reached: re.Pattern[str]
    campaign: re.Pattern[str]
    kind_units: frozenset[str]
    kind_nouns: re.Pattern[str]
    head_units: frozenset[str]


@cache
def vague_before(lexicon: Lexicon) -> re.Pattern[str]:
    """Compile the words of bound or arrival before which a magnitude alone is an amount (突破百亿元)."""
    return re.compile(f"{lexicon.either(*_bound_lists(), 'cues.arrive')}$")


def _bound_lists() -> tuple[str, ...]:
    """Return the names of the lists of bounds that stand before a number."""
    return tuple(f"cues.before_{bound}" for bound in ("ge", "gt", "le", "lt", "approx"))


@cache
def _patterns(lexicon: Lexicon) -> _Patterns:
    verbs = lexicon.either("indicators.strong_verbs", "indicators.weak_verbs")
    return _Patterns(
        aim=re.compile(lexicon.either("exclusions.aims")),
        limit=re.compile(f"{GAP}{lexicon.either('exclusions.qualifier_limits')}的?"),
        counted_after=re.compile(
            f"(?:以上|以下|级)?的?(?!{verbs})[\\u4e00-\\u9fff“”]{{2,10}}?(?<!等)"
            f"[0-9]+(?:[—–~至-][0-9]+)?[多余]?[万千]?{lexicon.either('units.count')}"
        ),
        count_after=re.compile(f"[0-9]+[多余]?{lexicon.either('units.count')}"),
        vague_before=vague_before(lexicon),
        verb_before=re.compile(
            f"{lexicon.either('indicators.strong_verbs', 'indicators.weak_verbs', *_bound_lists(), 'cues.arrive')}$"
        ),
        stage=re.compile(lexicon.either("exclusions.stages")),
        reached=re.compile(f"{lexicon.either('exclusions.stage_reached')}$"),
        campaign=re.compile(lexicon.either("exclusions.campaigns")),
        kind_units=frozenset(lexicon.words("exclusions.kind_units")),
        kind_nouns=re.compile(lexicon.either("exclusions.kind_nouns")),
        head_units=frozenset(lexicon.words("exclusions.head_units")),
    )


def passed_by(before: str, after: str) -> bool:
    """Tell whether an amount only says which things were counted (3个过千亿元城市)."""
    return _COUNTED_PASS.search(before) is not None and _HAN.match(after) is not None and not after.startswith("的")


def exclude_qualifier(
    expression: Expression, before: str, after: str, unit_class: str, lexicon: Lexicon
) -> Literal["qualifier", "own point", "name"] | None:
    """Return the class of FIGURES.md §2 that an amount with a unit falls in; None for a figure.

    `before` and `after` are the words around it, `unit_class` is the class of its unit (money, length, count …).
    5亿元以上项目 and 千亿级产业 are qualifiers.
    """
    patterns, unit = _patterns(lexicon), expression.numbers[-1].unit
    if (
        (unit == "个" and after.startswith("方面"))
        or (unit == "方" and after.startswith("面"))
        or _is_stage(expression, before, after, patterns)
    ):
        return "own point"
    if (
        after.startswith("级")
        or (unit == "人" and _FORMAT.match(after))
        or before.endswith("每")
        or (unit == "人" and _POPULATION.match(after))
    ):
        return "qualifier"
    bare = expression.text[0] in "百千万亿" and not expression.numbers[0].approximator
    if bare and not patterns.vague_before.search(before) and not patterns.reached.search(before):
        return "qualifier"
    if unit_class == "energy" and _ONE_UNIT.search(before):
        return "qualifier"
    if unit_class == "money" and _sizes_a_thing(before, after, patterns):
        return "qualifier"
    if unit_class == "money" and len(expression.numbers) > 1 and patterns.count_after.match(after):
        # 5亿—10亿元8个: the range says which ones were counted.
        return "qualifier"
    if _limits_a_noun(unit, before, after, unit_class, patterns):
        return "qualifier"
    if unit_class != "count" and patterns.campaign.match(after):
        return "name"
    return "qualifier" if _names_a_kind(unit, after, patterns) else None


def _is_stage(expression: Expression, before: str, after: str, patterns: _Patterns) -> bool:
    """Tell whether an amount is a stage that was passed (连跨3个万亿元台阶), which the report counts."""
    amount = _STAGE_AMOUNT.match(expression.text + after)
    if expression.text[0] in "百千万亿" and patterns.reached.search(before):
        return False
    return amount is not None and patterns.stage.match(expression.text + after, amount.end()) is not None


def _sizes_a_thing(before: str, after: str, patterns: _Patterns) -> bool:
    """Tell whether money gives the size of a thing that is counted behind it (超10亿元重大项目14个)."""
    return passed_by(before, after) or (
        patterns.counted_after.match(after) is not None and _FUNDS.search(before) is None
    )


def _limits_a_noun(unit: str, before: str, after: str, unit_class: str, patterns: _Patterns) -> bool:
    """Tell whether a limit between an amount and a noun makes it part of the noun's name (3亿元以上项目)."""
    limit = patterns.limit.match(after)
    if limit is None or patterns.aim.match(after, limit.end()) or _HAN.match(after, limit.end()) is None:
        return False
    if unit_class in _LIMITED:
        return True
    if unit_class != "count":
        return False
    return limit[0].endswith("的") or (unit in patterns.head_units and patterns.verb_before.search(before) is None)


def _names_a_kind(unit: str, after: str, patterns: _Patterns) -> bool:
    """Tell whether a size names a kind of product or plant (8英寸晶圆, 500千伏线路)."""
    if unit in _VOLTAGES:
        return _HAN.match(after) is not None
    return unit in patterns.kind_units and patterns.kind_nouns.match(after) is not None
