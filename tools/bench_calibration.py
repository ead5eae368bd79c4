"""The measure of confidence: of the proposals in each band, the share that are whole right records."""

import importlib.util
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures
from core.files.load import load
from core.model.attributes import ATTRIBUTES
from core.model.figure import Proposal
from tools.bench_speed import ROOT, SAMPLE

SHARED = ROOT.parent / "shared"
BANDS = ((0.8, 1.01), (0.6, 0.8), (0.0, 0.6))
# What a band promises on texts that the rules were made by: never fewer right than it says, nearly all at the top. The
# points are those of texts that no rule was made by (tools/calibrate.py), so that here more are right than they say.
TOP_SHARE = 0.95


@dataclass(frozen=True)
class Band:
    """The proposals of one band of confidence: how many, and how many are whole right records."""

    low: float
    high: float
    proposals: int
    right: int

    @property
    def share(self) -> float | None:
        return self.right / self.proposals if self.proposals else None

    @property
    def holds(self) -> bool:
        least = TOP_SHARE if self.low == BANDS[0][0] else self.low
        return self.share is None or self.share >= least


def judge() -> ModuleType | None:
    """The judgement of the labelled reports (score.py beside the project), None where it is not there."""
    path = SHARED / "score.py"
    if not path.is_file():
        return None
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def record(proposal: Proposal) -> dict[str, Any]:
    """A proposal as score.py reads it."""
    figure = proposal.figure
    said = {one.name: one.plain(getattr(figure, one.name)) for one in ATTRIBUTES}
    return {"start": figure.start, "end": figure.end} | said


def labelled() -> dict[str, list[tuple[Path, Path]]]:
    """The labelled reports, each with its labels: the bundled one, and those beside the project."""
    groups = {"bundled report": [(SAMPLE, ROOT / "tests" / "sample.gold.json")]}
    beside = sorted((SHARED / "gold").glob("*.gold.json"))
    if beside:
        groups["labelled reports"] = [
            (path.with_name(path.name.removesuffix(".gold.json") + ".txt"), path) for path in beside
        ]
    return groups


def bands(reports: list[tuple[Path, Path]], score: ModuleType) -> list[Band]:
    """Judge the proposals of some reports band by band; those on optional figures count neither way."""
    lexicon = load_lexicon()
    found = []
    for path, gold in reports:
        report = load(path)
        found.append((report.text, json.loads(gold.read_text(encoding="utf-8")), find_figures(report, lexicon)))
    table = []
    for low, high in BANDS:
        got = right = 0
        for text, gold, proposals in found:
            counted = score.score([record(one) for one in proposals if low <= one.confidence < high], gold, text, False)
            got, right = got + counted["got"], right + counted["record"]
        table.append(Band(low, high, got, right))
    return table


def calibration() -> Iterator[tuple[str, Band]]:
    """Each band of each group of labelled reports; nothing where there is nothing to judge by."""
    score = judge()
    if score is None:
        return
    for name, reports in labelled().items():
        for band in bands(reports, score):
            yield name, band
