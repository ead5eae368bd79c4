"""What several annotators say of a report's sections: those who say something else than oneself are told of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..model.corrections import section_corrections
from ..model.decision import Decision, SectionCorrection
from ..model.figure import Span


@dataclass(frozen=True, slots=True)
class OtherSaying:
    """What another annotator says of a section: a period, a status, each "" where nothing is said of it.

    `is_differing` says that one's own correction says otherwise: the section is disputed.
    """

    annotator: str
    period: str
    status: str
    is_differing: bool


def corrections_by_annotator(log: Iterable[Decision]) -> dict[str, tuple[SectionCorrection, ...]]:
    """Return the corrections of sections that hold for each annotator (by id), from the log of all of them."""
    rows = list(log)
    found = {who: section_corrections(row for row in rows if row.annotator == who) for who in by_first(rows)}
    return {who: said for who, said in found.items() if said}


def by_first(rows: Iterable[Decision]) -> Sequence[str]:
    """Return the annotators of some rows, in the order of their first rows."""
    return list(dict.fromkeys(row.annotator for row in rows))


def others_say(said: Mapping[str, Sequence[SectionCorrection]], own: str, span: Span) -> list[OtherSaying]:
    """Return what others than one annotator (`own`, by id) say of the section that is set at a span."""
    by_annotator = {who: {one.field: one.value for one in ones if one.span == span} for who, ones in said.items()}
    mine = by_annotator.pop(own, {})
    return [
        OtherSaying(
            who,
            values.get("period", ""),
            values.get("status", ""),
            any(name in mine and mine[name] != value for name, value in values.items()),
        )
        for who, values in by_annotator.items()
        if values and values != mine
    ]
