"""How far annotators agree, by report, by pair of annotators and by kind."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from ..model.figure import KINDS, Figure, Span
from .coefficients import Coefficient, Unit, kappa, nominal_alpha, unitizing_alpha
from .equality import alike
from .readings import AnnotatorReading, SpanAndLayer

Held = Mapping[SpanAndLayer, Figure]


@dataclass(frozen=True, slots=True)
class MeasuredReport:
    """A report to be measured: its name, its length in characters, and the reading of each annotator (by id)."""

    name: str
    length: int
    readers: Mapping[str, AnnotatorReading]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far some annotators (by id) agree, in one report or in all (`report` is None), on one kind or on all.

    `compared` counts the targets on which at least two of them decided; for one kind, those to which one of them gave
    it. Where it is small beside `figures`, somebody has read only a part. `figures` counts the figures that they hold,
    over all pairs of annotators; `same_spans` and `same_records` count those that both of a pair hold. `spans` and
    `records` are the F1 of the two: twice what is shared, over what is held. `kinds` is Cohen's κ of the kinds of
    shared spans. `decisions` is Krippendorff's α of the decisions on the same targets (a kind, or no figure), `units`
    is his α for unitizing the text. For one kind all other kinds count as one, and in `units` as gaps.
    """

    report: str | None
    annotators: tuple[str, ...]
    kind: str | None
    compared: int
    figures: int
    same_spans: int
    same_records: int
    spans: Coefficient
    records: Coefficient
    kinds: Coefficient
    decisions: Coefficient
    units: Coefficient


def agreements(reports: Sequence[MeasuredReport]) -> Iterator[Agreement]:
    """Yield a row for each report, then for all reports together if there are several.

    Each has a row for all annotators if there are more than two, one for each pair, and after each of these one for
    each kind. A report that fewer than two annotators read has no row; where there is none at all, one row says so.
    """
    several = [report for report in reports if len(report.readers) > 1]
    for report in several:
        yield from _by_group(report.name, [report])
    if len(several) != 1:
        yield from _by_group(None, several or reports)


def _by_group(name: str | None, reports: Sequence[MeasuredReport]) -> Iterator[Agreement]:
    """Yield the rows of one report, or of all together: by group of annotators, and in each group by kind."""
    annotators = list(dict.fromkeys(annotator for report in reports for annotator in report.readers))
    pairs = [pair for pair in combinations(annotators, 2) if any(set(pair) <= set(read.readers) for read in reports)]
    everybody = tuple(annotators)
    for group in pairs if pairs == [everybody] else [everybody, *pairs]:
        yield measure(name, reports, group)
        for kind in _kinds(reports, group):
            yield measure(name, reports, group, kind)


def _kinds(reports: Iterable[MeasuredReport], annotators: Iterable[str]) -> list[str]:
    """Return the kinds that some annotators use, first those of FIGURES.md in its order."""
    used = {
        figure.kind
        for report in reports
        for annotator in annotators
        if annotator in report.readers
        for figure in report.readers[annotator].held.values()
    }
    return [*(kind for kind in KINDS if kind in used), *sorted(used.difference(KINDS))]


def measure(
    name: str | None, reports: Sequence[MeasuredReport], annotators: tuple[str, ...], kind: str | None = None
) -> Agreement:
    """Return how far some annotators agree on some reports, on one kind or on all.

    A pair of annotators counts in the reports that both read; α for unitizing counts the reports that all of them read,
    joined end to end.
    """
    pairs = [pair for report in reports for pair in _pairs(report, annotators, kind)]
    figures = sum(len(one) + len(other) for one, other in pairs)
    shared = [(one[place], other[place]) for one, other in pairs for place in one.keys() & other.keys()]
    records = sum(alike(one, other) for one, other in shared)
    decided = list(_decided(reports, annotators, kind))
    return Agreement(
        report=name,
        annotators=annotators,
        kind=kind,
        compared=sum(len(classes) > 1 and (kind is None or any(classes)) for classes in decided),
        figures=figures,
        same_spans=len(shared),
        same_records=records,
        spans=_f1(len(shared), figures, annotators),
        records=_f1(records, figures, annotators),
        kinds=_kappa(reports, annotators, kind),
        decisions=nominal_alpha(decided),
        units=_units(reports, annotators, kind),
    )


def _pairs(report: MeasuredReport, annotators: Iterable[str], kind: str | None) -> Iterator[tuple[Held, Held]]:
    """Yield, for each pair of the annotators who read a report, the figures that each of the two holds."""
    read = [_held(report.readers[name], kind) for name in annotators if name in report.readers]
    yield from combinations(read, 2)


def _held(reader: AnnotatorReading, kind: str | None) -> Held:
    """Return the figures that an annotator holds, by span, of one kind or of all."""
    return {place: figure for place, figure in reader.held.items() if kind in (None, figure.kind)}


def _f1(shared: int, figures: int, annotators: tuple[str, ...]) -> Coefficient:
    """Return the F1 of what is shared: twice its number over the number of figures held."""
    if len(annotators) == 1:
        return Coefficient(None, "one annotator")
    return Coefficient(float(Fraction(2 * shared, figures))) if figures else Coefficient(None, "no units")


def _kappa(reports: Iterable[MeasuredReport], annotators: tuple[str, ...], kind: str | None) -> Coefficient:
    """Return Cohen's κ of the kinds that two annotators give to the spans that both hold."""
    if len(annotators) == 1:
        return Coefficient(None, "one annotator")
    if len(annotators) > 2:
        return Coefficient(None, "several annotators")
    shared = (
        (one[place].kind, other[place].kind)
        for report in reports
        for one, other in _pairs(report, annotators, None)
        for place in one.keys() & other.keys()
    )
    return kappa(shared if kind is None else ((one == kind, other == kind) for one, other in shared))


def _decided(
    reports: Iterable[MeasuredReport], annotators: tuple[str, ...], kind: str | None
) -> Iterator[list[object]]:
    """Yield, for each target, what the annotators decided on it: a kind, or None for no figure."""
    for report in reports:
        readers = [report.readers[name] for name in annotators if name in report.readers]
        for target in sorted({target for reader in readers for target in reader.decided}):
            figures = [reader.decided[target].figure for reader in readers if target in reader.decided]
            classes: list[object] = [figure and figure.kind for figure in figures]
            yield classes if kind is None else [one == kind for one in classes]


def _units(reports: Iterable[MeasuredReport], annotators: tuple[str, ...], kind: str | None) -> Coefficient:
    """Return Krippendorff's α for unitizing the reports that all the annotators read, joined end to end."""
    length, units = 0, dict[str, list[Unit]]((name, []) for name in annotators)
    for report in reports:
        if all(name in report.readers for name in annotators):
            for name, found in units.items():
                held = _held(report.readers[name], kind).values()
                found += [(Span(one.start + length, one.end + length), one.kind) for one in held]
            length += report.length
    return unitizing_alpha(length, list(units.values()))
