"""The filter of the table: which figures are wanted by state, kind, unit and more, and how many have each value."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from core.model.attributes import ATTRIBUTES, LATER
from core.model.figure import Figure, Span
from core.review.review import ReviewedFigure

from ..style import words

Aspect = str
"""What a filter goes by: the name of an attribute, or one of the others in ASPECTS."""

LATER_ASPECTS: tuple[Aspect, ...] = tuple(one.name for one in LATER)
ASPECTS: tuple[Aspect, ...] = ("state", "kind", "unit", "confidence", "mark", "annotator", *LATER_ASPECTS)

# confidence by bands, the surest first; the least confidence of each
BANDS: dict[str, float] = {"95": 0.95, "90": 0.9, "80": 0.8, "70": 0.7, "50": 0.5, "0": 0.0}
UNPROPOSED = "unproposed"
_TEXTS = tuple(one.name for one in ATTRIBUTES if one.sort in ("phrase", "measure"))
_TIMES = tuple(one.name for one in ATTRIBUTES if one.sort in ("time", "year"))
Deciders = Mapping[Span, frozenset[str]]


class FigureFilter:
    """Which figures are wanted: of each aspect those that have one of the chosen values, and the words looked for.

    An aspect of which nothing is chosen wants every figure. `meant` has the targets of figures that the words looked
    for belong to though they stand outside the figure. `deciders` has the ids of the other annotators by target.
    """

    def __init__(self) -> None:
        self.chosen: dict[Aspect, frozenset[str]] = {}
        self.words = ""
        self.meant: frozenset[Span] = frozenset()
        self.deciders: Deciders = {}

    def choose(self, aspect: Aspect, values: Iterable[str]) -> None:
        """Want only figures that have one of these values in an aspect; no value wants all figures."""
        self.chosen[aspect] = frozenset(values)

    def clear(self) -> None:
        """Want every figure again, but for the words looked for."""
        self.chosen.clear()

    @property
    def is_open(self) -> bool:
        """Whether nothing is chosen, so that every figure is wanted that says the words."""
        return not any(self.chosen.values())

    def values(self, aspect: Aspect, shown: ReviewedFigure) -> tuple[str, ...]:
        """Return the values a figure has in an aspect: one, or several of mark and annotator."""
        if aspect == "annotator":
            own = {shown.decision.annotator} if shown.decision is not None else frozenset()
            return tuple(self.deciders.get(shown.target, frozenset()) | own)
        return _VALUES[aspect](shown) if aspect in _VALUES else (getattr(shown.figure, aspect) or "",)

    def wants(self, shown: ReviewedFigure, surface: str, *, but: Aspect | None = None) -> bool:
        """Tell whether a figure, written as `surface`, is wanted; one aspect may be left out of account."""
        if self.words and shown.target not in self.meant and not says(shown, surface, self.words):
            return False
        return all(
            aspect == but or not chosen or not chosen.isdisjoint(self.values(aspect, shown))
            for aspect, chosen in self.chosen.items()
        )

    def counts(self, aspect: Aspect, figures: Iterable[tuple[ReviewedFigure, str]]) -> Counter[str]:
        """Count the values of an aspect among the figures that every other aspect wants, each with its surface."""
        found: Counter[str] = Counter()
        for shown, surface in figures:
            if self.wants(shown, surface, but=aspect):
                found.update(self.values(aspect, shown))
        return found


def says(shown: ReviewedFigure, surface: str, looked_for: str) -> bool:
    """Tell whether a figure's words, what it says, or its note hold some words in lower case."""
    return (
        looked_for in surface.lower()
        or says_in_attributes(shown.figure, looked_for)
        or looked_for in shown.remark.note.lower()
    )


def says_in_attributes(figure: Figure, looked_for: str) -> bool:
    """Tell whether a figure's phrases, unit, times or value in full hold some words in lower case."""
    if any(looked_for in (getattr(figure, name) or "").lower() for name in _TEXTS):
        return True
    # to write the values of a long report takes longer than a key may, and one digit is in nearly each
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
