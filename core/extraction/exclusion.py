"""What is no figure: the classes of FIGURES.md §2, told by words and by shape."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from core.extraction.grammar import ARABIC, GAP, Expression, unit_pattern
from core.extraction.lexicon import Lexicon
from core.figure import Span

Class = Literal["time", "duration", "ordinal", "name", "idiom", "own point", "qualifier", "first", "bare", "quoted"]

_CHINESE_START = re.compile("[一二两三四五六七八九十百千万亿零〇半几数上壹贰叁肆伍陆柒捌玖拾佰仟廿卅]")
_DIGIT_START = re.compile("[0-9０-９]")
_QUOTES = re.compile("[“‘「『《〈][^”’」』》〉“‘「『《〈\n]{0,16}+[”’」』》〉]|《[^》\n]{0,80}+》")
_COUNTED_PASS = re.compile("[个家位]过$")
_VOLTAGES = ("千伏", "kV", "KV")
_HAN = re.compile("[\u4e00-\u9fff“（(《]")


@dataclass(frozen=True, slots=True)
class Words:
    """The exclusion lists compiled for one lexicon."""

    idiom: re.Pattern[str]
    own_point: re.Pattern[str]
    abstract: re.Pattern[str]
    name_after: re.Pattern[str]
    ordinal_after: re.Pattern[str]
    code_before: re.Pattern[str]
    measured_time: re.Pattern[str]
    term: re.Pattern[str]
    counted_after: re.Pattern[str]
    qualifier: re.Pattern[str]
    bound_before: re.Pattern[str]
    rank_before: re.Pattern[str]
    vague_before: re.Pattern[str]
    noun_units: frozenset[str]
    point_units: frozenset[str]
    campaign: re.Pattern[str]
    kind_units: frozenset[str]
    kind_nouns: re.Pattern[str]
    shares_unit: re.Pattern[str]
    verb_before: re.Pattern[str]


@cache
def words(lexicon: Lexicon) -> Words:
    """Compile the exclusion lists of a lexicon."""
    bounds = [f"cues.before_{bound}" for bound in ("ge", "gt", "le", "lt", "approx")]
    return Words(
        idiom=re.compile(lexicon.either("exclusions.words")),
        own_point=re.compile(lexicon.either("exclusions.own_points")),
        abstract=re.compile(f"[^，。；、“]{{0,4}}?{lexicon.either('exclusions.abstract')}"),
        name_after=re.compile(lexicon.either("exclusions.name_after")),
        ordinal_after=re.compile(lexicon.either("exclusions.ordinal_after")),
        code_before=re.compile(f"{lexicon.either('exclusions.code_before')}$"),
        measured_time=re.compile(lexicon.either("exclusions.measured_time")),
        term=re.compile(lexicon.either("exclusions.term")),
        counted_after=re.compile(
            f"(?:以上|以下|级)?的?(?!{lexicon.either('indicators.strong_verbs', 'indicators.weak_verbs')})"
            f"[\u4e00-\u9fff“”]{{2,10}}?[0-9]+[多余]?[万千]?{lexicon.either('units.count')}"
        ),
        qualifier=re.compile(f"{GAP}{lexicon.either('exclusions.qualifier_limits')}的?"),
        bound_before=re.compile(f"{lexicon.either(*bounds)}{lexicon.either('cues.bound_fill')}?$"),
        rank_before=re.compile(lexicon.either("cues.rank_before") + "[^，。；、]{0,8}$"),
        verb_before=re.compile(
            f"{lexicon.either('indicators.strong_verbs', 'indicators.weak_verbs', *bounds, 'cues.arrive')}$"
        ),
        noun_units=frozenset(lexicon.words("units.noun")),
        campaign=re.compile(lexicon.either("exclusions.campaigns")),
        kind_units=frozenset(lexicon.words("exclusions.kind_units")),
        kind_nouns=re.compile(lexicon.either("exclusions.kind_nouns")),
        shares_unit=re.compile(f"(?:[、和及与]{ARABIC})*[、和及与]{ARABIC}[万亿]?{unit_pattern(lexicon)}"),
        point_units=frozenset(lexicon.words("exclusions.own_point_units")),
        vague_before=re.compile(f"{lexicon.either(*bounds, 'cues.arrive')}$"),
    )


def quoted_spans(text: str) -> tuple[Span, ...]:
    """The short quotations and titles of a text, in which a numeral is part of a name."""
    return tuple(Span(*found.span()) for found in _QUOTES.finditer(text))


def inside(spans: Sequence[Span], span: Span) -> bool:
    """Say whether one of some ordered spans holds all of another."""
    index = bisect_right(spans, (span.start, float("inf"))) - 1
    return index >= 0 and spans[index].end >= span.end


def touches(spans: Sequence[Span], span: Span) -> bool:
    """Say whether one of some ordered spans shares a character with another."""
    index = bisect_right(spans, (span.end, -1)) - 1
    return index >= 0 and spans[index].end > span.start


def exclude(
    text: str, found: Expression, lexicon: Lexicon, times: Sequence[Span], quotes: Sequence[Span]
) -> Class | None:
    """Name the class of FIGURES.md §2 an expression falls in; None for a figure."""
    if touches(times, found.span) and not (found.shape == "quantity" and _has_real_unit(found, lexicon)):
        return "time"
    if inside(times, found.span):
        return "time"
    if inside(quotes, found.span):
        return "quoted"
    before = text[max(0, found.span.start - 24) : found.span.start]
    after = text[found.span.end : found.span.end + 20]
    if found.shape == "rank":
        return _exclude_rank(found, before, after, words(lexicon))
    if found.shape == "composition":
        return _exclude_composition(found, before, after)
    if found.shape == "quantity":
        return _exclude_quantity(found, before, after, lexicon)
    return _exclude_doubling(found, before, after)


def _has_real_unit(found: Expression, lexicon: Lexicon) -> bool:
    unit = found.amounts[-1].unit
    return bool(unit) and lexicon.unit_classes.get(unit) != "time"


def _exclude_doubling(found: Expression, before: str, after: str) -> Class | None:
    if found.words in ("一半", "半数") and not re.search("(?:近|过|超|约|占|达|的|到|有|出)$", before):
        return "idiom"
    return None


def _exclude_composition(found: Expression, before: str, after: str) -> Class | None:
    clock = re.fullmatch(r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?", found.words)
    if clock and not re.search("比|结构|构成", before):
        return "time"
    return "bare" if re.match("[0-9A-Za-z/]", after) or re.search("[A-Za-z/]$", before) else None


def _exclude_rank(found: Expression, before: str, after: str, lists: Words) -> Class | None:
    if found.words.startswith("第"):
        if lists.ordinal_after.match(after) and found.words[-1] not in "位名":
            return "ordinal"
        return (
            None
            if not _HAN.match(after) or lists.rank_before.search(before) or found.words[-1] in "位名"
            else "ordinal"
        )
    if found.words.startswith("前"):
        if found.words[-1] not in "位名" and not re.match("[强甲，。、；,;]|$|的|行列|之列|方阵|以内|左右", after):
            return "ordinal"
        return None
    if re.search("(?:[摆放]在|置于|[摆放]到)$", before):
        return "idiom"
    return None if lists.rank_before.search(before) or not re.match("[\u4e00-\u9fff]", after) else "first"


def _exclude_quantity(found: Expression, before: str, after: str, lexicon: Lexicon) -> Class | None:
    lists, last = words(lexicon), found.amounts[-1]
    chinese = _CHINESE_START.match(found.words) is not None
    if re.search("[第A-Za-z+＋×*/_.．:：#]$", before) and not re.search("[=]$", before):
        return "name"
    if re.match("[A-Za-z+＋×*_]", after):
        return "name"
    if lists.code_before.search(before) and not last.unit:
        return "name"
    if chinese and (reason := _exclude_chinese(found, before, after, lists)):
        return reason
    if not last.unit:
        return _exclude_bare(found, before, after, chinese, lists)
    kind = lexicon.unit_classes.get(last.unit, "per")
    if kind == "time":
        return _exclude_time(before, after, lists)
    return _exclude_qualifier(found, before, after, kind, lists)


def _exclude_chinese(found: Expression, before: str, after: str, lists: Words) -> Class | None:
    """Idioms, slogans and the report's own points, which are written with Chinese numerals."""
    joined = found.words + after
    if lists.idiom.match(joined) or any(
        hit.end() > 3 for hit in lists.idiom.finditer(before[-3:].rjust(3) + joined[:4]) if hit.start() < 3
    ):
        return "idiom"
    numeral = found.amounts[0].numeral
    rest = joined[len(numeral) :]
    if lists.own_point.match(rest) and not found.amounts[0].more:
        return "own point"
    small = len(numeral) == 1 and not found.amounts[0].more
    if small and found.amounts[0].unit in lists.point_units and (before.endswith("”") or lists.abstract.match(after)):
        return "own point"
    if (small and found.amounts[0].unit in lists.noun_units) or found.amounts[0].unit == "轮":
        return "idiom"
    if numeral == "一" and found.amounts[0].unit not in ("成", "倍", "番", "个百分点", "百分点", ""):
        return "idiom"
    if re.match("(?:台阶|大关)", after):
        return "own point"
    if before.endswith(("每", "这", "那", "某", "同", "上", "下", "逐", "唯", "统", "进", "万", "另", "各")):
        return "idiom"
    return None


