"""What stands after undo: the rule by which an append-only log is read, said once; pure.

Nothing is ever deleted from a log. To take a step back a row is written that names it (`Decision.undoes`), and to redo
the step another row is written that takes the undo back. So what holds now has to be read from the whole log:

- A row of a log **stands** unless a row written after it undoes its step and stands itself.
- Of the standing rows that say the same sort of thing, the last one **holds**: the last decision on a span, the last
  remark on it, the last name of the report, the last version of a label.

`standing` reads a whole log and is the definition; every reader of logs calls it or one of the functions built on it.
`Standing` keeps the same answer up to date row by row, for a window that appends to a log all day. The store counts
decided figures by SQL, which asks `undone_steps` which steps are gone. The tests hold all three against each other on
random logs.

Example: of the steps A (reject a span), B (undo A), C (undo B), the rows of A and C stand; A holds on its span.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from .decision import Decision, Remark
from .figure import Span
from .label import Label

NO_REMARK = Remark()
"""What is remembered about a span on which nobody remarked: nothing."""


class LogRow(Protocol):
    """What must be known of a row to tell whether it stands: its step, and the step that it takes back, if any."""

    @property
    def step(self) -> str: ...

    @property
    def undoes(self) -> str | None: ...


AnyRow = TypeVar("AnyRow", bound=LogRow)
Key = TypeVar("Key", bound=Hashable)


def _standing_and_undos(log: Iterable[AnyRow]) -> Iterator[AnyRow]:
    """Yield the rows of a log that stand, undos among them, from the last row to the first."""
    undone: set[str] = set()
    for row in reversed(list(log)):
        if row.step not in undone:
            yield row
            if row.undoes is not None:
                undone.add(row.undoes)


def standing(log: Iterable[Decision]) -> list[Decision]:
    """Return the rows of a log that stand, in the log's order; the undos themselves are left out."""
    return [row for row in _standing_and_undos(log) if row.undoes is None][::-1]


def undone_steps(log: Iterable[LogRow]) -> set[str]:
    """Return the steps of a log that a standing undo takes back.

    An undo that was itself taken back is among them: redoing a step is undoing its undo.
    """
    return {row.undoes for row in _standing_and_undos(log) if row.undoes is not None}


def last_standing(log: Iterable[Decision], key: Callable[[Decision], Key | None]) -> dict[Key, Decision]:
    """Return the last standing row for each key, the keys in the order in which the log first has them.

    `key` says what a row is about; rows for which it is None are left out.
    """
    found: dict[Key, Decision] = {}
    for row in standing(log):
        about = key(row)
        if about is not None:
            found[about] = row
    return found


def latest(log: Iterable[Decision]) -> dict[Span, Decision]:
    """Return the decision that holds on each target; remarks decide nothing and are left out."""
    return last_standing(log, lambda row: row.target if row.remark is None else None)


def standing_labels(log: Iterable[Decision]) -> list[Label]:
    """Return each label of a store as its last standing version says, in the order the labels were made.

    A label all of whose versions were taken back is returned as it was last, marked `taken_back`: a figure may have it
    still.
    """
    rows = [row for row in log if row.label is not None or row.undoes is not None]
    every = {row.label.id: replace(row.label, taken_back=True) for row in rows if row.label is not None}
    held = last_standing(rows, lambda row: row.label.id if row.label is not None else None)
    return list((every | {label: row.label for label, row in held.items() if row.label is not None}).values())


