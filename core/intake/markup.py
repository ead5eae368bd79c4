"""The markup of a web page as a tree of plain nodes, those only that show text or tell of the page."""

from dataclasses import dataclass, field

from justhtml import JustHTML
from justhtml.dom import Node as Parsed

# no page nests deeper to any purpose; below, what is found belongs to the last node that was let in
_DEEPEST = 200


def names(listed: str) -> frozenset[str]:
    """Return the names of a line."""
    return frozenset(listed.split())


# their content is no text of the page
_OPAQUE = names(
    "script style template noscript iframe noembed noframes svg math object select textarea xmp #comment !doctype"
)


@dataclass(eq=False, slots=True)
class Node:
    """An element: its tag, its attributes, and what is in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Node | str]" = field(default_factory=list)


def parse(page: str) -> Node:
    """Read a page as browsers read it (the HTML standard's parsing), for its text; nothing is fetched."""
    root = Node("root")
    # nothing of it is ever shown as a page, so nothing needs to be made safe
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
