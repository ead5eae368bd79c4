"""brat standoff: a .txt and an .ann for each report, with the annotation.conf that defines the kinds."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, BinaryIO

from ..model.attributes import ATTRIBUTES
from ..model.errors import ExchangeError
from ..model.figure import Span
from .exported import LEFT_OUT, PlacedRecord, add_kinds, left_out, notes_of, placed
from .format import Format, Writing
from .incoming_label import IncomingLabel, LabelledText, Read, Refusal, differing, parsed
from .offset_counting import GivenSpan, count_spans, divided
from .sentences import QT_TRANSLATE_NOOP
from .zip_archive import Archive, FileNames

CHOSEN = tuple(attribute for attribute in ATTRIBUTES if attribute.sort == "word")
IN_NOTE = tuple(attribute for attribute in ATTRIBUTES if attribute.is_typed)


def write_brat(file: BinaryIO) -> Writing:
    """Write the figures that hold as a folder for brat, zipped; return what is lost.

    Offsets are code points of the .txt, with each line end counted as one. What brat has no vocabulary for is put into
    a note. A figure that runs over a line end becomes two fragments.
    """
    lost, kinds, names = Counter[str](), dict[str, None](), FileNames()
    with Archive(file) as archive:
        while (part := (yield)) is not None:
            name = names.name(part.report.name)
            archive.add(f"{name}.txt", part.report.text)
            archive.add(f"{name}.ann", "".join(_lines(number, one) for number, one in enumerate(placed(part), 1)))
            add_kinds(kinds, part)
            lost[LEFT_OUT] += left_out(part)
        archive.add("annotation.conf", _configuration(kinds))
    return notes_of(lost)


def _configuration(kinds: Iterable[str]) -> str:
    """Return the annotation.conf: the kinds that occur, bound and status of each, and that figures may overlap."""
    lines = ["[entities]", *dict.fromkeys(map(_type, kinds)), "", "[relations]"]
    lines += ["<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>", "", "[events]", "", "[attributes]"]
    lines += [f"{attribute.name.capitalize()}\tArg:<ENTITY>, Value:{'|'.join(attribute.words)}" for attribute in CHOSEN]
    return "\n".join((*lines, ""))


def _type(kind: str) -> str:
    """Return the name of a kind for brat: signs and blanks of a label become _."""
    return re.sub(r"[^\w-]", "_", kind)


def _lines(number: int, one: PlacedRecord) -> str:
    figure = one.row.figure
    attributes = {attribute.name: attribute.exact(getattr(figure, attribute.name)) or "" for attribute in IN_NOTE}
    chosen = enumerate(CHOSEN, len(CHOSEN) * (number - 1) + 1)
    places, words = _fragments(one)
    return (
        f"T{number}\t{_type(figure.kind)} {places}\t{words}\n"
        + "".join(
            f"A{at}\t{attribute.name.capitalize()} T{number} {getattr(figure, attribute.name)}\n"
            for at, attribute in chosen
        )
        + f"#{number}\tAnnotatorNotes T{number}\t{_one_line(json.dumps(attributes, ensure_ascii=False))}\n"
    )


def _fragments(one: PlacedRecord) -> tuple[str, str]:
    """Return the spans of a figure's parts on each line, and their words joined by a blank."""
    places, words, start = [], [], one.start
    for part in one.row.text.split("\n"):
        if part:
            places.append(f"{start} {start + len(part)}")
            words.append(part)
        start += len(part) + 1
    return ";".join(places), " ".join(words)


def _one_line(text: str) -> str:
    """Return a text in which the characters besides LF that end a line for some readers are escaped as in JSON."""
    return "".join(f"\\u{ord(c):04x}" if c in "\x85\u2028\u2029" else c for c in text)


_ENTITY = re.compile(r"(T\d+)\t(\S+) (\d{1,9} \d{1,9}(?:;\d{1,9} \d{1,9})*)\t(.*)")
_ATTRIBUTE = re.compile(rf"[AM]\d+\t({'|'.join(attribute.name.capitalize() for attribute in CHOSEN)}) (T\d+) (\S+)")
_NOTE = re.compile(r"#\d+\tAnnotatorNotes (T\d+)\t(.*)")


def read_brat(files: Mapping[str, str]) -> Read:
    """Read each .ann whose .txt is beside it; a span in fragments goes from the first to the last."""
    found: list[LabelledText] = []
    refused: list[Refusal] = []
    for name in sorted(file for file in files if file.endswith(".ann")):
        stem = name.removesuffix(".ann")
        if f"{stem}.txt" not in files:
            refused.append(Refusal(name, ExchangeError("There is no {name}.txt in the same folder.", name=stem), 0))
            continue
        text = files[f"{stem}.txt"]
        marks = _read_lines(name, files[name], text, refused)
        found.append(LabelledText(name, text, tuple(marks), report=stem.rpartition("/")[2]))
    return found, refused


