"""A web page's markup as a tree of nodes that know how they are shown; uses justhtml, by the HTML standard."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from justhtml import JustHTML
from justhtml.dom import Node as Parsed

from .raised_text import Place

# no page needs to nest deeper; what is deeper counts as content of the last node within the limit
_DEEPEST = 200


def names(listed: str) -> frozenset[str]:
    """Return the names listed in a line."""
    return frozenset(listed.split())


# elements whose content is no text of the page; and the phonetic guide of a ruby, the source of a formula
_OPAQUE = names(
    "script style template noscript iframe noembed noframes svg object select textarea xmp canvas audio video datalist "
    "rt rp annotation annotation-xml #comment !doctype"
)
_BLOCKS = names(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html legend li listing main nav ol p pre root section summary ul caption"
)

Display = Literal["inline", "spaced", "block", "table", "rows", "row", "cell"]
"""How an element is placed: `spaced` is in the line with a blank on both sides, `rows` is a group of a table's rows."""
_OF_TAG: dict[str, Display] = {
    "table": "table", "tbody": "rows", "thead": "rows", "tfoot": "rows", "tr": "row", "td": "cell", "th": "cell",
    **dict.fromkeys(_BLOCKS, "block"),
}  # fmt: skip
_OF_STYLE: dict[str, Display] = {
    "table": "table", "table-row-group": "rows", "table-header-group": "rows", "table-footer-group": "rows",
    "table-row": "row", "table-cell": "cell", "inline": "inline",
    **dict.fromkeys(("block", "flow-root", "list-item", "flex", "grid", "table-caption"), "block"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """How the text of an element is shown; all but `display` and `is_gone` hold for what is in it, too."""

    display: Display = "block"
    place: Place = "line"
    is_gone: bool = False
    """It is struck out or not shown, with all that is in it."""
    has_no_size: bool = False
    is_invisible: bool = False
    keeps_breaks: bool = False
    """A line break in the source is one of the text."""
    has_ground: bool = False
    """It, or what it is in, has a colour or a picture behind it."""
    is_white: bool = False
    """It says of itself that it is white; this alone does not hold for what is in it."""

    @property
    def hides_text(self) -> bool:
        """Whether its own text cannot be seen; an element in it may have a size of its own."""
        return self.has_no_size or self.is_invisible


@dataclass(eq=False, slots=True)
class Node:
    """An element: its tag, its attributes, its content, how it is shown, and how much of it was left out."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Node | str]" = field(default_factory=list)
    look: Look = Look()
    left_out: int = 0


def parse(page: str) -> Node:
    """Parse a page as browsers do, for its text; nothing is fetched."""
    root = Node("root")
    # it is never shown as a page, so nothing has to be sanitised
    parsed_root = JustHTML(page, sanitize=False).root
    styles = Styles(_sheets(parsed_root))
    waiting: list[tuple[Parsed, Node, int]] = [(parsed_root, root, 0)]
    while waiting:
        parsed, node, depth = waiting.pop()
        inner: list[tuple[Parsed, Node, int]] = []
        for child in parsed.children or ():
            if child.name == "#text":
                node.children.append(str(child.data))
            elif child.name not in _OPAQUE:
                inner.append((child, _let_in(child, node, depth, styles), depth + 1))
        for (_, part, _), place in zip(inner, _MATHS.get(node.tag, ()), strict=False):
            part.look = replace(part.look, place=place)
        waiting += reversed(inner)
    return root


def _let_in(parsed: Parsed, parent: Node, depth: int, styles: "Styles") -> Node:
    if depth >= _DEEPEST:
        return parent
    attributes = {name: value or "" for name, value in (parsed.attrs or {}).items()}
    look = _look(parsed.name, attributes, parent.look, styles.of(parsed.name, attributes))
    node = Node(parsed.name, attributes, [], look)
    parent.children.append(node)
    return node


def _sheets(parsed_root: Parsed) -> Iterator[str]:
    waiting = [parsed_root]
    while waiting:
        parsed = waiting.pop()
        if parsed.name == "style":
            yield "".join(str(child.data) for child in parsed.children or () if child.name == "#text")
        waiting += reversed(parsed.children or ())


def elements(root: Node) -> Iterator[Node]:
    """Yield a node and all nodes in it, in the order of the page."""
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        stack += [child for child in reversed(node.children) if isinstance(child, Node)]


def shown(root: Node) -> Node:
    """Return a copy without what is struck out or hidden; most of a page is never hidden: a script will show it."""
    sizes: dict[Node, int] = {}
    for node in reversed(list(elements(root))):
        sizes[node] = sum(len(part.strip()) if isinstance(part, str) else sizes[part] for part in node.children)

    def copy(node: Node) -> Node:
        kept: list[Node | str] = []
        left_out = 0
        for child in node.children:
            if isinstance(child, str):
                if node.look.hides_text:
                    left_out += len(child.strip())
                else:
                    kept.append(child)
            elif (child.look.is_gone or _is_white_on_white(child, node)) and sizes[child] <= sizes[root] / 2:
                left_out += sizes[child]
            else:
                kept.append(copy(child))
        return Node(node.tag, node.attributes, kept, node.look, left_out)

    return copy(root)


def _is_white_on_white(node: Node, parent: Node) -> bool:
    """Tell whether a node is white amid text that is not, where nothing says that it has another ground."""
    return (
        node.look.is_white
        and node.look.display == "inline"
        and not (node.look.has_ground or parent.look.is_white or parent.tag == "th" or node.attributes.get("class"))
        and any(isinstance(part, str) and part.strip() for part in parent.children)
    )


# CSS: what hides a text, what strikes it out, and where in the line it stands
_READ = names(
    "display visibility font font-size text-decoration text-decoration-line vertical-align opacity color background "
    "background-color white-space mso-hide mso-text-raise left top text-indent clip clip-path "
    "overflow height max-height"
)
# WeChat hides its articles until a script has run
_SHOWN_LATER = names("js_content")
_NO_SIZE = re.compile(r"0*\.?0+(?:[a-z]+|%)?(?:/.*)?")
_RELATIVE_SIZE = re.compile(r".*(?:em|%|inherit|smaller|larger)")
_FAR_AWAY = re.compile(r"-[0-9]{4,}(?:\.[0-9]+)?(?:px|pt|em)?")
_CLIPPED = re.compile(r"rect\((?:[\s,]*[01](?:px)?){4}\s*\)|inset\((?:50|100)%.*")
_WHITE = re.compile("white|#?f{3}(?:f{3})?|rgb.255,255,255.")
_GROUNDS = ("background", "background-color", "bgcolor")
_NO_GROUND = names("none transparent inherit initial unset")
_NO_COLOUR = re.compile(r"transparent|[a-z]+a\([^)]*[,/]\s*0\)")
_STRUCK = names("s strike del")
# the elements that are shown otherwise than what they stand in, beside blocks and tables
_SHOWN_OTHERWISE = _STRUCK | names("sup sub dialog pre listing")
# the names that the widespread style sheets give to what is not seen
_HEIGHTS = ("height", "max-height")
_UNSEEN = names("hidden d-none sr-only visually-hidden visuallyhidden")
_RAISE = re.compile(r"(-?)[2-9](?:\.[0-9]+)?pt")
_MATHS: Mapping[str, tuple[Place, ...]] = {
    "msup": ("line", "raised"),
    "msub": ("line", "lowered"),
    "msubsup": ("line", "lowered", "raised"),
}


def _look(tag: str, attributes: Mapping[str, str], around: Look, said: Mapping[str, str]) -> Look:
    """Return how an element is shown, by its tag, its attributes, and what styles say of it."""
    if attributes.get("id") in _SHOWN_LATER:
        said = {name: value for name, value in said.items() if name not in ("visibility", "opacity", "display")}
    if not said and not attributes and tag not in _SHOWN_OTHERWISE:
        display = _OF_TAG.get(tag, "inline")
        place: Place = around.place if display == "inline" else "line"
        if display == around.display and place == around.place and not (around.is_gone or around.is_white):
            return around
        return Look(
            display, place, False, around.has_no_size, around.is_invisible, around.keeps_breaks, around.has_ground
        )
    written = said.get("display", "")
    display = _OF_STYLE.get(written, _OF_TAG.get(tag, "inline"))
    if written.startswith("inline-"):
        display = "spaced" if tag in _OF_TAG else "inline"
    align = said.get("vertical-align", "")
    place = around.place if display == "inline" else "line"
    if display == "inline" and (align == "super" or (tag == "sup" and align in ("", "top"))):
        place = "raised"
    elif display == "inline" and (align == "sub" or (tag == "sub" and align in ("", "bottom"))):
        place = "lowered"
    raised = _RAISE.fullmatch(said.get("mso-text-raise", ""))
    if raised is not None and "font-size" in said:
        place = "lowered" if raised[1] else "raised"
    space = said.get("white-space", "")
    return Look(
        display,
        place,
        is_gone=_is_gone(tag, attributes, said),
        has_no_size=_has_no_size(said, around),
        is_invisible=said["visibility"] in ("hidden", "collapse") if "visibility" in said else around.is_invisible,
        keeps_breaks=space.startswith(("pre", "break")) if space else tag in ("pre", "listing") or around.keeps_breaks,
        has_ground=around.has_ground
        or any(_is_ground(said.get(name, attributes.get(name, "none"))) for name in _GROUNDS),
        is_white=_is_white(said.get("color", attributes.get("color", ""))),
    )


def _is_white(colour: str) -> bool:
    return _WHITE.fullmatch("".join(colour.lower().split())) is not None


def _is_ground(said: str) -> bool:
    return said.lower() not in _NO_GROUND and not _is_white(said)


def _is_gone(tag: str, attributes: Mapping[str, str], said: Mapping[str, str]) -> bool:
    ground = said.get("background-color") or said.get("background", "")
    return (
        tag in _STRUCK
        or ("hidden" in attributes and "display" not in said)
        or (tag == "dialog" and "open" not in attributes)
        or said.get("display") == "none"
        or "line-through" in said.get("text-decoration-line", said.get("text-decoration", ""))
        or said.get("mso-hide") == "all"
        or bool(_NO_SIZE.fullmatch(said.get("opacity", "")))
        or bool(_NO_COLOUR.fullmatch(said.get("color", "")))
        or (said.get("overflow") == "hidden" and any(_NO_SIZE.fullmatch(said.get(name, "")) for name in _HEIGHTS))
        or not _UNSEEN.isdisjoint(attributes.get("class", "").split())
        or (bool(ground) and said.get("color") == ground)
        or any(_FAR_AWAY.fullmatch(said.get(name, "")) for name in ("left", "top", "text-indent"))
        or any(_CLIPPED.fullmatch(said.get(name, "")) for name in ("clip", "clip-path"))
    )


def _has_no_size(said: Mapping[str, str], around: Look) -> bool:
    size = said.get("font-size") or said.get("font", "")
    if not size or _RELATIVE_SIZE.fullmatch(size):
        return around.has_no_size
    return bool(_NO_SIZE.fullmatch(size))


# a style sheet of more rules than this is of no page that a report is on
_MOST_RULES = 20_000
_SELECTOR = re.compile(r"([a-z][a-z0-9]*|\*)?(?:([.#])([\w-]+))?")
_REMARK = re.compile(r"/\*.*?\*/|<!--|-->", re.S)


class Styles:
    """What the style sheets within a page, and the elements themselves, say of how elements are shown.

    Of selectors only those of one element are read (sup, .note, p.note, #note); what needs its surroundings, a script
    or a printer is passed over.
    """

    def __init__(self, sheets: Iterator[str]) -> None:
        self._rules: dict[tuple[str, str], dict[str, str]] = {}
        for sheet in sheets:
            self._read(_REMARK.sub("", sheet))

    def of(self, tag: str, attributes: Mapping[str, str]) -> dict[str, str]:
        """Return what is said of an element, by property."""
        said: dict[str, str] = {}
        if self._rules:
            keys = ["", *(f".{name}" for name in attributes.get("class", "").split()), f"#{attributes.get('id', '')}"]
            for key in keys:
                said |= self._rules.get(("", key), {}) | self._rules.get((tag, key), {})
        if attributes.get("style"):
            said |= _declared(attributes["style"])
        return said

    def _read(self, sheet: str) -> None:
        depth, selectors = 0, ""
        for part in re.split(r"([{}])", sheet):
            if part == "{":
                depth += 1
            elif part == "}":
                depth = max(0, depth - 1)
            elif depth == 0:
                # a rule of the sheet itself, such as @charset, ends before the next one's selectors
                selectors = part.rpartition(";")[2]
            elif depth == 1 and len(self._rules) < _MOST_RULES and "@" not in selectors:
                self._add(selectors, _declared(part))

    def _add(self, selectors: str, declared: dict[str, str]) -> None:
        if not declared:
            return
        for selector in selectors.split(","):
            found = _SELECTOR.fullmatch(selector.strip().lower() if "." not in selector else selector.strip())
            if found is not None and selector.strip():
                tag = (found[1] or "").replace("*", "").lower()
                self._rules.setdefault((tag, f"{found[2] or ''}{found[3] or ''}"), {}).update(declared)


def _declared(style: str) -> dict[str, str]:
    """Return what is declared, by property, of what is read here."""
    declared = {}
    for one in (_REMARK.sub("", style) if "/*" in style else style).split(";"):
        name, _, value = one.partition(":")
        name = name.strip().lower()
        if name in _READ:
            declared[name] = value.partition("!")[0].strip().lower()
    return declared
