"""The furniture of a page: what stands around a report in a text that was copied or saved from a site.

Counters, navigation, lists of links, footers, scripts and the feet of pages hold no figures, set no time and name no
region. A line is furniture only where nothing else stands in it: each of its parts is a link, a label with its value
(浏览次数：1234次), or a number of a register (ICP备). What a report's own table or list may have too counts only beside
another sign of a page. The words are in `resources/lexicon/furniture.toml`.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ..model.figure import Span
from .lexicon import Lexicon, either

# A line of more characters is a paragraph of the report; only parts of it with a form of their own are looked for.
_LONGEST = 200
# A line of at most so many characters without a mark may be a link.
_LINK = 60
_MOST_OF_VALUE, _MOST_OF_LONG_VALUE = 30, 90
# Navigation: so many names of a site's parts, and at least one line in so many is one.
_FEWEST_PARTS, _ONE_LINE_IN = 3, 6
# So many dates that have a line for themselves part the titles of a list of links.
_FEWEST_DATES = 3

_PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀贵黔云滇藏陕秦甘陇青宁新港澳"
_DATE = r"(?:19|20)[0-9]{2}[-./年][0-9]{1,2}[-./月][0-9]{1,2}日?(?:[ T]*[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?)?"
_REGISTERED = (
    f"[{_PROVINCES}]?ICP[备证][ ]?[0-9]{{5,12}}[ ]?号?(?:-[0-9]{{1,3}})?"
    f"|[{_PROVINCES}]?公网安备[:： ]*[0-9]{{8,16}}[ ]?号?(?:-[0-9]{{1,3}})?"
    "|(?:政府)?网站标识码[:： ]*[0-9A-Za-z]{8,12}"
)
_COUNTED = (
    "(?:浏览次数|浏览量|浏览数|阅读次数|阅读量|阅读数|点击次数|点击数|点击量|点击率|访问次数|访问量|访问人数|下载次数|播放量)"
    "[:：][ ]*[0-9][0-9,]*[ ]?(?:人次|次|人|℃)?"
)
_SIZES = "【?字[号体](?:大小)?[:：][ 【\\[]*(?:特大|超大|大|中|小|默认|[ |｜/、】\\]]){2,12}"
_REACHED = "(?:邮政编码|邮编)[:： ]+[0-9]{6}(?![0-9])|(?:联系电话|电话|传真)[:： ]+[(（]?[0-9][0-9()（）— -]{5,18}[0-9]"
_POSTED = f"(?:发布|发表|更新|创建|录入|上传)(?:时间|日期)[:：][ ]*{_DATE}"
# Parts with a form of their own, which are furniture wherever they stand: numbers of registers; what a label says;
# what is left over of a page's source. What is looked for first tells quickly that a text has none.
_FORMS = (
    (re.compile("ICP|公网安备|标识码"), re.compile(_REGISTERED)),
    (
        re.compile("(?:[次览读击人]数|[览读击问放]量|击率|字[号体]|大小|时间|日期)[：:]|(?:邮编|编码|电话|传真)[：: ]"),
        re.compile(f"{_COUNTED}|{_SIZES}|{_REACHED}|{_POSTED}"),
    ),
    (re.compile("<[/a-zA-Z]"), re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,12}(?:[ /][^<>\n]{0,300})?>")),
    (re.compile("共印"), re.compile("共印 ?[0-9]{1,6} ?份")),
    (re.compile("您是"), re.compile("您是(?:本站)?第 ?[0-9][0-9,]* ?[位个名]")),
    (re.compile("javascript:"), re.compile(r"javascript:[\w.$]*(?:\([^()\n]{0,80}\))?;?", re.A)),
)
_OF_PAGES = "第 {0,3}[0-9]{1,4} {0,3}页[，,、/ （(]{0,3}共 {0,3}[0-9]{1,4} {0,3}页[）)]?"
PAGE_NUMBER = (
    rf"(?:[-—–－―·~～]{{1,2}} {{0,3}}[0-9]{{1,4}} {{0,3}}[-—–－―·~～]{{1,2}}|{_OF_PAGES}|[第共] ?[0-9]{{1,3}} ?页"
    r"|[0-9]{1,3} ?/ ?[0-9]{1,3} ?页|[Pp]age ?[0-9]{1,3}(?: ?(?:of|/) ?[0-9]{1,3})?)(?>[ \t\u3000]*)"
)
"""The foot of a page that has a line for itself: — 12 —, -  3 -, 第 3 页 共 10 页, Page 3 of 10."""

_PAGE_LINE = re.compile(rf"[ \t\u3000]*{PAGE_NUMBER}")
# The same inside a line, where it parts words: 稳步提— 12 —升.
_PAGE_INSIDE = re.compile(
    r"[-—－](?: [0-9]{1,3} [-—－](?![-—－])[ \u3000]*(?=[\u4e00-\u9fff“（0-9])"
    r"|[0-9]{1,3}[-—－](?![-—－])[ \u3000]*(?=[\u4e00-\u9fff“（]))"
)
_PAGES_INSIDE = re.compile(rf"{_OF_PAGES}[ \u3000]*")
_TAG_OF_WORDS = re.compile(r"</?(?:span|font|b|strong|i|em|u|o:p|st1:[a-z]+)(?: [^<>\n]{0,300})?>", re.I)
_BEFORE_PAGE = re.compile("[\u4e00-\u9fff，、；。：”）]")
# How a line of a script, of a style sheet or of mark-up begins.
_CODE = re.compile(
    r"""[ \t]*(?:(?:var|let|const)[ ]+[\w$]+|function\b|[$]\(|[$][.]|(?:document|window|console|location|jQuery|wx)[.(]
    |(?:if|for|while|switch|catch)[ ]?\(|\}?[ ]?else\b|return\b[^\u4e00-\u9fff]*;|//[^\u4e00-\u9fff]|/\*|\*/|<!--|-->
    |</?(?:script|style|link|meta|!)\b|@[a-z-]+[ {]|[.\#]?[a-zA-Z][\w-]*(?:[ ,.:\#>]+[\w.\#:-]+)*[ ]?\{
    |[a-z-]{3,}[ ]?:[^;\u4e00-\u9fff]{1,80};|\(function|[\w$]+(?:[.][\w$]+)+\([^\u4e00-\u9fff]*\);?[ \t]*$
    |[\w$]+\([^\u4e00-\u9fff]*\);|[()\[\],'"]*[{};<>][{}()\[\];,'"<>]*[ \t]*$|[a-zA-Z_$][\w$.]*[ ]?[:=][ ]?['"\[{])""",
    re.X | re.A,
)
# The code that begins a line goes on to the first Chinese character outside quotation marks.
_CODE_GOES_ON = re.compile(r"""(?>(?:[^\u4e00-\u9fff'"]|'[^'\n]*'|"[^"\n]*"|['"])*)""")
_HAN = re.compile("[\u4e00-\u9fff]")
_SEPARATORS = re.compile("[ \\t\u3000|｜>＞»›/·•●★◆■□▲\u25ba▶※\\[\\]【】()（）<《》,，、:：;；_—-]*")
_ENDS = "(?=[ \\t\u3000|｜>＞»›/·•\\[\\]【】()（）<,，、:：;；_—-]|$)"
_PATH = re.compile("[ \\t\u3000]*(?:网站)?首页[ ]*[>＞»›/]")
_NOTICES = (
    "版权",
    "转载",
    "未经",
    "pyright",
    "PYRIGHT",
    "Rights",
    "本文仅代表",
    "留言与评论",
    "最佳",
    "扫",
    "ookie",
    "OOKIE",
    "建议使用",
    "建议您使用",
    "owered",
)
_COOKIES = re.compile("cookies?", re.I)
_NOTICE = re.compile(
    "版权所有|不得转载|严禁转载|未经(?:本站)?(?:许可|授权|同意)|Copyright|All Rights? Reserved|本文仅代表|留言与评论"
    "|最佳(?:浏览|分辨率)|建议(?:您)?使用[^。]{0,30}(?:浏览|分辨率)|Powered by"
    "|(?:扫一扫|扫描二维码|扫码)[^。]{0,8}(?:手机|打开|关注|订阅|分享|访问|当前页|浏览|下载)|(?:手机|微信)[^。]{0,6}(?:扫一扫|扫码)",
    re.I,
)
_COUNTED_WORDS = re.compile("(?:阅读|浏览|点击|播放|在看|查看|未读)")
# What a short line ends with behind a title: 1234次阅读 评分 4.5
_NUMBER = "[0-9][0-9,.]{0,9}万?[+]?"
_COUNT = (
    f"(?:{_NUMBER} ?[次人]?(?:阅读|浏览|点击|下载|播放|收藏|评论|点赞|转发|在看|查看|访问)"
    f"|(?:阅读|浏览|点赞|在看|评论|转发|收藏|评分|分享) ?{_NUMBER}"
    "|(?:剩余|共)? ?[0-9]{1,4} ?页(?:未读)?|编辑次数[:：] ?[0-9]+ ?次|历史版本|下载文档[^。]{0,6}|[0-9.]+分)"
)
# A counter without a colon, alone or among links: 浏览 1234 次, 阅读(1234), 已有1234人浏览, 本页已被访问1234次.
_COUNTER = re.compile(
    "(?:本[页文站])?(?:已被|已有|共有|总|累计|今日)?(?:浏览|阅读|点击|访问|查看|播放|下载)(?:次数|人数|人次|[量数率])?"
    "[】)）]?[ (（]*"
    f"{_NUMBER} ?(?:人次|次|人)?[)）]?{_ENDS}"
    f"|(?:已有|共有|已被)? ?{_NUMBER} ?(?:人次|人|次)(?:已)?(?:浏览|阅读|访问|点击|查看|下载|播放){_ENDS}|https?://[!-~]+"
)
# What stands among links and labels: the day of posting, and the numbers of further pages.
_BETWEEN = re.compile(
    f"(?:{_DATE}|[0-9]{{1,4}}(?:[ ]?/[ ]?[0-9]{{1,4}})?|共 ?[0-9]{{1,4}} ?[页条]"
    f"|(?:转到|跳到|跳转到?)?第 ?[0-9]{{0,4}} ?页|页){_ENDS}"
)
_COUNTS_AT_END = re.compile(rf"(?:(?:^|[ \t\u3000|｜·]+){_COUNT}){{1,8}}[ \t\u3000]*$")
_DATE_LINE = re.compile(
    r"[ \t\u3000\[（(]*(?:(?:19|20)[0-9]{2}[-./][01]?[0-9][-./][0-3]?[0-9](?: +[0-9:]{4,8})?|[01][0-9]-[0-3][0-9])"
    r"[\]）) \t\u3000]*"
)
_DATED_LINK = re.compile(rf"[^。；\n]{{4,50}}?[ \t\u3000\[（(]+{_DATE}[\]）)]?[ \t\u3000]*")
_NUMBER_LINE = re.compile("[ \\t\u3000]*[0-9][0-9,]{0,9}(?:次|人次|℃)?[ \\t\u3000]*")
_SENTENCE_MARK = re.compile("[。；！？]")
_NO_LINK = re.compile("[。；！？0-9]")
# The title of a report among links, and who says it: kept where navigation stands around it.
_TITLE = re.compile(
    "(?:19|20)[0-9]{2}年?[^，。]{0,20}(?:报告|公报)|^[—（(《“]|会议上?$|[县市区州盟]长|主席|省长|各位代表"
)

# A heading, or a line that opens a list.
_OWN = re.compile(
    "^(?:[一二三四五六七八九十]{1,3}[、.]|[（(][一二三四五六七八九十0-9]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[部章]|[0-9]{1,2}[.、])|[：:]$"
)
_SUMMARY = re.compile("(?:内容)?(?:摘要|提要)|导读|导语")
_SAME = 14
_BESIDE = re.compile("[上下前后]一?[篇条]")

_LineKind = Literal["furniture", "foot", "head", "weak", "section", "code", "link", "date", "other", "prose"]


@dataclass(frozen=True, slots=True)
class _Words:
    """The lists of `furniture.toml`, compiled."""

    label: re.Pattern[str]
    strong: frozenset[str]
    long: frozenset[str]
    link: re.Pattern[str]
    weak_links: frozenset[str]
    sections: frozenset[str]
    heads: frozenset[str]
    foot: re.Pattern[str]


@cache
def _words(lexicon: Lexicon) -> _Words:
    def listed(name: str) -> tuple[str, ...]:
        return lexicon.words(f"furniture.{name}")

    spaced = either([*listed("labels"), *listed("labels_weak")])
    links = either([*listed("links"), *listed("links_weak"), *listed("sections")])
    return _Words(
        label=re.compile(f"(?P<label>{spaced})[ ]?(?P<colon>[:：])[ \\t\u3000]*"),
        strong=frozenset(listed("labels")),
        long=frozenset(listed("labels_long")),
        link=re.compile(f"(?:{links}){_ENDS}"),
        weak_links=frozenset(listed("links_weak")),
        sections=frozenset(listed("sections")),
        heads=frozenset(listed("list_heads")),
        foot=re.compile(either(listed("feet"))),
    )


def furniture(text: str, lexicon: Lexicon) -> tuple[Span, ...]:
    """Return where the furniture of a page stands in a text of normalized characters, in text order, none touching.

    furniture("政府工作报告\\n发布时间：2026-01-15 浏览次数：1234次\\n", load_lexicon())
    """
    lines = [Span(*found.span()) for found in re.finditer("[^\n]+", text)]
    whole = _whole_lines(text, lines, _words(lexicon))
    return _joined(sorted([*whole, *_parts(text)]))


def share_of_furniture(text: str, lexicon: Lexicon) -> float:
    """Return which share of a text is furniture or looks like links: 1 for a page that is nothing but navigation.

    `text` has normalized characters. Blanks are not counted. A link is a short line without a mark of a sentence and
    without a digit: a report has few, its headings, and the cells of a table are none.
    """
    taken = iter(furniture(text, lexicon))
    span = next(taken, None)
    other = whole = 0
    for line in re.finditer("[^\n]+", text):
        start, end = line.span()
        words = line[0].strip()
        inside = 0
        while span is not None and span.start < end:
            inside += min(span.end, end) - max(span.start, start)
            if span.end > end:
                break
            span = next(taken, None)
        whole += len(words)
        if len(words) > inside and (len(words) > _LINK // 2 or _NO_LINK.search(words)):
            other += len(words) - inside
    return 1 - other / whole if whole else 0.0


def meets(taken: Sequence[Span], span: Span) -> bool:
    """Tell whether a span shares a character with one of those of the furniture, which are in text order."""
    # spans are compared by where they begin first, and none ends before the text
    index = bisect_left(taken, (span.end, -1)) - 1
    return index >= 0 and taken[index].end > span.start


def inside_lines(text: str) -> list[tuple[int, int]]:
    """Return what stands between the words of a line that are read without it, in text order.

    The feet of pages, with the blanks around them, and the tags of a page's source that change how words look.
    """
    found = [one.span() for one in _PAGES_INSIDE.finditer(text)] if "页" in text else []
    for one in _PAGE_INSIDE.finditer(text):
        start = one.start()
        while start and text[start - 1] in " \u3000":
            start -= 1
        if start and _BEFORE_PAGE.match(text, start - 1):
            found.append((start, one.end()))
    if "</" in text:
        found += [one.span() for one in _TAG_OF_WORDS.finditer(text)]
    return sorted(found)


def _parts(text: str) -> Iterator[Span]:
    """Yield the parts of lines that have a form of their own (浏览次数：1234次, 粤ICP备12345678号)."""
    for sign, form in _FORMS:
        if sign.search(text) is not None:
            yield from (Span(*found.span()) for found in form.finditer(text))
    yield from (Span(start, end) for start, end in inside_lines(text))


def _whole_lines(text: str, lines: Sequence[Span], words: _Words) -> Iterator[Span]:
    """Yield the lines that are furniture, and the code that begins a line."""
    is_noticed = any(notice in text for notice in _NOTICES)
    kinds = [_kind_of(text, line, words, is_noticed) for line in lines]
    _mark_lists(text, lines, kinds)
    _mark_navigation(text, lines, kinds)
    _mark_neighbours(text, lines, kinds)
    _mark_summary(text, lines, kinds)
    for line, kind in zip(lines, kinds, strict=True):
        if kind in ("furniture", "foot", "head"):
            yield line
        elif kind == "link" and (found := _counts_at_end(text, line)) is not None:
            yield found
        elif kind == "code":
            end = _end_of_code(text, line)
            if end > line.start:
                yield Span(line.start, end)


def _kind_of(text: str, line: Span, words: _Words, is_noticed: bool) -> _LineKind:
    """Return what a line looks like by itself; `is_noticed` tells whether the text has words of notices at all."""
    start, end = line
    if text[start] < "\x7f" and _CODE.match(text, start, end) and text[start:end].strip():
        return "code"
    if end - start > _LONGEST:
        return "prose"
    said = text[start:end]
    plain = said.strip()
    if not plain:
        return "other"
    if _PAGE_LINE.fullmatch(said):
        return "furniture"
    if plain.strip("：:>» |【】") in words.heads:
        return "head"
    if _DATE_LINE.fullmatch(said):
        return "date"
    by_parts = _kind_of_parts(plain, words)
    if by_parts is not None:
        return by_parts
    if _PATH.match(plain) or (
        is_noticed and (_COOKIES.search(plain) or (_NOTICE.search(plain) and not _is_sentence(plain)))
    ):
        return "foot" if words.foot.search(plain) else "furniture"
    if len(plain) <= _LINK and _SENTENCE_MARK.search(plain) is None:
        return "link"
    return "prose"


def _is_sentence(plain: str) -> bool:
    return plain.endswith("。") and len(plain) > _LINK // 2


def _kind_of_parts(plain: str, words: _Words) -> _LineKind | None:
    """Return what a line is that is made of links and labels alone; None where something else stands in it."""
    strong = weak = sections = 0
    at = _SEPARATORS.match(plain).end()  # type: ignore[union-attr]
    size = len(plain)
    while at < size:
        registered = _FORMS[0][1].match(plain, at)
        label = None if registered else words.label.match(plain, at)
        link = None if registered or label else words.link.match(plain, at)
        counter = None if registered or label else _COUNTER.match(plain, at)
        if registered or counter:
            strong, at = strong + 1, (registered or counter).end()  # type: ignore[union-attr]
        elif label:
            end = _end_of_value(plain, label, words)
            if end is None:
                return None
            strong, weak = (strong + 1, weak) if label["label"] in words.strong else (strong, weak + 1)
            at = end
        elif link:
            sections += link[0] in words.sections
            if link[0] in words.weak_links or link[0] in words.sections:
                weak += 1
            else:
                strong += 1
            at = link.end()
        elif between := _BETWEEN.match(plain, at):
            at = between.end()
        else:
            return None
        at = _SEPARATORS.match(plain, at).end()  # type: ignore[union-attr]
    if sections and strong == 0 and weak == sections:
        return "section"
    if strong or weak > 1:
        return "foot" if words.foot.search(plain) else "furniture"
    return "weak" if weak else None


def _end_of_value(plain: str, label: re.Match[str], words: _Words) -> int | None:
    """Return where the value of a label ends: before the next label, or with the line; None where it is a sentence."""
    following = words.label.search(plain, label.end())
    while following is not None and plain[following.start() - 1] not in " \t\u3000|｜】])）?，,;；:：":
        following = words.label.search(plain, following.end())
    end = following.start() if following else len(plain)
    value = plain[label.end() : end].strip(" \t\u3000?")
    if label["label"] in words.long:
        return None if len(value) > _MOST_OF_LONG_VALUE or "。" in value else end
    return None if len(value) > _MOST_OF_VALUE or _SENTENCE_MARK.search(value) else end


def _counts_at_end(text: str, line: Span) -> Span | None:
    """Return where the counters stand that a short line ends with, behind a title or alone; None where it has none."""
    if not _COUNTED_WORDS.search(text, *line):
        return None
    found = _COUNTS_AT_END.search(text, *line)
    return Span(*found.span()) if found else None


def _end_of_code(text: str, line: Span) -> int:
    """Return where the code ends that begins a line: with the line, or before the words of the report in it."""
    end = _CODE_GOES_ON.match(text, *line).end()  # type: ignore[union-attr]
    if len(_HAN.findall(text, end, line.end)) < _LINK // 2:
        return line.end
    closed = max(text.rfind(sign, line.start, end) for sign in ";})>")
    return closed + 1 if closed >= line.start else line.start


def _mark_lists(text: str, lines: Sequence[Span], kinds: list[_LineKind]) -> None:
    """Mark what follows the head of a list of links, or the foot of a site, and links that dates stand between."""
    prose = [place for place, kind in enumerate(kinds) if kind == "prose"]
    first, last = (prose[0], prose[-1]) if prose else (len(kinds), -1)
    inside = False
    for place, kind in enumerate(kinds):
        if kind == "head" or (kind == "foot" and place > last):
            inside = True
        elif kind == "prose" or not inside:
            inside = False
        elif kind in ("link", "date", "weak", "section", "other"):
            said = text[lines[place].start : lines[place].end].strip()
            # what stands before the report, or between its paragraphs, may be a title or a heading of it
            inside = "\t" not in said and (place > last or not (_TITLE if place < first else _OWN).search(said))
            if inside:
                kinds[place] = "furniture"
    dates = [place for place, kind in enumerate(kinds) if kind == "date"]
    for begin, end in _close(dates, 2):
        if sum(kind == "date" for kind in kinds[begin : end + 1]) >= _FEWEST_DATES:
            for place in range(begin, end + 1):
                if kinds[place] in ("link", "date"):
                    kinds[place] = "furniture"
    linked = [place for place, kind in enumerate(kinds) if kind == "link" and _is_dated_link(text, lines[place])]
    for begin, end in _close(linked, 1):
        if end - begin + 1 >= _FEWEST_DATES:
            kinds[begin : end + 1] = ["furniture"] * (end + 1 - begin)


def _is_dated_link(text: str, line: Span) -> bool:
    return _DATED_LINK.fullmatch(text, *line) is not None


def _close(places: Sequence[int], apart: int) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of each run of places of which two that follow are at most so far apart."""
    start = 0
    for place in range(1, len(places) + 1):
        if place == len(places) or places[place] - places[place - 1] > apart:
            yield places[start], places[place - 1]
            start = place


def _mark_navigation(text: str, lines: Sequence[Span], kinds: list[_LineKind]) -> None:
    """Mark the short lines among the names of a site's parts, before the report's first sentence or behind its last."""
    prose = [place for place, kind in enumerate(kinds) if kind == "prose"]
    first, last = (prose[0], prose[-1]) if prose else (len(kinds), len(kinds))
    for begin, end in ((0, first), (last + 1, len(kinds))):
        named = [place for place in range(begin, end) if kinds[place] in ("section", "furniture", "foot", "weak")]
        sections = sum(kinds[place] == "section" for place in named)
        if sections < _FEWEST_PARTS or named[-1] + 1 - named[0] > _ONE_LINE_IN * len(named):
            continue
        for place in range(begin, named[-1] + 1) if begin == 0 else range(named[0], end):
            said = text[lines[place].start : lines[place].end].strip()
            if kinds[place] in ("section", "weak") or (kinds[place] in ("link", "date") and not _TITLE.search(said)):
                kinds[place] = "furniture"


def _mark_neighbours(text: str, lines: Sequence[Span], kinds: list[_LineKind]) -> None:
    """Mark what is furniture beside furniture: weak labels, the number of a counter, and lines between two of code."""
    sure = ("furniture", "foot", "head", "code")
    for place in range(1, len(kinds)):
        label = text[slice(*lines[place - 1])].strip()
        if kinds[place - 1] != "furniture" or not label.endswith(("：", ":")):
            continue
        # the value of a label has a line for itself
        is_value = kinds[place] == "link" and (
            place + 1 == len(kinds) or kinds[place + 1] in sure or _BESIDE.match(label) is not None
        )
        if is_value or _NUMBER_LINE.fullmatch(text, *lines[place]):
            kinds[place] = "furniture"
    for order in (range(len(kinds)), range(len(kinds) - 1, -1, -1)):
        before: _LineKind = "other"
        for place in order:
            kind = kinds[place]
            if kind in ("weak", "section", "date") and before in sure:
                kinds[place] = "furniture"
            before = kinds[place]
    codes = [place for place, kind in enumerate(kinds) if kind == "code"]
    for first, last in _close(codes, 3):
        for place in range(first, last):
            if kinds[place] == "link" and _HAN.search(text, *lines[place]) is None:
                kinds[place] = "furniture"


def _mark_summary(text: str, lines: Sequence[Span], kinds: list[_LineKind]) -> None:
    """Mark the line that repeats the beginning of the report below 内容摘要."""
    for place in range(len(lines) - 1):
        if kinds[place] != "furniture" or len(said := text[slice(*lines[place])].strip()) > _SAME:
            continue
        if not _SUMMARY.match(said):
            continue
        begun, after = lines[place + 1]
        ends_with = "".join(_HAN.findall(text, begun, after))[-_SAME:]
        follows = "".join(_HAN.findall(text, after, after + 4 * (after - begun) + 400))
        if len(ends_with) == _SAME and ends_with in follows:
            kinds[place + 1] = "furniture"
        return


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans that are in order, those that touch or lie inside one another as one."""
    joined: list[Span] = []
    for span in spans:
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        elif span.end > span.start:
            joined.append(span)
    return tuple(joined)
