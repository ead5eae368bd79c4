"""A figure with what stands near it, by which it may be named (core/detection/indicator/alternatives.py)."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from .figure import Figure, Span, from_record, span_from, to_record


class NearFigure(NamedTuple):
    """A figure, the sentence and clause that it stands in, and where its indicator was read.

    `before` is what the figures before it in the sentence measure, `behind` what those behind it do, the nearest first.
    """

    sentence: Span
    clause: Span
    figure: Figure
    evidence: tuple[Span, ...] = ()
    before: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()


def near_to_record(near: NearFigure) -> dict[str, Any]:
    """Return a figure with what stands near it as a record for JSON."""
    return near._asdict() | {"figure": to_record(near.figure)}


def near_from_record(record: Mapping[str, Any]) -> NearFigure:
    """Return what a record from `near_to_record` says; raise ValueError for values out of bounds."""
    return NearFigure(
        span_from(record["sentence"]),
        span_from(record["clause"]),
        from_record(record["figure"]),
        tuple(map(span_from, record["evidence"])),
        tuple(map(str, record["before"])),
        tuple(map(str, record["behind"])),
    )