def _exclude_time(before: str, after: str, lists: Words) -> Class | None:
    clause = re.split("[，。；,;、\n]", before)[-1]
    if not lists.measured_time.search(clause) or lists.term.search(clause):
        return "duration"
    return (
        "duration"
        if re.match("(?:以上|以下|以内|内)?(?:[^，。；、,;\n以左左上内！]{1,6}圈|老人|老年)", after)
        else None
    )


def _passed_by(before: str, after: str) -> bool:
    """Say whether an amount only says which things were counted (3个过千亿元城市)."""
    return _COUNTED_PASS.search(before) is not None and _HAN.match(after) is not None and not after.startswith("的")


def _exclude_bare(found: Expression, before: str, after: str, chinese: bool, lists: Words) -> Class | None:
    """A numeral without a unit: a figure only with a magnitude that counts, or where a quotient or index is named."""
    last = found.amounts[-1]
    if lists.name_after.match(after) and not last.magnitude:
        return "name"
    if _passed_by(before, after):
        return "qualifier"
    if chinese:
        vague = last.numeral[-1] in "十百千万亿" or last.more or last.magnitude
        return None if vague and last.numeral[-1] in "亿万" and lists.vague_before.search(before) else "idiom"
    if last.magnitude or (not chinese and lists.shares_unit.match(after)):
        return None
    if re.search(
        "(?:比值|倍差|系数|指数|比|得分|指标值|值|评分)(?:[由从为是达至到约]|达到|提高到|下降到|缩小至|降至|降到|保持在)*$",
        before,
    ):
        return None
    if re.search(r"(?:至|到|为)$", before) and re.search(r"(?:比值|倍差|系数|指数|收入比)[^，。；]*$", before):
        return None
    return "bare"


