"""Exported reports made for a test, and what a writer makes of them."""

import io
import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any, BinaryIO, TextIO
from zipfile import ZipFile

from hypothesis import strategies as st

from core.formats.exported import HOLDING, Exported
from core.formats.format import Writing, write_all
from core.formats.record import Choice
from core.model.decision import STATES
from core.model.figure import Figure
from core.model.report import Note, Report
from tests.core.making import REPORT, exported, figures


def part(state: Choice = "confirmed") -> Exported:
    """Return the report of the made review."""
    return Exported(REPORT, "李敏", tuple(exported(state)))


def one(text: str, words: str, **attributes: object) -> Exported:
    """Return a report with one figure, confirmed."""
    model = exported()[0]
    start = text.index(words)
    plain = Figure(start, start + len(words), "level", Decimal(5), "", "eq", "甲", "actual", "2025")
    figure = replace(plain, **attributes)  # type: ignore[arg-type]
    return Exported(Report("县", text), "李敏", (replace(model, text=words, figure=figure, proposed=None),))


def as_text(write: Callable[[TextIO], Writing], *parts: Exported) -> tuple[str, list[Note]]:
    """Return what is written, and what is said to be lost."""
    file = io.StringIO(newline="")
    notes = write_all(write(file), parts)
    return file.getvalue(), notes


def as_files(write: Callable[[BinaryIO], Writing], *parts: Exported) -> tuple[dict[str, str], list[Note]]:
    """Return the files of the archive that is written, and what is said to be lost."""
    file = io.BytesIO()
    notes = write_all(write(file), parts)
    with ZipFile(file) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}, notes


def objects(text: str) -> list[dict[str, Any]]:
    """Read JSON lines; a line ends in LF alone."""
    return [json.loads(line) for line in text.split("\n")[:-1]]


def held(part: Exported) -> list[tuple[int, int, str]]:
    """Return what holds: spans with kinds."""
    return [(row.figure.start, row.figure.end, row.figure.kind) for row in part.rows if row.state in HOLDING]


@st.composite
def drawn_parts(draw: st.DrawFn) -> Exported:
    """Draw a report of any folded text, with figures on it that may meet and overlap."""
    character = st.sampled_from("全长𠮷😀3.5%,。 \n\t\u2028\u00a0<&\"'é＝") | st.characters(
        codec="utf-8", exclude_categories=["Cc"]
    )
    report = Report("甲/乙", draw(st.text(character, min_size=1, max_size=40)))
    model = exported()[0]
    rows = []
    for figure in draw(st.lists(figures(), max_size=5)):
        start = figure.start % len(report.text)
        placed: Figure = replace(figure, start=start, end=min(len(report.text), start + figure.end - figure.start))
        words = report.text[placed.start : placed.end]
        state = draw(st.sampled_from(STATES))
        rows.append(
            replace(
                model, report=report.name, digest=report.digest, text=words, figure=placed, state=state, proposed=None
            )
        )
    return Exported(report, "李敏", tuple(sorted(rows, key=lambda row: row.figure.start)))
