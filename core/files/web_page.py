"""Web pages and web archives (.mht): the article as plain lines, with title, date and source apart; uses justhtml."""

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from itertools import islice

from justhtml import JustHTML
from justhtml.dom import Node as Parsed

from ..model.errors import ReportError
from ..model.report import About, Note
from .content import Content, damage
from .encoding import decode

# no page needs to nest deeper; what is deeper counts as content of the last node within the limit
_DEEPEST = 200


def names(listed: str) -> frozenset[str]:
    """Return the names listed in a line."""
    return frozenset(listed.split())


# elements whose content is no text of the page
_OPAQUE = names(
    "script style template noscript iframe noembed noframes svg math object select textarea xmp #comment !doctype"
)


@dataclass(eq=False, slots=True)
class Node:
    """An element: its tag, its attributes, and its content."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Node | str]" = field(default_factory=list)


def parse(page: str) -> Node:
    """Parse a page as browsers do (the HTML standard), for its text; nothing is fetched."""
    root = Node("root")
    # it is never shown as a page, so nothing has to be sanitised
    waiting: list[tuple[Parsed, Node, int]] = [(JustHTML(page, sanitize=False).root, root, 0)]
    while waiting:
        parsed, node, depth = waiting.pop()
        inner: list[tuple[Parsed, Node, int]] = []
        for child in parsed.children or ():
            if child.name == "#text":
                node.children.append(str(child.data))
            elif child.name not in _OPAQUE:
                inner.append((child, _let_in(child, node, depth), depth + 1))
        waiting += reversed(inner)
    return root


def _let_in(parsed: Parsed, parent: Node, depth: int) -> Node:
    if depth >= _DEEPEST:
        return parent
    node = Node(parsed.name, {name: value or "" for name, value in (parsed.attrs or {}).items()})
    parent.children.append(node)
    return node


_BLOCKS = names(
    "address article aside blockquote body caption center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hr html li main nav ol p pre root section table tbody tfoot thead tr ul"
)
_DROPPED = names("nav footer aside form button head")
_DROPPED_NAME = re.compile(
    r"(?:^|[-_\s])(?:nav\w*|menu|breadcrumbs?|crumbs?|footer|foot|copyright|share\w*|sidebar|side|related|recommend\w*|"
    r"comments?|pager|pagination|toolbar|qrcode|ewm|search|login|topbar|top-bar|weizhi|dqwz|ads?)(?:$|[-_\s])",
    re.I,
)
# the class names and ids that government sites give to an article
_ARTICLE_NAME = re.compile(
    r"(?:^|\s)(?:UCAP-CONTENT|TRS_(?:Editor|UEDITOR)\w*|js_content|zoom|article-?content|pages_content|"
    r"mw-content-text|content_?text|articlecontent|xxgk_content|news_content)(?:$|\s)",
    re.I,
)
# an article has at least this share of a page's text outside links; otherwise the whole page is taken
_MOST = 0.8
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u2018-\u201d\U00020000-\U0003ffff"
_SOURCE_BREAK = re.compile(rf"(?<=[{_WIDE}])[ \t]*[\r\n][ \t\r\n]*(?=[{_WIDE}])")
_BLANKS = re.compile(r"[ \t\r\n\f\xa0]+")
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


def article(page: str, name: str, encoding: str, notes: tuple[Note, ...] = ()) -> Content:
    """Return the article of a decoded page."""
    root = parse(page)
    body = _trim(root)
    main = _article(body)
    lines = list(_lines(main))
    if not any(line.strip() for line in lines):
        main = root
        lines = list(_lines(_bare(root)))
    if not any(line.strip() for line in lines):
        raise ReportError("{name} holds no text of its own; save the complete page, or its text as .txt.", name=name)
    about = _about(root, lines)
    if about.title and _squeezed(about.title) not in _squeezed("".join(lines[:12])):
        lines.insert(0, about.title)
    left = _weights(root)[root] - _weights(main)[main]
    if left > 0.1 * sum(map(len, lines)):
        notes += (Note("{number} characters outside the article were left out.", left),)
    return Content("\n".join(lines) + "\n", encoding, notes, about)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _elements(root: Node) -> Iterator[Node]:
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        stack += [child for child in reversed(node.children) if isinstance(child, Node)]


def _trim(root: Node) -> Node:
    """Return a copy of a page without its navigation, unless that is most of the page."""
    weights = _weights(root)
    whole = weights[root]

    def copy(node: Node) -> Node:
        kept: list[Node | str] = []
        for child in node.children:
            if isinstance(child, str):
                kept.append(child)
            elif (
                child.tag in _DROPPED
                or child.tag == "title"
                or (_is_beside_article(child) and weights[child] < whole / 5)
            ):
                continue
            elif "display:none" not in child.attributes.get("style", "").replace(" ", "").lower():
                kept.append(copy(child))
        return Node(node.tag, node.attributes, kept)

    return copy(root)


def _bare(root: Node) -> Node:
    kept = [child for child in root.children if isinstance(child, str) or child.tag not in ("head", "title")]
    return Node(root.tag, {}, kept)


def _is_beside_article(node: Node) -> bool:
    names = f"{node.attributes.get('id', '')} {node.attributes.get('class', '')}"
    return node.attributes.get("role") in ("navigation", "banner", "contentinfo") or bool(_DROPPED_NAME.search(names))


def _weights(root: Node) -> dict[Node, int]:
    """Return how many characters outside links a node, and each node in it, has."""
    weights: dict[Node, int] = {}
    for node in reversed(list(_elements(root))):
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
        for node in _elements(body)
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


def _lines(root: Node) -> Iterator[str]:
    """Yield the lines a node shows: blocks and breaks begin a line, the cells of a row are set apart by tabs."""
    pieces: list[str] = []
    stack: list[Node | str] = [root]
    while stack:
        part = stack.pop()
        if isinstance(part, str):
            pieces.append(part)
        elif part.tag == "br":
            pieces.append("\x00")
        elif part.tag in ("td", "th"):
            # the content of a cell is one line
            pieces.append(" ".join(filter(None, (_tidy(line) for line in _cell(part)))) + "\x01")
        else:
            mark = ["\x00"] if part.tag in _BLOCKS else []
            stack += [*mark, *reversed(part.children), *mark]
    for line in "".join(pieces).split("\x00"):
        tidy = "\t".join(_tidy(cell) for cell in line.rstrip("\x01").split("\x01"))
        if tidy.strip():
            yield tidy


def _cell(node: Node) -> list[str]:
    return list(_lines(Node("div", {}, node.children)))


def _tidy(text: str) -> str:
    return _BLANKS.sub(" ", _SOURCE_BREAK.sub("", text)).strip()


def _about(root: Node, lines: list[str]) -> About:
    about = {
        (node.attributes.get("name") or node.attributes.get("property", "")).lower(): node.attributes.get("content", "")
        for node in _elements(root)
        if node.tag == "meta"
    }
    headings = [_shown(node) for node in _elements(root) if node.tag == "h1"]
    titles = [_shown(node) for node in _elements(root) if node.tag == "title"]
    named = next((about[name] for name in _TITLES if about.get(name)), "")
    title = named or next(filter(None, headings), "") or _SITE.sub("", next(filter(None, titles), ""))
    shown = _tidy(" ".join(_lines(root)))[:200_000]
    dated = next((about[name] for name in _DATES if about.get(name)), "") or next(iter(_DATE_WORDS.findall(shown)), "")
    source = next((about[name] for name in _SOURCES if about.get(name)), "")
    source = source or next(iter(_SOURCE_WORDS.findall(shown)), "")
    found = _DATE.search(dated)
    date = f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else ""
    return About(_tidy(title)[:200], date, _tidy(source)[:80])


def _shown(node: Node) -> str:
    return _tidy(" ".join(_lines(Node("div", {}, node.children))))


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
