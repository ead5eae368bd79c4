"""The noun behind: the noun phrase that follows a number, up to its predicate."""

import re
from collections.abc import Mapping

from ...model.figure import Span
from ..lexicon import Lexicon
from ..number_list import NumberList
from ..survey import Survey
from .choice import JOINTS, LONGEST_JOINED, tagged, tokens
from .phrase import NOTHING, NOWHERE, SITES, Lists, Phrase, PhraseEdges, acts, ends_phrase, lists, make, strip_right

# 在全国有影响力的龙头企业, 有条件的县: the noun stands behind what is said of it.
_ATTRIBUTIVE = re.compile("(?:在|有|符合|具有|具备)[^，。；、：\n0-9]{2,14}?的(?=[\u4e00-\u9fff“])")
# What ends the name of a place, which acts and is not acted on; other nouns of one character.
_PLACES, _REGIONS = "县市州镇乡村省", ("乡村", "农村", "城市", "城镇", "乡镇")
_SHORT_NOUNS = (*_PLACES, *"区校院户人园港站")
# What is said of things or of people up to the end of the clause; what may stand before such people.
_REST = re.compile("[^，。；：、\n]{2,24}(?=[，。；：、\n])")
_ALONE = re.compile("(?:[，、；：\\s]|近|约|超过?|[共已]?有|全[国省市区县州])*")
_IMPROVED = re.compile("(?:提升|改善|优化|完善|提高|增强|补齐|升级|提质|改进)了?$")
# 7万吨锌基合金等项目: one of the projects has this size.
_AMONG_PROJECTS = re.compile("等(?:一批|若干|多个)?(?:重大|重点|标志性|标杆|产业|工业|优质)*(?:项目|工程).*")


def counted_noun(known: Survey, row: NumberList, unit: str, lexicon: Lexicon) -> Phrase:
    """The thing a number counts or sizes, without what it has (40所普通高中办学能力) and the list it opens."""
    text, words = known.text, lists(lexicon)
    served = text[row.members[0].span.start - 1] in "为给"
    behind = after(text, row.beyond, row.end, known.time_edges, lexicon, served)
    if not behind.text:
        return behind
    start, end = behind.spans[0]
    if lexicon.unit_classes.get(unit) == "count":
        onward = text[end : end + 1] not in ("", *"、，。；\n")
        improved = onward or _IMPROVED.search(text[row.start : row.members[0].span.start])
        kept = words.attribute_last.search(text, start + 2, end) if improved else None
        if kept is None and onward:
            kept = words.head.search(text, start + 2, end)
    else:
        kept = _AMONG_PROJECTS.search(text, start + 2, end)
    return make(text, start, kept.start()) if kept else behind


def with_list(known: Survey, row: NumberList, behind: Phrase, lexicon: Lexicon) -> Phrase:
    """The whole list that a noun opens (临江东、白塔清洁能源基地)."""
    start, end = behind.spans[0]
    while known.text[end : end + 1] == "、":
        more = after(known.text, end + 1, row.end, known.time_edges, lexicon)
        if not more.text:
            break
        end = more.spans[0].end
    return make(known.text, start, end)


def doing(known: Survey, row: NumberList, behind: Phrase, lexicon: Lexicon) -> Phrase:
    """Those of a thing that a share of it is, by what they do (九成的村实现通车 → 实现通车的村)."""
    end = behind.spans[0].end
    rest = _REST.match(known.text, end, row.end)
    if rest is None or not acts(tokens(rest[0])[0], lists(lexicon), tagged()):
        return behind
    return Phrase(f"{rest[0]}的{behind.text}", (*behind.spans, Span(*rest.span())))


def deed(known: Survey, row: NumberList, lexicon: Lexicon) -> Phrase:
    """What people did who are counted alone (28人入选省级人才计划): the rest of their clause."""
    number = row.members[0].span
    rest = _REST.match(known.text, row.beyond, row.end)
    if rest is None or _ALONE.fullmatch(known.text, row.start, number.start) is None:
        return NOTHING
    did = rest[0][0] == "因" or ends_phrase(tokens(rest[0])[0], lists(lexicon), tagged())
    return make(known.text, *rest.span()) if did else NOTHING


def after(text: str, start: int, end: int, times: PhraseEdges, lexicon: Lexicon, served: bool = False) -> Phrase:
    """The noun phrase that follows a number, up to the predicate or a time; empty where none follows.

    `served` says that something is done for what is counted: the verb behind it is no part of its name.
    """
    words, tags = lists(lexicon), tagged()
    stretch = text[start:end]
    lead = re.match(r"[ \n]?(?:左右|以上|以下|上下|以内)?(?:人民币)?的?", stretch)
    offset = lead.end() if lead else 0
    if attributive := _ATTRIBUTIVE.match(stretch, offset):
        offset = attributive.end()
    stop = re.search("[，。；：！？\n,;:！]", stretch[offset:])
    limit = offset + stop.start() if stop else len(stretch)
    limit = min(limit, offset + 36)
    limit = next((spot for spot in range(offset + 2, limit) if _begins_time(text, start + spot, times)), limit)
    if limit <= offset or not re.match("[\u4e00-\u9fffA-Za-z“《0-9]", stretch[offset:limit]):
        return NOTHING
    parts = tokens(stretch[offset:limit])
    if stop is None and limit == len(stretch):
        # The next number's own words begin after the last joint.
        joints = [spot for spot, part in enumerate(parts) if part in JOINTS]
        if joints and joints[-1] < len(parts) - 1 and parts[joints[0]] != "、":
            # 6个全国项目和住房、医疗2个省级项目: all that is joined on
            joints = joints[:1]
        parts = parts[: joints[-1]] if joints and joints[-1] else parts
    size = _noun_length(parts, words, tags, served)
    spot = start + offset + sum(map(len, parts[:size]))
    trimmed = strip_right(text, start + offset, spot, NOWHERE, words)
    return make(text, start + offset, trimmed if trimmed > start + offset or spot - start - offset < 3 else spot)


