"""Hugging Face: a folder that the datasets library loads, with one report in each line, and its dataset card."""

import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from string import Template
from typing import Any, BinaryIO

from ..model.attributes import FIRST, LATER, Attribute
from ..model.decision import STATES
from .exported import EVIDENCE_LEFT_OUT, Exported, add_kinds, evidence_left_out, notes_of, placed
from .format import Format, Writing
from .sentences import QT_TRANSLATE_NOOP
from .zip_archive import Archive

CARD = Path(__file__).parents[2] / "resources" / "export" / "card.md"
NAMES = {"": "train", "train": "train", "dev": "validation", "test": "test"}
"""What the library calls the parts of a dataset."""


def write_datasets(file: BinaryIO) -> Writing:
    """Write README.md and data/*.jsonl, zipped; return what is lost. Offsets are code points, values exact texts."""
    lost, kinds, digests, figures = Counter[str](), dict[str, None](), set[str](), 0
    # where each split's lines stand among the lines of all, which wait on the disk until all are known
    lines: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    with tempfile.TemporaryFile() as waiting, Archive(file) as archive:
        while (part := (yield)) is not None:
            line = (json.dumps(_line(part), ensure_ascii=False) + "\n").encode()
            lines[NAMES.get(part.split, part.split)].append((waiting.tell(), len(line)))
            waiting.write(line)
            add_kinds(kinds, part)
            digests.add(part.report.digest)
            figures += len(part.rows)
            lost[EVIDENCE_LEFT_OUT] += evidence_left_out(part)
        sizes = {name: len(places) for name, places in lines.items()}
        archive.add("README.md", _card(sizes, kinds, len(digests), figures))
        for name, places in lines.items():
            with archive.open(f"data/{name}.jsonl") as split:
                for start, length in places:
                    waiting.seek(start)
                    split.write(waiting.read(length).decode())
    return notes_of(lost)


def _line(part: Exported) -> dict[str, Any]:
    first = part.rows[0]
    report = part.report
    fields = {"report": report.name, "digest": report.digest, "region": first.region, "year": first.year}
    text = report.text if first.text else ""
    return fields | {"annotator": part.annotator or "", "text": text, "figures": list(_figures(part))}


def _figures(part: Exported) -> Iterator[dict[str, Any]]:
    for one in placed(part, STATES):
        row, figure = one.row, one.row.figure
        yield {
            "start": one.start,
            "end": one.end,
            "text": row.text,
            **{attribute.name: _column_value(attribute, getattr(figure, attribute.name)) for attribute in FIRST},
            "state": row.state,
            "confidence": row.proposed.confidence if row.proposed else None,
            **{attribute.name: _column_value(attribute, getattr(figure, attribute.name)) for attribute in LATER},
            "carried": row.carried,
        }


def _column_value(attribute: Attribute, value: Any) -> str | list[str]:  # noqa: ANN401 (of its sort)
    """Write a value as a column of one type holds it: a number as a list, what nothing tells as ""."""
    exact = attribute.exact(value)
    if attribute.sort == "number":
        return exact if isinstance(exact, list) else [exact]
    return exact or ""


def _card(sizes: Mapping[str, int], kinds: Iterable[str], reports: int, figures: int) -> str:
    files = "".join(f"  - split: {name}\n    path: data/{name}.jsonl\n" for name in sizes)
    return Template(CARD.read_text(encoding="utf-8")).substitute(
        files=files,
        reports=reports,
        figures=figures,
        splits=", ".join(f"{name} ({size})" for name, size in sizes.items()),
        kinds=", ".join(f"`{kind}`" for kind in kinds),
    )


FORMAT = Format(
    name="datasets",
    ending=".zip",
    title=QT_TRANSLATE_NOOP("formats", "Hugging Face: a dataset with its card, zipped"),
    write=write_datasets,
    losses=(EVIDENCE_LEFT_OUT,),
    is_text=False,
    has_splits=True,
)
