"""brat: standoff, a .txt and an .ann for each report, with the annotation.conf that names the kinds."""

import json
import re
from collections.abc import Sequence
from typing import BinaryIO

from core.exchange.archive import file_names, write_archive
from core.exchange.exported import Exported, Placed, kinds_of, left_out, losses, placed
from core.figure import BOUNDS, STATUSES, exact_value
from core.report import Note


def write_brat(parts: Sequence[Exported], file: BinaryIO) -> list[Note]:
    """Write what holds as a folder for brat, zipped; say what is lost.

    Offsets are code points of the .txt, line ends counted once. Value, unit, indicator and period are in a note. A
    figure over a line end becomes one of two fragments.
    """
    files = {"annotation.conf": _configuration(parts)}
    for name, part in zip(file_names(parts), parts, strict=True):
        files[f"{name}.txt"] = part.report.text
        files[f"{name}.ann"] = "".join(_lines(number, one) for number, one in enumerate(placed(part), 1))
    write_archive(files, file)
    return losses(left_out(parts))


def _configuration(parts: Sequence[Exported]) -> str:
    """Write what brat allows: the kinds that are there, bound and status of each, and figures that overlap."""
    lines = ["[entities]", *dict.fromkeys(map(_type, kinds_of(parts))), "", "[relations]"]
    lines += ["<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>", "", "[events]", "", "[attributes]"]
    lines += [f"Bound\tArg:<ENTITY>, Value:{'|'.join(BOUNDS)}", f"Status\tArg:<ENTITY>, Value:{'|'.join(STATUSES)}"]
    return "\n".join((*lines, ""))


def _type(kind: str) -> str:
    """Name a kind as brat takes it: a label's signs and blanks become _."""
    return re.sub(r"[^\w-]", "_", kind)


def _lines(number: int, one: Placed) -> str:
    figure = one.row.figure
    told = {"value": exact_value(figure.value), "unit": figure.unit}
    told |= {"indicator": figure.indicator, "period": figure.period or ""}
    places, words = _fragments(one)
    return (
        f"T{number}\t{_type(figure.kind)} {places}\t{words}\n"
        f"A{2 * number - 1}\tBound T{number} {figure.bound}\n"
        f"A{2 * number}\tStatus T{number} {figure.status}\n"
        f"#{number}\tAnnotatorNotes T{number}\t{_one_line(json.dumps(told, ensure_ascii=False))}\n"
    )


def _fragments(one: Placed) -> tuple[str, str]:
    """Return the places of a figure's parts on each line, and their words joined by a blank."""
    places, words, start = [], [], one.start
    for part in one.row.text.split("\n"):
        if part:
            places.append(f"{start} {start + len(part)}")
            words.append(part)
        start += len(part) + 1
    return ";".join(places), " ".join(words)


def _one_line(text: str) -> str:
    """Escape, as JSON does, the characters besides LF that end a line for some readers."""
    return "".join(f"\\u{ord(c):04x}" if c in "\x85\u2028\u2029" else c for c in text)
