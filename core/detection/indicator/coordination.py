"""Coordination: a list of indicators divided into its parts, each with the head and tail that they share put back."""

import re
from functools import cache

from ..lexicon import Lexicon
from .phrase import PhrasePatterns
from .segmenter import tokens

_QUOTED = re.compile("“[^”]*”|《[^》]*》|（[^）]*）")
_JOINERS = ("以及", "和", "与", "及")
_TOWN_COUNTRY = re.compile("城、乡(?=[居常低])")
# 对东盟、欧盟出口: the preposition belongs to each part.
_WITH = re.compile("对(?![外内口接标])")
_SECTORS = {"一": "一产", "二": "二产", "三": "三产"}
_PLACES = re.compile("城镇|城市|农村|乡村|省级|市级|县级|国家级|国内|境内|境外|入境|对内|对外")
_SUFFIX = "率额量值数比度"


@cache
def _heads(lexicon: Lexicon) -> re.Pattern[str]:
    """Compile the words that a list may share at its end (产量, 收入 …)."""
    return re.compile(f"{lexicon.either('indicators.heads')}$")


def divide(phrase: str, count: int, patterns: PhrasePatterns, lexicon: Lexicon) -> tuple[str, ...] | None:
    """Divide a coordinated phrase into `count` indicators; return None where it does not have so many parts.

    白银、镍产量 → 白银产量, 镍产量 (FIGURES.md §4: what was left out by coordination is put back).
    """
    if count < 2 or not phrase:
        return None
    phrase = _TOWN_COUNTRY.sub("城乡", phrase)
    if sectors := _sectors(phrase, count):
        return sectors
    parts = _split(phrase, count)
    if parts is None:
        return _pair(phrase, lexicon) if count == 2 else None
    return _share_head(_share_tail(parts, patterns, lexicon), patterns)


def _sectors(phrase: str, count: int) -> tuple[str, ...] | None:
    """Divide 一二三产增加值, 一、二、三产业增加值: one part for each numeral."""
    found = re.match(
        "(?:第?([一二三])(?:产业?)?[、和]?)(?:第?([一二三])(?:产业?)?[、和]?)?(?:第?([一二三]))(?:次)?产(业?)", phrase
    )
    if found is None:
        return None
    digits = [digit for digit in found.groups()[:3] if digit]
    if len(digits) != count:
        return None
    return tuple(_SECTORS[digit] + phrase[found.end() :] for digit in digits)


def _pair(phrase: str, lexicon: Lexicon) -> tuple[str, ...] | None:
    """Divide a word that stands for two things (城乡居民 → 城镇居民, 农村居民)."""
    for entry in lexicon.words("indicators.pairs"):
        word, first, second = entry.split("=")
        if word in phrase:
            return phrase.replace(word, first, 1), phrase.replace(word, second, 1)
    return None


def _split(phrase: str, count: int) -> list[str] | None:
    """Split a phrase at 、 and, as far as parts are missing, at 和 与 及; quotations are not split."""
    masked = _QUOTED.sub(lambda found: "\ue000" * len(found[0]), phrase)
    cuts = [(found.start(), found.end()) for found in re.finditer("、|[,，]", masked)]
    if len(cuts) + 1 < count:
        start = cuts[-1][1] if cuts else 0
        joins = [(found.start(), found.end()) for found in re.finditer("|".join(_JOINERS), masked[start:])]
        joins = [(start + low, start + high) for low, high in joins if low > 0 and start + high < len(phrase)]
        cuts += joins[: count - 1 - len(cuts)] if len(joins) <= count - 1 - len(cuts) or not cuts else joins[-1:]
    if len(cuts) + 1 != count:
        return None
    bounds = [0, *(edge for cut in cuts for edge in cut), len(phrase)]
    parts = [phrase[low:high] for low, high in zip(bounds[::2], bounds[1::2], strict=True)]
    return parts if all(parts) else None


def _share_tail(parts: list[str], patterns: PhrasePatterns, lexicon: Lexicon) -> list[str]:
    """Give every part the tail that only the last one has (白银、镍产量 → 白银产量, 镍产量)."""
    heads, last = _heads(lexicon), parts[-1]
    tail = patterns.head.search(last)
    if tail and tail[0] in patterns.said_of_all and heads.search(last[: tail.start()]):
        # 工业增加值、固定资产投资增速: 增速 stands behind the whole last part, so it belongs to every part.
        return [part if patterns.head.search(part) and part.endswith(tail[0]) else part + tail[0] for part in parts]
    if any(heads.search(part) or part[-1] in _SUFFIX for part in parts[:-1]):
        return parts
    found = heads.search(last)
    if found is None or found.start() == 0:
        found = patterns.head.search(last)
    if found is None and last[-1] not in _SUFFIX:
        return parts
    limit = found.start() if found else len(last) - 1
    if found and found[0].startswith("产业") and found[0] != "产业" and parts[-2].endswith("业"):
        limit += 2
    wanted = sum(map(len, parts[:-1])) / (len(parts) - 1)
    edges, position = [], 0
    for token in tokens(last):
        position += len(token)
        if position <= limit:
            edges.append(position)
    if limit > 0 and limit not in edges:
        edges.append(limit)
    if not edges:
        return parts
    edges = [edge for edge in edges if last[edge : edge + 1] != "“"] or [limit]
    alike = [edge for edge in edges if last[edge - 1] == parts[-2][-1]]
    edge = (
        max(alike)
        if alike
        else limit
        if limit > 2.5 * wanted
        else min(edges, key=lambda position: (abs(position - wanted), -position))
    )
    if _PLACES.fullmatch(parts[0]) and (place := _PLACES.match(last)):
        edge = place.end()
    return [part + last[edge:] for part in parts[:-1]] + [last]


def _share_head(parts: list[str], patterns: PhrasePatterns) -> tuple[str, ...]:
    """Give a head that stands alone what the first part is said of (新能源汽车产量、销量)."""
    if _WITH.match(parts[0]):
        return tuple(part if part[0] == "对" else "对" + part for part in parts)
    stem = patterns.head.sub("", parts[0])
    if stem == parts[0]:
        return tuple(parts)
    return tuple(stem + part if part in patterns.dependent and index else part for index, part in enumerate(parts))
