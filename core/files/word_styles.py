"""The styles of a Word document: what is hidden, struck out, raised or in a list by its paragraph's or run's style."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple
from xml.etree import ElementTree

from .raised_text import Place

# a style that is based on more than these says nothing more
_DEEPEST = 20
_OFF = ("0", "false", "off")
_WHITE = "FFFFFF"
_WHOLE, _SMALLER = re.compile("-?[0-9]{1,4}"), 0.85


def local(element: ElementTree.Element) -> str:
    """Return an element's name without its namespace: Word has two, of which one is for strict documents."""
    return str(element.tag).rpartition("}")[2]


def children(element: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    """Yield the children of a name."""
    return (one for one in element if local(one) == name)


def child(element: ElementTree.Element | None, *names: str) -> ElementTree.Element | None:
    """Return the first child of a name, the first child of that of the next name, and so on; None if there is none."""
    for name in names:
        element = next(children(element, name), None) if element is not None else None
    return element


def value(element: ElementTree.Element | None, attribute: str = "val") -> str:
    """Return an attribute, whatever its namespace; "" if there is none."""
    if element is None:
        return ""
    return next((text for name, text in element.items() if name.rpartition("}")[2] == attribute), "")


def truth(element: ElementTree.Element | None) -> bool:
    """Return whether a property is there and not switched off."""
    return element is not None and value(element) not in _OFF


@dataclass(frozen=True, slots=True)
class TextLook:
    """How the text of a run is shown."""

    is_hidden: bool = False
    is_struck: bool = False
    is_struck_twice: bool = False
    place: Place = "line"
    size: int = 20
    """In half points; Word's own is 20."""
    shift: int = 0
    """How far it stands above the line, in half points."""
    is_white: bool = False
    has_ground: bool = False
    """Whether it has a colour behind it of its own."""

    @property
    def is_left_out(self) -> bool:
        """Whether no reader takes it for text."""
        return self.is_hidden or self.is_struck or self.is_struck_twice

    def place_beside(self, size: int) -> Place:
        """Return its place beside text of a size: LibreOffice writes raised text as shifted and smaller."""
        if self.place == "line" and self.size <= _SMALLER * size and (self.shift >= 4 or self.shift <= -2):
            return "raised" if self.shift > 0 else "lowered"
        return self.place

    def with_property(self, tag: str, said: str) -> "TextLook":
        """Return it with a property of a run, by the property's name and value."""
        if tag == "vertAlign":
            place: Place = "raised" if said == "superscript" else "lowered" if said == "subscript" else "line"
            return replace(self, place=place)
        if tag in ("sz", "position") and _WHOLE.fullmatch(said):
            return replace(self, size=int(said)) if tag == "sz" else replace(self, shift=int(said))
        if tag == "color":
            return replace(self, is_white=said.upper() == _WHITE)
        if tag in ("shd", "highlight"):
            return replace(self, has_ground=True)
        is_on = said not in _OFF
        if tag == "vanish":
            return replace(self, is_hidden=is_on)
        if tag == "strike":
            return replace(self, is_struck=is_on)
        return replace(self, is_struck_twice=is_on) if tag == "dstrike" else self


def _with_properties(look: TextLook, properties: ElementTree.Element | None) -> TextLook:
    for said in properties if properties is not None else ():
        look = look.with_property(local(said), value(said))
    return look


class ListPlace(NamedTuple):
    """A list by its number, and a level in it; "" where nothing is said."""

    number: str = ""
    level: str = ""


class Styles:
    """The styles of a document by their ids, each with what it takes from those that it is based on."""

    def __init__(self, root: ElementTree.Element | None = None) -> None:
        found = list(children(root, "style")) if root is not None else []
        self._styles = {value(style, "styleId"): style for style in found}
        usual = (
            one for one in found if value(one, "type") == "paragraph" and value(one, "default") in ("1", "true", "on")
        )
        self._usual = value(next(usual, None), "styleId")
        self._known: dict[tuple[str, TextLook], TextLook] = {}
        self._of_paragraphs: dict[str, TextLook] = {}
        self._plain = _with_properties(TextLook(), child(root, "docDefaults", "rPrDefault", "rPr"))

    def of_paragraph(self, style: str) -> TextLook:
        """Return how the text of a paragraph in a style is shown, "" being the usual one."""
        if style not in self._of_paragraphs:
            self._of_paragraphs[style] = self.look(style or self._usual, self._plain)
        return self._of_paragraphs[style]

    def look(self, style: str, around: TextLook) -> TextLook:
        """Return how a text in a style is shown that is otherwise shown as `around`."""
        key = style, around
        if key not in self._known:
            for one in reversed(list(self._line(style))):
                around = _with_properties(around, child(one, "rPr"))
            self._known[key] = around
        return self._known[key]

    def list_of(self, style: str) -> ListPlace:
        """Return the list that paragraphs in a style belong to."""
        number = level = ""
        for one in self._line(style):
            listed = child(one, "pPr", "numPr")
            number = number or value(child(listed, "numId"))
            level = level or value(child(listed, "ilvl"))
        return ListPlace(number, level)

    def _line(self, style: str) -> Iterator[ElementTree.Element]:
        """Yield a style, the one it is based on, and so on."""
        for _ in range(_DEEPEST):
            one = self._styles.get(style)
            if one is None:
                return
            yield one
            style = value(child(one, "basedOn"))


def read_styles(data: bytes) -> Styles:
    """Return the styles of a document, from a part that was checked to be XML without a document type."""
    return Styles(ElementTree.fromstring(data))
