"""Choice."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ...model.figure import Figure
from ..lexicon import Lexicon
from ..number_list import NumberList
from ..survey import Survey
from .candidates import after, before, clause_subject, counted_noun, deed, doing, topic, with_list
from .coordination import divide
from .phrase import NOTHING, Lists, Phrase, lists
from .segmenter import has_verb
from .trim import depend, ends_in_verb, without_gain

_SHARE_OF = re.compile("占(?:全[国省市区县州球]|世界)(?=[^，。；占]{0,6}$)")
_SHARED_NOUN = re.compile("(?:.{1,5}?[级类型][、和][0-9]+[个家项所条座])*.{1,5}?[级类型](.+)")
# What was reached in all, behind what was gained (新增企业5家、累计达到46家).
_IN_ALL = re.compile("[，、]?(?:目前|现|全[国省市区县州])?(?:已)?(?:累计|总共|共有|共达|达到|达|增至|增加到|扩大到)")
_JOINED = re.compile("(?<![年平人户村亩])均|都|双双|皆|同时")
# A grade, a size or a side of the country alone, and where one stands in a fuller name.
_GRADE, _GRADED = re.compile("[国省市区县][家]?级"), re.compile("([国省市区县]家?级)[\u4e00-\u9fff“”]{2,}$")
_SIZE, _SIZED = (
    re.compile("(?:[0-9]+[万亿]*元?[—–~至-])?(?:[0-9一二三五十百千]+[万亿]*|[百千万亿]+)元(?:以上)?"),
    re.compile("([0-9一二三五十百千]*[万亿]*元以上)[\u4e00-\u9fff“]{2,}$"),
)
_SIDE, _SIDED = re.compile("城镇|农村|城市|乡村"), re.compile("^(城镇|农村|城市|乡村)[\u4e00-\u9fff“]{2,}$")
_SIZES_ANOTHER = re.compile("[、和与及](?:(?:计划)?总?投资)?(?:约|近|超过?|达)?$")
_LONGEST_OWNER = 12
# What a plant makes in a time is its size (15亿立方米/年煤制气项目).
_YEARLY = re.compile("[/／](?:[年月天日]|小时)$")
# Classes of units whose noun may follow even where words stand before the number.
_FOLLOWED = ("count", "noun", "area", "mass", "energy", "volume", "length")


def names(
    known: Survey, row: NumberList, units: Sequence[str], previous: Sequence[Figure], lexicon: Lexicon
) -> list[Phrase]:
    """What each number of a list measures."""
    text, words, count = known.text, lists(lexicon), len(row.members)
    first = row.members[0]
    counted = first.shape == "quantity" and units[0] not in ("%", "‰", "百分点", "倍", "")
    ahead = before(
        text,
        _own_start(text, row, previous, words),
        first.span.start,
        known.time_edges,
        counted,
        first.shape == "rank",
        row.start == row.clause.start,
        lexicon,
    )
    named = _named_behind(known, row, units[0], ahead, counted, lexicon)
    if named.text:
        return [named] * count
    if ahead.text.rpartition("、")[2] in words.dependent and text[row.beyond : row.beyond + 1] == "的":
        # what a thing has whose noun is not found stands alone
        ahead = Phrase(ahead.text.rpartition("、")[2], ahead.spans)
    if not ahead.text and units[0] in ("人", "名") and (did := deed(known, row, lexicon)).text:
        return [replace(did, source="after")] * count
    if not ahead.text:
        return _inherit(known, row, units[0], previous, lexicon)
    if count == 1 and previous and previous[-1].end >= row.clause.start - 1:
        ahead = _named_fully(ahead, previous[-1].indicator)
    if count > 1 and (parts := divide(ahead.text, count, words, lexicon)):
        owner = previous[-1].indicator if previous and set(parts) <= words.dependent else ""
        return [depend(Phrase(part, ahead.spans, "part"), owner, words) for part in parts]
    if count > 1:
        ahead = depend(ahead, _said_of(known, row, ahead, previous, units[0], lexicon), words)
        return [replace(ahead, source="undivided")] * count
    return [depend(ahead, _said_of(known, row, ahead, previous, units[0], lexicon), words)] * count


def _named_behind(known: Survey, row: NumberList, unit: str, ahead: Phrase, counted: bool, lexicon: Lexicon) -> Phrase:
    """What the noun behind a list of numbers says they measure; empty where it says nothing."""
    text, words = known.text, lists(lexicon)
    follows, continues = _may_follow(text, row, unit, ahead, counted, lexicon), _continues(text, row)
    head = ahead.text.rpartition("、")[2]
    if not follows and not (text[row.beyond : row.beyond + 1] == "的" and (continues or head in words.dependent)):
        return NOTHING
    behind = counted_noun(known, row, unit, lexicon)
    if not behind.text:
        return NOTHING
    if unit == "%" and words.attributive.match(text, row.beyond):
        behind = doing(known, row, with_list(known, row, behind, lexicon), lexicon)
    if follows:
        lead = text[row.start : row.members[0].span.start]
        behind = _owned(ahead, _complete(known, row, behind, lexicon), lead, words)
    elif not continues:
        behind = with_list(known, row, behind, lexicon)
        return Phrase(behind.text + head, behind.spans + ahead.spans, "completed")
    return replace(behind, source="after")


def _continues(text: str, row: NumberList) -> bool:
    """Say whether a number sizes one more thing after another (22亿元的光伏组件、12.5亿元的产业园)."""
    lead = text[row.start : row.members[0].span.start]
    return lead.startswith("的") and _SIZES_ANOTHER.search(lead) is not None


def _own_start(text: str, row: NumberList, previous: Sequence[Figure], words: Lists) -> int:
    """Where a number's own words begin: behind the noun of the number before it (3条新线、运营里程30公里)."""
    if previous and previous[-1].end == row.start and text.startswith(previous[-1].indicator, row.start):
        # 6个县建设蔬菜基地2万亩: behind those who act
        spot, end = row.start + len(previous[-1].indicator), row.members[0].span.start
        verb = words.strong.match(text, spot, end) or words.weak.match(text, spot, end)
        if verb and not words.joint.match(text, spot, end):
            return verb.end() if end - verb.end() > 2 else spot
    mark = text.find("、", row.start, row.members[0].span.start)
    behind_number = row.start > row.clause.start and mark > row.start
    return mark + 1 if behind_number and row.members[0].span.start - mark > 2 else row.start


