"""The decision: one annotator's act on one span, and what a log of them says; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from core.figure import Figure, Proposal, Span

Verdict = Literal["confirm", "reject", "add", "undo"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of the log.

    `target` is the span decided on: the proposal's, or an added figure's as it was first added; it stays the same
    however often the figure's own span is corrected. `step` is shared by the rows of one act. An undo has no target and
    no figure; it names the step it takes back in `undoes`, and that step may itself be an undo, which is what redo is.
    """

    id: str
    step: str
    at: str
    annotator: str
    report: str
    verdict: Verdict
    target: Span | None
    figure: Figure | None = None
    proposed: Proposal | None = None
    undoes: str | None = None


def standing(log: Iterable[Decision]) -> list[Decision]:
    """Return the decisions that no standing undo takes back, in the log's order, undos left out."""
    rows = list(log)
    dead: set[str] = set()
    kept: list[Decision] = []
    for row in reversed(rows):
        if row.step in dead:
            continue
        if row.verdict == "undo" and row.undoes is not None:
            dead.add(row.undoes)
        else:
            kept.append(row)
    return kept[::-1]


def latest(log: Iterable[Decision]) -> dict[Span, Decision]:
    """Return what holds now: for each target the last standing decision on it."""
    return {row.target: row for row in standing(log) if row.target is not None}


def undo_and_redo(log: Sequence[Decision]) -> tuple[list[str], list[str]]:
    """Return the steps that can be undone and the steps (undos) that can be redone, the next one last in each.

    A new decision empties what could be redone.
    """
    undo: list[str] = []
    redo: list[tuple[str, str]] = []
    seen: set[str] = set()
    for row in log:
        if row.step in seen:
            continue
        seen.add(row.step)
        if row.verdict != "undo":
            undo.append(row.step)
            redo.clear()
        elif undo and row.undoes == undo[-1]:
            redo.append((undo.pop(), row.step))
        elif redo and row.undoes == redo[-1][1]:
            undo.append(redo.pop()[0])
    return undo, [step for _, step in redo]
