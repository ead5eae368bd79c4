"""What the rules of exclusion look at: a numeral, the words around it, and the word lists of exclusion."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ..model.figure import Span
from .context import BOUND_ORDER
from .grammar import ARABIC, GAP, PEOPLE, Expression, WrittenNumber, unit_pattern
from .lexicon import Lexicon
from .survey import Survey

ExclusionClass = Literal[
    "time", "duration", "ordinal", "name", "idiom", "own point", "qualifier", "first", "bare", "quoted", "furniture"
]
"""The classes of FIGURES.md §2; "bare" is a numeral without a unit, which no class names, "furniture" is of §5."""

Ruling = tuple[ExclusionClass | None, tuple[Span, ...]]
"""What a rule of exclusion says: the class that a numeral falls in, None for a figure, and the words that decided."""

_BEFORE, _AFTER = 24, 20
_CHINESE_START = re.compile("[一二两三四五六七八九十百千万亿零〇半几数上壹贰叁肆伍陆柒捌玖拾佰仟廿卅]")
_BREAK = re.compile("[，。；,;、\n]")
MAGNITUDES = "百千万亿"


@dataclass(frozen=True, slots=True)
class ExclusionWords:
    """The word lists of `resources/lexicon/exclusions.toml`, compiled; a field bears the name of its list.

    A name that ends in `_before` or `_after` matches right before or right after a numeral.
    """

    idiom: re.Pattern[str]
    idiom_before: re.Pattern[str]
    idiom_before_one: re.Pattern[str]
    own_point: re.Pattern[str]
    own_point_units: frozenset[str]
    self_counting: frozenset[str]
    beside_after: re.Pattern[str]
    aspect: re.Pattern[str]
    abstract_after: re.Pattern[str]
    stage: re.Pattern[str]
    stage_before: re.Pattern[str]
    name_after: re.Pattern[str]
    people_behind: re.Pattern[str]
    people_behind_more: re.Pattern[str]
    code_before: re.Pattern[str]
    numbered_before: re.Pattern[str]
    shown_after: re.Pattern[str]
    measured_before: re.Pattern[str]
    changed_before: re.Pattern[str]
    count_beside_before: re.Pattern[str]
    count_beside_after: re.Pattern[str]
    excepted_after: re.Pattern[str]
    heads_before: re.Pattern[str]
    no_amount_before: re.Pattern[str]
    letters_before: re.Pattern[str]
    ordinal_after: re.Pattern[str]
    rank_before: re.Pattern[str]
    top_after: re.Pattern[str]
    first_before: re.Pattern[str]
    first_nouns: re.Pattern[str]
    maxim_held: re.Pattern[str]
    maxim_noun: re.Pattern[str]
    maxim_on: re.Pattern[str]
    ruler_before: re.Pattern[str]
    ruling_after: re.Pattern[str]
    own_ruling_after: re.Pattern[str]
    ruling_units: frozenset[str]
    party_units: frozenset[str]
    party_after: re.Pattern[str]
    rate_of_places: re.Pattern[str]
    layout_units: frozenset[str]
    layout_before: re.Pattern[str]
    layout_after: re.Pattern[str]
    policy_aim: re.Pattern[str]
    policy_follows: re.Pattern[str]
    travel_units: frozenset[str]
    travel_after: re.Pattern[str]
    bandwidth_before: re.Pattern[str]
    rest_after: re.Pattern[str]
    counted_ahead: re.Pattern[str]
    vague_class: re.Pattern[str]
    named_project: re.Pattern[str]
    institute_before: re.Pattern[str]
    institute_units: frozenset[str]
    lesson_units: frozenset[str]
    lessons_before: re.Pattern[str]
    shortened_after: re.Pattern[str]
    counted_list_before: re.Pattern[str]
    half_before: re.Pattern[str]
    parted: re.Pattern[str]
    vague_before: re.Pattern[str]
    measured_time: re.Pattern[str]
    term: re.Pattern[str]
    reach_after: re.Pattern[str]
    quotient: re.Pattern[str]
    zero_before: re.Pattern[str]
    unit_after: re.Pattern[str]
    edition: re.Pattern[str]
    edition_units: frozenset[str]
    round_units: frozenset[str]
    grade_units: frozenset[str]
    grade_before: re.Pattern[str]
    grade_after: re.Pattern[str]
    place_units: frozenset[str]
    place_after: re.Pattern[str]
    one_units: frozenset[str]
    passing: re.Pattern[str]
    level_after: re.Pattern[str]
    member_after: re.Pattern[str]
    counted_before: re.Pattern[str]
    per_before: re.Pattern[str]
    format_after: re.Pattern[str]
    population_after: re.Pattern[str]
    one_machine: re.Pattern[str]
    funds: re.Pattern[str]
    aim: re.Pattern[str]
    limit_after: re.Pattern[str]
    counted_after: re.Pattern[str]
    several_before: re.Pattern[str]
    class_after: re.Pattern[str]
    count_after: re.Pattern[str]
    verb_before: re.Pattern[str]
    working_before: re.Pattern[str]
    each_before: re.Pattern[str]
    extent_after: re.Pattern[str]
    thing_units: frozenset[str]
    campaign_after: re.Pattern[str]
    kind_units: frozenset[str]
    kind_after: re.Pattern[str]
    machine_units: frozenset[str]
    machine_after: re.Pattern[str]
    machines_before: re.Pattern[str]
    machines_after: re.Pattern[str]
    speed_before: re.Pattern[str]
    policy_before: re.Pattern[str]
    policy_after: re.Pattern[str]
    arrived_before: re.Pattern[str]
    doubled_before: re.Pattern[str]
    head_units: frozenset[str]
    voltage_units: frozenset[str]
    code_heads: frozenset[str]


@cache
def exclusion_words(lexicon: Lexicon) -> ExclusionWords:
    """Compile the exclusion lists of a lexicon."""

    def any_of(*names: str) -> str:
        return lexicon.either(*(f"exclusions.{name}" for name in names))

    def ends(name: str) -> str:
        return "".join(sorted({word[-1] for word in lexicon.words(f"exclusions.{name}")}))

    def units(name: str) -> frozenset[str]:
        return frozenset(lexicon.words(f"exclusions.{name}"))

    bounds = [f"cues.before_{bound}" for bound in BOUND_ORDER]
    bound = lexicon.either(*bounds)
    arrive = lexicon.either("cues.arrive", "cues.arrive_verbs", *bounds)
    verbs = ("indicators.strong_verbs", "indicators.weak_verbs")
    count = lexicon.either("units.count")
    kind = f"(?:{any_of('kind_modifiers')}){{0,3}}"
    no_place = "(?:(?!全[省市县区州国]|[省市县区州国排位列居名])[\\u4e00-\\u9fff])"
    return ExclusionWords(
        idiom=re.compile(any_of("words")),
        idiom_before=re.compile(f"{any_of('idiom_before')}$"),
        idiom_before_one=re.compile(f"{any_of('idiom_before_one')}$"),
        own_point=re.compile(any_of("own_points")),
        own_point_units=units("own_point_units"),
        self_counting=frozenset(lexicon.words("units.noun")),
        beside_after=re.compile(f"(?:大类)?[0-9]+{any_of('beside_units')}"),
        aspect=re.compile(any_of("aspects")),
        abstract_after=re.compile(f"[^，。；、“]{{0,4}}?(?P<said>{any_of('abstract')})"),
        stage=re.compile(any_of("stages")),
        stage_before=re.compile(f"{any_of('stage_reached')}$"),
        # 降至2以内: a limit is no part of a name
        people_behind=re.compile(any_of("people_behind")),
        people_behind_more=re.compile(lexicon.either(*PEOPLE)),
        name_after=re.compile(f"(?!{any_of('qualifier_limits')}){any_of('name_after')}"),
        code_before=re.compile(f"{any_of('code_before')}$"),
        numbered_before=re.compile(
            f"(?:^|(?<![\\u4e00-\\u9fff])|(?<=[{ends('pointing')}]))(?P<said>{any_of('numbered')})[ \\u3000]?$"
        ),
        shown_after=re.compile(any_of("shown_after")),
        # 20万千瓦/40万千瓦时: two measures of one thing, and no code.
        measured_before=re.compile(f"[0-9][万亿]?{any_of('power_units')}/$"),
        # 地区生产总值：1234.5亿元 is an amount, 浏览次数：1035次 and a time of day are none
        changed_before=re.compile(f"{lexicon.either('cues.rise', 'cues.fall')}了?$"),
        count_beside_before=re.compile(
            f"(?:[2-9]|[0-9]{{2,}}|[两二三四五六七八九十]){count}[\\u4e00-\\u9fff]{{1,10}}(?:、|和|及|与|以及)$"
        ),
        count_beside_after=re.compile(
            f"[\\u4e00-\\u9fff]{{1,10}}?(?:、|和|及|与|以及)(?:[2-9]|[0-9]{{2,}}|[两二三四五六七八九十]){count}"
        ),
        excepted_after=re.compile("[^，。；\\n]{0,16}?(?P<said>外|之外|以外)"),
        heads_before=re.compile(f"{any_of('heads_before')}$"),
        no_amount_before=re.compile(f"(?:{any_of('no_amount_before')}[^，。；、\n]{{0,3}}|[0-9])[:：]$"),
        letters_before=re.compile(f"(?<![A-Za-z0-9]){any_of('letters_before')}$"),
        ordinal_after=re.compile(any_of("ordinal_after")),
        rank_before=re.compile(f"(?P<said>{lexicon.either('cues.rank_before')})[^，。；、]{{0,8}}$"),
        top_after=re.compile(any_of("top_after")),
        # 把教育放在优先发展的第一位
        first_before=re.compile(f"(?P<said>{any_of('first_before')})[^，。；、：\\n]{{0,12}}$"),
        first_nouns=re.compile(any_of("first_nouns")),
        # 坚持质量第一; not 坚持全省第一
        maxim_held=re.compile(f"(?P<said>{any_of('maxim_held')}){no_place}{{2,4}}$"),
        maxim_noun=re.compile(f"{no_place}{{2}}$"),
        maxim_on=re.compile(f"的?{any_of('maxim_names')}|[、，]{no_place}{{2,4}}?{any_of('maxim_on')}"),
        ruler_before=re.compile(f"{any_of('rulers')}的?$"),
        ruling_after=re.compile(any_of("rulings")),
        own_ruling_after=re.compile(any_of("own_rulings")),
        ruling_units=units("ruling_units"),
        party_units=units("party_units"),
        party_after=re.compile(f"的?(?:[\\u4e00-\\u9fff]{{2}})?{any_of('party_after')}"),
        # 138个贫困发生率在5%以上的贫困村
        rate_of_places=re.compile(f"[0-9]{count}[^，。；、0-9]{{1,12}}率(?:在|达到?|超过|高于|低于)?$"),
        layout_units=units("layout_units"),
        layout_before=re.compile(f"[一二两三四五六七八九十]{any_of('layout_parts')}[、，]?$"),
        layout_after=re.compile(f"[、，]?[一二两三四五六七八九十]{any_of('layout_parts')}(?![\\u4e00-\\u9fff]{{2}})"),
        # 出台稳增长39条、服务业恢复发展56条: each is the name of a policy
        policy_aim=re.compile(
            f"(?:{any_of('policy_issued')}[^，。；\n]{{0,16}}|[0-9一二三四五六七八九十]条[、和及])"
            f"[^，。；、\n]{{0,10}}(?P<said>{any_of('policy_aims')})(?:[0-9]{{1,3}}条[、和及][^，。；、\n0-9]{{0,8}})?$"
        ),
        policy_follows=re.compile(f"(?![\\u4e00-\\u9fff])|{any_of('policy_follows')}"),
        travel_units=units("travel_units"),
        travel_after=re.compile(
            f"(?!直达(?![\\u4e00-\\u9fff]))(?P<said>{any_of('travel_after')})(?![^，。；、]{{0,6}}{any_of('no_travel')})"
        ),
        bandwidth_before=re.compile(f"(?:{any_of('bandwidths')}|{arrive})$"),
        # 收入超5亿元的县20个，超10亿元的【4个】
        rest_after=re.compile(
            f"的(?:有|达到?|为|共)?(?P<said>[0-9一二两三四五六七八九十]+[多余]?{count})(?![\\u4e00-\\u9fff])"
        ),
        # 6个产值超百亿元的集群: the size of what is counted
        counted_ahead=re.compile("[0-9一二两三四五六七八九十][多余]?[个家户](?:以上)?[^，。；、0-9]{0,16}$"),
        vague_class=re.compile(
            f"的?(?:“[^”]{{1,8}}”)?(?:{any_of('class_modifiers')}){{0,2}}(?P<said>{any_of('sized_classes')})"
        ),
        # 1000公里以上的高速公路“双千工程”
        named_project=re.compile("[\\u4e00-\\u9fff]{0,8}“[^”，。\n]{1,12}(?:工程”|项目”|”工程|”项目)"),
        institute_before=re.compile(f"(?:(?P<said>{any_of('institute_before')})|[0-9]{{3}}所[、和与])$"),
        institute_units=units("institute_units"),
        lesson_units=units("lesson_units"),
        lessons_before=re.compile(any_of("lessons_before")),
        # 由30分钟缩短至: a time that something is moved from
        shortened_after=re.compile(
            f"(?:左右|以上|以内)?(?:大幅|进一步|平均)?(?P<said>{lexicon.either('cues.rise', 'cues.fall')})[至到为]"
        ),
        # 引进5个团队、120名以上人才: a count that goes on a list of counts
        counted_list_before=re.compile(
            f"[0-9][万千]?{count}(?:以上)?[^，。；：、0-9]{{1,20}}(?P<said>[、和及与]|以及)(?:超|近|约)?$"
        ),
        half_before=re.compile(f"{any_of('half_before')}$"),
        parted=re.compile(any_of("parted")),
        vague_before=re.compile(f"{lexicon.either(*bounds, 'cues.arrive')}$"),
        # 比全国高3.1岁: what is compared is measured
        measured_time=re.compile(
            f"{any_of('measured_time')}|(?<![占对相])比(?![重例较值率])[^，。；、0-9]{{1,12}}[高低多少早晚长短快慢]了?$"
        ),
        term=re.compile(any_of("term")),
        reach_after=re.compile(
            f"(?:以上|以下|以内|内)?(?:[^，。；、以左上内]{{0,6}}?(?P<said>{any_of('reach_names')}))"
        ),
        quotient=re.compile(f"{any_of('quotients')}(?:[^，。；]{{0,16}})?(?:[由从]|{arrive})$|{any_of('quotients')}$"),
        zero_before=re.compile(f"{any_of('zero_before')}$"),
        unit_after=re.compile(
            f"(?>(?:[、和及与](?:[高低快慢优好]于[^，。；、0-9]{{1,6}})?{ARABIC})+)[万亿]?{unit_pattern(lexicon)}"
        ),
        edition=re.compile(any_of("editions")),
        edition_units=units("edition_units"),
        round_units=units("round_units"),
        grade_units=units("grade_units"),
        grade_before=re.compile(f"{any_of('grade_before')}$"),
        grade_after=re.compile(any_of("grade_after")),
        place_units=units("place_units"),
        place_after=re.compile(any_of("place_after")),
        one_units=units("one_units"),
        passing=re.compile(f"{any_of('passing')}$"),
        level_after=re.compile(any_of("level_after")),
        member_after=re.compile(f"[\\u4e00-\\u9fff]{{0,2}}{lexicon.either('indicators.members')}"),
        # 15个市级: a count and a word or two of a name
        counted_before=re.compile(f"[0-9一二两三四五六七八九十]{count}[^，。；、：0-9]{{1,4}}$"),
        per_before=re.compile(f"{any_of('per_before')}$"),
        format_after=re.compile(f"(?!{any_of('no_format_after')}){any_of('format_after')}"),
        population_after=re.compile(any_of("population_after")),
        one_machine=re.compile(f"{any_of('one_machine')}$"),
        # behind a bound the money says which things are counted: 投资过【亿元】项目10个
        funds=re.compile(f"{any_of('funds')}(?![^，。；、]*{bound}$)[^，。；、]{{0,3}}$"),
        aim=re.compile(any_of("aims")),
        limit_after=re.compile(f"{GAP}{any_of('qualifier_limits')}的?"),
        several_before=re.compile(
            f"{any_of('several')}[^，。；]{{0,40}}(?:超过|超|过|达到|达|突破)$"
            "|(?:超过|超|过)[0-9一二三五十百千万亿]+元?、(?:超过|超|过)$"
        ),
        class_after=re.compile(
            f"(?:、(?:超过|超|过|达到|达)[0-9一二三五十百千万亿]+元?)?(?:以上)?"
            f"(?:的[^，。；、0-9]{{0,9}}?|(?:{any_of('class_modifiers')}){{1,2}})(?P<said>{any_of('sized_classes')})"
        ),
        counted_after=re.compile(
            f"(?:以上|以下|级)?的?(?!{lexicon.either(*verbs)})"
            "(?:[\\u4e00-\\u9fff“”]{2,10}?(?<!等)|[\\u4e00-\\u9fff]{1,8}（[^（）0-9]{1,8}）[\\u4e00-\\u9fff]{0,4}?)"
            f"(?P<said>[0-9]+(?:[—–~至-][0-9]+)?[多余]?[万千]?{count})"
        ),
        count_after=re.compile(f"[0-9]+[多余]?{count}"),
        verb_before=re.compile(f"{lexicon.either(*verbs, *bounds, 'cues.arrive')}$"),
        working_before=re.compile(f"{lexicon.either(*verbs)}了?(?:{bound})?$"),
        # 各街道打造一个品牌 says of whom, not how many
        each_before=re.compile(f"各(?:自|再)?(?:新?{lexicon.either(*verbs)}|新增|新设|新开|设|建)?了?$"),
        extent_after=re.compile(f"[\\u4e00-\\u9fff、和及]{{0,10}}?{any_of('extents')}"),
        thing_units=units("thing_units"),
        campaign_after=re.compile(f"(?!{any_of('no_campaigns')}){any_of('campaigns')}"),
        kind_units=units("kind_units"),
        # 8英寸、6英寸MEMS晶圆: sizes of one kind of thing
        kind_after=re.compile(
            f"(?:[、和及/][0-9.]{{1,6}}{any_of('kind_units')}){{0,3}}(?>[A-Za-z-]{{0,8}}){kind}{any_of('kind_nouns')}"
            f"|[\\u4e00-\\u9fff]{{1,8}}?{any_of('reached_by')}"
        ),
        machine_units=units("machine_units"),
        machine_after=re.compile(f"{kind}{any_of('machine_nouns')}(?!{any_of('machine_not')})"),
        # 2台66万千瓦超超临界机组: so many machines of a size; 66万千瓦机组 alone may be all of them together
        machines_before=re.compile("[0-9一两二三四五六七八九十][台套]$"),
        machines_after=re.compile(f"{kind}(?:临界)?(?:[燃火]煤|发电|火电|煤电|热电联产|热电|供热|背压)*机组"),
        speed_before=re.compile(f"{any_of('speed_before')}$"),
        policy_before=re.compile(f"{any_of('policy_before')}$"),
        # 提高到100%的政策 is a share that the policy came to
        arrived_before=re.compile("[到至为由从达]$"),
        policy_after=re.compile(f"(?!{any_of('no_policy_after')}){any_of('policy_after')}"),
        doubled_before=re.compile(f"{any_of('doubled')}(?:均|都|分别)?$"),
        head_units=units("head_units"),
        voltage_units=units("voltage_units"),
        code_heads=frozenset(lexicon.words("tables.code_heads")),
    )


@dataclass(slots=True)
class ExclusionContext:
    """A numeral expression and the words before and after it, with the lists of exclusion.

    `unit` is the unit of its last number, "" for none, and `unit_class` the class of that unit: money, length, count;
    "per" for a unit that is put together (元/平方米).
    """

    survey: Survey
    expression: Expression
    before: str
    after: str
    unit: str
    unit_class: str
    words: ExclusionWords

    @property
    def places(self) -> tuple[str, str, str, str]:
        """What stands where a rule may need something (`rule.Needs`)."""
        return self.before[-1:], self.expression.text[0], self.after[:1], self.unit

    @property
    def first(self) -> WrittenNumber:
        return self.expression.numbers[0]

    @property
    def last(self) -> WrittenNumber:
        return self.expression.numbers[-1]

    @property
    def joined(self) -> str:
        """The expression with the words after it."""
        return self.expression.text + self.after

    @property
    def is_chinese(self) -> bool:
        """Tell whether the expression begins with a Chinese numeral."""
        return _CHINESE_START.match(self.expression.text) is not None

    @property
    def is_small(self) -> bool:
        """Tell whether the number is one Chinese character, and exact."""
        return len(self.first.numeral) == 1 and not self.first.approximator

    @property
    def numeral_length(self) -> int:
        """How many characters of the expression are its numeral; of two digits side by side (两三; 一、两) both."""
        is_pair = len(self.expression.numbers) > 1 and self.expression.construction.rule == "expression.two_digits"
        return len(self.first.numeral) + (is_pair and (2 if "、" in self.expression.text else 1))

    @property
    def is_magnitude(self) -> bool:
        """Tell whether the expression begins with a magnitude that no number stands before (百亿元)."""
        return self.expression.text[0] in MAGNITUDES

    @property
    def clause_before(self) -> str:
        """The words before, back to the last mark."""
        return _BREAK.split(self.before)[-1]

    @property
    def clause_after(self) -> str:
        """The words after, up to the next mark."""
        return _BREAK.split(self.after)[0]

    def words_before(self, found: re.Match[str]) -> tuple[Span, ...]:
        """Return where something stands in the text that was found in `before`."""
        return self._words(self.expression.span.start - len(self.before), found)

    def words_in_clause(self, found: re.Match[str]) -> tuple[Span, ...]:
        """Return where something stands in the text that was found in `clause_before`."""
        return self._words(self.expression.span.start - len(self.clause_before), found)

    def words_after(self, found: re.Match[str]) -> tuple[Span, ...]:
        """Return where something stands in the text that was found in `after`."""
        return self._words(self.expression.span.end, found)

    def words_from_start(self, found: re.Match[str], further: int = 0) -> tuple[Span, ...]:
        """Return where something stands that was found in `joined`, or in what begins so much further on."""
        return self._words(self.expression.span.start + further, found)

    def _words(self, start: int, found: re.Match[str]) -> tuple[Span, ...]:
        """Return the span of a match, or of the part of it that is called "said"."""
        group = "said" if "said" in found.re.groupindex else 0
        return (Span(start + found.start(group), start + found.end(group)),)


def exclusion_context(survey: Survey, expression: Expression, lexicon: Lexicon) -> ExclusionContext:
    """Return what the rules of exclusion look at for one expression."""
    (start, end), text = expression.span, survey.text
    unit = expression.numbers[-1].unit if expression.shape == "quantity" else ""
    return ExclusionContext(
        survey,
        expression,
        text[max(0, start - _BEFORE) : start],
        text[end : end + _AFTER],
        unit,
        (lexicon.unit_class(unit) or "per") if unit else "",
        exclusion_words(lexicon),
    )
