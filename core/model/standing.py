"""The history: the acts of a log in order, and which of them were undone; pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from .decision import Decision


@dataclass(frozen=True, slots=True)
class Act:
    """One step of a log with its rows; `is_undone` where a standing undo takes it back."""

    step: str
    rows: tuple[Decision, ...]
    is_undone: bool

    @property
    def first(self) -> Decision:
        return self.rows[0]


def acts(log: Iterable[Decision]) -> list[Act]:
    """Return the steps of a log in the order they were begun, undos among them."""
    rows = list(log)
    undone = undone_steps(rows)
    steps: dict[str, list[Decision]] = {}
    for row in rows:
        steps.setdefault(row.step, []).append(row)
    return [Act(step, tuple(of_step), step in undone) for step, of_step in steps.items()]


def undone_steps(log: Iterable[Decision]) -> set[str]:
    """Return the steps that standing undos of a log take back, as `decision.standing` reads it."""
    undone: set[str] = set()
    for row in reversed(list(log)):
        if row.undoes is not None and row.step not in undone:
            undone.add(row.undoes)
    return undone
