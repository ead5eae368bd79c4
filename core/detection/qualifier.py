"""Amounts that say which thing is meant, inside the name of an indicator: they are no figures (FIGURES.md §2)."""

import re
from collections.abc import Mapping, Sequence
from string import digits
from typing import Literal

from ..model.figure import Span
from .exclusion_context import MAGNITUDES, ExclusionContext, Ruling
from .lexicon import Lexicon
from .rule import Needs, Rule, any_of, first_of, last_of, words_of

_HAN = re.compile("[\u4e00-\u9fff“（(《]")
# Behind a limit the clause goes on, and no noun stands there: 控制在2.8吨以内并逐年下降.
_GOES_ON = re.compile("并(?![网购联轨])|力争")
# 百名干部进千村, 万名人才计划: the name of an action.
_ACTION = re.compile("[进下入包联助帮][百千万]|工程|计划|行动|活动")
_STAGE_AMOUNT = re.compile("(?:[0-9一二两三四五六七八九]?个)?[百千万十]{0,2}[万亿]元?级?")
# The ends of what says that a size was passed or reached.
_PASSING = ("超", "过", "达", "到", "破")
_BECOME = ("成为", "打造为", "建设为", "培育为")
_AT_LEAST = ("以上", "及以上")
# Classes of units whose amounts are qualifiers where a limit (以上) and a noun follow.
_LIMITED = ("money", "length", "area", "volume", "mass", "energy", "data", "physics", "time", "noun", "per")

# Of these the classes of what is done along a line or over an area.
_EXTENTS = ("length", "area")


def passed(asked: ExclusionContext) -> Ruling | None:
    """Apply where an amount only says which things were counted (3个过千亿元城市)."""
    if not _HAN.match(asked.after) or asked.after.startswith("的"):
        return None
    found = asked.words.passing.search(asked.before)
    return ("qualifier", asked.words_before(found)) if found else None


def _aspects(asked: ExclusionContext) -> Ruling | None:
    """Apply to 5个方面, and to 5方面, in which the grammar takes 方 for a unit of volume."""
    end = asked.expression.span.end
    found = asked.words.aspect.match(asked.unit + asked.after)
    return ("own point", (Span(end - len(asked.unit), end - len(asked.unit) + found.end()),)) if found else None


def _stage_of_amounts(asked: ExclusionContext) -> Ruling | None:
    """Apply where an amount is a stage that was passed (连跨3个万亿元台阶), unless one thing reached it."""
    text = asked.expression.text
    # it is counted with 个, or begins with a magnitude itself
    amount = _STAGE_AMOUNT.match(asked.joined) if text[1:2] == "个" or text[0] in "十百千万亿" else None
    if amount is None or (asked.is_magnitude and asked.words.stage_before.search(asked.before)):
        return None
    found = asked.words.stage.match(asked.joined, amount.end())
    return ("own point", asked.words_from_start(found)) if found else None


def level(asked: ExclusionContext) -> Ruling | None:
    """Apply where an amount is the name of a grade (5万吨级码头, 10亿级项目)."""
    found = asked.words.level_after.match(asked.after)
    return ("qualifier", asked.words_after(found)) if found else None


def _format(asked: ExclusionContext) -> Ruling | None:
    """Apply where a number of people names a form of a game or a meeting (3人制篮球, 50人论坛)."""
    found = asked.words.format_after.match(asked.after) if asked.unit == "人" else None
    return ("qualifier", asked.words_after(found)) if found else None


def _per(asked: ExclusionContext) -> Ruling | None:
    found = asked.words.per_before.search(asked.before)
    return ("qualifier", asked.words_before(found)) if found else None


def _population(asked: ExclusionContext) -> Ruling | None:
    found = asked.words.population_after.match(asked.after) if asked.unit == "人" else None
    return ("qualifier", asked.words_after(found)) if found else None


def _is_vague(asked: ExclusionContext) -> bool:
    """Tell whether an amount is a magnitude without a number (百亿元), not even an inexact one (百余家)."""
    return asked.is_magnitude and not asked.first.approximator


def _vague_heads(asked: ExclusionContext) -> Ruling | None:
    """Apply to people that are counted by a magnitude alone (向辖区千名企业家), not in the name of an action."""
    if not _is_vague(asked) or asked.unit != "名" or _ACTION.search(asked.clause_after):
        return None
    found = asked.words.heads_before.search(asked.before)
    return (None, asked.words_before(found)) if found else None


