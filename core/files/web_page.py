"""Web pages and web archives (.mht): the article as plain lines, with title, date and source apart."""

import email
import re
from email.message import Message
from itertools import islice

from ..model.errors import ReportError
from ..model.report import About, Note
from .content import Content, damage, left_out
from .encoding import decode
from .page_lines import lines, tidy
from .page_tree import Node, elements, names, parse, shown

_DROPPED = names("nav footer aside button head title")
_DROPPED_NAME = re.compile(
    r"(?:^|[-_\s])(?:nav\w*|menu|breadcrumbs?|crumbs?|footer|foot|copyright|share\w*|sidebar|side|related|recommend\w*|"
    r"comments?|pager|pagination|toolbar|qrcode|ewm|search|login|topbar|top-bar|weizhi|dqwz|ads?)(?:$|[-_\s])",
    re.I,
)
# the class names and ids that government sites give to an article
_ARTICLE_NAME = re.compile(
    r"(?:^|\s)(?:UCAP-CONTENT|TRS_(?:Editor|UEDITOR)\w*|js_content|zoom|article-?content|pages_content|"
    r"mw-content-text|content_?text|articlecontent|xxgk_content|news_content|v_news_content|vsb_content\w*|"
    r"J-lemma-content|reader-txt-layer|rich_media_content)(?:$|\s)",
    re.I,
)
# an article has at least this share of a page's text outside links; otherwise the whole page is taken
_MOST = 0.8
_DATE = re.compile(r"(\d{4})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})")
_DATE_WORDS = re.compile(
    r"(?:发布时间|发布日期|日期|时间|發布時間|發布日期)\s*[:：]\s*(\d{4}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2})"
)
_SOURCE_WORDS = re.compile(r"(?:信息来源|文章来源|来源|來源)\s*[:：]\s*([^\s|｜，。、]{2,40})")
_SITE = re.compile(r"\s*[-_|｜—–>]{1,2}\s*[^-_|｜—–>]*$")
_TITLES = ("articletitle", "og:title", "title")
_DATES = ("pubdate", "article:published_time", "publishdate", "date", "dc.date")
_SOURCES = ("contentsource", "source", "author:site", "og:site_name", "sitename")


def read_page(data: bytes, name: str, encoding: str = "") -> Content:
    """Read a web page's article; raise ReportError where it has no text."""
    page, found, damaged = decode(data, name, encoding)
    return article(page, name, found, damage(damaged))


def read_whole_page(data: bytes, name: str) -> Content:
    """Read all that a page shows, as one that is part of another document: nothing stands beside its article."""
    page, found, damaged = decode(data, name, "")
    root = shown(parse(page))
    body = next((one for one in elements(root) if one.tag == "body"), root)
    notes = damage(damaged) + left_out(sum(one.left_out for one in elements(body)))
    return Content("\n".join(lines(body)) + "\n", found, notes)


def article(page: str, name: str, encoding: str, notes: tuple[Note, ...] = ()) -> Content:
    """Return the article of a decoded page."""
    parsed = parse(page)
    root = shown(parsed)
    main = _article(_trim(root))
    text = list(lines(main))
    if not text:
        main = root = parsed
        text = list(lines(_bare(root)))
    if not text:
        raise ReportError("{name} holds no text of its own; save the complete page, or its text as .txt.", name=name)
    about = _about(root)
    if about.title and _squeezed(about.title) not in _squeezed("".join(text[:12])):
        text.insert(0, about.title)
    left = _weights(root)[root] - _weights(main)[main]
    if left > 0.1 * sum(map(len, text)):
        notes += (Note("{number} characters outside the article were left out.", left),)
    return Content(
        "\n".join(text) + "\n", encoding, notes + left_out(sum(one.left_out for one in elements(main))), about
    )


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _trim(root: Node) -> Node:
    """Return a copy of a page without its navigation, unless that is most of the page."""
    weights = _weights(root)
    whole = weights[root]

    def copy(node: Node) -> Node:
        kept: list[Node | str] = []
        for child in node.children:
            if isinstance(child, str):
                kept.append(child)
            elif child.tag not in _DROPPED and not (_is_beside_article(child) and weights[child] < whole / 5):
                kept.append(copy(child))
        return Node(node.tag, node.attributes, kept, node.look, node.left_out)

    return copy(root)