class Standing:
    """The rows of a growing log, and which of them stand: what `standing` says of the whole log, kept row by row.

    A new row costs time by how many rows it takes back or brings back, not by how long the log is. Rows are known by
    their place in the log, counted from 0.
    """

    def __init__(self, log: Iterable[Decision] = ()) -> None:
        self.rows: list[Decision] = []
        self._undone: set[int] = set()
        self._of_step: defaultdict[str, list[int]] = defaultdict(list)
        # the places of the standing rows: by the step that they undo, and by the target that they are about
        self._undoing: defaultdict[str, list[int]] = defaultdict(list)
        self._deciding: defaultdict[Span, list[int]] = defaultdict(list)
        self._remarking: defaultdict[Span, list[int]] = defaultdict(list)
        for row in log:
            self.append(row)

    def latest(self, target: Span) -> Decision | None:
        """Return the decision that holds on a target, None where none does; what `latest` says of the whole log."""
        places = self._deciding.get(target)
        return self.rows[places[-1]] if places else None

    def remark(self, target: Span) -> Remark:
        """Return the remark that holds on a target."""
        places = self._remarking.get(target)
        return (places and self.rows[places[-1]].remark) or NO_REMARK

    def rows_of(self, step: str) -> list[Decision]:
        """Return the rows of a step in the order they were written, whether they stand or not."""
        return [self.rows[place] for place in self._of_step.get(step, ())]

    def append(self, row: Decision) -> set[Span]:
        """Take in the log's next row; return the targets on which another decision or remark may hold now."""
        place = len(self.rows)
        self.rows.append(row)
        self._of_step[row.step].append(place)
        touched: set[Span] = set()
        # an undo that begins or ceases to stand turns the rows of the step it names, undos among them
        to_settle = [*self._turn(place, touched)]
        while to_settle:
            step = to_settle.pop()
            undone_before = max(self._undoing[step], default=-1)
            for place in self._of_step[step]:
                if (place < undone_before) != (place in self._undone):
                    to_settle += self._turn(place, touched)
        return touched

    def _turn(self, place: int, touched: set[Span]) -> Iterator[str]:
        """Take a row out of those that stand, or put it among them; yield the step that it undoes, if any.

        The row's target is added to `touched`.
        """
        row = self.rows[place]
        if row.undoes is not None:
            places = self._undoing[row.undoes]
        elif row.target is not None:
            places = (self._deciding if row.remark is None else self._remarking)[row.target]
            touched.add(row.target)
        else:
            return
        at = bisect_left(places, place)
        if at < len(places) and places[at] == place:
            del places[at]
            self._undone.add(place)
        else:
            places.insert(at, place)
            self._undone.discard(place)
        if row.undoes is not None:
            yield row.undoes


@dataclass(frozen=True, slots=True)
class Act:
    """One step of a log with its rows; `is_undone` where a standing undo takes it back."""

    step: str
    rows: tuple[Decision, ...]
    is_undone: bool

    @property
    def first(self) -> Decision:
        """The first row of the step; all its rows have its time, its annotator and its report."""
        return self.rows[0]


def acts(log: Iterable[Decision]) -> list[Act]:
    """Return the steps of a log in the order they were begun, undos among them."""
    rows = list(log)
    undone = undone_steps(rows)
    steps: dict[str, list[Decision]] = {}
    for row in rows:
        steps.setdefault(row.step, []).append(row)
    return [Act(step, tuple(of_step), step in undone) for step, of_step in steps.items()]


class UndoStack:
    """The steps that can be undone and redone, kept row by row.

    `undo` and `redo` hold steps, the next one last; a step in `redo` is the undo that redoing takes back. A new
    decision empties `redo`.
    """

    def __init__(self, log: Iterable[Decision] = ()) -> None:
        self.undo: list[str] = []
        self.redo: list[str] = []
        self._undone: list[str] = []
        self._seen: set[str] = set()
        for row in log:
            self.append(row)

    def append(self, row: Decision) -> None:
        """Take in the log's next row."""
        if row.step in self._seen:
            return
        self._seen.add(row.step)
        if row.verdict != "undo":
            self.undo.append(row.step)
            self.redo.clear()
            self._undone.clear()
        elif self.undo and row.undoes == self.undo[-1]:
            self._undone.append(self.undo.pop())
            self.redo.append(row.step)
        elif self.redo and row.undoes == self.redo[-1]:
            self.redo.pop()
            self.undo.append(self._undone.pop())
        elif row.undoes in self.undo:
            # after a merge, steps written in another copy of the store may lie between
            self.undo.remove(row.undoes)


def undo_and_redo(log: Sequence[Decision]) -> tuple[list[str], list[str]]:
    """Return the steps that can be undone and the steps (undos) that can be redone, the next one last in each."""
    stack = UndoStack(log)
    return stack.undo, stack.redo
