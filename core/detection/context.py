"""Kind, sign, bound and status of a figure, read from the words around its number (FIGURES.md §3, §4)."""

import re
from dataclasses import dataclass
from functools import cache

from ..model.figure import Bound, Kind, Span, Status
from .grammar import Expression
from .indicator.phrase import quota
from .lexicon import Lexicon
from .period.figure_period import PeriodReading

_ARRIVED = re.compile("[到至为了]*[到至为]")
# 计划改造的24个: the plan belongs to an attribute of what is counted, not to the figure.
_ATTRIBUTE = re.compile("[^，。；]{0,8}的")
# 排名提升6位: the places count the change itself.
_PLACED = re.compile("(?:排名|位次|名次)[^，。；、]{0,4}$")
# 加快6吉瓦时储能项目建设, 拓宽3公里道路: the number is the size of the verb's object.
_SIZES = ("area", "mass", "energy", "volume", "length")
_NOUN_AFTER = re.compile("(?!左右|以上|以下|以内|上下|[至到和及或])[\u4e00-\u9fff]")
_NO_OBJECT = re.compile("[的率比]")


@dataclass(frozen=True, slots=True)
class Context:
    """The words around a number: those of its clause up to it, and the first ones after it.

    `start` is the offset in the survey's text at which `before` begins.
    """

    before: str
    after: str
    start: int

    def span(self, found: re.Match[str], group: int | str = 0) -> Span:
        """Return where something stands in the text of the survey that was found in `before`."""
        return Span(self.start + found.start(group), self.start + found.end(group))


@dataclass(frozen=True, slots=True)
class KindReading:
    """A kind, whether its value is negative (a decline), and where the words stand that decided it."""

    kind: Kind
    negative: bool = False
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _CuePatterns:
    change: re.Pattern[str]
    speed: frozenset[str]
    rise: frozenset[str]
    fall: frozenset[str]
    with_object: frozenset[str]
    object_only: frozenset[str]
    held: frozenset[str]
    rate_last: re.Pattern[str]
    rate: re.Pattern[str]
    pace_after: re.Pattern[str]
    bare: re.Pattern[str]
    filling: re.Pattern[str]
    before: tuple[tuple[Bound, re.Pattern[str]], ...]
    after: tuple[tuple[Bound, re.Pattern[str]], ...]


@cache
def _cue_patterns(lexicon: Lexicon) -> _CuePatterns:
    """Compile the cue words of a lexicon (`resources/lexicon/cues.toml`)."""
    bounds: tuple[Bound, ...] = ("ge", "gt", "le", "lt", "approx")
    fill = lexicon.either("cues.bound_fill")
    return _CuePatterns(
        change=re.compile(lexicon.either("cues.not_change", "cues.speed", "cues.rise", "cues.fall")),
        speed=frozenset(lexicon.words("cues.speed")),
        rise=frozenset(lexicon.words("cues.rise")),
        fall=frozenset(lexicon.words("cues.fall")),
        with_object=frozenset(lexicon.words("cues.with_object")),
        object_only=frozenset(lexicon.words("cues.object_only")),
        held=frozenset(word for bound in bounds for word in lexicon.words(f"cues.before_{bound}")),
        rate_last=re.compile(f"{lexicon.either('cues.rate_ends')}$"),
        rate=re.compile(f"{lexicon.either('cues.rate_ends')}"),
        pace_after=re.compile(
            f"(?:以上|左右|以内)?的?(?:年均)?{lexicon.either('cues.pace')}(?<!比例)(?<!水平)(?<!的目标)"
        ),
        bare=re.compile(f"[、，, ]*{lexicon.either('cues.bare_change')}"),
        filling=re.compile(
            f"(?:{fill}|{lexicon.either('cues.arrive', *(f'cues.before_{bound}' for bound in bounds))}"
            "|[均都各约近平分别年累计幅将]|全[国省市区]平?均?|[上去]年(?:同期)?|同期|年初)*"
        ),
        before=tuple(
            (
                bound,
                re.compile(
                    f"(?<![最附靠邻相通经渡节签合预集履违])(?P<bound>{lexicon.either(f'cues.before_{bound}')}){fill}?(?:(?<=不[足到])全[国省市区县州])?$"
                ),
            )
            for bound in bounds
        ),
        after=tuple(
            (
                bound,
                re.compile(
                    rf"[ \n]?(?P<bound>{lexicon.either(f'cues.after_{bound}')})(?!(?<=[起内许多余])[\u4e00-\u9fff])"
                ),
            )
            for bound in bounds
            if f"cues.after_{bound}" in lexicon.lists
        ),
    )


def read_kind(expression: Expression, unit: str, context: Context, lexicon: Lexicon) -> KindReading:
    """Read the kind and sign of a figure (FIGURES.md §3).

    The shape of the expression decides first (第3位, 6:4), then its unit (倍), then the words of direction before it:
    产量增长 【6%】 is a growth, 提高【2个百分点】 a change, 占比提高到【31%】 a ratio.
    """
    if expression.shape == "rank":
        return KindReading("rank")
    if expression.shape == "composition":
        return KindReading("composition")
    if expression.text == "过半":
        fell = _last_move(context.before, _cue_patterns(lexicon), True, False)
        if fell is None or fell[0] not in _cue_patterns(lexicon).fall or fell.end() != len(context.before):
            return KindReading("ratio")
        return KindReading("growth", True, (context.span(fell),))
    if unit in ("倍", "番"):
        return KindReading("multiple")
    unit_class = lexicon.unit_classes.get(unit)
    sized = unit_class in _SIZES and _NOUN_AFTER.match(context.after) is not None
    counted = sized or (unit_class == "count" and not _PLACED.search(context.before))
    change = _read_change(unit, context, _cue_patterns(lexicon), counted and unit not in ("分", "位次", "名次"))
    if change is not None:
        return change
    if unit in ("%", "‰"):
        return KindReading("ratio")
    if (
        unit == ""
        and expression.shape == "quantity"
        and not expression.numbers[-1].magnitude
        and expression.text != "0"
    ):
        return KindReading("ratio")
    return KindReading("level")