def read_standoff(name: str, standoff: str) -> Read:
    """Read an .ann whose text is not there: each entity by its place and its words, in the report of the same name."""
    refused: list[Refusal] = []
    marks = []
    for number, line in enumerate(re.split("\r?\n", standoff), 1):
        if entity := _ENTITY.fullmatch(line):
            places = entity[3].split(";")
            start, end = int(places[0].split(" ")[0]), int(places[-1].split(" ")[1])
            marks.append(IncomingLabel(str(number), start, end, entity[2], entity[4]))
        elif line.startswith("T"):
            refused.append(Refusal(str(number), ExchangeError("This is not an entity with its span.")))
    return [LabelledText(name, None, tuple(marks), report=name)] if marks else [], refused


def is_standoff(text: str) -> bool:
    """Tell whether a text is an .ann of brat, by its first line."""
    return re.match(r"\s*([TAEMRN#][0-9]+|\*)\t\S", text) is not None


def _read_lines(name: str, standoff: str, text: str, refused: list[Refusal]) -> list[IncomingLabel]:
    entities: dict[str, tuple[str, re.Match[str]]] = {}
    attributes: dict[str, dict[str, Any]] = {}
    strange: list[Refusal] = []
    for number, line in enumerate(re.split("\r?\n", standoff), 1):
        if entity := _ENTITY.fullmatch(line):
            entities[entity[1]] = f"{name}:{number}", entity
        elif line.startswith("T"):
            strange.append(Refusal(f"{name}:{number}", ExchangeError("This is not an entity with its span.")))
        elif attribute := _ATTRIBUTE.fullmatch(line):
            attributes.setdefault(attribute[2], {})[attribute[1].lower()] = attribute[3]
        elif note := _NOTE.fullmatch(line):
            attributes.setdefault(note[1], {}).update(_attributes_of(note[2]))
    marks = _marks(list(entities.values()), text, strange)
    refused += sorted(strange, key=lambda one: int(one.where.rpartition(":")[2]))
    return [replace(mark, attributes=attributes.get(number, {})) for number, mark in marks.items()]


def _marks(
    entities: Sequence[tuple[str, re.Match[str]]], text: str, refused: list[Refusal]
) -> dict[str, IncomingLabel]:
    """Return the labels of entities by their numbers, each from its first fragment to its last."""
    parts = [_given(entity) for _, entity in entities]
    counted = iter(count_spans(text, [one for given in parts for one in given], "code point", is_firm=True))
    marks: dict[str, IncomingLabel] = {}
    for given, (where, entity) in zip(parts, entities, strict=True):
        spans: list[Span] = []
        errors: list[ExchangeError] = []
        for one, span in zip(given, islice(counted, len(given)), strict=True):
            error = span if isinstance(span, ExchangeError) else differing(text, span, one.words)
            if error is not None:
                errors.append(error)
            elif isinstance(span, Span):
                spans.append(span)
        if errors:
            refused.append(Refusal(where, errors[0]))
        else:
            marks[entity[1]] = IncomingLabel(where, spans[0].start, spans[-1].end, entity[2])
    return marks


def _given(entity: re.Match[str]) -> list[GivenSpan]:
    """Return the fragments of an entity, each with its own words; the file joins those by blanks.

    Where the words cannot be divided by the lengths of the fragments, all is one span with all words.
    """
    edges = [(int(start), int(end)) for start, end in (place.split(" ") for place in entity[3].split(";"))]
    words = divided(entity[4], [end - start for start, end in edges])
    if words is None:
        return [GivenSpan(edges[0][0], edges[-1][1], entity[2], entity[4])]
    return [GivenSpan(start, end, entity[2], one) for (start, end), one in zip(edges, words, strict=True)]


def _attributes_of(note: str) -> Mapping[str, Any]:
    """Read what our own export tells in a note; anything else is not read."""
    try:
        read = parsed(note)
    except ValueError:
        return {}
    return {one.name: read[one.name] for one in IN_NOTE if one.name in read} if isinstance(read, dict) else {}


FORMAT = Format(
    name="brat",
    ending=".zip",
    title=QT_TRANSLATE_NOOP("formats", "brat: standoff files and annotation.conf, zipped"),
    write=write_brat,
    losses=(LEFT_OUT,),
    is_text=False,
    marks_text=True,
    reads="files",
    read=read_brat,
    members=(".ann", ".txt"),
)
