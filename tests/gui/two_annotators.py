"""A store in which two annotators differ, made for a test."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures
from core.model.decision import Decision, new_step
from core.model.figure import Figure, Proposal
from core.model.report import Report
from core.store import Store
from tests.gui.conftest import REPORT

READ = Report("云汀区2026", REPORT)
Said = dict[str, Figure | None]


def by_words(report: Report) -> dict[str, Proposal]:
    found = find_figures(report, load_lexicon())
    return {report.text[one.figure.start : one.figure.end]: one for one in found}


def decide(store: Store, report: Report, name: str, otherwise: Said, words: Sequence[str]) -> None:
    """Let an annotator confirm what is proposed on some words, or decide as said."""
    step = new_step(store.annotator(name), report.digest)
    proposals = by_words(report)
    written: list[Decision] = []
    for one in words:
        proposal = proposals[one]
        held = otherwise.get(one, proposal.figure)
        target = proposal.figure.span
        written.append(step.confirm(target, held, proposal) if held else step.reject(target, proposal, "other"))
    store.append(written)


def two_annotators(path: Path) -> Path:
    """Fill a store in which Li and Wang differ on the kind of one figure, and on whether another is one."""
    words = ["638.5亿元", "5.4%", "6.8%", "12家"]
    with Store.open(path) as store:
        store.add_report(READ)
        decide(store, READ, "李敏", {}, words)
        kind = replace(by_words(READ)["5.4%"].figure, kind="ratio")
        decide(store, READ, "王强", {"5.4%": kind, "12家": None}, words)
    return path
