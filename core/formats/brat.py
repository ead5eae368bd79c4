"""brat standoff: a .txt and an .ann for each report, with the annotation.conf that defines the kinds."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, BinaryIO

from ..model.attributes import ATTRIBUTES
from ..model.errors import ExchangeError
from ..model.report import Note
from .exported import LEFT_OUT, Exported, PlacedRecord, kinds_of, left_out, losses, placed
from .format import QT_TRANSLATE_NOOP, Format
from .incoming_label import IncomingLabel, LabelledText, Read, Refusal, parsed, span_of
from .zip_archive import file_names, write_archive

CHOSEN = tuple(attribute for attribute in ATTRIBUTES if attribute.sort == "word")
IN_NOTE = tuple(attribute for attribute in ATTRIBUTES if attribute.is_typed)


def write_brat(parts: Sequence[Exported], file: BinaryIO) -> list[Note]:
    """Write the figures that hold as a folder for brat, zipped; return what is lost.

    Offsets are code points of the .txt, with each line end counted as one. What brat has no vocabulary for is put into
    a note. A figure that runs over a line end becomes two fragments.
    """
    files = {"annotation.conf": _configuration(parts)}
    for name, part in zip(file_names(parts), parts, strict=True):
        files[f"{name}.txt"] = part.report.text
        files[f"{name}.ann"] = "".join(_lines(number, one) for number, one in enumerate(placed(part), 1))
    write_archive(files, file)
    return losses(left_out(parts))


def _configuration(parts: Sequence[Exported]) -> str:
    """Return the annotation.conf: the kinds that occur, bound and status of each, and that figures may overlap."""
    lines = ["[entities]", *dict.fromkeys(map(_type, kinds_of(parts))), "", "[relations]"]
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


def _read_lines(name: str, standoff: str, text: str, refused: list[Refusal]) -> list[IncomingLabel]:
    marks: dict[str, IncomingLabel] = {}
    attributes: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(re.split("\r?\n", standoff), 1):
        if entity := _ENTITY.fullmatch(line):
            try:
                marks[entity[1]] = _mark(f"{name}:{number}", entity, text)
            except ExchangeError as error:
                refused.append(Refusal(f"{name}:{number}", error))
        elif line.startswith("T"):
            refused.append(Refusal(f"{name}:{number}", ExchangeError("This is not an entity with its span.")))
        elif attribute := _ATTRIBUTE.fullmatch(line):
            attributes.setdefault(attribute[2], {})[attribute[1].lower()] = attribute[3]
        elif note := _NOTE.fullmatch(line):
            attributes.setdefault(note[1], {}).update(_attributes_of(note[2]))
    return [replace(mark, attributes=attributes.get(number, {})) for number, mark in marks.items()]


def _mark(where: str, entity: re.Match[str], text: str) -> IncomingLabel:
    edges = [place.split(" ") for place in entity[3].split(";")]
    places = [span_of(int(start), int(end), len(text)) for start, end in edges]
    if " ".join(text[start:end] for start, end in places) != entity[4]:
        start, end = places[0][0], places[-1][1]
        raise ExchangeError("The words from {start} to {end} are different.", start=start, end=end)
    return IncomingLabel(where, places[0][0], places[-1][1], entity[2])


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
