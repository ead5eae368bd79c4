"""What a decision changed: the figure, or the remark, that held on its target before it and the one it says; pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from .decision import Decision, Remark
from .figure import Figure
from .standing import Standing


@dataclass(frozen=True, slots=True)
class Before:
    """What held for the annotator before a row: a figure, None where the row's target had none, and a remark."""

    figure: Figure | None
    remark: Remark


def held_before(row: Decision, standing: Standing) -> Before | None:
    """Return what holds on the target of a row that comes next; None for a row without a target.

    `standing` has the rows of its annotator before it.
    """
    if row.target is None:
        return None
    held = standing.latest(row.target)
    figure = held.figure if held is not None else None
    proposed = row.proposed or (held.proposed if held is not None else None)
    if figure is None and proposed is not None:
        figure = proposed.figure
    return Before(figure, standing.remark(row.target))


@dataclass(slots=True)
class Changes:
    """Keeps, for each row of a growing log that has a target, what held for its annotator before it.

    A figure that was only proposed holds before the first decision on it, and after one that was undone.
    """

    _standing: dict[str, Standing] = field(default_factory=dict)
    _before: dict[str, Before] = field(default_factory=dict)

    def append(self, rows: Iterable[Decision]) -> None:
        """Take in the log's next rows."""
        for row in rows:
            standing = self._standing.setdefault(row.annotator, Standing())
            before = held_before(row, standing)
            if before is not None:
                self._before[row.id] = before
            standing.append(row)

    def before(self, row: Decision) -> Before | None:
        """Return what held before a row; None for a row without a target, or of another log."""
        return self._before.get(row.id)