def _begins_time(text: str, spot: int, times: PhraseEdges) -> bool:
    """Say whether a time begins at a spot that is no part of a name (产业园上半年投产; 省级“十四五”重点项目)."""
    return spot in times.ends and text[spot] in "0123456789上下今去年全"


def _noun_length(parts: list[str], words: Lists, tags: Mapping[str, str], served: bool) -> int:
    """How many words make up the noun phrase that opens a stretch; of those `served` the next verb is none."""
    named = False
    for index, part in enumerate(parts):
        ends = ends_phrase(part, words, tags) and not (index and parts[index - 1] == "不")
        if ends and part not in words.predicates and index + 1 < len(parts) and parts[index + 1] not in tags:
            ends = False
        if ends and index + 1 < len(parts) and parts[index + 1] in SITES:
            ends = False
        last = 0 < index == len(parts) - 1 and parts[index - 1] not in words.nominal
        if not named and ends and acts(part, words, tags) and (last or part not in words.nominal):
            return index
        if named and ends and not _modifies(parts, index, words, tags) and not _in_a_name(parts, index):
            # 企业战略性重组: how they act
            manner = index > 1 and words.manner_last.search(parts[index - 1]) is not None
            return index - manner * (2 if parts[index - 1] in "性化" and index > 2 else 1)
        if (
            named
            and (served or (parts[index - 1][-1] in _PLACES and parts[index - 1] not in _REGIONS))
            and (tags.get(part) == "v" or part in words.predicates)
            and _takes_object(parts, index, tags, served)
        ):
            return index
        if part in ("、", "和", "与", "及", "以及", "或") and not _joins(parts, index, words, tags):
            return index
        named = named or (part not in tags and part not in "新老大小高多")
    return len(parts)


def _in_a_name(parts: list[str], index: int) -> bool:
    """Say whether a word of one character goes on with a name no dictionary has (恒达特种纸)."""
    return index == 1 and len(parts[0]) == len(parts[1]) == 1 and parts[0] not in _SHORT_NOUNS


def _takes_object(parts: list[str], index: int, tags: Mapping[str, str], served: bool) -> bool:
    """Say whether a verb has an object of its own, of two words (30个县运营农事中心; 为9个村安装供暖设备)."""
    rest = parts[index + 1 : index + 3]
    if len(parts[index]) != 2 or len(rest) != 2 or rest[0] in (*JOINTS, "的", "等"):
        return False
    return rest[1] not in (*tags, *JOINTS) if served else rest[0] not in tags


def _modifies(parts: list[str], index: int, words: Lists, tags: Mapping[str, str]) -> bool:
    """Say whether a verb modifies the noun behind it (粮食产能提升重点县) rather than being the predicate."""
    rest = parts[index + 1 :]
    if parts[index] not in words.nominal or not rest:
        return False
    if rest[0] in ("和", "与", "及"):
        # 降碳改造和设备更新项目: both belong to the noun at the end.
        return len(rest) > 2 and rest[-1] not in tags and not any(part in words.predicates for part in rest[1:])
    if rest[0][0] in "“《我":
        # 帮扶我省高校, 参与“双减”行动: an object
        return False
    size = next((spot for spot, part in enumerate(rest) if part in ("、", "和", "与", "及", "等", "之一")), len(rest))
    rest = rest[: size - 1 if size > 1 and rest[size - 1] == "建设" else size]
    return bool(rest) and rest[-1] not in words.nominal and not any(ends_phrase(part, words, tags) for part in rest)


def _joins(parts: list[str], index: int, words: Lists, tags: Mapping[str, str]) -> bool:
    """Say whether a second noun, short and complete, is joined on (技术和产品)."""
    rest = parts[index + 1 :]
    if rest and parts[index - 1][-1] in "级类型" and any(part[-1] in "级类型" for part in rest):
        # 县级、片区级品牌: the grades of one noun
        return True
    size = next((spot for spot, part in enumerate(rest) if part == "等" or ends_phrase(part, words, tags)), len(rest))
    if size < len(rest) and (rest[size] == "等" or parts[index] == "、"):
        return False
    length = sum(len(part) for part in rest[:size] if part[0] not in "（(")
    acts = parts[index] == "与" and any(tags.get(part) == "v" and part not in words.nominal for part in rest[:size])
    plain = not acts and not any(part in ("、", "和") for part in rest[:size])
    return 0 < length <= LONGEST_JOINED and plain and (rest[0] not in tags or rest[0] in words.general)