def _vague_size(asked: ExclusionContext) -> Ruling | None:
    if not _is_vague(asked):
        return None
    if asked.before.endswith(_BECOME):
        # 把旅游业建设成为千亿元产业
        return "qualifier", ()
    is_reached = asked.words.vague_before.search(asked.before) or asked.words.stage_before.search(asked.before)
    # 开展赛事百项以上: a bound behind it counts
    limit = asked.words.limit_after.match(asked.after)
    is_counted = (
        limit is not None
        and limit[0] in _AT_LEAST
        and asked.unit_class == "count"
        and not _HAN.match(asked.after, limit.end())
        and _HAN.match(asked.before[-1:]) is not None
    )
    return None if is_reached or is_counted else ("qualifier", ())


def _one_machine(asked: ExclusionContext) -> Ruling | None:
    """Apply where a number is the size of one machine (首台30万千瓦机组)."""
    found = asked.words.one_machine.search(asked.before) if asked.unit_class == "energy" else None
    return ("qualifier", asked.words_before(found)) if found else None


def _sized_things(asked: ExclusionContext) -> Ruling | None:
    """Apply where money gives the size of things that are counted behind it (超10亿元重大项目14个)."""
    found = asked.words.counted_after.match(asked.after)
    if found is None or asked.words.funds.search(asked.before):
        return None
    return "qualifier", asked.words_after(found)


def sized_class(asked: ExclusionContext) -> Ruling | None:
    """Apply to what several things of a class came to (一批产值超10亿元的企业), not to one that has a name."""
    several = asked.words.several_before.search(asked.before)
    found = asked.words.class_after.match(asked.after) if several else None
    return ("qualifier", asked.words_after(found)) if found else None


def vague_class(asked: ExclusionContext) -> Ruling | None:
    """Apply to a magnitude that things of a class came to, none of which has a name: 投资超【百亿】的制造业项目."""
    is_so = _is_vague(asked) and asked.before.endswith(_PASSING)
    if is_so and asked.after.startswith("的") and asked.words.counted_ahead.search(asked.before):
        return None
    found = asked.words.vague_class.match(asked.after) if is_so else None
    return ("qualifier", asked.words_after(found)) if found else None


def sized_rest(asked: ExclusionContext) -> Ruling | None:
    """Apply to a size before a count that leaves out what was counted: 收入超5亿元的县20个，超【10亿元】的4个."""
    found = asked.words.rest_after.match(asked.after) if asked.before.endswith(_PASSING) else None
    return ("qualifier", asked.words_after(found)) if found else None


def _sized_range(asked: ExclusionContext) -> Ruling | None:
    """Apply where a range of money says which ones were counted (5亿—10亿元8个)."""
    found = asked.words.count_after.match(asked.after) if len(asked.expression.numbers) > 1 else None
    return ("qualifier", asked.words_after(found)) if found else None


def _limit_before_noun(asked: ExclusionContext) -> re.Match[str] | None:
    """Return the limit that stands between an amount and a noun, which is not the name of an aim (以上的目标)."""
    limit = asked.words.limit_after.match(asked.after)
    if limit is None or asked.words.aim.match(asked.after, limit.end()) or not _HAN.match(asked.after, limit.end()):
        return None
    return None if _GOES_ON.match(asked.after, limit.end()) else limit


def _limited_size(asked: ExclusionContext) -> Ruling | None:
    """Apply to a size with a limit that says of which size a thing is: 收入【20万元】以上村.

    So much of what runs on or lies side by side is done where a verb leads to it: 改造【90公里】以上给水管网.
    """
    limit = _limit_before_noun(asked) if asked.unit_class in _LIMITED else None
    if limit is not None and asked.words.named_project.match(asked.after, limit.end()):
        # 总长1000公里以上的“双千工程”: the size of one work
        return None
    if limit is None or (asked.unit_class != "money" and _goes_on_list(asked)):
        return None
    is_extent = asked.unit_class in _EXTENTS and asked.words.extent_after.match(asked.after, limit.end())
    if is_extent and asked.words.working_before.search(asked.before):
        return None
    return "qualifier", asked.words_after(limit)


def _limited_rate(asked: ExclusionContext) -> Ruling | None:
    """Apply to a rate with a limit that says which ones were counted: 26个贫困发生率在【5%】以上的村."""
    limit = _limit_before_noun(asked) if asked.unit == "%" else None
    if limit is None or not limit[0].endswith("的"):
        return None
    found = asked.words.rate_of_places.search(asked.before)
    return ("qualifier", asked.words_before(found)) if found else None


def _goes_on_list(asked: ExclusionContext) -> bool:
    """Tell whether a count stands before it in one list: 完成12处以上路口改造和【8公里】以上慢行道建设."""
    return asked.words.counted_list_before.search(asked.before) is not None


