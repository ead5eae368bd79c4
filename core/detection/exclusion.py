"""What is no figure: the classes of FIGURES.md §2, decided by the words around a numeral and by its shape.

Which rules an expression is asked by depends on its shape and its unit (`rules_for`). A rule names a class of
§2, or says that the expression is a figure although it looks like none: a rank behind 列 or 居, a measured duration, a
quotient. What no rule decides is a figure.
"""

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from string import ascii_letters
from typing import Literal, NamedTuple

from ..model.figure import Reason, Span
from .exclusion_context import ExclusionClass, ExclusionContext, Ruling, exclusion_context
from .furniture import meets
from .grammar import PEOPLE, Expression
from .lexicon import Lexicon, load_lexicon
from .qualifier import QUALIFIER_RULES, level, passed, sized_class, sized_rest, vague_class
from .rule import Needs, Rule, Rules, any_of, because, decide, first_of, last_of, words_of
from .survey import Survey
from .table import Place
from .table_label import amount_in_name

# Roads beside one in a list (荔海二道、塘龙路等), and a bracket that names a part of one (龙翔西路（二段）).
_ROADS = ("道", "街", "路", "巷", "线")
_ROAD_AFTER = re.compile("、[^，。；、0-9]{1,8}[路街道巷线](?=[、等，。；和）])")
_ROAD_BEFORE = re.compile("[路街道巷线]、[^，。；、0-9]{1,6}$")
_SECTION_OF_ROAD = re.compile("[路街道线渠桥][（(]$")
_HAN = re.compile("[\u4e00-\u9fff“（(《]")
# What a numeral is part of a code behind, or before.
_SIGNS_BEFORE, _SIGNS_AFTER = f"第{ascii_letters}+＋×*/_.．:：#", f"{ascii_letters}+＋×*_"
_CODE_BEFORE, _CODE_AFTER = re.compile(f"[{_SIGNS_BEFORE}]$"), re.compile(f"[{_SIGNS_AFTER}]")
_INDEX_BASE = re.compile("(?:上年|同期|基期|上月|[0-9]{4}年)[为=＝]$")
_NEXT_ORDINAL = re.compile("[、和](?:[二三四五六七八九十](?![、和]?[0-9])|第[二三](?:[、和]第?三)?(?:次)?产业)")
# ［4］三张清单：the title of a note.
_NOTE = re.compile("\n[ \u3000]*(?P<said>[［\\[][0-9]{1,3}[］\\]])[^，。；：\n]{0,16}$")
_ITEM_NUMBER, _LINE_BEGINS = re.compile("[1-9][0-9]?"), re.compile("(?:^|\n)[ \t\u3000]*$")
# What an item of a list begins behind, and what stands behind its number.
_ITEM_BEGINS = re.compile("(?:^|[\n。；;：:！!？?])[ \t\u3000]*[（(［\\[]?$")
_ITEM_MARK = re.compile(r"[ \u3000]*[.．、)）\]］](?![0-9])")
# 4.3.5万亩: the number of an item before a number with its own point.
_ITEM_OF_DECIMAL = re.compile("(?:^|\n)[ \t\u3000]*[1-9][0-9]?\\.$")
_WORDS_BEHIND = re.compile("[ \t\u3000]*[\u4e00-\u9fff]")
_NOTE_OPENS, _NOTE_CLOSES = ("[", "［"), ("]", "］")
_NUMBER_OF_TABLE = re.compile("[1-9][0-9]?(?:[-—.．][1-9][0-9]?)?")
_ROW_NAME = re.compile("(?:^|\n)[ \t\u3000]*(?:附件|附表|附录|附|表|图|专栏)?[ \t\u3000]*$")
_ROW_NUMBER = re.compile(r"[0-9]{1,3}[ \t]*\n")
_OPENS = re.compile("(?:^|[。！？：:\n\u3000 ])$")
_DIGITS_ONLY = re.compile("[一两二三四五六七八九]{2,3}")
# The ticks of a chart's axis: so many lines of digits above and below, within so many characters.
_TICK, _FEWEST_TICKS, _AROUND_TICK = re.compile(r"-?[0-9]+(?:\.[0-9]+)?%?"), 5, 40
# Behind so many years: how often it comes (20年一遇).
_ONCE = "一遇"
_FIFTEEN = "十四五"
_VERSION = re.compile(r"[0-9]\.0")
_CLOCK = re.compile(r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?")
_THREE_DIGITS = re.compile("[0-9]{3}")
# Before 千 and 百 without a unit: so many were passed (班列开行破千).
_PASSED = ("破", "突破", "超", "超过", "过", "逾")
# An offset behind all others.
_LAST = sys.maxsize
_FIRST = ("首位", "第一位", "第一")
_HALVES, _DOUBLED = ("一半", "半数"), "倍增"
# How far before a numeral a word may begin that reaches into it, and how far it may go on.
_REACH_BEFORE, _REACH_AFTER = 3, 4


class Exclusion(NamedTuple):
    """Why a numeral is no figure: the rule that left it out, its class of FIGURES.md §2, and the words that decided.

    The words are spans of the survey's text.
    """

    rule: str
    exclusion_class: ExclusionClass
    words: tuple[Span, ...] = ()


def exclude(survey: Survey, expression: Expression, lexicon: Lexicon) -> Exclusion | None:
    """Return why an expression is no figure; None for a figure.

    Its class is "time" for 2025年, "own point" for 五项重点工作, "qualifier" for 5亿元以上项目; None is returned for
    新增企业【5家】.
    """
    judged = judge(survey, expression, lexicon)
    return judged if isinstance(judged, Exclusion) else None


def judge(survey: Survey, expression: Expression, lexicon: Lexicon) -> Exclusion | Reason | None:
    """Return why an expression is no figure, or the reason why it is one although something speaks against it.

    None where no rule of exclusion says anything: the expression is a figure.
    """
    asked = exclusion_context(survey, expression, lexicon)
    place = survey.outline.tables.cell_at(expression.span.start) if survey.outline.tables.found else None
    in_time = place is not None and holding(survey.time_spans, expression.span) is not None
    if place is not None and not in_time and (cell := decide(CELL_RULES, _InTable(asked, place))) is not None:
        id_, (named, words) = cell
        return because(id_, words) if named is None else Exclusion(id_, named, words)
    may_apply = rules_for(asked, lexicon).that_may_apply(*asked.places)
    decided = decide(may_apply, asked)
    if decided is None:
        return None
    rule, (named, words) = decided
    return because(rule, words) if named is None else Exclusion(rule, named, words)


_Sort = Literal["bare", "time", "count", "money", "size", "place", "top", "first", "composition", "doubling", "other"]
"""What sort of numeral it is that is asked: which of the tables of rules it goes through."""

_RANKS: Mapping[str, _Sort] = {"第": "place", "前": "top"}
_CLASSES: Mapping[str, _Sort] = {"": "bare", "time": "time", "count": "count", "money": "money"}


def _sort(asked: ExclusionContext) -> _Sort:
    """Return what sort of numeral an expression is, by its shape and its unit."""
    match asked.expression.shape:
        case "quantity":
            return _CLASSES.get(asked.unit_class, "size")
        case "rank":
            return _RANKS.get(asked.expression.text[0], "first")
        case "composition" | "doubling" as shape:
            return shape
        case "fraction":
            return "other"


def rules_for(asked: ExclusionContext, lexicon: Lexicon) -> Rules[ExclusionContext, Ruling]:
    """Return the rules that an expression is asked by."""
    return _rules(_sort(asked), asked.is_chinese, lexicon)


@cache
def _rules(sort: _Sort, is_chinese: bool, lexicon: Lexicon) -> Rules[ExclusionContext, Ruling]:
    """Return the rules of a sort of numerals, in Chinese characters or in digits, in their order."""
    rules = [*GENERAL_RULES]
    if sort in QUANTITY_RULES:
        rules += [*CODE_RULES, *(CHINESE_RULES if is_chinese else ())]
    return Rules([*rules, *(QUANTITY_RULES.get(sort) or OTHER_RULES.get(sort, ()))], lexicon)


# Tables


class _InTable(NamedTuple):
    """What the rules of tables look at: an expression as the other rules do, and the cell that it stands in."""

    context: ExclusionContext
    place: Place


def _number_of_row(asked: _InTable) -> Ruling | None:
    return ("own point", ()) if asked.place.table.roles[asked.place.column] == "number" else None


def _head_of_table(asked: _InTable) -> Ruling | None:
    return ("name", ()) if asked.place.row < asked.place.table.heads else None


def _code_of_column(asked: _InTable) -> Ruling | None:
    """Apply below a head that says that codes, times or remarks stand there."""
    text, words = asked.context.survey.text, asked.context.words.code_heads
    heads = [cell for cell in asked.place.table.head_cells(asked.place.column) if text[slice(*cell)] in words]
    return ("name", tuple(heads)) if heads else None


def _name_of_row(asked: _InTable) -> Ruling | None:
    """Apply to a number in the name of a row, unless that ends with an amount of its own: 地区生产总值【318.6亿元】."""
    text, place = asked.context.survey.text, asked.place
    amount = amount_in_name(text, place.span, load_lexicon()) if place.has_values else None
    if amount is not None and amount.start <= asked.context.expression.span.start < amount.end:
        return None
    is_name = asked.place.has_values and asked.place.table.roles[asked.place.column] in ("name", "unit")
    return ("qualifier", ()) if is_name else None


def _unnamed_row(asked: _InTable) -> Ruling | None:
    """Apply where neither the row nor a head has a word: the ticks and the labels of a chart stand so."""
    return ("name", ()) if asked.place.is_unnamed else None


def _value_of_cell(asked: _InTable) -> Ruling | None:
    """Apply to the value of a cell that a name beside it or a head above it names."""
    place = asked.place
    is_named = place.is_value and (place.table.names[place.row] or place.table.head_cells(place.column))
    return (None, ()) if is_named else None


CELL_RULES: Sequence[Rule[_InTable, Ruling]] = (
    Rule("exclusion.number_of_row", _number_of_row),
    Rule("exclusion.code_of_column", _code_of_column),
    Rule("exclusion.head_of_table", _head_of_table),
    Rule("exclusion.name_of_row", _name_of_row),
    Rule("exclusion.unnamed_row", _unnamed_row),
    Rule("exclusion.value_of_cell", _value_of_cell),
)
"""The rules of what stands in a table; what none decides is read as in prose."""

# All expressions


def holding(spans: Sequence[Span], span: Span) -> Span | None:
    """Return the one of some spans, which are in text order, that holds all of another; None for none."""
    index = bisect_right(spans, (span.start, _LAST)) - 1
    return spans[index] if index >= 0 and spans[index].end >= span.end else None


def touching(spans: Sequence[Span], span: Span) -> Span | None:
    """Return the last of some spans, which are in text order, that shares a character with another; None for none."""
    index = bisect_right(spans, (span.end, -1)) - 1
    return spans[index] if index >= 0 and spans[index].end > span.start else None


def touches(spans: Sequence[Span], span: Span) -> bool:
    """Tell whether one of some spans, which are in text order, shares a character with another."""
    return touching(spans, span) is not None


def _in_time(asked: ExclusionContext) -> Ruling | None:
    time = holding(asked.survey.time_spans, asked.expression.span)
    return ("time", (time,)) if time else None


def _part_in_time(asked: ExclusionContext) -> Ruling | None:
    """Apply where only part of an expression belongs to a time, and it has no unit that counts something else."""
    if asked.unit and asked.unit_class != "time":
        return None
    time = touching(asked.survey.time_spans, asked.expression.span)
    return ("time", (time,)) if time else None


def _quoted(asked: ExclusionContext) -> Ruling | None:
    quote = holding(asked.survey.quotes, asked.expression.span)
    return ("quoted", (quote,)) if quote else None


def _row_number(asked: ExclusionContext) -> Ruling | None:
    """Apply where a number ends its line, with at most a word before it, and its unit would begin the next one.

    So the rows of a table are numbered, and what is added to a report (附件2).
    """
    if "\n" not in asked.expression.text or not _ROW_NUMBER.match(asked.expression.text):
        return None
    return ("own point", ()) if _ROW_NAME.search(asked.before) else None


def _axis_tick(asked: ExclusionContext) -> Ruling | None:
    """Apply to a whole percentage that is a line of its own among many lines of digits, or 0% on a line of its own.

    They are the ticks of a chart's axis.
    """
    text, (start, end) = asked.survey.text, asked.expression.span
    is_line = text[start - 1 : start] in ("", "\n") and text[end : end + 1] in ("", "\n")
    if not is_line or asked.unit != "%" or "." in asked.expression.text:
        return None
    if asked.expression.text == "0%":
        return "name", ()
    first, last = max(0, start - _AROUND_TICK), end + _AROUND_TICK
    above, below = text[first:start].split("\n"), text[end:last].split("\n")
    return ("name", ()) if _ticks(reversed(above)) + _ticks(below) >= _FEWEST_TICKS else None


def _ticks(lines: Iterable[str]) -> int:
    """Return how many lines of digits follow one another, empty lines left out."""
    count = 0
    for line in lines:
        if not line.strip():
            continue
        if _TICK.fullmatch(line.strip()) is None:
            break
        count += 1
    return count


def _furniture(asked: ExclusionContext) -> Ruling | None:
    """Apply to what a page has around a report: counters, dates of posting, scripts, links, the feet of pages."""
    around = asked.survey.outline.furniture
    return ("furniture", ()) if around and meets(around, asked.expression.span) else None


def _no_unit_or_time(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(("", *lexicon.words("units.time")))


GENERAL_RULES: Sequence[Rule[ExclusionContext, Ruling]] = (
    Rule("exclusion.furniture", _furniture),
    Rule("exclusion.row_number", _row_number),
    Rule("exclusion.in_time", _in_time),
    Rule("exclusion.part_in_time", _part_in_time, Needs(unit=_no_unit_or_time)),
    Rule("exclusion.quoted", _quoted),
    Rule("exclusion.axis_tick", _axis_tick, Needs(unit=any_of("%"))),
)

# Ranks


def _ordinal_series(asked: ExclusionContext) -> Ruling | None:
    found = _NEXT_ORDINAL.match(asked.after)
    return ("ordinal", asked.words_after(found)) if found else None


def _opening_ordinal(asked: ExclusionContext) -> Ruling | None:
    return ("ordinal", ()) if asked.after.startswith(("，", ",")) and _OPENS.search(asked.before) else None


def _place_word(asked: ExclusionContext) -> Ruling | None:
    end = asked.expression.span.end
    return (None, (Span(end - 1, end),)) if asked.expression.text[-1] in "位名" else None


def _rank_at_end(asked: ExclusionContext) -> Ruling | None:
    return (None, ()) if not _HAN.match(asked.after) else None


def _ordinal_noun(asked: ExclusionContext) -> Ruling | None:
    found = asked.words.ordinal_after.match(asked.after)
    return ("ordinal", asked.words_after(found)) if found else None


def _ranked(asked: ExclusionContext) -> Ruling | None:
    found = asked.words.rank_before.search(asked.before)
    return (None, asked.words_before(found)) if found else None


def _ordinal(asked: ExclusionContext) -> Ruling | None:
    return "ordinal", ()


def _top_group(asked: ExclusionContext) -> Ruling | None:
    found = asked.words.top_after.match(asked.after)
    return (None, asked.words_after(found)) if found else None


def _first_ones(asked: ExclusionContext) -> Ruling | None:
    return "ordinal", ()


def _put_first(asked: ExclusionContext) -> Ruling | None:
    """Apply to a first place that says how much something matters: 把民生放在更加突出的首位, 放在第一位."""
    if asked.expression.text not in _FIRST:
        return None
    found = asked.words.first_before.search(asked.before)
    return ("idiom", asked.words_before(found)) if found else None


def _maxim(asked: ExclusionContext) -> Ruling | None:
    """Apply to what a maxim puts first: 坚持质量【第一】, 诚信第一、服务至上, 安全第一的理念."""
    if asked.expression.text != "第一":
        return None
    if found := asked.words.maxim_held.search(asked.before):
        return "idiom", asked.words_before(found)
    is_noun = asked.words.maxim_noun.search(asked.before) is not None
    found = asked.words.maxim_on.match(asked.after) if is_noun else None
    return ("idiom", asked.words_after(found)) if found else None


def _first_noun(asked: ExclusionContext) -> Ruling | None:
    """Apply to a first place that a noun bears in its name: 做强【首位】产业, 提升省会【首位】度."""
    found = asked.words.first_nouns.match(asked.after)
    return ("name", asked.words_after(found)) if found else None


def _first_claim(asked: ExclusionContext) -> Ruling | None:
    return "first", ()


PLACE_RULES: Sequence[Rule[ExclusionContext, Ruling]] = (
    Rule("exclusion.put_first", _put_first),
    Rule("exclusion.maxim", _maxim),
    Rule("exclusion.ordinal_series", _ordinal_series),
    Rule("exclusion.opening_ordinal", _opening_ordinal),
    Rule("exclusion.place_word", _place_word),
    Rule("exclusion.rank_at_end", _rank_at_end),
    Rule("exclusion.ordinal_noun", _ordinal_noun),
    Rule("exclusion.ranked", _ranked),
    Rule("exclusion.ordinal", _ordinal),
)
"""The rules of 第N."""

TOP_RULES: Sequence[Rule[ExclusionContext, Ruling]] = (
    Rule("exclusion.place_word", _place_word),
    Rule("exclusion.rank_at_end", _rank_at_end),
    Rule("exclusion.top_group", _top_group),
    Rule("exclusion.first_ones", _first_ones),
)
"""The rules of 前N."""

FIRST_PLACE_RULES: Sequence[Rule[ExclusionContext, Ruling]] = (
    Rule("exclusion.put_first", _put_first),
    Rule("exclusion.first_noun", _first_noun, Needs(after=first_of("exclusions.first_nouns"))),
    Rule("exclusion.ranked", _ranked),
    Rule("exclusion.rank_at_end", _rank_at_end),
    Rule("exclusion.first_claim", _first_claim),
)
"""The rules of 首位 and 榜首."""

# Compositions and halves


def _clock(asked: ExclusionContext) -> Ruling | None:
    is_clock = _CLOCK.fullmatch(asked.expression.text) and not asked.words.parted.search(asked.before)
    return ("time", ()) if is_clock else None


def _vague_half(asked: ExclusionContext) -> Ruling | None:
    is_vague = asked.expression.text in _HALVES and not asked.words.half_before.search(asked.before)
    return ("idiom", ()) if is_vague else None


def _named_doubling(asked: ExclusionContext) -> Ruling | None:
    """Apply to 倍增 in the name of a plan or of a wish: 倍增计划, 信心倍增, 推动创新倍增."""
    if asked.expression.text != _DOUBLED:
        return None
    is_predicate = not _HAN.match(asked.after) and asked.words.doubled_before.search(asked.before)
    return None if is_predicate else ("name", ())


COMPOSITION_RULES: Sequence[Rule[ExclusionContext, Ruling]] = (Rule("exclusion.clock", _clock),)

HALF_RULES: Sequence[Rule[ExclusionContext, Ruling]] = (
    Rule("exclusion.vague_half", _vague_half),
    Rule("exclusion.named_doubling", _named_doubling, Needs(first=any_of("倍"))),
)

# Quantities in names and codes


def _code_sign(asked: ExclusionContext) -> Ruling | None:
    found = _CODE_BEFORE.search(asked.before)
    if found is None or asked.words.measured_before.search(asked.before):
        return None
    is_amount = asked.unit or asked.last.magnitude
    if found[0] == "." and asked.unit and "." in asked.first.numeral and _ITEM_OF_DECIMAL.search(asked.before):
        return None
    if found[0] in ":：" and is_amount and not asked.words.no_amount_before.search(asked.before):
        return None
    if found[0].isalpha() and is_amount and asked.words.letters_before.search(asked.before):
        return None
    return "name", asked.words_before(found)


def _code_goes_on(asked: ExclusionContext) -> Ruling | None:
    found = _CODE_AFTER.match(asked.after)
    has_unit = asked.unit_class == "count" or (asked.unit and not asked.is_chinese)
    if found is not None and has_unit and found[0].isalpha():
        # 清退207家P2P平台, 建设200万吨PTA项目: letters begin the noun of what is counted
        return None
    return ("name", asked.words_after(found)) if found else None


def _institute(asked: ExclusionContext) -> Ruling | None:
    """Apply to the number by which an institute is known: 中船集团【716所】、【702所】."""
    if asked.unit not in asked.words.institute_units or _THREE_DIGITS.fullmatch(asked.first.numeral) is None:
        return None
    found = asked.words.institute_before.search(asked.before)
    return ("name", asked.words_before(found)) if found else None


def _code_word(asked: ExclusionContext) -> Ruling | None:
    found = None if asked.unit else asked.words.code_before.search(asked.before)
    return ("name", asked.words_before(found)) if found else None


def _index_base(asked: ExclusionContext) -> Ruling | None:
    """Apply to what an index is counted from: 以上年为100."""
    found = _INDEX_BASE.search(asked.before) if asked.expression.text == "100" else None
    return ("name", asked.words_before(found)) if found else None


def _table_number(asked: ExclusionContext) -> Ruling | None:
    """Apply to the number of a table, a picture or an annex: 表1, 见附表3-1; 如表2所示 counts no 所."""
    found = asked.words.numbered_before.search(asked.before)
    if found is None or not _NUMBER_OF_TABLE.fullmatch(asked.expression.text.removesuffix(asked.unit)):
        return None
    if asked.unit and not asked.words.shown_after.match(f"{asked.unit}{asked.after}"):
        return None
    return "ordinal", asked.words_before(found)


def _ends_of_numbered(lexicon: Lexicon) -> frozenset[str]:
    """Return what may stand right before the number of a table: the end of a word for it, or a blank behind it."""
    return frozenset((" ", "\u3000", "\n", *(word[-1] for word in lexicon.words("exclusions.numbered"))))


CODE_RULES: Sequence[Rule[ExclusionContext, Ruling]] = (
    Rule("exclusion.code_sign", _code_sign, Needs(before=any_of(_SIGNS_BEFORE + "\n"))),
    Rule("exclusion.code_goes_on", _code_goes_on, Needs(after=any_of(_SIGNS_AFTER))),
    Rule("exclusion.code_word", _code_word, Needs(before=last_of("exclusions.code_before"), unit=any_of([""]))),
    Rule("exclusion.table_number", _table_number, Needs(before=_ends_of_numbered)),
    Rule("exclusion.institute", _institute, Needs(unit=words_of("exclusions.institute_units"))),
    Rule("exclusion.index_base", _index_base, Needs(before=any_of("为=＝\n"))),
)

# Quantities in Chinese numerals: idioms, slogans, the report's own points


def _note_title(asked: ExclusionContext) -> Ruling | None:
    found = _NOTE.search(asked.before)
    return ("name", asked.words_before(found)) if found else None


def _grade(asked: ExclusionContext) -> Ruling | None:
    found = asked.words.grade_before.search(asked.before) if asked.unit in asked.words.grade_units else None
    return ("name", asked.words_before(found)) if found else None


def _grade_and_better(asked: ExclusionContext) -> Ruling | None:
    """Apply to a grade that those better or worse are meant with: 海域水质稳步实现【四类】及以上."""
    found = asked.words.grade_after.match(asked.after) if asked.unit in asked.words.grade_units else None
    return ("name", asked.words_after(found)) if found else None


def _parties(asked: ExclusionContext) -> Ruling | None:
    """Apply to those who work together, by how many they are: 六省【七方】联合协作."""
    found = asked.words.party_after.match(asked.after) if asked.unit in asked.words.party_units else None
    return ("name", asked.words_after(found)) if found else None


def _layout(asked: ExclusionContext) -> Ruling | None:
    """Apply to a part of a plan that is known by the numbers of its lines and points: 两纵、六横、【十库】."""
    if not asked.is_small or asked.unit not in asked.words.layout_units:
        return None
    if found := asked.words.layout_before.search(asked.before):
        return "name", asked.words_before(found)
    found = asked.words.layout_after.match(asked.after)
    return ("name", asked.words_after(found)) if found else None


def _idiom(asked: ExclusionContext) -> Ruling | None:
    found = asked.words.idiom.match(asked.joined)
    # 十四五份 is a count, though 十四五 is the name of a plan
    if found is not None and found[0] == _FIFTEEN and asked.expression.construction.rule == "expression.two_digits":
        return None
    # 一点五亿元 is a number, though 一点 is none
    if found is None or ("点" in asked.first.numeral and asked.unit and found[0].endswith("点")):
        return None
    return "idiom", asked.words_from_start(found)


def _idiom_around(asked: ExclusionContext) -> Ruling | None:
    """Apply where a word that begins before an expression reaches into it (千家【万户】)."""
    window = asked.before[-_REACH_BEFORE:].rjust(_REACH_BEFORE) + asked.joined[:_REACH_AFTER]
    for found in asked.words.idiom.finditer(window):
        if found.start() < _REACH_BEFORE < found.end():
            return "idiom", asked.words_from_start(found, -_REACH_BEFORE)
    return None


def _counts_apart(asked: ExclusionContext) -> bool:
    """Tell whether a number counts its noun itself, exactly and with no other count beside it (十大类45项)."""
    return not asked.first.approximator and not asked.words.beside_after.match(asked.after)


def _ordinals(asked: ExclusionContext) -> Ruling | None:
    """Apply to digits side by side that the grammar reads as no range: 一二期, 四五类水体."""
    is_so = _DIGITS_ONLY.fullmatch(asked.first.numeral) and len(asked.expression.numbers) == 1
    return ("ordinal", ()) if is_so else None


def _own_points(asked: ExclusionContext) -> Ruling | None:
    if not _counts_apart(asked):
        return None
    length = asked.numeral_length
    found = asked.words.own_point.match(asked.joined[length:])
    return ("own point", asked.words_from_start(found, length)) if found else None


def _counted_stages(asked: ExclusionContext) -> Ruling | None:
    if not _counts_apart(asked) or asked.words.stage_before.search(asked.before):
        return None
    found = asked.words.stage.match(asked.after)
    return ("own point", asked.words_after(found)) if found else None


def _points_after_slogan(asked: ExclusionContext) -> Ruling | None:
    if not asked.is_small or asked.unit not in asked.words.own_point_units or not asked.before.endswith("”"):
        return None
    start = asked.expression.span.start
    return "own point", (Span(start - 1, start),)


def _abstract_points(asked: ExclusionContext) -> Ruling | None:
    if not asked.is_small or asked.unit not in asked.words.own_point_units:
        return None
    found = asked.words.abstract_after.match(asked.after)
    return ("own point", asked.words_after(found)) if found else None


def _place_name(asked: ExclusionContext) -> Ruling | None:
    if not asked.is_small or asked.first.unit not in asked.words.place_units:
        return None
    found = asked.words.place_after.match(asked.after)
    return ("name", asked.words_after(found)) if found else None


def _numbered_road(asked: ExclusionContext) -> Ruling | None:
    """Apply to the number in a road's name: 荔海【二道】、塘龙路 in a list of roads, 龙翔西路（【二段】）."""
    if not asked.is_small:
        return None
    if asked.first.unit == "段":
        found = _SECTION_OF_ROAD.search(asked.before) if asked.after[:1] in ("）", ")") else None
        return ("name", asked.words_before(found)) if found else None
    if asked.first.unit not in _ROADS:
        return None
    if found := _ROAD_AFTER.match(asked.after):
        return "name", asked.words_after(found)
    found = _ROAD_BEFORE.search(asked.before)
    return ("name", asked.words_before(found)) if found else None


def _self_counting(asked: ExclusionContext) -> Ruling | None:
    is_so = asked.is_small and asked.first.unit in asked.words.self_counting
    return ("idiom", ()) if is_so else None


def _rounds(asked: ExclusionContext) -> Ruling | None:
    return ("idiom", ()) if asked.first.unit in asked.words.round_units else None


def _counted_beside(asked: ExclusionContext) -> Ruling | None:
    """Apply to 一 that is counted against others: 两条步道和一座观景台, 除一个外其余20个."""
    if asked.first.numeral != "一" or asked.unit_class != "count" or asked.unit in asked.words.own_point_units:
        return None
    found = asked.words.count_beside_before.search(asked.before)
    if found is not None:
        return None, asked.words_before(found)
    found = asked.words.count_beside_after.match(asked.after)
    return (None, asked.words_after(found)) if found is not None else None


def _excepted(asked: ExclusionContext) -> Ruling | None:
    """Apply to 除一个…外: the one is counted against the others."""
    if asked.first.numeral != "一" or not asked.first.unit or not asked.before.endswith(("除", "除了")):
        return None
    found = asked.words.excepted_after.match(asked.after)
    return (None, asked.words_after(found)) if found is not None else None


def _class_of_counted(asked: ExclusionContext) -> Ruling | None:
    """Apply to a class in the name of things that are counted before it: 15个市级【三类】项目, 3个国家【一类】口岸."""
    if asked.unit not in asked.words.grade_units or _HAN.match(asked.after) is None:
        return None
    found = asked.words.counted_before.search(asked.before)
    return ("qualifier", asked.words_before(found)) if found else None


def _one_each(asked: ExclusionContext) -> Ruling | None:
    """Apply where each of several has one: 两个街道各新建【一家】食堂; not in 各有【一套】办法."""
    if asked.first.numeral != "一" or asked.unit_class != "count":
        return None
    found = asked.words.each_before.search(asked.before)
    return (None, asked.words_before(found)) if found else None


def _article(asked: ExclusionContext) -> Ruling | None:
    unit = asked.first.unit
    if asked.unit_class == "time" and _shortened_time(asked) is not None:
        # 从一个月压缩到3天
        return None
    is_article = asked.first.numeral == "一" and unit and unit not in asked.words.one_units
    return ("idiom", ()) if is_article else None


def _pronoun(asked: ExclusionContext) -> Ruling | None:
    if asked.first.sign:
        # 零下十八度 has no 下 of its own
        return None
    found = asked.words.idiom_before.search(asked.before)
    if found is None and (asked.is_magnitude or asked.first.numeral.startswith("一")):
        found = asked.words.idiom_before_one.search(asked.before)
    return ("idiom", asked.words_before(found)) if found else None


CHINESE_RULES: Sequence[Rule[ExclusionContext, Ruling]] = (
    Rule("exclusion.note_title", _note_title),
    Rule("exclusion.grade", _grade, Needs(last_of("exclusions.grade_before"), unit=words_of("exclusions.grade_units"))),
    Rule("exclusion.class_of_counted", _class_of_counted, Needs(unit=words_of("exclusions.grade_units"))),
    Rule(
        "exclusion.grade_and_better",
        _grade_and_better,
        Needs(after=first_of("exclusions.grade_after"), unit=words_of("exclusions.grade_units")),
    ),
    Rule("exclusion.parties", _parties, Needs(unit=words_of("exclusions.party_units"))),
    Rule("exclusion.layout", _layout, Needs(unit=words_of("exclusions.layout_units"))),
    Rule("exclusion.idiom", _idiom),
    Rule("exclusion.idiom_around", _idiom_around),
    Rule("exclusion.ordinals", _ordinals),
    Rule("exclusion.own_points", _own_points),
    Rule("exclusion.counted_stages", _counted_stages),
    Rule("exclusion.points_after_slogan", _points_after_slogan),
    Rule("exclusion.abstract_points", _abstract_points),
    Rule("exclusion.place_name", _place_name),
    Rule("exclusion.numbered_road", _numbered_road),
    Rule("exclusion.self_counting", _self_counting),
    Rule("exclusion.rounds", _rounds),
    Rule("exclusion.excepted", _excepted),
    Rule("exclusion.counted_beside", _counted_beside),
    Rule("exclusion.one_each", _one_each),
    Rule("exclusion.article", _article),
    Rule(
        "exclusion.pronoun", _pronoun, Needs(before=last_of("exclusions.idiom_before", "exclusions.idiom_before_one"))
    ),
)

# Quantities without a unit


def _name_part(asked: ExclusionContext) -> Ruling | None:
    found = None if asked.last.magnitude else asked.words.name_after.match(asked.after)
    return ("name", asked.words_after(found)) if found else None


def _vague_name(asked: ExclusionContext) -> Ruling | None:
    """Apply to an amount without a unit right before a member of what is counted: 超【百亿】项目, 【50亿】企业.

    Its number, if it has one, is of money, of which 元 is left out.
    """
    if asked.first.approximator or not (asked.is_magnitude or asked.last.magnitude.endswith("亿")):
        return None
    found = asked.words.member_after.match(asked.after)
    return ("qualifier", asked.words_after(found)) if found else None


def _vague_total(asked: ExclusionContext) -> Ruling | None:
    """Apply to a Chinese magnitude that something came to: 总产值突破【百亿】; 班列开行破【千】 at a clause's end."""
    if not asked.is_chinese or not asked.last.numeral.endswith(("亿", "万", "千", "百")):
        return None
    if asked.last.numeral.endswith(("千", "百")) and (_HAN.match(asked.after) or not asked.before.endswith(_PASSED)):
        return None
    # 成达万高铁: one letter of three towns
    if asked.expression.text == "万" and asked.before.endswith("达"):
        return None
    found = asked.words.vague_before.search(asked.before)
    return (None, asked.words_before(found)) if found else None


def _people_behind(asked: ExclusionContext) -> Ruling | None:
    """Apply right before a noun of people, which its number counts without a unit: 引进【300】人才, 【1000多】职工."""
    if asked.is_magnitude:
        # 每千人口 is what something is told of
        return None
    people = asked.words.people_behind_more if asked.last.approximator else asked.words.people_behind
    found = people.match(asked.after)
    return (None, asked.words_after(found)) if found else None


def _chinese_bare(asked: ExclusionContext) -> Ruling | None:
    return ("idiom", ()) if asked.is_chinese else None


def _fell_to_zero(asked: ExclusionContext) -> Ruling | None:
    if asked.expression.text != "0" or _HAN.match(asked.after):
        return None
    found = asked.words.zero_before.search(asked.before)
    return (None, asked.words_before(found)) if found else None


def _magnitude(asked: ExclusionContext) -> Ruling | None:
    return (None, ()) if asked.last.magnitude else None


def _unit_of_list(asked: ExclusionContext) -> Ruling | None:
    found = asked.words.unit_after.match(asked.after)
    return (None, asked.words_after(found)) if found else None


def _quotient(asked: ExclusionContext) -> Ruling | None:
    found = asked.words.quotient.search(asked.before)
    return (None, asked.words_before(found)) if found else None


def _bare(asked: ExclusionContext) -> Ruling | None:
    return "bare", ()


def _item_number(asked: ExclusionContext) -> Ruling | None:
    """Apply to the number of an item before another number: 1、12个项目建成投产."""
    is_item = _ITEM_NUMBER.fullmatch(asked.expression.text) and asked.after.startswith("、")
    return ("ordinal", ()) if is_item and _LINE_BEGINS.search(asked.before) else None


def _list_number(asked: ExclusionContext) -> Ruling | None:
    """Apply to the number of an item or a note: ；2. and （3） behind a mark, 4 at the beginning of a line, [5]."""
    if not _ITEM_NUMBER.fullmatch(asked.expression.text):
        return None
    is_marked = _ITEM_BEGINS.search(asked.before) and _ITEM_MARK.match(asked.after)
    is_noted = asked.before.endswith(_NOTE_OPENS) and asked.after.startswith(_NOTE_CLOSES)
    is_before_words = _LINE_BEGINS.search(asked.before) and _WORDS_BEHIND.match(asked.after)
    return ("ordinal", ()) if is_marked or is_noted or is_before_words else None


BARE_RULES: Sequence[Rule[ExclusionContext, Ruling]] = (
    Rule("exclusion.item_number", _item_number),
    Rule("exclusion.list_number", _list_number),
    Rule("exclusion.name_part", _name_part, Needs(after=first_of("exclusions.name_after"))),
    Rule("exclusion.passed", passed, Needs(before=last_of("exclusions.passing"))),
    Rule("exclusion.bare_level", level, Needs(after=first_of("exclusions.level_after"))),
    Rule("exclusion.vague_name", _vague_name),
    Rule("exclusion.bare_sized_class", sized_class, Needs(before=any_of("超过达到破"))),
    Rule("exclusion.bare_vague_class", vague_class, Needs(before=any_of("超过达到破"), first=any_of("百千万"))),
    Rule("exclusion.bare_sized_rest", sized_rest, Needs(before=any_of("超过达到破"), after=any_of("的"))),
    Rule("exclusion.vague_total", _vague_total),
    Rule("exclusion.people_behind", _people_behind, Needs(after=first_of(*PEOPLE))),
    Rule("exclusion.chinese_bare", _chinese_bare),
    Rule("exclusion.fell_to_zero", _fell_to_zero),
    Rule("exclusion.magnitude", _magnitude),
    Rule("exclusion.unit_of_list", _unit_of_list),
    Rule("exclusion.quotient", _quotient),
    Rule("exclusion.bare", _bare),
)

# Quantities with a unit: stages and versions, and durations


def _building_stage(asked: ExclusionContext) -> Ruling | None:
    """Apply to 产业园2期 and 产业园（2期）, where 期 does not count what is held several times (培训班12期)."""
    is_bracketed = asked.before.endswith(("（", "(")) and asked.after.startswith(("）", ")"))
    if asked.unit not in asked.words.edition_units or not (is_bracketed or _HAN.match(asked.after)):
        return None
    return None if asked.words.edition.search(asked.clause_before + asked.clause_after) else ("name", ())


def _no_point_of_index(asked: ExclusionContext) -> Ruling | None:
    """Apply to 点 without a verb of change before it: an hour, or a point that is made."""
    is_so = asked.unit_class == "point" and not asked.words.changed_before.search(asked.before)
    return ("name", ()) if is_so else None


def _version(asked: ExclusionContext) -> Ruling | None:
    is_version = (
        asked.unit_class == "count" and not asked.last.magnitude and _VERSION.fullmatch(asked.last.numeral) is not None
    )
    return ("name", ()) if is_version else None


STAGE_RULES: Sequence[Rule[ExclusionContext, Ruling]] = (
    Rule("exclusion.building_stage", _building_stage, Needs(unit=words_of("exclusions.edition_units"))),
    Rule("exclusion.version", _version, Needs(unit=words_of("units.count"))),
    Rule("exclusion.no_point_of_index", _no_point_of_index, Needs(unit=words_of("units.point"))),
)


def _term(asked: ExclusionContext) -> Ruling | None:
    found = asked.words.term.search(asked.clause_before)
    return ("duration", asked.words_in_clause(found)) if found else None


def _reach(asked: ExclusionContext) -> Ruling | None:
    found = asked.words.reach_after.match(asked.after)
    return ("duration", asked.words_after(found)) if found else None


def _return_period(asked: ExclusionContext) -> Ruling | None:
    """Apply to how seldom something happens, which names a grade: 防洪标准达到【20年】一遇."""
    end = asked.expression.span.end
    is_so = asked.unit == "年" and asked.after.startswith(_ONCE)
    return ("duration", (Span(end, end + len(_ONCE)),)) if is_so else None


def _measured_time(asked: ExclusionContext) -> Ruling | None:
    found = asked.words.measured_time.search(asked.clause_before)
    return (None, asked.words_in_clause(found)) if found else None


def _lessons(asked: ExclusionContext) -> Ruling | None:
    """Apply to lessons that were given: 开展技能培训【3000课时】."""
    found = asked.words.lessons_before.search(asked.clause_before) if asked.unit in asked.words.lesson_units else None
    return (None, asked.words_in_clause(found)) if found else None


def _shortened_time(asked: ExclusionContext) -> Ruling | None:
    """Apply to a time that something is moved from: 甲地到乙地由【30分钟】缩短至10分钟."""
    found = asked.words.shortened_after.match(asked.after) if asked.before.endswith(("由", "从")) else None
    return (None, asked.words_after(found)) if found else None


def _ahead_of_time(asked: ExclusionContext) -> Ruling | None:
    """Apply to years by which an aim is reached early: 提前【三年】翻一番; 比任务书提前【两年】 is measured."""
    if asked.unit != "年" or not asked.before.endswith("提前") or _HAN.match(asked.after) is None:
        return None
    start = asked.expression.span.start
    return None if "比" in asked.clause_before else ("duration", (Span(start - len("提前"), start),))


def _travel_time(asked: ExclusionContext) -> Ruling | None:
    """Apply to how long a way takes: 【15分钟】抵达高铁站."""
    found = asked.words.travel_after.match(asked.after) if asked.unit in asked.words.travel_units else None
    return (None, asked.words_after(found)) if found else None


def _duration(asked: ExclusionContext) -> Ruling | None:
    return "duration", ()


DURATION_RULES: Sequence[Rule[ExclusionContext, Ruling]] = (
    Rule("exclusion.term", _term),
    Rule("exclusion.reach", _reach),
    Rule("exclusion.return_period", _return_period, Needs(after=any_of("一"))),
    Rule("exclusion.ahead_of_time", _ahead_of_time, Needs(before=any_of("前"), unit=any_of("年"))),
    Rule("exclusion.measured_time", _measured_time),
    Rule("exclusion.lessons", _lessons),
    Rule("exclusion.shortened_time", _shortened_time),
    Rule("exclusion.travel_time", _travel_time, Needs(unit=words_of("exclusions.travel_units"))),
    Rule("exclusion.duration", _duration),
)

QUANTITY_RULES: Mapping[_Sort, Sequence[Rule[ExclusionContext, Ruling]]] = {
    "bare": BARE_RULES,
    "time": (*STAGE_RULES, *DURATION_RULES),
    **{sort: (*STAGE_RULES, *rules) for sort, rules in QUALIFIER_RULES.items()},
}
"""The last rules of plain quantities by their sort, behind the general ones and those of names and codes."""

OTHER_RULES: Mapping[_Sort, Sequence[Rule[ExclusionContext, Ruling]]] = {
    "place": PLACE_RULES,
    "top": TOP_RULES,
    "first": FIRST_PLACE_RULES,
    "composition": COMPOSITION_RULES,
    "doubling": HALF_RULES,
}
"""The last rules of all other numerals, behind the general ones."""
