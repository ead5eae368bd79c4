"""Coordination: a list of indicators divided into its parts, each with the head and tail that they share put back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate

from ..lexicon import Lexicon
from ..rule import Rule, decide
from .phrase import PhrasePatterns
from .segmenter import tagged, tokens

_QUOTED = re.compile("“[^”]*”|《[^》]*》|（[^）]*）")
_JOINERS = ("以及", "和", "与", "及")
_TOWN_COUNTRY = re.compile("城、乡(?=[居常低])")
_DEPOSITS_LOANS = re.compile("存、贷款(?=余额)")
# 对东盟、欧盟出口: the preposition belongs to each part.
_WITH = re.compile("对(?![外内口接标])")
_SHORT_SECTORS = {"一": "一产", "二": "二产", "三": "三产"}
_FULL_SECTORS = {digit: f"第{digit}产业" for digit in _SHORT_SECTORS}
SECTORS = tuple(_FULL_SECTORS.values())
_SECTOR_LIST = re.compile(
    "(?:第?([一二三])(?:产业?)?[、和]?)(?:第?([一二三])(?:产业?)?[、和]?)?(?:第?([一二三]))(?:次)?产(业?)"
)
_ALL_SECTORS = re.compile("三次产业|三大产业")
_SUFFIX = "率额量值数比度"
# How many characters the end of a part has at least that the last part has inside it (小学教育和初中教育巩固率).
_LEAST_ALIKE = 2
_RELATED = re.compile("[的占对]|用于")
_AMOUNT = "量"
_TAKING_PART = "参加"
_RESPECTIVELY = re.compile("^(?:累计|年均|平均)?分别")
# A head that is said of what stands before it alone, whatever that is made of.
_OF_ONE = "产量"
# 以市政府名义召开的会议和下发的文件: how the first was done stands before its verb, and holds for the others.
_DONE = re.compile("(?P<how>[以由经][^的]{2,12}?)[\u4e00-\u9fff]{2}的[^的]+")
_DONE_LIKEWISE = re.compile("[\u4e00-\u9fff]{2}的[^的]+")
# What a shared tail begins with, which is said of every part.
_OF_ALL = ("综合", "人均", "平均")


@cache
def _heads(lexicon: Lexicon) -> re.Pattern[str]:
    """Compile the words that a list may share at its end (产量, 收入 …)."""
    return re.compile(f"{lexicon.either('indicators.heads')}$")


def has_head(part: str, lexicon: Lexicon) -> bool:
    """Tell whether a name ends in a word that says what of a thing is measured (毛竹产量, 参保率)."""
    return part[-1:] in _SUFFIX or _heads(lexicon).search(part) is not None


@dataclass(frozen=True, slots=True)
class Coordinated:
    """What the rules of coordination look at: a phrase, or its parts, and how many are wanted."""

    phrase: str
    count: int
    parts: Sequence[str]
    patterns: PhrasePatterns
    lexicon: Lexicon


def coordinated(phrase: str, count: int, patterns: PhrasePatterns, lexicon: Lexicon) -> Coordinated:
    """Return a phrase as the rules of coordination look at it; `count` parts are wanted."""
    joined = _DEPOSITS_LOANS.sub("存贷款", _TOWN_COUNTRY.sub("城乡", phrase))
    return Coordinated(joined, count, (), patterns, lexicon)


def put_back(asked: Coordinated, parts: Sequence[str]) -> tuple[list[str], Sequence[str]]:
    """Give the parts of a list back what they share; return the rules that did so, and the parts.

    白银、镍产量 → 白银产量, 镍产量 (FIGURES.md §4: what was left out by coordination is put back).
    """
    by = []
    for rules in (TAIL_RULES, HEAD_RULES):
        if found := decide(rules, replace(asked, parts=parts)):
            by.append(found[0])
            parts = found[1]
    return by, parts


def _sectors(asked: Coordinated) -> Sequence[str] | None:
    """Divide 一二三产增加值, 一、二、三产业增加值: one part for each numeral."""
    found = _SECTOR_LIST.match(asked.phrase)
    if found is None:
        return None
    digits = [digit for digit in found.groups()[:3] if digit]
    if len(digits) != asked.count:
        return None
    names = _FULL_SECTORS if asked.phrase.startswith("第") else _SHORT_SECTORS
    return [names[digit] + asked.phrase[found.end() :] for digit in digits]


def _listed_parts(asked: Coordinated) -> Sequence[str] | None:
    """Divide at 、 and, as far as parts are missing, at 和 与 及; quotations are not divided.

    Joining words before the last 、 divide where all marks and words together make as many parts (甲、乙和丙、丁产量).
    """
    phrase, count = asked.phrase, asked.count
    masked = _QUOTED.sub(lambda found: "\ue000" * len(found[0]), phrase)
    masked = asked.patterns.unjoining.sub(lambda found: "\ue000" * len(found[0]), masked)
    cuts = [(found.start(), found.end()) for found in re.finditer("、|[,，]", masked)]
    if len(cuts) + 1 < count:
        start = cuts[-1][1] if cuts else 0
        joins = [(found.start(), found.end()) for found in re.finditer("|".join(_JOINERS), masked[start:])]
        joins = [(start + low, start + high) for low, high in joins if low > 0 and start + high < len(phrase)]
        cuts += joins[: count - 1 - len(cuts)] if len(joins) <= count - 1 - len(cuts) or not cuts else joins[-1:]
    if len(cuts) + 1 != count:
        cuts = [(one.start(), one.end()) for one in re.finditer("|".join(("、|[,，]", *_JOINERS)), masked)]
        cuts = [(low, high) for low, high in cuts if low > 0 and high < len(phrase)]
    if len(cuts) + 1 != count:
        return None
    bounds = [0, *(edge for cut in cuts for edge in cut), len(phrase)]
    parts = [phrase[low:high] for low, high in zip(bounds[::2], bounds[1::2], strict=True)]
    return parts if all(parts) else None


def _pair(asked: Coordinated) -> Sequence[str] | None:
    """Divide a word that stands for two things (城乡居民 → 城镇居民, 农村居民)."""
    if asked.count != 2:
        return None
    for entry in asked.lexicon.words("indicators.pairs"):
        word, first, second = entry.split("=")
        if word in asked.phrase:
            return [asked.phrase.replace(word, first, 1), asked.phrase.replace(word, second, 1)]
    return None


def _three_sectors(asked: Coordinated) -> Sequence[str] | None:
    """Give each sector what is said of all three: 三次产业增加值 → 第一产业增加值 …"""
    found = _ALL_SECTORS.match(asked.phrase) if asked.count == len(SECTORS) else None
    return [name + asked.phrase[found.end() :] for name in SECTORS] if found else None


DIVISION_RULES: Sequence[Rule[Coordinated, Sequence[str]]] = (
    Rule("candidate.sectors", _sectors),
    Rule("candidate.three_sectors", _three_sectors),
    Rule("candidate.listed_parts", _listed_parts),
    Rule("candidate.pair", _pair),
)


def _tail_of_all(asked: Coordinated) -> Sequence[str] | None:
    """Put a head behind all parts that is said of a whole indicator: 工业增加值、固定资产投资增速."""
    last, head = asked.parts[-1], asked.patterns.head
    tail = head.search(last)
    if not tail or tail[0] not in asked.patterns.said_of_all or not _heads(asked.lexicon).search(last[: tail.start()]):
        return None
    return [part if head.search(part) and part.endswith(tail[0]) else part + tail[0] for part in asked.parts]


def _tail_of_levels(asked: Coordinated) -> Sequence[str] | None:
    """Give levels the noun that only the last one has: 国家级、省级、市级示范区."""
    *others, last = asked.parts
    level = asked.patterns.level
    own = level.match(last)
    if own is None or own.end() == len(last) or not all(level.fullmatch(part) for part in others):
        return None
    return [*(part + last[own.end() :] for part in others), last]


def _own_tails(asked: Coordinated) -> Sequence[str] | None:
    """Leave the parts as they are where one before the last has a head of its own, or the last is one whole name."""
    parts = asked.parts
    if parts[-1] in asked.patterns.whole_names:
        return parts
    # 化学需氧量、二氧化硫排放量: the name of the first ends in no head
    others = [part for part in parts[:-1] if part not in asked.patterns.whole_names]
    return parts if any(has_head(part, asked.lexicon) for part in others) else None


def _tail_behind_alike(asked: Coordinated) -> Sequence[str] | None:
    """Give every part what stands in the last one behind the end of the others: 小学教育和初中教育巩固率."""
    *others, last = asked.parts
    alike = others[-1][-_LEAST_ALIKE:]
    at = last.find(alike, 1)
    edge = at + _LEAST_ALIKE
    edge += last[edge : edge + 1] == "”"
    if at < 0 or edge >= len(last) or len(alike) < _LEAST_ALIKE or not all(part.endswith(alike) for part in others):
        return None
    if edge not in _word_ends(last):
        # 实际利用外资、引进域外资金: no word ends there
        return None
    # 工业企业和商贸企业营业收入: of each kind the same; but not 工业用电量、农业用电量电价
    is_kind = asked.patterns.kinds_last.search(others[-1]) is not None and has_head(last[edge:], asked.lexicon)
    if not is_kind and any(has_head(part, asked.lexicon) for part in others):
        return None
    # 省级财政和各级财政分别投入
    tail = _RESPECTIVELY.sub("", last[edge:])
    return [*(part + tail for part in others), last[:edge] + tail] if tail else None


def _word_ends(part: str) -> set[int]:
    """Return where the words of a part end."""
    return set(accumulate(map(len, tokens(part))))


def _tail_of_owner(asked: Coordinated) -> Sequence[str] | None:
    """Give every part what the last one has behind 的: 县城和重点镇的供水普及率 → 县城供水普及率."""
    *others, last = asked.parts
    owner, of, tail = last.partition("的")
    if not of or len(owner) < _LEAST_ALIKE or "的" in tail or not has_head(tail, asked.lexicon):
        return None
    # 养老、失业保险的人数, 对工业、农业增长的贡献率: what the owner shares with the others cannot be told
    if len(owner) > max(map(len, others)) + 1 or tagged().get(tokens(owner)[-1]) == "v":
        return None
    if any(_RELATED.search(part) or has_head(part, asked.lexicon) for part in (*others, owner)):
        return None
    return [*(part + tail for part in others), last]


def _tail_of_insurance(asked: Coordinated) -> Sequence[str] | None:
    """Give every kind of insurance what only the last one has: 参加养老、失业保险的人数 → 参加养老保险的人数."""
    *others, last = asked.parts
    found = asked.patterns.insurance.search(last)
    if found is None or not all(asked.patterns.insured_last.search(part) for part in others):
        return None
    verb = _TAKING_PART if asked.parts[0].startswith(_TAKING_PART) else ""
    return [one if one.startswith(verb) else verb + one for one in (*(part + found["tail"] for part in others), last)]


def _tail_behind_peers(asked: Coordinated) -> Sequence[str] | None:
    """Give one kind of people what another has in the last part: 居民和职工医保报销比例 → 居民医保报销比例."""
    *others, last = asked.parts
    peers = asked.patterns.peers
    if not all(peers.search(part) for part in others):
        return None
    peer = asked.patterns.peer.search(last)
    edge = peer.end() if peer else len(last)
    return [*(part + last[edge:] for part in others), last] if edge < len(last) else None


def _shared_tail(asked: Coordinated) -> Sequence[str] | None:
    """Give every part the tail that only the last one has: 白银、镍产量."""
    parts, last = asked.parts, asked.parts[-1]
    found = _heads(asked.lexicon).search(last)
    if found is None or found.start() == 0:
        found = asked.patterns.head.search(last)
    if found is not None and not found.start() and last[-1] == _AMOUNT and len(last) > _LEAST_ALIKE:
        # 专利申请、授权量: of a head alone only its last character is shared
        found = None
    if found is None and last[-1] not in _SUFFIX:
        return None
    limit = found.start() if found else len(last) - 1
    if found and found[0].startswith("产业") and found[0] != "产业" and parts[-2].endswith("业"):
        limit += 2
    edge = _tail_edge(parts, limit, is_of_one=found is not None and found[0] == _OF_ONE)
    if edge is None:
        return None
    sides = asked.patterns.sides
    if sides.fullmatch(parts[0]) and (place := sides.match(last)):
        edge = place.end()
    return [*(part + last[edge:] for part in parts[:-1]), last]


def _tail_edge(parts: Sequence[str], limit: int, *, is_of_one: bool) -> int | None:
    """Return where the shared tail begins in the last part, at a word's edge up to `limit`.

    It is the edge behind which the last part is most alike to the others, in its last character or in its length. A
    head that `is_of_one` is shared alone where the part before it is a noun of about two words (芯片、半导体器件产量).
    """
    last = parts[-1]
    wanted = sum(map(len, parts[:-1])) / (len(parts) - 1)
    edges, position = [], 0
    for token in tokens(last):
        position += len(token)
        if position <= limit:
            edges.append(position)
    if limit > 0 and limit not in edges:
        edges.append(limit)
    if not edges:
        return None
    edges = [edge for edge in edges if last[edge : edge + 1] != "“"] or [limit]
    if alike := [edge for edge in edges if last[edge - 1] == parts[-2][-1]]:
        return max(alike)
    if is_of_one and _LEAST_ALIKE <= wanted < limit <= 2 * wanted and last[limit - 1] != "总":
        return limit
    if limit > 2.5 * wanted:
        # 广播、电视综合人口覆盖率: what the share is of belongs to both
        same = next((edge for edge in edges if edge == wanted and last.startswith(_OF_ALL, edge)), None)
        return same or limit
    return min(edges, key=lambda position: (abs(position - wanted), -position))


TAIL_RULES: Sequence[Rule[Coordinated, Sequence[str]]] = (
    Rule("choice.tail_of_all", _tail_of_all),
    Rule("choice.tail_of_levels", _tail_of_levels),
    Rule("choice.tail_behind_alike", _tail_behind_alike),
    Rule("choice.own_tails", _own_tails),
    Rule("choice.tail_of_insurance", _tail_of_insurance),
    Rule("choice.tail_behind_peers", _tail_behind_peers),
    Rule("choice.tail_of_owner", _tail_of_owner),
    Rule("choice.shared_tail", _shared_tail),
)


def _shared_preposition(asked: Coordinated) -> Sequence[str] | None:
    if not _WITH.match(asked.parts[0]):
        return None
    return [part if part[0] == "对" else "对" + part for part in asked.parts]


def _shared_manner(asked: Coordinated) -> Sequence[str] | None:
    """Give every part how the first one was done: 以市政府名义召开的会议和下发的文件."""
    done = _DONE.fullmatch(asked.parts[0])
    if done is None or not all(_DONE_LIKEWISE.fullmatch(part) for part in asked.parts[1:]):
        return None
    return [asked.parts[0], *(done["how"] + part for part in asked.parts[1:])]


def _shared_base(asked: Coordinated) -> Sequence[str] | None:
    """Give each intensity the base that the first one has: 单位GDP能耗、水耗 → 单位GDP水耗."""
    base = asked.patterns.per_unit.match(asked.parts[0])
    if base is None or not all(part in asked.patterns.intensities for part in asked.parts[1:]):
        return None
    return [asked.parts[0], *(base["base"] + part for part in asked.parts[1:])]


def _shared_by_pair(asked: Coordinated) -> Sequence[str] | None:
    """Give the other of two things that go together what the first one is said of: 一般公共预算收入、支出."""
    if len(asked.parts) != 2:
        return None
    first, second = asked.parts
    for entry in asked.lexicon.words("indicators.pairs"):
        _, one, other = entry.split("=")
        if second == other and first.endswith(one) and first != one:
            return [first, first.removesuffix(one) + other]
    return None


def _shared_head(asked: Coordinated) -> Sequence[str] | None:
    """Give a head that stands alone what the first part is said of: 新能源汽车产量、销量."""
    stem = asked.patterns.head.sub("", asked.parts[0])
    if stem == asked.parts[0]:
        return None
    found = [stem + part if part in asked.patterns.dependent else part for part in asked.parts[1:]]
    return [asked.parts[0], *found] if found != list(asked.parts[1:]) else None


HEAD_RULES: Sequence[Rule[Coordinated, Sequence[str]]] = (
    Rule("choice.shared_preposition", _shared_preposition),
    Rule("choice.shared_manner", _shared_manner),
    Rule("choice.shared_base", _shared_base),
    Rule("choice.shared_head", _shared_head),
    Rule("choice.shared_by_pair", _shared_by_pair),
)
