"""The filter of the table: which figures it shows by state, kind, unit and so on, and how many have each value."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from core.model.attributes import ATTRIBUTES, IN_WINDOW_ORDER, LATER, Sort
from core.model.figure import Figure, Span
from core.review.review import ReviewedFigure

from ..style import words

Aspect = str
"""What can be filtered by: the name of an attribute, or one of the others in ASPECTS."""

LATER_ASPECTS: tuple[Aspect, ...] = tuple(one.name for one in LATER)
_SORTS: tuple[Sort, ...] = ("class", "measure", "phrase", "word", "time")
# a bound is seldom asked for, and a base year hardly any figure has
_OF_ATTRIBUTES: tuple[Aspect, ...] = tuple(
    one.name for sort in _SORTS for one in IN_WINDOW_ORDER if one.sort == sort and one.name != "bound"
)
FIRST_ASPECTS: tuple[Aspect, ...] = ("state", *_OF_ATTRIBUTES)
"""What figures are mostly filtered by: each has a menu in sight."""
ASPECTS: tuple[Aspect, ...] = (
    *FIRST_ASPECTS,
    "confidence",
    "mark",
    "annotator",
    *(name for name in LATER_ASPECTS if name not in FIRST_ASPECTS),
)

# bands of confidence, the highest first, by the least confidence of each
BANDS: dict[str, float] = {"85": 0.85, "80": 0.8, "70": 0.7, "50": 0.5, "0": 0.0}
UNPROPOSED = "unproposed"
_TEXTS = tuple(one.name for one in ATTRIBUTES if one.sort in ("phrase", "measure"))
_TIMES = tuple(one.name for one in ATTRIBUTES if one.sort in ("time", "year"))
Deciders = Mapping[Span, frozenset[str]]


class FigureFilter:
    """Which figures are shown: those that have one of the chosen values in each aspect, and the words searched for.

    An aspect in which nothing is chosen lets every figure through. `meant` has the targets of figures that belong to
    the words searched for although these are outside the figure. `deciders` has the ids of the other annotators by
    target.
    """

    def __init__(self) -> None:
        self.chosen: dict[Aspect, frozenset[str]] = {}
        self.words = ""
        self.indicator = ""
        """Words that the indicator must contain, each of them."""
        self.meant: frozenset[Span] = frozenset()
        self.deciders: Deciders = {}

    def choose(self, aspect: Aspect, values: Iterable[str]) -> None:
        """Let only figures through that have one of these values in an aspect; no value lets all through."""
        self.chosen[aspect] = frozenset(values)

    def clear(self) -> None:
        """Let every figure through again, apart from the words searched for."""
        self.chosen.clear()
        self.indicator = ""

    @property
    def is_open(self) -> bool:
        """Whether nothing is chosen, so that only the words searched for decide."""
        return not any(self.chosen.values()) and not self.indicator.strip()

    def values(self, aspect: Aspect, shown: ReviewedFigure) -> tuple[str, ...]:
        """Return the values that a figure has in an aspect: one, or several of mark and annotator."""
        if aspect == "annotator":
            own = {shown.decision.annotator} if shown.decision is not None else frozenset()
            return tuple(self.deciders.get(shown.target, frozenset()) | own)
        return _VALUES[aspect](shown) if aspect in _VALUES else (getattr(shown.figure, aspect) or "",)

    def wants(self, shown: ReviewedFigure, surface: str, *, but: Aspect | None = None) -> bool:
        """Tell whether a figure, whose words are `surface`, is let through; one aspect may be left out of account."""
        if self.words and shown.target not in self.meant and not says(shown, surface, self.words):
            return False
        if self.indicator and not all(word in shown.figure.indicator.lower() for word in self.indicator.split()):
            return False
        return all(
            aspect == but or not chosen or not chosen.isdisjoint(self.values(aspect, shown))
            for aspect, chosen in self.chosen.items()
        )

    def counts(self, aspect: Aspect, figures: Iterable[tuple[ReviewedFigure, str]]) -> Counter[str]:
        """Count the values of an aspect among the figures that all other aspects let through.

        Each figure is given with its words as the report writes them.
        """
        found: Counter[str] = Counter()
        for shown, surface in figures:
            if self.wants(shown, surface, but=aspect):
                found.update(self.values(aspect, shown))
        return found


def says(shown: ReviewedFigure, surface: str, looked_for: str) -> bool:
    """Tell whether the words of a figure, its attributes or its note contain some words in lower case."""
    return (
        looked_for in surface.lower()
        or says_in_attributes(shown.figure, looked_for)
        or looked_for in shown.remark.note.lower()
    )


def says_in_attributes(figure: Figure, looked_for: str) -> bool:
    """Tell whether a figure's phrases, unit, times or full value contain some words in lower case."""
    if any(looked_for in (getattr(figure, name) or "").lower() for name in _TEXTS):
        return True
    # values are searched only for two characters or more with a digit: writing all values of a long report takes too
    # long for a key, and nearly each has any single digit
    if len(looked_for) < 2 or not any(map(str.isdigit, looked_for)):
        return False
    times = (getattr(figure, name) or "" for name in _TIMES)
    return any(looked_for in time for time in times) or looked_for in words.number_text(figure)


def _state(shown: ReviewedFigure) -> tuple[str, ...]:
    return (words.state_of(shown),)


def _confidence(shown: ReviewedFigure) -> tuple[str, ...]:
    if shown.proposed is None:
        return (UNPROPOSED,)
    return (next(band for band, least in BANDS.items() if shown.proposed.confidence >= least),)


def _mark(shown: ReviewedFigure) -> tuple[str, ...]:
    marks = ("flagged",) * shown.remark.flagged + ("noted",) * bool(shown.remark.note)
    return marks or ("unmarked",)


_VALUES: dict[Aspect, Callable[[ReviewedFigure], tuple[str, ...]]] = {
    "state": _state,
    "confidence": _confidence,
    "mark": _mark,
}
