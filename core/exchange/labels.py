"""The labels of a file on their way into a store: read, placed, made decisions or proposals, written at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from core.admission import text_of
from core.annotation.decision import Decision, new_step, undo_and_redo
from core.annotation.review import Review
from core.annotation.rival import lay_beside
from core.annotation.scheme import Scheme
from core.errors import ExchangeError, UserError
from core.exchange.crossing import labels_in
from core.exchange.incoming import Labelled, Read, Refusal
from core.exchange.placing import Placement, Reports, place
from core.exchange.taking import Kinds, Reader, decisions, proposals
from core.figure import Proposal
from core.report import Report

if TYPE_CHECKING:
    from core.annotation.store import Store


@dataclass(frozen=True, slots=True)
class Wish:
    """What shall become of a file's labels: decisions or proposals, whose, of which report, under which names.

    Whose: the annotator's name, and the id where several may bear it; "" for whom the file names.
    """

    decide: bool
    annotator: str = ""
    source: str = ""
    report: str = ""
    renamed: Mapping[str, str] = field(default_factory=dict)
    identity: str = ""


@dataclass
class Taking:
    """A file's labels on their way: `digests` are the reports to `add`, one after the other; then all are written."""

    wish: Wish
    store: "Store"
    kinds: Kinds
    placed: Mapping[str, Sequence[Placement]]
    refused: list[Refusal]
    rows: list[Decision] = field(default_factory=list)
    proposed: dict[str, list[Proposal]] = field(default_factory=dict)
    same: int = 0
    done: int = 0

    @property
    def digests(self) -> list[str]:
        """The reports that labels were placed in."""
        return list(self.placed)

    @property
    def counts(self) -> tuple[int, int, int, int, int]:
        """How many labels were read, placed, found anew by their words, there already, and refused."""
        found = [one for placed in self.placed.values() for one in placed]
        anew = sum(one.anew for one in found)
        refused = sum(refusal.marks for refusal in self.refused)
        return self.done + refused, self.done - self.same, anew, self.same, refused

    def add(self, report: Report, found: Sequence[Proposal], read: Reader) -> None:
        """Make of a report's labels what shall become of them; `found` are its proposals, `read` reads a span."""
        placed = self.placed[report.digest]
        if not self.wish.decide:
            self.proposed[report.digest], refused = proposals(placed, self.kinds, read)
            self._count(placed, refused)
            return
        by: defaultdict[str, list[Placement]] = defaultdict(list)
        for one in placed:
            by[self.wish.annotator or one.annotator].append(one)
        scheme = Scheme(self.store.labels())
        shown, _ = lay_beside(found, self.store.proposals(report.digest))
        for name, own in by.items():
            annotator = self.wish.identity or self.store.annotator(name)
            log = scheme.through(self.store.log(report.digest, annotator))
            step = new_step(annotator, report.digest)
            taken = decisions(own, Review(shown, log), step, self.kinds, read, len(report.text))
            self.rows += taken.rows
            self.same += taken.same
            self._count(own, taken.refused)

    def pass_over(self, report: Report, error: UserError) -> None:
        """Leave out a report's labels, and say why."""
        self._count(self.placed[report.digest], [Refusal(one.mark.where, error) for one in self.placed[report.digest]])

    def _count(self, placed: Sequence[Placement], refused: Sequence[Refusal]) -> None:
        self.refused += refused
        self.done += len(placed) - len(refused)


def take_in(path: Path, store: "Store", wish: Wish) -> Taking:
    """Read a file within limits and place its labels in the store's reports; write nothing.

    Raise ExchangeError where the file is none, or where it does not say whose decisions they are.
    """
    return take(labels_in(path), store, wish)


def take(read: Read, store: "Store", wish: Wish) -> Taking:
    """Place labels that were read in the store's reports, as `take_in` does."""
    found, refused = read
    reports = Reports(_named(store, wish.report), store.report)
    signed, strange = _signed(found)
    placed, homeless = place(signed, reports)
    if wish.decide and not wish.annotator and any(not one.annotator for one in placed):
        raise ExchangeError("The file does not say whose decisions these are. Name the annotator.")
    by: defaultdict[str, list[Placement]] = defaultdict(list)
    for one in placed:
        by[one.report].append(one)
    own = {name: label.id for label in Scheme(store.labels()).live for name in (label.chinese, label.english) if name}
    return Taking(wish, store, Kinds(own, wish.renamed), dict(by), [*refused, *strange, *homeless])


def _signed(found: Sequence[Labelled]) -> Read:
    """Leave out what is signed with more than a name."""
    signed: list[Labelled] = []
    refused: list[Refusal] = []
    for one in found:
        try:
            text_of("annotator", one.annotator)
            signed.append(one)
        except ExchangeError as error:
            refused.append(Refusal(one.where, error, len(one.marks)))
    return signed, refused


def take_back(rows: Iterable[Decision], store: "Store") -> int:
    """Undo the steps of an import that still stand, in every report; return how many there were."""
    steps = dict.fromkeys((row.annotator, row.report, row.step) for row in rows)
    undone = [
        new_step(annotator, report).undo(step)
        for annotator, report, step in steps
        if step in undo_and_redo(store.log(report, annotator))[0]
    ]
    if undone:
        store.append(undone)
    return len(undone)


def take_out(taking: Taking, store: "Store") -> None:
    """Write what was made of the labels: all decisions or none."""
    if taking.rows:
        store.append(taking.rows)
    for digest, found in taking.proposed.items():
        taking.same += len(found) - store.add_proposals(digest, taking.wish.source, found)


def _named(store: "Store", only: str) -> dict[str, list[str]]:
    """Name the reports labels may belong to; raise ExchangeError where there is none of the name asked for."""
    named: defaultdict[str, list[str]] = defaultdict(list)
    for entry in store.reports():
        if not entry.filing.removed and only in ("", entry.name, entry.title, entry.digest):
            for name in dict.fromkeys((entry.name, entry.title)):
                named[name].append(entry.digest)
    if not named and only:
        raise ExchangeError("There is no report {name} in the store. Check the name.", name=only)
    return named
