"""Carries decisions from an older version of a report to a newer one, by comparing the two texts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from ..model.decision import Decision, Step
from ..model.figure import Figure, Proposal, Span
from ..model.standing import last_standing, standing

# words that moved elsewhere are found only if this many characters around them, before and after together, are the same
LEAST_AROUND = 6
_AROUND = 30
# where the product of the lengths of two changed stretches is greater, frequent characters are not paired: that would
# take seconds
_MANY = 4_000_000


@dataclass
class Carried:
    """The result of carrying an annotator's decisions: the rows to write, and the decisions that could not be carried.

    `rows` are decisions on the newer text. `changed` pairs the span of a decision in the older text with the span in
    the newer text that has other words in its place (5.5% became 5%). `orphans` are spans of the older text whose place
    is gone. Decisions on the latter two are not carried: the annotator has to look at them.
    """

    rows: list[Decision] = field(default_factory=list)
    changed: list[tuple[Span, Span]] = field(default_factory=list)
    orphans: list[Span] = field(default_factory=list)


def carry(older: str, newer: str, log: Iterable[Decision], decided: Iterable[Decision], step: Step) -> Carried:
    """Carry one annotator's decisions on an older text to a newer one, as rows of `step`.

    `log` are the decisions on the older text. `decided` are the annotator's decisions on the newer text: what is
    decided there already stays as it is. A decision whose place is gone is no error; it is reported as an orphan.
    """
    places, carried = Alignment(older, newer), Carried()
    taken = {row.target for row in standing(decided)}
    last = last_standing(log, lambda row: None if row.target is None else (row.target, row.remark is None))
    for (target, _), row in sorted(last.items()):
        words = _words_of(row, target)
        place = places.place(words)
        if place is None:
            if row.remark is None:
                carried.orphans.append(words)
        elif newer[slice(*place)] != older[slice(*words)]:
            if row.remark is None:
                carried.changed.append((words, place))
        elif (moved := _moved(row, target, place.start - words.start, step)).target not in taken:
            carried.rows.append(moved)
    return carried


def _words_of(row: Decision, target: Span) -> Span:
    """Return the span of the words that a decision is about: of its figure, else of the proposal, else the target."""
    figure = row.figure or (row.proposed.figure if row.proposed else None)
    return figure.span if figure is not None else target


def _moved(row: Decision, target: Span, by: int, step: Step) -> Decision:
    """Return the same decision, made at another place: its spans are moved by some characters."""
    there = Span(target.start + by, target.end + by)
    if row.remark is not None:
        return step.remark(there, row.remark)
    was = row.proposed
    proposed = was and Proposal(_shifted(was.figure, by), was.confidence, was.source)
    if row.figure is None:
        return step.reject(there, proposed, row.reason)
    figure = _shifted(row.figure, by)
    return step.add(figure, there) if row.verdict == "add" else step.confirm(there, figure, proposed)


def _shifted(figure: Figure, by: int) -> Figure:
    return replace(figure, start=figure.start + by, end=figure.end + by)


class Alignment:
    """Maps the characters of an older text to those of a newer one, first by lines, then within changed lines."""

    def __init__(self, older: str, newer: str) -> None:
        self._older, self._newer = older, newer
        self._there: dict[int, int] = dict(_aligned(older, newer))

    def place(self, span: Span) -> Span | None:
        """Return the span in the newer text that has the same words, or other words in their place.

        None if it is gone.
        """
        there = [self._there.get(at) for at in range(*span)]
        first, last = there[0], there[-1]
        if first is not None and last is not None and last - first == len(there) - 1 and None not in there:
            return Span(first, last + 1)
        return self._between(span) or self._elsewhere(span)

    def _between(self, span: Span) -> Span | None:
        """Return the span that now stands between the neighbours of a span; None where they are too far apart.

        It must lie within one line, and be no longer than twice the old one plus four characters.
        """
        before, after = self._there.get(span.start - 1), self._there.get(span.end)
        if before is None or after is None or not 0 < after - before - 1 <= 2 * (span.end - span.start) + 4:
            return None
        place = Span(before + 1, after)
        agrees = self._agreement(span, *place) >= LEAST_AROUND
        return place if agrees and "\n" not in self._newer[slice(*place)] else None

    def _elsewhere(self, span: Span) -> Span | None:
        """Return where the words of a span are now if their sentence was moved, None if that is not clear.

        It is the place where the most characters around the words are the same; at least LEAST_AROUND of them must be.
        """
        words, found = self._older[slice(*span)], list[tuple[int, int]]()
        at = self._newer.find(words)
        while at >= 0:
            found.append((self._agreement(span, at, at + len(words)), at))
            at = self._newer.find(words, at + 1)
        best = sorted(found, reverse=True)[:2]
        if not best or best[0][0] < LEAST_AROUND or (len(best) > 1 and best[1][0] == best[0][0]):
            return None
        return Span(best[0][1], best[0][1] + len(words))

    def _agreement(self, span: Span, start: int, end: int) -> int:
        """Count the characters before and after a place that are the same as around a span, within a line."""
        older, newer = self._older, self._newer
        heads = (older[max(span.start - _AROUND, 0) : span.start], newer[max(start - _AROUND, 0) : start])
        tails = (older[span.end : span.end + _AROUND], newer[end : end + _AROUND])
        return _common(heads[0][::-1], heads[1][::-1]) + _common(*tails)


def _common(one: str, other: str) -> int:
    """Count the characters that two texts have in common at their beginning, up to the end of a line."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right or left == "\n":
            break
        count += 1
    return count


def _aligned(older: str, newer: str) -> Mapping[int, int]:
    """Return pairs of positions of the same character in two texts: in equal lines, and within changed lines."""
    old_lines, new_lines = older.splitlines(keepends=True), newer.splitlines(keepends=True)
    old_starts, new_starts = _starts(old_lines), _starts(new_lines)
    pairs: dict[int, int] = {}
    lines = SequenceMatcher(None, old_lines, new_lines, autojunk=False)
    for what, i1, i2, j1, j2 in lines.get_opcodes():
        start, there = old_starts[i1], new_starts[j1]
        if what == "equal":
            pairs |= {start + at: there + at for at in range(old_starts[i2] - start)}
        elif what == "replace":
            old, new = older[start : old_starts[i2]], newer[there : new_starts[j2]]
            changed = SequenceMatcher(None, old, new, autojunk=len(old) * len(new) > _MANY)
            for i, j, size in changed.get_matching_blocks():
                pairs |= {start + i + at: there + j + at for at in range(size)}
    return pairs


def _starts(lines: Iterable[str]) -> list[int]:
    """Return the offset of each line, and of the end of the text."""
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    return starts
