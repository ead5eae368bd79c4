"""Which of a store's figures an export takes, and how it divides them into several files."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random

from ..formats.exported import HOLDING, Exported, withheld
from ..formats.zip_archive import file_names
from ..model.decision import State
from ..model.errors import ExchangeError

PARTS = ("train", "dev", "test")


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for; None asks for all. Kinds are kinds or names of labels, annotators and reports are names.

    `team` asks for what holds for all annotators instead of each one's decisions: 0 for what was settled and what
    nobody disputes, a number for what at least so many read alike.
    """

    states: frozenset[State] = HOLDING
    annotators: frozenset[str] | None = None
    kinds: frozenset[str] | None = None
    reports: frozenset[str] | None = None
    settled: bool = False
    text: bool = True
    team: int | None = None

    def takes_report(self, name: str, digest: str) -> bool:
        """Tell whether a report is asked for, by its name or by the beginning of its digest."""
        return self.reports is None or name in self.reports or any(_begins(digest, part) for part in self.reports)


def selected(parts: Iterable[Exported], selection: Selection) -> Iterator[Exported]:
    """Yield the reports asked for with the figures asked for; without their words where these shall stay."""
    for part in parts:
        if not selection.takes_report(part.report.name, part.report.digest):
            continue
        if selection.team is None and selection.annotators is not None and part.annotator not in selection.annotators:
            continue
        rows = tuple(
            row
            for row in part.rows
            if row.state in selection.states
            and (selection.kinds is None or row.figure.kind in selection.kinds)
            and (row.settled or not selection.settled)
        )
        chosen = replace(part, rows=rows)
        yield chosen if selection.text else withheld(chosen)


def _begins(digest: str, part: str) -> bool:
    return len(part) >= 8 and digest.startswith(part)


def shares(ratio: str) -> tuple[Fraction, ...]:
    """Read a ratio of train, dev and test (80/10/10, or 80/20 for train and test); raise ExchangeError otherwise."""
    try:
        parts = [Fraction(part) for part in ratio.split("/")]
    except (ValueError, ZeroDivisionError):
        parts = []
    if len(parts) not in (2, 3) or min(parts) < 0 or sum(parts) <= 0:
        raise ExchangeError("{said} is not a ratio. Write it like 80/10/10 or 80/20.", said=ratio)
    parts = parts if len(parts) == 3 else [parts[0], Fraction(0), parts[1]]
    return tuple(part / sum(parts) for part in parts)


def split_by_ratio(parts: Sequence[Exported], ratio: Collection[Fraction], seed: int = 0) -> list[Exported]:
    """Name for each report the part it goes to; all annotators' reviews of a report go to one.

    The same reports and the same seed give the same parts, whatever order they come in.
    """
    digests = sorted({part.report.digest for part in parts if part.rows})
    Random(seed).shuffle(digests)
    edges, total = [], Fraction(0)
    for share in ratio:
        total += share
        edges.append(round(total * len(digests)))
    place = {
        digest: next(name for name, edge in zip(PARTS, edges, strict=True) if number < edge)
        for number, digest in enumerate(digests)
    }
    return [replace(part, split=place[part.report.digest]) for part in parts if part.rows]


def divided(parts: Iterable[Exported], split: str, seed: int = 0) -> list[Exported]:
    """Divide what leaves: "" not at all, "report" into a part a report, else by a ratio."""
    full = [part for part in parts if part.rows]
    if split == "report":
        return [replace(part, split=name) for part, name in zip(full, file_names(full), strict=True)]
    return split_by_ratio(full, shares(split), seed) if split else full