def _limited_count(asked: ExclusionContext) -> Ruling | None:
    """Apply where a limit and 的 make a count part of a name: 100家以上的上市后备企业库.

    Things that a verb leads to are counted themselves: 建设【150个】以上的示范村和【1500个】以上的整洁村.
    """
    limit = _limit_before_noun(asked)
    if limit is None or not limit[0].endswith("的"):
        return None
    counts_things = asked.unit in asked.words.thing_units
    if counts_things and (asked.words.verb_before.search(asked.before) or _goes_on_list(asked)):
        return None
    return "qualifier", asked.words_after(limit)


def _ruling(asked: ExclusionContext) -> Ruling | None:
    """Apply to the articles of what an office rules, which is known by their number: 省委【九项】规定."""
    if asked.unit not in asked.words.ruling_units or asked.words.ruling_after.match(asked.after) is None:
        return None
    if own := asked.words.own_ruling_after.match(asked.after):
        return "name", asked.words_after(own)
    found = asked.words.ruler_before.search(asked.before)
    return ("name", asked.words_before(found)) if found else None


def _policy(asked: ExclusionContext) -> Ruling | None:
    """Apply to the articles that a policy is known by, behind what it is for: 出台稳增长【39条】、恢复消费【30条】."""
    if asked.unit != "条" or asked.first.approximator or asked.words.policy_follows.match(asked.after) is None:
        return None
    found = asked.words.policy_aim.search(asked.before)
    return ("name", asked.words_before(found)) if found else None


def _limited_heads(asked: ExclusionContext) -> Ruling | None:
    """Apply where people or households with a limit name a kind (20户以上自然村)."""
    limit = _limit_before_noun(asked) if asked.unit in asked.words.head_units else None
    if limit is None or asked.words.verb_before.search(asked.before) or _goes_on_list(asked):
        return None
    return "qualifier", asked.words_after(limit)


def _campaign(asked: ExclusionContext) -> Ruling | None:
    found = asked.words.campaign_after.match(asked.after)
    return ("name", asked.words_after(found)) if found else None


def _voltage(asked: ExclusionContext) -> Ruling | None:
    is_so = asked.unit in asked.words.voltage_units and _HAN.match(asked.after)
    return ("qualifier", ()) if is_so else None


def _kind_of_product(asked: ExclusionContext) -> Ruling | None:
    """Apply where a size names a kind of product or plant (8英寸晶圆)."""
    found = asked.words.kind_after.match(asked.after) if asked.unit in asked.words.kind_units else None
    return ("qualifier", asked.words_after(found)) if found else None


def _kind_of_machine(asked: ExclusionContext) -> Ruling | None:
    """Apply where a size names a kind of machine, vehicle, ship or display (3.6兆瓦海上风电机组, 2.5万吨散货船)."""
    if asked.unit not in asked.words.machine_units:
        return None
    if asked.unit == "公里" and not asked.words.speed_before.search(asked.before):
        return None
    found = asked.words.machine_after.match(asked.after)
    return ("qualifier", asked.words_after(found)) if found else None


def _letters(asked: ExclusionContext) -> Ruling | None:
    """Apply to a number with a letter that nothing is said to come to: 光模块【50G】; 出口带宽达590G is an amount."""
    is_name = asked.unit_class == "letters" and asked.words.bandwidth_before.search(asked.before) is None
    return ("name", ()) if is_name else None


def _size_of_each(asked: ExclusionContext) -> Ruling | None:
    """Apply to the size of each of the machines that are counted before it: 2台【66万千瓦】机组."""
    if asked.unit_class != "energy" or asked.words.machines_before.search(asked.before) is None:
        return None
    found = asked.words.machines_after.match(asked.after)
    return ("qualifier", asked.words_after(found)) if found else None


def _rate_of_policy(asked: ExclusionContext) -> Ruling | None:
    """Apply to a share in the name of a policy: 研发费用【100%】加计扣除, 【3%】减按【1%】征收."""
    if asked.unit != "%" or asked.words.arrived_before.search(asked.before):
        return None
    found = asked.words.policy_before.search(asked.before)
    if found is not None:
        return "name", asked.words_before(found)
    found = asked.words.policy_after.match(asked.after)
    return ("name", asked.words_after(found)) if found else None


def _vague_amount(asked: ExclusionContext) -> Ruling | None:
    """Apply to a magnitude without a number that something came to: 总产值突破【百亿元】."""
    if not _is_vague(asked):
        return None
    for reached in (asked.words.vague_before, asked.words.stage_before):
        if found := reached.search(asked.before):
            return None, asked.words_before(found)
    return None


_MAGNITUDE = any_of(MAGNITUDES)
_PEOPLE = any_of(["人"])

