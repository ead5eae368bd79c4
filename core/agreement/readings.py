"""What each annotator decided on a report alone, apart from the decisions that settle disputes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..model.decision import Decision
from ..model.figure import Figure, Span, is_label
from ..model.standing import standing

SpanAndLayer = tuple[Span, bool]
"""A span, and whether its figure is a label and none of the seven kinds: figures of both layers may overlap."""


@dataclass(frozen=True)
class AnnotatorReading:
    """An annotator (by id) with the last standing decision on each target, without remarks and settlings."""

    annotator: str
    decided: Mapping[Span, Decision]

    @cached_property
    def held(self) -> dict[SpanAndLayer, Figure]:
        """The figures that the annotator confirmed or added, by the spans they have now."""
        return {span_and_layer(row.figure): row.figure for row in self.decided.values() if row.figure is not None}


def span_and_layer(figure: Figure) -> SpanAndLayer:
    """Return the span of a figure, and whether it is a label."""
    return figure.span, is_label(figure.kind)


@dataclass(frozen=True, slots=True)
class ReportReadings:
    """The whole log of a report: each annotator's reading, and the standing decisions that settle disputes."""

    readers: tuple[AnnotatorReading, ...]
    settling: tuple[Decision, ...]


def without_carried(readers: Iterable[AnnotatorReading]) -> tuple[AnnotatorReading, ...]:
    """Return readings without what was carried to a target from another decision: there nobody judged the figure alone.

    An annotator all of whose decisions were carried has no reading.
    """
    own = (
        AnnotatorReading(one.annotator, {target: row for target, row in one.decided.items() if row.carried is None})
        for one in readers
    )
    return tuple(one for one in own if one.decided)


def readings_of(log: Iterable[Decision], first: Sequence[str] = ()) -> ReportReadings:
    """Separate what each annotator decided alone from what was settled.

    The annotators in `first` (ids) come first, in that order. An annotator who decided nothing has no reading.
    """
    by_annotator: defaultdict[str, dict[Span, Decision]] = defaultdict(dict)
    settling = []
    for row in standing(log):
        if row.target is None or row.remark is not None:
            continue
        if row.settles:
            settling.append(row)
        else:
            by_annotator[row.annotator][row.target] = row
    order = [name for name in dict.fromkeys([*first, *by_annotator]) if name in by_annotator]
    readers = tuple(AnnotatorReading(name, by_annotator[name]) for name in order)
    return ReportReadings(readers, tuple(settling))
