"""Hugging Face: a folder that the datasets library loads, with one report in each line, and its dataset card."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from string import Template
from typing import Any, BinaryIO

from ..model.attributes import FIRST, LATER, Attribute
from ..model.decision import STATES
from ..model.report import Note
from .exported import EVIDENCE_LEFT_OUT, Exported, evidence_left_out, kinds_of, losses, placed
from .format import QT_TRANSLATE_NOOP, Format
from .zip_archive import write_archive

CARD = Path(__file__).parents[2] / "resources" / "export" / "card.md"
NAMES = {"": "train", "train": "train", "dev": "validation", "test": "test"}
"""What the library calls the parts of a dataset."""


def write_datasets(parts: Sequence[Exported], file: BinaryIO) -> list[Note]:
    """Write README.md and data/*.jsonl, zipped; return what is lost. Offsets are code points, values exact texts."""
    lines: dict[str, list[str]] = {}
    for part in parts:
        name = NAMES.get(part.split, part.split)
        lines.setdefault(name, []).append(json.dumps(_line(part), ensure_ascii=False) + "\n")
    files = {"README.md": _card(parts, {name: len(found) for name, found in lines.items()})}
    files |= {f"data/{name}.jsonl": "".join(found) for name, found in lines.items()}
    write_archive(files, file)
    return losses(evidence_left_out(parts))


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


def _card(parts: Sequence[Exported], sizes: dict[str, int]) -> str:
    files = "".join(f"  - split: {name}\n    path: data/{name}.jsonl\n" for name in sizes)
    return Template(CARD.read_text(encoding="utf-8")).substitute(
        files=files,
        reports=len({part.report.digest for part in parts}),
        figures=sum(len(part.rows) for part in parts),
        splits=", ".join(f"{name} ({size})" for name, size in sizes.items()),
        kinds=", ".join(f"`{kind}`" for kind in kinds_of(parts)),
    )


FORMAT = Format(
    name="datasets",
    ending=".zip",
    title=QT_TRANSLATE_NOOP("formats", "Hugging Face: a dataset with its card, zipped"),
    write=write_datasets,
    losses=(EVIDENCE_LEFT_OUT,),
    is_text=False,
)