def _exclude_qualifier(found: Expression, before: str, after: str, kind: str, lists: Words) -> Class | None:
    last = found.amounts[-1]
    limit = lists.qualifier.match(after)
    follows = limit is not None and _HAN.match(after[limit.end() :]) is not None
    if after.startswith("级") and not last.unit.startswith("级"):
        return "qualifier"
    if kind == "money" and _passed_by(before, after):
        return "qualifier"
    if kind == "money" and lists.counted_after.match(after) and not re.search("资[金额]?[^，。；、]{0,3}$", before):
        return "qualifier"
    if re.match("(?:[0-9一二两三四五六七八九]?个)?(?:百|千|万|十|百万|千万)?[万亿]元(?:级)?台阶", found.words + after):
        return "own point"
    bare = found.words[0] in "百千万亿十" and not lists.vague_before.search(before)
    if kind not in ("count", "share", "multiple", "per") and follows:
        return "qualifier"
    if bare and kind != "count":
        return "qualifier"
    if kind == "count" and follows and last.unit in ("人", "名", "户") and not lists.verb_before.search(before):
        return "qualifier"
    if follows and kind == "count" and limit is not None and limit[0].endswith("的"):
        return "qualifier"
    if kind != "count" and lists.campaign.match(after):
        return "name"
    if before.endswith("每") or (
        last.unit in lists.kind_units
        and (lists.kind_nouns.match(after) or (last.unit in _VOLTAGES and _HAN.match(after)))
    ):
        return "qualifier"
    return None
