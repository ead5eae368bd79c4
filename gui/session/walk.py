"""The walk through a report's figures: their order, which one comes next, and the progress; without Qt."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from core.model.attributes import ATTRIBUTES, KINDS, AttributeName
from core.model.figure import Span
from core.review.review import Review, ReviewedFigure

Figures = Sequence[ReviewedFigure]
Order = str
"""How the walk goes: in text order, by confidence, or by an attribute, by its name."""

BY_ATTRIBUTE: tuple[AttributeName, ...] = tuple(one.name for one in ATTRIBUTES if one.is_for("walked"))
ORDERS: tuple[Order, ...] = ("text", "confidence", *BY_ATTRIBUTE)
_PLACES: Mapping[str, int] = {kind: place for place, kind in enumerate(KINDS)}


def _said(name: AttributeName, shown: ReviewedFigure) -> Any:  # noqa: ANN401 (of its sort)
    return _kind_place(shown.figure.kind) if name == "kind" else getattr(shown.figure, name)


_KEYS: Mapping[Order, Callable[[ReviewedFigure], Any] | None] = {
    "text": None,
    "confidence": lambda shown: shown.proposed.confidence if shown.proposed else 1.0,
    **{name: partial(_said, name) for name in BY_ATTRIBUTE},
}


def _kind_place(kind: str) -> tuple[int, str]:
    """Kinds in their own order, then each label's figures together."""
    return (_PLACES[kind], "") if kind in _PLACES else (len(KINDS), kind)


def spans_touching(spans: Sequence[Span], span: Span) -> list[Span]:
    """Return the spans of some in text order, none overlapping, that share a character with another."""
    at = end = bisect_left(spans, span.end, key=lambda one: one.start)
    while at > 0 and spans[at - 1].end > span.start:
        at -= 1
    return list(spans[at:end])


class Walk:
    """The order in which an annotator goes through the figures.

    A decision moves none of them, so nobody loses the place. By confidence, kind, unit and indicator, figures that are
    equal are in text order. By confidence, those about which something is `asked` come before all others, but behind
    those that the annotator has `passed`, which stay where they were.
    """

    def __init__(
        self, figures: Figures, order: Order = "text", asked: Collection[Span] = (), passed: Collection[Span] = ()
    ) -> None:
        self.order = order
        key = _KEYS[order]
        self._targets = [shown.target for shown in (figures if key is None else sorted(figures, key=key))]
        if order == "confidence" and asked:
            places = {target: place for place, target in enumerate(passed)}
            last = len(places)
            self._targets.sort(key=lambda target: (places.get(target, last), target not in asked))
        self._places = {target: place for place, target in enumerate(self._targets)}

    def passed(self, target: Span | None) -> list[Span]:
        """Return the targets up to one, and itself; none where it is not in the walk."""
        return self._targets[: self._places[target] + 1] if target in self._places else []

    def holds(self, targets: Iterable[Span], review: Review) -> bool:
        """Tell whether the walk is still right after decisions: no target came into the review or went out of it."""
        return all((target in self._places) is (review.get(target) is not None) for target in targets)

    def neighbour(self, target: Span | None, by: int) -> Span | None:
        """Return the target `by` figures further on; the first where `target` is None, None beyond either end."""
        place = 0 if target is None else self._place(target, by) + by
        return self._targets[place] if 0 <= place < len(self._targets) else None

    def next(self, target: Span | None, by: int, wanted: Callable[[Span], bool]) -> Span | None:
        """Return the next target that is wanted, forwards or backwards, going round the end once.

        `target` comes last.
        """
        start = self._place(target, by) if target is not None else -1
        count = len(self._targets)
        places = ((start + by * step) % count for step in range(1, count + 1)) if count else iter(())
        return next((self._targets[place] for place in places if wanted(self._targets[place])), None)

    def _place(self, target: Span, by: int) -> int:
        """Return where a target stands; of one that is not in the walk, where the figure before it on the way does.

        That is known in text order only: the other orders begin anew.
        """
        if target in self._places:
            return self._places[target]
        if self.order != "text":
            return -1
        return bisect_left(self._targets, target) - (by > 0)


class Progress:
    """Counts a review's figures, and after a decision only those that changed.

    Counting 25,000 takes too long for a key.
    """

    def __init__(self, review: Review) -> None:
        self._kinds_left: dict[Span, str | None] = {}
        self.left: Counter[str] = Counter()
        self.update(review, [shown.target for shown in review.figures])

    @property
    def found(self) -> int:
        """How many figures there are."""
        return len(self._kinds_left)

    @property
    def decided(self) -> int:
        """How many of them are decided."""
        return self.found - self.left.total()

    def update(self, review: Review, targets: Iterable[Span]) -> None:
        """Count the figures of these targets again."""
        for target in targets:
            kind = self._kinds_left.pop(target, None)
            if kind is not None:
                self.left[kind] -= 1
            shown = review.get(target)
            if shown is not None:
                left = shown.figure.kind if shown.state == "undecided" else None
                self._kinds_left[target] = left
                if left is not None:
                    self.left[left] += 1
