"""The markup of a web page as a tree of plain nodes; linear in its length, whatever it is, and it fetches nothing."""

import html
import re
from dataclasses import dataclass, field

# no page nests deeper to any purpose; below, what is found belongs to the last node that was let in
_DEEPEST = 200
# a tag longer than this is not looked through for quoted brackets
_LONGEST_TAG = 20_000


def names(listed: str) -> frozenset[str]:
    """Return the names of a line."""
    return frozenset(listed.split())


_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>""")
_MARK = re.compile(r"</?[a-zA-Z]|</")
_ATTRIBUTE = re.compile(
    r"""\b(id|class|name|property|content|charset|style|role)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.I
)
_HUGE_REFERENCE = re.compile(r"&#[0-9]{9,}|&#[xX][0-9a-fA-F]{8,}")
_VOID = names("area base br col embed hr img input link meta param source track wbr")
# their content is no text of the page
_OPAQUE = names("script style template noscript iframe noembed noframes svg math object select textarea xmp")
# what a start tag ends that was not ended
_ENDS = {
    "p": frozenset({"p"}),
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "td", "th"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
}
_END_P = names(
    "address article aside blockquote center div dl fieldset footer form h1 h2 h3 h4 h5 h6 header hr main nav ol pre "
    "section table ul"
)
_SCOPES = frozenset({"table", "div", "ul", "ol", "dl", "section", "article", "body"})


@dataclass(eq=False, slots=True)
class Node:
    """An element: its tag, the attributes that tell something, and what is in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Node | str]" = field(default_factory=list)


def parse(page: str) -> Node:
    """Read a page as browsers would read it for its text; scripts, styles and comments are left out."""
    root = Node("root")
    stack = [root]
    at, length = 0, len(page)
    while at < length:
        bracket = page.find("<", at)
        if bracket < 0:
            bracket = length
        if bracket > at:
            stack[-1].children.append(_text(page[at:bracket]))
        at = _markup(page, bracket, stack) if bracket < length else length
    return root


def _text(raw: str) -> str:
    # html.unescape would take the digits for a number as long as they are
    return html.unescape(_HUGE_REFERENCE.sub("\ufffd", raw)) if "&" in raw else raw


def _markup(page: str, at: int, stack: list[Node]) -> int:
    """Read what begins at a bracket; return where it ends."""
    if page.startswith("<!--", at):
        return _after(page, "-->", at + 4)
    if page.startswith(("<!", "<?"), at):
        return _after(page, ">", at)
    found = _TAG.match(page, at, at + _LONGEST_TAG)
    if found is None:
        if not _MARK.match(page, at):
            stack[-1].children.append("<")
            return at + 1
        # a quote that never ends, or a tag beyond all measure
        return _after(page, ">", at)
    closing, tag = found[1], found[2].lower()
    if closing:
        _close(stack, tag)
    elif tag in _OPAQUE or tag == "title":
        return _pass(page, tag, found.end(), stack)
    else:
        _open(stack, tag, found[3])
    return found.end()


def _after(page: str, mark: str, at: int) -> int:
    end = page.find(mark, at)
    return len(page) if end < 0 else end + len(mark)


def _pass(page: str, tag: str, at: int, stack: list[Node]) -> int:
    """Go past an element that markup does not count in, keeping the words of a title only."""
    end = re.compile(f"</{tag}", re.I).search(page, at)
    stop = end.start() if end else len(page)
    if tag == "title":
        stack[-1].children.append(Node(tag, {}, [_text(page[at:stop])]))
    return _after(page, ">", stop)


def _open(stack: list[Node], tag: str, attributes: str) -> None:
    ended = _ENDS.get(tag) or (frozenset({"p"}) if tag in _END_P else frozenset())
    for depth in range(len(stack) - 1, max(len(stack) - 6, 0), -1):
        if stack[depth].tag in ended:
            del stack[depth:]
            break
        if stack[depth].tag in _SCOPES:
            break
    told = {name.lower(): _text(value.strip("\"'")) for name, value in _ATTRIBUTE.findall(attributes[:4096])}
    node = Node(tag, told)
    stack[-1].children.append(node)
    if tag not in _VOID and len(stack) < _DEEPEST:
        stack.append(node)


def _close(stack: list[Node], tag: str) -> None:
    for depth in range(len(stack) - 1, 0, -1):
        if stack[depth].tag == tag:
            del stack[depth:]
            return
