"""The model of a session, for a test: what was said last of each target, and a list of all that was ever known.

It knows nothing of reviews and histories.
"""

from dataclasses import dataclass, field, replace
from functools import cache

from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures
from core.model.decision import Decision, Remark
from core.model.figure import Figure, Proposal, Span, is_label
from core.model.label import Label, new_label
from core.model.panel_act import PanelAct
from core.model.panel_standing import Subject, subject_of
from core.model.report import Report
from tests.gui.conftest import REPORT as TEXT

REPORT = Report("云汀区2026", TEXT + "城市、农村居民人均收入增长5%、6%，增长3.5%至4%。\n")
OTHER = Report("另一份", TEXT)
LABELS = [new_label("丙", "", "", ""), new_label("丁", "", "", "")]

Shown = dict[Span, tuple[str, Figure]]


@cache
def proposed() -> list[Proposal]:
    return list(find_figures(REPORT, load_lexicon()))


@dataclass(frozen=True)
class Known:
    """What was said last: of each target, what is remembered beside it, of the report as a whole, of each label, and of
    each subject of the panel.
    """

    said: dict[Span, Decision] = field(default_factory=dict)
    remarks: dict[Span, Remark] = field(default_factory=dict)
    filed: dict[str, str] = field(default_factory=dict)
    labelled: dict[str, Label] = field(default_factory=lambda: {label.id: label for label in LABELS})
    panel: dict[Subject, PanelAct] = field(default_factory=dict)

    def after(self, rows: list[Decision]) -> "Known":
        said = {row.target: row for row in rows if row.target and not row.remark}
        remarks = {row.target: row.remark for row in rows if row.target and row.remark}
        filed = {row.field: row.value or "" for row in rows if row.field}
        labelled = {row.label.id: row.label for row in rows if row.label}
        panel = {subject_of(act): act for row in rows for act in row.panel}
        return Known(
            self.said | said,
            self.remarks | remarks,
            self.filed | filed,
            self.labelled | labelled,
            self.panel | panel,
        )

    def read(self, figure: Figure) -> Figure:
        """Return a figure with its label as what that was merged into."""
        label = self.labelled.get(figure.kind)
        return figure if not label or not label.merged_into else self.read(replace(figure, kind=label.merged_into))


class Model:
    """All an annotator ever knew, with a mark for undo and redo."""

    def __init__(self) -> None:
        self.log: list[Decision] = []
        self.past = [Known()]
        self.hashes: list[str] = []
        self.now = 0
        self.beside: dict[Span, bool] = {}

    def __copy__(self) -> "Model":
        other = Model()
        other.log, other.past, other.hashes = [*self.log], [*self.past], [*self.hashes]
        other.now, other.beside = self.now, {**self.beside}
        return other

    def take(self, rows: list[Decision]) -> None:
        """Take in what a key wrote: an act of its own, or undos of the acts before it, or of undos."""
        self.log += rows
        for row in rows:
            if row.target is not None:
                is_over = row.verdict == "add" and row.figure is not None and row.figure.span != row.target
                self.beside.setdefault(row.target, is_over)
        if all(row.verdict == "undo" for row in rows):
            undos = {row.step for row in self.log if row.verdict == "undo"}
            self.now += sum(1 if row.undoes in undos else -1 for row in rows)
        else:
            self.past[self.now + 1 :] = [self.past[self.now].after(rows)]
            del self.hashes[self.now + 1 :]
            self.now += 1

    def shown(self) -> Shown:
        """Return the figures an annotator must see: what holds, what was rejected, and proposals nothing lies over."""
        of = {one.figure.span: one.figure for one in proposed()}
        shown: Shown = {}
        covered: list[tuple[Span, Span]] = []
        for target, row in self.past[self.now].said.items():
            if row.figure is not None:
                state = "added" if row.verdict == "add" else "confirmed"
                shown[target] = (state, self.past[self.now].read(row.figure))
                if not is_label(row.figure.kind) and not self.beside[target]:
                    covered.append((target, row.figure.span))
            elif row.proposed is not None or target in of:
                shown[target] = ("rejected", row.proposed.figure if row.proposed else of[target])
        for target, figure in of.items():
            hidden = any(by != target and _meet(span, target) for by, span in covered)
            if target not in self.past[self.now].said and not hidden:
                shown[target] = ("undecided", figure)
        return shown


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