def _read_change(unit: str, context: Context, patterns: _CuePatterns, counted: bool) -> KindReading | None:
    """Read a growth or a change, decided by the last word of direction in the clause; None for neither.

    `counted` says that the number counts or sizes things, which only some verbs can move.
    """
    share, point = unit in ("%", "‰"), unit in ("百分点", "基点", "千分点", "BP")
    last = _last_move(context.before, patterns, share, point)
    if share and patterns.pace_after.match(context.after) and (last is None or last[0] not in patterns.speed):
        return KindReading("growth")
    if last is None:
        return KindReading("change") if point or (not share and patterns.bare.match(context.before)) else None
    evidence, tail = (context.span(last),), context.before[last.end() :]
    if share and not tail and last[0] in patterns.held and patterns.rate_last.search(context.before[: last.start()]):
        return None
    negative = last[0] in patterns.fall
    if point:
        return KindReading("change", negative, evidence)
    if share and last[0] in patterns.speed:
        return KindReading("growth", negative or last[0][0] in "降跌减", evidence)
    if _ARRIVED.match(tail) or (counted and last[0] in patterns.speed):
        return None
    if share:
        return None if patterns.rate.search(tail) else KindReading("growth", negative, evidence)
    return KindReading("change", negative, evidence) if _is_moved(last[0], tail, patterns, counted) else None


def _last_move(before: str, patterns: _CuePatterns, share: bool, point: bool) -> re.Match[str] | None:
    """Return the last word of direction in a clause; None where a word comes after it that only contains one (增加值).

    Of a `share` a word of speed (增速) decides wherever it stands; before a `point` (个百分点) no other word is in the
    way.
    """
    last = None
    for found in patterns.change.finditer(before):
        if found[0] in patterns.speed and share:
            return found
        if found[0] in patterns.rise or found[0] in patterns.fall or found[0] in patterns.speed:
            last = found
        elif not point:
            last = None
    return last


def _is_moved(verb: str, tail: str, patterns: _CuePatterns, counted: bool) -> bool:
    """Tell whether a verb moves the number itself: it stands right before it, or with only its object between."""
    if verb in patterns.with_object and not _NO_OBJECT.search(tail):
        return True
    return patterns.filling.fullmatch(tail) is not None and not (counted and verb in patterns.object_only)


def read_bound(expression: Expression, context: Context, lexicon: Lexicon) -> tuple[Bound, tuple[Span, ...]]:
    """Read the bound beside a number (FIGURES.md §4), with the words that decided it; "eq" where none stands there.

    The bound after the number comes before the one ahead of it: 超过【30家】以上 is "ge".
    """
    patterns = _cue_patterns(lexicon)
    for bound, pattern in patterns.after:
        if hit := pattern.match(context.after):
            offset = expression.span.end + hit.start("bound")
            return bound, (Span(offset, offset + len(hit["bound"])),)
    last = expression.numbers[-1]
    if expression.shape == "quantity" and last.approximator:
        offset = expression.span.start + expression.text.rindex(last.approximator)
        return ("approx" if last.approximator == "来" else "gt"), (Span(offset, offset + 1),)
    if expression.shape == "rank":
        return ("le", ()) if expression.text.startswith("前") else ("eq", ())
    if expression.text == "过半":
        return "gt", ()
    best = None
    for bound, pattern in patterns.before:
        if (hit := pattern.search(context.before)) and (best is None or hit.start() < best[1].start()):
            best = (bound, hit)
    if best is not None:
        return best[0], (context.span(best[1], "bound"),)
    if expression.shape == "quantity" and re.match("[上]", last.numeral):
        return "ge", ()
    if expression.shape == "quantity" and re.match("[数几]", last.numeral):
        return "gt", ()
    return "eq", ()


def _measured(before: str, start: int, end: int, against: re.Pattern[str]) -> bool:
    """Tell whether a target at `start`–`end` of the words before a number is only what the figure is measured by.

    完成年度目标的【103%】 has happened.
    """
    return (
        re.search("完成|超额|好于|高于|低于|快于|慢于|优于|圆满|年度", before[:start]) is not None
        or against.search(before) is not None
        or _ATTRIBUTE.fullmatch(before, end) is not None
    )


@cache
def _tense(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Compile the words of a target, those of what has happened, and what a figure is measured by."""
    met = lexicon.either("time.target_met")
    return (
        re.compile(
            f"(?<!招生)(?<!行动)(?<!投资)(?<!研发)(?<!规划){lexicon.either('cues.firm_target')}(?![^，。；]{{0,6}}{met})"
        ),
        re.compile(lexicon.either("cues.firm_actual")),
        re.compile(f"{quota(lexicon)}的?$"),
    )


def read_status(before: str, start: int, period: PeriodReading, lexicon: Lexicon) -> tuple[Status, tuple[Span, ...]]:
    """Read whether a figure has happened or is planned (FIGURES.md §4), with the words that decided it.

    The words of its clause decide (力争, 已), else whether its period or its section is planned. `before` are the words
    before the number, `start` their offset.
    """
    target, actual, against = _tense(lexicon)
    if period.planned:
        found = actual.search(before)
        status: Status = "actual" if found else "target"
    else:
        found = target.search(before)
        if found and _measured(before, *found.span(), against):
            found = None
        status = "target" if found else "actual"
    words = (Span(start + found.start(), start + found.end()),) if found else period.evidence
    return status, words