def _named_fully(ahead: Phrase, previous: str) -> Phrase:
    """Put back the noun that a grade, a size or a place leaves out (国家级企业1户、省级3户; 其中10亿元以上31个)."""
    for short, full in ((_GRADE, _GRADED), (_SIZE, _SIZED), (_SIDE, _SIDED)):
        whole = full.search(previous)
        if short is _SIZE and short.fullmatch(ahead.text) and previous and not whole:
            return Phrase(f"{ahead.text.removesuffix('以上')}以上{previous}", ahead.spans, "completed")
        if short.fullmatch(ahead.text) and whole and not whole[1].startswith(ahead.text):
            plain = short is _SIZE and not re.search("以上$|[—–~至-]", ahead.text)
            limit = "以上" if plain else ""
            return Phrase(ahead.text + limit + previous[whole.end(1) :], ahead.spans, "completed")
    return ahead


def _said_of(
    known: Survey, row: NumberList, ahead: Phrase, previous: Sequence[Figure], unit: str, lexicon: Lexicon
) -> str:
    """What a head that names nothing alone is said of: the subject of the clause before it, or its figure's."""
    words = lists(lexicon)
    if ahead.text in words.stages and previous and previous[-1].kind == "level":
        counted = [figure.indicator for figure in previous if figure.unit == unit and figure.kind == "level"]
        return counted[-1] if counted else previous[-1].indicator
    if ahead.text not in words.dependent and not ahead.text.startswith("占"):
        return ""
    if not previous or previous[-1].end < row.clause.start - 1:
        sentence = known.plan.sentence_at(row.start)
        edge = previous[-1].end if previous else sentence.start
        subject = _earlier_subject(known, row, edge, lexicon)
        if subject.text:
            return subject.text
    return previous[-1].indicator if previous else ""


def _owned(ahead: Phrase, behind: Phrase, lead: str, words: Lists) -> Phrase:
    """Put the owner before a short general noun (稳经济30项举措 → 稳经济举措)."""
    if not ahead.text or "、" in ahead.text or "等" in lead or not lead.endswith(ahead.text):
        return behind
    if (
        len(ahead.text) > _LONGEST_OWNER
        or behind.text not in words.general
        or words.verb_last.search(ahead.text)
        or has_verb(ahead.text)
    ):
        return behind
    return Phrase(ahead.text + behind.text, ahead.spans + behind.spans)


