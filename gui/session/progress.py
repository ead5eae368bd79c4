"""The progress through a report: how many figures are decided and which are left, counted as decisions come."""

from collections import Counter
from collections.abc import Iterable

from core.model.figure import Span
from core.review.review import Review


class Progress:
    """Counts a review's figures; after a decision only what it changed: to count 25,000 takes as long as a key may."""

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
        """Count anew the figures of these targets."""
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
