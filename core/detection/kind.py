"""The kind and the sign of a figure: how it says what it says (FIGURES.md §3).

The shape of the number decides first (第3位, 6:4), then its unit (倍), then the words of direction before it:
产量增长【6%】 is a growth, 提高【2个百分点】 a change, 占比提高到【31%】 a ratio.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from ..model.figure import Figure, Kind, Proposal, Reason, Span
from .context import BOUND_ORDER, Context
from .grammar import Expression
from .indicator.phrase import COMPARED_BY
from .lexicon import Lexicon, either
from .number_list import NumberList
from .rule import Rule, because, decide

_SHARES, _MULTIPLES = ("%", "‰"), ("倍", "番")
_POINTS = ("点", "百分点", "基点", "千分点", "BP")
_HALF_PASSED = "过半"
_ARRIVED = re.compile("[到至为了]*[到至为]|[^，。；、0-9]{0,12}?(?:并|且)[^，。；、]{0,4}?(?:保持|稳定|维持|控制)在")
# 排名提升6位: the places count the change itself.
_PLACED = re.compile("(?:排名|位次|名次)[^，。；、]{0,4}$")
_PLACES = ("分", "位次", "名次")
# 加快6吉瓦时储能项目建设, 拓宽3公里道路: the number is the size of the verb's object.
_SIZES = ("area", "mass", "energy", "volume", "length")
_NOUN_AFTER = re.compile("(?!左右|以上|以下|以内|上下|[至到和及或])[\u4e00-\u9fff]")
_NO_OBJECT = re.compile("[的率比]")
_DOWNWARD = "降跌减"
# What is done faster or better to all of something, and says of no number that it grew.
_NEAR = 4
_HASTE, _ALL = ("加快", "提速", "改善", "提升"), "100"
# 高于全国平均2000元: between such a word and the number stands what is compared, and no verb of arriving.
_COMPARING = ("于", "高出", "超出")
_AVERAGE = "的平均水平"
_COMPARED_ENDS, _LESS = frozenset("高低多少快慢长短出了"), frozenset("低少慢短")
_EXCEEDED_ENDS = frozenset("标划期务平数值约近了")
# 超过预期目标5万人: what is gone beyond is told of before the number, which is the difference.
_EXCEEDED = re.compile(
    "超(?:过|出)?了?[^，。；、0-9超]{0,12}?(?P<said>目标|计划|预期|任务|指标|平均水平|平均数|均值)(?:任务|目标|指标|数|值)?(?:约|近|了)?$"
)
_COMPARED = re.compile("[^，。；、0-9]{2,14}(?<![的达到至为是])(?<!部分)")
# What raises an aim (增长6%左右、力争达到7%), and a bare noun (时间、材料): both leave out that something grows.
_RAISED = re.compile("(?:左右|以上)?[，、](?:并|且|在实际工作中)?(?:力争|争取|确保|努力)(?:实现|达到|突破|超过|为|到)?")
_BOUNDED_AIM = re.compile("(?:左右|以上|以内)?[，、](?:明显|远|大幅|均|都)?(?P<word>低于|高于|好于)")
_MET = re.compile(
    "[，、](?:也|均|都)?(?P<word>(?:基本|超额|全面|圆满|顺利|提前)?(?:完成|实现|达到))了?(?:年初|确定|预定|提出|的)*"
)
_AIM_AFTER = re.compile("[0-9.]{1,6}%(?:左右|以上|以内)?的(?:年度|年初|预期|计划|奋斗|预定|增长)*目标")
_BRACKETED_AIM = re.compile(
    "(?:左右|以上|以下)?[（(]([^，。；（）()]{0,6}(?:目标|计划|预期|任务|指标)(?:值|数)?)[为是:：]?[约近超过]{0,2}"
)
# What a growth came to: 增速由3.5%提高到4.2%, 由负3.5%转为正1.2%.
_FROM = ("由", "从")
_CAME_FROM = re.compile("[由从](?:负|正|增长|下降|上涨|负增长)?$")
_CAME_TO = re.compile("(?:左右)?[，,]?[^，。；、0-9%]{0,6}[到至为成](?P<sign>[正负])?")
# The speed of one thing, and after a mark that of another: 增速为3.2%，服务业为.
_SPEED_IS = re.compile("(?:增速|增幅|涨幅)(?:分别)?(?:为|达到?)负?$")
_OTHER_IS = re.compile("[，、；][\u4e00-\u9fff]{2,10}(?<![率比重度额面量])为")
_BARE_NOUN = re.compile("、(?![\u4e00-\u9fff]*(?:占比|比重|率))[\u4e00-\u9fff]{1,5}(?<![率比重额度达到至为占超])")


class KindReading(NamedTuple):
    """A kind, whether its value is negative (a decline), and by which rule and words it was read."""

    kind: Kind
    negative: bool
    reason: Reason


class _Found(NamedTuple):
    """What a rule says: the kind, whether the value is negative, and where the words stand that it decided by."""

    kind: Kind
    negative: bool = False
    words: tuple[Span, ...] = ()


_LEVEL = _Found("level")


@dataclass(frozen=True, slots=True)
class _Cues:
    saved: re.Pattern[str]
    below: re.Pattern[str]
    change: re.Pattern[str]
    speed: frozenset[str]
    rise: frozenset[str]
    fall: frozenset[str]
    with_object: frozenset[str]
    object_only: frozenset[str]
    held: frozenset[str]
    rate_last: re.Pattern[str]
    rate_falls: re.Pattern[str]
    rate: re.Pattern[str]
    pace_after: re.Pattern[str]
    bare: re.Pattern[str]
    filling: re.Pattern[str]
    reaching: re.Pattern[str]
    moved_last: re.Pattern[str]
    listed: re.Pattern[str]


@cache
def _cues(lexicon: Lexicon) -> _Cues:
    """Compile the words of direction of a lexicon (`resources/lexicon/cues.toml`)."""
    before = [f"cues.before_{bound}" for bound in BOUND_ORDER]
    below = [word for word in lexicon.words("cues.fall") if word.endswith(_COMPARING)]
    return _Cues(
        saved=re.compile(f"{lexicon.either('cues.saved')}了?(?:{lexicon.either(*before)})?$"),
        below=re.compile(f"(?P<said>{either(below)})[^，。；、0-9]{{2,14}}$"),
        change=re.compile(lexicon.either("cues.not_change", "cues.speed", "cues.rise", "cues.fall")),
        speed=frozenset(lexicon.words("cues.speed")),
        rise=frozenset(lexicon.words("cues.rise")),
        fall=frozenset(lexicon.words("cues.fall")),
        with_object=frozenset(lexicon.words("cues.with_object")),
        object_only=frozenset(lexicon.words("cues.object_only")),
        held=frozenset(word for name in before for word in lexicon.words(name)),
        rate_last=re.compile(f"{lexicon.either('cues.rate_ends')}$"),
        # 失业率持续降低在2%以下: the rate is there; 能耗下降在3%左右 is a fall by so much
        rate_falls=re.compile(f"率{lexicon.either('cues.rate_manners')}?$"),
        rate=re.compile(lexicon.either("cues.rate_ends")),
        pace_after=re.compile(
            f"(?:以上|左右|以内)?的?(?:年均)?{lexicon.either('cues.pace')}(?<!比例)(?<!水平)(?<!的目标)"
        ),
        bare=re.compile(f"[、，, ]*{lexicon.either('cues.bare_change')}"),
        reaching=re.compile(f"(?:{lexicon.either('cues.bound_fill')}|[约近]|每[^，。；、]{{1,4}})*"),
        moved_last=re.compile(f"(?P<verb>{lexicon.either('cues.speed', 'cues.rise', 'cues.fall')})[不能均都要应]*$"),
        # 、炼铁产能: a mark and a noun, before which no verb of its own stands
        listed=re.compile(
            f"(?:[、和与及]|以及)(?!{lexicon.either('indicators.strong_verbs', 'indicators.weak_verbs')}|其中|共|各|每)"
            f"[\u4e00-\u9fff“”]{{2,12}}(?<![达到至为是的均])(?:约|近|超过?)?"
        ),
        filling=re.compile(
            f"(?:{lexicon.either('cues.bound_fill')}|{lexicon.either('cues.arrive', *before)}"
            "|[均都各约近平分别年累计幅将]|全[国省市区]平?均?|[上去]年(?:同期)?|同期|年初)*"
        ),
    )


@dataclass(slots=True)
class _Asked:
    """What the rules of the kind look at.

    `unit_class` is the class of the unit. `last` is the last word of direction of the clause, None where none stands
    there, and `tail` what stands between it and the number.
    """

    expression: Expression
    unit: str
    unit_class: str | None
    context: Context
    cues: _Cues
    last: re.Match[str] | None
    tail: str

    @property
    def is_counted(self) -> bool:
        """Whether the number counts or sizes things, which only some verbs can move."""
        if self.unit in _PLACES:
            return False
        if self.unit_class == "count":
            return not _PLACED.search(self.context.before)
        return self.unit_class in _SIZES and _NOUN_AFTER.match(self.context.after) is not None

    @property
    def moved_down(self) -> bool:
        return self.last is not None and self.last[0] in self.cues.fall

    @property
    def is_speed(self) -> bool:
        return self.last is not None and self.last[0] in self.cues.speed

    def words(self) -> tuple[Span, ...]:
        """Return where the last word of direction stands."""
        return (self.context.span(self.last),) if self.last is not None else ()


def read_kind(expression: Expression, unit: str, context: Context, lexicon: Lexicon) -> KindReading:
    """Read the kind and the sign of a figure (FIGURES.md §3) by the first of its shape's and unit's rules that applies.

    Which these are says `_rules`.
    """
    cues = _cues(lexicon)
    share, point = unit in _SHARES, unit in _POINTS
    last = _last_move(context.before, cues, share or expression.text == _HALF_PASSED, point)
    tail = context.before[last.end() :] if last is not None else ""
    asked = _Asked(expression, unit, lexicon.unit_class(unit), context, cues, last, tail)
    id_, found = decide(_rules(expression, unit), asked) or ("kind.amount", _LEVEL)
    return KindReading(found.kind, found.negative, because(id_, found.words))


def _rank(asked: _Asked) -> _Found | None:
    return _Found("rank") if asked.expression.shape == "rank" else None


def _composition(asked: _Asked) -> _Found | None:
    return _Found("composition") if asked.expression.shape == "composition" else None


def _halved(asked: _Asked) -> _Found | None:
    if asked.expression.text != _HALF_PASSED or asked.tail or not asked.moved_down:
        return None
    return _Found("growth", True, asked.words())


def _half_passed(asked: _Asked) -> _Found | None:
    return _Found("ratio") if asked.expression.text == _HALF_PASSED else None


def _multiple(asked: _Asked) -> _Found | None:
    return _Found("multiple") if asked.unit in _MULTIPLES else None


def _pace_behind(asked: _Asked) -> _Found | None:
    if asked.is_speed:
        return None
    pace = asked.cues.pace_after.match(asked.context.after)
    if pace is None:
        return None
    end = asked.expression.span.end
    return _Found("growth", words=(Span(end + pace.start(), end + pace.end()),))


def _bare_points(asked: _Asked) -> _Found | None:
    return _Found("change") if asked.last is None else None


def _bare_change(asked: _Asked) -> _Found | None:
    if asked.last is not None:
        return None
    bare = asked.cues.bare.match(asked.context.before)
    return _Found("change", words=(asked.context.span(bare),)) if bare else None


def _held_rate(asked: _Asked) -> _Found | None:
    """Apply where the verb before a share says that a rate was kept there, and moved nothing."""
    if asked.last is None:
        return None
    if asked.tail == "在" and asked.moved_down:
        rate = asked.cues.rate_falls.search(asked.context.before[: asked.last.start()])
        return _Found("ratio", words=(asked.context.span(rate),)) if rate else None
    if asked.tail or asked.last[0] not in asked.cues.held:
        return None
    rate = asked.cues.rate_last.search(asked.context.before[: asked.last.start()])
    return _Found("ratio", words=(asked.context.span(rate),)) if rate else None


def _compared_points(asked: _Asked) -> _Found | None:
    """Apply to points by which something is below the growth of another: 低于经济增长【1个百分点】."""
    if asked.last is None or asked.moved_down or asked.tail not in ("", "率", "约", "近"):
        return None
    hit = asked.cues.below.search(asked.context.before, 0, asked.last.start())
    return _Found("change", True, (asked.context.span(hit, "said"),)) if hit else None


def _moved_points(asked: _Asked) -> _Found | None:
    return _Found("change", asked.moved_down, asked.words())


def _speed(asked: _Asked) -> _Found | None:
    if not asked.is_speed or asked.last is None:
        return None
    # 增速由下降2.1%转为…: a speed that was below nothing
    moved = asked.cues.moved_last.search(asked.tail) if asked.tail[:1] in _FROM else None
    is_below = moved is not None and moved.start() == 1 and moved["verb"] in asked.cues.fall
    return _Found("growth", is_below or asked.moved_down or asked.last[0][0] in _DOWNWARD, asked.words())


def _arrived_share(asked: _Asked) -> _Found | None:
    if asked.last is None or not _ARRIVED.match(asked.tail):
        return None
    return _Found("ratio", words=asked.words())


def _rate_behind_verb(asked: _Asked) -> _Found | None:
    if asked.last is None:
        return None
    rate = asked.cues.rate.search(asked.tail)
    if rate is None:
        return None
    start = asked.context.start + asked.last.end()
    return _Found("ratio", words=(Span(start + rate.start(), start + rate.end()),))


def _whole_behind_haste(asked: _Asked) -> _Found | None:
    """Apply to all of something that is hastened: 加快公路【100%】硬化, where 加快 moves no number."""
    if asked.last is None or asked.last[0] not in _HASTE or asked.expression.numbers[0].numeral != _ALL:
        return None
    has_object = asked.cues.filling.fullmatch(asked.tail) is None
    return _Found("ratio", words=asked.words()) if has_object else None


def _compared_average(asked: _Asked) -> _Found | None:
    """Apply to the average that something is above or below: 覆盖率达33%，高于全市【31%】的平均水平."""
    if asked.last is None or not asked.last[0].endswith(_COMPARING) or not asked.context.after.startswith(_AVERAGE):
        return None
    return _Found("ratio", words=asked.words())


def _moved_share(asked: _Asked) -> _Found | None:
    return _Found("growth", asked.moved_down, asked.words()) if asked.last is not None else None


def _compared_amount(asked: _Asked) -> _Found | None:
    """Apply to an amount by which something is above or below another: 高于全国平均水平2000元."""
    if asked.last is None or not asked.last[0].endswith(_COMPARING):
        return None
    is_compared = _COMPARED.fullmatch(asked.tail) is not None and not asked.cues.reaching.fullmatch(asked.tail)
    return _Found("change", asked.moved_down, asked.words()) if is_compared else None


def _compared_by(asked: _Asked) -> _Found | None:
    """Apply to a number by which something is more or less than another: 人均收入比全国高【2000元】."""
    before = asked.context.before
    hit = COMPARED_BY.search(before) if before[-1:] in _COMPARED_ENDS else None
    if hit is None:
        return None
    kind: Kind = "growth" if asked.unit in _SHARES else "change"
    return _Found(kind, hit["way"] in _LESS, (asked.context.span(hit, "way"),))


def _exceeded(asked: _Asked) -> _Found | None:
    """Apply to an amount by which something went beyond what was planned, or an average: 超过预期目标【5万人】."""
    # most words before a number end otherwise
    is_so = asked.context.before[-1:] in _EXCEEDED_ENDS and not asked.context.after.startswith("的")
    hit = _EXCEEDED.search(asked.context.before) if is_so else None
    return _Found("change", words=(asked.context.span(hit, "said"),)) if hit else None


def _limited_amount(asked: _Asked) -> _Found | None:
    """Apply to an amount that only bounds a level: 浓度低于30微克/立方米."""
    if asked.last is None or not asked.last[0].endswith("于"):
        return None
    if asked.cues.reaching.fullmatch(asked.tail) is None:
        return None
    if asked.unit not in _SHARES:
        return _Found("level", words=asked.words())
    # 收入增长高于7%: what is bounded is a growth
    moved = asked.cues.moved_last.search(asked.context.before, 0, asked.last.start())
    if moved is None:
        return _Found("ratio", words=asked.words())
    return _Found("growth", moved["verb"] in asked.cues.fall, (asked.context.span(moved, "verb"),))


def _moved_amount(asked: _Asked) -> _Found | None:
    if asked.last is None or _ARRIVED.match(asked.tail) or (asked.is_counted and asked.is_speed):
        return None
    verb = asked.last[0]
    has_object = verb in asked.cues.with_object and not _NO_OBJECT.search(asked.tail)
    right_before = asked.cues.filling.fullmatch(asked.tail) is not None
    if has_object or (right_before and not (asked.is_counted and verb in asked.cues.object_only)):
        return _Found("change", asked.moved_down, asked.words())
    return None


def _signed_share(asked: _Asked) -> _Found | None:
    """Apply to a share with a minus or a plus of its own that no rate is said of: 固定资产投资（-3.5%）."""
    sign = asked.expression.numbers[0].sign
    if not sign or asked.cues.rate.search(asked.context.before):
        return None
    return _Found("growth")


def _share(asked: _Asked) -> _Found | None:
    return _Found("ratio")


def _saved_time(asked: _Asked) -> _Found | None:
    """Apply to the time that something takes less: 办事平均节省【20分钟】."""
    if asked.unit_class != "time":
        return None
    hit = asked.cues.saved.search(asked.context.before)
    return _Found("change", True, (asked.context.span(hit),)) if hit else None


def _quotient(asked: _Asked) -> _Found | None:
    if asked.unit != "":
        return None
    expression = asked.expression
    number = expression.numbers[-1]
    is_plain = (
        expression.shape == "quantity"
        and not number.magnitude
        and expression.text != "0"
        and not any(char in number.numeral for char in "百千万亿")
    )
    return _Found("ratio") if is_plain else None


def _amount(asked: _Asked) -> _Found | None:
    return _LEVEL


SHAPE_RULES: Sequence[Rule[_Asked, _Found]] = (
    Rule("kind.rank", _rank),
    Rule("kind.composition", _composition),
    Rule("kind.halved", _halved),
    Rule("kind.half_passed", _half_passed),
    Rule("kind.multiple", _multiple),
)
"""What the shape of a number tells, or its unit alone; of what is no plain quantity and of multiples."""

SHARE_RULES: Sequence[Rule[_Asked, _Found]] = (
    Rule("kind.share_compared_by", _compared_by),
    Rule("kind.pace_behind", _pace_behind),
    Rule("kind.held_rate", _held_rate),
    Rule("kind.speed", _speed),
    Rule("kind.arrived_share", _arrived_share),
    Rule("kind.rate_behind_verb", _rate_behind_verb),
    Rule("kind.limited_amount", _limited_amount),
    Rule("kind.whole_behind_haste", _whole_behind_haste),
    Rule("kind.compared_average", _compared_average),
    Rule("kind.moved_share", _moved_share),
    Rule("kind.signed_share", _signed_share),
    Rule("kind.share", _share),
)
"""What a share of a whole (%) is."""

POINT_RULES: Sequence[Rule[_Asked, _Found]] = (
    Rule("kind.points_compared_by", _compared_by),
    Rule("kind.bare_points", _bare_points),
    Rule("kind.compared_points", _compared_points),
    Rule("kind.moved_points", _moved_points),
)
"""What points of a share are."""

AMOUNT_RULES: Sequence[Rule[_Asked, _Found]] = (
    Rule("kind.compared_by", _compared_by),
    Rule("kind.bare_change", _bare_change),
    Rule("kind.exceeded", _exceeded),
    Rule("kind.limited_amount", _limited_amount),
    Rule("kind.compared_amount", _compared_amount),
    Rule("kind.moved_amount", _moved_amount),
    Rule("kind.saved_time", _saved_time),
    Rule("kind.quotient", _quotient),
    Rule("kind.amount", _amount),
)
"""What any other number is."""


def _rules(expression: Expression, unit: str) -> Sequence[Rule[_Asked, _Found]]:
    """Return the rules that a number is asked by, for its shape and its unit."""
    rules = SHARE_RULES if unit in _SHARES else POINT_RULES if unit in _POINTS else AMOUNT_RULES
    return rules if expression.shape == "quantity" and unit not in _MULTIPLES else (*SHAPE_RULES, *rules)


def _last_move(before: str, cues: _Cues, share: bool, point: bool) -> re.Match[str] | None:
    """Return the last word of direction in a clause; None where a word comes after it that only contains one (增加值).

    Of a `share` a word of speed (增速) decides wherever it stands; before a `point` (个百分点) no other word is in the
    way.
    """
    last = None
    for found in cues.change.finditer(before):
        if found[0] in cues.speed and share:
            return found
        if found[0] in cues.rise or found[0] in cues.fall or found[0] in cues.speed:
            last = found
        elif not point:
            last = None
    return last


class _Parallel(NamedTuple):
    """What the rules of parallel growths look at: the growth before, and what stands between it and the number."""

    text: str
    last: Figure
    list_start: int
    number: int

    def growth(self, words: Span) -> _Found:
        """Return the kind of the growth before, negative where that one is."""
        return _Found("growth", isinstance(self.last.value, Decimal) and self.last.value < 0, (words,))


def parallel_growth(text: str, number_list: NumberList, unit: str, earlier: Sequence[Proposal]) -> KindReading | None:
    """Read a share as a growth where it follows one and goes on with it, by `PARALLEL_RULES`; None elsewhere."""
    if unit != "%" or not earlier or earlier[-1].figure.kind != "growth":
        return None
    asked = _Parallel(text, earlier[-1].figure, number_list.start, number_list.members[0].span.start)
    decided = decide(PARALLEL_RULES, asked)
    if decided is None:
        return None
    id_, found = decided
    return KindReading(found.kind, found.negative, because(id_, found.words))


def listed_change(
    text: str, number_list: NumberList, unit: str, earlier: Sequence[Proposal], lexicon: Lexicon
) -> KindReading | None:
    """Read an amount as a change where it goes on with a list under one verb; None elsewhere.

    压减炼钢产能9万吨、炼铁产能【7万吨】: the verb stands once, and each member names its own thing.
    """
    if not earlier or earlier[-1].figure.kind != "change" or unit in _SHARES or unit in _POINTS or unit in _MULTIPLES:
        return None
    last, number = earlier[-1].figure, number_list.members[0]
    if last.end != number_list.start or number.shape != "quantity" or unit == "":
        return None
    reason = earlier[-1].reasons["kind"][0]
    # 比上年减少3亿元、税收20亿元: the verb has no object, and governs one number alone
    is_listed = reason.rule == "kind.listed_change"
    if not reason.words or not (is_listed or reason.rule == "kind.moved_amount"):
        return None
    cues, verb = _cues(lexicon), reason.words[0]
    if not is_listed and (verb.end >= last.start - 1 or text[slice(*verb)] not in cues.with_object):
        return None
    member = cues.listed.fullmatch(text, last.end, number.span.start)
    if member is None or cues.change.search(text, *member.span()) is not None:
        return None
    is_negative = isinstance(last.value, Decimal) and last.value < 0
    return KindReading("change", is_negative, because("kind.listed_change", reason.words))


def _raised_aim(asked: _Parallel) -> _Found | None:
    raised = _RAISED.fullmatch(asked.text, asked.last.end, asked.number)
    return asked.growth(Span(*raised.span())) if raised else None


def _bare_noun(asked: _Parallel) -> _Found | None:
    is_listed = asked.last.end == asked.list_start and _BARE_NOUN.fullmatch(asked.text, asked.list_start, asked.number)
    return asked.growth(asked.last.span) if is_listed else None


def _bounded_aim(asked: _Parallel) -> _Found | None:
    """Apply to the aim that a growth is held against: 上涨0.9%，低于3%左右的预期目标."""
    bounded = _BOUNDED_AIM.fullmatch(asked.text, asked.last.end, asked.number)
    return asked.growth(Span(*bounded.span("word"))) if bounded else None


def _met_aim(asked: _Parallel) -> _Found | None:
    """Apply to the aim that a growth met: 增长9.6%，超额完成【8%】的预期目标."""
    met = _MET.fullmatch(asked.text, asked.last.end, asked.number)
    if met is None or _AIM_AFTER.match(asked.text, asked.number) is None:
        return None
    return asked.growth(Span(*met.span("word")))


def _bracketed_aim(asked: _Parallel) -> _Found | None:
    """Apply where brackets behind a growth say what was aimed at: 增长6.5%（年度目标【6%】以上）."""
    aim = _BRACKETED_AIM.fullmatch(asked.text, asked.last.end, asked.number)
    return asked.growth(Span(*aim.span(1))) if aim else None


def _came_to(asked: _Parallel) -> _Found | None:
    """Apply to what a growth came to, where it is told from what it came: 增速由3.5%提高到【4.2%】."""
    start = asked.last.start
    came_from = _CAME_FROM.search(asked.text, max(0, start - _NEAR), start)
    came_to = _CAME_TO.fullmatch(asked.text, asked.last.end, asked.number) if came_from else None
    return _Found("growth", words=(Span(*came_to.span()),)) if came_to else None


def _other_speed(asked: _Parallel) -> _Found | None:
    """Apply to the speed of another thing: 建筑业增速为3.2%，服务业为【4.1%】."""
    start = asked.last.start
    speed = _SPEED_IS.search(asked.text, max(0, start - _NEAR), start)
    other = _OTHER_IS.fullmatch(asked.text, asked.last.end, asked.number) if speed else None
    return _Found("growth", words=(Span(*other.span()),)) if other else None


PARALLEL_RULES: Sequence[Rule[_Parallel, _Found]] = (
    Rule("kind.other_speed", _other_speed),
    Rule("kind.came_to", _came_to),
    Rule("kind.raised_aim", _raised_aim),
    Rule("kind.bare_noun", _bare_noun),
    Rule("kind.bounded_aim", _bounded_aim),
    Rule("kind.met_aim", _met_aim),
    Rule("kind.bracketed_aim", _bracketed_aim),
)