def _complete(known: Survey, row: NumberList, behind: Phrase, lexicon: Lexicon) -> Phrase:
    """Put back a noun that only the next number names (8个国家级、13个省级医疗中心)."""
    if behind.text[-1] not in "级类型" or row.following is None:
        return behind
    end = known.plan.clause_at(row.following.end - 1).end
    shared = _SHARED_NOUN.match(after(known.text, row.following.end, end, known.time_edges, lexicon).text)
    return Phrase(behind.text + shared[1], behind.spans) if shared else behind


def _may_follow(text: str, row: NumberList, unit: str, ahead: Phrase, counted: bool, lexicon: Lexicon) -> bool:
    """Say whether the thing measured may stand after the number."""
    first, last = row.members[0], row.members[-1]
    if first.shape not in ("quantity", "fraction"):
        return False
    if text[first.span.start - 1 : first.span.start] in ("从", "由"):
        return False
    words = lists(lexicon)
    attributive = words.attributive.match(text, last.span.end)
    arrived = words.arrive.search(text, max(row.start, first.span.start - 3), first.span.start) is not None
    if unit == "%" and attributive and not arrived:
        return True
    if not ahead.text:
        alone = words.moves.search(text, row.start, first.span.start) is None
        return counted or (unit in ("%", "") and (attributive is not None or alone))
    if not counted:
        return False
    unit_class = lexicon.unit_classes.get(_YEARLY.sub("", unit))
    if attributive and arrived:
        return False
    if unit_class in _FOLLOWED:
        return True
    return ends_in_verb(text, row.start, first.span.start, words)


def _inherit(known: Survey, row: NumberList, unit: str, previous: Sequence[Figure], lexicon: Lexicon) -> list[Phrase]:
    """Take over what the figures before measure, where a clause leaves its subject out."""
    count, lead = len(row.members), known.text[row.start : row.members[0].span.start]
    sentence = known.plan.sentence_at(row.members[0].span.start)
    apart = previous and "；" in known.text[previous[-1].end : row.clause.start]
    if not previous or apart or previous[-1].end < row.clause.start - 30:
        subject = _earlier_subject(known, row, previous[-1].end if previous else sentence.start, lexicon)
        parts = divide(subject.text, count, lists(lexicon), lexicon) if "分别" in lead else None
        if subject.text:
            return [replace(subject, text=part, source="earlier") for part in parts or [subject.text] * count]
    if not previous:
        return [NOTHING] * count
    if count > 1 and len(previous) >= count:
        return [Phrase(figure.indicator, source="inherited") for figure in previous[-count:]]
    if _JOINED.search(lead) and len(previous) > 1:
        kinds = [figure for figure in previous if figure.kind == previous[-1].kind]
        names = list(dict.fromkeys(figure.indicator for figure in kinds))
        return [Phrase("、".join(names), source="joined")] * count
    share = _SHARE_OF.search(lead)
    whole = previous[-1].indicator
    if previous[-1].unit == unit and _IN_ALL.match(lead):
        whole = without_gain(whole)
    if lexicon.unit_classes.get(unit) == "money" and previous[-1].unit == "%":
        # 民生支出占比保持在80%以上，累计达260亿元
        whole = re.sub("(?:所占|占)?(?:占比|比重)$", "", whole) or whole
    return [Phrase(whole + (share[0] if share else ""), source="inherited")] * count


def _earlier_subject(known: Survey, row: NumberList, start: int, lexicon: Lexicon) -> Phrase:
    """What the sentence is about, where it says so, else the subject of its nearest earlier clause that names one."""
    end = row.clause.start
    about = topic(known.text, start, end, known.time_edges, lexicon)
    if about.text:
        return about
    for _ in range(4):
        clause = known.plan.clause_at(end - 1)
        if end <= start or clause.start < start:
            # 增长11%、保持两位数增长，占比提高: the rest of a figure's clause is said of the figure
            break
        subject = clause_subject(known.text, clause.start, end, known.time_edges, lexicon)
        if subject.text:
            return subject
        end = clause.start
    return NOTHING
