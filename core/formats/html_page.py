"""The annotated page: reports with their figures marked and a table below, in one HTML file that needs nothing else."""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from html import escape
from itertools import pairwise
from pathlib import Path
from string import Template
from typing import TextIO

from ..model.attributes import IN_WINDOW_ORDER, LATER, Attribute
from ..model.decision import STATES
from ..model.figure import KINDS, exact_value
from .exported import EVIDENCE_LEFT_OUT, Exported, PlacedRecord, evidence_left_out, notes_of, placed
from .format import Format, Writing
from .sentences import QT_TRANSLATE_NOOP

PLACE = Path(__file__).parents[2] / "resources" / "export"


def write_page(file: TextIO) -> Writing:
    """Write a page without scripts: the text with marks that explain themselves, then a row for each figure.

    Where figures overlap, the shorter one is marked and the longer one continues around it; the mark tells of both.
    """
    lost, words, number = Counter[str](), _words(), 0
    page = Template((PLACE / "page.html").read_text(encoding="utf-8"))
    head, _, foot = page.substitute(title=escape(words["about"]["title"]), sections="\0").partition("\0")
    file.write(head)
    while (part := (yield)) is not None:
        number += 1
        file.write("\n" * (number > 1) + _section(number, part, words))
        lost[EVIDENCE_LEFT_OUT] += evidence_left_out(part)
    file.write(foot)
    return notes_of(lost)


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads((PLACE / "words.toml").read_text(encoding="utf-8"))


def _section(number: int, part: Exported, words: Mapping[str, Mapping[str, str]]) -> str:
    found = placed(part, STATES)
    names = [_id(number, place) for place in range(1, len(found) + 1)]
    first = part.rows[0] if part.rows else None
    about = [*((first.region, first.year) if first else ()), f"{len(found)} {words['about']['figures']}"]
    about += [f"{words['about']['annotator']}: {part.annotator}"] if part.annotator else []
    kinds = dict.fromkeys(one.row.figure.kind for one in found)
    legend = " ".join(f'<span class="{_class(kind)}">{escape(_kind(kind, words))}</span>' for kind in kinds)
    attributes = _attributes_of(found)
    rows = "\n".join(
        _row(place, name, one, attributes, words) for place, (name, one) in enumerate(zip(names, found, strict=True), 1)
    )
    heads = [words["columns"]["number"], words["columns"]["text"], *(f"{one.chinese} {one.name}" for one in attributes)]
    head = "".join(f"<th>{escape(title)}</th>" for title in (*heads, words["columns"]["state"]))
    return (
        f"<section>\n<h1>{escape(part.report.name)}</h1>\n"
        f'<p class="about">{escape(" · ".join(filter(None, about)))}</p>\n<p class="kinds">{legend}</p>\n'
        f'<div class="text">{"".join(_marked(part.report.text, found, names, words))}</div>\n'
        f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</section>"
    )


def _marked(
    text: str, found: Sequence[PlacedRecord], names: Sequence[str], words: Mapping[str, Mapping[str, str]]
) -> Iterator[str]:
    """Yield the text in pieces, each marked as the shortest figure over it."""
    cuts = sorted({0, len(text), *(edge for one in found for edge in (one.start, one.end))})
    begun: set[str] = set()
    open_: list[tuple[int, str, PlacedRecord]] = []
    waiting = sorted(zip(names, found, strict=True), key=lambda pair: pair[1].start, reverse=True)
    for start, end in pairwise(cuts):
        open_ = [entry for entry in open_ if entry[2].end > start]
        while waiting and waiting[-1][1].start == start:
            name, one = waiting.pop()
            open_.append((one.end - one.start, name, one))
        piece = escape(text[start:end], quote=False)
        if not open_:
            yield piece
            continue
        covering = sorted(open_, key=lambda entry: entry[:2])
        _, name, one = covering[0]
        here = "" if name in begun else f' id="{name}"'
        begun.add(name)
        tip = escape("\n".join(_tip(entry[2], words) for entry in covering)).replace("\n", "&#10;")
        yield f'<mark{here} class="{_class(one.row.figure.kind)} {one.row.state}" data-told="{tip}">{piece}</mark>'


def _tip(one: PlacedRecord, words: Mapping[str, Mapping[str, str]]) -> str:
    row, figure = one.row, one.row.figure
    bound = words["bounds"][figure.bound] if figure.value != () else ""
    lines = [f"{figure.indicator} {bound} {_value(one)} {figure.unit}".strip(), _kind(figure.kind, words)]
    later = [
        f"{attribute.chinese} {getattr(figure, attribute.name)}"
        for attribute in LATER
        if getattr(figure, attribute.name)
    ]
    lines[1] += "".join(f" · {part}" for part in (figure.period, words["statuses"][figure.status], *later) if part)
    lines += [words["states"][row.state] + (f" · {row.note}" if row.note else "")]
    return "\n".join(lines)


def _attributes_of(found: Sequence[PlacedRecord]) -> list[Attribute]:
    """Return the attributes in the window's order, without those that came later and that no figure here tells."""
    return [
        attribute
        for attribute in IN_WINDOW_ORDER
        if not attribute.is_later or any(getattr(one.row.figure, attribute.name) for one in found)
    ]


def _row(
    place: int, name: str, one: PlacedRecord, shown: Sequence[Attribute], words: Mapping[str, Mapping[str, str]]
) -> str:
    cells = "".join(
        f'<td class="number">{escape(_cell(one, attribute, words))}</td>'
        if attribute.sort == "number"
        else f"<td>{escape(_cell(one, attribute, words))}</td>"
        for attribute in shown
    )
    state = escape(_first(words["states"], one.row.state))
    return f'<tr><td>{place}</td><td><a href="#{name}">{escape(one.row.text)}</a></td>{cells}<td>{state}</td></tr>'


def _cell(one: PlacedRecord, attribute: Attribute, words: Mapping[str, Mapping[str, str]]) -> str:
    """Return what a figure says of an attribute, as people read it."""
    figure = one.row.figure
    if attribute.sort == "number":
        return _value(one)
    if attribute.name == "bound":
        return words["bounds"][figure.bound] if figure.value != () else ""
    if attribute.sort in ("class", "word"):
        return _first({**words["kinds"], **words["statuses"]}, getattr(figure, attribute.name))
    return attribute.text(getattr(figure, attribute.name))


def _id(report: int, place: int) -> str:
    return f"r{report}f{place}"


def _class(kind: str) -> str:
    return kind if kind in KINDS else "own"


def _kind(kind: str, words: Mapping[str, Mapping[str, str]]) -> str:
    return words["kinds"].get(kind, kind)


def _first(words: Mapping[str, str], name: str) -> str:
    """Return a word in the first of its languages, for a narrow column."""
    return words[name].partition(" ")[0] if name in words else name


def _value(one: PlacedRecord) -> str:
    """Return a value as people read it: digits in groups of three, several numbers separated by a dash or a slash."""
    value = exact_value(one.row.figure.value)
    parts = value if isinstance(value, list) else [value]
    joined = " / " if one.row.figure.kind == "composition" else " – "
    return joined.join(_in_threes(part) for part in parts)


def _in_threes(number: str) -> str:
    whole, point, rest = number.partition(".")
    return f"{int(whole):,}{point}{rest}" if whole not in ("-0", "") else number


FORMAT = Format(
    name="html",
    ending=".html",
    title=QT_TRANSLATE_NOOP("formats", "HTML: annotated pages with a table, to read and to print"),
    write=write_page,
    losses=(EVIDENCE_LEFT_OUT,),
    marks_text=True,
)