NAMING_RULES: Sequence[Rule[ExclusionContext, Ruling]] = (
    Rule("exclusion.aspects", _aspects),
    Rule("exclusion.stage_of_amounts", _stage_of_amounts),
    Rule("exclusion.level", level, Needs(after=first_of("exclusions.level_after"))),
    Rule("exclusion.format", _format, Needs(after=first_of("exclusions.format_after"), unit=_PEOPLE)),
    Rule("exclusion.per", _per, Needs(before=last_of("exclusions.per_before"))),
    Rule("exclusion.population", _population, Needs(after=first_of("exclusions.population_after"), unit=_PEOPLE)),
    Rule("exclusion.vague_heads", _vague_heads, Needs(first=_MAGNITUDE, unit=any_of(["名"]))),
    Rule("exclusion.vague_size", _vague_size, Needs(first=_MAGNITUDE)),
)
"""The first rules of all amounts and counts with a unit that measures no time."""

MONEY_RULES: Sequence[Rule[ExclusionContext, Ruling]] = (
    Rule("exclusion.passed_money", passed, Needs(before=last_of("exclusions.passing"))),
    Rule("exclusion.sized_things", _sized_things),
    Rule("exclusion.sized_class", sized_class, Needs(before=any_of("超过达到破"))),
    Rule("exclusion.vague_class", vague_class, Needs(before=any_of(_PASSING), first=any_of(MAGNITUDES))),
    Rule("exclusion.sized_rest", sized_rest, Needs(before=any_of(_PASSING), after=any_of("的"))),
    Rule("exclusion.sized_range", _sized_range, Needs(after=any_of(digits))),
)
"""The further rules of money, before those of sizes."""


def _limit_after(lexicon: Lexicon) -> frozenset[str]:
    """Return the first characters of a limit behind an amount, before which there may be a gap."""
    return first_of("exclusions.qualifier_limits")(lexicon) | frozenset(" \t\u3000\u00a0\n")


COUNT_RULES: Sequence[Rule[ExclusionContext, Ruling]] = (
    Rule(
        "exclusion.ruling",
        _ruling,
        Needs(after=first_of("exclusions.rulings"), unit=words_of("exclusions.ruling_units")),
    ),
    Rule("exclusion.policy", _policy, Needs(unit=any_of(["条"]))),
    Rule("exclusion.limited_count", _limited_count, Needs(after=_limit_after)),
    Rule("exclusion.limited_heads", _limited_heads, Needs(after=_limit_after, unit=words_of("exclusions.head_units"))),
)
"""The further rules of what is counted with a measure word."""

SIZE_RULES: Sequence[Rule[ExclusionContext, Ruling]] = (
    Rule(
        "exclusion.one_machine", _one_machine, Needs(last_of("exclusions.one_machine"), unit=words_of("units.energy"))
    ),
    Rule("exclusion.limited_size", _limited_size, Needs(after=_limit_after)),
    Rule("exclusion.limited_rate", _limited_rate, Needs(after=_limit_after, unit=any_of("%"))),
    Rule("exclusion.campaign", _campaign, Needs(after=first_of("exclusions.campaigns"))),
    Rule("exclusion.letters", _letters, Needs(unit=words_of("units.letters"))),
    Rule("exclusion.voltage", _voltage, Needs(unit=words_of("exclusions.voltage_units"))),
    Rule("exclusion.kind_of_product", _kind_of_product, Needs(unit=words_of("exclusions.kind_units"))),
    Rule("exclusion.kind_of_machine", _kind_of_machine, Needs(unit=words_of("exclusions.machine_units"))),
    Rule("exclusion.size_of_each", _size_of_each, Needs(before=any_of("台套\n"), unit=words_of("units.energy"))),
    Rule("exclusion.rate_of_policy", _rate_of_policy, Needs(unit=any_of("%"))),
)
"""The further rules of all other amounts."""

REACHED_RULES: Sequence[Rule[ExclusionContext, Ruling]] = (
    Rule("exclusion.vague_amount", _vague_amount, Needs(first=_MAGNITUDE)),
)
"""The last rules of all of them."""

QUALIFIER_RULES: Mapping[Literal["count", "money", "size"], Sequence[Rule[ExclusionContext, Ruling]]] = {
    "count": (*NAMING_RULES, *COUNT_RULES, *REACHED_RULES),
    "money": (*NAMING_RULES, *MONEY_RULES, *SIZE_RULES, *REACHED_RULES),
    "size": (*NAMING_RULES, *SIZE_RULES, *REACHED_RULES),
}
"""The rules of an amount with a unit that measures no time, by what its unit measures."""
