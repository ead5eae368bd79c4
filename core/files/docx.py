"""Word documents: the parts of the package and what they refer to; each part's text is read by `docx_body.py`."""

import posixpath
import zipfile
from collections.abc import Callable
from typing import NamedTuple

from ..model.errors import ReportError
from ..model.report import NO_ABOUT, About, Note
from .content import Content, left_out
from .docx_body import Body, NoteMarks, parse, parser_of
from .file_kind import kind_of
from .list_numbers import Numbering, read_numbering
from .word_styles import Styles, read_styles
from .zipped import PART_LIMIT, opened, read_part

_DOCUMENT, _CORE = "word/document.xml", "docProps/core.xml"
# documents within a document: how many are read, altogether no more than one part may have
_MOST_INSERTED = 200

Insert = Callable[[bytes, str], Content | None]
"""Reads a document that is kept within another one, by its bytes and its name; None where it cannot be read."""


class _Relation(NamedTuple):
    kind: str
    target: str
    is_outside: bool


def read_docx(data: bytes, name: str, encoding: str = "", insert: Insert = lambda _, __: None) -> Content:
    """Read a Word document; raise ReportError where it is damaged, harmful or without text.

    What is inserted from other documents is read by `insert`; what cannot be read is counted in a note.
    """
    with opened(data, name) as packed:
        package = _Package(packed, name)
        main = package.main()
        related = package.relations(main)
        styles = read_styles(part) if (part := package.checked(related, "styles")) else Styles()
        numbers = package.checked(related, "numbering")
        numbering = read_numbering(numbers, styles) if numbers else Numbering({}, {}, styles)
        marks, inserted = NoteMarks(), _Inserted(package, related, insert)
        body = Body(name, numbering, styles, marks, inserted.lines)
        body.read(package.read(main))
        lines, hidden = body.lines, body.left_out
        for kind in ("footnotes", "endnotes"):
            if part := package.related(related, kind):
                notes = Body(name, numbering, styles, marks)
                notes.read(part)
                lines += filter(str.strip, notes.lines)
                hidden += notes.left_out
        core = package.read(_CORE)
        about = _about(core, name) if core else NO_ABOUT
    return Content("\n".join(lines) + "\n", "docx", left_out(hidden) + inserted.notes(), about)


class _Package:
    """The parts of a document by their names, and the relations between them."""

    def __init__(self, packed: zipfile.ZipFile, name: str) -> None:
        self._packed, self._name = packed, name
        self._there = set(packed.namelist())

    def read(self, part: str) -> bytes:
        """Return a part, empty if there is none; the document itself must be there."""
        return read_part(self._packed, part, self._name) if part in self._there or part == _DOCUMENT else b""

    def main(self) -> str:
        """Return the name of the part that is the document; some programs number it."""
        found = (one.target for one in self.relations("").values() if one.kind == "officeDocument")
        return next((target for target in found if target in self._there), _DOCUMENT)

    def related(self, relations: dict[str, _Relation], kind: str) -> bytes:
        """Return the part of a kind that a part refers to, or that stands where it usually does."""
        found = (one.target for one in relations.values() if one.kind == kind and not one.is_outside)
        return self.read(next(found, f"word/{kind}.xml"))

    def checked(self, relations: dict[str, _Relation], kind: str) -> bytes:
        """Return such a part when it was seen to be XML without a document type."""
        part = self.related(relations, kind)
        if part:
            parse(parser_of(self._name), part, self._name)
        return part

    def relations(self, part: str) -> dict[str, _Relation]:
        """Return what a part refers to, by the names it uses; "" is the document as a whole."""
        folder, file = posixpath.split(part)
        data = self.read(posixpath.join(folder, "_rels", f"{file}.rels"))
        relations: dict[str, _Relation] = {}
        if not data:
            return relations
        parser = parser_of(self._name)

        def take(tag: str, said: dict[str, str]) -> None:
            if tag.rpartition(" ")[2] == "Relationship":
                target = said.get("Target", "")
                place = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                kind = said.get("Type", "").rpartition("/")[2]
                relations[said.get("Id", "")] = _Relation(kind, place, said.get("TargetMode") == "External")

        parser.StartElementHandler = take
        parse(parser, data, self._name)
        return relations


class _Inserted:
    """Reads the documents that stand within a document where it refers to them."""

    def __init__(self, package: _Package, relations: dict[str, _Relation], insert: Insert) -> None:
        self._package, self._relations, self._insert = package, relations, insert
        self._count = self._size = self._unread = 0
        self._notes: tuple[Note, ...] = ()

    def lines(self, relation: str) -> list[str]:
        """Return the lines of a document by its relation; none, counted, where it is elsewhere or cannot be read."""
        found = self._relations.get(relation)
        data = self._package.read(found.target) if found and not found.is_outside and self._may_go_on() else b""
        self._size += len(data)
        content = self._read(data, posixpath.basename(found.target)) if found and data and self._may_go_on() else None
        self._count += 1
        if content is None:
            self._unread += 1
            return []
        self._notes += content.notes
        return content.text.splitlines()

    def _read(self, data: bytes, name: str) -> Content | None:
        """Read a document; one of Word's without those that are inserted into it."""
        try:
            is_of_word = kind_of(data, name, posixpath.splitext(name)[1].lower()) == "docx"
            return read_docx(data, name) if is_of_word else self._insert(data, name)
        except ReportError:
            return None

    def _may_go_on(self) -> bool:
        return self._count < _MOST_INSERTED and self._size <= PART_LIMIT

    def notes(self) -> tuple[Note, ...]:
        """Return what is to be said of them."""
        if not self._unread:
            return self._notes
        return (
            *self._notes,
            Note(
                "{number} documents inserted into this one could not be read; open them in Word and paste their text.",
                self._unread,
            ),
        )


def _about(data: bytes, name: str) -> About:
    """Return the title and the date that a document says about itself."""
    properties: dict[str, str] = {}
    inside: list[str] = []
    parser = parser_of(name)
    parser.StartElementHandler = lambda tag, _: inside.append(tag.rpartition(" ")[2])
    parser.EndElementHandler = lambda _: inside.pop()

    def take(text: str) -> None:
        properties[inside[-1]] = properties.get(inside[-1], "") + text

    parser.CharacterDataHandler = take
    parse(parser, data, name)
    return About(properties.get("title", "").strip()[:200], properties.get("created", "").strip()[:10])