def _bare(root: Node) -> Node:
    kept = [child for child in root.children if isinstance(child, str) or child.tag not in ("head", "title")]
    return Node(root.tag, {}, kept)


def _is_beside_article(node: Node) -> bool:
    names = f"{node.attributes.get('id', '')} {node.attributes.get('class', '')}"
    role = node.attributes.get("role")
    # some sites have the whole page in a form
    is_form = node.tag == "form"
    return is_form or role in ("navigation", "banner", "contentinfo") or bool(_DROPPED_NAME.search(names))


def _weights(root: Node) -> dict[Node, int]:
    """Return how many characters outside links a node, and each node in it, has."""
    weights: dict[Node, int] = {}
    for node in reversed(list(elements(root))):
        if node.tag in ("a", "title", "head"):
            weights[node] = 0
        else:
            weights[node] = sum(len(part.strip()) if isinstance(part, str) else weights[part] for part in node.children)
    return weights


def _article(body: Node) -> Node:
    """Return the node that holds the article: one named for it, else the innermost one that has most of the text."""
    weights = _weights(body)
    whole = weights[body]
    named = [
        node
        for node in elements(body)
        if _ARTICLE_NAME.search(node.attributes.get("id", "")) or _ARTICLE_NAME.search(node.attributes.get("class", ""))
    ]
    best = max(named, key=lambda node: weights[node], default=body)
    if named and weights[best] > whole / 2:
        return best
    best = body
    while True:
        inner = [child for child in best.children if isinstance(child, Node)]
        heavy = next((child for child in inner if weights[child] > _MOST * whole), None)
        if heavy is None or heavy.tag in ("p", "span", "font", "b", "strong"):
            return best
        best = heavy


def _about(root: Node) -> About:
    about = {
        (node.attributes.get("name") or node.attributes.get("property", "")).lower(): node.attributes.get("content", "")
        for node in elements(root)
        if node.tag == "meta"
    }
    headings = [_shown(node) for node in elements(root) if node.tag == "h1"]
    titles = [_shown(node) for node in elements(root) if node.tag == "title"]
    named = next((about[name] for name in _TITLES if about.get(name)), "")
    title = named or next(filter(None, headings), "") or _SITE.sub("", next(filter(None, titles), ""))
    shown = tidy(" ".join(lines(root)))[:200_000]
    dated = next((about[name] for name in _DATES if about.get(name)), "") or next(iter(_DATE_WORDS.findall(shown)), "")
    source = next((about[name] for name in _SOURCES if about.get(name)), "")
    source = source or next(iter(_SOURCE_WORDS.findall(shown)), "")
    found = _DATE.search(dated)
    date = f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else ""
    return About(tidy(title)[:200], date, tidy(source)[:80])


def _shown(node: Node) -> str:
    return tidy(" ".join(lines(Node("div", {}, node.children))))


_MOST_PARTS = 5_000


def read_mail(data: bytes, name: str, encoding: str = "") -> Content:
    """Read the page of a web archive, or its plain text if it has no page; raise ReportError where it has neither."""
    try:
        message = email.message_from_bytes(data)
        parts = list(islice(message.walk(), _MOST_PARTS))
    except RecursionError as error:
        raise ReportError("{name} holds no page; save the page again, as HTML.", name=name) from error
    plain = b""
    for part in parts:
        kind = part.get_content_type()
        if kind in ("text/html", "application/xhtml+xml"):
            page = _payload(part)
            if page.strip():
                return read_page(page, name, encoding)
        if kind == "text/plain" and not plain:
            plain = _payload(part)
    if not plain.strip() or not message.keys():
        raise ReportError("{name} holds no page; save the page again, as HTML.", name=name)
    text, found, damaged = decode(plain, name, encoding)
    return Content(text, found, damage(damaged))


def _payload(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return b""
    return payload if isinstance(payload, bytes) else b""
